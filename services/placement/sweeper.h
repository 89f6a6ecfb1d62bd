#ifndef LAOWU_SERVICES_PLACEMENT_SWEEPER_H_
#define LAOWU_SERVICES_PLACEMENT_SWEEPER_H_

#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/clock.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::placement {

// What mere passing of time does to placements and workers' states; one thread. It records no
// outcome: figures judge time by themselves (ratio.md rule 0).
//
//   a proposal past its time        EXPIRED, its opening free
//   a dispatch not arrived (rule 1) the ACCEPTED placement ENDED, its opening free
//   a lapsed visit, lost contact    the worker home, the STARTED placement ENDED (rules 2, 3)
//
// Each in a commit of its own, in order of time; stopped between two, it goes on where it was. What
// becomes known later moves a worker's state back, not a placement that passing of time has ENDED
// (what was told has: ended_placements.h). Thread-safe.
class Sweeper {
 public:
  static constexpr absl::Duration kInterval = absl::Seconds(30);

  // `store` outlives it.
  Sweeper(storage::Store* store, runtime::Clock clock);
  ~Sweeper() { Stop(); }
  Sweeper(const Sweeper&) = delete;
  Sweeper& operator=(const Sweeper&) = delete;

  void Start();
  void Stop();

  struct Swept {
    int proposal_count = 0;
    int worker_count = 0;
  };
  // Everything due at `now`. What somebody else was faster with is left for the next time.
  absl::StatusOr<Swept> SweepOnce(absl::Time now);

 private:
  void Run();
  bool stopping() const;
  absl::Status SweepProposals(absl::Time now, Swept& swept);
  absl::Status SweepStates(absl::Time now, Swept& swept);

  storage::Store* const store_;
  const runtime::Clock clock_;
  mutable storage::Mutex mutex_;
  storage::CondVar stopped_;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_SWEEPER_H_
