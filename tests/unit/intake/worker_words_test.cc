// What workers say of themselves in their own words: skills and for how long, where they would go.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "intake/occupation/lexicon.h"
#include "intake/skill/skill_experience.h"
#include "intake/skill/skill_names.h"
#include "intake/worker/worker_reader.h"
#include "reference/skills.h"
#include "reference/table.h"
#include "worker_reading.h"

namespace laowu::embedded {
extern const absl::string_view kWorkersWordsTable;  // data/skills/workers_words.csv
}  // namespace laowu::embedded

namespace laowu::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Pairs = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string> Skills(const std::string& remarks) { return SkillsUnder("备注", remarks); }

// Every word of the table is found, as the skill that it stands for, and in no posting. Beside
// other words it may be another's, denied or a place of work; alone it is whole.
TEST(WorkerWords, EveryWordOfTheTableIsFound) {
  const SkillNames names;
  const reference::Table table = reference::ValueOrDie(
      reference::ParseTable("workers_words", embedded::kWorkersWordsTable, {"code", "words"}));
  ASSERT_FALSE(table.rows.empty());
  for (const std::vector<absl::string_view>& row : table.rows) {
    for (absl::string_view word : absl::StrSplit(row[1], '|')) {
      const std::vector<Lexicon::Hit> hits = FindSkillNames(names.of_people, word);
      ASSERT_EQ(hits.size(), 1u) << word;
      EXPECT_EQ(hits.front().end - hits.front().begin, word.size()) << word;
      EXPECT_EQ(names.codes[static_cast<std::size_t>(hits.front().id)], std::string(row[0]))
          << word;
      EXPECT_LT(names.of_postings.FindExact(word), 0) << word;
    }
  }
}

TEST(WorkerWords, WordsOfTheTableInRemarks) {
  for (const auto& [word, name] : {std::pair{"铺地砖", "贴砖"}, std::pair{"打钻工", "井下打钻"},
                                   std::pair{"开绞车", "井下运输"}, std::pair{"粉水", "抹灰"},
                                   std::pair{"跑煤车", "大货车驾驶"}, std::pair{"引娃娃", "育婴"},
                                   std::pair{"焊栏杆", "电焊"}, std::pair{"管工地", "工地带班"}}) {
    EXPECT_THAT(Skills(word), ElementsAre(name)) << word;
  }
}

// In remarks, where no column says it.
TEST(WorkerWords, HomeToldInRemarks) {
  EXPECT_EQ(Read("备注", "女儿高中毕业").education, EducationLevel::kUnspecified);
  static const auto* const reader =
      new WorkerReader(ReadContext{absl::CivilDay(2026, 7, 1), "", ""});
  const auto home = [](const char* remarks) {
    const FieldTexts row =
        MapPairs(TableKind::kWorkers, {{"姓名", "样本甲"}, {"编号", "1"}, {"备注", remarks}});
    return reader->Read(row).worker.division_code;
  };
  EXPECT_EQ(home("贵州省六盘水市盘州市柏果镇,会电焊"), "520281117");
  EXPECT_EQ(home("中山市小榄镇五金厂做过"), "");
}

// Who says 修电梯 may say 电梯维修 and 维修电梯.
TEST(WorkerWords, TurnsOfAName) {
  for (const char* said : {"维修电梯", "电梯修理", "修电梯"}) {
    EXPECT_THAT(Skills(said), ElementsAre("电梯维保")) << said;
  }
  EXPECT_THAT(Skills("安装监控"), ElementsAre("弱电"));
  EXPECT_THAT(Skills("种植猕猴桃"), ElementsAre("果树种植"));
}

