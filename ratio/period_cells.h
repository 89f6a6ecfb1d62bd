#ifndef LAOWU_RATIO_PERIOD_CELLS_H_
#define LAOWU_RATIO_PERIOD_CELLS_H_

// What one life adds to the figures of a span: R3 with retention and pay, and R4. Shared by the
// spans of divisions (periods.h) and their parts.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ratio/new_spells.h"
#include "ratio/reports.h"

namespace laowu::ratio {

// A span in numbers.
struct NumberedSpan {
  NumberedSpan(const DaySpan& span, KnownAt known_at);
  DayNumber first;
  DayNumber last;
  bool is_year;  // a calendar year, or one up to the date of T
};

// A new spell and whether it lasted.
struct SpellCourse {
  SpellCourse(const NewSpell& spell, const Life& life, const Question& question,
              std::vector<Era>& eras);
  enum class Lasted : std::uint8_t { kTooEarlyToSay, kNo, kYes };
  bool organized;
  bool self_arranged;  // NOT_ORGANIZED: channel known, none that counts
  std::int32_t wage;   // yuan a month; 0: not stated
  std::array<Lasted, kRetentionDays.size()> lasted;
};

// Figures while they are counted.
class PeriodCell {
 public:
  PeriodCell(const std::string& division, const DaySpan& span);

  PeriodFigures& figures() { return figures_; }
  void Add(const SpellCourse& spell);
  void Add(const PeriodCell& other);  // of the same division and span, of other persons
  // Once, when all is counted.
  PeriodFigures Finish();

 private:
  PeriodFigures figures_;
  std::vector<std::int32_t> organized_wages_;
  std::vector<std::int32_t> self_arranged_wages_;
};

// Calls `visit(day, next, there)` for each stretch of days, from `day` to before `next`, of the
// span on which the person's standing and all that decides on it is one. `more_changes` are days
// that matter beside those, in any order.
template <typename Visit>
void ForStretches(const Life& life, const Question& question, const NumberedSpan& span,
                  absl::Span<const DayNumber> more_changes, std::vector<Era>& eras, Visit visit) {
  ChangeDays changes = ChangesOf(life.timeline, life.history, eras);
  changes.insert(changes.end(), more_changes.begin(), more_changes.end());
  std::sort(changes.begin(), changes.end());
  ChangeDays days = {span.first};
  for (const DayNumber change : changes) {
    if (days.back() < change && change <= span.last) days.push_back(change);
  }
  for (std::size_t i = 0; i < days.size(); ++i) {
    const DayNumber next = i + 1 < days.size() ? days[i + 1] : span.last + 1;
    visit(days[i], next, JudgeOn(life, question, days[i], eras));
  }
}

// R4: goes by the township, whatever the boundary asked for.
inline Question ByTownship(Question question) {
  question.boundary = Boundary::kTownship;
  return question;
}
inline bool IsLongAbsent(std::int32_t outside_days) { return outside_days >= kLongAbsentDays; }
inline void AddLongAbsent(std::int32_t outside_days, std::int32_t organized_days,
                          PeriodFigures& figures) {
  ++figures.long_absent_person_count;
  if (2 * organized_days >= outside_days) ++figures.organized_long_absent_person_count;
}

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PERIOD_CELLS_H_
