// RUNNING: rows go to their owner, once. What a row is about to change, and from what, the preview
// has written down; the owner writes a row only where its record still stands so. Where it does
// not, it is written down anew before the owner is asked again. So a process that dies in between
// can still take back what it did.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/intake/import_changes.h"
#include "services/intake/import_counts.h"
#include "services/intake/import_job.h"
#include "services/intake/import_rules.h"
#include "services/intake/row_preview.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/errors.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using storage::Table;
using v1::Import;

// Rows with what stood before are some times as large as rows that were read.
constexpr size_t kRunBytes = size_t{2} << 20;

class RunStep {
 public:
  explicit RunStep(ImportJob& job) : job_(job) {}
  absl::Status Run();

 private:
  // A row of the page at hand.
  struct PageRow {
    StoredRow stored;
    bool resumed = false;  // it may have been sent, and the answer lost
    bool changed = false;  // differs from what is kept of it
  };

  absl::StatusOr<std::vector<PageRow>> NextPage() const;
  // From here on the rows may have been sent.
  absl::Status NoteSending(const std::vector<PageRow>& page);
  absl::Status Send(std::vector<PageRow>& page);
  // Of outcomes, which bear no etag: those that the preview found on record and that are no more.
  absl::StatusOr<std::vector<PageRow*>> NoLongerOnRecord(const std::vector<PageRow*>& rows);
  // The record stands otherwise than the row had it; whether there is something to send again.
  absl::StatusOr<bool> TakeMoved(const OwnerAnswer& answer, PageRow& row) const;
  absl::Status NoteIntents(const std::vector<PageRow*>& rows);
  absl::StatusOr<std::vector<OwnerAnswer>> Ask(const std::vector<PageRow*>& rows,
                                               Sending sending) const;
  absl::Status Take(const OwnerAnswer& answer, PageRow& page_row) const;
  absl::Status Reopen(StoredRow& row) const;
  absl::Status Close(PageRow& page_row) const;
  absl::Status NoteNaming(const std::string& name, storage::Batch& more) const;
  absl::Status NoteSource(const StoredRow& row, storage::Batch& more) const;
  absl::Status Commit(std::vector<PageRow>& page);
  bool is_of_outcomes() const {
    const auto kind = stored_.import().spec().kind();
    return kind == Import::OUTCOME || kind == Import::SURVEY;
  }
  // Rows that were not sent to their owner, who counts those that were.
  void CountRejected() const;

  ImportJob& job_;
  internal::v1::StoredImport stored_;
};

// Beside what else a vacancy stands, the check tells by the names that rows have by themselves; a
// run's rows bear the names that it gave them.
void KeepOfCheck(const runtime::Warnings& told_before, StoredRow& row) {
  for (const v1::Warning& warning : told_before) {
    if (warning.reason() == runtime::kOtherPayKind) *row.mutable_row()->add_warnings() = warning;
  }
}

bool IsSent(const StoredRow& row) {
  return HasRecord(row) && row.row().change() != v1::ImportRow::REJECT &&
         row.row().change() != v1::ImportRow::CLOSE && !row.row().done();
}

absl::Status RunStep::Run() {
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const LoadedImport loaded, LoadStep(job_, Import::RUNNING));
    stored_ = loaded.stored;
    LAOWU_ASSIGN_OR_RETURN(std::vector<PageRow> page, NextPage());
    if (page.empty()) break;
    LAOWU_RETURN_IF_ERROR(NoteSending(page));
    LAOWU_RETURN_IF_ERROR(Send(page));
    for (PageRow& row : page) {
      if (row.stored.row().change() == v1::ImportRow::CLOSE) LAOWU_RETURN_IF_ERROR(Close(row));
    }
    LAOWU_RETURN_IF_ERROR(Commit(page));
  }
  CountRejected();
  return CommitStep(job_, Import::RUNNING, {}, {}, [](internal::v1::StoredImport& stored) {
    stored.mutable_import()->set_state(Import::DONE);
    stored.set_interrupted_state(Import::STATE_UNSPECIFIED);
  });
}

