#include "services/monitoring/standing_workers.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/monitoring/worker_batches.h"
#include "services/runtime/access.h"
#include "services/runtime/limits.h"

namespace laowu::monitoring {
namespace {

struct Record {
  std::string into;  // merged into it; empty: it stands
  bool in_scope = false;
};
using Records = std::map<std::string, Record>;

// The names to look at next; false: the role does not answer.
bool LookAt(const runtime::Channels& channels, const runtime::CallContext& call,
            const std::set<std::string>& wanted, Records& records, std::set<std::string>& next) {
  const std::vector<std::string> names(wanted.begin(), wanted.end());
  return ForEachWorker(
      channels, call, v1::WORKER_VIEW_BASIC, names, [&](std::size_t at, const v1::Worker& worker) {
        const bool in_scope = runtime::DivisionInScope(call.principal, worker.division_code());
        records[names[at]] = {worker.merged_into(), in_scope};
        if (!worker.merged_into().empty() && !records.contains(worker.merged_into())) {
          next.insert(worker.merged_into());
        }
      });
}

}  // namespace

OtherRecords StandingInScope(const runtime::Channels& channels, const runtime::CallContext& call,
                             const OtherRecords& merged) {
  Records records;
  std::set<std::string> wanted;
  for (const auto& [name, into] : merged) wanted.insert(into);
  for (int step = 0; step < runtime::limits::kMergeChainMost && !wanted.empty(); ++step) {
    std::set<std::string> next;
    if (!LookAt(channels, call, wanted, records, next)) return {};
    wanted = std::move(next);
  }
  OtherRecords standing;
  for (const auto& [name, into] : merged) {
    std::string at = into;
    for (int step = 0; step < runtime::limits::kMergeChainMost; ++step) {
      const auto found = records.find(at);
      if (found == records.end()) break;
      if (found->second.into.empty()) {
        if (found->second.in_scope) standing[name] = at;
        break;
      }
      at = found->second.into;
    }
  }
  return standing;
}

void NameByStandingRecords(const runtime::Channels& channels, const runtime::CallContext& call,
                           v1::ExplainOutboundRatioResponse& response) {
  std::vector<std::string> names;
  for (const v1::ExplainedPerson& person : response.persons()) {
    if (person.other_workers_size() > 0) names.push_back(person.worker());
  }
  if (names.empty()) return;
  OtherRecords merged;
  const bool answered = ForEachWorker(channels, call, v1::WORKER_VIEW_BASIC, names,
                                      [&](std::size_t at, const v1::Worker& worker) {
                                        if (!worker.merged_into().empty())
                                          merged[names[at]] = worker.merged_into();
                                      });
  if (!answered || merged.empty()) return;
  const OtherRecords standing = StandingInScope(channels, call, merged);
  for (v1::ExplainedPerson& person : *response.mutable_persons()) {
    const auto found = standing.find(person.worker());
    if (found == standing.end()) continue;
    std::set<std::string> others(person.other_workers().begin(), person.other_workers().end());
    others.erase(found->second);
    others.insert(person.worker());
    person.set_worker(found->second);
    person.clear_other_workers();
    for (const std::string& other : others) person.add_other_workers(other);
  }
}

}  // namespace laowu::monitoring
