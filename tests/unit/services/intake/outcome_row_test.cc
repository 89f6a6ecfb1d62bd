// Rows of tables of outcomes, as bureaus keep them: how their words are read.

#include "services/intake/outcome_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "services/runtime/field_checks.h"

namespace laowu::intake_role {
namespace {

OutcomeRow ReadRow(const std::vector<std::string>& headers, const std::vector<std::string>& cells) {
  const OutcomeRowReader reader(absl::CivilDay(2026, 6, 30));
  const auto columns = intake::ColumnMap::Make(intake::TableKind::kOutcomes, headers);
  EXPECT_TRUE(columns.ok()) << columns.status();
  return columns.ok() ? reader.Read(columns->Apply(cells)) : OutcomeRow();
}

TEST(OutcomeRowTest, ChineseAndEnglishHeadersAndWordsSayTheSame) {
  const OutcomeRow chinese =
      ReadRow({"人员编号", "类型", "日期", "务工地", "渠道", "组织单位", "月薪"},
              {"w1", "到岗", "2026年6月12日", "中山市", "劳务公司", "labour", "6000"});
  const OutcomeRow english =
      ReadRow({"worker", "type", "date", "workplace", "channel", "organizer", "wage"},
              {"workers/w1", "arrived", "2026-06-12", "442000", "labour-company",
               "organizers/labour", "6000"});
  EXPECT_TRUE(chinese.violations.empty());
  EXPECT_EQ(chinese.outcome.SerializeAsString(), english.outcome.SerializeAsString());
  EXPECT_EQ(chinese.person.reference(), "w1");
  EXPECT_EQ(chinese.organizer, "labour");
  EXPECT_EQ(chinese.outcome.type(), v1::Outcome::ARRIVED);
  EXPECT_EQ(chinese.outcome.workplace_division_code(), "442000");
  EXPECT_EQ(chinese.outcome.wage_cny_per_month(), 6000);
}

// Of a call list: what it had filled in is no answer.
TEST(OutcomeRowTest, ARowMayNameTheOutcomeThatItIsAbout) {
  const std::vector<std::string> headers = {"编号",     "就业情况", "发生日期",
                                            "务工渠道", "月工资",   "动态编号"};
  const OutcomeRow list = ReadRow(headers, {"w1", "", "", "劳务公司", "", "outcomes/a-1"});
  EXPECT_EQ(list.named_outcome, "outcomes/a-1");
  EXPECT_FALSE(list.answered);
  EXPECT_EQ(ReadRow(headers, {"w1", "", "", "", "", "a-1"}).named_outcome, "outcomes/a-1");
  EXPECT_TRUE(ReadRow(headers, {"w1", "仍在外", "", "", "", "a-1"}).answered);
  EXPECT_TRUE(ReadRow(headers, {"w1", "", "2026-06-01", "", "", "a-1"}).answered);
  EXPECT_TRUE(ReadRow(headers, {"w1", "", "", "", "5200", "a-1"}).answered);
}

TEST(OutcomeRowTest, Rule20ADateSaysHowSureItIs) {
  struct Case {
    const char* text;
    v1::DatePrecision precision;
    absl::CivilDay day;
  };
  const Case kCases[] = {
      {"2026-03-15", v1::DATE_PRECISION_DAY, absl::CivilDay(2026, 3, 15)},
      {"2026年3月", v1::DATE_PRECISION_MONTH, absl::CivilDay(2026, 3, 1)},
      {"2026-03", v1::DATE_PRECISION_MONTH, absl::CivilDay(2026, 3, 1)},
      {"2026年3月15日以前", v1::DATE_PRECISION_BEFORE, absl::CivilDay(2026, 3, 15)},
      {"before 2026-03-15", v1::DATE_PRECISION_BEFORE, absl::CivilDay(2026, 3, 15)},
      {"26年3月", v1::DATE_PRECISION_MONTH, absl::CivilDay(2026, 3, 1)},
      {"去年11月", v1::DATE_PRECISION_MONTH, absl::CivilDay(2025, 11, 1)},
      {"3月1日", v1::DATE_PRECISION_DAY, absl::CivilDay(2026, 3, 1)},
      {"正月初八", v1::DATE_PRECISION_DAY, absl::CivilDay(2026, 2, 24)},
  };
  for (const Case& c : kCases) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", "期初在外", c.text});
    EXPECT_EQ(row.outcome.date_precision(), c.precision) << c.text;
    EXPECT_EQ(runtime::ToCivilDay(row.outcome.effective_date()), c.day) << c.text;
  }
}

// "外出" alone says where somebody is, not that they were sent off: read as DISPATCHED it would end
// as a no-show (ratio.md rule 1), and the person would not count.
TEST(OutcomeRowTest, AwayAloneIsAStateAndNoEvent) {
  for (const char* text : {"外出", "在外", "在外务工", "外出务工", "away"}) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", text, "2026-06-01"});
    EXPECT_TRUE(row.violations.empty()) << text;
    EXPECT_TRUE(row.says_away) << text;
    EXPECT_EQ(row.outcome.type(), v1::Outcome::TYPE_UNSPECIFIED) << text;
  }
  const OutcomeRow before = ReadRow({"worker", "type", "date"}, {"w1", "在外", "2026-03-15以前"});
  EXPECT_FALSE(before.says_away);
  EXPECT_EQ(before.outcome.type(), v1::Outcome::OPENING_BALANCE) << "rule 19";
  EXPECT_EQ(ReadRow({"worker", "type", "date"}, {"w1", "已派出", ""}).outcome.type(),
            v1::Outcome::DISPATCHED);
}

