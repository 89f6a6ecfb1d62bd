#include "storage/rocksdb_commit.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "rocksdb/write_batch.h"
#include "storage/key.h"
#include "storage/record_format.h"
#include "storage/rocksdb_options.h"
#include "storage/status_macros.h"
#include "storage/store_checks.h"

namespace laowu::storage {
namespace {

using Kind = Batch::Operation::Kind;

void PutMetaNumber(absl::string_view name, int64_t number, rocksdb::WriteBatch* batch) {
  // A write batch fails only over a size limit, and none is set.
  batch->Put(StoredKey(Table::kMeta, EncodeKey(name)), EncodeKey(number)).PermitUncheckedError();
}

// What one group writes: batches join one by one, each seeing those before it.
class GroupPlan {
 public:
  GroupPlan(rocksdb::DB* database, absl::Time now, const StorePosition& position)
      : database_(database), now_(now), position_(position) {}

  // Joins the batch, or leaves the group as it was: ABORTED, DATA_LOSS. The batch's keys must stay
  // where they are until the plan is gone.
  absl::StatusOr<Committed> Join(const Batch& batch) {
    LAOWU_RETURN_IF_ERROR(CheckRequirements(batch));
    const Committed committed = TakeSequences(batch);
    Sequence next = committed.first;
    for (const Batch::Operation& operation : batch.operations()) {
      if (operation.kind == Kind::kRequire) continue;
      Sequence version = committed.last;
      if (FindTable(operation.table)->announced) {
        version = next++;
        AppendChange(version, operation);
        position_.last_change = version;
      }
      AppendWrite(operation, version, committed.record_time);
    }
    return committed;
  }

  // One write, synced. Nothing to do if no batch joined.
  rocksdb::Status Write() {
    if (!any_) return rocksdb::Status::OK();
    PutMetaNumber(kMetaLastSequence, position_.last_sequence, &write_);
    PutMetaNumber(kMetaLastRecordTime, absl::ToUnixMicros(position_.last_record_time), &write_);
    rocksdb::WriteOptions options;
    options.sync = true;
    return database_->Write(options, &write_);
  }

  const StorePosition& position() const { return position_; }

