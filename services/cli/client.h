#ifndef LAOWU_SERVICES_CLI_CLIENT_H_
#define LAOWU_SERVICES_CLI_CLIENT_H_

// How commands reach the server: one channel, the token, a deadline, and waiting out a full queue,
// a role that starts, or a server that a command loses while it runs. A server that is not there at
// all is told at once. A call that changes something gets a request id, so that a try whose answer
// was lost meets its own record and nothing is done twice.

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/rpc.h"
#include "storage/status_macros.h"

namespace laowu::cli {

// Exit codes, for scripts.
inline constexpr int kOk = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kSomeRowsRejected = 3;

// How long to wait before the next try, `attempt` from 0; nullopt if another try cannot help. The
// server's own RetryInfo decides where there is one.
std::optional<absl::Duration> RetryDelay(const absl::Status& status, int attempt);

// All pages of a list as one answer; `call` answers the request of one.
template <typename Request, typename CallOne>
auto AllPages(Request request, const CallOne& call) -> decltype(call(request)) {
  request.set_page_size(runtime::limits::kPageSizeMost);
  typename decltype(call(request))::value_type all;
  do {
    LAOWU_ASSIGN_OR_RETURN(const auto page, call(request));
    all.MergeFrom(page);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  all.clear_next_page_token();
  return all;
}

// Fills an empty `request_id`, if the request has that field, with a new UUID (version 7).
void GiveRequestId(google::protobuf::Message* request);
// A request id of what is asked (UUID, version 8): the same text has the same, another another.
std::string DerivedRequestId(absl::string_view text);

class Client {
 public:
  std::string server = "127.0.0.1:50051";
  std::string token;
  std::string token_file;
  std::string tls_ca;  // PEM file of who vouches for the server; empty: no TLS
  absl::Duration timeout = absl::Seconds(60);  // of one try
  bool json = false;

  // After authorization().
  std::shared_ptr<grpc::Channel> channel();
  // "Bearer …", or empty; reads the token file once. An error if that or --tls-ca cannot be read,
  // if the token has characters that gRPC does not carry, or would travel in plain text beyond this
  // machine.
  absl::StatusOr<std::string> authorization();

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                Request request) {
    GiveRequestId(&request);
    for (int attempt = 0;; ++attempt) {
      const absl::StatusOr<Response> response = TryOnce(method, request);
      const auto delay = DelayAfter(response.status(), attempt);
      if (response.ok() || !delay.has_value()) return response;
      absl::SleepFor(*delay);
    }
  }

  // One try, with the request as it is.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> TryOnce(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                const Request&, Response*),
                                   const Request& request) {
    LAOWU_ASSIGN_OR_RETURN(const std::string header, authorization());
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
    if (!header.empty()) context.AddMetadata(runtime::kAuthorization, header);
    Stub stub(channel());
    Response response;
    LAOWU_RETURN_IF_ERROR(runtime::FromGrpc((stub.*method)(&context, request, &response)));
    return response;
  }

  // RetryDelay(), for at most ten tries, and only where this server has answered before: it will be
  // back. One that never did may not be there at all, and is not waited for. Notes who answered: an
  // error with a reason is an answer.
  std::optional<absl::Duration> DelayAfter(const absl::Status& status, int attempt);

  // All pages of a list as one answer.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallAllPages(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                     const Request&, Response*),
                                        Request request) {
    return AllPages(std::move(request),
                    [this, method](const Request& one) { return Call(method, one); });
  }

 private:
  std::shared_ptr<grpc::ChannelCredentials> credentials_ = grpc::InsecureChannelCredentials();
  std::shared_ptr<grpc::Channel> channel_;
  bool encrypted_ = false;
  bool answered_ = false;
};

// The same error, with options of a command in place of the API's fields that they stand for: of
// each pair the beginning of a path, and the option. Also where the message begins with the path.
using OptionWords = std::initializer_list<std::pair<absl::string_view, absl::string_view>>;
absl::Status InOptionWords(const absl::Status& status, OptionWords words);

// Prints an error with its reason and its field violations, of equal ones the first few and how
// many more; the exit code for it.
int Fail(const absl::Status& status);

// "无法写入 cannot write FILE: No space left on device": that a file could not be opened or
// written, by errno as it stands.
absl::Status CannotWrite(const std::string& path);

// One message as JSON, indented.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_CLIENT_H_
