// Pay that a running text tells in other forms, and pay that it tells and nobody could read.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/text/reading.h"
#include "intake/vacancy/vacancy_reader.h"
#include "posting_reading.h"

namespace laowu::intake {
namespace {

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

TEST(PayTold, HoursOfADayAreTheHoursPaid) {
  for (const auto& [text, min, max] :
       std::vector<Example>{{"保洁，每日3小时，35元/小时", 2730, 2730},
                            {"普工，计时30元/小时，每天10小时", 7800, 7800},
                            {"钟点工，每天4小时，30元/小时", 3120, 3120},
                            {"普工，20元/小时，每天10-12小时", 5200, 6240},
                            {"普工，20元/小时，12小时/天", 6240, 6240},
                            {"普工，20元/小时，一天做十小时", 5200, 5200},
                            {"普工，21元/小时，每天8小时", 4368, 4368},
                            {"普工，21元/小时，8小时工作制", 4368, 4368},
                            {"普工，20元/小时，每天加班2小时", 4160, 4160},
                            {"普工，20元/小时，休息1小时/天", 4160, 4160},
                            {"普工，25元/小时，一天做12小时，月休2天", 8450, 8450},
                            {"普工，20元/小时，每天10小时，每月300小时", 6000, 6000}}) {
    const VacancyReading reading = Posting(text);
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, min) << text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, max) << text;
  }
}

TEST(PayTold, WhatIsSureAndWhatIsUsual) {
  for (const auto& [text, min, max] :
       std::vector<Example>{{"普工，6500保底，做长了8000", 6500, 8000},
                            {"普工，保底6500，熟手8000", 6500, 8000},
                            {"普工，保底5000，做得好7000", 5000, 7000},
                            {"普工，5000保底，多劳多得，可拿9000", 5000, 9000},
                            {"普工，保底6500", 6500, 6500},
                            {"司机，一万左右，保底7000加提成", 10000, 10000},
                            {"普工，保底2500，综合6000", 6000, 6000},
                            {"销售，保底3000，做得好9000", 3000, 9000},
                            {"普工，底薪2100+加班 综合5500", 5500, 5500},
                            {"普工，底薪2500，到手6000", 6000, 6000}}) {
    const VacancyReading reading = Posting(text);
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, min) << text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, max) << text;
  }
}

TEST(PayTold, ADayANightAndCantonese) {
  for (const auto& [text, min, max] :
       std::vector<Example>{{"洗碗工，150蚊一日", 3900, 3900},
                            {"普工，17蚊一个钟", 3536, 3536},
                            {"普工，5000蚊一个月", 5000, 5000},
                            {"普工，一日150-200，日结", 3900, 5200},
                            {"普工，一日180", 4680, 4680},
                            {"保安，每晚250", 6500, 6500},
                            {"洗碗工，11点到2点，100块", 2600, 2600},
                            {"保安，每晚100人进出", 0, 0},
                            {"普工，每日150件", 0, 0},
                            {"保洁，一日两餐，每晚10点下班", 0, 0}}) {
    const VacancyReading reading = Posting(text);
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, min) << text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, max) << text;
  }
}

// The column of pay says a month's, the remarks that it is paid by the piece.
TEST(PayTold, PieceWorkInTheRemarks) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  for (const auto& [remark, kind] :
       {std::pair{"件数制,自带手艺", PayKind::kPiece}, std::pair{"计件", PayKind::kPiece},
        std::pair{"包住，计件工资", PayKind::kPiece}, std::pair{"不计件", PayKind::kMonthly},
        std::pair{"负责计件统计", PayKind::kMonthly}, std::pair{"包吃住", PayKind::kMonthly}}) {
    const VacancyReading reading = reader->Read({{Field::kTitle, "岗位", "车工"},
                                                 {Field::kWageText, "工资", "8000-15000元/月"},
                                                 {Field::kDescription, "备注", remark}});
    EXPECT_EQ(reading.vacancy.pay_kind, kind) << remark;
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, 8000) << remark;
  }
}

// Of columns of two periods the month's is taken, and the other told.
TEST(PayTold, AMonthsPayBesideAYears) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  const VacancyReading both = reader->Read({{Field::kTitle, "岗位", "模具工程师"},
                                            {Field::kWageText, "年薪(万)", "12-18"},
                                            {Field::kWageText, "薪资(K)", "10-15"}});
  EXPECT_EQ(both.vacancy.min_wage_cny_per_month, 10000);
  EXPECT_EQ(both.vacancy.max_wage_cny_per_month, 15000);
  EXPECT_TRUE(Warns(both, "WAGE_DOUBTFUL"));
  const VacancyReading one = reader->Read({{Field::kTitle, "岗位", "模具工程师"},
                                           {Field::kWageText, "年薪(万)", "12-18"},
                                           {Field::kWageText, "薪资(K)", ""}});
  EXPECT_EQ(one.vacancy.min_wage_cny_per_month, 10000);
  EXPECT_FALSE(Warns(one, "WAGE_DOUBTFUL"));
}

// A year of the calendar is no period: what stands beside 底薪 is all that is paid.
TEST(PayTold, TheYearThatAFileIsOfIsNoPeriodOfPay) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  for (const char* header : {"2026年工资", "2026年薪资", "月工资（8小时制）"}) {
    const VacancyReading read = reader->Read({{Field::kTitle, "岗位", "车工"},
                                              {Field::kWageText, "底薪", "3000"},
                                              {Field::kWageText, header, "5000-7000"}});
    EXPECT_FALSE(Warns(read, "WAGE_DOUBTFUL")) << header;
    EXPECT_EQ(read.vacancy.max_wage_cny_per_month, 7000) << header;
  }
}

TEST(PayTold, WeekendWorkMakesNoMonth) {
  for (const char* text : {"兼职周末工:沃尔玛仓库分拣 11个小时160元 日结 南区 周六周日",
                           "周末兼职服务员，150一天", "超市促销员，兼职，周六周日，20元/小时"}) {
    EXPECT_EQ(Posting(text).vacancy.max_wage_cny_per_month, 0) << text;
  }
  EXPECT_EQ(Posting("分拣员，160元一天，周末双休").vacancy.max_wage_cny_per_month, 4160);
}

TEST(PayTold, WorkPaidByItsArea) {
  for (const char* text : {"贴砖师傅，按平方，一方9块", "抹灰工，一平方18元", "贴砖师傅，40元/平方",
                           "挖树工，一棵30元", "砌砖工，每立方180元"}) {
    const VacancyReading reading = Posting(text);
    EXPECT_EQ(reading.vacancy.pay_kind, PayKind::kPiece) << text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 0) << text;
  }
}

}  // namespace
}  // namespace laowu::intake
