#ifndef LAOWU_SERVICES_RUNTIME_CALL_CONTEXT_H_
#define LAOWU_SERVICES_RUNTIME_CALL_CONTEXT_H_

#include <functional>
#include <string>

#include "absl/time/time.h"
#include "services/runtime/principal.h"

namespace laowu::runtime {

// What a handler knows of the call it answers. Lives as long as the call.
struct CallContext {
  // On whose account: the caller, or whom a calling role names beside itself. `recorded_by` and
  // every scope check is about this one.
  Principal principal;
  // The call came through another role of this system.
  bool via_service = false;
  // "laowu.v1.VacancyService/GetVacancy".
  std::string method;
  // Of the system's clock. Inner calls get what is left minus limits::kInnerCallMargin.
  absl::Time deadline;
  // When the call was taken, by the process's clock (a test's may differ from the system's).
  absl::Time now;
  // True once nobody waits for the answer. Long work asks now and then.
  std::function<bool()> cancelled = [] { return false; };
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_CALL_CONTEXT_H_
