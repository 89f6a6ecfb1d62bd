#include "intake/wage/wage_lead.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/text/asked_text.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "intake/wage/wage_figures.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// The period that is named last: "月薪:时薪18-20" speaks of an hour.
WageUnit LastPeriodIn(absl::string_view words) {
  struct Word {
    absl::string_view word;
    WageUnit unit;
  };
  static constexpr Word kWords[] = {
      {"月薪", WageUnit::kMonth},   {"月工资", WageUnit::kMonth}, {"月入", WageUnit::kMonth},
      {"月发", WageUnit::kMonth},   {"月实发", WageUnit::kMonth}, {"月收入", WageUnit::kMonth},
      {"每月", WageUnit::kMonth},   {"月综合", WageUnit::kMonth}, {"月均", WageUnit::kMonth},
      {"综合月", WageUnit::kMonth}, {"元/月", WageUnit::kMonth},  {"个月", WageUnit::kMonth},
      {"一月", WageUnit::kMonth},   {"month", WageUnit::kMonth},  {"时薪", WageUnit::kHour},
      {"小时", WageUnit::kHour},    {"每时", WageUnit::kHour},    {"工价", WageUnit::kHour},
      {"元/时", WageUnit::kHour},   {"hour", WageUnit::kHour},    {"日薪", WageUnit::kDay},
      {"每天", WageUnit::kDay},     {"每日", WageUnit::kDay},     {"日结", WageUnit::kDay},
      {"日工资", WageUnit::kDay},   {"一天", WageUnit::kDay},     {"元/天", WageUnit::kDay},
      {"天薪", WageUnit::kDay},     {"年薪", WageUnit::kYear},    {"年收入", WageUnit::kYear},
      {"每年", WageUnit::kYear},    {"年综合", WageUnit::kYear},  {"元/年", WageUnit::kYear},
      {"一年", WageUnit::kYear},    {"日赚", WageUnit::kDay},     {"日入", WageUnit::kDay},
      {"日收入", WageUnit::kDay},   {"一晚", WageUnit::kDay},     {"每晚", WageUnit::kDay},
      {"月赚", WageUnit::kMonth},   {"每个月", WageUnit::kMonth}, {"年入", WageUnit::kYear},
      {"年赚", WageUnit::kYear},    {"年均", WageUnit::kYear},    {"点工", WageUnit::kDay},
      {"计时", WageUnit::kHour},    {"一日", WageUnit::kDay},     {"班薪", WageUnit::kDay},
      {"日清", WageUnit::kDay},     {"天结", WageUnit::kDay},     {"现结", WageUnit::kDay},
      {"日发", WageUnit::kDay},
  };
  WageUnit unit = WageUnit::kNone;
  std::size_t last = 0;
  for (const Word& word : kWords) {
    const std::size_t at = words.rfind(word.word);
    // "第一年5000": the first year, and no pay of a year.
    if (at == absl::string_view::npos || absl::EndsWith(words.substr(0, at), "第") ||
        (unit != WageUnit::kNone && at <= last))
      continue;
    last = at;
    unit = word.unit;
  }
  return unit;
}

// "半月2500", "十天能拿3000": how many of these a month pays for, nobody said. "半月结5000" is only
// paid out so.
bool IsOfPartOfAMonth(absl::string_view words) {
  if (!SaysAny(words, {"半月", "半个月", "周", "旬", "季度", "天", "半年"})) return false;
  static const RE2 part(
      R"((?:半个?月|[上中下]旬|[一两每]个?(?:周|季度)|半年|(?:十|10|15|十五|7|七)天)(?:的?工资|薪水?|薪资|能|可以|可|拿|挣|赚|有|收入|得|大概|大约|约|发|:)*$)");
  return RE2::PartialMatch(Piece(words), part);
}

// A bonus, an allowance, a cost, a later rise or pay of a part of a month: not the wage.
bool IsExtra(absl::string_view words) {
  if (SaysAny(words,
              {"奖",   "补",     "提成", "返费", "津贴",   "工龄",   "房租", "试用",   "加班费",
               "夜班", "餐",     "报销", "社保", "介绍费", "高温",   "押",   "服装费", "路费",
               "车费", "话费",   "借支", "预支", "生活费", "加班",   "罚",   "扣",     "社平",
               "销量", "销售额", "产能", "订单", "用户",   "客户",   "日活", "注册资", "营业额",
               "业绩", "产值",   "奖励", "红包", "绩效",   "分红",   "保险", "普调",   "调薪",
               "加薪", "涨薪",   "上调", "递增", "涨工资", "公积金", "周薪", "每周",   "旅游",
               "礼金", "慰问",   "年终", "实习"})) {
    return true;
  }
  // "三个月后加500"
  if (IsOfPartOfAMonth(words) || EndsWithAny(words, {"加", "涨", "增"})) return true;
  // "培训费2000元"; what goes before a wage may end otherwise ("水电费自理5000").
  static const RE2 cost(R"(费用?(?:共|约|要|需|仅)*[:]?$)");
  // "住宿100/月": what a bed costs, where none is given.
  static const RE2 bed(R"((?:住宿|宿舍|水电|伙食|房租)(?:每月|扣|收|仅|只要|一个月)*[:]?$)");
  static const RE2 given(R"(包|提供|免费|管|含|有)");
  if (SaysAny(words, {"宿", "水电", "伙食", "房租"}) && RE2::PartialMatch(Piece(words), bed) &&
      !RE2::PartialMatch(Piece(words), given)) {
    return true;
  }
  return Holds(words, "费") && RE2::PartialMatch(Piece(words), cost);
}

