// The store's promises 1 to 3 (storage/store.h), each by its number, and its limits, over every
// backend. Promises 4 to 6 and 10, on what a commit may rely on, are in commit_contract_test.cc; 8
// and 9, on the feed and on record times, in feed_contract_test.cc; promise 7 needs a disk that
// fails: tests/crash.

#include "store_contract.h"

#include <algorithm>
#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Table kAnnounced1 = Table::kWorkers;
constexpr Table kAnnounced2 = Table::kHouseholds;
constexpr Table kSilent = Table::kWorkersByDivision;

std::vector<std::string> KeysOf(const absl::StatusOr<std::vector<Record>>& records) {
  EXPECT_OK(records);
  std::vector<std::string> keys;
  if (!records.ok()) return keys;
  for (const Record& record : *records) keys.push_back(record.key);
  return keys;
}

// ---- Promise 1: all or nothing, durable, linearizable with Get and Scan.

TEST_P(StoreContract, Promise1CommittedIsReadAtOnce) {
  const Committed committed = MustPut(kSilent, "k", "v");
  const std::optional<Record> record = MustGet(kSilent, "k");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->key, "k");
  EXPECT_EQ(record->value, "v");
  EXPECT_EQ(record->version, committed.last);
  EXPECT_EQ(record->record_time, committed.record_time);
  EXPECT_EQ(MustGet(kSilent, "other"), std::nullopt);
  EXPECT_EQ(MustGet(kAnnounced1, "k"), std::nullopt);
}

TEST_P(StoreContract, Promise1OneFailedRequirementWritesNothing) {
  MustPut(kAnnounced1, "old", "before");
  const Sequence last = store_->last_sequence();
  Batch batch;
  batch.Put(kAnnounced1, "new", "x");
  batch.Delete(kAnnounced1, "old");
  batch.Put(kSilent, "index", "x");
  batch.Require(kAnnounced1, "nobody", 1);  // last in the batch, judged first
  EXPECT_THAT(Commit(batch), StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(ValueOf(kAnnounced1, "old"), "before");
  EXPECT_EQ(MustGet(kAnnounced1, "new"), std::nullopt);
  EXPECT_EQ(MustGet(kSilent, "index"), std::nullopt);
  EXPECT_THAT(ChangesAfter(last), IsEmpty());
  EXPECT_EQ(store_->last_sequence(), last);
}

TEST_P(StoreContract, Promise1WritesApplyInOrder) {
  Batch batch;
  batch.Put(kSilent, "a", "1");
  batch.Put(kSilent, "a", "2");
  batch.Put(kSilent, "b", "1");
  batch.Delete(kSilent, "b");
  batch.Delete(kSilent, "c");
  batch.Put(kSilent, "c", "1");
  MustCommit(batch);
  EXPECT_EQ(ValueOf(kSilent, "a"), "2");
  EXPECT_EQ(MustGet(kSilent, "b"), std::nullopt);
  EXPECT_EQ(ValueOf(kSilent, "c"), "1");
}

TEST_P(StoreContract, Promise1ValuesAndKeysHoldAnyBytes) {
  const std::string bytes("\0\xff\x80 \0", 5);
  MustPut(kSilent, bytes, bytes);
  MustPut(kSilent, "empty", "");
  EXPECT_EQ(ValueOf(kSilent, bytes), bytes);
  ASSERT_TRUE(MustGet(kSilent, "empty").has_value());
  EXPECT_EQ(ValueOf(kSilent, "empty"), "");
}

TEST_P(StoreContract, Promise1ScanGivesTheRangeInByteOrder) {
  for (const char* key : {"b", "a", "c", "ab", "\xff", "\x7f"}) MustPut(kSilent, key, "v");
  MustPut(Table::kIdentities, "a", "the table before");
  MustPut(Table::kHouseholds, "a", "the table behind");
  EXPECT_THAT(KeysOf(store_->Scan(kSilent, KeyRange{}, 100)),
              ElementsAre("a", "ab", "b", "c", "\x7f", "\xff"));
  EXPECT_THAT(KeysOf(store_->Scan(kSilent, KeyRange{"ab", "c"}, 100)), ElementsAre("ab", "b"));
  EXPECT_THAT(KeysOf(store_->Scan(kSilent, KeyRange{"b", ""}, 2)), ElementsAre("b", "c"));
  EXPECT_THAT(KeysOf(store_->Scan(kSilent, KeyRange{"c", "b"}, 100)), IsEmpty());
  EXPECT_THAT(KeysOf(store_->Scan(kSilent, KeyRange{"ac", "b"}, 100)), IsEmpty());
}

TEST_P(StoreContract, Promise1ScanGivesWholeRecords) {
  const Committed first = MustPut(kAnnounced1, "a", "1");
  clock_.Advance(absl::Seconds(1));
  const Committed second = MustPut(kAnnounced1, "b", "2");
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::vector<Record> records,
                             store_->Scan(kAnnounced1, KeyRange{}, 10));
  ASSERT_EQ(records.size(), 2);
  EXPECT_EQ(records[0].value, "1");
  EXPECT_EQ(records[0].version, first.last);
  EXPECT_EQ(records[1].version, second.last);
  EXPECT_EQ(records[1].record_time, second.record_time);
}

