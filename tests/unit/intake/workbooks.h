#ifndef LAOWU_TESTS_UNIT_INTAKE_WORKBOOKS_H_
#define LAOWU_TESTS_UNIT_INTAKE_WORKBOOKS_H_

// Workbooks for tests, made part by part, so that what no spreadsheet program writes can be made
// as well.

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "intake/table/table_file.h"

namespace laowu::testing {

using Parts = std::vector<std::pair<std::string, std::string>>;  // name, content

// A zip file of the parts, packed.
std::string MakeZip(const Parts& parts);

// An .xlsx of one sheet "Sheet1". `sheet_data`: what stands within <sheetData>; `behind`: after it
// (<mergeCells>); `more`: further parts, which replace those of the same name. Style 1 is a date,
// 2 a percentage, 3 "000000".
std::string MakeXlsx(absl::string_view sheet_data, absl::string_view behind = "",
                     const Parts& more = {});

// What stands in a file: its rows as texts, and what was said.
struct ReadFile {
  intake::TableHeader header;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> notes;
  std::vector<std::string> bad_rows;  // messages
  std::string kind;
  std::string encoding;
  std::string sheet;
  std::vector<std::string> other_tables;
  std::int64_t hidden_row_count = 0;
};
absl::StatusOr<ReadFile> ReadBytes(absl::string_view bytes, const intake::OpenOptions& options);
// Without looking for a header.
absl::StatusOr<std::vector<std::vector<std::string>>> RowsOf(absl::string_view bytes);

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_UNIT_INTAKE_WORKBOOKS_H_
