#include "matcher/score.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "matcher/geometry.h"
#include "matcher/rule.h"

namespace laowu::matcher {
namespace {

using Words = std::vector<std::string>;

// The worker's level in that very skill; 0: not held.
int LevelOf(const WorkerRow& worker, absl::string_view skill_code) {
  int level = 0;
  for (const WorkerSkill& skill : worker.skills) {
    if (skill.skill_code == skill_code) level = std::max(level, skill.level);
  }
  return level;
}

// The best level among the worker's skills of that group; 0: none.
int BestLevelInGroup(const WorkerRow& worker, absl::string_view group_code) {
  int level = 0;
  if (group_code.empty()) return level;  // akin to none
  for (const WorkerSkill& skill : worker.skills) {
    if (skill.group_code == group_code) level = std::max(level, skill.level);
  }
  return level;
}

// Position of the first preference that contains the workplace.
std::optional<int> PreferencePosition(const WorkerRow& worker, const VacancyRow& vacancy) {
  for (std::size_t i = 0; i < worker.preferred_division_codes.size(); ++i) {
    for (const std::string& code : vacancy.workplace_lineage_codes) {
      if (worker.preferred_division_codes[i] == code) return static_cast<int>(i);
    }
  }
  return std::nullopt;
}

// Any place will do, or the vacancy does not say where it is.
bool NoPlaceToCompare(const WorkerRow& worker, const VacancyRow& vacancy) {
  return worker.preferred_division_codes.empty() || vacancy.workplace_lineage_codes.empty();
}

std::optional<FailedGate> WorkerNotVisible(const WorkerRow& worker, const MatchTerms& terms) {
  Words words;
  if (!worker.active) words.push_back("NOT_ACTIVE");
  if (worker.dead) words.push_back("DEAD");
  if (worker.legal_basis_in_force == LegalBasis::kNone) words.push_back("NO_LEGAL_BASIS");
  if (worker.legal_basis_in_force == LegalBasis::kStatutoryDuty && !terms.statutory_duty_suffices) {
    words.push_back("STATUTORY_DUTY_ONLY");
  }
  if (words.empty()) return std::nullopt;
  return FailedGate{Gate::kWorkerNotVisible, std::move(words), {}};
}

std::optional<FailedGate> WorkerCommitted(const WorkerRow& worker, absl::CivilDay start) {
  if (!worker.has_live_placement && !worker.currently_away) return std::nullopt;
  if (worker.job_wanted_from.has_value()) {
    if (*worker.job_wanted_from <= start) return std::nullopt;
    return FailedGate{Gate::kWorkerCommitted, *worker.job_wanted_from, start};
  }
  Words words;
  if (worker.has_live_placement) words.push_back("LIVE_PLACEMENT");
  if (worker.currently_away) words.push_back("AWAY");
  return FailedGate{Gate::kWorkerCommitted, std::move(words), start};
}

std::optional<FailedGate> NotAvailable(const WorkerRow& worker, absl::CivilDay start) {
  if (!worker.available_date.has_value() || *worker.available_date <= start) return std::nullopt;
  return FailedGate{Gate::kNotAvailable, *worker.available_date, start};
}

std::optional<FailedGate> Underage(const WorkerRow& worker, const VacancyRow& vacancy,
                                   absl::CivilDay start) {
  if (!worker.birth_date.has_value()) return std::nullopt;
  const int age_years = AgeInYears(*worker.birth_date, start);
  if (age_years >= kRule.adult_age_years) return std::nullopt;
  if (age_years < kRule.min_age_years) {
    return FailedGate{Gate::kUnderage, age_years, kRule.min_age_years};
  }
  if (vacancy.hazards != 0) return FailedGate{Gate::kUnderage, age_years, Words{"HAZARDS_NAMED"}};
  if (!vacancy.no_juvenile_hazards.value_or(false)) {
    return FailedGate{Gate::kUnderage, age_years, Words{"HAZARDS_UNSAID"}};
  }
  return std::nullopt;
}

std::optional<FailedGate> AgeLimit(const WorkerRow& worker, const VacancyRow& vacancy,
                                   absl::CivilDay start) {
  if (!worker.birth_date.has_value()) return std::nullopt;
  const int age_years = AgeInYears(*worker.birth_date, start);
  const bool old_enough = !vacancy.min_age_years || age_years >= *vacancy.min_age_years;
  const bool young_enough = !vacancy.max_age_years || age_years <= *vacancy.max_age_years;
  if (old_enough && young_enough) return std::nullopt;
  return FailedGate{Gate::kAgeLimit, age_years,
                    AgeLimits{vacancy.min_age_years, vacancy.max_age_years}};
}

std::optional<FailedGate> Education(const WorkerRow& worker, const VacancyRow& vacancy) {
  if (worker.education == EducationLevel::kUnspecified) return std::nullopt;
  if (worker.education >= vacancy.min_education) return std::nullopt;
  return FailedGate{Gate::kEducation, static_cast<int>(worker.education),
                    static_cast<int>(vacancy.min_education)};
}

std::optional<FailedGate> Wage(const WorkerRow& worker, const VacancyRow& vacancy) {
  if (!worker.min_wage_cny_per_month || !vacancy.max_wage_cny_per_month) return std::nullopt;
  if (*worker.min_wage_cny_per_month <= *vacancy.max_wage_cny_per_month) return std::nullopt;
  return FailedGate{Gate::kWage, *worker.min_wage_cny_per_month, *vacancy.max_wage_cny_per_month};
}

std::optional<FailedGate> Destination(const WorkerRow& worker, const VacancyRow& vacancy) {
  if (NoPlaceToCompare(worker, vacancy)) return std::nullopt;
  if (PreferencePosition(worker, vacancy).has_value()) return std::nullopt;
  return FailedGate{Gate::kDestination, Words(worker.preferred_division_codes),
                    Words{vacancy.workplace_division_code}};
}

std::optional<FailedGate> RequiredSkill(const WorkerRow& worker, const VacancyRow& vacancy) {
  std::vector<SkillLevel> held;
  std::vector<SkillLevel> asked;
  for (const SkillRequirement& requirement : vacancy.skill_requirements) {
    if (!requirement.required) continue;
    const int level = LevelOf(worker, requirement.skill_code);
    if (level >= requirement.min_level) continue;
    held.push_back({requirement.skill_code, level});
    asked.push_back({requirement.skill_code, requirement.min_level});
  }
  if (asked.empty()) return std::nullopt;
  return FailedGate{Gate::kRequiredSkill, std::move(held), std::move(asked)};
}

std::optional<FailedGate> Conditions(const WorkerRow& worker, const VacancyRow& vacancy) {
  Words needs;
  Words offers;
  if (worker.accommodation_required && !vacancy.accommodation_provided.value_or(true)) {
    needs.push_back("ACCOMMODATION_REQUIRED");
    offers.push_back("NO_ACCOMMODATION");
  }
  if (worker.refuses_night_shift && vacancy.night_shift.value_or(false)) {
    needs.push_back("REFUSES_NIGHT_SHIFT");
    offers.push_back("NIGHT_SHIFT");
  }
  if (needs.empty()) return std::nullopt;
  return FailedGate{Gate::kConditions, std::move(needs), std::move(offers)};
}

std::optional<FailedGate> VacancyClosed(const VacancyRow& vacancy, absl::CivilDay as_of_date) {
  Words words;
  if (vacancy.state != VacancyState::kOpen) words.push_back("NOT_OPEN");
  if (vacancy.expire_date.has_value() && *vacancy.expire_date < as_of_date) {
    words.push_back("EXPIRED");
  }
  if (vacancy.openings_left_count.value_or(1) <= 0) words.push_back("NO_OPENING_LEFT");
  if (words.empty()) return std::nullopt;
  return FailedGate{Gate::kVacancyClosed, {}, std::move(words)};
}

std::optional<FailedGate> EmployerBlocked(const VacancyRow& vacancy, absl::CivilDay as_of_date) {
  for (const DateInterval& block : vacancy.employer_blocks) {
    if (block.from <= as_of_date && (!block.until.has_value() || as_of_date < *block.until)) {
      return FailedGate{Gate::kEmployerBlocked, {}, block.from};
    }
  }
  return std::nullopt;
}

// d-dd-dd-dd: classes end after 1, 4, 7 characters.
int OccupationValue(absl::string_view a, absl::string_view b) {
  if (a == b) return kRule.same_occupation_value;
  std::size_t shared_class_count = 0;
  for (const std::size_t length : {1, 4, 7}) {
    if (a.size() < length || b.size() < length) break;
    if (a.substr(0, length) != b.substr(0, length)) break;
    ++shared_class_count;
  }
  return kRule.shared_class_values[shared_class_count];
}

int BestOccupationValue(const std::vector<std::string>& codes, absl::string_view wanted) {
  int best = 0;
  for (const std::string& code : codes) best = std::max(best, OccupationValue(code, wanted));
  return best;
}

}  // namespace

int AgeInYears(absl::CivilDay birth_date, absl::CivilDay day) {
  auto years = day.year() - birth_date.year();
  const bool before_birthday =
      std::pair(day.month(), day.day()) < std::pair(birth_date.month(), birth_date.day());
  if (before_birthday) --years;
  return static_cast<int>(std::max<absl::civil_year_t>(years, 0));
}

absl::CivilDay StartDate(const VacancyRow& vacancy, absl::CivilDay as_of_date) {
  return vacancy.start_date.value_or(as_of_date + kRule.days_to_start_if_unsaid);
}

std::vector<FailedGate> Gates(const WorkerRow& worker, const VacancyRow& vacancy,
                              const MatchTerms& terms) {
  const absl::CivilDay start = StartDate(vacancy, terms.as_of_date);
  std::vector<FailedGate> failed;
  auto add = [&failed](std::optional<FailedGate> gate) {
    if (gate.has_value()) failed.push_back(*std::move(gate));
  };
  add(WorkerNotVisible(worker, terms));
  add(WorkerCommitted(worker, start));
  add(NotAvailable(worker, start));
  add(Underage(worker, vacancy, start));
  add(AgeLimit(worker, vacancy, start));
  add(Education(worker, vacancy));
  add(Wage(worker, vacancy));
  add(Destination(worker, vacancy));
  add(RequiredSkill(worker, vacancy));
  add(Conditions(worker, vacancy));
  add(VacancyClosed(vacancy, terms.as_of_date));
  add(EmployerBlocked(vacancy, terms.as_of_date));
  return failed;
}

int SkillPart(const WorkerRow& worker, const VacancyRow& vacancy) {
  if (vacancy.skill_requirements.empty()) return kFullPart;
  int weighted_sum = 0;
  int weight_sum = 0;
  for (const SkillRequirement& requirement : vacancy.skill_requirements) {
    const int weight =
        requirement.required ? kRule.required_skill_weight : kRule.preferred_skill_weight;
    const int m = requirement.min_level;
    const int a = LevelOf(worker, requirement.skill_code);
    const int g = BestLevelInGroup(worker, requirement.group_code);
    const int c =
        std::max(kFullPart * std::min(a, m) / m, kRule.same_group_value * std::min(g, m) / m);
    weighted_sum += weight * c;
    weight_sum += weight;
  }
  return weighted_sum / weight_sum;
}

int OccupationPart(const WorkerRow& worker, const VacancyRow& vacancy) {
  if (vacancy.occupation_code.empty()) return kMiddleOfPart;
  if (!worker.desired_occupation_codes.empty()) {
    return BestOccupationValue(worker.desired_occupation_codes, vacancy.occupation_code);
  }
  if (!worker.past_occupation_codes.empty()) {
    return BestOccupationValue(worker.past_occupation_codes, vacancy.occupation_code) *
           kRule.past_occupation_tenths / 10;
  }
  return kRule.no_occupation_value;
}

int LocationPart(const WorkerRow& worker, const VacancyRow& vacancy) {
  int r = kRule.any_place_value;
  if (!NoPlaceToCompare(worker, vacancy)) {
    const std::optional<int> position = PreferencePosition(worker, vacancy);
    r = position ? kRule.preference_values[static_cast<std::size_t>(*position)] : 0;
  }
  int d = kMiddleOfPart;
  if (worker.home.has_value() && vacancy.workplace.has_value()) {
    d = static_cast<int>(
        kRule.distance_numerator_100m /
        (kRule.distance_offset_100m + Distance100m(*worker.home, *vacancy.workplace)));
  }
  return (kRule.preference_percent * r + kRule.distance_percent * d) / 100;
}

int WagePart(const WorkerRow& worker, const VacancyRow& vacancy) {
  if (!worker.min_wage_cny_per_month || !vacancy.max_wage_cny_per_month) return kMiddleOfPart;
  const int wish = *worker.min_wage_cny_per_month;
  const int max = *vacancy.max_wage_cny_per_month;
  if (max < wish) return 0;  // the gate fails
  const int for_full_marks = wish / kRule.full_marks_divisor;
  return static_cast<int>(std::int64_t{kFullPart} * std::min(max - wish, for_full_marks) /
                          for_full_marks);
}

int ExperiencePart(const WorkerRow& worker, const VacancyRow& vacancy) {
  const bool any_skill_counts = vacancy.skill_requirements.empty();
  bool holds_one = false;
  std::optional<int> most_months;
  for (const WorkerSkill& skill : worker.skills) {
    const bool named = std::any_of(
        vacancy.skill_requirements.begin(), vacancy.skill_requirements.end(),
        [&](const SkillRequirement& other) { return other.skill_code == skill.skill_code; });
    if (!any_skill_counts && !named) continue;
    holds_one = true;
    if (skill.experience_months.has_value()) {
      most_months = std::max(most_months.value_or(0), *skill.experience_months);
    }
  }
  // A skill that is named and not held is held for no month; months that nobody stated are unknown.
  if (!most_months.has_value()) return holds_one || any_skill_counts ? kMiddleOfPart : 0;
  const int full_months = vacancy.min_experience_months.value_or(kRule.full_experience_months);
  return kFullPart * std::min(*most_months, full_months) / full_months;
}

int PolicyPart(const WorkerRow& worker) {
  const PolicyGroupBits poverty_or_monitored =
      BitOf(PolicyGroup::kPovertyAlleviated) | BitOf(PolicyGroup::kMonitored);
  int part = 0;
  if ((worker.policy_groups & poverty_or_monitored) != 0) part += kRule.poverty_or_monitored_value;
  if ((worker.policy_groups & BitOf(PolicyGroup::kRelocated)) != 0) part += kRule.relocated_value;
  return part;
}

PairScore Score(const WorkerRow& worker, const VacancyRow& vacancy) {
  PairScore score;
  score.skill_micros = kRule.skill_weight_percent * SkillPart(worker, vacancy);
  score.occupation_micros = kRule.occupation_weight_percent * OccupationPart(worker, vacancy);
  score.location_micros = kRule.location_weight_percent * LocationPart(worker, vacancy);
  score.wage_micros = kRule.wage_weight_percent * WagePart(worker, vacancy);
  score.experience_micros = kRule.experience_weight_percent * ExperiencePart(worker, vacancy);
  score.policy_micros = kRule.policy_weight_percent * PolicyPart(worker);
  score.total_micros = score.skill_micros + score.occupation_micros + score.location_micros +
                       score.wage_micros + score.experience_micros + score.policy_micros;
  return score;
}

PairDetails Details(const WorkerRow& worker, const VacancyRow& vacancy) {
  PairDetails details;
  details.score = Score(worker, vacancy);
  for (const SkillRequirement& requirement : vacancy.skill_requirements) {
    const bool held = LevelOf(worker, requirement.skill_code) >= requirement.min_level;
    (held ? details.matched_skill_codes : details.missing_skill_codes)
        .push_back(requirement.skill_code);
  }
  details.accommodation_unsaid =
      worker.accommodation_required && !vacancy.accommodation_provided.has_value();
  details.night_shift_unsaid = worker.refuses_night_shift && !vacancy.night_shift.has_value();
  return details;
}

Explanation Explain(const WorkerRow& worker, const VacancyRow& vacancy, const MatchTerms& terms) {
  return {Details(worker, vacancy), Gates(worker, vacancy, terms), kRule.version};
}

std::string GateValueText(const GateValue& value) {
  struct Text {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(int number) const { return absl::StrCat(number); }
    std::string operator()(absl::CivilDay day) const { return absl::FormatCivilTime(day); }
    std::string operator()(const AgeLimits& limits) const {
      return absl::StrCat(limits.min_years ? absl::StrCat(*limits.min_years) : "", "-",
                          limits.max_years ? absl::StrCat(*limits.max_years) : "");
    }
    std::string operator()(const std::vector<std::string>& words) const {
      return absl::StrJoin(words, ",");
    }
    std::string operator()(const std::vector<SkillLevel>& skills) const {
      return absl::StrJoin(skills, ",", [](std::string* out, const SkillLevel& skill) {
        absl::StrAppend(out, skill.skill_code, ":", skill.level);
      });
    }
  };
  return std::visit(Text{}, value);
}

}  // namespace laowu::matcher
