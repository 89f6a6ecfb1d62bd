// What workers say of the work that they have done, do and would do, and for how long.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "intake/facts/facts.h"
#include "intake/worker/worker_reader.h"
#include "reference/skills.h"
#include "worker_reading.h"

namespace laowu::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// "电焊 3/60": name, level and months.
std::vector<std::string> Skills(const std::string& remarks) {
  std::vector<std::string> said;
  for (const WorkerSkill& skill : Read("备注", remarks).skills) {
    said.push_back(absl::StrCat(reference::Skills::Get().Find(skill.skill_code)->name, " ",
                                skill.level, "/", skill.experience_months));
  }
  return said;
}

TEST(WorkerWork, WhoIsAtWorkTellsOfItAndItsPayIsNoWish) {
  const WorkerDraft guard = Read("备注", "在广州当保安4500，想找5000以上的");
  EXPECT_THAT(guard.past_occupation_codes, ElementsAre("4-07-05-01"));
  EXPECT_EQ(guard.min_wage_cny_per_month, 5000);
  EXPECT_EQ(Read("备注", "在中山做冲压5000多，想回来").min_wage_cny_per_month, 0);
  EXPECT_EQ(Read("备注", "目前在中山打工，工资5500，想去佛山").min_wage_cny_per_month, 0);
}

TEST(WorkerWork, ATradeWithYearsIsPastWork) {
  for (const char* text :
       {"泥瓦工二十年", "挖掘机操作8年", "厨师5年", "汽修4年", "5年厨师经验", "10年电焊"}) {
    EXPECT_THAT(Read("备注", text).past_occupation_codes, SizeIs(1)) << text;
  }
  for (const char* text :
       {"打工十年", "结婚5年", "在家带娃3年", "没干3年", "外出10年", "3年工作经验"}) {
    EXPECT_THAT(Read("备注", text).past_occupation_codes, IsEmpty()) << text;
  }
}

TEST(WorkerWork, HowWellAndHowLongBelongToTheirSkill) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
      {"叉车 熟练 5年", {"叉车 1/60"}},
      {"高级技师 车工", {"普通车床 5/0"}},
      {"厨师三级", {"中餐炒菜 3/0"}},
      {"电焊 高级 叉车 初级", {"电焊 3/0", "叉车 1/0"}},
      {"电焊 五年 叉车 三年", {"电焊 1/60", "叉车 1/36"}},
      {"电焊 五年以上", {"电焊 1/60"}},
      {"电工 中级厨师", {"低压电工 1/0", "中餐炒菜 2/0"}},
      {"干了5年 电焊", {"电焊 1/60"}},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(Skills(text), expected) << text;
}

TEST(WorkerWork, WorkThatIsWishedForSomewhereIsNoSkill) {
  const WorkerDraft shoes = Read("备注", "想去福建晋江做鞋");
  EXPECT_THAT(shoes.skills, IsEmpty());
  EXPECT_THAT(shoes.desired_occupation_codes, SizeIs(1));
  EXPECT_THAT(shoes.preferred_division_codes, ElementsAre("350582"));
  EXPECT_THAT(Skills("以前在晋江做鞋三年"), ElementsAre("制鞋 1/36"));
  EXPECT_THAT(Skills("想去中山以前做焊工"), ElementsAre("电焊 1/0"));
  EXPECT_THAT(Read("备注", "想去中山做事").desired_occupation_codes, IsEmpty());
}

TEST(WorkerWork, TwoNamesWithoutAMarkAreTwoWishes) {
  for (const auto& [header, text] :
       {std::pair{"意向工种", "做保安保洁"}, {"意向工种", "保安保洁"}, {"备注", "想做保安保洁"}}) {
    EXPECT_THAT(Read(header, text).desired_occupation_codes,
                ElementsAre("4-07-05-01", "4-09-08-01"))
        << text;
  }
  for (const char* one : {"化工操作工", "服装设计师", "服务员"}) {
    EXPECT_THAT(Read("意向工种", one).desired_occupation_codes, SizeIs(1)) << one;
  }
}

TEST(WorkerWork, PlacesPartedByBlanksAreAList) {
  EXPECT_THAT(Read("备注", "浙江 江苏都行").preferred_division_codes,
              ElementsAre("330000", "320000"));
  EXPECT_THAT(Read("备注", "四川 重庆 贵州都可以").preferred_division_codes,
              ElementsAre("510000", "500000", "520000"));
  EXPECT_THAT(Read("备注", "会电焊 江苏都行").preferred_division_codes, ElementsAre("320000"));
}

