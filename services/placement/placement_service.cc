#include "services/placement/placement_service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "reference/policy.h"
#include "services/placement/fit_warnings.h"
#include "services/placement/organizer_records.h"
#include "services/placement/organizer_rules.h"
#include "services/placement/placement_moves.h"
#include "services/placement/placement_rules.h"
#include "services/placement/refusals.h"
#include "services/placement/warnings.h"
#include "services/runtime/digest.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/match_rows.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

namespace reasons = runtime::reasons;
using storage::Table;

// Of one vacancy's, in one call; the next call meets the rest.
constexpr int kOverdueMost = 20;

}  // namespace

PlacementService::PlacementService(const runtime::Environment& environment,
                                   runtime::OwnedStore* owned)
    : store_(*owned->store),
      hub_(*owned->hub),
      metrics_(*environment.metrics),
      feed_executor_(*environment.feed),
      clock_(environment.clock),
      peers_(environment.channels),
      threads_(environment, "placement", owned->store.get()) {}

// ---- Proposing.

absl::StatusOr<v1::Placement> PlacementService::CreatePlacement(
    const Call& call, const v1::CreatePlacementRequest& request) {
  const v1::Placement& sent = request.placement();
  runtime::FieldChecks checks;
  CheckNewPlacement(sent, "placement", checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const std::string name =
      absl::StrCat("placements/", runtime::IdForRequest(request.request_id(), call.now));
  LAOWU_ASSIGN_OR_RETURN(auto own, FindOwn(call, name, sent));
  const auto worker = WorkerInScope(call, sent.worker(), Right::kRead);
  const auto vacancy = peers_.GetVacancy(call, sent.vacancy());
  std::vector<matcher::FailedGate> misfits;
  if (worker.ok() && vacancy.ok()) misfits = MisfitsOf(*worker, *vacancy, call.now);
  // Whatever has become of the two since: a retry meets its own record.
  if (own.has_value()) return Proposed(call, name, misfits);
  LAOWU_RETURN_IF_ERROR(worker.status());
  LAOWU_RETURN_IF_ERROR(vacancy.status());
  LAOWU_RETURN_IF_ERROR(CheckMayGo(call, *worker, *vacancy, misfits));
  if (!sent.organizer().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto organizer, LoadOrganizer(store_, sent.organizer()));
    if (!organizer.has_value()) {
      checks.Violate(
          "placement.organizer",
          absl::StrCat("没有登记这个组织单位，请先登记或不填 / there is no ", sent.organizer(),
                       "; register it first, or leave the organiser out"));
      return checks.status();
    }
    const std::string why = WhyNotOfChannel(*organizer, sent.channel());
    if (!why.empty()) {
      checks.Violate("placement.organizer", why);
      return checks.status();
    }
  }
  const int opening_count = runtime::OpeningCount(*vacancy);
  const v1::Placement proposal = NewPlacement(sent, worker->division_code(), call.now);
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Placement> {
    // Lost against a retry of the same request: it is there.
    LAOWU_ASSIGN_OR_RETURN(own, FindOwn(call, name, sent));
    if (own.has_value()) return Proposed(call, name, misfits);
    LAOWU_RETURN_IF_ERROR(FreeOverdue(call, proposal, opening_count));
    storage::Batch batch;
    LAOWU_RETURN_IF_ERROR(
        PlanProposal(call, name, proposal, opening_count, request.request_id(), batch));
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return Proposed(call, name, misfits);
  });
}

absl::Status PlacementService::CheckMayGo(const Call& call, const v1::Worker& worker,
                                          const v1::Vacancy& vacancy,
                                          const std::vector<matcher::FailedGate>& misfits) const {
  auto refusal = WhyNotVisible(worker, call.now, reference::Policies::Get().Newest());
  if (!refusal.has_value()) refusal = WhyNotOpen(vacancy, runtime::DayOf(call.now));
  if (!refusal.has_value() && !vacancy.employer().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const v1::Employer employer,
                           peers_.GetEmployer(call, vacancy.employer()));
    refusal = WhyBlocked(employer, runtime::DayOf(call.now));
  }
  if (!refusal.has_value()) refusal = WhyUnlawful(worker.name(), misfits);
  return refusal.has_value() ? ErrorOf(*refusal) : absl::OkStatus();
}

