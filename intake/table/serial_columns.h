#ifndef LAOWU_INTAKE_TABLE_SERIAL_COLUMNS_H_
#define LAOWU_INTAKE_TABLE_SERIAL_COLUMNS_H_

// Columns that count the rows and name nothing: 编号 that runs 1, 2, 3. Taken for the sender's own
// numbers they would name other records in the next file, which is numbered anew.
//
// Pure; thread-safe. For column_guess.cc.

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// Columns that nobody mapped by hand. Of people, small whole numbers (to 999, or as many as there
// are rows) under such a header beside identity numbers count the rows, in any order (a household's
// may repeat). Of vacancies, small whole numbers under a header that only counts (编号, 号, ID,
// No.) are, also with gaps, sorted otherwise or begun anew: none above 99, or hardly more than
// there are rows. Under one that says a vacancy's number (岗位编号) they stay its number, with a
// doubt.
void SettleSerialNumbers(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                         std::vector<ColumnMeaning>& columns);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_SERIAL_COLUMNS_H_
