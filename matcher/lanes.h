#ifndef LAOWU_MATCHER_LANES_H_
#define LAOWU_MATCHER_LANES_H_

// One bit a row: 512 rows a lane, 32 lanes a chunk, in the order of slots. A lane is the widest
// register that there is; on machines with narrower ones the compiler takes several.

#include <cstdint>

namespace laowu::matcher {

inline constexpr int kLaneWords = 8;
inline constexpr int kLaneSlots = 64 * kLaneWords;
inline constexpr int kChunkLanes = 32;
inline constexpr int kChunkSlots = kLaneSlots * kChunkLanes;

// Given by reference alone: how one is given by value depends on the machine it is compiled for.
using Lane = std::uint64_t __attribute__((vector_size(8 * kLaneWords)));

// A bit for each row of a chunk.
struct ChunkLanes {
  Lane lanes[kChunkLanes] = {};
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_LANES_H_
