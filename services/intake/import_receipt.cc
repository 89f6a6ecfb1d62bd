// The sender's own rows with what became of each, as .xlsx and CSV.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "intake/sheet_writer.h"
#include "services/intake/import_job.h"
#include "services/intake/import_rules.h"
#include "services/intake/receipt_words.h"
#include "services/intake/stored_files.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

// As many rows as a sheet holds.
constexpr int64_t kSheetRowsMost = 1'048'575;

std::vector<intake::SheetColumn> ColumnsOf(const v1::Import& import) {
  std::vector<intake::SheetColumn> columns = {{"行 line", 8, true}, {"结果 result", 18, false}};
  for (const auto& column : import.columns()) columns.push_back({column.header(), 0, false});
  columns.push_back({"问题与提示 what to look at", 48, false});
  columns.push_back({"怎样修改 how to mend", 40, false});
  columns.push_back({"读到的内容 what was read", 60, false});
  columns.push_back({"记录 record", 30, false});
  return columns;
}

std::vector<std::string> CellsOf(const v1::ImportRow& row, int header_count) {
  std::vector<std::string> cells = {row.line_number() == 0 ? "" : absl::StrCat(row.line_number()),
                                    ResultWords(row)};
  for (int i = 0; i < header_count; ++i) {
    cells.push_back(i < row.cells_size() ? row.cells(i) : std::string());
  }
  cells.push_back(ProblemWords(row));
  cells.push_back(MendWords(row));
  cells.push_back(ReadWords(row));
  cells.push_back(row.name());
  return cells;
}

// Every row into each of `writers`.
absl::Status WriteRows(const ImportJob& job, const v1::Import& import,
                       const std::vector<intake::SheetWriter*>& writers) {
  int64_t next = 1;
  while (true) {
    if (job.stopping()) return absl::CancelledError("the process stops");
    LAOWU_ASSIGN_OR_RETURN(const auto rows,
                           LoadRows(job.store, job.keys(), job.import_id, next, kJobRows));
    if (rows.empty()) break;
    for (const StoredRow& row : rows) {
      const std::vector<std::string> cells = CellsOf(row.row(), import.columns_size());
      for (intake::SheetWriter* writer : writers) LAOWU_RETURN_IF_ERROR(writer->AddRow(cells));
    }
    next = rows.back().row().row_number() + 1;
  }
  for (intake::SheetWriter* writer : writers) LAOWU_RETURN_IF_ERROR(writer->Finish());
  return absl::OkStatus();
}

std::string ReceiptName(const v1::Import& import, absl::string_view extension) {
  const std::string& name = import.file_display_name();
  return absl::StrCat("回执-", name.substr(0, name.rfind('.')), ".", extension);
}

absl::Time Deadline() { return absl::Now() + runtime::limits::kImportDeadline; }

absl::Status Copy(const MemoryFile& from, FileWriter& to) {
  for (int64_t offset = 0;;) {
    LAOWU_ASSIGN_OR_RETURN(const std::string piece, from.Read(offset, 1 << 20));
    if (piece.empty()) return absl::OkStatus();
    LAOWU_RETURN_IF_ERROR(to.Add(piece, Deadline()));
    offset += static_cast<int64_t>(piece.size());
  }
}

struct Receipts {
  std::string csv;   // files/{file}
  std::string xlsx;  // empty: more rows than a sheet holds
};

absl::StatusOr<Receipts> WriteBoth(const ImportJob& job, const runtime::CallContext& call,
                                   const v1::Import& import) {
  FileWriter csv_file(job.store, job.keys(), call, ReceiptName(import, "csv"), kReceiptBytesMost);
  const auto csv = intake::NewCsvWriter(
      [&](absl::string_view bytes) { return csv_file.Add(bytes, Deadline()); }, ColumnsOf(import));
  LAOWU_ASSIGN_OR_RETURN(const MemoryFile sheet, MemoryFile::Make());
  std::unique_ptr<intake::SheetWriter> xlsx;
  std::vector<intake::SheetWriter*> writers = {csv.get()};
  if (import.row_count() < kSheetRowsMost) {
    LAOWU_ASSIGN_OR_RETURN(xlsx,
                           intake::NewXlsxWriter(sheet.path(), "回执 receipt", ColumnsOf(import)));
    writers.push_back(xlsx.get());
  }
  LAOWU_RETURN_IF_ERROR(WriteRows(job, import, writers));
  Receipts receipts;
  LAOWU_ASSIGN_OR_RETURN(const v1::File csv_written, csv_file.Finish(Deadline()));
  receipts.csv = csv_written.name();
  if (xlsx == nullptr) return receipts;
  FileWriter file(job.store, job.keys(), call, ReceiptName(import, "xlsx"), kReceiptBytesMost);
  LAOWU_RETURN_IF_ERROR(Copy(sheet, file));
  LAOWU_ASSIGN_OR_RETURN(const v1::File xlsx_written, file.Finish(Deadline()));
  receipts.xlsx = xlsx_written.name();
  return receipts;
}

}  // namespace

absl::Status WriteReceipts(ImportJob& job) {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(job.store, job.import_id));
  if (!loaded.has_value()) return absl::CancelledError("the import is gone");
  const v1::Import& import = loaded->stored.import();
  LAOWU_ASSIGN_OR_RETURN(const auto call, job.owners.Context());
  LAOWU_ASSIGN_OR_RETURN(const Receipts receipts, WriteBoth(job, call, import));
  LAOWU_RETURN_IF_ERROR(
      CommitStep(job, import.state(), {}, {}, [&](internal::v1::StoredImport& stored) {
        stored.set_csv_receipt(receipts.csv);
        stored.set_xlsx_receipt(receipts.xlsx);
      }));
  for (const std::string& old : {loaded->stored.csv_receipt(), loaded->stored.xlsx_receipt()}) {
    if (old.empty()) continue;
    LAOWU_RETURN_IF_ERROR(EraseStoredFile(job.store, IdOf(old), Deadline()));
  }
  return absl::OkStatus();
}

}  // namespace laowu::intake_role
