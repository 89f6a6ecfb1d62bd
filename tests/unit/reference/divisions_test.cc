// The rules of places: a code means something only together with a day (standards.md, "Places").

#include "reference/divisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace laowu::reference {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay k2016(2016, 6, 1);
constexpr absl::CivilDay k2019(2019, 12, 1);
constexpr absl::CivilDay k2024(2024, 6, 1);

const Divisions& Places() { return Divisions::Get(); }

std::vector<std::string> CodesOf(const std::vector<const Division*>& divisions) {
  std::vector<std::string> codes;
  for (const Division* division : divisions) codes.emplace_back(division->code);
  return codes;
}

// --- What a code means on a day.

TEST(DivisionsTest, FindTellsNameParentAndLevel) {
  const Division* panzhou = Places().Find("520281", k2024);
  ASSERT_NE(panzhou, nullptr);
  EXPECT_EQ(panzhou->name, "盘州市");
  EXPECT_EQ(panzhou->short_name, "盘州");
  EXPECT_EQ(panzhou->pinyin, "panzhou");
  EXPECT_EQ(panzhou->parent, "520200");
  EXPECT_EQ(panzhou->level, DivisionLevel::kCounty);
  EXPECT_EQ(panzhou->valid_until, kNoEnd);
  EXPECT_THAT(panzhou->successors, IsEmpty());
}

TEST(DivisionsTest, PanxianIsDeadSince2017AndPanzhouWasNotBefore) {
  EXPECT_EQ(Places().Find("520222", k2016)->name, "盘县");
  EXPECT_EQ(Places().Find("520222", k2019), nullptr);
  EXPECT_EQ(Places().Find("520281", k2016), nullptr);
}

TEST(DivisionsTest, ShuichengCountyBecameADistrictOnOneDay) {
  const absl::CivilDay change(2020, 7, 18);
  EXPECT_EQ(Places().Find("520221", change - 1)->name, "水城县");
  EXPECT_EQ(Places().Find("520204", change - 1), nullptr);
  EXPECT_EQ(Places().Find("520221", change), nullptr);
  EXPECT_EQ(Places().Find("520204", change)->name, "水城区");
}

TEST(DivisionsTest, OneCodeWithTwoMeaningsIsToldApartByTheDay) {
  EXPECT_EQ(Places().Find("520201", absl::CivilDay(1985, 1, 1))->name, "水城特区");
  EXPECT_EQ(Places().Find("520201", k2024)->name, "钟山区");
  EXPECT_EQ(Places().Find("232701", k2016)->name, "加格达奇区");
  EXPECT_EQ(Places().Find("232701", k2024)->name, "漠河市");
}

TEST(DivisionsTest, FindEverGivesTheNewestMeaningFirst) {
  const std::vector<const Division*> ever = Places().FindEver("520201");
  ASSERT_THAT(ever, SizeIs(2));
  EXPECT_EQ(ever[0]->name, "钟山区");
  EXPECT_EQ(ever[1]->name, "水城特区");
  EXPECT_THAT(Places().FindEver("999999"), IsEmpty());
}

TEST(DivisionsTest, FindKnowsAVillageThroughItsTownship) {
  EXPECT_EQ(Places().Find("520281104201", k2024)->code, "520281104");
  EXPECT_EQ(Places().Find("520281104abc", k2024), nullptr);
}

TEST(DivisionsTest, FindKnowsNothingOfWhatIsNoCode) {
  for (const char* text :
       {"", "5", "52", "5202", "52028", "5202811", "盘州市", "52028110420", "529999"}) {
    EXPECT_EQ(Places().Find(text, k2024), nullptr) << text;
  }
}

TEST(DivisionsTest, BeforeTheTablesBeginNothingIsKnown) {
  EXPECT_EQ(Places().Find("520203", absl::CivilDay(1979, 12, 31)), nullptr);
  EXPECT_NE(Places().Find("520203", absl::CivilDay(1980, 1, 1)), nullptr);
}

