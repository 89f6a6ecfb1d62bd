// What a worker's row must be, and what is stored of it (worker_service.proto, standards.md).

#include "services/worker/worker_rules.h"

#include <functional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "worker_rows.h"

namespace laowu::worker {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::CivilDay kToday(2026, 6, 30);

std::vector<google::rpc::BadRequest::FieldViolation> Check(const v1::Worker& worker,
                                                           RowDays days = {kToday, kToday}) {
  runtime::FieldChecks checks;
  CheckWorker(worker, "w", days, checks);
  return checks.violations();
}

std::vector<std::string> Paths(const v1::Worker& worker, RowDays days = {kToday, kToday}) {
  std::vector<std::string> paths;
  for (const auto& violation : Check(worker, days)) paths.push_back(violation.field());
  return paths;
}

std::vector<std::string> WarningsOf(const v1::Worker& sent, v1::Worker* out) {
  google::protobuf::RepeatedPtrField<v1::Warning> warnings;
  *out = Normalised(sent, kToday, &warnings);
  std::vector<std::string> reasons;
  for (const auto& warning : warnings) reasons.push_back(warning.reason());
  return reasons;
}

v1::Worker RowWithoutNumber() {
  v1::Worker row = Row();
  row.mutable_personal_details()->clear_identity_number();
  row.set_source_reference("2026-0017");
  *row.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 5, 1));
  return row;
}

TEST(CheckWorker, AnOrdinaryRowIsGood) {
  EXPECT_THAT(Paths(Row()), IsEmpty());
  EXPECT_THAT(Paths(RowWithoutNumber()), IsEmpty());
}

TEST(CheckWorker, ARowNeedsANumberOrAReference) {
  v1::Worker row = RowWithoutNumber();
  row.set_source_reference("  ");
  EXPECT_THAT(Paths(row), ElementsAre("w"));
}

TEST(CheckWorker, ABirthDateIsNeededWhereThereIsNoNumber) {
  v1::Worker row = RowWithoutNumber();
  row.clear_birth_date();
  EXPECT_THAT(Paths(row), ElementsAre("w.birth_date"));
}

TEST(CheckWorker, AllViolationsAtOnceAndNoneTellsPersonalData) {
  v1::Worker row = Row();
  row.mutable_personal_details()->set_identity_number("52999919900501101Y");
  row.mutable_personal_details()->set_phone_number("23800009876");
  row.mutable_personal_details()->set_display_name(std::string(51, 'n'));
  row.set_division_code("520281");
  row.set_min_wage_cny_per_month(99);
  row.add_desired_occupation_codes("52999919900501");
  row.add_preferred_division_codes("5202");
  row.add_skills()->set_skill_code("52999919900501101Y");
  const auto violations = Check(row);
  EXPECT_EQ(violations.size(), 8);
  for (const auto& violation : violations) {
    const std::string text = absl::StrCat(violation.field(), violation.description());
    EXPECT_FALSE(absl::StrContains(text, "9900501")) << text;
    EXPECT_FALSE(absl::StrContains(text, "9876")) << text;
    EXPECT_FALSE(absl::StrContains(text, "nnnn")) << text;
  }
}

TEST(CheckWorker, Under16TodayIsRefusedAndSixteenIsNot) {
  v1::Worker row = Row();
  row.mutable_personal_details()->set_identity_number(
      IdentityNumber(absl::CivilDay(2010, 7, 1), 101));
  const auto violations = Check(row);
  ASSERT_EQ(violations.size(), 1);
  EXPECT_EQ(violations[0].field(), "w.birth_date");
  EXPECT_THAT(violations[0].description(), HasSubstr("UNDERAGE"));
  row.mutable_personal_details()->set_identity_number(
      IdentityNumber(absl::CivilDay(2010, 6, 30), 101));
  EXPECT_THAT(Paths(row), IsEmpty());
}

