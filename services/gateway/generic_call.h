#ifndef LAOWU_SERVICES_GATEWAY_GENERIC_CALL_H_
#define LAOWU_SERVICES_GATEWAY_GENERIC_CALL_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace laowu::gateway {

// One unary call, bytes in and bytes out, by method path ("/laowu.v1.VacancyService/GetVacancy").
// Blocks until the answer or the deadline. `authorization` goes along as metadata, if not empty.
// Errors carry their details. Thread-safe.
absl::StatusOr<std::string> CallBytes(const std::shared_ptr<grpc::Channel>& channel,
                                      const std::string& path, const std::string& request,
                                      absl::string_view authorization, absl::Time deadline);

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_GENERIC_CALL_H_
