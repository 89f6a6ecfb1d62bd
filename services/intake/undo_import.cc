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
#include "services/intake/built_on.h"
#include "services/intake/import_changes.h"
#include "services/intake/import_job.h"
#include "services/intake/import_rules.h"
#include "services/intake/undo_rows.h"
#include "services/intake/undo_workers.h"
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
constexpr int kTriesMost = 5;

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
  // Each hands back the vacancy as it left it; the row may say that it is left.
  absl::StatusOr<v1::Vacancy> OpenAgain(const StoredRow& row, const v1::Vacancy& now);
  absl::StatusOr<v1::Vacancy> SetBackOrClose(StoredRow& row, const v1::Vacancy& now);
  absl::Status RestoreVacancy(StoredRow& row, v1::Vacancy now) const;
  // What a vacancy says, whoever of the office wrote it last: an import that another clerk has
  // taken back leaves it as this one's sender did.
  std::string Said(v1::Vacancy vacancy) const;
  absl::Status VoidOutcome(StoredRow& row);
  absl::Status RecordVoided(StoredRow& row);
  // Since it was recorded, but for what files said that are undone, too.
  absl::StatusOr<bool> IsVouchedForByOthers(const std::string& outcome);

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

  ImportJob& job_;
  UndoNotes notes_;
  LaterImports later_{job_};
  UndoWorkers workers_{job_, notes_, later_};
  // Of the rows at hand, constant while they are taken back.
  Import import_;
  std::string sender_;
};

// Rows of one group touch the same records (an employer's vacancies that say the same, a person's
// outcomes), and are taken back one after the other.
std::string GroupOf(const ImportRow& row) {
  if (row.has_outcome()) return row.outcome().worker();
  if (row.has_worker()) return row.name();
  return row.vacancy().employer_display_name();
}

// A later file of the source does not have what this one has closed either.
void LeaveClosed(absl::string_view snapshot, StoredRow& row) {
  Leave(
      ImportRow::NOT_POSSIBLE,
      absl::StrCat("同一来源后来的整份文件 ", snapshot,
                   " 也没有此岗位，保持关闭；要重新开放，先撤销那次导入，再撤一次这次 / the later "
                   "snapshot of the source, ",
                   snapshot,
                   ", does not have it either, so it stays closed: undo that one first, and this "
                   "one again"),
      row);
}

