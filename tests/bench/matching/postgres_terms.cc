#include "tests/bench/matching/postgres_terms.h"

#include "matcher/part_values.h"
#include "matcher/rule.h"

namespace laowu::matcher {

std::vector<int> HeldKeys(const PackedWorker& row) {
  std::vector<int> keys;
  for (const PackedSkill& skill : row.skills) {
    for (int level = 1; level <= skill.level; ++level) keys.push_back(HeldKey(skill.skill, level));
  }
  return keys;
}

Occupations OccupationsOf(const PackedWorker& row) {
  if (row.desired_occupations[0] != kNoOccupation) return {0, Filled(row.desired_occupations)};
  if (row.past_occupations[0] != kNoOccupation) return {1, Filled(row.past_occupations)};
  return {};
}

std::string WageSql(const PackedVacancy& vacancy) {
  const int max = vacancy.max_wage_cny_per_month;
  if (max == 0) return absl::StrCat(kMiddleOfPart);
  const std::string full = absl::StrCat("(wish / ", kRule.full_marks_divisor, ")");
  return absl::StrCat("case wish when 0 then ", kMiddleOfPart, " else ", kFullPart, " * least(",
                      max, " - wish, ", full, ") / ", full, " end");
}

std::string DistanceSql(const PackedVacancy& vacancy) {
  if (vacancy.x_100m == kNoPoint) return absl::StrCat(kMiddleOfPart);
  const auto square = [](absl::string_view column, int at) {
    return absl::StrCat("(", column, " - ", at, ")::float8 * (", column, " - ", at, ")");
  };
  return absl::StrCat("case when x = ", kNoPoint, " then ", kMiddleOfPart, " else ",
                      kRule.distance_numerator_100m, " / (", kRule.distance_offset_100m,
                      " + floor(sqrt(", square("x", vacancy.x_100m), " + ",
                      square("y", vacancy.y_100m), "))::int) end");
}

std::string LocationSql(const std::string& preference, const std::string& distance) {
  return absl::StrCat("(", kRule.preference_percent, " * (", preference, ") + ",
                      kRule.distance_percent, " * (", distance, ")) / 100");
}

std::string TotalSql(const std::string& skill, const std::string& occupation,
                     const std::string& location, const std::string& wage,
                     const std::string& experience) {
  return absl::StrCat(
      kRule.skill_weight_percent, " * (", skill, ") + ", kRule.occupation_weight_percent, " * (",
      occupation, ") + ", kRule.location_weight_percent, " * (", location, ") + ",
      kRule.wage_weight_percent, " * (", wage, ") + ", kRule.experience_weight_percent, " * (",
      experience, ") + ", kRule.policy_weight_percent, " * policy");
}

std::vector<std::string> SharedGates(const PackedVacancy& vacancy, const PackedTerms& terms) {
  const PackedDate start = StartOf(vacancy, terms);
  std::vector<std::string> gates;
  if (vacancy.max_wage_cny_per_month != 0) {
    gates.push_back(absl::StrCat("wish <= ", vacancy.max_wage_cny_per_month));
  }
  gates.push_back(absl::StrCat("available <= ", start));
  const bool open_to_juveniles =
      vacancy.hazards == 0 && vacancy.no_juvenile_hazards == Answer::kYes;
  const int least = std::max<int>(open_to_juveniles ? kRule.min_age_years : kRule.adult_age_years,
                                  vacancy.min_age_years);
  // A birth date that is not known is 0, before all others.
  gates.push_back(absl::StrCat("birth <= ", start - least * kOneYear));
  if (vacancy.max_age_years != 0) {
    gates.push_back(absl::StrCat("(birth = 0 or birth > ",
                                 start - (vacancy.max_age_years + 1) * kOneYear, ")"));
  }
  if (vacancy.min_education != EducationLevel::kUnspecified) {
    gates.push_back(absl::StrCat(
        "(education = 0 or education >= ", static_cast<int>(vacancy.min_education), ")"));
  }
  if (vacancy.accommodation_provided == Answer::kNo) gates.push_back("not accommodation");
  if (vacancy.night_shift == Answer::kYes) gates.push_back("not night");
  std::vector<int> required;
  for (const PackedSkill& entry : vacancy.skills) {
    if (entry.required) required.push_back(HeldKey(entry.skill, entry.level));
  }
  if (!required.empty()) gates.push_back(absl::StrCat("held @> '", Array(required), "'"));
  return gates;
}

}  // namespace laowu::matcher
