// Dated facts and mergers: the part of the worker role that adds to a worker's list.

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/runtime/access.h"
#include "services/runtime/answered_requests.h"
#include "services/runtime/ask_placements.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "services/worker/death_links.h"
#include "services/worker/fact_checks.h"
#include "services/worker/fact_rules.h"
#include "services/worker/fact_warnings.h"
#include "services/worker/merge_requests.h"
#include "services/worker/merged_placements.h"
#include "services/worker/merged_records.h"
#include "services/worker/number_links.h"
#include "services/worker/personal_details.h"
#include "services/worker/scope_crossings.h"
#include "services/worker/worker_rules.h"
#include "services/worker/worker_service.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using storage::Table;

constexpr char kWorkerPattern[] = "workers/*";

constexpr char kWhyTwoPeopleAsk[] =
    "两份档案有出入，合并会使一人不再计入，须填证明两者为一人的文件编号 / is required with "
    "accept_differences: number of the document that shows the two to be one, since the merger "
    "takes one of them out of the county's figures";

absl::Status WrongState(absl::string_view name, absl::string_view why) {
  return runtime::FailedPrecondition(runtime::reasons::kWrongState, name, why);
}

// One person is not dead by one record and alive by the other: placements go by each record.
absl::Status CheckDeaths(const std::string& one_name, const v1::Worker& one,
                         const std::string& two_name, const v1::Worker& two) {
  if (one.has_death_date() == two.has_death_date()) return absl::OkStatus();
  const bool first = one.has_death_date();
  const std::string& dead = first ? one_name : two_name;
  const std::string& living = first ? two_name : one_name;
  return WrongState(
      dead, absl::StrCat(
                dead, " 已登记死亡，", living, " 没有；属实的，请先在 ", living,
                " 登记死亡，再合并；有误的，请先撤销死亡登记 / ", dead, " is recorded as dead and ",
                living, " is not: record the death (DIED) on ", living,
                " too before you merge them, or take it back (FACT_VOIDED) if it ", "is wrong."));
}

std::string IdOfFact(absl::string_view fact_name) {
  return std::string(fact_name.substr(fact_name.rfind('/') + 1));
}

// On whichever day.
bool LinksTheSame(const v1::WorkerFact& known, const v1::WorkerFact& fact) {
  return known.kind() == fact.kind() && known.values().worker() == fact.values().worker();
}

// Whether a merger, or the end of one, that is on record holds no more.
bool IsUndone(const v1::WorkerFact& fact, const v1::Worker& worker) {
  switch (fact.kind()) {
    case v1::WorkerFact::MERGED:
      return worker.merged_into() != fact.values().worker();
    case v1::WorkerFact::UNMERGED:
      return worker.merged_into() == fact.values().worker();
    default:
      return false;
  }
}

// Figures unite the facts of all names of a person: a death behind a record that lives would have
// who works there dead in every figure, and alive for every placement.
absl::Status CheckNotDeadBehindLiving(const PlanContext& context, const std::string& worker_name,
                                      const std::vector<v1::WorkerFact>& known,
                                      const v1::WorkerFact& fact, storage::Batch& batch) {
  if (fact.kind() != v1::WorkerFact::DIED && fact.kind() != v1::WorkerFact::FACT_VOIDED) {
    return absl::OkStatus();
  }
  std::vector<v1::WorkerFact> all = known;
  all.push_back(fact);
  all.back().set_sequence(kPendingSequence);
  const WorkerState before = StateOn(known, kNewest);
  const WorkerState after = StateOn(all, kNewest);
  const bool was_so = before.death_date.has_value() && before.merged_into == after.merged_into;
  if (!after.death_date.has_value() || was_so) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto standing, StandingBehind(context.reader, after.merged_into));
  if (!standing.has_value()) return absl::OkStatus();
  const v1::Worker& worker = standing->record.stored.worker();
  if (!worker.has_death_date() && !worker.has_erase_time()) {
    return DeadBehindLiving(worker_name, standing->name, worker.division_code(),
                            runtime::DayOf(context.call.now));
  }
  batch.Require(Table::kWorkers, WorkerKey(WorkerId(standing->name)), standing->record.version);
  return absl::OkStatus();
}