TEST(WorkerWords, AListSharesItsVerb) {
  EXPECT_THAT(Skills("会修摩托车、电视、冰箱"), ElementsAre("家电维修", "摩托电动车维修"));
  EXPECT_THAT(Skills("养过猪、牛、鸡"), ElementsAre("养牛羊", "养猪", "养鸡鸭"));
  EXPECT_THAT(Skills("养了20头牛"), ElementsAre("养牛羊"));
  EXPECT_THAT(Skills("带过两个孙子"), ElementsAre("育婴"));
  EXPECT_THAT(Skills("照顾过偏瘫老人三年"), ElementsAre("养老护理"));
  EXPECT_THAT(Skills("手机、空调维修"), ElementsAre("手机电脑维修", "空调制冷维修"));
  EXPECT_THAT(Skills("电焊 叉车 水电"), ElementsAre("叉车", "水电安装", "电焊"));
  EXPECT_THAT(Skills("不会 电焊"), IsEmpty());
  EXPECT_THAT(Skills("IPQC FQC"), ElementsAre("制程检验", "成品检验"));
}

TEST(WorkerWords, WhatOnlyLooksLikeASkill) {
  EXPECT_THAT(Skills("会电脑绣花"), ElementsAre("电脑绣花"));
  EXPECT_THAT(Skills("装消防水管"), ElementsAre("水管安装"));
  EXPECT_THAT(Skills("灯饰打磨5年"), ElementsAre("打磨"));
  EXPECT_THAT(Skills("煤矿支护工"), ElementsAre("井下支护"));
  EXPECT_THAT(Skills("绞车工"), ElementsAre("井下运输"));
  EXPECT_THAT(Skills("看机、上下料"), IsEmpty());
  EXPECT_THAT(Skills("皮具开料"), ElementsAre("箱包制作"));
  EXPECT_THAT(Skills("在工地装模"), ElementsAre("模板支护"));
  EXPECT_THAT(Skills("村民组长"), IsEmpty());
  EXPECT_THAT(Skills("做过房屋租赁"), IsEmpty());
  EXPECT_THAT(Skills("会做各种菜"), IsEmpty());
  EXPECT_THAT(Skills("安装货架,整理发票"), IsEmpty());
  EXPECT_THAT(Skills("在水电站上班"), IsEmpty());
  EXPECT_THAT(Skills("组装过电脑"), ElementsAre("手机电脑维修"));
  EXPECT_THAT(Skills("在快递站做过分拣"), ElementsAre("快递分拣"));
  EXPECT_THAT(Skills("现在家务农"), IsEmpty());
  EXPECT_THAT(Skills("可以做保洁"), IsEmpty());
  EXPECT_THAT(Skills("想做家政,会照顾老人"), ElementsAre("养老护理"));
  EXPECT_THAT(Skills("要求住宿水电免费"), IsEmpty());
  EXPECT_THAT(Skills("想带孩子一起去,要能解决上学"), IsEmpty());
  EXPECT_THAT(Skills("每天要给孩子做饭"), IsEmpty());
}

// A name within a longer word, and what keeps somebody at home, are no skill.
TEST(WorkerWords, ANameWithinALongerWordIsNoSkill) {
  EXPECT_THAT(Skills("熟手焊二保焊"), ElementsAre("二保焊"));
  EXPECT_THAT(Skills("高手焊工"), ElementsAre("电焊"));
  EXPECT_THAT(Skills("熟手工，做服装"), ElementsAre("平车"));
  EXPECT_THAT(Skills("新手机贴膜"), ElementsAre("手机电脑维修"));
  EXPECT_THAT(Skills("开过网约车，有从业资格证"), ElementsAre("网约车出租车"));
  EXPECT_THAT(Skills("开过出租，有从业资格证"), ElementsAre("网约车出租车"));
  EXPECT_THAT(Skills("有从业资格证"), ElementsAre("货运从业资格"));
  EXPECT_THAT(Skills("会计从业资格证"), ElementsAre("记账会计"));
  EXPECT_THAT(Skills("服装平车双针8年"), ElementsAre("平车"));
  EXPECT_THAT(Skills("会踩双针"), ElementsAre("坎车"));
  EXPECT_THAT(Skills("会织布蜡染，民族手工"), ElementsAre("蜡染刺绣"));
  EXPECT_THAT(Skills("会土布织布"), IsEmpty());
  EXPECT_THAT(Skills("做过织布3年"), ElementsAre("织布挡车"));
  EXPECT_THAT(Skills("会接线装灯"), ElementsAre("灯具安装"));
  EXPECT_THAT(Skills("在灯饰厂装灯3年"), ElementsAre("灯具装配"));
  for (const char* text : {"带小孩走不开，只能在本镇找事做", "照顾小孩,离不开家",
                           "带孙子暂时走不开", "照顾生病的母亲走不开"}) {
    EXPECT_THAT(Skills(text), IsEmpty()) << text;
  }
  EXPECT_THAT(Skills("做过育婴5年，带小孩走不开"), ElementsAre("育婴"));
}

