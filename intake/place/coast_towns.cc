#include "intake/place/coast_towns.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/text/text.h"

namespace laowu::intake {

namespace {

constexpr absl::string_view kWords[] = {"港口", "三角", "民众", "古镇"};
constexpr absl::string_view kDirections[] = {"东区", "西区", "南区"};

template <std::size_t N>
bool IsAmong(const absl::string_view (&names)[N], absl::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

template <std::size_t N>
bool BeginsWithOne(const absl::string_view (&names)[N], absl::string_view words) {
  return std::any_of(std::begin(names), std::end(names),
                     [&](absl::string_view name) { return absl::StartsWith(words, name); });
}

}  // namespace

bool IsWordAsWell(absl::string_view words) { return IsAmong(kWords, words); }

bool IsWordOrDirection(absl::string_view name) {
  return IsWordAsWell(name) || IsAmong(kDirections, name) || name == "火炬" || name == "南头";
}

PlaceReading ReadCoastTown(absl::string_view words, const PlaceReader& places) {
  constexpr int kMostSure = 60;
  if (BeginsWithOne(kWords, words) || BeginsWithOne(kDirections, words) ||
      StartsWithAny(words, {"南头", "长安", "东城", "南城", "石龙", "中堂"})) {
    return {};
  }
  PlaceReading found;
  for (absl::string_view city : {"中山市", "东莞市"}) {
    PlaceReading reading = places.Read(absl::StrCat(city, words));
    if (reading.outcome != PlaceReading::Outcome::kFound || reading.code.size() < kTownshipDigits ||
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
