#include "intake/file/table_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// What is looked at before the first row is given out.
constexpr std::size_t kWindowBytes = 64 * 1024;

absl::Status NotATable(absl::string_view what, absl::string_view hint) {
  return absl::InvalidArgumentError(absl::StrCat("这不是 CSV 或 TSV 文本文件 / this is ", what,
                                                 ", not a CSV or TSV text file; ", hint));
}

// What a file that is no text table begins with.
absl::Status CheckSignature(absl::string_view bytes) {
  if (absl::StartsWith(bytes, "\xFF\xFE") || absl::StartsWith(bytes, "\xFE\xFF")) {
    return NotATable("UTF-16 text", "save it as \"CSV UTF-8\" (另存为 CSV UTF-8)");
  }
  if (absl::StartsWith(bytes, absl::string_view("PK\x03\x04", 4))) {
    return NotATable("a zip or .xlsx file", "save the sheet as CSV (另存为 CSV)");
  }
  if (absl::StartsWith(bytes, "\xD0\xCF\x11\xE0")) {
    return NotATable("an old Excel file (.xls)", "save the sheet as CSV (另存为 CSV)");
  }
  if (absl::StartsWith(bytes, "\x1F\x8B")) {
    return NotATable("a gzip file", "decompress it first (gzip -d)");
  }
  if (absl::StartsWith(bytes, "%PDF")) {
    return NotATable("a PDF file", "send the table that it was made from");
  }
  return absl::OkStatus();
}

// `window`: the first bytes of the file. UTF-16 and what is no text hold a NUL in nearly every
// line; damage to a table (a bad block of a disk, a copy that broke off) is of single lines, which
// are then lost alone. So the file is refused where more than half of its lines hold one, and a
// header with one bad row below it is still read.
absl::Status CheckIsText(absl::string_view window) {
  int line_count = 0;
  int nul_count = 0;
  for (absl::string_view line :
       absl::StrSplit(window, absl::ByAnyChar("\r\n"), absl::SkipEmpty())) {
    ++line_count;
    nul_count += absl::StrContains(line, '\0') ? 1 : 0;
  }
  if (nul_count * 2 <= line_count) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrFormat(
      "文件多数行含空字节，不是文本（或是 UTF-16），请另存为 CSV UTF-8 / most lines hold NUL "
      "bytes, the first is byte %d of the file: this is UTF-16 or no text; save it as "
      "\"CSV UTF-8\"",
      window.find('\0')));
}

// The mark that most lines hold equally often. Quoted stretches are skipped.
char GuessDelimiter(absl::string_view window) {
  static constexpr std::array<char, 3> kMarks = {'\t', ',', ';'};
  std::array<std::map<int, int>, 3> line_counts;  // marks a line → lines
  std::array<int, 3> counts = {0, 0, 0};
  bool quoted = false;
  bool comment = absl::StartsWith(window, "#");
  bool line_start = true;
  int lines = 0;
  for (char c : window) {
    if (line_start && !quoted) comment = (c == '#' && lines == 0);
    line_start = false;
    if (c == '"') quoted = !quoted;
    if (c == '\n' || c == '\r') {
      if (quoted) continue;
      if (!comment && (counts[0] > 0 || counts[1] > 0 || counts[2] > 0)) {
        for (std::size_t i = 0; i < 3; ++i) ++line_counts[i][counts[i]];
        ++lines;
      }
      counts = {0, 0, 0};
      line_start = true;
      if (lines >= 200) break;
    } else if (!quoted) {
      for (std::size_t i = 0; i < 3; ++i) counts[i] += (c == kMarks[i]) ? 1 : 0;
    }
  }
  if (lines == 0) {
    for (std::size_t i = 0; i < 3; ++i) ++line_counts[i][counts[i]];
  }
  char best = ',';
  std::pair<int, int> best_score = {0, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    for (const auto& [marks, agreeing] : line_counts[i]) {
      if (marks > 0 && std::pair(agreeing, marks) > best_score) {
        best_score = {agreeing, marks};
        best = kMarks[i];
      }
    }
  }
  return best;
}

