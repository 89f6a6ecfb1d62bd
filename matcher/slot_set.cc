#include "matcher/slot_set.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "absl/numeric/bits.h"
#include "matcher/huge_pages.h"

namespace laowu::matcher {
namespace {

// The bits of a chunk are read as words of 64.
static_assert(std::endian::native == std::endian::little);

std::uint16_t BitOf(std::uint16_t place) {
  return static_cast<std::uint16_t>(std::uint32_t{1} << (place % 16));
}

}  // namespace

void SlotSet::Add(std::int32_t slot) {
  const auto index = static_cast<std::size_t>(slot / kChunkSlots);
  const auto place = static_cast<std::uint16_t>(slot % kChunkSlots);
  if (index >= chunks_.size()) chunks_.resize(index + 1);
  Chunk& chunk = chunks_[index];
  if (!IsBits(chunk)) {
    const auto it = std::lower_bound(chunk.begin(), chunk.end(), place);
    if (it != chunk.end() && *it == place) return;
    if (chunk.size() < kPlacesMost) {
      ++size_;
      chunk.insert(it, place);
      return;
    }
    Chunk bits(kBitsWords, 0);
    for (const std::uint16_t other : chunk) bits[other / 16] |= BitOf(other);
    chunk = std::move(bits);
  }
  if ((chunk[place / 16] & BitOf(place)) == 0) ++size_;
  chunk[place / 16] |= BitOf(place);
}

void SlotSet::Remove(std::int32_t slot) {
  const auto index = static_cast<std::size_t>(slot / kChunkSlots);
  const auto place = static_cast<std::uint16_t>(slot % kChunkSlots);
  if (index >= chunks_.size()) return;
  Chunk& chunk = chunks_[index];
  if (IsBits(chunk)) {
    if ((chunk[place / 16] & BitOf(place)) != 0) --size_;
    chunk[place / 16] &= static_cast<std::uint16_t>(~BitOf(place));
    return;
  }
  const auto it = std::lower_bound(chunk.begin(), chunk.end(), place);
  if (it == chunk.end() || *it != place) return;
  chunk.erase(it);
  --size_;
}

void SlotSet::AddTo(int chunk_index, ChunkLanes& bits) const {
  if (static_cast<std::size_t>(chunk_index) >= chunks_.size()) return;
  const Chunk& chunk = chunks_[static_cast<std::size_t>(chunk_index)];
  if (IsBits(chunk)) {
    for (std::size_t i = 0; i < kChunkLanes; ++i) {
      Lane lane;
      std::memcpy(&lane, chunk.data() + i * (kLaneSlots / 16), sizeof(lane));
      bits.lanes[i] |= lane;
    }
    return;
  }
  for (const std::uint16_t place : chunk) {
    bits.lanes[place / kLaneSlots][place % kLaneSlots / 64] |= std::uint64_t{1} << (place % 64);
  }
}

void SlotSet::Prefetch(int chunk_index) const {
  if (static_cast<std::size_t>(chunk_index) >= chunks_.size()) return;
  const Chunk& chunk = chunks_[static_cast<std::size_t>(chunk_index)];
  PrefetchBytes(chunk.data(), chunk.size() * sizeof(std::uint16_t));
}

void SlotSet::AppendTo(std::vector<std::int32_t>& slots) const {
  for (std::size_t index = 0; index < chunks_.size(); ++index) {
    const Chunk& chunk = chunks_[index];
    const auto begin = static_cast<std::int32_t>(index) * kChunkSlots;
    if (!IsBits(chunk)) {
      for (const std::uint16_t place : chunk) slots.push_back(begin + place);
      continue;
    }
    for (std::size_t word = 0; word < chunk.size(); ++word) {
      for (std::uint32_t bits = chunk[word]; bits != 0; bits &= bits - 1) {
        slots.push_back(begin + static_cast<std::int32_t>(word) * 16 + absl::countr_zero(bits));
      }
    }
  }
}

std::size_t SlotSet::byte_count() const {
  std::size_t bytes = chunks_.capacity() * sizeof(Chunk);
  for (const Chunk& chunk : chunks_) bytes += chunk.capacity() * sizeof(std::uint16_t);
  return bytes;
}

}  // namespace laowu::matcher
