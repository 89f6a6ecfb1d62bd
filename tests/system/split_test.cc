// Roles in processes of their own: one is killed and comes back; what is missing is named.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <signal.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/elsewhere.h"
#include "services/runtime/files.h"
#include "tests/support/held_port.h"
#include "tests/support/status_matchers.h"
#include "tests/system/server_binary.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Whether the error tells how long to wait before another try.
bool TellsWhenToRetry(const absl::Status& status) {
  return status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value();
}

v1::CreatePlacementRequest ProposalOfNobody() {
  v1::CreatePlacementRequest request;
  request.mutable_placement()->set_worker("workers/nobody");
  request.mutable_placement()->set_vacancy("offices/zhongshan/vacancies/none");
  request.mutable_placement()->set_decided_by("样例");
  return request;
}

v1::FindCandidatesRequest CandidatesForNoVacancy() {
  v1::FindCandidatesRequest request;
  request.set_name("offices/zhongshan/vacancies/none");
  return request;
}

// A placement asks two peers; while one is down the caller is told to try again, and can.
TEST(SplitTest, PlacementSaysPeerUnavailableAndRecovers) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  const auto create = &v1::PlacementService::Stub::CreatePlacement;
  EXPECT_THAT(process.Call("admin", create, ProposalOfNobody()),
              StatusIs(absl::StatusCode::kNotFound));
  process.StopRole("worker");
  const auto refused = process.Call("admin", create, ProposalOfNobody());
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnavailable, HasSubstr("worker")));
  EXPECT_EQ(runtime::ReasonOf(refused.status()), "PEER_UNAVAILABLE");
  EXPECT_TRUE(TellsWhenToRetry(refused.status()));
  process.StartRole("worker");
  absl::Status status = refused.status();
  const absl::Time deadline = absl::Now() + absl::Seconds(30);
  while (absl::IsUnavailable(status) && absl::Now() < deadline) {
    status = process.Call("admin", create, ProposalOfNobody()).status();
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kNotFound));
}

// The same of a table of vacancies, whose office is asked for first. No inside address is told.
TEST(SplitTest, ATableIsRefusedWithADelayAndWithoutAddresses) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  v1::SubmitRawVacanciesRequest table;
  table.set_parent("offices/none");
  table.add_headers("岗位名称");
  table.add_rows()->add_cells("缝纫工");
  const auto submit = &v1::IntakeService::Stub::SubmitRawVacancies;
  EXPECT_THAT(process.Call("admin", submit, table), StatusIs(absl::StatusCode::kNotFound));
  process.StopRole("vacancy");
  const auto refused = process.Call("admin", submit, table);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnavailable,
                                AllOf(HasSubstr("vacancy"), HasSubstr("请稍后再试"),
                                      Not(HasSubstr("127.0.0.1")))));
  EXPECT_EQ(runtime::ReasonOf(refused.status()), "PEER_UNAVAILABLE");
  EXPECT_TRUE(TellsWhenToRetry(refused.status()));
}

// A door that reaches nobody answers nothing. From when somebody answers, those that are silent are
// waited for a minute: one that is down must not keep the door shut for all others, and those that
// come up late together must find each other.
TEST(SplitTest, AStartWaitsForItsPeersAndNotForEverForSomeOfThem) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  for (const char* role : {"monitoring", "match", "intake", "placement", "worker", "vacancy"}) {
    process.StopRole(role);
  }
  const auto restart = [&] {
    process.StopRole("gateway");
    process.StartRole("gateway");
  };
  const auto ready_within = [&](absl::Duration most) {
    return process.process("gateway").WaitUntilReady(absl::Now() + most);
  };
  restart();
  process.SetDay(absl::CivilDay(2026, 7, 2));
  EXPECT_THAT(ready_within(absl::Seconds(1)),
              StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("peer vacancy")));
  httplib::Client client("http://" + process.process("gateway").http_address());
  const auto answer = client.Get("/readyz");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_THAT(answer->body, AllOf(HasSubstr("peer worker"), Not(HasSubstr("127.0.0.1"))));
  // Waits until vacancy has answered, and says what is missing then.
  const auto ready_but_for_others = [&] {
    const absl::Time end = absl::Now() + absl::Seconds(30);
    absl::Status waiting;
    do {
      waiting = ready_within(absl::Milliseconds(50));
    } while (absl::StrContains(waiting.message(), "peer vacancy") && absl::Now() < end);
    return waiting;
  };
  const auto only_others =
      StatusIs(absl::StatusCode::kDeadlineExceeded,
               AllOf(HasSubstr("peer worker"), Not(HasSubstr("peer vacancy"))));
  process.StartRole("vacancy");
  EXPECT_THAT(ready_but_for_others(), only_others) << "their minute has just begun";
  process.SetDay(absl::CivilDay(2026, 7, 3));
  EXPECT_OK(ready_within(absl::Seconds(30))) << "the minute is over";

  restart();
  EXPECT_THAT(ready_but_for_others(), only_others);
  process.SetDay(absl::CivilDay(2026, 7, 4));
  EXPECT_OK(ready_within(absl::Seconds(30)));
  process.StopRole("vacancy");
  EXPECT_OK(ready_within(absl::Seconds(30))) << "one that was there costs what it answers, no more";
}

