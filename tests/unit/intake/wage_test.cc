// Wage texts as offices write them → yuan a month. A figure that is not in the text, or not sure to
// be a wage, must never come out as a value.

#include "intake/wage/wage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace laowu::intake {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using Outcome = WageReading::Outcome;

struct Example {
  const char* text;
  int min;
  int max;
  PayKind kind;
};

class WageForms : public ::testing::TestWithParam<Example> {};

TEST_P(WageForms, AreRead) {
  const Example& example = GetParam();
  const WageReading reading = ReadWage(example.text);
  ASSERT_EQ(reading.outcome, Outcome::kRead) << example.text;
  EXPECT_EQ(reading.min_cny_per_month, example.min) << example.text;
  EXPECT_EQ(reading.max_cny_per_month, example.max) << example.text;
  EXPECT_EQ(reading.pay_kind, example.kind) << example.text;
}

constexpr PayKind kM = PayKind::kMonthly;
constexpr PayKind kD = PayKind::kDaily;
constexpr PayKind kH = PayKind::kHourly;
constexpr PayKind kP = PayKind::kPiece;
constexpr PayKind kY = PayKind::kYearly;

INSTANTIATE_TEST_SUITE_P(
    Ranges, WageForms,
    ::testing::Values(
        Example{"5500-7000元/月", 5500, 7000, kM}, Example{"5500~7000", 5500, 7000, kM},
        Example{"6千-8千·13薪", 6000, 8000, kM}, Example{"6-8千", 6000, 8000, kM},
        Example{"8千-1.2万", 8000, 12000, kM}, Example{"1-1.5万", 10000, 15000, kM},
        Example{"4.5-6千/月", 4500, 6000, kM}, Example{"8-10K", 8000, 10000, kM},
        Example{"5k—8k·14薪", 5000, 8000, kM}, Example{"５０００－７０００元", 5000, 7000, kM},
        Example{"5,000-7,500元/月", 5000, 7500, kM}, Example{"1.2w-1.5w", 12000, 15000, kM},
        Example{"4500至6000元每月", 4500, 6000, kM}, Example{"月薪5000到7000", 5000, 7000, kM},
        Example{"800-1.2千/月", 800, 1200, kM}, Example{"5000-1万", 5000, 10000, kM},
        Example{"4500——6500元/月", 4500, 6500, kM}, Example{"¥6000-9000/月", 6000, 9000, kM}));

INSTANTIATE_TEST_SUITE_P(ChineseNumerals, WageForms,
                         ::testing::Values(Example{"五千到七千", 5000, 7000, kM},
                                           Example{"三千五", 3500, 3500, kM},
                                           Example{"月薪一万二左右", 12000, 12000, kM},
                                           Example{"六七千一个月", 6000, 7000, kM},
                                           Example{"五千三百元/月", 5300, 5300, kM},
                                           Example{"一百八一天", 4680, 4680, kD}));

INSTANTIATE_TEST_SUITE_P(
    SingleFigures, WageForms,
    ::testing::Values(Example{"6000元/月", 6000, 6000, kM}, Example{"5000起", 5000, 5000, kM},
                      Example{"6000以上", 6000, 6000, kM}, Example{"3千及以下", 0, 3000, kM},
                      Example{"3.5千以下", 0, 3500, kM}, Example{"6000+", 6000, 6000, kM}));

INSTANTIATE_TEST_SUITE_P(
    OtherPeriods, WageForms,
    ::testing::Values(Example{"20元/小时", 4160, 4160, kH}, Example{"18.5-22元/时", 3848, 4576, kH},
                      Example{"时薪21元", 4368, 4368, kH}, Example{"200元/天", 5200, 5200, kD},
                      Example{"日薪180-220元", 4680, 5720, kD},
                      Example{"10-15万/年", 8333, 12500, kY}, Example{"年薪8万", 6667, 6667, kY},
                      Example{"5千/天", 130000, 130000, kD}, Example{"25元每小时", 5200, 5200, kH},
                      Example{"150/天", 3900, 3900, kD}));

INSTANTIATE_TEST_SUITE_P(
    SeveralFigures, WageForms,
    ::testing::Values(Example{"底薪2500+提成,综合5000-7000元", 5000, 7000, kM},
                      Example{"20元/小时,月综合6000-7000元", 6000, 7000, kH},
                      Example{"计件,5000-8000元/月", 5000, 8000, kP},
                      Example{"保底4500元+计件提成", 4500, 4500, kP},
                      Example{"月薪6000-8000元,全勤奖300元,餐补200元/月", 6000, 8000, kM},
                      Example{"8小时/天,26天,5500-6500元/月", 5500, 6500, kM},
                      Example{"试用期4000,转正后5500-7500元/月", 5500, 7500, kM},
                      Example{"18-45岁,6000-8000元/月", 6000, 8000, kM}));

