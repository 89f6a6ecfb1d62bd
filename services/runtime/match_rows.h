#ifndef LAOWU_SERVICES_RUNTIME_MATCH_ROWS_H_
#define LAOWU_SERVICES_RUNTIME_MATCH_ROWS_H_

// Messages as the matcher's rows: for the match role, which keeps all of them, and the placement
// role, which asks the gates of one pair. The only way from the one to the other. Pure.

#include <algorithm>

#include "absl/time/time.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "matcher/types.h"

namespace laowu::runtime {

// What the profile says; what hangs on time or work (visibility, commitment, past occupations) is
// the caller's to set. Places are those of the day of `now`.
matcher::WorkerRow WorkerRowFrom(const v1::Worker& worker, absl::Time now);

// With all openings left and no block.
matcher::VacancyRow VacancyRowFrom(const v1::Vacancy& vacancy, absl::Time now);

// People wanted; one where the vacancy does not say how many.
inline int OpeningCount(const v1::Vacancy& vacancy) { return std::max(1, vacancy.opening_count()); }

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_MATCH_ROWS_H_
