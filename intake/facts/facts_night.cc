// Night shifts; the header is facts.h.

#include <optional>
#include <string>

#include "absl/strings/str_replace.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/text/asked_text.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Shifts and duties that lie in the night, or change to it.
constexpr absl::string_view kNightWords[] = {
    "两班倒",   "二班倒",     "三班倒",     "2班倒",      "3班倒",    "白夜轮",   "昼夜轮",
    "日夜轮",   "白夜倒",     "两班制",     "三班制",     "倒班",     "轮班",     "夜班",
    "晚班",     "四班三运转", "三班两运转", "两班轮",     "对班",     "黑白班",   "白黑班",
    "日夜班",   "大夜",       "早中晚班",   "早中晚三班", "三班轮",   "三班运转", "中夜班",
    "班三倒",   "班两倒",     "班二倒",     "两运转",     "白加黑",   "黑白两班", "日夜两班",
    "日夜倒",   "昼夜倒",     "能熬夜",     "需熬夜",     "要熬夜",   "夜间值",   "夜间巡",
    "晚上值班", "晚上看厂",   "晚上守",     "二运转",     "三运转",   "黑白倒",   "两班对倒",
    "值夜",     "守夜",       "通宵",       "夜间施工",   "夜间作业", "夜间上班", "夜间工作",
    "夜间配送", "夜间送货",   "夜里上班",   "上半夜",     "下半夜",   "前半夜",   "后半夜",
    "倒一次班", "倒次班",     "换一次班"};

// Without what is said of people who may not work by night by law or are spared: "未成年工不上夜班"
// is not about the post.
void TakeOutWhoIsSpared(std::string* t) {
  static const RE2 spared(
      R"((?:未成年[工人]?|未满1[68]周?岁|不满1[68]周?岁|1[68]周?岁以下|孕妇|怀孕|孕期|哺乳期|学生工?|[寒暑]假工|实习生|年龄大|年纪大|女生|女工|老员工|新人)(?:的|者|员工|人员|女工|女职工|及?哺乳期|[、和及])*(?:一律|都|均|可以|可)?(?:不得|不能|不可|禁止|严禁|不安排|不用|不许|不|免|没有)(?:安排|从事|参加|上|做|值|排|倒)*(?:夜班|晚班|大夜班|倒班|轮班))");
  if (!SaysAny(*t, {"夜班", "晚班", "倒班", "轮班"}) ||
      !SaysAny(*t, {"未成年", "孕", "哺乳", "学生", "假工", "实习生", "年龄大", "年纪大", "女生",
                    "女工", "老员工", "新人", "满1", "岁以下"})) {
    return;
  }
  RE2::GlobalReplace(t, spared, ",");
}

// Bounds of a shift that say by themselves whether its hours lie in the night. Of a tight text.
std::optional<Found<bool>> NightByItsHours(const std::string& t, const AskedText& said) {
  // "上24休48", "24小时轮班"; 24小时热水 is none.
  static const RE2 round_the_clock(
      R"(((?:上|做|干|值)(?:24|36|48)(?:个?小时|h)?[,、]?[休歇]息?\d{2}|24(?:个?小时|h)(?:制)?(?:值班|值守|轮班|轮岗|轮换|倒班|在岗|坐班|[两二三]班)))");
  static const RE2 after_midnight(
      R"(((?:到|至|-|~)(?:次日|第二天)?凌晨|凌晨[1-5一二两三四五](?:点半?|:[0-5]\d)(?:上班|开工|开始|起床|到岗|出摊|出车|送|-|~|到|至)))");
  // "做一休一,24小时"
  static const RE2 every_other_day(R"([上做干]一天?[,、]?休[一二两]天?)");
  std::string found;
  if (said.SaysAny({"24", "36", "48"}) && RE2::PartialMatch(t, round_the_clock, &found)) {
    return Found<bool>{true, found};
  }
  if (said.SaysAny({"休一", "休二", "休两"}) && said.SaysAny({"24小时", "24h"}) &&
      RE2::PartialMatch(t, every_other_day)) {
    return Found<bool>{true, "24小时"};
  }
  if (said.Holds("凌晨") && RE2::PartialMatch(t, after_midnight, &found)) {
    return Found<bool>{true, found};
  }
  return std::nullopt;
}

