// Rows of rosters as townships keep them: what stands in cells of homes, wishes, past work and
// remarks, in their own words.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "intake/worker/worker_reader.h"
#include "worker_reading.h"

namespace laowu::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Texts = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

WorkerDraft ReadPairs(Pairs pairs) {
  static const auto* const reader =
      new WorkerReader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  pairs.insert(pairs.end(), {{"姓名", "样本甲"}, {"编号", "1"}});
  return reader->Read(MapPairs(TableKind::kWorkers, pairs)).worker;
}

TEST(RosterRows, TheVillageStandsBehindTheTownshipOfAnAddress) {
  for (const auto& [address, village] : Pairs{{"贵州省盘州市柏果镇毛家寨村5组", "毛家寨村"},
                                              {"盘州市柏果镇毛家寨村", "毛家寨村"},
                                              {"盘州市淤泥乡岩博村", "岩博村"},
                                              {"钟山区大河镇周家寨村", "周家寨村"},
                                              {"盘州市柏果镇乌都村下寨组", "乌都村"},
                                              {"盘州市柏果镇乌都村委会", "乌都村"},
                                              {"盘州市柏果镇乌都村村民委员会三组", "乌都村"},
                                              {"盘州市柏果镇乌都村十二组18号", "乌都村"},
                                              {"盘州市亦资街道凤鸣社区3栋", "凤鸣社区"},
                                              {"盘州市柏果镇", ""},
                                              {"盘州市柏果镇农村信用社", ""},
                                              {"盘州市柏果镇新村路18号", ""},
                                              {"盘州市柏果镇建设路乌都村", ""}}) {
    EXPECT_EQ(ReadPairs({{"户籍地址", address}}).village_display_name, village) << address;
  }
  EXPECT_EQ(
      ReadPairs({{"户籍地址", "盘州市柏果镇毛家寨村"}, {"村", "岩博村"}}).village_display_name,
      "岩博村");
}

TEST(RosterRows, ATownshipMayStandInTheColumnOfVillages) {
  EXPECT_EQ(ReadPairs({{"乡镇", "水城"}, {"村", "营盘"}}).division_code, "520204202");
  EXPECT_EQ(ReadPairs({{"乡镇", "水城"}, {"村", "营盘村"}}).division_code, "520204");
  EXPECT_EQ(ReadPairs({{"乡镇", "柏果镇"}, {"村", "营盘"}}).division_code, "520281117");
}

// There are villages of that name in other townships.
TEST(RosterRows, AVillageThatBearsATownshipsNameIsNotThatTownship) {
  EXPECT_EQ(ReadPairs({{"家庭住址", "石桥村一组"}}).division_code, "");
  EXPECT_EQ(ReadPairs({{"家庭住址", "石桥村一组"}, {"乡镇", "柏果镇"}}).division_code, "520281117");
  EXPECT_EQ(ReadPairs({{"家庭住址", "柏果镇石桥村一组"}}).division_code, "520281117");
  EXPECT_EQ(ReadPairs({{"家庭住址", "柏果麦子冲村"}}).division_code, "520281117");
}

TEST(RosterRows, WhomTheyLeadIsNoSkill) {
  for (const char* text : {"带得有三个小工", "手下有五个木工", "带了两个电工", "请了几个瓦工",
                           "管着十几名焊工", "下面有四个钢筋工", "雇了3个司机", "有两个小工帮忙"}) {
    EXPECT_THAT(SkillsUnder("备注", text), IsEmpty()) << text;
  }
  EXPECT_THAT(SkillsUnder("备注", "带三个小工砌墙"), ElementsAre("砌筑"));
  EXPECT_THAT(SkillsUnder("备注", "有两个电工证"), ElementsAre("低压电工"));
  EXPECT_THAT(SkillsUnder("备注", "带电焊班，自己做过十年电焊"), ElementsAre("电焊"));
}

TEST(RosterRows, TradesInFewWords) {
  EXPECT_THAT(SkillsUnder("特长", "井下电钳"), ElementsAre("井下机电"));
  EXPECT_THAT(SkillsUnder("特长", "砌砖粉墙"), ElementsAre("抹灰", "砌筑"));
}

// Of the first skill of the row, in months.
int Months(Pairs pairs) {
  pairs.emplace_back("户籍乡镇", "盘州市柏果镇");
  const WorkerDraft worker = ReadPairs(std::move(pairs));
  return worker.skills.empty() ? -1 : worker.skills[0].experience_months;
}

