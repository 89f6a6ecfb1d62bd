#ifndef LAOWU_SERVICES_MONITORING_CLAIM_NAMES_H_
#define LAOWU_SERVICES_MONITORING_CLAIM_NAMES_H_

// By what an organiser finds the persons of its claims in its own list: names masked to their first
// character, asked of the worker role when they are shown and kept nowhere here. Thread-safe.

#include "laowu/v1/monitoring_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::monitoring {

// Fills masked_display_name of all claims; leaves it empty where no name is kept, and where the
// worker role does not answer: the list then goes by the records' numbers.
void FillMaskedNames(const runtime::Channels& channels, const runtime::CallContext& call,
                     v1::ListClaimsResponse& response);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_CLAIM_NAMES_H_
