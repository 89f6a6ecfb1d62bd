#ifndef LAOWU_INTAKE_WORKER_HOME_TEXT_H_
#define LAOWU_INTAKE_WORKER_HOME_TEXT_H_

// Where somebody is registered, as the columns of homes say it. For worker_reader.cc. Pure and
// thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/place/place.h"

namespace laowu::intake {

// The place that `text` says; where that is no township, the one that the column of villages names
// within it: 水城 beside 营盘 is 营盘乡. A village (营盘村) is none: many bear a township's name.
PlaceReading ReadHomeText(absl::string_view text, absl::string_view village,
                          const PlaceReader& places);

// The village or neighbourhood behind a township: 毛家寨村 of 贵州省盘州市柏果镇毛家寨村5组. Empty
// if none is surely named there.
std::string VillageBehind(const PlaceReading& home);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_HOME_TEXT_H_
