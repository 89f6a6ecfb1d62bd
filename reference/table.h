#ifndef LAOWU_REFERENCE_TABLE_H_
#define LAOWU_REFERENCE_TABLE_H_

// The one text form of every table below data/: UTF-8, LF line ends, commas, no quoting.
//
//   # edition: 2023-06-30
//   code,name,…
//   520281,盘州市,…
//
// Plain on purpose: a clerk can read it, a diff shows one fact a line, and a reader of sixty lines
// can refuse everything that is out of form. Nothing here allocates per field: fields point into
// the text, which must outlive the table (embedded tables live as long as the program).

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::reference {

struct Table {
  absl::string_view edition;
  std::vector<std::vector<absl::string_view>> rows;  // each as long as the list of columns
};

// INVALID_ARGUMENT with `name` and the line number if anything is out of form: no edition line,
// other columns than `columns`, a row with more or fewer fields, a blank at either end of a field,
// a quote, a carriage return, an empty line, no line end at the end.
absl::StatusOr<Table> ParseTable(absl::string_view name, absl::string_view text,
                                 std::initializer_list<absl::string_view> columns);

// Fields. INVALID_ARGUMENT says what was found.
absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view field);  // 2020-07-18, a day that exists
absl::StatusOr<bool> ParseYesNo(absl::string_view field);          // yes, no
absl::StatusOr<int> ParseCount(absl::string_view field);           // 0…2,000,000,000

// Whether `text` is as names and aliases are compared: not empty, no ASCII capital, no blank, no
// full-width ASCII or ideographic space. (Full NFKC is the reader's work; tables are written in
// it.)
bool IsNormalised(absl::string_view text);

// Ends the process with the status on stderr. For embedded tables only: what is wrong with one was
// wrong when it was built, and the tests load every one of them.
[[noreturn]] void DieOfBadTable(const absl::Status& status);

template <typename T>
T ValueOrDie(absl::StatusOr<T> value) {
  if (!value.ok()) DieOfBadTable(value.status());
  return *std::move(value);
}

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_TABLE_H_
