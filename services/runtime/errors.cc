#include "services/runtime/errors.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"

namespace laowu::runtime {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";

std::string TypeUrl(const google::protobuf::Message& message) {
  return absl::StrCat(kTypePrefix, message.GetDescriptor()->full_name());
}

void SetDetail(absl::Status& status, const google::protobuf::Message& detail) {
  // Maps in a fixed order, so that answers can be compared.
  status.SetPayload(TypeUrl(detail), absl::Cord(DeterministicBytes(detail)));
}

template <typename Detail>
bool GetDetail(const absl::Status& status, Detail* detail) {
  const auto payload = status.GetPayload(TypeUrl(*detail));
  return payload.has_value() && detail->ParseFromString(std::string(*payload));
}

// What a code that came from below (the store, the executor) without a reason gets.
reasons::Reason DefaultReason(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
      return reasons::kDeadline;
    case absl::StatusCode::kAborted:
      return reasons::kConflict;
    case absl::StatusCode::kNotFound:
      return reasons::kNotFound;
    case absl::StatusCode::kInvalidArgument:
      return reasons::kInvalidField;
    case absl::StatusCode::kUnavailable:
      return reasons::kPeerUnavailable;
    case absl::StatusCode::kOutOfRange:
      return reasons::kChangesTruncated;
    case absl::StatusCode::kResourceExhausted:
      return reasons::kQueueFull;
    case absl::StatusCode::kFailedPrecondition:
      return reasons::kStore;
    default:
      return reasons::kInternal;
  }
}

constexpr size_t kMessageBytesMost = 1024;

absl::string_view KindInChinese(absl::string_view resource_type) {
  constexpr std::pair<absl::string_view, absl::string_view> kKinds[] = {
      {"audit sample", "抽查样本"}, {"baseline", "调查数"},  {"division", "区划"},
      {"employer", "企业"},         {"file", "文件"},        {"household", "户"},
      {"import", "导入"},           {"method", "方法"},      {"office", "协作站"},
      {"organizer", "组织单位"},    {"outcome", "务工动态"}, {"page", "页面"},
      {"placement", "推荐"},        {"publication", "发布"}, {"vacancy", "岗位"},
      {"worker", "人员"},
  };
  for (const auto& [type, kind] : kKinds) {
    if (type == resource_type) return kind;
  }
  return "记录 ";
}

bool Hidden(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kDataLoss ||
         code == absl::StatusCode::kUnknown;
}

}  // namespace

absl::Status Error(absl::StatusCode code, reasons::Reason reason, absl::string_view message,
                   const std::vector<std::pair<std::string, std::string>>& metadata) {
  absl::Status status(code, message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason.name));
  info.set_domain(kErrorDomain);
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[key] = value;
  SetDetail(status, info);
  return status;
}

absl::Status NotFound(absl::string_view resource_type, absl::string_view resource_name) {
  const absl::string_view kind = KindInChinese(resource_type);
  absl::Status status =
      Error(absl::StatusCode::kNotFound, reasons::kNotFound,
            absl::StrCat("没有", kind, "“", resource_name, "”，请核对编号 / There is no ",
                         resource_type, " \"", resource_name, "\"; check the name."));
  google::rpc::ResourceInfo info;
  info.set_resource_type(std::string(resource_type));
  info.set_resource_name(std::string(resource_name));
  SetDetail(status, info);
  return status;
}

absl::Status InvalidFields(const std::vector<google::rpc::BadRequest::FieldViolation>& violations) {
  google::rpc::BadRequest bad_request;
  // Half of the limit: ErrorInfo, the message and the envelope need room too.
  const size_t room = limits::kErrorDetailsBytes / 2;
  for (const auto& violation : violations) {
    if (bad_request.ByteSizeLong() + violation.ByteSizeLong() + 8 > room) break;
    *bad_request.add_field_violations() = violation;
  }
  const int shown = bad_request.field_violations_size();
  const auto total = static_cast<int>(violations.size());
  std::string message = absl::StrCat(violations[0].field(), ": ", violations[0].description());
  if (total > 1) {
    absl::StrAppend(&message, " (", shown, " of ", total, " violations listed in the details)");
  }
  absl::Status status = Error(absl::StatusCode::kInvalidArgument, reasons::kInvalidField, message,
                              {{"violation_count", absl::StrCat(total)}});
  SetDetail(status, bad_request);
  return status;
}

