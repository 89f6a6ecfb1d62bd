#include "ratio/moves.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "ratio/counting.h"

namespace laowu::ratio {
namespace {

using Registration = WorkerHistory::Registration;

// From county to county.
using Pair = std::pair<UnitId, UnitId>;

struct Moved {
  std::int32_t person_count = 0;
  std::int32_t away_count = 0;
  std::vector<std::pair<TextId, TextId>> evidence;  // record and fact
  std::set<std::string> recorded_by;
};

class MoveFinder final : public SignalFinder {
 public:
  explicit MoveFinder(const SignalWindow& window)
      : entries_(window.entries),
        question_(window.question),
        first_(window.first),
        era_(window.divisions, window.entries.texts(), window.question.day, {window.division}) {}

  void LookAt(const Person&, const Life& life, PersonSigns& signs) override {
    const std::vector<Registration> registrations = life.history.Registrations();
    for (std::size_t i = 1; i < registrations.size(); ++i) {
      LookAt(life, registrations[i - 1], registrations[i], signs);
    }
  }

  std::vector<Signal> Tell(const AllSigns& all) override {
    std::map<Pair, Moved> moves;
    for (const auto& [worker, signs] : all) {
      if (signs.rare == nullptr) continue;
      for (const RareSigns::Move& move : signs.rare->moves) {
        Moved& moved = moves[{move.from, move.to}];
        moved.evidence.emplace_back(move.worker, move.fact);
        moved.recorded_by.emplace(entries_.texts().text(entries_.RecordedBy(move.fact)));
        if (!move.first) continue;
        ++moved.person_count;
        moved.away_count += move.away ? 1 : 0;
      }
    }
    return Tell(moves);
  }

 private:
  void LookAt(const Life& life, const Registration& before, const Registration& after,
              PersonSigns& signs) {
    const Place from = era_.places.Find(before.division, before.day);
    const Place to = era_.places.Find(after.division, after.day);
    if (from.county == to.county || from.county == kNoUnit || to.county == kNoUnit) return;
    if (era_.TargetOf(from) < 0 && era_.TargetOf(to) < 0) return;
    // What made it one history: the fact itself, or that the two records are one person.
    TextId fact = after.fact;
    std::int64_t record_nanos = after.record_nanos;
    if (before.worker != after.worker) {
      for (const WorkerHistory::Link& link : life.history.MergeLinks()) {
        if (link.worker != before.worker && link.other != before.worker) continue;
        fact = link.fact;
        record_nanos = std::max(record_nanos, link.record_nanos);
      }
    }
    const DayNumber recorded = DayNumberOf(ShanghaiDay(absl::FromUnixNanos(record_nanos)));
    if (!IsInWindow(after.day) && !IsInWindow(recorded)) return;
    auto& moves = signs.MakeRare().moves;
    const bool again = std::any_of(moves.begin(), moves.end(), [&](const RareSigns::Move& move) {
      return move.from == from.county && move.to == to.county;
    });
    moves.push_back({from.county, to.county, before.worker, fact, !again, IsAway(life)});
  }

  bool IsInWindow(DayNumber day) const { return first_ <= day && day <= question_.day; }

  // Holds a job elsewhere on the last day.
  bool IsAway(const Life& life) const {
    return std::any_of(life.timeline.jobs.begin(), life.timeline.jobs.end(),
                       [this](const Job& job) {
                         return !job.local && job.start <= question_.day && question_.day < job.end;
                       });
  }

  std::vector<Signal> Tell(std::map<Pair, Moved>& moves) const {
    const auto text = [this](TextId id) { return entries_.texts().text(id); };
    std::vector<Signal> signals;
    for (auto& [pair, moved] : moves) {
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
  const Question& question_;
  const DayNumber first_;
  Era era_;
};

}  // namespace

std::unique_ptr<SignalFinder> MakeMoveFinder(const SignalWindow& window) {
  return std::make_unique<MoveFinder>(window);
}

}  // namespace laowu::ratio
