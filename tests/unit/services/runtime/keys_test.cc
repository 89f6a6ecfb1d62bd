// Personal details: what is encrypted opens only as what it was, under the key it was closed with.

#include "services/runtime/keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/principals.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::ScratchDir;
using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::Not;

Keys NewKeys(const std::string& folder) {
  EXPECT_OK(CreateKeys(folder, absl::Now()));
  auto keys = Keys::Load(folder);
  EXPECT_TRUE(keys.ok()) << keys.status();
  return *std::move(keys);
}

TEST(Keys, WhatIsEncryptedOpensAgainAndShowsNothing) {
  ScratchDir scratch;
  const Keys keys = NewKeys(scratch.file("keys"));
  const std::string envelope = keys.Encrypt("529999199002031234", "workers/a");
  EXPECT_THAT(envelope, Not(HasSubstr("529999")));
  EXPECT_EQ(envelope.size(), 2U + 12U + 18U + 16U);  // format, key id, nonce, text, tag
  EXPECT_EQ(envelope[0], 1);
  EXPECT_EQ(envelope[1], 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string plain, keys.Decrypt(envelope, "workers/a"));
  EXPECT_EQ(plain, "529999199002031234");
  EXPECT_NE(keys.Encrypt("529999199002031234", "workers/a"), envelope);  // a nonce of its own
}

