#ifndef LAOWU_SERVICES_RUNTIME_RPC_H_
#define LAOWU_SERVICES_RUNTIME_RPC_H_

// The way of every unary call: who calls, may they, how long, on which threads, what the bytes
// say, counted, and the status made fit for the wire. A service's method is a plain function
//   absl::StatusOr<Response> Method(const CallContext&, const Request&)
// and one line that joins it to gRPC:
//   LAOWU_UNARY(VacancyService, GetVacancy, GetVacancyRequest, Vacancy)
//
// Methods are joined as such of bytes: gRPC answers what it cannot parse itself with an empty
// UNIMPLEMENTED, and parses on its callback threads. Those are as few as two: nothing here blocks
// them.

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/method_handler.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/runtime/access.h"
#include "services/runtime/call_context.h"
#include "services/runtime/clock.h"
#include "services/runtime/errors.h"
#include "services/runtime/executor.h"
#include "services/runtime/keys.h"
#include "services/runtime/message_bytes.h"
#include "services/runtime/metrics.h"
#include "services/runtime/page_token.h"
#include "services/runtime/principals.h"
#include "services/runtime/running_calls.h"
#include "storage/status_macros.h"

namespace laowu::runtime {

// Metadata by which a role says on whose behalf it calls: a principal's id.
inline constexpr char kOnBehalfOf[] = "laowu-on-behalf-of";
inline constexpr char kAuthorization[] = "authorization";

// Of "laowu.v1.VacancyService/GetVacancy", its place among the service's methods. Ends the process
// if there is no such method.
int MethodIndex(absl::string_view method);

// Thread-safe. All pointers outlive it.
class Rpc {
 public:
  // `keys`: what page tokens are sealed with. `store_id`: of the store whose pages the role's
  // methods answer with; empty if it has none. `calls`: counts the calls taken and says when no
  // more are; none: nobody asks.
  Rpc(Principals* principals, const Keys* keys, Executor* io, Executor* cpu, Metrics* metrics,
      Clock clock, absl::string_view store_id = "", RunningCalls* calls = nullptr)
      : principals_(principals),
        keys_(keys),
        io_(io),
        cpu_(cpu),
        metrics_(metrics),
        clock_(std::move(clock)),
        store_id_(store_id),
        calls_(calls) {}

  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Unary(grpc::CallbackServerContext* context, absl::string_view method,
                                  const grpc::ByteBuffer* request, grpc::ByteBuffer* response,
                                  Handler handler) {
    auto* const reactor = new UnaryReactor(this, method, *request, response);
    const std::shared_ptr<UnaryCall> unary = reactor->call();
    auto call = Begin(context, method);
    if (!call.ok()) {
      reactor->Refuse(call.status());
      return reactor;
    }
    auto shared = std::make_shared<CallContext>(*std::move(call));
    // Not of gRPC's context: that is gone once the call was cut, and its work goes on.
    shared->cancelled = [unary, deadline = shared->deadline] {
      return unary->is_over() || absl::Now() >= deadline;
    };
    const bool taken = PoolOf(method).TrySubmit([=, this]() mutable {
      if (shared->cancelled()) return unary->End(TooLate());
      unary->End(Answer<Request, Response>(*shared, unary->request(), unary->answer(), handler));
    });
    if (!taken) unary->End(QueueFull());
    return reactor;
  }

  // Begins a watch: `make(context, &request)` is its reactor, for as long as this call lasts.
  template <typename Request, typename Response, typename Make>
  grpc::ServerWriteReactor<Response>* Watch(grpc::CallbackServerContext* context,
                                            absl::string_view method, const grpc::ByteBuffer& bytes,
                                            const Make& make) const {
    const absl::Time begun = absl::Now();
    Request request;
    const absl::Status parsed = ParseMessage(bytes, &request);
    if (parsed.ok()) return make(context, &request);
    const absl::Status may = Begin(context, method).status();
    return new RefusedWatch<Response>(End(method, may.ok() ? parsed : may, begun));
  }

