#include "intake/html_book.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

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
#include "intake/encoding.h"
#include "intake/sheet_rows.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

absl::string_view View(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

// Elements of a page to rows. Rows of nested tables: the outer row is given up when an inner table
// begins, since it is there for the layout.
class PageRows {
 public:
  explicit PageRows(const FileLimits& limits) : limits_(limits), rows(limits) {}

  void Start(absl::string_view name, const xmlChar** attributes) {
    if (name == "script" || name == "style" || name == "title") ++unseen_;
    if (name == "table" || name == "tr") EndRow();
    if (name == "tr") {
      rows.Begin(0, IsHidden(attributes));
      column_ = 0;
    } else if ((name == "td" || name == "th") && rows.in_row()) {
      EndCell();
      StartCell(attributes);
    } else if (in_cell_ && (name == "br" || name == "p" || name == "div")) {
      Break();
    }
  }

  void End(absl::string_view name) {
    if (name == "script" || name == "style" || name == "title") unseen_ = std::max(0, unseen_ - 1);
    if (name == "td" || name == "th") EndCell();
    if (name == "tr" || name == "table") EndRow();
  }

  void Text(absl::string_view text) {
    if (!in_cell_ || unseen_ > 0) return;
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
  static int SpanOf(const xmlChar** attributes, absl::string_view name) {
    int span = 1;
    for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
      if (attributes[1] == nullptr || View(attributes[0]) != name) continue;
      if (!absl::SimpleAtoi(View(attributes[1]), &span)) span = 1;
    }
    constexpr int kSpanMax = 65'536;
    return std::clamp(span, 1, kSpanMax);
  }

  static bool IsHidden(const xmlChar** attributes) {
    for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
      if (attributes[1] != nullptr && View(attributes[0]) == "style" &&
          absl::StrContains(View(attributes[1]), "display:none")) {
        return true;
      }
    }
    return false;
  }

  void StartCell(const xmlChar** attributes) {
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
  int unseen_ = 0;
  int column_ = 0;
  int width_ = 1;
  std::string text_;

 public:
  SheetRows rows;
};

class HtmlSource : public RowSource {
 public:
  HtmlSource(std::unique_ptr<ByteStream> bytes, const FileLimits& limits)
      : limits_(limits), bytes_(std::move(bytes)), page_(limits) {
    htmlSAXHandler handler = {};
    handler.startElement = [](void* page, const xmlChar* name, const xmlChar** attributes) {
      static_cast<PageRows*>(page)->Start(View(name), attributes);
    };
    handler.endElement = [](void* page, const xmlChar* name) {
      static_cast<PageRows*>(page)->End(View(name));
    };
    handler.characters = [](void* page, const xmlChar* text, int length) {
      static_cast<PageRows*>(page)->Text(View(text).substr(0, static_cast<std::size_t>(length)));
    };
    handler.ignorableWhitespace = handler.characters;
    handler.cdataBlock = handler.characters;
    parser_ =
        htmlCreatePushParserCtxt(&handler, &page_, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
    if (parser_ == nullptr) return;
    // The page's own word on its encoding was judged by the bytes already.
    htmlCtxtUseOptions(parser_, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                    HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  }
  ~HtmlSource() override { htmlFreeParserCtxt(parser_); }
  HtmlSource(const HtmlSource&) = delete;
  HtmlSource& operator=(const HtmlSource&) = delete;

  absl::StatusOr<bool> Next(TableRow& row) override {
    if (parser_ == nullptr) return absl::ResourceExhaustedError("no memory for the HTML parser");
    while (!page_.rows.Pop(row)) {
      if (ended_) return false;
      LAOWU_ASSIGN_OR_RETURN(const std::size_t got, bytes_.Read(piece_.data(), piece_.size()));
      read_bytes_ += static_cast<std::int64_t>(got);
      if (read_bytes_ > limits_.max_html_bytes) {
        return absl::ResourceExhaustedError(
            absl::StrCat("the HTML file is larger than ", limits_.max_html_bytes,
                         " bytes; save it as .xlsx or CSV (另存为 .xlsx)"));
      }
      ended_ = got == 0;
      htmlParseChunk(parser_, piece_.data(), static_cast<int>(got), ended_ ? 1 : 0);
      if (ended_) page_.EndRow();
    }
    return true;
  }
  double share() const override { return bytes_.share(); }
  absl::string_view encoding_name() const override { return EncodingName(bytes_.encoding()); }

 private:
  const FileLimits& limits_;
  Utf8Stream bytes_;
  PageRows page_;
  htmlParserCtxtPtr parser_ = nullptr;
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
