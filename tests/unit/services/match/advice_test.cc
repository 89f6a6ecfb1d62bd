// AdviseVacancy and AdviseWorker: answers are those of the rule on the changed record, in scope and
// filters, of stored records and drafts; what offices are told; what is never advised.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "find_fixture.h"
#include "services/runtime/errors.h"

namespace laowu::match {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Step = v1::VacancyStep;

constexpr char kVacancy[] = "offices/zhongshan/vacancies/v";
constexpr char kOtherOffice[] = "foshan-office";

// The vacancy with the step, as an office would send it.
v1::Vacancy With(v1::Vacancy vacancy, const Step& step) {
  const auto skill = std::find_if(
      vacancy.mutable_skill_requirements()->begin(), vacancy.mutable_skill_requirements()->end(),
      [&](const auto& one) { return one.skill_code() == step.skill_code(); });
  switch (step.kind()) {
    case Step::WAGE:
      vacancy.set_max_wage_cny_per_month(step.max_wage_cny_per_month());
      break;
    case Step::MAX_AGE:
      vacancy.set_max_age_years(step.max_age_years());
      break;
    case Step::MIN_AGE:
      vacancy.set_min_age_years(step.min_age_years());
      break;
    case Step::EDUCATION:
      vacancy.set_min_education(step.min_education());
      break;
    case Step::EXPERIENCE:
      vacancy.set_min_experience_months(step.min_experience_months());
      break;
    case Step::SKILL_PREFERRED:
      skill->set_required(false);
      break;
    case Step::SKILL_DROPPED:
      vacancy.mutable_skill_requirements()->erase(skill);
      break;
    case Step::SKILL_LEVEL:
      skill->set_min_level(step.skill_level());
      break;
    case Step::ACCOMMODATION:
      vacancy.set_accommodation_provided(true);
      break;
    case Step::NO_NIGHT_SHIFT:
      vacancy.set_night_shift(false);
      break;
    case Step::START_DATE:
      *vacancy.mutable_start_date() = step.start_date();
      break;
    default:
      ADD_FAILURE() << step.DebugString();
  }
  return vacancy;
}

class AdviceTest : public FindTest {
 protected:
  AdviceTest() { role_.AddPrincipal(kOtherOffice, "office", "offices/foshan"); }

