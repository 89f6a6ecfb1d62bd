// Small facts of columns and running texts; nothing is said where the text does not say it.

#include "intake/facts/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "intake/occupation/occupation.h"
#include "intake/scrub/scrub.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

TEST(Facts, Education) {
  EXPECT_EQ(ReadEducationColumn("初中及以上"), EducationLevel::kJuniorMiddle);
  EXPECT_EQ(ReadEducationColumn("高中/中专"), EducationLevel::kSeniorMiddle);
  EXPECT_EQ(ReadEducationColumn("不限"), EducationLevel::kUnspecified);
  EXPECT_EQ(ReadEducationColumn("随便看看"), std::nullopt);
  EXPECT_EQ(ReadEducationOfPerson("大学本科"), EducationLevel::kBachelorOrAbove);
  EXPECT_EQ(ReadEducationOfPerson("大学专科"), EducationLevel::kCollege);
  EXPECT_EQ(ReadEducationInText("中专以上学历，踏实")->value, EducationLevel::kSecondaryVocational);
  EXPECT_EQ(ReadEducationInText("在小学食堂工作"), std::nullopt);
}

TEST(Facts, Ages) {
  EXPECT_EQ(ReadAgeColumn("18-45")->max_years, 45);
  EXPECT_EQ(ReadAgeColumn("45岁以下")->max_years, 45);
  EXPECT_EQ(ReadAgeColumn("45岁以下")->min_years, 0);
  EXPECT_EQ(ReadAgeColumn("男18-50岁,女18-45岁")->max_years, 50);
  EXPECT_EQ(ReadAgeColumn("不限")->max_years, 0);
  EXPECT_EQ(ReadAgeColumn("年轻"), std::nullopt);
  EXPECT_EQ(ReadAgeInText("年龄18至45周岁，能倒班")->value.min_years, 18);
  EXPECT_EQ(ReadAgeInText("工资20-30元"), std::nullopt);
}

TEST(Facts, ExperienceAndCount) {
  EXPECT_EQ(ReadExperienceColumn("3年以上"), 36);
  EXPECT_EQ(ReadExperienceColumn("1-3年"), 12);
  EXPECT_EQ(ReadExperienceColumn("无需经验"), 0);
  EXPECT_EQ(ReadExperienceColumn("半价"), std::nullopt);
  EXPECT_EQ(ReadCount("10人"), 10);
  EXPECT_EQ(ReadCount("5-10人"), 10);
  EXPECT_EQ(ReadCount("若干"), 0);
  EXPECT_EQ(ReadCount("很多人吗"), std::nullopt);
  EXPECT_EQ(ReadCountInText("急招普工20名")->value, 20);
}

TEST(Facts, BoardShiftHoursInsurance) {
  EXPECT_EQ(ReadBoard("包住不包吃").accommodation, true);
  EXPECT_EQ(ReadBoard("包住不包吃").meals, false);
  EXPECT_EQ(ReadBoard("食宿自理").accommodation, false);
  EXPECT_EQ(ReadBoard("有餐补").meals, std::nullopt);
  EXPECT_EQ(ReadNightShift("长白班，无夜班")->value, false);
  EXPECT_EQ(ReadNightShift("两班倒")->value, true);
  EXPECT_EQ(ReadNightShift("工作轻松"), std::nullopt);
  EXPECT_EQ(ReadHoursPerWeek("8小时/天，月休4天")->value, 48);
  EXPECT_EQ(ReadHoursPerWeek("每周工作40小时")->value, 40);
  EXPECT_EQ(ReadHoursPerWeek("每天10小时，每周6天")->value, 60);
  EXPECT_EQ(ReadHoursPerWeek("每天8小时"), std::nullopt);
  EXPECT_EQ(ReadSocialInsurance("五险一金")->value, true);
  EXPECT_EQ(ReadSocialInsurance("不买社保")->value, false);
}

// What was made of the last text is kept, and is of no other one.
TEST(Facts, TextsReadByTurns) {
  const std::string one = "招普工18-45岁 包吃住 两班倒 买社保";
  const std::string other = "招普工20-50岁 不包吃住 长白班 没有社保";
  for (int turn = 0; turn < 2; ++turn) {
    EXPECT_EQ(ReadAgeInText(one)->value.max_years, 45);
    EXPECT_EQ(ReadBoard(one).meals, true);
    EXPECT_TRUE(ReadNightShift(one)->value);
    EXPECT_TRUE(ReadSocialInsurance(one)->value);
    EXPECT_EQ(ReadAgeInText(other)->value.max_years, 50);
    EXPECT_EQ(ReadBoard(other).meals, false);
    EXPECT_FALSE(ReadNightShift(other)->value);
    EXPECT_FALSE(ReadSocialInsurance(other)->value);
    EXPECT_FALSE(ReadAgeInText("").has_value());
  }
}

