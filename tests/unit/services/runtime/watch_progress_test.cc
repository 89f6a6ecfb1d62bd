// What the messages of a watch say beside their changes, and how a watch ends: the part of the
// promises of docs/watch.md that stands between the cursor and the wire.

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "tests/support/status_matchers.h"
#include "watch_fixture.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;

using Response = v1::WatchVacanciesResponse;

class WatchProgressTest : public WatchFixture {
 protected:
  ~WatchProgressTest() override {
    context_.TryCancel();
    if (reader_ != nullptr) (void)reader_->Finish();
  }

  void Begin() {
    context_.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
    reader_ = Watch(absl::Seconds(60));
  }
  Response Next() {
    Response response;
    EXPECT_TRUE(reader_->Read(&response)) << reader_->Finish().error_message();
    return response;
  }
  Response UntilCaughtUp() {
    Response response;
    do {
      response = Next();
    } while (!response.progress().caught_up() && !HasFailure());
    return response;
  }
  static std::vector<std::string> NamesIn(const Response& response) {
    std::vector<std::string> names;
    for (const auto& change : response.changes()) names.push_back(change.name());
    return names;
  }
  absl::Status End() {
    Response unread;
    while (reader_->Read(&unread)) {
    }
    const absl::Status status = FromGrpc(reader_->Finish());
    reader_ = nullptr;
    return status;
  }

  std::unique_ptr<grpc::ClientReader<Response>> reader_;
};

TEST_F(WatchProgressTest, EveryMessageSaysOfWhichStoreItIsAndHowFarAllWasSent) {
  for (int i = 0; i <= limits::kWatchChanges; ++i) Put(absl::StrCat(i), "v");
  const storage::Sequence all = store_->last_sequence();
  Begin();
  const Response first = Next();
  EXPECT_EQ(first.changes_size(), limits::kWatchChanges);
  EXPECT_EQ(first.progress().store_id(), store_->store_id());
  EXPECT_EQ(first.progress().resume_sequence(), 0);  // the state is not whole yet
  EXPECT_FALSE(first.progress().caught_up());
  const Response second = Next();
  EXPECT_EQ(second.changes_size(), 1);
  EXPECT_EQ(second.progress().resume_sequence(), all);
  EXPECT_EQ(second.progress().store_id(), store_->store_id());
}

// No tick of the hub is needed to hear that all was sent: it is not even running.
TEST_F(WatchProgressTest, ThatAllWasSentIsSaidAtOnce) {
  Begin();
  const Response of_nothing = UntilCaughtUp();
  EXPECT_TRUE(of_nothing.progress().has_complete_through_time());
}

TEST_F(WatchProgressTest, ThatTheStateWasSentIsSaidAtOnceToo) {
  Put("a", "v");
  Begin();
  EXPECT_THAT(NamesIn(Next()), ElementsAre("v"));
  EXPECT_TRUE(Next().progress().caught_up());
}

// That a change is complete is said by the message after it, which does not wait for the next tick:
// who waits for a figure as known now waits for it. The best of some tries, on a busy machine.
TEST_F(WatchProgressTest, AfterAChangeOneMoreMessageFollowsAtOnce) {
  StartHub();
  Begin();
  UntilCaughtUp();
  absl::Duration best = absl::InfiniteDuration();
  for (int i = 0; i < 8; ++i) {
    const absl::Time recorded = Put("a", absl::StrCat(i)).record_time;
    Response response;
    do {
      response = Next();
    } while (response.changes().empty() && !HasFailure());
    const absl::Time changed = absl::Now();
    const Response after = Next();
    best = std::min(best, absl::Now() - changed);
    EXPECT_GE(ToTime(after.progress().complete_through_time()), recorded);
  }
  EXPECT_LT(best, limits::kWatchProgressInterval / 2);
}

TEST_F(WatchProgressTest, IdleMessagesSayThroughWhenAllIsComplete) {
  StartHub();
  Begin();
  absl::Time complete = ToTime(UntilCaughtUp().progress().complete_through_time());
  for (int i = 0; i < 3; ++i) {
    const Response idle = Next();
    EXPECT_TRUE(idle.progress().caught_up());
    ASSERT_TRUE(idle.progress().has_complete_through_time());
    EXPECT_GT(ToTime(idle.progress().complete_through_time()), complete);
    complete = ToTime(idle.progress().complete_through_time());
  }
}

TEST_F(WatchProgressTest, WhatIsLeftOutIsPassed) {
  Put("a", "v");
  Put("b", WatchService::kLeftOut);
  Put("c", "w");
  Begin();
  const Response response = Next();
  EXPECT_THAT(NamesIn(response), ElementsAre("v", "w"));
  EXPECT_EQ(response.progress().resume_sequence(), store_->last_sequence());
}

// Passing over it would leave the reader without a record that it believes to have.
TEST_F(WatchProgressTest, ARecordThatCannotBeReadEndsTheWatch) {
  Put("a", WatchService::kDamaged);
  Begin();
  EXPECT_THAT(End(), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(service_->WaitForEnd(), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(WatchProgressTest, ChangesThatWereCutBeforeTheyWereSentEndTheWatch) {
  StartHub();
  Begin();
  UntilCaughtUp();
  // Outlives who waits for it.
  const auto release = std::make_shared<absl::Notification>();
  for (int i = 0; i < 2; ++i) {  // the watch cannot take a step meanwhile
    absl::Notification busy;
    ASSERT_TRUE(executor_.TrySubmit([&busy, release] {
      busy.Notify();
      release->WaitForNotification();
    }));
    busy.WaitForNotification();
  }
  Put("a", "v");
  Put("b", "w");
  ASSERT_OK(store_->TruncateChanges(store_->last_sequence()));
  release->Notify();
  const absl::Status ended = End();
  EXPECT_THAT(ended, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(ReasonOf(ended), "CHANGES_TRUNCATED");
}

TEST_F(WatchProgressTest, StoppingEndsItWithADelay) {
  StartHub();
  Begin();
  UntilCaughtUp();
  hub_.Stop();
  const absl::Status ended = End();
  EXPECT_THAT(ended, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(ended), "STOPPING");
}

}  // namespace
}  // namespace laowu::runtime
