#include "reference/folding.h"

#include <algorithm>
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
  for (absl::string_view mark :
       {"\u00A0", "\u3000", "\u200B", "\u200C", "\u200D", "\uFEFF", "\u2002", "\u2003", "\u2009"}) {
    if (absl::StartsWith(text, mark)) return mark.size();
  }
  return 0;
}

}  // namespace

std::string Fold(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint step = FirstCodePoint(text);
    const Folding* found = std::end(kFoldings);
    // Chinese characters, most of what is folded, are their own folding.
    const bool ideograph = step.code >= 0x4E00 && step.code <= 0x9FFF;
    if (step.length > 1 && !ideograph) {
      found =
          std::lower_bound(std::begin(kFoldings), std::end(kFoldings), step.code,
                           [](const Folding& entry, std::uint32_t p) { return entry.from < p; });
    }
    if (step.length == 1) {
      out.push_back(absl::ascii_tolower(static_cast<unsigned char>(text[0])));
    } else if (found != std::end(kFoldings) && found->from == step.code) {
      out += absl::AsciiStrToLower(found->to);
    } else {
      out.append(text.data(), step.length);
    }
    text.remove_prefix(step.length);
  }
  return out;
}

std::string FoldTight(absl::string_view text) {
  const std::string folded = Fold(text);
  std::string out;
  out.reserve(folded.size());
  absl::string_view rest = folded;
  while (!rest.empty()) {
    if (const std::size_t blank = BlankLength(rest); blank > 0) {
      rest.remove_prefix(blank);
      continue;
    }
    out.push_back(rest[0]);
    rest.remove_prefix(1);
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
