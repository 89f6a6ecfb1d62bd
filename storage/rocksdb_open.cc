#include "storage/rocksdb_open.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/write_batch.h"
#include "storage/key.h"
#include "storage/record_format.h"
#include "storage/rocksdb_files.h"
#include "storage/rocksdb_options.h"
#include "storage/status_macros.h"
#include "storage/store_checks.h"

namespace laowu::storage {
namespace {

namespace fs = std::filesystem;

absl::Status FolderError(const std::error_code& error, absl::string_view path) {
  const std::string what = absl::StrCat("data folder ", path, ": ", error.message());
  if (error == std::errc::permission_denied || error == std::errc::operation_not_permitted ||
      error == std::errc::read_only_file_system) {
    return absl::PermissionDeniedError(absl::StrCat(
        what, "; give the user of this process read and write permission 没有读写权限"));
  }
  if (error == std::errc::no_space_on_device) {
    return absl::ResourceExhaustedError(absl::StrCat(what, "; free some space 磁盘已满"));
  }
  return absl::FailedPreconditionError(absl::StrCat(what, "; name another folder 请换一个目录"));
}

absl::Status NoStoreError(absl::string_view path) {
  return absl::NotFoundError(absl::StrCat(
      "there is no store in ", path,
      ": check the path, or create the store first 此处没有数据库：请核对路径，或先建立"));
}

// Whether RocksDB makes files of this name before a new database is complete (its CURRENT file).
bool IsLeftOfUnfinishedCreation(const std::string& name) {
  return name == "LOCK" || name == "IDENTITY" || absl::StartsWith(name, "LOG") ||
         absl::StartsWith(name, "MANIFEST-") || absl::StartsWith(name, "OPTIONS-") ||
         absl::EndsWith(name, ".dbtmp") || absl::EndsWith(name, ".log");
}

// That a database may be opened or made at `path`; makes the folder if it may.
absl::Status PrepareFolder(const std::string& path, bool create_if_missing) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    if (!create_if_missing) return NoStoreError(path);
    fs::create_directories(path, error);
    return error ? FolderError(error, path) : absl::OkStatus();
  }
  if (error) return FolderError(error, path);
  if (status.type() != fs::file_type::directory) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, " is not a folder: name a folder for the data, or move the file away 不是目录"));
  }
  if (access(path.c_str(), R_OK | W_OK | X_OK) != 0) {
    return FolderError(std::error_code(errno, std::generic_category()), path);
  }
  LAOWU_RETURN_IF_ERROR(CheckStoreFiles(path));
  if (HasStoreFiles(path)) return absl::OkStatus();
  if (!create_if_missing) return NoStoreError(path);
  for (const fs::directory_entry& entry : fs::directory_iterator(path, error)) {
    const std::string name = entry.path().filename().string();
    if (IsLeftOfUnfinishedCreation(name)) continue;
    return absl::FailedPreconditionError(
        absl::StrCat(path, " holds \"", name,
                     "\" and no store: name an empty folder, so that nothing is mixed "
                     "不是数据目录：请用空目录"));
  }
  return error ? FolderError(error, path) : absl::OkStatus();
}

absl::StatusOr<std::optional<std::string>> ReadMeta(rocksdb::DB* database, absl::string_view name) {
  std::string value;
  const rocksdb::Status status =
      database->Get(rocksdb::ReadOptions(), StoredKey(Table::kMeta, EncodeKey(name)), &value);
  if (status.IsNotFound()) return std::nullopt;
  LAOWU_RETURN_IF_ERROR(FromRocksDb(status, "reading the store's meta records"));
  return value;
}

absl::StatusOr<int64_t> ReadMetaNumber(rocksdb::DB* database, absl::string_view name) {
  LAOWU_ASSIGN_OR_RETURN(const std::optional<std::string> value, ReadMeta(database, name));
  int64_t number = 0;
  if (!value.has_value() || !DecodeKey(*value, &number).ok() || number < 0) {
    return absl::DataLossError(
        absl::StrCat("the store's meta record \"", name,
                     "\" is missing or damaged: restore a backup 数据已损坏：请从备份恢复"));
  }
  return number;
}

absl::Status CheckFormat(absl::string_view path, int64_t format) {
  if (format == kFormatNumber) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the store in ", path, " has format ", format, ", this program reads format ",
                   kFormatNumber, ": run the version that wrote it, or restore a backup of format ",
                   kFormatNumber, " 数据格式与程序不符：请用写入它的版本，或恢复相应的备份"));
}

// The sequence of the newest feed entry. Where all are cut, the last that was.
absl::StatusOr<Sequence> FindLastChange(rocksdb::DB* database, Sequence oldest_sequence) {
  const std::string end = StoredKey(Table::kMeta, "");
  rocksdb::ReadOptions options;
  const rocksdb::Slice lower("\xfe", 1);
  options.iterate_lower_bound = &lower;
  std::unique_ptr<rocksdb::Iterator> iterator(database->NewIterator(options));
  iterator->SeekForPrev(end);
  LAOWU_RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading the feed"));
  // `end` itself is no record, so this is the last entry below it.
  if (!iterator->Valid()) return oldest_sequence - 1;
  LAOWU_ASSIGN_OR_RETURN(const Change change, DecodeChange(ToView(iterator->key()).substr(1),
                                                           ToView(iterator->value())));
  return std::max(change.sequence, oldest_sequence - 1);
}

