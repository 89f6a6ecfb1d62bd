#include "services/placement/sweeper.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/placement/outcome_plan.h"
#include "services/placement/own_call.h"
#include "services/placement/placement_moves.h"
#include "services/placement/placement_records.h"
#include "services/runtime/log.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

constexpr int kDuePerRead = 500;

// One worker's state as it is at call.now.
absl::Status SweepWorker(storage::Store* store, const runtime::CallContext& call,
                         const std::string& worker) {
  LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(store, call, worker));
  plan.EndWhatIsOver();
  storage::Batch batch;
  LAOWU_RETURN_IF_ERROR(plan.Finish("", batch));
  runtime::AddAudit(call, {{worker}, {"state"}, "", ""}, batch);
  return store->Commit(batch, call.deadline).status();
}

// A lost race is no error here: who was faster has brought the record up to date.
absl::Status UnlessRaced(const absl::Status& status) {
  return absl::IsAborted(status) ? absl::OkStatus() : status;
}

}  // namespace

Sweeper::Sweeper(storage::Store* store, runtime::Clock clock)
    : store_(store), clock_(std::move(clock)) {}

void Sweeper::Start() {
  thread_ = std::thread([this] { Run(); });
}

void Sweeper::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    stopped_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

bool Sweeper::stopping() const {
  storage::MutexLock lock(mutex_);
  return stopping_;
}

void Sweeper::Run() {
  while (!stopping()) {
    const auto swept = SweepOnce(clock_());
    if (!swept.ok()) {
      runtime::Log(runtime::LogLevel::kError, "sweep failed, trying again later",
                   {{"status", std::string(swept.status().message())}});
    } else if (swept->proposal_count + swept->worker_count > 0) {
      runtime::Log(runtime::LogLevel::kInfo, "swept",
                   {{"expired_proposal_count", absl::StrCat(swept->proposal_count)},
                    {"worker_count", absl::StrCat(swept->worker_count)}});
    }
    storage::MutexLock lock(mutex_);
    const absl::Time until = absl::Now() + kInterval;
    while (!stopping_ && stopped_.WaitUntil(mutex_, until)) {
    }
  }
}

absl::StatusOr<Sweeper::Swept> Sweeper::SweepOnce(absl::Time now) {
  Swept swept;
  LAOWU_RETURN_IF_ERROR(SweepProposals(now, swept));
  LAOWU_RETURN_IF_ERROR(SweepStates(now, swept));
  return swept;
}

absl::Status Sweeper::SweepProposals(absl::Time now, Swept& swept) {
  const runtime::CallContext call = OwnCall("sweep", now);
  std::string after;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const std::vector<Due> due,
                           FindDueProposals(*store_, now, after, kDuePerRead));
    for (const Due& proposal : due) {
      if (stopping()) return absl::OkStatus();
      LAOWU_RETURN_IF_ERROR(UnlessRaced(ExpireOverdue(store_, call, proposal.name)));
      ++swept.proposal_count;
      after = proposal.key;
    }
    if (static_cast<int>(due.size()) < kDuePerRead) return absl::OkStatus();
  }
}

absl::Status Sweeper::SweepStates(absl::Time now, Swept& swept) {
  const runtime::CallContext call = OwnCall("sweep", now);
  std::string after;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const std::vector<Due> due,
                           FindDueStates(*store_, runtime::DayOf(now), after, kDuePerRead));
    for (const Due& worker : due) {
      if (stopping()) return absl::OkStatus();
      LAOWU_RETURN_IF_ERROR(UnlessRaced(SweepWorker(store_, call, worker.name)));
      ++swept.worker_count;
      after = worker.key;
    }
    if (static_cast<int>(due.size()) < kDuePerRead) return absl::OkStatus();
  }
}

}  // namespace laowu::placement
