#include "intake/wage/wage.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "intake/wage/wage_expressions.h"
#include "intake/wage/wage_figures.h"
#include "intake/wage/wage_joins.h"
#include "intake/wage/wage_text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kDaysPerMonth = 26;
constexpr int kHoursPerDay = 8;
// A figure without a period from here on is as likely a year's as a month's.
constexpr std::int64_t kTooMuchForAMonthFen = 100'000 * 100;

absl::string_view View(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

// Of what a couple gets together; less is one's.
constexpr std::int64_t kLowPayOfTwo = 8'000;

// The higher, the likelier the expression is "the wage".
int Rank(const WageExpression& expression) {
  int rank = 0;
  switch (expression.unit) {
    case WageUnit::kMonth:
      rank = 60;
      break;
    case WageUnit::kNone:
      rank = expression.high_fen >= kMonthlyFen ? 50 : 5;
      break;
    case WageUnit::kYear:
      rank = expression.yearly_pay ? 49 : 37;  // what one may come to in a year (年入10-30万) says
                                               // less than the base of a month
      break;
    case WageUnit::kHour:
      rank = 35;
      break;
    case WageUnit::kDay:
      rank = 30;
      break;
    case WageUnit::kPiece:
      rank = 1;
      break;
  }
  if (expression.basis == PayBasis::kAllIn) rank += 15;
  if (expression.basis == PayBasis::kBase) rank -= 12;
  if (expression.aside) rank -= 20;
  return rank;
}

std::int64_t DivideRounded(std::int64_t value, std::int64_t by) { return (value + by / 2) / by; }

struct Conversion {
  std::int64_t numerator = 1;  // for the lower end, and for the upper one where it is another
  std::int64_t denominator = 1;
  absl::string_view assumption;
  std::int64_t upper_numerator = 0;
};

Conversion ToMonth(WageUnit unit, const WageHints& hints) {
  switch (unit) {
    case WageUnit::kDay:
      return {kDaysPerMonth, 1, "wage.assume_26_days"};
    case WageUnit::kHour:
      if (hints.hours_per_month > 0 && hints.is_of_26_days) {
        return {hints.hours_per_month, 1, "wage.stated_hours_of_26_days",
                hints.most_hours_per_month};
      }
      if (hints.hours_per_month > 0) {
        return {hints.hours_per_month, 1, "wage.stated_hours", hints.most_hours_per_month};
      }
      if (hints.hours_per_week > 0) return {hints.hours_per_week * 52, 12, "wage.stated_hours"};
      return {kDaysPerMonth * kHoursPerDay, 1, "wage.assume_208_hours"};
    case WageUnit::kYear:
      return {1, 12, "wage.year_by_12"};
    default:
      return {};
  }
}

PayKind KindOf(WageUnit unit) {
  switch (unit) {
    case WageUnit::kDay:
      return PayKind::kDaily;
    case WageUnit::kHour:
      return PayKind::kHourly;
    case WageUnit::kPiece:
      return PayKind::kPiece;
    case WageUnit::kMonth:
      return PayKind::kMonthly;
    case WageUnit::kYear:
      return PayKind::kYearly;
    case WageUnit::kNone:
      break;
  }
  return PayKind::kUnspecified;
}

// What is paid for one of the unit, in yuan. Outside, somebody erred: "1元/小时".
bool IsPlausible(std::int64_t low_fen, std::int64_t high_fen, WageUnit unit) {
  switch (unit) {
    case WageUnit::kHour:
      return low_fen >= kLeastHourAtAllFen && high_fen <= kMostHourAtAllFen;
    case WageUnit::kDay:
      return low_fen >= kLeastDayAtAllFen && high_fen <= kMostDayAtAllFen;
    default:
      return true;  // held against the limits of a month
  }
}

// A figure that cannot be a wage goes where another can.
void DropImplausible(std::vector<WageExpression>& found) {
  const auto possible = [](const WageExpression& e) {
    return e.high_fen <= static_cast<std::int64_t>(kMaxWageCnyPerMonth) * 100 * 12 &&
           IsPlausible(e.low_fen, e.high_fen, e.unit) && e.low_fen > 0 &&
           (e.unit != WageUnit::kMonth || e.high_fen >= kMinWageCnyPerMonth * 100);
  };
  if (std::any_of(found.begin(), found.end(), [&](const WageExpression& e) {
        return possible(e) && (e.unit != WageUnit::kNone || e.high_fen >= kMonthlyFen);
      })) {
    std::erase_if(found, [&](const WageExpression& e) { return !possible(e); });
  }
}

// "计件每天150-250元,学徒保底3000": what beginners are guaranteed a month stands behind what all
// get a day; of equals ("学徒3000,师傅8000") the first is read, and told.
void SetBeginnersAside(std::vector<WageExpression>& found) {
  const bool of_all = std::any_of(found.begin(), found.end(), [](const WageExpression& e) {
    return e.skill == Skill::kNone && !e.aside &&
           (e.unit == WageUnit::kDay || e.unit == WageUnit::kHour);
  });
  for (WageExpression& one : found) {
    one.aside = one.aside || (of_all && one.skill == Skill::kNew);
  }
}

// Whether what the new and the skilled are paid stands apart, as in "生手280/天,熟手350/天".
bool PaysBySkill(const std::vector<WageExpression>& found, const WageExpression& chosen) {
  return std::any_of(found.begin(), found.end(), [&](const WageExpression& other) {
    const bool both_said = other.skill != Skill::kNone && chosen.skill != Skill::kNone;
    return other.skill != chosen.skill && (both_said || Rank(other) == Rank(chosen)) &&
           other.unit == chosen.unit && other.at_most == chosen.at_most &&
           (other.low_fen != chosen.low_fen || other.high_fen != chosen.high_fen);
  });
}

bool NamesTheNew(const std::vector<WageExpression>& found) {
  return std::any_of(found.begin(), found.end(),
                     [](const WageExpression& one) { return one.skill == Skill::kNew; });
}

// Whether another figure could be the wage as well as `best`.
bool HasEqual(const std::vector<WageExpression>& found, const WageExpression& best) {
  return std::any_of(found.begin(), found.end(), [&](const WageExpression& other) {
    return Rank(other) == Rank(best) && other.at_most == best.at_most &&
           (other.low_fen != best.low_fen || other.high_fen != best.high_fen);
  });
}

// Of what a couple gets together, half.
WageExpression EachOfTwo(const WageExpression& stated) {
  WageExpression each = stated;
  if (stated.for_two) {
    each.low_fen = DivideRounded(each.low_fen, 2);
    each.high_fen = DivideRounded(each.high_fen, 2);
  }
  return each;
}

bool SaysNoFigure(absl::string_view text) {
  return SaysAny(
      text, {"面议", "面谈", "详谈", "可谈", "商议", "协商", "negotiable", "另议", "不限", "电议"});
}

// The period of the chosen figure, by the header, or by its size; false if nothing tells it.
bool SettleUnit(const WageHints& hints, WageExpression& chosen, WageReading& reading) {
  if (chosen.unit != WageUnit::kNone) return true;
  if (chosen.plain_number && hints.multiplier > 1 && chosen.high_fen < kMonthlyFen) {
    chosen.low_fen *= hints.multiplier;
    chosen.high_fen *= hints.multiplier;
    chosen.plain_number = false;
  }
  if (hints.default_unit != WageUnit::kNone && hints.default_unit != WageUnit::kPiece) {
    chosen.unit = hints.default_unit;
    return true;
  }
  if (chosen.high_fen < kMonthlyFen) {
    if (!hints.unit_by_size) return false;
    chosen.unit = UnitBySize(chosen.low_fen, chosen.high_fen);
    reading.assumptions.emplace_back("wage.unit_by_size");
    reading.confidence -= 10;
    return chosen.unit != WageUnit::kNone;
  }
  chosen.unit = WageUnit::kMonth;
  chosen.unstated_unit = true;
  // "6-8千" is a month's pay on every job board; a bare 5000 a little less surely so.
  reading.assumptions.emplace_back("wage.assume_month");
  reading.confidence -= chosen.plain_number ? 10 : 3;
  return true;
}

// By the piece, or for weekends and holidays alone ("周末150/天"): a month has no 26 of these, and
// nobody said how many.
bool IsOfNoMonth(const WageExpression& chosen, const WageHints& hints, WageReading& reading) {
  const bool by_time = chosen.unit == WageUnit::kDay || chosen.unit == WageUnit::kHour;
  const bool days_off = chosen.days_off || hints.days_off_only;
  if (chosen.unit != WageUnit::kPiece && !(days_off && by_time)) return false;
  reading.pay_kind = KindOf(chosen.unit);
  reading.outcome =
      by_time ? WageReading::Outcome::kNotUnderstood : WageReading::Outcome::kNoFigure;
  reading.confidence = 0;
  return true;
}

// Fills the reading from the chosen expression, whose unit is settled.
void Settle(const WageExpression& stated, const WageHints& hints, WageReading& reading) {
  const WageExpression chosen = EachOfTwo(stated);
  reading.stated_unit = chosen.unit;
  reading.stated_min_fen = chosen.at_most ? 0 : chosen.low_fen;
  reading.stated_max_fen = chosen.high_fen;
  const Conversion by = ToMonth(chosen.unit, hints);
  const auto yuan = [&](std::int64_t fen, std::int64_t numerator) {
    return DivideRounded(fen * numerator, by.denominator * 100);
  };
  const std::int64_t low = yuan(chosen.low_fen, by.numerator);
  const std::int64_t high =
      yuan(chosen.high_fen, by.upper_numerator > 0 ? by.upper_numerator : by.numerator);
  reading.rule = chosen.at_least  ? "wage.at_least"
                 : chosen.at_most ? "wage.at_most"
                 : chosen.single  ? "wage.single"
                                  : "wage.range";
  if (low < kMinWageCnyPerMonth || high > kMaxWageCnyPerMonth ||
      !IsPlausible(chosen.low_fen, chosen.high_fen, chosen.unit) ||
      (chosen.unstated_unit && chosen.high_fen >= kTooMuchForAMonthFen)) {
    reading.outcome = WageReading::Outcome::kImplausible;
    reading.confidence = 0;
    return;
  }
  reading.outcome = WageReading::Outcome::kRead;
  reading.min_cny_per_month = chosen.at_most ? 0 : static_cast<int>(low);
  reading.max_cny_per_month = static_cast<int>(high);
  const auto assume = [&](absl::string_view name, int cost) {
    reading.assumptions.emplace_back(name);
    reading.confidence -= cost;
  };
  if (!by.assumption.empty()) assume(by.assumption, chosen.unit == WageUnit::kYear ? 10 : 25);
  if (chosen.at_least || chosen.at_most) assume("wage.open_ended", 10);
  if (chosen.shared_multiplier) assume("wage.shared_multiplier", 0);
  if (chosen.guessed_multiplier) assume("wage.guessed_multiplier", 30);
  if (chosen.guessed_separator) assume("wage.guessed_separator", 20);
  if (chosen.swapped) assume("wage.swapped", 20);
  if (chosen.lost_end) assume("wage.lost_end", 20);
  if (!chosen.single && high > 10 * low) assume("wage.wide_range", 20);
  if (chosen.unstated_unit && chosen.low_fen >= kMaybeAYearFen) assume("wage.maybe_a_year", 20);
  if (chosen.for_two) assume("wage.for_two", 25);
  if (chosen.maybe_for_two && low >= kLowPayOfTwo) assume("wage.maybe_for_two", 20);
  reading.confidence = std::max(reading.confidence, 10);
}

// "白班21夜班23": so little is an hour's; "白班20元夜班22元一小时" says so once for both. Whether
// nothing said it.
bool WriteHoursOfShifts(std::string& prepared) {
  static const RE2 both(
      R"((白班:?)(1[5-9]|[2-5]\d)(?:元|块)?([,/]?(?:夜班|晚班):?)(1[5-9]|[2-5]\d)(?:元|块)?((?:/|每|一)?个?(?:小时|时|h))?([,;]|$))");
  re2::StringPiece unit;
  if (!Holds(prepared, "白班") ||
      !RE2::PartialMatch(prepared, both, nullptr, nullptr, nullptr, nullptr, &unit)) {
    return false;
  }
  const bool is_unsaid = unit.empty();
  RE2::Replace(&prepared, both, R"(\1\2元/小时\3\4元/小时\6)");
  return is_unsaid;
}

void Assume(absl::string_view name, int cost, WageReading& reading) {
  reading.assumptions.emplace_back(name);
  reading.confidence = std::max(reading.confidence - cost, 10);
}

// What the text says beside the figure that was read.
void AssumeOfRest(const std::string& prepared, const WageExpression& chosen, WageReading& reading) {
  // "23元/小时(含返费)": part of it comes once, after weeks; "不满两月按20算": or not at all.
  if (!SaysAny(prepared, {"返费", "满", "不足"}) && chosen.basis != PayBasis::kBase) return;
  static const RE2 rebate(R"(含[^,;]{0,6}返费|\+\d*返费|返费[^,;]{0,4}(?:在内|已算))");
  static const RE2 less(R"((?:不满|未满|不足|没满|干不满|做不满)[^,;]{0,8}(?:按|算|只)\D{0,6}\d)");
  for (const auto& [pattern, name] :
       {std::pair{&rebate, "wage.with_rebate"}, std::pair{&less, "wage.less_for_a_short_stay"}}) {
    if (!RE2::PartialMatch(Piece(prepared), *pattern)) continue;
    Assume(name, 20, reading);
  }
  // "底薪2500+提成,月入过万": a slogan is no figure, and the base not what one gets.
  if (chosen.basis == PayBasis::kBase && SaysAny(prepared, {"过万", "上万", "破万", "超万"})) {
    Assume("wage.only_the_base", 20, reading);
  }
}

void SettleWithoutFigure(absl::string_view prepared, bool by_piece, WageReading& reading) {
  const bool no_figure = by_piece || CountsWork(prepared);
  if (no_figure) reading.pay_kind = PayKind::kPiece;
  reading.outcome = no_figure || SaysNoFigure(prepared) ? WageReading::Outcome::kNoFigure
                                                        : WageReading::Outcome::kNotUnderstood;
}

bool PaysByHour(const std::vector<WageExpression>& found) {
  return std::any_of(found.begin(), found.end(), [](const WageExpression& expression) {
    return expression.unit == WageUnit::kHour && !expression.aside;
  });
}

}  // namespace

