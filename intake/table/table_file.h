#ifndef LAOWU_INTAKE_TABLE_TABLE_FILE_H_
#define LAOWU_INTAKE_TABLE_TABLE_FILE_H_

// Any file that an office sends, as rows: the one door for files of every kind.
//
//   CSV, TSV, text with semicolons (UTF-8, GB18030, UTF-16), also .gz
//   .xlsx, .xlsm              zip and XML, read as a stream
//   .xls                      Excel 97 to 2003, and Excel 5 and 95
//   HTML that is named .xls   what many registration systems "export"
//   XML of Excel 2003         SpreadsheetML
//
// What a file is, its bytes tell, not its name. What it cannot be read as is told by name with what
// to do about it: encrypted workbooks, .xlsb, .ods, .docx, PDF, pictures, other archives.
//
//   LAOWU_ASSIGN_OR_RETURN(auto file, TableFile::Open(path, {.kind = TableKind::kWorkers}));
//   LAOWU_ASSIGN_OR_RETURN(TableHeader header, file->FindHeader());
//   LAOWU_ASSIGN_OR_RETURN(ColumnMap columns,
//                          ColumnMap::Make(kind, header.names, overrides, header.sample));
//   TableRow row;
//   while (true) {
//     LAOWU_ASSIGN_OR_RETURN(bool more, file->Next(row));
//     if (!more) break;
//     ... row.status, columns.Apply(row.cells)
//   }
//
// Memory: some megabytes and one row, whatever the file's size. Shared strings of an .xlsx that do
// not fit into a part of that go to an unlinked temporary file. An .xls has a lower limit of size.
//
// Errors are final and for the whole file: NOT_FOUND (no such file), INVALID_ARGUMENT (not a table;
// what to do), RESOURCE_EXHAUSTED (over a limit: too large, a zip bomb), DATA_LOSS (cut short or
// damaged). What is wrong with one row stands in the row's status and costs that row only. No
// message holds a cell's text, but for what may be headers.
//
// Thread-compatible.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/file/file_limits.h"
#include "intake/file/sheet_source.h"
#include "intake/file/table_reader.h"
#include "intake/table/column_map.h"
#include "intake/table/header_finder.h"

namespace laowu::intake {

enum class FileKind : std::uint8_t { kDelimited, kXlsx, kXls, kHtml, kSheetXml };
absl::string_view FileKindName(FileKind kind);  // "csv", "xlsx", "xls", "html", "xml"

struct OpenOptions {
  FileLimits limits;
  // What the table should hold; settles which sheet and which header. Unset: guessed.
  std::optional<TableKind> kind;
  // Name of the sheet, or its 1-based number; empty: the first visible one whose header is known,
  // else the one that looks most like a table; with all those that have the same header (a village
  // each, say), which are read as one table.
  std::string sheet;
  // Line (or row of the sheet) of the header's last row; 0: found.
  std::int64_t header_line = 0;
  // How the sender calls columns that they have said the meaning of: headers, or letters. The row
  // that holds all those headers is the header, whatever else is known; of letters alone, where no
  // other row is known for it, the first one that has a cell under each.
  std::vector<std::string> column_names;
};

// The header of a table and what stands around it.
struct TableHeader {
  // One a column. A header of two or three lines is joined, "要求/年龄", each text once. A file
  // without a header has its columns' letters: "A", "B" …
  // Of several sheets read as one, the last column is their names: under "村" or "乡镇" where all
  // end as villages or townships do and no column says it, else under "工作表". Where all are both
  // (石桥镇鲁番村), the last two are, under "乡镇" and "村". So are those of a roster without a
  // column of homes whose title or sheet names one township (石桥镇鲁番村2026年花名册); of several
  // sheets each by its own name or title, and one that says neither under its name.
  std::vector<std::string> names;
  std::int64_t first_line = 0;  // of the file or sheet, 1-based; 0: there is none
  std::int64_t last_line = 0;
  std::vector<std::string> lines_above;  // titles and notes above it, each as one text
  // The first rows under it, at most FileLimits::sample_rows; Next still gives them.
  std::vector<std::vector<std::string>> sample;
};

class TableFile {
 public:
  // By path, by an open file (read by offset; its position is not used; it must stay open), or by
  // bytes (which must outlive this). INVALID_ARGUMENT also for a sheet that is not there; the
  // message lists the sheets.
  static absl::StatusOr<std::unique_ptr<TableFile>> Open(const std::string& path,
                                                         const OpenOptions& options = {});
  static absl::StatusOr<std::unique_ptr<TableFile>> OpenDescriptor(int descriptor,
                                                                   const OpenOptions& options = {});
  static absl::StatusOr<std::unique_ptr<TableFile>> OpenBytes(absl::string_view bytes,
                                                              const OpenOptions& options = {});
  ~TableFile();
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;

