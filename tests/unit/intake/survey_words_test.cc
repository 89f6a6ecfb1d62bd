// What village cadres write of where somebody is, in other words than the template's; and what only
// looks like somebody being away for work, which would raise the ratio.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "intake/facts/whereabouts.h"
#include "intake/survey/channel_words.h"
#include "intake/survey/survey_reader.h"

namespace laowu::intake {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

SurveyReading Read(Pairs pairs) {
  static const auto* const reader =
      new SurveyReader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  pairs.emplace_back("编号", "1");
  return reader->Read(MapPairs(TableKind::kSurveys, pairs));
}

// By the table of ratio.md; who is not named there stays unknown.
TEST(SurveyWords, ChannelsAreReadByWhoSentThem) {
  using reference::Channel;
  const std::vector<std::pair<const char*, std::optional<Channel>>> cases = {
      {"政府包车", Channel::kPublicService},
      {"人社局组织", Channel::kPublicService},
      {"镇里组织", Channel::kPublicService},
      {"点对点包车", Channel::kPublicService},
      {"县里招聘会上找的", Channel::kPublicService},
      {"劳务站", Channel::kCooperationStation},
      {"劳务公司组织", Channel::kLabourCompany},
      {"职业中介机构介绍", Channel::kLabourCompany},
      {"经纪人带", Channel::kBroker},
      {"工厂来招", Channel::kDirectHire},
      {"学校安排", Channel::kTraining},
      {"老乡带出去", Channel::kRelatives},
      {"姐夫带去", Channel::kRelatives},
      {"舅妈", Channel::kRelatives},
      {"幺叔喊去", Channel::kRelatives},
      {"外甥女介绍", Channel::kRelatives},
      {"自己找的", Channel::kSelf},
      {"村里统一组织", std::nullopt},
      {"中介", std::nullopt},
      {"村支书带队", std::nullopt},
      {"中山劳务协作站", Channel::kCooperationStation},
      {"驻晋江劳务协作站", Channel::kCooperationStation},
      {"盘州市驻中山劳务协作站组织", Channel::kCooperationStation},
      {"盘州市劳务服务公司", Channel::kLabourCompany},
      {"贵州鸿运人力资源服务有限公司介绍", Channel::kLabourCompany},
      {"石桥村劳务合作社", Channel::kCooperative},
      {"东西部协作专车", Channel::kPublicService},
      {"劳务协作包车", Channel::kPublicService},
      {"人社局", Channel::kPublicService},
      {"盘州市人社局", Channel::kPublicService},
      {"石桥镇政府", Channel::kPublicService},
      {"政府", Channel::kPublicService},
      {"盘州市职业技术学校推荐", Channel::kTraining},
      {"学校推荐(实习)", Channel::kTraining},
      {"老乡介绍劳务站", std::nullopt},
      {"跟老乡去劳务公司", std::nullopt},
      {"电子厂公司", std::nullopt},
      {"包车", std::nullopt},
      {"政府和劳务公司组织", std::nullopt},
      {"不是政府组织", std::nullopt},
  };
  for (const auto& [text, channel] : cases) EXPECT_EQ(ReadChannelWords(text), channel) << text;
}

// Where somebody is now, without a verb; a works alone says no place.
TEST(SurveyWords, ABarePlaceBehindNowIsWhereTheyAre) {
  for (const auto& [remarks, place] : {std::pair{"换了厂，现在东莞厚街", "441900122"},
                                       {"换厂了，现在中山小榄", "442000118"},
                                       {"目前深圳", "440300"},
                                       {"原来在中山，现在东莞", "441900"}}) {
    const SurveyReading reading = Read({{"备注", remarks}});
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << remarks;
    EXPECT_EQ(reading.statement.workplace_division_code, place) << remarks;
  }
  EXPECT_TRUE(Read({{"备注", "换了厂"}}).rejected());
  EXPECT_EQ(Read({{"备注", "换了厂，现在在家"}}).statement.workplace_division_code, "");
}

// A bare 在外 beside 陪读: away, and by no word to work.
TEST(SurveyWords, CareInTheRemarksIsNoWorkInTheState) {
  for (const char* remarks : {"陪读", "带孙子", "陪孩子读书", "随子女居住", "住院", "读大学",
                              "当兵", "在贵阳读职校", "陪读,没上班"}) {
    EXPECT_TRUE(Read({{"就业状态", "在外"}, {"备注", remarks}}).rejected()) << remarks;
  }
  EXPECT_TRUE(Read({{"是否外出", "是"}, {"备注", "陪读"}}).rejected());
  EXPECT_TRUE(Read({{"务工地点", "浙江温州"}, {"备注", "陪读"}}).rejected());
  EXPECT_TRUE(Read({{"务工地点", "贵阳(读大学)"}}).rejected());
  const std::vector<Pairs> work = {
      {{"就业状态", "在外务工"}, {"备注", "陪读"}},
      {{"就业状态", "在外"}, {"备注", "陪读,在鞋厂上班"}},
      {{"就业状态", "在外"}, {"务工单位", "样例鞋厂"}, {"备注", "带小孩"}},
      {{"就业状态", "在外"}, {"备注", "老婆在家带孩子"}},
      {{"是否外出务工", "是"}, {"备注", "陪读"}},
      {{"就业状态", "在外"}, {"备注", "父亲去世时回来过"}},
  };
  for (const Pairs& row : work) {
    const SurveyReading reading = Read(row);
    EXPECT_FALSE(reading.rejected()) << row.back().second;
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << row.back().second;
  }
}

TEST(SurveyWords, StatesInOtherWords) {
  for (const auto& [text, whereabouts] :
       {std::pair{"跨省", Whereabouts::kAway}, std::pair{"已返厂", Whereabouts::kAway},
        std::pair{"不在本村", Whereabouts::kAway}, std::pair{"未返厂", Whereabouts::kHome},
        std::pair{"待岗", Whereabouts::kHome}, std::pair{"照顾家庭", Whereabouts::kHome},
        std::pair{"年老体弱", Whereabouts::kHome}, std::pair{"轮休", Whereabouts::kVisiting},
        std::pair{"请假在家", Whereabouts::kVisiting}, std::pair{"居家就业", Whereabouts::kLocal},
        std::pair{"生态护林员", Whereabouts::kLocal},
        std::pair{"电话关机", Whereabouts::kNotReached},
        std::pair{"在外务工,电话关机", Whereabouts::kAway},
        std::pair{"因病离世", Whereabouts::kUnknown},
        std::pair{"外省陪读", Whereabouts::kUnknown}}) {
    EXPECT_EQ(ReadWhereabouts(text), whereabouts) << text;
  }
  const SurveyReading back = Read({{"就业状态", "已返回广东中山"}});
  EXPECT_EQ(back.statement.whereabouts, Whereabouts::kAway);
  EXPECT_EQ(Read({{"就业状态", "已返回家中"}}).statement.whereabouts, Whereabouts::kHome);
}

TEST(SurveyWords, RemarksInOtherWords) {
  struct Case {
    const char* remarks;
    Whereabouts whereabouts;
    const char* place;
  };
  for (const Case& c : {
           Case{"赴浙江宁波务工", Whereabouts::kAway, "330200"},
           Case{"下广东打工去了", Whereabouts::kAway, "440000"},
           Case{"目前江苏昆山工作", Whereabouts::kAway, "320583"},
           Case{"前往福建晋江", Whereabouts::kAway, "350582"},
           Case{"跟车跑长途", Whereabouts::kAway, ""},
           Case{"等通知去浙江", Whereabouts::kHome, ""},
           Case{"报名去中山了,月底走", Whereabouts::kHome, ""},
           Case{"家里修房子", Whereabouts::kHome, ""},
           Case{"想在县城上班", Whereabouts::kUnknown, ""},
           Case{"本地没有工作", Whereabouts::kHome, ""},
           Case{"在镇政府食堂做饭", Whereabouts::kLocal, ""},
           Case{"电话不通", Whereabouts::kNotReached, ""},
           Case{"其子在昆山,本人在家", Whereabouts::kHome, ""},
           Case{"去年在东莞,今年没出去", Whereabouts::kHome, ""},
           Case{"打算端午后再出去", Whereabouts::kHome, ""},
           Case{"7月10号去中山", Whereabouts::kHome, ""},
           Case{"6月10号去中山", Whereabouts::kAway, "442000"},
           Case{"还没返岗", Whereabouts::kHome, ""},
           Case{"长期不在村,无法联系", Whereabouts::kLost, ""},
           Case{"不在家,在浙江", Whereabouts::kAway, "330000"},
           Case{"前几天回来了,过段时间还要去", Whereabouts::kVisiting, ""},
           Case{"在村里合作社采茶", Whereabouts::kLocal, ""},
           Case{"新疆摘棉花", Whereabouts::kAway, "650000"},
           Case{"东莞电子厂普工5000元", Whereabouts::kAway, "441900"},
           Case{"在缅甸", Whereabouts::kAway, ""},
           Case{"在刺梨基地除草", Whereabouts::kLocal, ""},
           Case{"在中山小榄打工,年后去的", Whereabouts::kAway, "442000118"},
           Case{"过完年就走了", Whereabouts::kAway, ""},
           Case{"坐专车去的", Whereabouts::kAway, ""},
           Case{"年后去浙江", Whereabouts::kHome, ""},
           Case{"等娃大点再出去", Whereabouts::kHome, ""},
           Case{"未务工", Whereabouts::kHome, ""},
           Case{"搞养殖", Whereabouts::kHome, ""},
           Case{"在国外", Whereabouts::kAway, ""},
       }) {
    const SurveyReading reading = Read({{"备注", c.remarks}});
    EXPECT_EQ(reading.statement.whereabouts, c.whereabouts) << c.remarks;
    EXPECT_EQ(reading.statement.workplace_division_code, c.place) << c.remarks;
  }
  // Where somebody is registered, lives or was is not where they work.
  for (const char* remarks :
       {"户口迁到贵阳", "易地搬迁到红果", "全家搬到贵阳", "去年在东莞", "在盘州居住", "判刑",
        "在部队", "父母在外,本人读大二", "在贵阳找工作"}) {
    EXPECT_TRUE(Read({{"备注", remarks}}).rejected()) << remarks;
  }
}

// A sheet of December speaks of the January to come.
TEST(SurveyWords, PlansBeyondTheTurnOfTheYear) {
  const SurveyReader reader(ReadContext{absl::CivilDay(2026, 12, 20), "520281", ""});
  for (const auto& [remarks, whereabouts] :
       {std::pair{"1月10号去中山", Whereabouts::kHome}, std::pair{"1月去中山", Whereabouts::kHome},
        std::pair{"12月28号去中山", Whereabouts::kHome},
        std::pair{"1月10号去的中山", Whereabouts::kAway},
        std::pair{"11月10号去中山", Whereabouts::kAway},
        // Further ahead than the turn of the year: this year's.
        std::pair{"3月10号去中山", Whereabouts::kAway},
        std::pair{"7月10号去中山", Whereabouts::kAway}}) {
    const FieldTexts row = MapPairs(TableKind::kSurveys, {{"编号", "1"}, {"备注", remarks}});
    EXPECT_EQ(reader.Read(row).statement.whereabouts, whereabouts) << remarks;
  }
}

// The same words in the column of the state as in the remarks.
TEST(SurveyWords, NoWorkAndLostInStatesAsInRemarks) {
  for (const char* words : {"判刑", "去逝", "过逝", "念书", "服刑", "去世"}) {
    const std::string state = std::string("外出务工,") + words;
    EXPECT_EQ(ReadWhereabouts(state), Whereabouts::kUnknown) << words;
    EXPECT_TRUE(Read({{"就业状态", state}}).rejected()) << words;
    EXPECT_TRUE(Read({{"备注", words}}).rejected()) << words;
  }
  for (const char* words : {"下落不详", "失联", "联系不上", "联系不上,家人也不知道去向"}) {
    EXPECT_EQ(ReadWhereabouts(words), Whereabouts::kLost) << words;
    EXPECT_EQ(Read({{"备注", words}}).statement.whereabouts, Whereabouts::kLost) << words;
  }
  EXPECT_EQ(ReadWhereabouts("在外务工,电话拒接"), Whereabouts::kAway);
  EXPECT_EQ(ReadWhereabouts("不知去向"), Whereabouts::kLost);
  EXPECT_EQ(Read({{"务工地点", "珠三角"}}).statement.whereabouts, Whereabouts::kAway);
}

// Whom nobody reached by telephone nobody has found to be lost.
TEST(SurveyWords, NotReachedByTelephoneIsNotLost) {
  for (const char* words :
       {"拒接", "无法接通", "关机", "无人接听", "未接通", "打不通", "未联系上", "空号", "占线",
        "停机", "电话联系不上", "手机一直联系不上", "没接", "没人接", "号码错误"}) {
    const SurveyReading reading = Read({{"备注", words}});
    EXPECT_FALSE(reading.rejected()) << words;
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kNotReached) << words;
    EXPECT_EQ(Read({{"就业状态", words}}).statement.whereabouts, Whereabouts::kNotReached) << words;
  }
  EXPECT_EQ(Read({{"备注", "电话联系不上,不知去向"}}).statement.whereabouts, Whereabouts::kLost);
  // Another column, or the remarks, may say where they are all the same.
  EXPECT_EQ(Read({{"就业状态", "关机"}, {"备注", "家人说在贵阳"}}).statement.whereabouts,
            Whereabouts::kAway);
  EXPECT_EQ(Read({{"是否外出务工", "是"}, {"就业状态", "打不通"}}).statement.whereabouts,
            Whereabouts::kAway);
  EXPECT_TRUE(Read({{"就业状态", "停机"}, {"备注", "已去世"}}).rejected());
}

