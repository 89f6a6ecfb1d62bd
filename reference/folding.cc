#include "reference/folding.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "reference/code_point.h"

namespace laowu::reference {
namespace {

struct Folding {
  std::uint32_t from;
  const char* to;
};

constexpr Folding kFoldings[] = {
#include "reference/nfkc_table.inc"
};

// Bytes of the blank or zero-width mark that `text` begins with, 0 if none.
std::size_t BlankLength(absl::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (absl::ascii_isspace(first)) return 1;
  if (first != 0xC2 && first != 0xE2 && first != 0xE3 && first != 0xEF) return 0;
  static constexpr absl::string_view kMarks[] = {"\u00A0", "\u3000", "\u200B", "\u200C", "\u200D",
                                                 "\uFEFF", "\u2002", "\u2003", "\u2009"};
  for (absl::string_view mark : kMarks) {
    if (text[0] == mark[0] && absl::StartsWith(text, mark)) return mark.size();
  }
  return 0;
}

// Which bytes are plain by themselves, and which begin an ideograph.
enum ByteKind : unsigned char { kOther, kPlain, kIdeograph, kMaybeIdeograph };

constexpr std::array<ByteKind, 256> KindsOfBytes() {
  std::array<ByteKind, 256> kinds{};
  for (std::size_t byte = '!'; byte < 0x80; ++byte) {
    if (byte < 'A' || byte > 'Z') kinds[byte] = kPlain;
  }
  // U+4E00 to U+9FFF: of E4, from B8 on.
  kinds[0xE4] = kMaybeIdeograph;
  for (std::size_t byte = 0xE5; byte <= 0xE9; ++byte) kinds[byte] = kIdeograph;
  return kinds;
}

// Bytes at the beginning of `text` that are their own folding and hold no blank: ideographs, small
// letters, figures, the marks of ASCII. They are most of what is folded.
std::size_t PlainLength(absl::string_view text) {
  static constexpr std::array<ByteKind, 256> kKinds = KindsOfBytes();
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  // Whether both bytes go on with a character.
  const auto go_on = [](unsigned char one, unsigned char other) {
    return ((one ^ 0x80u) | (other ^ 0x80u)) < 0x40u;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const ByteKind kind = kKinds[byte(at)];
    if (kind == kPlain) {
      ++at;
      continue;
    }
    const bool ideograph = kind != kOther && text.size() - at >= 3 &&
                           go_on(byte(at + 1), byte(at + 2)) &&
                           (kind == kIdeograph || byte(at + 1) >= 0xB8);
    if (!ideograph) break;
    at += 3;
  }
  return at;
}

// Moves from `text` to the end of `out` what is plain, as it is.
void TakePlain(absl::string_view& text, std::string& out) {
  const std::size_t length = PlainLength(text);
  out.append(text.data(), length);
  text.remove_prefix(length);
}

// Moves the first character of `text`, folded, to the end of `out`.
void TakeFolded(absl::string_view& text, std::string& out) {
  const CodePoint step = FirstCodePoint(text);
  if (step.length == 1) {
    out.push_back(absl::ascii_tolower(static_cast<unsigned char>(text[0])));
  } else {
    const Folding* const found =
        std::lower_bound(std::begin(kFoldings), std::end(kFoldings), step.code,
                         [](const Folding& entry, std::uint32_t p) { return entry.from < p; });
    if (found != std::end(kFoldings) && found->from == step.code) {
      out += absl::AsciiStrToLower(found->to);
    } else {
      out.append(text.data(), step.length);
    }
  }
  text.remove_prefix(step.length);
}

}  // namespace

std::string Fold(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  TakePlain(text, out);
  while (!text.empty()) {
    TakeFolded(text, out);
    TakePlain(text, out);
  }
  return out;
}

std::string FoldTight(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::string folded;  // one character
  TakePlain(text, out);
  while (!text.empty()) {
    folded.clear();
    TakeFolded(text, folded);
    for (absl::string_view rest = folded; !rest.empty();) {
      const std::size_t blank = BlankLength(rest);
      if (blank == 0) out.push_back(rest[0]);
      rest.remove_prefix(std::max<std::size_t>(blank, 1));
    }
    TakePlain(text, out);
  }
  return out;
}

std::vector<std::string> FoldedWords(absl::string_view text) {
  std::vector<std::string> out;
  const std::string folded = Fold(text);
  absl::string_view rest = folded;
  std::string word;
  while (!rest.empty()) {
    const std::size_t blank = BlankLength(rest);
    if (blank > 0 && !word.empty()) out.push_back(std::exchange(word, {}));
    if (blank == 0) word.push_back(rest[0]);
    rest.remove_prefix(std::max<std::size_t>(blank, 1));
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

}  // namespace laowu::reference
