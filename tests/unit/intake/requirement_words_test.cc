// What a posting asks for, in the words that offices use: years, ages, schools, heads, papers; and
// what only looks like a requirement.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "intake/facts/facts.h"
#include "intake/vacancy/vacancy_reader.h"
#include "reference/skills.h"

namespace laowu::intake {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

VacancyReading Read(const std::string& header, const std::string& text) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  if (header == "岗位名称") {
    return reader->Read(
        MapPairs(TableKind::kVacancies,
                 {{"企业名称", "样例五金厂"}, {"工作地点", "中山市小榄镇"}, {header, text}}));
  }
  return reader->Read(MapPairs(TableKind::kVacancies, {{"企业名称", "样例灯饰厂"},
                                                       {"岗位名称", "普工"},
                                                       {"工作地点", "中山市小榄镇"},
                                                       {header, text}}));
}

VacancyReading ReadTitled(const std::string& title, const std::string& text) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  return reader->Read(MapPairs(TableKind::kVacancies, {{"企业名称", "样例公司"},
                                                       {"岗位名称", title},
                                                       {"工作地点", "中山市小榄镇"},
                                                       {"岗位描述", text}}));
}

// Names of the skills, "!" behind those that are required.
std::vector<std::string> Skills(const std::string& header, const std::string& text) {
  std::vector<std::string> names;
  for (const SkillRequirement& skill : Read(header, text).vacancy.skill_requirements) {
    names.emplace_back(reference::Skills::Get().Find(skill.skill_code)->name);
    if (skill.required) names.back() += "!";
  }
  return names;
}

std::vector<std::string> Reasons(const std::string& text) {
  std::vector<std::string> reasons;
  for (const Warning& warning : Read("岗位描述", text).warnings) reasons.push_back(warning.reason);
  return reasons;
}

TEST(RequirementWords, YearsAreReadWhereverTheWorkIsNamed) {
  const std::vector<std::pair<std::string, int>> cases = {
      {"3年以上仓储、物流（相关领域）工作经验", 36},
      {"任职要求：1、3年以上实体企业物流经验（有制造业背景者更佳）；2、吃苦", 36},
      {"从事注塑3年以上", 36},
      {"要求：从事五金冲压5年以上", 60},
      {"做过家具厂2年以上", 24},
      {"五年以上模具行业", 60},
      {"3年以上五金厂管理岗位", 36},
      {"要求有3年以上(五金、塑胶)模具经验", 36},
      {"至少2年以上汽车、电子或家电行业的品质管理经验", 24},
      {"3年以上注塑经验（会调机者优先）", 36},
      {"工作经验：三五年", 36},
      // Welcome, the age of a firm, and how long somebody stays.
      {"5年以上相关行业、同岗位经验优先", 0},
      {"3年以上经验（优先）", 0},
      {"有3年以上鞋厂经验者优先", 0},
      {"公司成立20年以上，灯饰行业领先", 0},
      {"成立20年以上的企业,有丰富的行业经验", 0},
      {"本公司15年以上灯饰行业", 0},
      {"10年以上灯饰老厂，诚招普工", 0},
      {"合同签3年、有经验者面议", 0},
      {"服务满2年以上、经验丰富者可晋升", 0},
      {"干满3年以上有股份，行业领先", 0},
  };
  for (const auto& [text, months] : cases) {
    EXPECT_EQ(Read("岗位描述", text).vacancy.min_experience_months, months) << text;
  }
}

TEST(RequirementWords, AgesInNumeralsAndWithABoundAlone) {
  struct Case {
    std::string header, text;
    int min_years, max_years;
  };
  for (const Case& c : std::vector<Case>{
           {"岗位描述", "十八到四十五", 18, 45},
           {"岗位描述", "年龄十八到四十五", 18, 45},
           {"岗位描述", "五十以内都可以", 0, 50},
           {"岗位描述", "满16", 16, 0},
           {"岗位描述", "年满16，吃苦耐劳", 16, 0},
           {"年龄", "满16", 16, 0},
           {"年龄", "18+", 18, 0},
           {"年龄", "≥18", 18, 0},
           {"年龄", "45岁封顶", 0, 45},
           {"年龄", "不超过50", 0, 50},
           {"年龄", "45", 0, 0},
           {"岗位描述", "未满16", 0, 0},
           {"岗位描述", "干满18天", 0, 0},
           {"岗位描述", "满30天发工资", 0, 0},
           {"岗位描述", "五十到六十元一小时", 0, 0},
       }) {
    const VacancyDraft v = Read(c.header, c.text).vacancy;
    EXPECT_EQ(v.min_age_years, c.min_years) << c.text;
    EXPECT_EQ(v.max_age_years, c.max_years) << c.text;
  }
}

