#ifndef LAOWU_SERVICES_RUNTIME_FEED_HUB_H_
#define LAOWU_SERVICES_RUNTIME_FEED_HUB_H_

#include <deque>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::runtime {

// One thread a store: wakes idle watchers when something was committed, and cuts the feed to what
// limits.h keeps. Thread-safe.
class FeedHub {
 public:
  explicit FeedHub(storage::Store* store);
  ~FeedHub();  // as Stop()
  FeedHub(const FeedHub&) = delete;
  FeedHub& operator=(const FeedHub&) = delete;

  void Start();

  // Calls `wake` once, on the hub's thread, when there are changes after `after`, or when
  // limits::kWatchProgressInterval has passed, or on Stop. `wake` must not block. After Stop it is
  // called at once, on the caller's thread.
  void WakeOnce(storage::Sequence after, std::function<void()> wake);

  // Wakes everyone; `stopping()` is true from then on.
  void Stop();
  bool stopping() const;

 private:
  struct Waiter {
    storage::Sequence after;
    absl::Time until;
    std::function<void()> wake;
  };
  void Run();
  std::vector<std::function<void()>> TakeDue(storage::Sequence newest, absl::Time now);
  void CutFeed(absl::Time now);

  storage::Store* const store_;
  mutable storage::Mutex mutex_;
  std::vector<Waiter> waiters_ LAOWU_GUARDED_BY(mutex_);
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  // Used by the hub's thread alone: hourly notes of the last sequence, for cutting by age.
  std::deque<std::pair<absl::Time, storage::Sequence>> notes_;
  std::thread thread_;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_FEED_HUB_H_
