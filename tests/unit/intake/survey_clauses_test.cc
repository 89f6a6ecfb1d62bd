// What a clause of a survey's remarks says of where somebody is, by who does what, whether it is
// denied, when it is and where: held against a state that says the same or otherwise. Words that
// no other test has stand here in every turn, so that a class of them is tried and not a list.

#include "intake/survey/survey_clauses.h"

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
      new SurveyReader(ReadContext{absl::CivilDay(2026, 10, 31), "520281", ""});
  pairs.emplace_back("编号", "1");
  return reader->Read(MapPairs(TableKind::kSurveys, pairs));
}

SurveyReading ReadAway(const char* remarks) {
  return Read({{"就业状态", "在外务工"},
               {"务工地", "广东中山"},
               {"外出时间", "2026-02"},
               {"备注", remarks}});
}

SurveyReading ReadHome(const char* remarks, const char* state = "在家") {
  return Read({{"就业状态", state}, {"备注", remarks}});
}

TEST(SurveyClauses, WhoCameHomeOrNeverWentIsAskedAbout) {
  for (const char* remarks : {"没有出去，报错了",
                              "没在外面",
                              "不打工了",
                              "回家带孙子了",
                              "今年没去",
                              "没得外出",
                              "其实没出去过",
                              "早就不在外面打工了",
                              "填错了，人没走",
                              "走不开，屋头老人要照顾",
                              "母亲去世回来了",
                              "父亲病重回来照顾",
                              "人已经归屋半个月了",
                              "老板跑路，转屋头了",
                              "娃儿没人管，上个月回来了",
                              "说是去，结果没走成",
                              "不习惯就回来了",
                              "试用没过回来了",
                              "年初就没去了",
                              "出去两天不习惯又回来了",
                              "归家",
                              "节后没去了，在柏果洗煤厂干",
                              "现在村里开小卖部"}) {
    EXPECT_TRUE(ReadAway(remarks).rejected()) << remarks;
  }
}

// 回, 返 go by what stands behind them: a works, a place away, or home.
TEST(SurveyClauses, WhoWentBackToWorkIsNotAtHome) {
  for (const char* remarks :
       {"人在广东的嘛，年初就走了", "过完国庆又回中山了", "上周回厂里上班了", "国庆后回厂上班",
        "走了", "节后已返岗中山", "又回中山去了", "上个月回公司上班去了", "9月份回东莞厂里了",
        "人已经回浙江了", "早就返回工地了", "又出门了", "中秋过了又去了", "国庆收假就回厂了",
        "又跟老乡去福建了", "初八走的，还没回来", "休完产假回公司了", "已回浙江的厂"}) {
    EXPECT_TRUE(ReadHome(remarks).rejected()) << remarks;
    EXPECT_TRUE(ReadHome(remarks, "返乡").rejected()) << remarks;
  }
  for (const char* remarks : {"回家了", "回老家了", "回贵州了", "已回", "回屋头了", "从广东回来的",
                              "回村里了", "等国庆后回厂", "中山的厂不回去了"}) {
    EXPECT_FALSE(ReadHome(remarks).rejected()) << remarks;
  }
}

// Of who stands before the verb, and of things.
TEST(SurveyClauses, WhatAnotherDoesSaysNothingOfThePerson) {
  for (const char* remarks : {"有一个儿子在东莞", "两个女儿都在浙江打工", "他二姐夫在中山开厂",
                              "屋头有个弟弟在外打工", "家里老大在广东", "丈夫在外务工",
                              "公公婆婆在外地", "姐姐带弟弟在浙江", "老公在浙江，她在家带娃"}) {
    const SurveyReading reading = ReadHome(remarks);
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_TRUE(reading.warnings.empty()) << remarks;
  }
  EXPECT_TRUE(Read({{"备注", "有一个儿子在东莞"}}).rejected());
  for (const char* remarks : {"父亲病重",
                              "父亲在家养病",
                              "家里还有两个娃在读书",
                              "大伯当兵",
                              "老家房子在翻修",
                              "家里地被征用",
                              "家里牛病了",
                              "老屋垮了",
                              "村里修路占了他家地",
                              "媳妇坐月子",
                              "有一儿一女，在老家读书",
                              "供孩子读大学",
                              "弟弟今年当兵去了",
                              "三个儿子都在外面",
                              "只身在外，家中无人",
                              "家有残疾人",
                              "家里种烤烟",
                              "家里房子漏雨",
                              "姐夫带去的",
                              "两个娃在镇上读书，老人带"}) {
    const SurveyReading reading = ReadAway(remarks);
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << remarks;
    EXPECT_TRUE(reading.warnings.empty()) << remarks;
  }
  // Of both.
  EXPECT_EQ(Read({{"备注", "跟着老公在东莞打工"}}).statement.workplace_division_code, "441900");
}

TEST(SurveyClauses, WhoDoesNoWorkIsRefusedBesideAStateOfWork) {
  for (const char* remarks :
       {"读大学，不是打工", "参军走了，9月入伍", "户口已迁出，嫁到外地", "帮女儿看娃娃，没上班",
        "在校大学生", "考上大学了，去读书", "在监狱服刑", "判了两年", "坐班房去了", "嫁到湖南了",
        "陪孩子读书，没打工", "在医院住院，没上班", "9月去部队了", "在遵义读职高"}) {
    EXPECT_TRUE(ReadAway(remarks).rejected()) << remarks;
  }
  EXPECT_TRUE(Read({{"备注", "工伤，在贵阳医院医脚杆"}}).rejected());
  // What is over.
  for (const char* remarks : {"大学生毕业了", "大学毕业", "退伍军人", "当过兵", "以前当兵",
                              "不读书了", "没读书了，出来打工", "刑满释放", "初中毕业就出来了",
                              "失联过，现已联系上", "读完职高就出来了"}) {
    const SurveyReading reading = ReadAway(remarks);
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_TRUE(reading.warnings.empty()) << remarks;
  }
}

