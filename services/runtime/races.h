#ifndef LAOWU_SERVICES_RUNTIME_RACES_H_
#define LAOWU_SERVICES_RUNTIME_RACES_H_

// Optimistic concurrency: a batch requires the versions that its plan has read, so a commit can
// lose against somebody faster. Then nothing has happened, and it is planned anew from what is
// there now.

#include <type_traits>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/runtime/limits.h"

namespace laowu::runtime {

// True if a commit failed because somebody else was faster, so that planning anew may succeed. An
// etag that has changed is no lost race: it is the caller's to look at.
bool LostRace(const absl::Status& status);

// What a caller is told after limits::kCommitAttempts lost races.
absl::Status TooManyRaces();

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& answer) {
  return answer.status();
}

// Calls `attempt`, which reads, plans and commits, until it loses no race, at most
// limits::kCommitAttempts times; gives back what it gave, an absl::Status or absl::StatusOr.
template <typename Attempt>
std::invoke_result_t<Attempt&> PlanAnew(Attempt attempt) {
  for (int count = 0; count < limits::kCommitAttempts; ++count) {
    auto answer = attempt();
    if (!LostRace(StatusOf(answer))) return answer;
  }
  return TooManyRaces();
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_RACES_H_
