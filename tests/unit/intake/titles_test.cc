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

// Heads that many fields share, and what stands before them; the small class at least. An empty
// code: names no work.
TEST(Titles, HeadsOfManyFields) {
  const struct {
    const char* title;
    const char* begins_with;
  } kRows[] = {
      // brokers
      {"经纪人", "4-13-01"},
      {"艺人经纪人", "4-13-01"},
      {"股票经纪人", "4-05-02"},
      {"货运经纪人", "4-02-05"},
      {"船舶经纪人", "4-02-05"},
      {"抵押贷款经纪人", "4-05-01"},
      {"二手车经纪人", "4-01-03"},
      {"体育经纪人", "4-14-05"},
      {"劳务经纪人", "4-07-03"},
      // who designs what is no picture
      {"发型设计师", "4-10-03"},
      {"土木设计师", "2-02-18"},
      {"庭院设计师", "2-02-18"},
      {"旅游线路设计师", "4-07-04"},
      {"城市规划与设计", "2-02-37"},
      {"平面设计师", "2-09-06-01"},
      // what is developed
      {"开发工程师", "2-02-10-03"},
      {"前端开发工程师", "2-02-10-03"},
      {"机械开发工程师", "2-02-07"},
      {"电子开发工程师", "2-02-09"},
      {"模具开发工程师", "2-02-07"},
      {"产品开发工程师", "2-02-34"},
      {"嵌入式产品开发工程师", "2-02-10"},
      {"供应商开发工程师", "4-01-01"},
      {"电池/电源开发", "2-02-09"},
      {"销售/网络运营/资源开发", "4-01-02"},
      // whose process
      {"工艺工程师", "2-02-07-02"},
      {"注塑工艺工程师", "2-02-07-02"},
      {"食品工艺工程师", "2-02-24"},
      {"制药工艺工程师", "2-02-32"},
      {"服装工艺师", "2-02-23"},
      {"工艺专员", "2-02-07-02"},
      // engineers
      {"化学工程师", "2-02-06"},
      {"光伏系统工程师", "2-02-12"},
      {"电力系统研发工程师", "2-02-12"},
      {"电力电子研发工程师", "2-02-09"},
      {"轨道交通工程师", "2-02-17"},
      {"底盘工程师", "2-02-07-11"},
      {"夹具工程师", "2-02-07-01"},
      {"港口工程师", "2-02-18-09"},
      {"渗透测试工程师", "2-02-10-07"},
      {"通讯技术员", "2-02-10-01"},
      {"医药技术研发人员", "2-02-32"},
      {"食品/饮料研发", "2-02-24"},
      {"研发工程师", "2-02-99"},
      {"电气工程经理", "2-02-11"},
      {"工程经理", "2-02-18-02"},
      {"plc编程工程师", "2-02-07-07"},
      {"数控编程工程师", "6-18-01-07"},
      // physicians, and who works their machines
      {"放射科医生", "2-05-01"},
      {"b超医生", "2-05-01"},
      {"检验科医师", "2-05-01"},
      {"放射科技术员", "2-05-07"},
      {"放射技师", "2-05-07"},
      // plans
      {"策划", "2-06-07"},
      {"文案策划", "2-06-07-03"},
      {"房地产项目策划经理", "4-06-02"},
      {"婚礼策划师", "4-10-05"},
      {"城乡规划师", "2-02-37"},
      {"理财规划师", "2-06-11"},
      {"职业规划师", "4-07-03"},
      {"学业规划师", "4-01-02"},
      {"助理规划师", ""},
      // who studies
      {"研究员", "2-01-06"},
      {"医学研究员", "2-01-08"},
      {"算法研究员", "2-02-38"},
      {"证券研究员", "2-06-11"},
      // who looks after pupils
      {"辅导员", "2-08-01-01"},
      {"小学大队辅导员", "2-08-02-04"},
      {"夏令营辅导员", "4-13-04"},
      {"作业辅导员", "2-08-99"},
      {"学前班老师", "2-08-03"},
      {"KET/PET英语老师", "2-08-99"},
      {"市场老师", "4-01-02"},
      // on the air
      {"主播", "4-01-06-02"},
      {"电台主播", "2-10-04"},
      {"主持人", "4-13-01-02"},
      {"电视主持人", "2-10-04"},
      {"婚礼主持人", "4-13-01-02"},
      {"电视制作人", "2-09-03"},
      {"音乐制作人", "2-09-04"},
      // whose safety
      {"安全员", "6-31-06"},
      {"信息安全管理员", "4-04-04"},
      {"信息安全专家", "4-04-04"},
      {"食品安全员", "4-03-02"},
      {"食品厂安全员", "6-31-06"},
      // a hotel is no shop, and an agency's shop sells houses
      {"酒店/宾馆经理", "4-03-01"},
      {"饭店经理", "4-03-02"},
      {"门店经理", "4-01-02"},
      {"娱乐领班", "4-14-05"},
      {"二手房店长", "4-06-02"},
      {"店长", "4-01-02-06"},
      // who sells for whom
      {"银行客户主管", "4-05-01"},
      {"证券/投资客户代表", "4-05-02"},
      {"典当业务", "4-05-04"},
  };
  for (const auto& row : kRows) {
    const std::string code = CodeOf(row.title);
    const std::string begins_with = row.begins_with;
    EXPECT_EQ(begins_with.empty() ? code : code.substr(0, begins_with.size()), begins_with)
        << row.title;
  }
}

