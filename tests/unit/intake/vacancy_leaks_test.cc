// What a clerk's sheet says that must not stay: identity numbers, conditions in all their wordings,
// persons. Neither in the texts nor beside a value as the words that it was read from; and without
// stumps. What only looks alike stays.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

VacancyReading Read(const std::string& title, const std::string& text,
                    const std::string& employer = "样例五金厂") {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  return reader->Read(MapPairs(TableKind::kVacancies,
                               {{"岗位名称", title}, {"企业名称", employer}, {"岗位描述", text}}));
}

std::vector<std::string> Reasons(const VacancyReading& reading) {
  std::vector<std::string> reasons;
  for (const Warning& warning : reading.warnings) reasons.push_back(warning.reason);
  return reasons;
}

TEST(VacancyLeaks, IdentityNumbersGo) {
  for (const char* text :
       {"老板身份证529900199001011234,包吃住", "身份证号：529900199001011234，包吃住",
        "52990019900101123X,身份证529900199001011230,包吃住", "包吃住,11010519491231002X",
        "包吃住 １１０１０５１９４９１２３１００２Ｘ"}) {
    const VacancyReading reading = Read("普工", text);
    EXPECT_THAT(reading.vacancy.description, Not(HasSubstr("529900199001011230"))) << text;
    EXPECT_THAT(reading.vacancy.description, Not(HasSubstr("529900199001011234"))) << text;
    EXPECT_THAT(reading.vacancy.description, Not(HasSubstr("19491231"))) << text;
    EXPECT_THAT(Reasons(reading), Contains("CONTACT_REMOVED")) << text;
  }
  EXPECT_EQ(Read("普工11010519491231002X", "包吃住").vacancy.title, "普工");
  // An order's number is no identity number.
  EXPECT_THAT(Read("普工", "合同编号529900199001011231").vacancy.description,
              HasSubstr("529900199001011231"));
}

TEST(VacancyLeaks, NoSourceTellsWhatWasTakenOut) {
  std::string text =
      "女工优先，身份证529900199001011234，包吃住，5000-6000元，回族、维族、藏族不要，"
      "每天12小时，月休2天，五险，夜班，18-45岁，找张主管13800138000，";
  for (int i = 0; i < 20; ++i) absl::StrAppend(&text, "环境优美工作轻松");
  const VacancyReading reading = Read("男搬运工", text);
  EXPECT_THAT(reading.inferred_fields, Not(IsEmpty()));
  for (const InferredField& field : reading.inferred_fields) {
    for (const char* gone : {"女工", "男", "529900", "回族", "藏族", "张主管", "13800"}) {
      EXPECT_THAT(field.source_text, Not(HasSubstr(gone))) << field.field_path;
    }
    if (field.field_path == "meals_provided") {
      EXPECT_EQ(field.source_text, "包吃住");
    }
  }
}

TEST(VacancyLeaks, ConditionsInTitles) {
  struct Case {
    const char* title;
    const char* left;
  };
  for (const Case& c :
       {Case{"男搬运工（要汉族）", "搬运工"}, Case{"女缝纫工", "缝纫工"},
        Case{"女服务员", "服务员"}, Case{"急招女质检", "质检"}, Case{"招女包装工10名", "招包装工"},
        Case{"美女前台", "前台"}, Case{"普工(男)", "普工"}, Case{"女普工", "普工"}}) {
    const VacancyReading reading = Read(c.title, "包吃住");
    EXPECT_EQ(reading.vacancy.title, c.left) << c.title;
    EXPECT_THAT(Reasons(reading), Contains("CONDITION_DROPPED")) << c.title;
  }
  for (const char* title : {"女装车工", "女鞋针车工", "男装裁剪师傅", "女包车位", "女工宿舍管理员",
                            "男科护士", "女子会所技师", "女大衣车工", "男鞋销售"}) {
    EXPECT_EQ(Read(title, "包吃住").vacancy.title, title);
    EXPECT_THAT(Reasons(Read(title, "包吃住")), Not(Contains("CONDITION_DROPPED"))) << title;
  }
}

