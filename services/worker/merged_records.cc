#include "services/worker/merged_records.h"

#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using storage::Table;

std::string MergedKey(absl::string_view into_name, absl::string_view worker_id) {
  return storage::EncodeKey(WorkerId(into_name), worker_id);
}

// The entries that are missing of these profiles.
absl::StatusOr<storage::Batch> MissingEntries(const storage::Reader& reader,
                                              const std::vector<storage::Record>& profiles) {
  storage::Batch batch;
  for (const storage::Record& profile : profiles) {
    // Most name nobody else, and are not worth reading as messages.
    if (!absl::StrContains(profile.value, "workers/")) continue;
    std::string worker_id;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(profile.key, &worker_id));
    internal::v1::StoredWorker stored;
    LAOWU_RETURN_IF_ERROR(runtime::ParseStored(profile, "workers", &stored));
    const std::string& into = stored.worker().merged_into();
    if (into.empty()) continue;
    LAOWU_ASSIGN_OR_RETURN(const auto entry,
                           reader.Get(Table::kMergedWorkers, MergedKey(into, worker_id)));
    if (!entry.has_value()) PlanMergedInto(worker_id, "", into, batch);
  }
  return batch;
}

}  // namespace

void PlanMergedInto(absl::string_view worker_id, absl::string_view before, absl::string_view after,
                    storage::Batch& batch) {
  if (before == after) return;
  if (!before.empty()) batch.Delete(Table::kMergedWorkers, MergedKey(before, worker_id));
  if (!after.empty()) batch.Put(Table::kMergedWorkers, MergedKey(after, worker_id), "");
}

absl::StatusOr<std::vector<std::string>> IdsMergedInto(const storage::Reader& reader,
                                                       absl::string_view worker_id) {
  const std::string name = WorkerName(worker_id);
  std::vector<std::string> ids;
  storage::KeyRange range = storage::RangeOf(worker_id);
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto entries,
                           reader.Scan(Table::kMergedWorkers, range, storage::kMaxRecordsPerRead));
    for (const storage::Record& entry : entries) {
      std::string into_id;
      std::string id;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(entry.key, &into_id, &id));
      LAOWU_ASSIGN_OR_RETURN(const auto merged, LoadWorker(reader, id));
      if (!merged.has_value() || merged->stored.worker().merged_into() != name) continue;
      ids.push_back(std::move(id));
    }
    if (static_cast<int>(entries.size()) < storage::kMaxRecordsPerRead) return ids;
    range = storage::ContinueAfter(range, entries.back().key);
  }
}

absl::StatusOr<std::vector<std::string>> AllMergedInto(const storage::Reader& reader,
                                                       absl::string_view worker_id) {
  std::vector<std::string> ids = {std::string(worker_id)};
  std::set<std::string> seen(ids.begin(), ids.end());
  for (size_t i = 0; i < ids.size(); ++i) {
    LAOWU_ASSIGN_OR_RETURN(std::vector<std::string> behind, IdsMergedInto(reader, ids[i]));
    for (std::string& id : behind) {
      if (seen.insert(id).second) ids.push_back(std::move(id));
    }
  }
  ids.erase(ids.begin());
  return ids;
}

absl::StatusOr<std::optional<Standing>> StandingBehind(const storage::Reader& reader,
                                                       std::string into) {
  std::optional<Standing> standing;
  for (int i = 0; i < runtime::limits::kMergeChainMost && !into.empty(); ++i) {
    LAOWU_ASSIGN_OR_RETURN(const auto next, LoadWorker(reader, WorkerId(into)));
    if (!next.has_value()) return std::nullopt;
    standing = Standing{into, *next};
    into = next->stored.worker().merged_into();
  }
  return standing;
}

absl::Status CompleteMergedRecords(storage::Store& store, const runtime::CallContext& call) {
  storage::KeyRange range;
  while (true) {
    if (call.cancelled()) return absl::DeadlineExceededError("the call's time is over");
    // No more than go into a batch.
    LAOWU_ASSIGN_OR_RETURN(const auto profiles,
                           store.Scan(Table::kWorkers, range, storage::kMaxBatchOperations));
    LAOWU_ASSIGN_OR_RETURN(const storage::Batch missing, MissingEntries(store, profiles));
    // A record that is parted meanwhile leaves an entry behind that IdsMergedInto passes over.
    if (!missing.empty()) {
      LAOWU_RETURN_IF_ERROR(store.Commit(missing, call.deadline).status());
    }
    if (static_cast<int>(profiles.size()) < storage::kMaxBatchOperations) return absl::OkStatus();
    range = storage::ContinueAfter(range, profiles.back().key);
  }
}

}  // namespace laowu::worker
