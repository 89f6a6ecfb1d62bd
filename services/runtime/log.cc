#include "services/runtime/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace laowu::runtime {
namespace {

spdlog::logger& Logger() {
  // Never destroyed: threads may log while the process ends.
  static const auto& logger = *new std::shared_ptr<spdlog::logger>([] {
    auto made = spdlog::stderr_logger_mt("laowu");
    made->set_pattern("%v");
    made->flush_on(spdlog::level::info);
    return made;
  }());
  return *logger;
}

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      break;
  }
  return spdlog::level::err;
}

constexpr absl::string_view kLevelTexts[] = {"debug", "info", "warning", "error"};

}  // namespace

std::string JsonString(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
  return out;
}

void SetLogLevel(LogLevel least) { Logger().set_level(ToSpdlog(least)); }

void Log(LogLevel level, absl::string_view message,
         const std::vector<std::pair<absl::string_view, std::string>>& fields) {
  std::string line =
      absl::StrCat("{\"msg\":", JsonString(message), ",\"level\":\"",
                   kLevelTexts[static_cast<size_t>(level)], "\",\"time\":\"",
                   absl::FormatTime(absl::RFC3339_full, absl::Now(), absl::UTCTimeZone()), "\"");
  for (const auto& [key, value] : fields) {
    absl::StrAppend(&line, ",", JsonString(key), ":", JsonString(value));
  }
  line.push_back('}');
  Logger().log(ToSpdlog(level), "{}", line);
}

}  // namespace laowu::runtime
