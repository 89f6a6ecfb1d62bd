#ifndef LAOWU_SERVICES_WORKER_WORKER_SERVICE_H_
#define LAOWU_SERVICES_WORKER_WORKER_SERVICE_H_

// The worker role: profiles, personal details, dated facts. Loads, asks the rules, commits,
// answers. Methods and limits are in worker_service.proto.

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/role.h"
#include "services/worker/worker_import.h"
#include "services/worker/worker_records.h"

namespace laowu::worker {

// Thread-safe. `owned` and what `environment` points to outlive it.
class WorkerService final : public v1::WorkerService::CallbackService {
 public:
  WorkerService(const runtime::Environment& environment, runtime::OwnedStore* owned);

  LAOWU_UNARY(WorkerService, GetWorker, GetWorkerRequest, Worker)
  LAOWU_UNARY(WorkerService, BatchGetWorkers, BatchGetWorkersRequest, BatchGetWorkersResponse)
  LAOWU_UNARY(WorkerService, ListWorkers, ListWorkersRequest, ListWorkersResponse)
  LAOWU_UNARY(WorkerService, FindWorkers, FindWorkersRequest, FindWorkersResponse)
  LAOWU_UNARY(WorkerService, ImportWorkers, ImportWorkersRequest, ImportWorkersResponse)
  LAOWU_UNARY(WorkerService, RecordWorkerFact, RecordWorkerFactRequest, WorkerFact)
  LAOWU_UNARY(WorkerService, ListWorkerFacts, ListWorkerFactsRequest, ListWorkerFactsResponse)

  grpc::ServerWriteReactor<v1::WatchWorkersResponse>* WatchWorkers(
      grpc::CallbackServerContext* context, const v1::WatchWorkersRequest* request) override;

  void Stop() { threads_.io.Stop(); }

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::Worker> GetWorker(const Call& call, const v1::GetWorkerRequest& request);
  absl::StatusOr<v1::BatchGetWorkersResponse> BatchGetWorkers(
      const Call& call, const v1::BatchGetWorkersRequest& request);
  absl::StatusOr<v1::ListWorkersResponse> ListWorkers(const Call& call,
                                                      const v1::ListWorkersRequest& request);
  absl::StatusOr<v1::FindWorkersResponse> FindWorkers(const Call& call,
                                                      const v1::FindWorkersRequest& request);
  absl::StatusOr<v1::ImportWorkersResponse> ImportWorkers(const Call& call,
                                                          const v1::ImportWorkersRequest& request);
  absl::StatusOr<v1::WorkerFact> RecordWorkerFact(const Call& call,
                                                  const v1::RecordWorkerFactRequest& request);
  absl::StatusOr<v1::ListWorkerFactsResponse> ListWorkerFacts(
      const Call& call, const v1::ListWorkerFactsRequest& request);

  // NOT_FOUND, or PERMISSION_DENIED if the worker is registered outside the caller's scope.
  absl::StatusOr<LoadedWorker> LoadInScope(const storage::Reader& reader, const Call& call,
                                           const std::string& name) const;
  // In the order of `names`. With FULL the audit record is committed before this returns.
  absl::StatusOr<std::vector<v1::Worker>> ReadWorkers(const Call& call,
                                                      const std::vector<std::string>& names,
                                                      v1::WorkerView view,
                                                      const std::string& purpose);
  // One attempt at the next rows; ABORTED if somebody was faster.
  absl::Status CommitPiece(const Call& call, bool validate_only, WorkerImport& import,
                           storage::Sequence* committed);
  // Fills the batch for a checked fact, under `fact_id`. True if that very fact is recorded
  // already.
  absl::StatusOr<bool> PlanRecorded(const Call& call, const v1::RecordWorkerFactRequest& request,
                                    const std::string& fact_id, storage::Batch& batch);
  // Adds what a MERGED requires of the other worker.
  absl::Status PlanMerger(const Call& call, const std::string& worker_name,
                          const std::string& other_name, storage::Batch& batch);

  storage::Store& store_;
  runtime::FeedHub& hub_;
  runtime::Executor& feed_executor_;
  runtime::Metrics& metrics_;
  const runtime::Keys& keys_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

// Opens the role's store. See role.h for the life of a role.
absl::StatusOr<std::unique_ptr<runtime::Role>> MakeWorkerRole(
    const runtime::Environment& environment);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_WORKER_SERVICE_H_
