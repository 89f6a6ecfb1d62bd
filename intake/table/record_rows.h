#ifndef LAOWU_INTAKE_TABLE_RECORD_ROWS_H_
#define LAOWU_INTAKE_TABLE_RECORD_ROWS_H_

// The rows of a table file that may be records, each laid out under the file's header: totals,
// pages, notes, signatures and headers further down are passed over.
//
// Not thread-safe.

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "intake/file/table_reader.h"
#include "intake/table/column_map.h"
#include "intake/table/header_below.h"
#include "intake/table/table_file.h"

namespace laowu::intake {

class RecordRows {
 public:
  // `file`: after FindHeader; `columns`: of its header. Both outlive this.
  RecordRows(TableKind kind, TableFile& file, const ColumnMap& columns);

  // The next such row; false at the end. A row that could not be read is given out with its status.
  absl::StatusOr<bool> Next(TableRow& row);
  // Of the row that was given out last. INVALID_ARGUMENT: it stands under another header that has
  // not the same columns (header_below.h).
  const absl::Status& arranged() const { return arranged_; }
  // How the newest header is read, once for each; else empty.
  std::string TakeTold() { return below_.TakeTold(); }
  int passed_over_count() const { return passed_over_count_; }

 private:
  bool IsNoRecord(const TableRow& row);

  TableFile& file_;
  const ColumnMap& columns_;
  HeaderBelow below_;
  absl::Status arranged_;
  int passed_over_count_ = 0;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_RECORD_ROWS_H_
