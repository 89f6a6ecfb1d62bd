// Titles and workers' words → occupation codes: what must not disturb, where a title's head is,
// what settles a general head, how sure the reader says it is. Accuracy is measured elsewhere
// (occupation_measure_test.cc).

#include "intake/occupation/occupation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace laowu::intake {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

const OccupationReader& Reader() {
  static const auto* const reader = new OccupationReader();
  return *reader;
}

struct TitleCase {
  const char* title;
  const char* code;
};

void ExpectCodes(const std::vector<TitleCase>& cases) {
  for (const TitleCase& c : cases) {
    const OccupationReading reading = Reader().Read(c.title);
    EXPECT_EQ(reading.code, c.code)
        << c.title << " by " << reading.rule << " " << reading.matched_text;
  }
}

TEST(OccupationNoise, CallsAndPraise) {
  ExpectCodes({{"急招!普工", "6-99-00"},
               {"高薪诚聘电焊工!!!", "6-18-02-04"},
               {"直招 打包员 入职返费", "6-31-05-00"},
               {"招工:叉车司机2名", "6-30-05-01"}});
}

TEST(OccupationNoise, PayNumbersAndHours) {
  ExpectCodes({{"普工15K起", "6-99-00"},
               {"5500-7000元/月 注塑工", "6-14-02-00"},
               {"车位(计件)8000+", "6-05-01-03"},
               {"保安两班倒4500包吃住", "4-07-05-01"},
               {"电话销售底薪5千+提成", "4-01-02-01"},
               {"2026届会计 10-13K·13薪", "2-06-03-00"}});
}

TEST(OccupationNoise, Places) {
  ExpectCodes({{"中山小榄 锁具装配工", "6-19-01-03"},
               {"灯饰打样(古镇)", "6-24-07-02"},
               {"客服专员-昌岗", "4-07-02-03"},
               {"销售代表（成都高新区）", "4-01-02-01"}});
}

TEST(OccupationNoise, BenefitsAndInsurance) {
  ExpectCodes({{"五险一金+双休+文员", "3-01-02-02"},
               {"包吃住/厨师/月休4天", "4-03-02-01"},
               {"会计（六险一金、年终奖、团建）", "2-06-03-00"}});
}

TEST(OccupationNoise, HeadcountsAgesAndWhoMayCome) {
  ExpectCodes({{"普工若干18-45岁", "6-99-00"},
               {"冲床工5人女工也可", "6-18-01-12"},
               {"学徒工（无经验可，包教会）", "6-99-00"},
               {"保洁员2名 50岁以下", "4-09-08-01"}});
}

TEST(OccupationNoise, MarksEmojiAndCodes) {
  ExpectCodes({{"🔥🔥普工🔥", "6-99-00"},
               {"★★司机★★A2", "4-02-02-02"},
               {"【急】注塑机修/7-9K", "6-31-01-02"},
               {"会计(J10250)", "2-06-03-00"},
               {"应付会计GD", "2-06-03-00"},
               {"（没有关上的括号 电工", "6-31-01-03"}});
}

TEST(OccupationNoise, WhatTheWorkIsNot) {
  ExpectCodes({{"纯客服（无销售性质）", "4-07-02-03"}, {"无销售文员", "3-01-02-02"}});
}

TEST(OccupationMorphology, HeadIsAtTheEnd) {
  ExpectCodes({{"服装厂会计", "2-06-03-00"},
               {"医院保安", "4-07-05-01"},
               {"电商公司打包员", "6-31-05-00"},
               {"注塑车间品检员", "6-31-03-05"},
               {"某某集团食堂厨师", "4-03-02-01"}});
}

TEST(OccupationMorphology, WordsOfRankSayNothingOfTheWork) {
  ExpectCodes({{"采购主管", "4-01-01-00"},
               {"电焊师傅", "6-18-02-04"},
               {"客服组长", "4-07-02-03"},
               {"审计经理", "2-06-04-00"},
               {"宣传总监", "2-06-07-03"},
               {"电工学徒", "6-31-01-03"},
               {"物流实习生", "4-02-06-03"}});
}

TEST(OccupationMorphology, ARankAloneIsNoOccupationOfItsStem) {
  EXPECT_THAT(Reader().Read("培训生").code, IsEmpty());
  EXPECT_THAT(Reader().Read("储备干部").code, IsEmpty());
}

