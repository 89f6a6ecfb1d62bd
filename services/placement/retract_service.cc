// What an office has told of the workers of its own placements by mistake, and takes back.

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/placement/attestation_rules.h"
#include "services/placement/ended_placements.h"
#include "services/placement/outcome_records.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_moves.h"
#include "services/placement/placement_service.h"
#include "services/placement/refusals.h"
#include "services/placement/testimony.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/races.h"
#include "services/runtime/reasons.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

namespace limits = runtime::limits;
namespace reasons = runtime::reasons;

absl::Status NotRetracted(absl::string_view subject, absl::string_view zh, absl::string_view en) {
  return runtime::FailedPrecondition(reasons::kWrongState, subject, absl::StrCat(zh, " / ", en));
}

// Why an office cannot take back what was told, `outcome`. What others said of it or built on it is
// theirs, or the bureau's, to judge.
absl::Status WhyNotRetracted(const Word& word, const v1::Outcome* outcome,
                             const v1::Placement& placement, const OutcomePlan& plan) {
  if (outcome == nullptr || !IsToldAs(word, *outcome)) {
    return NotRetracted(
        placement.name(),
        absl::StrCat("这条", word.zh, "不是协作站", word.zh_told,
                     "时登记的，协作站不能撤销；有误请打电话给县局作废"),
        absl::StrCat("The ", word.en, " was not recorded by an office's ", word.en_told,
                     ", so an office cannot take it back. If it is wrong, call the county bureau, "
                     "which can."));
  }
  const auto& attestations = outcome->attestations();
  if (std::any_of(attestations.begin(), attestations.end(),
                  [](const auto& attestation) { return attestation.kind() != kOfficeKind; })) {
    return NotRetracted(
        placement.name(),
        absl::StrCat("这条", word.zh,
                     "还有别人佐证过或否认过，协作站不能撤销；有误请打电话给县局作废"),
        absl::StrCat("Others have vouched for the ", word.en,
                     ", or denied it, so an office cannot take it back. If it is wrong, call the "
                     "county bureau, which can."));
  }
  if (plan.HasLaterThan(outcome->name())) {
    return NotRetracted(
        placement.name(),
        absl::StrCat(word.zh, "之后此人又有登记，协作站不能撤销；有误请打电话给县局作废"),
        absl::StrCat("Something later is recorded of the worker, so an office cannot take the ",
                     word.en,
                     " back. If it is wrong, call the county bureau, "
                     "which can."));
  }
  return absl::OkStatus();
}

// The placement's arrival, where an office can take it back. Points into the plan.
absl::StatusOr<const v1::Outcome*> ArrivalToRetract(const v1::Placement& placement,
                                                    const OutcomePlan& plan) {
  if (placement.state() != v1::Placement::STARTED) {
    const std::string& state = v1::Placement::State_Name(placement.state());
    return NotRetracted(
        placement.name(),
        absl::StrCat("该推荐现为 ", state,
                     "，没有可以撤销的到岗；报错了离岗的，请撤销那条离岗；其他有误的请打电话给县局"
                     "更正"),
        absl::StrCat("The placement is ", state,
                     ": only the arrival of a STARTED one can be taken back. A leaving that was "
                     "reported by mistake is taken back by its own name (outcomes/…); if another "
                     "record is wrong, call the county bureau, which can correct it."));
  }
  const v1::Outcome* const start = plan.FindStart(placement.name());
  LAOWU_RETURN_IF_ERROR(WhyNotRetracted(kArrival, start, placement, plan));
  return start;
}

}  // namespace

absl::StatusOr<v1::Outcome> PlacementService::RetractArrival(
    const Call& call, const v1::RetractArrivalRequest& request) {
  const bool of_leaving = absl::StartsWith(request.name(), "outcomes/");
  runtime::FieldChecks checks;
  runtime::RequireName(of_leaving ? "outcomes/*" : "placements/*", "name", request.name(), checks);
  checks.Text("reason", request.reason(), limits::kTextChars);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const std::string name =
      absl::StrCat("outcomes/", runtime::IdForRequest(request.request_id(), call.now));
  if (of_leaving) {
    return runtime::PlanAnew(call.deadline, [&] { return RetractLeaving(call, request, name); });
  }
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Outcome> {
    LAOWU_ASSIGN_OR_RETURN(const LoadedPlacement loaded,
                           PlacementInScope(call, request.name(), Right::kDecide));
    const std::string& worker = loaded.stored.placement().worker();
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&store_, call, worker));
    LAOWU_ASSIGN_OR_RETURN(const auto own, LoadOutcome(store_, name));
    if (own.has_value()) {
      const v1::Outcome* const taken_back = plan.Find(own->voids());
      if (taken_back == nullptr || taken_back->placement() != request.name()) {
        return runtime::RequestIdUsed();
      }
      // As in Testify: a twin's is not in the plan.
      if (plan.Find(name) != nullptr && plan.Stands(own->voids()))
        return runtime::WasTakenBack(name);
      return ShownTo(call.principal, *own);
    }
    // Read after the plan was loaded: what others record or attest from then on makes the batch
    // fail.
    LAOWU_ASSIGN_OR_RETURN(const v1::Placement placement, ReadPlacement(call, request.name()));
    LAOWU_ASSIGN_OR_RETURN(const v1::Outcome* const arrival, ArrivalToRetract(placement, plan));
    return TakeBack(call, request, placement, *arrival, name, plan);
  });
}

