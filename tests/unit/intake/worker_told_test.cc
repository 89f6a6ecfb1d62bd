// Whose a skill is and whether it is more than a wish; wishes, pay and schooling that remarks tell;
// columns that hold several wishes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "intake/worker/worker_reader.h"
#include "reference/skills.h"
#include "worker_reading.h"

namespace laowu::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Texts = std::vector<std::string>;

std::vector<std::string> Skills(const std::string& remarks) { return SkillsUnder("备注", remarks); }

TEST(WorkerTold, WhatIsDeniedBehindItsNameIsNoSkill) {
  for (const char* text :
       {"普通话说不好",          "普通话讲得不好", "普通话不太标准",     "普通话很差",
        "普通话不太会说",        "电焊技术不行",   "电焊早忘了",         "平车忘得差不多了",
        "叉车不太会开",          "开挖机不行",     "车衣服不会",         "贴砖没做过",
        "锁具组装 没做过",       "注塑没接触过",   "电脑基本不会",       "氩弧焊还不行",
        "数控没干过，想学",      "抹灰做不来",     "平车，没做过，想学", "锁边，零基础",
        "锁具装配，没经验可以学"}) {
    EXPECT_THAT(Skills(text), IsEmpty()) << text;
  }
  EXPECT_THAT(Skills("砌墙没学过，小工可以"), ElementsAre("工地小工"));
}

TEST(WorkerTold, AWishIsNoSkill) {
  for (const char* text : {"愿意去中山、东莞做灯饰",
                           "打算去石狮做服装厂平车",
                           "希望到晋江做鞋",
                           "要去上海做家政",
                           "准备去浙江学电焊",
                           "想去中山，做灯饰",
                           "要去昆山，进电子厂做SMT",
                           "年后去古镇做灯饰",
                           "明年去佛山做家具油漆",
                           "愿意到小榄打磨抛光",
                           "考虑去东莞做注塑",
                           "有意去宁波开叉车",
                           "服从安排，愿意做保洁",
                           "想找个离家近的平车活",
                           "想进鞋厂踩针车",
                           "希望安排搬运",
                           "同意去福建做石材",
                           "想应聘保安",
                           "去中山做灯饰",
                           "想到中山去做锁具",
                           "愿去小榄五金厂做冲压",
                           "打算跟老乡去昆山做贴片",
                           "期望做家政",
                           "求职:电焊工"}) {
    EXPECT_THAT(Skills(text), IsEmpty()) << text;
  }
}

TEST(WorkerTold, AnothersWorkIsNoSkill) {
  for (const char* text :
       {"我老公在中山做模具", "表哥在东莞开叉车", "儿子在浙江做鞋，叫我过去",
        "亲戚在古镇做灯饰，介绍我去", "老乡是电焊工", "听说他们在做注塑", "我姐夫是包工头，叫我去",
        "有个老乡在石狮做服装", "同村的在昆山做SMT", "老婆会平车、锁边", "家属踩缝纫机",
        "找我表哥，他做模具", "表哥在中山，做灯饰", "我爸是木工", "朋友介绍去做保安",
        "投奔亲戚，他们在搞装修", "女儿女婿在广东做服装，帮带孩子"}) {
    EXPECT_THAT(Skills(text), IsEmpty()) << text;
  }
}

TEST(WorkerTold, WhomTheyFollowIsNoSkill) {
  for (const char* text : {"跟包工头", "跟着包工头去", "给电工打下手", "给厨师打下手", "包工头介绍",
                           "被包工头拖欠", "找包工头", "在包工头手下", "帮木工师傅打下手"}) {
    EXPECT_THAT(Skills(text), IsEmpty()) << text;
  }
}

