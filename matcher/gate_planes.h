#ifndef LAOWU_MATCHER_GATE_PLANES_H_
#define LAOWU_MATCHER_GATE_PLANES_H_

// What the gates look at in a worker, one bit a plane: a question is answered for 512 rows at a
// time. Numbers (a wish, dates) stand as codes, bit by bit over several planes; a code falls or
// stays where the value falls, so one comparison of codes says of most rows which side of a limit
// they are on. Where a code does not tell the value (a wish between two multiples of 50, a date
// outside of the window), a plane says so, and such rows, if they have the very code of the limit,
// are judged one by one by packed_score.h. So the planes are exact for any row.
//
// Only places and skills are not here (slot_set.h). No persons: bits and codes.
//
// The loops are compiled for several kinds of machine; the best one there is is taken at run time.

#include <array>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "matcher/lanes.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"

namespace laowu::matcher {

inline constexpr int kEducationBits = 3;
inline constexpr int kWishBits = 10;
inline constexpr int kDayBits = 10;  // a window of two years and nine months
inline constexpr int kBirthBits = 16;

// Of numbers the plane of the lowest bit; the others follow.
enum Plane : int {
  kHeldPlane,           // the slot holds a row
  kHiddenPlane,         // not visible, whatever the terms
  kStatutoryOnlyPlane,  // visible if a statutory duty suffices
  kCommittedPlane,      // and wants no other job
  kCommittedUntilPlane,
  kBirthKnownPlane,
  kAccommodationPlane,  // is required
  kNightShiftPlane,     // is refused
  kAnyPlacePlane,
  kInexactPlane,  // some code does not tell its value
  kEducationPlane,
  kWishPlane = kEducationPlane + kEducationBits,
  kAvailablePlane = kWishPlane + kWishBits,
  kWantedFromPlane = kAvailablePlane + kDayBits,
  kBirthPlane = kWantedFromPlane + kDayBits,
  kPlaneCount = kBirthPlane + kBirthBits,
};

// kLaneSlots rows.
struct GateBlock {
  Lane planes[kPlaneCount] = {};
  int inexact_count = 0;
};

// The day that the window of job_wanted_from and available_date begins on, as DayCode counts.
struct GateScale {
  int window_begin = 0;
};
// Days as if each month had 31, from 1900-01-01: in the order of dates, also of such as 02-31.
constexpr int DayCode(PackedDate date) {
  return ((date / kOneYear - 1900) * 12 + date / 100 % 100 - 1) * 31 + date % 100 - 1;
}
// Whether both dates have codes of their own.
[[nodiscard]] bool InWindow(const PackedWorker& worker, const GateScale& scale);

// Puts the row in place `index` of the block, in place of what was there.
void PutRow(GateBlock& block, int index, const PackedWorker& worker, const GateScale& scale);
void ClearRow(GateBlock& block, int index);

// The gates that the worker has a say in: Gate 1 to 10, at [gate - 1]. The other two are the
// vacancy's alone.
inline constexpr int kWorkerGateCount = 10;

// "Above a limit", for numbers in planes.
struct Limit {
  bool below_all = false;  // everybody is above
  // By bit, all ones where that of the limit's code is 0.
  std::array<std::uint64_t, kBirthBits> zeros = {};
};
struct Cut {
  bool asked = false;
  Limit limit;
  Limit next_lower;  // the limit's code less one: who is above it and not above the limit has it
};

// A vacancy made ready to be held against planes.
struct GateQuestion {
  GateQuestion(const PackedVacancy& vacancy, const PackedTerms& terms, const GateScale& scale);
  bool statutory_duty_suffices = false;
  bool no_accommodation = false;
  bool night_shift = false;
  bool has_place = false;  // or DESTINATION turns nobody away
  Cut available;
  Cut wanted_from;
  Cut underage;                        // born after
  bool too_young_if_underage = false;  // AGE_LIMIT's least age is UNDERAGE's
  Cut too_young;
  Cut not_too_old;
  Cut education;  // above the last level that does not suffice
  Cut wish;
};

// kChunkLanes blocks, or fewer, with what is known of their rows beside the planes.
struct GateChunk {
  const GateBlock* blocks = nullptr;
  int block_count = 0;
  const ChunkLanes* takes_part = nullptr;  // null: all rows
  const ChunkLanes* in_place = nullptr;    // null: nobody names a place that contains the workplace
  const ChunkLanes* lacks_skill = nullptr;  // null: nobody
};

// Judges the `doubtful` rows of a block one by one and puts right their bits in `failing`, by gate.
using SettleRows = absl::FunctionRef<void(int block, const Lane& doubtful, Lane* failing)>;

struct GateTally {
  std::int64_t row_count = 0;
  std::int64_t eligible_count = 0;
  std::array<std::int64_t, kWorkerGateCount> failing_count = {};
  // Of these, the ones that fail no other of these gates.
  std::array<std::int64_t, kWorkerGateCount> only_this_gate_count = {};
};
// Of each row that takes part, the gates that it fails.
struct FailingRows {
  ChunkLanes takes_part;
  std::array<ChunkLanes, kWorkerGateCount> by_gate;  // rows that do not take part have no bit
};

// The loops as they are compiled for one kind of machine.
struct GateLoops {
  // Adds the rows of a chunk.
  void (*tally)(const GateQuestion& question, const GateChunk& chunk, SettleRows settle,
                GateTally& tally) = nullptr;
  void (*find)(const GateQuestion& question, const GateChunk& chunk, SettleRows settle,
               FailingRows& failing) = nullptr;
};
// Those that this machine can run, the quickest last: all give the same.
[[nodiscard]] const std::vector<GateLoops>& UsableGateLoops();
[[nodiscard]] inline const GateLoops& BestGateLoops() { return UsableGateLoops().back(); }

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_GATE_PLANES_H_