TEST(SurveyWords, DatesBesideWhatTheySpeakOf) {
  const auto since = [](const char* header, const char* text) {
    const SurveyStatement statement = Read({{"就业状态", "在外务工"}, {header, text}}).statement;
    return statement.since.has_value() ? absl::FormatCivilTime(*statement.since) : "";
  };
  EXPECT_EQ(since("外出时间", "2026年2月24日(正月初八)"), "2026-02-24");
  EXPECT_EQ(since("外出时间", "2026年3月至12月"), "2026-03-01");
  EXPECT_EQ(since("备注", "外出务工,浙江宁波,2026.3.1"), "2026-03-01");
  const SurveyStatement there = Read({{"备注", "2026.3.1外出浙江省宁波市务工"}}).statement;
  EXPECT_EQ(there.workplace_division_code, "330200");
  EXPECT_EQ(there.since, absl::CivilDay(2026, 3, 1));
  EXPECT_EQ(Read({{"备注", "浙江宁波务工(2026年3月)"}}).statement.workplace_division_code,
            "330200");
  const auto day = [](const char* text) {
    const SurveyReader reader(ReadContext{absl::CivilDay(2026, 7, 15), "520281", ""});
    const auto reading =
        reader.Read(MapPairs(TableKind::kSurveys, {{"编号", "1"}, {"备注", text}}));
    return reading.statement.since;
  };
  EXPECT_EQ(day("上周三去了中山"), absl::CivilDay(2026, 7, 8));
  EXPECT_EQ(day("昨天去了浙江"), absl::CivilDay(2026, 7, 14));
  EXPECT_EQ(day("在浙江,昨天电话核实"), std::nullopt);
}

