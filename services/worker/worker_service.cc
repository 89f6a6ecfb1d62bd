#include "services/worker/worker_service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "reference/identity_number.h"
#include "services/runtime/digest.h"
#include "services/runtime/log.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/watch_stream.h"
#include "services/worker/fact_rules.h"
#include "services/worker/personal_details.h"
#include "services/worker/worker_rules.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

namespace limits = runtime::limits;
using storage::Table;

constexpr char kWorkerPattern[] = "workers/*";
constexpr int kFindMost = 50;
// A person merged into one merged into one …: longer chains are refused.
constexpr int kMergeChainMost = 16;

void CheckView(v1::WorkerView view, const std::string& purpose, runtime::FieldChecks& checks) {
  checks.KnownEnum("view", view, v1::WorkerView_IsValid(view));
  if (view == v1::WORKER_VIEW_FULL) {
    checks.RequiredText("purpose", purpose, limits::kTextChars);
  } else {
    checks.Text("purpose", purpose, limits::kTextChars);
  }
}

absl::StatusOr<bool> FillWorkerChange(const runtime::WatchCursor::Entry& entry,
                                      v1::WorkerChange* change) {
  change->set_type(entry.record.has_value() ? v1::CHANGE_TYPE_UPSERTED : v1::CHANGE_TYPE_DELETED);
  LAOWU_ASSIGN_OR_RETURN(*change->mutable_name(), NameOfKey(entry.table, entry.key));
  if (!entry.record.has_value()) return true;
  if (entry.table == Table::kWorkerFacts) {
    LAOWU_ASSIGN_OR_RETURN(*change->mutable_fact(), ToFact(*entry.record));
  } else {
    LAOWU_ASSIGN_OR_RETURN(*change->mutable_worker(), ToWorker(*entry.record));
  }
  return true;
}

class WorkerRole final : public runtime::Role {
 public:
  WorkerRole(const runtime::Environment& environment, std::unique_ptr<runtime::OwnedStore> owned)
      : owned_(std::move(owned)), service_(environment, owned_.get()) {}

  absl::string_view name() const override { return "worker"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  void EndStreams() override { owned_->hub->Stop(); }
  void Stop() override { service_.Stop(); }

 private:
  std::unique_ptr<runtime::OwnedStore> owned_;
  WorkerService service_;
};

}  // namespace

WorkerService::WorkerService(const runtime::Environment& environment, runtime::OwnedStore* owned)
    : store_(*owned->store),
      hub_(*owned->hub),
      feed_executor_(*environment.feed),
      metrics_(*environment.metrics),
      keys_(*environment.keys),
      threads_(environment, "worker") {}

absl::StatusOr<LoadedWorker> WorkerService::LoadInScope(const storage::Reader& reader,
                                                        const Call& call,
                                                        const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadWorker(reader, WorkerId(name)));
  if (!loaded.has_value()) return runtime::NotFound("worker", name);
  LAOWU_RETURN_IF_ERROR(
      runtime::RequireDivision(call.principal, loaded->stored.worker().division_code()));
  return *std::move(loaded);
}

absl::StatusOr<std::vector<v1::Worker>> WorkerService::ReadWorkers(
    const Call& call, const std::vector<std::string>& names, v1::WorkerView view,
    const std::string& purpose) {
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store_.TakeSnapshot());
  std::vector<v1::Worker> workers;
  for (const std::string& name : names) {
    LAOWU_ASSIGN_OR_RETURN(const LoadedWorker loaded, LoadInScope(*snapshot, call, name));
    LAOWU_ASSIGN_OR_RETURN(v1::Worker worker, ToWorker(WorkerId(name), loaded));
    workers.push_back(std::move(worker));
  }
  if (view != v1::WORKER_VIEW_FULL || workers.empty()) return workers;
  std::vector<std::string> fields;
  for (v1::Worker& worker : workers) {
    LAOWU_ASSIGN_OR_RETURN(auto details, LoadDetails(*snapshot, keys_, WorkerId(worker.name())));
    for (std::string& field : FieldsOf(details)) {
      if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
        fields.push_back(std::move(field));
      }
    }
    *worker.mutable_personal_details() = Masked(std::move(details));
  }
  // Who saw what stands in the store before the answer leaves; without it there is no answer.
  storage::Batch batch;
  runtime::AddAudit(call, {names, fields, purpose, ""}, batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  return workers;
}

