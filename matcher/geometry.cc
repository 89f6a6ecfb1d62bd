#include "matcher/geometry.h"

#include <cmath>

namespace laowu::matcher {

std::optional<PlanePoint> ToPlane(double latitude, double longitude) {
  if (!(latitude >= -90.0 && latitude <= 90.0)) return std::nullopt;
  if (!(longitude >= -180.0 && longitude <= 180.0)) return std::nullopt;
  constexpr double k100mPerDegree = 1113.195;
  constexpr double kCosine30 = 0.8660254037844387;
  return PlanePoint{static_cast<int>(std::lround(longitude * k100mPerDegree * kCosine30)),
                    static_cast<int>(std::lround(latitude * k100mPerDegree))};
}

std::int64_t FloorSqrt(std::int64_t value) {
  // Exact: a value below 2^52 and its root are both closer to their doubles than to the next whole
  // root, and IEEE 754 rounds a square root correctly. The steps are for who has no such machine.
  std::int64_t root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(value)));
  while (root * root > value) --root;
  while ((root + 1) * (root + 1) <= value) ++root;
  return root;
}

std::int64_t Distance100m(const PlanePoint& a, const PlanePoint& b) {
  const std::int64_t dx = std::int64_t{a.x_100m} - b.x_100m;
  const std::int64_t dy = std::int64_t{a.y_100m} - b.y_100m;
  return FloorSqrt(dx * dx + dy * dy);
}

}  // namespace laowu::matcher
