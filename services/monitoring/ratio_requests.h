#ifndef LAOWU_SERVICES_MONITORING_RATIO_REQUESTS_H_
#define LAOWU_SERVICES_MONITORING_RATIO_REQUESTS_H_

// What the requests of this role have in common: a division, a day, a policy, a known-at.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "ratio/ratio_book.h"
#include "services/monitoring/monitoring_feed.h"
#include "services/runtime/at_least.h"
#include "services/runtime/call_context.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {

// Policy, strictness, boundary and carry, defaults filled in.
void FillPolicy(const v1::RatioPolicy& asked, ratio::FigureQuery& query,
                runtime::FieldChecks& checks);

// A query from "divisions/{code}/outboundRatios/{yyyy-mm-dd}", which stands at `path`. Whether
// it is a division is told before the scope is asked for, since the tables are public. `checks` has
// what was found wrong before.
absl::StatusOr<ratio::FigureQuery> QueryFromName(const runtime::CallContext& call,
                                                 absl::string_view path, const std::string& name,
                                                 const v1::RatioPolicy& policy,
                                                 runtime::FieldChecks& checks);

// The days from `start` to `end` of a request, in a division that is in the caller's scope and is
// there on the last of them. `checks` has what was found wrong before, and takes what else is.
struct Window {
  ratio::FigureQuery query;  // division, last day and policy
  absl::CivilDay first;
};
struct WindowRequest {
  const std::string& parent;
  const v1::RatioPolicy& policy;
  std::optional<google::type::Date> start;  // unset: `default_days` up to the last
  std::optional<google::type::Date> end;    // unset: today
  int64_t default_days;                     // 0: `start` is required
  int64_t most_days;
};
absl::StatusOr<Window> WindowFrom(const runtime::CallContext& call, const WindowRequest& request,
                                  runtime::FieldChecks& checks);

// Refuses a breakdown of more parts than an answer holds.
absl::Status CheckPartCount(std::size_t count);

// What is wrong with known_at and at_least, whichever of them the request has.
template <typename Request>
void CheckMoment(const Request& request, runtime::FieldChecks& checks) {
  if constexpr (requires { request.known_at(); }) checks.Instant("known_at", request.known_at());
  runtime::CheckAtLeast(request.at_least(), checks);
}

// Waits for what is asked of a checked request with known_at and at_least.
template <typename Request>
absl::StatusOr<absl::Time> KnownAt(const MonitoringFeed& feed, const runtime::CallContext& call,
                                   const Request& request) {
  std::optional<absl::Time> asked;
  if (request.has_known_at()) asked = runtime::ToTime(request.known_at());
  return feed.WaitForKnownAt(asked, request.at_least(), call.now, call.deadline, call.principal.id);
}

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_RATIO_REQUESTS_H_
