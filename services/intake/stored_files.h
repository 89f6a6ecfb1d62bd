#ifndef LAOWU_SERVICES_INTAKE_STORED_FILES_H_
#define LAOWU_SERVICES_INTAKE_STORED_FILES_H_

// Files in the store: written piece by piece as they come, read back whole. In clear they stand in
// memory alone.

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/internal/v1/stored_import.pb.h"
#include "laowu/v1/intake_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/keys.h"
#include "storage/store.h"

namespace laowu::intake_role {

// Writes one file. What it was given is on disk when Add returns, but for the last part of less
// than 1 MiB. Not thread-safe; what it is made of outlives it.
class FileWriter {
 public:
  // An upload, of at most kFileBytesMost; `call`: who keeps it, and when.
  FileWriter(storage::Store& store, const runtime::Keys& keys, const runtime::CallContext& call,
             absl::string_view display_name);
  // A receipt, of at most kReceiptBytesMost, with an id of its own, under which nothing stands;
  // `file`: who keeps it, when and how long.
  FileWriter(storage::Store& store, const runtime::Keys& keys, std::string file_id, v1::File file);

  // INVALID_ARGUMENT past the most.
  absl::Status Add(absl::string_view content, absl::Time deadline);
  // Makes it one that can be read, and gives it back.
  absl::StatusOr<v1::File> Finish(absl::Time deadline);

  const std::string& id() const { return id_; }
  int64_t byte_count() const { return byte_count_; }

 private:
  absl::Status WritePart(absl::string_view content, absl::Time deadline);

  storage::Store& store_;
  const runtime::Keys& keys_;
  const std::string id_;
  const bool is_upload_;
  v1::File file_;
  std::string pending_;
  int64_t byte_count_ = 0;
  int part_count_ = 0;
};

// A file in memory that has a descriptor and a path of its own; gone with this.
class MemoryFile {
 public:
  static absl::StatusOr<MemoryFile> Make();
  MemoryFile(MemoryFile&& other) noexcept : descriptor_(other.descriptor_) {
    other.descriptor_ = -1;
  }
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile();

  int descriptor() const { return descriptor_; }
  std::string path() const;  // good for this process alone
  absl::Status Append(absl::string_view content) const;
  // The next bytes after `offset`, at most `count`; fewer at the end.
  absl::StatusOr<std::string> Read(int64_t offset, int64_t count) const;

 private:
  explicit MemoryFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// The whole file, decrypted. NOT_FOUND: there is none, or it was never whole.
absl::StatusOr<MemoryFile> OpenStoredFile(const storage::Reader& reader, const runtime::Keys& keys,
                                          absl::string_view file_id);

// At most kFilePieceBytes from `offset` on; empty at the end. NOT_FOUND as above.
struct FilePiece {
  v1::File file;
  std::string content;
};
absl::StatusOr<FilePiece> ReadStoredFile(const storage::Reader& reader, const runtime::Keys& keys,
                                         absl::string_view file_id, int64_t offset);

// Calls `visit` with each file's id and head, the oldest first, until it is not OK.
absl::Status ForEachFile(
    const storage::Reader& reader,
    const std::function<absl::Status(const std::string&, const internal::v1::StoredFile&)>& visit);

// Head and parts; harmless where there is no such file.
absl::Status EraseStoredFile(storage::Store& store, absl::string_view file_id, absl::Time deadline);
// Every record of `range`, in small commits.
absl::Status EraseRange(storage::Store& store, storage::Table table, storage::KeyRange range,
                        absl::Time deadline);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_STORED_FILES_H_
