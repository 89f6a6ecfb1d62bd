#include "services/intake/stored_files.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/intake/import_records.h"
#include "services/intake/import_rules.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

constexpr int kErasedAtOnce = 500;

absl::Status TooLarge(int64_t bytes_most) {
  runtime::FieldChecks checks;
  checks.Violate("content", absl::StrCat("文件超过 ", bytes_most >> 20,
                                         " MB，请拆分后再传 / the file has more than ",
                                         bytes_most >> 20, " MB; send it in parts"));
  return checks.status();
}

}  // namespace

FileWriter::FileWriter(storage::Store& store, const runtime::Keys& keys,
                       const runtime::CallContext& call, absl::string_view display_name)
    : store_(store), keys_(keys), id_(runtime::NewId(call.now)), is_upload_(true) {
  file_.set_display_name(std::string(display_name));
  file_.set_recorded_by(call.principal.id);
  *file_.mutable_create_time() = runtime::ToTimestamp(call.now);
  *file_.mutable_expire_time() = runtime::ToTimestamp(call.now + kImportKept);
}

FileWriter::FileWriter(storage::Store& store, const runtime::Keys& keys, std::string file_id,
                       v1::File file)
    : store_(store),
      keys_(keys),
      id_(std::move(file_id)),
      is_upload_(false),
      file_(std::move(file)) {}

absl::Status FileWriter::Add(absl::string_view content, absl::Time deadline) {
  byte_count_ += static_cast<int64_t>(content.size());
  const int64_t bytes_most = is_upload_ ? kFileBytesMost : kReceiptBytesMost;
  if (byte_count_ > bytes_most) return TooLarge(bytes_most);
  pending_.append(content.data(), content.size());
  size_t written = 0;
  while (pending_.size() - written >= kFilePieceBytes) {
    LAOWU_RETURN_IF_ERROR(
        WritePart(absl::string_view(pending_).substr(written, kFilePieceBytes), deadline));
    written += kFilePieceBytes;
  }
  pending_.erase(0, written);
  return absl::OkStatus();
}

absl::Status FileWriter::WritePart(absl::string_view content, absl::Time deadline) {
  storage::Batch batch;
  PlanFilePart(keys_, id_, ++part_count_, content, batch);
  // A head from the start, so that a file whose sender went away is found and erased.
  if (part_count_ == 1) {
    internal::v1::StoredFile head;
    *head.mutable_file() = file_;
    head.set_is_upload(is_upload_);
    PlanFile(id_, std::nullopt, head, batch);
  }
  return store_.Commit(batch, deadline).status();
}

absl::StatusOr<v1::File> FileWriter::Finish(absl::Time deadline) {
  if (!pending_.empty() || part_count_ == 0) {
    LAOWU_RETURN_IF_ERROR(WritePart(pending_, deadline));
  }
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadFile(store_, id_));
  file_.set_byte_size(byte_count_);
  internal::v1::StoredFile head;
  *head.mutable_file() = file_;
  head.set_is_upload(is_upload_);
  head.set_whole(true);
  head.set_part_count(part_count_);
  storage::Batch batch;
  PlanFile(id_, old, head, batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, deadline).status());
  v1::File out = file_;
  out.set_name(FileName(id_));
  return out;
}

absl::StatusOr<MemoryFile> MemoryFile::Make() {
  const int descriptor = memfd_create("laowu-import", MFD_CLOEXEC);
  if (descriptor < 0)
    return absl::ResourceExhaustedError("内存不足，请稍后再试 / no memory for a file");
  return MemoryFile(descriptor);
}

MemoryFile::~MemoryFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::string MemoryFile::path() const { return absl::StrCat("/proc/self/fd/", descriptor_); }

absl::Status MemoryFile::Append(absl::string_view content) const {
  while (!content.empty()) {
    const ssize_t count = write(descriptor_, content.data(), content.size());
    if (count <= 0)
      return absl::ResourceExhaustedError("内存不足，请稍后再试 / no memory for a file");
    content.remove_prefix(static_cast<size_t>(count));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> MemoryFile::Read(int64_t offset, int64_t count) const {
  std::string content(static_cast<size_t>(count), '\0');
  size_t done = 0;
  while (done < content.size()) {
    const ssize_t got = pread(descriptor_, content.data() + done, content.size() - done,
                              offset + static_cast<int64_t>(done));
    if (got < 0) return absl::InternalError("a file in memory cannot be read");
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  content.resize(done);
  return content;
}

absl::StatusOr<MemoryFile> OpenStoredFile(const storage::Reader& reader, const runtime::Keys& keys,
                                          absl::string_view file_id) {
  LAOWU_ASSIGN_OR_RETURN(const auto head, LoadFile(reader, file_id));
  if (!head.has_value() || !head->stored.whole()) {
    return runtime::NotFound("file", FileName(file_id));
  }
  LAOWU_ASSIGN_OR_RETURN(MemoryFile file, MemoryFile::Make());
  for (int part = 1; part <= head->stored.part_count(); ++part) {
    LAOWU_ASSIGN_OR_RETURN(const std::string content, LoadFilePart(reader, keys, file_id, part));
    LAOWU_RETURN_IF_ERROR(file.Append(content));
  }
  return file;
}

absl::StatusOr<FilePiece> ReadStoredFile(const storage::Reader& reader, const runtime::Keys& keys,
                                         absl::string_view file_id, int64_t offset) {
  LAOWU_ASSIGN_OR_RETURN(const auto head, LoadFile(reader, file_id));
  if (!head.has_value() || !head->stored.whole()) {
    return runtime::NotFound("file", FileName(file_id));
  }
  FilePiece piece;
  piece.file = head->stored.file();
  if (offset >= piece.file.byte_size()) return piece;
  // Every part but the last has kFilePieceBytes.
  const int part = static_cast<int>(offset / kFilePieceBytes) + 1;
  LAOWU_ASSIGN_OR_RETURN(const std::string content, LoadFilePart(reader, keys, file_id, part));
  piece.content = content.substr(static_cast<size_t>(offset % kFilePieceBytes));
  return piece;
}

absl::Status ForEachFile(
    const storage::Reader& reader,
    const std::function<absl::Status(const std::string&, const internal::v1::StoredFile&)>& visit) {
  storage::KeyRange range;
  while (true) {
    // One record each: the parts of a file, megabytes, are passed over.
    LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(storage::Table::kFiles, range, 1));
    if (records.empty()) return absl::OkStatus();
    LAOWU_ASSIGN_OR_RETURN(const std::string id, IdOfFileKey(records.front().key));
    range.begin = FileRange(id).end;
    LAOWU_ASSIGN_OR_RETURN(const auto head, LoadFile(reader, id));
    if (head.has_value()) LAOWU_RETURN_IF_ERROR(visit(id, head->stored));
  }
}

absl::Status EraseStoredFile(storage::Store& store, absl::string_view file_id,
                             absl::Time deadline) {
  return EraseRange(store, storage::Table::kFiles, FileRange(file_id), deadline);
}

absl::Status EraseRange(storage::Store& store, storage::Table table, storage::KeyRange range,
                        absl::Time deadline) {
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, store.Scan(table, range, kErasedAtOnce));
    if (records.empty()) return absl::OkStatus();
    storage::Batch batch;
    for (const storage::Record& record : records) batch.Delete(table, record.key);
    LAOWU_RETURN_IF_ERROR(store.Commit(batch, deadline).status());
    range = storage::ContinueAfter(range, records.back().key);
  }
}

}  // namespace laowu::intake_role
