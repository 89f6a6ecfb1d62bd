#ifndef LAOWU_MATCHER_TYPES_H_
#define LAOWU_MATCHER_TYPES_H_

// What the matcher knows of a worker and of a vacancy, and nothing else. A row holds codes, numbers
// and dates; no name, number or photograph of a person, and none of sex, ethnicity, religion,
// health or past wages, which are neither gates nor inputs (matching.md).
//
// The rows are plain values with codes as text. The matcher packs them on the way in and unpacks
// them, equal in every field, on the way out.
//
// A field that is empty, nullopt or kUnspecified is *not stated*. Beside each such field stands
// what that means: mostly, it passes its gate and gives the middle of its part, never a silent
// zero.
//
// Dates are civil days, Asia/Shanghai, from 1900-01-01 to 9999-12-31.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::matcher {

// GB/T 4658, ascending; the numbers are those of laowu.v1.EducationLevel.
enum class EducationLevel : std::uint8_t {
  kUnspecified = 0,
  kNone = 1,
  kPrimary = 2,
  kJuniorMiddle = 3,
  kSeniorMiddle = 4,
  kSecondaryVocational = 5,
  kCollege = 6,
  kBachelorOrAbove = 7,
};

// What a person's data are processed on, as it stands now.
enum class LegalBasis : std::uint8_t { kNone = 0, kConsent = 1, kStatutoryDuty = 2 };

enum class VacancyState : std::uint8_t { kUnspecified = 0, kOpen = 1, kClosed = 2, kExpired = 3 };

// The numbers are those of laowu.v1.PolicyGroup. Others, 1 to 31, may stand in a row: they matter
// to filters alone.
enum class PolicyGroup : std::uint8_t {
  kPovertyAlleviated = 1,
  kMonitored = 2,
  kRelocated = 3,
};

// Sets of small numbers: bit n stands for PolicyGroup n, or laowu.v1.Hazard n. Bit 0 is never set.
using PolicyGroupBits = std::uint32_t;
using HazardBits = std::uint32_t;
constexpr std::uint32_t BitOf(int number) { return std::uint32_t{1} << number; }
constexpr PolicyGroupBits BitOf(PolicyGroup group) { return BitOf(static_cast<int>(group)); }

// A point of the plane of matching.md, in units of 100 m; made by ToPlane (geometry.h).
struct PlanePoint {
  int x_100m = 0;
  int y_100m = 0;
  bool operator==(const PlanePoint&) const = default;
};

// [from, until); no `until`: without end.
struct DateInterval {
  absl::CivilDay from;
  std::optional<absl::CivilDay> until;
  bool operator==(const DateInterval&) const = default;
};

inline constexpr int kMinSkillLevel = 1;  // 初级
inline constexpr int kMaxSkillLevel = 5;  // 高级技师
inline constexpr int kMaxSkills = 20;
inline constexpr int kMaxExperienceMonths = 1'200;
inline constexpr int kMinWageCnyPerMonth = 100;
inline constexpr int kMaxWageCnyPerMonth = 200'000;
inline constexpr int kMaxDesiredOccupations = 3;
inline constexpr int kMaxPastOccupations = 3;
inline constexpr int kMaxPreferredDivisions = 4;
inline constexpr int kMaxLineageCodes = 8;
inline constexpr int kMaxEmployerBlocks = 100;
inline constexpr int kMaxAgeYears = 150;
inline constexpr int kMaxNameBytes = 256;
inline constexpr int kMaxCodeBytes = 64;

struct WorkerSkill {
  std::string skill_code;
  std::string group_code;  // skills of one group are akin; empty: akin to none
  int level = kMinSkillLevel;
  // Not stated (0 on the wire): left out of part E; if none is stated, E is at its middle.
  std::optional<int> experience_months;
  bool operator==(const WorkerSkill&) const = default;
};

struct SkillRequirement {
  std::string skill_code;
  std::string group_code;
  int min_level = kMinSkillLevel;
  bool required = false;  // false: preferred
  bool operator==(const SkillRequirement&) const = default;
};

struct WorkerRow {
  std::string name;  // workers/{worker}
  // First 63 bits of SHA-256 of `name`, worked out by the caller (services have OpenSSL): the
  // lottery that orders equal scores. Not negative.
  std::int64_t tie_hash = 0;

  // Visibility.
  bool active = false;
  bool dead = false;
  // In force *now*, as known when the row was stored: none if withdrawn, if not yet effective, or
  // if there is none. It does not follow `as_of_date`, so that no date asked for brings a withdrawn
  // person back. Which kinds suffice is MatchTerms::statutory_duty_suffices.
  LegalBasis legal_basis_in_force = LegalBasis::kNone;

