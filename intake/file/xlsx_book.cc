#include "intake/file/xlsx_book.h"

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
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/file/cell_format.h"
#include "intake/file/shared_strings.h"
#include "intake/file/sheet_rows.h"
#include "intake/file/xlsx_parts.h"
#include "intake/file/xml_parser.h"
#include "intake/file/zip_archive.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

// What cells refer to.
struct Shared {
  explicit Shared(const FileLimits& limits) : strings(limits) {}
  std::vector<NumberFormat> formats;
  SharedStrings strings;
  bool since_1904 = false;
};

// Elements of a sheet's part to rows.
class SheetHandler : public XmlHandler {
 public:
  SheetHandler(const FileLimits& limits, Shared& shared)
      : limits_(limits), shared_(shared), rows(limits) {}

  absl::Status Start(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "sheetData") {
      in_rows_ = true;
    } else if (!in_rows_) {
      return absl::OkStatus();
    } else if (name == "row") {
      std::int64_t number = 0;
      if (!absl::SimpleAtoi(attributes.Get("r"), &number)) number = 0;
      const absl::string_view hidden = attributes.Get("hidden");
      rows.Begin(number, hidden == "1" || hidden == "true");
      column_ = -1;
    } else if (name == "c" && rows.in_row()) {
      StartCell(attributes);
    } else if (name == "rPh") {
      ++phonetic_;
    } else if (name == "f") {
      has_formula_ = true;
    } else if (name == "v" || name == "t") {
      in_value_ = phonetic_ == 0;
    }
    return absl::OkStatus();
  }

  absl::Status End(absl::string_view name) override {
    in_value_ = false;
    if (name == "sheetData") {
      in_rows_ = false;
      done = true;
    } else if (name == "rPh") {
      phonetic_ = std::max(0, phonetic_ - 1);
    } else if (name == "row") {
      rows.End();
    } else if (name == "c" && rows.in_row()) {
      return EndCell();
    }
    return absl::OkStatus();
  }

  absl::Status Text(absl::string_view text) override {
    const std::size_t room = static_cast<std::size_t>(limits_.max_cell_bytes) + 1;
    if (in_value_ && value_.size() < room)
      absl::StrAppend(&value_, text.substr(0, room - value_.size()));
    return absl::OkStatus();
  }

 private:
  void StartCell(const XmlAttributes& attributes) {
    const CellPlace place = ReadCellPlace(attributes.Get("r"));
    column_ = place.column >= 0 ? place.column : column_ + 1;
    const absl::string_view type = attributes.Get("t");
    type_.assign(type.data(), type.size());
    if (!absl::SimpleAtoi(attributes.Get("s"), &style_)) style_ = 0;
    value_.clear();
    has_formula_ = false;
  }

  absl::Status EndCell() {
    if (type_ == "s") {
      std::int64_t index = -1;
      if (value_.empty()) return absl::OkStatus();
      if (!absl::SimpleAtoi(value_, &index)) index = -1;
      LAOWU_ASSIGN_OR_RETURN(const bool found, shared_.strings.Get(index, value_));
      if (!found) {
        rows.Fail(column_, "the file is damaged: the cell names a text that is not there");
        return absl::OkStatus();
      }
      SetText(value_);
    } else if (type_ == "e") {
      if (!value_.empty()) rows.NoteError(column_, value_.substr(0, 16));
    } else if (type_ == "b") {
      rows.Set(column_, value_ == "1" || value_ == "true" ? "TRUE" : "FALSE");
    } else if (type_ == "str" || type_ == "inlineStr") {
      SetText(WithoutEscapes(value_));
    } else if (type_ == "d") {
      rows.Set(column_, IsoDateText(value_));
    } else if (!value_.empty()) {
      const bool known = style_ >= 0 && static_cast<std::size_t>(style_) < shared_.formats.size();
      bool digits_lost = false;
      const std::string text = WrittenNumberText(
          value_, known ? shared_.formats[static_cast<std::size_t>(style_)] : NumberFormat(),
          shared_.since_1904, digits_lost);
      if (digits_lost) rows.NoteLostDigits(column_);
      SetText(text);
    } else if (has_formula_) {
      // As programs write it that do not compute; one whose text is empty says so (t="str").
      rows.NoteNotComputed(column_);
    }
    return absl::OkStatus();
  }

  void SetText(absl::string_view text) {
    if (static_cast<std::int64_t>(text.size()) > limits_.max_cell_bytes) {
      rows.Fail(column_, absl::StrCat("the cell has more than ", limits_.max_cell_bytes, " bytes"));
    } else {
      rows.Set(column_, text);
    }
  }

  const FileLimits& limits_;
  Shared& shared_;
  bool in_rows_ = false;
  bool in_value_ = false;
  int phonetic_ = 0;
  bool has_formula_ = false;
  std::int64_t column_ = -1;
  std::string type_;
  int style_ = 0;
  std::string value_;

 public:
  SheetRows rows;
  bool done = false;
};

