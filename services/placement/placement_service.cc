#include "services/placement/placement_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "reference/policy.h"
#include "services/placement/organizer_records.h"
#include "services/placement/outcome_records.h"
#include "services/placement/placement_rules.h"
#include "services/runtime/digest.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/watch_stream.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

namespace limits = runtime::limits;
namespace reasons = runtime::reasons;
using storage::Table;

// Of one vacancy's, in one call; the next call meets the rest.
constexpr int kOverdueMost = 20;

absl::Status ErrorOf(const Refusal& refusal) {
  return runtime::FailedPrecondition(refusal.reason, refusal.subject, refusal.message);
}

absl::Status RequirePlacement(const runtime::Principal& principal, const v1::Placement& placement) {
  return runtime::RequireEither(principal, placement.worker_division_code(),
                                OfficeOfVacancy(placement.vacancy()));
}

class PlacementRole final : public runtime::Role {
 public:
  PlacementRole(const runtime::Environment& environment, std::unique_ptr<runtime::OwnedStore> owned)
      : owned_(std::move(owned)), service_(environment, owned_.get()) {}

  absl::string_view name() const override { return "placement"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  void EndStreams() override { owned_->hub->Stop(); }
  void Stop() override { service_.Stop(); }

 private:
  std::unique_ptr<runtime::OwnedStore> owned_;
  PlacementService service_;
};

}  // namespace

PlacementService::PlacementService(const runtime::Environment& environment,
                                   runtime::OwnedStore* owned)
    : store_(*owned->store),
      hub_(*owned->hub),
      feed_executor_(*environment.feed),
      clock_(environment.clock),
      peers_(environment.channels),
      threads_(environment, "placement") {}

// ---- Proposing.

absl::StatusOr<v1::Placement> PlacementService::CreatePlacement(
    const Call& call, const v1::CreatePlacementRequest& request) {
  const v1::Placement& sent = request.placement();
  runtime::FieldChecks checks;
  CheckNewPlacement(sent, "placement", checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const std::string name =
      absl::StrCat("placements/", runtime::IdForRequest(request.request_id(), call.now));
  LAOWU_ASSIGN_OR_RETURN(auto own, FindOwn(call, name, sent));
  if (own.has_value()) return *std::move(own);

  LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker, WorkerInScope(call, sent.worker()));
  LAOWU_ASSIGN_OR_RETURN(const v1::Vacancy vacancy, peers_.GetVacancy(call, sent.vacancy()));
  auto refusal = WhyNotVisible(worker, call.now, reference::Policies::Get().Newest());
  if (!refusal.has_value()) refusal = WhyNotOpen(vacancy, runtime::DayOf(call.now));
  if (refusal.has_value()) return ErrorOf(*refusal);
  if (!sent.organizer().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto organizer, LoadOrganizer(store_, sent.organizer()));
    if (!organizer.has_value()) {
      checks.Violate("placement.organizer", absl::StrCat("there is no ", sent.organizer()));
      return checks.status();
    }
  }
  const v1::Placement proposal = NewPlacement(sent, worker.division_code(), call.now);
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    LAOWU_RETURN_IF_ERROR(FreeOverdue(call, proposal, OpeningCount(vacancy)));
    storage::Batch batch;
    LAOWU_RETURN_IF_ERROR(
        PlanProposal(call, name, proposal, OpeningCount(vacancy), request.request_id(), batch));
    const auto committed = store_.Commit(batch, call.deadline);
    if (committed.ok()) return ReadPlacement(call, name);
    if (!runtime::LostRace(committed.status())) return committed.status();
    LAOWU_ASSIGN_OR_RETURN(own, FindOwn(call, name, sent));
    if (own.has_value()) return *std::move(own);
  }
  return runtime::TooManyRaces();
}

