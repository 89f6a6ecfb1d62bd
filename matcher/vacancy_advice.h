#ifndef LAOWU_MATCHER_VACANCY_ADVICE_H_
#define LAOWU_MATCHER_VACANCY_ADVICE_H_

// What an office could change of a vacancy, and what each change would bring, alone and two
// together: counts by step_counter.h, exact or rounded for those who may not see workers.
//
// What is never among the steps: another place, another occupation or other hazards (they are what
// the work is), a lower age below 18 or saying that there are no hazards (either would bring people
// of 16 and 17 in), and any narrower limit of age. Sex and the like are in no row. Meals and the
// number of openings are no input of the rule.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "matcher/like_pay.h"
#include "matcher/matcher.h"
#include "matcher/step_counter.h"
#include "matcher/types.h"

namespace laowu::matcher {

inline constexpr int kPairsMost = 10;
// Steps of which all pairs are tried, at most.
inline constexpr int kPairedStepsMost = 10;

// The numbers are those of laowu.v1.VacancyStep.Kind.
enum class VacancyStepKind : std::uint8_t {
  kWage = 1,            // value: the maximum, yuan a month
  kMaxAge = 2,          // value: years; 0: no limit any more
  kMinAge = 3,          // value: years
  kEducation = 4,       // value: a level; 0: no minimum any more
  kExperience = 5,      // value: months
  kSkillPreferred = 6,  // skill_code
  kSkillDropped = 7,    // skill_code
  kSkillLevel = 8,      // skill_code, value: the level
  kAccommodation = 9,   // is provided
  kNoNightShift = 10,   // there is none
  kStartDate = 11,      // start_date
};

struct VacancyStep {
  VacancyStepKind kind;
  int value = 0;
  std::string skill_code = {};
  std::optional<absl::CivilDay> start_date = {};
  int wage_quartile = 0;   // 1 … 3 where the wage is one of like posts
  bool is_modest = false;  // of a ladder the step that is tried together with others
  bool operator==(const VacancyStep&) const = default;
};

// The ladder, in the order of VacancyStepKind: a wage by 100 to 1,000 more and to the quartiles of
// like posts that lie above (or, where none is stated, to any of them), the age limits wider by 5
// and 10 and dropped, education one lower and none, half the experience, each required skill one
// level lower, preferred, dropped, each preferred one dropped, accommodation, no night shift, a
// start 14, 30 and 60 days later.
[[nodiscard]] std::vector<VacancyStep> StepsOf(const VacancyRow& vacancy, const MatchTerms& terms,
                                               const LikePay& pay);
// The vacancy with the step.
[[nodiscard]] VacancyRow WithStep(VacancyRow vacancy, const VacancyStep& step);

struct VacancyAdvice {
  struct One {
    VacancyStep step;
    StepEffect effect;
  };
  struct Pair {
    VacancyStep first;
    VacancyStep second;
    int first_gained_count = 0;  // alone
    int second_gained_count = 0;
    StepEffect effect;  // together
  };
  int eligible_count = 0;
  int top_count = 0;
  LikePay pay;
  // All of the ladder. The highest effect.eligible_count first, so that a step by which people are
  // lost stands last; of equal ones the highest rising_count, then in the order of the ladder.
  std::vector<One> steps;
  // Where more are eligible with both than with either alone; in the same order, at most
  // kPairsMost.
  std::vector<Pair> pairs;
};

// Errors as StepCounter's. `groups`: as FindLikePay's. With a count_unit above 1 (at least 1) every
// count of workers is rounded down to a multiple of it before anything is sorted, chosen or left
// out, and eligible_count of an effect is the sum of what is rounded: now, and gained, less lost.
// So nothing in the advice, its order and what is missing included, follows from an exact count but
// by way of those that are shown.
[[nodiscard]] absl::StatusOr<VacancyAdvice> Advise(const Matcher& matcher,
                                                   const VacancyRow& vacancy,
                                                   const AdviceQuery& query,
                                                   const RowGroups* groups, int count_unit = 1);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_VACANCY_ADVICE_H_
