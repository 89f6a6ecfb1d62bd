#include "storage/rocksdb_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "storage/key.h"
#include "storage/record_format.h"
#include "storage/rocksdb_backup.h"
#include "storage/rocksdb_commit.h"
#include "storage/rocksdb_open.h"
#include "storage/rocksdb_options.h"
#include "storage/status_macros.h"
#include "storage/store_checks.h"

namespace laowu::storage {
namespace {

constexpr absl::Duration kMaxAheadOfClock = absl::Hours(24);

// The bytes of the table's first key that is not in the range.
std::string StoredEnd(Table table, const KeyRange& range) {
  if (!range.end.empty()) return StoredKey(table, range.end);
  return std::string(1, static_cast<char>(static_cast<int>(table) + 1));  // kMeta is never scanned
}

absl::StatusOr<Record> ToRecord(Table table, absl::string_view key, absl::string_view bytes) {
  absl::StatusOr<StoredValue> value = DecodeValue(bytes);
  if (!value.ok()) return DamagedRecordError(table);
  return Record{std::string(key), std::string(value->payload), value->version, value->record_time};
}

absl::StatusOr<std::optional<Record>> GetFrom(rocksdb::DB* database,
                                              const rocksdb::ReadOptions& options, Table table,
                                              absl::string_view key) {
  LAOWU_RETURN_IF_ERROR(CheckUsable(table));
  rocksdb::PinnableSlice bytes;
  const rocksdb::Status status =
      database->Get(options, database->DefaultColumnFamily(), StoredKey(table, key), &bytes);
  if (status.IsNotFound()) return std::nullopt;
  LAOWU_RETURN_IF_ERROR(
      FromRocksDb(status, absl::StrCat("reading a record in ", FindTable(table)->name)));
  LAOWU_ASSIGN_OR_RETURN(Record record, ToRecord(table, key, ToView(bytes)));
  return record;
}

absl::StatusOr<std::vector<Record>> ScanFrom(rocksdb::DB* database, rocksdb::ReadOptions options,
                                             Table table, const KeyRange& range, int limit) {
  LAOWU_RETURN_IF_ERROR(CheckUsable(table));
  LAOWU_RETURN_IF_ERROR(CheckLimit(limit));
  const std::string end = StoredEnd(table, range);
  const rocksdb::Slice upper(end);
  options.iterate_upper_bound = &upper;
  std::unique_ptr<rocksdb::Iterator> iterator(database->NewIterator(options));
  std::vector<Record> records;
  for (iterator->Seek(StoredKey(table, range.begin));
       iterator->Valid() && static_cast<int>(records.size()) < limit; iterator->Next()) {
    LAOWU_ASSIGN_OR_RETURN(Record record, ToRecord(table, ToView(iterator->key()).substr(1),
                                                   ToView(iterator->value())));
    records.push_back(std::move(record));
  }
  LAOWU_RETURN_IF_ERROR(
      FromRocksDb(iterator->status(), absl::StrCat("reading ", FindTable(table)->name)));
  return records;
}

class RocksDbSnapshot : public Snapshot {
 public:
  explicit RocksDbSnapshot(rocksdb::DB* database) : database_(database) {
    options_.snapshot = database->GetSnapshot();
  }
  ~RocksDbSnapshot() override { database_->ReleaseSnapshot(options_.snapshot); }
  RocksDbSnapshot(const RocksDbSnapshot&) = delete;
  RocksDbSnapshot& operator=(const RocksDbSnapshot&) = delete;

  // The last sequence, as it stands in this moment of the database.
  absl::Status ReadSequence() {
    std::string value;
    const rocksdb::Status status =
        database_->Get(options_, StoredKey(Table::kMeta, EncodeKey(kMetaLastSequence)), &value);
    LAOWU_RETURN_IF_ERROR(FromRocksDb(status, "reading the last sequence"));
    return DecodeKey(value, &sequence_);
  }

  absl::StatusOr<std::optional<Record>> Get(Table table, absl::string_view key) const override {
    return GetFrom(database_, options_, table, key);
  }
  absl::StatusOr<std::vector<Record>> Scan(Table table, const KeyRange& range,
                                           int limit) const override {
    return ScanFrom(database_, options_, table, range, limit);
  }
  Sequence sequence() const override { return sequence_; }

