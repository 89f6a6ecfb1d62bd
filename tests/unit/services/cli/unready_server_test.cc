// What commands do where the server is there and cannot do all that is asked: a server of this test
// stands in its place.

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "services/cli/cli.h"
#include "services/cli/fresh_call.h"
#include "services/runtime/errors.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::cli {
namespace {

using ::testing::HasSubstr;

// Nobody may wait for what was recorded last; who asks without waiting is answered.
class FullMatcher final : public v1::MatchService::Service {
 public:
  grpc::Status FindVacancies(grpc::ServerContext* /*context*/,
                             const v1::FindVacanciesRequest* request,
                             v1::FindVacanciesResponse* response) override {
    if (request->at_least().has_read_time()) {
      ++refused_count;
      return runtime::ToGrpc(runtime::Error(absl::StatusCode::kResourceExhausted,
                                            runtime::reasons::kQueueFull, "too many wait"));
    }
    response->set_eligible_count(7);
    return grpc::Status::OK;
  }
  int refused_count = 0;
};

// Takes a file, begins an import, and answers nothing more; or says that somebody has cancelled it.
class DyingIntake final : public v1::IntakeService::Service {
 public:
  grpc::Status UploadFile(
      grpc::ServerContext* /*context*/,
      grpc::ServerReaderWriter<v1::UploadFileResponse, v1::UploadFileRequest>* stream) override {
    v1::UploadFileRequest request;
    while (stream->Read(&request)) {
      v1::UploadFileResponse response;
      if (request.last()) response.mutable_file()->set_name("files/f");
      stream->Write(response);
    }
    return grpc::Status::OK;
  }
  grpc::Status CreateImport(grpc::ServerContext* /*context*/,
                            const v1::CreateImportRequest* /*request*/,
                            v1::Import* import) override {
    import->set_name("imports/begun");
    import->set_state(v1::Import::READING);
    return grpc::Status::OK;
  }
  grpc::Status GetImport(grpc::ServerContext* /*context*/, const v1::GetImportRequest* request,
                         v1::Import* import) override {
    if (!is_cancelled) return {grpc::StatusCode::DEADLINE_EXCEEDED, "no answer"};
    import->set_name(request->name());
    import->set_state(v1::Import::CANCELLED);
    return grpc::Status::OK;
  }
  grpc::Status RunImport(grpc::ServerContext* /*context*/, const v1::RunImportRequest* request,
                         v1::Import* import) override {
    ++run_count;
    import->set_name(request->name());
    import->set_state(v1::Import::READING);
    return grpc::Status::OK;
  }
  bool is_cancelled = false;
  int run_count = 0;
};

class UnreadyServerTest : public ::testing::Test {
 protected:
  UnreadyServerTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&matcher_);
    builder.RegisterService(&intake_);
    server_ = builder.BuildAndStart();
    address_ = absl::StrCat("127.0.0.1:", port);
  }
  ~UnreadyServerTest() override { server_->Shutdown(); }

  FullMatcher matcher_;
  DyingIntake intake_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

// As where a role is silent: an answer that may lack the last change is better than none.
TEST_F(UnreadyServerTest, WhereTooManyWaitWhatIsKnownIsAnswered) {
  Client client;
  client.server = address_;
  v1::FindVacanciesRequest request;
  request.set_name("workers/a");
  ::testing::internal::CaptureStderr();
  const auto answer = CallFresh(client, &v1::MatchService::Stub::FindVacancies, request);
  const std::string told = ::testing::internal::GetCapturedStderr();
  ASSERT_OK(answer);
  EXPECT_EQ(answer->eligible_count(), 7);
  EXPECT_EQ(matcher_.refused_count, 1);
  EXPECT_THAT(told, HasSubstr("may be missing"));
}

TEST_F(UnreadyServerTest, AnImportThatLosesItsServerSaysHowToGoOn) {
  const testing::ScratchDir scratch;
  const std::string file = scratch.file("vacancies.csv");
  std::ofstream(file) << "编号,岗位名称\n1,电焊工\n";
  const std::vector<const char*> argv = {"laowu",     "--server",   address_.c_str(), "import",
                                         "vacancies", file.c_str(), "--office",       "zhongshan"};
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(cli::Run(static_cast<int>(argv.size()), argv.data()), kFailed);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              HasSubstr("laowu import run imports/begun"));
}

// Another terminal says `laowu import cancel`: the command that sent the file does not begin it
// anew.
TEST_F(UnreadyServerTest, AnImportThatIsCancelledWhileItIsReadIsNotRun) {
  intake_.is_cancelled = true;
  const testing::ScratchDir scratch;
  const std::string file = scratch.file("vacancies.csv");
  std::ofstream(file) << "编号,岗位名称\n1,电焊工\n";
  const std::vector<const char*> argv = {"laowu",     "--server",   address_.c_str(), "import",
                                         "vacancies", file.c_str(), "--office",       "zhongshan"};
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(cli::Run(static_cast<int>(argv.size()), argv.data()), kFailed);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("cancelled while it was read"));
  EXPECT_EQ(intake_.run_count, 0);
}

}  // namespace
}  // namespace laowu::cli
