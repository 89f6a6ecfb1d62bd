// READING: the file is read row by row, and the owner is asked what would become of each.

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/table/column_map.h"
#include "intake/table/record_rows.h"
#include "intake/table/table_file.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/intake/ditto_rows.h"
#include "services/intake/import_counts.h"
#include "services/intake/import_job.h"
#include "services/intake/import_notes.h"
#include "services/intake/import_rules.h"
#include "services/intake/people_rows.h"
#include "services/intake/raw_rows.h"
#include "services/intake/row_preview.h"
#include "services/intake/snapshot_closings.h"
#include "services/intake/stored_files.h"
#include "services/intake/wrong_kind.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/clock.h"
#include "services/runtime/division_code.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using storage::Table;
using v1::Import;

constexpr absl::Duration kEraseTime = absl::Seconds(60);

// A file that is cut short, or over a limit (a zip bomb), is its sender's to mend, and told so:
// DATA_LOSS is told to nobody, and RESOURCE_EXHAUSTED reads as if the same file would do later.
absl::Status OfFile(const absl::Status& status) {
  const bool is_senders = absl::IsDataLoss(status) || absl::IsResourceExhausted(status);
  return is_senders ? absl::InvalidArgumentError(status.message()) : status;
}

class ReadStep {
 public:
  explicit ReadStep(ImportJob& job) : job_(job) {}
  absl::Status Run();

 private:
  absl::Status Open();
  absl::Status CheckSheets();
  absl::Status Prepare();
  absl::StatusOr<std::string> HomeDivision(const runtime::CallContext& call) const;
  absl::Status ReadRows();
  StoredRow Read(const intake::TableRow& line);
  void ReadCells(StoredRow& stored, runtime::FieldChecks& checks);
  absl::Status Flush();
  absl::Status KeepRenamed();
  absl::Status Finish();

  ImportJob& job_;
  internal::v1::StoredImport stored_;  // as read at the start; what changes goes through CommitStep
  RowPreview preview_{job_, stored_};
  std::optional<MemoryFile> memory_;
  std::unique_ptr<intake::TableFile> file_;
  std::optional<intake::ColumnMap> columns_;
  std::optional<intake::RecordRows> records_;
  absl::CivilDay as_of_;
  std::shared_ptr<const intake::VacancyReader> vacancies_;
  std::shared_ptr<const intake::WorkerReader> workers_;
  std::unique_ptr<PeopleRows> people_;  // of outcomes and surveys
  intake::HouseholdsOfSheet households_;
  std::optional<DittoRows> ditto_;

  std::vector<StoredRow> rows_;
  size_t bytes_ = 0;
  int64_t row_count_ = 0;  // numbered so far
  ImportNotes notes_;
  SnapshotClosings closings_{job_, stored_, notes_};
};

absl::Status ReadStep::Run() {
  LAOWU_ASSIGN_OR_RETURN(const LoadedImport loaded, LoadStep(job_, Import::READING));
  stored_ = loaded.stored;
  // Read from the start, also after an interruption: nothing outside has been changed yet, and a
  // row leans on those before it (同上, households, who and what stands in the file twice).
  if (stored_.import().read_percent() > 0 || stored_.import().done_row_count() > 0) {
    LAOWU_RETURN_IF_ERROR(CommitStep(
        job_, Import::READING, {}, {},
        [](internal::v1::StoredImport& stored) { ForgetReading(*stored.mutable_import()); }));
  }
  LAOWU_RETURN_IF_ERROR(EraseRange(job_.store, Table::kImportRows, RowRange(job_.import_id),
                                   absl::Now() + kEraseTime));
  LAOWU_RETURN_IF_ERROR(Open());
  LAOWU_RETURN_IF_ERROR(Prepare());
  LAOWU_RETURN_IF_ERROR(ReadRows());
  LAOWU_RETURN_IF_ERROR(KeepRenamed());
  LAOWU_RETURN_IF_ERROR(closings_.Plan(&row_count_));
  return Finish();
}

