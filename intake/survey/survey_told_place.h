#ifndef LAOWU_INTAKE_SURVEY_SURVEY_TOLD_PLACE_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_TOLD_PLACE_H_

// The places that a clause of a survey's remarks names, for survey_remarks.cc. Pure; thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/place/place.h"

namespace laowu::intake {

// Division code of the place that a clause says somebody is at or went to ("在福建晋江做鞋",
// "昆明做泥水", "福建晋江"); empty if none is known.
std::string PlaceIn(absl::string_view clause, const PlaceReader& places);

// As PlaceIn, of who changed from one work to another within a city, which the clause need not
// name: "换到横栏" of who was in `from`, a code of Zhongshan.
std::string PlaceMovedTo(absl::string_view clause, absl::string_view from,
                         const PlaceReader& places);

// Division code of the place that a clause says somebody is no longer at ("人已不在中山",
// "离开东莞了"); empty if it says none.
std::string PlaceLeft(absl::string_view clause, const PlaceReader& places);

// Whether a clause says that somebody left where they worked, and not where they are from:
// "8月15日从 厂里走的". `home`: the sender's division.
bool LeftTheirPlace(absl::string_view clause, const PlaceReader& places, absl::string_view home);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_TOLD_PLACE_H_
