#ifndef LAOWU_SERVICES_PLACEMENT_OUTCOME_RULES_H_
#define LAOWU_SERVICES_PLACEMENT_OUTCOME_RULES_H_

// What an outcome must be, which outcomes stand, and what they do to the placement they name. Pure:
// no gRPC, no store, no clock. What a history of outcomes means is ratio/spells.h.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.pb.h"
#include "ratio/spells.h"
#include "services/runtime/field_checks.h"

namespace laowu::placement {

// Every violation of the field comments in placement_service.proto, paths prefixed by `path`. A
// workplace is a division that exists on the day, a place not in the tables below one that does,
// or overseas: a code that reference::IsCountryAbroad takes; what stands since before counts on as
// it does (ratio/places.h). Takes a normalised outcome. Returns how many of the violations the
// tables of divisions, countries and occupations alone find: with other tables the outcome may have
// been recorded, and is then answered as what stands.
size_t CheckOutcomeFields(const v1::Outcome& outcome, absl::string_view path,
                          runtime::FieldChecks& checks);

// A day that lies in the future (ratio.md rule 15) among the violations in `checks`, if there are
// any: all is told at once. Alone it is OUTCOME_NOT_POSSIBLE, as the rest of rule 15.
void AddFutureDay(const v1::Outcome& outcome, absl::string_view field, absl::CivilDay today,
                  runtime::FieldChecks& checks);

// The input fields alone. An unset precision is DAY; a VOIDED without a date bears `today`.
v1::Outcome Normalised(const v1::Outcome& sent, absl::CivilDay today);

// Equal in all input fields; both normalised, or as read.
bool SameOutcome(const v1::Outcome& a, const v1::Outcome& b);

// The day it counts from (ratio.md rule 20).
absl::CivilDay CountingDayOf(const v1::Outcome& outcome);

// Those not taken back by a VOIDED that itself stands (ratio.md rule 14), VOIDED ones included, in
// order of (counting day, sequence).
std::vector<const v1::Outcome*> StandingOutcomes(absl::Span<const v1::Outcome> outcomes);

// An ARRIVED or JOB_CHANGED: with a placement, the worker has begun that job.
bool BeginsPlacement(const v1::Outcome& outcome);

// What the outcomes of its worker say of a placement: begun by the first ARRIVED or JOB_CHANGED
// that names it, ended by a later RETURNED, JOB_CHANGED to another job, or ARRIVED by another
// placement.
struct Course {
  const v1::Outcome* start = nullptr;
  const v1::Outcome* end = nullptr;
};
Course CourseOf(absl::string_view placement_name, absl::Span<const v1::Outcome> outcomes);

// Moves a placement that was accepted to where its course has got; true if that changed it.
bool Follow(const Course& course, v1::Placement& placement);
// Of one that is ENDED and stays so: when it began, by its course; no end before the beginning, and
// none by an outcome that ends it no more.
void FollowBeginning(const Course& course, v1::Placement& placement);

ratio::Outcome ToRatioOutcome(const v1::Outcome& outcome);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_OUTCOME_RULES_H_