absl::Status ReadStep::Open() {
  const auto& spec = stored_.import().spec();
  LAOWU_ASSIGN_OR_RETURN(MemoryFile memory,
                         OpenStoredFile(job_.store, job_.keys(), IdOf(spec.file())));
  memory_.emplace(std::move(memory));
  intake::OpenOptions options;
  options.kind = TableKindOf(spec.kind());
  options.sheet = spec.sheet_display_name();
  for (const auto& column : spec.columns()) options.column_names.push_back(column.header());
  auto file = intake::TableFile::OpenDescriptor(memory_->descriptor(), options);
  LAOWU_RETURN_IF_ERROR(OfFile(file.status()));
  file_ = *std::move(file);
  const auto header = file_->FindHeader();
  if (!header.ok()) {
    return OfFile(WhyNoHeader(spec.kind(), memory_->descriptor(), options, header.status()));
  }
  // Whoever has said what the columns mean knows the table; people are no vacancies all the same.
  const bool is_told = spec.columns_size() > 0 && spec.kind() != Import::VACANCY;
  const std::string why_not =
      is_told ? "" : WhyNotOfKind(spec.kind(), header->names, SheetNameOf(*file_));
  if (!why_not.empty()) return absl::InvalidArgumentError(why_not);
  LAOWU_RETURN_IF_ERROR(CheckSheets());
  std::vector<std::pair<std::string, std::string>> overrides;
  for (const auto& column : spec.columns()) overrides.emplace_back(column.header(), column.field());
  LAOWU_ASSIGN_OR_RETURN(
      columns_, intake::ColumnMap::Make(*options.kind, header->names, overrides, header->sample));
  notes_.NoteColumns(columns_->columns());
  records_.emplace(*options.kind, *file_, *columns_);
  return absl::OkStatus();
}

// Of sheets of several months the older ones say what was on offer then: read as one table, they
// bring it back.
absl::Status ReadStep::CheckSheets() {
  const auto& spec = stored_.import().spec();
  const auto& sheets = file_->sheets();
  const auto months = std::count_if(sheets.begin(), sheets.end(),
                                    [](const auto& sheet) { return NamesMonth(sheet.name); });
  if (spec.kind() != Import::VACANCY || file_->sheet_count() < 2 || months < 2) {
    return absl::OkStatus();
  }
  if (spec.mode() != Import::SNAPSHOT) {
    notes_.NoteMonths();
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "工作表像是一月一张，合在一起不是现有的全部岗位：请用 "
      "sheet_display_name（--sheet）指明只读哪一张 / "
      "the sheets look like one a month, which together are not what the source has now: say "
      "which one is to be read (sheet_display_name, --sheet)");
}

absl::StatusOr<std::string> ReadStep::HomeDivision(const runtime::CallContext& call) const {
  const auto& spec = stored_.import().spec();
  if (spec.kind() != Import::VACANCY) {
    // The county that the file is said to be of, where the caller is of none (an administrator) or
    // of the city around it.
    const std::string& own = call.principal.division_prefix;
    const std::string stated = IdOf(spec.parent());
    const bool is_wider =
        own.empty() || (absl::StartsWith(stated, own) && stated != runtime::WholeDivisionCode(own));
    return is_wider ? stated : own;
  }
  v1::GetOfficeRequest request;
  request.set_name(spec.parent());
  LAOWU_ASSIGN_OR_RETURN(
      const auto office,
      job_.owners.Call("vacancy", &v1::VacancyService::Stub::GetOffice, request));
  return office.division_code();
}

absl::Status ReadStep::Prepare() {
  const auto& spec = stored_.import().spec();
  LAOWU_ASSIGN_OR_RETURN(const auto call, job_.owners.Context());
  LAOWU_ASSIGN_OR_RETURN(const std::string home, HomeDivision(call));
  as_of_ = runtime::ToCivilDay(spec.as_of_date())
               .value_or(runtime::DayOf(runtime::ToTime(stored_.import().create_time())));
  if (spec.kind() == Import::VACANCY) vacancies_ = job_.vacancy_readers.Get(as_of_, home);
  if (spec.kind() == Import::WORKER) workers_ = job_.worker_readers.Get(as_of_, home);
  if (spec.kind() == Import::OUTCOME || spec.kind() == Import::SURVEY) {
    people_ = std::make_unique<PeopleRows>(job_, spec, as_of_, home);
    LAOWU_RETURN_IF_ERROR(people_->Open());
  }
  ditto_.emplace(spec.kind(), *columns_);
  const auto mask = MaskOf(spec.kind(), columns_->fields());
  stored_.mutable_mask_paths()->Assign(mask.begin(), mask.end());
  return CommitStep(job_, Import::READING, {}, {}, [&](internal::v1::StoredImport& stored) {
    *stored.mutable_mask_paths() = stored_.mask_paths();
    auto& import = *stored.mutable_import();
    ForgetReading(import);
    for (size_t i = 0; i < columns_->header().size(); ++i) {
      auto* column = import.add_columns();
      column->set_header(columns_->header()[i]);
      if (columns_->fields()[i] == intake::Field::kUnknown) continue;
      column->set_field(std::string(intake::FieldName(columns_->fields()[i])));
      const intake::ColumnMeaning& meaning = columns_->columns()[i];
      if (meaning.reason.empty()) continue;
      column->set_reason(meaning.reason);
      column->set_confidence_percent(meaning.confidence);
    }
  });
}

