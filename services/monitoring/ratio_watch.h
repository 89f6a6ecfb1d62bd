#ifndef LAOWU_SERVICES_MONITORING_RATIO_WATCH_H_
#define LAOWU_SERVICES_MONITORING_RATIO_WATCH_H_

// What operators watch of the ratio: each minute the figures of now of every county in which
// somebody is away, as gauges, for the three strictnesses; and which counties have crossed
// their target since they were last looked at.
//
// A crossing is from MET to MISSED or back, by the default policy. PROVISIONAL and NO_DATA say
// neither, so a county that passes through them has crossed only if it comes out on the other side.
// What a county was is stored: a restart neither repeats a crossing nor misses one. The first time
// that a county is looked at is no crossing.

#include <memory>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/monitoring/monitoring_feed.h"
#include "services/monitoring/ratio_gauges.h"
#include "services/monitoring/webhook.h"
#include "services/runtime/role.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::monitoring {

// One thread looks, and another tells `webhook`, which therefore never holds up the gauges.
// Thread-safe.
class RatioWatch {
 public:
  static constexpr absl::Duration kInterval = absl::Minutes(1);

  // `webhook` null: crossings are logged and told to nobody. The others outlive it.
  RatioWatch(const runtime::Environment& environment, const MonitoringFeed* feed,
             storage::Store* store, std::unique_ptr<Webhook> webhook);
  ~RatioWatch() { Stop(); }
  RatioWatch(const RatioWatch&) = delete;
  RatioWatch& operator=(const RatioWatch&) = delete;

  void Start();
  void Stop();

  // Looks once; how many counties have crossed. UNAVAILABLE while the feeds are being read, or any
  // error of the store: the next look makes good for it.
  absl::StatusOr<int> LookOnce(absl::Time now);
  // Tells every crossing that waits for it, once each; how many were taken. What is not taken is
  // tried again with the next call, for a day after the crossing; then the log says so.
  absl::StatusOr<int> TellOnce(absl::Time now);

 private:
  void RunLooks();
  void RunTelling();
  // Waits; false once stopping.
  bool WaitOr(absl::Duration most, bool until_crossed);
  absl::StatusOr<bool> NoteStanding(const v1::OutboundRatio& ratio);

  const MonitoringFeed& feed_;
  storage::Store& store_;
  const runtime::Clock clock_;
  RatioGauges gauges_;
  const std::unique_ptr<Webhook> webhook_;

  storage::Mutex mutex_;
  storage::CondVar changed_;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  bool crossed_ LAOWU_GUARDED_BY(mutex_) = false;
  std::thread looks_;
  std::thread telling_;
};

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_RATIO_WATCH_H_
