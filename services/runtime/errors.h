#ifndef LAOWU_SERVICES_RUNTIME_ERRORS_H_
#define LAOWU_SERVICES_RUNTIME_ERRORS_H_

// The one place where errors get their details and cross between absl::Status, grpc::Status and
// google.rpc.Status. Details ride on an absl::Status as payloads under their type URL.
//
// Every error that leaves has ErrorInfo{reason, domain "laowu.v1"}. Messages say what to do, and
// never hold personal data.

#include <grpcpp/support/status.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/runtime/reasons.h"

namespace laowu::runtime {

inline constexpr char kErrorDomain[] = "laowu.v1";

// An error with its reason. `metadata` goes into ErrorInfo.
absl::Status Error(absl::StatusCode code, reasons::Reason reason, absl::string_view message,
                   const std::vector<std::pair<std::string, std::string>>& metadata = {});

// NOT_FOUND with ResourceInfo.
absl::Status NotFound(absl::string_view resource_type, absl::string_view resource_name);

// INVALID_ARGUMENT with one BadRequest entry a violation, as many as the details' limit allows;
// the message says how many there were. `violations` is not empty.
absl::Status InvalidFields(const std::vector<google::rpc::BadRequest::FieldViolation>& violations);

// An error of InvalidFields with one violation more, if it has none of `path`.
absl::Status WithViolation(const absl::Status& invalid, absl::string_view path,
                           absl::string_view description);

// FAILED_PRECONDITION with PreconditionFailure about `subject`, a resource name.
absl::Status FailedPrecondition(reasons::Reason reason, absl::string_view subject,
                                absl::string_view message);

// The error with RetryInfo.
absl::Status WithRetry(absl::Status status, absl::Duration delay);

// What calls that come in a shutdown are answered with, those that it waits no longer for, and open
// streams: a watcher goes on from its resume_sequence, a sender from its first unanswered message.
// UNAVAILABLE, with a delay.
absl::Status Stopping();

// ErrorInfo.reason; empty if there is none.
std::string ReasonOf(const absl::Status& status);

// To the wire. Adds ErrorInfo where a lower layer gave none, hides INTERNAL and DATA_LOSS texts
// (the caller logs them first), and cuts details to limits::kErrorDetailsBytes.
grpc::Status ToGrpc(const absl::Status& status);
google::rpc::Status ToRpcStatus(const absl::Status& status);

// From the wire, details included.
absl::Status FromGrpc(const grpc::Status& status);
absl::Status FromRpcStatus(const google::rpc::Status& status);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_ERRORS_H_
