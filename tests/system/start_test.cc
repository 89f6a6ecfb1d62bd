// What an operator can get wrong when starting: each gets an error that says what to do.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/backups.h"
#include "services/runtime/data_folder.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/keys.h"
#include "services/runtime/limits.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

absl::Status StartStatus(const runtime::ServeConfig& config) {
  return Process::Start(config, [] { return absl::Now(); }).status();
}

TEST(StartTest, MissingKeyFileNamesTheCommandThatMakesOne) {
  ScratchDir scratch;
  runtime::ServeConfig config;
  config.data = scratch.file("data");
  config.grpc = config.http = "127.0.0.1:0";
  EXPECT_THAT(StartStatus(config), StatusIs(absl::StatusCode::kNotFound, HasSubstr("laowu init")));
}

TEST(StartTest, KeyFileThatOthersCanReadIsRefused) {
  TestProcess process;
  std::filesystem::permissions(process.config().keys + "/keys.json",
                               std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  EXPECT_THAT(StartStatus(process.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("chmod 600")));
}

// Nobody's token would be known, and only calls would show it.
TEST(StartTest, ADamagedFileOfPrincipalsIsRefused) {
  TestProcess process;
  const std::string path = process.config().keys + "/principals.json";
  std::ofstream(path) << "garbage";
  EXPECT_THAT(StartStatus(process.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(path)));
}

TEST(StartTest, KeysInsideTheDataFolderAreRefused) {
  ScratchDir scratch;
  runtime::ServeConfig config;
  config.data = scratch.path();
  config.keys = scratch.file("keys");
  config.grpc = config.http = "127.0.0.1:0";
  EXPECT_THAT(StartStatus(config),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("outside")));
}

TEST(StartTest, AddressBeyondLoopbackIsRefused) {
  TestProcess process;
  process.config().grpc = "0.0.0.0:0";
  EXPECT_THAT(StartStatus(process.config()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("loopback")));
}

TEST(StartTest, PortsInUseAreNamed) {
  TestProcess first;
  first.Start();
  TestProcess second;
  second.config().grpc = first.process().grpc_address();
  EXPECT_THAT(StartStatus(second.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("--grpc")));
  second.config().grpc = "127.0.0.1:0";
  second.config().http = first.process().http_address();
  EXPECT_THAT(StartStatus(second.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("--http")));
}

// An operator who mends the settings and starts again finds nothing left by the try before.
TEST(StartTest, ARefusedStartLeavesNoFolder) {
  ScratchDir scratch;
  TestProcess first;
  first.Start();
  TestProcess second(scratch.file("data"));
  second.config().http = first.process().http_address();
  EXPECT_THAT(StartStatus(second.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("--http")));
  second.config().http = "127.0.0.1:0";
  second.config().web = scratch.file("no-pages");
  EXPECT_FALSE(StartStatus(second.config()).ok());
  second.config().web = "";
  std::ofstream(scratch.file("file")) << "not a folder";
  for (const std::string& backups : {scratch.file("file"), scratch.file("file/below")}) {
    second.config().backups = backups;
    EXPECT_THAT(StartStatus(second.config()),
                StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("--backups")));
  }
  EXPECT_FALSE(std::filesystem::exists(scratch.file("data")));
}

TEST(StartTest, PagesWithoutTheRoleThatShowsThemAreRefused) {
  TestProcess process;
  process.config().roles = {"vacancy"};
  process.config().web = process.folder();
  EXPECT_THAT(StartStatus(process.config()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("gateway")));
}

TEST(StartTest, SecondProcessOnTheSameDataIsRefused) {
  ScratchDir scratch;
  TestProcess first(scratch.file("data"));
  first.Start();
  TestProcess second(scratch.file("data"));
  EXPECT_THAT(StartStatus(second.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("process")));
}

// With other keys nobody would be found again, and everybody imported twice.
TEST(StartTest, DataWrittenWithOtherKeysIsRefused) {
  ScratchDir scratch;
  {
    TestProcess first(scratch.file("data"));
    first.Start();
  }
  TestProcess other(scratch.file("data"));
  EXPECT_THAT(StartStatus(other.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("other keys")));
}

