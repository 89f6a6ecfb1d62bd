// Board and lodging; the header is facts.h.

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
      R"((?:^|[,;。!|(:、])(?:可|有|能)?住宿(?:空调房|条件好|环境好|[有带]空调|有|可以?安排|(?:厂里|公司|工地|店里|老板)(?:统一)?安排)?(?:[,;。!|)、]|$)|(?:^|[,;。!|(:])(?:单身|教师|职工|员工|人才|免费|[单双两二四六]人)(?:公寓|宿舍)(?:[,;。!|)]|$)|(?:^|[,;。!|(:])(?:工地)?(?:住房|板房|工棚|彩钢房)(?:[,;。!|)]|$)|(?:^|[,;。!|(:、])(?:[单两双]人)?(?:单间|单人间)?(?:公寓|宿舍)?(?:单间|单人间|有住)(?:公寓|宿舍|的)?(?:[,;。!|)、]|$)|(?:^|[,;。!、|])(?:可|直接)?拎包入住(?:[,;。!、|]|$)|(?:^|[,;。!、|(])(?:厂|公司|工地|店|场)[里内区]?(?:统一)?住宿(?:[,;。!、|)]|$))");
  // "住宿水电全免", "宿舍及水电免费".
  static const RE2 with_water(
      R"((?:^|[^不])(?:住宿|宿舍|住房|公寓)(?:费|及|和|与|、|[+]|水电|网费|网络|空调)*(?:都|全部|全|均|一律)?(?:免费|免|不收费|不收钱|不要钱|不花钱|公司出|厂里出))");

  // "住塘边小屋", "住工棚", "工地有彩钢房住"; not of one's own or hired.
  static const RE2 hut(
      R"((?:^|[,;。!、])(?:工地|厂里|公司|店里|项目部?|基地|场里)?(?:可|安排)?住在?([^自租家\d,;。!]{0,15}?)(?:小屋|木屋|棚|板房|彩钢房|铁皮房|集装箱房?|活动房|简易房|平房|帐篷|楼上|阁楼)里?(?:[,;。!、]|$))");
  static const RE2 somewhere_to_sleep(
      R"((?:^|[^没无])(?:有|提供|安排|给)[^,;。!自租]{0,8}?(?:房|棚|屋|集装箱|公寓|铺|床位?|处|地方)(?:可以|可|给|免费)?住(?:[^宿房]|$))");
  static const RE2 a_room(
      R"((?:提供|安排|给)(?:免费)?(?:[一1两2]间|单独)(?:单|大|小)?(?:房|宿舍|屋))");
  static const RE2 room(
      R"((?:^|[^不])住(?:的是)?(?:单|双|两人|二人|标|套|夫妻|空调|公寓)(?:人)?(?:间|房)|住公寓)");
  static const RE2 at_a_price(
      R"((?:^|[^不无])住宿(?:费)?(?:水电|扣|只?收|仅收|每月)(?:费|每月)?(?:\d|平摊|均摊|分摊|平分|AA|aa))");
  if (said.SaysAny({"一间", "1间", "两间", "2间", "单独"}) && RE2::PartialMatch(t, a_room)) {
    return true;
  }
  if (said.SaysAny({"住宿", "公寓", "宿舍", "住房", "板房", "工棚", "彩钢房", "单间", "单人间",
                    "有住", "入住"}) &&
      RE2::PartialMatch(FoldClauses(text), alone)) {
    return true;
  }
  if (said.SaysAny({"住宿", "公寓", "宿舍", "住房"}) && RE2::PartialMatch(t, with_water))
    return true;
  if (!said.Holds("住")) return false;
  if (said.SaysAny({"屋", "棚", "房", "集装箱", "帐篷", "楼", "铺", "床", "处", "地方"}) &&
      (RE2::PartialMatch(FoldClauses(text), hut) || RE2::PartialMatch(t, somewhere_to_sleep))) {
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

// "吃住在塘头", "船上吃住", "吃住不要钱", "两餐一宿": of where, at what price and how often both
// are given.
bool SaysBothSomewhere(absl::string_view text, const AskedText& said) {
  static const RE2 at(
      R"((?:吃住|食宿|吃宿)(?:都|全|均|统一)?(?:在|跟)(\p{Han}{1,9}?)(?:[里上内中])?(?:[^\p{Han}]|$))");
  static const RE2 before(
      R"((?:^|[^\p{Han}]|元|块|月|天|千|万)(?:在|可|可以)?(\p{Han}{1,6}?)(?:[上里内中]|统一|安排)*(?:吃住|吃宿|又吃又住)(?:[^\p{Han}]|$))");
  static const RE2 for_nothing(
      R"((?:吃住|食宿|吃宿)(?:都|全部?|均|一律)?(?:不要钱|不花钱|不收钱|不收费|不用钱|免单|免费)|(?:^|[^\p{Han}])(?:包|管|提供)?[一两二三]餐[一1]宿)");
  // One's own roof, and whom nobody pays for.
  const auto is_own = [](absl::string_view place) {
    return SaysAny(place, {"自", "外", "附近", "哪", "租"}) || place == "家" || place == "家里" ||
           SaysAny(place, {"不", "没", "无", "补", "费", "可选"});
  };
  if (!said.SaysAny({"吃住", "食宿", "吃宿", "又吃又住", "一宿", "1宿"})) return false;
  const std::string clauses = FoldClauses(text);
  if (said.SaysAny({"钱", "免", "收费", "一宿", "1宿"}) &&
      RE2::PartialMatch(clauses, for_nothing)) {
    return true;
  }
  std::string place;
  if (said.SaysAny({"在", "跟"}) && RE2::PartialMatch(clauses, at, &place)) return !is_own(place);
  return RE2::PartialMatch(clauses, before, &place) && !is_own(place) &&
         EndsWithAny(place,
                     {"船", "厂", "店", "场", "塘", "地",   "家",   "院",   "站",   "矿",  "山",
                      "园", "队", "棚", "校", "部", "公司", "基地", "渔排", "老板", "东家"});
}

// "房子厂里出", "一日三餐公司承担", "吃住厂里全包": what is given, then who pays for it.
// "有床位", "单人房带空调": a bed by its name. "有中饭", "夜宵+正餐免费": meals by theirs.
void ReadBoardAsAClause(const std::string& t, absl::string_view text, const AskedText& said,
                        Board& board) {
#define LAOWU_FIRM_GIVES                                                                                                          \
  "(?:费用?|的|由|都|全部?|均|一律|是|[,:])*(?:厂[里方家]?|工厂|本厂|我厂|公司|我司|老板娘?|"         \
  "店[里家]?|单位|企业|工地|项目部?|基地|我们|东家|雇主|场里?)"                                             \
  "(?:上|统一|全部?|都|来|给|免费|一起)*(?:包了?|出|管|承担|负责|供应?|提供|解决|安排|报销|买单|" \
  "全包|付)"                                                                                                                   \
  "(?:[^一部半补贴份\\d]|$)"
  static const RE2 both("(?:吃住|食宿|吃宿|食住)" LAOWU_FIRM_GIVES);
  static const RE2 bed("(?:住宿|住房|房子|房租|宿舍|床位)" LAOWU_FIRM_GIVES);
  static const RE2 meals(
      "(?:[早中午晚正三两][餐饭]|一日三餐|工作餐|伙食|餐费|吃饭|饭钱)" LAOWU_FIRM_GIVES);
#undef LAOWU_FIRM_GIVES
  static const RE2 a_bed(
      R"((?:^|[^没无])有(?:免费)?(?:床位|铺位|床铺|上下铺|空床)(?:[,;。!、|)]|$|住|提供|安排)|(?:^|[,;。!|(:、])(?:免费)?(?:[单双两二三四六八]人)(?:房|间)(?:[有带配][^,;。!]{0,8})?(?:[,;。!|)]|$))");
  static const RE2 a_meal(
      R"((?:^|[^没无])有(?:免费)?(?:[早中午晚]{1,3}|[一二两三])(?:[餐饭]|顿饭)(?:[,;。!、|)吃]|$)|(?:正餐|[早中午晚]餐)(?:[+、和及与]?(?:夜宵|宵夜|正餐|[早中午晚]餐))*(?:都|全部?|均)?(?:免费|不要钱|不收费))");
  // What is paid at a counter is not given.
  static const RE2 paid(
      R"((?:^|[,;。!、:+(])(?:餐|吃饭|食堂|饭堂|就餐|用餐)(?:都|在食堂|在饭堂)?(?:自己|自行|个人)(?:刷卡|打卡买|掏钱|花钱)|(?:食堂|饭堂|餐厅)(?:约|大约|大概|每餐|每顿|一餐|一顿|在|:)*(?:[6-9]|[1-3]\d)(?:元|块)(?:左右|钱|多)?(?:/|一|每)(?:餐|顿|份|个人))");
  if (said.SaysAny({"厂", "公司", "我司", "老板", "店", "单位", "企业", "工地", "项目", "基地",
                    "我们", "东家", "雇主", "场"})) {
    const std::string clauses = FoldClauses(text);
    if (said.SaysAny({"吃住", "食宿", "吃宿", "食住"}) && RE2::PartialMatch(clauses, both)) {
      board = {true, true};
    }
    if (said.SaysAny({"住", "房", "宿舍", "床位"}) && RE2::PartialMatch(clauses, bed)) {
      board.accommodation = true;
    }
    if (said.SaysAny({"餐", "饭", "伙食", "宵"}) && RE2::PartialMatch(clauses, meals)) {
      board.meals = true;
    }
  }
  if (said.SaysAny({"床", "铺", "人房", "人间"}) && RE2::PartialMatch(FoldClauses(text), a_bed)) {
    board.accommodation = true;
  }
  if (!said.SaysAny({"餐", "饭"})) return;
  if (said.SaysAny({"有", "免", "钱", "不收"}) && RE2::PartialMatch(t, a_meal)) board.meals = true;
  if (!board.meals.has_value() && said.SaysAny({"刷卡", "打卡", "钱", "元", "块"}) &&
      RE2::PartialMatch(t, paid)) {
    board.meals = false;
  }
}

// What a bed or meals are called beside the usual words. Of a folded text.
void ReadBoardInOtherWords(const std::string& t, absl::string_view text, const AskedText& said,
                           Board& board) {
  // "提供工作餐及住宿", "包住和午餐"; "包吃+住"
  static const RE2 bed_too(
      R"((?:^|[^不])(?:包|管|提供|免费|供|含)[^,。;!不自]{0,8}?[+、和及与/](?:免费|提供)?(?:住|住宿|宿|宿舍|住房)(?:[^宿舍房补费自需另]|$)|包吃[+、]住(?:[^宿]|$)|[2-9二两三四五六七八十]人间(?:[^客病包标套]|$)|(?:^|[^不未])(?:可|能|可以)?安排(?:住宿|宿舍|食宿|住房)|(?:^|[^不])(?:可|能)住宿|包吃?宿)");
  static const RE2 meals_too(
      R"((?:^|[^不])(?:包|管|提供|免费|供|含)[^,。;!不自]{0,8}?[+、和及与/](?:免费|提供)?(?:吃|伙食|三餐|两餐|一餐|[早中午晚]餐)|(?:^|[^不未])安排食宿|包吃宿)");
  static const RE2 neither(
      R"((?:不|无|没有?|未|暂不|暂无)(?:免费|再)?(?:提供|包|管|含|供|安排)?(?:吃住|食宿|吃宿)|(?:吃住|食宿)(?:费用?)?(?:自费|自付|另算|自行负责|不包|不管))");
  static const RE2 no_bed(
      R"((?:不|未|暂不)(?:提供|包|管|含|供|安排)+(?:住宿|宿舍)|(?:暂无|没有?|无)(?:提供|安排)?(?:住宿|宿舍)(?:[^补不]|$)|(?:没有?|无)(?:地方|处|房)?住(?:[,;。!的]|$)|(?:没有?|无)住处|宿舍(?:已满|住满|满员)|住宿费?用?(?:自费|自付|另算))");
  // "吃住厂里", "吃住都在工地上"; "住厂" and "厂里住" name the bed alone.
  static const RE2 at_the_works(
      R"(((?:(?:吃住|食宿|吃宿|住宿)(?:都|全|均)?在?|(?:^|[,;。!、])(?:可|需|要|得|长期|必须|带小孩|带孩子|可以带小孩|能带小孩)?住在?)(?:本|我)?(?:厂|工地|店|公司|工厂|老板家|项目部|项目上|基地|场|矿|站|茶山)(?:里|内|上|区)?面?(?:[^\p{Han}]|$)|(?:^|[,;。!、])吃?(?:厂里|工地|店里)上?吃?(?:厂里|工地|店里)?上?住(?:[^\p{Han}]|$)))");
  // "中餐免费", "午饭公司出"; a bare 三餐 in a list of what is given.
  static const RE2 meals_free(
      R"((?:[早中午晚夜]{1,3}|[一二两三])[餐饭](?:都|全部?|均|一律)?(?:免费|全免|不要钱|不花钱|不收费|公司出|厂里出|老板包|老板管))");
  static const RE2 meals_listed(
      R"((?:^|[,;。!、+|])(?:一日|每日|每天)?[三两四](?:餐|顿饭)(?:[,;。!、+|]|$))");
  if (said.SaysAny({"餐", "饭"}) &&
      ((said.SaysAny({"免", "不要钱", "不花钱", "不收费", "出", "老板"}) &&
        RE2::PartialMatch(t, meals_free)) ||
       (said.SaysAny({"三餐", "两餐", "四餐", "三顿", "两顿"}) &&
        RE2::PartialMatch(FoldClauses(text), meals_listed)))) {
    board.meals = true;
  }
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
  if (said.SaysAny({"住宿", "宿舍", "住处", "没住", "没有住", "方住", "处住", "房住", "无住"}) &&
      RE2::PartialMatch(t, no_bed)) {
    board.accommodation = false;
  }
  if (said.SaysAny({"吃住", "食宿", "吃宿"}) && RE2::PartialMatch(t, neither)) {
    board = {false, false};
  }
}

// What a text says is not given, or at whose cost: it counts before what is given.
void TakeBoardBack(const std::string& t, const AskedText& said, Board& board) {
  if (!board.accommodation.has_value() &&
      said.SaysAny({"自己找房", "自己租房", "自行租房", "自行找房", "自找房", "自找住", "自租房",
                    "住房自己", "房子自己", "自己找住", "自己找地方住"})) {
    board.accommodation = false;
  }
  static const RE2 own_meals(
      R"((?:吃饭|伙食|餐费|用餐|吃|食堂|三餐)(?:的|在?食堂)?(?:费用?)?(?:\d{1,3}(?:元|块)?(?:/|每|一)?[天日餐顿月]?)?(?:自费|自付|自理|自己解决|自己(?:出|想办法|负责|管|搞定)|自行解决|另算|自行负责|(?:从|在)?工资(?:里|中)?扣)|(?:吃饭|伙食费?|餐费|饭钱|饭费)(?:每个?月|一个?月|每天|一天)?(?:扣|另扣|交|收)\d{1,3})");
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
  if (!said.SaysAny({"食宿自理", "吃住自理"}) &&
      said.SaysAny({"自", "另算", "扣", "饭", "伙食", "餐费"}) && RE2::PartialMatch(t, own_meals)) {
    board.meals = false;
  }
}

}  // namespace

