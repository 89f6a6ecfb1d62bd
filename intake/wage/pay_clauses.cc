#include "intake/wage/pay_clauses.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/facts/facts_text.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "intake/wage/wage_figures.h"
#include "intake/wage/wage_text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// A bare figure outside these is hardly a month's pay.
constexpr int kLeastBarePay = 1'500;
constexpr int kMostBarePay = 60'000;

bool CanBeBarePay(int yuan) {
  return yuan >= kLeastBarePay && yuan <= kMostBarePay && yuan % 50 == 0;
}

// "5000-6500": two figures that can be the ends of a month's pay.
bool HoldsBareRange(const re2::StringPiece& clause) {
  static const RE2 range(
      R"((?:^|[^\d.\-~])([1-9]\d{3,4})元?[-~至到]([1-9]\d{3,4})(?:[^\d\-~年]|$))");
  int low = 0;
  int high = 0;
  return RE2::PartialMatch(clause, range, &low, &high) && CanBeBarePay(low) && CanBeBarePay(high) &&
         low <= high && high <= 5 * low;
}

// "焊工5500起", "3800包吃住", "8k": the whole clause is a figure with little around it.
bool IsBareFigure(const re2::StringPiece& clause) {
  static const RE2 figure(
      R"(^(?:\p{Han}{0,10}(?:急招|招聘|诚聘|招工|招人|招|聘):|:)?((?:[a-z]{1,4}\d?\p{Han})?\p{Han}{0,8})[:]?([1-9]\d{2,3}0)(?:元|块)?(?:起步|起|\+|以上|以下|以内|左右|上下|上|多|不等|封顶|[↓↑]|[*x×]1[2-8])*(?:(?:\+|加)?(?:包|管|提成|补贴|冷库|高温|加班|奖金|餐补|全勤|房补|绩效|五险|社保|双休|单休|月休|工龄|住房|公积金)\p{Han}*(?:\d{2,3}元?(?:/[月天])?)?)*(?:\([^()]*\))?$)");
  // "港口镇游戏机厂招普工5000"
  static const RE2 call(
      R"(^\p{Han}{0,14}(?:招聘?|诚聘|急聘|聘)(?:[a-z]{1,4}\d?)?\p{Han}{0,6}(?:工|员|师傅?|手|司机|保安)([1-9]\d{2,3}0)(?:元|起|\+|以上|左右)*$)");
  // "五金厂招焊工7千元"
  static const RE2 call_in_thousands(
      R"(^\p{Han}{0,14}(?:招聘?|诚聘|急聘|聘)(?:[a-z]{1,4}\d?)?\p{Han}{0,6}(?:工|员|师傅?|手|司机|保安)\d{1,2}(?:\.\d)?[千万k]\d?(?:元|块|起|\+|以上|左右)*$)");
  static const RE2 with_multiplier(
      R"(^(?:\p{Han}{0,10}(?:急招|招聘|诚聘|招工|招人|招|聘):|:)?((?:[a-z]{1,4}\d?\p{Han})?\p{Han}{0,8})[:]?\d{1,2}(?:\.\d)?[千万kw]?(?:[-~至到]\d{1,2}(?:\.\d)?)?[千万kw](?:零?\d百?)?(?:元|块)?(?:起|\+|以上|以下|以内|左右|上下|上|多|[↓↑]|[*x×]1[2-8])*$)");
  // "6500+恒温车间", "9千+住房公积金": from there on, and the next word glued to it; not
  // "3000+平米".
  static const RE2 from_on(
      R"(^[:]?([a-z\p{Han}]{0,8})[:]?(?:[1-9]\d{2,3}0|\d{1,2}(?:\.\d)?[千万kw]\d?)(?:元|块)?\+(?:恒温|空调|冷库|高温|岗位补|夜班补|包|管|住|提成|奖|补|加班|五险|公积|社保|全勤|满勤|工龄|双休|长白|白班|坐|站|无尘|不穿|计件|轻松|免)[^\d]{0,24}$)");
  // "学徒四千二", "一万二包税"
  static const RE2 in_numerals(
      R"(^(?:\p{Han}{0,10}(?:急招|招聘|诚聘|招工|招人|招|聘):|:)?(\p{Han}{0,8}?)(?:[一二两]万[一二三四五六七八九]?|[二两三四五六七八九]千[一二三四五六七八九]?)(?:块|元)?(?:起|多|以上|左右|上下|(?:包|管)\p{Han}*)*$)");
  std::string before;
  int yuan = 0;
  if (SaysAny({clause.data(), clause.size()}, {"招", "聘"})) {
    if (RE2::FullMatch(clause, call, &yuan)) return CanBeBarePay(yuan);
    if (RE2::FullMatch(clause, call_in_thousands)) return true;
  }
  if (RE2::FullMatch(clause, figure, &before, &yuan)) {
    if (!CanBeBarePay(yuan)) return false;
  } else if (!RE2::FullMatch(clause, with_multiplier, &before) &&
             !RE2::FullMatch(clause, from_on, &before) &&
             !RE2::FullMatch(clause, in_numerals, &before)) {
    return false;
  }
  // "客房服务员4000", "生产普工5000", "收费员4500": a work, whatever it is about.
  if (EndsWithAny(before, {"工", "员", "师", "师傅", "司机", "保安", "保洁", "保姆", "阿姨", "学徒",
                           "文员", "主管", "领班", "组长"}) &&
      !SaysAny(before, {"员工", "职工", "人员", "会员", "现有", "拥有", "罚", "奖", "扣"})) {
    return true;
  }
  // "cnc操机6000", and not "sku数量6000"
  if (!before.empty() && absl::ascii_isalpha(static_cast<unsigned char>(before[0]))) {
    return EndsWithAny(before, {"操机", "调机", "编程", "机长", "焊", "客服", "操作"});
  }
  return !SaysAny(
      before, {"占地", "面积", "成立", "投资", "客户", "员工", "拥有", "编号", "房", "邮", "租",
               "押",   "费",   "补",   "奖",   "罚",   "注册", "产",   "销",   "扣", "险", "全勤",
               "学会", "现有", "会员", "粉丝", "用户", "门店", "达",   "近",   "超"});
}