TEST(StartTest, DataFolderThatIsAFileIsRefused) {
  ScratchDir scratch;
  std::ofstream(scratch.file("data")) << "not a folder";
  TestProcess process(scratch.file("data"));
  const absl::Status status = StartStatus(process.config());
  EXPECT_FALSE(status.ok());
  EXPECT_THAT(std::string(status.message()), HasSubstr("folder"));
}

absl::StatusOr<v1::Office> CreateOffice(TestProcess& process) {
  v1::CreateOfficeRequest create;
  create.set_office_id("zhongshan");
  create.mutable_office()->set_display_name("中山");
  create.mutable_office()->set_division_code("442000");
  return process.Call("admin", &v1::VacancyService::Stub::CreateOffice, create);
}

// What was acknowledged is there after a restart, and the matcher has it from the feeds.
TEST(StartTest, RestartKeepsWhatWasAcknowledged) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  ASSERT_OK(CreateOffice(process));
  process.Stop();
  process.Start();
  v1::GetOfficeRequest get;
  get.set_name("offices/zhongshan");
  const auto office = process.Call("admin", &v1::VacancyService::Stub::GetOffice, get);
  ASSERT_OK(office);
  EXPECT_EQ(office->display_name(), "中山");
}

// As empty stores they would answer that nobody is there.
TEST(StartTest, StoresInEachOthersPlaceAreRefused) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  ASSERT_OK(CreateOffice(process));
  process.Stop();
  const std::string vacancy = scratch.file("data/vacancy");
  const std::string worker = scratch.file("data/worker");
  std::filesystem::rename(vacancy, scratch.file("aside"));
  std::filesystem::rename(worker, vacancy);
  std::filesystem::rename(scratch.file("aside"), worker);
  EXPECT_THAT(StartStatus(process.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("worker holds offices"), HasSubstr("vacancy's"))));
}

// It would begin empty, and nobody would be there: whether its folder is gone, was emptied, or was
// made anew by hand, and also if it is the only one of this process.
TEST(StartTest, AStoreThatIsGoneIsMissed) {
  ScratchDir scratch;
  const std::string data = scratch.file("data");
  TestProcess process(data);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  process.Stop();
  const auto expect_missed = [&](const std::string& says) {
    const auto missed = StatusIs(absl::StatusCode::kDataLoss,
                                 AllOf(HasSubstr(data + "/worker" + says), HasSubstr("held-stores"),
                                       HasSubstr("laowu restore")));
    EXPECT_THAT(StartStatus(process.config()), missed);
    runtime::ServeConfig alone = process.config();
    alone.roles = {"worker"};
    EXPECT_THAT(StartStatus(alone), missed);
    EXPECT_THAT(runtime::VerifyFolders({data}, [](const std::string&) {}), missed);
  };
  std::filesystem::remove_all(data + "/worker");
  expect_missed(" is not there");
  EXPECT_FALSE(std::filesystem::exists(data + "/worker"));
  std::filesystem::create_directory(data + "/worker");
  expect_missed(" holds no store");
}

TEST(StartTest, AStoreWithoutCurrentIsNotPassedOver) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.Start();
  process.Stop();
  std::filesystem::remove(scratch.file("data/worker/CURRENT"));
  EXPECT_THAT(runtime::VerifyFolders({scratch.file("data")}, [](const std::string&) {}),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr("data/worker is damaged"), HasSubstr("CURRENT"))));
}

// A folder from before it said what it holds; and a role that is new there, which is said to be.
TEST(StartTest, AFolderThatIsNotWrittenDownIsMissedBesideOthers) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  process.Stop();
  std::filesystem::remove_all(scratch.file("data/worker"));
  std::filesystem::remove(scratch.file("data/held-stores"));
  EXPECT_THAT(StartStatus(process.config()),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("worker is not there"), HasSubstr("mkdir"))));
  std::filesystem::create_directory(scratch.file("data/worker"));
  process.Start();
}

