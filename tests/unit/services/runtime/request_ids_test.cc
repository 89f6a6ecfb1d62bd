// A request id stands for one request: sent again it meets what it did, with other content it is
// refused.

#include "services/runtime/request_ids.h"

#include <gtest/gtest.h>

#include "services/runtime/errors.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;

constexpr char kId[] = "123e4567-e89b-12d3-a456-426614174000";

TEST(RequestIds, OneThatTheRecordBearsWasSentBefore) {
  EXPECT_TRUE(SentAgain(kId, {"", kId}));
  EXPECT_TRUE(SentAgain("123E4567-E89B-12D3-A456-426614174000", {kId})) << "as ids are made of it";
  EXPECT_FALSE(SentAgain(kId, {"", "123e4567-e89b-12d3-a456-426614174001"}));
  EXPECT_FALSE(SentAgain("", {""})) << "none was given";
}

TEST(RequestIds, WhatWasCreatedIsKnownByWhatWasAsked) {
  internal::v1::Provenance provenance;
  provenance.set_request_id(kId);
  EXPECT_TRUE(MadeBy(provenance, kId, "asked")) << "a record from before digests were kept";
  provenance.set_request_digest("asked");
  EXPECT_TRUE(MadeBy(provenance, kId, "asked"));
  EXPECT_FALSE(MadeBy(provenance, kId, "other"));
  EXPECT_FALSE(MadeBy(provenance, "", "asked"));
}

TEST(RequestIds, TheRefusalNamesNoRecord) {
  EXPECT_THAT(RequestIdUsed(), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(ReasonOf(RequestIdUsed()), "ALREADY_EXISTS");
  EXPECT_EQ(RequestIdUsed().message().find('/'), absl::string_view::npos);
}

}  // namespace
}  // namespace laowu::runtime
