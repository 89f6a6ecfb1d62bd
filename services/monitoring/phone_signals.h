#ifndef LAOWU_SERVICES_MONITORING_PHONE_SIGNALS_H_
#define LAOWU_SERVICES_MONITORING_PHONE_SIGNALS_H_

// The signal of one telephone for several persons (ratio.md): the worker role says who they are,
// the book how many of them count. Telephone numbers never come here. Thread-safe.

#include <vector>

#include "absl/status/statusor.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "ratio/ratio_book.h"
#include "services/monitoring/monitoring_feed.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::monitoring {

// ONE_PHONE of the query's division, the most persons first, as the worker role has them now; an
// error of the call where that role is not reached, or nobody waits for the answer any more.
// Counted by the figure of `query`.
absl::StatusOr<std::vector<v1::Signal>> PhoneSignals(const runtime::Channels& channels,
                                                     const runtime::CallContext& call,
                                                     const MonitoringFeed& feed,
                                                     const ratio::FigureQuery& query,
                                                     bool with_persons);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_PHONE_SIGNALS_H_
