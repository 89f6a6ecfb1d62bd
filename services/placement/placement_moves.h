#ifndef LAOWU_SERVICES_PLACEMENT_PLACEMENT_MOVES_H_
#define LAOWU_SERVICES_PLACEMENT_PLACEMENT_MOVES_H_

// A placement's change of state with all that hangs on it: the worker's open work and the vacancy's
// openings, in one batch.

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/placement/placement_records.h"
#include "services/runtime/call_context.h"
#include "storage/store.h"

namespace laowu::placement {

// How many openings more a batch takes of each vacancy, or frees, below zero. Several plans of one
// batch share one: a fill record is written once.
using OpeningChanges = std::map<std::string, int>;
void NoteOpening(const v1::Placement& before, const v1::Placement& after, OpeningChanges& openings);
absl::Status PlanOpenings(const storage::Reader& reader, const OpeningChanges& openings,
                          storage::Batch& batch);

struct PlannedMove {
  std::string name;  // placements/{placement}
  LoadedPlacement old;
  internal::v1::StoredPlacement changed;
  std::string request_id;
};

// placements/{placement} that binds the person by another of their records (ratio.md rule 8):
// ACCEPTED or STARTED, and not over by what any of the records says. Empty: there is none.
// `others`: the person's records but the one that is asked for; `outcomes`: of all of them. Pure.
std::string BoundByOtherRecord(absl::Span<const OpenWork> others,
                               absl::Span<const v1::Outcome> outcomes);
// The same by what is stored, of the record that `work` is of; `batch`, if any, requires that
// nothing of this has changed.
absl::StatusOr<std::string> FindBoundByOtherRecord(const storage::Reader& reader,
                                                   const OpenWork& work, storage::Batch* batch);

// Whether there is room for one more proposal of the person, of whichever of their records those
// are that stand; `work` is of the record to be proposed. ALREADY_EXISTS: one for this vacancy is
// among them, or binds the person. FAILED_PRECONDITION with TOO_MANY_PROPOSALS: they are
// kProposalsMost. `batch` requires that nothing of this has changed of the other records.
absl::Status CheckRoom(const storage::Reader& reader, const OpenWork& work,
                       const std::string& vacancy, storage::Batch& batch);

// FAILED_PRECONDITION with WORKER_COMMITTED if another placement binds the person, by whichever of
// their records.
absl::Status PlanMove(const storage::Reader& reader, const runtime::CallContext& call,
                      PlannedMove move, storage::Batch& batch);

// Makes a proposal whose time is over EXPIRED, if nobody has yet. Commits; at most
// limits::kCommitAttempts times anew.
absl::Status ExpireOverdue(storage::Store* store, const runtime::CallContext& call,
                           const std::string& placement_name);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_PLACEMENT_MOVES_H_
