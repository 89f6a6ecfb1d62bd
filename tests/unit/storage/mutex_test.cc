// The locks exclude, wake and let writers in. Meant to run under ThreadSanitizer too.

#include "storage/mutex.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace laowu::storage {
namespace {

// Many threads each add to a plain number under the lock: none is lost.
template <typename AddOnce>
void RunInThreads(int thread_count, int round_count, const AddOnce& add_once) {
  std::vector<std::thread> threads;
  for (int i = 0; i < thread_count; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < round_count; ++round) add_once();
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(MutexTest, Excludes) {
  Mutex mutex;
  int count = 0;
  RunInThreads(4, 5'000, [&] {
    MutexLock lock(mutex);
    ++count;
  });
  EXPECT_EQ(count, 20'000);
}

bool IsFree(Mutex& mutex) {
  bool is_free = false;
  std::thread([&] {
    if (mutex.TryLock()) {
      is_free = true;
      mutex.Unlock();
    }
  }).join();
  return is_free;
}

TEST(MutexTest, LockCanBeLetGoInBetween) {
  Mutex mutex;
  {
    MutexLock lock(mutex);
    EXPECT_FALSE(IsFree(mutex));
    lock.Unlock();
    EXPECT_TRUE(IsFree(mutex));
    lock.Lock();
    EXPECT_FALSE(IsFree(mutex));
    lock.Unlock();
  }
  EXPECT_TRUE(IsFree(mutex));  // let go once, not twice
}

TEST(MutexTest, CondVarWakesAndTimesOut) {
  Mutex mutex;
  CondVar changed;
  bool ready = false;
  std::thread other([&] {
    MutexLock lock(mutex);
    ready = true;
    changed.NotifyAll();
  });
  {
    MutexLock lock(mutex);
    while (!ready) ASSERT_TRUE(changed.WaitUntil(mutex, absl::InfiniteFuture()));
    while (changed.WaitUntil(mutex, absl::Now() + absl::Milliseconds(1))) {
    }
    EXPECT_FALSE(changed.WaitUntil(mutex, absl::InfinitePast()));
  }
  other.join();
}

template <typename AnyMutex>
class SharedMutexTest : public ::testing::Test {};
using SharedMutexes = ::testing::Types<SharedMutex, TurnstileMutex>;
TYPED_TEST_SUITE(SharedMutexTest, SharedMutexes);

TYPED_TEST(SharedMutexTest, WritersExcludeAllReadersNobodyElse) {
  TypeParam mutex;
  int left = 0;
  int right = 0;
  std::atomic<int> torn_count = 0;
  RunInThreads(4, 2'000, [&] {
    {
      WriterLock lock(mutex);
      ++left;
      ++right;
    }
    ReaderLock lock(mutex);
    if (left != right) ++torn_count;
  });
  EXPECT_EQ(left, 8'000);
  EXPECT_EQ(torn_count, 0);
}

TYPED_TEST(SharedMutexTest, ReadersRunTogether) {
  TypeParam mutex;
  ReaderLock here(mutex);
  std::thread([&] { ReaderLock there(mutex); }).join();  // returns: it did not wait for us
}

// Readers that overlap without a pause would keep the writer of a plain std::shared_mutex out.
TEST(TurnstileMutexTest, WriterGetsInAmongBusyReaders) {
  TurnstileMutex mutex;
  std::atomic<bool> stop = false;
  std::atomic<int> reading_count = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        ReaderLock lock(mutex);
        ++reading_count;
        const absl::Time until = absl::Now() + absl::Milliseconds(1);
        while (absl::Now() < until) {
        }
      }
    });
  }
  while (reading_count < 8) std::this_thread::yield();
  for (int i = 0; i < 5; ++i) WriterLock lock(mutex);
  stop = true;  // reached at all: each writer got in while the readers went on
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace laowu::storage