// The matcher answers from memory while a feed is down; without having seen all feeds it says that
// it is not ready, and it recovers, also from a store that is another one than before.
TEST(SplitTest, MatchAnswersWithoutAPeerAndRecovers) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  const auto find = &v1::MatchService::Stub::FindCandidates;
  process.StopRole("vacancy");
  EXPECT_THAT(process.Call("admin", find, CandidatesForNoVacancy()),
              StatusIs(absl::StatusCode::kNotFound));
  process.StopRole("match");
  process.StartRole("match");
  const auto refused = process.Call("admin", find, CandidatesForNoVacancy());
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(runtime::ReasonOf(refused.status()), "MATCHER_NOT_READY");
  EXPECT_TRUE(TellsWhenToRetry(refused.status()));
  process.StartRole("vacancy");
  ASSERT_OK(process.WaitUntilReady());
  EXPECT_THAT(process.Call("admin", find, CandidatesForNoVacancy()),
              StatusIs(absl::StatusCode::kNotFound));
}

google::rpc::ErrorInfo InfoOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  EXPECT_TRUE(payload.has_value() && info.ParseFromString(std::string(*payload))) << status;
  return info;
}

// Whoever asks the wrong process is told so; an operator with the address of the right one. How the
// system is laid out inside is told to nobody else.
TEST(SplitTest, AMethodOfARoleElsewhereSaysWhereItIsAnswered) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.AddPrincipal("panzhou", "county-bureau", "520281");
  process.Start();
  const auto find_at = [&](absl::string_view role, const std::string& token) {
    grpc::ClientContext context;
    if (!token.empty()) context.AddMetadata(runtime::kAuthorization, "Bearer " + token);
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(60)));
    v1::FindCandidatesResponse response;
    return runtime::FromGrpc(v1::MatchService::Stub(process.channel(role))
                                 .FindCandidates(&context, CandidatesForNoVacancy(), &response));
  };
  const std::string there = process.process("match").grpc_address();
  const absl::Status known = find_at("gateway", process.token("admin"));
  EXPECT_THAT(known, StatusIs(absl::StatusCode::kUnimplemented, HasSubstr(there)));
  EXPECT_THAT(std::string(known.message()), HasSubstr("请改连"));
  const auto info = InfoOf(known);
  EXPECT_EQ(info.reason(), "ROLE_ELSEWHERE");
  EXPECT_EQ(info.metadata().at("role"), "match");
  EXPECT_EQ(info.metadata().at("address"), there);
  const absl::Status outside = find_at("gateway", process.token("panzhou"));
  EXPECT_THAT(outside,
              StatusIs(absl::StatusCode::kUnimplemented,
                       AllOf(HasSubstr("match"), HasSubstr("HTTP"), HasSubstr("请向管理员询问地址"),
                             Not(HasSubstr("127.0.0.1")))));
  EXPECT_EQ(InfoOf(outside).reason(), "ROLE_ELSEWHERE");
  EXPECT_EQ(InfoOf(outside).metadata().count("address"), 0U);
  // The process of the vacancies has no peer of that role.
  const absl::Status unknown = find_at("vacancy", process.token("admin"));
  EXPECT_THAT(unknown, StatusIs(absl::StatusCode::kUnimplemented, HasSubstr("--peer")));
  EXPECT_EQ(InfoOf(unknown).metadata().count("address"), 0U);
  EXPECT_THAT(find_at("gateway", ""), StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST(SplitTest, AMethodThatNobodyHasIsSaidToBeUnknown) {
  const runtime::ServeConfig config;
  const runtime::Principal caller;
  for (const char* method : {"laowu.v1.WorkerService/GuessWorker", "other.Service/Get", "nonsense",
                             "/", "", "laowu.v1.WorkerService/"}) {
    const absl::Status status = NotHere(config, caller, method);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnimplemented, HasSubstr("protos.zip")));
    EXPECT_EQ(InfoOf(status).reason(), "METHOD_UNKNOWN") << method;
    EXPECT_EQ(InfoOf(status).metadata().count("role"), 0U) << method;
  }
  EXPECT_THAT(NotHere(config, caller, "laowu.v1.WorkerService/GuessWorker"),
              StatusIs(absl::StatusCode::kUnimplemented, HasSubstr("has no method GuessWorker")));
}