// What is only heard, left or planned says no more than that; the worst reading is one more away.
TEST(SurveyWords, RemarksThatWereReadTheWrongWay) {
  const SurveyReader reader(ReadContext{absl::CivilDay(2026, 10, 15), "520281", ""});
  const auto read = [&](Pairs pairs) {
    pairs.emplace_back("编号", "1");
    return reader.Read(MapPairs(TableKind::kSurveys, pairs));
  };
  const SurveyReading home = read({{"备注", "9月28日回家后没再出去"}});
  EXPECT_EQ(home.statement.whereabouts, Whereabouts::kHome);
  EXPECT_EQ(home.statement.since, absl::CivilDay(2026, 9, 28));
  for (const char* remarks : {"已不在原厂，具体不清楚", "不在中山的厂里了", "听说在浙江",
                              "可能去福建了", "听邻居说在外打工"}) {
    EXPECT_TRUE(read({{"备注", remarks}}).rejected()) << remarks;
  }
  const SurveyReading heard = read({{"就业状态", "在外务工"}, {"备注", "听说在浙江"}});
  EXPECT_EQ(heard.statement.whereabouts, Whereabouts::kAway);
  ASSERT_EQ(heard.warnings.size(), 1u);
  EXPECT_EQ(heard.warnings[0].reason, "VALUE_NOT_UNDERSTOOD");
  for (const Pairs& visit :
       std::vector<Pairs>{{{"备注", "请假在家，过几天就去"}},
                          {{"备注", "调休回来"}},
                          {{"就业状态", "在家"}, {"备注", "回来打谷子，打完又去"}},
                          {{"就业状态", "返乡"}, {"备注", "回来办酒，月底返厂"}}}) {
    EXPECT_EQ(read(visit).statement.whereabouts, Whereabouts::kVisiting) << visit.back().second;
  }
  // Home for good, whatever they mean to do next.
  const Pairs next_year = {{"就业状态", "返乡"}, {"备注", "回来了，过完年再去"}};
  const SurveyReading for_good = read(next_year);
  EXPECT_EQ(for_good.statement.whereabouts, Whereabouts::kHome);
  ASSERT_EQ(for_good.warnings.size(), 1u);
  EXPECT_EQ(for_good.warnings[0].reason, "PLACE_CONFLICT");
  const Pairs stays = {{"备注", "请假回来，不再出去"}};
  EXPECT_EQ(read(stays).statement.whereabouts, Whereabouts::kHome);
  const SurveyReading numerals = read({{"备注", "二〇二五年八月二十日去浙江务工的"}});
  EXPECT_EQ(numerals.statement.since, absl::CivilDay(2025, 8, 20));
  const SurveyReading bracket = read({{"就业状态", "外出（中山横栏，4月）"}});
  EXPECT_EQ(bracket.statement.since, absl::CivilDay(2026, 4, 1));
  EXPECT_TRUE(bracket.statement.since_month);
}

