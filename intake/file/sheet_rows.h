#ifndef LAOWU_INTAKE_FILE_SHEET_ROWS_H_
#define LAOWU_INTAKE_FILE_SHEET_ROWS_H_

// Cells of a sheet, in order of rows, gathered to rows within the limits. A cell that is merged
// over several rows (an employer beside its vacancies) counts for each of them. For the readers of
// sheets only.
//
// Thread-compatible.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/file/file_limits.h"
#include "intake/file/table_reader.h"

namespace laowu::intake {

// Rows are 1-based, columns 0-based, both ends inclusive.
struct MergedCells {
  std::int64_t first_row = 0;
  std::int64_t last_row = 0;
  int column = 0;  // the first one
};

class SheetRows {
 public:
  explicit SheetRows(const FileLimits& limits) : limits_(limits) {}

  // Before the first row; of further rows while reading (HTML tells them then).
  void AddMerge(const MergedCells& merge);
  void SortMerges();  // after the last AddMerge before the first row

  // Rows must grow; a smaller number counts as the next one.
  void Begin(std::int64_t row_number, bool hidden);
  void Set(std::int64_t column, absl::string_view text);
  void NoteLostDigits(std::int64_t column);
  void NoteError(std::int64_t column, absl::string_view error);  // "#N/A"
  void NoteNotComputed(std::int64_t column);  // a formula whose value was not saved
  // `what`: "a cell of more than …"; the row is given out with this as its status.
  void Fail(std::int64_t column, absl::string_view what);
  void End();

  bool in_row() const { return in_row_; }
  std::int64_t row_number() const { return row_.line_number; }
  // Whether a cell of an earlier row, told while reading, reaches into this column.
  bool IsTaken(int column) const;
  bool Pop(TableRow& row);

 private:
  struct Active {
    MergedCells merge;
    std::string text;
  };
  void FillMerges();

  const FileLimits limits_;
  std::vector<MergedCells> merges_;  // by first row; those before next_merge_ are done or active
  std::size_t next_merge_ = 0;
  std::vector<Active> active_;
  std::vector<std::int64_t> taken_through_;  // the row, by column
  TableRow row_;
  bool in_row_ = false;
  bool has_text_ = false;
  std::size_t row_bytes_ = 0;
  std::deque<TableRow> done_;
};

// What TableRow::notes say of a column, "C 列：…(column C: …)".
std::string LostDigitsNote(std::int64_t column);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_SHEET_ROWS_H_
