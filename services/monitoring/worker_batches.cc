#include "services/monitoring/worker_batches.h"

#include <algorithm>

#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"

namespace laowu::monitoring {

bool ForEachWorker(const runtime::Channels& channels, const runtime::CallContext& call,
                   v1::WorkerView view, const std::vector<std::string>& names,
                   const std::function<void(std::size_t, const v1::Worker&)>& take) {
  constexpr std::size_t kBatch = runtime::limits::kBatchGet;
  const auto stub = v1::WorkerService::NewStub(channels.To("worker"));
  for (std::size_t first = 0; first < names.size(); first += kBatch) {
    const std::size_t end = std::min(names.size(), first + kBatch);
    v1::BatchGetWorkersRequest request;
    request.set_view(view);
    for (std::size_t i = first; i < end; ++i) request.add_names(names[i]);
    grpc::ClientContext context;
    channels.AsService(&context, call.deadline);
    v1::BatchGetWorkersResponse found;
    const grpc::Status status = stub->BatchGetWorkers(&context, request, &found);
    if (!status.ok()) {
      // For its log: who this process is may be unknown there.
      runtime::PeerStatus("worker", runtime::FromGrpc(status)).IgnoreError();
      return false;
    }
    std::size_t at = first;
    for (const v1::Worker& worker : found.workers()) {
      if (at < end) take(at++, worker);
    }
  }
  return true;
}

}  // namespace laowu::monitoring
