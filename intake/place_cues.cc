#include "intake/place_cues.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "intake/text.h"
#include "re2/re2.h"

namespace laowu::intake {

bool SpeaksOfMoreThanAPlace(absl::string_view words) {
  if (absl::EndsWith(words, "班") && !absl::EndsWith(words, "上班")) return true;
  // "六枝特区人民医院", "广州白云区人和镇"
  for (absl::string_view of_a_name : {"人民", "人和"}) {
    if (const std::size_t at = words.find(of_a_name); at != words.npos) {
      return SpeaksOfMoreThanAPlace(words.substr(0, at)) ||
             SpeaksOfMoreThanAPlace(words.substr(at + of_a_name.size()));
    }
  }
  for (absl::string_view word :
       {"到", "送", "往", "跑", "去", "招", "友", "老乡", "籍", "人", "三角洲", "珠三角", "长三角",
        "毕业", "总部", "客户", "市场", "端庄", "落落"}) {
    if (Holds(words, word)) return true;
  }
  return false;
}

bool IsAFirm(absl::string_view words, bool calls) {
  static const RE2 known(
      R"(^(?:富士康|鸿海|立讯|世硕|昌硕|和硕|旭硕|名硕|达丰|广达|纬创|仁宝|英业达|联宝|比亚迪|tcl|oppo|vivo|华为|小米|联想|三星|lg|美的|格力|海尔|海信|长虹|创维|康佳|奥马|京东方|惠科|华星|天马|信利|歌尔|蓝思|伯恩|瑞声|舜宇|领益|欣旺达|宁德时代|亿纬|德赛|海力士|闻泰|华勤|龙旗|捷普|伟创力|可成|特斯拉|蔚来|小鹏|吉利|奇瑞|长安汽车|广汽|上汽)(?:电子|科技|集团|工业园|园区|小时工|返费|普工|\p{Han}{0,2}厂)?$)");
  static const RE2 name(R"(^(?:\p{Han}{2,4}|[a-z]{2,8})$)");
  static const RE2 no_name(
      R"([锅面粉菜鸭鸡鱼肉饭酒茶吃馆店食汤豆老各急量高包附全本工人员师徒男女会要不在到去送派个名岁]|长期|直|火热|[路街道站]|银行|保险|航空|商会|大学|学院|本地|周边|市区|地区|全市|新区)");
  const re2::StringPiece piece(words.data(), words.size());
  return RE2::FullMatch(piece, known) ||
         (calls && RE2::FullMatch(piece, name) && !RE2::PartialMatch(piece, no_name));
}

bool IsForSomethingElse(absl::string_view part) {
  for (absl::string_view purpose : {"面试", "面谈", "应聘", "报名", "报到", "集合", "住宿", "宿舍",
                                    "体检", "上车", "乘车", "接人", "接送"}) {
    if (absl::StartsWith(part, purpose)) return true;
  }
  return false;
}

bool IsPlainWord(absl::string_view name) {
  static const RE2 word(
      R"(^(?:东方|平安|和平|光明|大方|新华|长安|新兴|永兴|兴隆|同心|友谊|前进|向阳|红旗|安宁|太平|海南)$)");
  return RE2::FullMatch({name.data(), name.size()}, word);
}

bool IsAtShop(absl::string_view name, bool is_town, absl::string_view after) {
  static const RE2 school(
      R"(^\p{Han}{0,4}(?:幼儿园|托管班?|小学|中学|学校|养老院|敬老院|诊所|仓库|食堂|饭堂|快递|驿站|项目部)$)");
  static const RE2 shop(
      R"(^\p{Han}{0,4}(?:[^鸽饼粥粉面]店|酒店|物业|饭店|餐饮|餐厅|厨房|商行|超市|酒家|酒楼|茶楼|会所|医院|车间|作坊|门市|洗车场?)$)");
  static const RE2 is_word(R"(^(?:港口|三角|古镇|民众|南头)$)");
  const re2::StringPiece piece(after.data(), after.size());
  return !RE2::FullMatch({name.data(), name.size()}, is_word) &&
         (RE2::FullMatch(piece, school) || (is_town && RE2::FullMatch(piece, shop)));
}

bool IsPlaceThatCalls(const PlaceReading& reading, absl::string_view name,
                      absl::string_view after) {
  constexpr std::size_t kCounty = 6;
  static const RE2 elsewhere(R"(去|赴|前往|派往|输送|外派|^招(?:聘会|待|商|标|生|牌|考|远))");
  static const RE2 all_of_it(R"((?:本地|市区|城区|市内|周边|附近|各镇区?)?)");
  return RE2::FullMatch(reading.unread_text, all_of_it) && reading.code.size() == kCounty &&
         !absl::EndsWith(reading.code, "0000") && !IsPlainWord(name) &&
         !RE2::PartialMatch({after.data(), after.size()}, elsewhere);
}

PlaceReading WithUnknownZone(PlaceReading place) {
  static const RE2 zone(R"(^\p{Han}{1,2}[\p{Han}]$)");
  static const RE2 other(
      R"([面粉菜饭鸭鸡鱼肉锅汤茶酒豆吃住包招急诚聘高薪厂工员店装货车线话语籍人户口男女姐哥总生师要找去到送跑休班月新长直本全搓澡]|社保|五险|周边|附近|市区)");
  constexpr std::size_t kShortest = 6;  // bytes of two ideographs
  if (place.unread_text.size() < kShortest || IsPlainWord(place.unread_text) ||
      !RE2::FullMatch(place.unread_text, zone) || RE2::PartialMatch(place.unread_text, other)) {
    return place;
  }
  return WithUnknownPart(std::move(place));
}

PlaceReading WithUnknownPart(PlaceReading place) {
  static const RE2 part(R"(^\p{Han}{2,4}$)");
  static const RE2 no_part(
      R"([路街道号楼厦园城区厂店司校院村市场内外地]$|中心|周边|附近|一带|境内|各|全|本|上班|工作|招|普工)");
  const bool city = absl::EndsWith(place.code, "00") && !absl::EndsWith(place.code, "0000");
  constexpr std::size_t kMostBytes = 12;  // four characters
  const bool short_part = !place.unread_text.empty() && place.unread_text.size() <= kMostBytes;
  if (city && short_part && place.unread_name.empty() && place.other_name.empty() &&
      RE2::FullMatch(place.unread_text, part) && !RE2::PartialMatch(place.unread_text, no_part)) {
    place.unread_name = place.unread_text;
    place.confidence = std::min(place.confidence, 70);
  }
  return place;
}

}  // namespace laowu::intake
