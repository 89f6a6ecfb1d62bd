#ifndef LAOWU_MATCHER_HUGE_PAGES_H_
#define LAOWU_MATCHER_HUGE_PAGES_H_

// Memory for the arrays that a search jumps about in. On pages of 4 KiB nearly every jump into 150
// MB of rows also waits for the processor to look the page up; on pages of 2 MiB few do (README.md
// has the figures). A wish: where the system gives no huge pages, all is as with std::allocator.
//
// Thread-safe, as the system's allocator is.

#include <cstddef>
#include <limits>
#include <new>
#include <vector>

namespace laowu::matcher {

// At least this many bytes begin on a huge page and ask for more of them; less begins on a cache
// line.
inline constexpr std::size_t kHugePagesLeastBytes = std::size_t{4} << 20;
inline constexpr std::size_t kCacheLineBytes = 64;

// To be given back with the same count. Throws std::bad_alloc.
[[nodiscard]] void* AllocateOnHugePages(std::size_t byte_count);
void FreeFromHugePages(void* memory, std::size_t byte_count) noexcept;

template <typename T>
struct HugePageAllocator {
  using value_type = T;

  HugePageAllocator() = default;
  template <typename Other>
  HugePageAllocator(const HugePageAllocator<Other>& /*other*/) {}

  T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T))
      throw std::bad_array_new_length();
    return static_cast<T*>(AllocateOnHugePages(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    FreeFromHugePages(memory, count * sizeof(T));
  }
  bool operator==(const HugePageAllocator&) const { return true; }
};

template <typename T>
using HugePageVector = std::vector<T, HugePageAllocator<T>>;

// These bytes will be read soon.
inline void PrefetchBytes(const void* bytes, std::size_t byte_count) {
  for (std::size_t i = 0; i < byte_count; i += kCacheLineBytes) {
    __builtin_prefetch(static_cast<const char*>(bytes) + i);
  }
}

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_HUGE_PAGES_H_
