#ifndef LAOWU_INTAKE_SCRUB_PATTERNS_H_
#define LAOWU_INTAKE_SCRUB_PATTERNS_H_

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
#include "intake/asked_text.h"
#include "re2/re2.h"

namespace laowu::intake {

struct Pattern {
  std::vector<absl::string_view> holds;  // one of these stands in every match; empty: not said
  std::unique_ptr<RE2> expression;

  bool MayMatch(const AskedText& text) const {
    return holds.empty() || std::any_of(holds.begin(), holds.end(),
                                        [&](absl::string_view word) { return text.Holds(word); });
  }
};

struct Patterns {
  std::vector<Pattern> all;
  std::vector<std::uint16_t> slots;  // of the words that they hold, each once
  bool all_have_slots = true;        // each of them has words, and none of one byte

  // False: none of them matches, as mostly none does.
  bool MayMatch(const AskedText& text) const {
    return !all_have_slots || std::any_of(slots.begin(), slots.end(),
                                          [&](std::uint16_t slot) { return text.MayHold(slot); });
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
  if (!patterns.MayMatch(asked)) return removed;
  for (const Pattern& one : patterns.all) {
    if (!one.MayMatch(asked)) continue;
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
    if (removed.size() > removed_before) asked = AskedText(text);
  }
  return removed;
}

// What was taken out leaves empty brackets and marks side by side.
void CloseGaps(std::string& text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_PATTERNS_H_
