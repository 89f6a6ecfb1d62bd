#include "services/cli/table_print.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace laowu::cli {
namespace {

// The next code point of valid UTF-8; a bad byte counts as itself.
int NextCodePoint(absl::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  length = std::min(length, text.size());
  int code = length == 4 ? lead & 7 : length == 3 ? lead & 15 : length == 2 ? lead & 31 : lead;
  for (size_t i = 1; i < length; ++i) code = (code << 6) | (text[i] & 0x3F);
  text.remove_prefix(length);
  return code;
}

bool Wide(int code) {
  return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
         (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFE30 && code <= 0xFE4F) || (code >= 0xFF00 && code <= 0xFF60) ||
         (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x20000 && code <= 0x3FFFD);
}

constexpr char kNoFigure[] = "–";

// A column of figures, dates and the like: set to the right.
bool IsNumeric(const std::vector<std::vector<std::string>>& rows, size_t column) {
  bool any = false;
  for (const auto& row : rows) {
    if (column >= row.size() || row[column].empty() || row[column] == kNoFigure) continue;
    if (row[column].find_first_not_of("0123456789+-.,:% ") != std::string::npos) return false;
    any = true;
  }
  return any;
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) width += Wide(NextCodePoint(text)) ? 2 : 1;
  return width;
}

std::string Table(const std::vector<std::string>& header,
                  std::vector<std::vector<std::string>> rows) {
  for (auto& row : rows) {
    for (auto& cell : row) {
      // Control characters too: a file's cell must not move the cursor of who reads a receipt.
      for (char& c : cell) c = absl::ascii_iscntrl(static_cast<unsigned char>(c)) ? ' ' : c;
    }
  }
  std::vector<int> widths;
  for (const auto& cell : header) widths.push_back(DisplayWidth(cell));
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(row[i]));
    }
  }
  std::vector<bool> right;
  for (size_t i = 0; i < widths.size(); ++i) right.push_back(IsNumeric(rows, i));
  std::string out;
  const auto add = [&](const std::vector<std::string>& row) {
    std::string line;
    for (size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      const auto pad = static_cast<size_t>(widths[i] - DisplayWidth(row[i]));
      absl::StrAppend(&line, i == 0 ? "" : "  ", right[i] ? std::string(pad, ' ') : "", row[i],
                      right[i] ? "" : std::string(pad, ' '));
    }
    absl::StrAppend(&out, absl::StripTrailingAsciiWhitespace(line), "\n");
  };
  add(header);
  for (const auto& row : rows) add(row);
  return out;
}

std::string Percent(bool has, int permille) {
  return has ? absl::StrFormat("%d.%d %%", permille / 10, permille % 10) : kNoFigure;
}

std::string WageText(int min_cny_per_month, int max_cny_per_month) {
  if (max_cny_per_month == 0 && min_cny_per_month == 0) return kNoFigure;
  if (min_cny_per_month == max_cny_per_month) return absl::StrCat(min_cny_per_month);
  return absl::StrCat(min_cny_per_month, "-", max_cny_per_month);
}

std::string Points(int micros) { return absl::StrFormat("%.3f", micros / 1e6); }

}  // namespace laowu::cli
