#include "services/runtime/rpc.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

absl::string_view Metadata(const grpc::CallbackServerContext& context, const char* key) {
  const auto it = context.client_metadata().find(key);
  if (it == context.client_metadata().end()) return "";
  return absl::string_view(it->second.data(), it->second.size());
}

absl::Time DeadlineOf(const grpc::CallbackServerContext& context, absl::Duration cap) {
  const absl::Time capped = absl::Now() + cap;
  const auto asked = context.deadline();
  if (asked == std::chrono::system_clock::time_point::max()) return capped;
  return std::min(capped, absl::FromChrono(asked));
}

// Of a channel within the process; others have an address.
bool IsFromThisProcess(const grpc::CallbackServerContext& context) {
  const std::string peer = context.peer();
  return !absl::StartsWith(peer, "ipv4:") && !absl::StartsWith(peer, "ipv6:") &&
         !absl::StartsWith(peer, "unix:");
}

}  // namespace

Rpc::UnaryReactor::UnaryReactor(const Rpc* rpc, absl::string_view method,
                                const grpc::ByteBuffer& request, grpc::ByteBuffer* response)
    : rpc_(rpc), call_(std::make_shared<UnaryCall>(rpc, method, request, response, this)) {
  if (rpc_->calls_ != nullptr) rpc_->calls_->Add(call_);
}

void Rpc::UnaryReactor::Refuse(const absl::Status& status) {
  if (rpc_->calls_ != nullptr) rpc_->calls_->Remove(call_);
  call_->End(status);
}

void Rpc::UnaryReactor::OnDone() {
  if (rpc_->calls_ != nullptr) rpc_->calls_->Remove(call_);
  delete this;
}

int MethodIndex(absl::string_view method) {
  const auto* found = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      absl::StrReplaceAll(method, {{"/", "."}}));
  if (found == nullptr) {
    Log(LogLevel::kError, "there is no such method", {{"method", std::string(method)}});
    std::abort();
  }
  return found->index();
}

absl::StatusOr<CallContext> Rpc::Begin(grpc::CallbackServerContext* context,
                                       absl::string_view method) const {
  const MethodAccess* access = FindAccess(method);
  if (access == nullptr) return absl::InternalError(absl::StrCat("no access row: ", method));
  CallContext call;
  LAOWU_ASSIGN_OR_RETURN(call.principal,
                         principals_->AuthenticateHeader(Metadata(*context, kAuthorization)));
  const bool is_service = call.principal.role == PrincipalRole::kService;
  const absl::string_view behalf = Metadata(*context, kOnBehalfOf);
  if (!behalf.empty()) {
    if (!is_service) {
      return Error(absl::StatusCode::kPermissionDenied, reasons::kMethodNotAllowed,
                   "Only a service may call on somebody's behalf: leave out the metadata "
                   "laowu-on-behalf-of. 只有服务角色可以代他人调用，请去掉 laowu-on-behalf-of。");
    }
    LAOWU_ASSIGN_OR_RETURN(call.principal, principals_->Find(behalf));
    call.via_service = true;
  }
  LAOWU_RETURN_IF_ERROR(RequireRole(*access, call.principal));
  if (calls_ != nullptr && calls_->refuses() && !(is_service && IsFromThisProcess(*context))) {
    return Stopping();
  }
  call.method = std::string(method);
  call.deadline = DeadlineOf(*context, access->deadline_cap);
  call.now = clock_();
  call.cancelled = [context, deadline = call.deadline] {
    return context->IsCancelled() || absl::Now() >= deadline;
  };
  return call;
}

absl::Status Rpc::Submit(absl::string_view method, std::function<void()> work) const {
  return PoolOf(method).TrySubmit(std::move(work)) ? absl::OkStatus() : QueueFull();
}

grpc::Status Rpc::End(absl::string_view method, const absl::Status& status,
                      absl::Time begun) const {
  metrics_->CountCall(method, absl::StatusCodeToString(status.code()), absl::Now() - begun);
  const bool hidden = status.code() == absl::StatusCode::kInternal ||
                      status.code() == absl::StatusCode::kDataLoss ||
                      status.code() == absl::StatusCode::kUnknown;
  if (hidden) {
    Log(LogLevel::kError, "call failed",
        {{"method", std::string(method)}, {"status", status.ToString()}});
  }
  return ToGrpc(status);
}

std::function<grpc::Status(const absl::Status&)> Rpc::EndOfWatch(
    absl::string_view method, const absl::StatusOr<CallContext>& call, absl::Time begun) const {
  const std::string role(call.ok() ? RoleText(call->principal.role) : "");
  return [this, method = std::string(method), role, begun,
          held = call.ok() && calls_ != nullptr ? calls_->Hold()
                                                : nullptr](const absl::Status& status) {
    const std::string reason = ReasonOf(status);
    metrics_->CountWatchEnd(method,
                            reason.empty() ? absl::StatusCodeToString(status.code()) : reason);
    if (reason == reasons::kWatcherCut.name) {
      Log(LogLevel::kWarning, "a watcher took nothing and was cut",
          {{"method", method}, {"reason", reason}, {"role", role}});
    }
    return End(method, status, begun);
  };
}

Executor& Rpc::PoolOf(absl::string_view method) const {
  const MethodAccess* access = FindAccess(method);
  return access != nullptr && access->pool == Pool::kCpu ? *cpu_ : *io_;
}

absl::Status Rpc::TooLate() {
  return Error(
      absl::StatusCode::kDeadlineExceeded, reasons::kDeadline,
      "The call's time was over before its turn came; nothing was done. Try again, or allow "
      "more time. 排队超时，未作任何处理，请稍后重试。");
}

absl::Status Rpc::QueueFull() {
  return WithRetry(Error(absl::StatusCode::kResourceExhausted, reasons::kQueueFull,
                         "Too many calls are waiting; try again after the delay given. "
                         "排队的请求太多，请稍后重试。"),
                   limits::kRetryDelay);
}

}  // namespace laowu::runtime
