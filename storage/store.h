#ifndef LAOWU_STORAGE_STORE_H_
#define LAOWU_STORAGE_STORE_H_

// START HERE. The contract of the store: ordered keys, conditional batches, one feed of changes.
//
//   LAOWU_ASSIGN_OR_RETURN(std::unique_ptr<Store> store, OpenStore("rocksdb:/var/lib/x"));
//   LAOWU_ASSIGN_OR_RETURN(std::optional<Record> old, store->Get(Table::kOffices, key));
//   Batch batch;
//   batch.Require(Table::kOffices, key, old ? old->version : kAbsent);   // nobody was faster
//   batch.Put(Table::kOffices, key, payload);
//   LAOWU_ASSIGN_OR_RETURN(Committed done, store->Commit(batch, deadline));
//
// Then read: tables.h (what tables there are), key.h (how keys are made), record_format.h (the
// bytes), open_store.h. memory_store.cc is the same contract in its simplest form.
//
// Ten promises; the tests in tests/contract hold each by its number (7: tests/crash).
//
//  1. Commit is all or nothing, durable on return, and linearizable with Get and Scan.
//  2. Order of sequence = order of visibility: whoever can read sequence n can read all below it.
//  3. Each Put or Delete in an *announced* table (tables.h) takes the next sequence, which becomes
//     the record's version, and makes one feed entry in the same write. Other tables make none;
//     their version is the last sequence of the batch. Every batch takes at least one sequence.
//  4. A version never comes back: a key deleted and made again has a higher one. So version = etag.
//  5. Require sees all that was committed before, also batches earlier in the same group.
//  6. A Commit whose deadline passes while it waits in the queue did not happen
//     (DEADLINE_EXCEEDED). One that fails with INTERNAL may have: read before trying again.
//  7. After a failed write or sync the store refuses every further write (UNAVAILABLE) until it is
//     opened anew. Reads go on.
//  8. ReadChanges returns a prefix of what follows `after`; sequences grow strictly, gaps are
//  legal.
//  9. Record time = max(clock, last + 1 µs), so it grows with every batch. A store whose last
//  record
//     time is more than a day ahead of the clock does not open. Each store has a random store_id; a
//     restored one gets a new id and leaps its sequence by 2^40 (rocksdb_backup.h), so that no
//     resume point, etag or page token from before is mistaken for one from after.
// 10. An append-only table takes only Put with Require(kAbsent) in the same batch: versions and
//     record times in it never change.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/tables.h"

namespace laowu::storage {

// Position in a store's history. Grows with every committed batch; gaps are allowed. The first
// is 1.
using Sequence = int64_t;
inline constexpr Sequence kAbsent = 0;  // as a version: "no record"

inline constexpr int kMaxBatchOperations = 5'000;            // Require, Put and Delete together
inline constexpr int64_t kMaxBatchBytes = 8 * 1024 * 1024;   // keys and values together
inline constexpr int kMaxKeyBytes = 1'024;                   // a key, without its table
inline constexpr int kMaxRecordsPerRead = 10'000;            // limit of Scan and ReadChanges
inline constexpr Sequence kRestoreLeap = Sequence{1} << 40;  // promise 9

struct Record {
  std::string key;  // without the table
  std::string value;
  Sequence version = kAbsent;
  absl::Time record_time;  // whole microseconds
};

// [begin, end) in byte order. An empty `begin` is the start of the table, an empty `end` its end;
// so KeyRange{} is the whole table. key.h makes ranges.
struct KeyRange {
  std::string begin;
  std::string end;
};

// That a key changed, not how: the reader gets its newest state. A record whose version is not
// `sequence` has changed again since, and a later entry says so.
struct Change {
  Sequence sequence = 0;
  Table table{};
  std::string key;
};

// The sequences a batch took, and when it was recorded.
struct Committed {
  Sequence first = 0;
  Sequence last = 0;
  absl::Time record_time;
};

// A copy of a store that CopyTo made.
struct StoreCopy {
  int64_t number = 0;  // in its folder, counted from 1
  std::string store_id;
  Sequence through_sequence = 0;  // all through this is in it; what was written meanwhile may be
  int64_t byte_size = 0;          // with the files that it shares with other copies
  // Files of the folder, relative to it, that were damaged and have been copied anew.
  std::vector<std::string> replaced_files;
};

// What is to be written, all or nothing. Requirements are judged against the state before the
// batch, wherever in it they stand; writes apply in order, so the last one to a key wins.
//
// Adding never fails: Commit answers RESOURCE_EXHAUSTED to a batch over the limits above, so a
// caller that may get there splits by operation_count() and byte_size(). Not safe for concurrent
// use.
class Batch {
 public:
  struct Operation {
    enum class Kind { kRequire, kPut, kDelete };
    Kind kind;
    Table table;
    std::string key;
    std::string value;           // kPut
    Sequence version = kAbsent;  // kRequire
  };

