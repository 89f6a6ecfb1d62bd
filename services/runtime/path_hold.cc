#include "services/runtime/path_hold.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/runtime/digest.h"
#include "services/runtime/log.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

namespace fs = std::filesystem;

struct Address {
  sockaddr_un name{};
  socklen_t size = 0;
};

// A name begins with a zero byte: it is in no folder. Of a digest, since it has 107 bytes at most.
Address AddressOf(const std::string& path) {
  const std::string name = absl::StrCat("laowu-store-", absl::BytesToHexString(Sha256(path)));
  Address address;
  address.name.sun_family = AF_UNIX;
  std::memcpy(address.name.sun_path + 1, name.data(), name.size());
  address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  return address;
}

int OpenSocket() { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }

// " 4711 (user 998)"; empty where it cannot be told.
std::string HolderText(const Address& address) {
  const int fd = OpenSocket();
  const auto closer = absl::MakeCleanup([fd] { close(fd); });
  ucred holder{};
  socklen_t size = sizeof(holder);
  if (fd < 0 || connect(fd, reinterpret_cast<const sockaddr*>(&address.name), address.size) != 0 ||
      getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &holder, &size) != 0) {
    return "";
  }
  return absl::StrCat(" ", holder.pid, " (user ", holder.uid, ")");
}

}  // namespace

absl::StatusOr<std::unique_ptr<PathHold>> PathHold::Take(const std::string& data,
                                                         const std::vector<std::string>& roles) {
  std::unique_ptr<PathHold> hold(new PathHold());
  for (const std::string& role : roles) {
    std::error_code unseen;
    const fs::path path = fs::absolute(fs::path(data) / role, unseen).lexically_normal();
    std::set<std::string> paths = {path.string()};
    const fs::path followed = fs::weakly_canonical(path, unseen);
    if (!unseen) paths.insert(followed.string());
    for (const std::string& each : paths) LAOWU_RETURN_IF_ERROR(hold->Add(each));
  }
  return hold;
}

absl::Status PathHold::Add(const std::string& path) {
  const Address address = AddressOf(path);
  const int fd = OpenSocket();
  if (fd >= 0) sockets_.push_back(fd);
  if (fd >= 0 && bind(fd, reinterpret_cast<const sockaddr*>(&address.name), address.size) == 0 &&
      listen(fd, SOMAXCONN) == 0) {
    return absl::OkStatus();
  }
  if (errno != EADDRINUSE) {
    Log(LogLevel::kWarning,
        "the path of a store cannot be held: before another folder is put there, see that the "
        "process has ended 无法占用数据路径：更换目录前请先确认进程已结束",
        {{"path", path}, {"cause", std::strerror(errno)}});
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "process", HolderText(address), " works on ", path,
      ", though the folder may have been moved: another that is put there would lose files to it. "
      "Wait until it has ended, or end it, then try again "
      "仍有进程在使用该路径（即使目录已移走）：请等它结束后再试"));
}

PathHold::~PathHold() {
  for (const int fd : sockets_) close(fd);
}

}  // namespace laowu::runtime
