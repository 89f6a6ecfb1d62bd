// Lists of placements.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/placement/placement_records.h"
#include "services/placement/placement_rules.h"
#include "services/placement/placement_service.h"
#include "services/placement/refusals.h"
#include "services/placement/warnings.h"
#include "services/runtime/access.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/stored_record.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

// Of a record with more of them the rest is passed over.
constexpr int kPlacementsOfRecordMost = 1'000;

}  // namespace

absl::StatusOr<v1::ListPlacementsResponse> PlacementService::ListPlacements(
    const Call& call, const v1::ListPlacementsRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(const PlacementIndex index, IndexFor(call, request));
  if (!request.worker().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, request.worker()));
    LAOWU_ASSIGN_OR_RETURN(const auto records, LoadRecordsOfPerson(store_, work, /*above=*/false));
    if (records.size() > 1) return ListOfPerson(call, request, records);
  }
  // A worker's bureau sees all of the worker's placements. Otherwise a bureau sees those of its
  // people, and an office those on its vacancies. So pages may be shorter than asked.
  const bool all =
      !request.worker().empty() && call.principal.role != runtime::PrincipalRole::kOffice;
  const auto convert =
      [&](const storage::Record& record) -> absl::StatusOr<std::optional<v1::Placement>> {
    std::string first;
    std::string name;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &first, &name));
    LAOWU_ASSIGN_OR_RETURN(v1::Placement placement, ReadPlacement(call, name));
    if (!Matches(request, placement) ||
        (!all && !RequirePlacement(call.principal, placement).ok())) {
      return std::optional<v1::Placement>();
    }
    return std::optional<v1::Placement>(std::move(placement));
  };
  v1::ListPlacementsResponse response;
  LAOWU_ASSIGN_OR_RETURN(auto placements, runtime::ReadPage<std::optional<v1::Placement>>(
                                              store_, index.table, index.range, request,
                                              response.mutable_next_page_token(), convert));
  for (auto& placement : placements) {
    if (placement.has_value()) *response.add_placements() = *std::move(placement);
  }
  if (response.placements().empty() && response.next_page_token().empty() &&
      request.page_token().empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::WhyNothingStored("division_code", request.division_code(),
                                                    runtime::DayOf(call.now)));
  }
  if (call.principal.role == runtime::PrincipalRole::kOffice) {
    FillMaskedNames(call, response);
  }
  return response;
}

absl::StatusOr<v1::ListPlacementsResponse> PlacementService::ListOfPerson(
    const Call& call, const v1::ListPlacementsRequest& request,
    const std::vector<OpenWork>& records) const {
  LAOWU_ASSIGN_OR_RETURN(const int page_size,
                         runtime::PageSize(request.page_size(), runtime::limits::kPageSizeDefault,
                                           runtime::limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  // As of the one record's index, so that pages go on when another is merged with it, or no longer.
  LAOWU_ASSIGN_OR_RETURN(const storage::KeyRange rest,
                         runtime::RestOfRange(IndexOf(request).range, token));
  // Who decides for the person sees what all of the records have; the bureau of a record that was
  // merged away its own.
  bool of_others = false;
  if (call.principal.role != runtime::PrincipalRole::kOffice) {
    LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker,
                           WorkerInScope(call, request.worker(), Right::kRead));
    LAOWU_ASSIGN_OR_RETURN(of_others, Decides(call, worker));
  }
  std::map<std::string, v1::Placement> in_order;
  for (const OpenWork& record : records) {
    v1::ListPlacementsRequest of_record = request;
    of_record.set_worker(record.worker);
    const bool is_asked =
        record.worker == request.worker() && call.principal.role != runtime::PrincipalRole::kOffice;
    const bool all = is_asked || of_others;
    const PlacementIndex index = IndexOf(of_record);
    LAOWU_ASSIGN_OR_RETURN(const auto entries,
                           store_.Scan(index.table, index.range, kPlacementsOfRecordMost));
    for (const storage::Record& entry : entries) {
      std::string worker;
      std::string name;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(entry.key, &worker, &name));
      if (storage::EncodeKey(request.worker(), name) < rest.begin) continue;
      LAOWU_ASSIGN_OR_RETURN(v1::Placement placement, ReadPlacement(call, name));
      if (!Matches(of_record, placement)) continue;
      if (!all && !RequirePlacement(call.principal, placement).ok()) continue;
      if (record.worker != request.worker()) {
        WarnOfMergedRecord(placement, request.worker(), placement.mutable_warnings());
      }
      in_order.emplace(std::move(name), std::move(placement));
    }
  }
  v1::ListPlacementsResponse response;
  internal::v1::PageToken next;
  for (auto& [name, placement] : in_order) {
    if (response.placements_size() == page_size) {
      next.set_last_key(
          storage::EncodeKey(request.worker(), response.placements().rbegin()->name()));
      response.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
      break;
    }
    *response.add_placements() = std::move(placement);
  }
  if (call.principal.role == runtime::PrincipalRole::kOffice) FillMaskedNames(call, response);
  return response;
}

void PlacementService::FillMaskedNames(const Call& call,
                                       v1::ListPlacementsResponse& response) const {
  std::vector<std::string> names;
  for (const v1::Placement& placement : response.placements()) {
    if (placement.has_accept_time()) names.push_back(placement.worker());
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const auto workers = peers_.GetWorkers(call, names, v1::WORKER_VIEW_MASKED);
  if (!workers.ok()) return;
  absl::flat_hash_map<std::string, std::string> masked;
  for (const v1::Worker& worker : *workers) {
    masked[worker.name()] = worker.personal_details().display_name();
  }
  for (v1::Placement& placement : *response.mutable_placements()) {
    const auto found = masked.find(placement.worker());
    if (!placement.has_accept_time() || found == masked.end()) continue;
    placement.set_masked_display_name(found->second);
  }
}

absl::StatusOr<PlacementIndex> PlacementService::IndexFor(
    const Call& call, const v1::ListPlacementsRequest& request) const {
  runtime::FieldChecks checks;
  CheckListPlacements(request, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  const bool is_office = call.principal.role == runtime::PrincipalRole::kOffice;
  if (!request.vacancy().empty()) {
    LAOWU_RETURN_IF_ERROR(
        runtime::RequireOffice(call.principal, OfficeOfVacancy(request.vacancy())));
  }
  if (!request.office().empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::RequireOffice(call.principal, request.office()));
  }
  if (!request.division_code().empty() && !is_office) {
    LAOWU_RETURN_IF_ERROR(runtime::RequireStoredDivision(
        call.principal, "division_code", request.division_code(), runtime::DayOf(call.now)));
  }
  if (!request.worker().empty() && !is_office) {
    LAOWU_RETURN_IF_ERROR(WorkerInScope(call, request.worker(), Right::kRead).status());
  }
  return IndexOf(request);
}

}  // namespace laowu::placement
