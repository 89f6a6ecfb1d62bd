#ifndef LAOWU_STORAGE_ROCKSDB_OPTIONS_H_
#define LAOWU_STORAGE_ROCKSDB_OPTIONS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "rocksdb/env.h"
#include "rocksdb/options.h"
#include "rocksdb/slice.h"
#include "rocksdb/status.h"

namespace laowu::storage {

// Every option we set, each with its reason; what is not named there is RocksDB's default.
rocksdb::Options MakeRocksDbOptions(rocksdb::Env* env, bool create_if_missing);

// A RocksDB error in our words, with what to do about it. `doing` tells what failed, as in "opening
// the store in /var/lib/x". OK stays OK. Codes as in open_store.h; what fits none is INTERNAL.
absl::Status FromRocksDb(const rocksdb::Status& status, absl::string_view doing);

inline rocksdb::Slice ToSlice(absl::string_view text) { return {text.data(), text.size()}; }
inline absl::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_OPTIONS_H_
