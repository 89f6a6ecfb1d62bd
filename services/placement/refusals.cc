#include "services/placement/refusals.h"

#include "absl/strings/str_cat.h"
#include "services/runtime/errors.h"

namespace laowu::placement {

namespace reasons = runtime::reasons;

absl::Status ErrorOf(const Refusal& refusal) {
  return runtime::FailedPrecondition(refusal.reason, refusal.subject, refusal.message);
}

absl::Status OtherContent(absl::string_view name) {
  return runtime::Error(absl::StatusCode::kAlreadyExists, reasons::kAlreadyExists,
                        absl::StrCat(name,
                                     " exists already, with other content; a new record needs "
                                     "a new request_id."));
}

absl::Status NotYours(runtime::PrincipalRole role, v1::Attestation::Kind kind) {
  return runtime::Error(absl::StatusCode::kPermissionDenied, reasons::kNotYourAttestation,
                        absl::StrCat(runtime::RoleText(role), " may not vouch by ",
                                     v1::Attestation::Kind_Name(kind), "; ask the one who can."));
}

}  // namespace laowu::placement
