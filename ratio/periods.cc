#include "ratio/periods.h"

#include <algorithm>
#include <utility>

#include "ratio/in_parts.h"
#include "ratio/period_cells.h"
#include "ratio/persons.h"

namespace laowu::ratio {
namespace {

// By target and span.
using Cells = std::vector<std::vector<PeriodCell>>;

// R3 and R4 of persons one by one, on one thread.
class SpellCount {
 public:
  SpellCount(const Question& question, const std::vector<NumberedSpan>& spans,
             std::vector<Era> eras, Cells& cells)
      : question_(question),
        spans_(spans),
        eras_(std::move(eras)),
        all_eras_(AllOf(eras_)),
        cells_(cells) {}

  SpellCount(const SpellCount&) = delete;
  SpellCount& operator=(const SpellCount&) = delete;

  void Add(const Person& person) {
    WorkerHistory history(person.facts, question_.known_at);
    if (!EverRegistered(history, all_eras_, spans_.back().last)) return;
    const Life life(std::move(history), person, question_);
    if (life.timeline.jobs.empty()) return;
    AddNewSpells(life);
    for (std::size_t s = 0; s < spans_.size(); ++s) {
      if (spans_[s].is_year) AddLongAbsence(life, s);
    }
  }

 private:
  PeriodCell& CellOf(std::int32_t target, std::size_t span) {
    return cells_[static_cast<std::size_t>(target)][span];
  }

  void AddNewSpells(const Life& life) {
    for (const NewSpell& spell :
         NewSpellsOf(life, question_, spans_.front().first, spans_.back().last, eras_)) {
      const auto span = std::find_if(spans_.begin(), spans_.end(), [&](const NumberedSpan& s) {
        return s.first <= spell.day && spell.day <= s.last;
      });
      if (span == spans_.end()) continue;
      CellOf(spell.target, static_cast<std::size_t>(span - spans_.begin()))
          .Add(SpellCourse(spell, life, question_, eras_));
    }
  }

  void AddLongAbsence(const Life& life, std::size_t s) {
    const std::int32_t target = JudgeOn(life, question_, spans_[s].last, eras_).target;
    if (target < 0) return;
    std::int32_t outside_days = 0;
    std::int32_t organized_days = 0;
    ForStretches(life, ByTownship(question_), spans_[s], {}, eras_,
                 [&](DayNumber day, DayNumber next, const DayOfLife& there) {
                   const Standing standing = there.verdict.standing;
                   if (standing != Standing::kNotCounted) outside_days += next - day;
                   if (standing == Standing::kOrganized) organized_days += next - day;
                 });
    if (!IsLongAbsent(outside_days)) return;
    AddLongAbsent(outside_days, organized_days, CellOf(target, s).figures());
  }

  const Question& question_;
  const std::vector<NumberedSpan>& spans_;
  std::vector<Era> eras_;  // its own: they remember what they have looked up
  const PersonEras all_eras_;
  Cells& cells_;
};

// R2 and the days by status: what every single day reads.
void CountDays(const Counting& counting, const Question& question,
               const std::vector<std::string>& targets, const std::vector<NumberedSpan>& spans,
               Cells& cells) {
  std::vector<DayNumber> days;
  std::vector<std::size_t> span_of_day;
  for (std::size_t s = 0; s < spans.size(); ++s) {
    for (DayNumber day = spans[s].first; day <= spans[s].last; ++day) {
      days.push_back(day);
      span_of_day.push_back(s);
    }
  }
  const auto tallies = counting.OnDays(question, targets, days);
  for (std::size_t t = 0; t < targets.size(); ++t) {
    for (std::size_t i = 0; i < days.size(); ++i) {
      PeriodFigures& figures = cells[t][span_of_day[i]].figures();
      const Figures day = FiguresFrom(tallies[t][i], *question.policy, "", {});
      figures.outbound_person_day_count += day.outbound_person_count;
      figures.organized_person_day_count += day.organized_person_count;
      figures.missed_day_count += day.status == RatioStatus::kMissed ? 1 : 0;
      figures.provisional_day_count += day.status == RatioStatus::kProvisional ? 1 : 0;
    }
  }
}

}  // namespace

std::vector<std::vector<PeriodFigures>> CountPeriods(const reference::Divisions& divisions,
                                                     const Entries& entries,
                                                     const Question& question,
                                                     const std::vector<std::string>& targets,
                                                     const std::vector<DaySpan>& spans,
                                                     std::size_t workers_a_thread) {
  if (spans.empty()) return std::vector<std::vector<PeriodFigures>>(targets.size());
  std::vector<NumberedSpan> numbered;
  numbered.reserve(spans.size());
  for (const DaySpan& span : spans) numbered.emplace_back(span, question.known_at);
  Cells cells(targets.size());
  for (std::size_t t = 0; t < targets.size(); ++t) {
    for (const DaySpan& span : spans) cells[t].emplace_back(targets[t], span);
  }
  const std::vector<Era> eras =
      ErasOf(divisions, entries.texts(), numbered.front().first,
             std::max(numbered.back().last, question.known_at.day), targets);
  const std::size_t worker_count = entries.workers().size();
  std::vector<Cells> of_parts(PartsOf(worker_count, workers_a_thread), cells);
  InParts(worker_count, of_parts.size(),
          [&](std::size_t part, std::int32_t begin, std::int32_t end) {
            SpellCount count(question, numbered, eras, of_parts[part]);
            ForPersonsAmong(entries, begin, end, question.known_at,
                            [&](const Person& person) { count.Add(person); });
          });
  CountDays(Counting(divisions, entries, workers_a_thread), question, targets, numbered, cells);
  std::vector<std::vector<PeriodFigures>> result(targets.size());
  for (std::size_t t = 0; t < targets.size(); ++t) {
    for (std::size_t s = 0; s < spans.size(); ++s) {
      for (const Cells& of_part : of_parts) cells[t][s].Add(of_part[t][s]);
      result[t].push_back(cells[t][s].Finish());
    }
  }
  return result;
}

}  // namespace laowu::ratio