class SheetSource : public RowSource {
 public:
  SheetSource(std::unique_ptr<ByteStream> part, const FileLimits& limits, Shared& shared)
      : part_(std::move(part)), handler_(limits, shared), parser_(handler_, limits) {}

  SheetRows& rows() { return handler_.rows; }

  absl::StatusOr<bool> Next(TableRow& row) override {
    while (!handler_.rows.Pop(row)) {
      if (handler_.done) return false;
      LAOWU_ASSIGN_OR_RETURN(const std::size_t got, part_->Read(piece_.data(), piece_.size()));
      LAOWU_RETURN_IF_ERROR(
          parser_.Parse(absl::string_view(piece_.data(), got), /*is_last=*/got == 0));
      if (got == 0) handler_.done = true;  // a sheet without rows
    }
    return true;
  }
  double share() const override { return part_->share(); }

 private:
  std::unique_ptr<ByteStream> part_;
  SheetHandler handler_;
  XmlParser parser_;
  std::array<char, 1 << 15> piece_;
};

// A target as it stands in the part `from` ("xl/workbook.xml") → the part's name.
std::string ResolveTarget(absl::string_view from, absl::string_view target) {
  std::vector<std::string> steps;
  if (!absl::ConsumePrefix(&target, "/")) {
    steps = absl::StrSplit(from, '/', absl::SkipEmpty());
    if (!steps.empty()) steps.pop_back();
  }
  for (absl::string_view step : absl::StrSplit(target, absl::ByAnyChar("/\\"), absl::SkipEmpty())) {
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (step != ".") {
      steps.emplace_back(step);
    }
  }
  return absl::StrJoin(steps, "/");
}

std::string RelationsPartOf(absl::string_view part) {
  const std::size_t slash = part.rfind('/');
  const absl::string_view folder =
      slash == absl::string_view::npos ? "" : part.substr(0, slash + 1);
  return absl::StrCat(folder, "_rels/", part.substr(folder.size()), ".rels");
}

class XlsxBook : public SheetBook {
 public:
  XlsxBook(std::unique_ptr<ZipArchive> zip, const FileLimits& limits)
      : zip_(std::move(zip)), limits_(limits), shared_(limits_) {}

