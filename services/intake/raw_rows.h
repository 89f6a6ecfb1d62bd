#ifndef LAOWU_SERVICES_INTAKE_RAW_ROWS_H_
#define LAOWU_SERVICES_INTAKE_RAW_ROWS_H_

// One row in the sender's words → a row of the owner's import, whichever way it came. Pure;
// thread-safe.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/rpc/status.pb.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/households.h"
#include "intake/worker/worker_reader.h"
#include "laowu/v1/intake_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/keys.h"

namespace laowu::intake_role {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

std::vector<std::string> Strings(const Texts& from);

// False, and violations instead, for a row whose cells are not text, or not as many as the headers:
// a row cut short would erase what its missing cells said before.
bool CellsFit(const Texts& cells, int header_count, runtime::FieldChecks& checks);
// The same of a row of a message, which has at most 8,000 characters in all.
bool RawCellsFit(const Texts& cells, int header_count, runtime::FieldChecks& checks);
// A file's row as it is read where it has a cell of more than 8,000 characters: with the first
// 8,000 of that; nullopt: it has none. `warnings` names each such column (TEXT_CUT), but for those
// that are not read.
std::optional<Texts> WithLongCellsCut(v1::Import::Kind kind, const intake::ColumnMap& map,
                                      const Texts& cells, runtime::Warnings* warnings);

// What cannot be read becomes violations, and the row is not to be sent.
void ReadVacancyRow(const intake::ColumnMap& map, const intake::VacancyReader& reader,
                    const Texts& cells, runtime::FieldChecks& checks,
                    v1::ImportVacanciesRequest::Row& row);
void ReadWorkerRow(const intake::ColumnMap& map, const intake::WorkerReader& reader,
                   const Texts& cells, runtime::FieldChecks& checks,
                   v1::ImportWorkersRequest::Row& row);

// What was said of all rows beside a file, for one that states nothing; a row that says yes and no
// more (是) gets the reference. A row that says no keeps its no, and one whose `warnings` tell that
// consent is not given yet (CONSENT_PENDING) gets no consent; a duty needs none.
void AddBasisOfFile(const v1::Worker::LegalBasis& of_file,
                    const google::protobuf::RepeatedPtrField<v1::Warning>& warnings,
                    v1::Worker& worker);

// The same of what the import of a file says: a consent or a duty by its reference, or nothing.
void AddBasisOfFile(const v1::Import::Spec& spec,
                    const google::protobuf::RepeatedPtrField<v1::Warning>& warnings,
                    v1::Worker& worker);

// Gives a worker that names no household the number of that which they belong to by the columns of
// the head and of what each is to them: a digest of the head's identity number by the newest key.
// Nothing where none is sure. `worker`: as read from `cells`; `households`: of the rows before.
void JoinHousehold(const intake::ColumnMap& map, const Texts& cells, int sheet,
                   const runtime::Keys& keys, intake::HouseholdsOfSheet& households,
                   v1::Worker& worker);

// What the sender calls the row at a place in the owner's request; empty: there is none.
using RowWords = std::function<std::string(int owner_index)>;

// The owner names fields as in its own request ("rows[3].vacancy.title"), which the sender has
// never seen: they become fields of the row ("title"), and the row itself and others that the owner
// speaks of ("rows[0]") are what `words` call them. What lies outside the sender's division names
// the field that says so. `record`: "vacancy", "worker", "outcome".
void NameFieldsAsInRow(int owner_index, const RowWords& words, absl::string_view record,
                       google::rpc::Status& status);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_RAW_ROWS_H_
