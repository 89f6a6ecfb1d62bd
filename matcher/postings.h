#ifndef LAOWU_MATCHER_POSTINGS_H_
#define LAOWU_MATCHER_POSTINGS_H_

// By what a row is found in the index. A worker has a posting for each pair of an occupation and a
// destination, and one more for each of these with each skill that is held; a vacancy has one.
// Pure functions.

#include <cstdint>
#include <vector>

#include "matcher/packed_rows.h"
#include "matcher/rule.h"

namespace laowu::matcher {

// Which occupation of a worker a posting goes by: one of the desired ones; where none is desired,
// one of past jobs; where there is neither, none.
enum class OccupationKind : std::uint8_t { kDesired = 0, kPast = 1, kNone = 2 };
inline constexpr int kOccupationKindCount = 3;

// Sorted by (skill, occupation, place, position, …), so that a set that lies together is a narrow
// range.
struct WorkerPosting {
  CodeNumber skill = kNoCode;  // kNoCode: a posting without skill
  PackedOccupation occupation = kNoOccupation;
  CodeNumber place = kNoCode;            // kNoCode: any place will do
  std::uint8_t position = 0;             // of the place among the worker's preferences
  std::int8_t level = 0;                 // of the skill, the worker's best
  std::int16_t months = kUnknownMonths;  // in the skill, the most
};

// What is kept beside a posting: enough to see, without a look at the row, that most postings of an
// opened block cannot matter. Rounded so that bounds stay safe.
struct PostingHint {
  std::uint32_t wage : 12 = 0;   // ÷ 50; a wish, down; a maximum, up; 0: unstated
  std::uint32_t policy : 4 = 0;  // of workers: PolicyValue ÷ 1,000, up
  std::uint32_t months : 7 = 0;  // of workers: in the skill, or without one in any, as below
  std::uint32_t skills : 9 = 0;  // of workers: which may be held, as SkillBit says
};
PostingHint HintOf(const WorkerPosting& posting, const PackedWorker& worker);
PostingHint HintOf(const PackedVacancy& vacancy);

// The units of a hint.
inline constexpr int kHintWage = 50;
inline constexpr int kHintPolicy = 1'000;
inline constexpr int kMostHintMonths = 126;  // and more: the set's bound stays
inline constexpr int kUnstatedHintMonths = 127;
inline constexpr std::uint32_t kHintSkillBits = 9;
static_assert(kMaxWageCnyPerMonth / kHintWage < 1 << 12);
static_assert(kFullPart / kHintPolicy < 1 << 4);
static_assert(kRule.full_experience_months <= kMostHintMonths);

// Two skills may share a bit, which only makes a bound weaker.
constexpr std::uint32_t SkillBit(CodeNumber skill) {
  return std::uint32_t{1} << (static_cast<std::uint32_t>(skill) % kHintSkillBits);
}

// False if every pair with the row fails a gate whatever the other row is: not to be indexed, and
// not to be asked for.
bool CanEverPass(const PackedWorker& worker);
bool CanEverPass(const PackedVacancy& vacancy);

// The postings of a worker, those without a skill first; at least one.
struct WorkerPostings {
  OccupationKind kind = OccupationKind::kNone;
  std::vector<WorkerPosting> postings;
};
void PostingsOf(const PackedWorker& worker, WorkerPostings& out);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_POSTINGS_H_
