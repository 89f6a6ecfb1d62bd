#include "matcher/division_filter.h"

#include <algorithm>
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
  std::vector<absl::string_view> beginnings;
  beginnings.reserve(prefixes.size());
  for (const std::string& prefix : prefixes) beginnings.push_back(WithoutTrailingZeros(prefix));
  takes_part.resize(static_cast<std::size_t>(divisions.end()), false);
  for (CodeNumber number = 1; number < divisions.end(); ++number) {
    const absl::string_view text = divisions.Text(number);
    takes_part[static_cast<std::size_t>(number)] = std::any_of(
        beginnings.begin(), beginnings.end(),
        [text](absl::string_view beginning) { return absl::StartsWith(text, beginning); });
  }
  return takes_part;
}

}  // namespace laowu::matcher