// What watches a process asks each one, not only that of the gateway.
TEST(SplitTest, EveryProcessShowsItsHealthAndMetrics) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  httplib::Client client("http://" + process.process("worker").http_address());
  EXPECT_EQ(client.Get("/readyz")->status, 200);
  EXPECT_THAT(client.Get("/metrics")->body, HasSubstr("laowu_store_sequence{role=\"worker\"}"));
  EXPECT_EQ(client.Get("/protos.zip")->status, 404);
  EXPECT_EQ(client.Post("/laowu.v1.WorkerService/GetWorker", "{}", "application/json")->status,
            404);
}

TEST(SplitTest, GatewaySaysWhichRoleDoesNotAnswer) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  process.StopRole("vacancy");
  httplib::Client client("http://" + process.process().http_address());
  const httplib::Headers headers = {{"Authorization", "Bearer " + process.token("admin")}};
  const auto answer =
      client.Post("/laowu.v1.VacancyService/ListOffices", headers, "{}", "application/json");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_THAT(answer->body, HasSubstr("PEER_UNAVAILABLE"));
  EXPECT_THAT(answer->body, HasSubstr("google.rpc.RetryInfo"));
}

// Peers are known by a principal of the role service. That one's token is wrong is no fault of the
// caller, who is not told that theirs is.
TEST(SplitTest, APeerWithATokenThatIsNotKnownIsRefused) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  process.StopRole("placement");
  ASSERT_OK(runtime::ReplaceFile(process.config().peer_token_file, "laowu_another\n", 0600));
  process.StartRole("placement");
  const auto refused =
      process.Call("admin", &v1::PlacementService::Stub::CreatePlacement, ProposalOfNobody());
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(runtime::ReasonOf(refused.status()), "PEER_UNAVAILABLE");
}

// It serves, and makes the administrator the service, who may call on anybody's behalf.
TEST(SplitTest, AnAdministratorsTokenForThePeersIsTold) {
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  process.StopRole("placement");
  const auto started_with = [&](const std::string& token) {
    EXPECT_OK(runtime::ReplaceFile(process.config().peer_token_file, token + "\n", 0600));
    ::testing::internal::CaptureStderr();
    process.StartRole("placement");
    return ::testing::internal::GetCapturedStderr();
  };
  EXPECT_THAT(started_with(process.token("admin")),
              AllOf(HasSubstr("--peer-token-file"), HasSubstr("\"role\":\"administrator\""),
                    HasSubstr("\"principal\":\"admin\"")));
  process.StopRole("placement");
  EXPECT_THAT(started_with(process.token("peers")), Not(HasSubstr("--peer-token-file")));
}

TEST(SplitTest, AllThatIsMissingIsNamedAtOnce) {
  TestProcess process;
  process.config().roles = {"placement", "match"};
  process.config().peers = {{"vacancy", "127.0.0.1:1"}};
  const absl::Status status = Process::Start(process.config(), [] { return absl::Now(); }).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("peer-token-file")));
  process.config().peer_token_file = process.folder() + "/token";
  ASSERT_OK(runtime::ReplaceFile(process.config().peer_token_file, "laowu_x\n", 0600));
  process.config().peers["placement"] = "127.0.0.1:2";
  process.config().peers["nonsense"] = "127.0.0.1:3";
  const absl::Status roles = Process::Start(process.config(), [] { return absl::Now(); }).status();
  const std::string message(roles.message());
  EXPECT_THAT(message, HasSubstr("placement needs the role worker"));
  EXPECT_THAT(message, HasSubstr("match needs the role worker"));
  EXPECT_THAT(message, HasSubstr("placement runs in this process"));
  EXPECT_THAT(message, HasSubstr("nonsense"));
  EXPECT_THAT(message, HasSubstr("vacancy, worker, placement, match, monitoring, intake"));
}

