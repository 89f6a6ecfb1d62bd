// The title of a message that has no title of its own, and what a title column's title bears beside
// the name; and which of several jobs' pay is that of the title.

#include "intake/occupation/posting_title.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {
namespace {

VacancyReading Read(FieldTexts row) {
  static const auto* const reader = [] {
    ReadContext context;
    context.as_of = absl::CivilDay(2026, 7, 1);
    context.home_division_code = "442000";
    context.default_employer_name = "样例厂";
    return new VacancyReader(context);
  }();
  row.push_back({Field::kWorkplace, "工作地点", "中山市小榄镇"});
  return reader->Read(row);
}

std::string TitleOfText(const char* text) {
  return Read({{Field::kDescription, "描述", text}}).vacancy.title;
}

bool Says(const VacancyReading& reading, absl::string_view reason) {
  return std::any_of(reading.warnings.begin(), reading.warnings.end(),
                     [&](const Warning& warning) { return warning.reason == reason; });
}

struct Example {
  const char* text;
  const char* title;
};

// A process that no table knows: the factory tells the class, hardly surely, and the row is told
// of.
TEST(PostingTitle, AnUnknownProcessIsToldOf) {
  const VacancyReading reading =
      Read({{Field::kDescription, "描述", "电热管厂缩管、填粉，5000-6000，包吃住"}});
  EXPECT_FALSE(reading.rejected());
  EXPECT_EQ(reading.vacancy.title, "缩管");
  EXPECT_EQ(reading.vacancy.occupation_code, "6-24-05-04");
  EXPECT_TRUE(Says(reading, reason::kOccupationUnknown));
  const auto read =
      std::find_if(reading.inferred_fields.begin(), reading.inferred_fields.end(),
                   [](const InferredField& field) { return field.rule == "occupation.factory"; });
  ASSERT_NE(read, reading.inferred_fields.end());
  EXPECT_LT(read->confidence, 50);
}

// 招工 is a call only where no longer word begins with its 工.
TEST(PostingTitle, ACallEndsWhereAWordBegins) {
  for (const Example& example :
       {Example{"招工程师", "工程师"}, Example{"招工艺员", "工艺员"}, Example{"招工段长", "工段长"},
        Example{"招工程机械司机", "工程机械司机"}, Example{"招工地小工", "工地小工"},
        Example{"招工业设计师", "工业设计师"}, Example{"招工厂保安", "工厂保安"},
        Example{"招工模师傅", "工模师傅"}, Example{"招工具管理员", "工具管理员"},
        Example{"招工普工10名", "普工"}, Example{"招工:普工", "普工"},
        Example{"招聘信息:文员，双休", "文员"}, Example{"某厂招工信息：焊工", "焊工"}}) {
    EXPECT_EQ(TitleOfText(example.text), example.title) << example.text;
  }
  EXPECT_FALSE(CallsForAnyHand("招工程监理"));
  EXPECT_FALSE(CallsForAnyHand("只招女工程师"));
  EXPECT_TRUE(CallsForAnyHand("厂里招工,包吃住"));
}

TEST(PostingTitle, NumbersInWordsAreNoPartOfIt) {
  for (const Example& example :
       {Example{"招普工五名", "普工"},         Example{"招普工十名", "普工"},
        Example{"招普工二十名", "普工"},       Example{"招普工三十人", "普工"},
        Example{"招普工三五名", "普工"},       Example{"招普工几十人", "普工"},
        Example{"招普工一批", "普工"},         Example{"招普工若干", "普工"},
        Example{"招普工大量", "普工"},         Example{"招包装工十名", "包装工"},
        Example{"招焊工两三名", "焊工"},       Example{"招杂工2位", "杂工"},
        Example{"本店招服务员数位", "服务员"}, Example{"招小工几个", "小工"},
        Example{"招木工师傅三位", "木工师傅"}, Example{"我厂急需熟练车工数名", "熟练车工"},
        Example{"需要3个打磨工", "打磨工"},    Example{"要2个车位", "车位"},
        Example{"还缺3名铆工", "铆工"},        Example{"普工若干,包吃住,两班倒", "普工"}}) {
    EXPECT_EQ(TitleOfText(example.text), example.title) << example.text;
  }
}

// Who says women's or men's hands and nothing else wants any hand; beside a work the word goes.
TEST(PostingTitle, SexIsNoPartOfIt) {
  for (const Example& example :
       {Example{"招女工20名", "普工"}, Example{"招女工", "普工"}, Example{"招男工", "普工"},
        Example{"招男女工", "普工"}, Example{"服装厂招女工", "普工"},
        Example{"招普工男2女3", "普工"}, Example{"招跟单文员女", "跟单文员"},
        Example{"招文员女2名", "文员"}, Example{"招仓管男", "仓管"},
        Example{"招普工男女不限", "普工"}, Example{"招包装工男女各5名", "包装工"}}) {
    EXPECT_EQ(TitleOfText(example.text), example.title) << example.text;
  }
  EXPECT_NE(TitleOfText("招夫妻一对"), "");
}

// Of two sides of a colon the one that names the work, and not the firm or the papers.
TEST(PostingTitle, AColonPartsFirmWorkAndPapers) {
  for (const Example& example :
       {Example{"某电子厂：普工200人", "普工"}, Example{"火炬开发区张家边某电子厂:普工", "普工"},
        Example{"中山某灯饰有限公司：组装工若干名", "组装工"}, Example{"包装车间:普工20名", "普工"},
        Example{"客服部：文员1名", "文员"}, Example{"电工:持低压电工证", "电工"},
        Example{"焊工：有证优先", "焊工"}, Example{"厨师：9000-12000", "厨师"},
        Example{"普工(18-45岁)5000-6000", "普工"}, Example{"车位工(会四线，熟手", "车位工"}}) {
    EXPECT_EQ(TitleOfText(example.text), example.title) << example.text;
  }
  EXPECT_EQ(Read({{Field::kDescription, "描述", "某电子厂：普工200人"}}).vacancy.occupation_code,
            "6-99-00");
}

// Two postings of one job bear one title, and so one key.
TEST(PostingTitle, AColumnsTitleIsWithoutItsNumber) {
  for (const Example& example :
       {Example{"普工两名", "普工"}, Example{"电工一名", "电工"},
        Example{"挖机司机一名", "挖机司机"}, Example{"普工若干", "普工"},
        Example{"普工多名", "普工"}, Example{"普工(", "普工"}, Example{"普工（5名）", "普工"},
        Example{"普工 5人", "普工"}, Example{"操作工,", "操作工"},
        Example{"C++工程师2名", "C++工程师"}, Example{"家政/保洁（2人）", "家政/保洁"},
        // These stay.
        Example{"普工50名、仓管2名", "普工50名、仓管2名"}, Example{"主持人", "主持人"},
        Example{"合伙人", "合伙人"}, Example{"一对一家教", "一对一家教"},
        Example{"二人转演员", "二人转演员"}, Example{"司机(A1证)", "司机(A1证)"},
        Example{"经理(负责2个)", "经理(负责2个)"},
        Example{"国画老师（有生源50-60人）", "国画老师（有生源50-60人）"},
        Example{"热线客服岗（招2人）", "热线客服岗"}, Example{"淘宝客服-急招2名", "淘宝客服"},
        Example{"销售经理（高薪诚聘10人）", "销售经理（高薪诚聘10人）"},
        Example{"急招10人", "急招10人"}, Example{"客服（夜班）", "客服（夜班）"}}) {
    EXPECT_EQ(TitleWithoutCount(example.text), example.title) << example.text;
  }
  const VacancyReading one = Read({{Field::kTitle, "岗位", "普工两名"}});
  const VacancyReading other = Read({{Field::kTitle, "岗位", "普工若干"}});
  EXPECT_EQ(one.natural_key, other.natural_key);
  EXPECT_EQ(one.vacancy.opening_count, 2);
}

// Calls of every kind, and not the beginning of a longer word.
TEST(PostingTitle, MoreCalls) {
  for (const Example& example :
       {Example{"招收普工", "普工"}, Example{"诚请普工", "普工"}, Example{"诚征普工10名", "普工"},
        Example{"急寻焊工", "焊工"}, Example{"某模具厂聘CNC编程", "CNC编程"},
        Example{"诚邀普工加盟", "普工"}, Example{"公司聘会计一名", "会计"},
        Example{"招收银员", "收银员"}, Example{"招收货员2名", "收货员"},
        Example{"招收尾工", "收尾工"}, Example{"日薪260普工", "普工"},
        Example{"淡季4500旺季7500普工", "普工"}, Example{"18-45岁普工", "普工"}}) {
    EXPECT_EQ(TitleOfText(example.text), example.title) << example.text;
  }
}

// How skilled somebody is names no work; who asks for that alone asks for any hand.
TEST(PostingTitle, SkillIsNoTitle) {
  for (const Example& example :
       {Example{"招熟练工20名，生手可培训", "普工"}, Example{"招生手熟手均可", "普工"},
        Example{"熟手师傅8000，普工5500，招普工", "普工"}, Example{"熟手车工", "熟手车工"},
        Example{"新手可带，招焊工", "焊工"}, Example{"生手学徒", "生手学徒"}}) {
    EXPECT_EQ(TitleOfText(example.text), example.title) << example.text;
  }
}

// Whom a text calls for or counts is its title, known or not; a sentence is none.
TEST(PostingTitle, WhatNoTableKnows) {
  for (const Example& example :
       {Example{"招储备干部", "储备干部"}, Example{"高空作业人员", "高空作业人员"},
        Example{"三文鱼师傅一名", "三文鱼师傅"}, Example{"十字绣工一名", "十字绣工"},
        Example{"包装工十来名", "包装工"}, Example{"季节工", "季节工"},
        Example{"看机台的", "看机台"}, Example{"锁螺丝的", "锁螺丝"},
        Example{"女鞋成型", "女鞋成型"}, Example{"诚邀您加入", ""}, Example{"5人以上管理经验", ""},
        Example{"薪资面议，人员稳定", ""}, Example{"公司是一家生产灯具的公司，招人", ""}}) {
    EXPECT_EQ(TitleOfText(example.text), example.title) << example.text;
  }
}

TEST(PostingTitle, AColumnsTitleIsWithoutItsNoise) {
  for (const Example& example :
       {Example{"🔥普工🔥", "普工"}, Example{"★普工★", "普工"}, Example{"普工(男女不限)", "普工"},
        Example{"急招普工", "普工"}, Example{"岗位：车床工", "车床工"},
        Example{"岗位：文员", "文员"}, Example{"生产部：车床工", "车床工"},
        Example{"焊工8000", "焊工"}, Example{"普工5000元/月", "普工"},
        Example{"诚招注塑工5", "注塑工"}, Example{"急急急普工", "普工"},
        Example{"急聘！电工", "电工"}, Example{"诚聘外贸业务员", "外贸业务员"},
        // These stay.
        Example{"急救员", "急救员"}, Example{"急诊护士", "急诊护士"},
        Example{"诚信店长", "诚信店长"}, Example{"招聘专员", "招聘专员"},
        Example{"招商经理", "招商经理"}, Example{"C#", "C#"}, Example{"客服10086", "客服10086"},
        Example{"外贸部：跟单", "外贸部：跟单"}, Example{"急招10人", "急招10人"},
        Example{"客服（夜班）", "客服（夜班）"}}) {
    EXPECT_EQ(TitleWithoutNoise(example.text), example.title) << example.text;
  }
  const VacancyReading reading = Read({{Field::kTitle, "岗位", "普工(男女不限)20名"}});
  EXPECT_EQ(reading.vacancy.title, "普工");
  EXPECT_EQ(reading.vacancy.opening_count, 20);
  EXPECT_EQ(Read({{Field::kDescription, "描述", "普工(男女不限)20名"}}).vacancy.opening_count, 20);
}

TEST(PostingTitle, SeveralJobsAreTold) {
  for (const char* text :
       {"普工二十名，包装工十名", "焊工两名 7000-9000 压铸工三名", "五名普工，三名焊工",
        "装配工、焊锡工", "镭雕工，激光切割", "QC、QA、IQC"}) {
    EXPECT_TRUE(Says(Read({{Field::kDescription, "描述", text}}), reason::kSeveralJobs)) << text;
  }
  for (const char* text :
       {"普工，每人一个月", "会焊接、打磨", "普工二十名", "普工、操作工", "裁床、拉布"}) {
    EXPECT_FALSE(Says(Read({{Field::kDescription, "描述", text}}), reason::kSeveralJobs)) << text;
  }
}

// Who sews stands at no lathe, and who sells machines does not work at them.
TEST(PostingTitle, SkillsOfSewersAndSellers) {
  const auto has = [](const char* title, absl::string_view code) {
    const VacancyReading reading = Read({{Field::kTitle, "岗位", title}});
    return std::any_of(reading.vacancy.skill_requirements.begin(),
                       reading.vacancy.skill_requirements.end(),
                       [&](const SkillRequirement& skill) { return skill.skill_code == code; });
  };
  EXPECT_FALSE(has("双针车工", "machining-lathe"));
  EXPECT_FALSE(has("女包车工", "machining-lathe"));
  EXPECT_TRUE(has("车床工", "machining-lathe"));
  EXPECT_FALSE(has("销售缝纫机、烘焙设备", "garments-flat"));
}

// A cell of pay that tells several jobs' pay.
TEST(PostingTitle, PayIsThatOfTheTitlesJob) {
  struct Pay {
    const char* title;
    const char* cell;
    int min;
    int max;
  };
  for (const Pay& pay : {Pay{"厨师", "厨师9000-12000，帮厨4500", 9000, 12000},
                         Pay{"帮厨", "厨师9000-12000，帮厨4500", 4500, 4500},
                         Pay{"普工", "普工5000-6000，焊工8000-9000", 5000, 6000},
                         Pay{"焊工", "普工5000-6000、焊工8000-9000元/月", 8000, 9000}}) {
    for (Field field : {Field::kWageText, Field::kDescription}) {
      const VacancyReading reading =
          Read({{Field::kTitle, "岗位", pay.title}, {field, "工资", pay.cell}});
      EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, pay.min) << pay.title << pay.cell;
      EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, pay.max) << pay.title << pay.cell;
    }
  }
  EXPECT_TRUE(Says(Read({{Field::kTitle, "岗位", "仓管"},
                         {Field::kWageText, "工资", "普工5000-6000，焊工8000-9000"}}),
                   reason::kWageDoubtful));
}

