#ifndef LAOWU_SERVICES_MONITORING_WORKER_BATCHES_H_
#define LAOWU_SERVICES_MONITORING_WORKER_BATCHES_H_

// Workers of a page, asked of the worker role in batches when the page is shown, as this process.

#include <functional>
#include <string>
#include <vector>

#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::monitoring {

// Calls `take` with the place of each name among `names` and its worker, in order. False where the
// role does not answer: what was taken until then stands. Thread-safe.
bool ForEachWorker(const runtime::Channels& channels, const runtime::CallContext& call,
                   v1::WorkerView view, const std::vector<std::string>& names,
                   const std::function<void(std::size_t, const v1::Worker&)>& take);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_WORKER_BATCHES_H_