// --- Which codes a record may carry.

TEST(DivisionsTest, IsAcceptedTakesWhatIsInForce) {
  for (const char* code : {"520000", "520200", "520281", "520281104", "520281104201", "442000",
                           "442000101", "441900", "441900003", "441302001", "441302001002"}) {
    EXPECT_TRUE(Places().IsAccepted(code, k2024)) << code;
  }
}

TEST(DivisionsTest, IsAcceptedRefusesDeadAndUnknownCodes) {
  for (const char* code : {"520221", "520222", "520222100", "442000999", "999999", "529999",
                           "440100001", "44", "44200", "", "520281x"}) {
    EXPECT_FALSE(Places().IsAccepted(code, k2024)) << code;
  }
}

TEST(DivisionsTest, IsAcceptedTakesZonesOfTheStatisticsOfficeByTheirCity) {
  EXPECT_TRUE(Places().IsAccepted("340272", k2024));
  EXPECT_TRUE(Places().IsAccepted("340272400", k2024));
  EXPECT_FALSE(Places().IsAccepted("349972", k2024));
}

// --- Translation.

TEST(DivisionsTest, TranslateFollowsTheSuccessors) {
  EXPECT_EQ(Places().Translate("520221", k2019, k2024), "520204");
  EXPECT_EQ(Places().Translate("520222", k2016, k2024), "520281");
  EXPECT_EQ(Places().Translate("520202", absl::CivilDay(1990, 1, 1), k2024), "520281");
}

TEST(DivisionsTest, TranslateGoesBackInTime) {
  EXPECT_EQ(Places().Translate("520204", k2024, k2019), "520221");
  EXPECT_EQ(Places().Translate("520281", k2024, absl::CivilDay(1990, 1, 1)), "520202");
}

TEST(DivisionsTest, TranslateLeavesWhatDidNotChange) {
  EXPECT_EQ(Places().Translate("520203", k2016, k2024), "520203");
  EXPECT_EQ(Places().Translate("520203102", k2016, k2024), "520203102");
  EXPECT_EQ(Places().Translate("130502", k2016, k2024), "130502");  // renamed only
}

TEST(DivisionsTest, TranslateOfACodeThatMeantNothingThenIsNothing) {
  EXPECT_EQ(Places().Translate("520221", k2024, k2024), std::nullopt);
  EXPECT_EQ(Places().Translate("520281", k2016, k2024), std::nullopt);
  EXPECT_EQ(Places().Translate("999999", k2024, k2024), std::nullopt);
  EXPECT_EQ(Places().Translate("52", k2024, k2024), std::nullopt);
}

TEST(DivisionsTest, TranslateOfASplitOrBackThroughAMergerIsNothing) {
  EXPECT_EQ(Places().Translate("520201", absl::CivilDay(1985, 1, 1), k2024), std::nullopt);
  EXPECT_EQ(Places().Translate("140211", k2016, k2024), std::nullopt);     // 大同南郊区
  EXPECT_EQ(Places().Translate("442000118", k2024, k2019), std::nullopt);  // 小榄 + 东升
  EXPECT_EQ(Places().Translate("440311", k2024, k2016), std::nullopt);  // 光明区 was part of 宝安
}

TEST(DivisionsTest, TranslateOfOneCodeWithTwoMeaningsDependsOnTheDay) {
  EXPECT_EQ(Places().Translate("232701", k2016, k2024), "232761");
  EXPECT_EQ(Places().Translate("232701", k2024, k2024), "232701");
  EXPECT_EQ(Places().Translate("232723", k2016, k2024), "232701");
}

TEST(DivisionsTest, TranslateOfAVillageKeepsItOnlyIfItsTownshipKeptItsCode) {
  EXPECT_EQ(Places().Translate("520203102201", k2016, k2024), "520203102201");
  EXPECT_EQ(Places().Translate("520221111201", k2019, k2024), "520201104");
}

