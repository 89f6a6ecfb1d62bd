// What a row of an import makes another of the worker on record: named, never with its values.

#include "services/intake/import_changes.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/household_ids.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake_role {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string>& Columns() {
  static const auto* columns = new std::vector<std::string>{
      "birth_date", "division_code", "education", "legal_basis", "policy_groups", "sex", "skills"};
  return *columns;
}

const runtime::Keys& TestKeys() {
  static const auto* keys = [] {
    const testing::ScratchDir folder;
    EXPECT_OK(runtime::CreateKeys(folder.path(), absl::FromUnixSeconds(0)));
    return new runtime::Keys(*runtime::Keys::Load(folder.path()));
  }();
  return *keys;
}

std::vector<std::string> ChangedByRow(const v1::Worker& before, const v1::Worker& row,
                                      const std::vector<std::string>& columns) {
  return intake_role::ChangedByRow(TestKeys(), before, row, columns);
}

// As the worker role names the household with that number of Panzhou.
std::string HouseholdOf(const std::string& number) {
  return "households/" + runtime::HouseholdIds(TestKeys(), "520281", number).front();
}

// As stored: with what the server fills in.
v1::Worker Stored() {
  v1::Worker worker;
  worker.set_name("workers/1");
  worker.set_etag("\"7\"");
  worker.set_state(v1::Worker::PAUSED);
  worker.set_rural(true);
  worker.set_source_reference("A-1");
  worker.set_division_code("520281121");
  worker.set_education(v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  worker.set_household(HouseholdOf("HH1"));
  worker.set_min_wage_cny_per_month(4000);
  worker.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  worker.add_skills()->set_skill_code("welding");
  worker.mutable_skills(0)->set_level(1);
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::STATUTORY_DUTY);
  worker.mutable_personal_details()->set_display_name("魏良");
  worker.mutable_personal_details()->set_phone_number("10012345678");
  worker.mutable_personal_details()->set_identity_number("529999196811087997");
  return worker;
}

// The same as a file says it, without what it has no column for.
v1::Worker Row() {
  v1::Worker row;
  row.set_division_code("520281121");
  row.set_education(v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  row.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  row.add_skills()->set_skill_code("welding");
  row.mutable_personal_details()->set_identity_number("529999196811087997");
  return row;
}

TEST(ImportChanges, TheSameSaidShorterChangesNothing) {
  EXPECT_THAT(ChangedByRow(Stored(), Row(), Columns()), IsEmpty());
}

TEST(ImportChanges, AnEmptyCellUnderAColumnEmptiesWhatItSpeaksOf) {
  v1::Worker row = Row();
  row.clear_skills();
  row.clear_policy_groups();
  row.set_education(v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()),
              ElementsAre("education", "skills", "policy_groups"));
}

TEST(ImportChanges, AColumnForOneGroupAloneAddsIt) {
  v1::Worker row = Row();
  row.clear_policy_groups();
  EXPECT_THAT(ChangedByRow(Stored(), row, {"division_code"}), IsEmpty());
  row.add_policy_groups(v1::POLICY_GROUP_DISABLED);
  EXPECT_THAT(ChangedByRow(Stored(), row, {"division_code"}), ElementsAre("policy_groups"));
}

TEST(ImportChanges, DetailsAreNamedEachByItselfAndNeverEmptied) {
  v1::Worker row = Row();
  row.mutable_personal_details()->set_phone_number("10087654321");
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()), ElementsAre("personal_details.phone_number"));
}

TEST(ImportChanges, ALegalBasisThatTheRecordKeepsIsNoChange) {
  v1::Worker row = Row();
  row.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  row.mutable_legal_basis()->mutable_withdraw_time()->set_seconds(1'800'000'000);
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()), IsEmpty()) << "a refusal leaves a duty";
  row.mutable_legal_basis()->clear_withdraw_time();
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()), ElementsAre("legal_basis"));
}

