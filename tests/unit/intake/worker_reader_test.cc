// A profile row as a township's clerk writes it → the fields of a worker; all that is wrong at
// once, and never a person's name, phone or number in a report.

#include "intake/worker/worker_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace laowu::intake {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr absl::CivilDay kDay(2026, 7, 1);

std::string Valid(const std::string& first_17) {
  static constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += (first_17[i] - '0') * kWeights[i];
  return first_17 + "10X98765432"[sum % 11];
}

WorkerReading Read(const Pairs& pairs) {
  static const auto* const reader = new WorkerReader(ReadContext{kDay, "520281", ""});
  return reader->Read(MapPairs(TableKind::kWorkers, pairs));
}

Pairs Plus(Pairs pairs) {
  Pairs all = {{"姓名", "样本甲"}, {"身份证号", Valid("52999919880315123")}, {"乡镇", "红果街道"}};
  all.insert(all.end(), pairs.begin(), pairs.end());
  return all;
}

std::vector<std::string> Reasons(const WorkerReading& reading) {
  std::vector<std::string> reasons;
  for (const Warning& warning : reading.warnings) reasons.push_back(warning.reason);
  return reasons;
}

TEST(WorkerReader, AUsualRow) {
  const WorkerReading reading = Read({{"姓名", "样本乙"},
                                      {"身份证号", Valid("52999919900101002")},
                                      {"手机号", "100 1234 5678"},
                                      {"县区", "盘州市"},
                                      {"乡镇", "柏果镇"},
                                      {"村", "样例村"},
                                      {"户口性质", "农业"},
                                      {"文化程度", "初中"},
                                      {"技能", "会电焊,做过3年厨师"},
                                      {"期望工种", "电焊工、普工"},
                                      {"期望工资", "5000以上"},
                                      {"意向地区", "中山、广州"},
                                      {"是否脱贫户", "是"},
                                      {"是否监测户", "否"},
                                      {"易地搬迁", "是"},
                                      {"接受夜班", "否"},
                                      {"是否需要住宿", "是"},
                                      {"可到岗时间", "随时"},
                                      {"是否同意授权", "是"},
                                      {"授权日期", "2026-03-01"}});
  ASSERT_FALSE(reading.rejected()) << reading.violations[0].message;
  const WorkerDraft& w = reading.worker;
  EXPECT_EQ(w.display_name, "样本乙");
  EXPECT_EQ(w.phone_number, "10012345678");
  EXPECT_EQ(w.division_code, "520281117");
  EXPECT_EQ(w.village_display_name, "样例村");
  EXPECT_EQ(w.birth_date, absl::CivilDay(1990, 1, 1));
  EXPECT_EQ(w.sex, Sex::kFemale);
  EXPECT_EQ(w.rural, true);
  EXPECT_EQ(w.education, EducationLevel::kJuniorMiddle);
  ASSERT_EQ(w.skills.size(), 2u);
  EXPECT_EQ(w.skills[0].skill_code, "welding-arc");
  EXPECT_EQ(w.skills[0].experience_months, 0);
  EXPECT_EQ(w.skills[1].experience_months, 36);
  EXPECT_EQ(w.desired_occupation_codes.size(), 2u);
  EXPECT_EQ(w.min_wage_cny_per_month, 5000);
  EXPECT_THAT(w.preferred_division_codes, ElementsAre("442000", "440100"));
  EXPECT_THAT(w.policy_groups,
              ElementsAre(PolicyGroup::kPovertyAlleviated, PolicyGroup::kRelocated));
  EXPECT_TRUE(w.refuses_night_shift);
  EXPECT_TRUE(w.accommodation_required);
  EXPECT_EQ(w.available_date, std::nullopt);  // 随时: whichever day the list is sent
  EXPECT_EQ(w.legal_basis.kind, LegalBasisKind::kConsent);
  EXPECT_EQ(w.legal_basis.effective_date, absl::CivilDay(2026, 3, 1));
}

