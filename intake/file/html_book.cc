#include "intake/file/html_book.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "intake/file/encoding.h"
#include "intake/file/html_tokens.h"
#include "intake/file/sheet_rows.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

// Elements of a page to rows. Where tables are nested for the layout, a row ends where an inner
// table begins.
class PageRows : public HtmlHandler {
 public:
  explicit PageRows(const FileLimits& limits) : limits_(limits), rows(limits) {}

  void Tag(absl::string_view name, absl::string_view attributes) override {
    if (name == "table" || name == "/table" || name == "tr" || name == "/tr") EndRow();
    if (name == "tr") {
      rows.Begin(0, absl::StrContains(HtmlAttribute(attributes, "style"), "display:none"));
      column_ = 0;
    } else if (name == "td" || name == "th") {
      EndCell();
      if (rows.in_row()) StartCell(attributes);
    } else if (name == "/td" || name == "/th") {
      EndCell();
    } else if (in_cell_ && (name == "br" || name == "p" || name == "div")) {
      Break();
    }
  }

  void Text(absl::string_view text) override {
    if (!in_cell_) return;
    const std::size_t room = static_cast<std::size_t>(limits_.max_cell_bytes) + 1;
    if (text_.size() >= room) return;
    // A page's line breaks are blanks; several blanks are one.
    for (char c : text.substr(0, room - text_.size())) {
      const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank) {
        text_.push_back(c);
      } else if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') {
        text_.push_back(' ');
      }
    }
  }

  void EndRow() {
    EndCell();
    rows.End();
  }

 private:
  static int SpanOf(absl::string_view attributes, absl::string_view name) {
    int span = 1;
    if (!absl::SimpleAtoi(HtmlAttribute(attributes, name), &span)) span = 1;
    constexpr int kSpanMax = 65'536;
    return std::clamp(span, 1, kSpanMax);
  }

  void StartCell(absl::string_view attributes) {
    in_cell_ = true;
    text_.clear();
    while (column_ < limits_.text.max_column_count && rows.IsTaken(column_)) ++column_;
    width_ = SpanOf(attributes, "colspan");
    const int height = SpanOf(attributes, "rowspan");
    const int end = std::min(column_ + width_, limits_.text.max_column_count);
    for (int column = column_; height > 1 && column < end; ++column) {
      rows.AddMerge({rows.row_number(), rows.row_number() + height - 1, column});
    }
  }

  void EndCell() {
    if (!in_cell_) return;
    in_cell_ = false;
    if (static_cast<std::int64_t>(text_.size()) > limits_.max_cell_bytes) {
      rows.Fail(column_, absl::StrCat("the cell has more than ", limits_.max_cell_bytes, " bytes"));
    } else {
      rows.Set(column_, text_);
    }
    constexpr int kColumnsMax = 1 << 20;
    column_ = std::min(column_ + width_, kColumnsMax);
  }

  void Break() {
    while (!text_.empty() && text_.back() == ' ') text_.pop_back();
    if (!text_.empty() && text_.back() != '\n') text_.push_back('\n');
  }

  const FileLimits& limits_;
  bool in_cell_ = false;
  int column_ = 0;
  int width_ = 1;
  std::string text_;

 public:
  SheetRows rows;
};

class HtmlSource : public RowSource {
 public:
  HtmlSource(std::unique_ptr<ByteStream> bytes, const FileLimits& limits)
      : limits_(limits), bytes_(std::move(bytes)), page_(limits), tokens_(page_) {}

  absl::StatusOr<bool> Next(TableRow& row) override {
    while (!page_.rows.Pop(row)) {
      if (ended_) return false;
      LAOWU_ASSIGN_OR_RETURN(const std::size_t got, bytes_.Read(piece_.data(), piece_.size()));
      read_bytes_ += static_cast<std::int64_t>(got);
      if (read_bytes_ > limits_.max_html_bytes) {
        return absl::ResourceExhaustedError(
            absl::StrCat("HTML 文件太大，请另存为 .xlsx 或 CSV / the HTML file is larger than ",
                         limits_.max_html_bytes, " bytes; save it as .xlsx or CSV"));
      }
      ended_ = got == 0;
      tokens_.Feed(absl::string_view(piece_.data(), got));
      if (ended_) {
        tokens_.Finish();
        page_.EndRow();
      }
    }
    return true;
  }
  double share() const override { return bytes_.share(); }
  absl::string_view encoding_name() const override { return EncodingName(bytes_.encoding()); }

 private:
  const FileLimits& limits_;
  Utf8Stream bytes_;
  PageRows page_;
  HtmlTokens tokens_;
  std::int64_t read_bytes_ = 0;
  bool ended_ = false;
  std::array<char, 1 << 14> piece_;
};

class HtmlBook : public SheetBook {
 public:
  HtmlBook(OpenStream open, const FileLimits& limits) : open_(std::move(open)), limits_(limits) {}
  const std::vector<SheetName>& sheets() const override { return sheets_; }
  absl::StatusOr<std::unique_ptr<RowSource>> OpenSheet(int) override {
    return std::make_unique<HtmlSource>(open_(), limits_);
  }

 private:
  const OpenStream open_;
  const FileLimits limits_;
  const std::vector<SheetName> sheets_ = {SheetName()};
};

}  // namespace

std::unique_ptr<SheetBook> NewHtmlBook(OpenStream open, const FileLimits& limits) {
  return std::make_unique<HtmlBook>(std::move(open), limits);
}

}  // namespace laowu::intake
