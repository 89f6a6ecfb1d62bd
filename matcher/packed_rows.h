#ifndef LAOWU_MATCHER_PACKED_ROWS_H_
#define LAOWU_MATCHER_PACKED_ROWS_H_

// Rows as they lie in memory: codes as numbers, dates as yyyymmdd, sentinels for what is not
// stated. Packing loses nothing: Unpack gives an equal row.
//
// Dates as yyyymmdd compare like dates, and ages need no calendar: one is at least n years old on
// day d if birth + n·10000 ≤ d, also when born on 29 February.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "matcher/dictionary.h"
#include "matcher/types.h"

namespace laowu::matcher {

using PackedDate = std::int32_t;  // yyyymmdd
inline constexpr PackedDate kNoDate = 0;
inline constexpr PackedDate kOneYear = 1'00'00;

// 8 bits for the major class, 7 each for those below, of (figure + 1); 0: there is none. Two codes
// share their upper classes if their XOR has no bit above the lower ones.
using PackedOccupation = std::int32_t;
inline constexpr PackedOccupation kNoOccupation = 0;
inline constexpr int kSmallClassShift = 7;
inline constexpr int kMiddleClassShift = 14;
inline constexpr int kMajorClassShift = 21;

inline constexpr std::int16_t kUnknownMonths = -1;
inline constexpr std::int32_t kUnknownOpenings = INT32_MIN;
inline constexpr std::int32_t kNoPoint = INT32_MIN;  // in x

enum class Answer : std::uint8_t { kUnsaid = 0, kNo = 1, kYes = 2 };

struct Dictionaries {
  Dictionary divisions;
  Dictionary skills;
  Dictionary skill_groups;
};

// Groups of skills are few: a dictionary of them takes no more (Matcher::UpsertWorker).
inline constexpr int kSkillGroupBits = 12;
inline constexpr CodeNumber kMaxSkillGroups = (1 << kSkillGroupBits) - 2;
// kUnknownCode as it stands in a skill.
inline constexpr CodeNumber kUnknownGroup = (1 << kSkillGroupBits) - 1;

// A skill of a worker, or what a vacancy asks of one. In eight bytes, so that three of them, and
// few have more, stand within the row: those that do not are what a search waits for.
struct PackedSkill {
  CodeNumber skill = kNoCode;
  std::int16_t experience_months = kUnknownMonths;  // worker
  std::uint16_t group : kSkillGroupBits = kNoCode;  // a CodeNumber, or kUnknownGroup
  std::uint16_t level : 15 - kSkillGroupBits = 0;   // worker: held; vacancy: minimum
  bool required : 1 = false;                        // vacancy
};
static_assert(sizeof(PackedSkill) == 8);
inline constexpr std::size_t kSkillsWithinRow = 3;

struct PackedInterval {
  PackedDate from = kNoDate;
  PackedDate until = kNoDate;  // kNoDate: without end
};

struct PackedWorker {
  std::int64_t tie_hash = 0;
  PolicyGroupBits policy_groups = 0;
  CodeNumber division = kNoCode;
  bool active = false;
  bool dead = false;
  bool has_live_placement = false;
  bool currently_away = false;
  bool accommodation_required = false;
  bool refuses_night_shift = false;
  LegalBasis legal_basis = LegalBasis::kNone;
  EducationLevel education = EducationLevel::kUnspecified;
  PackedDate job_wanted_from = kNoDate;
  PackedDate available_date = kNoDate;
  PackedDate birth_date = kNoDate;
  std::int32_t min_wage_cny_per_month = 0;  // 0: not stated
  std::int32_t x_100m = kNoPoint;
  std::int32_t y_100m = 0;
  // In order, filled up with kNoCode and kNoOccupation.
  std::array<CodeNumber, kMaxPreferredDivisions> preferred_divisions = {};
  std::array<PackedOccupation, kMaxDesiredOccupations> desired_occupations = {};
  std::array<PackedOccupation, kMaxPastOccupations> past_occupations = {};
  CodeNumber away_division = kNoCode;
  absl::InlinedVector<PackedSkill, kSkillsWithinRow> skills;
};
static_assert(sizeof(PackedWorker) == 128, "two cache lines, and no row stands on three");

struct PackedVacancy {
  std::int64_t tie_hash = 0;
  VacancyState state = VacancyState::kUnspecified;
  EducationLevel min_education = EducationLevel::kUnspecified;
  Answer no_juvenile_hazards = Answer::kUnsaid;
  Answer accommodation_provided = Answer::kUnsaid;
  Answer night_shift = Answer::kUnsaid;
  std::uint8_t min_age_years = 0;  // 0: no limit
  std::uint8_t max_age_years = 0;
  std::int16_t min_experience_months = 0;  // 0: not stated
  HazardBits hazards = 0;
  PackedDate expire_date = kNoDate;
  PackedDate start_date = kNoDate;
  std::int32_t openings_left_count = kUnknownOpenings;
  std::int32_t max_wage_cny_per_month = 0;  // 0: not stated
  PackedOccupation occupation = kNoOccupation;
  std::int32_t x_100m = kNoPoint;
  std::int32_t y_100m = 0;
  CodeNumber workplace_division = kNoCode;
  std::array<CodeNumber, kMaxLineageCodes> workplace_lineage = {};  // filled up with kNoCode
  absl::InlinedVector<PackedSkill, kSkillsWithinRow> skills;
  absl::InlinedVector<PackedInterval, 1> employer_blocks;
};

[[nodiscard]] PackedDate PackDate(absl::CivilDay day);
[[nodiscard]] absl::CivilDay UnpackDate(PackedDate date);  // not for kNoDate
[[nodiscard]] PackedOccupation PackOccupation(absl::string_view code);
[[nodiscard]] std::string UnpackOccupation(PackedOccupation occupation);

// Rows must pass CheckRow. Pack gives new codes a number; PackDraft gives them kUnknownCode, so
// that what it makes may be compared with stored rows but not be stored.
[[nodiscard]] PackedWorker Pack(const WorkerRow& row, Dictionaries& dictionaries);
[[nodiscard]] PackedVacancy Pack(const VacancyRow& row, Dictionaries& dictionaries);
[[nodiscard]] PackedWorker PackDraft(const WorkerRow& row, const Dictionaries& dictionaries);
[[nodiscard]] PackedVacancy PackDraft(const VacancyRow& row, const Dictionaries& dictionaries);
[[nodiscard]] WorkerRow Unpack(const PackedWorker& packed, absl::string_view name,
                               const Dictionaries& dictionaries);
// The same into a row that is there already, all of which is replaced: of the hundred rows of an
// answer, each then finds its memory.
void UnpackTo(const PackedWorker& packed, absl::string_view name, const Dictionaries& dictionaries,
              WorkerRow& row);
[[nodiscard]] VacancyRow Unpack(const PackedVacancy& packed, absl::string_view name,
                                const Dictionaries& dictionaries);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_PACKED_ROWS_H_
