#ifndef LAOWU_MATCHER_PART_VALUES_H_
#define LAOWU_MATCHER_PART_VALUES_H_

// The parts of the rule as functions of the few numbers that each depends on. The score of a packed
// pair (packed_score.h) and the upper bounds of the index (bounds.h) are made of the same ones, so
// that a changed weight or table changes both, and a changed form of a part does not compile in one
// of them. Each says in which direction it grows: that is all that the bounds rest on.
//
// Pure; values 0 … kFullPart unless said.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "matcher/packed_rows.h"
#include "matcher/rule.h"

namespace laowu::matcher {

// One skill entry. Grows with the worker's level in the skill, and with the best level in its
// group.
constexpr int SkillEntryValue(int own_level, int group_level, int asked) {
  return std::max(kFullPart * std::min(own_level, asked) / asked,
                  kRule.same_group_value * std::min(group_level, asked) / asked);
}
constexpr int SkillEntryWeight(bool required) {
  return required ? kRule.required_skill_weight : kRule.preferred_skill_weight;
}

// Two occupations that are stated. Grows with the number of leading classes that they share.
constexpr int OccupationValue(PackedOccupation a, PackedOccupation b) {
  const std::int32_t differing = a ^ b;
  if (differing == 0) return kRule.same_occupation_value;
  if ((differing >> kSmallClassShift) == 0) return kRule.shared_class_values[3];
  if ((differing >> kMiddleClassShift) == 0) return kRule.shared_class_values[2];
  if ((differing >> kMajorClassShift) == 0) return kRule.shared_class_values[1];
  return kRule.shared_class_values[0];
}
// The same where the occupation is of a past job. Grows with `value`.
constexpr int PastOccupationValue(int value) { return value * kRule.past_occupation_tenths / 10; }

// R of a preference by its position, 0 the first. Falls with the position.
constexpr int PreferenceValue(int position) {
  return kRule.preference_values[static_cast<std::size_t>(position)];
}
// D. Falls with the distance.
constexpr int DistanceValue(std::int64_t distance_100m) {
  return kRule.distance_numerator_100m /
         (kRule.distance_offset_100m + static_cast<std::int32_t>(distance_100m));
}
// Grows with both.
constexpr int LocationValue(int preference_value, int distance_value) {
  return (kRule.preference_percent * preference_value + kRule.distance_percent * distance_value) /
         100;
}

// A wish and a maximum that are stated. Falls with the wish, grows with the maximum: of max - wish
// and wish ÷ 5 the first falls with the wish and the second, the divisor, grows.
constexpr int WageValue(std::int32_t wish, std::int32_t max) {
  if (max < wish) return 0;
  // At most 40,000, so that the product fits.
  const std::int32_t for_full_marks = wish / kRule.full_marks_divisor;
  return kFullPart * std::min(max - wish, for_full_marks) / for_full_marks;
}

// Months that are stated, and those that the vacancy asks for (0: not stated). Grows with the
// first.
constexpr int ExperienceValue(int months, int asked) {
  const int full = asked == 0 ? kRule.full_experience_months : asked;
  return kFullPart * std::min(months, full) / full;
}

constexpr int PolicyValue(PolicyGroupBits groups) {
  constexpr PolicyGroupBits kPovertyOrMonitored =
      BitOf(PolicyGroup::kPovertyAlleviated) | BitOf(PolicyGroup::kMonitored);
  return ((groups & kPovertyOrMonitored) != 0 ? kRule.poverty_or_monitored_value : 0) +
         ((groups & BitOf(PolicyGroup::kRelocated)) != 0 ? kRule.relocated_value : 0);
}

struct Parts {
  int skill = 0;
  int occupation = 0;
  int location = 0;
  int wage = 0;
  int experience = 0;
  int policy = 0;
};
// 0 … kFullTotalMicros. Grows with every part.
constexpr std::int32_t TotalMicros(const Parts& parts) {
  return kRule.skill_weight_percent * parts.skill +
         kRule.occupation_weight_percent * parts.occupation +
         kRule.location_weight_percent * parts.location + kRule.wage_weight_percent * parts.wage +
         kRule.experience_weight_percent * parts.experience +
         kRule.policy_weight_percent * parts.policy;
}

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_PART_VALUES_H_
