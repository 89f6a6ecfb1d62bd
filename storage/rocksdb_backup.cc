#include "storage/rocksdb_backup.h"

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "rocksdb/utilities/backup_engine.h"
#include "storage/rocksdb_open.h"
#include "storage/rocksdb_options.h"
#include "storage/status_macros.h"
#include "storage/store_checks.h"

namespace laowu::storage {
namespace {

rocksdb::BackupEngineOptions EngineOptions(const std::string& folder) {
  // Its defaults: files shared and known by checksum, the log copied with them, all synced.
  return rocksdb::BackupEngineOptions(folder);
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngine>> OpenEngine(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);  // the engine makes the last part alone
  rocksdb::BackupEngine* raw = nullptr;
  const auto status =
      rocksdb::BackupEngine::Open(EngineOptions(folder), rocksdb::Env::Default(), &raw);
  std::unique_ptr<rocksdb::BackupEngine> engine(raw);
  LAOWU_RETURN_IF_ERROR(FromRocksDb(status, absl::StrCat("opening the copies in ", folder)));
  return engine;
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngineReadOnly>> OpenReader(
    const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return absl::NotFoundError(
        absl::StrCat("there are no copies of a store in ", folder, " 没有数据库的副本"));
  }
  rocksdb::BackupEngineReadOnly* raw = nullptr;
  const auto status =
      rocksdb::BackupEngineReadOnly::Open(EngineOptions(folder), rocksdb::Env::Default(), &raw);
  std::unique_ptr<rocksdb::BackupEngineReadOnly> engine(raw);
  LAOWU_RETURN_IF_ERROR(FromRocksDb(status, absl::StrCat("opening the copies in ", folder)));
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

}  // namespace

absl::StatusOr<StoreCopy> CopyDatabase(rocksdb::DB* database, absl::string_view store_id,
                                       Sequence through_sequence, const std::string& folder,
                                       const std::function<bool()>& cancelled) {
  LAOWU_ASSIGN_OR_RETURN(const auto engine, OpenEngine(folder));
  rocksdb::CreateBackupOptions options;
  options.progress_callback = [&] {
    if (cancelled()) engine->StopBackup();
  };
  rocksdb::BackupID number = 0;
  const auto status = engine->CreateNewBackup(options, database, &number);
  if (status.IsIncomplete() && cancelled()) {
    return absl::CancelledError("the copy was stopped before its end");
  }
  LAOWU_RETURN_IF_ERROR(FromRocksDb(status, absl::StrCat("copying the store to ", folder)));
  rocksdb::BackupInfo info;
  LAOWU_RETURN_IF_ERROR(
      FromRocksDb(engine->GetBackupInfo(number, &info), absl::StrCat("reading ", folder)));
  return StoreCopy{.number = number,
                   .store_id = std::string(store_id),
                   .through_sequence = through_sequence,
                   .byte_size = static_cast<int64_t>(info.size)};
}

absl::StatusOr<StoreFacts> VerifyCopy(const std::string& folder, int64_t number,
                                      absl::string_view role, const RecordVisitor& visitor) {
  LAOWU_ASSIGN_OR_RETURN(const auto engine, OpenReader(folder));
  LAOWU_RETURN_IF_ERROR(CheckFiles(*engine, folder, number));
  rocksdb::BackupInfo info;
  LAOWU_RETURN_IF_ERROR(
      FromRocksDb(engine->GetBackupInfo(static_cast<rocksdb::BackupID>(number), &info,
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
      FromRocksDb(status, absl::StrCat("restoring ", CopyText(folder, number), " to ", path)));
  return BeginNewHistory(path);
}

absl::Status KeepCopies(const std::string& folder, const std::set<int64_t>& numbers) {
  LAOWU_ASSIGN_OR_RETURN(const auto engine, OpenEngine(folder));
  std::vector<rocksdb::BackupInfo> copies;
  engine->GetBackupInfo(&copies);
  for (const rocksdb::BackupInfo& copy : copies) {
    if (numbers.count(copy.backup_id) > 0) continue;
    LAOWU_RETURN_IF_ERROR(FromRocksDb(engine->DeleteBackup(copy.backup_id),
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