absl::StatusOr<std::optional<v1::Placement>> PlacementService::FindOwn(
    const Call& call, const std::string& name, const v1::Placement& sent) const {
  LAOWU_ASSIGN_OR_RETURN(const auto record, store_.Get(Table::kPlacements, PlacementKey(name)));
  if (!record.has_value()) return std::optional<v1::Placement>();
  LAOWU_ASSIGN_OR_RETURN(v1::Placement own, ToPlacement(*record, call.now));
  LAOWU_RETURN_IF_ERROR(RequirePlacement(call.principal, own));
  if (!SameProposal(own, sent)) {
    return runtime::Error(absl::StatusCode::kAlreadyExists, reasons::kAlreadyExists,
                          absl::StrCat(name,
                                       " exists already, with other content; a new placement "
                                       "needs a new request_id."));
  }
  return std::optional<v1::Placement>(std::move(own));
}

absl::Status PlacementService::FreeOverdue(const Call& call, const v1::Placement& proposal,
                                           int opening_count) {
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, proposal.worker()));
  const internal::v1::StoredLivePlacements live = work.live_now();
  for (const auto& other : live.proposals()) {
    if (call.now < runtime::ToTime(other.expire_time())) continue;
    LAOWU_RETURN_IF_ERROR(Expire(call, other.placement()));
  }
  LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(store_, proposal.vacancy()));
  if (!fill.has_value() || fill->stored.fill().taken_count() < opening_count) {
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(const auto overdue,
                         FindOverdueProposals(store_, proposal.vacancy(), call.now, kOverdueMost));
  for (const std::string& name : overdue) LAOWU_RETURN_IF_ERROR(Expire(call, name));
  return absl::OkStatus();
}

absl::Status PlacementService::PlanProposal(const Call& call, const std::string& name,
                                            const v1::Placement& proposal, int opening_count,
                                            const std::string& request_id,
                                            storage::Batch& batch) const {
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, proposal.worker()));
  internal::v1::StoredLivePlacements live = work.live_now();
  std::string twin = live.vacancy() == proposal.vacancy() ? live.placement() : "";
  for (const auto& other : live.proposals()) {
    if (other.vacancy() == proposal.vacancy()) twin = other.placement();
  }
  if (!twin.empty()) {
    return runtime::Error(
        absl::StatusCode::kAlreadyExists, reasons::kAlreadyExists,
        absl::StrCat("The worker is placed at this vacancy already: ", twin, "."));
  }
  if (live.proposals_size() >= kProposalsMost) {
    return runtime::FailedPrecondition(
        reasons::kTooManyProposals, proposal.worker(),
        absl::StrCat("The worker has ", kProposalsMost,
                     " proposals that stand; wait for an answer or decline one."));
  }
  LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(store_, proposal.vacancy()));
  if (fill.has_value() && fill->stored.fill().taken_count() >= opening_count) {
    return runtime::FailedPrecondition(
        reasons::kVacancyFull, proposal.vacancy(),
        absl::StrCat("All ", opening_count, " openings are taken; choose another vacancy."));
  }
  internal::v1::StoredPlacement stored;
  *stored.mutable_placement() = proposal;
  *stored.mutable_provenance() = runtime::ProvenanceOf(call, request_id);
  PlanPlacement(name, std::nullopt, stored, batch);
  PlanFill(proposal.vacancy(), fill, 1, batch);
  MoveLive(name, proposal, live);
  PlanOpenWork(work, live, work.state_now(), batch);
  runtime::AddAudit(call, {{name, proposal.worker(), proposal.vacancy()}, {}, "", request_id},
                    batch);
  return absl::OkStatus();
}

// ---- Moving.

absl::Status PlacementService::PlanMove(const Call& call, const std::string& name,
                                        const LoadedPlacement& old,
                                        internal::v1::StoredPlacement changed,
                                        const std::string& request_id,
                                        storage::Batch& batch) const {
  const v1::Placement& before = old.stored.placement();
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, before.worker()));
  internal::v1::StoredLivePlacements live = work.live_now();
  const v1::Placement::State to = changed.placement().state();
  if (IsCommitted(to) && !live.placement().empty() && live.placement() != name) {
    return runtime::FailedPrecondition(
        reasons::kWorkerCommitted, before.worker(),
        absl::StrCat("The worker is bound by ", live.placement(), "; end that one first."));
  }
  changed.mutable_provenance()->set_recorded_by(call.principal.id);
  changed.mutable_provenance()->set_request_id(request_id);
  PlanPlacement(name, old, changed, batch);
  MoveLive(name, changed.placement(), live);
  PlanOpenWork(work, live, work.state_now(), batch);
  if (FreesOpening(before.state(), to)) {
    LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(store_, before.vacancy()));
    PlanFill(before.vacancy(), fill, -1, batch);
  }
  runtime::AddAudit(call, {{name, before.worker()}, {"state"}, "", request_id}, batch);
  return absl::OkStatus();
}

