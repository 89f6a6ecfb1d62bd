#ifndef LAOWU_STORAGE_OPEN_STORE_H_
#define LAOWU_STORAGE_OPEN_STORE_H_

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "storage/store.h"

namespace laowu::storage {

struct OpenOptions {
  // Gives record times. Called from many threads at once, with no lock held.
  std::function<absl::Time()> clock = absl::Now;
  // Make the folder (and its parents) and an empty store where there is none; else NOT_FOUND.
  bool create_if_missing = true;
};

// Opens the store that `target` names:
//   "rocksdb:PATH"  a folder of its own, one process at a time
//   "memory:"       a new empty store that lives as long as the object
//
// Every error says what to do about it:
//   INVALID_ARGUMENT     no such kind of target, or no path
//   NOT_FOUND            no store there, and create_if_missing is false
//   PERMISSION_DENIED    the folder cannot be read or written
//   FAILED_PRECONDITION  not a folder; a folder of something else; another process has the store
//                        open; written in another format; last record more than a day ahead of the
//                        clock
//   RESOURCE_EXHAUSTED   no space left, or too many open files
//   DATA_LOSS            damaged files
absl::StatusOr<std::unique_ptr<Store>> OpenStore(absl::string_view target,
                                                 OpenOptions options = {});

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_OPEN_STORE_H_
