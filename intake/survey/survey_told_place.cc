#include "intake/survey/survey_told_place.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

bool IsPlace(const PlaceReading& place) {
  constexpr int kSureEnough = 60;
  return place.outcome == PlaceReading::Outcome::kFound && place.confidence >= kSureEnough;
}

}  // namespace

std::string PlaceIn(absl::string_view clause, const PlaceReader& places) {
  static const RE2 at(
      R"((?:换到|调到|搬到|去了|去的|走的|到了|前往|转到|转去|外出|在|去|到|往|赴|回到?|[(:])(\p{Han}{2,16})|[上下]((?:广东|浙江|福建|江苏|深圳|广州|上海|东莞|温州)\p{Han}{0,12}))");
  // "浙江打工", "人在广东" without its 在.
  static const RE2 works_there(
      R"(^(?:现在?|目前|今年|人|已|还|又|仍|长期|常年|一直|赴)*(\p{Han}{2,10}?)(?:那边)?(?:务工|打工|上班|进厂|做工|干活|开店|工地|煤矿|电厂|\p{Han}{0,3}厂(?:普工|上班|打工|务工|工作|做工)?|公司|工作|就业|做事|做生意|经商|跑车|送外卖|跑外卖|从事\p{Han}{2,8}|[做当](?:保安|保洁|普工|小工|焊工|木工|泥工|服务员|厨师))(?:\d{3,5}(?:-\d{3,5})?(?:元|块)?(?:/月|每月|一个?月|左右)*)?$)");
  constexpr int kNameAlone = 85;
  const std::string now = absl::StrReplaceAll(clause, {{"现在", ","},
                                                       {"回来", ","},
                                                       {"回家", ","},
                                                       {"不在", ","},
                                                       {"没在", ","},
                                                       {"没去", ","},
                                                       {"街上", ","}});
  re2::StringPiece rest(now);
  std::string words;
  std::string found;
  std::string southward;  // "下广东"
  while (RE2::FindAndConsume(&rest, at, &words, &southward)) {
    absl::string_view name = words.empty() ? southward : words;
    for (absl::string_view filler : {"的", "了", "老家", "去", "到", "在", "至"}) {
      if (absl::StartsWith(name, filler)) name.remove_prefix(filler.size());
    }
    if (const PlaceReading place = places.Read(name); IsPlace(place)) found = place.code;
  }
  // "浙江宁波务工(2026年3月)"
  const absl::string_view bare = clause.substr(0, clause.find('('));
  if (found.empty() && RE2::FullMatch(Piece(bare), works_there, &words)) {
    const PlaceReading place = places.Read(words);
    if (IsPlace(place) && place.unread_text.empty() && place.names_read > 0) found = place.code;
  }
  // "昆明做泥水", "新疆摘棉花"
  static const RE2 does_there(
      R"(^(?:做|搞|开|摘|采|送|跑|打|干|卖|当|修|装|挖|种|带班|包|扛|搬)\p{Han}|^\p{Han}{0,8}(?:厂|公司|工地|煤矿|酒店|饭店)(?:普工|上班|打工|务工|工作|做工|做\p{Han}{1,4})?(?:\d{3,5}\D*)?$)");
  if (const PlaceReading place = found.empty() ? places.Read(bare) : PlaceReading();
      place.outcome == PlaceReading::Outcome::kFound && place.names_read > 0 &&
      place.confidence >= kNameAlone && RE2::PartialMatch(place.unread_text, does_there)) {
    found = place.code;
  }
  // "福建晋江 电话…": a clause that is a place and nothing else.
  static const RE2 name_alone(R"(^(?:现在?|目前|人|已)*(\p{Han}{2,20})$)");
  if (found.empty() && RE2::FullMatch(Piece(bare), name_alone, &words)) {
    const PlaceReading place = places.Read(words);
    // "广东省佛山市南海区狮山镇": the town that no table has.
    static const RE2 finer(R"((?:\p{Han}{1,5}(?:镇|乡|街道|村|社区|工业[区园]|开发区))?)");
    const bool whole =
        place.names_read > 1 ? RE2::FullMatch(place.unread_text, finer) : place.unread_text.empty();
    if (IsPlace(place) && whole && place.names_read > 0 && place.confidence >= kNameAlone) {
      found = place.code;
    }
  }
  return found;
}

std::string PlaceMovedTo(absl::string_view clause, absl::string_view from,
                         const PlaceReader& places) {
  constexpr std::size_t kCity = 4;  // digits of a city's code that are its own
  static const RE2 to(
      R"((?:转|调|搬|跳|换)了?(?:厂|岗|槽|单位|公司|工作|地方)?(?:到|去|往|至)了?(\p{Han}{2,8}?)(?:那边|镇上)?(?:了|的|去了|上班|打工|务工|做\p{Han}{1,4})?$)");
  std::string words;
  if (from.size() < 6 || !RE2::PartialMatch(Piece(clause), to, &words)) return "";
  const std::string city = absl::StrCat(from.substr(0, kCity), "00");
  const PlaceReading place = places.Read(absl::StrCat(places.FullName(city), words));
  const bool finer = place.code.size() > city.size() || place.code != city;
  return IsPlace(place) && finer && places.Contains(city, place.code) ? place.code : "";
}

std::string PlaceLeft(absl::string_view clause, const PlaceReader& places) {
  if (!SaysAny(clause, {"不在", "没在", "离开"})) return "";
  static const RE2 left(
      R"((?:[不没]在|离开了?)(\p{Han}{2,12}?)(?:那边|务工|打工|上班|做|干)*(?:了|的)?$)");
  std::string words;
  if (!RE2::PartialMatch(Piece(clause), left, &words)) return "";
  const PlaceReading place = places.Read(words);
  return IsPlace(place) && place.unread_text.empty() && place.names_read > 0 ? place.code : "";
}

bool LeftTheirPlace(absl::string_view clause, const PlaceReader& places, absl::string_view home) {
  static const RE2 left(R"(从([^,家]{1,8}?)(?:走|出来|离开|动身|出发|坐车))");
  std::string from;
  if (!RE2::PartialMatch(Piece(clause), left, &from) ||
      SaysAny(clause, {"回来", "回家", "返乡", "到家"})) {
    return false;
  }
  if (SaysAny(from, {"厂", "公司", "工地", "店", "单位", "那边", "外", "矿", "车间"})) return true;
  const PlaceReading place = places.Read(from);
  return place.outcome == PlaceReading::Outcome::kFound && !home.empty() &&
         !places.Contains(home, place.code) && !places.Contains(place.code, home);
}

}  // namespace laowu::intake
