#ifndef LAOWU_SERVICES_MATCH_DRAFT_CHECKS_H_
#define LAOWU_SERVICES_MATCH_DRAFT_CHECKS_H_

// A draft is matched and not stored. What is in it must be in order as of a record that is made,
// read by the matcher or not: a figure or kind that is passed over would look as if it had counted.
// What is missing is no violation, and a record that was read, with its masked numbers, is a draft.
// All violations at once, paths "draft.…". Pure.

#include <string>

#include "absl/time/civil_time.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::match {

// Divisions are those of `day`.
void CheckDraft(const v1::Vacancy& draft, absl::CivilDay day, runtime::FieldChecks& checks);
void CheckDraft(const v1::Worker& draft, absl::CivilDay day, runtime::FieldChecks& checks);

// Of a search or draft: a class of occupations, d to d-dd-dd-dd, that the classification has.
void CheckOccupationClass(const std::string& path, const std::string& code,
                          runtime::FieldChecks& checks);
void CheckSkillCode(const std::string& path, const std::string& code, runtime::FieldChecks& checks);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_DRAFT_CHECKS_H_
