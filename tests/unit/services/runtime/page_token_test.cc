// A page token goes on with its own request for its own caller, and with no other; what was changed
// in it or made up is refused, and no page leaves the range that its request names.

#include "services/runtime/page_token.h"

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/files.h"
#include "services/runtime/resource_name.h"
#include "storage/key.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::ScratchDir;
using ::laowu::testing::StatusIs;

Keys NewKeys(const std::string& folder) {
  EXPECT_OK(CreateKeys(folder, absl::Now()));
  auto keys = Keys::Load(folder);
  EXPECT_TRUE(keys.ok()) << keys.status();
  return *std::move(keys);
}

// The keys of `folder` with a newer digest key; `with_old`: beside the ones that were there.
Keys Renewed(const std::string& folder, bool with_old) {
  internal::v1::KeyFile file;
  const std::string path = KeyFilePath(folder);
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(*ReadFile(path), &file).ok());
  if (!with_old) file.clear_digest_keys();
  auto* const key = file.add_digest_keys();
  key->set_id(2);
  key->set_secret(RandomBytes(32));
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(file, &json).ok());
  EXPECT_OK(ReplaceFile(path, json, 0600));
  auto keys = Keys::Load(folder);
  EXPECT_TRUE(keys.ok()) << keys.status();
  return *std::move(keys);
}

const Principal& Panzhou() {
  static const auto* county =
      new Principal{"panzhou", PrincipalRole::kCountyBureau, "520281", "", ""};
  return *county;
}

// As it comes back: OK, or what it is refused with.
absl::Status Opened(const Keys& keys, const Principal& caller, const std::string& store,
                    std::string token) {
  return OpenPageToken(keys, caller, store, &token);
}

class SealedPageToken : public ::testing::Test {
 protected:
  SealedPageToken() {
    stored_.set_last_key(storage::EncodeKey("zhongshan", "v-1"));
    bare_ = EncodePageToken(request_, stored_);
    sealed_ = bare_;
    SealPageToken(keys_, Panzhou(), "a-store", &sealed_);
  }

  ScratchDir scratch_;
  const Keys keys_ = NewKeys(scratch_.path());
  v1::ListVacanciesRequest request_;
  internal::v1::PageToken stored_;
  std::string bare_;
  std::string sealed_;
};

TEST(PageToken, GoesOnWithAnotherPageSizeButNotWithAnotherRequest) {
  v1::ListVacanciesRequest request;
  request.set_parent("offices/a");
  internal::v1::PageToken token;
  token.set_last_key("k");
  request.set_page_token(EncodePageToken(request, token));
  request.set_page_size(7);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto same, DecodePageToken(request));
  EXPECT_EQ(same.last_key(), "k");
  request.set_parent("offices/b");
  const auto other = DecodePageToken(request);
  EXPECT_THAT(other, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(ReasonOf(other.status()), "PAGE_TOKEN_INVALID");
  request.set_page_token("nonsense");
  EXPECT_THAT(DecodePageToken(request), StatusIs(absl::StatusCode::kInvalidArgument));
}

// What is told beside a page is no condition of the list: asked for on the first page alone, it
// must not cost the second.
TEST(PageToken, GoesOnWhateverIsCountedBesideThePage) {
  v1::FindCandidatesRequest find;
  find.set_name("offices/a/vacancies/b");
  find.set_count_excluded(true);
  find.set_page_token(EncodePageToken(find, internal::v1::PageToken()));
  find.set_count_excluded(false);
  EXPECT_OK(DecodePageToken(find));
  v1::SearchVacanciesRequest search;
  search.set_facets(true);
  search.set_page_token(EncodePageToken(search, internal::v1::PageToken()));
  search.set_facets(false);
  EXPECT_OK(DecodePageToken(search));
  search.set_text("焊工");
  EXPECT_EQ(ReasonOf(DecodePageToken(search).status()), "PAGE_TOKEN_INVALID");
}

// Behind the place where it goes on, what went before may be lost with what the copy did not have.
TEST_F(SealedPageToken, IsOfOneStoreAndEndsWhenThatIsRestored) {
  EXPECT_OK(Opened(keys_, Panzhou(), "a-store", sealed_));
  EXPECT_EQ(ReasonOf(Opened(keys_, Panzhou(), "restored", sealed_)), "PAGE_TOKEN_INVALID");
}

TEST_F(SealedPageToken, IsOfOneCallerWithItsRoleAndScope) {
  EXPECT_EQ(ReasonOf(Opened(keys_, Panzhou(), "a-store", bare_)), "PAGE_TOKEN_INVALID")
      << "sealed for nobody";
  std::string token = sealed_;
  ASSERT_OK(OpenPageToken(keys_, Panzhou(), "a-store", &token));
  EXPECT_EQ(token, bare_);
  request_.set_page_token(token);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto same, DecodePageToken(request_));
  EXPECT_EQ(same.last_key(), stored_.last_key());
  for (const Principal& other :
       {Principal{"shuicheng", PrincipalRole::kCountyBureau, "520281", "", ""},
        Principal{"panzhou", PrincipalRole::kCityBureau, "520281", "", ""},
        Principal{"panzhou", PrincipalRole::kCountyBureau, "520204", "", ""},
        Principal{"panzhou", PrincipalRole::kCountyBureau, "520281", "offices/a", ""},
        Principal{"panzhou", PrincipalRole::kCountyBureau, "520281", "", "organizers/a"}}) {
    EXPECT_EQ(ReasonOf(Opened(keys_, other, "a-store", sealed_)), "PAGE_TOKEN_INVALID") << other.id;
  }
  EXPECT_EQ(ReasonOf(Opened(keys_, Panzhou(), "a-store", "nonsense")), "PAGE_TOKEN_INVALID");
  std::string none;
  SealPageToken(keys_, Panzhou(), "a-store", &none);
  EXPECT_EQ(none, "");
  EXPECT_OK(Opened(keys_, Panzhou(), "a-store", none));
}