// The running text says what the cell of pay would.
TEST(PostingTitle, PayInTheTextIsReadOrTold) {
  struct Pay {
    const char* text;
    int min;
    int max;
  };
  for (const Pay& pay :
       {Pay{"5500（两年经验）", 5500, 5500}, Pay{"6000-8000（有经验者优先）", 6000, 8000},
        Pay{"四到六千", 4000, 6000}, Pay{"1万二", 12000, 12000}, Pay{"五K", 5000, 5000},
        Pay{"万元左右", 10000, 10000}, Pay{"8000↓", 0, 8000}, Pay{"8000*13", 8000, 8000},
        Pay{"时薪二十", 4160, 4160}, Pay{"10小时200元", 5200, 5200},
        Pay{"8小时160加班20/小时", 4160, 4160}, Pay{"24+2/小时", 4992, 4992},
        Pay{"满勤6000", 6000, 6000}, Pay{"夫妻工12000元/两人", 6000, 6000}}) {
    const VacancyReading reading =
        Read({{Field::kTitle, "岗位", "普工"}, {Field::kDescription, "描述", pay.text}});
    EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, pay.min) << pay.text;
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, pay.max) << pay.text;
  }
  for (const char* text : {"HKD 15000", "15000 港币", "月薪 USD 2000", "二十二块", "半月2500"}) {
    const VacancyReading reading =
        Read({{Field::kTitle, "岗位", "普工"}, {Field::kDescription, "描述", text}});
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 0) << text;
    EXPECT_TRUE(Says(reading, reason::kWageNotUnderstood)) << text;
  }
  for (const char* text : {"新手4500起，熟手6500-8500", "熟手350/天，生手280/天"}) {
    EXPECT_TRUE(Says(Read({{Field::kTitle, "岗位", "普工"}, {Field::kDescription, "描述", text}}),
                     reason::kWageDoubtful))
        << text;
  }
  for (const char* text : {"包吃住，餐补15元", "全勤奖200，工龄奖50", "有5000人的经验"}) {
    EXPECT_FALSE(Says(Read({{Field::kTitle, "岗位", "普工"}, {Field::kDescription, "描述", text}}),
                      reason::kWageNotUnderstood))
        << text;
  }
  EXPECT_EQ(Read({{Field::kTitle, "岗位", "普工"}, {Field::kDescription, "描述", "按件计酬"}})
                .vacancy.pay_kind,
            PayKind::kPiece);
}

