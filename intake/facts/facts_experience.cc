// How long somebody must have done the work before; the header is facts.h.

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kMonthsAYear = 12;
constexpr int kMostYears = 30;

std::string Text(const re2::StringPiece& piece) { return std::string(piece.data(), piece.size()); }

// Whether the years or months named are the most, and not the least: "1年以内", "不超过2年".
bool IsAtMost(absl::string_view words) {
  return SaysAny(words, {"年以内", "年以下", "年及以下", "年之内", "年内", "月以内", "月以下",
                         "月内", "不超过", "不足", "不满", "少于", "低于"}) &&
         !SaysAny(words, {"不低于", "不少于"});
}

std::optional<int> MonthsOfExperience(const std::string& text, bool bare) {
  // "2019年至2023年" are years of the calendar.
  static const RE2 years(R"((?:^|[^\d.])(\d{1,2})(?:\.\d)?(?:(?:-+|~+|至|到)\d{1,2})?(?:年|year))");
  static const RE2 months(R"((?:^|[^\d.])(\d{1,2})(?:(?:-+|~+|至|到)\d{1,2})?(?:个月|月|month))");
  static const RE2 number(R"(^(\d{1,2})(?:(?:-+|~+)\d{1,2})?$)");
  int count = 0;
  // "1年以内", "不超过2年": how much at most, and none is asked for.
  if (IsAtMost(text)) return 0;
  if (Holds(text, "半年") && !Holds(text, "年半")) return 6;
  if (RE2::PartialMatch(text, years, &count)) return count * 12;
  if (RE2::PartialMatch(text, months, &count)) return count;
  if (bare && RE2::PartialMatch(text, number, &count)) return count * 12;
  return std::nullopt;
}

// "成立20年", "15年老厂": how old a firm is.
bool SpeaksOfFirm(absl::string_view words) {
  return SaysAny(words, {"成立", "创立", "创办", "创建", "建厂", "历史", "老厂", "老牌", "老店",
                         "品牌", "龙头", "专注", "深耕", "合同工", "签"});
}

// From the last mark before `found` to its end.
absl::string_view ClauseUpTo(absl::string_view text, const re2::StringPiece& found) {
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  std::size_t clause = 0;
  for (absl::string_view mark : {",", ";", "。", "!"}) {
    const std::size_t last = text.substr(0, begin).rfind(mark);
    if (last != absl::string_view::npos) clause = std::max(clause, last + mark.size());
  }
  return text.substr(clause, begin + found.size() - clause);
}