TEST(OccupationMorphology, GoodsAndTradesYieldToAWordForWork) {
  ExpectCodes({{"抖音、快手 直播运营", "4-01-06-02"},
               {"五金/销售", "4-01-02-01"},
               {"跨境电商：财务经理", "2-06-03-00"},
               {"染厂 定型机师傅", "6-04-06-05"}});
}

TEST(OccupationMorphology, TwoJobsInOneTitleTheFirstIsTakenTheOtherNamed) {
  const OccupationReading reading = Reader().Read("出纳兼人事");
  EXPECT_EQ(reading.code, "2-06-03-00");
  EXPECT_EQ(reading.runner_up, "4-07-03-04");
  EXPECT_LT(reading.confidence, Reader().Read("出纳").confidence);
}

TEST(OccupationCues, WhomATeacherTeaches) {
  ExpectCodes({{"小学语文老师", "2-08-02-04"},
               {"初中英语教师（提供住宿）", "2-08-02-03"},
               {"高中物理老师", "2-08-02-01"},
               {"小学初中英语老师", "2-08-02"},
               {"语文老师", "2-08-02"},
               {"幼儿园老师", "2-08-03-00"},
               {"大学语文教师", "2-08-01-01"},
               {"瑜伽老师", "4-14-05-01"},
               {"招生老师", "4-01-02-01"}});
}

TEST(OccupationCues, WhatADriverDrives) {
  ExpectCodes({{"司机 送货 C1", "4-02-02-02"},
               {"大巴司机", "4-02-02-01"},
               {"叉车司机", "6-30-05-01"},
               {"挖机司机", "6-30-05-05"},
               {"搅拌车司机B2", "6-30-01-00"},
               {"司机", "4-02-02"}});
}

TEST(OccupationCues, WhatALineMakes) {
  ExpectCodes({{"电子厂普工", "6-25-04-07"},
               {"操作工(注塑)", "6-14-02-00"},
               {"灯饰厂员工", "6-24-07-02"},
               {"印刷厂学徒", "6-08-01-02"},
               {"普工", "6-99-00"}});
}

TEST(OccupationCues, WhatIsSoldOrServed) {
  ExpectCodes({{"房产电话销售", "4-06-02-01"},
               {"医药销售代表", "2-06-07-07"},
               {"外贸业务员", "2-06-07-01"},
               {"热线客服", "4-04-05-03"},
               {"亚马逊运营", "4-01-06-01"},
               {"新媒体运营", "4-13-01-05"}});
}

TEST(OccupationCues, LatinWordsAndFiguresCountAtTheirBorders) {
  ExpectCodes({{"400客服", "4-04-05-03"}, {"客服（底薪4000）", "4-07-02-03"}});
}

TEST(OccupationCues, ALongerNameKnowsBetterThanItsLastWord) {
  ExpectCodes({{"汽车美容学徒", "4-12-01-01"}, {"注塑机维修工", "6-31-01-02"}});
}

TEST(OccupationSurroundings, TheEmployersNameSettlesATeacherOrDriver) {
  const OccupationReading reading = Reader().Read("老师", {"红太阳幼儿园", ""});
  EXPECT_THAT(reading, AllOf(Field(&OccupationReading::code, "2-08-03-00"),
                             Field(&OccupationReading::rule, "occupation.surroundings"),
                             Field(&OccupationReading::runner_up, "2-08-02")));
  EXPECT_EQ(Reader().Read("司机", {"大兴物流公司", ""}).code, "4-02-02-02");
}

// The same subject is taught by a nursery's teacher, a college's or a trainer.
TEST(OccupationSurroundings, ASchoolKnowsBetterThanTheSubjectAndTheTitleBetterThanTheSchool) {
  const auto code = [](const char* title, const char* employer) {
    return Reader().Read(title, {employer, ""}).code;
  };
  EXPECT_EQ(code("舞蹈老师", ""), "2-08-99");
  EXPECT_EQ(code("舞蹈老师", "样例幼儿园"), "2-08-03-00");
  EXPECT_EQ(code("舞蹈专业教师", "样例职业技术学院"), "2-08-01-02");
  EXPECT_EQ(code("舞蹈专任教师", "样例工商学院"), "2-08-01-01");
  EXPECT_EQ(code("美容教师", "样例市高级技工学校"), "2-08-02-02");
  EXPECT_EQ(code("汽车维修教师", "样例职业技能培训学校"), "4-07-03-05");
  EXPECT_EQ(code("高中数学教师", "样例市高级技工学校"), "2-08-02-01");
  EXPECT_EQ(code("生活老师", "样例幼儿园"), "4-10-01-03");
  EXPECT_EQ(code("语文老师", "样例大学附属小学"), "2-08-02-04");
}

