#ifndef LAOWU_SERVICES_PLACEMENT_HELD_NAMES_H_
#define LAOWU_SERVICES_PLACEMENT_HELD_NAMES_H_

// Whether the workers and vacancies that placements and outcomes name are there.
//
// No method takes the name of nobody, and no owner deletes a record. So all are there, until an
// owner's store is restored to an earlier moment than this one, or another folder is put in its
// place. Then what stands here speaks of nobody: outcomes that no figure counts, placements that no
// office can read. That is shown by laowu_missing_records{role="placement",owner}, and said in the
// log.
//
// Every name is asked for when the owner's feed says that its store is not the one in which all
// were there, or that it begins anew; and, while some are missing, at each start and each hour, so
// that the metric falls once the stores fit again. That all were there is kept in this role's store
// with the owner's store id, so that an ordinary start asks for nothing. Asking rests as long as it
// works: calls, and roles that catch up, go first.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/placement/peer_checks.h"
#include "services/runtime/feed_follower.h"
#include "services/runtime/role.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::placement {

// Thread-safe.
class HeldNames {
 public:
  enum class Owner { kWorker, kVacancy };

  // `environment` and `store` outlive it.
  HeldNames(const runtime::Environment& environment, storage::Store* store);
  ~HeldNames() { Stop(); }
  HeldNames(const HeldNames&) = delete;
  HeldNames& operator=(const HeldNames&) = delete;

  // Reads what is kept, and follows the vacancies' feed, of which the store id alone matters. An
  // error means that the store could not be read.
  absl::Status Start();
  void Stop();

  // A message of the owner's feed. The workers' is followed already (worker_feed.h).
  void Followed(Owner owner, const v1::WatchProgress& progress);
  // The feed begins anew: its store was restored, or changes of it were missed.
  void BeginsAnew(Owner owner);

 private:
  using Follower = runtime::FeedFollower<v1::WatchVacanciesRequest, v1::WatchVacanciesResponse>;

  struct Missing {
    int64_t name_count = 0;
    int64_t outcome_count = 0;  // that name them
    int64_t placement_count = 0;
  };
  struct State {
    // Up to there all were there. Empty: that was never seen.
    std::string whole_store_id;
    int64_t whole_sequence = 0;
    // Where the feed is; caught_up false: not known yet.
    std::string store_id;
    int64_t sequence = 0;
    bool caught_up = false;
    bool in_doubt = false;
    int64_t doubt_count = 0;                      // how often it began anew
    absl::Time look_time = absl::InfinitePast();  // not before
  };

  Follower::Options FollowerOptions();
  State& StateOf(Owner owner) LAOWU_REQUIRES(mutex_) { return states_[static_cast<size_t>(owner)]; }
  absl::Status Load(Owner owner);
  void Run();
  void Look(Owner owner);
  // Asks for every name. CANCELLED: the role stops.
  absl::StatusOr<Missing> FindMissing(Owner owner) const;
  absl::StatusOr<std::vector<std::string>> NotThere(Owner owner,
                                                    const std::vector<std::string>& names) const;
  absl::Status Keep(Owner owner, const State& seen);
  void Show(Owner owner, int64_t missing_count);
  // False as soon as the role stops.
  bool Rest(absl::Duration duration) const;
  bool stopping() const;

  const runtime::Environment& environment_;
  storage::Store* const store_;
  const PeerChecks peers_;
  prometheus::Family<prometheus::Gauge>& gauges_;
  std::unique_ptr<v1::VacancyService::Stub> stub_;
  std::unique_ptr<Follower> follower_;
  std::thread thread_;

  mutable storage::Mutex mutex_;
  mutable storage::CondVar changed_;
  std::array<State, 2> states_ LAOWU_GUARDED_BY(mutex_);
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
};

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_HELD_NAMES_H_
