#ifndef LAOWU_MATCHER_BOUNDS_H_
#define LAOWU_MATCHER_BOUNDS_H_

// What the index knows of a set of rows, and the highest total that any row of the set can have
// with a given row of the other side. The rule is known here and in packed_score.h alone, both by
// the functions of part_values.h.
//
// What a posting (postings.h) promises:
//
//   of (occupation, destination)         the pair's total, O by that occupation alone and R by
//                                        that destination alone, *if the worker holds none of the
//                                        skills that the vacancy names*
//   of (skill, occupation, destination)  the same, whatever is held, if the vacancy names the skill
//
// The rule takes the best occupation and the first destination that contains the workplace. A
// worker who holds a named skill has a posting of that skill with just these two; who holds none
// has the posting of just these two. So the best bound among the postings that promise something is
// at least the worker's total: a search that has seen all bounds down to some total has missed
// nobody above it. bounds.cc proves the bounds part by part, tests/unit/matcher/bounds_test.cc
// tries them.
//
// nullopt: no posting of the set promises anything, or each such pair fails a gate.
//
// Pure; thread-safe.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "matcher/part_values.h"
#include "matcher/postings.h"

namespace laowu::matcher {

// Upper bounds part by part; nullopt: nothing passes.
using PartBounds = std::optional<Parts>;

// Small numbers in 64 bits: two may share a bit, which only makes a bound weaker.
class NumberSet {
 public:
  static constexpr std::uint64_t BitOf(CodeNumber number) {
    // Fibonacci hashing: the top six bits of the product.
    return std::uint64_t{1} << ((static_cast<std::uint64_t>(static_cast<std::uint32_t>(number)) *
                                 0x9E3779B97F4A7C15ULL) >>
                                58);
  }
  constexpr void Add(CodeNumber number) { bits_ |= BitOf(number); }
  constexpr void Add(const NumberSet& other) { bits_ |= other.bits_; }
  constexpr bool MayHold(CodeNumber number) const { return (bits_ & BitOf(number)) != 0; }
  constexpr bool MayMeet(const NumberSet& other) const { return (bits_ & other.bits_) != 0; }

 private:
  std::uint64_t bits_ = 0;
};

struct Box {
  std::int32_t min_x_100m = INT32_MAX;
  std::int32_t max_x_100m = INT32_MIN;
  std::int32_t min_y_100m = INT32_MAX;
  std::int32_t max_y_100m = INT32_MIN;
  bool has_no_point = false;  // a row without coordinates belongs to the set

  void Add(std::int32_t x_100m, std::int32_t y_100m);
  void Add(const Box& other);
  // The highest D for a row at that point.
  int BestDistanceValue(std::int32_t x_100m, std::int32_t y_100m) const;
};

// Of postings of one OccupationKind, all with a skill or all without.
struct WorkerSummary {
  CodeNumber min_skill = INT32_MAX;
  CodeNumber max_skill = INT32_MIN;
  PackedOccupation min_occupation = INT32_MAX;
  PackedOccupation max_occupation = INT32_MIN;
  CodeNumber min_place = INT32_MAX;  // kNoCode, the least number, if any of them has it
  CodeNumber max_place = INT32_MIN;
  NumberSet skills;
  NumberSet skill_groups;
  NumberSet divisions;  // of registration
  PolicyGroupBits policy_groups = 0;
  std::int32_t min_wish = INT32_MAX;  // of those stated
  PackedDate min_available = INT32_MAX;
  PackedDate min_birth = INT32_MAX;  // kNoDate if one is unknown: then ages rule nothing out
  PackedDate max_birth = INT32_MIN;
  Box homes;
  std::int16_t max_months = kUnknownMonths;        // in any skill
  std::int16_t max_skill_months = kUnknownMonths;  // in the posting's own
  std::int16_t max_policy_value = 0;
  std::int8_t max_level = 0;        // of any skill
  std::int8_t max_skill_level = 0;  // of the posting's own
  std::uint8_t min_position = UINT8_MAX;
  EducationLevel max_education = EducationLevel::kUnspecified;
  bool has_unstated_wish = false;
  bool has_unstated_months = false;  // a skill without months, or no skill at all
  bool has_unstated_skill_months = false;
  bool has_unstated_education = false;

