#ifndef LAOWU_TESTS_UNIT_MATCHER_RANDOM_ROWS_H_
#define LAOWU_TESTS_UNIT_MATCHER_RANDOM_ROWS_H_

// Rows for property and model tests: few distinct values, so that values meet, scores tie and every
// gate both passes and fails; every optional field is missing now and then; every row passes
// CheckRow.

#include <random>
#include <string>

#include "matcher/types.h"

namespace laowu::matcher {

using Random = std::mt19937_64;

[[nodiscard]] WorkerRow RandomWorker(const std::string& name, Random& random);
[[nodiscard]] VacancyRow RandomVacancy(const std::string& name, Random& random);

// 0 … bound - 1; the same on every platform.
[[nodiscard]] int Below(int bound, Random& random);

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_UNIT_MATCHER_RANDOM_ROWS_H_