// An arrival has a place; without one it is not refused but waits for it.
TEST(SurveyWords, ADepartureWithoutAPlaceIsConfirmed) {
  SurveyStatement statement;
  statement.whereabouts = Whereabouts::kAway;
  statement.since = absl::CivilDay(2026, 4, 1);
  const SurveyOutcomes outcomes = OutcomesOf(statement, {}, absl::CivilDay(2026, 7, 1));
  ASSERT_EQ(outcomes.drafts.size(), 1u);
  EXPECT_EQ(outcomes.drafts[0].type, OutcomeType::kConfirmed);
  ASSERT_EQ(outcomes.warnings.size(), 1u);
  EXPECT_EQ(outcomes.warnings[0].field_path, "workplace_division_code");
}

TEST(SurveyWords, WorkThatIsDeniedIsNone) {
  EXPECT_TRUE(SaysWork("在鞋厂上班"));
  EXPECT_FALSE(SaysWork("没上班"));
  EXPECT_FALSE(SaysWork("没有再去打工"));
  EXPECT_TRUE(SaysWork("没上班,在家开店"));
}

// Neither alone; that they are away is sure where both lie outside.
TEST(SurveyWords, SeveralPlacesOfWorkAreAmbiguous) {
  for (const char* places : {"广东/浙江", "广东或浙江", "广州、深圳"}) {
    const SurveyReading reading = Read({{"务工地", places}});
    EXPECT_EQ(reading.statement.workplace_division_code, "") << places;
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << places;
    ASSERT_EQ(reading.warnings.size(), 1u) << places;
    EXPECT_EQ(reading.warnings[0].reason, "PLACE_AMBIGUOUS") << places;
  }
  EXPECT_TRUE(Read({{"务工地", "盘州/广东"}}).rejected());
  EXPECT_EQ(Read({{"务工地", "广东省/深圳/龙华"}}).statement.workplace_division_code, "440309");
}

