#include "intake/place/coast_towns.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace laowu::intake {

bool IsWordAsWell(absl::string_view words) {
  return words == "港口" || words == "三角" || words == "民众" || words == "古镇";
}

PlaceReading ReadCoastTown(absl::string_view words, const PlaceReader& places) {
  constexpr std::size_t kTownCode = 9;
  constexpr int kMostSure = 60;
  for (absl::string_view other : {"港口", "三角", "民众", "古镇", "东区", "西区", "南区", "南头",
                                  "长安", "东城", "南城", "石龙", "中堂"}) {
    if (absl::StartsWith(words, other)) return {};
  }
  PlaceReading found;
  for (absl::string_view city : {"中山市", "东莞市"}) {
    PlaceReading reading = places.Read(absl::StrCat(city, words));
    if (reading.outcome != PlaceReading::Outcome::kFound || reading.code.size() < kTownCode ||
        reading.names_read < 2 || !reading.unread_name.empty()) {
      continue;
    }
    if (found.outcome == PlaceReading::Outcome::kFound) return {};
    found = std::move(reading);
    found.confidence = std::min(found.confidence, kMostSure);
  }
  return found;
}

}  // namespace laowu::intake
