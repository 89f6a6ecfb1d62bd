#ifndef LAOWU_MATCHER_WORKER_ADVICE_H_
#define LAOWU_MATCHER_WORKER_ADVICE_H_

// What a worker, or whoever advises one, could change, and how many vacancies each change would
// open: exact counts by step_counter.h.
//
// What a worker would give up (a lower wish, the bed, nights, a job that is held, time) is shown
// and never recommended: nobody is to be talked down.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "matcher/matcher.h"
#include "matcher/step_counter.h"
#include "matcher/types.h"

namespace laowu::matcher {

inline constexpr int kSkillStepsMost = 10;
inline constexpr int kMorePlaceStepsMost = 3;

// The numbers are those of laowu.v1.WorkerStep.Kind.
enum class WorkerStepKind : std::uint8_t {
  kSkill = 1,          // code: the skill, value: the level held
  kWiderPlace = 2,     // code: the division, in place of those within it
  kMorePlace = 3,      // code: the division, as the last preference
  kAnyPlace = 4,       // no preference
  kAvailableDate = 5,  // date
  kJobWantedFrom = 6,  // date
  kNoAccommodationNeeded = 7,
  kTakesNightShift = 8,
  kWish = 9,  // value: yuan a month
};

struct WorkerStep {
  WorkerStepKind kind;
  std::string code = {};
  std::string group_code = {};  // of a skill
  int value = 0;
  std::optional<absl::CivilDay> date = {};
  bool is_recommended = false;
  bool operator==(const WorkerStep&) const = default;
};

[[nodiscard]] WorkerRow WithStep(WorkerRow worker, const WorkerStep& step);

struct WorkerAdvice {
  struct One {
    WorkerStep step;
    StepEffect effect;
  };
  int eligible_count = 0;
  int top_count = 0;
  // The recommended first; of these, and of the others, the highest effect.eligible_count first, of
  // equal ones in the order of the ladder.
  std::vector<One> steps;
};

// The ladder: the kSkillStepsMost skills that open most, each at the lowest level that opens half
// of what its highest would; each preference one level wider (county, city, province), the
// kMorePlaceStepsMost further provinces that open most, any place; available on as_of_date, 30 days
// earlier, 30 days later; for one who is away, another job from as_of_date on; no need of
// accommodation, night shifts; a wish lower by 100 to 500, and by 1,000. Errors as StepCounter's.
[[nodiscard]] absl::StatusOr<WorkerAdvice> Advise(const Matcher& matcher, const WorkerRow& worker,
                                                  const AdviceQuery& query);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_WORKER_ADVICE_H_