// A field of office work is a work with its office, and nothing alone.
TEST(Titles, AFieldWithItsOffice) {
  EXPECT_EQ(CodeOf("贸易助理"), "2-06-07-01");
  EXPECT_EQ(CodeOf("进口专员"), "2-06-07-01");
  EXPECT_EQ(CodeOf("法律协调员"), "2-07-09-00");
  EXPECT_EQ(CodeOf("公共关系经理"), "3-01-02-03");
  EXPECT_EQ(CodeOf("公共关系顾问"), "3-01-02-03");
  EXPECT_EQ(CodeOf("旅游总监"), "4-07-04-04");
  EXPECT_EQ(CodeOf("会议服务经理"), "4-07-07-01");
  EXPECT_EQ(CodeOf("贸易公司会计"), "2-06-03-00");
  EXPECT_EQ(CodeOf("贸易"), "");
  EXPECT_EQ(CodeOf("房地产行业"), "");
}

// 助理 before a name says how high, not that somebody helps; 品管 does not stand in 商品管理.
TEST(Titles, WordsThatOnlySeemToStandThere) {
  EXPECT_EQ(CodeOf("助理教授"), "2-08-01-01");
  EXPECT_EQ(CodeOf("助理内容经理"), "4-13-01-05");
  EXPECT_EQ(CodeOf("商品管理员"), "4-01-01-00");
  EXPECT_EQ(CodeOf("艺术品管理员"), "");
  EXPECT_EQ(CodeOf("品管员"), "6-31-03-05");
  EXPECT_EQ(CodeOf("互联网管理员"), "4-04-04-01");
  EXPECT_EQ(CodeOf("电子元器件 海外销售"), "2-06-07-01");
}

TEST(Titles, ACallBehindWhomItCallsFor) {
  EXPECT_EQ(CodeOf("科创教育中心助教招聘"), CodeOf("助教"));
  EXPECT_EQ(CodeOf("司机招聘"), CodeOf("司机"));
  EXPECT_EQ(CodeOf("技术招聘"), "4-07-03-08");
  EXPECT_EQ(CodeOf("招聘主管"), "4-07-03-08");
}

TEST(Titles, NamesInEnglish) {
  EXPECT_EQ(CodeOf("General Worker"), "6-99-00");
  EXPECT_EQ(CodeOf("Welder"), "6-18-02-04");
  EXPECT_EQ(CodeOf("Truck Driver"), "4-02-02-02");
  EXPECT_EQ(CodeOf("Sewing Machine Operator"), "6-05-01-03");
}

}  // namespace
}  // namespace laowu::intake
