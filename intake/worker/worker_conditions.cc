#include "intake/worker/worker_conditions.h"

#include <initializer_list>

#include "absl/strings/match.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {

// "不想去东莞", "不是很想去", "不太想去".
bool DeniesWhatFollows(absl::string_view before) {
  for (absl::string_view no : {"不", "不太", "不是很", "没", "没有", "别", "无法", "不再", "不愿",
                               "从不", "不怎么", "不大", "并不", "暂不", "再也不"}) {
    if (absl::EndsWith(before, no)) return true;
  }
  return false;
}

namespace {

// Of a word that is there without a no before it.
bool SaysUndenied(absl::string_view text, std::initializer_list<absl::string_view> words) {
  for (absl::string_view word : words) {
    for (std::size_t at = text.find(word); at != absl::string_view::npos;
         at = text.find(word, at + word.size())) {
      const absl::string_view before = text.substr(0, at);
      if (!DeniesWhatFollows(before) &&
          !SaysAny(before.substr(before.size() > 9 ? before.size() - 9 : 0),
                   {"不用", "不需", "无需", "不必"})) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

bool NeedsBed(absl::string_view clause) {
  if (SaysAny(clause, {"不要紧", "无所谓", "自己", "都行", "不在乎", "优先", "最好", "有没有",
                       "可有可无", "住不住", "无要求", "没要求", "没有要求", "不要求"})) {
    return false;
  }
  static const RE2 alone(
      R"(^(?:\d[.)、])?(?:有|能|可)?(?:提供)?(?:包吃住|包吃包住|包住|包食宿|食宿|住宿|管吃管住|管吃住|有住宿的|有宿舍的|住宿的|夫妻房)(?:就行|就可以|就好|就去|就走|即可|的|厂|工作|单位)*$)");
  static const RE2 not_without(
      R"((?:不(?:包|管|提供|安排)|没有?)(?:吃|包|管|住宿|宿舍|食宿|住)+(?:的|就|也|都)?不(?:去|来|做|干|考虑|行))");
  if (SaysAny(clause, {"住", "宿"}) &&
      RE2::PartialMatch({clause.data(), clause.size()}, not_without)) {
    return true;
  }
  if (!SaysUndenied(
          clause, {"包吃住", "包住", "包吃包住", "住宿", "宿舍", "食宿", "夫妻房", "吃住", "有住的",
                   "有地方住", "住的地方", "一间房", "夫妻间", "单间", "管住", "住厂", "住处"})) {
    return false;
  }
  static const RE2 enough(R"(^(?:只|能|有|提供|安排)+.*[住宿].*(?:就行|就可以|就好|即可|就去)$)");
  return RE2::PartialMatch({clause.data(), clause.size()}, alone) ||
         RE2::PartialMatch({clause.data(), clause.size()}, enough) ||
         SaysUndenied(clause, {"要", "需", "希望", "想找", "必须", "期望", "能解决"}) ||
         absl::EndsWith(clause, "包吃住") || absl::EndsWith(clause, "包住");
}

bool RefusesNights(absl::string_view text) {
  static const RE2 days_only(
      R"((?:^|[,、:])(?:只|仅|就|必须|要求?|想|希望|能|可以|要找|找|上|做|干|接受|考虑|个|的)*(?:(?:长|常)?白(?:天)?班|(?:常|长)?日班|行政班)(?:的|工作|岗位|就行|就可以)*(?:[,、]|$))");
  static const RE2 day_work_only(R"((?:只|仅)(?:能|要|想|愿|愿意|可以|接受)?(?:上|做|干)?白天)");
  static const RE2 refuses(
      R"((?:不(?:太|大)?(?:想|愿意?|能够?|可以?|接受|要|考虑|适应|习惯|方便|喜欢|会|打算|肯)?(?:再|去)*|拒绝|怕|受不了|熬不了|上不了|做不了|干不了|倒不了|无法|没法|别(?:安排)?)(?:上|做|干|倒|有|安排)?(?:大?夜班|大夜(?:[^班]|$)|晚班|倒班|两班倒|二班倒|2班倒|三班倒|3班倒|通宵))");
  static const RE2 nights_not(
      R"((?:夜班|晚班|倒班|班倒|通宵|熬夜)(?:的)?(?:我|也|都|就|身体|实在|真的|现在|年纪大了?)*(?:不考虑|不行|不做|不上|不去|不干|不要|不接受|不想|不能|不适应|免谈|除外|上不了|做不了|干不了|受不了|吃不消|熬不住|[做上干熬搞值]不得|[上做干熬]不起|不得行|不敢上|不能上|不能做))");
  static const RE2 up_late(
      R"((?:不|不能|熬不了|不想|不会|受不了|不可以)熬?夜(?:[^班]|$)|熬不了夜)");
  static const RE2 evenings(
      R"(晚上(?:要|得|需要)(?:接|带|照顾|照看|陪|看)|晚上(?:不能|不方便|没法|不可以|不行|上不了|不上班)(?:上班|加班|出门|做)?)");
  const re2::StringPiece piece(text.data(), text.size());
  if (!SaysAny(text, {"班", "夜", "晚上", "白天"})) return false;
  // "不怕苦就怕夜班" is afraid of nights all the same.
  static const RE2 not_afraid(
      R"(不怕(?:上|做|干|倒|有|加)?(?:大?夜|晚|倒班|班倒|通宵|熬|[两二三23]班))");
  if (SaysAny(text, {"不介意", "不排斥", "不拒绝", "无所谓夜班", "夜班无所谓"}) ||
      RE2::PartialMatch(piece, not_afraid)) {
    return false;
  }
  // "除了夜班都行"
  static const RE2 all_but(
      R"(除(?:了|开|去)?(?:上|做|倒)?(?:大?夜班|晚班|倒班|[两二三23]班倒|通宵)(?:以外|之外|外)?(?:其他|其它|别)?的?(?:\p{Han}{0,4})?(?:都|均|皆|全))");
  if (RE2::PartialMatch(piece, all_but)) return true;
  return RE2::PartialMatch(piece, days_only) || RE2::PartialMatch(piece, day_work_only) ||
         RE2::PartialMatch(piece, refuses) || RE2::PartialMatch(piece, nights_not) ||
         RE2::PartialMatch(piece, up_late) || RE2::PartialMatch(piece, evenings);
}

std::string WithoutFamilyCares(absl::string_view text) {
  if (!SaysAny(text, {"照", "带", "看", "接送", "服侍", "陪", "饭", "领"}))
    return std::string(text);
#define LAOWU_KIN "(?:老人|父母|爸妈|爷爷|奶奶|公婆|孩子|小孩|娃娃?|宝宝|孙子|孙女|外孙|孙)"
  static const RE2 cares(
      R"((?:要|得|需要|需|在家里?|家里|家中|回家|回来|还要|因为|现在?|目前|一直|自己|一个人|方便|便于|为了|平时|有时)(?:照顾|照料|照看|带|看|接送|服侍|陪)(?:着)?(?:\p{Han}{0,3})?)" LAOWU_KIN
      R"((?:了?(?:\d{1,2}|[一二两三四五六七八九十半])年)?)");
  // "带孩子一起去", "带小孩在中山读书": whom they take along.
  static const RE2 along(
      R"((?:带|领)(?:着|上)?(?:\p{Han}{0,3})?)" LAOWU_KIN
      R"((?:一起|一块|同去|同往|去|出去|外出|过去|过来|来|在身边|随行|不方便|在\p{Han}{1,6}(?:读|上)|读书|上学))");
  static const RE2 meals(
      R"((?:要|得|需|回家|中午|晚上|每天|在家)给(?:家里?的?)?(?:老人|父母|孩子|小孩|娃|家人|家里人?|学生)(?:们)?(?:做|煮)饭)");
  static const RE2 schooling(R"(陪读(?:妈妈|家长)?)");
  // "带小孩,走不开"
  static const RE2 tied(R"((?:^|[,，;；。])(?:带|照顾|照看|看)(?:着)?(?:\p{Han}{0,3})?)" LAOWU_KIN
                        R"((?:[,，;；。]|$))");
  // "带小孩走不开", "照顾生病的母亲,离不开": what keeps them
  static const RE2 kept(
      R"((?:带|照顾|照料|照看|看|服侍|陪)(?:着)?(?:\p{Han}{0,4})?(?:父亲|母亲|公公|婆婆|丈夫|老公|老婆|爱人|家人|病人|)" LAOWU_KIN
      R"()(?:[,，、\s]|实在|暂时|目前|现在|一直|所以|又|就|也|都|还)*(?:走不开|走不了|走不远|走不掉|离不开|离不了|脱不开|抽不开|脱不了|出不去|出不了|不能(?:外出|出|走|远)|没法(?:外出|出|走)|无法(?:外出|出|走)))");
#undef LAOWU_KIN
  std::string without(text);
  for (const RE2* one : {&kept, &cares, &along, &meals}) RE2::GlobalReplace(&without, *one, "");
  if (!Holds(without, "陪读保姆")) RE2::GlobalReplace(&without, schooling, "");
  if (SaysAny(without, {"走不开", "走不远", "不能远", "离不开", "没法出", "出不去", "不方便",
                        "只能就近", "只能在", "不能外出", "就近", "附近", "离家近", "白班"})) {
    RE2::GlobalReplace(&without, tied, ",");
  }
  return without;
}

StayWish ReadStayWish(absl::string_view clause) {
#define LAOWU_LEAD "^(?:本人|我|目前|现在|现阶段|暂时|近期|今年|年后|还是|都|也|就|坚决|已经)*"
#define LAOWU_NO                                                                                           \
  "(?:(?:不(?:太|大|是很)?(?:想|愿意?|打算|准备|考虑|能够?|方便|肯|敢)|暂不)(?:再|" \
  "继续|去)*"
  static const RE2 home(
      LAOWU_LEAD LAOWU_NO
      "(?:外出|出去|出门|出远门|离家|离乡)(?:务工|打工|就业|工作|上班|找工作)*|"
      "(?:无|没有?|暂无|暂时没有)(?:任何)?外出(?:务工|打工|就业|工作)?的?(?:意愿|意向|打算|计划|"
      "想法))了?$");
  static const RE2 no_work(
      LAOWU_LEAD LAOWU_NO
      "(?:找工作|务工|打工|就业|工作|上班|求职|干活)|"
      "(?:无|没有?|暂无|暂时没有)(?:任何)?(?:务工|就业|工作|求职|打工|找工作)的?(?:意愿|意向|"
      "打算|需求|计划|想法))了?$");
#undef LAOWU_NO
#undef LAOWU_LEAD
  const re2::StringPiece piece(clause.data(), clause.size());
  if (RE2::FullMatch(piece, home)) return StayWish::kStaysHome;
  if (RE2::FullMatch(piece, no_work)) return StayWish::kNoWork;
  // "娃儿小,出不了远门", "家里有人住院暂不出去"; not "出不去就在本地找".
  static const RE2 tied(
      R"((?:暂时?|先|目前|现在|今年|近期)(?:还|都|就|也)?不(?:打算|想|准备|能)?(?:再)?(?:出去|外出|出门|走)(?:了|打工|务工)?$|出不(?:了|去|得|到)(?:远)?门?(?:了)?$|走不(?:开|了|脱|掉)(?:身)?(?:了)?$|(?:不敢|不能|没法|无法|不好|不便|不方便)(?:再)?(?:出远门|外出|出门|出去)(?:了|打工|务工)?$|离不(?:开|了|得)(?:家|人|身)?(?:了)?$|脱不(?:开|了|到)身(?:了)?$)");
  if (!SaysAny(clause, {"不", "没法", "无法"})) return StayWish::kUnsaid;
  return RE2::PartialMatch(piece, tied) ? StayWish::kTied : StayWish::kUnsaid;
}

}  // namespace laowu::intake