// Who has just gone is away; who went and came back, or has not gone yet, is not.
TEST(SurveyWords, WhoHasJustGoneIsAway) {
  for (const char* state : {"刚出去", "刚刚出去", "才出去", "刚出门打工", "上周出去了", "已出去",
                            "昨天出门", "刚去", "刚出去没几天", "早就出去了", "上个月出发"}) {
    const SurveyReading reading =
        Read({{"目前情况", state}, {"务工地", "中山横栏"}, {"外出时间", "6.10"}});
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << state;
    EXPECT_EQ(reading.statement.workplace_division_code, "442000110") << state;
    EXPECT_EQ(reading.statement.since, absl::CivilDay(2026, 6, 10)) << state;
  }
  for (const char* state :
       {"没出去", "还没出去", "刚出去又回来了", "准备出去", "刚回来", "不出去", "昨天出去赶集"}) {
    EXPECT_NE(Read({{"目前情况", state}}).statement.whereabouts, Whereabouts::kAway) << state;
  }
}

// The end of a job says not where somebody is: the row is refused, and told what to write.
TEST(SurveyWords, TheEndOfAJobSaysNoWhereabouts) {
  for (const char* state : {"离职", "已离职", "辞工了", "自离", "不干了", "厂倒闭", "被辞退"}) {
    const SurveyReading reading = Read({{"就业状态", state}, {"务工地", "中山市"}});
    ASSERT_EQ(reading.violations.size(), 1u) << state;
    EXPECT_NE(reading.violations[0].message.find("没说人在哪里"), std::string::npos) << state;
  }
  EXPECT_EQ(Read({{"就业状态", "离职回家"}}).statement.whereabouts, Whereabouts::kHome);
  const SurveyReading unread = Read({{"就业状态", "不清不楚"}});
  ASSERT_EQ(unread.violations.size(), 1u);
  EXPECT_EQ(unread.violations[0].message.find("离职"), std::string::npos);
}

