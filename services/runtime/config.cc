#include "services/runtime/config.h"

#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace laowu::runtime {
namespace {

// The host of HOST:PORT or [HOST]:PORT; empty if it has no such form.
std::string HostOf(const std::string& address) {
  const size_t colon = address.rfind(':');
  int port = -1;
  if (colon == std::string::npos || !absl::SimpleAtoi(address.substr(colon + 1), &port) ||
      port < 0 || port > 65535) {
    return "";
  }
  std::string host = address.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  return host;
}

}  // namespace

std::string KeysFolder(const ServeConfig& config) {
  if (!config.keys.empty()) return config.keys;
  std::string data = config.data;
  while (data.size() > 1 && data.back() == '/') data.pop_back();
  return data + "-keys";
}

bool IsLoopback(const std::string& address) {
  const std::string host = HostOf(address);
  return host == "localhost" || host == "::1" || absl::StartsWith(host, "127.");
}

absl::Status CheckConfig(const ServeConfig& config) {
  std::vector<std::string> wrong;
  if (config.data.empty()) wrong.push_back("--data is required: the folder for the stores");
  for (const auto& [flag, address] :
       {std::pair{"--grpc", config.grpc}, std::pair{"--http", config.http}}) {
    if (HostOf(address).empty()) {
      wrong.push_back(absl::StrCat(flag, " ", address, " is not HOST:PORT"));
    } else if (!IsLoopback(address)) {
      wrong.push_back(absl::StrCat(
          flag, " ", address,
          " is not a loopback address: without TLS the server listens on this machine only. Use "
          "127.0.0.1 and a TLS proxy before it"));
    }
  }
  if (config.data != kMemoryData && !config.data.empty()) {
    const auto data = std::filesystem::weakly_canonical(config.data);
    const auto keys = std::filesystem::weakly_canonical(KeysFolder(config));
    const auto relative = keys.lexically_relative(data);
    if (!relative.empty() && *relative.begin() != "..") {
      wrong.push_back(
          absl::StrCat("--keys ", KeysFolder(config),
                       " lies in the data folder: a copy of the data would hold its own "
                       "keys. Choose a folder outside"));
    }
  }
  if (wrong.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(wrong, "; "));
}

}  // namespace laowu::runtime
