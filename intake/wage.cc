#include "intake/wage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "intake/text.h"
#include "intake/wage_figures.h"
#include "intake/wage_lead.h"
#include "intake/wage_text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kDaysPerMonth = 26;
constexpr int kHoursPerDay = 8;
// A figure from here on can be a month's pay; below it only with a period.
constexpr std::int64_t kMonthlyFen = 1000 * 100;
// A figure without a period from here on is as likely a year's as a month's.
constexpr std::int64_t kTooMuchForAMonthFen = 100'000 * 100;
// From here on it may well be.
constexpr std::int64_t kMaybeAYearFen = 40'000 * 100;

// One money expression of a text: "底薪[2500-3000元/月]".
struct Expression {
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
  bool aside = false;
  bool days_off = false;      // paid for weekends and holidays alone
  bool yearly_pay = false;    // 年薪, which an employer promises; 年入 is what one may come to
  bool plain_number = false;  // neither multiplier, currency nor period
};

re2::StringPiece Piece(absl::string_view text) { return {text.data(), text.size()}; }

// Digits, an optional decimal part → fen; -1 if too large to be a wage.
std::int64_t ToFen(absl::string_view number) {
  double value = 0;
  if (!absl::SimpleAtod(number, &value) || value > 1e9) return -1;
  return std::llround(value * 100);
}

int MultiplierOf(absl::string_view word) {
  if (word == "百") return 100;
  if (word == "千" || word == "k") return 1000;
  if (word == "万" || word == "w") return 10000;
  return 1;
}

WageUnit UnitOfWord(absl::string_view word) {
  if (word.empty()) return WageUnit::kNone;
  if (SaysAny(word, {"月", "mo"})) return WageUnit::kMonth;
  if (SaysAny(word, {"年", "year", "annum"})) return WageUnit::kYear;
  if (SaysAny(word, {"时", "hour", "h", "钟"})) return WageUnit::kHour;
  if (SaysAny(word, {"天", "日", "day", "班", "晚", "夜", "d"})) return WageUnit::kDay;
  return WageUnit::kPiece;
}

void ReadFigures(const WageFigures& match, Expression& out) {
  const std::int64_t low = ToFen(match.low);
  if (match.high.empty()) {
    out.single = true;
    out.low_fen = out.high_fen = low < 0 ? -1 : low * MultiplierOf(match.low_multiplier);
    return;
  }
  const std::int64_t high = ToFen(match.high);
  if (low < 0 || high < 0) {
    out.low_fen = out.high_fen = -1;
    return;
  }
  int low_factor = MultiplierOf(match.low_multiplier);
  int high_factor = MultiplierOf(match.high_multiplier);
  if (match.low_multiplier.empty() && high_factor > 1) {
    if (low <= high) {
      low_factor = high_factor;
      out.shared_multiplier = true;
    } else if (low < 100 * 100 && low * 1000 <= high * high_factor) {
      low_factor = 1000;  // "8-1.2万"
      out.guessed_multiplier = true;
    }
  } else if (match.high_multiplier.empty() && low_factor > 1 && high < low * low_factor) {
    high_factor = low_factor;
    out.shared_multiplier = true;
  }
  out.low_fen = low * low_factor;
  out.high_fen = high * high_factor;
  if (out.low_fen > out.high_fen) {
    std::swap(out.low_fen, out.high_fen);
    out.swapped = true;
  }
}

const RE2& MoneyPattern() {
  static const RE2* const pattern = new RE2(
      R"((\d+(?:\.\d+)?)(百|千|万|k|w)?(?:元|块|圆)?)"
      R"((?:(-+|~+|_)(\d+(?:\.\d+)?)(百|千|万|k|w)?)?)"
      R"((元|块|圆|yuan)?(?:整|钱|\(税前\)|\(税后\)|税前|税后)?(/?(?:以上|及以上|起|\+|以下|及以下|以内|内|封顶|左右|不等|上下|保底|打底|多|出头)?))"
      R"((?:(?:/|每|一|1|\(|按|·)*(?:人)?(?:/|每|一|1|个|·)*(月|天|日|小时|工时|个小时|时|hour|hr|h|年|month|mo|day|d|year|件|套|双|台|打|米|吨|方|斤|公斤|条|只|pcs|班|晚|夜|钟)?))");
  return *pattern;
}

