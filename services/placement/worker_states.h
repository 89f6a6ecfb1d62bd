#ifndef LAOWU_SERVICES_PLACEMENT_WORKER_STATES_H_
#define LAOWU_SERVICES_PLACEMENT_WORKER_STATES_H_

// Where a worker stands today, derived from outcomes by the code of the figures (ratio/spells.h)
// and kept in the batch of what changes it, for the matcher to follow (matching.md,
// WORKER_COMMITTED).
//
// `next_lapse_date` is the last day before the open visit or lost contact ends the spell: whoever
// reads a state later than that counts the worker as home, also before the sweeper has been there
// (sweeper.h). Pure; thread-safe.

#include <optional>

#include "absl/strings/string_view.h"
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

// The last day before mere passing of time changes something for this worker: what
// `next_lapse_date` says, or that a dispatch becomes a NO_SHOW (ratio.md rule 1). `state` is as
// SetOutcomes left it.
std::optional<absl::CivilDay> LookDateOf(absl::Span<const v1::Outcome> outcomes, absl::Time now,
                                         std::optional<absl::CivilDay> died,
                                         const v1::WorkerState& state);

// The day on which mere passing of time has ended the worker's live placement, seen at `now`: an
// ACCEPTED one whose worker was dispatched and did not arrive (rule 1), a STARTED one whose job a
// visit or lost contact has ended (rules 2, 3). nullopt: it goes on.
std::optional<absl::CivilDay> LapseOf(absl::string_view placement_name,
                                      const v1::Placement& placement,
                                      absl::Span<const v1::Outcome> outcomes, absl::Time now,
                                      std::optional<absl::CivilDay> died);

// live_placement and proposal_count.
void SetPlacements(const internal::v1::StoredLivePlacements& live, v1::WorkerState& state);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_WORKER_STATES_H_
