#include "services/placement/held_names.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/placement/own_call.h"
#include "services/placement/placement_records.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/stored_record.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

using Owner = HeldNames::Owner;
using storage::Table;

constexpr Owner kOwners[] = {Owner::kWorker, Owner::kVacancy};
constexpr absl::Duration kLookAgain = absl::Hours(1);  // while some are missing
constexpr absl::Duration kRetry = absl::Seconds(5);    // an owner that does not answer
// Without doubt the position is kept only now and then: it must be nearer than changes are cut.
constexpr int64_t kKeepEvery = 10'000;

std::string RoleOf(Owner owner) { return owner == Owner::kWorker ? "worker" : "vacancy"; }

// Beside how far the feed was followed: up to where all that is named was there.
std::string WholeKey(Owner owner) { return storage::EncodeKey(RoleOf(owner), "whole"); }

std::vector<Table> IndexesOf(Owner owner) {
  if (owner == Owner::kWorker) return {Table::kOutcomesByWorker, Table::kPlacementsByWorker};
  return {Table::kPlacementsByVacancy};
}

}  // namespace

HeldNames::HeldNames(const runtime::Environment& environment, storage::Store* store)
    : environment_(environment),
      store_(store),
      peers_(environment.channels),
      gauges_(prometheus::BuildGauge()
                  .Name("laowu_missing_records")
                  .Help("Records of the owner that the role's records name and that are not there")
                  .Register(*environment.metrics->registry())) {}

HeldNames::Follower::Options HeldNames::FollowerOptions() {
  Follower::Options options;
  options.name = "placement follows vacancy";
  options.kinds = {"employer"};  // the fewest records
  options.open = [this](grpc::ClientContext* context, const v1::WatchVacanciesRequest& request) {
    if (stub_ == nullptr) stub_ = v1::VacancyService::NewStub(environment_.channels->To("vacancy"));
    environment_.channels->AsService(context, absl::InfiniteFuture());
    return stub_->WatchVacancies(context, request);
  };
  options.apply = [this](const v1::WatchVacanciesResponse& message) {
    Followed(Owner::kVacancy, message.progress());
    environment_.metrics->SetFeed("placement", "vacancy", message.progress().resume_sequence(),
                                  message.progress().caught_up());
  };
  options.reset = [this] { BeginsAnew(Owner::kVacancy); };
  return options;
}

absl::Status HeldNames::Load(Owner owner) {
  LAOWU_ASSIGN_OR_RETURN(const auto kept, runtime::LoadRecord<internal::v1::StoredFollowedFeed>(
                                              *store_, Table::kFollowedFeeds, WholeKey(owner)));
  storage::MutexLock lock(mutex_);
  State& state = StateOf(owner);
  state.in_doubt = !kept.has_value();
  if (kept.has_value()) {
    state.whole_store_id = kept->stored.store_id();
    state.whole_sequence = kept->stored.resume_sequence();
  }
  return absl::OkStatus();
}

absl::Status HeldNames::Start() {
  for (const Owner owner : kOwners) LAOWU_RETURN_IF_ERROR(Load(owner));
  Follower::Options options = FollowerOptions();
  {
    storage::MutexLock lock(mutex_);
    options.store_id = StateOf(Owner::kVacancy).whole_store_id;
    options.resume_sequence = StateOf(Owner::kVacancy).whole_sequence;
  }
  follower_ = std::make_unique<Follower>(std::move(options));
  follower_->Start();
  thread_ = std::thread([this] { Run(); });
  return absl::OkStatus();
}

void HeldNames::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  if (follower_ != nullptr) follower_->Stop();
  if (thread_.joinable()) thread_.join();
}

bool HeldNames::Rest(absl::Duration duration) const {
  storage::MutexLock lock(mutex_);
  const absl::Time until = absl::Now() + duration;
  while (!stopping_ && absl::Now() < until) changed_.WaitUntil(mutex_, until);
  return !stopping_;
}

bool HeldNames::stopping() const {
  storage::MutexLock lock(mutex_);
  return stopping_;
}

void HeldNames::Followed(Owner owner, const v1::WatchProgress& progress) {
  if (!progress.caught_up()) return;
  storage::MutexLock lock(mutex_);
  State& state = StateOf(owner);
  const bool first = !state.caught_up;
  state.caught_up = true;
  state.store_id = progress.store_id();
  state.sequence = progress.resume_sequence();
  if (state.store_id != state.whole_store_id) state.in_doubt = true;
  if (first && !state.in_doubt) Show(owner, 0);
  if (first || state.in_doubt || state.sequence - state.whole_sequence >= kKeepEvery) {
    changed_.NotifyAll();
  }
}

void HeldNames::BeginsAnew(Owner owner) {
  storage::MutexLock lock(mutex_);
  State& state = StateOf(owner);
  state.in_doubt = true;
  state.caught_up = false;
  ++state.doubt_count;
  state.look_time = absl::InfinitePast();
}

