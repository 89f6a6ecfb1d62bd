#ifndef LAOWU_INTAKE_FACTS_FACTS_H_
#define LAOWU_INTAKE_FACTS_FACTS_H_

// Small facts that a column or a running text states: education, age limits, experience, heads,
// board and lodging, shifts, hours, insurance, hazards, dates, yes and no. Each function reads one
// kind of fact and says nothing (nullopt) where the text does not; none guesses. What is only
// welcome ("有3年经验优先") is not asked for.
//
// "Column": the whole text speaks of the fact ("18-45"). "Text": it may speak of anything, so the
// words that name the fact must be there ("18-45岁"). Pure and thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::intake {

// Numbers are those of laowu.v1; tests in the intake role hold them together.
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
// Hazards closed to juveniles (standards.md, "Age"), in the order of that list.
enum class Hazard : std::uint8_t {
  kUnspecified = 0,
  kDust,
  kToxins,
  kHeight,
  kColdWater,
  kHeat,
  kCold,
  kHeavyStrain,
  kMines,
  kFelling,
  kRadiation,
  kExplosives,
  kDiving,
  kHeavyLoads,
  kJackHammers,
  kForcedPosture,
};

// A value with the words it was read from.
template <typename T>
struct Found {
  T value;
  std::string text;
};

// Lowest level that a column accepts ("初中及以上", "高中/中专"); kUnspecified for 不限.
std::optional<EducationLevel> ReadEducationColumn(absl::string_view text);
// The level a person has: the highest named.
std::optional<EducationLevel> ReadEducationOfPerson(absl::string_view text);
// "初中以上学历", "大专学历"; a bare 小学 in running text may be a workplace.
std::optional<Found<EducationLevel>> ReadEducationInText(absl::string_view text);

// 学前教育, 护理专业, 机电: what is learnt at a school for a trade, and nothing else.
bool IsSubjectOfStudy(absl::string_view words);

struct AgeLimits {
  int min_years = 0;  // 0: none
  int max_years = 0;
};
// "18-45", "45岁以下", "男18-50,女18-45" (the widest); {0, 0} for 不限.
std::optional<AgeLimits> ReadAgeColumn(absl::string_view text);
std::optional<Found<AgeLimits>> ReadAgeInText(absl::string_view text);

// Months. "3年以上", "1-3年" (the lower), "6个月", "不限", "无需经验" (0); a bare number is years.
std::optional<int> ReadExperienceColumn(absl::string_view text);
std::optional<Found<int>> ReadExperienceInText(absl::string_view text);
// Of a cell of what is asked for, in which bare years are those of experience: "3年", "焊工证 3年".
std::optional<Found<int>> ReadExperienceAskedFor(absl::string_view cell);

// "10", "10人", "5-10人" (the higher), "若干" (0: unsaid).
std::optional<int> ReadCount(absl::string_view text);
std::optional<Found<int>> ReadCountInText(absl::string_view text);   // "招普工20名"
std::optional<Found<int>> ReadCountInTitle(absl::string_view text);  // "普工20名"
// "氩弧焊10人", "电子厂20名普工": the number right behind or before `work`, which is what the text
// offers; not of 现有20名普工, 氩弧焊2人一组.
std::optional<Found<int>> ReadCountBeside(absl::string_view text, absl::string_view work);

// 是, 有, 包, 提供, yes, √ / 否, 无, 不, 自理, no, ×.
std::optional<bool> ReadYesNo(absl::string_view text);

struct Board {
  std::optional<bool> accommodation;
  std::optional<bool> meals;
};
// "包吃住", "包住不包吃", "提供宿舍", "食宿自理".
Board ReadBoard(absl::string_view text);

std::optional<Found<bool>> ReadNightShift(absl::string_view text);
std::optional<Found<int>> ReadHoursPerWeek(absl::string_view text);
std::optional<Found<bool>> ReadSocialInsurance(absl::string_view text);
std::vector<Found<Hazard>> ReadHazards(absl::string_view text);

// A date that exists: 2026-07-01, 2026/7/1, 2026.7.1, 2026年7月1日, 26年7月1日, 20260701, with or
// without a time of day; an Excel serial (46204); "即日", "随时", "尽快" is `as_of`. nullopt
// otherwise.
std::optional<absl::CivilDay> ReadDate(absl::string_view text, absl::CivilDay as_of);
// A month without a day, as of a birth: 1990-01, 1990年1月, 91年2月. Two for "1990.1", which a
// spreadsheet makes of 1990.10 as well; none if it is no month of a living person's birth.
std::vector<absl::CivilMonth> ReadBirthMonths(absl::string_view text, absl::CivilDay as_of);
// The last day that a running text names: "招聘有效期至2026-08-31", "8月31日截止" (the next such
// day).
std::optional<Found<absl::CivilDay>> ReadExpiryInText(absl::string_view text, absl::CivilDay as_of);
// The first day of work that a running text names: "8月1日入职", "7月10日统一进厂" (the next such
// day); a month alone names none.
std::optional<Found<absl::CivilDay>> ReadStartInText(absl::string_view text, absl::CivilDay as_of);
// 长期, 长期有效, 不限: no date, and nothing wrong.
bool SaysNoDate(absl::string_view text);
// 随时, 即日, 尽快: where an unset date means any time, it is left unset, so that a list sent again
// tomorrow says what it said today.
bool SaysAnyTime(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FACTS_FACTS_H_
