#include "ratio/period_cells.h"

#include <cstddef>
#include <optional>
#include <utility>

namespace laowu::ratio {
namespace {

// The lower of two in the middle.
std::optional<std::int32_t> MedianOf(std::vector<std::int32_t>& wages) {
  if (wages.size() < kMedianWagesLeast) return std::nullopt;
  const auto middle = wages.begin() + static_cast<std::ptrdiff_t>((wages.size() - 1) / 2);
  std::nth_element(wages.begin(), middle, wages.end());
  return *middle;
}

void Append(const std::vector<std::int32_t>& from, std::vector<std::int32_t>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

NumberedSpan::NumberedSpan(const DaySpan& span, KnownAt known_at)
    : first(DayNumberOf(span.first)), last(DayNumberOf(span.last)) {
  const bool to_its_end = span.last == absl::CivilDay(span.first.year(), 12, 31) ||
                          (span.last.year() == span.first.year() && last >= known_at.day);
  is_year = span.first == absl::CivilDay(span.first.year(), 1, 1) && to_its_end;
}

SpellCourse::SpellCourse(const NewSpell& spell, const Life& life, const Question& question,
                         std::vector<Era>& eras)
    : organized(spell.verdict.standing == Standing::kOrganized),
      self_arranged(spell.verdict.standing == Standing::kNotOrganized),
      wage(spell.verdict.job->row->wage_cny_per_month) {
  for (std::size_t i = 0; i < kRetentionDays.size(); ++i) {
    const DayNumber later = spell.day + kRetentionDays[i];
    lasted[i] = later > question.known_at.day                     ? Lasted::kTooEarlyToSay
                : LastsOn(life, question, spell.day, later, eras) ? Lasted::kYes
                                                                  : Lasted::kNo;
  }
}

PeriodCell::PeriodCell(const std::string& division, const DaySpan& span) {
  figures_.division = division;
  figures_.first = span.first;
  figures_.last = span.last;
  for (std::size_t i = 0; i < kRetentionDays.size(); ++i) {
    figures_.retentions[i].day_count = kRetentionDays[i];
  }
}

void PeriodCell::Add(const SpellCourse& spell) {
  ++figures_.new_spell_count;
  figures_.organized_new_spell_count += spell.organized ? 1 : 0;
  if (spell.wage > 0 && spell.organized) organized_wages_.push_back(spell.wage);
  if (spell.wage > 0 && spell.self_arranged) self_arranged_wages_.push_back(spell.wage);
  for (std::size_t i = 0; i < kRetentionDays.size(); ++i) {
    if (spell.lasted[i] == SpellCourse::Lasted::kTooEarlyToSay) continue;
    const bool retained = spell.lasted[i] == SpellCourse::Lasted::kYes;
    Retention& retention = figures_.retentions[i];
    ++retention.spell_count;
    retention.retained_count += retained ? 1 : 0;
    retention.organized_spell_count += spell.organized ? 1 : 0;
    retention.retained_organized_count += spell.organized && retained ? 1 : 0;
  }
}

void PeriodCell::Add(const PeriodCell& other) {
  const PeriodFigures& more = other.figures_;
  figures_.outbound_person_day_count += more.outbound_person_day_count;
  figures_.organized_person_day_count += more.organized_person_day_count;
  figures_.new_spell_count += more.new_spell_count;
  figures_.organized_new_spell_count += more.organized_new_spell_count;
  for (std::size_t i = 0; i < kRetentionDays.size(); ++i) {
    Retention& to = figures_.retentions[i];
    const Retention& from = more.retentions[i];
    to.spell_count += from.spell_count;
    to.retained_count += from.retained_count;
    to.organized_spell_count += from.organized_spell_count;
    to.retained_organized_count += from.retained_organized_count;
  }
  figures_.long_absent_person_count += more.long_absent_person_count;
  figures_.organized_long_absent_person_count += more.organized_long_absent_person_count;
  figures_.missed_day_count += more.missed_day_count;
  figures_.provisional_day_count += more.provisional_day_count;
  Append(other.organized_wages_, organized_wages_);
  Append(other.self_arranged_wages_, self_arranged_wages_);
}

PeriodFigures PeriodCell::Finish() {
  figures_.organized_wage_count = static_cast<std::int32_t>(organized_wages_.size());
  figures_.self_arranged_wage_count = static_cast<std::int32_t>(self_arranged_wages_.size());
  figures_.organized_median_wage = MedianOf(organized_wages_);
  figures_.self_arranged_median_wage = MedianOf(self_arranged_wages_);
  return std::move(figures_);
}

}  // namespace laowu::ratio
