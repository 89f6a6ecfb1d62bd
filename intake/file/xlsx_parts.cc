#include "intake/file/xlsx_parts.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "intake/file/xml_parser.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kRelationsMax = 10'000;
constexpr std::size_t kStylesMax = 100'000;  // Excel's own: 65,490

absl::Status TooMany(absl::string_view what) {
  return absl::ResourceExhaustedError(
      absl::StrCat("工作簿太大 / the workbook has too many ", what));
}

class RelationsHandler : public XmlHandler {
 public:
  absl::Status Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return absl::OkStatus();
    if (relations.size() >= kRelationsMax) return TooMany("parts");
    if (attributes.Get("TargetMode") == "External") return absl::OkStatus();
    const absl::string_view type = attributes.Get("Type");
    relations.push_back({std::string(attributes.Get("Id")),
                         std::string(type.substr(type.rfind('/') + 1)),
                         std::string(attributes.Get("Target"))});
    return absl::OkStatus();
  }
  absl::Status End(absl::string_view) override { return absl::OkStatus(); }
  absl::Status Text(absl::string_view) override { return absl::OkStatus(); }

  std::vector<Relation> relations;
};

class WorkbookHandler : public XmlHandler {
 public:
  explicit WorkbookHandler(const FileLimits& limits) : limits_(limits) {}
  absl::Status Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const absl::string_view from = attributes.Get("date1904");
      part.since_1904 = from == "1" || from == "true";
    } else if (name == "sheet") {
      if (static_cast<int>(part.sheets.size()) >= limits_.max_sheet_count) {
        return TooMany("sheets");
      }
      const absl::string_view state = attributes.Get("state");
      part.sheets.push_back(
          {std::string(attributes.Get("name")), state == "hidden" || state == "veryHidden"});
      part.relation_ids.emplace_back(attributes.Get("id"));
    }
    return absl::OkStatus();
  }
  absl::Status End(absl::string_view) override { return absl::OkStatus(); }
  absl::Status Text(absl::string_view) override { return absl::OkStatus(); }

  WorkbookPart part;

 private:
  const FileLimits& limits_;
};

class StylesHandler : public XmlHandler {
 public:
  absl::Status Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cell_formats_ = true;
    if (formats.size() >= kStylesMax || codes_.size() >= kStylesMax) return TooMany("styles");
    int id = 0;
    if (!absl::SimpleAtoi(attributes.Get("numFmtId"), &id)) id = 0;
    if (name == "numFmt") {
      codes_[id] = FormatOfCode(attributes.Get("formatCode"));
    } else if (name == "xf" && in_cell_formats_) {
      const auto own = codes_.find(id);
      formats.push_back(own == codes_.end() ? BuiltinFormat(id) : own->second);
    }
    return absl::OkStatus();
  }
  absl::Status End(absl::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
    return absl::OkStatus();
  }
  absl::Status Text(absl::string_view) override { return absl::OkStatus(); }

  std::vector<NumberFormat> formats;

 private:
  absl::flat_hash_map<int, NumberFormat> codes_;
  bool in_cell_formats_ = false;
};

class StringsHandler : public XmlHandler {
 public:
  StringsHandler(const FileLimits& limits, SharedStrings& strings)
      : limits_(limits), strings_(strings) {}
  absl::Status Start(absl::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") ++phonetic_;  // how a word is read aloud is not part of it
    in_text_ = name == "t" && phonetic_ == 0;
    return absl::OkStatus();
  }
  absl::Status End(absl::string_view name) override {
    in_text_ = false;
    if (name == "rPh") --phonetic_;
    return name == "si" ? strings_.Add(WithoutEscapes(text_)) : absl::OkStatus();
  }
  absl::Status Text(absl::string_view text) override {
    // One byte over the limit tells the sheet's reader.
    const std::size_t room = static_cast<std::size_t>(limits_.max_cell_bytes) + 1;
    if (in_text_ && text_.size() < room)
      absl::StrAppend(&text_, text.substr(0, room - text_.size()));
    return absl::OkStatus();
  }

 private:
  const FileLimits& limits_;
  SharedStrings& strings_;
  std::string text_;
  bool in_text_ = false;
  int phonetic_ = 0;
};

// `ref="A3:A7"` of one mergeCell tag.
void AddMergeOf(absl::string_view tag, SheetRows& rows) {
  const std::size_t at = tag.find("ref=");
  if (at == absl::string_view::npos || at + 5 >= tag.size()) return;
  const absl::string_view value = tag.substr(at + 5, tag.find(tag[at + 4], at + 5) - at - 5);
  const std::size_t colon = value.find(':');
  if (colon == absl::string_view::npos) return;
  const CellPlace first = ReadCellPlace(value.substr(0, colon));
  const CellPlace last = ReadCellPlace(value.substr(colon + 1));
  if (first.row < 1 || first.column < 0 || first.column > 1 << 20) return;
  rows.AddMerge({first.row, last.row, static_cast<int>(first.column)});
}

