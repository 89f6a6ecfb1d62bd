#include "intake/table/table_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/file/cell_format.h"
#include "intake/file/encoding.h"
#include "intake/file/html_book.h"
#include "intake/file/sheet_rows.h"
#include "intake/file/sheet_xml_book.h"
#include "intake/file/text_book.h"
#include "intake/file/xls_book.h"
#include "intake/file/xlsx_book.h"
#include "intake/table/header_finder.h"
#include "intake/table/table_trim.h"
#include "intake/text/text.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kWindowBytes = 64 * 1024;

constexpr absl::string_view kEmptyFile = "文件是空的，一行也没有 / the file is empty: not one row";

constexpr absl::string_view kZip("PK\x03\x04", 4);
constexpr absl::string_view kEmptyZip("PK\x05\x06", 4);
constexpr absl::string_view kOle = "\xD0\xCF\x11\xE0";
constexpr absl::string_view kGzip = "\x1F\x8B";

// What is no table at all, by its first bytes.
absl::Status CheckSignature(absl::string_view first) {
  struct Signature {
    absl::string_view bytes;
    absl::string_view what;
    absl::string_view hint;
  };
  constexpr absl::string_view kMadeFrom = "send the table that it was made from (请发原始表格)";
  constexpr absl::string_view kUnpack = "unpack it and send the file in it (请先解压)";
  constexpr absl::string_view kSaveAs = "save it as .xlsx (另存为 .xlsx)";
  static constexpr std::array<Signature, 15> kSignatures = {{
      {"%PDF", "a PDF file", kMadeFrom},
      {"\x89PNG", "a picture", kMadeFrom},
      {"\xFF\xD8\xFF", "a picture", kMadeFrom},
      {"GIF8", "a picture", kMadeFrom},
      {"Rar!", "a RAR archive", kUnpack},
      {"7z\xBC\xAF", "a 7z archive", kUnpack},
      {"\xFD"
       "7zXZ",
       "an xz archive", kUnpack},
      {"BZh", "a bzip2 archive", kUnpack},
      {"{\\rtf", "an RTF document", kSaveAs},
      {"MIME-Version:", "a web archive (.mht)", kSaveAs},
      {absl::string_view("\x09\x08\x10\x00", 4), "a bare Excel stream", kSaveAs},
      {absl::string_view("\x09\x08\x08\x00", 4), "a very old Excel file", kSaveAs},
      {absl::string_view("\x09\x04\x06\x00", 4), "a very old Excel file", kSaveAs},
      {absl::string_view("\x09\x02\x06\x00", 4), "a very old Excel file", kSaveAs},
      {"SQLite format 3", "a database", "export its table as CSV"},
  }};
  for (const Signature& signature : kSignatures) {
    if (absl::StartsWith(first, signature.bytes)) {
      return absl::InvalidArgumentError(absl::StrCat("这不是表格文件 / this is ", signature.what,
                                                     ", not a table; ", signature.hint));
    }
  }
  return absl::OkStatus();
}

// Text that is marked up: what it is, by its first characters.
FileKind KindOfText(absl::string_view first) {
  const auto bytes = FileBytes::OfMemory(first);
  Utf8Stream stream(NewPlainStream(*bytes));
  constexpr std::size_t kLook = 8 * 1024;
  std::string head(kLook, '\0');
  const auto got = stream.Read(head.data(), head.size());
  head.resize(got.ok() ? *got : 0);
  const std::string text = absl::AsciiStrToLower(Trim(head));
  if (!absl::StartsWith(text, "<")) return FileKind::kDelimited;
  const bool is_page = absl::StrContains(text, "<html") || absl::StrContains(text, "<!doctype h");
  if (!is_page && (absl::StrContains(text, "urn:schemas-microsoft-com:office:spreadsheet") ||
                   absl::StrContains(text, "excel.sheet"))) {
    return FileKind::kSheetXml;
  }
  for (absl::string_view tag :
       {"<html", "<!doctype h", "<table", "<head", "<meta", "<body", "<style", "<tr", "<div"}) {
    if (absl::StrContains(text, tag)) return FileKind::kHtml;
  }
  return absl::StartsWith(text, "<?xml") ? FileKind::kSheetXml : FileKind::kDelimited;
}