TEST(DivisionsTest, TranslateOfATownshipNotInTheTablesGoesThroughItsCounty) {
  EXPECT_EQ(Places().Translate("441900003", k2016, k2024), "441900003");
  EXPECT_EQ(Places().Translate("520222104", k2016, k2024), "520281");
  EXPECT_EQ(Places().Translate("140211100", k2016, k2024), std::nullopt);
  EXPECT_EQ(Places().Translate("340272400", k2024, k2024), "340272400");  // of a zone
}

TEST(DivisionsTest, TranslateOfATownshipWithoutAKnownSuccessorGivesItsCounty) {
  EXPECT_EQ(Places().Translate("520201405", k2016, k2024), "520201");
}

// --- The five townships that went from 水城 to 钟山 in 2020.

TEST(DivisionsTest, FiveTownshipsMovedFromShuichengToZhongshanDistrict) {
  const struct {
    const char* before;
    const char* after;
    const char* short_name;
  } kMoved[] = {{"520221111", "520201104", "木果"},
                {"520221112", "520201105", "保华"},
                {"520221204", "520201203", "南开"},
                {"520221205", "520201204", "青林"},
                {"520221207", "520201202", "金盆"}};
  const absl::CivilDay change(2020, 7, 18);
  for (const auto& moved : kMoved) {
    SCOPED_TRACE(moved.short_name);
    EXPECT_EQ(Places().Find(moved.before, change - 1)->short_name, moved.short_name);
    EXPECT_EQ(Places().Find(moved.after, change)->short_name, moved.short_name);
    EXPECT_TRUE(Places().Contains("520221", moved.before, change - 1));
    EXPECT_FALSE(Places().Contains("520201", moved.before, change - 1));
    EXPECT_TRUE(Places().Contains("520201", moved.after, change));
    EXPECT_FALSE(Places().Contains("520204", moved.after, change));
    EXPECT_EQ(Places().CountyOf(moved.before, change - 1), "520221");
    EXPECT_EQ(Places().CountyOf(moved.after, change), "520201");
    EXPECT_EQ(Places().Translate(moved.before, change - 1, change), moved.after);
    EXPECT_EQ(Places().Translate(moved.after, change, change - 1), moved.before);
  }
}

TEST(DivisionsTest, TheOtherTownshipsOfShuichengStayedInIt) {
  const std::vector<const Division*> before =
      Places().Children("520221", absl::CivilDay(2020, 7, 17));
  int moved_count = 0;
  for (const Division* township : before) {
    const std::optional<std::string> now =
        Places().Translate(township->code, absl::CivilDay(2020, 7, 17), k2024);
    ASSERT_TRUE(now.has_value()) << township->name;
    if (Places().CountyOf(*now, k2024) == "520201") {
      ++moved_count;
    } else {
      EXPECT_EQ(Places().CountyOf(*now, k2024), "520204") << township->name;
    }
  }
  EXPECT_EQ(moved_count, 5);
  EXPECT_THAT(before, SizeIs(35));
}

// --- Cities without counties.

TEST(DivisionsTest, ZhongshanHasTownshipsRightUnderTheCity) {
  EXPECT_THAT(CodesOf(Places().Lineage("442000101", k2024)),
              ElementsAre("440000", "442000", "442000101"));
  EXPECT_EQ(Places().CountyOf("442000101", k2024), "442000");
  EXPECT_EQ(Places().CountyOf("442000101002", k2024), "442000");
  EXPECT_EQ(Places().CountyOf("442000", k2024), "442000");
  EXPECT_THAT(Places().Children("442000", k2024), SizeIs(23));
}

TEST(DivisionsTest, DongguanAndDanzhouLikewiseThoughTheirTownshipsAreNotInTheTables) {
  EXPECT_EQ(Places().CountyOf("441900", k2024), "441900");
  EXPECT_EQ(Places().CountyOf("441900003", k2024), "441900");
  EXPECT_EQ(Places().CountyOf("460400100", k2024), "460400");
  EXPECT_TRUE(Places().Contains("441900", "441900003", k2024));
}

