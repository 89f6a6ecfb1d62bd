#include "intake/file/xls_book.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "intake/file/cell_format.h"
#include "intake/file/little_endian.h"
#include "intake/file/ole_file.h"
#include "intake/file/shared_strings.h"
#include "intake/file/sheet_rows.h"
#include "intake/file/xls_records.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kFormatsMax = 100'000;

// What cells refer to.
struct Shared {
  explicit Shared(const FileLimits& limits) : strings(limits) {}
  NumberFormat FormatOf(std::uint32_t style) const {
    return style < formats.size() ? formats[style] : NumberFormat();
  }
  XlsTexts texts;
  std::vector<NumberFormat> formats;
  SharedStrings strings;
  bool since_1904 = false;
};

bool IsCell(std::uint32_t type) {
  switch (type) {
    case biff::kFormulaOld:
    case biff::kFormula:
    case biff::kMulRk:
    case biff::kRichString:
    case biff::kLabelSst:
    case biff::kNumber:
    case biff::kLabel:
    case biff::kBoolError:
    case biff::kRk:
      return true;
    default:
      return false;
  }
}

absl::string_view ErrorName(unsigned char code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

class XlsSource : public RowSource {
 public:
  XlsSource(std::unique_ptr<OleStream> stream, std::int64_t begin, const FileLimits& limits,
            Shared& shared)
      : stream_(std::move(stream)),
        records_(*stream_),
        begin_(begin),
        shared_(shared),
        rows_(limits) {}

  // Before the rows: what is merged and hidden, which stands behind or between them, and whether
  // the cells are in order.
  absl::Status LookThrough() {
    XlsRecord record;
    records_.SeekTo(begin_);
    std::vector<Place> places;
    bool in_order = true;
    int depth = 0;
    while (true) {
      LAOWU_ASSIGN_OR_RETURN(const bool more, records_.Next(record));
      if (!more) break;
      if (record.type == biff::kBof) ++depth;  // a chart in the sheet is a stream within it
      if (record.type == biff::kEof && --depth <= 0) break;
      if (depth > 1) continue;
      if (record.type == biff::kMergedCells) AddMerges(record.data);
      if (record.type == biff::kRow && (Little16(record.data, 12) & 0x20) != 0) {
        hidden_.insert(Little16(record.data, 0));
      }
      if (!IsCell(record.type)) continue;
      const std::uint32_t row = Little16(record.data, 0);
      in_order = in_order && (places.empty() || places.back().row <= row);
      places.push_back({row, static_cast<std::uint32_t>(record.offset)});
    }
    rows_.SortMerges();
    if (!in_order) {
      std::stable_sort(places.begin(), places.end(),
                       [](const Place& a, const Place& b) { return a.row < b.row; });
    }
    places_ = std::move(places);
    return absl::OkStatus();
  }

  absl::StatusOr<bool> Next(TableRow& row) override {
    while (!rows_.Pop(row)) {
      if (next_ == places_.size()) {
        if (!rows_.in_row()) return false;
        rows_.End();
        continue;
      }
      const Place& place = places_[next_++];
      const std::int64_t number = std::int64_t{place.row} + 1;
      if (rows_.in_row() && rows_.row_number() != number) rows_.End();
      if (!rows_.in_row()) rows_.Begin(number, hidden_.contains(place.row));
      records_.SeekTo(place.offset);
      XlsRecord record;
      LAOWU_ASSIGN_OR_RETURN(const bool found, records_.Next(record));
      if (found) LAOWU_RETURN_IF_ERROR(TakeCell(record));
    }
    return true;
  }
  double share() const override {
    return places_.empty() ? 1.0 : static_cast<double>(next_) / static_cast<double>(places_.size());
  }

 private:
  struct Place {
    std::uint32_t row = 0;
    std::uint32_t offset = 0;
  };

  void AddMerges(absl::string_view data) {
    const std::size_t count = Little16(data, 0);
    for (std::size_t i = 0; i < count && 2 + i * 8 + 8 <= data.size(); ++i) {
      const std::size_t at = 2 + i * 8;
      rows_.AddMerge({std::int64_t{Little16(data, at)} + 1,
                      std::int64_t{Little16(data, at + 2)} + 1,
                      static_cast<int>(Little16(data, at + 4))});
    }
  }

  void SetNumber(std::int64_t column, double number, std::uint32_t style) {
    constexpr double kExact = 1e15;
    constexpr double kBeyondAnyNumber = 1e20;
    if (std::fabs(number) >= kExact && std::fabs(number) < kBeyondAnyNumber) {
      rows_.NoteLostDigits(column);
    }
    rows_.Set(column, NumberText(number, shared_.FormatOf(style), shared_.since_1904));
  }

  absl::Status TakeCell(const XlsRecord& record) {
    const absl::string_view data = record.data;
    const std::int64_t column = Little16(data, 2);
    const std::uint32_t style = Little16(data, 4);
    switch (record.type) {
      case biff::kLabelSst: {
        std::string text;
        LAOWU_ASSIGN_OR_RETURN(const bool found,
                               shared_.strings.Get(std::int64_t{Little32(data, 6)}, text));
        if (!found) {
          rows_.Fail(column, "the file is damaged: the cell names a text that is not there");
        } else {
          rows_.Set(column, text);
        }
        break;
      }
      case biff::kLabel:
      case biff::kRichString:
        rows_.Set(column, shared_.texts.Read(data, 6, 2));
        break;
      case biff::kNumber:
        SetNumber(column, LittleDouble(data, 6), style);
        break;
      case biff::kRk:
        SetNumber(column, RkNumber(Little32(data, 6)), style);
        break;
      case biff::kMulRk:
        for (std::size_t at = 4; at + 8 <= data.size(); at += 6) {
          const auto index = static_cast<std::int64_t>((at - 4) / 6);
          SetNumber(column + index, RkNumber(Little32(data, at + 2)), Little16(data, at));
        }
        break;
      case biff::kBoolError:
        if (data.size() >= 8) TakeBoolOrError(column, data[7] != 0, data[6]);
        break;
      default:
        return TakeFormula(data, column, style);
    }
    return absl::OkStatus();
  }

  void TakeBoolOrError(std::int64_t column, bool is_error, char value) {
    if (is_error) {
      rows_.NoteError(column, ErrorName(static_cast<unsigned char>(value)));
    } else {
      rows_.Set(column, value != 0 ? "TRUE" : "FALSE");
    }
  }

  // Its value when the file was saved.
  absl::Status TakeFormula(absl::string_view data, std::int64_t column, std::uint32_t style) {
    if (data.size() < 14) return absl::OkStatus();
    if (Little16(data, 12) != 0xFFFF) {
      SetNumber(column, LittleDouble(data, 6), style);
      return absl::OkStatus();
    }
    const char kind = data[6];
    if (kind == 1 || kind == 2) TakeBoolOrError(column, kind == 2, data[8]);
    if (kind != 0) return absl::OkStatus();
    // The text follows, behind the formula's shared parts.
    XlsRecord record;
    for (int i = 0; i < 3; ++i) {
      LAOWU_ASSIGN_OR_RETURN(const bool more, records_.Next(record));
      if (!more || IsCell(record.type)) break;
      if (record.type != biff::kString) continue;
      rows_.Set(column, shared_.texts.Read(record.data, 0, 2));
      break;
    }
    return absl::OkStatus();
  }

  const std::unique_ptr<OleStream> stream_;
  XlsRecords records_;
  const std::int64_t begin_;
  Shared& shared_;
  SheetRows rows_;
  absl::flat_hash_set<std::uint32_t> hidden_;  // 0-based
  std::vector<Place> places_;                  // of the cells' records, by row
  std::size_t next_ = 0;
};

class XlsBook : public SheetBook {
 public:
  XlsBook(std::unique_ptr<OleFile> ole, std::string stream_name, const FileLimits& limits)
      : ole_(std::move(ole)),
        stream_name_(std::move(stream_name)),
        limits_(limits),
        shared_(limits_) {}

  absl::Status Start() {
    LAOWU_ASSIGN_OR_RETURN(const auto stream, ole_->OpenStream(stream_name_));
    XlsRecords records(*stream);
    XlsRecord record;
    LAOWU_ASSIGN_OR_RETURN(const bool some, records.Next(record));
    const std::uint32_t version = some ? Little16(record.data, 0) : 0;
    constexpr std::uint32_t kBiff5 = 0x0500;
    constexpr std::uint32_t kBiff8 = 0x0600;
    if (!some || record.type != biff::kBof || (version != kBiff5 && version != kBiff8)) {
      return absl::InvalidArgumentError(
          "表格版本太旧或已损坏，请另存为 .xlsx / this is a spreadsheet of a program older than "
          "Excel 5, or a damaged one; save it as "
          ".xlsx");
    }
    shared_.texts.set_is_old(version == kBiff5);
    while (true) {
      LAOWU_ASSIGN_OR_RETURN(const bool more, records.Next(record));
      if (!more || record.type == biff::kEof) break;
      LAOWU_RETURN_IF_ERROR(TakeGlobal(record, records));
    }
    for (std::uint32_t format : style_formats_) {
      const auto own = formats_.find(format);
      shared_.formats.push_back(own == formats_.end() ? BuiltinFormat(static_cast<int>(format))
                                                      : own->second);
    }
    if (sheets_.empty())
      return absl::InvalidArgumentError("工作簿里没有工作表 / the workbook has no sheet");
    return absl::OkStatus();
  }

  const std::vector<SheetName>& sheets() const override { return sheets_; }

  absl::StatusOr<std::unique_ptr<RowSource>> OpenSheet(int index) override {
    LAOWU_ASSIGN_OR_RETURN(auto stream, ole_->OpenStream(stream_name_));
    auto source = std::make_unique<XlsSource>(
        std::move(stream), begins_[static_cast<std::size_t>(index)], limits_, shared_);
    LAOWU_RETURN_IF_ERROR(source->LookThrough());
    return source;
  }

 private:
  absl::Status TakeGlobal(const XlsRecord& record, XlsRecords& records) {
    const absl::string_view data = record.data;
    switch (record.type) {
      case biff::kFilePass:
        return absl::InvalidArgumentError(
            "文件有密码，请去掉密码再上传 / the workbook is protected by a password; remove it and "
            "send the file "
            "again");
      case biff::kCodePage:
        shared_.texts.set_code_page(Little16(data, 0));
        break;
      case biff::kDateMode:
        shared_.since_1904 = Little16(data, 0) == 1;
        break;
      case biff::kFormat:
        if (formats_.size() < kFormatsMax) {
          const std::size_t count_bytes = shared_.texts.is_old() ? 1 : 2;
          formats_[Little16(data, 0)] = FormatOfCode(shared_.texts.Read(data, 2, count_bytes));
        }
        break;
      case biff::kXf:
        if (style_formats_.size() < kFormatsMax) style_formats_.push_back(Little16(data, 2));
        break;
      case biff::kBoundSheet:
        return TakeSheet(data);
      case biff::kSst:
        return ReadXlsStrings(record, records, shared_.strings);
      default:
        break;
    }
    return absl::OkStatus();
  }

  absl::Status TakeSheet(absl::string_view data) {
    if (data.size() < 7 || data[5] != 0) return absl::OkStatus();  // a chart or a macro's sheet
    if (static_cast<int>(sheets_.size()) >= limits_.max_sheet_count) {
      return absl::ResourceExhaustedError("工作表太多 / the workbook has too many sheets");
    }
    sheets_.push_back({shared_.texts.Read(data, 6, 1), (data[4] & 3) != 0});
    begins_.push_back(std::int64_t{Little32(data, 0)});
    return absl::OkStatus();
  }

  const std::unique_ptr<OleFile> ole_;
  const std::string stream_name_;
  const FileLimits limits_;
  Shared shared_;
  std::vector<SheetName> sheets_;
  std::vector<std::int64_t> begins_;
  absl::flat_hash_map<std::uint32_t, NumberFormat> formats_;
  std::vector<std::uint32_t> style_formats_;
};

absl::Status TellOther(const OleFile& ole) {
  const auto tell = [](absl::string_view what) {
    return absl::InvalidArgumentError(
        absl::StrCat("这不是 Excel 工作簿，或打不开 / this is ", what));
  };
  if (ole.Has("EncryptedPackage")) {
    return tell(
        "a workbook protected by a password (文件有密码); remove it (文件 → 信息 → 保护工作簿) and "
        "send the file again");
  }
  if (ole.Has("WordDocument")) {
    return tell("a Word document (.doc); send its table as .xlsx or CSV (请用 Excel 表格)");
  }
  if (ole.Has("PowerPoint Document")) return tell("a presentation (.ppt); send its table as .xlsx");
  return tell(
      "a compound file without an Excel workbook, such as a WPS table of another kind (.et); open "
      "it in WPS or Excel and save it as .xlsx (另存为 .xlsx)");
}

}  // namespace

absl::StatusOr<std::unique_ptr<SheetBook>> OpenXls(const FileBytes& file,
                                                   const FileLimits& limits) {
  if (file.size() > limits.max_xls_bytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat(".xls 文件太大，请另存为 .xlsx / the .xls file is larger than ",
                     limits.max_xls_bytes, " bytes; save it as .xlsx"));
  }
  LAOWU_ASSIGN_OR_RETURN(auto ole, OleFile::Open(file));
  std::string stream;
  for (const char* name : {"Workbook", "Book"}) {
    if (stream.empty() && ole->Has(name)) stream = name;
  }
  if (stream.empty()) return TellOther(*ole);
  auto book = std::make_unique<XlsBook>(std::move(ole), stream, limits);
  LAOWU_RETURN_IF_ERROR(book->Start());
  return book;
}

}  // namespace laowu::intake
