// Memory of the big arrays: where it begins, and that a vector on it grows, moves and is freed like
// any other, on both sides of the size from which it asks for huge pages.

#include "matcher/huge_pages.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <numeric>
#include <utility>

namespace laowu::matcher {
namespace {

std::uintptr_t AddressOf(const void* memory) { return reinterpret_cast<std::uintptr_t>(memory); }

TEST(HugePages, SmallMemoryBeginsOnACacheLineAndBigOnAHugePage) {
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{100}, kHugePagesLeastBytes - 1}) {
    void* const memory = AllocateOnHugePages(bytes);
    EXPECT_EQ(AddressOf(memory) % kCacheLineBytes, 0U) << bytes;
    FreeFromHugePages(memory, bytes);
  }
  for (const std::size_t bytes : {kHugePagesLeastBytes, 3 * kHugePagesLeastBytes + 1}) {
    void* const memory = AllocateOnHugePages(bytes);
    EXPECT_EQ(AddressOf(memory) % (std::size_t{2} << 20), 0U) << bytes;
    FreeFromHugePages(memory, bytes);
  }
}

TEST(HugePages, AVectorKeepsWhatItHoldsWhileItGrowsPastTheSize) {
  constexpr int kCount = static_cast<int>(2 * kHugePagesLeastBytes / sizeof(int)) + 7;
  HugePageVector<int> numbers;
  for (int i = 0; i < kCount; ++i) numbers.push_back(i);
  HugePageVector<int> moved = std::move(numbers);
  moved.resize(kCount / 2);
  moved.shrink_to_fit();
  HugePageVector<int> wanted(kCount / 2);
  std::iota(wanted.begin(), wanted.end(), 0);
  EXPECT_TRUE(moved == wanted);
}

TEST(HugePages, MoreThanThereIsIsRefused) {
  HugePageAllocator<std::uint64_t> allocator;
  EXPECT_THROW((void)allocator.allocate(SIZE_MAX / 4), std::bad_array_new_length);
}

}  // namespace
}  // namespace laowu::matcher
