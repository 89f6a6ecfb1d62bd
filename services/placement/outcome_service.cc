// Outcomes and attestations of the placement role.

#include "services/placement/outcome_records.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/placement/attestation_rules.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_records.h"
#include "services/placement/placement_rules.h"
#include "services/placement/placement_service.h"
#include "services/placement/refusals.h"
#include "services/placement/registration.h"
#include "services/placement/warnings.h"
#include "services/runtime/access.h"
#include "services/runtime/answered_requests.h"
#include "services/runtime/digest.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {

using storage::Table;

namespace {

// The outcomes of all `records` of one person by their keys in the list of the record `asked`.
// Unless the caller `decides` for the person: what its bureau of then may see, also of its own
// record that another county's stands before.
absl::StatusOr<std::map<std::string, v1::Outcome>> OutcomesOfPerson(
    const storage::Reader& reader, const runtime::Principal& principal, bool decides,
    absl::string_view asked, const std::vector<OpenWork>& records) {
  std::map<std::string, v1::Outcome> in_order;
  for (const OpenWork& record : records) {
    LAOWU_ASSIGN_OR_RETURN(auto outcomes, LoadOutcomesOfWorker(reader, record.worker));
    for (v1::Outcome& outcome : outcomes) {
      if (!decides && !runtime::DivisionInScope(principal, outcome.worker_division_code()))
        continue;
      std::string key = KeyInListOf(asked, outcome);
      in_order.emplace(std::move(key), std::move(outcome));
    }
  }
  return in_order;
}

// Whether what vouches for the outcome now makes it count: it was voided, or the claim is not
// proven with it either. What denies is no proof. An office or organiser is told of what it vouched
// for, and not of the job that a confirmation speaks of, which may be another's.
absl::Status WarnOfAttested(const runtime::Principal& principal, const OutcomePlan& plan,
                            v1::Attestation::Kind kind, v1::Outcome& attested) {
  if (!plan.Stands(attested.name())) {
    WarnOfVoided(attested.name(), "name", /*kept=*/true, attested.mutable_warnings());
    return absl::OkStatus();
  }
  const bool for_others = principal.role == runtime::PrincipalRole::kOffice ||
                          principal.role == runtime::PrincipalRole::kOrganizer;
  const bool of_another = for_others && attested.type() == v1::Outcome::CONFIRMED;
  if (kind == v1::Attestation::ORGANIZER_DENIAL || of_another) return absl::OkStatus();
  return plan.WarnOfUnproven(attested.name(), Vouching::kAttestation, attested.mutable_warnings());
}

// A page of them.
absl::StatusOr<v1::ListOutcomesResponse> PageOfPerson(const storage::Reader& reader,
                                                      const runtime::Principal& principal,
                                                      bool decides,
                                                      const v1::ListOutcomesRequest& request,
                                                      const std::vector<OpenWork>& records) {
  LAOWU_ASSIGN_OR_RETURN(const int page_size,
                         runtime::PageSize(request.page_size(), runtime::limits::kPageSizeDefault,
                                           runtime::limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  LAOWU_ASSIGN_OR_RETURN(auto in_order,
                         OutcomesOfPerson(reader, principal, decides, request.worker(), records));
  v1::ListOutcomesResponse response;
  internal::v1::PageToken next;
  LAOWU_ASSIGN_OR_RETURN(const storage::KeyRange rest,
                         runtime::RestOfRange(OutcomesOfWorker(request.worker()), token));
  auto it = in_order.lower_bound(rest.begin);
  for (; it != in_order.end() && response.outcomes_size() < page_size; ++it) {
    next.set_last_key(it->first);
    *response.add_outcomes() = ShownTo(principal, std::move(it->second));
  }
  if (it != in_order.end()) {
    response.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
  }
  return response;
}

}  // namespace

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

absl::StatusOr<v1::Outcome> PlacementService::Recorded(const Call& call, const v1::Worker& worker,
                                                       const std::string& outcome_name) const {
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome outcome, ReadOutcome(outcome_name));
  LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&store_, call, outcome.worker()));
  LAOWU_RETURN_IF_ERROR(plan.Consider(worker));
  LAOWU_RETURN_IF_ERROR(plan.Warn(outcome_name, outcome.mutable_warnings()));
  LAOWU_RETURN_IF_ERROR(
      plan.WarnOfUnproven(outcome_name, Vouching::kConfirmation, outcome.mutable_warnings()));
  return ShownTo(call.principal, std::move(outcome));
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
  // The bureau of that day and the one that decides today both have to do with it; whose record was
  // taken over has not, with what is of a later day.
  if (then.ok() || is_office || outcome.worker().empty()) return then;
  return WorkerInScope(call, outcome.worker(), Right::kDecide).ok() ? absl::OkStatus() : then;
}

