#include "storage/planned_reader.h"

#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::storage {

void PlannedReader::Apply(const Batch& batch, absl::Time record_time) {
  for (const Batch::Operation& operation : batch.operations()) {
    if (operation.kind == Batch::Operation::Kind::kRequire) continue;
    std::optional<Record>& written = written_[{operation.table, operation.key}];
    ++last_sequence_;
    written.reset();
    if (operation.kind == Batch::Operation::Kind::kDelete) continue;
    written = Record{operation.key, operation.value, last_sequence_, record_time};
  }
}

absl::StatusOr<std::optional<Record>> PlannedReader::Get(Table table, absl::string_view key) const {
  const auto written = written_.find({table, std::string(key)});
  if (written != written_.end()) return written->second;
  return below_.Get(table, key);
}

absl::StatusOr<std::vector<Record>> PlannedReader::Scan(Table table, const KeyRange& range,
                                                        int limit) const {
  auto written = written_.lower_bound({table, range.begin});
  const auto is_written_left = [&] {
    return written != written_.end() && written->first.first == table &&
           (range.end.empty() || written->first.second < range.end);
  };
  std::vector<Record> records;
  LAOWU_ASSIGN_OR_RETURN(std::vector<Record> below, below_.Scan(table, range, limit));
  size_t at = 0;
  while (static_cast<int>(records.size()) < limit) {
    // What was read may be deleted or written anew, and then more of it is needed.
    if (at == below.size() && static_cast<int>(below.size()) == limit) {
      const KeyRange rest = ContinueAfter(range, below.back().key);
      LAOWU_ASSIGN_OR_RETURN(below, below_.Scan(table, rest, limit));
      at = 0;
    }
    const bool is_below_left = at < below.size();
    if (is_written_left() && (!is_below_left || written->first.second <= below[at].key)) {
      if (is_below_left && written->first.second == below[at].key) ++at;
      if (written->second.has_value()) records.push_back(*written->second);
      ++written;
    } else if (is_below_left) {
      records.push_back(std::move(below[at++]));
    } else {
      break;
    }
  }
  return records;
}

}  // namespace laowu::storage
