// Board, lodging and night shifts; the header is facts.h.

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

// 住宿 in a list of what is given, 住单间, and a bed that costs a little (住宿扣120/月).
bool SaysBareBed(const std::string& t, absl::string_view text, const AskedText& said) {
  static const RE2 alone(
      R"((?:^|[,;。!|(:、])(?:可|有|能)?住宿(?:空调房|条件好|环境好|[有带]空调|有|可以?安排|(?:厂里|公司|工地|店里|老板)(?:统一)?安排)?(?:[,;。!|)、]|$)|(?:^|[,;。!|(:])(?:单身|教师|职工|员工|人才|免费|[单双两二四六]人)(?:公寓|宿舍)(?:[,;。!|)]|$)|(?:^|[,;。!|(:])(?:工地)?(?:住房|板房|工棚)(?:[,;。!|)]|$))");
  // "住塘边小屋"; not of one's own or hired.
  static const RE2 hut(
      R"((?:^|[,;。!])住在?([^自租家\d,;。!]{2,15}?)(?:小?屋|棚|板房|铁皮房|集装箱|平房|楼上|阁楼)里?(?:[,;。!]|$))");
  static const RE2 a_room(
      R"((?:提供|安排|给)(?:免费)?(?:[一1两2]间|单独)(?:单|大|小)?(?:房|宿舍|屋))");
  static const RE2 room(
      R"((?:^|[^不])住(?:的是)?(?:单|双|两人|二人|标|套|夫妻|空调|公寓)(?:人)?(?:间|房)|住公寓)");
  static const RE2 at_a_price(
      R"((?:^|[^不无])住宿(?:费)?(?:水电|扣|只?收|仅收|每月)(?:费|每月)?(?:\d|平摊|均摊|分摊|平分|AA|aa))");
  if (said.SaysAny({"一间", "1间", "两间", "2间", "单独"}) && RE2::PartialMatch(t, a_room)) {
    return true;
  }
  if (said.SaysAny({"住宿", "公寓", "宿舍", "住房", "板房", "工棚"}) &&
      RE2::PartialMatch(FoldClauses(text), alone)) {
    return true;
  }
  if (!said.Holds("住")) return false;
  if (said.SaysAny({"屋", "棚", "板房", "铁皮", "集装箱", "平房", "楼"}) &&
      RE2::PartialMatch(FoldClauses(text), hut)) {
    return true;
  }
  return RE2::PartialMatch(t, room) || (said.Holds("住宿") && RE2::PartialMatch(t, at_a_price));
}

// 食宿 in a list of what is given.
bool SaysBareBoth(absl::string_view text, const AskedText& said) {
  static const RE2 alone(
      R"((?:^|[,;。!|(:、+])(?:有|可)?(?:食宿|吃住)(?:可?安排|都有|有)?(?:[,;。!|)、+]|$))");
  return said.SaysAny({"食宿", "吃住"}) && RE2::PartialMatch(FoldClauses(text), alone);
}

