#include "intake/worker/told_places.h"

#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/place/coast_towns.h"
#include "intake/place/place_wishes.h"
#include "intake/text/text.h"
#include "intake/worker/wage_wish.h"
#include "intake/worker/worker_conditions.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Places that one may be sent to, as a clause names them; empty if it names none.
std::string PlacesWished(absl::string_view clause) {
  static const RE2 wished(
      R"((想回到|(?:想|打算|准备|要)回|回到|想换(?:到|去)?|倾向于?(?:去|到)?|只能在|只愿在|想过去|想去|想来|想到|想留在|愿去|愿到|愿意去|愿意到|愿意来|要去|要到|要来|希望去|希望到|希望在|打算去|打算到|准备去|计划去|计划到|考虑去|考虑到|有意去|有意愿去|有意愿到|只去|只想在|就想在|最好在|最好去|最好是|优先去|想在|要在|就在|可去|可以去|能去|(?:可以?|能|愿意)接受|(?:想|要|打算|准备|计划|愿意|希望)(?:跟|和)\p{Han}{1,5}?(?:一起)?(?:去|到)|(?:愿意?|同意|服从)\p{Han}{1,10}?(?:到|去|赴)|意向地?)[:]?(?:来)?(\p{Han}[\p{Han}、/]{1,30}?)(?:那边|这边)?(?:打工|务工|工作|上班|找|做|进厂|进|发展|一带|等地|附近|都|也|就|均|$))");
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

// Words that are a place, if anything, since the clause says no more than that somebody goes there:
// "去义乌", "年后去古镇做灯饰", "六盘水市内找活", "去中山三角找我表哥". Empty if there are none.
std::string PlaceGoneTo(absl::string_view clause) {
  static const RE2 goes(
      R"(^(?:我|就|也|还是|只|都|再|先|想|要|(?:年后|过完年|过了年|节后|春节后|开年|下个?月|月底|明年|今年|近期|过几天|马上|随时)(?:再|就|才)?)*(?:去|到|往)([^年过了处,、]\p{Han}[\p{Han}、]{0,14}?)(?:那边|这边|一带|等地)?(?:(?:打工|务工|上班|发展|做|干|当|搞|进|找|投奔|打拼|挣钱|赚钱|跟)(\p{Han}{0,10}))?$)");
  static const RE2 within(
      R"(^(?:就|只|想|能|可以|在)*(\p{Han}{2,8}?)(?:市内|县内|区内|州内|省内|境内|以内|范围内|本地|城里|城区|市里|周边|附近|一带)(?:的|就行|就可以|即可|都行|都可以|找|做|上班|打工|务工|工作|就业|干|个|份|点|活儿?|事)*$)");
  re2::StringPiece place;
  re2::StringPiece behind;
  const re2::StringPiece piece(clause.data(), clause.size());
  if (SaysAny(clause, {"去", "到", "往"}) && RE2::FullMatch(piece, goes, &place, &behind) &&
      !SaysAny({behind.data(), behind.size()}, {"过", "年", "了", "回"})) {
    return std::string(place.data(), place.size());
  }
  if (SaysAny(clause, {"内", "本地", "城", "里", "周边", "附近", "一带"}) &&
      RE2::FullMatch(piece, within, &place)) {
    return std::string(place.data(), place.size());
  }
  return "";
}

// "古镇" means the town of Zhongshan where the text speaks of the city or of lamps.
std::string WithItsCity(std::string words, absl::string_view text) {
  if (!IsWordAsWell(words) && words != "古镇镇") return words;
  const bool of_lamps = words == "古镇" && SaysAny(text, {"灯", "照明"});
  return Holds(text, "中山") || of_lamps || words == "古镇镇" ? absl::StrCat("中山市", words)
                                                              : words;
}

}  // namespace

