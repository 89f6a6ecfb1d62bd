#ifndef LAOWU_TESTS_UNIT_SERVICES_RUNTIME_WATCH_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_RUNTIME_WATCH_FIXTURE_H_

// A WatchStream over a store in memory, watched over TCP: within a process a message counts as
// taken once it is read.

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/watch_stream.h"
#include "storage/key.h"
#include "storage/open_store.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {

// Shows each record's value as a vacancy's name. One watch.
class WatchService final : public v1::VacancyService::CallbackService {
 public:
  WatchService(storage::Store* store, FeedHub* hub, Executor* executor, absl::Duration patience)
      : store_(store), hub_(hub), executor_(executor), patience_(patience) {}

  grpc::ServerWriteReactor<v1::WatchVacanciesResponse>* WatchVacancies(
      grpc::CallbackServerContext* context, const v1::WatchVacanciesRequest* request) override {
    return new WatchStream<v1::WatchVacanciesResponse, v1::VacancyChange>(
        context, store_, hub_, executor_,
        WatchCursor::Make(store_, {{storage::Table::kVacancies, "vacancy"}}, {},
                          request->store_id(), request->after_sequence()),
        [](const WatchCursor::Entry& entry, v1::VacancyChange* change) -> absl::StatusOr<bool> {
          const std::string& value = entry.record->value;
          if (value == kDamaged) return absl::DataLossError(kDamaged);
          change->set_name(value);
          return value != kLeftOut;
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

  static constexpr char kLeftOut[] = "left out";  // values that are not shown
  static constexpr char kDamaged[] = "damaged";

 private:
  storage::Store* const store_;
  FeedHub* const hub_;
  Executor* const executor_;
  const absl::Duration patience_;
  std::promise<absl::Status> ended_;
  storage::Mutex mutex_;
  absl::Status may_go_on_ LAOWU_GUARDED_BY(mutex_);
};

class WatchFixture : public ::testing::Test {
 protected:
  ~WatchFixture() override {
    context_.TryCancel();
    if (!hub_runs_) StartHub();  // it wakes who waits, so that the watch ends
    hub_.Stop();
    if (server_ != nullptr) server_->Shutdown();
    executor_.Stop();
  }

  void StartHub() {
    hub_.Start();
    hub_runs_ = true;
  }

  storage::Committed Put(const std::string& id, const std::string& value) {
    storage::Batch batch;
    batch.Put(storage::Table::kVacancies, storage::EncodeKey("office", id), value);
    const auto committed = store_->Commit(batch, absl::InfiniteFuture());
    EXPECT_OK(committed);
    return committed.value_or(storage::Committed());
  }

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
  bool hub_runs_ = false;
  Executor executor_{"feed", 2, limits::kIoQueue};
  std::unique_ptr<WatchService> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::VacancyService::Stub> stub_;
  grpc::ClientContext context_;
};

}  // namespace laowu::runtime

#endif  // LAOWU_TESTS_UNIT_SERVICES_RUNTIME_WATCH_FIXTURE_H_
