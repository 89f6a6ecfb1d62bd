#ifndef LAOWU_SERVICES_WORKER_MERGED_RECORDS_H_
#define LAOWU_SERVICES_WORKER_MERGED_RECORDS_H_

// By key, which records were merged into one, erased ones too: whoever erases a person finds the
// person's other records without reading everybody's. An entry only says where to look: what
// counts is the record's own merged_into.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/runtime/call_context.h"
#include "services/worker/worker_records.h"
#include "storage/store.h"

namespace laowu::worker {

// Keeps the entry of `worker_id` in step with a merged_into that was `before` and will be `after`;
// empty: merged into nobody. PlanWorker calls it.
void PlanMergedInto(absl::string_view worker_id, absl::string_view before, absl::string_view after,
                    storage::Batch& batch);

// Ids of the records that were merged into `worker_id` itself, in order.
absl::StatusOr<std::vector<std::string>> IdsMergedInto(const storage::Reader& reader,
                                                       absl::string_view worker_id);

// Ids of all that stand behind the worker, directly or behind one another, the nearest first.
absl::StatusOr<std::vector<std::string>> AllMergedInto(const storage::Reader& reader,
                                                       absl::string_view worker_id);

// The record that stands for another.
struct Standing {
  std::string name;  // workers/{worker}
  LoadedWorker record;
};
// The one that stands for a record which is merged into `into` (workers/{worker}); nullopt: into
// none, or into one that is not there. Follows no more than kMergeChainMost.
absl::StatusOr<std::optional<Standing>> StandingBehind(const storage::Reader& reader,
                                                       std::string into);

// Adds the entries that are missing: of mergers that a program recorded which had no such table, be
// it the one before this or one that was gone back to. Reads every profile.
absl::Status CompleteMergedRecords(storage::Store& store, const runtime::CallContext& call);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_MERGED_RECORDS_H_
