#ifndef LAOWU_SERVICES_MONITORING_MONITORING_SERVICE_H_
#define LAOWU_SERVICES_MONITORING_MONITORING_SERVICE_H_

// The monitoring role: the organised outbound ratio. Methods and limits are in
// monitoring_service.proto, the rules in ratio/.

#include <memory>

#include "absl/status/statusor.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "services/monitoring/monitoring_feed.h"
#include "services/runtime/role.h"

namespace laowu::monitoring {

// A list request, checked, defaults filled in.
struct ListQuery {
  ratio::FigureQuery query;
  absl::CivilDay first;  // of a series
  ratio::SeriesStep step = ratio::SeriesStep::kDay;
  ratio::Breakdown breakdown = ratio::Breakdown::kUnspecified;
};

// Thread-safe. `feed` and what `environment` points to outlive it.
class MonitoringService final : public v1::MonitoringService::CallbackService {
 public:
  MonitoringService(const runtime::Environment& environment, const MonitoringFeed* feed);

  LAOWU_UNARY(MonitoringService, GetOutboundRatio, GetOutboundRatioRequest, OutboundRatio)
  LAOWU_UNARY(MonitoringService, ListOutboundRatios, ListOutboundRatiosRequest,
              ListOutboundRatiosResponse)
  LAOWU_UNARY(MonitoringService, ExplainOutboundRatio, ExplainOutboundRatioRequest,
              ExplainOutboundRatioResponse)

  void Stop() { threads_.io.Stop(); }

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::OutboundRatio> GetOutboundRatio(const Call& call,
                                                     const v1::GetOutboundRatioRequest& request);
  absl::StatusOr<v1::ListOutboundRatiosResponse> ListOutboundRatios(
      const Call& call, const v1::ListOutboundRatiosRequest& request);
  absl::StatusOr<v1::ExplainOutboundRatioResponse> ExplainOutboundRatio(
      const Call& call, const v1::ExplainOutboundRatioRequest& request);

  absl::StatusOr<v1::ListOutboundRatiosResponse> Breakdown(const ListQuery& list) const;

  const MonitoringFeed& feed_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeMonitoringRole(
    const runtime::Environment& environment);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_MONITORING_SERVICE_H_
