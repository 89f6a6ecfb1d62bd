#ifndef LAOWU_STORAGE_PLANNED_READER_H_
#define LAOWU_STORAGE_PLANNED_READER_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/store.h"

namespace laowu::storage {

// What a store would hold after batches that are not committed: for a dry run of several of them,
// each of which is to see those before it. Keeps in memory what the batches write.
// Thread-compatible.
class PlannedReader final : public Reader {
 public:
  // `below` outlives it; `last_sequence`: its newest. Versions go on from there.
  PlannedReader(const Reader& below, Sequence last_sequence)
      : below_(below), last_sequence_(last_sequence) {}

  // As if the batch had been committed at `record_time`. Requirements are not judged.
  void Apply(const Batch& batch, absl::Time record_time);

  absl::StatusOr<std::optional<Record>> Get(Table table, absl::string_view key) const override;
  absl::StatusOr<std::vector<Record>> Scan(Table table, const KeyRange& range,
                                           int limit) const override;

 private:
  const Reader& below_;
  Sequence last_sequence_;
  // By table and key; no value: deleted.
  std::map<std::pair<Table, std::string>, std::optional<Record>> written_;
};

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_PLANNED_READER_H_
