#include "services/match/match_index.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/at_least.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::match {
namespace {

// Changes applied under one exclusive lock: keeps the wait of a query short.
constexpr int kSlice = 256;

constexpr size_t kStoresChars = 13;  // 65 bits

constexpr size_t IndexOf(Feed feed) { return static_cast<size_t>(feed); }

}  // namespace

MatchIndex::MatchIndex(runtime::Clock clock) : clock_(std::move(clock)) {}

template <typename Message>
void MatchIndex::ApplyMessage(Feed feed, const Message& message) {
  int next = 0;
  do {
    storage::WriterLock lock(mutex_);
    const absl::Time now = clock_();
    const int end = std::min(next + kSlice, message.changes_size());
    for (; next < end; ++next) ApplyChange(message.changes(next), now);
    if (next == message.changes_size()) {
      ApplyProgress(feed, message.progress(), now);
      workers_.ApplyDue(now);
    }
  } while (next < message.changes_size());
  storage::MutexLock lock(wait_mutex_);
  applied_.NotifyAll();
}

void MatchIndex::Apply(const v1::WatchVacanciesResponse& message) {
  ApplyMessage(Feed::kVacancy, message);
}
void MatchIndex::Apply(const v1::WatchWorkersResponse& message) {
  ApplyMessage(Feed::kWorker, message);
}
void MatchIndex::Apply(const v1::WatchPlacementsResponse& message) {
  ApplyMessage(Feed::kPlacement, message);
}

void MatchIndex::ApplyChange(const v1::VacancyChange& change, absl::Time now) {
  const std::string& name = change.name();
  const bool of_employer = absl::StartsWith(name, "employers/");
  if (change.type() == v1::CHANGE_TYPE_DELETED) {
    of_employer ? vacancies_.RemoveEmployer(name) : vacancies_.RemoveVacancy(name);
  } else if (change.has_employer()) {
    vacancies_.PutEmployer(change.employer());
  } else if (change.has_vacancy()) {
    vacancies_.PutVacancy(change.vacancy(), now);
  }
}

void MatchIndex::ApplyChange(const v1::WorkerChange& change, absl::Time now) {
  if (change.type() == v1::CHANGE_TYPE_DELETED) {
    workers_.RemoveProfile(change.name());
  } else if (change.has_worker()) {
    workers_.PutProfile(change.worker(), now);
  }
}

void MatchIndex::ApplyChange(const v1::PlacementChange& change, absl::Time now) {
  if (change.has_worker_state()) {
    workers_.PutState(change.worker_state(), now);
  } else if (change.has_vacancy_fill()) {
    vacancies_.PutFill(change.vacancy_fill());
  } else if (change.type() == v1::CHANGE_TYPE_DELETED) {
    // Only the name tells whose state it was: a worker's or a vacancy's.
    if (absl::StartsWith(change.name(), "workers/")) {
      workers_.RemoveState(change.name(), now);
    } else {
      vacancies_.RemoveFill(change.name());
    }
  }
}

void MatchIndex::ApplyProgress(Feed feed, const v1::WatchProgress& progress, absl::Time now) {
  FeedState& state = feeds_[IndexOf(feed)];
  if (state.store_id != progress.store_id()) {
    state.store_id = progress.store_id();
    std::string ids;
    for (const FeedState& of : feeds_) absl::StrAppend(&ids, of.store_id, "\n");
    // Short, since it stands in every page token.
    stores_ = runtime::Base32(runtime::Sha256(ids)).substr(0, kStoresChars);
  }
  state.sequence = progress.resume_sequence();
  if (!progress.caught_up()) return;
  if (std::exchange(state.beginning_anew, false)) DropMarked(feed, now);
  state.caught_up_once = true;
  state.complete_through = runtime::ToTime(progress.complete_through_time());
}

void MatchIndex::DropMarked(Feed feed, absl::Time now) {
  switch (feed) {
    case Feed::kVacancy:
      return vacancies_.DropMarkedPostings();
    case Feed::kWorker:
      return workers_.DropMarkedProfiles();
    case Feed::kPlacement:
      workers_.DropMarkedStates(now);
      return vacancies_.DropMarkedFills();
  }
}

void MatchIndex::Reset(Feed feed) {
  storage::WriterLock lock(mutex_);
  FeedState& state = feeds_[IndexOf(feed)];
  state.sequence = 0;
  state.beginning_anew = true;
  state.complete_through = absl::InfinitePast();
  switch (feed) {
    case Feed::kVacancy:
      return vacancies_.MarkPostings();
    case Feed::kWorker:
      return workers_.MarkProfiles();
    case Feed::kPlacement:
      workers_.MarkStates();
      return vacancies_.MarkFills();
  }
}

