#ifndef LAOWU_INTAKE_TABLE_PLACE_REPORTS_H_
#define LAOWU_INTAKE_TABLE_PLACE_REPORTS_H_

// What a row's receipt says of a place that was found. Pure; thread-safe.

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/place/place.h"
#include "intake/table/row_texts.h"

namespace laowu::intake {

// From which text and by which rule `path` has the place's code, unless the code itself was
// written; DIVISION_CODE_DEAD where that is no longer in force.
template <typename Reading>
void ReportCode(const PlaceReader& places, const PlaceReading& place, absl::string_view path,
                absl::string_view text, Reports<Reading>& reports) {
  if (place.rule != "place.code") reports.Infer(path, text, place.rule, place.confidence);
  if (place.stated_code.empty()) return;
  reports.Warn(reason::kDivisionCodeDead, path, place.stated_code,
               absl::StrCat("代码已停用，改用 ", place.code, " (", places.FullName(place.code),
                            ") (the code is no longer in force: translated)"));
}

// Behind a refusal of a county that a former name led to: which townships it has now, one of which
// is to be written. Empty for other places.
std::string TownshipsOfToday(const PlaceReading& place, absl::CivilDay day);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_PLACE_REPORTS_H_