  void Add(const WorkerPosting& posting, const PackedWorker& worker);
  void Add(const WorkerSummary& other);
};

// A vacancy made ready to be held against many summaries.
struct VacancyProbe {
  VacancyProbe(const PackedVacancy& of, const PackedTerms& terms);
  const PackedVacancy& vacancy;
  PackedDate start = kNoDate;
  int weight_sum = 0;  // of the skill entries
  // W by PostingHint::wage, up to the greatest wish that the maximum covers, where one is stated.
  int max_wage_hint = 0;
  std::array<std::int16_t, kMaxWageCnyPerMonth / kHintWage + 1> wage_by_hint;
  // E by PostingHint::months; -1: the hint does not tell.
  std::array<std::int16_t, kUnstatedHintMonths + 1> experience_by_hint = {};
};
PartBounds UpperBounds(OccupationKind kind, const WorkerSummary& set, const VacancyProbe& probe);
// Bounds of single postings of a set, whose own are `parts`: made once a block. All outlive it.
class WorkerPostingBounds {
 public:
  WorkerPostingBounds(const WorkerSummary& set, const Parts& parts, const VacancyProbe& probe);
  // Negative: nothing passes. Where the bound is below `floor`, no more than that is sure of it.
  // Asked for every posting of a block, thousands of times a question.
  std::int32_t Of(const PostingHint& hint, std::int32_t floor) {
    std::int32_t bound = without_hint_ + static_cast<int>(hint.policy) * kHintPolicyMicros;
    if (wage_counts_) {
      if (static_cast<int>(hint.wage) > probe_.max_wage_hint) return -1;
      bound += kRule.wage_weight_percent * probe_.wage_by_hint[hint.wage];
    }
    if (months_count_) {
      const int experience = probe_.experience_by_hint[hint.months];
      bound += kRule.experience_weight_percent * (experience >= 0 ? experience : parts_.experience);
    }
    return skills_count_ && bound >= floor ? WithSkills(hint, bound) : bound;
  }

 private:
  static constexpr int kHintPolicyMicros = kRule.policy_weight_percent * kHintPolicy;

  // What an entry of the vacancy adds to the weighted sum of S, by whether it may be held.
  struct Entry {
    std::uint32_t hint_bit = 0;
    int held = 0;
    int not_held = 0;
    bool fails_if_not_held = false;
    bool fails_if_held = false;
  };
  void WorkOutSkills();
  // `bound` with the skills that the hint tells in place of those of the set.
  std::int32_t WithSkills(const PostingHint& hint, std::int32_t bound);

  const WorkerSummary& set_;
  const VacancyProbe& probe_;
  const Parts parts_;
  const bool wage_counts_;
  const bool months_count_;
  const bool skills_count_;
  const std::int32_t without_hint_;  // the set's total, without the parts that a hint tells
  bool has_skills_ = false;
  std::array<Entry, kMaxSkills> entries_;
};

// The other direction: a vacancy has one posting.
struct VacancySummary {
  PackedOccupation min_occupation = INT32_MAX;  // of those stated
  PackedOccupation max_occupation = INT32_MIN;
  NumberSet lineages;  // every code that contains a workplace
  NumberSet named_skills;
  NumberSet named_groups;
  std::int32_t max_wage = 0;  // of those stated
  Box workplaces;
  PackedDate max_start = 0;                   // of those stated
  std::int16_t min_asked_months = INT16_MAX;  // full experience, where it is reached soonest
  EducationLevel min_education = EducationLevel::kBachelorOrAbove;  // the least that one asks for
  bool has_unstated_start = false;
  bool has_unstated_occupation = false;
  bool has_unstated_place = false;
  bool has_unstated_wage = false;
  bool has_no_skills = false;     // one names no skill
  bool all_require_skill = true;  // each requires one

  void Add(const PackedVacancy& vacancy);
  void Add(const VacancySummary& other);
};

struct WorkerProbe {
  WorkerProbe(const PackedWorker& of, const PackedTerms& terms);
  const PackedWorker& worker;
  PackedTerms terms;
  NumberSet skills;
  NumberSet skill_groups;
  int policy_value = 0;
};
PartBounds UpperBounds(const VacancySummary& set, const WorkerProbe& probe);
class VacancyPostingBounds {
 public:
  VacancyPostingBounds(const VacancySummary& /*set*/, const Parts& parts, const WorkerProbe& probe)
      : parts_(parts), wish_(probe.worker.min_wage_cny_per_month) {}
  std::int32_t Of(const PostingHint& hint, std::int32_t floor) const;

 private:
  const Parts parts_;
  const std::int32_t wish_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_BOUNDS_H_
