#ifndef LAOWU_SERVICES_INTAKE_PACKED_H_
#define LAOWU_SERVICES_INTAKE_PACKED_H_

// Rows of imports made small before they are encrypted: what is encrypted, the store can make no
// smaller. Thread-safe.
//
// On disk: byte 1 (no message of ours begins with it), then the message deflated by itself over a
// fixed dictionary (a golden test holds it). Rows of before are the message alone.

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace laowu::intake_role {

std::string Pack(absl::string_view message);
// Takes also what was never packed. DATA_LOSS: it is neither.
absl::StatusOr<std::string> Unpack(absl::string_view stored);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_PACKED_H_
