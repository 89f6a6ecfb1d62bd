#include "services/runtime/place_checks.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/china.h"
#include "reference/divisions.h"

namespace laowu::runtime {
namespace {

using reference::Divisions;

constexpr double kKilometresOfCounty = 150;
constexpr double kKilometresOfCity = 500;

// On a sphere; a metre more or less is nothing here.
double Kilometres(const reference::Point& a, const reference::Point& b) {
  constexpr double kEarthRadius = 6371;
  constexpr double kRadians = 3.14159265358979323846 / 180;
  const double north = std::sin((b.latitude - a.latitude) * kRadians / 2);
  const double east = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double chord = north * north + std::cos(a.latitude * kRadians) *
                                           std::cos(b.latitude * kRadians) * east * east;
  return 2 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, chord)));
}

}  // namespace

bool IsInChina(const google::type::LatLng& point) {
  return reference::IsInChina(point.latitude(), point.longitude());
}

std::optional<int> KilometresOff(const google::type::LatLng& point, absl::string_view code,
                                 absl::CivilDay day) {
  const auto& divisions = Divisions::Get();
  const auto middle = divisions.Centroid(code, day);
  if (!middle.has_value() || absl::EndsWith(code, "0000")) return std::nullopt;
  const bool in_county = !divisions.CountyOf(code, day).empty();
  const double off = Kilometres({point.latitude(), point.longitude()}, *middle);
  if (off <= (in_county ? kKilometresOfCounty : kKilometresOfCity)) return std::nullopt;
  return static_cast<int>(off);
}

void WarnOfPlace(absl::string_view field_path, const google::type::LatLng& point,
                 absl::string_view code, absl::CivilDay day, Warnings* warnings) {
  const auto off = KilometresOff(point, code, day);
  if (!off.has_value()) return;
  const auto* const division = Divisions::Get().Find(code, day);
  const std::string place =
      division == nullptr ? std::string(code) : absl::StrCat(code, "（", division->name, "）");
  AddWarning("PLACE_CONFLICT", field_path,
             absl::StrCat("经纬度离区划 ", place, " 约 ", *off,
                          " 公里，匹配的距离按经纬度算，请核对两者 / the point lies some ", *off,
                          " km from ", place,
                          ": distances in matches go by the point; check which of the two is "
                          "right"),
             warnings);
}

}  // namespace laowu::runtime