// Its number stands in no record, and yet the same one is no change.
TEST(ImportChanges, AnotherHouseholdIsNamedAndTheSameIsNot) {
  v1::Worker row = Row();
  row.set_household("HH1");
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()), IsEmpty());
  row.clear_division_code();  // a file without a column for it
  EXPECT_THAT(ChangedByRow(Stored(), row, {"household"}), IsEmpty());
  row = Row();
  row.set_household("HH2");
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()), ElementsAre("household"));
  row.set_education(v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()), ElementsAre("education", "household"));
  row.set_household("HH1");
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()), ElementsAre("education"));
  row.set_division_code("520203102");
  EXPECT_THAT(ChangedByRow(Stored(), row, Columns()),
              ElementsAre("division_code", "education", "household"))
      << "another county counts by itself";
  v1::Worker without = Stored();
  without.clear_household();
  EXPECT_THAT(ChangedByRow(without, Row(), Columns()), IsEmpty());
  row = Row();
  row.set_household("HH1");
  EXPECT_THAT(ChangedByRow(without, row, Columns()), ElementsAre("household"));
  EXPECT_THAT(ChangedByRow(Stored(), Row(), {"household"}), Contains("household"))
      << "an empty cell under its column";
}

// Of each yes or no: that nobody has said it is another thing than no.
TEST(ImportChanges, NotSaidDiffersFromNoAndFromNothingElse) {
  v1::Vacancy unsaid;
  unsaid.set_title("普工");
  EXPECT_THAT(ChangedFields(unsaid, unsaid), IsEmpty());
  const std::vector<const char*> names = {"accommodation_provided", "meals_provided", "night_shift",
                                          "social_insurance", "no_juvenile_hazards"};
  for (const char* name : names) {
    const auto* field = v1::Vacancy::descriptor()->FindFieldByName(name);
    v1::Vacancy denied = unsaid;
    v1::Vacancy::GetReflection()->SetBool(&denied, field, false);
    EXPECT_THAT(ChangedFields(denied, unsaid), ElementsAre(name));
    EXPECT_THAT(ChangedFields(unsaid, denied), ElementsAre(name));
    EXPECT_THAT(ChangedFields(denied, denied), IsEmpty()) << name;
  }
  v1::Worker townsman;
  townsman.set_rural(false);
  EXPECT_THAT(ChangedFields(v1::Worker(), townsman), ElementsAre("rural"));
}

TEST(ImportChanges, ValuesThatWereReadOtherwiseAreNamedByTheirFields) {
  v1::Vacancy before;
  auto* wage = before.add_inferred_fields();
  wage->set_field_path("min_wage_cny_per_month");
  wage->set_source_text("5000");
  before.add_inferred_fields()->set_field_path("skill_requirements[0].min_level");
  EXPECT_THAT(FieldsReadOtherwise(before, before), IsEmpty());
  v1::Vacancy after = before;
  after.mutable_inferred_fields(0)->set_source_text("5000元/月");
  EXPECT_THAT(FieldsReadOtherwise(before, after),
              ElementsAre("skill_requirements", "min_wage_cny_per_month"));
  after.clear_inferred_fields();
  EXPECT_THAT(FieldsReadOtherwise(before, after),
              ElementsAre("skill_requirements", "min_wage_cny_per_month"));
}

TEST(ImportChanges, AnEmptyCellUnderAColumnMakesRuralAndNoColumnLeavesIt) {
  v1::Worker before;
  before.set_rural(true);
  EXPECT_TRUE(RuralByRow(before, v1::Worker(), {}));
  before.set_rural(false);
  EXPECT_FALSE(RuralByRow(before, v1::Worker(), {"sex"}));
  EXPECT_TRUE(RuralByRow(before, v1::Worker(), {"rural"}));
  v1::Worker row;
  row.set_rural(false);
  EXPECT_FALSE(RuralByRow(before, row, {"rural"}));
}

}  // namespace
}  // namespace laowu::intake_role
