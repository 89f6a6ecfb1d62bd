#include "matcher/step_counter.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "matcher/division_filter.h"
#include "matcher/row_table.h"
#include "matcher/scan.h"
#include "matcher/selection.h"

namespace laowu::matcher {
namespace {

// The gates that a step can move a row of the other side through: into the eligible, or out.
struct Touched {
  GateBits may_gain = 0;
  GateBits may_lose = 0;
  void Both(GateBits gates, bool differs) {
    if (!differs) return;
    may_gain |= gates;
    may_lose |= gates;
  }
  void Loosened(Gate gate, bool differs, bool is_looser) {
    if (!differs) return;
    may_gain |= BitOf(gate);
    if (!is_looser) may_lose |= BitOf(gate);
  }
};

// Gates of which no step may change this side.
constexpr GateBits NeverTouched(const PackedVacancy& /*side*/) {
  return BitOf(Gate::kWorkerNotVisible) | BitOf(Gate::kDestination) | BitOf(Gate::kVacancyClosed) |
         BitOf(Gate::kEmployerBlocked);
}
constexpr GateBits NeverTouched(const PackedWorker& /*side*/) {
  return BitOf(Gate::kWorkerNotVisible) | BitOf(Gate::kUnderage) | BitOf(Gate::kAgeLimit) |
         BitOf(Gate::kVacancyClosed) | BitOf(Gate::kEmployerBlocked);
}

bool SameBlocks(const PackedVacancy& a, const PackedVacancy& b) {
  return std::equal(a.employer_blocks.begin(), a.employer_blocks.end(), b.employer_blocks.begin(),
                    b.employer_blocks.end(), [](const PackedInterval& x, const PackedInterval& y) {
                      return x.from == y.from && x.until == y.until;
                    });
}
bool SameWhereNoStepTouches(const PackedVacancy& a, const PackedVacancy& b) {
  return a.state == b.state && a.expire_date == b.expire_date &&
         a.openings_left_count == b.openings_left_count &&
         a.workplace_division == b.workplace_division &&
         a.workplace_lineage == b.workplace_lineage && a.x_100m == b.x_100m &&
         a.y_100m == b.y_100m && SameBlocks(a, b);
}
bool SameWhereNoStepTouches(const PackedWorker& a, const PackedWorker& b) {
  return a.active == b.active && a.dead == b.dead && a.legal_basis == b.legal_basis &&
         a.birth_date == b.birth_date && a.has_live_placement == b.has_live_placement &&
         a.currently_away == b.currently_away;
}

template <typename Skills>
bool SameSkills(const Skills& a, const Skills& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const PackedSkill& x, const PackedSkill& y) {
                      return x.skill == y.skill && x.level == y.level && x.required == y.required;
                    });
}

// Whoever holds all that `now` requires holds all that `changed` requires.
bool RequiresNoMore(const PackedVacancy& now, const PackedVacancy& changed) {
  return std::all_of(changed.skills.begin(), changed.skills.end(), [&](const PackedSkill& asked) {
    return !asked.required ||
           std::any_of(now.skills.begin(), now.skills.end(), [&](const PackedSkill& was) {
             return was.required && was.skill == asked.skill && was.level >= asked.level;
           });
  });
}

Touched TouchedBy(const PackedVacancy& now, const PackedVacancy& changed) {
  Touched touched;
  // Of the start date hang all that is judged on that day; later is not always looser, for people
  // grow older.
  touched.Both(BitOf(Gate::kWorkerCommitted) | BitOf(Gate::kNotAvailable) | BitOf(Gate::kUnderage) |
                   BitOf(Gate::kAgeLimit),
               now.start_date != changed.start_date);
  touched.Both(BitOf(Gate::kUnderage), now.hazards != changed.hazards ||
                                           now.no_juvenile_hazards != changed.no_juvenile_hazards);
  // 0 is no limit, and for the least the loosest.
  const auto most = [](std::uint8_t years) { return years == 0 ? kMaxAgeYears + 1 : years; };
  touched.Loosened(
      Gate::kAgeLimit,
      now.min_age_years != changed.min_age_years || now.max_age_years != changed.max_age_years,
      changed.min_age_years <= now.min_age_years &&
          most(changed.max_age_years) >= most(now.max_age_years));
  touched.Loosened(Gate::kEducation, now.min_education != changed.min_education,
                   changed.min_education < now.min_education);
  const std::int32_t was = now.max_wage_cny_per_month;
  const std::int32_t is = changed.max_wage_cny_per_month;
  touched.Loosened(Gate::kWage, was != is, is == 0 || (was != 0 && is > was));
  touched.Loosened(Gate::kConditions, now.accommodation_provided != changed.accommodation_provided,
                   changed.accommodation_provided != Answer::kNo);
  touched.Loosened(Gate::kConditions, now.night_shift != changed.night_shift,
                   changed.night_shift != Answer::kYes);
  touched.Loosened(Gate::kRequiredSkill, !SameSkills(now.skills, changed.skills),
                   RequiresNoMore(now, changed));
  return touched;
}

Touched TouchedBy(const PackedWorker& now, const PackedWorker& changed) {
  Touched touched;
  const auto both = [&](Gate gate, bool differs) { touched.Both(BitOf(gate), differs); };
  both(Gate::kWorkerCommitted, now.job_wanted_from != changed.job_wanted_from);
  both(Gate::kNotAvailable, now.available_date != changed.available_date);
  both(Gate::kEducation, now.education != changed.education);
  both(Gate::kWage, now.min_wage_cny_per_month != changed.min_wage_cny_per_month);
  both(Gate::kDestination, now.preferred_divisions != changed.preferred_divisions);
  both(Gate::kRequiredSkill, !SameSkills(now.skills, changed.skills));
  both(Gate::kConditions, now.accommodation_required != changed.accommodation_required ||
                              now.refuses_night_shift != changed.refuses_night_shift);
  return touched;
}

