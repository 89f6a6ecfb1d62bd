// A watcher that takes nothing is cut, with words that say how to go on; one that is slow, and one
// for whom there is nothing, are not. Whose token is taken back hears nothing more.

#include "services/runtime/watch_stream.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/support/status_matchers.h"
#include "watch_fixture.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr int kRecordCount = 200;
constexpr size_t kRecordBytes = 100'000;  // 20 MB in all: more than lies in any socket's buffers

class WatchStreamTest : public WatchFixture {
 protected:
  void SetUp() override {
    for (int i = 0; i < kRecordCount; ++i) Put(absl::StrCat(i), std::string(kRecordBytes, 'x'));
    StartHub();
  }
};

TEST_F(WatchStreamTest, OneThatTakesNothingIsCutAndTold) {
  const auto reader = Watch(absl::Milliseconds(500));
  // Nothing is read until the server has let go.
  EXPECT_THAT(service_->WaitForEnd(), StatusIs(absl::StatusCode::kAborted));
  v1::WatchVacanciesResponse response;
  while (reader->Read(&response)) {
  }
  const grpc::Status status = reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ABORTED) << status.error_message();
  // The reason is in the message: a cancellation carries no details.
  EXPECT_THAT(status.error_message(),
              AllOf(StartsWith("WATCHER_CUT: "), HasSubstr("resume_sequence")));
}

// Between two changes nothing is offered but progress, which is taken: a long watch stays.
TEST_F(WatchStreamTest, OneThatReadsOutlivesItsPatienceManyTimes) {
  const absl::Duration patience = absl::Milliseconds(100);
  const auto reader = Watch(patience);
  v1::WatchVacanciesResponse response;
  int change_count = 0;
  const absl::Time until = absl::Now() + 10 * patience;
  while (absl::Now() < until || !response.progress().caught_up()) {
    ASSERT_TRUE(reader->Read(&response)) << reader->Finish().error_message();
    change_count += response.changes_size();
  }
  EXPECT_EQ(change_count, kRecordCount);
  context_.TryCancel();
  (void)reader->Finish();
  EXPECT_THAT(service_->WaitForEnd(), StatusIs(absl::StatusCode::kCancelled));
}

// A token that was removed: the very next message is its end, also where there is news.
TEST_F(WatchStreamTest, WhoseTokenIsTakenBackGetsNoFurtherMessage) {
  const auto reader = Watch(absl::Seconds(60));
  v1::WatchVacanciesResponse response;
  while (!response.progress().caught_up()) ASSERT_TRUE(reader->Read(&response));
  service_->MayGoOn(Error(absl::StatusCode::kUnauthenticated, reasons::kUnauthenticated, "gone"));
  Put("late", "late");
  EXPECT_THAT(service_->WaitForEnd(), StatusIs(absl::StatusCode::kUnauthenticated));
  while (reader->Read(&response)) {  // progress that was under way
    EXPECT_EQ(response.changes_size(), 0);
  }
  EXPECT_THAT(FromGrpc(reader->Finish()), StatusIs(absl::StatusCode::kUnauthenticated));
}

// An idle one gets progress four times a second, and so ends without any news.
TEST_F(WatchStreamTest, WhoseTokenIsTakenBackIsEndedThoughNothingChanges) {
  const auto reader = Watch(absl::Seconds(60));
  v1::WatchVacanciesResponse response;
  while (!response.progress().caught_up()) ASSERT_TRUE(reader->Read(&response));
  service_->MayGoOn(Error(absl::StatusCode::kUnauthenticated, reasons::kUnauthenticated, "gone"));
  EXPECT_THAT(service_->WaitForEnd(), StatusIs(absl::StatusCode::kUnauthenticated));
  while (reader->Read(&response)) {
  }
  EXPECT_THAT(FromGrpc(reader->Finish()), StatusIs(absl::StatusCode::kUnauthenticated));
}

}  // namespace
}  // namespace laowu::runtime