TEST(VacancyLeaks, ConditionsInTextsWithoutStumps) {
  for (const char* said :
       {"纹身烟疤不要，汉族", "限本地女生", "非疆藏籍", "颜值高", "湖南湖北人勿扰", "回民勿扰",
        "回族、维族、藏族不要", "彝族、凉山的不收", "女生勿投", "小伙子优先", "HIV阴性", "不信教",
        "不要四川凉山彝族", "只招穆斯林", "限回民", "无纹身烟疤", "要汉族", "新疆西藏籍不要",
        "民族：汉族"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
    EXPECT_THAT(Reasons(reading), Contains("CONDITION_DROPPED")) << said;
  }
  for (const char* said : {"女工宿舍有空调", "做女装男鞋", "民族不限", "男女不限", "不收藏品",
                           "少数民族地区出差", "不要求经验", "湖南湖北均有分厂"}) {
    const VacancyReading reading = Read("普工", said);
    EXPECT_EQ(reading.vacancy.description, said);
    EXPECT_THAT(Reasons(reading), Not(Contains("CONDITION_DROPPED"))) << said;
  }
}

TEST(VacancyLeaks, PersonsAndOtherWaysToReachThem) {
  for (const char* said :
       {"负责人：赵经理", "负责人：赵经理13800138000", "找人事部小刘", "张主管", "找老王", "张生",
        "门卫陈伯", "加微 lw_2024", "hr#abc.com(#换@)", "hr#abc.org", "hr(at)abc.Net",
        "Https://abc.cc/x", "电话88881234", "联系88881234", "tel:8888-1234", "（李主管）"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
    EXPECT_THAT(Reasons(reading), Contains("CONTACT_REMOVED")) << said;
  }
  // Without a figure or mark of an address in the whole text.
  for (const char* text : {"加微zhaogong,包吃住", "抖音号zhaogong,包吃住"}) {
    EXPECT_EQ(Read("普工", text).vacancy.description, "包吃住") << text;
  }
  EXPECT_EQ(Read("普工", "包吃住", "中山甲厂(李主管)").vacancy.employer_display_name, "中山甲厂");
  for (const char* said :
       {"招历史老师", "找小时工", "储备主管", "(白班主管)", "负责人事招聘", "找老员工带",
        "电话销售5000-6000元", "咨询5000-6000元", "经理岗位,主管岗位", "高级经理"}) {
    const VacancyReading reading = Read("普工", said);
    EXPECT_EQ(reading.vacancy.description, said);
    EXPECT_THAT(Reasons(reading), Not(Contains("CONTACT_REMOVED"))) << said;
  }
}

// What a person is called and by which number stays nowhere, and no stump of it.
TEST(VacancyLeaks, SameNumberAndPersonsByTheirFamilyName) {
  for (const char* said :
       {"找彭姐", "联系彭姐报名", "请联系小彭", "电联李主管", "联系彭工", "打电话给彭姐",
        "和彭姐联系", "彭姐微信", "找覃姐", "VX同号", "微信电话同号", "手机号即微信", "V信同号",
        "微电同号", "电微同步", "加VX了解", "详情加微", "可加微信咨询", "13800138000 vx同号"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
    EXPECT_THAT(Reasons(reading), Contains("CONTACT_REMOVED")) << said;
  }
  for (const char* said : {"加工总装", "加班总共4小时", "找个老师傅带", "五险一金同步缴纳"}) {
    EXPECT_EQ(Read("普工", said).vacancy.description, said);
  }
}

// Marks, blanks and pictures within the words of a chat, letters of other scripts, digits of two.
TEST(VacancyLeaks, WordsOfContactsThatAreTakenApart) {
  for (const char* said : {"微.信 zs-hr_2026",
                           "加微 信：lock_88",
                           "微 信 号 a 1 3 5 7 9 0",
                           "微·信abc12345",
                           "V❤ zs8899",
                           "V💚zs8899",
                           "威❤信：abc_123",
                           "VX-gzds2020",
                           "Ｖ Ｘ：zs8899",
                           "ＶＸ　zhaopin88",
                           "vх：abcd1234",
                           "Q Q 305112233",
                           "扣-扣 305112233",
                           "扣扣号：三零五一一二二三三",
                           "企鹅号 305一一22三三",
                           "wechat: zs_hr",
                           "ΤEL：1 3 9 一 2345 六七八九",
                           "ТЕL 1 3 8 0 0 1 3 8 0 0 0",
                           "电话 一三八 0013 八零零零",
                           "手机：138001380 00",
                           "1 3 8 零零一三八 0000"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
    EXPECT_THAT(Reasons(reading), Contains("CONTACT_REMOVED")) << said;
    EXPECT_EQ(Read(absl::StrCat("缝纫工 ", said), "包吃住").vacancy.title, "缝纫工") << said;
  }
  EXPECT_EQ(Read("请加微.信 zs-hr_2026 招缝纫工", "包吃住").vacancy.title, "招缝纫工");
  for (const char* said :
       {"VX-1000加工中心", "3M口罩", "Q235钢板焊接", "V型槽", "Φ12钢筋工", "10μm膜", "A2驾照",
        "1500-2000 300件", "微型电机装配", "威信县", "拉扣扣合机", "13000-15000元", "三班倒一三五",
        "1 3 5 7号机台", "2026-11-30前到岗", "CNC V8数控", "QC质检"}) {
    EXPECT_THAT(Read("普工", absl::StrCat("包吃住,", said)).vacancy.description, HasSubstr(said))
        << said;
  }
}

TEST(VacancyLeaks, PayBehindTheWordsOfAChatStays) {
  EXPECT_THAT(Read("普工", "包吃住,加微信 13000-15000元").vacancy.description,
              HasSubstr("13000-15000元"));
}

// The office's own line stays; a person's name and mobile number do not.
TEST(VacancyLeaks, AnOfficesContactIsNoPersons) {
  const auto office = [](const std::string& text) {
    return VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""})
        .Read(
            MapPairs(TableKind::kVacancies,
                     {{"岗位名称", "普工"}, {"企业名称", "样例五金厂"}, {"协作站联系方式", text}}));
  };
  for (const char* text : {"王某 13812345678", "王某13812345678", "13812345678（王主任）", "张主任",
                           "一三八 1234 五六七八"}) {
    EXPECT_EQ(office(text).vacancy.office_contact, "") << text;
    EXPECT_THAT(Reasons(office(text)), Contains("CONTACT_REMOVED")) << text;
  }
  const std::string mixed = office("协作站 0760-88886666，王某 13812345678").vacancy.office_contact;
  EXPECT_THAT(mixed, HasSubstr("协作站 0760-88886666"));
  EXPECT_THAT(mixed, Not(HasSubstr("138")));
  EXPECT_THAT(mixed, Not(HasSubstr("王")));
  for (const char* text : {"0760-88886666", "中山协作站 88886666", "窗口 2"}) {
    EXPECT_EQ(office(text).vacancy.office_contact, text);
    EXPECT_THAT(Reasons(office(text)), Not(Contains("CONTACT_REMOVED"))) << text;
  }
}

// Before a number, behind it, and with no number at all.
TEST(VacancyLeaks, WhoseNumberItIsGoesWithIt) {
  for (const char* said :
       {"报名：138-2233-4455 王姐（微信同步）", "介绍人老吴 133-1234-5678", "老板姓周",
        "老板娘姓陈的", "免贵姓王", "联系人 王 小 姐", "招聘人：石岐张经理", "李大明 13800138000",
        "13800138000 陈丽", "13800138000（老吴）", "陈 先 生 13800138000", "负责人王总",
        "带队人：贵州老李", "联系人：盘州李经理13800138000", "找小陈13800138000",
        "联系陈师傅 13800138000", "陈小明13800138000", "介绍人小何"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
  }
  // Words of work, goods and places that begin as a name does.
  for (const char* said : {"钟点工", "石材厂", "汤圆工", "马达装配", "叶片打磨", "高明", "施工员",
                           "方大厂", "黄平", "雷达装配", "黄圃镇"}) {
    EXPECT_EQ(Read("普工", absl::StrCat("包吃住,", said, "13800138000")).vacancy.description,
              absl::StrCat("包吃住,", said));
    EXPECT_EQ(Read("普工", absl::StrCat("包吃住,13800138000 ", said)).vacancy.description,
              absl::StrCat("包吃住,", said));
  }
  for (const char* said : {"姓名不限", "介绍人有奖500元", "推荐人奖励500元", "负责人事招聘"}) {
    EXPECT_EQ(Read("普工", said).vacancy.description, said);
  }
}

TEST(VacancyLeaks, DisguisedNumbersAndNames) {
  for (const char* said : {"电话139oo139ooo", "一三九，二二三三，四四五五", "V我: lw_2026",
                           "微✘lw8899", "短号668899", "0760-3344", "找厂门口王主任"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
    EXPECT_THAT(Reasons(reading), Contains("CONTACT_REMOVED")) << said;
  }
  EXPECT_THAT(Read("焊工-张生", "包吃住").vacancy.title, Not(HasSubstr("张生")));
  for (const char* said : {"工号短号段", "月薪5000-8000，双休", "电焊-氩弧焊"}) {
    EXPECT_THAT(Reasons(Read("普工", said)), Not(Contains("CONTACT_REMOVED"))) << said;
  }
}

TEST(VacancyLeaks, ConditionsOfHealthFaithAndFamily) {
  for (const char* said :
       {"孕妇不收", "怀孕的勿扰", "有乙肝不收", "乙肝携带者一律不要", "不收信教的", "要求妇女",
        "不要带小孩的", "带小孩的勿扰", "未婚女孩", "单身女孩优先", "生完小孩的女员工优先"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
    EXPECT_THAT(Reasons(reading), Contains("CONDITION_DROPPED")) << said;
  }
  for (const char* said : {"提供单身公寓", "可以带小孩", "做孕妇装", "小孩玩具厂"}) {
    EXPECT_EQ(Read("普工", said).vacancy.description, said);
  }
}

TEST(VacancyLeaks, FeesAndPayKeptBackInOtherWords) {
  for (const char* said : {"交500占位费", "进厂费600", "预缴水电300"}) {
    EXPECT_THAT(Reasons(Read("普工", said)), Contains("FEE_SUSPECTED")) << said;
  }
  for (const char* said :
       {"没干满7天不结工资", "三天内走没工资", "押半个月", "工资押到年底发", "先交身份证再面试"}) {
    EXPECT_THAT(Reasons(Read("普工", said)), Contains("PAY_WITHHELD")) << said;
  }
  for (const char* said : {"报名费0 无任何费用", "报名费:无", "体检费：0元", "不押工资"}) {
    EXPECT_THAT(Reasons(Read("普工", said)), Not(Contains("FEE_SUSPECTED"))) << said;
    EXPECT_THAT(Reasons(Read("普工", said)), Not(Contains("PAY_WITHHELD"))) << said;
  }
}

TEST(VacancyLeaks, FeesAndPapersKeptBack) {
  for (const char* said :
       {"包吃住无夜班先交押金500", "包吃住无经验可先交服装押金500", "工衣押100"}) {
    EXPECT_THAT(Reasons(Read("普工", said)), Contains("FEE_SUSPECTED")) << said;
  }
  for (const char* said : {"身份证扣押", "扣押身份证", "没满月扣500"}) {
    EXPECT_THAT(Reasons(Read("普工", said)), Contains("PAY_WITHHELD")) << said;
  }
  for (const char* said : {"不用先交押金", "无需押金", "不扣押身份证", "免押金", "工衣免费"}) {
    EXPECT_THAT(Reasons(Read("普工", said)), Not(Contains("FEE_SUSPECTED"))) << said;
    EXPECT_THAT(Reasons(Read("普工", said)), Not(Contains("PAY_WITHHELD"))) << said;
  }
}

TEST(VacancyLeaks, ListsWithoutMarksNamesBehindRanksAndBareLabels) {
  for (const char* said : {"四川贵州人优先", "厂长：李大明", "加我V：ldm888", "人事部：13800138000",
                           "经理：王小红13800138000", "加我微信ldm888"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
  }
  EXPECT_EQ(Read("女工包装", "5000元").vacancy.title, "包装");
  EXPECT_THAT(Reasons(Read("普工", "招女工包吃住")), Contains("CONDITION_DROPPED"));
}

TEST(VacancyLeaks, SexBehindAnAgeOrBeforeWhatTheyAreToBe) {
  for (const char* said : {"18-35岁女", "20-50岁男", "年龄25-50男", "18-45男", "45岁以下女性",
                           "50以内男", "女生手细优先", "男生有力气的优先", "女性手脚麻利为佳",
                           "女工手细优先", "男女比例1:1", "男女比例为3：7"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住，", said, "。月休4天"));
    EXPECT_THAT(Reasons(reading), Contains("CONDITION_DROPPED")) << said;
    EXPECT_THAT(reading.vacancy.description, Not(HasSubstr("女"))) << said;
    EXPECT_THAT(reading.vacancy.description, Not(HasSubstr("男"))) << said;
  }
  for (const char* said : {"18-45岁男女不限", "25-50男女均可", "女士内衣销售经验优先",
                           "女性用品导购经验优先", "男装打版有经验优先", "男女比例不限"}) {
    EXPECT_THAT(Reasons(Read("普工", absl::StrCat("包吃住，", said, "。"))),
                Not(Contains("CONDITION_DROPPED")))
        << said;
  }
}

TEST(VacancyLeaks, WhoIsStationedAndWhoIsLookedFor) {
  for (const char* said : {"驻厂小李15300002222", "驻厂老师刘", "驻厂小李", "联系驻厂老师小王",
                           "咨询小陈同学", "驻厂经理张", "找王师傅", "找李大姐"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_EQ(reading.vacancy.description, "包吃住,5000元") << said;
  }
  for (const char* said : {"找砌墙师傅", "找焊工师傅两名", "找销售经理", "找大学生", "找水电师傅",
                           "找周末老师", "找车间主管"}) {
    const VacancyReading reading = Read("普工", absl::StrCat("包吃住,", said, ",5000元"));
    EXPECT_THAT(reading.vacancy.description, HasSubstr(said)) << said;
  }
}

TEST(VacancyLeaks, NoMarksAreLeftBehind) {
  EXPECT_EQ(Read("普工", "身高162cm+；包住").vacancy.description, "包住");
  EXPECT_EQ(Read("普工", "包住。本地人勿扰。双休").vacancy.description, "包住。双休");
}

}  // namespace
}  // namespace laowu::intake
