#ifndef LAOWU_SERVICES_RUNTIME_UNWATCHED_LOCKS_H_
#define LAOWU_SERVICES_RUNTIME_UNWATCHED_LOCKS_H_

#include "absl/synchronization/mutex.h"

namespace laowu::runtime {

// To be called first in a program that serves. Debian builds Abseil without NDEBUG, so that each of
// its locks, which are those of gRPC, is looked up in one graph of all locks, behind one spin lock,
// to find deadlocks: two locks taken and left then cost four times as much, and threads wait for
// each other. That is for who writes gRPC. Tests do not call this, and find what there is to find.
inline void LeaveLocksUnwatched() {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_UNWATCHED_LOCKS_H_
