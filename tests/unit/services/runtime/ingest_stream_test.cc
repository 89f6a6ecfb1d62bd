// The server side of a streamed import: one message after the other, each answered before the next
// is read, each under the rights of its moment, and an end that says how to go on.

#include "services/runtime/ingest_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/principals.h"
#include "tests/support/gate.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::Gate;
using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using Request = v1::ImportVacanciesRequest;
using Response = v1::ImportVacanciesResponse;

constexpr char kMethod[] = "laowu.v1.VacancyService/StreamImportVacancies";

class StreamService final : public v1::VacancyService::CallbackService {
 public:
  using Handler = IngestStream<Request, Response>::Handler;
  StreamService(const Rpc* rpc, OpenStreams* streams, Handler handler)
      : rpc_(rpc), streams_(streams), handler_(std::move(handler)) {}

  grpc::ServerBidiReactor<Request, Response>* StreamImportVacancies(
      grpc::CallbackServerContext* context) override {
    return new IngestStream<Request, Response>(rpc_, streams_, context, kMethod, handler_);
  }

 private:
  const Rpc* const rpc_;
  OpenStreams* const streams_;
  const Handler handler_;
};

class IngestStreamTest : public ::testing::Test {
 protected:
  IngestStreamTest()
      : rpc_(fixture_.environment().principals, fixture_.environment().keys, &executor_, &executor_,
             fixture_.environment().metrics, fixture_.environment().clock, "", &calls_) {
    fixture_.AddPrincipal("office", "office", "offices/zhongshan");
    fixture_.AddPrincipal("monitor", "monitor", "5202");
  }
  ~IngestStreamTest() override {
    streams_.StopAll();
    fixture_.Shutdown();
    executor_.Stop();
  }

  // Answers each message with its number; does `work` first.
  void Serve(std::function<absl::Status(const CallContext&, const Request&)> work) {
    service_ = std::make_unique<StreamService>(
        &rpc_, &streams_,
        [this, work](const CallContext& call, const Request& request) -> absl::StatusOr<Response> {
          const absl::Status done = work(call, request);
          if (!done.ok()) return done;
          ++handled_count_;
          Response response;
          response.set_batch_number(request.batch_number());
          return response;
        });
    fixture_.Serve({service_.get()});
  }
  void ServePlain() {
    Serve([](const CallContext&, const Request&) { return absl::OkStatus(); });
  }

  struct Sender {
    Sender(testing::RoleFixture& fixture, const std::string& id) {
      fixture.Authenticate(id, &context);
      stub = v1::VacancyService::NewStub(fixture.channel());
      stream = stub->StreamImportVacancies(&context);
    }
    bool Send(int64_t number) {
      Request request;
      request.set_batch_number(number);
      return stream->Write(request);
    }
    // The number in the next answer; -1 if the stream has ended.
    int64_t Read() {
      Response response;
      return stream->Read(&response) ? response.batch_number() : -1;
    }
    absl::Status Finish() { return FromGrpc(stream->Finish()); }

    grpc::ClientContext context;
    std::unique_ptr<v1::VacancyService::Stub> stub;
    std::unique_ptr<grpc::ClientReaderWriter<Request, Response>> stream;
  };

  testing::RoleFixture fixture_;
  Gate begun_;  // these two outlive the thread that waits at them
  Gate gate_;
  Executor executor_{"test", 1, 1};
  RunningCalls calls_;
  Rpc rpc_;
  OpenStreams streams_;
  std::unique_ptr<StreamService> service_;
  std::atomic<int> handled_count_ = 0;
};

bool TellsWhenToRetry(const absl::Status& status) {
  return status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value();
}

