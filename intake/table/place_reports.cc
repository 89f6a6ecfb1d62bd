#include "intake/table/place_reports.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "reference/divisions.h"

namespace laowu::intake {

std::string TownshipsOfToday(const PlaceReading& place, absl::CivilDay day) {
  constexpr std::size_t kShownMost = 60;
  if (place.code.size() != kCountyDigits || !absl::StrContains(place.rule, "former")) return "";
  const auto towns = reference::Divisions::Get().Children(place.code, day);
  if (towns.empty() || towns.size() > kShownMost) return "";
  std::vector<absl::string_view> names;
  names.reserve(towns.size());
  for (const auto* town : towns) names.push_back(town->name);
  return absl::StrCat("；现有 (today's): ", absl::StrJoin(names, "、"));
}

}  // namespace laowu::intake
