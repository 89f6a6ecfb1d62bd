#ifndef LAOWU_RATIO_PART_KEYS_H_
#define LAOWU_RATIO_PART_KEYS_H_

// Which part of a breakdown somebody is in, and its name. Pure.

#include <cstdint>
#include <string>
#include <utility>

#include "ratio/eras.h"
#include "ratio/ratio_book.h"
#include "ratio/standing.h"
#include "ratio/text_table.h"
#include "ratio/worker_history.h"

namespace laowu::ratio {

// A part as a small number while counting: a unit of one era, a text, or a channel, policy group,
// sex or age band.
struct PartKey {
  enum class Kind : std::uint8_t { kUnit, kText, kNumber };
  Kind kind = Kind::kUnit;
  std::int32_t value = 0;

  friend bool operator==(const PartKey&, const PartKey&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const PartKey& key) {
    return H::combine(std::move(h), key.kind, key.value);
  }
};

inline PartKey PartOfUnit(UnitId unit) { return {PartKey::Kind::kUnit, unit}; }
inline PartKey PartOfNumber(std::int32_t number) { return {PartKey::Kind::kNumber, number}; }

// Whether the job decides on the part: by destination, channel and organiser. By the others it is
// what the person is.
bool GoesByJob(Breakdown breakdown);

// Of a breakdown that goes by the job.
PartKey PartOfJob(Breakdown breakdown, const Job& job, const JobStanding& standing,
                  Strictness strictness, Era& era);

// Of the others, but CHILD_DIVISION, which is the caller's: calls `visit(part)`, more than once for
// who is in several policy groups.
template <typename Visit>
void ForPartsOfPerson(Breakdown breakdown, const PersonOnDay& on, const Place& home, DayNumber day,
                      Visit visit);

// Days on which somebody born on `birth_day` comes into another age band.
absl::InlinedVector<DayNumber, 5> AgeBandDays(DayNumber birth_day);
// 16-24, 25-34, 35-44, 45-54, 55-59, 60 and over: 1 to 6; 0 if the birth date is not known.
std::int32_t AgeBandOf(DayNumber birth_day, DayNumber day);

// As FigurePart has them.
struct PartName {
  std::string key;
  int number = 0;
};
PartName NameOfPart(const PartKey& part, const Era& era, const TextTable& texts);

template <typename Visit>
void ForPartsOfPerson(Breakdown breakdown, const PersonOnDay& on, const Place& home, DayNumber day,
                      Visit visit) {
  switch (breakdown) {
    case Breakdown::kTownship:
      return visit(PartOfUnit(home.township));
    case Breakdown::kSex:
      return visit(PartOfNumber(on.sex));
    case Breakdown::kAgeBand:
      return visit(PartOfNumber(AgeBandOf(on.birth_day, day)));
    case Breakdown::kPolicyGroup:
      if (on.policy_groups == 0) return visit(PartOfNumber(0));
      for (std::int32_t group = 0; group < 8; ++group) {
        if ((on.policy_groups >> group & 1) != 0) visit(PartOfNumber(group));
      }
      return;
    default:
      return visit(PartOfNumber(0));
  }
}

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PART_KEYS_H_
