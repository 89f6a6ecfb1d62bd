#include "intake/wage/wage_expressions.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "intake/wage/wage_figures.h"
#include "intake/wage/wage_lead.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// What a month with full attendance pays at least; below it is the bonus for that.
constexpr std::int64_t kLeastAttendedMonthFen = 2000 * 100;

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

void ReadFigures(const WageFigures& match, WageExpression& out) {
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
      R"((元|块|圆|毛|角|yuan)?(?:整|钱|\(税前\)|\(税后\)|税前|税后)?(/?(?:以上|及以上|起|\+|以下|及以下|以内|内|封顶|左右|不等|上下|保底|打底|多|出头)?))"
      R"((?:(?:/|每|一|1|\(|按|·)*(?:人)?(?:/|每|一|1|个|·)*(月|天|日|小时|工时|个小时|时|hour|hr|h|年|month|mo|day|d|year|件|套|双|台|打|米|吨|方|斤|公斤|条|只|pcs|班|晚|夜|钟)?))");
  return *pattern;
}

// The period of an expression: its own, or what the words before it say. "每天8小时,5000" is no
// day's pay, but "日薪1000" is.
WageUnit UnitOf(const WageExpression& expression, const Lead& lead) {
  if (expression.unit != WageUnit::kNone) return expression.unit;
  if (lead.of_one_year && expression.low_fen >= kMaybeAYearFen) return WageUnit::kYear;
  if (lead.by_size && expression.high_fen < kMonthlyFen) {
    return UnitBySize(expression.low_fen, expression.high_fen);
  }
  const bool too_much_for_lead = !lead.named && lead.unit != WageUnit::kMonth &&
                                 lead.unit != WageUnit::kYear && lead.unit != WageUnit::kPiece &&
                                 expression.low_fen >= kMonthlyFen;
  return too_much_for_lead ? WageUnit::kNone : lead.unit;
}

// Which ends of the range are open.
void SettleEnds(const WageFigures& match, const Lead& lead, absl::string_view after,
                WageExpression& expression) {
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

// Neither 元 nor 千, 万 or k.
bool HasNoMoneyWord(const WageFigures& match) {
  return match.currency.empty() && match.low_multiplier.empty() && match.high_multiplier.empty();
}

// "12000元/两人", "夫妻工10000元/对", and not "5000两人间": what both get.
bool IsForTwo(const WageSurroundings& around) {
  static const RE2 two(R"(^/?(?:(?:(?:两|二|2)个?|双)人(?:[^间一住/]|$)|一?对夫妻|夫妻(?:俩|两)))");
  // A pair of gloves costs less than a month of two people.
  constexpr std::size_t kThousands = 4;
  const bool of_a_month = around.figure.find_first_not_of("0123456789") >= kThousands;
  if ((Holds(around.before, "夫妻") || of_a_month) &&
      StartsWithAny(around.after, {"对", "/对", "一对"})) {
    return true;
  }
  return SaysAny(around.after.substr(0, 18), {"人", "夫妻"}) &&
         RE2::PartialMatch(Piece(around.after), two);
}

// "夜班15元", "夜班30元/晚": what is paid for a night on top of the wage.
bool IsForTheNight(const WageExpression& expression) {
  constexpr std::int64_t kLeastHourFen = 15 * 100;
  constexpr std::int64_t kLeastDayFen = 120 * 100;
  if (expression.shift != Shift::kNight) return false;
  switch (expression.unit) {
    case WageUnit::kHour:
      return expression.low_fen < kLeastHourFen;
    case WageUnit::kDay:
      return expression.low_fen < kLeastDayFen;
    case WageUnit::kMonth:
    case WageUnit::kNone:
      return expression.low_fen < kLeastAttendedMonthFen;
    default:
      return true;
  }
}

// What the words before and behind say of it, beside its period and its ends.
void TakeLead(const Lead& lead, const WageSurroundings& around, WageExpression& expression) {
  expression.for_two = lead.for_two || IsForTwo(around);
  expression.maybe_for_two = lead.maybe_for_two && !expression.for_two;
  expression.aside = lead.aside;
  expression.overtime = lead.overtime;
  expression.days_off =
      lead.days_off || StartsWithAny(around.after, {"(周末", "(周六", "(节假日", "(星期六"});
  expression.regular = lead.regular;
  expression.guaranteed = lead.guaranteed;
  expression.season = lead.season;
  expression.skill = lead.skill;
  expression.shift = lead.shift;
}

// "4500双休", "5000班车接送", "26元打卡": what stands behind the figure is no unit, but begins a
// word.
bool BeginsAWord(absl::string_view unit, absl::string_view behind) {
  if (unit == "双") return StartsWithAny(behind, {"休", "薪", "职工"});
  if (unit == "打") return absl::StartsWith(behind, "卡");
  if (unit == "班") return StartsWithAny(behind, {"车", "次", "组"});
  if (unit == "条") return absl::StartsWith(behind, "件");
  if (unit == "方") return absl::StartsWith(behind, "便");
  // "年薪15-22万(月发12000-18000元)"
  if (unit == "月") return StartsWithAny(behind, {"发", "实发", "到手"});
  return unit == "只" && StartsWithAny(behind, {"要", "招", "需", "限"});
}

// "26元打卡", "白班5500夜班6500": neither a dozen nor a night.
bool IsNoUnit(absl::string_view unit, absl::string_view behind) {
  return BeginsAWord(unit, behind) ||
         ((unit == "夜" || unit == "晚") && absl::StartsWith(behind, "班"));
}

}  // namespace

