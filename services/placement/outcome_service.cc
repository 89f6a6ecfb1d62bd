// Outcomes and attestations of the placement role.

#include "services/placement/outcome_records.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_rules.h"
#include "services/placement/placement_service.h"
#include "services/runtime/digest.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

namespace limits = runtime::limits;
namespace reasons = runtime::reasons;
using storage::Table;

constexpr int kWageMost = 200'000;

absl::Status OtherContent(absl::string_view name) {
  return runtime::Error(absl::StatusCode::kAlreadyExists, reasons::kAlreadyExists,
                        absl::StrCat(name,
                                     " exists already, with other content; a new record needs "
                                     "a new request_id."));
}

absl::Status NotYours(runtime::PrincipalRole role, v1::Attestation::Kind kind) {
  return runtime::Error(absl::StatusCode::kPermissionDenied, reasons::kNotYourAttestation,
                        absl::StrCat(runtime::RoleText(role), " may not vouch by ",
                                     v1::Attestation::Kind_Name(kind), "; ask the one who can."));
}

// One a caller and outcome: confirming an arrival twice confirms it once.
std::string ArrivalAttestationId(const runtime::Principal& principal) {
  return absl::StrCat("arrival-", runtime::Base32(runtime::Sha256(principal.id)).substr(0, 26));
}

const v1::Attestation* FindAttestation(const v1::Outcome& outcome, absl::string_view name) {
  for (const auto& attestation : outcome.attestations()) {
    if (attestation.name() == name) return &attestation;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<v1::Outcome> PlacementService::ReadOutcome(const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(auto outcome, LoadOutcome(store_, name));
  if (!outcome.has_value()) return runtime::NotFound("outcome", name);
  return *std::move(outcome);
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
  return runtime::RequireEither(call.principal, outcome.worker_division_code(), office);
}

absl::StatusOr<v1::Outcome> PlacementService::RecordOutcome(
    const Call& call, const v1::RecordOutcomeRequest& request) {
  v1::Outcome outcome = Normalised(request.outcome(), runtime::DayOf(call.now));
  runtime::FieldChecks checks;
  CheckOutcomeFields(outcome, "outcome", checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker, WorkerInScope(call, outcome.worker()));
  outcome.set_worker_division_code(worker.division_code());
  const std::string name =
      absl::StrCat("outcomes/", runtime::IdForRequest(request.request_id(), call.now));
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    LAOWU_ASSIGN_OR_RETURN(const auto own, LoadOutcome(store_, name));
    if (own.has_value()) {
      if (SameOutcome(*own, outcome)) return *own;
      return OtherContent(name);
    }
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&store_, call, outcome.worker()));
    if (const v1::Outcome* const equal = plan.FindEqual(outcome)) return *equal;
    storage::Batch batch;
    LAOWU_RETURN_IF_ERROR(plan.Add(name, outcome, worker, request.request_id(), batch));
    runtime::AddAudit(call, {{name, outcome.worker()}, {}, "", request.request_id()}, batch);
    const auto committed = store_.Commit(batch, call.deadline);
    if (committed.ok()) return ReadOutcome(name);
    if (!runtime::LostRace(committed.status())) return committed.status();
  }
  return runtime::TooManyRaces();
}

