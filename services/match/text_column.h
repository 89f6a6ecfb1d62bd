#ifndef LAOWU_SERVICES_MATCH_TEXT_COLUMN_H_
#define LAOWU_SERVICES_MATCH_TEXT_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::match {

// One text a slot, all in one block of memory, so that looking through a hundred thousand costs a
// pass over some megabytes and no more. At most 4 GB in all. Thread-compatible.
class TextColumn {
 public:
  // Replaces what was there; an empty text frees it. Views are good until the next Set.
  void Set(std::int32_t slot, absl::string_view text) {
    const auto index = static_cast<std::size_t>(slot);
    if (index >= spans_.size()) spans_.resize(index + 1);
    dead_bytes_ += spans_[index].size;
    spans_[index] = {static_cast<std::uint32_t>(block_.size()),
                     static_cast<std::uint32_t>(text.size())};
    block_.append(text.data(), text.size());
    if (dead_bytes_ > block_.size() / 2) Compact();
  }

  // "" beyond the last slot ever set.
  absl::string_view Get(std::int32_t slot) const {
    const auto index = static_cast<std::size_t>(slot);
    if (index >= spans_.size()) return "";
    return absl::string_view(block_).substr(spans_[index].begin, spans_[index].size);
  }

  std::size_t block_bytes() const { return block_.size(); }

 private:
  struct Span {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };

  void Compact() {
    std::string block;
    for (Span& span : spans_) {
      const auto begin = static_cast<std::uint32_t>(block.size());
      block.append(block_, span.begin, span.size);
      span.begin = begin;
    }
    block_ = std::move(block);
    dead_bytes_ = 0;
  }

  std::string block_;
  std::vector<Span> spans_;
  std::size_t dead_bytes_ = 0;
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_TEXT_COLUMN_H_