// Of a death that was taken back: records behind this one that are recorded as dead still.
absl::Status WarnOfDeathsBehind(const storage::Reader& reader, const v1::WorkerFact& fact,
                                const v1::Worker& worker, absl::string_view worker_id,
                                google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  if (fact.kind() != v1::WorkerFact::FACT_VOIDED || worker.has_death_date()) {
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(const auto ids, IdsMergedInto(reader, worker_id));
  for (const std::string& id : ids) {
    LAOWU_ASSIGN_OR_RETURN(const auto behind, LoadWorker(reader, id));
    const bool dead = behind.has_value() && behind->stored.worker().has_death_date() &&
                      behind->stored.worker().merged_into() == WorkerName(worker_id);
    if (dead) WarnOfDeathBehind(WorkerName(id), warnings);
  }
  return absl::OkStatus();
}

// Fills the batch with a change whose last fact is the one recorded, and with what follows from it.
// The profile is written even if it shows nothing new: its version keeps facts of one worker in a
// row, so that each is judged against all before it.
absl::Status PlanAdded(const PlanContext& context, WorkerChange change, runtime::AuditEntry audit,
                       storage::Batch& batch) {
  LAOWU_RETURN_IF_ERROR(LinkAgain(context, change, batch));
  for (const std::string& id : change.elsewhere_ids) audit.resources.push_back(WorkerName(id));
  std::string refusal;
  LAOWU_RETURN_IF_ERROR(PlanChange(context, std::move(change), &refusal, batch));
  runtime::AddAudit(context.call, audit, batch);
  return absl::OkStatus();
}

}  // namespace

absl::Status WorkerService::RequireStanding(const PlanContext& context, const LoadedWorker& loaded,
                                            const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(const auto found,
                         StandingBehind(context.reader, loaded.stored.worker().merged_into()));
  if (!found.has_value()) return absl::OkStatus();
  const v1::Worker& worker = found->record.stored.worker();
  const std::string& standing = found->name;
  if (!runtime::DivisionInScope(context.call.principal, worker.division_code())) {
    return absl::OkStatus();
  }
  if (worker.has_erase_time()) {
    return WrongState(name, absl::StrCat("此人已注销，本档案曾并入 ", standing,
                                         "，请一并注销 / The person was erased, as ", standing,
                                         ", which this record was merged into; erase this one too "
                                         "(DeleteWorker), or take the merger back first "
                                         "(UnmergeWorkers)."));
  }
  return WrongState(
      name, absl::StrCat("此档案已并入另一档案，请改那一份 / The record was merged into ", standing,
                         ", which stands for the person; change that one, or take "
                         "the merger back first (UnmergeWorkers)."));
}

absl::StatusOr<LoadedWorker> WorkerService::LoadForFact(const Call& call,
                                                        const NewFact& recorded) const {
  const std::string worker_id = WorkerId(recorded.worker);
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(store_, worker_id));
  if (loaded.has_value() &&
      !runtime::DivisionInScope(call.principal, loaded->stored.worker().division_code())) {
    LAOWU_ASSIGN_OR_RETURN(const auto facts, LoadFacts(store_, worker_id));
    const v1::WorkerFact* const move = OwnMoveAway(loaded->stored, facts, call.principal);
    if (move != nullptr && (move->name() == FactName(worker_id, recorded.fact_id) ||
                            move->name() == recorded.fact.values().voided_fact())) {
      return *loaded;
    }
  }
  return LoadForChange(call, recorded.worker);
}

absl::Status WorkerService::PlanMerger(const PlanContext& context, const NewFact& recorded,
                                       const WorkerChange& change, storage::Batch& batch) const {
  const std::string& worker_name = recorded.worker;
  const std::string& other_name = recorded.fact.values().worker();
  LAOWU_ASSIGN_OR_RETURN(const LoadedWorker other, LoadForChange(context.call, other_name));
  batch.Require(Table::kWorkers, WorkerKey(WorkerId(other_name)), other.version);
  LAOWU_RETURN_IF_ERROR(
      CheckDeaths(worker_name, change.profile, other_name, other.stored.worker()));
  if (!recorded.accept_differences) {
    v1::Worker one = change.profile;
    *one.mutable_personal_details() = change.details;
    v1::Worker two = other.stored.worker();
    LAOWU_ASSIGN_OR_RETURN(*two.mutable_personal_details(),
                           LoadDetails(context.reader, context.keys, WorkerId(other_name)));
    const std::string why_two = WhyTwoPeople(one, two);
    if (!why_two.empty()) {
      return WrongState(
          worker_name,
          absl::StrCat("两份档案像是两个人 / The two records seem to be two people: ", why_two,
                       ". If they are one all the same, merge them by MergeWorkers "
                       "with accept_differences."));
    }
  }
  std::string next = other.stored.worker().merged_into();
  for (int i = 0; i < runtime::limits::kMergeChainMost && !next.empty(); ++i) {
    if (next == worker_name) {
      return WrongState(
          worker_name,
          "对方已并入本档案，请先撤销 / The other worker is itself merged into this one; "
          "undo that first (UNMERGED on the other).");
    }
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(context.reader, WorkerId(next)));
    if (!loaded.has_value()) return absl::OkStatus();
    batch.Require(Table::kWorkers, WorkerKey(WorkerId(next)), loaded->version);
    next = loaded->stored.worker().merged_into();
  }
  if (next.empty()) return absl::OkStatus();
  return WrongState(
      worker_name,
      absl::StrCat(
          "对方后面并入的档案太多，请并入最后那一份 / The other worker stands behind more than ",
          runtime::limits::kMergeChainMost,
          " records, each merged into the next; merge into the one that stands for them."));
}

