// A page token goes on with its own request for its own caller, and with no other.

#include "services/runtime/page_token.h"

#include <gtest/gtest.h>

#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/resource_name.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;

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
TEST(PageToken, IsOfOneStoreAndEndsWhenThatIsRestored) {
  const Principal county{"panzhou", PrincipalRole::kCountyBureau, "520281", "", ""};
  v1::ListVacanciesRequest request;
  internal::v1::PageToken stored;
  stored.set_last_key("k");
  std::string token = EncodePageToken(request, stored);
  BindPageToken(county, "before", &token);
  EXPECT_OK(CheckPageTokenIsOf(county, "before", token));
  EXPECT_EQ(ReasonOf(CheckPageTokenIsOf(county, "after", token)), "PAGE_TOKEN_INVALID");
}

TEST(PageToken, IsOfOneCallerWithItsRoleAndScope) {
  const Principal county{"panzhou", PrincipalRole::kCountyBureau, "520281", "", ""};
  v1::ListVacanciesRequest request;
  internal::v1::PageToken stored;
  stored.set_last_key("k");
  std::string token = EncodePageToken(request, stored);
  EXPECT_EQ(ReasonOf(CheckPageTokenIsOf(county, "a-store", token)), "PAGE_TOKEN_INVALID")
      << "bound to nobody";
  BindPageToken(county, "a-store", &token);
  EXPECT_OK(CheckPageTokenIsOf(county, "a-store", token));
  request.set_page_token(token);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto same, DecodePageToken(request));
  EXPECT_EQ(same.last_key(), "k");
  for (const Principal& other :
       {Principal{"shuicheng", PrincipalRole::kCountyBureau, "520281", "", ""},
        Principal{"panzhou", PrincipalRole::kCityBureau, "520281", "", ""},
        Principal{"panzhou", PrincipalRole::kCountyBureau, "520204", "", ""},
        Principal{"panzhou", PrincipalRole::kCountyBureau, "520281", "offices/a", ""},
        Principal{"panzhou", PrincipalRole::kCountyBureau, "520281", "", "organizers/a"}}) {
    EXPECT_EQ(ReasonOf(CheckPageTokenIsOf(other, "a-store", token)), "PAGE_TOKEN_INVALID")
        << other.id;
  }
  EXPECT_EQ(ReasonOf(CheckPageTokenIsOf(county, "a-store", "nonsense")), "PAGE_TOKEN_INVALID");
  std::string none;
  BindPageToken(county, "a-store", &none);
  EXPECT_EQ(none, "");
  EXPECT_OK(CheckPageTokenIsOf(county, "a-store", none));
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