void RunStep::CountRejected() const {
  const Import& import = stored_.import();
  const char* kind = import.spec().kind() == Import::WORKER    ? "worker"
                     : import.spec().kind() == Import::VACANCY ? "vacancy"
                                                               : "outcome";
  job_.environment.metrics->CountImportRows(kind, "REJECTED",
                                            static_cast<int>(import.counts().rejected_count()));
}

absl::StatusOr<std::vector<RunStep::PageRow>> RunStep::NextPage() const {
  LAOWU_ASSIGN_OR_RETURN(auto rows, LoadRows(job_.store, job_.keys(), job_.import_id,
                                             stored_.next_row_number(), kJobRows));
  std::vector<PageRow> page;
  size_t bytes = 0;
  for (StoredRow& row : rows) {
    bytes += row.ByteSizeLong();
    if (bytes > kRunBytes && !page.empty()) break;
    const bool resumed = MayBeSent(stored_, row);
    page.push_back({std::move(row), resumed, false});
  }
  return page;
}

absl::Status RunStep::NoteSending(const std::vector<PageRow>& page) {
  const int64_t end = page.back().stored.row().row_number() + 1;
  const bool writes = std::any_of(page.begin(), page.end(), [](const PageRow& row) {
    return IsSent(row.stored) && Writes(row.stored);
  });
  if (!writes || end <= stored_.sent_end_row_number()) return absl::OkStatus();
  *stored_.mutable_step_time() = runtime::ToTimestamp(job_.environment.clock());
  return CommitStep(job_, Import::RUNNING, {}, {}, [&](internal::v1::StoredImport& stored) {
    stored.set_sent_end_row_number(end);
    *stored.mutable_step_time() = stored_.step_time();
  });
}

absl::StatusOr<std::vector<OwnerAnswer>> RunStep::Ask(const std::vector<PageRow*>& rows,
                                                      Sending sending) const {
  std::vector<const StoredRow*> sent;
  for (const PageRow* row : rows) sent.push_back(&row->stored);
  return SendRows(job_, stored_, sent, sending);
}