  absl::Status Start() {
    std::string workbook = "xl/workbook.xml";
    if (zip_->Has("_rels/.rels")) {
      LAOWU_ASSIGN_OR_RETURN(const auto relations, RelationsOf("_rels/.rels"));
      for (const Relation& relation : relations) {
        if (relation.type == "officeDocument") workbook = ResolveTarget("", relation.target);
      }
    }
    LAOWU_ASSIGN_OR_RETURN(const auto part, zip_->OpenPart(workbook));
    LAOWU_ASSIGN_OR_RETURN(WorkbookPart read, ReadWorkbookPart(*part, limits_));
    if (read.sheets.empty())
      return absl::InvalidArgumentError("工作簿里没有工作表 / the workbook has no sheet");
    sheets_ = std::move(read.sheets);
    shared_.since_1904 = read.since_1904;
    LAOWU_ASSIGN_OR_RETURN(const auto relations, RelationsOf(RelationsPartOf(workbook)));
    parts_.resize(sheets_.size());
    for (const Relation& relation : relations) {
      const std::string target = ResolveTarget(workbook, relation.target);
      if (relation.type == "styles") styles_part_ = target;
      if (relation.type == "sharedStrings") strings_part_ = target;
      if (relation.type != "worksheet") continue;  // a chart's sheet has no rows
      for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (read.relation_ids[i] == relation.id) parts_[i] = target;
      }
    }
    return absl::OkStatus();
  }

  const std::vector<SheetName>& sheets() const override { return sheets_; }

  absl::StatusOr<std::unique_ptr<RowSource>> OpenSheet(int index) override {
    LAOWU_RETURN_IF_ERROR(LoadShared());
    const std::string& name = parts_[static_cast<std::size_t>(index)];
    if (name.empty())
      return absl::InvalidArgumentError(
          "这个工作表是图表，没有行 / the sheet holds a chart and no rows");
    LAOWU_ASSIGN_OR_RETURN(auto part, zip_->OpenPart(name));
    auto source = std::make_unique<SheetSource>(std::move(part), limits_, shared_);
    LAOWU_ASSIGN_OR_RETURN(const auto again, zip_->OpenPart(name));
    LAOWU_RETURN_IF_ERROR(ReadMerges(*again, source->rows()));
    return source;
  }

 private:
  absl::StatusOr<std::vector<Relation>> RelationsOf(absl::string_view part_name) {
    LAOWU_ASSIGN_OR_RETURN(const auto part, zip_->OpenPart(part_name));
    return ReadRelations(*part, limits_);
  }

  absl::Status LoadShared() {
    if (loaded_) return absl::OkStatus();
    loaded_ = true;
    if (!styles_part_.empty() && zip_->Has(styles_part_)) {
      LAOWU_ASSIGN_OR_RETURN(const auto part, zip_->OpenPart(styles_part_));
      LAOWU_ASSIGN_OR_RETURN(shared_.formats, ReadStyles(*part, limits_));
    }
    if (strings_part_.empty()) return absl::OkStatus();
    LAOWU_ASSIGN_OR_RETURN(const auto part, zip_->OpenPart(strings_part_));
    return ReadSharedStrings(*part, limits_, shared_.strings);
  }

  const std::unique_ptr<ZipArchive> zip_;
  const FileLimits limits_;
  Shared shared_;
  std::vector<SheetName> sheets_;
  std::vector<std::string> parts_;  // of the sheets; empty: not a sheet of cells
  std::string styles_part_;
  std::string strings_part_;
  bool loaded_ = false;
};

// What a zip file is that holds no .xlsx workbook.
absl::Status TellOther(const ZipArchive& zip) {
  const auto tell = [](absl::string_view what, absl::string_view hint) {
    return absl::InvalidArgumentError(
        absl::StrCat("这不是 .xlsx 工作簿 / this is ", what, "; ", hint));
  };
  constexpr absl::string_view kSaveAs = "save it as .xlsx (另存为 .xlsx)";
  if (zip.Has("xl/workbook.bin")) return tell("a binary Excel file (.xlsb)", kSaveAs);
  if (zip.Has("word/document.xml")) {
    return tell("a Word document (.docx)", "send its table as .xlsx or CSV (请用 Excel 表格)");
  }
  if (zip.Has("ppt/presentation.xml")) {
    return tell("a presentation (.pptx)", "send its table as .xlsx or CSV");
  }
  if (zip.Has("content.xml") && zip.Has("mimetype")) {
    return tell("an OpenDocument file (.ods)", kSaveAs);
  }
  if (zip.Has("Index/Document.iwa")) return tell("a Numbers file", "export it as .xlsx");
  return tell("a zip archive and no workbook", "unpack it and send the files in it (请先解压)");
}

}  // namespace

absl::StatusOr<std::unique_ptr<SheetBook>> OpenXlsx(const FileBytes& file,
                                                    const FileLimits& limits) {
  LAOWU_ASSIGN_OR_RETURN(auto zip, ZipArchive::Open(file, limits));
  if (!zip->Has("xl/workbook.xml") && !zip->Has("_rels/.rels")) {
    return TellOther(*zip);
  }
  if (zip->Has("word/document.xml") || zip->Has("xl/workbook.bin") ||
      zip->Has("ppt/presentation.xml")) {
    return TellOther(*zip);
  }
  auto book = std::make_unique<XlsxBook>(std::move(zip), limits);
  LAOWU_RETURN_IF_ERROR(book->Start());
  return book;
}

}  // namespace laowu::intake
