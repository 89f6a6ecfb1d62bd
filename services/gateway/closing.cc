#include "services/gateway/closing.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <functional>
#include <utility>

#include "absl/time/clock.h"
#include "services/runtime/limits.h"

namespace laowu::gateway {
namespace {

constexpr int kTickMicroseconds = 20'000;
// From the end of an answer the library takes a moment to look for the next request.
constexpr int kCalmTicks = 3;

// Of the connection that this thread holds.
thread_local bool is_owed = false;

}  // namespace

class Closing::Queue final : public httplib::TaskQueue {
 public:
  Queue(Closing& closing, int thread_count)
      : closing_(closing), threads_(static_cast<size_t>(thread_count)) {}

  void enqueue(std::function<void()> converse) override {
    ++closing_.owed_count_;
    threads_.enqueue([this, converse = std::move(converse)] {
      is_owed = true;
      converse();
      closing_.Settle();
    });
    closing_.CloseDoor();  // else a door at which somebody always knocks stayed open
  }
  void shutdown() override { threads_.shutdown(); }
  void on_idle() override { closing_.Idle(); }

 private:
  Closing& closing_;
  httplib::ThreadPool threads_;
};

void Closing::Govern(httplib::Server& server, socket_t listening, int thread_count) {
  server_ = &server;
  listening_ = listening;
  server.new_task_queue = [this, thread_count] { return new Queue(*this, thread_count); };
  server.set_idle_interval(0, kTickMicroseconds);
  server.set_post_routing_handler(
      [this](const httplib::Request&, httplib::Response& response) { Promise(response); });
  server.set_logger([this](const httplib::Request&, const httplib::Response&) { Settle(); });
}

// The library takes a closed listening socket for its own stop. So that it goes on with who is
// inside, its descriptor is made one that nothing ever comes in by.
void Closing::CloseDoor() {
  if (!has_begun_ || is_closed_) return;
  if (deadline_ == absl::InfiniteFuture()) deadline_ = absl::Now() + runtime::limits::kServerDrain;
  pollfd knock = {.fd = listening_, .events = POLLIN, .revents = 0};
  if (poll(&knock, 1, /*timeout=*/0) > 0 && absl::Now() < deadline_) return;
  const int silent = eventfd(0, EFD_CLOEXEC);
  if (silent < 0) return;  // no descriptor is left: tried again
  is_closed_ = dup3(silent, listening_, O_CLOEXEC) >= 0;
  close(silent);
}

void Closing::Idle() {
  CloseDoor();
  calm_tick_count_ = is_closed_ && owed_count_ == 0 ? calm_tick_count_ + 1 : 0;
  if (calm_tick_count_ >= kCalmTicks || absl::Now() >= deadline_) server_->stop();
}

void Closing::Promise(httplib::Response& response) {
  if (response.has_header("Connection")) {  // the caller wants no more, or gets none
    response.headers.erase("Keep-Alive");
    return;
  }
  if (!has_begun_) {
    if (!std::exchange(is_owed, true)) ++owed_count_;
    return;
  }
  response.headers.erase("Keep-Alive");
  response.set_header("Connection", "close");
}

void Closing::Settle() {
  if (std::exchange(is_owed, false)) --owed_count_;
}

}  // namespace laowu::gateway
