#ifndef LAOWU_INTAKE_TEXT_RE2_PIECE_H_
#define LAOWU_INTAKE_TEXT_RE2_PIECE_H_

// A view as RE2 takes it. Pure; thread-safe.

#include "absl/strings/string_view.h"
#include "re2/re2.h"

namespace laowu::intake {

inline re2::StringPiece Piece(absl::string_view text) { return {text.data(), text.size()}; }

// Whether the whole text is of that form.
inline bool Fits(absl::string_view text, const RE2& form) {
  return RE2::FullMatch(Piece(text), form);
}

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TEXT_RE2_PIECE_H_
