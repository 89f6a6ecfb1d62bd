#ifndef LAOWU_INTAKE_SKILL_LAST_SAID_H_
#define LAOWU_INTAKE_SKILL_LAST_SAID_H_

// Whether one of some words stands in a text, or in what is left of it behind a place, asked for
// many places of it: the text is searched at most once, so that a statement that names a thousand
// skills is not read a thousand times. For SkillReader only. Not thread-safe.

#include <algorithm>
#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/text/text.h"

namespace laowu::intake {

class LastSaid {
 public:
  // Both must outlive this.
  LastSaid(absl::string_view text, absl::Span<const absl::string_view> words)
      : text_(text), words_(words) {}

  // Whether one of the words begins at the byte `from` or behind it.
  bool IsBehind(std::size_t from) {
    if (!end_.has_value()) {
      end_ = 0;
      for (absl::string_view word : words_) {
        if (Holds(text_, word)) end_ = std::max(*end_, text_.rfind(word) + 1);
      }
    }
    return *end_ > from;
  }
  bool IsAnywhere() { return IsBehind(0); }

 private:
  absl::string_view text_;
  absl::Span<const absl::string_view> words_;
  std::optional<std::size_t> end_;  // the byte behind the last word's first; 0: none stands there
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_LAST_SAID_H_