// "提供住宿,100元/月": what the bed costs.
bool IsTooLittle(const re2::StringPiece& clause) {
  static const RE2 too_little(
      R"(^[:]?(?:每人|收费|仅收|只收|收|扣|仅需|只需|仅|只)?[1-9]\d{1,2}(?:元|块)?(?:每人)?(?:/|每|一个?|一)月$)");
  return RE2::PartialMatch(clause, too_little);
}

// "180一方", "35一斤青叶", "一吨25", "跑一趟150": a sum for a measure of work and little else; what
// is sold is none.
bool IsPayForAMeasure(const re2::StringPiece& clause) {
  static const RE2 behind(absl::StrCat(
      R"(^(?:\p{Han}{0,8}?[^\d第前每一约共量])?:?\d{1,4}(?:\.\d{1,2})?(?:元|块|毛|角)?\d?(?:钱)?(?:/|一个?|每个?))",
      kMeasureOfWork, R"(\p{Han}{0,3}$)"));
  static const RE2 before(absl::StrCat(
      R"(^(?:\p{Han}{0,6}?)?(?:一|每|按)个?)", kMeasureOfWork,
      R"(\p{Han}{0,2}?:?\d{1,4}(?:\.\d{1,2})?(?:元|块|毛|角)?(?:钱|左右|多|起|以上)*$)"));
  if (!SaysAny({clause.data(), clause.size()}, {"一", "每", "/", "按"})) return false;
  return (RE2::PartialMatch(clause, behind) || RE2::PartialMatch(clause, before)) &&
         !SaysAny({clause.data(), clause.size()},
                  {"个月", "个人", "一个班", "卖", "售", "价格", "租", "费", "奖", "补", "罚", "扣",
                   "门票", "人均", "宿舍", "车位", "车费"});
}