// One name of several trades: the other words of the statement tell which.
TEST(WorkerWords, OtherWordsTellTheTrade) {
  EXPECT_THAT(Skills("在服装厂做过车工"), ElementsAre("平车"));
  EXPECT_THAT(Skills("服装车工"), ElementsAre("平车"));
  EXPECT_THAT(Skills("车工,会看图纸"), ElementsAre("普通车床", "看图纸"));
  EXPECT_THAT(Skills("家具厂油漆工"), ElementsAre("家具油漆"));
  EXPECT_THAT(Skills("工地做饭"), ElementsAre("大锅菜"));
}

// Who lacks the paper can do the work all the same.
TEST(WorkerWords, APaperIsNoSkill) {
  EXPECT_THAT(Skills("电焊(无证)"), ElementsAre("电焊"));
  EXPECT_THAT(Skills("挖机没证"), ElementsAre("挖掘机"));
  EXPECT_THAT(Skills("叉车证没有"), IsEmpty());
  EXPECT_THAT(Skills("没有叉车证"), IsEmpty());
}

TEST(WorkerWords, ForHowLong) {
  for (const auto& [words, months] :
       {std::pair{"干了十几年", 120}, std::pair{"二十年", 240}, std::pair{"十五年", 180},
        std::pair{"六七年", 72}, std::pair{"二三十年", 240}, std::pair{"3-5年", 36},
        std::pair{"一年半", 18}, std::pair{"半年", 6}, std::pair{"8个月", 8},
        std::pair{"2019年考的", 0}, std::pair{"18年开始做", 0}, std::pair{"两年没做了", 0},
        std::pair{"3年前做过", 0}, std::pair{"上半年做的", 0}, std::pair{"几十年", 0}}) {
    EXPECT_EQ(MonthsSaid(words), months) << words;
  }
  const auto months = [](const char* remarks) {
    const WorkerDraft worker = Read("备注", remarks);
    return worker.skills.size() == 1 ? worker.skills.front().experience_months : -1;
  };
  EXPECT_EQ(months("会电焊,干了10年"), 120);
  EXPECT_EQ(months("模板工,15年经验"), 180);
  EXPECT_EQ(months("搬了两年砖"), 24);
  EXPECT_EQ(months("服装平车双针，做了8年"), 96);
  EXPECT_EQ(months("做过3年服装平车双针，要求计件"), 36);
  EXPECT_EQ(months("会开压路机、平地机,干了六七年"), 72);  // one skill by two names
  EXPECT_EQ(months("会电焊,3年没出去了"), 0);
  // Of two it is not said which.
  for (const WorkerSkill& skill : Read("备注", "会电焊、叉车,干了10年").skills) {
    EXPECT_EQ(skill.experience_months, 0) << skill.skill_code;
  }
  // Years of the calendar are no length of time.
  const WorkerReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  const WorkerReading row =
      reader.Read(MapPairs(TableKind::kWorkers, {{"姓名", "样本甲"},
                                                 {"编号", "1"},
                                                 {"户籍乡镇", "盘州市柏果镇"},
                                                 {"技能", "电焊"},
                                                 {"工作经验", "2019年至2023年"}}));
  ASSERT_EQ(row.worker.skills.size(), 1u);
  EXPECT_EQ(row.worker.skills.front().experience_months, 0);
}

