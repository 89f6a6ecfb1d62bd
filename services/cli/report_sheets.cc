#include "services/cli/report_sheets.h"

#include <fstream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/client.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

absl::Status WriteCsv(const std::string& path, intake::SheetTable table,
                      const std::vector<std::pair<std::string, std::string>>& context) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  for (const auto& [title, text] : context) table.columns.push_back(TextColumn(title));
  const auto writer = intake::NewCsvWriter(
      [&file](absl::string_view bytes) {
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return absl::OkStatus();
      },
      table.columns);
  for (auto& row : table.rows) {
    row.resize(table.columns.size() - context.size());
    for (const auto& [title, text] : context) row.push_back(text);
    LAOWU_RETURN_IF_ERROR(writer->AddRow(row));
  }
  LAOWU_RETURN_IF_ERROR(writer->Finish());
  file.close();
  if (file) return absl::OkStatus();
  return CannotWrite(path);
}

}  // namespace

absl::Status WriteReport(const std::string& path, absl::Span<const ReportSheet> sheets,
                         const std::vector<std::pair<std::string, std::string>>& context,
                         std::optional<absl::Time> known_at) {
  if (absl::EndsWithIgnoreCase(path, ".xlsx")) {
    std::vector<intake::SheetTable> tables;
    for (const ReportSheet& sheet : sheets) tables.push_back(sheet.table);
    return intake::WriteXlsxBook(path, tables, known_at);
  }
  if (!absl::EndsWithIgnoreCase(path, ".csv")) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " does not end in .xlsx or .csv 文件名须以 .xlsx 或 .csv 结尾"));
  }
  const std::string stem = path.substr(0, path.size() - 4);
  for (const ReportSheet& sheet : sheets) {
    LAOWU_RETURN_IF_ERROR(
        WriteCsv(sheet.key.empty() ? path : absl::StrCat(stem, "-", sheet.key, ".csv"), sheet.table,
                 context));
  }
  return absl::OkStatus();
}

intake::SheetColumn TextColumn(std::string title, int width) { return {std::move(title), width}; }
intake::SheetColumn CountColumn(std::string title) { return {std::move(title), 0, true}; }
intake::SheetColumn PercentColumn(std::string title) { return {std::move(title), 0, true, 1}; }

std::string PercentCell(bool has, int permille) {
  return has ? absl::StrFormat("%d.%d", permille / 10, permille % 10) : "";
}

}  // namespace laowu::cli
