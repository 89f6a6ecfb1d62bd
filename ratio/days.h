#ifndef LAOWU_RATIO_DAYS_H_
#define LAOWU_RATIO_DAYS_H_

// Days as small numbers, and the two faces of a known-at T: the instant, which decides what was
// known, and its date, by which every time-out is judged (ratio.md, "Words" and rule 0).

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace laowu::ratio {

using DayNumber = std::int32_t;  // days since 1970-01-01

inline constexpr DayNumber kNoDay = INT32_MIN;
inline constexpr DayNumber kFarDay = INT32_MAX;  // the end of what is still open

// Days outside the years 1 to 9999 are cut to those.
DayNumber DayNumberOf(absl::CivilDay day);
absl::CivilDay CivilDayOf(DayNumber day);

// The date of an instant in Asia/Shanghai, which is UTC+8 without daylight saving in all years that
// matter here.
absl::CivilDay ShanghaiDay(absl::Time time);

// The last instant of a day in Asia/Shanghai, to the nanosecond: "known at the end of 30 June".
absl::Time EndOfShanghaiDay(absl::CivilDay day);

struct KnownAt {
  std::int64_t nanos;  // since 1970; entries recorded at or before it are known
  DayNumber day;       // the date of T in Asia/Shanghai
};
KnownAt KnownAtOf(absl::Time time);

// The last day of the month that `day` lies in (rule 20).
absl::CivilDay LastDayOfMonth(absl::CivilDay day);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_DAYS_H_
