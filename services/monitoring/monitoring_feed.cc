#include "services/monitoring/monitoring_feed.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "services/monitoring/entries_from_proto.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"

namespace laowu::monitoring {

MonitoringFeed::MonitoringFeed(const runtime::Environment& environment)
    : book_(std::make_unique<ratio::RatioBook>()),
      metrics_(*environment.metrics),
      worker_follower_(
          {"monitoring follows worker",
           {"fact"},
           [&environment](grpc::ClientContext* context, const v1::WatchWorkersRequest& request) {
             environment.channels->AsService(context, absl::InfiniteFuture());
             return v1::WorkerService::NewStub(environment.channels->To("worker"))
                 ->WatchWorkers(context, request);
           },
           [this](const v1::WatchWorkersResponse& message) { Apply(message); },
           [this] {
             StartOver(Feed::kWorkers);
             placement_follower_.Restart();
           },
           [this] { Restarted(Feed::kWorkers); }}),
      placement_follower_(
          {"monitoring follows placement",
           {"outcome", "organizer"},
           [&environment](grpc::ClientContext* context, const v1::WatchPlacementsRequest& request) {
             environment.channels->AsService(context, absl::InfiniteFuture());
             return v1::PlacementService::NewStub(environment.channels->To("placement"))
                 ->WatchPlacements(context, request);
           },
           [this](const v1::WatchPlacementsResponse& message) { Apply(message); },
           [this] {
             StartOver(Feed::kPlacements);
             worker_follower_.Restart();
           },
           [this] { Restarted(Feed::kPlacements); }}) {}

void MonitoringFeed::Start() {
  worker_follower_.Start();
  placement_follower_.Start();
}

void MonitoringFeed::Stop() {
  worker_follower_.Stop();
  placement_follower_.Stop();
}

void MonitoringFeed::Apply(const v1::WatchWorkersResponse& message) {
  {
    storage::WriterLock lock(mutex_);
    if (workers_.restarting) return;
    for (const auto& change : message.changes()) {
      if (!change.has_fact()) continue;
      const ratio::WorkerFact entry = ToEntry(change.fact());
      workers_.newest_record = std::max(workers_.newest_record, entry.record_time);
      book_->UpsertFact(entry);
    }
    ApplyProgress(message.progress(), workers_);
  }
  metrics_.SetFeed("monitoring", "worker", message.progress().resume_sequence(),
                   message.progress().caught_up());
  storage::MutexLock lock(wait_mutex_);
  applied_.NotifyAll();
}

void MonitoringFeed::Apply(const v1::WatchPlacementsResponse& message) {
  {
    storage::WriterLock lock(mutex_);
    if (placements_.restarting) return;
    const auto note = [this](absl::Time time) LAOWU_REQUIRES(mutex_) {
      placements_.newest_record = std::max(placements_.newest_record, time);
    };
    for (const auto& change : message.changes()) {
      if (change.has_outcome()) {
        const ratio::Outcome entry = ToEntry(change.outcome());
        note(entry.record_time);
        book_->UpsertOutcome(entry);
        for (const auto& attestation : change.outcome().attestations()) {
          const ratio::Attestation proof = ToEntry(entry.name, attestation);
          note(proof.record_time);
          book_->UpsertAttestation(proof);
        }
      } else if (change.has_organizer()) {
        for (const auto& entry : ToEntries(change.organizer())) {
          note(entry.record_time);
          book_->UpsertOrganizerFact(entry);
        }
      }
    }
    ApplyProgress(message.progress(), placements_);
  }
  metrics_.SetFeed("monitoring", "placement", message.progress().resume_sequence(),
                   message.progress().caught_up());
  storage::MutexLock lock(wait_mutex_);
  applied_.NotifyAll();
}

void MonitoringFeed::ApplyProgress(const v1::WatchProgress& progress, FeedState& state) {
  state.sequence = progress.resume_sequence();
  if (!progress.caught_up()) return;
  state.caught_up_once = true;
  state.complete_through =
      std::max(state.complete_through, runtime::ToTime(progress.complete_through_time()));
}

void MonitoringFeed::StartOver(Feed told) {
  storage::WriterLock lock(mutex_);
  book_ = std::make_unique<ratio::RatioBook>();
  workers_ = FeedState();
  placements_ = FeedState();
  (told == Feed::kWorkers ? placements_ : workers_).restarting = true;
}

void MonitoringFeed::Restarted(Feed feed) {
  storage::WriterLock lock(mutex_);
  (feed == Feed::kWorkers ? workers_ : placements_).restarting = false;
}

bool MonitoringFeed::ready() const {
  storage::ReaderLock lock(mutex_);
  return workers_.caught_up_once && placements_.caught_up_once;
}

v1::Freshness MonitoringFeed::freshness() const {
  storage::ReaderLock lock(mutex_);
  v1::Freshness out;
  out.set_worker_sequence(workers_.sequence);
  out.set_placement_sequence(placements_.sequence);
  *out.mutable_read_time() =
      runtime::ToTimestamp(std::min(workers_.complete_through, placements_.complete_through));
  return out;
}

absl::StatusOr<absl::Time> MonitoringFeed::WaitForKnownAt(std::optional<absl::Time> asked,
                                                          const v1::Freshness& at_least,
                                                          absl::Time now,
                                                          absl::Time deadline) const {
  if (asked.has_value() && *asked > now) {
    runtime::FieldChecks checks;
    checks.Violate("known_at", "lies in the future; what will be known is not known yet");
    return checks.status();
  }
  while (true) {
    {
      storage::ReaderLock lock(mutex_);
      if (!workers_.caught_up_once || !placements_.caught_up_once) {
        return runtime::WithRetry(
            runtime::Error(absl::StatusCode::kUnavailable, runtime::reasons::kMonitoringNotReady,
                           "Monitoring is still reading the feeds; try again shortly."),
            runtime::limits::kRetryDelay);
      }
      const absl::Time complete = std::min(workers_.complete_through, placements_.complete_through);
      if (asked.has_value() && complete >= *asked) return *asked;
      // What has been applied must also be known to be complete, else the newest entries would be
      // left out of the figure.
      const bool fresh =
          workers_.sequence >= at_least.worker_sequence() &&
          placements_.sequence >= at_least.placement_sequence() &&
          (at_least.worker_sequence() == 0 || complete >= workers_.newest_record) &&
          (at_least.placement_sequence() == 0 || complete >= placements_.newest_record);
      if (!asked.has_value() && fresh) return complete;
    }
    constexpr absl::Duration kLook = absl::Milliseconds(5);
    if (absl::Now() + kLook >= deadline) {
      return runtime::Error(absl::StatusCode::kDeadlineExceeded, runtime::reasons::kNotFreshEnough,
                            "Monitoring has not seen that much yet; allow more time.");
    }
    storage::MutexLock lock(wait_mutex_);
    applied_.WaitUntil(wait_mutex_, absl::Now() + kLook);
  }
}

}  // namespace laowu::monitoring