TEST(WorkerTold, RealSkillsBesideThemStay) {
  const struct {
    const char* text;
    Texts skills;  // in order of their bytes
  } kTexts[] = {
      {"普通话可以", {"普通话"}},
      {"普通话好，电焊不行", {"普通话"}},
      {"会电焊，普通话不好", {"电焊"}},
      {"电焊会，平车没做过", {"电焊"}},
      {"做过平车，想去石狮做服装", {"平车"}},
      {"想去中山，会电焊", {"电焊"}},
      {"想去中山以前做焊工", {"电焊"}},
      {"想继续做电焊", {"电焊"}},
      {"愿意去古镇，做过两年灯饰", {"灯具装配"}},
      {"会平车，愿意去石狮", {"平车"}},
      {"去年在温州做鞋，想换地方", {"制鞋"}},
      {"跟师傅学过电焊", {"电焊"}},
      {"跟木工师傅做过三年", {"木工"}},
      {"跟老公在广东做了五年平车", {"平车"}},
      {"跟包工头干过两年水泥工", {"混凝土浇筑"}},
      {"帮人砌墙十年", {"砌筑"}},
      {"给人做饭", {"家务"}},
      {"帮厨做过", {"洗碗洗菜"}},
      {"带班十年", {"工地带班"}},
      {"当过包工头", {"工地带班"}},
      {"做过班组长", {"班组长"}},
      {"和班组长", {"班组长"}},
      {"电工、木工，当过工头", {"低压电工", "工地带班", "木工"}},
      {"跟车送货两年", {"送货"}},
      {"跟单", {"跟单"}},
      {"我和老公都会平车", {"平车"}},
      {"老婆会平车，我会电焊", {"电焊"}},
      {"老公在家，我会平车", {"平车"}},
      {"兄弟三个一起，会钢筋、木工", {"木工", "钢筋绑扎"}},
      {"表哥在中山，我做过锁具组装", {"锁具装配"}},
      {"绣花厂做过，开绣花机", {"电脑绣花"}},
      {"会电脑绣花", {"电脑绣花"}},
      {"手机贴膜、汽车贴膜都会", {"手机电脑维修", "洗车美容"}},
      {"汽车贴膜", {"洗车美容"}},
      {"在厂里煮过一百多人的饭", {"大锅菜"}},
      {"给30个人做过饭", {"大锅菜"}},
      {"做过几十人的伙食", {"大锅菜"}},
      {"会做饭", {"家务"}},
      {"焊工活不好找", {"电焊"}},
      {"叉车不好找工作，想去中山", {"叉车"}},
      {"叉车证有，没开过几次", {"叉车"}},
      {"没有叉车证，会开叉车", {"叉车"}},
      {"到中山做平车五年", {"平车"}},
      {"进厂做过贴片", {"贴片"}},
      {"在印染厂做过三年", {"染色"}},
      {"愿意做保洁，平车也会", {"平车"}},
      {"希望月薪6000，会电焊", {"电焊"}},
      {"要照顾小孩，会平车", {"平车"}},
      {"能做大锅饭", {"大锅菜"}},
      {"会修车，想学电焊", {"汽车机修"}},
      {"主要做平车", {"平车"}},
      {"去毛刺", {"打磨"}},
      {"去毛边打磨做过", {"打磨"}},
      {"想去深圳、珠海，保安做过", {"保安"}},
      {"会电焊，没做过厂里的", {"电焊"}},
      {"会电焊，没经验", {"电焊"}},
      {"平车两年，没学过锁边", {"平车"}},
      {"监测对象，会电焊", {"电焊"}},
      {"开车不行，只会骑摩托", {"摩托车驾驶"}},
      {"不会电焊，会平车", {"平车"}},
      {"懂水电，要学消防", {"水电安装"}},
      {"种地养猪，想去外面打工", {"养猪", "粮食种植"}},
      {"保姆做过，要去上海", {"家务"}},
  };
  for (const auto& one : kTexts) EXPECT_EQ(Skills(one.text), one.skills) << one.text;
}

// Remarks under such a header name what is wished for.
TEST(WorkerTold, RemarksOfWishesNameNoSkillUnlessTheySaySo) {
  EXPECT_THAT(SkillsUnder("务工意向", "中山 缝纫 6000"), IsEmpty());
  EXPECT_FALSE(Read("务工意向", "中山 缝纫 6000").desired_occupation_codes.empty());
  EXPECT_THAT(SkillsUnder("务工意向", "会电焊，想去宁波做叉车司机"), ElementsAre("电焊"));
  for (const char* said : {"强烈", "有", "否", "愿意外出"}) {
    EXPECT_TRUE(ReadRow("务工意愿", said).warnings.empty()) << said;
  }
}