TEST(WorkerReader, AllThatIsWrongIsSaidAtOnceAndWithoutPersonalTexts) {
  const WorkerReading reading = Read({{"姓名", "1234"},
                                      {"身份证号", "529999198803151231"},
                                      {"乡镇", "火星镇"},
                                      {"手机号", "12345"}});
  EXPECT_EQ(reading.violations.size(), 3u);
  for (const char* path :
       {"personal_details.display_name", "personal_details.identity_number", "division_code"}) {
    EXPECT_THAT(reading.violations, Contains(Field(&Violation::field_path, path)));
  }
  for (const Violation& violation : reading.violations) {
    EXPECT_THAT(violation.source_text + violation.message, Not(HasSubstr("529999198803151231")));
  }
  for (const Warning& warning : reading.warnings)
    EXPECT_THAT(warning.source_text, Not(HasSubstr("12345")));
}

TEST(WorkerReader, NeitherIdentityNumberNorReferenceIsRejected) {
  EXPECT_TRUE(Read({{"姓名", "样本丙"}, {"乡镇", "红果街道"}}).rejected());
  EXPECT_FALSE(Read({{"姓名", "样本丙"}, {"乡镇", "红果街道"}, {"编号", "L-1"}}).rejected());
}

TEST(WorkerReader, IdentityNumberFormsOfSpreadsheets) {
  EXPECT_EQ(Read(Plus({})).worker.identity_number.size(), 18u);
  const WorkerReading quoted = Read(
      {{"姓名", "样本丁"}, {"身份证号", "'" + Valid("52999919880315123")}, {"乡镇", "红果街道"}});
  EXPECT_FALSE(quoted.rejected());
  const WorkerReading rounded =
      Read({{"姓名", "样本丁"}, {"身份证号", "5.29999E+17"}, {"乡镇", "红果街道"}});
  ASSERT_TRUE(rounded.rejected());
  EXPECT_THAT(rounded.violations[0].message, HasSubstr("科学计数"));
  const WorkerReading old =
      Read({{"姓名", "样本丁"}, {"身份证号", "529999650315123"}, {"乡镇", "红果街道"}});
  EXPECT_FALSE(old.rejected());
  EXPECT_THAT(Reasons(old), Contains("IDENTITY_UPGRADED"));
}

// What somebody looks for is wanted work, no skill, and stands behind a column of its own.
TEST(WorkerReader, WishesOfRemarksAreWishes) {
  const WorkerDraft told = Read(Plus({{"备注", "种过地,想找个保安"}})).worker;
  EXPECT_THAT(told.desired_occupation_codes, ElementsAre("4-07-05-01"));
  for (const WorkerSkill& skill : told.skills) EXPECT_NE(skill.skill_code, "security-guard");
  EXPECT_THAT(
      Read(Plus({{"期望工种", "电焊工"}, {"备注", "想找个保安"}})).worker.desired_occupation_codes,
      ElementsAre("6-18-02-04"));
}

// From which day on: the column first, then the remarks; with the words that say it.
TEST(WorkerReader, AvailabilityIsReadFromCellAndRemarks) {
  const WorkerReading told = Read(Plus({{"备注", "会电焊,7月15号以后可以去"}}));
  EXPECT_EQ(told.worker.available_date, absl::CivilDay(2026, 7, 15));
  bool said = false;
  for (const InferredField& field : told.inferred_fields) {
    if (field.field_path != "available_date") continue;
    said = true;
    EXPECT_EQ(field.source_text, "7月15号");
    EXPECT_EQ(field.rule, "available.date+worker.told");
  }
  EXPECT_TRUE(said);
  const WorkerReading any_time =
      Read(Plus({{"可到岗时间", "随时"}, {"备注", "7月15号以后可以去"}}));
  EXPECT_EQ(any_time.worker.available_date, std::nullopt);
  EXPECT_EQ(Read(Plus({{"可到岗时间", "下个月初"}})).worker.available_date,
            absl::CivilDay(2026, 8, 1));
  EXPECT_THAT(Reasons(Read(Plus({{"可到岗时间", "看情况"}}))), Contains("DATE_NOT_UNDERSTOOD"));
}

TEST(WorkerReader, BirthDateAndSexAgainstTheNumber) {
  EXPECT_THAT(Reasons(Read(Plus({{"性别", "女"}}))), Contains("IDENTITY_CONFLICT"));
  EXPECT_THAT(Reasons(Read(Plus({{"性别", "男"}, {"出生日期", "1988-03-15"}}))), IsEmpty());
  EXPECT_THAT(Reasons(Read(Plus({{"出生日期", "1988-03-16"}}))), Contains("IDENTITY_CONFLICT"));
  const Pairs by_reference = {
      {"姓名", "样本戊"}, {"编号", "L-2"}, {"乡镇", "红果街道"}, {"出生日期", "2030-01-01"}};
  EXPECT_TRUE(Read(by_reference).rejected());
}

