#include "services/intake/import_job.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/intake/import_changes.h"
#include "services/intake/import_counts.h"
#include "services/intake/import_notes.h"
#include "services/intake/import_rules.h"
#include "services/intake/raw_rows.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

// Roles on other machines have clocks of their own.
constexpr absl::Duration kClocksDiffer = absl::Minutes(1);

absl::Status NoLonger() { return absl::CancelledError("the step is no longer wanted"); }

// As a clerk finds the row: "小坝村 第 12 行 line 12".
std::string LineWords(const v1::ImportRow& row) {
  return absl::StrCat(row.sheet_display_name(), row.sheet_display_name().empty() ? "" : " ", "第 ",
                      row.line_number(), " 行 line ", row.line_number());
}

template <typename Response>
std::vector<OwnerAnswer> Answers(const Response& response, absl::string_view record,
                                 const std::vector<const StoredRow*>& rows, bool may_be_older) {
  const RowWords words = [&](int index) -> std::string {
    const auto at = static_cast<size_t>(index);
    return at < rows.size() ? LineWords(rows[at]->row()) : "";
  };
  std::vector<OwnerAnswer> answers;
  for (const auto& result : response.results()) {
    OwnerAnswer& answer = answers.emplace_back();
    answer.result = result;
    answer.may_be_older = may_be_older;
    if (answer.result.has_status()) {
      NameFieldsAsInRow(result.index(), words, record, *answer.result.mutable_status());
    }
  }
  return answers;
}

template <typename Row>
void AddReading(const StoredRow& from, Row* to) {
  *to->mutable_inferred_fields() = from.row().inferred_fields();
  for (int i = 0; i < from.read_warning_count(); ++i) *to->add_warnings() = from.row().warnings(i);
}

// How the row found its record: it is written only where the record still stands so.
template <typename Record>
void SetFound(const StoredRow& from, Record* to) {
  to->set_name(from.row().name());
  to->set_etag(from.etag());
}

absl::StatusOr<std::vector<OwnerAnswer>> SendVacancies(const ImportJob& job,
                                                       const internal::v1::StoredImport& stored,
                                                       const std::vector<const StoredRow*>& rows,
                                                       Sending sending) {
  v1::ImportVacanciesRequest request;
  request.set_parent(stored.import().spec().parent());
  request.set_validate_only(sending != Sending::kWrite);
  request.set_return_changes(true);
  for (const std::string& path : stored.mask_paths()) {
    request.mutable_update_mask()->add_paths(path);
  }
  for (const StoredRow* row : rows) {
    auto* sent = request.add_rows();
    const bool writes = sending == Sending::kWrite;
    if (!writes || !StandsByEtag(*row)) {
      *sent->mutable_vacancy() = row->row().vacancy();
      AddReading(*row, sent);
    }
    if (writes) SetFound(*row, sent->mutable_vacancy());
    if (sending == Sending::kCheckNamed) sent->mutable_vacancy()->set_name(row->row().name());
  }
  bool may_be_done = false;
  LAOWU_ASSIGN_OR_RETURN(const auto response,
                         job.owners.Call("vacancy", &v1::VacancyService::Stub::ImportVacancies,
                                         request, &may_be_done));
  auto answers = Answers(response, "vacancy", rows, may_be_done);
  for (const auto& change : response.changes()) {
    answers[static_cast<size_t>(change.index())].vacancy = change;
  }
  return answers;
}

// From when on a person is registered elsewhere decides in whose figures they stand: where the
// sender has not said it, the row does.
void WarnOfDatedChange(const google::type::Date& as_of, const std::vector<std::string>& columns,
                       const v1::Worker& row, OwnerAnswer& answer) {
  if (answer.result.result() != v1::ImportResult::UPDATED || !answer.worker.has_before()) return;
  const v1::Worker& before = answer.worker.before();
  const bool moves = !row.division_code().empty() && row.division_code() != before.division_code();
  if (!moves && RuralByRow(before, row, columns) == before.rural()) return;
  const auto day = runtime::ToCivilDay(as_of);
  const std::string date = day.has_value() ? runtime::DateText(*day) : "";
  auto* warning = answer.result.add_warnings();
  warning->set_reason("DATED_TODAY");
  warning->set_field_path(moves ? "division_code" : "rural");
  warning->set_message(absl::StrCat("户籍或农村户籍有变动，没有写明日期，按 ", date,
                                    " 起算 / registration or rural status changes, "
                                    "and no date was given: it counts from ",
                                    date));
}