absl::Status ReadStep::ReadRows() {
  const bool is_survey = stored_.import().spec().kind() == Import::SURVEY;
  intake::TableRow line;
  while (true) {
    const auto more = records_->Next(line);
    LAOWU_RETURN_IF_ERROR(OfFile(more.status()));
    if (!*more) break;
    if (line.status.ok()) ditto_->Fill(file_->sheet_index(), line.cells);
    if (line.status.ok() && records_->arranged().ok() && people_ != nullptr &&
        IsUnfilled(columns_->fields(), line.cells) &&
        !(is_survey && HasRemarks(columns_->fields(), line.cells))) {
      notes_.CountUnfilledRows(1);
      continue;
    }
    rows_.push_back(Read(line));
    bytes_ += rows_.back().ByteSizeLong();
    const int rows_most = people_ != nullptr ? PeopleRows::kRowsMost : kJobRows;
    if (static_cast<int>(rows_.size()) < rows_most && bytes_ < kJobBytes) continue;
    LAOWU_RETURN_IF_ERROR(Flush());
  }
  return Flush();
}

StoredRow ReadStep::Read(const intake::TableRow& line) {
  StoredRow stored;
  auto& row = *stored.mutable_row();
  row.set_line_number(line.line_number);
  if (file_->sheets().size() > 1) {
    row.set_sheet_display_name(file_->sheets()[static_cast<size_t>(file_->sheet_index())].name);
  }
  runtime::FieldChecks checks;
  if (!line.status.ok()) {
    checks.Violate("cells", line.status.message());
    households_.Break();
    ditto_->Break();
    if (people_ != nullptr) people_->Read(nullptr, stored, checks);
  } else {
    // Empty cells at the end are no column's.
    size_t filled = line.cells.size();
    const size_t width = columns_->header().size();
    while (filled > width && line.cells[filled - 1].empty()) --filled;
    for (size_t i = 0; i < filled; ++i) row.add_cells(line.cells[i]);
    for (const std::string& note : line.notes) {
      auto* warning = row.add_warnings();
      warning->set_reason("LOST_IN_FILE");
      warning->set_message(note);
    }
    if (const std::string told = records_->TakeTold(); !told.empty()) {
      runtime::AddWarning("OTHER_HEADER", "cells", told, row.mutable_warnings());
    }
    ReadCells(stored, checks);
    ditto_->Tell(checks, row.mutable_inferred_fields());
  }
  if (!checks.ok()) {
    row.set_change(v1::ImportRow::REJECT);
    *row.mutable_status() = runtime::ToRpcStatus(checks.status());
  }
  stored.set_read_warning_count(row.warnings_size());
  return stored;
}