TEST(RosterRows, HowLongStandsInTheColumnOfPastWork) {
  struct Case {
    const char* skill;
    const char* past;
    int months;
  };
  for (const Case& c :
       {Case{"二保焊", "在柳州五菱焊车架3年半", 42}, Case{"送外卖", "美团骑手2年", 24},
        Case{"会炒菜", "厨师学校学过三个月，馆子头炒过2年", 24},
        Case{"数控车工", "数控10年,带徒弟", 120}, Case{"砌砖", "在工地砌了五年墙", 60},
        Case{"叉车、电焊", "开叉车3年，电焊5年", 36}, Case{"平车", "在服装厂踩平车8年", 96},
        Case{"电焊", "做过两年前台", 0}, Case{"电脑", "焊过3年护栏", 0},
        Case{"叉车", "2019年开始跑车", 0}}) {
    EXPECT_EQ(Months({{"特长", c.skill}, {"工作经历", c.past}}), c.months) << c.past;
    if (c.months == 0) continue;
    EXPECT_EQ(Months({{"特长", c.skill}, {"曾从事工种", c.past}}), c.months) << c.past;
  }
  EXPECT_EQ(Months({{"特长", "电焊"}, {"备注", "电焊8年，想去中山"}}), 96);
}

TEST(RosterRows, RemarksTellWhatNoColumnSays) {
  struct Case {
    const char* text;
    int wage;
    Texts places;
  };
  for (const Case& c :
       {Case{"做过三年电焊，去中山也可以，5000左右，脱贫户", 5000, {"442000"}},
        Case{"以前在浙江做鞋，工资4000，现在想去贵阳自己租房，8000，不上夜班", 8000, {"520100"}},
        Case{"在广东打过工，想去浙江，6000", 6000, {"330000"}}, Case{"去过东莞，工资6500", 0, {}},
        Case{"以前在浙江，5500", 0, {}}, Case{"想进电子厂坐着上班，昆山那边", 0, {"320583"}},
        Case{"想找包吃住的，东莞一带", 0, {"441900"}}, Case{"昆山那边工资5000", 0, {}},
        Case{"会电焊，不去外省", 0, {"520000"}}}) {
    const WorkerDraft worker = Read("情况说明", c.text);
    EXPECT_EQ(worker.min_wage_cny_per_month, c.wage) << c.text;
    EXPECT_EQ(worker.preferred_division_codes, c.places) << c.text;
  }
}

TEST(RosterRows, AFactoryThatIsWishedForNamesItsWork) {
  EXPECT_THAT(Read("情况说明", "想进电子厂坐着上班，昆山那边").desired_occupation_codes,
              ElementsAre("6-25-04-07"));
  EXPECT_THAT(Read("备注", "想去鞋厂上班").desired_occupation_codes, ElementsAre("6-05-04-01"));
  for (const char* text :
       {"想进大厂", "想进工厂上班", "想找正规厂", "在电子厂做过", "不想进电子厂", "想进中山的厂"}) {
    EXPECT_THAT(Read("备注", text).desired_occupation_codes, IsEmpty()) << text;
  }
}

TEST(RosterRows, AWorkplaceIsWishedForWithTheWorkOfTheSkills) {
  const auto wished = [](const char* wish, const char* skills) {
    return ReadPairs({{"户籍乡镇", "盘州市柏果镇"}, {"意向工种", wish}, {"特长", skills}})
        .desired_occupation_codes;
  };
  EXPECT_THAT(wished("幼儿园", "保育员3年、幼教"), ElementsAre("4-10-01-03"));
  EXPECT_THAT(wished("幼儿园", "不会幼教，想学保育员"), IsEmpty());
  EXPECT_THAT(wished("幼儿园", ""), IsEmpty());
  EXPECT_THAT(wished("保安", "保育员"), ElementsAre("4-07-05-01"));
}

