#ifndef LAOWU_SERVICES_CLI_CODES_OF_DAYS_H_
#define LAOWU_SERVICES_CLI_CODES_OF_DAYS_H_

// A division under the codes of its days: 盘州市 is 520281 since 10 April 2017, and was 520222. A
// figure is asked for under the code in force on its day (ratio.md rule 10). Pure; thread-safe.

#include <optional>
#include <string>

#include "absl/time/civil_time.h"

namespace laowu::cli {

// The code in force on `day` for the division whose code on some day is `code`; `code` itself if it
// is in force then. nullopt: it is in no table, or the tables know of no other code, or of one that
// was not the same people: a division that was divided or came of several (520204 of 520221).
std::optional<std::string> CodeOn(const std::string& code, absl::CivilDay day);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_CODES_OF_DAYS_H_
