#ifndef LAOWU_SERVICES_PLACEMENT_REGISTRATION_H_
#define LAOWU_SERVICES_PLACEMENT_REGISTRATION_H_

// Where a worker was registered on the day of an outcome. The worker record shows the newest
// registration alone; since a change is never dated in the future, it is also the one of every day
// from the record's last change on. For an earlier day the dated facts are asked. Pure.

#include <string>

#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "laowu/v1/worker_service.pb.h"

namespace laowu::placement {

// Whether the worker record alone tells the registration on `day`.
bool TellsRegistration(const v1::Worker& worker, absl::CivilDay day);

// By the facts, as known now: the newest PROFILE or RESIDENCE_MOVED not later than `day` and not
// voided; before the first one, the first one; without any, what the record says.
std::string RegistrationOn(const v1::Worker& worker, absl::Span<const v1::WorkerFact> facts,
                           absl::CivilDay day);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_REGISTRATION_H_
