// When a command tries again, and what makes trying again harmless.

#include "services/cli/client.h"

#include <gtest/gtest.h>

#include "absl/status/status.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/resource_name.h"

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