// Whether the import's rows attested outcomes in these very words.
bool IsByImport(const internal::v1::StoredImport& stored, const v1::Attestation& attestation) {
  const auto& spec = stored.import().spec();
  return attestation.kind() == spec.attestation_kind() &&
         attestation.reference() == spec.attestation_reference() &&
         attestation.recorded_by() == stored.provenance().recorded_by();
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
  import_ = loaded.stored.import();
  sender_ = loaded.stored.provenance().recorded_by();
  const int64_t end = loaded.stored.next_row_number();
  if (end <= 1) return false;
  const int64_t begin = std::max<int64_t>(1, end - kUndoRows);
  LAOWU_ASSIGN_OR_RETURN(auto rows, LoadRows(job_.store, job_.keys(), job_.import_id, begin,
                                             static_cast<int>(end - begin)));
  LAOWU_RETURN_IF_ERROR(Settle(loaded.stored, rows));
  std::vector<StoredRow> begun;
  std::vector<bool> resumed;
  for (StoredRow& row : rows) {
    // Begun by an undoing that is over: what differs now, others have changed.
    if (row.row().undo_result() == ImportRow::CHANGED_SINCE) row.set_undo_begun(false);
    resumed.push_back(row.undo_begun());
    if (!WroteSomething(row) || row.undo_begun()) continue;
    begun.push_back(row);
    begun.back().set_undo_begun(true);
    // Kept it is until the new undoing has judged it.
    if (IsKept(row)) begun.back().mutable_row()->set_undo_result(ImportRow::NOT_POSSIBLE);
  }
  if (!begun.empty()) {
    LAOWU_RETURN_IF_ERROR(
        CommitStep(job_, Import::UNDOING, begun, {}, [](internal::v1::StoredImport&) {}));
  }
  LAOWU_RETURN_IF_ERROR(workers_.Look(rows, loaded.stored.asked_by()));
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
  job_.rows_done_here += end - begin;
  LAOWU_RETURN_IF_ERROR(CommitStep(job_, Import::UNDOING, taken_back, notes_.TakeBatch(),
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
  if (row.row().has_worker()) return workers_.TakeBack(row);
  return TakeBackVacancy(row);
}

// What it says was set back, and it was not closed: that failed once.
bool IsHalfTakenBack(const StoredRow& row, const v1::Vacancy& now) {
  return row.reopens() && row.has_vacancy_before() && now.state() == v1::Vacancy::OPEN &&
         ChangedFields(row.vacancy_before(), now).empty();
}

absl::Status UndoStep::TakeBackVacancy(StoredRow& row) {
  const std::string& name = row.row().name();
  const bool was_closed = row.row().change() == ImportRow::CLOSE;
  const auto now = GetVacancy(job_, name);
  if (!now.ok()) return LeaveIfRefused(now.status(), row);
  std::string namer;
  if (!was_closed) {
    LAOWU_ASSIGN_OR_RETURN(namer, later_.Standing(name));
  }
  const bool untouched = StateDigest(*now) == row.state_digest() ||
                         Said(*now) == row.state_digest() || row.undo_begun() ||
                         notes_.IsLeftByUs(name, Said(*now)) || IsHalfTakenBack(row, *now);
  if (!untouched) {
    const auto first = was_closed ? later_.InTheWayOfClosing(name, import_) : later_.InTheWay(name);
    LAOWU_RETURN_IF_ERROR(first.status());
    return LeaveChanged(row, *first);
  }
  if (!namer.empty()) {
    LeaveNamed(namer, row);
    return absl::OkStatus();
  }
  if (was_closed && now->state() != v1::Vacancy::OPEN) {
    LAOWU_ASSIGN_OR_RETURN(const std::string snapshot, later_.Snapshot(import_));
    if (!snapshot.empty()) {
      LeaveClosed(snapshot, row);
      return absl::OkStatus();
    }
  }
  const auto after = was_closed ? OpenAgain(row, *now) : SetBackOrClose(row, *now);
  if (!after.ok()) return LeaveIfRefused(after.status(), row);
  if (row.row().undo_result() == ImportRow::UNDONE) notes_.NoteLeft(name, Said(*after));
  return absl::OkStatus();
}

absl::StatusOr<v1::Vacancy> UndoStep::OpenAgain(const StoredRow& row, const v1::Vacancy& now) {
  const std::string& name = row.row().name();
  v1::ReopenVacancyRequest request;
  request.set_name(name);
  request.set_request_id(RequestId(row, "undo"));
  v1::Vacancy after = now;
  if (now.state() != v1::Vacancy::OPEN) {
    LAOWU_ASSIGN_OR_RETURN(after,
                           Call("vacancy", &v1::VacancyService::Stub::ReopenVacancy, request));
  }
  const std::string id = name.substr(name.rfind('/') + 1);
  notes_.Plan([&](storage::Batch& more) {
    more.Delete(Table::kClosedVacancies, ClosedKey(name));
    // The source's next file is held against it again.
    const auto& spec = import_.spec();
    more.Put(Table::kVacanciesBySource, SourceKey(spec.parent(), spec.source_display_name(), id),
             "");
  });
  return after;
}

absl::StatusOr<v1::Vacancy> UndoStep::SetBackOrClose(StoredRow& row, const v1::Vacancy& now) {
  const std::string& name = row.row().name();
  const bool closes = row.row().change() == ImportRow::CREATE || row.reopens();
  if (closes) {
    LAOWU_ASSIGN_OR_RETURN(const bool built_on, HasLivePlacement(job_.owners, name));
    if (built_on) {
      Leave(
          ImportRow::NOT_POSSIBLE,
          "已有推荐或已接受的人，未关闭；处理后可再次撤销 / somebody has been proposed or accepted "
          "for it, so it is not closed; end the placement and undo again",
          row);
      return now;
    }
  }
  if (row.has_vacancy_before()) LAOWU_RETURN_IF_ERROR(RestoreVacancy(row, now));
  if (row.row().undo_result() != ImportRow::UNDONE) return now;
  if (!closes) return GetVacancy(job_, name);
  v1::CloseVacancyRequest request;
  request.set_name(name);
  // What it said was set back under another id.
  request.set_request_id(RequestId(row, "undo: close"));
  LAOWU_ASSIGN_OR_RETURN(v1::Vacancy after,
                         Call("vacancy", &v1::VacancyService::Stub::CloseVacancy, request));
  // Another file that names it opens it again.
  notes_.Plan([&](storage::Batch& more) { PlanClosed(name, StateDigest(after), more); });
  return after;
}

std::string UndoStep::Said(v1::Vacancy vacancy) const {
  vacancy.set_recorded_by(sender_);
  return StateDigest(vacancy);
}

absl::Status UndoStep::RestoreVacancy(StoredRow& row, v1::Vacancy now) const {
  const std::string said = Said(now);
  for (int tries = 1;; ++tries) {
    auto fields = ChangedFields(row.vacancy_before(), now);
    // From where a value was read is part of what the vacancy says (StateDigest).
    for (std::string& field : FieldsReadOtherwise(row.vacancy_before(), now)) {
      if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
        fields.push_back(std::move(field));
      }
    }
    if (fields.empty()) return absl::OkStatus();
    v1::UpdateVacancyRequest request;
    *request.mutable_vacancy() = row.vacancy_before();
    request.mutable_vacancy()->set_etag(now.etag());
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    request.set_request_id(RequestId(row, "undo"));
    const absl::Status status =
        Call("vacancy", &v1::VacancyService::Stub::UpdateVacancy, request).status();
    if (!absl::IsAborted(status) || tries == kTriesMost) return LeaveIfRefused(status, row);
    // A twin that goes back at the same time writes this one's record anew, which says no more.
    LAOWU_ASSIGN_OR_RETURN(now, GetVacancy(job_, row.row().name()));
    if (Said(now) != said) return LeaveChanged(row);
  }
}

absl::StatusOr<bool> UndoStep::IsVouchedForByOthers(const std::string& outcome) {
  LAOWU_ASSIGN_OR_RETURN(const auto undone, later_.Undone(outcome));
  return IsVouchedForSince(job_.owners, outcome, [&](const v1::Attestation& attestation) {
    return std::any_of(undone.begin(), undone.end(),
                       [&](const auto& stored) { return IsByImport(stored, attestation); });
  });
}

absl::Status UndoStep::VoidOutcome(StoredRow& row) {
  if (row.row().change() != ImportRow::CREATE) {
    Leave(ImportRow::NOT_POSSIBLE,
          "动态原已登记，导入只加了佐证；佐证撤不回，再撤也一样。佐证有误的，请作废这条动态，"
          "按实情重新登记 / the outcome stood before, and the import has but vouched for it: that "
          "can never be undone. If it is wrong, take the outcome back (VOIDED) and record it as it "
          "was",
          row);
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(const std::string namer, later_.Standing(row.row().name()));
  if (!namer.empty()) {
    LeaveNamed(namer, row);
    return absl::OkStatus();
  }
  const auto vouched = IsVouchedForByOthers(row.row().name());
  if (!vouched.ok()) return LeaveIfRefused(vouched.status(), row);
  if (*vouched) {
    Leave(ImportRow::NOT_POSSIBLE,
          "导入后另有佐证，未作废，再撤也一样；确实有误的，请单独作废这一条 / somebody has vouched "
          "for it since, so it stands, however often this is undone; if it is wrong, take it back "
          "by itself (VOIDED)",
          row);
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
  return RecordVoided(row);
}

absl::Status UndoStep::RecordVoided(StoredRow& row) {
  v1::RecordOutcomeRequest request;
  auto& outcome = *request.mutable_outcome();
  outcome.set_type(v1::Outcome::VOIDED);
  outcome.set_worker(row.row().outcome().worker());
  outcome.set_voids(row.row().name());
  outcome.set_undone_import(job_.name());
  *outcome.mutable_effective_date() = row.row().outcome().effective_date();
  request.set_request_id(RequestId(row, "undo"));
  const absl::Status voided =
      Call("placement", &v1::PlacementService::Stub::RecordOutcome, request).status();
  if (voided.ok()) {
    notes_.Plan([&](storage::Batch& more) { PlanUnnamed(row.row().name(), more); });
  }
  return LeaveIfRefused(voided, row);
}

}  // namespace

absl::Status UndoImport(ImportJob& job) { return UndoStep(job).Run(); }

}  // namespace laowu::intake_role