TEST(RequirementWords, HeadsAreNoGuess) {
  struct Case {
    std::string header, text;
    int count;
  };
  for (const Case& c : std::vector<Case>{
           {"岗位描述", "招普工几十人", 0},
           {"岗位描述", "招普工十几名", 0},
           {"岗位描述", "招普工三五名", 5},
           {"岗位描述", "招一百二十人", 120},
           {"岗位描述", "招100+", 100},
           {"岗位描述", "招聘普工100+人", 100},
           {"岗位描述", "招18+", 0},
           {"岗位描述", "招普工200+/天", 0},
           {"岗位描述", "第二名发奖金", 0},
           {"招聘人数", "二三十人", 30},
           {"招聘人数", "七八个", 8},
           {"招聘人数", "一百二十人", 120},
           {"岗位描述", "公司三百人，招普工二十人", 20},
       }) {
    EXPECT_EQ(Read(c.header, c.text).vacancy.opening_count, c.count) << c.text;
  }
  for (const char* some : {"几十人", "十几个", "一批", "十来个", "数十人"}) {
    EXPECT_EQ(ReadCount(some), 0) << some;
  }
}

TEST(RequirementWords, ListsOfSchoolsAskForTheLowest) {
  for (const char* text : {"初中/高中/中专", "初中/高中/中专均可", "初中、高中、中专"}) {
    EXPECT_EQ(Read("岗位描述", text).vacancy.min_education, EducationLevel::kJuniorMiddle) << text;
  }
  EXPECT_EQ(Read("岗位描述", "小学、初中、高中老师").vacancy.min_education,
            EducationLevel::kUnspecified);
}

TEST(RequirementWords, NoInsuranceIsNone) {
  for (const char* text :
       {"不买社保", "没社保", "社保自理", "不交五险", "未缴纳社保", "不给买社保"}) {
    const auto found = ReadSocialInsurance(text);
    ASSERT_TRUE(found.has_value()) << text;
    EXPECT_FALSE(found->value) << text;
  }
  for (const char* text :
       {"转正后买社保", "有保险行业经验优先，五险一金", "无保险经验要求，买五险", "五险没有一金"}) {
    EXPECT_EQ(Read("岗位描述", text).vacancy.social_insurance, std::optional(true)) << text;
  }
}

TEST(RequirementWords, AColumnOfInsuranceSaysNo) {
  for (const char* cell : {"无", "否", "不买", "没有"}) {
    EXPECT_EQ(Read("社保", cell).vacancy.social_insurance, std::optional(false)) << cell;
  }
  for (const char* cell : {"有", "五险", "√"}) {
    EXPECT_EQ(Read("社保", cell).vacancy.social_insurance, std::optional(true)) << cell;
  }
  EXPECT_FALSE(Read("社保", "意外险").vacancy.social_insurance.has_value());
}

TEST(RequirementWords, TwoVoltagesAreTwoPapers) {
  for (const char* text : {"高低压证", "高低压电工证", "持高低压操作证", "高压/低压电工证"}) {
    EXPECT_THAT(Skills("必备技能", text), ElementsAre("高压电工!", "低压电工!")) << text;
  }
}

