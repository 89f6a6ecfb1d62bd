#ifndef LAOWU_INTAKE_FILE_TABLE_READER_H_
#define LAOWU_INTAKE_FILE_TABLE_READER_H_

// CSV and TSV to rows: RFC 4180 (quotes, doubled quotes, line breaks in quotes), CR LF, LF or CR,
// byte order mark, empty lines skipped. Comma, tab or semicolon is recognised from the first lines;
// UTF-8 or GB18030 from the bytes. Cells come out as UTF-8 without surrounding blanks.
//
// Bytes are pushed in pieces of any size and rows pulled out, so that a file of 200 MB needs memory
// for one piece, the first 64 KiB and one row. Decompressing is the caller's.
//
//   TableReader reader;
//   while (piece = NextPiece()) {
//     LAOWU_RETURN_IF_ERROR(reader.Append(piece));
//     while (reader.Next(row)) Use(row);
//   }
//   LAOWU_RETURN_IF_ERROR(reader.Finish());
//   while (reader.Next(row)) Use(row);
//
// A bad row costs only itself: bytes of neither encoding, NUL bytes, a row or a column count over
// the limit, or a quote that is never closed make a row with a bad status, and reading goes on with
// the next line. Whole-file errors (UTF-16, a zip or old Excel file, NUL bytes in most of the lines
// of the first 64 KiB, the file over its limit) come from Append or Finish and are final.
//
// Lines before the header that begin with '#' are comments: kept apart, not rows. Made-up files say
// so there (generate.h).
//
// Thread-compatible.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "intake/file/encoding.h"

namespace laowu::intake {

// First characters of a made-up file.
inline constexpr absl::string_view kMadeUpMarker = "# 虚构数据 MADE UP";

struct TableLimits {
  // A door that takes uploads sets its own, lower limit.
  std::int64_t max_file_bytes = std::int64_t{1} << 30;
  int max_row_bytes = 256 * 1024;
  int max_column_count = 256;
};

struct TableRow {
  std::int64_t row_number = 0;   // 1-based, counting rows given out, the header too
  std::int64_t line_number = 0;  // 1-based line of the file where the row begins; row of a sheet
  std::vector<std::string> cells;
  bool hidden = false;  // in a sheet, by a filter or by hand
  bool cut = false;     // in a sheet: it had cells beyond the header's columns, which are left out
  // It had cells beyond the most columns that are read, which are left out.
  bool beyond = false;
  // What was lost before the file came here, with the column, in Chinese and English: digits of a
  // number in scientific notation, a formula's error.
  std::vector<std::string> notes;
  // INVALID_ARGUMENT says what is wrong, with line, column and byte; cells are then empty.
  absl::Status status;
};

class TableReader {
 public:
  explicit TableReader(TableLimits limits = {});
  ~TableReader();
  TableReader(const TableReader&) = delete;
  TableReader& operator=(const TableReader&) = delete;

  // Takes the next bytes. INVALID_ARGUMENT: not a text table at all; RESOURCE_EXHAUSTED: the file
  // is over its limit. Pull the rows out before appending more, or they pile up.
  absl::Status Append(absl::string_view bytes);

  // No more bytes will come. INVALID_ARGUMENT if the file holds no row.
  absl::Status Finish();

  // The next whole row; false if there is none yet (or, after Finish, none any more).
  bool Next(TableRow& row);

  Encoding encoding() const { return encoding_; }
  char delimiter() const { return delimiter_; }  // valid once a row was given out
  // The first kCommentsMost, without those that are longer than a row may be.
  static constexpr std::size_t kCommentsMost = 100;
  const std::vector<std::string>& comments() const { return comments_; }
  // Whether a comment says that the rows are made up (generate.h, kMadeUpMarker).
  bool made_up() const;

 private:
  enum class Piece : std::uint8_t { kRow, kSkipped, kNeedMore };

  void Start();
  Piece CutRow(TableRow& row);
  Piece CutComment(absl::string_view bytes);
  Piece DropLine(absl::string_view bytes, TableRow& row);
  // What is wrong with a whole row before its cells are read.
  absl::Status CheckRecord(absl::string_view raw, std::int64_t line_number) const;
  void FailRow(TableRow& row, std::size_t begin, absl::Status status);
  bool TakeComment(absl::string_view raw_line);
  std::string Decode(absl::string_view raw, std::size_t offset_in_row, TableRow& row, int column);
  void Consume(std::size_t byte_count, std::int64_t line_count);

  const TableLimits limits_;
  std::string buffer_;  // bytes not given out yet, from begin_ on
  std::size_t begin_ = 0;
  std::int64_t consumed_bytes_ = 0;  // of the file, before buffer_[begin_]
  std::int64_t total_bytes_ = 0;
  std::int64_t line_number_ = 1;
  std::int64_t row_number_ = 0;
  bool started_ = false;
  bool finished_ = false;
  char delimiter_ = ',';
  Encoding encoding_ = Encoding::kUndecided;
  absl::Status failed_;
  // Of a line that is too long and whose end has not come yet: its bytes are dropped as they come,
  // or each piece would be looked through from the line's beginning. OK: it is a comment, and no
  // row.
  std::optional<absl::Status> dropped_line_;
  std::vector<std::string> comments_;
  std::unique_ptr<Converter> converter_;  // made when first needed
  Encoding converter_encoding_ = Encoding::kUndecided;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_TABLE_READER_H_
