#ifndef LAOWU_SERVICES_MATCH_MATCH_INDEX_H_
#define LAOWU_SERVICES_MATCH_MATCH_INDEX_H_

// The matcher, its lock, and what three feeds bring together: a worker's row needs the profile and
// the state of his work (worker_table.h), a vacancy's the posting, the openings taken and the
// employer's blocks (vacancy_table.h). Knows how fresh it is. Thread-safe.

#include <array>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "matcher/matcher.h"
#include "services/match/vacancy_table.h"
#include "services/match/worker_table.h"
#include "services/runtime/clock.h"
#include "services/runtime/waiting_places.h"
#include "storage/mutex.h"

namespace laowu::match {

enum class Feed { kVacancy = 0, kWorker = 1, kPlacement = 2 };
inline constexpr int kFeedCount = 3;

class MatchIndex {
 public:
  explicit MatchIndex(runtime::Clock clock);

  // ---- Feeds; one thread a feed.
  void Apply(const v1::WatchVacanciesResponse& message);
  void Apply(const v1::WatchWorkersResponse& message);
  void Apply(const v1::WatchPlacementsResponse& message);
  // The feed's state comes anew: what it does not bring again is gone. Until then the old answers.
  void Reset(Feed feed);

  // ---- Questions.
  // True once every feed has been caught up at least once.
  bool ready() const;
  // OK when everything in `at_least` has been applied; UNAVAILABLE with MATCHER_NOT_READY;
  // DEADLINE_EXCEEDED with NOT_FRESH_ENOUGH, if not shortly before `deadline` (runtime::WaitEnd);
  // OUT_OF_RANGE with STORE_RESTORED at once, if it is from before a store was restored;
  // RESOURCE_EXHAUSTED at once, if it would have to wait and too many do (waiting_places.h), in all
  // or of `caller`, a principal's id.
  absl::Status WaitFor(const v1::Freshness& at_least, absl::Time deadline,
                       absl::string_view caller) const;
  v1::Freshness freshness() const;

  // Brings the matcher's index up to what has changed, if enough has; false if not, or not ready
  // yet. Beside questions and feeds, which wait for milliseconds at most; one call at a time. Gives
  // up between two steps once `stopping` says so.
  bool RebuildIfDue(const std::function<bool()>& stopping);

  // One question against one state: everything read inside belongs together. Feeds wait while it
  // lives.
  class View {
   public:
    explicit View(const MatchIndex& index) : index_(index), lock_(index.mutex_) {}
    const matcher::Matcher& matcher() const { return index_.matcher_; }
    const WorkerTable& workers() const { return index_.workers_; }
    const VacancyTable& vacancies() const { return index_.vacancies_; }
    v1::Freshness freshness() const { return index_.FreshnessLocked(); }
    // Of which stores all this is: another text once one of them has been restored, and the same in
    // every process that follows the same ones.
    const std::string& stores() const { return index_.stores_; }

   private:
    const MatchIndex& index_;
    storage::ReaderLock<storage::TurnstileMutex> lock_;
  };

 private:
  struct FeedState {
    std::string store_id;
    int64_t sequence = 0;
    bool caught_up_once = false;
    // No later change bears a record time at or below it.
    absl::Time complete_through = absl::InfinitePast();
    // Reset, and not caught up since: what is marked has not come again.
    bool beginning_anew = false;
  };

  // All of these: mutex_ is held.
  void ApplyChange(const v1::VacancyChange& change, absl::Time now) LAOWU_REQUIRES(mutex_);
  void ApplyChange(const v1::WorkerChange& change, absl::Time now) LAOWU_REQUIRES(mutex_);
  void ApplyChange(const v1::PlacementChange& change, absl::Time now) LAOWU_REQUIRES(mutex_);
  void ApplyProgress(Feed feed, const v1::WatchProgress& progress, absl::Time now)
      LAOWU_REQUIRES(mutex_);
  void DropMarked(Feed feed, absl::Time now) LAOWU_REQUIRES(mutex_);
  bool ReadyLocked() const;
  v1::Freshness FreshnessLocked() const;
  // Freshness without the time.
  v1::Freshness SequencesLocked() const;
  // Of the feed that lies back most.
  absl::Time CompleteThroughLocked() const;
  template <typename Message>
  void ApplyMessage(Feed feed, const Message& message);

  const runtime::Clock clock_;
  mutable storage::TurnstileMutex mutex_;
  matcher::Matcher matcher_;
  WorkerTable workers_{&matcher_};
  VacancyTable vacancies_{&matcher_};
  std::array<FeedState, kFeedCount> feeds_;
  std::string stores_;  // View::stores

  // For WaitFor; never taken inside mutex_.
  mutable storage::Mutex wait_mutex_;
  mutable storage::CondVar applied_;
  mutable runtime::WaitingPlaces waiting_;
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_MATCH_INDEX_H_
