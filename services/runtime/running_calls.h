#ifndef LAOWU_SERVICES_RUNTIME_RUNNING_CALLS_H_
#define LAOWU_SERVICES_RUNTIME_RUNNING_CALLS_H_

// The calls that a process has taken and not answered yet. Who stops the process refuses those that
// come from then on (Rpc says STOPPING to them), waits until none is left, and ends what runs too
// long. Thread-safe.

#include <atomic>
#include <memory>

#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "storage/mutex.h"

namespace laowu::runtime {

class RunningCalls {
 public:
  class Call {
   public:
    virtual ~Call() = default;
    // Answers the caller with Stopping() if nothing was answered yet; the work may go on. Any
    // thread.
    virtual void Cut() = 0;
  };

  // From taking a call until its answer is on its way, whole. Remove may be called again.
  void Add(std::shared_ptr<Call> call);
  void Remove(const std::shared_ptr<Call>& call);
  // The same for what is ended by others and not to be cut (watches, streams): counts until the
  // last copy of what is returned is gone. This outlives it.
  std::shared_ptr<void> Hold();

  // For good. A call that is added, and only then asks, is either refused or waited for.
  void Refuse() { refuses_ = true; }
  bool refuses() const { return refuses_; }

  // True as soon as no call is left; false at `deadline`, an instant of the system's clock.
  bool WaitUntilNone(absl::Time deadline);
  void CutAll();
  // When the last call was answered, by the system's clock; InfinitePast if there was none.
  absl::Time last_end() const;

 private:
  std::atomic<bool> refuses_ = false;
  mutable storage::Mutex mutex_;
  storage::CondVar none_;
  absl::flat_hash_set<std::shared_ptr<Call>> calls_ LAOWU_GUARDED_BY(mutex_);
  absl::Time last_end_ LAOWU_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_RUNNING_CALLS_H_
