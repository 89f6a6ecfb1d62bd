// What a newcomer is sure of, where only the best case or a couple's pay stands beside it.

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

struct Pay {
  const char* text;
  int min;
  int max;
};

TEST(NewcomersPay, IsTheLeastWhereTheBestCaseStandsBesideIt) {
  for (const Pay& pay :
       std::vector<Pay>{{"普工，不加班也有4500，手快的6000，计件", 4500, 6000},
                        {"普工，保底5000，旺季8000", 5000, 8000},
                        {"销售，4000无责底薪+1%~3%提成，老员工均薪8000", 4000, 8000},
                        {"针车平均8千，手工6千起，熟手10000不是梦，全部计件", 6000, 10000},
                        {"普工，熟手8000，生手5000", 5000, 8000},
                        {"普工，平时5000，旺季7000", 5000, 7000},
                        {"普工，新员工4500，老员工6000-7000", 4500, 7000},
                        {"普工，不加班4000，加班6000", 4000, 6000},
                        {"车位，底薪3500，熟练工7000", 3500, 7000},
                        {"打包工，闲时4500，忙时6500", 4500, 6500},
                        {"普工，保底4500，手脚快的7000", 4500, 7000},
                        {"普工，生手280/天，熟手350/天", 280 * 26, 350 * 26}}) {
    const VacancyReading reading = Posting(pay.text);
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, pay.min) << pay.text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, pay.max) << pay.text;
  }
}

TEST(NewcomersPay, StaysAsItStandsWhereNothingElseIsSaid) {
  for (const Pay& pay : std::vector<Pay>{{"普工，旺季8000", 8000, 8000},
                                         {"普工，熟手5000-7000", 5000, 7000},
                                         {"普工，底薪2100+加班费，综合5500", 5500, 5500},
                                         {"普工，底薪3000，加班20元/小时", 3000, 3000},
                                         {"普工，保底5000，综合6000-7000", 6000, 7000},
                                         {"普工，5000元，全勤200", 5000, 5000},
                                         {"普工，6000元，不加班", 6000, 6000}}) {
    const VacancyReading reading = Posting(pay.text);
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, pay.min) << pay.text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, pay.max) << pay.text;
  }
}

TEST(NewcomersPay, IsOnesOfACouple) {
  for (const char* text :
       {"每月6000一个人，夫妻合算一万二", "夫妻合计12000，养殖场", "夫妻加起来12000，包住",
        "夫妻俩一起12000", "夫妻工12000一对", "两口子12000", "夫妻两个人12000",
        "每人6000，夫妻合共12000", "夫妻双方合起来12000", "夫妻总共一万二"}) {
    const VacancyReading reading = Posting(std::string("招饲养员，") + text);
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 6000) << text;
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, 6000) << text;
  }
}

TEST(NewcomersPay, OfAWholeDayAndOfAYearWithItsMonths) {
  for (const Pay& pay : std::vector<Pay>{{"招派单员，半天80全天150", 3900, 3900},
                                         {"招派单员，全天180元，半天90元", 4680, 4680},
                                         {"招店长，年薪15-22万（月发12000-18000元）", 12000, 18000},
                                         {"招店长，年薪15万（月实发10000）", 10000, 10000},
                                         {"招店长，年薪15-22万", 12500, 18333}}) {
    const VacancyReading reading = Posting(pay.text);
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, pay.min) << pay.text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, pay.max) << pay.text;
  }
}

TEST(NewcomersPay, IsToldWhereHandsOfSitesAreTwoJobs) {
  const VacancyReading reading = Posting("工地招小工200大工300一天");
  EXPECT_TRUE(
      std::any_of(reading.warnings.begin(), reading.warnings.end(),
                  [](const Warning& warning) { return warning.reason == reason::kSeveralJobs; }));
}

}  // namespace
}  // namespace laowu::intake
