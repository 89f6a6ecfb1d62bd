// A file's whole journey: sent by HTTP, looked at, run, its receipt fetched, undone; in one process
// and split; and with the server killed in the midst of each step.

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/util/json_util.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/system/server_binary.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::HasSubstr;
using v1::Import;
using Stub = v1::IntakeService::Stub;

constexpr char kHeader[] = "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n";

std::string Table(int row_count) {
  std::string content = kHeader;
  for (int i = 0; i < row_count; ++i) {
    absl::StrAppend(&content, "t-", i, ",普工,中山市样例电器有限公司,中山市小榄镇,", 4000 + i % 997,
                    "元/月,3\n");
  }
  return content;
}

bool IsUnderWay(Import::State state) {
  return state == Import::READING || state == Import::RUNNING || state == Import::UNDOING;
}

class ImportJourneyTest : public ::testing::TestWithParam<Topology> {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.Start();
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("站");
    office.mutable_office()->set_division_code("442000");
    ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, office));
  }
  httplib::Headers Token(const std::string& who) const {
    return {{"Authorization", "Bearer " + process_.token(who)}};
  }
  Import Wait(const std::string& name) {
    v1::GetImportRequest get;
    get.set_name(name);
    while (true) {
      const auto import = process_.Call("office", &Stub::GetImport, get);
      EXPECT_OK(import);
      if (!import.ok()) return {};
      if (!IsUnderWay(import->state())) return *import;
    }
  }

  TestProcess process_{runtime::kMemoryData, GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Topologies, ImportJourneyTest,
                         ::testing::Values(Topology::kOneProcess, Topology::kSplit), TopologyName);

TEST_P(ImportJourneyTest, AFileIsSentByHttpRunAndUndone) {
  httplib::Client http("http://" + process_.process().http_address());
  const auto sent = http.Post("/files?name=%E5%B2%97%E4%BD%8D.csv", Token("office"),
                              absl::StrCat(Table(3), "bad,,,,,\n"), "text/csv");
  ASSERT_NE(sent, nullptr);
  ASSERT_EQ(sent->status, 200) << sent->body;
  v1::File file;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(sent->body, &file).ok()) << sent->body;
  EXPECT_EQ(file.display_name(), "岗位.csv");

  v1::CreateImportRequest create;
  create.mutable_spec()->set_kind(Import::VACANCY);
  create.mutable_spec()->set_file(file.name());  // the parent: the caller's own
  const auto created = process_.Call("office", &Stub::CreateImport, create);
  ASSERT_OK(created);
  Import import = Wait(created->name());
  EXPECT_EQ(import.state(), Import::READY) << import.DebugString();
  EXPECT_EQ(import.counts().created_count(), 3);
  EXPECT_EQ(import.counts().rejected_count(), 1);

  v1::RunImportRequest run;
  run.set_name(import.name());
  ASSERT_OK(process_.Call("office", &Stub::RunImport, run));
  import = Wait(import.name());
  EXPECT_EQ(import.state(), Import::DONE) << import.DebugString();

  for (const char* const form : {"csv", "xlsx"}) {
    const auto receipt =
        http.Get(absl::StrCat("/", import.name(), "/receipt.", form), Token("office"));
    ASSERT_NE(receipt, nullptr);
    EXPECT_EQ(receipt->status, 200) << receipt->body;
    EXPECT_THAT(receipt->body, HasSubstr(absl::string_view(form) == "csv" ? "新建 created" : "PK"));
  }
  const auto refused = http.Get(absl::StrCat("/", import.name(), "/receipt.csv"));
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->status, 401);

  v1::UndoImportRequest undo;
  undo.set_name(import.name());
  ASSERT_OK(process_.Call("office", &Stub::UndoImport, undo));
  import = Wait(import.name());
  EXPECT_EQ(import.state(), Import::UNDONE) << import.DebugString();
  EXPECT_EQ(import.undone_count(), 3);
}