bool MatchIndex::ReadyLocked() const {
  return std::all_of(feeds_.begin(), feeds_.end(),
                     [](const FeedState& feed) { return feed.caught_up_once; });
}

bool MatchIndex::ready() const {
  storage::ReaderLock lock(mutex_);
  return ReadyLocked();
}

v1::Freshness MatchIndex::SequencesLocked() const {
  v1::Freshness out;
  out.set_vacancy_sequence(feeds_[IndexOf(Feed::kVacancy)].sequence);
  out.set_worker_sequence(feeds_[IndexOf(Feed::kWorker)].sequence);
  out.set_placement_sequence(feeds_[IndexOf(Feed::kPlacement)].sequence);
  return out;
}

v1::Freshness MatchIndex::FreshnessLocked() const {
  v1::Freshness out = SequencesLocked();
  // Not the clock: of a feed that is cut, what was recorded since is not in the answer.
  const absl::Time complete_through = CompleteThroughLocked();
  if (complete_through != absl::InfinitePast()) {
    *out.mutable_read_time() = runtime::ToTimestamp(complete_through);
  }
  return out;
}

v1::Freshness MatchIndex::freshness() const {
  storage::ReaderLock lock(mutex_);
  return FreshnessLocked();
}

absl::Time MatchIndex::CompleteThroughLocked() const {
  absl::Time least = absl::InfiniteFuture();
  for (const FeedState& feed : feeds_) least = std::min(least, feed.complete_through);
  return least;
}

absl::Status MatchIndex::WaitFor(const v1::Freshness& at_least, absl::Time deadline,
                                 absl::string_view caller) const {
  // Of a clock before ours, no more than ours can say.
  const absl::Time recorded = at_least.has_read_time()
                                  ? std::min(runtime::ToTime(at_least.read_time()), clock_())
                                  : absl::InfinitePast();
  const absl::Time wait_end = runtime::WaitEnd(absl::Now(), deadline);
  std::optional<runtime::WaitingPlaces::Place> place;
  while (true) {
    bool is_ready = false;
    v1::Freshness now;
    absl::Time complete_through;
    {
      storage::ReaderLock lock(mutex_);
      is_ready = ReadyLocked();
      now = SequencesLocked();
      complete_through = CompleteThroughLocked();
    }
    const bool fresh = now.vacancy_sequence() >= at_least.vacancy_sequence() &&
                       now.worker_sequence() >= at_least.worker_sequence() &&
                       now.placement_sequence() >= at_least.placement_sequence() &&
                       complete_through >= recorded;
    if (is_ready) LAOWU_RETURN_IF_ERROR(runtime::CheckSameHistory(at_least, now));
    if (is_ready && fresh) return absl::OkStatus();
    if (!is_ready) {
      return runtime::WithRetry(
          runtime::Error(absl::StatusCode::kUnavailable, runtime::reasons::kMatcherNotReady,
                         "匹配正在读取数据，请稍后再试 / The matcher is still reading the feeds; "
                         "try again shortly."),
          runtime::limits::kRetryDelay);
    }
    // Short, so that a message applied between the look and the wait costs no more than this.
    constexpr absl::Duration kLook = absl::Milliseconds(5);
    if (absl::Now() + kLook >= wait_end) {
      return runtime::Error(absl::StatusCode::kDeadlineExceeded, runtime::reasons::kNotFreshEnough,
                            "匹配尚未读到这么新的数据，请稍后再试 / The matcher has not seen that "
                            "much yet (at_least); allow more time.");
    }
    if (!place.has_value()) {
      LAOWU_ASSIGN_OR_RETURN(place, waiting_.Take(caller));
    }
    storage::MutexLock lock(wait_mutex_);
    applied_.WaitUntil(wait_mutex_, absl::Now() + kLook);
  }
}

bool MatchIndex::RebuildIfDue(const std::function<bool()>& stopping) {
  if (!ready()) return false;
  std::unique_ptr<matcher::Matcher::Rebuild> rebuild;
  {
    storage::ReaderLock lock(mutex_);
    if (!matcher_.rebuild_due()) return false;
  }
  {
    storage::WriterLock lock(mutex_);
    rebuild = matcher_.BeginRebuild();
  }
  while (rebuild != nullptr && rebuild->more()) {
    if (stopping()) return false;
    if (rebuild->reads_rows()) {
      storage::ReaderLock lock(mutex_);
      rebuild->Step(matcher_);
    } else {
      rebuild->Step(matcher_);
    }
  }
  if (rebuild != nullptr) {
    storage::WriterLock lock(mutex_);
    matcher_.Install(*rebuild);
  }
  return true;  // what was replaced is freed here, outside the lock
}

}  // namespace laowu::match
