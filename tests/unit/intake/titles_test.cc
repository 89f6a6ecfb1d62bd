// Titles whose words mislead: what the work is not, a firm's name, whom a firm trains; and names of
// jobs in English.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "intake/occupation.h"
#include "intake/title.h"

namespace laowu::intake {
namespace {

std::string CodeOf(const char* title) {
  static const auto* const reader = new OccupationReader();
  return reader->Read(title).code;
}

TEST(Titles, WhatTheWorkIsNotSettlesNothing) {
  EXPECT_EQ(CodeOf("网络客服（纯网销，不打电话）"), "4-07-02-03");
  EXPECT_EQ(CodeOf("电话客服"), "4-04-05-03");
}

TEST(Titles, OfWhatIsOnlyFoundInsideTheLongerCounts) {
  EXPECT_EQ(CodeOf("招商信诺直招电话客服有社保"), "4-04-05-03");
}

TEST(Titles, ATradeBesideTheWorkOnlySaysWhere) {
  EXPECT_EQ(CodeOf("早教800客服专员（五险一金）"), "4-07-02-03");
  EXPECT_EQ(CodeOf("沃尔玛运营"), "4-01-06-01");
  EXPECT_EQ(CodeOf("销售运营支持"), "4-01-02-01");
}

TEST(Titles, AStrokePartsNames) {
  EXPECT_EQ(SplitTitle("焊工丨钳工").names, (std::vector<std::string>{"焊工", "钳工"}));
}

// 中班 is no shift here.
TEST(Titles, AMiddleSchoolsClassIsNoShift) {
  EXPECT_EQ(CodeOf("国际高中班主任"), "2-08-02-01");
  EXPECT_EQ(CodeOf("初中班主任"), "2-08-02-03");
}

TEST(Titles, WhomAFirmTrainsNamesNoWork) {
  EXPECT_TRUE(NamesNoWork("企业管培生"));
  EXPECT_TRUE(NamesNoWork("nt实习生"));
  EXPECT_FALSE(NamesNoWork("资金实习生"));
}

// 机长 alone heads a printing machine.
TEST(Titles, HeadsOfOtherMachines) {
  EXPECT_EQ(CodeOf("注塑机长"), "6-14-02-00");
  EXPECT_EQ(CodeOf("定型机机长"), "6-04-06-05");
  EXPECT_EQ(CodeOf("玻璃钢糊制工"), "6-15-04-02");
  EXPECT_EQ(CodeOf("护理工"), "4-14-01-02");
}

TEST(Titles, NamesInEnglish) {
  EXPECT_EQ(CodeOf("General Worker"), "6-99-00");
  EXPECT_EQ(CodeOf("Welder"), "6-18-02-04");
  EXPECT_EQ(CodeOf("Truck Driver"), "4-02-02-02");
  EXPECT_EQ(CodeOf("Sewing Machine Operator"), "6-05-01-03");
}

}  // namespace
}  // namespace laowu::intake
