#ifndef LAOWU_SERVICES_INTAKE_IMPORT_COUNTS_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_COUNTS_H_

// What an import tells of its rows in numbers. Pure; thread-safe.

#include "laowu/v1/intake_service.pb.h"

namespace laowu::intake_role {

v1::ImportRow::Change ChangeOf(v1::ImportResult::Result result);
void Count(const v1::ImportRow& row, v1::Import::Counts& counts);
void AddCounts(const v1::Import::Counts& more, v1::Import::Counts& counts);
void SubtractCounts(const v1::Import::Counts& less, v1::Import::Counts& counts);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_COUNTS_H_
