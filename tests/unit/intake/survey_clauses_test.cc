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

// A state's column that is written as remarks are is read as they are (目前情况: 在惠州，娃儿在家).
SurveyReading ReadTold(const char* header, const char* text) { return Read({{header, text}}); }

constexpr const char* kToldUnder[] = {"备注", "目前情况"};

// Money, things, messages, children and old people in a clause move nobody.
TEST(SurveyClauses, WhatGoesHomeIsNotThePerson) {
  for (const char* text : {"在中山，每月寄两千回家",
                           "在中山，寄钱回家",
                           "在中山，打钱回来",
                           "在中山，每个月汇钱回来",
                           "在中山，上个月寄了东西回来",
                           "在中山，工资都拿回家",
                           "在中山，过年要打钱回来",
                           "在中山，打了两千回来",
                           "在中山，每月打2000回家",
                           "在中山，发微信回了",
                           "在中山，把娃儿送回来了",
                           "在中山，娃儿在家跟奶奶",
                           "在中山，家里有两个老人",
                           "在中山，孩子留在家里",
                           "在中山，家里老人带娃",
                           "在中山，家里房子没人住",
                           "在中山，家里没人",
                           "在中山，家里只剩老人",
                           "在中山，家中还有老母亲",
                           "在中山，爹妈在家种地",
                           "她妈讲：人在中山，过年要打钱回来"}) {
    for (const char* header : kToldUnder) {
      const SurveyReading reading = ReadTold(header, text);
      EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << header << text;
      EXPECT_EQ(reading.statement.workplace_division_code, "442000") << header << text;
    }
  }
  EXPECT_EQ(ReadTold("备注", "寄了东西就回来了").statement.whereabouts, Whereabouts::kHome);
}

TEST(SurveyClauses, WhoIsNotAtHomeHasNotReturned) {
  for (const char* text : {"没在家", "没有在家", "没得在家", "未在家", "人没在屋", "没在老家",
                           "没在村里", "不在家", "不在屋头", "不是在家"}) {
    EXPECT_EQ(ReadTold("目前情况", text).statement.whereabouts, Whereabouts::kAway) << text;
  }
  for (const char* header : kToldUnder) {
    EXPECT_TRUE(ReadTold(header, "没在家，具体在哪里他爹妈不肯讲").rejected()) << header;
    for (const char* text : {"说在广州，又说在家，讲不清楚", "说在广州，又说在家，到底在哪不清楚",
                             "一会说在广州，一会说在家"}) {
      EXPECT_TRUE(ReadTold(header, text).rejected()) << header << text;
    }
  }
}

// A place behind what is no work is where they study, serve, are treated or buried.
TEST(SurveyClauses, APlaceMakesNoWorkOfWhatIsNone) {
  for (const char* text :
       {"今年九月份去当兵了，在山东", "去年当兵去了，在云南", "考起大学了，在长沙", "住院，在昆明",
        "在昆明，住院", "尘肺病住院，人在六盘水市医院", "9月入伍，部队在重庆", "坐牢，在贵阳",
        "被抓了，在广东", "因打架被关起来了，在东莞", "人没了，埋在老家", "人走了，埋在后山",
        "不在人世，葬在老家", "去部队了，人在广西", "跟起娃儿去的厦门，帮忙接送"}) {
    for (const char* header : kToldUnder) {
      EXPECT_TRUE(ReadTold(header, text).rejected()) << header << text;
    }
  }
  for (const char* text :
       {"坐牢出来了，在东莞打工", "大学毕业了，在东莞上班", "退伍了，在东莞", "出院了，在东莞上班",
        "去年住过院，在东莞", "儿子考起大学了，在东莞", "儿子在当兵，人在东莞"}) {
    for (const char* header : kToldUnder) {
      EXPECT_EQ(ReadTold(header, text).statement.workplace_division_code, "441900")
          << header << text;
    }
  }
  for (const char* remarks :
       {"去年12月死在工地上，赔偿未结", "车祸走了，上个月办的丧事", "因打架被关起来了",
        "瘫在床上，老婆喂饭", "在那边医院招呼他爹，没做工", "九月就没干了，人在哪里不晓得"}) {
    EXPECT_TRUE(ReadAway(remarks).rejected()) << remarks;
  }
  for (const char* remarks :
       {"他爹没了，埋在老家", "厂里有个老乡被抓了，跟他没得关系", "宅基地和隔壁扯皮，法院判了",
        "同村王某8月已返乡，他还在", "嫁出去的大女在本村住，帮看房子",
        "手机停机，发微信回了，人在厂头", "家里危房改造，请人在家守起"}) {
    EXPECT_FALSE(ReadAway(remarks).rejected()) << remarks;
  }
}

TEST(SurveyClauses, TheLaterClauseEndsALeave) {
  for (const char* text :
       {"10月3号请假回来吃酒，8号又上去了，还是那个厂（宁波）",
        "请假回来吃酒，第三天就回厂了，厂在宁波", "请假回来，8号又回厂了",
        "10月3号请假回来，已返岗", "请假回来办事，已经回去上班了", "探亲回来，已回厂",
        "10.26回家奔丧，头七过了回厂", "请假回来，又返回广东"}) {
    for (const char* header : kToldUnder) {
      EXPECT_EQ(ReadTold(header, text).statement.whereabouts, Whereabouts::kAway) << header << text;
    }
  }
  for (const char* text : {"请假在家", "请假回来吃酒", "请假回来，过几天回厂", "请假回来，还没回厂",
                           "才回来两天，下星期一返厂（佛山）"}) {
    for (const char* header : kToldUnder) {
      EXPECT_EQ(ReadTold(header, text).statement.whereabouts, Whereabouts::kVisiting)
          << header << text;
    }
  }
}

