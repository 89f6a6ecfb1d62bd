#ifndef LAOWU_STORAGE_ROCKSDB_COMMIT_H_
#define LAOWU_STORAGE_ROCKSDB_COMMIT_H_

#include <deque>
#include <functional>
#include <memory>
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
// position, wakes its followers and hands on to the next in the queue. While one leader syncs, the
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
  // A caller in Commit. Lives on its stack; the fields are guarded by mutex_, but `result`, which
  // the leader alone touches between taken and done.
  struct Writer {
    const Batch* batch;
    absl::Time deadline;
    // Shared: who is woken may be gone before the call that wakes it has returned.
    std::shared_ptr<CondVar> wake = std::make_shared<CondVar>();
    bool taken = false;  // in a leader's group: it may be written, so it waits for the end
    bool done = false;
    absl::StatusOr<Committed> result = absl::UnknownError("not committed");
  };

  // True once `writer` is at the head and nobody leads; false if it is done.
  bool WaitToLead(Writer& writer) LAOWU_REQUIRES(mutex_);
  std::vector<Writer*> TakeGroup() LAOWU_REQUIRES(mutex_);
  // Whom to wake once mutex_ is released: each wants it at once, and would only sleep again.
  using Wakes = std::vector<std::shared_ptr<CondVar>>;
  Wakes FinishGroup(const std::vector<Writer*>& group, const absl::Status& written,
                    const StorePosition& position) LAOWU_REQUIRES(mutex_);
  void Finish(Writer& writer, absl::StatusOr<Committed> result) LAOWU_REQUIRES(mutex_);
  void WakeNextLeader() LAOWU_REQUIRES(mutex_);
  // Promise 7.
  void Refuse(const absl::Status& cause) LAOWU_REQUIRES(mutex_);

  // Constant after construction.
  rocksdb::DB* const database_;
  const std::function<absl::Time()> clock_;

  mutable Mutex mutex_;
  CondVar changed_;
  std::deque<Writer*> queue_ LAOWU_GUARDED_BY(mutex_);
  bool leading_ LAOWU_GUARDED_BY(mutex_) = false;  // a leader is at work, with mutex_ released
  StorePosition position_ LAOWU_GUARDED_BY(mutex_);
  absl::Status refusal_ LAOWU_GUARDED_BY(mutex_);  // not OK after a failed write
};

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_COMMIT_H_
