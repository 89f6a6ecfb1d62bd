#include "intake/table/record_rows.h"

#include "intake/table/table_trim.h"
#include "storage/status_macros.h"

namespace laowu::intake {

RecordRows::RecordRows(TableKind kind, TableFile& file, const ColumnMap& columns)
    : file_(file), columns_(columns), below_(kind, columns, file.added_column_count()) {}

bool RecordRows::IsNoRecord(const TableRow& row) {
  const int added = file_.added_column_count();
  return IsTotalRow(row.cells, added) || IsPageMark(row.cells, added) ||
         below_.Take(file_.sheet_index(), row) ||
         IsNoteOrSignature(row.cells, columns_.header().size());
}

absl::StatusOr<bool> RecordRows::Next(TableRow& row) {
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, file_.Next(row));
    if (!more) return false;
    if (!row.status.ok() || !IsNoRecord(row)) break;
    ++passed_over_count_;
  }
  arranged_ = below_.Arrange(file_.sheet_index(), row.cells);
  return true;
}

}  // namespace laowu::intake