TEST(OccupationMorphology, WhatStandsBeforeAHeadThatTakesAnybodySaysMore) {
  ExpectCodes({{"热处理操作工", "6-18-02-03"},
               {"冲压上下料", "6-18-01-12"},
               {"电镀打样", "6-18-03-01"},
               {"客服顾问", "4-07-02-03"},
               {"家电顾问", "4-01-02-01"}});
}

TEST(OccupationMorphology, ANameIsKnownWithoutItsLastCharacter) {
  ExpectCodes({{"订单专员", "3-01-02-02"}, {"饲养", "5-03-02-01"}, {"治具", "6-18-04-06"}});
}

TEST(OccupationMorphology, HowSomebodyIsHiredIsNoWork) {
  ExpectCodes({{"暑假工/奶茶店店员", "4-03-02-10"},
               {"寒假工 注塑", "6-14-02-00"},
               {"临时工", "6-99-00"},
               {"招聘夜班分拣员", "4-02-07-09"},
               {"招聘主管", "4-07-03-08"},
               {"招聘", "4-07-03-08"}});
}

// Of two works in one name the last is often what is done besides; who may come is no work, and
// neither are the goods that a driver takes along.
TEST(OccupationMorphology, WhatIsDoneBesidesGivesWay) {
  ExpectCodes({{"五金件抛光打包工", "6-18-03"},
               {"碰焊 女工", "6-18-02-04"},
               {"普工 女工", "6-99-00"},
               {"叉车司机兼仓管", "6-30-05-01"},
               {"水暖管道安装学徒", "6-29-03-04"},
               {"货车司机送灯饰", "4-02-02-02"}});
}

// One word, several trades: what is made or cut, kept or driven settles it.
TEST(OccupationMorphology, GoodsSettleAWordOfSeveralTrades) {
  ExpectCodes({{"工程灯样品打样", "6-24-07-02"},
               {"电磁炉总装", "6-24-05-04"},
               {"汽车总装", "6-22-01-01"},
               {"西裤车工", "6-05-01-03"},
               {"车工", "6-18-01-01"},
               {"鱼片切割工", "6-01-05-01"},
               {"乌骨鸡饲养员", "5-03-02-02"},
               {"饲养员", "5-03-02-01"},
               {"压滤机司机", "6-16-01-15"},
               {"司机", "4-02-02"}});
}

// A word that no table knows is read by its characters, and never passed off as known.
TEST(OccupationLikeness, UnknownWordsAreReadWithLittleConfidence) {
  const OccupationReading reading = Reader().Read("木皮粘贴", {"", "", true});
  EXPECT_EQ(reading.code.substr(0, 4), "6-06");
  EXPECT_EQ(reading.rule, "occupation.likeness");
  EXPECT_LE(reading.confidence, 45);
  EXPECT_EQ(Reader().Read("快乐出发", {"", "", true}).code, "");
  EXPECT_EQ(Reader().Read("管培生", {"", "", true}).code, "");
  EXPECT_EQ(Reader().Read("木皮粘贴").code, "") << "unless the caller says that it is a title";
}

TEST(OccupationSurroundings, APostingForAnyHandStaysThatWhateverTheFactoryMakes) {
  const OccupationReading reading = Reader().Read("普工", {"中山市大华灯饰厂", ""});
  EXPECT_EQ(reading.code, "6-99-00");
  EXPECT_EQ(reading.runner_up, "6-24-07-02");
}

TEST(OccupationSurroundings, ADescriptionSettlesARepairer) {
  EXPECT_EQ(Reader().Read("维修工", {"", "负责公司物业小区日常维修"}).code, "6-31-01-10");
}

TEST(OccupationConfidence, FallsFromWholeTitlesToTheirParts) {
  const int whole = Reader().Read("电焊工").confidence;
  const int cleaned = Reader().Read("急招电焊工").confidence;
  const int head = Reader().Read("造船厂电焊工").confidence;
  const int part = Reader().Read("电焊工作坊的人们啊").confidence;
  const int ending = Reader().Read("某某某工").confidence;
  EXPECT_GT(whole, cleaned);
  EXPECT_GT(cleaned, head);
  EXPECT_GT(head, part);
  EXPECT_GT(part, ending);
  EXPECT_GT(ending, 0);
}