absl::Status RunStep::Send(std::vector<PageRow>& page) {
  std::vector<PageRow*> pending;
  for (PageRow& row : page) {
    if (IsSent(row.stored)) pending.push_back(&row);
  }
  if (is_of_outcomes()) {
    LAOWU_ASSIGN_OR_RETURN(pending, NoLongerOnRecord(pending));
  }
  // Again only where somebody else has written the record since it was looked at.
  while (!pending.empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto answers, Ask(pending, Sending::kWrite));
    std::vector<PageRow*> moved;
    for (size_t i = 0; i < answers.size(); ++i) {
      PageRow& row = *pending[i];
      const bool unchanged = answers[i].result.result() == v1::ImportResult::UNCHANGED;
      row.resumed = row.resumed || (answers[i].may_be_older && Writes(row.stored));
      // What an earlier try had the owner do has moved the record.
      if (HasMoved(answers[i], row.stored) && !(row.resumed && unchanged)) {
        LAOWU_ASSIGN_OR_RETURN(const bool again, TakeMoved(answers[i], row));
        if (again) moved.push_back(&row);
      } else {
        LAOWU_RETURN_IF_ERROR(Take(answers[i], row));
      }
    }
    LAOWU_RETURN_IF_ERROR(NoteIntents(moved));
    pending = std::move(moved);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<RunStep::PageRow*>> RunStep::NoLongerOnRecord(
    const std::vector<PageRow*>& rows) {
  std::vector<PageRow*> pending;
  std::vector<PageRow*> on_record;
  for (PageRow* row : rows) (Writes(row->stored) ? pending : on_record).push_back(row);
  LAOWU_ASSIGN_OR_RETURN(const auto answers, Ask(on_record, Sending::kCheck));
  std::vector<PageRow*> gone;
  for (size_t i = 0; i < answers.size(); ++i) {
    LAOWU_ASSIGN_OR_RETURN(const bool again, TakeMoved(answers[i], *on_record[i]));
    if (again) gone.push_back(on_record[i]);
  }
  job_.environment.metrics->CountImportRows("outcome", "UNCHANGED",
                                            static_cast<int>(on_record.size() - gone.size()));
  LAOWU_RETURN_IF_ERROR(NoteIntents(gone));
  pending.insert(pending.end(), gone.begin(), gone.end());
  return pending;
}

absl::StatusOr<bool> RunStep::TakeMoved(const OwnerAnswer& answer, PageRow& row) const {
  row.changed = true;
  if (StandsByEtag(row.stored)) {
    // The row itself was not sent; now it is looked at.
    row.stored.clear_etag();
    return true;
  }
  LAOWU_RETURN_IF_ERROR(TakeCheck(job_, answer, row.stored));
  NameChanges(job_.keys(), stored_, answer, row.stored);
  row.stored.set_intended(Writes(row.stored));
  return row.stored.intended();
}

absl::Status RunStep::NoteIntents(const std::vector<PageRow*>& rows) {
  std::vector<StoredRow> intended;
  for (const PageRow* row : rows) {
    if (row->stored.intended()) intended.push_back(row->stored);
  }
  if (intended.empty()) return absl::OkStatus();
  return CommitStep(job_, Import::RUNNING, intended, {}, [](internal::v1::StoredImport&) {});
}

absl::Status RunStep::Take(const OwnerAnswer& answer, PageRow& page_row) const {
  StoredRow& row = page_row.stored;
  if (StandsByEtag(row)) return absl::OkStatus();  // as the preview says
  page_row.changed = true;
  const v1::ImportRow::Change intended = row.row().change();
  const std::string attested = row.row().attested_outcome();
  const runtime::Warnings told_before = row.row().warnings();
  TakeAnswer(answer, row);
  if (intended == v1::ImportRow::CREATE && row.row().change() == intended) {
    KeepOfCheck(told_before, row);
  }
  if (row.reopens()) DropStaysClosed(row);
  auto& told = *row.mutable_row();
  const bool unchanged = told.change() == v1::ImportRow::UNCHANGED;
  row.set_etag(answer.worker.etag());
  if (row.reopens()) {
    if (unchanged) told.set_change(intended);
    LAOWU_RETURN_IF_ERROR(Reopen(row));
  } else if (answer.vacancy.has_after()) {
    row.set_state_digest(StateDigest(answer.vacancy.after()));
  } else if (page_row.resumed && unchanged) {
    // What an earlier try had the owner do is unchanged now, and this import's all the same.
    LAOWU_ASSIGN_OR_RETURN(const bool here, IsWrittenHere(job_, stored_, row));
    if (here) {
      told.set_change(intended);
      told.set_attested_outcome(attested);
      *told.mutable_warnings() = told_before;
    }
  }
  if (!Writes(row)) {
    row.clear_vacancy_before();
    row.clear_worker_before();
  }
  return absl::OkStatus();
}

// One that cannot be opened again, since its last day is over, stays as it is.
absl::Status RunStep::Reopen(StoredRow& row) const {
  v1::ReopenVacancyRequest request;
  request.set_name(row.row().name());
  request.set_request_id(StepRequestId(job_.name(), row.row().row_number(), "reopen"));
  auto vacancy = job_.owners.Call("vacancy", &v1::VacancyService::Stub::ReopenVacancy, request);
  if (absl::IsFailedPrecondition(vacancy.status()) || absl::IsInvalidArgument(vacancy.status())) {
    auto* warning = row.mutable_row()->add_warnings();
    warning->set_reason("NOT_REOPENED");
    warning->set_field_path("state");
    warning->set_message(absl::StrCat("岗位已关闭，未能重新开放 / the vacancy stays closed: ",
                                      vacancy.status().message()));
    vacancy = GetVacancy(job_, row.row().name());
  }
  LAOWU_RETURN_IF_ERROR(vacancy.status());
  row.set_state_digest(StateDigest(*vacancy));
  return absl::OkStatus();
}

absl::Status RunStep::Close(PageRow& page_row) const {
  StoredRow& row = page_row.stored;
  if (row.row().done()) return absl::OkStatus();
  page_row.changed = true;
  LAOWU_ASSIGN_OR_RETURN(const v1::Vacancy before, GetVacancy(job_, row.row().name()));
  const std::string request_id = StepRequestId(job_.name(), row.row().row_number(), "close");
  v1::CloseVacancyRequest request;
  request.set_name(row.row().name());
  request.set_request_id(request_id);
  LAOWU_ASSIGN_OR_RETURN(
      const v1::Vacancy after,
      job_.owners.Call("vacancy", &v1::VacancyService::Stub::CloseVacancy, request));
  *row.mutable_row()->mutable_vacancy() = after;
  row.set_state_digest(StateDigest(after));
  return absl::OkStatus();
}

absl::Status RunStep::NoteNaming(const std::string& name, storage::Batch& more) const {
  LAOWU_ASSIGN_OR_RETURN(auto naming, ImportsNaming(job_.store, name));
  PlanNaming(name, job_.import_id, std::move(naming), more);
  return absl::OkStatus();
}

absl::Status RunStep::NoteSource(const StoredRow& row, storage::Batch& more) const {
  const auto& spec = stored_.import().spec();
  const std::string& name = row.row().name();
  if (name.empty()) return absl::OkStatus();
  // Whoever takes an import before this one back leaves what this one names, and is told which.
  if (spec.kind() == Import::WORKER) return NoteNaming(name, more);
  if (is_of_outcomes()) {
    // That an outcome was made by an import follows from its row; few are named by another.
    if (row.row().change() != v1::ImportRow::CREATE) LAOWU_RETURN_IF_ERROR(NoteNaming(name, more));
    const std::string& attested = row.row().attested_outcome();
    if (attested.empty() || attested == name) return absl::OkStatus();
    return NoteNaming(attested, more);
  }
  const std::string id = name.substr(name.rfind('/') + 1);
  const std::string key = SourceKey(spec.parent(), spec.source_display_name(), id);
  if (row.row().change() == v1::ImportRow::CLOSE) {
    more.Delete(Table::kVacanciesBySource, key);
    PlanClosed(name, row.state_digest(), more);
    return absl::OkStatus();
  }
  if (row.row().line_number() == 0) {
    // In no line of the file, and kept open since another source names it.
    more.Delete(Table::kVacanciesBySource, key);
    return absl::OkStatus();
  }
  LAOWU_RETURN_IF_ERROR(NoteNaming(name, more));
  if (!spec.source_display_name().empty()) more.Put(Table::kVacanciesBySource, key, "");
  if (row.reopens()) more.Delete(Table::kClosedVacancies, ClosedKey(name));
  return absl::OkStatus();
}

absl::Status RunStep::Commit(std::vector<PageRow>& page) {
  const int64_t next = page.back().stored.row().row_number() + 1;
  std::vector<StoredRow> changed;
  storage::Batch more;
  Import::Counts counts;
  for (PageRow& row : page) {
    if (row.stored.row().change() != v1::ImportRow::REJECT) {
      LAOWU_RETURN_IF_ERROR(NoteSource(row.stored, more));
    }
    Count(row.stored.row(), counts);
    // What stands as the preview says is done when the page is: IsDone().
    if (!row.changed) continue;
    row.stored.mutable_row()->set_done(true);
    changed.push_back(std::move(row.stored));
  }
  job_.rows_done_here += static_cast<int64_t>(page.size());
  return CommitWritten(job_, changed, std::move(more), [&](internal::v1::StoredImport& stored) {
    AddCounts(counts, *stored.mutable_import()->mutable_counts());
    stored.mutable_import()->set_done_row_count(next - 1);
    stored.set_next_row_number(next);
    stored.set_sent_end_row_number(std::max(stored.sent_end_row_number(), next));
  });
}

}  // namespace

absl::Status RunImport(ImportJob& job) { return RunStep(job).Run(); }

}  // namespace laowu::intake_role
