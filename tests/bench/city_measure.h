#ifndef LAOWU_TESTS_BENCH_CITY_MEASURE_H_
#define LAOWU_TESTS_BENCH_CITY_MEASURE_H_

#include <string>

#include "absl/status/status.h"

namespace laowu::bench {

// Starts the owners and the named followers ("match", "monitoring") together and prints when each
// serves and how much memory the process holds then. Without followers the feeds are read once and
// dropped, so that what is left is the stores' own. To be run in a process of its own: freed memory
// of an earlier start would hide what a later one takes.
absl::Status MeasureStart(const std::string& data, const std::string& followers);

// One server with all roles: times of calls over TCP, each beside an empty call on the same way.
absl::Status MeasureCalls(const std::string& data);

}  // namespace laowu::bench

#endif  // LAOWU_TESTS_BENCH_CITY_MEASURE_H_