WageUnit UnitBySize(std::int64_t low_fen, std::int64_t high_fen) {
  if (high_fen >= kMonthlyFen) return WageUnit::kMonth;
  if (high_fen <= kMostHourFen) return WageUnit::kHour;
  return low_fen >= kLeastDayFen ? WageUnit::kDay : WageUnit::kNone;
}

std::vector<WageExpression> FindWageExpressions(absl::string_view text) {
  std::vector<WageExpression> found;
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
    const bool no_unit = IsNoUnit(match.unit, behind) && !SaysAny(text_of(0), {"/", "每", "一"});
    const char* const end = no_unit ? groups[8].data() : whole_end;
    const absl::string_view lead_words(lead_begin, static_cast<std::size_t>(begin - lead_begin));
    const absl::string_view after(end, static_cast<std::size_t>(text.data() + text.size() - end));
    // "12小时", "26天": a period right behind a bare number measures time, unless "/" or 每 stands
    // between; but nobody works 5500月.
    const bool bare_period = !match.unit.empty() && !no_unit && HasNoMoneyWord(match) &&
                             groups[8].data() > begin && !SaysAny(text_of(0), {"/", "每", "一"}) &&
                             !(match.unit == "月" && ToFen(match.low) >= kMonthlyFen);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    const bool at_beginning = lead_begin == text.data();
    lead_begin = end;
    const std::string figure = text_of(0);
    const WageSurroundings around{lead_words, at_beginning, figure, after};
    if (bare_period || IsNoWage(match, around)) continue;
    WageExpression expression;
    ReadFigures(match, expression);
    const Lead lead = ReadLead(lead_words);
    // "满勤6000" is what a full month comes to, "全勤200" the bonus.
    if (lead.extra || (lead.attendance && expression.high_fen < kLeastAttendedMonthFen)) continue;
    expression.guessed_separator = match.separator == "_";
    TakeLead(lead, around, expression);
    expression.unit = IsByTheTask(around) && !expression.for_two ? WageUnit::kPiece
                      : no_unit                                  ? WageUnit::kNone
                                                                 : UnitOfWord(match.unit);
    expression.unit = UnitOf(expression, lead);
    if (IsForTheNight(expression)) continue;
    // Paid out by the week, by whatever it is reckoned.
    if (expression.unit == WageUnit::kNone && absl::EndsWith(lead_words, "周结")) continue;
    expression.yearly_pay = expression.unit == WageUnit::kYear && Holds(lead_words, "年薪");
    expression.basis = BasisOf(match, after, lead);
    // "6500保底"; "2500底薪保底" is a base.
    constexpr absl::string_view kSure = "保底";
    expression.guaranteed =
        expression.guaranteed || Holds(match.tail, kSure) || absl::StartsWith(after, kSure);
    // "底薪6000|4500": of a list, what is said of its first.
    if (lead_words == "|" && !found.empty()) expression.basis = found.back().basis;
    SettleEnds(match, lead, after, expression);
    expression.plain_number = expression.unit == WageUnit::kNone && HasNoMoneyWord(match);
    found.push_back(expression);
  }
  return found;
}

}  // namespace laowu::intake
