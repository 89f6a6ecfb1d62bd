#ifndef LAOWU_TESTS_SUPPORT_RACED_STORE_H_
#define LAOWU_TESTS_SUPPORT_RACED_STORE_H_

// A store that lets somebody else be faster: before a commit it calls what the test set.

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/mutex.h"
#include "storage/store.h"
#include "tests/support/passing_store.h"

namespace laowu::testing {

// Thread-safe as a store; its own members are set and read while nobody commits.
class RacedStore final : public PassingStore {
 public:
  using PassingStore::PassingStore;

  // Called before each commit, with the store below; not for commits to that one.
  std::function<void(storage::Store&)> before_commit;
  // If set: what every commit answers, without happening.
  absl::Status fail_commits;
  // Sizes of the commits that happened.
  std::vector<int> operation_counts;

  absl::StatusOr<storage::Committed> Commit(const storage::Batch& batch,
                                            absl::Time deadline) override {
    if (!fail_commits.ok()) return fail_commits;
    if (const auto hook = before_commit) hook(below());  // a copy: it may put another in its place
    auto done = below().Commit(batch, deadline);
    if (done.ok()) {
      storage::MutexLock lock(mutex_);
      operation_counts.push_back(batch.operation_count());
    }
    return done;
  }

 private:
  storage::Mutex mutex_;  // of operation_counts
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_RACED_STORE_H_
