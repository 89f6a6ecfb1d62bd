#include "services/runtime/races.h"

#include "services/runtime/errors.h"
#include "services/runtime/reasons.h"

namespace laowu::runtime {

bool LostRace(const absl::Status& status) {
  // Only the store's own word bears no reason.
  return absl::IsAborted(status) && ReasonOf(status).empty();
}

absl::Status TooManyRaces() {
  return WithRetry(Error(absl::StatusCode::kAborted, reasons::kConflict,
                         "别人刚改过同一记录，请再试 / Others changed the same records at the same "
                         "time; try again."),
                   limits::kRetryDelay);
}

}  // namespace laowu::runtime