// "都可以" behind names of places is said of these; alone it leaves the place open.
TEST(WorkerWords, PlacesThatAreAllRight) {
  const auto column = [](const char* cell) {
    return Read("意向地区", cell).preferred_division_codes;
  };
  EXPECT_THAT(column("广东、福建都可以"), ElementsAre("440000", "350000"));
  EXPECT_THAT(column("中山、珠海均可"), ElementsAre("442000", "440400"));
  EXPECT_THAT(column("广东 福建,都可以"), ElementsAre("440000", "350000"));
  EXPECT_THAT(column("中山、珠海任意一个"), ElementsAre("442000", "440400"));
  EXPECT_THAT(column("省内都可以"), ElementsAre("520000"));
  EXPECT_THAT(column("广东福建都可以"), ElementsAre("440000", "350000"));
  EXPECT_THAT(column("深圳东莞惠州都行"), ElementsAre("440300", "441900", "441300"));
  EXPECT_THAT(column("广东省中山市三乡镇平南村"), ElementsAre("442000"));
  EXPECT_THAT(column("县城附近"), ElementsAre("520281"));
  EXPECT_THAT(column("川渝"), ElementsAre("510000", "500000"));
  EXPECT_THAT(column("中山和珠海"), ElementsAre("442000", "440400"));
  EXPECT_THAT(column("新疆和田"), ElementsAre("653200"));
  EXPECT_THAT(column("镇上和县城"), ElementsAre("520281"));
  EXPECT_THAT(column("华南和华东"), IsEmpty());  // no 南和
  for (const char* open : {"都可以", "均可", "省内外均可", "省内省外都行", "哪里都可以", "不限",
                           "中山优先,其他均可", "地点均可", "随便"}) {
    EXPECT_THAT(column(open), IsEmpty()) << open;
  }
}

TEST(WorkerWords, PlacesInRemarks) {
  const auto places = [](const char* remarks) {
    return Read("备注", remarks).preferred_division_codes;
  };
  EXPECT_THAT(places("浙江、江苏、上海均可"), ElementsAre("330000", "320000", "310000"));
  EXPECT_THAT(places("首选中山,其次佛山"), ElementsAre("442000", "440600"));
  EXPECT_THAT(places("优先考虑中山,珠海也可以"), ElementsAre("442000", "440400"));
  EXPECT_THAT(places("考虑去福建"), ElementsAre("350000"));
  EXPECT_THAT(places("只考虑省内"), ElementsAre("520000"));
  EXPECT_THAT(places("贵阳重庆都能去"), ElementsAre("520100", "500000"));
  EXPECT_THAT(places("打算跟老乡去江苏昆山"), ElementsAre("320583"));
  EXPECT_THAT(places("年后去浙江宁波"), ElementsAre("330200"));
  EXPECT_THAT(places("求职意向:普工,地点:中山"), ElementsAre("442000"));
  EXPECT_THAT(places("想去中山或者东莞"), ElementsAre("442000", "441900"));
  EXPECT_THAT(places("想去中山也想去东莞"), ElementsAre("442000", "441900"));
  EXPECT_THAT(places("想去中山,要么去佛山"), ElementsAre("442000", "440600"));
  EXPECT_THAT(places("想去山西内蒙"), ElementsAre("140000", "150000"));
  EXPECT_THAT(places("想在县城上班"), ElementsAre("520281"));
  EXPECT_THAT(places("不出县"), ElementsAre("520281"));
  EXPECT_THAT(places("在贵阳找个保洁的工作"), ElementsAre("520100"));
  EXPECT_THAT(places("想找中山的厂"), ElementsAre("442000"));
  EXPECT_THAT(places("管接送就去广东"), ElementsAre("440000"));
  EXPECT_THAT(places("东莞不想去,中山可以考虑"), ElementsAre("442000"));
  EXPECT_THAT(places("服从组织安排到广东"), ElementsAre("440000"));
  EXPECT_THAT(places("希望在乡镇上找点事做"), ElementsAre("520281"));
  EXPECT_THAT(places("想去中山上白班"), ElementsAre("442000"));
  EXPECT_THAT(places("不离开云南"), ElementsAre("530000"));
  EXPECT_THAT(places("不离开贵州就行"), ElementsAre("520000"));
  EXPECT_THAT(places("想去新疆和田"), ElementsAre("653200"));
  EXPECT_THAT(places("考虑去广东和平县"), ElementsAre("441624"));
  EXPECT_THAT(places("想去贵阳和平坝"), ElementsAre("520100", "520403"));
  for (const char* none : {"想去大城市", "想上长白班", "不接受外地", "不考虑去福建",
                           "去年去浙江打工", "外省也可以", "广东以外都可以"}) {
    EXPECT_THAT(places(none), IsEmpty()) << none;
  }
}

