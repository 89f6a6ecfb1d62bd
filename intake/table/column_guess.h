#ifndef LAOWU_INTAKE_TABLE_COLUMN_GUESS_H_
#define LAOWU_INTAKE_TABLE_COLUMN_GUESS_H_

// What a column holds, told by what stands in it, for columns whose header tells nothing: numbers
// with right check digits, phones, names, wages, places. Only texts that could hardly mean another
// field are told; a column of small whole numbers, for one, could be anything.
//
// Pure and thread-safe.

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

struct ColumnGuess {
  Field field = Field::kUnknown;
  int confidence = 0;  // 0..100, by the share of cells that fit and by how much that says
  std::string reason;  // "98% 是校验正确的身份证号 (98% identity numbers …)"; no cell's text
};

// `rows`: some rows of the table; at least three filled cells are needed to tell anything.
ColumnGuess GuessColumn(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                        std::size_t column);

// Whether a column may be what its cells look like, by its header: a place of home does not speak
// of work, wishes or those who look after people (and townships need that no other column says the
// home); of outcomes and surveys, what is wished for or was last year is not what is.
bool FitsHeader(TableKind kind, Field field, absl::string_view header,
                absl::Span<const ColumnMeaning> columns);

// Whether a text is a place and little else.
bool IsPlaceName(absl::string_view text);

// Whether a text is the name of an employer, by its end (厂, 公司, 酒店).
bool IsEmployerName(absl::string_view text);

// A column of names of records or papers that nobody mapped by hand, 编号 or 证件: identity numbers
// may stand in it.
bool MayBeIdentity(const ColumnMeaning& column);

// Numbers that only count the rows (serial_columns.h). 去向 in a table of outcomes: a place of work
// where another column says what happened (事项, 类型), or where places stand in it; else it says
// what happened (外出, 返乡). 意愿 in a table of workers: places that are wished for where most
// cells are a place, else remarks.
void SettleDestinations(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                        std::vector<ColumnMeaning>& columns);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_COLUMN_GUESS_H_
