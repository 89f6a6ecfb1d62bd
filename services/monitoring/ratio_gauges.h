#ifndef LAOWU_SERVICES_MONITORING_RATIO_GAUGES_H_
#define LAOWU_SERVICES_MONITORING_RATIO_GAUGES_H_

// The figures of counties as Prometheus gauges, labels division (its code) and policy
// (as_reported, broad, strict):
//
//   laowu_ratio_outbound_persons         D
//   laowu_ratio_organized_persons        O
//   laowu_ratio_unknown_channel_persons  U
//   laowu_ratio_unproven_persons         C
//   laowu_ratio_organized_ratio          R1 = O / D, not cut; absent if D is 0
//   laowu_ratio_target_ratio             the target, 0.7
//   laowu_ratio_missing_arrivals         organised arrivals missing to the target
//   laowu_ratio_target_met               1 met, 0 missed; absent if provisional or D is 0
//   laowu_ratio_known_at_timestamp_seconds   T of all of these, Unix time; without labels

#include <prometheus/family.h>
#include <prometheus/gauge.h>

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "services/runtime/metrics.h"

namespace laowu::monitoring {

// Used by one thread at a time; scraped by any.
class RatioGauges {
 public:
  // `metrics` outlives it.
  explicit RatioGauges(runtime::Metrics* metrics);

  // One look at all counties. What it does not set is absent once it is finished.
  class Look {
   public:
    void Set(const v1::OutboundRatio& ratio);
    void Finish();

   private:
    friend class RatioGauges;
    Look(RatioGauges* gauges, absl::Time known_at) : gauges_(gauges), known_at_(known_at) {}
    RatioGauges* const gauges_;
    const absl::Time known_at_;
    std::map<std::string, prometheus::Gauge*> set_;
  };
  Look Begin(absl::Time known_at) { return Look(this, known_at); }

 private:
  static constexpr std::size_t kFamilies = 8;

  std::array<prometheus::Family<prometheus::Gauge>*, kFamilies> families_{};
  prometheus::Family<prometheus::Gauge>* known_at_ = nullptr;
  // By family, division and policy: what the last look has set.
  std::map<std::string, prometheus::Gauge*> shown_;
};

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_RATIO_GAUGES_H_
