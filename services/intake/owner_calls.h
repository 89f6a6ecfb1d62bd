#ifndef LAOWU_SERVICES_INTAKE_OWNER_CALLS_H_
#define LAOWU_SERVICES_INTAKE_OWNER_CALLS_H_

// Calls of a background job to the owners of records, on behalf of the one who sent the file. A
// role that does not answer, or is busy, is waited for: a job outlives a restart of its peers.

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/runtime/channels.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/principals.h"
#include "services/runtime/role.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {

// Constant after construction, thread-safe if `wait` is. `environment` outlives it.
class OwnerCalls {
 public:
  // How long a role may stay away before the job fails; RunImport then goes on where it was.
  static constexpr absl::Duration kPatience = absl::Minutes(10);

  // `wait`: sleeps so long; false at once when the process stops.
  OwnerCalls(const runtime::Environment& environment, std::string principal_id,
             std::function<bool(absl::Duration)> wait)
      : environment_(environment), principal_id_(std::move(principal_id)), wait_(std::move(wait)) {}

  // Who the job works for, as of now: a principal who was removed has no jobs. CANCELLED: the
  // process stops.
  absl::StatusOr<runtime::CallContext> Context() const {
    runtime::CallContext call;
    LAOWU_ASSIGN_OR_RETURN(call.principal, environment_.principals->Find(principal_id_));
    call.via_service = true;
    call.method = "laowu.v1.IntakeService/RunImport";
    call.deadline = absl::Now() + runtime::limits::kImportDeadline;
    call.now = environment_.clock();
    return call;
  }

  // *may_be_done, if it is given: whether an earlier try may have done what was asked.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(absl::string_view role,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request, bool* may_be_done = nullptr) const {
    const absl::Time until = absl::Now() + kPatience;
    for (absl::Duration delay = runtime::limits::kRetryDelay;;
         delay = std::min(delay * 2, absl::Seconds(5))) {
      LAOWU_ASSIGN_OR_RETURN(const runtime::CallContext call, Context());
      grpc::ClientContext context;
      environment_.channels->OnBehalfOf(call, &context);
      Stub stub(environment_.channels->To(role));
      Response response;
      const absl::Status status = runtime::PeerStatus(
          role, runtime::FromGrpc((stub.*method)(&context, request, &response)));
      if (status.ok()) return response;
      if (!MayPass(status) || absl::Now() > until) return status;
      if (may_be_done != nullptr && !absl::IsResourceExhausted(status)) *may_be_done = true;
      if (!wait_(delay)) return absl::CancelledError("the process stops");
    }
  }

 private:
  // Busy, away, or in a race: another try may succeed.
  static bool MayPass(const absl::Status& status) {
    return absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
           absl::IsDeadlineExceeded(status) || absl::IsCancelled(status) ||
           runtime::ReasonOf(status) == runtime::reasons::kConflict.name;
  }

  const runtime::Environment& environment_;
  const std::string principal_id_;
  const std::function<bool(absl::Duration)> wait_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_OWNER_CALLS_H_