// "夫妻两人12000", "一对12000": what both get.
bool IsOfTwo(absl::string_view words) {
  static const RE2 pair(
      R"((?:^|夫妻工?|优先)[一每]对(?:夫妻工?)?(?:一起|合计|总共|共|工资|月薪|月入|综合|能拿|可拿|每月|一个月)*[:]?$)");
  static const RE2 two(
      R"((?:(?:两|二|2)个?|双)人(?:一起|合计|总共|共|工资|月薪|月入|收入|月收入|能拿|可拿|可以拿|每月|一个月)*[:]?$|(?:夫妻|两口子|两公婆)(?:俩|两个人?|两人|二人|双方|2人)?(?:共|合计|合算|合共|合起来|加起来|算起来|一起|能拿|可拿|总共|一共|工资|月薪|月工资|月入|综合)*[:]?$)");
  if (Holds(words, "对") && RE2::PartialMatch(Piece(words), pair)) return true;
  return SaysAny(words, {"人", "夫妻", "两口子", "两公婆"}) && RE2::PartialMatch(Piece(words), two);
}

// "按平方,一方9块"
bool EndsAsAPiece(absl::string_view words) {
  if (!SaysAny(words, {"一", "每", "按"})) return false;
  static const RE2 measure(absl::StrCat("(?:一|每|按|跑)个?", kMeasureOfWork, "(?:课|树|货)?:?$"));
  return !EndsWithAny(words, {"一个", "每个", "按个"}) && RE2::PartialMatch(Piece(words), measure);
}

// "技术好可到13000", and not "可到手5000".
bool SaysAtMost(absl::string_view words) {
  return SaysAny(words,
                 {"最高", "可达", "高达", "不超过", "不高于", "上限", "最多", "可拿到", "达到"}) ||
         (SaysAny(words, {"可到", "能到", "可以到", "能拿到"}) && !Holds(words, "到手")) ||
         (EndsWithAny(words, {"封顶", "封顶:"}) && !SaysAny(words, {"不封顶", "无封顶"}));
}

// When it is paid: 旺季8000, 忙时8000; 淡季4000, 平时5000.
Season SeasonOf(absl::string_view words) {
  static const auto* const busy =
      new WordSet({"旺季", "旺月", "忙时", "忙的时候", "忙起来", "货多", "高峰期"});
  static const auto* const slack =
      new WordSet({"淡季", "淡月", "闲时", "平时", "平常", "不忙", "货少"});
  if (slack->IsIn(words)) return Season::kSlack;
  return busy->IsIn(words) ? Season::kBusy : Season::kNone;
}

// Whose it is.
Skill SkillOf(absl::string_view words) {
  static const auto* const unskilled =
      new WordSet({"生手", "新手", "学徒", "新工", "新员工", "新来", "刚来", "刚进"});
  static const auto* const skilled =
      new WordSet({"熟手",     "熟练",   "熟工",   "老员工", "老手", "老工人", "手快", "手脚快",
                   "做得快",   "做的快", "快手",   "动作快", "勤快", "做熟",   "熟了", "技术好",
                   "技术过硬", "做得好", "做的好", "干得好", "能干", "肯干"});
  if (unskilled->IsIn(words)) return Skill::kNew;
  return skilled->IsIn(words) ? Skill::kSkilled : Skill::kNone;
}

// "加班6000", "加班的话能有6000", behind the last mark; "加班费", "周末加班" are extras, and so is
// what a plus puts before it.
bool IsWithOvertime(absl::string_view words) {
  if (!Holds(words, "加班")) return false;
  static const RE2 with(
      R"(^(?:算上|加上|有|带|含|如果|要是|正常|经常|天天)?加班(?:后|多|满|的话|的时候|时|的|起来|就|能|可|可以|也|有|拿|到|大概|约|在|:)*$)");
  return RE2::PartialMatch(Piece(words), with);
}

