#ifndef LAOWU_INTAKE_TABLE_HEADER_BELOW_H_
#define LAOWU_INTAKE_TABLE_HEADER_BELOW_H_

// A second table under the first one of a sheet, with a header of its own: the same columns in
// another order, as when two lists are pasted together. Rows under it are laid out as the first
// header has its columns, so that all that is told of a file's columns holds for them; where the
// two have not the same columns, nothing could say so, and the rows are refused. Pure; one
// thread's.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/file/table_reader.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

class HeaderBelow {
 public:
  // `map`: of the header that the file was found to have; outlives this. `added_count`: of its
  // columns, the last ones that stand in no line of the file (TableFile::added_column_count).
  HeaderBelow(TableKind kind, const ColumnMap& map, int added_count);

  // Whether the row, which could be read, is a header: the first one again, or another, most of
  // whose cells are known for headers and none of which holds a digit, or three of which are names
  // of the first one's columns. What follows in the sheet is under it.
  bool Take(int sheet, const TableRow& row);
  // The cells of a row under the newest header, as under the first. INVALID_ARGUMENT: the two have
  // not the same columns; of the cells those are left that both have.
  absl::Status Arrange(int sheet, std::vector<std::string>& cells) const;
  // How the newest header is read, the first time it is asked for after that was taken; else empty.
  std::string TakeTold() { return std::exchange(told_, ""); }

 private:
  // Whether a column of the first header stands in another's place.
  bool HasMoved(absl::Span<const std::string> names) const;
  // Whether a row that repeats the first header cell by cell lacks a column of it, or goes on
  // beyond its end.
  bool HasOtherColumns(const TableRow& row) const;
  void LayOut(const TableRow& row, absl::Span<const std::string> names);
  // Which of `names` is column `i` of the first header; -1: none.
  int Find(std::size_t i, absl::Span<const std::string> names,
           const std::vector<bool>& taken) const;

  const TableKind kind_;
  const ColumnMap& map_;
  const std::size_t width_;  // without the added columns
  // Of the newest header, where it is not the first one; else empty.
  std::vector<int> from_;  // by the first header's columns; -1: has it not
  std::size_t name_count_ = 0;
  absl::Status status_;
  std::string told_;
  int sheet_ = 0;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_BELOW_H_