TEST(SurveyClauses, WhoComesHomeEachDayOrYearIsStillAway) {
  for (const char* remarks : {"早出晚归，天天拢屋", "周末回家", "一年回来一次", "逢年过节才回来",
                              "每个月回来看娃", "去年没回来过年", "回来过"}) {
    const SurveyReading reading = ReadAway(remarks);
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_TRUE(reading.warnings.empty()) << remarks;
  }
}

TEST(SurveyClauses, LeaveAtHomeIsAVisit) {
  for (const char* remarks : {"父亲病重，请假在家照顾", "母亲住院，请假回来"}) {
    const SurveyReading reading = ReadAway(remarks);
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kVisiting) << remarks;
    ASSERT_EQ(reading.warnings.size(), 1U) << remarks;
    EXPECT_EQ(reading.warnings[0].reason, "PLACE_CONFLICT") << remarks;
  }
}

// Remarks that say the same as the state in other words.
TEST(SurveyClauses, WhoIsHomeByBothIsNotAskedAbout) {
  for (const char* remarks : {"腰杆有问题，不打工了", "厂里倒闭，8月底回来的", "在屋头，没去哪",
                              "家里修路占了地，天天在家", "厂里停工，没去了", "没人带小孩，出不去",
                              "等孩子大点再出去", "刚从部队退伍", "疫情后就没出去了"}) {
    const SurveyReading reading = ReadHome(remarks);
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kHome) << remarks;
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_TRUE(reading.warnings.empty()) << remarks;
  }
}

TEST(SurveyClauses, RemarksAlone) {
  const struct {
    const char* remarks;
    Whereabouts whereabouts;
    const char* place;
  } kCases[] = {
      {"全家外出，无人在家", Whereabouts::kAway, ""},
      {"年前回来过年就没再出去", Whereabouts::kHome, ""},
      {"在街上开馆子，3月开起的", Whereabouts::kLocal, ""},
      {"2月回来，3月又出去", Whereabouts::kAway, ""},
      {"带小孩在外打工", Whereabouts::kAway, ""},
      {"一家三口都在浙江义乌", Whereabouts::kAway, "330782"},
      {"去珠海前山了", Whereabouts::kAway, "440402"},
      {"在太原打工", Whereabouts::kAway, "140100"},
      {"在广东等地打工", Whereabouts::kAway, "440000"},
      {"工资不高回来了", Whereabouts::kHome, ""},
      {"没法出去", Whereabouts::kHome, ""},
  };
  for (const auto& c : kCases) {
    const SurveyReading reading = Read({{"备注", c.remarks}});
    EXPECT_EQ(reading.statement.whereabouts, c.whereabouts) << c.remarks;
    EXPECT_EQ(reading.statement.workplace_division_code, c.place) << c.remarks;
  }
  EXPECT_EQ(Read({{"就业状态", "全家外出，无人在家"}}).statement.whereabouts, Whereabouts::kAway);
  EXPECT_EQ(Read({{"就业状态", "没得外出"}}).statement.whereabouts, Whereabouts::kHome);
  // Whether they came is not said.
  EXPECT_TRUE(Read({{"备注", "没钱回家"}}).rejected());
  EXPECT_TRUE(Read({{"备注", "在贵阳买房居住"}}).rejected());
}

// The state itself says where.
TEST(SurveyClauses, AJobInTheCountyIsInTheSendersOwn) {
  const SurveyStatement statement =
      Read({{"就业状态", "县内就业"}, {"就业时间", "2026年5月1日"}, {"务工单位", "样例超市"}})
          .statement;
  EXPECT_EQ(statement.whereabouts, Whereabouts::kLocal);
  EXPECT_EQ(statement.workplace_division_code, "520281");
  EXPECT_EQ(statement.since, absl::CivilDay(2026, 5, 1));
}

TEST(SurveyClauses, OneClause) {
  const auto read = [](const char* clause) {
    return ReadClause(clause, PlaceNamed::kNone, absl::CivilDay(2026, 10, 31));
  };
  EXPECT_TRUE(read("儿子在外打工").of_another);
  EXPECT_FALSE(read("跟儿子在外打工").of_another);
  EXPECT_TRUE(read("8月回来的").home_now);
  EXPECT_TRUE(read("10月回来").to_come);
  EXPECT_TRUE(read("过年回来").to_come);
  EXPECT_TRUE(read("又走了").gone_again);
  EXPECT_TRUE(read("回厂了").gone_again);
  EXPECT_TRUE(read("国庆后回厂").gone_again);
  EXPECT_TRUE(read("下周回厂").to_come);
  EXPECT_TRUE(read("没上班").without_work);
  EXPECT_TRUE(read("参军").no_work);
  EXPECT_FALSE(read("退伍").no_work);
  EXPECT_EQ(read("可能去福建了").said, Whereabouts::kUnknown);
}

}  // namespace
}  // namespace laowu::intake
