#ifndef LAOWU_MATCHER_TOP_K_H_
#define LAOWU_MATCHER_TOP_K_H_

// The order of every answer, and the first k of a stream in that order.
//
// Total: score down, then tie up, then name up. The tie is h(worker) XOR h(vacancy), a lottery that
// anyone can repeat, so that among the thousands with one score nobody always comes last; names are
// unique, so no two rows stand at one place.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::matcher {

struct Ranked {
  std::int32_t total_micros = 0;
  std::int32_t slot = 0;  // row of a RowTable
  std::int64_t tie = 0;
};

// Whether a place (total, tie, name) stands before another.
inline bool StandsBefore(std::int32_t total_a, std::int64_t tie_a, absl::string_view name_a,
                         std::int32_t total_b, std::int64_t tie_b, absl::string_view name_b) {
  if (total_a != total_b) return total_a > total_b;
  if (tie_a != tie_b) return tie_a < tie_b;
  return name_a < name_b;
}

// Keeps the first `limit` of what is offered. NameOf: std::int32_t slot → absl::string_view; called
// only where score and tie are equal.
template <typename NameOf>
class TopK {
 public:
  TopK(int limit, NameOf name_of)
      : limit_(static_cast<std::size_t>(limit)), name_of_(std::move(name_of)) {
    heap_.reserve(limit_);
  }

  bool is_full() const { return heap_.size() == limit_; }
  // The last in order of what is kept; only if something is.
  const Ranked& last() const { return heap_.front(); }
  bool WouldKeep(const Ranked& item) const {
    return heap_.size() < limit_ || (limit_ > 0 && Before()(item, heap_.front()));
  }

  void Offer(const Ranked& item) {
    if (heap_.size() < limit_) {
      heap_.push_back(item);
      std::push_heap(heap_.begin(), heap_.end(), Before());
      return;
    }
    if (limit_ == 0 || !Before()(item, heap_.front())) return;
    std::pop_heap(heap_.begin(), heap_.end(), Before());
    heap_.back() = item;
    std::push_heap(heap_.begin(), heap_.end(), Before());
  }

  // Begins anew.
  void Clear() { heap_.clear(); }

  // What was kept, in order; leaves nothing behind.
  std::vector<Ranked> Take() {
    std::sort_heap(heap_.begin(), heap_.end(), Before());
    return std::exchange(heap_, {});
  }

 private:
  // As the heap's "less" it puts the last in order at the front.
  auto Before() const {
    return [this](const Ranked& a, const Ranked& b) {
      if (a.total_micros != b.total_micros) return a.total_micros > b.total_micros;
      if (a.tie != b.tie) return a.tie < b.tie;
      return name_of_(a.slot) < name_of_(b.slot);
    };
  }

  const std::size_t limit_;
  const NameOf name_of_;
  std::vector<Ranked> heap_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_TOP_K_H_
