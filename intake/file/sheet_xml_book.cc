#include "intake/file/sheet_xml_book.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "intake/file/cell_format.h"
#include "intake/file/encoding.h"
#include "intake/file/sheet_rows.h"
#include "intake/file/xml_parser.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

std::int64_t NumberOf(const XmlAttributes& attributes, absl::string_view name) {
  std::int64_t number = 0;
  return absl::SimpleAtoi(attributes.Get(name), &number) ? number : 0;
}

// Elements to the rows of one sheet, or (sheet -1) to the names of all.
class SheetXmlHandler : public XmlHandler {
 public:
  SheetXmlHandler(const FileLimits& limits, int sheet)
      : limits_(limits), sheet_(sheet), rows(limits) {}

  absl::Status Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "Worksheet") {
      ++at_sheet_;
      if (at_sheet_ >= limits_.max_sheet_count) {
        return absl::ResourceExhaustedError("工作表太多 / the workbook has too many sheets");
      }
      if (sheet_ < 0) sheets.push_back({std::string(attributes.Get("Name")), false});
    } else if (name == "Visible" && sheet_ < 0) {
      in_visible_ = true;
    } else if (sheet_ < 0 || at_sheet_ != sheet_) {
      return absl::OkStatus();
    } else if (name == "Row") {
      rows.Begin(NumberOf(attributes, "Index"), NumberOf(attributes, "Hidden") != 0);
      column_ = 0;
    } else if (name == "Cell" && rows.in_row()) {
      StartCell(attributes);
    } else if (name == "Data" && rows.in_row()) {
      const absl::string_view type = attributes.Get("Type");
      type_.assign(type.data(), type.size());
      in_data_ = true;
    }
    return absl::OkStatus();
  }

  absl::Status End(absl::string_view name) override {
    if (name == "Visible") in_visible_ = false;
    if (name == "Data") in_data_ = false;
    if (sheet_ < 0 || at_sheet_ != sheet_) return absl::OkStatus();
    if (name == "Cell" && rows.in_row()) EndCell();
    if (name == "Row") rows.End();
    if (name == "Worksheet") done = true;
    return absl::OkStatus();
  }

  absl::Status Text(absl::string_view text) override {
    if (in_visible_ && text == "SheetHidden" && !sheets.empty()) sheets.back().hidden = true;
    const std::size_t room = static_cast<std::size_t>(limits_.max_cell_bytes) + 1;
    if (in_data_ && value_.size() < room)
      absl::StrAppend(&value_, text.substr(0, room - value_.size()));
    return absl::OkStatus();
  }

 private:
  void StartCell(const XmlAttributes& attributes) {
    constexpr std::int64_t kColumnsMax = 1 << 20;
    constexpr std::int64_t kSpanMax = 1 << 20;
    const std::int64_t index = NumberOf(attributes, "Index");
    if (index > 0) column_ = std::min(index - 1, kColumnsMax);
    while (index == 0 && column_ < limits_.text.max_column_count &&
           rows.IsTaken(static_cast<int>(column_))) {
      ++column_;
    }
    across_ = std::clamp(NumberOf(attributes, "MergeAcross"), std::int64_t{0}, kSpanMax);
    const std::int64_t down =
        std::clamp(NumberOf(attributes, "MergeDown"), std::int64_t{0}, kSpanMax);
    const std::int64_t end =
        std::min<std::int64_t>(column_ + across_ + 1, limits_.text.max_column_count);
    for (std::int64_t column = column_; down > 0 && column < end; ++column) {
      rows.AddMerge({rows.row_number(), rows.row_number() + down, static_cast<int>(column)});
    }
    type_.clear();
    value_.clear();
    has_formula_ = !attributes.Get("Formula").empty();
  }

  void EndCell() {
    if (static_cast<std::int64_t>(value_.size()) > limits_.max_cell_bytes) {
      rows.Fail(column_, absl::StrCat("the cell has more than ", limits_.max_cell_bytes, " bytes"));
    } else if (has_formula_ && value_.empty() && type_ != "String") {
      rows.NoteNotComputed(column_);
    } else if (type_ == "Number") {
      bool digits_lost = false;
      const std::string text = WrittenNumberText(value_, NumberFormat(), false, digits_lost);
      if (digits_lost) rows.NoteLostDigits(column_);
      rows.Set(column_, text);
    } else if (type_ == "DateTime") {
      rows.Set(column_, IsoDateText(value_));
    } else if (type_ == "Boolean") {
      rows.Set(column_, value_ == "1" ? "TRUE" : "FALSE");
    } else if (type_ == "Error") {
      rows.NoteError(column_, value_.substr(0, 16));
    } else {
      rows.Set(column_, value_);
    }
    column_ += 1 + across_;
  }

  const FileLimits& limits_;
  const int sheet_;
  int at_sheet_ = -1;
  bool in_visible_ = false;
  bool in_data_ = false;
  bool has_formula_ = false;
  std::int64_t column_ = 0;
  std::int64_t across_ = 0;
  std::string type_;
  std::string value_;

 public:
  SheetRows rows;
  std::vector<SheetName> sheets;
  bool done = false;
};

class SheetXmlSource : public RowSource {
 public:
  SheetXmlSource(std::unique_ptr<ByteStream> bytes, const FileLimits& limits, int sheet)
      : bytes_(std::move(bytes)),
        handler_(limits, sheet),
        parser_(handler_, limits, /*is_utf8=*/true) {}

  absl::StatusOr<bool> Next(TableRow& row) override {
    while (!handler_.rows.Pop(row)) {
      if (handler_.done) return false;
      LAOWU_ASSIGN_OR_RETURN(const std::size_t got, bytes_.Read(piece_.data(), piece_.size()));
      LAOWU_RETURN_IF_ERROR(
          parser_.Parse(absl::string_view(piece_.data(), got), /*is_last=*/got == 0));
      if (got == 0) handler_.done = true;
    }
    return true;
  }
  double share() const override { return bytes_.share(); }
  absl::string_view encoding_name() const override { return EncodingName(bytes_.encoding()); }
  const std::vector<SheetName>& sheets() const { return handler_.sheets; }

 private:
  Utf8Stream bytes_;
  SheetXmlHandler handler_;
  XmlParser parser_;
  std::array<char, 1 << 15> piece_;
};

class SheetXmlBook : public SheetBook {
 public:
  SheetXmlBook(OpenStream open, const FileLimits& limits, std::vector<SheetName> sheets)
      : open_(std::move(open)), limits_(limits), sheets_(std::move(sheets)) {}
  const std::vector<SheetName>& sheets() const override { return sheets_; }
  absl::StatusOr<std::unique_ptr<RowSource>> OpenSheet(int index) override {
    return std::make_unique<SheetXmlSource>(open_(), limits_, index);
  }

 private:
  const OpenStream open_;
  const FileLimits limits_;
  const std::vector<SheetName> sheets_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<SheetBook>> OpenSheetXml(OpenStream open, const FileLimits& limits) {
  SheetXmlSource names(open(), limits, -1);
  TableRow none;
  LAOWU_RETURN_IF_ERROR(names.Next(none).status());
  if (names.sheets().empty()) {
    return absl::InvalidArgumentError(
        "this is an XML file, and no table of Excel 2003; save the table as .xlsx (另存为 .xlsx)");
  }
  return std::make_unique<SheetXmlBook>(std::move(open), limits, names.sheets());
}

}  // namespace laowu::intake
