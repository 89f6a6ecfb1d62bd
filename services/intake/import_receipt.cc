#include "services/intake/import_receipt.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "intake/file/sheet_writer.h"
#include "intake/table/header_table.h"
#include "services/intake/import_records.h"
#include "services/intake/import_rules.h"
#include "services/intake/receipt_words.h"
#include "services/intake/stored_files.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

// As many rows as a sheet holds below its header.
constexpr int64_t kSheetRowsMost = 1'048'574;

// Beside the sender's own: two before them, the others behind.
constexpr int kOwnBefore = 2;
std::vector<intake::SheetColumn> OwnColumns() {
  return {{"行 line", 8, true},
          {"结果 result", 18, false},
          {"问题与提示 what to look at", 48, false},
          {"怎样修改 how to mend", 40, false},
          {"读到的内容 what was read", 60, false},
          {"记录 record", 30, false}};
}

// Positions of the sender's columns, but for those of an earlier receipt that was mended and sent
// back: they tell of that import, and would stand twice.
std::vector<int> SenderColumns(const v1::Import& import) {
  const std::vector<intake::SheetColumn> own = OwnColumns();
  std::vector<int> kept;
  for (int i = 0; i < import.columns_size(); ++i) {
    const auto& column = import.columns(i);
    const bool may_be_own =
        column.field().empty() || column.field() == intake::FieldName(intake::Field::kIgnored);
    const bool is_own =
        may_be_own && std::any_of(own.begin(), own.end(), [&](const intake::SheetColumn& one) {
          return one.title == column.header();
        });
    if (!is_own) kept.push_back(i);
  }
  return kept;
}

std::vector<intake::SheetColumn> ColumnsOf(const v1::Import& import, const std::vector<int>& kept) {
  std::vector<intake::SheetColumn> columns = OwnColumns();
  std::vector<intake::SheetColumn> of_sender;
  for (const int i : kept) of_sender.push_back({import.columns(i).header(), 0, false});
  columns.insert(columns.begin() + kOwnBefore, of_sender.begin(), of_sender.end());
  return columns;
}

std::vector<std::string> CellsOf(const v1::ImportRow& row, const std::vector<int>& kept) {
  std::vector<std::string> cells = {row.line_number() == 0 ? "" : absl::StrCat(row.line_number()),
                                    ResultWords(row)};
  for (const int i : kept) cells.push_back(i < row.cells_size() ? row.cells(i) : std::string());
  cells.push_back(ProblemWords(row));
  cells.push_back(MendWords(row));
  cells.push_back(ReadWords(row));
  cells.push_back(row.name());
  return cells;
}

// The import, as long as its receipt may be written.
absl::StatusOr<internal::v1::StoredImport> AtRest(const ReceiptJob& job) {
  if (job.stopping()) return runtime::Stopping();
  LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadImport(job.store, job.import_id));
  if (!loaded.has_value()) return runtime::NotFound("import", ImportName(job.import_id));
  LAOWU_RETURN_IF_ERROR(CheckHasReceipt(ImportName(job.import_id), loaded->stored, job.form));
  return std::move(loaded->stored);
}

absl::Status WriteRows(const ReceiptJob& job, const std::vector<int>& kept,
                       intake::SheetWriter& writer) {
  for (int64_t next = 1;;) {
    LAOWU_RETURN_IF_ERROR(AtRest(job).status());
    LAOWU_ASSIGN_OR_RETURN(const auto rows,
                           LoadRows(job.store, job.keys, job.import_id, next, kJobRows));
    if (rows.empty()) return writer.Finish();
    for (const StoredRow& row : rows) {
      LAOWU_RETURN_IF_ERROR(writer.AddRow(CellsOf(row.row(), kept)));
    }
    next = rows.back().row().row_number() + 1;
    job.rows_done = next - 1;
  }
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

// Who keeps it, and how long: as the import's rows.
v1::File Head(const v1::Import& import, ReceiptForm form, absl::Time now) {
  v1::File file;
  file.set_display_name(ReceiptName(import, form == ReceiptForm::kCsv ? "csv" : "xlsx"));
  file.set_recorded_by(import.recorded_by());
  *file.mutable_create_time() = runtime::ToTimestamp(now);
  *file.mutable_expire_time() = import.expire_time();
  return file;
}

absl::Status WriteCsv(const ReceiptJob& job, const v1::Import& import, FileWriter& file) {
  const std::vector<int> kept = SenderColumns(import);
  const auto csv =
      intake::NewCsvWriter([&](absl::string_view bytes) { return file.Add(bytes, Deadline()); },
                           ColumnsOf(import, kept));
  return WriteRows(job, kept, *csv);
}

absl::Status WriteXlsx(const ReceiptJob& job, const v1::Import& import, FileWriter& file) {
  LAOWU_ASSIGN_OR_RETURN(const MemoryFile sheet, MemoryFile::Make());
  const std::vector<int> kept = SenderColumns(import);
  LAOWU_ASSIGN_OR_RETURN(const auto xlsx, intake::NewXlsxWriter(sheet.path(), "回执 receipt",
                                                                ColumnsOf(import, kept)));
  LAOWU_RETURN_IF_ERROR(WriteRows(job, kept, *xlsx));
  return Copy(sheet, file);
}

absl::Status Write(const ReceiptJob& job, const v1::Import& import, const std::string& file_id) {
  FileWriter file(job.store, job.keys, file_id, Head(import, job.form, absl::Now()));
  LAOWU_RETURN_IF_ERROR(job.form == ReceiptForm::kCsv ? WriteCsv(job, import, file)
                                                      : WriteXlsx(job, import, file));
  LAOWU_RETURN_IF_ERROR(AtRest(job).status());
  return file.Finish(Deadline()).status();
}

}  // namespace

