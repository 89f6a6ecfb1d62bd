// What the feed makes of the messages of both roles: their order, through when figures are
// complete, what is waited for, and that nothing void stays when a store was restored.

#include "feed_fixture.h"
#include "services/runtime/errors.h"
#include "tests/support/waiting_callers.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kTown[] = "520281001";

class MonitoringFeedTest : public FeedFixture {
 protected:
  int Away() {
    const auto ratio = Get(kPanzhou, Ratio());
    EXPECT_OK(ratio);
    return ratio.ok() ? ratio->outbound_person_count() : -1;
  }
};

TEST_F(MonitoringFeedTest, NotReadyUntilBothFeedsWereCaughtUp) {
  EXPECT_THAT(Get(kPanzhou, Ratio()), StatusIs(absl::StatusCode::kUnavailable));
  SendWorkers({}, At(11));
  EXPECT_FALSE(feed_.ready());
  EXPECT_THAT(Get(kPanzhou, Ratio()), StatusIs(absl::StatusCode::kUnavailable));
  SendOutcomes({}, At(11));
  WaitUntilComplete(At(11));
  EXPECT_TRUE(feed_.ready());
  EXPECT_OK(Get(kPanzhou, Ratio()));
}

TEST_F(MonitoringFeedTest, AsksForTheKindsItReads) {
  EXPECT_THAT(workers_.script.request(0).kinds(), ElementsAre("fact"));
  EXPECT_THAT(placements_.script.request(0).kinds(), ElementsAre("outcome", "organizer"));
}

// An outcome may come long before the worker's profile.
TEST_F(MonitoringFeedTest, TheOrderOfTheFeedsLeavesNoTrace) {
  SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(9))}, At(11));
  SendWorkers({}, At(11));
  WaitUntilComplete(At(11));
  EXPECT_EQ(Away(), 0);
  SendWorkers({Profile("a", kTown, At(8))}, At(11, 1));
  SendOutcomes({}, At(11, 1));
  WaitUntilComplete(At(11, 1));
  EXPECT_EQ(Away(), 1);
}

// More rows than are put in under one lock.
TEST_F(MonitoringFeedTest, AMessageOfManyRowsIsInTheBookWhole) {
  std::vector<v1::WorkerFact> facts;
  std::vector<v1::Outcome> outcomes;
  for (int i = 0; i < 500; ++i) {
    facts.push_back(Profile(absl::StrCat("w", i), kTown, At(8)));
    outcomes.push_back(Arrival(absl::StrCat("w", i), v1::CHANNEL_SELF, At(9)));
  }
  SendWorkers(facts, At(11));
  SendOutcomes(outcomes, At(11));
  WaitUntilComplete(At(11));
  EXPECT_EQ(Away(), 500);
}

// The newest known-at is that of the feed that is behind: what the other has told already, and was
// recorded later, is not in the figure.
TEST_F(MonitoringFeedTest, CompleteThroughTheSlowerOfTheTwo) {
  SendWorkers({Profile("a", kTown, At(8))}, At(10));
  SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(11))}, At(11, 30));
  WaitUntilComplete(At(10));
  const auto ratio = Get(kPanzhou, Ratio());
  ASSERT_OK(ratio);
  EXPECT_EQ(runtime::ToTime(ratio->known_at()), At(10));
  EXPECT_EQ(ratio->outbound_person_count(), 0);
  SendWorkers({}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  EXPECT_EQ(Away(), 1);
}

TEST_F(MonitoringFeedTest, AProgressThatIsNotCaughtUpMovesNothing) {
  SendOutcomes({}, At(10));
  SendWorkers({}, At(10));
  WaitUntilComplete(At(10));
  v1::WatchWorkersResponse message;
  *message.mutable_progress() = Progress(++sequence_, At(11));
  message.mutable_progress()->set_caught_up(false);
  workers_.script.Send(message);
  SendOutcomes({}, At(11));
  SendWorkers({}, At(10, 30));  // the last to come
  WaitUntilComplete(At(10, 30));
  EXPECT_EQ(runtime::ToTime(feed_.freshness().read_time()), At(10, 30));
}