// A month of birth is held against the number's, and is no date where there is no number.
TEST(WorkerReader, AMonthOfBirthIsNoConflict) {
  EXPECT_THAT(Reasons(Read(Plus({{"出生年月", "1988.3"}}))), Not(Contains("IDENTITY_CONFLICT")));
  EXPECT_THAT(Reasons(Read(Plus({{"出生年月", "88年3月"}}))), Not(Contains("IDENTITY_CONFLICT")));
  EXPECT_THAT(Reasons(Read(Plus({{"出生年月", "1988年4月"}}))), Contains("IDENTITY_CONFLICT"));
  const WorkerReading unnumbered =
      Read({{"姓名", "样本甲"}, {"编号", "7"}, {"乡镇", "红果街道"}, {"出生年月", "1988年3月"}});
  EXPECT_FALSE(unnumbered.rejected());
  EXPECT_THAT(Reasons(unnumbered), Contains("DATE_NOT_UNDERSTOOD"));
  EXPECT_EQ(unnumbered.worker.birth_date, std::nullopt);
}

TEST(WorkerReader, NoSkillIsNoUnknownSkill) {
  for (const char* text : {"无", "没有", "-", "叉车（想学）", "不会电焊", "普通"}) {
    const WorkerReading reading = Read(Plus({{"技能", text}}));
    EXPECT_THAT(Reasons(reading), Not(Contains("SKILL_UNKNOWN"))) << text;
    EXPECT_THAT(reading.worker.skills, IsEmpty()) << text;
  }
}

TEST(WorkerReader, HomeByCodeTextOrFormerCode) {
  EXPECT_EQ(Read(Plus({{"行政区划代码", "520281117201"}})).worker.division_code, "520281117201");
  EXPECT_EQ(Read({{"姓名", "样本己"}, {"编号", "1"}, {"户籍地", "贵州省盘县柏果镇样例村"}})
                .worker.division_code,
            "520281117");
  const WorkerReading dead = Read({{"姓名", "样本己"}, {"编号", "1"}, {"行政区划代码", "520222"}});
  EXPECT_EQ(dead.worker.division_code, "520281");
  EXPECT_THAT(Reasons(dead), Contains("DIVISION_CODE_DEAD"));
  ASSERT_EQ(dead.violations.size(), 1u);
  EXPECT_THAT(dead.violations[0].message, HasSubstr("请补现在的乡镇"));
  EXPECT_EQ(
      Read({{"姓名", "样本己"}, {"编号", "1"}, {"行政区划代码", "520222"}, {"乡镇", "柏果镇"}})
          .worker.division_code,
      "520281117");
}

TEST(WorkerReader, PolicyGroupsByWords) {
  EXPECT_THAT(Read(Plus({{"人员类别", "脱贫户、低保"}})).worker.policy_groups,
              ElementsAre(PolicyGroup::kPovertyAlleviated, PolicyGroup::kLowIncome));
  EXPECT_THAT(Read(Plus({{"人员类别", "非脱贫户"}})).worker.policy_groups, IsEmpty());
  EXPECT_THAT(Read(Plus({{"是否监测户", "边缘易致贫户"}})).worker.policy_groups,
              ElementsAre(PolicyGroup::kMonitored));
}

TEST(WorkerReader, LevelAndExperienceColumnsSpeakOfTheOneSkill) {
  const WorkerReading reading =
      Read(Plus({{"技能", "电焊"}, {"技能等级", "中级"}, {"工作经验", "5年"}}));
  ASSERT_EQ(reading.worker.skills.size(), 1u);
  EXPECT_EQ(reading.worker.skills[0].level, 2);
  EXPECT_EQ(reading.worker.skills[0].experience_months, 60);
}

