#include "services/cli/client.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "google/rpc/error_details.pb.h"
#include "services/runtime/config.h"
#include "services/runtime/digest.h"
#include "services/runtime/files.h"
#include "services/runtime/limits.h"
#include "services/runtime/tls.h"

namespace laowu::cli {

std::shared_ptr<grpc::Channel> Client::channel() {
  if (channel_ == nullptr) {
    grpc::ChannelArguments arguments;
    // Five hundred rows with a warning each take more than gRPC's own limit.
    arguments.SetMaxReceiveMessageSize(runtime::limits::kAnswerBytes);
    // A proxy named in the environment is for the world outside, not for this machine's server.
    arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
    channel_ = grpc::CreateCustomChannel(server, credentials_, arguments);
  }
  return channel_;
}

absl::StatusOr<std::string> Client::authorization() {
  if (!tls_ca.empty()) {
    LAOWU_ASSIGN_OR_RETURN(credentials_, runtime::TlsChannelCredentials(tls_ca));
    tls_ca.clear();
    encrypted_ = true;
  }
  if (!token_file.empty()) {
    LAOWU_ASSIGN_OR_RETURN(const std::string content, runtime::ReadFile(token_file));
    absl::string_view text = content;
    (void)absl::ConsumePrefix(&text, "\xEF\xBB\xBF");  // as some editors begin a file
    token = std::string(absl::StripAsciiWhitespace(text));
    if (token.empty())
      return absl::InvalidArgumentError(absl::StrCat(token_file, " is empty 令牌文件是空的"));
    token_file.clear();
  }
  if (token.empty()) return "";
  if (!std::all_of(token.begin(), token.end(), absl::ascii_isgraph)) {
    return absl::InvalidArgumentError(
        "the token has characters that no token has (letters, digits and _ alone): copy it again "
        "令牌含有不该有的字符，请重新复制");
  }
  if (!encrypted_ && !runtime::IsLoopback(server)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "--server ", server,
        " is not on this machine: the token would travel in plain text. Give --tls-ca "
        "with the PEM file of who vouches for the server's certificate 令牌不能明文传出本机：请用 "
        "--tls-ca 指明服务器证书的签发者"));
  }
  return absl::StrCat("Bearer ", token);
}

std::optional<absl::Duration> RetryDelay(const absl::Status& status, int attempt) {
  if (!absl::IsUnavailable(status) && !absl::IsResourceExhausted(status)) return std::nullopt;
  constexpr absl::Duration kMost = absl::Seconds(5);
  google::rpc::RetryInfo retry;
  const auto payload =
      status.GetPayload(absl::StrCat("type.googleapis.com/", retry.GetDescriptor()->full_name()));
  if (payload.has_value() && retry.ParseFromString(std::string(*payload))) {
    const absl::Duration told = absl::Seconds(retry.retry_delay().seconds()) +
                                absl::Nanoseconds(retry.retry_delay().nanos());
    return std::min(told, kMost);
  }
  // Without it, RESOURCE_EXHAUSTED is a message over the limit: it will be as long the next time.
  if (absl::IsResourceExhausted(status)) return std::nullopt;
  return std::min(absl::Milliseconds(200) * (1 << std::min(attempt, 5)), kMost);
}

std::optional<absl::Duration> Client::DelayAfter(const absl::Status& status, int attempt) {
  constexpr int kTriesMost = 10;
  if (status.ok() || !runtime::ReasonOf(status).empty()) answered_ = true;
  if (!answered_ || attempt >= kTriesMost) return std::nullopt;
  return RetryDelay(status, attempt);
}

namespace {

// Of 16 bytes, of which a few bits give way to the version.
std::string UuidText(std::string bytes, unsigned char version) {
  const auto with = [](char byte, unsigned char high, unsigned char low_mask) {
    return static_cast<char>(high | (static_cast<unsigned char>(byte) & low_mask));
  };
  bytes[6] = with(bytes[6], static_cast<unsigned char>(version << 4), 0x0F);
  bytes[8] = with(bytes[8], 0x80, 0x3F);
  const std::string hex = absl::BytesToHexString(bytes);
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-",
                      hex.substr(16, 4), "-", hex.substr(20));
}

}  // namespace

std::string DerivedRequestId(absl::string_view text) {
  return UuidText(runtime::Sha256(text).substr(0, 16), 8);
}

void GiveRequestId(google::protobuf::Message* request) {
  const auto* field = request->GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr || field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING ||
      !request->GetReflection()->GetString(*request, field).empty()) {
    return;
  }
  // By time first, so that what is listed by name is listed in the order in which it was made.
  std::string bytes = runtime::RandomBytes(16);
  const int64_t millis = absl::ToUnixMillis(absl::Now());
  for (size_t i = 0; i < 6; ++i) bytes[i] = static_cast<char>((millis >> (40 - 8 * i)) & 0xFF);
  request->GetReflection()->SetString(request, field, UuidText(std::move(bytes), 7));
}

