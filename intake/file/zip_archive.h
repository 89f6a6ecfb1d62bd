#ifndef LAOWU_INTAKE_FILE_ZIP_ARCHIVE_H_
#define LAOWU_INTAKE_FILE_ZIP_ARCHIVE_H_

// The parts of a zip file as streams, over libzip, with limits. Nothing is ever written out under a
// part's name, so names with ".." or "/" in front are names like any other.
//
// Thread-compatible.

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "intake/file/file_bytes.h"
#include "intake/file/file_limits.h"

namespace laowu::intake {

class ZipArchive {
 public:
  // `file` must outlive this. DATA_LOSS: damaged or cut short. RESOURCE_EXHAUSTED: too many parts.
  static absl::StatusOr<std::unique_ptr<ZipArchive>> Open(const FileBytes& file,
                                                          const FileLimits& limits);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // Names are compared without case, and "\" counts as "/".
  bool Has(absl::string_view name) const;
  // NOT_FOUND; INVALID_ARGUMENT if it needs
  // a password. Reading gives RESOURCE_EXHAUSTED for a bomb, DATA_LOSS for damage.
  absl::StatusOr<std::unique_ptr<ByteStream>> OpenPart(absl::string_view name) const;

 private:
  struct Handle;
  std::int64_t Locate(absl::string_view name) const;  // negative: not there
  explicit ZipArchive(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_ZIP_ARCHIVE_H_