bool Passes(const PackedVacancy& own, const PackedWorker& other, const PackedTerms& terms,
            GateBits gates) {
  return PassesGates(other, own, terms, gates);
}
bool Passes(const PackedWorker& own, const PackedVacancy& other, const PackedTerms& terms,
            GateBits gates) {
  return PassesGates(own, other, terms, gates);
}
std::int32_t TotalOf(const PackedVacancy& own, const PackedWorker& other) {
  return PackedTotalMicros(other, own);
}
std::int32_t TotalOf(const PackedWorker& own, const PackedVacancy& other) {
  return PackedTotalMicros(own, other);
}

const RowTable<PackedWorker>& OthersOf(const Matcher& matcher, const PackedVacancy& /*own*/) {
  return matcher.workers();
}
const RowTable<PackedVacancy>& OthersOf(const Matcher& matcher, const PackedWorker& /*own*/) {
  return matcher.vacancies();
}

absl::StatusOr<MatchPage> Find(const Matcher& matcher, const VacancyRow& own,
                               const FindQuery& query) {
  return matcher.FindCandidatesForDraft(own, query);
}
absl::StatusOr<MatchPage> Find(const Matcher& matcher, const WorkerRow& own,
                               const FindQuery& query) {
  return matcher.FindVacanciesForDraft(own, query);
}

}  // namespace

template <typename Own>
absl::StatusOr<StepCounter<Own>> StepCounter<Own>::Make(const Matcher& matcher, const Own& now,
                                                        const AdviceQuery& query) {
  StepCounter counter(matcher, query);
  // Checks the row and the query too.
  if (absl::Status status = counter.FindTop(now, query); !status.ok()) return status;
  counter.now_ = PackDraft(now, matcher.dictionaries());
  if (absl::Status status = counter.Scan(query); !status.ok()) return status;
  return counter;
}

template <typename Own>
absl::Status StepCounter<Own>::FindTop(const Own& now, const AdviceQuery& query) {
  FindQuery find;
  find.terms = query.terms;
  find.limit = query.top_count;
  find.division_prefixes = query.division_prefixes;
  find.policy_groups = query.policy_groups;
  find.keep_going = query.keep_going;
  const absl::StatusOr<MatchPage> page = Find(*matcher_, now, find);
  if (!page.ok()) return page.status();
  for (const MatchResult& result : page->results) {
    const auto slot = OthersOf(*matcher_, now_).Find(result.name);
    if (!slot.has_value()) return absl::InternalError("a result that is not in the table");
    top_.push_back({*slot, result.details.score.total_micros});
  }
  return absl::OkStatus();
}

template <typename Own>
absl::Status StepCounter<Own>::Scan(const AdviceQuery& query) {
  ScanQuery filters;
  filters.division_takes_part =
      DivisionsThatTakePart(query.division_prefixes, matcher_->dictionaries().divisions);
  filters.policy_groups = query.policy_groups;
  const auto& table = OthersOf(*matcher_, now_);
  const GateBits never = NeverTouched(now_);
  for (Slot slot = 0; slot < table.slot_end(); ++slot) {
    if (slot % kRowsBetweenChecks == 0 && keep_going_) {
      if (absl::Status status = keep_going_(); !status.ok()) return status;
    }
    if (!table.Holds(slot)) continue;
    const Other& row = table.row(slot);
    if (!PassesFilters(row, filters) || !Passes(now_, row, terms_, never)) continue;
    slots_by_failed_[GatesOf<true>(row, now_, terms_)].push_back(slot);
  }
  return absl::OkStatus();
}

template <typename Own>
absl::StatusOr<StepEffect> StepCounter<Own>::Count(const Own& changed) const {
  if (absl::Status status = CheckRow(changed); !status.ok()) return status;
  if (keep_going_) {
    if (absl::Status status = keep_going_(); !status.ok()) return status;
  }
  const Packed packed = PackDraft(changed, matcher_->dictionaries());
  if (!SameWhereNoStepTouches(now_, packed)) {
    return absl::InvalidArgumentError("the row differs where no step may touch it");
  }
  const auto& table = OthersOf(*matcher_, now_);
  const Touched touched = TouchedBy(now_, packed);
  StepEffect effect;
  // The subsets of may_gain but the empty one.
  for (GateBits failed = touched.may_gain; failed != 0; failed = (failed - 1) & touched.may_gain) {
    for (const Slot slot : slots_by_failed_[failed]) {
      if (Passes(packed, table.row(slot), terms_, touched.may_gain)) ++effect.gained_count;
    }
  }
  if (touched.may_lose != 0) {
    for (const Slot slot : slots_by_failed_[0]) {
      if (!Passes(packed, table.row(slot), terms_, touched.may_lose)) ++effect.lost_count;
    }
  }
  effect.eligible_count = eligible_count() + effect.gained_count - effect.lost_count;
  for (const Top& top : top_) {
    const Other& row = table.row(top.slot);
    if (Passes(packed, row, terms_, touched.may_lose) && TotalOf(packed, row) > top.total_micros) {
      ++effect.rising_count;
    }
  }
  return effect;
}

template class StepCounter<VacancyRow>;
template class StepCounter<WorkerRow>;

}  // namespace laowu::matcher