// "经验:1年以上", "驾龄3年以上"; "5年以上" and "3-5年" as clauses of their own; "从事注塑3年以上"
// and "五年以上模具行业", which say what of, where they begin a clause: a firm is as old as it
// likes.
std::optional<Found<int>> ExperienceBehindItsName(const std::string& folded) {
  static const RE2 behind(
      R"((?:经验|工龄|驾龄|从业|资历)(?:要求|满|需|在)*[:]?(?:不低于|至少|满|需)?(\d{1,2})(?:(?:-|~|至|到)\d{1,2})?年(?:以内|以下|之内|内)?)");
  static const RE2 alone(
      R"((?:^|[,;。!、|])(?:要求|需|有|做过|干过|从事)?(?:\p{Han}{0,4}(?:工|师傅|师|手|司机|模具|岗位))?(?:(\d{1,2})(?:-|~|至|到)\d{1,2}年|(\d{1,2})年(?:及?以上|起步?|往上))(?:同岗位|同行业|同工种|相关|经历)*(?:[,;。!、|)]|$))");
  // "要求三年", "至少做过一年针车", "要做过两年的"; 做满一年 is how long somebody is to stay.
  static const RE2 bluntly(
      R"((?:^|[,;。!、|(:])(?:必须)?(?:要求?|需要?|得|必须|须|至少|最少|起码|有)+(?:(?:有|是|从事|(?:做|干|开|搞)过)[^,;。!、\d满]{0,8}?)?()(\d{1,2})年(?:的|以上|左右)?(?:(?:\p{Han}{0,3}(?:车|工|机|焊|模|品|厨|电|缝)[^,;。!]{0,3})|的)?(?:[,;。!、|)]|$))");
  // "做过两年抛光的来", "跟过一年师傅的": for how long stands before what was done.
  static const RE2 done(
      R"((?:^|[,;。!、|(:])(?:要|需|须|得|必须|至少|最好)*(?:做|干|学|跟|搞|开|从事)过()(\d{1,2})年[^,;。!、\d招]{0,8}?(?:的|以上|师傅)(?:来|人|师傅|熟手)?(?:[,;。!、|)]|$))");
  // "开叉车满3年"
  static const RE2 driven(R"((?:^|[,;。!、|要需得])开过?[^,;。!\d]{0,8}车满?()(\d{1,2})年)");
  // "一年以上SMT编程(雅马哈)": what was done ends with a word for work.
  static const RE2 of_process(
      R"((?:^|[,;。!、|:)])(?:要求|要|需要?|须|必须|有|具有?|具备|至少|最少)*()(\d{1,2})年(?:及?以上)的?[^,;。!\d员]{1,14}?(?:编程|调机|操机|操作|维修|设计|焊接|装配|质检|品检|检验|采购|调试|安装|驾驶|打版|车位)(?:\([^()]*\)|者)?(?:[,;。!、|]|$))");
#define LAOWU_LEAD \
  "(?:^|[,;。!、:)]|\\d\\.)(?:要求|要|需要?|须|必须|有|具有?|具备|至少|最少|满|有过|曾)*"
  static const RE2 in_trade(
      LAOWU_LEAD
      "(?:从事|做过|干过|接触|熟悉|懂得?|会[^计议员展考])过?[^,;。!、\\d]{1,12}?(?:工作|行业|岗位)?"
      "(?:满|达|在)?"
      "(?:(\\d{1,2})(?:-|~|至|到)\\d{1,2}年|(\\d{1,2})年(?:及?以上))");
  static const RE2 of_trade(
      LAOWU_LEAD
      "(?:(\\d{1,2})(?:-|~|至|到))?(\\d{1,2})年(?:及?以上)的?[^,;。!\\d]{2,14}?"
      "(?:行业|岗位|职位|工作|领域|背景|从业|[^老大旧总工加]厂)者?(?:[,;。!)]|$)");
  // "塑胶行业一年以上"
  static const RE2 trade_first(
      R"((?:^|[,;。!、:)])[^,;。!、\d]{2,12}?(?:行业|岗位|同岗|工作)(?:工作)?满?()(\d{1,2})年(?:及?以上)(?:[,;。!)]|$))");
  // "做过PU漆,2年": the clause behind the work is how long.
  static const RE2 next_clause(
      LAOWU_LEAD
      "(?:从事|做过|干过|熟悉|懂得?|会[^计议员展考])过?[^,;。!、\\d]{1,12},"
      "(?:(\\d{1,2})(?:-|~|至|到)\\d{1,2}年|(\\d{1,2})年)(?:[,;。!]|$)");
#undef LAOWU_LEAD
  // "有冲床经验半年以上"
  static const RE2 half_a_year(R"((?:经验|工龄|驾龄|从业|资历)(?:要求|满|需|在|:)*(半年)以上)");
  re2::StringPiece half[2];
  if (Holds(folded, "半年") &&
      half_a_year.Match(folded, 0, folded.size(), RE2::UNANCHORED, half, 2) &&
      !OnlyPreferred(folded, half[0])) {
    return Found<int>{kMonthsAYear / 2, Text(half[0])};
  }
  for (const RE2* one : {&behind, &alone, &in_trade, &of_trade, &trade_first, &next_clause,
                         &bluntly, &done, &driven, &of_process}) {
    re2::StringPiece groups[3];
    const int count = one == &behind ? 2 : 3;
    if (!one->Match(folded, 0, folded.size(), RE2::UNANCHORED, groups, count)) continue;
    const std::string words = Text(groups[0]);
    int years = 0;
    if (absl::SimpleAtoi(Text(groups[1].empty() ? groups[2] : groups[1]), &years) && years >= 1 &&
        years <= kMostYears && !OnlyPreferred(folded, groups[0]) && !SpeaksOfFirm(words) &&
        !IsAtMost(words)) {
      return Found<int>{years * kMonthsAYear, words};
    }
  }
  return std::nullopt;
}

// "6个月以上经验".
std::optional<Found<int>> MonthsAskedFor(const std::string& folded) {
  static const RE2 months(
      R"((\d{1,2})(?:(?:-|~|至|到)\d{1,2})?个?月(?:及?以上)?的?[^,。;、\d]{0,8}?(?:经验|工龄|驾龄))");
  if (!Holds(folded, "月") || !SaysAny(folded, {"经验", "工龄", "驾龄"})) return std::nullopt;
  re2::StringPiece found[2];
  int count = 0;
  if (!months.Match(folded, 0, folded.size(), RE2::UNANCHORED, found, 2) ||
      !absl::SimpleAtoi(Text(found[1]), &count) || count < 1 || count > 60) {
    return std::nullopt;
  }
  const std::string words = Text(found[0]);
  if (IsAtMost(words) || SaysAny(words, {"无", "不", "培训", "试用"}) ||
      OnlyPreferred(folded, found[0])) {
    return std::nullopt;
  }
  return Found<int>{count, words};
}

}  // namespace

