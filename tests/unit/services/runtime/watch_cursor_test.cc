// The promises of a watch, by name, over a store in memory.

#include "services/runtime/watch_cursor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/errors.h"
#include "storage/key.h"
#include "storage/open_store.h"
#include "tests/support/passing_store.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;

// Counts what is read of which table, and lets others write before a record is read.
class CountingStore final : public testing::PassingStore {
 public:
  using PassingStore::PassingStore;

  mutable std::map<Table, int> scan_counts, get_counts;
  std::function<void()> before_get;

  absl::StatusOr<std::optional<storage::Record>> Get(Table table,
                                                     absl::string_view key) const override {
    ++get_counts[table];
    if (before_get) before_get();
    return PassingStore::Get(table, key);
  }
  absl::StatusOr<std::vector<storage::Record>> Scan(Table table, const storage::KeyRange& range,
                                                    int limit) const override {
    ++scan_counts[table];
    return PassingStore::Scan(table, range, limit);
  }
};

class WatchCursorTest : public ::testing::Test {
 protected:
  void SetUp() override { store_ = *storage::OpenStore("memory:"); }

  void Put(const std::string& id, const std::string& value, Table table = Table::kVacancies) {
    storage::Batch batch;
    batch.Put(table, storage::EncodeKey("office", id), value);
    ASSERT_OK(store_->Commit(batch, absl::Now() + absl::Seconds(10)));
  }
  void Delete(const std::string& id) {
    storage::Batch batch;
    batch.Delete(Table::kVacancies, storage::EncodeKey("office", id));
    ASSERT_OK(store_->Commit(batch, absl::Now() + absl::Seconds(10)));
  }
  absl::StatusOr<WatchCursor> Make(storage::Sequence after, const std::string& store_id = "",
                                   const std::vector<std::string>& kinds = {}) {
    return WatchCursor::Make(
        store_.get(), {{Table::kEmployers, "employer"}, {Table::kVacancies, "vacancy"}}, kinds,
        store_id.empty() ? std::string(store_->store_id()) : store_id, after);
  }
  // Applies everything up to caught_up, as a follower does.
  storage::Sequence Drain(WatchCursor& cursor, std::map<std::string, std::string>& state) {
    storage::Sequence last = 0;
    while (true) {
      auto slice = cursor.Next();
      EXPECT_TRUE(slice.ok()) << slice.status();
      for (const auto& entry : slice->entries) {
        if (entry.record.has_value()) {
          state[entry.key] = entry.record->value;
        } else {
          state.erase(entry.key);
        }
      }
      last = slice->resume;
      if (slice->caught_up) return last;
    }
  }
  std::shared_ptr<storage::Store> store_;
};

TEST_F(WatchCursorTest, StateFirstThenChangesInOrderWithoutGap) {
  for (int i = 0; i < 1200; ++i) Put(absl::StrCat("v", i), "1");  // several pages of state
  auto cursor = Make(0);
  ASSERT_OK(cursor);
  std::map<std::string, std::string> state;
  Drain(*cursor, state);
  EXPECT_EQ(state.size(), 1200U);
  Put("v7", "2");
  Put("new", "1");
  storage::Sequence before = 0;
  auto slice = cursor->Next();
  ASSERT_OK(slice);
  for (const auto& entry : slice->entries) {
    EXPECT_GT(entry.sequence, before);
    before = entry.sequence;
  }
  EXPECT_EQ(slice->entries.size(), 2U);
}

TEST_F(WatchCursorTest, DeletesArrive) {
  Put("a", "1");
  auto cursor = Make(0);
  std::map<std::string, std::string> state;
  Drain(*cursor, state);
  Delete("a");
  Drain(*cursor, state);
  EXPECT_TRUE(state.empty());
}

TEST_F(WatchCursorTest, WhatChangesDuringTheScanIsSentAgain) {
  for (int i = 0; i < 600; ++i) Put(absl::StrCat("v", 1000 + i), "1");
  auto cursor = Make(0);
  auto first = cursor->Next();  // the first page of the state
  ASSERT_OK(first);
  EXPECT_EQ(first->resume, 0);
  std::map<std::string, std::string> state;
  for (const auto& entry : first->entries) state[entry.key] = entry.record->value;
  Put("v1000", "behind");
  Put("v1599", "ahead");
  Delete("v1001");
  Drain(*cursor, state);
  EXPECT_EQ(state[storage::EncodeKey("office", "v1000")], "behind");
  EXPECT_EQ(state[storage::EncodeKey("office", "v1599")], "ahead");
  EXPECT_EQ(state.count(storage::EncodeKey("office", "v1001")), 0U);
  EXPECT_EQ(state.size(), 599U);
}