absl::StatusOr<bool> WorkerService::PlanRecorded(const PlanContext& context, NewFact& recorded,
                                                 storage::Batch& batch) const {
  const std::string worker_id = WorkerId(recorded.worker);
  const std::string own_name = FactName(worker_id, recorded.fact_id);
  LAOWU_ASSIGN_OR_RETURN(const std::string answer, runtime::LoadAnswer(context.reader, own_name));
  // What the request recorded, or was answered with.
  const std::string fact_name = answer.empty() ? own_name : answer;
  recorded.stands_id = IdOfFact(fact_name);
  LAOWU_ASSIGN_OR_RETURN(const LoadedWorker old, LoadForFact(context.call, recorded));
  LAOWU_ASSIGN_OR_RETURN(WorkerChange change, LoadChange(context, worker_id, old));
  v1::WorkerFact fact = NormalisedFact(recorded.fact);
  for (const v1::WorkerFact& known : change.known) {
    if (known.name() != fact_name) continue;
    const bool same = recorded.of_its_day ? LinksTheSame(known, fact) : SaysTheSame(known, fact);
    if (!same) return runtime::RequestIdUsed();
    if (WasVoided(change.known, fact_name) || IsUndone(fact, old.stored.worker())) {
      return runtime::WasTakenBack(fact_name);
    }
    return true;
  }
  if (const v1::WorkerFact* same = StandingEqual(change.known, fact); same != nullptr) {
    recorded.stands_id = IdOfFact(same->name());
    if (recorded.request_id.empty()) return true;
    runtime::PlanAnswer(own_name, same->name(), /*asked=*/"", batch);
    return false;
  }
  if (change.known.size() >= kFactsMost) {
    return WrongState(
        recorded.worker,
        "此人的事实太多，请找管理员 / The worker has too many facts; ask an administrator.");
  }
  if (fact.kind() == v1::WorkerFact::DIED) {
    LAOWU_RETURN_IF_ERROR(RequireStanding(context, old, recorded.worker));
  }
  const std::string why_not = WhyNotPossible(change.known, recorded.worker, fact);
  if (!why_not.empty()) return WrongState(recorded.worker, why_not);
  LAOWU_RETURN_IF_ERROR(CheckNotParted(context, change, fact));
  LAOWU_RETURN_IF_ERROR(
      CheckNotDeadBehindLiving(context, recorded.worker, change.known, fact, batch));
  const std::string why_against =
      WhyAgainstNumber(fact, change.details.identity_number(), runtime::DayOf(context.call.now));
  if (!why_against.empty()) return WrongState(recorded.worker, why_against);
  if (fact.kind() == v1::WorkerFact::MERGED) {
    LAOWU_RETURN_IF_ERROR(PlanMerger(context, recorded, change, batch));
  }
  fact.set_reference(recorded.fact.reference());
  fact.set_file_digest(recorded.fact.file_digest());
  change.added = {fact};
  change.fact_id = recorded.fact_id;
  LAOWU_RETURN_IF_ERROR(PlanAdded(context, std::move(change),
                                  {{fact_name},
                                   {v1::WorkerFact::Kind_Name(fact.kind())},
                                   recorded.purpose,
                                   recorded.request_id},
                                  batch));
  return false;
}

