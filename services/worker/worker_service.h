#ifndef LAOWU_SERVICES_WORKER_WORKER_SERVICE_H_
#define LAOWU_SERVICES_WORKER_WORKER_SERVICE_H_

// The worker role: profiles, personal details, dated facts. Loads, asks the rules, commits,
// answers. Methods and limits are in worker_service.proto.

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/channels.h"
#include "services/runtime/ingest_stream.h"
#include "services/runtime/role.h"
#include "services/worker/household_records.h"
#include "services/worker/worker_import.h"
#include "services/worker/worker_plan.h"
#include "services/worker/worker_records.h"
#include "storage/mutex.h"

namespace laowu::worker {

// Thread-safe. `owned` and what `environment` points to outlive it.
class WorkerService final : public v1::WorkerService::CallbackService {
 public:
  WorkerService(const runtime::Environment& environment, runtime::OwnedStore* owned);

  LAOWU_UNARY(WorkerService, GetWorker, GetWorkerRequest, Worker)
  LAOWU_UNARY(WorkerService, BatchGetWorkers, BatchGetWorkersRequest, BatchGetWorkersResponse)
  LAOWU_UNARY(WorkerService, ListWorkers, ListWorkersRequest, ListWorkersResponse)
  LAOWU_UNARY(WorkerService, FindWorkers, FindWorkersRequest, FindWorkersResponse)
  LAOWU_UNARY(WorkerService, ListSharedPhones, ListSharedPhonesRequest, ListSharedPhonesResponse)
  LAOWU_UNARY(WorkerService, IdentifyWorkers, IdentifyWorkersRequest, IdentifyWorkersResponse)
  LAOWU_UNARY(WorkerService, GetHousehold, GetHouseholdRequest, Household)
  LAOWU_UNARY(WorkerService, ListHouseholds, ListHouseholdsRequest, ListHouseholdsResponse)
  LAOWU_UNARY(WorkerService, CreateWorker, CreateWorkerRequest, Worker)
  LAOWU_UNARY(WorkerService, UpdateWorker, UpdateWorkerRequest, Worker)
  LAOWU_UNARY(WorkerService, DeleteWorker, DeleteWorkerRequest, DeleteWorkerResponse)
  LAOWU_UNARY(WorkerService, PauseWorker, PauseWorkerRequest, Worker)
  LAOWU_UNARY(WorkerService, ResumeWorker, ResumeWorkerRequest, Worker)
  LAOWU_UNARY(WorkerService, MergeWorkers, MergeWorkersRequest, Worker)
  LAOWU_UNARY(WorkerService, UnmergeWorkers, UnmergeWorkersRequest, Worker)
  LAOWU_UNARY(WorkerService, ImportWorkers, ImportWorkersRequest, ImportWorkersResponse)
  LAOWU_UNARY(WorkerService, RecordWorkerFact, RecordWorkerFactRequest, WorkerFact)
  LAOWU_UNARY(WorkerService, ListWorkerFacts, ListWorkerFactsRequest, ListWorkerFactsResponse)

  grpc::ServerBidiReactor<v1::ImportWorkersRequest, v1::ImportWorkersResponse>* StreamImportWorkers(
      grpc::CallbackServerContext* context) override;
  LAOWU_WATCH(WorkerService, WatchWorkers, WatchWorkersRequest, WatchWorkersResponse)
  grpc::ServerWriteReactor<v1::WatchWorkersResponse>* WatchWorkers(
      grpc::CallbackServerContext* context, const v1::WatchWorkersRequest* request) override;

  // Ends the streamed imports, each after the message that it is at.
  void EndStreams() { streams_.StopAll(); }
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
  absl::StatusOr<v1::ListSharedPhonesResponse> ListSharedPhones(
      const Call& call, const v1::ListSharedPhonesRequest& request);
  absl::StatusOr<v1::IdentifyWorkersResponse> IdentifyWorkers(
      const Call& call, const v1::IdentifyWorkersRequest& request);
  absl::StatusOr<v1::ImportWorkersResponse> ImportWorkers(const Call& call,
                                                          const v1::ImportWorkersRequest& request);
  absl::StatusOr<v1::WorkerFact> RecordWorkerFact(const Call& call,
                                                  const v1::RecordWorkerFactRequest& request);
  absl::StatusOr<v1::ListWorkerFactsResponse> ListWorkerFacts(
      const Call& call, const v1::ListWorkerFactsRequest& request);

