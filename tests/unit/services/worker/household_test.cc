// Households: made by the bureau's own number, at most 50 members, seen within the scope
// (worker_service.proto).

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/worker/household_records.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr std::array<const char*, 3> kTownships = {kYizi, "520281002", "520281105"};
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
  // Names of those of the division.
  std::vector<std::string> Listed(const std::string& id, const std::string& division_code) {
    v1::ListHouseholdsRequest request;
    request.set_division_code(division_code);
    const auto page = role_.Call(id, &Stub::ListHouseholds, request);
    EXPECT_OK(page);
    std::vector<std::string> names;
    if (!page.ok()) return names;
    for (const auto& household : page->households()) names.push_back(household.name());
    return names;
  }
};

// Several who type in one family at once: each is planned anew, and none is sent back.
TEST_F(HouseholdTest, ACreateThatLosesRaceAfterRaceForOneHouseholdIsPlannedAnew) {
  int races = 5;
  bool racing = false;
  store_->before_commit = [&](storage::Store& /*store*/) {
    if (racing || races == 0) return;
    racing = true;
    Create(kPanzhou, Member(races--, "H-17"));
    racing = false;
  };
  v1::CreateWorkerRequest request;
  *request.mutable_worker() = Member(0, "H-17");
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker made,
                             role_.Call(kPanzhou, &Stub::CreateWorker, request));
  EXPECT_EQ(races, 0);
  EXPECT_THAT(GetHousehold(kPanzhou, made.household())->members(), SizeIs(6));
}

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

