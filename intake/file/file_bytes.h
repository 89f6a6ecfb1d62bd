#ifndef LAOWU_INTAKE_FILE_FILE_BYTES_H_
#define LAOWU_INTAKE_FILE_FILE_BYTES_H_

// A file's bytes by offset, from a file or from memory; and streams of bytes over it. The only
// place of this folder that opens files.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace laowu::intake {

struct FileLimits;

// Thread-compatible.
class FileBytes {
 public:
  // NOT_FOUND if it cannot be opened.
  static absl::StatusOr<std::unique_ptr<FileBytes>> Open(const std::string& path);
  // Does not own `descriptor`.
  static absl::StatusOr<std::unique_ptr<FileBytes>> OfDescriptor(int descriptor);
  // `bytes` must outlive this.
  static std::unique_ptr<FileBytes> OfMemory(absl::string_view bytes);
  ~FileBytes();
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  std::int64_t size() const { return size_; }
  // Reads up to `count` bytes; fewer only at the end. DATA_LOSS if the file cannot be read.
  absl::StatusOr<std::size_t> ReadAt(std::int64_t offset, char* to, std::size_t count) const;
  // The first bytes, at most `count`.
  absl::StatusOr<std::string> First(std::size_t count) const;

 private:
  FileBytes() = default;
  int descriptor_ = -1;
  bool owned_ = false;
  absl::string_view memory_;
  std::int64_t size_ = 0;
};

// Bytes in order. Thread-compatible.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // Up to `count` bytes, at least one; 0 at the end only.
  virtual absl::StatusOr<std::size_t> Read(char* to, std::size_t count) = 0;
  virtual double share() const = 0;  // of what lies in the file, 0..1
};

// RESOURCE_EXHAUSTED of what unpacks to more than the limits bear: so many bytes, of so many
// packed.
absl::Status CheckUnpacked(std::int64_t byte_count, std::int64_t packed_byte_count,
                           const FileLimits& limits);

// The file as it is, and unpacked (gzip, also of several members). DATA_LOSS if that is damaged or
// cut short, RESOURCE_EXHAUSTED as CheckUnpacked, by what has been read so far. `file` must outlive
// them.
std::unique_ptr<ByteStream> NewPlainStream(const FileBytes& file);
std::unique_ptr<ByteStream> NewGzipStream(const FileBytes& file, const FileLimits& limits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_FILE_BYTES_H_