TEST(PostingTitle, WithoutTheVerbsOfPlainSpeech) {
  for (const auto& [text, title] :
       std::vector<Example>{{"求介绍电工，5000", "电工"},
                            {"小榄请个开料师傅，6000", "开料师傅"},
                            {"小榄找住家保姆，5000", "住家保姆"},
                            {"找个做饭的阿姨，4000", "做饭的阿姨"},
                            {"小榄招普工不限人数，5000", "普工"},
                            {"请个骑电动车送外卖的，小榄，5000", "送外卖"},
                            {"小区搞卫生的，3000", "搞卫生"},
                            {"小区保安，3000", "小区保安"},
                            {"个体户招店员，3000", "店员"},
                            {"民众收香蕉工，临时，9月20号至10月底", "收香蕉工"},
                            {"三角挖藕工，200一天", "挖藕工"},
                            {"小榄收银员，4000", "收银员"}}) {
    EXPECT_EQ(TitleOfText(text), title) << text;
  }
}

TEST(PostingTitle, ASecondJobThatIsCountedOrOfAnotherKind) {
  for (const char* text : {"酒楼招炒锅师傅1个8500-9500、打荷1个5500", "酒楼招砧板2名，打荷1名"}) {
    EXPECT_TRUE(Says(Read({{Field::kDescription, "描述", text}}), reason::kSeveralJobs)) << text;
  }
  EXPECT_TRUE(Says(Read({{Field::kTitle, "岗位", "针车/成型"}}), reason::kSeveralJobs));
  for (const char* title : {"策划/文案", "打磨/抛光", "普工/操作工", "打荷"}) {
    EXPECT_FALSE(Says(Read({{Field::kTitle, "岗位", title}}), reason::kSeveralJobs)) << title;
  }
}

