// When a command tries again, and what makes trying again harmless.

#include "services/cli/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/cli/paging.h"
#include "services/runtime/errors.h"
#include "services/runtime/resource_name.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::cli {
namespace {

TEST(RetryDelayTest, TheServersOwnDelayDecides) {
  const absl::Status busy =
      runtime::WithRetry(absl::ResourceExhaustedError("queue"), absl::Milliseconds(350));
  EXPECT_EQ(RetryDelay(busy, 0), absl::Milliseconds(350));
  EXPECT_EQ(RetryDelay(busy, 7), absl::Milliseconds(350));
}

TEST(RetryDelayTest, NoDelayIsLongerThanFiveSeconds) {
  const absl::Status busy = runtime::WithRetry(absl::UnavailableError("away"), absl::Minutes(10));
  EXPECT_EQ(RetryDelay(busy, 0), absl::Seconds(5));
  EXPECT_EQ(RetryDelay(absl::UnavailableError("away"), 60), absl::Seconds(5));
}

TEST(RetryDelayTest, WaitsLongerEachTimeWhereNobodyAnswers) {
  EXPECT_EQ(RetryDelay(absl::UnavailableError("away"), 0), absl::Milliseconds(200));
  EXPECT_EQ(RetryDelay(absl::UnavailableError("away"), 2), absl::Milliseconds(800));
}

TEST(RetryDelayTest, WhatIsWrongStaysWrong) {
  EXPECT_EQ(RetryDelay(absl::InvalidArgumentError("field"), 0), std::nullopt);
  EXPECT_EQ(RetryDelay(absl::AbortedError("etag"), 0), std::nullopt);
  // A message over the limit: gRPC gives it no RetryInfo.
  EXPECT_EQ(RetryDelay(absl::ResourceExhaustedError("message too large"), 0), std::nullopt);
}

TEST(DelayAfterTest, AServerThatNeverAnsweredIsNotWaitedForAndOneThatDidIs) {
  Client client;
  EXPECT_EQ(client.DelayAfter(absl::UnavailableError("refused"), 0), std::nullopt);
  EXPECT_EQ(client.DelayAfter(absl::OkStatus(), 0), std::nullopt);
  EXPECT_EQ(client.DelayAfter(absl::UnavailableError("refused"), 0), absl::Milliseconds(200));
  EXPECT_EQ(client.DelayAfter(absl::UnavailableError("refused"), 10), std::nullopt);
}

// A server that starts says so: it is there.
TEST(DelayAfterTest, AnErrorWithAReasonIsAnAnswer) {
  Client client;
  const absl::Status starting =
      runtime::WithRetry(runtime::Error(absl::StatusCode::kUnavailable,
                                        runtime::reasons::kMatcherNotReady, "starting"),
                         absl::Milliseconds(300));
  EXPECT_EQ(client.DelayAfter(starting, 0), absl::Milliseconds(300));
  EXPECT_EQ(client.DelayAfter(absl::UnavailableError("refused"), 1), absl::Milliseconds(400));
}

// Nobody listens there: a person at the command line is told at once, not after three seconds.
TEST(ClientTest, ARefusedConnectionIsToldAtOnce) {
  Client client;
  client.server = "127.0.0.1:1";
  const absl::Time begun = absl::Now();
  const auto answer = client.Call(&v1::VacancyService::Stub::ListOffices, v1::ListOfficesRequest());
  EXPECT_TRUE(absl::IsUnavailable(answer.status())) << answer.status();
  EXPECT_LT(absl::Now() - begun, absl::Seconds(2));  // four tries would have slept longer
}

// gRPC would end the program without a word.
TEST(ClientTest, ATokenThatIsNoneIsToldBeforeItIsSent) {
  testing::ScratchDir scratch;
  const std::string path = scratch.file("token");
  std::ofstream(path) << "\xEF\xBB\xBFlaowu_abc\r\n";  // as an editor of another system writes it
  Client of_file;
  of_file.token_file = path;
  const auto authorization = of_file.authorization();
  ASSERT_TRUE(authorization.ok()) << authorization.status();
  EXPECT_EQ(*authorization, "Bearer laowu_abc");
  for (const char* const wrong : {"令牌", "laowu_a b", "laowu_a\tb", "laowu_a\xE2\x80\x9D"}) {
    Client client;
    client.token = wrong;
    EXPECT_TRUE(absl::IsInvalidArgument(client.authorization().status())) << wrong;
  }
}

// Who typed an option is told of the option, and not of a field of a message that nobody sees.
TEST(InOptionWordsTest, FieldsAreNamedAsTheyWereTyped) {
  runtime::FieldChecks checks;
  checks.Violate("spec.columns[0].field", "is unknown");
  checks.Violate("spec.file", "is required");
  const absl::Status told = InOptionWords(checks.status(), {{"spec.columns", "--column"}});
  EXPECT_EQ(told.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(runtime::ReasonOf(told), "INVALID_FIELD");
  EXPECT_EQ(told.message().find("spec.columns"), absl::string_view::npos) << told.message();
  EXPECT_EQ(InOptionWords(absl::AbortedError("etag"), {{"spec.columns", "--column"}}),
            absl::AbortedError("etag"));
}

// Whatever asks, the pages of a list are put together in one way.
TEST(CallPagesTest, AllOfAListIsOneAnswerAndAPageStaysOne) {
  std::vector<std::string> asked;
  const auto call =
      [&asked](const v1::ListClaimsRequest& request) -> absl::StatusOr<v1::ListClaimsResponse> {
    const std::string& token = request.page_token();
    asked.push_back(absl::StrCat(request.page_size(), " ", token));
    if (token == "gone") return absl::AbortedError("gone");
    v1::ListClaimsResponse page;
    page.add_claims()->set_outcome("outcomes/" + token);
    page.set_person_count(3);
    if (token != "c") page.set_next_page_token(token.empty() ? "b" : "c");
    return page;
  };
  const auto all = CallPages(v1::ListClaimsRequest(), Paging(), call);
  ASSERT_OK(all);
  EXPECT_EQ(all->claims_size(), 3);
  EXPECT_EQ(all->claims(2).outcome(), "outcomes/c");
  EXPECT_EQ(all->person_count(), 3);
  EXPECT_EQ(all->next_page_token(), "");
  EXPECT_THAT(asked, ::testing::ElementsAre("500 ", "500 b", "500 c"));
  asked.clear();
  Paging paging;
  paging.page_size = 7;
  paging.page_token = "b";
  const auto one = CallPages(v1::ListClaimsRequest(), paging, call);
  ASSERT_OK(one);
  EXPECT_EQ(one->claims_size(), 1);
  EXPECT_EQ(one->next_page_token(), "c");
  EXPECT_THAT(asked, ::testing::ElementsAre("7 b"));
  paging.page_token = "gone";
  EXPECT_TRUE(absl::IsAborted(CallPages(v1::ListClaimsRequest(), paging, call).status()));
}

TEST(GiveRequestIdTest, EachRequestGetsItsOwn) {
  v1::CreatePlacementRequest first;
  v1::CreatePlacementRequest second;
  GiveRequestId(&first);
  GiveRequestId(&second);
  EXPECT_NE(first.request_id(), second.request_id());
  runtime::FieldChecks checks;
  checks.RequestId("request_id", first.request_id());
  EXPECT_TRUE(checks.ok());
  EXPECT_EQ(first.request_id().size(), 36U);
  EXPECT_EQ(first.request_id()[14], '7');
}

TEST(DerivedRequestIdTest, IsAnIdAndOfTheTextAlone) {
  const std::string id = DerivedRequestId("attest\noutcomes/a");
  runtime::FieldChecks checks;
  checks.RequestId("request_id", id);
  EXPECT_TRUE(checks.ok()) << id;
  EXPECT_EQ(id[14], '8');
  EXPECT_EQ(id, DerivedRequestId("attest\noutcomes/a"));
  EXPECT_NE(id, DerivedRequestId("attest\noutcomes/b"));
}

TEST(GiveRequestIdTest, KeepsOneThatIsThereAndPassesWhatHasNone) {
  v1::CreatePlacementRequest given;
  given.set_request_id("mine");
  GiveRequestId(&given);
  EXPECT_EQ(given.request_id(), "mine");
  v1::GetVacancyRequest none;
  none.set_name("x");
  GiveRequestId(&none);
  EXPECT_EQ(none.name(), "x");
}

}  // namespace
}  // namespace laowu::cli
