// The way of a unary call when there is more to do than can be done: a full queue says so at once,
// what nobody waits for any more is not begun, and work can see that its caller has gone.

#include "services/runtime/rpc.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/page_token.h"
#include "services/runtime/watcher_patience.h"
#include "storage/status_macros.h"
#include "tests/support/gate.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::Gate;
using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OneMethod final : public v1::VacancyService::CallbackService {
 public:
  OneMethod(Rpc* rpc, std::function<absl::StatusOr<v1::Office>(const CallContext&)> answer)
      : rpc_(*rpc), answer_(std::move(answer)) {}
  LAOWU_UNARY(VacancyService, GetOffice, GetOfficeRequest, Office)
  LAOWU_UNARY(VacancyService, ListOffices, ListOfficesRequest, ListOfficesResponse)

 private:
  // One office a page, without end; tokens as every list makes and reads them.
  absl::StatusOr<v1::ListOfficesResponse> ListOffices(const CallContext&,
                                                      const v1::ListOfficesRequest& request) {
    LAOWU_RETURN_IF_ERROR(PageSize(request.page_size(), 1, 1).status());
    LAOWU_ASSIGN_OR_RETURN(auto token, DecodePageToken(request));
    v1::ListOfficesResponse page;
    page.add_offices()->set_name(absl::StrCat("offices/", token.last_rank()));
    token.set_last_rank(token.last_rank() + 1);
    page.set_next_page_token(EncodePageToken(request, token));
    return page;
  }
  absl::StatusOr<v1::Office> GetOffice(const CallContext& call, const v1::GetOfficeRequest&) {
    return answer_(call);
  }
  Rpc& rpc_;
  const std::function<absl::StatusOr<v1::Office>(const CallContext&)> answer_;
};

class RpcTest : public ::testing::Test {
 protected:
  RpcTest()
      : rpc_(fixture_.environment().principals, fixture_.environment().keys, &executor_, &executor_,
             fixture_.environment().metrics, fixture_.environment().clock, "", &calls_) {
    fixture_.AddPrincipal("admin", "administrator", "");
  }
  ~RpcTest() override {
    gate_.Open();
    fixture_.Shutdown();
    executor_.Stop();
  }
  void Serve(std::function<absl::StatusOr<v1::Office>(const CallContext&)> answer) {
    service_ = std::make_unique<OneMethod>(&rpc_, std::move(answer));
    fixture_.Serve({service_.get()});
  }
  // The only thread is at work until gate_ opens.
  void Occupy() {
    Gate begun;
    ASSERT_TRUE(executor_.TrySubmit([&] {
      begun.Open();
      gate_.Wait();
    }));
    begun.Wait();
  }
  absl::Status Call(absl::Duration time = absl::Seconds(60)) {
    grpc::ClientContext context;
    fixture_.Authenticate("admin", &context);
    context.set_deadline(absl::ToChronoTime(absl::Now() + time));
    v1::VacancyService::Stub stub(fixture_.channel());
    v1::Office office;
    return FromGrpc(stub.GetOffice(&context, v1::GetOfficeRequest(), &office));
  }

  absl::StatusOr<v1::ListOfficesResponse> List(const std::string& who, const std::string& token,
                                               int page_size = 0) {
    grpc::ClientContext context;
    fixture_.Authenticate(who, &context);
    v1::ListOfficesRequest request;
    request.set_page_token(token);
    request.set_page_size(page_size);
    v1::ListOfficesResponse page;
    const absl::Status status = FromGrpc(
        v1::VacancyService::Stub(fixture_.channel()).ListOffices(&context, request, &page));
    if (!status.ok()) return status;
    return page;
  }

  // Of GetOffice, as bytes; null: a call without a message.
  absl::Status CallBytes(const std::string& who, const std::string* bytes) {
    grpc::ClientContext context;
    fixture_.Authenticate(who, &context);
    grpc::CompletionQueue queue;
    const auto step = [&queue] {
      void* tag = nullptr;
      bool ok = false;
      return queue.Next(&tag, &ok) && ok;
    };
    grpc::GenericStub stub(fixture_.channel());
    const auto call = stub.PrepareCall(&context, "/laowu.v1.VacancyService/GetOffice", &queue);
    call->StartCall(nullptr);
    step();
    if (bytes == nullptr) {
      call->WritesDone(nullptr);
    } else {
      const grpc::Slice slice(*bytes);
      call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
    }
    step();
    grpc::ByteBuffer answer;  // read, or a call within the process would not end
    call->Read(&answer, nullptr);
    step();
    grpc::Status status;
    call->Finish(&status, nullptr);
    step();
    return FromGrpc(status);
  }

  testing::RoleFixture fixture_;
  Executor executor_{"test", 1, 1};
  RunningCalls calls_;
  Rpc rpc_;
  Gate gate_;
  std::unique_ptr<OneMethod> service_;
  std::atomic<int> answered_count_ = 0;
};

