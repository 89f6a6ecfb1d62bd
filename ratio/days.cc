#include "ratio/days.h"

#include <algorithm>

namespace laowu::ratio {
namespace {

constexpr absl::CivilDay kEpoch(1970, 1, 1);

absl::TimeZone Shanghai() { return absl::FixedTimeZone(8 * 60 * 60); }

}  // namespace

DayNumber DayNumberOf(absl::CivilDay day) {
  const absl::CivilDay cut = std::clamp(day, absl::CivilDay(1, 1, 1), absl::CivilDay(9999, 12, 31));
  return static_cast<DayNumber>(cut - kEpoch);
}

absl::CivilDay CivilDayOf(DayNumber day) { return kEpoch + day; }

absl::CivilDay ShanghaiDay(absl::Time time) { return absl::ToCivilDay(time, Shanghai()); }

absl::Time EndOfShanghaiDay(absl::CivilDay day) {
  return absl::FromCivil(day + 1, Shanghai()) - absl::Nanoseconds(1);
}

KnownAt KnownAtOf(absl::Time time) {
  return {absl::ToUnixNanos(time), DayNumberOf(ShanghaiDay(time))};
}

absl::CivilDay LastDayOfMonth(absl::CivilDay day) {
  return absl::CivilDay(absl::CivilMonth(day) + 1) - 1;
}

}  // namespace laowu::ratio