// Any character for any other, at every place, the last with its spare bits among them; and what a
// reader of base64 might pass over.
TEST_F(SealedPageToken, NoCharacterOfItCanBeChanged) {
  const std::string letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_= \n";
  for (size_t at = 0; at < sealed_.size(); ++at) {
    for (const char letter : letters) {
      if (sealed_[at] == letter) continue;
      std::string changed = sealed_;
      changed[at] = letter;
      EXPECT_EQ(ReasonOf(Opened(keys_, Panzhou(), "a-store", changed)), "PAGE_TOKEN_INVALID")
          << at << " " << letter;
    }
    if (at == 0) continue;  // nothing: the first page
    EXPECT_FALSE(Opened(keys_, Panzhou(), "a-store", sealed_.substr(0, at)).ok()) << at;
  }
  for (const char* const tail : {"=", "==", " ", "\n", "A", "AA", "AAAA"}) {
    EXPECT_EQ(ReasonOf(Opened(keys_, Panzhou(), "a-store", sealed_ + tail)), "PAGE_TOKEN_INVALID")
        << tail;
  }
}

// Who knows the form and not the key cannot make one that begins with another's records.
TEST_F(SealedPageToken, AForgedLastKeyUnderTheSealOfAnotherIsRefused) {
  std::string seal;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(sealed_, &seal));
  seal.resize(16);
  stored_.set_last_key(storage::EncodeKey("dongguan", "dg-0"));
  std::string forged;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(EncodePageToken(request_, stored_), &forged));
  EXPECT_EQ(ReasonOf(Opened(keys_, Panzhou(), "a-store", absl::WebSafeBase64Escape(seal + forged))),
            "PAGE_TOKEN_INVALID");
}

// Keys stand in a file, so a server that is begun anew knows its tokens; a new key beside the old
// one ends none, and without the old one they begin again.
TEST_F(SealedPageToken, OutlastsARestartAndANewKey) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const Keys again, Keys::Load(scratch_.path()));
  EXPECT_OK(Opened(again, Panzhou(), "a-store", sealed_));
  const Keys renewed = Renewed(scratch_.path(), /*with_old=*/true);
  EXPECT_OK(Opened(renewed, Panzhou(), "a-store", sealed_));
  std::string of_new_key = bare_;
  SealPageToken(renewed, Panzhou(), "a-store", &of_new_key);
  EXPECT_NE(of_new_key, sealed_);
  EXPECT_OK(Opened(renewed, Panzhou(), "a-store", of_new_key));
  const Keys others = Renewed(scratch_.path(), /*with_old=*/false);
  EXPECT_EQ(ReasonOf(Opened(others, Panzhou(), "a-store", sealed_)), "PAGE_TOKEN_INVALID");
}

TEST(PageRange, GoesOnWithinTheRangeAlone) {
  const storage::KeyRange own = storage::RangeOf("zhongshan");
  internal::v1::PageToken token;
  LAOWU_ASSERT_OK_AND_ASSIGN(const storage::KeyRange first, RestOfRange(own, token));
  EXPECT_EQ(first.begin, own.begin);
  token.set_last_key(storage::EncodeKey("zhongshan", "v-1"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const storage::KeyRange rest, RestOfRange(own, token));
  EXPECT_GT(rest.begin, token.last_key());
  EXPECT_LT(rest.begin, storage::EncodeKey("zhongshan", "v-10"));
  EXPECT_EQ(rest.end, own.end);
  for (const std::string& foreign :
       {storage::EncodeKey("dongguan", "dg-0"), storage::EncodeKey("zhongshan-2", "a"),
        storage::EncodeKey("zhongsha"), own.end, std::string(1, '\0'), std::string(1, '\xff')}) {
    token.set_last_key(foreign);
    EXPECT_EQ(ReasonOf(RestOfRange(own, token).status()), "PAGE_TOKEN_INVALID")
        << absl::CEscape(foreign);
  }
  EXPECT_OK(RestOfRange({}, token)) << "a list of all that there is";
}

TEST(PageSizeTest, DefaultsAndClamps) {
  EXPECT_EQ(*PageSize(0, 50, 500), 50);
  EXPECT_EQ(*PageSize(1000, 50, 500), 500);
  EXPECT_THAT(PageSize(-1, 50, 500), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ResourceName, FitsItsPatternOrIsNone) {
  EXPECT_TRUE(ParseName("offices/*/vacancies/*", "offices/a/vacancies/b-1").has_value());
  for (const char* name : {"", "offices/a", "offices//vacancies/b", "offices/A/vacancies/b",
                           "offices/a/vacancies/b/c", "offices/a/vacancies/b\n"}) {
    EXPECT_FALSE(ParseName("offices/*/vacancies/*", name).has_value()) << name;
  }
}

}  // namespace
}  // namespace laowu::runtime
