#ifndef LAOWU_TESTS_SYSTEM_RAW_CALL_H_
#define LAOWU_TESTS_SYSTEM_RAW_CALL_H_

// A call of any method, streaming or not, with any bytes as its one message.

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace laowu::testing {

struct RawRequest {
  std::string method;  // "laowu.v1.VacancyService/GetVacancy"
  std::string bytes;
  std::string token;    // empty: none is sent
  bool stream = false;  // cancelled once its first answer is here
};

// The bytes of the (first) answer. DEADLINE_EXCEEDED after 30 seconds, as for a server that hangs.
absl::StatusOr<std::string> CallRaw(const std::shared_ptr<grpc::Channel>& channel,
                                    const RawRequest& request);

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SYSTEM_RAW_CALL_H_
