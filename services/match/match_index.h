#ifndef LAOWU_SERVICES_MATCH_MATCH_INDEX_H_
#define LAOWU_SERVICES_MATCH_MATCH_INDEX_H_

// The matcher, its lock, and what three feeds bring together: a worker's row needs the profile and
// the state of his work, a vacancy's the posting, the openings taken and the employer's blocks.
// Knows how fresh it is. Thread-safe.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "matcher/matcher.h"
#include "services/runtime/clock.h"
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
  // True once every feed has been caught up at least once since it began anew.
  bool ready() const;
  // OK when everything in `at_least` has been applied; UNAVAILABLE with MATCHER_NOT_READY, or
  // DEADLINE_EXCEEDED with NOT_FRESH_ENOUGH, if not by `deadline`.
  absl::Status WaitFor(const v1::Freshness& at_least, absl::Time deadline) const;
  v1::Freshness freshness() const;

  // What an answer shows of a vacancy or worker beside the match.
  struct VacancyCard {
    std::string title;
    std::string employer_display_name;
    std::string workplace_division_code;
    int min_wage_cny_per_month = 0;
    int max_wage_cny_per_month = 0;
    int openings_left_count = 0;
  };

  // One question against one state: everything read inside belongs together.
  class View {
   public:
    explicit View(const MatchIndex& index) : index_(index), lock_(index.mutex_) {}
    const matcher::Matcher& matcher() const { return index_.matcher_; }
    v1::Freshness freshness() const { return index_.FreshnessLocked(); }
    int proposal_count(const std::string& worker) const;
    std::optional<VacancyCard> vacancy_card(const std::string& vacancy) const;
    // The row of a draft, with the employer's blocks if the employer is known.
    matcher::VacancyRow RowOfDraft(const v1::Vacancy& draft, absl::Time now) const;

   private:
    const MatchIndex& index_;
    storage::ReaderLock<storage::TurnstileMutex> lock_;
  };

 private:
  struct FeedState {
    std::string store_id;
    int64_t sequence = 0;
    bool caught_up_once = false;
    // After Reset: what was known before and has not come again.
    absl::flat_hash_set<std::string> stale;
  };

  // All of these: mutex_ is held.
  void PutWorker(const std::string& name) LAOWU_REQUIRES(mutex_);
  void PutVacancy(const std::string& name) LAOWU_REQUIRES(mutex_);
  void ApplyChange(const v1::VacancyChange& change) LAOWU_REQUIRES(mutex_);
  void ApplyChange(const v1::WorkerChange& change) LAOWU_REQUIRES(mutex_);
  void ApplyChange(const v1::PlacementChange& change) LAOWU_REQUIRES(mutex_);
  void ForgetKey(Feed feed, const std::string& key) LAOWU_REQUIRES(mutex_);
  void ApplyProgress(Feed feed, const v1::WatchProgress& progress) LAOWU_REQUIRES(mutex_);
  void ApplyDue(absl::Time now) LAOWU_REQUIRES(mutex_);
  v1::Freshness FreshnessLocked() const;
  template <typename Message>
  void ApplyMessage(Feed feed, const Message& message);

  const runtime::Clock clock_;
  mutable storage::TurnstileMutex mutex_;
  matcher::Matcher matcher_;
  absl::flat_hash_map<std::string, v1::Worker> workers_;
  absl::flat_hash_map<std::string, v1::WorkerState> worker_states_;
  absl::flat_hash_map<std::string, v1::Vacancy> vacancies_;
  absl::flat_hash_map<std::string, v1::Employer> employers_;
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> vacancies_of_employer_;
  absl::flat_hash_map<std::string, int> taken_counts_;
  std::multimap<absl::Time, std::string> due_;  // workers whose row changes with time alone
  std::array<FeedState, kFeedCount> feeds_;

  // For WaitFor; never taken inside mutex_.
  mutable storage::Mutex wait_mutex_;
  mutable storage::CondVar applied_;
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_MATCH_INDEX_H_
