#include "services/runtime/config.h"

#include <algorithm>
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

namespace {

void CheckAddresses(const ServeConfig& config, std::vector<std::string>& wrong) {
  for (const auto& [flag, address] :
       {std::pair{"--grpc", config.grpc}, std::pair{"--http", config.http}}) {
    if (address.empty() && flag == absl::string_view("--http")) continue;  // no door for HTTP
    if (HostOf(address).empty()) {
      wrong.push_back(absl::StrCat(flag, " ", address, " is not HOST:PORT 须为 主机:端口"));
    } else if (!IsLoopback(address) && config.tls_cert.empty()) {
      wrong.push_back(absl::StrCat(
          flag, " ", address,
          " is not a loopback address: beyond this machine the server speaks TLS only. Give "
          "--tls-cert and --tls-key, or use 127.0.0.1 本机以外只用 TLS：请给出证书和密钥，或改用 "
          "127.0.0.1"));
    } else if (!IsLoopback(address) && config.insecure) {
      wrong.push_back(absl::StrCat(
          flag, " ", address,
          " is not a loopback address: --insecure would let everyone do everything. Make tokens "
          "with laowu token create, or use 127.0.0.1 --insecure 只能用于本机：请建令牌，或改用 "
          "127.0.0.1"));
    }
  }
  if (config.tls_cert.empty() != config.tls_key.empty()) {
    wrong.push_back(
        "--tls-cert and --tls-key belong together: give both or neither 证书和密钥须同时给出");
  }
}

void CheckPeers(const ServeConfig& config, std::vector<std::string>& wrong) {
  if (!config.peers.empty() && config.peer_token_file.empty()) {
    wrong.push_back(
        "--peer needs --peer-token-file: a file with the token of a principal of the role service "
        "(laowu token create --role service), the same for all processes 使用 --peer 须给出 "
        "--peer-token-file（service 令牌文件）");
  }
  for (const auto& [role, address] : config.peers) {
    if (HostOf(address).empty()) {
      wrong.push_back(absl::StrCat("--peer ", role, "=", address,
                                   " is not ROLE=HOST:PORT 须为 角色=主机:端口"));
    } else if (!IsLoopback(address) && config.peer_ca.empty()) {
      wrong.push_back(absl::StrCat("--peer ", role, "=", address,
                                   " is not on this machine: personal data goes there, so over TLS "
                                   "only. Give --peer-ca 其他机器只用 TLS 连接：请给出 --peer-ca"));
    }
  }
}

void CheckWebhook(const ServeConfig& config, std::vector<std::string>& wrong) {
  const std::string& url = config.webhook_url;
  if (url.empty()) {
    if (!config.webhook_ca.empty())
      wrong.push_back("--webhook-ca needs --webhook-url 须同时给出 --webhook-url");
    return;
  }
  const bool tls = absl::StartsWith(url, "https://");
  const size_t begin = tls ? 8 : 7;
  const std::string host = url.substr(std::min(begin, url.size()));
  const std::string authority = host.substr(0, host.find('/'));
  // The text of a wrong one is not repeated: it may hold a secret.
  if ((!tls && !absl::StartsWith(url, "http://")) || authority.empty() ||
      absl::StrContains(authority, '@') || absl::StrContains(url, ' ')) {
    wrong.push_back("--webhook-url is not of the form https://HOST[:PORT]/PATH 网址格式不对");
  } else if (!tls &&
             !IsLoopback(absl::StrContains(authority, ':') ? authority : authority + ":80")) {
    wrong.push_back(
        "--webhook-url: beyond this machine only https:// is spoken 本机以外只用 https://");
  }
}

// Whether `folder` is the data folder or lies in it.
bool InData(const ServeConfig& config, const std::string& folder) {
  const auto data = std::filesystem::weakly_canonical(config.data);
  const auto relative = std::filesystem::weakly_canonical(folder).lexically_relative(data);
  return !relative.empty() && *relative.begin() != "..";
}

void CheckFolders(const ServeConfig& config, std::vector<std::string>& wrong) {
  if (config.data.empty())
    wrong.push_back("--data is required: the folder for the stores 请用 --data 给出数据目录");
  if (config.data.empty() || config.data == kMemoryData) return;
  if (InData(config, KeysFolder(config))) {
    wrong.push_back(absl::StrCat("--keys ", KeysFolder(config),
                                 " lies in the data folder: a copy of the data would hold its own "
                                 "keys. Choose a folder outside 密钥目录不能放在数据目录内"));
  }
  if (!config.backups.empty() && InData(config, config.backups)) {
    wrong.push_back(absl::StrCat(
        "--backups ", config.backups,
        " lies in the data folder: what takes the data would take the "
        "backups. Choose a folder outside, best on another disk 备份目录不能放在数据目录内，"
        "最好在另一块磁盘上"));
  }
}

}  // namespace

absl::Status CheckConfig(const ServeConfig& config) {
  std::vector<std::string> wrong;
  CheckFolders(config, wrong);
  CheckAddresses(config, wrong);
  CheckPeers(config, wrong);
  CheckWebhook(config, wrong);
  if (wrong.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(wrong, "; "));
}

}  // namespace laowu::runtime