const std::string& ReceiptFile(const internal::v1::StoredImport& stored, ReceiptForm form) {
  return form == ReceiptForm::kCsv ? stored.csv_receipt() : stored.xlsx_receipt();
}

absl::Status CheckHasReceipt(const std::string& name, const internal::v1::StoredImport& stored,
                             ReceiptForm form) {
  const v1::Import& import = stored.import();
  const bool stopped =
      import.state() == v1::Import::CANCELLED || import.state() == v1::Import::FAILED;
  const char* why = nullptr;
  if (import.has_erase_time()) {
    why =
        "The rows were erased after 90 days, and the receipt with them. "
        "满 90 天，各行和回执已删除。";
  } else if (IsUnderWay(import.state())) {
    why =
        "The import is under way; ask for the receipt once it is done. "
        "正在处理，完成后再取回执。";
  } else if ((stopped && import.row_count() == 0) || ReceiptFile(stored, form).empty()) {
    why =
        "The file was not read to its end, so there is no receipt; run the import to go on. "
        "文件没有读完，没有回执；继续导入即可。";
  } else if (form == ReceiptForm::kXlsx && import.row_count() > kSheetRowsMost) {
    why =
        "The import has more rows than a sheet holds (1,048,574): ask for CSV. "
        "行数超过一张工作表（1,048,574 行），请取 CSV 回执。";
  }
  if (why == nullptr) return absl::OkStatus();
  return runtime::FailedPrecondition(runtime::reasons::kWrongState, name, why);
}

absl::Status DropReceipts(ImportJob& job) {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(job.store, job.import_id));
  if (!loaded.has_value()) return absl::CancelledError("the import is gone");
  const internal::v1::StoredImport& stored = loaded->stored;
  for (const std::string& file : {stored.csv_receipt(), stored.xlsx_receipt()}) {
    if (file.empty()) continue;
    LAOWU_RETURN_IF_ERROR(EraseStoredFile(job.store, IdOf(file), Deadline()));
  }
  if (!stored.csv_receipt().empty() && !stored.xlsx_receipt().empty()) return absl::OkStatus();
  const auto name = [&] { return FileName(runtime::NewId(job.environment.clock())); };
  return CommitStep(job, stored.import().state(), {}, {}, [&](internal::v1::StoredImport& named) {
    if (named.csv_receipt().empty()) named.set_csv_receipt(name());
    if (named.xlsx_receipt().empty()) named.set_xlsx_receipt(name());
  });
}

absl::Status WriteReceipt(const ReceiptJob& job) {
  LAOWU_ASSIGN_OR_RETURN(const internal::v1::StoredImport stored, AtRest(job));
  const std::string file_id = IdOf(ReceiptFile(stored, job.form));
  LAOWU_ASSIGN_OR_RETURN(const auto file, LoadFile(job.store, file_id));
  if (file.has_value() && file->stored.whole()) return absl::OkStatus();
  // Of a writer that died.
  LAOWU_RETURN_IF_ERROR(EraseStoredFile(job.store, file_id, Deadline()));
  const absl::Status written = Write(job, stored.import(), file_id);
  if (!written.ok()) EraseStoredFile(job.store, file_id, Deadline()).IgnoreError();
  return written;
}

}  // namespace laowu::intake_role
