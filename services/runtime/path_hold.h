#ifndef LAOWU_SERVICES_RUNTIME_PATH_HOLD_H_
#define LAOWU_SERVICES_RUNTIME_PATH_HOLD_H_

// That this process works on stores by their paths, for as long as it does. RocksDB's lock lies in
// the store's folder and goes with it when that is moved, while a process that is still stopping
// writes and removes files by the path: another folder put there would lose files. So the path is
// held, apart from any folder: as a Unix socket in Linux's abstract namespace, which needs no place
// that can be written to (a service's data and keys may be all that it sees, the keys to be read
// alone) and is gone with the process, however it ends.
//
// What it does not see: processes on other machines, or in containers with a network of their own,
// that have the same disk.

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace laowu::runtime {

class PathHold {
 public:
  // Of DATA/ROLE for each role, as written and as symbolic links lead now. FAILED_PRECONDITION: a
  // process has one of them, which is named where it tells. Where the system gives no such sockets,
  // says so in the log and holds nothing.
  static absl::StatusOr<std::unique_ptr<PathHold>> Take(const std::string& data,
                                                        const std::vector<std::string>& roles);
  ~PathHold();
  PathHold(const PathHold&) = delete;
  PathHold& operator=(const PathHold&) = delete;

 private:
  PathHold() = default;
  absl::Status Add(const std::string& path);

  std::vector<int> sockets_;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_PATH_HOLD_H_
