#ifndef LAOWU_TESTS_UNIT_MATCHER_ROWS_H_
#define LAOWU_TESTS_UNIT_MATCHER_ROWS_H_

// A worker and a vacancy that fit, with round figures, from which tests depart; and the expected
// parts of the pair, worked out by hand.

#include "absl/time/civil_time.h"
#include "matcher/types.h"

namespace laowu::matcher {

inline constexpr absl::CivilDay kToday(2026, 3, 1);
inline const MatchTerms kTerms = {.as_of_date = kToday, .statutory_duty_suffices = false};

// Of Panzhou, 36 by the start date, an arc welder who will go to Zhongshan for 5,000.
inline WorkerRow FittingWorker() {
  WorkerRow row;
  row.name = "workers/a";
  row.tie_hash = 5;
  row.active = true;
  row.legal_basis_in_force = LegalBasis::kConsent;
  row.birth_date = absl::CivilDay(1990, 3, 15);
  row.education = EducationLevel::kJuniorMiddle;
  row.min_wage_cny_per_month = 5'000;
  row.preferred_division_codes = {"442000"};
  row.skills = {{"welding-arc", "welding", 2, 24}};
  row.desired_occupation_codes = {"6-18-02-24"};
  row.division_code = "520281105";
  row.home = PlanePoint{100'000, 28'000};
  return row;
}

// In Zhongshan, from 15 March, 6,000; 300 + 400 = a (3, 4, 5) triangle of 50,000 m away.
// S 10,000 · O 10,000 · L (60·10,000 + 40·(20,000,000 ÷ 2,500 = 8,000)) ÷ 100 = 9,200 ·
// W 10,000·min(1,000, 1,000) ÷ 1,000 = 10,000 · E 10,000·24 ÷ 120 = 2,000 · P 0
// total 30·10,000 + 20·10,000 + 20·9,200 + 15·10,000 + 10·2,000 + 5·0 = 854,000
inline VacancyRow FittingVacancy() {
  VacancyRow row;
  row.name = "offices/zhongshan/vacancies/v";
  row.tie_hash = 6;
  row.state = VacancyState::kOpen;
  row.openings_left_count = 3;
  row.start_date = absl::CivilDay(2026, 3, 15);
  row.max_wage_cny_per_month = 6'000;
  row.skill_requirements = {{"welding-arc", "welding", 2, true}};
  row.occupation_code = "6-18-02-24";
  row.workplace_division_code = "442000101";
  row.workplace_lineage_codes = {"440000", "442000", "442000101"};
  row.workplace = PlanePoint{100'300, 28'400};
  return row;
}
inline constexpr int kFittingTotalMicros = 854'000;

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_UNIT_MATCHER_ROWS_H_