absl::StatusOr<StorePosition> ReadPosition(rocksdb::DB* database) {
  StorePosition position;
  LAOWU_ASSIGN_OR_RETURN(position.last_sequence, ReadMetaNumber(database, kMetaLastSequence));
  LAOWU_ASSIGN_OR_RETURN(position.oldest_sequence, ReadMetaNumber(database, kMetaOldestSequence));
  LAOWU_ASSIGN_OR_RETURN(const int64_t micros, ReadMetaNumber(database, kMetaLastRecordTime));
  position.last_record_time = absl::FromUnixMicros(micros);
  LAOWU_ASSIGN_OR_RETURN(position.last_change, FindLastChange(database, position.oldest_sequence));
  return position;
}

absl::Status CheckEmpty(rocksdb::DB* database, absl::string_view path) {
  std::unique_ptr<rocksdb::Iterator> iterator(database->NewIterator(rocksdb::ReadOptions()));
  iterator->SeekToFirst();
  LAOWU_RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading the store"));
  if (!iterator->Valid()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(path,
                   " holds a database that is no store of ours: name another folder "
                   "不是本系统的数据库：请换一个目录"));
}

// The format, and where the store stands.
absl::Status ReadStart(const std::string& path, OpenedDatabase& opened) {
  LAOWU_ASSIGN_OR_RETURN(const int64_t format, ReadMetaNumber(opened.database.get(), kMetaFormat));
  LAOWU_RETURN_IF_ERROR(CheckFormat(path, format));
  LAOWU_ASSIGN_OR_RETURN(opened.position, ReadPosition(opened.database.get()));
  return absl::OkStatus();
}

void PutMeta(absl::string_view name, absl::string_view value, rocksdb::WriteBatch* write) {
  write->Put(StoredKey(Table::kMeta, EncodeKey(name)), ToSlice(value)).PermitUncheckedError();
}

}  // namespace

absl::Status WriteStoreStart(rocksdb::DB* database, const std::string& store_id,
                             const StorePosition& position) {
  rocksdb::WriteBatch write;
  write.DeleteRange(StoredKey(Table::kChanges, ""), StoredKey(Table::kMeta, ""))
      .PermitUncheckedError();
  PutMeta(kMetaFormat, EncodeKey(kFormatNumber), &write);
  PutMeta(kMetaStoreId, store_id, &write);
  PutMeta(kMetaLastSequence, EncodeKey(position.last_sequence), &write);
  PutMeta(kMetaOldestSequence, EncodeKey(position.oldest_sequence), &write);
  PutMeta(kMetaLastRecordTime, EncodeKey(absl::ToUnixMicros(position.last_record_time)), &write);
  rocksdb::WriteOptions options;
  options.sync = true;
  return FromRocksDb(database->Write(options, &write), "writing the store's meta records");
}

absl::StatusOr<OpenedDatabase> OpenDatabase(const std::string& path, bool create_if_missing,
                                            rocksdb::Env* env) {
  LAOWU_RETURN_IF_ERROR(PrepareFolder(path, create_if_missing));
  rocksdb::DB* raw = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(MakeRocksDbOptions(env, create_if_missing), path, &raw);
  OpenedDatabase opened{.database = std::unique_ptr<rocksdb::DB>(raw)};
  LAOWU_RETURN_IF_ERROR(FromRocksDb(status, absl::StrCat("opening the store in ", path)));

  LAOWU_ASSIGN_OR_RETURN(std::optional<std::string> store_id, ReadMeta(raw, kMetaStoreId));
  if (!store_id.has_value()) {
    // New, or its creation was cut short before its first write.
    LAOWU_RETURN_IF_ERROR(CheckEmpty(raw, path));
    if (!create_if_missing) return NoStoreError(path);
    opened.store_id = MakeStoreId();
    LAOWU_RETURN_IF_ERROR(WriteStoreStart(raw, opened.store_id, opened.position));
    return opened;
  }
  opened.store_id = *std::move(store_id);
  LAOWU_RETURN_IF_ERROR(ReadStart(path, opened));
  return opened;
}

absl::StatusOr<OpenedDatabase> OpenDatabaseReadOnly(const std::string& path, rocksdb::Env* env) {
  if (!env->FileExists(path + "/CURRENT").ok()) return NoStoreError(path);
  rocksdb::DB* raw = nullptr;
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(
      MakeRocksDbOptions(env, /*create_if_missing=*/false), path, &raw);
  OpenedDatabase opened{.database = std::unique_ptr<rocksdb::DB>(raw)};
  LAOWU_RETURN_IF_ERROR(FromRocksDb(status, absl::StrCat("opening the store in ", path)));
  LAOWU_ASSIGN_OR_RETURN(std::optional<std::string> store_id, ReadMeta(raw, kMetaStoreId));
  if (!store_id.has_value()) return NoStoreError(path);
  opened.store_id = *std::move(store_id);
  LAOWU_RETURN_IF_ERROR(ReadStart(path, opened));
  return opened;
}

}  // namespace laowu::storage
