// What one change would bring is what brute force over score.h says of the changed row: for every
// step of both ladders, for pairs, and for steps that no ladder has, with filters, on random rows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "matcher/score.h"
#include "matcher/vacancy_advice.h"
#include "matcher/worker_advice.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/matcher/random_rows.h"

namespace laowu::matcher {
namespace {

using ::laowu::testing::StatusIs;

const WorkerRow& WorkerOf(const WorkerRow& row, const VacancyRow& /*other*/) { return row; }
const WorkerRow& WorkerOf(const VacancyRow& /*row*/, const WorkerRow& other) { return other; }
const VacancyRow& VacancyOf(const VacancyRow& row, const WorkerRow& /*other*/) { return row; }
const VacancyRow& VacancyOf(const WorkerRow& /*row*/, const VacancyRow& other) { return other; }

bool TakesPart(const std::string& code, const AdviceQuery& query) {
  return query.division_prefixes.empty() || absl::StartsWith(code, query.division_prefixes.front());
}
bool TakesPart(const WorkerRow& row, const AdviceQuery& query) {
  return TakesPart(row.division_code, query) &&
         (query.policy_groups == 0 || (row.policy_groups & query.policy_groups) != 0);
}
bool TakesPart(const VacancyRow& row, const AdviceQuery& query) {
  return TakesPart(row.workplace_division_code, query);
}

// By name of the other side's row, all that pass.
template <typename Own, typename Other>
std::map<std::string, int> Passing(const Own& own, const std::map<std::string, Other>& others,
                                   const AdviceQuery& query) {
  std::map<std::string, int> totals;
  for (const auto& [name, other] : others) {
    if (!TakesPart(other, query)) continue;
    const WorkerRow& worker = WorkerOf(own, other);
    const VacancyRow& vacancy = VacancyOf(own, other);
    if (Gates(worker, vacancy, query.terms).empty()) {
      totals[name] = Score(worker, vacancy).total_micros;
    }
  }
  return totals;
}

template <typename Own, typename Other>
StepEffect Brute(const Own& now, const Own& changed, const std::map<std::string, Other>& others,
                 const AdviceQuery& query) {
  const auto before = Passing(now, others, query);
  const auto after = Passing(changed, others, query);
  StepEffect effect;
  effect.eligible_count = static_cast<int>(after.size());
  for (const auto& [name, total] : after) effect.gained_count += before.contains(name) ? 0 : 1;
  for (const auto& [name, total] : before) effect.lost_count += after.contains(name) ? 0 : 1;
  std::vector<std::tuple<int, std::int64_t, std::string>> order;
  for (const auto& [name, total] : before) {
    order.emplace_back(-total, now.tie_hash ^ others.at(name).tie_hash, name);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size() && i < static_cast<std::size_t>(query.top_count); ++i) {
    const auto it = after.find(std::get<2>(order[i]));
    effect.rising_count += it != after.end() && it->second > -std::get<0>(order[i]) ? 1 : 0;
  }
  return effect;
}

std::string Text(const StepEffect& effect) {
  return absl::StrCat(effect.eligible_count, " +", effect.gained_count, " -", effect.lost_count,
                      " ^", effect.rising_count);
}

class AdviceModelTest : public ::testing::TestWithParam<int> {
 protected:
  void Fill(int worker_count, int vacancy_count) {
    for (int i = 0; i < worker_count; ++i) {
      const WorkerRow row = RandomWorker(absl::StrCat("workers/", i), random_);
      ASSERT_OK(matcher_.UpsertWorker(row));
      workers_[row.name] = row;
    }
    for (int i = 0; i < vacancy_count; ++i) {
      const VacancyRow row = RandomVacancy(absl::StrCat("offices/o/vacancies/", i), random_);
      ASSERT_OK(matcher_.UpsertVacancy(row));
      vacancies_[row.name] = row;
    }
    if (GetParam() % 2 == 0) matcher_.RebuildNow();
  }
  AdviceQuery RandomQuery(const char* prefix) {
    AdviceQuery query;
    query.terms.as_of_date = absl::CivilDay(2028, 2, 29) + (Below(20, random_) - 10);
    query.terms.statutory_duty_suffices = Below(2, random_) == 0;
    query.top_count = Below(2, random_) == 0 ? 5 : 100;
    if (Below(3, random_) == 0) query.division_prefixes = {prefix};
    return query;
  }