// What a bed or meals are called beside the usual words. Of a folded text.
void ReadBoardInOtherWords(const std::string& t, absl::string_view text, const AskedText& said,
                           Board& board) {
  // "提供工作餐及住宿", "包住和午餐"; "包吃+住"
  static const RE2 bed_too(
      R"((?:^|[^不])(?:包|管|提供|免费|供|含)[^,。;!不自]{0,8}?[+、和及与/](?:免费|提供)?(?:住|住宿|宿|宿舍|住房)(?:[^宿舍房补费自需另]|$)|包吃[+、]住(?:[^宿]|$)|[2-9]人间|(?:^|[^不未])(?:可|能|可以)?安排(?:住宿|宿舍|食宿|住房)|(?:^|[^不])(?:可|能)住宿|包吃?宿)");
  static const RE2 meals_too(
      R"((?:^|[^不])(?:包|管|提供|免费|供|含)[^,。;!不自]{0,8}?[+、和及与/](?:免费|提供)?(?:吃|伙食|三餐|两餐|一餐|[早中午晚]餐)|(?:^|[^不未])安排食宿|包吃宿)");
  static const RE2 neither(
      R"((?:不|无|没有?|未|暂不|暂无)(?:免费|再)?(?:提供|包|管|含|供|安排)?(?:吃住|食宿|吃宿)|(?:吃住|食宿)(?:费用?)?(?:自费|自付|另算|自行负责|不包|不管))");
  static const RE2 no_bed(
      R"((?:不|未|暂不)(?:提供|包|管|含|供|安排)+(?:住宿|宿舍)|(?:暂无|没有?|无)(?:提供|安排)?(?:住宿|宿舍)(?:[^补不]|$)|宿舍(?:已满|住满|满员)|住宿费?用?(?:自费|自付|另算))");
  // "吃住厂里", "吃住都在工地上"; "住厂" and "厂里住" name the bed alone.
  static const RE2 at_the_works(
      R"(((?:(?:吃住|食宿|吃宿|住宿)(?:都|全|均)?在?|(?:^|[,;。!、])(?:可|需|要|得|长期|必须)?住在?)(?:本|我)?(?:厂|工地|店|公司|工厂|老板家|项目部|项目上|基地|场|矿|站|茶山)(?:里|内|上|区)?面?(?:[^\p{Han}]|$)|(?:^|[,;。!、])吃?(?:厂里|工地|店里)上?吃?(?:厂里|工地|店里)?上?住(?:[^\p{Han}]|$)))");
  // Before each expression, words of which every match has one.
  if (said.Holds("住") || said.Holds("宿")) {
    std::string at;
    if (said.SaysAny(
            {"厂", "工地", "店", "公司", "老板家", "项目", "基地", "场", "矿", "站", "山"}) &&
        RE2::PartialMatch(FoldClauses(text), at_the_works, &at)) {
      board.accommodation = true;
      if (SaysAny(at, {"吃", "食宿"})) board.meals = true;
    }
  }
  if (said.SaysAny({"住", "宿", "人间"}) && RE2::PartialMatch(t, bed_too)) {
    board.accommodation = true;
  }
  if (said.SaysAny({"包", "管", "供", "免费", "含", "安排"}) && RE2::PartialMatch(t, meals_too)) {
    board.meals = true;
  }
  if (said.SaysAny({"住宿", "宿舍"}) && RE2::PartialMatch(t, no_bed)) board.accommodation = false;
  if (said.SaysAny({"吃住", "食宿", "吃宿"}) && RE2::PartialMatch(t, neither)) {
    board = {false, false};
  }
}

// What a text says is not given, or at whose cost: it counts before what is given.
void TakeBoardBack(const std::string& t, const AskedText& said, Board& board) {
  static const RE2 own_meals(
      R"((?:吃饭|伙食|餐费|用餐|吃|食堂|三餐)(?:在?食堂)?(?:费用?)?(?:\d{1,3}(?:元|块)?(?:/|每|一)?[天日餐顿月]?)?(?:自费|自付|自理|自己解决|自己出|自行解决|另算|自行负责|(?:从|在)?工资(?:里|中)?扣))");
  if (said.SaysAny({"不包吃住", "食宿自理", "不提供食宿",   "无食宿",       "吃住自理",
                    "不包食宿", "不管吃住", "不包吃不包住", "不含吃住",     "不含食宿",
                    "吃住自己", "食宿自己", "自行解决食宿", "自己解决食宿", "食宿自行",
                    "自理食宿", "自理吃住", "不供食宿",     "不包食住",     "不供食住",
                    "不含食住", "不供吃住", "自行解决吃住", "自己解决吃住"}))
    board = {false, false};
  if (said.SaysAny({"不包住",       "不管住",       "不供住",   "不含住",     "没住的",
                    "不提供住宿",   "住宿自理",     "无住宿",   "无宿舍",     "不提供宿舍",
                    "没有宿舍",     "宿舍自理",     "住宿舍自", "不含住宿",   "住宿自己",
                    "自己解决住宿", "自行解决住宿", "住宿费自", "住宿费用自", "住房自理",
                    "住自理",       "自理住宿"}))
    board.accommodation = false;
  if (said.SaysAny({"不包吃", "不供饭", "不包饭", "伙食自理", "餐费自理", "不提供餐", "不提供伙食",
                    "不包餐", "吃饭自费", "吃饭自理", "吃自理", "饭自理", "饭自费", "饭自己",
                    "伙食费自", "餐自理", "不管饭", "不包食", "不管吃"}) &&
      !said.SaysAny({"不包吃住", "不管吃住"})) {
    board.meals = false;
  }
  if (!said.SaysAny({"食宿自理", "吃住自理"}) && said.SaysAny({"自", "另算", "扣"}) &&
      RE2::PartialMatch(t, own_meals)) {
    board.meals = false;
  }
}

}  // namespace

