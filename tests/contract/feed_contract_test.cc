// The store's promises 8 and 9 (storage/store.h): the feed, record times, identity; over every
// backend.

#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "storage/rocksdb_backup.h"
#include "store_contract.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

constexpr Table kAnnounced1 = Table::kWorkers;
constexpr Table kSilent = Table::kWorkersByDivision;

class FeedContract : public StoreContract {};
class DurableFeedContract : public StoreContract {};

// ---- Promise 8: the feed.

TEST_P(FeedContract, Promise8PagesFollowEachOtherWithoutGapOrRepeat) {
  for (int i = 1; i <= 10; ++i) {
    MustPut(kAnnounced1, absl::StrCat("k", i), "");
    MustPut(kSilent, "makes a gap in the sequences", "");
  }
  Sequence after = 0;
  std::vector<std::string> keys;
  while (true) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const std::vector<Change> page, store_->ReadChanges(after, 3));
    EXPECT_LE(page.size(), 3);
    if (page.empty()) break;
    for (const Change& change : page) {
      EXPECT_GT(change.sequence, after);
      after = change.sequence;
      keys.push_back(change.key);
    }
  }
  EXPECT_THAT(keys, ElementsAre("k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10"));
}

TEST_P(FeedContract, Promise8NothingFollowsTheEnd) {
  EXPECT_THAT(ChangesAfter(0), IsEmpty());
  const Sequence last = MustPut(kAnnounced1, "k", "").last;
  EXPECT_THAT(ChangesAfter(last), IsEmpty());
  EXPECT_THAT(ChangesAfter(last + 1'000), IsEmpty());
}

TEST_P(FeedContract, Promise8TruncatedPartIsOutOfRange) {
  for (int i = 1; i <= 5; ++i) MustPut(kAnnounced1, absl::StrCat("k", i), "");
  EXPECT_EQ(store_->oldest_sequence(), 1);
  ASSERT_OK(store_->TruncateChanges(3));
  EXPECT_EQ(store_->oldest_sequence(), 4);
  EXPECT_THAT(store_->ReadChanges(0, 10),
              StatusIs(absl::StatusCode::kOutOfRange, HasSubstr("the oldest is 4")));
  EXPECT_THAT(store_->ReadChanges(2, 10), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(ChangesAfter(3), ElementsAre("4 workers k4", "5 workers k5"));
  ASSERT_OK(store_->TruncateChanges(2));  // no way back
  EXPECT_EQ(store_->oldest_sequence(), 4);
  EXPECT_EQ(ValueOf(kAnnounced1, "k1"), "");  // the records stay
  EXPECT_EQ(VersionOf(kAnnounced1, "k1"), 1);
}

TEST_P(FeedContract, Promise8TruncationEndsAtTheLastSequence) {
  MustPut(kAnnounced1, "k1", "");
  ASSERT_OK(store_->TruncateChanges(1'000));
  EXPECT_EQ(store_->oldest_sequence(), 2);
  EXPECT_THAT(ChangesAfter(1), IsEmpty());
  MustPut(kAnnounced1, "k2", "");
  EXPECT_THAT(ChangesAfter(1), ElementsAre("2 workers k2"));
}

TEST_P(FeedContract, Promise8WaitReturnsAtOnceIfThereIsSomething) {
  const Sequence last = MustPut(kAnnounced1, "k", "").last;
  LAOWU_ASSERT_OK_AND_ASSIGN(const Sequence newest,
                             store_->WaitForChanges(last - 1, absl::InfinitePast()));
  EXPECT_EQ(newest, last);
}

TEST_P(FeedContract, Promise8WaitEndsAtItsDeadline) {
  const Sequence last = MustPut(kAnnounced1, "k", "").last;
  MustPut(kSilent, "wakes nobody", "");
  EXPECT_THAT(store_->WaitForChanges(last, absl::Now() + absl::Milliseconds(2)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST_P(FeedContract, Promise8WaitIsWokenByACommit) {
  Sequence newest = 0;
  std::thread waiter([&] {
    LAOWU_ASSERT_OK_AND_ASSIGN(newest, store_->WaitForChanges(0, absl::InfiniteFuture()));
  });
  const Sequence last = MustPut(kAnnounced1, "k", "").last;
  waiter.join();
  EXPECT_EQ(newest, last);
}

TEST_P(FeedContract, Promise8TruncationDuringACommitStays) {
  MustPut(kAnnounced1, "k1", "");
  clock_.Hold();
  std::thread writer([this] { MustPut(kAnnounced1, "k2", ""); });
  ASSERT_TRUE(clock_.AwaitCaller());
  ASSERT_OK(store_->TruncateChanges(1));
  clock_.Release();
  writer.join();
  EXPECT_EQ(store_->oldest_sequence(), 2);
  EXPECT_THAT(store_->ReadChanges(0, 10), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(ChangesAfter(1), ElementsAre("2 workers k2"));
}

// A reader beside a truncation either is told or sees everything: never a cut feed as a whole one.
// It reads where the cut is about to be.
TEST_P(FeedContract, Promise8NoSilentGapWhileTruncating) {
  constexpr Sequence kChangeCount = 1'000;
  Batch batch;
  for (int i = 0; i < kChangeCount; ++i) batch.Put(kAnnounced1, absl::StrCat(i), "");
  MustCommit(batch);
  std::thread cutter([this] {
    for (Sequence through = 1; through < kChangeCount; ++through) {
      ASSERT_OK(store_->TruncateChanges(through));
    }
  });
  for (Sequence after = 0; after < kChangeCount - 1; after = store_->oldest_sequence() - 1) {
    const auto changes = store_->ReadChanges(after, 1);
    if (absl::IsOutOfRange(changes.status())) continue;
    EXPECT_OK(changes);
    if (!changes.ok() || changes->empty()) break;
    EXPECT_EQ(changes->front().sequence, after + 1);
  }
  cutter.join();
}

TEST_P(DurableFeedContract, Promise8FeedAndTruncationSurviveReopening) {
  for (int i = 1; i <= 4; ++i) MustPut(kAnnounced1, absl::StrCat("k", i), "");
  ASSERT_OK(store_->TruncateChanges(2));
  Reopen();
  EXPECT_EQ(store_->oldest_sequence(), 3);
  EXPECT_THAT(store_->ReadChanges(1, 10), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(ChangesAfter(2), ElementsAre("3 workers k3", "4 workers k4"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const Sequence newest,
                             store_->WaitForChanges(3, absl::InfinitePast()));
  EXPECT_EQ(newest, 4);
  EXPECT_THAT(store_->WaitForChanges(4, absl::InfinitePast()),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

// ---- Promise 9: record times, identity, restore.

TEST_P(FeedContract, Promise9RecordTimeIsTheClockInWholeMicroseconds) {
  const absl::Time time = absl::FromUnixSeconds(1'790'000'000) + absl::Nanoseconds(1'999);
  clock_.Set(time);
  EXPECT_EQ(MustPut(kSilent, "k", "").record_time, time - absl::Nanoseconds(999));
  EXPECT_EQ(MustGet(kSilent, "k")->record_time, time - absl::Nanoseconds(999));
}

TEST_P(FeedContract, Promise9RecordTimeGrowsWithEveryBatchUnderAClockThatStandsOrGoesBack) {
  const absl::Time first = MustPut(kSilent, "k", "").record_time;
  EXPECT_EQ(MustPut(kSilent, "k", "").record_time, first + absl::Microseconds(1));
  clock_.Advance(-absl::Hours(1));
  EXPECT_EQ(MustPut(kSilent, "k", "").record_time, first + absl::Microseconds(2));
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(MustPut(kSilent, "k", "").record_time, first + absl::Hours(1));
}

TEST_P(FeedContract, Promise9RecordTimesFollowTheSequences) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([this, writer] {
      for (int i = 0; i < 25; ++i) MustPut(kAnnounced1, absl::StrCat(writer, "-", i), "");
    });
  }
  for (std::thread& writer : writers) writer.join();
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::vector<Change> changes, store_->ReadChanges(0, 1'000));
  ASSERT_EQ(changes.size(), 100);
  absl::Time last = absl::InfinitePast();
  for (const Change& change : changes) {
    const absl::Time time = MustGet(change.table, change.key)->record_time;
    EXPECT_GT(time, last);
    last = time;
  }
}

TEST_P(FeedContract, Promise9StoreIdIsRandom) {
  const std::string id(store_->store_id());
  EXPECT_THAT(id, MatchesRegex("[0-9a-f]+"));
  EXPECT_EQ(id.size(), 32);
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Store> other, OpenStore("memory:"));
  EXPECT_NE(other->store_id(), id);
}

TEST_P(FeedContract, Promise9CompleteThroughMovesUpToTheClockWhenIdle) {
  const absl::Time committed = MustPut(kSilent, "k", "").record_time;
  EXPECT_EQ(store_->CompleteThrough(), committed);
  clock_.Advance(absl::Minutes(1));
  EXPECT_EQ(store_->CompleteThrough(), committed + absl::Minutes(1));
  clock_.Advance(-absl::Hours(1));
  EXPECT_EQ(store_->CompleteThrough(), committed + absl::Minutes(1));
}

TEST_P(FeedContract, Promise9NoLaterCommitIsAtOrBelowCompleteThrough) {
  absl::Time through = store_->CompleteThrough();
  EXPECT_GT(MustPut(kSilent, "k", "").record_time, through);
  clock_.Advance(-absl::Hours(1));
  through = store_->CompleteThrough();
  EXPECT_GT(MustPut(kSilent, "k", "").record_time, through);
}

// A commit that has asked for its time and not yet written: what is answered meanwhile is below it.
TEST_P(FeedContract, Promise9CompleteThroughStandsStillDuringACommit) {
  MustPut(kSilent, "k", "");
  clock_.Hold();
  absl::Time recorded;
  std::thread writer([&] { recorded = MustPut(kSilent, "k", "").record_time; });
  ASSERT_TRUE(clock_.AwaitCaller());
  clock_.Advance(absl::Hours(1));
  const absl::Time through = store_->CompleteThrough();
  clock_.Release();
  writer.join();
  EXPECT_GT(recorded, through);
}

// Writers under a moving clock, and one who asks: what was answered before a commit began is below
// its record time.
TEST_P(FeedContract, Promise9CompleteThroughHoldsWhileCommitsAreUnderWay) {
  std::atomic<bool> stop = false;
  std::thread ticker([&] {
    while (!stop) {
      clock_.Advance(absl::Microseconds(3));
      std::this_thread::yield();
    }
  });
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([this] {
      for (int i = 0; i < 50; ++i) {
        const absl::Time through = store_->CompleteThrough();
        EXPECT_GT(MustPut(kAnnounced1, "k", "").record_time, through);
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  stop = true;
  ticker.join();
  // The other side: all at or below the answer is visible to who reads after asking.
  const absl::Time through = store_->CompleteThrough();
  EXPECT_LE(MustGet(kAnnounced1, "k")->record_time, through);
}

TEST_P(DurableFeedContract, Promise9SurvivesReopeningUnderAClockSetBack) {
  const absl::Time recorded = MustPut(kSilent, "k", "").record_time;
  const std::string id(store_->store_id());
  clock_.Advance(-absl::Hours(2));
  Reopen();
  EXPECT_EQ(store_->store_id(), id);
  EXPECT_EQ(MustPut(kSilent, "k", "").record_time, recorded + absl::Microseconds(1));
  clock_.Advance(absl::Hours(3));
  const absl::Time through = store_->CompleteThrough();
  clock_.Advance(-absl::Hours(1));
  Reopen();
  EXPECT_GT(MustPut(kSilent, "k", "").record_time, through);
}

TEST_P(DurableFeedContract, Promise9RestoredStoreHasANewIdentityAndLeaps) {
  MustPut(kAnnounced1, "k1", "v1");
  const Committed last = MustPut(kAnnounced1, "k2", "v2");
  const std::string old_id(store_->store_id());
  store_.reset();
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string new_id, BeginNewHistory(scratch_.file("store")));
  Open();
  EXPECT_EQ(store_->store_id(), new_id);
  EXPECT_NE(new_id, old_id);
  EXPECT_EQ(store_->last_sequence(), last.last + kRestoreLeap);
  EXPECT_EQ(ValueOf(kAnnounced1, "k2"), "v2");  // records keep their versions and times
  EXPECT_EQ(VersionOf(kAnnounced1, "k2"), last.last);
  EXPECT_EQ(MustGet(kAnnounced1, "k2")->record_time, last.record_time);
  // A resume point of the lost store, also one from after the copy, is told to start again.
  for (const Sequence lost : {last.last, last.last + 1'000'000}) {
    EXPECT_THAT(store_->ReadChanges(lost, 10), StatusIs(absl::StatusCode::kOutOfRange));
  }
  const Committed next = MustPut(kAnnounced1, "k2", "v3");
  EXPECT_EQ(next.first, last.last + kRestoreLeap + 1);
  EXPECT_GT(next.record_time, last.record_time);
  EXPECT_THAT(ChangesAfter(last.last + kRestoreLeap),
              ElementsAre(absl::StrCat(next.first, " workers k2")));
}

TEST_P(DurableFeedContract, Promise9NoStoreNoNewHistory) {
  store_.reset();
  EXPECT_THAT(BeginNewHistory(scratch_.file("nothing here")),
              StatusIs(absl::StatusCode::kNotFound));
}

INSTANTIATE_TEST_SUITE_P(Backends, FeedContract, ::testing::Values("memory", "rocksdb"),
                         BackendName);
INSTANTIATE_TEST_SUITE_P(Backends, DurableFeedContract, ::testing::Values("rocksdb"), BackendName);

}  // namespace
}  // namespace laowu::storage