// wage_texts.tsv: what offices and factories write, in all its forms, with what it says.
TEST(Wage, EveryTextOfTheTable) {
  std::ifstream file(LAOWU_WAGE_TEXTS);
  ASSERT_TRUE(file.is_open());
  const std::map<std::string, PayKind> kinds = {
      {"M", kM}, {"D", kD}, {"H", kH}, {"P", kP}, {"Y", kY}};
  const std::map<std::string, Outcome> without = {{"N", Outcome::kNoFigure},
                                                  {"X", Outcome::kNotUnderstood},
                                                  {"I", Outcome::kImplausible},
                                                  {"E", Outcome::kEmpty}};
  int texts = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    ASSERT_EQ(cells.size(), 4u) << line;
    ++texts;
    const WageReading reading = ReadWage(cells[0]);
    EXPECT_EQ(absl::StrCat(reading.min_cny_per_month), cells[1]) << line;
    EXPECT_EQ(absl::StrCat(reading.max_cny_per_month), cells[2]) << line;
    if (const auto outcome = without.find(cells[3]); outcome != without.end()) {
      EXPECT_EQ(reading.outcome, outcome->second) << line;
      EXPECT_EQ(reading.confidence, 0) << line;
      continue;
    }
    ASSERT_TRUE(kinds.contains(cells[3])) << line;
    EXPECT_EQ(reading.outcome, Outcome::kRead) << line;
    EXPECT_EQ(reading.pay_kind, kinds.at(cells[3])) << line;
  }
  EXPECT_GT(texts, 250);
}

// Each dash, multiplier and period beside each other: a form that is read alone is read in company.
TEST(Wage, EveryCombinationOfDashFigureAndPeriod) {
  for (absl::string_view dash :
       {"-", "--", "~", "～", "—", "——", "–", "－", "至", "到", "一", "ー"}) {
    for (const auto& [low, high] :
         {std::pair{"6000", "8000"}, std::pair{"6千", "8千"}, std::pair{"6k", "8K"},
          std::pair{"6,000", "8,000"}, std::pair{"0.6万", "0.8万"},
          std::pair{"６０００", "８０００"}}) {
      for (absl::string_view period : {"", "元", "/月", "元/月", "元每月", "元一个月", "元 / 月"}) {
        for (absl::string_view lead : {"", "月薪", "工资：", "综合薪资 "}) {
          const std::string text = absl::StrCat(lead, low, dash, high, period);
          const WageReading reading = ReadWage(text);
          ASSERT_EQ(reading.min_cny_per_month, 6000) << text;
          ASSERT_EQ(reading.max_cny_per_month, 8000) << text;
        }
      }
    }
  }
}

TEST(Wage, SaysWhetherBaseOrAllIn) {
  EXPECT_EQ(ReadWage("底薪3000元+提成").pay_basis, PayBasis::kBase);
  EXPECT_EQ(ReadWage("综合工资6000-8000元").pay_basis, PayBasis::kAllIn);
  EXPECT_EQ(ReadWage("6000-8000元").pay_basis, PayBasis::kUnspecified);
}

TEST(Wage, ReadsPaysAYear) {
  EXPECT_EQ(ReadWage("6-8千·13薪").pay_months, 13);
  EXPECT_EQ(ReadWage("1-1.5万 14-16薪").pay_months, 14);
  EXPECT_EQ(ReadWage("6-8千").pay_months, 0);
  EXPECT_EQ(ReadWage("8000*13").pay_months, 13);
  EXPECT_EQ(ReadWage("6k-8k*14").pay_months, 14);
  EXPECT_EQ(ReadWage("8千×15薪").pay_months, 15);
  EXPECT_EQ(ReadWage("5000*12小时").pay_months, 0);
}

TEST(Wage, NamesEveryAssumption) {
  EXPECT_THAT(ReadWage("20元/小时").assumptions, Contains("wage.assume_208_hours"));
  EXPECT_THAT(ReadWage("200元/天").assumptions, Contains("wage.assume_26_days"));
  EXPECT_THAT(ReadWage("10-15万/年").assumptions, Contains("wage.year_by_12"));
  EXPECT_THAT(ReadWage("5000起").assumptions, Contains("wage.open_ended"));
  EXPECT_THAT(ReadWage("5000-7000").assumptions, Contains("wage.assume_month"));
  EXPECT_THAT(ReadWage("7000-5000元/月").assumptions, Contains("wage.swapped"));
  EXPECT_THAT(ReadWage("5000 8000").assumptions, Contains("wage.guessed_separator"));
  EXPECT_THAT(ReadWage("8-1.2万/月").assumptions, Contains("wage.guessed_multiplier"));
  EXPECT_THAT(ReadWage("5500-7000元/月").assumptions, IsEmpty());
  EXPECT_LT(ReadWage("20元/小时").confidence, ReadWage("5500-7000元/月").confidence);
}