// A shift from the evening to the morning: "20:00-8:00", "今晚8点上班到明早8点", "晚8早8",
// "夜里11点到早上7点". Of a tight text.
std::optional<Found<bool>> NightByTheClock(const std::string& t, const AskedText& said) {
#define LAOWU_TILL "(?:-|~|到|至|直到|做到|上到|干到)+"
#define LAOWU_MORNING "(?:次日|第二天|翌日|凌晨|早上?|明早|明天早上?|天亮)"
  static const RE2 clock(
      R"((?:^|\D)(?:1[89]|2[0-3])(?::|点)(?:[0-5]\d|半)?(?:上班|开工|开始)?)" LAOWU_TILL
          LAOWU_MORNING R"(?0?[4-9](?::|点))");
  static const RE2 spoken(
      R"((?:[今当]?晚上?|夜里|夜间|半夜)(?:[6-9]|1[0-2]|[六七八九]|十[一二]?)(?:点半?|:[0-5]\d)(?:上班|开工|开始|起|做|上|干)?)" LAOWU_TILL
          LAOWU_MORNING);
  // The other way round (早8晚8) it is a day's.
  static const RE2 terse(R"(晚[6-9六七八九十]点?半?(?:上班)?(?:-|~|到|至)?早[5-9五六七八九])");
#undef LAOWU_MORNING
#undef LAOWU_TILL
  re2::StringPiece found;
  const bool by_clock = said.SaysAny({":", "点"});
  const bool in_words = said.SaysAny({"晚", "夜"});
  if ((by_clock && clock.Match(t, 0, t.size(), RE2::UNANCHORED, &found, 1)) ||
      (by_clock && in_words && spoken.Match(t, 0, t.size(), RE2::UNANCHORED, &found, 1)) ||
      (in_words && said.Holds("早") && terse.Match(t, 0, t.size(), RE2::UNANCHORED, &found, 1))) {
    return Found<bool>{true, std::string(found)};
  }
  return std::nullopt;
}

// Without late shifts that end before midnight (晚班到22点, 晚班14:00-22:00).
void TakeOutLateShifts(std::string* t) {
  if (!Holds(*t, "晚班") || !SaysAny(*t, {"点", ":"})) return;
  static const RE2 late(
      R"(晚班[(:]?(?:(?:下午|中午)?\d{1,2}(?:点|:[0-5]\d)半?)?[上做]?(?:-|~|到|至)(?:2[0-3]|晚上?(?:[89]|1[01]|2[0-3]|九|十一?))(?:点|:[0-5]\d))");
  RE2::GlobalReplace(t, late, "");
}

}  // namespace

std::optional<Found<bool>> ReadNightShift(absl::string_view text) {
  // 早晚班 of a shop is early and late, and ends before the night.
  std::string t = TightText(text);
  if (Holds(t, "早晚班")) {
    absl::StrReplaceAll({{"早晚班轮班", ""}, {"早晚班倒班", ""}, {"早晚班轮", ""}, {"早晚班", ""}},
                        &t);
  }
  if (!SaysAny(t, {"班", "夜", "黑白", "次日", "凌晨", "晚", "通宵", "24", "48", ":00-", ":30-",
                   ":00至", ":00到", ":00~"}))
    return std::nullopt;
  TakeOutLateShifts(&t);
  TakeOutWhoIsSpared(&t);
  const AskedText said(t);
  // "长白班或三班": which it is, is not said.
  if (SaysAny(t, {"白班或", "白班/两班", "白班/三班", "或长白班", "或常白班", "夜班可选",
                  "夜班自愿", "夜班任选", "夜班随意", "夜班自选"}))
    return std::nullopt;
  // Beside a 长白班 for others.
  for (absl::string_view word : {"长夜班", "常夜班"}) {
    if (said.Holds(word)) return Found<bool>{true, std::string(word)};
  }
  for (absl::string_view word :
       {"长白班", "常白班", "无夜班", "不上夜班", "不用上夜班", "没有夜班", "无需夜班", "不倒班",
        "无需倒班", "只上白班", "白班制", "不用倒班", "一班制", "无需熬夜", "不用熬夜", "不熬夜"}) {
    if (said.Holds(word)) return Found<bool>{false, std::string(word)};
  }
  if (const auto by_hours = NightByItsHours(t, said); by_hours.has_value()) return by_hours;
  static const RE2 none(
      R"((?:不|无|没|免)(?:需要?|须|用|必|有|要求)?(?:上|做|倒)?(?:夜班|晚班|倒班|大夜班))");
  re2::StringPiece denied;
  if (said.SaysAny({"夜班", "晚班", "倒班"}) &&
      none.Match(t, 0, t.size(), RE2::UNANCHORED, &denied, 1)) {
    return Found<bool>{false, std::string(denied)};
  }
  for (absl::string_view word : kNightWords) {
    if (said.Holds(word)) return Found<bool>{true, std::string(word)};
  }
  static const RE2 alone(
      R"((?:^|[,;。])(?:(?:1[0-2]|十[一二]?)(?:个?小时|h)制?)?(?:[两二三双23])班(?:制|轮换|轮流)?(?:(?:1[0-2]|十[一二]?)(?:个?小时|h)制?)?(?:[,;。]|$)|(?:8|八)(?:个?小时|h)制?[三3]班)");
  if (said.SaysAny({"两班", "二班", "三班", "双班", "2班", "3班"}) &&
      RE2::PartialMatch(FoldClauses(text), alone))
    return Found<bool>{true, "两班"};
  if (const auto clock = NightByTheClock(t, said); clock.has_value()) return clock;
  for (absl::string_view word : {"白班", "常日班", "长日班", "行政班"}) {
    if (said.Holds(word)) return Found<bool>{false, std::string(word)};
  }
  return std::nullopt;
}

}  // namespace laowu::intake
