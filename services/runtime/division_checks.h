#ifndef LAOWU_SERVICES_RUNTIME_DIVISION_CHECKS_H_
#define LAOWU_SERVICES_RUNTIME_DIVISION_CHECKS_H_

// What a request may name as a division. A code that means nothing on the day would be answered
// with nobody, which reads like "there is nobody": it is refused, and a dead code is told what it
// became. The tables are public, so this is said before the caller's scope is asked for. Pure.

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/runtime/access.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {

// A division of the tables, in force on `day`.
void CheckDivision(absl::string_view path, const std::string& code, absl::CivilDay day,
                   FieldChecks& checks);

// The same on every day from `first` to `last`: of days on which the code was another one nothing
// would be counted. `path` is where the days stand; told is the first that is wrong.
void CheckDivisionOnDays(absl::string_view path, const std::string& code, absl::CivilDay first,
                         absl::CivilDay last, FieldChecks& checks);

// What a record is to keep from `day` on: 6, 9 or 12 digits of a division in force, a zone, or a
// township or village of a county whose townships are not in the tables.
void CheckKeptDivision(absl::string_view path, const std::string& code, absl::CivilDay day,
                       FieldChecks& checks);

// Whether it is a township or village of the tables that is dead on `day`, with the violation; all
// else passes. For those who judge what the tables do not list by its county.
bool ViolatesAsDeadTownship(absl::string_view path, absl::string_view code, absl::CivilDay day,
                            FieldChecks& checks);

// What narrows a question about `day`: 2, 4, 6, 9 or 12 digits, empty for no narrowing. Up to six
// must be a division, a zone, or what codes in force begin with; townships and villages are not all
// in the tables, and those that are not are held against their county.
void CheckDivisionFilter(absl::string_view path, const std::string& prefix, absl::CivilDay day,
                         FieldChecks& checks);

// The same of stored records, which keep the code of their own day: any day will do. Goes with the
// two below.
void CheckStoredDivisionFilter(absl::string_view path, const std::string& prefix,
                               FieldChecks& checks);

// RequireDivision with what CheckStoredDivisionFilter let pass. A caller whose scope does not hold
// it because it is dead `today` is told what it became instead (INVALID_ARGUMENT).
absl::Status RequireStoredDivision(const Principal& principal, absl::string_view path,
                                   const std::string& prefix, absl::CivilDay today);

// Why such a list found nothing on its first page: a code that is dead `today` is told what it
// became (INVALID_ARGUMENT). OK where nothing was found because there is nothing.
absl::Status WhyNothingStored(absl::string_view path, const std::string& prefix,
                              absl::CivilDay today);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_DIVISION_CHECKS_H_
