#ifndef LAOWU_TESTS_SYSTEM_TEST_PROCESS_H_
#define LAOWU_TESTS_SYSTEM_TEST_PROCESS_H_

// A whole server for a test: ports of its own, stores in memory (or in a folder), keys and tokens
// of its own, a clock that the test moves. Calls go over TCP.
//
//   TestProcess process;
//   process.AddPrincipal("panzhou", "county-bureau", "520281");
//   process.Start();
//   auto worker = process.Call("panzhou", &v1::WorkerService::Stub::GetWorker, request);

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/process.h"
#include "services/runtime/errors.h"
#include "services/runtime/rpc.h"
#include "tests/support/scratch_dir.h"

namespace laowu::testing {

class TestProcess {
 public:
  // `data`: a folder, or in memory.
  explicit TestProcess(const std::string& data = runtime::kMemoryData);
  ~TestProcess();

  // `scope`: a division prefix, offices/{office}, organizers/{organizer}, or empty. Before Start.
  void AddPrincipal(const std::string& id, const std::string& role, const std::string& scope);

  void Start();
  void Stop();

  // Noon of the day, Asia/Shanghai. From there the clock runs: a figure as known now waits until
  // now has passed in every store.
  void SetDay(absl::CivilDay day);
  absl::Time now() const { return absl::Now() + absl::Microseconds(offset_micros_.load()); }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(const std::string& principal,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) const {
    grpc::ClientContext context;
    if (!principal.empty()) {
      context.AddMetadata(runtime::kAuthorization, "Bearer " + tokens_.at(principal));
    }
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    Stub stub(channel_);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return runtime::FromGrpc(status);
    return response;
  }

  Process& process() { return *process_; }
  const std::string& token(const std::string& id) const { return tokens_.at(id); }
  std::shared_ptr<grpc::Channel> channel() const { return channel_; }
  runtime::ServeConfig& config() { return config_; }
  std::string folder() const { return scratch_.path(); }

 private:
  ScratchDir scratch_;
  std::atomic<int64_t> offset_micros_;  // of the test's clock from the system's
  runtime::ServeConfig config_;
  std::map<std::string, std::string> tokens_;
  std::unique_ptr<Process> process_;
  std::shared_ptr<grpc::Channel> channel_;
};

// A made-up identity number (prefix 529999) of someone born that day; `serial` 0 to 999.
std::string MadeUpIdentityNumber(absl::CivilDay birth_date, int serial);

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SYSTEM_TEST_PROCESS_H_
