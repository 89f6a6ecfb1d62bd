#ifndef LAOWU_INTAKE_TABLE_HEADER_TABLE_H_
#define LAOWU_INTAKE_TABLE_HEADER_TABLE_H_

// The known headers, by kind of table. A table of names, so that column_map.cc holds the logic
// only.

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

struct HeaderRow {
  Field field;
  absl::string_view headers;  // separated by blanks; case, underscores and brackets do not matter
};

absl::Span<const HeaderRow> VacancyHeaders();
absl::Span<const HeaderRow> WorkerHeaders();
absl::Span<const HeaderRow> OutcomeHeaders();
absl::Span<const HeaderRow> IgnoredHeaders();  // for every kind, after its own

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_TABLE_H_
