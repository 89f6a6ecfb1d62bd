#ifndef LAOWU_INTAKE_FILE_XLS_RECORDS_H_
#define LAOWU_INTAKE_FILE_XLS_RECORDS_H_

// The records of an .xls (MS-XLS; BIFF8 of Excel 97 to 2003, BIFF5 of Excel 5 and 95) and their
// texts. For xls_book.cc only.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "intake/file/encoding.h"
#include "intake/file/ole_file.h"
#include "intake/file/shared_strings.h"

namespace laowu::intake {

namespace biff {
inline constexpr std::uint32_t kFormulaOld = 0x0006;
inline constexpr std::uint32_t kEof = 0x000A;
inline constexpr std::uint32_t kDateMode = 0x0022;
inline constexpr std::uint32_t kFilePass = 0x002F;
inline constexpr std::uint32_t kContinue = 0x003C;
inline constexpr std::uint32_t kCodePage = 0x0042;
inline constexpr std::uint32_t kBoundSheet = 0x0085;
inline constexpr std::uint32_t kMulRk = 0x00BD;
inline constexpr std::uint32_t kRichString = 0x00D6;
inline constexpr std::uint32_t kXf = 0x00E0;
inline constexpr std::uint32_t kMergedCells = 0x00E5;
inline constexpr std::uint32_t kSst = 0x00FC;
inline constexpr std::uint32_t kLabelSst = 0x00FD;
inline constexpr std::uint32_t kNumber = 0x0203;
inline constexpr std::uint32_t kLabel = 0x0204;
inline constexpr std::uint32_t kBoolError = 0x0205;
inline constexpr std::uint32_t kString = 0x0207;
inline constexpr std::uint32_t kRow = 0x0208;
inline constexpr std::uint32_t kRk = 0x027E;
inline constexpr std::uint32_t kFormula = 0x0406;
inline constexpr std::uint32_t kFormat = 0x041E;
inline constexpr std::uint32_t kBof = 0x0809;
}  // namespace biff

struct XlsRecord {
  std::uint32_t type = 0;
  std::int64_t offset = 0;
  absl::string_view data;  // valid until the next record is read
};

// Reads records one after the other. Thread-compatible.
class XlsRecords {
 public:
  explicit XlsRecords(OleStream& stream) : stream_(stream) {}
  void SeekTo(std::int64_t offset) { offset_ = offset; }
  // False at the end, also at one that is cut.
  absl::StatusOr<bool> Next(XlsRecord& record);
  // Whether a record of the type comes next.
  absl::StatusOr<bool> IsNext(std::uint32_t type);
  double share() const;

 private:
  OleStream& stream_;
  std::int64_t offset_ = 0;
};

// Texts, in the file's way of writing them. Thread-compatible.
class XlsTexts {
 public:
  void set_is_old(bool is_old) { is_old_ = is_old; }  // BIFF5
  void set_code_page(std::uint32_t code_page) { code_page_ = code_page; }
  bool is_old() const { return is_old_; }

  // A text at `at` whose count of characters has `count_bytes` bytes (1 or 2).
  std::string Read(absl::string_view data, std::size_t at, std::size_t count_bytes);

 private:
  bool is_old_ = false;
  std::uint32_t code_page_ = 0;
  std::unique_ptr<Converter> converter_;
};

// UTF-16 or, if not `is_wide`, Latin-1 bytes appended as UTF-8.
void AppendUnits(absl::string_view bytes, bool is_wide, std::string& to);

// The shared strings that `first`, the last record read, begins; its continuations are read.
absl::Status ReadXlsStrings(const XlsRecord& first, XlsRecords& records, SharedStrings& strings);

// The packed numbers of RK and MULRK.
double RkNumber(std::uint32_t packed);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_XLS_RECORDS_H_
