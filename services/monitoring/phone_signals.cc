#include "services/monitoring/phone_signals.h"

#include <algorithm>
#include <string>

#include "laowu/v1/worker_service.grpc.pb.h"
#include "ratio/reports.h"
#include "services/monitoring/report_words.h"
#include "services/runtime/division_code.h"
#include "services/runtime/errors.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

absl::StatusOr<v1::ListSharedPhonesResponse> SharedPhones(const runtime::Channels& channels,
                                                          const runtime::CallContext& call,
                                                          const std::string& division) {
  v1::ListSharedPhonesRequest request;
  request.set_division_code(std::string(runtime::DivisionPrefix(division)));
  grpc::ClientContext context;
  channels.AsService(&context, call.deadline);
  v1::ListSharedPhonesResponse response;
  const auto stub = v1::WorkerService::NewStub(channels.To("worker"));
  const grpc::Status status = stub->ListSharedPhones(&context, request, &response);
  if (!status.ok()) return runtime::PeerStatus("worker", runtime::FromGrpc(status));
  return response;
}

int OrganizedAmong(const ratio::RatioBook& book, const ratio::FigureQuery& query,
                   const v1::SharedPhone& shared) {
  return static_cast<int>(std::count_if(
      shared.workers().begin(), shared.workers().end(), [&](const std::string& worker) {
        const auto explained = book.ExplainWorker(query, worker);
        return explained.has_value() && explained->standing == ratio::Standing::kOrganized;
      }));
}

}  // namespace

absl::StatusOr<std::vector<v1::Signal>> PhoneSignals(const runtime::Channels& channels,
                                                     const runtime::CallContext& call,
                                                     const MonitoringFeed& feed,
                                                     const ratio::FigureQuery& query,
                                                     bool with_persons) {
  LAOWU_ASSIGN_OR_RETURN(const auto phones, SharedPhones(channels, call, query.division));
  std::vector<v1::Signal> signals;
  for (const v1::SharedPhone& shared : phones.shared_phones()) {
    if (call.cancelled()) return absl::DeadlineExceededError("the call's time is over");
    v1::Signal& signal = signals.emplace_back();
    signal.set_kind(v1::Signal::ONE_PHONE);
    signal.set_measured_count(shared.person_count());
    // One phone at a time, so that what comes in by the feeds is not kept waiting.
    signal.set_compared_count(feed.Ask(
        [&](const ratio::RatioBook& book) { return OrganizedAmong(book, query, shared); }));
    signal.set_reason(OnePhoneText(signal));
    if (!with_persons) continue;
    const int named = std::min(shared.workers_size(), ratio::kEvidenceMost);
    for (int i = 0; i < named; ++i) signal.add_workers(shared.workers(i));
  }
  return signals;
}

}  // namespace laowu::monitoring
