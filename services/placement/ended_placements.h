#ifndef LAOWU_SERVICES_PLACEMENT_ENDED_PLACEMENTS_H_
#define LAOWU_SERVICES_PLACEMENT_ENDED_PLACEMENTS_H_

// A worker's placements that are ENDED, and whether what is told of the person moves them still.
// One that was ended by what was told (an outcome, a death, a merger) goes on where that is taken
// back; one that was ended by hand or by passing of time stays ended, whatever becomes known.

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/placement/placement_records.h"
#include "storage/store.h"

namespace laowu::placement {

struct EndedPlacement {
  std::string name;  // placements/{placement}
  LoadedPlacement loaded;
};

// More of one worker than these are looked at no more.
inline constexpr int kEndedMost = 16;

// Of one worker, the one that was accepted last first; at most kEndedMost.
absl::StatusOr<std::vector<EndedPlacement>> LoadEnded(const storage::Reader& reader,
                                                      absl::string_view worker_name);

// `outcomes`: stored ones of the person, those taken back included. Pure.
bool EndedByWhatWasTold(const LoadedPlacement& ended, absl::Span<const v1::Outcome> outcomes);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_ENDED_PLACEMENTS_H_
