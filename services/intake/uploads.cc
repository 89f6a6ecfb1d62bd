#include "services/intake/uploads.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/clock.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

constexpr char kMethod[] = "laowu.v1.IntakeService/UploadFile";

absl::Status NoRoom(int64_t kept_bytes, int64_t bytes_most, absl::Time free_time) {
  const std::string day = runtime::DateText(runtime::DayOf(free_time));
  return runtime::Error(
      absl::StatusCode::kResourceExhausted, runtime::reasons::kFilesFull,
      absl::StrCat("The files that this token has sent and that are kept come to ",
                   kept_bytes >> 20, " MB, of ", bytes_most >> 20,
                   " MB at most. The oldest is erased on ", day,
                   ": send what is needed now with another token (laowu token create), packed "
                   "(名单.csv.gz), or wait. 本账号已上传的文件共 ",
                   kept_bytes >> 20, " MB，上限 ", bytes_most >> 20, " MB；最早的一份 ", day,
                   " 清除。请压缩后再传，或请管理员另开账号，或等到期清除。"),
      {{"free_time", absl::FormatTime(absl::RFC3339_sec, free_time, absl::UTCTimeZone())}});
}

absl::Status CheckPiece(const v1::UploadFileRequest& request, bool first, bool is_finished) {
  runtime::FieldChecks checks;
  if (first) {
    checks.RequiredText("display_name", request.display_name(), runtime::limits::kTextChars);
  } else if (!request.display_name().empty()) {
    checks.Violate("display_name", "只能出现在第一条消息中 / stands in the first message alone");
  }
  if (request.content().size() > kFilePieceBytes) {
    checks.Violate("content", absl::StrCat("单条消息过大 / has ", request.content().size(),
                                           " bytes; at most ", kFilePieceBytes, " in one message"));
  }
  if (is_finished) {
    checks.Violate("content", "文件已传完，不能再追加 / comes after the last message");
  }
  return checks.status();
}

absl::Time Deadline() { return absl::Now() + runtime::limits::kImportDeadline; }

}  // namespace

absl::StatusOr<UploadRoom::ByPrincipal> UploadRoom::ReadKept(const storage::Reader& reader) {
  ByPrincipal by_principal;
  // Nothing of this process has been written yet: whatever is not whole is being erased.
  LAOWU_RETURN_IF_ERROR(
      ForEachFile(reader, [&](const std::string& id, const internal::v1::StoredFile& stored) {
        if (stored.is_upload() && stored.whole()) {
          by_principal[stored.file().recorded_by()][id] = {
              stored.file().byte_size(), runtime::ToTime(stored.file().expire_time())};
        }
        return absl::OkStatus();
      }));
  return by_principal;
}

absl::Status UploadRoom::Take(const std::string& principal_id, const std::string& file_id,
                              int64_t byte_count, absl::Time now) {
  storage::MutexLock lock(mutex_);
  if (!is_read_) {
    LAOWU_ASSIGN_OR_RETURN(by_principal_, ReadKept(reader_));
    is_read_ = true;
  }
  KeptFiles& files = by_principal_[principal_id];
  while (!files.empty() && files.begin()->second.expire_time <= now) files.erase(files.begin());
  int64_t kept_bytes = 0;
  for (const auto& [id, kept] : files) kept_bytes += kept.byte_count;
  if (kept_bytes + byte_count > bytes_most_) {
    const absl::Time free_time =
        files.empty() ? now + kImportKept : files.begin()->second.expire_time;
    return NoRoom(kept_bytes, bytes_most_, free_time);
  }
  Kept& kept = files.try_emplace(file_id, Kept{0, now + kImportKept}).first->second;
  kept.byte_count += byte_count;
  return absl::OkStatus();
}

void UploadRoom::GiveBack(const std::string& principal_id, const std::string& file_id) {
  storage::MutexLock lock(mutex_);
  const auto files = by_principal_.find(principal_id);
  if (files != by_principal_.end()) files->second.erase(file_id);
}

Upload::~Upload() {
  if (!writer_.has_value() || is_finished_) return;
  const auto erase = [&store = store_, &room = room_, id = writer_->id(), who = principal_id_] {
    if (EraseStoredFile(store, id, Deadline()).ok()) room.GiveBack(who, id);
  };
  // Where there is too much to do, or the process stops, the next start erases it.
  if (const absl::Status left = rpc_.Submit(kMethod, erase); !left.ok()) {
    runtime::Log(runtime::LogLevel::kWarning, "a broken-off upload stays until the next start",
                 {{"file", writer_->id()}, {"code", absl::StatusCodeToString(left.code())}});
  }
}

absl::StatusOr<v1::UploadFileResponse> Upload::Add(const runtime::CallContext& call,
                                                   const v1::UploadFileRequest& request) {
  auto response = Write(call, request);
  if (response.ok() || !writer_.has_value() || is_finished_) return response;
  if (EraseStoredFile(store_, writer_->id(), Deadline()).ok()) {
    room_.GiveBack(principal_id_, writer_->id());
    is_finished_ = true;  // nothing is left to erase
  }
  return response;
}

absl::StatusOr<v1::UploadFileResponse> Upload::Write(const runtime::CallContext& call,
                                                     const v1::UploadFileRequest& request) {
  LAOWU_RETURN_IF_ERROR(CheckPiece(request, !writer_.has_value(), is_finished_));
  if (!writer_.has_value()) {
    writer_.emplace(store_, keys_, call, request.display_name());
    principal_id_ = call.principal.id;
  }
  LAOWU_RETURN_IF_ERROR(room_.Take(principal_id_, writer_->id(),
                                   static_cast<int64_t>(request.content().size()), call.now));
  LAOWU_RETURN_IF_ERROR(writer_->Add(request.content(), call.deadline));
  v1::UploadFileResponse response;
  response.set_received_byte_count(writer_->byte_count());
  if (!request.last()) return response;
  LAOWU_ASSIGN_OR_RETURN(*response.mutable_file(), writer_->Finish(call.deadline));
  is_finished_ = true;
  return response;
}

absl::StatusOr<int> EraseBrokenOff(storage::Store& store, absl::Time begin) {
  std::vector<std::string> broken_off;
  LAOWU_RETURN_IF_ERROR(
      ForEachFile(store, [&](const std::string& id, const internal::v1::StoredFile& stored) {
        const bool is_earlier = runtime::ToTime(stored.file().create_time()) < begin;
        const bool is_begun = stored.is_upload() && !stored.whole();
        if (is_earlier && is_begun) broken_off.push_back(id);
        return absl::OkStatus();
      }));
  for (const std::string& id : broken_off) {
    LAOWU_RETURN_IF_ERROR(EraseStoredFile(store, id, Deadline()));
  }
  return static_cast<int>(broken_off.size());
}

}  // namespace laowu::intake_role