absl::StatusOr<std::string> FirstOf(ByteStream& stream) {
  std::string first(kWindowBytes, '\0');
  std::size_t filled = 0;
  while (filled < first.size()) {
    const auto got = stream.Read(first.data() + filled, first.size() - filled);
    if (!got.ok() && filled == 0) return got.status();
    if (!got.ok() || *got == 0) break;
    filled += *got;
  }
  first.resize(filled);
  return first;
}

// The kind whose header is found best.
std::string LineText(const TableRow& row) {
  std::vector<absl::string_view> filled;
  for (const std::string& cell : row.cells) {
    if (!cell.empty()) filled.push_back(cell);
  }
  return absl::StrJoin(filled, " ");
}

// The names that somebody may map; empty: no line looks like a header.
std::string MayBeNames(absl::Span<const TableRow> rows) {
  constexpr std::size_t kCharactersShown = 200;
  const TableRow* row = MaybeHeader(rows);
  if (row == nullptr) return "";
  std::vector<absl::string_view> names;
  for (const std::string& cell : row->cells) {
    if (!cell.empty()) names.push_back(cell);
  }
  return absl::StrCat("；最像表头的是第 ", row->line_number, " 行 line ", row->line_number, "：[",
                      Excerpt(absl::StrJoin(names, ", "), kCharactersShown), "]");
}

// `encoding`: as which a text file was read; empty: it is no text file.
absl::Status NoHeader(int rows_looked_at, absl::Span<const TableRow> rows,
                      absl::string_view encoding) {
  // One that could not be read may have been it.
  for (const TableRow& row : rows) {
    if (row.status.ok()) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("表头所在行读不出：", row.status.message(),
                     "; without that line the columns have no headers"));
  }
  const std::string read_as =
      encoding.empty()
          ? ""
          : absl::StrCat("；文件按 ", encoding,
                         " 编码读取，如显示乱码（如繁体 Big5），请另存为 CSV UTF-8 再上传");
  const std::string read_as_english =
      encoding.empty() ? ""
                       : absl::StrCat("; the file was read as ", encoding,
                                      ": if that is wrong (Big5, say), save it as CSV UTF-8");
  return absl::InvalidArgumentError(absl::StrCat(
      "前 ", rows_looked_at,
      " 行里没有认得的表头（岗位表如 岗位名称、企业名称、工作地点；人员表如 姓名、身份证号、乡镇；"
      "务工表如 "
      "身份证号、日期、务工地），从内容也看不出各列是什么，请加上表头，或逐列指定（--column "
      "列名或列字母=字段）",
      MayBeNames(rows), read_as, " / no line of column headers that is known in the first ",
      rows_looked_at,
      " rows (such as 岗位名称, 企业名称, 工作地点 for vacancies; 姓名, 身份证号, "
      "乡镇 for workers; "
      "身份证号, 日期, 务工地 for outcomes), and the columns cannot be told by what "
      "stands in them; "
      "add such a line, or map the columns (--column HEADER=FIELD, or a column's letter)",
      read_as_english));
}

}  // namespace

absl::string_view FileKindName(FileKind kind) {
  switch (kind) {
    case FileKind::kDelimited:
      return "csv";
    case FileKind::kXlsx:
      return "xlsx";
    case FileKind::kXls:
      return "xls";
    case FileKind::kHtml:
      return "html";
    case FileKind::kSheetXml:
      break;
  }
  return "xml";
}

TableFile::~TableFile() = default;

absl::StatusOr<std::unique_ptr<TableFile>> TableFile::Open(const std::string& path,
                                                           const OpenOptions& options) {
  LAOWU_ASSIGN_OR_RETURN(auto bytes, FileBytes::Open(path));
  return OpenAny(std::move(bytes), options);
}

absl::StatusOr<std::unique_ptr<TableFile>> TableFile::OpenDescriptor(int descriptor,
                                                                     const OpenOptions& options) {
  LAOWU_ASSIGN_OR_RETURN(auto bytes, FileBytes::OfDescriptor(descriptor));
  return OpenAny(std::move(bytes), options);
}

absl::StatusOr<std::unique_ptr<TableFile>> TableFile::OpenBytes(absl::string_view bytes,
                                                                const OpenOptions& options) {
  return OpenAny(FileBytes::OfMemory(bytes), options);
}