TEST_F(MonitoringFeedTest, AKnownAtNotYetCompleteIsWaitedFor) {
  SendWorkers({Profile("a", kTown, At(8))}, At(10));
  SendOutcomes({}, At(10));
  WaitUntilComplete(At(10));
  v1::GetOutboundRatioRequest request = Ratio();
  *request.mutable_known_at() = runtime::ToTimestamp(At(11));
  std::thread later([&] {
    SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(10, 30))}, At(11, 30));
    SendWorkers({}, At(11, 30));
  });
  const auto ratio = Get(kPanzhou, request);
  later.join();
  ASSERT_OK(ratio);
  EXPECT_EQ(runtime::ToTime(ratio->known_at()), At(11));
  EXPECT_EQ(ratio->outbound_person_count(), 1);
}

TEST_F(MonitoringFeedTest, WhatDoesNotComeInTimeIsSaidSo) {
  SendWorkers({}, At(10));
  SendOutcomes({}, At(10));
  WaitUntilComplete(At(10));
  EXPECT_THAT(feed_.WaitForKnownAt(At(11), {}, At(12), absl::Now(), ""),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  v1::Freshness more;
  more.set_placement_sequence(1'000);
  EXPECT_THAT(feed_.WaitForKnownAt(std::nullopt, more, At(12), absl::Now(), ""),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST_F(MonitoringFeedTest, AKnownAtInTheFutureIsRefused) {
  SendWorkers({}, At(11));
  SendOutcomes({}, At(11));
  WaitUntilComplete(At(11));
  v1::GetOutboundRatioRequest request = Ratio();
  *request.mutable_known_at() = runtime::ToTimestamp(role_.now() + absl::Seconds(1));
  EXPECT_THAT(Get(kPanzhou, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("known_at")));
}

// Of stores that have recorded past what a clock set back says: nothing more comes for that time.
TEST_F(MonitoringFeedTest, AKnownAtThatIsCompleteIsNoFuture) {
  SendWorkers({Profile("a", kTown, At(8))}, At(11));
  SendOutcomes({}, At(11));
  WaitUntilComplete(At(11));
  const auto known_at = feed_.WaitForKnownAt(At(11), {}, At(8), absl::Now(), "");
  ASSERT_OK(known_at);
  EXPECT_EQ(*known_at, At(11));
  EXPECT_THAT(feed_.WaitForKnownAt(At(11, 1), {}, At(8), absl::Now(), ""),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("known_at")));
}

// What at_least names is in the figure, and known at its known-at.
TEST_F(MonitoringFeedTest, AtLeastWaitsForWhatWasRecorded) {
  SendWorkers({Profile("a", kTown, At(8))}, At(11));
  SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(10))}, At(9));  // recorded after it is complete
  WaitUntilComplete(At(9));
  v1::GetOutboundRatioRequest request = Ratio();
  request.mutable_at_least()->set_placement_sequence(sequence_);
  std::thread later([&] { SendOutcomes({}, At(11)); });
  const auto ratio = Get(kPanzhou, request);
  later.join();
  ASSERT_OK(ratio);
  EXPECT_GE(runtime::ToTime(ratio->known_at()), At(10));
  EXPECT_EQ(ratio->outbound_person_count(), 1);
}

// Who asks for what never comes, more often than there are threads, holds up nobody else.
TEST_F(MonitoringFeedTest, CallsThatWaitLeaveTheOthersAlone) {
  SendWorkers({Profile("a", kTown, At(8))}, At(9));
  SendOutcomes({}, At(9));
  WaitUntilComplete(At(9));
  const auto ratio_of = [&](const std::string& id) {
    return Ratio(id == kLiuzhi ? "520203" : "520281");
  };
  const int64_t next = sequence_ + 1;
  testing::WaitingCallers waiting({kPanzhou, kLiuzhi, kCity, kMonitor}, [&](const std::string& id) {
    v1::GetOutboundRatioRequest request = ratio_of(id);
    request.mutable_at_least()->set_placement_sequence(next);
    return Get(id, request).status();
  });
  // Nobody's wait has ended: what all wait for comes below.
  EXPECT_OK(Get(kMonitor, ratio_of(kMonitor)));
  EXPECT_OK(Get(kPanzhou, ratio_of(kPanzhou)));
  SendOutcomes({}, At(10));
  EXPECT_EQ(waiting.Join(), runtime::kWaitingMost);
}

