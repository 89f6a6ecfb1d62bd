#include "storage/rocksdb_copy_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace laowu::storage {
namespace {

namespace fs = std::filesystem;

constexpr char kDamagedFiles[] = "damaged/";
constexpr char kListField[] = " crc32 ";  // "<file> crc32 <checksum>", a line a file

std::string SharedPath(const std::string& folder, const std::string& name) {
  return absl::StrCat(folder, "/", kSharedFiles, name);
}

std::string DamagedPath(const std::string& folder, const std::string& name) {
  return absl::StrCat(folder, "/", kDamagedFiles, name);
}

absl::Status NotReplaced(const std::string& path, absl::string_view doing,
                         const std::error_code& error) {
  const std::string message =
      absl::StrCat(path, " is damaged, and cannot be copied anew (", doing, ": ", error.message(),
                   "): move it away and back up again, or give another folder "
                   "备份目录中的该文件已损坏，且无法重新复制：请移走它再备份，或换一个备份目录");
  if (error == std::errc::no_space_on_device) return absl::ResourceExhaustedError(message);
  return absl::DataLossError(message);
}

// Of a file or a folder.
std::error_code Sync(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {errno, std::generic_category()};
  std::error_code error;
  if (fsync(fd) != 0) error.assign(errno, std::generic_category());
  close(fd);
  return error;
}

}  // namespace

absl::Status CheckCopyLists(const std::string& folder) {
  struct Said {
    std::string checksum;
    std::string list;
  };
  std::map<std::string, Said> known;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder + "/meta", error)) {
    if (entry.path().extension() == ".tmp") continue;  // of a copy that was cut short
    std::ifstream list(entry.path());
    for (std::string line; std::getline(list, line);) {
      const size_t at = line.find(kListField);
      if (at == std::string::npos) continue;
      const std::string checksum = line.substr(at + sizeof(kListField) - 1);
      const auto [said, first] =
          known.try_emplace(line.substr(0, at), Said{checksum, entry.path().string()});
      if (first || said->second.checksum == checksum) continue;
      return absl::DataLossError(absl::StrCat(
          said->second.list, " and ", entry.path().string(), " say different checksums of ",
          said->first,
          ", so one of the two is damaged. Give another folder for backups; to verify or restore "
          "from this one, move first one of the two elsewhere, then the other "
          "两份清单对同一文件的校验和不同，其中一份已损坏：备份请换一个目录；校验、恢复时先移走其中"
          "一份，不行再换另一份"));
    }
  }
  return absl::OkStatus();
}

std::string SharedFileIn(absl::string_view error) {
  const size_t folder = error.rfind(kSharedFiles);
  if (folder == absl::string_view::npos) return "";
  absl::string_view name = error.substr(folder + sizeof(kSharedFiles) - 1);
  const size_t end = name.find_first_of(" :/");
  if (end != absl::string_view::npos) name = name.substr(0, end);
  // Others lie there only while they are being written.
  const bool shared = !name.empty() && name.front() >= '0' && name.front() <= '9' &&
                      absl::StrContains(name, '_') && absl::EndsWith(name, ".sst");
  return shared ? std::string(name) : "";
}

absl::Status ReplaceSharedFile(const std::string& folder, const std::string& name,
                               const std::string& database_path) {
  const std::string target = SharedPath(folder, name);
  const std::string aside = DamagedPath(folder, name);
  const std::string fresh = target + ".tmp";
  // "000018_sABC_204083.sst" was made of "000018.sst".
  const std::string source =
      absl::StrCat(database_path, "/", name.substr(0, name.find('_')), ".sst");
  std::error_code error;
  fs::create_directories(fs::path(aside).parent_path(), error);
  if (error) return NotReplaced(target, "making a folder for it", error);
  fs::copy_file(source, fresh, fs::copy_options::overwrite_existing, error);
  if (!error) error = Sync(fresh);
  std::error_code unused;
  if (error) {
    fs::remove(fresh, unused);
    return NotReplaced(target, absl::StrCat("copying ", source), error);
  }
  fs::rename(target, aside, error);
  if (error && error != std::errc::no_such_file_or_directory) {
    fs::remove(fresh, unused);
    return NotReplaced(target, "setting it aside", error);
  }
  fs::rename(fresh, target, error);
  if (!error) error = Sync(absl::StrCat(folder, "/", kSharedFiles));
  if (!error) return absl::OkStatus();
  fs::rename(aside, target, unused);
  return NotReplaced(target, "putting the new one in its place", error);
}

absl::Status PutBackSharedFile(const std::string& folder, const std::string& name) {
  const std::string target = SharedPath(folder, name);
  std::error_code error;
  fs::rename(DamagedPath(folder, name), target, error);
  return error ? NotReplaced(target, "putting it back", error) : absl::OkStatus();
}

}  // namespace laowu::storage
