// Outcomes and attestations of the placement role.

#include "services/placement/outcome_records.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/placement/attestation_rules.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_rules.h"
#include "services/placement/placement_service.h"
#include "services/placement/refusals.h"
#include "services/placement/registration.h"
#include "services/runtime/digest.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {

using storage::Table;

absl::StatusOr<v1::Outcome> PlacementService::ReadOutcome(const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(auto outcome, LoadOutcome(store_, name));
  if (!outcome.has_value()) return runtime::NotFound("outcome", name);
  return *std::move(outcome);
}

absl::StatusOr<v1::Outcome> PlacementService::OutcomeInScope(const Call& call,
                                                             const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(auto outcome, LoadOutcome(store_, name));
  if (outcome.has_value() && RequireOutcome(call, *outcome).ok()) return *std::move(outcome);
  LAOWU_RETURN_IF_ERROR(RequireOutcome(call, v1::Outcome()));
  return runtime::NotFound("outcome", name);
}

absl::StatusOr<v1::Outcome> PlacementService::Recorded(const Call& call,
                                                       const std::string& outcome_name) const {
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome outcome, ReadOutcome(outcome_name));
  LAOWU_ASSIGN_OR_RETURN(const OutcomePlan plan,
                         OutcomePlan::Load(&store_, call, outcome.worker()));
  plan.Warn(outcome_name, outcome.mutable_warnings());
  return outcome;
}

absl::Status PlacementService::RequireOutcome(const Call& call, const v1::Outcome& outcome) const {
  if (call.principal.role == runtime::PrincipalRole::kOrganizer) {
    return runtime::RequireOrganizer(call.principal, outcome.organizer());
  }
  std::string office;
  if (call.principal.role == runtime::PrincipalRole::kOffice && !outcome.placement().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto placement, LoadPlacement(store_, outcome.placement()));
    if (placement.has_value()) office = OfficeOfVacancy(placement->stored.placement().vacancy());
  }
  const absl::Status then =
      runtime::RequireEither(call.principal, outcome.worker_division_code(), office);
  const bool is_office = call.principal.role == runtime::PrincipalRole::kOffice;
  // The bureau of that day and the bureau of today both have to do with it.
  if (then.ok() || is_office || outcome.worker().empty()) return then;
  return WorkerInScope(call, outcome.worker()).ok() ? absl::OkStatus() : then;
}

absl::StatusOr<std::string> PlacementService::RegistrationOf(const Call& call,
                                                             const v1::Worker& worker,
                                                             absl::CivilDay day) const {
  if (TellsRegistration(worker, day)) return worker.division_code();
  LAOWU_ASSIGN_OR_RETURN(const auto facts, peers_.GetFacts(call, worker.name()));
  return RegistrationOn(worker, facts, day);
}

absl::StatusOr<v1::Outcome> PlacementService::RecordOutcome(
    const Call& call, const v1::RecordOutcomeRequest& request) {
  v1::Outcome outcome = Normalised(request.outcome(), runtime::DayOf(call.now));
  runtime::FieldChecks checks;
  CheckOutcomeFields(outcome, "outcome", checks);
  checks.RequestId("request_id", request.request_id());
  AddFutureDay(outcome, "outcome.effective_date", runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker, WorkerInScope(call, outcome.worker()));
  LAOWU_ASSIGN_OR_RETURN(*outcome.mutable_worker_division_code(),
                         RegistrationOf(call, worker, CountingDayOf(outcome)));
  const std::string name =
      absl::StrCat("outcomes/", runtime::IdForRequest(request.request_id(), call.now));
  return runtime::PlanAnew([&]() -> absl::StatusOr<v1::Outcome> {
    LAOWU_ASSIGN_OR_RETURN(const auto own, LoadOutcome(store_, name));
    if (own.has_value()) {
      if (SameOutcome(*own, outcome)) return Recorded(call, name);
      return runtime::RequestIdUsed();
    }
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&store_, call, outcome.worker()));
    if (const v1::Outcome* const equal = plan.FindEqual(outcome)) {
      return Recorded(call, equal->name());
    }
    storage::Batch batch;
    plan.Use(worker);
    LAOWU_RETURN_IF_ERROR(plan.Add({name, outcome, request.request_id(), "outcome"}, batch));
    LAOWU_RETURN_IF_ERROR(plan.Finish(request.request_id(), batch));
    runtime::AddAudit(call, {{name, outcome.worker()}, {}, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return Recorded(call, name);
  });
}

