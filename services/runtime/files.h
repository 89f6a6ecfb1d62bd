#ifndef LAOWU_SERVICES_RUNTIME_FILES_H_
#define LAOWU_SERVICES_RUNTIME_FILES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace laowu::runtime {

// The whole file. NOT_FOUND, PERMISSION_DENIED or FAILED_PRECONDITION, saying which file and what
// to do. For small files: at most 64 MiB.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// OK if `path` is a file, not a folder, that may be read; else as ReadFile. For files that are read
// piece by piece.
absl::Status CheckReadable(const std::string& path);

// FAILED_PRECONDITION, with the command that mends it, if anybody but the file's owner may read it.
absl::Status CheckPrivate(const std::string& path);

// Changes whenever the file is replaced or written: its time, size and inode. Empty: no such file.
std::string FileStamp(const std::string& path);

// Writes beside it, syncs, renames: a reader sees the old content or the new, never half. A file
// that was there keeps its owner.
absl::Status ReplaceFile(const std::string& path, absl::string_view content, unsigned mode);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_FILES_H_
