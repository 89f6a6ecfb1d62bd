#ifndef LAOWU_SERVICES_START_CHECKS_H_
#define LAOWU_SERVICES_START_CHECKS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/runtime/config.h"

namespace laowu {

// What would stop the start once stores are open, looked at before anything is made, so that a
// `serve` that is refused leaves no folder behind: ports in use, the folder of backups (a file, or
// not ours to write), the pages. FAILED_PRECONDITION or NOT_FOUND, saying what to do.
absl::Status CheckStart(const runtime::ServeConfig& config);

// "cannot listen on --grpc 127.0.0.1:50051: …", with what to do.
absl::Status CannotListen(absl::string_view flag, absl::string_view address);

}  // namespace laowu

#endif  // LAOWU_SERVICES_START_CHECKS_H_
