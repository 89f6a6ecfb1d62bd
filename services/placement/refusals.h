#ifndef LAOWU_SERVICES_PLACEMENT_REFUSALS_H_
#define LAOWU_SERVICES_PLACEMENT_REFUSALS_H_

// The answers "no" that several methods of this role give, as a caller gets them.

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/placement/placement_rules.h"
#include "services/runtime/principal.h"

namespace laowu::placement {

// FAILED_PRECONDITION.
absl::Status ErrorOf(const Refusal& refusal);
// ALREADY_EXISTS: a request id was used for something else.
absl::Status OtherContent(absl::string_view name);
// PERMISSION_DENIED with NOT_YOUR_ATTESTATION.
absl::Status NotYours(runtime::PrincipalRole role, v1::Attestation::Kind kind);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_REFUSALS_H_
