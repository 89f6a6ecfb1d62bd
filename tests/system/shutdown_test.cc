// How a server stops: what is open is ended with words that say how to go on, and it takes seconds.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <signal.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/files.h"
#include "services/runtime/limits.h"
#include "tests/support/status_matchers.h"
#include "tests/system/raw_call.h"
#include "tests/system/server_binary.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::HasSubstr;

// An idle watch would else hold the server for as long as it likes.
TEST(ShutdownTest, WatchersAreToldToGoOnElsewhere) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  grpc::ClientContext context;
  context.AddMetadata(runtime::kAuthorization, "Bearer " + process.token("admin"));
  const auto stub = v1::VacancyService::NewStub(process.channel());
  const auto reader = stub->WatchVacancies(&context, v1::WatchVacanciesRequest());
  v1::WatchVacanciesResponse response;
  ASSERT_TRUE(reader->Read(&response));
  const absl::Time begun = absl::Now();
  std::thread stopper([&] { process.process().Stop(); });
  while (reader->Read(&response)) {
  }
  const absl::Status status = runtime::FromGrpc(reader->Finish());
  stopper.join();
  EXPECT_LT(absl::Now() - begun, runtime::limits::kServerDrain);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(runtime::ReasonOf(status), "STOPPING");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

class BusyShutdownTest : public ::testing::TestWithParam<Topology> {
 protected:
  TestProcess process_{runtime::kMemoryData, GetParam()};
};

// Whoever writes while the server stops is answered, or told that it stops; nobody is cut off in
// the middle, which says neither that it was done nor that another try helps.
TEST_P(BusyShutdownTest, CallersAreAnsweredOrToldThatItStops) {
  constexpr int kCallers = 8;
  process_.AddPrincipal("admin", "administrator", "");
  process_.Start();
  std::atomic<int> answered_count = 0;
  std::vector<absl::Status> last(kCallers);
  std::vector<std::thread> callers;
  for (int i = 0; i < kCallers; ++i) {
    callers.emplace_back([&, i] {
      v1::CreateOfficeRequest office;
      office.mutable_office()->set_display_name("站");
      office.mutable_office()->set_division_code("442000");
      for (int number = 0; last[i].ok(); ++number) {
        office.set_office_id(absl::StrCat("o-", i, "-", number));
        last[i] = process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, office).status();
        if (last[i].ok()) ++answered_count;
      }
    });
  }
  while (answered_count < 10 * kCallers) std::this_thread::yield();
  process_.process("vacancy").Stop();
  for (std::thread& caller : callers) caller.join();
  int told_count = 0;
  for (const absl::Status& status : last) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
    if (runtime::ReasonOf(status) != "STOPPING") continue;  // so slow that it was gone by then
    ++told_count;
    EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  }
  EXPECT_GT(told_count, 0);
}

INSTANTIATE_TEST_SUITE_P(Topologies, BusyShutdownTest,
                         ::testing::Values(Topology::kOneProcess, Topology::kSplit), TopologyName);

// A client of gRPC that has nothing to do looks after its connection each five seconds, and closes
// it only then: it held the server so long.
TEST(ShutdownTest, IdleGrpcConnectionsDoNotHoldTheServer) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  ASSERT_OK(process.Call("admin", &v1::VacancyService::Stub::ListOffices, v1::ListOfficesRequest())
                .status());
  const absl::Time begun = absl::Now();
  process.process().Stop();
  EXPECT_LT(absl::Now() - begun, runtime::limits::kServerDrain / 3);
}

// Browsers keep connections open; they do not keep the server.
TEST(ShutdownTest, IdleHttpConnectionsDoNotHoldTheServer) {
  TestProcess process;
  process.Start();
  httplib::Client client("http://" + process.process().http_address());
  client.set_keep_alive(true);
  ASSERT_EQ(client.Get("/readyz")->status, 200);
  const absl::Time begun = absl::Now();
  process.process().Stop();
  EXPECT_LT(absl::Now() - begun, runtime::limits::kServerDrain);
  EXPECT_FALSE(client.Get("/readyz"));
}

// Stores are opened one after the other, which takes long: a signal is seen between any two parts.
TEST(ShutdownTest, OneThatIsToldToStopWhileItStartsGoesNoFurther) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.Start();
  process.Stop();
  // Before the first store; with some of them open; with the server up and some roles started.
  for (const int parts_most : {0, 3, 9}) {
    int part_count = 0;
    const auto started = Process::Start(
        process.config(), [&] { return process.now(); },
        [&] { return part_count++ >= parts_most; });
    EXPECT_THAT(started.status(), StatusIs(absl::StatusCode::kCancelled));
    EXPECT_EQ(part_count, parts_most + 1);
  }
  process.Start();  // nothing is held
}