absl::StatusOr<std::vector<OwnerAnswer>> SendWorkers(const ImportJob& job,
                                                     const internal::v1::StoredImport& stored,
                                                     const std::vector<const StoredRow*>& rows,
                                                     Sending sending) {
  const auto& spec = stored.import().spec();
  v1::ImportWorkersRequest request;
  request.set_validate_only(sending != Sending::kWrite);
  request.set_return_changes(true);
  request.set_allow_erased(spec.allow_erased());
  request.set_allow_older(spec.allow_older());
  *request.mutable_as_of_date() =
      spec.has_as_of_date()
          ? spec.as_of_date()
          : runtime::ToDate(runtime::DayOf(runtime::ToTime(stored.import().create_time())));
  const std::vector<std::string> columns(stored.mask_paths().begin(), stored.mask_paths().end());
  for (const std::string& path : columns) request.mutable_update_mask()->add_paths(path);
  for (const StoredRow* row : rows) {
    auto* sent = request.add_rows();
    const bool writes = sending == Sending::kWrite;
    if (!writes || !StandsByEtag(*row)) {
      *sent->mutable_worker() = row->row().worker();
      AddReading(*row, sent);
    }
    if (writes) SetFound(*row, sent->mutable_worker());
  }
  bool may_be_done = false;
  LAOWU_ASSIGN_OR_RETURN(
      const auto response,
      job.owners.Call("worker", &v1::WorkerService::Stub::ImportWorkers, request, &may_be_done));
  auto answers = Answers(response, "worker", rows, may_be_done);
  for (const auto& change : response.changes()) {
    const auto at = static_cast<size_t>(change.index());
    answers[at].worker = change;
    if (!spec.has_as_of_date()) {
      WarnOfDatedChange(request.as_of_date(), columns, rows[at]->row().worker(), answers[at]);
    }
  }
  return answers;
}

// Whom nobody can reach has confirmed nothing in a call. That nobody knows where they are, the
// village can say.
bool IsVouchedFor(v1::Outcome::Type type, v1::Attestation::Kind kind) {
  return type != v1::Outcome::LOST_CONTACT || kind != v1::Attestation::WORKER_CONFIRMATION;
}

absl::StatusOr<std::vector<OwnerAnswer>> SendOutcomes(const ImportJob& job,
                                                      const internal::v1::StoredImport& stored,
                                                      const std::vector<const StoredRow*>& rows,
                                                      Sending sending) {
  const auto& spec = stored.import().spec();
  v1::ImportOutcomesRequest request;
  request.set_validate_only(sending != Sending::kWrite);
  for (const StoredRow* row : rows) {
    auto* sent = request.add_rows();
    *sent->mutable_outcome() = row->row().outcome();
    sent->set_named_outcome(row->named_outcome());
    if (spec.attestation_kind() == v1::Attestation::KIND_UNSPECIFIED) continue;
    if (!IsVouchedFor(sent->outcome().type(), spec.attestation_kind())) continue;
    sent->mutable_attestation()->set_kind(spec.attestation_kind());
    sent->mutable_attestation()->set_reference(spec.attestation_reference());
  }
  bool may_be_done = false;
  LAOWU_ASSIGN_OR_RETURN(const auto response,
                         job.owners.Call("placement", &v1::PlacementService::Stub::ImportOutcomes,
                                         request, &may_be_done));
  return Answers(response, "outcome", rows, may_be_done);
}

bool HasWarning(const v1::ImportRow& row, absl::string_view reason) {
  return std::any_of(row.warnings().begin(), row.warnings().end(),
                     [&](const v1::Warning& warning) { return warning.reason() == reason; });
}

