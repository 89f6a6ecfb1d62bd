#ifndef LAOWU_SERVICES_RUNTIME_FEED_FOLLOWER_H_
#define LAOWU_SERVICES_RUNTIME_FEED_FOLLOWER_H_

// The client side of every Watch: one thread that reads, resumes after its last resume_sequence,
// and starts again from nothing when told that changes were truncated or the store restored.

#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/runtime/errors.h"
#include "services/runtime/feed_arena.h"
#include "services/runtime/feed_position.h"
#include "services/runtime/log.h"
#include "storage/mutex.h"

namespace laowu::runtime {

template <typename Request, typename Response>
class FeedFollower {
 public:
  using Reader = std::unique_ptr<grpc::ClientReader<Response>>;
  struct Options {
    std::string name;  // for logs: "match follows worker"
    std::vector<std::string> kinds;
    // Opens the stream; sets credentials on the context.
    std::function<Reader(grpc::ClientContext*, const Request&)> open;
    // One message: its changes and its progress. Called on the follower's thread, in order.
    std::function<void(const Response&)> apply;
    // What was applied is void: the state comes anew from the first message on.
    std::function<void()> reset;
    // Where to go on, for who kept it; else the state comes first.
    std::string store_id = "";
    int64_t resume_sequence = 0;
  };

  explicit FeedFollower(Options options)
      : options_(std::move(options)), position_(options_.store_id, options_.resume_sequence) {}
  ~FeedFollower() { Stop(); }
  FeedFollower(const FeedFollower&) = delete;
  FeedFollower& operator=(const FeedFollower&) = delete;

  void Start() {
    thread_ = std::thread([this] { Run(); });
  }

  // Follows again from nothing, without calling `reset`: for who has dropped what it knew. From any
  // thread.
  void Restart() {
    storage::MutexLock lock(mutex_);
    restart_ = true;
    if (context_ != nullptr) context_->TryCancel();
  }

  // Begins to stop, and does not wait: of several none goes on while another is waited for. The
  // message that is being applied is the last. From any thread.
  void Cancel() {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    if (context_ != nullptr) context_->TryCancel();
    changed_.NotifyAll();
  }

  void Stop() {
    Cancel();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void Run() {
    constexpr absl::Duration kFirstDelay = absl::Milliseconds(20);
    constexpr absl::Duration kMostDelay = absl::Seconds(5);
    constexpr absl::Duration kTellEvery = absl::Minutes(1);
    absl::Duration delay = kFirstDelay;
    absl::Time tell = absl::InfinitePast();
    while (true) {
      bool got_any = false;
      const absl::Status status = FollowOnce(&got_any);
      if (got_any) {
        delay = kFirstDelay;
        tell = absl::InfinitePast();
      }
      if (absl::IsOutOfRange(status)) {
        Log(LogLevel::kWarning, "feed starts again",
            {{"follower", options_.name}, {"reason", ReasonOf(status)}});
        StartOver();
      }
      storage::MutexLock lock(mutex_);
      if (stopping_) return;
      if (restart_) {
        restart_ = false;
        position_.Clear();
        continue;
      }
      if (!absl::IsOutOfRange(status) && absl::Now() >= tell) {
        tell = absl::Now() + kTellEvery;
        // Who is not known is not so by himself before long: --peer-token-file, principals.
        Log(absl::IsUnauthenticated(status) ? LogLevel::kError : LogLevel::kInfo,
            "feed cut; trying again until it is there",
            {{"follower", options_.name}, {"status", std::string(status.message())}});
      }
      const absl::Time until = absl::Now() + delay;
      while (!stopping_ && changed_.WaitUntil(mutex_, until)) {
      }
      if (stopping_) return;
      delay = std::min(delay * 2, kMostDelay);
    }
  }

  absl::Status FollowOnce(bool* got_any) {
    grpc::ClientContext context;
    {
      storage::MutexLock lock(mutex_);
      if (stopping_ || restart_) return absl::CancelledError("stopping or starting again");
      context_ = &context;
    }
    Request request;
    if (position_.CutInFirstState()) StartOver();
    position_.Ask(request);
    for (const std::string& kind : options_.kinds) request.add_kinds(kind);
    Reader reader = options_.open(&context, request);
    google::protobuf::Arena arena(FeedArenaOptions());
    auto* response = google::protobuf::Arena::CreateMessage<Response>(&arena);
    while (reader->Read(response)) {
      *got_any = true;
      if (!stopping()) {  // else what has come before the call was cancelled is read, and no more
        options_.apply(*response);
        position_.Note(response->progress());
      }
      arena.Reset();
      response = google::protobuf::Arena::CreateMessage<Response>(&arena);
    }
    const grpc::Status status = reader->Finish();
    {
      storage::MutexLock lock(mutex_);
      context_ = nullptr;
    }
    return FromGrpc(status);
  }

  bool stopping() const {
    storage::MutexLock lock(mutex_);
    return stopping_;
  }

  void StartOver() {
    position_.Clear();
    options_.reset();
  }

  const Options options_;
  // Used by the follower's thread alone.
  FeedPosition position_;

  mutable storage::Mutex mutex_;
  storage::CondVar changed_;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  bool restart_ LAOWU_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* context_ LAOWU_GUARDED_BY(mutex_) = nullptr;
  std::thread thread_;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_FEED_FOLLOWER_H_