absl::StatusOr<std::unique_ptr<TableFile>> TableFile::OpenAny(std::unique_ptr<FileBytes> bytes,
                                                              const OpenOptions& options) {
  std::unique_ptr<TableFile> file(new TableFile);
  file->options_ = options;
  file->bytes_ = std::move(bytes);
  LAOWU_RETURN_IF_ERROR(file->OpenBook());
  LAOWU_RETURN_IF_ERROR(file->ChooseSheet());
  return file;
}

absl::Status TableFile::OpenBook() {
  const FileLimits& limits = options_.limits;
  if (bytes_->size() == 0) return absl::InvalidArgumentError(kEmptyFile);
  if (bytes_->size() > limits.max_file_bytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("文件太大，请分成几个 / the file is larger than ", limits.max_file_bytes,
                     " bytes; split it into several"));
  }
  LAOWU_ASSIGN_OR_RETURN(std::string first, bytes_->First(kWindowBytes));
  OpenStream open = [this] { return NewPlainStream(*bytes_); };
  if (absl::StartsWith(first, kZip) || absl::StartsWith(first, kEmptyZip)) {
    kind_ = FileKind::kXlsx;
    LAOWU_ASSIGN_OR_RETURN(book_, OpenXlsx(*bytes_, limits));
    return absl::OkStatus();
  }
  if (absl::StartsWith(first, kOle)) {
    kind_ = FileKind::kXls;
    LAOWU_ASSIGN_OR_RETURN(book_, OpenXls(*bytes_, limits));
    return absl::OkStatus();
  }
  if (absl::StartsWith(first, kGzip)) {
    gzipped_ = true;
    open = [this, limits] { return NewGzipStream(*bytes_, limits); };
    LAOWU_ASSIGN_OR_RETURN(first, FirstOf(*open()));
    if (absl::StartsWith(first, kZip) || absl::StartsWith(first, kOle) ||
        absl::StartsWith(first, kGzip)) {
      return absl::InvalidArgumentError(
          "压缩包里还是压缩包，请先解压 / this is a gzip file of a packed file; unpack it and send "
          "the file in it");
    }
  }
  LAOWU_RETURN_IF_ERROR(CheckSignature(first));
  kind_ = KindOfText(first);
  if (kind_ == FileKind::kHtml) {
    book_ = NewHtmlBook(std::move(open), limits);
  } else if (kind_ == FileKind::kSheetXml) {
    LAOWU_ASSIGN_OR_RETURN(book_, OpenSheetXml(std::move(open), limits));
  } else {
    const Encoding encoding = GuessEncoding(first);
    const bool is_wide = encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
    book_ = NewTextBook(std::move(open), is_wide, limits);
  }
  return absl::OkStatus();
}

absl::string_view TableFile::encoding_name() const { return rows_->encoding_name(); }

const std::vector<SheetName>& TableFile::sheets() const { return book_->sheets(); }

bool TableFile::made_up() const { return made_up_ || rows_->made_up(); }

double TableFile::share() const {
  const auto sheet_count = static_cast<double>(1 + like_sheets_.size());
  return (static_cast<double>(next_like_sheet_) + rows_->share()) / sheet_count;
}

absl::StatusOr<bool> TableFile::Peek(std::size_t count) {
  while (ahead_.size() < count) {
    TableRow row;
    absl::StatusOr<bool> more = failed_.ok() ? rows_->Next(row) : failed_;
    if (!more.ok()) {
      // What was read before the damage is given out first.
      failed_ = more.status();
      if (ahead_.empty()) return failed_;
      return false;
    }
    if (!*more) return false;
    Tidy(row);
    if (!row.status.ok() || !row.cells.empty()) ahead_.push_back(std::move(row));
  }
  return true;
}

// What every kind of file has in common.
void TableFile::Tidy(TableRow& row) const {
  const bool is_text = kind_ == FileKind::kDelimited || kind_ == FileKind::kHtml;
  bool blank = true;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    std::string& cell = row.cells[i];
    if (cell.empty()) continue;
    blank = false;
    // As spreadsheets and receipts protect what is no formula: "'+86…", "'=…", "'-".
    const std::size_t mark =
        cell[0] == '\'' ? cell.find_first_not_of(" \t\n", 1) : std::string::npos;
    if (mark != std::string::npos && absl::StrContains("=+-@", cell[mark])) cell.erase(0, 1);
    if (!absl::ascii_isdigit(static_cast<unsigned char>(cell[0])) && cell[0] != '-') continue;
    if (const absl::string_view whole = WithoutZeroFraction(cell); whole.size() < cell.size()) {
      cell.resize(whole.size());
    }
    if (is_text && IsScientific(cell)) row.notes.push_back(LostDigitsNote(static_cast<int>(i)));
  }
  if (blank) row.cells.clear();
}

