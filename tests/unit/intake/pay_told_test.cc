// Pay that a running text tells in other forms, and pay that it tells and nobody could read.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/reading.h"
#include "intake/vacancy_reader.h"

namespace laowu::intake {
namespace {

VacancyReading Posting(const std::string& text) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  return reader->Read({{Field::kDescription, "描述", text}});
}

bool Warns(const VacancyReading& reading, absl::string_view reason) {
  return std::any_of(reading.warnings.begin(), reading.warnings.end(),
                     [&](const Warning& warning) { return warning.reason == reason; });
}

struct Example {
  const char* text;
  int min;
  int max;
};

TEST(PayTold, InOtherForms) {
  for (const auto& [text, min, max] :
       std::vector<Example>{{"烧腊师傅 8K—10K 会烧鹅叉烧", 8000, 10000},
                            {"木工师傅，8千—9千", 8000, 9000},
                            {"焊工 8K——1万", 8000, 10000},
                            {"仓管员，大专，4500-5500双休", 4500, 5500},
                            {"普工，工资4800班车接送", 4800, 4800},
                            {"普工，月薪5000元条件好", 5000, 5000},
                            {"普工5000加全勤", 5000, 5000},
                            {"普工，5000加提成", 5000, 5000},
                            {"操作员，白班4800夜班5300，两班倒", 4800, 5300},
                            {"月嫂，26天13800，持证", 13800, 13800},
                            {"医院陪护 260/24小时", 6760, 6760},
                            {"打磨工，计件，多劳多得平均八千来块", 8000, 8000},
                            {"搬运工，月七八千", 7000, 8000},
                            {"学校食堂切菜洗菜阿姨5名，3300，一年放假两个多月", 3300, 3300},
                            {"护林员，公益性岗位，800元/月，限脱贫户", 800, 800},
                            {"乡村公益岗保洁员 每月500", 500, 500},
                            {"钟点工，40元/小时，每周3次，每次3小时", 1560, 1560}}) {
    const VacancyReading reading = Posting(text);
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, min) << text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, max) << text;
  }
}

TEST(PayTold, GoodsBedsAndBonusesAreNone) {
  for (const char* text :
       {"砖厂码坯工，一万块砖打一车", "普工，提供住宿，100元/月", "普工，厂房2000平",
        "保洁员，介绍费200元", "文员，全勤奖200元", "质检员，会用千分尺"}) {
    const VacancyReading reading = Posting(text);
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 0) << text;
    EXPECT_FALSE(Warns(reading, reason::kWageNotUnderstood)) << text;
  }
}

TEST(PayTold, WhatLooksLikePayAndIsNotReadIsTold) {
  for (const char* text :
       {"保洁员，一周300元", "普工，男的220块女的180块", "在编文员，薪级8档1200"}) {
    const VacancyReading reading = Posting(text);
    EXPECT_TRUE(reading.vacancy.max_wage_cny_per_month > 0 ||
                Warns(reading, reason::kWageNotUnderstood))
        << text;
  }
  EXPECT_TRUE(Warns(Posting("保洁员，一周300元"), reason::kWageNotUnderstood));
}

TEST(PayTold, HandsOfASiteAreSeveralJobs) {
  const VacancyReading reading = Posting("水电工大工380小工260，工地项目");
  EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 380 * 26);
  EXPECT_TRUE(Warns(reading, reason::kSeveralJobs));
  EXPECT_TRUE(Warns(Posting("大工380/小工260，工地包吃住"), reason::kSeveralJobs));
}

}  // namespace
}  // namespace laowu::intake
