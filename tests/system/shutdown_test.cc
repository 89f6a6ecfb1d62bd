// How a server stops: what is open is ended with words that say how to go on, and it takes seconds.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <signal.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/limits.h"
#include "tests/support/status_matchers.h"
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

class ShutdownOfTheProgramTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(RunLaowu({"init", "--keys", scratch_.file("keys")}).exit_code, 0);
    server_ = std::make_unique<ServerBinary>(
        std::vector<std::string>{"--data", data_, "--keys", scratch_.file("keys"), "--grpc",
                                 "127.0.0.1:0", "--http", "127.0.0.1:0", "--insecure"});
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
  EXPECT_THAT(verify.output, HasSubstr("vacancy: 2 records"));  // the office and its audit record
}

}  // namespace
}  // namespace laowu::testing
