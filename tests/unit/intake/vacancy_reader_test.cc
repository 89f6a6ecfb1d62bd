// One messy row → what was read, from where, how sure; what was dropped; why it is rejected.

#include "intake/vacancy/vacancy_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"

namespace laowu::intake {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr absl::CivilDay kDay(2026, 7, 1);

VacancyReading Read(const Pairs& pairs) {
  static const auto* const reader = new VacancyReader(ReadContext{kDay, "442000", ""});
  return reader->Read(MapPairs(TableKind::kVacancies, pairs));
}

Pairs Plus(Pairs pairs) {
  Pairs all = {
      {"岗位名称", "普工"}, {"企业名称", "中山市样例五金厂"}, {"工作地点", "中山市小榄镇"}};
  all.insert(all.end(), pairs.begin(), pairs.end());
  return all;
}

std::vector<std::string> Reasons(const VacancyReading& reading) {
  std::vector<std::string> reasons;
  for (const Warning& warning : reading.warnings) reasons.push_back(warning.reason);
  return reasons;
}

TEST(VacancyReader, AUsualRow) {
  const VacancyReading reading = Read({{"编号", "A-17"},
                                       {"岗位名称", "急招电焊工（包吃住）"},
                                       {"企业名称", "中山市样例五金有限公司"},
                                       {"工作地点", "中山·小榄"},
                                       {"月薪", "6千-8千·13薪"},
                                       {"招聘人数", "5人"},
                                       {"学历要求", "初中及以上"},
                                       {"年龄要求", "18-45岁"},
                                       {"技能要求", "会电焊，有焊工证"},
                                       {"班次", "两班倒"},
                                       {"社保", "五险"},
                                       {"截止日期", "2026/12/31"}});
  ASSERT_FALSE(reading.rejected());
  const VacancyDraft& v = reading.vacancy;
  EXPECT_EQ(v.source_reference, "A-17");
  EXPECT_EQ(v.workplace_division_code, "442000118");
  EXPECT_EQ(v.min_wage_cny_per_month, 6000);
  EXPECT_EQ(v.max_wage_cny_per_month, 8000);
  EXPECT_EQ(v.pay_months, 13);
  EXPECT_EQ(v.opening_count, 5);
  EXPECT_EQ(v.min_education, EducationLevel::kJuniorMiddle);
  EXPECT_EQ(v.min_age_years, 18);
  EXPECT_EQ(v.max_age_years, 45);
  ASSERT_FALSE(v.skill_requirements.empty());
  EXPECT_EQ(v.skill_requirements[0].skill_code, "welding-arc");
  EXPECT_TRUE(v.skill_requirements[0].required);
  EXPECT_EQ(v.accommodation_provided, true);
  EXPECT_EQ(v.meals_provided, true);
  EXPECT_EQ(v.night_shift, true);
  EXPECT_EQ(v.social_insurance, std::optional(true));
  EXPECT_EQ(v.expire_date, absl::CivilDay(2026, 12, 31));
  EXPECT_FALSE(v.occupation_code.empty());
}

TEST(VacancyReader, EveryInferredValueSaysWhereItCameFrom) {
  const VacancyReading reading = Read(Plus({{"月薪", "20元/小时"}}));
  EXPECT_THAT(reading.inferred_fields,
              Contains(AllOf(Field(&InferredField::field_path, "max_wage_cny_per_month"),
                             Field(&InferredField::source_text, "20元/小时"),
                             Field(&InferredField::rule, HasSubstr("wage.assume_208_hours")))));
  EXPECT_THAT(reading.inferred_fields,
              Contains(AllOf(Field(&InferredField::field_path, "workplace_division_code"),
                             Field(&InferredField::source_text, "中山市小榄镇"))));
  EXPECT_THAT(reading.inferred_fields,
              Contains(Field(&InferredField::field_path, "occupation_code")));
  for (const InferredField& field : reading.inferred_fields) {
    EXPECT_GT(field.confidence, 0) << field.field_path;
    EXPECT_LE(field.confidence, 100) << field.field_path;
  }
}

TEST(VacancyReader, OneRunningText) {
  const VacancyReading reading = Read(Plus(
      {{"岗位描述", "招普工若干,包吃住,18-45岁,两班倒,初中以上学历,有3年以上工作经验,购买社保"}}));
  const VacancyDraft& v = reading.vacancy;
  EXPECT_EQ(v.accommodation_provided, true);
  EXPECT_EQ(v.max_age_years, 45);
  EXPECT_EQ(v.night_shift, true);
  EXPECT_EQ(v.min_education, EducationLevel::kJuniorMiddle);
  EXPECT_EQ(v.min_experience_months, 36);
  EXPECT_EQ(v.social_insurance, std::optional(true));
  EXPECT_EQ(v.opening_count, 0);
}

TEST(VacancyReader, WithoutEmployerTitleOrPlaceTheRowIsRejectedAndAllAreNamed) {
  const VacancyReading reading = Read({{"月薪", "5000-7000"}, {"工作地点", "待定"}});
  ASSERT_TRUE(reading.rejected());
  EXPECT_THAT(reading.violations, Contains(Field(&Violation::field_path, "title")));
  EXPECT_THAT(reading.violations, Contains(Field(&Violation::field_path, "employer_display_name")));
  EXPECT_THAT(reading.violations,
              Contains(AllOf(Field(&Violation::field_path, "workplace_division_code"),
                             Field(&Violation::source_text, "待定"))));
}

TEST(VacancyReader, AnythingElseMissingIsAccepted) {
  const VacancyReading reading = Read(Plus({}));
  EXPECT_FALSE(reading.rejected());
  EXPECT_THAT(reading.warnings, IsEmpty());
  EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 0);
  EXPECT_EQ(reading.vacancy.accommodation_provided, std::nullopt);
}

