#include "services/cli/table_print.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace laowu::cli {
namespace {

using Row = std::vector<std::string>;

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
bool IsNumeric(const std::vector<Row>& rows, size_t column) {
  bool any = false;
  for (const auto& row : rows) {
    if (column >= row.size() || row[column].empty() || row[column] == kNoFigure) continue;
    if (row[column].find_first_not_of("0123456789+-.,:% ") != std::string::npos) return false;
    any = true;
  }
  return any;
}

// "组织化率 R1" as "组织化率" over "R1"; what has no Chinese before it stays on the upper line.
std::pair<std::string, std::string> TwoLines(const std::string& header) {
  for (size_t i = header.rfind(' '); i != std::string::npos && i > 0;
       i = header.rfind(' ', i - 1)) {
    if (static_cast<unsigned char>(header[i - 1]) >= 0x80) {
      return {header.substr(0, i), header.substr(i + 1)};
    }
  }
  return {header, ""};
}

// Cuts off the beginning of the text up to where a line may end: behind a blank, or at a wide
// character, but never before a closing mark or behind an opening one.
absl::string_view TakePiece(absl::string_view& text) {
  const absl::string_view whole = text;
  while (true) {
    const absl::string_view from = text;
    const int code = NextCodePoint(text);
    if (text.empty()) break;
    const absl::string_view here = from.substr(0, from.size() - text.size());
    absl::string_view rest = text;
    const int next = NextCodePoint(rest);
    if (here == " ") {
      if (next != ' ') break;
      continue;
    }
    const absl::string_view there = text.substr(0, text.size() - rest.size());
    if ((Wide(code) || Wide(next)) && next != ' ' &&
        !absl::StrContains("，。；：、！？）》】”’,.;:!?)]%", there) &&
        !absl::StrContains("（《【“‘([", here)) {
      break;
    }
  }
  return whole.substr(0, whole.size() - text.size());
}

constexpr int kGapColumns = 2;

// A table that knows how wide it may be. Made, asked for its text, thrown away.
class Layout {
 public:
  Layout(const Row& header, const std::vector<Row>& rows, int line_columns)
      : header_(header), rows_(rows), line_columns_(line_columns), shown_(header.size()) {
    upper_ = header;
    for (size_t i = 0; i < header.size(); ++i) right_.push_back(IsNumeric(rows, i));
    Measure();
    if (Fits(shown_) || BreakLast()) return;
    lower_.resize(header.size());
    for (size_t i = 0; i < header.size(); ++i) std::tie(upper_[i], lower_[i]) = TwoLines(header[i]);
    Measure();
    if (Fits(shown_) || BreakLast()) return;
    while (shown_ > 1 && !Fits(shown_)) --shown_;
  }

  std::string Text() const {
    std::string out;
    AddLine(upper_, out);
    if (!lower_.empty()) AddLine(lower_, out);
    for (const Row& row : rows_) {
      AddRow(row, out);
      AddBelow(row, out);
    }
    return out;
  }

 private:
  void Measure() {
    widths_.clear();
    for (size_t i = 0; i < header_.size(); ++i) {
      int width = DisplayWidth(upper_[i]);
      if (!lower_.empty()) width = std::max(width, DisplayWidth(lower_[i]));
      for (const Row& row : rows_) {
        if (i < row.size()) width = std::max(width, DisplayWidth(row[i]));
      }
      widths_.push_back(width);
    }
  }

  // Of the first `count` columns, with what separates them from the next.
  int WidthOf(size_t count) const {
    int width = 0;
    for (size_t i = 0; i < count; ++i) width += widths_[i] + kGapColumns;
    return width;
  }
  bool Fits(size_t count) const {
    return line_columns_ == 0 || WidthOf(count) - kGapColumns <= line_columns_;
  }

  // Gives the last column what is left of the line, where its texts take few lines or the line is
  // long enough to read.
  bool BreakLast() {
    const size_t last = header_.size() - 1;
    const int room = line_columns_ - WidthOf(last);
    constexpr int kRoomLeast = 24;
    constexpr int kRoomToRead = 40;
    constexpr int kLinesMost = 3;
    if (right_[last] || room < std::max(kRoomLeast, DisplayWidth(upper_[last])) ||
        (room < kRoomToRead && widths_[last] > kLinesMost * room)) {
      return false;
    }
    for (const Row& row : rows_) {
      if (row.size() <= last) continue;
      for (const std::string& line : Wrapped(row[last], room)) {
        if (DisplayWidth(line) > room) return false;
      }
    }
    widths_[last] = room;
    return true;
  }

