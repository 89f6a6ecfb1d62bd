#ifndef LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_
#define LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_

// Notes that a person was erased, so that a file from before does not make the record anew behind
// the person's back. A note is a keyed digest over the county and the digest that found the person,
// beside the entries of identities; its value is empty. It tells only those who bring the very
// number, within the county; it leads to no record, and no record to it.

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/keys.h"
#include "services/worker/worker_plan.h"
#include "storage/store.h"

namespace laowu::worker {

// Before a new record of a normalised `worker` with its details is made. *refusal, with paths under
// `path`, if the person was erased in the worker's county: by the identity number, or where the row
// has none by the reference. `allowed`: the person is registered again, and the notes go.
absl::Status PlanAdmission(const PlanContext& context, const PersonDigests& digests,
                           const v1::Worker& worker, bool allowed, absl::string_view path,
                           absl::Status* refusal, storage::Batch& batch);

// Notes for each digest, in every county that the facts say the person was registered in.
void PlanErasureNotes(const runtime::Keys& keys, const std::vector<v1::WorkerFact>& facts,
                      const std::vector<runtime::Keys::Digest>& digests, storage::Batch& batch);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_