TEST(SurveyClauses, WhoMeansToGoIsAtHome) {
  for (const char* text : {"明天去义乌", "票买好了，明天去义乌", "票买好了，去义乌", "下周去广东",
                           "后天走，去义乌", "明天就去东莞", "车票订好了，去义乌"}) {
    for (const char* header : kToldUnder) {
      EXPECT_EQ(ReadTold(header, text).statement.whereabouts, Whereabouts::kHome) << header << text;
    }
  }
  for (const char* text : {"在镇上给人家带孩子，每月2500", "在镇上帮人带娃，一个月两千",
                           "在县城给人家照顾老人，包吃住"}) {
    EXPECT_EQ(ReadTold("备注", text).statement.whereabouts, Whereabouts::kLocal) << text;
  }
}

// What a state says and a later clause ends.
TEST(SurveyClauses, AStateThatTheRemarksEndIsAskedAbout) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"在家", "国庆过后跟舅子去了湖州，烤板"},
      {"在家", "国庆过后去了湖州"},
      {"在家", "10月头和老婆一起去了杭州"},
      {"失联", "昨天接到本人电话，在柳州一个砖厂"},
      {"失联", "昨天打通了，在昆明"},
      {"失联", "她婆婆说上周还和家里视频，人在莆田"},
      {"就近就业", "上个月厂子关了，现在没事做"},
      {"就近就业", "10月去了广州"},
      {"县内务工", "干到8月就没干了，在家"},
      {"就近就业", "没做了，在家带娃"},
      {"回家探亲", "不去了，老板没得活"},
      {"回家探亲", "不出去了"},
      {"回家探亲", "厂垮了，在家"}};
  for (const auto& [state, remarks] : cases) {
    EXPECT_TRUE(ReadHome(remarks, state).rejected()) << state << remarks;
  }
  const std::vector<std::pair<const char*, const char*>> right = {
      {"失联", "前年在广东，后来没消息"},
      {"失联", "最后一次联系在广东"},
      {"失联", "原来在广东"},
      {"失联", "2024年去的广东，电话打不通"},
      {"就近就业", "去年从广东回来的"},
      {"就近就业", "原来在浙江，现在在镇上"},
      {"回家探亲", "月底走"},
      {"在家", "过年后去了浙江，现在回来了"}};
  for (const auto& [state, remarks] : right) {
    EXPECT_FALSE(ReadHome(remarks, state).rejected()) << state << remarks;
  }
}

TEST(SurveyClauses, TicksOfNoWorkAndOfBoth) {
  EXPECT_TRUE(Read({{"在校学生", "√"}, {"务工地", "贵阳"}}).rejected());
  EXPECT_FALSE(
      Read({{"在校学生", ""}, {"就业状态", "在外务工"}, {"务工地", "广东中山"}}).rejected());
  EXPECT_EQ(Read({{"未外出", "√"}}).statement.whereabouts, Whereabouts::kHome);
  EXPECT_TRUE(Read({{"外出务工", "√"}, {"未外出", "√"}}).rejected());
}

TEST(SurveyClauses, DaysAndPlacesOfTheChange) {
  for (const char* text :
       {"9月2号到屋", "9月2号拢屋", "9月2号回屋", "9月2号从东莞转来，在屋头耍起"}) {
    const SurveyStatement statement = Read({{"备注", text}}).statement;
    EXPECT_EQ(statement.whereabouts, Whereabouts::kHome) << text;
    EXPECT_EQ(statement.since, absl::CivilDay(2026, 9, 2)) << text;
  }
  const SurveyStatement moved = ReadAway("已转到佛山顺德，8月去的").statement;
  EXPECT_EQ(moved.workplace_division_code, "440606");
  EXPECT_EQ(moved.since, absl::CivilDay(2026, 8, 1));
  EXPECT_EQ(Read({{"备注", "在石桥街上开馆子，3月开起的"}}).statement.workplace_division_code,
            "520281109");
  EXPECT_FALSE(Read({{"就业状态", "不清楚"}, {"备注", "全家外出，无人在家"}}).warnings.empty());
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

// What is over, denied or long is none of today.
TEST(SurveyClauses, CareThatIsOverAndYearsThatAreLong) {
  for (const char* remarks : {"没带孩子，去中山了", "原来带孩子，现在去中山了"}) {
    const SurveyReading reading = Read({{"备注", remarks}});
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << remarks;
    EXPECT_EQ(reading.statement.workplace_division_code, "442000") << remarks;
  }
  EXPECT_EQ(Read({{"备注", "打工20年了，在中山"}}).statement.whereabouts, Whereabouts::kAway);
  // Whoever is ill, they came.
  for (const char* remarks : {"父亲住院回来照顾", "母亲动手术回来了"}) {
    EXPECT_EQ(Read({{"备注", remarks}}).statement.whereabouts, Whereabouts::kHome) << remarks;
  }
}

}  // namespace
}  // namespace laowu::intake