// The period of an expression: its own, or what the words before it say. "每天8小时,5000" is no
// day's pay, but "日薪1000" is.
WageUnit UnitOf(const Expression& expression, const Lead& lead) {
  if (expression.unit != WageUnit::kNone) return expression.unit;
  const bool too_much_for_lead = !lead.named && lead.unit != WageUnit::kMonth &&
                                 lead.unit != WageUnit::kYear && expression.low_fen >= kMonthlyFen;
  return too_much_for_lead ? WageUnit::kNone : lead.unit;
}

// Which ends of the range are open.
void SettleEnds(const WageFigures& match, const Lead& lead, absl::string_view after,
                Expression& expression) {
  expression.lost_end = HasLostEnd(match, after);
  // "不等" behind a range says only that pay differs.
  expression.at_least = SaysAny(match.tail, {"以上", "起", "+", "多", "打底", "出头"}) ||
                        lead.at_least || expression.lost_end ||
                        StartsWithAny(after, {"以上", "起", "+", "多", "打底"});
  // Behind a range it speaks of the upper end alone: "5000-8000封顶".
  const bool closed =
      SaysAny(match.tail, {"以下", "内", "封顶"}) || StartsWithAny(after, {"以下", "以内", "封顶"});
  expression.at_most = lead.at_most || (closed && expression.single);
}

PayBasis BasisOf(const WageFigures& match, absl::string_view after, const Lead& lead) {
  if (Holds(match.tail, "保底") || StartsWithAny(after, {"底薪", "保底", "无责", "基本工资"})) {
    return PayBasis::kBase;
  }
  return StartsWithAny(after, {"综合", "到手", "(综合", "全包"}) ? PayBasis::kAllIn : lead.basis;
}

std::vector<Expression> FindExpressions(absl::string_view text) {
  std::vector<Expression> found;
  re2::StringPiece rest = Piece(text);
  std::string words;
  const char* lead_begin = text.data();
  while (!rest.empty()) {
    re2::StringPiece groups[9];
    if (!MoneyPattern().Match(rest, 0, rest.size(), RE2::UNANCHORED, groups, 9)) break;
    const auto text_of = [&](int i) {
      return std::string(groups[i].data() == nullptr ? "" : groups[i].data(), groups[i].size());
    };
    const WageFigures match{text_of(1), text_of(2), text_of(3), text_of(4),
                            text_of(5), text_of(6), text_of(7), text_of(8)};
    const char* const begin = groups[0].data();
    const char* const whole_end = begin + groups[0].size();
    const absl::string_view behind(whole_end,
                                   static_cast<std::size_t>(text.data() + text.size() - whole_end));
    // "26元打卡", "白班5500夜班6500": neither a dozen nor a night.
    const bool no_unit =
        (match.unit == "打" && absl::StartsWith(behind, "卡")) ||
        ((match.unit == "夜" || match.unit == "晚") && absl::StartsWith(behind, "班") &&
         !SaysAny(text_of(0), {"/", "每", "一"}));
    const char* const end = no_unit ? groups[8].data() : whole_end;
    const absl::string_view lead_words(lead_begin, static_cast<std::size_t>(begin - lead_begin));
    const absl::string_view after(end, static_cast<std::size_t>(text.data() + text.size() - end));
    // "12小时", "26天": a period right behind a bare number measures time, unless "/" or 每 stands
    // between; but nobody works 5500月.
    const bool bare_period = !match.unit.empty() && !no_unit && match.currency.empty() &&
                             match.low_multiplier.empty() && match.high_multiplier.empty() &&
                             groups[8].data() > begin && !SaysAny(text_of(0), {"/", "每", "一"}) &&
                             !(match.unit == "月" && ToFen(match.low) >= kMonthlyFen);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    const bool at_beginning = lead_begin == text.data();
    lead_begin = end;
    const std::string figure = text_of(0);
    const WageSurroundings around{lead_words, at_beginning, figure, after};
    if (bare_period || IsNoWage(match, around)) continue;
    Expression expression;
    ReadFigures(match, expression);
    const Lead lead = ReadLead(lead_words);
    if (lead.extra) continue;
    expression.guessed_separator = match.separator == "_";
    expression.unit = IsByTheTask(around) ? WageUnit::kPiece
                      : no_unit           ? WageUnit::kNone
                                          : UnitOfWord(match.unit);
    expression.unit = UnitOf(expression, lead);
    // Paid out by the week, by whatever it is reckoned.
    if (expression.unit == WageUnit::kNone && absl::EndsWith(lead_words, "周结")) continue;
    expression.for_two = lead.for_two;
    expression.aside = lead.aside;
    expression.days_off = lead.days_off;
    expression.yearly_pay = expression.unit == WageUnit::kYear && Holds(lead_words, "年薪");
    expression.basis = BasisOf(match, after, lead);
    SettleEnds(match, lead, after, expression);
    expression.plain_number = match.currency.empty() && match.low_multiplier.empty() &&
                              match.high_multiplier.empty() && expression.unit == WageUnit::kNone;
    found.push_back(expression);
  }
  return found;
}

