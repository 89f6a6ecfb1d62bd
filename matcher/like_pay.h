#ifndef LAOWU_MATCHER_LIKE_PAY_H_
#define LAOWU_MATCHER_LIKE_PAY_H_

// What open posts like one pay, by the upper end that the rule looks at too.

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "matcher/matcher.h"
#include "matcher/types.h"

namespace laowu::matcher {

// Fewer posts give no quartiles.
inline constexpr int kLikePostsLeast = 10;

struct LikePay {
  int vacancy_count = 0;  // posts compared, that state a wage
  // What they share: the small class, or a wider one; empty: any occupation.
  std::string occupation_code;
  // The city, or what is wider; empty: any place.
  std::string division_code;
  bool widened = false;  // wider than small class and city
  // Yuan a month by nearest rank: of n, in order, those at n/4, n/2 and 3n/4, rounded up. 0 below
  // kLikePostsLeast.
  int lower_quartile = 0;
  int median = 0;
  int upper_quartile = 0;
  bool operator==(const LikePay&) const = default;
};

// Posts that are open, not blocked on terms.as_of_date and state a wage, without the stored one of
// the vacancy's name, which a draft is a copy of, and its group; of the members of another group
// the one whose name is least, of those that the widest circle below holds. First those of its
// small class in its city; with fewer than kLikePostsLeast of its province, of any place, then of
// its middle class in its city, its province, anywhere. A vacancy that states no occupation is
// compared with all, one that states no place with any place. `groups` may be null. What keep_going
// said if it was not OK.
[[nodiscard]] absl::StatusOr<LikePay> FindLikePay(const Matcher& matcher, const VacancyRow& vacancy,
                                                  const MatchTerms& terms, const RowGroups* groups,
                                                  const std::function<absl::Status()>& keep_going);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_LIKE_PAY_H_
