// What a row must be to be taken: each limit, and the name of the field in the message.

#include "matcher/types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/support/status_matchers.h"
#include "tests/unit/matcher/rows.h"

namespace laowu::matcher {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

TEST(CheckRowTest, TheFittingPairAndRowsThatStateNothingAreTaken) {
  EXPECT_THAT(CheckRow(FittingWorker()), IsOk());
  EXPECT_THAT(CheckRow(FittingVacancy()), IsOk());
  EXPECT_THAT(CheckRow(WorkerRow()), IsOk());
  EXPECT_THAT(CheckRow(VacancyRow()), IsOk());
}

TEST(CheckRowTest, WorkerLimits) {
  const std::pair<std::function<void(WorkerRow&)>, const char*> cases[] = {
      {[](WorkerRow& w) { w.name = std::string(257, 'n'); }, "name"},
      {[](WorkerRow& w) { w.tie_hash = -1; }, "tie_hash"},
      {[](WorkerRow& w) { w.job_wanted_from = absl::CivilDay(1899, 12, 31); }, "job_wanted_from"},
      {[](WorkerRow& w) { w.available_date = absl::CivilDay(10000, 1, 1); }, "available_date"},
      {[](WorkerRow& w) { w.birth_date = absl::CivilDay(1899, 12, 31); }, "birth_date"},
      {[](WorkerRow& w) { w.education = static_cast<EducationLevel>(8); }, "education"},
      {[](WorkerRow& w) { w.legal_basis_in_force = static_cast<LegalBasis>(3); }, "legal_basis"},
      {[](WorkerRow& w) { w.min_wage_cny_per_month = 99; }, "min_wage_cny_per_month"},
      {[](WorkerRow& w) { w.min_wage_cny_per_month = 0; }, "min_wage_cny_per_month"},
      {[](WorkerRow& w) { w.min_wage_cny_per_month = 200'001; }, "min_wage_cny_per_month"},
      {[](WorkerRow& w) { w.preferred_division_codes.assign(5, "440000"); },
       "preferred_division_codes must have at most 4"},
      {[](WorkerRow& w) {
         w.preferred_division_codes = {"440000", ""};
       },
       "preferred_division_codes[1]"},
      {[](WorkerRow& w) {
         w.skills.assign(21, {"s", "", 1, {}});
       },
       "skills must have at most 20"},
      {[](WorkerRow& w) {
         w.skills = {{"", "", 1, {}}};
       },
       "skills[0].skill_code"},
      {[](WorkerRow& w) {
         w.skills = {{"s", std::string(65, 'g'), 1, {}}};
       },
       "skills[0].group_code"},
      {[](WorkerRow& w) {
         w.skills = {{"s", "", 1, {}}, {"t", "", 0, {}}};
       },
       "skills[1].level must be 1 to 5"},
      {[](WorkerRow& w) {
         w.skills = {{"s", "", 6, {}}};
       },
       "skills[0].level"},
      {[](WorkerRow& w) {
         w.skills = {{"s", "", 1, -1}};
       },
       "skills[0].experience_months"},
      {[](WorkerRow& w) {
         w.skills = {{"s", "", 1, 1'201}};
       },
       "skills[0].experience_months"},
      {[](WorkerRow& w) { w.desired_occupation_codes.assign(4, "6"); }, "desired_occupation_codes"},
      {[](WorkerRow& w) { w.past_occupation_codes.assign(4, "6"); }, "past_occupation_codes"},
      {[](WorkerRow& w) { w.policy_groups = 1; }, "policy_groups"},
      {[](WorkerRow& w) {
         w.home = PlanePoint{20'000'001, 0};
       },
       "home"},
  };
  for (const auto& [change, field] : cases) {
    WorkerRow row = FittingWorker();
    change(row);
    EXPECT_THAT(CheckRow(row), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(field)));
  }
}

TEST(CheckRowTest, VacancyLimits) {
  const std::pair<std::function<void(VacancyRow&)>, const char*> cases[] = {
      {[](VacancyRow& v) { v.name = std::string(257, 'n'); }, "name"},
      {[](VacancyRow& v) { v.tie_hash = -1; }, "tie_hash"},
      {[](VacancyRow& v) { v.state = static_cast<VacancyState>(4); }, "state"},
      {[](VacancyRow& v) { v.expire_date = absl::CivilDay(10000, 1, 1); }, "expire_date"},
      {[](VacancyRow& v) { v.start_date = absl::CivilDay(1, 1, 1); }, "start_date"},
      {[](VacancyRow& v) { v.openings_left_count = 1'000'000'001; }, "openings_left_count"},
      {[](VacancyRow& v) {
         v.employer_blocks.assign(101, {kToday, {}});
       },
       "employer_blocks"},
      {[](VacancyRow& v) {
         v.employer_blocks = {{absl::CivilDay(1, 1, 1), {}}};
       },
       "employer_blocks[0].from"},
      {[](VacancyRow& v) {
         v.employer_blocks = {{kToday, absl::CivilDay(10000, 1, 1)}};
       },
       "employer_blocks[0].until"},
      {[](VacancyRow& v) { v.min_age_years = 0; }, "min_age_years"},
      {[](VacancyRow& v) { v.max_age_years = 151; }, "max_age_years"},
      {[](VacancyRow& v) { v.hazards = 1; }, "hazards"},
      {[](VacancyRow& v) { v.min_education = static_cast<EducationLevel>(8); }, "min_education"},
      {[](VacancyRow& v) { v.max_wage_cny_per_month = 99; }, "max_wage_cny_per_month"},
      {[](VacancyRow& v) {
         v.skill_requirements.assign(21, {"s", "", 1, true});
       },
       "skill_requirements must have at most 20"},
      {[](VacancyRow& v) {
         v.skill_requirements = {{"s", "", 0, true}};
       },
       "skill_requirements[0].min_level"},
      {[](VacancyRow& v) {
         v.skill_requirements = {{"", "", 1, true}};
       },
       "skill_requirements[0].skill_code"},
      {[](VacancyRow& v) { v.workplace_lineage_codes.assign(9, "440000"); },
       "workplace_lineage_codes must have at most 8"},
      {[](VacancyRow& v) { v.workplace_lineage_codes = {""}; }, "workplace_lineage_codes[0]"},
      {[](VacancyRow& v) { v.workplace_division_code = std::string(65, '1'); },
       "workplace_division_code"},
      {[](VacancyRow& v) {
         v.workplace = PlanePoint{0, -20'000'001};
       },
       "workplace"},
  };
  for (const auto& [change, field] : cases) {
    VacancyRow row = FittingVacancy();
    change(row);
    EXPECT_THAT(CheckRow(row), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(field)));
  }
}

TEST(CheckRowTest, OccupationCodesHaveTheFormOfTheClassification) {
  VacancyRow row = FittingVacancy();
  for (const char* code : {"6", "6-18", "6-18-02", "6-18-02-24", ""}) {
    row.occupation_code = code;
    EXPECT_THAT(CheckRow(row), IsOk()) << code;
  }
  for (const char* code : {"61", "6-1", "6-18-", "6-18-02-24-01", "a-18", "6x18", "6-1x", "GBM6"}) {
    row.occupation_code = code;
    EXPECT_THAT(CheckRow(row),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("occupation_code")))
        << code;
  }
}

TEST(CheckRowTest, MessagesHoldNoValueOfTheRow) {
  WorkerRow row = FittingWorker();
  row.min_wage_cny_per_month = 98;
  EXPECT_EQ(CheckRow(row).message(), "min_wage_cny_per_month must be 100 to 200000");
}

}  // namespace
}  // namespace laowu::matcher