TEST_P(StoreContract, Promise1SnapshotIsOneMoment) {
  MustPut(kSilent, "stays", "1");
  MustPut(kSilent, "goes", "1");
  const Committed before = MustPut(kAnnounced1, "changes", "1");
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Snapshot> snapshot, store_->TakeSnapshot());
  EXPECT_EQ(snapshot->sequence(), before.last);
  MustDelete(kSilent, "goes");
  MustPut(kSilent, "new", "2");
  MustPut(kAnnounced1, "changes", "2");
  EXPECT_EQ(snapshot->sequence(), before.last);
  EXPECT_THAT(KeysOf(snapshot->Scan(kSilent, KeyRange{}, 10)), ElementsAre("goes", "stays"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::optional<Record> record,
                             snapshot->Get(kAnnounced1, "changes"));
  EXPECT_EQ(record->value, "1");
  EXPECT_EQ(record->version, before.last);
  EXPECT_EQ(ValueOf(kAnnounced1, "changes"), "2");
}

// Two keys written together are never seen apart, whoever reads while others write.
TEST_P(StoreContract, Promise1NoReaderSeesHalfABatch) {
  std::atomic<bool> stop = false;
  std::atomic<int> torn_count = 0;
  std::thread reader([&] {
    while (!stop) {
      const auto records = store_->Scan(kSilent, KeyRange{}, 10);
      if (!records.ok() || (!records->empty() &&
                            (records->size() != 2 || (*records)[0].value != (*records)[1].value))) {
        ++torn_count;
      }
    }
  });
  for (int i = 0; i < 200; ++i) {
    Batch batch;
    batch.Put(kSilent, "left", std::to_string(i));
    batch.Put(kSilent, "right", std::to_string(i));
    MustCommit(batch);
  }
  stop = true;
  reader.join();
  EXPECT_EQ(torn_count, 0);
}

TEST_P(DurableStoreContract, Promise1CommittedIsThereAfterReopening) {
  const Committed put = MustPut(kAnnounced1, "k", "v");
  MustPut(kSilent, "gone", "v");
  MustDelete(kSilent, "gone");
  const Sequence last = store_->last_sequence();
  Reopen();
  const std::optional<Record> record = MustGet(kAnnounced1, "k");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->value, "v");
  EXPECT_EQ(record->version, put.last);
  EXPECT_EQ(record->record_time, put.record_time);
  EXPECT_EQ(MustGet(kSilent, "gone"), std::nullopt);
  EXPECT_EQ(store_->last_sequence(), last);
  EXPECT_EQ(MustPut(kAnnounced1, "k", "w").first, last + 1);
}

