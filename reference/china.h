#ifndef LAOWU_REFERENCE_CHINA_H_
#define LAOWU_REFERENCE_CHINA_H_

namespace laowu::reference {

// Whether the degrees lie in the box around China, latitudes 3 to 54 and longitudes 73 to 136: a
// swapped pair falls out of it, and so does a coordinate that is not stated, which is 0.
constexpr bool IsInChina(double latitude, double longitude) {
  return latitude >= 3 && latitude <= 54 && longitude >= 73 && longitude <= 136;
}

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_CHINA_H_