  // For the receipt.
  FileKind kind() const { return kind_; }
  bool gzipped() const { return gzipped_; }
  absl::string_view encoding_name() const;  // "UTF-8", "GB18030", "UTF-16"; empty for workbooks
  // Sheets in the workbook's order; one without a name for kinds that have no sheets.
  const std::vector<SheetName>& sheets() const;
  // Of the row that was given out last.
  int sheet_index() const { return sheet_index_; }
  // How many are read as one table; after FindHeader.
  int sheet_count() const { return 1 + static_cast<int>(like_sheets_.size()); }
  // The last columns of the header that stand in no line of the file: names of the sheets, or the
  // place of a title; after FindHeader.
  int added_column_count() const;
  // Other sheets that have a known header and rows, or look like tables (three rows of three
  // cells), or, of visible ones, were too many to be looked at: not read, worth a word to the
  // sender. A hidden one is marked: "字典（隐藏 hidden）".
  const std::vector<std::string>& other_tables() const { return other_tables_; }
  // Rows given out so far that are hidden in the sheet (by a filter, mostly). They are read.
  std::int64_t hidden_row_count() const { return hidden_row_count_; }
  // Rows above the header of the first sheet read that look like records of another table, and are
  // not read: worth a word to the sender; after FindHeader.
  int passed_record_count() const { return passed_record_count_; }
  // Whether the header has more columns than are read (FileLimits::text), be it one stray cell: the
  // first are. After FindHeader.
  bool columns_cut() const { return columns_cut_; }
  int columns_most() const { return options_.limits.text.max_column_count; }
  // Whether the file says that its rows are made up (generate.h).
  bool made_up() const;
  double share() const;  // 0..1: how much of the file was read

  // Finds the header and stands behind it. At most once, before Next. INVALID_ARGUMENT if the first
  // 50 rows hold no header, and the columns cannot be told by what stands in them either; the
  // message holds the cells of a line that may be one, for the sender to map them.
  absl::StatusOr<TableHeader> FindHeader();

  // The next row; false at the end. Empty rows are skipped. Rows of a sheet have as many cells as
  // the header (after FindHeader); a row of a text file has what it has, without empty cells beyond
  // the header. Cells are trimmed; numbers that were stored as such have no ".0" and no exponent.
  absl::StatusOr<bool> Next(TableRow& row);

 private:
  TableFile() = default;
  static absl::StatusOr<std::unique_ptr<TableFile>> OpenAny(std::unique_ptr<FileBytes> bytes,
                                                            const OpenOptions& options);
  absl::Status OpenBook();
  absl::Status ChooseSheet();
  absl::Status OpenNamedSheet();
  absl::Status OpenSheet(int index);
  struct SheetLook {
    int rank = -1;                         // of a sheet that cannot be read
    bool is_table = false;                 // whatever its header
    std::vector<std::string> names;        // of the header, if it is known
    std::vector<std::string> lines_above;  // cells of titles
  };
  absl::StatusOr<SheetLook> LookAtSheet();
  absl::Status TakeOtherSheets(const std::vector<SheetLook>& looks, int chosen);
  absl::Status FindContentHeader(int chosen);
  bool HasContentHeader(int index);
  std::optional<std::size_t> DataBelowHeader(absl::Span<const TableRow> rows) const;
  static std::vector<std::string> PlaceOfSheet(absl::string_view name, const SheetLook& look);
  static bool SaysHome(const TableHeader& header);
  static bool HasVillage(const TableHeader& header);
  bool TakePlacesOfSheets(TableHeader& header);
  void NameSheets(TableHeader& header);
  void JoinLikeSheets(TableHeader& header);
  void TakeTownOfTitle(TableHeader& header);
  std::vector<std::string> SheetCells(int index) const;
  absl::StatusOr<bool> OpenNextLikeSheet();
  absl::StatusOr<bool> Peek(std::size_t count);  // fills ahead_; false if there are fewer rows
  void Tidy(TableRow& row) const;
  std::optional<HeaderPlace> LookForHeader(const std::vector<TableRow>& rows) const;
  std::optional<HeaderPlace> HeaderByContent(const std::vector<TableRow>& rows) const;
  TableHeader TakeHeader(const HeaderPlace& place, const std::vector<TableRow>& rows);

  // Constant after opening.
  OpenOptions options_;
  FileKind kind_ = FileKind::kDelimited;
  bool gzipped_ = false;
  std::unique_ptr<FileBytes> bytes_;
  std::unique_ptr<SheetBook> book_;
  int sheet_index_ = 0;
  std::vector<std::string> other_tables_;
  std::vector<int> like_sheets_;  // beside the chosen one, in the workbook's order
  // Of the chosen sheet where it was told by what stands below it: sheets like it have a row of the
  // same cells. Else empty.
  std::vector<std::string> content_header_;
  bool splits_sheet_names_ = false;  // into township and village
  // Of a roster in several sheets without a column of homes: what stands in the added columns of
  // each sheet that is read, by its index. Until has_sheet_places_ township and village, or "".
  std::map<int, std::vector<std::string>> sheet_places_;
  bool has_sheet_places_ = false;
  // Of a roster whose title says where its people are from: that of each row, one cell or two.
  std::vector<std::string> title_cells_;
  // Moves on.
  std::size_t next_like_sheet_ = 0;
  std::unique_ptr<RowSource> rows_;
  std::deque<TableRow> ahead_;  // read and not given out
  absl::Status failed_;         // comes behind them
  std::size_t width_ = 0;       // of the header; 0: not found yet
  bool made_up_ = false;
  std::int64_t row_number_ = 0;
  std::int64_t hidden_row_count_ = 0;
  int passed_record_count_ = 0;
  bool columns_cut_ = false;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_TABLE_FILE_H_