// ---- Promise 2: order of sequence = order of visibility.

// A follower that polls while eight writers commit misses nothing: the failure of numbers that are
// given out before the commit.
TEST_P(StoreContract, Promise2FollowerMissesNoChange) {
  constexpr int kWriterCount = 8;
  constexpr int kCommitCount = 40;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriterCount; ++writer) {
    writers.emplace_back([this, writer] {
      for (int i = 0; i < kCommitCount; ++i) {
        Batch batch;
        batch.Put(kAnnounced1, absl::StrCat(writer, "-", i), "v");
        batch.Put(kAnnounced2, absl::StrCat(writer, "-", i), "v");
        MustCommit(batch);
      }
    });
  }
  Sequence after = 0;
  int seen_count = 0;
  while (seen_count < 2 * kWriterCount * kCommitCount) {
    ASSERT_OK(store_->WaitForChanges(after, absl::InfiniteFuture()));
    LAOWU_ASSERT_OK_AND_ASSIGN(const std::vector<Change> changes, store_->ReadChanges(after, 7));
    ASSERT_FALSE(changes.empty());
    for (const Change& change : changes) {
      ASSERT_EQ(change.sequence, after + 1) << "a number was passed over";
      after = change.sequence;
      ++seen_count;
      ASSERT_EQ(VersionOf(change.table, change.key), change.sequence);
    }
  }
  for (std::thread& writer : writers) writer.join();
}

TEST_P(StoreContract, Promise2SnapshotHoldsAllUpToItsSequenceAndNothingAbove) {
  std::atomic<bool> stop = false;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 3; ++writer) {
    writers.emplace_back([this, writer, &stop] {
      for (int i = 0; !stop; ++i) MustPut(kAnnounced1, absl::StrCat(writer, "-", i), "v");
    });
  }
  // Every commit makes one new record and takes one sequence, so they must be equal in number.
  for (int i = 0; i < 50; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Snapshot> snapshot, store_->TakeSnapshot());
    LAOWU_ASSERT_OK_AND_ASSIGN(const std::vector<Record> records,
                               snapshot->Scan(kAnnounced1, KeyRange{}, kMaxRecordsPerRead));
    if (records.size() == kMaxRecordsPerRead) break;  // a fast backend: the page is full
    EXPECT_EQ(static_cast<Sequence>(records.size()), snapshot->sequence());
    for (const Record& record : records) EXPECT_LE(record.version, snapshot->sequence());
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
}

// ---- Promise 3: sequences, versions and feed entries.

TEST_P(StoreContract, Promise3AnnouncedWritesTakeTheNextSequencesInOrder) {
  MustPut(kAnnounced1, "b", "0");
  Batch batch;
  batch.Put(kAnnounced1, "a", "1");
  batch.Delete(kAnnounced1, "b");
  batch.Put(kAnnounced2, "c", "2");
  const Committed committed = MustCommit(batch);
  EXPECT_EQ(committed.first, 2);
  EXPECT_EQ(committed.last, 4);
  EXPECT_EQ(VersionOf(kAnnounced1, "a"), 2);
  EXPECT_EQ(VersionOf(kAnnounced2, "c"), 4);
  EXPECT_THAT(ChangesAfter(1), ElementsAre("2 workers a", "3 workers b", "4 households c"));
}

TEST_P(StoreContract, Promise3OtherWritesMakeNoEntryAndHaveTheLastSequence) {
  Batch batch;
  batch.Put(kSilent, "i", "");
  batch.Put(kAnnounced1, "a", "");
  batch.Put(kSilent, "j", "");
  batch.Put(kAnnounced1, "b", "");
  const Committed mixed = MustCommit(batch);
  EXPECT_EQ(mixed.last, mixed.first + 1);
  EXPECT_EQ(VersionOf(kSilent, "i"), mixed.last);
  EXPECT_EQ(VersionOf(kSilent, "j"), mixed.last);
  const Committed silent = MustPut(kSilent, "k", "");
  EXPECT_EQ(silent.first, mixed.last + 1);
  EXPECT_EQ(silent.last, silent.first);
  EXPECT_EQ(VersionOf(kSilent, "k"), silent.last);
  EXPECT_THAT(ChangesAfter(0), ElementsAre("1 workers a", "2 workers b"));
}

