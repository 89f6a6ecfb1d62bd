#ifndef LAOWU_SERVICES_VACANCY_WRITE_TURNS_H_
#define LAOWU_SERVICES_VACANCY_WRITE_TURNS_H_

// Who loses a race has the next attempt alone. Vacancies of one employer that are nearly the same
// meet in the record of their offer, which counts its members: where many are written at once, all
// but one lose, and by trying again side by side most of them lose again until they may no more.
// First attempts go side by side, so that writes that do not meet share a sync of the store.

#include <type_traits>

#include "absl/time/time.h"
#include "services/runtime/races.h"
#include "storage/mutex.h"

namespace laowu::vacancy {

// Thread-safe. The sweeper takes no turn: what it overtakes tries again.
class WriteTurns {
 public:
  // runtime::PlanAnew(deadline, attempt). `attempt` must not come back here; it may wait for the
  // others' attempts, milliseconds each.
  template <typename Attempt>
  std::invoke_result_t<Attempt&> PlanAnew(absl::Time deadline, Attempt attempt) {
    bool has_lost = false;
    return runtime::PlanAnew(deadline, [&]() -> std::invoke_result_t<Attempt&> {
      if (has_lost) {
        storage::WriterLock lock(turns_);
        return attempt();
      }
      storage::ReaderLock lock(turns_);
      auto answer = attempt();
      has_lost = runtime::LostRace(runtime::StatusOf(answer));
      return answer;
    });
  }

 private:
  storage::TurnstileMutex turns_;
};

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_WRITE_TURNS_H_
