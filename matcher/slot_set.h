#ifndef LAOWU_MATCHER_SLOT_SET_H_
#define LAOWU_MATCHER_SLOT_SET_H_

// A set of slots, small where they are few and quick to lay over a bitmap where they are many: for
// each chunk either their places in order, two bytes each, or 2 KiB of bits.
//
// Thread-compatible.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "matcher/lanes.h"

namespace laowu::matcher {

class SlotSet {
 public:
  // What is there already stays there, what is not is not missed.
  void Add(std::int32_t slot);
  void Remove(std::int32_t slot);

  // Sets the bits of the chunk's slots that belong to the set.
  void AddTo(int chunk, ChunkLanes& bits) const;

  // AddTo of this chunk will be asked for soon.
  void Prefetch(int chunk) const;

  // How many slots belong to it.
  std::int32_t size() const { return size_; }
  // Appends the slots, in order.
  void AppendTo(std::vector<std::int32_t>& slots) const;

  std::size_t byte_count() const;

 private:
  static constexpr std::size_t kBitsWords = kChunkSlots / 16;
  // Past it, bits: laying a place over a bitmap costs a nanosecond.
  static constexpr std::size_t kPlacesMost = 512;
  static_assert(kPlacesMost < kBitsWords);

  // Places in order; or, if there are kBitsWords words, bits.
  using Chunk = std::vector<std::uint16_t>;
  static bool IsBits(const Chunk& chunk) { return chunk.size() == kBitsWords; }

  std::vector<Chunk> chunks_;
  std::int32_t size_ = 0;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_SLOT_SET_H_
