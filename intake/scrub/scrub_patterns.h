#ifndef LAOWU_INTAKE_SCRUB_SCRUB_PATTERNS_H_
#define LAOWU_INTAKE_SCRUB_SCRUB_PATTERNS_H_

// Expressions with the words that tell cheaply whether one may match, and the removal of what they
// find. For the scrub files of this folder only. Thread-safe once made.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "intake/text/asked_text.h"
#include "re2/re2.h"

namespace laowu::intake {

// A word, and its slot in an AskedText; kNoSlot where it has none.
struct Cue {
  static constexpr std::uint16_t kNoSlot = 0xFFFF;
  absl::string_view word;
  std::uint16_t slot = kNoSlot;

  bool IsIn(const AskedText& text) const {
    return slot == kNoSlot ? text.Holds(word) : text.MayHold(slot) && text.Says(word);
  }
};

struct Pattern {
  std::vector<Cue> holds;          // one of these stands in every match; empty: not said
  bool holds_as_the_last = false;  // the same ones as of the pattern before it
  std::unique_ptr<RE2> expression;

  bool MayMatch(const AskedText& text) const {
    return holds.empty() ||
           std::any_of(holds.begin(), holds.end(), [&](const Cue& cue) { return cue.IsIn(text); });
  }
};

struct Patterns {
  // A bit of each pattern, so that a look at each character of a text tells which ones may match;
  // from the 32nd on they share the last one.
  using Bits = std::uint32_t;
  static Bits BitOf(std::size_t i) { return Bits{1} << std::min<std::size_t>(i, 31); }

  std::vector<Pattern> all;
  std::vector<Bits> of_slots;  // of each slot, the patterns with a word of it
  Bits of_any = 0;             // those without words, or with one that has no slot

  // Those that may match, by what their words begin with; mostly none.
  Bits MayMatch(const AskedText& text) const {
    Bits found = of_any;
    for (std::uint16_t slot : text.slots()) found |= of_slots[slot];
    return found;
  }
};

// Words with "|" between them, and the expression: most texts hold no such word, and looking for
// one is cheap.
struct Source {
  const char* holds;
  std::string expression;
};

Patterns Compile(std::initializer_list<Source> sources);

inline bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Removes all matches; `keep` may spare one. Returns the removed texts. `asked` is `text`,
// before and after.
template <typename Keep>
std::vector<std::string> Remove(const Patterns& patterns, std::string& text, AskedText& asked,
                                Keep keep) {
  std::vector<std::string> removed;
  Patterns::Bits candidates = patterns.MayMatch(asked);
  bool may_match = false;
  bool is_known = false;  // may_match is of the text as it is
  for (std::size_t i = 0; candidates != 0 && i < patterns.all.size(); ++i) {
    if ((candidates & Patterns::BitOf(i)) == 0) continue;
    const Pattern& one = patterns.all[i];
    if (!one.holds_as_the_last || !is_known) may_match = one.MayMatch(asked);
    is_known = true;
    if (!may_match) continue;
    const std::size_t removed_before = removed.size();
    const RE2* const pattern = one.expression.get();
    const int group = pattern->NumberOfCapturingGroups() > 0 ? 1 : 0;
    std::size_t from = 0;
    while (from < text.size()) {
      re2::StringPiece found[2];
      if (!pattern->Match(text, from, text.size(), RE2::UNANCHORED, found, group + 1)) break;
      const re2::StringPiece piece = found[group];
      const auto at = static_cast<std::size_t>(piece.data() - text.data());
      if (piece.empty()) {
        from = at + 1;
        continue;
      }
      const absl::string_view view(text);
      if (keep(view.substr(0, at), view.substr(at, piece.size()), view.substr(at + piece.size()))) {
        from = at + piece.size();
        continue;
      }
      removed.emplace_back(view.substr(at, piece.size()));
      // "男18-45女18-42": the figures must not grow together.
      const std::size_t end = at + piece.size();
      const bool between_figures =
          at > 0 && end < text.size() && IsDigit(text[at - 1]) && IsDigit(text[end]);
      text.erase(at, removed.back().size());
      if (between_figures) text.insert(at, 1, ',');
      from = at;
    }
    if (removed.size() > removed_before) {
      asked = AskedText(text);
      candidates = patterns.MayMatch(asked);
      is_known = false;
    }
  }
  return removed;
}

// What was taken out leaves empty brackets and marks side by side.
void CloseGaps(std::string& text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_SCRUB_PATTERNS_H_
