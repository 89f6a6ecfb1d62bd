#include "services/intake/built_on.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/intake/asked_outcomes.h"
#include "services/intake/statement_outcomes.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

constexpr size_t kWorkersAQuestion = 100;

// One of those asked of is gone, or another county's by now: then each is asked of by itself.
bool IsOfSome(const absl::Status& status) {
  return absl::IsNotFound(status) || absl::IsPermissionDenied(status) ||
         absl::IsInvalidArgument(status);
}

BuiltOn::Bound BoundBy(v1::Placement::State state) {
  switch (state) {
    case v1::Placement::DECLINED:
    case v1::Placement::EXPIRED:
      return BuiltOn::Bound::kNot;
    case v1::Placement::PROPOSED:
      return BuiltOn::Bound::kForNow;
    default:
      return BuiltOn::Bound::kForEver;
  }
}

}  // namespace

absl::Status BuiltOn::Look(const std::vector<Made>& made) {
  without_outcomes_.clear();
  without_placements_.clear();
  LAOWU_RETURN_IF_ERROR(LookForOutcomes(made));
  return LookForPlacements(made);
}

absl::Status BuiltOn::LookForOutcomes(const std::vector<Made>& made) {
  for (size_t at = 0; at < made.size(); at += kWorkersAQuestion) {
    v1::ListOutcomesRequest request;
    for (size_t i = at; i < std::min(at + kWorkersAQuestion, made.size()); ++i) {
      request.add_workers(made[i].worker);
    }
    const auto told = owners_.Call("placement", &v1::PlacementService::Stub::ListOutcomes, request);
    if (IsOfSome(told.status())) continue;
    LAOWU_RETURN_IF_ERROR(told.status());
    if (!TellsWhose(request, *told)) continue;
    without_outcomes_.insert(request.workers().begin(), request.workers().end());
    const std::vector<v1::Outcome> all(told->outcomes().begin(), told->outcomes().end());
    for (const auto* outcome : Standing(all)) without_outcomes_.erase(outcome->worker());
  }
  return absl::OkStatus();
}

// Placements are found by where the person was registered when proposed. That is where a person is
// registered now whose record nobody has written since the import made it: so what a division has
// of placements tells of all its people at once.
absl::Status BuiltOn::LookForPlacements(const std::vector<Made>& made) {
  absl::flat_hash_map<std::string, std::vector<std::string>> by_division;
  for (size_t at = 0; at < made.size(); at += kWorkersAQuestion) {
    v1::BatchGetWorkersRequest request;
    absl::flat_hash_map<std::string, std::string> etags;
    for (size_t i = at; i < std::min(at + kWorkersAQuestion, made.size()); ++i) {
      request.add_names(made[i].worker);
      etags[made[i].worker] = made[i].etag;
    }
    const auto found = owners_.Call("worker", &v1::WorkerService::Stub::BatchGetWorkers, request);
    if (IsOfSome(found.status())) continue;
    LAOWU_RETURN_IF_ERROR(found.status());
    for (const v1::Worker& worker : found->workers()) {
      const auto left = etags.find(worker.name());
      const bool untouched = left != etags.end() && left->second == worker.etag();
      if (!untouched || worker.division_code().empty()) continue;
      by_division[worker.division_code()].push_back(worker.name());
    }
  }
  for (const auto& [division, workers] : by_division) {
    if (crowded_.contains(division)) continue;
    v1::ListPlacementsRequest request;
    request.set_division_code(division);
    request.set_page_size(runtime::limits::kPageSizeMost);
    const auto placed =
        owners_.Call("placement", &v1::PlacementService::Stub::ListPlacements, request);
    if (IsOfSome(placed.status())) continue;
    LAOWU_RETURN_IF_ERROR(placed.status());
    if (!placed->next_page_token().empty()) {
      crowded_.insert(division);
      continue;
    }
    without_placements_.insert(workers.begin(), workers.end());
    for (const auto& placement : placed->placements()) {
      if (BoundBy(placement.state()) == Bound::kNot) continue;
      without_placements_.erase(placement.worker());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> BuiltOn::HasOutcome(const std::string& worker) const {
  if (without_outcomes_.contains(worker)) return false;
  v1::ListOutcomesRequest request;
  request.set_worker(worker);
  request.set_page_size(runtime::limits::kPageSizeMost);
  std::vector<v1::Outcome> all;  // what takes one back may stand on another page
  do {
    LAOWU_ASSIGN_OR_RETURN(
        const auto told,
        owners_.Call("placement", &v1::PlacementService::Stub::ListOutcomes, request));
    all.insert(all.end(), told.outcomes().begin(), told.outcomes().end());
    request.set_page_token(told.next_page_token());
  } while (!request.page_token().empty());
  return !Standing(all).empty();
}

absl::StatusOr<BuiltOn::Bound> BuiltOn::ByPlacements(const std::string& worker) const {
  if (without_placements_.contains(worker)) return Bound::kNot;
  v1::ListPlacementsRequest request;
  request.set_worker(worker);
  request.set_page_size(runtime::limits::kPageSizeMost);
  Bound bound = Bound::kNot;
  do {
    LAOWU_ASSIGN_OR_RETURN(
        const auto placed,
        owners_.Call("placement", &v1::PlacementService::Stub::ListPlacements, request));
    for (const auto& placement : placed.placements()) {
      bound = std::max(bound, BoundBy(placement.state()));
    }
    request.set_page_token(placed.next_page_token());
  } while (!request.page_token().empty());
  return bound;
}

absl::StatusOr<BuiltOn::Bound> BuiltOn::Is(const std::string& worker) const {
  LAOWU_ASSIGN_OR_RETURN(const Bound by_placements, ByPlacements(worker));
  if (by_placements == Bound::kForEver) return by_placements;
  LAOWU_ASSIGN_OR_RETURN(const bool has_outcome, HasOutcome(worker));
  return has_outcome ? Bound::kForNow : by_placements;
}

absl::StatusOr<bool> HasLivePlacement(const OwnerCalls& owners, const std::string& vacancy) {
  v1::ListPlacementsRequest request;
  request.set_vacancy(vacancy);
  request.set_page_size(runtime::limits::kPageSizeMost);
  for (const auto state :
       {v1::Placement::PROPOSED, v1::Placement::ACCEPTED, v1::Placement::STARTED}) {
    request.add_states(state);
  }
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(
        const auto placed,
        owners.Call("placement", &v1::PlacementService::Stub::ListPlacements, request));
    if (placed.placements_size() > 0) return true;
    if (placed.next_page_token().empty()) return false;
    request.set_page_token(placed.next_page_token());
  }
}

absl::StatusOr<bool> IsVouchedForSince(
    const OwnerCalls& owners, const std::string& outcome,
    absl::FunctionRef<bool(const v1::Attestation&)> is_passed_over) {
  v1::GetOutcomeRequest request;
  request.set_name(outcome);
  LAOWU_ASSIGN_OR_RETURN(
      const auto told, owners.Call("placement", &v1::PlacementService::Stub::GetOutcome, request));
  const absl::Time recorded = runtime::ToTime(told.record_time());
  return std::any_of(told.attestations().begin(), told.attestations().end(),
                     [&](const v1::Attestation& attestation) {
                       return attestation.kind() != v1::Attestation::ORGANIZER_DENIAL &&
                              runtime::ToTime(attestation.record_time()) > recorded &&
                              !is_passed_over(attestation);
                     });
}

}  // namespace laowu::intake_role