namespace {

// What to do where no connection came about, by what gRPC says of the last try.
const char* ConnectionHint(absl::string_view message) {
  if (absl::StrContains(message, "wrong version number")) {
    return "This server speaks no TLS at that address: leave out --tls-ca (and LAOWU_TLS_CA), or "
           "name its TLS address. 对方此地址未启用 TLS：请去掉 --tls-ca 或改地址。";
  }
  if (absl::StrContains(message, "certificate verify failed")) {
    return "The file of --tls-ca does not vouch for this server's certificate, or that has "
           "expired: ask who runs the server for the right file. 证书不受 --tls-ca 信任或已过期。";
  }
  if (absl::StrContains(message, "is not in peer certificate")) {
    return "Call the server by a name or address that stands in its certificate (--server). "
           "请用证书中写明的域名或地址。";
  }
  if (absl::StrContains(message, "Socket closed") || absl::StrContains(message, "reset by peer")) {
    return "Somebody listens there and hangs up. If the server speaks TLS, give --tls-ca with the "
           "PEM file of who vouches for its certificate. 若服务启用了 TLS，请加 --tls-ca。";
  }
  return "Is the server running? laowu serve --data DIR; --server names another. "
         "服务是否已启动？可用 --server 指定地址。";
}

// All that were found, of which an answer lists as many as it has room for; 0 if it does not say.
int ViolationCount(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload =
      status.GetPayload(absl::StrCat("type.googleapis.com/", info.GetDescriptor()->full_name()));
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) return 0;
  const auto count = info.metadata().find("violation_count");
  int value = 0;
  if (count != info.metadata().end()) (void)absl::SimpleAtoi(count->second, &value);
  return value;
}

}  // namespace

absl::Status InOptionWords(const absl::Status& status, OptionWords words) {
  google::rpc::BadRequest bad;
  const std::string url = absl::StrCat("type.googleapis.com/", bad.GetDescriptor()->full_name());
  const auto payload = status.GetPayload(url);
  if (!payload.has_value() || !bad.ParseFromString(std::string(*payload))) return status;
  std::string message(status.message());
  for (auto& violation : *bad.mutable_field_violations()) {
    for (const auto& [path, option] : words) {
      if (!absl::StartsWith(violation.field(), path)) continue;
      if (absl::StartsWith(message, violation.field())) {
        message.replace(0, violation.field().size(), std::string(option));
      }
      violation.set_field(std::string(option));
      break;
    }
  }
  absl::Status told(status.code(), message);
  status.ForEachPayload(
      [&](absl::string_view type, const absl::Cord& value) { told.SetPayload(type, value); });
  told.SetPayload(url, absl::Cord(bad.SerializeAsString()));
  return told;
}

namespace {

// Of many of one kind, as of a form whose days are all wrong, the first few, and how many more.
void PrintViolations(const google::rpc::BadRequest& bad) {
  constexpr int kToldMost = 5;
  std::map<std::string, int> counts;  // by description
  for (const auto& violation : bad.field_violations()) {
    if (++counts[violation.description()] > kToldMost) continue;
    std::fprintf(stderr, "  %s: %s\n", violation.field().c_str(), violation.description().c_str());
  }
  for (const auto& [description, count] : counts) {
    if (count <= kToldMost) continue;
    std::fprintf(stderr, "  另有 %d 处同样 and %d more of this: %s\n", count - kToldMost,
                 count - kToldMost, description.c_str());
  }
}

}  // namespace

int Fail(const absl::Status& status) {
  const std::string reason = runtime::ReasonOf(status);
  // From a server that says no more, at least which kind of error it is.
  const std::string message = status.message().empty() ? absl::StatusCodeToString(status.code())
                                                       : std::string(status.message());
  std::fprintf(stderr, "error 错误: %s%s%s\n", message.c_str(), reason.empty() ? "" : "  ",
               reason.empty() ? "" : ("[" + reason + "]").c_str());
  google::rpc::BadRequest bad;
  const auto payload =
      status.GetPayload(absl::StrCat("type.googleapis.com/", bad.GetDescriptor()->full_name()));
  if (payload.has_value() && bad.ParseFromString(std::string(*payload)) &&
      bad.field_violations_size() > 1) {
    PrintViolations(bad);
    if (const int more = ViolationCount(status) - bad.field_violations_size(); more > 0) {
      std::fprintf(stderr,
                   "  … and %d more: mend these and send it again 另有 %d 处，请改正后重试\n", more,
                   more);
    }
  }
  if (absl::IsUnavailable(status) && reason.empty()) {
    std::fprintf(stderr, "  %s\n", ConnectionHint(status.message()));
  }
  // The transport's own refusal, which comes before anything of ours could answer.
  if (absl::IsResourceExhausted(status) && reason.empty()) {
    std::fprintf(
        stderr,
        "  A message takes at most %d MiB: send fewer rows in each, or a file "
        "(laowu import). 单条消息最大 %d MiB，请减少每次的行数，或用 laowu import 导入文件\n",
        runtime::limits::kMessageBytes >> 20, runtime::limits::kMessageBytes >> 20);
  }
  return kFailed;
}

absl::Status CannotWrite(const std::string& path) {
  const int error = errno;
  const absl::string_view advice = error == ENOSPC || error == EDQUOT  ? " 磁盘已满"
                                   : error == EACCES || error == EROFS ? " 没有写入权限"
                                   : error == EISDIR                   ? " 这是目录"
                                   : error == ENOENT                   ? " 没有这个目录"
                                                                       : "";
  return absl::FailedPreconditionError(absl::StrCat(
      "无法写入 cannot write ", path, ": ", std::strerror(error == 0 ? EIO : error), advice));
}

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string out;
  const auto status = google::protobuf::util::MessageToJsonString(message, &out, options);
  return status.ok() ? out : "{}\n";
}

}  // namespace laowu::cli
