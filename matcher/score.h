#ifndef LAOWU_MATCHER_SCORE_H_
#define LAOWU_MATCHER_SCORE_H_

// START HERE. The matching rule for one pair (matching.md): which gates it fails, and its score.
// This is the specification: slow and obvious. Whatever is fast (scan.h) must give the same for
// every pair, and a test says so.
//
// Pure functions over rows that pass CheckRow; no clock, no tables. Both directions ask the same
// functions, so a pair has one score and one set of reasons whichever side asks.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "matcher/types.h"

namespace laowu::matcher {

// In the order of matching.md; the numbers are those of laowu.v1.Gate.
enum class Gate : std::uint8_t {
  kWorkerNotVisible = 1,
  kWorkerCommitted = 2,
  kNotAvailable = 3,
  kUnderage = 4,
  kAgeLimit = 5,
  kEducation = 6,
  kWage = 7,
  kDestination = 8,
  kRequiredSkill = 9,
  kConditions = 10,
  kVacancyClosed = 11,
  kEmployerBlocked = 12,
};
inline constexpr int kGateCount = 12;

struct AgeLimits {
  std::optional<int> min_years;
  std::optional<int> max_years;
  bool operator==(const AgeLimits&) const = default;
};
struct SkillLevel {
  std::string skill_code;
  int level = 0;  // 0: not held
  bool operator==(const SkillLevel&) const = default;
};

// One side of a failed gate: nothing (that side has no say or said nothing), a number (years, yuan
// a month, a level of education), a date, age limits, division codes or words, skills with levels.
using GateValue = std::variant<std::monostate, int, absl::CivilDay, AgeLimits,
                               std::vector<std::string>, std::vector<SkillLevel>>;

// clang-format off
// | gate               | worker_value                                  | vacancy_value                 |
// |--------------------|-----------------------------------------------|-------------------------------|
// | WORKER_NOT_VISIBLE | words NOT_ACTIVE, DEAD, and NO_LEGAL_BASIS or | –                             |
// |                    | STATUTORY_DUTY_ONLY: all that hold            |                               |
// | WORKER_COMMITTED   | date job_wanted_from if stated, else words    | date of start                 |
// |                    | LIVE_PLACEMENT, AWAY                          |                               |
// | NOT_AVAILABLE      | date available_date                           | date of start                 |
// | UNDERAGE           | age in years on the start date                | 16 years; at 16 and 17 words  |
// |                    |                                               | HAZARDS_NAMED, HAZARDS_UNSAID |
// | AGE_LIMIT          | age in years on the start date                | limits                        |
// | EDUCATION          | level                                         | level                         |
// | WAGE               | yuan a month                                  | yuan a month                  |
// | DESTINATION        | division codes                                | division code                 |
// | REQUIRED_SKILL     | levels held of those that fail                | levels asked of them          |
// | CONDITIONS         | words ACCOMMODATION_REQUIRED,                 | words NO_ACCOMMODATION,       |
// |                    | REFUSES_NIGHT_SHIFT                           | NIGHT_SHIFT                   |
// | VACANCY_CLOSED     | –                                             | words NOT_OPEN, EXPIRED,      |
// |                    |                                               | NO_OPENING_LEFT: all that hold|
// | EMPLOYER_BLOCKED   | –                                             | date the block began          |
// clang-format on
struct FailedGate {
  Gate gate;
  GateValue worker_value;
  GateValue vacancy_value;
};

// Each part already weighted; they add up to total_micros, 0 … 1,000,000.
struct PairScore {
  int total_micros = 0;
  int skill_micros = 0;
  int occupation_micros = 0;
  int location_micros = 0;
  int wage_micros = 0;
  int experience_micros = 0;
  int policy_micros = 0;
  bool operator==(const PairScore&) const = default;
};

// What is shown of a pair, whether or not it passes.
struct PairDetails {
  PairScore score;
  // The vacancy's skill entries, required and preferred, in its order: held at the minimum level or
  // above, or not.
  std::vector<std::string> matched_skill_codes;
  std::vector<std::string> missing_skill_codes;
  // The worker has a need that the vacancy does not say anything about.
  bool accommodation_unsaid = false;  // accommodation_provided
  bool night_shift_unsaid = false;    // night_shift
  bool operator==(const PairDetails&) const = default;
};

struct Explanation {
  PairDetails details;
  std::vector<FailedGate> failed_gates;  // in the order of the rule; empty: the pair passes
  int rule_version = 0;
};

// Full years of age on `day`: reached on the birthday; by one born on 29 February, on 1 March of a
// year without one. 0 before birth.
[[nodiscard]] int AgeInYears(absl::CivilDay birth_date, absl::CivilDay day);

// The vacancy's start date; as_of_date + 30 days if it states none.
[[nodiscard]] absl::CivilDay StartDate(const VacancyRow& vacancy, absl::CivilDay as_of_date);

// Every gate that the pair fails, in the order of the rule.
[[nodiscard]] std::vector<FailedGate> Gates(const WorkerRow& worker, const VacancyRow& vacancy,
                                            const MatchTerms& terms);

// The six parts, each 0 … 10,000 before weighting. They are defined for pairs that fail a gate too
// (a wage below the wish: 0; no preference contains the place: R is 0).
[[nodiscard]] int SkillPart(const WorkerRow& worker, const VacancyRow& vacancy);
[[nodiscard]] int OccupationPart(const WorkerRow& worker, const VacancyRow& vacancy);
[[nodiscard]] int LocationPart(const WorkerRow& worker, const VacancyRow& vacancy);
[[nodiscard]] int WagePart(const WorkerRow& worker, const VacancyRow& vacancy);
[[nodiscard]] int ExperiencePart(const WorkerRow& worker, const VacancyRow& vacancy);
[[nodiscard]] int PolicyPart(const WorkerRow& worker);

[[nodiscard]] PairScore Score(const WorkerRow& worker, const VacancyRow& vacancy);
[[nodiscard]] PairDetails Details(const WorkerRow& worker, const VacancyRow& vacancy);
[[nodiscard]] Explanation Explain(const WorkerRow& worker, const VacancyRow& vacancy,
                                  const MatchTerms& terms);

// A value in a form free of language, for the wire: "", "5500", "2026-03-01", "18-45" ("18-",
// "-45"), "442000,440000", "welding-arc:2". Words as they are.
[[nodiscard]] std::string GateValueText(const GateValue& value);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_SCORE_H_
