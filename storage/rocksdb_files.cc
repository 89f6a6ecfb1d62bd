#include "storage/rocksdb_files.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace laowu::storage {
namespace {

namespace fs = std::filesystem;

absl::Status FileGone(const std::string& path, absl::string_view file, absl::string_view what) {
  return absl::DataLossError(absl::StrCat(
      "the store in ", path, " is damaged: its records are there, and the file ", file, ", ", what,
      ", is not. Leave the folder as it is and restore a backup into a new one (laowu restore). "
      "数据文件不完整（缺少 ",
      file, "）：请勿改动，用备份恢复到新目录。"));
}

}  // namespace

bool HasStoreFiles(const std::string& path) {
  std::error_code error;
  if (fs::exists(fs::path(path) / "CURRENT", error)) return true;
  for (const fs::directory_entry& entry : fs::directory_iterator(path, error)) {
    const fs::path extension = entry.path().extension();
    if (extension == ".sst") return true;
    if (extension == ".log" && entry.file_size(error) > 0 && !error) return true;
  }
  return false;
}

absl::Status CheckStoreFiles(const std::string& path) {
  std::error_code unseen;
  if (!fs::exists(fs::path(path) / "CURRENT", unseen)) {
    if (unseen || !HasStoreFiles(path)) return absl::OkStatus();
    return FileGone(path, "CURRENT", "which says where each is");
  }
  std::ifstream current(fs::path(path) / "CURRENT");
  std::string manifest;
  // What else stands there is damage that the engine finds.
  if (!std::getline(current, manifest) || !absl::StartsWith(manifest, "MANIFEST-") ||
      fs::exists(fs::path(path) / manifest, unseen) || unseen) {
    return absl::OkStatus();
  }
  return FileGone(path, manifest, "which lists them and which CURRENT names");
}

}  // namespace laowu::storage