TEST_F(RpcTest, AFullQueueIsToldAtOnceWithTheTimeToWait) {
  Serve([&](const CallContext&) { return v1::Office(); });
  Occupy();
  ASSERT_TRUE(executor_.TrySubmit([] {}));  // the only place in the queue
  const absl::Status status = Call();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(ReasonOf(status), "QUEUE_FULL");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  gate_.Open();
}

TEST_F(RpcTest, WhatNobodyWaitsForAnyMoreIsNotBegun) {
  Serve([&](const CallContext&) {
    ++answered_count_;
    return v1::Office();
  });
  Occupy();
  EXPECT_THAT(Call(absl::Milliseconds(50)), StatusIs(absl::StatusCode::kDeadlineExceeded));
  gate_.Open();
  // Behind the call whose time was over, on the same thread.
  absl::Status status = Call();
  while (absl::IsResourceExhausted(status)) status = Call();
  EXPECT_OK(status);
  EXPECT_EQ(answered_count_, 1);
}

TEST_F(RpcTest, WorkSeesThatItsCallerHasGone) {
  Gate begun;
  Gate seen;
  Serve([&](const CallContext& call) -> absl::StatusOr<v1::Office> {
    begun.Open();
    while (!call.cancelled()) std::this_thread::yield();
    seen.Open();
    return absl::CancelledError("nobody waits");
  });
  grpc::ClientContext context;
  fixture_.Authenticate("admin", &context);
  std::thread canceller([&] {
    begun.Wait();
    context.TryCancel();
  });
  v1::VacancyService::Stub stub(fixture_.channel());
  v1::Office office;
  EXPECT_THAT(FromGrpc(stub.GetOffice(&context, v1::GetOfficeRequest(), &office)),
              StatusIs(absl::StatusCode::kCancelled));
  seen.Wait();
  canceller.join();
}

// A stop: who comes from then on is told so and waited for by nobody, who came before is answered.
TEST_F(RpcTest, ThoseWhoComeInAStopAreToldToTryAgain) {
  Gate begun;
  Serve([&](const CallContext&) {
    begun.Open();
    gate_.Wait();
    return v1::Office();
  });
  absl::Status first;
  std::thread caller([&] { first = Call(); });
  begun.Wait();
  calls_.Refuse();
  EXPECT_FALSE(calls_.WaitUntilNone(absl::Now()));
  const absl::Status late = Call();
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(late), "STOPPING");
  EXPECT_TRUE(late.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  gate_.Open();
  caller.join();
  EXPECT_OK(first);
  EXPECT_TRUE(calls_.WaitUntilNone(absl::InfiniteFuture()));
  EXPECT_GT(calls_.last_end(), absl::InfinitePast());
}

// Else a placement that asks for its worker in the same process could not come to its end.
TEST_F(RpcTest, WhatTheProcessAsksOfItselfIsAnsweredInAStopToo) {
  Serve([&](const CallContext&) { return v1::Office(); });
  calls_.Refuse();
  grpc::ClientContext context;
  fixture_.environment().channels->AsService(&context, absl::Now() + absl::Seconds(60));
  v1::VacancyService::Stub stub(fixture_.channel());
  v1::Office office;
  EXPECT_OK(FromGrpc(stub.GetOffice(&context, v1::GetOfficeRequest(), &office)));
}

// Its work may be done or not: only what is answered counts. It goes on without its caller, and
// what waits behind it is not begun.
TEST_F(RpcTest, WhatAStopWaitsNoLongerForIsToldToTryAgain) {
  Gate begun;
  Gate ended;
  Serve([&](const CallContext& call) {
    ++answered_count_;
    begun.Open();
    gate_.Wait();
    EXPECT_TRUE(call.cancelled());
    ended.Open();
    v1::Office office;
    office.set_display_name(std::string(100'000, 'x'));
    return office;
  });
  absl::Status running;
  absl::Status queued;
  std::thread first([&] { running = Call(); });
  begun.Wait();
  std::thread second([&] { queued = Call(); });
  while (executor_.queued_count() == 0) std::this_thread::yield();
  calls_.Refuse();
  calls_.CutAll();
  first.join();
  second.join();
  for (const absl::Status& status : {running, queued}) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
    EXPECT_EQ(ReasonOf(status), "STOPPING");
    EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  }
  EXPECT_TRUE(calls_.WaitUntilNone(absl::InfiniteFuture()));
  gate_.Open();
  ended.Wait();
  executor_.Stop();
  EXPECT_EQ(answered_count_, 1);
}

// A stop waits for them, too: the word that ends a watch is sent before its connection goes.
TEST_F(RpcTest, AWatchRunsUntilItsEndIsGone) {
  CallContext call;
  auto end = rpc_.EndOfWatch("laowu.v1.WorkerService/WatchWorkers", call, absl::Now());
  end(Stopping());
  EXPECT_FALSE(calls_.WaitUntilNone(absl::Now()));
  end = nullptr;
  EXPECT_TRUE(calls_.WaitUntilNone(absl::Now()));
}

// A caller may ask for less time than the method's, not for more.
TEST_F(RpcTest, DeadlineIsTheCallersCutToTheMethods) {
  absl::Duration left;
  Serve([&](const CallContext& call) {
    left = call.deadline - absl::Now();
    return v1::Office();
  });
  ASSERT_OK(Call(absl::Hours(1)));
  EXPECT_LE(left, limits::kReadDeadline);
  ASSERT_OK(Call(absl::Seconds(5)));
  EXPECT_LT(left, absl::Seconds(6));  // the transport rounds up
}

// Of no method's own doing, so of every method's: a token goes on for whom it was given to, and is
// no empty page to another who asks the same.
TEST_F(RpcTest, PageTokensAreBoundToTheCaller) {
  fixture_.AddPrincipal("other", "administrator", "");
  Serve([&](const CallContext&) { return v1::Office(); });
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, List("admin", ""));
  EXPECT_EQ(first.offices(0).name(), "offices/0");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, List("admin", first.next_page_token()));
  EXPECT_EQ(second.offices(0).name(), "offices/1");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto third, List("admin", second.next_page_token()));
  EXPECT_EQ(third.offices(0).name(), "offices/2");
  const absl::Status foreign = List("other", first.next_page_token()).status();
  EXPECT_EQ(ReasonOf(foreign), "PAGE_TOKEN_INVALID") << foreign;
  const std::string bare = EncodePageToken(v1::ListOfficesRequest(), internal::v1::PageToken());
  EXPECT_EQ(ReasonOf(List("admin", bare).status()), "PAGE_TOKEN_INVALID");
  std::string changed = first.next_page_token();
  changed.back() = changed.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(ReasonOf(List("admin", changed).status()), "PAGE_TOKEN_INVALID");
}

