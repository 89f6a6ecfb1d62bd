// TLS on both doors: who shows the right certificate is spoken to, who shows another is not, a
// certificate may be replaced while the server runs, and nothing goes beyond this machine without.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/files.h"
#include "services/runtime/tls.h"
#include "tests/support/authority.h"
#include "tests/support/status_matchers.h"
#include "tests/system/server_binary.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::HasSubstr;

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() : ours_(scratch_, "ours"), others_(scratch_, "others") {
    ours_.Issue("first", cert_, key_);
    process_.config().tls_cert = cert_;
    process_.config().tls_key = key_;
    process_.config().peer_ca = ours_.ca();
    process_.AddPrincipal("admin", "administrator", "");
  }

  absl::Status ListOfficesOver(const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
    // A channel argument of its own keeps gRPC from using an open connection again.
    grpc::ChannelArguments arguments;
    arguments.SetInt("laowu.test.connection", ++connection_count_);
    v1::VacancyService::Stub stub(
        grpc::CreateCustomChannel(process_.process().grpc_address(), credentials, arguments));
    grpc::ClientContext context;
    context.AddMetadata(runtime::kAuthorization, "Bearer " + process_.token("admin"));
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
    v1::ListOfficesResponse response;
    return runtime::FromGrpc(stub.ListOffices(&context, v1::ListOfficesRequest(), &response));
  }
  absl::Status ListOfficesTrusting(const std::string& ca) {
    const auto credentials = runtime::TlsChannelCredentials(ca);
    return credentials.ok() ? ListOfficesOver(*credentials) : credentials.status();
  }

  // The status of GET /healthz; 0 if no connection came about.
  int HealthTrusting(const std::string& ca) {
    httplib::SSLClient client("127.0.0.1", HttpPort());
    client.set_ca_cert_path(ca.c_str());
    client.enable_server_certificate_verification(true);
    const auto answer = client.Get("/healthz");
    return answer ? answer->status : 0;
  }

  int HttpPort() {
    const std::string address = process_.process().http_address();
    return std::stoi(address.substr(address.rfind(':') + 1));
  }

  ScratchDir scratch_;
  const std::string cert_ = scratch_.file("server.pem");
  const std::string key_ = scratch_.file("server.key");
  Authority ours_, others_;
  TestProcess process_;
  int connection_count_ = 0;
};

