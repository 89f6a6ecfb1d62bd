#include "services/match/match_index.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/match/row_from_proto.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/record_fields.h"

namespace laowu::match {
namespace {

// Changes applied under one exclusive lock: keeps the wait of a query short.
constexpr int kSlice = 256;

constexpr size_t IndexOf(Feed feed) { return static_cast<size_t>(feed); }

void LogRefused(const std::string& name, const absl::Status& status) {
  runtime::Log(runtime::LogLevel::kError, "row refused by the matcher",
               {{"name", name}, {"status", std::string(status.message())}});
}

// The profile without what the matcher never reads: less memory, and no text of a person.
v1::Worker Trimmed(v1::Worker worker) {
  worker.clear_personal_details();
  worker.clear_inferred_fields();
  worker.clear_village_display_name();
  worker.clear_household();
  worker.clear_source_reference();
  return worker;
}

v1::Vacancy Trimmed(v1::Vacancy vacancy) {
  vacancy.clear_description();
  vacancy.clear_inferred_fields();
  vacancy.clear_incomplete_fields();
  return vacancy;
}

}  // namespace

MatchIndex::MatchIndex(runtime::Clock clock) : clock_(std::move(clock)) {}

template <typename Message>
void MatchIndex::ApplyMessage(Feed feed, const Message& message) {
  int next = 0;
  do {
    storage::WriterLock lock(mutex_);
    const int end = std::min(next + kSlice, message.changes_size());
    for (; next < end; ++next) ApplyChange(message.changes(next));
    if (next == message.changes_size()) {
      ApplyProgress(feed, message.progress());
      ApplyDue(clock_());
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

void MatchIndex::ApplyChange(const v1::VacancyChange& change) {
  const std::string& name = change.name();
  const bool deleted = change.type() == v1::CHANGE_TYPE_DELETED;
  feeds_[IndexOf(Feed::kVacancy)].stale.erase(name);
  if (deleted) return ForgetKey(Feed::kVacancy, name);
  if (change.has_employer()) {
    employers_[name] = change.employer();
    const auto of = vacancies_of_employer_.find(name);
    if (of == vacancies_of_employer_.end()) return;
    const auto names = of->second;
    for (const std::string& vacancy : names) PutVacancy(vacancy);
    return;
  }
  const auto old = vacancies_.find(name);
  if (old != vacancies_.end()) vacancies_of_employer_[old->second.employer()].erase(name);
  vacancies_of_employer_[change.vacancy().employer()].insert(name);
  vacancies_[name] = Trimmed(change.vacancy());
  PutVacancy(name);
}

void MatchIndex::ApplyChange(const v1::WorkerChange& change) {
  feeds_[IndexOf(Feed::kWorker)].stale.erase(change.name());
  if (change.type() == v1::CHANGE_TYPE_DELETED) return ForgetKey(Feed::kWorker, change.name());
  if (!change.has_worker()) return;
  workers_[change.name()] = Trimmed(change.worker());
  PutWorker(change.name());
}

void MatchIndex::ApplyChange(const v1::PlacementChange& change) {
  const std::string& key = change.name();
  if (change.has_worker_state()) {
    const std::string& worker = change.worker_state().worker();
    feeds_[IndexOf(Feed::kPlacement)].stale.erase("state " + worker);
    worker_states_[worker] = change.worker_state();
    PutWorker(worker);
  } else if (change.has_vacancy_fill()) {
    const std::string& vacancy = change.vacancy_fill().vacancy();
    feeds_[IndexOf(Feed::kPlacement)].stale.erase("fill " + vacancy);
    taken_counts_[vacancy] = change.vacancy_fill().taken_count();
    PutVacancy(vacancy);
  } else if (change.type() == v1::CHANGE_TYPE_DELETED) {
    // Only the name tells whose state it was: a worker's or a vacancy's.
    ForgetKey(Feed::kPlacement,
              absl::StrCat(key.rfind("workers/", 0) == 0 ? "state " : "fill ", key));
  }
}

void MatchIndex::ForgetKey(Feed feed, const std::string& key) {
  if (feed == Feed::kWorker) {
    workers_.erase(key);
    matcher_.RemoveWorker(key);
  } else if (feed == Feed::kPlacement) {
    const std::string name = key.substr(key.find(' ') + 1);
    if (key.rfind("state ", 0) == 0) {
      worker_states_.erase(name);
      PutWorker(name);
    } else {
      taken_counts_.erase(name);
      PutVacancy(name);
    }
  } else if (key.rfind("employers/", 0) == 0) {
    employers_.erase(key);
    const auto names = vacancies_of_employer_[key];
    for (const std::string& vacancy : names) PutVacancy(vacancy);
  } else {
    const auto old = vacancies_.find(key);
    if (old != vacancies_.end()) vacancies_of_employer_[old->second.employer()].erase(key);
    vacancies_.erase(key);
    matcher_.RemoveVacancy(key);
  }
}

void MatchIndex::PutWorker(const std::string& name) {
  const auto worker = workers_.find(name);
  if (worker == workers_.end()) return;
  const auto state = worker_states_.find(name);
  const v1::WorkerState* known = state == worker_states_.end() ? nullptr : &state->second;
  const absl::Time now = clock_();
  const absl::Status status = matcher_.UpsertWorker(WorkerRowFrom(worker->second, known, now));
  if (!status.ok()) LogRefused(name, status);
  if (const auto next = NextChangeOf(worker->second, known, now)) due_.emplace(*next, name);
}

void MatchIndex::PutVacancy(const std::string& name) {
  const auto vacancy = vacancies_.find(name);
  if (vacancy == vacancies_.end()) return;
  const auto employer = employers_.find(vacancy->second.employer());
  const auto taken = taken_counts_.find(name);
  const absl::Status status = matcher_.UpsertVacancy(
      VacancyRowFrom(vacancy->second, employer == employers_.end() ? nullptr : &employer->second,
                     taken == taken_counts_.end() ? 0 : taken->second, clock_()));
  if (!status.ok()) LogRefused(name, status);
}

void MatchIndex::ApplyDue(absl::Time now) {
  while (!due_.empty() && due_.begin()->first <= now) {
    const std::string name = std::move(due_.begin()->second);
    due_.erase(due_.begin());
    PutWorker(name);
  }
}

void MatchIndex::ApplyProgress(Feed feed, const v1::WatchProgress& progress) {
  FeedState& state = feeds_[IndexOf(feed)];
  state.store_id = progress.store_id();
  state.sequence = progress.resume_sequence();
  if (!progress.caught_up()) return;
  const auto stale = std::move(state.stale);
  state.stale.clear();
  for (const std::string& key : stale) ForgetKey(feed, key);
  state.caught_up_once = true;
}

void MatchIndex::Reset(Feed feed) {
  storage::WriterLock lock(mutex_);
  FeedState& state = feeds_[IndexOf(feed)];
  state.sequence = 0;
  switch (feed) {
    case Feed::kVacancy:
      for (const auto& [name, unused] : vacancies_) state.stale.insert(name);
      for (const auto& [name, unused] : employers_) state.stale.insert(name);
      break;
    case Feed::kWorker:
      for (const auto& [name, unused] : workers_) state.stale.insert(name);
      break;
    case Feed::kPlacement:
      for (const auto& [name, unused] : worker_states_) state.stale.insert("state " + name);
      for (const auto& [name, unused] : taken_counts_) state.stale.insert("fill " + name);
      break;
  }
}

bool MatchIndex::ready() const {
  storage::ReaderLock lock(mutex_);
  return std::all_of(feeds_.begin(), feeds_.end(),
                     [](const FeedState& feed) { return feed.caught_up_once; });
}

v1::Freshness MatchIndex::FreshnessLocked() const {
  v1::Freshness out;
  out.set_vacancy_sequence(feeds_[IndexOf(Feed::kVacancy)].sequence);
  out.set_worker_sequence(feeds_[IndexOf(Feed::kWorker)].sequence);
  out.set_placement_sequence(feeds_[IndexOf(Feed::kPlacement)].sequence);
  *out.mutable_read_time() = runtime::ToTimestamp(clock_());
  return out;
}

v1::Freshness MatchIndex::freshness() const {
  storage::ReaderLock lock(mutex_);
  return FreshnessLocked();
}

absl::Status MatchIndex::WaitFor(const v1::Freshness& at_least, absl::Time deadline) const {
  while (true) {
    const bool is_ready = ready();
    const v1::Freshness now = freshness();
    const bool fresh = now.vacancy_sequence() >= at_least.vacancy_sequence() &&
                       now.worker_sequence() >= at_least.worker_sequence() &&
                       now.placement_sequence() >= at_least.placement_sequence();
    if (is_ready && fresh) return absl::OkStatus();
    if (!is_ready) {
      return runtime::WithRetry(
          runtime::Error(absl::StatusCode::kUnavailable, runtime::reasons::kMatcherNotReady,
                         "The matcher is still reading the feeds; try again shortly."),
          runtime::limits::kRetryDelay);
    }
    // Short, so that a message applied between the look and the wait costs no more than this.
    constexpr absl::Duration kLook = absl::Milliseconds(5);
    if (absl::Now() + kLook >= deadline) {
      return runtime::Error(absl::StatusCode::kDeadlineExceeded, runtime::reasons::kNotFreshEnough,
                            "The matcher has not seen that much yet (at_least); allow more time.");
    }
    storage::MutexLock lock(wait_mutex_);
    applied_.WaitUntil(wait_mutex_, absl::Now() + kLook);
  }
}

int MatchIndex::View::proposal_count(const std::string& worker) const {
  const auto state = index_.worker_states_.find(worker);
  return state == index_.worker_states_.end() ? 0 : state->second.proposal_count();
}

std::optional<MatchIndex::VacancyCard> MatchIndex::View::vacancy_card(
    const std::string& vacancy) const {
  const auto it = index_.vacancies_.find(vacancy);
  if (it == index_.vacancies_.end()) return std::nullopt;
  const auto taken = index_.taken_counts_.find(vacancy);
  VacancyCard card;
  card.title = it->second.title();
  card.employer_display_name = it->second.employer_display_name();
  card.workplace_division_code = it->second.workplace_division_code();
  card.min_wage_cny_per_month = it->second.min_wage_cny_per_month();
  card.max_wage_cny_per_month = it->second.max_wage_cny_per_month();
  card.openings_left_count = std::max(1, it->second.opening_count()) -
                             (taken == index_.taken_counts_.end() ? 0 : taken->second);
  return card;
}

matcher::VacancyRow MatchIndex::View::RowOfDraft(const v1::Vacancy& draft, absl::Time now) const {
  const auto employer = index_.employers_.find(draft.employer());
  return VacancyRowFrom(draft, employer == index_.employers_.end() ? nullptr : &employer->second, 0,
                        now);
}

}  // namespace laowu::match
