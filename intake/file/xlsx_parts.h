#ifndef LAOWU_INTAKE_FILE_XLSX_PARTS_H_
#define LAOWU_INTAKE_FILE_XLSX_PARTS_H_

// The small parts of an .xlsx (ECMA-376 part 1): relations, workbook, styles, shared strings, and
// where cells are merged. For xlsx_book.cc only.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "intake/file/cell_format.h"
#include "intake/file/file_bytes.h"
#include "intake/file/file_limits.h"
#include "intake/file/shared_strings.h"
#include "intake/file/sheet_rows.h"
#include "intake/file/sheet_source.h"

namespace laowu::intake {

struct Relation {
  std::string id;
  std::string type;  // its last word: "worksheet", "sharedStrings"
  std::string target;
};
absl::StatusOr<std::vector<Relation>> ReadRelations(ByteStream& part, const FileLimits& limits);

struct WorkbookPart {
  std::vector<SheetName> sheets;
  std::vector<std::string> relation_ids;  // of the sheets
  bool since_1904 = false;
};
absl::StatusOr<WorkbookPart> ReadWorkbookPart(ByteStream& part, const FileLimits& limits);

// The number format of each cell style.
absl::StatusOr<std::vector<NumberFormat>> ReadStyles(ByteStream& part, const FileLimits& limits);

absl::Status ReadSharedStrings(ByteStream& part, const FileLimits& limits, SharedStrings& strings);

// Cells that reach over several rows. They stand behind a sheet's rows, so this is a reading of its
// own. `part` is read to its end.
absl::Status ReadMerges(ByteStream& part, SheetRows& rows);

// A text with "_x000D_" and the like turned back into what they stand for.
std::string WithoutEscapes(absl::string_view text);

struct CellPlace {
  std::int64_t row = 0;      // 1-based; 0: none stated
  std::int64_t column = -1;  // 0-based
};
// "AB12".
CellPlace ReadCellPlace(absl::string_view reference);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_XLSX_PARTS_H_
