#ifndef LAOWU_SERVICES_RUNTIME_CLOCK_H_
#define LAOWU_SERVICES_RUNTIME_CLOCK_H_

#include <functional>

#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace laowu::runtime {

// Time is a parameter: the process passes absl::Now, tests a clock that they move. Thread-safe.
using Clock = std::function<absl::Time()>;

// Civil dates are those of Asia/Shanghai, which has been UTC+8 without summer time since 1992.
inline absl::TimeZone Shanghai() { return absl::FixedTimeZone(8 * 60 * 60); }

inline absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, Shanghai()); }

// First instant of the day.
inline absl::Time StartOfDay(absl::CivilDay day) { return absl::FromCivil(day, Shanghai()); }

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_CLOCK_H_
