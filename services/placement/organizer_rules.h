#ifndef LAOWU_SERVICES_PLACEMENT_ORGANIZER_RULES_H_
#define LAOWU_SERVICES_PLACEMENT_ORGANIZER_RULES_H_

// What an organiser must be, and how its facts make what it is now. Pure.

#include "absl/strings/string_view.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::placement {

// Every violation of the field comments in placement_service.proto, paths prefixed by `path`.
void CheckOrganizer(const v1::Organizer& organizer, absl::string_view path,
                    runtime::FieldChecks& checks);

// The input fields alone, texts trimmed, the credit code in capitals.
v1::Organizer Normalised(const v1::Organizer& sent);

// Equal in all input fields; both normalised, or as read.
bool SameOrganizer(const v1::Organizer& a, const v1::Organizer& b);

// Lays a later fact over what the earlier ones say: what it states wins, its licences are added.
void Fold(const v1::Organizer& fact, v1::Organizer& organizer);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_ORGANIZER_RULES_H_