// A part of a longer word is another thing, or at least gates nobody.
TEST(RequirementWords, PartsOfWordsAreNotRequired) {
  for (const char* text : {"银行收款凭证", "财务报表", "数据统计", "讲解", "前台系统开发",
                           "美容仪器", "电商", "焊接材料", "挖掘机租赁"}) {
    EXPECT_THAT(Skills("必备技能", text), IsEmpty()) << text;
  }
  for (const char* text : {"叉车销售", "缝纫机销售", "吊装设备销售", "烘焙原料销售"}) {
    EXPECT_THAT(Skills("必备技能", text), ElementsAre("业务推广")) << text;
  }
  EXPECT_THAT(Skills("必备技能", "会计报表"), ElementsAre("记账会计"));
  EXPECT_THAT(Skills("必备技能", "叉车配件开发"), ElementsAre("叉车"));
  // What stands alone, however well or long, is asked for.
  EXPECT_THAT(Skills("必备技能", "熟练叉车操作"), ElementsAre("叉车!"));
  EXPECT_THAT(Skills("必备技能", "3年以上注塑经验"), ElementsAre("注塑!"));
  EXPECT_THAT(Skills("必备技能", "注塑设备操作"), ElementsAre("注塑!"));
  EXPECT_THAT(Skills("必备技能", "会电焊氩弧焊"), ElementsAre("电焊!", "氩弧焊!"));
  EXPECT_THAT(Skills("必备技能", "讲解员"), ElementsAre("导游讲解!"));
  EXPECT_THAT(Skills("必备技能", "生产统计"), ElementsAre("生产统计!"));
  EXPECT_THAT(Skills("必备技能", "收款"), ElementsAre("收银!"));
  EXPECT_THAT(Skills("必备技能", "电商运营"), ElementsAre("网店运营!"));
}

TEST(RequirementWords, NoiseInTextsNamesNoSkill) {
  for (const char* text :
       {"公交隧道二线到站", "被子床垫80元自购", "人事部王小姐收", "人事部门面试"}) {
    EXPECT_THAT(Skills("岗位描述", text), IsEmpty()) << text;
  }
  EXPECT_THAT(Skills("岗位描述", "服装厂 车工"), ElementsAre("平车"));
  EXPECT_THAT(Skills("岗位描述", "啤机（纸箱）"), ElementsAre("模切糊盒"));
  EXPECT_THAT(Skills("岗位描述", "啤机师傅"), ElementsAre("注塑"));
}

TEST(RequirementWords, PersonsCodesAndRegionsGo) {
  for (const char* text :
       {"人事部王小姐收", "门卫室张伯", "扫码进群", "可扫码进群了解", "扫描二维码咨询"}) {
    const VacancyReading reading = Read("岗位描述", text);
    EXPECT_EQ(reading.vacancy.description, "") << text;
    EXPECT_THAT(Reasons(text), Contains("CONTACT_REMOVED")) << text;
  }
  for (const char* text : {"外省优先", "云贵川优先", "四川、贵州优先"}) {
    EXPECT_EQ(Read("岗位描述", text).vacancy.description, "") << text;
    EXPECT_THAT(Reasons(text), Contains("CONDITION_DROPPED")) << text;
  }
  for (const char* text : {"扫码入库，扫码枪操作", "有四川工作经验优先"}) {
    EXPECT_EQ(Read("岗位描述", text).vacancy.description, text);
  }
}

TEST(RequirementWords, FeesThatTheWorkCollectsAreNoneOfTheWorker) {
  for (const char* text : {"负责管理费的催收工作", "负责物业管理费收缴", "负责押金收取、退还"}) {
    EXPECT_THAT(Reasons(text), Not(Contains("FEE_SUSPECTED"))) << text;
  }
  for (const char* text : {"进厂要交管理费", "管理费300元", "入职交押金200"}) {
    EXPECT_THAT(Reasons(text), Contains("FEE_SUSPECTED")) << text;
  }
}

TEST(RequirementWords, ThePaperOfTheTitlesTradeIsRequired) {
  const auto skills = [](const std::string& title, const std::string& text) {
    static const auto* const reader =
        new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
    const VacancyReading reading = reader->Read({{Field::kTitle, "岗位", title},
                                                 {Field::kWorkplace, "工作地点", "小榄"},
                                                 {Field::kDescription, "描述", text}});
    std::vector<std::string> codes;
    for (const SkillRequirement& skill : reading.vacancy.skill_requirements) {
      codes.push_back(skill.skill_code + (skill.required ? "!" : ""));
    }
    return codes;
  };
  EXPECT_THAT(skills("叉车工", "持证上岗，五险"), Contains("warehouse-forklift!"));
  EXPECT_THAT(skills("叉车工", "持证优先"), Contains("warehouse-forklift"));
  EXPECT_THAT(skills("挖机师傅", "三年经验，带操作证"), Contains("plant-excavator!"));
  EXPECT_THAT(skills("货车司机", "C1，跑市区"), Contains("driving-car!"));
  EXPECT_THAT(skills("渣土车司机", "B2 以上 夜班"), Contains("driving-truck!"));
  EXPECT_THAT(skills("仓管员", "有C1驾照优先"), Contains("driving-car"));
  EXPECT_THAT(skills("银行押运员", "持保安员证，C1驾照"), Contains("driving-car!"));
  EXPECT_THAT(skills("药店营业员", "有药师证者薪资另加500 高中以上"), Contains("retail-pharmacy"));
}

