#ifndef LAOWU_INTAKE_TABLE_HEADER_FINDER_H_
#define LAOWU_INTAKE_TABLE_HEADER_FINDER_H_

// Where a table's header is, below titles and notes, and what its lines say together. Pure.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "intake/file/table_reader.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

struct HeaderPlace {
  std::size_t first = 0;  // index among the rows looked at
  std::size_t last = 0;   // its last line of names
  std::size_t data = 0;   // the first row under it; numbers of columns are passed over
  std::vector<std::string> names;
  int known_count = 0;  // names that mean something in a table of the kind
  // Rows above it that look like records: under a line of names that lacks a column which such a
  // table needs, or under names that nobody knows. They are not read.
  int passed_record_count = 0;
};

// The rows, of at most three, whose names together are known best; none if fewer than two or less
// than half of the names are known. Of a header of two lines, the upper one's groups stand over
// several columns: an empty cell there takes its left neighbour's text. The first such header that
// has the columns which a table of the kind needs (ColumnMap::Make) and a record under it is the
// table's, whatever follows further down (header_below.h).
std::optional<HeaderPlace> FindHeaderRows(TableKind kind, absl::Span<const TableRow> rows);

// Without a kind, of the one whose names are known best.
std::optional<HeaderPlace> FindHeaderOfAnyKind(std::optional<TableKind> kind,
                                               absl::Span<const TableRow> rows);

// The same with the header's last row given, whatever its names.
HeaderPlace HeaderEndingAt(TableKind kind, absl::Span<const TableRow> rows, std::size_t last);

// Columns that somebody has said the meaning of are called by header or by letter ("AB").
// Whether `names` has all that are called by header.
bool HasColumns(absl::Span<const std::string> names, absl::Span<const std::string> columns);
// The header that has them; none: no row does, or all are letters.
std::optional<HeaderPlace> HeaderOfNames(TableKind kind, absl::Span<const TableRow> rows,
                                         absl::Span<const std::string> columns);
// Of letters alone: the first row that has a cell under each. Where it holds a digit, it is data,
// and the columns bear their letters.
std::optional<HeaderPlace> HeaderOfLetters(absl::Span<const TableRow> rows,
                                           absl::Span<const std::string> columns);

// Of rows without a known header one that may be it, for its sender to look at: names without a
// digit, so that it is nobody's record. Null: there is none.
const TableRow* MaybeHeader(absl::Span<const TableRow> rows);

// A row that could be a header of unknown names: short texts, no long numbers.
bool CouldBeHeader(const TableRow& row);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_FINDER_H_
