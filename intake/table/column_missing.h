#ifndef LAOWU_INTAKE_TABLE_COLUMN_MISSING_H_
#define LAOWU_INTAKE_TABLE_COLUMN_MISSING_H_

// What a table of vacancies still lacks, looked for in the columns that no header tells: figures
// side by side that can only be a range, places where no column says where. And what is lost where
// nothing is found: a column of figures that nobody reads is told.
//
// Pure; thread-safe. For column_map.cc.

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// Two columns of figures side by side, neither of them read, of which the left is never above the
// right: ages, or pay with the unit that the header says (else a month's), where the table has
// none. Also the end of a range (到, 上限) right of a column of such figures that is read. Before
// the columns are told one by one.
void SettleRanges(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                  std::vector<ColumnMeaning>& columns);

// Of a table without a place, or an employer, the one column half of whose cells are such. Of two
// such columns neither, but 工地 before another.
void SettleMissing(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                   std::vector<ColumnMeaning>& columns);

// Columns of figures that are not read get their doubt.
void DoubtUnreadFigures(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                        std::vector<ColumnMeaning>& columns);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_COLUMN_MISSING_H_
