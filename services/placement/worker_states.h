#ifndef LAOWU_SERVICES_PLACEMENT_WORKER_STATES_H_
#define LAOWU_SERVICES_PLACEMENT_WORKER_STATES_H_

// Where a worker stands today, derived from outcomes by the code of the figures (ratio/spells.h)
// and kept in the batch of what changes it, for the matcher to follow (matching.md,
// WORKER_COMMITTED).
//
// Mere passing of time changes no record: `next_lapse_date` is the last day before the open visit
// or lost contact ends the spell, and whoever reads a state later than that counts the worker as
// home. Pure; thread-safe.

#include <optional>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::placement {

inline constexpr int kPastOccupationsMost = 3;

// What the outcomes of one worker come to at `now`, which is not before the record time of any.
// Sets all fields but those of SetPlacements.
void SetOutcomes(absl::Span<const v1::Outcome> outcomes, absl::Time now,
                 std::optional<absl::CivilDay> died, v1::WorkerState& state);

// live_placement and proposal_count.
void SetPlacements(const internal::v1::StoredLivePlacements& live, v1::WorkerState& state);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_WORKER_STATES_H_
