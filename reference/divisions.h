#ifndef LAOWU_REFERENCE_DIVISIONS_H_
#define LAOWU_REFERENCE_DIVISIONS_H_

// Administrative divisions with their history (GB/T 2260; nine- and twelve-digit statistical codes).
//
// A code means something only together with a date: 520222 was 盘县 until 2017 and is nothing now;
// its people live in 520281. Every question here therefore takes a day. Some cities (Zhongshan
// 442000, Dongguan 441900, Danzhou 460400) have no counties: townships hang under the city, so that
// no code may be assumed to have a county above it.
//
// Compiled in from data/divisions. Thread-safe: everything is constant after the first call of Get().

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::reference {

enum class DivisionLevel : std::uint8_t { kProvince = 1, kCity, kCounty, kTownship, kVillage };

struct Division {
  absl::string_view code;        // 6 digits (province, city, county), 9 (township)
  absl::string_view name;        // 盘州市
  absl::string_view short_name;  // 盘州; equal to name where there is none
  absl::string_view pinyin;      // panzhou; may be empty
  DivisionLevel level;
  absl::string_view parent;      // code of the division above; empty for a province
  std::optional<double> latitude;   // degrees, GCJ-02, of the seat or the middle of the area
  std::optional<double> longitude;
  absl::CivilDay valid_from;     // first day the code was in force with this name and parent
  absl::CivilDay valid_until;    // first day it no longer was; CivilDay::max-like far date if in force
};

struct Point {
  double latitude;
  double longitude;
};

class Divisions {
 public:
  static const Divisions& Get();

  // What `code` meant on `day`; nullptr if it meant nothing then. A twelve-digit (village) code is
  // known through its township: the township's Division is returned.
  const Division* Find(absl::string_view code, absl::CivilDay day) const;

  // What `code` ever meant, the newest meaning first. For messages about dead codes.
  std::vector<const Division*> FindEver(absl::string_view code) const;

  // The code in force on `day` for what `code` meant on `known_day` (520221, 2019 → 520204, 2024).
  // nullopt if `code` meant nothing then or its successor is not known or not one alone.
  std::optional<std::string> Translate(absl::string_view code, absl::CivilDay known_day,
                                       absl::CivilDay day) const;

  // Whether `area` (province, city, county or township code, or a two- or four-digit prefix)
  // contains `code` on `day`; a division contains itself. Membership goes through the township's
  // parent on that day, so townships that changed county are found where they then were. Codes of
  // places not in the tables are judged by prefix.
  bool Contains(absl::string_view area, absl::string_view code, absl::CivilDay day) const;

  // From the province down to the division itself, as of `day`; empty if unknown.
  std::vector<const Division*> Lineage(absl::string_view code, absl::CivilDay day) const;

  // The division itself or the nearest above it with coordinates; nullopt if none has.
  std::optional<Point> Centroid(absl::string_view code, absl::CivilDay day) const;

  // The county (or city without counties) that `code` lies in on `day`; empty if unknown.
  absl::string_view CountyOf(absl::string_view code, absl::CivilDay day) const;

  // Children in force on `day`, in order of code; `parent` empty: the provinces.
  std::vector<const Division*> Children(absl::string_view parent, absl::CivilDay day) const;

  // Every division in force on `day` whose name or short name is exactly `text`.
  std::vector<const Division*> FindByName(absl::string_view text, absl::CivilDay day) const;

  // Every record, in order of (code, valid_from).
  const std::vector<Division>& all() const { return all_; }

  // Edition of the tables, e.g. "2023-06-30".
  absl::string_view edition() const { return edition_; }

 private:
  Divisions();

  std::vector<Division> all_;
  absl::string_view edition_;
};

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_DIVISIONS_H_
