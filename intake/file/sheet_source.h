#ifndef LAOWU_INTAKE_FILE_SHEET_SOURCE_H_
#define LAOWU_INTAKE_FILE_SHEET_SOURCE_H_

// What the reader of each kind of file gives to TableFile. For this folder only.

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "intake/file/file_bytes.h"
#include "intake/file/table_reader.h"

namespace laowu::intake {

struct SheetName {
  std::string name;
  bool hidden = false;
};

// The rows of one sheet, in order. Thread-compatible.
class RowSource {
 public:
  virtual ~RowSource() = default;
  // False at the end. Sets all of the row but row_number; rows without any text may come out.
  virtual absl::StatusOr<bool> Next(TableRow& row) = 0;
  // How much of the sheet was read, 0..1.
  virtual double share() const = 0;
  // Text files only.
  virtual absl::string_view encoding_name() const { return ""; }
  virtual bool made_up() const { return false; }
};

// One file. Thread-compatible; outlives its row sources.
class SheetBook {
 public:
  virtual ~SheetBook() = default;
  virtual const std::vector<SheetName>& sheets() const = 0;
  // From the sheet's first row. Sources of one book are used one at a time.
  virtual absl::StatusOr<std::unique_ptr<RowSource>> OpenSheet(int index) = 0;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_SHEET_SOURCE_H_
