// Erasing a person: the record that is named, and before it those that were merged into it, since
// they are the same person (ratio.md rules 8 and 18). Each goes in a batch of its own, the one that
// is named last: what is cut short leads on when it is asked again.

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/access.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "services/worker/merged_records.h"
#include "services/worker/worker_rules.h"
#include "services/worker/worker_service.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

constexpr char kWorkerPattern[] = "workers/*";

// How many records that `worker` stands behind are of the person still.
absl::StatusOr<int> CountAbove(const storage::Reader& reader, const v1::Worker& worker) {
  int count = 0;
  std::string into = worker.merged_into();
  for (int i = 0; i < runtime::limits::kMergeChainMost && !into.empty(); ++i) {
    LAOWU_ASSIGN_OR_RETURN(const auto above, LoadWorker(reader, WorkerId(into)));
    if (!above.has_value()) break;
    if (!above->stored.worker().has_erase_time()) ++count;
    into = above->stored.worker().merged_into();
  }
  return count;
}

// A record made by mistake stands for nobody: whom somebody has merged into it would be left behind
// a record that is gone, and be proposed to nobody. Records that the erasure itself parts from it
// are in `change`.
absl::Status CheckStandsForNobody(const storage::Reader& reader, const WorkerChange& change) {
  LAOWU_ASSIGN_OR_RETURN(const auto behind, IdsMergedInto(reader, change.worker_id));
  const auto& parted = change.elsewhere_ids;
  for (const std::string& id : behind) {
    if (std::find(parted.begin(), parted.end(), id) != parted.end()) continue;
    LAOWU_ASSIGN_OR_RETURN(const auto merged, LoadWorker(reader, id));
    if (!merged.has_value() || merged->stored.worker().has_erase_time()) continue;
    return runtime::FailedPrecondition(
        runtime::reasons::kWrongState, WorkerName(change.worker_id),
        absl::StrCat("已有档案 ", WorkerName(id), " 并入此人，未删除；先撤销那次合并 / the record ",
                     WorkerName(id),
                     " was merged into this one, which stands for both; take the merger back "
                     "first (UnmergeWorkers)"));
  }
  return absl::OkStatus();
}

// RECORDS_LEFT. Which they are is not told: they may be another county's.
void WarnOfLeft(int left_count, runtime::Warnings* warnings) {
  runtime::AddWarning(
      "RECORDS_LEFT", "",
      absl::StrCat(
          "此人另有 ", left_count,
          " 份档案没有删除，姓名电话仍在：别县的档案由该县删除，本档案所并入的那份请按它的"
          "编号删除；请转告本人或上级 / records of the person that are left, with name and "
          "phone: ",
          left_count,
          ". Another county's is erased by that county, one that this record was merged "
          "into by its own name; tell the person, or who sees both counties"),
      warnings);
}

// `fields`: for the audit record.
absl::Status PlanOneErased(const PlanContext& context, const std::string& worker_id,
                           const LoadedWorker& old, const v1::DeleteWorkerRequest& request,
                           std::vector<std::string> fields, storage::Batch& batch) {
  LAOWU_ASSIGN_OR_RETURN(WorkerChange change, LoadChange(context, worker_id, old));
  change.provenance.set_request_id(request.request_id());
  LAOWU_RETURN_IF_ERROR(PlanErasure(context, change, !request.made_by_mistake(), batch));
  if (request.made_by_mistake()) {
    LAOWU_RETURN_IF_ERROR(CheckStandsForNobody(context.reader, change));
  }
  runtime::AddAudit(context.call,
                    {change.written(), std::move(fields), request.purpose(), request.request_id()},
                    batch);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<LoadedWorker> WorkerService::LoadForErasure(
    const storage::Reader& reader, const Call& call, const v1::DeleteWorkerRequest& request) const {
  LAOWU_ASSIGN_OR_RETURN(LoadedWorker old, LoadInScope(reader, call, request.name()));
  const bool again =
      runtime::SentAgain(request.request_id(), {old.stored.provenance().request_id()});
  if (!again) {
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(request.etag(), old.version, request.name()));
  }
  if (again && !old.stored.worker().has_erase_time()) return runtime::RequestIdUsed();
  return old;
}

