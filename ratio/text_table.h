#ifndef LAOWU_RATIO_TEXT_TABLE_H_
#define LAOWU_RATIO_TEXT_TABLE_H_

// Names and codes as small numbers, so that a row of a history has a fixed size and comparing two
// names is comparing two ints. Text is never removed. Not thread-safe for Add; Find and text() may
// be called from many threads while nobody adds.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "matcher/huge_pages.h"

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
  // Holds as long as the table.
  absl::string_view text(TextId id) const;

  // For who is about to ask for many texts: brings what the next step needs into the cache. Hints;
  // they change nothing.
  std::uint32_t PrefetchSlot(absl::string_view text) const;  // gives what the next one takes
  TextId PrefetchText(std::uint32_t hash) const;             // probably its number; -1: none
  void PrefetchBytes(TextId id) const;
  std::int32_t count() const { return static_cast<std::int32_t>(texts_.size()); }

 private:
  // A part of the hash stands beside the number, so that a search seldom reads a text in vain and
  // growing reads none.
  struct Slot {
    std::uint32_t hash = 0;
    TextId id = kNoText;  // kNoText: free
  };

  std::size_t SlotOf(absl::string_view text, std::uint32_t hash) const;
  const char* Keep(absl::string_view text);
  void Grow();

  struct FreeBlock {
    std::size_t byte_count = 0;
    void operator()(char* block) const { matcher::FreeFromHugePages(block, byte_count); }
  };

  // Each text in the blocks stands behind its length; none is ever moved.
  std::vector<std::unique_ptr<char[], FreeBlock>> blocks_;
  std::size_t block_left_ = 0;
  char* block_next_ = nullptr;
  matcher::HugePageVector<const char*> texts_;  // by number
  // A power of two, searched one after the other from the hash.
  matcher::HugePageVector<Slot> slots_;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_TEXT_TABLE_H_