 private:
  rocksdb::DB* const database_;
  rocksdb::ReadOptions options_;
  Sequence sequence_ = 0;
};

class RocksDbStore : public Store {
 public:
  RocksDbStore(OpenedDatabase opened, std::function<absl::Time()> clock)
      : database_(std::move(opened.database)),
        store_id_(std::move(opened.store_id)),
        commits_(database_.get(), std::move(clock), opened.position) {}

  absl::StatusOr<std::optional<Record>> Get(Table table, absl::string_view key) const override {
    return GetFrom(database_.get(), rocksdb::ReadOptions(), table, key);
  }

  absl::StatusOr<std::vector<Record>> Scan(Table table, const KeyRange& range,
                                           int limit) const override {
    return ScanFrom(database_.get(), rocksdb::ReadOptions(), table, range, limit);
  }

  absl::StatusOr<std::unique_ptr<Snapshot>> TakeSnapshot() const override {
    auto snapshot = std::make_unique<RocksDbSnapshot>(database_.get());
    LAOWU_RETURN_IF_ERROR(snapshot->ReadSequence());
    return snapshot;
  }

  absl::StatusOr<Committed> Commit(const Batch& batch, absl::Time deadline) override {
    return commits_.Commit(batch, deadline);
  }

  absl::StatusOr<std::vector<Change>> ReadChanges(Sequence after, int limit) const override {
    LAOWU_RETURN_IF_ERROR(CheckLimit(limit));
    const std::string end = StoredEnd(Table::kChanges, KeyRange{});
    const rocksdb::Slice upper(end);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = &upper;
    std::unique_ptr<rocksdb::Iterator> iterator(database_->NewIterator(options));
    // In this order: a cut that the iterator sees has already moved the oldest sequence.
    LAOWU_RETURN_IF_ERROR(CheckNotTruncated(after, commits_.oldest_sequence()));
    std::vector<Change> changes;
    for (iterator->Seek(StoredKey(Table::kChanges, EncodeKey(after + 1)));
         iterator->Valid() && static_cast<int>(changes.size()) < limit; iterator->Next()) {
      LAOWU_ASSIGN_OR_RETURN(Change change, DecodeChange(ToView(iterator->key()).substr(1),
                                                         ToView(iterator->value())));
      changes.push_back(std::move(change));
    }
    LAOWU_RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading the feed"));
    return changes;
  }

  absl::StatusOr<Sequence> WaitForChanges(Sequence after, absl::Time deadline) override {
    return commits_.WaitForChanges(after, deadline);
  }
  absl::Status TruncateChanges(Sequence through) override {
    return commits_.TruncateChanges(through);
  }
  absl::string_view store_id() const override { return store_id_; }
  Sequence last_sequence() const override { return commits_.last_sequence(); }
  Sequence oldest_sequence() const override { return commits_.oldest_sequence(); }
  absl::Time CompleteThrough() override { return commits_.CompleteThrough(); }
  absl::StatusOr<StoreCopy> CopyTo(const std::string& folder,
                                   const std::function<bool()>& cancelled) override {
    return CopyDatabase(database_.get(), store_id_, last_sequence(), folder, cancelled);
  }

 private:
  const std::unique_ptr<rocksdb::DB> database_;
  const std::string store_id_;
  CommitQueue commits_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbStore(const std::string& path,
                                                        OpenOptions options, rocksdb::Env* env) {
  LAOWU_ASSIGN_OR_RETURN(OpenedDatabase opened, OpenDatabase(path, options.create_if_missing, env));
  const absl::Time now = options.clock();
  if (opened.position.last_record_time > now + kMaxAheadOfClock) {
    return absl::FailedPreconditionError(
        absl::StrCat("the last record of the store in ", path, " is from ",
                     absl::FormatTime(opened.position.last_record_time, absl::UTCTimeZone()),
                     ", more than a day ahead of the clock, which says ",
                     absl::FormatTime(now, absl::UTCTimeZone()),
                     ": set the clock of this machine 数据的时间比本机时钟晚一天以上：请校准时钟"));
  }
  return std::make_unique<RocksDbStore>(std::move(opened), std::move(options.clock));
}

}  // namespace laowu::storage
