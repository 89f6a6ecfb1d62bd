#ifndef LAOWU_SERVICES_INTAKE_UPLOADS_H_
#define LAOWU_SERVICES_INTAKE_UPLOADS_H_

// Files on their way in, and the room that each sender has for them: without it one token could
// fill the disk. What is refused or broken off is erased at once.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "laowu/v1/intake_service.pb.h"
#include "services/intake/import_rules.h"
#include "services/intake/stored_files.h"
#include "services/runtime/call_context.h"
#include "services/runtime/keys.h"
#include "services/runtime/rpc.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::intake_role {

// What the uploads of each principal come to, of those that are kept. In memory; of the store's
// files from before it is read when first asked. Thread-safe; the reader outlives it.
class UploadRoom {
 public:
  explicit UploadRoom(const storage::Reader& reader, int64_t bytes_most = kUploadsKeptBytesMost)
      : reader_(reader), bytes_most_(bytes_most) {}

  // Before so many more bytes of a file are written. RESOURCE_EXHAUSTED (FILES_FULL), with
  // `free_time` in ErrorInfo, where they would be too many: nothing is taken then.
  absl::Status Take(const std::string& principal_id, const std::string& file_id, int64_t byte_count,
                    absl::Time now);
  // The file has been erased before its time.
  void GiveBack(const std::string& principal_id, const std::string& file_id);

 private:
  struct Kept {
    int64_t byte_count = 0;
    absl::Time expire_time;
  };
  // By id: the oldest first, which is the first to expire.
  using KeptFiles = std::map<std::string, Kept>;
  using ByPrincipal = absl::flat_hash_map<std::string, KeptFiles>;
  static absl::StatusOr<ByPrincipal> ReadKept(const storage::Reader& reader);

  const storage::Reader& reader_;
  const int64_t bytes_most_;
  storage::Mutex mutex_;
  bool is_read_ LAOWU_GUARDED_BY(mutex_) = false;
  ByPrincipal by_principal_ LAOWU_GUARDED_BY(mutex_);
};

// One upload, message by message. Not thread-safe. All that it is made of outlives it, and the
// threads of `rpc` run what it leaves to them.
class Upload {
 public:
  Upload(storage::Store& store, const runtime::Keys& keys, UploadRoom& room,
         const runtime::Rpc& rpc)
      : store_(store), keys_(keys), room_(room), rpc_(rpc) {}
  // Has it erased unless it is finished; not on this thread, which may be the transport's.
  ~Upload();
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;

  // The next message. After an error, which has erased all that was sent, there is none.
  absl::StatusOr<v1::UploadFileResponse> Add(const runtime::CallContext& call,
                                             const v1::UploadFileRequest& request);

 private:
  absl::StatusOr<v1::UploadFileResponse> Write(const runtime::CallContext& call,
                                               const v1::UploadFileRequest& request);

  storage::Store& store_;
  const runtime::Keys& keys_;
  UploadRoom& room_;
  const runtime::Rpc& rpc_;
  std::optional<FileWriter> writer_;
  std::string principal_id_;
  bool is_finished_ = false;
};

// Of uploads that were being written when the process before this one ended: those made before
// `begin` that are not whole. How many. Not of receipts, whose ids are used again: another thread
// may be at one that is written over (import_receipt.h).
absl::StatusOr<int> EraseBrokenOff(storage::Store& store, absl::Time begin);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_UPLOADS_H_
