#ifndef LAOWU_SERVICES_INTAKE_IMPORT_RULES_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_RULES_H_

// What an import may be, what its columns speak of, and what follows from its state. Pure;
// thread-safe.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "intake/table/column_map.h"
#include "laowu/v1/intake_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::intake_role {

// Files, rows and receipts are kept so long; docs/limits.md.
inline constexpr absl::Duration kImportKept = absl::Hours(24 * 90);
inline constexpr int64_t kFileBytesMost = int64_t{200} << 20;
inline constexpr int kFilePieceBytes = 1 << 20;
// What one caller's files may come to, of those that are kept: twenty of the largest. A bureau that
// sends 10 MB each working day for 90 days has a sixth of it.
inline constexpr int64_t kUploadsKeptBytesMost = 20 * kFileBytesMost;
// Some times the largest file: what was read stands beside each row.
inline constexpr int64_t kReceiptBytesMost = 10 * kFileBytesMost;
// A snapshot that would close more of its source's open vacancies asks for a word of confirmation:
// a file that was cut short looks just so.
inline constexpr int kClosedPercentMost = 30;

// Every violation of what the sender decides, at "spec.…". `today`: nothing speaks of the future.
void CheckSpec(const v1::Import::Spec& spec, absl::CivilDay today, runtime::FieldChecks& checks);

// As it is kept: what may be left unset is set.
v1::Import::Spec Normalised(v1::Import::Spec spec);

intake::TableKind TableKindOf(v1::Import::Kind kind);

// Fields of the record (Vacancy, Worker) that columns with these meanings speak of: what a column
// says nothing on is emptied by it, other fields are left alone. Free text speaks of all that is
// read from it. Of outcomes, which are never changed, none.
std::vector<std::string> MaskOf(v1::Import::Kind kind, const std::vector<intake::Field>& columns);

// The field of the record that a column of this meaning speaks of first ("employer_display_name"),
// or, where it speaks of none, the meaning's own name ("channel").
std::string PathOf(v1::Import::Kind kind, intake::Field column);

// Whether a sheet is named after a month ("6月", "2026年6月份", "2026-06", "三月招聘").
bool NamesMonth(absl::string_view sheet_name);

// Whether a row of outcomes, with the fields of its columns, says only of whom: a line of a list
// that nobody has filled in yet. Remarks do not count here: see HasRemarks. Of a call
// list, which fills in what is known, see PeopleRows::Settle.
bool IsUnfilled(const std::vector<intake::Field>& columns, const std::vector<std::string>& cells);

// Whether somebody wrote remarks into a row of a survey, understood or not ("老婆说出去了"): it is
// filled in then. 无 is nothing written, and so are words that a list prints with the person
// (脱贫户, 党员).
bool HasRemarks(const std::vector<intake::Field>& columns, const std::vector<std::string>& cells);

// Why the import, in its state, cannot be run, cancelled or undone; empty: it can be. Running what
// is running or done, and so on, changes nothing: see IsAlready….
std::string WhyNotRun(const v1::Import& import, int64_t confirmed_closed_count);
std::string WhyNotCancelled(const v1::Import& import);
// `interrupted_state`: of a CANCELLED or FAILED one, the step that was broken off.
std::string WhyNotUndone(const v1::Import& import, v1::Import::State interrupted_state);
// Of a file that is to be read from the start: columns, counts and progress of an earlier reading.
void ForgetReading(v1::Import& import);

// Whether a background step is due: READING, RUNNING, UNDOING.
bool IsUnderWay(v1::Import::State state);

// The request id of one step for one row: the same whenever it is tried again.
std::string StepRequestId(absl::string_view import_name, int64_t row_number,
                          absl::string_view step);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_RULES_H_
