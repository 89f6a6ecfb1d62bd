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

// Of those of `names` that were merged into another record: the one that stands, in the caller's
// scope.
OtherRecords StandingFor(const runtime::Channels& channels, const runtime::CallContext& call,
                         const std::set<std::string>& names) {
  const std::vector<std::string> asked(names.begin(), names.end());
  OtherRecords merged;
  const auto note = [&](std::size_t at, const v1::Worker& worker) {
    if (!worker.merged_into().empty()) merged[asked[at]] = worker.merged_into();
  };
  if (!ForEachWorker(channels, call, v1::WORKER_VIEW_BASIC, asked, note) || merged.empty()) {
    return {};
  }
  return StandingInScope(channels, call, merged);
}

void Rename(const OtherRecords& standing, std::string& worker) {
  if (const auto found = standing.find(worker); found != standing.end()) worker = found->second;
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
  std::set<std::string> names;
  for (const v1::ExplainedPerson& person : response.persons()) {
    if (person.other_workers_size() > 0) names.insert(person.worker());
  }
  const OtherRecords standing = StandingFor(channels, call, names);
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

void NameByStandingRecords(const runtime::Channels& channels, const runtime::CallContext& call,
                           v1::ListRevisionsResponse& response) {
  std::set<std::string> names;
  for (const v1::RevisedPerson& person : response.persons()) names.insert(person.worker());
  const OtherRecords standing = StandingFor(channels, call, names);
  for (v1::RevisedPerson& person : *response.mutable_persons()) {
    Rename(standing, *person.mutable_worker());
  }
}

void NameByStandingRecords(const runtime::Channels& channels, const runtime::CallContext& call,
                           v1::ListSignalsResponse& response) {
  const auto for_each_name = [&response](const auto& take) {
    for (v1::Signal& signal : *response.mutable_signals()) {
      if (signal.kind() == v1::Signal::REGISTRATION_MOVED) continue;
      for (std::string& worker : *signal.mutable_workers()) take(worker);
      for (v1::Signal::Evidence& evidence : *signal.mutable_evidences()) {
        if (!evidence.worker().empty()) take(*evidence.mutable_worker());
      }
    }
  };
  std::set<std::string> names;
  for_each_name([&names](const std::string& worker) { names.insert(worker); });
  const OtherRecords standing = StandingFor(channels, call, names);
  for_each_name([&standing](std::string& worker) { Rename(standing, worker); });
}

}  // namespace laowu::monitoring