// "按方算", "按吨数结": behind a measure of work.
constexpr absl::string_view kReckoned = "(?:数|量)?(?:算|计酬|计价|结)";

bool SpeaksOfPay(absl::string_view clause) {
  static const RE2 pay(absl::StrCat(
      R"(工资|薪|待遇|底薪|综合|提成制\d|保底|半个?月\d{4}|收入|月均|月入|日入|日赚|月赚|每月\d{4}|单价|计件|件|日结|周结|点工\d|^(?:8|9|1[0-2])个?(?:小时|h)制?[1-9]\d{2}$|(?:^|[^\p{Han}])[一二两三四五六七八][二三四五六七八九]千(?:吧|样子|$)|)",
      "按", kMeasureOfWork, "(?:", kReckoned,
      R"(|\d)|小时工|工价|面议|面谈|封顶|到手|\d(?:元|块)|\d[千万kw]?[-~至到]\d[\d.]*[千万kw](?:[^a-z]|$)|元/|日均\d|/[月天时晚h]|/小时|每(?:个)?小时\d{2}(?:\D|$)|月薪|/2\d天|[一每]天(?:能|可以?|大概|大约|约)?(?:挣|赚|拿|有)?\d{2,3}(?:[^\d个小时h]|$)|[一每][日晚](?:能|可以?|大概|大约|约)?(?:挣|赚|拿|有)?[1-9]\d{2}(?:[^\d个小时h点人份台件套斤只头箱单米]|$)|\d{2,4}(?:块)?一(?:天|日|晚|个月)|\d{2}(?:\.\d)?(?:块|元)?(?:[一二三四五六七八九半])?一个?(?:小时|钟)|一?个月(?:能|可以?|大概)?(?:拿|挣|有)?\d{4}|[个每]月(?:能|可以?|大概|大约|约|有|拿|挣|赚|到手)*[一二两三四五六七八九]{1,2}[千万]|转正(?:以?后|期|:)*[1-9]\d{3}|(?:^|[^\d个])小时\d{2}(?:\.\d)?(?:元|块)?$|一个?小时\d{2}(?:\D|$)|计时\d{2}|[百千万](?:元|块)?一(?:天|晚|个月)|(?:天|日)[一二三四五六七八九两]百|[白夜晚]班:?[1-9]\d{3}(?:\D|$)|(?:^|\D)2\d天:?[1-9]\d{3,4}(?:\D|$)|\d/(?:[89]|1[0-2]|24)个?(?:小时|h)|(?:平均|大概|大约|差不多)[一二两三四五六七八九]{1,2}[千万]|[一二两三四五六七八九][千万](?:[-~至到—–～]+)[一二两三四五六七八九][千万]|(?:学徒|生手|新手|新员工|老员工|熟手|熟练工?|大师傅|老手|手快的?|夫妻工?|两口子|两公婆)工?[1-9]\d{3,4}(?:\D|$)|(?:加班|旺季|忙时|淡季|平时|夫妻|两口子)\p{Han}{0,5}:?[1-9]\d{3,4}(?:\D|$)|[一1]?万把|[一1]万(?:块|元)?出头|[一二两三四五六七八九][千万](?:多|来|几)?块(?:钱|左右|上下|以上|起|$)|(?:^|[个每])月[一二两三四五六七八九]{1,2}[千万])"));
  static const RE2 other(
      R"(岁|经验|学历|工作经历|限公司|注册|营业额|产值|[条邮]件|零件|部件|软件|硬件|文件|证件)");
  static const RE2 figure(
      absl::StrCat("\\d|[千仟万萬百佰]|面议|面谈|封顶|按", kMeasureOfWork, kReckoned));
  const re2::StringPiece piece(clause.data(), clause.size());
  if ((!SaysPiecePay(clause) && !RE2::PartialMatch(piece, figure)) || IsTooLittle(piece)) {
    return false;
  }
  // "5500(两年经验)" speaks of pay, and of who gets it.
  const std::size_t aside = clause.find('(');
  const bool pay_first = aside != absl::string_view::npos && HoldsDigit(clause.substr(0, aside));
  const re2::StringPiece said = pay_first ? piece.substr(0, aside) : piece;
  const bool about_other = RE2::PartialMatch(said, other) && !Holds(clause, "元");
  if (about_other) return false;
  return RE2::PartialMatch(piece, pay) || HoldsBareRange(piece) || IsBareFigure(piece) ||
         IsPayForAMeasure(piece);
}