TEST(DivisionsTest, CountyOfAnythingElse) {
  EXPECT_EQ(Places().CountyOf("520281104", k2024), "520281");
  EXPECT_EQ(Places().CountyOf("520281", k2024), "520281");
  EXPECT_EQ(Places().CountyOf("441302001", k2024), "441302");
  EXPECT_EQ(Places().CountyOf("429004", k2024), "429004");  // run by its province
  EXPECT_EQ(Places().CountyOf("520200", k2024), "");        // a city with counties
  EXPECT_EQ(Places().CountyOf("520000", k2024), "");
  EXPECT_EQ(Places().CountyOf("520221", k2024), "");  // dead
  EXPECT_EQ(Places().CountyOf("520221111", k2024), "");
  EXPECT_EQ(Places().CountyOf("340272", k2024), "");  // a zone: its county is not known
  EXPECT_EQ(Places().CountyOf("340272400", k2024), "");
}

TEST(DivisionsTest, DongshengWasMergedIntoXiaolanIn2021) {
  const absl::CivilDay change(2021, 7, 19);
  EXPECT_EQ(Places().Find("442000104", change - 1)->name, "东升镇");
  EXPECT_EQ(Places().Find("442000104", change), nullptr);
  EXPECT_EQ(Places().Translate("442000104", change - 1, change), "442000118");
  EXPECT_EQ(Places().Translate("442000100", change - 1, change), "442000118");
  EXPECT_EQ(Places().Translate("442000102", change - 1, change), "442000007");  // 民众
  EXPECT_EQ(Places().Translate("442000113", change - 1, change), "442000008");  // 南朗
  EXPECT_THAT(Places().Children("442000", change - 1), SizeIs(24));
  EXPECT_THAT(CodesOf(Places().FindByName("小榄镇", change - 1)), ElementsAre("442000100"));
  EXPECT_THAT(CodesOf(Places().FindByName("小榄镇", change)), ElementsAre("442000118"));
}

// --- Containment.

TEST(DivisionsTest, PrefixesNest) {
  EXPECT_TRUE(Places().Contains("44", "442000", k2024));
  EXPECT_TRUE(Places().Contains("44", "442000101", k2024));
  EXPECT_TRUE(Places().Contains("440000", "442000101", k2024));
  EXPECT_TRUE(Places().Contains("4420", "442000101", k2024));
  EXPECT_TRUE(Places().Contains("442000", "442000101", k2024));
  EXPECT_TRUE(Places().Contains("442000101", "442000101002", k2024));
  EXPECT_TRUE(Places().Contains("5202", "520281", k2024));
}

TEST(DivisionsTest, ADivisionContainsItselfAndNothingAboveOrBesideIt) {
  EXPECT_TRUE(Places().Contains("520281", "520281", k2024));
  EXPECT_TRUE(Places().Contains("520281104201", "520281104201", k2024));
  EXPECT_FALSE(Places().Contains("520281", "520200", k2024));
  EXPECT_FALSE(Places().Contains("520281", "52", k2024));
  EXPECT_FALSE(Places().Contains("520281", "520204", k2024));
  EXPECT_FALSE(Places().Contains("442000", "441900", k2024));
  EXPECT_FALSE(Places().Contains("520281104201", "520281104202", k2024));
  EXPECT_FALSE(Places().Contains("520281104201", "520281104", k2024));
}

TEST(DivisionsTest, DeadCodesAreNowhereAndContainNothing) {
  EXPECT_FALSE(Places().Contains("52", "520221", k2024));
  EXPECT_FALSE(Places().Contains("520200", "520221111", k2024));
  EXPECT_FALSE(Places().Contains("520221", "520221", k2024));
  EXPECT_FALSE(Places().Contains("520221", "520204", k2024));
  EXPECT_FALSE(Places().Contains("52", "520222104", k2024));  // of a dead county
  EXPECT_FALSE(Places().Contains("52", "520281", k2016));     // not yet
}

