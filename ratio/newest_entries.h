#ifndef LAOWU_RATIO_NEWEST_ENTRIES_H_
#define LAOWU_RATIO_NEWEST_ENTRIES_H_

// The newest entries one by one, so that answers that are kept can be moved to another known-at:
// only whose entries lie between the two are looked at again. Not thread-safe.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "absl/types/span.h"

namespace laowu::ratio {

// An entry of a worker.
struct Recorded {
  std::int64_t record_nanos;
  std::int32_t worker;
};

class NewestEntries {
 public:
  // In the order they came.
  const std::deque<Recorded>& entries() const { return entries_; }
  // Nothing recorded later is missing.
  std::int64_t forgotten_nanos() const { return forgotten_nanos_; }

  // After a change of these workers' entries: each sheet is told, stale ones are dropped.
  template <typename Sheet>
  void Note(absl::Span<const std::int32_t> workers, std::int64_t record_nanos,
            std::vector<std::unique_ptr<Sheet>>& sheets) {
    std::erase_if(sheets, [](const auto& sheet) { return sheet->IsStale(); });
    for (const std::int32_t worker : workers) {
      entries_.push_back({record_nanos, worker});
      for (const auto& sheet : sheets) sheet->Note(entries_.back());
    }
    while (entries_.size() > kMost) {
      ForgetThrough(entries_.front().record_nanos);
      entries_.pop_front();
    }
  }
  // What was recorded until then is not asked after any more.
  void ForgetThrough(std::int64_t record_nanos) {
    forgotten_nanos_ = std::max(forgotten_nanos_, record_nanos);
  }

 private:
  static constexpr std::size_t kMost = 1024;

  std::deque<Recorded> entries_;
  std::int64_t forgotten_nanos_ = INT64_MIN;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_NEWEST_ENTRIES_H_