// A balancer is told to send elsewhere before anything is refused.
TEST(ShutdownTest, OneThatLeavesIsNotReadyAndAnswersOn) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  const auto status_of = [&](const std::string& service) {
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(service);
    const auto answer = CallRaw(process.channel(),
                                {"grpc.health.v1.Health/Check", request.SerializeAsString(), ""});
    EXPECT_OK(answer.status());
    grpc::health::v1::HealthCheckResponse response;
    EXPECT_TRUE(answer.ok() && response.ParseFromString(*answer));
    return response.status();
  };
  const absl::Time deadline = absl::Now() + absl::Seconds(20);
  while (status_of("") != grpc::health::v1::HealthCheckResponse::SERVING) {
    ASSERT_LT(absl::Now(), deadline);
  }
  process.process().LeaveService();
  for (const std::string service : {"", "laowu.v1.VacancyService"}) {
    while (status_of(service) == grpc::health::v1::HealthCheckResponse::SERVING) {
      ASSERT_LT(absl::Now(), deadline) << service;
    }
  }
  httplib::Client client("http://" + process.process().http_address());
  EXPECT_EQ(client.Get("/readyz")->status, 503);
  EXPECT_THAT(client.Get("/readyz")->body, HasSubstr("stopping"));
  EXPECT_EQ(client.Get("/healthz")->status, 200);
  EXPECT_OK(process.Call("admin", &v1::VacancyService::Stub::ListOffices, v1::ListOfficesRequest())
                .status());
  process.process().Stop();
  EXPECT_FALSE(client.Get("/healthz"));
}

class ShutdownOfTheProgramTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(RunLaowu({"init", "--data", data_, "--keys", scratch_.file("keys")}).exit_code, 0);
    Serve({});
  }
  void Serve(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {
        "--data",      data_,    "--keys",      scratch_.file("keys"), "--grpc",
        "127.0.0.1:0", "--http", "127.0.0.1:0", "--insecure"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    server_ = std::make_unique<ServerBinary>(arguments);
    ASSERT_TRUE(server_->WaitForOutput("serving")) << server_->output();
  }
  ScratchDir scratch_;
  const std::string data_ = scratch_.file("data");
  std::unique_ptr<ServerBinary> server_;
};

TEST_F(ShutdownOfTheProgramTest, ASignalStopsItInOrder) {
  server_->Signal(SIGTERM);
  const Finished finished = server_->Wait();
  EXPECT_EQ(finished.exit_code, 0) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("stopping"));
  EXPECT_EQ(RunLaowu({"verify", data_}).exit_code, 0);
}

TEST_F(ShutdownOfTheProgramTest, ASignalWhileItWaitsForItsPeersIsToldOfAndStopsIt) {
  const std::string token_file = scratch_.file("peer-token");
  ASSERT_OK(runtime::ReplaceFile(token_file, "token\n", 0600));
  ServerBinary waiting({"--data", runtime::kMemoryData, "--keys", scratch_.file("keys"), "--grpc",
                        "127.0.0.1:0", "--insecure", "--roles", "vacancy", "--peer",
                        "worker=127.0.0.1:1", "--peer-token-file", token_file});
  ASSERT_TRUE(waiting.WaitForOutput("waiting until all roles are ready")) << waiting.output();
  waiting.Signal(SIGTERM);
  const Finished finished = waiting.Wait();
  EXPECT_EQ(finished.exit_code, 0) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("stopping"));
}

// However long the delay: who sends a second signal does not wait for its end.
TEST_F(ShutdownOfTheProgramTest, InTheShutdownDelayItAnswersOnUntilASecondSignal) {
  server_->Signal(SIGTERM);
  ASSERT_EQ(server_->Wait().exit_code, 0);
  Serve({"--shutdown-delay", "10m"});
  httplib::Client client("http://" + server_->http_address());
  server_->Signal(SIGTERM);
  ASSERT_TRUE(server_->WaitForOutput("stopping"));
  EXPECT_EQ(client.Get("/readyz")->status, 503);
  EXPECT_EQ(client.Get("/healthz")->status, 200);
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait().exit_code, 1);
}

TEST_F(ShutdownOfTheProgramTest, AfterTheShutdownDelayItStopsInOrder) {
  server_->Signal(SIGTERM);
  ASSERT_EQ(server_->Wait().exit_code, 0);
  Serve({"--shutdown-delay", "300ms"});
  const absl::Time begun = absl::Now();
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait().exit_code, 0);
  EXPECT_GE(absl::Now() - begun, absl::Milliseconds(300));
}

// An operator who is in a hurry loses nothing that was acknowledged.
TEST_F(ShutdownOfTheProgramTest, ASecondSignalEndsItAtOnceWithoutLoss) {
  const Finished made = RunLaowu({"office", "create", "zhongshan", "--name", "站", "--division",
                                  "442000", "--server", server_->grpc_address()});
  ASSERT_EQ(made.exit_code, 0) << made.output;
  // An open connection holds the orderly way up for some seconds.
  httplib::Client client("http://" + server_->http_address());
  client.set_keep_alive(true);
  ASSERT_EQ(client.Get("/readyz")->status, 200);
  server_->Signal(SIGTERM);
  ASSERT_TRUE(server_->WaitForOutput("stopping"));
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait().exit_code, 1);
  const Finished verify = RunLaowu({"verify", data_});
  EXPECT_EQ(verify.exit_code, 0) << verify.output;
  // The office and its audit record; on a slow machine also the seal of the record, which has two.
  EXPECT_THAT(verify.output, ::testing::AnyOf(HasSubstr("vacancy: 2 records, 1 feed entries"),
                                              HasSubstr("vacancy: 4 records, 1 feed entries")));
}

}  // namespace
}  // namespace laowu::testing