// What is read with a guess in it says so in words for a person; what is plain does not.
TEST(Wage, TellsItsDoubts) {
  for (const auto& [text, assumption] :
       {std::pair{"9000-2000元/月", "wage.swapped"}, std::pair{"5000-", "wage.lost_end"},
        std::pair{"焊工7000,普工5000", "wage.several_figures"},
        std::pair{"5500（转正后6500）", "wage.several_figures"},
        std::pair{"500-7000元/月", "wage.wide_range"}, std::pair{"5-8万", "wage.maybe_a_year"},
        std::pair{"5000-7000-9000", "wage.guessed_separator"},
        std::pair{"8-1.2万/月", "wage.guessed_multiplier"},
        std::pair{"新手4500起,熟手6500-8500", "wage.by_skill"},
        std::pair{"熟手350/天,生手280/天", "wage.by_skill"},
        std::pair{"夫妻工12000", "wage.maybe_for_two"}}) {
    const WageReading reading = ReadWage(text);
    EXPECT_THAT(reading.assumptions, Contains(assumption)) << text;
    EXPECT_NE(DoubtsAbout(reading), "") << text;
    EXPECT_LT(reading.confidence, 80) << text;
  }
  for (const char* text : {"5500-7000元/月", "5000", "6-8千·13薪", "20元/小时", "5000起,最高9000",
                           "底薪3000+提成,综合5000-8000", "3-5万/月", "1000-10000元", "面议"}) {
    EXPECT_EQ(DoubtsAbout(ReadWage(text)), "") << text;
  }
  const WageReading columns = ReadWageColumns("9000", "2000", {.default_unit = WageUnit::kMonth});
  EXPECT_EQ(columns.min_cny_per_month, 2000);
  EXPECT_NE(DoubtsAbout(columns), "");
  EXPECT_NE(DoubtsAbout(ReadWageColumns("500", "50000", {.default_unit = WageUnit::kMonth})), "");
  EXPECT_EQ(ReadWageColumns("0", "7000", {.default_unit = WageUnit::kMonth}).max_cny_per_month,
            7000);
}

TEST(Wage, AnHourIsReckonedByTheStatedHours) {
  WageHints hints;
  hints.hours_per_week = 60;
  const WageReading reading = ReadWage("20元/小时", hints);
  EXPECT_EQ(reading.min_cny_per_month, 5200);
  EXPECT_THAT(reading.assumptions, Contains("wage.stated_hours"));
}

TEST(Wage, KeepsTheStatedFigures) {
  const WageReading reading = ReadWage("18.5-22元/小时");
  EXPECT_EQ(reading.stated_unit, WageUnit::kHour);
  EXPECT_EQ(reading.stated_min_fen, 1850);
  EXPECT_EQ(reading.stated_max_fen, 2200);
}

TEST(Wage, NegotiableIsNoFigureAndNoError) {
  for (const char* text :
       {"面议", "件资", "按件计酬", "工资面议", "薪资详谈", "计件", "计件0.5元/件"}) {
    const WageReading reading = ReadWage(text);
    EXPECT_EQ(reading.outcome, Outcome::kNoFigure) << text;
    EXPECT_EQ(reading.max_cny_per_month, 0) << text;
  }
  EXPECT_EQ(ReadWage("计件0.5元/件").pay_kind, PayKind::kPiece);
  EXPECT_EQ(ReadWage("").outcome, Outcome::kEmpty);
}

TEST(Wage, WhatIsNotUnderstoodGivesNoValue) {
  for (const char* text : {"按公司规定", "待遇优厚", "18-22元", "20", "18-45岁", "8小时/天", "30人",
                           "13薪", "包吃包住", "???", "二十", "全勤奖300元"}) {
    const WageReading reading = ReadWage(text);
    EXPECT_EQ(reading.outcome, Outcome::kNotUnderstood) << text;
    EXPECT_EQ(reading.min_cny_per_month, 0) << text;
    EXPECT_EQ(reading.max_cny_per_month, 0) << text;
  }
}

TEST(Wage, AbsurdFiguresAreDropped) {
  for (const char* text :
       {"30-50万/月", "99999999元/月", "50元/月", "5-8元/月", "300万/年", "1-3元/天"}) {
    const WageReading reading = ReadWage(text);
    EXPECT_EQ(reading.outcome, Outcome::kImplausible) << text;
    EXPECT_EQ(reading.max_cny_per_month, 0) << text;
  }
}