TEST(VacancyReader, WageNotUnderstoodIsAWarningAndNoValue) {
  const VacancyReading reading = Read(Plus({{"月薪", "按公司规定"}}));
  EXPECT_FALSE(reading.rejected());
  EXPECT_THAT(Reasons(reading), ElementsAre("WAGE_NOT_UNDERSTOOD"));
  EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 0);
  const VacancyReading absurd = Read(Plus({{"月薪", "30-50万/月"}}));
  EXPECT_THAT(Reasons(absurd), ElementsAre("WAGE_IMPLAUSIBLE"));
  EXPECT_EQ(absurd.vacancy.max_wage_cny_per_month, 0);
  EXPECT_THAT(Reasons(Read(Plus({{"月薪", "面议"}}))), IsEmpty());
}

// A minus sign and a range the wrong way round are slips: nothing is made of the first, and the
// second is shown to whoever sent it.
TEST(VacancyReader, DoubtfulWagesAreTold) {
  const VacancyReading below_zero = Read(Plus({{"月薪", "-5000元/月"}}));
  EXPECT_THAT(Reasons(below_zero), ElementsAre("WAGE_NOT_UNDERSTOOD"));
  EXPECT_EQ(below_zero.vacancy.max_wage_cny_per_month, 0);
  const VacancyReading swapped = Read(Plus({{"月薪", "9000-2000元/月"}}));
  EXPECT_THAT(Reasons(swapped), ElementsAre("WAGE_DOUBTFUL"));
  EXPECT_EQ(swapped.vacancy.min_wage_cny_per_month, 2000);
  EXPECT_EQ(swapped.vacancy.max_wage_cny_per_month, 9000);
}

TEST(VacancyReader, ContactsAreRemovedFromEveryText) {
  const VacancyReading reading =
      Read(Plus({{"岗位描述",
                  "装配灯具。联系人：张三丰 电话13800138000（微信同号），QQ:12345678，邮箱 "
                  "a.b@c.com，０７６０－８８８８８８８８"}}));
  EXPECT_THAT(Reasons(reading), Contains("CONTACT_REMOVED"));
  for (const char* gone : {"13800138000", "张三丰", "12345678", "@", "8888", "微信"}) {
    EXPECT_THAT(reading.vacancy.description, Not(HasSubstr(gone)));
    for (const Warning& warning : reading.warnings)
      EXPECT_THAT(warning.source_text, Not(HasSubstr(gone)));
  }
  EXPECT_THAT(reading.vacancy.description, HasSubstr("装配灯具"));
}