  absl::StatusOr<v1::Household> GetHousehold(const Call& call,
                                             const v1::GetHouseholdRequest& request);
  absl::StatusOr<v1::ListHouseholdsResponse> ListHouseholds(
      const Call& call, const v1::ListHouseholdsRequest& request);
  absl::StatusOr<v1::Worker> CreateWorker(const Call& call, const v1::CreateWorkerRequest& request);
  absl::StatusOr<v1::Worker> UpdateWorker(const Call& call, const v1::UpdateWorkerRequest& request);
  absl::StatusOr<v1::DeleteWorkerResponse> DeleteWorker(const Call& call,
                                                        const v1::DeleteWorkerRequest& request);
  absl::StatusOr<v1::Worker> PauseWorker(const Call& call, const v1::PauseWorkerRequest& request);
  absl::StatusOr<v1::Worker> ResumeWorker(const Call& call, const v1::ResumeWorkerRequest& request);
  absl::StatusOr<v1::Worker> MergeWorkers(const Call& call, const v1::MergeWorkersRequest& request);
  absl::StatusOr<v1::Worker> UnmergeWorkers(const Call& call,
                                            const v1::UnmergeWorkersRequest& request);

  // The worker, if it is registered in the caller's scope. Else the same answer whether or not
  // there is such a worker: PERMISSION_DENIED; to who has no scope, NOT_FOUND. Who has moved the
  // worker out of the scope is told that, and the way back.
  absl::StatusOr<LoadedWorker> LoadInScope(const storage::Reader& reader, const Call& call,
                                           const std::string& name) const;
  // The violations in `checks`, if there are any; before them that one of the workers `names`,
  // which may be no names, lies outside the caller's scope (AIP-211): a request for somebody else's
  // record is answered alike whatever else is wrong with it.
  absl::Status CheckedInScope(const Call& call, const std::vector<std::string>& names,
                              const runtime::FieldChecks& checks) const;
  // LoadInScope, for a change: FAILED_PRECONDITION if the person was erased.
  absl::StatusOr<LoadedWorker> LoadForChange(const Call& call, const std::string& name) const;
  // FAILED_PRECONDITION if the record stands behind one of the caller's scope, which is named: what
  // is changed here would show nowhere. Behind another county's it is the county's own to keep.
  absl::Status RequireStanding(const PlanContext& context, const LoadedWorker& loaded,
                               const std::string& name) const;
  using Warnings = google::protobuf::RepeatedPtrField<v1::Warning>;
  // The worker as it is now, to who has just changed it.
  absl::StatusOr<v1::Worker> ReadChanged(absl::string_view worker_id,
                                         const Warnings& warnings = {}) const;
  // In the order of `names`. With FULL the audit record is committed before this returns.
  absl::StatusOr<std::vector<v1::Worker>> ReadWorkers(const Call& call,
                                                      const std::vector<std::string>& names,
                                                      v1::WorkerView view,
                                                      const std::string& purpose);
  // Whom a search finds, of the caller's scope and within the request's division.
  absl::StatusOr<std::vector<v1::Worker>> FindInScope(const storage::Reader& reader,
                                                      const Call& call,
                                                      const v1::FindWorkersRequest& request,
                                                      bool* truncated) const;
  // A household with those of its members that are in the caller's scope.
  absl::StatusOr<v1::Household> ReadHousehold(const storage::Reader& reader, const Call& call,
                                              absl::string_view household_id,
                                              const LoadedHousehold& loaded) const;
  // Commits what `plan` puts into a batch; plans anew, against what is there then, when somebody
  // was faster. `plan` says true where nothing is to be written.
  using Plan = absl::FunctionRef<absl::StatusOr<bool>(const PlanContext&, storage::Batch&)>;
  absl::Status Change(const Call& call, Plan plan);
  absl::StatusOr<bool> PlanCreated(const PlanContext& context,
                                   const v1::CreateWorkerRequest& request,
                                   const std::string& worker_id, Warnings* warnings,
                                   storage::Batch& batch) const;
  absl::StatusOr<bool> PlanUpdated(const PlanContext& context, const v1::UpdateWorkerRequest& sent,
                                   Warnings* warnings, storage::Batch& batch) const;
  // The worker, if the request may erase it, or has done so before.
  absl::StatusOr<LoadedWorker> LoadForErasure(const storage::Reader& reader, const Call& call,
                                              const v1::DeleteWorkerRequest& request) const;
  // CompleteMergedRecords, once a start; who comes meanwhile waits for it.
  absl::Status CompleteMergers(const Call& call);
  // Erases the records of the caller's scope that were merged into the one that is named, one
  // commit each, also where that one was erased before. How many lie outside the scope and are
  // left.
  absl::StatusOr<int> EraseBehind(const Call& call, const v1::DeleteWorkerRequest& request);
  // `behind_count`: of EraseBehind. *left_count: all records of the person that are left, which the
  // audit record says, too.
  absl::StatusOr<bool> PlanErased(const PlanContext& context,
                                  const v1::DeleteWorkerRequest& request, int behind_count,
                                  int* left_count, storage::Batch& batch) const;
  // Pause and resume.
  template <typename Request>
  absl::StatusOr<v1::Worker> SetState(const Call& call, const Request& request,
                                      v1::Worker::State state);
  // One attempt at the next rows; ABORTED if somebody was faster.
  absl::Status CommitPiece(const Call& call, bool validate_only, WorkerImport& import,
                           storage::Sequence* committed);
  // Of rows that were checked and not written.
  absl::Status AuditCheck(const Call& call, const v1::ImportWorkersResponse& response);
  // What a fact is recorded with.
  struct NewFact {
    std::string worker;  // workers/{worker}
    v1::WorkerFact fact;
    std::string fact_id;
    std::string request_id;
    std::string purpose;
    bool accept_differences = false;  // of a MERGED: the two need not be alike
    bool of_its_day = false;          // dated by the call: a retry of another day asks the same
    std::string stands_id = "";       // set by PlanRecorded: of the fact that stands for it
  };
  // LoadForChange; also a worker whom the caller alone has moved out of their scope, for the fact
  // that takes the move back, since a slip must be mendable by who made it, and for the move itself
  // when it is sent again.
  absl::StatusOr<LoadedWorker> LoadForFact(const Call& call, const NewFact& recorded) const;
  // Fills the batch for a checked fact. Where one that says the same stands, the batch notes at
  // most that it answers the request; true if there is nothing to write.
  absl::StatusOr<bool> PlanRecorded(const PlanContext& context, NewFact& recorded,
                                    storage::Batch& batch) const;
  // To a bureau, of a record that it is shown: NOT_LINKED, DEATH_CONTRADICTED (scope_crossings.h),
  // which else only who sends the person's row is told.
  absl::Status WarnOfApart(const storage::Reader& reader, const Call& call,
                           const LoadedWorker& loaded, v1::Worker& worker) const;
  // What the placement role says of the two that were merged.
  void WarnOfPlacements(const Call& call, const v1::MergeWorkersRequest& request,
                        v1::Worker& survivor) const;
  // Adds what the MERGED of `recorded`, about the worker of `change`, requires of the other worker.
  absl::Status PlanMerger(const PlanContext& context, const NewFact& recorded,
                          const WorkerChange& change, storage::Batch& batch) const;

  storage::Store& store_;
  runtime::FeedHub& hub_;
  runtime::Executor& feed_executor_;
  runtime::Metrics& metrics_;
  const runtime::Keys& keys_;
  const runtime::Channels& channels_;
  // Whether CompleteMergedRecords has run. Asked of each start anew and not noted in the store: a
  // program that knows nothing of it may have written there meanwhile.
  std::atomic<bool> merged_records_complete_{false};
  storage::Mutex completing_mutex_;
  runtime::OpenStreams streams_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

// Opens the role's store. See role.h for the life of a role.
absl::StatusOr<std::unique_ptr<runtime::Role>> MakeWorkerRole(
    const runtime::Environment& environment);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_WORKER_SERVICE_H_