TEST(RosterRows, WishesOfWorkAndPlaceNeedNoVerb) {
  struct Case {
    const char* text;
    Texts places;
    std::size_t works;
  };
  for (const Case& c :
       {Case{"数控，广东深圳", {"440300"}, 1}, Case{"工地小工，江西", {"360000"}, 1},
        Case{"月嫂，贵阳或上海", {"520100", "310000"}, 1}, Case{"浙江，保安", {"330000"}, 1},
        Case{"电工、焊工，中山，6000以上", {"442000"}, 2}, Case{"去佛山做水电", {"440600"}, 1},
        Case{"保洁/月嫂/天津", {"120000"}, 2}}) {
    const WorkerDraft worker = Read("就业意愿", c.text);
    EXPECT_EQ(worker.preferred_division_codes, c.places) << c.text;
    EXPECT_EQ(worker.desired_occupation_codes.size(), c.works) << c.text;
  }
  EXPECT_THAT(Read("就业意愿", "在浙江做过注塑").preferred_division_codes, IsEmpty());
  EXPECT_THAT(Read("备注", "电焊，老公在浙江").preferred_division_codes, IsEmpty());
}

// "/日" is no "每天" before 结, "/月" none before 嫂, "/天" none before 津.
TEST(RosterRows, AStrokeIsAPeriodBehindAFigureAlone) {
  const WorkerDraft painter = Read("就业意向（地点、工种、薪资）", "油漆工（墙面）/昆明/日结350");
  EXPECT_EQ(painter.min_wage_cny_per_month, 9100);
  EXPECT_THAT(painter.preferred_division_codes, ElementsAre("530100"));
  const WorkerDraft cleaner = Read("就业意向（地点、工种、薪资）", "保洁/月嫂/天津/5000/月");
  EXPECT_EQ(cleaner.min_wage_cny_per_month, 5000);
  EXPECT_THAT(cleaner.preferred_division_codes, ElementsAre("120000"));
  EXPECT_EQ(cleaner.desired_occupation_codes.size(), 2u);
  EXPECT_EQ(Read("就业意向（地点、工种、薪资）", "电工/300元/天").min_wage_cny_per_month, 7800);
}

TEST(RosterRows, WhoWillNotLeaveTheProvinceWishesForIt) {
  for (const auto& [text, within] : Pairs{{"不去外省", "520000"},
                                          {"不想去外省", "520000"},
                                          {"外省不考虑", "520000"},
                                          {"省外不去", "520000"},
                                          {"外省免谈", "520000"},
                                          {"不出省", "520000"},
                                          {"不考虑省外", "520000"},
                                          {"不去外市", "520200"},
                                          {"不去外县", "520281"},
                                          {"不出县", "520281"}}) {
    EXPECT_THAT(Read("意向地区", text).preferred_division_codes, ElementsAre(within)) << text;
    EXPECT_THAT(Read("备注", text).preferred_division_codes, ElementsAre(within)) << text;
  }
  EXPECT_THAT(Read("意向地区", "外省也可以").preferred_division_codes, IsEmpty());
}

TEST(RosterRows, TwoVerbsWithTheirThingsAreTwoWorks) {
  EXPECT_THAT(Read("意向工种", "砌砖粉墙").desired_occupation_codes,
              ElementsAre("6-29-01-01", "6-29-04-01"));
  EXPECT_THAT(Read("意向工种", "煮饭洗碗").desired_occupation_codes,
              ElementsAre("4-03-02-01", "4-03-99"));
  EXPECT_THAT(Read("意向工种", "扎钢筋支模板").desired_occupation_codes,
              ElementsAre("6-29-01-04", "6-29-01-03"));
  EXPECT_EQ(Read("意向工种", "打磨抛光").desired_occupation_codes.size(), 1u);
}

TEST(RosterRows, SchoolingInOtherWords) {
  for (const auto& [text, level] : std::vector<std::pair<const char*, EducationLevel>>{
           {"初 中", EducationLevel::kJuniorMiddle},
           {"高　中", EducationLevel::kSeniorMiddle},
           {"没读过", EducationLevel::kNone},
           {"没念过书", EducationLevel::kNone},
           {"从来没上过学", EducationLevel::kNone},
           {"未入学", EducationLevel::kNone},
           {"六年级", EducationLevel::kPrimary},
           {"读到三年级", EducationLevel::kPrimary},
           {"小学五年级", EducationLevel::kPrimary},
           {"九年级", EducationLevel::kJuniorMiddle},
           {"初 三", EducationLevel::kJuniorMiddle}}) {
    EXPECT_EQ(Read("文化程度", text).education, level) << text;
  }
  for (const auto& [text, level] : std::vector<std::pair<const char*, EducationLevel>>{
           {"大专学前教育，有幼师证", EducationLevel::kCollege},
           {"中专护理，想去中山", EducationLevel::kSecondaryVocational},
           {"本科会计，做过出纳", EducationLevel::kBachelorOrAbove},
           {"大专英语老师", EducationLevel::kUnspecified},
           {"女儿大专护理", EducationLevel::kUnspecified},
           {"教高中数学", EducationLevel::kUnspecified}}) {
    EXPECT_EQ(Read("备注", text).education, level) << text;
  }
}

