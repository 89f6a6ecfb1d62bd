#include "matcher/worker_advice.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "matcher/dictionary.h"
#include "matcher/packed_rows.h"
#include "matcher/row_table.h"

namespace laowu::matcher {
namespace {

constexpr int kDaysApart = 30;
constexpr int kLowerWishesYuan[] = {100, 200, 300, 400, 500, 1'000};

int LevelOf(const WorkerRow& worker, absl::string_view skill_code) {
  int level = 0;
  for (const WorkerSkill& skill : worker.skills) {
    if (skill.skill_code == skill_code) level = std::max(level, skill.level);
  }
  return level;
}

// What lies behind "opens half of what its highest level would": posts by the level that they lack.
struct MissingSkill {
  CodeNumber group = kNoCode;
  std::map<int, int> vacancy_count_by_level;
  int vacancy_count() const {
    int sum = 0;
    for (const auto& [level, count] : vacancy_count_by_level) sum += count;
    return sum;
  }
  int EnoughLevel() const {
    int sum = 0;
    for (const auto& [level, count] : vacancy_count_by_level) {
      sum += count;
      if (2 * sum >= vacancy_count()) return level;
    }
    return kMaxSkillLevel;
  }
};

// Of vacancies that fail by one skill alone, that skill.
std::map<std::string, MissingSkill> MissingSkills(const Matcher& matcher, const WorkerRow& worker,
                                                  const StepCounter<WorkerRow>& counter) {
  const Dictionaries& dictionaries = matcher.dictionaries();
  std::map<std::string, MissingSkill> missing;
  for (const auto slot : counter.FailingOnly(Gate::kRequiredSkill)) {
    const PackedSkill* lacking = nullptr;
    int lacking_count = 0;
    for (const PackedSkill& skill : matcher.vacancies().row(slot).skills) {
      if (!skill.required ||
          LevelOf(worker, dictionaries.skills.Text(skill.skill)) >= skill.level) {
        continue;
      }
      lacking = &skill;
      ++lacking_count;
    }
    if (lacking_count != 1) continue;
    MissingSkill& of_code = missing[dictionaries.skills.Text(lacking->skill)];
    of_code.group = lacking->group;
    ++of_code.vacancy_count_by_level[lacking->level];
  }
  return missing;
}

void AddSkillSteps(const Matcher& matcher, const WorkerRow& worker,
                   const StepCounter<WorkerRow>& counter, std::vector<WorkerStep>& steps) {
  const auto missing = MissingSkills(matcher, worker, counter);
  std::vector<const std::pair<const std::string, MissingSkill>*> order;
  order.reserve(missing.size());
  for (const auto& one : missing) order.push_back(&one);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return a->second.vacancy_count() > b->second.vacancy_count();
  });
  for (const auto* one : order) {
    if (steps.size() == std::size_t{kSkillStepsMost}) break;
    // A full list has room for none but a higher level.
    if (worker.skills.size() >= std::size_t{kMaxSkills} && LevelOf(worker, one->first) == 0) {
      continue;
    }
    steps.push_back({.kind = WorkerStepKind::kSkill,
                     .code = one->first,
                     .group_code = matcher.dictionaries().skill_groups.Text(one->second.group),
                     .value = one->second.EnoughLevel(),
                     .is_recommended = true});
  }
}

// 441302 → 441300 → 440000; empty for a province.
std::string WiderPlace(const std::string& code) {
  if (code.size() != 6 || absl::EndsWith(code, "0000")) return "";
  const std::size_t kept = absl::EndsWith(code, "00") ? 2 : 4;
  return absl::StrCat(code.substr(0, kept), std::string(6 - kept, '0'));
}
bool LiesIn(absl::string_view code, absl::string_view area) {
  while (absl::EndsWith(area, "00")) area.remove_suffix(2);
  return absl::StartsWith(code, area);
}

// Provinces of the vacancies that fail by their place alone, the most frequent first.
std::vector<std::string> FurtherProvinces(const Matcher& matcher,
                                          const StepCounter<WorkerRow>& counter) {
  std::map<CodeNumber, int> vacancy_count_by_place;
  for (const auto slot : counter.FailingOnly(Gate::kDestination)) {
    ++vacancy_count_by_place[matcher.vacancies().row(slot).workplace_lineage[0]];
  }
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [place, count] : vacancy_count_by_place) {
    const std::string& code = matcher.dictionaries().divisions.Text(place);
    if (code.size() == 6 && absl::EndsWith(code, "0000")) order.emplace_back(-count, code);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::string> codes;
  codes.reserve(order.size());
  for (auto& [count, code] : order) codes.push_back(std::move(code));
  return codes;
}

void AddPlaceSteps(const Matcher& matcher, const WorkerRow& worker,
                   const StepCounter<WorkerRow>& counter, std::vector<WorkerStep>& steps) {
  const auto& named = worker.preferred_division_codes;
  if (named.empty()) return;
  std::set<std::string> tried(named.begin(), named.end());
  const auto add = [&](WorkerStepKind kind, const std::string& code) {
    steps.push_back({.kind = kind, .code = code, .is_recommended = true});
  };
  for (const std::string& code : named) {
    const std::string wider = WiderPlace(code);
    if (!wider.empty() && tried.insert(wider).second) add(WorkerStepKind::kWiderPlace, wider);
  }
  int more_count = 0;
  for (const std::string& code : FurtherProvinces(matcher, counter)) {
    if (more_count == kMorePlaceStepsMost || named.size() == std::size_t{kMaxPreferredDivisions}) {
      break;
    }
    // The province of a named place is a wider one.
    if (std::any_of(named.begin(), named.end(),
                    [&](const std::string& place) { return LiesIn(place, code); })) {
      continue;
    }
    add(WorkerStepKind::kMorePlace, code);
    ++more_count;
  }
  add(WorkerStepKind::kAnyPlace, "");
}

void AddDateSteps(const WorkerRow& worker, const MatchTerms& terms,
                  std::vector<WorkerStep>& steps) {
  const absl::CivilDay today = terms.as_of_date;
  const absl::CivilDay available = std::max(worker.available_date.value_or(today), today);
  const auto add = [&](WorkerStepKind kind, absl::CivilDay date, bool is_recommended) {
    steps.push_back({.kind = kind, .date = date, .is_recommended = is_recommended});
  };
  if (available > today) add(WorkerStepKind::kAvailableDate, today, true);
  if (available > today + kDaysApart) {
    add(WorkerStepKind::kAvailableDate, available - kDaysApart, true);
  }
  add(WorkerStepKind::kAvailableDate, available + kDaysApart, false);
  if (worker.currently_away && (!worker.job_wanted_from || *worker.job_wanted_from > today)) {
    add(WorkerStepKind::kJobWantedFrom, today, false);
  }
}

void AddConcessions(const WorkerRow& worker, std::vector<WorkerStep>& steps) {
  if (worker.accommodation_required) {
    steps.push_back({.kind = WorkerStepKind::kNoAccommodationNeeded});
  }
  if (worker.refuses_night_shift) steps.push_back({.kind = WorkerStepKind::kTakesNightShift});
  for (const int less : kLowerWishesYuan) {
    const int wish = worker.min_wage_cny_per_month.value_or(0) - less;
    if (wish >= kMinWageCnyPerMonth) {
      steps.push_back({.kind = WorkerStepKind::kWish, .value = wish});
    }
  }
}

void TakeSkill(WorkerRow& worker, const WorkerStep& step) {
  bool holds_it = false;
  for (WorkerSkill& skill : worker.skills) {
    if (skill.skill_code != step.code) continue;
    skill.level = std::max(skill.level, step.value);
    holds_it = true;
  }
  if (!holds_it) worker.skills.push_back({step.code, step.group_code, step.value, std::nullopt});
}

// The first of the places within it becomes the wider one, the others go.
void TakeWiderPlace(WorkerRow& worker, const std::string& code) {
  auto& places = worker.preferred_division_codes;
  const auto lies_in = [&](const std::string& place) { return LiesIn(place, code); };
  const auto first = std::find_if(places.begin(), places.end(), lies_in);
  if (first == places.end()) return;
  *first = code;
  places.erase(std::remove_if(first + 1, places.end(), lies_in), places.end());
}

}  // namespace