absl::Status PlacementService::Expire(const Call& call, const std::string& placement_name) {
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadPlacement(store_, placement_name));
    const bool overdue = old.has_value() && IsProposal(old->stored.placement().state()) &&
                         StateAt(old->stored.placement(), call.now) == v1::Placement::EXPIRED;
    if (!overdue) return absl::OkStatus();
    internal::v1::StoredPlacement changed = old->stored;
    changed.mutable_placement()->set_state(v1::Placement::EXPIRED);
    storage::Batch batch;
    LAOWU_RETURN_IF_ERROR(PlanMove(call, placement_name, *old, std::move(changed), "", batch));
    const auto committed = store_.Commit(batch, call.deadline);
    if (committed.ok()) return absl::OkStatus();
    if (!runtime::LostRace(committed.status())) return committed.status();
  }
  return runtime::TooManyRaces();
}

absl::StatusOr<v1::Placement> PlacementService::Carry(const Call& call, const Move& move) {
  runtime::FieldChecks checks;
  runtime::RequireName("placements/*", "name", move.name, checks);
  checks.RequestId("request_id", move.request_id);
  LAOWU_RETURN_IF_ERROR(checks.status());
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadPlacement(store_, move.name));
    if (!old.has_value()) return runtime::NotFound("placement", move.name);
    const v1::Placement& placement = old->stored.placement();
    LAOWU_RETURN_IF_ERROR(RequirePlacement(call.principal, placement));
    // A retry whose first try was done.
    if (!move.request_id.empty() && placement.state() == move.to &&
        old->stored.provenance().request_id() == move.request_id) {
      return ReadPlacement(call, move.name);
    }
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(move.etag, old->version, move.name));
    const v1::Placement::State from = StateAt(placement, call.now);
    if (from == v1::Placement::EXPIRED) LAOWU_RETURN_IF_ERROR(Expire(call, move.name));
    const auto refusal = WhyNotMove(move.name, from, move.to);
    if (refusal.has_value()) return ErrorOf(*refusal);
    internal::v1::StoredPlacement changed = old->stored;
    LAOWU_RETURN_IF_ERROR(move.edit(*changed.mutable_placement()));
    changed.mutable_placement()->set_state(move.to);
    storage::Batch batch;
    LAOWU_RETURN_IF_ERROR(
        PlanMove(call, move.name, *old, std::move(changed), move.request_id, batch));
    const auto committed = store_.Commit(batch, call.deadline);
    if (committed.ok()) return ReadPlacement(call, move.name);
    if (!runtime::LostRace(committed.status())) return committed.status();
  }
  return runtime::TooManyRaces();
}

absl::StatusOr<v1::Placement> PlacementService::AcceptPlacement(
    const Call& call, const v1::AcceptPlacementRequest& request) {
  return Carry(call, {request.name(), request.etag(), request.request_id(), v1::Placement::ACCEPTED,
                      [&](v1::Placement& placement) {
                        *placement.mutable_accept_time() = runtime::ToTimestamp(call.now);
                        return absl::OkStatus();
                      }});
}

absl::StatusOr<v1::Placement> PlacementService::DeclinePlacement(
    const Call& call, const v1::DeclinePlacementRequest& request) {
  runtime::FieldChecks checks;
  checks.KnownEnum("decline_reason", request.decline_reason(),
                   v1::DeclineReason_IsValid(request.decline_reason()));
  LAOWU_RETURN_IF_ERROR(checks.status());
  return Carry(call, {request.name(), request.etag(), request.request_id(), v1::Placement::DECLINED,
                      [&](v1::Placement& placement) {
                        placement.set_decline_reason(request.decline_reason());
                        return absl::OkStatus();
                      }});
}

