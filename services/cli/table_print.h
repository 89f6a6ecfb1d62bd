#ifndef LAOWU_SERVICES_CLI_TABLE_PRINT_H_
#define LAOWU_SERVICES_CLI_TABLE_PRINT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::cli {

// Columns a terminal needs for the text: 2 for Chinese and other wide characters, else 1.
int DisplayWidth(absl::string_view text);

// How wide a line of output may be: COLUMNS of the environment, else the terminal's; 0, without
// end, where standard output is a file or a pipe, whose readers want one line a row.
int LineColumns();

// Rows under a header, columns aligned, those of figures to the right. Line breaks and other
// control characters inside a cell become blanks. Wider than `line_columns` (0: whatever it takes),
// headers go on two lines, a long last column is broken into lines, and columns that do not fit all
// the same stand below their row, as "header: cell" where there is a cell. A name or number is
// never broken, and the first column stays.
std::string Table(const std::vector<std::string>& header,
                  std::vector<std::vector<std::string>> rows, int line_columns = LineColumns());

// The text in lines of at most `columns`, broken at blanks and between wide characters; a longer
// word stays whole.
std::vector<std::string> Wrapped(absl::string_view text, int columns);

// "69.9 %" of 699; "–" where there is no figure.
std::string Percent(bool has, int permille);
// How many thousandths of `whole` are `part`, cut as figures are; 0 of nothing.
int Permille(std::int64_t part, std::int64_t whole);
// "4500-5700", "4500" where both are it, "–" where none is stated.
std::string WageText(int min_cny_per_month, int max_cny_per_month);
// "0.813" of 812,900 micros.
std::string Points(int micros);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_TABLE_PRINT_H_
