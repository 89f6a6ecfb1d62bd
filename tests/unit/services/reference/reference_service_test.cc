// Names for codes: a code means something only together with a date, and whoever may call at all
// may ask.

#include "services/reference/reference_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "services/runtime/field_checks.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::reference_door {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ReferenceServiceTest : public ::testing::Test {
 protected:
  using Stub = v1::ReferenceService::Stub;

  ReferenceServiceTest() : service_(role_.environment()) {
    role_.AddPrincipal("office", "office", "offices/zhongshan");
    role_.AddPrincipal("panzhou", "county-bureau", "520281");
    role_.Serve({&service_});
  }
  ~ReferenceServiceTest() override { role_.Shutdown(); }

  absl::StatusOr<v1::Division> GetDivision(const std::string& name,
                                           absl::CivilDay day = absl::CivilDay(2026, 6, 30)) {
    v1::GetDivisionRequest request;
    request.set_name(name);
    *request.mutable_date() = runtime::ToDate(day);
    return role_.Call("office", &Stub::GetDivision, request);
  }
  absl::StatusOr<v1::ListDivisionsResponse> ListDivisions(const std::string& parent) {
    v1::ListDivisionsRequest request;
    request.set_parent(parent);
    return role_.Call("office", &Stub::ListDivisions, request);
  }

  testing::RoleFixture role_;
  ReferenceService service_;
};

std::vector<std::string> CodesOf(const v1::ListDivisionsResponse& response) {
  std::vector<std::string> codes;
  for (const auto& division : response.divisions()) codes.push_back(division.code());
  return codes;
}

TEST_F(ReferenceServiceTest, ADivisionIsNamedWithAllThatStandsAboveIt) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto division, GetDivision("divisions/520281"));
  EXPECT_EQ(division.name(), "divisions/520281");
  EXPECT_EQ(division.display_name(), "盘州市");
  EXPECT_EQ(division.english_display_name(), "Panzhou");
  EXPECT_EQ(division.full_display_name(), "贵州省六盘水市盘州市");
  EXPECT_EQ(division.level(), v1::Division::COUNTY);
  EXPECT_EQ(division.parent_code(), "520200");
  EXPECT_TRUE(division.has_location());
  EXPECT_FALSE(division.has_valid_until_date());
}

// standards.md: 520222 盘县 became 520281 盘州市 in 2017.
TEST_F(ReferenceServiceTest, ACodeIsReadOnItsDay) {
  EXPECT_THAT(GetDivision("divisions/520222"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("ask for 520281 (盘州市)")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto before,
                             GetDivision("divisions/520222", absl::CivilDay(2010, 1, 1)));
  EXPECT_EQ(before.display_name(), "盘县");
  EXPECT_EQ(before.valid_until_date().year(), 2017);
  EXPECT_THAT(GetDivision("divisions/520281", absl::CivilDay(2010, 1, 1)),
              StatusIs(absl::StatusCode::kNotFound));
}

// For programs, which ask for the figures of each day under its code: 520221 was divided when it
// became 520204.
TEST_F(ReferenceServiceTest, OfADeadCodeTheMetadataHasTheOneOfTheDay) {
  const auto told = [&](const std::string& code, absl::CivilDay day) {
    const auto refused = GetDivision("divisions/" + code, day);
    const auto payload = refused.status().GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
    google::rpc::ErrorInfo info;
    EXPECT_TRUE(payload.has_value() && info.ParseFromString(std::string(*payload))) << code;
    return info.metadata().contains("code_of_day")
               ? info.metadata().at("code_of_day") + " " + info.metadata().at("same_area")
               : "none";
  };
  EXPECT_EQ(told("520281", absl::CivilDay(2010, 1, 1)), "520222 true");
  EXPECT_EQ(told("520222", absl::CivilDay(2026, 1, 1)), "520281 true");
  EXPECT_EQ(told("520204", absl::CivilDay(2020, 6, 30)), "520221 false");
  EXPECT_EQ(told("520221", absl::CivilDay(2020, 7, 31)), "520204 false");
}

TEST_F(ReferenceServiceTest, DivisionsAreFoundByPartOfTheirNameAtWhateverDepth) {
  v1::ListDivisionsRequest request;
  *request.mutable_date() = runtime::ToDate(absl::CivilDay(2026, 6, 30));
  request.set_text("盘州");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto anywhere,
                             role_.Call("office", &Stub::ListDivisions, request));
  EXPECT_THAT(CodesOf(anywhere), Contains("520281"));
  EXPECT_FALSE(anywhere.edition().empty());
  request.set_parent("divisions/442000");
  request.set_text("古镇");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto town, role_.Call("office", &Stub::ListDivisions, request));
  EXPECT_EQ(CodesOf(town).size(), 1u);
  request.set_text("盘州");
  EXPECT_THAT(CodesOf(*role_.Call("office", &Stub::ListDivisions, request)), IsEmpty());
  // A name that has died is none.
  request.clear_parent();
  request.set_text("盘县");
  EXPECT_THAT(CodesOf(*role_.Call("office", &Stub::ListDivisions, request)),
              Not(Contains("520222")));
  request.set_text(std::string(129, 'x'));
  EXPECT_THAT(role_.Call("office", &Stub::ListDivisions, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ReferenceServiceTest, ListedDivisionsBearTheirEnglishNames) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto provinces, ListDivisions(""));
  std::vector<std::string> names;
  for (const auto& division : provinces.divisions()) {
    names.push_back(division.english_display_name());
  }
  EXPECT_THAT(names, Not(Contains("")));
  EXPECT_THAT(names, Contains("Shaanxi"));
  EXPECT_THAT(names, Contains("Hong Kong"));
  // Dead places without pinyin are known by their Chinese name alone.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto laiwu,
                             GetDivision("divisions/371200", absl::CivilDay(2018, 6, 1)));
  EXPECT_EQ(laiwu.display_name(), "莱芜市");
  EXPECT_EQ(laiwu.english_display_name(), "");
}

