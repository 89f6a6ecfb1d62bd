#ifndef LAOWU_TESTS_SIMULATION_BUSY_STORE_H_
#define LAOWU_TESTS_SIMULATION_BUSY_STORE_H_

// A store in which others write and truncate between any two reads of one reader, as they do where
// each has a thread of its own. Here one thread does it all, so that a run can be repeated.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/store.h"

namespace laowu::simulation {

// Not thread-safe. `store` outlives it.
class BusyStore final : public storage::Store {
 public:
  explicit BusyStore(storage::Store* store) : store_(*store) {}

  // Called before each read while it is set.
  std::function<void()> between;

  absl::StatusOr<std::optional<storage::Record>> Get(storage::Table table,
                                                     absl::string_view key) const override {
    return Others().Get(table, key);
  }
  absl::StatusOr<std::vector<storage::Record>> Scan(storage::Table table,
                                                    const storage::KeyRange& range,
                                                    int limit) const override {
    return Others().Scan(table, range, limit);
  }
  absl::StatusOr<std::unique_ptr<storage::Snapshot>> TakeSnapshot() const override {
    return Others().TakeSnapshot();
  }
  absl::StatusOr<std::vector<storage::Change>> ReadChanges(storage::Sequence after,
                                                           int limit) const override {
    return Others().ReadChanges(after, limit);
  }
  storage::Sequence last_sequence() const override { return Others().last_sequence(); }
  storage::Sequence oldest_sequence() const override { return Others().oldest_sequence(); }
  absl::Time CompleteThrough() override { return Others().CompleteThrough(); }

  absl::StatusOr<storage::Committed> Commit(const storage::Batch& batch,
                                            absl::Time deadline) override {
    return store_.Commit(batch, deadline);
  }
  absl::StatusOr<storage::Sequence> WaitForChanges(storage::Sequence after,
                                                   absl::Time deadline) override {
    return store_.WaitForChanges(after, deadline);
  }
  absl::Status TruncateChanges(storage::Sequence through) override {
    return store_.TruncateChanges(through);
  }
  absl::string_view store_id() const override { return store_.store_id(); }

 private:
  storage::Store& Others() const {
    if (between) between();
    return store_;
  }

  storage::Store& store_;
};

}  // namespace laowu::simulation

#endif  // LAOWU_TESTS_SIMULATION_BUSY_STORE_H_