  absl::StatusOr<v1::AdviseVacancyResponse> AdviseVacancy(const std::string& id,
                                                          const v1::AdviseVacancyRequest& request) {
    return role_.Call(id, &Stub::AdviseVacancy, request);
  }
  absl::StatusOr<v1::AdviseWorkerResponse> AdviseWorker(const std::string& id,
                                                        const v1::AdviseWorkerRequest& request) {
    return role_.Call(id, &Stub::AdviseWorker, request);
  }
  static v1::AdviseVacancyRequest Of(const std::string& vacancy) {
    v1::AdviseVacancyRequest request;
    request.set_name(vacancy);
    return request;
  }
  // Beside those of PutMany, sixty welders of whom some fit Demanding() and most fail by one thing
  // or by two.
  void PutWelders() {
    PutMany();
    for (int i = 0; i < 60; ++i) {
      v1::Worker worker = WorkerNamed(absl::StrCat("welder", i));
      worker.set_min_wage_cny_per_month(4'500 + 100 * (i % 11));
      *worker.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1968 + 5 * (i % 8), 6, 1));
      worker.mutable_skills(0)->set_level(1 + i % 4);
      worker.set_accommodation_required(i % 7 == 0);
      worker.set_refuses_night_shift(i % 9 == 0);
      if (i % 3 == 0) worker.add_policy_groups(v1::POLICY_GROUP_MONITORED);
      if (i % 10 == 0) worker.set_education(v1::EDUCATION_LEVEL_PRIMARY);
      if (i % 13 == 0) *worker.mutable_available_date() = runtime::ToDate(kToday + 40);
      fed_.Put(worker);
    }
  }
  // Asks much, so that every kind of step has something to bring.
  static v1::Vacancy Demanding() {
    v1::Vacancy vacancy = VacancyNamed("v");
    vacancy.set_min_wage_cny_per_month(4'000);
    vacancy.set_max_wage_cny_per_month(5'100);
    vacancy.set_max_age_years(50);
    vacancy.set_min_age_years(22);
    vacancy.set_min_education(v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
    vacancy.set_min_experience_months(36);
    vacancy.set_accommodation_provided(false);
    vacancy.set_night_shift(true);
    auto* skill = vacancy.add_skill_requirements();
    skill->set_skill_code("welding-arc");
    skill->set_min_level(2);
    skill->set_required(true);
    return vacancy;
  }
  int EligibleFor(const std::string& id, const v1::Vacancy& draft, const std::string& prefix) {
    v1::FindCandidatesRequest request;
    *request.mutable_draft() = draft;
    request.set_division_prefix(prefix);
    request.set_count_excluded(true);
    const auto response = FindCandidates(id, request);
    EXPECT_OK(response);
    return response.ok() ? response->eligible_count() : -1;
  }
};

// The advice is what FindCandidates says of the changed draft, alone and together.
TEST_F(AdviceTest, EveryStepBringsWhatFindCandidatesSaysOfTheChangedDraft) {
  PutWelders();
  fed_.Put(Demanding());
  for (const auto& [id, prefix] :
       {std::pair(kCity, ""), std::pair(kPanzhou, "5202"), std::pair(kAdministrator, "520203")}) {
    v1::AdviseVacancyRequest request = Of(kVacancy);
    request.set_division_prefix(prefix);
    const auto stored = AdviseVacancy(id, request);
    ASSERT_OK(stored);
    EXPECT_EQ(stored->eligible_count(), EligibleFor(id, Demanding(), prefix));
    EXPECT_EQ(stored->count_unit(), 1);
    std::set<int> kinds;
    for (const auto& one : stored->steps()) {
      kinds.insert(one.step().kind());
      EXPECT_EQ(one.effect().eligible_count(),
                EligibleFor(id, With(Demanding(), one.step()), prefix))
          << one.ShortDebugString();
      EXPECT_EQ(one.effect().eligible_count(),
                stored->eligible_count() + one.effect().gained_count() - one.effect().lost_count());
    }
    EXPECT_EQ(kinds.size(), 11U);
    for (const auto& pair : stored->pairs()) {
      EXPECT_EQ(pair.effect().eligible_count(),
                EligibleFor(id, With(With(Demanding(), pair.first()), pair.second()), prefix));
      EXPECT_GT(pair.effect().gained_count(),
                std::max(pair.first_gained_count(), pair.second_gained_count()));
    }
    EXPECT_GT(stored->pairs_size(), 0);
    EXPECT_LE(stored->pairs_size(), 10);
    // A draft gets the same counts.
    request.clear_name();
    *request.mutable_draft() = Demanding();
    const auto draft = AdviseVacancy(id, request);
    ASSERT_OK(draft);
    EXPECT_EQ(draft->eligible_count(), stored->eligible_count());
    EXPECT_EQ(draft->steps_size(), stored->steps_size());
  }
}

TEST_F(AdviceTest, FiltersDayAndFreshnessAreAsInTheOtherMethods) {
  PutWelders();
  fed_.Put(Demanding());
  v1::AdviseVacancyRequest request = Of(kVacancy);
  request.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  *request.mutable_as_of_date() = runtime::ToDate(kToday + 100);
  request.mutable_at_least()->set_worker_sequence(1);
  const auto response = AdviseVacancy(kCity, request);
  ASSERT_OK(response);
  EXPECT_EQ(runtime::ToCivilDay(response->as_of_date()), kToday + 100);
  EXPECT_GT(response->freshness().worker_sequence(), 0);
  EXPECT_EQ(response->rule_version(), 1);
  EXPECT_LT(response->eligible_count(), AdviseVacancy(kCity, Of(kVacancy))->eligible_count());
}

TEST_F(AdviceTest, SaysWhoseScoreRisesAmongTheBest) {
  PutWelders();
  fed_.Put(Demanding());
  v1::AdviseVacancyRequest request = Of(kVacancy);
  request.set_top_count(2);
  const auto response = AdviseVacancy(kCity, request);
  ASSERT_OK(response);
  ASSERT_EQ(response->top_count(), 2);
  for (const auto& one : response->steps()) {
    // Of two welders with 24 months: fuller marks if 18 are asked for.
    if (one.step().kind() == Step::EXPERIENCE) {
      EXPECT_EQ(one.effect().rising_count(), 2);
    }
    if (one.step().kind() == Step::MAX_AGE) {
      EXPECT_EQ(one.effect().rising_count(), 0);
    }
  }
}

// A closed vacancy is advised on as if it were open; that it is closed is said.
TEST_F(AdviceTest, AClosedVacancyIsCountedAsIfItWereOpenAndABlockedEmployerGetsNoAdvice) {
  PutWelders();
  v1::Vacancy vacancy = Demanding();
  fed_.Put(vacancy);
  const auto open = AdviseVacancy(kCity, Of(kVacancy));
  vacancy.set_state(v1::Vacancy::CLOSED);
  fed_.Put(vacancy);
  const auto closed = AdviseVacancy(kCity, Of(kVacancy));
  ASSERT_OK(closed);
  EXPECT_THAT(closed->stopped_by(), ElementsAre(v1::GATE_VACANCY_CLOSED));
  EXPECT_EQ(closed->eligible_count(), open->eligible_count());
  EXPECT_GT(closed->steps_size(), 0);
  fed_.Put(BlockedEmployer("employers/n-lamp"));
  const auto blocked = AdviseVacancy(kCity, Of(kVacancy));
  ASSERT_OK(blocked);
  EXPECT_THAT(blocked->stopped_by(),
              ElementsAre(v1::GATE_VACANCY_CLOSED, v1::GATE_EMPLOYER_BLOCKED));
  EXPECT_EQ(blocked->steps_size(), 0);
  EXPECT_EQ(blocked->eligible_count(), 0);
}

// Standards: under 18 only where it is said to be safe, and nobody is asked to say so for numbers.
TEST_F(AdviceTest, NothingThatTheLawForbidsIsAdvised) {
  v1::Vacancy vacancy = Demanding();
  vacancy.set_min_age_years(19);
  vacancy.set_no_juvenile_hazards(true);
  fed_.Put(vacancy);
  const auto response = AdviseVacancy(kCity, Of(kVacancy));
  ASSERT_OK(response);
  for (const auto& one : response->steps()) {
    if (one.step().kind() == Step::MIN_AGE) {
      EXPECT_GE(one.step().min_age_years(), 18);
    }
    if (one.step().kind() == Step::MAX_AGE && one.step().max_age_years() != 0) {
      EXPECT_GT(one.step().max_age_years(), 50);
    }
    if (one.step().kind() == Step::WAGE) {
      EXPECT_GT(one.step().max_wage_cny_per_month(), 5'100);
    }
  }
}

TEST_F(AdviceTest, PayStandsBesideThatOfLikePostsWithoutDuplicates) {
  for (int i = 0; i < 12; ++i) {
    v1::Vacancy vacancy = VacancyNamed(absl::StrCat("like", i), "foshan");
    vacancy.set_min_wage_cny_per_month(4'000);
    vacancy.set_max_wage_cny_per_month(5'000 + 100 * i);
    if (i >= 10) vacancy.set_duplicate_group("d-1");
    fed_.Put(vacancy);
  }
  fed_.Put(Demanding());
  const auto response = AdviseVacancy(kOffice, Of(kVacancy));
  ASSERT_OK(response);
  const v1::LikePay& pay = response->like_pay();
  EXPECT_EQ(pay.vacancy_count(), 11);
  EXPECT_EQ(pay.occupation_code(), "6-18-02");
  EXPECT_EQ(pay.division_code(), "442000");
  EXPECT_FALSE(pay.widened());
  EXPECT_EQ(pay.median_cny_per_month(), 5'500);
  std::set<int> quartiles;
  for (const auto& one : response->steps()) quartiles.insert(one.step().wage_quartile());
  EXPECT_THAT(quartiles, UnorderedElementsAre(0, 1, 2, 3));
}

// A changed copy is not compared with what it is a copy of, nor with that one's duplicates.
TEST_F(AdviceTest, ADraftWithTheNameOfAStoredVacancyDoesNotCountThatOneAmongLikePosts) {
  for (int i = 0; i < 12; ++i) {
    v1::Vacancy vacancy = VacancyNamed(absl::StrCat("like", i));
    vacancy.set_max_wage_cny_per_month(5'000 + 100 * i);
    fed_.Put(vacancy);
  }
  v1::Vacancy stored = Demanding();
  stored.set_duplicate_group("d-1");
  fed_.Put(stored);
  v1::Vacancy twin = VacancyNamed("twin");
  twin.set_max_wage_cny_per_month(9'000);
  twin.set_duplicate_group("d-1");
  fed_.Put(twin);
  const auto like_posts_of = [&](const std::string& name) {
    v1::AdviseVacancyRequest request;
    *request.mutable_draft() = Demanding();
    request.mutable_draft()->set_name(name);
    request.mutable_draft()->set_max_wage_cny_per_month(5'600);
    const auto response = AdviseVacancy(kOffice, request);
    EXPECT_OK(response);
    return response.ok() ? response->like_pay().vacancy_count() : -1;
  };
  EXPECT_EQ(AdviseVacancy(kOffice, Of(kVacancy))->like_pay().vacancy_count(), 12);
  EXPECT_EQ(like_posts_of(kVacancy), 12);
  EXPECT_EQ(like_posts_of(""), 13);
  EXPECT_EQ(like_posts_of("offices/zhongshan/vacancies/new"), 13);
}

// ---- Offices.

// With and without the name the count of like posts would tell whether there is such a vacancy.
TEST_F(AdviceTest, AnOfficesDraftBearsNoNameOfAnotherOffice) {
  fed_.Put(Demanding());
  v1::AdviseVacancyRequest request;
  *request.mutable_draft() = Demanding();
  EXPECT_OK(AdviseVacancy(kOffice, request));
  EXPECT_OK(AdviseVacancy(kPanzhou, request));
  const auto foreign = AdviseVacancy(kOtherOffice, request);
  EXPECT_THAT(foreign, StatusIs(absl::StatusCode::kPermissionDenied));
  request.mutable_draft()->set_name("offices/zhongshan/vacancies/none");
  EXPECT_EQ(AdviseVacancy(kOtherOffice, request).status(), foreign.status());
  request.mutable_draft()->clear_name();
  EXPECT_OK(AdviseVacancy(kOtherOffice, request));
  request.mutable_draft()->set_name("workers/w");
  EXPECT_THAT(PathsOf(AdviseVacancy(kOffice, request).status()), ElementsAre("draft.name"));
}

TEST_F(AdviceTest, AnOfficeAsksAboutItsOwnVacanciesAndCountsInFives) {
  PutWelders();
  fed_.Put(Demanding());
  const auto exact = AdviseVacancy(kAdministrator, Of(kVacancy));
  const auto told = AdviseVacancy(kOffice, Of(kVacancy));
  ASSERT_OK(told);
  EXPECT_EQ(told->count_unit(), 5);
  EXPECT_EQ(told->eligible_count(), exact->eligible_count() / 5 * 5);
  ASSERT_EQ(told->steps_size(), exact->steps_size());
  std::map<std::string, v1::StepEffect> effects;
  for (const auto& one : exact->steps()) effects[one.step().SerializeAsString()] = one.effect();
  for (int i = 0; i < told->steps_size(); ++i) {
    const v1::StepEffect& effect = told->steps(i).effect();
    const v1::StepEffect& whole = effects[told->steps(i).step().SerializeAsString()];
    EXPECT_EQ(effect.gained_count(), whole.gained_count() / 5 * 5);
    EXPECT_EQ(effect.lost_count(), whole.lost_count() / 5 * 5);
    EXPECT_EQ(effect.rising_count(), whole.rising_count() / 5 * 5);
    // No total of its own, which would tell more than the sum of what is shown.
    EXPECT_EQ(effect.eligible_count(),
              told->eligible_count() + effect.gained_count() - effect.lost_count());
    if (i > 0) {
      EXPECT_LE(effect.eligible_count(), told->steps(i - 1).effect().eligible_count());
    }
  }
  for (const auto& one : told->steps()) effects[one.step().SerializeAsString()] = one.effect();
  for (const auto& pair : told->pairs()) {
    EXPECT_GT(pair.effect().eligible_count(),
              std::max(effects[pair.first().SerializeAsString()].eligible_count(),
                       effects[pair.second().SerializeAsString()].eligible_count()));
  }
  // Whether there is such a vacancy of another office is not told.
  const auto foreign = AdviseVacancy(kOtherOffice, Of(kVacancy));
  EXPECT_THAT(foreign, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(foreign.status(),
            AdviseVacancy(kOtherOffice, Of("offices/zhongshan/vacancies/none")).status());
  EXPECT_THAT(AdviseVacancy(kOffice, Of("offices/zhongshan/vacancies/none")),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(AdviceTest, AnOfficeNarrowsToCountiesAndNotToGroups) {
  PutMany();
  v1::AdviseVacancyRequest request;
  *request.mutable_draft() = Demanding();
  request.set_division_prefix("520281");
  EXPECT_OK(AdviseVacancy(kOffice, request));
  request.set_division_prefix("520281105");
  EXPECT_THAT(PathsOf(AdviseVacancy(kOffice, request).status()), ElementsAre("division_prefix"));
  EXPECT_OK(AdviseVacancy(kPanzhou, request));
  request.clear_division_prefix();
  request.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  EXPECT_THAT(AdviseVacancy(kOffice, request), StatusIs(absl::StatusCode::kPermissionDenied));
}

// ---- Workers.

TEST_F(AdviceTest, AWorkersStepsOpenWhatFindVacanciesSaysOfTheChangedDraft) {
  PutMany();
  v1::Vacancy forklift = VacancyNamed("forklift");
  auto* skill = forklift.add_skill_requirements();
  skill->set_skill_code("forklift");
  skill->set_required(true);
  fed_.Put(forklift);
  v1::Worker worker = WorkerNamed("w");
  worker.set_min_wage_cny_per_month(6'100);
  worker.set_accommodation_required(true);
  fed_.Put(worker);
  v1::AdviseWorkerRequest request;
  request.set_name("workers/w");
  const auto response = AdviseWorker(kPanzhou, request);
  ASSERT_OK(response);
  const auto eligible_for = [&](const v1::Worker& draft) {
    v1::FindVacanciesRequest find;
    *find.mutable_draft() = draft;
    find.set_count_excluded(true);
    return FindVacancies(kPanzhou, find)->eligible_count();
  };
  EXPECT_EQ(response->eligible_count(), eligible_for(worker));
  bool has_wish = false;
  for (const auto& one : response->steps()) {
    v1::Worker changed = worker;
    if (one.step().kind() == v1::WorkerStep::WISH) {
      changed.set_min_wage_cny_per_month(one.step().min_wage_cny_per_month());
      EXPECT_FALSE(one.step().recommended());
      has_wish = true;
    } else if (one.step().kind() == v1::WorkerStep::SKILL) {
      EXPECT_EQ(one.step().skill_code(), "forklift");
      EXPECT_TRUE(one.step().recommended());
      auto* held = changed.add_skills();
      held->set_skill_code("forklift");
      held->set_level(one.step().skill_level());
    } else if (one.step().kind() == v1::WorkerStep::ANY_PLACE) {
      changed.clear_preferred_division_codes();
    } else {
      continue;
    }
    EXPECT_EQ(one.effect().eligible_count(), eligible_for(changed)) << one.ShortDebugString();
  }
  EXPECT_TRUE(has_wish);
}

TEST_F(AdviceTest, AWorkerWhoMayNotBeShownGetsNoAdviceAndADraftDoes) {
  v1::Worker worker = WorkerNamed("w");
  worker.set_state(v1::Worker::PAUSED);
  fed_.Put(worker);
  fed_.Put(VacancyNamed("v"));
  v1::AdviseWorkerRequest request;
  request.set_name("workers/w");
  const auto paused = AdviseWorker(kPanzhou, request);
  ASSERT_OK(paused);
  EXPECT_THAT(paused->stopped_by(), ElementsAre(v1::GATE_WORKER_NOT_VISIBLE));
  EXPECT_EQ(paused->steps_size(), 0);
  request.clear_name();
  *request.mutable_draft() = worker;
  const auto draft = AdviseWorker(kPanzhou, request);
  ASSERT_OK(draft);
  EXPECT_EQ(draft->eligible_count(), 1);
  EXPECT_GT(draft->steps_size(), 0);
}

// Whoever asks outside of their scope is not told what is there.
TEST_F(AdviceTest, AWorkerOutsideTheScopeAndOneThatIsNotThereLookAlike) {
  v1::Worker worker = WorkerNamed("w");
  worker.set_division_code("520203001");
  fed_.Put(worker);
  fed_.Put(VacancyNamed("v"));
  const auto refusal = [&](const std::string& name) {
    v1::AdviseWorkerRequest advise;
    advise.set_name(name);
    v1::FindVacanciesRequest find;
    find.set_name(name);
    v1::ExplainMatchRequest explain;
    explain.set_worker(name);
    explain.set_vacancy(kVacancy);
    std::vector<absl::Status> refusals = {
        AdviseWorker(kPanzhou, advise).status(), FindVacancies(kPanzhou, find).status(),
        role_.Call(kPanzhou, &Stub::ExplainMatch, explain).status()};
    std::vector<std::string> texts;
    for (const absl::Status& one : refusals) {
      EXPECT_THAT(one, StatusIs(absl::StatusCode::kPermissionDenied));
      texts.push_back(std::string(one.message()));
    }
    return texts;
  };
  const auto there = refusal("workers/w");
  const auto gone = refusal("workers/x");
  for (size_t i = 0; i < there.size(); ++i) {
    EXPECT_EQ(there[i].size(), gone[i].size());
  }
}

TEST_F(AdviceTest, WrongFieldsAreNamedAllAtOnce) {
  v1::AdviseVacancyRequest vacancy;
  vacancy.set_top_count(501);
  vacancy.set_division_prefix("5");
  vacancy.add_policy_groups(v1::POLICY_GROUP_UNSPECIFIED);
  EXPECT_THAT(PathsOf(AdviseVacancy(kCity, vacancy).status()),
              UnorderedElementsAre("name", "division_prefix", "policy_groups[0]", "top_count"));
  v1::AdviseWorkerRequest worker;
  worker.set_name("workers/w");
  worker.mutable_draft()->set_min_wage_cny_per_month(1);
  worker.set_top_count(-1);
  EXPECT_THAT(PathsOf(AdviseWorker(kCity, worker).status()),
              UnorderedElementsAre("name", "top_count"));
  EXPECT_THAT(AdviseWorker(kOffice, {}), StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace laowu::match
