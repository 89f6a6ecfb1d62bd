#include "services/cli/audit_form.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "intake/table_file.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

// -1: there is none.
int ColumnOf(const intake::TableHeader& header, absl::string_view title) {
  const auto found = std::find(header.names.begin(), header.names.end(), title);
  return found == header.names.end() ? -1 : static_cast<int>(found - header.names.begin());
}

}  // namespace

absl::StatusOr<std::vector<AuditFormRow>> ReadAuditForm(const std::string& path) {
  intake::OpenOptions options;
  options.header_line = 1;
  LAOWU_ASSIGN_OR_RETURN(const auto file, intake::TableFile::Open(path, options));
  LAOWU_ASSIGN_OR_RETURN(const intake::TableHeader header, file->FindHeader());
  const int pseudonym = ColumnOf(header, kPseudonymTitle);
  const int called = ColumnOf(header, kCalledTitle);
  const int truth = ColumnOf(header, kTruthTitle);
  if (pseudonym < 0 || called < 0 || truth < 0) {
    return absl::InvalidArgumentError(absl::StrCat("the form must have the columns ",
                                                   kPseudonymTitle, ", ", kCalledTitle, " and ",
                                                   kTruthTitle, " in its first row"));
  }
  std::vector<AuditFormRow> rows;
  intake::TableRow row;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, file->Next(row));
    if (!more) return rows;
    LAOWU_RETURN_IF_ERROR(row.status);
    row.cells.resize(std::max(row.cells.size(), header.names.size()));
    const auto cell = [&row](int column) { return row.cells[static_cast<std::size_t>(column)]; };
    if (cell(pseudonym).empty()) continue;
    rows.push_back({row.line_number, cell(pseudonym), cell(called), cell(truth)});
  }
}

}  // namespace laowu::cli