absl::StatusOr<TableHeader> TableFile::FindHeader() {
  const auto looked_at = static_cast<std::size_t>(options_.limits.header_rows);
  const auto sample_rows = static_cast<std::size_t>(options_.limits.sample_rows);
  const auto stated = static_cast<std::size_t>(std::max<std::int64_t>(0, options_.header_line));
  LAOWU_RETURN_IF_ERROR(
      Peek(std::max(looked_at, std::min<std::size_t>(stated, 10'000)) + sample_rows).status());
  if (ahead_.empty()) return absl::InvalidArgumentError(kEmptyFile);
  std::vector<TableRow> rows(ahead_.begin(), ahead_.end());
  std::optional<HeaderPlace> place;
  if (stated > 0) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const TableRow& row) {
      return row.line_number == options_.header_line;
    });
    if (at == rows.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("第 ", options_.header_line, " 行没有可作表头的内容 / line ",
                       options_.header_line, " holds nothing that could be a header"));
    }
    place = HeaderEndingAt(options_.kind.value_or(TableKind::kVacancies), rows,
                           static_cast<std::size_t>(at - rows.begin()));
  } else {
    place = LookForHeader(rows);
  }
  if (!place.has_value()) {
    return NoHeader(options_.limits.header_rows,
                    absl::MakeConstSpan(rows).first(std::min(rows.size(), looked_at)),
                    kind_ == FileKind::kDelimited ? encoding_name() : absl::string_view());
  }
  TableHeader header = TakeHeader(*place, rows);
  JoinLikeSheets(header);
  TakeTownOfTitle(header);
  return header;
}

std::optional<HeaderPlace> TableFile::LookForHeader(const std::vector<TableRow>& rows) const {
  const auto looked_at = static_cast<std::size_t>(options_.limits.header_rows);
  const auto top = absl::MakeConstSpan(rows).first(std::min(rows.size(), looked_at));
  const std::vector<std::string>& stated = options_.column_names;
  std::optional<HeaderPlace> place = FindHeaderOfAnyKind(options_.kind, top);
  auto named = HeaderOfNames(options_.kind.value_or(TableKind::kVacancies), top, stated);
  // Also where a second table further down, which has them as well, is known better.
  const bool is_earlier = named.has_value() && place.has_value() && named->last < place->first &&
                          BearsNames(rows[named->last].cells, place->names);
  const bool has_not = !place.has_value() || !HasColumns(place->names, stated);
  if (named.has_value() && (has_not || is_earlier)) place = std::move(named);
  // A first line that cannot be read was the header, where no other is.
  if (!place.has_value() && rows.front().status.ok()) place = HeaderByContent(rows);
  if (!place.has_value()) place = HeaderOfLetters(top, stated);
  return place;
}

// Few names that are known, or none, or no header at all, over columns that tell what they hold: of
// the first lines the one with most known names, then with most names.
std::optional<HeaderPlace> TableFile::HeaderByContent(const std::vector<TableRow>& rows) const {
  constexpr std::size_t kLinesTried = 10;
  constexpr std::size_t kRowsToJudgeBy = 3;
  std::optional<HeaderPlace> best;
  for (std::size_t i = 0; i < std::min(rows.size(), kLinesTried); ++i) {
    if (!rows[i].status.ok() || rows[i].cells.size() < 2) continue;
    HeaderPlace place;
    const bool has_names = CouldBeHeader(rows[i]);
    place.first = place.last = i;
    place.data = has_names ? i + 1 : i;
    place.names = rows[i].cells;
    for (std::size_t column = 0; !has_names && column < place.names.size(); ++column) {
      place.names[column] = ColumnLetter(static_cast<int>(column));
    }
    std::vector<std::vector<std::string>> sample;
    for (std::size_t line = place.data; line < rows.size(); ++line) {
      if (rows[line].status.ok()) sample.push_back(rows[line].cells);
    }
    if (sample.size() < kRowsToJudgeBy) break;
    for (TableKind kind : {TableKind::kVacancies, TableKind::kWorkers, TableKind::kOutcomes}) {
      if (options_.kind.value_or(kind) != kind) continue;
      const auto columns = ColumnMap::Make(kind, place.names, {}, sample);
      if (!columns.ok()) continue;
      place.known_count = static_cast<int>(std::count_if(
          columns->columns().begin(), columns->columns().end(),
          [](const ColumnMeaning& column) { return column.by == MappedBy::kHeader; }));
      const bool is_better =
          !best.has_value() || place.known_count > best->known_count ||
          (place.known_count == best->known_count && place.names.size() > best->names.size());
      if (is_better) best = place;
    }
  }
  return best;
}

