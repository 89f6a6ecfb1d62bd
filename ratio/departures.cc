#include "ratio/departures.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
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
      if (!life.timeline.jobs.empty()) LookAt(person, life);
    });
    std::vector<Signal> signals;
    if (!by_fact_.empty()) signals.push_back(Tell(SignalKind::kLeftByFact, by_fact_));
    if (!unattested_.empty()) signals.push_back(Tell(SignalKind::kLeftUnattested, unattested_));
    return signals;
  }

 private:
  using Evidence = std::vector<std::pair<TextId, TextId>>;  // person and fact or outcome

  void LookAt(const Person& person, const Life& life) {
    const TextId name = NameOf(entries_, person, question_.known_at);
    const std::optional<Said> said = LeftBy(person, life);
    const TextId merged = MergedFrom(person, life);
    for (const TextId fact : {said.has_value() ? said->fact : kNoText, merged}) {
      if (fact == kNoText) continue;
      by_fact_.emplace_back(name, fact);
      recorded_by_.emplace(entries_.texts().text(entries_.RecordedBy(fact)));
    }
    const bool left = LeftAtAll(life);
    left_count_ += (said.has_value() || left ? 1 : 0) + (merged != kNoText ? 1 : 0);
    if (said.has_value() || !left) return;
    // Whose registration moved is told by moves.h.
    if (JudgeOn(life, question_, question_.day, eras_).target < 0) return;
    const OutcomeRow* const row = EndOf(life);
    if (row == nullptr || EvidenceAt(row->attestations, question_.known_at.nanos).grade > 0) return;
    unattested_.emplace_back(name, row->name);
  }

  // The outcome by which the last time away is over, or goes on where it does not count: on own
  // account, or inside the boundary. nullptr: contact was lost, which nobody can vouch for.
  const OutcomeRow* EndOf(const Life& life) const {
    const Job* last = nullptr;
    for (const Job& job : life.timeline.jobs) {
      if (!job.local && job.start <= question_.day && (last == nullptr || job.end >= last->end)) {
        last = &job;
      }
    }
    if (last == nullptr) return nullptr;
    if (OpenOn(*last, question_.day)) return last->row;
    return last->end_reason == JobEnd::kLostContact ? nullptr : last->end_row;
  }

  // The fact of the window that made one person of two records of the division of which each is
  // away by itself; kNoText: there is none.
  TextId MergedFrom(const Person& person, const Life& life) {
    if (person.workers.size() < 2) return kNoText;
    TextId fact = kNoText;
    for (const WorkerHistory::Link& link : life.history.MergeLinks()) {
      if (IsInWindow(DayOfRecord(link.record_nanos))) fact = link.fact;
    }
    if (fact == kNoText) return kNoText;
    int away_count = 0;
    for (const std::int32_t worker : person.workers) {
      const Person alone = Gather(entries_, absl::MakeConstSpan(&worker, 1));
      const Life life_alone(alone, question_);
      const DayOfLife day = JudgeOn(life_alone, question_, question_.day, eras_);
      away_count += day.target >= 0 && day.verdict.standing != Standing::kNotCounted ? 1 : 0;
    }
    return away_count > 1 ? fact : kNoText;
  }

  static DayNumber DayOfRecord(std::int64_t record_nanos) {
    return DayNumberOf(ShanghaiDay(absl::FromUnixNanos(record_nanos)));
  }
  bool IsInWindow(DayNumber day) const { return first_ <= day && day <= question_.day; }
  bool IsOfWindow(DayNumber day, std::int64_t record_nanos) const {
    return IsInWindow(day) || IsInWindow(DayOfRecord(record_nanos));
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

  Signal Tell(SignalKind kind, Evidence& evidence) const {
    const auto text = [this](TextId id) { return entries_.texts().text(id); };
    const bool by_fact = kind == SignalKind::kLeftByFact;
    Signal signal;
    signal.kind = kind;
    signal.measured_count = static_cast<std::int32_t>(evidence.size());
    signal.compared_count = left_count_;
    std::sort(evidence.begin(), evidence.end(), [&](const auto& a, const auto& b) {
      return std::make_pair(text(a.first), text(a.second)) <
             std::make_pair(text(b.first), text(b.second));
    });
    evidence.resize(std::min<std::size_t>(kEvidenceMost, evidence.size()));
    for (const auto& [worker, told] : evidence) {
      signal.workers.emplace_back(text(worker));
      (by_fact ? signal.facts : signal.outcomes).emplace_back(text(told));
    }
    if (!by_fact) return signal;
    signal.recorded_by.assign(recorded_by_.begin(), recorded_by_.end());
    std::erase(signal.recorded_by, "");
    return signal;
  }

  const Entries& entries_;
  const Question question_;
  const DayNumber first_;
  std::vector<Era> eras_;
  Evidence by_fact_;
  Evidence unattested_;
  std::set<std::string> recorded_by_;  // of by_fact_
  std::int32_t left_count_ = 0;
};

}  // namespace

std::vector<Signal> FindDepartures(const reference::Divisions& divisions, const Entries& entries,
                                   const std::string& division, const Question& question,
                                   DayNumber first) {
  return DepartureFinder(divisions, entries, division, question, first).Find();
}

}  // namespace laowu::ratio
