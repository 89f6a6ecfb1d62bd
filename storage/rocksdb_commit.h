#ifndef LAOWU_STORAGE_ROCKSDB_COMMIT_H_
#define LAOWU_STORAGE_ROCKSDB_COMMIT_H_

#include <deque>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "rocksdb/db.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::storage {

// How much one synced write may fold together. A single batch may be as large as that by itself.
inline constexpr int kMaxGroupBatches = 256;
inline constexpr int64_t kMaxGroupBytes = kMaxBatchBytes;

// Where a store stands, as read from disk when it is opened.
struct StorePosition {
  Sequence last_sequence = 0;
  Sequence oldest_sequence = 1;
  Sequence last_change = 0;  // of the newest feed entry
  absl::Time last_record_time = absl::UnixEpoch();
};

// All writes to one database: the only code that gives out sequences and record times.
//
// Group commit without a thread of its own (LevelDB's design): callers queue; the first is leader.
// It takes what waits behind it, checks each batch's requirements against what the group has
// written so far and then the database, writes all that hold in one synced write, publishes the
// position, makes the next in the queue leader and wakes its followers. While one leader syncs, the
// next group gathers.
//
// Safe for concurrent use.
class CommitQueue {
 public:
  // `database` must outlive the queue.
  CommitQueue(rocksdb::DB* database, std::function<absl::Time()> clock,
              const StorePosition& position);

  // As the methods of Store.
  absl::StatusOr<Committed> Commit(const Batch& batch, absl::Time deadline);
  absl::StatusOr<Sequence> WaitForChanges(Sequence after, absl::Time deadline);
  absl::Status TruncateChanges(Sequence through);
  absl::Time CompleteThrough();
  Sequence last_sequence() const;
  Sequence oldest_sequence() const;

 private:
  enum class Turn { kWaits, kLeads, kDone };

  // A caller in Commit; lives on its stack. `result` is the leader's alone between taken and done.
  struct Writer {
    const Batch* const batch;
    const absl::Time deadline;
    bool taken = false;  // under CommitQueue::mutex_: leads, or is in a group that may be written
    absl::StatusOr<Committed> result = absl::UnknownError("not committed");

    // A lock of its own: of a group that wakes on a common one, each would wake to wait for it.
    Mutex turn_mutex{};
    CondVar turn_changed{};
    Turn turn LAOWU_GUARDED_BY(turn_mutex) = Turn::kWaits;

    // kWaits if the time is over first.
    Turn WaitUntil(absl::Time until);
    // After kDone it may be gone.
    void Give(Turn given);
    void Finish(absl::StatusOr<Committed> with);
  };

  // Whether `writer` is to lead; if not, it is done.
  bool WaitToLead(Writer& writer);
  // What it leads; empty if the time of all that waited is over.
  std::vector<Writer*> TakeGroup() LAOWU_REQUIRES(mutex_);
  void Write(const std::vector<Writer*>& group, const StorePosition& before);
  void Publish(const StorePosition& position) LAOWU_REQUIRES(mutex_);
  // Null if nobody waits: then nobody leads.
  Writer* TakeNextLeader() LAOWU_REQUIRES(mutex_);
  // Promise 7.
  void Refuse(const absl::Status& cause) LAOWU_REQUIRES(mutex_);

  // Constant after construction.
  rocksdb::DB* const database_;
  const std::function<absl::Time()> clock_;

  mutable Mutex mutex_;
  CondVar changed_;
  std::deque<Writer*> queue_ LAOWU_GUARDED_BY(mutex_);
  // Somebody is to lead or does, with mutex_ released. While nobody is, nobody waits.
  bool leading_ LAOWU_GUARDED_BY(mutex_) = false;
  StorePosition position_ LAOWU_GUARDED_BY(mutex_);
  absl::Status refusal_ LAOWU_GUARDED_BY(mutex_);  // not OK after a failed write
};

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_COMMIT_H_