  Random random_{static_cast<std::uint64_t>(GetParam())};
  Matcher matcher_;
  std::map<std::string, WorkerRow> workers_;
  std::map<std::string, VacancyRow> vacancies_;
};

TEST_P(AdviceModelTest, EveryStepOfAVacancyBringsWhatBruteForceSays) {
  Fill(600, 40);
  int gained_count = 0;
  int lost_count = 0;
  std::size_t pair_count = 0;
  for (const auto& [name, vacancy] : vacancies_) {
    AdviceQuery query = RandomQuery("520281");
    if (Below(3, random_) == 0) query.policy_groups = BitOf(1) | BitOf(4);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto advice, Advise(matcher_, vacancy, query, nullptr));
    ASSERT_EQ(advice.eligible_count, static_cast<int>(Passing(vacancy, workers_, query).size()));
    for (const auto& [step, effect] : advice.steps) {
      const StepEffect expected = Brute(vacancy, WithStep(vacancy, step), workers_, query);
      ASSERT_EQ(Text(effect), Text(expected)) << name << " step " << static_cast<int>(step.kind);
      gained_count += effect.gained_count;
      lost_count += effect.lost_count;
    }
    for (const auto& pair : advice.pairs) {
      const VacancyRow both = WithStep(WithStep(vacancy, pair.first), pair.second);
      ASSERT_EQ(Text(pair.effect), Text(Brute(vacancy, both, workers_, query))) << name;
    }
    pair_count += advice.pairs.size();
  }
  EXPECT_GT(gained_count, 500);
  EXPECT_GT(lost_count, 0);  // a later start
  EXPECT_GT(pair_count, 20u);
}

TEST_P(AdviceModelTest, EveryStepOfAWorkerOpensWhatBruteForceSays) {
  Fill(60, 500);
  std::set<WorkerStepKind> kinds;
  int gained_count = 0;
  for (const auto& [name, worker] : workers_) {
    const AdviceQuery query = RandomQuery("4420");
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto advice, Advise(matcher_, worker, query));
    for (const auto& [step, effect] : advice.steps) {
      const StepEffect expected = Brute(worker, WithStep(worker, step), vacancies_, query);
      ASSERT_EQ(Text(effect), Text(expected)) << name << " step " << static_cast<int>(step.kind);
      gained_count += effect.gained_count;
      if (effect.gained_count > 0) kinds.insert(step.kind);
    }
  }
  EXPECT_GT(gained_count, 200);
  EXPECT_EQ(kinds.size(), 9u) << "of each kind some step opens something";
}

// Whatever a vacancy's steps become one day, tighter ones and many at once too.
TEST_P(AdviceModelTest, AnyChangeOfWhatAVacancyAsksIsCountedRight) {
  Fill(400, 0);
  for (int i = 0; i < 150; ++i) {
    const VacancyRow now = RandomVacancy("", random_);
    const VacancyRow other = RandomVacancy("", random_);
    VacancyRow changed = now;
    const auto maybe = [&] { return Below(3, random_) == 0; };
    if (maybe()) changed.start_date = other.start_date;
    if (maybe()) changed.min_age_years = other.min_age_years;
    if (maybe()) changed.max_age_years = other.max_age_years;
    if (maybe()) changed.hazards = other.hazards;
    if (maybe()) changed.no_juvenile_hazards = other.no_juvenile_hazards;
    if (maybe()) changed.min_education = other.min_education;
    if (maybe()) changed.min_experience_months = other.min_experience_months;
    if (maybe()) changed.max_wage_cny_per_month = other.max_wage_cny_per_month;
    if (maybe()) changed.accommodation_provided = other.accommodation_provided;
    if (maybe()) changed.night_shift = other.night_shift;
    if (maybe()) changed.skill_requirements = other.skill_requirements;
    if (maybe()) changed.occupation_code = other.occupation_code;
    const AdviceQuery query = RandomQuery("520281");
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto counter,
                               StepCounter<VacancyRow>::Make(matcher_, now, query));
    LAOWU_ASSERT_OK_AND_ASSIGN(const StepEffect effect, counter.Count(changed));
    ASSERT_EQ(Text(effect), Text(Brute(now, changed, workers_, query))) << i;
  }
}

