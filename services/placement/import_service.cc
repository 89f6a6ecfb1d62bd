// Imports of outcomes, one message at a time.

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/placement/placement_service.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "storage/planned_reader.h"
#include "storage/status_macros.h"

namespace laowu::placement {

namespace limits = runtime::limits;

absl::StatusOr<OutcomeImport::Workers> PlacementService::WorkersOf(
    const Call& call, const OutcomeImport& import) const {
  OutcomeImport::Workers workers;
  LAOWU_ASSIGN_OR_RETURN(auto found, peers_.GetWorkers(call, import.worker_names()));
  for (v1::Worker& worker : found) {
    const std::string name = worker.name();
    LAOWU_ASSIGN_OR_RETURN(
        auto known, peers_.GetRecordsOfPerson(call, std::move(worker), import.FirstDayOf(name)));
    workers.emplace(name, std::move(known));
  }
  return workers;
}

absl::Status PlacementService::CheckRows(const Call& call, OutcomeImport& import) const {
  storage::PlannedReader planned(store_, store_.last_sequence());
  while (!import.done()) {
    LAOWU_ASSIGN_OR_RETURN(OutcomeImport::Piece piece, import.PlanPiece(planned));
    planned.Apply(piece.batch, call.now);
    import.Accept(std::move(piece));
  }
  return absl::OkStatus();
}

absl::Status PlacementService::CommitPiece(const Call& call, OutcomeImport& import,
                                           storage::Sequence* committed) {
  LAOWU_ASSIGN_OR_RETURN(OutcomeImport::Piece piece, import.PlanPiece(store_));
  if (!piece.batch.empty()) {
    LAOWU_ASSIGN_OR_RETURN(const storage::Committed done,
                           store_.Commit(piece.batch, call.deadline));
    *committed = done.last;
  }
  import.Accept(std::move(piece));
  return absl::OkStatus();
}

absl::StatusOr<v1::ImportOutcomesResponse> PlacementService::ImportOutcomes(
    const Call& call, const v1::ImportOutcomesRequest& request) {
  runtime::FieldChecks checks;
  checks.RequiredCount("rows", request.rows_size(), limits::kImportRows);
  LAOWU_RETURN_IF_ERROR(checks.status());
  OutcomeImport import(call, request, runtime::DayOf(call.now));
  LAOWU_ASSIGN_OR_RETURN(auto workers, WorkersOf(call, import));
  import.Use(std::move(workers));
  storage::Sequence committed = 0;
  if (request.validate_only()) LAOWU_RETURN_IF_ERROR(CheckRows(call, import));
  while (!import.done()) {
    LAOWU_RETURN_IF_ERROR(
        runtime::PlanAnew(call.deadline, [&] { return CommitPiece(call, import, &committed); }));
  }
  v1::ImportOutcomesResponse response = import.response();
  response.set_committed_sequence(committed);
  for (const auto& result : response.results()) {
    if (request.validate_only()) break;
    metrics_.CountImportRows("outcome", v1::ImportResult::Result_Name(result.result()), 1);
  }
  return response;
}

grpc::ServerBidiReactor<v1::ImportOutcomesRequest, v1::ImportOutcomesResponse>*
PlacementService::StreamImportOutcomes(grpc::CallbackServerContext* context) {
  return new runtime::IngestStream<v1::ImportOutcomesRequest, v1::ImportOutcomesResponse>(
      &rpc_, &streams_, context, "laowu.v1.PlacementService/StreamImportOutcomes",
      [this](const Call& call, const v1::ImportOutcomesRequest& request) {
        return ImportOutcomes(call, request);
      });
}

}  // namespace laowu::placement
