#include "services/runtime/metrics.h"

#include <prometheus/text_serializer.h>

#include "absl/time/clock.h"

namespace laowu::runtime {

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      calls_(prometheus::BuildCounter()
                 .Name("laowu_calls_total")
                 .Help("Finished calls by method and status code")
                 .Register(*registry_)),
      call_seconds_(prometheus::BuildHistogram()
                        .Name("laowu_call_seconds")
                        .Help("Time from taking a call to its answer, by method")
                        .Register(*registry_)),
      watch_ends_(prometheus::BuildCounter()
                      .Name("laowu_watches_ended_total")
                      .Help("Ended watches by method and reason")
                      .Register(*registry_)),
      import_rows_(prometheus::BuildCounter()
                       .Name("laowu_import_rows_total")
                       .Help("Rows of imports by kind and result")
                       .Register(*registry_)),
      feed_sequence_(prometheus::BuildGauge()
                         .Name("laowu_feed_sequence")
                         .Help("Sequence that a follower has applied")
                         .Register(*registry_)),
      feed_caught_up_(prometheus::BuildGauge()
                          .Name("laowu_feed_caught_up")
                          .Help("1 if the follower had everything at its last progress message")
                          .Register(*registry_)),
      feed_caught_up_time_(prometheus::BuildGauge()
                               .Name("laowu_feed_caught_up_timestamp_seconds")
                               .Help("When the follower last had everything, Unix time")
                               .Register(*registry_)) {}

Metrics::CallFigures Metrics::FiguresOf(absl::string_view method, absl::string_view code) {
  static const prometheus::Histogram::BucketBoundaries kBounds = {
      0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
  const storage::MutexLock lock(mutex_);
  auto& of_method = figures_[method];
  if (const auto found = of_method.find(code); found != of_method.end()) return found->second;
  const CallFigures made = {
      &calls_.Add({{"method", std::string(method)}, {"code", std::string(code)}}),
      &call_seconds_.Add({{"method", std::string(method)}}, kBounds)};
  of_method.insert({std::string(code), made});
  return made;
}

void Metrics::CountCall(absl::string_view method, absl::string_view code, absl::Duration took) {
  const CallFigures figures = FiguresOf(method, code);
  figures.count->Increment();
  figures.seconds->Observe(absl::ToDoubleSeconds(took));
}

void Metrics::CountWatchEnd(absl::string_view method, absl::string_view reason) {
  watch_ends_.Add({{"method", std::string(method)}, {"reason", std::string(reason)}}).Increment();
}

void Metrics::CountImportRows(absl::string_view kind, absl::string_view result, int row_count) {
  import_rows_.Add({{"kind", std::string(kind)}, {"result", std::string(result)}})
      .Increment(row_count);
}

void Metrics::SetFeed(absl::string_view follower, absl::string_view feed, int64_t sequence,
                      bool caught_up) {
  const prometheus::Labels labels = {{"follower", std::string(follower)},
                                     {"feed", std::string(feed)}};
  feed_sequence_.Add(labels).Set(static_cast<double>(sequence));
  feed_caught_up_.Add(labels).Set(caught_up ? 1 : 0);
  if (caught_up)
    feed_caught_up_time_.Add(labels).Set(absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch()));
}

std::string Metrics::Text() const {
  return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace laowu::runtime
