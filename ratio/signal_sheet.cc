#include "ratio/signal_sheet.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "ratio/departures.h"
#include "ratio/moves.h"
#include "ratio/persons.h"
#include "ratio/signals.h"
#include "ratio/unidentified.h"

namespace laowu::ratio {

SignalSheet::SignalSheet(const reference::Divisions& divisions, const Entries& entries,
                         std::string division, const Question& question, DayNumber first)
    : entries_(entries),
      division_(std::move(division)),
      question_(question),
      first_(first),
      eras_(ErasOf(divisions, entries.texts(), first - kUsualDays,
                   std::max(question.day, question.known_at.day), {division_})),
      all_eras_(AllOf(eras_)) {
  const SignalWindow window{divisions, entries, division_, question_, first, eras_, first_records_};
  finders_.push_back(MakeJobFinder(window));
  finders_.push_back(MakeMoveFinder(window));
  finders_.push_back(MakeDepartureFinder(window));
  finders_.push_back(MakeUnidentifiedFinder(window));
}

bool SignalSheet::IsOf(const Question& question, const std::string& division,
                       DayNumber first) const {
  return division == division_ && first == first_ && question.day == question_.day &&
         question.known_at.day == question_.known_at.day && question.policy == question_.policy &&
         question.strictness == question_.strictness && question.boundary == question_.boundary &&
         question.carry == question_.carry;
}

void SignalSheet::NoteNotKnown(std::int32_t worker) {
  const WorkerEntries& entries = entries_.workers()[static_cast<std::size_t>(worker)];
  std::int64_t first_nanos = INT64_MAX;
  const auto note = [&](std::int64_t record_nanos) {
    if (record_nanos > question_.known_at.nanos) first_nanos = std::min(first_nanos, record_nanos);
  };
  for (const FactRow& row : entries.facts) note(row.record_nanos);
  for (const OutcomeRow& row : entries.outcomes) {
    note(row.record_nanos);
    for (const AttestationRow& attestation : row.attestations) note(attestation.record_nanos);
  }
  if (first_nanos == INT64_MAX) {
    unknown_.erase(worker);
  } else {
    unknown_[worker] = first_nanos;
  }
}

void SignalSheet::LookAt(const Person& person) {
  // Most of a city's people are of no other county, whose signals are asked for one by one.
  const WorkerHistory history(person.facts, question_.known_at);
  const bool several = person.workers.size() > 1;
  const DayNumber last = std::max(question_.day, question_.known_at.day);
  if (!several && !EverRegistered(history, all_eras_, last) && history.Registrations().size() < 2) {
    for (const auto& finder : finders_) finder->PassOver(person, history);
    return;
  }
  const Life life(person, question_);
  PersonSigns signs;
  for (const auto& finder : finders_) finder->LookAt(person, life, signs);
  if (!signs.empty()) signs_[person.workers[0]] = std::move(signs);
}

void SignalSheet::LookAt(std::int32_t worker) {
  const WorkerEntries& entries = entries_.workers()[static_cast<std::size_t>(worker)];
  // Who has neither outcomes nor a second fact is a sign of nothing.
  if (entries.group < 0 && entries.outcomes.empty() && entries.facts.size() < 2) return;
  ForPersonsAround(entries_, worker, question_.known_at,
                   [this](const Person& person) { LookAt(person); });
}

bool SignalSheet::LookOn(std::size_t worker_count) {
  const std::size_t size = entries_.workers().size();
  const std::size_t end = size - next_ <= worker_count ? size : next_ + worker_count;
  for (; next_ < end; ++next_) {
    const auto worker = static_cast<std::int32_t>(next_);
    NoteNotKnown(worker);
    const std::int32_t group = entries_.workers()[next_].group;
    if (group < 0 || entries_.group(group)[0] == worker) LookAt(worker);
  }
  return next_ == size;
}

void SignalSheet::LookAgain() {
  if (changed_.empty()) return;
  told_.reset();
  // As a standing sheet: records that were ever merged are one another's business.
  absl::flat_hash_set<std::int32_t> done;
  for (const Recorded& entry : changed_) {
    const std::int32_t group = entries_.workers()[static_cast<std::size_t>(entry.worker)].group;
    NoteNotKnown(entry.worker);
    if (!done.insert(group < 0 ? entry.worker : entries_.group(group)[0]).second) continue;
    const auto forget = [this](std::int32_t worker) {
      signs_.erase(worker);
      first_records_.erase(worker);
    };
    if (group < 0) forget(entry.worker);
    if (group >= 0) {
      for (const std::int32_t member : entries_.group(group)) forget(member);
    }
    LookAt(entry.worker);
  }
  changed_.clear();
}

const std::vector<Signal>& SignalSheet::Tell(KnownAt known_at, const std::deque<Recorded>& newest) {
  LookOn(std::numeric_limits<std::size_t>::max());
  if (known_at.nanos < question_.known_at.nanos) {
    for (const Recorded& entry : newest) {
      if (entry.record_nanos > known_at.nanos) changed_.push_back(entry);
    }
  } else if (known_at.nanos > question_.known_at.nanos) {
    for (const auto& [worker, first_nanos] : unknown_) {
      if (first_nanos <= known_at.nanos) changed_.push_back({first_nanos, worker});
    }
  }
  question_.known_at = known_at;
  LookAgain();
  if (!told_.has_value()) {
    told_.emplace();
    for (const auto& finder : finders_) {
      for (Signal& signal : finder->Tell(signs_)) told_->push_back(std::move(signal));
    }
  }
  return *told_;
}

bool SignalSheets::CanMove(std::int64_t from_nanos, std::int64_t to_nanos) const {
  if (from_nanos == to_nanos) return true;
  if (std::min(from_nanos, to_nanos) < organizer_nanos_) return false;
  return to_nanos > from_nanos || to_nanos >= newest_.forgotten_nanos();
}

void SignalSheets::GiveOneUp() const {
  const auto told = std::find_if(sheets_.rbegin(), sheets_.rend(),
                                 [](const auto& sheet) { return sheet->HasTold(); });
  if (told != sheets_.rend()) {
    sheets_.erase(std::next(told).base());
    return;
  }
  sheets_.erase(std::min_element(sheets_.begin(), sheets_.end(), [](const auto& a, const auto& b) {
    return a->looked_at_count() < b->looked_at_count();
  }));
}

SignalSheet& SignalSheets::Find(const Question& question, const std::string& division,
                                DayNumber first) const {
  auto found = std::find_if(sheets_.begin(), sheets_.end(), [&](const auto& sheet) {
    return sheet->IsOf(question, division, first) && !sheet->IsStale() &&
           CanMove(sheet->known_at().nanos, question.known_at.nanos);
  });
  if (found == sheets_.end()) {
    if (sheets_.size() == kMostSheets) GiveOneUp();
    sheets_.push_back(
        std::make_unique<SignalSheet>(divisions_, entries_, division, question, first));
    found = sheets_.end() - 1;
  }
  std::rotate(sheets_.begin(), found, found + 1);
  return *sheets_.front();
}

bool SignalSheets::Prepare(const Question& question, const std::string& division, DayNumber first,
                           std::size_t worker_count) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return Find(question, division, first).LookOn(worker_count);
}

std::vector<Signal> SignalSheets::Of(const Question& question, const std::string& division,
                                     DayNumber first) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return Find(question, division, first).Tell(question.known_at, newest_.entries());
}

void SignalSheets::Note(absl::Span<const std::int32_t> workers, std::int64_t record_nanos) {
  const std::lock_guard<std::mutex> lock(mutex_);
  newest_.Note(workers, record_nanos, sheets_);
}

void SignalSheets::NoteOrganizer(std::int64_t record_nanos) {
  const std::lock_guard<std::mutex> lock(mutex_);
  organizer_nanos_ = std::max(organizer_nanos_, record_nanos);
  sheets_.clear();
}

}  // namespace laowu::ratio