Board ReadBoard(absl::string_view text) {
  if (!SaysAny(text, {"吃", "住", "宿", "餐", "伙食", "包食", "夫妻房", "饭", "顿", "人间", "公寓",
                      "单间", "板房", "工棚", "间房"}))
    return {};
  // 包住,吃饭自费: with its blank gone, it would hold 包住吃.
  // Money for meals or a bed (提供餐补) is none.
  std::string t = absl::StrReplaceAll(TightText(text), {{"包住吃饭", "包住,吃饭"}});
  if (SaysAny(t, {"餐补", "餐费补", "饭补", "住房补", "住宿补"})) {
    static const RE2 money(
        R"((?:[早中午晚夜]|工作|误)?(?:餐费?|饭)补(?:贴|助)?|住(?:房|宿)补(?:贴|助)?)");
    RE2::GlobalReplace(&t, money, "");
  }
  static const RE2 lives_in(R"((?:^|[^不可能])住家(?:[^附里门离近]|$))");
  // "管一日三餐", "提供早中晚餐", "包中晚两餐", "包中午饭", "管三顿"; money for meals is none
  static const RE2 some_meals(
      R"((?:^|[^不])(?:包|管|提供|供应|供|免费)(?:一日|每日|每天)?(?:[早中午晚](?:[早中午晚上、/和])*)?[一二两三四1234]?(?:早|中|午|晚)?(?:餐(?:[^补贴费]|$)|顿(?:[早中午晚]{0,2}[餐饭])?(?:[^补贴费]|$)))");
  static const RE2 a_meal(
      R"((?:^|[^不])(?:包|管|供应?|提供|免费)(?:员工|一日|每天)?(?:[早中午晚夜上、/和]{1,5}饭(?:[^补贴费卡店堂]|$)|饭(?:[^\p{Han}]|住|$))|(?:早上|中午|晚上|中晚)(?:都|免费)?[包管供]饭)");
  const AskedText said(t);
  Board board;
  if (SaysBareBed(t, text, said)) board.accommodation = true;
  if (SaysBareBoth(text, said)) board = {true, true};
  if (said.Holds("住家") && RE2::PartialMatch(t, lives_in)) board.accommodation = true;
  if (said.SaysAny({"包吃住",   "包食宿",   "包吃包住",   "包住包吃", "包住吃",   "提供食宿",
                    "免费食宿", "吃住免费", "吃住全免",   "吃住全包", "包食住",   "免费吃住",
                    "食住全包", "食宿全包", "食宿免费",   "管吃住",   "管吃管住", "包吃、住",
                    "提供吃住", "免费吃住", "包三餐住宿", "吃住都包", "食宿都包", "食宿全免",
                    "食宿都免", "吃住都免", "有吃有住",   "吃住全管", "吃住都管", "吃住管",
                    "全包吃住", "食宿都管", "吃住老板",   "吃住包",   "吃住厂包", "食宿包",
                    "供食宿",   "供吃住"})) {
    board = {true, true};
  }
  if (said.SaysAny({"包住",     "提供住宿", "免费住宿", "提供宿舍", "有宿舍",   "员工宿舍",
                    "免费宿舍", "宿舍",     "住宿免费", "包住宿",   "夫妻房",   "含住宿",
                    "管住",     "有住宿",   "提供住房", "有住房",   "免费公寓", "有公寓",
                    "提供公寓", "可内宿",   "供住",     "提供单间", "住板房",   "有房住",
                    "有地方住", "有住处",   "有住的",   "供住宿",   "免费住",   "可住厂"})) {
    board.accommodation = true;
  }
  if (said.SaysAny({"包吃",     "包食",     "工作餐",   "免费三餐", "提供三餐", "包三餐",
                    "包两餐",   "包一餐",   "包午餐",   "免费午餐", "提供午餐", "提供伙食",
                    "免费伙食", "包伙食",   "管吃",     "管饭",     "管午饭",   "包中餐",
                    "包晚餐",   "包早餐",   "包饭",     "吃饭免费", "午餐免费", "三餐免费",
                    "两餐免费", "伙食免费", "伙食全免", "伙食全包", "三餐全包"}) ||
      (said.SaysAny({"包", "管", "供", "免费"}) &&
       (RE2::PartialMatch(t, some_meals) ||
        (said.Holds("饭") && RE2::PartialMatch(FoldClauses(text), a_meal))))) {
    board.meals = true;
  }
  ReadBoardInOtherWords(t, text, said, board);
  if (!board.meals.has_value() && said.SaysAny({"吃自己", "自己做饭", "自己煮饭", "自己开伙",
                                                "自己开火", "自己做吃", "自己煮吃", "饭自己搞"})) {
    board.meals = false;
  }
  TakeBoardBack(t, said, board);
  return board;
}

