#include "matcher/division_filter.h"

#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace laowu::matcher {

absl::string_view WithoutTrailingZeros(absl::string_view prefix) {
  if (prefix.size() > 6) return prefix;
  while (prefix.size() > 2 && absl::ConsumeSuffix(&prefix, "00")) {
  }
  return prefix;
}

std::vector<bool> DivisionsThatTakePart(const std::vector<std::string>& prefixes,
                                        const Dictionary& divisions) {
  std::vector<bool> takes_part;
  if (prefixes.empty()) return takes_part;
  takes_part.resize(static_cast<std::size_t>(divisions.end()), false);
  for (CodeNumber number = 1; number < divisions.end(); ++number) {
    for (const std::string& prefix : prefixes) {
      if (absl::StartsWith(divisions.Text(number), WithoutTrailingZeros(prefix))) {
        takes_part[static_cast<std::size_t>(number)] = true;
      }
    }
  }
  return takes_part;
}

}  // namespace laowu::matcher
