#include "services/placement/placement_moves.h"

#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/placement/outcome_records.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_rules.h"
#include "services/placement/refusals.h"
#include "services/runtime/errors.h"
#include "services/runtime/races.h"
#include "services/runtime/reasons.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::placement {

std::string BoundByOtherRecord(absl::Span<const OpenWork> others,
                               absl::Span<const v1::Outcome> outcomes) {
  for (const OpenWork& other : others) {
    const std::string name = other.live_now().placement();
    // A return that is told of another record ends no placement of this one, but the person's
    // journey.
    if (!name.empty() && CourseOf(name, outcomes).end == nullptr) return name;
  }
  return std::string();
}

absl::StatusOr<std::string> FindBoundByOtherRecord(const storage::Reader& reader,
                                                   const OpenWork& work, storage::Batch* batch) {
  LAOWU_ASSIGN_OR_RETURN(const auto records, LoadRecordsOfPerson(reader, work, /*above=*/true));
  const absl::Span<const OpenWork> others = absl::MakeConstSpan(records).subspan(1);
  bool any = false;
  for (const OpenWork& other : others) {
    any = any || !other.live_now().placement().empty();
    // Of two that bind the person at once by two records, the later is planned anew.
    if (batch != nullptr) RequireOpenWork(other, *batch);
  }
  if (!any) return std::string();
  std::vector<v1::Outcome> outcomes;
  for (const OpenWork& record : records) {
    LAOWU_ASSIGN_OR_RETURN(auto of_record, LoadOutcomesOfWorker(reader, record.worker));
    std::move(of_record.begin(), of_record.end(), std::back_inserter(outcomes));
  }
  return BoundByOtherRecord(others, outcomes);
}

absl::Status CheckRoom(const storage::Reader& reader, const OpenWork& work,
                       const std::string& vacancy, storage::Batch& batch) {
  LAOWU_ASSIGN_OR_RETURN(const auto records, LoadRecordsOfPerson(reader, work, /*above=*/true));
  int proposal_count = 0;
  for (const OpenWork& record : records) {
    const bool own = record.worker == work.worker;
    if (!own) RequireOpenWork(record, batch);
    const internal::v1::StoredLivePlacements live = record.live_now();
    proposal_count += live.proposals_size();
    for (const auto& other : live.proposals()) {
      if (other.vacancy() == vacancy) return AlreadyProposed(other.placement(), own);
    }
    if (live.vacancy() != vacancy || live.placement().empty()) continue;
    if (own) return AlreadyProposed(live.placement(), /*goes_on=*/true);
    // Of another record it may be over, by what was told of the person.
    LAOWU_ASSIGN_OR_RETURN(const std::string bound, FindBoundByOtherRecord(reader, work, nullptr));
    if (bound == live.placement()) return AlreadyProposed(bound, /*goes_on=*/true);
  }
  if (proposal_count < kProposalsMost) return absl::OkStatus();
  return runtime::FailedPrecondition(
      runtime::reasons::kTooManyProposals, work.worker,
      absl::StrCat("此人已有 ", kProposalsMost,
                   " 个待答复的推荐，请先等答复或撤下一个 / The worker has ", kProposalsMost,
                   " proposals that stand; wait for an answer or decline one."));
}

void NoteOpening(const v1::Placement& before, const v1::Placement& after,
                 OpeningChanges& openings) {
  const int change = (HoldsOpening(after) ? 1 : 0) - (HoldsOpening(before) ? 1 : 0);
  if (change != 0) openings[before.vacancy()] += change;
}

absl::Status PlanOpenings(const storage::Reader& reader, const OpeningChanges& openings,
                          storage::Batch& batch) {
  for (const auto& [vacancy, change] : openings) {
    if (change == 0) continue;
    LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(reader, vacancy));
    PlanFill(vacancy, fill, change, batch);
  }
  return absl::OkStatus();
}

absl::Status PlanMove(const storage::Reader& reader, const runtime::CallContext& call,
                      PlannedMove move, storage::Batch& batch) {
  const v1::Placement& before = move.old.stored.placement();
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(reader, before.worker()));
  internal::v1::StoredLivePlacements live = work.live_now();
  const v1::Placement::State to = move.changed.placement().state();
  if (IsCommitted(to)) {
    if (!live.placement().empty() && live.placement() != move.name) {
      return WorkerCommitted(before.worker(), live.placement(), /*elsewhere=*/false);
    }
    LAOWU_ASSIGN_OR_RETURN(const std::string other, FindBoundByOtherRecord(reader, work, &batch));
    if (!other.empty()) return WorkerCommitted(before.worker(), other, /*elsewhere=*/true);
  }
  move.changed.mutable_provenance()->set_recorded_by(call.principal.id);
  move.changed.mutable_provenance()->set_request_id(move.request_id);
  PlanPlacement(move.name, move.old, move.changed, batch);
  MoveLive(move.name, move.changed.placement(), live);
  PlanOpenWork(work, live, work.stored_now(), batch);
  OpeningChanges openings;
  NoteOpening(before, move.changed.placement(), openings);
  LAOWU_RETURN_IF_ERROR(PlanOpenings(reader, openings, batch));
  runtime::AddAudit(call, {{move.name, before.worker()}, {"state"}, "", move.request_id}, batch);
  return absl::OkStatus();
}

absl::Status ExpireOverdue(storage::Store* store, const runtime::CallContext& call,
                           const std::string& placement_name) {
  return runtime::PlanAnew(call.deadline, [&]() -> absl::Status {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadPlacement(*store, placement_name));
    const bool overdue = old.has_value() && IsProposal(old->stored.placement().state()) &&
                         StateAt(old->stored.placement(), call.now) == v1::Placement::EXPIRED;
    if (!overdue) return absl::OkStatus();
    internal::v1::StoredPlacement changed = old->stored;
    changed.mutable_placement()->set_state(v1::Placement::EXPIRED);
    storage::Batch batch;
    LAOWU_RETURN_IF_ERROR(
        PlanMove(*store, call, {placement_name, *old, std::move(changed), ""}, batch));
    LAOWU_RETURN_IF_ERROR(store->Commit(batch, call.deadline).status());
    return absl::OkStatus();
  });
}

}  // namespace laowu::placement
