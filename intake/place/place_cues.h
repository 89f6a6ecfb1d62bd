#ifndef LAOWU_INTAKE_PLACE_PLACE_CUES_H_
#define LAOWU_INTAKE_PLACE_PLACE_CUES_H_

// What stands around a place's name in a posting's clause, and whether it says that the work is
// there. All texts are folded. For vacancy_place.cc. Pure and thread-safe.

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "intake/place/place.h"

namespace laowu::intake {

// 长白班, 珠三角 and 端庄大方 hold names; "送货到广州" says where one goes, "招贵州老乡" where
// one is from.
bool SpeaksOfMoreThanAPlace(absl::string_view words);

// "工作地点:小榄镇菊城大道"; empty if the running text has no such label. Where they are
// interviewed or sleep is no workplace; what is called one comes before the firm's address.
std::string LabelledAddress(absl::string_view text);

// A running text folded, for its clauses: parted by marks of ASCII alone, calls joined to the place
// before them, and of "某某公司位于坦洲镇" without the firm.
std::string PlaceClauses(absl::string_view text);

// "长期合作", "形象大方": whether what was read of `words`, before their `unread` end, is a county
// whose name is a word, and nothing before it leads to a place.
bool EndsAsAWord(absl::string_view words, absl::string_view unread);

// "昆山世硕", "仲恺TCL": a large firm's short name behind the place of its works;
// "昆山某某招普工": what else stands between a place and a call is a firm's name, if it is no
// dish, bank or person.
bool IsAFirm(absl::string_view words, bool calls);

// "东凤住宿", "面试地点石岐区": where they do anything but work. `part`: what begins or follows.
bool IsForSomethingElse(absl::string_view part);

// Counties and towns whose names are words of the language or in many firms' names.
bool IsPlainWord(absl::string_view name);

// "石岐区餐饮店招服务员", "南区幼儿园招老师": a shop or school of a town, before a call. In a
// city the shop's name may be of a dish (兰州拉面店), a school's is not.
bool IsAtShop(absl::string_view name, bool is_town, absl::string_view after);

// "桂林米粉店厨师", "云南过桥米线店员", "湖南菜馆": a dish or a kitchen that is called after a
// place, and cooked anywhere. A closed list; a factory's place (温州鞋厂) may be where it is.
bool NamesADish(absl::string_view title);

// "东区远洋城", "南区雅居乐": a housing estate, school or building of a town.
bool IsAnEstate(absl::string_view after);

// "横栏花木场", "神湾菠萝基地", "小榄人民医院": what stands behind a town of the sender's city and
// ends as the name of a place of work does. `is_word`: the town's name is a word as well, and only
// farms and fields are told from it (三角鱼塘, 民众香蕉基地).
bool EndsAsAPlaceOfWork(absl::string_view after, bool is_word);

// "黄圃大岑", "横栏新茂工业区", "火炬区电子厂": whether what stands behind a town is a village,
// road, landmark or works in it. Behind names that are words as well (港口, 三角, 古镇) only what
// ends as a place's name does (港口大南, 南区树涌).
bool IsWithinATown(absl::string_view name, absl::string_view after);

// "佛山-顺德区-大良", "中山>小榄": without the marks and blanks that stand between two ideographs.
std::string WithoutMarksBetweenWords(absl::string_view clause);

// Whether a place follows `before` in a clause: "上班在", "工厂", and not 户口在, 家住, 宿舍.
// `words` end with the place's name; a whole one (小榄镇) needs no word that leads to it.
bool LeadsToAPlace(absl::string_view before, absl::string_view words);

// "龙洞堡机场三期", "小孟工业园", "区广场对面": whether what stands behind a place's name begins
// with a landmark, zone or estate in it.
bool BeginsWithALandmark(absl::string_view after);

// "开平水口", "恩平圣堂": whether what stands behind the short name of a county is as short a name
// in it, and no dish, good or person.
bool IsPartOfACounty(absl::string_view name, const PlaceReading& reading);

// "临时工日结", "打包工": who is wanted, and perhaps how they are paid. Behind a town's name.
bool IsSomebodyWanted(absl::string_view after);
// "临时工日结": any hand; behind a city's name, where others may be from there (重庆厨师).
bool IsAnyHand(absl::string_view after);

// "珠海高栏港", "佛山乐从家具城": the same behind a city or county, before a call.
bool EndsAsAFarPlace(absl::string_view after);
// "义乌饰品厂", "盘州煤矿", "水城区茶叶基地": `reading` of `name` is no town, but what stands
// behind it is a place where works are. `calls`: a call follows.
bool IsFarPlaceOfWork(const PlaceReading& reading, absl::string_view name, bool calls);

// "神湾菠萝基地请人", "民众基地要砍蕉工": where a call of plain speech begins that 招 and 聘 do not
// stand in; npos if none does. 高要 and 需要 are none.
std::size_t PlainCallAt(absl::string_view words);

// "中山曹三": of a cell, what follows a city and is no address is a part of it that nobody knows.
PlaceReading WithUnknownPart(PlaceReading place);

// "中山招普工", "六枝急招司机": nothing but a city or county before the call, `after`. A province
// or a county whose name is a word says too little; "遵义招普工去广东" looks there for hands.
bool IsPlaceThatCalls(const PlaceReading& reading, absl::string_view name, absl::string_view after);

// Of a clause of a posting that is a city and a short name that no table knows ("珠海富山",
// "江门崖门"): the same, with that name unread. Others as they are: food and benefits follow a city
// as well.
PlaceReading WithUnknownZone(PlaceReading place);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PLACE_PLACE_CUES_H_
