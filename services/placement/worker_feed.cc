#include "services/placement/worker_feed.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "services/placement/outcome_plan.h"
#include "services/placement/outcome_records.h"
#include "services/placement/own_call.h"
#include "services/placement/placement_moves.h"
#include "services/placement/placement_records.h"
#include "services/placement/placement_rules.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/log.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/stored_record.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

constexpr char kRole[] = "worker";
// Without news the position is kept only now and then: reading some entries again costs nothing.
constexpr int64_t kSaveEvery = 10'000;
constexpr absl::Duration kRetry = absl::Milliseconds(500);
constexpr absl::Duration kAskMost = absl::Seconds(10);
// Of a record with more of them the rest is passed over.
constexpr int kPlacementsOfRecordMost = 1'000;

using Stored = internal::v1::StoredWorkerState;

// Whether the stored state says all that matters of the worker.
bool Knows(const std::optional<runtime::Loaded<Stored>>& state, const v1::Worker& worker) {
  const Stored stored = state.has_value() ? state->stored : Stored();
  return stored.state().dead() == worker.has_death_date() &&
         runtime::ToCivilDay(stored.death_date()) == runtime::ToCivilDay(worker.death_date()) &&
         stored.state().merged_into() == worker.merged_into() &&
         stored.erased() == worker.has_erase_time();
}

// placements/… that are PROPOSED, ACCEPTED or STARTED.
std::vector<std::string> OpenPlacements(const std::vector<OpenWork>& records) {
  std::vector<std::string> names;
  for (const OpenWork& record : records) {
    const internal::v1::StoredLivePlacements live = record.live_now();
    for (const auto& proposal : live.proposals()) names.push_back(proposal.placement());
    if (!live.placement().empty()) names.push_back(live.placement());
  }
  return names;
}

// That `name` bears the registration of `standing`, where it bears another.
void PlanStamp(const std::string& name, const LoadedPlacement& old, const v1::Worker& standing,
               storage::Batch& batch) {
  const v1::Placement& before = old.stored.placement();
  const std::string by = standing.name() == before.worker() ? "" : standing.name();
  const bool is_of_another =
      !old.stored.standing_worker().empty() && old.stored.standing_worker() != by;
  const bool is_same = before.worker_division_code() == standing.division_code();
  if (is_same && !is_of_another) return;
  internal::v1::StoredPlacement changed = old.stored;
  if (!is_same && changed.proposed_division_code().empty()) {
    changed.set_proposed_division_code(before.worker_division_code());
  }
  changed.set_standing_worker(by);
  changed.mutable_placement()->set_worker_division_code(standing.division_code());
  // What ended it shows by that commit, and not by this one (ended_placements.h).
  if (before.state() == v1::Placement::ENDED && !changed.has_state_record_time()) {
    *changed.mutable_state_record_time() = runtime::ToTimestamp(old.record_time);
  }
  PlanPlacement(name, old, changed, batch);
}

// placements/… of the records that are over and bear the registration of a record that is none of
// these, nor `standing_name`.
absl::StatusOr<std::vector<std::string>> OverByAnother(const storage::Reader& reader,
                                                       const std::vector<OpenWork>& records,
                                                       const std::string& standing_name) {
  std::set<std::string> own = {"", standing_name};
  for (const OpenWork& record : records) own.insert(record.worker);
  std::vector<std::string> names;
  for (const OpenWork& record : records) {
    LAOWU_ASSIGN_OR_RETURN(const auto entries,
                           reader.Scan(storage::Table::kPlacementsByWorker,
                                       storage::RangeOf(record.worker), kPlacementsOfRecordMost));
    for (const storage::Record& entry : entries) {
      std::string worker;
      std::string name;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(entry.key, &worker, &name));
      LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadPlacement(reader, name));
      if (!loaded.has_value() || own.contains(loaded->stored.standing_worker())) continue;
      const v1::Placement::State state = loaded->stored.placement().state();
      if (!IsProposal(state) && !IsCommitted(state)) names.push_back(std::move(name));
    }
  }
  return names;
}

// The worker's own record: dead or alive, merged or not.
absl::Status PlanOwn(const storage::Reader& reader, const runtime::CallContext& call,
                     const v1::Worker& worker, OpeningChanges& openings, storage::Batch& batch) {
  LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&reader, call, worker.name()));
  plan.Follow(worker);
  return plan.Finish("", openings, batch);
}

