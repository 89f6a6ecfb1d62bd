#ifndef LAOWU_SERVICES_MONITORING_MONITORING_FEED_H_
#define LAOWU_SERVICES_MONITORING_MONITORING_FEED_H_

// The ratio book, its lock, and the two followers that fill it: worker facts, and outcomes with
// their attestations and organisers. Knows through when everything recorded is in the book.
// Thread-safe.

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "ratio/ratio_book.h"
#include "services/runtime/feed_follower.h"
#include "services/runtime/role.h"
#include "services/runtime/waiting_places.h"
#include "storage/mutex.h"

namespace laowu::monitoring {

class MonitoringFeed {
 public:
  explicit MonitoringFeed(const runtime::Environment& environment);
  void Start();
  void Stop();

  // ---- What the followers call; for tests without a wire.
  enum class Feed { kWorkers, kPlacements };
  // A stream is opened. Messages still on their way in one from before StartOver are of a book that
  // is no more, and are dropped.
  void Opened(Feed feed, int64_t after_sequence);
  void Apply(const v1::WatchWorkersResponse& message);
  void Apply(const v1::WatchPlacementsResponse& message);
  // A feed's store was restored or its changes are gone: what it said before may be void, so the
  // book begins anew, from both feeds.
  void StartOver();

  // ---- Questions.
  // True once both feeds have been caught up.
  bool ready() const;

  // Waits, until shortly before `deadline`, and gives the known-at to answer for. `asked` unset:
  // the newest that is complete, with everything of `at_least` in it (of its read_time: all that
  // was recorded before it, or before `now` if that is earlier). `asked` set: that time, once both
  // feeds have passed it; INVALID_ARGUMENT if they have not and it lies in the future of `now`:
  // where a clock was set back, both may be past it, and what was published then is verified all
  // the same. RESOURCE_EXHAUSTED at once, if it would have to wait and too many do
  // (waiting_places.h), in all or of `caller`, a principal's id.
  absl::StatusOr<absl::Time> WaitForKnownAt(std::optional<absl::Time> asked,
                                            const v1::Freshness& at_least, absl::Time now,
                                            absl::Time deadline, absl::string_view caller) const;

  // All that has been applied.
  v1::Freshness freshness() const;
  // What a figure known at `known_at` holds for certain: of each feed the newest position that was
  // complete by then. 0 for what lies before the positions that are kept.
  v1::Freshness freshness(absl::Time known_at) const;

  // Of organizers/{organizer}; empty if nothing of it has come.
  std::string OrganizerDisplayName(const std::string& organizer) const;

  // Runs `question` on the book while nothing changes it.
  template <typename Question>
  auto Ask(Question question) const {
    storage::ReaderLock lock(mutex_);
    return question(static_cast<const ratio::RatioBook&>(*book_));
  }

 private:
  // By `time` everything through `sequence` was recorded, and nothing of it later.
  struct Position {
    absl::Time time;
    int64_t sequence = 0;
  };
  struct FeedState {
    int64_t HeldAt(absl::Time known_at) const;
    std::deque<Position> positions;  // ascending, one a sequence; the newest kPositions
    int64_t generation = -1;         // of the book that its open stream has told everything to
    int64_t sequence = 0;
    bool caught_up_once = false;
    absl::Time complete_through = absl::InfinitePast();
    absl::Time newest_record = absl::InfinitePast();
  };
  // Calls `prepare` for some rows, then `put` for each of them, under the lock, which readers get
  // in between.
  template <typename Row, typename Prepare, typename Put>
  void InSlices(absl::Span<const Row> rows, const FeedState& state, Prepare prepare, Put put);
  // After the changes of a message: they are all in the book.
  void Finish(const v1::WatchProgress& progress, FeedState& state, absl::string_view role);
  void ApplyProgress(const v1::WatchProgress& progress, FeedState& state) LAOWU_REQUIRES(mutex_);
  FeedState& StateOf(Feed feed) LAOWU_REQUIRES(mutex_) {
    return feed == Feed::kWorkers ? workers_ : placements_;
  }

  mutable storage::TurnstileMutex mutex_;
  std::unique_ptr<ratio::RatioBook> book_ LAOWU_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, std::string> organizer_names_ LAOWU_GUARDED_BY(mutex_);
  int64_t generation_ LAOWU_GUARDED_BY(mutex_) = 0;  // how often the book began anew
  FeedState workers_ LAOWU_GUARDED_BY(mutex_);
  FeedState placements_ LAOWU_GUARDED_BY(mutex_);

  // For waiting; never taken inside mutex_.
  mutable storage::Mutex wait_mutex_;
  mutable storage::CondVar applied_;
  mutable runtime::WaitingPlaces waiting_;

  runtime::Metrics& metrics_;
  runtime::FeedFollower<v1::WatchWorkersRequest, v1::WatchWorkersResponse> worker_follower_;
  runtime::FeedFollower<v1::WatchPlacementsRequest, v1::WatchPlacementsResponse>
      placement_follower_;
};

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_MONITORING_FEED_H_
