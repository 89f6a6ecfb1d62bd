#ifndef LAOWU_TESTS_CONTRACT_STORE_CONTRACT_H_
#define LAOWU_TESTS_CONTRACT_STORE_CONTRACT_H_

// What the contract tests of the store share: every backend behind one fixture, and a clock that
// the test sets, and can hold fast, so that a commit stands still in its middle.

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "storage/mutex.h"
#include "storage/open_store.h"
#include "storage/store.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {

// A clock that stands still until it is set. Hold() holds fast the next one who asks: it gets the
// time of when it asked, once the clock is released; others pass. A commit asks after it has left
// the queue and before it writes.
class TestClock {
 public:
  void Set(absl::Time time) {
    MutexLock lock(mutex_);
    time_ = time;
  }
  void Advance(absl::Duration by) {
    MutexLock lock(mutex_);
    time_ += by;
  }
  absl::Time Now() {
    MutexLock lock(mutex_);
    const absl::Time asked = time_;
    if (held_ && !holds_one_) {
      holds_one_ = true;
      changed_.NotifyAll();
      while (held_) changed_.Wait(mutex_);
      holds_one_ = false;
    }
    return asked;
  }
  void Hold() {
    MutexLock lock(mutex_);
    held_ = true;
  }
  // True when one is held; false if the clock is released before.
  bool AwaitCaller() {
    MutexLock lock(mutex_);
    while (!holds_one_ && held_) changed_.Wait(mutex_);
    return held_;
  }
  void Release() {
    MutexLock lock(mutex_);
    held_ = false;
    changed_.NotifyAll();
  }

 private:
  Mutex mutex_;
  CondVar changed_;
  absl::Time time_ LAOWU_GUARDED_BY(mutex_) = absl::FromUnixSeconds(1'785'513'600);
  bool held_ LAOWU_GUARDED_BY(mutex_) = false;
  bool holds_one_ LAOWU_GUARDED_BY(mutex_) = false;
};

// The parameter is a backend: "memory" or "rocksdb".
class StoreContract : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    OpenOptions options;
    options.clock = [this] { return clock_.Now(); };
    auto opened = OpenStore(
        GetParam() == "memory" ? "memory:" : "rocksdb:" + scratch_.file("store"), options);
    ASSERT_OK(opened);
    store_ = *std::move(opened);
  }
  void Reopen() {
    store_.reset();
    Open();
  }

  absl::StatusOr<Committed> Commit(const Batch& batch) {
    return store_->Commit(batch, absl::InfiniteFuture());
  }
  Committed MustCommit(const Batch& batch) {
    auto committed = Commit(batch);
    EXPECT_OK(committed);
    return committed.value_or(Committed{});
  }
  Committed MustPut(Table table, const std::string& key, const std::string& value) {
    Batch batch;
    batch.Put(table, key, value);
    return MustCommit(batch);
  }
  Committed MustDelete(Table table, const std::string& key) {
    Batch batch;
    batch.Delete(table, key);
    return MustCommit(batch);
  }
  std::optional<Record> MustGet(Table table, const std::string& key) {
    auto record = store_->Get(table, key);
    EXPECT_OK(record);
    return record.ok() ? *std::move(record) : std::nullopt;
  }
  // "" if there is none.
  std::string ValueOf(Table table, const std::string& key) {
    const std::optional<Record> record = MustGet(table, key);
    return record ? record->value : "";
  }
  Sequence VersionOf(Table table, const std::string& key) {
    const std::optional<Record> record = MustGet(table, key);
    return record ? record->version : kAbsent;
  }
  // Every change after `after`, as "sequence table key".
  std::vector<std::string> ChangesAfter(Sequence after) {
    auto changes = store_->ReadChanges(after, kMaxRecordsPerRead);
    EXPECT_OK(changes);
    std::vector<std::string> lines;
    if (!changes.ok()) return lines;
    for (const Change& change : *changes) {
      lines.push_back(std::to_string(change.sequence) + " " +
                      std::string(FindTable(change.table)->name) + " " + change.key);
    }
    return lines;
  }

  testing::ScratchDir scratch_;
  TestClock clock_;
  std::unique_ptr<Store> store_;
};

// The backends that survive their process.
class DurableStoreContract : public StoreContract {};

inline std::string BackendName(const ::testing::TestParamInfo<std::string>& backend) {
  return backend.param;
}

}  // namespace laowu::storage

#endif  // LAOWU_TESTS_CONTRACT_STORE_CONTRACT_H_
