#include "intake/survey/survey_return.h"

#include "absl/strings/match.h"
#include "intake/facts/facts.h"
#include "intake/facts/spoken_date.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

bool Matches(absl::string_view clause, const RE2& pattern) {
  return RE2::FullMatch({clause.data(), clause.size()}, pattern);
}

}  // namespace

bool SaysCameBack(absl::string_view clause) {
#define LAOWU_BACK                                                                                                       \
  "(?:从\\p{Han}{1,6}?)?(?:已经?|就|才|刚|都)*(?:返乡|返家|返村|返回|回乡|回家|回村|回流|回来|" \
  "回屋|回老家|回)"
#define LAOWU_STAYS                                                                                                       \
  "(?:\\p{Han}{0,2}(?:天|多月|个月|久)了?)?(?:在家)?(?:务农|种地|种田|养[病胎猪牛羊]|待产|待业|" \
  "结婚|创业|带(?:孩子|小孩|娃|孙子|孙女)|照(?:顾|看)\\p{Han}{1,4}|不(?:再)?(?:出)?去了|"           \
  "没(?:再|有再)?出去|农忙|休养|治病|看病|收\\p{Han}{1,3}|坐月子)?"
  static const RE2 back(
      "(?:今年|现在?|目前|如今|本人|人|他|她|全家|都|也|已经?|就|刚刚?|才|前几天|前天|昨天|今天|"
      "上周|上个?月|因\\p{Han}{1,4}?|暂时|临时|中途|提前|怀孕|受伤|工伤|生病|辞职|辞工|离职)"
      "*" LAOWU_BACK "(?:的|了|啦)?" LAOWU_STAYS);
  // "10月回来" may be meant; "6月10号回来的" is over.
  static const RE2 back_on(
      "(?:今年|人|他|她|全家|20\\d\\d年?|\\d\\d年|\\d{1,2}月(?:份|初|底|中旬)?|\\d{1,2}[日号]|[./"
      "-]?"
      "\\d{1,2}|月初|五一|端午|清明|国庆|中秋|已经?|就|才)*" LAOWU_BACK "(?:的|了|啦)" LAOWU_STAYS);
#undef LAOWU_BACK
#undef LAOWU_STAYS
  if (!SaysAny(clause, {"返", "回"})) return false;
  return Matches(clause, back) || Matches(clause, back_on);
}

bool SaysIsBack(absl::string_view clause) {
  if (!SaysAny(clause, {"屋", "回", "转", "返"})) return false;
  // 转来 alone is home; "转来中山" is not.
  static const RE2 back(
      R"((?:拢|归|到|回|转)屋(?:头|里)?(?:了|的|啦|喽|嘞|咯|$)|(?:^|[^打百])(?:回转|转来|转回来|打转回来|打倒转|跑转来|跑回来?|溜回来|跑回家|逃回来?|转回家|回起来|回到家|回到村)(?:里|头)?(?:了|的|啦|喽|嘞|咯|$))");
  static const RE2 left_for_home(
      R"((?:辞了?[工职]?|离了?职|不干了?|不做了?|没干了?|没做了?|结账|结了账|下岗|失业|被裁|开除|受伤|工伤|生病|得病|没活干?|放长假)\p{Han}{0,3}(?:就|后)?(?:回来|回家|回屋|返乡|回乡|回村|回老家|转来|回转)(?:了|的|$))");
  static const RE2 denied(
      "[没未不](?:有|想|要|准备|打算)?(?:拢|归|到|回|转)|打算|准备|计划|预计|等|可能|过年|春节|"
      "年底|"
      "每|又(?:去|走|出)|才能");
  return (RE2::PartialMatch({clause.data(), clause.size()}, back) ||
          RE2::PartialMatch({clause.data(), clause.size()}, left_for_home)) &&
         !RE2::PartialMatch({clause.data(), clause.size()}, denied);
}

bool SaysDidNotGo(absl::string_view clause) {
  static const RE2 not_gone(
      R"((?:^(?:人|后来|结果|最后|他|她|本人|还是|又|最终|终究|也)*|[^想打准])(?:没有?|未)(?:去|走|出去|出门)成(?:了|功)?$)");
  return RE2::PartialMatch({clause.data(), clause.size()}, not_gone);
}

