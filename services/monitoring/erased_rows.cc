#include "services/monitoring/erased_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "services/monitoring/standing_workers.h"
#include "services/monitoring/worker_batches.h"

namespace laowu::monitoring {
namespace {

constexpr char kErasedStep[] =
    "此人已注销，不能再电话核实：登记返乡或失联后不再计入 (the person was erased and cannot be "
    "called: record RETURNED or LOST_CONTACT, and they count no more)";

// Of the erased: the record that they were registered anew under, or nothing.
using Erased = std::map<std::string, std::string>;

}  // namespace

std::set<std::string> ErasedAmong(const runtime::Channels& channels,
                                  const runtime::CallContext& call,
                                  const std::vector<std::string>& names) {
  std::set<std::string> erased;
  const auto note = [&](std::size_t at, const v1::Worker& worker) {
    if (worker.has_erase_time() && worker.merged_into().empty()) erased.insert(names[at]);
  };
  if (!ForEachWorker(channels, call, v1::WORKER_VIEW_BASIC, names, note)) erased.clear();
  return erased;
}

void MarkErased(const runtime::Channels& channels, const runtime::CallContext& call,
                bool only_steps, v1::ListWorklistResponse& response) {
  std::set<std::string> names;
  for (const v1::WorklistRow& row : response.rows()) names.insert(row.worker());
  Erased erased;
  OtherRecords merged;
  const auto note = [&](std::size_t /*at*/, const v1::Worker& worker) {
    if (worker.has_erase_time()) {
      erased[worker.name()] = worker.merged_into();
    } else if (!worker.merged_into().empty()) {
      merged[worker.name()] = worker.merged_into();
    }
  };
  if (!ForEachWorker(channels, call, v1::WORKER_VIEW_BASIC, {names.begin(), names.end()}, note)) {
    return;
  }
  const OtherRecords standing = StandingInScope(channels, call, merged);
  auto* const rows = response.mutable_rows();
  for (v1::WorklistRow& row : *rows) {
    if (const auto other = standing.find(row.worker()); other != standing.end()) {
      row.set_worker(other->second);
      continue;
    }
    const auto found = erased.find(row.worker());
    if (found == erased.end()) continue;
    if (!found->second.empty()) {
      row.set_worker(found->second);
      continue;
    }
    row.set_next_step(v1::WorklistRow::NEXT_STEP_UNSPECIFIED);
    row.set_next_step_text(kErasedStep);
  }
  if (!only_steps) return;
  const auto has_no_step = [&](const v1::WorklistRow& row) {
    const auto found = erased.find(row.worker());
    return found != erased.end() && found->second.empty();
  };
  rows->erase(std::remove_if(rows->begin(), rows->end(), has_no_step), rows->end());
}

}  // namespace laowu::monitoring
