#include "services/runtime/channels.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/limits.h"
#include "services/runtime/rpc.h"

namespace laowu::runtime {

Channels::Channels(std::string service_token, std::map<std::string, std::string> peers)
    : service_token_(std::move(service_token)) {
  for (const auto& [role, address] : peers) {
    peers_[role] = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  }
}

void Channels::UseServer(grpc::Server* server) {
  here_ = server->InProcessChannel(grpc::ChannelArguments());
}

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

}  // namespace laowu::runtime
