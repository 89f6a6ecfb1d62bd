#ifndef LAOWU_STORAGE_ROCKSDB_BACKUP_H_
#define LAOWU_STORAGE_ROCKSDB_BACKUP_H_

// Copies of a store in a folder of their own, made while the store is written (Store::CopyTo),
// checked, brought back, removed. Copies in one folder share the files that they have in common, so
// a further one costs the writing of what has changed, and the reading of all of it: each is held
// to the checksums of its files before it counts, since a damaged file would be shared by all that
// follow. No two processes may work in one folder at a time. Where a list of the folder is damaged
// all say DATA_LOSS.

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "rocksdb/db.h"
#include "storage/rocksdb_verify.h"
#include "storage/store.h"

namespace laowu::storage {

// What Store::CopyTo does for a database of ours. While it runs, the database keeps the files that
// it would remove: a damaged file of the folder is copied anew from the one it was made of.
absl::StatusOr<StoreCopy> CopyDatabase(rocksdb::DB* database, absl::string_view store_id,
                                       Sequence through_sequence, const std::string& folder,
                                       const std::function<bool()>& cancelled);

// Reads copy `number` of `folder` as a whole: checksums of the files, then all that VerifyStore
// says. NOT_FOUND: no such copy. DATA_LOSS: damaged.
absl::StatusOr<StoreFacts> VerifyCopy(const std::string& folder, int64_t number,
                                      absl::string_view role,
                                      const RecordVisitor& visitor = nullptr);

// That the files of copy `number` are there, each with the checksum that it had when it was copied.
// Errors as VerifyCopy says; it writes nothing.
absl::Status CheckCopy(const std::string& folder, int64_t number);

// Makes the store at `path`, where nothing is, from copy `number`, and begins its new history.
// Returns the new store id. Errors as VerifyCopy and OpenStore say.
absl::StatusOr<std::string> RestoreCopy(const std::string& folder, int64_t number,
                                        const std::string& path);

// Removes all copies but those of these numbers.
absl::Status KeepCopies(const std::string& folder, const std::set<int64_t>& numbers);

// The last step of a restore: turns the copy of a store that lies in `path`, which no process has
// open, into one with a history of its own. It gets a new store id, which is returned; its sequence
// leaps by kRestoreLeap; its feed is emptied. So a resume point, etag or page token that the lost
// store gave out after the copy was made is never mistaken for one of the new store (promise 9),
// and followers start again from the records. One synced write. Errors as OpenStore says.
absl::StatusOr<std::string> BeginNewHistory(const std::string& path);

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_BACKUP_H_
