// RUNNING: rows go to their owner. What a row is about to change is written down before the owner
// is asked, so that a process which dies in between can still take it back.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/intake/import_job.h"
#include "services/intake/import_rules.h"
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
  absl::StatusOr<std::vector<StoredRow>> NextRows() const;
  absl::Status Intend(std::vector<StoredRow>& rows);
  absl::Status NoteBefore(const OwnerAnswer& answer, StoredRow& row) const;
  absl::Status Send(std::vector<StoredRow>& rows);
  absl::Status Take(const OwnerAnswer& answer, bool resumed, StoredRow& row);
  absl::Status Reopen(StoredRow& row) const;
  absl::Status Close(StoredRow& row) const;
  absl::Status NoteSource(const StoredRow& row, storage::Batch& more) const;
  absl::Status Commit(const std::vector<StoredRow>& rows);
  // Rows that were not sent to their owner, who counts those that were.
  void CountRejected() const;

  ImportJob& job_;
  internal::v1::StoredImport stored_;
  // Rows of the page at hand that an earlier process wrote down and may have sent.
  std::vector<bool> resumed_;
};

bool IsSent(const StoredRow& row) {
  return HasRecord(row) && row.row().change() != v1::ImportRow::REJECT &&
         row.row().change() != v1::ImportRow::CLOSE && !row.row().done();
}

absl::Status RunStep::Run() {
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const LoadedImport loaded, LoadStep(job_, Import::RUNNING));
    stored_ = loaded.stored;
    LAOWU_ASSIGN_OR_RETURN(std::vector<StoredRow> rows, NextRows());
    if (rows.empty()) break;
    LAOWU_RETURN_IF_ERROR(Intend(rows));
    LAOWU_RETURN_IF_ERROR(Send(rows));
    for (StoredRow& row : rows) {
      if (row.row().change() == v1::ImportRow::CLOSE) LAOWU_RETURN_IF_ERROR(Close(row));
    }
    LAOWU_RETURN_IF_ERROR(Commit(rows));
  }
  LAOWU_RETURN_IF_ERROR(WriteReceipts(job_));
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

absl::StatusOr<std::vector<StoredRow>> RunStep::NextRows() const {
  LAOWU_ASSIGN_OR_RETURN(auto rows, LoadRows(job_.store, job_.keys(), job_.import_id,
                                             stored_.next_row_number(), kJobRows));
  size_t bytes = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    bytes += rows[i].ByteSizeLong();
    if (bytes > kRunBytes && i > 0) {
      rows.resize(i);
      break;
    }
  }
  return rows;
}

absl::Status RunStep::Intend(std::vector<StoredRow>& rows) {
  resumed_.clear();
  std::vector<const StoredRow*> sent;
  std::vector<size_t> places;
  for (size_t i = 0; i < rows.size(); ++i) {
    resumed_.push_back(rows[i].intended());
    if (!IsSent(rows[i]) || rows[i].intended()) continue;
    sent.push_back(&rows[i]);
    places.push_back(i);
  }
  LAOWU_ASSIGN_OR_RETURN(const auto answers, SendRows(job_, stored_, sent, true));
  std::vector<StoredRow> intended;
  for (size_t i = 0; i < answers.size(); ++i) {
    StoredRow& row = rows[places[i]];
    LAOWU_RETURN_IF_ERROR(NoteBefore(answers[i], row));
    if (row.row().change() == v1::ImportRow::REJECT) continue;
    row.set_intended(true);
    intended.push_back(row);
  }
  if (intended.empty()) return absl::OkStatus();
  return CommitStep(job_, Import::RUNNING, intended, {}, [](internal::v1::StoredImport&) {});
}

absl::Status RunStep::NoteBefore(const OwnerAnswer& answer, StoredRow& row) const {
  TakeAnswer(answer, row);
  row.clear_vacancy_before();
  row.clear_worker_before();
  const bool changes = row.row().change() == v1::ImportRow::UPDATE;
  if (changes && answer.vacancy.has_before()) {
    *row.mutable_vacancy_before() = answer.vacancy.before();
  }
  if (changes && answer.worker.has_before()) *row.mutable_worker_before() = answer.worker.before();
  if (!row.row().has_vacancy() || row.row().name().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto closed, ClosedByImport(job_, row.row().name()));
  row.set_reopens(closed.has_value());
  if (!closed.has_value()) return absl::OkStatus();
  DropStaysClosed(row);
  row.mutable_row()->set_change(v1::ImportRow::UPDATE);
  *row.mutable_vacancy_before() = *closed;
  return absl::OkStatus();
}

