#ifndef LAOWU_SERVICES_RUNTIME_WATCH_CURSOR_H_
#define LAOWU_SERVICES_RUNTIME_WATCH_CURSOR_H_

// What a watcher is to be sent next: the state of some tables page by page, then their changes.
// Knows the store, and neither gRPC nor any message; so the whole protocol can be tested without a
// wire.
//
// Promises, by name: ordered, no gap, no time travel, resumable, truncation is told, restore is
// told, caught_up is true, complete_through is true, deletes arrive.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/runtime/limits.h"
#include "storage/store.h"

namespace laowu::runtime {

// One table of a watch. Several may share a kind: an outcome travels with its attestations, so that
// a change of either brings the outcome.
struct WatchedTable {
  storage::Table table;
  std::string kind;
  bool scanned = true;  // sent in the first state; false: only its changes matter
};

// Not thread-safe: one watcher.
class WatchCursor {
 public:
  struct Entry {
    storage::Sequence sequence = 0;
    storage::Table table{};
    std::string key;
    std::optional<storage::Record> record;  // none: deleted; may be newer than `sequence`
    // Of the first state: what changes after it was read is sent again.
    bool of_state = false;
  };
  struct Slice {
    std::vector<Entry> entries;  // at most `most`
    // 0 while the first state is sent: start again. Else all through it was sent, so or newer.
    // Never goes back. With caught_up at least the store's last sequence when Next() was called,
    // also where that one has no feed entry.
    storage::Sequence resume = 0;
    // Everything committed when Next() was called has been sent with this slice.
    bool caught_up = false;
    // Set if caught_up: no later change bears a record time at or below it.
    absl::Time complete_through = absl::InfinitePast();
  };

  // `kinds` empty: all. INVALID_ARGUMENT: an unknown kind, a negative sequence. OUT_OF_RANGE with
  // STORE_RESTORED: `after` belongs to another store; with CHANGES_TRUNCATED: it is too old.
  // `most`: entries of a slice; tests make it small, so that few records make many slices.
  static absl::StatusOr<WatchCursor> Make(storage::Store* store, std::vector<WatchedTable> tables,
                                          const std::vector<std::string>& kinds,
                                          absl::string_view store_id, storage::Sequence after,
                                          int most = limits::kWatchChanges);

  // The next slice; empty entries with caught_up if there is nothing new. OUT_OF_RANGE if changes
  // were truncated before this watcher had them.
  absl::StatusOr<Slice> Next();

  // True until the first state has been sent.
  bool scanning() const { return table_index_ < tables_.size(); }

 private:
  WatchCursor(storage::Store* store, std::vector<WatchedTable> tables, storage::Sequence after,
              int most);
  absl::StatusOr<Slice> NextOfState();
  absl::StatusOr<Slice> NextOfChanges();
  bool Watches(storage::Table table) const;

  storage::Store* store_;
  std::vector<WatchedTable> tables_;
  size_t table_index_ = 0;
  std::string last_key_;
  storage::Sequence after_ = 0;
  int most_;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_WATCH_CURSOR_H_