absl::Status WithViolation(const absl::Status& invalid, absl::string_view path,
                           absl::string_view description) {
  google::rpc::BadRequest bad_request;
  if (!GetDetail(invalid, &bad_request)) return invalid;
  for (const auto& violation : bad_request.field_violations()) {
    if (violation.field() == path) return invalid;
  }
  auto* more = bad_request.add_field_violations();
  more->set_field(std::string(path));
  more->set_description(std::string(description));
  const auto& all = bad_request.field_violations();
  return InvalidFields({all.begin(), all.end()});
}

absl::Status FailedPrecondition(reasons::Reason reason, absl::string_view subject,
                                absl::string_view message) {
  absl::Status status = Error(absl::StatusCode::kFailedPrecondition, reason, message);
  google::rpc::PreconditionFailure failure;
  auto* violation = failure.add_violations();
  violation->set_type(std::string(reason.name));
  violation->set_subject(std::string(subject));
  violation->set_description(std::string(message));
  SetDetail(status, failure);
  return status;
}

absl::Status WithRetry(absl::Status status, absl::Duration delay) {
  google::rpc::RetryInfo retry;
  const int64_t nanos = absl::ToInt64Nanoseconds(delay);
  retry.mutable_retry_delay()->set_seconds(nanos / 1'000'000'000);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(nanos % 1'000'000'000));
  SetDetail(status, retry);
  return status;
}

absl::Status Stopping() {
  return WithRetry(Error(absl::StatusCode::kUnavailable, reasons::kStopping,
                         "The service is stopping; go on where you are, here or at another. "
                         "服务正在停止，请稍后从断处继续。"),
                   limits::kStoppingDelay);
}

std::string ReasonOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  return GetDetail(status, &info) ? info.reason() : "";
}

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status out;
  out.set_code(static_cast<int>(status.code()));
  if (status.ok()) return out;
  absl::Status source = status;
  if (Hidden(status.code())) {
    source = Error(status.code(), reasons::kInternal,
                   "Something failed inside the service; its log says what. Trying again may help. "
                   "服务内部出错，原因见日志；可再试一次，仍不行请告诉管理员。");
  } else if (ReasonOf(status).empty()) {
    google::rpc::ErrorInfo info;
    info.set_reason(std::string(DefaultReason(status.code()).name));
    info.set_domain(kErrorDomain);
    SetDetail(source, info);
  }
  out.set_message(std::string(FirstBytes(source.message(), kMessageBytesMost)));
  std::vector<std::pair<std::string, std::string>> details;
  source.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    details.emplace_back(std::string(url), std::string(payload));
  });
  std::sort(details.begin(), details.end());  // a fixed order, so that answers can be compared
  for (auto& [url, payload] : details) {
    if (out.ByteSizeLong() + payload.size() > limits::kErrorDetailsBytes) continue;
    auto* any = out.add_details();
    any->set_type_url(url);
    any->set_value(payload);
  }
  return out;
}

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status rpc_status = ToRpcStatus(status);
  return grpc::Status(static_cast<grpc::StatusCode>(rpc_status.code()), rpc_status.message(),
                      rpc_status.SerializeAsString());
}

absl::Status FromRpcStatus(const google::rpc::Status& status) {
  absl::Status out(static_cast<absl::StatusCode>(status.code()), status.message());
  for (const auto& any : status.details()) out.SetPayload(any.type_url(), absl::Cord(any.value()));
  return out;
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status rpc_status;
  if (!status.error_details().empty() && rpc_status.ParseFromString(status.error_details()) &&
      rpc_status.code() == static_cast<int>(status.error_code())) {
    return FromRpcStatus(rpc_status);
  }
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
}

}  // namespace laowu::runtime