absl::StatusOr<v1::Placement> PlacementService::Proposed(
    const Call& call, const std::string& placement_name,
    const std::vector<matcher::FailedGate>& misfits) const {
  LAOWU_ASSIGN_OR_RETURN(v1::Placement placement, ReadPlacement(call, placement_name));
  if (!IsProposal(placement.state())) return placement;
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, placement.worker()));
  std::string live = work.live_now().placement();
  if (live.empty()) {
    LAOWU_ASSIGN_OR_RETURN(live, FindBoundByOtherRecord(store_, work, nullptr));
  }
  WarnOfWhereabouts(placement_name, live, work.state_now(), placement.mutable_warnings());
  WarnOfChannel(placement, placement.mutable_warnings());
  if (!placement.organizer().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto organizer, LoadOrganizer(store_, placement.organizer()));
    if (organizer.has_value()) {
      WarnOfLicence(placement.channel(), *organizer, runtime::DayOf(call.now), /*proposed=*/true,
                    placement.mutable_warnings());
    }
  }
  WarnOfMisfits(misfits, placement.mutable_warnings());
  return placement;
}

absl::StatusOr<std::optional<v1::Placement>> PlacementService::FindOwn(
    const Call& call, const std::string& name, const v1::Placement& sent) const {
  LAOWU_ASSIGN_OR_RETURN(const auto own, LoadPlacement(store_, name));
  if (!own.has_value()) return std::optional<v1::Placement>();
  if (!RequirePlacement(call.principal, own->stored).ok() ||
      !SameProposal(own->stored.placement(), sent)) {
    return runtime::RequestIdUsed();
  }
  LAOWU_ASSIGN_OR_RETURN(v1::Placement placement, ReadPlacement(call, name));
  return std::optional<v1::Placement>(std::move(placement));
}

absl::Status PlacementService::FreeOverdue(const Call& call, const v1::Placement& proposal,
                                           int opening_count) {
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, proposal.worker()));
  LAOWU_ASSIGN_OR_RETURN(const auto records, LoadRecordsOfPerson(store_, work, /*above=*/true));
  for (const OpenWork& record : records) {
    const internal::v1::StoredLivePlacements live = record.live_now();
    for (const auto& other : live.proposals()) {
      if (call.now < runtime::ToTime(other.expire_time())) continue;
      LAOWU_RETURN_IF_ERROR(ExpireOverdue(&store_, call, other.placement()));
    }
  }
  LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(store_, proposal.vacancy()));
  if (!fill.has_value() || fill->stored.fill().taken_count() < opening_count) {
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(const auto overdue,
                         FindOverdueProposals(store_, proposal.vacancy(), call.now, kOverdueMost));
  for (const std::string& name : overdue) LAOWU_RETURN_IF_ERROR(ExpireOverdue(&store_, call, name));
  return absl::OkStatus();
}

absl::Status PlacementService::PlanProposal(const Call& call, const std::string& name,
                                            const v1::Placement& proposal, int opening_count,
                                            const std::string& request_id,
                                            storage::Batch& batch) const {
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, proposal.worker()));
  const internal::v1::StoredWorkerState state = work.stored_now();
  // Between the answer of the worker role and the commit.
  const auto gone = WhyGone(proposal.worker(), state.erased(), state.state().dead());
  if (gone.has_value()) return ErrorOf(*gone);
  LAOWU_RETURN_IF_ERROR(CheckRoom(store_, work, proposal.vacancy(), batch));
  LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(store_, proposal.vacancy()));
  if (fill.has_value() && fill->stored.fill().taken_count() >= opening_count) {
    LAOWU_ASSIGN_OR_RETURN(
        const OpeningsTaken taken,
        CountTaken(store_, proposal.vacancy(), fill->stored.fill().taken_count()));
    return runtime::FailedPrecondition(reasons::kVacancyFull, proposal.vacancy(),
                                       VacancyFullText(opening_count, taken));
  }
  internal::v1::StoredPlacement stored;
  *stored.mutable_placement() = proposal;
  *stored.mutable_provenance() = runtime::ProvenanceOf(call, request_id);
  PlanPlacement(name, std::nullopt, stored, batch);
  PlanFill(proposal.vacancy(), fill, 1, batch);
  internal::v1::StoredLivePlacements live = work.live_now();
  MoveLive(name, proposal, live);
  PlanOpenWork(work, live, work.stored_now(), batch);
  runtime::AddAudit(call, {{name, proposal.worker(), proposal.vacancy()}, {}, "", request_id},
                    batch);
  return absl::OkStatus();
}

// ---- Moving.

