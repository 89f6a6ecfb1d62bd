#ifndef LAOWU_SERVICES_MATCH_ORDERED_PAGE_H_
#define LAOWU_SERVICES_MATCH_ORDERED_PAGE_H_

// One page of a search: the first of all that is offered, in a total order, strictly after the
// place where the last page ended. So no page repeats or skips a record that did not change.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::match {

// Where a record stands: the lesser `first` first, then the lesser `second`, then by name.
struct Place {
  int64_t first = 0;
  int64_t second = 0;
  int32_t slot = 0;
};

// The same of a record that may be gone by now: what a page token carries.
struct PlaceOfName {
  int64_t first = 0;
  int64_t second = 0;
  std::string name;
};

// NameOf: int32_t slot → absl::string_view; called only where the numbers are equal.
template <typename NameOf>
class OrderedPage {
 public:
  OrderedPage(int limit, std::optional<PlaceOfName> after, NameOf name_of)
      : limit_(static_cast<size_t>(limit)),
        after_(std::move(after)),
        name_of_(std::move(name_of)) {}

  bool Before(const Place& a, const Place& b) const {
    if (a.first != b.first) return a.first < b.first;
    if (a.second != b.second) return a.second < b.second;
    return name_of_(a.slot) < name_of_(b.slot);
  }

  void Offer(const Place& place) {
    const auto before = [this](const Place& a, const Place& b) { return Before(a, b); };
    if (heap_.size() > limit_ && !Before(place, heap_.front())) return;
    if (after_.has_value() && !StandsAfter(place)) return;
    heap_.push_back(place);
    std::push_heap(heap_.begin(), heap_.end(), before);
    if (heap_.size() <= limit_ + 1) return;
    std::pop_heap(heap_.begin(), heap_.end(), before);
    heap_.pop_back();
  }

  // The page in order; `has_more`: something stands after it. Leaves nothing behind.
  std::vector<Place> Take(bool* has_more) {
    const auto before = [this](const Place& a, const Place& b) { return Before(a, b); };
    std::sort_heap(heap_.begin(), heap_.end(), before);
    *has_more = heap_.size() > limit_;
    if (*has_more) heap_.pop_back();
    return std::exchange(heap_, {});
  }

 private:
  bool StandsAfter(const Place& place) const {
    if (place.first != after_->first) return place.first > after_->first;
    if (place.second != after_->second) return place.second > after_->second;
    return name_of_(place.slot) > after_->name;
  }

  const size_t limit_;
  const std::optional<PlaceOfName> after_;
  const NameOf name_of_;
  std::vector<Place> heap_;  // the last in order at the front; one more than the page
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_ORDERED_PAGE_H_
