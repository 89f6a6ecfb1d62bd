#ifndef LAOWU_STORAGE_ROCKSDB_BACKUP_H_
#define LAOWU_STORAGE_ROCKSDB_BACKUP_H_

#include <string>

#include "absl/status/statusor.h"

namespace laowu::storage {

// The last step of a restore: turns the copy of a store that lies in `path`, which no process has
// open, into one with a history of its own. It gets a new store id, which is returned; its sequence
// leaps by kRestoreLeap; its feed is emptied. So a resume point, etag or page token that the lost
// store gave out after the copy was made is never mistaken for one of the new store (promise 9),
// and followers start again from the records. One synced write. Errors as OpenStore says.
absl::StatusOr<std::string> BeginNewHistory(const std::string& path);

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_BACKUP_H_
