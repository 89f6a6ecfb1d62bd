#ifndef LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_
#define LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_

// Notes that a person was erased, so that a file from before does not make the record anew behind
// the person's back, and who is registered anew does not count twice. A note is a keyed digest
// beside the entries of identities; its value is the names of what is left of the records,
// encrypted (of notes made before that: empty). No record leads to it. There are two kinds:
//
//   of a county   over the county and each digest that found the person. Whoever brings the very
//                 number or reference there is told that the person was erased.
//   of all        over the digest of the identity number. It refuses nobody and is told to nobody:
//                 whoever brings the number, in whichever county, and also where the record was
//                 erased as made by mistake, gets a record that what is left is merged into. Else
//                 erasing and registering anew would make two persons of one (ratio.md rule 8).

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

// Merges what the notes of all counties say is left into the record of `change`, which is about to
// bear the identity number with these digests, and takes the notes away; what is left of the dead
// is merged into no record of who is alive, nor by PlanAdmission. Adds the records to
// `change.elsewhere_ids`; those that stand there already are passed over.
absl::Status PlanReunions(const PlanContext& context,
                          const std::vector<runtime::Keys::Digest>& number, WorkerChange& change,
                          storage::Batch& batch);

// The note of all counties for a record that is erased, if it has an identity number.
absl::Status PlanLeftNote(const PlanContext& context, const std::string& worker_id,
                          absl::string_view identity_number, storage::Batch& batch);

// Notes for each digest, in every county that the facts of `worker_id` say the person was
// registered in.
void PlanErasureNotes(const runtime::Keys& keys, const std::string& worker_id,
                      const std::vector<v1::WorkerFact>& facts,
                      const std::vector<runtime::Keys::Digest>& digests, storage::Batch& batch);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_ERASED_PERSONS_H_
