// Titles whose words mislead: what the work is not, a firm's name, whom a firm trains; and names of
// jobs in English.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "intake/occupation/occupation.h"
#include "intake/occupation/title.h"

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

// 普工 of any factory is any hand.
TEST(Titles, AFirmBeforeAColonSettlesNothing) {
  EXPECT_EQ(CodeOf("某电子厂：普工200人"), "6-99-00");
  EXPECT_EQ(CodeOf("样例灯饰有限公司:普工"), "6-99-00");
  EXPECT_EQ(CodeOf("空调厂普工"), "6-24-05-02");
}

TEST(Titles, TheHeadSaysWhatTheWorkIs) {
  EXPECT_EQ(CodeOf("注塑机调机技工"), "6-14-02-00");
  EXPECT_EQ(CodeOf("月饼包装"), "6-31-05-00");
  EXPECT_EQ(CodeOf("饼干包装工"), "6-31-05-00");
  EXPECT_EQ(CodeOf("砂光"), "6-18-03");
  EXPECT_EQ(CodeOf("热熔"), "6-14-02-00");
  EXPECT_EQ(CodeOf("水管热熔工"), "6-29-03-04");
  EXPECT_EQ(CodeOf("焗炉"), "6-18-03-03");
  EXPECT_EQ(CodeOf("饼房焗炉"), "6-02-01-01");
}

TEST(Titles, SewersAreNoLoaders) {
  for (const char* title : {"男装车工", "女装车工", "童装车工", "西装车工", "双针车工"}) {
    EXPECT_EQ(CodeOf(title), "6-05-01-03") << title;
  }
  EXPECT_EQ(CodeOf("女包车工"), "6-05-02-01");
  EXPECT_EQ(CodeOf("装车工"), "4-02-05-01");
  EXPECT_EQ(CodeOf("五轴编程"), "6-18-01-07");
  EXPECT_EQ(CodeOf("工程部助理"), "3-01-02-02");
  EXPECT_EQ(CodeOf("村医"), "2-05-09-00");
}

TEST(Titles, WhatIsSoldIsNobodysMachine) {
  EXPECT_EQ(CodeOf("销售缝纫机、烘焙设备"), "4-01-02-01");
  EXPECT_EQ(CodeOf("销售设备"), "4-01-02-01");
  EXPECT_EQ(CodeOf("缝纫机维修"), CodeOf("缝纫机维修工"));
  EXPECT_EQ(CodeOf("健康顾问（销售岗）"), "4-01-02-01");
  EXPECT_EQ(CodeOf("健康顾问"), "4-14-02-02");
  EXPECT_EQ(CodeOf("招聘顾问（销售岗）"), "4-07-03-08");
}

TEST(Titles, WhoSellsIsNoAdviser) {
  EXPECT_EQ(CodeOf("企业管理咨询顾问（销售岗位）"), "4-01-02-01");
  EXPECT_EQ(CodeOf("企业顾问(非销售岗)"), "2-06-07-08");
  EXPECT_EQ(CodeOf("企业顾问"), "2-06-07-08");
}

// Who leads a line is one of its hands, where a factory asks; elsewhere the word names no work.
TEST(Titles, AForemanIsOfTheFactorysLine) {
  static const auto* const reader = new OccupationReader();
  EXPECT_EQ(reader->Read("班长", {.employer = "样例五金厂"}).code, "6-99-00");
  EXPECT_EQ(reader->Read("组长", {.description = "车间管理"}).code, "6-99-00");
  EXPECT_EQ(reader->Read("组长", {}).code, "");
}

// The last name's head is that of all: what stands before it names no work by itself.
TEST(Titles, NamesBetweenStrokesShareTheHeadOfTheLast) {
  EXPECT_EQ(CodeOf("园艺/园林/景观设计"), "2-02-18-03");
  EXPECT_EQ(CodeOf("CNC/数控工程师"), "2-02-07-02");
  EXPECT_EQ(CodeOf("健身/美体/舞蹈教练"), "4-14-05-01");
  EXPECT_EQ(CodeOf("测试/可靠性工程师"), "2-02-29-03");
  EXPECT_EQ(CodeOf("车床/磨床/铣床/冲床工"), "6-18-01-01");
}

TEST(Titles, WhatAFirmGivesIsNobodysWork) {
  EXPECT_EQ(CodeOf("销售专员（五险一金+周末双休+年度旅游）"), "4-01-02-01");
  EXPECT_EQ(CodeOf("旅游销售"), "4-07-04-04");
}

TEST(Titles, AGeneralHeadInsideANameIsSettledAsWell) {
  EXPECT_EQ(CodeOf("船舶设计与制造"), "2-02-07-12");
  EXPECT_EQ(CodeOf("淘宝店长"), "4-01-06-01");
  EXPECT_EQ(CodeOf("资深天猫运营店长"), "4-01-06-01");
  EXPECT_EQ(CodeOf("机动车司机/驾驶"), "4-02-02");
  EXPECT_EQ(CodeOf("集装箱操作"), "4-02-05-03");
}

TEST(Titles, WhatIsOnlyLikeAWordIsNotGuessed) {
  static const auto* const reader = new OccupationReader();
  const auto guess = [](const char* title) {
    return reader->Read(title, {.may_guess = true}).code;
  };
  EXPECT_EQ(guess("大学/大专应届毕业生"), "");
  EXPECT_EQ(guess("青岛办事处负责人"), "1-06-01-02");
  EXPECT_EQ(guess("策略发展总监"), "1-06-01-02");
  EXPECT_EQ(guess("交通其他"), "");
}

TEST(Titles, WorkshopsOwnWords) {
  EXPECT_EQ(CodeOf("厂医"), "2-05-01");
  EXPECT_EQ(CodeOf("上下模工"), "6-14-02-00");
  EXPECT_EQ(CodeOf("电梯司机"), "6-30-05-01");
  EXPECT_EQ(CodeOf("产线拉长"), "6-99-00");
  static const auto* const reader = new OccupationReader();
  EXPECT_EQ(reader->Read("储干", {.employer = "样例五金厂"}).code, "6-99-00");
  EXPECT_EQ(reader->Read("储备干部", {.description = "先下车间实习"}).code, "6-99-00");
  EXPECT_EQ(CodeOf("储干"), "");
}

TEST(Titles, NamesInEnglish) {
  EXPECT_EQ(CodeOf("General Worker"), "6-99-00");
  EXPECT_EQ(CodeOf("Welder"), "6-18-02-04");
  EXPECT_EQ(CodeOf("Truck Driver"), "4-02-02-02");
  EXPECT_EQ(CodeOf("Sewing Machine Operator"), "6-05-01-03");
}

}  // namespace
}  // namespace laowu::intake
