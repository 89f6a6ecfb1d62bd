#ifndef LAOWU_INTAKE_TABLE_TABLE_TRIM_H_
#define LAOWU_INTAKE_TABLE_TABLE_TRIM_H_

// Rows inside a table that are no records: totals, pages (第2页 共4页, 续表), the header again
// (printed on each page), notes (注:…), sections (二、服务业), signatures (填表人:… 审核人:…,
// 审核人 | 李四 | 制表人 | 张三). In doubt a row is a record: a reader says what it lacks.
// TableFile gives them out all the same: who reads a table passes them over and says how many.
// Pure; thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace laowu::intake {

// Five digits and more in a row, as people and dates have them, and no header.
bool HasLongNumber(absl::string_view text);

// `names`: of the table's columns. Of the filled cells, at least two and most are their column's
// own name.
bool IsHeaderAgain(absl::Span<const std::string> cells, absl::Span<const std::string> names);

// At least three of the filled cells, and half of them, are names of the table's columns, wherever
// they stand, and none holds a long number: the header of another table, since no record is so.
bool BearsNames(absl::Span<const std::string> cells, absl::Span<const std::string> names);

// Whether a row sums up those above it ("合计", "小计：36 人", "Total") and is no record. The last
// `added_count` cells stand in no line of the file (TableFile::added_column_count).
bool IsTotalRow(absl::Span<const std::string> cells, int added_count = 0);

// Whether all that a row holds, one text or two, tells the page (第2页 共4页, 2/4, Page 2 of 4,
// -2-), how many stand on it (本页共5人), that the table goes on (续表, （续上页）, 转下页), when
// it was printed or that nothing follows (以下空白). `added_count`: as above.
bool IsPageMark(absl::Span<const std::string> cells, int added_count = 0);

// "例:A001", "填写示例", "样例1": of a row that shows how the others are to be filled in. `folded`:
// its first text by FoldTight.
bool BeginsAsSample(absl::string_view folded);

// A row that begins as a sample; one text alone that begins as a note or a signature does, or is a
// section's name, or signatures alone, in a table of three columns and more.
bool IsNoteOrSignature(absl::Span<const std::string> cells, std::size_t columns);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_TABLE_TRIM_H_