// By the same rule as in a file (reference/person_names.h).
TEST(CheckWorker, WhatNamesNobodyIsNoName) {
  for (const char* none : {"。", "-", "无", "不详", "待定", "none", "户主", "王五2", "朵朵妈妈"}) {
    v1::Worker row = Row();
    row.mutable_personal_details()->set_display_name(none);
    const auto violations = Check(row);
    ASSERT_EQ(violations.size(), 1) << none;
    EXPECT_EQ(violations[0].field(), "w.personal_details.display_name") << none;
    EXPECT_THAT(violations[0].description(), HasSubstr("no person's name")) << none;
  }
}

struct Nonsense {
  const char* what;
  std::function<void(v1::Worker&)> spoil;
  const char* path;
};

// Else who leaves it empty is refused next.
TEST(CheckWorker, ANameOfBlanksIsSaidToBeRequired) {
  for (const char* blank : {"\u3000\u3000", "\u200B"}) {
    v1::Worker row = RowWithoutNumber();
    row.mutable_personal_details()->set_display_name(blank);
    const auto violations = Check(row);
    ASSERT_EQ(violations.size(), 1);
    EXPECT_EQ(violations[0].field(), "w.personal_details.display_name");
    EXPECT_THAT(violations[0].description(), HasSubstr("is required"));
    EXPECT_FALSE(absl::StrContains(violations[0].description(), "leave it empty"));
  }
}

TEST(CheckWorker, WhatNobodyCanMeanIsRefusedByName) {
  const Nonsense cases[] = {
      {"a name of ideographic blanks",
       [](auto& w) { w.mutable_personal_details()->set_display_name("\u3000\u3000"); },
       "w.personal_details.display_name"},
      {"born in 1905",
       [](auto& w) { *w.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1905, 5, 1)); },
       "w.birth_date"},
      {"free from 2062 on",
       [](auto& w) { *w.mutable_available_date() = runtime::ToDate(absl::CivilDay(2062, 7, 1)); },
       "w.available_date"},
      {"another job from 2062 on",
       [](auto& w) { *w.mutable_job_wanted_from() = runtime::ToDate(absl::CivilDay(2062, 7, 1)); },
       "w.job_wanted_from"},
      {"a consent withdrawn before it was given",
       [](auto& w) {
         w.mutable_legal_basis()->mutable_effective_time()->set_seconds(1'700'000'000);
         w.mutable_legal_basis()->mutable_withdraw_time()->set_seconds(1'600'000'000);
       },
       "w.legal_basis.withdraw_time"},
      {"a duty by a blank document",
       [](auto& w) {
         w.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::STATUTORY_DUTY);
         w.mutable_legal_basis()->set_reference(" ");
       },
       "w.legal_basis.reference"},
  };
  for (const Nonsense& c : cases) {
    v1::Worker row = RowWithoutNumber();
    c.spoil(row);
    EXPECT_THAT(Paths(row), ElementsAre(c.path)) << c.what;
  }
  v1::Worker old = RowWithoutNumber();
  *old.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1950, 5, 1));
  EXPECT_THAT(Paths(old), IsEmpty()) << "whoever wants to work may";
}

TEST(CheckPurpose, BlanksSayNothing) {
  for (const char* blank : {"", " ", "\u3000", "\u00A0", "\u200B"}) {
    runtime::FieldChecks checks;
    CheckPurpose(blank, true, kToday, checks);
    EXPECT_FALSE(checks.ok());
  }
}

// A roster of last year: who is sixteen by now may be hired now.
TEST(CheckWorker, AgeIsJudgedTodayAndNotOnAsOfDate) {
  v1::Worker row = Row();
  row.mutable_personal_details()->set_identity_number(
      IdentityNumber(absl::CivilDay(2010, 3, 1), 101));
  EXPECT_THAT(Paths(row, {kToday, absl::CivilDay(2025, 12, 31)}), IsEmpty());
}

TEST(CheckWorker, AsOfDateBeforeBirth) {
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);  // whose code is older than the person
  EXPECT_THAT(Paths(row, {kToday, absl::CivilDay(1990, 4, 30)}), ElementsAre("w.birth_date"));
  EXPECT_THAT(Paths(row, {kToday, absl::CivilDay(1990, 5, 1)}), IsEmpty());
}

