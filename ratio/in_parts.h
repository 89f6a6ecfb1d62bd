#ifndef LAOWU_RATIO_IN_PARTS_H_
#define LAOWU_RATIO_IN_PARTS_H_

// A pass over many things in parts, each on a thread of its own: a city's ten years in months take
// too long on one (bench_ratio).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace laowu::ratio {

inline constexpr std::size_t kMostParts = 4;
// A pass over 2 · this many records and more takes several threads.
inline constexpr std::size_t kWorkersAThread = 100'000;

// Into how many parts `count` things are cut, at least `least_each` in each: no more than the
// machine has cores, so that others get their turn.
inline std::size_t PartsOf(std::size_t count, std::size_t least_each) {
  const std::size_t cores = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  return std::clamp<std::size_t>(count / least_each, 1, std::min(kMostParts, cores));
}

// Calls `work(part, begin, end)` for each part of [0, count), and returns when all have returned.
// The last part is the caller's own.
template <typename Work>
void InParts(std::size_t count, std::size_t part_count, Work work) {
  std::vector<std::thread> threads;
  const auto begin_of = [&](std::size_t part) {
    return static_cast<std::int32_t>(count * part / part_count);
  };
  for (std::size_t part = 0; part + 1 < part_count; ++part) {
    threads.emplace_back([&, part] { work(part, begin_of(part), begin_of(part + 1)); });
  }
  work(part_count - 1, begin_of(part_count - 1), begin_of(part_count));
  for (std::thread& thread : threads) thread.join();
}

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_IN_PARTS_H_
