// Erasing a person: the record that is named, and before it those that were merged into it, since
// they are the same person (ratio.md rules 8 and 18). Each goes in a batch of its own, the one that
// is named last: what is cut short leads on when it is asked again.

#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/access.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "services/worker/worker_rules.h"
#include "services/worker/worker_service.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using storage::Table;

constexpr char kWorkerPattern[] = "workers/*";

// Ids of the records that were merged into one, by the name of that one.
using Mergers = std::map<std::string, std::vector<std::string>>;

// Of the whole store. Reads every profile: no index leads from a record to those merged into it,
// and persons are erased far more seldom than their records are written.
absl::StatusOr<Mergers> LoadMergers(const storage::Reader& reader,
                                    const runtime::CallContext& call) {
  Mergers mergers;
  storage::KeyRange range;
  while (true) {
    if (call.cancelled()) return absl::DeadlineExceededError("the call's time is over");
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           reader.Scan(Table::kWorkers, range, storage::kMaxRecordsPerRead));
    for (const storage::Record& record : records) {
      // Most name nobody else, and are not worth reading as messages.
      if (!absl::StrContains(record.value, "workers/")) continue;
      std::string worker_id;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &worker_id));
      internal::v1::StoredWorker stored;
      LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "workers", &stored));
      const std::string& into = stored.worker().merged_into();
      if (!into.empty()) mergers[into].push_back(std::move(worker_id));
    }
    if (static_cast<int>(records.size()) < storage::kMaxRecordsPerRead) return mergers;
    range = storage::ContinueAfter(range, records.back().key);
  }
}

// Ids of all that stand behind `name`, directly or behind one another.
std::vector<std::string> AllBehind(const Mergers& mergers, const std::string& name) {
  std::vector<std::string> ids;
  std::set<std::string> seen = {name};
  std::vector<std::string> next = {name};
  while (!next.empty()) {
    const auto behind = mergers.find(next.back());
    next.pop_back();
    if (behind == mergers.end()) continue;
    for (const std::string& id : behind->second) {
      if (!seen.insert(WorkerName(id)).second) continue;
      ids.push_back(id);
      next.push_back(WorkerName(id));
    }
  }
  return ids;
}

// How many records that `worker` stands behind are of the person still.
absl::StatusOr<int> CountAbove(const storage::Reader& reader, const v1::Worker& worker) {
  int count = 0;
  std::string into = worker.merged_into();
  for (int i = 0; i < kMergeChainMost && !into.empty(); ++i) {
    LAOWU_ASSIGN_OR_RETURN(const auto above, LoadWorker(reader, WorkerId(into)));
    if (!above.has_value()) break;
    if (!above->stored.worker().has_erase_time()) ++count;
    into = above->stored.worker().merged_into();
  }
  return count;
}

// `fields`: for the audit record.
absl::Status PlanOneErased(const PlanContext& context, const std::string& worker_id,
                           const LoadedWorker& old, const v1::DeleteWorkerRequest& request,
                           std::vector<std::string> fields, storage::Batch& batch) {
  LAOWU_ASSIGN_OR_RETURN(WorkerChange change, LoadChange(context, worker_id, old));
  change.provenance.set_request_id(request.request_id());
  LAOWU_RETURN_IF_ERROR(PlanErasure(context, change, !request.made_by_mistake(), batch));
  runtime::AddAudit(context.call,
                    {change.written(), std::move(fields), request.purpose(), request.request_id()},
                    batch);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<LoadedWorker> WorkerService::LoadForErasure(
    const storage::Reader& reader, const Call& call, const v1::DeleteWorkerRequest& request) const {
  LAOWU_ASSIGN_OR_RETURN(LoadedWorker old, LoadInScope(reader, call, request.name()));
  if (old.stored.worker().has_erase_time()) return old;
  if (runtime::SentAgain(request.request_id(), {old.stored.provenance().request_id()})) {
    return runtime::RequestIdUsed();
  }
  LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(request.etag(), old.version, request.name()));
  return old;
}

absl::StatusOr<int> WorkerService::EraseBehind(const Call& call,
                                               const v1::DeleteWorkerRequest& request) {
  // Where the record that is named may not go, none goes.
  LAOWU_RETURN_IF_ERROR(LoadForErasure(store_, call, request).status());
  LAOWU_ASSIGN_OR_RETURN(const Mergers mergers, LoadMergers(store_, call));
  int left_count = 0;
  for (const std::string& id : AllBehind(mergers, request.name())) {
    bool left = false;
    LAOWU_RETURN_IF_ERROR(Change(
        call, [&](const PlanContext& context, storage::Batch& batch) -> absl::StatusOr<bool> {
          left = false;
          LAOWU_ASSIGN_OR_RETURN(const auto old, LoadWorker(context.reader, id));
          if (!old.has_value()) return true;
          const v1::Worker& worker = old->stored.worker();
          // Erased, or parted since the mergers were read.
          if (worker.has_erase_time() || worker.merged_into().empty()) return true;
          left = !runtime::DivisionInScope(call.principal, worker.division_code());
          if (left) return true;
          LAOWU_RETURN_IF_ERROR(PlanOneErased(context, id, *old, request, {"*"}, batch));
          return false;
        }));
    if (left) ++left_count;
  }
  return left_count;
}

absl::StatusOr<bool> WorkerService::PlanErased(const PlanContext& context,
                                               const v1::DeleteWorkerRequest& request,
                                               int left_count, storage::Batch& batch) const {
  LAOWU_ASSIGN_OR_RETURN(const LoadedWorker old,
                         LoadForErasure(context.reader, context.call, request));
  if (old.stored.worker().has_erase_time()) return true;
  std::vector<std::string> fields = {"*"};
  if (!request.made_by_mistake()) {
    LAOWU_ASSIGN_OR_RETURN(const int above_count, CountAbove(context.reader, old.stored.worker()));
    left_count += above_count;
  }
  if (left_count > 0) fields.push_back(absl::StrCat("records_left=", left_count));
  LAOWU_RETURN_IF_ERROR(
      PlanOneErased(context, WorkerId(request.name()), old, request, std::move(fields), batch));
  return false;
}

absl::StatusOr<google::protobuf::Empty> WorkerService::DeleteWorker(
    const Call& call, const v1::DeleteWorkerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName(kWorkerPattern, "name", request.name(), checks);
  CheckPurpose(request.purpose(), true, runtime::DayOf(call.now), checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  // What should never have been there says nothing of the records that were merged into it.
  int left_count = 0;
  if (!request.made_by_mistake()) {
    LAOWU_ASSIGN_OR_RETURN(left_count, EraseBehind(call, request));
  }
  LAOWU_RETURN_IF_ERROR(Change(call, [&](const PlanContext& context, storage::Batch& batch) {
    return PlanErased(context, request, left_count, batch);
  }));
  return google::protobuf::Empty();
}

}  // namespace laowu::worker
