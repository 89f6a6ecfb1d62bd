#include "intake/file/sheet_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/text/text.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr int kCellCharactersMax = 32'767;  // Excel's own
constexpr int kRowsMax = 1'048'575;         // with the header 2^20
constexpr int kWidthMin = 10;
constexpr int kWidthMax = 60;
constexpr char kCsvEnd[] = "\r\n";  // of a line

// In Latin letters; what is not ASCII is as wide as two.
int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(1, Utf8SequenceLength(text));
    width += length > 1 ? 2 : 1;
    text.remove_prefix(length);
  }
  return width;
}

// What a cell may hold: no control characters, which XML cannot carry and Excel does not show.
std::string CellText(absl::string_view text) {
  std::string clean;
  for (char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    if (c != '\r') clean.push_back(is_control ? ' ' : c);
  }
  if (clean.size() > kCellCharactersMax && CharacterCount(clean) > kCellCharactersMax) {
    return absl::StrCat(FirstCharacters(clean, kCellCharactersMax - 1), "…");
  }
  return clean;
}

// The cell as a number of the column's kind; nullopt: a text.
std::optional<double> NumberOf(const SheetColumn& column, absl::string_view text) {
  if (!column.is_number) return std::nullopt;
  constexpr double kExact = 1e15;
  std::int64_t whole = 0;
  double number = 0;
  if (absl::SimpleAtoi(text, &whole)) {
    number = static_cast<double>(whole);
  } else if (column.decimals == 0 || !absl::SimpleAtod(text, &number)) {
    return std::nullopt;
  }
  return std::abs(number) < kExact ? std::optional<double>(number) : std::nullopt;
}

// One sheet of an open book, row by row.
class XlsxSheet {
 public:
  XlsxSheet(lxw_workbook* book, lxw_worksheet* sheet, const std::vector<std::string>& lines,
            std::vector<SheetColumn> columns)
      : sheet_(sheet),
        columns_(std::move(columns)),
        header_row_(static_cast<lxw_row_t>(lines.size())) {
    text_ = workbook_add_format(book);
    format_set_num_format(text_, "@");  // what is typed over it stays text as well
    format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
    lxw_format* const header = workbook_add_format(book);
    format_set_bold(header);
    format_set_bg_color(header, 0xDDEBF7);
    format_set_text_wrap(header);
    format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
    AddLines(book, lines);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, WidthOf(columns_[i]), nullptr);
      const std::string title = CellText(columns_[i].title);
      worksheet_write_string(sheet_, header_row_, column, title.c_str(), header);
      formats_.push_back(NumberFormat(book, columns_[i].decimals));
    }
    worksheet_freeze_panes(sheet_, header_row_ + 1, 0);
    SetUpPage();
  }

  absl::Status AddRow(absl::Span<const std::string> cells) {
    if (header_row_ + row_count_ >= kRowsMax) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "a sheet holds at most ", kRowsMax, " rows; write it as CSV 行数太多：请写成 CSV"));
    }
    ++row_count_;
    for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i) {
      if (cells[i].empty()) continue;
      LAOWU_RETURN_IF_ERROR(Write(i, cells[i]));
    }
    return absl::OkStatus();
  }

  // After the last row.
  void AddFilter() {
    if (row_count_ == 0 || columns_.empty()) return;
    worksheet_autofilter(sheet_, header_row_, 0, header_row_ + row_count_,
                         static_cast<lxw_col_t>(columns_.size() - 1));
  }

 private:
  static double WidthOf(const SheetColumn& column) {
    if (column.width > 0) return column.width;
    constexpr int kFilterButton = 3;
    return std::clamp(DisplayWidth(column.title) + kFilterButton, kWidthMin, kWidthMax);
  }

  // On paper: lying, all columns on one page's width, the header on each page. A3 where A4 would
  // need a magnifying glass.
  void SetUpPage() {
    constexpr std::uint8_t kA3 = 8;
    constexpr std::uint8_t kA4 = 9;
    constexpr double kWidthOfA4 = 200;  // in characters of Latin, still legible
    double width = 0;
    for (const SheetColumn& column : columns_) width += WidthOf(column);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, width > kWidthOfA4 ? kA3 : kA4);
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_repeat_rows(sheet_, header_row_, header_row_);
    worksheet_set_footer(sheet_, "&C&P / &N");
  }

  static lxw_format* NumberFormat(lxw_workbook* book, int decimals) {
    constexpr const char* kFormats[] = {nullptr, "0.0", "0.00", "0.000"};
    if (decimals < 1 || decimals > 3) return nullptr;
    lxw_format* const format = workbook_add_format(book);
    format_set_num_format(format, kFormats[decimals]);
    return format;
  }

  void AddLines(lxw_workbook* book, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    lxw_format* const title = workbook_add_format(book);
    format_set_bold(title);
    format_set_font_size(title, 14);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      worksheet_write_string(sheet_, static_cast<lxw_row_t>(i), 0, CellText(lines[i]).c_str(),
                             i == 0 ? title : nullptr);
    }
  }

  absl::Status Write(std::size_t index, const std::string& cell) {
    const auto row = header_row_ + row_count_;
    const auto column = static_cast<lxw_col_t>(index);
    const std::optional<double> number = NumberOf(columns_[index], cell);
    const lxw_error error =
        number.has_value()
            ? worksheet_write_number(sheet_, row, column, *number, formats_[index])
            : worksheet_write_string(sheet_, row, column, CellText(cell).c_str(), text_);
    if (error == LXW_NO_ERROR) return absl::OkStatus();
    return absl::InternalError(absl::StrCat("a cell cannot be written: ", lxw_strerror(error)));
  }

  lxw_worksheet* const sheet_;
  const std::vector<SheetColumn> columns_;
  const lxw_row_t header_row_;
  lxw_format* text_ = nullptr;
  std::vector<lxw_format*> formats_;  // of numbers, by column; null: as it is
  lxw_row_t row_count_ = 0;
};

