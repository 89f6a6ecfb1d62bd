// What a vacancy must be and which id it gets (vacancy_service.proto, standards.md).

#include "services/vacancy/vacancy_rules.h"

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/vacancy/clean_texts.h"
#include "services/vacancy/employer_rules.h"
#include "vacancy_rows.h"

namespace laowu::vacancy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<google::rpc::BadRequest::FieldViolation> Check(const v1::Vacancy& vacancy,
                                                           bool code_accepted = false,
                                                           absl::CivilDay today = kToday) {
  runtime::FieldChecks checks;
  CheckVacancy(vacancy, "v", today, code_accepted, checks);
  return checks.violations();
}

std::vector<std::string> Paths(const v1::Vacancy& vacancy, bool code_accepted = false,
                               absl::CivilDay today = kToday) {
  std::vector<std::string> paths;
  for (const auto& violation : Check(vacancy, code_accepted, today)) {
    paths.push_back(violation.field());
  }
  return paths;
}

v1::Vacancy Normal(const v1::Vacancy& sent) {
  google::protobuf::RepeatedPtrField<v1::Warning> warnings;
  return Normalised(sent, &warnings);
}

TEST(CheckVacancy, AnOrdinaryRowIsGood) { EXPECT_THAT(Paths(Row()), IsEmpty()); }

// Copied from a web page, marks of no width come along.
TEST(CheckVacancy, ADescriptionMayHoldWhatNobodySees) {
  v1::Vacancy row = Row();
  row.set_description("包吃住\u200B\n两班倒\uFEFF");
  EXPECT_THAT(Paths(row), IsEmpty());
}

// Employer, title and place are what a row is rejected for (standards.md, "What a vacancy must
// say"); all of them are told at once.
TEST(CheckVacancy, EmployerTitleAndPlaceAreRequired) {
  EXPECT_THAT(Paths(v1::Vacancy()), UnorderedElementsAre("v.title", "v.employer_display_name",
                                                         "v.workplace_division_code"));
}

TEST(CheckVacancy, WhatTheLawAsksForBesidesMayBeMissing) {
  v1::Vacancy row = Row();
  row.clear_opening_count();
  row.clear_min_wage_cny_per_month();
  row.clear_max_wage_cny_per_month();
  row.clear_expire_date();
  row.clear_description();
  EXPECT_THAT(Paths(row), IsEmpty());
  EXPECT_THAT(IncompleteFields(row),
              ElementsAre("opening_count", "max_wage_cny_per_month", "expire_date", "description"));
  EXPECT_THAT(IncompleteFields(Row()), IsEmpty());
}

struct Wrong {
  const char* what;
  std::function<void(v1::Vacancy&)> spoil;
  const char* path;
};

class CheckVacancyField : public ::testing::TestWithParam<Wrong> {};

TEST_P(CheckVacancyField, IsTheOneThatIsTold) {
  v1::Vacancy row = Row();
  GetParam().spoil(row);
  EXPECT_THAT(Paths(row), ElementsAre(GetParam().path)) << GetParam().what;
}

