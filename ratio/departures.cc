#include "ratio/departures.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "ratio/counting.h"
#include "ratio/explaining.h"
#include "ratio/new_spells.h"
#include "ratio/persons.h"

namespace laowu::ratio {
namespace {

using Said = WorkerHistory::Said;

class DepartureFinder {
 public:
  DepartureFinder(const reference::Divisions& divisions, const Entries& entries,
                  const std::string& division, const Question& question, DayNumber first)
      : entries_(entries),
        question_(question),
        first_(first),
        eras_(ErasOf(divisions, entries.texts(), first - 1, question.day, {division})) {}

  std::vector<Signal> Find() {
    ForEachPerson(entries_, question_.known_at, [this](const Person& person) {
      const Life life(person, question_);
      if (life.timeline.jobs.empty()) return;
      const std::optional<Said> said = LeftBy(person, life);
      if (said.has_value()) {
        evidence_.emplace_back(NameOf(entries_, person, question_.known_at), said->fact);
        recorded_by_.emplace(entries_.texts().text(entries_.RecordedBy(said->fact)));
      }
      left_count_ += said.has_value() || LeftAtAll(life) ? 1 : 0;
    });
    if (evidence_.empty()) return {};
    return {Tell()};
  }

 private:
  bool IsInWindow(DayNumber day) const { return first_ <= day && day <= question_.day; }
  bool IsOfWindow(DayNumber day, std::int64_t record_nanos) const {
    return IsInWindow(day) ||
           IsInWindow(DayNumberOf(ShanghaiDay(absl::FromUnixNanos(record_nanos))));
  }

  // The fact of the window that keeps the person from counting on a day of the window.
  std::optional<Said> LeftBy(const Person& person, const Life& life) {
    for (const Job& job : life.timeline.jobs) {
      if (job.local || job.end <= first_ || job.start > question_.day) continue;
      const DayNumber last = std::min(job.end - 1, question_.day);
      const std::optional<Said> said = life.history.Excluding(last);
      if (!said.has_value()) continue;
      // The first day on which they would count and do not.
      const DayNumber day = std::max({first_, job.start, said->day});
      const bool birth = said->kind == FactKind::kBirthDate;
      const DayNumber judged = birth ? std::max(first_, job.start) : day;
      if (judged > last || !WouldCount(life, judged)) continue;
      const std::optional<Said> told = OfWindow(person, *said);
      // What was known before they left never took them out.
      if (told.has_value() &&
          (birth || said->day > job.start || told->record_nanos > job.row->record_nanos)) {
        return told;
      }
    }
    return std::nullopt;
  }

  // Not counted as a person, and would be if alive, rural and of age.
  bool WouldCount(const Life& life, DayNumber day) {
    const DayOfLife there = JudgeOn(life, question_, day, eras_);
    if (there.target < 0 || there.verdict.standing != Standing::kNotCounted) return false;
    PersonOnDay as_before = there.on;
    as_before.died_day = kNoDay;
    as_before.birth_day = kNoDay;
    as_before.rural = true;
    Question on_day = question_;
    on_day.day = day;
    return JudgeForCount(as_before, there.home, life.timeline, on_day, EraOf(eras_, day).places)
               .standing != Standing::kNotCounted;
  }

  // That fact, if it is of the window, or the taking back of another that made it hold.
  std::optional<Said> OfWindow(const Person& person, const Said& said) const {
    if (said.kind != FactKind::kProfile && IsOfWindow(said.day, said.record_nanos)) return said;
    for (const FactRow& voiding : person.facts) {
      if (voiding.kind != FactKind::kFactVoided ||
          voiding.record_nanos > question_.known_at.nanos ||
          !IsOfWindow(voiding.effective_day, voiding.record_nanos)) {
        continue;
      }
      for (const FactRow& gone : person.facts) {
        const bool decides =
            gone.kind == FactKind::kRuralStatus || gone.kind == FactKind::kBirthDate;
        if (!decides || gone.name != voiding.text) continue;
        return Said{voiding.worker, voiding.name, voiding.kind, said.day, voiding.record_nanos};
      }
    }
    return std::nullopt;
  }

  // Counted on a day of the window, or the day before it, and not on its last.
  bool LeftAtAll(const Life& life) {
    const auto counts = [&](DayNumber day) {
      const DayOfLife there = JudgeOn(life, question_, day, eras_);
      return there.target >= 0 && there.verdict.standing != Standing::kNotCounted;
    };
    if (counts(question_.day)) return false;
    if (counts(first_ - 1)) return true;
    const ChangeDays days = ChangesOf(life.timeline, life.history, eras_);
    return std::any_of(days.begin(), days.end(),
                       [&](DayNumber day) { return IsInWindow(day) && counts(day); });
  }

  Signal Tell() {
    const auto text = [this](TextId id) { return entries_.texts().text(id); };
    Signal signal;
    signal.kind = SignalKind::kLeftByFact;
    signal.measured_count = static_cast<std::int32_t>(evidence_.size());
    signal.compared_count = left_count_;
    std::sort(evidence_.begin(), evidence_.end(), [&](const auto& a, const auto& b) {
      return std::make_pair(text(a.first), text(a.second)) <
             std::make_pair(text(b.first), text(b.second));
    });
    evidence_.resize(std::min<std::size_t>(kEvidenceMost, evidence_.size()));
    for (const auto& [worker, fact] : evidence_) {
      signal.workers.emplace_back(text(worker));
      signal.facts.emplace_back(text(fact));
    }
    recorded_by_.erase("");
    signal.recorded_by.assign(recorded_by_.begin(), recorded_by_.end());
    return signal;
  }

  const Entries& entries_;
  const Question question_;
  const DayNumber first_;
  std::vector<Era> eras_;
  std::vector<std::pair<TextId, TextId>> evidence_;  // person and fact
  std::set<std::string> recorded_by_;
  std::int32_t left_count_ = 0;
};

}  // namespace

std::vector<Signal> FindDepartures(const reference::Divisions& divisions, const Entries& entries,
                                   const std::string& division, const Question& question,
                                   DayNumber first) {
  return DepartureFinder(divisions, entries, division, question, first).Find();
}

}  // namespace laowu::ratio
