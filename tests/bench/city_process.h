#ifndef LAOWU_TESTS_BENCH_CITY_PROCESS_H_
#define LAOWU_TESTS_BENCH_CITY_PROCESS_H_

// A server on a city's folder, in this process, with a clock set to a day; and what it costs.

#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "services/process.h"
#include "services/runtime/clock.h"

namespace laowu::bench {

// Noon of `day` when made, running from there.
inline runtime::Clock ClockFrom(absl::CivilDay day) {
  const absl::Duration offset = runtime::StartOfDay(day) + absl::Hours(12) - absl::Now();
  return [offset] { return absl::Now() + offset; };
}

// Calls without a token are an administrator's. `roles` empty: all.
absl::StatusOr<std::unique_ptr<Process>> StartProcess(const std::string& data,
                                                      std::vector<std::string> roles,
                                                      runtime::Clock clock);

// Over TCP.
std::shared_ptr<grpc::Channel> ChannelTo(const Process& process);

// Memory of this process that no file stands behind, after giving back what is free.
std::int64_t ResidentBytes();

}  // namespace laowu::bench

#endif  // LAOWU_TESTS_BENCH_CITY_PROCESS_H_
