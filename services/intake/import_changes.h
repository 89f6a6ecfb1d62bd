#ifndef LAOWU_SERVICES_INTAKE_IMPORT_CHANGES_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_CHANGES_H_

// What an import changes in a record, and what somebody changed since it wrote it. Pure;
// thread-safe.

#include <string>
#include <vector>

#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/keys.h"

namespace laowu::intake_role {

// Of a vacancy as somebody left it: equal while nobody has changed what it says or its state. Not
// what changes by itself: that its last day is over, that another says the same.
std::string StateDigest(const v1::Vacancy& vacancy);

// Names of the fields in which two vacancies differ, but for outputs, in the proto's order. What is
// not said differs from "no" and 0 wherever the field tells them apart.
std::vector<std::string> ChangedFields(const v1::Vacancy& before, const v1::Vacancy& after);
// Where what was read from texts (inferred_fields) is not the same in both: the fields that either
// has it of, but for outputs. An update that names them sets it back, also where no value differs.
std::vector<std::string> FieldsReadOtherwise(const v1::Vacancy& before, const v1::Vacancy& after);
// The same of two workers; of personal details each by itself.
std::vector<std::string> ChangedFields(const v1::Worker& before, const v1::Worker& after);

// Whether the worker is of the country once the row is written: what a row does not say stays, and
// an empty cell of a column for it (`columns`: fields of the record) counts as yes.
bool RuralByRow(const v1::Worker& before, const v1::Worker& row,
                const std::vector<std::string>& columns);
// Of `before`, a worker with all details as stored, the fields that a row of an import makes
// others, as the worker role takes the row, which it says is a change: what its file has no column
// for (`columns`: fields of the record) and it does not set stays, and name, numbers, references
// and legal basis are never emptied. `keys` tell whether a household's number, which is not stored,
// is that of the household on record.
std::vector<std::string> ChangedByRow(const runtime::Keys& keys, const v1::Worker& before,
                                      v1::Worker row, const std::vector<std::string>& columns);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_CHANGES_H_