// Of a clause that does not speak of pay as it stands: "五K", "二十二块". Longer ones are
// sentences.
std::string InFigures(absl::string_view clause) {
  constexpr std::size_t kLongestBareNumeral = 36;  // bytes
  if (clause.size() > kLongestBareNumeral || !SaysAny(clause, {"十", "万", "千", "k"})) return "";
  std::string figures = WithShortNumerals(clause);
  return figures != clause && SpeaksOfPay(figures) ? figures : "";
}

// "水电工大工380小工260" → "水电大工380元/天小工260元/天": two jobs, and a day's pay each.
void WriteHandsOfSites(std::string& clauses) {
  if (!SaysAny(clauses, {"大工", "中工", "小工"})) return;
  static const RE2 trade(R"(工((?:大|中|小)工:?\d))");
  // "砖工350,小工220" as well.
  static const RE2 a_day(
      R"(((?:大|中|小|砖|瓦|泥瓦|泥|木|钢筋|水电|油漆|抹灰|贴砖|粉刷|架子|砌|焊|外架|混凝土|砼|防水|腻子|铺砖)工(?:师傅)?:?)([1-9]\d0)(?:元|块)?([,;。、(]|[一每]天|/?(?:大|中|小)工|$))");
  RE2::GlobalReplace(&clauses, trade, R"(\1)");
  while (RE2::Replace(&clauses, a_day, R"(\1\2元/天\3)")) {
  }
}

// "三百五一天" → "350元/天", "一天四五百" → "一天400-500元", "4000一月" → "4000元/月".
void WriteSpokenPay(std::string& clauses) {
  static const RE2 month(R"(([1-9]\d{3})(?:元|块)?一月([^\d份底初中上下旬]|$))");
  static const RE2 day(R"(([一二两三四五六七八九]百)([一二三四五六七八九])块?[一每]天)");
  static const RE2 from_to(
      R"(([一每]天(?:能|可以?|大概|大约)?(?:挣|赚|拿|有)?)([一二两三四五六七八]?)([二三四五六七八九])([百十])(?:多|左右|来)?块?(?:[^\d\p{Han}]|$))");
  if (Holds(clauses, "一月")) RE2::GlobalReplace(&clauses, month, R"(\1元/月\2)");
  // "11点到2点,100块": what these hours pay is the day's.
  static const RE2 by_the_clock(
      R"((\d{1,2}点半?(?:[-~至到]|直到)(?:晚上?|下午|中午|凌晨)?\d{1,2}点半?(?:上班)?)[,;]?([1-9]\d{1,2})(?:元|块)([,;。!]|$))");
  if (Holds(clauses, "点")) RE2::GlobalReplace(&clauses, by_the_clock, R"(\1,日薪\2元\3)");
  static const RE2 day_work(R"(日工:?([1-9]\d{2})(元|块|[^\d]|$))");
  // "半天80全天150": what a whole day pays.
  static const RE2 whole_day(
      R"((?:半天:?\d{2,3}(?:元|块)?[,;/、]?)?(?:全天|整天):?([1-9]\d{2})(?:元|块)?([^\d]|$))");
  if (SaysAny(clauses, {"全天", "整天"})) {
    RE2::GlobalReplace(&clauses, whole_day, R"(日薪\1元\2)");
  }
  if (Holds(clauses, "日工")) RE2::GlobalReplace(&clauses, day_work, R"(日薪\1\2)");
  if (!SaysAny(clauses, {"百", "十"}) || !Holds(clauses, "天")) return;
  RE2::GlobalReplace(&clauses, day, R"(\1\2十元/天)");
  std::string lead;
  std::string low;
  std::string high;
  std::string unit;
  if (!RE2::PartialMatch(clauses, from_to, &lead, &low, &high, &unit)) return;
  if (low.empty() || ChineseDigit(high) != ChineseDigit(low) + 1) return;
  const absl::string_view zeros = unit == "百" ? "00" : "0";
  RE2::Replace(
      &clauses, from_to,
      absl::StrCat(R"(\1)", ChineseDigit(low), zeros, "-", ChineseDigit(high), zeros, "元,"));
}

