#ifndef LAOWU_SERVICES_PLACEMENT_WORKER_FEED_H_
#define LAOWU_SERVICES_PLACEMENT_WORKER_FEED_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/placement/held_names.h"
#include "services/placement/peer_checks.h"
#include "services/placement/placement_records.h"
#include "services/runtime/feed_follower.h"
#include "services/runtime/role.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::placement {

// Follows the worker role's feed, of which four things matter here:
//
//   a death    the worker's state says so; what stands open ends, openings are free. Taken back,
//              the placement that it ended goes on (ended_placements.h); proposals do not
//   a merger   the state says into which record; the one that stands for both is derived from the
//              outcomes of both (ratio.md rule 8). Taken back, it is undone here too
//   a registration  what is PROPOSED, ACCEPTED or STARTED bears the one of the record that stands
//              for the person, so that lists by division have it where it is decided. Which record
//              that is, is asked of its owner, if any of the person's has something open. Once a
//              merger is taken back, what ended meanwhile bears it, too
//   an erasure references and file digests of the worker's attestations are erased (rule 18)
//
// Applying a worker twice changes nothing, so a message is applied again after a crash. How far the
// feed has been followed is kept in the store: a restart does not read all workers anew. Only kind
// "worker" is asked for: it carries the newest of all three, in one message a worker.
class WorkerFeed {
 public:
  // `environment`, `store` and `held_names`, which is told how far the feed is, outlive it.
  WorkerFeed(const runtime::Environment& environment, storage::Store* store, HeldNames* held_names);
  ~WorkerFeed() { Stop(); }
  WorkerFeed(const WorkerFeed&) = delete;
  WorkerFeed& operator=(const WorkerFeed&) = delete;

  // Reads the kept position. An error means that the store could not be read.
  absl::Status Start();
  void Stop();

  // What one worker's newest state changes here, committed; nothing if it is known.
  absl::Status Apply(const v1::Worker& worker, absl::Time now);

 private:
  using Follower = runtime::FeedFollower<v1::WatchWorkersRequest, v1::WatchWorkersResponse>;

  Follower::Options FollowerOptions();
  void ApplyMessage(const v1::WatchWorkersResponse& message);
  // Goes on trying until it is done or the role stops: a message passed over would be lost.
  template <typename Work>
  bool Insist(Work work);
  // The registration that the person's open placements bear.
  absl::Status StampPlacements(const v1::Worker& worker, absl::Time now);
  // And those that are over, of a worker whom another record stood for and stands for no longer:
  // what bears that one's registration, since it was over while it stood, bears the worker's. Gives
  // back the records that it has read them of.
  absl::StatusOr<std::vector<OpenWork>> StampWhatIsOver(const v1::Worker& worker, absl::Time now);
  absl::StatusOr<v1::Worker> StandingOf(const v1::Worker& worker, absl::Time now) const;
  // `names`: placements/… that are to bear the registration of `standing`. Commits what changes.
  absl::Status Stamp(const v1::Worker& worker, const v1::Worker& standing,
                     std::vector<std::string> names, absl::Time now);
  absl::Status SavePosition(const v1::WatchProgress& progress);

  const runtime::Environment& environment_;
  storage::Store* const store_;
  HeldNames* const held_names_;
  const PeerChecks peers_;
  std::unique_ptr<v1::WorkerService::Stub> stub_;
  std::unique_ptr<Follower> follower_;
  int64_t saved_sequence_ = 0;  // used by the follower's thread alone

  storage::Mutex mutex_;
  storage::CondVar stopped_;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
};

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_WORKER_FEED_H_
