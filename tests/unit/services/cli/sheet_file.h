#ifndef LAOWU_TESTS_UNIT_SERVICES_CLI_SHEET_FILE_H_
#define LAOWU_TESTS_UNIT_SERVICES_CLI_SHEET_FILE_H_

// Files that commands write and read, as somebody has them open who fills them in.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::cli {

using SheetRows = std::vector<std::vector<std::string>>;

// All rows of a sheet or CSV, each with at least as many cells as the first one; a failed
// expectation and none where it cannot be read.
SheetRows ReadSheet(const std::string& path);

// An .xlsx of one sheet, whose first row is the header; a failed expectation where it cannot be
// written.
void WriteSheet(const std::string& path, absl::string_view name, const SheetRows& rows);

}  // namespace laowu::cli

#endif  // LAOWU_TESTS_UNIT_SERVICES_CLI_SHEET_FILE_H_
