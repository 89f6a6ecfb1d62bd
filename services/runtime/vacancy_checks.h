#ifndef LAOWU_SERVICES_RUNTIME_VACANCY_CHECKS_H_
#define LAOWU_SERVICES_RUNTIME_VACANCY_CHECKS_H_

// What a vacancy may state, stored (the vacancy role) or a draft (the match role). Pure.

#include <string>

#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {

// Ages, wages, openings, hours, months; 0 (not stated) passes. `at` is the vacancy's own path, as
// "rows[3].vacancy".
void CheckVacancyNumbers(const v1::Vacancy& vacancy, const std::string& at, FieldChecks& checks);

// Every enum and the list of hazards.
void CheckVacancyEnums(const v1::Vacancy& vacancy, const std::string& at, FieldChecks& checks);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_VACANCY_CHECKS_H_
