#ifndef LAOWU_REFERENCE_CODES_OF_DAYS_H_
#define LAOWU_REFERENCE_CODES_OF_DAYS_H_

// A division under the codes of its days: 盘州市 is 520281 since 10 April 2017, and was 520222. A
// figure is asked for under the code in force on its day (ratio.md rule 10). Pure; thread-safe.

#include <optional>
#include <string>

#include "absl/time/civil_time.h"

namespace laowu::reference {

struct CodeOfDay {
  std::string code;  // in force on the day
  // False: it was divided or came of several, so that its figures are of other people (of 520204
  // before 18 July 2020: 520221, which had five townships more).
  bool is_same_area = true;
};

// The code in force on `day` for the division whose code on some day is `code`; `code` itself if it
// is in force then. nullopt: it is in no table, or the tables know of no other code, or of none
// alone.
std::optional<CodeOfDay> FindCodeOfDay(const std::string& code, absl::CivilDay day);

// The same, where it is of the same people: what may stand in one row with the figures of another
// day.
std::optional<std::string> CodeOn(const std::string& code, absl::CivilDay day);

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_CODES_OF_DAYS_H_
