#ifndef LAOWU_SERVICES_PLACEMENT_OUTCOME_RULES_H_
#define LAOWU_SERVICES_PLACEMENT_OUTCOME_RULES_H_

// What an outcome and an attestation must be, which outcomes stand, and what they do to the
// placement they name. Pure: no gRPC, no store, no clock. What a history of outcomes means is
// ratio/spells.h.

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
#include "services/runtime/principal.h"

namespace laowu::placement {

// Every violation of the field comments in placement_service.proto, paths prefixed by `path`. A
// workplace is a division that exists on the day, a place not in the tables below one that does,
// or overseas: two or three capital letters (ISO 3166). Takes a normalised outcome.
void CheckOutcomeFields(const v1::Outcome& outcome, absl::string_view path,
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

// Moves an ACCEPTED or STARTED placement to where its course has got; true if that changed it.
bool Follow(const Course& course, v1::Placement& placement);

ratio::Outcome ToRatioOutcome(const v1::Outcome& outcome);

// The input of an attestation.
void CheckAttestation(const v1::Attestation& attestation, absl::string_view path,
                      runtime::FieldChecks& checks);
// What is kept of it for a worker who was erased: no texts (ratio.md rule 18).
void EraseTexts(v1::Attestation& attestation);
bool SameAttestation(const v1::Attestation& a, const v1::Attestation& b);

// The attestation of that name; nullptr if the outcome has none.
const v1::Attestation* FindAttestation(const v1::Outcome& outcome, absl::string_view name);

// One equal in content, by that principal; nullptr if the outcome has none.
const v1::Attestation* FindEqualAttestation(const v1::Outcome& outcome,
                                            const v1::Attestation& attestation,
                                            absl::string_view recorded_by);

// What the kind is worth from a caller in that role; nullopt if the role may not vouch for it.
std::optional<v1::EvidenceGrade> GradeFor(runtime::PrincipalRole role, v1::Attestation::Kind kind);

// The best grade among an outcome's attestations.
v1::EvidenceGrade BestGrade(const v1::Outcome& outcome);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_OUTCOME_RULES_H_
