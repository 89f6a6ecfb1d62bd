#ifndef LAOWU_SERVICES_RUNTIME_LOG_H_
#define LAOWU_SERVICES_RUNTIME_LOG_H_

// Logs: one JSON object a line on stderr, "msg" first; names of resources, never of persons.
//   Log(LogLevel::kInfo, "serving", {{"grpc", address}});
// Thread-safe.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::runtime {

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError };

// Lines below `least` are dropped. Info until called.
void SetLogLevel(LogLevel least);

void Log(LogLevel level, absl::string_view message,
         const std::vector<std::pair<absl::string_view, std::string>>& fields = {});

// `text` as a JSON string, quotes included.
std::string JsonString(absl::string_view text);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_LOG_H_