TEST(Facts, AgesAsTheyAreWritten) {
  const std::vector<std::tuple<const char*, int, int>> examples = {
      {"18-45岁", 18, 45},
      {"年龄18-45", 18, 45},
      {"年龄：18－45", 18, 45},
      {"18~45周岁", 18, 45},
      {"十八至四十五岁", 18, 45},
      {"年满18周岁", 18, 0},
      {"45岁以下", 0, 45},
      {"45周岁以内", 0, 45},
      {"年龄不超过45岁", 0, 45},
      {"18岁以上", 18, 0},
      {"18 - 45 岁", 18, 45},
      {"满16周岁", 16, 0},
      {"男18-45岁，女18-40岁", 18, 45}};
  for (const auto& [text, low, high] : examples) {
    const auto found = ReadAgeInText(text);
    ASSERT_TRUE(found.has_value()) << text;
    EXPECT_EQ(found->value.min_years, low) << text;
    EXPECT_EQ(found->value.max_years, high) << text;
  }
  for (const char* text : {"5000-6000元", "35岁以下优先", "工龄奖", "18-22元/小时", "年龄不限"}) {
    EXPECT_FALSE(ReadAgeInText(text).has_value()) << text;
  }
}

// What is refused is not what is asked for.
TEST(Facts, AgesThatAreRefused) {
  const std::vector<std::tuple<const char*, int, int>> columns = {
      {"46岁以上不要", 0, 45},          {"50以上勿扰", 0, 49},
      {"18岁以下勿扰", 18, 0},          {"未满18不收", 18, 0},
      {"不满16周岁不得录用", 16, 0},    {"超过48岁的一律免谈", 0, 48},
      {"满55的不考虑", 0, 54},          {"不收50岁以上", 0, 49},
      {"谢绝60岁以上的", 0, 59},        {"不要超过45岁", 0, 45},
      {"不得低于18周岁", 18, 0},        {"20岁以下、50岁以上绕道", 20, 49},
      {"45岁以下,46岁以上不要", 0, 45}, {"18-45,46以上别来", 18, 45},
      {"18-45岁，以上不要", 18, 45},    {"18岁以上不要求经验", 18, 0},
      {"18岁以上不收押金", 18, 0},      {"18-45岁，学生勿扰", 18, 45},
      {"45岁以上不限", 45, 0}};
  for (const auto& [text, low, high] : columns) {
    const auto found = ReadAgeColumn(text);
    ASSERT_TRUE(found.has_value()) << text;
    EXPECT_EQ(found->min_years, low) << text;
    EXPECT_EQ(found->max_years, high) << text;
  }
  // Not said who may come.
  for (const char* text : {"16-18岁不要", "未满45周岁"}) {
    EXPECT_EQ(ReadAgeColumn(text), std::nullopt) << text;
  }
  const std::vector<std::tuple<const char*, int, int>> texts = {
      {"招普工，46岁以上不要，包吃住", 0, 45},
      {"包吃住 50以上勿扰", 0, 49},
      {"要手脚快的，年龄超过五十岁的不考虑", 0, 50},
      {"18岁以上，不要求经验", 18, 0},
      {"20-48岁，48岁以上勿扰", 20, 48},
      {"童工未满16岁严禁进厂，年满18岁", 18, 0},
      {"未满16岁的一律清退，须年满18岁", 18, 0}};
  for (const auto& [text, low, high] : texts) {
    const auto found = ReadAgeInText(text);
    ASSERT_TRUE(found.has_value()) << text;
    EXPECT_EQ(found->value.min_years, low) << text;
    EXPECT_EQ(found->value.max_years, high) << text;
  }
  for (const char* text : {"20块以下不做勿扰", "每单50以上不收运费"}) {
    EXPECT_FALSE(ReadAgeInText(text).has_value()) << text;
  }
}

TEST(Facts, HoursAWeek) {
  const std::vector<std::pair<const char*, int>> examples = {{"八小时，周末双休", 40},
                                                             {"5天8小时", 40},
                                                             {"做六休一，每天9小时", 54},
                                                             {"12小时两班倒，月休2天", 78},
                                                             {"每周六天，每天8小时", 48},
                                                             {"8小时单休", 48},
                                                             {"10小时，月休四天", 60},
                                                             {"10小时，月休一天", 65},
                                                             {"10小时，每月放假1天", 65},
                                                             {"加班2小时，8小时工作制，双休", 40},
                                                             {"5*8小时", 40}};
  for (const auto& [text, hours] : examples) {
    const auto found = ReadHoursPerWeek(text);
    ASSERT_TRUE(found.has_value()) << text;
    EXPECT_EQ(found->value, hours) << text;
  }
  EXPECT_FALSE(ReadHoursPerWeek("加班2小时，双休").has_value());
}

