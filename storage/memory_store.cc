#include "storage/memory_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/time/clock.h"
#include "storage/mutex.h"
#include "storage/status_macros.h"
#include "storage/store_checks.h"

namespace laowu::storage {
namespace {

using Kind = Batch::Operation::Kind;

struct StoredRecord {
  std::string value;
  Sequence version = kAbsent;
  absl::Time record_time;
};
using Place = std::pair<Table, std::string>;  // orders as the bytes on disk do
using Records = std::map<Place, StoredRecord>;

Sequence VersionAt(const Records& records, Table table, const std::string& key) {
  const auto found = records.find({table, key});
  return found == records.end() ? kAbsent : found->second.version;
}

Record ToRecord(const Records::value_type& entry) {
  const StoredRecord& stored = entry.second;
  return Record{entry.first.second, stored.value, stored.version, stored.record_time};
}

std::optional<Record> GetFrom(const Records& records, Table table, absl::string_view key) {
  const auto found = records.find({table, std::string(key)});
  if (found == records.end()) return std::nullopt;
  return ToRecord(*found);
}

std::vector<Record> ScanFrom(const Records& records, Table table, const KeyRange& range,
                             int limit) {
  std::vector<Record> found;
  for (auto at = records.lower_bound({table, range.begin});
       at != records.end() && static_cast<int>(found.size()) < limit; ++at) {
    const auto& [at_table, at_key] = at->first;
    if (at_table != table || (!range.end.empty() && at_key >= range.end)) break;
    found.push_back(ToRecord(*at));
  }
  return found;
}

class MemorySnapshot : public Snapshot {
 public:
  MemorySnapshot(Records records, Sequence sequence)
      : records_(std::move(records)), sequence_(sequence) {}

  absl::StatusOr<std::optional<Record>> Get(Table table, absl::string_view key) const override {
    LAOWU_RETURN_IF_ERROR(CheckUsable(table));
    return GetFrom(records_, table, key);
  }
  absl::StatusOr<std::vector<Record>> Scan(Table table, const KeyRange& range,
                                           int limit) const override {
    LAOWU_RETURN_IF_ERROR(CheckUsable(table));
    LAOWU_RETURN_IF_ERROR(CheckLimit(limit));
    return ScanFrom(records_, table, range, limit);
  }
  Sequence sequence() const override { return sequence_; }

 private:
  const Records records_;
  const Sequence sequence_;
};

class MemoryStore : public Store {
 public:
  explicit MemoryStore(OpenOptions options)
      : clock_(std::move(options.clock)), store_id_(MakeStoreId()) {}

  absl::StatusOr<std::optional<Record>> Get(Table table, absl::string_view key) const override {
    LAOWU_RETURN_IF_ERROR(CheckUsable(table));
    MutexLock lock(mutex_);
    return GetFrom(records_, table, key);
  }

  absl::StatusOr<std::vector<Record>> Scan(Table table, const KeyRange& range,
                                           int limit) const override {
    LAOWU_RETURN_IF_ERROR(CheckUsable(table));
    LAOWU_RETURN_IF_ERROR(CheckLimit(limit));
    MutexLock lock(mutex_);
    return ScanFrom(records_, table, range, limit);
  }

  absl::StatusOr<std::unique_ptr<Snapshot>> TakeSnapshot() const override {
    MutexLock lock(mutex_);
    return std::make_unique<MemorySnapshot>(records_, last_sequence_);
  }

  absl::StatusOr<Committed> Commit(const Batch& batch, absl::Time deadline) override {
    LAOWU_RETURN_IF_ERROR(batch.Check());
    MutexLock lock(mutex_);
    while (committing_) {
      if (!commit_ended_.WaitUntil(mutex_, deadline) && committing_) return QueueDeadlineError();
    }
    if (deadline <= absl::Now()) return QueueDeadlineError();
    committing_ = true;
    lock.Unlock();  // the clock is called with no lock held
    const absl::Time now = clock_();
    lock.Lock();
    absl::StatusOr<Committed> result = Apply(batch, now);
    committing_ = false;
    commit_ended_.NotifyAll();
    return result;
  }

