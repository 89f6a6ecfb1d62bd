#include "services/placement/worker_states.h"

#include <algorithm>
#include <vector>

#include "ratio/spells.h"
#include "services/placement/outcome_rules.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::placement {
namespace {

bool BeginsJob(v1::Outcome::Type type) {
  return type == v1::Outcome::OPENING_BALANCE || type == v1::Outcome::ARRIVED ||
         type == v1::Outcome::JOB_CHANGED || type == v1::Outcome::LOCAL_JOB_STARTED;
}

void SetPastOccupations(absl::Span<const v1::Outcome> outcomes, v1::WorkerState& state) {
  state.clear_past_occupation_codes();
  const auto standing = StandingOutcomes(outcomes);
  for (auto it = standing.rbegin(); it != standing.rend(); ++it) {
    const std::string& code = (*it)->occupation_code();
    if (!BeginsJob((*it)->type()) || code.empty()) continue;
    const auto& known = state.past_occupation_codes();
    if (std::find(known.begin(), known.end(), code) != known.end()) continue;
    state.add_past_occupation_codes(code);
    if (state.past_occupation_codes_size() == kPastOccupationsMost) return;
  }
}

std::vector<ratio::Outcome> HistoryOf(absl::Span<const v1::Outcome> outcomes) {
  std::vector<ratio::Outcome> history;
  for (const v1::Outcome& outcome : outcomes) history.push_back(ToRatioOutcome(outcome));
  return history;
}

// A dispatch that names no placement is taken for the one accepted by then.
bool IsDispatchFor(absl::string_view placement_name, const v1::Placement& placement,
                   const v1::Outcome& outcome) {
  if (outcome.type() != v1::Outcome::DISPATCHED) return false;
  if (!outcome.placement().empty()) return outcome.placement() == placement_name;
  const absl::Time accepted = absl::FromUnixSeconds(placement.accept_time().seconds());
  return CountingDayOf(outcome) >= runtime::DayOf(accepted);
}

}  // namespace

void SetOutcomes(absl::Span<const v1::Outcome> outcomes, absl::Time now,
                 std::optional<absl::CivilDay> died, v1::WorkerState& state) {
  std::vector<ratio::Outcome> history;
  for (const v1::Outcome& outcome : outcomes) {
    // A dispatch opens no spell; left in, its own lapse could hide that of a visit.
    if (outcome.type() != v1::Outcome::DISPATCHED) history.push_back(ToRatioOutcome(outcome));
  }
  const ratio::WorkerState derived = ratio::DeriveWorkerState(history, now, died);
  state.clear_away_since_date();
  state.clear_next_lapse_date();
  state.set_workplace_division_code(derived.workplace_division_code);
  state.set_spell_outcome(derived.spell_outcome);
  if (derived.away) *state.mutable_away_since_date() = runtime::ToDate(derived.away_since);
  if (derived.next_lapse != ratio::Lapse::Kind::kNone) {
    *state.mutable_next_lapse_date() = runtime::ToDate(derived.next_lapse_date);
  }
  SetPastOccupations(outcomes, state);
}

std::optional<absl::CivilDay> LookDateOf(absl::Span<const v1::Outcome> outcomes, absl::Time now,
                                         std::optional<absl::CivilDay> died,
                                         const v1::WorkerState& state) {
  const bool dispatched = std::any_of(
      outcomes.begin(), outcomes.end(),
      [](const v1::Outcome& outcome) { return outcome.type() == v1::Outcome::DISPATCHED; });
  if (!dispatched) return runtime::ToCivilDay(state.next_lapse_date());
  const auto derived = ratio::DeriveWorkerState(HistoryOf(outcomes), now, died);
  if (derived.next_lapse == ratio::Lapse::Kind::kNone) return std::nullopt;
  return derived.next_lapse_date;
}

std::optional<absl::CivilDay> LapseOf(absl::string_view placement_name,
                                      const v1::Placement& placement,
                                      absl::Span<const v1::Outcome> outcomes, absl::Time now,
                                      std::optional<absl::CivilDay> died) {
  const auto derived = ratio::DeriveWorkerState(HistoryOf(outcomes), now, died);
  if (placement.state() == v1::Placement::STARTED) {
    const v1::Outcome* const start = CourseOf(placement_name, outcomes).start;
    for (const auto& job : derived.lapsed_jobs) {
      if (start != nullptr && job.outcome == start->name()) return job.end;
    }
    return std::nullopt;
  }
  if (placement.state() != v1::Placement::ACCEPTED) return std::nullopt;
  std::optional<absl::CivilDay> lapsed;
  for (const v1::Outcome& outcome : outcomes) {
    if (!IsDispatchFor(placement_name, placement, outcome)) continue;
    if (outcome.name() == derived.dispatch_outcome) return std::nullopt;  // still expected
    const auto& given_up = derived.no_show_outcomes;
    if (std::find(given_up.begin(), given_up.end(), outcome.name()) == given_up.end()) continue;
    const absl::CivilDay day = CountingDayOf(outcome) + ratio::kNoShowDays + 1;
    lapsed = std::max(lapsed.value_or(day), day);
  }
  return lapsed;
}

void SetPlacements(const internal::v1::StoredLivePlacements& live, v1::WorkerState& state) {
  state.set_live_placement(live.placement());
  state.set_proposal_count(live.proposals_size());
}

}  // namespace laowu::placement