TEST(CheckWorker, RegistrationIsATownshipOrVillageInForceOnThatDay) {
  v1::Worker row = Row();
  row.set_division_code("520281001003");
  EXPECT_THAT(Paths(row), IsEmpty());
  row.set_division_code("");
  EXPECT_THAT(Paths(row), ElementsAre("w.division_code"));
  row.set_division_code("520281");
  EXPECT_THAT(Paths(row), ElementsAre("w.division_code"));
  row.set_division_code("999999001");
  EXPECT_THAT(Paths(row), ElementsAre("w.division_code"));
}

TEST(CheckWorker, ADeadCodeIsNamedWithWhatToUse) {
  v1::Worker row = Row();
  row.set_division_code("520201401");
  EXPECT_THAT(Paths(row, {kToday, absl::CivilDay(2019, 1, 1)}), IsEmpty());
  const auto violations = Check(row);
  ASSERT_EQ(violations.size(), 1);
  EXPECT_THAT(violations[0].description(), HasSubstr("dead code since 2019-10-31; use 520201011"));
  row.set_division_code("520222101");
  EXPECT_THAT(Check(row)[0].description(), HasSubstr("520281"));
}

TEST(CheckWorker, AnIdentityNumberMayStandInNoFreeText) {
  v1::Worker row = Row();
  const std::string number = row.personal_details().identity_number();
  row.set_source_reference("Nr " + number);
  row.set_village_display_name(number);
  row.mutable_legal_basis()->set_reference(number);
  v1::Worker::Skill& skill = *row.add_skills();
  skill.set_skill_code("welding-arc");
  skill.set_certificate_number(number);
  EXPECT_THAT(Paths(row), ElementsAre("w.source_reference", "w.village_display_name",
                                      "w.skills[0].certificate_number", "w.legal_basis.reference"));
}

TEST(CheckWorker, AHouseholdIsTheBureausNumberOrAName) {
  v1::Worker row = Row();
  for (const char* good : {"H-17", "520281001 户 17", "households/0a1b"}) {
    row.set_household(good);
    EXPECT_THAT(Paths(row), IsEmpty()) << good;
  }
  for (const std::string& bad : {std::string("households/A B"), std::string(65, '1')}) {
    row.set_household(bad);
    EXPECT_THAT(Paths(row), ElementsAre("w.household")) << bad;
  }
}

