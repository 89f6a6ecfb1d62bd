// What follows from a plan's outcomes: where the person's placements belong by now, the openings
// that they hold, the worker's state.

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "services/placement/outcome_plan.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/own_call.h"
#include "services/placement/placement_moves.h"
#include "services/placement/placement_rules.h"
#include "services/placement/warnings.h"
#include "services/placement/worker_states.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

namespace limits = runtime::limits;

// Live placement: two; state and its place in the order of lapses: four; a placement: four, and its
// vacancy's openings two.
constexpr int kOperationsOfState = 6;
constexpr int kOperationsOfPlacement = 6;
constexpr int kOperationsOfOther = 2;  // required, and perhaps touched

void End(absl::CivilDay day, v1::Placement& placement) {
  const auto start = runtime::ToCivilDay(placement.start_date());
  placement.set_state(v1::Placement::ENDED);
  *placement.mutable_end_date() = runtime::ToDate(std::max(day, start.value_or(day)));
}

void Stamp(const runtime::CallContext& call, absl::string_view request_id,
           internal::v1::StoredPlacement& changed) {
  changed.mutable_provenance()->set_recorded_by(call.principal.id);
  changed.mutable_provenance()->set_request_id(std::string(request_id));
}

}  // namespace

void OutcomePlan::WritePlacement(const std::string& name, const LoadedPlacement& old,
                                 const internal::v1::StoredPlacement& changed,
                                 OpeningChanges& openings, storage::Batch& batch) {
  PlanPlacement(name, old, changed, batch);
  MoveLive(name, changed.placement(), live_);
  NoteOpening(old.stored.placement(), changed.placement(), openings);
}

std::optional<absl::CivilDay> OutcomePlan::OverOn(absl::string_view name,
                                                  const v1::Placement& placement,
                                                  absl::Span<const v1::Outcome> outcomes) const {
  if (died_.has_value()) return died_;
  if (erased_) return runtime::DayOf(now_);
  return LapseOf(name, placement, outcomes, now_, died_);
}

absl::Status OutcomePlan::PlanLivePlacement(absl::Span<const v1::Outcome> outcomes,
                                            absl::string_view request_id, OpeningChanges& openings,
                                            storage::Batch& batch) {
  if (live_.placement().empty()) return absl::OkStatus();
  const std::string name = live_.placement();
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadPlacement(*reader_, name));
  if (!old.has_value()) return absl::DataLossError("a live placement is missing");
  internal::v1::StoredPlacement stored = old->stored;
  v1::Placement& placement = *stored.mutable_placement();
  bool changed = placement::Follow(CourseOf(name, outcomes), placement);
  if (ends_what_is_over_ && IsCommitted(placement.state())) {
    const auto end = OverOn(name, placement, outcomes);
    if (end.has_value()) {
      End(*end, placement);
      changed = true;
    }
  }
  if (!changed) return absl::OkStatus();
  Stamp(call_, request_id, stored);
  WritePlacement(name, *old, stored, openings, batch);
  return absl::OkStatus();
}

std::vector<v1::Outcome> OutcomePlan::WithoutAdded(absl::Span<const v1::Outcome> outcomes) const {
  std::vector<v1::Outcome> stored;
  std::copy_if(outcomes.begin(), outcomes.end(), std::back_inserter(stored),
               [&](const v1::Outcome& outcome) {
                 return std::none_of(added_.begin(), added_.end(), [&](const v1::Outcome& added) {
                   return added.name() == outcome.name();
                 });
               });
  return stored;
}

v1::Placement OutcomePlan::Settled(const EndedPlacement& ended,
                                   absl::Span<const v1::Outcome> outcomes) {
  const v1::Placement& before = ended.loaded.stored.placement();
  const Course course = CourseOf(ended.name, outcomes);
  v1::Placement stays = before;
  FollowBeginning(course, stays);
  if (ended.name == named_end_of_ && course.end != nullptr) {
    stays.set_end_outcome(course.end->name());
  }
  const std::vector<v1::Outcome> stored = WithoutAdded(outcomes);
  if (erased_ || !EndedByWhatWasTold(ended.loaded, stored)) return stays;
  v1::Placement placement = before;
  placement::Follow(course, placement);
  if (!IsCommitted(placement.state())) return placement;
  // Who has begun and not ended is in that job, whenever it turns out. A promise stands again only
  // by what took its end back, not by something else much later.
  const bool undone = CourseOf(ended.name, stored).end != nullptr ||
                      (feed_takes_back_ && ended.loaded.stored.provenance().recorded_by() ==
                                               OwnPrincipalId(kFollowsWorker));
  if (placement.state() == v1::Placement::ACCEPTED && !undone) return stays;
  const auto over = OverOn(ended.name, placement, outcomes);
  if (over.has_value()) {
    End(*over, placement);
    return placement;
  }
  std::string binds = live_.placement();
  if (binds.empty()) binds = BoundByOtherRecord(others_, EveryOutcome());
  if (binds.empty()) return placement;
  WarnOfStaysEnded(ended.name, placement.state(), binds, &placement_warnings_);
  return stays;
}

