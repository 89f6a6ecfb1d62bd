#include "storage/rocksdb_backup.h"

#include "storage/rocksdb_open.h"
#include "storage/status_macros.h"
#include "storage/store_checks.h"

namespace laowu::storage {

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
