#ifndef LAOWU_SERVICES_WORKER_MERGE_REQUESTS_H_
#define LAOWU_SERVICES_WORKER_MERGE_REQUESTS_H_

// What MergeWorkers asks, held against the mergers that stand: its request id is one merger of two
// records (request_ids.h), though the fact that bears the id lies with the record merged away.

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/add_warning.h"
#include "storage/store.h"

namespace laowu::worker {

// ALREADY_EXISTS if the request's id, whose fact would be `fact_id`, has merged another record into
// the same one, or was answered with such a merger. OK without an id.
absl::Status CheckMergesNoOther(const storage::Reader& reader,
                                const v1::MergeWorkersRequest& request, absl::string_view fact_id);

// Of two that are merged already: true if there is nothing to write; false if `batch` notes by
// which fact the request is answered (answered_requests.h). ALREADY_EXISTS if its id recorded
// something else of the record that was merged, or the same with another reference.
absl::StatusOr<bool> PlanMergedAlready(const storage::Reader& reader,
                                       const v1::MergeWorkersRequest& request,
                                       absl::string_view fact_id, storage::Batch& batch);

// REFERENCE_NOT_KEPT: the two were merged already, by another request, whose reference stands
// (`related_names`: its fact).
absl::Status WarnOfMergerReference(const storage::Reader& reader,
                                   const v1::MergeWorkersRequest& request,
                                   runtime::Warnings* warnings);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_MERGE_REQUESTS_H_