TableHeader TableFile::TakeHeader(const HeaderPlace& place, const std::vector<TableRow>& rows) {
  TableHeader header;
  header.names = place.names;
  passed_record_count_ = place.passed_record_count;
  for (std::size_t i = place.first; i <= place.last; ++i) {
    columns_cut_ = columns_cut_ || rows[i].beyond;
  }
  if (place.data > place.first) {
    header.first_line = rows[place.first].line_number;
    header.last_line = rows[place.last].line_number;
  }
  for (std::size_t i = 0; i < place.first; ++i) header.lines_above.push_back(LineText(rows[i]));
  for (const std::string& line : header.lines_above) {
    made_up_ = made_up_ || absl::StartsWith(line, kMadeUpMarker);
  }
  ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(place.data));
  row_number_ = static_cast<std::int64_t>(place.data);
  const auto sample_rows = static_cast<std::size_t>(options_.limits.sample_rows);
  for (const TableRow& row : ahead_) {
    if (header.sample.size() >= sample_rows) break;
    if (!row.status.ok()) continue;
    if (BearsNames(row.cells, header.names)) {
      const bool is_again = IsHeaderAgain(row.cells, header.names);
      if (is_again && row.cells.size() <= header.names.size()) continue;
      break;  // what stands under another header tells nothing of this one's columns
    }
    header.sample.push_back(row.cells);
  }
  // Columns that nobody named and most rows fill: what they hold may tell.
  const auto fills = [&](std::size_t column) {
    return std::count_if(header.sample.begin(), header.sample.end(), [&](const auto& cells) {
      return column < cells.size() && !cells[column].empty();
    });
  };
  const auto most = static_cast<std::ptrdiff_t>(header.sample.size() / 2);
  while (!header.sample.empty() && fills(header.names.size()) > most) header.names.emplace_back();
  width_ = header.names.size();
  return header;
}

absl::StatusOr<bool> TableFile::Next(TableRow& row) {
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, Peek(1));
    if (more) break;
    LAOWU_ASSIGN_OR_RETURN(const bool another, OpenNextLikeSheet());
    if (!another) return false;
  }
  row = std::move(ahead_.front());
  ahead_.pop_front();
  row.row_number = ++row_number_;
  if (row.hidden) ++hidden_row_count_;
  // Of a text the cells of such a row may have slipped, unless the header has as many.
  if (row.beyond && kind_ == FileKind::kDelimited && !columns_cut_ && row.status.ok()) {
    row.cells.clear();
    row.status = absl::InvalidArgumentError(
        absl::StrCat("该行列数太多 / line ", row.line_number, ": more columns than the ",
                     options_.limits.text.max_column_count, " that are read at most"));
  }
  if (width_ > 0 && row.status.ok()) {
    if (row.beyond && row.cells.size() < width_) row.cells.resize(width_);
    while (row.cells.size() > width_ && row.cells.back().empty()) row.cells.pop_back();
    // What stands beside a table in a sheet, on a row of its own, is no part of it.
    if (kind_ != FileKind::kDelimited) {
      row.cut = (row.beyond && !columns_cut_) ||
                std::any_of(row.cells.begin() +
                                static_cast<std::ptrdiff_t>(std::min(row.cells.size(), width_)),
                            row.cells.end(), [](const std::string& cell) { return !cell.empty(); });
      row.cells.resize(width_);
    }
    if (!title_cells_.empty()) {
      row.cells.resize(width_);
      row.cells.insert(row.cells.end(), title_cells_.begin(), title_cells_.end());
    }
    if (!like_sheets_.empty()) {
      for (std::string& cell : SheetCells(sheet_index_)) row.cells.push_back(std::move(cell));
    }
  }
  return true;
}

}  // namespace laowu::intake
