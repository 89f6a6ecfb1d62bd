#ifndef LAOWU_SERVICES_RUNTIME_CHANNELS_H_
#define LAOWU_SERVICES_RUNTIME_CHANNELS_H_

// The channel to a role: in-process if the role is here, TCP if it is elsewhere. This is the whole
// difference between one process and many; there is no other way from role to role.

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/runtime/call_context.h"

namespace laowu::runtime {

class Channels {
 public:
  // `peers`: role name → HOST:PORT for roles that run elsewhere, reached with `peer_credentials`
  // (none: in plain text).
  Channels(std::string service_token, const std::map<std::string, std::string>& peers,
           const std::shared_ptr<grpc::ChannelCredentials>& peer_credentials = nullptr);

  // Once, after the server has started and before anyone calls To().
  void UseServer(grpc::Server* server);

  // Thread-safe after UseServer. `role`: "vacancy", "worker", …
  std::shared_ptr<grpc::Channel> To(absl::string_view role) const;

  // Makes `context` a call of this process itself: it sees everything, and checks scope on its own.
  void AsService(grpc::ClientContext* context, absl::Time deadline) const;
  // Makes it a call on behalf of `call`'s principal, within what is left of its time.
  void OnBehalfOf(const CallContext& call, grpc::ClientContext* context) const;

 private:
  const std::string service_token_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> peers_;
  std::shared_ptr<grpc::Channel> here_;
};

// Errors of calls to `role`, as whoever called this process is to get them.
// Of a call passed on with the caller's own token: where nobody answered, or the call was cancelled
// under it, UNAVAILABLE with PEER_UNAVAILABLE and a delay; else as the role said it.
absl::Status PassedOnStatus(absl::string_view role, const absl::Status& status);
// Of a call by this process (AsService, OnBehalfOf): the same, also where the role does not know
// this process; that is for the operator to mend, so it is logged and not told.
absl::Status PeerStatus(absl::string_view role, const absl::Status& status);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_CHANNELS_H_