TEST_F(WatchCursorTest, ResumesWhereItLeftOff) {
  Put("a", "1");
  auto cursor = Make(0);
  std::map<std::string, std::string> state;
  const storage::Sequence resume = Drain(*cursor, state);
  Put("b", "1");
  auto resumed = Make(resume);
  ASSERT_OK(resumed);
  auto slice = resumed->Next();
  ASSERT_OK(slice);
  ASSERT_EQ(slice->entries.size(), 1U);
  EXPECT_EQ(slice->entries[0].key, storage::EncodeKey("office", "b"));
}

TEST_F(WatchCursorTest, OfManyChangesTheNewestStateComesOnce) {
  auto cursor = Make(0);
  std::map<std::string, std::string> state;
  Drain(*cursor, state);
  for (int i = 0; i < 5; ++i) Put("a", absl::StrCat(i));
  auto slice = cursor->Next();
  ASSERT_OK(slice);
  ASSERT_EQ(slice->entries.size(), 1U);
  EXPECT_EQ(slice->entries[0].record->value, "4");
}

// Resume point and caught_up say that a change was sent; that it was changed again between two
// reads of the server must not leave the reader with what was there before both.
TEST_F(WatchCursorTest, WhatChangesAgainWhileItIsSentIsSentAllTheSame) {
  Put("a", "1");
  Put("b", "1");
  CountingStore store(store_);
  auto cursor = WatchCursor::Make(&store, {{Table::kVacancies, "vacancy"}}, {}, "", 0);
  ASSERT_OK(cursor);
  std::map<std::string, std::string> state;
  Drain(*cursor, state);
  Put("a", "2");
  Delete("b");
  const storage::Sequence asked = store_->last_sequence();
  bool written = false;
  store.before_get = [&] {
    if (std::exchange(written, true)) return;
    Put("a", "3");
    Put("b", "3");
  };
  const auto slice = cursor->Next();
  ASSERT_OK(slice);
  EXPECT_TRUE(slice->caught_up);
  EXPECT_EQ(slice->resume, asked);
  ASSERT_EQ(slice->entries.size(), 2U);
  for (const auto& entry : slice->entries) EXPECT_EQ(entry.record->value, "3");
  EXPECT_EQ(cursor->Next()->entries.size(), 2U);  // their own entries bring them again
}

TEST_F(WatchCursorTest, CompleteThroughCoversWhatWasSent) {
  Put("a", "1");
  auto cursor = Make(0);
  std::map<std::string, std::string> state;
  Drain(*cursor, state);
  auto idle = cursor->Next();
  ASSERT_OK(idle);
  ASSERT_TRUE(idle->caught_up);
  Put("b", "1");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto record,
                             store_->Get(Table::kVacancies, storage::EncodeKey("office", "b")));
  EXPECT_GT(record->record_time, idle->complete_through);
}

// The seal of audit records takes a sequence and has no feed entry. It was given out by a first
// state as its resume point, and nobody could wait until it was passed.
TEST_F(WatchCursorTest, CaughtUpPassesSequencesThatHaveNoFeedEntry) {
  Put("a", "1");
  auto cursor = Make(0);
  std::map<std::string, std::string> state;
  const storage::Sequence of_state = Drain(*cursor, state);
  storage::Batch seal;
  seal.Put(Table::kAuditChain, storage::EncodeKey(int64_t{1}), "sealed");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sealed,
                             store_->Commit(seal, absl::Now() + absl::Seconds(10)));
  ASSERT_GT(sealed.last, of_state);
  EXPECT_EQ(Drain(*cursor, state), sealed.last);
  // It goes on from there, without a gap, and is not cut off by what was truncated before it.
  ASSERT_OK(store_->TruncateChanges(sealed.last));
  Put("b", "1");
  auto resumed = Make(sealed.last);
  ASSERT_OK(resumed);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto slice, resumed->Next());
  ASSERT_EQ(slice.entries.size(), 1U);
  EXPECT_EQ(slice.entries[0].key, storage::EncodeKey("office", "b"));
  EXPECT_EQ(slice.resume, store_->last_sequence());
}