// The cells of one record as raw bytes.
struct RawRecord {
  std::vector<std::pair<std::string, std::size_t>> cells;  // text, offset in the record
  std::size_t size = 0;                                    // with the line break
  std::int64_t lines = 1;
  bool complete = false;  // false: more bytes are needed
  bool open_quote = false;
};

// `at_end`: no more bytes follow.
RawRecord ScanRecord(absl::string_view bytes, char delimiter, bool at_end) {
  RawRecord record;
  std::string cell;
  std::size_t cell_begin = 0;
  std::size_t i = 0;
  bool quoted = false;
  bool was_quoted = false;
  const auto close_cell = [&] {
    record.cells.emplace_back(std::move(cell), cell_begin);
    cell.clear();
    was_quoted = false;
  };
  for (; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (quoted) {
      if (c == '"') {
        if (i + 1 >= bytes.size() && !at_end) return record;  // may be the first of two
        if (i + 1 < bytes.size() && bytes[i + 1] == '"') {
          cell.push_back('"');
          ++i;
        } else {
          quoted = false;
        }
        continue;
      }
      if (c == '\n' || (c == '\r' && !(i + 1 < bytes.size() && bytes[i + 1] == '\n'))) {
        ++record.lines;
      }
      cell.push_back(c);
      continue;
    }
    if (c == '"' && !was_quoted && cell.find_first_not_of(" \t") == std::string::npos) {
      cell.clear();
      quoted = true;
      was_quoted = true;
    } else if (c == delimiter) {
      close_cell();
      cell_begin = i + 1;
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i + 1 >= bytes.size() && !at_end) return record;  // LF may follow
      if (c == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
      close_cell();
      record.size = i + 1;
      record.complete = true;
      return record;
    } else {
      cell.push_back(c);
    }
  }
  record.open_quote = quoted;
  if (at_end && !quoted) {
    close_cell();
    record.size = bytes.size();
    record.complete = true;
  }
  return record;
}

}  // namespace

TableReader::TableReader(TableLimits limits) : limits_(limits) {}

TableReader::~TableReader() = default;

absl::Status TableReader::Append(absl::string_view bytes) {
  if (!failed_.ok()) return failed_;
  if (finished_) return absl::FailedPreconditionError("Append after Finish");
  const std::int64_t offset = total_bytes_;
  total_bytes_ += static_cast<std::int64_t>(bytes.size());
  if (total_bytes_ > limits_.max_file_bytes) {
    failed_ = absl::ResourceExhaustedError(absl::StrFormat(
        "文件太大，请分成几个 / the file is larger than %d bytes; split it into several",
        limits_.max_file_bytes));
    return failed_;
  }
  if (begin_ > 0 && begin_ * 2 >= buffer_.size()) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  buffer_.append(bytes.data(), bytes.size());
  if (offset < 8) failed_ = CheckSignature(absl::string_view(buffer_).substr(begin_));
  // No row is given out before that many bytes are here, so the buffer begins with the file.
  constexpr auto kWindow = static_cast<std::int64_t>(kWindowBytes);
  if (failed_.ok() && offset < kWindow && total_bytes_ >= kWindow) {
    failed_ = CheckIsText(absl::string_view(buffer_).substr(0, kWindowBytes));
  }
  return failed_;
}

absl::Status TableReader::Finish() {
  if (!failed_.ok()) return failed_;
  finished_ = true;
  if (total_bytes_ < static_cast<std::int64_t>(kWindowBytes)) {
    failed_ = CheckIsText(absl::string_view(buffer_).substr(begin_));
    if (!failed_.ok()) return failed_;
  }
  const bool blank = Trim(absl::string_view(buffer_).substr(begin_)).empty() && row_number_ == 0 &&
                     !dropped_line_.has_value();
  if (blank || (row_number_ == 0 && Trim(buffer_) == kUtf8Mark)) {
    failed_ = absl::InvalidArgumentError("文件是空的，一行也没有 / the file is empty: not one row");
  }
  return failed_;
}

