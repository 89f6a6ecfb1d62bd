#ifndef LAOWU_SERVICES_RUNTIME_PLACE_CHECKS_H_
#define LAOWU_SERVICES_RUNTIME_PLACE_CHECKS_H_

// Whether a stated point and the division that it is said to lie in can both be right: distances
// and place scores go by the point. Pure; thread-safe.

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/type/latlng.pb.h"
#include "services/runtime/add_warning.h"

namespace laowu::runtime {

// Within latitudes 3 to 54 and longitudes 73 to 136, as files are read
// (intake/vacancy/vacancy_place.cc). A coordinate that is not stated is 0, and lies nowhere there.
bool IsInChina(const google::type::LatLng& point);

// How many kilometres the point lies from the seat or middle of the division, where that is further
// than nearly all such divisions reach: 150 of a county and what lies in it, 500 of a city with
// counties. nullopt: it is not, or the division is a province or has no point.
std::optional<int> KilometresOff(const google::type::LatLng& point, absl::string_view code,
                                 absl::CivilDay day);

// PLACE_CONFLICT at `field_path`, where it is.
void WarnOfPlace(absl::string_view field_path, const google::type::LatLng& point,
                 absl::string_view code, absl::CivilDay day, Warnings* warnings);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_PLACE_CHECKS_H_
