#ifndef LAOWU_SERVICES_CLI_FRESH_CALL_H_
#define LAOWU_SERVICES_CLI_FRESH_CALL_H_

// Questions whose answer is to hold what was imported or recorded a moment ago, by the server's
// clock: who has just typed something in looks at once whether it counts.

#include <cstdio>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/cli/client.h"
#include "services/runtime/errors.h"
#include "services/runtime/record_fields.h"

namespace laowu::cli {

// The answer of a method whose request has `at_least`, with everything recorded until now in it
// beside what the request asks for; if a role that has some of it is silent, or as many wait for it
// as may, what is known without it, which is told.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> CallFresh(Client& client,
                                   grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                const Request&, Response*),
                                   Request request) {
  // Later than any clock of the server's, which counts as that.
  *request.mutable_at_least()->mutable_read_time() =
      runtime::ToTimestamp(absl::FromCivil(absl::CivilDay(9999, 1, 1), absl::UTCTimeZone()));
  auto answer = client.Call(method, request);
  const std::string reason = runtime::ReasonOf(answer.status());
  // Late, or too many wait for it: what is known is told all the same.
  const bool too_late = reason == runtime::reasons::kNotFreshEnough.name ||
                        reason == runtime::reasons::kQueueFull.name;
  if (answer.ok() || !too_late) return answer;
  request.mutable_at_least()->clear_read_time();
  answer = client.Call(method, request);
  if (answer.ok()) {
    std::fprintf(stderr,
                 "注意 note: 有数据服务未响应或等候者过多，最近的变动可能未计入。 A role does not "
                 "answer, or too many wait; what was recorded last may be missing.\n");
  }
  return answer;
}

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_FRESH_CALL_H_
