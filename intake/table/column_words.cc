#include "intake/table/column_words.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "intake/facts/facts.h"
#include "intake/text/numerals.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "intake/wage/wage_expressions.h"
#include "re2/re2.h"

namespace laowu::intake {
bool IsBoard(absl::string_view text) {
  constexpr int kLongest = 14;
  if (CharacterCount(text) > kLongest || HoldsDigit(text)) return false;
  static const RE2 form(
      R"((?:都|全|吃|住|食|宿|饭|餐|伙食|三餐|两餐|一餐|包|管|供|提供|有|无|没有?|不|自理|自己|解决|免费|补|贴|宿舍|住宿|工作|员工|夫妻房|公寓|单间|和|及|,|、|/|;|\+|可|安排|厂里|店里|工地|公司|在|是|否)+)");
  const std::string folded = FoldTight(text);
  return Fits(folded, form) && SaysAny(folded, {"吃", "住", "食", "宿", "饭", "餐", "伙食", "都管",
                                                "全管", "都包", "全包", "自理", "公寓", "夫妻房"});
}

bool IsBenefits(absl::string_view text) {
  int tags = 0;
  int benefits = 0;
  for (const absl::string_view part : absl::StrSplit(text, absl::ByAnyChar(",;|/ \t\n"))) {
    for (const std::string& tag : SplitList(part)) {
      if (Trim(tag).empty()) continue;
      ++tags;
      if (CharacterCount(tag) > 10) continue;
      if (SaysAny(tag, {"险",   "社保", "公积金", "双休", "单休", "月休",   "奖",   "补贴",
                        "补助", "津贴", "餐",     "饭",   "包吃", "包住",   "吃住", "食宿",
                        "住宿", "宿舍", "福利",   "年终", "年假", "带薪",   "旅游", "团建",
                        "体检", "节日", "底薪",   "加班", "班车", "厂车",   "包食", "工龄",
                        "提成", "晋升", "培训",   "股",   "房补", "车补",   "话补", "高温",
                        "全勤", "绩效", "下午茶", "零食", "空调", "不打卡", "弹性", "返乡车"})) {
        ++benefits;
      }
    }
  }
  return benefits > 0 && benefits * 2 >= tags;
}

bool SaysPolicy(absl::string_view text) {
  constexpr int kLongest = 20;
  return CharacterCount(text) <= kLongest &&
         SaysAny(text, {"脱贫", "监测", "低保", "低收入", "残疾", "残障", "搬迁", "易搬", "边缘",
                        "易致贫", "突发", "特困", "五保", "贫困", "三类户", "防返贫", "建档立卡"});
}

bool IsPolicy(absl::string_view text) {
  if (SaysPolicy(text)) return true;
  static const RE2 none(
      "(?:一般|普通|正常|其他|非贫困?|非脱贫)(?:农?户|人员|家庭)?|无|没有|否|/|-+");
  return Fits(text, none);
}

bool IsVillage(absl::string_view text) {
  static const RE2 form(
      "[^\\P{Han}省市县州乡镇厂]{1,8}?(?:村|社区|居委会|寨|村委会|屯)(?:\\p{Han}{0,4}\\d{0,2}组)?");
  return Fits(text, form);
}

bool WaitsToGo(absl::string_view text) {
  static const RE2 form(
      R"((?:随时|马上|立即|立刻|现在|即日|明天|后天|过几天|下个?月|下周|月底|年后|节后|过完年|开春|明年|等)(?:都|就)?(?:可以?|能|走|得|行|出发|动身|开春|年后|\d{1,2}月)*.{0,6}|.{1,8}(?:以后|之后|过后|后|起|可走|能走|走得|才走|出发))");
  return CharacterCount(text) <= 14 && Fits(FoldTight(text), form);
}

bool IsTimeOfYear(absl::string_view text) {
  static const RE2 form(
      R"((?:约|大概|大约)?(?:(?:19|20)?\d\d年|今年|去年|明年|前年)?(?:正|腊|冬|[一二三四五六七八九十]{1,2}|\d{1,2})月(?:份|底|初|末|上旬|中旬|下旬|左右|\d{1,2}[日号]?|初[一二三四五六七八九十])?(?:左右|以?后|之后)?|\d{1,2}[日号](?:左右|以?后|之后)?|(?:上个?|这个?|本|下个?)月(?:底|初)?|(?:过完|过了)?年[前后]|今年|去年|开春|国庆|春节|中秋|五一)");
  const std::string folded = FoldTight(text);
  return Fits(folded, form) || WaitsToGo(folded);
}

bool IsBarePay(absl::string_view text) {
  constexpr int kLongest = 14;
  if (CharacterCount(text) > kLongest) return false;
  static const RE2 form(
      R"((?:约|大约|大概|最少|最低|至少|起码|不低于|一天|每天|一个?月|每月)?(\d{2,5})(?:块|元)?(?:[-~到至](\d{2,5}))?(?:块|元)?(?:/|一|每)?(?:个?月|天|日|小时)?(?:以上|左右|起|以下|往上|上下|多|\+)*)");
  std::string low;
  std::string high;
  if (!RE2::FullMatch(ArabicNumerals(FoldTight(text)), form, &low, &high)) return false;
  int figure = 0;
  if (!absl::SimpleAtoi(low, &figure)) return false;
  constexpr int kLeastOfAMonth = 1500;
  constexpr int kMostOfAMonth = 30'000;
  const bool of_a_day =
      SaysAny(text, {"天", "日", "小时"}) && figure >= 10 && figure * 100 <= kMostStatedDayFen;
  return of_a_day || (figure >= kLeastOfAMonth && figure <= kMostOfAMonth && figure % 100 == 0);
}

bool IsAgeAsked(absl::string_view text) {
  constexpr int kLongest = 16;
  if (CharacterCount(text) > kLongest || !HoldsDigit(text)) return false;
  static const RE2 form(
      R"((?:男女?|女|不限|男女不限|年龄|[,/、;:])*(?:[1-6]\d(?:周?岁)?[-~到至][1-7]\d(?:周?岁)?(?:之间)?|(?:不超过?)?[1-7]\d(?:周?岁)?(?:以下|以内|以上|内|下))(?:男女?|女|不限|[,/、;])*)");
  return Fits(FoldTight(text), form) || (Holds(text, "岁") && ReadAgeColumn(text).has_value());
}

bool IsTick(absl::string_view text) {
  static const RE2 form(R"([√✓✔☑✅vVyY1●■是有对](?:️)?)");
  return Fits(text, form);
}

}  // namespace laowu::intake