// "想去中山也想去东莞": the second wish is a clause of its own.
void PartPlaceWishes(std::string& text) {
  static const RE2 second(
      R"((想[^,、;。]{0,12}?)((?:也|还)(?:想|愿意?|可以?|能)(?:去|到)|要么(?:就)?(?:去|到)|或者?(?:想)?(?:去|到)))");
  if (SaysAny(text, {"也", "还", "或", "要么"})) RE2::GlobalReplace(&text, second, R"(\1,\2)");
}

// Where somebody wants to work, or how near to home. `bare_before`: words right before the clause.
void TakePlaceWishes(absl::string_view clause, const std::string& bare_before,
                     absl::string_view text, WorkerTold& told) {
  static const RE2 only_near(
      R"(^(?:只|就|仅|想|要|能|可以?|希望|最好|优先|考虑|愿意?|打算|准备|在|到|去|找|份|个|一个|离|工作|上班|不)*((?:离家|家)(?:近|不远)|家门口|家里?附近|就近|附近|近(?:一)?点|走远|走不远|走太远|去太远|太远|出远门|本县|本镇|县内|县城|县里|城里|镇上|镇里|乡镇上?|乡上|乡里|村里|村上|街上|本地|当地|老家|家乡|户籍地|扶贫车间|帮扶车间)(?:附近|的|内|里|上|范围|厂|单位|企业|工作|找|做|就业|务工|打工|打?零工|短工|上班|发展|活儿?|干|点|个|份|事|一点|就行|就可以|即可|为主|优先|都行|都可以|也行|也可以)*$)");
  static const RE2 near_home(
      R"(((?:就近就业|就近|家门口|家附近|在附近|县城附近|本地|当地|本县|不出远门))(?:找|做|就业|务工|打工|上班|工作|的|活|干|点|个|$))");
  const re2::StringPiece piece(clause.data(), clause.size());
  std::string words;
  if (RE2::FullMatch(piece, only_near, &words) &&
      !SaysAny(clause, {"不想在", "不在", "不要", "不就近"})) {
    if (told.near_home.empty()) told.near_home = words;
  } else if (std::string within = StaysWithin(clause); !within.empty()) {
    told.places.push_back(std::move(within));
  } else if (words = PlacesWished(clause); !words.empty()) {
    // "浙江 江苏都行": what stands bare before it belongs to the list.
    if (LeavesOpen(clause)) words = absl::StrCat(bare_before, words);
    told.places.push_back(WithItsCity(words, text));
    if (SaysAny(clause, {"去", "到", "往"})) told.gone_to.push_back(told.places.back());
  } else if (words = PlaceGoneTo(clause); !words.empty()) {
    told.maybe_places.push_back(WithItsCity(words, text));
  }
  if (RE2::PartialMatch(piece, near_home, &words) && told.near_home.empty() &&
      !SaysAny(clause, {"不想", "不要", "没有", "以前", "之前", "做过", "干过", "也可", "都可"})) {
    told.near_home = words;
  }
}

std::string StaysWithin(absl::string_view clause) {
#define LAOWU_NO \
  "(?:不|别|莫|勿)(?:太|大|是很|再|想|愿意?|能|可|要|打算|肯|敢|喜欢|接受|考虑|安排|方便)*"
  static const RE2 not_beyond(LAOWU_NO
                              "(?:(?:去|到|往|跑|进)?(?:外(省|市|县)|(省|市|县)外)|出(省|市|县))(?:"
                              "份|城|的|了|去|打工|务工|"
                              "工作|上班|就业|就行|就可以|都行|都可以|即可|最好|优先)*$");
  static const RE2 beyond_not(
      "(?:外(省|市|县)|(省|市|县)外)(?:的|我|都|也|就|一律|坚决|暂时|太远)*(?:" LAOWU_NO
      "(?:去|行|来|走)?|免谈|除外|算了)(?:了|的)?$");
#undef LAOWU_NO
  if (SaysAny(clause, {"只在省内", "省内就行"})) return "省内";
  if (!SaysAny(clause, {"省", "市", "县"}) ||
      !SaysAny(clause, {"不", "别", "莫", "勿", "免谈", "除外", "算了"})) {
    return "";
  }
  const re2::StringPiece piece(clause.data(), clause.size());
  for (const RE2* one : {&not_beyond, &beyond_not}) {
    re2::StringPiece groups[4];
    const int count = 1 + one->NumberOfCapturingGroups();
    if (!one->Match(piece, 0, piece.size(), RE2::UNANCHORED, groups, count)) continue;
    for (int i = 1; i < count; ++i) {
      if (!groups[i].empty()) return absl::StrCat(std::string(groups[i]), "内");
    }
  }
  return "";
}

