#ifndef LAOWU_INTAKE_PLACE_NAMES_H_
#define LAOWU_INTAKE_PLACE_NAMES_H_

// Names of places that people write and that the tables of reference/ do not have: zones, towns of
// Dongguan, names of long ago, names as they are often misspelt. A name of a township counts only
// within a named city or the home division, as everywhere (place.h). Sources: lists of the
// statistics office, 2023, as in data/divisions/README.md; former names by hand.

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
    kZone,      // has a code that only the statistics office gives; a county's rank
    kTownship,  // of a city whose townships the tables lack
  };
  absl::string_view name;
  absl::string_view code;  // 6 or 9 digits, accepted (reference/divisions.h)
  Kind kind;
};

absl::Span<const PlaceName> PlaceNames();

// Bytes of the name of a place that a text begins with; 0 if it begins with none.
using NameLength = absl::FunctionRef<std::size_t(absl::string_view)>;

// A list with its words written out: 江浙 → "江苏、浙江"; 或者, 还有, 和 and 跟 → "、", but for the
// 和 of a name (和田, 政和).
std::string WrittenOut(absl::string_view text, NameLength name_length);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PLACE_NAMES_H_