// The program itself, in three processes, as an operator starts them. What was acknowledged before
// a kill is there when the process is back, and the others find it again by themselves.
TEST(SplitTest, ThreeProcessesOfTheProgramSurviveAKill) {
  ScratchDir scratch;
  const std::string keys = scratch.file("keys");
  ASSERT_EQ(RunLaowu({"init", "--data", scratch.file("data"), "--keys", keys}).exit_code, 0);
  const auto token_file = [&](const std::string& id, const std::string& role) {
    const Finished made = RunLaowu({"token", "create", "--keys", keys, "--id", id, "--role", role});
    const size_t begin = made.output.find("laowu_");
    EXPECT_NE(begin, std::string::npos) << made.output;
    const std::string path = scratch.file(id);
    EXPECT_OK(runtime::ReplaceFile(path, made.output.substr(begin), 0600));
    return path;
  };
  const std::string peers = token_file("peers", "service");
  const std::string admin = token_file("admin", "administrator");
  const std::vector<std::string> common = {"--data", scratch.file("data"), "--keys",
                                           keys,     "--peer-token-file",  peers};
  const auto arguments = [&](std::vector<std::string> more) {
    more.insert(more.end(), common.begin(), common.end());
    return more;
  };
  auto owners = std::make_unique<ServerBinary>(
      arguments({"--roles", "vacancy,worker", "--grpc", "127.0.0.1:0"}));
  ASSERT_TRUE(owners->WaitForOutput("serving")) << owners->output();
  const std::string owners_at = owners->grpc_address();
  ServerBinary followers(
      arguments({"--roles", "placement,match,monitoring,intake", "--grpc", "127.0.0.1:0", "--peer",
                 "vacancy=" + owners_at, "--peer", "worker=" + owners_at}));
  ASSERT_TRUE(followers.WaitForOutput("serving")) << followers.output();
  const std::string followers_at = followers.grpc_address();
  std::vector<std::string> door = {"--roles", "gateway",     "--grpc", "127.0.0.1:0",
                                   "--http",  "127.0.0.1:0", "--peer", "vacancy=" + owners_at};
  for (const char* role : {"placement", "match", "monitoring", "intake"}) {
    door.insert(door.end(), {"--peer", absl::StrCat(role, "=", followers_at)});
  }
  ServerBinary gateway(arguments(door));
  ASSERT_TRUE(gateway.WaitForOutput("serving")) << gateway.output();
  EXPECT_THAT(gateway.output(), HasSubstr("not reached through this gateway"));  // worker

  const Finished made = RunLaowu({"office", "create", "zhongshan", "--name", "中山站", "--division",
                                  "442000", "--server", owners_at, "--token-file", admin});
  ASSERT_EQ(made.exit_code, 0) << made.output;
  owners->Signal(SIGKILL);
  EXPECT_EQ(owners->Wait().exit_code, -1);
  const HeldPort held(owners_at);
  owners =
      std::make_unique<ServerBinary>(arguments({"--roles", "vacancy,worker", "--grpc", owners_at}));
  ASSERT_TRUE(owners->WaitForOutput("serving")) << owners->output();

  httplib::Client client("http://" + gateway.http_address());
  const auto token = runtime::ReadFile(admin);
  ASSERT_OK(token);
  const httplib::Headers headers = {
      {"Authorization", absl::StrCat("Bearer ", token->substr(0, token->find('\n')))}};
  int status = 503;
  std::string body;
  const absl::Time deadline = absl::Now() + absl::Seconds(30);
  while (status == 503 && absl::Now() < deadline) {  // until the gateway has connected again
    const auto answer = client.Post("/laowu.v1.VacancyService/GetOffice", headers,
                                    R"({"name":"offices/zhongshan"})", "application/json");
    ASSERT_TRUE(answer);
    status = answer->status;
    body = answer->body;
  }
  EXPECT_EQ(status, 200) << body;
  EXPECT_THAT(body, HasSubstr("中山站"));
  for (ServerBinary* server : {&gateway, &followers, owners.get()}) {
    server->Signal(SIGTERM);
    EXPECT_EQ(server->Wait().exit_code, 0);
  }
}

}  // namespace
}  // namespace laowu::testing