// A slip of the finger, or a disk that is not mounted: the server would know nobody.
TEST(StartTest, ADataFolderThatWasNeverPreparedIsRefused) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.config().insecure = true;
  const auto refused = StatusIs(
      absl::StatusCode::kFailedPrecondition,
      AllOf(HasSubstr("never prepared"), HasSubstr("laowu init --data"), HasSubstr("挂载")));
  EXPECT_THAT(StartStatus(process.config()), refused);
  EXPECT_FALSE(std::filesystem::exists(scratch.file("data")));
  std::filesystem::create_directory(scratch.file("data"));
  EXPECT_THAT(StartStatus(process.config()), refused);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto keys, runtime::Keys::Load(process.config().keys));
  ASSERT_OK(runtime::PrepareData(keys, scratch.file("data")));
  EXPECT_OK(StartStatus(process.config()));
}

// What was audited in the last second before a stop in order can be proved without another start.
TEST(StartTest, AnOrderlyStopSealsTheAudit) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  ASSERT_OK(CreateOffice(process));
  process.Stop();
  std::string lines;
  ASSERT_OK(runtime::VerifyFolders({scratch.file("data")},
                                   [&](const std::string& line) { lines += line + "\n"; }));
  EXPECT_THAT(lines, HasSubstr("audit: 1 sealed in 1 links"));
  EXPECT_THAT(lines, ::testing::Not(HasSubstr("not yet")));
}

httplib::Client HttpClient(TestProcess& process) {
  return httplib::Client("http://" + process.process().http_address());
}

TEST(HttpDoorTest, HealthReadinessAndMetricsAnswer) {
  TestProcess process;
  process.Start();
  auto client = HttpClient(process);
  EXPECT_EQ(client.Get("/healthz")->status, 200);
  EXPECT_EQ(client.Get("/readyz")->status, 200);
  const auto metrics = client.Get("/metrics");
  EXPECT_EQ(metrics->status, 200);
  EXPECT_THAT(metrics->body, HasSubstr("laowu_feed_sequence"));
  EXPECT_EQ(client.Get("/nothing-here")->status, 404);
}

TEST(HttpDoorTest, ConnectCallsAnswerInJsonWithDetailsOnErrors) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  auto client = HttpClient(process);
  const httplib::Headers headers = {{"Authorization", "Bearer " + process.token("admin")}};
  const auto post = [&](const std::string& method, const std::string& body,
                        const std::string& type) {
    return client.Post("/laowu.v1." + method, headers, body, type);
  };
  const auto made = post("VacancyService/CreateOffice",
                         R"({"officeId":"zhongshan","office":{"displayName":"中山站",)"
                         R"("divisionCode":"442000"}})",
                         "application/json");
  ASSERT_EQ(made->status, 200) << made->body;
  EXPECT_THAT(made->body, HasSubstr("offices/zhongshan"));

  const auto missing =
      post("VacancyService/GetOffice", R"({"name":"offices/none"})", "application/json");
  EXPECT_EQ(missing->status, 404);
  EXPECT_THAT(missing->body, HasSubstr("\"code\":\"not_found\""));
  EXPECT_THAT(missing->body, HasSubstr("google.rpc.ErrorInfo"));

  const auto misspelt = post("VacancyService/GetOffice", R"({"nam":"x"})", "application/json");
  EXPECT_EQ(misspelt->status, 400);
  EXPECT_THAT(misspelt->body, HasSubstr("nam"));
  EXPECT_EQ(post("VacancyService/GetOffice", "name=x", "text/plain")->status, 415);
  EXPECT_EQ(post("VacancyService/NoSuchMethod", "{}", "application/json")->status, 404);
  EXPECT_EQ(post("VacancyService/WatchVacancies", "{}", "application/json")->status, 501);
  const char* const list_offices = "/laowu.v1.VacancyService/ListOffices";
  EXPECT_EQ(client.Post(list_offices, "{}", "application/json")->status, 401);
  // A limit that is none would read as "as long as it takes".
  for (const char* timeout_ms : {"20000", "0", "-5", "abc"}) {
    httplib::Headers limited = headers;
    limited.emplace("Connect-Timeout-Ms", timeout_ms);
    const auto answer = client.Post(list_offices, limited, "{}", "application/json");
    const bool is_limit = absl::string_view(timeout_ms) == "20000";
    EXPECT_EQ(answer->status, is_limit ? 200 : 400) << timeout_ms;
    EXPECT_NE(is_limit, absl::StrContains(answer->body, "Connect-Timeout-Ms: ")) << answer->body;
  }
}