// As a file's columns ask: the bureau's own number is not what is stored, and says the same.
TEST_F(HouseholdTest, TheSameNumberSentAgainUnderAMaskChangesNothing) {
  const std::string a = Create(kPanzhou, Member(0, "H-17"), kMay);
  const std::string b = Create(kPanzhou, Member(1, "H-17"), kMay);
  const std::string etag = Get(kPanzhou, a)->etag();
  const auto send = [&](const v1::Worker& row) {
    v1::ImportWorkersRequest request;
    *request.add_rows()->mutable_worker() = row;
    *request.mutable_as_of_date() = runtime::ToDate(kJune);
    for (const char* path : {"division_code", "household", "min_wage_cny_per_month"}) {
      request.mutable_update_mask()->add_paths(path);
    }
    const auto response = role_.Call(kPanzhou, &Stub::ImportWorkers, request);
    EXPECT_OK(response);
    return response.ok() ? response->results(0) : v1::ImportResult();
  };
  EXPECT_THAT(send(Member(0, "H-17")), HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_EQ(Get(kPanzhou, a)->etag(), etag);
  // By the household's name, and where it is full, as well.
  EXPECT_THAT(send(Member(0, Get(kPanzhou, a)->household())),
              HasResult(v1::ImportResult::UNCHANGED));
  for (int i = 2; i < kHouseholdMembersMost; ++i) Create(kPanzhou, Member(i, "H-17"), kMay);
  EXPECT_THAT(send(Member(0, "H-17")), HasResult(v1::ImportResult::UNCHANGED));
  // What does change is written, and the household stays.
  v1::Worker paid = Member(0, "H-17");
  paid.set_min_wage_cny_per_month(5'000);
  EXPECT_THAT(send(paid), HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(Get(kPanzhou, a)->household(), Get(kPanzhou, b)->household());
  EXPECT_THAT(send(paid), HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_THAT(send(Member(1, "H-18")), HasResult(v1::ImportResult::UPDATED));
  EXPECT_NE(Get(kPanzhou, a)->household(), Get(kPanzhou, b)->household());
  EXPECT_THAT(send(Member(1, "H-18")), HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_THAT(send(Member(1, "")), HasResult(v1::ImportResult::UPDATED)) << "an empty cell";
  EXPECT_EQ(Get(kPanzhou, b)->household(), "");
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
  EXPECT_THAT(ImportOne(kPanzhou, Member(2, name)), HasResult(v1::ImportResult::REJECTED))
      << "its name makes it again for undoing an import alone";
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
  // The bureau of today finds what its worker's record names, and nobody else of it.
  EXPECT_EQ(Get(kLiuzhi, b)->household(), name);
  EXPECT_THAT(GetHousehold(kLiuzhi, name)->members(), UnorderedElementsAre(b));
  EXPECT_EQ(GetHousehold(kLiuzhi, name)->division_code(), kYizi) << "where the others are";
}

TEST_F(HouseholdTest, ItIsRegisteredWhereItsOnlyMemberIs) {
  const std::string a = Create(kPanzhou, Member(0, "H-17"), kMay);
  const std::string name = Get(kPanzhou, a)->household();
  v1::Worker moved = Member(0, "H-17");
  moved.set_division_code(kTownships[2]);
  EXPECT_THAT(ImportOne(kPanzhou, moved, kJune), HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(GetHousehold(kPanzhou, name)->division_code(), kTownships[2]);
  EXPECT_THAT(Listed(kPanzhou, kYizi), IsEmpty());
  EXPECT_THAT(Listed(kPanzhou, kTownships[2]), UnorderedElementsAre(name));
  // To another county: its bureau finds it, and the old one's list does not name it any more.
  ASSERT_OK(Record(kPanzhou, a, Moved(kJune + 1, kYanjiao)));
  EXPECT_THAT(GetHousehold(kPanzhou, name), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Listed(kPanzhou, "520281"), IsEmpty());
  EXPECT_THAT(Listed(kLiuzhi, kYanjiao), UnorderedElementsAre(name));
  EXPECT_EQ(GetHousehold(kLiuzhi, name)->division_code(), kYanjiao);
  EXPECT_THAT(GetHousehold(kLiuzhi, name)->members(), UnorderedElementsAre(a));
  EXPECT_THAT(Records(Table::kHouseholdsByDivision), SizeIs(1));
}

TEST_F(HouseholdTest, ItFollowsItsMembersOnceNobodyOfItIsLeftWhereItWas) {
  const std::string a = Create(kPanzhou, Member(0, "H-17"), kMay);
  const std::string b = Create(kPanzhou, Member(1, "H-17"), kMay);
  const std::string name = Get(kPanzhou, a)->household();
  const auto moved = [](int index, const char* township) {
    v1::Worker row = Member(index, "H-17");
    row.set_division_code(township);
    return row;
  };
  const std::string etag = GetHousehold(kPanzhou, name)->etag();
  ImportOne(kPanzhou, moved(0, kTownships[1]), kJune);
  EXPECT_EQ(GetHousehold(kPanzhou, name)->division_code(), kYizi);
  EXPECT_NE(GetHousehold(kPanzhou, name)->etag(), etag) << "two who move at once see each other";
  ImportOne(kPanzhou, moved(1, kTownships[1]), kJune);
  EXPECT_EQ(GetHousehold(kPanzhou, name)->division_code(), kTownships[1]);
  // Both in one message.
  ASSERT_OK(Import(kPanzhou, {moved(0, kTownships[2]), moved(1, kTownships[2])}, kJune + 1));
  EXPECT_EQ(GetHousehold(kPanzhou, name)->division_code(), kTownships[2]);
  // One goes on, and then the one who is registered there leaves the household.
  ImportOne(kPanzhou, moved(0, kYizi), kJune + 2);
  EXPECT_EQ(GetHousehold(kPanzhou, name)->division_code(), kTownships[2]);
  v1::Worker leaves = moved(1, kTownships[2]);
  leaves.clear_household();
  ImportOne(kPanzhou, leaves, kJune + 2);
  EXPECT_EQ(GetHousehold(kPanzhou, name)->division_code(), kYizi);
  EXPECT_THAT(GetHousehold(kPanzhou, name)->members(), UnorderedElementsAre(a));
  EXPECT_THAT(Records(Table::kHouseholdsByDivision), SizeIs(1));
}

TEST_F(HouseholdTest, ListedByDivisionInPagesInOrderOfName) {
  for (int i = 0; i < 12; ++i) {
    v1::Worker row = Member(i, absl::StrCat("H-", i));
    row.set_division_code(kTownships[static_cast<size_t>(i) % kTownships.size()]);
    Create(kPanzhou, row);
  }
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
  EXPECT_THAT(names, SizeIs(12));
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::ListHouseholds, v1::ListHouseholdsRequest())->households(),
              IsEmpty());
  request.set_division_code(kTownships[0]);
  request.set_page_size(50);
  EXPECT_EQ(role_.Call(kPanzhou, &Stub::ListHouseholds, request)->households_size(), 4);
  request.set_division_code("520281");
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::ListHouseholds, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

// The last member leaves and joins again from another township, where the household is then
// registered: it comes once, before or behind the place where the list has got to.
TEST_F(HouseholdTest, OneThatIsMadeAnewElsewhereWhileAListIsReadComesOnce) {
  constexpr int kHouseholds = 9;
  absl::CivilDay day(2018, 1, 1);  // each row later than the last
  size_t turn = 0;
  const auto put = [&](int index, const std::string& household) {
    v1::Worker row = Member(index, household);
    row.set_division_code(kTownships[(static_cast<size_t>(index) + turn) % kTownships.size()]);
    return ImportOne(kPanzhou, row, ++day);
  };
  std::set<std::string> all;
  for (int i = 0; i < kHouseholds; ++i) {
    const std::string member = put(i, absl::StrCat("H-", i)).name();
    all.insert(Get(kPanzhou, member)->household());
  }
  ASSERT_THAT(all, SizeIs(kHouseholds));
  for (const int page_size : {1, 2, 4}) {
    v1::ListHouseholdsRequest request;
    request.set_page_size(page_size);
    std::vector<std::string> seen;
    do {
      LAOWU_ASSERT_OK_AND_ASSIGN(const auto page,
                                 role_.Call(kPanzhou, &Stub::ListHouseholds, request));
      for (const auto& household : page.households()) seen.push_back(household.name());
      request.set_page_token(page.next_page_token());
      for (int i = 0; i < kHouseholds; ++i) {
        ASSERT_THAT(put(i, ""), HasResult(v1::ImportResult::UPDATED));
      }
      ++turn;
      for (int i = 0; i < kHouseholds; ++i) {
        ASSERT_THAT(put(i, absl::StrCat("H-", i)), HasResult(v1::ImportResult::UPDATED));
      }
    } while (!request.page_token().empty());
    EXPECT_THAT(seen, ElementsAreArray(all)) << "in pages of " << page_size;
  }
}

}  // namespace
}  // namespace laowu::worker