// The records that stood, or stand from now on, for this one.
absl::Status PlanSurvivors(const storage::Reader& reader, const runtime::CallContext& call,
                           const v1::Worker& worker, const std::string& before,
                           OpeningChanges& openings, storage::Batch& batch) {
  if (before == worker.merged_into()) return absl::OkStatus();
  if (!before.empty()) {
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&reader, call, before));
    LAOWU_RETURN_IF_ERROR(plan.Part(worker.name()));
    LAOWU_RETURN_IF_ERROR(plan.Finish("", openings, batch));
  }
  if (worker.merged_into().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&reader, call, worker.merged_into()));
  LAOWU_RETURN_IF_ERROR(plan.Join(worker.name()));
  return plan.Finish("", openings, batch);
}

}  // namespace

WorkerFeed::WorkerFeed(const runtime::Environment& environment, storage::Store* store,
                       HeldNames* held_names)
    : environment_(environment),
      store_(store),
      held_names_(held_names),
      peers_(environment.channels) {}

WorkerFeed::Follower::Options WorkerFeed::FollowerOptions() {
  Follower::Options options;
  options.name = "placement follows worker";
  options.kinds = {"worker"};
  options.open = [this](grpc::ClientContext* context, const v1::WatchWorkersRequest& request) {
    if (stub_ == nullptr) stub_ = v1::WorkerService::NewStub(environment_.channels->To(kRole));
    environment_.channels->AsService(context, absl::InfiniteFuture());
    return stub_->WatchWorkers(context, request);
  };
  options.apply = [this](const v1::WatchWorkersResponse& message) { ApplyMessage(message); };
  options.reset = [this] {
    saved_sequence_ = 0;  // what was applied is only confirmed
    held_names_->BeginsAnew(HeldNames::Owner::kWorker);
  };
  return options;
}

absl::Status WorkerFeed::Start() {
  Follower::Options options = FollowerOptions();
  LAOWU_ASSIGN_OR_RETURN(const auto position,
                         runtime::LoadRecord<internal::v1::StoredFollowedFeed>(
                             *store_, storage::Table::kFollowedFeeds, storage::EncodeKey(kRole)));
  if (position.has_value()) {
    options.store_id = position->stored.store_id();
    options.resume_sequence = position->stored.resume_sequence();
    saved_sequence_ = options.resume_sequence;
  }
  follower_ = std::make_unique<Follower>(std::move(options));
  follower_->Start();
  return absl::OkStatus();
}

void WorkerFeed::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    stopped_.NotifyAll();
  }
  if (follower_ != nullptr) follower_->Stop();
}

template <typename Work>
bool WorkerFeed::Insist(Work work) {
  while (true) {
    const absl::Status status = work();
    if (status.ok()) return true;
    if (!runtime::LostRace(status)) {
      runtime::Log(runtime::LogLevel::kError, "a worker's change cannot be applied, trying again",
                   {{"status", std::string(status.message())}});
    }
    storage::MutexLock lock(mutex_);
    const absl::Time until =
        absl::Now() + (runtime::LostRace(status) ? absl::ZeroDuration() : kRetry);
    while (!stopping_ && stopped_.WaitUntil(mutex_, until)) {
    }
    if (stopping_) return false;
  }
}

void WorkerFeed::ApplyMessage(const v1::WatchWorkersResponse& message) {
  for (const auto& change : message.changes()) {
    if (!change.has_worker()) continue;
    if (!Insist([&] { return Apply(change.worker(), environment_.clock()); })) return;
  }
  const auto& progress = message.progress();
  // Of a first state only the whole counts: it begins anew if it is cut.
  const bool due = message.changes_size() > 0 || saved_sequence_ == 0 ||
                   progress.resume_sequence() - saved_sequence_ >= kSaveEvery;
  if (progress.resume_sequence() > saved_sequence_ && progress.caught_up() && due) {
    if (!Insist([&] { return SavePosition(progress); })) return;
  }
  held_names_->Followed(HeldNames::Owner::kWorker, progress);
  environment_.metrics->SetFeed("placement", kRole, progress.resume_sequence(),
                                progress.caught_up());
}