TEST(DivisionsTest, PlacesNotInTheTablesAreJudgedByPrefix) {
  EXPECT_TRUE(Places().Contains("441302", "441302001", k2024));
  EXPECT_TRUE(Places().Contains("441300", "441302001", k2024));
  EXPECT_TRUE(Places().Contains("44", "441302001002", k2024));
  EXPECT_FALSE(Places().Contains("441303", "441302001", k2024));
  EXPECT_TRUE(Places().Contains("340200", "340272", k2024));     // a zone
  EXPECT_TRUE(Places().Contains("340200", "340272400", k2024));  // in a zone
  EXPECT_FALSE(Places().Contains("340207", "340272400", k2024));
  EXPECT_TRUE(Places().Contains("110000", "110100", k2024));  // 市辖区, a placeholder
  EXPECT_TRUE(Places().Contains("110100", "110101", k2024));
  EXPECT_FALSE(Places().Contains("500100", "500229", k2024));
  EXPECT_TRUE(Places().Contains("4290", "429004", k2024));
}

TEST(DivisionsTest, ContainsRefusesWhatIsNoCode) {
  EXPECT_FALSE(Places().Contains("", "520281", k2024));
  EXPECT_FALSE(Places().Contains("520281", "", k2024));
  EXPECT_FALSE(Places().Contains("5", "520281", k2024));
  EXPECT_FALSE(Places().Contains("520", "520281", k2024));
  EXPECT_FALSE(Places().Contains("盘州", "520281", k2024));
  EXPECT_FALSE(Places().Contains("99", "999999", k2024));
}

TEST(DivisionsTest, CountiesRunByAProvinceLieInIt) {
  EXPECT_TRUE(Places().Contains("420000", "429004", k2024));
  EXPECT_TRUE(Places().Contains("42", "429004", k2024));
  EXPECT_THAT(CodesOf(Places().Lineage("429004", k2024)), ElementsAre("420000", "429004"));
}

// --- Lineage, coordinates, children, names.

TEST(DivisionsTest, LineageGoesFromTheProvinceDown) {
  EXPECT_THAT(CodesOf(Places().Lineage("520201104", k2024)),
              ElementsAre("520000", "520200", "520201", "520201104"));
  EXPECT_THAT(CodesOf(Places().Lineage("520221111", k2019)),
              ElementsAre("520000", "520200", "520221", "520221111"));
  EXPECT_THAT(Places().Lineage("520221111", k2024), IsEmpty());
  EXPECT_THAT(Places().Lineage("441302001", k2024), IsEmpty());
}

TEST(DivisionsTest, ATownshipHasTheCoordinatesOfItsCountyOrCity) {
  const std::optional<Point> county = Places().Centroid("520281", k2024);
  const std::optional<Point> township = Places().Centroid("520281104", k2024);
  const std::optional<Point> village = Places().Centroid("520281104201", k2024);
  ASSERT_TRUE(county && township && village);
  EXPECT_NEAR(county->latitude, 25.71, 0.001);
  EXPECT_NEAR(county->longitude, 104.47, 0.001);
  EXPECT_EQ(township->latitude, county->latitude);
  EXPECT_EQ(village->longitude, county->longitude);
  EXPECT_NEAR(Places().Centroid("442000101", k2024)->latitude, 22.52, 0.001);
}

TEST(DivisionsTest, WhatIsNotInTheTablesHasTheCoordinatesOfTheNearestAbove) {
  const std::optional<Point> huicheng = Places().Centroid("441302", k2024);
  ASSERT_TRUE(huicheng);
  EXPECT_EQ(Places().Centroid("441302001", k2024)->latitude, huicheng->latitude);
  EXPECT_EQ(Places().Centroid("340272", k2024)->latitude,
            Places().Centroid("340200", k2024)->latitude);
  EXPECT_EQ(Places().Centroid("110100", k2024)->latitude,
            Places().Centroid("110000", k2024)->latitude);
  EXPECT_EQ(Places().Centroid("620201", k2024)->latitude,
            Places().Centroid("620200", k2024)->latitude);
}

