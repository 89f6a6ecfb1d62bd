#ifndef LAOWU_STORAGE_ROCKSDB_FILES_H_
#define LAOWU_STORAGE_ROCKSDB_FILES_H_

// What can be said of a store's folder by its files' names alone, before anything is opened.

#include <string>

#include "absl/status/status.h"

namespace laowu::storage {

// Whether the folder `path` has a store, whole or not: the file CURRENT, or what is written only
// after that is there (tables, a log with something in it).
bool HasStoreFiles(const std::string& path);

// DATA_LOSS, naming the file, if `path` has a store without CURRENT or without the manifest that
// CURRENT names. OK where there is no store at all, and where the folder may not be looked at:
// opening it says so.
absl::Status CheckStoreFiles(const std::string& path);

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_FILES_H_