// As a browser sends it; and what is wrong is said, with the connection still of use.
TEST_P(ImportJourneyTest, AFormWithOneFileIsTakenAndOneWithTwoIsNot) {
  httplib::Client http("http://" + process_.process().http_address());
  http.set_keep_alive(true);
  const httplib::MultipartFormDataItems two = {{"file", "a,b\n1,2\n", "a.csv", "text/csv"},
                                               {"file", "a,b\n", "b.csv", "text/csv"}};
  const auto refused = http.Post("/files", Token("office"), two);
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->status, 400) << refused->body;
  const auto taken = http.Post("/files", Token("office"), {two.front()});
  ASSERT_NE(taken, nullptr);
  EXPECT_EQ(taken->status, 200) << taken->body;
  EXPECT_THAT(taken->body, HasSubstr("a.csv"));
  const auto nobody = http.Post("/files?name=a.csv", "a,b\n", "text/csv");
  ASSERT_NE(nobody, nullptr);
  EXPECT_EQ(nobody->status, 401);
  const auto unnamed = http.Post("/files", Token("office"), "a,b\n", "text/csv");
  ASSERT_NE(unnamed, nullptr);
  EXPECT_EQ(unnamed->status, 400);
  EXPECT_THAT(unnamed->body, HasSubstr("display_name"));
  const auto gbk = http.Post("/files?name=%D6%D0.csv", Token("office"), "a,b\n", "text/csv");
  ASSERT_NE(gbk, nullptr);
  EXPECT_EQ(gbk->status, 400);
  EXPECT_THAT(gbk->body, HasSubstr("UTF-8"));
  const httplib::Headers no_token = {{"Authorization", "Bearer 令牌"}};
  const auto garbled = http.Post("/files?name=a.csv", no_token, "a,b\n", "text/csv");
  ASSERT_NE(garbled, nullptr);
  EXPECT_EQ(garbled->status, 401);
  EXPECT_EQ(http.Get("/imports/x/receipt.csv", no_token)->status, 401);
}

// What the server answers to these bytes; clients of HTTP do not send them.
std::string AnswerTo(const std::string& http_address, const std::string& bytes) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port =
      htons(static_cast<uint16_t>(std::stoi(http_address.substr(http_address.rfind(':') + 1))));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
      send(connection, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size())) {
    std::array<char, 4096> piece = {};
    ssize_t count = 0;
    while ((count = recv(connection, piece.data(), piece.size(), 0)) > 0) {
      answer.append(piece.data(), static_cast<size_t>(count));
    }
  }
  close(connection);
  return answer;
}

// What is missing is said, and not that it is too long.
TEST_P(ImportJourneyTest, ARequestWithoutABodyIsToldSo) {
  for (const char* path : {"/laowu.v1.VacancyService/ListOffices", "/files?name=a.csv"}) {
    const std::string answer = AnswerTo(
        process_.process().http_address(),
        absl::StrCat("POST ", path, " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n",
                     "Content-Type: application/json\r\nAuthorization: Bearer ",
                     process_.token("office"), "\r\n\r\n"));
    EXPECT_THAT(answer, ::testing::StartsWith("HTTP/1.1 411")) << path;
    EXPECT_THAT(answer, HasSubstr("no body")) << path;
  }
}

// One server after the other on the same data, killed whenever a step has come so far.
class ImportCrashTest : public ::testing::Test {
 protected:
  static constexpr int kRows = 4'000;

