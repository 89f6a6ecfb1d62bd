#ifndef LAOWU_SERVICES_INTAKE_UNDO_ROWS_H_
#define LAOWU_SERVICES_INTAKE_UNDO_ROWS_H_

// One row of an import that is taken back: whether it is due, what becomes of it, and what rows
// that are taken back at the same time share.

#include <functional>
#include <string>

#include "absl/container/flat_hash_map.h"
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
// Each as OK: the row says so itself. `later_import`: names the record, too, and has not been
// undone; empty: none is known to.
absl::Status LeaveChanged(StoredRow& row, absl::string_view later_import = "");
// A later import that names the vacancy, or wrote the worker, and has not been undone; empty: none
// is known to. `name`: of the record.
absl::StatusOr<std::string> StandingNamer(const ImportJob& job, absl::string_view name);
// A refusal that another try would meet, too, is the row's; others are the step's.
absl::Status LeaveIfRefused(const absl::Status& status, StoredRow& row);

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