// All are sent as fast as they are taken; still one is at work at a time, in order.
TEST_F(IngestStreamTest, AnswersInOrderOneAtATime) {
  std::atomic<int> at_work = 0;
  std::atomic<int> at_work_most = 0;
  std::vector<int64_t> seen;
  Serve([&](const CallContext&, const Request& request) {
    at_work_most = std::max(at_work_most.load(), ++at_work);
    seen.push_back(request.batch_number());
    --at_work;
    return absl::OkStatus();
  });
  Sender sender(fixture_, "office");
  std::thread writer([&] {
    for (int number = 1; number <= 5; ++number) EXPECT_TRUE(sender.Send(number));
    sender.stream->WritesDone();
  });
  std::vector<int64_t> answered;
  for (int64_t number = sender.Read(); number > 0; number = sender.Read()) {
    answered.push_back(number);
  }
  writer.join();
  EXPECT_OK(sender.Finish());
  EXPECT_THAT(answered, ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(at_work_most, 1);
}

// A sender that is faster than the disk is held back by the transport: its writes block, and no
// list grows in the server.
TEST_F(IngestStreamTest, AFastSenderIsHeldBack) {
  Gate gate;
  Serve([&](const CallContext&, const Request&) {
    gate.Wait();
    return absl::OkStatus();
  });
  Sender sender(fixture_, "office");
  std::atomic<int> sent_count = 0;
  Request large;
  large.mutable_rows()->Add()->mutable_vacancy()->set_description(std::string(1 << 20, 'x'));
  constexpr int kMessages = 64;
  std::thread writer([&] {
    while (sent_count < kMessages && sender.stream->Write(large)) ++sent_count;
    sender.stream->WritesDone();
  });
  // In this time an unbounded queue takes all; a bounded one stands still well below.
  const absl::Time until = absl::Now() + absl::Milliseconds(300);
  while (sent_count < kMessages && absl::Now() < until) std::this_thread::yield();
  EXPECT_LT(sent_count, kMessages);
  EXPECT_EQ(handled_count_, 0);
  gate.Open();
  Response response;
  int answer_count = 0;
  while (sender.stream->Read(&response)) ++answer_count;
  writer.join();
  EXPECT_OK(sender.Finish());
  EXPECT_EQ(answer_count, kMessages);
}

TEST_F(IngestStreamTest, AnErrorEndsTheStreamAndWhatWasAnsweredStands) {
  Serve([](const CallContext&, const Request& request) {
    return request.batch_number() < 3 ? absl::OkStatus() : absl::AbortedError("no further");
  });
  Sender sender(fixture_, "office");
  for (int number = 1; number <= 2; ++number) {
    ASSERT_TRUE(sender.Send(number));
    EXPECT_EQ(sender.Read(), number);
  }
  ASSERT_TRUE(sender.Send(3));
  EXPECT_EQ(sender.Read(), -1);
  EXPECT_THAT(sender.Finish(), StatusIs(absl::StatusCode::kAborted));
}

TEST_F(IngestStreamTest, StopWhileIdleEndsAtOnceAndSaysToGoOnElsewhere) {
  ServePlain();
  Sender sender(fixture_, "office");
  ASSERT_TRUE(sender.Send(1));
  ASSERT_EQ(sender.Read(), 1);
  streams_.StopAll();
  EXPECT_EQ(sender.Read(), -1);
  const absl::Status status = sender.Finish();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(status), "STOPPING");
  EXPECT_TRUE(TellsWhenToRetry(status));
  // A stream that comes now is ended as well.
  Sender late(fixture_, "office");
  EXPECT_EQ(late.Read(), -1);
  EXPECT_EQ(ReasonOf(late.Finish()), "STOPPING");
}

TEST_F(IngestStreamTest, StopWhileWorkingAnswersTheMessageAtHandFirst) {
  Gate begun;
  Gate gate;
  Serve([&](const CallContext&, const Request&) {
    begun.Open();
    gate.Wait();
    return absl::OkStatus();
  });
  Sender sender(fixture_, "office");
  ASSERT_TRUE(sender.Send(1));
  begun.Wait();
  streams_.StopAll();
  gate.Open();
  EXPECT_EQ(sender.Read(), 1);
  EXPECT_EQ(sender.Read(), -1);
  EXPECT_EQ(ReasonOf(sender.Finish()), "STOPPING");
  EXPECT_EQ(handled_count_, 1);
}

// However long the work takes: the sender hears of the stop, takes the message for unanswered and
// sends it again elsewhere. What goes on here sees that nobody waits, and hurts nothing.
TEST_F(IngestStreamTest, AStopThatWaitsNoLongerEndsTheStreamWithinAMessage) {
  Gate begun;
  Gate gate;
  Serve([&](const CallContext& call, const Request&) {
    begun.Open();
    gate.Wait();
    EXPECT_TRUE(call.cancelled());
    return absl::OkStatus();
  });
  Sender sender(fixture_, "office");
  ASSERT_TRUE(sender.Send(1));
  begun.Wait();
  streams_.StopAll();
  EXPECT_FALSE(calls_.WaitUntilNone(absl::Now()));
  calls_.CutAll();
  EXPECT_EQ(sender.Read(), -1);
  const absl::Status status = sender.Finish();
  EXPECT_EQ(ReasonOf(status), "STOPPING");
  EXPECT_TRUE(TellsWhenToRetry(status));
  EXPECT_TRUE(calls_.WaitUntilNone(absl::InfiniteFuture()));
  gate.Open();
  executor_.Stop();
}

