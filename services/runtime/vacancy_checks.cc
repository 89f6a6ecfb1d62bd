#include "services/runtime/vacancy_checks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/runtime/wage_checks.h"

namespace laowu::runtime {

void CheckVacancyNumbers(const v1::Vacancy& vacancy, const std::string& at, FieldChecks& checks) {
  checks.RangeIfSet(at + ".min_age_years", vacancy.min_age_years(), 16, 100);
  checks.RangeIfSet(at + ".max_age_years", vacancy.max_age_years(), 16, 100);
  if (vacancy.max_age_years() != 0 && vacancy.min_age_years() > vacancy.max_age_years()) {
    checks.Violate(at + ".max_age_years", "小于最小年龄 / is below min_age_years");
  }
  CheckWage(at + ".min_wage_cny_per_month", vacancy.min_wage_cny_per_month(), checks);
  CheckWage(at + ".max_wage_cny_per_month", vacancy.max_wage_cny_per_month(), checks);
  if (vacancy.max_wage_cny_per_month() != 0 &&
      vacancy.min_wage_cny_per_month() > vacancy.max_wage_cny_per_month()) {
    checks.Violate(at + ".max_wage_cny_per_month",
                   "低于最低月薪 / is below min_wage_cny_per_month");
  }
  checks.RangeIfSet(at + ".opening_count", vacancy.opening_count(), 1, 100'000);
  checks.RangeIfSet(at + ".hours_per_week", vacancy.hours_per_week(), 1, 120);
  checks.RangeIfSet(at + ".pay_months", vacancy.pay_months(), 1, 24);
  checks.RangeIfSet(at + ".min_experience_months", vacancy.min_experience_months(), 1, 600);
}

void CheckVacancyEnums(const v1::Vacancy& vacancy, const std::string& at, FieldChecks& checks) {
  checks.KnownEnum(at + ".state", vacancy.state(), v1::Vacancy::State_IsValid(vacancy.state()));
  checks.KnownEnum(at + ".min_education", vacancy.min_education(),
                   v1::EducationLevel_IsValid(vacancy.min_education()));
  checks.KnownEnum(at + ".pay_kind", vacancy.pay_kind(), v1::PayKind_IsValid(vacancy.pay_kind()));
  checks.KnownEnum(at + ".pay_basis", vacancy.pay_basis(),
                   v1::PayBasis_IsValid(vacancy.pay_basis()));
  checks.CountMost(at + ".hazards", vacancy.hazards_size(), v1::Hazard_ARRAYSIZE);
  for (int i = 0; i < std::min(vacancy.hazards_size(), v1::Hazard_ARRAYSIZE); ++i) {
    checks.KnownEnum(absl::StrCat(at, ".hazards[", i, "]"), vacancy.hazards(i),
                     v1::Hazard_IsValid(vacancy.hazards(i)) && vacancy.hazards(i) != 0);
  }
}

}  // namespace laowu::runtime
