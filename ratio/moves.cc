#include "ratio/moves.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "ratio/counting.h"
#include "ratio/persons.h"

namespace laowu::ratio {
namespace {

using Registration = WorkerHistory::Registration;

// From county to county.
using Pair = std::pair<UnitId, UnitId>;

struct Moved {
  std::int32_t person_count = 0;
  std::int32_t away_count = 0;
  std::int32_t last_person = -1;                    // a person who went twice counts once
  std::vector<std::pair<TextId, TextId>> evidence;  // record and fact
  std::set<std::string> recorded_by;
};

class MoveFinder {
 public:
  MoveFinder(const reference::Divisions& divisions, const Entries& entries,
             const std::string& division, const Question& question, DayNumber first)
      : entries_(entries),
        question_(question),
        first_(first),
        era_(divisions, entries.texts(), question.day, {division}) {}

  std::vector<Signal> Find() {
    for (std::size_t i = 0; i < entries_.workers().size(); ++i) {
      const WorkerEntries& worker = entries_.workers()[i];
      const auto index = static_cast<std::int32_t>(i);
      // Most have one record with one registration.
      if (worker.group < 0 && worker.facts.size() < 2) continue;
      if (worker.group >= 0 && entries_.group(worker.group)[0] != index) continue;
      ForPersonsAround(entries_, index, question_.known_at,
                       [this](const Person& person) { LookAt(person); });
    }
    return Tell();
  }

 private:
  void LookAt(const Person& person) {
    ++person_;
    const WorkerHistory history(person.facts, question_.known_at);
    const std::vector<Registration> registrations = history.Registrations();
    for (std::size_t i = 1; i < registrations.size(); ++i) {
      LookAt(person, history, registrations[i - 1], registrations[i]);
    }
  }

  void LookAt(const Person& person, const WorkerHistory& history, const Registration& before,
              const Registration& after) {
    const Place from = era_.places.Find(before.division, before.day);
    const Place to = era_.places.Find(after.division, after.day);
    if (from.county == to.county || from.county == kNoUnit || to.county == kNoUnit) return;
    if (era_.TargetOf(from) < 0 && era_.TargetOf(to) < 0) return;
    // What made it one history: the fact itself, or that the two records are one person.
    TextId fact = after.fact;
    std::int64_t record_nanos = after.record_nanos;
    if (before.worker != after.worker) {
      for (const WorkerHistory::Link& link : history.MergeLinks()) {
        if (link.worker != before.worker && link.other != before.worker) continue;
        fact = link.fact;
        record_nanos = std::max(record_nanos, link.record_nanos);
      }
    }
    const DayNumber recorded = DayNumberOf(ShanghaiDay(absl::FromUnixNanos(record_nanos)));
    if (!IsInWindow(after.day) && !IsInWindow(recorded)) return;
    Moved& moved = moves_[{from.county, to.county}];
    moved.evidence.emplace_back(before.worker, fact);
    moved.recorded_by.emplace(entries_.texts().text(entries_.RecordedBy(fact)));
    if (std::exchange(moved.last_person, person_) == person_) return;
    ++moved.person_count;
    moved.away_count += IsAway(person) ? 1 : 0;
  }

  bool IsInWindow(DayNumber day) const { return first_ <= day && day <= question_.day; }

  // Holds a job elsewhere on the last day.
  bool IsAway(const Person& person) const {
    const Timeline timeline = DeriveTimeline(person.rows, question_.known_at);
    return std::any_of(timeline.jobs.begin(), timeline.jobs.end(), [this](const Job& job) {
      return !job.local && job.start <= question_.day && question_.day < job.end;
    });
  }

  std::vector<Signal> Tell() {
    const auto text = [this](TextId id) { return entries_.texts().text(id); };
    std::vector<Signal> signals;
    for (auto& [pair, moved] : moves_) {
      Signal signal;
      signal.kind = SignalKind::kRegistrationMoved;
      signal.from_division_code = era_.places.CodeOf(pair.first);
      signal.to_division_code = era_.places.CodeOf(pair.second);
      signal.measured_count = moved.person_count;
      signal.compared_count = moved.away_count;
      std::sort(moved.evidence.begin(), moved.evidence.end(), [&](const auto& a, const auto& b) {
        return std::make_pair(text(a.first), text(a.second)) <
               std::make_pair(text(b.first), text(b.second));
      });
      moved.evidence.resize(std::min<std::size_t>(kEvidenceMost, moved.evidence.size()));
      for (const auto& [worker, fact] : moved.evidence) {
        signal.workers.emplace_back(text(worker));
        signal.facts.emplace_back(text(fact));
      }
      moved.recorded_by.erase("");
      signal.recorded_by.assign(moved.recorded_by.begin(), moved.recorded_by.end());
      signals.push_back(std::move(signal));
    }
    std::sort(signals.begin(), signals.end(), [](const Signal& a, const Signal& b) {
      return std::tie(b.measured_count, a.from_division_code, a.to_division_code) <
             std::tie(a.measured_count, b.from_division_code, b.to_division_code);
    });
    return signals;
  }

  const Entries& entries_;
  const Question question_;
  const DayNumber first_;
  Era era_;
  std::int32_t person_ = -1;  // whose turn it is
  std::map<Pair, Moved> moves_;
};

}  // namespace

std::vector<Signal> FindMoves(const reference::Divisions& divisions, const Entries& entries,
                              const std::string& division, const Question& question,
                              DayNumber first) {
  return MoveFinder(divisions, entries, division, question, first).Find();
}

}  // namespace laowu::ratio
