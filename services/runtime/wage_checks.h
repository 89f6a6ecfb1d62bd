#ifndef LAOWU_SERVICES_RUNTIME_WAGE_CHECKS_H_
#define LAOWU_SERVICES_RUNTIME_WAGE_CHECKS_H_

// The one rule for wages that a request states, whoever asks and whatever for: what is outside is a
// slip of the unit (a day's pay, a year's), and would stand in medians and pay comparisons. Pure.

#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {

// Yuan a month; the matcher (matcher/types.h) and the reader of files (intake/wage/wage.h) have the
// same.
inline constexpr int kWageLeastCnyPerMonth = 100;
inline constexpr int kWageMostCnyPerMonth = 200'000;

// 0 (not stated) passes.
inline void CheckWage(absl::string_view path, int64_t cny_per_month, FieldChecks& checks) {
  checks.RangeIfSet(path, cny_per_month, kWageLeastCnyPerMonth, kWageMostCnyPerMonth);
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_WAGE_CHECKS_H_