absl::Status CloseBook(lxw_workbook* book) {
  const lxw_error error = workbook_close(book);
  if (error == LXW_NO_ERROR) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("the .xlsx file cannot be written: ", lxw_strerror(error),
                   " 表格文件写不成：请检查磁盘空间"));
}

class XlsxWriter : public SheetWriter {
 public:
  XlsxWriter(lxw_workbook* book, lxw_worksheet* sheet, std::vector<SheetColumn> columns)
      : book_(book), sheet_(book, sheet, {}, std::move(columns)) {}
  ~XlsxWriter() override {
    if (book_ != nullptr) workbook_close(book_);
  }
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  absl::Status AddRow(absl::Span<const std::string> cells) override { return sheet_.AddRow(cells); }

  absl::Status Finish() override {
    sheet_.AddFilter();
    return CloseBook(std::exchange(book_, nullptr));
  }

 private:
  lxw_workbook* book_;
  XlsxSheet sheet_;
};

// A text as a cell of CSV, at the end of `line`.
void AddCsvText(absl::string_view text, std::string& line) {
  std::string cell = CellText(text);
  // A formula begins with these, also behind blanks, in Excel, WPS and LibreOffice.
  const std::size_t first = cell.find_first_not_of(" \t\n");
  if (first != std::string::npos && absl::StrContains("=+-@", cell[first])) {
    cell.insert(0, 1, '\'');
  }
  const bool is_plain = cell.find_first_of(",\"\n;\t") == std::string::npos &&
                        (cell.empty() || (cell[0] != ' ' && cell.back() != ' '));
  if (is_plain) {
    line += cell;
  } else {
    absl::StrAppend(&line, "\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
  }
}

class CsvSheetWriter : public SheetWriter {
 public:
  CsvSheetWriter(WriteSheetBytes write, std::vector<SheetColumn> columns)
      : write_(std::move(write)), columns_(std::move(columns)), buffer_(kCsvMark) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      AddCell(i, columns_[i].title, std::nullopt);
    }
    EndRow();
  }

  absl::Status AddRow(absl::Span<const std::string> cells) override {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const absl::string_view text = i < cells.size() ? absl::string_view(cells[i]) : "";
      AddCell(i, text, NumberOf(columns_[i], text));
    }
    EndRow();
    constexpr std::size_t kFlushBytes = 64 * 1024;
    return buffer_.size() < kFlushBytes ? absl::OkStatus() : Finish();
  }

  absl::Status Finish() override {
    absl::Status status = buffer_.empty() ? absl::OkStatus() : write_(buffer_);
    buffer_.clear();
    return status;
  }

 private:
  void AddCell(std::size_t index, absl::string_view text, std::optional<double> number) {
    if (index > 0) buffer_.push_back(',');
    if (number.has_value()) {
      absl::StrAppend(&buffer_, absl::StripAsciiWhitespace(text));
    } else {
      AddCsvText(text, buffer_);
    }
  }
  void EndRow() { buffer_ += kCsvEnd; }

  const WriteSheetBytes write_;
  const std::vector<SheetColumn> columns_;
  std::string buffer_;
};

