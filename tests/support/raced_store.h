#ifndef LAOWU_TESTS_SUPPORT_RACED_STORE_H_
#define LAOWU_TESTS_SUPPORT_RACED_STORE_H_

// A store that lets somebody else be faster: before a commit it calls what the test set.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::testing {

// Thread-safe as a store; its own members are set and read while nobody commits.
class RacedStore final : public storage::Store {
 public:
  explicit RacedStore(std::unique_ptr<storage::Store> store) : store_(std::move(store)) {}

  // Called before each commit, with the store below; not for commits to that one.
  std::function<void(storage::Store&)> before_commit;
  // If set: what every commit answers, without happening.
  absl::Status fail_commits;
  // Sizes of the commits that happened.
  std::vector<int> operation_counts;

  absl::StatusOr<storage::Committed> Commit(const storage::Batch& batch,
                                            absl::Time deadline) override {
    if (!fail_commits.ok()) return fail_commits;
    if (const auto hook = before_commit) hook(*store_);  // a copy: it may put another in its place
    auto done = store_->Commit(batch, deadline);
    if (done.ok()) {
      storage::MutexLock lock(mutex_);
      operation_counts.push_back(batch.operation_count());
    }
    return done;
  }
  absl::StatusOr<std::optional<storage::Record>> Get(storage::Table table,
                                                     absl::string_view key) const override {
    return store_->Get(table, key);
  }
  absl::StatusOr<std::vector<storage::Record>> Scan(storage::Table table,
                                                    const storage::KeyRange& range,
                                                    int limit) const override {
    return store_->Scan(table, range, limit);
  }
  absl::StatusOr<std::unique_ptr<storage::Snapshot>> TakeSnapshot() const override {
    return store_->TakeSnapshot();
  }
  absl::StatusOr<std::vector<storage::Change>> ReadChanges(storage::Sequence after,
                                                           int limit) const override {
    return store_->ReadChanges(after, limit);
  }
  absl::StatusOr<storage::Sequence> WaitForChanges(storage::Sequence after,
                                                   absl::Time deadline) override {
    return store_->WaitForChanges(after, deadline);
  }
  absl::Status TruncateChanges(storage::Sequence through) override {
    return store_->TruncateChanges(through);
  }
  absl::string_view store_id() const override { return store_->store_id(); }
  storage::Sequence last_sequence() const override { return store_->last_sequence(); }
  storage::Sequence oldest_sequence() const override { return store_->oldest_sequence(); }
  absl::Time CompleteThrough() override { return store_->CompleteThrough(); }

 private:
  std::unique_ptr<storage::Store> store_;
  storage::Mutex mutex_;  // of operation_counts
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_RACED_STORE_H_