absl::StatusOr<v1::Placement> PlacementService::Carry(const Call& call, const Move& move,
                                                      runtime::FieldChecks checks) {
  runtime::RequireName("placements/*", "name", move.name, checks);
  checks.RequestId("request_id", move.request_id);
  LAOWU_RETURN_IF_ERROR(checks.status());
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Placement> {
    LAOWU_ASSIGN_OR_RETURN(const LoadedPlacement old,
                           PlacementInScope(call, move.name, Right::kDecide));
    const v1::Placement& placement = old.stored.placement();
    if (runtime::SentAgain(move.request_id, {old.stored.provenance().request_id()})) {
      if (placement.state() != move.to || !move.says(placement)) return runtime::RequestIdUsed();
      return ReadPlacement(call, move.name);
    }
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(move.etag, old.version, move.name));
    const v1::Placement::State from = StateAt(placement, call.now);
    if (from == move.to && move.says(placement)) return ReadPlacement(call, move.name);
    if (from == v1::Placement::EXPIRED)
      LAOWU_RETURN_IF_ERROR(ExpireOverdue(&store_, call, move.name));
    if (from != move.to || !move.adds(placement)) {
      auto refusal = WhyNotMove(move.name, from, move.to);
      if (refusal.has_value()) {
        LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(store_, placement.worker()));
        if (work.stored_now().erased()) AddErased(*refusal);
        return ErrorOf(*refusal);
      }
    }
    internal::v1::StoredPlacement changed = old.stored;
    storage::Batch batch;
    LAOWU_RETURN_IF_ERROR(move.edit(*changed.mutable_placement(), batch));
    changed.mutable_placement()->set_state(move.to);
    LAOWU_RETURN_IF_ERROR(
        PlanMove(store_, call, {move.name, old, std::move(changed), move.request_id}, batch));
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return ReadPlacement(call, move.name);
  });
}

absl::Status PlacementService::PlanOpeningIsLeft(const std::string& vacancy_name, int opening_count,
                                                 storage::Batch& batch) const {
  LAOWU_ASSIGN_OR_RETURN(const auto fill, LoadFill(store_, vacancy_name));
  const int64_t taken = fill.has_value() ? fill->stored.fill().taken_count() : 0;
  // A proposal that comes meanwhile, of who still took the vacancy for a larger one, is seen. An
  // acceptance changes how many have accepted and not how many are taken: it is written anew, so
  // that of two at once the later is planned anew; also where none is short, since the other may
  // have been told of fewer openings than this one.
  PlanFill(vacancy_name, fill, 0, batch);
  // Who was proposed holds an opening already; unless there are fewer of them by now.
  if (taken <= opening_count) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const int64_t proposed, CountProposals(store_, vacancy_name));
  if (taken - proposed < opening_count) return absl::OkStatus();
  return runtime::FailedPrecondition(
      reasons::kVacancyFull, vacancy_name,
      absl::StrCat("该岗位现在的招聘人数为 ", opening_count, "，接受的已有 ", taken - proposed,
                   " 人，请另选岗位 / The vacancy has ", opening_count, " openings by now, and ",
                   taken - proposed, " are taken; choose another vacancy."));
}

absl::Status PlacementService::CheckStillMayGo(const Call& call, const v1::Placement& placement,
                                               storage::Batch& batch) const {
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker, peers_.GetWorker(call, placement.worker()));
  auto refusal = WhyGone(worker.name(), worker.has_erase_time(), worker.has_death_date());
  if (!refusal.has_value()) refusal = WhyMergedAway(worker);
  if (refusal.has_value()) return ErrorOf(*refusal);
  LAOWU_ASSIGN_OR_RETURN(const v1::Vacancy vacancy, peers_.GetVacancy(call, placement.vacancy()));
  LAOWU_RETURN_IF_ERROR(
      PlanOpeningIsLeft(placement.vacancy(), runtime::OpeningCount(vacancy), batch));
  return CheckMayGo(call, worker, vacancy, MisfitsOf(worker, vacancy, call.now));
}

absl::StatusOr<v1::Placement> PlacementService::AcceptPlacement(
    const Call& call, const v1::AcceptPlacementRequest& request) {
  return Carry(call, {request.name(), request.etag(), request.request_id(), v1::Placement::ACCEPTED,
                      [&](v1::Placement& placement, storage::Batch& batch) -> absl::Status {
                        LAOWU_RETURN_IF_ERROR(CheckStillMayGo(call, placement, batch));
                        *placement.mutable_accept_time() = runtime::ToTimestamp(call.now);
                        return absl::OkStatus();
                      }});
}

absl::StatusOr<v1::Placement> PlacementService::DeclinePlacement(
    const Call& call, const v1::DeclinePlacementRequest& request) {
  runtime::FieldChecks checks;
  checks.KnownEnum("decline_reason", request.decline_reason(),
                   v1::DeclineReason_IsValid(request.decline_reason()));
  return Carry(call,
               {request.name(), request.etag(), request.request_id(), v1::Placement::DECLINED,
                [&](v1::Placement& placement, storage::Batch& /*batch*/) {
                  placement.set_decline_reason(request.decline_reason());
                  return absl::OkStatus();
                },
                [&](const v1::Placement& placement) {
                  return request.decline_reason() == v1::DECLINE_REASON_UNSPECIFIED ||
                         placement.decline_reason() == request.decline_reason();
                },
                // The reason is often learnt later; once, since it is nobody's to reword.
                [](const v1::Placement& placement) {
                  return placement.decline_reason() == v1::DECLINE_REASON_UNSPECIFIED;
                }},
               std::move(checks));
}