  void SetUp() override {
    ASSERT_EQ(RunLaowu({"init", "--data", data_, "--keys", keys_}).exit_code, 0);
    const auto made = RunLaowu({"token", "create", "--data", data_, "--keys", keys_, "--id",
                                "admin", "--role", "administrator"});
    ASSERT_EQ(made.exit_code, 0) << made.output;
    const size_t begin = made.output.find("laowu_");
    ASSERT_NE(begin, std::string::npos) << made.output;
    token_ = made.output.substr(begin, made.output.find_first_of(" \n", begin) - begin);
    StartServer();
  }
  void StartServer() {
    server_ = std::make_unique<ServerBinary>(std::vector<std::string>{
        "--data", data_, "--keys", keys_, "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"});
    ASSERT_TRUE(server_->WaitForOutput("serving")) << server_->output();
    ASSERT_TRUE(server_->WaitForOutput("http://")) << server_->output();
    channel_ = grpc::CreateChannel(server_->grpc_address(), grpc::InsecureChannelCredentials());
  }
  void Kill() {
    server_->Signal(SIGKILL);
    server_->Wait();
    StartServer();
  }
  void Authenticate(grpc::ClientContext* context) const {
    context->AddMetadata("authorization", absl::StrCat("Bearer ", token_));
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  }
  template <typename S, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (S::*method)(grpc::ClientContext*, const Request&,
                                                          Response*),
                                const Request& request) const {
    grpc::ClientContext context;
    Authenticate(&context);
    context.set_wait_for_ready(true);
    S stub(channel_);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return runtime::FromGrpc(status);
    return response;
  }
  std::string Upload(const std::string& content) {
    grpc::ClientContext context;
    Authenticate(&context);
    Stub stub(channel_);
    auto stream = stub.UploadFile(&context);
    v1::UploadFileRequest request;
    v1::UploadFileResponse response;
    request.set_display_name("t.csv");
    request.set_content(content);
    request.set_last(true);
    stream->Write(request);
    stream->Read(&response);
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
    return response.file().name();
  }
  Import Get(const std::string& name) const {
    v1::GetImportRequest get;
    get.set_name(name);
    const auto import = Call(&Stub::GetImport, get);
    EXPECT_OK(import);
    return import.ok() ? *import : Import();
  }
  // Kills the server once the step has done some rows, and lets the next one end it.
  Import KilledInTheMidst(const std::string& name) {
    int kill_count = 0;
    int64_t seen = 0;
    while (true) {
      const Import import = Get(name);
      if (!IsUnderWay(import.state())) {
        EXPECT_GT(kill_count, 0) << "the step was over before it could be disturbed";
        return import;
      }
      if (kill_count < 3 && import.done_row_count() > seen) {
        seen = import.done_row_count() + 500;
        Kill();
        ++kill_count;
      }
    }
  }
  int CountOpen() const {
    v1::ListVacanciesRequest list;
    list.set_parent("offices/zhongshan");
    list.set_page_size(500);
    int open = 0;
    do {
      const auto page = Call(&v1::VacancyService::Stub::ListVacancies, list);
      EXPECT_OK(page);
      for (const auto& vacancy : page->vacancies()) open += vacancy.state() == v1::Vacancy::OPEN;
      list.set_page_token(page->next_page_token());
    } while (!list.page_token().empty());
    return open;
  }

  ScratchDir scratch_;
  const std::string data_ = scratch_.file("data");
  const std::string keys_ = scratch_.file("keys");
  std::string token_;
  std::unique_ptr<ServerBinary> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(ImportCrashTest, AKilledServerGoesOnWhereItWasInEveryStep) {
  v1::CreateOfficeRequest office;
  office.set_office_id("zhongshan");
  office.mutable_office()->set_display_name("站");
  office.mutable_office()->set_division_code("442000");
  ASSERT_OK(Call(&v1::VacancyService::Stub::CreateOffice, office));
  v1::CreateImportRequest create;
  create.mutable_spec()->set_kind(Import::VACANCY);
  create.mutable_spec()->set_parent("offices/zhongshan");
  create.mutable_spec()->set_file(Upload(Table(kRows)));
  const auto created = Call(&Stub::CreateImport, create);
  ASSERT_OK(created);
  const std::string name = created->name();

  const Import read = KilledInTheMidst(name);
  ASSERT_EQ(read.state(), Import::READY) << read.DebugString();
  EXPECT_EQ(read.counts().created_count(), kRows);

  v1::RunImportRequest run;
  run.set_name(name);
  ASSERT_OK(Call(&Stub::RunImport, run));
  const Import done = KilledInTheMidst(name);
  ASSERT_EQ(done.state(), Import::DONE) << done.DebugString();
  // Also of the rows whose owner had written them when the process died.
  EXPECT_EQ(done.counts().created_count(), kRows) << done.DebugString();
  EXPECT_EQ(CountOpen(), kRows);

  v1::UndoImportRequest undo;
  undo.set_name(name);
  ASSERT_OK(Call(&Stub::UndoImport, undo));
  const Import undone = KilledInTheMidst(name);
  ASSERT_EQ(undone.state(), Import::UNDONE) << undone.DebugString();
  EXPECT_EQ(undone.undone_count(), kRows) << undone.DebugString();
  EXPECT_EQ(CountOpen(), 0);
}

}  // namespace
}  // namespace laowu::testing
