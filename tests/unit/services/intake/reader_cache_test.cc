// One reader serves all messages of a file; the senders' choice of days cannot fill the memory.

#include "services/intake/reader_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "intake/text/reading.h"

namespace laowu::intake_role {
namespace {

struct FakeReader {
  explicit FakeReader(intake::ReadContext with) : context(std::move(with)) {}
  intake::ReadContext context;
};

using Cache = ReaderCache<FakeReader>;
constexpr absl::CivilDay kDay(2026, 7, 1);

TEST(ReaderCacheTest, TheSameDayAndPlaceShareAReader) {
  Cache cache;
  const auto reader = cache.Get(kDay, "442000");
  EXPECT_EQ(reader->context.as_of, kDay);
  EXPECT_EQ(reader->context.home_division_code, "442000");
  EXPECT_EQ(cache.Get(kDay, "442000"), reader);
}

TEST(ReaderCacheTest, AnotherDayOrPlaceIsReadByAnother) {
  Cache cache;
  const auto reader = cache.Get(kDay, "442000");
  const auto other_day = cache.Get(kDay + 1, "442000");
  EXPECT_NE(other_day, reader);
  EXPECT_EQ(other_day->context.as_of, kDay + 1);
  const auto other_place = cache.Get(kDay, "441900");
  EXPECT_NE(other_place, reader);
  EXPECT_EQ(other_place->context.home_division_code, "441900");
}

TEST(ReaderCacheTest, TheOneNotUsedForLongestGoesAndItsUserKeepsIt) {
  Cache cache;
  const auto first = cache.Get(kDay, "442000");
  const std::weak_ptr<const FakeReader> second = cache.Get(kDay + 1, "442000");
  for (int i = 2; i <= static_cast<int>(Cache::kReadersMost); ++i) {
    EXPECT_EQ(cache.Get(kDay, "442000"), first);  // used again each time
    (void)cache.Get(kDay + i, "442000");
  }
  EXPECT_TRUE(second.expired());
  for (int i = 0; i < static_cast<int>(Cache::kReadersMost); ++i) {
    (void)cache.Get(kDay - 1 - i, "442000");
  }
  EXPECT_NE(cache.Get(kDay, "442000"), first);
  EXPECT_EQ(first->context.as_of, kDay);
}

TEST(ReaderCacheTest, ManyThreadsAtOnceGetOneReader) {
  Cache cache;
  std::vector<std::shared_ptr<const FakeReader>> got(8);
  std::vector<std::thread> threads;
  for (auto& reader : got) {
    threads.emplace_back([&] { reader = cache.Get(kDay, "442000"); });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& reader : got) EXPECT_EQ(reader, got[0]);
}

}  // namespace
}  // namespace laowu::intake_role
