#ifndef LAOWU_INTAKE_ASKED_TEXT_H_
#define LAOWU_INTAKE_ASKED_TEXT_H_

// A text that is asked for many words. For the readers of this folder only.

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "absl/strings/string_view.h"
#include "intake/text.h"

namespace laowu::intake {

// Knows which two bytes follow each other in the text, so that one look tells of most words that
// they are not there. Worth its making (a look at each byte) from some ten words on.
class AskedText {
 public:
  // `text` must outlive it.
  explicit AskedText(absl::string_view text) : text_(text) {
    for (std::size_t i = 1; i < text.size(); ++i) held_[SlotOfPair(text[i - 1], text[i])] = true;
  }

  bool Holds(absl::string_view word) const {
    return (word.size() < 2 || MayHold(SlotOf(word))) && intake::Holds(text_, word);
  }
  bool SaysAny(std::initializer_list<absl::string_view> words) const {
    return std::any_of(words.begin(), words.end(),
                       [this](absl::string_view word) { return Holds(word); });
  }

  // The slot of a word of two bytes or more, and whether the text may hold a word of this slot. Of
  // an ideograph the first byte is one of six, and says little.
  static std::uint16_t SlotOf(absl::string_view word) {
    const bool ideograph = word.size() >= 3 && static_cast<unsigned char>(word[0]) >= 0xE0;
    return ideograph ? SlotOfPair(word[1], word[2]) : SlotOfPair(word[0], word[1]);
  }
  bool MayHold(std::uint16_t slot) const { return held_[slot]; }

 private:
  // Six bits of each byte.
  static std::uint16_t SlotOfPair(char first, char second) {
    return static_cast<std::uint16_t>((static_cast<unsigned char>(first) & 63u) << 6 |
                                      (static_cast<unsigned char>(second) & 63u));
  }

  absl::string_view text_;
  std::bitset<4096> held_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_ASKED_TEXT_H_
