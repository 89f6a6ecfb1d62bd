#ifndef LAOWU_SERVICES_RUNTIME_ROLE_H_
#define LAOWU_SERVICES_RUNTIME_ROLE_H_

// What the process and a role know of each other. A role is made (its store opened), offers gRPC
// services, is started once the server listens, and is stopped in steps. roles.cc has the table.

#include <grpcpp/impl/codegen/service_type.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/runtime/audit_sealer.h"
#include "services/runtime/channels.h"
#include "services/runtime/clock.h"
#include "services/runtime/config.h"
#include "services/runtime/executor.h"
#include "services/runtime/feed_hub.h"
#include "services/runtime/keys.h"
#include "services/runtime/limits.h"
#include "services/runtime/metrics.h"
#include "services/runtime/principals.h"
#include "services/runtime/rpc.h"
#include "services/runtime/running_calls.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::runtime {

// The open stores of this process, for who works on all of them. Thread-safe.
class OwnedStores {
 public:
  struct Entry {
    std::string role;
    storage::Store* store;
  };
  void Add(absl::string_view role, storage::Store* store) {
    storage::MutexLock lock(mutex_);
    entries_.push_back({std::string(role), store});
  }
  // In the order in which the roles were made: whom a record of one names stands before it.
  std::vector<Entry> All() const {
    storage::MutexLock lock(mutex_);
    return entries_;
  }

 private:
  mutable storage::Mutex mutex_;
  std::vector<Entry> entries_ LAOWU_GUARDED_BY(mutex_);
};

// What the process has for its roles; outlives them.
struct Environment {
  const ServeConfig* config = nullptr;
  Clock clock;
  Principals* principals = nullptr;
  const Keys* keys = nullptr;
  Metrics* metrics = nullptr;
  Channels* channels = nullptr;
  OwnedStores* stores = nullptr;
  Executor* cpu = nullptr;        // for what computes
  Executor* feed = nullptr;       // for the steps of watches
  RunningCalls* calls = nullptr;  // none: nobody stops it in order
  // Names of the roles that cannot answer yet, or no longer. Thread-safe.
  std::function<std::vector<std::string>()> not_ready;
};

class Role {
 public:
  virtual ~Role() = default;
  virtual absl::string_view name() const = 0;
  // Registered with the server; may be empty.
  virtual std::vector<grpc::Service*> services() = 0;
  // After the server listens: followers, sweepers, doors. An error stops the process.
  virtual absl::Status Start() { return absl::OkStatus(); }
  // Last step of starting: follows the feeds that take long to read from the beginning. One role at
  // a time, in the table's order: the next begins when this one is ready, or has had its turn.
  virtual void StartCatchUp() {}
  // True once every method answers; until then health says NOT_SERVING. Thread-safe.
  virtual bool ready() const { return true; }

  // Stopping, in this order over all roles, while new calls are told STOPPING: doors and followers
  // first, then streams, then, after running calls have ended and the server is down, the rest.
  virtual void StopCalling() {}
  virtual void EndStreams() {}
  virtual void Stop() {}
};

// Threads and entry for a role's calls. Each role has its own threads: a placement's call waits for
// a worker's, and with shared ones waiting callers would leave nobody to answer.
struct RoleThreads {
  // `store`: the role's own, if it has one.
  RoleThreads(const Environment& environment, absl::string_view role, const storage::Store* store)
      : io(std::string(role), limits::kIoThreads, limits::kIoQueue),
        rpc(environment.principals, environment.keys, &io, environment.cpu, environment.metrics,
            environment.clock, store == nullptr ? "" : store->store_id(), environment.calls) {}
  Executor io;
  Rpc rpc;
};

// A role's own store with its feed. Opened before the server listens.
struct OwnedStore {
  static absl::StatusOr<std::unique_ptr<OwnedStore>> Open(const Environment& environment,
                                                          absl::string_view role);
  std::unique_ptr<storage::Store> store;
  std::unique_ptr<FeedHub> hub;
  std::unique_ptr<AuditSealer> sealer;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_ROLE_H_
