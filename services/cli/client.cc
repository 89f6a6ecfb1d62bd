#include "services/cli/client.h"

#include <google/protobuf/util/json_util.h>

#include <cstdio>

#include "absl/strings/ascii.h"
#include "google/rpc/error_details.pb.h"
#include "services/runtime/files.h"

namespace laowu::cli {

std::shared_ptr<grpc::Channel> Client::channel() {
  if (channel_ == nullptr) {
    channel_ = grpc::CreateChannel(server, grpc::InsecureChannelCredentials());
  }
  return channel_;
}

std::string Client::authorization() {
  if (token.empty() && !token_file.empty()) {
    const auto content = runtime::ReadFile(token_file);
    if (content.ok()) token = std::string(absl::StripAsciiWhitespace(*content));
  }
  return token.empty() ? "" : absl::StrCat("Bearer ", token);
}

int Fail(const absl::Status& status) {
  const std::string reason = runtime::ReasonOf(status);
  std::fprintf(stderr, "error 错误: %s%s%s\n", std::string(status.message()).c_str(),
               reason.empty() ? "" : "  ", reason.empty() ? "" : ("[" + reason + "]").c_str());
  google::rpc::BadRequest bad;
  const auto payload =
      status.GetPayload(absl::StrCat("type.googleapis.com/", bad.GetDescriptor()->full_name()));
  if (payload.has_value() && bad.ParseFromString(std::string(*payload)) &&
      bad.field_violations_size() > 1) {
    for (const auto& violation : bad.field_violations()) {
      std::fprintf(stderr, "  %s: %s\n", violation.field().c_str(),
                   violation.description().c_str());
    }
  }
  if (absl::IsUnavailable(status) && reason.empty()) {
    std::fprintf(stderr,
                 "  Is the server running? laowu serve --data DIR; --server names another.\n");
  }
  return kFailed;
}

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string out;
  const auto status = google::protobuf::util::MessageToJsonString(message, &out, options);
  return status.ok() ? out : "{}\n";
}

}  // namespace laowu::cli
