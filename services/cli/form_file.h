#ifndef LAOWU_SERVICES_CLI_FORM_FILE_H_
#define LAOWU_SERVICES_CLI_FORM_FILE_H_

// A form that people have filled in, as it comes back: CSV as a spreadsheet leaves it (UTF-8 or
// GB18030), .xlsx and what else an import reads. Its columns go by their titles in the header, in
// any order, which may stand below a title or a note; others are passed over.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace laowu::cli {

struct FormColumn {
  std::vector<std::string> titles;  // any of them is read
  bool required = true;
};

struct FormRow {
  std::int64_t line_number = 0;    // of the file or sheet, from 1
  std::vector<std::string> cells;  // one a column asked for, trimmed; of one that is not there ""
};

struct Form {
  std::vector<std::string> titles;  // of the columns asked for, as the file has them
  std::vector<FormRow> rows;
};

// INVALID_ARGUMENT: a required column is missing, a row cannot be read, or it is no table.
absl::StatusOr<Form> ReadForm(const std::string& path, absl::Span<const FormColumn> columns);

// What is wrong with the rows of a form, all of it at once, so that nobody mends one to be told of
// the next.
class FormProblems {
 public:
  // Of how many rows with the same fault each is told by its line; the others are counted.
  static constexpr std::size_t kToldMost = 5;

  // `title`: of the column, as the file has it; `what`: " is empty 缺少编号".
  void Add(std::int64_t line_number, absl::string_view title, absl::string_view what);
  bool empty() const { return faults_.empty(); }
  int count() const;
  // A line each, in the order in which the faults were met first; without a line break at the end.
  std::string Text() const;

 private:
  struct Fault {
    std::string title, what;
    std::vector<std::int64_t> lines;
  };
  std::vector<Fault> faults_;
};

// "第 5 行 line 5: called_on".
std::string PlaceIn(std::int64_t line_number, absl::string_view title);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_FORM_FILE_H_
