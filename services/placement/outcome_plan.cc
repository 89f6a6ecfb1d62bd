#include "services/placement/outcome_plan.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ratio/spells.h"
#include "services/placement/organizer_records.h"
#include "services/placement/outcome_records.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_rules.h"
#include "services/placement/worker_states.h"
#include "services/runtime/errors.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::placement {

absl::StatusOr<OutcomePlan> OutcomePlan::Load(const storage::Reader* reader,
                                              const runtime::CallContext& call,
                                              absl::string_view worker_name) {
  OutcomePlan plan(reader, call);
  LAOWU_ASSIGN_OR_RETURN(plan.work_, LoadOpenWork(*reader, worker_name));
  LAOWU_ASSIGN_OR_RETURN(plan.outcomes_, LoadOutcomesOfWorker(*reader, worker_name));
  // Record times of a busy store run some microseconds ahead of the clock; what it holds is known.
  plan.now_ = call.now;
  for (const v1::Outcome& outcome : plan.outcomes_) {
    plan.now_ = std::max(plan.now_, runtime::ToTime(outcome.record_time()));
  }
  return plan;
}

const v1::Outcome* OutcomePlan::FindEqual(const v1::Outcome& outcome) const {
  for (const v1::Outcome* standing : StandingOutcomes(outcomes_)) {
    if (SameOutcome(*standing, outcome)) return standing;
  }
  return nullptr;
}

const v1::Outcome* OutcomePlan::FindStart(absl::string_view placement_name) const {
  return CourseOf(placement_name, outcomes_).start;
}

absl::Status OutcomePlan::CheckNamed(const v1::Outcome& outcome, bool* placement_accepted) const {
  runtime::FieldChecks checks;
  if (!outcome.organizer().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto organizer, LoadOrganizer(*reader_, outcome.organizer()));
    if (!organizer.has_value()) {
      checks.Violate("outcome.organizer", absl::StrCat("there is no ", outcome.organizer()));
    }
  }
  if (!outcome.placement().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto named, LoadPlacement(*reader_, outcome.placement()));
    if (!named.has_value()) {
      checks.Violate("outcome.placement", absl::StrCat("there is no ", outcome.placement()));
    } else if (named->stored.placement().worker() != outcome.worker()) {
      checks.Violate("outcome.placement", "is another worker's");
    } else {
      *placement_accepted = WasAccepted(named->stored.placement());
    }
  }
  if (outcome.type() == v1::Outcome::VOIDED) {
    const bool known =
        std::any_of(outcomes_.begin(), outcomes_.end(),
                    [&](const v1::Outcome& other) { return other.name() == outcome.voids(); });
    if (!known) checks.Violate("outcome.voids", "is no outcome of this worker");
  }
  return checks.status();
}

absl::Status OutcomePlan::CheckPossible(const v1::Outcome& outcome, const v1::Worker& worker,
                                        bool placement_accepted) const {
  std::vector<ratio::Outcome> history;
  for (const v1::Outcome& known : outcomes_) history.push_back(ToRatioOutcome(known));
  ratio::OutcomeContext context;
  context.now = now_;
  context.birth_date = runtime::ToCivilDay(worker.birth_date());
  context.died = runtime::ToCivilDay(worker.death_date());
  context.outcomes = history;
  context.placement_accepted = placement_accepted;
  const auto violations = ratio::CheckOutcome(ToRatioOutcome(outcome), context);
  if (violations.empty()) return absl::OkStatus();
  std::vector<std::string> texts;
  for (const ratio::Violation& violation : violations) {
    texts.push_back(absl::StrCat(violation.field, ": ", violation.message));
  }
  return runtime::FailedPrecondition(runtime::reasons::kOutcomeNotPossible, outcome.worker(),
                                     absl::StrCat(absl::StrJoin(texts, "; "), "."));
}

absl::Status OutcomePlan::PlanLivePlacement(internal::v1::StoredLivePlacements& live,
                                            absl::string_view request_id,
                                            storage::Batch& batch) const {
  if (live.placement().empty()) return absl::OkStatus();
  const std::string name = live.placement();
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadPlacement(*reader_, name));
  if (!old.has_value()) return absl::DataLossError("a live placement is missing");
  internal::v1::StoredPlacement stored = old->stored;
  if (!Follow(CourseOf(name, outcomes_), *stored.mutable_placement())) return absl::OkStatus();
  stored.mutable_provenance()->set_recorded_by(call_.principal.id);
  stored.mutable_provenance()->set_request_id(std::string(request_id));
  PlanPlacement(name, old, stored, batch);
  MoveLive(name, stored.placement(), live);
  return absl::OkStatus();
}

absl::Status OutcomePlan::Add(absl::string_view outcome_name, const v1::Outcome& outcome,
                              const v1::Worker& worker, absl::string_view request_id,
                              storage::Batch& batch) {
  bool placement_accepted = false;
  LAOWU_RETURN_IF_ERROR(CheckNamed(outcome, &placement_accepted));
  v1::Outcome added = outcome;
  added.set_name(std::string(outcome_name));
  LAOWU_RETURN_IF_ERROR(CheckPossible(added, worker, placement_accepted));

  *added.mutable_record_time() = runtime::ToTimestamp(now_);
  for (const v1::Outcome& known : outcomes_) {
    added.set_sequence(std::max(added.sequence(), known.sequence() + 1));
  }
  outcomes_.push_back(std::move(added));
  PlanOutcome(outcome_name, outcome, runtime::ProvenanceOf(call_, request_id), batch);
  internal::v1::StoredLivePlacements live = work_.live_now();
  LAOWU_RETURN_IF_ERROR(PlanLivePlacement(live, request_id, batch));
  v1::WorkerState state = work_.state_now();
  SetOutcomes(outcomes_, now_, runtime::ToCivilDay(worker.death_date()), state);
  PlanOpenWork(work_, live, std::move(state), batch);
  return absl::OkStatus();
}

}  // namespace laowu::placement