std::optional<int> ReadExperienceColumn(absl::string_view text) {
  const std::string folded = ArabicNumerals(FactText(text));
  if (const auto months = MonthsOfExperience(folded, /*bare=*/true); months.has_value())
    return months;
  if (SaysAny(folded, {"不限", "无", "不要求", "应届", "可培训", "生手", "均可"})) return 0;
  return std::nullopt;
}

std::optional<Found<int>> ReadExperienceAskedFor(absl::string_view cell) {
  if (!Holds(cell, "年")) return std::nullopt;
  // A paper may stand before it: "焊工证 3年", "A2 3年".
  static const RE2 alone(
      R"((?:^|[,;。!、|]|证书?|执照|[abc][123]|[^\d,;。!、]{2,8}(?:师傅|熟手|经历)),?(\d{1,2}|半)(?:(?:-|~|至|到)\d{1,2})?年(?:[,;。!、]|$))");
  const std::string folded = FactText(cell);
  if (SpeaksOfFirm(folded) || SaysAny(folded, {"合同", "试用", "做满", "干满", "服务期", "有效"})) {
    return std::nullopt;
  }
  re2::StringPiece found[2];
  if (!alone.Match(folded, 0, folded.size(), RE2::UNANCHORED, found, 2)) return std::nullopt;
  const std::string least = Text(found[1]);
  int years = 0;
  if (least == "半") return Found<int>{kMonthsAYear / 2, "半年"};
  if (!absl::SimpleAtoi(least, &years) || years < 1 || years > kMostYears ||
      OnlyPreferred(folded, found[1])) {
    return std::nullopt;
  }
  return Found<int>{years * kMonthsAYear, Text(found[0])};
}

std::optional<Found<int>> ReadExperienceInText(absl::string_view text) {
#define LAOWU_EXPERIENCE "(?:经验|工龄|驾龄|工作经历|资历|实操|实战)"
  static const RE2 pattern(
      R"((?:(\d{1,2})(?:-|~|至|到))?(\d{1,2}|半)年(?:及?以上|左右)?[^,。;、\d]{0,12}?)" LAOWU_EXPERIENCE);
  // Behind 以上 the work may be named at length: "3年以上仓储、物流(相关领域)工作经验"; what a mark
  // and 有 or 能 begin is asked for by itself.
  static const RE2 at_length(
      R"((?:(\d{1,2})(?:-|~|至|到))?(\d{1,2}|半)年(?:及?以上)(?:[^,。;!、()\d]|、[^,。;!、()\d有无能熟懂吃需须具经会]|\([^()]{1,20}\)){0,28}?)" LAOWU_EXPERIENCE);
#undef LAOWU_EXPERIENCE
  if (!SaysAny(text, {"经验", "工龄", "驾龄", "经历", "资历", "实操", "实战"}) &&
      !(HoldsDigit(text) && Holds(text, "年")) &&
      !SaysAny(text, {"年以上", "一年", "两年", "二年", "三年", "四年", "五年", "六年", "八年"})) {
    return std::nullopt;
  }
  const std::string folded = FactText(text);
  if (const auto months = MonthsAskedFor(folded); months.has_value()) return months;
  if (!Holds(folded, "年")) return std::nullopt;
  const bool long_one = Holds(folded, "以上");
  for (const RE2* one : {&pattern, &at_length}) {
    if (one == &at_length && !long_one) continue;
    re2::StringPiece rest(folded);
    re2::StringPiece found[3];
    while (one->Match(rest, 0, rest.size(), RE2::UNANCHORED, found, 3)) {
      const std::string least = Text(found[1].empty() ? found[2] : found[1]);
      int years = 0;
      const bool half = least == "半";
      const bool read = half || (absl::SimpleAtoi(least, &years) && years <= kMostYears);
      const std::string words = Text(found[0]);
      const bool of_firm = SpeaksOfFirm(ClauseUpTo(folded, found[0]));
      if (read && !of_firm && !IsAtMost(words) &&
          !SaysAny(words, {"无需", "不需", "不要求", "以上员工"}) &&
          !OnlyPreferred(folded, found[0])) {
        return Found<int>{half ? kMonthsAYear / 2 : years * kMonthsAYear, words};
      }
      rest.remove_prefix(static_cast<std::size_t>(found[0].data() + found[0].size() - rest.data()));
    }
  }
  return ExperienceBehindItsName(folded);
}

}  // namespace laowu::intake
