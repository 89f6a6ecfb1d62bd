#ifndef LAOWU_INTAKE_VACANCY_PLACE_IN_TEXT_H_
#define LAOWU_INTAKE_VACANCY_PLACE_IN_TEXT_H_

// Where the work of a posting is, by its running text: a clause that is a place (东凤镇), begins
// with one (小榄镇某五金厂急招, 贵阳龙洞堡机场三期) or heads what follows with one (小榄：普工).
// For vacancy_place.cc. Pure and thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/place/place.h"

namespace laowu::intake {

struct PlaceInText {
  PlaceReading place;  // kEmpty: the text names none, or places of which none is surely the one
  std::string words;   // of the text that it was read from
};

// `home`: the sender's division; may be empty. Of places that lie apart the area of both or the
// first, with the other in `other_name`. At most 40 clauses are read.
PlaceInText FindPlaceInText(absl::string_view text, const PlaceReader& places,
                            absl::string_view home);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_VACANCY_PLACE_IN_TEXT_H_
