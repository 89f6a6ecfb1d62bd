#include "matcher/huge_pages.h"

#include <sys/mman.h>

#include <cstddef>
#include <new>

namespace laowu::matcher {
namespace {

constexpr std::size_t kHugePageBytes = std::size_t{2} << 20;

std::align_val_t AlignmentOf(std::size_t byte_count) {
  return std::align_val_t{byte_count >= kHugePagesLeastBytes ? kHugePageBytes : kCacheLineBytes};
}

}  // namespace

void* AllocateOnHugePages(std::size_t byte_count) {
  void* const memory = ::operator new(byte_count, AlignmentOf(byte_count));
  // Whether the system grants it changes the speed alone.
  if (byte_count >= kHugePagesLeastBytes) {
    (void)madvise(memory, byte_count / kHugePageBytes * kHugePageBytes, MADV_HUGEPAGE);
  }
  return memory;
}

void FreeFromHugePages(void* memory, std::size_t byte_count) noexcept {
  ::operator delete(memory, AlignmentOf(byte_count));
}

}  // namespace laowu::matcher