// A sender sees all violations at once, and the token is one of them.
TEST_F(RpcTest, AWrongPageTokenHidesNoOtherViolation) {
  Serve([&](const CallContext&) { return v1::Office(); });
  const absl::Status both = List("admin", "nonsense", -1).status();
  EXPECT_EQ(ReasonOf(both), "INVALID_FIELD");
  EXPECT_THAT(both, StatusIs(absl::StatusCode::kInvalidArgument,
                             AllOf(HasSubstr("page_size: "), HasSubstr("2 of 2 violations"))));
  EXPECT_EQ(ReasonOf(List("admin", "nonsense").status()), "PAGE_TOKEN_INVALID");
}

// gRPC's own answer to bytes that it cannot parse is UNIMPLEMENTED without a word: a client of
// another language with texts in GBK would look for a method that is there.
TEST_F(RpcTest, BytesThatAreNoMessageAreToldSoWithTheField) {
  Serve([&](const CallContext&) {
    ++answered_count_;
    return v1::Office();
  });
  const std::string gbk("\x0a\x04\xd6\xd0\xc9\xbd", 6);
  const absl::Status no_text = CallBytes("admin", &gbk);
  EXPECT_THAT(no_text, StatusIs(absl::StatusCode::kInvalidArgument,
                                AllOf(HasSubstr("name: 不是"), HasSubstr("is not UTF-8"))));
  EXPECT_EQ(ReasonOf(no_text), "INVALID_FIELD");
  const std::string cut_short("\x0a\x10", 2);
  const absl::Status broken = CallBytes("admin", &cut_short);
  EXPECT_THAT(broken, StatusIs(absl::StatusCode::kInvalidArgument,
                               AllOf(HasSubstr("laowu.v1.GetOfficeRequest"), HasSubstr("proto"),
                                     HasSubstr("请用"))));
  EXPECT_EQ(ReasonOf(broken), "INVALID_FIELD");
  // A call with no message is none with an empty one.
  EXPECT_THAT(CallBytes("admin", nullptr), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(answered_count_, 0);
  const std::string empty;
  EXPECT_OK(CallBytes("admin", &empty));
  // What is wrong with it is for those who may call.
  EXPECT_THAT(CallBytes("", &cut_short), StatusIs(absl::StatusCode::kUnauthenticated));
}

// An operator sees that watchers are cut, of which method and whose, without a look at the log.
TEST_F(RpcTest, TheEndOfAWatchIsCountedByItsReason) {
  CallContext call;
  call.principal.role = PrincipalRole::kService;
  const auto end = rpc_.EndOfWatch("laowu.v1.WorkerService/WatchWorkers", call, absl::Now());
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(end(WatcherPatience::Cut()).error_code(), grpc::StatusCode::ABORTED);
  end(Stopping());
  end(absl::CancelledError("the watcher has gone"));
  const std::string log = ::testing::internal::GetCapturedStderr();
  const std::string metrics = fixture_.environment().metrics->Text();
  for (const char* reason : {"WATCHER_CUT", "STOPPING", "CANCELLED"}) {
    EXPECT_THAT(metrics, HasSubstr(absl::StrCat("laowu_watches_ended_total{method=\"laowu.v1."
                                                "WorkerService/WatchWorkers\",reason=\"",
                                                reason, "\"} 1")));
  }
  EXPECT_THAT(log, AllOf(HasSubstr("WATCHER_CUT"), HasSubstr("WorkerService/WatchWorkers"),
                         HasSubstr("\"service\""), Not(HasSubstr("STOPPING"))));
}

}  // namespace
}  // namespace laowu::runtime