TEST(VacancyReader, ConditionsOnSexEthnicityAndRegionAreDroppedAndReported) {
  for (const char* text : {"限男性", "只招女工", "男性优先", "女士优先", "限汉族", "限本地户籍",
                           "本地人优先", "不招贵州人"}) {
    const VacancyReading reading = Read(Plus({{"岗位要求", std::string(text) + "，能吃苦"}}));
    EXPECT_THAT(Reasons(reading), Contains("CONDITION_DROPPED")) << text;
    EXPECT_THAT(reading.vacancy.description, Not(HasSubstr(text))) << text;
    EXPECT_THAT(reading.vacancy.description, HasSubstr("能吃苦")) << text;
  }
  EXPECT_THAT(Reasons(Read(Plus({{"性别要求", "男"}}))), Contains("CONDITION_DROPPED"));
  EXPECT_THAT(Reasons(Read(Plus({{"性别要求", "不限"}}))), Not(Contains("CONDITION_DROPPED")));
  for (const char* text : {"男女不限", "男女均可", "销售女士内衣", "生产女鞋"}) {
    EXPECT_THAT(Reasons(Read(Plus({{"岗位要求", text}}))), Not(Contains("CONDITION_DROPPED")))
        << text;
  }
}

TEST(VacancyReader, DepositsAndFeesAreWarnedOf) {
  EXPECT_THAT(Reasons(Read(Plus({{"岗位描述", "入职交押金200元"}}))), Contains("FEE_SUSPECTED"));
  EXPECT_THAT(Reasons(Read(Plus({{"岗位描述", "服装费300，体检费自理"}}))),
              Contains("FEE_SUSPECTED"));
  for (const char* text : {"不收任何押金", "无押金", "免服装费", "不收取中介费"}) {
    EXPECT_THAT(Reasons(Read(Plus({{"岗位描述", text}}))), Not(Contains("FEE_SUSPECTED"))) << text;
  }
}

TEST(VacancyReader, DeadCodesAreTranslatedWithAWarning) {
  const VacancyReading reading =
      Read({{"岗位名称", "普工"}, {"企业名称", "样例厂"}, {"行政区划代码", "442000104"}});
  EXPECT_EQ(reading.vacancy.workplace_division_code, "442000118");
  EXPECT_THAT(Reasons(reading), Contains("DIVISION_CODE_DEAD"));
}

TEST(VacancyReader, AmbiguousPlaceNamesTheCandidates) {
  const VacancyReader reader(ReadContext{kDay, "", ""});
  const VacancyReading reading = reader.Read(
      MapPairs(TableKind::kVacancies,
               Pairs{{"岗位名称", "普工"}, {"企业名称", "样例厂"}, {"工作地点", "鼓楼区"}}));
  ASSERT_TRUE(reading.rejected());
  EXPECT_THAT(reading.violations[0].message, HasSubstr("江苏省南京市鼓楼区"));
}

TEST(VacancyReader, CodeAndTextThatDisagreeAreReported) {
  const VacancyReading reading = Read({{"岗位名称", "普工"},
                                       {"企业名称", "样例厂"},
                                       {"行政区划代码", "442000"},
                                       {"工作地点", "广东省深圳市"}});
  EXPECT_EQ(reading.vacancy.workplace_division_code, "442000");
  EXPECT_THAT(Reasons(reading), Contains("PLACE_CONFLICT"));
}

TEST(VacancyReader, PreferredAndRequiredSkills) {
  const VacancyReading reading =
      Read(Plus({{"技能要求", "必须会氩弧焊，会叉车优先"}, {"岗位描述", "熟练使用冲床"}}));
  std::vector<std::pair<std::string, bool>> skills;
  for (const SkillRequirement& skill : reading.vacancy.skill_requirements) {
    skills.emplace_back(skill.skill_code, skill.required);
  }
  EXPECT_THAT(skills, Contains(std::pair<std::string, bool>("welding-argon", true)));
  EXPECT_THAT(skills, Contains(::testing::Pair(HasSubstr("forklift"), false)));
  EXPECT_EQ(skills.size(), 3u);
}

TEST(VacancyReader, CreditCodeIsChecked) {
  EXPECT_THAT(Reasons(Read(Plus({{"统一社会信用代码", "91529999000000001X"}}))),
              Contains("CREDIT_CODE_INVALID"));
  EXPECT_EQ(Read(Plus({{"统一社会信用代码", "91529999000000001X"}})).vacancy.employer_credit_code,
            "");
  EXPECT_EQ(Read(Plus({{"统一社会信用代码", "91350100m000100y43"}})).vacancy.employer_credit_code,
            "91350100M000100Y43");
}

