#include "tests/unit/services/cli/sheet_file.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "intake/file/sheet_writer.h"
#include "intake/table/table_file.h"
#include "tests/support/status_matchers.h"

namespace laowu::cli {

SheetRows ReadSheet(const std::string& path) {
  SheetRows rows;
  const auto file = intake::TableFile::Open(path);
  EXPECT_OK(file);
  if (!file.ok()) return rows;
  intake::TableRow row;
  auto more = (*file)->Next(row);
  for (; more.ok() && *more; more = (*file)->Next(row)) {
    rows.push_back(row.cells);
    rows.back().resize(std::max(rows.back().size(), rows.front().size()));
  }
  EXPECT_OK(more);
  return rows;
}

void WriteSheet(const std::string& path, absl::string_view name, const SheetRows& rows) {
  std::vector<intake::SheetColumn> columns;
  for (const std::string& title : rows.front()) columns.push_back({title});
  const auto writer = intake::NewXlsxWriter(path, name, std::move(columns));
  ASSERT_OK(writer);
  for (std::size_t i = 1; i < rows.size(); ++i) ASSERT_OK((*writer)->AddRow(rows[i]));
  ASSERT_OK((*writer)->Finish());
}

}  // namespace laowu::cli