// Half an hour more is 5 % more pay, and "10.5小时" is not five hours.
TEST(Facts, HoursWithAHalfAndHoursByTheClock) {
  EXPECT_EQ(ReadHoursPerWeek("每天10.5小时,每月26天")->value, 63);
  EXPECT_EQ(ReadHoursPerWeek("8:00-12:00 13:30-17:30 18:30-20:30,月休四天")->value, 60);
  EXPECT_EQ(ReadHoursPerWeek("20:00-0:00 1:00-8:00,单休")->value, 66);
  EXPECT_FALSE(ReadHoursPerWeek("8:00-20:00,单休").has_value()) << "breaks are not known";
}

TEST(Facts, CountsAndExperienceInText) {
  EXPECT_EQ(ReadCountInText("招普工十名")->value, 10);
  EXPECT_EQ(ReadCountInText("急招5-8人")->value, 8);
  EXPECT_EQ(ReadCountInText("招聘人数：20")->value, 20);
  EXPECT_FALSE(ReadCountInText("需管理20人").has_value());
  EXPECT_FALSE(ReadCountInText("员工500人").has_value());
  EXPECT_EQ(ReadExperienceInText("一年以上相关经验")->value, 12);
  EXPECT_EQ(ReadExperienceInText("1-3年工作经验")->value, 12);
  EXPECT_EQ(ReadExperienceInText("半年以上经验")->value, 6);
  EXPECT_FALSE(ReadExperienceInText("有两年经验优先").has_value());
  EXPECT_FALSE(ReadExperienceInText("公司成立10年，经验丰富").has_value());
}

TEST(Facts, CountsOfAPlanAndOfAll) {
  struct Counted {
    const char* text;
    int count;
  };
  for (const Counted& c : std::vector<Counted>{{"招普工，计划6人", 6},
                                               {"计划招12人", 12},
                                               {"招普工。5个名额", 5},
                                               {"学徒都得，5位", 5},
                                               {"招冲压线操作、机器人焊接操作共30名", 30},
                                               {"招普工、焊工、电工合计12人", 12},
                                               {"夫妻工2名", 2}}) {
    const auto count = ReadCountInText(c.text);
    ASSERT_TRUE(count.has_value()) << c.text;
    EXPECT_EQ(count->value, c.count) << c.text;
  }
  for (const char* text : {"本店共30人", "计划3年内上市", "公司编制完善"}) {
    EXPECT_FALSE(ReadCountInText(text).has_value()) << text;
  }
}

TEST(Facts, CountsBesideTheWork) {
  struct Beside {
    const char* text;
    const char* work;
    int count;  // 0: none
  };
  for (const Beside& c : std::vector<Beside>{{"QC检验4名，高中以上", "QC检验", 4},
                                             {"氩弧焊10人，7000～9000/月", "氩弧焊", 10},
                                             {"外卖骑手15人", "外卖骑手", 15},
                                             {"制衣厂车位15个", "车位", 15},
                                             {"车位(男女不限)3-5个", "车位", 5},
                                             {"装修工地要5个贴砖大工", "贴砖大工", 5},
                                             {"某某有限公司30名操作工", "操作工", 30},
                                             {"氩弧焊2人一组", "氩弧焊", 0},
                                             {"车位3个月包学会", "车位", 0},
                                             {"现有车位15个", "车位", 0},
                                             {"每条线车位15个", "车位", 0},
                                             {"带3个学徒", "学徒", 0},
                                             {"第3名车位", "车位", 0},
                                             {"氩弧焊，10年经验", "氩弧焊", 0}}) {
    const auto count = ReadCountBeside(c.text, c.work);
    EXPECT_EQ(count.has_value() ? count->value : 0, c.count) << c.text;
  }
}

TEST(Facts, LastDayInText) {
  constexpr absl::CivilDay day(2026, 7, 1);
  EXPECT_EQ(ReadExpiryInText("有效期至2026年8月31日", day)->value, absl::CivilDay(2026, 8, 31));
  EXPECT_EQ(ReadExpiryInText("8月31日截止", day)->value, absl::CivilDay(2026, 8, 31));
  EXPECT_EQ(ReadExpiryInText("报名截止：1月15日", absl::CivilDay(2026, 12, 1))->value,
            absl::CivilDay(2027, 1, 15));
  EXPECT_FALSE(ReadExpiryInText("招满为止", day).has_value());
}