// Excel's rules: at most 31 characters, none of []:*?/\, no apostrophe at the ends.
std::string SheetTitle(absl::string_view name) {
  std::string title;
  for (char c : FirstCharacters(name, 31)) {
    title.push_back(absl::StrContains("[]:*?/\\'", c) ? '-' : c);
  }
  return title.empty() ? "Sheet1" : title;
}

absl::StatusOr<lxw_workbook*> NewBook(const std::string& path) {
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* const book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr)
    return absl::ResourceExhaustedError("the .xlsx file cannot be begun 表格文件无法建立");
  return book;
}

absl::Status NoRoom() {
  return absl::ResourceExhaustedError(
      "the .xlsx file cannot be begun: no room for temporary files 临时目录空间不足");
}

}  // namespace

absl::StatusOr<std::unique_ptr<SheetWriter>> NewXlsxWriter(const std::string& path,
                                                           absl::string_view sheet_name,
                                                           std::vector<SheetColumn> columns) {
  LAOWU_ASSIGN_OR_RETURN(lxw_workbook* const book, NewBook(path));
  lxw_worksheet* const sheet = workbook_add_worksheet(book, SheetTitle(sheet_name).c_str());
  if (sheet == nullptr) {
    workbook_close(book);
    return NoRoom();
  }
  return std::make_unique<XlsxWriter>(book, sheet, std::move(columns));
}

absl::Status WriteXlsxBook(const std::string& path, absl::Span<const SheetTable> tables,
                           std::optional<absl::Time> created) {
  LAOWU_ASSIGN_OR_RETURN(lxw_workbook* const book, NewBook(path));
  absl::Status status;
  if (created.has_value()) {
    lxw_doc_properties properties = {};
    properties.created = absl::ToTimeT(*created);
    if (workbook_set_properties(book, &properties) != LXW_NO_ERROR) status.Update(NoRoom());
  }
  for (const SheetTable& table : tables) {
    lxw_worksheet* const worksheet = workbook_add_worksheet(book, SheetTitle(table.name).c_str());
    if (worksheet == nullptr) {
      status.Update(NoRoom());
      break;
    }
    XlsxSheet sheet(book, worksheet, table.lines, table.columns);
    for (const auto& row : table.rows) status.Update(sheet.AddRow(row));
    sheet.AddFilter();
  }
  status.Update(CloseBook(book));
  return status;
}

std::unique_ptr<SheetWriter> NewCsvWriter(WriteSheetBytes write, std::vector<SheetColumn> columns) {
  return std::make_unique<CsvSheetWriter>(std::move(write), std::move(columns));
}

std::string CsvLine(absl::Span<const std::string> cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line.push_back(',');
    AddCsvText(cells[i], line);
  }
  return line + kCsvEnd;
}

}  // namespace laowu::intake
