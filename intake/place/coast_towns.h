#ifndef LAOWU_INTAKE_PLACE_COAST_TOWNS_H_
#define LAOWU_INTAKE_PLACE_COAST_TOWNS_H_

// Towns of Zhongshan and Dongguan by their bare names, as workers from afar say where they would
// go: "想去小榄制衣厂". For wishes alone: of where somebody is or works, a bare name of another
// city's town stays unread. Pure and thread-safe.

#include "absl/strings/string_view.h"
#include "intake/place/place.h"

namespace laowu::intake {

// Whether the words are a place's short name and, as often, a plain word (港口, a district of
// Fangchenggang and a town of Zhongshan).
bool IsWordAsWell(absl::string_view words);
// The same, and those whose names other cities have as well, or firms: 东区, 西区, 南区, 火炬,
// 南头.
bool IsWordOrDirection(absl::string_view name);

// The town that `words` begin with, at most 60 points; kEmpty if none of the two cities has it,
// both have, or the name is a word or another city's as well (港口, 三角, 长安).
PlaceReading ReadCoastTown(absl::string_view words, const PlaceReader& places);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PLACE_COAST_TOWNS_H_
