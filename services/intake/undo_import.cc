// UNDOING: what the import wrote is taken back, the last row first, unless somebody has changed it
// since. Each row says what became of it.

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/intake/built_on.h"
#include "services/intake/import_changes.h"
#include "services/intake/import_job.h"
#include "services/intake/import_rules.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/mutex.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using storage::Table;
using v1::Import;
using v1::ImportRow;

constexpr int kUndoRows = 500;
// Each record is a commit of its owner's; commits that come together are written together.
constexpr int kUndoThreads = 16;

class UndoStep {
 public:
  explicit UndoStep(ImportJob& job) : job_(job) {}
  absl::Status Run();

 private:
  absl::StatusOr<bool> TakeBackRows();
  // Rows that were sent to their owner, whose answer was lost: they are as good as done where the
  // owner has them now.
  absl::Status Settle(const internal::v1::StoredImport& stored, std::vector<StoredRow>& rows);
  // All that wrote something, several at a time; `resumed`: whether an earlier process has begun
  // it.
  absl::Status TakeBackEach(std::vector<StoredRow>& rows, const std::vector<bool>& resumed);
  // OK also where the row is left: it says so itself. An error ends the step.
  absl::Status TakeBack(StoredRow& row);
  absl::Status TakeBackVacancy(StoredRow& row);
  // A later import that names the vacancy and stands; empty: there is none.
  absl::StatusOr<std::string> StandingNamer(const std::string& vacancy_name) const;
  absl::Status RestoreVacancy(StoredRow& row, const v1::Vacancy& now);
  absl::Status TakeBackWorker(StoredRow& row);
  absl::Status LookWhoIsBuiltOn(const std::vector<StoredRow>& rows);
  // With the record as `etag` says; ABORTED if it is another by now.
  absl::Status EraseWorker(StoredRow& row, const std::string& etag);
  absl::Status RestoreWorker(StoredRow& row, v1::Worker now);
  absl::Status VoidFacts(const StoredRow& row, const v1::Worker& now);
  absl::Status VoidOutcome(StoredRow& row);

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(absl::string_view role,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) const {
    return job_.owners.Call(role, method, request);
  }
  std::string RequestId(const StoredRow& row, absl::string_view step) const {
    return StepRequestId(job_.name(), row.row().row_number(), step);
  }

  // Whether what the record says now is what this step itself made of it.
  bool IsLeftByUs(const std::string& name, const std::string& state) {
    storage::MutexLock lock(mutex_);
    const auto ours = left_by_us_.find(name);
    return ours != left_by_us_.end() && ours->second == state;
  }
  void NoteLeft(const std::string& name, std::string state) {
    storage::MutexLock lock(mutex_);
    left_by_us_[name] = std::move(state);
  }

  ImportJob& job_;
  // Of the rows at hand, constant while they are taken back.
  Import::Spec spec_;
  BuiltOn built_on_{job_.owners};
  storage::Mutex mutex_;
  storage::Batch more_ LAOWU_GUARDED_BY(mutex_);  // of the rows at hand
  // Of records that several rows of the file changed.
  absl::flat_hash_map<std::string, std::string> left_by_us_ LAOWU_GUARDED_BY(mutex_);
};

// Rows of one group touch the same records (an employer's vacancies that say the same, a person's
// outcomes), and are taken back one after the other.
std::string GroupOf(const ImportRow& row) {
  if (row.has_outcome()) return row.outcome().worker();
  if (row.has_worker()) return row.name();
  return row.vacancy().employer_display_name();
}

bool WroteSomething(const StoredRow& row) {
  return row.row().done() && (Writes(row) || row.row().change() == ImportRow::CLOSE);
}

// Something stood in the way of its undoing, and may be gone.
bool IsKept(const StoredRow& row) { return row.row().undo_result() == ImportRow::NOT_POSSIBLE; }

bool IsDue(const StoredRow& row) {
  return WroteSomething(row) &&
         (row.row().undo_result() == ImportRow::UNDO_RESULT_UNSPECIFIED || IsKept(row));
}

void Leave(ImportRow::UndoResult result, absl::string_view why, StoredRow& row) {
  row.mutable_row()->set_undo_result(result);
  row.mutable_row()->set_undo_message(std::string(why));
}

absl::Status LeaveChanged(StoredRow& row) {
  Leave(ImportRow::CHANGED_SINCE,
        "导入后已被他人修改，保持现状 / somebody has changed it since; it stands as it is", row);
  return absl::OkStatus();
}

