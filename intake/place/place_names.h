#ifndef LAOWU_INTAKE_PLACE_PLACE_NAMES_H_
#define LAOWU_INTAKE_PLACE_PLACE_NAMES_H_

// Names of places that people write and that the tables of reference/ do not have: zones, towns of
// Dongguan, names as they are often misspelt, names of long ago (former_names.cc). A name of a
// township counts only within a named city or the home division, as everywhere (place.h). Sources:
// lists of the statistics office, 2023, as in data/divisions/README.md; former names by hand.

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace laowu::intake {

struct PlaceName {
  enum class Kind : std::uint8_t {
    kNickname,  // of a division in force
    kMisspelt,
    kFormer,
    kZone,           // has a code that only the statistics office gives; a county's rank
    kTownship,       // of a city whose townships the tables lack
    kEndedTownship,  // `code` is the county that it lay in: which of its townships, is not known
  };
  absl::string_view name;
  absl::string_view code;  // 6 or 9 digits, accepted (reference/divisions.h)
  Kind kind;
};

absl::Span<const PlaceName> PlaceNames();

// Names that ended: kFormer and kEndedTownship (former_names.cc, with the sources).
absl::Span<const PlaceName> FormerNames();

// Towns of the coast behind the name of their city (佛山大沥 → Nanhai): town_names.cc.
absl::Span<const PlaceName> TownNames();

// 粤 → 440000: the letter alone, as a cell says it; empty if it is none, or a word as well (云,
// 宁).
absl::string_view ProvinceOfLetter(absl::string_view letter);

// 长三角: holds the name of a place and is none, or is several provinces.
absl::Span<const absl::string_view> WordsThatAreNoPlace();

// 中山路, 南京东路, 广州大道: a road, not the city it is named after. `after`: what follows the
// name.
bool IsRoad(absl::string_view after);

// 酒店, 大厦: IsRoad's buildings, which may as well lie in the city (海南三亚酒店).
bool IsBuilding(absl::string_view after);

// A name that is part of another word: 合作社, 大城市, 长白班, 平安保险.
bool IsPartOfAWord(absl::string_view name, absl::string_view after);

// Whether a text ends with a mark or a word that parts the places of a list: "广东/", "广东或". A
// comma, 和 and 及 stand in names and addresses, too: `weak`.
bool EndsWithListMark(absl::string_view text, bool* weak);

// The division that `unread` begins with, by its last character: 新湾镇, 高新区. What only looks
// like one (工业区, 小区, 超市, 乡村) is none. Empty if there is none.
std::string DivisionNamedIn(absl::string_view unread);

// What "省内", "本市", "就近" mean to somebody whose home is known to its province, city or county;
// empty where the home tells less than that. A city's bureau is no county: its "就近" is the city.
std::string NearHome(absl::string_view piece, absl::string_view home);

// Bytes of the name of a place that a text begins with; 0 if it begins with none.
using NameLength = absl::FunctionRef<std::size_t(absl::string_view)>;

// A list with its words written out: 江浙 → "江苏、浙江"; 或者, 还有, 和 and 跟 → "、", but for the
// 和 of a name (和田, 政和).
std::string WrittenOut(absl::string_view text, NameLength name_length);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PLACE_PLACE_NAMES_H_
