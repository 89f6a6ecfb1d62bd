#ifndef LAOWU_SERVICES_VACANCY_EXPIRY_SWEEPER_H_
#define LAOWU_SERVICES_VACANCY_EXPIRY_SWEEPER_H_

// One thread of the vacancy role, for what time and not a caller changes: an OPEN vacancy whose
// last day is over becomes EXPIRED in the store, so that the feed tells of it. And, since an
// employer may have any number of vacancies, for what one commit could not do: after a name has
// become an alias, its vacancies move to the offers of the employer that it stands for.

#include <atomic>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/clock.h"
#include "services/vacancy/vacancy_records.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::vacancy {

// Thread-safe. `store` outlives it.
class ExpirySweeper {
 public:
  ExpirySweeper(storage::Store* store, runtime::Clock clock);
  ~ExpirySweeper();  // as Stop()
  ExpirySweeper(const ExpirySweeper&) = delete;
  ExpirySweeper& operator=(const ExpirySweeper&) = delete;

  // Sweeps at once, then every kInterval, by `clock`'s time. Once.
  void Start();
  // Waits for the batch at hand. Harmless the second time, and without Start.
  void Stop();

  // Expires what is past its last day at `now`; how many vacancies. One that somebody changes
  // meanwhile is left to the next sweep.
  absl::StatusOr<int> SweepOnce(absl::Time now);

  // A name has become an alias: the next sweep of the thread regroups.
  void NoteLinkedName() { regroup_ = true; }
  // Moves every OPEN vacancy to the offer that its employer's names now make; how many moved. Reads
  // all vacancies.
  absl::StatusOr<int> RegroupOnce();

 private:
  void Run();
  // How many of the vacancies became EXPIRED; in one commit, or one by one if that lost a race.
  absl::StatusOr<int> Expire(const std::vector<VacancyIds>& vacancies, absl::CivilDay today);
  absl::StatusOr<int> ExpireTogether(const std::vector<VacancyIds>& vacancies,
                                     absl::CivilDay today);
  absl::StatusOr<int> Regroup(const std::vector<storage::Record>& records);
  bool stopping() const;

  storage::Store* const store_;
  const runtime::Clock clock_;
  // Set at first: what was linked before the process began may not have been regrouped.
  std::atomic<bool> regroup_{true};
  mutable storage::Mutex mutex_;
  storage::CondVar wake_;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_EXPIRY_SWEEPER_H_
