#ifndef LAOWU_TESTS_SUPPORT_PASSING_STORE_H_
#define LAOWU_TESTS_SUPPORT_PASSING_STORE_H_

// A store that passes everything on to the one below: what a test wants otherwise, it overrides.

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/store.h"

namespace laowu::testing {

// Thread-safe as the store below.
class PassingStore : public storage::Store {
 public:
  explicit PassingStore(std::shared_ptr<storage::Store> below) : below_(std::move(below)) {}

  absl::StatusOr<storage::Committed> Commit(const storage::Batch& batch,
                                            absl::Time deadline) override {
    return below_->Commit(batch, deadline);
  }
  absl::StatusOr<std::optional<storage::Record>> Get(storage::Table table,
                                                     absl::string_view key) const override {
    return below_->Get(table, key);
  }
  absl::StatusOr<std::vector<storage::Record>> Scan(storage::Table table,
                                                    const storage::KeyRange& range,
                                                    int limit) const override {
    return below_->Scan(table, range, limit);
  }
  absl::StatusOr<std::unique_ptr<storage::Snapshot>> TakeSnapshot() const override {
    return below_->TakeSnapshot();
  }
  absl::StatusOr<std::vector<storage::Change>> ReadChanges(storage::Sequence after,
                                                           int limit) const override {
    return below_->ReadChanges(after, limit);
  }
  absl::StatusOr<storage::Sequence> WaitForChanges(storage::Sequence after,
                                                   absl::Time deadline) override {
    return below_->WaitForChanges(after, deadline);
  }
  absl::Status TruncateChanges(storage::Sequence through) override {
    return below_->TruncateChanges(through);
  }
  absl::string_view store_id() const override { return below_->store_id(); }
  storage::Sequence last_sequence() const override { return below_->last_sequence(); }
  storage::Sequence oldest_sequence() const override { return below_->oldest_sequence(); }
  absl::Time CompleteThrough() override { return below_->CompleteThrough(); }

 protected:
  storage::Store& below() { return *below_; }

 private:
  std::shared_ptr<storage::Store> below_;
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_PASSING_STORE_H_
