// Who waits for a feed holds a thread of the role: some may, of one caller fewer, and the next is
// told at once when to come again.

#include "services/runtime/waiting_places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using Places = std::vector<WaitingPlaces::Place>;

// Takes what `caller` gets; the status of the first that it does not.
absl::Status TakeAll(WaitingPlaces& waiting, const std::string& caller, Places& places) {
  while (true) {
    auto place = waiting.Take(caller);
    if (!place.ok()) return place.status();
    places.push_back(*std::move(place));
  }
}

TEST(WaitingPlaces, OneCallerGetsItsShareAndIsToldWhenToComeAgain) {
  WaitingPlaces waiting;
  Places of_one;
  const absl::Status status = TakeAll(waiting, "one", of_one);
  EXPECT_THAT(of_one, ::testing::SizeIs(kWaitingOfOneCaller));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(ReasonOf(status), "QUEUE_FULL");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  EXPECT_OK(waiting.Take("another").status());
}

TEST(WaitingPlaces, AllTogetherLeaveThreadsForCallsThatDoNotWait) {
  static_assert(kWaitingMost < limits::kIoThreads);
  WaitingPlaces waiting;
  Places places;
  for (int i = 0; i < limits::kIoThreads; ++i) {
    EXPECT_THAT(TakeAll(waiting, absl::StrCat("caller ", i), places),
                StatusIs(absl::StatusCode::kResourceExhausted));
  }
  EXPECT_THAT(places, ::testing::SizeIs(kWaitingMost));
}

TEST(WaitingPlaces, APlaceIsFreeOnceItsHolderHasGone) {
  WaitingPlaces waiting;
  for (int round = 0; round < 3; ++round) {
    Places places;
    (void)TakeAll(waiting, "one", places);
    EXPECT_THAT(places, ::testing::SizeIs(kWaitingOfOneCaller)) << round;
    places.pop_back();
    EXPECT_OK(waiting.Take("one").status());  // and gives it back at once
    EXPECT_OK(waiting.Take("one").status());
  }
}

}  // namespace
}  // namespace laowu::runtime
