#include "matcher/packed_score.h"

#include <algorithm>
#include <cstddef>

#include "matcher/geometry.h"
#include "matcher/part_values.h"
#include "matcher/rule.h"

namespace laowu::matcher {
namespace {

bool IsNotVisible(const PackedWorker& worker, const PackedTerms& terms) {
  if (!worker.active || worker.dead) return true;
  if (worker.legal_basis == LegalBasis::kStatutoryDuty) return !terms.statutory_duty_suffices;
  return worker.legal_basis == LegalBasis::kNone;
}

bool IsCommitted(const PackedWorker& worker, PackedDate start) {
  if (!worker.has_live_placement && !worker.currently_away) return false;
  return worker.job_wanted_from == kNoDate || worker.job_wanted_from > start;
}

bool IsUnderage(const PackedWorker& worker, const PackedVacancy& vacancy, PackedDate start) {
  if (worker.birth_date == kNoDate) return false;
  if (worker.birth_date + kRule.adult_age_years * kOneYear <= start) return false;
  if (worker.birth_date + kRule.min_age_years * kOneYear > start) return true;
  return vacancy.hazards != 0 || vacancy.no_juvenile_hazards != Answer::kYes;
}

bool IsOutsideAgeLimits(const PackedWorker& worker, const PackedVacancy& vacancy,
                        PackedDate start) {
  if (worker.birth_date == kNoDate) return false;
  // A start before birth counts as age 0.
  const int age_years = std::max(start - worker.birth_date, 0) / kOneYear;
  return (vacancy.min_age_years != 0 && age_years < vacancy.min_age_years) ||
         (vacancy.max_age_years != 0 && age_years > vacancy.max_age_years);
}

bool HasNoPlaceToCompare(const PackedWorker& worker, const PackedVacancy& vacancy) {
  return worker.preferred_divisions[0] == kNoCode || vacancy.workplace_lineage[0] == kNoCode;
}

// -1: none contains it.
int PreferencePosition(const PackedWorker& worker, const PackedVacancy& vacancy) {
  for (std::size_t i = 0; i < worker.preferred_divisions.size(); ++i) {
    const CodeNumber preferred = worker.preferred_divisions[i];
    if (preferred == kNoCode) break;
    for (const CodeNumber code : vacancy.workplace_lineage) {
      if (code == kNoCode) break;
      if (code == preferred) return static_cast<int>(i);
    }
  }
  return -1;
}

bool WantsOtherPlace(const PackedWorker& worker, const PackedVacancy& vacancy) {
  return !HasNoPlaceToCompare(worker, vacancy) && PreferencePosition(worker, vacancy) < 0;
}

bool WantsMore(const PackedWorker& worker, const PackedVacancy& vacancy) {
  // A wish that is not stated is 0.
  return vacancy.max_wage_cny_per_month != 0 &&
         worker.min_wage_cny_per_month > vacancy.max_wage_cny_per_month;
}

bool HasTooLittleEducation(const PackedWorker& worker, const PackedVacancy& vacancy) {
  return worker.education != EducationLevel::kUnspecified &&
         worker.education < vacancy.min_education;
}

bool MeetsStatedNo(const PackedWorker& worker, const PackedVacancy& vacancy) {
  return (worker.accommodation_required && vacancy.accommodation_provided == Answer::kNo) ||
         (worker.refuses_night_shift && vacancy.night_shift == Answer::kYes);
}

bool LacksRequiredSkill(const PackedWorker& worker, const PackedVacancy& vacancy) {
  for (const PackedSkill& requirement : vacancy.skills) {
    if (!requirement.required) continue;
    const bool held =
        std::any_of(worker.skills.begin(), worker.skills.end(), [&](const PackedSkill& skill) {
          return skill.skill == requirement.skill && skill.level >= requirement.level;
        });
    if (!held) return true;
  }
  return false;
}

bool IsClosed(const PackedVacancy& vacancy, PackedDate as_of_date) {
  if (vacancy.state != VacancyState::kOpen) return true;
  if (vacancy.expire_date != kNoDate && vacancy.expire_date < as_of_date) return true;
  return vacancy.openings_left_count <= 0 && vacancy.openings_left_count != kUnknownOpenings;
}

bool IsBlocked(const PackedVacancy& vacancy, PackedDate as_of_date) {
  for (const PackedInterval& block : vacancy.employer_blocks) {
    if (block.from <= as_of_date && (block.until == kNoDate || as_of_date < block.until)) {
      return true;
    }
  }
  return false;
}

int SkillPart(const PackedWorker& worker, const PackedVacancy& vacancy) {
  if (vacancy.skills.empty()) return kFullPart;
  int weighted_sum = 0;
  int weight_sum = 0;
  for (const PackedSkill& requirement : vacancy.skills) {
    int own_level = 0;
    int group_level = 0;
    for (const PackedSkill& skill : worker.skills) {
      if (skill.skill == requirement.skill) own_level = std::max<int>(own_level, skill.level);
      if (skill.group == requirement.group) group_level = std::max<int>(group_level, skill.level);
    }
    if (requirement.group == kNoCode) group_level = 0;
    const int weight = SkillEntryWeight(requirement.required);
    weighted_sum += weight * SkillEntryValue(own_level, group_level, requirement.level);
    weight_sum += weight;
  }
  return weighted_sum / weight_sum;
}

int BestOccupationValue(const std::array<PackedOccupation, 3>& codes, PackedOccupation wanted) {
  int best = 0;
  for (const PackedOccupation code : codes) {
    if (code == kNoOccupation) break;
    best = std::max(best, OccupationValue(code, wanted));
  }
  return best;
}

int OccupationPart(const PackedWorker& worker, const PackedVacancy& vacancy) {
  if (vacancy.occupation == kNoOccupation) return kMiddleOfPart;
  if (worker.desired_occupations[0] != kNoOccupation) {
    return BestOccupationValue(worker.desired_occupations, vacancy.occupation);
  }
  if (worker.past_occupations[0] != kNoOccupation) {
    return PastOccupationValue(BestOccupationValue(worker.past_occupations, vacancy.occupation));
  }
  return kRule.no_occupation_value;
}

int LocationPart(const PackedWorker& worker, const PackedVacancy& vacancy) {
  int r = kRule.any_place_value;
  if (!HasNoPlaceToCompare(worker, vacancy)) {
    const int position = PreferencePosition(worker, vacancy);
    r = position < 0 ? 0 : PreferenceValue(position);
  }
  int d = kMiddleOfPart;
  if (worker.x_100m != kNoPoint && vacancy.x_100m != kNoPoint) {
    d = DistanceValue(
        Distance100m({worker.x_100m, worker.y_100m}, {vacancy.x_100m, vacancy.y_100m}));
  }
  return LocationValue(r, d);
}

int WagePart(const PackedWorker& worker, const PackedVacancy& vacancy) {
  const std::int32_t wish = worker.min_wage_cny_per_month;
  const std::int32_t max = vacancy.max_wage_cny_per_month;
  return wish == 0 || max == 0 ? kMiddleOfPart : WageValue(wish, max);
}

int ExperiencePart(const PackedWorker& worker, const PackedVacancy& vacancy) {
  const bool any_skill_counts = vacancy.skills.empty();
  bool holds_one = false;
  int most_months = kUnknownMonths;
  for (const PackedSkill& skill : worker.skills) {
    const bool named = std::any_of(
        vacancy.skills.begin(), vacancy.skills.end(),
        [&](const PackedSkill& requirement) { return requirement.skill == skill.skill; });
    if (!any_skill_counts && !named) continue;
    holds_one = true;
    most_months = std::max<int>(most_months, skill.experience_months);
  }
  if (most_months == kUnknownMonths) return holds_one || any_skill_counts ? kMiddleOfPart : 0;
  return ExperienceValue(most_months, vacancy.min_experience_months);
}

}  // namespace

PackedTerms Pack(const MatchTerms& terms) {
  return {PackDate(terms.as_of_date), PackDate(terms.as_of_date + kRule.days_to_start_if_unsaid),
          terms.statutory_duty_suffices};
}

template <bool want_all>
GateBits PackedGates(const PackedWorker& worker, const PackedVacancy& vacancy,
                     const PackedTerms& terms) {
  GateBits bits = 0;
  const PackedDate start = StartOf(vacancy, terms);
  // The cheap and the likely ones first.
  const auto ends = [&bits](Gate gate, bool fails) {
    if (fails) bits |= BitOf(gate);
    return fails && !want_all;
  };
  if (ends(Gate::kWorkerNotVisible, IsNotVisible(worker, terms))) return bits;
  if (ends(Gate::kWorkerCommitted, IsCommitted(worker, start))) return bits;
  if (ends(Gate::kVacancyClosed, IsClosed(vacancy, terms.as_of_date))) return bits;
  if (ends(Gate::kWage, WantsMore(worker, vacancy))) return bits;
  if (ends(Gate::kNotAvailable, worker.available_date > start)) return bits;
  if (ends(Gate::kEducation, HasTooLittleEducation(worker, vacancy))) return bits;
  if (ends(Gate::kDestination, WantsOtherPlace(worker, vacancy))) return bits;
  if (ends(Gate::kUnderage, IsUnderage(worker, vacancy, start))) return bits;
  if (ends(Gate::kAgeLimit, IsOutsideAgeLimits(worker, vacancy, start))) return bits;
  if (ends(Gate::kConditions, MeetsStatedNo(worker, vacancy))) return bits;
  if (ends(Gate::kRequiredSkill, LacksRequiredSkill(worker, vacancy))) return bits;
  if (ends(Gate::kEmployerBlocked, IsBlocked(vacancy, terms.as_of_date))) return bits;
  return bits;
}

template GateBits PackedGates<false>(const PackedWorker&, const PackedVacancy&, const PackedTerms&);
template GateBits PackedGates<true>(const PackedWorker&, const PackedVacancy&, const PackedTerms&);

GateBits ShutGates(const PackedVacancy& vacancy, const PackedTerms& terms) {
  return (IsClosed(vacancy, terms.as_of_date) ? BitOf(Gate::kVacancyClosed) : 0) |
         (IsBlocked(vacancy, terms.as_of_date) ? BitOf(Gate::kEmployerBlocked) : 0);
}

GateBits ShutGates(const PackedWorker& worker, const PackedTerms& terms) {
  return IsNotVisible(worker, terms) ? BitOf(Gate::kWorkerNotVisible) : 0;
}

bool PassesGates(const PackedWorker& worker, const PackedVacancy& vacancy, const PackedTerms& terms,
                 GateBits asked) {
  const PackedDate start = StartOf(vacancy, terms);
  const auto is_asked = [asked](Gate gate) { return (asked & BitOf(gate)) != 0; };
  if (is_asked(Gate::kWorkerNotVisible) && IsNotVisible(worker, terms)) return false;
  if (is_asked(Gate::kWorkerCommitted) && IsCommitted(worker, start)) return false;
  if (is_asked(Gate::kVacancyClosed) && IsClosed(vacancy, terms.as_of_date)) return false;
  if (is_asked(Gate::kWage) && WantsMore(worker, vacancy)) return false;
  if (is_asked(Gate::kNotAvailable) && worker.available_date > start) return false;
  if (is_asked(Gate::kEducation) && HasTooLittleEducation(worker, vacancy)) return false;
  if (is_asked(Gate::kDestination) && WantsOtherPlace(worker, vacancy)) return false;
  if (is_asked(Gate::kUnderage) && IsUnderage(worker, vacancy, start)) return false;
  if (is_asked(Gate::kAgeLimit) && IsOutsideAgeLimits(worker, vacancy, start)) return false;
  if (is_asked(Gate::kConditions) && MeetsStatedNo(worker, vacancy)) return false;
  if (is_asked(Gate::kRequiredSkill) && LacksRequiredSkill(worker, vacancy)) return false;
  return !is_asked(Gate::kEmployerBlocked) || !IsBlocked(vacancy, terms.as_of_date);
}

std::int32_t PackedTotalMicros(const PackedWorker& worker, const PackedVacancy& vacancy) {
  return TotalMicros({.skill = SkillPart(worker, vacancy),
                      .occupation = OccupationPart(worker, vacancy),
                      .location = LocationPart(worker, vacancy),
                      .wage = WagePart(worker, vacancy),
                      .experience = ExperiencePart(worker, vacancy),
                      .policy = PolicyValue(worker.policy_groups)});
}

}  // namespace laowu::matcher