TEST(HttpDoorTest, BinaryBodiesAreTheMessageItself) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  auto client = HttpClient(process);
  const httplib::Headers headers = {{"Authorization", "Bearer " + process.token("admin")}};
  v1::CreateOfficeRequest create;
  create.set_office_id("zhongshan");
  create.mutable_office()->set_display_name("中山站");
  create.mutable_office()->set_division_code("442000");
  const auto made = client.Post("/laowu.v1.VacancyService/CreateOffice", headers,
                                create.SerializeAsString(), "application/proto");
  ASSERT_EQ(made->status, 200) << made->body;
  EXPECT_EQ(made->get_header_value("Content-Type"), "application/proto");
  v1::Office office;
  ASSERT_TRUE(office.ParseFromString(made->body));
  EXPECT_EQ(office.name(), "offices/zhongshan");
  // Errors are JSON, whatever was sent.
  create.set_office_id("Not An Id");
  const auto refused = client.Post("/laowu.v1.VacancyService/CreateOffice", headers,
                                   create.SerializeAsString(), "application/proto");
  EXPECT_EQ(refused->status, 400);
  EXPECT_THAT(refused->body, HasSubstr("\"code\":\"invalid_argument\""));
}

// Whether the body alone is too long or the message that it holds: the same answer, with the HTTP
// status that the Connect protocol has for its code.
TEST(HttpDoorTest, AMessageOverTheLimitIsRefused) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  auto client = HttpClient(process);
  const httplib::Headers headers = {{"Authorization", "Bearer " + process.token("admin")}};
  for (const int over : {runtime::limits::kHttpBodyBytes, runtime::limits::kMessageBytes}) {
    v1::GetOfficeRequest request;
    request.set_name(std::string(static_cast<size_t>(over) + 1, 'a'));
    const auto answer = client.Post("/laowu.v1.VacancyService/GetOffice", headers,
                                    request.SerializeAsString(), "application/proto");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 400) << over;
    // No queue is full, and another try would end alike.
    EXPECT_THAT(answer->body, HasSubstr("\"code\":\"invalid_argument\""));
    EXPECT_THAT(answer->body, HasSubstr("INVALID_FIELD"));
    EXPECT_THAT(answer->body, HasSubstr("send fewer rows"));
  }
}

// Who may not call learns so before what is sent is looked at: to read eight megabytes of JSON
// costs, and what is wrong with it is for those who may.
TEST(HttpDoorTest, WhoMayNotCallIsToldSoBeforeTheBodyIsRead) {
  TestProcess process;
  process.AddPrincipal("monitor", "monitor", "5202");
  process.Start();
  auto client = HttpClient(process);
  const std::string path = "/laowu.v1.WorkerService/CreateWorker";
  EXPECT_EQ(client.Post(path, "no JSON", "text/plain")->status, 401);
  const httplib::Headers monitor = {{"Authorization", "Bearer " + process.token("monitor")}};
  EXPECT_EQ(client.Post(path, monitor, "no JSON", "application/json")->status, 403);
  const auto none = client.Post("/laowu.v1.WorkerService/Nothing", "{", "application/json");
  EXPECT_EQ(none->status, 404);
}

// Answers tell of people: the browser of a shared computer must not keep them.
TEST(HttpDoorTest, AnswersAreKeptByNobody) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  auto client = HttpClient(process);
  const httplib::Headers headers = {{"Authorization", "Bearer " + process.token("admin")}};
  const auto expect_private = [](const httplib::Result& answer) {
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->get_header_value("Cache-Control"), "no-store") << answer->status;
    EXPECT_EQ(answer->get_header_value_count("Cache-Control"), 1u) << answer->status;
    EXPECT_EQ(answer->get_header_value("X-Content-Type-Options"), "nosniff") << answer->status;
  };
  const std::string path = "/laowu.v1.ReferenceService/GetCaller";
  expect_private(client.Post(path, headers, "{}", "application/json"));
  expect_private(client.Post(path, headers, "{", "application/json"));
  expect_private(client.Post(path, "{}", "application/json"));
  expect_private(client.Post("/files?name=a.csv", headers, "a,b", "text/csv"));
  expect_private(client.Get("/imports/none/receipt.csv", headers));
}