void HeldNames::Run() {
  while (true) {
    std::vector<Owner> due;
    {
      storage::MutexLock lock(mutex_);
      absl::Time until = absl::InfiniteFuture();
      for (const Owner owner : kOwners) {
        const State& state = StateOf(owner);
        if (!state.caught_up) continue;
        const bool behind = state.sequence - state.whole_sequence >= kKeepEvery;
        if (!state.in_doubt && !behind) continue;
        if (absl::Now() >= state.look_time) due.push_back(owner);
        until = std::min(until, state.look_time);
      }
      if (due.empty() && !stopping_) changed_.WaitUntil(mutex_, until);
      if (stopping_) return;
    }
    for (const Owner owner : due) Look(owner);
  }
}

void HeldNames::Look(Owner owner) {
  State seen;
  {
    storage::MutexLock lock(mutex_);
    seen = StateOf(owner);
  }
  absl::Status status;
  Missing missing;
  if (seen.in_doubt) {
    const auto found = FindMissing(owner);
    status = found.status();
    missing = found.value_or(Missing());
  }
  if (status.ok() && missing.name_count == 0) status = Keep(owner, seen);
  if (stopping()) return;
  if (!status.ok()) {
    runtime::Log(runtime::LogLevel::kWarning,
                 "cannot see yet whether all records that placements name are there",
                 {{"owner", RoleOf(owner)}, {"status", std::string(status.message())}});
  } else if (seen.in_doubt) {
    Show(owner, missing.name_count);
  }
  if (missing.name_count > 0) {
    runtime::Log(runtime::LogLevel::kError,
                 "placements and outcomes name records that are not there: was the owner's store "
                 "restored to an earlier moment than this one? "
                 "分拆部署的数据不是同一时刻恢复的",
                 {{"owner", RoleOf(owner)},
                  {"missing_count", absl::StrCat(missing.name_count)},
                  {"outcome_count", absl::StrCat(missing.outcome_count)},
                  {"placement_count", absl::StrCat(missing.placement_count)}});
  }
  storage::MutexLock lock(mutex_);
  State& state = StateOf(owner);
  // Begun anew meanwhile, or another store than was asked: what was found is of the one before.
  if (state.doubt_count != seen.doubt_count || state.store_id != seen.store_id) return;
  if (!status.ok()) {
    state.look_time = absl::Now() + kRetry;
  } else if (missing.name_count > 0) {
    state.look_time = absl::Now() + kLookAgain;
  } else {
    state.in_doubt = false;
    state.whole_store_id = seen.store_id;
    state.whole_sequence = seen.sequence;
  }
}

absl::StatusOr<HeldNames::Missing> HeldNames::FindMissing(Owner owner) const {
  std::set<std::string> gone;
  for (const Table index : IndexesOf(owner)) {
    std::string after;
    while (true) {
      const absl::Time begun = absl::Now();
      LAOWU_ASSIGN_OR_RETURN(const auto names,
                             FindNames(*store_, index, after, runtime::limits::kBatchGet));
      if (names.empty()) break;
      LAOWU_ASSIGN_OR_RETURN(auto not_there, NotThere(owner, names));
      gone.insert(not_there.begin(), not_there.end());
      after = names.back();
      if (!Rest(absl::Now() - begun)) return absl::CancelledError("the role stops");
    }
  }
  Missing missing;
  missing.name_count = static_cast<int64_t>(gone.size());
  for (const std::string& name : gone) {
    for (const Table index : IndexesOf(owner)) {
      LAOWU_ASSIGN_OR_RETURN(const int64_t count, CountEntries(*store_, index, name));
      (index == Table::kOutcomesByWorker ? missing.outcome_count : missing.placement_count) +=
          count;
    }
  }
  return missing;
}

absl::StatusOr<std::vector<std::string>> HeldNames::NotThere(
    Owner owner, const std::vector<std::string>& names) const {
  runtime::CallContext call = OwnCall("held-names", environment_.clock());
  call.deadline = absl::Now() + runtime::limits::kWriteDeadline;
  std::vector<std::string> not_there;
  if (owner == Owner::kWorker) {
    LAOWU_ASSIGN_OR_RETURN(const auto workers, peers_.GetWorkers(call, names));
    std::set<std::string> there;
    for (const v1::Worker& worker : workers) there.insert(worker.name());
    std::set_difference(names.begin(), names.end(), there.begin(), there.end(),
                        std::back_inserter(not_there));
    return not_there;
  }
  for (const std::string& name : names) {
    const absl::Status status = peers_.GetVacancy(call, name).status();
    if (absl::IsNotFound(status)) {
      not_there.push_back(name);
    } else if (!status.ok()) {
      return status;
    }
  }
  return not_there;
}

absl::Status HeldNames::Keep(Owner owner, const State& seen) {
  internal::v1::StoredFollowedFeed stored;
  stored.set_store_id(seen.store_id);
  stored.set_resume_sequence(seen.sequence);
  storage::Batch batch;
  batch.Put(Table::kFollowedFeeds, WholeKey(owner), stored.SerializeAsString());
  return store_->Commit(batch, absl::InfiniteFuture()).status();
}

void HeldNames::Show(Owner owner, int64_t missing_count) {
  gauges_.Add({{"role", "placement"}, {"owner", RoleOf(owner)}})
      .Set(static_cast<double>(missing_count));
}

}  // namespace laowu::placement
