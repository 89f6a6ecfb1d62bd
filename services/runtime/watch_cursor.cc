#include "services/runtime/watch_cursor.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

absl::Status Truncated(storage::Store* store) {
  return Error(absl::StatusCode::kOutOfRange, reasons::kChangesTruncated,
               "此序号之后的变更已不再保留，请用 after_sequence 0 从头读取 / Changes after that "
               "sequence are no longer kept. Watch again with after_sequence 0 to "
               "get the state anew.",
               {{"oldest_sequence", absl::StrCat(store->oldest_sequence())}});
}

using Changes = std::vector<storage::Change>;

bool IsNamedBy(Changes::const_iterator begin, Changes::const_iterator end,
               const storage::Change& change) {
  return std::any_of(begin, end, [&](const storage::Change& other) {
    return other.table == change.table && other.key == change.key;
  });
}

}  // namespace

WatchCursor::WatchCursor(storage::Store* store, std::vector<WatchedTable> tables,
                         storage::Sequence after, int most)
    : store_(store), tables_(std::move(tables)), after_(after), most_(most) {
  if (after > 0) {
    table_index_ = tables_.size();
  } else {
    // Noted before the state is read: what changes behind the scan is sent again by the feed, what
    // changes ahead of it is sent newer than this; both converge because changes carry states.
    after_ = store->last_sequence();
  }
}

absl::StatusOr<WatchCursor> WatchCursor::Make(storage::Store* store,
                                              std::vector<WatchedTable> tables,
                                              const std::vector<std::string>& kinds,
                                              absl::string_view store_id, storage::Sequence after,
                                              int most) {
  FieldChecks checks;
  if (after < 0) checks.Violate("after_sequence", "不能为负数 / must not be negative");
  if (after > 0 && store_id.empty()) {
    checks.Violate("store_id",
                   "填了 after_sequence 就须填同一答复中的 store_id / is required with "
                   "after_sequence: give that of the answers that "
                   "after_sequence is from");
  }
  for (const std::string& kind : kinds) {
    const bool known = std::any_of(tables.begin(), tables.end(),
                                   [&](const WatchedTable& t) { return t.kind == kind; });
    if (!known)
      checks.Violate("kinds",
                     absl::StrCat("没有这一类“", kind, "” / there is no kind \"", kind, "\""));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  if (after > 0 && store_id != store->store_id()) {
    return Error(
        absl::StatusCode::kOutOfRange, reasons::kStoreRestored,
        "after_sequence 不是本库的序号（本库是恢复的或新建的），请用 after_sequence 0 从头读取 / "
        "after_sequence belongs to another store: this one was restored or is new. Watch "
        "again with after_sequence 0.",
        {{"store_id", std::string(store->store_id())}});
  }
  if (after > store->last_sequence()) {
    // A folder put back by hand, say: what the watcher has seen never happened here.
    return Error(absl::StatusCode::kOutOfRange, reasons::kStoreRestored,
                 "after_sequence 超出本库已有的序号，请用 after_sequence 0 从头读取 / "
                 "after_sequence lies beyond what this store has. Watch again with "
                 "after_sequence 0.",
                 {{"last_sequence", absl::StrCat(store->last_sequence())}});
  }
  if (after > 0 && after + 1 < store->oldest_sequence()) return Truncated(store);
  if (!kinds.empty()) {
    tables.erase(std::remove_if(tables.begin(), tables.end(),
                                [&](const WatchedTable& t) {
                                  return std::find(kinds.begin(), kinds.end(), t.kind) ==
                                         kinds.end();
                                }),
                 tables.end());
  }
  return WatchCursor(store, std::move(tables), after, most);
}

absl::StatusOr<WatchCursor::Slice> WatchCursor::Next() {
  while (scanning() && !tables_[table_index_].scanned) ++table_index_;
  return scanning() ? NextOfState() : NextOfChanges();
}

absl::StatusOr<WatchCursor::Slice> WatchCursor::NextOfState() {
  Slice slice;
  while (scanning() && slice.entries.empty()) {
    const storage::Table table = tables_[table_index_].table;
    storage::KeyRange range;
    if (!last_key_.empty()) range = storage::ContinueAfter(range, last_key_);
    LAOWU_ASSIGN_OR_RETURN(auto records, store_->Scan(table, range, most_));
    const bool more = static_cast<int>(records.size()) == most_;
    last_key_ = more ? records.back().key : "";
    for (storage::Record& record : records) {
      Entry entry{record.version, table, record.key, {}, false};
      entry.record = std::move(record);
      entry.of_state = true;
      slice.entries.push_back(std::move(entry));
    }
    if (!more) ++table_index_;
    while (scanning() && !tables_[table_index_].scanned) ++table_index_;
  }
  if (!scanning()) slice.resume = after_;
  return slice;
}

bool WatchCursor::Watches(storage::Table table) const {
  return std::any_of(tables_.begin(), tables_.end(),
                     [&](const WatchedTable& t) { return t.table == table; });
}

absl::StatusOr<WatchCursor::Slice> WatchCursor::NextOfChanges() {
  Slice slice;
  // Asked before the changes are read: all commits up to it are then among them.
  const absl::Time complete_through = store_->CompleteThrough();
  const storage::Sequence last = store_->last_sequence();
  auto changes = store_->ReadChanges(after_, most_);
  if (absl::IsOutOfRange(changes.status())) return Truncated(store_);
  LAOWU_RETURN_IF_ERROR(changes.status());
  for (auto change = changes->begin(); change != changes->end(); ++change) {
    after_ = change->sequence;
    if (!Watches(change->table)) continue;
    LAOWU_ASSIGN_OR_RETURN(auto record, store_->Get(change->table, change->key));
    // Changed again since. A later entry of this slice will bring it; where there is none it is
    // sent now, newer than its entry: the resume point says that everything before it was sent, and
    // the reader would be left with what was there before both changes.
    const bool changed_again = record.has_value() && record->version != change->sequence;
    if (changed_again && IsNamedBy(change + 1, changes->end(), *change)) continue;
    slice.entries.push_back(
        {change->sequence, change->table, std::move(change->key), std::move(record), false});
  }
  slice.caught_up = static_cast<int>(changes->size()) < most_;
  if (slice.caught_up) {
    slice.complete_through = complete_through;
    // Sequences without a feed entry (what an audit seal takes) bring no change, and are passed all
    // the same: whoever was given one as a resume point or a committed_sequence can wait for it.
    after_ = std::max(after_, last);
  }
  slice.resume = after_;
  return slice;
}

}  // namespace laowu::runtime