const Wrong kWrongs[] = {
    {"a blank title", [](auto& v) { v.set_title("  "); }, "v.title"},
    {"a title of 129 characters", [](auto& v) { v.set_title(std::string(129, 'x')); }, "v.title"},
    {"a control character", [](auto& v) { v.set_employer_display_name("a\x01"); },
     "v.employer_display_name"},
    {"an employer's name that reads like another's",
     [](auto& v) { v.set_employer_display_name("某\u00AD厂"); }, "v.employer_display_name"},
    {"a title that shows in another order", [](auto& v) { v.set_title("\u202E工普"); }, "v.title"},
    {"a reference of 129 characters",
     [](auto& v) { v.set_source_reference(std::string(129, 'x')); }, "v.source_reference"},
    {"a description of 4,001 characters",
     [](auto& v) { v.set_description(std::string(4'001, 'x')); }, "v.description"},
    {"a place in words", [](auto& v) { v.set_workplace_division_code("中山"); },
     "v.workplace_division_code"},
    {"a place that never was", [](auto& v) { v.set_workplace_division_code("999999"); },
     "v.workplace_division_code"},
    {"a township that is no more", [](auto& v) { v.set_workplace_division_code("520222101"); },
     "v.workplace_division_code"},
    {"no township of a city whose townships are known",
     [](auto& v) { v.set_workplace_division_code("442000999"); }, "v.workplace_division_code"},
    {"a village of no such township",
     [](auto& v) { v.set_workplace_division_code("442000999001"); }, "v.workplace_division_code"},
    {"a title of ideographic blanks", [](auto& v) { v.set_title("\u3000\u3000"); }, "v.title"},
    {"an employer of no-break blanks", [](auto& v) { v.set_employer_display_name("\u00A0\u2003"); },
     "v.employer_display_name"},
    {"a stamp of next year, which would make all true ones stale",
     [](auto& v) { v.mutable_source_update_time()->set_seconds(1'830'000'000); },
     "v.source_update_time"},
    {"an occupation in another form", [](auto& v) { v.set_occupation_code("焊工"); },
     "v.occupation_code"},
    {"an occupation of no edition", [](auto& v) { v.set_occupation_code("9-99-99-99"); },
     "v.occupation_code"},
    {"an employer in another form", [](auto& v) { v.set_employer("employers/焊"); }, "v.employer"},
    {"an employer that is no code", [](auto& v) { v.set_employer("employers/acme"); },
     "v.employer"},
    {"a wrong check character", [](auto& v) { v.set_employer(EmployerOf(BadCreditCode())); },
     "v.employer"},
    {"a skill of no list", [](auto& v) { v.add_skill_requirements()->set_skill_code("flying"); },
     "v.skill_requirements[0].skill_code"},
    {"a skill twice",
     [](auto& v) {
       for (int i = 0; i < 2; ++i) v.add_skill_requirements()->set_skill_code("welding-arc");
     },
     "v.skill_requirements[1].skill_code"},
    {"a skill level of 6",
     [](auto& v) {
       v.add_skill_requirements()->set_skill_code("welding-arc");
       v.mutable_skill_requirements(0)->set_min_level(6);
     },
     "v.skill_requirements[0].min_level"},
    {"an unknown education",
     [](auto& v) { v.set_min_education(static_cast<v1::EducationLevel>(99)); }, "v.min_education"},
    {"a child", [](auto& v) { v.set_min_age_years(15); }, "v.min_age_years"},
    {"ages the wrong way round",
     [](auto& v) {
       v.set_min_age_years(40);
       v.set_max_age_years(30);
     },
     "v.max_age_years"},
    {"wages the wrong way round", [](auto& v) { v.set_min_wage_cny_per_month(8'000); },
     "v.max_wage_cny_per_month"},
    {"a wage of a day", [](auto& v) { v.set_min_wage_cny_per_month(99); },
     "v.min_wage_cny_per_month"},
    {"a wage too high", [](auto& v) { v.set_max_wage_cny_per_month(200'001); },
     "v.max_wage_cny_per_month"},
    {"nobody wanted", [](auto& v) { v.set_opening_count(-1); }, "v.opening_count"},
    {"121 hours a week", [](auto& v) { v.set_hours_per_week(121); }, "v.hours_per_week"},
    {"25 months of pay", [](auto& v) { v.set_pay_months(25); }, "v.pay_months"},
    {"601 months of experience", [](auto& v) { v.set_min_experience_months(601); },
     "v.min_experience_months"},
    {"no state", [](auto& v) { v.set_state(static_cast<v1::Vacancy::State>(99)); }, "v.state"},
    {"no hazard", [](auto& v) { v.add_hazards(v1::HAZARD_UNSPECIFIED); }, "v.hazards[0]"},
    {"a title of contacts alone", [](auto& v) { v.set_title("限女工 13800001234"); }, "v.title"},
    {"31 June", [](auto& v) { v.mutable_expire_date()->set_month(6); }, "v.expire_date"},
    {"beyond the pole", [](auto& v) { v.mutable_location()->set_latitude(91); }, "v.location"},
    {"half a point", [](auto& v) { v.mutable_location()->set_latitude(22.1); }, "v.location"},
};
INSTANTIATE_TEST_SUITE_P(All, CheckVacancyField, ::testing::ValuesIn(kWrongs));

TEST(CheckVacancy, ADeadCodeIsToldWithWhatTookItsPlace) {
  v1::Vacancy row = Row();
  row.set_workplace_division_code("520222");
  const auto violations = Check(row);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_THAT(violations[0].description(), HasSubstr("520281"));
  EXPECT_THAT(Paths(row, false, absl::CivilDay(2016, 1, 1)), IsEmpty());
}

// An office writes places as finely as it knows them, and the tables do not hold every township.
TEST(CheckVacancy, ATownshipThatIsNotListedPassesWhereNoneOfItsCountyAre) {
  v1::Vacancy row = Row();
  for (const char* code : {"441900119", "110108001", "110108001002", "442000110001", "442000"}) {
    row.set_workplace_division_code(code);
    EXPECT_THAT(Paths(row), IsEmpty()) << code;
  }
  row.set_workplace_division_code("442000999");
  const auto violations = Check(row);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_THAT(violations[0].description(), HasSubstr("没有区划代码 442000999"));
  EXPECT_THAT(violations[0].description(), HasSubstr("there is no division 442000999"));
}

// GB 32100: real codes exist that fail the check, so one that is on record is taken.
TEST(CheckVacancy, ACodeWithAWrongCheckCharacterPassesWhereItIsOnRecord) {
  v1::Vacancy row = Row();
  row.set_employer(EmployerOf(BadCreditCode()));
  EXPECT_THAT(Paths(row, true), IsEmpty());
  row.set_employer("employers/acme");
  EXPECT_THAT(Paths(row, true), ElementsAre("v.employer"));
}

TEST(CheckVacancy, ARecordThatWasReadMayBeSentBack) {
  v1::Vacancy row = Row();
  row.set_employer(EmployerName("", kFactory));
  EXPECT_THAT(Paths(row), IsEmpty());
}

TEST(Normalised, ClearsWhatTheServerSets) {
  v1::Vacancy row = Row();
  row.set_name("offices/x/vacancies/y");
  row.set_state(v1::Vacancy::CLOSED);
  row.set_duplicate_group("g");
  row.set_recorded_by("me");
  row.set_etag("\"1\"");
  row.add_incomplete_fields("title");
  row.add_inferred_fields()->set_field_path("title");
  v1::Vacancy plain = Normal(Row());
  EXPECT_EQ(Normal(row).SerializeAsString(), plain.SerializeAsString());
}

TEST(Normalised, OneStatedWageIsBoth) {
  v1::Vacancy row = Row();
  row.clear_max_wage_cny_per_month();
  EXPECT_EQ(Normal(row).max_wage_cny_per_month(), 5'000);
  row = Row();
  row.clear_min_wage_cny_per_month();
  EXPECT_EQ(Normal(row).min_wage_cny_per_month(), 7'000);
}

// The name decides who is meant where no code is given, whatever digest was sent back.
TEST(Normalised, TheEmployerIsTheCodeOrElseTheName) {
  v1::Vacancy row = Row();
  row.set_employer("employers/n-somebody-else");
  EXPECT_EQ(Normal(row).employer(), EmployerName("", kFactory));
  row.set_employer(EmployerOf(CreditCode(1)));
  EXPECT_EQ(Normal(row).employer(), EmployerOf(CreditCode(1)));
}

TEST(Normalised, ContactsAreCutFromTheDescriptionAndToldOf) {
  v1::Vacancy row = Row();
  row.set_description("日薪200元，电话 138-0000 1234 王");
  google::protobuf::RepeatedPtrField<v1::Warning> warnings;
  EXPECT_EQ(Normalised(row, &warnings).description(), "日薪200元，王");
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].reason(), "CONTACT_REMOVED");
  EXPECT_EQ(warnings[0].source_text(), "");
}

TEST(CheckVacancy, NoEmployerIsCalledAsAbove) {
  for (const char* mark : {"同上", "〃", "(同上)", "ditto"}) {
    v1::Vacancy row = Row();
    row.set_employer_display_name(mark);
    EXPECT_THAT(Paths(row), ElementsAre("v.employer_display_name")) << mark;
  }
}

// Pay in ranges has as many digits as a phone.
TEST(Normalised, PayAgesAndDaysOfADescriptionAreNoPhones) {
  for (const char* text :
       {"计件月入8000-12000元", "照顾老人 5500-6500 45-55岁 会做饭", "月综合5800-6500 每月15号发薪",
        "报名截止2026-12-31", "4500-5300/月*13", "薪资：5000-6500-8000", "薪资 4000 5000 6000 三档",
        "社保2500-3000基数", "月薪5888-6888，包吃住", "5000-5999 18-45", "2025-2026学年",
        "20261231止", "注册资金10000000元", "型号1380013", "咨询5000-6000元"}) {
    v1::Vacancy row = Row();
    row.set_description(text);
    google::protobuf::RepeatedPtrField<v1::Warning> warnings;
    EXPECT_EQ(Normalised(row, &warnings).description(), text);
    EXPECT_EQ(warnings.size(), 0) << text;
  }
}

TEST(Normalised, PhonesStayInNoGroupingThatPayHasNot) {
  for (const char* number :
       {"13800138000", "138 0013 8000", "138-0013-8000", "1380 0138 000", "138-00001-234",
        "13 81 23 45 67 8", "+86 13800138000", "0760-88881234", "0760 8888 1234", "0760-888-81234",
        "400-888-1234", "4008-888-888", "400 8888 888", "88881234", "123456789"}) {
    v1::Vacancy row = Row();
    row.set_description(absl::StrCat("月薪5500-6500，", number, "，包住"));
    google::protobuf::RepeatedPtrField<v1::Warning> warnings;
    const std::string left = Normalised(row, &warnings).description();
    EXPECT_THAT(left, ::testing::AnyOf("月薪5500-6500，，包住", "月薪5500-6500，+，包住",
                                       "月薪5500-6500，包住"))
        << number;
    ASSERT_EQ(warnings.size(), 1) << number;
    EXPECT_EQ(warnings[0].reason(), "CONTACT_REMOVED");
  }
  // Four and four digits: a word tells.
  for (const char* text : {"请打 2222-3333", "打：2222 3333", "电话8888-1234"}) {
    v1::Vacancy row = Row();
    row.set_description(text);
    google::protobuf::RepeatedPtrField<v1::Warning> warnings;
    EXPECT_THAT(Normalised(row, &warnings).description(), ::testing::Not(HasSubstr("3"))) << text;
    EXPECT_EQ(warnings.size(), 1) << text;
  }
}

TEST(Normalised, ContactsAreCutFromTheEmployersNameAndNothingElse) {
  v1::Vacancy row = Row();
  row.set_employer_display_name("女人花制衣厂 13800001234");
  google::protobuf::RepeatedPtrField<v1::Warning> warnings;
  EXPECT_EQ(Normalised(row, &warnings).employer_display_name(), "女人花制衣厂");
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].field_path(), "employer_display_name");
  google::protobuf::RepeatedPtrField<v1::InferredField> fields;
  fields.Add()->set_source_text("东升路9号 李经理13800138077");
  fields.Add()->set_source_text("小榄镇");
  CleanSources(&fields);
  EXPECT_EQ(fields[0].source_text().find("138"), std::string::npos) << fields[0].source_text();
  EXPECT_EQ(fields[1].source_text(), "小榄镇");
}

// The law's list, by whatever door the vacancy came: the words are those that files are read with.
TEST(Normalised, ContactsAndForbiddenConditionsAreDroppedFromTitleAndDescription) {
  struct Case {
    const char* title;
    const char* description;
    const char* title_left;
    const char* description_left;
    std::vector<std::string> reasons;  // each with its field
  };
  const std::vector<Case> cases = {
      {"普工（限女）", "包吃住", "普工", "包吃住", {"CONDITION_DROPPED title"}},
      {"焊工 13800001234", "长白班", "焊工", "长白班", {"CONTACT_REMOVED title"}},
      {"焊工", "包吃住，加微信 abc12345", "焊工", "包吃住", {"CONTACT_REMOVED description"}},
      {"焊工", "长白班，不招少数民族", "焊工", "长白班", {"CONDITION_DROPPED description"}},
      {"焊工", "只招本地户籍，包住", "焊工", "包住", {"CONDITION_DROPPED description"}},
      {"焊工", "男女不限，包吃住", "焊工", "男女不限，包吃住", {}},
      {"女装车位", "生产女士内衣", "女装车位", "生产女士内衣", {}},
  };
  for (const Case& c : cases) {
    v1::Vacancy row = Row();
    row.set_title(c.title);
    row.set_description(c.description);
    google::protobuf::RepeatedPtrField<v1::Warning> warnings;
    const v1::Vacancy stored = Normalised(row, &warnings);
    EXPECT_EQ(stored.title(), c.title_left);
    EXPECT_EQ(stored.description(), c.description_left);
    std::vector<std::string> reasons;
    for (const auto& warning : warnings) {
      reasons.push_back(absl::StrCat(warning.reason(), " ", warning.field_path()));
    }
    EXPECT_EQ(reasons, c.reasons) << c.title << " " << c.description;
    // Sent back as it was answered, it loses nothing more.
    warnings.Clear();
    Normalised(stored, &warnings);
    EXPECT_EQ(warnings.size(), 0) << stored.description();
  }
}

TEST(VacancyId, IsTheReferenceMadeToFit) {
  EXPECT_EQ(VacancyId(Normal(Row("a-1"))), "a-1");
  EXPECT_THAT(VacancyId(Normal(Row("甲 1"))), ::testing::StartsWith("r-"));
}

// The bytes are names on disk and in other records: they may never change.
TEST(VacancyId, WithoutAReferenceIsAFrozenDigest) {
  const v1::Vacancy row = Normal(Row(""));
  EXPECT_EQ(row.employer(), "employers/n-i5b5lz344ypgb7ib5cx5q3ga5y");
  EXPECT_EQ(VacancyId(row), "k-rjyf3dbmscfvcpswrf47xxatdm");
  EXPECT_EQ(VacancyId(row, IdForm::kAmongEquals), "k-j2lexqesntl74zrholkivbtiy5");
}

TEST(VacancyId, HoldsEmployerTitlePlaceAndPayKindAlone) {
  const std::string id = VacancyId(Normal(Row("")));
  v1::Vacancy row = Row("");
  row.set_min_wage_cny_per_month(5'500);
  row.set_opening_count(9);
  row.set_description("另一段文字");
  EXPECT_EQ(VacancyId(Normal(row)), id);
  row.set_pay_kind(v1::PAY_KIND_PIECE);
  EXPECT_NE(VacancyId(Normal(row)), id);
  row = Row("");
  row.set_title("焊工");
  EXPECT_NE(VacancyId(Normal(row)), id);
  row = Row("");
  row.set_workplace_division_code("442000");
  EXPECT_NE(VacancyId(Normal(row)), id);
  row = Row("");
  row.set_employer_display_name("另一厂");
  EXPECT_NE(VacancyId(Normal(row)), id);
}

// NFKC, blanks removed, lower case: how a title is typed does not matter.
TEST(VacancyId, FoldsTheTitle) {
  v1::Vacancy row = Row("");
  row.set_title("cnc操作员1m2");
  const std::string id = VacancyId(Normal(row));
  for (const char* title : {"ＣＮＣ操作员 ①㎡", "CNC　操 作员1㎡", "cnc操作员1m²"}) {
    row.set_title(title);
    EXPECT_EQ(VacancyId(Normal(row)), id) << title;
  }
}

TEST(VacancyId, AmongEqualsHoldsWagesAndHeadcountToo) {
  const std::string id = VacancyId(Normal(Row("")), IdForm::kAmongEquals);
  v1::Vacancy row = Row("");
  row.set_opening_count(4);
  EXPECT_NE(VacancyId(Normal(row), IdForm::kAmongEquals), id);
  row = Row("");
  row.set_max_wage_cny_per_month(7'100);
  EXPECT_NE(VacancyId(Normal(row), IdForm::kAmongEquals), id);
  EXPECT_EQ(VacancyId(Normal(Row("a-1")), IdForm::kAmongEquals), "a-1");
}

TEST(ContentDigest, ANewStampOrAnotherStateIsNoChange) {
  v1::Vacancy row = Normal(Row());
  const std::string digest = ContentDigest(row);
  row.mutable_source_update_time()->set_seconds(5);
  row.set_state(v1::Vacancy::CLOSED);
  row.set_duplicate_group("g");
  EXPECT_EQ(ContentDigest(row), digest);
  row.set_opening_count(4);
  EXPECT_NE(ContentDigest(row), digest);
}

TEST(Normalised, AnOfficesContactIsNoPersons) {
  v1::Vacancy row = Row();
  row.set_office_contact("王某 13812345678");
  google::protobuf::RepeatedPtrField<v1::Warning> warnings;
  EXPECT_EQ(Normalised(row, &warnings).office_contact(), "");
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].reason(), "CONTACT_REMOVED");
  EXPECT_EQ(warnings[0].field_path(), "office_contact");
  warnings.Clear();
  row.set_office_contact("中山协作站 0760-88886666");
  EXPECT_EQ(Normalised(row, &warnings).office_contact(), "中山协作站 0760-88886666");
  EXPECT_TRUE(warnings.empty());
}

TEST(OfferDigest, IsTheSameForWhatDoesNotChangeTheOffer) {
  const std::string digest = OfferDigest(Normal(Row()), "employers/x");
  v1::Vacancy row = Row("b-2");
  row.set_title(" 电 焊工");
  row.set_opening_count(9);
  row.set_description("");
  row.set_office_contact("窗口 2");
  row.clear_expire_date();
  row.set_occupation_code("6-18-02-04");
  row.set_employer_display_name("简称");
  EXPECT_EQ(OfferDigest(Normal(row), "employers/x"), digest);
  EXPECT_NE(OfferDigest(Normal(row), "employers/y"), digest);
}

TEST(OfferDigest, TheOrderOfSkillsAndHazardsDoesNotMatter) {
  v1::Vacancy a = Row();
  a.add_skill_requirements()->set_skill_code("welding-arc");
  a.add_skill_requirements()->set_skill_code("welding-argon");
  a.add_hazards(v1::HAZARD_HEAT);
  a.add_hazards(v1::HAZARD_DUST);
  v1::Vacancy b = a;
  b.mutable_skill_requirements()->SwapElements(0, 1);
  b.mutable_hazards()->SwapElements(0, 1);
  EXPECT_EQ(OfferDigest(Normal(a), "e"), OfferDigest(Normal(b), "e"));
}

TEST(OfferDigest, DiffersByPayPlaceAndConditions) {
  const std::string digest = OfferDigest(Normal(Row()), "e");
  const std::function<void(v1::Vacancy&)> changes[] = {
      [](auto& v) { v.set_title("焊工"); },
      [](auto& v) { v.set_workplace_division_code("442000"); },
      [](auto& v) { v.set_max_wage_cny_per_month(7'500); },
      [](auto& v) { v.set_pay_kind(v1::PAY_KIND_PIECE); },
      [](auto& v) { v.set_min_education(v1::EDUCATION_LEVEL_COLLEGE); },
      [](auto& v) { v.set_max_age_years(45); },
      [](auto& v) { v.set_night_shift(false); },
      [](auto& v) { v.add_skill_requirements()->set_skill_code("welding-arc"); },
  };
  for (const auto& change : changes) {
    v1::Vacancy row = Row();
    change(row);
    EXPECT_NE(OfferDigest(Normal(row), "e"), digest) << row.DebugString();
  }
}

TEST(StateOn, TheLastDayIsStillOpen) {
  v1::Vacancy vacancy = Row();
  vacancy.set_state(v1::Vacancy::OPEN);
  EXPECT_EQ(StateOn(vacancy, absl::CivilDay(2026, 8, 31)), v1::Vacancy::OPEN);
  EXPECT_EQ(StateOn(vacancy, absl::CivilDay(2026, 9, 1)), v1::Vacancy::EXPIRED);
  vacancy.set_state(v1::Vacancy::EXPIRED);
  EXPECT_EQ(StateOn(vacancy, absl::CivilDay(2026, 8, 31)), v1::Vacancy::OPEN);
  vacancy.set_state(v1::Vacancy::CLOSED);
  EXPECT_EQ(StateOn(vacancy, absl::CivilDay(2026, 8, 31)), v1::Vacancy::CLOSED);
  vacancy.clear_expire_date();
  vacancy.set_state(v1::Vacancy::OPEN);
  EXPECT_EQ(StateOn(vacancy, absl::CivilDay(2200, 1, 1)), v1::Vacancy::OPEN);
}

TEST(DropInferred, TakesBackWhatWasReadForAFieldNowStated) {
  v1::Vacancy vacancy;
  for (const char* path : {"title", "skill_requirements[0].min_level", "min_wage_cny_per_month"}) {
    vacancy.add_inferred_fields()->set_field_path(path);
  }
  DropInferred({"title", "skill_requirements"}, vacancy);
  ASSERT_EQ(vacancy.inferred_fields_size(), 1);
  EXPECT_EQ(vacancy.inferred_fields(0).field_path(), "min_wage_cny_per_month");
}

}  // namespace
}  // namespace laowu::vacancy
