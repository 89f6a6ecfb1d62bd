#ifndef LAOWU_SERVICES_CLI_TABLE_PRINT_H_
#define LAOWU_SERVICES_CLI_TABLE_PRINT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::cli {

// Columns a terminal needs for the text: 2 for Chinese and other wide characters, else 1.
int DisplayWidth(absl::string_view text);

// Rows under a header, columns aligned, those of figures to the right. Line breaks and other
// control characters inside a cell become blanks.
std::string Table(const std::vector<std::string>& header,
                  std::vector<std::vector<std::string>> rows);

// "69.9 %" of 699; "–" where there is no figure.
std::string Percent(bool has, int permille);
// "4500-5700", "4500" where both are it, "–" where none is stated.
std::string WageText(int min_cny_per_month, int max_cny_per_month);
// "0.813" of 812,900 micros.
std::string Points(int micros);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_TABLE_PRINT_H_
