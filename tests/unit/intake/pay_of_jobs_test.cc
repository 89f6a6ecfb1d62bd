// Whose pay a figure is: a couple's, the title's job's, the day's and the night's shift; and places
// that only name a dish.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/text/reading.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/wage/wage.h"
#include "posting_reading.h"

namespace laowu::intake {
namespace {

VacancyReading Row(const char* title, const char* pay) {
  return ZhongshanReader().Read({{Field::kTitle, "岗位", title},
                                 {Field::kWorkplace, "地点", "小榄"},
                                 {Field::kWageText, "工资", pay}});
}

TEST(PayOfJobs, WhatACoupleGetsTogetherIsHalvedAndTold) {
  for (const char* text :
       {"饲养员夫妻一对,10000/月", "招夫妻一对，月薪10000，养猪", "猪场招一对夫妻,工资10000"}) {
    const VacancyReading reading = Posting(text);
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, 5'000) << text;
    EXPECT_TRUE(Warns(reading, reason::kWageDoubtful)) << text;
  }
  EXPECT_EQ(Row("夫妻工", "夫妻工两人12000").vacancy.max_wage_cny_per_month, 6'000);
  // The couple stands elsewhere in the row: read as one's, and told.
  const VacancyReading apart =
      ZhongshanReader().Read({{Field::kTitle, "岗位", "饲养员"},
                              {Field::kWorkplace, "地点", "小榄"},
                              {Field::kWageText, "工资", "12000元/月"},
                              {Field::kDescription, "描述", "招夫妻两人，包吃住"}});
  EXPECT_EQ(apart.vacancy.min_wage_cny_per_month, 12'000);
  EXPECT_TRUE(Warns(apart, reason::kWageDoubtful));
  // So little is one's; and a couple that is only welcome, or a room for one, says nothing.
  for (const char* text : {"招夫妻一对，每月5500", "普工，夫妻优先，9000-10000元/月",
                           "焊工，有夫妻房，9000元/月", "木工，可夫妻同做，9500元/月"}) {
    const VacancyReading reading = Posting(text);
    EXPECT_FALSE(Warns(reading, reason::kWageDoubtful)) << text;
    EXPECT_GE(reading.vacancy.min_wage_cny_per_month, 5'500) << text;
  }
}

TEST(PayOfJobs, OfSeveralHandsTheTitlesPayIsRead) {
  for (const char* text : {"工地招砖工350,小工220", "招砖工350，小工220，中山", "砖工350小工220"}) {
    EXPECT_EQ(Posting(text).vacancy.min_wage_cny_per_month, 350 * 26) << text;
  }
  EXPECT_EQ(Posting("招木工300/天，小工200/天").vacancy.min_wage_cny_per_month, 300 * 26);
  EXPECT_EQ(Row("砖工", "砖工350,小工220").vacancy.min_wage_cny_per_month, 350 * 26);
  EXPECT_EQ(Row("小工", "砖工350,小工220").vacancy.min_wage_cny_per_month, 220 * 26);
  // Two figures for two jobs: told, and no silence.
  const VacancyReading two = Posting("招电工、焊工，6500/4500，小榄");
  EXPECT_TRUE(two.vacancy.max_wage_cny_per_month > 0 || Warns(two, reason::kWageNotUnderstood));
}

TEST(PayOfJobs, ShiftsWithoutAUnitArePaidByTheHourIfSoLittle) {
  for (const char* text : {"白班21夜班23", "白班21元,夜班23元", "白班21/夜班23"}) {
    const WageReading wage = ReadWage(text);
    EXPECT_EQ(wage.min_cny_per_month, 21 * 208) << text;
    EXPECT_EQ(wage.max_cny_per_month, 23 * 208) << text;
    EXPECT_EQ(wage.pay_kind, PayKind::kHourly) << text;
    EXPECT_NE(DoubtsAbout(wage), "") << text;
  }
  EXPECT_EQ(ReadWage("白班20元夜班22元一小时").min_cny_per_month, 20 * 208);
  EXPECT_EQ(DoubtsAbout(ReadWage("白班20元夜班22元一小时")), "");
  EXPECT_TRUE(Warns(Posting("小榄招普工，白班21夜班23"), reason::kWageNotUnderstood));
  // Hours, heads and a night's few yuan on top are none.
  EXPECT_EQ(ReadWage("白班12夜班12").max_cny_per_month, 0);
  EXPECT_EQ(ReadWage("5000元/月,白班8小时,夜班补15元").max_cny_per_month, 5'000);
}

TEST(PayOfJobs, YearsFromWhichOn) {
  EXPECT_EQ(Posting("小榄招厨师，3年起，6000").vacancy.min_experience_months, 36);
  EXPECT_EQ(Posting("车工，两年起步，6000").vacancy.min_experience_months, 24);
  EXPECT_EQ(Posting("普工5000，合同工3年起").vacancy.min_experience_months, 0);
}

TEST(PayOfJobs, ADishNamesNoPlace) {
  for (const char* title :
       {"桂林米粉店厨师", "云南过桥米线店员", "湖南菜馆厨师", "兰州拉面师傅", "沙县小吃店员",
        "重庆火锅店服务员", "东北饺子馆洗碗工", "潮汕牛肉火锅切肉工", "武汉热干面师傅",
        "新疆大盘鸡厨师", "柳州螺蛳粉店员"}) {
    EXPECT_EQ(
        ZhongshanReader().Read({{Field::kTitle, "岗位", title}}).vacancy.workplace_division_code,
        "")
        << title;
  }
  // What else the row says of the place counts.
  EXPECT_EQ(Posting("小榄，桂林米粉店招厨师5000").vacancy.workplace_division_code, "442000118");
  EXPECT_EQ(Posting("温州鞋厂招针车工").vacancy.workplace_division_code, "330300");
}

}  // namespace
}  // namespace laowu::intake