  // Authorises a stream; the same checks as for a unary call. Stopping() once no more are taken,
  // but for what this process asks of itself: calls that run may need it to their end.
  absl::StatusOr<CallContext> Begin(grpc::CallbackServerContext* context,
                                    absl::string_view method) const;
  // Runs `work` on the method's threads, or says QUEUE_FULL: then it will not run.
  absl::Status Submit(absl::string_view method, std::function<void()> work) const;
  // Counts, logs what is hidden from the caller, and converts.
  grpc::Status End(absl::string_view method, const absl::Status& status, absl::Time begun) const;
  // The token of a page within an answer, as that of an answer is sealed of itself: it goes on by
  // the method of that page.
  void SealPage(const CallContext& call, std::string* page_token) const {
    SealPageToken(*keys_, call.principal, store_id_, page_token);
  }
  RunningCalls* calls() const { return calls_; }  // may be none
  // End() for a watch, which also counts why it ended, and logs one that was cut with the caller's
  // role. The watch is among the calls that run for as long as it lives. Outlived by this.
  std::function<grpc::Status(const absl::Status&)> EndOfWatch(
      absl::string_view method, const absl::StatusOr<CallContext>& call, absl::Time begun) const;

 private:
  // A unary call, ended once: by its work, or by a stop that waits no longer for it. The work may
  // go on after that, so nothing that it reads or writes is gRPC's.
  class UnaryCall final : public RunningCalls::Call {
   public:
    UnaryCall(const Rpc* rpc, absl::string_view method, const grpc::ByteBuffer& request,
              grpc::ByteBuffer* response, grpc::ServerUnaryReactor* reactor)
        : rpc_(rpc), method_(method), request_(request), response_(response), reactor_(reactor) {}
    const grpc::ByteBuffer& request() const { return request_; }
    grpc::ByteBuffer* answer() { return &answer_; }  // of the work alone
    bool is_over() const { return ended_ || cancelled_; }
    void NoteCancelled() { cancelled_ = true; }
    // With what is in answer(), if OK.
    void End(const absl::Status& status) {
      if (ended_.exchange(true)) return;
      if (status.ok()) response_->Swap(&answer_);
      reactor_->Finish(rpc_->End(method_, status, begun_));
    }
    void Cut() override {
      if (!ended_.exchange(true)) reactor_->Finish(rpc_->End(method_, Stopping(), begun_));
    }

   private:
    const Rpc* const rpc_;
    const absl::string_view method_;  // a literal's
    const grpc::ByteBuffer request_;
    // gRPC's: for whoever ends the call, and gone after that.
    grpc::ByteBuffer* const response_;
    grpc::ServerUnaryReactor* const reactor_;
    grpc::ByteBuffer answer_;
    const absl::Time begun_ = absl::Now();
    std::atomic<bool> ended_ = false;
    std::atomic<bool> cancelled_ = false;
  };

  // gRPC's end of it. Deletes itself when the answer is on its way.
  class UnaryReactor final : public grpc::ServerUnaryReactor {
   public:
    UnaryReactor(const Rpc* rpc, absl::string_view method, const grpc::ByteBuffer& request,
                 grpc::ByteBuffer* response);
    const std::shared_ptr<UnaryCall>& call() const { return call_; }
    // Before gRPC has it. Nobody waits for who is refused: whoever asks again and again would hold
    // a stop.
    void Refuse(const absl::Status& status);
    void OnCancel() override { call_->NoteCancelled(); }
    void OnDone() override;
    // Neither of the two waits for anything: another thread for them would cost more than they do.
    bool InternalInlineable() override { return true; }

   private:
    const Rpc* const rpc_;
    const std::shared_ptr<UnaryCall> call_;
  };

  template <typename Response>
  class RefusedWatch final : public grpc::ServerWriteReactor<Response> {
   public:
    explicit RefusedWatch(const grpc::Status& status) { this->Finish(status); }
    void OnDone() override { delete this; }
  };