absl::Status WorkerFeed::SavePosition(const v1::WatchProgress& progress) {
  internal::v1::StoredFollowedFeed stored;
  stored.set_store_id(progress.store_id());
  stored.set_resume_sequence(progress.resume_sequence());
  storage::Batch batch;
  batch.Put(storage::Table::kFollowedFeeds, storage::EncodeKey(kRole), stored.SerializeAsString());
  LAOWU_RETURN_IF_ERROR(store_->Commit(batch, absl::InfiniteFuture()).status());
  saved_sequence_ = progress.resume_sequence();
  return absl::OkStatus();
}

absl::Status WorkerFeed::Apply(const v1::Worker& worker, absl::Time now) {
  LAOWU_ASSIGN_OR_RETURN(const auto state,
                         runtime::LoadRecord<Stored>(*store_, storage::Table::kWorkerStates,
                                                     WorkerStateKey(worker.name())));
  if (Knows(state, worker)) return StampPlacements(worker, now);
  const std::string before = state.has_value() ? state->stored.state().merged_into() : "";
  // First: the state that says "parted" stands only once the lists are right.
  std::vector<OpenWork> stamped;
  if (!before.empty() && before != worker.merged_into()) {
    LAOWU_ASSIGN_OR_RETURN(stamped, StampWhatIsOver(worker, now));
  }
  const runtime::CallContext call = OwnCall(kFollowsWorker, now);
  storage::Batch batch;
  OpeningChanges openings;
  LAOWU_RETURN_IF_ERROR(PlanOwn(*store_, call, worker, openings, batch));
  LAOWU_RETURN_IF_ERROR(PlanSurvivors(*store_, call, worker, before, openings, batch));
  LAOWU_RETURN_IF_ERROR(PlanOpenings(*store_, openings, batch));
  // What has ended since they were stamped is stamped anew.
  for (const OpenWork& record : stamped) RequireOpenWork(record, batch);
  runtime::AddAudit(call, {{worker.name()}, {"state"}, "", ""}, batch);
  // The texts first: the state that says "erased" stands only once they are. Planned before, so
  // that an attestation that comes meanwhile makes this one be done anew.
  if (worker.has_erase_time()) LAOWU_RETURN_IF_ERROR(EraseNotes(store_, worker.name()));
  LAOWU_RETURN_IF_ERROR(store_->Commit(batch, call.deadline).status());
  return StampPlacements(worker, now);
}

absl::Status WorkerFeed::StampPlacements(const v1::Worker& worker, absl::Time now) {
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(*store_, worker.name()));
  LAOWU_ASSIGN_OR_RETURN(const auto records, LoadRecordsOfPerson(*store_, work, /*above=*/false));
  const std::vector<std::string> names = OpenPlacements(records);
  if (names.empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker standing, StandingOf(worker, now));
  return Stamp(worker, standing, names, now);
}

absl::StatusOr<std::vector<OpenWork>> WorkerFeed::StampWhatIsOver(const v1::Worker& worker,
                                                                  absl::Time now) {
  LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(*store_, worker.name()));
  LAOWU_ASSIGN_OR_RETURN(auto records, LoadRecordsOfPerson(*store_, work, /*above=*/false));
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker standing, StandingOf(worker, now));
  LAOWU_ASSIGN_OR_RETURN(const auto names, OverByAnother(*store_, records, standing.name()));
  LAOWU_RETURN_IF_ERROR(Stamp(worker, standing, names, now));
  return records;
}

absl::StatusOr<v1::Worker> WorkerFeed::StandingOf(const v1::Worker& worker, absl::Time now) const {
  runtime::CallContext call = OwnCall(kFollowsWorker, now);
  call.deadline = absl::Now() + kAskMost;
  return peers_.GetStanding(call, worker);
}

absl::Status WorkerFeed::Stamp(const v1::Worker& worker, const v1::Worker& standing,
                               std::vector<std::string> names, absl::Time now) {
  const runtime::CallContext call = OwnCall(kFollowsWorker, now);
  storage::Batch batch;
  for (const std::string& name : names) {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadPlacement(*store_, name));
    if (old.has_value()) PlanStamp(name, *old, standing, batch);
  }
  if (batch.empty()) return absl::OkStatus();
  names.push_back(worker.name());
  runtime::AddAudit(call, {std::move(names), {"worker_division_code"}, "", ""}, batch);
  return store_->Commit(batch, absl::InfiniteFuture()).status();
}

}  // namespace laowu::placement
