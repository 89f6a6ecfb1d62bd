// Threads are made as work asks for them, never more than allowed; what was taken in is done.

#include "services/runtime/executor.h"

#include <gtest/gtest.h>

#include <atomic>

#include "absl/synchronization/barrier.h"
#include "absl/synchronization/notification.h"

namespace laowu::runtime {
namespace {

constexpr int kThreads = 8;

TEST(ExecutorTest, AsMuchAtATimeAsItMayHaveThreads) {
  Executor executor("test", kThreads, 100);
  // Passed only if all of them stand at it at once, twice over: the threads stay.
  for (int round = 0; round < 2; ++round) {
    auto* barrier = new absl::Barrier(kThreads + 1);
    for (int i = 0; i < kThreads; ++i) {
      ASSERT_TRUE(executor.TrySubmit([barrier] {
        if (barrier->Block()) delete barrier;
      }));
    }
    if (barrier->Block()) delete barrier;
  }
}

TEST(ExecutorTest, NeverMoreAtATime) {
  Executor executor("test", 2, 100);
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  std::atomic<int> done = 0;
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(executor.TrySubmit([&] {
      const int now = ++running;
      for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
      }
      --running;
      ++done;
    }));
  }
  executor.Stop();
  EXPECT_LE(most, 2);
  EXPECT_EQ(done, 50) << "what was taken in is done before it stops";
}

TEST(ExecutorTest, RefusesWhenItsQueueIsFullAndAfterItStopped) {
  Executor executor("test", 1, 1);
  absl::Notification started;
  absl::Notification go_on;
  ASSERT_TRUE(executor.TrySubmit([&] {
    started.Notify();
    go_on.WaitForNotification();
  }));
  started.WaitForNotification();
  EXPECT_TRUE(executor.TrySubmit([] {}));
  EXPECT_EQ(executor.queued_count(), 1);
  EXPECT_FALSE(executor.TrySubmit([] {}));
  go_on.Notify();
  executor.Stop();
  EXPECT_FALSE(executor.TrySubmit([] {}));
}

}  // namespace
}  // namespace laowu::runtime
