#ifndef LAOWU_INTAKE_WORKER_WAGE_WISH_H_
#define LAOWU_INTAKE_WORKER_WAGE_WISH_H_

// For how much people say that they would work. Pure and thread-safe.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// What a clause says of pay, as ReadWage reads it: "8000以下不去" → "8000以上", "6千往上走" →
// "6千以上", "点工350往上" → "每天350以上". Empty if it is no wish, or less than 1,000 a month.
std::string WageWishOf(absl::string_view clause);

// "之前工资4000", "去过东莞,工资6500": what was, or is, paid; "想要5500" is a wish all the same.
bool TellsOfOtherPay(absl::string_view clause);
bool SaysWageWish(absl::string_view clause);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_WAGE_WISH_H_
