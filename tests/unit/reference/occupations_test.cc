// The classification and the vernacular titles: what a title means, and what a table must hold.

#include "reference/occupations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace laowu::reference {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

const Occupations& Classes() { return Occupations::Get(); }

TEST(OccupationsTest, FindKnowsEveryLevel) {
  EXPECT_EQ(Classes().Find("6")->level, 1);
  EXPECT_EQ(Classes().Find("6-18")->level, 2);
  EXPECT_EQ(Classes().Find("6-18-01")->level, 3);
  const Occupation* turner = Classes().Find("6-18-01-01");
  ASSERT_NE(turner, nullptr);
  EXPECT_EQ(turner->name, "车工");
  EXPECT_EQ(turner->parent, "6-18-01");
  EXPECT_EQ(turner->level, 4);
}

TEST(OccupationsTest, FindKnowsNothingElse) {
  for (const char* code : {"", "9", "6-18-01-99", "61801", "6-18-01-01 "}) {
    EXPECT_EQ(Classes().Find(code), nullptr) << code;
  }
}

TEST(OccupationsTest, FindByNameTakesOfficialNamesOfDetailedClasses) {
  EXPECT_EQ(Classes().FindByName("快递员")->code, "4-02-07-08");
  EXPECT_EQ(Classes().FindByName("缝纫工")->code, "6-05-01-03");
  EXPECT_EQ(Classes().FindByName("机械冷加工人员"), nullptr);  // a small class
  EXPECT_EQ(Classes().FindByName("普工"), nullptr);            // an alias
}

TEST(OccupationsTest, TheEditionIs2022WithItsCounts) {
  std::array<int, 5> counts{};
  for (const Occupation& occupation : Classes().all())
    ++counts[static_cast<std::size_t>(occupation.level)];
  EXPECT_EQ(Classes().edition(), "2022");
  EXPECT_EQ(counts[1], 8);
  EXPECT_EQ(counts[2], 79);
  EXPECT_EQ(counts[3], 450);
  EXPECT_EQ(counts[4], 1639);
}

// The titles that rural workers and Zhongshan's factories say most.
TEST(OccupationsTest, CommonTitlesHaveTheirCode) {
  const struct {
    const char* title;
    const char* code;
  } kTitles[] = {
      {"普工", "6-99-00"},          {"操作工", "6-99-00"},       {"电焊工", "6-18-02-04"},
      {"氩弧焊工", "6-18-02-04"},   {"叉车司机", "6-30-05-01"},  {"服务员", "4-03-02-05"},
      {"保安", "4-07-05-01"},       {"保洁", "4-09-08-01"},      {"送餐员", "4-10-08-01"},
      {"速递员", "4-02-07-08"},     {"车位", "6-05-01-03"},      {"平车工", "6-05-01-03"},
      {"数控车工", "6-18-01-01"},   {"cnc操作员", "6-18-01-07"}, {"注塑工", "6-14-02-00"},
      {"质检", "6-31-03-05"},       {"仓管", "4-02-06-01"},      {"厨师", "4-03-02-01"},
      {"面点", "4-03-02-02"},       {"月嫂", "4-10-01-06"},      {"家政", "4-10-01-06"},
      {"扎钢筋", "6-29-01-04"},     {"木工", "6-06-03-01"},      {"红木木工", "6-06-03-01"},
      {"瓦工", "6-29-01-01"},       {"油漆工", "6-29-04-01"},    {"司机", "4-02-02"},
      {"货车司机", "4-02-02-02"},   {"水电工", "6-31-01-03"},    {"灯饰装配工", "6-24-07-02"},
      {"锁具装配工", "6-19-01-03"}, {"抛光工", "6-18-03"},       {"喷油工", "6-18-03-03"},
      {"冲床工", "6-18-01-12"},     {"压铸工", "6-18-02-01"},    {"采煤工", "6-16-01-05"},
      {"育儿嫂", "4-10-01-01"},     {"护工", "4-14-01-02"},      {"营业员", "4-01-02-03"},
  };
  for (const auto& row : kTitles) {
    const OccupationAlias* alias = Classes().FindAlias(row.title);
    ASSERT_NE(alias, nullptr) << row.title;
    EXPECT_EQ(alias->code, row.code) << row.title;
  }
}