  void AddLine(const Row& cells, std::string& out) const {
    std::string line;
    for (size_t i = 0; i < cells.size() && i < shown_; ++i) {
      const auto pad = static_cast<size_t>(std::max(0, widths_[i] - DisplayWidth(cells[i])));
      absl::StrAppend(&line, i == 0 ? "" : std::string(kGapColumns, ' '),
                      right_[i] ? std::string(pad, ' ') : "", cells[i],
                      right_[i] ? "" : std::string(pad, ' '));
    }
    absl::StrAppend(&out, absl::StripTrailingAsciiWhitespace(line), "\n");
  }

  void AddRow(const Row& row, std::string& out) const {
    const size_t last = header_.size() - 1;
    if (row.size() <= last || shown_ <= last || DisplayWidth(row[last]) <= widths_[last]) {
      AddLine(row, out);
      return;
    }
    Row line = row;
    for (const std::string& part : Wrapped(row[last], widths_[last])) {
      line[last] = part;
      AddLine(line, out);
      line.assign(row.size(), "");
    }
  }

  // What stands in the columns that are not on the row's line.
  void AddBelow(const Row& row, std::string& out) const {
    constexpr int kFirstShort = 8;
    constexpr size_t kIndent = 4;
    const size_t indent =
        widths_[0] <= kFirstShort ? static_cast<size_t>(widths_[0] + kGapColumns) : kIndent;
    const int room = line_columns_ - static_cast<int>(indent);
    std::string line;
    const auto end_line = [&] {
      if (!line.empty()) absl::StrAppend(&out, std::string(indent, ' '), line, "\n");
      line.clear();
    };
    for (size_t i = shown_; i < row.size() && i < header_.size(); ++i) {
      if (row[i].empty()) continue;
      const std::string item = absl::StrCat(header_[i], ": ", row[i]);
      if (!line.empty() && DisplayWidth(line) + 3 + DisplayWidth(item) > room) end_line();
      if (!line.empty()) line += "   ";
      const auto parts = Wrapped(item, room);
      for (size_t k = 0; k < parts.size(); ++k) {
        if (k > 0) end_line();
        line += parts[k];
      }
    }
    end_line();
  }

  const Row& header_;
  const std::vector<Row>& rows_;
  const int line_columns_;
  size_t shown_;       // columns on the line
  Row upper_, lower_;  // the header's lines; the second one empty where there is but one
  std::vector<int> widths_;
  std::vector<bool> right_;
};

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) width += Wide(NextCodePoint(text)) ? 2 : 1;
  return width;
}

int LineColumns() {
  constexpr int kLeast = 60;
  int columns = 0;
  const char* const told = std::getenv("COLUMNS");
  if (told != nullptr && absl::SimpleAtoi(told, &columns) && columns > 0) {
    return std::max(kLeast, columns);
  }
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col == 0 ? 0 : std::max<int>(kLeast, size.ws_col);
}

std::vector<std::string> Wrapped(absl::string_view text, int columns) {
  std::vector<std::string> out;
  std::string line;
  while (!text.empty()) {
    const absl::string_view piece = TakePiece(text);
    if (!line.empty() &&
        DisplayWidth(line) + DisplayWidth(absl::StripTrailingAsciiWhitespace(piece)) > columns) {
      out.emplace_back(absl::StripTrailingAsciiWhitespace(line));
      line.clear();
    }
    absl::StrAppend(&line, piece);
  }
  out.emplace_back(absl::StripTrailingAsciiWhitespace(line));
  return out;
}

std::string Table(const std::vector<std::string>& header,
                  std::vector<std::vector<std::string>> rows, int line_columns) {
  for (auto& row : rows) {
    for (auto& cell : row) {
      // Control characters too: a file's cell must not move the cursor of who reads a receipt.
      for (char& c : cell) c = absl::ascii_iscntrl(static_cast<unsigned char>(c)) ? ' ' : c;
    }
  }
  return Layout(header, rows, line_columns).Text();
}

std::string Percent(bool has, int permille) {
  return has ? absl::StrFormat("%d.%d %%", permille / 10, permille % 10) : kNoFigure;
}

int Permille(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<int>(1000 * part / whole);
}

std::string WageText(int min_cny_per_month, int max_cny_per_month) {
  if (max_cny_per_month == 0 && min_cny_per_month == 0) return kNoFigure;
  if (min_cny_per_month == max_cny_per_month) return absl::StrCat(min_cny_per_month);
  return absl::StrCat(min_cny_per_month, "-", max_cny_per_month);
}

std::string Points(int micros) { return absl::StrFormat("%.3f", micros / 1e6); }

}  // namespace laowu::cli