// A refusal that another try would meet, too: the row is left, and says why. Others are the step's.
absl::Status LeaveIfRefused(const absl::Status& status, StoredRow& row) {
  if (absl::IsAborted(status)) return LeaveChanged(row);
  if (absl::IsNotFound(status) || absl::IsFailedPrecondition(status) ||
      absl::IsInvalidArgument(status) || absl::IsPermissionDenied(status) ||
      absl::IsAlreadyExists(status)) {
    Leave(ImportRow::NOT_POSSIBLE, status.message(), row);
    return absl::OkStatus();
  }
  return status;
}

absl::Status UndoStep::Run() {
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, TakeBackRows());
    if (!more) break;
  }
  return CommitStep(job_, Import::UNDOING, {}, {}, [](internal::v1::StoredImport& stored) {
    stored.mutable_import()->set_state(Import::UNDONE);
  });
}

absl::StatusOr<bool> UndoStep::TakeBackRows() {
  LAOWU_ASSIGN_OR_RETURN(const LoadedImport loaded, LoadStep(job_, Import::UNDOING));
  spec_ = loaded.stored.import().spec();
  const int64_t end = loaded.stored.next_row_number();
  if (end <= 1) return false;
  const int64_t begin = std::max<int64_t>(1, end - kUndoRows);
  LAOWU_ASSIGN_OR_RETURN(auto rows, LoadRows(job_.store, job_.keys(), job_.import_id, begin,
                                             static_cast<int>(end - begin)));
  LAOWU_RETURN_IF_ERROR(Settle(loaded.stored, rows));
  std::vector<StoredRow> begun;
  std::vector<bool> resumed;
  for (StoredRow& row : rows) {
    resumed.push_back(row.undo_begun());
    if (!WroteSomething(row) || row.undo_begun()) continue;
    begun.push_back(row);
    begun.back().set_undo_begun(true);
  }
  if (!begun.empty()) {
    LAOWU_RETURN_IF_ERROR(
        CommitStep(job_, Import::UNDOING, begun, {}, [](internal::v1::StoredImport&) {}));
  }
  LAOWU_RETURN_IF_ERROR(LookWhoIsBuiltOn(rows));
  std::vector<bool> due;
  std::vector<bool> kept_before;
  for (const StoredRow& row : rows) {
    due.push_back(IsDue(row));
    kept_before.push_back(IsKept(row));
  }
  LAOWU_RETURN_IF_ERROR(TakeBackEach(rows, resumed));
  std::vector<StoredRow> taken_back;
  int64_t undone = 0;
  int64_t kept = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!due[i]) continue;
    ++(rows[i].row().undo_result() == ImportRow::UNDONE ? undone : kept);
    if (kept_before[i]) --kept;
    if (IsKept(rows[i])) rows[i].set_undo_begun(false);  // another undoing begins anew
    taken_back.push_back(std::move(rows[i]));
  }
  storage::Batch more;
  {
    storage::MutexLock lock(mutex_);
    std::swap(more, more_);
  }
  job_.rows_done_here += end - begin;
  LAOWU_RETURN_IF_ERROR(CommitStep(job_, Import::UNDOING, taken_back, std::move(more),
                                   [&](internal::v1::StoredImport& stored) {
                                     auto& import = *stored.mutable_import();
                                     import.set_undone_count(import.undone_count() + undone);
                                     import.set_kept_count(import.kept_count() + kept);
                                     import.set_done_row_count(import.row_count() - begin + 1);
                                     stored.set_next_row_number(begin);
                                   }));
  return begin > 1;
}