absl::StatusOr<v1::Placement> PlacementService::EndPlacement(
    const Call& call, const v1::EndPlacementRequest& request) {
  const absl::CivilDay today = runtime::DayOf(call.now);
  runtime::FieldChecks checks;
  if (request.has_end_date()) checks.Date("end_date", request.end_date());
  const absl::CivilDay end = runtime::ToCivilDay(request.end_date()).value_or(today);
  if (end > today) checks.Violate("end_date", "lies in the future");
  LAOWU_RETURN_IF_ERROR(checks.status());
  return Carry(call, {request.name(), request.etag(), request.request_id(), v1::Placement::ENDED,
                      [&](v1::Placement& placement) {
                        runtime::FieldChecks late;
                        const auto start = runtime::ToCivilDay(placement.start_date());
                        if (start.has_value() && end < *start) {
                          late.Violate("end_date", "lies before the placement's start_date");
                        }
                        *placement.mutable_end_date() = runtime::ToDate(end);
                        return late.status();
                      }});
}

// ---- Reading.

absl::StatusOr<v1::Placement> PlacementService::ReadPlacement(const Call& call,
                                                              const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(const auto record, store_.Get(Table::kPlacements, PlacementKey(name)));
  if (!record.has_value()) return runtime::NotFound("placement", name);
  return ToPlacement(*record, call.now);
}

absl::StatusOr<v1::Worker> PlacementService::WorkerInScope(const Call& call,
                                                           const std::string& worker_name) const {
  LAOWU_ASSIGN_OR_RETURN(v1::Worker worker, peers_.GetWorker(call, worker_name));
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, worker.division_code()));
  return worker;
}

absl::StatusOr<v1::Placement> PlacementService::GetPlacement(
    const Call& call, const v1::GetPlacementRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("placements/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(v1::Placement placement, ReadPlacement(call, request.name()));
  LAOWU_RETURN_IF_ERROR(RequirePlacement(call.principal, placement));
  return placement;
}

absl::StatusOr<v1::ListPlacementsResponse> PlacementService::ListPlacements(
    const Call& call, const v1::ListPlacementsRequest& request) {
  const bool by_worker = !request.worker().empty();
  runtime::FieldChecks checks;
  if (by_worker) runtime::RequireName("workers/*", "worker", request.worker(), checks);
  if (!by_worker || !request.vacancy().empty()) {
    runtime::RequireName("offices/*/vacancies/*", "vacancy", request.vacancy(), checks);
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  const bool is_office = call.principal.role == runtime::PrincipalRole::kOffice;
  if (!request.vacancy().empty()) {
    LAOWU_RETURN_IF_ERROR(
        runtime::RequireOffice(call.principal, OfficeOfVacancy(request.vacancy())));
  }
  if (by_worker && !is_office) {
    LAOWU_RETURN_IF_ERROR(WorkerInScope(call, request.worker()).status());
  }
  // A worker's bureau sees all of the worker's placements; a vacancy's are shown to a bureau as far
  // as they are its people's, and to an office as far as they are its vacancies'. So pages may be
  // shorter than asked.
  const bool all = by_worker && !is_office;
  const auto convert =
      [&](const storage::Record& record) -> absl::StatusOr<std::optional<v1::Placement>> {
    std::string first;
    std::string name;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &first, &name));
    LAOWU_ASSIGN_OR_RETURN(v1::Placement placement, ReadPlacement(call, name));
    const bool of_vacancy = request.vacancy().empty() || placement.vacancy() == request.vacancy();
    if (!of_vacancy || (!all && !RequirePlacement(call.principal, placement).ok())) {
      return std::optional<v1::Placement>();
    }
    return std::optional<v1::Placement>(std::move(placement));
  };
  v1::ListPlacementsResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto placements,
      runtime::ReadPage<std::optional<v1::Placement>>(
          store_, by_worker ? Table::kPlacementsByWorker : Table::kPlacementsByVacancy,
          storage::RangeOf(by_worker ? request.worker() : request.vacancy()), request,
          response.mutable_next_page_token(), convert));
  for (auto& placement : placements) {
    if (placement.has_value()) *response.add_placements() = *std::move(placement);
  }
  return response;
}

