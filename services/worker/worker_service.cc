#include "services/worker/worker_service.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/runtime/log.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/watch_stream.h"
#include "services/worker/list_by_division.h"
#include "services/worker/merged_records.h"
#include "services/worker/personal_details.h"
#include "services/worker/scope_crossings.h"
#include "services/worker/worker_rules.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

namespace limits = runtime::limits;
using storage::Table;

constexpr char kWorkerPattern[] = "workers/*";

void CheckView(v1::WorkerView view, const std::string& purpose, absl::CivilDay today,
               runtime::FieldChecks& checks) {
  checks.KnownEnum("view", view, v1::WorkerView_IsValid(view));
  CheckPurpose(purpose, view == v1::WORKER_VIEW_FULL, today, checks);
}

absl::StatusOr<bool> FillWorkerChange(const runtime::WatchCursor::Entry& entry,
                                      v1::WorkerChange* change) {
  change->set_type(entry.record.has_value() ? v1::CHANGE_TYPE_UPSERTED : v1::CHANGE_TYPE_DELETED);
  LAOWU_ASSIGN_OR_RETURN(*change->mutable_name(), NameOfKey(entry.table, entry.key));
  if (!entry.record.has_value()) return true;
  if (entry.table == Table::kWorkerFacts) {
    LAOWU_RETURN_IF_ERROR(ParseFact(*entry.record, change->mutable_fact()));
  } else {
    LAOWU_RETURN_IF_ERROR(ParseWorker(*entry.record, change->mutable_worker()));
    change->mutable_worker()->clear_inferred_fields();
    DropTexts(*change->mutable_worker());
  }
  return true;
}

class WorkerRole final : public runtime::Role {
 public:
  WorkerRole(const runtime::Environment& environment, std::unique_ptr<runtime::OwnedStore> owned)
      : owned_(std::move(owned)), service_(environment, owned_.get()) {}

  absl::string_view name() const override { return "worker"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  void EndStreams() override {
    owned_->hub->Stop();
    service_.EndStreams();
  }
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
      channels_(*environment.channels),
      threads_(environment, "worker", owned->store.get()) {}

absl::StatusOr<LoadedWorker> WorkerService::LoadInScope(const storage::Reader& reader,
                                                        const Call& call,
                                                        const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadWorker(reader, WorkerId(name)));
  if (call.principal.unscoped() && !loaded.has_value()) return runtime::NotFound("worker", name);
  // Who asks outside of their scope is not told what is there.
  const bool in_scope =
      loaded.has_value() &&
      runtime::DivisionInScope(call.principal, loaded->stored.worker().division_code());
  if (in_scope) return *std::move(loaded);
  if (loaded.has_value() && loaded->stored.provenance().recorded_by() == call.principal.id) {
    LAOWU_ASSIGN_OR_RETURN(const auto facts, LoadFacts(reader, WorkerId(name)));
    const v1::WorkerFact* const move = OwnMoveAway(loaded->stored, facts, call.principal);
    if (move != nullptr) return MovedAway(name, *move, runtime::DayOf(call.now));
  }
  return runtime::NoWorkerInScope(call.principal, name);
}

absl::Status WorkerService::CheckedInScope(const Call& call, const std::vector<std::string>& names,
                                           const runtime::FieldChecks& checks) const {
  if (checks.ok()) return absl::OkStatus();
  for (const std::string& name : names) {
    if (!runtime::ParseName(kWorkerPattern, name).has_value()) continue;
    const absl::Status status = LoadInScope(store_, call, name).status();
    if (absl::IsPermissionDenied(status)) return status;
  }
  return checks.status();
}

absl::StatusOr<std::vector<v1::Worker>> WorkerService::ReadWorkers(
    const Call& call, const std::vector<std::string>& names, v1::WorkerView view,
    const std::string& purpose) {
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store_.TakeSnapshot());
  std::vector<v1::Worker> workers;
  for (const std::string& name : names) {
    LAOWU_ASSIGN_OR_RETURN(const LoadedWorker loaded, LoadInScope(*snapshot, call, name));
    LAOWU_ASSIGN_OR_RETURN(v1::Worker worker, ToWorker(WorkerId(name), loaded));
    // Of one person to the other roles, whose feeds may be behind; not to a bureau, of which
    // another county's record is none.
    if (call.principal.role == runtime::PrincipalRole::kService) {
      LAOWU_ASSIGN_OR_RETURN(const auto merged, IdsMergedInto(*snapshot, WorkerId(name)));
      for (const std::string& id : merged) worker.add_merged_workers(WorkerName(id));
    }
    workers.push_back(std::move(worker));
  }
  if (view == v1::WORKER_VIEW_MASKED) {
    for (v1::Worker& worker : workers) {
      LAOWU_ASSIGN_OR_RETURN(auto details, LoadDetails(*snapshot, keys_, WorkerId(worker.name())));
      worker.mutable_personal_details()->set_display_name(
          MaskedBriefly(std::move(details)).display_name());
    }
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
  CheckView(request.view(), request.purpose(), runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, {request.name()}, checks));
  LAOWU_ASSIGN_OR_RETURN(auto workers,
                         ReadWorkers(call, {request.name()}, request.view(), request.purpose()));
  v1::Worker worker = std::move(workers.front());
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(store_, WorkerId(worker.name())));
  if (loaded.has_value()) LAOWU_RETURN_IF_ERROR(WarnOfApart(store_, call, *loaded, worker));
  return worker;
}