Board ReadBoard(absl::string_view text) {
  if (!SaysAny(text, {"吃", "住",   "宿",   "餐",   "伙食", "包食", "夫妻房", "饭",
                      "顿", "人间", "公寓", "单间", "板房", "工棚", "间房",   "彩钢房",
                      "床", "铺位", "房子", "人房", "房租", "宵",   "找房",   "租房"}))
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
  if (SaysBareBoth(text, said) || SaysBothSomewhere(text, said)) board = {true, true};
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
  if (said.SaysAny({"包住",     "提供住宿", "免费住宿",   "提供宿舍", "有宿舍",   "员工宿舍",
                    "免费宿舍", "宿舍",     "住宿免费",   "包住宿",   "夫妻房",   "含住宿",
                    "管住",     "有住宿",   "提供住房",   "有住房",   "免费公寓", "有公寓",
                    "提供公寓", "可内宿",   "供住",       "提供单间", "住板房",   "有房住",
                    "有地方住", "有住处",   "住的地方有", "住处有",   "有住的",   "供住宿",
                    "免费住",   "可住厂"})) {
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
  ReadBoardAsAClause(t, text, said, board);
  ReadBoardInOtherWords(t, text, said, board);
  if (!board.meals.has_value() && said.SaysAny({"吃自己", "自己做饭", "自己煮饭", "自己开伙",
                                                "自己开火", "自己做吃", "自己煮吃", "饭自己搞"})) {
    board.meals = false;
  }
  TakeBoardBack(t, said, board);
  return board;
}

}  // namespace laowu::intake
