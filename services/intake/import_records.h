#ifndef LAOWU_SERVICES_INTAKE_IMPORT_RECORDS_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_RECORDS_H_

// Imports, their rows, uploaded files and receipts as they stand in the store. Rows and the parts
// of files are encrypted, each under its own name, so that one moved elsewhere does not open.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/internal/v1/stored_import.pb.h"
#include "services/runtime/keys.h"
#include "services/runtime/stored_record.h"
#include "storage/store.h"

namespace laowu::intake_role {

using LoadedImport = runtime::Loaded<internal::v1::StoredImport>;
using LoadedFile = runtime::Loaded<internal::v1::StoredFile>;
using StoredRow = internal::v1::StoredImportRow;

std::string ImportName(absl::string_view import_id);
std::string FileName(absl::string_view file_id);
// "imports/{import}" → "{import}"; takes a checked name. The same of files.
std::string IdOf(absl::string_view name);

// No value: there is none. DATA_LOSS: it cannot be read.
absl::StatusOr<std::optional<LoadedImport>> LoadImport(const storage::Reader& reader,
                                                       absl::string_view import_id);
// Requires the version in `old` (none: that there is no record) and puts the new state; a new one
// takes its place among its parent's, the newest first.
void PlanImport(absl::string_view import_id, const std::optional<LoadedImport>& old,
                const internal::v1::StoredImport& stored, storage::Batch& batch);
// As the API shows it.
v1::Import ToImport(absl::string_view import_id, const LoadedImport& loaded);
// Imports by (parent, newest first); ToIndexed reads the one that a record of it names.
storage::KeyRange ParentRange(absl::string_view parent);
absl::StatusOr<v1::Import> ToIndexed(const storage::Reader& reader, const storage::Record& record);
absl::StatusOr<std::string> IdOfImportKey(absl::string_view key);

// Rows of one import.
storage::KeyRange RowRange(absl::string_view import_id);
// From row number `first` on.
storage::KeyRange RowRangeFrom(absl::string_view import_id, int64_t first_row_number);
std::string RowKey(absl::string_view import_id, int64_t row_number);
void PlanRow(const runtime::Keys& keys, absl::string_view import_id, const StoredRow& row,
             storage::Batch& batch);
absl::StatusOr<StoredRow> ToRow(const runtime::Keys& keys, absl::string_view import_id,
                                const storage::Record& record);
// At most `limit` rows from `first_row_number` on, in order.
absl::StatusOr<std::vector<StoredRow>> LoadRows(const storage::Reader& reader,
                                                const runtime::Keys& keys,
                                                absl::string_view import_id,
                                                int64_t first_row_number, int limit);

// Files. No value: there is none.
absl::StatusOr<std::optional<LoadedFile>> LoadFile(const storage::Reader& reader,
                                                   absl::string_view file_id);
void PlanFile(absl::string_view file_id, const std::optional<LoadedFile>& old,
              const internal::v1::StoredFile& file, storage::Batch& batch);
void PlanFilePart(const runtime::Keys& keys, absl::string_view file_id, int part_number,
                  absl::string_view content, storage::Batch& batch);
// Part 1 is the first. NOT_FOUND: it has been erased.
absl::StatusOr<std::string> LoadFilePart(const storage::Reader& reader, const runtime::Keys& keys,
                                         absl::string_view file_id, int part_number);
storage::KeyRange FileRange(absl::string_view file_id);
// Heads and parts of all files, in order of their ids, which is that of their making.
absl::StatusOr<std::string> IdOfFileKey(absl::string_view key);

// Vacancies that the newest files of an office's source named.
std::string SourceKey(absl::string_view office, absl::string_view source,
                      absl::string_view vacancy);
storage::KeyRange SourceRange(absl::string_view office, absl::string_view source);
absl::StatusOr<std::string> VacancyOfSourceKey(absl::string_view key);
// The office's sources that have named a vacancy, in order; at most `most`.
absl::StatusOr<std::vector<std::string>> SourcesOf(const storage::Reader& reader,
                                                   absl::string_view office, size_t most);
// The imports that named a vacancy, of whatever source, or a worker, or, but for the one that made
// it, an outcome, also where nothing changed by it; the newest last; the newest eight. Kept in
// vacancies_by_source under no source's name. `name`: of the record.
absl::StatusOr<std::vector<std::string>> ImportsNaming(const storage::Reader& reader,
                                                       absl::string_view name);
// Adds `import_id` to them, if it is not there.
void PlanNaming(absl::string_view name, absl::string_view import_id,
                std::vector<std::string> import_ids, storage::Batch& batch);
// Forgets them: the record is erased.
void PlanUnnamed(absl::string_view name, storage::Batch& batch);
// What an import closed: the digest of the state that it left; empty: none is noted.
std::string ClosedKey(absl::string_view vacancy_name);
absl::StatusOr<std::string> ClosedDigest(const storage::Reader& reader,
                                         absl::string_view vacancy_name);
void PlanClosed(absl::string_view vacancy_name, const std::string& state_digest,
                storage::Batch& batch);
// A worker whom undoing an import has set back, so that the import before it, which left the record
// so, can be undone as well. Kept in closed_vacancies under the worker's name; of the last undoing.
struct SetBack {
  std::string etag;        // since it was set back
  std::string found_etag;  // of what it was set back to: as the undone import had found it,
  absl::Time found_time;   // and when that was written
};
absl::StatusOr<std::optional<SetBack>> LoadSetBack(const storage::Reader& reader,
                                                   absl::string_view worker_name);
void PlanSetBack(absl::string_view worker_name, const SetBack& set_back, storage::Batch& batch);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_RECORDS_H_
