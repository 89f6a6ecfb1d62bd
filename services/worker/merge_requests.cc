#include "services/worker/merge_requests.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/runtime/answered_requests.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/request_ids.h"
#include "services/worker/merged_records.h"
#include "services/worker/worker_records.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using storage::Table;

bool Merges(const v1::WorkerFact& fact, const v1::MergeWorkersRequest& request) {
  return fact.kind() == v1::WorkerFact::MERGED && fact.values().worker() == request.name();
}

// The newest merger of the two that is on record; null: none.
const v1::WorkerFact* NewestMerger(const std::vector<v1::WorkerFact>& facts,
                                   const v1::MergeWorkersRequest& request) {
  const v1::WorkerFact* newest = nullptr;
  for (const v1::WorkerFact& fact : facts) {
    if (!Merges(fact, request)) continue;
    if (newest == nullptr || fact.sequence() > newest->sequence()) newest = &fact;
  }
  return newest;
}

// Facts are read without it (worker_records.h).
absl::StatusOr<std::string> ReferenceOf(const storage::Reader& reader, absl::string_view worker_id,
                                        const v1::WorkerFact& fact) {
  const auto day = runtime::ToCivilDay(fact.effective_date()).value_or(absl::CivilDay());
  const std::string fact_id = fact.name().substr(fact.name().rfind('/') + 1);
  LAOWU_ASSIGN_OR_RETURN(const auto record,
                         reader.Get(Table::kWorkerFacts, FactKey(worker_id, day, fact_id)));
  if (!record.has_value()) return std::string();
  LAOWU_ASSIGN_OR_RETURN(const v1::WorkerFact noted, ToNotedFact(reader, *record));
  return noted.reference();
}

}  // namespace

absl::Status CheckMergesNoOther(const storage::Reader& reader,
                                const v1::MergeWorkersRequest& request, absl::string_view fact_id) {
  if (request.request_id().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto ids, IdsMergedInto(reader, WorkerId(request.name())));
  for (const std::string& id : ids) {
    if (WorkerName(id) == request.merged_worker()) continue;
    const std::string fact_name = FactName(id, fact_id);
    LAOWU_ASSIGN_OR_RETURN(const std::string answer, runtime::LoadAnswer(reader, fact_name));
    LAOWU_ASSIGN_OR_RETURN(const auto facts, LoadFacts(reader, id));
    const bool did = std::any_of(facts.begin(), facts.end(), [&](const v1::WorkerFact& fact) {
      return (fact.name() == fact_name || fact.name() == answer) && Merges(fact, request);
    });
    if (did) return runtime::RequestIdUsed();
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> PlanMergedAlready(const storage::Reader& reader,
                                       const v1::MergeWorkersRequest& request,
                                       absl::string_view fact_id, storage::Batch& batch) {
  if (request.request_id().empty()) return true;
  const std::string worker_id = WorkerId(request.merged_worker());
  const std::string own_name = FactName(worker_id, fact_id);
  LAOWU_ASSIGN_OR_RETURN(const std::string answer, runtime::LoadAnswer(reader, own_name));
  LAOWU_ASSIGN_OR_RETURN(const auto facts, LoadFacts(reader, worker_id));
  for (const v1::WorkerFact& fact : facts) {
    if (fact.name() != (answer.empty() ? own_name : answer)) continue;
    if (!Merges(fact, request)) return runtime::RequestIdUsed();
    if (!answer.empty()) return true;
    LAOWU_ASSIGN_OR_RETURN(const std::string kept, ReferenceOf(reader, worker_id, fact));
    if (kept != request.reference()) return runtime::RequestIdUsed();
    return true;
  }
  const v1::WorkerFact* const stands = NewestMerger(facts, request);
  if (stands == nullptr || !answer.empty()) return true;
  runtime::PlanAnswer(own_name, stands->name(), /*asked=*/"", batch);
  return false;
}

absl::Status WarnOfMergerReference(const storage::Reader& reader,
                                   const v1::MergeWorkersRequest& request,
                                   runtime::Warnings* warnings) {
  if (request.reference().empty()) return absl::OkStatus();
  const std::string worker_id = WorkerId(request.merged_worker());
  LAOWU_ASSIGN_OR_RETURN(const auto facts, LoadFacts(reader, worker_id));
  const v1::WorkerFact* const stands = NewestMerger(facts, request);
  if (stands == nullptr) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const std::string kept, ReferenceOf(reader, worker_id, *stands));
  if (kept == request.reference()) return absl::OkStatus();
  v1::Warning* const warning = runtime::AddWarning(
      "REFERENCE_NOT_KEPT", "reference",
      absl::StrCat(
          "两份档案早已合并（", stands->name(),
          kept.empty() ? "，没有凭据" : absl::StrCat("，凭据 ", kept),
          "），本次的凭据没有另存；要换凭据，请先撤销合并（UnmergeWorkers），再重新合并 "
          "/ the two are merged already by ",
          stands->name(),
          kept.empty() ? ", without a reference" : absl::StrCat(", with the reference ", kept),
          "; what this request refers to is not kept. To put it in the other's place, take "
          "the merger back (UnmergeWorkers) and merge anew"),
      warnings);
  warning->add_related_names(stands->name());
  return absl::OkStatus();
}

}  // namespace laowu::worker