TEST(Keys, AValueMovedOrChangedDoesNotOpen) {
  ScratchDir scratch;
  const Keys keys = NewKeys(scratch.file("keys"));
  std::string envelope = keys.Encrypt("text", "workers/a");
  EXPECT_THAT(keys.Decrypt(envelope, "workers/b"), StatusIs(absl::StatusCode::kDataLoss));
  for (size_t i = 0; i < envelope.size(); ++i) {
    std::string changed = envelope;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(keys.Decrypt(changed, "workers/a").ok()) << i;
  }
  EXPECT_THAT(keys.Decrypt("short", "workers/a"), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(Keys, DigestsDifferByKindAndByKey) {
  ScratchDir scratch;
  const Keys keys = NewKeys(scratch.file("a"));
  const Keys others = NewKeys(scratch.file("b"));
  EXPECT_EQ(keys.DigestOf("identity", "1").hex, keys.DigestOf("identity", "1").hex);
  EXPECT_NE(keys.DigestOf("identity", "1").hex, keys.DigestOf("phone", "1").hex);
  EXPECT_NE(keys.DigestOf("identity", "1").hex, others.DigestOf("identity", "1").hex);
}

TEST(Keys, MakingKeysTwiceKeepsTheFirst) {
  ScratchDir scratch;
  NewKeys(scratch.file("keys"));
  EXPECT_THAT(CreateKeys(scratch.file("keys"), absl::Now()),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST(Keys, ADataFolderIsHeldToItsKeys) {
  ScratchDir scratch;
  const Keys keys = NewKeys(scratch.file("a"));
  const Keys others = NewKeys(scratch.file("b"));
  EXPECT_OK(CheckKeysBelong(keys, scratch.path()));
  EXPECT_OK(CheckKeysBelong(keys, scratch.path()));
  EXPECT_THAT(CheckKeysBelong(others, scratch.path()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("other keys")));
}

// Whose data is there needs the copy: new keys would sit where it belongs and open nothing.
TEST(Keys, NewKeysAreAdvisedOnlyWhereNoDataNeedsOthers) {
  ScratchDir scratch;
  const std::string data = scratch.file("d");
  EXPECT_THAT(NoKeysFor(data, data + "-keys"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no folder " + data)));
  std::filesystem::create_directory(data);
  EXPECT_THAT(NoKeysFor(data, data + "-keys"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("laowu init --data " + data)));
  EXPECT_OK(CheckKeysBelong(NewKeys(scratch.file("a")), data));
  EXPECT_THAT(NoKeysFor(data, data + "-keys").message(), HasSubstr("put back their copy"));
  EXPECT_THAT(NoKeysFor(data, data + "-keys").message(), Not(HasSubstr("laowu init")));
  const std::string file = KeyFilePath(scratch.file("a"));
  EXPECT_THAT(NoKeysFor(file, data + "-keys").message(), HasSubstr("is no folder"));
}

TEST(Principals, ATokenIsKnownByItsDigestAloneAndOnlyWhileItHolds) {
  ScratchDir scratch;
  const std::string path = scratch.file("principals.json");
  internal::v1::PrincipalFile::Principal principal;
  principal.set_id("panzhou");
  principal.set_role("county-bureau");
  principal.set_division_prefix("520281");
  principal.mutable_expire_time()->set_seconds(2000);
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string token,
                             CreateToken(path, principal, absl::FromUnixSeconds(1000)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto file, ReadPrincipalFile(path));
  EXPECT_THAT(file.DebugString(), Not(HasSubstr(token)));
  Principals in_time(
      path, [] { return absl::FromUnixSeconds(1999); }, false);
  LAOWU_ASSERT_OK_AND_ASSIGN(const Principal known, in_time.Authenticate(token));
  EXPECT_EQ(known.division_prefix, "520281");
  EXPECT_THAT(in_time.Authenticate(token + "x"), StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(in_time.Authenticate(""), StatusIs(absl::StatusCode::kUnauthenticated));
  Principals too_late(
      path, [] { return absl::FromUnixSeconds(2000); }, false);
  EXPECT_THAT(too_late.Authenticate(token), StatusIs(absl::StatusCode::kUnauthenticated));
}

// Made while the server runs, it counts at once, whenever the file was looked at last.
TEST(Principals, ANewTokenIsKnownAtOnce) {
  const ScratchDir scratch;
  const std::string path = scratch.file("principals.json");
  const auto make = [&](const char* id) {
    internal::v1::PrincipalFile::Principal principal;
    principal.set_id(id);
    principal.set_role("administrator");
    return *CreateToken(path, principal, absl::Now());
  };
  Principals principals(path, absl::Now, false);
  EXPECT_THAT(principals.Authenticate("laowu_wrong"), StatusIs(absl::StatusCode::kUnauthenticated));
  for (const char* id : {"first", "second"}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const Principal known, principals.Authenticate(make(id)));
    EXPECT_EQ(known.id, id);
  }
  // So is whom another role calls for.
  make("third");
  LAOWU_ASSERT_OK_AND_ASSIGN(const Principal found, principals.Find("third"));
  EXPECT_EQ(found.id, "third");
}

TEST(Principals, ATokenThatWouldNeverHoldIsNotMade) {
  ScratchDir scratch;
  internal::v1::PrincipalFile::Principal principal;
  principal.set_id("late");
  principal.set_role("administrator");
  principal.mutable_expire_time()->set_seconds(1000);
  EXPECT_THAT(CreateToken(scratch.file("p"), principal, absl::FromUnixSeconds(1000)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("past")));
  EXPECT_OK(CreateToken(scratch.file("p"), principal, absl::FromUnixSeconds(999)));
}

TEST(Principals, ScopeMustFitTheRole) {
  ScratchDir scratch;
  internal::v1::PrincipalFile::Principal principal;
  principal.set_id("x");
  principal.set_role("office");
  principal.set_division_prefix("520281");
  EXPECT_THAT(CreateToken(scratch.file("p"), principal, absl::Now()),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Ids, AreOrderedByTimeAndFitNames) {
  const std::string early = NewId(absl::FromUnixMillis(1'000'000));
  const std::string late = NewId(absl::FromUnixMillis(1'000'001));
  EXPECT_EQ(early.size(), 26U);
  EXPECT_LT(early, late);
  EXPECT_EQ(IdForReference("a-1"), "a-1");
  EXPECT_EQ(IdForReference("招聘/1").substr(0, 2), "r-");
  EXPECT_LE(IdForReference("招聘/1").size(), 63U);
}

// What is recorded one after the other is listed so, however fast it came: an outcome before its
// VOIDED of the same day.
TEST(Ids, OfOneMillisecondSortAsTheyWereMade) {
  const absl::Time now = absl::FromUnixMillis(2'000'000);
  std::string last = NewId(now);
  for (int i = 0; i < 10'000; ++i) {
    std::string next = NewId(now - absl::Milliseconds(i % 2));
    ASSERT_LT(last, next) << i;
    last = std::move(next);
  }
}

TEST(Ids, TellWhenTheyWereMadeAndAMillisecondHasAFirst) {
  const absl::Time now = absl::FromUnixMillis(1'795'000'000'123);
  const std::string id = NewId(now);
  EXPECT_EQ(TimeOfId(id), now);
  EXPECT_EQ(TimeOfId("r-1"), std::nullopt);
  EXPECT_EQ(TimeOfId("zzzzzzzzzzzzzzzzzzzzzzzzzz"), std::nullopt);
  EXPECT_LT(FirstIdOf(now), id);
  EXPECT_EQ(FirstIdOf(now + absl::Microseconds(999)), FirstIdOf(now));
  EXPECT_GT(FirstIdOf(now + absl::Milliseconds(1)), id);
  EXPECT_EQ(TimeOfId(FirstIdOf(now)), now);
}

TEST(Ids, OfManyThreadsDiffer) {
  constexpr size_t kThreads = 4;
  constexpr size_t kEach = 2'000;
  const absl::Time now = absl::FromUnixMillis(3'000'000);
  std::vector<std::vector<std::string>> made(kThreads);
  std::vector<std::thread> threads;
  for (auto& ids : made) {
    threads.emplace_back([&] {
      for (size_t i = 0; i < kEach; ++i) ids.push_back(NewId(now));
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& ids : made) {
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    all.insert(ids.begin(), ids.end());
  }
  EXPECT_EQ(all.size(), kThreads * kEach);
}

// RFC 4231, test cases 2 and 6: what was stored under a digest is found by it for ever.
TEST(Digests, HmacIsThatOfTheStandard) {
  EXPECT_EQ(absl::BytesToHexString(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      absl::BytesToHexString(HmacSha256(std::string(131, '\xaa'),
                                        "Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// The lottery is the first 63 bits of SHA-256, so that anyone can repeat it (sha256sum gives
// ba7816bf8f01cfea… for "abc").
TEST(Ids, TieHashIsTheFirst63BitsOfSha256) {
  EXPECT_EQ(TieHash("abc"), static_cast<int64_t>(0xba7816bf8f01cfeaULL >> 1));
}

}  // namespace
}  // namespace laowu::runtime