absl::StatusOr<v1::Outcome> PlacementService::GetOutcome(const Call& call,
                                                         const v1::GetOutcomeRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("outcomes/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  return OutcomeInScope(call, request.name());
}

absl::StatusOr<v1::ListOutcomesResponse> PlacementService::ListOutcomes(
    const Call& call, const v1::ListOutcomesRequest& request) {
  if (request.workers_size() > 0) return ListOutcomesOfMany(call, request);
  runtime::FieldChecks checks;
  runtime::RequireName("workers/*", "worker", request.worker(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(WorkerInScope(call, request.worker()).status());
  v1::ListOutcomesResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto outcomes,
      runtime::ReadPage<v1::Outcome>(
          store_, Table::kOutcomesByWorker, OutcomesOfWorker(request.worker()), request,
          response.mutable_next_page_token(),
          [&](const storage::Record& record) { return ToOutcomeOfWorker(store_, record); }));
  for (auto& outcome : outcomes) *response.add_outcomes() = std::move(outcome);
  return response;
}

absl::StatusOr<v1::ListOutcomesResponse> PlacementService::ListOutcomesOfMany(
    const Call& call, const v1::ListOutcomesRequest& request) {
  runtime::FieldChecks checks;
  checks.CountMost("workers", request.workers_size(), runtime::limits::kBatchGet);
  for (int i = 0; i < std::min(request.workers_size(), runtime::limits::kBatchGet); ++i) {
    runtime::RequireName("workers/*", absl::StrCat("workers[", i, "]"), request.workers(i), checks);
  }
  for (const auto& [field, stated] : {std::pair("worker", !request.worker().empty()),
                                      std::pair("page_size", request.page_size() != 0),
                                      std::pair("page_token", !request.page_token().empty())}) {
    if (stated) checks.Violate(field, "does not stand beside workers, whose answer is whole");
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  std::vector<std::string> names(request.workers().begin(), request.workers().end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  LAOWU_ASSIGN_OR_RETURN(const auto workers, peers_.GetWorkers(call, names));
  const bool all_own = std::all_of(workers.begin(), workers.end(), [&](const v1::Worker& worker) {
    return runtime::DivisionInScope(call.principal, worker.division_code());
  });
  if (!all_own || workers.size() != names.size()) {
    // As a call for that one alone would be answered.
    for (const std::string& name : names) {
      LAOWU_RETURN_IF_ERROR(WorkerInScope(call, name).status());
    }
  }
  v1::ListOutcomesResponse response;
  for (const std::string& name : names) {
    LAOWU_ASSIGN_OR_RETURN(auto outcomes, LoadOutcomesOfWorker(store_, name));
    for (auto& outcome : outcomes) *response.add_outcomes() = std::move(outcome);
  }
  return response;
}

absl::StatusOr<v1::Outcome> PlacementService::AttestOutcome(
    const Call& call, const v1::AttestOutcomeRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("outcomes/*", "name", request.name(), checks);
  const bool named = checks.ok();
  CheckAttestation(request.attestation(), call.principal.role, "attestation", checks);
  checks.RequestId("request_id", request.request_id());
  if (named && !checks.ok()) {
    // What the outcome itself is asked for is told with the rest, to who may see it.
    const auto outcome = OutcomeInScope(call, request.name());
    if (outcome.ok()) {
      CheckAttested(request.attestation(), *outcome, "attestation", checks);
    }
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  const auto grade = GradeFor(call.principal.role, request.attestation().kind());
  if (!grade.has_value()) return NotYours(call.principal.role, request.attestation().kind());
  v1::Attestation attestation = request.attestation();
  attestation.set_grade(*grade);
  attestation.set_passed_on(IsPassedOn(call.principal.role, attestation.kind()));
  const std::string id = runtime::IdForRequest(request.request_id(), call.now);
  return runtime::PlanAnew([&]() -> absl::StatusOr<v1::Outcome> {
    LAOWU_ASSIGN_OR_RETURN(const v1::Outcome outcome, OutcomeInScope(call, request.name()));
    CheckAttested(request.attestation(), outcome, "attestation", checks);
    LAOWU_RETURN_IF_ERROR(checks.status());
    LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, outcome.worker()));
    if (work.stored_now().erased()) EraseTexts(attestation);
    const std::string name = AttestationName(request.name(), id);
    const v1::Attestation* const own = FindAttestation(outcome, name);
    if (own != nullptr && !SameAttestation(*own, attestation)) return runtime::RequestIdUsed();
    if (FindEqualAttestation(outcome, attestation, call.principal.id) != nullptr) return outcome;
    storage::Batch batch;
    PlanAttestation(request.name(), id, attestation,
                    runtime::ProvenanceOf(call, request.request_id()), batch);
    runtime::AddAudit(call, {{name, outcome.worker()}, {}, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return ReadOutcome(request.name());
  });
}

}  // namespace laowu::placement