TEST(RosterRows, PolicyGroupsOfThePersonAndOfTheHousehold) {
  using Groups = std::vector<PolicyGroup>;
  for (const auto& [text, groups] : std::vector<std::pair<const char*, Groups>>{
           {"突发困难户", {PolicyGroup::kMonitored}},
           {"突发严重困难户", {PolicyGroup::kMonitored}},
           {"易搬", {PolicyGroup::kRelocated}},
           {"残疾人家庭（母亲残疾）", {}},
           {"家有残疾人", {}},
           {"父亲肢体残疾", {}},
           {"残疾人子女", {}},
           {"非残疾", {}},
           {"残疾人", {PolicyGroup::kDisabled}},
           {"母亲残疾，本人残疾", {PolicyGroup::kDisabled}},
           {"低保户、残疾", {PolicyGroup::kLowIncome, PolicyGroup::kDisabled}}}) {
    EXPECT_EQ(Read("人员类别", text).policy_groups, groups) << text;
  }
  for (const auto& [text, groups] : std::vector<std::pair<const char*, Groups>>{
           {"会电焊，5000左右，脱贫户", {PolicyGroup::kPovertyAlleviated}},
           {"易地扶贫搬迁", {PolicyGroup::kRelocated}},
           {"我家是低保户", {PolicyGroup::kLowIncome}},
           {"脱贫户、监测对象", {PolicyGroup::kPovertyAlleviated, PolicyGroup::kMonitored}},
           {"在搬迁点做保安", {}},
           {"扶贫车间上班", {}},
           {"不是脱贫户", {}},
           {"想在易地搬迁安置点附近找", {}}}) {
    EXPECT_EQ(Read("备注", text).policy_groups, groups) << text;
  }
  EXPECT_THAT(ReadPairs({{"户籍乡镇", "盘州市柏果镇"}, {"是否脱贫户", "否"}, {"备注", "脱贫户"}})
                  .policy_groups,
              IsEmpty());
}

TEST(RosterRows, WhatNamesNobodyIsRefused) {
  for (const char* none :
       {"。", "无", "不详", "待定", "空", "none", "姓名", "户主", "本人", "王五2", "朵朵妈妈"}) {
    EXPECT_TRUE(ReadRow("备注", none).violations.empty()) << none;
    const WorkerReading reading =
        WorkerReader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""})
            .Read(MapPairs(TableKind::kWorkers,
                           {{"姓名", none}, {"编号", "1"}, {"乡镇", "盘州市柏果镇"}}));
    ASSERT_EQ(reading.violations.size(), 1u) << none;
    EXPECT_EQ(reading.violations[0].field_path, "personal_details.display_name");
  }
  EXPECT_EQ(ReadPairs({{"户籍乡镇", "盘州市柏果镇"}}).display_name, "样本甲");
}

TEST(RosterRows, NightsYearsAndGroupsInShort) {
  for (const auto& [text, refuses] :
       std::vector<std::pair<const char*, bool>>{{"白班", true},
                                                 {"只上白班", true},
                                                 {"长白班", true},
                                                 {"否", true},
                                                 {"白班夜班都可以", false},
                                                 {"两班倒", false},
                                                 {"能", false},
                                                 {"白班、晚班", false}}) {
    EXPECT_EQ(ReadPairs({{"能否上夜班", text}}).refuses_night_shift, refuses) << text;
  }
  for (const auto& [text, months] : std::vector<std::pair<const char*, int>>{
           {"一年半", 18}, {"两年半", 30}, {"半年", 6}, {"3年", 36}, {"五年以上", 60}}) {
    const auto skills = ReadPairs({{"技能", "电焊"}, {"干过好久", text}}).skills;
    ASSERT_EQ(skills.size(), 1) << text;
    EXPECT_EQ(skills[0].experience_months, months) << text;
  }
  EXPECT_THAT(ReadPairs({{"农户类别", "边缘易致户"}}).policy_groups,
              ElementsAre(PolicyGroup::kMonitored));
}

}  // namespace
}  // namespace laowu::intake