// "一天一结,200", "200,日清": paid out each day, so it is a day's; "月休4天5500": two clauses.
void WritePayOfTheDay(std::string& clauses) {
#define LAOWU_EACH_DAY                                                                                                             \
  "(?:日结|天结|日清|现结|一天一结|一天一发|天天结|天天发|当[天日]结|当[天日]发|做一天结一天|" \
  "干一天结一天)"
  static const RE2 behind(LAOWU_EACH_DAY
                          R"((?:工资|的)?[,;:]?([1-9]\d{2})(?:元|块)?([,;。、(]|$))");
  static const RE2 before(R"((^|[,;。])([1-9]\d{2})(?:元|块)?[,;、]?()" LAOWU_EACH_DAY ")");
#undef LAOWU_EACH_DAY
  static const RE2 days_off(R"((月休[\d一二两三四五六]{1,2}天|双休|单休)([1-9]\d{3}))");
  if (SaysAny(clauses, {"结", "日清", "一发", "天发", "日发"})) {
    RE2::GlobalReplace(&clauses, behind, R"(日结,日薪\1元\2)");
    RE2::GlobalReplace(&clauses, before, R"(\1日薪\2元,\3)");
  }
  if (Holds(clauses, "休")) RE2::GlobalReplace(&clauses, days_off, R"(\1,\2)");
}

// "HKD 15000" is one clause, or the figure would pass for yuan.
void JoinCurrencies(std::string& clauses) {
  static const RE2 before(
      R"((hkd|usd|eur|mop|sgd|[$€£]|港[币元纸]|美[元金刀]|欧元|澳门?[元币]|台币|新币)[,:]+(\d))");
  static const RE2 behind(
      R"((\d[千万kw]?),(hkd|usd|eur|mop|sgd|[$€£]|港[币元纸]|美[元金刀]|欧元|澳门?[元币]|台币|新币))");
  RE2::GlobalReplace(&clauses, before, R"(\1\2)");
  RE2::GlobalReplace(&clauses, behind, R"(\1\2)");
}

}  // namespace