WorkerRow WithStep(WorkerRow worker, const WorkerStep& step) {
  switch (step.kind) {
    case WorkerStepKind::kSkill:
      TakeSkill(worker, step);
      break;
    case WorkerStepKind::kWiderPlace:
      TakeWiderPlace(worker, step.code);
      break;
    case WorkerStepKind::kMorePlace:
      worker.preferred_division_codes.push_back(step.code);
      break;
    case WorkerStepKind::kAnyPlace:
      worker.preferred_division_codes.clear();
      break;
    case WorkerStepKind::kAvailableDate:
      worker.available_date = step.date;
      break;
    case WorkerStepKind::kJobWantedFrom:
      worker.job_wanted_from = step.date;
      break;
    case WorkerStepKind::kNoAccommodationNeeded:
      worker.accommodation_required = false;
      break;
    case WorkerStepKind::kTakesNightShift:
      worker.refuses_night_shift = false;
      break;
    case WorkerStepKind::kWish:
      worker.min_wage_cny_per_month = step.value;
      break;
  }
  return worker;
}

absl::StatusOr<WorkerAdvice> Advise(const Matcher& matcher, const WorkerRow& worker,
                                    const AdviceQuery& query) {
  const auto counter = StepCounter<WorkerRow>::Make(matcher, worker, query);
  if (!counter.ok()) return counter.status();
  std::vector<WorkerStep> steps;
  AddSkillSteps(matcher, worker, *counter, steps);
  AddPlaceSteps(matcher, worker, *counter, steps);
  AddDateSteps(worker, query.terms, steps);
  AddConcessions(worker, steps);
  WorkerAdvice advice;
  advice.eligible_count = counter->eligible_count();
  advice.top_count = counter->top_count();
  std::vector<WorkerRow> changed;
  changed.reserve(steps.size());
  for (const WorkerStep& step : steps) changed.push_back(WithStep(worker, step));
  const auto effects = counter->Count(changed);
  if (!effects.ok()) return effects.status();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    advice.steps.push_back({std::move(steps[i]), (*effects)[i]});
  }
  std::stable_sort(advice.steps.begin(), advice.steps.end(), [](const auto& a, const auto& b) {
    if (a.step.is_recommended != b.step.is_recommended) return a.step.is_recommended;
    return a.effect.eligible_count > b.effect.eligible_count;
  });
  return advice;
}

}  // namespace laowu::matcher