TEST(DivisionsTest, DeadAndUnknownCodesHaveNoCoordinates) {
  EXPECT_FALSE(Places().Centroid("520221", k2024).has_value());
  EXPECT_FALSE(Places().Centroid("999999", k2024).has_value());
  EXPECT_FALSE(Places().Centroid("", k2024).has_value());
  EXPECT_TRUE(Places().Centroid("520221", k2019).has_value());
}

TEST(DivisionsTest, LiupanshuiHasFourCountiesWith92Townships) {
  EXPECT_THAT(CodesOf(Places().Children("520200", k2024)),
              ElementsAre("520201", "520203", "520204", "520281"));
  EXPECT_THAT(Places().Children("520201", k2024), SizeIs(17));
  EXPECT_THAT(Places().Children("520203", k2024), SizeIs(18));
  EXPECT_THAT(Places().Children("520204", k2024), SizeIs(30));
  EXPECT_THAT(Places().Children("520281", k2024), SizeIs(27));
  EXPECT_THAT(CodesOf(Places().Children("520200", k2016)),
              ElementsAre("520201", "520203", "520221", "520222"));
}

TEST(DivisionsTest, ChildrenOfNothingAreTheProvinces) {
  EXPECT_THAT(Places().Children("", k2024), SizeIs(34));
  EXPECT_THAT(Places().Children("520281104", k2024), IsEmpty());
  EXPECT_THAT(Places().Children("999999", k2024), IsEmpty());
}

TEST(DivisionsTest, FindByNameTakesNamesAndShortNamesOfTheDay) {
  EXPECT_THAT(CodesOf(Places().FindByName("盘州市", k2024)), ElementsAre("520281"));
  EXPECT_THAT(CodesOf(Places().FindByName("盘州", k2024)), ElementsAre("520281"));
  EXPECT_THAT(CodesOf(Places().FindByName("盘县", k2024)), IsEmpty());
  EXPECT_THAT(CodesOf(Places().FindByName("盘县", k2016)), ElementsAre("520222"));
  EXPECT_THAT(CodesOf(Places().FindByName("六枝", k2024)), ElementsAre("520203"));
  EXPECT_THAT(CodesOf(Places().FindByName("中山", k2024)), Contains("442000"));
  EXPECT_THAT(CodesOf(Places().FindByName("朝阳区", k2024)), ElementsAre("110105", "220104"));
  EXPECT_THAT(Places().FindByName("", k2024), IsEmpty());
}

// --- Tables out of form are refused, with the code and what is wrong.

constexpr char kHead[] =
    "# edition: test\n"
    "code,name,short_name,pinyin,level,parent,lat,lon,valid_from,valid_until,successor,date_basis\n"
    "520000,贵州省,贵州,,province,,,,1980-01-01,,,unknown\n";

absl::StatusOr<Divisions> ParseRows(absl::string_view rows, std::string& text) {
  text = absl::StrCat(kHead, rows);
  return Divisions::Parse(text);
}

TEST(DivisionsTableTest, AWellFormedTableIsRead) {
  std::string text;
  const absl::StatusOr<Divisions> divisions =
      ParseRows("520200,六盘水市,六盘水,,city,520000,26.58,104.85,1980-01-01,,,unknown\n", text);
  ASSERT_THAT(divisions, IsOk());
  EXPECT_EQ(divisions->edition(), "test");
  EXPECT_THAT(divisions->all(), SizeIs(2));
  EXPECT_NE(divisions->Find("520200", k2024), nullptr);
}