// A clerk who writes a village's sheet in the morning writes no other words into this one.
TEST(OutcomeRowTest, TypesAreReadAsSurveysAre) {
  struct Case {
    const char* text;
    v1::Outcome::Type type;  // UNSPECIFIED: away, and no event
  };
  const Case kCases[] = {
      {"离职回家", v1::Outcome::RETURNED},
      {"回来了", v1::Outcome::RETURNED},
      {"下落不明", v1::Outcome::LOST_CONTACT},
      {"联系不上,不知去向", v1::Outcome::LOST_CONTACT},
      {"换厂", v1::Outcome::JOB_CHANGED},
      {"换了厂", v1::Outcome::JOB_CHANGED},
      {"已返厂", v1::Outcome::RESUMED},
      {"请假回乡", v1::Outcome::HOME_VISIT},
      {"报到", v1::Outcome::ARRIVED},
      {"已上班", v1::Outcome::TYPE_UNSPECIFIED},
      {"务工", v1::Outcome::TYPE_UNSPECIFIED},
      {"去广东了", v1::Outcome::TYPE_UNSPECIFIED},
      {"签到", v1::Outcome::TYPE_UNSPECIFIED},
      {"在家", v1::Outcome::RETURNED},
      {"失业在家", v1::Outcome::RETURNED},
      {"请假在家", v1::Outcome::HOME_VISIT},
      // A "no" of why denies nothing of what happened.
      {"试用没过回来了", v1::Outcome::RETURNED},
      {"工资不高回来了", v1::Outcome::RETURNED},
      {"没活干回家了", v1::Outcome::RETURNED},
      {"转到古镇", v1::Outcome::JOB_CHANGED},
      {"从小榄转到东莞", v1::Outcome::JOB_CHANGED},
      {"调到深圳了", v1::Outcome::JOB_CHANGED},
  };
  const OutcomeRowReader reader(absl::CivilDay(2026, 6, 30), "520281");
  const auto columns = intake::ColumnMap::Make(
      intake::TableKind::kOutcomes, std::vector<std::string>{"编号", "类型", "发生时间"});
  ASSERT_TRUE(columns.ok()) << columns.status();
  const auto read = [&](const std::string& text) {
    return reader.Read(columns->Apply(std::vector<std::string>{"w1", text, "06-12"}));
  };
  for (const Case& c : kCases) {
    const OutcomeRow row = read(c.text);
    EXPECT_TRUE(row.violations.empty()) << c.text;
    EXPECT_EQ(row.outcome.type(), c.type) << c.text;
    EXPECT_EQ(row.says_away, c.type == v1::Outcome::TYPE_UNSPECIFIED) << c.text;
    EXPECT_EQ(runtime::ToCivilDay(row.outcome.effective_date()), absl::CivilDay(2026, 6, 12));
  }
  EXPECT_TRUE(read("离职回家").type_inferred);
  EXPECT_FALSE(read("返乡").type_inferred);
  // Planned, denied, hearsay, not sure, and no work.
  for (const char* text : {"准备外出", "未外出", "听说在广东", "离职", "在外读书", "明天回来",
                           "不想去了", "没回厂", "老婆在家", "在家具厂", "可能在家"}) {
    const OutcomeRow row = read(text);
    ASSERT_FALSE(row.violations.empty()) << text;
    EXPECT_THAT(row.violations[0].second, ::testing::HasSubstr("人在家的写返乡")) << text;
    EXPECT_FALSE(row.says_away) << text;
  }
}