TEST_F(TlsTest, BothDoorsAnswerWhoTrustsTheAuthorityAndNobodyElse) {
  process_.Start();
  EXPECT_OK(ListOfficesTrusting(ours_.ca()));
  EXPECT_THAT(ListOfficesTrusting(others_.ca()), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(ListOfficesOver(grpc::InsecureChannelCredentials()),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(HealthTrusting(ours_.ca()), 200);
  EXPECT_EQ(HealthTrusting(others_.ca()), 0);
  httplib::Client plain("http://" + process_.process().http_address());
  EXPECT_FALSE(plain.Get("/healthz"));
}

// Beyond this machine the metrics are for those who see figures.
TEST_F(TlsTest, MetricsBeyondThisMachineNeedAMonitorsOrAnAdministratorsToken) {
  process_.config().http = "0.0.0.0:0";
  process_.AddPrincipal("watcher", "monitor", "5202");
  process_.AddPrincipal("county", "county-bureau", "520281");
  process_.Start();
  httplib::SSLClient client("127.0.0.1", HttpPort());
  client.enable_server_certificate_verification(false);
  const auto status_with = [&](const std::string& authorization) {
    const auto answer = client.Get("/metrics", {{"Authorization", authorization}});
    return answer ? answer->status : 0;
  };
  EXPECT_EQ(client.Get("/metrics")->status, 401);
  EXPECT_EQ(status_with("Bearer laowu_nobody"), 401);
  EXPECT_EQ(status_with("Basic YWRtaW46"), 401);
  EXPECT_EQ(status_with("Bearer " + process_.token("county")), 403);
  EXPECT_EQ(status_with("Bearer " + process_.token("watcher")), 200);
  EXPECT_EQ(status_with("Bearer " + process_.token("admin")), 200);
}

// A certificate ends every few months; a server that must be restarted for a new one is one day
// not restarted in time.
TEST_F(TlsTest, CertificateReplacedWhileServingIsPickedUp) {
  process_.Start();
  ASSERT_OK(ListOfficesTrusting(ours_.ca()));
  others_.Issue("second", cert_, key_);
  const absl::Time deadline = absl::Now() + absl::Seconds(30);
  while (!ListOfficesTrusting(others_.ca()).ok() && absl::Now() < deadline) {
  }
  EXPECT_OK(ListOfficesTrusting(others_.ca()));
  EXPECT_FALSE(ListOfficesTrusting(ours_.ca()).ok());
  while (HealthTrusting(others_.ca()) != 200 && absl::Now() < deadline) {
  }
  EXPECT_EQ(HealthTrusting(others_.ca()), 200);
  EXPECT_EQ(HealthTrusting(ours_.ca()), 0);
}

// Whoever replaces the files may be cut off between the two.
TEST_F(TlsTest, CertificateWithoutItsKeyLeavesTheOneBeforeInUse) {
  process_.Start();
  ASSERT_EQ(HealthTrusting(ours_.ca()), 200);
  others_.Issue("second", cert_, scratch_.file("key-not-in-place"));
  const absl::Time looked = absl::Now() + 2 * runtime::limits::kCertificateLook;
  do {
    ASSERT_EQ(HealthTrusting(ours_.ca()), 200);
  } while (absl::Now() < looked);
}

// A certificate that callers would refuse is no better than the one before, on either door; when it
// ends is shown, so that somebody is called in time.
TEST_F(TlsTest, ACertificateThatHasExpiredLeavesTheOneBeforeInUse) {
  process_.Start();
  const auto ends = [&] {
    httplib::SSLClient client("127.0.0.1", HttpPort());
    client.enable_server_certificate_verification(false);
    const std::string body = client.Get("/metrics")->body;
    const std::string mark = "\nlaowu_certificate_expire_timestamp_seconds ";
    const size_t begin = body.find(mark);
    return begin == std::string::npos ? 0.0 : std::stod(body.substr(begin + mark.size()));
  };
  EXPECT_NEAR(ends(), static_cast<double>(absl::ToUnixSeconds(absl::Now())) + 86400, 600);
  ours_.Issue("over", cert_, key_, 0);
  const absl::Time looked = absl::Now() + 2 * runtime::limits::kCertificateLook;
  do {
    ASSERT_EQ(HealthTrusting(ours_.ca()), 200);
    ASSERT_OK(ListOfficesTrusting(ours_.ca()));
  } while (absl::Now() < looked);
  EXPECT_NEAR(ends(), static_cast<double>(absl::ToUnixSeconds(absl::Now())) + 86400, 600);
}

// The program says what is wrong as soon as the files change, with nobody connected, and warns of
// the end at the start.
TEST_F(TlsTest, WhatIsWrongWithACertificateIsLogged) {
  const std::string data = scratch_.file("data");
  ASSERT_EQ(RunLaowu({"init", "--data", data}).exit_code, 0);
  ServerBinary server({"--data", data, "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0",
                       "--tls-cert", cert_, "--tls-key", key_});
  ASSERT_TRUE(server.WaitForOutput("serving")) << server.output();
  EXPECT_THAT(server.output(), HasSubstr("the certificate expires soon"));
  ours_.Issue("over", cert_, key_, 0);
  EXPECT_TRUE(server.WaitForOutput("it is in force from")) << server.output();
  ASSERT_OK(runtime::ReplaceFile(cert_, "no certificate\n", 0600));
  EXPECT_TRUE(server.WaitForOutput("is not a certificate in PEM")) << server.output();
  ours_.Issue("good", cert_, key_);
  EXPECT_TRUE(server.WaitForOutput("certificate replaced")) << server.output();
}

TEST_F(TlsTest, FilesThatDoNotFitAreNamedAtTheStart) {
  const auto status = [&] {
    return Process::Start(process_.config(), [] { return absl::Now(); }).status();
  };
  others_.Issue("second", cert_, scratch_.file("its.key"));
  EXPECT_THAT(status(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("--tls-key")));
  process_.config().tls_cert = scratch_.file("none.pem");
  EXPECT_THAT(status(), StatusIs(absl::StatusCode::kNotFound, HasSubstr("none.pem")));
  process_.config().tls_key = "";
  EXPECT_THAT(status(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("both or neither")));
}

// The address of all interfaces needs TLS and tokens; a peer elsewhere needs TLS.
TEST_F(TlsTest, BeyondThisMachineOnlyWithTlsAndTokens) {
  const auto check = [&](auto change) {
    runtime::ServeConfig config = process_.config();
    change(config);
    return runtime::CheckConfig(config);
  };
  EXPECT_OK(check([](auto& config) { config.grpc = config.http = "0.0.0.0:0"; }));
  EXPECT_THAT(check([](auto& config) {
                config.http = "0.0.0.0:0";
                config.tls_cert = config.tls_key = "";
              }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--tls-cert")));
  EXPECT_THAT(check([](auto& config) {
                config.grpc = "0.0.0.0:0";
                config.insecure = true;
              }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--insecure")));
  EXPECT_THAT(check([](auto& config) {
                config.peers["worker"] = "10.0.0.7:50051";
                config.peer_ca = "";
              }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--peer-ca")));
}

// The program as a client: over TLS with --tls-ca, and never a token in plain text beyond this
// machine.
TEST_F(TlsTest, CommandLineSpeaksTls) {
  process_.Start();
  const std::vector<std::string> command = {"office",   "list",
                                            "--server", process_.process().grpc_address(),
                                            "--token",  process_.token("admin")};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), command.begin(), command.end());
    return RunLaowu(more);
  };
  const Finished good = with({"--tls-ca", ours_.ca()});
  EXPECT_EQ(good.exit_code, 0) << good.output;
  const Finished untrusted = with({"--tls-ca", others_.ca()});
  EXPECT_EQ(untrusted.exit_code, 1);
  EXPECT_THAT(untrusted.output, HasSubstr("does not vouch"));
  EXPECT_THAT(with({}).output, HasSubstr("give --tls-ca"));
  TestProcess plain;
  plain.Start();
  const Finished too_much = RunLaowu({"office", "list", "--server", plain.process().grpc_address(),
                                      "--token", process_.token("admin"), "--tls-ca", ours_.ca()});
  EXPECT_THAT(too_much.output, HasSubstr("leave out --tls-ca"));
  const Finished beyond = RunLaowu(
      {"office", "list", "--server", "192.0.2.1:50051", "--token", process_.token("admin")});
  EXPECT_EQ(beyond.exit_code, 1);
  EXPECT_THAT(beyond.output, HasSubstr("--tls-ca"));
}

TEST(TlsSplitTest, PeersSpeakTls) {
  ScratchDir scratch;
  const Authority ours(scratch, "ours");
  TestProcess process(runtime::kMemoryData, Topology::kSplit);
  process.config().tls_cert = scratch.file("server.pem");
  process.config().tls_key = scratch.file("server.key");
  process.config().peer_ca = ours.ca();
  ours.Issue("peer", process.config().tls_cert, process.config().tls_key);
  process.AddPrincipal("admin", "administrator", "");
  process.Start();  // ready: match and monitoring follow their feeds
  v1::CreatePlacementRequest request;
  request.mutable_placement()->set_worker("workers/nobody");
  request.mutable_placement()->set_vacancy("offices/zhongshan/vacancies/none");
  request.mutable_placement()->set_decided_by("样例");
  EXPECT_THAT(process.Call("admin", &v1::PlacementService::Stub::CreatePlacement, request),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laowu::testing