void ReadStep::ReadCells(StoredRow& stored, runtime::FieldChecks& checks) {
  auto& row = *stored.mutable_row();
  if (!records_->arranged().ok()) checks.Violate("cells", records_->arranged().message());
  const bool fit = records_->arranged().ok() &&
                   CellsFit(row.cells(), static_cast<int>(columns_->header().size()), checks);
  const auto& spec = stored_.import().spec();
  std::optional<Texts> cut;
  if (fit) cut = WithLongCellsCut(spec.kind(), *columns_, row.cells(), row.mutable_warnings());
  const Texts& cells = cut.has_value() ? *cut : row.cells();
  if (people_ != nullptr) {
    const auto texts = fit ? columns_->Apply(Strings(cells)) : intake::FieldTexts();
    return people_->Read(fit ? &texts : nullptr, stored, checks);
  }
  if (!fit) return households_.Break();
  if (spec.kind() == Import::VACANCY) {
    v1::ImportVacanciesRequest::Row read;
    ReadVacancyRow(*columns_, *vacancies_, cells, checks, read);
    *row.mutable_vacancy() = std::move(*read.mutable_vacancy());
    *row.mutable_inferred_fields() = std::move(*read.mutable_inferred_fields());
    row.mutable_warnings()->MergeFrom(read.warnings());
    return;
  }
  v1::ImportWorkersRequest::Row read;
  ReadWorkerRow(*columns_, *workers_, cells, checks, read);
  *row.mutable_worker() = std::move(*read.mutable_worker());
  *row.mutable_inferred_fields() = std::move(*read.mutable_inferred_fields());
  row.mutable_warnings()->MergeFrom(read.warnings());
  JoinHousehold(*columns_, cells, file_->sheet_index(), job_.keys(), households_,
                *row.mutable_worker());
  AddBasisOfFile(spec, row.warnings(), *row.mutable_worker());
}

absl::Status ReadStep::Flush() {
  if (rows_.empty()) return absl::OkStatus();
  if (people_ != nullptr) {
    LAOWU_ASSIGN_OR_RETURN(const int unfilled_count, people_->Settle(rows_));
    notes_.CountUnfilledRows(unfilled_count);
  }
  for (StoredRow& row : rows_) row.mutable_row()->set_row_number(++row_count_);
  LAOWU_ASSIGN_OR_RETURN(const auto asked, preview_.Ask(rows_));
  for (const auto& [row, answer] : asked) {
    for (const v1::Warning& warning : answer.result.warnings()) {
      notes_.CountOfFile(row->row(), warning);
    }
  }
  Import::Counts counts;
  for (const StoredRow& stored : rows_) {
    const auto& row = stored.row();
    Count(row, counts);
    notes_.Count(row);
    closings_.Take(row);
  }
  job_.rows_done_here = row_count_;
  LAOWU_RETURN_IF_ERROR(
      CommitStep(job_, Import::READING, rows_, {}, [&](internal::v1::StoredImport& stored) {
        auto& import = *stored.mutable_import();
        AddCounts(counts, *import.mutable_counts());
        import.set_done_row_count(row_count_);
        import.set_read_percent(static_cast<int>(file_->share() * 100));
      }));
  rows_.clear();
  bytes_ = 0;
  return absl::OkStatus();
}

absl::Status ReadStep::KeepRenamed() {
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto renamed, preview_.NextRenamed());
    if (renamed.empty()) return absl::OkStatus();
    std::vector<StoredRow> rows;
    Import::Counts before_counts;
    Import::Counts after_counts;
    for (const auto& [before, after] : renamed) {
      Count(before.row(), before_counts);
      Count(after.row(), after_counts);
      notes_.CountAgain(before.row(), after.row());
      closings_.TakeAgain(before.row(), after.row());
      rows.push_back(after);
    }
    LAOWU_RETURN_IF_ERROR(
        CommitStep(job_, Import::READING, rows, {}, [&](internal::v1::StoredImport& stored) {
          auto& counts = *stored.mutable_import()->mutable_counts();
          SubtractCounts(before_counts, counts);
          AddCounts(after_counts, counts);
        }));
  }
}

absl::Status ReadStep::Finish() {
  notes_.CountTotalRows(records_->passed_over_count());
  return CommitStep(job_, Import::READING, {}, {}, [&](internal::v1::StoredImport& stored) {
    auto& import = *stored.mutable_import();
    import.set_row_count(row_count_);
    import.set_done_row_count(row_count_);
    import.set_read_percent(100);
    import.set_made_up(file_->made_up());
    notes_.Fill(*file_, import);
    import.set_state(Import::READY);
    stored.set_next_row_number(1);
    stored.set_interrupted_state(Import::STATE_UNSPECIFIED);
  });
}

}  // namespace

absl::Status ReadImport(ImportJob& job) { return ReadStep(job).Run(); }

}  // namespace laowu::intake_role
