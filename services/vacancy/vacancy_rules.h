#ifndef LAOWU_SERVICES_VACANCY_VACANCY_RULES_H_
#define LAOWU_SERVICES_VACANCY_VACANCY_RULES_H_

// What a vacancy must be and how it changes. Pure: no gRPC, no store, no clock.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::vacancy {

// Every violation of the field comments in vacancy_service.proto, paths prefixed by `path`
// ("rows[3].vacancy"). Codes are judged on `today`. What the law asks for beyond employer, title
// and place may be missing (standards.md, "What a vacancy must say"): that makes it incomplete, not
// wrong.
void CheckVacancy(const v1::Vacancy& vacancy, absl::string_view path, absl::CivilDay today,
                  runtime::FieldChecks& checks);

// What is stored of what was sent: outputs cleared, texts trimmed, one stated wage put into both
// fields, the employer's name worked out, contacts cut from the description with a warning.
v1::Vacancy Normalised(const v1::Vacancy& sent,
                       google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// The id: of the office's reference if there is one, else a digest of (employer, title, workplace,
// pay kind), so that next week's file updates and does not multiply. Takes a normalised vacancy.
// The form is frozen: a changed one would make every vacancy anew.
std::string VacancyId(const v1::Vacancy& vacancy);

// employers/{id}: by credit code, else by the name, blanks removed, lower case.
std::string EmployerName(absl::string_view credit_code, absl::string_view display_name);

// SHA-256 over what the office stated: equal content is not written again.
std::string ContentDigest(const v1::Vacancy& normalised);

// Paths of what the law asks for and the vacancy lacks: opening_count, wage, expire_date,
// description.
std::vector<std::string> IncompleteFields(const v1::Vacancy& vacancy);

// The state on `today`: an OPEN one whose last day is over is EXPIRED.
v1::Vacancy::State StateOn(const v1::Vacancy& vacancy, absl::CivilDay today);

// A block in force on `day`; nullptr if none.
const v1::Employer::Block* BlockOn(const v1::Employer& employer, absl::CivilDay day);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_VACANCY_RULES_H_
