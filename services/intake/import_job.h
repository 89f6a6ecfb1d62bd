#ifndef LAOWU_SERVICES_INTAKE_IMPORT_JOB_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_JOB_H_

// The three steps of an import that run in the background, each on one thread, and what they share.
// A step stores how far it is with the rows it has done, so that a process that dies goes on there;
// reading, which has changed nothing yet, begins anew.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "services/intake/import_records.h"
#include "services/intake/owner_calls.h"
#include "services/intake/reader_cache.h"
#include "services/runtime/role.h"
#include "storage/store.h"

namespace laowu::intake_role {

// Rows that are handled together: at most so many, and so many bytes of them.
inline constexpr int kJobRows = 500;
inline constexpr size_t kJobBytes = size_t{1} << 20;

// What a step works with; all of it outlives the step. One thread's.
struct ImportJob {
  const runtime::Environment& environment;
  storage::Store& store;
  const OwnerCalls& owners;
  ReaderCache<intake::VacancyReader>& vacancy_readers;
  ReaderCache<intake::WorkerReader>& worker_readers;
  std::string import_id;
  std::function<bool()> stopping;
  // For the rate that is told.
  absl::Time begin_time;
  int64_t rows_done_here = 0;

  const runtime::Keys& keys() const { return *environment.keys; }
  std::string name() const { return ImportName(import_id); }
};

// The import, still in `state`. CANCELLED: it is in another by now, or the process stops.
absl::StatusOr<LoadedImport> LoadStep(const ImportJob& job, v1::Import::State state);

// One commit: `rows`, what else is in `more`, and the import as `edit` makes it, if it is still in
// `state` (else CANCELLED).
absl::Status CommitStep(ImportJob& job, v1::Import::State state, const std::vector<StoredRow>& rows,
                        storage::Batch more,
                        const std::function<void(internal::v1::StoredImport&)>& edit);
// The same of rows that their owner has written: kept also when the run has been cancelled
// meanwhile or the process is to stop, so that they can be taken back.
absl::Status CommitWritten(ImportJob& job, const std::vector<StoredRow>& rows, storage::Batch more,
                           const std::function<void(internal::v1::StoredImport&)>& edit);

// READING → READY: every row read, and what would become of it.
absl::Status ReadImport(ImportJob& job);
// RUNNING → DONE.
absl::Status RunImport(ImportJob& job);
// UNDOING → UNDONE, the last row first.
absl::Status UndoImport(ImportJob& job);

// Whether there is something to send: a line of a survey from which nothing follows has no record.
inline bool HasRecord(const StoredRow& row) {
  return row.row().record_case() != v1::ImportRow::RECORD_NOT_SET;
}

// Whether the row is to write something.
inline bool Writes(const StoredRow& row) {
  return row.row().change() == v1::ImportRow::CREATE || row.row().change() == v1::ImportRow::UPDATE;
}
// A row by which nothing changes, whose record can be told by its etag: to see that it still stands
// so, the row itself need not be sent.
inline bool StandsByEtag(const StoredRow& row) {
  return !Writes(row) && !row.row().name().empty() && !row.etag().empty();
}
// Whether the run has done the row: one that it left as the preview says is not written anew.
inline bool IsDone(const internal::v1::StoredImport& stored, const StoredRow& row) {
  const bool is_left = !Writes(row) && row.row().change() != v1::ImportRow::CLOSE;
  return row.row().done() || (is_left && row.row().row_number() < stored.sent_end_row_number());
}
// Whether the run may have sent the row to its owner, whose answer was lost.
inline bool MayBeSent(const internal::v1::StoredImport& stored, const StoredRow& row) {
  return Writes(row) && !row.row().done() &&
         (row.intended() || row.row().row_number() < stored.sent_end_row_number());
}

// Rows as the owner answered for them.
struct OwnerAnswer {
  v1::ImportResult result;  // fields named as in the row
  v1::ImportVacanciesResponse::Change vacancy;
  v1::ImportWorkersResponse::Change worker;
  bool may_be_older = false;  // an earlier try, whose answer was lost, may have written the row
};
// Whether the record stands otherwise than the row has it: nothing was written, and the answer is a
// check's.
bool HasMoved(const OwnerAnswer& answer, const StoredRow& row);
enum class Sending {
  kCheck,       // what would become of the row, among those beside it
  kCheckNamed,  // the same, of the vacancy that the row was found to be
  // Written if its record stands as the row found it; outcomes, which bear no etag: always.
  kWrite
};
// One for each of `rows`, in order; none of them is rejected.
absl::StatusOr<std::vector<OwnerAnswer>> SendRows(const ImportJob& job,
                                                  const internal::v1::StoredImport& stored,
                                                  const std::vector<const StoredRow*>& rows,
                                                  Sending sending);
absl::StatusOr<v1::Vacancy> GetVacancy(const ImportJob& job, const std::string& name);
// Whether the record of a row that may have been sent, and by which nothing changes now, is as this
// import left it: its sender wrote it since the row may have been sent. An outcome is taken for it.
// The row gets the state's digest or etag.
absl::StatusOr<bool> IsWrittenHere(const ImportJob& job, const internal::v1::StoredImport& stored,
                                   StoredRow& row);
// Puts the answer's result and warnings into the row.
void TakeAnswer(const OwnerAnswer& answer, StoredRow& row);
// Puts a check's answer into the row: what would become of it, its record's etag, and what stands
// there, if it would change. A vacancy that an import closed, and that nobody has touched since, is
// opened again.
absl::Status TakeCheck(const ImportJob& job, const OwnerAnswer& answer, StoredRow& row);

// Of a row that opens its vacancy again: takes away the owner's warning that it stays closed.
void DropStaysClosed(StoredRow& row);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_JOB_H_
