#ifndef LAOWU_MATCHER_GEOMETRY_H_
#define LAOWU_MATCHER_GEOMETRY_H_

// The plane of matching.md: an equirectangular map true at 30° north, in units of 100 m. The one
// place with floating point; it is compiled with -ffp-contract=off, so that every machine rounds
// alike. Pure functions.

#include <cstdint>
#include <optional>

#include "matcher/types.h"

namespace laowu::matcher {

// nullopt unless -90 ≤ latitude ≤ 90 and -180 ≤ longitude ≤ 180 (degrees; not a number fails).
[[nodiscard]] std::optional<PlanePoint> ToPlane(double latitude, double longitude);

// ⌊√value⌋ for 0 ≤ value < 2^52.
[[nodiscard]] std::int64_t FloorSqrt(std::int64_t value);

// ⌊√(dx² + dy²)⌋, in units of 100 m. Both points from ToPlane, or within ±20,000,000.
[[nodiscard]] std::int64_t Distance100m(const PlanePoint& a, const PlanePoint& b);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_GEOMETRY_H_