void TakeHoursOfAMonth(absl::string_view text, WageHints& hints) {
  // "21.5/小时 月300小时", "每月做260-300个小时"
  static const RE2 hours(
      R"(月(?:上班?|做|干|工时|工作|总?工时|有|能|可|保证|保底|大概|大约|约|在|平均|均|满|出勤|:)*(\d{3})(?:[-~至到](\d{3}))?(?:多|个|来)*(?:小时|工时|h))");
  constexpr int kLeastHours = 100;
  constexpr int kMostHours = 400;
  if (hints.hours_per_month > 0 || !Holds(text, "月") || !SaysAny(text, {"时", "h"})) return;
  int least = 0;
  std::string most;
  if (!RE2::PartialMatch(Piece(text), hours, &least, &most)) return;
  int upper = least;
  if (!most.empty() && !absl::SimpleAtoi(most, &upper)) return;
  if (least < kLeastHours || upper > kMostHours || upper < least) return;
  hints.hours_per_month = least;
  hints.most_hours_per_month = upper;
}

void TakeHoursOfADay(absl::string_view text, WageHints& hints) {
  static const RE2 hours(
      R"((?:每个?[天日]|[一1][天日]|日均)(?:工作|上班?|做|干|实际|只|需|要|约|大约|大概|固定|有|是|:)*(\d{1,2})(?:[-~至到](\d{1,2}))?个?(?:小时|h|钟)|(?:^|[^\d班息休餐饭])(\d{1,2})(?:[-~至到](\d{1,2}))?个?(?:小时|h)(?:/|每|一)[天日])");
  constexpr int kMostHours = 14;
  if (hints.hours_per_month > 0 || hints.hours_per_week > 0 ||
      !SaysAny(text, {"每天", "每日", "一天", "1天", "一日", "日均", "/天", "/日"}) ||
      !SaysAny(text, {"时", "h", "钟"})) {
    return;
  }
  re2::StringPiece groups[5];
  if (!hours.Match(Piece(text), 0, text.size(), RE2::UNANCHORED, groups, 5)) return;
  const bool behind = groups[1].empty();
  int least = 0;
  if (!absl::SimpleAtoi(View(groups[behind ? 3 : 1]), &least)) return;
  int most = least;
  const re2::StringPiece& upper = groups[behind ? 4 : 2];
  if (!upper.empty() && !absl::SimpleAtoi(View(upper), &most)) return;
  if (least < 1 || most > kMostHours || most < least || least == kHoursPerDay) return;
  hints.hours_per_month = least * kDaysPerMonth;
  hints.most_hours_per_month = most * kDaysPerMonth;
  hints.is_of_26_days = true;
}

