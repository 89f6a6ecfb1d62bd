#ifndef LAOWU_INTAKE_GENERATE_DRAW_H_
#define LAOWU_INTAKE_GENERATE_DRAW_H_

// Whole-number draws that are the same on every machine. SplitMix64 (Steele, Lea, Flood 2014);
// ranges by multiplication, whose bias below 2^-32 does not matter for made-up data.

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace laowu::intake {

class Draw {
 public:
  // Draws for one row: (seed, stream, index) → a sequence of its own.
  Draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t index)
      : state_(Mix(Mix(Mix(seed) ^ stream) + index)) {}

  static std::uint64_t Mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
  }

  // 0 … bound - 1; bound in 1 … 2^31.
  int Below(int bound) {
    state_ += 0x9E3779B97F4A7C15u;
    const std::uint64_t high = Mix(state_) >> 32;
    return static_cast<int>((high * static_cast<std::uint64_t>(bound)) >> 32);
  }
  bool Permille(int share) { return Below(1000) < share; }
  absl::string_view Pick(absl::Span<const absl::string_view> words) {
    return words[static_cast<std::size_t>(Below(static_cast<int>(words.size())))];
  }
  // Index of an element, with a probability by `weight(element)`; the weights' sum must be
  // positive.
  template <typename T, typename Weight>
  const T& PickWeighted(absl::Span<const T> items, Weight weight) {
    int sum = 0;
    for (const T& item : items) sum += weight(item);
    int at = Below(sum);
    for (const T& item : items) {
      at -= weight(item);
      if (at < 0) return item;
    }
    return items.back();
  }

 private:
  std::uint64_t state_;
};

// A bijection of 0 … 2^bits - 1, another for each seed: scatters row numbers without repetition.
// `bits` lies in 12 … 31.
inline std::uint32_t Scatter(int bits, std::uint64_t seed, std::uint32_t index) {
  const std::uint32_t mask = (1u << bits) - 1;
  std::uint32_t x = index & mask;
  std::uint64_t key = Draw::Mix(seed);
  for (int round = 0; round < 4; ++round) {  // each step can be undone, so no two rows meet
    x = (x + static_cast<std::uint32_t>(key)) & mask;
    x = (x * 0x2C1B3C6Du) & mask;
    x ^= x >> 11;
    key = Draw::Mix(key);
  }
  return x;
}

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_GENERATE_DRAW_H_
