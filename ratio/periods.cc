#include "ratio/periods.h"

#include <algorithm>
#include <utility>

#include "ratio/new_spells.h"
#include "ratio/persons.h"

namespace laowu::ratio {
namespace {

// One span in numbers.
struct Span {
  DayNumber first;
  DayNumber last;
  bool is_year;  // a calendar year, or one up to the date of T
};

// The lower of two in the middle.
std::optional<std::int32_t> MedianOf(std::vector<std::int32_t>& wages) {
  if (wages.size() < kMedianWagesLeast) return std::nullopt;
  const auto middle = wages.begin() + static_cast<std::ptrdiff_t>((wages.size() - 1) / 2);
  std::nth_element(wages.begin(), middle, wages.end());
  return *middle;
}

class PeriodCount {
 public:
  PeriodCount(const reference::Divisions& divisions, const Entries& entries,
              const Question& question, const std::vector<std::string>& targets,
              const std::vector<DaySpan>& spans)
      : divisions_(divisions), entries_(entries), question_(question), targets_(targets) {
    for (const DaySpan& span : spans) {
      const DayNumber last = DayNumberOf(span.last);
      const absl::CivilDay new_year(span.first.year(), 1, 1);
      const bool to_its_end =
          span.last == absl::CivilDay(span.first.year(), 12, 31) ||
          (span.last.year() == span.first.year() && last >= question.known_at.day);
      spans_.push_back({DayNumberOf(span.first), last, span.first == new_year && to_its_end});
    }
    eras_ = ErasOf(divisions, entries.texts(), spans_.front().first,
                   std::max(spans_.back().last, question.known_at.day), targets);
    cells_.resize(targets.size(), std::vector<Cell>(spans.size()));
    for (std::size_t t = 0; t < targets.size(); ++t) {
      for (std::size_t s = 0; s < spans.size(); ++s) {
        PeriodFigures& figures = cells_[t][s].figures;
        figures.division = targets[t];
        figures.first = spans[s].first;
        figures.last = spans[s].last;
        for (std::size_t i = 0; i < kRetentionDays.size(); ++i) {
          figures.retentions[i].day_count = kRetentionDays[i];
        }
      }
    }
  }

  std::vector<std::vector<PeriodFigures>> Count() {
    CountDays();
    ForEachPerson(entries_, question_.known_at, [this](const Person& person) {
      const Life life(person, question_);
      if (life.timeline.jobs.empty()) return;
      CountNewSpells(life);
      for (std::size_t s = 0; s < spans_.size(); ++s) {
        if (spans_[s].is_year) CountLongAbsence(life, s);
      }
    });
    std::vector<std::vector<PeriodFigures>> result;
    for (std::vector<Cell>& row : cells_) {
      result.emplace_back();
      for (Cell& cell : row) {
        PeriodFigures& figures = cell.figures;
        figures.organized_wage_count = static_cast<std::int32_t>(cell.organized_wages.size());
        figures.self_arranged_wage_count =
            static_cast<std::int32_t>(cell.self_arranged_wages.size());
        figures.organized_median_wage = MedianOf(cell.organized_wages);
        figures.self_arranged_median_wage = MedianOf(cell.self_arranged_wages);
        result.back().push_back(std::move(figures));
      }
    }
    return result;
  }

 private:
  struct Cell {
    PeriodFigures figures;
    std::vector<std::int32_t> organized_wages;
    std::vector<std::int32_t> self_arranged_wages;
  };

  // R2 and the days by status: what every single day reads.
  void CountDays() {
    std::vector<DayNumber> days;
    std::vector<std::size_t> span_of_day;
    for (std::size_t s = 0; s < spans_.size(); ++s) {
      for (DayNumber day = spans_[s].first; day <= spans_[s].last; ++day) {
        days.push_back(day);
        span_of_day.push_back(s);
      }
    }
    const auto tallies = Counting(divisions_, entries_).OnDays(question_, targets_, days);
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      for (std::size_t i = 0; i < days.size(); ++i) {
        PeriodFigures& figures = cells_[t][span_of_day[i]].figures;
        const Figures day = FiguresFrom(tallies[t][i], *question_.policy, "", {});
        figures.outbound_person_day_count += day.outbound_person_count;
        figures.organized_person_day_count += day.organized_person_count;
        figures.missed_day_count += day.status == RatioStatus::kMissed ? 1 : 0;
        figures.provisional_day_count += day.status == RatioStatus::kProvisional ? 1 : 0;
      }
    }
  }

