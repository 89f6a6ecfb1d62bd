#ifndef LAOWU_SERVICES_RUNTIME_WATCHER_PATIENCE_H_
#define LAOWU_SERVICES_RUNTIME_WATCHER_PATIENCE_H_

// Cuts a watcher that takes nothing: its messages lie in the socket's buffers (some 4 MiB), and
// whoever asked no longer reads.

#include <grpc/grpc.h>

#include <memory>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/feed_hub.h"
#include "storage/mutex.h"

namespace laowu::runtime {

inline constexpr absl::Duration kWatcherPatience = absl::Seconds(60);

// Watches over the writes of one call. Looked at on the hub's thread, each
// limits::kWatchProgressInterval while a write is open; never after the hub has stopped (the
// server's own end cancels then). Held by a shared_ptr, since a look may come after the call.
// Thread-safe.
class WatcherPatience : public std::enable_shared_from_this<WatcherPatience> {
 public:
  // `call` lives until CallEnds(), `hub` as long as looks may come.
  WatcherPatience(grpc_call* call, FeedHub* hub, absl::Duration patience)
      : hub_(hub), patience_(patience), call_(call) {}

  void Offer();     // a write begins
  void Taken();     // it is done, in whatever way
  void CallEnds();  // the call is not touched any more
  bool has_cut() const;

  // ABORTED with WATCHER_CUT. The caller gets its code and its message, and the message begins with
  // the reason: a Finish, which alone has room for details, would wait behind the write that nobody
  // takes, since its trailers come after the messages before them. A cancellation passes them, and
  // the transport writes its trailers itself, of a code and a message.
  static absl::Status Cut();

 private:
  void Look();
  void LookLater();

  FeedHub* const hub_;
  const absl::Duration patience_;
  mutable storage::Mutex mutex_;
  grpc_call* call_ LAOWU_GUARDED_BY(mutex_);
  absl::Time offered_ LAOWU_GUARDED_BY(mutex_) = absl::InfiniteFuture();  // no write is open
  bool looks_ LAOWU_GUARDED_BY(mutex_) = false;                           // a look will come
  bool has_cut_ LAOWU_GUARDED_BY(mutex_) = false;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_WATCHER_PATIENCE_H_
