#ifndef LAOWU_SERVICES_INTAKE_UNDO_WORKERS_H_
#define LAOWU_SERVICES_INTAKE_UNDO_WORKERS_H_

// Rows of people taken back: whom the import made is erased, unless others have built on the
// person; whom it changed is set back to what stood before.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/intake/built_on.h"
#include "services/intake/import_job.h"
#include "services/intake/undo_rows.h"

namespace laowu::intake_role {

class UndoWorkers {
 public:
  // All outlive it.
  UndoWorkers(const ImportJob& job, UndoNotes& notes, LaterImports& later)
      : job_(job), notes_(notes), later_(later) {}

  // Learns of those of the rows that are due, before they are taken back. `asked_by`: the account
  // that asked for it, for the audit. Not while TakeBack runs.
  absl::Status Look(const std::vector<StoredRow>& rows, const std::string& asked_by);
  // OK also where the row is left: it says so itself. An error ends the step. Thread-safe.
  absl::Status TakeBack(StoredRow& row) const;

 private:
  absl::StatusOr<v1::Worker> Get(const std::string& name) const;
  // When the import wrote what stands now: as it left the record, or as an import that was undone
  // since has set it back. No value: neither.
  absl::StatusOr<std::optional<absl::Time>> WrittenHere(const StoredRow& row,
                                                        const v1::Worker& now) const;
  // With the record as `etag` says; ABORTED if it is another by now.
  absl::Status Erase(StoredRow& row, const std::string& etag) const;
  absl::Status Restore(StoredRow& row, v1::Worker now, std::optional<absl::Time> written) const;
  absl::Status VoidFacts(const StoredRow& row, const v1::Worker& now, absl::Time written) const;

  const ImportJob& job_;
  UndoNotes& notes_;
  LaterImports& later_;
  BuiltOn built_on_{job_.owners};
  std::string asked_by_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_UNDO_WORKERS_H_
