// Households: made by the bureau's own number, at most 50 members, seen within the scope
// (worker_service.proto).

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/worker/household_records.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);

class HouseholdTest : public WorkerFixture {
 protected:
  // Somebody of their own, `index` from 0.
  static v1::Worker Member(int index, const std::string& household) {
    v1::Worker row = Row();
    row.mutable_personal_details()->set_identity_number(
        IdentityNumber(absl::CivilDay(1980, 1, 1) + index, 101));
    row.set_household(household);
    return row;
  }
  absl::StatusOr<v1::Household> GetHousehold(const std::string& id, const std::string& name) {
    v1::GetHouseholdRequest request;
    request.set_name(name);
    return role_.Call(id, &Stub::GetHousehold, request);
  }
};

TEST_F(HouseholdTest, RowsWithOneNumberMakeOneHousehold) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             Import(kPanzhou, {Member(0, "H-17"), Member(1, "H-17")}));
  const std::string a = response.results(0).name();
  const std::string b = response.results(1).name();
  const std::string name = Get(kPanzhou, a)->household();
  EXPECT_EQ(Get(kPanzhou, b)->household(), name);
  EXPECT_FALSE(absl::StrContains(name, "17") && absl::StrContains(name, "h-"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto household, GetHousehold(kPanzhou, name));
  EXPECT_EQ(household.division_code(), kYizi);
  EXPECT_THAT(household.members(), UnorderedElementsAre(a, b));
  EXPECT_NE(household.etag(), "");
  // Sent again nothing changes; a third one joins by the name that the API shows.
  EXPECT_THAT(ImportOne(kPanzhou, Member(0, "H-17")), HasResult(v1::ImportResult::UNCHANGED));
  const std::string c = Create(kPanzhou, Member(2, name));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto grown, GetHousehold(kPanzhou, name));
  EXPECT_THAT(grown.members(), UnorderedElementsAre(a, b, c));
  EXPECT_NE(grown.etag(), household.etag());
  EXPECT_THAT(Records(Table::kHouseholds), SizeIs(1));
}

TEST_F(HouseholdTest, WhoLeavesIsNoMemberAndTheLastOneTakesItAway) {
  const std::string a = Create(kPanzhou, Member(0, "H-17"));
  const std::string b = Create(kPanzhou, Member(1, "H-17"));
  const std::string name = Get(kPanzhou, a)->household();
  EXPECT_THAT(ImportOne(kPanzhou, Member(0, "H-18")), HasResult(v1::ImportResult::UPDATED));
  EXPECT_NE(Get(kPanzhou, a)->household(), name);
  EXPECT_THAT(GetHousehold(kPanzhou, name)->members(), UnorderedElementsAre(b));
  EXPECT_THAT(ImportOne(kPanzhou, Member(1, "")), HasResult(v1::ImportResult::UPDATED));
  EXPECT_THAT(GetHousehold(kPanzhou, name), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(GetHousehold(kAdministrator, name), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Records(Table::kHouseholds), SizeIs(1));
  EXPECT_THAT(Records(Table::kWorkersByHousehold), SizeIs(1));
  EXPECT_THAT(Records(Table::kHouseholdsByDivision), SizeIs(1));
}

// All in one batch, in order: the last leaves and another comes.
TEST_F(HouseholdTest, LeavingAndJoiningInOneMessageCountTogether) {
  Create(kPanzhou, Member(0, "H-17"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                             Import(kPanzhou, {Member(0, "H-18"), Member(1, "H-17")}));
  EXPECT_THAT(response.results(0), HasResult(v1::ImportResult::UPDATED));
  const std::string name = Get(kPanzhou, response.results(1).name())->household();
  EXPECT_THAT(GetHousehold(kPanzhou, name)->members(),
              UnorderedElementsAre(response.results(1).name()));
  EXPECT_THAT(Records(Table::kHouseholds), SizeIs(2));
  EXPECT_THAT(Records(Table::kHouseholdsByDivision), SizeIs(2));
}

TEST_F(HouseholdTest, FiftyMembersAreTheMostAlsoWithinOneMessage) {
  std::vector<v1::Worker> rows;
  for (int i = 0; i < kHouseholdMembersMost + 1; ++i) rows.push_back(Member(i, "H-17"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(kPanzhou, rows));
  EXPECT_THAT(response.results(kHouseholdMembersMost - 1), HasResult(v1::ImportResult::CREATED));
  const auto& refused = response.results(kHouseholdMembersMost);
  EXPECT_THAT(refused, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(refused.status().message(), HasSubstr("rows[50].worker.household"));
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(kHouseholdMembersMost));
  const auto later = ImportOne(kPanzhou, Member(kHouseholdMembersMost, "H-17"));
  EXPECT_THAT(later, HasResult(v1::ImportResult::REJECTED));
  // Who is in already is not refused.
  v1::Worker row = Member(0, "H-17");
  row.set_min_wage_cny_per_month(5'000);
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED));
}

TEST_F(HouseholdTest, ForeignHouseholdsAreNotThere) {
  const std::string a = Create(kPanzhou, Member(0, "H-17"), kMay);
  const std::string name = Get(kPanzhou, a)->household();
  const auto foreign = GetHousehold(kLiuzhi, name).status();
  EXPECT_THAT(foreign, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(foreign.ToString(), GetHousehold(kLiuzhi, "households/none").status().ToString());
  v1::Worker row = Member(1, name);
  row.set_division_code(kYanjiao);
  EXPECT_THAT(ImportOne(kLiuzhi, row), HasResult(v1::ImportResult::REJECTED));
  // The same number in another county is another household.
  row.set_household("H-17");
  EXPECT_NE(Get(kLiuzhi, Create(kLiuzhi, row))->household(), name);
  // Of a member who moved away the bureau is shown nothing.
  const std::string b = Create(kPanzhou, Member(2, "H-17"), kMay);
  ASSERT_OK(Record(kPanzhou, b, Moved(kJune, kYanjiao)));
  EXPECT_THAT(GetHousehold(kPanzhou, name)->members(), UnorderedElementsAre(a));
  EXPECT_THAT(GetHousehold(kCity, name)->members(), UnorderedElementsAre(a, b));
}

TEST_F(HouseholdTest, ListedByDivisionInPages) {
  for (int i = 0; i < 5; ++i) Create(kPanzhou, Member(i, absl::StrCat("H-", i)));
  v1::ListHouseholdsRequest request;
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto page,
                               role_.Call(kPanzhou, &Stub::ListHouseholds, request));
    for (const auto& household : page.households()) {
      names.push_back(household.name());
      EXPECT_THAT(household.members(), SizeIs(1));
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, SizeIs(5));
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::ListHouseholds, v1::ListHouseholdsRequest())->households(),
              IsEmpty());
  request.set_division_code("520281");
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::ListHouseholds, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace laowu::worker
