#include "services/monitoring/monitoring_feed.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "services/monitoring/entries_from_proto.h"
#include "services/runtime/at_least.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

// Some minutes of changes; a figure of an older known-at names no positions.
constexpr size_t kPositions = 256;

// Rows put into the book while readers wait.
constexpr std::size_t kRowsAtOnce = 256;

// What one change of the placement role says, made from the message outside the lock.
struct PlacementChange {
  std::optional<ratio::Outcome> outcome;
  std::vector<ratio::Attestation> attestations;
  std::vector<ratio::OrganizerFact> organizer_facts;
  std::string organizer;
  std::string display_name;
};

PlacementChange FromOutcome(const v1::Outcome& outcome) {
  PlacementChange change;
  change.outcome = ToEntry(outcome);
  for (const auto& attestation : outcome.attestations()) {
    change.attestations.push_back(ToEntry(outcome.name(), attestation));
  }
  return change;
}

PlacementChange FromOrganizer(const v1::Organizer& organizer) {
  PlacementChange change;
  change.organizer_facts = ToEntries(organizer);
  change.organizer = organizer.name();
  change.display_name = organizer.display_name();
  return change;
}

absl::Status InTheFuture() {
  runtime::FieldChecks checks;
  checks.Violate("known_at",
                 "在将来，还不知道 / lies in the future; what will be known is not known yet");
  return checks.status();
}

}  // namespace

template <typename Row, typename Prepare, typename Put>
void MonitoringFeed::InSlices(absl::Span<const Row> rows, const FeedState& state, Prepare prepare,
                              Put put) {
  while (!rows.empty()) {
    const absl::Span<const Row> slice = rows.subspan(0, kRowsAtOnce);
    storage::WriterLock lock(mutex_);
    if (state.generation != generation_) return;
    prepare(slice);
    for (const Row& row : slice) put(row);
    rows.remove_prefix(slice.size());
  }
}

void MonitoringFeed::Opened(Feed feed, int64_t after_sequence) {
  storage::WriterLock lock(mutex_);
  if (after_sequence == 0) StateOf(feed).generation = generation_;
}

MonitoringFeed::MonitoringFeed(const runtime::Environment& environment)
    : book_(std::make_unique<ratio::RatioBook>()),
      metrics_(*environment.metrics),
      worker_follower_({"monitoring follows worker",
                        {"fact"},
                        [this, &environment](grpc::ClientContext* context,
                                             const v1::WatchWorkersRequest& request) {
                          Opened(Feed::kWorkers, request.after_sequence());
                          environment.channels->AsService(context, absl::InfiniteFuture());
                          return v1::WorkerService::NewStub(environment.channels->To("worker"))
                              ->WatchWorkers(context, request);
                        },
                        [this](const v1::WatchWorkersResponse& message) { Apply(message); },
                        [this] {
                          StartOver();
                          placement_follower_.Restart();
                        }}),
      placement_follower_({"monitoring follows placement",
                           {"outcome", "organizer"},
                           [this, &environment](grpc::ClientContext* context,
                                                const v1::WatchPlacementsRequest& request) {
                             Opened(Feed::kPlacements, request.after_sequence());
                             environment.channels->AsService(context, absl::InfiniteFuture());
                             return v1::PlacementService::NewStub(
                                        environment.channels->To("placement"))
                                 ->WatchPlacements(context, request);
                           },
                           [this](const v1::WatchPlacementsResponse& message) { Apply(message); },
                           [this] {
                             StartOver();
                             worker_follower_.Restart();
                           }}) {}

void MonitoringFeed::Start() {
  worker_follower_.Start();
  placement_follower_.Start();
}

void MonitoringFeed::Stop() {
  worker_follower_.Cancel();
  placement_follower_.Cancel();
  worker_follower_.Stop();
  placement_follower_.Stop();
}

void MonitoringFeed::Apply(const v1::WatchWorkersResponse& message) {
  std::vector<ratio::WorkerFact> facts;
  for (const auto& change : message.changes()) {
    if (change.has_fact()) facts.push_back(ToEntry(change.fact()));
  }
  InSlices(
      absl::MakeConstSpan(facts), workers_, [](absl::Span<const ratio::WorkerFact>) {},
      [this](const ratio::WorkerFact& fact) LAOWU_REQUIRES(mutex_) {
        workers_.newest_record = std::max(workers_.newest_record, fact.record_time);
        book_->UpsertFact(fact);
      });
  Finish(message.progress(), workers_, "worker");
}

void MonitoringFeed::Apply(const v1::WatchPlacementsResponse& message) {
  std::vector<PlacementChange> changes;
  for (const auto& change : message.changes()) {
    if (change.has_outcome()) changes.push_back(FromOutcome(change.outcome()));
    if (change.has_organizer()) changes.push_back(FromOrganizer(change.organizer()));
  }
  InSlices(
      absl::MakeConstSpan(changes), placements_,
      [this](absl::Span<const PlacementChange> slice) LAOWU_REQUIRES(mutex_) {
        std::vector<const ratio::Outcome*> outcomes;
        for (const PlacementChange& change : slice) {
          if (change.outcome.has_value()) outcomes.push_back(&*change.outcome);
        }
        book_->Prepare(outcomes);
      },
      [this](const PlacementChange& change) LAOWU_REQUIRES(mutex_) {
        const auto note = [this](absl::Time time) LAOWU_REQUIRES(mutex_) {
          placements_.newest_record = std::max(placements_.newest_record, time);
        };
        if (change.outcome.has_value()) {
          note(change.outcome->record_time);
          book_->UpsertOutcome(*change.outcome);
        }
        for (const ratio::Attestation& attestation : change.attestations) {
          note(attestation.record_time);
          book_->UpsertAttestation(attestation);
        }
        for (const ratio::OrganizerFact& fact : change.organizer_facts) {
          note(fact.record_time);
          book_->UpsertOrganizerFact(fact);
        }
        if (!change.organizer.empty()) organizer_names_[change.organizer] = change.display_name;
      });
  Finish(message.progress(), placements_, "placement");
}

