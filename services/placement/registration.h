#ifndef LAOWU_SERVICES_PLACEMENT_REGISTRATION_H_
#define LAOWU_SERVICES_PLACEMENT_REGISTRATION_H_

// Where a worker was registered on the day of an outcome. The worker record shows the newest
// registration alone; since a change is never dated in the future, it is also the one of every day
// from the record's last change on. For an earlier day the dated facts are asked. Of a person with
// several records (ratio.md rule 8) the one counts that stood on the day. Pure.

#include <string>
#include <vector>

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

// One record of a person. `facts`: all of its dated ones, where TellsRegistration is false of a day
// that is asked for.
struct RecordOfPerson {
  v1::Worker worker;
  std::vector<v1::WorkerFact> facts;
};

// Whether a record that is merged into another was so on `day`: by the merger that holds now, which
// is the last one told. Of one whose facts tell of no merger, so it was.
bool StoodBehind(const RecordOfPerson& record, absl::CivilDay day);

// Of `records`, a record and those that stand before it, each merged into the next: where the one
// was registered that stood on `day`. At least one record.
std::string RegistrationOfPersonOn(absl::Span<const RecordOfPerson> records, absl::CivilDay day);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_REGISTRATION_H_
