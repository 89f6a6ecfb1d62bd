#include "services/cli/form_file.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/table_file.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

// The first column that bears one of its titles; -1: there is none.
int ColumnOf(const intake::TableHeader& header, const FormColumn& column) {
  for (std::size_t i = 0; i < header.names.size(); ++i) {
    if (std::find(column.titles.begin(), column.titles.end(), header.names[i]) !=
        column.titles.end()) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

std::string RequiredText(absl::Span<const FormColumn> columns) {
  std::vector<std::string> required;
  for (const FormColumn& column : columns) {
    if (column.required) required.push_back(absl::StrJoin(column.titles, " "));
  }
  return absl::StrJoin(required, ", ");
}

}  // namespace

absl::StatusOr<Form> ReadForm(const std::string& path, absl::Span<const FormColumn> columns) {
  intake::OpenOptions options;
  options.header_line = 1;
  LAOWU_ASSIGN_OR_RETURN(const auto file, intake::TableFile::Open(path, options));
  LAOWU_ASSIGN_OR_RETURN(const intake::TableHeader header, file->FindHeader());
  Form form;
  std::vector<int> places;
  for (const FormColumn& column : columns) {
    places.push_back(ColumnOf(header, column));
    if (places.back() < 0 && column.required) {
      return absl::InvalidArgumentError(
          absl::StrCat("首行须有这些列 the form must have these columns in its first row: ",
                       RequiredText(columns)));
    }
    form.titles.push_back(places.back() < 0
                              ? column.titles.front()
                              : header.names[static_cast<std::size_t>(places.back())]);
  }
  intake::TableRow row;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, file->Next(row));
    if (!more) return form;
    LAOWU_RETURN_IF_ERROR(row.status);
    row.cells.resize(std::max(row.cells.size(), header.names.size()));
    FormRow read = {row.line_number, {}};
    for (const int place : places) {
      read.cells.push_back(place < 0 ? "" : row.cells[static_cast<std::size_t>(place)]);
    }
    form.rows.push_back(std::move(read));
  }
}

void FormProblems::Add(std::int64_t line_number, absl::string_view title, absl::string_view what) {
  auto fault = std::find_if(faults_.begin(), faults_.end(), [&](const Fault& one) {
    return one.title == title && one.what == what;
  });
  if (fault == faults_.end()) {
    fault = faults_.insert(fault, Fault{std::string(title), std::string(what), {}});
  }
  fault->lines.push_back(line_number);
}

int FormProblems::count() const {
  std::size_t count = 0;
  for (const Fault& fault : faults_) count += fault.lines.size();
  return static_cast<int>(count);
}

std::string FormProblems::Text() const {
  std::vector<std::string> told;
  for (const Fault& fault : faults_) {
    const std::size_t shown = std::min(fault.lines.size(), kToldMost);
    for (std::size_t i = 0; i < shown; ++i) {
      told.push_back(absl::StrCat(PlaceIn(fault.lines[i], fault.title), fault.what));
    }
    if (const std::size_t more = fault.lines.size() - shown; more > 0) {
      told.push_back(absl::StrCat("另有 ", more, " 行同样 and ", more, " more rows, the last line ",
                                  fault.lines.back(), ": ", fault.title, fault.what));
    }
  }
  return absl::StrJoin(told, "\n");
}

std::string PlaceIn(std::int64_t line_number, absl::string_view title) {
  return absl::StrCat("第 ", line_number, " 行 line ", line_number, ": ", title);
}

}  // namespace laowu::cli