std::string PayClauses(absl::string_view text) {
  // "3、待遇…" numbers the line; a list mark between figures may be a range ("6000、8000").
  // But "1.2万" is one figure.
  static const RE2 number(R"((^|[,;。、])\d{1,2}(?:[、)]|\.(\D|\d{3})))");
  static const RE2 kept_back(R"(不?[押压扣][^,;。\d]{0,12}?(?:工资|薪水|证件|身份证))");
  static const RE2 list_mark(R"((?:(\D)、)|(?:、(\D)))");
  static const RE2 age(R"([,、]?\d{2}(?:周?岁)?(?:[-~至到]\d{2})?周?岁(?:以[上下内])?)");
  // "8小时6000": a month's pay for days of eight hours.
  static const RE2 by_the_day(
      R"((^|[,;。])(?:每月)?(?:2\d天|[56]天)?(?:每天)?(?:8|10|11|12)小时(?:制|以?内)?([1-9]\d{3,4}))");
  // "日结8小时180元"
  static const RE2 a_days_hours(
      R"((^|[^\d])(?:8|9|1[0-2])个?小时(?:制)?([1-9]\d{2})(?:元|块)(?:[^/每]|$))");
  // "白班20元夜班22元一小时": the unit stands once for both.
  static const RE2 day_and_night(
      R"(白班(\d{2}(?:\.\d{1,2})?)(?:元|块)?[,、/]?夜班(\d{2}(?:\.\d{1,2})?)(?:元|块)?(?:/|每|一)个?(?:小时|时|h))");
  // "切配1名5500": how many stand between the work and its pay.
  static const RE2 counted(
      R"((\p{Han})\(?\d{1,3}(?:名|人|位|个)\)?([:,]?[1-9]\d{2}[05](?:[-~][1-9]\d{2}[05])?(?:元|起|\+|[,;。、]|$)))");
  std::string clauses = WithoutThousandsCommas(FoldClauses(text));
  if (SaysAny(clauses, {"名", "人", "位", "个"})) {
    RE2::GlobalReplace(&clauses, counted, R"(\1\2)");
  }
  WriteCantoneseMoney(clauses);
  if (Holds(clauses, "计件员")) absl::StrReplaceAll({{"计件员", "员"}}, &clauses);
  WriteDaysPayOfSites(clauses);
  JoinNeighbours(clauses);
  WriteSpokenPay(clauses);
  const bool in_foreign_money = SaysForeignMoney(clauses);
  if (in_foreign_money) JoinCurrencies(clauses);
  RE2::GlobalReplace(&clauses, day_and_night, R"(白班\1元/小时,夜班\2元/小时)");
  if (SaysAny(clauses, {"日结", "天结", "当天结"})) {
    RE2::GlobalReplace(&clauses, a_days_hours, R"(\1日薪\2元,)");
  }
  WritePayOfTheDay(clauses);
  RE2::GlobalReplace(&clauses, age, ",");
  RE2::GlobalReplace(&clauses, by_the_day, R"(\1月薪\2)");
  RE2::GlobalReplace(&clauses, number, R"(\1\2)");
  RE2::GlobalReplace(&clauses, kept_back, ",");
  RE2::GlobalReplace(&clauses, list_mark, R"(\1,\2)");
  std::string said;
  std::string foreign;  // told only where nothing is said in yuan
  for (absl::string_view clause : absl::StrSplit(clauses, absl::ByAnyChar(",;!"))) {
    for (absl::string_view part : absl::StrSplit(clause, "。")) {
      if (in_foreign_money && HoldsDigit(part) && SaysForeignMoney(part)) {
        foreign = std::string(part);
        continue;
      }
      std::string figures;
      if (!SpeaksOfPay(part) && !Holds(part, "含返费")) {
        figures = InFigures(part);
        if (figures.empty()) continue;
      }
      absl::StrAppend(&said, said.empty() ? "" : ",", figures.empty() ? part : figures);
    }
  }
  return said.empty() ? foreign : said;
}

bool WorksOnDaysOffOnly(absl::string_view text) {
  if (!SaysAny(text, {"周末", "周六", "星期六", "双休日", "节假日"})) return false;
  static const RE2 works(
      R"((?:周末|双休日|节假日|周六(?:[、和到至-]?周?[日天])?|星期六(?:[、和到至-]?(?:星期)?[日天])?)(?:临时|短期)?(?:兼职|工(?:[^作资]|$)|班(?:[^车]|$)|做|干|来|有空)|兼职[^,;。!\d]{0,6}(?:周末|周六|双休日))");
  static const RE2 alone(
      R"((?:^|[,;。!(])(?:只|仅|限|只限|只要|时间:?)?(?:周末|周六[、和]?周日|周六[、和]?周天|周六日|星期六[、和]?星期[天日]|双休日)(?:两天)?(?:[,;。!)]|$))");
  static const RE2 free(
      R"((?:周末|双休日|节假日|周六|周日)[^,;。!]{0,6}(?:休|放|不|免|加班|正常|可|轮)|(?:周一|星期一)(?:到|至|-)|双休(?:[^日]|$)|长期)");
  const std::string clauses = FoldClauses(text);
  if (RE2::PartialMatch(clauses, free)) return false;
  return RE2::PartialMatch(clauses, works) ||
         (Holds(clauses, "兼职") && RE2::PartialMatch(clauses, alone));
}