TEST(VacancyReader, AtOnceIsNoDayOfTheSheet) {
  const auto starts = [](const char* text) {
    const VacancyReading reading = Read({{"岗位名称", "普工"},
                                         {"企业名称", "样例灯饰厂"},
                                         {"工作地点", "中山市古镇镇"},
                                         {"上岗时间", text}});
    EXPECT_TRUE(reading.warnings.empty()) << text;
    return reading.vacancy.start_date;
  };
  EXPECT_EQ(starts("即日上岗"), std::nullopt);
  EXPECT_EQ(starts("2026-12-05"), absl::CivilDay(2026, 12, 5));
}

TEST(VacancyReader, DatesAsPeopleSayThem) {
  for (const char* text : {"12月31日", "2026年12月底", "年底", "2026年12月"}) {
    const VacancyReading reading = Read(Plus({{"截止日期", text}}));
    EXPECT_EQ(reading.vacancy.expire_date, absl::CivilDay(2026, 12, 31)) << text;
    EXPECT_THAT(Reasons(reading), Not(Contains("DATE_NOT_UNDERSTOOD"))) << text;
  }
  EXPECT_EQ(Read(Plus({{"到岗时间", "8月1日"}})).vacancy.start_date, absl::CivilDay(2026, 8, 1));
}

// Names of sewing that are something else in a car's or an engineer's trade; children are taught.
TEST(VacancyReader, WordsOfSewingThatAreNone) {
  const auto of_title = [](const char* title) {
    return Read({{"岗位名称", title}, {"企业名称", "样例公司"}, {"工作地点", "中山市"}}).vacancy;
  };
  for (const char* title :
       {"超声波雷达车位算法工程师", "车位销售", "车衣车膜技师", "隐形车衣销售"}) {
    for (const SkillRequirement& skill : of_title(title).skill_requirements) {
      EXPECT_FALSE(absl::StartsWith(skill.skill_code, "garments")) << title;
    }
  }
  EXPECT_FALSE(of_title("车位").skill_requirements.empty());
  EXPECT_EQ(of_title("国画老师（有生源50-60人）").opening_count, 0);
  EXPECT_EQ(of_title("国画老师（招20人）").opening_count, 20);
}

TEST(VacancyReader, ImpossibleDatesAreWarned) {
  const VacancyReading reading = Read(Plus({{"截止日期", "2026-02-30"}}));
  EXPECT_EQ(reading.vacancy.expire_date, std::nullopt);
  EXPECT_THAT(Reasons(reading), ElementsAre("DATE_NOT_UNDERSTOOD"));
  EXPECT_THAT(Reasons(Read(Plus({{"截止日期", "长期有效"}}))), IsEmpty());
}

TEST(VacancyReader, NaturalKeyIsTheSameForTheSamePostHoweverItIsWritten) {
  const Pairs first = {{"岗位名称", "普 工"},
                       {"企业名称", "样例五金厂"},
                       {"工作地点", "中山·小榄"},
                       {"月薪", "5000-6000元/月"}};
  const Pairs second = {{"岗位名称", "普工"},
                        {"企业名称", "样例五金厂 "},
                        {"工作地点", "广东省中山市小榄镇"},
                        {"月薪", "5-6千/月"}};
  const Pairs other = {{"岗位名称", "质检员"},
                       {"企业名称", "样例五金厂"},
                       {"工作地点", "中山·小榄"},
                       {"月薪", "5000-6000元/月"}};
  EXPECT_EQ(Read(first).natural_key, Read(second).natural_key);
  EXPECT_NE(Read(first).natural_key, Read(other).natural_key);
  EXPECT_NE(Read(first).natural_key_extra, Read(second).natural_key_extra);
}

// Frozen for ever: stored ids are digests of it.
TEST(VacancyReader, NaturalKeyIsFrozen) {
  EXPECT_EQ(Read({{"岗位名称", "ＣＮＣ 操作员①"},
                  {"企业名称", "样例（中山）厂"},
                  {"工作地点", "中山"},
                  {"月薪", "5-6千/月"}})
                .natural_key,
            "样例(中山)厂\x1f"
            "cnc操作员1\x1f"
            "442000\x1f"
            "1");
}

TEST(VacancyReader, LongTextsAreCut) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "长";
  const VacancyReading reading = Read(Plus({{"岗位描述", text}}));
  EXPECT_EQ(reading.vacancy.description.size(), 4000u * 3);
  EXPECT_THAT(Reasons(reading), Contains("TEXT_CUT"));
}