// Whether "sheetData" at `at` is that of the tag that ends or closes it.
bool IsEndOfRows(absl::string_view bytes, std::size_t at) {
  const std::size_t open = bytes.rfind('<', at);
  if (open == absl::string_view::npos || at - open > 20) return false;
  const std::size_t close = bytes.find('>', at);
  return bytes.substr(open, 2) == "</" ||
         (close != absl::string_view::npos && bytes[close - 1] == '/');
}

}  // namespace

absl::StatusOr<std::vector<Relation>> ReadRelations(ByteStream& part, const FileLimits& limits) {
  RelationsHandler handler;
  LAOWU_RETURN_IF_ERROR(ParseXml(part, handler, limits));
  return std::move(handler.relations);
}

absl::StatusOr<WorkbookPart> ReadWorkbookPart(ByteStream& part, const FileLimits& limits) {
  WorkbookHandler handler(limits);
  LAOWU_RETURN_IF_ERROR(ParseXml(part, handler, limits));
  return std::move(handler.part);
}

absl::StatusOr<std::vector<NumberFormat>> ReadStyles(ByteStream& part, const FileLimits& limits) {
  StylesHandler handler;
  LAOWU_RETURN_IF_ERROR(ParseXml(part, handler, limits));
  return std::move(handler.formats);
}

absl::Status ReadSharedStrings(ByteStream& part, const FileLimits& limits, SharedStrings& strings) {
  StringsHandler handler(limits, strings);
  return ParseXml(part, handler, limits);
}

absl::Status ReadMerges(ByteStream& part, SheetRows& rows) {
  constexpr absl::string_view kEnd = "sheetData";
  constexpr absl::string_view kMerge = "mergeCell ";
  constexpr std::size_t kPiece = 256 * 1024;
  constexpr std::size_t kOverlap = 128;
  std::string window;
  bool behind_rows = false;
  while (true) {
    const std::size_t kept = window.size();
    window.resize(kept + kPiece);
    LAOWU_ASSIGN_OR_RETURN(const std::size_t got, part.Read(window.data() + kept, kPiece));
    window.resize(kept + got);
    if (got == 0) break;
    std::size_t at = 0;
    while (!behind_rows) {
      const void* const found =
          memmem(window.data() + at, window.size() - at, kEnd.data(), kEnd.size());
      if (found == nullptr) break;
      at = static_cast<std::size_t>(static_cast<const char*>(found) - window.data());
      behind_rows = IsEndOfRows(window, at);
      at += kEnd.size();
    }
    while (behind_rows) {
      const std::size_t merge = window.find(kMerge.data(), at, kMerge.size());
      const std::size_t end =
          merge == std::string::npos ? std::string::npos : window.find('>', merge);
      if (end == std::string::npos) break;
      AddMergeOf(absl::string_view(window).substr(merge, end - merge), rows);
      at = end;
    }
    const std::size_t rest = std::min(window.size() - std::min(at, window.size()), kOverlap);
    window.erase(0, window.size() - rest);
  }
  rows.SortMerges();
  return absl::OkStatus();
}

std::string WithoutEscapes(absl::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // "_x000D_"; "_x005F_" stands for the underscore of a text that looks like one.
    constexpr std::size_t kLength = 7;
    unsigned code = 0;
    const bool is_escape = text[i] == '_' && i + kLength <= text.size() && text[i + 1] == 'x' &&
                           text[i + 6] == '_' &&
                           absl::SimpleHexAtoi(text.substr(i + 2, 4), &code) && code < 0x80;
    if (!is_escape) {
      out.push_back(text[i]);
      continue;
    }
    out.push_back(code < 0x20 && code != '\n' ? ' ' : static_cast<char>(code));
    i += kLength - 1;
  }
  return out;
}

CellPlace ReadCellPlace(absl::string_view reference) {
  CellPlace place;
  std::size_t at = 0;
  constexpr std::size_t kLettersMax = 4;
  for (; at < reference.size() && at < kLettersMax &&
         absl::ascii_isalpha(static_cast<unsigned char>(reference[at]));
       ++at) {
    place.column = (place.column + 1) * 26 +
                   absl::ascii_toupper(static_cast<unsigned char>(reference[at])) - 'A';
  }
  if (!absl::SimpleAtoi(reference.substr(at), &place.row) || place.row < 0) place.row = 0;
  return place;
}

}  // namespace laowu::intake
