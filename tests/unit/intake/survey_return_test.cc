// Who went out and came home, and who went again: the state of a survey sheet beside its remarks
// and its days. Who is home would raise the ratio, were they taken as away.

#include "intake/survey/survey_return.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "intake/survey/survey_reader.h"

namespace laowu::intake {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

SurveyReading Read(Pairs pairs) {
  static const auto* const reader =
      new SurveyReader(ReadContext{absl::CivilDay(2026, 6, 30), "520281", ""});
  pairs.emplace_back("编号", "1");
  return reader->Read(MapPairs(TableKind::kSurveys, pairs));
}

TEST(SurveyReturn, WhoIsAwayByTheStateAndBackByTheRemarksIsAskedAbout) {
  for (const char* remarks :
       {"已返乡", "回来了", "已回", "回家了", "回老家了", "返乡", "今年已返乡", "人已回来",
        "6月10号回来的", "6月已回来了", "现已返乡", "刚回来几天", "回来带孙子", "上个月回来的",
        "已返乡务农", "从广东回来了", "厂里没活，回来了", "端午回来的，不去了"}) {
    EXPECT_TRUE(Read({{"务工状态", "在外"},
                      {"务工地", "广东中山"},
                      {"外出时间", "2026.3.1"},
                      {"备注", remarks}})
                    .rejected())
        << remarks;
    EXPECT_EQ(Read({{"备注", remarks}}).statement.whereabouts, Whereabouts::kHome) << remarks;
  }
  EXPECT_TRUE(Read({{"务工状态", "在外"}, {"务工地", "已返乡"}}).rejected());
}

TEST(SurveyReturn, WhoIsAwayByBothStaysAway) {
  for (const char* remarks :
       {"已返岗", "回来过，又去了", "还没回来", "过年回来", "没返乡", "7月要回来收烤烟", "10月回来",
        "2月回来的", "过年都没回来", "未返乡", "端午回来过", "家人已返乡", "7月份回来",
        "春节后返厂", "过年回来的，已返岗", "父亲去世时回来过", "老婆回来了"}) {
    const SurveyReading reading = Read({{"务工状态", "在外"},
                                        {"务工地", "广东中山"},
                                        {"外出时间", "2026.3.1"},
                                        {"备注", remarks}});
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << remarks;
  }
}

TEST(SurveyReturn, WhoIsHomeByTheStateAndAwayByTheRemarksIsAskedAbout) {
  for (const char* remarks : {"又出去了", "已外出", "又走了", "隔两天又去了", "在广东",
                              "在中山小榄打工", "6月又外出务工", "已返厂", "又去了浙江的"}) {
    EXPECT_TRUE(Read({{"务工状态", "在家"}, {"备注", remarks}}).rejected()) << remarks;
    EXPECT_TRUE(
        Read({{"务工状态", "返乡"}, {"返乡时间", "2026.5.1"}, {"备注", remarks}}).rejected())
        << remarks;
  }
  for (const char* remarks :
       {"2025年在浙江务工", "原在广东", "从广东返乡", "返乡前在广东", "儿子在广东", "想去广东",
        "年后准备去浙江", "去年在昆山", "在广东务工回来", "带孙子", "以前在浙江打工"}) {
    const SurveyReading reading = Read({{"务工状态", "在家"}, {"备注", remarks}});
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kHome) << remarks;
  }
}

TEST(SurveyReturn, TheDayOfReturnSaysThatTheyAreHome) {
  const Pairs went = {{"务工地", "广东中山"}, {"外出时间", "2026.3.10"}};
  const auto with = [&went](std::vector<std::pair<std::string, std::string>> more) {
    Pairs pairs = went;
    pairs.insert(pairs.end(), more.begin(), more.end());
    return Read(pairs);
  };
  const SurveyReading back = with({{"返乡时间", "2026.6.1"}});
  EXPECT_EQ(back.statement.whereabouts, Whereabouts::kHome);
  EXPECT_EQ(back.statement.since, absl::CivilDay(2026, 6, 1));
  EXPECT_EQ(with({{"返乡时间", "3月"}}).statement.whereabouts, Whereabouts::kHome);
  EXPECT_EQ(with({{"是否外出务工", "是"}, {"返乡时间", "6月5日"}}).statement.whereabouts,
            Whereabouts::kHome);
  EXPECT_TRUE(with({{"务工状态", "在外"}, {"返乡时间", "2026.6.1"}}).rejected());
  for (const auto& [header, text] :
       {std::pair{"返乡时间", "2026.2.10"}, std::pair{"预计返乡时间", "2026.6.1"},
        std::pair{"返乡时间", "/"}, std::pair{"返乡时间", "未返乡"},
        std::pair{"返乡时间", "过年"}}) {
    const SurveyReading away = with({{"务工状态", "在外"}, {header, text}});
    EXPECT_FALSE(away.rejected()) << header << text;
    EXPECT_EQ(away.statement.whereabouts, Whereabouts::kAway) << header << text;
    EXPECT_EQ(away.statement.since, absl::CivilDay(2026, 3, 10)) << header << text;
  }
  const SurveyReading again = with({{"返乡时间", "5.1"}, {"备注", "五一回来几天，已回厂"}});
  EXPECT_EQ(again.statement.whereabouts, Whereabouts::kAway);
  const Pairs local = {{"务工地", "盘州市红果"}, {"返乡时间", "2026.5.1"}};
  EXPECT_EQ(Read(local).statement.whereabouts, Whereabouts::kLocal);
}