absl::StatusOr<v1::WorkerFact> WorkerService::RecordWorkerFact(
    const Call& call, const v1::RecordWorkerFactRequest& request) {
  runtime::FieldChecks checks;
  const std::string worker_id =
      runtime::RequireName(kWorkerPattern, "parent", request.parent(), checks);
  CheckFact(request.fact(), "fact", runtime::DayOf(call.now), checks);
  checks.RequestId("request_id", request.request_id());
  NewFact recorded{request.parent(),
                   request.fact(),
                   runtime::IdForRequest(request.request_id(), call.now),
                   request.request_id(),
                   "",
                   false};
  if (!worker_id.empty() && !checks.ok()) {
    // As CheckedInScope, but of whom the caller has moved away, too.
    const absl::Status scope = LoadForFact(call, recorded).status();
    if (absl::IsPermissionDenied(scope)) return scope;
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(Change(call, [&](const PlanContext& context, storage::Batch& batch) {
    return PlanRecorded(context, recorded, batch);
  }));
  const absl::CivilDay day = *runtime::ToCivilDay(request.fact().effective_date());
  LAOWU_ASSIGN_OR_RETURN(
      const auto record,
      store_.Get(Table::kWorkerFacts, FactKey(worker_id, day, recorded.stands_id)));
  if (!record.has_value()) return absl::InternalError("a recorded fact is not there");
  LAOWU_ASSIGN_OR_RETURN(v1::WorkerFact fact, ToNotedFact(store_, *record));
  LAOWU_ASSIGN_OR_RETURN(const auto known, LoadFacts(store_, worker_id));
  WarnOfFact(request.fact(), fact, known, fact.mutable_warnings());
  LAOWU_ASSIGN_OR_RETURN(const auto now, LoadWorker(store_, worker_id));
  const std::string division_code =
      now.has_value() ? now->stored.worker().division_code() : std::string();
  if (now.has_value()) {
    LAOWU_RETURN_IF_ERROR(
        WarnOfDeathsBehind(store_, fact, now->stored.worker(), worker_id, fact.mutable_warnings()));
  }
  if (now.has_value() && TakesDeathBack(fact, known)) {
    HouseholdChanges none(store_, keys_, call);
    LAOWU_RETURN_IF_ERROR(WarnOfLinks({store_, keys_, call, none}, worker_id, now->stored.worker(),
                                      fact, known, fact.mutable_warnings()));
  }
  const bool moves =
      fact.kind() == v1::WorkerFact::RESIDENCE_MOVED || fact.kind() == v1::WorkerFact::FACT_VOIDED;
  if (moves && !runtime::DivisionInScope(call.principal, division_code)) {
    WarnOfMoveAway(fact.name(), division_code, runtime::DayOf(call.now), fact.mutable_warnings());
  }
  return fact;
}

absl::StatusOr<v1::ListWorkerFactsResponse> WorkerService::ListWorkerFacts(
    const Call& call, const v1::ListWorkerFactsRequest& request) {
  runtime::FieldChecks checks;
  const std::string worker_id =
      runtime::RequireName(kWorkerPattern, "parent", request.parent(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(LoadInScope(store_, call, request.parent()).status());
  v1::ListWorkerFactsResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto facts, runtime::ReadPage<v1::WorkerFact>(
                      store_, Table::kWorkerFacts, FactRange(worker_id), request,
                      response.mutable_next_page_token(), [this](const storage::Record& record) {
                        return ToNotedFact(store_, record);
                      }));
  for (auto& fact : facts) *response.add_facts() = std::move(fact);
  return response;
}

absl::StatusOr<v1::Worker> WorkerService::MergeWorkers(const Call& call,
                                                       const v1::MergeWorkersRequest& request) {
  const absl::CivilDay today = runtime::DayOf(call.now);
  runtime::FieldChecks checks;
  const std::string survivor_id =
      runtime::RequireName(kWorkerPattern, "name", request.name(), checks);
  runtime::RequireName(kWorkerPattern, "merged_worker", request.merged_worker(), checks);
  CheckPurpose(request.purpose(), true, today, checks);
  checks.RequestId("request_id", request.request_id());
  v1::WorkerFact shown;
  shown.set_reference(request.reference());
  CheckReference(shown, "", request.accept_differences() ? kWhyTwoPeopleAsk : "", today, checks);
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, {request.name(), request.merged_worker()}, checks));
  NewFact recorded{request.merged_worker(),
                   {},
                   runtime::IdForRequest(request.request_id(), call.now),
                   request.request_id(),
                   request.purpose(),
                   request.accept_differences(),
                   /*of_its_day=*/true};
  recorded.fact.set_reference(request.reference());
  recorded.fact.set_kind(v1::WorkerFact::MERGED);
  *recorded.fact.mutable_effective_date() = runtime::ToDate(today);
  recorded.fact.mutable_values()->set_worker(request.name());
  LAOWU_RETURN_IF_ERROR(
      Change(call, [&](const PlanContext& context, storage::Batch& batch) -> absl::StatusOr<bool> {
        LAOWU_ASSIGN_OR_RETURN(const LoadedWorker survivor, LoadForChange(call, request.name()));
        LAOWU_ASSIGN_OR_RETURN(const LoadedWorker merged,
                               LoadForChange(call, request.merged_worker()));
        const std::string& into = merged.stored.worker().merged_into();
        LAOWU_RETURN_IF_ERROR(CheckMergesNoOther(context.reader, request, recorded.fact_id));
        if (into == request.name()) {
          return PlanMergedAlready(context.reader, request, recorded.fact_id, batch);
        }
        if (!into.empty()) {
          return WrongState(
              request.merged_worker(),
              absl::StrCat("此档案已并入另一档案，请先撤销 / The record is merged into ", into,
                           " already; take that back first (UnmergeWorkers)."));
        }
        const std::string& behind = survivor.stored.worker().merged_into();
        if (!behind.empty() && behind != request.merged_worker()) {
          return WrongState(
              request.name(),
              absl::StrCat(
                  "此档案已并入另一档案 / The record stands for nobody since it was merged into ",
                  behind, "; merge into that one."));
        }
        return PlanRecorded(context, recorded, batch);
      }));
  LAOWU_ASSIGN_OR_RETURN(v1::Worker survivor, ReadChanged(survivor_id));
  LAOWU_RETURN_IF_ERROR(WarnOfMergerReference(store_, request, survivor.mutable_warnings()));
  WarnOfPlacements(call, request, survivor);
  return survivor;
}