// As surveys are read: one place of now, and those of the sender's own county by their short names.
TEST(OutcomeRowTest, PlacesAreReadAsSurveysAre) {
  const OutcomeRowReader reader(absl::CivilDay(2026, 6, 30), "520281");
  const auto columns = intake::ColumnMap::Make(
      intake::TableKind::kOutcomes, std::vector<std::string>{"编号", "类型", "日子", "务工地"});
  ASSERT_TRUE(columns.ok()) << columns.status();
  const auto read = [&](const std::string& place) {
    return reader.Read(columns->Apply(std::vector<std::string>{"w1", "到岗", "2026-06-12", place}));
  };
  for (const auto& [place, code] : {std::pair{"石桥镇", "520281109"},
                                    {"本县", "520281"},
                                    {"县内", "520281"},
                                    {"不在广东，去了浙江", "330000"},
                                    {"中山市", "442000"}}) {
    const OutcomeRow row = read(place);
    EXPECT_TRUE(row.violations.empty()) << place;
    EXPECT_EQ(row.outcome.workplace_division_code(), code) << place;
  }
  for (const char* place : {"东莞/深圳", "听说在广东", "火星"}) {
    const OutcomeRow row = read(place);
    ASSERT_EQ(row.violations.size(), 1u) << place;
    EXPECT_EQ(row.violations[0].first, "workplace_division_code") << place;
    EXPECT_EQ(row.outcome.workplace_division_code(), "") << place;
  }
}

// 离职 alone says not where somebody went: what to write is told, and only there.
TEST(OutcomeRowTest, TheEndOfAJobIsToldWhatToWrite) {
  for (const char* text : {"离职", "已辞工", "不干了", "被辞退"}) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", text, "2026-06-12"});
    ASSERT_EQ(row.violations.size(), 1u) << text;
    EXPECT_THAT(row.violations[0].second, ::testing::HasSubstr("没有说人去了哪里")) << text;
  }
  const OutcomeRow unread = ReadRow({"worker", "type", "date"}, {"w1", "天晓得", "2026-06-12"});
  ASSERT_EQ(unread.violations.size(), 1u);
  EXPECT_THAT(unread.violations[0].second,
              ::testing::Not(::testing::HasSubstr("没有说人去了哪里")));
}

// What a clerk writes beside the telephone of whom nobody picked up is no outcome, and never one
// that takes somebody out of the figure.
TEST(OutcomeRowTest, NotReachedIsNoOutcome) {
  for (const char* text : {"无人接听", "未接通", "没接", "打不通", "关机", "未联系上", "没联系上",
                           "空号", "占线", "停机", "没打通电话", "电话联系不上"}) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", text, ""});
    EXPECT_TRUE(row.violations.empty()) << text;
    EXPECT_TRUE(row.not_reached) << text;
    EXPECT_FALSE(row.says_away) << text;
    EXPECT_EQ(row.outcome.type(), v1::Outcome::TYPE_UNSPECIFIED) << text;
    EXPECT_FALSE(row.outcome.has_effective_date()) << text;
  }
  EXPECT_EQ(ReadRow({"worker", "type", "date"}, {"w1", "失联", ""}).outcome.type(),
            v1::Outcome::LOST_CONTACT);
}

// What it answers is a call list's question (named_outcomes.h).
TEST(OutcomeRowTest, ABareYesIsStillThere) {
  for (const char* text : {"还在", "在", "是", "√", "仍在", "人还在"}) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", text, ""});
    EXPECT_TRUE(row.violations.empty()) << text;
    EXPECT_TRUE(row.still_there) << text;
    EXPECT_EQ(row.outcome.type(), v1::Outcome::CONFIRMED) << text;
    EXPECT_TRUE(row.dated_by_file) << text;
  }
  EXPECT_FALSE(ReadRow({"worker", "type", "date"}, {"w1", "仍在外", ""}).still_there);
}

