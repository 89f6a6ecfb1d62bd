#ifndef LAOWU_INTAKE_TEXT_ASKED_TEXT_H_
#define LAOWU_INTAKE_TEXT_ASKED_TEXT_H_

// A text that is asked for many words. For the readers of this folder only.

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/text/text.h"

namespace laowu::intake {

struct AskedWord;

// Knows by which two bytes the characters of the text begin, so that one look tells of most words
// that they are not there. Worth its making (a look at each byte) from some ten words on.
class AskedText {
 public:
  static constexpr std::size_t kSlots = 4096;

  // `text` must outlive it.
  explicit AskedText(absl::string_view text) : text_(text) {
    if (text.size() > kFew) many_.resize(text.size());
    std::uint16_t* next = many_.empty() ? few_ : many_.data();
    if (!text.empty()) begins_[static_cast<unsigned char>(text.back())] = true;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      if (IsWithin(text[i])) continue;
      begins_[static_cast<unsigned char>(text[i])] = true;
      const std::uint16_t slot = SlotAt(text, i);
      held_[slot] = true;
      *next++ = slot;
      ++count_;
    }
  }

  bool Holds(absl::string_view word) const {
    return (!HasSlot(word) || MayHold(SlotOf(word))) && intake::Holds(text_, word);
  }
  // Whether a character begins with the byte (or the last one ends with it); of ASCII, whether the
  // text holds it.
  bool HasByte(char byte) const { return begins_[static_cast<unsigned char>(byte)]; }
  // Of a word whose slot was looked at.
  bool Says(absl::string_view word) const { return intake::Holds(text_, word); }
  inline bool SaysAny(std::initializer_list<AskedWord> words) const;

  // Whether a word has one: it begins with a whole character, and has two bytes.
  static constexpr bool HasSlot(absl::string_view word) {
    return word.size() > 1 && !IsWithin(word[0]) &&
           (word.size() > 2 || static_cast<unsigned char>(word[0]) < 0xE0u);
  }
  // The slot of such a word, and whether the text may hold a word of this slot. Of
  // an ideograph the first byte is one of six, and says little.
  static constexpr std::uint16_t SlotOf(absl::string_view word) {
    const bool ideograph = word.size() >= 3 && static_cast<unsigned char>(word[0]) >= 0xE0;
    return ideograph ? SlotOfPair(word[1], word[2]) : SlotOfPair(word[0], word[1]);
  }
  // That of the words that begin with the character there; any, of the last byte.
  static std::uint16_t SlotAt(absl::string_view text, std::size_t i) {
    if (i + 2 < text.size() && static_cast<unsigned char>(text[i]) >= 0xE0u) {
      return SlotOfPair(text[i + 1], text[i + 2]);
    }
    return SlotOfPair(text[i], i + 1 < text.size() ? text[i + 1] : '\0');
  }
  bool MayHold(std::uint16_t slot) const { return held_[slot]; }
  // Of each character, that of the words that begin with it.
  absl::Span<const std::uint16_t> slots() const {
    return {many_.empty() ? few_ : many_.data(), count_};
  }

  // Six bits of each byte.
  static constexpr std::uint16_t SlotOfPair(char first, char second) {
    return static_cast<std::uint16_t>((static_cast<unsigned char>(first) & 63u) << 6 |
                                      (static_cast<unsigned char>(second) & 63u));
  }
  // Whether a byte goes on with a character.
  static constexpr bool IsWithin(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
  }

 private:
  absl::string_view text_;
  std::bitset<kSlots> held_;
  std::bitset<256> begins_;
  // The slots of a short text, as most are, or of a long one.
  static constexpr std::size_t kFew = 192;
  std::uint16_t few_[kFew] = {};
  std::vector<std::uint16_t> many_;
  std::size_t count_ = 0;
};

// A word, and its slot in an AskedText; kNoSlot where it has none. Known when compiled, of a word
// that stands in the code.
struct AskedWord {
  static constexpr std::uint16_t kNoSlot = 0xFFFF;

  constexpr AskedWord(absl::string_view its_word)
      : word(its_word),
        slot(AskedText::HasSlot(its_word) ? AskedText::SlotOf(its_word) : kNoSlot) {}
  constexpr AskedWord(const char* its_word) : AskedWord(absl::string_view(its_word)) {}

  bool IsIn(const AskedText& text) const { return MayBeIn(text) && text.Says(word); }
  bool MayBeIn(const AskedText& text) const {
    if (slot != kNoSlot) return text.MayHold(slot);
    return word.size() != 1 || static_cast<unsigned char>(word[0]) >= 0x80 || text.HasByte(word[0]);
  }

  absl::string_view word;
  std::uint16_t slot;
};

inline bool AskedText::SaysAny(std::initializer_list<AskedWord> words) const {
  return std::any_of(words.begin(), words.end(),
                     [this](const AskedWord& word) { return word.IsIn(*this); });
}

// Words that many texts are asked for: a look at each character of a text tells of most that it
// holds none of them. Constant after construction.
class WordSet {
 public:
  // The words must outlive it; each begins with a whole character.
  explicit WordSet(std::vector<absl::string_view> words) : words_(std::move(words)) {
    for (absl::string_view word : words_) {
      if (word.size() > 1) {
        begins_[AskedText::SlotOf(word)] = true;
      } else {
        for (std::size_t next = 0; next < 64; ++next) {
          begins_[AskedText::SlotOfPair(word[0], static_cast<char>(next))] = true;
        }
      }
    }
  }

  // As SaysAny.
  bool IsIn(absl::string_view text) const {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (AskedText::IsWithin(text[i]) || !begins_[AskedText::SlotAt(text, i)]) continue;
      const absl::string_view rest = text.substr(i);
      if (std::any_of(words_.begin(), words_.end(),
                      [&](absl::string_view word) { return absl::StartsWith(rest, word); })) {
        return true;
      }
    }
    return false;
  }

 private:
  std::vector<absl::string_view> words_;
  std::bitset<AskedText::kSlots> begins_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TEXT_ASKED_TEXT_H_
