#include "services/runtime/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

namespace laowu::runtime {
namespace {

absl::Status SystemError(absl::string_view doing, const std::string& path) {
  const int error = errno;
  const std::string message = absl::StrCat("cannot ", doing, " ", path, ": ", std::strerror(error));
  if (error == ENOENT) return absl::NotFoundError(absl::StrCat(message, " 没有这个文件"));
  if (error == EACCES || error == EPERM) {
    return absl::PermissionDeniedError(
        absl::StrCat(message, ". Give the user that runs this the right to it. 没有权限。"));
  }
  if (error == EISDIR) return absl::FailedPreconditionError(absl::StrCat(message, " 这是目录"));
  if (error == ENOSPC) return absl::ResourceExhaustedError(absl::StrCat(message, " 磁盘已满"));
  return absl::FailedPreconditionError(absl::StrCat(message, " 读写失败"));
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return SystemError("read", path);
  const auto closer = absl::MakeCleanup([fd] { close(fd); });
  constexpr size_t kMost = 64U << 20;
  std::string content;
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = read(fd, buffer, sizeof(buffer));
    if (count < 0) return SystemError("read", path);
    if (count == 0) return content;
    content.append(buffer, static_cast<size_t>(count));
    if (content.size() > kMost) {
      return absl::FailedPreconditionError(absl::StrCat(path, " has more than 64 MiB 文件过大"));
    }
  }
}

absl::Status CheckReadable(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return SystemError("read", path);
  if (S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return SystemError("read", path);
  }
  return access(path.c_str(), R_OK) == 0 ? absl::OkStatus() : SystemError("read", path);
}

absl::Status CheckPrivate(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return SystemError("look at", path);
  if ((info.st_mode & 077) == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(path, " can be read by others: chmod 600 ", path, " 他人可读，请收紧权限"));
}

std::string FileStamp(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return "";
  return absl::StrCat(info.st_mtim.tv_sec, ".", info.st_mtim.tv_nsec, " ", info.st_size, " ",
                      info.st_ino);
}

absl::Status ReplaceFile(const std::string& path, absl::string_view content, unsigned mode) {
  const std::string beside = absl::StrCat(path, ".new");
  const int fd = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (fd < 0) return SystemError("write", beside);
  {
    const auto closer = absl::MakeCleanup([fd] { close(fd); });
    if (fchmod(fd, mode) != 0) return SystemError("set the rights of", beside);
    // Replaced by root, it must stay readable for whom it belonged to.
    struct stat old {};
    if (stat(path.c_str(), &old) == 0 && (old.st_uid != geteuid() || old.st_gid != getegid()) &&
        fchown(fd, old.st_uid, old.st_gid) != 0) {
      return SystemError("keep the owner of", path);
    }
    while (!content.empty()) {
      const ssize_t count = write(fd, content.data(), content.size());
      if (count < 0) return SystemError("write", beside);
      content.remove_prefix(static_cast<size_t>(count));
    }
    if (fsync(fd) != 0) return SystemError("sync", beside);
  }
  if (rename(beside.c_str(), path.c_str()) != 0) return SystemError("rename to", path);
  const std::string folder = std::filesystem::absolute(path).parent_path();
  const int folder_fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_fd < 0) return SystemError("sync", folder);
  const auto closer = absl::MakeCleanup([folder_fd] { close(folder_fd); });
  return fsync(folder_fd) == 0 ? absl::OkStatus() : SystemError("sync", folder);
}

}  // namespace laowu::runtime
