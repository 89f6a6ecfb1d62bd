#include "storage/rocksdb_backup.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "rocksdb/utilities/backup_engine.h"
#include "storage/rocksdb_copy_files.h"
#include "storage/rocksdb_open.h"
#include "storage/rocksdb_options.h"
#include "storage/status_macros.h"
#include "storage/store_checks.h"

namespace laowu::storage {
namespace {

// A disk on which more files are damaged is not to be trusted with copies.
constexpr size_t kReplacedMost = 16;

// What the engine finds damaged lies in the folder of copies; the store may be well.
absl::Status FromEngine(const rocksdb::Status& status, absl::string_view doing) {
  if (!status.IsCorruption()) return FromRocksDb(status, doing);
  return absl::DataLossError(absl::StrCat(
      doing,
      ": a file of the folder of copies is damaged, not the store: move it away and copy again, or "
      "give another folder 备份目录中的文件已损坏（不是数据库）：请移走它再备份，或换一个备份目录 "
      "[",
      status.ToString(), "]"));
}

rocksdb::BackupEngineOptions EngineOptions(const std::string& folder) {
  // Its defaults: files shared and known by checksum, the log copied with them, all synced.
  return rocksdb::BackupEngineOptions(folder);
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngine>> OpenEngine(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);  // the engine makes the last part alone
  LAOWU_RETURN_IF_ERROR(CheckCopyLists(folder));
  rocksdb::BackupEngine* raw = nullptr;
  const auto status =
      rocksdb::BackupEngine::Open(EngineOptions(folder), rocksdb::Env::Default(), &raw);
  std::unique_ptr<rocksdb::BackupEngine> engine(raw);
  LAOWU_RETURN_IF_ERROR(FromEngine(status, absl::StrCat("opening the copies in ", folder)));
  return engine;
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngineReadOnly>> OpenReader(
    const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return absl::NotFoundError(
        absl::StrCat("there are no copies of a store in ", folder, " 没有数据库的副本"));
  }
  LAOWU_RETURN_IF_ERROR(CheckCopyLists(folder));
  rocksdb::BackupEngineReadOnly* raw = nullptr;
  const auto status =
      rocksdb::BackupEngineReadOnly::Open(EngineOptions(folder), rocksdb::Env::Default(), &raw);
  std::unique_ptr<rocksdb::BackupEngineReadOnly> engine(raw);
  LAOWU_RETURN_IF_ERROR(FromEngine(status, absl::StrCat("opening the copies in ", folder)));
  return engine;
}

std::string CopyText(const std::string& folder, int64_t number) {
  return absl::StrCat("copy ", number, " in ", folder);
}

// Its files are there, and each has the checksum that it had when it was copied.
absl::Status CheckFiles(const rocksdb::BackupEngineReadOnly& engine, const std::string& folder,
                        int64_t number) {
  const auto status = engine.VerifyBackup(static_cast<rocksdb::BackupID>(number),
                                          /*verify_with_checksum=*/true);
  if (status.ok()) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(CopyText(folder, number),
                                          " is missing or damaged: ", status.ToString(),
                                          ". Use another backup 副本缺失或已损坏：请用另一备份"));
}

struct SoundCopy {
  std::unique_ptr<rocksdb::BackupEngine> engine;
  rocksdb::BackupID number = 0;             // 0: not made yet
  std::vector<std::string> replaced_files;  // names of shared files
};

// Why there is no sound copy. `name`: the shared file that the engine speaks of.
absl::Status NoSoundCopy(const SoundCopy& copy, const std::string& folder, const std::string& name,
                         const rocksdb::Status& status) {
  std::string others;
  if (!copy.replaced_files.empty()) {
    others =
        absl::StrCat(". Copied anew before 已重新复制: ", absl::StrJoin(copy.replaced_files, ", "));
  }
  if (name.empty() && copy.number == 0) {
    return FromRocksDb(status, absl::StrCat("copying the store to ", folder, others));
  }
  if (name.empty()) {
    return absl::DataLossError(absl::StrCat(
        CopyText(folder, copy.number), " does not read back as it was written: look at its disk, ",
        "or give another folder 写入的备份读回不符：请检查备份盘，或换一个备份目录 [",
        status.ToString(), "]", others));
  }
  return absl::DataLossError(absl::StrCat(
      folder, "/", kSharedFiles, name,
      " is damaged, and there are too many such files, or the store's own is not what was copied "
      "before either: give another folder, and read the store by laowu verify when it is stopped "
      "备份目录中的该文件已损坏，且无法用数据库中的原文件修复：请换一个备份目录，"
      "停止服务后用 laowu verify 检查数据库 [",
      status.ToString(), "]", others));
}

// A copy that was read back. What is damaged among the files that it shares with earlier ones is
// replaced, and so mended for those too; else each later copy would share the damage.
absl::StatusOr<SoundCopy> MakeSoundCopy(rocksdb::DB* database, const std::string& folder,
                                        const std::function<bool()>& cancelled) {
  SoundCopy copy;
  while (true) {
    rocksdb::Status status;
    if (copy.number == 0) {
      copy.engine = nullptr;  // anew: it goes by the files' sizes as they are when it is opened
      LAOWU_ASSIGN_OR_RETURN(copy.engine, OpenEngine(folder));
      rocksdb::CreateBackupOptions options;
      options.progress_callback = [&] {
        if (cancelled()) copy.engine->StopBackup();
      };
      rocksdb::BackupID made = 0;
      status = copy.engine->CreateNewBackup(options, database, &made);
      if (status.ok()) copy.number = made;
    }
    if ((status.ok() || status.IsIncomplete()) && cancelled()) {
      return absl::CancelledError("the copy was stopped before its end");
    }
    if (status.ok()) status = copy.engine->VerifyBackup(copy.number, /*verify_with_checksum=*/true);
    if (status.ok()) return copy;
    // Of one that could not be made, a file that has another size than the store's.
    const bool of_folder = copy.number > 0 || status.IsCorruption();
    const std::string name = of_folder ? SharedFileIn(status.ToString()) : "";
    const auto& replaced = copy.replaced_files;
    const bool again = std::find(replaced.begin(), replaced.end(), name) != replaced.end();
    if (again) LAOWU_RETURN_IF_ERROR(PutBackSharedFile(folder, name));
    if (name.empty() || again || replaced.size() >= kReplacedMost) {
      return NoSoundCopy(copy, folder, name, status);
    }
    LAOWU_RETURN_IF_ERROR(ReplaceSharedFile(folder, name, database->GetName()));
    copy.replaced_files.push_back(name);
  }
}

}  // namespace

