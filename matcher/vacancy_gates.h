#ifndef LAOWU_MATCHER_VACANCY_GATES_H_
#define LAOWU_MATCHER_VACANCY_GATES_H_

// Which vacancies a worker may pass the gates of, by 32 bytes of each: all of them are gone through
// while a search of the index looks at one row in some sixteen. Kept beside the table of rows and
// changed with each row: there is nothing to rebuild and nothing is out of date.
//
// Leaves out no vacancy that passes. May leave in one that fails: places and skills are told by
// bits that several share, and levels of skills, what is closed to juveniles and employers' blocks
// are not looked at. So what it names is to be held against the rule.
//
// Thread-compatible.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "matcher/huge_pages.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"

namespace laowu::matcher {

class VacancyGates {
 public:
  using Slot = std::int32_t;

  // `now` stands in the slot.
  void Put(Slot slot, const PackedVacancy& now);
  // The slot is free; one that was put.
  void Clear(Slot slot);

  // The slots, in order, of what the worker may pass and what takes part (by division number, as
  // ScanQuery has it); nullopt if they are more than `slots_most`.
  [[nodiscard]] std::optional<std::vector<Slot>> FewThatMayPass(
      const PackedWorker& worker, const PackedTerms& terms,
      const std::vector<bool>& division_takes_part, std::int64_t slots_most) const;

  [[nodiscard]] std::size_t byte_count() const { return gists_.capacity() * sizeof(Gist); }

 private:
  struct Gist {
    std::uint64_t places = 0;           // that contain the workplace; all bits: not stated
    std::uint32_t required_skills = 0;  // at whatever level
    PackedDate start_date = kNoDate;
    PackedDate expire_date = kNoDate;
    CodeNumber division = kNoCode;            // of the workplace
    std::int32_t max_wage_cny_per_month = 0;  // 0: not stated
    std::uint8_t min_age_years = 0;           // 0: no limit
    std::uint8_t max_age_years = 0;
    EducationLevel min_education = EducationLevel::kUnspecified;
    bool is_open : 1 = false;  // false of a slot that is free
    bool has_no_accommodation : 1 = false;
    bool has_night_shift : 1 = false;
  };
  static_assert(sizeof(Gist) == 32, "two in a cache line");
  // The worker's side of the gates.
  struct Question;

  HugePageVector<Gist> gists_;  // by slot
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_VACANCY_GATES_H_