absl::Status UndoStep::TakeBackEach(std::vector<StoredRow>& rows,
                                    const std::vector<bool>& resumed) {
  absl::flat_hash_map<std::string, size_t> group_of;
  std::vector<std::vector<size_t>> groups;  // of positions, the last row first
  for (size_t i = rows.size(); i-- > 0;) {
    if (!IsDue(rows[i])) continue;
    const auto [group, is_new] = group_of.try_emplace(GroupOf(rows[i].row()), groups.size());
    if (is_new) groups.emplace_back();
    groups[group->second].push_back(i);
  }
  std::atomic<size_t> next = 0;
  std::atomic<bool> failed = false;
  storage::Mutex mutex;
  absl::Status failure;
  const auto work = [&] {
    for (size_t at = next++; at < groups.size() && !failed; at = next++) {
      for (const size_t i : groups[at]) {
        rows[i].set_undo_begun(resumed[i]);
        const absl::Status status = TakeBack(rows[i]);
        rows[i].set_undo_begun(true);
        if (status.ok()) continue;
        failed = true;
        storage::MutexLock lock(mutex);
        failure.Update(status);
        return;
      }
    }
  };
  std::vector<std::thread> threads;
  for (size_t i = 1; i < std::min<size_t>(kUndoThreads, groups.size()); ++i) {
    threads.emplace_back(work);
  }
  work();
  for (std::thread& thread : threads) thread.join();
  storage::MutexLock lock(mutex);
  return failure;
}

absl::Status UndoStep::Settle(const internal::v1::StoredImport& stored,
                              std::vector<StoredRow>& rows) {
  std::vector<const StoredRow*> sent;
  std::vector<StoredRow*> unsettled;
  for (StoredRow& row : rows) {
    if (!MayBeSent(stored, row)) continue;
    sent.push_back(&row);
    unsettled.push_back(&row);
  }
  LAOWU_ASSIGN_OR_RETURN(const auto answers, SendRows(job_, stored, sent, Sending::kCheckNamed));
  for (size_t i = 0; i < answers.size(); ++i) {
    StoredRow& row = *unsettled[i];
    if (answers[i].result.result() != v1::ImportResult::UNCHANGED) continue;
    row.mutable_row()->set_name(answers[i].result.name());
    LAOWU_ASSIGN_OR_RETURN(const bool here, IsWrittenHere(job_, stored, row));
    row.mutable_row()->set_done(here);
  }
  return absl::OkStatus();
}

absl::Status UndoStep::TakeBack(StoredRow& row) {
  Leave(ImportRow::UNDONE, "", row);
  if (row.row().has_outcome()) return VoidOutcome(row);
  if (row.row().has_worker()) return TakeBackWorker(row);
  return TakeBackVacancy(row);
}

absl::Status UndoStep::TakeBackVacancy(StoredRow& row) {
  const std::string& name = row.row().name();
  const auto now = GetVacancy(job_, name);
  if (!now.ok()) return LeaveIfRefused(now.status(), row);
  const std::string digest = StateDigest(*now);
  const bool untouched =
      digest == row.state_digest() || row.undo_begun() || IsLeftByUs(name, digest);
  if (!untouched) return LeaveChanged(row);
  if (row.row().change() != ImportRow::CLOSE) {
    LAOWU_ASSIGN_OR_RETURN(const std::string namer, StandingNamer(name));
    if (!namer.empty()) {
      Leave(ImportRow::NOT_POSSIBLE,
            absl::StrCat("后来的导入 ", namer, " 也列有此岗位，保持现状 / the later import ", namer,
                         " names it, too; it stands as it is"),
            row);
      return absl::OkStatus();
    }
  }
  absl::StatusOr<v1::Vacancy> after = *now;
  if (row.row().change() == ImportRow::CLOSE) {
    v1::ReopenVacancyRequest request;
    request.set_name(name);
    request.set_request_id(RequestId(row, "undo"));
    if (now->state() != v1::Vacancy::OPEN) {
      after = Call("vacancy", &v1::VacancyService::Stub::ReopenVacancy, request);
    }
    const std::string id = name.substr(name.rfind('/') + 1);
    storage::MutexLock lock(mutex_);
    more_.Delete(Table::kClosedVacancies, ClosedKey(name));
    // The source's next file is held against it again.
    more_.Put(Table::kVacanciesBySource, SourceKey(spec_.parent(), spec_.source_display_name(), id),
              "");
  } else {
    if (row.has_vacancy_before()) LAOWU_RETURN_IF_ERROR(RestoreVacancy(row, *now));
    if (row.row().undo_result() != ImportRow::UNDONE) return absl::OkStatus();
    if (row.row().change() == ImportRow::CREATE || row.reopens()) {
      v1::CloseVacancyRequest request;
      request.set_name(name);
      request.set_request_id(RequestId(row, "undo"));
      after = Call("vacancy", &v1::VacancyService::Stub::CloseVacancy, request);
      // Another file that names it opens it again.
      if (after.ok()) {
        storage::MutexLock lock(mutex_);
        PlanClosed(name, StateDigest(*after), more_);
      }
    } else {
      after = GetVacancy(job_, name);
    }
  }
  if (!after.ok()) return LeaveIfRefused(after.status(), row);
  NoteLeft(name, StateDigest(*after));
  return absl::OkStatus();
}

