#ifndef LAOWU_RATIO_TEXT_TABLE_H_
#define LAOWU_RATIO_TEXT_TABLE_H_

// Names and codes as small numbers, so that a row of a history has a fixed size and comparing two
// names is comparing two ints. Text is never removed. Not thread-safe for Add; Find and text() may
// be called from many threads while nobody adds.

#include <cstdint>
#include <deque>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace laowu::ratio {

using TextId = std::int32_t;

inline constexpr TextId kNoText = 0;  // the empty text

class TextTable {
 public:
  TextTable();
  TextTable(const TextTable&) = delete;
  TextTable& operator=(const TextTable&) = delete;

  // The number of `text`, which is kept.
  TextId Add(absl::string_view text);
  // The number of `text`, or -1 if it was never added.
  TextId Find(absl::string_view text) const;
  absl::string_view text(TextId id) const { return texts_[static_cast<std::size_t>(id)]; }
  std::int32_t count() const { return static_cast<std::int32_t>(texts_.size()); }

 private:
  std::deque<std::string> texts_;  // stable addresses: the map's keys point into it
  absl::flat_hash_map<absl::string_view, TextId> ids_;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_TEXT_TABLE_H_
