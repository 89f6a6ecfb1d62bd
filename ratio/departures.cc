#include "ratio/departures.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "ratio/counting.h"
#include "ratio/explaining.h"
#include "ratio/new_spells.h"
#include "ratio/record_pairs.h"

namespace laowu::ratio {
namespace {

using Said = WorkerHistory::Said;

class DepartureFinder final : public SignalFinder {
 public:
  explicit DepartureFinder(const SignalWindow& window)
      : entries_(window.entries),
        question_(window.question),
        first_(window.first),
        eras_(window.eras) {}

  void LookAt(const Person& person, const Life& life, PersonSigns& signs) override {
    const std::vector<const OutcomeRow*> voidings = VoidingsOf(person);
    if (life.timeline.jobs.empty() && voidings.empty()) return;
    const TextId name = NameOf(entries_, person, question_.known_at);
    const Departure departure = DepartureOf(person, life);
    const TextId merged = MergedFrom(person, life);
    for (const TextId fact :
         {departure.said.has_value() ? departure.said->fact : kNoText, merged}) {
      if (fact != kNoText) signs.MakeRare().by_fact.push_back({name, fact});
    }
    if (const OutcomeRow* const row = departure.unattested) {
      signs.MakeRare().unattested = {name,
                                     {row, nullptr, RecordDayOf(row->record_nanos) - row->day}};
    }
    const bool voided = LeftByVoiding(person, life, departure, voidings);
    if (voided) signs.MakeRare().voided = {name, TakenOutBy(person, voidings)};
    const int left = (departure.left || voided ? 1 : 0) + (merged != kNoText ? 1 : 0);
    if (left > 0) signs.MakeRare().left_count = left;
  }

  std::vector<Signal> Tell(const AllSigns& all) override {
    by_fact_.clear();
    left_count_ = 0;
    std::vector<NamedPair> unattested;
    std::map<absl::string_view, std::vector<NamedPair>> voided;  // by the import that was undone
    for (const auto& [worker, signs] : all) {
      if (signs.rare == nullptr) continue;
      const RareSigns& rare = *signs.rare;
      left_count_ += rare.left_count;
      by_fact_.insert(by_fact_.end(), rare.by_fact.begin(), rare.by_fact.end());
      if (rare.unattested.has_value()) unattested.push_back(*rare.unattested);
      if (rare.voided.has_value()) {
        const TextId import = entries_.UndoneImport(rare.voided->pair.outcome->name);
        voided[entries_.texts().text(import)].push_back(*rare.voided);
      }
    }
    std::vector<Signal> signals;
    if (!by_fact_.empty()) signals.push_back(TellFacts());
    if (!unattested.empty()) {
      signals.push_back(TellPairs(SignalKind::kLeftUnattested, unattested));
    }
    for (auto& [import, pairs] : voided) {
      signals.push_back(TellPairs(SignalKind::kLeftByVoiding, pairs));
      signals.back().undone_import = std::string(import);
    }
    return signals;
  }

 private:
  using NamedPair = RareSigns::Pair;
  // How a person left by one side's word.
  struct Departure {
    std::optional<Said> said;
    const OutcomeRow* unattested = nullptr;
    bool left = false;  // in whatever way
  };

  Departure DepartureOf(const Person& person, const Life& life) {
    Departure departure;
    departure.said = LeftBy(person, life);
    departure.left = departure.said.has_value();
    if (departure.left || CountsOn(life, question_.day)) return departure;
    departure.left = LeftAtAll(life);
    // Whose registration moved is told by moves.h.
    if (JudgeOn(life, question_, question_.day, eras_).target < 0) return departure;
    const OutcomeRow* const row = EndOf(life);
    if (row == nullptr) return departure;
    departure.left = departure.left || LeftBefore(person, life, *row);
    if (departure.left && !IsAttested(*row)) departure.unattested = row;
    return departure;
  }

  // By `row`, dated before the window and recorded since it began: had nothing of the kind been
  // recorded, they would count in it.
  bool LeftBefore(const Person& person, const Life& life, const OutcomeRow& row) {
    if (!IsRecordedSince(row.record_nanos)) return false;
    Person without = person;
    without.rows.erase(std::remove_if(without.rows.begin(), without.rows.end(),
                                      [&](const OutcomeRow* other) {
                                        return other == &row || TakesOutUnattested(*other);
                                      }),
                       without.rows.end());
    return IsMissedBy(Life(without, question_), life);
  }

  bool TakesOutUnattested(const OutcomeRow& row) const {
    return (IsExit(row.type) || row.self_employed) && !IsAttested(row) &&
           IsRecordedSince(row.record_nanos);
  }

