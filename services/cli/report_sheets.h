#ifndef LAOWU_SERVICES_CLI_REPORT_SHEETS_H_
#define LAOWU_SERVICES_CLI_REPORT_SHEETS_H_

// Reports as files: a book of sheets (.xlsx), or a CSV a sheet.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "intake/file/sheet_writer.h"

namespace laowu::cli {

struct ReportSheet {
  std::string key;  // "townships": in the names of CSV files; empty: the first sheet
  intake::SheetTable table;
};

// "report.xlsx", or "report.csv" for the first sheet and "report-townships.csv" for the others,
// which carry what stands above the header of an .xlsx (`context`: title and text) as columns of
// every row. INVALID_ARGUMENT for another ending. `known_at`: of what the sheets hold, and what an
// .xlsx gives as the time of its making, so that the same question makes the same file; unset: now.
absl::Status WriteReport(const std::string& path, absl::Span<const ReportSheet> sheets,
                         const std::vector<std::pair<std::string, std::string>>& context,
                         std::optional<absl::Time> known_at = std::nullopt);

// Columns of figures.
intake::SheetColumn TextColumn(std::string title, int width = 0);
intake::SheetColumn CountColumn(std::string title);
intake::SheetColumn PercentColumn(std::string title);  // one decimal

// "69.9" of 699; empty where there is no figure.
std::string PercentCell(bool has, int permille);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_REPORT_SHEETS_H_
