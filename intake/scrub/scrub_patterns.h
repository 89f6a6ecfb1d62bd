#ifndef LAOWU_INTAKE_SCRUB_SCRUB_PATTERNS_H_
#define LAOWU_INTAKE_SCRUB_SCRUB_PATTERNS_H_

// Expressions with the words that tell cheaply whether one may match, and the removal of what they
// find. For the scrub files of this folder only. Thread-safe once made.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "intake/text/asked_text.h"
#include "re2/re2.h"

namespace laowu::intake {

// The words of a list with "|" between them.
std::vector<AskedWord> WordsOf(absl::string_view list);
inline bool IsAnyIn(const std::vector<AskedWord>& words, const AskedText& text) {
  return std::any_of(words.begin(), words.end(),
                     [&](const AskedWord& word) { return word.IsIn(text); });
}

struct Pattern {
  std::vector<AskedWord> holds;    // one of these stands in every match; empty: not said
  bool holds_as_the_last = false;  // the same ones as of the pattern before it
  std::unique_ptr<RE2> expression;

  bool MayMatch(const AskedText& text) const { return holds.empty() || IsAnyIn(holds, text); }
};

struct Patterns {
  // A bit of each pattern, so that a look at each character of a text tells which ones may match;
  // from the 64th on they share the last one.
  using Bits = std::uint64_t;
  static Bits BitOf(std::size_t i) { return Bits{1} << std::min<std::size_t>(i, 63); }

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

// Lists that are tried one after the other: one look at each character of a text tells which of
// them may match; mostly none.
class PatternLists {
 public:
  using Bits = std::uint8_t;

  // At most eight, which must outlive it.
  explicit PatternLists(std::initializer_list<const Patterns*> lists);

  Bits MayMatch(const AskedText& text) const {
    Bits found = of_any_;
    for (std::uint16_t slot : text.slots()) found |= of_slots_[slot];
    return found;
  }
  const std::vector<const Patterns*>& lists() const { return lists_; }

 private:
  std::vector<const Patterns*> lists_;
  std::vector<Bits> of_slots_;  // of each slot, the lists with a word of it
  Bits of_any_ = 0;
};

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

// As above, of each list in turn.
template <typename Keep>
std::vector<std::string> Remove(const PatternLists& lists, std::string& text, AskedText& asked,
                                Keep keep) {
  std::vector<std::string> removed;
  PatternLists::Bits candidates = lists.MayMatch(asked);
  for (std::size_t i = 0; candidates >> i != 0; ++i) {
    if ((candidates >> i & 1u) == 0) continue;
    std::vector<std::string> found = Remove(*lists.lists()[i], text, asked, keep);
    if (found.empty()) continue;
    std::move(found.begin(), found.end(), std::back_inserter(removed));
    candidates = lists.MayMatch(asked);
  }
  return removed;
}

// What was taken out leaves empty brackets and marks side by side.
void CloseGaps(std::string& text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_SCRUB_PATTERNS_H_