TEST(Wage, HeaderSettlesThePeriodAndTheMultiplier) {
  EXPECT_EQ(ReadWage("20-23", HintsFromHeader("时薪(元)")).stated_unit, WageUnit::kHour);
  EXPECT_EQ(ReadWage("5-8", HintsFromHeader("月薪（千元）")).max_cny_per_month, 8000);
  EXPECT_EQ(ReadWage("5000-8000", HintsFromHeader("月薪（千元）")).max_cny_per_month, 8000);
  EXPECT_EQ(ReadWage("200", HintsFromHeader("日薪")).min_cny_per_month, 5200);
  EXPECT_EQ(ReadWage("10-12", HintsFromHeader("年薪(万元)")).max_cny_per_month, 10000);
}

// 工价 is any pay in Guangdong: of an hour, a day or a month, as large as it is.
TEST(Wage, UnderGongjiaTheSizeTellsThePeriod) {
  const WageHints hints = HintsFromHeader("工价");
  const auto least = [&](const char* text) { return ReadWage(text, hints).min_cny_per_month; };
  EXPECT_EQ(least("22"), 4576);
  EXPECT_EQ(least("200"), 5200);
  EXPECT_EQ(least("6500"), 6500);
  EXPECT_EQ(least("5800-7200"), 5800);
  EXPECT_EQ(least("1.1-1.5万"), 11000);
  EXPECT_EQ(least("综合6.5k-8.5k"), 6500);
  EXPECT_EQ(least("26元/H"), 5408);
  EXPECT_EQ(least("80"), 0);
  EXPECT_EQ(ReadWage("22", HintsFromHeader("小时工价")).min_cny_per_month, 4576);
  EXPECT_EQ(ReadWage("工价260").min_cny_per_month, 6760);
}

TEST(Wage, PayAfterTrialOfPairsAndOfListedJobs) {
  struct Case {
    const char* text;
    int min;
    int max;
  };
  for (const Case& one :
       {Case{"试用期5500转正6000", 6000, 6000}, Case{"试用3个月4500,转正5200", 5200, 5200},
        Case{"学徒期2000 转正4000-8000", 4000, 8000}, Case{"转正6000,试用期一个月5000", 6000, 6000},
        Case{"试用期一个月,工资5000-6000", 5000, 6000}, Case{"一对12000元/月", 6000, 6000},
        Case{"夫妻工,每对10000元/月", 5000, 5000}, Case{"底薪6000/4500/6500", 6000, 6000},
        Case{"5000/6000/7000", 5000, 7000}, Case{"24元/H 月均300H", 7200, 7200},
        Case{"一个月一万三四", 13000, 14000}, Case{"大工400、小工240", 10400, 10400}}) {
    const WageReading reading = ReadWage(one.text);
    EXPECT_EQ(reading.min_cny_per_month, one.min) << one.text;
    EXPECT_EQ(reading.max_cny_per_month, one.max) << one.text;
  }
  EXPECT_EQ(ReadWage("计件员 面议").pay_kind, PayKind::kUnspecified);
}

TEST(Wage, ColumnsOfTheirOwn) {
  const WageReading reading =
      ReadWageColumns("5,000", "7000元", {.default_unit = WageUnit::kMonth});
  EXPECT_EQ(reading.min_cny_per_month, 5000);
  EXPECT_EQ(reading.max_cny_per_month, 7000);
  const WageReading only_max = ReadWageColumns("", "7000", {.default_unit = WageUnit::kMonth});
  EXPECT_EQ(only_max.min_cny_per_month, 0);
  EXPECT_EQ(only_max.max_cny_per_month, 7000);
}

TEST(Wage, AnyBytesAreSurvived) {
  std::string text;
  std::uint32_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    static constexpr const char* kParts[] = {"5",  "000", "-",    "千", "万", "元",  "/",
                                             "月", "天",  "\xE5", "k",  ".",  "~",   "薪",
                                             "·",  "一",  "二",   "百", "起", "\xFF"};
    state = state * 1664525u + 1013904223u;
    if (state % 9 == 0) text.clear();
    text += kParts[(state >> 16) % 20];
    const WageReading reading = ReadWage(text);
    if (reading.max_cny_per_month != 0) {
      ASSERT_GE(reading.max_cny_per_month, kMinWageCnyPerMonth) << text;
      ASSERT_LE(reading.max_cny_per_month, kMaxWageCnyPerMonth) << text;
      ASSERT_LE(reading.min_cny_per_month, reading.max_cny_per_month) << text;
    }
  }
}

}  // namespace
}  // namespace laowu::intake
