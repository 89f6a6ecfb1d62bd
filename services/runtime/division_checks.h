#ifndef LAOWU_SERVICES_RUNTIME_DIVISION_CHECKS_H_
#define LAOWU_SERVICES_RUNTIME_DIVISION_CHECKS_H_

// What a request may name as a division. A code that means nothing on the day would be answered
// with nobody, which reads like "there is nobody": it is refused, and a dead code is told what it
// became. The tables are public, so this is said before the caller's scope is asked for. Pure.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {

// A division of the tables, in force on `day`.
void CheckDivision(absl::string_view path, const std::string& code, absl::CivilDay day,
                   FieldChecks& checks);

// What narrows a question about `day`: 2, 4, 6, 9 or 12 digits, empty for no narrowing. Up to six
// must be a division, a zone, or what codes in force begin with; townships and villages are not all
// in the tables, and theirs are held against their county.
void CheckDivisionFilter(absl::string_view path, const std::string& prefix, absl::CivilDay day,
                         FieldChecks& checks);

// The same of stored records, which keep the code of their own day: any day will do.
void CheckStoredDivisionFilter(absl::string_view path, const std::string& prefix,
                               FieldChecks& checks);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_DIVISION_CHECKS_H_