// Who says 不走了 has come home for good, on the day that is said.
TEST(SurveyWords, TheDayOfWhoStaysAtHome) {
  const struct {
    const char* remarks;
    const char* since;  // read on 1 July 2026
  } kCases[] = {
      {"5月15日从东莞回来，不走了", "2026-05-15"},   {"6月2日回来，不走了", "2026-06-02"},
      {"五一5号回来就不走了", "2026-05-05"},         {"5月15日从厂里走的，回家了", "2026-05-15"},
      {"5月15日从东莞走的，现在在家", "2026-05-15"}, {"6月2日回来不走", "2026-06-02"},
      {"6月2日回来，不出去了", "2026-06-02"},        {"6月2日回来，没再走", "2026-06-02"},
      {"6月2日回来，走不开", "2026-06-02"},          {"6月2日回来，不打算再走", "2026-06-02"}};
  for (const auto& c : kCases) {
    for (const char* state : {"在家", ""}) {
      const SurveyReading reading = Read({{"就业状态", state}, {"备注", c.remarks}});
      EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kHome) << c.remarks;
      ASSERT_TRUE(reading.statement.since.has_value()) << c.remarks;
      EXPECT_EQ(absl::FormatCivilTime(*reading.statement.since), c.since) << c.remarks;
    }
  }
  EXPECT_EQ(Read({{"就业状态", "在家"}, {"备注", "6月2日回来，月底走"}}).statement.whereabouts,
            Whereabouts::kVisiting);
}

// People speak for themselves and families for theirs; what others tell is hearsay.
TEST(SurveyWords, WhatOthersTellIsHearsay) {
  for (const char* remarks :
       {"听他妈说在昆山", "邻居说去了福建", "村长讲在广州", "老板说他还在厂", "王姐说在温州",
        "村干部反映在外务工", "同村老李说他在东莞", "据村民反映在浙江", "老乡告诉我去了宁波",
        "听人讲在深圳", "老板娘说在厂里上班", "邻居说准备去广东", "听说去了浙江，在温州做鞋"}) {
    const SurveyReading reading = Read({{"备注", remarks}});
    EXPECT_TRUE(reading.rejected()) << remarks;
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kUnknown) << remarks;
  }
  for (const char* remarks :
       {"他妈说在昆山", "家人说在昆山", "据家属反映在昆山务工", "本人说在昆山", "打电话说在昆山",
        "他爸讲6月5日去了昆山", "老婆说他在昆山", "听说去了浙江，本人电话说在昆山",
        "工资说好6000，去了昆山"}) {
    const SurveyReading reading = Read({{"备注", remarks}});
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << remarks;
    EXPECT_EQ(reading.statement.workplace_division_code, "320583") << remarks;
  }
  EXPECT_TRUE(Read({{"就业状态", "听说在外务工"}}).rejected());
  EXPECT_TRUE(Read({{"务工地", "听说在广东"}}).rejected());
  EXPECT_TRUE(Read({{"就业状态", "在外"}, {"务工地", "可能在广东"}})
                  .statement.workplace_division_code.empty());
}