absl::StatusOr<v1::Outcome> PlacementService::TakeBack(const Call& call,
                                                       const v1::RetractArrivalRequest& request,
                                                       const v1::Placement& placement,
                                                       const v1::Outcome& told,
                                                       const std::string& name, OutcomePlan& plan) {
  v1::Outcome voided;
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_worker(told.worker());
  voided.set_voids(told.name());
  voided = Normalised(voided, runtime::DayOf(call.now));
  // Nobody vouches for a VOIDED: figures would take it for something said anew.
  storage::Batch batch;
  LAOWU_RETURN_IF_ERROR(
      PlanReported(call, placement, {name, voided, request.request_id(), ""}, plan, batch));
  runtime::AddAudit(call,
                    {{placement.name(), name, voided.voids(), voided.worker()},
                     {},
                     request.reason(),
                     request.request_id()},
                    batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome taken_back, ReadOutcome(name));
  return ShownTo(call.principal, std::move(taken_back));
}

absl::StatusOr<std::string> PlacementService::PlacementLeftBy(const Call& call,
                                                              const v1::Outcome& left,
                                                              const OutcomePlan& plan) const {
  LAOWU_ASSIGN_OR_RETURN(const auto ended, LoadEnded(store_, left.worker()));
  for (const EndedPlacement& one : ended) {
    if (!RequirePlacement(call.principal, one.loaded.stored.placement()).ok()) continue;
    const v1::Outcome* const end = plan.FindEnd(one.name);
    if (end != nullptr && end->name() == left.name()) return one.name;
  }
  // The same answer whether or not there is such an outcome.
  LAOWU_RETURN_IF_ERROR(RequireOutcome(call, v1::Outcome()));
  return runtime::NotFound("outcome", left.name());
}

absl::StatusOr<v1::Outcome> PlacementService::RetractLeaving(
    const Call& call, const v1::RetractArrivalRequest& request, const std::string& name) {
  LAOWU_ASSIGN_OR_RETURN(const auto left, LoadOutcome(store_, request.name()));
  if (!left.has_value()) {
    LAOWU_RETURN_IF_ERROR(RequireOutcome(call, v1::Outcome()));
    return runtime::NotFound("outcome", request.name());
  }
  LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&store_, call, left->worker()));
  LAOWU_ASSIGN_OR_RETURN(const auto own, LoadOutcome(store_, name));
  if (own.has_value()) {
    const bool same = own->voids() == request.name() && own->recorded_by() == call.principal.id;
    if (!same) return runtime::RequestIdUsed();
    if (plan.Find(name) != nullptr && plan.Stands(request.name())) {
      return runtime::WasTakenBack(name);
    }
    return ShownTo(call.principal, *own);
  }
  if (left->recorded_by() == call.principal.id && !plan.Stands(request.name())) {
    return NotRetracted(request.name(), "这条已被撤销，没有可以撤销的",
                        "This was taken back already: there is nothing to take back.");
  }
  LAOWU_ASSIGN_OR_RETURN(const std::string placement_name, PlacementLeftBy(call, *left, plan));
  LAOWU_ASSIGN_OR_RETURN(const v1::Placement placement, ReadPlacement(call, placement_name));
  // As the plan has it: what others attest from then on makes the batch fail.
  const v1::Outcome* const told = plan.Find(request.name());
  if (told == nullptr) return absl::DataLossError("an outcome of the worker's is missing");
  LAOWU_RETURN_IF_ERROR(WhyNotRetracted(kLeaving, told, placement, plan));
  // Another promise since then rests on the leaving.
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, left->worker()));
  std::string binds = work.live_now().placement();
  if (binds.empty()) {
    LAOWU_ASSIGN_OR_RETURN(binds, FindBoundByOtherRecord(store_, work, nullptr));
  }
  if (!binds.empty()) {
    return NotRetracted(placement_name,
                        "离岗之后此人又接受了别的推荐，协作站不能撤销；有误请打电话给县局作废",
                        "The worker has accepted another placement since, so an office cannot take "
                        "the leaving back. If it is wrong, call the county bureau, which can.");
  }
  return TakeBack(call, request, placement, *told, name, plan);
}

}  // namespace laowu::placement
