#include "services/runtime/channels.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/rpc.h"

namespace laowu::runtime {

namespace {

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

grpc::ChannelArguments Arguments() {
  grpc::ChannelArguments arguments;
  // Five hundred records with long texts take more than gRPC's own limit.
  arguments.SetMaxReceiveMessageSize(limits::kAnswerBytes);
  return arguments;
}

grpc::ChannelArguments PeerArguments() {
  grpc::ChannelArguments arguments = Arguments();
  // A proxy named in the environment is for the world outside.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  // A peer that was restarted is found again at once, not after gRPC's two minutes.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, Millis(limits::kPeerKeepalive));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Millis(limits::kKeepaliveAnswer));
  return arguments;
}

}  // namespace

Channels::Channels(std::string service_token, const std::map<std::string, std::string>& peers,
                   const std::shared_ptr<grpc::ChannelCredentials>& peer_credentials)
    : service_token_(std::move(service_token)) {
  for (const auto& [role, address] : peers) {
    peers_[role] = grpc::CreateCustomChannel(
        address,
        peer_credentials == nullptr ? grpc::InsecureChannelCredentials() : peer_credentials,
        PeerArguments());
  }
}

void Channels::UseServer(grpc::Server* server) { here_ = server->InProcessChannel(Arguments()); }

std::shared_ptr<grpc::Channel> Channels::To(absl::string_view role) const {
  const auto it = peers_.find(std::string(role));
  return it == peers_.end() ? here_ : it->second;
}

void Channels::AsService(grpc::ClientContext* context, absl::Time deadline) const {
  context->AddMetadata(kAuthorization, absl::StrCat("Bearer ", service_token_));
  if (deadline != absl::InfiniteFuture()) {
    context->set_deadline(absl::ToChronoTime(deadline - limits::kInnerCallMargin));
  }
}

void Channels::OnBehalfOf(const CallContext& call, grpc::ClientContext* context) const {
  AsService(context, call.deadline);
  context->AddMetadata(kOnBehalfOf, call.principal.id);
}

namespace {

absl::Status PeerUnavailable(absl::string_view role) {
  return WithRetry(
      Error(absl::StatusCode::kUnavailable, reasons::kPeerUnavailable,
            absl::StrCat("The ", role,
                         " role does not answer; try again. 该服务暂无应答，请稍后再试。")),
      limits::kRetryDelay);
}

}  // namespace

absl::Status PassedOnStatus(absl::string_view role, const absl::Status& status) {
  // Nobody here cancels such calls: gRPC says so of one whose server was killed or stopped under
  // it. Where the caller has gone, nobody hears this.
  const bool unanswered =
      (absl::IsUnavailable(status) || absl::IsCancelled(status)) && ReasonOf(status).empty();
  return unanswered ? PeerUnavailable(role) : status;
}

absl::Status PeerStatus(absl::string_view role, const absl::Status& status) {
  if (!absl::IsUnauthenticated(status)) return PassedOnStatus(role, status);
  Log(LogLevel::kError, "a peer does not know this process: see --peer-token-file and principals",
      {{"role", std::string(role)}, {"status", std::string(status.message())}});
  return PeerUnavailable(role);
}

}  // namespace laowu::runtime