std::string PlaceRefused(absl::string_view clause) {
  static const RE2 all_but(
      R"(^除(?:了|开|去)?(\p{Han}{2,10}?)(?:不去|不想去)?(?:以外|之外|外)?(?:其他|其它|别的?|哪儿?里?|哪个?地方|地方|的)*(?:都|均|皆)(?:可以?|行|能|愿意?|想)*(?:去|接受|考虑|的)?$)");
  static const RE2 refuses(
      R"(^(?:我|本人|但是?|就是|坚决|绝对|反正|就)*(?:不|别)(?:太|大|是很|再|想|愿意?|能|可|要|打算|肯|敢|喜欢|考虑)*(?:去|到|回)(\p{Han}{2,8}?)(?:了|打工|务工|上班|的)?$)");
  if (!SaysAny(clause, {"除", "不", "别"})) return "";
  std::string place;
  for (const RE2* one : {&all_but, &refuses}) {
    if (RE2::FullMatch({clause.data(), clause.size()}, *one, &place)) return place;
  }
  return "";
}

void TakeBarePlaces(const std::vector<absl::string_view>& clauses, WorkerTold& told) {
  static const RE2 bare(R"(\p{Han}[\p{Han}、]{1,15})");
  static const RE2 with_pay(R"(([\p{Han}、]{2,12}?)((?:\d|[一二两三四五六七八九]{1,2}[千万]).*))");
  // "昆山那边"
  const auto without_there = [](absl::string_view place) {
    for (absl::string_view there :
         {"那边", "这边", "一带", "附近", "周边", "那里", "方向", "等地"}) {
      if (absl::ConsumeSuffix(&place, there)) break;
    }
    return std::string(place);
  };
  const auto is_bare = [&](absl::string_view clause) {
    return RE2::FullMatch({clause.data(), clause.size()}, bare) &&
           !SaysAny(clause, {"会", "想", "不", "有", "过", "的", "都", "可", "行", "没", "在"});
  };
  const auto wishes = [](absl::string_view clause) {
    return !WageWishOf(clause).empty() ||
           (SaysAny(clause, {"想", "希望", "打算", "愿意", "意向", "求职", "期望", "外出"}) &&
            !SaysAny(clause, {"不想", "不愿", "不打算", "去", "到", "过"}));
  };
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (TellsOfOtherPay(clauses[i])) return;  // what follows may be told of there
    std::string place;
    std::string pay;
    if (RE2::FullMatch({clauses[i].data(), clauses[i].size()}, with_pay, &place, &pay)) {
      std::string wish = is_bare(place) ? WageWishOf(pay) : "";
      if (wish.empty() || !WageWishOf(clauses[i]).empty()) continue;
      told.bare_places.emplace_back(without_there(place), std::move(wish));
      continue;
    }
    if (!is_bare(clauses[i])) continue;
    std::size_t next = i + 1;
    while (next < clauses.size() && is_bare(clauses[next])) ++next;
    std::size_t last = i;
    while (last > 0 && is_bare(clauses[last - 1])) --last;
    const bool before_pay = next < clauses.size() && !WageWishOf(clauses[next]).empty();
    if (before_pay || (last > 0 && wishes(clauses[last - 1]))) {
      told.bare_places.emplace_back(without_there(clauses[i]), "");
    }
  }
}

}  // namespace laowu::intake