TEST(PostingTitle, SeveralJobsByTheirPayHeadsAndNames) {
  for (const char* text :
       {"招CNC操机6000-7000 压铸8000-10000", "抛光8-12k 压铸7-9k 喷粉6500",
        "喷浆手9000-12000，开挖班按米提成", "针车 8500左右 刷胶 7000+",
        "印刷机长1人 工资9000-12000 副手2名5500", "线切割师傅(中走丝)一名 火花机师傅一名",
        "铝型材厂招挤压工/锯切/打磨/装框", "木工油漆工打磨工安装工全都要",
        "家具厂木工油漆工都要"}) {
    EXPECT_TRUE(Says(Read({{Field::kDescription, "描述", text}}), reason::kSeveralJobs)) << text;
  }
  for (const char* text :
       {"普工5000 熟手7000", "焊工试用期6000 转正8000", "普工底薪3000 综合6000",
        "普工白班5000 夜班6000", "普工旺季7000 淡季5000", "焊工8000 包吃住 房补300",
        "普工5000-6000 满勤奖500", "装卸工8000 平均9000", "焊工", "普工临时工都要"}) {
    EXPECT_FALSE(Says(Read({{Field::kDescription, "描述", text}}), reason::kSeveralJobs)) << text;
  }
  EXPECT_EQ(TitleOfText("家具厂木工油漆工打磨工安装工全都要，板芙，5000"), "木工");
}