absl::Status RunStep::Send(std::vector<StoredRow>& rows) {
  std::vector<const StoredRow*> sent;
  std::vector<size_t> places;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!IsSent(rows[i])) continue;
    sent.push_back(&rows[i]);
    places.push_back(i);
  }
  LAOWU_ASSIGN_OR_RETURN(const auto answers, SendRows(job_, stored_, sent, false));
  for (size_t i = 0; i < answers.size(); ++i) {
    LAOWU_RETURN_IF_ERROR(Take(answers[i], resumed_[places[i]], rows[places[i]]));
  }
  return absl::OkStatus();
}

absl::Status RunStep::Take(const OwnerAnswer& answer, bool resumed, StoredRow& row) {
  const v1::ImportRow::Change intended = row.row().change();
  TakeAnswer(answer, row);
  if (row.reopens()) DropStaysClosed(row);
  auto& told = *row.mutable_row();
  // What an earlier process had the owner do is unchanged now, and this import's all the same.
  const bool unchanged = told.change() == v1::ImportRow::UNCHANGED;
  if (unchanged && (resumed || row.reopens())) told.set_change(intended);
  // The owner knows best what stood there when it wrote.
  const bool wrote = !unchanged && told.change() == v1::ImportRow::UPDATE;
  if (wrote && answer.vacancy.has_before() && !row.reopens()) {
    *row.mutable_vacancy_before() = answer.vacancy.before();
  }
  if (wrote && answer.worker.has_before()) *row.mutable_worker_before() = answer.worker.before();
  if (told.change() != v1::ImportRow::CREATE && told.change() != v1::ImportRow::UPDATE) {
    row.clear_vacancy_before();
    row.clear_worker_before();
  }
  row.set_etag(answer.worker.etag());
  if (row.reopens()) {
    LAOWU_RETURN_IF_ERROR(Reopen(row));
  } else if (answer.vacancy.has_after()) {
    row.set_state_digest(StateDigest(answer.vacancy.after()));
  } else if (resumed && told.has_vacancy() && !told.name().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const v1::Vacancy now, GetVacancy(job_, told.name()));
    row.set_state_digest(StateDigest(now));
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

absl::Status RunStep::Close(StoredRow& row) const {
  if (row.row().done()) return absl::OkStatus();
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

absl::Status RunStep::NoteSource(const StoredRow& row, storage::Batch& more) const {
  const auto& spec = stored_.import().spec();
  const std::string& name = row.row().name();
  if (spec.kind() != Import::VACANCY || name.empty()) return absl::OkStatus();
  const std::string id = name.substr(name.rfind('/') + 1);
  const std::string key = SourceKey(spec.parent(), spec.source_display_name(), id);
  if (row.row().change() == v1::ImportRow::CLOSE) {
    more.Delete(Table::kVacanciesBySource, key);
    PlanClosed(name, row.state_digest(), more);
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(auto naming, ImportsNaming(job_.store, spec.parent(), id));
  PlanNaming(spec.parent(), id, job_.import_id, std::move(naming), more);
  if (!spec.source_display_name().empty()) more.Put(Table::kVacanciesBySource, key, "");
  if (row.reopens()) more.Delete(Table::kClosedVacancies, ClosedKey(name));
  return absl::OkStatus();
}

absl::Status RunStep::Commit(const std::vector<StoredRow>& rows) {
  std::vector<StoredRow> done;
  storage::Batch more;
  Import::Counts counts;
  for (const StoredRow& row : rows) {
    if (row.row().change() != v1::ImportRow::REJECT) {
      LAOWU_RETURN_IF_ERROR(NoteSource(row, more));
    }
    done.push_back(row);
    done.back().mutable_row()->set_done(true);
  }
  job_.rows_done_here += static_cast<int64_t>(rows.size());
  const int64_t next = rows.back().row().row_number() + 1;
  return CommitWritten(job_, done, std::move(more), [&](internal::v1::StoredImport& stored) {
    for (const StoredRow& row : done) {
      Count(row.row(), 1, *stored.mutable_import()->mutable_counts());
    }
    stored.mutable_import()->set_done_row_count(next - 1);
    stored.set_next_row_number(next);
  });
}

}  // namespace

absl::Status RunImport(ImportJob& job) { return RunStep(job).Run(); }

}  // namespace laowu::intake_role
