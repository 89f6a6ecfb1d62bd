#ifndef LAOWU_SERVICES_PLACEMENT_ORGANIZER_RULES_H_
#define LAOWU_SERVICES_PLACEMENT_ORGANIZER_RULES_H_

// What an organiser must be, and how its facts make what it is now. Pure.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::placement {

// Every violation of the field comments in placement_service.proto, paths prefixed by `path`. The
// division is one in force `today`.
void CheckOrganizer(const v1::Organizer& organizer, absl::string_view path, absl::CivilDay today,
                    runtime::FieldChecks& checks);

// The input fields alone, texts trimmed, the credit code in capitals.
v1::Organizer Normalised(const v1::Organizer& sent);

// Equal in all input fields; both normalised, or as read.
bool SameOrganizer(const v1::Organizer& a, const v1::Organizer& b);

// Lays a later fact over what the earlier ones say: what it states wins, its licences are added;
// one with a known number and start date takes that one's place, which stays among past_licences.
// `record_time`: of the fact.
void Fold(const v1::Organizer& fact, const google::protobuf::Timestamp& record_time,
          v1::Organizer& organizer);

// What an update would add to what is known, normalised: only fields that change and licences that
// are new or end otherwise. Nothing set: it changes nothing. Violations: what CheckOrganizer says
// of the outcome, a mask that names what cannot be updated, a field that would be cleared. A
// division that does not change stands, though its code may have died since.
v1::Organizer ChangeOf(const v1::UpdateOrganizerRequest& request, const v1::Organizer& known,
                       absl::CivilDay today, runtime::FieldChecks& checks);
bool ChangesNothing(const v1::Organizer& change);

// Why `organizer` cannot stand beside `channel`, Chinese first; empty if it can. A channel that
// counts as organised is that of the organiser's kind (ratio.md, "Channels and evidence"): a labour
// company whose licence has lapsed would else count as the public service.
std::string WhyNotOfChannel(const v1::Organizer& organizer, v1::Channel channel);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_ORGANIZER_RULES_H_
