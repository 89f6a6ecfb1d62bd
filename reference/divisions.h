#ifndef LAOWU_REFERENCE_DIVISIONS_H_
#define LAOWU_REFERENCE_DIVISIONS_H_

// Administrative divisions with their history (GB/T 2260; nine- and twelve-digit statistical
// codes).
//
// A code means something only together with a date: 520222 was 盘县 until 2017 and is nothing now;
// its people live in 520281. Every question here therefore takes a day. Some cities (Zhongshan
// 442000, Dongguan 441900, Danzhou 460400) have no counties: townships hang under the city, so that
// no code may be assumed to have a county above it.
//
// Townships are in the tables for Liupanshui's counties and Zhongshan only. Any other township, and
// the development zones of the statistics office (xxxx7x), are *not in the tables*: they are judged
// by prefix, that is, they lie in the nearest division above them that the first 6, 4 or 2 digits
// name. A code that is in the tables but not in force on the day is *dead* on that day and lies
// nowhere: Translate() it first.
//
// Compiled in from data/divisions. Thread-safe: everything is constant after the first call of
// Get().

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::reference {

enum class DivisionLevel : std::uint8_t { kProvince = 1, kCity, kCounty, kTownship, kVillage };

// Division::valid_until of what is in force: no day of ours reaches it.
inline constexpr absl::CivilDay kNoEnd(9999, 12, 31);

struct Division {
  absl::string_view code;        // 6 digits (province, city, county), 9 (township)
  absl::string_view name;        // 盘州市
  absl::string_view short_name;  // 盘州; equal to name where there is none
  absl::string_view pinyin;      // panzhou; may be empty
  DivisionLevel level;
  absl::string_view parent;        // code of the division above; empty for a province
  std::optional<double> latitude;  // degrees, GCJ-02, of the seat or the middle of the area
  std::optional<double> longitude;
  // First day the code was in force with this name and parent. 1980-01-01, the year of the first
  // GB 2260, stands for "since before these tables know".
  absl::CivilDay valid_from;
  absl::CivilDay valid_until;  // first day it no longer was; kNoEnd if in force
  // Codes that took over on valid_until; empty while in force. More than one: it was split. A
  // township of which only the county is known has that county here.
  std::vector<absl::string_view> successors;
};

struct Point {
  double latitude;
  double longitude;
};

class Divisions {
 public:
  static const Divisions& Get();

  // From a table as data/divisions/README.md describes it. INVALID_ARGUMENT if it is out of form,
  // out of order, has two meanings of one code on one day, or names a parent or successor that was
  // not in force then. `text` must outlive the result. Get() uses it on the embedded table.
  static absl::StatusOr<Divisions> Parse(absl::string_view text);

  Divisions(Divisions&&) = default;
  Divisions& operator=(Divisions&&) = default;

  // What `code` meant on `day`; nullptr if it meant nothing then. A twelve-digit (village) code is
  // known through its township: the township's Division is returned.
  const Division* Find(absl::string_view code, absl::CivilDay day) const;

  // What `code` ever meant, the newest meaning first. For messages about dead codes.
  std::vector<const Division*> FindEver(absl::string_view code) const;

  // Whether `code` may stand in a record on `day`: it is in force, or it is a township or village
  // code not in the tables below a county in force whose townships are not listed, or a zone
  // (xxxx7x) below a city in force. 520221 in 2024, 442000999 and 999999 may not.
  bool IsAccepted(absl::string_view code, absl::CivilDay day) const;

  // The code in force on `day` for what `code` meant on `known_day` (520221, 2019 → 520204, 2024).
  // nullopt if `code` meant nothing then or its successor is not known or not one alone. Goes back
  // in time too. A village code stays as it is if its township's code did, else the answer is the
  // township's. A township not in the tables stays as it is if its county's code did, else the
  // answer is the county's new code: coarser, but true.
  std::optional<std::string> Translate(absl::string_view code, absl::CivilDay known_day,
                                       absl::CivilDay day) const;

  // The codes in force to which all of `code` has come since, each once, in order: of every meaning
  // that it had, those that its townships of its last day went to among them (520221 → 520204, 30
  // of its townships and five of 520201). Empty if it is in force, or not known. A village's are
  // its township's; those of a township not in the tables its county's.
  std::vector<absl::string_view> HeirsOf(absl::string_view code) const;

  // Whether `area` (province, city, county or township code, or a two- or four-digit prefix)
  // contains `code` on `day`; a division contains itself. Membership goes through the township's
  // parent on that day, so townships that changed county are found where they then were. Codes of
  // places not in the tables are judged by prefix. False if either is dead on that day.
  bool Contains(absl::string_view area, absl::string_view code, absl::CivilDay day) const;

  // From the province down to the division itself, as of `day`; empty if not in the tables or dead.
  std::vector<const Division*> Lineage(absl::string_view code, absl::CivilDay day) const;

  // The division itself or the nearest above it with coordinates; nullopt if none has. Townships
  // have none of their own: the answer is their county's, or their city's.
  std::optional<Point> Centroid(absl::string_view code, absl::CivilDay day) const;

  // The county (or city without counties) that `code` lies in on `day`; empty if unknown, and for
  // provinces and cities with counties.
  absl::string_view CountyOf(absl::string_view code, absl::CivilDay day) const;

  // Children in force on `day`, in order of code; `parent` empty: the provinces.
  std::vector<const Division*> Children(absl::string_view parent, absl::CivilDay day) const;

  // Every division in force on `day` whose name or short name is exactly `text`, in order of code.
  std::vector<const Division*> FindByName(absl::string_view text, absl::CivilDay day) const;

  // Every record, in order of (code, valid_from).
  const std::vector<Division>& all() const { return all_; }

  // The days on which some code begins or ceases to mean something, ascending. Between two of them
  // every code means the same.
  const std::vector<absl::CivilDay>& change_days() const { return change_days_; }

  // Edition of the tables, e.g. "2023-06-30".
  absl::string_view edition() const { return edition_; }

 private:
  using Records = std::vector<const Division*>;  // in order of (code, valid_from)

  Divisions() = default;
  void BuildIndexes();
  absl::Status Check() const;
  absl::Status CheckLineage(const Division& division) const;
  const Records* RecordsOf(absl::string_view code) const;  // nullptr if not in the tables
  // `code` itself, or if it is not in the tables the nearest above by prefix; nullptr if dead.
  const Division* FindNearest(absl::string_view code, absl::CivilDay day) const;
  std::optional<std::string> TranslateByPrefix(absl::string_view code, absl::CivilDay known_day,
                                               absl::CivilDay day) const;

  // Constant after construction. The maps point into all_, whose buffer moves keep.
  std::vector<Division> all_;
  std::vector<absl::CivilDay> change_days_;
  absl::string_view edition_;
  absl::flat_hash_map<absl::string_view, Records> by_code_;
  absl::flat_hash_map<absl::string_view, Records> by_parent_;
  absl::flat_hash_map<absl::string_view, Records> by_name_;
  absl::flat_hash_map<absl::string_view, Records> by_successor_;  // the dead, by who took over
};

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_DIVISIONS_H_