absl::StatusOr<std::string> PlacementService::RegistrationOf(const Call& call,
                                                             const v1::Worker& worker,
                                                             absl::CivilDay day) const {
  LAOWU_ASSIGN_OR_RETURN(const auto records, peers_.GetRecordsOfPerson(call, worker, day));
  return RegistrationOfPersonOn(records, day);
}

absl::StatusOr<v1::Outcome> PlacementService::RecordOutcome(
    const Call& call, const v1::RecordOutcomeRequest& request) {
  v1::Outcome outcome = Normalised(request.outcome(), runtime::DayOf(call.now));
  runtime::FieldChecks checks;
  const size_t of_tables = CheckOutcomeFields(outcome, "outcome", checks);
  checks.RequestId("request_id", request.request_id());
  const bool may_stand = checks.violations().size() == of_tables;
  AddFutureDay(outcome, "outcome.effective_date", runtime::DayOf(call.now), checks);
  if (!may_stand) return checks.status();
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker,
                         WorkerInScope(call, outcome.worker(), Right::kDecide));
  LAOWU_ASSIGN_OR_RETURN(*outcome.mutable_worker_division_code(),
                         RegistrationOf(call, worker, CountingDayOf(outcome)));
  const std::string name =
      absl::StrCat("outcomes/", runtime::IdForRequest(request.request_id(), call.now));
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Outcome> {
    LAOWU_ASSIGN_OR_RETURN(const auto own, LoadOutcome(store_, name));
    if (own.has_value() && !SameOutcome(*own, outcome)) return runtime::RequestIdUsed();
    LAOWU_ASSIGN_OR_RETURN(const std::string answer, runtime::LoadAnswer(store_, name));
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&store_, call, outcome.worker()));
    if (own.has_value() && plan.Stands(name)) return Recorded(call, worker, name);
    if (!answer.empty()) {
      const v1::Outcome* const was = plan.Find(answer);
      if (was == nullptr || !OutcomePlan::SayTheSame(outcome, *was)) {
        return runtime::RequestIdUsed();
      }
    }
    storage::Batch batch;
    if (const v1::Outcome* const equal = plan.FindEqual(outcome)) {
      if (!request.request_id().empty() && !own.has_value() && answer.empty()) {
        runtime::PlanAnswer(name, equal->name(), /*asked=*/"", batch);
        LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
      }
      return Recorded(call, worker, equal->name());
    }
    if (own.has_value()) return runtime::WasTakenBack(name);
    if (!answer.empty()) return runtime::WasTakenBack(answer);
    LAOWU_RETURN_IF_ERROR(checks.status());
    plan.Use(worker);
    LAOWU_RETURN_IF_ERROR(plan.Add({name, outcome, request.request_id(), "outcome"}, batch));
    LAOWU_RETURN_IF_ERROR(plan.Finish(request.request_id(), batch));
    runtime::AddAudit(call, {{name, outcome.worker()}, {}, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    LAOWU_ASSIGN_OR_RETURN(v1::Outcome recorded, Recorded(call, worker, name));
    recorded.mutable_warnings()->MergeFrom(plan.placement_warnings());
    return recorded;
  });
}