TEST(DivisionsTableTest, WhatIsWrongIsNamed) {
  const struct {
    const char* rows;
    const char* complaint;
  } kBad[] = {
      {"520200,六盘水市,六盘水,,city,530000,,,1980-01-01,,,unknown\n", "parent 530000"},
      {"520200,六盘水市,六盘水,,city,,,,1980-01-01,,,unknown\n", "only it, has no parent"},
      {"520200,六盘水市,六盘水,,county,520000,,,1980-01-01,,,unknown\n", "cannot be a county"},
      {"5202,六盘水市,六盘水,,city,520000,,,1980-01-01,,,unknown\n", "cannot be a city"},
      {"520200,六盘水市,六盘水,,city,520000,104.85,26.58,1980-01-01,,,unknown\n", "point in China"},
      {"520200,六盘水市,六盘水,,city,520000,26.58,,1980-01-01,,,unknown\n", "point in China"},
      {"520200,六盘水市,六盘水,,city,520000,,,1980-02-30,,,unknown\n", "not a day"},
      {"520200,六盘水市,六盘水,,city,520000,,,1979-01-01,,,unknown\n",
       "is not above it on 1979-01-01"},
      {"520200,六盘水市,六盘水,,city,520000,,,1980-01-01,1990-01-01,,unknown\n", "do not agree"},
      {"520200,六盘水市,六盘水,,city,520000,,,1990-01-01,1980-01-01,520000,unknown\n",
       "do not agree"},
      {"520200,六盘水市,六盘水,,city,520000,,,1980-01-01,,520000,unknown\n", "do not agree"},
      {"520200,六盘水市,六盘水,,city,520000,,,1980-01-01,1990-01-01,520300,unknown\n",
       "successor 520300"},
      {"520200,六盘水市,六盘水,,city,520000,,,1980-01-01,,,unknown\n"
       "520200,六盘水市,六盘水,,city,520000,,,1990-01-01,,,unknown\n",
       "two meanings on one day"},
      {"520300,遵义市,遵义,,city,520000,,,1980-01-01,,,unknown\n"
       "520200,六盘水市,六盘水,,city,520000,,,1980-01-01,,,unknown\n",
       "out of order"},
      {"520200,六盘水市,六盘水,,city,520000\n", "6 fields"},
  };
  for (const auto& bad : kBad) {
    std::string text;
    EXPECT_THAT(ParseRows(bad.rows, text),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.complaint)))
        << bad.rows;
  }
}

// --- The whole table.

TEST(DivisionsTableTest, CountsOfTheEdition) {
  int now = 0;
  int townships = 0;
  int dead = 0;
  for (const Division& division : Places().all()) {
    if (division.valid_until != kNoEnd) {
      ++dead;
    } else if (division.level == DivisionLevel::kTownship) {
      ++townships;
    } else {
      ++now;
    }
  }
  EXPECT_EQ(Places().edition(), "2023-06-30");
  EXPECT_EQ(now, 34 + 333 + 2851);
  EXPECT_EQ(townships, 92 + 23);
  EXPECT_EQ(dead, 185);
}

TEST(DivisionsTableTest, EveryPlaceInForceLiesInItsLineageAndHasAPoint) {
  for (const Division& division : Places().all()) {
    if (division.valid_until != kNoEnd) continue;
    for (const Division* above : Places().Lineage(division.code, k2024)) {
      EXPECT_TRUE(Places().Contains(above->code, division.code, k2024)) << division.code;
    }
    EXPECT_TRUE(Places().Centroid(division.code, k2024).has_value()) << division.code;
    EXPECT_TRUE(Places().IsAccepted(division.code, k2024)) << division.code;
    EXPECT_EQ(Places().Translate(division.code, k2024, k2024), division.code);
  }
}

TEST(DivisionsTableTest, CoordinatesAreRoundedToAHundredthOfADegree) {
  for (const Division& division : Places().all()) {
    if (!division.latitude.has_value()) continue;
    EXPECT_NEAR(*division.latitude * 100, std::round(*division.latitude * 100), 1e-6)
        << division.code;
    EXPECT_NEAR(*division.longitude * 100, std::round(*division.longitude * 100), 1e-6)
        << division.code;
  }
}

}  // namespace
}  // namespace laowu::reference
