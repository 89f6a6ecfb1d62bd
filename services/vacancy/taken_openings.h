#ifndef LAOWU_SERVICES_VACANCY_TAKEN_OPENINGS_H_
#define LAOWU_SERVICES_VACANCY_TAKEN_OPENINGS_H_

// That more openings of a vacancy are taken than are wanted from now on.

#include <map>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/channels.h"

namespace laowu::vacancy {

// OPENINGS_TAKEN where `placements`, all that are PROPOSED, ACCEPTED, STARTED or ENDED of the
// vacancy, hold more openings than it has; one that is ENDED holds one if somebody came by it.
// Pure.
void WarnOfTakenOpenings(const v1::Vacancy& vacancy, absl::Span<const v1::Placement> placements,
                         runtime::Warnings* warnings);
// The same in the vacancy's `warnings`, by what the placement role says (ask_placements.h).
void WarnOfTakenOpenings(const runtime::Channels& channels, absl::Time deadline,
                         v1::Vacancy& vacancy);
// The same of the rows of an import that want fewer than before, by index, in the warnings of their
// results. All of it takes a second at most: from the first row of which nothing is told by then on
// nothing is said but PLACEMENTS_NOT_SEEN, once.
void WarnOfTakenOpenings(const runtime::Channels& channels, absl::Time deadline,
                         const std::map<int, v1::Vacancy>& lowered,
                         v1::ImportVacanciesResponse& response);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_TAKEN_OPENINGS_H_
