// First attempts go side by side; who lost has the next one alone, and so loses no more.

#include "services/vacancy/write_turns.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace laowu::vacancy {
namespace {

constexpr int kWriters = 8;

TEST(WriteTurnsTest, WhoLostARaceLosesNoSecondOne) {
  WriteTurns turns;
  std::atomic<int> version = 0;
  std::atomic<int> begun = 0;
  std::atomic<int> attempts = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&] {
      bool is_first = true;
      const absl::Status status = turns.PlanAnew(absl::InfiniteFuture(), [&]() -> absl::Status {
        ++attempts;
        int read = version;
        if (is_first) {
          is_first = false;
          // All have read before one of them writes.
          for (++begun; begun < kWriters;) std::this_thread::yield();
        } else {
          for (int turn = 0; turn < 100; ++turn) std::this_thread::yield();
        }
        return version.compare_exchange_strong(read, read + 1)
                   ? absl::OkStatus()
                   : absl::AbortedError("a record has another version");
      });
      EXPECT_TRUE(status.ok()) << status;
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(version, kWriters);
  EXPECT_EQ(attempts, 2 * kWriters - 1);
}

}  // namespace
}  // namespace laowu::vacancy
