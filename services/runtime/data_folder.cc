#include "services/runtime/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/runtime/files.h"
#include "storage/rocksdb_files.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

namespace fs = std::filesystem;

std::string HeldStoresPath(const std::string& data) { return data + "/held-stores"; }

// What is written down.
absl::StatusOr<std::set<std::string>> ReadHeldStores(const std::string& data) {
  const auto text = ReadFile(HeldStoresPath(data));
  if (absl::IsNotFound(text.status())) return std::set<std::string>();
  LAOWU_RETURN_IF_ERROR(text.status());
  const std::vector<std::string> lines = absl::StrSplit(*text, '\n', absl::SkipWhitespace());
  return std::set<std::string>(lines.begin(), lines.end());
}

absl::Status StoreGone(const std::string& data, const std::string& role) {
  const std::string path = absl::StrCat(data, "/", role);
  std::error_code error;
  return absl::DataLossError(absl::StrCat(
      path, fs::exists(path, error) ? " holds no store" : " is not there", ", and ",
      HeldStoresPath(data), " says that the role ", role,
      " has one here: it would begin empty. Put the folder back, or restore a backup into a new "
      "folder (laowu restore); if the role was moved elsewhere, take its line out of held-stores "
      "数据目录缺少该角色的数据：请放回或从备份恢复到新目录；确已迁走的，从 held-stores "
      "中删去该行"));
}

}  // namespace

absl::Status CheckNoDeadLink(const std::string& data) {
  std::error_code error;
  // With a slash at its end a path is what the link leads to.
  const fs::path link = data.substr(0, data.find_last_not_of('/') + 1);
  const bool is_link = fs::is_symlink(fs::symlink_status(link, error));
  if (!is_link || fs::exists(link, error) || error) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(link.string(), " is a link to ", fs::read_symlink(link, error).string(),
                   ", which is not there: mount its disk, make that folder, or give another path "
                   "数据目录是链接，所指的目录不存在：请挂载磁盘、建立该目录或换一个路径"));
}

absl::Status PrepareData(const Keys& keys, const std::string& data) {
  LAOWU_RETURN_IF_ERROR(CheckNoDeadLink(data));
  std::error_code error;
  const bool is_new = fs::create_directories(data, error);
  if (error) {
    return absl::FailedPreconditionError(absl::StrCat("cannot make the folder ", data, ": ",
                                                      error.message(),
                                                      " 无法建立数据目录，请检查路径和权限"));
  }
  if (is_new) fs::permissions(data, fs::perms::owner_all, error);
  return CheckKeysBelong(keys, data);
}

bool IsPrepared(const std::string& data) {
  std::error_code unseen;
  // What may not be looked at is there: opening it says so.
  return fs::exists(data + kKeysCheck, unseen) || unseen || !StoresIn(data).empty();
}

std::vector<std::string> StoresIn(const std::string& data) {
  std::vector<std::string> roles;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(data, error)) {
    if (storage::HasStoreFiles(entry.path().string())) {
      roles.push_back(entry.path().filename().string());
    }
  }
  std::sort(roles.begin(), roles.end());
  return roles;
}

absl::Status NoteHeldStores(const std::string& data, const std::vector<std::string>& roles) {
  // Processes of a split system may have one folder, and start at once.
  const int fd = open(data.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const auto closer = absl::MakeCleanup([fd] { close(fd); });
  if (fd < 0 || flock(fd, LOCK_EX) != 0) {
    return absl::FailedPreconditionError(absl::StrCat("cannot lock the data folder ", data, ": ",
                                                      std::strerror(errno), " 无法锁定数据目录"));
  }
  LAOWU_ASSIGN_OR_RETURN(std::set<std::string> held, ReadHeldStores(data));
  const size_t before = held.size();
  held.insert(roles.begin(), roles.end());
  if (held.size() == before) return absl::OkStatus();
  return ReplaceFile(HeldStoresPath(data), absl::StrCat(absl::StrJoin(held, "\n"), "\n"), 0600);
}

absl::StatusOr<std::vector<std::string>> HeldStores(const std::string& data) {
  LAOWU_ASSIGN_OR_RETURN(std::set<std::string> held, ReadHeldStores(data));
  for (std::string& role : StoresIn(data)) held.insert(std::move(role));
  return std::vector<std::string>(held.begin(), held.end());
}

absl::Status CheckHeldStores(const std::string& data, const std::vector<std::string>& roles) {
  LAOWU_ASSIGN_OR_RETURN(const std::set<std::string> held, ReadHeldStores(data));
  for (const std::string& role : roles) {
    const std::string path = absl::StrCat(data, "/", role);
    LAOWU_RETURN_IF_ERROR(storage::CheckStoreFiles(path));
    if (held.count(role) > 0 && !storage::HasStoreFiles(path)) return StoreGone(data, role);
  }
  return absl::OkStatus();
}

absl::Status CheckDataFolder(const std::string& data, const std::vector<std::string>& roles) {
  if (roles.empty()) return absl::OkStatus();
  if (std::error_code unseen; fs::exists(data, unseen) && !fs::is_directory(data, unseen)) {
    return absl::FailedPreconditionError(
        absl::StrCat("--data ", data,
                     " is no folder: name the one that holds the stores "
                     "不是文件夹：请写数据所在的目录"));
  }
  if (!IsPrepared(data)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "--data ", data,
        " was never prepared: it holds neither a store nor keys-check. Is the path right, and is "
        "its disk mounted? The server would begin empty and know nobody. For a new system, or a "
        "new process of one: laowu init --data ",
        data,
        " (with the --keys of serve) 数据目录未经初始化：请检查路径和磁盘是否挂载；新系统请先执行 "
        "laowu init"));
  }
  LAOWU_RETURN_IF_ERROR(CheckHeldStores(data, roles));
  std::vector<std::string> there;
  std::vector<std::string> gone;
  for (const std::string& role : roles) {
    std::error_code unseen;
    const bool is_there = fs::exists(absl::StrCat(data, "/", role), unseen) || unseen;
    (is_there ? there : gone).push_back(role);
  }
  if (there.empty() || gone.empty()) return absl::OkStatus();
  const std::string path = absl::StrCat(data, "/", gone.front());
  return absl::FailedPreconditionError(absl::StrCat(
      path, " is not there, while ", data, " has the stores of ", absl::StrJoin(there, ", "),
      ": the role ", gone.front(), " would begin empty. Put the folder back, or restore a backup; ",
      "if the role is new here, say so: mkdir ", path,
      " 数据目录缺少该角色的数据；放回或从备份恢复，确是新增角色才建空目录"));
}

}  // namespace laowu::runtime
