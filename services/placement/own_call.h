#ifndef LAOWU_SERVICES_PLACEMENT_OWN_CALL_H_
#define LAOWU_SERVICES_PLACEMENT_OWN_CALL_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/runtime/call_context.h"

namespace laowu::placement {

inline constexpr char kFollowsWorker[] = "follows-worker";
// A placement ended by hand or by passing of time, whose beginning an outcome has moved since.
inline constexpr char kKeepsEnd[] = "keeps-end";

inline std::string OwnPrincipalId(absl::string_view work) {
  return absl::StrCat("placement-", work);
}

// In whose name this role changes what nobody called for; stands in provenance and audit.
inline runtime::CallContext OwnCall(absl::string_view work, absl::Time now) {
  runtime::CallContext call;
  call.principal.id = OwnPrincipalId(work);
  call.principal.role = runtime::PrincipalRole::kService;
  call.method = absl::StrCat("placement/", work);
  call.now = now;
  call.deadline = absl::InfiniteFuture();
  return call;
}

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_OWN_CALL_H_
