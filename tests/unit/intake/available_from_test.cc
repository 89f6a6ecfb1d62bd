// From which day somebody can go, as people say it. Too early a day and they are proposed for work
// that they cannot begin; too late a one and they miss it; a past or refused one is none.

#include "intake/worker/available_from.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/time/civil_time.h"

namespace laowu::intake {
namespace {

constexpr absl::CivilDay kAsOf(2026, 7, 1);

std::string Shown(const AvailableFrom& from) {
  if (from.day.has_value()) return absl::FormatCivilTime(*from.day);
  return from.is_vague ? "vague" : "";
}

struct Case {
  const char* text;
  const char* day;
};

TEST(AvailableFrom, RemarksAreReadAsOfTheFilesDay) {
  const Case kCases[] = {
      {"7月15号以后可以出去", "2026-07-15"},
      {"会电焊,7月15日后有空", "2026-07-15"},
      {"想去中山,7月15号以后", "2026-07-15"},
      {"7.15号以后才能走", "2026-07-15"},
      {"8月份想出去打工", "2026-08-01"},
      {"8月中旬可以去", "2026-08-11"},
      {"7月底才能走", "2026-07-31"},
      {"预计8月1日到岗", "2026-08-01"},
      {"计划九月出去", "2026-09-01"},
      {"孩子9月开学后可以去", "2026-09-01"},
      {"下个月初可以去", "2026-08-01"},
      {"下月15号能走", "2026-08-15"},
      {"月底才有空", "2026-07-31"},
      {"15号以后有时间", "2026-07-15"},
      {"下周可以走", "2026-07-06"},
      {"下周三出发", "2026-07-08"},
      {"半个月后可以上班", "2026-07-16"},
      {"10天后能去", "2026-07-11"},
      {"一个月后出去", "2026-08-01"},
      {"过完年再去", "2027-02-13"},
      {"年后想去广东", "2027-02-13"},
      {"春节后,中山小榄都行", "2027-02-13"},
      {"年后随时可以走", "2027-02-13"},
      {"正月初六以后可以去", "2027-02-11"},
      {"过完元宵出去", "2027-02-21"},
      {"国庆后可以走", "2026-10-08"},
      {"7月20号之前去不了", "2026-07-20"},
      {"明年3月再出去", "2027-03-01"},
      {"3月以后可以去", "2026-03-01"},  // a list that was sent late: they can by now
      {"随时可以走", ""},
      {"", ""},
  };
  for (const Case& c : kCases) EXPECT_EQ(Shown(FindAvailableFrom(c.text, kAsOf)), c.day) << c.text;
}

// What was, what ends and what is refused is no day from which somebody can go.
TEST(AvailableFrom, OtherDatesInRemarksAreNone) {
  for (const char* text :
       {"3月回来的",       "6月从广东回来",       "去年10月回来", "3月去了广东",
        "7月份去过中山",   "2019年3月考的电工证", "能做到8月底",  "干到年底",
        "年后不想出去",    "8月后不出去了",       "过完年回来的", "合同到8月31日",
        "从8月起照顾老人", "想去中山,5000以上",   "7月工资6500",  "工资要8月3000",
        "有3个月没上班",   "每月15号发工资",      "做到15号",     "8月前可以做"}) {
    EXPECT_EQ(Shown(FindAvailableFrom(text, kAsOf)), "") << text;
  }
}

// A time without a day is told, so that the office asks; it is not taken for any time silently.
TEST(AvailableFrom, TimesThatNoCalendarHasAreTold) {
  for (const char* text : {"收完烤烟再出去", "农忙后可以去", "孩子开学后能走", "中秋后出去",
                           "毕业后去", "离职后可以到岗"}) {
    EXPECT_EQ(Shown(FindAvailableFrom(text, kAsOf)), "vague") << text;
  }
  EXPECT_EQ(FindAvailableFrom("张三家收完烤烟再出去", kAsOf).words, "收完烤烟");
}

TEST(AvailableFrom, ACellOfItsOwnNeedsNoMore) {
  const Case kCases[] = {
      {"7月15日", "2026-07-15"},
      {"7月15号以后", "2026-07-15"},
      {"8月", "2026-08-01"},
      {"7.15", "2026-07-15"},
      {"下个月初", "2026-08-01"},
      {"下月", "2026-08-01"},
      {"年后", "2027-02-13"},
      {"国庆后", "2026-10-08"},
      {"月底", "2026-07-31"},
      {"7月底左右", "2026-07-31"},
      {"已外出", ""},
      {"7月回来", ""},
  };
  for (const Case& c : kCases) EXPECT_EQ(Shown(ReadAvailableFrom(c.text, kAsOf)), c.day) << c.text;
}

TEST(AvailableFrom, ACellTellsItsTimeInAnyWriting) {
  const Case kCases[] = {
      {"二〇二六年八月", "2026-08-01"},
      {"二○二六年八月一日", "2026-08-01"},
      {"2026年8月", "2026-08-01"},
      {"7/20", "2026-07-20"},
      {"7/20以后", "2026-07-20"},
      {"8-1", "2026-08-01"},
      {"08-01", "2026-08-01"},
      {"7-20", "2026-07-20"},
      {"7-8", ""},
      {"等我把老房子翻完，大概9月", "2026-09-01"},
      {"娃娃上学，估计9月初", "2026-09-01"},
      {"收完烤烟，大约10月", "2026-10-01"},
      {"房子盖好，最早八月底", "2026-08-31"},
      {"大概8月份走", "2026-08-01"},
      {"明年开春", "vague"},
      {"后年再说", "vague"},
      {"等娃儿大点", "vague"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Shown(ReadAvailableFrom(c.text, kAsOf)), c.day) << c.text;
}

TEST(AvailableFrom, AnyDayWillDoInAnyWords) {
  for (const char* text : {"明天都行", "随叫随到", "随便哪天", "说走就走", "哪天都行", "几时都可以",
                           "啥时候走都行", "什么时候都可以", "明天就可以走", "这两天", "任何时间",
                           "随喊随到", "后天能走", "都行", "时间都可以"}) {
    EXPECT_TRUE(AnyDayWillDo(text)) << text;
    EXPECT_EQ(Shown(ReadAvailableFrom(text, kAsOf)), "") << text;
  }
  for (const char* text : {"明天不行", "8月", "等几天", "看哪天", "年后", "随老公去"}) {
    EXPECT_FALSE(AnyDayWillDo(text)) << text;
  }
}

// Far off, and in no calendar: told, since an unset day means any time.
TEST(AvailableFrom, TimesFarOffAreTold) {
  for (const char* text : {"离家近，三千五，明年开春", "会电焊，来年春天去", "后年再说",
                           "下半年才走", "明年", "等孩子大点再出去", "等病好了再说", "要等房子修好",
                           "等老婆生了才能走", "过几年再说", "过段时间", "入冬以后"}) {
    EXPECT_EQ(Shown(FindAvailableFrom(text, kAsOf)), "vague") << text;
  }
  EXPECT_EQ(Shown(FindAvailableFrom("等我把老房子翻完，大概9月", kAsOf)), "2026-09-01");
  for (const char* text : {"做搬运等工作", "等通知", "电工等级三级", "今年", "去年冬天回来的",
                           "等活做", "夏天卖冰棍", "在家等消息", "小学三年级"}) {
    EXPECT_EQ(Shown(FindAvailableFrom(text, kAsOf)), "") << text;
  }
}

// In and shortly after the holidays "after the holidays" means these.
TEST(AvailableFrom, NewYearIsTheOneAtHand) {
  EXPECT_EQ(Shown(FindAvailableFrom("过完年出去", absl::CivilDay(2026, 2, 19))), "2026-02-24");
  EXPECT_EQ(Shown(FindAvailableFrom("过完年出去", absl::CivilDay(2026, 3, 10))), "2026-02-24");
  EXPECT_EQ(Shown(FindAvailableFrom("3月出去", absl::CivilDay(2026, 11, 20))), "2027-03-01");
  EXPECT_EQ(Shown(FindAvailableFrom("一个月后出去", absl::CivilDay(2026, 1, 31))), "2026-02-28");
}

}  // namespace
}  // namespace laowu::intake