TEST(WorkerReader, OfTwoNumbersInACellTheFirst) {
  for (const char* phone :
       {"10010000004；10010000014", "10010000004/10010000014", "10010000004、10010000014",
        "10010000004 10010000014", "1001000000410010000014", "10010000004(妻10010000014)",
        "10010000004,0858-3630000", "100-1000-0004；10010000014"}) {
    const WorkerReading reading = Read(Plus({{"手机号", phone}}));
    EXPECT_EQ(reading.worker.phone_number, "10010000004") << phone;
    EXPECT_THAT(Reasons(reading), Contains("LIST_CUT")) << phone;
  }
  for (const char* phone :
       {"10010000004", "100 1000 0004", "+86 100-1000-0004", "１００１０００００04"}) {
    const WorkerReading reading = Read(Plus({{"手机号", phone}}));
    EXPECT_EQ(reading.worker.phone_number, "10010000004") << phone;
    EXPECT_THAT(Reasons(reading), Not(Contains("LIST_CUT"))) << phone;
  }
  EXPECT_EQ(Read(Plus({{"手机号", "3630000"}})).worker.phone_number, "");
}

TEST(WorkerReader, BlanksThatFillANameAreNoPartOfIt) {
  const std::vector<std::pair<const char*, const char*>> names = {
      {"陈 小 花", "陈小花"},     {"陈　小　花", "陈小花"},   {"李 四", "李四"},
      {"欧阳 小 花", "欧阳小花"}, {"阿依 古丽", "阿依 古丽"}, {"Li Ming", "Li Ming"}};
  for (const auto& [cell, name] : names) {
    EXPECT_EQ(
        Read({{"姓名", cell}, {"编号", "1"}, {"户籍乡镇", "盘州市柏果镇"}}).worker.display_name,
        name);
  }
}

TEST(WorkerReader, AVillageWithItsTownIsAHome) {
  const WorkerReading reading =
      Read({{"姓名", "样本甲"}, {"编号", "1"}, {"村（居）", "石桥镇鲁番村"}});
  EXPECT_FALSE(reading.rejected());
  EXPECT_EQ(reading.worker.division_code, "520281109");
  EXPECT_TRUE(Read({{"姓名", "样本甲"}, {"编号", "1"}, {"村（居）", "鲁番村"}}).rejected());
}

TEST(WorkerReader, RefusedConsentIsNoBasis) {
  EXPECT_EQ(Read(Plus({{"是否同意授权", "否"}})).worker.legal_basis.kind,
            LegalBasisKind::kUnspecified);
  EXPECT_EQ(Read(Plus({})).worker.legal_basis.kind, LegalBasisKind::kUnspecified);
  for (const char* no : {"否", "不同意", "本人不同意", "拒绝签字", "未签,拒绝", "×"}) {
    const WorkerReading reading = Read(Plus({{"是否同意授权", no}}));
    EXPECT_TRUE(reading.worker.legal_basis.refused) << no;
    EXPECT_EQ(reading.worker.legal_basis.kind, LegalBasisKind::kUnspecified) << no;
    EXPECT_THAT(Reasons(reading), Contains("CONSENT_REFUSED")) << no;
  }
  for (const char* pending : {"待签", "待定", "未定", "尚未", "未签", "口头同意,未签", "还没联系上",
                              "无", "不在家", "考虑中", "-", "/"}) {
    const WorkerReading reading =
        Read(Plus({{"是否同意授权", pending}, {"同意日期", "2026-06-01"}}));
    EXPECT_FALSE(reading.worker.legal_basis.refused) << pending;
    EXPECT_EQ(reading.worker.legal_basis.kind, LegalBasisKind::kUnspecified) << pending;
    EXPECT_THAT(Reasons(reading), Contains("CONSENT_PENDING")) << pending;
  }
  EXPECT_EQ(Read(Plus({{"是否同意授权", "无异议"}})).worker.legal_basis.kind,
            LegalBasisKind::kConsent);
  for (const char* other : {"是", "同意", "已签", "2026-授权-01", ""}) {
    const WorkerReading reading = Read(Plus({{"是否同意授权", other}}));
    EXPECT_FALSE(reading.worker.legal_basis.refused) << other;
    EXPECT_THAT(Reasons(reading), Not(Contains("CONSENT_REFUSED"))) << other;
    EXPECT_THAT(Reasons(reading), Not(Contains("CONSENT_PENDING"))) << other;
  }
}

