#include "intake/worker_texts.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/available_from.h"
#include "intake/facts.h"
#include "intake/facts_text.h"
#include "intake/text.h"
#include "intake/wage.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kLeastWageWish = 1'000;
constexpr int kToldConfidence = 80;
constexpr int kNearHomeConfidence = 70;
constexpr std::size_t kMaxPlaces = 4;
constexpr std::size_t kMaxOccupations = 3;

bool Has(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// What a clause of remarks says of pay, as ReadWage reads it: "8000以下不去" → "8000以上". Empty if
// it is no wish.
std::string WageWishOf(absl::string_view clause) {
  static const RE2 refuses_less(
      R"(^(.*?)(?:低于|少于|不到|没有|没|不足)?(\d[\d.]*[百千万kw]?\d?(?:元|块)?(?:/?每?个?(?:小时|天|月|时))?)(?:以下|的)*(?:不做|不去|不干|不考虑|免谈|勿扰|不来|别找|不要)$)");
  static const RE2 enough(R"((?:就|都|也)?(?:行|可以|够|好|成|够了|行了|可以了|得了|就好|最好)$)");
  static const RE2 of_a_job(R"((?:的(?:工作|活儿?|厂|岗位|事)?|这样|上下)$)");
  static const RE2 list_number(R"(^\d[.)、])");
  static const RE2 pattern(
      R"(^(?:包吃包住|包吃住|包住|管吃住|月薪|月工资|月收入|收入|报酬|每个月|一月|开|给到?|得|高于|超过|不要低于|有个|大概|最好|工资|薪资|希望|要求|期望|想要|月入|待遇|每人|[1一]个?人|单人|时薪|日薪|日工资|工价|年薪|底薪|保底|综合|到手|现在|至少|最少|最低|不低于|不少于|一天|一个月|一小时|每天|每月|每小时|能有|能拿|有|要|给|在)*[:]?[\d.,\-~至到一二两三四五六七八九十千万百kw元块/月每天小时以上起左右多个年薪步+]+(?:包吃包住|包吃住|包住|管吃住)?$)");
  std::string words = absl::StrReplaceAll(FoldTight(clause), {{"块钱", "块"}, {"元钱", "元"}});
  std::string before;
  std::string figure;
  static const RE2 one_period(R"((^|\D)1个?(天|月|小时|晚))");
  RE2::Replace(&words, list_number, "");
  // "两个人一万二", "夫妻合计12000": what two get, as ReadWage knows it.
  static const RE2 of_two(
      R"(^(?:我们)?(?:(?:夫妻|两口子|两公婆)(?:俩|两个|2个?人|二人|两人)?|2个?人|二人|两个?人|俩人|俩)(?:一起|合计|总共|一共|加起来|共|要|一个月|每月|工资|月薪|有|能拿)*([\d一二两三四五六七八九十].*)$)");
  std::string sum;
  const bool for_two = RE2::FullMatch(words, of_two, &sum);
  if (for_two) words = sum;
  RE2::Replace(&words, one_period, R"(\1每\2)");
  if (RE2::FullMatch(words, refuses_less, &before, &figure)) {
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
  return SaysAny(clause, {"去过", "做过", "干过", "以前", "之前", "原来", "当时", "那时", "上份",
                          "上一份", "正在", "目前", "去年", "前年", "那边"});
}
bool SaysWish(absl::string_view clause) {
  return SaysAny(clause, {"要", "想", "希望", "期望", "以上", "不低于", "至少", "最少", "最低",
                          "起", "+", "不去", "不做", "不干", "够", "行", "可以", "免谈"});
}

// "不想去东莞", "不是很想去", "不太想去".
bool IsDenied(absl::string_view before) {
  for (absl::string_view no : {"不", "不太", "不是很", "没", "没有", "别", "无法", "不再", "不愿",
                               "从不", "不怎么", "不大", "并不", "暂不", "再也不"}) {
    if (absl::EndsWith(before, no)) return true;
  }
  return false;
}

// Of a word that is there without a no before it.
bool SaysUndenied(absl::string_view text, std::initializer_list<absl::string_view> words) {
  for (absl::string_view word : words) {
    for (std::size_t at = text.find(word); at != absl::string_view::npos;
         at = text.find(word, at + word.size())) {
      const absl::string_view before = text.substr(0, at);
      if (!IsDenied(before) && !SaysAny(before.substr(before.size() > 9 ? before.size() - 9 : 0),
                                        {"不用", "不需", "无需", "不必"})) {
        return true;
      }
    }
  }
  return false;
}

// Places that one may be sent to, as a clause names them; empty if it names none.
std::string PlacesWished(absl::string_view clause) {
  static const RE2 wished(
      R"((想回到|想回|回到|想过去|想去|想来|想到|愿去|愿意去|愿意到|希望去|希望到|希望在|打算去|打算到|准备去|只去|只想在|就想在|最好在|最好去|最好是|优先去|想在|要在|就在|可去|可以去|能去|意向地?)[:]?(?:来)?(\p{Han}[\p{Han}、/]{1,30}?)(?:那边|这边)?(?:打工|务工|工作|上班|找|做|进厂|进|发展|一带|等地|附近|都|也|就|$))");
  static const RE2 allowed(
      R"(^(?:就|去|在)?(\p{Han}[\p{Han}、/]{1,16}?)(?:都可以|都行|也行|也可以|可以|优先|最好|都能去|也能去)$)");
  re2::StringPiece groups[3];
  const re2::StringPiece piece(clause.data(), clause.size());
  if (absl::StrContains(clause, "白班")) return "";  // 长白 is a county
  if (wished.Match(piece, 0, piece.size(), RE2::UNANCHORED, groups, 3)) {
    const auto at = static_cast<std::size_t>(groups[0].data() - clause.data());
    if (IsDenied(clause.substr(0, at))) return "";
    return std::string(groups[2].data(), groups[2].size());
  }
  static const RE2 off_to(R"(^(?:去|到)(\p{Han}{2,10})(?:打工|务工|上班|进厂|做事)$)");
  std::string words;
  if (RE2::FullMatch(piece, off_to, &words)) return words;
  const bool read = RE2::FullMatch(piece, allowed, &words) && !absl::StartsWith(words, "除") &&
                    !SaysAny(words, {"以外", "之外", "外面", "不去", "除了"});
  return read ? words : "";
}

bool NeedsBed(absl::string_view clause) {
  if (SaysAny(clause, {"不要紧", "无所谓", "自己", "都行", "不在乎", "优先", "最好", "有没有",
                       "可有可无", "住不住", "无要求", "没要求", "没有要求", "不要求"})) {
    return false;
  }
  static const RE2 alone(
      R"(^(?:\d[.)、])?(?:有|能|可)?(?:提供)?(?:包吃住|包吃包住|包住|包食宿|食宿|住宿|管吃管住|管吃住|有住宿的|有宿舍的|住宿的|夫妻房)(?:就行|就可以|即可|的|厂|工作|单位)*$)");
  if (SaysAny(clause, {"不包住不", "没住宿不", "没有住宿不", "没宿舍不"})) return true;
  if (!SaysUndenied(clause, {"包吃住", "包住", "包吃包住", "住宿", "宿舍", "食宿", "夫妻房", "吃住",
                             "有住的", "有地方住", "住的地方", "一间房", "夫妻间", "单间"})) {
    return false;
  }
  static const RE2 enough(R"(^(?:只|能|有|提供|安排)+.*住.*(?:就行|就可以|就好|即可|就去)$)");
  return RE2::PartialMatch({clause.data(), clause.size()}, alone) ||
         RE2::PartialMatch({clause.data(), clause.size()}, enough) ||
         SaysUndenied(clause, {"要", "需", "希望", "想找", "必须", "期望"}) ||
         absl::EndsWith(clause, "包吃住") || absl::EndsWith(clause, "包住");
}

bool RefusesNights(absl::string_view text) {
  static const RE2 days_only(
      R"((?:^|[,、:])(?:只|仅|就|必须|要求?|想|希望|能|可以|要找|找|上|做|干|接受|考虑|个|的)*(?:长|常)?白(?:天)?班(?:的|工作|岗位|就行|就可以)*(?:[,、]|$))");
  static const RE2 day_work_only(R"((?:只|仅)(?:能|要|想|愿|愿意|可以|接受)?(?:上|做|干)?白天)");
  static const RE2 refuses(
      R"((?:不(?:太|大)?(?:想|愿意?|能够?|可以?|接受|要|考虑|适应|习惯|方便|喜欢|会|打算|肯)?(?:再|去)*|拒绝|怕|受不了|熬不了|上不了|做不了|干不了|倒不了|无法|没法|别(?:安排)?)(?:上|做|干|倒|有|安排)?(?:大夜班|夜班|晚班|倒班|两班倒|二班倒|2班倒|三班倒|3班倒|通宵))");
  static const RE2 nights_not(
      R"((?:夜班|晚班|倒班|班倒|通宵|熬夜)(?:的)?(?:我|也|都|就)*(?:不考虑|不行|不做|不上|不去|不干|不要|不接受|不想|不能|不适应|免谈|除外|上不了|做不了|干不了|受不了|吃不消|熬不住))");
  static const RE2 up_late(
      R"((?:不|不能|熬不了|不想|不会|受不了|不可以)熬?夜(?:[^班]|$)|熬不了夜)");
  static const RE2 evenings(
      R"(晚上(?:要|得|需要)(?:接|带|照顾|照看|陪|看)|晚上(?:不能|不方便|没法|不可以|不行|上不了)(?:上班|加班|出门|做)?)");
  const re2::StringPiece piece(text.data(), text.size());
  if (SaysAny(text, {"不怕", "不介意", "不排斥", "不拒绝", "无所谓夜班", "夜班无所谓"}))
    return false;
  if (!SaysAny(text, {"班", "夜", "晚上", "白天"})) return false;
  return RE2::PartialMatch(piece, days_only) || RE2::PartialMatch(piece, day_work_only) ||
         RE2::PartialMatch(piece, refuses) || RE2::PartialMatch(piece, nights_not) ||
         RE2::PartialMatch(piece, up_late) || RE2::PartialMatch(piece, evenings);
}

}  // namespace

std::string WithoutFamilyCares(absl::string_view text) {
#define LAOWU_KIN "(?:老人|父母|爸妈|爷爷|奶奶|公婆|孩子|小孩|娃娃?|宝宝|孙子|孙女|外孙|孙)"
  static const RE2 cares(
      R"((?:要|得|需要|需|在家里?|家里|家中|回家|回来|还要|因为|现在|目前|一直|自己|一个人|方便|便于|为了)(?:照顾|照料|照看|带|看|接送|服侍|陪)(?:着)?(?:\p{Han}{0,3})?)" LAOWU_KIN
      R"((?:了?(?:\d{1,2}|[一二两三四五六七八九十半])年)?)");
  // "带小孩,走不开"
  static const RE2 tied(R"((?:^|[,;。])(?:带|照顾|照看|看)(?:着)?(?:\p{Han}{0,3})?)" LAOWU_KIN
                        R"((?:[,;。]|$))");
#undef LAOWU_KIN
  std::string without(text);
  RE2::GlobalReplace(&without, cares, "");
  if (SaysAny(without, {"走不开", "走不远", "不能远", "离不开", "没法出", "出不去", "不方便",
                        "只能就近", "只能在", "不能外出"})) {
    RE2::GlobalReplace(&without, tied, ",");
  }
  return without;
}

WorkerTold ReadWorkerTold(absl::string_view text) {
  static const RE2 past(
      R"((?:做过|干过|当过|从事过|曾做|曾任|以前做|之前做|原来做|原做|一直做|学过)(?:\d{1,2}年)?(?:多)?的?(\p{Han}{2,8}?)(?:\d{1,2}年)?(?:多)?(?:的)?(?:工作)?$)");
  static const RE2 past_behind(R"((?:做|干|当)(?:了)?(?:\d{1,2}年)(?:多)?的?(\p{Han}{2,8})$)");
  static const RE2 wished_work(
      R"(^(?:现在|还是|只|就|主要|可以|我|本人)*(?:想找|想做|想干|想当|想跑|想应聘|想从事|希望做|希望找|打算做|愿意做|愿做|可做|找)(?:一?个|一?份|点)?(?:做)?(\p{Han}{2,6}?)(?:的?工作|的?活儿?|之类.*|方面.*|的)?$)");
  static const RE2 only_near(
      R"(^(?:只|就|仅|想|要|能|可以?|希望|最好|优先|考虑|愿意?|打算|准备|在|到|去|找|份|个|一个|离|工作|上班|不)*((?:离家|家)(?:近|不远)|家门口|家附近|就近|附近|近(?:一)?点|走远|走不远|出远门|本县|本镇|县内|县城|县里|城里|镇上|本地|当地|老家|家乡|户籍地)(?:附近|的|内|里|范围|厂|单位|企业|工作|找|做|就业|务工|打工|上班|发展|活儿?|干|点|个|份|事|一点|就行|就可以|即可|为主|优先|都行|都可以)*$)");
  static const RE2 near_home(
      R"(((?:就近就业|就近|家门口|家附近|在附近|县城附近|本地|当地|本县|不出远门))(?:找|做|就业|务工|打工|上班|工作|的|活|干|点|个|$))");
  WorkerTold told;
  bool other_pay = false;  // some clause so far tells of pay elsewhere
  // A list of places keeps its marks; commas part what is said.
  const std::string prepared = FactText(text);
  for (absl::string_view clause : absl::StrSplit(
           absl::StrReplaceAll(prepared, {{"。", ","}, {";", ","}, {"!", ","}, {"\n", ","}}),
           ',')) {
    std::string words;
    const re2::StringPiece piece(clause.data(), clause.size());
    if (RE2::FullMatch(piece, only_near, &words) &&
        !SaysAny(clause, {"不想在", "不在", "不要", "不就近"})) {
      if (told.near_home.empty()) told.near_home = words;
    } else if (SaysAny(clause, {"不出省", "不想出省"})) {
      told.places.emplace_back("省内");
    } else if (words = PlacesWished(clause); !words.empty()) {
      told.places.push_back(words);
    }
    if (RE2::PartialMatch(piece, near_home, &words) && told.near_home.empty() &&
        !SaysAny(clause,
                 {"不想", "不要", "没有", "以前", "之前", "做过", "干过", "也可", "都可"})) {
      told.near_home = words;
    }
    // "想找包吃住的厂" says where, not what.
    if (RE2::FullMatch(piece, wished_work, &words) &&
        !SaysAny(words, {"包吃", "包住", "厂", "近"})) {
      told.wished_work.push_back(words);
    }
    for (absl::string_view part : absl::StrSplit(clause, "、")) {
      const re2::StringPiece one(part.data(), part.size());
      if (RE2::PartialMatch(one, past, &words) || RE2::PartialMatch(one, past_behind, &words)) {
        told.past_work.push_back(std::move(words));
      }
    }
    other_pay = other_pay || TellsOfOtherPay(clause);
    if (told.wage.empty() && (!other_pay || SaysWish(clause)) && !TellsOfOtherPay(clause)) {
      told.wage = WageWishOf(clause);
    }
    told.accommodation_required = told.accommodation_required || NeedsBed(clause);
  }
  told.refuses_night_shift = RefusesNights(prepared);
  return told;
}

void TakeToldWage(absl::string_view text, WorkerDraft& draft, Reports<WorkerReading>& reports) {
  if (draft.min_wage_cny_per_month > 0) return;
  const WageReading wage = ReadWage(text, {.default_unit = WageUnit::kMonth});
  if (wage.min_cny_per_month == 0) return;
  draft.min_wage_cny_per_month = wage.min_cny_per_month;
  reports.Infer("min_wage_cny_per_month", text, absl::StrCat(wage.rule, "+worker.told"),
                std::min(wage.confidence, kToldConfidence));
}

namespace {

// What a cell of wished places says of places that are not wished, in folded clauses: "不去广东",
// "除了新疆都行", "广东、福建不考虑". Where a refusal opens a list, what follows without a word of
// wish may belong to it: "不去广东,福建". "非广东不去" and "除了中山都不去" wish for it.
std::string WithoutRefusedPlaces(absl::string_view text, std::vector<std::string>& refused) {
  static const RE2 only(
      R"((?:除了?|非)([^;。]{2,20}?)(?:以外|之外|外)?,?(?:其他|其它|别的?|哪儿?里?|地方|都|也|就|一律|全)*不(?:想|愿意?)?(?:去|考虑|行|接受|可))");
  static const RE2 all_but(
      R"((?:除(?:了|开|去)?[^夕;。][^;。]{1,19}?(?:以外|之外|外|都|均|皆|其他|其它|哪)|除(?:了|开|去)?[^夕,;。][^,;。]*|[^,;。]{2,16}?(?:除外|以外|之外))[^,;。]*)");
  // Not "不想出省", "不要太远": those say how far.
  static const RE2 refuses(
      R"(^(?:我|本人|但是?|就是|暂时|坚决|绝对|反正|现在|目前)*(?:不|别|勿|莫|拒绝|无意)(?:太|大|是很|再|想|愿意?|能|可|要|打算|肯|敢|喜欢|接受|考虑|安排|方便|适应|习惯)*(?:(?:去|到|来|往|回|在|进|安排|考虑|接受)|(?:要|选|想|愿意?)[^出离远走太求]))");
  static const RE2 refused_behind(
      R"((?:不(?:太|大|是很|想|愿意?|能|可以?|要|打算|接受|考虑|喜欢|行|去|来)+|免谈|别安排|太远)(?:的|了)?$)");
  static const RE2 all_of_them(R"((?:都|也|均|一律|全)不)");
  static const RE2 wishes(
      R"(^(?:只|就|想|要|可|能|愿|希望|最好|优先|其他|其它)|可以?$|[都也]?行$|优先$|最好$)");
  static const RE2 of_work(R"(\d{3}|工资|薪|元|夜班|倒班|白班|加班)");
  std::string folded = absl::StrReplaceAll(FoldClauses(text), {{"(", ","}, {")", ","}});
  bool changed = RE2::GlobalReplace(&folded, only, R"(,\1,)") > 0;
  re2::StringPiece found;
  while (all_but.Match(folded, 0, folded.size(), RE2::UNANCHORED, &found, 1)) {
    refused.emplace_back(found.data(), found.size());
    const auto begin = static_cast<std::size_t>(found.data() - folded.data());
    const std::string behind = folded.substr(begin + found.size());
    folded.resize(begin);
    absl::StrAppend(&folded, ",", behind);
  }
  std::vector<std::string> wished;
  bool in_refusal = false;
  for (absl::string_view clause :
       absl::StrSplit(folded, absl::ByAnyChar(",;|\n"), absl::SkipEmpty())) {
    const re2::StringPiece piece(clause.data(), clause.size());
    const bool of_place = !RE2::PartialMatch(piece, of_work);
    const bool begins = of_place && RE2::PartialMatch(piece, refuses);
    const bool ends = of_place && RE2::PartialMatch(piece, refused_behind);
    if (begins || RE2::PartialMatch(piece, wishes)) in_refusal = begins;
    if (!(of_place && (in_refusal || ends))) {
      wished.emplace_back(clause);
      continue;
    }
    if (ends && RE2::PartialMatch(piece, all_of_them)) {  // "广东,福建都不去"
      std::move(wished.begin(), wished.end(), std::back_inserter(refused));
      wished.clear();
    }
    refused.emplace_back(clause);
  }
  changed = changed || !refused.empty();
  return changed ? absl::StrJoin(wished, ",") : std::string(text);
}

}  // namespace

void TakePreferredPlaces(absl::string_view text, const PlaceReader& places, WorkerDraft& draft,
                         Reports<WorkerReading>& reports) {
  auto& codes = draft.preferred_division_codes;
  std::vector<std::string> refused;
  std::vector<std::string> unread;
  for (const PlaceReading& place :
       places.ReadList(WithoutRefusedPlaces(text, refused), &unread, draft.division_code)) {
    if (codes.size() == kMaxPlaces) {
      reports.Warn(reason::kListCut, "preferred_division_codes", "",
                   "只保留前 4 个 (the first 4 are kept)");
      break;
    }
    if (place.rule != "place.code") {
      reports.Infer(absl::StrCat("preferred_division_codes[", codes.size(), "]"), text, place.rule,
                    place.confidence);
    }
    // Wishes are provinces, cities or counties: a township is taken as what it lies in.
    codes.push_back(place.code.substr(0, 6));
  }
  for (const std::string& piece : unread) {
    if (!WageWishOf(piece).empty()) {  // "中山、广州,5000以上" in one cell
      TakeToldWage(piece, draft, reports);
      continue;
    }
    reports.Warn(reason::kPlaceNotUnderstood, "preferred_division_codes", piece,
                 "意向地区看不懂，未采用 (place not understood, not used)");
  }
  for (const std::string& piece : refused) {
    reports.Warn(reason::kPlaceNotUnderstood, "preferred_division_codes", piece,
                 "不愿去的地方不能登记，未采用 (where somebody will not go cannot be recorded: not "
                 "used)");
  }
}

namespace {

// "中山或者珠海", "江浙" → "中山、珠海", "江苏、浙江".
std::string OneWayOfListing(absl::string_view list) {
  return absl::StrReplaceAll(list, {{"或者", "、"},
                                    {"还有", "、"},
                                    {"或", "、"},
                                    {"和", "、"},
                                    {"跟", "、"},
                                    {"长三角", "上海、江苏、浙江"},
                                    {"江浙沪", "江苏、浙江、上海"},
                                    {"江浙", "江苏、浙江"},
                                    {"云贵川", "云南、贵州、四川"}});
}

// "浙江江苏", "贵阳重庆": two places side by side, of which the second does not lie in the first.
std::vector<PlaceReading> PlacesOf(absl::string_view list, const PlaceReader& places) {
  std::vector<PlaceReading> all;
  for (PlaceReading& place : places.ReadList(OneWayOfListing(list), nullptr)) {
    PlaceReading next = places.Read(place.unread_text);
    all.push_back(std::move(place));
    if (next.outcome == PlaceReading::Outcome::kFound) all.push_back(std::move(next));
  }
  return all;
}

void TakeOccupation(const std::string& work, absl::string_view field,
                    const OccupationReader& occupations, std::vector<std::string>& codes,
                    Reports<WorkerReading>& reports) {
  const OccupationReading reading = occupations.Read(work);
  if (reading.code.empty() || codes.size() == kMaxOccupations || Has(codes, reading.code)) return;
  reports.Infer(absl::StrCat(field, "[", codes.size(), "]"), work,
                absl::StrCat(reading.rule, "+worker.told"),
                std::min(reading.confidence, kToldConfidence));
  codes.push_back(reading.code);
}

}  // namespace

void TakeTold(const WorkerTold& told, const PlaceReader& places,
              const OccupationReader& occupations, WorkerDraft& draft,
              Reports<WorkerReading>& reports) {
  if (!told.wage.empty()) TakeToldWage(told.wage, draft, reports);
  auto& wished = draft.preferred_division_codes;
  const bool none_wished = wished.empty();
  for (const std::string& list : told.places) {
    if (!none_wished) break;
    for (const PlaceReading& place : PlacesOf(list, places)) {
      const std::string code = place.code.substr(0, 6);
      if (wished.size() == kMaxPlaces || Has(wished, code)) continue;
      reports.Infer(absl::StrCat("preferred_division_codes[", wished.size(), "]"), list,
                    absl::StrCat(place.rule, "+worker.told"),
                    std::min(place.confidence, kToldConfidence));
      wished.push_back(code);
    }
  }
  if (wished.empty() && !told.near_home.empty() && draft.division_code.size() >= 6) {
    wished.push_back(draft.division_code.substr(0, 6));
    reports.Infer("preferred_division_codes[0]", told.near_home, "place.near_home+worker.told",
                  kNearHomeConfidence);
  }
  auto& desired = draft.desired_occupation_codes;
  const bool none_desired = desired.empty();
  for (const std::string& work : told.wished_work) {
    if (none_desired) {
      TakeOccupation(work, "desired_occupation_codes", occupations, desired, reports);
    }
  }
  auto& past = draft.past_occupation_codes;
  for (const std::string& work : told.past_work) {
    TakeOccupation(work, "past_occupation_codes", occupations, past, reports);
  }
  if (told.refuses_night_shift && !draft.refuses_night_shift) {
    draft.refuses_night_shift = true;
    reports.Infer("refuses_night_shift", "", "worker.told", kToldConfidence);
  }
  if (told.accommodation_required && !draft.accommodation_required) {
    draft.accommodation_required = true;
    reports.Infer("accommodation_required", "", "worker.told", kToldConfidence);
  }
}

void TakeAvailable(absl::string_view cell, absl::string_view remarks, absl::CivilDay as_of,
                   WorkerDraft& draft, Reports<WorkerReading>& reports) {
  const bool has_cell = !cell.empty() && !SaysNoDate(cell);
  const bool any_time = has_cell && SaysAnyTime(cell);
  if (has_cell && !any_time) {
    draft.available_date = ReadDate(cell, as_of);
    if (draft.available_date.has_value()) return;
  }
  const AvailableFrom from =
      has_cell ? ReadAvailableFrom(cell, as_of) : FindAvailableFrom(remarks, as_of);
  draft.available_date = from.day;
  if (from.day.has_value()) {
    reports.Infer("available_date", from.words,
                  absl::StrCat(from.rule, has_cell ? "" : "+worker.told"), from.confidence);
  } else if (from.is_vague || (has_cell && !any_time)) {
    reports.Warn(reason::kDateNotUnderstood, "available_date",
                 from.is_vague ? absl::string_view(from.words) : cell,
                 "从哪天起可以外出看不懂，按随时可去处理，请写如 2026-07-01 (from which day is not "
                 "understood: taken for any time; write a date such as 2026-07-01)");
  }
}

std::vector<PolicyGroup> PolicyGroupsIn(absl::string_view folded) {
  static constexpr std::pair<absl::string_view, PolicyGroup> kWords[] = {
      {"脱贫", PolicyGroup::kPovertyAlleviated}, {"建档立卡", PolicyGroup::kPovertyAlleviated},
      {"监测", PolicyGroup::kMonitored},         {"边缘易致贫", PolicyGroup::kMonitored},
      {"突发严重困难", PolicyGroup::kMonitored}, {"易地", PolicyGroup::kRelocated},
      {"搬迁", PolicyGroup::kRelocated},         {"低保", PolicyGroup::kLowIncome},
      {"低收入", PolicyGroup::kLowIncome},       {"残疾", PolicyGroup::kDisabled}};
  // One of the three kinds of households that are watched over.
  static constexpr absl::string_view kUnstable = "脱贫不稳定";
  bool unstable = false;
  std::vector<PolicyGroup> groups;
  for (const auto& [word, group] : kWords) {
    const std::size_t at = folded.find(word);
    if (at == absl::string_view::npos) continue;
    if (group == PolicyGroup::kPovertyAlleviated &&
        absl::StartsWith(folded.substr(at), kUnstable)) {
      unstable = true;
      continue;
    }
    const absl::string_view before = folded.substr(0, at);
    if (absl::EndsWith(before, "非") || absl::EndsWith(before, "未") ||
        absl::EndsWith(before, "无")) {
      continue;
    }
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
  const bool named =
      std::find(groups.begin(), groups.end(), PolicyGroup::kMonitored) != groups.end();
  if (unstable && !named) groups.push_back(PolicyGroup::kMonitored);
  std::sort(groups.begin(), groups.end());
  return groups;
}

}  // namespace laowu::intake
