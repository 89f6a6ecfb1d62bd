#include "intake/worker/wage_wish.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "intake/wage/wage.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kLeastWageWish = 1'000;

// "在浙江做了十年注塑", "原在深圳富士康": what is said of pay behind it is no wish.
bool WorksOrWorkedThere(absl::string_view clause) {
  static const RE2 there(
      R"(^(?:我|本人|现在?|目前|一直|常年|长期|多年|\d{4}年?(?:[-~至到]\d{4}年?)?)*在[^家附本近哪里屋][^家附近哪]{1,16}?(?:做|干|搞|当|开|打工|上班|务工|工作|进厂|跑)|^(?:我|本人)?(?:原|曾|先前|早年|过去|原先|曾经)在)");
  return Holds(clause, "在") &&
         !SaysAny(clause, {"想", "希望", "最好", "可以", "就行", "都行", "也行", "要", "能"}) &&
         RE2::PartialMatch({clause.data(), clause.size()}, there);
}

}  // namespace

std::string WageWishOf(absl::string_view clause) {
  static const RE2 refuses_less(
      R"(^(.*?)(?:低于|少于|不到|没有|没|不足)?(\d[\d.]*[百千万kw]?\d?(?:元|块)?(?:/?每?个?(?:小时|天|月|时))?)(?:以下|的)*(?:不做|不去|不干|不考虑|免谈|勿扰|不来|别找|不要)$)");
  static const RE2 enough(
      R"((?:就|都|也)?(?:行|可以|够|好|成|够了|行了|可以了|得了|就好|最好)$|(?:就|才|再)(?:可以?)?(?:去|来|考虑|做|干|走)$)");
  static const RE2 of_a_job(
      R"((?:的?(?:工作|活儿?|厂|岗位|事|那种|这种|那样|样子)|的|这样|上下)$)");
  static const RE2 list_number(R"(^\d[.)、])");
  static const RE2 pattern(
      R"(^(?:包吃包住|包吃住|包住|管吃住|想找|想|找|月薪|月工资|月收入|年收入|收入|报酬|每个月|一月|开|给到?|得|高于|超过|不要低于|有个|大概|最好|工资|薪资|希望|要求|期望|想要|月入|待遇|每人|[1一]个?人|单人|时薪|日薪|日工资|工价|年薪|底薪|保底|综合|到手|现在|至少|最少|最低|不低于|不少于|一天|一个月|一小时|每天|每月|每小时|日结|能有|能拿|能挣|能赚|挣|赚|拿|有|要|给|在)*[:]?[\d.,\-~至到一二两三四五六七八九十千万百kw元块/月每天小时以上起左右多个年薪步之间+]+(?:包吃包住|包吃住|包住|管吃住|底薪|保底)?$)");
  std::string words = absl::StrReplaceAll(FoldTight(clause), {{"块钱", "块"},
                                                              {"元钱", "元"},
                                                              {"往上走", "以上"},
                                                              {"往上", "以上"},
                                                              {"朝上", "以上"},
                                                              {"向上", "以上"},
                                                              {"打底", "以上"},
                                                              {"开外", "以上"}});
  std::string before;
  std::string figure;
  static const RE2 one_period(R"((^|\D)1个?(天|月|小时|晚))");
  RE2::Replace(&words, list_number, "");
  // "点工350": of a day, as figures of that size are.
  static const RE2 by_day(
      R"(^(?:做|干|找)?(?:点工|日工|零工|大工|小工|散工|日结)(?:价|钱|费|工资)?(?:要|得|至少|最少|不低于|有)?[:]?((?:\d{2,3}|1\d{3})(?:(?:-|~|到|至)\d{2,4})?(?:元|块)?(?:以上|起|左右)?)$)");
  std::string of_a_day;
  if (Holds(words, "工") && RE2::FullMatch(words, by_day, &of_a_day)) {
    words = absl::StrCat("每天", of_a_day);
  }
  // "底薪加加班5500就行": what it comes to.
  static const RE2 with_overtime(R"(^(?:底薪)?(?:加上?|连|带|算上)加班费?(?:有|能有|能拿|一共)*)");
  if (Holds(words, "加班")) RE2::Replace(&words, with_overtime, "综合");
  // "两个人一万二", "夫妻合计12000": what two get, as ReadWage knows it.
  static const RE2 of_two(
      R"(^(?:我们)?(?:(?:夫妻|两口子|两公婆)(?:俩|两个|2个?人|二人|两人)?|2个?人|二人|两个?人|俩人|俩)(?:一起|合计|总共|一共|加起来|共|要|一个月|每月|工资|月薪|有|能拿)*([\d一二两三四五六七八九十].*)$)");
  std::string sum;
  const bool for_two = RE2::FullMatch(words, of_two, &sum);
  if (for_two) words = sum;
  RE2::Replace(&words, one_period, R"(\1每\2)");
  if (RE2::FullMatch(words, refuses_less, &before, &figure) ||
      RE2::FullMatch(ArabicNumerals(words), refuses_less, &before, &figure)) {
    words = absl::StrCat(before, figure, "以上");
  } else {
    RE2::Replace(&words, of_a_job, "");
    RE2::Replace(&words, enough, "");
  }
  if (!RE2::FullMatch(words, pattern)) return "";
  if (for_two) words = absl::StrCat("夫妻合计", words);
  const WageReading wage = ReadWage(words, {.default_unit = WageUnit::kMonth});
  const bool read =
      wage.outcome == WageReading::Outcome::kRead && wage.min_cny_per_month >= kLeastWageWish;
  return read ? words : "";
}

// "之前工资4000", "去过东莞,工资6500": what was, or is, paid; "想要5500" is a wish all the same.
bool TellsOfOtherPay(absl::string_view clause) {
  // "现在在昆明工地扎钢筋"
  const bool at_work =
      SaysAny(clause, {"现在在", "目前在", "现在做", "现在干", "正在做", "眼下在"}) &&
      !SaysAny(clause, {"在家", "在屋", "在村", "在老家"});
  // "那边工资5000"; "昆山那边" is a place.
  const bool of_there = Holds(clause, "那边") && !absl::EndsWith(clause, "那边");
  return at_work || of_there || WorksOrWorkedThere(clause) ||
         SaysAny(clause, {"去过", "做过", "干过", "以前", "之前", "原来", "当时", "那时", "上份",
                          "上一份", "正在", "目前", "去年", "前年"});
}

bool SaysWageWish(absl::string_view clause) {
  return SaysAny(clause, {"要", "想", "希望", "期望", "以上", "不低于", "至少", "最少", "最低",
                          "起", "+", "不去", "不做", "不干", "够", "行", "可以", "免谈"});
}

}  // namespace laowu::intake