absl::Status OutcomePlan::SettleEnded(absl::Span<const v1::Outcome> outcomes,
                                      absl::string_view request_id, OpeningChanges& openings,
                                      storage::Batch& batch) {
  if (!unsettled_) return absl::OkStatus();
  LAOWU_RETURN_IF_ERROR(LoadEndedOnce());
  for (const EndedPlacement& ended : *ended_) {
    const v1::Placement& before = ended.loaded.stored.placement();
    internal::v1::StoredPlacement changed = ended.loaded.stored;
    *changed.mutable_placement() = Settled(ended, outcomes);
    const v1::Placement& after = changed.placement();
    if (after.SerializeAsString() == before.SerializeAsString()) continue;
    const bool takes_again = HoldsOpening(after) && !HoldsOpening(before);
    // The request that ended it by hand is its request still: a retry of it is answered with it.
    if (EndedByWhatWasTold(ended.loaded, WithoutAdded(outcomes))) {
      Stamp(call_, request_id, changed);
    } else {
      changed.mutable_provenance()->set_recorded_by(OwnPrincipalId(kKeepsEnd));
    }
    changed.clear_state_record_time();
    WritePlacement(ended.name, ended.loaded, changed, openings, batch);
    if (!takes_again) continue;
    LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(*reader_, before.vacancy()));
    const int taken = fill.has_value() ? fill->stored.fill().taken_count() : 0;
    WarnOfOpening(ended.name, before.vacancy(), taken + openings[before.vacancy()],
                  &placement_warnings_);
  }
  return absl::OkStatus();
}

void OutcomePlan::WarnOfTwoBound() {
  const bool voids = std::any_of(added_.begin(), added_.end(), [](const v1::Outcome& outcome) {
    return outcome.type() == v1::Outcome::VOIDED;
  });
  if (!voids || live_.placement().empty()) return;
  const std::vector<v1::Outcome> every = EveryOutcome();
  if (CourseOf(live_.placement(), every).end != nullptr) return;
  const std::string other = BoundByOtherRecord(others_, every);
  if (!other.empty()) WarnOfBoundTwice(live_.placement(), other, &placement_warnings_);
}

absl::Status OutcomePlan::EndProposals(OpeningChanges& openings, storage::Batch& batch) {
  const internal::v1::StoredLivePlacements live = live_;
  for (const auto& proposal : live.proposals()) {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadPlacement(*reader_, proposal.placement()));
    if (!old.has_value()) return absl::DataLossError("a proposal is missing");
    internal::v1::StoredPlacement changed = old->stored;
    changed.mutable_placement()->set_state(v1::Placement::EXPIRED);
    Stamp(call_, "", changed);
    WritePlacement(proposal.placement(), *old, changed, openings, batch);
  }
  return absl::OkStatus();
}

absl::Status OutcomePlan::Finish(absl::string_view request_id, storage::Batch& batch) {
  OpeningChanges openings;
  LAOWU_RETURN_IF_ERROR(Finish(request_id, openings, batch));
  return PlanOpenings(*reader_, openings, batch);
}

absl::Status OutcomePlan::Finish(absl::string_view request_id, OpeningChanges& openings,
                                 storage::Batch& batch) {
  // First, so that what is written of them below stands.
  for (const OpenWork& other : others_) {
    if (attested_.contains(other.worker)) {
      TouchOpenWork(other, batch);
    } else if (rests_on_others_ || unsettled_) {
      RequireOpenWork(other, batch);
    }
  }
  const std::vector<v1::Outcome> outcomes = OfPerson();
  LAOWU_RETURN_IF_ERROR(PlanLivePlacement(outcomes, request_id, openings, batch));
  if (ends_what_is_over_ && (stored_.state().dead() || erased_)) {
    LAOWU_RETURN_IF_ERROR(EndProposals(openings, batch));
  }
  LAOWU_RETURN_IF_ERROR(SettleEnded(outcomes, request_id, openings, batch));
  if (height_ == 0) WarnOfTwoBound();
  SetOutcomes(outcomes, now_, died_, *stored_.mutable_state());
  stored_.clear_look_date();
  const auto look_date = LookDateOf(outcomes, now_, died_, stored_.state());
  if (look_date.has_value()) *stored_.mutable_look_date() = runtime::ToDate(*look_date);
  PlanOpenWork(work_, live_, stored_, batch);
  const std::string above = stored_.state().merged_into();
  if (above.empty() || added_.empty() || height_ == limits::kMergeChainMost) {
    return absl::OkStatus();
  }
  // The record that stands for this one shows what was added here too.
  LAOWU_ASSIGN_OR_RETURN(OutcomePlan survivor, Load(reader_, call_, above));
  const auto& merged = survivor.stored_.merged_workers();
  if (std::find(merged.begin(), merged.end(), work_.worker) == merged.end()) {
    return absl::OkStatus();
  }
  survivor.kin_.insert(survivor.kin_.end(), added_.begin(), added_.end());
  survivor.added_ = added_;
  survivor.unsettled_ = unsettled_;
  survivor.height_ = height_ + 1;
  LAOWU_RETURN_IF_ERROR(survivor.Finish(request_id, openings, batch));
  placement_warnings_.MergeFrom(survivor.placement_warnings_);
  return absl::OkStatus();
}

int OutcomePlan::finish_operation_count() const {
  const int others = static_cast<int>(others_.size()) * kOperationsOfOther;
  const int ended_count = ended_.has_value() ? static_cast<int>(ended_->size()) : 0;
  const int ended = ended_count * kOperationsOfPlacement;
  if (stored_.state().merged_into().empty()) {
    const int live = live_.placement().empty() ? 0 : kOperationsOfPlacement;
    return others + kOperationsOfState + live + ended;
  }
  // Of the records above, with as many placements as there may be: nobody has looked.
  const int above = kOperationsOfState + (1 + kEndedMost) * kOperationsOfPlacement + others;
  const int above_count = std::min(static_cast<int>(others_.size()), limits::kMergeChainMost);
  return others + kOperationsOfState + kOperationsOfPlacement + ended + above_count * above;
}

}  // namespace laowu::placement