TEST(SurveyReturn, OfSeveralAnswersTheLatestCounts) {
  const auto asked = [](Pairs answers) {
    answers.insert(answers.begin(), {{"务工地", "福建泉州"}, {"外出时间", "2026.3.5"}});
    return Read(answers).statement.whereabouts;
  };
  EXPECT_EQ(asked({{"是否外出务工", "是"}, {"是否返乡", "否"}}), Whereabouts::kAway);
  EXPECT_EQ(asked({{"是否外出务工", "是"}, {"是否返乡", "是"}}), Whereabouts::kHome);
  EXPECT_EQ(asked({{"是否返乡", "是"}, {"是否外出务工", "是"}}), Whereabouts::kHome);
  EXPECT_EQ(asked({{"是否外出务工", "是"}, {"是否返乡", "是"}, {"是否返岗", "是"}}),
            Whereabouts::kAway);
  EXPECT_EQ(asked({{"是否外出务工", "是"}, {"是否返乡", "是"}, {"返乡后是否再外出", "是"}}),
            Whereabouts::kAway);
  EXPECT_EQ(asked({{"是否外出务工", "是"}, {"是否返乡", "是"}, {"备注", "又出去了"}}),
            Whereabouts::kAway);
}

TEST(SurveyReturn, AVisitThatIsOverIsNone) {
  for (const char* remarks : {"已返岗", "已回厂"}) {
    EXPECT_EQ(Read({{"务工状态", "探亲"}, {"备注", remarks}}).statement.whereabouts,
              Whereabouts::kAway);
  }
  const auto away = [](const char* remarks) {
    return Read(
        {{"是否外出务工", "是"}, {"务工地", "浙江"}, {"外出时间", "2.18"}, {"备注", remarks}});
  };
  EXPECT_EQ(away("6月底回来了一趟").statement.whereabouts, Whereabouts::kAway);
  EXPECT_EQ(away("厂里放高温假，回来了").statement.whereabouts, Whereabouts::kVisiting);
  for (const char* home :
       {"因病返乡", "5月离职，现待业在家", "怀孕在家", "6月20日返乡", "暂时返乡农忙"}) {
    EXPECT_TRUE(away(home).rejected()) << home;
  }
  EXPECT_TRUE(Read({{"务工状态", "失联"}, {"备注", "已返乡"}}).rejected());
  EXPECT_TRUE(
      Read({{"务工状态", "就近就业"}, {"务工地", "盘州"}, {"备注", "又去了广东的"}}).rejected());
}

// Last year's place is not this year's.
TEST(SurveyReturn, OfTwoYearsTheLaterCounts) {
  const std::vector<std::string> header = {"编号", "2025年务工地", "2026年是否外出",
                                           "2026年务工地点及单位"};
  const auto map =
      ColumnMap::Make(TableKind::kSurveys, header, {},
                      std::vector<std::vector<std::string>>{{"a", "广东", "是", "浙江"},
                                                            {"b", "福建", "否", ""},
                                                            {"c", "浙江", "是", "广东"},
                                                            {"d", "浙江", "是", "广东"}});
  ASSERT_TRUE(map.ok()) << map.status();
  EXPECT_EQ(map->fields()[1], Field::kUnknown);
  EXPECT_EQ(map->fields()[2], Field::kOutcomeType);
  EXPECT_EQ(map->fields()[3], Field::kWorkplace);
}

TEST(SurveyReturn, WhoseContactIsLostIsNotConfirmed) {
  for (const char* state : {"在外", "外出务工"}) {
    EXPECT_TRUE(Read({{"务工状态", state}, {"务工地", "缅甸"}, {"备注", "联系不上"}}).rejected());
  }
  EXPECT_FALSE(Read({{"务工状态", "在外"}, {"务工地", "浙江"}, {"备注", "电话关机"}}).rejected());
}

TEST(SurveyReturn, WhoCameHomeAndWentAgainIsAway) {
  for (const char* remarks : {"刚从广东回来隔两天又去了", "回来两天又走了", "五一回来几天已回厂"}) {
    EXPECT_EQ(Read({{"备注", remarks}}).statement.whereabouts, Whereabouts::kAway) << remarks;
  }
  EXPECT_EQ(Read({{"备注", "回来打谷子，打完又去"}}).statement.whereabouts, Whereabouts::kVisiting);
}

}  // namespace
}  // namespace laowu::intake