TEST(OccupationConfidence, NothingIsSaidOfWhatNamesNoWork) {
  for (const char* title : {"", "急招", "🔥", "不限", "什么都可以", "12345", "（）"}) {
    EXPECT_THAT(Reader().Read(title).code, IsEmpty()) << title;
    EXPECT_EQ(Reader().Read(title).confidence, 0) << title;
  }
}

TEST(OccupationConfidence, ATextOfAnyLengthIsReadInAMoment) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "员";
  EXPECT_THAT(Reader().Read(text).code, IsEmpty());
  EXPECT_EQ(Reader().Read("电工 " + text).code, "6-31-01-03");
  EXPECT_THAT(Reader().Read("\xFF\xFE(\x80").code, IsEmpty());
}

TEST(OccupationCode, IsTakenAsItStandsInTheClassification) {
  EXPECT_EQ(Reader().ReadCode(" 6-18-01-01 ").code, "6-18-01-01");
  EXPECT_EQ(Reader().ReadCode("6-18").code, "6-18");
  EXPECT_THAT(Reader().ReadCode("6-18-01-99").code, IsEmpty());
}

TEST(OccupationAliases, WorkersOwnWords) {
  ExpectCodes({{"会电焊", "6-18-02-04"},
               {"做过3年厨师", "4-03-02-01"},
               {"打包", "6-31-05-00"},
               {"流水线", "6-99-00"},
               {"搬货", "4-02-05-01"},
               {"开叉车的", "6-30-05-01"},
               {"想进电子厂", "6-25-04-07"},
               {"在鞋厂干过5年针车", "6-05-01-03"},
               {"端盘子", "4-03-02-05"},
               {"带孩子", "4-10-01-01"},
               {"砌墙", "6-29-01-01"},
               {"种地", "5-01-02-01"},
               {"养猪", "5-03-02-01"},
               {"送外卖", "4-10-08-01"},
               {"扫地搞卫生", "4-09-08-01"}});
}

TEST(OccupationAliases, ZhongshansTrades) {
  ExpectCodes({{"灯饰装配", "6-24-07-02"},
               {"固晶员", "6-24-07-01"},
               {"智能锁装配", "6-19-01-03"},
               {"红木刮磨工", "6-06-03-01"},
               {"扪工", "6-06-04-00"},
               {"四线", "6-05-01-03"},
               {"裁床", "6-05-01-02"},
               {"淋浴房安装师傅", "6-29-04-02"},
               {"燃气灶装配工", "6-24-06-00"},
               {"压铸工", "6-18-02-01"},
               {"抛光师傅", "6-18-03"},
               {"氧化普工", "6-18-03-01"}});
}

TEST(SplitTitle, NamesAndAsides) {
  const TitleParts parts = SplitTitle("急招!普工/打包员(包吃住，临时工)15K起");
  EXPECT_THAT(parts.names, ElementsAre("普工", "打包员"));
  EXPECT_THAT(parts.asides, ElementsAre("临时工"));
  EXPECT_EQ(CleanTitle("急招!普工15K起"), "普工");
}

TEST(SplitTitle, LettersAndFiguresThatBelongToAWordStay) {
  EXPECT_THAT(SplitTitle("3D设计").names, ElementsAre("3d设计"));
  EXPECT_THAT(SplitTitle("4S店销售").names, ElementsAre("4s店销售"));
  EXPECT_THAT(SplitTitle("C++").names, ElementsAre("c++"));
}

std::vector<std::string> SkillCodes(const char* text) {
  static const auto* const reader = new SkillReader();
  std::vector<std::string> codes;
  for (const SkillMention& mention : reader->Read(text)) codes.push_back(mention.skill_code);
  return codes;
}

// Words of office life that hold the name of a trade.
TEST(SkillAliases, ATradeIsNotReadOutOfTheWordWork) {
  EXPECT_THAT(SkillReader().Read("配合主管工作，做好设备的维护工作"), IsEmpty());
  EXPECT_FALSE(SkillReader().Read("持电工作业证").empty());
}

