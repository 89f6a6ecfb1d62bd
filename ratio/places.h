#ifndef LAOWU_RATIO_PLACES_H_
#define LAOWU_RATIO_PLACES_H_

// Where a code lies on one day (rules 9 to 12). A code is read with the date of the entry that says
// it and carried to the day asked for; codes that are not in the tables are judged by their digits.

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "ratio/days.h"
#include "ratio/ratio_book.h"
#include "ratio/text_table.h"
#include "reference/divisions.h"

namespace laowu::ratio {

using UnitId = std::int32_t;
inline constexpr UnitId kNoUnit = 0;  // not known, or not that fine

// The divisions that a place lies in. A city without counties is its own county.
struct Place {
  UnitId province = kNoUnit;
  UnitId city = kNoUnit;
  UnitId county = kNoUnit;
  UnitId township = kNoUnit;
  bool overseas = false;
};

enum class Outside : std::uint8_t { kNo, kYes, kUnclear };

// Whether `work` lies outside the boundary around `home`. Unclear: the code is too coarse to say.
Outside IsOutside(const Place& home, const Place& work, Boundary boundary);

// Remembers what it has looked up: for one caller on one thread.
class Places {
 public:
  Places(const reference::Divisions& divisions, const TextTable& texts, DayNumber day);

  // `code` as it was meant on `known_day`. The reference holds until the next call.
  const Place& Find(TextId code, DayNumber known_day);
  // On which of the stretches of days on which no code changes a code was said: what it means
  // depends on nothing else of that day.
  std::int32_t StretchOf(DayNumber known_day) const;

  Place Resolve(absl::string_view code, absl::CivilDay known_day);

  // The unit that a division code itself is on this day: 6 or 9 digits, or a prefix of 2 or 4.
  UnitId UnitOf(absl::string_view division);
  // The country of a code that is overseas, whether told by two letters or by three.
  UnitId UnitOfCountry(TextId code);
  // The code of a unit, empty for kNoUnit. The reference holds until the next call of another.
  const std::string& CodeOf(UnitId unit) const { return codes_[static_cast<std::size_t>(unit)]; }

 private:
  static constexpr std::int32_t kAnyStretch = -1;

  UnitId Unit(absl::string_view code);
  void FillByDigits(absl::string_view code, Place& place);

  const reference::Divisions& divisions_;
  const TextTable& texts_;
  const absl::CivilDay day_;
  std::vector<DayNumber> change_days_;
  absl::flat_hash_map<std::string, UnitId> units_;
  std::vector<std::string> codes_ = {""};       // by unit
  absl::flat_hash_map<TextId, Place> lasting_;  // codes that mean one thing on every date
  absl::flat_hash_map<std::pair<TextId, std::int32_t>, Place> dated_;  // others, by stretch
  // Those last asked for, by their lowest bits: a pass over everybody asks for the same few hundred
  // codes again and again, from the cache.
  struct Recent {
    TextId code = -1;
    std::int32_t stretch = kAnyStretch;
    Place place;
  };
  std::array<Recent, 256> recent_;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PLACES_H_
