#ifndef LAOWU_SERVICES_PROCESS_H_
#define LAOWU_SERVICES_PROCESS_H_

// The server: its stores, its roles, its two ports. `laowu serve` runs one until a signal; a test
// runs its own, with a clock that it moves.

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "services/admin/admin_service.h"
#include "services/elsewhere.h"
#include "services/gateway/gateway.h"
#include "services/reference/reference_service.h"
#include "services/runtime/path_hold.h"
#include "services/runtime/role.h"
#include "services/runtime/running_calls.h"
#include "services/runtime/tls.h"
#include "storage/mutex.h"

namespace laowu {

class Process {
 public:
  // Whether somebody wants it to stop before it has started.
  using StopAsked = std::function<bool()>;

  // Opens stores, makes roles, listens, starts followers, opens the HTTP door. Every error says
  // what to do: settings, keys, a data folder that cannot be read or is another process's, a port
  // in use. `stop_asked`, if any, is asked before each part is begun: CANCELLED, with all that was
  // begun stopped, once it says so.
  static absl::StatusOr<std::unique_ptr<Process>> Start(const runtime::ServeConfig& config,
                                                        runtime::Clock clock,
                                                        const StopAsked& stop_asked = nullptr);
  ~Process();  // as Stop()

  // From now on not ready, by /readyz and by the health service; calls are answered as before, so
  // that a balancer can send the next ones elsewhere first. Thread-safe, and harmless again.
  void LeaveService();

  // In order: LeaveService; new calls are told STOPPING; doors and followers; streams; calls that
  // run, which end or after limits::kServerDrain are told STOPPING as well; the server, whoever is
  // connected; threads; stores. Once.
  void Stop();

  // Roles that cannot answer yet, or no longer; and, as "peer worker", peers that are waited for:
  // from the start on until each was reached once, or for a minute after the first was. One that
  // falls silent later costs what it answers, no more. Thread-safe.
  std::vector<std::string> NotReady() const;
  // Peers that no connection stands to, as "worker=HOST:PORT". Thread-safe.
  std::vector<std::string> SilentPeers() const;
  // Blocks until all roles are ready; DEADLINE_EXCEEDED names those that are not.
  absl::Status WaitUntilReady(absl::Time deadline) const;

  std::string grpc_address() const;  // "127.0.0.1:50051"
  std::string http_address() const;  // empty where nothing listens for HTTP

 private:
  // What the settings name and has to be read before anything is made.
  struct PeerAccess {
    std::string token;  // empty: no peers
    std::shared_ptr<grpc::ChannelCredentials> credentials;
  };
  static absl::StatusOr<PeerAccess> ReadPeerAccess(const runtime::ServeConfig& config);
  Process(const runtime::ServeConfig& config, runtime::Clock clock, PeerAccess peer_access);
  absl::Status LoadKeys();
  // Whoever has the peers' token is taken for the service itself, which calls on anybody's behalf:
  // one that somebody else uses as well gives them that.
  absl::Status WarnOfPeerToken() const;
  absl::Status StartParts(const StopAsked& stop_asked);
  absl::Status MakeRoles(const StopAsked& stop_asked);
  absl::Status Listen();
  void ShowCertificate();
  struct CatchUpTurns {
    size_t next = 0;                          // of roles_
    absl::Time until = absl::InfinitePast();  // the turn of the one before it
  };
  void StartCatchUps(CatchUpTurns& turns);
  void LookForPeers();
  void KeepHealth();
  // Until the server is down.
  void EndCalls(absl::Time deadline);

  const runtime::ServeConfig config_;
  runtime::Principals principals_;
  runtime::Metrics metrics_;
  runtime::Channels channels_;
  runtime::Executor cpu_;
  runtime::Executor feed_;
  runtime::Keys keys_;
  runtime::OwnedStores stores_;
  runtime::RunningCalls calls_;
  runtime::Environment environment_;
  std::unique_ptr<Elsewhere> elsewhere_;
  std::unique_ptr<reference_door::ReferenceService> reference_;
  std::unique_ptr<admin::AdminService> admin_;
  std::unique_ptr<runtime::Certificate> certificate_;  // none without TLS; outlives both doors
  std::unique_ptr<runtime::PathHold> path_hold_;       // of the stores, which the roles have
  std::vector<std::unique_ptr<runtime::Role>> roles_;
  gateway::GatewayRole* door_ = nullptr;  // one of roles_: whichever listens for HTTP
  std::unique_ptr<grpc::Server> server_;
  int grpc_port_ = 0;
  int http_port_ = 0;

  mutable storage::Mutex mutex_;
  mutable storage::CondVar changed_;
  bool started_ LAOWU_GUARDED_BY(mutex_) = false;
  bool leaving_ LAOWU_GUARDED_BY(mutex_) = false;
  bool stopped_ LAOWU_GUARDED_BY(mutex_) = false;
  std::set<std::string> unreached_peers_ LAOWU_GUARDED_BY(mutex_);  // roles; never reached yet
  bool awaits_peers_ LAOWU_GUARDED_BY(mutex_) = false;
  // So long others are waited for; a minute after one was reached.
  absl::Time some_peers_until_ LAOWU_GUARDED_BY(mutex_) = absl::InfiniteFuture();
  std::thread health_;
};

}  // namespace laowu

#endif  // LAOWU_SERVICES_PROCESS_H_
