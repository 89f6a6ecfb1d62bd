#ifndef LAOWU_SERVICES_INTAKE_UNDO_ROWS_H_
#define LAOWU_SERVICES_INTAKE_UNDO_ROWS_H_

// One row of an import that is taken back: whether it is due, what becomes of it, which later
// imports stand in its way, and what rows that are taken back at the same time share.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/intake/import_job.h"
#include "services/intake/import_records.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::intake_role {

bool WroteSomething(const StoredRow& row);
// An earlier undoing has left it; what stood in its way may be gone.
bool IsKept(const StoredRow& row);
// To be taken back: for the first time, or anew.
bool IsDue(const StoredRow& row);

// Puts the result, and why, into the row.
void Leave(v1::ImportRow::UndoResult result, absl::string_view why, StoredRow& row);
// One that came later and names the record, too.
struct LaterImport {
  std::string name;         // imports/{import}; empty: none is known
  bool was_undone = false;  // and has kept the record then
};
// Each as OK: the row says so itself. `later`: what is to be undone first.
absl::Status LeaveChanged(StoredRow& row, const LaterImport& later = {});
// What `later`, which stands, names as well, be it without a change. imports/{import}.
void LeaveNamed(absl::string_view later, StoredRow& row);
// A refusal that another try would meet, too, is the row's; others are the step's.
absl::Status LeaveIfRefused(const absl::Status& status, StoredRow& row);

// Those that came after the import that is undone. Thread-safe. `name`: of the record.
class LaterImports {
 public:
  // Outlives it.
  explicit LaterImports(const ImportJob& job) : job_(job) {}

  // The first that names the record, also where nothing changed by it, and has not been undone;
  // empty: none is known to.
  absl::StatusOr<std::string> Standing(absl::string_view name);
  // The first of those and of such as were undone and have kept the record: while it stands as that
  // one left it, what an older one left does not come back.
  absl::StatusOr<LaterImport> InTheWay(absl::string_view name);
  // The same of a vacancy that the import has closed, which it does not name: of those that name it
  // the ones that were sent later. `import`: the one that is undone.
  absl::StatusOr<LaterImport> InTheWayOfClosing(absl::string_view name, const v1::Import& import);
  // The first SNAPSHOT of the same source that was sent later, has run and has not been undone;
  // empty: there is none. Asked of the store when it is first called. `import`: the
  // one that is undone.
  absl::StatusOr<std::string> Snapshot(const v1::Import& import);
  // Those of the imports naming the record that are undone, or are being so, the one at hand among
  // them.
  absl::StatusOr<std::vector<internal::v1::StoredImport>> Undone(absl::string_view name) const;

 private:
  absl::StatusOr<LaterImport> First(absl::string_view name, bool or_has_kept);
  // Whether `import` stands, or was undone and has kept the record, if that is asked for: the
  // record's later import, or none.
  absl::StatusOr<LaterImport> Judge(const std::string& import_id, const v1::Import& import,
                                    absl::string_view name, bool or_has_kept);
  // Reads all rows of the import when it is first asked of, and remembers the names.
  absl::StatusOr<bool> HasKept(const std::string& import_id, absl::string_view name);

  const ImportJob& job_;
  storage::Mutex mutex_;
  // By import.
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> kept_ LAOWU_GUARDED_BY(mutex_);
  std::optional<std::string> snapshot_ LAOWU_GUARDED_BY(mutex_);
};

// Thread-safe.
class UndoNotes {
 public:
  // Whether what the record says now is what this step itself made of it: several rows of a file
  // may have changed one.
  bool IsLeftByUs(const std::string& name, const std::string& state) const;
  void NoteLeft(const std::string& name, std::string state);

  // Adds to what is written with the rows at hand.
  void Plan(const std::function<void(storage::Batch&)>& add);
  // That, which then is empty again.
  storage::Batch TakeBatch();

 private:
  mutable storage::Mutex mutex_;
  storage::Batch more_ LAOWU_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, std::string> left_ LAOWU_GUARDED_BY(mutex_);
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_UNDO_ROWS_H_