TEST(OutcomeRowTest, WhoDiedOrDidNotGoIsToldWhatToDo) {
  const auto why = [](const char* text) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", text, ""});
    return row.violations.size() == 1 ? row.violations[0].second : std::string();
  };
  EXPECT_THAT(why("死亡"), ::testing::HasSubstr("DIED"));
  EXPECT_THAT(why("已去世"), ::testing::HasSubstr("DIED"));
  EXPECT_THAT(why("没去"), ::testing::HasSubstr("15天"));
  EXPECT_THAT(why("未出发"), ::testing::HasSubstr("留空"));
}

// What a call found holds on the day of the call; what happened did so on a day that must be told.
TEST(OutcomeRowTest, WhatACallFindsNeedsNoDate) {
  for (const char* text : {"仍在外", "联系不上", "lost-contact"}) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", text, ""});
    EXPECT_TRUE(row.violations.empty()) << text;
    EXPECT_TRUE(row.dated_by_file) << text;
    EXPECT_EQ(runtime::ToCivilDay(row.outcome.effective_date()), absl::CivilDay(2026, 6, 30));
    EXPECT_EQ(row.outcome.date_precision(), v1::DATE_PRECISION_DAY);
  }
  for (const char* text : {"返乡", "到岗", "返岗"}) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", text, ""});
    EXPECT_FALSE(row.dated_by_file) << text;
    EXPECT_FALSE(row.outcome.has_effective_date()) << text;
  }
  const OutcomeRow at_home = ReadRow({"worker", "type", "date"}, {"w1", "在家", ""});
  ASSERT_EQ(at_home.violations.size(), 1);
  EXPECT_EQ(at_home.violations[0].first, "effective_date");
  EXPECT_THAT(at_home.violations[0].second, ::testing::HasSubstr("读作 返乡"));
  EXPECT_THAT(at_home.violations[0].second, ::testing::HasSubstr("发生日期"));
  EXPECT_TRUE(ReadRow({"worker", "type", "date"}, {"w1", "外出", ""}).violations.empty())
      << "a state, which may be known";
  const OutcomeRow dated = ReadRow({"worker", "type", "date"}, {"w1", "仍在外", "2026-06-02"});
  EXPECT_FALSE(dated.dated_by_file);
  EXPECT_EQ(runtime::ToCivilDay(dated.outcome.effective_date()), absl::CivilDay(2026, 6, 2));
  const OutcomeRow wrong = ReadRow({"worker", "type", "date"}, {"w1", "仍在外", "春节后"});
  EXPECT_FALSE(wrong.violations.empty()) << "what cannot be read is not passed over";
  EXPECT_FALSE(wrong.outcome.has_effective_date());
}

// Channels as ratio.md has them: what friends and villagers brought about is not organised.
TEST(OutcomeRowTest, ChannelsAreReadAsBureausWriteThem) {
  struct Case {
    const char* text;
    v1::Channel channel;  // UNSPECIFIED: refused
  };
  const Case kCases[] = {
      {"亲友/老乡介绍", v1::CHANNEL_RELATIVES},
      {"老乡介绍", v1::CHANNEL_RELATIVES},
      {"亲戚、朋友介绍", v1::CHANNEL_RELATIVES},
      {"自发外出", v1::CHANNEL_SELF},
      {"自主外出/自发", v1::CHANNEL_SELF},
      {"政府组织", v1::CHANNEL_PUBLIC_SERVICE},
      {"点对点", v1::CHANNEL_PUBLIC_SERVICE},
      {"劳务公司/自发", v1::CHANNEL_UNSPECIFIED},
      {"自己", v1::CHANNEL_SELF},
      {"自己去的", v1::CHANNEL_SELF},
      {"自主创业", v1::CHANNEL_SELF},
      {"亲戚带", v1::CHANNEL_RELATIVES},
      {"亲戚带出去", v1::CHANNEL_RELATIVES},
      {"跟老乡一起去的", v1::CHANNEL_RELATIVES},
      {"网上找的", v1::CHANNEL_APP},
      {"抖音上看到的", v1::CHANNEL_APP},
      {"中介公司", v1::CHANNEL_LABOUR_COMPANY},
  };
  for (const Case& c : kCases) {
    const OutcomeRow row = ReadRow({"worker", "date", "channel"}, {"w1", "", c.text});
    EXPECT_EQ(row.outcome.channel(), c.channel) << c.text;
    EXPECT_EQ(row.violations.empty(), c.channel != v1::CHANNEL_UNSPECIFIED) << c.text;
    EXPECT_FALSE(row.channel_unread) << c.text;
  }
}