// Whether the vacancy `name` was closed by an import and nobody has touched it since: then a row
// that names it opens it again. The vacancy as it stands; unset: it is not so.
absl::StatusOr<std::optional<v1::Vacancy>> ClosedByImport(const ImportJob& job,
                                                          const std::string& name) {
  LAOWU_ASSIGN_OR_RETURN(const std::string digest, ClosedDigest(job.store, name));
  if (digest.empty()) return std::optional<v1::Vacancy>();
  LAOWU_ASSIGN_OR_RETURN(v1::Vacancy vacancy, GetVacancy(job, name));
  const bool untouched = vacancy.state() == v1::Vacancy::CLOSED && StateDigest(vacancy) == digest;
  if (!untouched) return std::optional<v1::Vacancy>();
  return std::optional<v1::Vacancy>(std::move(vacancy));
}

using Edit = std::function<void(internal::v1::StoredImport&)>;

// `load`: the import, if it is still to be written to.
absl::Status CommitRows(ImportJob& job, const std::vector<StoredRow>& rows, storage::Batch more,
                        const Edit& edit,
                        const std::function<absl::StatusOr<LoadedImport>()>& load) {
  for (const StoredRow& row : rows) PlanRow(job.keys(), job.import_id, row, more);
  return runtime::PlanAnew([&]() -> absl::Status {
    LAOWU_ASSIGN_OR_RETURN(const LoadedImport old, load());
    internal::v1::StoredImport stored = old.stored;
    edit(stored);
    const double seconds = absl::ToDoubleSeconds(absl::Now() - job.begin_time);
    if (seconds > 0.5) {
      stored.mutable_import()->set_rows_per_second(
          static_cast<int>(static_cast<double>(job.rows_done_here) / seconds));
    }
    storage::Batch batch;
    PlanImport(job.import_id, old, stored, batch);
    batch.Append(more);
    return job.store.Commit(batch, absl::Now() + runtime::limits::kImportDeadline).status();
  });
}

}  // namespace

absl::StatusOr<LoadedImport> LoadStep(const ImportJob& job, v1::Import::State state) {
  if (job.stopping()) return NoLonger();
  LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadImport(job.store, job.import_id));
  if (!loaded.has_value() || loaded->stored.import().state() != state) return NoLonger();
  return *std::move(loaded);
}

absl::Status CommitStep(ImportJob& job, v1::Import::State state, const std::vector<StoredRow>& rows,
                        storage::Batch more,
                        const std::function<void(internal::v1::StoredImport&)>& edit) {
  return CommitRows(job, rows, std::move(more), edit, [&] { return LoadStep(job, state); });
}

absl::Status CommitWritten(ImportJob& job, const std::vector<StoredRow>& rows, storage::Batch more,
                           const std::function<void(internal::v1::StoredImport&)>& edit) {
  return CommitRows(job, rows, std::move(more), edit, [&]() -> absl::StatusOr<LoadedImport> {
    LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadImport(job.store, job.import_id));
    if (!loaded.has_value()) return NoLonger();
    return *std::move(loaded);
  });
}

absl::StatusOr<std::vector<OwnerAnswer>> SendRows(const ImportJob& job,
                                                  const internal::v1::StoredImport& stored,
                                                  const std::vector<const StoredRow*>& rows,
                                                  Sending sending) {
  if (rows.empty()) return std::vector<OwnerAnswer>();
  absl::StatusOr<std::vector<OwnerAnswer>> answers;
  switch (stored.import().spec().kind()) {
    case v1::Import::WORKER:
      answers = SendWorkers(job, stored, rows, sending);
      break;
    case v1::Import::OUTCOME:
    case v1::Import::SURVEY:
      answers = SendOutcomes(job, stored, rows, sending);
      break;
    default:
      answers = SendVacancies(job, stored, rows, sending);
  }
  if (answers.ok() && answers->size() != rows.size()) {
    return absl::InternalError("the owner did not answer for every row");
  }
  return answers;
}

absl::StatusOr<v1::Vacancy> GetVacancy(const ImportJob& job, const std::string& name) {
  v1::GetVacancyRequest request;
  request.set_name(name);
  return job.owners.Call("vacancy", &v1::VacancyService::Stub::GetVacancy, request);
}