TEST(HttpDoorTest, OtherVerbsThanPostAreToldToPost) {
  TestProcess process;
  process.Start();
  auto client = HttpClient(process);
  const char* path = "/laowu.v1.VacancyService/GetOffice";
  for (const auto& answer :
       {client.Get(path), client.Put(path, "{}", "application/json"), client.Delete(path)}) {
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 405);
    EXPECT_EQ(answer->get_header_value("Allow"), "POST");
    EXPECT_THAT(answer->body, HasSubstr("WRONG_DOOR"));
  }
}

// Who stands before the door reads one of the two.
TEST(HttpDoorTest, EveryRefusalIsSaidInChineseAndEnglish) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.AddPrincipal("monitor", "monitor", "5202");
  process.Start();
  auto client = HttpClient(process);
  const httplib::Headers none;
  const httplib::Headers admin = {{"Authorization", "Bearer " + process.token("admin")}};
  const httplib::Headers monitor = {{"Authorization", "Bearer " + process.token("monitor")}};
  const httplib::Headers unknown = {{"Authorization", "Bearer laowu_unknown"}};
  const httplib::Headers basic = {{"Authorization", "Basic eDp5"}};
  const std::string get_office = "/laowu.v1.VacancyService/GetOffice";
  const auto post = [&](const std::string& path, const httplib::Headers& headers,
                        const std::string& body, const char* type = "application/json") {
    return client.Post(path, headers, body, type);
  };
  const struct {
    httplib::Result answer;
    int status;
  } cases[] = {
      {post(get_office, none, "{}"), 401},
      {post(get_office, unknown, "{}"), 401},
      {post(get_office, basic, "{}"), 401},
      {post("/laowu.v1.WorkerService/CreateWorker", monitor, "{}"), 403},
      {post(get_office, admin, R"({"name":"offices/none"})"), 404},
      {post("/laowu.v1.VacancyService/Nothing", admin, "{}"), 404},
      {post("/laowu.v1.VacancyService/WatchVacancies", admin, "{}"), 501},
      {post(get_office, admin, "name=x", "text/plain"), 415},
      {post(get_office, admin, "{"), 400},
      {post(get_office, admin, R"({"nam":"x"})"), 400},
      {post("/laowu.v1.VacancyService/ListOffices", admin, R"({"pageSize":-1})"), 400},
      {post("/laowu.v1.VacancyService/ListOffices", admin, R"({"pageToken":"x"})"), 400},
      {post("/files?name=a.csv", none, "a,b"), 401},
      {client.Get("/nothing-here"), 404},
      {client.Get("/%ff%fe"), 404},
      {client.Get("/files"), 405},
      {client.Get(get_office), 405},
      {client.Options(get_office), 405},
  };
  int number = 0;
  for (const auto& c : cases) {
    ++number;
    ASSERT_TRUE(c.answer) << number;
    EXPECT_EQ(c.answer->status, c.status) << number << ": " << c.answer->body;
    EXPECT_THAT(c.answer->body, HasSubstr("google.rpc.ErrorInfo")) << number;
    EXPECT_TRUE(runtime::CountChars(c.answer->body).has_value()) << number;
    const auto message_end = c.answer->body.find("\"details\"");
    const std::string message = c.answer->body.substr(0, message_end);
    const auto is_chinese = [](char byte) { return static_cast<unsigned char>(byte) >= 0xE4; };
    EXPECT_TRUE(std::any_of(message.begin(), message.end(), is_chinese)) << message;
    EXPECT_TRUE(absl::StrContains(message, ' ')) << message;
  }
}

TEST(HttpDoorTest, InsecureAnswersThisMachinesNamesOnly) {
  TestProcess process;
  process.config().insecure = true;
  process.Start();
  auto client = HttpClient(process);
  const std::string path = "/laowu.v1.VacancyService/ListOffices";
  EXPECT_EQ(client.Post(path.c_str(), "{}", "application/json")->status, 200);
  const httplib::Headers foreign = {{"Host", "evil.example:8080"}};
  EXPECT_EQ(client.Post(path.c_str(), foreign, "{}", "application/json")->status, 403);
}

}  // namespace
}  // namespace laowu::testing
