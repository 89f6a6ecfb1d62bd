#ifndef LAOWU_SERVICES_ELSEWHERE_H_
#define LAOWU_SERVICES_ELSEWHERE_H_

// What a process answers to calls of methods that none of its services has: of a role that runs
// elsewhere, or of no version of this API that it knows.

#include <grpcpp/generic/async_generic_service.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/runtime/config.h"
#include "services/runtime/principal.h"
#include "services/runtime/role.h"

namespace laowu {

// The refusal of `method` ("laowu.v1.WorkerService/GetWorker"): UNIMPLEMENTED, saying in both
// languages what to do. Of a known one with ROLE_ELSEWHERE, and ErrorInfo has `service`, `method`,
// `role`, and for operators `address` if `config` names a peer for it: how a system is laid out
// inside is theirs to know, and of no use to who does not reach it. Else with METHOD_UNKNOWN,
// `service` and `method`. Pure.
absl::Status NotHere(const runtime::ServeConfig& config, const runtime::Principal& caller,
                     absl::string_view method);

// Registered with the server, gets every call that no other service takes. Who asks for a method of
// a role elsewhere is authorised first, as there. Thread-safe.
class Elsewhere final : public grpc::CallbackGenericService {
 public:
  // What `environment` points to outlives it.
  explicit Elsewhere(const runtime::Environment& environment)
      : config_(*environment.config),
        rpc_(environment.principals, environment.keys, environment.cpu, environment.cpu,
             environment.metrics, environment.clock) {}

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;

 private:
  const runtime::ServeConfig& config_;
  runtime::Rpc rpc_;
};

}  // namespace laowu

#endif  // LAOWU_SERVICES_ELSEWHERE_H_