// 车工 in 随车工, 拉面 in 货拉拉面包车, 化妆 in 化妆品; and what is put together in the end.
TEST(RequirementWords, ANameWithinALongerWordIsNoSkill) {
  const auto skills = [](const std::string& title) { return Skills("岗位名称", title); };
  for (const char* title : {"随车工2人", "服装厂跟车工", "化妆刷厂普工", "货拉拉司机"}) {
    EXPECT_THAT(skills(title), IsEmpty()) << title;
  }
  EXPECT_THAT(skills("化妆品厂灌装包装"), Not(Contains("化妆")));
  EXPECT_THAT(skills("月饼盒包装工"), Not(Contains("烘焙")));
  EXPECT_THAT(skills("货拉拉面包车司机"), ElementsAre("小型汽车驾驶"));
  EXPECT_THAT(skills("家电配件总装线普工"), ElementsAre("家电装配"));
  EXPECT_THAT(skills("普通车工"), ElementsAre("普通车床"));
  EXPECT_THAT(skills("服装车工"), ElementsAre("平车"));
  EXPECT_THAT(skills("化妆师"), ElementsAre("化妆"));
  EXPECT_THAT(skills("拉面师傅"), ElementsAre("面点"));
  EXPECT_THAT(skills("汽车总装工"), ElementsAre("汽车配件装配"));
}

TEST(RequirementWords, BlanksPartWhatIsAskedFor) {
  EXPECT_THAT(Skills("岗位描述", "仓库 叉车 需健康证"), Not(Contains("叉车!")));
}

// A perk, one's own board, a works' quarter, what is mended, and a name of two trades.
TEST(RequirementWords, WhatOnlyNamesAThingIsNoSkill) {
  struct Case {
    const char* title;
    const char* text;
    const char* is_not;
  };
  for (const Case& c :
       {Case{"果园管理员", "荔枝园,提供一间房,可养鸡种菜", "养鸡鸭"},
        Case{"果园管理员", "荔枝园,提供一间房,可养鸡种菜", "蔬菜种植"},
        Case{"鱼塘工", "看鱼塘,房前有地可种菜养鸡", "蔬菜种植"},
        Case{"花工", "有房住,自己煮饭", "家务"}, Case{"普工", "宿舍可煮饭", "家务"},
        Case{"保安", "三角电镀园区", "电镀"}, Case{"污水处理站操作员", "五金电镀园区", "电镀"},
        Case{"污水处理工", "电镀厂污水处理站", "电镀"},
        Case{"调试工程师", "负责ABB、发那科工业机器人示教编程", "加工中心"},
        Case{"铆工", "船厂招铆工、装配工", "流水线装配"},
        Case{"缝纫机维修工", "会修电脑平车、套结机", "手机电脑维修"},
        Case{"缝纫机维修工", "会修电脑平车、套结机", "平车"},
        Case{"家具油漆工", "招熟练油漆工(底油、面油)5名", "墙面油漆"},
        Case{"木工", "工地木工20个,点工380一天", "木工"}}) {
    const VacancyReading reading = ReadTitled(c.title, c.text);
    for (const SkillRequirement& skill : reading.vacancy.skill_requirements) {
      EXPECT_NE(reference::Skills::Get().Find(skill.skill_code)->name, c.is_not)
          << c.title << " " << c.text;
    }
  }
  struct Kept {
    const char* title;
    const char* text;
    const char* is;
  };
  for (const Kept& c :
       {Kept{"农场工人", "养鸡、种菜、喂猪", "养鸡鸭"}, Kept{"保姆", "煮饭、搞卫生", "家务"},
        Kept{"挂镀工", "电镀熟手", "电镀"}, Kept{"编程", "发那科系统,加工中心编程", "加工中心"},
        Kept{"调试工程师", "发那科工业机器人示教", "机器人机械手"},
        Kept{"装配工", "玩具厂装配工", "流水线装配"}, Kept{"机修", "会修电脑平车", "衣车维修"},
        Kept{"车位", "会电脑平车", "平车"}, Kept{"木工", "家具厂木工", "木工"},
        Kept{"油漆工", "刷墙", "墙面油漆"}}) {
    std::vector<std::string> names;
    for (const SkillRequirement& skill : ReadTitled(c.title, c.text).vacancy.skill_requirements) {
      names.emplace_back(reference::Skills::Get().Find(skill.skill_code)->name);
    }
    EXPECT_THAT(names, Contains(c.is)) << c.title << " " << c.text;
  }
}