bool TableReader::made_up() const {
  return std::any_of(comments_.begin(), comments_.end(),
                     [](const std::string& line) { return absl::StartsWith(line, kMadeUpMarker); });
}

void TableReader::Start() {
  started_ = true;
  if (absl::StartsWith(absl::string_view(buffer_).substr(begin_), kUtf8Mark)) {
    encoding_ = Encoding::kUtf8;
    Consume(kUtf8Mark.size(), 0);
  }
  const absl::string_view window = absl::string_view(buffer_).substr(begin_, kWindowBytes);
  if (encoding_ == Encoding::kUndecided) encoding_ = GuessNarrowEncoding(window);
  delimiter_ = GuessDelimiter(window);
}

void TableReader::Consume(std::size_t byte_count, std::int64_t line_count) {
  begin_ += byte_count;
  consumed_bytes_ += static_cast<std::int64_t>(byte_count);
  line_number_ += line_count;
}

std::string TableReader::Decode(absl::string_view raw, std::size_t offset_in_row, TableRow& row,
                                int column) {
  if (IsAscii(raw)) return std::string(Trim(raw));
  if (encoding_ == Encoding::kUndecided) {
    encoding_ = GuessNarrowEncoding(absl::string_view(buffer_).substr(begin_, kWindowBytes));
  }
  const auto fail = [&](std::size_t at, absl::string_view name) {
    row.status = absl::InvalidArgumentError(absl::StrFormat(
        "该单元格有乱码，请重填 / line %d, column %d: byte 0x%02X at offset %d of the file is not "
        "%s text (the file was "
        "recognised as %s); write the cell anew, or save the file again as \"CSV UTF-8\"",
        row.line_number, column, static_cast<unsigned char>(raw[at]),
        consumed_bytes_ + static_cast<std::int64_t>(offset_in_row + at), name, name));
    return std::string();
  };
  if (converter_ == nullptr || converter_encoding_ != encoding_) {
    converter_ = std::make_unique<Converter>(encoding_);
    converter_encoding_ = encoding_;
  }
  std::string text;
  const std::size_t read = converter_->Convert(raw, text);
  if (read < raw.size()) return fail(read, EncodingName(encoding_));
  return std::string(Trim(text));
}

bool TableReader::TakeComment(absl::string_view raw_line) {
  if (row_number_ > 0 || !absl::StartsWith(raw_line, "#")) return false;
  if (absl::StrContains(raw_line, '\0')) return true;
  if (comments_.size() == kCommentsMost) return true;
  TableRow row;
  comments_.push_back(Decode(raw_line, 0, row, 1));
  return true;
}

absl::Status TableReader::CheckRecord(absl::string_view raw, std::int64_t line_number) const {
  if (const std::size_t at = raw.find('\0'); at != absl::string_view::npos) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "该行含空字节（文件可能已损坏），已略过，请重填该行 / line %d: byte %d of the file is NUL, "
        "which no text holds (the file may be damaged); the row is left out, write it anew",
        line_number, consumed_bytes_ + static_cast<std::int64_t>(at)));
  }
  return absl::OkStatus();
}

void TableReader::FailRow(TableRow& row, std::size_t begin, absl::Status status) {
  // Only the line that the trouble began on is lost.
  const absl::string_view rest = absl::string_view(buffer_).substr(begin);
  std::size_t end = rest.find_first_of("\r\n");
  end = end == absl::string_view::npos ? rest.size() : end + 1;
  if (end < rest.size() && rest[end - 1] == '\r' && rest[end] == '\n') ++end;
  row.cells.clear();
  row.status = std::move(status);
  Consume(end, 1);
}