// Whoever has just recorded something asks for what was recorded until now, and need not know by
// which sequence; a clock before the service's own asks for no more than that.
TEST_F(MonitoringFeedTest, AtLeastOfATimeWaitsForWhatWasRecordedBeforeIt) {
  SendWorkers({Profile("a", kTown, At(8))}, At(9));
  SendOutcomes({}, At(9));
  WaitUntilComplete(At(9));
  v1::Freshness least;
  *least.mutable_read_time() = runtime::ToTimestamp(At(23));
  EXPECT_THAT(feed_.WaitForKnownAt(std::nullopt, least, At(10), absl::Now(), ""),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(9, 30))}, At(10));
  SendWorkers({}, At(10));
  const auto known_at =
      feed_.WaitForKnownAt(std::nullopt, least, At(10), absl::Now() + absl::Seconds(60), "");
  ASSERT_OK(known_at);
  EXPECT_EQ(*known_at, At(10));
}

// A figure names no position whose records are too young for it.
TEST_F(MonitoringFeedTest, APositionIsNamedOnlyWhereTheFigureHoldsIt) {
  SendWorkers({Profile("a", kTown, At(8))}, At(9));
  SendOutcomes({}, At(9));
  WaitUntilComplete(At(9));
  const int64_t before = feed_.freshness().placement_sequence();
  SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(9, 30))}, At(10));
  SendWorkers({}, At(10));
  WaitUntilComplete(At(10));
  const int64_t after = feed_.freshness().placement_sequence();
  ASSERT_GT(after, before);
  EXPECT_EQ(feed_.freshness(At(9, 15)).placement_sequence(), before);
  EXPECT_EQ(feed_.freshness(At(10)).placement_sequence(), after);
  EXPECT_EQ(feed_.freshness(At(8)).placement_sequence(), 0);
}

TEST_F(MonitoringFeedTest, AfterACutItGoesOnWhereItWas) {
  SendWorkers({Profile("a", kTown, At(8))}, At(10));
  SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(9))}, At(10));
  WaitUntilComplete(At(10));
  const int64_t seen = feed_.freshness().placement_sequence();
  placements_.script.End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut"));
  EXPECT_EQ(placements_.script.request(1).after_sequence(), seen);
  SendOutcomes({}, At(11));
  SendWorkers({}, At(11));
  WaitUntilComplete(At(11));
  EXPECT_EQ(Away(), 1);
}

// A restored store no longer holds what it told before: the book begins anew, from both feeds.
TEST_F(MonitoringFeedTest, ARestoredStoreStartsBothOver) {
  SendWorkers({Profile("a", kTown, At(8)), Profile("b", kTown, At(8))}, At(10));
  SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(9)), Arrival("b", v1::CHANNEL_SELF, At(9))},
               At(10));
  WaitUntilComplete(At(10));
  ASSERT_EQ(Away(), 2);
  placements_.script.End(grpc::Status(grpc::StatusCode::OUT_OF_RANGE, "restored"));
  EXPECT_EQ(placements_.script.request(1).after_sequence(), 0);
  EXPECT_EQ(workers_.script.request(1).after_sequence(), 0);
  EXPECT_FALSE(feed_.ready());
  SendWorkers({Profile("a", kTown, At(8)), Profile("b", kTown, At(8))}, At(11));
  EXPECT_FALSE(feed_.ready());
  SendOutcomes({Arrival("a", v1::CHANNEL_SELF, At(9))}, At(11));
  WaitUntilComplete(At(11));
  EXPECT_EQ(Away(), 1);
}

}  // namespace
}  // namespace laowu::monitoring
