#ifndef LAOWU_SERVICES_GATEWAY_CLOSING_H_
#define LAOWU_SERVICES_GATEWAY_CLOSING_H_

// How the HTTP door closes so that nobody whom it let in goes unanswered. The library's own stop
// drops each connection on which no request has begun: one that waits for a thread, one in the TLS
// handshake, one that the system has accepted and the library not. Here the door is closed to new
// connections first; the library is stopped when each that was let in has been answered once, or is
// gone (one that says nothing is, after the library's five seconds), at the latest after
// kServerDrain. Answers say `Connection: close` from the beginning; a request that comes on a kept
// connection meanwhile is answered too.
//
// What cannot be: a connection whose last packet is on its way when the door closes is reset, and
// so is one that is closed for idleness at the moment when its next request is sent.

#include <httplib.h>

#include <atomic>

#include "absl/time/time.h"

namespace laowu::gateway {

class Closing {
 public:
  // `server` is bound to `listening` and does not listen yet; `thread_count` connections are held
  // at a time. This object outlives it. Takes the server's queue, idle interval, logger and
  // post-routing handler.
  void Govern(httplib::Server& server, socket_t listening, int thread_count);

  // The server's listen_after_bind returns when all are answered. Any thread, also before it
  // listens, and again.
  void Begin() { has_begun_ = true; }

 private:
  class Queue;

  // By the listening thread alone.
  void CloseDoor();
  void Idle();
  // By the thread of a connection: it has been answered, or is gone.
  void Settle();

  httplib::Server* server_ = nullptr;
  socket_t listening_ = INVALID_SOCKET;
  std::atomic<bool> has_begun_ = false;
  std::atomic<int> unanswered_count_ = 0;  // connections let in and never answered
  // Of the listening thread.
  absl::Time deadline_ = absl::InfiniteFuture();
  bool is_closed_ = false;
};

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_CLOSING_H_