void MonitoringFeed::Finish(const v1::WatchProgress& progress, FeedState& state,
                            absl::string_view role) {
  {
    storage::WriterLock lock(mutex_);
    if (state.generation != generation_) return;
    ApplyProgress(progress, state);
  }
  metrics_.SetFeed("monitoring", role, progress.resume_sequence(), progress.caught_up());
  storage::MutexLock lock(wait_mutex_);
  applied_.NotifyAll();
}

void MonitoringFeed::ApplyProgress(const v1::WatchProgress& progress, FeedState& state) {
  state.sequence = progress.resume_sequence();
  if (!progress.caught_up()) return;
  state.caught_up_once = true;
  state.complete_through =
      std::max(state.complete_through, runtime::ToTime(progress.complete_through_time()));
  if (!state.positions.empty() && state.positions.back().sequence == state.sequence) return;
  state.positions.push_back({state.complete_through, state.sequence});
  if (state.positions.size() > kPositions) state.positions.pop_front();
}

int64_t MonitoringFeed::FeedState::HeldAt(absl::Time known_at) const {
  for (auto position = positions.rbegin(); position != positions.rend(); ++position) {
    if (position->time <= known_at) return position->sequence;
  }
  return 0;
}

void MonitoringFeed::StartOver() {
  auto void_book = std::make_unique<ratio::RatioBook>();  // freed after the lock, which takes long
  storage::WriterLock lock(mutex_);
  book_.swap(void_book);
  ++generation_;
  workers_ = FeedState();
  placements_ = FeedState();
  organizer_names_.clear();
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

v1::Freshness MonitoringFeed::freshness(absl::Time known_at) const {
  storage::ReaderLock lock(mutex_);
  v1::Freshness out;
  out.set_worker_sequence(workers_.HeldAt(known_at));
  out.set_placement_sequence(placements_.HeldAt(known_at));
  *out.mutable_read_time() =
      runtime::ToTimestamp(std::min(workers_.complete_through, placements_.complete_through));
  return out;
}

std::string MonitoringFeed::OrganizerDisplayName(const std::string& organizer) const {
  storage::ReaderLock lock(mutex_);
  const auto found = organizer_names_.find(organizer);
  return found == organizer_names_.end() ? "" : found->second;
}

absl::StatusOr<absl::Time> MonitoringFeed::WaitForKnownAt(std::optional<absl::Time> asked,
                                                          const v1::Freshness& at_least,
                                                          absl::Time now, absl::Time deadline,
                                                          absl::string_view caller) const {
  // Of a clock before ours, no more than ours can say.
  const absl::Time recorded = at_least.has_read_time()
                                  ? std::min(runtime::ToTime(at_least.read_time()), now)
                                  : absl::InfinitePast();
  const absl::Time wait_end = runtime::WaitEnd(absl::Now(), deadline);
  std::optional<runtime::WaitingPlaces::Place> place;
  while (true) {
    {
      storage::ReaderLock lock(mutex_);
      if (!workers_.caught_up_once || !placements_.caught_up_once) {
        return runtime::WithRetry(
            runtime::Error(absl::StatusCode::kUnavailable, runtime::reasons::kMonitoringNotReady,
                           "监测正在读取数据，请稍后再试 / Monitoring is still reading the feeds; "
                           "try again shortly."),
            runtime::limits::kRetryDelay);
      }
      v1::Freshness seen;
      seen.set_worker_sequence(workers_.sequence);
      seen.set_placement_sequence(placements_.sequence);
      if (!asked.has_value()) {
        LAOWU_RETURN_IF_ERROR(runtime::CheckSameHistory(at_least, seen));
      }
      const absl::Time complete = std::min(workers_.complete_through, placements_.complete_through);
      if (asked.has_value() && complete >= *asked) return *asked;
      // Not before that: under a clock set back the owners are past what it says, and nothing more
      // can be recorded for a time that is complete.
      if (asked.has_value() && *asked > now) return InTheFuture();
      // What has been applied must also be known to be complete, else the newest entries would be
      // left out of the figure.
      const bool fresh =
          complete >= recorded && workers_.sequence >= at_least.worker_sequence() &&
          placements_.sequence >= at_least.placement_sequence() &&
          (at_least.worker_sequence() == 0 || complete >= workers_.newest_record) &&
          (at_least.placement_sequence() == 0 || complete >= placements_.newest_record);
      if (!asked.has_value() && fresh) return complete;
    }
    constexpr absl::Duration kLook = absl::Milliseconds(5);
    if (absl::Now() + kLook >= wait_end) {
      return runtime::Error(absl::StatusCode::kDeadlineExceeded, runtime::reasons::kNotFreshEnough,
                            "监测尚未读到这么新的数据，请稍后再试 / Monitoring has not seen that "
                            "much yet; allow more time.");
    }
    if (!place.has_value()) {
      LAOWU_ASSIGN_OR_RETURN(place, waiting_.Take(caller));
    }
    storage::MutexLock lock(wait_mutex_);
    applied_.WaitUntil(wait_mutex_, absl::Now() + kLook);
  }
}

}  // namespace laowu::monitoring