TEST(SurveyWords, RemarksThatOnlyLookLikeSomebodyAwayAtWork) {
  for (const char* remarks : {"6月2日坐专车去中山，没到厂就跑了", "走亲戚去了昆明",
                              "人在义乌，邻居讲的", "人在义乌，村长说的"}) {
    EXPECT_TRUE(Read({{"备注", remarks}}).rejected()) << remarks;
  }
  EXPECT_TRUE(Read({{"就业状态", "在外"}, {"备注", "去年在东莞，今年在家带孙子"}}).rejected());
  EXPECT_TRUE(Read({{"就业状态", "在外"}, {"备注", "去中山，没到厂就跑了"}}).rejected());
  EXPECT_TRUE(Read({{"务工地", "中山市"}, {"备注", "没到厂就跑了"}}).rejected());
  const std::vector<std::pair<const char*, Whereabouts>> cases = {
      {"家里修房，等修好去浙江", Whereabouts::kHome},
      {"等房子盖好再去浙江", Whereabouts::kHome},
      {"等了两天才去的浙江", Whereabouts::kAway},
      {"人在义乌，他哥讲的", Whereabouts::kAway},
      {"没到厂就跑了，现在在东莞", Whereabouts::kAway},
      {"不在家，问不到", Whereabouts::kNotReached},
      {"现在在中山，没进厂", Whereabouts::kAway},
  };
  for (const auto& [remarks, whereabouts] : cases) {
    const SurveyReading reading = Read({{"备注", remarks}});
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_EQ(reading.statement.whereabouts, whereabouts) << remarks;
  }
}

TEST(SurveyWords, TheDateOfAChangeOfWorkIsNotThatOfGoingOut) {
  for (const char* remarks : {"从中山转厂到佛山顺德，5月份", "5月跳到珠海斗门了"}) {
    const SurveyStatement statement = Read({{"备注", remarks}}).statement;
    EXPECT_TRUE(statement.since_change) << remarks;
    const SurveyOutcomes outcomes = OutcomesOf(statement, {}, absl::CivilDay(2026, 7, 1));
    EXPECT_EQ(outcomes.warnings.size(), 1U) << remarks;
  }
  EXPECT_FALSE(Read({{"备注", "5月去的珠海斗门"}}).statement.since_change);
}

TEST(SurveyWords, PlacesOfTheOwnCountyAndPlacesThatAreDenied) {
  const struct {
    const char* state;
    const char* place;
    const char* remarks;
    Whereabouts whereabouts;
    const char* code;
  } kCases[] = {
      {"务工", "本县", "", Whereabouts::kLocal, "520281"},
      {"务工", "县内", "", Whereabouts::kLocal, "520281"},
      {"务工", "本地", "", Whereabouts::kLocal, ""},
      {"上班", "家门口", "", Whereabouts::kLocal, ""},
      {"", "县城", "", Whereabouts::kLocal, "520281"},
      {"务工", "本县", "红果煤矿上班", Whereabouts::kLocal, "520281"},
      {"务工", "", "红果煤矿上班", Whereabouts::kLocal, nullptr},
      {"在外", "不在广东，去了浙江", "", Whereabouts::kAway, "330000"},
      {"在外", "", "不在广东，去了浙江", Whereabouts::kAway, "330000"},
      {"在外", "没去广东", "", Whereabouts::kAway, ""},
      {"", "原在东莞，现在中山", "", Whereabouts::kAway, "442000"},
      {"在外", "东莞/深圳", "", Whereabouts::kAway, ""},
  };
  for (const auto& c : kCases) {
    const SurveyStatement statement =
        Read({{"就业状态", c.state}, {"务工地", c.place}, {"备注", c.remarks}}).statement;
    EXPECT_EQ(statement.whereabouts, c.whereabouts) << c.state << c.place << c.remarks;
    if (c.code != nullptr) {
      EXPECT_EQ(statement.workplace_division_code, c.code) << c.state << c.place << c.remarks;
    } else {
      EXPECT_EQ(statement.workplace_division_code.substr(0, 6), "520281") << c.remarks;
    }
  }
  // A column 去向 beside that of the state is read as one of places.
  for (const auto& [place, code] : {std::pair{"越南", "VNM"},
                                    {"海南", "460000"},
                                    {"石桥镇扶贫车间", "520281109"},
                                    {"盘州市区", "520281"},
                                    {"广东中山", "442000"}}) {
    EXPECT_EQ(Read({{"目前状况", "务工"}, {"去向", place}}).statement.workplace_division_code, code)
        << place;
  }
}

}  // namespace
}  // namespace laowu::intake
