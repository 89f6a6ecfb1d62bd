#ifndef LAOWU_RATIO_ERAS_H_
#define LAOWU_RATIO_ERAS_H_

// Stretches of days on which no division code changes, with the divisions asked for (rule 10); and
// which of them a person has to be judged in anew.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "ratio/days.h"
#include "ratio/places.h"
#include "ratio/spells.h"
#include "ratio/text_table.h"
#include "ratio/worker_history.h"
#include "reference/divisions.h"

namespace laowu::ratio {

// Divisions asked for in one go, and the places on a stretch of days on which no code changes.
struct Era {
  Era(const reference::Divisions& divisions, const TextTable& texts, DayNumber first_day,
      const std::vector<std::string>& targets);
  // The finest target that `home` lies in; -1: none.
  std::int32_t TargetOf(const Place& home) const;

  DayNumber first;
  Places places;
  std::vector<std::int32_t> target_of;  // by unit; -1, or beyond the end: none
};

// The stretches of days from `first` to `last` on which no code changes.
std::vector<Era> ErasOf(const reference::Divisions& divisions, const TextTable& texts,
                        DayNumber first, DayNumber last, const std::vector<std::string>& targets);
// The one that `day` lies in; `eras` begin no later.
Era& EraOf(std::vector<Era>& eras, DayNumber day);

// Of a person: in each of these, up to the next one's first day, all that the person's codes say is
// the same. The first is the first of all.
using PersonEras = absl::InlinedVector<Era*, 4>;
PersonEras AllOf(std::vector<Era>& eras);  // whoever it is
Era& EraOf(const PersonEras& eras, DayNumber day);

// Few codes change at all. Who lives and works where none does is judged in one era, whose places
// stay in the cache, and not again at the beginning of each (bench_ratio). For one caller on one
// thread.
class ErasOfPersons {
 public:
  // All outlive it.
  ErasOfPersons(const reference::Divisions& divisions, const TextTable& texts,
                std::vector<Era>& eras)
      : divisions_(divisions), texts_(texts), eras_(eras) {}

  // By where the person is registered, alone.
  PersonEras Of(const WorkerHistory& history);
  // And by where the jobs are.
  PersonEras Of(const WorkerHistory& history, const Timeline& timeline);

 private:
  // Bit e: from era e on the code says another thing than in the era before. A table with more days
  // of change than there are bits is not foreseen: beyond them each era is taken for a change.
  using Changes = std::uint64_t;

  Changes OfRegistrations(const WorkerHistory& history);
  Changes ChangesOf(TextId code, DayNumber known_day);
  bool IsQuiet(absl::string_view code) const;
  Changes Compare(TextId code, DayNumber known_day);
  PersonEras ErasFor(Changes changes);

  static constexpr std::int32_t kAnyStretch = -1;

  const reference::Divisions& divisions_;
  const TextTable& texts_;
  std::vector<Era>& eras_;
  absl::flat_hash_map<TextId, bool> is_quiet_;
  absl::flat_hash_map<std::pair<TextId, std::int32_t>, Changes> changes_;  // by Places::StretchOf
  struct Recent {
    TextId code = -1;
    std::int32_t stretch = kAnyStretch;
    Changes changes = 0;
  };
  std::array<Recent, 256> recent_;  // by the lowest bits, as in Places
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_ERAS_H_