// A code that died since the record was made is no fault of who changes a phone number.
TEST(CheckUpdated, HoldsAnUpdateForWhatItChangesAlone) {
  v1::Worker before = Row();
  before.set_division_code("520222101");  // a county that is no more
  ASSERT_FALSE(Paths(before).empty());
  v1::Worker after = before;
  after.set_min_wage_cny_per_month(5'000);
  runtime::FieldChecks good;
  CheckUpdated(before, after, "w", {kToday, kToday}, good);
  EXPECT_TRUE(good.ok()) << good.status();
  after.set_min_wage_cny_per_month(5);
  after.set_division_code("5");
  runtime::FieldChecks bad;
  CheckUpdated(before, after, "w", {kToday, kToday}, bad);
  EXPECT_EQ(bad.violations().size(), 2U) << bad.status();
}

TEST(CheckPurpose, IsAskedForAndHoldsNoIdentityNumber) {
  const auto count = [](const std::string& purpose, bool required) {
    runtime::FieldChecks checks;
    CheckPurpose(purpose, required, kToday, checks);
    return checks.violations().size();
  };
  EXPECT_EQ(count("", false), 0U);
  EXPECT_EQ(count(" ", true), 1U);
  EXPECT_EQ(count("at the counter", true), 0U);
  EXPECT_EQ(count("回访", true), 0U);
  for (const char* nothing : {".", "。", "-", "1", "111", "……"}) {
    EXPECT_EQ(count(nothing, true), 1U) << nothing;
  }
  EXPECT_EQ(count("at the counter, " + std::string(129, 'x'), true), 1U);
  EXPECT_EQ(count("for " + Row().personal_details().identity_number(), true), 1U);
}

TEST(CheckWorker, SkillsAndWishesAreKnownAndNamedOnce) {
  v1::Worker row = Row();
  for (int i = 0; i < 2; ++i) row.add_skills()->set_skill_code("welding-arc");
  row.add_skills()->set_skill_code("juggling");
  row.mutable_skills(2)->set_level(6);
  row.add_preferred_division_codes("442000");
  row.add_preferred_division_codes("442000");
  row.add_preferred_division_codes("520222");  // dead
  EXPECT_THAT(Paths(row),
              ElementsAre("w.preferred_division_codes[1]", "w.preferred_division_codes[2]",
                          "w.skills[1].skill_code", "w.skills[2].skill_code", "w.skills[2].level"));
}

TEST(CheckWorker, ListsHaveLimits) {
  v1::Worker row = Row();
  for (int i = 0; i < 21; ++i) row.add_skills()->set_skill_code("welding-arc");
  for (int i = 0; i < 5; ++i) row.add_preferred_division_codes("442000");
  for (int i = 0; i < 4; ++i) row.add_desired_occupation_codes("6-18-01-01");
  const auto paths = Paths(row);
  EXPECT_THAT(paths, ::testing::IsSupersetOf({std::string("w.skills"),
                                              std::string("w.preferred_division_codes"),
                                              std::string("w.desired_occupation_codes")}));
}

TEST(CheckWorker, ADutyNeedsItsDocument) {
  v1::Worker row = Row();
  row.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::STATUTORY_DUTY);
  row.mutable_legal_basis()->clear_reference();
  EXPECT_THAT(Paths(row), ElementsAre("w.legal_basis.reference"));
}

TEST(Normalised, ReadsBirthDateAndSexFromTheNumber) {
  v1::Worker out;
  EXPECT_THAT(WarningsOf(Row(102), &out), IsEmpty());
  EXPECT_EQ(runtime::ToCivilDay(out.birth_date()), absl::CivilDay(1990, 5, 1));
  EXPECT_EQ(out.sex(), v1::SEX_FEMALE);
  WarningsOf(Row(101), &out);
  EXPECT_EQ(out.sex(), v1::SEX_MALE);
}

TEST(Normalised, TheNumberWinsOverAColumnThatDiffers) {
  v1::Worker row = Row();
  *row.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1991, 5, 1));
  row.set_sex(v1::SEX_FEMALE);
  v1::Worker out;
  EXPECT_THAT(WarningsOf(row, &out),
              ElementsAre("BIRTH_DATE_FROM_IDENTITY_NUMBER", "SEX_FROM_IDENTITY_NUMBER"));
  EXPECT_EQ(runtime::ToCivilDay(out.birth_date()), absl::CivilDay(1990, 5, 1));
  EXPECT_EQ(out.sex(), v1::SEX_MALE);
}

TEST(Normalised, FifteenDigitsBecomeEighteenWithAWarning) {
  v1::Worker row = Row();
  row.mutable_personal_details()->set_identity_number("529999900501101");
  EXPECT_THAT(Paths(row), IsEmpty());
  v1::Worker out;
  EXPECT_THAT(WarningsOf(row, &out), ElementsAre("IDENTITY_NUMBER_UPGRADED"));
  EXPECT_EQ(out.personal_details().identity_number(),
            IdentityNumber(absl::CivilDay(1990, 5, 1), 101));
}