void WorkerService::WarnOfPlacements(const Call& call, const v1::MergeWorkersRequest& request,
                                     v1::Worker& survivor) const {
  std::vector<v1::Placement> live;  // the first's may have those of both already
  for (const std::string& record : {request.name(), request.merged_worker()}) {
    v1::ListPlacementsRequest list;
    list.set_worker(record);
    for (const auto state :
         {v1::Placement::PROPOSED, v1::Placement::ACCEPTED, v1::Placement::STARTED}) {
      list.add_states(state);
    }
    const auto placements = runtime::AskPlacements(channels_, call.deadline, std::move(list),
                                                   survivor.mutable_warnings());
    if (!placements.has_value()) return;
    live.insert(live.end(), placements->begin(), placements->end());
  }
  WarnOfMergedPlacements(live, request.name(), survivor.mutable_warnings());
}

absl::StatusOr<v1::Worker> WorkerService::UnmergeWorkers(const Call& call,
                                                         const v1::UnmergeWorkersRequest& request) {
  const absl::CivilDay today = runtime::DayOf(call.now);
  runtime::FieldChecks checks;
  const std::string worker_id =
      runtime::RequireName(kWorkerPattern, "name", request.name(), checks);
  CheckPurpose(request.purpose(), true, today, checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, {request.name()}, checks));
  NewFact recorded{request.name(),
                   {},
                   runtime::IdForRequest(request.request_id(), call.now),
                   request.request_id(),
                   request.purpose(),
                   false,
                   /*of_its_day=*/true};
  recorded.fact.set_kind(v1::WorkerFact::UNMERGED);
  *recorded.fact.mutable_effective_date() = runtime::ToDate(today);
  LAOWU_RETURN_IF_ERROR(
      Change(call, [&](const PlanContext& context, storage::Batch& batch) -> absl::StatusOr<bool> {
        LAOWU_ASSIGN_OR_RETURN(const LoadedWorker loaded, LoadForChange(call, request.name()));
        const std::string& into = loaded.stored.worker().merged_into();
        if (into.empty()) {
          LAOWU_ASSIGN_OR_RETURN(const auto facts, LoadFacts(context.reader, worker_id));
          const std::string fact_name = FactName(worker_id, recorded.fact_id);
          const bool retried = std::any_of(facts.begin(), facts.end(), [&](const auto& fact) {
            return fact.name() == fact_name && fact.kind() == v1::WorkerFact::UNMERGED;
          });
          if (retried) return true;
          return WrongState(request.name(),
                            "此档案没有并入别的档案 / The record is not merged into another.");
        }
        recorded.fact.mutable_values()->set_worker(into);
        return PlanRecorded(context, recorded, batch);
      }));
  return ReadChanged(worker_id);
}

}  // namespace laowu::worker