// Only what is caught up passes them: behind a full slice there may be changes.
TEST_F(WatchCursorTest, AFullSliceEndsAtItsLastChange) {
  auto cursor = WatchCursor::Make(store_.get(), {{Table::kVacancies, "vacancy"}}, {}, "", 0,
                                  /*most=*/2);
  ASSERT_OK(cursor);
  std::map<std::string, std::string> state;
  Drain(*cursor, state);
  for (const char* id : {"a", "b", "c"}) Put(id, "1");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto full, cursor->Next());
  EXPECT_FALSE(full.caught_up);
  EXPECT_EQ(full.resume, full.entries.back().sequence);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto rest, cursor->Next());
  EXPECT_EQ(rest.entries.size(), 1U);
}

TEST_F(WatchCursorTest, TruncationIsTold) {
  Put("a", "1");
  const storage::Sequence early = store_->last_sequence();
  Put("a", "2");
  Put("a", "3");
  ASSERT_OK(store_->TruncateChanges(store_->last_sequence()));
  const auto cursor = Make(early);
  EXPECT_THAT(cursor, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(ReasonOf(cursor.status()), "CHANGES_TRUNCATED");
}

// A folder put back by hand has its old id and fewer changes: a watcher that waited for them would
// be deaf until there are as many again.
TEST_F(WatchCursorTest, APositionBeyondTheStoreIsToldAsRestored) {
  Put("a", "1");
  const auto cursor = Make(store_->last_sequence() + 1);
  EXPECT_THAT(cursor, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(ReasonOf(cursor.status()), "STORE_RESTORED");
  EXPECT_OK(Make(store_->last_sequence()));
}

TEST_F(WatchCursorTest, APositionWithoutItsStoreIsNoPosition) {
  Put("a", "1");
  const auto cursor = WatchCursor::Make(store_.get(), {{Table::kVacancies, "vacancy"}}, {}, "", 1);
  EXPECT_THAT(cursor,
              StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("store_id")));
}

TEST_F(WatchCursorTest, RestoreIsTold) {
  Put("a", "1");
  const auto cursor = Make(1, "another-store");
  EXPECT_THAT(cursor, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(ReasonOf(cursor.status()), "STORE_RESTORED");
}

// A follower of some kinds must not pay for the others: the matcher asks a store with millions of
// outcomes for the states of workers alone.
TEST_F(WatchCursorTest, ReadsOneScanAPageOfTheKindsAskedForAndNothingOfTheOthers) {
  storage::Batch batch;
  for (int i = 0; i < 1'200; ++i) {
    batch.Put(Table::kVacancies, storage::EncodeKey("office", absl::StrCat("v", i)), "vacancy");
    batch.Put(Table::kEmployers, storage::EncodeKey("office", absl::StrCat("e", i)), "employer");
  }
  ASSERT_OK(store_->Commit(batch, absl::Now() + absl::Seconds(10)));
  CountingStore counting(store_);
  auto cursor = WatchCursor::Make(&counting,
                                  {{Table::kEmployers, "employer"}, {Table::kVacancies, "vacancy"}},
                                  {"vacancy"}, store_->store_id(), 0);
  ASSERT_OK(cursor);
  std::map<std::string, std::string> state;
  Drain(*cursor, state);
  EXPECT_EQ(state.size(), 1'200U);
  EXPECT_EQ(counting.scan_counts, (std::map<Table, int>{{Table::kVacancies, 3}}));
  EXPECT_EQ(counting.get_counts, (std::map<Table, int>{}));
  Put("e", "changed", Table::kEmployers);
  Put("v", "changed");
  Drain(*cursor, state);
  EXPECT_EQ(counting.get_counts, (std::map<Table, int>{{Table::kVacancies, 1}}));
}

TEST_F(WatchCursorTest, KindsNarrowItAndUnknownOnesAreRefused) {
  Put("a", "1");
  auto employers = Make(0, "", {"employer"});
  ASSERT_OK(employers);
  std::map<std::string, std::string> state;
  Drain(*employers, state);
  EXPECT_TRUE(state.empty());
  EXPECT_THAT(Make(0, "", {"nonsense"}), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Make(-1), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace laowu::runtime