// Wherever the stop falls, between two messages or within one: what was done was answered.
TEST_F(IngestStreamTest, StopAmongFlyingMessagesLeavesNothingUnanswered) {
  for (int round = 0; round < 50; ++round) {
    testing::RoleFixture fixture;
    fixture.AddPrincipal("office", "office", "offices/zhongshan");
    Executor executor("test", 2, 16);
    const Rpc rpc(fixture.environment().principals, fixture.environment().keys, &executor,
                  &executor, fixture.environment().metrics, fixture.environment().clock);
    OpenStreams streams;
    std::atomic<int> handled_count = 0;
    StreamService service(&rpc, &streams,
                          [&](const CallContext&, const Request&) -> absl::StatusOr<Response> {
                            ++handled_count;
                            return Response();
                          });
    fixture.Serve({&service});
    Sender sender(fixture, "office");
    std::thread writer([&] {
      while (sender.Send(1)) {
      }
    });
    Response response;
    int answer_count = 0;
    std::thread stopper;
    while (sender.stream->Read(&response)) {
      if (++answer_count == round % 7 + 1) stopper = std::thread([&] { streams.StopAll(); });
    }
    writer.join();
    stopper.join();
    EXPECT_EQ(ReasonOf(sender.Finish()), "STOPPING");
    EXPECT_EQ(answer_count, handled_count);
    fixture.Shutdown();
    executor.Stop();
  }
}

TEST_F(IngestStreamTest, AFullQueueEndsTheStreamWithTheTimeToWait) {
  ServePlain();
  Sender sender(fixture_, "office");
  ASSERT_TRUE(sender.Send(1));
  ASSERT_EQ(sender.Read(), 1);
  ASSERT_TRUE(executor_.TrySubmit([&] {  // on the only thread
    begun_.Open();
    gate_.Wait();
  }));
  begun_.Wait();
  ASSERT_TRUE(executor_.TrySubmit([] {}));  // in the only place of the queue
  ASSERT_TRUE(sender.Send(2));
  EXPECT_EQ(sender.Read(), -1);
  const absl::Status status = sender.Finish();
  gate_.Open();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(ReasonOf(status), "QUEUE_FULL");
  EXPECT_TRUE(TellsWhenToRetry(status));
}

TEST_F(IngestStreamTest, WhoMayNotIsRefusedBeforeAnythingIsRead) {
  ServePlain();
  for (const auto& [id, code] : {std::pair{"monitor", absl::StatusCode::kPermissionDenied},
                                 std::pair{"", absl::StatusCode::kUnauthenticated}}) {
    Sender sender(fixture_, id);
    sender.Send(1);
    EXPECT_EQ(sender.Read(), -1);
    EXPECT_THAT(sender.Finish(), StatusIs(code)) << id;
  }
  EXPECT_EQ(handled_count_, 0);
}

// A stream may stay open for days; a token taken back counts from the next message on.
TEST_F(IngestStreamTest, ATokenTakenBackBetweenTwoMessagesEndsTheStream) {
  ServePlain();
  Sender sender(fixture_, "office");
  ASSERT_TRUE(sender.Send(1));
  ASSERT_EQ(sender.Read(), 1);
  fixture_.RemovePrincipal("office");
  const absl::Time deadline = absl::Now() + absl::Seconds(20);  // the file is looked at each second
  int64_t number = 2;
  while (sender.Send(number) && sender.Read() == number && absl::Now() < deadline) ++number;
  EXPECT_THAT(sender.Finish(), StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(IngestStreamTest, ASenderThatHasGoneEndsTheWorkAndTheStream) {
  Gate begun;
  Serve([&](const CallContext& call, const Request&) {
    begun.Open();
    while (!call.cancelled()) std::this_thread::yield();
    return absl::CancelledError("nobody waits");
  });
  {
    Sender sender(fixture_, "office");
    ASSERT_TRUE(sender.Send(1));
    begun.Wait();
    sender.context.TryCancel();
    EXPECT_THAT(sender.Finish(), StatusIs(absl::StatusCode::kCancelled));
  }
  Sender idle(fixture_, "office");
  idle.context.TryCancel();
  EXPECT_THAT(idle.Finish(), StatusIs(absl::StatusCode::kCancelled));
  fixture_.Shutdown();  // returns: no stream is left that holds it
}

}  // namespace
}  // namespace laowu::runtime