// The column of pay is empty, as where a factory sends one text.
TEST(VacancyReader, PayHeadcountAndLastDayInTheRunningText) {
  const VacancyReading reading =
      Read(Plus({{"岗位描述",
                  "招普工十名，工资5500-7000元/月，包吃住，十八至四十五岁，两班倒，"
                  "招聘有效期至2026-08-31"}}));
  ASSERT_FALSE(reading.rejected());
  const VacancyDraft& v = reading.vacancy;
  EXPECT_EQ(v.min_wage_cny_per_month, 5500);
  EXPECT_EQ(v.max_wage_cny_per_month, 7000);
  EXPECT_EQ(v.opening_count, 10);
  EXPECT_EQ(v.min_age_years, 18);
  EXPECT_EQ(v.max_age_years, 45);
  EXPECT_EQ(v.accommodation_provided, true);
  EXPECT_EQ(v.night_shift, true);
  EXPECT_EQ(v.expire_date, absl::CivilDay(2026, 8, 31));
  EXPECT_THAT(reading.inferred_fields,
              Contains(Field(&InferredField::rule, HasSubstr("wage.in_text"))));
}

TEST(VacancyReader, FiguresOfARunningTextThatAreNoPayStayOut) {
  for (const char* text : {"全勤奖200元，满一年奖1000元", "注册资本5000万元，员工2000人",
                           "入职交押金500元", "年营业额8000万", "餐补300元，房补500元",
                           "月均销量5000台", "日活5万", "处理1000万级数据"}) {
    const VacancyReading reading = Read(Plus({{"岗位描述", text}}));
    EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 0) << text;
  }
}

TEST(VacancyReader, WhatIsOnlyWelcomeIsNotAskedFor) {
  const VacancyDraft v =
      Read(Plus({{"岗位描述", "有3年经验者优先，高中以上学历优先，35岁以下优先"}})).vacancy;
  EXPECT_EQ(v.min_experience_months, 0);
  EXPECT_EQ(v.min_education, EducationLevel::kUnspecified);
  EXPECT_EQ(v.max_age_years, 0);
}

TEST(VacancyReader, AbsurdValuesAreTold) {
  const auto reasons = [](const Pairs& pairs) { return Reasons(Read(Plus(pairs))); };
  EXPECT_THAT(reasons({{"工资", "1元/小时"}}), Contains("WAGE_IMPLAUSIBLE"));
  // One word for what was left out, another for what was kept.
  EXPECT_THAT(reasons({{"月薪", "500元/月"}}), ElementsAre("WAGE_UNUSUAL"));
  EXPECT_EQ(Read(Plus({{"月薪", "500元/月"}})).vacancy.max_wage_cny_per_month, 500);
  EXPECT_EQ(Read(Plus({{"工资", "1元/小时"}})).vacancy.max_wage_cny_per_month, 0);
  EXPECT_THAT(reasons({{"年龄要求", "70-80岁"}}), Contains("VALUE_OUT_OF_RANGE"));
  EXPECT_THAT(reasons({{"年龄要求", "14-30岁"}}), Contains("VALUE_OUT_OF_RANGE"));
  EXPECT_THAT(reasons({{"截止日期", "2020-01-01"}}), ElementsAre("ALREADY_EXPIRED"));
  EXPECT_THAT(
      reasons({{"年龄要求", "18-45岁"}, {"月薪", "5000-7000元/月"}, {"截止日期", "2026-12-31"}}),
      Not(Contains("VALUE_OUT_OF_RANGE")));
  EXPECT_EQ(Read(Plus({{"年龄要求", "14-30岁"}})).vacancy.min_age_years, 0);
}

TEST(VacancyReader, HiddenPhonesAreRemovedToo) {
  for (const char* phone :
       {"138 0013 8000", "138.0013.8000", "138-0013-8000", "1 3 8 0 0 1 3 8 0 0 0", "13800138000",
        "一三八零零一三八零零零", "幺三八零零幺三八零零零", "138零零138零零零",
        "１３８００１３８０００", "+86 13800138000", "138 00138000", "1380013 8000"}) {
    const VacancyReading reading =
        Read(Plus({{"岗位描述", std::string("包吃住，电话：") + phone + "，速来"}}));
    EXPECT_THAT(Reasons(reading), Contains("CONTACT_REMOVED")) << phone;
    EXPECT_EQ(reading.vacancy.description, "包吃住，速来") << phone;
    EXPECT_THAT(Reasons(Read({{"岗位名称", std::string("普工 ") + phone},
                              {"企业名称", "样例厂"},
                              {"工作地点", "小榄"}})),
                Contains("CONTACT_REMOVED"))
        << phone;
  }
}

