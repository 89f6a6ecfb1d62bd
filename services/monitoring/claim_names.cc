#include "services/monitoring/claim_names.h"

#include <string>
#include <vector>

#include "services/monitoring/worker_batches.h"

namespace laowu::monitoring {

void FillMaskedNames(const runtime::Channels& channels, const runtime::CallContext& call,
                     v1::ListClaimsResponse& response) {
  std::vector<std::string> names;
  for (const v1::Claim& claim : response.claims()) names.push_back(claim.worker());
  ForEachWorker(channels, call, v1::WORKER_VIEW_MASKED, names,
                [&](std::size_t at, const v1::Worker& worker) {
                  response.mutable_claims(static_cast<int>(at))
                      ->set_masked_display_name(worker.personal_details().display_name());
                });
}

}  // namespace laowu::monitoring