// The higher, the likelier the expression is "the wage".
int Rank(const Expression& expression) {
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
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  absl::string_view assumption;
};

Conversion ToMonth(WageUnit unit, const WageHints& hints) {
  switch (unit) {
    case WageUnit::kDay:
      return {kDaysPerMonth, 1, "wage.assume_26_days"};
    case WageUnit::kHour:
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
      return low_fen >= 5 * 100 && high_fen <= 1000 * 100;
    case WageUnit::kDay:
      return low_fen >= 30 * 100 && high_fen <= 7'600 * 100;
    default:
      return true;  // held against the limits of a month
  }
}

// A figure that cannot be a wage goes where another can.
void DropImplausible(std::vector<Expression>& found) {
  const auto possible = [](const Expression& e) {
    return e.high_fen <= static_cast<std::int64_t>(kMaxWageCnyPerMonth) * 100 * 12 &&
           IsPlausible(e.low_fen, e.high_fen, e.unit) && e.low_fen > 0 &&
           (e.unit != WageUnit::kMonth || e.high_fen >= kMinWageCnyPerMonth * 100);
  };
  if (std::any_of(found.begin(), found.end(), [&](const Expression& e) {
        return possible(e) && (e.unit != WageUnit::kNone || e.high_fen >= kMonthlyFen);
      })) {
    std::erase_if(found, [&](const Expression& e) { return !possible(e); });
  }
}

// "最低5000,最高9000" and "5000起,最高可达9000" are one range. Whether it was so.
bool JoinOpenEnds(const std::vector<Expression>& found, Expression& chosen) {
  if (!chosen.single || chosen.at_least == chosen.at_most) return false;
  for (const Expression& other : found) {
    const bool other_end =
        other.single && other.at_least != other.at_most && other.at_least == chosen.at_most;
    const bool same_unit = other.unit == chosen.unit || other.unit == WageUnit::kNone ||
                           chosen.unit == WageUnit::kNone;
    const Expression& low = chosen.at_least ? chosen : other;
    const Expression& high = chosen.at_least ? other : chosen;
    if (!other_end || !same_unit || low.low_fen > high.high_fen ||
        high.high_fen > 10 * low.low_fen) {
      continue;
    }
    Expression both = low;
    both.high_fen = high.high_fen;
    both.unit = low.unit == WageUnit::kNone ? high.unit : low.unit;
    both.plain_number = low.plain_number && high.plain_number;
    both.single = both.at_least = both.at_most = false;
    chosen = both;
    return true;
  }
  return false;
}

// Whether another figure could be the wage as well as `best`.
bool HasEqual(const std::vector<Expression>& found, const Expression& best) {
  return std::any_of(found.begin(), found.end(), [&](const Expression& other) {
    return Rank(other) == Rank(best) && other.at_most == best.at_most &&
           (other.low_fen != best.low_fen || other.high_fen != best.high_fen);
  });
}

