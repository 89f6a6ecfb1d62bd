#ifndef LAOWU_SERVICES_RUNTIME_METRICS_H_
#define LAOWU_SERVICES_RUNTIME_METRICS_H_

// Prometheus metrics of the process. Labels are methods, codes, roles; never persons or records.

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/mutex.h"

namespace laowu::runtime {

// Thread-safe.
class Metrics {
 public:
  Metrics();

  // One finished call.
  void CountCall(absl::string_view method, absl::string_view code, absl::Duration took);
  // One ended watch, by the reason of its status, or its code where it has none.
  void CountWatchEnd(absl::string_view method, absl::string_view reason);
  // Rows of imports that were stored or sent back, once each; not those of a look alone.
  void CountImportRows(absl::string_view kind, absl::string_view result, int row_count);
  // "worker" at sequence n; of `caught_up` also when, since a follower that is cut off says no
  // more.
  void SetFeed(absl::string_view follower, absl::string_view feed, int64_t sequence,
               bool caught_up);

  // For gauges that one role alone has.
  std::shared_ptr<prometheus::Registry> registry() { return registry_; }
  // The text form of all.
  std::string Text() const;

 private:
  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<prometheus::Histogram>& call_seconds_;
  prometheus::Family<prometheus::Counter>& watch_ends_;
  prometheus::Family<prometheus::Counter>& import_rows_;
  prometheus::Family<prometheus::Gauge>& feed_sequence_;
  prometheus::Family<prometheus::Gauge>& feed_caught_up_;
  prometheus::Family<prometheus::Gauge>& feed_caught_up_time_;

  // What Family::Add gave for a method and a code, which stays as long as its registry: it makes a
  // histogram anew for each look, on every call.
  struct CallFigures {
    prometheus::Counter* count = nullptr;
    prometheus::Histogram* seconds = nullptr;
  };
  CallFigures FiguresOf(absl::string_view method, absl::string_view code);

  storage::Mutex mutex_;
  // By method, then by code: asked for without making a key.
  absl::flat_hash_map<std::string, absl::flat_hash_map<std::string, CallFigures>> figures_
      LAOWU_GUARDED_BY(mutex_);
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_METRICS_H_