absl::StatusOr<v1::Worker> WorkerService::GetWorker(const Call& call,
                                                    const v1::GetWorkerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName(kWorkerPattern, "name", request.name(), checks);
  CheckView(request.view(), request.purpose(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(auto workers,
                         ReadWorkers(call, {request.name()}, request.view(), request.purpose()));
  return std::move(workers.front());
}

absl::StatusOr<v1::BatchGetWorkersResponse> WorkerService::BatchGetWorkers(
    const Call& call, const v1::BatchGetWorkersRequest& request) {
  runtime::FieldChecks checks;
  checks.CountMost("names", request.names_size(), limits::kBatchGet);
  for (int i = 0; i < std::min(request.names_size(), limits::kBatchGet); ++i) {
    runtime::RequireName(kWorkerPattern, absl::StrCat("names[", i, "]"), request.names(i), checks);
  }
  CheckView(request.view(), request.purpose(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(auto workers,
                         ReadWorkers(call, {request.names().begin(), request.names().end()},
                                     request.view(), request.purpose()));
  v1::BatchGetWorkersResponse response;
  for (auto& worker : workers) *response.add_workers() = std::move(worker);
  return response;
}

absl::StatusOr<v1::ListWorkersResponse> WorkerService::ListWorkers(
    const Call& call, const v1::ListWorkersRequest& request) {
  // A bureau that names no division means its own.
  const std::string& prefix =
      request.division_code().empty() ? call.principal.division_prefix : request.division_code();
  runtime::FieldChecks checks;
  if (!request.division_code().empty()) checks.DivisionCode("division_code", prefix, true);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, prefix));
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store_.TakeSnapshot());
  const auto convert = [&](const storage::Record& record) { return ToIndexed(*snapshot, record); };
  v1::ListWorkersResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto workers,
      runtime::ReadPage<v1::Worker>(*snapshot, Table::kWorkersByDivision, DivisionRange(prefix),
                                    request, response.mutable_next_page_token(), convert));
  for (auto& worker : workers) *response.add_workers() = std::move(worker);
  return response;
}

absl::StatusOr<v1::FindWorkersResponse> WorkerService::FindWorkers(
    const Call& call, const v1::FindWorkersRequest& request) {
  runtime::FieldChecks checks;
  const auto identity = reference::ParseIdentityNumber(
      absl::StripAsciiWhitespace(request.identity_number()), runtime::DayOf(call.now));
  if (!identity.ok()) checks.Violate("identity_number", identity.status().message());
  checks.RequiredText("purpose", request.purpose(), limits::kTextChars);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store_.TakeSnapshot());
  v1::FindWorkersResponse response;
  std::vector<std::string> names;
  for (int place = 1; place <= kFindMost; ++place) {
    LAOWU_ASSIGN_OR_RETURN(
        const auto found, LoadIdentity(*snapshot, IdentityDigests(keys_, identity->number, place)));
    if (!found.has_value()) break;
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(*snapshot, found->worker_id));
    if (!loaded.has_value() ||
        !runtime::DivisionInScope(call.principal, loaded->stored.worker().division_code())) {
      continue;
    }
    LAOWU_ASSIGN_OR_RETURN(*response.add_workers(), ToWorker(found->worker_id, *loaded));
    names.push_back(WorkerName(found->worker_id));
  }
  // Also where nobody was found: asking who is in the register tells something.
  storage::Batch batch;
  runtime::AddAudit(call, {names, {"identity_number"}, request.purpose(), ""}, batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  return response;
}

absl::Status WorkerService::CommitPiece(const Call& call, bool validate_only, WorkerImport& import,
                                        storage::Sequence* committed) {
  LAOWU_ASSIGN_OR_RETURN(WorkerImport::Piece piece, import.PlanPiece(store_));
  if (!piece.batch.empty() && !validate_only) {
    LAOWU_ASSIGN_OR_RETURN(const auto done, store_.Commit(piece.batch, call.deadline));
    *committed = done.last;
  }
  import.Accept(std::move(piece));
  return absl::OkStatus();
}

