#include "intake/worker_texts.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/available_from.h"
#include "intake/coast_towns.h"
#include "intake/facts.h"
#include "intake/facts_text.h"
#include "intake/numerals.h"
#include "intake/place_wishes.h"
#include "intake/skill_experience.h"
#include "intake/text.h"
#include "intake/wage.h"
#include "intake/worker_conditions.h"
#include "intake/worker_work.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kLeastWageWish = 1'000;
constexpr int kMostBareWageWish = 30'000;  // of a number that nothing else is said of
constexpr int kToldConfidence = 80;
constexpr int kNearHomeConfidence = 70;
constexpr std::size_t kMaxPlaces = 4;

bool Has(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// What a clause of remarks says of pay, as ReadWage reads it: "8000以下不去" → "8000以上". Empty if
// it is no wish.
std::string WageWishOf(absl::string_view clause) {
  static const RE2 refuses_less(
      R"(^(.*?)(?:低于|少于|不到|没有|没|不足)?(\d[\d.]*[百千万kw]?\d?(?:元|块)?(?:/?每?个?(?:小时|天|月|时))?)(?:以下|的)*(?:不做|不去|不干|不考虑|免谈|勿扰|不来|别找|不要)$)");
  static const RE2 enough(
      R"((?:就|都|也)?(?:行|可以|够|好|成|够了|行了|可以了|得了|就好|最好)$|(?:就|才|再)(?:可以?)?(?:去|来|考虑|做|干|走)$)");
  static const RE2 of_a_job(R"((?:的(?:工作|活儿?|厂|岗位|事)?|这样|上下)$)");
  static const RE2 list_number(R"(^\d[.)、])");
  static const RE2 pattern(
      R"(^(?:包吃包住|包吃住|包住|管吃住|想找|想|找|月薪|月工资|月收入|年收入|收入|报酬|每个月|一月|开|给到?|得|高于|超过|不要低于|有个|大概|最好|工资|薪资|希望|要求|期望|想要|月入|待遇|每人|[1一]个?人|单人|时薪|日薪|日工资|工价|年薪|底薪|保底|综合|到手|现在|至少|最少|最低|不低于|不少于|一天|一个月|一小时|每天|每月|每小时|日结|能有|能拿|能挣|能赚|挣|赚|拿|有|要|给|在)*[:]?[\d.,\-~至到一二两三四五六七八九十千万百kw元块/月每天小时以上起左右多个年薪步之间+]+(?:包吃包住|包吃住|包住|管吃住|底薪|保底)?$)");
  std::string words = absl::StrReplaceAll(FoldTight(clause), {{"块钱", "块"}, {"元钱", "元"}});
  std::string before;
  std::string figure;
  static const RE2 one_period(R"((^|\D)1个?(天|月|小时|晚))");
  RE2::Replace(&words, list_number, "");
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

// "在浙江做了十年注塑", "原在深圳富士康": what is said of pay behind it is no wish.
bool WorksOrWorkedThere(absl::string_view clause) {
  static const RE2 there(
      R"(^(?:我|本人|现在?|目前|一直|常年|长期|多年|\d{4}年?(?:[-~至到]\d{4}年?)?)*在[^家附本近哪里屋][^家附近哪]{1,16}?(?:做|干|搞|当|开|打工|上班|务工|工作|进厂|跑)|^(?:我|本人)?(?:原|曾|先前|早年|过去|原先|曾经)在)");
  return Holds(clause, "在") &&
         !SaysAny(clause, {"想", "希望", "最好", "可以", "就行", "都行", "也行", "要", "能"}) &&
         RE2::PartialMatch({clause.data(), clause.size()}, there);
}

// "之前工资4000", "去过东莞,工资6500": what was, or is, paid; "想要5500" is a wish all the same.
bool TellsOfOtherPay(absl::string_view clause) {
  // "现在在昆明工地扎钢筋"
  const bool at_work =
      SaysAny(clause, {"现在在", "目前在", "现在做", "现在干", "正在做", "眼下在"}) &&
      !SaysAny(clause, {"在家", "在屋", "在村", "在老家"});
  return at_work || WorksOrWorkedThere(clause) ||
         SaysAny(clause, {"去过", "做过", "干过", "以前", "之前", "原来", "当时", "那时", "上份",
                          "上一份", "正在", "目前", "去年", "前年", "那边"});
}
bool SaysWish(absl::string_view clause) {
  return SaysAny(clause, {"要", "想", "希望", "期望", "以上", "不低于", "至少", "最少", "最低",
                          "起", "+", "不去", "不做", "不干", "够", "行", "可以", "免谈"});
}

// Places that one may be sent to, as a clause names them; empty if it names none.
std::string PlacesWished(absl::string_view clause) {
  static const RE2 wished(
      R"((想回到|(?:想|打算|准备|要)回|回到|想换(?:到|去)?|倾向于?(?:去|到)?|只能在|只愿在|想过去|想去|想来|想到|想留在|愿去|愿到|愿意去|愿意到|希望去|希望到|希望在|打算去|打算到|准备去|计划去|计划到|考虑去|考虑到|有意去|有意愿去|有意愿到|只去|只想在|就想在|最好在|最好去|最好是|优先去|想在|要在|就在|可去|可以去|能去|(?:可以?|能|愿意)接受|(?:想|要|打算|准备|计划|愿意|希望)(?:跟|和)\p{Han}{1,5}?(?:一起)?(?:去|到)|(?:愿意?|同意|服从)\p{Han}{1,10}?(?:到|去|赴)|意向地?)[:]?(?:来)?(\p{Han}[\p{Han}、/]{1,30}?)(?:那边|这边)?(?:打工|务工|工作|上班|找|做|进厂|进|发展|一带|等地|附近|都|也|就|均|$))");
  static const RE2 allowed(
      R"(^(?:就|去|在)?(\p{Han}[\p{Han}、/]{1,24}?)(?:任意一?个|任选|随便哪个|哪个)?(?:都可以?|都行|也行|也可以|可以|优先|最好|都能去|也能去|都愿意去?|均可|皆可|都去|为主|方向|(?:也|都)?可以?考虑)$)");
  // "首选中山", "意向地点:东莞虎门".
  static const RE2 labelled(
      R"(^(?:(?:优先|首先|只|仅|可以?|也)?考虑|目标(?:城市|地|省份)?|首选|第一选择|其次|其次是|(?:意向|期望|求职|想去|务工|就业|工作)(?:地区|区域|地点|城市|地方|务工地|工作地|地|省份)|地点|地区|往)[:是为]?(\p{Han}[\p{Han}、/]{1,30}?)(?:那边|这边|一带|等地|打工|务工|工作|上班|走|找)*$)");
  static const RE2 off_to(
      R"(^(?:(?:年后|过完年|过了年|节后|开年|下个?月|月底|明年|近期|过几天|马上|随时|还)(?:再|就|才|想|准备|打算|计划|可以?)*)?(?:去|到)([^年过了,、]\p{Han}{1,9}?)(?:打工|务工|上班|进厂|做事|找厂|找工作)$)");
  // "在盘州找保洁工作", "想找中山的厂", "管接送就去广东", "跟老公一起去东莞"
  static const RE2 finds(
      R"(^(?:就|只|想|能)*在(\p{Han}{2,10}?)(?:附近|那边)?找(?:个|份|点|一份|一个)?\p{Han}{0,8}$)");
  static const RE2 works_of(
      R"(^(?:已经?)?(?:想找|要找|找|联系好?|找好)(?:个|家|份|了)*(\p{Han}{2,8}?)(?:那边)?的(?:厂|工作|活儿?|单位|企业|事)(?:做)?$)");
  static const RE2 just_goes(
      R"(^(?:\p{Han}{0,6}就去|(?:跟|和|随)\p{Han}{1,4}?(?:一起|一块|一同)去)([^年过了,、]\p{Han}{1,9})$)");
  static const RE2 later_to(
      R"(^(?:年后|过完年|过了年|节后|开年|下个?月|明年|近期)(?:再|就|才|想|准备|打算|计划)*(?:去|到)(\p{Han}{2,10})$)");
  static const RE2 stays_in(
      R"(不离开(\p{Han}[\p{Han}、/]{1,30}?)(?:打工|务工|工作|上班|找|都|也|就|即可|的|$))");
  // "要么去佛山", behind another wish
  static const RE2 or_else(
      R"(^(?:要么|要不|不然|或者?|再不|实在不行|不行|也|还|又)(?:就|也|可以?|想|愿意?|能)*(?:去|到)?(\p{Han}{2,10}?)(?:也行|也可以?|都行|打工|务工|上班)?$)");
  re2::StringPiece groups[3];
  const re2::StringPiece piece(clause.data(), clause.size());
  std::string words;
  if (RE2::PartialMatch(piece, stays_in, &words)) return words;
  if (wished.Match(piece, 0, piece.size(), RE2::UNANCHORED, groups, 3)) {
    const auto at = static_cast<std::size_t>(groups[0].data() - clause.data());
    if (DeniesWhatFollows(clause.substr(0, at))) return "";
    return std::string(groups[2].data(), groups[2].size());
  }
  for (const RE2* one : {&off_to, &later_to, &labelled, &finds, &works_of, &just_goes, &or_else}) {
    if (RE2::FullMatch(piece, *one, &words)) return words;
  }
  const bool read =
      RE2::FullMatch(piece, allowed, &words) && !absl::StartsWith(words, "除") &&
      !SaysAny(words, {"以外", "之外", "外面", "不去", "除了", "外省", "省外", "外地"});
  return read ? words : "";
}

// "想去中山也想去东莞": the second wish is a clause of its own.
void PartWishes(std::string& text) {
  static const RE2 second(
      R"((想[^,、;。]{0,12}?)((?:也|还)(?:想|愿意?|可以?|能)(?:去|到)|要么(?:就)?(?:去|到)|或者?(?:想)?(?:去|到)))");
  if (SaysAny(text, {"也", "还", "或", "要么"})) RE2::GlobalReplace(&text, second, R"(\1,\2)");
}

// "想找厂里电工6千以上": the work and its pay in one breath.
void TakeWorkWithPay(const re2::StringPiece& clause, WorkerTold& told) {
  static const RE2 both(
      R"(^(?:只|就|还是)?(?:想|要|希望|打算)(?:找|做|干|当)(?:一?个|一?份)?(?:\p{Han}{0,2}厂里?的?)?(\p{Han}{2,5}?)(?:工资|月薪|工作)?((?:\d[\d.]*|[一二两三四五六七八九]+)[千万百]?\d{0,4}(?:元|块)?(?:/月|一个?月|每月)?(?:以上|起|左右)?(?:的|就行|都行|就可以|可以)*)$)");
  std::string work;
  std::string pay;
  if (!RE2::FullMatch(clause, both, &work, &pay) ||
      SaysAny(work, {"包吃", "包住", "厂", "近", "活", "工资", "的"})) {
    return;
  }
  const std::string wage = WageWishOf(pay);
  if (wage.empty()) return;
  told.wished_work.push_back(std::move(work));
  if (told.wage.empty()) told.wage = wage;
}

// Where somebody wants to work, or how near to home. `bare_before`: words right before the clause.
void TakePlaces(absl::string_view clause, const std::string& bare_before, WorkerTold& told) {
  static const RE2 only_near(
      R"(^(?:只|就|仅|想|要|能|可以?|希望|最好|优先|考虑|愿意?|打算|准备|在|到|去|找|份|个|一个|离|工作|上班|不)*((?:离家|家)(?:近|不远)|家门口|家里?附近|就近|附近|近(?:一)?点|走远|走不远|走太远|去太远|太远|出远门|本县|本镇|县内|县城|县里|城里|镇上|镇里|乡镇上?|乡上|乡里|村里|村上|街上|本地|当地|老家|家乡|户籍地|扶贫车间|帮扶车间)(?:附近|的|内|里|上|范围|厂|单位|企业|工作|找|做|就业|务工|打工|打?零工|短工|上班|发展|活儿?|干|点|个|份|事|一点|就行|就可以|即可|为主|优先|都行|都可以|也行|也可以)*$)");
  static const RE2 near_home(
      R"(((?:就近就业|就近|家门口|家附近|在附近|县城附近|本地|当地|本县|不出远门))(?:找|做|就业|务工|打工|上班|工作|的|活|干|点|个|$))");
  const re2::StringPiece piece(clause.data(), clause.size());
  std::string words;
  if (RE2::FullMatch(piece, only_near, &words) &&
      !SaysAny(clause, {"不想在", "不在", "不要", "不就近"})) {
    if (told.near_home.empty()) told.near_home = words;
  } else if (SaysAny(clause, {"不出省", "不想出省", "只在省内", "省内就行"})) {
    told.places.emplace_back("省内");
  } else if (SaysAny(clause, {"不出县", "不出市"})) {
    told.places.emplace_back(Holds(clause, "县") ? "县内" : "市内");
  } else if (words = PlacesWished(clause); !words.empty()) {
    // "浙江 江苏都行": what stands bare before it belongs to the list.
    if (LeavesOpen(clause)) words = absl::StrCat(bare_before, words);
    told.places.push_back(words);
  }
  if (RE2::PartialMatch(piece, near_home, &words) && told.near_home.empty() &&
      !SaysAny(clause, {"不想", "不要", "没有", "以前", "之前", "做过", "干过", "也可", "都可"})) {
    told.near_home = words;
  }
}

}  // namespace

WorkerTold ReadWorkerTold(absl::string_view text) {
  static const RE2 wished_work(
      R"(^(?:现在?|还是|只|就|主要|可以|我|本人)*(?:(?:求职意向|(?:意向|期望|求职|应聘)(?:岗位|工种|职业|工作|职位))[:是为]?|想找|想做|想干|想当|想跑|想应聘|想从事|希望做|希望找|打算做|愿意做|愿做|可做|找)(?:一?个|一?份|点)?(?:做)?(\p{Han}{2,6}?)(?:的?工作|的?活儿?|之类.*|方面.*|的)?$)");
  static const RE2 bare(R"(\p{Han}{2,4})");
  static const RE2 a_word(R"(\p{Han}{2,6})");
  // "现想开叉车", and not 想开店.
  static const RE2 drives(
      R"((?:现在?|还是|只|就|主要|我|本人)*(?:想|希望|打算|愿意)(?:去|找|继续)?开(\p{Han}{1,3}(?:车|机|吊))(?:的?(?:工作|活儿?))?)");
  WorkerTold told;
  std::string bare_before;  // clauses of a word each, up to the one that is read
  bool other_pay = false;   // some clause so far tells of pay elsewhere
  std::string told_before;  // the clause before, where it is a word or two
  bool wish_said = false;   // the pay read so far is called a wish
  // A list of places keeps its marks; commas part what is said.
  std::string prepared = FactText(text);
  PartWishes(prepared);
  for (absl::string_view clause : absl::StrSplit(
           absl::StrReplaceAll(prepared, {{"。", ","}, {";", ","}, {"!", ","}, {"\n", ","}}),
           ',')) {
    std::string words;
    const re2::StringPiece piece(clause.data(), clause.size());
    told.stay = std::max(told.stay, ReadStayWish(clause));
    TakePlaces(clause, bare_before, told);
    const bool is_bare =
        RE2::FullMatch(piece, bare) && !SaysAny(clause, {"都", "可", "行", "会", "想", "不", "有"});
    bare_before = is_bare ? absl::StrCat(bare_before, clause, "、") : "";
    // "想找包吃住的厂" says where, not what.
    if (RE2::FullMatch(piece, wished_work, &words) &&
        !SaysAny(words, {"包吃", "包住", "厂", "近"})) {
      told.wished_work.push_back(words);
    }
    TakeWorkWithPay(piece, told);
    // "泥瓦工 二十年"
    const bool with_years = told_before.size() >= 6 && MonthsSaidAlone(clause) > 0;
    const bool at_work =
        TakeWorkDone(with_years ? absl::StrCat(told_before, clause) : std::string(clause), told);
    told_before = RE2::FullMatch(piece, a_word) ? std::string(clause) : "";
    if (std::string machine; RE2::FullMatch(piece, drives, &machine)) {
      told.wished_work.push_back(std::move(machine));
    }
    if (const std::string work = WorkWishedThere(clause); !work.empty()) {
      told.wished_work.push_back(work);
    }
    other_pay = other_pay || at_work || TellsOfOtherPay(clause);
    // "月薪7000,期望8000": what is wished for counts, whatever is paid.
    const bool wins = SaysAny(clause, {"期望", "想要", "希望", "想拿", "想找", "要求", "目标"});
    if ((told.wage.empty() || (wins && !wish_said)) && (!other_pay || SaysWish(clause)) &&
        !at_work && !TellsOfOtherPay(clause)) {
      std::string wish = WageWishOf(clause);
      if (!wish.empty()) {
        wish_said = wins;
        told.wage = std::move(wish);
      }
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
std::string WithoutRefusedPlaces(absl::string_view text, std::vector<std::string>& refused,
                                 StayWish& stay) {
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
    if (const StayWish said = ReadStayWish(clause); said != StayWish::kUnsaid) {
      stay = std::max(stay, said);
      changed = true;
      continue;
    }
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
  StayWish stay = StayWish::kUnsaid;
  for (const PlaceReading& place :
       places.ReadList(WithoutRefusedPlaces(text, refused, stay), &unread, draft.division_code)) {
    // Wishes are provinces, cities or counties: a township is taken as what it lies in.
    const std::string area = place.code.substr(0, 6);
    if (Has(codes, area)) continue;
    if (codes.size() == kMaxPlaces) {
      reports.Warn(reason::kListCut, "preferred_division_codes", "",
                   "只保留前 4 个 (the first 4 are kept)");
      break;
    }
    if (place.rule != "place.code") {
      reports.Infer(absl::StrCat("preferred_division_codes[", codes.size(), "]"), text, place.rule,
                    place.confidence);
    }
    codes.push_back(area);
  }
  for (const std::string& piece : unread) {
    int bare = 0;
    const bool too_much = absl::SimpleAtoi(piece, &bare) && bare > kMostBareWageWish;
    if (!too_much && !WageWishOf(piece).empty()) {  // "中山、广州,5000以上" in one cell
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
  TakeStayWish(stay, reports);
}

void TakeStayWish(StayWish stay, Reports<WorkerReading>& reports) {
  if (stay == StayWish::kUnsaid) return;
  const bool no_work = stay == StayWish::kNoWork;
  reports.Warn(reason::kNotLooking, no_work ? "state" : "preferred_division_codes", "",
               no_work ? "说不找工作，仍会被推荐；属实的请暂停该人员 (says that they look for no "
                         "work, and is still proposed: pause the record if it is so)"
                       : "说不想外出，仍会被推荐；在本地找的请填意向地区，不找工作的请暂停该人员 "
                         "(says that they will not go away, and is still proposed: state the own "
                         "county as the wish, or pause the record of who looks for no work)");
}

void TakeTold(const WorkerTold& told, const PlaceReader& places,
              const OccupationReader& occupations, absl::string_view home, WorkerDraft& draft,
              Reports<WorkerReading>& reports) {
  if (!told.wage.empty()) TakeToldWage(told.wage, draft, reports);
  auto& wished = draft.preferred_division_codes;
  const bool none_wished = wished.empty();
  for (const std::string& list : told.places) {
    if (!none_wished) break;
    if (IsWordAsWell(list)) continue;
    std::vector<PlaceReading> read = places.ReadList(list, nullptr, draft.division_code);
    if (read.empty()) read.push_back(ReadCoastTown(list, places));
    for (const PlaceReading& place : read) {
      if (place.code.empty()) continue;
      const std::string code = place.code.substr(0, 6);
      if (wished.size() == kMaxPlaces || Has(wished, code)) continue;
      reports.Infer(absl::StrCat("preferred_division_codes[", wished.size(), "]"), list,
                    absl::StrCat(place.rule, "+worker.told"),
                    std::min(place.confidence, kToldConfidence));
      wished.push_back(code);
    }
  }
  // Who names no home is of the county that sends the file.
  constexpr std::size_t kCountyCode = 6;
  const bool of_county = home.size() == kCountyCode && !absl::EndsWith(home, "00");
  const std::string county = !draft.division_code.empty() ? draft.division_code.substr(0, 6)
                             : of_county                  ? std::string(home)
                                                          : "";
  if (wished.empty() && !told.near_home.empty() && county.size() == kCountyCode) {
    wished.push_back(county);
    reports.Infer("preferred_division_codes[0]", told.near_home, "place.near_home+worker.told",
                  kNearHomeConfidence);
  }
  TakeStayWish(told.stay, reports);
  TakeToldWork(told, occupations, draft, reports);
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

FieldTexts WithToldHome(const FieldTexts& row, const PlaceReader& places) {
  const RowTexts texts(row);
  FieldTexts told;
  const std::string remarks = texts.Join({Field::kDescription});
  if (remarks.empty()) return told;
  const bool says_home = !texts
                              .Join({Field::kDivisionCode, Field::kProvince, Field::kCity,
                                     Field::kCounty, Field::kTown, Field::kHomeAddress})
                              .empty();
  if (says_home) return told;
  const std::vector<std::string> parts =
      SplitList(absl::StrReplaceAll(remarks, {{"。", ","}}), /*at_blanks=*/true);
  static const RE2 finer(R"((?:\p{Han}{0,8}(?:村|组|寨|社区|居委会)(?:\d{1,3}组)?)*人?)");
  if (!parts.empty()) {
    constexpr std::size_t kTownshipCode = 9;
    const PlaceReading home = places.Read(parts.front());
    if (home.code.size() >= kTownshipCode && home.names_read >= 2 &&
        RE2::FullMatch(home.unread_text, finer)) {
      told.push_back({Field::kHomeAddress, "", parts.front()});  // which reports its own rule
    }
  }
  if (!told.empty()) told.insert(told.end(), row.begin(), row.end());
  return told;
}

}  // namespace laowu::intake
