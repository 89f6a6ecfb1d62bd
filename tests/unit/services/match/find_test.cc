// Matches as a caller sees them: exact against the specification over all pairs, page after page;
// scope; bad requests refused whole.

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
  const auto counted = FindCandidates(kPanzhou, other);
  ASSERT_OK(counted) << "what is counted beside the page is no condition";
  EXPECT_EQ(counted->eligible_count(), 2) << "on any page";
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
      {"what the matcher does not read of a draft",
       [](auto& r) {
         r.clear_name();
         auto* draft = r.mutable_draft();
         draft->set_title(std::string(5'000, 'x'));
         draft->set_description(std::string(5'000, 'x'));
         draft->set_state(static_cast<v1::Vacancy::State>(99));
         draft->set_pay_kind(static_cast<v1::PayKind>(99));
         draft->set_pay_basis(static_cast<v1::PayBasis>(99));
         draft->set_hours_per_week(-1);
         draft->set_pay_months(-1);
       },
       {"draft.title", "draft.description", "draft.state", "draft.pay_kind", "draft.pay_basis",
        "draft.hours_per_week", "draft.pay_months"}},
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

// A profile that was read, sent back as a draft.
TEST_F(FindTest, ADraftWorkerMayHaveMaskedNumbers) {
  v1::FindVacanciesRequest request;
  v1::Worker* draft = request.mutable_draft();
  *draft = WorkerNamed("w");
  draft->mutable_personal_details()->set_phone_number("138****0000");
  draft->mutable_personal_details()->set_identity_number("529999************");
  EXPECT_OK(FindVacancies(kPanzhou, request));
}

TEST_F(FindTest, WhatTheMatcherDoesNotReadOfADraftWorkerIsCheckedToo) {
  v1::FindVacanciesRequest request;
  v1::Worker* draft = request.mutable_draft();
  draft->set_state(static_cast<v1::Worker::State>(99));
  draft->set_sex(static_cast<v1::Sex>(99));
  draft->mutable_legal_basis()->set_kind(static_cast<v1::Worker::LegalBasis::Kind>(99));
  draft->mutable_personal_details()->set_phone_number("call me");
  draft->mutable_personal_details()->set_identity_number("junk");
  draft->set_village_display_name(std::string(200, 'x'));
  EXPECT_THAT(
      PathsOf(FindVacancies(kPanzhou, request).status()),
      IsSupersetOf({"draft.state", "draft.sex", "draft.legal_basis.kind",
                    "draft.personal_details.phone_number", "draft.personal_details.identity_number",
                    "draft.village_display_name"}));
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
