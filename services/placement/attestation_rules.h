#ifndef LAOWU_SERVICES_PLACEMENT_ATTESTATION_RULES_H_
#define LAOWU_SERVICES_PLACEMENT_ATTESTATION_RULES_H_

// What an attestation must bring, by its kind and by who gives it, and what it is worth (ratio.md,
// "Channels and evidence"). Pure: no gRPC, no store, no clock.
//
//   kind                  who speaks for themselves   who passes it on gives
//   VILLAGE_STATEMENT     nobody                      a reference or file: the list, the talk
//   ORGANIZER_RECORD      the organiser               a reference or file; the outcome names who
//   WORKER_CONFIRMATION   nobody                      a reference or file: the call, the form
//   OFFICE_CONFIRMATION   the office                  a reference or file: the letter, the call
//   EMPLOYER_CONFIRMATION nobody                      a reference or file: the letter, the roster
//   PAYROLL_MATCH         nobody                      a reference or file: the run of the match
//   ORGANIZER_DENIAL      the organiser               a reference or file; the outcome names who
//
// Whoever speaks for themselves is vouched for by their own login. Whoever passes on another's word
// says where it can be looked up: without that, a county's mere say-so would be evidence, and
// nobody could ask after it a year later.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/principal.h"

namespace laowu::placement {

// Every violation of an attestation that a caller in `role` gives. Of a kind that the role may not
// give (GradeFor) no reference is asked for: it is refused anyway.
void CheckAttestation(const v1::Attestation& attestation, runtime::PrincipalRole role,
                      absl::string_view path, runtime::FieldChecks& checks);
// What its kind asks of the outcome: an organiser's record or denial is of an organiser, and there
// is no record of what the organiser has denied; no worker confirms that nobody can reach them.
void CheckAttested(const v1::Attestation& attestation, const v1::Outcome& outcome,
                   absl::string_view path, runtime::FieldChecks& checks);

// What is kept of it for a worker who was erased: no texts (ratio.md rule 18).
void EraseTexts(v1::Attestation& attestation);
// What a caller is shown of an outcome: the texts of all its attestations to a bureau, and to an
// administrator in its stead; to anybody else those of their own alone. They are free texts, which
// may name the person and the telephone number, and an office or organiser has its own lists.
v1::Outcome ShownTo(const runtime::Principal& principal, v1::Outcome outcome);
bool SameAttestation(const v1::Attestation& a, const v1::Attestation& b);

// The attestation of that name; nullptr if the outcome has none.
const v1::Attestation* FindAttestation(const v1::Outcome& outcome, absl::string_view name);

// One equal in content, by that principal; nullptr if the outcome has none.
const v1::Attestation* FindEqualAttestation(const v1::Outcome& outcome,
                                            const v1::Attestation& attestation,
                                            absl::string_view recorded_by);

// What the kind is worth from a caller in that role; nullopt if the role may not vouch for it.
std::optional<v1::EvidenceGrade> GradeFor(runtime::PrincipalRole role, v1::Attestation::Kind kind);

// An organiser's record given by somebody in another role: the organiser has not been heard.
bool IsPassedOn(runtime::PrincipalRole role, v1::Attestation::Kind kind);

// The organiser has said that it did not organise this.
bool IsDenied(const v1::Outcome& outcome);

// The best grade among an outcome's attestations; none of one that is denied.
v1::EvidenceGrade BestGrade(const v1::Outcome& outcome);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_ATTESTATION_RULES_H_
