#ifndef LAOWU_INTAKE_FACTS_SPOKEN_DATE_H_
#define LAOWU_INTAKE_FACTS_SPOKEN_DATE_H_

// A day or a month in the past as people say it: 26年3月, 3月1日, 去年10月, 上个月, 正月初八. Pure
// and thread-safe.
//
//   2026-03-15, 2026年3月15日, 26年3月15日, 去年3月15日   that day
//   3月15日, 三月十五号, 11-05 (not 3-5 or 10-12)          the last one that was, seen from `as_of`
//   上周三, 昨天, 三天前, 上个月15号                       that day, counted from `as_of`
//   2026年3月, 2026-03, 26年3月, 去年3月, 3月份, 3月底,    that month: its first day, month_only
//   上个月
//   正月初八, 今年正月初八, 去年腊月二十                   that day of the old calendar
//   去年腊月, 二月初二, 春节后, 年前, 上周                 nothing; `why` says what to write
//
// A week begins on Monday. What is counted from `as_of` and lies behind it (本周五, said on
// Wednesday) is nothing.
//
// Of the old calendar only its first and last months are known (2016 to 2030), which is when people
// leave and come home; a month of it lies in two months of ours, so it needs its day.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::intake {

struct SpokenDate {
  std::optional<absl::CivilDay> day;
  bool month_only = false;
  absl::string_view
      why;  // where there is no day: what is wrong and what to write, in both languages
};

SpokenDate ReadSpokenDate(absl::string_view text, absl::CivilDay as_of);

// The first day or month that a running text names ("26年3月去的广东"); nullopt if it names none. A
// day that is counted from `as_of` counts only where the text goes on with going or coming:
// "昨天回访" is the day on which somebody asked.
std::optional<SpokenDate> FindSpokenDate(absl::string_view text, absl::CivilDay as_of);

// A last day, or a first one, of what is offered: 12月31日, 2026年12月底, 年底前, 12.31. Without a
// year the next such day, or one that has passed within two months: its sheet is an old one. A
// month without a day means its last one if `of_end`, else its first. nullopt if it is none.
std::optional<absl::CivilDay> ReadOfferedDate(absl::string_view text, absl::CivilDay as_of,
                                              bool of_end);

// "二〇二六年十月" → "2026年十月".
std::string WithFiguresInYear(std::string text);

// First day of the old calendar's year that begins in `year`; nullopt outside 2016 to 2030.
std::optional<absl::CivilDay> LunarNewYear(absl::civil_year_t year);

// "8", "八", "初八", "十五", "二十", "廿三", "三十": 0 if it is no number up to 31.
int SpokenNumber(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FACTS_SPOKEN_DATE_H_
