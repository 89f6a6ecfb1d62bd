#ifndef LAOWU_INTAKE_WAGE_WAGE_EXPRESSIONS_H_
#define LAOWU_INTAKE_WAGE_WAGE_EXPRESSIONS_H_

// The money expressions of a wage text: each figure or range that may be pay, with its period, its
// ends and what the words around it say. For wage.cc, which settles which of them is the wage; the
// bounds are for all who judge a figure. Pure and thread-safe.

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/wage/wage.h"
#include "intake/wage/wage_lead.h"

namespace laowu::intake {

// A figure from here on can be a month's pay; below it only with a period.
inline constexpr std::int64_t kMonthlyFen = 1000 * 100;
// Without a period: what can be an hour's pay at most, and a day's at least.
inline constexpr std::int64_t kMostHourFen = 60 * 100;
inline constexpr std::int64_t kLeastDayFen = 100 * 100;
// With a period that stands beside it, in another cell or in the header (小时工, 日结): what an
// hour's and a day's ordinary work pay at most. A larger figure is a month's, and 日结 says when it
// is paid.
inline constexpr std::int64_t kMostStatedHourFen = 200 * 100;
inline constexpr std::int64_t kMostStatedDayFen = 1'500 * 100;
// With a period of its own ("300元/小时"): what anybody is paid, experts too. Outside, somebody
// erred.
inline constexpr std::int64_t kLeastHourAtAllFen = 5 * 100;
inline constexpr std::int64_t kMostHourAtAllFen = 1'000 * 100;
inline constexpr std::int64_t kLeastDayAtAllFen = 30 * 100;
inline constexpr std::int64_t kMostDayAtAllFen = 7'600 * 100;
// A figure without a period from here on may well be a year's.
inline constexpr std::int64_t kMaybeAYearFen = 40'000 * 100;

// An hour's, a day's or, from kMonthlyFen on, a month's; kNone between what an hour and a day pay.
WageUnit UnitBySize(std::int64_t low_fen, std::int64_t high_fen);

// One money expression of a text: "底薪[2500-3000元/月]".
struct WageExpression {
  std::int64_t low_fen = 0;
  std::int64_t high_fen = 0;
  WageUnit unit = WageUnit::kNone;
  bool at_least = false;
  bool at_most = false;
  bool shared_multiplier = false;
  bool guessed_multiplier = false;
  bool guessed_separator = false;
  bool lost_end = false;
  bool swapped = false;
  bool single = false;
  PayBasis basis = PayBasis::kUnspecified;
  bool unstated_unit = false;
  bool for_two = false;
  bool maybe_for_two = false;  // 夫妻工12000: of one or of both, nobody said
  bool aside = false;
  bool overtime = false;  // what a month comes to with it: 加班6000
  bool days_off = false;  // paid for weekends and holidays alone
  bool regular = false;   // of permanent staff, beside the pay of others (同工同酬, 正式工)
  bool guaranteed = false;  // 保底: a poor month's whole pay
  Season season = Season::kNone;
  Skill skill = Skill::kNone;
  Shift shift = Shift::kNone;
  bool yearly_pay = false;    // 年薪, which an employer promises; 年入 is what one may come to
  bool plain_number = false;  // neither multiplier, currency nor period
};

// Of a prepared text (wage_text.h), in order; without figures that are no pay (wage_figures.h) and
// without bonuses, allowances and costs (wage_lead.h). Low and high are -1 where a figure is too
// large to be pay.
std::vector<WageExpression> FindWageExpressions(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_WAGE_EXPRESSIONS_H_