// 英语四级 is an examination at school, and no level of a trade.
TEST(RequirementWords, ExaminationsOfSchoolsAreNoLevels) {
  const std::vector<std::pair<std::string, int>> cases = {
      {"英语四级,本科", 1}, {"英语六级以上", 1},   {"CET-4,大学英语四级证书", 1},
      {"日语二级", 1},      {"普通话二级甲等", 1}, {"计算机二级", 1},
      {"四级电工证", 2},    {"中级焊工", 2}};
  for (const auto& [text, level] : cases) {
    const VacancyReading reading = Read("要求", text);
    ASSERT_THAT(reading.vacancy.skill_requirements, Not(IsEmpty())) << text;
    EXPECT_EQ(reading.vacancy.skill_requirements.front().min_level, level) << text;
  }
}

// A school beside what is learnt there, and no school that is a place or what is taught.
TEST(RequirementWords, SchoolsBesideASubject) {
  const std::vector<std::pair<std::string, EducationLevel>> cases = {
      {"本科自动化,1-3年经验", EducationLevel::kBachelorOrAbove},
      {"护理专业大专,护士资格证优先", EducationLevel::kCollege},
      {"会计专业大专", EducationLevel::kCollege},
      {"财务类大专", EducationLevel::kCollege},
      {"大专(学前教育)", EducationLevel::kCollege},
      {"大专会计", EducationLevel::kCollege},
      {"本科护理", EducationLevel::kBachelorOrAbove},
      {"机电中专", EducationLevel::kSecondaryVocational},
      {"中专机电专业", EducationLevel::kSecondaryVocational},
      {"本科或大专5年以上经验", EducationLevel::kCollege},
      {"大专3年以上经验", EducationLevel::kCollege},
      {"本科自动化优先", EducationLevel::kUnspecified},
      {"大专院校保安", EducationLevel::kUnspecified},
      {"某本科院校保洁", EducationLevel::kUnspecified},
      {"本科英语教学", EducationLevel::kUnspecified},
      {"高中英语", EducationLevel::kUnspecified},
      {"大专自动化招生", EducationLevel::kUnspecified},
      {"可升读大专", EducationLevel::kUnspecified},
      {"大专三年制", EducationLevel::kUnspecified},
      {"技校旁", EducationLevel::kUnspecified},
  };
  for (const auto& [text, level] : cases) {
    EXPECT_EQ(Read("岗位描述", text).vacancy.min_education, level) << text;
  }
}

// In a cell of what is asked for, bare years are those of experience; in a text they are not.
TEST(RequirementWords, BareYearsWhereTheyAreAskedFor) {
  const std::vector<std::pair<std::string, int>> cases = {
      {"3年", 36},           {"焊工证 3年", 36},      {"中级厨师证,5年", 60},
      {"A2 3年", 36},        {"做过PU漆,2年", 24},    {"两年", 24},
      {"半年", 6},           {"18-45岁,3年", 36},     {"懂果树种植3年以上", 36},
      {"会编程2年以上", 24}, {"签3年合同", 0},        {"合同3年", 0},
      {"做满2年有奖", 0},    {"电工证,2年内有效", 0}, {"5年优先", 0},
      {"会员满2年以上", 0},
  };
  for (const auto& [text, months] : cases) {
    EXPECT_EQ(Read("要求", text).vacancy.min_experience_months, months) << text;
  }
  EXPECT_EQ(Read("岗位描述", "做过PU漆,2年,不包吃").vacancy.min_experience_months, 24);
  EXPECT_EQ(Read("岗位描述", "合同2年,五险").vacancy.min_experience_months, 0);
  EXPECT_EQ(Read("岗位描述", "3年").vacancy.min_experience_months, 0);
}

TEST(RequirementWords, PapersByTheirOtherNames) {
  EXPECT_THAT(Skills("岗位描述", "具有护士执业资格证"), Contains("护理执业!"));
  EXPECT_THAT(Skills("岗位描述", "制冷工证"), Contains("空调制冷维修!"));
}

}  // namespace
}  // namespace laowu::intake
