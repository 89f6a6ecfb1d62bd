#include "services/runtime/races.h"

#include <algorithm>
#include <random>

#include "absl/time/clock.h"
#include "services/runtime/errors.h"
#include "services/runtime/reasons.h"

namespace laowu::runtime {
namespace {

constexpr int kDoublingsMost = 10;

}  // namespace

bool LostRace(const absl::Status& status) {
  // Only the store's own word bears no reason.
  return absl::IsAborted(status) && ReasonOf(status).empty();
}

bool WaitAfterRace(int lost, absl::Time deadline) {
  if (lost >= limits::kCommitAttempts) return false;
  // From some milliseconds on, as a commit takes.
  const absl::Duration longest =
      std::min(limits::kRaceDelay, absl::Milliseconds(1 << std::min(lost, kDoublingsMost)));
  thread_local std::minstd_rand random(std::random_device{}());
  const absl::Duration delay = longest * std::uniform_real_distribution<double>(0, 1)(random);
  if (deadline - absl::Now() <= delay + limits::kInnerCallMargin) return false;
  absl::SleepFor(delay);
  return true;
}

absl::Status TooManyRaces() {
  return WithRetry(Error(absl::StatusCode::kAborted, reasons::kConflict,
                         "别人刚改过同一记录，请再试 / Others changed the same records at the same "
                         "time; try again."),
                   limits::kRetryDelay);
}

}  // namespace laowu::runtime