TEST(Facts, Hazards) {
  const auto hazards = ReadHazards("有粉尘、高温作业，无辐射");
  ASSERT_EQ(hazards.size(), 2u);
  EXPECT_EQ(hazards[0].value, Hazard::kDust);
  EXPECT_EQ(hazards[1].value, Hazard::kHeat);
}

TEST(Facts, Dates) {
  constexpr absl::CivilDay day(2026, 7, 1);
  const absl::CivilDay expected(2026, 12, 5);
  for (const char* text : {"2026-12-05", "2026/12/5", "2026.12.5", "2026年12月5日", "20261205",
                           "46361", "2026-12-05 08:30:00", "26年12月5日"}) {
    EXPECT_EQ(ReadDate(text, day), expected) << text;
  }
  EXPECT_EQ(ReadDate("随时", day), day);
  for (const char* text : {"2026-02-30", "2026-13-01", "12月5日", "2024", "明年"}) {
    EXPECT_EQ(ReadDate(text, day), std::nullopt) << text;
  }
  EXPECT_EQ(ReadDate("91年2月3日", day), absl::CivilDay(1991, 2, 3));
  EXPECT_EQ(ReadDate("26年2月30日", day), std::nullopt);
  EXPECT_TRUE(SaysNoDate("长期有效"));
  EXPECT_TRUE(SaysAnyTime("即日起"));
  EXPECT_FALSE(SaysAnyTime("2026-12-05"));
}

// Rolls tell the month of birth alone; a spreadsheet takes the nought from 1990.10.
TEST(Facts, MonthsOfBirth) {
  constexpr absl::CivilDay day(2026, 7, 1);
  using Months = std::vector<absl::CivilMonth>;
  for (const char* text : {"1991-02", "1991.02", "1991年2月", "91年2月", "1991/2", "1991年2月生"}) {
    EXPECT_EQ(ReadBirthMonths(text, day), Months{absl::CivilMonth(1991, 2)}) << text;
  }
  EXPECT_EQ(ReadBirthMonths("1990.1", day),
            (Months{absl::CivilMonth(1990, 1), absl::CivilMonth(1990, 10)}));
  for (const char* text : {"", "1990", "199002", "1990.13", "2031年2月", "36", "5000"}) {
    EXPECT_EQ(ReadBirthMonths(text, day), Months{}) << text;
  }
}

TEST(Facts, TitlesWithNoise) {
  const OccupationReader reader;
  const std::string plain = reader.Read("电焊工").code;
  ASSERT_FALSE(plain.empty());
  for (const char* title : {"急招！电焊工", "电焊工（包吃住）", "诚聘电焊工5名", "电焊工8-10K",
                            "【中山】电焊工+双休"}) {
    EXPECT_EQ(reader.Read(title).code, plain) << title;
  }
  EXPECT_GT(reader.Read("电焊工").confidence, reader.Read("自动化产线电焊工助手").confidence);
  EXPECT_EQ(reader.Read("？？？").code, "");
  EXPECT_EQ(reader.ReadCode("6-18-01-01").code, "6-18-01-01");
  EXPECT_EQ(reader.ReadCode("9-99-99-99").code, "");
}

TEST(Facts, SkillLevelsCountDownOfficially) {
  EXPECT_EQ(ReadSkillLevel("五级/初级工"), 1);
  EXPECT_EQ(ReadSkillLevel("高级工"), 3);
  EXPECT_EQ(ReadSkillLevel("高级技师"), 5);
  EXPECT_EQ(ReadSkillLevel("技师"), 4);
  EXPECT_EQ(ReadSkillLevel("熟手"), 0);
}

TEST(Facts, FoldingIsNfkcLowerCase) {
  EXPECT_EQ(FoldTight("ＣＮＣ　操作员 ①"), "cnc操作员1");
  EXPECT_EQ(FoldTight("㎡Ⅲ"), "m2iii");
  EXPECT_EQ(WithoutBrackets("普工（包吃住）【急】"), "普工");
}

TEST(Facts, LongNumbersAreNoPhones) {
  EXPECT_EQ(Scrub("批号20261380013800012").contact_count, 0);
  EXPECT_EQ(Scrub("来电13800138000详谈").contact_count, 1);
}

TEST(Facts, SchoolsThatAreOnlyWelcomeAndShiftsWithoutTheirWord) {
  EXPECT_EQ(ReadEducationColumn("大专以上优先"), EducationLevel::kUnspecified);
  EXPECT_EQ(ReadEducationColumn("中专以上，本科优先"), EducationLevel::kSecondaryVocational);
  EXPECT_EQ(ReadNightShift("白夜轮")->value, true);
}

}  // namespace
}  // namespace laowu::intake