absl::StatusOr<std::string> UndoStep::StandingNamer(const std::string& vacancy_name) const {
  const auto ids = runtime::ParseName("offices/*/vacancies/*", vacancy_name);
  if (!ids.has_value()) return std::string();
  LAOWU_ASSIGN_OR_RETURN(
      const auto naming,
      ImportsNaming(job_.store, absl::StrCat("offices/", ids->front()), ids->back()));
  auto later = std::find(naming.begin(), naming.end(), job_.import_id);
  // Not among the newest: all of them came later.
  later = later == naming.end() ? naming.begin() : std::next(later);
  for (; later != naming.end(); ++later) {
    LAOWU_ASSIGN_OR_RETURN(const auto import, LoadImport(job_.store, *later));
    if (!import.has_value()) continue;  // erased
    const auto state = import->stored.import().state();
    if (state != Import::UNDONE && state != Import::UNDOING) return ImportName(*later);
  }
  return std::string();
}

absl::Status UndoStep::RestoreVacancy(StoredRow& row, const v1::Vacancy& now) {
  const auto fields = ChangedFields(row.vacancy_before(), now);
  if (fields.empty()) return absl::OkStatus();
  v1::UpdateVacancyRequest request;
  *request.mutable_vacancy() = row.vacancy_before();
  request.mutable_vacancy()->set_etag(now.etag());
  for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
  request.set_request_id(RequestId(row, "undo"));
  return LeaveIfRefused(Call("vacancy", &v1::VacancyService::Stub::UpdateVacancy, request).status(),
                        row);
}

absl::Status UndoStep::TakeBackWorker(StoredRow& row) {
  if (row.row().change() == ImportRow::CREATE && !row.etag().empty()) {
    const absl::Status erased = EraseWorker(row, row.etag());
    if (erased.ok()) return absl::OkStatus();
    // Not as the import left it, or not any more: by whom, is seen below.
    if (!absl::IsAborted(erased) && !absl::IsFailedPrecondition(erased)) {
      return LeaveIfRefused(erased, row);
    }
  }
  v1::GetWorkerRequest get;
  get.set_name(row.row().name());
  auto now = Call("worker", &v1::WorkerService::Stub::GetWorker, get);
  if (!now.ok()) return LeaveIfRefused(now.status(), row);
  if (now->has_erase_time()) return absl::OkStatus();  // gone, by us or by others
  const bool untouched =
      now->etag() == row.etag() || row.undo_begun() || IsLeftByUs(now->name(), now->etag());
  if (!untouched) return LeaveChanged(row);
  if (row.row().change() == ImportRow::CREATE) {
    return LeaveIfRefused(EraseWorker(row, now->etag()), row);
  }
  LAOWU_RETURN_IF_ERROR(RestoreWorker(row, *std::move(now)));
  now = Call("worker", &v1::WorkerService::Stub::GetWorker, get);
  LAOWU_RETURN_IF_ERROR(now.status());
  NoteLeft(now->name(), now->etag());
  return absl::OkStatus();
}

absl::Status UndoStep::LookWhoIsBuiltOn(const std::vector<StoredRow>& rows) {
  std::vector<BuiltOn::Made> made;
  for (const StoredRow& row : rows) {
    const bool is_made = row.row().has_worker() && row.row().change() == ImportRow::CREATE;
    if (is_made && IsDue(row)) made.push_back({row.row().name(), row.etag()});
  }
  return built_on_.Look(made);
}

// A person whom others have proposed or reported on is not erased with the file.
absl::Status UndoStep::EraseWorker(StoredRow& row, const std::string& etag) {
  const std::string& name = row.row().name();
  LAOWU_ASSIGN_OR_RETURN(const bool built_on, built_on_.Is(name));
  if (built_on) {
    Leave(ImportRow::NOT_POSSIBLE,
          "已有推荐或务工动态，未删除 / there are placements or outcomes of this person", row);
    return absl::OkStatus();
  }
  v1::DeleteWorkerRequest request;
  request.set_name(name);
  request.set_purpose(absl::StrCat("撤销导入 undo of ", job_.name()));
  request.set_etag(etag);
  request.set_request_id(RequestId(row, "undo"));
  request.set_made_by_mistake(true);  // the mended file may bring the person again
  return Call("worker", &v1::WorkerService::Stub::DeleteWorker, request).status();
}

