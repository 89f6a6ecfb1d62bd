#include "matcher/vacancy_advice.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "matcher/rule.h"
#include "matcher/score.h"

namespace laowu::matcher {
namespace {

constexpr int kWageStepYuan = 100;
constexpr int kWageStepsMostYuan = 1'000;
constexpr int kModestWageStepYuan = 300;
constexpr int kAgeStepYears = 5;
constexpr int kModestDaysLater = 30;

void AddWageSteps(const VacancyRow& vacancy, const LikePay& pay, std::vector<VacancyStep>& steps) {
  const int now = vacancy.max_wage_cny_per_month.value_or(0);
  const auto add = [&](int wage, int quartile, bool is_modest) {
    if (wage > kMaxWageCnyPerMonth) return;
    steps.push_back({.kind = VacancyStepKind::kWage,
                     .value = wage,
                     .wage_quartile = quartile,
                     .is_modest = is_modest});
  };
  for (int more = kWageStepYuan; now != 0 && more <= kWageStepsMostYuan; more += kWageStepYuan) {
    add(now + more, 0, more == kModestWageStepYuan);
  }
  const int quartiles[] = {pay.lower_quartile, pay.median, pay.upper_quartile};
  for (int i = 0; i < 3; ++i) {
    if (quartiles[i] > now) add(quartiles[i], i + 1, now == 0 && i == 1);
  }
}

void AddAgeSteps(const VacancyRow& vacancy, std::vector<VacancyStep>& steps) {
  if (const int most = vacancy.max_age_years.value_or(0); most != 0) {
    for (const int more : {kAgeStepYears, 2 * kAgeStepYears}) {
      if (most + more <= kMaxAgeYears) {
        steps.push_back({.kind = VacancyStepKind::kMaxAge,
                         .value = most + more,
                         .is_modest = more == kAgeStepYears});
      }
    }
    steps.push_back({.kind = VacancyStepKind::kMaxAge});
  }
  if (const int least = vacancy.min_age_years.value_or(0); least > kRule.adult_age_years) {
    steps.push_back({.kind = VacancyStepKind::kMinAge,
                     .value = std::max(least - kAgeStepYears, kRule.adult_age_years),
                     .is_modest = true});
  }
}

void AddEducationSteps(const VacancyRow& vacancy, std::vector<VacancyStep>& steps) {
  if (vacancy.min_education <= EducationLevel::kNone) return;
  // Whoever has no education passes a minimum of none: it is no minimum.
  const int lower = static_cast<int>(vacancy.min_education) - 1;
  const bool is_none = lower == static_cast<int>(EducationLevel::kNone);
  steps.push_back(
      {.kind = VacancyStepKind::kEducation, .value = is_none ? 0 : lower, .is_modest = true});
  if (!is_none) steps.push_back({.kind = VacancyStepKind::kEducation});
}

void AddSkillSteps(const VacancyRow& vacancy, std::vector<VacancyStep>& steps) {
  for (const SkillRequirement& skill : vacancy.skill_requirements) {
    const auto add = [&](VacancyStepKind kind, int level, bool is_modest) {
      steps.push_back(
          {.kind = kind, .value = level, .skill_code = skill.skill_code, .is_modest = is_modest});
    };
    if (skill.required) {
      add(VacancyStepKind::kSkillPreferred, 0, true);
      if (skill.min_level > kMinSkillLevel) {
        add(VacancyStepKind::kSkillLevel, skill.min_level - 1, false);
      }
    }
    add(VacancyStepKind::kSkillDropped, 0, false);
  }
}

void AddConditionSteps(const VacancyRow& vacancy, std::vector<VacancyStep>& steps) {
  if (!vacancy.accommodation_provided.value_or(false)) {
    steps.push_back({.kind = VacancyStepKind::kAccommodation, .is_modest = true});
  }
  if (vacancy.night_shift.value_or(false)) {
    steps.push_back({.kind = VacancyStepKind::kNoNightShift, .is_modest = true});
  }
}

// Of two steps on one thing only one can be taken.
bool OfOneThing(const VacancyStep& a, const VacancyStep& b) {
  return a.skill_code.empty() ? a.kind == b.kind : a.skill_code == b.skill_code;
}

int Rounded(int count, int unit) { return count / unit * unit; }

// The effects of the rows, rounded: what is lost are some of those eligible now, so no sum falls
// below 0.
absl::StatusOr<std::vector<StepEffect>> CountRounded(const StepCounter<VacancyRow>& counter,
                                                     const std::vector<VacancyRow>& changed,
                                                     int unit) {
  auto effects = counter.Count(changed);
  if (!effects.ok() || unit == 1) return effects;
  const int now = Rounded(counter.eligible_count(), unit);
  for (StepEffect& effect : *effects) {
    effect.gained_count = Rounded(effect.gained_count, unit);
    effect.lost_count = Rounded(effect.lost_count, unit);
    effect.eligible_count = now + effect.gained_count - effect.lost_count;
    effect.rising_count = Rounded(effect.rising_count, unit);
  }
  return effects;
}

// The steps that are tried together: the modest ones that stand first alone.
std::vector<const VacancyAdvice::One*> PairedSteps(const std::vector<VacancyAdvice::One>& sorted) {
  std::vector<const VacancyAdvice::One*> paired;
  for (const VacancyAdvice::One& one : sorted) {
    if (one.step.is_modest && paired.size() < std::size_t{kPairedStepsMost}) {
      paired.push_back(&one);
    }
  }
  return paired;
}

bool StandsBefore(const StepEffect& a, const StepEffect& b) {
  if (a.eligible_count != b.eligible_count) return a.eligible_count > b.eligible_count;
  return a.rising_count > b.rising_count;
}

absl::Status AddPairs(const StepCounter<VacancyRow>& counter, const VacancyRow& vacancy, int unit,
                      VacancyAdvice& advice) {
  const auto paired = PairedSteps(advice.steps);
  std::vector<std::pair<const VacancyAdvice::One*, const VacancyAdvice::One*>> pairs;
  std::vector<VacancyRow> changed;
  for (std::size_t i = 0; i < paired.size(); ++i) {
    for (std::size_t j = i + 1; j < paired.size(); ++j) {
      if (OfOneThing(paired[i]->step, paired[j]->step)) continue;
      pairs.emplace_back(paired[i], paired[j]);
      changed.push_back(WithStep(WithStep(vacancy, paired[i]->step), paired[j]->step));
    }
  }
  const auto effects = CountRounded(counter, changed, unit);
  if (!effects.ok()) return effects.status();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto& [first, second] = pairs[i];
    const StepEffect& effect = (*effects)[i];
    if (effect.eligible_count >
        std::max(first->effect.eligible_count, second->effect.eligible_count)) {
      advice.pairs.push_back({first->step, second->step, first->effect.gained_count,
                              second->effect.gained_count, effect});
    }
  }
  std::stable_sort(advice.pairs.begin(), advice.pairs.end(),
                   [](const auto& a, const auto& b) { return StandsBefore(a.effect, b.effect); });
  if (advice.pairs.size() > std::size_t{kPairsMost}) {
    advice.pairs.erase(advice.pairs.begin() + kPairsMost, advice.pairs.end());
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<VacancyStep> StepsOf(const VacancyRow& vacancy, const MatchTerms& terms,
                                 const LikePay& pay) {
  std::vector<VacancyStep> steps;
  AddWageSteps(vacancy, pay, steps);
  AddAgeSteps(vacancy, steps);
  AddEducationSteps(vacancy, steps);
  if (const int months = vacancy.min_experience_months.value_or(0); months > 1) {
    steps.push_back({.kind = VacancyStepKind::kExperience, .value = months / 2});
  }
  AddSkillSteps(vacancy, steps);
  AddConditionSteps(vacancy, steps);
  for (const int days : {14, kModestDaysLater, 60}) {
    steps.push_back({.kind = VacancyStepKind::kStartDate,
                     .start_date = StartDate(vacancy, terms.as_of_date) + days,
                     .is_modest = days == kModestDaysLater});
  }
  return steps;
}

VacancyRow WithStep(VacancyRow vacancy, const VacancyStep& step) {
  auto& skills = vacancy.skill_requirements;
  const auto is_it = [&](const SkillRequirement& skill) {
    return skill.skill_code == step.skill_code;
  };
  const auto limit = [](int value) { return value == 0 ? std::nullopt : std::optional(value); };
  switch (step.kind) {
    case VacancyStepKind::kWage:
      vacancy.max_wage_cny_per_month = step.value;
      break;
    case VacancyStepKind::kMaxAge:
      vacancy.max_age_years = limit(step.value);
      break;
    case VacancyStepKind::kMinAge:
      vacancy.min_age_years = limit(step.value);
      break;
    case VacancyStepKind::kEducation:
      vacancy.min_education = static_cast<EducationLevel>(step.value);
      break;
    case VacancyStepKind::kExperience:
      vacancy.min_experience_months = limit(step.value);
      break;
    case VacancyStepKind::kSkillPreferred:
    case VacancyStepKind::kSkillLevel:
      for (SkillRequirement& skill : skills) {
        if (!is_it(skill)) continue;
        if (step.kind == VacancyStepKind::kSkillPreferred) skill.required = false;
        if (step.kind == VacancyStepKind::kSkillLevel) skill.min_level = step.value;
      }
      break;
    case VacancyStepKind::kSkillDropped:
      skills.erase(std::remove_if(skills.begin(), skills.end(), is_it), skills.end());
      break;
    case VacancyStepKind::kAccommodation:
      vacancy.accommodation_provided = true;
      break;
    case VacancyStepKind::kNoNightShift:
      vacancy.night_shift = false;
      break;
    case VacancyStepKind::kStartDate:
      vacancy.start_date = step.start_date;
      break;
  }
  return vacancy;
}

absl::StatusOr<VacancyAdvice> Advise(const Matcher& matcher, const VacancyRow& vacancy,
                                     const AdviceQuery& query, const RowGroups* groups,
                                     int count_unit) {
  VacancyAdvice advice;
  const auto counter = StepCounter<VacancyRow>::Make(matcher, vacancy, query);
  if (!counter.ok()) return counter.status();
  absl::StatusOr<LikePay> pay =
      FindLikePay(matcher, vacancy, query.terms, groups, query.keep_going);
  if (!pay.ok()) return pay.status();
  advice.pay = *std::move(pay);
  advice.eligible_count = Rounded(counter->eligible_count(), count_unit);
  advice.top_count = Rounded(counter->top_count(), count_unit);
  std::vector<VacancyStep> steps = StepsOf(vacancy, query.terms, advice.pay);
  std::vector<VacancyRow> changed;
  changed.reserve(steps.size());
  for (const VacancyStep& step : steps) changed.push_back(WithStep(vacancy, step));
  const auto effects = CountRounded(*counter, changed, count_unit);
  if (!effects.ok()) return effects.status();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    advice.steps.push_back({std::move(steps[i]), (*effects)[i]});
  }
  std::stable_sort(advice.steps.begin(), advice.steps.end(),
                   [](const auto& a, const auto& b) { return StandsBefore(a.effect, b.effect); });
  if (absl::Status status = AddPairs(*counter, vacancy, count_unit, advice); !status.ok()) {
    return status;
  }
  return advice;
}

}  // namespace laowu::matcher