 private:
  absl::Status CheckRequirements(const Batch& batch) {
    for (const Batch::Operation& operation : batch.operations()) {
      if (operation.kind != Kind::kRequire) continue;
      LAOWU_ASSIGN_OR_RETURN(const Sequence version, VersionOf(operation));
      LAOWU_RETURN_IF_ERROR(CheckVersion(operation, version));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<Sequence> VersionOf(const Batch::Operation& operation) {
    const auto written = written_.find({operation.table, operation.key});
    if (written != written_.end()) return written->second;
    rocksdb::PinnableSlice bytes;
    const rocksdb::Status status =
        database_->Get(rocksdb::ReadOptions(), database_->DefaultColumnFamily(),
                       StoredKey(operation.table, operation.key), &bytes);
    if (status.IsNotFound()) return kAbsent;
    const absl::string_view table = FindTable(operation.table)->name;
    LAOWU_RETURN_IF_ERROR(FromRocksDb(status, absl::StrCat("reading a record in ", table)));
    absl::StatusOr<StoredValue> value = DecodeValue(ToView(bytes));
    if (!value.ok()) return DamagedRecordError(operation.table);
    return value->version;
  }

  Committed TakeSequences(const Batch& batch) {
    Sequence announced_count = 0;
    for (const Batch::Operation& operation : batch.operations()) {
      if (operation.kind != Kind::kRequire && FindTable(operation.table)->announced) {
        ++announced_count;
      }
    }
    const Committed committed{
        .first = position_.last_sequence + 1,
        .last = position_.last_sequence + std::max<Sequence>(announced_count, 1),
        .record_time = std::max(now_, position_.last_record_time + absl::Microseconds(1))};
    position_.last_sequence = committed.last;
    position_.last_record_time = committed.record_time;
    any_ = true;
    return committed;
  }

  void AppendWrite(const Batch::Operation& operation, Sequence version, absl::Time record_time) {
    const std::string key = StoredKey(operation.table, operation.key);
    if (operation.kind == Kind::kPut) {
      std::string value;
      AppendValue(version, record_time, operation.value, &value);
      write_.Put(key, value).PermitUncheckedError();
      written_[{operation.table, operation.key}] = version;
    } else {
      write_.Delete(key).PermitUncheckedError();
      written_[{operation.table, operation.key}] = kAbsent;
    }
  }

  void AppendChange(Sequence sequence, const Batch::Operation& operation) {
    write_
        .Put(StoredKey(Table::kChanges, EncodeKey(sequence)),
             StoredKey(operation.table, operation.key))
        .PermitUncheckedError();
  }

  rocksdb::DB* const database_;
  const absl::Time now_;
  StorePosition position_;
  rocksdb::WriteBatch write_;
  bool any_ = false;
  // Versions after the group so far, of the keys it writes; the keys stand in the batches.
  absl::flat_hash_map<std::pair<Table, absl::string_view>, Sequence> written_;
};

}  // namespace

CommitQueue::CommitQueue(rocksdb::DB* database, std::function<absl::Time()> clock,
                         const StorePosition& position)
    : database_(database), clock_(std::move(clock)), position_(position) {}

absl::StatusOr<Committed> CommitQueue::Commit(const Batch& batch, absl::Time deadline) {
  LAOWU_RETURN_IF_ERROR(batch.Check());
  Writer writer{.batch = &batch, .deadline = deadline};
  MutexLock lock(mutex_);
  if (!refusal_.ok()) return refusal_;
  queue_.push_back(&writer);
  if (!WaitToLead(writer)) return std::move(writer.result);

  const std::vector<Writer*> group = TakeGroup();
  if (group.empty()) return std::move(writer.result);  // its own deadline, and all others'
  leading_ = true;
  const StorePosition before = position_;
  lock.Unlock();

  GroupPlan plan(database_, WholeMicros(clock_()), before);
  for (Writer* member : group) member->result = plan.Join(*member->batch);
  const absl::Status written = FromRocksDb(plan.Write(), "writing");

  lock.Lock();
  leading_ = false;
  const Wakes wakes = FinishGroup(group, written, plan.position());
  lock.Unlock();
  for (const auto& wake : wakes) wake->NotifyOne();
  return std::move(writer.result);
}

bool CommitQueue::WaitToLead(Writer& writer) {
  while (!writer.done) {
    if (!leading_ && queue_.front() == &writer) return true;
    if (writer.taken) {
      writer.wake->Wait(mutex_);
    } else if (!writer.wake->WaitUntil(mutex_, writer.deadline) && !writer.taken && !writer.done) {
      const bool was_next = queue_.front() == &writer;
      queue_.erase(std::find(queue_.begin(), queue_.end(), &writer));
      Finish(writer, QueueDeadlineError());
      if (was_next && !leading_) WakeNextLeader();
    }
  }
  return false;
}

std::vector<CommitQueue::Writer*> CommitQueue::TakeGroup() {
  std::vector<Writer*> group;
  int64_t bytes = 0;
  const absl::Time now = absl::Now();
  while (!queue_.empty() && static_cast<int>(group.size()) < kMaxGroupBatches) {
    Writer* next = queue_.front();
    if (next->deadline <= now) {
      queue_.pop_front();
      Finish(*next, QueueDeadlineError());
      continue;
    }
    bytes += next->batch->byte_size();
    if (!group.empty() && bytes > kMaxGroupBytes) break;
    queue_.pop_front();
    next->taken = true;
    group.push_back(next);
  }
  return group;
}

CommitQueue::Wakes CommitQueue::FinishGroup(const std::vector<Writer*>& group,
                                            const absl::Status& written,
                                            const StorePosition& position) {
  Wakes wakes;
  if (written.ok()) {
    const bool changed = position.last_change > position_.last_change;
    // Truncation may have moved the oldest sequence meanwhile; it is not the leader's.
    const Sequence oldest = position_.oldest_sequence;
    position_ = position;
    position_.oldest_sequence = oldest;
    if (changed) changed_.NotifyAll();
  }
  for (Writer* member : group) {
    if (!written.ok() && member->result.ok()) {
      member->result = absl::InternalError(
          absl::StrCat("the write failed and may or may not have happened; read before trying "
                       "again. ",
                       written.message()));
    }
    member->done = true;
    wakes.push_back(member->wake);
  }
  if (!written.ok()) Refuse(written);
  // After the group: the next one then takes those who come back, and a sync serves more.
  if (!queue_.empty()) wakes.push_back(queue_.front()->wake);
  return wakes;
}

void CommitQueue::Finish(Writer& writer, absl::StatusOr<Committed> result) {
  writer.result = std::move(result);
  writer.done = true;
  writer.wake->NotifyOne();
}

void CommitQueue::WakeNextLeader() {
  if (!queue_.empty()) queue_.front()->wake->NotifyOne();
}

void CommitQueue::Refuse(const absl::Status& cause) {
  refusal_ = absl::UnavailableError(absl::StrCat(
      "an earlier write failed, so the store takes no more until it is opened anew: "
      "see to the disk, then restart 之前写盘失败，已停止写入：请检查磁盘，再重启. Cause: ",
      cause.message()));
  for (Writer* waiting : queue_) Finish(*waiting, refusal_);
  queue_.clear();
}

absl::StatusOr<Sequence> CommitQueue::WaitForChanges(Sequence after, absl::Time deadline) {
  MutexLock lock(mutex_);
  while (position_.last_change <= after) {
    if (!changed_.WaitUntil(mutex_, deadline) && position_.last_change <= after) {
      return NoChangeError(after);
    }
  }
  return position_.last_change;
}

absl::Status CommitQueue::TruncateChanges(Sequence through) {
  MutexLock lock(mutex_);
  if (!refusal_.ok()) return refusal_;
  const Sequence oldest = std::min(through, position_.last_sequence) + 1;
  if (oldest <= position_.oldest_sequence) return absl::OkStatus();
  rocksdb::WriteBatch write;
  write
      .DeleteRange(StoredKey(Table::kChanges, EncodeKey(position_.oldest_sequence)),
                   StoredKey(Table::kChanges, EncodeKey(oldest)))
      .PermitUncheckedError();
  PutMetaNumber(kMetaOldestSequence, oldest, &write);
  // Before the write: a reader takes its view of the database first and looks at this number then,
  // so that it never takes a cut feed for a whole one.
  position_.oldest_sequence = oldest;
  const absl::Status written =
      FromRocksDb(database_->Write(rocksdb::WriteOptions(), &write), "truncating the feed");
  if (!written.ok()) Refuse(written);
  return written;
}

absl::Time CommitQueue::CompleteThrough() {
  const absl::Time now = WholeMicros(clock_());
  MutexLock lock(mutex_);
  const bool idle = !leading_ && queue_.empty() && refusal_.ok();
  if (idle && now > position_.last_record_time) {
    // Kept on disk, so that the promise holds after a kill under a clock set back. Not synced: that
    // would cost a sync for each question of an idle store, to guard against a power cut and a
    // clock set back at once.
    rocksdb::WriteBatch write;
    PutMetaNumber(kMetaLastRecordTime, absl::ToUnixMicros(now), &write);
    const absl::Status written =
        FromRocksDb(database_->Write(rocksdb::WriteOptions(), &write), "noting the time");
    if (written.ok()) {
      position_.last_record_time = now;
    } else {
      Refuse(written);
    }
  }
  return position_.last_record_time;
}

Sequence CommitQueue::last_sequence() const {
  MutexLock lock(mutex_);
  return position_.last_sequence;
}

Sequence CommitQueue::oldest_sequence() const {
  MutexLock lock(mutex_);
  return position_.oldest_sequence;
}

}  // namespace laowu::storage
