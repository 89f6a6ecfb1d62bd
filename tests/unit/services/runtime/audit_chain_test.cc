// The chain over audit records: everything audited is sealed, once and in order, and whatever is
// done to a record or a link afterwards is named.

#include "services/runtime/audit_chain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/call_context.h"
#include "services/runtime/record_fields.h"
#include "storage/open_store.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using storage::Record;
using storage::Table;
using ::testing::AllOf;
using ::testing::HasSubstr;

const absl::Time kNow =
    absl::FromCivil(absl::CivilSecond(2026, 12, 1, 9, 0, 0), absl::UTCTimeZone());

class AuditChainTest : public ::testing::Test {
 protected:
  AuditChainTest() { store_ = *storage::OpenStore("memory:"); }

  void Audit(int number) {
    CallContext call;
    call.now = absl::Now();
    call.method = "laowu.v1.WorkerService/GetWorker";
    storage::Batch batch;
    AddAudit(call, {{absl::StrCat("workers/", number)}, {"phone_number"}, "test", ""}, batch);
    ASSERT_OK(store_->Commit(batch, absl::Now() + absl::Seconds(30)));
  }
  // Something that nobody audits.
  void Write(int number) {
    storage::Batch batch;
    batch.Put(Table::kWorkers, absl::StrCat("w", number), "");
    ASSERT_OK(store_->Commit(batch, absl::Now() + absl::Seconds(30)));
  }
  internal::v1::AuditHead Seal(absl::Time now) {
    const auto head = SealAudit(*store_, now);
    EXPECT_OK(head);
    return head.ok() ? *head : internal::v1::AuditHead();
  }
  // As they were recorded: keys of one millisecond have no order.
  std::vector<Record> All(Table table) {
    std::vector<Record> records = *store_->Scan(table, {}, 10'000);
    if (table != Table::kAudit) return records;
    std::sort(records.begin(), records.end(),
              [](const Record& a, const Record& b) { return a.version < b.version; });
    return records;
  }

  // Shows the check what is stored, as somebody has changed it meanwhile.
  absl::StatusOr<AuditCheck::Facts> Check(
      const std::function<void(std::vector<Record>& links, std::vector<Record>& audit)>& change) {
    std::vector<Record> links = All(Table::kAuditChain);
    std::vector<Record> audit = All(Table::kAudit);
    change(links, audit);
    AuditCheck check;
    for (const Record& record : links) check.Add(Table::kAuditChain, record);
    for (const Record& record : audit) check.Add(Table::kAudit, record);
    return check.Finish();
  }
  absl::StatusOr<AuditCheck::Facts> Check() {
    return Check([](std::vector<Record>&, std::vector<Record>&) {});
  }
  // Three links of two records each. links[0] is the head.
  void ThreeLinks() {
    for (int link = 0; link < 3; ++link) {
      Audit(2 * link);
      Write(link);
      Audit(2 * link + 1);
      Seal(kNow + absl::Seconds(link));
    }
  }

  std::unique_ptr<storage::Store> store_;
};

TEST_F(AuditChainTest, WhatWasAuditedIsSealedAndTheRestIsCounted) {
  ThreeLinks();
  Audit(6);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto facts, Check());
  EXPECT_EQ(facts.link_count, 3);
  EXPECT_EQ(facts.sealed_count, 6);
  EXPECT_EQ(facts.unsealed_count, 1);
  EXPECT_EQ(facts.head.second(), absl::ToUnixSeconds(kNow) + 2);
}

TEST_F(AuditChainTest, WhereNothingWasAuditedNothingIsWritten) {
  Write(1);
  const auto before = store_->last_sequence();
  EXPECT_EQ(Seal(kNow).second(), 0);
  EXPECT_EQ(store_->last_sequence(), before);
  Audit(1);
  Seal(kNow);
  const auto sealed = store_->last_sequence();
  Seal(kNow + absl::Seconds(1));
  EXPECT_EQ(store_->last_sequence(), sealed);
}

// Two in a second, or a clock set back: the links still stand in their order.
TEST_F(AuditChainTest, TheClockMayStandStillOrGoBack) {
  for (int i = 0; i < 3; ++i) {
    Audit(i);
    Seal(kNow - absl::Hours(i));
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto facts, Check());
  EXPECT_EQ(facts.link_count, 3);
}