TEST_P(StoreContract, Promise3EveryBatchTakesAtLeastOneSequence) {
  EXPECT_EQ(store_->last_sequence(), 0);
  const Committed empty = MustCommit(Batch());
  EXPECT_EQ(empty.first, 1);
  EXPECT_EQ(empty.last, 1);
  Batch only_requires;
  only_requires.Require(kSilent, "k", kAbsent);
  EXPECT_EQ(MustCommit(only_requires).last, 2);
  EXPECT_EQ(store_->last_sequence(), 2);
  EXPECT_THAT(ChangesAfter(0), IsEmpty());
}

TEST_P(StoreContract, Promise3DeletingWhatIsNotThereIsAnnouncedToo) {
  EXPECT_EQ(MustDelete(kAnnounced1, "nobody").last, 1);
  EXPECT_THAT(ChangesAfter(0), ElementsAre("1 workers nobody"));
}

TEST_P(StoreContract, Promise3KeyWrittenTwiceInABatchHasTheLaterVersion) {
  Batch batch;
  batch.Put(kAnnounced1, "k", "1");
  batch.Put(kAnnounced1, "k", "2");
  MustCommit(batch);
  EXPECT_EQ(VersionOf(kAnnounced1, "k"), 2);
  EXPECT_THAT(ChangesAfter(0), ElementsAre("1 workers k", "2 workers k"));
}

// ---- Limits.

TEST_P(StoreContract, LargestBatchesAreTakenAndLargerOnesRefused) {
  Batch many;
  for (int i = 0; i < kMaxBatchOperations; ++i) many.Put(kAnnounced1, absl::StrCat(i), "");
  EXPECT_EQ(MustCommit(many).last, kMaxBatchOperations);
  many.Put(kAnnounced1, "one more", "");
  EXPECT_THAT(Commit(many), StatusIs(absl::StatusCode::kResourceExhausted));

  Batch large;
  large.Put(kSilent, "k", std::string(static_cast<size_t>(kMaxBatchBytes) - 1, 'x'));
  MustCommit(large);
  large.Delete(kSilent, "l");
  EXPECT_THAT(Commit(large), StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(MustGet(kAnnounced1, "one more"), std::nullopt);
}

TEST_P(StoreContract, ReservedTablesAndBadLimitsAreRefused) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Snapshot> snapshot, store_->TakeSnapshot());
  for (const Reader* reader :
       {static_cast<const Reader*>(store_.get()), static_cast<const Reader*>(snapshot.get())}) {
    for (const Table table : {Table::kMeta, Table::kChanges, Table{0}}) {
      EXPECT_THAT(reader->Get(table, "k"), StatusIs(absl::StatusCode::kInvalidArgument));
      EXPECT_THAT(reader->Scan(table, KeyRange{}, 1), StatusIs(absl::StatusCode::kInvalidArgument));
    }
    for (const int limit : {0, -1, kMaxRecordsPerRead + 1}) {
      EXPECT_THAT(reader->Scan(kSilent, KeyRange{}, limit),
                  StatusIs(absl::StatusCode::kInvalidArgument));
    }
  }
  EXPECT_THAT(store_->ReadChanges(0, 0), StatusIs(absl::StatusCode::kInvalidArgument));
}

INSTANTIATE_TEST_SUITE_P(Backends, StoreContract, ::testing::Values("memory", "rocksdb"),
                         BackendName);
INSTANTIATE_TEST_SUITE_P(Backends, DurableStoreContract, ::testing::Values("rocksdb"), BackendName);

}  // namespace
}  // namespace laowu::storage
