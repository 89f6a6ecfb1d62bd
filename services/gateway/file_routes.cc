#include "services/gateway/file_routes.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <memory>
#include <utility>

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
  // The name in the address; in a form, where the address has none.
  void SetName(const std::string& name) {
    name_is_text_ = name_is_text_ && runtime::CountChars(name).has_value();
    if (name_is_text_ && next_.display_name().empty() && !begun_) next_.set_display_name(name);
  }
  // False once the role has ended it; Finish says why.
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
      context_.TryCancel();
      return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                            "The file's name is not UTF-8: send it so, or rename the file. "
                            "文件名不是 UTF-8 编码，请改名后再传。");
    }
    next_.set_last(true);
    Send();
    stream_->WritesDone();
    const absl::Status status =
        runtime::PassedOnStatus("intake", runtime::FromGrpc(stream_->Finish()));
    if (!status.ok()) return status;
    return answer_.file();
  }

 private:
  bool Send() {
    begun_ = true;
    if (broken_ || !name_is_text_) return false;
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
};

// `*cut`: the body was not read to its end.
absl::StatusOr<v1::File> ReadUpload(const runtime::Channels& channels,
                                    const httplib::Request& request,
                                    const httplib::ContentReader& reader, bool* cut) {
  Upload upload(channels, request);
  int64_t byte_count = 0;
  // What comes after a refusal is read, and dropped; not for ever, since who sends in chunks need
  // never end.
  const auto take = [&](const char* bytes, size_t count) {
    byte_count += static_cast<int64_t>(count);
    upload.Add(absl::string_view(bytes, count));
    return byte_count <= kUploadBytes;
  };
  int file_count = 0;
  bool whole = false;
  if (request.is_multipart_form_data()) {
    whole = reader(
        [&](const httplib::MultipartFormData& part) {
          if (++file_count == 1) upload.SetName(part.filename);
          return true;
        },
        [&](const char* bytes, size_t count) { return file_count > 1 || take(bytes, count); });
  } else {
    whole = reader(take);
  }
  *cut = !whole;
  if (!whole || file_count > 1) {
    return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                          file_count > 1 ? "The form has several files; send one at a time."
                                         : "The body was cut short or is too large.");
  }
  return upload.Finish();
}

void AnswerUpload(const runtime::Channels& channels, const httplib::Request& request,
                  const httplib::ContentReader& reader, httplib::Response& response) {
  bool cut = false;
  const auto file = ReadUpload(channels, request, reader, &cut);
  if (!file.ok()) {
    Answer(file.status(), response);
    if (cut) HangUp(response);
    return;
  }
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(*file, &json).ok()) {
    return Answer(absl::InternalError("the answer cannot be written"), response);
  }
  response.set_content(json, "application/json");
  KeepPrivate(response);
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
  if (!first.ok()) return Answer(first.status(), response);
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

void AddFileRoutes(httplib::Server& server, const runtime::Channels& channels,
                   std::function<bool(const httplib::Request&, httplib::Response&)> allowed) {
  server.Post("/files",
              [&channels, allowed](const httplib::Request& request, httplib::Response& response,
                                   const httplib::ContentReader& reader) {
                if (!HasBody(request)) {
                  response.status = 411;  // the error handler says it
                  return;
                }
                std::string dropped;
                if (!allowed(request, response)) {
                  if (ReadBody(request, reader, 0, &dropped) == BodyRead::kCut) HangUp(response);
                  return;
                }
                AnswerUpload(channels, request, reader, response);
              });
  server.Get(R"(/imports/([a-z0-9-]{1,63})/receipt\.(csv|xlsx))",
             [&channels, allowed](const httplib::Request& request, httplib::Response& response) {
               if (allowed(request, response)) AnswerReceipt(channels, request, response);
             });
}

}  // namespace laowu::gateway
