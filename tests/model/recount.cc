#include "tests/model/recount.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/model/recount_life.h"

namespace laowu::ratio {

Figures Recount::Count() {
  Figures figures;
  for (const std::set<std::string>& person : Persons()) {
    Gather(person);
    CountPerson(figures);
  }
  FinishFigures(reference::Policies::Get().Newest(), figures);
  figures.division = q_.division;
  figures.day = q_.day;
  return figures;
}

std::vector<std::set<std::string>> Recount::Persons() {
  std::vector<std::set<std::string>> persons;
  std::set<std::string> done;
  for (const WorkerFact& fact : e_.facts) {
    if (done.contains(fact.worker)) continue;
    persons.push_back(SamePerson(fact.worker));
    done.insert(persons.back().begin(), persons.back().end());
  }
  return persons;
}

PeriodFigures Recount::CountPeriod(const DaySpan& span) {
  PeriodFigures period;
  period.division = q_.division;
  period.first = span.first;
  period.last = span.last;
  for (std::size_t i = 0; i < 3; ++i) period.retentions[i].day_count = kRetentionDays[i];
  std::vector<Figures> days(static_cast<std::size_t>(span.last - span.first + 1));
  std::vector<int> organized_wages;
  std::vector<int> own_wages;
  for (const std::set<std::string>& person : Persons()) {
    Gather(person);
    for (absl::CivilDay day = span.first; day <= span.last; ++day) {
      q_.day = day;
      CountPerson(days[static_cast<std::size_t>(day - span.first)]);
      if (!counted_ || start_ != day || begun_.type == OutcomeType::kOpeningBalance) continue;
      const Outcome begun = begun_;
      const int found = found_;
      ++period.new_spell_count;
      period.organized_new_spell_count += found == 3 ? 1 : 0;
      if (begun.wage_cny_per_month > 0 && found == 3) {
        organized_wages.push_back(begun.wage_cny_per_month);
      }
      if (begun.wage_cny_per_month > 0 && found == 0) {
        own_wages.push_back(begun.wage_cny_per_month);
      }
      for (Retention& retention : period.retentions) {
        if (day + retention.day_count > today_) continue;
        Anywhere(day + retention.day_count);
        const bool retained = counted_ && start_ == day;
        ++retention.spell_count;
        retention.retained_count += retained ? 1 : 0;
        retention.organized_spell_count += found == 3 ? 1 : 0;
        retention.retained_organized_count += retained && found == 3 ? 1 : 0;
      }
    }
    const bool year =
        span.first == absl::CivilDay(span.first.year(), 1, 1) &&
        (span.last >= today_ || span.last == absl::CivilDay(span.first.year(), 12, 31));
    if (year) CountYear(span, period);
  }
  for (Figures& day : days) {
    FinishFigures(reference::Policies::Get().Newest(), day);
    period.outbound_person_day_count += day.outbound_person_count;
    period.organized_person_day_count += day.organized_person_count;
    period.missed_day_count += day.status == RatioStatus::kMissed ? 1 : 0;
    period.provisional_day_count += day.status == RatioStatus::kProvisional ? 1 : 0;
  }
  period.organized_wage_count = static_cast<int>(organized_wages.size());
  period.self_arranged_wage_count = static_cast<int>(own_wages.size());
  period.organized_median_wage = Median(organized_wages);
  period.self_arranged_median_wage = Median(own_wages);
  return period;
}

std::optional<std::int32_t> Recount::Median(std::vector<int> wages) {
  if (wages.size() < 5) return std::nullopt;
  std::sort(wages.begin(), wages.end());
  return wages[(wages.size() - 1) / 2];
}

void Recount::Anywhere(absl::CivilDay day) {
  const RecountQuestion asked = q_;
  q_.division = "";
  q_.day = day;
  Figures ignored;
  CountPerson(ignored);
  q_ = asked;
}

void Recount::CountYear(const DaySpan& span, PeriodFigures& period) {
  const RecountQuestion asked = q_;
  q_.boundary = Boundary::kTownship;
  int outside = 0;
  int organized = 0;
  for (absl::CivilDay day = span.first; day <= span.last; ++day) {
    Anywhere(day);
    outside += counted_ ? 1 : 0;
    organized += counted_ && found_ == 3 ? 1 : 0;
  }
  q_ = asked;
  if (outside < 183 || !home_.starts_with(q_.division)) return;
  ++period.long_absent_person_count;
  period.organized_long_absent_person_count += 2 * organized >= outside ? 1 : 0;
}

Figures RecountFigures(const Told& told, const RecountQuestion& question) {
  return Recount(told, question).Count();
}

PeriodFigures RecountPeriod(const Told& told, const RecountQuestion& question,
                            const DaySpan& span) {
  return Recount(told, question).CountPeriod(span);
}

}  // namespace laowu::ratio
