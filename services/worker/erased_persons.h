#ifndef LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_
#define LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_

// Notes that a person was erased, so that a file from before does not make the record anew behind
// the person's back, and who is registered anew on purpose does not count twice. A note is a keyed
// digest over the county and the digest that found the person, beside the entries of identities;
// its value is the name of what is left of the record, encrypted (of notes made before that:
// empty). It tells only those who bring the very number, within the county; no record leads to it.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/keys.h"
#include "services/worker/worker_plan.h"
#include "storage/store.h"

namespace laowu::worker {

// Before a new record of a normalised `worker` with its details is made. *refusal, with paths under
// `path`, if the person was erased in the worker's county: by the identity number, or where the row
// has none by the reference. `allowed`: the person is registered again, the notes go, and what is
// left of the erased record is MERGED into `worker_id`, so that the two count as one person
// (ratio.md rule 8). The id of the record that is merged; empty: none.
absl::StatusOr<std::string> PlanAdmission(const PlanContext& context, const PersonDigests& digests,
                                          const v1::Worker& worker, const std::string& worker_id,
                                          bool allowed, absl::string_view path,
                                          absl::Status* refusal, storage::Batch& batch);

// Notes for each digest, in every county that the facts of `worker_id` say the person was
// registered in.
void PlanErasureNotes(const runtime::Keys& keys, const std::string& worker_id,
                      const std::vector<v1::WorkerFact>& facts,
                      const std::vector<runtime::Keys::Digest>& digests, storage::Batch& batch);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_