TEST(SkillAliases, CertificatesByTheirCommonNames) {
  struct Case {
    const char* text;
    const char* code;
  };
  for (const Case& c :
       {Case{"有电工证", "electrical-low-voltage"}, Case{"高压证", "electrical-high-voltage"},
        Case{"叉车证N1", "warehouse-forklift"}, Case{"持焊工证", "welding-arc"},
        Case{"驾驶证A2", "driving-trailer"}, Case{"B2驾照", "driving-truck"},
        Case{"健康证", "certificates-health"}, Case{"消防证", "security-fire"},
        Case{"登高证", "construction-height"}, Case{"厨师证", "kitchen-chinese"},
        Case{"制冷证", "maintenance-air-conditioning"}, Case{"电梯证", "maintenance-lift"},
        Case{"司炉证", "maintenance-boiler"}, Case{"安全员C证", "construction-safety"},
        Case{"教师资格证", "office-teaching"}, Case{"特种作业操作证", "certificates-special-work"},
        Case{"保安员证", "security-guard"}, Case{"育婴师证", "household-infant"}}) {
    EXPECT_THAT(SkillCodes(c.text), ::testing::Contains(c.code)) << c.text;
  }
}

TEST(SkillAliases, WorkersOwnWords) {
  EXPECT_THAT(SkillCodes("会电焊,做过3年厨师"), ElementsAre("welding-arc", "kitchen-chinese"));
  EXPECT_THAT(SkillCodes("搬货、打包、踩平车"),
              ElementsAre("warehouse-loading", "packing-manual", "garments-flat"));
  EXPECT_THAT(SkillCodes("普通话标准，会讲白话"),
              ElementsAre("languages-mandarin", "languages-cantonese"));
}

// A skill that is denied, wished for or another's is none; that one is told to have it, or that who
// lacks it need not come, is one.
TEST(SkillWording, OnlyWhatIsThereCounts) {
  for (const char* text :
       {"想学电焊",           "没有叉车证",       "我老公会电焊",       "不会电焊、氩弧焊",
        "电焊、二保焊都不会", "我哥会电焊",       "正在学叉车",         "准备考叉车证",
        "叉车证还没考",       "叉车证没有",       "做不了电焊",         "没做过电焊",
        "没学过缝纫",         "从没干过木工",     "想找电焊的活",       "不想做电焊",
        "不怎么会电焊",       "电焊不会可学",     "电焊不太会",         "对电焊感兴趣",
        "有意学电焊",         "愿意学习数控编程", "不需要叉车证",       "不要求会cad",
        "不限叉车证",         "免费学电焊",       "包教包会可学氩弧焊", "可考取叉车证",
        "提供免费培训电焊",   "我以前没电焊经验", "老婆会缝纫",         "我爱人踩缝纫机",
        "老乡会电焊",         "我朋友开叉车",     "没有驾驶证",         "还没拿到驾照",
        "驾照正在学",         "不会用电脑",       "不会开车",           "不懂图纸可教",
        "不会ps也可以",       "有无叉车证:无",    "叉车证：无",         "叉车证(无)",
        "电焊（想学）"}) {
    EXPECT_THAT(SkillCodes(text), IsEmpty()) << text;
  }
  struct Case {
    const char* text;
    std::vector<std::string> codes;
  };
  for (const Case& c : {
           Case{"会电焊,想学氩弧焊", {"welding-arc"}},
           Case{"会电焊不会氩弧焊", {"welding-arc"}},
           Case{"懂电焊不懂氩弧焊和二保焊", {"welding-arc"}},
           Case{"不仅会电焊,还会氩弧焊", {"welding-arc", "welding-argon"}},
           Case{"我和老公都会电焊", {"welding-arc"}},
           Case{"老公会电焊,会开叉车,我会缝纫", {"garments-flat"}},
           Case{"儿子开叉车,本人会电焊", {"welding-arc"}},
           Case{"跟老公一起做电焊", {"welding-arc"}},
           Case{"师傅教过我电焊", {"welding-arc"}},
           Case{"刚学会电焊", {"welding-arc"}},
           Case{"在学校学电焊", {"welding-arc"}},
           Case{"电焊不会、叉车会一点", {"warehouse-forklift"}},
           Case{"电焊3年、叉车5年", {"welding-arc", "warehouse-forklift"}},
           Case{"叉车司机没有住宿不去", {"warehouse-forklift"}},
           Case{"没结婚会开叉车", {"warehouse-forklift"}},
           Case{"非常熟悉cad", {"office-cad"}},
           Case{"有无叉车证:有", {"warehouse-forklift"}},
           Case{"妈妈岗缝纫工", {"garments-flat"}},
           Case{"不会电焊的勿扰", {"welding-arc"}},
           Case{"无叉车证者勿扰", {"warehouse-forklift"}},
       }) {
    EXPECT_EQ(SkillCodes(c.text), c.codes) << c.text;
  }
  const std::vector<SkillMention> asked = SkillReader().Read("无叉车证者勿扰");
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_TRUE(asked.front().required_wording);
}