// A number is cut off whole, with the workplace before it.
TEST(PostingTitle, AWorkplaceANumberAndWhoIsWanted) {
  struct Counted {
    const char* text;
    const char* title;
    int openings;
  };
  for (const Counted& c : std::vector<Counted>{{"电子厂20名普工，18-45", "普工", 20},
                                               {"玩具厂30名装配工", "装配工", 30},
                                               {"玩具厂30名装配工，包吃住，5000元", "装配工", 30},
                                               {"灯饰厂10个打包工 日结180", "打包工", 10},
                                               {"服装厂急需15个车位工", "车位工", 15},
                                               {"五金厂3名焊工，6000-8000", "焊工", 3},
                                               {"家具厂5位木工师傅", "木工师傅", 5},
                                               {"鞋厂二十名针车工", "针车工", 20},
                                               {"制衣厂缺10-15名平车工", "平车工", 15},
                                               {"火锅店2名服务员 包吃住", "服务员", 2},
                                               {"某某有限公司30名操作工", "操作工", 30},
                                               {"工地10名木工 400一天", "木工", 10},
                                               {"小榄工地要5个焊工", "焊工", 5},
                                               {"制衣厂车位15个", "车位", 15},
                                               {"塑胶厂若干名注塑工", "注塑工", 0},
                                               {"若干名普工", "普工", 0}}) {
    const VacancyReading reading = Read({{Field::kDescription, "描述", c.text}});
    EXPECT_EQ(reading.vacancy.title, c.title) << c.text;
    EXPECT_EQ(reading.vacancy.opening_count, c.openings) << c.text;
    EXPECT_FALSE(Says(reading, reason::kSeveralJobs)) << c.text;
  }
}

