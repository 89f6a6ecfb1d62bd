#include "storage/rocksdb_verify.h"

#include <memory>
#include <optional>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "storage/record_format.h"
#include "storage/rocksdb_files.h"
#include "storage/rocksdb_options.h"
#include "storage/status_macros.h"

namespace laowu::storage {
namespace {

absl::Status Wrong(absl::string_view what, Table table, Sequence version) {
  const TableDefinition* definition = FindTable(table);
  return absl::DataLossError(
      absl::StrCat(what, " (table ", definition == nullptr ? "unknown" : definition->name,
                   ", version ", version, "): restore a backup 数据有误：请从备份恢复"));
}

class Verifier {
 public:
  Verifier(const OpenedDatabase& opened, absl::string_view role, const RecordVisitor& visitor)
      : opened_(opened), role_(role), visitor_(visitor) {}

  absl::StatusOr<StoreFacts> Run() {
    facts_.store_id = opened_.store_id;
    facts_.last_sequence = opened_.position.last_sequence;
    std::unique_ptr<rocksdb::Iterator> iterator(
        opened_.database->NewIterator(rocksdb::ReadOptions()));
    for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
      LAOWU_RETURN_IF_ERROR(CheckEntry(ToView(iterator->key()), ToView(iterator->value())));
    }
    LAOWU_RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading the store as a whole"));
    return facts_;
  }

 private:
  absl::Status CheckEntry(absl::string_view stored_key, absl::string_view value) {
    const auto table = static_cast<Table>(stored_key.front());
    const TableDefinition* definition = FindTable(table);
    if (definition == nullptr || (definition->owner != role_ && definition->owner != "every")) {
      return Wrong("a record in a table that is not of this role", table, 0);
    }
    if (table == Table::kMeta) return absl::OkStatus();
    if (table == Table::kChanges) return CheckChange(stored_key.substr(1), value);
    ++facts_.record_count;
    const auto decoded = DecodeValue(value);
    if (!decoded.ok()) return Wrong("a record that cannot be read", table, 0);
    if (decoded->version > facts_.last_sequence) {
      return Wrong("a record newer than the store", table, decoded->version);
    }
    if (visitor_) {
      visitor_(table, Record{std::string(stored_key.substr(1)), std::string(decoded->payload),
                             decoded->version, decoded->record_time});
    }
    if (!definition->announced || decoded->version < opened_.position.oldest_sequence) {
      return absl::OkStatus();
    }
    LAOWU_ASSIGN_OR_RETURN(const auto told,
                           Get(StoredKey(Table::kChanges, EncodeKey(decoded->version))));
    if (told != stored_key) return Wrong("a record that the feed lacks", table, decoded->version);
    return absl::OkStatus();
  }

  absl::Status CheckChange(absl::string_view key, absl::string_view value) {
    const auto change = DecodeChange(key, value);
    if (!change.ok()) return Wrong("a feed entry that cannot be read", Table::kChanges, 0);
    if (change->sequence < opened_.position.oldest_sequence) return absl::OkStatus();  // cut
    ++facts_.change_count;
    if (change->sequence > facts_.last_sequence) {
      return Wrong("a feed entry newer than the store", change->table, change->sequence);
    }
    LAOWU_ASSIGN_OR_RETURN(const auto record, Get(StoredKey(change->table, change->key)));
    if (!record.has_value()) return absl::OkStatus();  // deleted since, or by this change
    const auto decoded = DecodeValue(*record);
    if (!decoded.ok() || decoded->version < change->sequence) {
      return Wrong("a change that its record lacks", change->table, change->sequence);
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<std::string>> Get(const std::string& stored_key) {
    std::string value;
    const auto status = opened_.database->Get(rocksdb::ReadOptions(), stored_key, &value);
    if (status.IsNotFound()) return std::nullopt;
    LAOWU_RETURN_IF_ERROR(FromRocksDb(status, "reading the store as a whole"));
    return value;
  }

  const OpenedDatabase& opened_;
  const absl::string_view role_;
  const RecordVisitor& visitor_;
  StoreFacts facts_;
};

}  // namespace

absl::StatusOr<StoreFacts> VerifyDatabase(const OpenedDatabase& opened, absl::string_view role,
                                          const RecordVisitor& visitor) {
  return Verifier(opened, role, visitor).Run();
}

absl::StatusOr<StoreFacts> VerifyStore(const std::string& path, absl::string_view role,
                                       const RecordVisitor& visitor) {
  LAOWU_RETURN_IF_ERROR(CheckStoreFiles(path));
  rocksdb::Env* env = rocksdb::Env::Default();
  LAOWU_ASSIGN_OR_RETURN(const OpenedDatabase opened, OpenDatabaseReadOnly(path, env));
  // Reading takes no lock; under a process that writes it would find files gone.
  rocksdb::FileLock* lock = nullptr;
  LAOWU_RETURN_IF_ERROR(FromRocksDb(env->LockFile(path + "/LOCK", &lock),
                                    absl::StrCat("opening the store in ", path)));
  const auto unlocker = absl::MakeCleanup([&] { env->UnlockFile(lock).PermitUncheckedError(); });
  LAOWU_RETURN_IF_ERROR(
      FromRocksDb(opened.database->VerifyChecksum(), absl::StrCat("reading the files of ", path)));
  return VerifyDatabase(opened, role, visitor);
}

}  // namespace laowu::storage