// ---- Watching.

absl::StatusOr<bool> PlacementService::FillChange(const runtime::WatchCursor::Entry& entry,
                                                  v1::PlacementChange* change) const {
  // Nothing that is watched here is ever deleted.
  if (!entry.record.has_value()) return absl::DataLossError("a record of a watched table is gone");
  change->set_type(v1::CHANGE_TYPE_UPSERTED);
  const storage::Record& record = *entry.record;
  switch (entry.table) {
    case Table::kPlacements: {
      LAOWU_ASSIGN_OR_RETURN(*change->mutable_placement(), ToPlacement(record, clock_()));
      change->set_name(change->placement().name());
      return true;
    }
    case Table::kOutcomes: {
      LAOWU_ASSIGN_OR_RETURN(*change->mutable_outcome(), ToOutcome(store_, record));
      change->set_name(change->outcome().name());
      return true;
    }
    case Table::kAttestations: {
      LAOWU_ASSIGN_OR_RETURN(const std::string name, OutcomeOfAttestationKey(record.key));
      LAOWU_ASSIGN_OR_RETURN(*change->mutable_outcome(), ReadOutcome(name));
      change->set_name(name);
      return true;
    }
    case Table::kOrganizerFacts: {
      LAOWU_ASSIGN_OR_RETURN(const std::string name, OrganizerOfFactKey(record.key));
      LAOWU_ASSIGN_OR_RETURN(const auto organizer, LoadOrganizer(store_, name));
      if (!organizer.has_value()) return absl::DataLossError("an organiser is gone");
      *change->mutable_organizer() = *organizer;
      change->set_name(name);
      return true;
    }
    case Table::kWorkerStates: {
      LAOWU_ASSIGN_OR_RETURN(*change->mutable_worker_state(), ToWorkerState(record));
      change->set_name(change->worker_state().worker());
      return true;
    }
    case Table::kVacancyFill: {
      LAOWU_ASSIGN_OR_RETURN(*change->mutable_vacancy_fill(), ToVacancyFill(record));
      change->set_name(change->vacancy_fill().vacancy());
      return true;
    }
    default:
      return false;
  }
}

grpc::ServerWriteReactor<v1::WatchPlacementsResponse>* PlacementService::WatchPlacements(
    grpc::CallbackServerContext* context, const v1::WatchPlacementsRequest* request) {
  static constexpr char kMethod[] = "laowu.v1.PlacementService/WatchPlacements";
  const absl::Time begun = absl::Now();
  const auto call = rpc_.Begin(context, kMethod);
  // Organisers first, then what names them; attestations travel with their outcomes.
  const std::vector<runtime::WatchedTable> tables = {
      {Table::kOrganizerFacts, "organizer"},  {Table::kPlacements, "placement"},
      {Table::kOutcomes, "outcome"},          {Table::kAttestations, "outcome", false},
      {Table::kWorkerStates, "worker_state"}, {Table::kVacancyFill, "vacancy_fill"}};
  auto cursor = call.ok() ? runtime::WatchCursor::Make(
                                &store_, tables, {request->kinds().begin(), request->kinds().end()},
                                request->store_id(), request->after_sequence())
                          : absl::StatusOr<runtime::WatchCursor>(call.status());
  return new runtime::WatchStream<v1::WatchPlacementsResponse, v1::PlacementChange>(
      &store_, &hub_, &feed_executor_, std::move(cursor),
      [this](const runtime::WatchCursor::Entry& entry, v1::PlacementChange* change) {
        return FillChange(entry, change);
      },
      [this, begun](const absl::Status& status) { return rpc_.End(kMethod, status, begun); });
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakePlacementRole(
    const runtime::Environment& environment) {
  LAOWU_ASSIGN_OR_RETURN(auto owned, runtime::OwnedStore::Open(environment, "placement"));
  return std::make_unique<PlacementRole>(environment, std::move(owned));
}

}  // namespace laowu::placement
