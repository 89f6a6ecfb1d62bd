// SearchWorkers: every filter by name, orders and pages, facets, scope, bad requests.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "match_fixture.h"
#include "services/runtime/errors.h"

namespace laowu::match {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAre;
using Request = v1::SearchWorkersRequest;
using Response = v1::SearchWorkersResponse;

class WorkerSearchTest : public MatchFixture {
 protected:
  absl::StatusOr<Response> Search(const std::string& id, const Request& request) {
    return role_.Call(id, &Stub::SearchWorkers, request);
  }
  std::vector<std::string> Ids(const Request& request, const std::string& id = kCity) {
    const auto response = Search(id, request);
    EXPECT_OK(response);
    std::vector<std::string> ids;
    if (!response.ok()) return ids;
    for (const auto& worker : response->workers()) ids.push_back(worker.name().substr(8));
    EXPECT_EQ(response->total_size(), static_cast<int>(ids.size()));
    return ids;
  }
  void Put(const std::string& id, const std::function<void(v1::Worker&)>& change = nullptr) {
    v1::Worker worker = WorkerNamed(id);
    if (change) change(worker);
    fed_.Put(worker);
  }
  void PutProposed(const std::string& id, int proposal_count) {
    v1::WorkerState state = StateOf(id);
    state.set_proposal_count(proposal_count);
    fed_.Put(state);
  }
};

TEST_F(WorkerSearchTest, ShowsWhereAWorkerStands) {
  Put("w", [](auto& w) {
    w.add_policy_groups(v1::POLICY_GROUP_MONITORED);
    *w.mutable_available_date() = runtime::ToDate(kToday + 5);
  });
  v1::WorkerState state = AwayState("w");
  state.set_proposal_count(1);
  fed_.Put(state);
  const auto response = Search(kPanzhou, {});
  ASSERT_OK(response);
  ASSERT_EQ(response->workers_size(), 1);
  const v1::FoundWorker& found = response->workers(0);
  EXPECT_EQ(found.name(), "workers/w");
  EXPECT_EQ(found.division_code(), "520281105");
  EXPECT_EQ(found.work_status(), v1::WORK_STATUS_AWAY);
  EXPECT_EQ(found.workplace_division_code(), "442000");
  EXPECT_EQ(runtime::ToCivilDay(found.away_since_date()), absl::CivilDay(2026, 5, 1));
  EXPECT_THAT(found.desired_occupation_codes(), ElementsAre("6-18-02-04"));
  EXPECT_THAT(found.skill_codes(), ElementsAre("welding-arc"));
  EXPECT_EQ(found.min_wage_cny_per_month(), 5'000);
  EXPECT_EQ(found.proposal_count(), 1);
  EXPECT_THAT(found.policy_groups(), ElementsAre(v1::POLICY_GROUP_MONITORED));
  EXPECT_EQ(found.age_years(), 36);
  EXPECT_TRUE(found.visible());
  EXPECT_EQ(runtime::ToCivilDay(found.available_date()), kToday + 5);
}

// Two records of one person are one person, in the list and in the count.
TEST_F(WorkerSearchTest, AMergedRecordIsNotFoundBesideTheOneThatStands) {
  Put("stands");
  Put("behind");
  EXPECT_THAT(Ids({}), UnorderedElementsAre("stands", "behind"));
  Put("behind", [](auto& w) { w.set_merged_into("workers/stands"); });
  EXPECT_THAT(Ids({}), ElementsAre("stands"));
  Put("behind");
  EXPECT_THAT(Ids({}), UnorderedElementsAre("stands", "behind"));
}

TEST_F(WorkerSearchTest, EachFilterKeepsWhatItSays) {
  Put("away");
  fed_.Put(AwayState("away"));
  Put("bare", [](auto& w) {
    w.clear_birth_date();
    w.clear_education();
    w.clear_min_wage_cny_per_month();
    w.clear_desired_occupation_codes();
    w.clear_skills();
    w.clear_legal_basis();
  });
  v1::WorkerState past = StateOf("bare");
  past.add_past_occupation_codes("4-10");
  fed_.Put(past);
  Put("home", [](auto& w) {
    w.set_division_code("520203001");
    w.add_policy_groups(v1::POLICY_GROUP_MONITORED);
    *w.mutable_available_date() = runtime::ToDate(kToday + 10);
  });
  Put("offered");
  PutProposed("offered", 2);
  Put("placed");
  v1::WorkerState placed = StateOf("placed");
  placed.set_live_placement("placements/p");
  fed_.Put(placed);

  const struct {
    const char* what;
    std::function<void(Request&)> ask;
    std::vector<std::string> found;
  } kCases[] = {
      {"all", [](auto&) {}, {"away", "bare", "home", "offered", "placed"}},
      {"county", [](auto& r) { r.set_division_prefix("520203"); }, {"home"}},
      {"group", [](auto& r) { r.add_policy_groups(v1::POLICY_GROUP_MONITORED); }, {"home"}},
      {"desired",
       [](auto& r) { r.add_occupation_codes("6-18"); },
       {"away", "home", "offered", "placed"}},
      {"past where none is desired", [](auto& r) { r.add_occupation_codes("4"); }, {"bare"}},
      {"skill",
       [](auto& r) { r.add_skill_codes("welding-arc"); },
       {"away", "home", "offered", "placed"}},
      {"all skills",
       [](auto& r) {
         r.add_skill_codes("welding-arc");
         r.add_skill_codes("welding-co2");
       },
       {}},
      {"wish, unsaid passes", [](auto& r) { r.set_max_wish_cny_per_month(4'999); }, {"bare"}},
      {"wish",
       [](auto& r) { r.set_max_wish_cny_per_month(5'000); },
       {"away", "bare", "home", "offered", "placed"}},
      {"old enough, age known",
       [](auto& r) { r.set_min_age_years(36); },
       {"away", "home", "offered", "placed"}},
      {"not old enough", [](auto& r) { r.set_min_age_years(37); }, {}},
      {"young enough",
       [](auto& r) { r.set_max_age_years(36); },
       {"away", "home", "offered", "placed"}},
      {"not young enough", [](auto& r) { r.set_max_age_years(35); }, {}},
      {"education known",
       [](auto& r) { r.set_min_education(v1::EDUCATION_LEVEL_NONE); },
       {"away", "home", "offered", "placed"}},
      {"education", [](auto& r) { r.set_min_education(v1::EDUCATION_LEVEL_COLLEGE); }, {}},
      {"at home", [](auto& r) { r.add_work_statuses(v1::WORK_STATUS_AT_HOME); }, {"bare", "home"}},
      {"proposed", [](auto& r) { r.add_work_statuses(v1::WORK_STATUS_PROPOSED); }, {"offered"}},
      {"placed or away",
       [](auto& r) {
         r.add_work_statuses(v1::WORK_STATUS_PLACED);
         r.add_work_statuses(v1::WORK_STATUS_AWAY);
       },
       {"away", "placed"}},
      {"away there", [](auto& r) { r.set_away_division_prefix("44"); }, {"away"}},
      {"away elsewhere", [](auto& r) { r.set_away_division_prefix("33"); }, {}},
      {"available by",
       [](auto& r) { *r.mutable_available_by_date() = runtime::ToDate(kToday + 9); },
       {"away", "bare", "offered", "placed"}},
      {"visible", [](auto& r) { r.set_visible_only(true); }, {"away", "home", "offered", "placed"}},
      {"the day decides the age",
       [](auto& r) {
         r.set_max_age_years(35);
         *r.mutable_as_of_date() = runtime::ToDate(absl::CivilDay(2026, 3, 14));
       },
       {"away", "home", "offered", "placed"}},
  };
  for (const auto& test : kCases) {
    Request request;
    test.ask(request);
    EXPECT_EQ(Ids(request), test.found) << test.what;
  }
}

TEST_F(WorkerSearchTest, WhoNeverGetsAProposalComesFirst) {
  Put("often");
  Put("late", [](auto& w) { *w.mutable_available_date() = runtime::ToDate(kToday); });
  Put("early", [](auto& w) { *w.mutable_available_date() = runtime::ToDate(kToday - 90); });
  PutProposed("often", 3);
  Request request;
  request.set_order(Request::LEAST_PROPOSED_FIRST);
  EXPECT_THAT(Ids(request), ElementsAre("early", "late", "often"));
  EXPECT_THAT(Ids({}), ElementsAre("early", "late", "often")) << "by name";
}

TEST_F(WorkerSearchTest, PagesNeitherRepeatNorSkipWhatDidNotChange) {
  for (const auto order : {Request::NAME, Request::LEAST_PROPOSED_FIRST}) {
    for (int i = 0; i < 30; ++i) {
      Put(absl::StrCat("w", i));
      PutProposed(absl::StrCat("w", i), i % 3);
    }
    Request request;
    request.set_order(order);
    request.set_page_size(7);
    std::map<std::string, int> seen;
    int pages = 0;
    do {
      const auto response = Search(kCity, request);
      ASSERT_OK(response);
      for (const auto& worker : response->workers()) ++seen[worker.name()];
      request.set_page_token(response->next_page_token());
      const std::string last = response->workers(response->workers_size() - 1).name();
      if (pages++ == 1) fed_.Delete<v1::WatchWorkersResponse>(last);
    } while (!request.page_token().empty());
    for (int i = 0; i < 30; ++i) EXPECT_EQ(seen[absl::StrCat("workers/w", i)], 1) << i;
  }
}

TEST_F(WorkerSearchTest, ATokenOfAnotherSearchIsRefusedAndKeepsItsDay) {
  for (const char* id : {"a", "b"}) Put(id);
  Request request;
  request.set_page_size(1);
  request.set_min_age_years(36);
  const auto first = Search(kCity, request);
  ASSERT_OK(first);
  Request other = request;
  other.set_page_token(first->next_page_token());
  other.set_visible_only(true);
  EXPECT_EQ(runtime::ReasonOf(Search(kCity, other).status()), "PAGE_TOKEN_INVALID");
  other.set_visible_only(false);
  set_now(Noon(absl::CivilDay(2026, 3, 1)));  // 35 on this day
  EXPECT_EQ(Search(kCity, other)->total_size(), 2);
  EXPECT_EQ(Search(kCity, request)->total_size(), 0);
}

TEST_F(WorkerSearchTest, FacetsCountAllThatIsFound) {
  Put("a", [](auto& w) { w.add_policy_groups(v1::POLICY_GROUP_MONITORED); });
  Put("b", [](auto& w) {
    w.set_division_code("520203001");
    // Two wishes in one class count once.
    w.add_desired_occupation_codes("6-18-02-01");
    w.add_policy_groups(v1::POLICY_GROUP_MONITORED);
    w.add_policy_groups(v1::POLICY_GROUP_RELOCATED);
  });
  Put("c");
  fed_.Put(AwayState("c"));
  Request request;
  request.set_facets(true);
  request.set_page_size(1);
  const auto response = Search(kCity, request);
  ASSERT_OK(response);
  std::map<std::string, std::string> facets;
  for (const auto& facet : response->facets()) {
    for (const auto& count : facet.counts()) {
      absl::StrAppend(&facets[facet.field()], count.value(), "=", count.record_count(), " ");
    }
  }
  EXPECT_EQ(facets["division_code"], "520281105=2 520203001=1 ");
  EXPECT_EQ(facets["occupation_code"], "6-18=3 ");
  EXPECT_EQ(facets["work_status"], "WORK_STATUS_AT_HOME=2 WORK_STATUS_AWAY=1 ");
  EXPECT_EQ(facets["policy_group"], "POLICY_GROUP_MONITORED=2 POLICY_GROUP_RELOCATED=1 ");
}

TEST_F(WorkerSearchTest, ABureauFindsItsOwnDivisionsAloneAndAnOfficeNobody) {
  Put("own");
  Put("foreign", [](auto& w) { w.set_division_code("520203001"); });
  EXPECT_THAT(Ids({}, kPanzhou), ElementsAre("own"));
  EXPECT_THAT(Ids({}, kAdministrator), UnorderedElementsAre("own", "foreign"));
  Request request;
  request.set_division_prefix("5202");
  EXPECT_THAT(Ids(request, kPanzhou), ElementsAre("own"));
  request.set_division_prefix("520203");
  EXPECT_TRUE(absl::IsPermissionDenied(Search(kPanzhou, request).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(Search(kOffice, {}).status()));
}

TEST_F(WorkerSearchTest, BadRequestsAreToldWhole) {
  Request request;
  request.set_division_prefix("x");
  request.add_policy_groups(static_cast<v1::PolicyGroup>(40));
  request.add_occupation_codes("nonsense");
  request.add_skill_codes("sorcery");
  request.set_max_wish_cny_per_month(-5);
  request.set_min_age_years(60);
  request.set_max_age_years(50);
  request.set_min_education(static_cast<v1::EducationLevel>(99));
  request.add_work_statuses(v1::WORK_STATUS_UNSPECIFIED);
  request.set_away_division_prefix("999999");  // no division of any day
  request.mutable_available_by_date()->set_month(13);
  request.mutable_as_of_date()->set_month(13);
  request.set_order(static_cast<Request::Order>(99));
  request.set_page_size(-1);
  EXPECT_THAT(PathsOf(Search(kCity, request).status()),
              IsSupersetOf({"division_prefix", "policy_groups[0]", "occupation_codes[0]",
                            "skill_codes[0]", "max_wish_cny_per_month", "max_age_years",
                            "min_education", "work_statuses[0]", "away_division_prefix",
                            "available_by_date", "as_of_date", "order", "page_size"}));
}

}  // namespace
}  // namespace laowu::match