  static bool IsExit(OutcomeType type) {
    return type == OutcomeType::kReturned || type == OutcomeType::kHomeVisit ||
           type == OutcomeType::kLostContact;
  }

  bool IsAttested(const OutcomeRow& row) const {
    return EvidenceAt(row.attestations, question_.known_at.nanos).grade > 0;
  }

  // VOIDED of the window, but for those that take back a return or the like: they bring people
  // back. In the order of their record.
  std::vector<const OutcomeRow*> VoidingsOf(const Person& person) const {
    std::vector<const OutcomeRow*> voidings;
    for (const OutcomeRow* row : person.rows) {
      if (row->type != OutcomeType::kVoided || !IsRecordedSince(row->record_nanos)) continue;
      const OutcomeRow* const target = RowOf(person, row->voids);
      if (target != nullptr && !IsExit(target->type)) voidings.push_back(row);
    }
    std::sort(voidings.begin(), voidings.end(), [](const OutcomeRow* a, const OutcomeRow* b) {
      return std::tie(a->record_nanos, a->sequence) < std::tie(b->record_nanos, b->sequence);
    });
    return voidings;
  }

  static const OutcomeRow* RowOf(const Person& person, TextId name) {
    const auto found = std::find_if(person.rows.begin(), person.rows.end(),
                                    [&](const OutcomeRow* row) { return row->name == name; });
    return found == person.rows.end() ? nullptr : *found;
  }

  // Without `voidings` they would count, or would have been told of as leaving by one side's word.
  bool LeftByVoiding(const Person& person, const Life& life, const Departure& departure,
                     const std::vector<const OutcomeRow*>& voidings) {
    if (voidings.empty() || CountsOn(life, question_.day)) return false;
    Person before = person;
    before.rows.erase(std::remove_if(before.rows.begin(), before.rows.end(),
                                     [&](const OutcomeRow* row) {
                                       return std::find(voidings.begin(), voidings.end(), row) !=
                                              voidings.end();
                                     }),
                      before.rows.end());
    const Life life_before(before, question_);
    if (IsMissedBy(life_before, life)) return true;
    if (departure.said.has_value() || departure.unattested != nullptr) return false;
    const Departure told = DepartureOf(before, life_before);
    return told.said.has_value() || told.unattested != nullptr;
  }

  // By the last that took back what began a job, or else the last.
  RecordPair TakenOutBy(const Person& person,
                        const std::vector<const OutcomeRow*>& voidings) const {
    const auto begins_job = [&](const OutcomeRow* voiding) {
      return BeginsJob(RowOf(person, voiding->voids)->type);
    };
    const auto found = std::find_if(voidings.rbegin(), voidings.rend(), begins_job);
    const OutcomeRow* const by = found == voidings.rend() ? voidings.back() : *found;
    const OutcomeRow* const target = RowOf(person, by->voids);
    const DayNumber apart = RecordDayOf(by->record_nanos) - target->day;
    return {by, target, apart, /*earlier_voided=*/true};
  }

  // The outcome by which the last time away is over, or goes on where it does not count: on own
  // account, or inside the boundary. nullptr: there is none.
  const OutcomeRow* EndOf(const Life& life) const {
    const Job* last = nullptr;
    for (const Job& job : life.timeline.jobs) {
      if (!job.local && job.start <= question_.day && (last == nullptr || job.end >= last->end)) {
        last = &job;
      }
    }
    if (last == nullptr) return nullptr;
    return OpenOn(*last, question_.day) ? last->row : last->end_row;
  }

  // The fact of the window that made one person of several records of which, each by itself, more
  // would count than do; kNoText: there is none.
  TextId MergedFrom(const Person& person, const Life& life) {
    if (person.workers.size() < 2) return kNoText;
    TextId fact = kNoText;
    for (const WorkerHistory::Link& link : life.history.MergeLinks()) {
      if (IsRecordedSince(link.record_nanos)) fact = link.fact;
    }
    if (fact == kNoText) return kNoText;
    int apart_count = 0;
    for (const std::int32_t worker : person.workers) {
      const Person alone = Gather(entries_, absl::MakeConstSpan(&worker, 1));
      apart_count += CountsOn(Life(alone, question_), question_.day) ? 1 : 0;
    }
    // Where the person is registered elsewhere now, one is told by moves.h.
    const DayOfLife now = JudgeOn(life, question_, question_.day, eras_);
    const bool counts = now.target < 0 || now.verdict.standing != Standing::kNotCounted;
    return apart_count > (counts ? 1 : 0) ? fact : kNoText;
  }

