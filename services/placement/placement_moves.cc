#include "services/placement/placement_moves.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/placement/placement_rules.h"
#include "services/runtime/errors.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::placement {

absl::Status PlanMove(const storage::Reader& reader, const runtime::CallContext& call,
                      PlannedMove move, storage::Batch& batch) {
  const v1::Placement& before = move.old.stored.placement();
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(reader, before.worker()));
  internal::v1::StoredLivePlacements live = work.live_now();
  const v1::Placement::State to = move.changed.placement().state();
  if (IsCommitted(to) && !live.placement().empty() && live.placement() != move.name) {
    return runtime::FailedPrecondition(
        runtime::reasons::kWorkerCommitted, before.worker(),
        absl::StrCat("此人已接受另一推荐，请先结束它 / The worker is bound by ", live.placement(),
                     "; end that one first."));
  }
  move.changed.mutable_provenance()->set_recorded_by(call.principal.id);
  move.changed.mutable_provenance()->set_request_id(move.request_id);
  PlanPlacement(move.name, move.old, move.changed, batch);
  MoveLive(move.name, move.changed.placement(), live);
  PlanOpenWork(work, live, work.stored_now(), batch);
  if (FreesOpening(before.state(), to)) {
    LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(reader, before.vacancy()));
    PlanFill(before.vacancy(), fill, -1, batch);
  }
  runtime::AddAudit(call, {{move.name, before.worker()}, {"state"}, "", move.request_id}, batch);
  return absl::OkStatus();
}

absl::Status ExpireOverdue(storage::Store* store, const runtime::CallContext& call,
                           const std::string& placement_name) {
  return runtime::PlanAnew([&]() -> absl::Status {
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
