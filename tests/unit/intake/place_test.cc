// Places as people write them → the code in force on a day; what could be two places is told.

#include "intake/place/place.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "intake/place/place_names.h"
#include "reference/divisions.h"

namespace laowu::intake {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using Outcome = PlaceReading::Outcome;

constexpr absl::CivilDay kDay(2026, 7, 1);

const PlaceReader& FromNowhere() {
  static const auto* const reader = new PlaceReader(kDay, "");
  return *reader;
}
const PlaceReader& FromZhongshan() {
  static const auto* const reader = new PlaceReader(kDay, "442000");
  return *reader;
}
const PlaceReader& FromPanzhou() {
  static const auto* const reader = new PlaceReader(kDay, "520281");
  return *reader;
}

TEST(Place, UsualWritings) {
  const std::vector<std::pair<const char*, const char*>> examples = {
      {"中山市", "442000"},
      {"中山", "442000"},
      {"广东省中山市", "442000"},
      {"广东中山", "442000"},
      {"中山·小榄", "442000118"},
      {"中山市小榄镇工业大道中18号", "442000118"},
      {"中山-小榄镇", "442000118"},
      {"小榄镇，中山市", "442000118"},
      {"广东省/中山市/古镇镇", "442000105"},
      {"中山市 火炬开发区", "442000003"},
      {"中山市石岐区", "442000001"},
      {"中山 西区", "442000004"},
      {"贵州省六盘水市盘州市红果街道", "520281004"},
      {"六盘水 水城区 鸡场镇", "520204103"},
      {"深圳市宝安区", "440306"},
      {"深圳-南山区", "440305"},
      {"广州市天河区中山大道西", "440106"},
      {"上海市徐汇区", "310104"},
      {"中山市坦洲镇南京路", "442000107"},
      {"广东省", "440000"},
  };
  for (const auto& [text, code] : examples) {
    const PlaceReading reading = FromNowhere().Read(text);
    EXPECT_EQ(reading.code, code) << text;
    EXPECT_GE(reading.confidence, 80) << text;
  }
}

TEST(Place, FormerNamesGoToWhatTheyBecame) {
  const std::vector<std::pair<const char*, const char*>> examples = {{"六盘水市水城县", "520204"},
                                                                     {"盘县", "520281"},
                                                                     {"中山市东升镇", "442000118"},
                                                                     {"中山市南朗镇", "442000008"}};
  for (const auto& [text, code] : examples) {
    const PlaceReading reading = FromNowhere().Read(text);
    EXPECT_EQ(reading.code, code) << text;
    EXPECT_EQ(reading.rule, "place.former_name") << text;
  }
}

TEST(Place, NamesInEnglish) {
  const std::vector<std::pair<const char*, const char*>> examples = {
      {"Zhongshan", "442000"},
      {"Zhongshan City, Guangdong Province", "442000"},
      {"Guangdong\nZhongshan\nXiaolan", "442000118"},
      {"No. 5 Xingye Road, Xiaolan Town, Zhongshan, Guangdong, China", "442000118"},
      {"ZHONGSHAN DISTRICT, LIUPANSHUI", "520201"},
      {"Xi'an, Shaanxi", "610100"},
      {"Shanxi", "140000"},
      {"Hong Kong", "810000"},
      {"Macau", "820000"},
      {"Xiaolan", ""},             // a bare township's name proves nothing elsewhere
      {"Zhongshan District", ""},  // of Dalian or of Liupanshui
      {"Zhongshan, Zhejiang", ""},
      {"CNC", ""}};
  for (const auto& [text, code] : examples) {
    EXPECT_EQ(FromNowhere().Read(text).code, code) << text;
  }
  EXPECT_EQ(FromNowhere().Read("Zhongshan").rule, "place.english");
  EXPECT_EQ(FromZhongshan().Read("Xiaolan").code, "442000118");
}

TEST(Place, TheDayDecides) {
  const PlaceReader before(absl::CivilDay(2019, 6, 1), "");
  EXPECT_EQ(before.Read("水城县").code, "520221");
  EXPECT_EQ(before.Read("六盘水市水城县").rule, "place.name");
}

TEST(Place, CodesAreCheckedAndDeadOnesTranslated) {
  EXPECT_EQ(FromNowhere().ReadCode("442000").confidence, 100);
  EXPECT_EQ(FromNowhere().ReadCode("520281000000").code, "520281");
  EXPECT_EQ(FromNowhere().ReadCode("520281104201").code, "520281104201");
  EXPECT_EQ(FromNowhere().ReadCode("44").code, "440000");
  EXPECT_EQ(FromNowhere().Read("44").code, "");
  EXPECT_EQ(FromNowhere().Read("3500").code, "");
  EXPECT_EQ(FromNowhere().Read("442000").code, "442000");
  const PlaceReading dead = FromNowhere().ReadCode("520222");
  EXPECT_EQ(dead.code, "520281");
  EXPECT_EQ(dead.stated_code, "520222");
  EXPECT_EQ(dead.rule, "place.dead_code");
  EXPECT_EQ(FromNowhere().ReadCode("999999").outcome, Outcome::kUnknown);
  EXPECT_EQ(FromNowhere().ReadCode("520281999").outcome, Outcome::kUnknown);
  EXPECT_EQ(FromNowhere().ReadCode("44200").outcome, Outcome::kUnknown);
}

TEST(Place, ZonesTownsOfDongguanAndNamesOfLongAgo) {
  const std::vector<std::pair<const char*, const char*>> examples = {
      {"苏州市·苏州工业园区", "320576"}, {"镇江市镇江新区", "321171"},
      {"东莞市长安镇", "441900119"},     {"东莞 塘厦", "441900116"},
      {"东莞市松山湖区", "441900401"},   {"东莞·南城区", "441900004"},
      {"广州市萝岗区", "440112"},        {"广州增城市", "440118"},
      {"上海市闸北区", "310106"},        {"深圳龙华新区", "440309"},
      {"佛山顺德市", "440606"},          {"苏州吴江市", "320509"},
      {"中山市张家边", "442000003"},     {"中山市沙朗镇", "442000004"}};
  for (const auto& [text, code] : examples) {
    const PlaceReading reading = FromNowhere().Read(text);
    EXPECT_EQ(reading.code, code) << text;
    EXPECT_EQ(reading.unread_name, "") << text;
  }
  EXPECT_EQ(FromNowhere().FullName("320576"), "江苏省苏州市苏州工业园区");
  EXPECT_EQ(FromNowhere().FullName("441900119"), "广东省东莞市长安镇");
}

TEST(Place, TownsOfZhongshanAsTheyAreMisspelt) {
  for (const auto& [text, code] :
       {std::pair{"中山市小揽镇", "442000118"}, std::pair{"中山东风镇", "442000103"},
        std::pair{"中山 坦州", "442000107"}, std::pair{"中山市横兰镇", "442000110"}}) {
    const PlaceReading reading = FromNowhere().Read(text);
    EXPECT_EQ(reading.code, code) << text;
    EXPECT_EQ(reading.rule, "place.misspelt") << text;
    EXPECT_LT(reading.confidence, 90) << text;
  }
  // Elsewhere the same characters are no town of Zhongshan.
  EXPECT_EQ(FromNowhere().Read("武汉东风公司").code, "420100");
}

// A town that nobody knows must not come out as its city, as if nothing had been said.
TEST(Place, AnUnknownTownInAKnownCityIsTold) {
  const std::vector<std::tuple<const char*, const char*, const char*>> examples = {
      {"中山市新湾镇", "442000", "新湾镇"},
      {"中山市新湾镇工业大道8号", "442000", "新湾镇"},
      {"广东省中山市·某某街道", "442000", "某某街道"},
      {"中山 高新区", "442000", "高新区"},
      {"珠海市高新区", "440400", "高新区"},
      {"佛山市大沥镇", "440600", "大沥镇"},
      {"中山市顺德区大良街道", "442000", "顺德区"},
      {"广东省某某市", "440000", "某某市"},
      {"贵州省盘州市新新镇", "520281", "新新镇"}};
  for (const auto& [text, code, name] : examples) {
    const PlaceReading reading = FromNowhere().Read(text);
    EXPECT_EQ(reading.code, code) << text;
    EXPECT_EQ(reading.unread_name, name) << text;
    EXPECT_LE(reading.confidence, 70) << text;
  }
}

TEST(Place, AnAddressBehindAKnownPlaceIsNoUnknownTown) {
  for (const char* text :
       {"中山市小榄镇工业区", "中山市第一工业区", "中山市中心批发市场", "中山市城区",
        "中山市东升镇裕民社区", "中山市富华道超市", "深圳市宝安区沙井街道", "中山市工业大道18号",
        "中山市某某村", "中山市市区"}) {
    const PlaceReading reading = FromNowhere().Read(text);
    EXPECT_EQ(reading.unread_name, "") << text;
    EXPECT_GE(reading.confidence, 90) << text;
  }
}

TEST(Place, AmbiguousNamesAreReportedWithWhatTheyMayBe) {
  const PlaceReading reading = FromNowhere().Read("鼓楼区");
  EXPECT_EQ(reading.outcome, Outcome::kAmbiguous);
  EXPECT_THAT(reading.candidates, Contains("320106"));
  EXPECT_EQ(FromNowhere().Read("南京市鼓楼区").code, "320106");
}

TEST(Place, HomeSettlesWhatTheTextLeavesOpen) {
  EXPECT_EQ(FromZhongshan().Read("小榄").code, "442000118");
  EXPECT_EQ(FromZhongshan().Read("东区").code, "442000002");
  EXPECT_EQ(FromPanzhou().Read("鸡场坪镇").code, "520281126");
  EXPECT_EQ(FromPanzhou().Read("钟山区").code, "520201");
  EXPECT_EQ(FromNowhere().Read("鸡场坪镇").outcome, Outcome::kUnknown);
}

TEST(Place, WhatIsNoPlaceIsUnknown) {
  for (const char* text : {"待定", "公司安排", "???", "火星", "A栋3楼", "中山路"}) {
    EXPECT_EQ(FromNowhere().Read(text).outcome, Outcome::kUnknown) << text;
  }
  EXPECT_EQ(FromNowhere().Read("").outcome, Outcome::kEmpty);
}

TEST(Place, WhatWasNotReadIsKept) {
  EXPECT_EQ(FromNowhere().Read("珠海市高新区").code, "440400");
  EXPECT_EQ(FromNowhere().Read("珠海市高新区").unread_text, "高新区");
}

TEST(Place, WishesInOrder) {
  const auto codes = [](absl::string_view text) {
    std::vector<std::string> found;
    for (const PlaceReading& place : FromPanzhou().ReadList(text, nullptr))
      found.push_back(place.code);
    return found;
  };
  EXPECT_THAT(codes("中山、广州,深圳"), ElementsAre("442000", "440100", "440300"));
  EXPECT_THAT(codes("广东中山；浙江"), ElementsAre("442000", "330000"));
  EXPECT_THAT(codes("中山 中山市"), ElementsAre("442000"));
  EXPECT_THAT(codes("山西内蒙"), ElementsAre("140000", "150000"));
  EXPECT_THAT(codes("内蒙山西"), ElementsAre("150000", "140000"));
  EXPECT_THAT(codes("不限"), ElementsAre());
  EXPECT_THAT(codes("省内"), ElementsAre("520000"));
  EXPECT_THAT(codes("本地就近"), ElementsAre("520281"));
  std::vector<std::string> unread;
  FromPanzhou().ReadList("中山、天上", &unread);
  EXPECT_THAT(unread, ElementsAre("天上"));
}

// A city's bureau has a home of four digits: what is near is told by it, or by where the row's
// person lives.
TEST(Place, NearIsSaidOfTheRowsHomeElseOfTheReaders) {
  const PlaceReader city(kDay, "5202");
  const auto code = [&](absl::string_view text, absl::string_view lives_in) {
    const auto places = city.ReadList(text, nullptr, lives_in);
    return places.empty() ? std::string() : places.front().code;
  };
  EXPECT_EQ(code("省内", ""), "520000");
  EXPECT_EQ(code("本省", ""), "520000");
  EXPECT_EQ(code("市内", ""), "520200");
  EXPECT_EQ(code("就近", ""), "520200");
  EXPECT_EQ(code("县内", ""), "") << "no county is known";
  EXPECT_EQ(code("县内", "520281101"), "520281");
  EXPECT_EQ(code("就近", "520281101"), "520281");
  EXPECT_EQ(code("本省", "520281101"), "520000");
}

// One township's name proves nothing elsewhere; several that one city alone has, do.
TEST(Place, TownshipsOfOneCityInAList) {
  const auto codes = [](absl::string_view text) {
    std::vector<std::string> unread;
    std::vector<std::string> all;
    for (const PlaceReading& place : FromPanzhou().ReadList(text, &unread))
      all.push_back(place.code);
    all.insert(all.end(), unread.begin(), unread.end());
    return all;
  };
  EXPECT_THAT(codes("小榄/古镇/横栏"), ElementsAre("442000118", "442000105", "442000110"));
  EXPECT_THAT(codes("中山小榄/古镇"), ElementsAre("442000118", "442000105"));
  EXPECT_THAT(codes("深圳宝安或中山"), ElementsAre("440306", "442000"));
  EXPECT_THAT(codes("小榄"), ElementsAre("小榄"));
}

TEST(Place, AFurtherPlaceOfAListIsTold) {
  EXPECT_EQ(FromPanzhou().Read("广东/浙江").other_name, "浙江");
  EXPECT_EQ(FromPanzhou().Read("广州、深圳").other_name, "深圳");
  for (const char* one :
       {"广东省/深圳/龙华", "东莞/长安", "广东 中山", "中山市,长安镇", "小榄镇,中山市"}) {
    EXPECT_EQ(FromPanzhou().Read(one).other_name, "") << one;
  }
}

TEST(Place, TheLongestNameDoesNotEatTheNext) {
  const std::vector<std::pair<const char*, const char*>> examples = {
      {"中山港口镇", "442000108"},     {"中山港口", "442000108"},
      {"广东中山港口镇", "442000108"}, {"中山港口镇游戏机厂", "442000108"},
      {"中山港街道", "442000003"},     {"中山港", "442000003"},
      {"中山港码头", "442000003"},     {"中山市中山港", "442000003"},
      {"中山港口路8号", "442000"},     {"兰州城关镇", "620102"}};
  for (const auto& [text, code] : examples) {
    EXPECT_EQ(FromZhongshan().Read(text).code, code) << text;
  }
  EXPECT_EQ(FromNowhere().Read("中山港口镇").code, "442000108");
}

TEST(Place, ARegionHoldsNoTownsName) {
  for (const char* text : {"珠三角", "珠三角地区", "珠江三角洲", "粤港澳大湾区"}) {
    const PlaceReading reading = FromZhongshan().Read(text);
    EXPECT_EQ(reading.code, "440000") << text;
    EXPECT_EQ(reading.rule, "place.region") << text;
    EXPECT_LE(reading.confidence, 60) << text;
  }
  for (const char* text : {"长三角", "长江三角洲", "三角形", "铁三角"}) {
    EXPECT_EQ(FromZhongshan().Read(text).outcome, Outcome::kUnknown) << text;
  }
  EXPECT_EQ(FromZhongshan().Read("三角").code, "442000109");
  EXPECT_EQ(FromZhongshan().Read("珠三角三角镇").code, "442000109");
}

TEST(Place, TownsOfOneCityInACellAreAList) {
  for (const char* text : {"小榄、古镇、东凤", "中山小榄/东凤", "小榄镇,东凤镇", "小榄和东凤",
                           "横栏与古镇交界处", "中山(小榄、古镇)"}) {
    const PlaceReading reading = FromZhongshan().Read(text);
    EXPECT_NE(reading.other_name, "") << text;
    EXPECT_EQ(FromZhongshan().AreaOfBoth(reading), "442000") << text;
  }
  EXPECT_EQ(FromPanzhou().AreaOfBoth(FromPanzhou().Read("红果、双凤")), "520281");
  for (const char* text : {"中山或珠海", "广东中山/浙江宁波", "中山市、珠海市"}) {
    const PlaceReading reading = FromZhongshan().Read(text);
    EXPECT_NE(reading.other_name, "") << text;
    EXPECT_EQ(reading.unread_name, "") << text;
    EXPECT_EQ(FromZhongshan().AreaOfBoth(reading), "") << text;
  }
  for (const char* text : {"小榄镇工业大道,古镇旁", "中山小榄", "小榄镇,中山市"}) {
    EXPECT_EQ(FromZhongshan().Read(text).other_name, "") << text;
  }
}

TEST(Place, NamesWithoutTheirPeoples) {
  const std::vector<std::pair<const char*, const char*>> examples = {
      {"海南州", "632500"}, {"恩施州", "422800"}, {"湘西州", "433100"}, {"黔东南州", "522600"},
      {"凉山州", "513400"}, {"松桃县", "520628"}, {"海南", "460000"},   {"东乡县", "361003"}};
  for (const auto& [text, code] : examples) {
    EXPECT_EQ(FromNowhere().Read(text).code, code) << text;
  }
  EXPECT_EQ(FromPanzhou().Read("坪地乡").code, "520281208");
  EXPECT_EQ(FromPanzhou().Read("普古乡").code, "520281211");
}

TEST(Place, TheRestOfATownshipsNameIsNoCounty) {
  for (const char* text : {"某东乡", "大新乡", "下新乡", "上金乡", "新华镇"}) {
    EXPECT_EQ(FromNowhere().Read(text).code, "") << text;
  }
  const std::vector<std::pair<const char*, const char*>> examples = {
      {"新乡", "410700"}, {"河南新乡", "410700"}, {"去新乡", "410700"},
      {"萍乡", "360300"}, {"景德镇", "360200"},   {"江西省东乡", "361003"}};
  for (const auto& [text, code] : examples) {
    EXPECT_EQ(FromNowhere().Read(text).code, code) << text;
  }
}

TEST(Place, ACityIsNotMeantWhereADistrictIsBetterKnown) {
  EXPECT_EQ(FromNowhere().Read("朝阳").outcome, Outcome::kAmbiguous);
  EXPECT_EQ(FromNowhere().Read("兴安").outcome, Outcome::kAmbiguous);
  EXPECT_EQ(FromNowhere().Read("朝阳市").code, "211300");
  EXPECT_EQ(FromNowhere().Read("北京朝阳").code, "110105");
  EXPECT_EQ(FromNowhere().Read("大同").code, "140200");
}

TEST(Place, ATownshipThatWentToAnotherCountyIsFoundByItsOldAddress) {
  const std::vector<std::pair<const char*, const char*>> examples = {{"水城木果", "520201104"},
                                                                     {"水城区木果镇", "520201104"},
                                                                     {"水城县保华镇", "520201105"},
                                                                     {"水城县南开乡", "520201203"}};
  for (const auto& [text, code] : examples) {
    EXPECT_EQ(FromNowhere().Read(text).code, code) << text;
    EXPECT_EQ(FromNowhere().Read(text).rule, "place.former_name") << text;
  }
  EXPECT_EQ(FromNowhere().Read("钟山区木果镇").rule, "place.name");
}

TEST(Place, NamesOfThePastThatPeopleStillWrite) {
  const std::vector<std::pair<const char*, const char*>> examples = {
      {"襄樊", "420600"},   {"楚州", "320803"}, {"南蓢镇", "442000008"}, {"萝岗", "440112"},
      {"塘沽区", "120116"}, {"闸北", "310106"}, {"思茅市", "530800"},    {"大庸", "430800"},
      {"粤", "440000"},     {"黔", "520000"},   {"闽", "350000"}};
  for (const auto& [text, code] : examples) {
    EXPECT_EQ(FromZhongshan().Read(text).code, code) << text;
  }
  for (const char* text : {"云", "新", "东", "粤菜"}) {
    EXPECT_EQ(FromNowhere().Read(text).code, "") << text;
  }
}

TEST(Place, TownshipsOfLiupanshuiThatEnded) {
  const std::vector<std::pair<const char*, const char*>> became = {
      {"老厂镇", "520281124"}, {"珠东乡", "520281124"},     {"水塘镇", "520281128"},
      {"城关镇", "520281127"}, {"六枝堕却乡", "520203105"}, {"刘官镇", "520281006"},
      {"新民乡", "520281121"}, {"鸡场坪乡", "520281126"},   {"盘州老厂镇", "520281124"}};
  for (const auto& [text, code] : became) {
    EXPECT_EQ(FromPanzhou().Read(text).code, code) << text;
  }
  // To which of its townships they went is not known: the county, and that it is not all.
  for (const char* text : {"平关镇", "火铺镇", "断江镇", "西冲镇", "忠义乡", "洒基镇", "马依镇",
                           "马场乡", "四格乡", "滑石乡", "板桥镇", "盘县平关镇"}) {
    const PlaceReading reading = FromPanzhou().Read(text);
    EXPECT_EQ(reading.code, "520281") << text;
    EXPECT_NE(reading.unread_name, "") << text;
    EXPECT_LE(reading.confidence, 70) << text;
  }
  // Elsewhere the same names are other townships'.
  for (const char* text : {"老厂镇", "城关镇", "板桥镇"}) {
    EXPECT_EQ(FromZhongshan().Read(text).outcome, Outcome::kUnknown) << text;
  }
}

TEST(Place, EveryNameOfThePastLeadsToACodeInForce) {
  for (const PlaceName& name : FormerNames()) {
    EXPECT_TRUE(reference::Divisions::Get().IsAccepted(name.code, kDay)) << name.name;
  }
}

}  // namespace
}  // namespace laowu::intake
