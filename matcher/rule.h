#ifndef LAOWU_MATCHER_RULE_H_
#define LAOWU_MATCHER_RULE_H_

// The weights and tables of the matching rule (matching.md, version 1) as data. Whole numbers
// throughout. A change of any figure is a new version: every answer names the version it was made
// with.

#include <array>

namespace laowu::matcher {

inline constexpr int kFullPart = 10'000;     // every part is 0 … kFullPart
inline constexpr int kMiddleOfPart = 5'000;  // what a part is when a value it needs is not stated
inline constexpr int kFullTotalMicros = 1'000'000;

struct Rule {
  int version;

  // Percent. total_micros = Σ weight_percent × part.
  int skill_weight_percent;
  int occupation_weight_percent;
  int location_weight_percent;
  int wage_weight_percent;
  int experience_weight_percent;
  int policy_weight_percent;

  // S
  int required_skill_weight;
  int preferred_skill_weight;
  int same_group_value;  // what the minimum level in another skill of the group is worth

  // O, by how many classes from the top two codes share: none, major, middle, small; then the same
  // code.
  std::array<int, 4> shared_class_values;
  int same_occupation_value;
  int past_occupation_tenths;
  int no_occupation_value;

  // L = (preference_percent · R + distance_percent · D) ÷ 100, D = numerator ÷ (offset + distance)
  std::array<int, 4> preference_values;  // R by position of the preference that contains the place
  int any_place_value;
  int preference_percent;
  int distance_percent;
  int distance_numerator_100m;
  int distance_offset_100m;

  // W: full marks at wish + wish ÷ full_marks_divisor
  int full_marks_divisor;

  // E
  int full_experience_months;

  // P
  int poverty_or_monitored_value;
  int relocated_value;

  // Gates
  int min_age_years;            // UNDERAGE
  int adult_age_years;          // below it, hazards closed to juveniles matter
  int days_to_start_if_unsaid;  // start date of a vacancy that states none, after as_of_date
};

inline constexpr Rule kRule = {
    .version = 1,
    .skill_weight_percent = 30,
    .occupation_weight_percent = 20,
    .location_weight_percent = 20,
    .wage_weight_percent = 15,
    .experience_weight_percent = 10,
    .policy_weight_percent = 5,
    .required_skill_weight = 2,
    .preferred_skill_weight = 1,
    .same_group_value = 4'000,
    .shared_class_values = {0, 1'500, 4'000, 7'000},
    .same_occupation_value = 10'000,
    .past_occupation_tenths = 9,
    .no_occupation_value = 3'000,
    .preference_values = {10'000, 8'500, 7'000, 5'500},
    .any_place_value = 5'000,
    .preference_percent = 60,
    .distance_percent = 40,
    .distance_numerator_100m = 20'000'000,
    .distance_offset_100m = 2'000,
    .full_marks_divisor = 5,
    .full_experience_months = 120,
    .poverty_or_monitored_value = 6'000,
    .relocated_value = 4'000,
    .min_age_years = 16,
    .adult_age_years = 18,
    .days_to_start_if_unsaid = 30,
};

static_assert(kRule.skill_weight_percent + kRule.occupation_weight_percent +
                      kRule.location_weight_percent + kRule.wage_weight_percent +
                      kRule.experience_weight_percent + kRule.policy_weight_percent ==
                  100,
              "the parts add up to the total");
static_assert(100 * kFullPart == kFullTotalMicros);
static_assert(kRule.preference_percent + kRule.distance_percent == 100);
static_assert(kRule.distance_numerator_100m / kRule.distance_offset_100m == kFullPart,
              "D is full at distance 0");
static_assert(kRule.poverty_or_monitored_value + kRule.relocated_value == kFullPart);
static_assert(kRule.same_occupation_value == kFullPart && kRule.preference_values[0] == kFullPart);
static_assert(kRule.shared_class_values[0] <= kRule.shared_class_values[1] &&
              kRule.shared_class_values[1] <= kRule.shared_class_values[2] &&
              kRule.shared_class_values[2] <= kRule.shared_class_values[3] &&
              kRule.shared_class_values[3] <= kRule.same_occupation_value);
static_assert(kRule.preference_values[0] >= kRule.preference_values[1] &&
              kRule.preference_values[1] >= kRule.preference_values[2] &&
              kRule.preference_values[2] >= kRule.preference_values[3]);
static_assert(kRule.same_group_value <= kFullPart && kRule.past_occupation_tenths <= 10);
static_assert(kRule.min_age_years < kRule.adult_age_years);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_RULE_H_
