#ifndef LAOWU_INTAKE_FILE_SHEET_WRITER_H_
#define LAOWU_INTAKE_FILE_SHEET_WRITER_H_

// Tables for people, as .xlsx and as CSV: receipts, reports, call lists. The header stands fast
// when the sheet is scrolled and has a filter; columns are as wide as their titles and first rows
// need, a Chinese character counting two. Every cell is text and shows what it was given: a phone
// or identity number keeps its digits, and a cell that begins with = + - @ never becomes a formula
// (in CSV, which has no types, such a cell gets an apostrophe in front). CSV is UTF-8 with a byte
// order mark, since Excel takes it for GBK otherwise, and CR LF. An .xlsx is printed lying, as wide
// as the paper, with the header and a number on each page.
//
// Memory: an .xlsx is written row by row to temporary files beside the library's; one row is held.
//
// Thread-compatible.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace laowu::intake {

struct SheetColumn {
  std::string title;       // "岗位名称 title"
  int width = 0;           // in characters of Latin; 0: from the title, at least 10
  bool is_number = false;  // whole numbers are written as numbers; other texts stay texts
  // Of a number: so many are read and shown, at most 3. Inside the .xlsx stand sixteen digits of
  // it, as Excel itself writes them: 71.1 as 71.09999999999999, which every program reads as that
  // number.
  int decimals = 0;
};

// Gets the bytes, piece by piece; a bad status ends the writing.
using WriteSheetBytes = std::function<absl::Status(absl::string_view)>;

class SheetWriter {
 public:
  virtual ~SheetWriter() = default;
  // Cells beyond the columns are dropped; missing ones are empty. A cell over Excel's 32,767
  // characters is cut, with "…". RESOURCE_EXHAUSTED after 1,048,575 rows of an .xlsx.
  virtual absl::Status AddRow(absl::Span<const std::string> cells) = 0;
  // Must be called last; without it the file is not whole.
  virtual absl::Status Finish() = 0;
};

// To a file at `path`, which is overwritten. INTERNAL or RESOURCE_EXHAUSTED if it cannot be.
absl::StatusOr<std::unique_ptr<SheetWriter>> NewXlsxWriter(const std::string& path,
                                                           absl::string_view sheet_name,
                                                           std::vector<SheetColumn> columns);
// One sheet of a report: what it is about, above the header, then the header and all rows.
struct SheetTable {
  std::string name;
  std::vector<std::string> lines;  // the first one is the title
  std::vector<SheetColumn> columns;
  std::vector<std::vector<std::string>> rows;
};
// A book of several sheets, at least one, at `path`, which is overwritten. Errors as NewXlsxWriter.
// `created`: the time that the book says it was made at, so that the same sheets are the same
// bytes; unset: now.
absl::Status WriteXlsxBook(const std::string& path, absl::Span<const SheetTable> sheets,
                           std::optional<absl::Time> created = std::nullopt);

// `write` gets the bytes in pieces of some 64 KiB.
std::unique_ptr<SheetWriter> NewCsvWriter(WriteSheetBytes write, std::vector<SheetColumn> columns);

// The same piece by piece, for who makes a file over several calls: the mark that it begins with,
// and a line of it, all cells texts. Pure.
inline constexpr absl::string_view kCsvMark = "\xEF\xBB\xBF";
std::string CsvLine(absl::Span<const std::string> cells);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_SHEET_WRITER_H_
