// The store's promises 4 to 6 and 10 (storage/store.h): what a commit may rely on, over every
// backend.

#include <algorithm>
#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "store_contract.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;

constexpr Table kAnnounced1 = Table::kWorkers;
constexpr Table kSilent = Table::kWorkersByDivision;
constexpr Table kAppend = Table::kWorkerFacts;

class CommitContract : public StoreContract {};
class DurableCommitContract : public StoreContract {};

// ---- Promise 4: a version never comes back.

TEST_P(CommitContract, Promise4DeletedAndMadeAgainHasAHigherVersion) {
  for (const Table table : {kAnnounced1, kSilent}) {
    const Sequence first = MustPut(table, "k", "same").last;
    MustDelete(table, "k");
    EXPECT_GT(MustPut(table, "k", "same").last, first);
    const Sequence second = VersionOf(table, "k");
    Batch in_one_batch;
    in_one_batch.Delete(table, "k");
    in_one_batch.Put(table, "k", "same");
    MustCommit(in_one_batch);
    EXPECT_GT(VersionOf(table, "k"), second);
  }
}

TEST_P(DurableCommitContract, Promise4HoldsAcrossReopening) {
  MustPut(kSilent, "k", "same");
  const Sequence deleted = MustDelete(kSilent, "k").last;
  ASSERT_OK(store_->TruncateChanges(deleted));
  Reopen();
  EXPECT_GT(MustPut(kSilent, "k", "same").last, deleted);
}

// ---- Promise 5: requirements see all that was committed before.

