#include "services/gateway/file_routes.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/protobuf/util/json_util.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/gateway/connect.h"
#include "services/gateway/screening.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/rpc.h"
#include "storage/status_macros.h"

namespace laowu::gateway {
namespace {

namespace limits = runtime::limits;

constexpr size_t kPieceBytes = 1 << 20;
// A slow line may take its time; a dead one ends with its connection.
constexpr absl::Duration kUploadDeadline = absl::Hours(2);

void Answer(const absl::Status& status, httplib::Response& response) {
  response.status = HttpStatusOf(status.code());
  response.set_content(ErrorBody(status), "application/json");
  KeepPrivate(response);
}

void Authorize(const httplib::Request& request, absl::Duration time, grpc::ClientContext* context) {
  const std::string token = request.get_header_value("Authorization");
  if (!token.empty()) context->AddMetadata(runtime::kAuthorization, token);
  context->set_deadline(absl::ToChronoTime(absl::Now() + time));
}

// One upload under way, piece by piece as HTTP gives it.
class Upload {
 public:
  Upload(const runtime::Channels& channels, const httplib::Request& request)
      : stub_(channels.To("intake")) {
    Authorize(request, kUploadDeadline, &context_);
    stream_ = stub_.UploadFile(&context_);
    SetName(request.get_param_value("name"));
  }
  // Broken off unless it was finished: the role erases what it has of it.
  ~Upload() {
    if (is_finished_) return;
    context_.TryCancel();
    (void)stream_->Finish();
  }
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;

  // The name in the address; in a form, where the address has none.
  void SetName(const std::string& name) {
    name_is_text_ = name_is_text_ && runtime::CountChars(name).has_value();
    if (name_is_text_ && next_.display_name().empty() && !begun_) next_.set_display_name(name);
  }
  // False once nothing more is taken; Finish says why.
  bool Add(absl::string_view bytes) {
    next_.mutable_content()->append(bytes.data(), bytes.size());
    while (next_.content().size() >= kPieceBytes) {
      std::string rest = next_.content().substr(kPieceBytes);
      next_.mutable_content()->resize(kPieceBytes);
      if (!Send()) return false;
      next_.set_content(std::move(rest));
    }
    return true;
  }
  absl::StatusOr<v1::File> Finish() {
    if (!name_is_text_) {
      return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                            "The file's name is not UTF-8: send it so, or rename the file. "
                            "文件名不是 UTF-8 编码，请改名后再传。");
    }
    next_.set_last(true);
    Send();
    stream_->WritesDone();
    is_finished_ = true;
    LAOWU_RETURN_IF_ERROR(runtime::PassedOnStatus("intake", runtime::FromGrpc(stream_->Finish())));
    return answer_.file();
  }

 private:
  bool Send() {
    begun_ = true;
    if (broken_ || !name_is_text_) {
      next_.clear_content();
      return false;
    }
    broken_ = !stream_->Write(next_) || !stream_->Read(&answer_);
    next_.Clear();
    return !broken_;
  }

  grpc::ClientContext context_;
  v1::IntakeService::Stub stub_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::UploadFileRequest, v1::UploadFileResponse>> stream_;
  v1::UploadFileRequest next_;
  v1::UploadFileResponse answer_;
  bool begun_ = false;
  bool name_is_text_ = true;
  bool broken_ = false;
  bool is_finished_ = false;
};

absl::Status SeveralFiles() {
  return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                        "The form has several files: send one at a time. 一次只能上传一个文件。");
}

absl::Status CutShort() {
  return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                        "The body was cut short, or came too slowly: send the file again. "
                        "文件没有传完，请重传。");
}

struct UploadRead {
  absl::StatusOr<v1::File> file;
  bool is_too_long = false;
  // Not read to its end: HangUp after the answer.
  bool is_cut = false;
};

UploadRead ReadUpload(const runtime::Channels& channels, const httplib::Request& request,
                      const httplib::ContentReader& reader) {
  Upload upload(channels, request);
  int64_t byte_count = 0;
  int64_t dropped_byte_count = 0;
  // What comes after a refusal is read, so that the caller comes to hear of it, and dropped; not
  // for ever, since who sends in chunks need never end.
  const auto take = [&](const char* bytes, size_t count) {
    byte_count += static_cast<int64_t>(count);
    if (!upload.Add(absl::string_view(bytes, count))) {
      dropped_byte_count += static_cast<int64_t>(count);
    }
    return byte_count <= kUploadBytes && dropped_byte_count <= kDroppedBytes;
  };
  int file_count = 0;
  bool is_whole = false;
  if (request.is_multipart_form_data()) {
    is_whole = reader(
        [&](const httplib::MultipartFormData& part) {
          if (++file_count == 1) upload.SetName(part.filename);
          return true;
        },
        [&](const char* bytes, size_t count) { return file_count > 1 || take(bytes, count); });
  } else {
    is_whole = reader(take);
  }
  const bool is_cut = !is_whole;
  if (byte_count > kFileBytes) return {FileTooLong(), /*is_too_long=*/true, is_cut};
  if (file_count > 1) return {SeveralFiles(), false, is_cut};
  // Refused, and the rest not waited for: the role's own words.
  if (is_cut && dropped_byte_count == 0) return {CutShort(), false, is_cut};
  return {upload.Finish(), false, is_cut};
}