bool SaysPieceWork(absl::string_view text) {
  if (!SaysPiecePay(text)) return false;
  static const RE2 alone(
      R"((?:^|[,;。!、+(:])(?:工资|薪资|薪酬|待遇|全部|纯|都是|按|实行|采用|多劳多得)*(?:计件|件数|按件|件薪)(?:制|工资|薪酬|薪资|计酬|结算|算|为主|多劳多得|工)*(?:[,;。!、+)]|$))");
  const std::string clauses = FoldClauses(text);
  return RE2::PartialMatch(clauses, alone);
}

std::string WithAllowanceAsPay(absl::string_view text) {
  static const RE2 allowance(
      R"((?:每个?月|月|岗位)(?:补助|补贴)(?:标准|金额|为|是|发放|:|：)*([1-9]\d{2,3}))");
  // Less than any other work pays, so that such a figure needs a word: "800元/月", "每月500".
  static const RE2 a_month(
      R"((^|[,，;；。、\s])(?:每个?月([1-9]\d{2,3})(?:元|块)?|([1-9]\d{2,3})(?:元|块)?(?:/|每|一个?)月)([,，;；。、\s]|$))");
  std::string said(text);
  RE2::GlobalReplace(&said, allowance, R"(月工资\1)");
  RE2::GlobalReplace(&said, a_month, R"(\1月工资\2\3元\4)");
  return said;
}

std::string UnreadPayIn(absl::string_view text) {
  static const RE2 money(
      R"((?:^|[^\d.a-z])[1-9]\d{1,4}(?:\.\d{1,2})?(?:元|块)|(?:^|[^\d.a-z])\d{1,2}(?:\.\d)?(?:k(?:[^a-z]|$)|千(?:[^瓦克米分人]|$))|(?:工资|薪|工价|待遇)\D{0,9}\d{2,5}(?:\D|$)|[白夜]班:?(?:1[5-9]|[2-4]\d)(?:[白夜]|$)|^[1-9]\d{3,4}/[1-9]\d{3,4}$)");
  static const RE2 behind_words(R"(\p{Han}([1-9]\d{2,3}0)$)");
  const std::string clauses = WithoutThousandsCommas(FoldClauses(text));
  if (!HoldsDigit(clauses)) return "";
  for (absl::string_view clause : absl::StrSplit(clauses, absl::ByAnyChar(",;!"))) {
    for (absl::string_view part : absl::StrSplit(clause, "。")) {
      if (!HoldsDigit(part)) continue;
      const re2::StringPiece piece(part.data(), part.size());
      int yuan = 0;
      const bool bare = RE2::PartialMatch(piece, behind_words, &yuan) && CanBeBarePay(yuan);
      if (IsTooLittle(piece) || (!bare && !RE2::PartialMatch(piece, money))) continue;
      if (SaysAny(part,
                  {"奖",   "补",   "贴",   "费",     "押",   "租",   "罚", "扣",   "险",   "返",
                   "提成", "注册", "营业", "投资",   "产",   "销",   "客", "红包", "餐",   "饭",
                   "房",   "宿",   "水电", "赔",     "借",   "预支", "贷", "占地", "面积", "平",
                   "员工", "编号", "工龄", "公积金", "加班", "吨",   "斤", "件",   "单"})) {
        continue;
      }
      return std::string(part);
    }
  }
  return "";
}

