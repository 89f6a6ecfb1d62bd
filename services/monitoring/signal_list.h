#ifndef LAOWU_SERVICES_MONITORING_SIGNAL_LIST_H_
#define LAOWU_SERVICES_MONITORING_SIGNAL_LIST_H_

// How a list of signals comes about: the look at everybody, a slice at a time, and the order of
// what is told.

#include <cstddef>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "ratio/ratio_book.h"
#include "services/monitoring/monitoring_feed.h"

namespace laowu::monitoring {

// Looks at everybody for the signals from `first` to the query's day, `workers_at_once` at a time,
// so that what comes in by the feeds, and who waits behind it, is not kept waiting.
// DEADLINE_EXCEEDED once `cancelled` says so, which is asked after each slice but the last; who was
// looked at by then need not be looked at again. Thread-safe.
absl::Status LookAtEverybody(const MonitoringFeed& feed, const ratio::FigureQuery& query,
                             absl::CivilDay first, std::size_t workers_at_once,
                             const std::function<bool()>& cancelled);

// By kind; within a kind the order stays. Of more than `most` the kinds with the most rows lose
// their last ones, so that no kind is pushed out by another. Pure.
void OrderSignals(std::size_t most, std::vector<v1::Signal>& signals);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_SIGNAL_LIST_H_
