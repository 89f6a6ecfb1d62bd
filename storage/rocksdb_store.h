#ifndef LAOWU_STORAGE_ROCKSDB_STORE_H_
#define LAOWU_STORAGE_ROCKSDB_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "rocksdb/env.h"
#include "storage/open_store.h"
#include "storage/store.h"

namespace laowu::storage {

// The store in the folder `path`: one RocksDB database with one column family, in the bytes of
// record_format.h. Errors as OpenStore says. `env` is the file system, which tests make fail.
absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbStore(
    const std::string& path, OpenOptions options, rocksdb::Env* env = rocksdb::Env::Default());

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_STORE_H_
