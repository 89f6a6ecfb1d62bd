#include "services/monitoring/claim_names.h"

#include <algorithm>

#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"

namespace laowu::monitoring {

void FillMaskedNames(const runtime::Channels& channels, const runtime::CallContext& call,
                     v1::ListClaimsResponse& response) {
  const auto stub = v1::WorkerService::NewStub(channels.To("worker"));
  for (int first = 0; first < response.claims_size();) {
    const int count = std::min(response.claims_size() - first, runtime::limits::kBatchGet);
    v1::BatchGetWorkersRequest request;
    request.set_view(v1::WORKER_VIEW_MASKED);
    for (int i = 0; i < count; ++i) request.add_names(response.claims(first + i).worker());
    grpc::ClientContext context;
    channels.AsService(&context, call.deadline);
    v1::BatchGetWorkersResponse found;
    const grpc::Status status = stub->BatchGetWorkers(&context, request, &found);
    if (!status.ok()) {
      // For its log: who this process is may be unknown there.
      runtime::PeerStatus("worker", runtime::FromGrpc(status)).IgnoreError();
      return;
    }
    for (int i = 0; i < std::min(count, found.workers_size()); ++i) {
      response.mutable_claims(first + i)->set_masked_display_name(
          found.workers(i).personal_details().display_name());
    }
    first += count;
  }
}

}  // namespace laowu::monitoring
