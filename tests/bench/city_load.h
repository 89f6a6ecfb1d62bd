#ifndef LAOWU_TESTS_BENCH_CITY_LOAD_H_
#define LAOWU_TESTS_BENCH_CITY_LOAD_H_

// A made-up city in a data folder: workers and vacancies through the intake role's own methods,
// outcomes through the placement role's own rules and Plan functions, straight into its store.
//
// People and histories depend on their number in the file alone; ids are the server's, so two
// folders are alike, not equal byte by byte. Record times follow the days of what happened, so that
// figures can be asked for any day and any known-at.

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"

namespace laowu::bench {

// The days of the city: profiles are recorded on the first, what happened lies between, and it is
// served on the last.
inline constexpr absl::CivilDay kFirstDay(2025, 1, 1);
inline constexpr absl::CivilDay kToday(2026, 7, 1);

// The ledger of so many days is sent at once.
inline constexpr int kStepDays = 15;

inline constexpr char kOffice[] = "offices/zhongshan";

struct CitySize {
  std::int64_t worker_count = 1'200'000;  // a sixth has no outcome, half have an open spell
  std::int64_t vacancy_count = 100'000;
  // Who is at work away is called so often, and found there: 30 makes 10 million outcomes of 3
  // million. 0: never.
  int confirm_days = 0;
};

// Makes keys and stores and fills them; prints a line a step. FAILED_PRECONDITION: there is
// something in the folder already.
absl::Status LoadCity(const std::string& data, const CitySize& size);

struct LedgerSpan {
  int confirm_days = 0;  // as in CitySize
  // What happened from here on, and before there: a ledger may be loaded in pieces, in order.
  absl::CivilDay first = kFirstDay;
  absl::CivilDay end = kToday;
};

// Outcomes alone, of the workers that the worker store holds (city_outcomes.cc).
absl::Status LoadOutcomes(const std::string& data, const LedgerSpan& span);

}  // namespace laowu::bench

#endif  // LAOWU_TESTS_BENCH_CITY_LOAD_H_