absl::StatusOr<v1::Outcome> PlacementService::GetOutcome(const Call& call,
                                                         const v1::GetOutcomeRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("outcomes/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome outcome, ReadOutcome(request.name()));
  LAOWU_RETURN_IF_ERROR(RequireOutcome(call, outcome));
  return outcome;
}

absl::StatusOr<v1::ListOutcomesResponse> PlacementService::ListOutcomes(
    const Call& call, const v1::ListOutcomesRequest& request) {
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

absl::StatusOr<v1::Outcome> PlacementService::AttestOutcome(
    const Call& call, const v1::AttestOutcomeRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("outcomes/*", "name", request.name(), checks);
  CheckAttestation(request.attestation(), "attestation", checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const auto grade = GradeFor(call.principal.role, request.attestation().kind());
  if (!grade.has_value()) return NotYours(call.principal.role, request.attestation().kind());
  v1::Attestation attestation = request.attestation();
  attestation.set_grade(*grade);
  const std::string id = runtime::IdForRequest(request.request_id(), call.now);
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    LAOWU_ASSIGN_OR_RETURN(const v1::Outcome outcome, ReadOutcome(request.name()));
    LAOWU_RETURN_IF_ERROR(RequireOutcome(call, outcome));
    const std::string name = AttestationName(request.name(), id);
    const v1::Attestation* const own = FindAttestation(outcome, name);
    if (own != nullptr && !SameAttestation(*own, attestation)) return OtherContent(name);
    const bool known = std::any_of(
        outcome.attestations().begin(), outcome.attestations().end(), [&](const auto& other) {
          return other.recorded_by() == call.principal.id && SameAttestation(other, attestation);
        });
    if (known) return outcome;
    storage::Batch batch;
    PlanAttestation(request.name(), id, attestation,
                    runtime::ProvenanceOf(call, request.request_id()), batch);
    runtime::AddAudit(call, {{name, outcome.worker()}, {}, "", request.request_id()}, batch);
    const auto committed = store_.Commit(batch, call.deadline);
    if (committed.ok()) return ReadOutcome(request.name());
    if (!runtime::LostRace(committed.status())) return committed.status();
  }
  return runtime::TooManyRaces();
}

absl::StatusOr<v1::Outcome> PlacementService::ArrivalOf(const Call& call,
                                                        const v1::ConfirmArrivalRequest& request,
                                                        const v1::Placement& placement) const {
  LAOWU_ASSIGN_OR_RETURN(const v1::Vacancy vacancy, peers_.GetVacancy(call, placement.vacancy()));
  v1::Outcome outcome;
  outcome.set_type(v1::Outcome::ARRIVED);
  outcome.set_worker(placement.worker());
  *outcome.mutable_effective_date() = request.arrive_date();
  outcome.set_date_precision(v1::DATE_PRECISION_DAY);
  outcome.set_workplace_division_code(vacancy.workplace_division_code());
  outcome.set_employer(vacancy.employer());
  outcome.set_occupation_code(vacancy.occupation_code());
  outcome.set_wage_cny_per_month(request.wage_cny_per_month());
  outcome.set_channel(placement.channel());
  outcome.set_organizer(placement.organizer());
  outcome.set_placement(request.name());
  return outcome;
}

absl::Status PlacementService::PlanArrival(const Call& call,
                                           const v1::ConfirmArrivalRequest& request,
                                           const v1::Placement& placement,
                                           const std::string& outcome_name, OutcomePlan& plan,
                                           storage::Batch& batch) const {
  if (placement.state() != v1::Placement::ACCEPTED) {
    return runtime::FailedPrecondition(
        reasons::kWrongState, request.name(),
        absl::StrCat("The placement is ", v1::Placement::State_Name(placement.state()),
                     " and nobody can arrive by it: only an ACCEPTED one can."));
  }
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker, peers_.GetWorker(call, placement.worker()));
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome outcome, ArrivalOf(call, request, placement));
  runtime::FieldChecks checks;
  CheckOutcomeFields(outcome, "outcome", checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  outcome.set_worker_division_code(worker.division_code());
  return plan.Add(outcome_name, outcome, worker, request.request_id(), batch);
}

absl::StatusOr<v1::Outcome> PlacementService::ConfirmArrival(
    const Call& call, const v1::ConfirmArrivalRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("placements/*", "name", request.name(), checks);
  checks.Date("arrive_date", request.arrive_date());
  checks.RangeIfSet("wage_cny_per_month", request.wage_cny_per_month(), 1, kWageMost);
  checks.Text("reference", request.reference(), limits::kTextChars);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  constexpr auto kKind = v1::Attestation::OFFICE_CONFIRMATION;
  const auto grade = GradeFor(call.principal.role, kKind);
  if (!grade.has_value()) return NotYours(call.principal.role, kKind);
  v1::Attestation attestation;
  attestation.set_kind(kKind);
  attestation.set_reference(request.reference());
  attestation.set_grade(*grade);

  std::string name =
      absl::StrCat("outcomes/", runtime::IdForRequest(request.request_id(), call.now));
  const std::string attestation_id = ArrivalAttestationId(call.principal);
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    LAOWU_ASSIGN_OR_RETURN(const v1::Placement placement, ReadPlacement(call, request.name()));
    LAOWU_RETURN_IF_ERROR(
        runtime::RequireOffice(call.principal, OfficeOfVacancy(placement.vacancy())));
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&store_, call, placement.worker()));
    storage::Batch batch;
    if (const v1::Outcome* const arrival = plan.FindStart(request.name())) {
      name = arrival->name();
      if (FindAttestation(*arrival, AttestationName(name, attestation_id)) != nullptr) {
        return *arrival;
      }
    } else {
      // A retry after somebody took the arrival back: it meets its own record.
      LAOWU_ASSIGN_OR_RETURN(const auto own, LoadOutcome(store_, name));
      if (own.has_value() && own->placement() == request.name()) return *own;
      if (own.has_value()) return OtherContent(name);
      LAOWU_RETURN_IF_ERROR(PlanArrival(call, request, placement, name, plan, batch));
    }
    PlanAttestation(name, attestation_id, attestation,
                    runtime::ProvenanceOf(call, request.request_id()), batch);
    runtime::AddAudit(
        call, {{request.name(), name, placement.worker()}, {}, "", request.request_id()}, batch);
    const auto committed = store_.Commit(batch, call.deadline);
    if (committed.ok()) return ReadOutcome(name);
    if (!runtime::LostRace(committed.status())) return committed.status();
  }
  return runtime::TooManyRaces();
}

}  // namespace laowu::placement
