#ifndef LAOWU_SERVICES_MONITORING_WEBHOOK_H_
#define LAOWU_SERVICES_MONITORING_WEBHOOK_H_

// Tells an address of the operator that a county has crossed its target:
//
//   POST URL, application/json
//   {"event":"TARGET_CROSSED","id":"520281-3","previousStatus":"MET",
//    "outboundRatio":{"divisionCode":"520281","status":"MISSED","ratioPermille":698, …}}
//
// outboundRatio is the API's OutboundRatio: counts, no persons. `id` is the same in every try, so
// that a receiver may drop what it has. An answer of 2xx takes it; anything else does not, and
// redirects are not followed. The URL may hold a secret and stands in no log.

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "services/runtime/config.h"

namespace laowu::monitoring {

// Of a crossing to what `ratio` says; `number` counts those of the county.
std::string CrossingJson(const v1::OutboundRatio& ratio, int64_t number);

// Thread-safe.
class Webhook {
 public:
  virtual ~Webhook() = default;
  // Sends it once, in at most some twenty seconds. UNAVAILABLE if it was not taken.
  virtual absl::Status Tell(const v1::OutboundRatio& ratio, int64_t number) = 0;
  // Cuts a call that runs; none succeeds afterwards.
  virtual void Stop() = 0;
};

// For config.webhook_url, which CheckConfig has found good; null if it is empty.
std::unique_ptr<Webhook> MakeWebhook(const runtime::ServeConfig& config);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_WEBHOOK_H_