absl::StatusOr<bool> IsWrittenHere(const ImportJob& job, const internal::v1::StoredImport& stored,
                                   StoredRow& row) {
  const std::string& name = row.row().name();
  const absl::Time since = runtime::ToTime(stored.step_time()) - kClocksDiffer;
  const auto is_here = [&](const auto& record) {
    return record.recorded_by() == stored.provenance().recorded_by() &&
           runtime::ToTime(record.update_time()) >= since;
  };
  if (row.row().has_vacancy()) {
    LAOWU_ASSIGN_OR_RETURN(const v1::Vacancy now, GetVacancy(job, name));
    row.set_state_digest(StateDigest(now));
    return is_here(now);
  }
  if (!row.row().has_worker()) return true;
  v1::GetWorkerRequest request;
  request.set_name(name);
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker now,
                         job.owners.Call("worker", &v1::WorkerService::Stub::GetWorker, request));
  row.set_etag(now.etag());
  return is_here(now);
}

bool HasMoved(const OwnerAnswer& answer, const StoredRow& row) {
  if (row.row().has_outcome()) return false;
  const bool of_vacancy = row.row().has_vacancy();
  const std::string& etag = of_vacancy ? answer.vacancy.etag() : answer.worker.etag();
  const bool writes = answer.result.result() == v1::ImportResult::CREATED ||
                      answer.result.result() == v1::ImportResult::UPDATED;
  if (!writes) return etag != row.etag();
  // What was written has another etag than what stood before, or than none.
  return etag == (of_vacancy ? answer.vacancy.before().etag() : answer.worker.before().etag());
}

void TakeAnswer(const OwnerAnswer& answer, StoredRow& stored) {
  v1::ImportRow& row = *stored.mutable_row();
  row.set_change(ChangeOf(answer.result.result()));
  row.set_name(answer.result.name());
  row.set_attested_outcome(answer.result.attested_outcome());
  row.clear_status();
  if (answer.result.has_status()) *row.mutable_status() = answer.result.status();
  // Vacancies and workers give the reader's own warnings back with theirs.
  const int own_count = row.has_outcome() ? stored.read_warning_count() : 0;
  row.mutable_warnings()->DeleteSubrange(own_count, row.warnings_size() - own_count);
  // Who was never dated is not known to be away: the row lacks a date, which is said once.
  const bool undated = row.has_outcome() && HasWarning(row, "DATE_NOT_UNDERSTOOD");
  for (const v1::Warning& warning : answer.result.warnings()) {
    if (IsOfFile(warning) || (undated && warning.reason() == "NOT_AWAY_THEN")) continue;
    *row.add_warnings() = warning;
  }
}

void DropStaysClosed(StoredRow& stored) {
  auto& warnings = *stored.mutable_row()->mutable_warnings();
  warnings.erase(
      std::remove_if(warnings.begin(), warnings.end(),
                     [](const v1::Warning& warning) { return warning.reason() == "STAYS_CLOSED"; }),
      warnings.end());
}

absl::Status TakeCheck(const ImportJob& job, const OwnerAnswer& answer, StoredRow& stored) {
  TakeAnswer(answer, stored);
  v1::ImportRow& row = *stored.mutable_row();
  stored.set_etag(row.has_vacancy() ? answer.vacancy.etag() : answer.worker.etag());
  stored.clear_vacancy_before();
  stored.clear_worker_before();
  stored.set_reopens(false);
  if (row.change() == v1::ImportRow::UPDATE) {
    if (answer.vacancy.has_before()) *stored.mutable_vacancy_before() = answer.vacancy.before();
    if (answer.worker.has_before()) *stored.mutable_worker_before() = answer.worker.before();
  }
  if (!row.has_vacancy() || stored.etag().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(auto closed, ClosedByImport(job, row.name()));
  if (!closed.has_value()) return absl::OkStatus();
  stored.set_reopens(true);
  DropStaysClosed(stored);
  row.set_change(v1::ImportRow::UPDATE);
  *stored.mutable_vacancy_before() = *std::move(closed);
  return absl::OkStatus();
}

}  // namespace laowu::intake_role
