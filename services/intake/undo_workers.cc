#include "services/intake/undo_workers.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/intake/import_changes.h"
#include "services/intake/import_rules.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using v1::ImportRow;
using Stub = v1::WorkerService::Stub;

std::string RequestId(const ImportJob& job, const StoredRow& row, absl::string_view step) {
  return StepRequestId(job.name(), row.row().row_number(), step);
}

// What sets `now` back to the row's record before.
v1::UpdateWorkerRequest SetBackRequest(const StoredRow& row, v1::Worker now) {
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
  return request;
}

}  // namespace

absl::Status UndoWorkers::Look(const std::vector<StoredRow>& rows, const std::string& asked_by) {
  asked_by_ = asked_by;
  std::vector<BuiltOn::Made> made;
  for (const StoredRow& row : rows) {
    const bool is_made = row.row().has_worker() && row.row().change() == ImportRow::CREATE;
    if (is_made && IsDue(row)) made.push_back({row.row().name(), row.etag()});
  }
  return built_on_.Look(made);
}

absl::Status UndoWorkers::TakeBack(StoredRow& row) const {
  const bool is_made = row.row().change() == ImportRow::CREATE;
  LAOWU_ASSIGN_OR_RETURN(const std::string namer, later_.Standing(row.row().name()));
  if (is_made && !row.etag().empty() && namer.empty()) {
    const absl::Status erased = Erase(row, row.etag());
    if (erased.ok()) return absl::OkStatus();
    // Not as the import left it, or not any more: by whom, is seen below.
    if (!absl::IsAborted(erased) && !absl::IsFailedPrecondition(erased)) {
      return LeaveIfRefused(erased, row);
    }
  }
  auto now = Get(row.row().name());
  if (!now.ok()) return LeaveIfRefused(now.status(), row);
  if (now->has_erase_time()) return absl::OkStatus();  // gone, by us or by others
  LAOWU_ASSIGN_OR_RETURN(const auto written, WrittenHere(row, *now));
  const bool untouched =
      written.has_value() || row.undo_begun() || notes_.IsLeftByUs(now->name(), now->etag());
  if (!untouched) {
    LAOWU_ASSIGN_OR_RETURN(const LaterImport first, later_.InTheWay(now->name()));
    return LeaveChanged(row, first);
  }
  if (!namer.empty()) {
    LeaveNamed(namer, row);
    return absl::OkStatus();
  }
  if (is_made) return LeaveIfRefused(Erase(row, now->etag()), row);
  LAOWU_RETURN_IF_ERROR(Restore(row, *std::move(now), written));
  if (row.row().undo_result() != ImportRow::UNDONE) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker after, Get(row.row().name()));
  notes_.NoteLeft(after.name(), after.etag());
  const v1::Worker& before = row.worker_before();
  const SetBack set_back = {after.etag(), before.etag(), runtime::ToTime(before.update_time())};
  notes_.Plan([&](storage::Batch& more) { PlanSetBack(after.name(), set_back, more); });
  return absl::OkStatus();
}

absl::StatusOr<v1::Worker> UndoWorkers::Get(const std::string& name) const {
  v1::GetWorkerRequest get;
  get.set_name(name);
  return job_.owners.Call("worker", &Stub::GetWorker, get);
}

absl::StatusOr<std::optional<absl::Time>> UndoWorkers::WrittenHere(const StoredRow& row,
                                                                   const v1::Worker& now) const {
  if (now.etag() == row.etag()) {
    return std::optional<absl::Time>(runtime::ToTime(now.update_time()));
  }
  LAOWU_ASSIGN_OR_RETURN(const auto set_back, LoadSetBack(job_.store, now.name()));
  const bool is_ours =
      set_back.has_value() && set_back->etag == now.etag() && set_back->found_etag == row.etag();
  return is_ours ? std::optional<absl::Time>(set_back->found_time) : std::nullopt;
}