absl::StatusOr<v1::ImportWorkersResponse> WorkerService::ImportWorkers(
    const Call& call, const v1::ImportWorkersRequest& request) {
  RowDays days{runtime::DayOf(call.now), runtime::DayOf(call.now)};
  runtime::FieldChecks checks;
  checks.CountMost("rows", request.rows_size(), limits::kImportRows);
  if (request.has_as_of_date()) {
    checks.Date("as_of_date", request.as_of_date());
    days.as_of = runtime::ToCivilDay(request.as_of_date()).value_or(days.today);
    if (days.as_of > days.today) checks.Violate("as_of_date", "lies in the future");
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  WorkerImport import(call, keys_, request, days);
  storage::Sequence committed = 0;
  int lost_races = 0;
  while (!import.done()) {
    const absl::Status status = CommitPiece(call, request.validate_only(), import, &committed);
    if (status.ok()) {
      lost_races = 0;
    } else if (!runtime::LostRace(status)) {
      return status;
    } else if (++lost_races == limits::kCommitAttempts) {
      return runtime::TooManyRaces();
    }
  }
  v1::ImportWorkersResponse response = import.response();
  response.set_batch_number(request.batch_number());
  response.set_committed_sequence(committed);
  for (const auto& result : response.results()) {
    metrics_.CountImportRows("worker", v1::ImportResult::Result_Name(result.result()), 1);
  }
  if (import.underage_count() > 0) {
    // The alert that standards.md asks for; it counts and names nobody.
    metrics_.CountImportRows("worker_underage", "REJECTED", import.underage_count());
    runtime::Log(
        runtime::LogLevel::kWarning, "people under 16 refused",
        {{"principal", call.principal.id}, {"row_count", absl::StrCat(import.underage_count())}});
  }
  return response;
}

absl::Status WorkerService::PlanMerger(const Call& call, const std::string& worker_name,
                                       const std::string& other_name, storage::Batch& batch) {
  LAOWU_ASSIGN_OR_RETURN(LoadedWorker other, LoadInScope(store_, call, other_name));
  batch.Require(Table::kWorkers, WorkerKey(WorkerId(other_name)), other.version);
  std::string next = other.stored.worker().merged_into();
  for (int i = 0; i < kMergeChainMost && !next.empty(); ++i) {
    if (next == worker_name) break;
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(store_, WorkerId(next)));
    if (!loaded.has_value()) return absl::OkStatus();
    batch.Require(Table::kWorkers, WorkerKey(WorkerId(next)), loaded->version);
    next = loaded->stored.worker().merged_into();
  }
  if (next.empty()) return absl::OkStatus();
  return runtime::FailedPrecondition(runtime::reasons::kWrongState, worker_name,
                                     "The other worker is itself merged into this one; undo that "
                                     "first (UNMERGED on the other).");
}

absl::StatusOr<bool> WorkerService::PlanRecorded(const Call& call,
                                                 const v1::RecordWorkerFactRequest& request,
                                                 const std::string& fact_id,
                                                 storage::Batch& batch) {
  const std::string& worker_name = request.parent();
  const std::string worker_id = WorkerId(worker_name);
  LAOWU_ASSIGN_OR_RETURN(const LoadedWorker old, LoadInScope(store_, call, worker_name));
  LAOWU_ASSIGN_OR_RETURN(std::vector<v1::WorkerFact> facts, LoadFacts(store_, worker_id));
  v1::WorkerFact fact = NormalisedFact(request.fact());
  fact.set_name(FactName(worker_id, fact_id));
  fact.set_sequence(kPendingSequence);
  for (const v1::WorkerFact& known : facts) {
    if (known.name() != fact.name()) continue;
    if (SaysTheSame(known, fact)) return true;
    return runtime::Error(absl::StatusCode::kAlreadyExists, runtime::reasons::kAlreadyExists,
                          absl::StrCat(fact.name(), " exists already, with other content."));
  }
  if (facts.size() >= kFactsMost) {
    return runtime::FailedPrecondition(runtime::reasons::kWrongState, worker_name,
                                       "The worker has too many facts; ask an administrator.");
  }
  const std::string why_not = WhyNotPossible(facts, worker_name, fact);
  if (!why_not.empty()) {
    return runtime::FailedPrecondition(runtime::reasons::kWrongState, worker_name, why_not);
  }
  if (fact.kind() == v1::WorkerFact::MERGED) {
    LAOWU_RETURN_IF_ERROR(PlanMerger(call, worker_name, fact.values().worker(), batch));
  }
  PlanFact(worker_id, fact_id, fact, runtime::ProvenanceOf(call, request.request_id()), batch);
  facts.push_back(std::move(fact));
  // The profile is written even if it shows nothing new: its version keeps facts of one worker in a
  // row, so that each is judged against all before it.
  internal::v1::StoredWorker stored = old.stored;
  ShowState(StateOn(facts, kNewest), *stored.mutable_worker());
  stored.mutable_provenance()->set_recorded_by(call.principal.id);
  PlanWorker(worker_id, old, stored, batch);
  runtime::AddAudit(call,
                    {{facts.back().name()},
                     {v1::WorkerFact::Kind_Name(facts.back().kind())},
                     "",
                     request.request_id()},
                    batch);
  return false;
}

