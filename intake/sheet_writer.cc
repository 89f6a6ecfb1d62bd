#include "intake/sheet_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/text.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr int kCellCharactersMax = 32'767;  // Excel's own
constexpr int kRowsMax = 1'048'575;         // with the header 2^20
constexpr int kWidthMin = 10;
constexpr int kWidthMax = 60;

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

class XlsxWriter : public SheetWriter {
 public:
  XlsxWriter(lxw_workbook* book, lxw_worksheet* sheet, std::vector<SheetColumn> columns)
      : book_(book), sheet_(sheet), columns_(std::move(columns)) {
    text_ = workbook_add_format(book_);
    format_set_num_format(text_, "@");  // what is typed over it stays text as well
    format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
    lxw_format* const header = workbook_add_format(book_);
    format_set_bold(header);
    format_set_bg_color(header, 0xDDEBF7);
    format_set_text_wrap(header);
    format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, WidthOf(columns_[i]), nullptr);
      const std::string title = CellText(columns_[i].title);
      worksheet_write_string(sheet_, 0, column, title.c_str(), header);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
  }
  ~XlsxWriter() override {
    if (book_ != nullptr) workbook_close(book_);
  }
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  absl::Status AddRow(absl::Span<const std::string> cells) override {
    if (row_ >= kRowsMax) {
      return absl::ResourceExhaustedError(
          absl::StrCat("a sheet holds at most ", kRowsMax, " rows; write it as CSV"));
    }
    ++row_;
    for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i) {
      if (cells[i].empty()) continue;
      LAOWU_RETURN_IF_ERROR(Write(static_cast<lxw_col_t>(i), cells[i]));
    }
    return absl::OkStatus();
  }

  absl::Status Finish() override {
    if (row_ > 0 && !columns_.empty()) {
      worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(row_),
                           static_cast<lxw_col_t>(columns_.size() - 1));
    }
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error == LXW_NO_ERROR) return absl::OkStatus();
    return absl::ResourceExhaustedError(
        absl::StrCat("the .xlsx file cannot be written: ", lxw_strerror(error)));
  }

 private:
  static double WidthOf(const SheetColumn& column) {
    if (column.width > 0) return column.width;
    constexpr int kFilterButton = 3;
    return std::clamp(DisplayWidth(column.title) + kFilterButton, kWidthMin, kWidthMax);
  }

  absl::Status Write(lxw_col_t column, const std::string& cell) {
    const auto row = static_cast<lxw_row_t>(row_);
    std::int64_t number = 0;
    constexpr std::int64_t kExact = 1'000'000'000'000'000;
    lxw_error error = LXW_NO_ERROR;
    if (columns_[column].is_number && absl::SimpleAtoi(cell, &number) && number < kExact &&
        number > -kExact) {
      error = worksheet_write_number(sheet_, row, column, static_cast<double>(number), nullptr);
    } else {
      error = worksheet_write_string(sheet_, row, column, CellText(cell).c_str(), text_);
    }
    if (error == LXW_NO_ERROR) return absl::OkStatus();
    return absl::InternalError(absl::StrCat("a cell cannot be written: ", lxw_strerror(error)));
  }

  lxw_workbook* book_;
  lxw_worksheet* const sheet_;
  const std::vector<SheetColumn> columns_;
  lxw_format* text_ = nullptr;
  int row_ = 0;
};

class CsvSheetWriter : public SheetWriter {
 public:
  CsvSheetWriter(WriteSheetBytes write, std::vector<SheetColumn> columns)
      : write_(std::move(write)), columns_(std::move(columns)), buffer_("\xEF\xBB\xBF") {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      AddCell(i, columns_[i].title, /*is_number=*/false);
    }
    EndRow();
  }

  absl::Status AddRow(absl::Span<const std::string> cells) override {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      AddCell(i, i < cells.size() ? absl::string_view(cells[i]) : "", columns_[i].is_number);
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
  void AddCell(std::size_t index, absl::string_view text, bool is_number) {
    if (index > 0) buffer_.push_back(',');
    std::int64_t number = 0;
    if (is_number && absl::SimpleAtoi(text, &number)) {
      absl::StrAppend(&buffer_, number);
      return;
    }
    std::string cell = CellText(text);
    // A formula begins with these, also behind blanks, in Excel, WPS and LibreOffice.
    const std::size_t first = cell.find_first_not_of(" \t\n");
    if (first != std::string::npos && absl::StrContains("=+-@", cell[first])) {
      cell.insert(0, 1, '\'');
    }
    const bool is_plain = cell.find_first_of(",\"\n;\t") == std::string::npos &&
                          (cell.empty() || (cell[0] != ' ' && cell.back() != ' '));
    if (is_plain) {
      buffer_ += cell;
    } else {
      absl::StrAppend(&buffer_, "\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
    }
  }
  void EndRow() { buffer_ += "\r\n"; }

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

}  // namespace

absl::StatusOr<std::unique_ptr<SheetWriter>> NewXlsxWriter(const std::string& path,
                                                           absl::string_view sheet_name,
                                                           std::vector<SheetColumn> columns) {
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* const book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) return absl::ResourceExhaustedError("the .xlsx file cannot be begun");
  lxw_worksheet* const sheet = workbook_add_worksheet(book, SheetTitle(sheet_name).c_str());
  if (sheet == nullptr) {
    workbook_close(book);
    return absl::ResourceExhaustedError(
        "the .xlsx file cannot be begun: no room for temporary files");
  }
  return std::make_unique<XlsxWriter>(book, sheet, std::move(columns));
}

std::unique_ptr<SheetWriter> NewCsvWriter(WriteSheetBytes write, std::vector<SheetColumn> columns) {
  return std::make_unique<CsvSheetWriter>(std::move(write), std::move(columns));
}

}  // namespace laowu::intake