namespace {

// Shifts and duties that lie in the night, or change to it.
constexpr absl::string_view kNightWords[] = {
    "两班倒",     "二班倒",   "三班倒",   "2班倒",    "3班倒",  "白夜轮", "昼夜轮", "日夜轮",
    "白夜倒",     "两班制",   "三班制",   "倒班",     "轮班",   "夜班",   "晚班",   "四班三运转",
    "三班两运转", "两班轮",   "对班",     "黑白班",   "白黑班", "日夜班", "大夜",   "早中晚班",
    "早中晚三班", "三班轮",   "三班运转", "中夜班",   "班三倒", "班两倒", "班二倒", "两运转",
    "白加黑",     "黑白两班", "日夜两班", "日夜倒",   "昼夜倒", "能熬夜", "需熬夜", "要熬夜",
    "夜间值",     "夜间巡",   "晚上值班", "晚上看厂", "晚上守", "二运转", "三运转", "黑白倒",
    "两班对倒",   "值夜",     "守夜",     "通宵"};

// Bounds of a shift that say by themselves whether its hours lie in the night. Of a tight text.
std::optional<Found<bool>> NightByItsHours(const std::string& t, const AskedText& said) {
  // "上24休48", "24小时轮班"; 24小时热水 is none.
  static const RE2 round_the_clock(
      R"(((?:上|做|干|值)(?:24|36|48)(?:个?小时|h)?[,、]?[休歇]息?\d{2}|24(?:个?小时|h)(?:制)?(?:值班|值守|轮班|轮岗|轮换|倒班|在岗|坐班|[两二三]班)))");
  static const RE2 after_midnight(
      R"(((?:到|至|-|~)(?:次日|第二天)?凌晨|凌晨[1-5一二三四五]点半?(?:上班|开工|开始|起床|到岗|出摊|出车|送)))");
  std::string found;
  if (said.SaysAny({"24", "36", "48"}) && RE2::PartialMatch(t, round_the_clock, &found)) {
    return Found<bool>{true, found};
  }
  if (said.Holds("凌晨") && RE2::PartialMatch(t, after_midnight, &found)) {
    return Found<bool>{true, found};
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
  if (!SaysAny(t, {"班", "夜", "黑白", "次日", "凌晨", "晚", "24", "48", ":00-", ":30-", ":00至",
                   ":00到", ":00~"}))
    return std::nullopt;
  TakeOutLateShifts(&t);
  const AskedText said(t);
  // "长白班或三班": which it is, is not said.
  if (SaysAny(t, {"白班或", "白班/两班", "白班/三班", "或长白班", "或常白班"})) return std::nullopt;
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
  static const RE2 till_morning(
      R"((?:^|\D)(?:1[89]|2[0-3])(?::|点)(?:[0-5]\d|半)?(?:-|~|到|至)+(?:次日|第二天|翌日|凌晨|早上?|明早)?0?[4-9](?::|点)|晚上?[7-9七八九十]点(?:半)?(?:-|~|到|至)+(?:次日|第二天|翌日|凌晨|早上?|明早))");
  re2::StringPiece clock;
  if (said.SaysAny({":", "点"}) && till_morning.Match(t, 0, t.size(), RE2::UNANCHORED, &clock, 1)) {
    return Found<bool>{true, std::string(clock)};
  }
  for (absl::string_view word : {"白班", "常日班", "长日班", "行政班"}) {
    if (said.Holds(word)) return Found<bool>{false, std::string(word)};
  }
  return std::nullopt;
}

}  // namespace laowu::intake