TEST_F(AuditChainTest, WhatTheFeedNoLongerTellsIsSealedFromTheRecords) {
  Audit(0);
  Seal(kNow);
  Audit(1);
  Write(1);
  Audit(2);
  ASSERT_OK(store_->TruncateChanges(store_->last_sequence()));
  Audit(3);
  Seal(kNow + absl::Seconds(1));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto facts, Check());
  EXPECT_EQ(facts.sealed_count, 4);
  EXPECT_EQ(facts.unsealed_count, 0);
}

TEST_F(AuditChainTest, MoreThanALinkHoldsMakesSeveral) {
  constexpr int kCount = kAuditRecordsALink + 700;
  for (int first = 0; first < kCount; first += 1'000) {
    storage::Batch batch;
    CallContext call;
    call.now = absl::Now();
    for (int i = first; i < std::min(first + 1'000, kCount); ++i) {
      AddAudit(call, {{absl::StrCat("workers/", i)}, {}, "", ""}, batch);
    }
    ASSERT_OK(store_->Commit(batch, absl::Now() + absl::Seconds(30)));
  }
  Seal(kNow);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto facts, Check());
  EXPECT_EQ(facts.sealed_count, kCount);
  EXPECT_GE(facts.link_count, 2);
}

TEST_F(AuditChainTest, WritersGoOnWhileItSealsAndNothingIsLeftOut) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 3; ++writer) {
    writers.emplace_back([this, writer] {
      for (int i = 0; i < 200; ++i) Audit(writer * 1'000 + i);
    });
  }
  for (int i = 0; i < 50; ++i) Seal(kNow);
  for (std::thread& writer : writers) writer.join();
  Seal(kNow);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto facts, Check());
  EXPECT_EQ(facts.sealed_count, 600);
  EXPECT_EQ(facts.unsealed_count, 0);
}

TEST_F(AuditChainTest, AnAlteredRecordIsNamed) {
  ThreeLinks();
  const auto altered = Check([](auto&, auto& audit) { audit[3].value.back() ^= 1; });
  EXPECT_THAT(altered, StatusIs(absl::StatusCode::kDataLoss,
                                HasSubstr(absl::StrCat("sequence ", All(Table::kAudit)[3].version,
                                                       " was altered"))));
  EXPECT_THAT(Check([](auto&, auto& audit) { audit[0].record_time += absl::Microseconds(1); }),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("was altered")));
}

TEST_F(AuditChainTest, AMissingRecordIsNamedWithTheTimeOfItsLink) {
  ThreeLinks();
  EXPECT_THAT(Check([](auto&, auto& audit) { audit.erase(audit.begin() + 2); }),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr("2026-12-01T09:00:01"), HasSubstr("is missing"))));
}

TEST_F(AuditChainTest, ARecordPutInLaterIsNamed) {
  Write(0);
  const auto not_audited = store_->last_sequence();
  ThreeLinks();
  EXPECT_THAT(Check([&](auto&, auto& audit) {
                Record more = audit[1];
                more.version = not_audited;
                audit.push_back(more);
              }),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr(absl::StrCat("sequence ", not_audited, " was put in later"))));
}

TEST_F(AuditChainTest, LinksThatAreTakenOutOrAlteredAreNoticed) {
  ThreeLinks();
  EXPECT_THAT(Check([](auto& links, auto&) { links.erase(links.begin() + 2); }),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("does not follow")));
  EXPECT_THAT(Check([](auto& links, auto& audit) {
                links.pop_back();
                audit.pop_back();
                audit.pop_back();
              }),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("missing at the end")));
  EXPECT_THAT(Check([](auto& links, auto&) { links.pop_back(); }),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("put in later")));
  EXPECT_THAT(Check([](auto& links, auto&) {
                internal::v1::AuditLink link;
                ASSERT_TRUE(link.ParseFromString(links[1].value));
                link.set_sequences(0, link.sequences(0) + 1);
                links[1].value = link.SerializeAsString();
              }),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("was altered")));
}

// An altered record and a link made to fit it: every later link shows it.
TEST_F(AuditChainTest, ALinkMadeAnewForAnAlteredRecordBreaksTheNext) {
  ThreeLinks();
  EXPECT_THAT(Check([](auto& links, auto& audit) {
                audit[0].value.back() ^= 1;
                links[1].value = MakeAuditLink("", {{audit[0].version, AuditRecordHash(audit[0])},
                                                    {audit[1].version, AuditRecordHash(audit[1])}})
                                     .SerializeAsString();
              }),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("does not follow")));
}

}  // namespace
}  // namespace laowu::runtime