TEST_P(CommitContract, Promise5RequireComparesVersions) {
  const Sequence version = MustPut(kSilent, "k", "v").last;
  const auto require = [this](Sequence required) {
    Batch batch;
    batch.Require(kSilent, "k", required);
    return Commit(batch).status();
  };
  EXPECT_OK(require(version));
  EXPECT_THAT(require(version + 1), StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(require(kAbsent), StatusIs(absl::StatusCode::kAborted));
  MustDelete(kSilent, "k");
  EXPECT_THAT(require(version), StatusIs(absl::StatusCode::kAborted));
  EXPECT_OK(require(kAbsent));
}

TEST_P(CommitContract, Promise5RequirementsAreJudgedBeforeTheBatchsOwnWrites) {
  Batch batch;
  batch.Put(kSilent, "k", "v");
  batch.Require(kSilent, "k", kAbsent);
  EXPECT_OK(Commit(batch));
}

// Commits all batches at once, each from a thread of its own, behind a commit that stands still; so
// that a store that folds commits finds them together in its queue.
std::vector<absl::Status> CommitTogether(Store& store, TestClock& clock,
                                         const std::vector<Batch>& batches) {
  clock.Hold();
  std::thread first([&] { EXPECT_OK(store.Commit(Batch(), absl::InfiniteFuture())); });
  EXPECT_TRUE(clock.AwaitCaller());
  std::vector<absl::Status> results(batches.size());
  std::atomic<size_t> started_count = 0;
  std::vector<std::thread> threads;
  for (size_t i = 0; i < batches.size(); ++i) {
    threads.emplace_back([&, i] {
      ++started_count;
      results[i] = store.Commit(batches[i], absl::InfiniteFuture()).status();
    });
  }
  while (started_count < batches.size()) std::this_thread::yield();
  // One more, which gives up in the queue; by then the others are in it, but on a very busy
  // machine.
  EXPECT_THAT(store.Commit(Batch(), absl::Now() + absl::Milliseconds(5)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  clock.Release();
  first.join();
  for (std::thread& thread : threads) thread.join();
  return results;
}

TEST_P(CommitContract, Promise5OfManyWhoRequireAbsentOneWins) {
  std::vector<Batch> batches(16);
  for (Batch& batch : batches) {
    batch.Require(kAnnounced1, "k", kAbsent);
    batch.Put(kAnnounced1, "k", "");
  }
  const std::vector<absl::Status> results = CommitTogether(*store_, clock_, batches);
  EXPECT_EQ(std::count_if(results.begin(), results.end(), absl::IsAborted), 15);
  EXPECT_EQ(std::count(results.begin(), results.end(), absl::OkStatus()), 1);
  EXPECT_THAT(ChangesAfter(0), ElementsAre("2 workers k"));
}

TEST_P(CommitContract, Promise5OfManyWhoRequireAVersionAndDeleteOneWins) {
  const Sequence version = MustPut(kAnnounced1, "k", "").last;
  std::vector<Batch> batches(16);
  for (Batch& batch : batches) {
    batch.Require(kAnnounced1, "k", version);
    batch.Delete(kAnnounced1, "k");
  }
  const std::vector<absl::Status> results = CommitTogether(*store_, clock_, batches);
  EXPECT_EQ(std::count_if(results.begin(), results.end(), absl::IsAborted), 15);
  EXPECT_THAT(ChangesAfter(0), ElementsAre("1 workers k", "3 workers k"));
}

// Batch i requires what batch i - 1 writes: it may win only behind it. Whatever the order and the
// grouping, the winners are 0, 1, … without a gap. Every other round they queue backwards, so that
// in some round more than one wins, whether a store wakes the first in its queue or the last.
TEST_P(CommitContract, Promise5SeesEarlierBatchesOfTheSameGroup) {
  constexpr int kBatchCount = 8;
  int most_winners = 0;
  for (int round = 0; round < 20; ++round) {
    const std::string key = absl::StrCat("k", round);
    const Sequence base = store_->last_sequence() + 1;  // of the commit that stands still
    std::vector<Batch> batches(kBatchCount);
    for (int i = 0; i < kBatchCount; ++i) {
      batches[i].Require(kAnnounced1, key, i == 0 ? kAbsent : base + i);
      batches[i].Put(kAnnounced1, key, std::to_string(i));
    }
    const bool backwards = round % 2 == 1;
    if (backwards) std::reverse(batches.begin(), batches.end());
    std::vector<absl::Status> results = CommitTogether(*store_, clock_, batches);
    if (backwards) std::reverse(results.begin(), results.end());
    int winner_count = 0;
    while (winner_count < kBatchCount && results[winner_count].ok()) ++winner_count;
    EXPECT_GE(winner_count, 1);
    for (int i = winner_count; i < kBatchCount; ++i) {
      EXPECT_THAT(results[i], StatusIs(absl::StatusCode::kAborted));
    }
    EXPECT_EQ(VersionOf(kAnnounced1, key), base + winner_count);
    most_winners = std::max(most_winners, winner_count);
  }
  EXPECT_GE(most_winners, 2);
}

// The classic: nobody's increment is lost.
TEST_P(CommitContract, Promise5ReadRequireWriteLosesNoUpdate) {
  constexpr int kThreadCount = 8;
  constexpr int kIncrementCount = 25;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreadCount; ++i) {
    threads.emplace_back([this] {
      for (int done = 0; done < kIncrementCount;) {
        const std::optional<Record> record = MustGet(kAnnounced1, "counter");
        const int value = record ? std::stoi(record->value) : 0;
        Batch batch;
        batch.Require(kAnnounced1, "counter", record ? record->version : kAbsent);
        batch.Put(kAnnounced1, "counter", std::to_string(value + 1));
        if (Commit(batch).ok()) ++done;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ValueOf(kAnnounced1, "counter"), std::to_string(kThreadCount * kIncrementCount));
  EXPECT_EQ(store_->last_sequence(), kThreadCount * kIncrementCount);
}

// ---- Promise 6: deadlines.

TEST_P(CommitContract, Promise6DeadlineInThePastDidNotHappen) {
  Batch batch;
  batch.Put(kAnnounced1, "k", "v");
  EXPECT_THAT(store_->Commit(batch, absl::Now() - absl::Seconds(1)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(store_->Commit(batch, absl::InfinitePast()),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(MustGet(kAnnounced1, "k"), std::nullopt);
  EXPECT_EQ(store_->last_sequence(), 0);
  MustPut(kAnnounced1, "k", "the queue goes on");
}

TEST_P(CommitContract, Promise6DeadlineThatPassesInTheQueueDidNotHappen) {
  clock_.Hold();
  std::thread leader([this] { MustPut(kAnnounced1, "leader", "v"); });
  clock_.AwaitCaller();
  std::thread patient([this] { MustPut(kAnnounced1, "patient", "v"); });
  Batch batch;
  batch.Put(kAnnounced1, "hasty", "v");
  EXPECT_THAT(store_->Commit(batch, absl::Now() + absl::Milliseconds(5)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  clock_.Release();
  leader.join();
  patient.join();
  EXPECT_EQ(MustGet(kAnnounced1, "hasty"), std::nullopt);
  EXPECT_EQ(ValueOf(kAnnounced1, "leader"), "v");
  EXPECT_EQ(ValueOf(kAnnounced1, "patient"), "v");
}

TEST_P(CommitContract, Promise6DeadlineThatPassesDuringTheWriteChangesNothing) {
  absl::Status result = absl::DeadlineExceededError("not tried");
  // A busy machine may let the deadline pass before the commit has left the queue: then once more,
  // with a longer one.
  for (absl::Duration patience = absl::Milliseconds(20); absl::IsDeadlineExceeded(result);
       patience *= 2) {
    ASSERT_EQ(store_->last_sequence(), 0);
    clock_.Hold();
    const absl::Time deadline = absl::Now() + patience;
    std::thread slow([&] {
      Batch batch;
      batch.Put(kAnnounced1, "k", "v");
      result = store_->Commit(batch, deadline).status();
      clock_.Release();
    });
    if (clock_.AwaitCaller()) {  // out of the queue, in time
      while (absl::Now() <= deadline) std::this_thread::yield();
      clock_.Release();
    }
    slow.join();
  }
  EXPECT_OK(result);
  EXPECT_EQ(ValueOf(kAnnounced1, "k"), "v");
}

// Whether the time passes at the door, in the queue, as the next to lead or in a group: every
// caller comes back, and was written or was not, as it is told.
TEST_P(CommitContract, Promise6OfManyInAHurryEachIsToldWhatHappened) {
  constexpr int kThreadCount = 8;
  constexpr int kCommitCount = 60;
  std::atomic<int> wrong_count = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreadCount; ++t) {
    threads.emplace_back([this, t, &wrong_count] {
      for (int i = 0; i < kCommitCount; ++i) {
        const std::string key = absl::StrCat(t, "-", i);
        Batch batch;
        batch.Put(kAnnounced1, key, "v");
        const absl::Duration patience = absl::Microseconds((i * 97 + t * 31) % 1'500);
        const absl::Status status = store_->Commit(batch, absl::Now() + patience).status();
        const bool told = status.ok() || absl::IsDeadlineExceeded(status);
        if (!told || MustGet(kAnnounced1, key).has_value() != status.ok()) ++wrong_count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong_count, 0);
  MustPut(kAnnounced1, "k", "the queue goes on");
}

// ---- Promise 10: append-only tables.

TEST_P(CommitContract, Promise10SecondPutOfAKeyIsAborted) {
  Batch batch;
  batch.Require(kAppend, "k", kAbsent);
  batch.Put(kAppend, "k", "first");
  const Committed committed = MustCommit(batch);
  clock_.Advance(absl::Hours(1));
  EXPECT_THAT(Commit(batch), StatusIs(absl::StatusCode::kAborted));
  const std::optional<Record> record = MustGet(kAppend, "k");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->version, committed.last);
  EXPECT_EQ(record->record_time, committed.record_time);
}

TEST_P(CommitContract, Promise10NothingElseIsTaken) {
  Batch not_required;
  not_required.Put(kAppend, "k", "v");
  EXPECT_THAT(Commit(not_required), StatusIs(absl::StatusCode::kInvalidArgument));
  Batch deleted;
  deleted.Delete(kAppend, "k");
  EXPECT_THAT(Commit(deleted), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(store_->last_sequence(), 0);
}

INSTANTIATE_TEST_SUITE_P(Backends, CommitContract, ::testing::Values("memory", "rocksdb"),
                         BackendName);
INSTANTIATE_TEST_SUITE_P(Backends, DurableCommitContract, ::testing::Values("rocksdb"),
                         BackendName);

}  // namespace
}  // namespace laowu::storage