TableReader::Piece TableReader::CutComment(absl::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  const bool too_long =
      std::min(end, bytes.size()) > static_cast<std::size_t>(limits_.max_row_bytes);
  if (end == absl::string_view::npos && !finished_) {
    if (too_long) {
      dropped_line_ = absl::OkStatus();
      Consume(bytes.size(), 0);
    }
    return Piece::kNeedMore;
  }
  if (!too_long) TakeComment(bytes.substr(0, end));
  Consume(end == absl::string_view::npos ? bytes.size() : end + 1, 1);
  return Piece::kSkipped;
}

TableReader::Piece TableReader::DropLine(absl::string_view bytes, TableRow& row) {
  if (bytes.find_first_of("\r\n") == absl::string_view::npos && !finished_) {
    Consume(bytes.size(), 0);
    return Piece::kNeedMore;
  }
  const absl::Status why = *std::exchange(dropped_line_, std::nullopt);
  row = TableRow();
  row.line_number = line_number_;
  FailRow(row, begin_, why);
  return why.ok() ? Piece::kSkipped : Piece::kRow;
}

TableReader::Piece TableReader::CutRow(TableRow& row) {
  const absl::string_view bytes = absl::string_view(buffer_).substr(begin_);
  if (dropped_line_.has_value()) return DropLine(bytes, row);
  if (bytes.empty()) return Piece::kNeedMore;
  row = TableRow();
  row.line_number = line_number_;
  // A comment's quotes mean nothing.
  if (row_number_ == 0 && bytes[0] == '#') return CutComment(bytes);
  RawRecord record = ScanRecord(bytes, delimiter_, finished_);
  const auto limit = static_cast<std::size_t>(limits_.max_row_bytes);
  const std::size_t size = record.complete ? record.size : bytes.size();
  if (size > limit || (finished_ && record.open_quote)) {
    absl::Status why = absl::InvalidArgumentError(
        record.open_quote
            ? absl::StrFormat("该行引号没有配对，已略过 / line %d: a quote (\") is opened and not "
                              "closed within %d "
                              "bytes; the line is left out",
                              row.line_number, limits_.max_row_bytes)
            : absl::StrFormat(
                  "该行太长，已略过 / line %d: the row is longer than %d bytes; it is left out",
                  row.line_number, limits_.max_row_bytes));
    if (!record.complete && !finished_ && bytes.find_first_of("\r\n") == absl::string_view::npos) {
      dropped_line_ = std::move(why);
      Consume(bytes.size(), 0);
      return Piece::kNeedMore;  // the end of the too long line is not here yet
    }
    FailRow(row, begin_, std::move(why));
    return Piece::kRow;
  }
  if (!record.complete) return Piece::kNeedMore;
  row.status = CheckRecord(bytes.substr(0, record.size), row.line_number);
  bool blank = true;
  const std::size_t read =
      std::min(record.cells.size(), static_cast<std::size_t>(limits_.max_column_count));
  for (std::size_t i = 0; i < read && row.status.ok(); ++i) {
    row.cells.push_back(
        Decode(record.cells[i].first, record.cells[i].second, row, static_cast<int>(i) + 1));
    blank = blank && row.cells.back().empty();
  }
  if (!row.status.ok()) row.cells.clear();
  row.beyond =
      std::any_of(record.cells.begin() + static_cast<std::ptrdiff_t>(read), record.cells.end(),
                  [](const auto& cell) { return !Trim(cell.first).empty(); });
  while (row.beyond && !row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
  blank = blank && row.status.ok();
  Consume(record.size, record.lines);
  return blank ? Piece::kSkipped : Piece::kRow;
}

bool TableReader::Next(TableRow& row) {
  if (!failed_.ok()) return false;
  if (!started_) {
    if (!finished_ && buffer_.size() - begin_ < kWindowBytes) return false;
    Start();
  }
  for (;;) {
    switch (CutRow(row)) {
      case Piece::kNeedMore:
        return false;
      case Piece::kSkipped:
        continue;
      case Piece::kRow:
        row.row_number = ++row_number_;
        return true;
    }
  }
}

}  // namespace laowu::intake