absl::Status WorkerService::CompleteMergers(const Call& call) {
  if (merged_records_complete_) return absl::OkStatus();
  storage::MutexLock lock(completing_mutex_);
  if (merged_records_complete_) return absl::OkStatus();
  LAOWU_RETURN_IF_ERROR(CompleteMergedRecords(store_, call));
  merged_records_complete_ = true;
  return absl::OkStatus();
}

absl::StatusOr<int> WorkerService::EraseBehind(const Call& call,
                                               const v1::DeleteWorkerRequest& request) {
  // Where the record that is named may not go, none goes.
  LAOWU_RETURN_IF_ERROR(LoadForErasure(store_, call, request).status());
  LAOWU_RETURN_IF_ERROR(CompleteMergers(call));
  LAOWU_ASSIGN_OR_RETURN(const auto behind, AllMergedInto(store_, WorkerId(request.name())));
  int left_count = 0;
  for (const std::string& id : behind) {
    bool left = false;
    LAOWU_RETURN_IF_ERROR(Change(
        call, [&](const PlanContext& context, storage::Batch& batch) -> absl::StatusOr<bool> {
          left = false;
          LAOWU_ASSIGN_OR_RETURN(const auto old, LoadWorker(context.reader, id));
          if (!old.has_value()) return true;
          const v1::Worker& worker = old->stored.worker();
          // Erased, or parted meanwhile.
          if (worker.has_erase_time() || worker.merged_into().empty()) return true;
          left = !runtime::DivisionInScope(call.principal, worker.division_code());
          if (left) return true;
          LAOWU_RETURN_IF_ERROR(PlanOneErased(context, id, *old, request, {"*"}, batch));
          return false;
        }));
    if (left) ++left_count;
  }
  return left_count;
}

absl::StatusOr<bool> WorkerService::PlanErased(const PlanContext& context,
                                               const v1::DeleteWorkerRequest& request,
                                               int behind_count, int* left_count,
                                               storage::Batch& batch) const {
  LAOWU_ASSIGN_OR_RETURN(const LoadedWorker old,
                         LoadForErasure(context.reader, context.call, request));
  *left_count = behind_count;
  if (!request.made_by_mistake()) {
    LAOWU_ASSIGN_OR_RETURN(const int above_count, CountAbove(context.reader, old.stored.worker()));
    *left_count += above_count;
  }
  if (old.stored.worker().has_erase_time()) return true;
  std::vector<std::string> fields = {"*"};
  if (*left_count > 0) fields.push_back(absl::StrCat("records_left=", *left_count));
  // Who repeats the erasure after a restore, from the audit, does it the same way.
  if (request.made_by_mistake()) fields.push_back("made_by_mistake");
  LAOWU_RETURN_IF_ERROR(
      PlanOneErased(context, WorkerId(request.name()), old, request, std::move(fields), batch));
  return false;
}

absl::StatusOr<v1::DeleteWorkerResponse> WorkerService::DeleteWorker(
    const Call& call, const v1::DeleteWorkerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName(kWorkerPattern, "name", request.name(), checks);
  CheckPurpose(request.purpose(), true, runtime::DayOf(call.now), checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, {request.name()}, checks));
  // What should never have been there says nothing of the records that were merged into it: while
  // there are any it is not erased.
  int behind_count = 0;
  if (request.made_by_mistake()) {
    LAOWU_RETURN_IF_ERROR(LoadForErasure(store_, call, request).status());
    LAOWU_RETURN_IF_ERROR(CompleteMergers(call));
  } else {
    LAOWU_ASSIGN_OR_RETURN(behind_count, EraseBehind(call, request));
  }
  int left_count = 0;
  LAOWU_RETURN_IF_ERROR(Change(call, [&](const PlanContext& context, storage::Batch& batch) {
    return PlanErased(context, request, behind_count, &left_count, batch);
  }));
  v1::DeleteWorkerResponse response;
  response.set_left_record_count(left_count);
  if (left_count > 0) WarnOfLeft(left_count, response.mutable_warnings());
  return response;
}

}  // namespace laowu::worker
