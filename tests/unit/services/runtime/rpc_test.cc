// The way of a unary call when there is more to do than can be done: a full queue says so at once,
// what nobody waits for any more is not begun, and work can see that its caller has gone.

#include "services/runtime/rpc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "tests/support/gate.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::Gate;
using ::laowu::testing::StatusIs;

class OneMethod final : public v1::VacancyService::CallbackService {
 public:
  OneMethod(Rpc* rpc, std::function<absl::StatusOr<v1::Office>(const CallContext&)> answer)
      : rpc_(*rpc), answer_(std::move(answer)) {}
  LAOWU_UNARY(VacancyService, GetOffice, GetOfficeRequest, Office)

 private:
  absl::StatusOr<v1::Office> GetOffice(const CallContext& call, const v1::GetOfficeRequest&) {
    return answer_(call);
  }
  Rpc& rpc_;
  const std::function<absl::StatusOr<v1::Office>(const CallContext&)> answer_;
};

class RpcTest : public ::testing::Test {
 protected:
  RpcTest()
      : rpc_(fixture_.environment().principals, &executor_, &executor_,
             fixture_.environment().metrics, fixture_.environment().clock) {
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

  testing::RoleFixture fixture_;
  Executor executor_{"test", 1, 1};
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

}  // namespace
}  // namespace laowu::runtime
