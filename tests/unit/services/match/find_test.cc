// Matches as a caller sees them: exact against the specification over all pairs, page after page;
// scope; drafts; bad requests refused whole.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "find_fixture.h"
#include "services/runtime/errors.h"

namespace laowu::match {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;

constexpr char kVacancy[] = "offices/zhongshan/vacancies/v";

TEST_F(FindTest, CandidatesAreThoseOfTheSpecificationPageByPage) {
  PutMany();
  for (const auto& vacancy : Vacancies()) {
    const Expected expected = Oracle(Workers(), {vacancy}, kToday);
    v1::FindCandidatesRequest request;
    request.set_name(vacancy.name);
    request.set_count_excluded(true);
    for (const int page_size : {1, 3, 100}) {
      std::vector<std::string> names;
      ForEachPage([&](const auto& r) { return FindCandidates(kCity, r); }, request, page_size,
                  [&](const v1::FindCandidatesResponse& response) {
                    for (const auto& candidate : response.candidates()) {
                      names.push_back(candidate.worker());
                      EXPECT_EQ(candidate.rank(), static_cast<int>(names.size()));
                    }
                    EXPECT_EQ(response.eligible_count(), static_cast<int>(expected.names.size()));
                    ExpectCounts(response, expected);
                  });
      EXPECT_EQ(names, expected.names) << vacancy.name;
    }
  }
}

TEST_F(FindTest, VacanciesAreThoseOfTheSpecificationPageByPage) {
  PutMany();
  for (const auto& worker : Workers()) {
    const Expected expected = Oracle({worker}, Vacancies(), kToday);
    v1::FindVacanciesRequest request;
    request.set_name(worker.name);
    request.set_count_excluded(true);
    for (const int page_size : {1, 3, 100}) {
      std::vector<std::string> names;
      ForEachPage([&](const auto& r) { return FindVacancies(kCity, r); }, request, page_size,
                  [&](const v1::FindVacanciesResponse& response) {
                    for (const auto& match : response.vacancies()) {
                      names.push_back(match.vacancy());
                    }
                    ExpectCounts(response, expected);
                  });
      EXPECT_EQ(names, expected.names) << worker.name;
    }
  }
}

// Asking twice answers alike; scores are those of the stored one.
TEST_F(FindTest, ADraftVacancyIsMatchedLikeAStoredOne) {
  PutMany();
  v1::FindCandidatesRequest request;
  *request.mutable_draft() = VacancyNamed("ignored");
  request.mutable_draft()->clear_state();
  request.set_page_size(100);
  request.set_count_excluded(true);
  const auto response = FindCandidates(kCity, request);
  ASSERT_OK(response);
  fed_.Put(VacancyNamed("stored"));
  v1::FindCandidatesRequest stored;
  stored.set_name("offices/zhongshan/vacancies/stored");
  stored.set_page_size(100);
  const auto of_stored = FindCandidates(kCity, stored);
  ASSERT_OK(of_stored);
  std::map<std::string, int> scores, scores_of_stored;
  for (const auto& c : response->candidates()) scores[c.worker()] = c.score().total_micros();
  for (const auto& c : of_stored->candidates()) {
    scores_of_stored[c.worker()] = c.score().total_micros();
  }
  EXPECT_THAT(scores, SizeIs(response->eligible_count()));
  EXPECT_EQ(scores, scores_of_stored);
  EXPECT_EQ(FindCandidates(kCity, request)->candidates(0).worker(),
            response->candidates(0).worker());
  const MatchIndex::View view(fed_.index());
  EXPECT_EQ(view.matcher().vacancy_count(), 41) << "a draft is not stored";
}

// All equal, so that the lottery alone orders them. A changed copy of a stored record draws as that
// one does; drafts without a name draw by what they say, so that not the same come first in each.
TEST_F(FindTest, ADraftDrawsByItsNameAndElseByItsContent) {
  for (int i = 0; i < 40; ++i) {
    fed_.Put(WorkerNamed(absl::StrCat("w", i)));
    fed_.Put(VacancyNamed(absl::StrCat("v", i)));
  }
  const auto workers_for = [&](v1::FindCandidatesRequest request, int page_size) {
    std::vector<std::string> names;
    ForEachPage([&](const auto& r) { return FindCandidates(kCity, r); }, request, page_size,
                [&](const v1::FindCandidatesResponse& response) {
                  for (const auto& one : response.candidates()) names.push_back(one.worker());
                });
    return names;
  };
  v1::FindCandidatesRequest stored, draft, other;
  stored.set_name(VacancyNamed("v7").name());
  *draft.mutable_draft() = VacancyNamed("v7");
  EXPECT_THAT(workers_for(stored, 100), SizeIs(40));
  EXPECT_EQ(workers_for(draft, 3), workers_for(stored, 100));
  draft.mutable_draft()->clear_name();
  const std::vector<std::string> unnamed = workers_for(draft, 100);
  EXPECT_EQ(workers_for(draft, 3), unnamed);
  other = draft;
  other.mutable_draft()->set_title("another title");
  EXPECT_NE(workers_for(other, 100), unnamed);

  const auto vacancies_for = [&](const v1::FindVacanciesRequest& request) {
    std::vector<std::string> names;
    ForEachPage([&](const auto& r) { return FindVacancies(kCity, r); }, request, 7,
                [&](const v1::FindVacanciesResponse& response) {
                  for (const auto& one : response.vacancies()) names.push_back(one.vacancy());
                });
    return names;
  };
  v1::FindVacanciesRequest stored_worker, draft_worker, other_worker;
  stored_worker.set_name("workers/w7");
  *draft_worker.mutable_draft() = WorkerNamed("w7");
  EXPECT_THAT(vacancies_for(stored_worker), SizeIs(40));
  EXPECT_EQ(vacancies_for(draft_worker), vacancies_for(stored_worker));
  draft_worker.mutable_draft()->clear_name();
  other_worker = draft_worker;
  other_worker.mutable_draft()->set_village_display_name("another village");
  EXPECT_EQ(vacancies_for(draft_worker), vacancies_for(draft_worker));
  EXPECT_NE(vacancies_for(other_worker), vacancies_for(draft_worker));
}

TEST_F(FindTest, ADraftOfABlockedEmployerIsBlocked) {
  fed_.Put(WorkerNamed("w"));
  fed_.Put(BlockedEmployer("employers/n-lamp"));
  v1::FindCandidatesRequest request;
  *request.mutable_draft() = VacancyNamed("ignored");
  request.set_count_excluded(true);
  const auto response = FindCandidates(kPanzhou, request);
  ASSERT_OK(response);
  EXPECT_EQ(response->eligible_count(), 0);
  EXPECT_EQ(response->excluded(v1::GATE_EMPLOYER_BLOCKED - 1).only_this_gate_count(), 1);
}

// Who asks at the counter has no record yet, no consent form, and may live anywhere.
TEST_F(FindTest, ADraftWorkerNeedsNoStateNoLegalBasisAndNoDivision) {
  fed_.Put(VacancyNamed("v"));
  v1::FindVacanciesRequest request;
  v1::Worker* draft = request.mutable_draft();
  *draft = WorkerNamed("ignored");
  draft->clear_state();
  draft->clear_legal_basis();
  draft->clear_division_code();
  const auto response = FindVacancies(kPanzhou, request);
  ASSERT_OK(response);
  ASSERT_EQ(response->vacancies_size(), 1);
  EXPECT_EQ(response->vacancies(0).vacancy(), kVacancy);
  EXPECT_EQ(response->vacancies(0).title(), "焊工");
  EXPECT_EQ(response->vacancies(0).openings_left_count(), 3);
}

TEST_F(FindTest, DivisionAndPolicyGroupFiltersNarrowAndCountsAreOfWhatIsLeft) {
  fed_.Put(VacancyNamed("v"));
  v1::Worker monitored = WorkerNamed("monitored");
  monitored.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  fed_.Put(monitored);
  v1::Worker liuzhi = WorkerNamed("liuzhi");
  liuzhi.set_division_code("520203001");
  liuzhi.add_policy_groups(v1::POLICY_GROUP_RELOCATED);
  fed_.Put(liuzhi);
  fed_.Put(WorkerNamed("plain"));

  const auto names = [&](const std::string& prefix, const std::vector<v1::PolicyGroup>& groups) {
    v1::FindCandidatesRequest request;
    request.set_name(kVacancy);
    request.set_count_excluded(true);
    request.set_division_prefix(prefix);
    for (const auto group : groups) request.add_policy_groups(group);
    const auto response = FindCandidates(kCity, request);
    EXPECT_OK(response);
    std::set<std::string> found;
    for (const auto& candidate : response->candidates()) found.insert(candidate.worker());
    EXPECT_EQ(response->eligible_count(), static_cast<int>(found.size()));
    return found;
  };
  EXPECT_THAT(names("", {}), SizeIs(3));
  EXPECT_THAT(names("520281", {}), ElementsAre("workers/monitored", "workers/plain"));
  EXPECT_THAT(names("520200", {}), SizeIs(3));
  EXPECT_THAT(names("52", {}), SizeIs(3));
  EXPECT_THAT(names("", {v1::POLICY_GROUP_MONITORED}), ElementsAre("workers/monitored"));
  EXPECT_THAT(names("", {v1::POLICY_GROUP_MONITORED, v1::POLICY_GROUP_RELOCATED}), SizeIs(2));
  EXPECT_THAT(names("520281", {v1::POLICY_GROUP_RELOCATED}), IsEmpty());
}

TEST_F(FindTest, TheDayAskedForIsInTheAnswerAndStaysThroughAllPages) {
  v1::Vacancy vacancy = VacancyNamed("v");
  *vacancy.mutable_expire_date() = runtime::ToDate(kToday);
  fed_.Put(vacancy);
  for (const char* id : {"a", "b", "c"}) fed_.Put(WorkerNamed(id));
  v1::FindCandidatesRequest request;
  request.set_name(kVacancy);
  request.set_count_excluded(true);
  request.set_page_size(1);
  const auto first = FindCandidates(kPanzhou, request);
  ASSERT_OK(first);
  EXPECT_EQ(runtime::ToCivilDay(first->as_of_date()), kToday);
  // Midnight between two pages: the vacancy has expired, the question is still of yesterday.
  set_now(Noon(kToday + 1));
  v1::FindCandidatesRequest next = request;
  next.set_page_token(first->next_page_token());
  const auto second = FindCandidates(kPanzhou, next);
  ASSERT_OK(second);
  EXPECT_EQ(second->eligible_count(), 3);
  EXPECT_EQ(runtime::ToCivilDay(second->as_of_date()), kToday);
  EXPECT_EQ(FindCandidates(kPanzhou, request)->eligible_count(), 0);
  *request.mutable_as_of_date() = runtime::ToDate(kToday);
  EXPECT_EQ(FindCandidates(kPanzhou, request)->eligible_count(), 3);
}

TEST_F(FindTest, ABureauSeesItsOwnDivisionsAlone) {
  fed_.Put(VacancyNamed("v"));
  fed_.Put(WorkerNamed("panzhou"));
  v1::Worker liuzhi = WorkerNamed("liuzhi");
  liuzhi.set_division_code("520203001");
  fed_.Put(liuzhi);
  v1::FindCandidatesRequest request;
  request.set_name(kVacancy);
  request.set_count_excluded(true);
  const auto own = FindCandidates(kPanzhou, request);
  ASSERT_OK(own);
  ASSERT_EQ(own->candidates_size(), 1);
  EXPECT_EQ(own->candidates(0).worker(), "workers/panzhou");
  // What is wider than the scope is narrowed to it; what lies beside it is refused.
  for (const char* wider : {"52", "5202", "520200", "520000"}) {
    request.set_division_prefix(wider);
    EXPECT_EQ(FindCandidates(kPanzhou, request)->eligible_count(), 1) << wider;
  }
  request.set_division_prefix("520203");
  EXPECT_TRUE(absl::IsPermissionDenied(FindCandidates(kPanzhou, request).status()));

  v1::FindVacanciesRequest vacancies;
  vacancies.set_name("workers/liuzhi");
  EXPECT_TRUE(absl::IsPermissionDenied(FindVacancies(kPanzhou, vacancies).status()));
  EXPECT_OK(FindVacancies(kLiuzhi, vacancies));
  v1::ExplainMatchRequest pair;
  pair.set_worker("workers/liuzhi");
  pair.set_vacancy(kVacancy);
  EXPECT_TRUE(absl::IsPermissionDenied(role_.Call(kPanzhou, &Stub::ExplainMatch, pair).status()));
  EXPECT_OK(role_.Call(kLiuzhi, &Stub::ExplainMatch, pair));
}

TEST_F(FindTest, OfficesMayNotAskForPeople) {
  EXPECT_TRUE(absl::IsPermissionDenied(FindCandidates(kOffice, {}).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(FindVacancies(kOffice, {}).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(
      role_.Call(kOffice, &Stub::BatchFindCandidates, v1::BatchFindCandidatesRequest()).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(
      role_.Call(kOffice, &Stub::ExplainMatch, v1::ExplainMatchRequest()).status()));
}

TEST_F(FindTest, ExplainTellsTheSameScoreAndEveryFailedGate) {
  fed_.Put(VacancyNamed("v"));
  fed_.Put(WorkerNamed("w"));
  v1::ExplainMatchRequest pair;
  pair.set_worker("workers/w");
  pair.set_vacancy(kVacancy);
  const auto passing = role_.Call(kPanzhou, &Stub::ExplainMatch, pair);
  ASSERT_OK(passing);
  EXPECT_THAT(passing->failed_gates(), IsEmpty());
  v1::FindCandidatesRequest request;
  request.set_name(kVacancy);
  EXPECT_EQ(FindCandidates(kPanzhou, request)->candidates(0).score().total_micros(),
            passing->score().total_micros());
  fed_.Put(FillOf("v", 3));
  fed_.Put(AwayState("w"));
  const auto failing = role_.Call(kPanzhou, &Stub::ExplainMatch, pair);
  ASSERT_OK(failing);
  ASSERT_EQ(failing->failed_gates_size(), 2);
  EXPECT_EQ(failing->failed_gates(0).gate(), v1::GATE_WORKER_COMMITTED);
  EXPECT_EQ(failing->failed_gates(1).gate(), v1::GATE_VACANCY_CLOSED);
  EXPECT_EQ(failing->failed_gates(1).vacancy_value(), "NO_OPENING_LEFT");
}

TEST_F(FindTest, NobodyIsFoundForWhatIsNotThere) {
  v1::FindCandidatesRequest candidates;
  candidates.set_name(kVacancy);
  EXPECT_TRUE(absl::IsNotFound(FindCandidates(kPanzhou, candidates).status()));
  v1::FindVacanciesRequest vacancies;
  vacancies.set_name("workers/w");
  EXPECT_TRUE(absl::IsNotFound(FindVacancies(kAdministrator, vacancies).status()));
  // A bureau is not told whether there is such a worker elsewhere.
  EXPECT_TRUE(absl::IsPermissionDenied(FindVacancies(kPanzhou, vacancies).status()));
}

// A merged record's own state may read ACTIVE: who asks about it is told which one stands.
TEST_F(FindTest, WhoAsksAboutAMergedRecordIsToldWhichOneStands) {
  fed_.Put(VacancyNamed("v"));
  fed_.Put(WorkerNamed("w"));
  v1::Worker merged = WorkerNamed("w");
  merged.set_merged_into("workers/other");
  fed_.Put(merged);
  v1::ExplainMatchRequest pair;
  pair.set_worker("workers/w");
  pair.set_vacancy(kVacancy);
  v1::FindVacanciesRequest vacancies;
  vacancies.set_name("workers/w");
  v1::AdviseWorkerRequest advice;
  advice.set_name("workers/w");
  for (const absl::Status& status : {role_.Call(kPanzhou, &Stub::ExplainMatch, pair).status(),
                                     FindVacancies(kPanzhou, vacancies).status(),
                                     role_.Call(kPanzhou, &Stub::AdviseWorker, advice).status()}) {
    EXPECT_EQ(runtime::ReasonOf(status), "WRONG_STATE") << status;
    EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("workers/other"));
  }
  EXPECT_TRUE(absl::IsPermissionDenied(FindVacancies(kLiuzhi, vacancies).status()));
}

TEST_F(FindTest, TokensOfAnotherRequestAreRefused) {
  for (const char* id : {"a", "b"}) {
    fed_.Put(WorkerNamed(id));
    fed_.Put(VacancyNamed(id));
  }
  v1::FindCandidatesRequest request;
  request.set_name(VacancyNamed("a").name());
  request.set_page_size(1);
  const auto first = FindCandidates(kPanzhou, request);
  ASSERT_OK(first);
  ASSERT_FALSE(first->next_page_token().empty());
  request.set_page_token(first->next_page_token());
  request.set_page_size(7);
  EXPECT_OK(FindCandidates(kPanzhou, request)) << "another page size goes on";
  const auto refused = [&](const v1::FindCandidatesRequest& other) {
    return runtime::ReasonOf(FindCandidates(kPanzhou, other).status());
  };
  v1::FindCandidatesRequest other = request;
  other.set_name(VacancyNamed("b").name());
  EXPECT_EQ(refused(other), "PAGE_TOKEN_INVALID");
  other = request;
  other.set_count_excluded(true);
  EXPECT_EQ(refused(other), "PAGE_TOKEN_INVALID");
  other = request;
  other.set_page_token("nonsense");
  EXPECT_EQ(refused(other), "PAGE_TOKEN_INVALID");
  v1::FindVacanciesRequest vacancies;
  vacancies.set_name("workers/a");
  vacancies.set_page_token(first->next_page_token());
  EXPECT_EQ(runtime::ReasonOf(FindVacancies(kPanzhou, vacancies).status()), "PAGE_TOKEN_INVALID");
}

TEST_F(FindTest, BadRequestsForCandidatesAreToldWhole) {
  const struct {
    const char* what;
    std::function<void(v1::FindCandidatesRequest&)> spoil;
    std::vector<std::string> paths;
  } kCases[] = {
      {"neither name nor draft", [](auto& r) { r.clear_name(); }, {"name"}},
      {"both", [](auto& r) { r.mutable_draft(); }, {"name"}},
      {"another kind of name", [](auto& r) { r.set_name("workers/w"); }, {"name"}},
      {"page size", [](auto& r) { r.set_page_size(-1); }, {"page_size"}},
      {"prefix", [](auto& r) { r.set_division_prefix("5x"); }, {"division_prefix"}},
      {"a dead code", [](auto& r) { r.set_division_prefix("520222"); }, {"division_prefix"}},
      {"date", [](auto& r) { r.mutable_as_of_date()->set_month(13); }, {"as_of_date"}},
      {"group",
       [](auto& r) { r.add_policy_groups(static_cast<v1::PolicyGroup>(77)); },
       {"policy_groups[0]"}},
      {"at_least",
       [](auto& r) { r.mutable_at_least()->set_worker_sequence(-1); },
       {"at_least.worker_sequence"}},
      {"several at once",
       [](auto& r) {
         r.set_division_prefix("5");
         r.add_policy_groups(v1::POLICY_GROUP_UNSPECIFIED);
       },
       {"division_prefix", "policy_groups[0]"}},
      {"a draft",
       [](auto& r) {
         r.clear_name();
         auto* draft = r.mutable_draft();
         draft->set_workplace_division_code("4420");
         draft->set_occupation_code("9-99-99-99");
         draft->add_skill_requirements()->set_skill_code("sorcery");
         draft->set_min_age_years(50);
         draft->set_max_age_years(40);
         draft->set_min_wage_cny_per_month(1);
         draft->add_hazards(static_cast<v1::Hazard>(99));
         draft->mutable_start_date()->set_day(32);
       },
       {"draft.workplace_division_code", "draft.occupation_code",
        "draft.skill_requirements[0].skill_code", "draft.max_age_years",
        "draft.min_wage_cny_per_month", "draft.hazards[0]", "draft.start_date"}},
  };
  fed_.Put(VacancyNamed("v"));
  for (const auto& test : kCases) {
    v1::FindCandidatesRequest request;
    request.set_name(kVacancy);
    test.spoil(request);
    const auto status = FindCandidates(kPanzhou, request).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << test.what << ": " << status;
    EXPECT_THAT(PathsOf(status), IsSupersetOf(test.paths)) << test.what;
  }
}

TEST_F(FindTest, BadRequestsForVacanciesAreToldWhole) {
  v1::FindVacanciesRequest request;
  request.set_division_prefix("x");
  v1::Worker* draft = request.mutable_draft();
  draft->set_division_code("52");
  draft->add_desired_occupation_codes("welder");
  draft->add_skills()->set_skill_code("sorcery");
  draft->mutable_skills(0)->set_level(9);
  draft->mutable_skills(0)->set_experience_months(-1);
  draft->add_preferred_division_codes("4420");
  draft->set_min_wage_cny_per_month(1);
  draft->mutable_birth_date()->set_year(1800);
  draft->add_policy_groups(static_cast<v1::PolicyGroup>(40));
  draft->set_name(kVacancy);
  const auto status = FindVacancies(kPanzhou, request).status();
  EXPECT_THAT(PathsOf(status),
              IsSupersetOf({"division_prefix", "draft.name", "draft.division_code",
                            "draft.desired_occupation_codes[0]", "draft.skills[0].skill_code",
                            "draft.skills[0].level", "draft.skills[0].experience_months",
                            "draft.preferred_division_codes[0]", "draft.min_wage_cny_per_month",
                            "draft.birth_date", "draft.policy_groups[0]"}));
  v1::ExplainMatchRequest pair;
  pair.set_worker("w");
  pair.mutable_as_of_date()->set_year(1);
  EXPECT_THAT(PathsOf(role_.Call(kPanzhou, &Stub::ExplainMatch, pair).status()),
              IsSupersetOf({"worker", "vacancy", "as_of_date"}));
}

}  // namespace
}  // namespace laowu::match