// 35, 44, 50 and 33 begin the codes of provinces.
TEST(WorkerReader, ANumberAmongWishedPlacesIsAWageAndNoProvince) {
  struct Case {
    const char* cell;
    std::vector<std::string> places;
    int wage;
  };
  const std::vector<Case> cases = {{"本地，3500", {"520281"}, 3'500},
                                   {"中山，4400", {"442000"}, 4'400},
                                   {"浙江，5000", {"330000"}, 5'000},
                                   {"3300", {}, 3'300},
                                   {"44", {}, 0},
                                   {"442000、5000", {"442000"}, 5'000},
                                   {"中山,44000", {"442000"}, 0}};
  for (const Case& one : cases) {
    const WorkerDraft draft = Read(Plus({{"意向地区", one.cell}})).worker;
    EXPECT_EQ(draft.preferred_division_codes, one.places) << one.cell;
    EXPECT_EQ(draft.min_wage_cny_per_month, one.wage) << one.cell;
  }
  EXPECT_EQ(
      Read(Plus({{"意向地区", "中山,4400"}, {"期望工资", "6000"}})).worker.min_wage_cny_per_month,
      6'000);
}

TEST(WorkerReader, WishesThatAreNotUnderstoodAreWarned) {
  const WorkerReading reading =
      Read(Plus({{"意向地区", "天上、中山"}, {"期望工资", "越多越好"}, {"期望工种", "飞天大侠"}}));
  EXPECT_FALSE(reading.rejected());
  EXPECT_THAT(Reasons(reading), Contains("PLACE_NOT_UNDERSTOOD"));
  EXPECT_THAT(Reasons(reading), Contains("WAGE_NOT_UNDERSTOOD"));
  EXPECT_THAT(Reasons(reading), Contains("OCCUPATION_UNKNOWN"));
  EXPECT_THAT(reading.worker.preferred_division_codes, ElementsAre("442000"));
}

TEST(WorkerReader, RemarksSayWhatTheColumnsLeaveOpen) {
  const WorkerReading reading =
      Read(Plus({{"备注", "会电焊,做过3年厨师,想去中山、广州,5000以上,不上夜班"}}));
  ASSERT_FALSE(reading.rejected());
  EXPECT_THAT(reading.worker.preferred_division_codes, ElementsAre("442000", "440100"));
  EXPECT_EQ(reading.worker.min_wage_cny_per_month, 5000);
  EXPECT_TRUE(reading.worker.refuses_night_shift);
  EXPECT_FALSE(reading.worker.past_occupation_codes.empty());
  EXPECT_FALSE(reading.worker.skills.empty());
}

TEST(WorkerReader, PlacesAndWageInOneCell) {
  const WorkerReading reading = Read(Plus({{"意向地区", "想去中山、广州,5000以上"}}));
  EXPECT_THAT(reading.worker.preferred_division_codes, ElementsAre("442000", "440100"));
  EXPECT_EQ(reading.worker.min_wage_cny_per_month, 5000);
  EXPECT_THAT(Reasons(reading), Not(Contains("PLACE_NOT_UNDERSTOOD")));
}

// Where somebody will not go is no place to send them to.
TEST(WorkerReader, PlacesThatAreRefusedAreNoWishes) {
  for (const char* cell : {"不去广东", "除了新疆都行", "不想去新疆", "广东不去",
                           "除新疆、西藏外均可", "不去广东，福建", "广东,福建都不去", "新疆除外",
                           "别安排新疆", "不要新疆的", "除了新疆，其他都行"}) {
    const WorkerReading reading = Read(Plus({{"意向地区", cell}}));
    EXPECT_FALSE(reading.rejected()) << cell;
    EXPECT_THAT(reading.worker.preferred_division_codes, IsEmpty()) << cell;
    EXPECT_THAT(Reasons(reading), Contains("PLACE_NOT_UNDERSTOOD")) << cell;
  }
  const std::vector<std::pair<const char*, const char*>> wishes = {
      {"中山，不去新疆", "442000"}, {"不去新疆，只想去中山", "442000"}, {"非中山不去", "442000"},
      {"除了中山都不去", "442000"}, {"中山(不去深圳)", "442000"},       {"中山,不上夜班", "442000"},
      {"除夕后去中山", "442000"}};
  for (const auto& [cell, code] : wishes) {
    EXPECT_THAT(Read(Plus({{"意向地区", cell}})).worker.preferred_division_codes, ElementsAre(code))
        << cell;
  }
  for (const char* cell : {"哪都行", "哪儿都行", "哪里都行", "不挑地方"}) {
    const WorkerReading reading = Read(Plus({{"意向地区", cell}}));
    EXPECT_THAT(reading.worker.preferred_division_codes, IsEmpty()) << cell;
    EXPECT_THAT(Reasons(reading), Not(Contains("PLACE_NOT_UNDERSTOOD"))) << cell;
  }
}

TEST(WorkerReader, ColumnsCountBeforeRemarks) {
  const WorkerReading reading =
      Read(Plus({{"意向地区", "深圳"}, {"期望工资", "6000"}, {"备注", "想去中山,5000以上"}}));
  EXPECT_THAT(reading.worker.preferred_division_codes, ElementsAre("440300"));
  EXPECT_EQ(reading.worker.min_wage_cny_per_month, 6000);
}

// What somebody would do, was, or looks after is no skill; where they once worked is, while no
// trade is named.
TEST(WorkerReader, WhatIsNoSkillIsNotRead) {
  const auto skill_count = [](const char* remarks) {
    return Read(Plus({{"备注", remarks}})).worker.skills.size();
  };
  for (const char* remarks :
       {"退役军人,想做保安", "想进电子厂", "找保洁工作", "叉车不熟练", "现在带娃,只能在附近找活"}) {
    EXPECT_EQ(skill_count(remarks), 0u) << remarks;
  }
  for (const char* remarks : {"在鞋厂做过3年,会针车", "打过螺丝", "电子厂做过两年", "会开面包车"}) {
    EXPECT_EQ(skill_count(remarks), 1u) << remarks;
  }
}

TEST(WorkerReader, ABracketBehindASkillCounts) {
  const auto skills = [](const char* cell) {
    std::vector<std::string> codes;
    for (const WorkerSkill& skill : Read(Plus({{"技能", cell}})).worker.skills) {
      codes.push_back(skill.skill_code);
    }
    return codes;
  };
  EXPECT_THAT(skills("电工（高压）"), ElementsAre("electrical-high-voltage"));
  EXPECT_THAT(skills("电工(低压)"), ElementsAre("electrical-low-voltage"));
  EXPECT_THAT(skills("电工（高压、低压）"),
              ElementsAre("electrical-high-voltage", "electrical-low-voltage"));
  EXPECT_THAT(skills("电工（5年）"), ElementsAre("electrical-low-voltage"));
}

TEST(WorkerReader, EducationInPlainWords) {
  const auto education = [](const char* cell) {
    return Read(Plus({{"文化程度", cell}})).worker.education;
  };
  EXPECT_EQ(education("高小"), EducationLevel::kPrimary);
  EXPECT_EQ(education("没读过书"), EducationLevel::kNone);
  EXPECT_EQ(education("没上过学"), EducationLevel::kNone);
}

TEST(WorkerReader, WishesInOtherWords) {
  const auto wish = [](const char* remarks) { return Read(Plus({{"备注", remarks}})).worker; };
  EXPECT_EQ(wish("15块一小时以下不干").min_wage_cny_per_month, 3'120);
  EXPECT_EQ(wish("两个人一万二以上").min_wage_cny_per_month, 6'000);
  EXPECT_EQ(wish("月薪5000起步").min_wage_cny_per_month, 5'000);
  for (const char* remarks : {"夜班不考虑", "只能上白天班", "要求:长白班", "年纪大了熬不了夜"}) {
    EXPECT_TRUE(wish(remarks).refuses_night_shift) << remarks;
  }
  for (const char* remarks : {"夜班也行", "不怕上夜班", "白班夜班都可以", "长白班优先"}) {
    EXPECT_FALSE(wish(remarks).refuses_night_shift) << remarks;
  }
  EXPECT_THAT(wish("想找个离家近的厂").preferred_division_codes, SizeIs(1));
  for (const char* remarks : {"广东以外都行", "不去广东", "长白班优先", "老公在中山,想过去"}) {
    EXPECT_THAT(wish(remarks).preferred_division_codes, IsEmpty()) << remarks;
  }
  EXPECT_FALSE(wish("住宿无要求").accommodation_required);
}

}  // namespace
}  // namespace laowu::intake
