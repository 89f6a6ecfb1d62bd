// Dates as villages and bureaus write them: read exactly where they say a day or a month, refused
// with what to write where they do not. A wrong month is a wrong ratio.

#include "intake/facts/spoken_date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"

namespace laowu::intake {
namespace {

using ::testing::HasSubstr;

constexpr absl::CivilDay kAsOf(2026, 7, 15);

TEST(SpokenDate, Rule20DaysAndMonthsAreReadAsOfTheDay) {
  struct Case {
    const char* text;
    absl::CivilDay day;
    bool month_only;
  };
  const Case kCases[] = {
      {"2026-03-15", absl::CivilDay(2026, 3, 15), false},
      {"2026年3月15日", absl::CivilDay(2026, 3, 15), false},
      {"26年3月15日", absl::CivilDay(2026, 3, 15), false},
      {"2026.3.15", absl::CivilDay(2026, 3, 15), false},
      {"3月1日", absl::CivilDay(2026, 3, 1), false},
      {"3月1号", absl::CivilDay(2026, 3, 1), false},
      {"三月十五号", absl::CivilDay(2026, 3, 15), false},
      {"7月15日", absl::CivilDay(2026, 7, 15), false},
      {"7月16日", absl::CivilDay(2025, 7, 16), false},  // nobody tells of tomorrow
      {"去年3月15日", absl::CivilDay(2025, 3, 15), false},
      {"前年10月1日", absl::CivilDay(2024, 10, 1), false},
      {"26年3月", absl::CivilDay(2026, 3, 1), true},
      {"2026年3月份", absl::CivilDay(2026, 3, 1), true},
      {"2026-03", absl::CivilDay(2026, 3, 1), true},
      {"2026/3", absl::CivilDay(2026, 3, 1), true},
      {"2026.3", absl::CivilDay(2026, 3, 1), true},
      {"3月", absl::CivilDay(2026, 3, 1), true},
      {"十二月", absl::CivilDay(2025, 12, 1), true},
      {"3月底", absl::CivilDay(2026, 3, 1), true},
      {"去年10月中旬", absl::CivilDay(2025, 10, 1), true},
      {"今年3月", absl::CivilDay(2026, 3, 1), true},
      {"本月", absl::CivilDay(2026, 7, 1), true},
      {"上个月", absl::CivilDay(2026, 6, 1), true},
      {"3.15", absl::CivilDay(2026, 3, 15), false},
      {"3/5", absl::CivilDay(2026, 3, 5), false},
      {"12.20", absl::CivilDay(2025, 12, 20), false},
      {"3.1", absl::CivilDay(2026, 3, 1), true},  // a spreadsheet's 3.10, maybe
      {"26.3", absl::CivilDay(2026, 3, 1), true},
      {"26.3.5", absl::CivilDay(2026, 3, 5), false},
      {"2026/3/5 0:00:00", absl::CivilDay(2026, 3, 5), false},
      {"去年底", absl::CivilDay(2025, 12, 1), true},
      {"11-05", absl::CivilDay(2025, 11, 5), false},
      {"05-20", absl::CivilDay(2026, 5, 20), false},
      {"二〇二六年三月十日", absl::CivilDay(2026, 3, 10), false},
      {"二零二五年十二月", absl::CivilDay(2025, 12, 1), true},
      {"202603", absl::CivilDay(2026, 3, 1), true},
      {"2026.2.20-至今", absl::CivilDay(2026, 2, 20), false},
      {"5月10日左右", absl::CivilDay(2026, 5, 1), true},
  };
  for (const Case& c : kCases) {
    const SpokenDate date = ReadSpokenDate(c.text, kAsOf);
    ASSERT_TRUE(date.day.has_value()) << c.text;
    EXPECT_EQ(*date.day, c.day) << c.text;
    EXPECT_EQ(date.month_only, c.month_only) << c.text;
  }
}

// 2026's new year is 17 February; the month before it has 29 days and begins on 19 January.
TEST(SpokenDate, DaysOfTheFirstAndLastMonthOfTheOldCalendarAreExact) {
  struct Case {
    const char* text;
    absl::CivilDay day;
  };
  const Case kCases[] = {
      {"正月初一", absl::CivilDay(2026, 2, 17)},    {"正月初八", absl::CivilDay(2026, 2, 24)},
      {"今年正月十五", absl::CivilDay(2026, 3, 3)}, {"农历正月廿三", absl::CivilDay(2026, 3, 11)},
      {"去年正月初六", absl::CivilDay(2025, 2, 3)}, {"腊月二十", absl::CivilDay(2026, 2, 7)},
      {"去年腊月二十", absl::CivilDay(2026, 2, 7)}, {"腊月初一", absl::CivilDay(2026, 1, 19)},
      {"腊月二十九", absl::CivilDay(2026, 2, 16)},
  };
  for (const Case& c : kCases) {
    const SpokenDate date = ReadSpokenDate(c.text, kAsOf);
    ASSERT_TRUE(date.day.has_value()) << c.text;
    EXPECT_EQ(*date.day, c.day) << c.text;
    EXPECT_FALSE(date.month_only) << c.text;
  }
  // Before the new year, the year of the old calendar is still the last one.
  EXPECT_EQ(ReadSpokenDate("去年正月初六", absl::CivilDay(2026, 2, 1)).day,
            absl::CivilDay(2024, 2, 15));
}

TEST(SpokenDate, WhatIsNoDayAndNoMonthSaysWhatToWrite) {
  for (const char* text : {"去年腊月", "正月", "二月初二", "农历三月"}) {
    const SpokenDate date = ReadSpokenDate(text, kAsOf);
    EXPECT_FALSE(date.day.has_value()) << text;
    EXPECT_THAT(std::string(date.why), HasSubstr("农历")) << text;
  }
  for (const char* text : {"春节后", "年前", "五一", "过完年"}) {
    const SpokenDate date = ReadSpokenDate(text, kAsOf);
    EXPECT_FALSE(date.day.has_value()) << text;
    EXPECT_THAT(std::string(date.why), HasSubstr("节前节后")) << text;
  }
  for (const char* text : {"", "上周", "很久", "2月30日", "13月", "2026年13月", "腊月三十", "明年",
                           "3-5", "10-12", "26-05", "13.5", "3.32"}) {
    const SpokenDate date = ReadSpokenDate(text, kAsOf);
    EXPECT_FALSE(date.day.has_value()) << text;
    EXPECT_FALSE(date.why.empty()) << text;
  }
}

// What is offered lies ahead: the other way round than what has happened.
TEST(SpokenDate, ADayThatIsOfferedIsTheNextOne) {
  const absl::CivilDay day(2026, 11, 20);
  const std::vector<std::pair<const char*, const char*>> ends = {
      {"12月31日", "2026-12-31"},     {"2026年12月底", "2026-12-31"}, {"1月15日前", "2027-01-15"},
      {"11月5号", "2026-11-05"},      {"年底", "2026-12-31"},         {"明年2月", "2027-02-28"},
      {"2026年底", "2026-12-31"},     {"12.31", "2026-12-31"},        {"月底", "2026-11-30"},
      {"12月中旬", "2026-12-20"},     {"十二月底", "2026-12-31"},     {"27年3月", "2027-03-31"},
      {"截止12月25日", "2026-12-25"}, {"12月31日止", "2026-12-31"}};
  for (const auto& [text, expected] : ends) {
    const auto read = ReadOfferedDate(text, day, /*of_end=*/true);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_EQ(absl::FormatCivilTime(*read), expected) << text;
  }
  EXPECT_EQ(ReadOfferedDate("12月", day, /*of_end=*/false), absl::CivilDay(2026, 12, 1));
  EXPECT_EQ(ReadOfferedDate("3月初", day, /*of_end=*/false), absl::CivilDay(2027, 3, 1));
  for (const char* text : {"", "2月30日", "13月", "13.5", "底", "招满为止", "年后", "3-5"}) {
    EXPECT_EQ(ReadOfferedDate(text, day, true), std::nullopt) << text;
  }
}

// 15 July 2026 is a Wednesday.
TEST(SpokenDate, DaysCountedFromTheFilesDay) {
  const std::vector<std::pair<const char*, const char*>> days = {
      {"上周三", "2026-07-08"},   {"上个星期天", "2026-07-12"}, {"本周一", "2026-07-13"},
      {"上上周五", "2026-07-03"}, {"昨天", "2026-07-14"},       {"大前天", "2026-07-12"},
      {"三天前", "2026-07-12"},   {"上个月15号", "2026-06-15"}, {"本月3日", "2026-07-03"}};
  for (const auto& [text, expected] : days) {
    const SpokenDate date = ReadSpokenDate(text, kAsOf);
    ASSERT_TRUE(date.day.has_value()) << text;
    EXPECT_EQ(absl::FormatCivilTime(*date.day), expected) << text;
    EXPECT_FALSE(date.month_only) << text;
  }
  for (const char* text : {"本周五", "上周", "本月20号", "上个月31号"}) {
    EXPECT_FALSE(ReadSpokenDate(text, kAsOf).day.has_value()) << text;
  }
  EXPECT_EQ(FindSpokenDate("上周三去了中山", kAsOf)->day, absl::CivilDay(2026, 7, 8));
  EXPECT_EQ(FindSpokenDate("昨天才从老家走的", kAsOf)->day, absl::CivilDay(2026, 7, 14));
  EXPECT_FALSE(FindSpokenDate("昨天回访,在广东", kAsOf).has_value());
  EXPECT_FALSE(FindSpokenDate("今天电话核实在广东", kAsOf).has_value());
}

TEST(SpokenDate, TheFirstDateOfARunningTextIsFound) {
  EXPECT_EQ(FindSpokenDate("26年3月去的广东", kAsOf)->day, absl::CivilDay(2026, 3, 1));
  EXPECT_TRUE(FindSpokenDate("26年3月去的广东", kAsOf)->month_only);
  EXPECT_EQ(FindSpokenDate("今年正月初八出去的", kAsOf)->day, absl::CivilDay(2026, 2, 24));
  EXPECT_EQ(FindSpokenDate("6月1日到厂", kAsOf)->day, absl::CivilDay(2026, 6, 1));
  EXPECT_EQ(FindSpokenDate("3.15去的中山", kAsOf)->day, absl::CivilDay(2026, 3, 15));
  EXPECT_FALSE(FindSpokenDate("每月3.5千", kAsOf).has_value());
  EXPECT_FALSE(FindSpokenDate("在中山三年了,6500一个月", kAsOf).has_value());
}

}  // namespace
}  // namespace laowu::intake
