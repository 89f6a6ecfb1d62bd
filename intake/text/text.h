#ifndef LAOWU_INTAKE_TEXT_TEXT_H_
#define LAOWU_INTAKE_TEXT_TEXT_H_

// Small functions on UTF-8 text that all readers share. Pure and thread-safe.

#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "reference/folding.h"

namespace laowu::intake {

// Length in bytes of the valid UTF-8 sequence that `text` begins with (no overlong forms, no
// surrogates); 0 if it begins with none or is empty.
std::size_t AnyUtf8SequenceLength(absl::string_view text);
inline std::size_t Utf8SequenceLength(absl::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  // Most ideographs.
  if (text.size() >= 3 && byte(0) >= 0xE1 && byte(0) <= 0xEC && (byte(1) & 0xC0) == 0x80 &&
      (byte(2) & 0xC0) == 0x80) {
    return 3;
  }
  return AnyUtf8SequenceLength(text);
}

// Bytes of the white space, no-break or ideographic blank or zero-width mark that `text` begins
// with; 0 if it begins with none.
std::size_t AnyBlankLength(absl::string_view text);
inline std::size_t BlankLength(absl::string_view text) {
  if (text.empty()) return 0;
  // Most characters are told apart by their first byte.
  const auto first = static_cast<unsigned char>(text[0]);
  const bool may_be =
      first <= ' ' || first == 0xC2 || first == 0xE2 || first == 0xE3 || first == 0xEF;
  return may_be ? AnyBlankLength(text) : 0;
}

bool IsValidUtf8(absl::string_view text);

// Number of code points of valid UTF-8.
int CharacterCount(absl::string_view text);

// The first `max_count` code points.
absl::string_view FirstCharacters(absl::string_view text, int max_count);

// At most `max_count` code points, for source texts in messages.
std::string Excerpt(absl::string_view text, int max_count = 128);

// The form in which texts are compared (reference/folding.h).
using reference::Fold;
using reference::FoldTight;

// Full-width digits, Latin letters and hyphens to ASCII; everything else as written.
std::string NarrowDigits(absl::string_view text);

// Whether `word` stands in `text`. It looks for the third byte of a word, since the first bytes of
// ideographs are six for all of them, on which absl's search stops all the time.
bool Holds(absl::string_view text, absl::string_view word);
bool SaysAny(absl::string_view text, std::initializer_list<absl::string_view> words);
bool StartsWithAny(absl::string_view text, std::initializer_list<absl::string_view> words);
bool EndsWithAny(absl::string_view text, std::initializer_list<absl::string_view> words);

// Whether an ASCII digit stands in `text`: most texts of benefits hold none.
bool HoldsDigit(absl::string_view text);

// Without white space, no-break and ideographic blanks, and zero-width marks at either end.
absl::string_view Trim(absl::string_view text);

// Pieces of a list as people write one: cut at 、，,;；|/ and line breaks (and blanks, if asked).
// Trimmed, without empty ones.
std::vector<std::string> SplitList(absl::string_view text, bool at_blanks = false);

// "4,500-6,000" → "4500-6000"; other commas stay. Of a folded text.
std::string WithoutThousandsCommas(absl::string_view text);

// Without the contents of brackets ()（）[]【】{}<>《》 and the brackets; unpaired ones are
// dropped.
std::string WithoutBrackets(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TEXT_TEXT_H_