  bool IsInWindow(DayNumber day) const { return first_ <= day && day <= question_.day; }
  // Recorded since the window began: what became known after its last day changes its figures too.
  bool IsRecordedSince(std::int64_t record_nanos) const {
    return record_nanos <= question_.known_at.nanos && RecordDayOf(record_nanos) >= first_;
  }
  bool IsOfWindow(DayNumber day, std::int64_t record_nanos) const {
    return IsInWindow(day) || IsRecordedSince(record_nanos);
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

  bool CountsOn(const Life& life, DayNumber day) {
    const DayOfLife there = JudgeOn(life, question_, day, eras_);
    return there.target >= 0 && there.verdict.standing != Standing::kNotCounted;
  }

  bool CountsInWindow(const Life& life) {
    if (CountsOn(life, first_)) return true;
    const ChangeDays days = ChangesOf(life.timeline, life.history, eras_);
    return std::any_of(days.begin(), days.end(),
                       [&](DayNumber day) { return IsInWindow(day) && CountsOn(life, day); });
  }

  // Counted on a day of the window, or the day before it, and not on its last.
  bool LeftAtAll(const Life& life) {
    if (CountsOn(life, question_.day)) return false;
    return CountsOn(life, first_ - 1) || CountsInWindow(life);
  }

  // Of one person, as it would be and as it is: counted on the last day, or on any, but for what is
  // known now. A day that was corrected is nobody missed.
  bool IsMissedBy(const Life& before, const Life& now) {
    if (CountsOn(now, question_.day)) return false;
    if (CountsOn(before, question_.day)) return true;
    return CountsInWindow(before) && !CountsInWindow(now);
  }

  Signal TellFacts() {
    const auto text = [this](TextId id) { return entries_.texts().text(id); };
    Signal signal;
    signal.kind = SignalKind::kLeftByFact;
    signal.measured_count = static_cast<std::int32_t>(by_fact_.size());
    signal.compared_count = left_count_;
    std::set<std::string> principals;
    for (const auto& [worker, fact] : by_fact_) {
      principals.emplace(text(entries_.RecordedBy(fact)));
    }
    std::sort(by_fact_.begin(), by_fact_.end(), [&](const auto& a, const auto& b) {
      return std::make_pair(text(a.worker), text(a.fact)) <
             std::make_pair(text(b.worker), text(b.fact));
    });
    by_fact_.resize(std::min<std::size_t>(kEvidenceMost, by_fact_.size()));
    for (const auto& [worker, fact] : by_fact_) {
      signal.workers.emplace_back(text(worker));
      signal.facts.emplace_back(text(fact));
    }
    signal.recorded_by.assign(principals.begin(), principals.end());
    std::erase(signal.recorded_by, "");
    return signal;
  }

  Signal TellPairs(SignalKind kind, std::vector<NamedPair>& pairs) const {
    const auto text = [this](TextId id) { return entries_.texts().text(id); };
    Signal signal;
    signal.kind = kind;
    signal.measured_count = static_cast<std::int32_t>(pairs.size());
    signal.compared_count = left_count_;
    if (kind == SignalKind::kLeftByVoiding) {
      std::set<std::string> principals;
      for (const NamedPair& one : pairs) {
        principals.emplace(text(entries_.RecordedBy(*one.pair.outcome)));
      }
      principals.erase("");
      signal.recorded_by.assign(principals.begin(), principals.end());
    }
    std::sort(pairs.begin(), pairs.end(), [&](const NamedPair& a, const NamedPair& b) {
      return std::make_pair(text(a.worker), text(a.pair.outcome->name)) <
             std::make_pair(text(b.worker), text(b.pair.outcome->name));
    });
    pairs.resize(std::min<std::size_t>(kEvidenceMost, pairs.size()));
    for (const auto& [worker, pair] : pairs) {
      signal.evidences.push_back(ToEvidence(entries_, worker, pair));
      signal.workers.push_back(signal.evidences.back().worker);
      signal.outcomes.push_back(signal.evidences.back().outcome);
    }
    return signal;
  }

  const Entries& entries_;
  const Question& question_;
  const DayNumber first_;
  std::vector<Era>& eras_;
  // While signals are told.
  std::vector<RareSigns::ByFact> by_fact_;
  std::int32_t left_count_ = 0;
};

}  // namespace

std::unique_ptr<SignalFinder> MakeDepartureFinder(const SignalWindow& window) {
  return std::make_unique<DepartureFinder>(window);
}

}  // namespace laowu::ratio
