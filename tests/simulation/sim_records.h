#ifndef LAOWU_TESTS_SIMULATION_SIM_RECORDS_H_
#define LAOWU_TESTS_SIMULATION_SIM_RECORDS_H_

// Random records that their roles could have stored, of a small world in which many meet.

#include <string>

#include "absl/time/time.h"
#include "intake/generate/draw.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "ratio/ratio_book.h"

namespace laowu::simulation {

inline constexpr int kWorkers = 12;  // workers/w0 … and so on
inline constexpr int kVacancies = 8;
inline constexpr int kEmployers = 3;

v1::Worker RandomWorker(absl::Time now, intake::Draw& draw);
v1::WorkerState RandomWorkerState(absl::Time now, intake::Draw& draw);
v1::Vacancy RandomVacancy(absl::Time now, intake::Draw& draw);
v1::Employer RandomEmployer(absl::Time now, intake::Draw& draw);

// Entries of a book as the API has them.
v1::WorkerFact ToFact(const ratio::WorkerFact& fact);
v1::Outcome ToOutcome(const ratio::Outcome& outcome);

}  // namespace laowu::simulation

#endif  // LAOWU_TESTS_SIMULATION_SIM_RECORDS_H_