TEST(VacancyReader, FiguresThatAreNoPhonesStay) {
  for (const char* text : {"工资1500-2000 300元餐补", "18-45岁，5000-7000元，8小时", "型号1380013",
                           "订单20260701138001380001"}) {
    EXPECT_EQ(Read(Plus({{"岗位描述", text}})).vacancy.description, text);
  }
}

// What juveniles must not do is often said by the trade alone.
TEST(VacancyReader, HazardsOfTheTrade) {
  const auto hazards = [](const char* title, const char* text) {
    return Read({{"岗位名称", title},
                 {"企业名称", "样例厂"},
                 {"工作地点", "小榄"},
                 {"岗位描述", text}})
        .vacancy.hazards;
  };
  EXPECT_THAT(hazards("喷漆工", ""), ElementsAre(Hazard::kToxins));
  EXPECT_THAT(hazards("打磨抛光工", ""), ElementsAre(Hazard::kDust));
  EXPECT_THAT(hazards("压铸工", "有粉尘"), ElementsAre(Hazard::kDust, Hazard::kHeat));
  EXPECT_THAT(hazards("文案", "打磨文案"), IsEmpty());
  EXPECT_THAT(hazards("普工", "不接触油漆，无粉尘"), IsEmpty());
}

TEST(VacancyReader, AnUnknownTownOfAKnownCityIsTold) {
  const VacancyReading reading =
      Read({{"岗位名称", "普工"}, {"企业名称", "样例厂"}, {"工作地点", "中山市新湾镇工业路8号"}});
  EXPECT_EQ(reading.vacancy.workplace_division_code, "442000");
  EXPECT_THAT(Reasons(reading), Contains("PLACE_NOT_FINE"));
  for (const InferredField& field : reading.inferred_fields) {
    if (field.field_path == "workplace_division_code") {
      EXPECT_LE(field.confidence, 70);
    }
  }
}

TEST(VacancyReader, TheRestOfTheRowSettlesAnOpenPlace) {
  const auto place = [](const Pairs& pairs) { return Read(pairs).vacancy.workplace_division_code; };
  EXPECT_EQ(place({{"岗位名称", "普工"}, {"企业名称", "南京样例厂"}, {"工作地点", "鼓楼区"}}),
            "320106");
  EXPECT_EQ(place({{"岗位名称", "普工"},
                   {"企业名称", "样例厂"},
                   {"岗位描述", "包吃住。地址：中山市古镇镇同兴路"}}),
            "442000105");
  // Where a firm is registered says nothing of where the work is.
  EXPECT_TRUE(Read({{"岗位名称", "普工"}, {"企业名称", "南京样例厂"}}).rejected());
}

// Every inferred value says where it came from: what stands beside the figures of pay, and the
// least age, too.
TEST(VacancyReader, KindOfPayMonthsOfPayAndLeastAgeSayWhereTheyWereRead) {
  struct Case {
    const char* text;
    const char* path;
    const char* rule;  // empty: nothing is inferred
  };
  for (const Case& each : {
           Case{"普工,计件,18-45岁", "pay_kind", "wage.kind"},
           Case{"工资26元/小时", "pay_kind", "wage.kind"},
           Case{"工资350元/天", "pay_kind", "wage.kind"},
           Case{"工资5000-7000元/月", "pay_kind", ""},
           Case{"工资6千-8千·13薪", "pay_months", "wage.months"},
           Case{"工资5000元/月", "pay_months", ""},
           Case{"底薪3000元/月", "pay_basis", "wage.basis"},
           Case{"年龄18-45岁", "min_age_years", "age.text"},
           Case{"年龄18-45岁", "max_age_years", "age.text"},
           Case{"年龄45岁以下", "min_age_years", ""},
       }) {
    std::string rule;
    for (const InferredField& field : Read(Plus({{"描述", each.text}})).inferred_fields) {
      if (field.field_path == each.path) rule = field.rule;
    }
    EXPECT_EQ(rule, each.rule) << each.text << " " << each.path;
  }
}

TEST(VacancyReader, ALastDayThatIsOverIsTold) {
  EXPECT_THAT(Reasons(Read(Plus({{"截止日期", "2026-06-30"}}))), Contains("ALREADY_EXPIRED"));
  EXPECT_THAT(Reasons(Read(Plus({{"截止日期", "2026-07-01"}}))), Not(Contains("ALREADY_EXPIRED")));
}

}  // namespace
}  // namespace laowu::intake