  // Commitment.
  bool has_live_placement = false;                // an ACCEPTED or STARTED one
  bool currently_away = false;                    // an outbound spell is open
  std::string away_division_code;                 // where; empty if unknown or not away
  std::optional<absl::CivilDay> job_wanted_from;  // not stated: is not looking while committed

  std::optional<absl::CivilDay> available_date;  // not stated: available now
  std::optional<absl::CivilDay> birth_date;      // not stated: passes UNDERAGE and AGE_LIMIT
  EducationLevel education = EducationLevel::kUnspecified;  // not stated: passes EDUCATION
  // The wish. Not stated: passes WAGE, middle of part W.
  std::optional<int> min_wage_cny_per_month;
  // Province, city or county codes of six digits, best first, in force on the day that
  // VacancyRow::workplace_lineage_codes are of. Empty: any place will do.
  std::vector<std::string> preferred_division_codes;
  bool accommodation_required = false;
  bool refuses_night_shift = false;

  std::vector<WorkerSkill> skills;
  // d[-dd[-dd[-dd]]], edition 2022. None desired: those of past jobs count, at nine tenths; none
  // either: a fixed value (rule.h).
  std::vector<std::string> desired_occupation_codes;
  std::vector<std::string> past_occupation_codes;
  PolicyGroupBits policy_groups = 0;

  std::string division_code;       // registration, 9 or 12 digits; for filters
  std::optional<PlanePoint> home;  // its own or its division's centroid; unknown: middle of D

  bool operator==(const WorkerRow&) const = default;
};

struct VacancyRow {
  std::string name;           // offices/{office}/vacancies/{vacancy}
  std::int64_t tie_hash = 0;  // as WorkerRow::tie_hash

  VacancyState state = VacancyState::kUnspecified;
  std::optional<absl::CivilDay>
      expire_date;                         // last day on which it is open; not stated: stays open
  std::optional<int> openings_left_count;  // none left if ≤ 0; not stated: some are left
  std::vector<DateInterval> employer_blocks;  // all known ones of the employer and its aliases

  std::optional<absl::CivilDay> start_date;  // not stated: as_of_date + 30 days
  std::optional<int> min_age_years;  // on the start date, both included; not stated: no limit
  std::optional<int> max_age_years;
  HazardBits hazards = 0;
  std::optional<bool> no_juvenile_hazards;  // not stated: closed to people of 16 and 17
  EducationLevel min_education = EducationLevel::kUnspecified;  // not stated: no minimum
  // Part E is full from so many months on; not stated: from those of rule.h. No gate: of what
  // offices ask for, experience is what they yield first.
  std::optional<int> min_experience_months;
  // Of one stated figure minimum and maximum are both. Not stated: passes WAGE, middle of part W.
  std::optional<int> max_wage_cny_per_month;
  std::optional<bool> accommodation_provided;  // not stated: passes, and is shown as unsaid
  std::optional<bool> night_shift;             // not stated: passes, and is shown as unsaid

  std::vector<SkillRequirement> skill_requirements;
  std::string occupation_code;  // d[-dd[-dd[-dd]]]; not stated: middle of part O

  // The place of work, and every code that contains it on that day, itself included: province,
  // city, county, township. The caller resolves them, so that the matcher needs no table of
  // divisions; a place outside the tables gets its prefixes filled up to six digits (520281 →
  // 520000, 520200, 520281). A worker's preference contains the workplace if it is one of these.
  // Not stated (no lineage): passes DESTINATION, middle of R.
  std::string workplace_division_code;
  std::vector<std::string> workplace_lineage_codes;
  std::optional<PlanePoint> workplace;  // its own or its division's centroid; unknown: middle of D

  bool operator==(const VacancyRow&) const = default;
};

// What a question fixes beside the two rows.
struct MatchTerms {
  absl::CivilDay as_of_date;
  // Whether a statutory duty makes a worker visible, as consent does. It stands in the policy in
  // force (reference::Policy) and is a parameter, so that a new policy needs no new rows.
  bool statutory_duty_suffices = false;
};

// Whether the text has the form d[-dd[-dd[-dd]]].
[[nodiscard]] bool IsOccupationCode(absl::string_view code);

// The first wrong field as INVALID_ARGUMENT ("skills[3].level must be 1 to 5"), or OK. Limits are
// the constants above; a name may be empty, as a draft's is. Messages hold no value of a row.
[[nodiscard]] absl::Status CheckRow(const WorkerRow& row);
[[nodiscard]] absl::Status CheckRow(const VacancyRow& row);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_TYPES_H_