  // The batch is ABORTED unless the record has this version; kAbsent: unless there is none.
  void Require(Table table, absl::string_view key, Sequence version);
  void Put(Table table, absl::string_view key, absl::string_view value);
  // Deleting what is not there is no error, and in an announced table it is announced.
  void Delete(Table table, absl::string_view key);
  // All of `more`, after what is here.
  void Append(Batch more);

  int operation_count() const { return static_cast<int>(operations_.size()); }
  int64_t byte_size() const { return byte_size_; }
  bool empty() const { return operations_.empty(); }
  const std::vector<Operation>& operations() const { return operations_; }

  // What Commit checks before anything else. RESOURCE_EXHAUSTED: over a limit. INVALID_ARGUMENT: an
  // unknown or reserved table, an empty or overlong key, a negative version, or what an append-only
  // table does not take (promise 10).
  absl::Status Check() const;

 private:
  void Add(Operation operation);

  std::vector<Operation> operations_;
  int64_t byte_size_ = 0;
};

// Errors of all reads: INVALID_ARGUMENT for a reserved table or a limit outside
// 1..kMaxRecordsPerRead, DATA_LOSS for a record that cannot be read.
class Reader {
 public:
  virtual ~Reader() = default;
  // No value: there is no such record.
  virtual absl::StatusOr<std::optional<Record>> Get(Table table, absl::string_view key) const = 0;
  // The first `limit` records of the range, in key order. Fewer than `limit`: that was all.
  virtual absl::StatusOr<std::vector<Record>> Scan(Table table, const KeyRange& range,
                                                   int limit) const = 0;
};

// One moment of a store; safe for concurrent use. Must not outlive its store.
class Snapshot : public Reader {
 public:
  // The last sequence in it: all up to it is visible here, and nothing above it.
  virtual Sequence sequence() const = 0;
};

// Safe for concurrent use. Calls may block on the disk; Commit waits for a sync. Deadlines are
// instants of the system's clock, whatever clock gives the record times. No call may be running
// when the store is destroyed.
class Store : public Reader {
 public:
  // All or nothing, durable on return (promises 1, 6). ABORTED if a requirement does not hold: the
  // message names table and version, not the key, which may tell of a person. INVALID_ARGUMENT and
  // RESOURCE_EXHAUSTED as Batch::Check says. DEADLINE_EXCEEDED: did not happen. INTERNAL: may have
  // happened. UNAVAILABLE: refuses writes (promise 7). DATA_LOSS: a required record is corrupt.
  // An empty batch is committed too, and takes one sequence.
  virtual absl::StatusOr<Committed> Commit(const Batch& batch, absl::Time deadline) = 0;

  // One moment, for one request. Never kept across requests: it holds up compaction.
  virtual absl::StatusOr<std::unique_ptr<Snapshot>> TakeSnapshot() const = 0;

  // Up to `limit` changes after `after`, in order (promise 8); none if nothing followed.
  // OUT_OF_RANGE if changes after `after` have been truncated: start again from the records.
  virtual absl::StatusOr<std::vector<Change>> ReadChanges(Sequence after, int limit) const = 0;

  // Blocks until the newest change is above `after`, and returns its sequence, so that ReadChanges
  // then finds something. DEADLINE_EXCEEDED if that did not happen by `deadline`. Batches without
  // announced writes wake nobody.
  virtual absl::StatusOr<Sequence> WaitForChanges(Sequence after, absl::Time deadline) = 0;

  // Forgets the changes up to and with `through` (at most the last sequence). A power cut may undo
  // it. Cut much and seldom, as once an hour: each cut costs readers a little until compaction.
  virtual absl::Status TruncateChanges(Sequence through) = 0;

  // 32 lower-case hexadecimal digits, made when the store was created or restored.
  virtual absl::string_view store_id() const = 0;

  // The last sequence given out and visible; 0 in a new store. A reader of state and then changes
  // notes this first.
  virtual Sequence last_sequence() const = 0;

  // The lowest sequence that a ReadChanges may still return: `after` must be at least this minus 1.
  virtual Sequence oldest_sequence() const = 0;

  // No later commit gets a record time at or below the value returned, also after the process is
  // killed and the store reopened under a clock set back. When no commit is under way it moves up
  // to the clock. To say "all through T has been sent", ask this first, then read the changes.
  virtual absl::Time CompleteThrough() = 0;

  // Copies the store, while it is written, into `folder`, beside copies made before (sharing what
  // has not changed). Everything committed before the call is in it, each batch whole. It is read
  // back and held to its checksums; a shared file that is damaged is copied anew. Asks `cancelled`
  // now and then (not while it reads back): CANCELLED, and no copy. UNIMPLEMENTED: a store that
  // lives in memory. RESOURCE_EXHAUSTED: no space. DATA_LOSS: a file of the folder is damaged and
  // cannot be copied anew. rocksdb_backup.h checks copies and brings them back.
  virtual absl::StatusOr<StoreCopy> CopyTo(const std::string& /*folder*/,
                                           const std::function<bool()>& /*cancelled*/) {
    return absl::UnimplementedError("a store in memory cannot be copied");
  }
};

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_STORE_H_