WageReading ReadWage(absl::string_view text, const WageHints& given) {
  WageReading reading;
  WageHints hints = given;
  std::string prepared = PrepareWageText(text);
  TakeHoursOfAMonth(prepared, hints);
  const bool hours_by_size = hints.default_unit == WageUnit::kNone && WriteHoursOfShifts(prepared);
  if (prepared.find_first_not_of("-~/.") == std::string::npos || prepared == "无") return reading;
  reading.pay_months = TakePayMonths(prepared);
  const bool later = TakeFirstMonthsOut(prepared);
  std::vector<WageExpression> found;
  if (!SaysForeignMoney(prepared)) found = FindWageExpressions(prepared);
  // Who counts pieces (计件员) is not paid by them.
  if (Holds(prepared, "计件员")) absl::StrReplaceAll({{"计件员", "员"}}, &prepared);
  const bool by_piece = PaysByPiece(prepared);
  const bool hourly = PaysByHour(found);
  std::erase_if(found, [](const WageExpression& e) { return e.low_fen < 0; });
  DropImplausible(found);
  SetBeginnersAside(found);
  if (found.empty()) {
    SettleWithoutFigure(prepared, by_piece, reading);
    return reading;
  }
  WageExpression chosen = *std::max_element(
      found.begin(), found.end(),
      [](const WageExpression& a, const WageExpression& b) { return Rank(a) < Rank(b); });
  const bool several = HasEqual(found, chosen);
  const bool by_skill = PaysBySkill(found, chosen);
  const bool by_season = JoinSeasons(found, chosen);
  const bool by_shift = !by_season && JoinShifts(found, chosen);
  const bool to_the_best = !by_season && !by_shift && JoinBestCase(found, chosen);
  const bool joined = by_season || by_shift || to_the_best || JoinOpenEnds(found, chosen) ||
                      JoinGuarantee(found, chosen);
  if (chosen.single && !chosen.at_most && Holds(prepared, "不封顶")) chosen.at_least = true;
  reading.confidence = 98;
  if (!SettleUnit(hints, chosen, reading)) {
    reading.outcome = WageReading::Outcome::kNotUnderstood;
    reading.confidence = 0;
    return reading;
  }
  if (IsOfNoMonth(chosen, hints, reading)) return reading;
  // "小时工26,同工同酬6000-7500": the month's pay is other people's.
  reading.pay_kind = by_piece                    ? PayKind::kPiece
                     : hourly && !chosen.regular ? PayKind::kHourly
                                                 : KindOf(chosen.unit);
  reading.pay_basis = chosen.basis;
  Settle(chosen, hints, reading);
  if (reading.outcome != WageReading::Outcome::kRead) return reading;
  if (later) Assume("wage.after_the_first_months", 10, reading);
  if (by_season) Assume("wage.by_season", 10, reading);
  if (by_shift) Assume("wage.by_shift", 10, reading);
  if (hours_by_size) Assume("wage.hours_by_size", 20, reading);
  if (to_the_best) Assume("wage.to_the_best_case", 15, reading);
  if (by_skill && (!to_the_best || NamesTheNew(found))) {
    Assume("wage.by_skill", 20, reading);
  } else if (several && !joined) {
    Assume("wage.several_figures", 20, reading);
  }
  AssumeOfRest(prepared, chosen, reading);
  return reading;
}

}  // namespace laowu::intake