  void CountNewSpells(const Life& life) {
    for (const NewSpell& spell :
         NewSpellsOf(life, question_, spans_.front().first, spans_.back().last, eras_)) {
      const auto span = std::find_if(spans_.begin(), spans_.end(), [&](const Span& s) {
        return s.first <= spell.day && spell.day <= s.last;
      });
      if (span == spans_.end()) continue;
      Cell& cell = cells_[static_cast<std::size_t>(spell.target)]
                         [static_cast<std::size_t>(span - spans_.begin())];
      const bool organized = spell.verdict.standing == Standing::kOrganized;
      ++cell.figures.new_spell_count;
      cell.figures.organized_new_spell_count += organized ? 1 : 0;
      const std::int32_t wage = spell.verdict.job->row->wage_cny_per_month;
      if (wage > 0 && organized) cell.organized_wages.push_back(wage);
      if (wage > 0 && spell.verdict.standing == Standing::kNotOrganized) {
        cell.self_arranged_wages.push_back(wage);
      }
      for (Retention& retention : cell.figures.retentions) {
        const DayNumber later = spell.day + retention.day_count;
        if (later > question_.known_at.day) continue;
        const bool retained = LastsOn(life, question_, spell.day, later, eras_);
        ++retention.spell_count;
        retention.retained_count += retained ? 1 : 0;
        retention.organized_spell_count += organized ? 1 : 0;
        retention.retained_organized_count += organized && retained ? 1 : 0;
      }
    }
  }

  // R4: goes by the township, whatever the boundary asked for.
  void CountLongAbsence(const Life& life, std::size_t s) {
    const Span& span = spans_[s];
    const std::int32_t target = JudgeOn(life, question_, span.last, eras_).target;
    if (target < 0) return;
    Question question = question_;
    question.boundary = Boundary::kTownship;
    ChangeDays days = {span.first};  // from each to the next the standing is one
    for (const DayNumber change : ChangesOf(life.timeline, life.history, eras_)) {
      if (days.back() < change && change <= span.last) days.push_back(change);
    }
    std::int32_t outside_days = 0;
    std::int32_t organized_days = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
      const DayNumber next = i + 1 < days.size() ? days[i + 1] : span.last + 1;
      const Standing standing = JudgeOn(life, question, days[i], eras_).verdict.standing;
      if (standing == Standing::kNotCounted) continue;
      outside_days += next - days[i];
      if (standing == Standing::kOrganized) organized_days += next - days[i];
    }
    if (outside_days < kLongAbsentDays) return;
    PeriodFigures& figures = cells_[static_cast<std::size_t>(target)][s].figures;
    ++figures.long_absent_person_count;
    if (2 * organized_days >= outside_days) ++figures.organized_long_absent_person_count;
  }

  const reference::Divisions& divisions_;
  const Entries& entries_;
  const Question question_;
  const std::vector<std::string>& targets_;
  std::vector<Span> spans_;
  std::vector<Era> eras_;
  std::vector<std::vector<Cell>> cells_;
};

}  // namespace

std::vector<std::vector<PeriodFigures>> CountPeriods(const reference::Divisions& divisions,
                                                     const Entries& entries,
                                                     const Question& question,
                                                     const std::vector<std::string>& targets,
                                                     const std::vector<DaySpan>& spans) {
  if (spans.empty()) return std::vector<std::vector<PeriodFigures>>(targets.size());
  return PeriodCount(divisions, entries, question, targets, spans).Count();
}

}  // namespace laowu::ratio
