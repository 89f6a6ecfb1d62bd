#ifndef LAOWU_TESTS_BENCH_MATCHING_MADE_UP_ROWS_H_
#define LAOWU_TESTS_BENCH_MATCHING_MADE_UP_ROWS_H_

// Workers and vacancies for benchmarks of matching, the same for the same shape: 35 % of the
// workers away; 38 % of the vacancies name no skill, 20 % prefer some, 42 % require some.

#include <cstdint>
#include <random>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "matcher/types.h"

namespace laowu::matcher {

enum class Shape {
  kRealistic,  // trades, skills and places are skewed as in life
  kFlat,       // each as often as the others
  kAnywhere,   // skewed, and every worker will go anywhere
};
[[nodiscard]] Shape ShapeOf(absl::string_view name);  // "flat", "anywhere", else realistic

class RowMaker {
 public:
  static const absl::CivilDay& Today();

  explicit RowMaker(Shape shape) : shape_(shape) {}
  WorkerRow Worker(int number);
  VacancyRow Vacancy(int number);

 private:
  int Below(int bound);
  bool Chance(int percent);
  int Skewed(int bound);
  int Pick(int bound);
  int SkillOf(int trade);

  const Shape shape_;
  std::mt19937_64 random_{20261101};
};

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_BENCH_MATCHING_MADE_UP_ROWS_H_