void AnswerUpload(const runtime::Channels& channels, const httplib::Request& request,
                  const httplib::ContentReader& reader, httplib::Response& response) {
  const UploadRead read = ReadUpload(channels, request, reader);
  if (!read.file.ok()) {
    Answer(read.file.status(), response);
    if (read.is_too_long) response.status = 413;
    if (read.is_cut) HangUp(response);
    return;
  }
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(*read.file, &json).ok()) {
    return Answer(absl::InternalError("the answer cannot be written"), response);
  }
  response.set_content(json, "application/json");
  KeepPrivate(response);
}

// Whether what the request says of its length is more than any file may have.
bool SaysTooLong(const httplib::Request& request) {
  int64_t length = 0;
  return absl::SimpleAtoi(request.get_header_value("Content-Length"), &length) &&
         length > kUploadBytes;
}

absl::StatusOr<v1::DownloadReceiptResponse> NextPiece(const runtime::Channels& channels,
                                                      const httplib::Request& request,
                                                      const v1::DownloadReceiptRequest& asked) {
  grpc::ClientContext context;
  Authorize(request, limits::kReadDeadline, &context);
  v1::IntakeService::Stub stub(channels.To("intake"));
  v1::DownloadReceiptResponse piece;
  LAOWU_RETURN_IF_ERROR(runtime::PassedOnStatus(
      "intake", runtime::FromGrpc(stub.DownloadReceipt(&context, asked, &piece))));
  return piece;
}

void AnswerReceipt(const runtime::Channels& channels, const httplib::Request& request,
                   httplib::Response& response) {
  v1::DownloadReceiptRequest asked;
  asked.set_name(absl::StrCat("imports/", request.matches[1].str()));
  const bool csv = request.matches[2].str() == "csv";
  asked.set_format(csv ? v1::DownloadReceiptRequest::CSV : v1::DownloadReceiptRequest::XLSX);
  auto first = NextPiece(channels, request, asked);
  if (!first.ok()) {
    Answer(first.status(), response);
    // It is being written: `curl --retry` and the pages ask again.
    if (first.status().GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value()) {
      response.set_header("Retry-After", "1");
    }
    return;
  }
  response.set_header("Content-Disposition",
                      absl::StrCat("attachment; filename=\"receipt.", csv ? "csv" : "xlsx", "\""));
  KeepPrivate(response);
  const auto size = static_cast<size_t>(first->byte_size());
  // The provider is called for more until all is sent.
  auto piece = std::make_shared<std::string>(std::move(*first->mutable_content()));
  auto begin = std::make_shared<size_t>(0);
  response.set_content_provider(
      size,
      csv ? "text/csv; charset=utf-8"
          : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      [&channels, headers = request, asked, piece, begin](size_t offset, size_t length,
                                                          httplib::DataSink& sink) mutable {
        if (offset >= *begin + piece->size()) {
          asked.set_offset_bytes(static_cast<int64_t>(offset));
          const auto next = NextPiece(channels, headers, asked);
          if (!next.ok() || next->content().empty()) return false;
          *piece = next->content();
          *begin = offset;
        }
        const size_t at = offset - *begin;
        return sink.write(piece->data() + at, std::min(length, piece->size() - at));
      });
}

}  // namespace

absl::Status FileTooLong() {
  return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                        "The body is larger than a file may be, 200 MB: split the file, or send it "
                        "packed (名单.csv.gz). 文件超过 200 MB：请分成几个，或压缩后再传。");
}

void AddFileRoutes(httplib::Server& server, const runtime::Channels& channels,
                   Admission admission) {
  server.Post("/files",
              [&channels, admission](const httplib::Request& request, httplib::Response& response,
                                     const httplib::ContentReader& reader) {
                if (!HasBody(request)) {
                  response.status = 411;  // the error handler says it
                  return;
                }
                const absl::Status may = admission(request, "laowu.v1.IntakeService/UploadFile");
                if (may.ok() && !SaysTooLong(request))
                  return AnswerUpload(channels, request, reader, response);
                Answer(may.ok() ? FileTooLong() : may, response);
                if (may.ok()) response.status = 413;
                const int status = response.status;
                std::string dropped;
                if (ReadBody(request, reader, 0, &dropped) == BodyRead::kCut) HangUp(response);
                response.status = status;  // the library's own, of a body that it does not read
              });
  server.Get(R"(/imports/([a-z0-9-]{1,63})/receipt\.(csv|xlsx))",
             [&channels, admission](const httplib::Request& request, httplib::Response& response) {
               const absl::Status may =
                   admission(request, "laowu.v1.IntakeService/DownloadReceipt");
               if (!may.ok()) return Answer(may, response);
               AnswerReceipt(channels, request, response);
             });
}

}  // namespace laowu::gateway