TEST(Normalised, SaysDefaultsAndDropsOutputs) {
  v1::Worker row = Row();
  row.set_name("workers/forged");
  row.set_merged_into("workers/forged");
  row.set_etag("\"1\"");
  *row.mutable_death_date() = runtime::ToDate(kToday);
  row.add_skills()->set_skill_code("welding-arc");
  row.add_policy_groups(v1::POLICY_GROUP_DISABLED);
  row.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  row.add_policy_groups(v1::POLICY_GROUP_DISABLED);
  v1::Worker out;
  WarningsOf(row, &out);
  EXPECT_EQ(out.name() + out.merged_into() + out.etag(), "");
  EXPECT_FALSE(out.has_death_date());
  EXPECT_EQ(out.state(), v1::Worker::ACTIVE);
  EXPECT_TRUE(out.rural());
  EXPECT_EQ(out.skills(0).level(), 1);
  EXPECT_THAT(out.policy_groups(),
              ElementsAre(v1::POLICY_GROUP_MONITORED, v1::POLICY_GROUP_DISABLED));
}

TEST(Normalised, AStatedNoIsKept) {
  v1::Worker row = Row();
  row.set_rural(false);
  row.set_state(v1::Worker::PAUSED);
  v1::Worker out;
  WarningsOf(row, &out);
  EXPECT_FALSE(out.rural());
  EXPECT_EQ(out.state(), v1::Worker::PAUSED);
}

TEST(MergedDetails, SilenceErasesNothing) {
  v1::Worker::PersonalDetails sent;
  sent.set_phone_number("13900000000");
  const auto merged = MergedDetails(sent, Row().personal_details());
  EXPECT_EQ(merged.phone_number(), "13900000000");
  EXPECT_EQ(merged.display_name(), Row().personal_details().display_name());
  EXPECT_EQ(merged.identity_number(), Row().personal_details().identity_number());
}

TEST(HasLegalBasis, InForceFromItsTimeUntilWithdrawn) {
  v1::Worker worker;
  const absl::Time now = absl::FromUnixSeconds(1'000);
  EXPECT_FALSE(HasLegalBasis(worker, now));
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  EXPECT_TRUE(HasLegalBasis(worker, now));
  worker.mutable_legal_basis()->mutable_effective_time()->set_seconds(1'001);
  EXPECT_FALSE(HasLegalBasis(worker, now));
  worker.mutable_legal_basis()->mutable_effective_time()->set_seconds(1'000);
  EXPECT_TRUE(HasLegalBasis(worker, now));
  worker.mutable_legal_basis()->mutable_withdraw_time()->set_seconds(1'000);
  EXPECT_FALSE(HasLegalBasis(worker, now));
}

TEST(AgeOn, BirthdaysAndTheLeapDay) {
  EXPECT_EQ(AgeOn(absl::CivilDay(2010, 6, 30), kToday), 16);
  EXPECT_EQ(AgeOn(absl::CivilDay(2010, 7, 1), kToday), 15);
  EXPECT_EQ(AgeOn(absl::CivilDay(2008, 2, 29), absl::CivilDay(2026, 2, 28)), 17);
  EXPECT_EQ(AgeOn(absl::CivilDay(2008, 2, 29), absl::CivilDay(2026, 3, 1)), 18);
}

// Matches measure by it: told where it is brought, and not by every later change.
TEST(WarnOfFarHome, AHomeFarFromItsRegistrationIsToldOnce) {
  const absl::CivilDay today(2026, 6, 30);
  const auto told = [&](const v1::Worker& before, const v1::Worker& after) {
    google::protobuf::RepeatedPtrField<v1::Warning> warnings;
    WarnOfFarHome(before, after, today, &warnings);
    return warnings.size() == 1 && warnings[0].reason() == "PLACE_CONFLICT";
  };
  v1::Worker near = Row();
  EXPECT_FALSE(told(v1::Worker(), near)) << "none is stated";
  near.mutable_home_location()->set_latitude(25.7);
  near.mutable_home_location()->set_longitude(104.5);
  EXPECT_FALSE(told(v1::Worker(), near));
  v1::Worker far = near;
  far.mutable_home_location()->set_longitude(114.5);
  EXPECT_TRUE(told(v1::Worker(), far));
  EXPECT_TRUE(told(near, far));
  EXPECT_FALSE(told(far, far));
  v1::Worker moved = near;
  moved.set_division_code(kZhongshan);
  EXPECT_TRUE(told(near, moved));
}

}  // namespace
}  // namespace laowu::worker
