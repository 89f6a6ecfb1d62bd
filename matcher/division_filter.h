#ifndef LAOWU_MATCHER_DIVISION_FILTER_H_
#define LAOWU_MATCHER_DIVISION_FILTER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "matcher/dictionary.h"

namespace laowu::matcher {

// 5202 for 520200, 52 for 520000: what all codes of the division begin with. Longer codes and
// prefixes without such zeros stay as they are.
[[nodiscard]] absl::string_view WithoutTrailingZeros(absl::string_view prefix);

// By number of the dictionary: whether the division lies in one of those that the prefixes name.
// Digits; 520200 stands for all below 5202, 520000 for all below 52. Empty where there is no
// prefix: all take part.
[[nodiscard]] std::vector<bool> DivisionsThatTakePart(const std::vector<std::string>& prefixes,
                                                      const Dictionary& divisions);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_DIVISION_FILTER_H_
