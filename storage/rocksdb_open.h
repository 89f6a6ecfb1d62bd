#ifndef LAOWU_STORAGE_ROCKSDB_OPEN_H_
#define LAOWU_STORAGE_ROCKSDB_OPEN_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "rocksdb/db.h"
#include "storage/rocksdb_commit.h"

namespace laowu::storage {

// A database that is known to be one of our stores, and where it stands.
struct OpenedDatabase {
  std::unique_ptr<rocksdb::DB> database;
  std::string store_id{};
  StorePosition position{};
};

// Checks the folder, takes the database's lock, recovers it and reads its meta records; makes both
// if there is no store yet and `create_if_missing`. Errors as OpenStore says, but for the clock.
absl::StatusOr<OpenedDatabase> OpenDatabase(const std::string& path, bool create_if_missing,
                                            rocksdb::Env* env);

// The same for reading alone: takes no lock, makes and recovers nothing on disk. NOT_FOUND if there
// is no store.
absl::StatusOr<OpenedDatabase> OpenDatabaseReadOnly(const std::string& path, rocksdb::Env* env);

// Writes the meta records of a store that begins at `position`, in one synced write together with
// the removal of all feed entries.
absl::Status WriteStoreStart(rocksdb::DB* database, const std::string& store_id,
                             const StorePosition& position);

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_OPEN_H_