absl::StatusOr<v1::WorkerFact> WorkerService::RecordWorkerFact(
    const Call& call, const v1::RecordWorkerFactRequest& request) {
  runtime::FieldChecks checks;
  const std::string worker_id =
      runtime::RequireName(kWorkerPattern, "parent", request.parent(), checks);
  CheckFact(request.fact(), "fact", runtime::DayOf(call.now), checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const std::string fact_id = runtime::IdForRequest(request.request_id(), call.now);
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    storage::Batch batch;
    LAOWU_ASSIGN_OR_RETURN(const bool known, PlanRecorded(call, request, fact_id, batch));
    if (!known) {
      const auto committed = store_.Commit(batch, call.deadline);
      if (runtime::LostRace(committed.status())) continue;
      LAOWU_RETURN_IF_ERROR(committed.status());
    }
    const absl::CivilDay day = *runtime::ToCivilDay(request.fact().effective_date());
    LAOWU_ASSIGN_OR_RETURN(const auto record,
                           store_.Get(Table::kWorkerFacts, FactKey(worker_id, day, fact_id)));
    if (!record.has_value()) return absl::InternalError("a recorded fact is not there");
    return ToFact(*record);
  }
  return runtime::TooManyRaces();
}

absl::StatusOr<v1::ListWorkerFactsResponse> WorkerService::ListWorkerFacts(
    const Call& call, const v1::ListWorkerFactsRequest& request) {
  runtime::FieldChecks checks;
  const std::string worker_id =
      runtime::RequireName(kWorkerPattern, "parent", request.parent(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(LoadInScope(store_, call, request.parent()).status());
  v1::ListWorkerFactsResponse response;
  LAOWU_ASSIGN_OR_RETURN(auto facts, runtime::ReadPage<v1::WorkerFact>(
                                         store_, Table::kWorkerFacts, FactRange(worker_id), request,
                                         response.mutable_next_page_token(), ToFact));
  for (auto& fact : facts) *response.add_facts() = std::move(fact);
  return response;
}

grpc::ServerWriteReactor<v1::WatchWorkersResponse>* WorkerService::WatchWorkers(
    grpc::CallbackServerContext* context, const v1::WatchWorkersRequest* request) {
  static constexpr char kMethod[] = "laowu.v1.WorkerService/WatchWorkers";
  const absl::Time begun = absl::Now();
  const auto call = rpc_.Begin(context, kMethod);
  auto cursor = call.ok()
                    ? runtime::WatchCursor::Make(
                          &store_, {{Table::kWorkers, "worker"}, {Table::kWorkerFacts, "fact"}},
                          {request->kinds().begin(), request->kinds().end()}, request->store_id(),
                          request->after_sequence())
                    : absl::StatusOr<runtime::WatchCursor>(call.status());
  return new runtime::WatchStream<v1::WatchWorkersResponse, v1::WorkerChange>(
      &store_, &hub_, &feed_executor_, std::move(cursor), FillWorkerChange,
      [this, begun](const absl::Status& status) { return rpc_.End(kMethod, status, begun); });
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeWorkerRole(
    const runtime::Environment& environment) {
  LAOWU_ASSIGN_OR_RETURN(auto owned, runtime::OwnedStore::Open(environment, "worker"));
  return std::make_unique<WorkerRole>(environment, std::move(owned));
}

}  // namespace laowu::worker
