#ifndef LAOWU_TESTS_BENCH_CITY_HISTORY_H_
#define LAOWU_TESTS_BENCH_CITY_HISTORY_H_

// What happened to the n-th worker of the made-up city: pure, and the same on every machine. Of
// twelve workers two stayed, four went and came back, six are away on the last day; 2.5 outcomes
// a worker, and as many more as confirmations are asked for.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::bench {

struct Event {
  v1::Outcome::Type type;
  absl::CivilDay day;
  int job;  // which of the worker's jobs it is about, from 0
};

// In order of day, between kFirstDay and kToday. At most 3, and a CONFIRMED each `confirm_days`
// days while at work away; 0: none.
std::vector<Event> HistoryOf(std::int64_t worker_index, int confirm_days);

// The event as the API would take it, but for the worker.
v1::Outcome OutcomeOf(std::int64_t worker_index, const Event& event);

// Who vouches for what began a job of an organised channel: nobody, the organiser, the office too.
std::vector<v1::Attestation> AttestationsOf(std::int64_t worker_index, const Event& event);

// The organisers that outcomes name.
std::vector<v1::Organizer> Organizers();

}  // namespace laowu::bench

#endif  // LAOWU_TESTS_BENCH_CITY_HISTORY_H_