std::vector<JobOffer> JobOffersIn(absl::string_view text) {
  static constexpr absl::string_view kOffer =
      R"((?:男|女)?(\p{Han}{0,5}?(?:工(?:师傅)?|师傅|师|员|(?:司机|保安|会计|仓管|主管|组长|领班|班长|经理|学徒|帮厨|保姆|导购|客服|车位|裁床|保洁|前台|出纳|抛光|打磨|包装|质检|品检|洗碗|传菜|平车|四线|冚车|锁边|中烫|大烫|打荷|砧板|切配|水台|上什|墩子|楼面|收银|尾部|查货|剪线|文员|跟单|品管|叉车)(?:工|员|师傅)?))(\(?\d{1,3}(?:名|人|位|个)\)?)?(?:(?:[,:]?(?:月薪|工资|薪资|底薪|综合|计件|月入|日薪|每天)+)?[:,]?((?:\d{2,3}(?:[-~]\d{2,3})?元?/天|\d{2}(?:\.\d{1,2})?(?:元|块)?(?:/|每|一)?(?:个)?(?:小时|[时h])|[1-9]\d{3,4}(?:[-~至到][1-9]\d{3,4})?|\d{1,2}(?:\.\d)?[千万kw]?(?:[-~至到]\d{1,2}(?:\.\d)?)?[千万kw])(?:元/月|元|/月|起|\+|以上)?)(?:[^人名位平年\d]|$))?)";
  static const RE2 offer(absl::StrCat("(?:[,;。!、/):]|招聘?|聘|名|位)", kOffer));
  static const RE2 glued(std::string{kOffer});  // "厨师7000帮厨4500"
  std::vector<JobOffer> offers;
  static const RE2 number(R"(([,;。:])\d{1,2}[.、)](\p{Han}))");  // "1.焊工"
  std::string clauses = absl::StrCat(",", WithoutThousandsCommas(FoldClauses(text)));
  RE2::GlobalReplace(&clauses, number, R"(\1\2)");
  WriteHandsOfSites(clauses);
  re2::StringPiece rest(clauses);
  re2::StringPiece name;
  re2::StringPiece heads;
  re2::StringPiece pay;
  bool behind_another = false;
  while ((behind_another && RE2::Consume(&rest, glued, &name, &heads, &pay)) ||
         RE2::FindAndConsume(&rest, offer, &name, &heads, &pay)) {
    // The mark behind an offer may be the one before the next.
    const re2::StringPiece& last = !pay.empty() ? pay : !heads.empty() ? heads : name;
    const char* const end = last.data() + last.size();
    rest = {end, static_cast<std::size_t>(clauses.data() + clauses.size() - end)};
    behind_another = !pay.empty() || !heads.empty();
    if (!behind_another) continue;
    JobOffer one{std::string(name.data(), name.size()), std::string(pay.data(), pay.size())};
    for (absl::string_view call : {"急招", "诚聘", "招聘", "招", "聘"}) {
      if (absl::StartsWith(one.name, call)) one.name.erase(0, call.size());
    }
    if (SaysAny(one.name, {"员工", "职工", "加工", "打工", "人员", "小时工", "计时工", "计件工",
                           "临时工", "正式工", "长期工", "长工", "短工", "熟练工", "暑假工"})) {
      continue;
    }
    const auto known = std::find_if(offers.begin(), offers.end(), [&](const JobOffer& offered) {
      return Holds(offered.name, one.name) || Holds(one.name, offered.name);
    });
    if (known == offers.end()) {
      offers.push_back(std::move(one));
    } else if (known->pay.empty()) {  // "木工师傅5人,学徒4500,师傅9000"
      known->pay = std::move(one.pay);
    }
  }
  return offers;
}

}  // namespace laowu::intake