  // The one place where page tokens are opened and sealed (page_token.h).
  template <typename Request, typename Response, typename Handler>
  absl::Status Answer(const CallContext& call, const grpc::ByteBuffer& bytes,
                      grpc::ByteBuffer* answer, Handler& handler) const {
    Request request;
    LAOWU_RETURN_IF_ERROR(ParseMessage(bytes, &request));
    if constexpr (requires { request.page_token(); }) {
      const absl::Status own =
          OpenPageToken(*keys_, call.principal, store_id_, request.mutable_page_token());
      if (!own.ok()) {
        // Its method says what else is wrong with the request; by this token it gives no page.
        request.set_page_token(kNoPageToken);
        return RefusedPage(own, handler(call, request).status());
      }
    }
    absl::StatusOr<Response> response = handler(call, request);
    if (!response.ok()) return response.status();
    if constexpr (requires { response->mutable_next_page_token(); }) {
      SealPage(call, response->mutable_next_page_token());
    }
    return WriteMessage(*response, answer);
  }
  Executor& PoolOf(absl::string_view method) const;
  static absl::Status TooLate();
  static absl::Status QueueFull();

  Principals* const principals_;
  const Keys* const keys_;
  Executor* const io_;
  Executor* const cpu_;
  Metrics* const metrics_;
  const Clock clock_;
  const std::string store_id_;
  RunningCalls* const calls_;
};

}  // namespace laowu::runtime

// Inside a class derived from laowu::v1::Service::CallbackService that has a member rpc_ and a
// method of the same name over (const CallContext&, const Request&).
#define LAOWU_UNARY(Service, Method, Request, Response) \
  LAOWU_UNARY_OF(Service, Method, ::laowu::v1::Request, ::laowu::v1::Response)

// The same with the whole names of the types, for what is none of laowu.v1.
#define LAOWU_UNARY_OF(Service, Method, Request, Response)                                    \
  const bool Method##_is_joined_ = [this] {                                                   \
    static constexpr char kMethod[] = "laowu.v1." #Service "/" #Method;                       \
    this->MarkMethodRawCallback(                                                              \
        ::laowu::runtime::MethodIndex(kMethod),                                               \
        new ::grpc::internal::CallbackUnaryHandler<::grpc::ByteBuffer, ::grpc::ByteBuffer>(   \
            [this](::grpc::CallbackServerContext* context, const ::grpc::ByteBuffer* request, \
                   ::grpc::ByteBuffer* response) {                                            \
              return rpc_.template Unary<Request, Response>(                                  \
                  context, kMethod, request, response,                                        \
                  [this](const ::laowu::runtime::CallContext& call, const Request& message) { \
                    return Method(call, message);                                             \
                  });                                                                         \
            }));                                                                              \
    return true;                                                                              \
  }();

// The same for a watch, beside the override of its method.
#define LAOWU_WATCH(Service, Method, Request, Response)                                            \
  const bool Method##_is_joined_ = [this] {                                                        \
    static constexpr char kMethod[] = "laowu.v1." #Service "/" #Method;                            \
    this->MarkMethodRawCallback(                                                                   \
        ::laowu::runtime::MethodIndex(kMethod),                                                    \
        new ::grpc::internal::CallbackServerStreamingHandler<::grpc::ByteBuffer,                   \
                                                             ::laowu::v1::Response>(               \
            [this](::grpc::CallbackServerContext* context, const ::grpc::ByteBuffer* bytes) {      \
              return rpc_.template Watch<::laowu::v1::Request, ::laowu::v1::Response>(             \
                  context, kMethod, *bytes,                                                        \
                  [this](::grpc::CallbackServerContext* of, const ::laowu::v1::Request* request) { \
                    return Method(of, request);                                                    \
                  });                                                                              \
            }));                                                                                   \
    return true;                                                                                   \
  }();

#endif  // LAOWU_SERVICES_RUNTIME_RPC_H_