absl::StatusOr<v1::Outcome> PlacementService::GetOutcome(const Call& call,
                                                         const v1::GetOutcomeRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("outcomes/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome outcome, OutcomeInScope(call, request.name()));
  return ShownTo(call.principal, std::move(outcome));
}

absl::StatusOr<v1::ListOutcomesResponse> PlacementService::ListOutcomes(
    const Call& call, const v1::ListOutcomesRequest& request) {
  if (request.workers_size() > 0) return ListOutcomesOfMany(call, request);
  runtime::FieldChecks checks;
  runtime::RequireName("workers/*", "worker", request.worker(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker,
                         WorkerInScope(call, request.worker(), Right::kRead));
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, request.worker()));
  LAOWU_ASSIGN_OR_RETURN(const auto records, LoadRecordsOfPerson(store_, work, /*above=*/false));
  // The record that stands for a person lists what figures count for it.
  if (records.size() > 1 || !worker.merged_into().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const bool decides, Decides(call, worker));
    return PageOfPerson(store_, call.principal, decides, request, records);
  }
  v1::ListOutcomesResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto outcomes,
      runtime::ReadPage<v1::Outcome>(
          store_, Table::kOutcomesByWorker, OutcomesOfWorker(request.worker()), request,
          response.mutable_next_page_token(),
          [&](const storage::Record& record) { return ToOutcomeOfWorker(store_, record); }));
  for (auto& outcome : outcomes) {
    *response.add_outcomes() = ShownTo(call.principal, std::move(outcome));
  }
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
    if (stated)
      checks.Violate(field,
                     "不能与 workers 同时填，其结果不分页 / does not stand beside workers, whose "
                     "answer is whole");
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
      LAOWU_RETURN_IF_ERROR(WorkerInScope(call, name, Right::kRead).status());
    }
  }
  v1::ListOutcomesResponse response;
  for (const v1::Worker& worker : workers) {
    LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, worker.name()));
    LAOWU_ASSIGN_OR_RETURN(const auto records, LoadRecordsOfPerson(store_, work, /*above=*/false));
    bool decides = true;
    if (records.size() > 1 || !worker.merged_into().empty()) {
      LAOWU_ASSIGN_OR_RETURN(decides, Decides(call, worker));
    }
    LAOWU_ASSIGN_OR_RETURN(
        auto outcomes, OutcomesOfPerson(store_, call.principal, decides, worker.name(), records));
    for (auto& [key, outcome] : outcomes) {
      *response.add_outcomes() = ShownTo(call.principal, std::move(outcome));
    }
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
  const auto attest = [&]() -> absl::StatusOr<v1::Outcome> {
    LAOWU_ASSIGN_OR_RETURN(v1::Outcome outcome, OutcomeInScope(call, request.name()));
    LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, outcome.worker()));
    // Again: what others attest from then on makes the batch fail.
    LAOWU_ASSIGN_OR_RETURN(outcome, ReadOutcome(request.name()));
    CheckAttested(request.attestation(), outcome, "attestation", checks);
    LAOWU_RETURN_IF_ERROR(checks.status());
    if (work.stored_now().erased()) EraseTexts(attestation);
    const std::string name = AttestationName(request.name(), id);
    const v1::Attestation* const own = FindAttestation(outcome, name);
    if (own != nullptr && !SameAttestation(*own, attestation)) return runtime::RequestIdUsed();
    if (FindEqualAttestation(outcome, attestation, call.principal.id) != nullptr) return outcome;
    storage::Batch batch;
    PlanAttestation(request.name(), id, attestation,
                    runtime::ProvenanceOf(call, request.request_id()), batch);
    TouchOpenWork(work, batch);
    runtime::AddAudit(call, {{name, outcome.worker()}, {}, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return ReadOutcome(request.name());
  };
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome attested, runtime::PlanAnew(call.deadline, attest));
  WarnOfReference(attestation, "attestation.reference", attested.mutable_warnings());
  LAOWU_ASSIGN_OR_RETURN(const OutcomePlan plan,
                         OutcomePlan::Load(&store_, call, attested.worker()));
  LAOWU_RETURN_IF_ERROR(WarnOfAttested(call.principal, plan, attestation.kind(), attested));
  return ShownTo(call.principal, std::move(attested));
}

}  // namespace laowu::placement