// Facts of the commit that wrote the row bear the worker's own time.
absl::Status UndoStep::VoidFacts(const StoredRow& row, const v1::Worker& now) {
  v1::ListWorkerFactsRequest list;
  list.set_parent(now.name());
  list.set_page_size(500);
  LAOWU_ASSIGN_OR_RETURN(const auto facts,
                         Call("worker", &v1::WorkerService::Stub::ListWorkerFacts, list));
  for (const v1::WorkerFact& fact : facts.facts()) {
    const bool same_commit =
        runtime::ToTime(fact.record_time()) == runtime::ToTime(now.update_time());
    if (!same_commit || fact.kind() == v1::WorkerFact::FACT_VOIDED) continue;
    v1::RecordWorkerFactRequest request;
    request.set_parent(now.name());
    request.mutable_fact()->set_kind(v1::WorkerFact::FACT_VOIDED);
    *request.mutable_fact()->mutable_effective_date() = fact.effective_date();
    request.mutable_fact()->mutable_values()->set_voided_fact(fact.name());
    request.set_request_id(RequestId(row, fact.name()));
    LAOWU_RETURN_IF_ERROR(
        Call("worker", &v1::WorkerService::Stub::RecordWorkerFact, request).status());
  }
  return absl::OkStatus();
}

absl::Status UndoStep::RestoreWorker(StoredRow& row, v1::Worker now) {
  // After an interruption the version is no longer the import's; what was voided then stays so.
  if (now.etag() == row.etag()) {
    const absl::Status voided = VoidFacts(row, now);
    if (!voided.ok()) return LeaveIfRefused(voided, row);
    v1::GetWorkerRequest get;
    get.set_name(now.name());
    LAOWU_ASSIGN_OR_RETURN(now, Call("worker", &v1::WorkerService::Stub::GetWorker, get));
  }
  v1::UpdateWorkerRequest request;
  *request.mutable_worker() = row.worker_before();
  request.mutable_worker()->set_etag(now.etag());
  // Of details the import may have set any, and this role does not read them.
  *now.mutable_personal_details() = v1::Worker::PersonalDetails();
  for (const std::string& field : ChangedFields(row.worker_before(), now)) {
    if (field.rfind("personal_details.", 0) != 0) request.mutable_update_mask()->add_paths(field);
  }
  for (const char* detail : {"display_name", "phone_number", "identity_number"}) {
    request.mutable_update_mask()->add_paths(absl::StrCat("personal_details.", detail));
  }
  request.set_request_id(RequestId(row, "undo"));
  return LeaveIfRefused(Call("worker", &v1::WorkerService::Stub::UpdateWorker, request).status(),
                        row);
}

absl::Status UndoStep::VoidOutcome(StoredRow& row) {
  if (row.row().change() != ImportRow::CREATE) {
    Leave(ImportRow::NOT_POSSIBLE,
          "佐证不能撤回 / the outcome stood before; an attestation is not taken back", row);
    return absl::OkStatus();
  }
  const std::string& attested = row.row().attested_outcome();
  if (!attested.empty()) {
    Leave(ImportRow::UNDONE,
          absl::StrCat(
              "本条核实已作废；对 ", attested,
              " 的佐证不能撤回，佐证有误的，请作废那条后按实情重新登记 / the confirmation is "
              "taken back; what vouches for ",
              attested, " stays: if that is wrong, take that outcome back and record it as it was"),
          row);
  }
  v1::RecordOutcomeRequest request;
  auto& outcome = *request.mutable_outcome();
  outcome.set_type(v1::Outcome::VOIDED);
  outcome.set_worker(row.row().outcome().worker());
  outcome.set_voids(row.row().name());
  outcome.set_undone_import(job_.name());
  *outcome.mutable_effective_date() = row.row().outcome().effective_date();
  request.set_request_id(RequestId(row, "undo"));
  return LeaveIfRefused(
      Call("placement", &v1::PlacementService::Stub::RecordOutcome, request).status(), row);
}

}  // namespace

absl::Status UndoImport(ImportJob& job) { return UndoStep(job).Run(); }

}  // namespace laowu::intake_role