// What stands before `words`, the end of `all`.
absl::string_view Before(absl::string_view all, absl::string_view words) {
  return all.substr(0, all.size() - words.size());
}

// Whether the figure behind `words` is paid beside the wage.
bool IsBesideTheWage(absl::string_view words, Shift shift) {
  // "夜班22元/小时" is pay, and the words before it may be no bonus either.
  // "底薪2100+加班综合5500": what it comes to.
  const bool comes_to =
      EndsWithAny(words, {"综合", "到手", "综合:", "到手:", "综合工资", "提成制", "提成制:"}) &&
      !SaysAny(words, {"返费", "奖励", "分红"});
  if (comes_to) return false;
  // "不加班也有4500": no pay for overtime.
  constexpr absl::string_view kNoOvertime = "不加班";
  if (const std::size_t at = words.rfind(kNoOvertime); at != absl::string_view::npos) {
    words.remove_prefix(at + kNoOvertime.size());
  }
  return IsExtra(shift == Shift::kNight && Holds(words, "班")
                     ? words.substr(0, words.rfind("班") - 3)
                     : words);
}

}  // namespace

Lead ReadLead(absl::string_view words) {
  Lead lead;
  if (words.empty()) return lead;
  const absl::string_view all = words;
  // Only the last clause speaks of the figure.
  const bool sum = absl::EndsWith(words, "=");
  static const RE2 clause(R"((?s)(?:.*[,;。、+(!])?([^,;。、+(!]*)$)");
  re2::StringPiece last;
  if (RE2::FullMatch(Piece(words), clause, &last))
    words = absl::string_view(last.data(), last.size());
  // "底薪3500+加班费=6000-7000": what it comes to.
  if (sum) {
    lead.basis = PayBasis::kAllIn;
    return lead;
  }
  lead.unit = LastPeriodIn(words);
  if (EndsAsAPiece(words)) lead.unit = WageUnit::kPiece;
  lead.by_size = lead.unit == WageUnit::kHour && Holds(words, "工价") &&
                 !SaysAny(words, {"小时", "时薪", "计时"});
  static const RE2 named_period(R"((?:日薪|天薪|日工资|日赚|日入|日收入|时薪)[^\d]{0,9}$)");
  lead.named =
      SaysAny(words, {"薪", "工资", "赚", "入"}) && RE2::PartialMatch(Piece(words), named_period);
  lead.for_two = IsOfTwo(words);
  if (SaysAny(words, {"底薪", "保底", "基本工资", "基本薪", "固定工资", "无责", "base"})) {
    lead.basis = PayBasis::kBase;
  } else if (SaysAny(words, {"综合", "到手", "包薪", "全包", "合计", "总收入", "平均", "实发",
                             "月入", "月收入", "all-in"})) {
    lead.basis = PayBasis::kAllIn;
  }
  lead.guaranteed = Holds(words, "保底") && !SaysAny(words, {"底薪", "基本", "固定"});
  lead.maybe_for_two = !lead.for_two && absl::EndsWith(words, "夫妻工");
  lead.of_one_year = Holds(words, "年") &&
                     EndsWithAny(words, {"第一年", "第二年", "第三年", "首年", "头年", "次年"});
  lead.regular = SaysAny(words, {"同工同酬", "正式工", "长期工", "固定工", "月薪制"});
  lead.season = SeasonOf(words);
  lead.skill = SkillOf(words);
  lead.aside = SaysAny(words, {"周末", "节假日", "法定", "周六", "周日", "平时", "兼职", "短期",
                               "临时工", "暑假工", "寒假工", "学生工"});
  lead.shift = EndsWithAny(words, {"夜班", "晚班", "夜班:", "晚班:"})   ? Shift::kNight
               : EndsWithAny(words, {"白班", "日班", "白班:", "日班:"}) ? Shift::kDay
                                                                        : Shift::kNone;
  lead.at_least = SaysAny(words, {"不低于", "最低", "至少", "不少于", "起薪", "高于"}) &&
                  !Holds(words, "不高于");
  lead.at_most = SaysAtMost(words);
  // "周末双休日薪200" is paid for the other days.
  lead.days_off = SaysAny(words, {"周末", "节假日", "法定", "周六", "周日", "星期六", "星期天"}) &&
                  !SaysAny(words, {"休", "不", "平时"});
  lead.overtime = IsWithOvertime(words) && !absl::EndsWith(Before(all, words), "+");
  lead.attendance = lead.overtime || SaysAny(words, {"满勤", "全勤"});
  lead.extra = !lead.overtime && IsBesideTheWage(words, lead.shift);
  return lead;
}

}  // namespace laowu::intake
