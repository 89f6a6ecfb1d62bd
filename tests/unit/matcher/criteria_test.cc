// Every stored criterion changes some score or gate: the fields of both rows, one by one. A field
// that changes neither is named here with what it is for.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "matcher/matcher.h"
#include "matcher/score.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/matcher/rows.h"

namespace laowu::matcher {
namespace {

struct Criterion {
  std::string field;
  std::function<void(WorkerRow&, VacancyRow&)> base;  // departs from the fitting pair; may be empty
  std::function<void(WorkerRow&, VacancyRow&)> change;  // of that one field
};

#define LAOWU_ROWS [](WorkerRow & w, VacancyRow & v)

std::vector<Criterion> Criteria() {
  const auto away = LAOWU_ROWS { (void)v, w.currently_away = true; };
  const auto seventeen = LAOWU_ROWS {
    w.birth_date = absl::CivilDay(2009, 1, 1);
    v.no_juvenile_hazards = true;
  };
  const auto needs = LAOWU_ROWS {
    (void)v, w.accommodation_required = w.refuses_night_shift = true;
  };
  const auto offers_no = LAOWU_ROWS {
    (void)w;
    v.accommodation_provided = false;
    v.night_shift = true;
  };
  return {{"worker.active", {}, LAOWU_ROWS{(void)v, w.active = false;
}
}  // namespace
, {"worker.dead", {}, LAOWU_ROWS{(void)v, w.dead = true;
}  // namespace laowu::matcher
}
, {"worker.legal_basis", {}, LAOWU_ROWS{(void)v, w.legal_basis_in_force = LegalBasis::kNone;
}
}
, {"worker.has_live_placement", {}, LAOWU_ROWS{(void)v, w.has_live_placement = true;
}
}
, {"worker.currently_away", {}, away},
    {"worker.job_wanted_from", away, LAOWU_ROWS{(void)v, w.job_wanted_from = kToday;
}
}
, {"worker.available_date", {}, LAOWU_ROWS{(void)v, w.available_date = kToday + 99;
}
}
, {"worker.birth_date", {}, LAOWU_ROWS{(void)v, w.birth_date = kToday - 365 * 17;
}
}
, {"worker.education", LAOWU_ROWS{(void)w, v.min_education = EducationLevel::kJuniorMiddle;
}
, LAOWU_ROWS { (void)v, w.education = EducationLevel::kPrimary; }
}
, {"worker.min_wage", {}, LAOWU_ROWS{(void)v, w.min_wage_cny_per_month = 5'500;
}
}
, {"worker.preferred_divisions", {}, LAOWU_ROWS{(void)v, w.preferred_division_codes.clear();
}
}
, {"worker.accommodation_required", offers_no, LAOWU_ROWS{(void)v, w.accommodation_required = true;
}
}
, {"worker.refuses_night_shift", offers_no, LAOWU_ROWS{(void)v, w.refuses_night_shift = true;
}
}
, {"worker.skills.code", {}, LAOWU_ROWS{(void)v, w.skills[0].skill_code = "welding-gas";
}
}
, {"worker.skills.group", LAOWU_ROWS{(void)v, w.skills[0].skill_code = "welding-gas";
}
, LAOWU_ROWS { (void)v, w.skills[0].group_code = "other"; }
}
, {"worker.skills.level", {}, LAOWU_ROWS{(void)v, w.skills[0].level = 1;
}
}
, {"worker.skills.experience", {}, LAOWU_ROWS{(void)v, w.skills[0].experience_months = 48;
}
}
, {"worker.desired_occupations", {},
   LAOWU_ROWS{(void)v, w.desired_occupation_codes = {"4-01-01-01"};
}
}
, {"worker.past_occupations", LAOWU_ROWS{(void)v, w.desired_occupation_codes.clear();
}
, LAOWU_ROWS { (void)v, w.past_occupation_codes = {"6-18-02-24"}; }
}
, {"worker.policy_groups", {}, LAOWU_ROWS{(void)v, w.policy_groups = BitOf(3);
}
}
, {"worker.home", {}, LAOWU_ROWS{(void)v, w.home = PlanePoint{1, 1};
}
}
, {"vacancy.state", {}, LAOWU_ROWS{(void)w, v.state = VacancyState::kClosed;
}
}
, {"vacancy.expire_date", {}, LAOWU_ROWS{(void)w, v.expire_date = kToday - 1;
}
}
, {"vacancy.openings_left", {}, LAOWU_ROWS{(void)w, v.openings_left_count = 0;
}
}
, {"vacancy.employer_blocks", {}, LAOWU_ROWS{(void)w, v.employer_blocks = {{kToday, {}}};
}
}
, {"vacancy.start_date", LAOWU_ROWS{(void)v, w.available_date = kToday + 14;
}
, LAOWU_ROWS { (void)w, v.start_date = kToday + 13; }
}
, {"vacancy.min_age", {}, LAOWU_ROWS{(void)w, v.min_age_years = 40;
}
}
, {"vacancy.max_age", {}, LAOWU_ROWS{(void)w, v.max_age_years = 30;
}
}
, {"vacancy.hazards", seventeen, LAOWU_ROWS{(void)w, v.hazards = BitOf(1);
}
}
, {"vacancy.no_juvenile_hazards", seventeen, LAOWU_ROWS{(void)w, v.no_juvenile_hazards.reset();
}
}
, {"vacancy.min_experience", {}, LAOWU_ROWS{(void)w, v.min_experience_months = 300;
}
}
, {"vacancy.min_education", {}, LAOWU_ROWS{(void)w, v.min_education = EducationLevel::kCollege;
}
}
, {"vacancy.max_wage", {}, LAOWU_ROWS{(void)w, v.max_wage_cny_per_month = 5'500;
}
}
, {"vacancy.accommodation_provided", needs, LAOWU_ROWS{(void)w, v.accommodation_provided = false;
}
}
, {"vacancy.night_shift", needs, LAOWU_ROWS{(void)w, v.night_shift = true;
}
}
, {"vacancy.skills.code", {}, LAOWU_ROWS{(void)w, v.skill_requirements[0].skill_code = "sewing";
}
}
, {"vacancy.skills.group", LAOWU_ROWS{(void)v, w.skills[0].skill_code = "welding-gas";
}
, LAOWU_ROWS { (void)w, v.skill_requirements[0].group_code = "other"; }
}
, {"vacancy.skills.min_level", {}, LAOWU_ROWS{(void)w, v.skill_requirements[0].min_level = 3;
}
}
, {"vacancy.skills.required", LAOWU_ROWS{(void)v, w.skills[0].level = 1;
}
, LAOWU_ROWS { (void)w, v.skill_requirements[0].required = false; }
}
, {"vacancy.occupation", {}, LAOWU_ROWS{(void)w, v.occupation_code = "4-01-01-01";
}
}
, {"vacancy.lineage", {}, LAOWU_ROWS{(void)w, v.workplace_lineage_codes = {"330000"};
}
}
, {"vacancy.workplace", {}, LAOWU_ROWS{(void)w, v.workplace = PlanePoint{1, 1};
}
}
,
}
;
}
#undef LAOWU_ROWS

// Score and failed gates as one text, so that any difference shows.
std::string Outcome(const WorkerRow& worker, const VacancyRow& vacancy) {
  const PairScore score = Score(worker, vacancy);
  std::string text = std::to_string(score.total_micros);
  for (const FailedGate& gate : Gates(worker, vacancy, kTerms)) {
    text += " " + std::to_string(static_cast<int>(gate.gate));
  }
  return text;
}

TEST(CriteriaTest, EveryStoredCriterionChangesSomeScoreOrGate) {
  for (const Criterion& criterion : Criteria()) {
    WorkerRow worker = FittingWorker();
    VacancyRow vacancy = FittingVacancy();
    if (criterion.base) criterion.base(worker, vacancy);
    const std::string before = Outcome(worker, vacancy);
    criterion.change(worker, vacancy);
    EXPECT_NE(Outcome(worker, vacancy), before) << criterion.field;
    EXPECT_OK(CheckRow(worker));
    EXPECT_OK(CheckRow(vacancy));
  }
}

// Fields that are no criteria: names and tie hashes order equal scores; the division of
// registration, the code of the workplace and other policy groups serve filters; where a worker is
// away is shown.
TEST(CriteriaTest, WhatIsNoCriterionChangesNeitherScoreNorGate) {
  WorkerRow worker = FittingWorker();
  VacancyRow vacancy = FittingVacancy();
  const std::string before = Outcome(worker, vacancy);
  worker.name = "workers/other";
  worker.tie_hash = 99;
  worker.division_code = "520201001";
  worker.away_division_code = "330100";
  worker.policy_groups = BitOf(4) | BitOf(5);
  vacancy.name = "offices/o/vacancies/other";
  vacancy.tie_hash = 98;
  vacancy.workplace_division_code = "442000102";
  EXPECT_EQ(Outcome(worker, vacancy), before);
}

}  // namespace
}  // namespace laowu::matcher
