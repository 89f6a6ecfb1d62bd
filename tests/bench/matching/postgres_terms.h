#ifndef LAOWU_TESTS_BENCH_MATCHING_POSTGRES_TERMS_H_
#define LAOWU_TESTS_BENCH_MATCHING_POSTGRES_TERMS_H_

// What the two ways of keeping workers in PostgreSQL have in common: names of columns and terms of
// a statement, in whole numbers as the rule has them. Pure.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"

namespace laowu::matcher {

// Of the column `held`: a skill at a level, and at each below.
constexpr int HeldKey(int skill, int level) { return skill * (kMaxSkillLevel + 1) + level; }
[[nodiscard]] std::vector<int> HeldKeys(const PackedWorker& row);

// "{1,2}"
template <typename Numbers>
std::string Array(const Numbers& numbers) {
  return absl::StrCat("{", absl::StrJoin(numbers, ","), "}");
}

// The codes before the first that is none.
template <typename Codes>
std::vector<int> Filled(const Codes& codes) {
  return {codes.begin(), std::find(codes.begin(), codes.end(), 0)};
}

// What occupations are compared: those that the worker desires (kind 0), past ones (1), none (2).
struct Occupations {
  int kind = 2;
  std::vector<int> codes;
};
[[nodiscard]] Occupations OccupationsOf(const PackedWorker& row);

// Parts over the columns wish, x and y.
[[nodiscard]] std::string WageSql(const PackedVacancy& vacancy);
[[nodiscard]] std::string DistanceSql(const PackedVacancy& vacancy);
// L of R and D.
[[nodiscard]] std::string LocationSql(const std::string& preference, const std::string& distance);
// All parts but the policy, which is a column, weighted.
[[nodiscard]] std::string TotalSql(const std::string& skill, const std::string& occupation,
                                   const std::string& location, const std::string& wage,
                                   const std::string& experience);
// The gates over the columns wish, available, birth, education, accommodation, night and held: all
// but commitment and place, and those that nobody in the table fails.
[[nodiscard]] std::vector<std::string> SharedGates(const PackedVacancy& vacancy,
                                                   const PackedTerms& terms);

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_BENCH_MATCHING_POSTGRES_TERMS_H_
