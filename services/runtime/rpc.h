#ifndef LAOWU_SERVICES_RUNTIME_RPC_H_
#define LAOWU_SERVICES_RUNTIME_RPC_H_

// The way of every unary call: who calls, may they, how long, on which threads, counted, and the
// status made fit for the wire. A service's method is a plain function
//   absl::StatusOr<Response> Method(const CallContext&, const Request&)
// and one line that joins it to gRPC:
//   LAOWU_UNARY(VacancyService, GetVacancy, GetVacancyRequest, Vacancy)
//
// gRPC's callback threads are as few as two: nothing here blocks them.

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message_lite.h"
#include "services/runtime/access.h"
#include "services/runtime/call_context.h"
#include "services/runtime/clock.h"
#include "services/runtime/errors.h"
#include "services/runtime/executor.h"
#include "services/runtime/metrics.h"
#include "services/runtime/page_token.h"
#include "services/runtime/principals.h"
#include "storage/status_macros.h"

namespace laowu::runtime {

// Metadata by which a role says on whose behalf it calls: a principal's id.
inline constexpr char kOnBehalfOf[] = "laowu-on-behalf-of";
inline constexpr char kAuthorization[] = "authorization";

// INVALID_ARGUMENT, and what to do: not RESOURCE_EXHAUSTED, which reads like a full queue and is
// tried again, to end alike.
absl::Status MessageTooLong();

// MessageTooLong() of what has more than limits::kMessageBytes.
absl::Status CheckLength(const google::protobuf::MessageLite& message);

// Thread-safe. All pointers outlive it.
class Rpc {
 public:
  // `store_id`: of the store whose pages the role's methods answer with; empty if it has none.
  Rpc(Principals* principals, Executor* io, Executor* cpu, Metrics* metrics, Clock clock,
      absl::string_view store_id = "")
      : principals_(principals),
        io_(io),
        cpu_(cpu),
        metrics_(metrics),
        clock_(std::move(clock)),
        store_id_(store_id) {}

  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Unary(grpc::CallbackServerContext* context, absl::string_view method,
                                  const Request* request, Response* response, Handler handler) {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    const absl::Time begun = absl::Now();
    auto call = Begin(context, method);
    if (!call.ok()) {
      reactor->Finish(End(method, call.status(), begun));
      return reactor;
    }
    if (const absl::Status fits = CheckLength(*request); !fits.ok()) {
      reactor->Finish(End(method, fits, begun));
      return reactor;
    }
    auto shared = std::make_shared<CallContext>(*std::move(call));
    const bool taken = PoolOf(method).TrySubmit([=, this]() mutable {
      if (shared->cancelled()) {
        reactor->Finish(End(method, TooLate(), begun));
        return;
      }
      const absl::Status status = Answer(*shared, *request, response, handler);
      reactor->Finish(End(method, status, begun));
    });
    if (!taken) reactor->Finish(End(method, QueueFull(), begun));
    return reactor;
  }

  // Authorises a stream; the same checks as for a unary call.
  absl::StatusOr<CallContext> Begin(grpc::CallbackServerContext* context,
                                    absl::string_view method) const;
  // Runs `work` on the method's threads, or says QUEUE_FULL: then it will not run.
  absl::Status Submit(absl::string_view method, std::function<void()> work) const;
  // Counts, logs what is hidden from the caller, and converts.
  grpc::Status End(absl::string_view method, const absl::Status& status, absl::Time begun) const;
  // End() for a watch, which also counts why it ended, and logs one that was cut with the caller's
  // role. Outlived by this.
  std::function<grpc::Status(const absl::Status&)> EndOfWatch(
      absl::string_view method, const absl::StatusOr<CallContext>& call, absl::Time begun) const;

 private:
  // The one place where page tokens are bound to callers and stores (page_token.h).
  template <typename Request, typename Response, typename Handler>
  absl::Status Answer(const CallContext& call, const Request& request, Response* response,
                      Handler& handler) const {
    if constexpr (requires { request.page_token(); }) {
      LAOWU_RETURN_IF_ERROR(CheckPageTokenIsOf(call.principal, store_id_, request.page_token()));
    }
    absl::StatusOr<Response> result = handler(call, request);
    if (!result.ok()) return result.status();
    *response = *std::move(result);
    if constexpr (requires { response->mutable_next_page_token(); }) {
      BindPageToken(call.principal, store_id_, response->mutable_next_page_token());
    }
    return absl::OkStatus();
  }
  Executor& PoolOf(absl::string_view method) const;
  static absl::Status TooLate();
  static absl::Status QueueFull();

  Principals* const principals_;
  Executor* const io_;
  Executor* const cpu_;
  Metrics* const metrics_;
  const Clock clock_;
  const std::string store_id_;
};

}  // namespace laowu::runtime

// Inside a class derived from laowu::v1::Service::CallbackService that has a member rpc_ and a
// method of the same name over (const CallContext&, const Request&).
#define LAOWU_UNARY(Service, Method, Request, Response)                                          \
  grpc::ServerUnaryReactor* Method(grpc::CallbackServerContext* context,                         \
                                   const ::laowu::v1::Request* request,                          \
                                   ::laowu::v1::Response* response) override {                   \
    return rpc_.Unary(                                                                           \
        context, "laowu.v1." #Service "/" #Method, request, response,                            \
        [this](const ::laowu::runtime::CallContext& call, const ::laowu::v1::Request& message) { \
          return this->Method(call, message);                                                    \
        });                                                                                      \
  }

#endif  // LAOWU_SERVICES_RUNTIME_RPC_H_
