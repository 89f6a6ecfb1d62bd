#include "services/cli/form_file.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/table/table_file.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

// How far down the header may stand: below a title, a note or two.
constexpr std::int64_t kHeaderLinesMost = 5;

// The first column that bears one of its titles; -1: there is none.
int ColumnOf(const intake::TableHeader& header, const FormColumn& column) {
  for (std::size_t i = 0; i < header.names.size(); ++i) {
    // Below a title that is taken for a group: "回访名单/化名".
    const std::string name = header.names[i].substr(header.names[i].rfind('/') + 1);
    if (std::find(column.titles.begin(), column.titles.end(), name) != column.titles.end()) {
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

// A form opened behind its header.
struct OpenForm {
  std::unique_ptr<intake::TableFile> file;
  intake::TableHeader header;
  std::vector<int> places;  // of the columns; -1: it is not there
  bool has_required = true;
};

absl::StatusOr<OpenForm> OpenAt(const std::string& path, std::int64_t header_line,
                                absl::Span<const FormColumn> columns) {
  intake::OpenOptions options;
  options.header_line = header_line;
  OpenForm form;
  LAOWU_ASSIGN_OR_RETURN(form.file, intake::TableFile::Open(path, options));
  LAOWU_ASSIGN_OR_RETURN(form.header, form.file->FindHeader());
  for (const FormColumn& column : columns) {
    form.places.push_back(ColumnOf(form.header, column));
    if (form.places.back() < 0 && column.required) form.has_required = false;
  }
  return form;
}

// Its titles are no words of an import's, so the import's finder does not know them: the first line
// that has all that are required is the header.
absl::StatusOr<OpenForm> OpenBehindHeader(const std::string& path,
                                          absl::Span<const FormColumn> columns) {
  for (std::int64_t line = 1; line <= kHeaderLinesMost; ++line) {
    auto form = OpenAt(path, line, columns);
    if (!form.ok() && line == 1) return form.status();
    if (!form.ok()) break;
    if (form->has_required) return form;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("表头须在前 ", kHeaderLinesMost,
                   " 行内，且有这些列 the form must have these columns in a header "
                   "row among its first ",
                   kHeaderLinesMost, ": ", RequiredText(columns)));
}

}  // namespace

absl::StatusOr<Form> ReadForm(const std::string& path, absl::Span<const FormColumn> columns) {
  LAOWU_ASSIGN_OR_RETURN(const OpenForm open, OpenBehindHeader(path, columns));
  Form form;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const int place = open.places[i];
    const std::string name =
        place < 0 ? columns[i].titles.front() : open.header.names[static_cast<std::size_t>(place)];
    form.titles.push_back(name.substr(name.rfind('/') + 1));
  }
  intake::TableRow row;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, open.file->Next(row));
    if (!more) return form;
    LAOWU_RETURN_IF_ERROR(row.status);
    row.cells.resize(std::max(row.cells.size(), open.header.names.size()));
    FormRow read = {row.line_number, {}};
    for (const int place : open.places) {
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