absl::StatusOr<v1::Placement> PlacementService::EndPlacement(
    const Call& call, const v1::EndPlacementRequest& request) {
  const absl::CivilDay today = runtime::DayOf(call.now);
  runtime::FieldChecks checks;
  if (request.has_end_date()) checks.Date("end_date", request.end_date());
  const absl::CivilDay end = runtime::ToCivilDay(request.end_date()).value_or(today);
  if (end > today) {
    checks.Violate("end_date",
                   absl::StrCat("在将来，今天是 ", runtime::DateText(today),
                                " / lies in the future; today is ", runtime::DateText(today)));
  }
  LAOWU_ASSIGN_OR_RETURN(
      v1::Placement ended,
      Carry(call,
            {request.name(), request.etag(), request.request_id(), v1::Placement::ENDED,
             [&](v1::Placement& placement, storage::Batch& /*batch*/) {
               runtime::FieldChecks early;
               const auto why = WhyNotEndOn(placement, end);
               if (why.has_value()) early.Violate("end_date", *why);
               *placement.mutable_end_date() = runtime::ToDate(end);
               return early.status();
             },
             [&](const v1::Placement& placement) {
               return !request.has_end_date() || runtime::ToCivilDay(placement.end_date()) == end;
             }},
            std::move(checks)));
  return Ended(call, std::move(ended));
}

absl::StatusOr<v1::Placement> PlacementService::Ended(const Call& call,
                                                      v1::Placement placement) const {
  if (!placement.has_start_date()) return placement;
  LAOWU_ASSIGN_OR_RETURN(const OutcomePlan plan,
                         OutcomePlan::Load(&store_, call, placement.worker()));
  if (plan.IsIn(placement.name())) WarnOfStillAway(placement, placement.mutable_warnings());
  return placement;
}

// ---- Reading.

absl::StatusOr<v1::Placement> PlacementService::ReadPlacement(const Call& call,
                                                              const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(const auto record, store_.Get(Table::kPlacements, PlacementKey(name)));
  if (!record.has_value()) return runtime::NotFound("placement", name);
  return ToPlacement(*record, call.now);
}

absl::StatusOr<LoadedPlacement> PlacementService::PlacementInScope(const Call& call,
                                                                   const std::string& name,
                                                                   Right right) const {
  LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadPlacement(store_, name));
  const bool reads = loaded.has_value() && RequirePlacement(call.principal, loaded->stored).ok();
  const bool is_bureau = !call.principal.division_prefix.empty();
  if (reads && (right == Right::kRead || !is_bureau)) return *std::move(loaded);
  if (loaded.has_value() && is_bureau) {
    const std::string& worker_name = loaded->stored.placement().worker();
    const auto worker = peers_.GetWorker(call, worker_name);
    if (!worker.ok() && !absl::IsNotFound(worker.status())) return worker.status();
    // Of nobody, after a restore of one process, what the placement bears is all there is.
    bool decides = reads;
    if (worker.ok()) {
      LAOWU_ASSIGN_OR_RETURN(decides, Decides(call, *worker));
    }
    if (decides) return *std::move(loaded);
    if (reads) return runtime::NoWorkerInScope(call.principal, worker_name);
  }
  LAOWU_RETURN_IF_ERROR(RequirePlacement(call.principal, v1::Placement()));
  return runtime::NotFound("placement", name);
}

absl::StatusOr<bool> PlacementService::Decides(const Call& call, const v1::Worker& worker) const {
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker standing, peers_.GetStanding(call, worker));
  return runtime::DivisionInScope(call.principal, standing.division_code());
}

absl::StatusOr<v1::Worker> PlacementService::WorkerInScope(const Call& call,
                                                           const std::string& worker_name,
                                                           Right right) const {
  auto worker = peers_.GetWorker(call, worker_name);
  if (!worker.ok() && !absl::IsNotFound(worker.status())) return worker;
  if (call.principal.unscoped()) return worker;
  if (worker.ok()) {
    const bool own = runtime::DivisionInScope(call.principal, worker->division_code());
    if (own && (right == Right::kRead || worker->merged_into().empty())) return worker;
    LAOWU_ASSIGN_OR_RETURN(const bool decides, Decides(call, *worker));
    if (decides) return worker;
  }
  return runtime::NoWorkerInScope(call.principal, worker_name);
}

absl::StatusOr<v1::Placement> PlacementService::GetPlacement(
    const Call& call, const v1::GetPlacementRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("placements/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(PlacementInScope(call, request.name(), Right::kRead).status());
  return ReadPlacement(call, request.name());
}

}  // namespace laowu::placement