// A person whom others have proposed or reported on is not erased with the file; nor, which the
// worker role sees to, one who stands for another record.
absl::Status UndoWorkers::Erase(StoredRow& row, const std::string& etag) const {
  const std::string& name = row.row().name();
  LAOWU_ASSIGN_OR_RETURN(const BuiltOn::Bound bound, built_on_.Is(name));
  if (bound == BuiltOn::Bound::kForNow) {
    Leave(ImportRow::NOT_POSSIBLE,
          "已有待答复的推荐或未作废的务工动态，未删除；推荐谢绝或过期、动态作废以后可再撤一次 / "
          "there is a proposal or an outcome of this person; once it is declined, over or taken "
          "back (VOIDED), undo again",
          row);
    return absl::OkStatus();
  }
  if (bound == BuiltOn::Bound::kForEver) {
    Leave(ImportRow::NOT_POSSIBLE,
          "此人接受过推荐，未删除，再撤也一样；确属误建的，请单独删除 / this person has accepted a "
          "placement, so the record stands, however often this is undone; if it should not be, "
          "erase it by itself (laowu worker erase --made-by-mistake)",
          row);
    return absl::OkStatus();
  }
  v1::DeleteWorkerRequest request;
  request.set_name(name);
  request.set_purpose(
      absl::StrCat("撤销导入 undo of ", job_.name(), asked_by_.empty() ? "" : " by ", asked_by_));
  request.set_etag(etag);
  request.set_request_id(RequestId(job_, row, "undo"));
  request.set_made_by_mistake(true);  // the mended file may bring the person again
  LAOWU_RETURN_IF_ERROR(job_.owners.Call("worker", &Stub::DeleteWorker, request).status());
  notes_.Plan([&](storage::Batch& more) { PlanUnnamed(name, more); });
  return absl::OkStatus();
}

// Facts of the commit that wrote the row bear the time at which it did.
absl::Status UndoWorkers::VoidFacts(const StoredRow& row, const v1::Worker& now,
                                    absl::Time written) const {
  v1::ListWorkerFactsRequest list;
  list.set_parent(now.name());
  list.set_page_size(500);
  LAOWU_ASSIGN_OR_RETURN(const auto facts,
                         job_.owners.Call("worker", &Stub::ListWorkerFacts, list));
  for (const v1::WorkerFact& fact : facts.facts()) {
    const bool same_commit = runtime::ToTime(fact.record_time()) == written;
    if (!same_commit || fact.kind() == v1::WorkerFact::FACT_VOIDED) continue;
    v1::RecordWorkerFactRequest request;
    request.set_parent(now.name());
    request.mutable_fact()->set_kind(v1::WorkerFact::FACT_VOIDED);
    *request.mutable_fact()->mutable_effective_date() = fact.effective_date();
    request.mutable_fact()->mutable_values()->set_voided_fact(fact.name());
    request.set_request_id(RequestId(job_, row, fact.name()));
    LAOWU_RETURN_IF_ERROR(job_.owners.Call("worker", &Stub::RecordWorkerFact, request).status());
  }
  return absl::OkStatus();
}

absl::Status UndoWorkers::Restore(StoredRow& row, v1::Worker now,
                                  std::optional<absl::Time> written) const {
  // After an interruption the version is no longer the import's; what was voided then stays so.
  if (written.has_value()) {
    const absl::Status voided = VoidFacts(row, now, *written);
    if (!voided.ok()) return LeaveIfRefused(voided, row);
    LAOWU_ASSIGN_OR_RETURN(now, Get(now.name()));
  }
  auto request = SetBackRequest(row, std::move(now));
  request.set_request_id(RequestId(job_, row, "undo"));
  absl::Status status = job_.owners.Call("worker", &Stub::UpdateWorker, request).status();
  const auto& paths = request.update_mask().paths();
  const bool of_household = !request.worker().household().empty() &&
                            std::find(paths.begin(), paths.end(), "household") != paths.end();
  if (absl::IsInvalidArgument(status) && of_household) {
    // One whose last member has left is made again. Of another all else is set back all the same.
    request.mutable_worker()->clear_household();
    request.set_request_id(RequestId(job_, row, "undo without the household"));
    status = job_.owners.Call("worker", &Stub::UpdateWorker, request).status();
    if (status.ok()) {
      Leave(ImportRow::UNDONE,
            "已恢复，但没有恢复到原来的户：那一户已迁往外地或已满员；要入户，请按户号再导入 / set "
            "back, but for the household, which is another county's by now, or full; import it by "
            "its number",
            row);
    }
  }
  return LeaveIfRefused(status, row);
}

}  // namespace laowu::intake_role
