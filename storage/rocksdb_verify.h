#ifndef LAOWU_STORAGE_ROCKSDB_VERIFY_H_
#define LAOWU_STORAGE_ROCKSDB_VERIFY_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/rocksdb_open.h"

namespace laowu::storage {

// What a store that was read as a whole holds.
struct StoreFacts {
  std::string store_id;
  Sequence last_sequence = 0;
  int64_t record_count = 0;
  int64_t change_count = 0;  // entries in the feed
};

// Shown each record, in the order of tables and keys. May be empty.
using RecordVisitor = std::function<void(Table, const Record&)>;

// Reads every record and every feed entry of the store of `role`: each can be read; each table is
// the role's own; no version lies above the last sequence; the feed tells each announced record at
// its version, and nothing else. DATA_LOSS says what is wrong, with table and version, and no key,
// since keys may tell of a person. Takes as long as reading the store takes.
absl::StatusOr<StoreFacts> VerifyDatabase(const OpenedDatabase& opened, absl::string_view role,
                                          const RecordVisitor& visitor = nullptr);

// The same for the store in the folder `path`, with the checksums of its files.
// FAILED_PRECONDITION: a process has it open. Writes nothing.
absl::StatusOr<StoreFacts> VerifyStore(const std::string& path, absl::string_view role,
                                       const RecordVisitor& visitor = nullptr);

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_VERIFY_H_