// What the row says of the job is not lost to a word about the way to it; nor does a turn of phrase
// make anybody organised.
TEST(OutcomeRowTest, AChannelThatIsNotUnderstoodIsUnknownAndTheRowStands) {
  for (const char* text : {"缘分", "中介", "非政府组织", "没有组织", "亲友/缘分", "村干部说的"}) {
    const OutcomeRow row = ReadRow({"worker", "date", "channel"}, {"w1", "", text});
    EXPECT_TRUE(row.violations.empty()) << text;
    EXPECT_TRUE(row.channel_unread) << text;
    EXPECT_EQ(row.outcome.channel(), v1::CHANNEL_UNKNOWN) << text;
  }
}

TEST(OutcomeRowTest, AWageOutOfRangeSaysTheRange) {
  for (const char* text : {"60", "9000000元/月"}) {
    const OutcomeRow row = ReadRow({"worker", "date", "月薪"}, {"w1", "", text});
    ASSERT_EQ(row.violations.size(), 1) << text;
    EXPECT_THAT(row.violations[0].second, ::testing::HasSubstr("100–200000")) << text;
  }
}

TEST(OutcomeRowTest, Rule20AHolidayIsNoDateAndTheRowSaysWhatToWrite) {
  for (const char* text : {"去年腊月", "春节后", "年前"}) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", "到岗", text});
    ASSERT_EQ(row.violations.size(), 1) << text;
    EXPECT_EQ(row.violations[0].first, "effective_date") << text;
    EXPECT_THAT(row.violations[0].second, ::testing::HasSubstr("2026年")) << text;
  }
}

TEST(OutcomeRowTest, WhatCannotBeReadIsToldAndNotGuessed) {
  const OutcomeRow row = ReadRow({"worker", "type", "date", "workplace", "channel", "wage"},
                                 {"w1", "飞走", "上周", "月球", "缘分", "很多"});
  EXPECT_EQ(row.violations.size(), 4);
  EXPECT_TRUE(row.channel_unread);
  EXPECT_TRUE(ReadRow({"worker", "type", "date", "workplace"}, {"w1", "到岗", "2026-06-01", "SG"})
                  .violations.empty())
      << "overseas";
}

// As a call list fills it in, and as a clerk writes it.
TEST(OutcomeRowTest, ACountryIsReadByItsCodeItsNameOrBoth) {
  const std::pair<const char*, const char*> kPlaces[] = {
      {"JPN", "JPN"},      {"日本 JPN", "JPN"}, {"日本 JP", "JP"},
      {"日本", "JPN"},     {"境外 JPN", "JPN"}, {"日本（JPN）", "JPN"},
      {"韩国首尔", "KOR"}, {"迪拜", "ARE"},     {"Macau", "820000"}};
  for (const auto& [text, code] : kPlaces) {
    const OutcomeRow row =
        ReadRow({"worker", "type", "date", "workplace"}, {"w1", "到岗", "2026-06-01", text});
    EXPECT_TRUE(row.violations.empty()) << text;
    EXPECT_EQ(row.outcome.workplace_division_code(), code) << text;
  }
}

// Two or three capitals are left to the placement role, which says what is wrong with them.
TEST(OutcomeRowTest, APlaceThatIsNotKnownIsToldThatACountryHasACode) {
  const std::vector<std::string> headers = {"worker", "type", "date", "workplace"};
  const OutcomeRow row = ReadRow(headers, {"w1", "到岗", "2026-06-01", "月球"});
  ASSERT_EQ(row.violations.size(), 1);
  EXPECT_EQ(row.violations[0].first, "workplace_division_code");
  EXPECT_THAT(row.violations[0].second, ::testing::HasSubstr("国家代码"));
  const OutcomeRow letters = ReadRow(headers, {"w1", "到岗", "2026-06-01", "GD"});
  EXPECT_TRUE(letters.violations.empty());
  EXPECT_EQ(letters.outcome.workplace_division_code(), "GD");
}

}  // namespace
}  // namespace laowu::intake_role
