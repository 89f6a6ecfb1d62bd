#include "matcher/bounds.h"

#include <algorithm>

#include "matcher/geometry.h"
#include "matcher/part_values.h"

namespace laowu::matcher {
namespace {

// O. In the order of packed codes, a code between two others shares with a third, which lies
// outside them, no more leading classes than the nearer of the two does: sorted texts behave so.
// Inside the range, the same code may be there.
int BestOccupationValue(PackedOccupation min, PackedOccupation max, PackedOccupation wanted) {
  if (wanted < min) return OccupationValue(min, wanted);
  if (wanted > max) return OccupationValue(max, wanted);
  return kRule.same_occupation_value;
}

int OccupationBound(OccupationKind kind, const WorkerSummary& set, PackedOccupation wanted) {
  if (wanted == kNoOccupation) return kMiddleOfPart;
  if (kind == OccupationKind::kNone) return kRule.no_occupation_value;
  const int best = BestOccupationValue(set.min_occupation, set.max_occupation, wanted);
  return kind == OccupationKind::kPast ? PastOccupationValue(best) : best;
}

// R, or -1 if none of the places contains the workplace. R falls with the position, and no position
// lies below the least. A place between the least and the greatest number may be in the set.
int PreferenceBound(const WorkerSummary& set, const PackedVacancy& vacancy) {
  if (vacancy.workplace_lineage[0] == kNoCode) return kRule.any_place_value;
  int best = set.min_place == kNoCode ? kRule.any_place_value : -1;
  if (set.max_place == kNoCode) return best;
  for (const CodeNumber code : vacancy.workplace_lineage) {
    if (code == kNoCode) break;
    if (code >= set.min_place && code <= set.max_place) {
      return std::max(best, PreferenceValue(set.min_position));
    }
  }
  return best;
}

// How much of one skill, in level and months, the workers of a set may have.
struct Holding {
  int level = 0;
  int months = kUnknownMonths;
  bool has_unstated_months = false;
};

Holding HoldingOf(const WorkerSummary& set, CodeNumber skill) {
  if (set.min_skill == skill && set.max_skill == skill) {
    return {set.max_skill_level, set.max_skill_months, set.has_unstated_skill_months};
  }
  if (!set.skills.MayHold(skill)) return {};
  return {set.max_level, set.max_months, set.has_unstated_months};
}

// False where the postings promise nothing: those of skills where the vacancy names none of these.
bool PromisesSomething(const WorkerSummary& set, const VacancyProbe& probe) {
  if (set.max_skill == kNoCode) return true;
  return std::any_of(probe.vacancy.skills.begin(), probe.vacancy.skills.end(),
                     [&](const PackedSkill& entry) {
                       return entry.skill >= set.min_skill && entry.skill <= set.max_skill;
                     });
}

// What the workers of a set may have in the skill of an entry, and in its group.
struct EntryLevels {
  int own = 0;
  int group = 0;
};

// A posting without skill promises for those alone who hold none that is named.
EntryLevels LevelsOf(const WorkerSummary& set, const PackedSkill& entry) {
  EntryLevels levels;
  if (set.max_skill != kNoCode) levels.own = HoldingOf(set, entry.skill).level;
  const bool akin = entry.group != kNoCode && set.skill_groups.MayHold(entry.group);
  if (akin) levels.group = set.max_level;
  return levels;
}

// S, or -1 if a required skill is in no worker of the set. An entry grows with both levels, and
// neither is above what the set has; the weighted mean grows with every entry.
int SkillBound(const WorkerSummary& set, const VacancyProbe& probe) {
  if (probe.vacancy.skills.empty()) return kFullPart;
  int weighted_sum = 0;
  for (const PackedSkill& entry : probe.vacancy.skills) {
    const EntryLevels levels = LevelsOf(set, entry);
    if (entry.required && levels.own < entry.level) return -1;
    weighted_sum +=
        SkillEntryWeight(entry.required) * SkillEntryValue(levels.own, levels.group, entry.level);
  }
  return weighted_sum / probe.weight_sum;
}

// E grows with the months. Where the months that count are not stated it is the middle, which needs
// a skill without months or, where any skill counts, no skill at all.
int ExperienceBound(const WorkerSummary& set, const VacancyProbe& probe) {
  const int asked = probe.vacancy.min_experience_months;
  const auto value = [asked](int months, bool has_unstated) {
    const int stated = months == kUnknownMonths ? 0 : ExperienceValue(months, asked);
    return std::max(stated, has_unstated ? kMiddleOfPart : 0);
  };
  if (probe.vacancy.skills.empty()) return value(set.max_months, set.has_unstated_months);
  if (set.max_skill == kNoCode) return 0;  // holds none that is named
  int best = 0;
  for (const PackedSkill& entry : probe.vacancy.skills) {
    const Holding holding = HoldingOf(set, entry.skill);
    if (holding.level > 0)
      best = std::max(best, value(holding.months, holding.has_unstated_months));
  }
  return best;
}

// W, or -1 if every wish is above the maximum. It falls with the wish.
int WageBound(const WorkerSummary& set, std::int32_t max) {
  if (max == 0) return kMiddleOfPart;
  const int unstated = set.has_unstated_wish ? kMiddleOfPart : -1;
  return set.min_wish > max ? unstated : std::max(unstated, WageValue(set.min_wish, max));
}

// AGE_LIMIT and UNDERAGE of the whole set: the youngest is too old, or the oldest too young. An
// unknown birth date makes the range endless on both sides.
bool NobodyOfAge(const WorkerSummary& set, const VacancyProbe& probe) {
  if (set.min_birth == kNoDate) return false;
  const PackedVacancy& vacancy = probe.vacancy;
  const int oldest_years = std::max(probe.start - set.min_birth, 0) / kOneYear;
  if (oldest_years < std::max<int>(vacancy.min_age_years, kRule.min_age_years)) return true;
  const int youngest_years = std::max(probe.start - set.max_birth, 0) / kOneYear;
  return vacancy.max_age_years != 0 && youngest_years > vacancy.max_age_years;
}

}  // namespace

void Box::Add(std::int32_t x_100m, std::int32_t y_100m) {
  if (x_100m == kNoPoint) {
    has_no_point = true;
    return;
  }
  min_x_100m = std::min(min_x_100m, x_100m);
  max_x_100m = std::max(max_x_100m, x_100m);
  min_y_100m = std::min(min_y_100m, y_100m);
  max_y_100m = std::max(max_y_100m, y_100m);
}

void Box::Add(const Box& other) {
  min_x_100m = std::min(min_x_100m, other.min_x_100m);
  max_x_100m = std::max(max_x_100m, other.max_x_100m);
  min_y_100m = std::min(min_y_100m, other.min_y_100m);
  max_y_100m = std::max(max_y_100m, other.max_y_100m);
  has_no_point = has_no_point || other.has_no_point;
}

// D falls with the distance, and the nearest point of the box is as near as any of its rows.
int Box::BestDistanceValue(std::int32_t x_100m, std::int32_t y_100m) const {
  if (x_100m == kNoPoint || min_x_100m > max_x_100m) return kMiddleOfPart;
  const PlanePoint nearest = {std::clamp(x_100m, min_x_100m, max_x_100m),
                              std::clamp(y_100m, min_y_100m, max_y_100m)};
  const int best = DistanceValue(Distance100m(nearest, {x_100m, y_100m}));
  return has_no_point ? std::max(best, kMiddleOfPart) : best;
}

void WorkerSummary::Add(const WorkerPosting& posting, const PackedWorker& worker) {
  min_skill = std::min(min_skill, posting.skill);
  max_skill = std::max(max_skill, posting.skill);
  max_skill_level = std::max(max_skill_level, posting.level);
  max_skill_months = std::max(max_skill_months, posting.months);
  has_unstated_skill_months = has_unstated_skill_months || posting.months == kUnknownMonths;
  min_occupation = std::min(min_occupation, posting.occupation);
  max_occupation = std::max(max_occupation, posting.occupation);
  min_place = std::min(min_place, posting.place);
  max_place = std::max(max_place, posting.place);
  if (posting.place != kNoCode) min_position = std::min(min_position, posting.position);
  has_unstated_months = has_unstated_months || worker.skills.empty();
  for (const PackedSkill& skill : worker.skills) {
    skills.Add(skill.skill);
    if (skill.group != kNoCode) skill_groups.Add(skill.group);
    max_level = std::max(max_level, static_cast<std::int8_t>(skill.level));
    max_months = std::max(max_months, skill.experience_months);
    has_unstated_months = has_unstated_months || skill.experience_months == kUnknownMonths;
  }
  divisions.Add(worker.division);
  policy_groups |= worker.policy_groups;
  max_policy_value =
      std::max(max_policy_value, static_cast<std::int16_t>(PolicyValue(worker.policy_groups)));
  if (worker.min_wage_cny_per_month == 0) {
    has_unstated_wish = true;
  } else {
    min_wish = std::min(min_wish, worker.min_wage_cny_per_month);
  }
  min_available = std::min(min_available, worker.available_date);
  min_birth = std::min(min_birth, worker.birth_date);
  max_birth = std::max(max_birth, worker.birth_date);
  homes.Add(worker.x_100m, worker.y_100m);
  max_education = std::max(max_education, worker.education);
  has_unstated_education =
      has_unstated_education || worker.education == EducationLevel::kUnspecified;
}

void WorkerSummary::Add(const WorkerSummary& other) {
  min_skill = std::min(min_skill, other.min_skill);
  max_skill = std::max(max_skill, other.max_skill);
  max_skill_level = std::max(max_skill_level, other.max_skill_level);
  max_skill_months = std::max(max_skill_months, other.max_skill_months);
  has_unstated_skill_months = has_unstated_skill_months || other.has_unstated_skill_months;
  min_occupation = std::min(min_occupation, other.min_occupation);
  max_occupation = std::max(max_occupation, other.max_occupation);
  min_place = std::min(min_place, other.min_place);
  max_place = std::max(max_place, other.max_place);
  skills.Add(other.skills);
  skill_groups.Add(other.skill_groups);
  divisions.Add(other.divisions);
  policy_groups |= other.policy_groups;
  min_wish = std::min(min_wish, other.min_wish);
  min_available = std::min(min_available, other.min_available);
  min_birth = std::min(min_birth, other.min_birth);
  max_birth = std::max(max_birth, other.max_birth);
  homes.Add(other.homes);
  max_months = std::max(max_months, other.max_months);
  max_policy_value = std::max(max_policy_value, other.max_policy_value);
  max_level = std::max(max_level, other.max_level);
  min_position = std::min(min_position, other.min_position);
  max_education = std::max(max_education, other.max_education);
  has_unstated_wish = has_unstated_wish || other.has_unstated_wish;
  has_unstated_months = has_unstated_months || other.has_unstated_months;
  has_unstated_education = has_unstated_education || other.has_unstated_education;
}

VacancyProbe::VacancyProbe(const PackedVacancy& of, const PackedTerms& terms)
    : vacancy(of), start(StartOf(of, terms)) {
  for (const PackedSkill& entry : vacancy.skills) weight_sum += SkillEntryWeight(entry.required);
  max_wage_hint = vacancy.max_wage_cny_per_month / kHintWage;
  wage_by_hint[0] = kMiddleOfPart;
  for (int wage = 1; wage <= max_wage_hint; ++wage) {
    wage_by_hint[static_cast<std::size_t>(wage)] =
        static_cast<std::int16_t>(WageValue(wage * kHintWage, vacancy.max_wage_cny_per_month));
  }
  for (int months = 0; months < kMostHintMonths; ++months) {
    experience_by_hint[static_cast<std::size_t>(months)] =
        static_cast<std::int16_t>(ExperienceValue(months, vacancy.min_experience_months));
  }
  experience_by_hint[kMostHintMonths] = -1;
  experience_by_hint[kUnstatedHintMonths] = kMiddleOfPart;
}

PartBounds UpperBounds(OccupationKind kind, const WorkerSummary& set, const VacancyProbe& probe) {
  const PackedVacancy& vacancy = probe.vacancy;
  if (!PromisesSomething(set, probe)) return std::nullopt;
  // Gates that the whole set fails.
  if (set.min_available > probe.start) return std::nullopt;
  if (set.max_education < vacancy.min_education && !set.has_unstated_education) return std::nullopt;
  const int preference = PreferenceBound(set, vacancy);
  if (preference < 0) return std::nullopt;
  const int wage = WageBound(set, vacancy.max_wage_cny_per_month);
  if (wage < 0 || NobodyOfAge(set, probe)) return std::nullopt;
  const int skill = SkillBound(set, probe);
  if (skill < 0) return std::nullopt;
  return Parts{.skill = skill,
               .occupation = OccupationBound(kind, set, vacancy.occupation),
               .location = LocationValue(
                   preference, set.homes.BestDistanceValue(vacancy.x_100m, vacancy.y_100m)),
               .wage = wage,
               .experience = ExperienceBound(set, probe),
               .policy = set.max_policy_value};
}

namespace {

// The total of the parts that no hint of a posting tells.
std::int32_t WithoutHint(Parts parts, bool wage_counts, bool months_count) {
  parts.policy = 0;
  if (wage_counts) parts.wage = 0;
  if (months_count) parts.experience = 0;
  return TotalMicros(parts);
}

}  // namespace

// The hint speaks of this posting's wage, policy, months and skills; where several skills are
// named, others than the posting's may have more months. The bound of the set holds too.
WorkerPostingBounds::WorkerPostingBounds(const WorkerSummary& set, const Parts& parts,
                                         const VacancyProbe& probe)
    : set_(set),
      probe_(probe),
      parts_(parts),
      wage_counts_(probe.vacancy.max_wage_cny_per_month != 0),
      months_count_(set.max_skill == kNoCode ? probe.vacancy.skills.empty()
                                             : probe.vacancy.skills.size() == 1),
      skills_count_(set.max_skill != kNoCode && probe.vacancy.skills.size() > 1),
      without_hint_(WithoutHint(parts, wage_counts_, months_count_)) {}

void WorkerPostingBounds::WorkOutSkills() {
  has_skills_ = true;
  for (std::size_t i = 0; i < probe_.vacancy.skills.size(); ++i) {
    const PackedSkill& entry = probe_.vacancy.skills[i];
    const EntryLevels levels = LevelsOf(set_, entry);
    const int weight = SkillEntryWeight(entry.required);
    entries_[i] = {.hint_bit = SkillBit(entry.skill),
                   .held = weight * SkillEntryValue(levels.own, levels.group, entry.level),
                   .not_held = weight * SkillEntryValue(0, levels.group, entry.level),
                   .fails_if_not_held = entry.required,
                   .fails_if_held = entry.required && levels.own < entry.level};
  }
}

std::int32_t WorkerPostingBounds::WithSkills(const PostingHint& hint, std::int32_t bound) {
  if (!has_skills_) WorkOutSkills();
  int weighted_sum = 0;
  for (std::size_t i = 0; i < probe_.vacancy.skills.size(); ++i) {
    const Entry& entry = entries_[i];
    const bool held = (hint.skills & entry.hint_bit) != 0;
    if (held ? entry.fails_if_held : entry.fails_if_not_held) return -1;
    weighted_sum += held ? entry.held : entry.not_held;
  }
  return bound + kRule.skill_weight_percent * (weighted_sum / probe_.weight_sum - parts_.skill);
}

namespace {

std::int16_t AskedMonths(const PackedVacancy& vacancy) {
  return vacancy.min_experience_months == 0
             ? static_cast<std::int16_t>(kRule.full_experience_months)
             : vacancy.min_experience_months;
}

}  // namespace

void VacancySummary::Add(const PackedVacancy& vacancy) {
  if (vacancy.occupation == kNoOccupation) {
    has_unstated_occupation = true;
  } else {
    min_occupation = std::min(min_occupation, vacancy.occupation);
    max_occupation = std::max(max_occupation, vacancy.occupation);
  }
  has_unstated_place = has_unstated_place || vacancy.workplace_lineage[0] == kNoCode;
  for (const CodeNumber code : vacancy.workplace_lineage) {
    if (code == kNoCode) break;
    lineages.Add(code);
  }
  bool requires_one = false;
  for (const PackedSkill& entry : vacancy.skills) {
    named_skills.Add(entry.skill);
    if (entry.group != kNoCode) named_groups.Add(entry.group);
    requires_one = requires_one || entry.required;
  }
  has_no_skills = has_no_skills || vacancy.skills.empty();
  all_require_skill = all_require_skill && requires_one;
  max_wage = std::max(max_wage, vacancy.max_wage_cny_per_month);
  min_asked_months = std::min(min_asked_months, AskedMonths(vacancy));
  min_education = std::min(min_education, vacancy.min_education);
  max_start = std::max(max_start, vacancy.start_date);
  has_unstated_start = has_unstated_start || vacancy.start_date == kNoDate;
  has_unstated_wage = has_unstated_wage || vacancy.max_wage_cny_per_month == 0;
  workplaces.Add(vacancy.x_100m, vacancy.y_100m);
}

void VacancySummary::Add(const VacancySummary& other) {
  min_occupation = std::min(min_occupation, other.min_occupation);
  max_occupation = std::max(max_occupation, other.max_occupation);
  lineages.Add(other.lineages);
  named_skills.Add(other.named_skills);
  named_groups.Add(other.named_groups);
  max_wage = std::max(max_wage, other.max_wage);
  min_asked_months = std::min(min_asked_months, other.min_asked_months);
  min_education = std::min(min_education, other.min_education);
  max_start = std::max(max_start, other.max_start);
  has_unstated_start = has_unstated_start || other.has_unstated_start;
  workplaces.Add(other.workplaces);
  has_unstated_occupation = has_unstated_occupation || other.has_unstated_occupation;
  has_unstated_place = has_unstated_place || other.has_unstated_place;
  has_unstated_wage = has_unstated_wage || other.has_unstated_wage;
  has_no_skills = has_no_skills || other.has_no_skills;
  all_require_skill = all_require_skill && other.all_require_skill;
}

WorkerProbe::WorkerProbe(const PackedWorker& of, const PackedTerms& asked)
    : worker(of), terms(asked), policy_value(PolicyValue(of.policy_groups)) {
  for (const PackedSkill& skill : worker.skills) {
    skills.Add(skill.skill);
    if (skill.group != kNoCode) skill_groups.Add(skill.group);
  }
}

namespace {

int OccupationBound(const VacancySummary& set, const PackedWorker& worker) {
  const int unstated = set.has_unstated_occupation ? kMiddleOfPart : 0;
  if (set.min_occupation > set.max_occupation) return unstated;
  const auto best = [&](const std::array<PackedOccupation, 3>& codes) {
    int value = 0;
    for (const PackedOccupation code : codes) {
      if (code == kNoOccupation) break;
      value = std::max(value, BestOccupationValue(set.min_occupation, set.max_occupation, code));
    }
    return value;
  };
  int stated = kRule.no_occupation_value;
  if (worker.desired_occupations[0] != kNoOccupation) {
    stated = best(worker.desired_occupations);
  } else if (worker.past_occupations[0] != kNoOccupation) {
    stated = PastOccupationValue(best(worker.past_occupations));
  }
  return std::max(stated, unstated);
}

// Gates that open with time, and are shut on the day the last vacancy of the set starts.
bool NotByTheLatestStart(const VacancySummary& set, const WorkerProbe& probe) {
  const PackedWorker& worker = probe.worker;
  const PackedDate latest =
      std::max(set.max_start, set.has_unstated_start ? probe.terms.start_date_if_unsaid : kNoDate);
  if (worker.available_date > latest) return true;
  if (worker.has_live_placement || worker.currently_away) {
    if (worker.job_wanted_from > latest) return true;
  }
  return worker.birth_date != kNoDate &&
         worker.birth_date + kRule.min_age_years * kOneYear > latest;
}

// R of the first preference that may contain a workplace of the set, or -1: none does.
int PreferenceBound(const VacancySummary& set, const PackedWorker& worker) {
  if (worker.preferred_divisions[0] == kNoCode) return kRule.any_place_value;
  int best = set.has_unstated_place ? kRule.any_place_value : -1;
  for (std::size_t i = 0; i < worker.preferred_divisions.size(); ++i) {
    if (worker.preferred_divisions[i] == kNoCode) break;
    if (set.lineages.MayHold(worker.preferred_divisions[i])) {
      return std::max(best, PreferenceValue(static_cast<int>(i)));
    }
  }
  return best;
}

// W grows with the maximum; -1: all are below the wish.
int WageBound(const VacancySummary& set, std::int32_t wish) {
  if (wish == 0) return kMiddleOfPart;
  const int unstated = set.has_unstated_wage ? kMiddleOfPart : -1;
  return set.max_wage < wish ? unstated : std::max(unstated, WageValue(wish, set.max_wage));
}

// S: full where a vacancy names no skill or may name one that the worker holds; else no entry is
// above what another skill of the group is worth, and nothing where no group is shared.
int SkillBound(const VacancySummary& set, const WorkerProbe& probe) {
  if (set.has_no_skills || set.named_skills.MayMeet(probe.skills)) return kFullPart;
  if (set.all_require_skill) return -1;
  return set.named_groups.MayMeet(probe.skill_groups) ? kRule.same_group_value : 0;
}

// E: the most months among the worker's skills that some vacancy of the set may name, or all where
// one names none; the middle where such months are not stated. E falls with the months asked for.
int ExperienceBound(const VacancySummary& set, const WorkerProbe& probe) {
  int best = set.has_no_skills && probe.worker.skills.empty() ? kMiddleOfPart : 0;
  for (const PackedSkill& skill : probe.worker.skills) {
    if (!set.has_no_skills && !set.named_skills.MayHold(skill.skill)) continue;
    best = std::max(best, skill.experience_months == kUnknownMonths
                              ? kMiddleOfPart
                              : ExperienceValue(skill.experience_months, set.min_asked_months));
  }
  return best;
}

}  // namespace

PartBounds UpperBounds(const VacancySummary& set, const WorkerProbe& probe) {
  const PackedWorker& worker = probe.worker;
  if (NotByTheLatestStart(set, probe)) return std::nullopt;
  if (worker.education != EducationLevel::kUnspecified && worker.education < set.min_education) {
    return std::nullopt;
  }
  const int preference = PreferenceBound(set, worker);
  if (preference < 0) return std::nullopt;
  const int wage = WageBound(set, worker.min_wage_cny_per_month);
  if (wage < 0) return std::nullopt;
  const int skill = SkillBound(set, probe);
  if (skill < 0) return std::nullopt;
  return Parts{.skill = skill,
               .occupation = OccupationBound(set, worker),
               .location = LocationValue(
                   preference, set.workplaces.BestDistanceValue(worker.x_100m, worker.y_100m)),
               .wage = wage,
               .experience = ExperienceBound(set, probe),
               .policy = probe.policy_value};
}

std::int32_t VacancyPostingBounds::Of(const PostingHint& hint, std::int32_t /*floor*/) const {
  Parts own = parts_;
  const auto max = static_cast<std::int32_t>(hint.wage) * kHintWage;
  if (wish_ != 0) own.wage = max == 0 ? kMiddleOfPart : WageValue(wish_, max);
  return TotalMicros(own);
}

}  // namespace laowu::matcher
