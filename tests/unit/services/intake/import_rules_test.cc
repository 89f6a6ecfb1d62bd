// The rules of imports: what may be asked for, what columns speak of, what an import's state
// allows.

#include "services/intake/import_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/intake/import_changes.h"
#include "services/intake/wrong_kind.h"

namespace laowu::intake_role {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using v1::Import;

constexpr absl::CivilDay kToday(2026, 6, 30);

std::vector<std::string> Wrong(const Import::Spec& spec) {
  runtime::FieldChecks checks;
  CheckSpec(spec, kToday, checks);
  std::vector<std::string> fields;
  for (const auto& violation : checks.violations()) fields.push_back(violation.field());
  return fields;
}

Import::Spec Good(Import::Kind kind = Import::VACANCY) {
  Import::Spec spec;
  spec.set_kind(kind);
  spec.set_parent(kind == Import::VACANCY ? "offices/zhongshan" : "divisions/520281");
  spec.set_file("files/f");
  return spec;
}

// A call list comes back with some rows filled in: the others are no errors, and whatever somebody
// did write in a row is never passed over.
TEST(ImportRulesTest, ARowThatSaysOnlyOfWhomIsNotFilledInYet) {
  using intake::Field;
  const std::vector<Field> columns = {Field::kWorkerName,    Field::kUnknown,   Field::kOutcomeType,
                                      Field::kEffectiveDate, Field::kWorkplace, Field::kChannel};
  EXPECT_TRUE(IsUnfilled(columns, {"workers/a", "黄某", "", "", "", ""}));
  EXPECT_TRUE(IsUnfilled(columns, {"workers/a", "黄某"}));
  EXPECT_FALSE(IsUnfilled(columns, {"workers/a", "黄某", "到岗", "", "", ""}));
  EXPECT_FALSE(IsUnfilled(columns, {"workers/a", "黄某", "", "2026-07-01", "", ""}));
  EXPECT_FALSE(IsUnfilled(columns, {"workers/a", "黄某", "", "", "中山市", ""}));
  EXPECT_FALSE(IsUnfilled({Field::kReference, Field::kOutcomeType, Field::kOrganizer},
                          {"workers/a", "", "某公司"}));
  // Without a column for what happened, nothing tells that a row is waiting for it.
  EXPECT_FALSE(IsUnfilled({Field::kWorkerName, Field::kChannel}, {"workers/a", ""}));
}

TEST(ImportRulesTest, AListOfPeopleIsNoListOfVacancies) {
  EXPECT_THAT(WhyNotOfKind(Import::VACANCY, {"姓名", "身份证号", "岗位名称"}),
              HasSubstr("身份证号"));
  EXPECT_EQ(WhyNotOfKind(Import::VACANCY, {"岗位名称", "企业名称", "联系电话"}), "");
  EXPECT_EQ(WhyNotOfKind(Import::WORKER, {"姓名", "身份证号"}), "");
}

// A file given to the wrong command is told by its headers, with the command that takes it.
TEST(ImportRulesTest, AFileOfAnotherKindIsToldWhatItIs) {
  const std::vector<std::string> vacancies = {"岗位名称", "企业名称", "工作地点", "月薪"};
  const std::vector<std::string> workers = {"姓名", "身份证号", "乡镇", "联系电话", "意向工种"};
  const std::vector<std::string> outcomes = {"身份证号", "动态", "日期", "务工地"};
  for (const Import::Kind kind : {Import::WORKER, Import::OUTCOME, Import::SURVEY}) {
    EXPECT_THAT(WhyNotOfKind(kind, vacancies), HasSubstr("laowu import vacancies FILE")) << kind;
  }
  EXPECT_THAT(WhyNotOfKind(Import::VACANCY, workers), HasSubstr("laowu import workers FILE"));
  EXPECT_THAT(WhyNotOfKind(Import::OUTCOME, workers), HasSubstr("laowu import workers FILE"));
  EXPECT_THAT(WhyNotOfKind(Import::VACANCY, outcomes), HasSubstr("laowu import outcomes FILE"));
  EXPECT_THAT(WhyNotOfKind(Import::WORKER, outcomes), HasSubstr("laowu import outcomes FILE"));
  EXPECT_EQ(WhyNotOfKind(Import::VACANCY, vacancies), "");
  EXPECT_EQ(WhyNotOfKind(Import::WORKER, workers), "");
  EXPECT_EQ(WhyNotOfKind(Import::OUTCOME, outcomes), "");
  // People by number alone, and the posts that they took.
  EXPECT_EQ(WhyNotOfKind(Import::OUTCOME, {"编号", "岗位", "单位", "动态", "日期"}), "");
  EXPECT_EQ(WhyNotOfKind(Import::OUTCOME, {"编号", "姓名", "岗位", "单位", "工作地点"}), "");
}

// Messages of a chat under 招聘信息 name neither title nor employer: the sheet's name tells.
TEST(ImportRulesTest, ASheetIsToldByItsNameWhereNoHeaderSaysOtherwise) {
  for (const Import::Kind kind : {Import::WORKER, Import::OUTCOME, Import::SURVEY}) {
    EXPECT_THAT(WhyNotOfKind(kind, {"A", "B"}, "招工信息"),
                AllOf(HasSubstr("招工信息"), HasSubstr("laowu import vacancies FILE")));
    EXPECT_THAT(WhyNotOfKind(kind, {}, "招聘信息"), HasSubstr("laowu import vacancies FILE"));
    EXPECT_THAT(WhyNotOfKind(kind, {"序号", "招聘信息"}), HasSubstr("laowu import vacancies FILE"));
    EXPECT_EQ(WhyNotOfKind(kind, {"A", "B"}, "Sheet1"), "");
  }
  EXPECT_EQ(WhyNotOfKind(Import::WORKER, {"姓名", "身份证号"}, "招聘信息"), "");
  EXPECT_EQ(WhyNotOfKind(Import::WORKER, {"编号", "技能"}, "公益岗位人员"), "");
  EXPECT_EQ(WhyNotOfKind(Import::OUTCOME, {"人员编号", "岗位", "到岗日期"}, "岗位"), "");
  EXPECT_THAT(WhyNotOfKind(Import::VACANCY, {"姓名", "年龄", "电话"}, "劳动力台账"),
              AllOf(HasSubstr("劳动力台账"), HasSubstr("laowu import workers FILE")));
  EXPECT_EQ(WhyNotOfKind(Import::VACANCY, {"岗位名称", "企业名称"}, "外出务工"), "");
  EXPECT_EQ(WhyNotOfKind(Import::VACANCY, {"序号", "招聘信息"}, "务工信息"), "");
  EXPECT_EQ(WhyNotOfKind(Import::VACANCY, {"企业", "工种", "人数"}, "用工名单"), "");
}

TEST(ImportRulesTest, EveryWrongFieldIsNamedAtOnce) {
  EXPECT_THAT(Wrong(Good()), IsEmpty());
  EXPECT_THAT(Wrong(Good(Import::WORKER)), IsEmpty());
  EXPECT_THAT(Wrong(Import::Spec()), ElementsAre("spec.kind", "spec.parent", "spec.file"));
  auto spec = Good(Import::WORKER);
  spec.set_mode(Import::SNAPSHOT);
  spec.set_consent_reference("1");
  spec.set_statutory_duty_reference("2");
  spec.mutable_as_of_date()->set_year(2027);
  spec.mutable_as_of_date()->set_month(1);
  spec.mutable_as_of_date()->set_day(1);
  spec.add_columns()->set_field("nonsense");
  EXPECT_THAT(Wrong(spec), ElementsAre("spec.mode", "spec.source_display_name",
                                       "spec.columns[0].header", "spec.columns[0].field",
                                       "spec.as_of_date", "spec.statutory_duty_reference"));
}

TEST(ImportRulesTest, WhatIsOfOneKindIsRefusedWithAnother) {
  auto spec = Good();
  spec.set_consent_reference("1");
  spec.set_attestation_kind(v1::Attestation::VILLAGE_STATEMENT);
  EXPECT_THAT(Wrong(spec), ElementsAre("spec.consent_reference", "spec.attestation_kind"));
  auto outcomes = Good(Import::OUTCOME);
  outcomes.set_attestation_reference("第7号");
  EXPECT_THAT(Wrong(outcomes), ElementsAre("spec.attestation_reference"));
  outcomes.set_attestation_kind(v1::Attestation::VILLAGE_STATEMENT);
  EXPECT_THAT(Wrong(outcomes), IsEmpty());
  // Another's word, passed on without where it can be looked up, is none.
  for (const char* nowhere : {"", "1", "--"}) {
    outcomes.set_attestation_reference(nowhere);
    EXPECT_THAT(Wrong(outcomes), ElementsAre("spec.attestation_reference")) << nowhere;
    runtime::FieldChecks checks;
    CheckSpec(outcomes, kToday, checks);
    EXPECT_THAT(checks.violations()[0].description(),
                HasSubstr(nowhere == std::string() ? "is required" : "is too short"));
  }
}

TEST(ImportRulesTest, ColumnsSpeakOfTheirFieldsAndFreeTextOfAllThatIsReadFromIt) {
  using intake::Field;
  const auto few = MaskOf(Import::VACANCY, {Field::kTitle, Field::kUnknown, Field::kWageText});
  EXPECT_THAT(few, Contains("max_wage_cny_per_month"));
  EXPECT_THAT(few, Not(Contains("opening_count")));
  EXPECT_THAT(few, Not(Contains("skill_requirements")));
  const auto told = MaskOf(Import::VACANCY, {Field::kDescription});
  EXPECT_THAT(told, Contains("skill_requirements"));
  // Of a posting without a column of pay: "6500起" leaves no upper wage of an earlier text.
  EXPECT_THAT(told, Contains("max_wage_cny_per_month"));
  EXPECT_THAT(told, Contains("pay_kind"));
  EXPECT_THAT(told, Contains("occupation_code"));
  EXPECT_THAT(MaskOf(Import::WORKER, {Field::kVillage}),
              ElementsAre("division_code", "village_display_name"));
  EXPECT_THAT(MaskOf(Import::OUTCOME, {Field::kChannel}), IsEmpty());
  // One group's column says nothing on the others.
  EXPECT_THAT(MaskOf(Import::WORKER, {Field::kDisabled}), IsEmpty());
}

// A path that no record has would refuse the whole import.
TEST(ImportRulesTest, EveryFieldThatAColumnSpeaksOfIsThere) {
  std::vector<intake::Field> all;
  for (int i = 0; i <= static_cast<int>(intake::Field::kNamedOutcome); ++i) {
    all.push_back(static_cast<intake::Field>(i));
  }
  for (const auto& path : MaskOf(Import::VACANCY, all)) {
    EXPECT_NE(v1::Vacancy::descriptor()->FindFieldByName(path), nullptr) << path;
  }
  for (const auto& path : MaskOf(Import::WORKER, all)) {
    EXPECT_NE(v1::Worker::descriptor()->FindFieldByName(path), nullptr) << path;
  }
}

TEST(ImportRulesTest, ASnapshotThatClosesMoreThanThirtyPercentNeedsItsNumber) {
  Import import;
  import.set_state(Import::READY);
  import.set_source_open_count(10);
  import.mutable_counts()->set_closed_count(3);
  EXPECT_EQ(WhyNotRun(import, 0), "");
  import.mutable_counts()->set_closed_count(4);
  EXPECT_THAT(WhyNotRun(import, 0), HasSubstr("confirmed_closed_count"));
  EXPECT_THAT(WhyNotRun(import, 3), Not(IsEmpty()));
  EXPECT_EQ(WhyNotRun(import, 4), "");
}

TEST(ImportRulesTest, WhatEachStateAllows) {
  struct Case {
    Import::State state;
    bool runs, is_cancelled, is_undone;
  };
  for (const Case& c :
       {Case{Import::READING, false, true, false}, Case{Import::READY, true, true, false},
        Case{Import::RUNNING, true, true, false}, Case{Import::DONE, true, false, true},
        Case{Import::UNDOING, false, false, true}, Case{Import::UNDONE, false, false, true},
        Case{Import::CANCELLED, true, true, true}, Case{Import::FAILED, true, true, true}}) {
    Import import;
    import.set_state(c.state);
    EXPECT_EQ(WhyNotRun(import, 0).empty(), c.runs) << c.state;
    EXPECT_EQ(WhyNotCancelled(import).empty(), c.is_cancelled) << c.state;
    EXPECT_EQ(WhyNotUndone(import, Import::RUNNING).empty(), c.is_undone) << c.state;
    import.mutable_erase_time()->set_seconds(1);
    EXPECT_NE(WhyNotUndone(import, Import::RUNNING), "") << c.state;
  }
  // Broken off while it was read: nothing was written.
  Import import;
  for (const auto state : {Import::CANCELLED, Import::FAILED}) {
    import.set_state(state);
    EXPECT_NE(WhyNotUndone(import, Import::READING), "");
    EXPECT_EQ(WhyNotUndone(import, Import::UNDOING), "");
  }
}

TEST(ImportRulesTest, ADigestOfStateSeesWhatPeopleChangeAndNotWhatChangesByItself) {
  v1::Vacancy vacancy;
  vacancy.set_title("普工");
  vacancy.set_state(v1::Vacancy::OPEN);
  const std::string digest = StateDigest(vacancy);
  v1::Vacancy later = vacancy;
  later.set_state(v1::Vacancy::EXPIRED);
  later.set_duplicate_group("g");
  later.set_etag("\"9\"");
  EXPECT_EQ(StateDigest(later), digest);
  later.set_state(v1::Vacancy::CLOSED);
  EXPECT_NE(StateDigest(later), digest);
  vacancy.set_title("焊工");
  EXPECT_NE(StateDigest(vacancy), digest);
}

TEST(ImportRulesTest, ARequestIdIsAUuidAndTheSameForTheSameStep) {
  runtime::FieldChecks checks;
  const std::string id = StepRequestId("imports/i", 7, "undo");
  checks.RequestId("id", id);
  EXPECT_TRUE(checks.ok()) << id;
  EXPECT_EQ(id, StepRequestId("imports/i", 7, "undo"));
  EXPECT_NE(id, StepRequestId("imports/i", 8, "undo"));
  EXPECT_NE(id, StepRequestId("imports/i", 7, "close"));
}

TEST(ImportRulesTest, SheetsThatAreNamedAfterMonthsAreTold) {
  for (const char* name :
       {"6月", "2026年6月份", "06月招聘", "三月", "十二月岗位", "2026-06", "2026.6"}) {
    EXPECT_TRUE(NamesMonth(name)) << name;
  }
  for (const char* name : {"小坝村", "Sheet1", "月饼厂", "岗位", "2026", "1-2", "月亮湾社区", ""}) {
    EXPECT_FALSE(NamesMonth(name)) << name;
  }
}

}  // namespace
}  // namespace laowu::intake_role