TEST(WorkerWords, HouseholdsAndSchools) {
  EXPECT_THAT(Read("人员类别", "原贫困户、边缘户").policy_groups,
              ElementsAre(PolicyGroup::kPovertyAlleviated, PolicyGroup::kMonitored));
  EXPECT_THAT(Read("人员类别", "三类户").policy_groups, ElementsAre(PolicyGroup::kMonitored));
  EXPECT_THAT(Read("人员类别", "非贫困户").policy_groups, IsEmpty());
  EXPECT_EQ(Read("文化程度", "职中").education, EducationLevel::kSecondaryVocational);
  EXPECT_EQ(Read("文化程度", "专升本").education, EducationLevel::kBachelorOrAbove);
}

TEST(WorkerWords, LeastPay) {
  const auto wage = [](const char* remarks) {
    return Read("备注", remarks).min_wage_cny_per_month;
  };
  EXPECT_EQ(wage("给6000就去"), 6'000);
  EXPECT_EQ(wage("六千以上才考虑"), 6'000);
  EXPECT_EQ(wage("低于六千免谈"), 6'000);
  EXPECT_EQ(wage("4500到5000之间"), 4'500);
  EXPECT_EQ(wage("能挣五六千就行"), 5'000);
  EXPECT_EQ(wage("要6000底薪"), 6'000);
  EXPECT_EQ(wage("以前拿6000"), 0);
}

TEST(WorkerWords, BedsAndNights) {
  for (const char* remarks : {"要住厂", "有宿舍就行", "管吃管住就去", "不包住不行"}) {
    EXPECT_TRUE(Read("备注", remarks).accommodation_required) << remarks;
  }
  EXPECT_TRUE(Read("备注", "不包吃住的不去").accommodation_required);
  EXPECT_FALSE(Read("备注", "不包吃住也行").accommodation_required);
  for (const char* remarks : {"只上日班", "不上大夜", "夜班身体吃不消", "晚上不上班"}) {
    EXPECT_TRUE(Read("备注", remarks).refuses_night_shift) << remarks;
  }
}

// Who was something else at a mine did not cut coal; what is put together says where.
TEST(WorkerWords, AWorksSaysWhichTradeIsMeant) {
  EXPECT_THAT(Skills("在煤矿开绞车"), ElementsAre("井下运输"));
  EXPECT_THAT(Skills("煤矿"), ElementsAre("井下采煤"));
  EXPECT_THAT(Skills("锁厂装配三年"), ElementsAre("锁具装配"));
  EXPECT_THAT(Skills("灯饰厂组装"), ElementsAre("灯具装配"));
}

// Headers of rosters that ask as one speaks.
TEST(WorkerWords, HeadersThatAsk) {
  for (const char* header : {"有何技能", "有什么特长", "现从事工作", "以前从事工作"}) {
    EXPECT_THAT(Read(header, "电焊").skills, ::testing::SizeIs(1)) << header;
  }
}

TEST(WorkerWords, ACertificateThatHasRunOutIsNotHeld) {
  for (const char* header : {"技能", "证书", "备注"}) {
    for (const char* expired :
         {"有低压电工证(2024年到期)", "低压电工证,已过期", "低压电工证，有效期至2026-06-30",
          "低压电工证2026年6月到期", "低压电工证（2025/5/1到期）"}) {
      const WorkerReading reading = ReadRow(header, expired);
      EXPECT_THAT(reading.worker.skills, IsEmpty()) << header << " " << expired;
      EXPECT_TRUE(Warns(reading, "CERTIFICATE_EXPIRED")) << header << " " << expired;
    }
    for (const char* held :
         {"有低压电工证(2028年到期)", "低压电工证,未过期", "低压电工证,合同2024年到期",
          "低压电工证2026年7月到期", "有低压电工证(2026年到期)"}) {
      const WorkerReading reading = ReadRow(header, held);
      EXPECT_THAT(reading.worker.skills, ::testing::SizeIs(1)) << header << " " << held;
      EXPECT_FALSE(Warns(reading, "CERTIFICATE_EXPIRED")) << header << " " << held;
    }
  }
  EXPECT_THAT(ReadRow("备注", "叉车证过期了,会开").worker.skills, ::testing::SizeIs(1));
  for (const char* one : {"低压电工证(2024年到期)、叉车证", "低压电工证(2024年到期)／叉车证"}) {
    EXPECT_THAT(ReadRow("证书", one).worker.skills, ::testing::SizeIs(1)) << one;
  }
}

TEST(WorkerWords, WhoWillNotGoAwayIsToldOf) {
  for (const char* header : {"备注", "务工意愿", "意向地区"}) {
    for (const char* stays :
         {"不想外出", "暂时不愿意外出务工", "无外出意愿", "本人不打算出去打工"}) {
      const WorkerReading reading = ReadRow(header, stays);
      EXPECT_TRUE(Warns(reading, "NOT_LOOKING")) << header << " " << stays;
      EXPECT_THAT(reading.worker.preferred_division_codes, IsEmpty()) << header << " " << stays;
    }
    for (const char* idle : {"不想打工", "无就业意愿", "暂不找工作"}) {
      EXPECT_TRUE(Warns(ReadRow(header, idle), "NOT_LOOKING")) << header << " " << idle;
    }
  }
  for (const char* other : {"没有外出务工", "想外出务工", "不上班", "不想在家,想外出"}) {
    EXPECT_FALSE(Warns(ReadRow("备注", other), "NOT_LOOKING")) << other;
  }
}

TEST(WorkerWords, TheColumnOfWishesIsReadByItsText) {
  const WorkerReading reading = ReadRow("务工意愿", "想去中山、广州，5000以上");
  EXPECT_THAT(reading.worker.preferred_division_codes, ElementsAre("442000", "440100"));
  EXPECT_EQ(reading.worker.min_wage_cny_per_month, 5'000);
}

// What they do not have, do not want and are paid where they are now.
TEST(WorkerWords, DeniedUnfinishedAndOfAnotherTime) {
  for (const char* text : {"电焊不会只会帮忙", "叉车证正在办", "焊工证考试没过",
                           "电工证考试没有通过", "叉车证还在办"}) {
    EXPECT_THAT(Skills(text), IsEmpty()) << text;
  }
  EXPECT_THAT(Skills("会用缝纫机，车工熟手4年"), ::testing::Contains("平车"));
  EXPECT_THAT(Skills("会用缝纫机，车工熟手4年"), ::testing::Not(::testing::Contains("普通车床")));
  EXPECT_THAT(Read("备注", "学过厨师没做过").past_occupation_codes, IsEmpty());
  EXPECT_EQ(Read("备注", "现在在贵阳工地绑钢筋，工资320一天").min_wage_cny_per_month, 0);
  EXPECT_EQ(Read("备注", "底薪加加班5800就行").min_wage_cny_per_month, 5800);
  const WorkerDraft both = Read("备注", "想找厂里电工7千以上");
  EXPECT_EQ(both.min_wage_cny_per_month, 7000);
  EXPECT_FALSE(both.desired_occupation_codes.empty());
  EXPECT_THAT(Read("备注", "想去小榄制衣厂").preferred_division_codes, ElementsAre("442000"));
  EXPECT_THAT(Read("备注", "想去虎门").preferred_division_codes, ElementsAre("441900"));
  EXPECT_THAT(Read("备注", "想去港口").preferred_division_codes, IsEmpty());
  for (const char* text : {"除了晚班都可以", "不怕累就怕夜班"}) {
    EXPECT_TRUE(Read("备注", text).refuses_night_shift) << text;
  }
  for (const char* text : {"不怕上夜班", "不怕苦不怕累", "不怕熬夜"}) {
    EXPECT_FALSE(Read("备注", text).refuses_night_shift) << text;
  }
}

}  // namespace
}  // namespace laowu::intake
