#ifndef LAOWU_SERVICES_RUNTIME_RACES_H_
#define LAOWU_SERVICES_RUNTIME_RACES_H_

// Optimistic concurrency: a batch requires the versions that its plan has read, so a commit can
// lose against somebody faster. Then nothing has happened, and it is planned anew from what is
// there now.

#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/limits.h"

namespace laowu::runtime {

// True if a commit failed because somebody else was faster, so that planning anew may succeed. An
// etag that has changed is no lost race: it is the caller's to look at.
bool LostRace(const absl::Status& status);

// What a caller is told after too many lost races.
absl::Status TooManyRaces();

// Waits before the next attempt after `lost` lost races in a row: some random time, longer the more
// were lost, at most limits::kRaceDelay; so those who race for one record spread. False, at once,
// if no attempt is left: limits::kCommitAttempts were lost, or `deadline` would be too near.
bool WaitAfterRace(int lost, absl::Time deadline);

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& answer) {
  return answer.status();
}

// Calls `attempt`, which reads, plans and commits, until it loses no race, at most
// limits::kCommitAttempts times and not once the call's `deadline` is near; gives back what it
// gave, an absl::Status or absl::StatusOr. Blocks the thread in between (WaitAfterRace), 1.5 s at
// most in all.
template <typename Attempt>
std::invoke_result_t<Attempt&> PlanAnew(absl::Time deadline, Attempt attempt) {
  for (int lost = 1;; ++lost) {
    auto answer = attempt();
    if (!LostRace(StatusOf(answer))) return answer;
    if (!WaitAfterRace(lost, deadline)) return TooManyRaces();
  }
}

// Where no caller waits until a deadline, or the attempt's own calls see to it.
template <typename Attempt>
std::invoke_result_t<Attempt&> PlanAnew(Attempt attempt) {
  return PlanAnew(absl::InfiniteFuture(), std::move(attempt));
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_RACES_H_
