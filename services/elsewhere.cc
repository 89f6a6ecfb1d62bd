#include "services/elsewhere.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/roles.h"
#include "services/runtime/access.h"
#include "services/runtime/errors.h"

namespace laowu {
namespace {

using Metadata = std::vector<std::pair<std::string, std::string>>;

// Names that a caller made up are repeated no further than a real one is long.
constexpr size_t kNameBytes = 200;

absl::Status Refusal(runtime::reasons::Reason reason, const std::string& message,
                     const Metadata& metadata) {
  return runtime::Error(absl::StatusCode::kUnimplemented, reason, message, metadata);
}

absl::Status Unknown(const std::string& service, const std::string& method) {
  const bool known_service =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service) != nullptr;
  const std::string what = known_service
                               ? absl::StrCat("The service ", service, " has no method ", method)
                               : absl::StrCat("There is no service \"", service, "\"");
  return Refusal(
      runtime::reasons::kMethodUnknown,
      absl::StrCat(what,
                   ": is the client's API newer than this server's? GET /protos.zip at the HTTP "
                   "door has this server's. 本服务没有这个方法：请核对接口版本。"),
      {{"service", service}, {"method", method}});
}

class Answer final : public grpc::ServerGenericBidiReactor {
 public:
  explicit Answer(const grpc::Status& status) { Finish(status); }
  void OnDone() override { delete this; }
};

}  // namespace

absl::Status NotHere(const runtime::ServeConfig& config, const runtime::Principal& caller,
                     absl::string_view method) {
  const size_t slash = std::min(method.find('/'), method.size());
  const std::string service(method.substr(0, std::min(slash, kNameBytes)));
  const std::string name(method.substr(std::min(slash + 1, method.size()), kNameBytes));
  const auto row = std::find_if(Roles().begin(), Roles().end(), [&](const RoleRow& role) {
    return !role.service.empty() && role.service == service;
  });
  if (runtime::FindAccess(method) == nullptr || row == Roles().end()) return Unknown(service, name);
  const std::string role(row->name);
  Metadata metadata = {{"service", service}, {"method", name}, {"role", role}};
  if (!caller.unscoped()) {
    return Refusal(
        runtime::reasons::kRoleElsewhere,
        absl::StrCat("The role ", role,
                     " runs in another process of this system: ask who runs it for its address, or "
                     "call the HTTP door. 本进程不含 ",
                     role, " 角色：请向管理员询问地址，或走网关的 HTTP 接口。"),
        metadata);
  }
  const auto peer = config.peers.find(role);
  if (peer == config.peers.end()) {
    return Refusal(
        runtime::reasons::kRoleElsewhere,
        absl::StrCat("The role ", role,
                     " does not run in this process, and no --peer of it says where it does: ask "
                     "the process that has it, or the HTTP door of one with the gateway role. "
                     "本进程不含 ",
                     role, " 角色：请连接运行该角色的进程，或走网关的 HTTP 接口。"),
        metadata);
  }
  metadata.emplace_back("address", peer->second);
  return Refusal(runtime::reasons::kRoleElsewhere,
                 absl::StrCat("The role ", role, " does not run in this process but at ",
                              peer->second, ": ask there (laowu --server ", peer->second,
                              "), or the HTTP door of a process with the gateway role. 本进程不含 ",
                              role, " 角色：请改连 ", peer->second, "，或走网关的 HTTP 接口。"),
                 metadata);
}

grpc::ServerGenericBidiReactor* Elsewhere::CreateReactor(
    grpc::GenericCallbackServerContext* context) {
  absl::string_view method = context->method();
  if (absl::StartsWith(method, "/")) method.remove_prefix(1);
  if (runtime::FindAccess(method) == nullptr) {
    // Not counted by its name: whoever calls could make up as many as he likes.
    return new Answer(runtime::ToGrpc(NotHere(config_, runtime::Principal(), method)));
  }
  const absl::Time begun = absl::Now();
  const auto call = rpc_.Begin(context, method);
  const absl::Status status = call.ok() ? NotHere(config_, call->principal, method) : call.status();
  return new Answer(rpc_.End(method, status, begun));
}

}  // namespace laowu
