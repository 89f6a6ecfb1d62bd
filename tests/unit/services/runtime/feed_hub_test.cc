// Whoever waits at the hub is woken, also when it is stopped at the worst moment.

#include "services/runtime/feed_hub.h"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <thread>

#include "storage/memory_store.h"
#include "storage/store.h"

namespace laowu::runtime {
namespace {

constexpr storage::Sequence kNever = std::numeric_limits<storage::Sequence>::max();

TEST(FeedHubTest, OneWhoComesToWaitWhileTheHubIsBeingStoppedIsWoken) {
  const auto store = storage::NewMemoryStore();
  FeedHub hub(store.get());
  std::atomic<bool> in_round = false;
  std::atomic<int> woken_count = 0;
  // Due at once; runs on the hub's thread, after the waiters of this round were taken. A second one
  // comes to wait, and then the hub is stopped before this round ends.
  hub.WakeOnce(-1, [&] {
    hub.WakeOnce(kNever, [&] { ++woken_count; });
    in_round = true;
    while (!hub.stopping()) std::this_thread::yield();
  });
  hub.Start();
  while (!in_round) std::this_thread::yield();
  hub.Stop();
  EXPECT_EQ(woken_count, 1);
}

TEST(FeedHubTest, AfterStopOneIsWokenAtOnce) {
  const auto store = storage::NewMemoryStore();
  FeedHub hub(store.get());
  hub.Start();
  hub.Stop();
  bool woken = false;
  hub.WakeOnce(kNever, [&] { woken = true; });
  EXPECT_TRUE(woken);
}

}  // namespace
}  // namespace laowu::runtime
