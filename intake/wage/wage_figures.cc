#include "intake/wage/wage_figures.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "intake/text/asked_text.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Figures that are not money: ages, heads, hours, days off, percentages.
bool IsNotMoney(absl::string_view after, const WageFigures& figures) {
  static const RE2 other(
      R"(^(?:周?岁|人|名|位|薪|%|个工作日|天|小时|层|楼|号|级|班(?:[^车]|$)|点|分|cm|kg|公里|米|寸|寝|台|间|届|险|金|休))");
  if (figures.currency.empty() && figures.low_multiplier.empty() &&
      figures.high_multiplier.empty()) {
    if (RE2::PartialMatch(Piece(after), other)) return true;
  }
  return false;
}

// "1500元/周": how many weeks a month, nobody said; "2000/半月", "3000/15天" are no month's either.
bool IsByTheWeek(absl::string_view figure, absl::string_view after) {
  static const RE2 per(R"((?:/|每)[一1个]*$)");
  static const RE2 days(R"(^\d+个?(?:天|日|周|星期|月|年|小时|h))");
  if (SaysAny(figure, {"/", "每"}) && RE2::PartialMatch(Piece(figure), per) &&
      RE2::PartialMatch(Piece(after), days))
    return true;
  return StartsWithAny(after, {"周", "星期", "礼拜", "季", "半月", "半个月", "半年", "半天", "学期",
                               "两周", "两个月"}) &&
         !StartsWithAny(after, {"周末", "周结", "周休", "周岁", "周六", "周日", "周一"});
}

// "wx88888", "A1503": a name or a number of something else; "rmb5000" and "base5000" are pay.
bool IsPartOfAName(absl::string_view before, const WageFigures& figures) {
  if (before.empty() || !absl::ascii_isalpha(static_cast<unsigned char>(before.back()))) {
    return false;
  }
  std::size_t letters = 0;
  while (letters < before.size() &&
         absl::ascii_isalnum(static_cast<unsigned char>(before[before.size() - 1 - letters]))) {
    ++letters;
  }
  const absl::string_view name = before.substr(before.size() - letters);
  return figures.currency.empty() && name != "base" && name != "salary" && name != "pay";
}

// "-5000元/月", "负5000": below zero, or the rest of a range whose beginning is lost. A dash behind
// a word only parts the two ("底薪-3000").
bool IsNegative(absl::string_view before, bool at_beginning) {
  std::size_t signs = 0;
  while (absl::EndsWith(before, "-") || absl::EndsWith(before, "~")) {
    before.remove_suffix(1);
    ++signs;
  }
  if (signs == 0 && !absl::ConsumeSuffix(&before, "负")) return false;
  return before.empty()
             ? at_beginning
             : absl::string_view(",;:([\n").find(before.back()) != absl::string_view::npos;
}

// "3000+1000绩效+200全勤奖": paid beside the wage; the first figure is not ("5000餐补,房补").
bool IsExtraBehind(absl::string_view after) {
  static const RE2 extra(
      R"(^的?(?:绩效|各?种?补贴|补助|津贴|奖金|全勤奖|满勤奖|返费|[餐房车话饭]补|加班费|押金|工龄)(?:奖金?|工资|补贴)?(?:$|[,;+。)、/]))");
  return RE2::PartialMatch(Piece(after), extra);
}

}  // namespace

bool IsNoWage(const WageFigures& figures, const WageSurroundings& around) {
  // "33元/方 班组分": what stands behind a period or measure is another word; "6000一个人" is for
  // each.
  const bool measured =
      (!figures.unit.empty() && SaysAny(around.figure, {"/", "每"})) ||
      (EndsWithAny(around.figure, {"一个", "每个"}) && absl::StartsWith(around.after, "人"));
  return (!measured && IsNotMoney(around.after, figures)) ||
         IsByTheWeek(around.figure, around.after) || IsPartOfAName(around.before, figures) ||
         IsNegative(around.before, around.at_beginning) ||
         (!around.at_beginning && IsExtraBehind(around.after));
}

bool IsByTheTask(const WageSurroundings& around) {
  // "0.35元/个", and not "5000元/个月".
  const bool each = absl::EndsWith(around.figure, "/个") || absl::EndsWith(around.figure, "每个") ||
                    absl::EndsWith(around.figure, "一个");
  if (each) return !StartsWithAny(around.after, {"月", "小时", "钟", "人", "班"});
  // Behind other words than these the rarer ones are rooms, guests or goods.
  static const RE2 measure(absl::StrCat("^(?:", kMeasureOfWork, "|对|粒|桌|间|坑|孔|颗|朵|捆|托)"));
  return EndsWithAny(around.figure, {"/", "每", "一"}) &&
         RE2::PartialMatch(Piece(around.after), measure);
}

bool SaysPiecePay(absl::string_view text) {
  return SaysAny(text, {"计件", "按件", "件资", "件薪", "件酬", "件数制"});
}

bool PaysByPiece(absl::string_view prepared) {
  return SaysPiecePay(prepared) ||
         SaysAny(prepared, {"/件", "每件", "论件", "包件", "按平方", "按平米", "按立方"});
}

bool CountsWork(absl::string_view prepared) {
  if (!SaysAny(prepared, {"按", "论"})) return false;
  static const RE2 by_measure(absl::StrCat("(?:按|论)(?:每)?", kMeasureOfWork,
                                           R"((?:数|量)?(?:来)?(?:算|计|结|付|[,;/。)(]|$))"));
  return RE2::PartialMatch(Piece(prepared), by_measure);
}

bool HasLostEnd(const WageFigures& figures, absl::string_view after) {
  static const RE2 dash(R"(^[-~]+(?:$|元|/|以上|起|[,;(]))");
  return figures.high.empty() && RE2::PartialMatch(Piece(after), dash);
}

bool SaysForeignMoney(absl::string_view text) {
  static const auto* const money = new WordSet(
      {"美元",   "美金",   "美刀",     "港币", "港元", "港纸",   "欧元", "日币", "韩元", "韩币",
       "台币",   "新币",   "新加坡元", "澳元", "澳币", "澳门元", "葡币", "英镑", "泰铢", "卢布",
       "越南盾", "迪拉姆", "usd",      "hkd",  "eur",  "$",      "€",    "£"});
  return money->IsIn(text);
}

}  // namespace laowu::intake