// A worker likewise.
TEST_P(AdviceModelTest, AnyChangeOfWhatAWorkerOffersIsCountedRight) {
  Fill(0, 400);
  for (int i = 0; i < 150; ++i) {
    const WorkerRow now = RandomWorker("", random_);
    const WorkerRow other = RandomWorker("", random_);
    WorkerRow changed = now;
    const auto maybe = [&] { return Below(3, random_) == 0; };
    if (maybe()) changed.job_wanted_from = other.job_wanted_from;
    if (maybe()) changed.available_date = other.available_date;
    if (maybe()) changed.education = other.education;
    if (maybe()) changed.min_wage_cny_per_month = other.min_wage_cny_per_month;
    if (maybe()) changed.preferred_division_codes = other.preferred_division_codes;
    if (maybe()) changed.skills = other.skills;
    if (maybe()) changed.accommodation_required = other.accommodation_required;
    if (maybe()) changed.refuses_night_shift = other.refuses_night_shift;
    if (maybe()) changed.desired_occupation_codes = other.desired_occupation_codes;
    const AdviceQuery query = RandomQuery("4420");
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto counter,
                               StepCounter<WorkerRow>::Make(matcher_, now, query));
    LAOWU_ASSERT_OK_AND_ASSIGN(const StepEffect effect, counter.Count(changed));
    ASSERT_EQ(Text(effect), Text(Brute(now, changed, vacancies_, query))) << i;
  }
}

// What no step may change is refused rather than counted wrong.
TEST_P(AdviceModelTest, AChangeThatIsNoStepIsRefused) {
  Fill(20, 20);
  const VacancyRow vacancy = RandomVacancy("", random_);
  const WorkerRow worker = RandomWorker("", random_);
  const AdviceQuery query = RandomQuery("52");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto of_vacancy,
                             StepCounter<VacancyRow>::Make(matcher_, vacancy, query));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto of_worker,
                             StepCounter<WorkerRow>::Make(matcher_, worker, query));
  std::vector<VacancyRow> vacancies(5, vacancy);
  vacancies[0].state =
      vacancy.state == VacancyState::kOpen ? VacancyState::kClosed : VacancyState::kOpen;
  vacancies[1].expire_date = absl::CivilDay(2099, 1, 1);
  vacancies[2].openings_left_count = 77;
  vacancies[3].workplace_lineage_codes = {"110000"};
  vacancies[4].employer_blocks = {{absl::CivilDay(2020, 1, 1), {}}};
  for (const VacancyRow& row : vacancies) {
    EXPECT_THAT(of_vacancy.Count(row), StatusIs(absl::StatusCode::kInvalidArgument));
  }
  std::vector<WorkerRow> workers(5, worker);
  workers[0].active = !worker.active;
  workers[1].birth_date = absl::CivilDay(1950, 1, 1);
  workers[2].currently_away = !worker.currently_away;
  workers[3].has_live_placement = !worker.has_live_placement;
  workers[4].dead = !worker.dead;
  for (const WorkerRow& row : workers) {
    EXPECT_THAT(of_worker.Count(row), StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AdviceModelTest, ::testing::Range(1, 5));

}  // namespace
}  // namespace laowu::matcher
