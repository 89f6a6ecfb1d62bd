// What a call to a role that goes down becomes for whoever asked.

#include "services/runtime/channels.h"

#include <gtest/gtest.h>

#include "services/runtime/errors.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;

bool TellsWhenToRetry(const absl::Status& status) {
  return status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value();
}

// gRPC says CANCELLED of a call whose server was stopped under it. The caller cancelled nothing:
// told so, a client would give up in the middle of its file.
TEST(Channels, WhatWasCutUnderThePeerIsToBeTriedAgain) {
  for (const absl::Status& cut :
       {absl::CancelledError("CANCELLED"), absl::UnavailableError("Socket closed")}) {
    for (const absl::Status& told : {PassedOnStatus("worker", cut), PeerStatus("worker", cut)}) {
      EXPECT_THAT(told, StatusIs(absl::StatusCode::kUnavailable));
      EXPECT_EQ(ReasonOf(told), "PEER_UNAVAILABLE");
      EXPECT_TRUE(TellsWhenToRetry(told));
    }
  }
}

TEST(Channels, WhatThePeerSaysIsPassedOn) {
  const absl::Status stopping = PeerStatus("worker", Stopping());
  EXPECT_EQ(ReasonOf(stopping), "STOPPING");
  EXPECT_TRUE(TellsWhenToRetry(stopping));
  const absl::Status gone = NotFound("worker", "workers/none");
  EXPECT_EQ(PeerStatus("worker", gone), gone);
}

}  // namespace
}  // namespace laowu::runtime