TEST(PostingTitle, AFieldANurseryOrAProjectIsNoJob) {
  for (const auto& [text, title] :
       std::vector<Example>{{"大棚种苗场，嫁接黄瓜苗，150一天", "嫁接黄瓜苗"},
                            {"外墙翻新，蜘蛛人5名，日结400", "蜘蛛人"},
                            {"店面装修，木工5名，400一天", "木工"},
                            {"菠萝地收菠萝，200元一天", "收菠萝"},
                            {"香蕉园砍香蕉，200一天", "砍香蕉"},
                            {"大棚摘番茄 日结", "摘番茄"},
                            {"茶山采茶，100一天", "采茶"},
                            {"草莓园+贝类分选，日结", "贝类分选"},
                            {"果园 除草工 150一天", "除草工"},
                            {"工业园保安 4000", "工业园保安"},
                            {"停车场收费员 3500", "收费员"}}) {
    EXPECT_EQ(TitleOfText(text), title) << text;
  }
}

TEST(PostingTitle, JobsUnderNumbersAndBehindAColon) {
  for (const char* text :
       {"沙溪休闲服厂旺季赶货：平车20名，计件5000～7000；四线拷边5名；尾部剪线包装若干名",
        "【岗位一】前台接待2人：20-35岁【岗位二】客房服务员5人【岗位三】保安2人",
        "开料、雕花大师傅各1名"}) {
    EXPECT_TRUE(Says(Read({{Field::kDescription, "描述", text}}), reason::kSeveralJobs)) << text;
  }
  // Of a row with a title of its own as well.
  for (const char* text : {"【岗位一】前台接待：20-35岁。【岗位二】客房服务员：45岁以下",
                           "岗位1：普工，5000。岗位2：焊工，8000", "职位一、电工 职位二、司机"}) {
    EXPECT_TRUE(
        Says(Read({{Field::kTitle, "岗位", "多岗位招聘"}, {Field::kDescription, "描述", text}}),
             reason::kSeveralJobs))
        << text;
  }
  for (const char* text : {"招普工，计划6人", "岗位：前台，2人", "岗位一、二楼均可，普工2名",
                           "五金厂招焊工，每条线焊工5人"}) {
    EXPECT_FALSE(Says(Read({{Field::kDescription, "描述", text}}), reason::kSeveralJobs)) << text;
  }
}

}  // namespace
}  // namespace laowu::intake
