#include "services/start_checks.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/pages.h"
#include "storage/status_macros.h"

namespace laowu {
namespace {

// Whether nobody listens there and we may; true also where the host is not known: who listens says.
bool IsFree(const std::string& address) {
  const size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (absl::StartsWith(host, "[")) host = host.substr(1, host.size() - 2);
  const std::string port = address.substr(colon + 1);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) return true;
  const int socket_fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  const int yes = 1;  // a port that an ended process had is free
  bool free = true;
  if (socket_fd >= 0) {
    setsockopt(socket_fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    free = bind(socket_fd, found->ai_addr, found->ai_addrlen) == 0;
    close(socket_fd);
  }
  freeaddrinfo(found);
  return free;
}

absl::Status CheckBackupsFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::path there = std::filesystem::absolute(folder, error);
  while (!std::filesystem::exists(there, error) && there.has_relative_path()) {
    there = there.parent_path();
  }
  if (std::filesystem::is_directory(there, error) && access(there.c_str(), W_OK | X_OK) == 0) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat("--backups ", folder, ": ", there.string(),
                   std::filesystem::is_directory(there, error) ? " may not be written by this user"
                                                               : " is no folder",
                   ". Give a folder that this user may write, best on another disk, or make it so "
                   "备份目录不可用：请换一个可写的目录，或改它的权限。"));
}

}  // namespace

absl::Status CannotListen(absl::string_view flag, absl::string_view address) {
  return absl::FailedPreconditionError(absl::StrCat(
      "cannot listen on ", flag, " ", address,
      ": the port is in use or not ours to take. Choose another with ", flag,
      ", or stop what has it (ss -ltnp shows it). 端口已被占用或无权使用：请换一个端口，"
      "或停掉占用它的程序。"));
}

absl::Status CheckStart(const runtime::ServeConfig& config) {
  if (!config.backups.empty()) LAOWU_RETURN_IF_ERROR(CheckBackupsFolder(config.backups));
  if (!config.web.empty()) LAOWU_RETURN_IF_ERROR(gateway::Pages::Load(config.web).status());
  if (!IsFree(config.grpc)) return CannotListen("--grpc", config.grpc);
  if (!config.http.empty() && !IsFree(config.http)) return CannotListen("--http", config.http);
  return absl::OkStatus();
}

}  // namespace laowu