absl::StatusOr<StoreCopy> CopyDatabase(rocksdb::DB* database, absl::string_view store_id,
                                       Sequence through_sequence, const std::string& folder,
                                       const std::function<bool()>& cancelled) {
  LAOWU_RETURN_IF_ERROR(FromRocksDb(database->DisableFileDeletions(), "keeping the store's files"));
  const auto enabler = absl::MakeCleanup(
      [&] { database->EnableFileDeletions(/*force=*/false).PermitUncheckedError(); });
  LAOWU_ASSIGN_OR_RETURN(const SoundCopy sound, MakeSoundCopy(database, folder, cancelled));
  rocksdb::BackupInfo info;
  LAOWU_RETURN_IF_ERROR(FromEngine(sound.engine->GetBackupInfo(sound.number, &info),
                                   absl::StrCat("reading ", folder)));
  StoreCopy copy{.number = sound.number,
                 .store_id = std::string(store_id),
                 .through_sequence = through_sequence,
                 .byte_size = static_cast<int64_t>(info.size),
                 .replaced_files = {}};
  for (const std::string& name : sound.replaced_files) {
    copy.replaced_files.push_back(absl::StrCat(kSharedFiles, name));
  }
  return copy;
}

absl::StatusOr<StoreFacts> VerifyCopy(const std::string& folder, int64_t number,
                                      absl::string_view role, const RecordVisitor& visitor) {
  LAOWU_ASSIGN_OR_RETURN(const auto engine, OpenReader(folder));
  LAOWU_RETURN_IF_ERROR(CheckFiles(*engine, folder, number));
  rocksdb::BackupInfo info;
  LAOWU_RETURN_IF_ERROR(
      FromEngine(engine->GetBackupInfo(static_cast<rocksdb::BackupID>(number), &info,
                                       /*include_file_details=*/true),
                 absl::StrCat("reading ", CopyText(folder, number))));
  LAOWU_ASSIGN_OR_RETURN(const OpenedDatabase opened,
                         OpenDatabaseReadOnly(info.name_for_open, info.env_for_open.get()));
  return VerifyDatabase(opened, role, visitor);
}

absl::Status CheckCopy(const std::string& folder, int64_t number) {
  LAOWU_ASSIGN_OR_RETURN(const auto engine, OpenReader(folder));
  return CheckFiles(*engine, folder, number);
}

absl::StatusOr<std::string> RestoreCopy(const std::string& folder, int64_t number,
                                        const std::string& path) {
  LAOWU_ASSIGN_OR_RETURN(const auto engine, OpenReader(folder));
  LAOWU_RETURN_IF_ERROR(CheckFiles(*engine, folder, number));
  const auto status =
      engine->RestoreDBFromBackup(static_cast<rocksdb::BackupID>(number), path, path);
  LAOWU_RETURN_IF_ERROR(
      FromEngine(status, absl::StrCat("restoring ", CopyText(folder, number), " to ", path)));
  return BeginNewHistory(path);
}

absl::Status KeepCopies(const std::string& folder, const std::set<int64_t>& numbers) {
  LAOWU_ASSIGN_OR_RETURN(const auto engine, OpenEngine(folder));
  std::vector<rocksdb::BackupInfo> copies;
  engine->GetBackupInfo(&copies);
  for (const rocksdb::BackupInfo& copy : copies) {
    if (numbers.count(copy.backup_id) > 0) continue;
    LAOWU_RETURN_IF_ERROR(FromEngine(engine->DeleteBackup(copy.backup_id),
                                     absl::StrCat("removing ", CopyText(folder, copy.backup_id))));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> BeginNewHistory(const std::string& path) {
  LAOWU_ASSIGN_OR_RETURN(OpenedDatabase opened,
                         OpenDatabase(path, /*create_if_missing=*/false, rocksdb::Env::Default()));
  opened.position.last_sequence += kRestoreLeap;
  opened.position.oldest_sequence = opened.position.last_sequence + 1;
  std::string store_id = MakeStoreId();
  LAOWU_RETURN_IF_ERROR(WriteStoreStart(opened.database.get(), store_id, opened.position));
  return store_id;
}

}  // namespace laowu::storage