TEST(WorkerTold, PlacesAndPay) {
  const struct {
    const char* text;
    Texts places;
    int wage;
  } kTexts[] = {
      {"要去宁波", {"330200"}, 0},
      {"去义乌", {"330782"}, 0},
      {"想进厂，中山，6000", {"442000"}, 6000},
      {"杭州 8000起", {"330100"}, 8000},
      {"昆山6500起", {"320583"}, 6500},
      {"苏州、无锡 7000以上", {"320500", "320200"}, 7000},
      {"想外出务工，福建", {"350000"}, 0},
      {"小榄 6000", {"442000"}, 6000},
      {"想去古镇做灯饰", {"442000"}, 0},
      {"想去中山，古镇也行", {"442000"}, 0},
      {"六盘水市内", {"520200"}, 0},
      {"六盘水市内找活，3500到4500", {"520200"}, 3500},
      {"要去上海做家政", {"310000"}, 0},
      {"要去昆山，28块一小时那种", {"320583"}, 5824},
      {"年后去石狮做服装，六千以上", {"350581"}, 6000},
      {"到东莞进电子厂", {"441900"}, 0},
      {"点工350往上", {}, 9100},
      {"小工250", {}, 6500},
      {"日结三百往上", {}, 7800},
      {"6千往上走", {}, 6000},
      {"月薪8千打底", {}, 8000},
      {"一天350开外", {}, 9100},
      // No wish, or not of a place.
      {"主要去工地", {}, 0},
      {"要去医院看病", {}, 0},
      {"去过义乌", {}, 0},
      {"去年去义乌打工回来了", {}, 0},
      {"以前在浙江，8000", {}, 0},
      {"想去大城市", {}, 0},
  };
  for (const auto& one : kTexts) {
    const WorkerReading reading = ReadRow("备注", one.text);
    EXPECT_EQ(reading.worker.preferred_division_codes, one.places) << one.text;
    EXPECT_EQ(reading.worker.min_wage_cny_per_month, one.wage) << one.text;
    EXPECT_TRUE(reading.warnings.empty()) << one.text;
  }
  EXPECT_TRUE(Warns(ReadRow("备注", "想去古镇"), reason::kPlaceAmbiguous));
  EXPECT_TRUE(Warns(ReadRow("备注", "想去火星"), reason::kPlaceNotUnderstood));
  // Where somebody will not go cannot be recorded, and is told.
  for (const char* text :
       {"不要去广东", "不去深圳，想去中山", "除了广东都行", "除广东外其他地方都可以"}) {
    EXPECT_TRUE(Warns(ReadRow("备注", text), reason::kPlaceNotUnderstood)) << text;
  }
  EXPECT_TRUE(ReadRow("备注", "除了保安都行").warnings.empty());
}

// Who cannot go for now is told so; who then names the own county has said what they want.
TEST(WorkerTold, WhoCannotGoAwayForNowIsTold) {
  for (const char* text : {"家里有人住院暂不出去，想去浙江", "娃儿小，出不了远门，想去中山",
                           "暂时不出去", "家里走不开", "脱不开身"}) {
    EXPECT_TRUE(Warns(ReadRow("备注", text), reason::kNotLooking)) << text;
  }
  for (const char* text : {"走不开，想在家门口找", "想去中山", "想外出务工"}) {
    EXPECT_FALSE(Warns(ReadRow("备注", text), reason::kNotLooking)) << text;
  }
}

TEST(WorkerTold, WhatIsDeniedLostOrGivenUpIsNoSkill) {
  const struct {
    const char* text;
    std::vector<std::string> skills;
  } kTexts[] = {
      {"没得技能", {}},
      {"电焊5年 氩弧焊没得", {"电焊"}},
      {"氩弧焊莫得，二保焊会", {"二保焊"}},
      {"电焊搞不来，会叉车", {"叉车"}},
      {"以前开过挖机，驾照吊销了", {"挖掘机"}},
      {"厨师证丢了", {}},
      {"叉车证被扣了", {}},
      {"叉车证没过期", {"叉车"}},
      {"C1驾照，扣了12分", {"小型汽车驾驶"}},
      {"在中山做过十年缝纫，眼睛不行了不做了", {}},
      {"做过焊工，做不动了", {}},
      {"做过焊工，工资低不做了", {"电焊"}},
      {"丢过垃圾，做过保洁", {"日常保洁"}},
  };
  for (const auto& one : kTexts) EXPECT_EQ(SkillsUnder("技能", one.text), one.skills) << one.text;
  for (const char* text : {"驾照吊销了", "厨师证丢了", "叉车证被扣了"}) {
    EXPECT_TRUE(Warns(ReadRow("备注", text), reason::kCertificateExpired)) << text;
  }
  for (const char* text : {"夜班做不得，有高血压", "夜班搞不得"}) {
    EXPECT_TRUE(Read("备注", text).refuses_night_shift) << text;
  }
  for (const char* pay : {"以前拿6000", "目前5000"}) {
    const WorkerReading reading = ReadRow("期望工资", pay);
    EXPECT_EQ(reading.worker.min_wage_cny_per_month, 0) << pay;
    EXPECT_TRUE(Warns(reading, reason::kWageNotUnderstood)) << pay;
  }
}