  absl::StatusOr<std::vector<Change>> ReadChanges(Sequence after, int limit) const override {
    LAOWU_RETURN_IF_ERROR(CheckLimit(limit));
    MutexLock lock(mutex_);
    LAOWU_RETURN_IF_ERROR(CheckNotTruncated(after, oldest_sequence_));
    std::vector<Change> changes;
    for (auto at = changes_.upper_bound(after);
         at != changes_.end() && static_cast<int>(changes.size()) < limit; ++at) {
      changes.push_back(Change{at->first, at->second.first, at->second.second});
    }
    return changes;
  }

  absl::StatusOr<Sequence> WaitForChanges(Sequence after, absl::Time deadline) override {
    MutexLock lock(mutex_);
    while (last_change_ <= after) {
      if (!changed_.WaitUntil(mutex_, deadline) && last_change_ <= after) {
        return NoChangeError(after);
      }
    }
    return last_change_;
  }

  absl::Status TruncateChanges(Sequence through) override {
    MutexLock lock(mutex_);
    through = std::min(through, last_sequence_);
    changes_.erase(changes_.begin(), changes_.upper_bound(through));
    oldest_sequence_ = std::max(oldest_sequence_, through + 1);
    return absl::OkStatus();
  }

  absl::string_view store_id() const override { return store_id_; }

  Sequence last_sequence() const override {
    MutexLock lock(mutex_);
    return last_sequence_;
  }

  Sequence oldest_sequence() const override {
    MutexLock lock(mutex_);
    return oldest_sequence_;
  }

  absl::Time CompleteThrough() override {
    const absl::Time now = WholeMicros(clock_());
    MutexLock lock(mutex_);
    if (!committing_) last_record_time_ = std::max(last_record_time_, now);
    return last_record_time_;
  }

 private:
  absl::StatusOr<Committed> Apply(const Batch& batch, absl::Time now) LAOWU_REQUIRES(mutex_) {
    Sequence announced_count = 0;
    for (const Batch::Operation& operation : batch.operations()) {
      if (operation.kind == Kind::kRequire) {
        const Sequence version = VersionAt(records_, operation.table, operation.key);
        LAOWU_RETURN_IF_ERROR(CheckVersion(operation, version));
      } else if (FindTable(operation.table)->announced) {
        ++announced_count;
      }
    }
    const Committed committed{
        .first = last_sequence_ + 1,
        .last = last_sequence_ + std::max<Sequence>(announced_count, 1),
        .record_time = std::max(WholeMicros(now), last_record_time_ + absl::Microseconds(1))};
    Sequence next = committed.first;
    for (const Batch::Operation& operation : batch.operations()) {
      if (operation.kind == Kind::kRequire) continue;
      Sequence version = committed.last;
      if (FindTable(operation.table)->announced) {
        version = next++;
        changes_[version] = {operation.table, operation.key};
      }
      if (operation.kind == Kind::kPut) {
        records_[{operation.table, operation.key}] = {operation.value, version,
                                                      committed.record_time};
      } else {
        records_.erase({operation.table, operation.key});
      }
    }
    last_sequence_ = committed.last;
    last_record_time_ = committed.record_time;
    if (announced_count > 0) {
      last_change_ = committed.last;
      changed_.NotifyAll();
    }
    return committed;
  }

  // Constant after construction.
  const std::function<absl::Time()> clock_;
  const std::string store_id_;

  mutable Mutex mutex_;
  CondVar commit_ended_;
  CondVar changed_;
  bool committing_ LAOWU_GUARDED_BY(mutex_) = false;
  Records records_ LAOWU_GUARDED_BY(mutex_);
  std::map<Sequence, Place> changes_ LAOWU_GUARDED_BY(mutex_);
  Sequence last_sequence_ LAOWU_GUARDED_BY(mutex_) = 0;
  Sequence last_change_ LAOWU_GUARDED_BY(mutex_) = 0;
  Sequence oldest_sequence_ LAOWU_GUARDED_BY(mutex_) = 1;
  // Of the last commit, or what CompleteThrough has promised since.
  absl::Time last_record_time_ LAOWU_GUARDED_BY(mutex_) = absl::UnixEpoch();
};

}  // namespace

std::unique_ptr<Store> NewMemoryStore(OpenOptions options) {
  return std::make_unique<MemoryStore>(std::move(options));
}

}  // namespace laowu::storage