absl::Status WorkerService::WarnOfApart(const storage::Reader& reader, const Call& call,
                                        const LoadedWorker& loaded, v1::Worker& worker) const {
  // Who sees all counties sees both records.
  if (call.via_service || call.principal.division_prefix.empty()) return absl::OkStatus();
  HouseholdChanges none(reader, keys_, call);
  LAOWU_ASSIGN_OR_RETURN(const auto joined,
                         ApartNow({reader, keys_, call, none}, WorkerId(worker.name()), loaded));
  if (joined.has_value()) {
    WarnOfJoined(*joined, /*of_a_check=*/true, worker.mutable_warnings());
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::BatchGetWorkersResponse> WorkerService::BatchGetWorkers(
    const Call& call, const v1::BatchGetWorkersRequest& request) {
  runtime::FieldChecks checks;
  checks.RequiredCount("names", request.names_size(), limits::kBatchGet);
  for (int i = 0; i < std::min(request.names_size(), limits::kBatchGet); ++i) {
    runtime::RequireName(kWorkerPattern, absl::StrCat("names[", i, "]"), request.names(i), checks);
  }
  CheckView(request.view(), request.purpose(), runtime::DayOf(call.now), checks);
  const std::vector<std::string> names(
      request.names().begin(),
      request.names().begin() + std::min(request.names_size(), limits::kBatchGet));
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, names, checks));
  LAOWU_ASSIGN_OR_RETURN(auto workers, ReadWorkers(call, names, request.view(), request.purpose()));
  v1::BatchGetWorkersResponse response;
  for (auto& worker : workers) *response.add_workers() = std::move(worker);
  return response;
}

absl::StatusOr<v1::ListWorkersResponse> WorkerService::ListWorkers(
    const Call& call, const v1::ListWorkersRequest& request) {
  const auto add = [&](const storage::Reader& reader, const std::string& id,
                       v1::ListWorkersResponse* response) -> absl::Status {
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(reader, id));
    if (!loaded.has_value()) {
      return absl::DataLossError("the index by division names a worker that is not there");
    }
    v1::Worker& worker = *response->add_workers();
    LAOWU_ASSIGN_OR_RETURN(worker, ToWorker(id, *loaded));
    return WarnOfApart(reader, call, *loaded, worker);
  };
  return ListByDivision<v1::ListWorkersResponse>(call, request, store_, Table::kWorkersByDivision,
                                                 add);
}

absl::Status WorkerService::CommitPiece(const Call& call, bool validate_only, WorkerImport& import,
                                        storage::Sequence* committed) {
  LAOWU_ASSIGN_OR_RETURN(WorkerImport::Piece piece, import.PlanPiece(store_));
  if (!piece.batch.empty() && !validate_only) {
    LAOWU_ASSIGN_OR_RETURN(const auto done, store_.Commit(piece.batch, call.deadline));
    *committed = done.last;
  }
  return import.Accept(store_, std::move(piece));
}

// A check tells of a person whom another county has registered, as the import would: who asks so,
// one number after another, is seen in the audit.
absl::Status WorkerService::AuditCheck(const Call& call,
                                       const v1::ImportWorkersResponse& response) {
  std::vector<std::string> names;
  for (const auto& result : response.results()) {
    for (const auto& warning : result.warnings()) {
      if (!TellsOfElsewhere(warning)) continue;
      names.insert(names.end(), warning.related_names().begin(), warning.related_names().end());
    }
  }
  if (names.empty()) return absl::OkStatus();
  storage::Batch batch;
  runtime::AddAudit(call, {names, {"identity_number"}, "", ""}, batch);
  return store_.Commit(batch, call.deadline).status();
}

absl::StatusOr<v1::ImportWorkersResponse> WorkerService::ImportWorkers(
    const Call& call, const v1::ImportWorkersRequest& request) {
  RowDays days{runtime::DayOf(call.now), runtime::DayOf(call.now)};
  runtime::FieldChecks checks;
  checks.RequiredCount("rows", request.rows_size(), limits::kImportRows);
  if (request.has_as_of_date()) {
    checks.Date("as_of_date", request.as_of_date());
    days.as_of = runtime::ToCivilDay(request.as_of_date()).value_or(days.today);
    if (days.as_of > days.today) checks.Violate("as_of_date", "在将来 / lies in the future");
  }
  WorkerImport::CheckRequest(call, request, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  WorkerImport import(call, keys_, request, days);
  storage::Sequence committed = 0;
  while (!import.done()) {
    LAOWU_RETURN_IF_ERROR(runtime::PlanAnew(call.deadline, [&] {
      return CommitPiece(call, request.validate_only(), import, &committed);
    }));
  }
  v1::ImportWorkersResponse response = import.response();
  if (request.validate_only()) LAOWU_RETURN_IF_ERROR(AuditCheck(call, response));
  response.set_batch_number(request.batch_number());
  response.set_committed_sequence(committed);
  for (const auto& result : response.results()) {
    if (request.validate_only()) break;
    if (import.moved().contains(result.index())) continue;  // it is sent again
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

grpc::ServerBidiReactor<v1::ImportWorkersRequest, v1::ImportWorkersResponse>*
WorkerService::StreamImportWorkers(grpc::CallbackServerContext* context) {
  return new runtime::IngestStream<v1::ImportWorkersRequest, v1::ImportWorkersResponse>(
      &rpc_, &streams_, context, "laowu.v1.WorkerService/StreamImportWorkers",
      [this](const Call& call, const v1::ImportWorkersRequest& request) {
        return ImportWorkers(call, request);
      });
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
      context, &store_, &hub_, &feed_executor_, std::move(cursor), FillWorkerChange,
      [this, context] { return rpc_.Begin(context, kMethod).status(); },
      rpc_.EndOfWatch(kMethod, call, begun));
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeWorkerRole(
    const runtime::Environment& environment) {
  LAOWU_ASSIGN_OR_RETURN(auto owned, runtime::OwnedStore::Open(environment, "worker"));
  return std::make_unique<WorkerRole>(environment, std::move(owned));
}

}  // namespace laowu::worker