TEST(WorkerTold, Schooling) {
  using enum EducationLevel;
  const struct {
    const char* text;
    EducationLevel level;
  } kTexts[] = {
      {"中专学历", kSecondaryVocational},
      {"会看机，中专学历，想找6000左右的", kSecondaryVocational},
      {"高中毕业，会办公软件", kSeniorMiddle},
      {"初中文化", kJuniorMiddle},
      {"没出过门，初中，听话", kJuniorMiddle},
      {"读到小学", kPrimary},
      {"小学文凭 会砌墙", kPrimary},
      {"没读过书", kNone},
      {"文盲", kNone},
      {"中专毕业（汽修专业）", kSecondaryVocational},
      {"大专，护理专业", kCollege},
      {"高中毕业，大专在读", kSeniorMiddle},
      {"小学文化，儿子大专", kPrimary},
      {"初中没读完", kPrimary},
      {"小学没毕业", kNone},
      {"小学没读完，会砌墙", kNone},
      {"不识字", kNone},
      {"高中没毕业", kJuniorMiddle},
      {"2019年高中毕业，会电脑", kSeniorMiddle},
      {"大专在读", kUnspecified},
      {"读大学", kUnspecified},
      {"想读大专", kUnspecified},
      {"女儿高中毕业", kUnspecified},
      {"儿子上大学，高中毕业", kUnspecified},
      {"教过小学、初中", kUnspecified},
      {"要求高中以上", kUnspecified},
  };
  for (const auto& one : kTexts) EXPECT_EQ(Read("备注", one.text).education, one.level) << one.text;
  EXPECT_EQ(Read("文化程度", "初中").education, kJuniorMiddle);
}

TEST(WorkerTold, ACellOfSeveralWishes) {
  const struct {
    const char* text;
    Texts works;
    Texts places;
    int wage;
  } kCells[] = {
      {"中山 缝纫 6000", {"6-05-01-03"}, {"442000"}, 6000},
      {"浙江/注塑/5500以上", {"6-14-02-00"}, {"330000"}, 5500},
      {"想去中山开车，8000", {"4-02-02"}, {"442000"}, 8000},
      {"浙江服装厂，7000-8000", {"6-05-01-03"}, {"330000"}, 7000},
      {"深圳月嫂，1万2", {"4-10-01-06"}, {"440300"}, 12000},
      {"苏州昆山电工7k-9k", {"6-31-01-03"}, {"320583"}, 7000},
      {"山西煤矿，一万二以上", {"6-16-01-05"}, {"140000"}, 12000},
      {"中山或珠海，叉车司机，6-7千", {"6-30-05-01"}, {"442000", "440400"}, 6000},
      {"地点：宁波；工种：注塑；薪资：6500", {"6-14-02-00"}, {"330200"}, 6500},
      {"东莞 五金厂冲压 点工350", {"6-18-01-12"}, {"441900"}, 9100},
      {"县内保洁2500", {"4-09-08-01"}, {"520281"}, 2500},
      {"保洁或煮饭", {"4-09-08-01", "4-03-02-01"}, {}, 0},
      {"文员/会计", {"3-01-02-02", "2-06-03-00"}, {}, 0},
      {"不定", {}, {}, 0},
      {"都可以", {}, {}, 0},
      {"河南菜厨师", {"4-03-02-01"}, {}, 0},
      {"保安", {"4-07-05-01"}, {}, 0},
  };
  for (const char* header :
       {"就业意向（地点、工种、薪资）", "意向岗位及地区", "求职意向（岗位/地点/工资）",
        "意向地点、工种", "意向工种和工资", "意向就业地点及岗位及薪酬"}) {
    for (const auto& one : kCells) {
      const WorkerReading reading = ReadRow(header, one.text);
      EXPECT_EQ(reading.worker.desired_occupation_codes, one.works) << header << one.text;
      EXPECT_EQ(reading.worker.preferred_division_codes, one.places) << header << one.text;
      EXPECT_EQ(reading.worker.min_wage_cny_per_month, one.wage) << header << one.text;
      EXPECT_THAT(reading.worker.skills, IsEmpty()) << header << one.text;
    }
  }
  EXPECT_TRUE(Read("就业意向", "浙江服装厂，要夫妻房").accommodation_required);
  EXPECT_THAT(Read("就业意向", "年纪大了，就近").preferred_division_codes, ElementsAre("520281"));
  // What is left is told.
  EXPECT_TRUE(Warns(ReadRow("就业意向", "年纪大了，就近"), reason::kOccupationUnknown));
  EXPECT_TRUE(Warns(ReadRow("就业意向", "不进厂"), reason::kOccupationUnknown));
}

}  // namespace
}  // namespace laowu::intake
