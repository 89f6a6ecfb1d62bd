#ifndef LAOWU_SERVICES_CLI_CLIENT_H_
#define LAOWU_SERVICES_CLI_CLIENT_H_

// How commands reach the server: one channel, the token, a deadline, and waiting out a full queue
// or a server that starts.

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/protobuf/message.h"
#include "services/runtime/errors.h"
#include "services/runtime/rpc.h"

namespace laowu::cli {

// Exit codes, for scripts.
inline constexpr int kOk = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kSomeRowsRejected = 3;

class Client {
 public:
  std::string server = "127.0.0.1:50051";
  std::string token;
  std::string token_file;
  bool json = false;

  std::shared_ptr<grpc::Channel> channel();
  // "Bearer …", or empty; reads the token file once.
  std::string authorization();

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    constexpr int kAttempts = 5;
    absl::Status last;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      if (attempt > 0) absl::SleepFor(absl::Milliseconds(200) * attempt);
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
      const std::string header = authorization();
      if (!header.empty()) context.AddMetadata(runtime::kAuthorization, header);
      Stub stub(channel());
      Response response;
      last = runtime::FromGrpc((stub.*method)(&context, request, &response));
      if (last.ok()) return response;
      if (!absl::IsUnavailable(last) && !absl::IsResourceExhausted(last)) break;
    }
    return last;
  }

 private:
  std::shared_ptr<grpc::Channel> channel_;
};

// Prints an error with its reason and every field violation; the exit code for it.
int Fail(const absl::Status& status);

// One message as JSON, indented.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_CLIENT_H_
