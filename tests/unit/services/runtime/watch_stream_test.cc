// A watcher that takes nothing is cut, with words that say how to go on; one that is slow, and one
// for whom there is nothing, are not. Whose token is taken back hears nothing more.

#include "services/runtime/watch_stream.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "storage/key.h"
#include "storage/open_store.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr int kRecordCount = 200;
constexpr size_t kRecordBytes = 100'000;  // 20 MB in all: more than lies in any socket's buffers

class WatchService final : public v1::VacancyService::CallbackService {
 public:
  WatchService(storage::Store* store, FeedHub* hub, Executor* executor, absl::Duration patience)
      : store_(store), hub_(hub), executor_(executor), patience_(patience) {}

  grpc::ServerWriteReactor<v1::WatchVacanciesResponse>* WatchVacancies(
      grpc::CallbackServerContext* context, const v1::WatchVacanciesRequest* request) override {
    return new WatchStream<v1::WatchVacanciesResponse, v1::VacancyChange>(
        context, store_, hub_, executor_,
        WatchCursor::Make(store_, {{Table::kVacancies, "vacancy"}}, {}, request->store_id(),
                          request->after_sequence()),
        [](const WatchCursor::Entry& entry, v1::VacancyChange* change) {
          change->set_name(entry.record->value);
          return true;
        },
        [this] {
          storage::MutexLock lock(mutex_);
          return may_go_on_;
        },
        [this](const absl::Status& status) {
          ended_.set_value(status);
          return ToGrpc(status);
        },
        patience_);
  }
  // Whether the caller is still one, from now on.
  void MayGoOn(const absl::Status& status) {
    storage::MutexLock lock(mutex_);
    may_go_on_ = status;
  }
  // What the one stream ended with, on the server's side.
  absl::Status WaitForEnd() { return ended_.get_future().get(); }

 private:
  storage::Store* const store_;
  FeedHub* const hub_;
  Executor* const executor_;
  const absl::Duration patience_;
  std::promise<absl::Status> ended_;
  storage::Mutex mutex_;
  absl::Status may_go_on_ LAOWU_GUARDED_BY(mutex_);
};

class WatchStreamTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < kRecordCount; ++i) {
      storage::Batch batch;
      batch.Put(Table::kVacancies, storage::EncodeKey("office", absl::StrCat(i)),
                std::string(kRecordBytes, 'x'));
      ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()).status());
    }
    hub_.Start();
  }
  ~WatchStreamTest() override {
    context_.TryCancel();
    hub_.Stop();
    if (server_ != nullptr) server_->Shutdown();
    executor_.Stop();
  }

  // Over TCP: within a process a message counts as taken once it is read.
  std::unique_ptr<grpc::ClientReader<v1::WatchVacanciesResponse>> Watch(absl::Duration patience) {
    service_ = std::make_unique<WatchService>(store_.get(), &hub_, &executor_, patience);
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    stub_ = v1::VacancyService::NewStub(grpc::CreateCustomChannel(
        absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials(), arguments));
    return stub_->WatchVacancies(&context_, v1::WatchVacanciesRequest());
  }

  std::unique_ptr<storage::Store> store_ = *storage::OpenStore("memory:");
  FeedHub hub_{store_.get()};
  Executor executor_{"feed", 2, limits::kIoQueue};
  std::unique_ptr<WatchService> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::VacancyService::Stub> stub_;
  grpc::ClientContext context_;
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
  storage::Batch batch;
  batch.Put(Table::kVacancies, storage::EncodeKey("office", "late"), "late");
  ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()).status());
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