// Of what a couple gets together, half.
Expression EachOfTwo(const Expression& stated) {
  Expression each = stated;
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
bool SettleUnit(const WageHints& hints, Expression& chosen, WageReading& reading) {
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
  if (chosen.high_fen < kMonthlyFen) return false;
  chosen.unit = WageUnit::kMonth;
  chosen.unstated_unit = true;
  // "6-8千" is a month's pay on every job board; a bare 5000 a little less surely so.
  reading.assumptions.emplace_back("wage.assume_month");
  reading.confidence -= chosen.plain_number ? 10 : 3;
  return true;
}

// By the piece, or for weekends and holidays alone ("周末150/天"): a month has no 26 of these, and
// nobody said how many.
bool IsOfNoMonth(const Expression& chosen, WageReading& reading) {
  const bool by_time = chosen.unit == WageUnit::kDay || chosen.unit == WageUnit::kHour;
  if (chosen.unit != WageUnit::kPiece && !(chosen.days_off && by_time)) return false;
  reading.pay_kind = KindOf(chosen.unit);
  reading.outcome =
      by_time ? WageReading::Outcome::kNotUnderstood : WageReading::Outcome::kNoFigure;
  reading.confidence = 0;
  return true;
}

// Fills the reading from the chosen expression, whose unit is settled.
void Settle(const Expression& stated, const WageHints& hints, WageReading& reading) {
  const Expression chosen = EachOfTwo(stated);
  reading.stated_unit = chosen.unit;
  reading.stated_min_fen = chosen.at_most ? 0 : chosen.low_fen;
  reading.stated_max_fen = chosen.high_fen;
  const Conversion by = ToMonth(chosen.unit, hints);
  const auto yuan = [&](std::int64_t fen) {
    return DivideRounded(fen * by.numerator, by.denominator * 100);
  };
  const std::int64_t low = yuan(chosen.low_fen);
  const std::int64_t high = yuan(chosen.high_fen);
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
  reading.confidence = std::max(reading.confidence, 10);
}

// What the text says beside the figure that was read.
void AssumeOfRest(const std::string& prepared, WageReading& reading) {
  if (reading.outcome != WageReading::Outcome::kRead) return;
  // "23元/小时(含返费)": part of it comes once, after weeks; "不满两月按20算": or not at all.
  static const RE2 rebate(R"(含[^,;]{0,6}返费|\+\d*返费|返费[^,;]{0,4}(?:在内|已算))");
  static const RE2 less(R"((?:不满|未满|不足|没满|干不满|做不满)[^,;]{0,8}(?:按|算|只)\D{0,6}\d)");
  for (const auto& [pattern, name] :
       {std::pair{&rebate, "wage.with_rebate"}, std::pair{&less, "wage.less_for_a_short_stay"}}) {
    if (!RE2::PartialMatch(Piece(prepared), *pattern)) continue;
    reading.assumptions.emplace_back(name);
    reading.confidence = std::max(reading.confidence - 20, 10);
  }
}

}  // namespace

WageReading ReadWage(absl::string_view text, const WageHints& hints) {
  WageReading reading;
  std::string prepared = PrepareWageText(text);
  if (prepared.find_first_not_of("-~/.") == std::string::npos || prepared == "无") return reading;
  reading.pay_months = TakePayMonths(prepared);
  const bool later = TakeFirstMonthsOut(prepared);
  std::vector<Expression> found;
  if (!SaysForeignMoney(prepared)) found = FindExpressions(prepared);
  const bool by_piece = SaysAny(prepared, {"计件", "按件", "/件", "每件"});
  const bool hourly = std::any_of(found.begin(), found.end(), [](const Expression& expression) {
    return expression.unit == WageUnit::kHour && !expression.aside;
  });
  std::erase_if(found, [](const Expression& e) { return e.low_fen < 0; });
  DropImplausible(found);
  if (found.empty()) {
    if (by_piece) reading.pay_kind = PayKind::kPiece;
    reading.outcome = by_piece || SaysNoFigure(prepared) ? WageReading::Outcome::kNoFigure
                                                         : WageReading::Outcome::kNotUnderstood;
    return reading;
  }
  Expression chosen =
      *std::max_element(found.begin(), found.end(),
                        [](const Expression& a, const Expression& b) { return Rank(a) < Rank(b); });
  const bool several = HasEqual(found, chosen);
  const bool joined = JoinOpenEnds(found, chosen);
  if (chosen.single && !chosen.at_most && Holds(prepared, "不封顶")) {
    chosen.at_least = true;
  }
  reading.confidence = 98;
  if (!SettleUnit(hints, chosen, reading)) {
    reading.outcome = WageReading::Outcome::kNotUnderstood;
    reading.confidence = 0;
    return reading;
  }
  if (IsOfNoMonth(chosen, reading)) return reading;
  reading.pay_kind = by_piece ? PayKind::kPiece : hourly ? PayKind::kHourly : KindOf(chosen.unit);
  reading.pay_basis = chosen.basis;
  Settle(chosen, hints, reading);
  if (later && reading.outcome == WageReading::Outcome::kRead) {
    reading.assumptions.emplace_back("wage.after_the_first_months");
    reading.confidence = std::max(reading.confidence - 10, 10);
  }
  if (several && !joined && reading.outcome == WageReading::Outcome::kRead) {
    reading.assumptions.emplace_back("wage.several_figures");
    reading.confidence = std::max(reading.confidence - 20, 10);
  }
  AssumeOfRest(prepared, reading);
  return reading;
}

}  // namespace laowu::intake