TEST_F(ReferenceServiceTest, WithoutADateTodayCounts) {
  v1::GetDivisionRequest request;
  request.set_name("divisions/520281");
  EXPECT_OK(role_.Call("office", &Stub::GetDivision, request));
  role_.set_now(runtime::StartOfDay(absl::CivilDay(2010, 1, 1)));
  EXPECT_THAT(role_.Call("office", &Stub::GetDivision, request),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ReferenceServiceTest, EveryViolationIsToldAtOnce) {
  v1::GetDivisionRequest request;
  request.set_name("520281");
  request.mutable_date()->set_year(2026);
  const auto refused = role_.Call("office", &Stub::GetDivision, request);
  EXPECT_THAT(refused,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("2 of 2 violations")));
  EXPECT_THAT(GetDivision("divisions/5202"), StatusIs(absl::StatusCode::kInvalidArgument));
}

// A city without counties: its townships stand right below it.
TEST_F(ReferenceServiceTest, ChildrenAreThoseDirectlyBelowInOrder) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto counties, ListDivisions("divisions/520200"));
  EXPECT_THAT(CodesOf(counties), ::testing::ElementsAre("520201", "520203", "520204", "520281"));
  EXPECT_THAT(counties.edition(), Not(IsEmpty()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto towns, ListDivisions("divisions/442000"));
  EXPECT_THAT(CodesOf(towns), Contains("442000118"));
  EXPECT_EQ(towns.divisions_size(), 23);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto provinces, ListDivisions(""));
  EXPECT_THAT(CodesOf(provinces), Contains("520000"));
}

TEST_F(ReferenceServiceTest, ChildrenOfWhatIsNotThereAreNotFoundRatherThanNone) {
  EXPECT_THAT(ListDivisions("divisions/529999"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ListDivisions("divisions/520222"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("ask for 520281 (盘州市)")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto none, ListDivisions("divisions/442000118"));
  EXPECT_EQ(none.divisions_size(), 0);
}

TEST_F(ReferenceServiceTest, OccupationsByTheBeginningOfTheirCode) {
  v1::ListOccupationsRequest request;
  request.set_code_prefix("6-18-02");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             role_.Call("office", &Stub::ListOccupations, request));
  bool welder = false;
  for (const auto& occupation : response.occupations()) {
    EXPECT_THAT(occupation.code(), ::testing::StartsWith("6-18-02"));
    welder = welder || (occupation.display_name() == "焊工" && occupation.level() == 4 &&
                        occupation.parent_code() == "6-18-02");
  }
  EXPECT_TRUE(welder);
  request.clear_code_prefix();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto all, role_.Call("office", &Stub::ListOccupations, request));
  EXPECT_GT(all.occupations_size(), response.occupations_size());
}

TEST_F(ReferenceServiceTest, SkillsBearTheirGroupAndOtherNames) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             role_.Call("office", &Stub::ListSkills, v1::ListSkillsRequest()));
  for (const auto& skill : response.skills()) {
    if (skill.code() != "welding-arc") continue;
    EXPECT_EQ(skill.display_name(), "电焊");
    EXPECT_EQ(skill.english_display_name(), "Arc welding");
    EXPECT_EQ(skill.group_display_name(), "焊接");
    EXPECT_THAT(skill.aliases(), Contains("手工焊"));
    return;
  }
  ADD_FAILURE() << "no welding-arc among the skills";
}

TEST_F(ReferenceServiceTest, PoliciesSayFromWhenTheyCount) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             role_.Call("office", &Stub::ListPolicies, v1::ListPoliciesRequest()));
  ASSERT_GT(response.policies_size(), 0);
  for (const auto& policy : response.policies()) {
    EXPECT_THAT(policy.version(), Not(IsEmpty()));
    EXPECT_GT(policy.target_percent(), 0);
    EXPECT_TRUE(policy.has_effective_date());
  }
}

TEST_F(ReferenceServiceTest, NobodyWithoutATokenIsAnswered) {
  EXPECT_THAT(role_.Call("", &Stub::ListSkills, v1::ListSkillsRequest()),
              StatusIs(absl::StatusCode::kUnauthenticated));
}

// A page knows no more than a token: what it may show follows from this answer alone.
TEST_F(ReferenceServiceTest, ACallerIsToldItsOwnNameRoleAndScope) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto office,
                             role_.Call("office", &Stub::GetCaller, v1::GetCallerRequest()));
  EXPECT_EQ(office.id(), "office");
  EXPECT_EQ(office.role(), v1::Caller::OFFICE);
  EXPECT_EQ(office.office(), "offices/zhongshan");
  EXPECT_EQ(office.division_prefix(), "");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto county,
                             role_.Call("panzhou", &Stub::GetCaller, v1::GetCallerRequest()));
  EXPECT_EQ(county.role(), v1::Caller::COUNTY_BUREAU);
  EXPECT_EQ(county.division_prefix(), "520281");
  EXPECT_EQ(county.office(), "");
}

}  // namespace
}  // namespace laowu::reference_door