TEST(WorkerWork, NearHomeIsTheSendersCountyWhereNoHomeIsRead) {
  const WorkerReader county(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  const WorkerReader city(ReadContext{absl::CivilDay(2026, 7, 1), "520200", ""});
  for (const char* text : {"想在本地找事做", "最好在县城", "就近", "离家近"}) {
    const FieldTexts row =
        MapPairs(TableKind::kWorkers, {{"姓名", "样本甲"}, {"编号", "1"}, {"备注", text}});
    EXPECT_THAT(county.Read(row).worker.preferred_division_codes, ElementsAre("520281")) << text;
    EXPECT_THAT(city.Read(row).worker.preferred_division_codes, IsEmpty()) << text;
  }
}

TEST(WorkerWork, SchoolingThatIsNotFinishedIsNotHeld) {
  EXPECT_EQ(ReadEducationOfPerson("大专在读"), std::nullopt);
  EXPECT_EQ(ReadEducationOfPerson("高中毕业，大专在读"), EducationLevel::kSeniorMiddle);
  EXPECT_EQ(ReadEducationOfPerson("初三"), EducationLevel::kJuniorMiddle);
  EXPECT_EQ(ReadEducationOfPerson("高二"), EducationLevel::kJuniorMiddle);
  EXPECT_EQ(ReadEducationOfPerson("没读书"), EducationLevel::kNone);
}

// Headers as somebody would ask, and columns that only their cells tell.
TEST(WorkerWork, HomesUnderAnyHeader) {
  for (const char* header :
       {"家住哪里", "哪里人", "住哪", "老家", "属地", "所属村镇", "村组", "户口在哪"}) {
    EXPECT_EQ(MapHeader(TableKind::kWorkers, header), Field::kHomeAddress) << header;
  }
  EXPECT_EQ(MapHeader(TableKind::kWorkers, "人在哪"), Field::kUnknown);
  EXPECT_EQ(MapHeader(TableKind::kVacancies, "要求啥"), Field::kRequirements);
  EXPECT_EQ(MapHeader(TableKind::kVacancies, "吃住咋样"), Field::kBoardAndLodging);
  EXPECT_EQ(MapHeader(TableKind::kVacancies, "干活几年"), Field::kExperience);
  const std::vector<std::vector<std::string>> towns = {
      {"1", "样本甲", "柏果镇"}, {"2", "样本乙", "普古乡"}, {"3", "样本丙", "亦资街道"}};
  const auto told = ColumnMap::Make(TableKind::kWorkers,
                                    std::vector<std::string>{"编号", "姓名", "片区"}, {}, towns);
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(told->columns()[2].field, Field::kTown);
  // Where somebody works is no home.
  const auto elsewhere = ColumnMap::Make(
      TableKind::kWorkers, std::vector<std::string>{"编号", "姓名", "打工的片区"}, {}, towns);
  EXPECT_FALSE(elsewhere.ok() && elsewhere->columns()[2].field == Field::kTown);
}

// What is or was paid is no wish, and what is called a wish counts before it.
TEST(WorkerWork, PayOfTodayIsNoWish) {
  struct Case {
    const char* text;
    int wage;
  };
  for (const Case& c : {Case{"厨师十五年，月薪7000，期望8000-10000", 8000},
                        {"现在月薪6000，想要7000以上", 7000},
                        {"在福建晋江做鞋，每月6000，不想出远门", 0},
                        {"在浙江做了十年注塑，工资8000，想回贵州", 0},
                        {"原在深圳富士康，工资5500", 0},
                        {"曾在富士康上班，5500", 0},
                        {"一直在温州做鞋，一个月6500", 0},
                        {"月薪6000", 6000},
                        {"在家务农，工资5000就行", 5000},
                        {"期望月薪6000，能加班", 6000},
                        {"日结200以上", 5200},
                        {"想去广东，在厂里做，每月5000以上", 5000}}) {
    EXPECT_EQ(Read("备注", c.text).min_wage_cny_per_month, c.wage) << c.text;
  }
}

TEST(WorkerWork, WorkThatWasDoneThere) {
  for (const char* text : {"以前在东莞厚街鞋厂做针车", "2019-2023年在中山五金厂做冲压",
                           "在福建晋江做鞋", "泥瓦工 二十年", "做过焊工"}) {
    EXPECT_THAT(Read("备注", text).past_occupation_codes, SizeIs(1)) << text;
  }
  EXPECT_THAT(Read("备注", "干过保安、保洁、洗碗").past_occupation_codes, SizeIs(3));
  EXPECT_THAT(Skills("2019-2023年在中山五金厂做冲压"), ElementsAre("冲床 1/48"));
  for (const char* text : {"学过理发，没做过", "学过美容", "在家做家务", "在附近做事"}) {
    EXPECT_THAT(Read("备注", text).past_occupation_codes, IsEmpty()) << text;
  }
  EXPECT_THAT(Read("备注", "现想开叉车").desired_occupation_codes, SizeIs(1));
  EXPECT_THAT(Read("备注", "想开店").desired_occupation_codes, IsEmpty());
  EXPECT_THAT(Read("备注", "本地打零工").preferred_division_codes, ElementsAre("520281"));
}

}  // namespace
}  // namespace laowu::intake
