#ifndef LAOWU_TESTS_SYSTEM_TEST_PROCESS_H_
#define LAOWU_TESTS_SYSTEM_TEST_PROCESS_H_

// A whole system for a test: ports of its own, stores in memory (or in a folder), keys and tokens
// of its own, a clock that the test moves. Calls go over TCP, each to the process of its role.
//
//   TestProcess process;                              // all roles in one process
//   TestProcess process(runtime::kMemoryData, Topology::kSplit);  // each role in a process of its
//   own process.AddPrincipal("panzhou", "county-bureau", "520281"); process.Start(); auto worker =
//   process.Call("panzhou", &v1::WorkerService::Stub::GetWorker, request);

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "services/process.h"
#include "services/runtime/errors.h"
#include "services/runtime/rpc.h"
#include "tests/support/held_port.h"
#include "tests/support/scratch_dir.h"

namespace laowu::testing {

enum class Topology { kOneProcess, kSplit };

// For the names of parametrised tests.
inline std::string TopologyName(const ::testing::TestParamInfo<Topology>& info) {
  return info.param == Topology::kSplit ? "Split" : "OneProcess";
}

class TestProcess {
 public:
  // `data`: a folder, or in memory.
  explicit TestProcess(const std::string& data = runtime::kMemoryData,
                       Topology topology = Topology::kOneProcess);
  ~TestProcess();

  // `scope`: a division prefix, offices/{office}, organizers/{organizer}, or empty. Before Start.
  void AddPrincipal(const std::string& id, const std::string& role, const std::string& scope);

  void Start();
  void Stop();
  // One role's process, in the split topology. Started again, it listens where it did.
  void StopRole(const std::string& role);
  void StartRole(const std::string& role);
  absl::Status WaitUntilReady(absl::Duration most = absl::Seconds(60)) const;

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
    Stub stub(channel(RoleOf(*Request::descriptor())));
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return runtime::FromGrpc(status);
    return response;
  }

  // The process of the role; of the gateway's, if none is named.
  Process& process(absl::string_view role = "") { return *processes_.at(KeyOf(role)); }
  const std::string& token(const std::string& id) const { return tokens_.at(id); }
  std::shared_ptr<grpc::Channel> channel(absl::string_view role = "") const {
    return channels_.at(KeyOf(role));
  }
  runtime::ServeConfig& config() { return config_; }
  std::string folder() const { return scratch_.path(); }

 private:
  // Whose method takes this request; empty: a method that every process offers.
  static std::string RoleOf(const google::protobuf::Descriptor& request);
  // In one process, all roles are found under "".
  std::string KeyOf(absl::string_view role) const;
  void StartProcess(const std::string& key, const runtime::ServeConfig& config);

  const Topology topology_;
  ScratchDir scratch_;
  std::atomic<int64_t> offset_micros_;  // of the test's clock from the system's
  runtime::ServeConfig config_;
  std::map<std::string, std::string> tokens_;
  std::map<std::string, runtime::ServeConfig> configs_;  // of each process, as it was started
  std::map<std::string, std::unique_ptr<Process>> processes_;
  std::map<std::string, std::unique_ptr<HeldPort>> held_ports_;  // of stopped roles
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
};

// A made-up identity number (prefix 529999) of someone born that day; `serial` 0 to 999.
std::string MadeUpIdentityNumber(absl::CivilDay birth_date, int serial);
// 样例乙 of 1; ten of them, and 样例乙甲 of 10.
std::string MadeUpName(int serial);

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SYSTEM_TEST_PROCESS_H_