TEST(OccupationsTest, WeightsAreCountsOfAdvertisements) {
  EXPECT_GT(Classes().FindAlias("普工")->weight, 50'000);
  EXPECT_GT(Classes().FindAlias("服务员")->weight, 40'000);
  EXPECT_EQ(Classes().FindAlias("催乳师")->weight, 1);  // unknown
}

TEST(OccupationsTest, ThereAreAtLeast250AliasesAndTwentyForFactoriesOfMetal) {
  int metal_count = 0;
  for (const OccupationAlias& alias : Classes().aliases()) {
    if (alias.code.substr(0, 4) == "6-18") ++metal_count;
  }
  EXPECT_GE(Classes().aliases().size(), 250u);
  EXPECT_GE(metal_count, 20);
}

constexpr char kClasses[] =
    "# edition: test\ncode,level,name,parent\n"
    "6,1,生产,\n6-18,2,机械,6\n6-18-01,3,冷加工,6-18\n6-18-01-01,4,车工,6-18-01\n";
constexpr char kAliasHead[] = "# edition: test\nalias,code,weight\n";

TEST(OccupationsTableTest, BadClassesAreNamed) {
  const struct {
    const char* row;
    const char* complaint;
  } kBad[] = {
      {"6-18-01-02,3,铣工,6-18-01\n", "do not agree"},
      {"6-18-01-02,4,铣工,6-18-02\n", "do not agree"},
      {"6-18-01-02,4,,6-18-01\n", "do not agree"},
      {"6-1801-02,4,铣工,6-18-01\n", "do not agree"},
      {"6-18-02-02,4,铣工,6-18-02\n", "no class above"},
      {"6-18-01-02,4,车工,6-18-01\n", "has this name"},
      {"6-18-01-01,4,铣工,6-18-01\n", "out of order"},
      {"6-18-01-02,x,铣工,6-18-01\n", "not a count"},
      {"6-18-01-02,4,铣工\n", "3 fields"},
  };
  for (const auto& bad : kBad) {
    EXPECT_THAT(Occupations::Parse(absl::StrCat(kClasses, bad.row), kAliasHead),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.complaint)))
        << bad.row;
  }
}

TEST(OccupationsTableTest, BadAliasesAreNamed) {
  const struct {
    const char* rows;
    const char* complaint;
  } kBad[] = {
      {"普工,6-18-01-09,1\n", "is no detailed or small class"},
      {"普工,6-18,1\n", "is no detailed or small class"},
      {"车工,6-18-01-01,1\n", "is an official name"},
      {"CNC,6-18-01-01,1\n", "not normalised"},
      {"普 工,6-18-01-01,1\n", "not normalised"},
      {"普　工,6-18-01-01,1\n", "not normalised"},
      {"ｃnc,6-18-01-01,1\n", "not normalised"},
      {"普工,6-18-01-01,0\n", "under 1"},
      {"普工,6-18-01-01,1\n普工,6-18-01-01,1\n", "stands twice"},
      {"普工,6-18-01-01,1\n车床,6-18-01-01,2\n", "out of order"},
      {"普工,6-18-01-01,1\n车床,6-18-01,2\n", "out of order"},
  };
  for (const auto& bad : kBad) {
    EXPECT_THAT(Occupations::Parse(kClasses, absl::StrCat(kAliasHead, bad.rows)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.complaint)))
        << bad.rows;
  }
  EXPECT_THAT(Occupations::Parse(kClasses, absl::StrCat(kAliasHead, "普工,6-18-01,1\n")), IsOk());
}

}  // namespace
}  // namespace laowu::reference
