#ifndef LAOWU_INTAKE_PLACE_PLACE_H_
#define LAOWU_INTAKE_PLACE_PLACE_H_

// A place as people write it → the division code in force on a day.
//
//   "中山·小榄"  "广东省中山市小榄镇工业大道"  "中山"  "442000118"  "水城县"  "520222"
//   "盘州市红果街道"
//
// Names, short names and former names of the compiled-in divisions are found from left to right,
// the longest first; each later name must lie in an earlier one (or hold it), else it is passed
// over; a shorter name counts where a name within it follows (中山|港口镇, not 中山港|口镇), and
// none that is the rest of another (珠|东乡, 长|三角). A name with several meanings is settled by
// the rest of the text, then by the home division, then by level (a city before a county of the
// same short name, but for 朝阳 and 兴安), and reported if none of that does. Townships are known
// for some cities only (reference/divisions.h), so a township's name counts only within a named or
// the home division.
//
// "Xiaolan, Zhongshan" is read as place_english.h says.
//
// Thread-safe: constant after construction.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::intake {

// Digits of a division's code that are its own and those above it: 520281 is of the city 5202 and
// the province 52; a township has nine, what is shorter says no town.
inline constexpr std::size_t kProvinceDigits = 2;
inline constexpr std::size_t kCityDigits = 4;
inline constexpr std::size_t kCountyDigits = 6;
inline constexpr std::size_t kTownshipDigits = 9;

struct PlaceReading {
  enum class Outcome : std::uint8_t { kEmpty, kFound, kAmbiguous, kUnknown };
  Outcome outcome = Outcome::kEmpty;
  std::string code;    // 6, 9 or 12 digits, in force on the day
  int confidence = 0;  // 100 for a code that is in force
  std::string rule;    // place.code, place.dead_code, place.name, place.short_name,
                     // place.former_name, place.misspelt, place.home, place.region, place.english;
                     // of callers: place.several, place.in_text …
  std::string stated_code;  // the dead code that was translated; else empty
  std::string before_text;  // what stands before the first name that was understood
  std::string unread_text;  // what follows the last one
  // The division that unread_text begins with (新湾镇), where a finer one than `code` is meant and
  // not known, or a township that ended (平关镇), of which `code` is the county; then the
  // confidence is at most 70.
  std::string unread_name;
  int names_read = 0;  // names that the text begins with, one behind the other: 2 of 中山小榄…
  std::string other_name;  // "浙江" of 广东/浙江: a further place of a list, which `code` is not
  std::vector<std::string> candidates;  // kAmbiguous: at most 8 codes
};

class PlaceReader {
 public:
  // `home_division_code`: where names are looked for first; may be empty.
  PlaceReader(absl::CivilDay as_of, absl::string_view home_division_code);
  ~PlaceReader();
  PlaceReader(const PlaceReader&) = delete;
  PlaceReader& operator=(const PlaceReader&) = delete;

  // A name, an address or a code.
  PlaceReading Read(absl::string_view text) const;

  // A code alone; padding zeros ("520281000000") are taken off. A code that is dead on the day but
  // has one successor is translated. "520281104" + a village number stays twelve digits.
  PlaceReading ReadCode(absl::string_view code) const;

  // Wishes: a list in order, without repetitions. "不限" among them, or nothing understood: empty;
  // "都可以" leaves it open only where no place stands before it ("广东、福建都可以" are two).
  // `unread` gets the pieces that were not understood. `lives_in`: what "省内", "县内" and "就近"
  // are said of; empty for the home division.
  std::vector<PlaceReading> ReadList(absl::string_view text, std::vector<std::string>* unread,
                                     absl::string_view lives_in = "") const;

  // Whether `area` holds `code` on the reader's day.
  bool Contains(absl::string_view area, absl::string_view code) const;

  // What holds the township or county of a list and its other_name: 442000 for "小榄、古镇", 440600
  // for "顺德、南海"; empty where they are not of one kind and one city.
  std::string AreaOfBoth(const PlaceReading& reading) const;

  // "广东省中山市小榄镇"; empty if unknown. For messages.
  std::string FullName(absl::string_view code) const;

 private:
  // "浙江江苏都可以": the places behind the first, where nothing else stands there.
  std::vector<PlaceReading> NamesSideBySide(absl::string_view behind) const;
  // "古镇" in a list behind 中山小榄: a township of the same city; else kUnknown.
  PlaceReading ReadTownship(absl::string_view beside, absl::string_view name) const;
  // "小榄/古镇/横栏": the one city or county that has townships of all these names; empty if there
  // is none, or fewer than two names: one name alone proves nothing.
  std::string AreaOfTownships(const std::vector<std::string>& names) const;

  struct Index;
  std::unique_ptr<const Index> index_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PLACE_PLACE_H_