bool SaysWentOutNoMore(absl::string_view clause) {
  static const RE2 no_more(R"((?:没有?|未)(?:再)?(?:出去|出门|外出)(?:过?了|过)?$)");
  static const RE2 back_then(R"(去年|前年|20\d\d年|以前|之前|^还?没)");
  return RE2::PartialMatch({clause.data(), clause.size()}, no_more) &&
         !RE2::PartialMatch({clause.data(), clause.size()}, back_then);
}

bool ComesHomeOn(absl::string_view clause) {
  static const RE2 comes(
      R"((?:月(?:\d{1,2}[日号]?|[一二三四五六七八九十]{1,3}[日号]|份|初|底|中旬)?|初[一二三四五六七八九十]|\d[日号]|国庆|中秋|春节|五一|端午|清明|元旦)(?:就|已经?|才|刚)*(?:从\p{Han}{1,6})?(?:回来|回家|返乡|回乡|返家|到家|回村))");
  return RE2::PartialMatch({clause.data(), clause.size()}, comes);
}

bool SaysStays(absl::string_view folded) {
  return SaysAny(folded, {"不再", "不去", "不出", "没再", "不打算", "不想", "不准备", "辞", "不走",
                          "不干", "不回厂", "没回厂", "没返"});
}

bool SaysWentAgain(absl::string_view clause) {
  // "打完又去" is meant, "又去了" is over.
  static const RE2 again(
      R"(.*(?:又|再次|已经?再)(?:走|去|出去|出发|回去|上去|下去)\p{Han}{0,8}[了的]|.*(?:又|再次|已经?再)(?:外出|返岗|返厂|回厂|回岗|出门)(?:[了的]|务工|打工)*|.*(?:已经?|早已?)(?:返岗|返厂|回厂|回岗|复工|返程|外出|出去|出门)(?:[了的]|务工|打工)*|.*已经?于?[0-9一二三四五六七八九十]{1,2}月(?:份|初|底|中旬)?(?:[0-9]{1,2}[日号])?(?:返岗|返厂|回厂|回岗|复工)\p{Han}{0,4}|.*(?:返岗|返厂|回厂|回岗|返程|复工)了|.*又(?:去|到|上|下|出去|跑)了\p{Han}{2,10})");
  static const RE2 denied("[没未不想要]|打算|准备|计划|等|可能");
  if (!SaysAny(clause, {"又", "再", "已", "早", "岗了", "厂了", "程了", "工了"})) return false;
  return Matches(clause, again) && !RE2::PartialMatch({clause.data(), clause.size()}, denied);
}

bool AsksWhenBack(absl::string_view header) {
  return SaysAny(header, {"返乡", "回乡", "回家", "返家", "返回", "回来", "回流"}) &&
         !SaysAny(header, {"预计", "计划", "拟", "打算", "准备", "预期", "意向", "春节", "上次",
                           "去年", "返乡后", "回乡后", "回来后"});
}

bool AsksWhenOut(absl::string_view header) {
  return SaysAny(header, {"外出", "务工", "到岗", "上岗", "入职", "就业", "出去", "出门", "走"});
}

std::optional<absl::CivilDay> DayOut(const FieldTexts& row, const ReadContext& context) {
  for (const FieldText& cell : row) {
    if (cell.field != Field::kEffectiveDate || SaysNoDate(cell.text)) continue;
    if (AsksWhenBack(cell.header) || !AsksWhenOut(cell.header)) continue;
    return ReadSpokenDate(cell.text, context.as_of).day;
  }
  return std::nullopt;
}

bool LiesBeforeDayOut(const std::optional<SpokenDate>& back, const FieldTexts& row,
                      const ReadContext& context) {
  const std::optional<absl::CivilDay> out = DayOut(row, context);
  if (!out.has_value() || !back.has_value() || !back->day.has_value()) return false;
  return absl::CivilMonth(*back->day) != absl::CivilMonth(*out) && *back->day < *out;
}

bool IsBackByDays(const FieldTexts& row, const ReadContext& context) {
  std::optional<absl::CivilDay> back;
  for (const FieldText& cell : row) {
    if (cell.field != Field::kEffectiveDate || !AsksWhenBack(cell.header)) continue;
    if (SaysNoDate(cell.text)) continue;
    back = ReadSpokenDate(cell.text, context.as_of).day;
    break;
  }
  if (!back.has_value() || *back > context.as_of) return false;
  const std::optional<absl::CivilDay> out = DayOut(row, context);
  return !out.has_value() || absl::CivilMonth(*back) == absl::CivilMonth(*out) || *back > *out;
}

}  // namespace laowu::intake