// The verb that opens a posting is no skill, and who pays for water and light is no trade.
TEST(SkillAliases, WhatStandsInEveryPostingIsNoSkill) {
  for (const char* text : {"招聘普工", "招工:普工数名", "工厂直招，长期招聘", "不扣水电",
                           "水电费自理", "水电全免", "住宿免费水电平摊", "每月水电补贴50"}) {
    EXPECT_THAT(SkillCodes(text), IsEmpty()) << text;
  }
  EXPECT_THAT(SkillCodes("招聘专员"), ElementsAre("office-personnel"));
  EXPECT_THAT(SkillCodes("负责招聘和考勤"), ElementsAre("office-personnel"));
  for (const char* text : {"水电工", "会水电", "做水电安装10年", "懂水电维修", "家装水电"}) {
    EXPECT_THAT(SkillCodes(text), ElementsAre("electrical-wiring")) << text;
  }
}

// Where the title begins with the call or the column's name, the name of the work is read all the
// same; and what the hands do counts more than the goods that are named with it.
TEST(OccupationAliases, CallsBeforeTheNameAndHandsBeforeGoods) {
  ExpectCodes({{"招聘:普工(月薪5500)", "6-99-00"},
               {"招聘：保安", "4-07-05-01"},
               {"招工:电焊工", "6-18-02-04"},
               {"岗位:仓管员", "4-02-06-01"},
               {"工种：叉车司机", "6-30-05-01"},
               {"打螺丝普工", "6-99-00"},
               {"锁螺丝作业员", "6-99-00"},
               {"小时工20元/时", "6-99-00"},
               {"招聘专员", "4-07-03-08"}});
}

// One name of three trades: the goods in the title, the employer's name or the text tell which.
TEST(OccupationAliases, WhatIsMadeTellsTheTrade) {
  struct Case {
    const char* title;
    const char* employer;
    const char* description;
    const char* code;
  };
  for (const Case& c : {
           Case{"油漆工", "", "", "6-29-04-01"},
           Case{"油漆工(家具厂)", "", "", "6-18-03-03"},
           Case{"油漆工", "中山市样例家具有限公司", "", "6-18-03-03"},
           Case{"油漆工", "", "红木沙发上底漆、面漆，计件", "6-18-03-03"},
           Case{"油漆工", "样例装饰工程", "刮腻子，墙面乳胶漆", "6-29-04-01"},
           Case{"批锋", "", "", "6-14-02-00"},
           Case{"批锋工", "样例压铸厂", "", "6-18-02-01"},
           Case{"压铸批锋", "", "", "6-18-02-01"},
           Case{"啤机工(冲压)", "", "", "6-18-01-12"},
           Case{"啤机工", "样例五金制品厂", "", "6-18-01-12"},
           Case{"啤机工", "样例塑胶厂", "", "6-14-02-00"},
           Case{"啤机师傅", "样例彩盒厂", "", "6-08-01-03"},
           Case{"打磨工", "样例石材厂", "大理石台面", "6-15-02-03"},
           Case{"打磨工", "", "锁体打磨", "6-18-03"},
           Case{"木工", "", "工地支模", "6-29-01-03"},
           Case{"木工", "样例家具", "做沙发架", "6-06-03-01"},
           Case{"四线车工", "", "", "6-05-01-03"},
           Case{"绣花工", "", "", "6-09-03-11"},
           Case{"糕点工", "", "", "6-02-01-01"},
           Case{"消防中控", "", "", "4-07-05-03"},
           Case{"封边机操作", "", "", "6-06-04-00"},
           Case{"财务部会计/海运空运", "", "", "2-06-03-00"},
       }) {
    EXPECT_EQ(Reader().Read(c.title, {c.employer, c.description}).code, c.code)
        << c.title << " " << c.employer << " " << c.description;
  }
}

}  // namespace
}  // namespace laowu::intake
