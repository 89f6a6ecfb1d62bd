#include "services/monitoring/erased_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"

namespace laowu::monitoring {
namespace {

constexpr char kErasedStep[] =
    "此人已注销，不能再电话核实：登记返乡或失联后不再计入 (the person was erased and cannot be "
    "called: record RETURNED or LOST_CONTACT, and they count no more)";

// Of the erased: the record that they were registered anew under, or nothing.
using Erased = std::map<std::string, std::string>;

bool AddErased(const runtime::Channels& channels, const runtime::CallContext& call,
               const std::vector<std::string>& names, Erased& erased) {
  v1::BatchGetWorkersRequest request;
  request.set_view(v1::WORKER_VIEW_BASIC);
  for (const std::string& name : names) request.add_names(name);
  const auto stub = v1::WorkerService::NewStub(channels.To("worker"));
  grpc::ClientContext context;
  channels.AsService(&context, call.deadline);
  v1::BatchGetWorkersResponse found;
  const grpc::Status status = stub->BatchGetWorkers(&context, request, &found);
  if (!status.ok()) {
    // For its log: who this process is may be unknown there.
    runtime::PeerStatus("worker", runtime::FromGrpc(status)).IgnoreError();
    return false;
  }
  for (const v1::Worker& worker : found.workers()) {
    if (worker.has_erase_time()) erased[worker.name()] = worker.merged_into();
  }
  return true;
}

}  // namespace

void MarkErased(const runtime::Channels& channels, const runtime::CallContext& call,
                bool only_steps, v1::ListWorklistResponse& response) {
  std::set<std::string> names;
  for (const v1::WorklistRow& row : response.rows()) names.insert(row.worker());
  const std::vector<std::string> all(names.begin(), names.end());
  Erased erased;
  for (std::size_t first = 0; first < all.size(); first += runtime::limits::kBatchGet) {
    const std::size_t end = std::min<std::size_t>(all.size(), first + runtime::limits::kBatchGet);
    const std::vector<std::string> some(all.begin() + static_cast<std::ptrdiff_t>(first),
                                        all.begin() + static_cast<std::ptrdiff_t>(end));
    if (!AddErased(channels, call, some, erased)) return;
  }
  auto* const rows = response.mutable_rows();
  for (v1::WorklistRow& row : *rows) {
    const auto found = erased.find(row.worker());
    if (found == erased.end()) continue;
    if (!found->second.empty()) {
      row.set_worker(found->second);
      continue;
    }
    row.set_next_step(v1::WorklistRow::NEXT_STEP_UNSPECIFIED);
    row.set_next_step_text(kErasedStep);
  }
  const auto left_out = [&](const v1::WorklistRow& row) {
    const auto found = erased.find(row.worker());
    if (found == erased.end() || !found->second.empty()) return false;
    // Who never arrived counts in no figure, and no outcome that is taken of them ends the row.
    return only_steps || row.kind() == v1::WORKLIST_KIND_NOT_ARRIVED;
  };
  rows->erase(std::remove_if(rows->begin(), rows->end(), left_out), rows->end());
}

}  // namespace laowu::monitoring
