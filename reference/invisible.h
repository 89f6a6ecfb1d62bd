#ifndef LAOWU_REFERENCE_INVISIBLE_H_
#define LAOWU_REFERENCE_INVISIBLE_H_

// Characters that nobody sees: with one of them a name reads like another and is not, so that a
// blocked employer comes back, a person is not found, or a text shows in another order than it is
// stored. Pure functions.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::reference {

// What is invisible: soft hyphen, zero-width marks, marks of direction and what they enclose, line
// and paragraph separators, fillers, variation selectors, tags, byte order mark. Not what belongs
// to an emoji before it (☎️), nor what scripts of people's names need (Mongolian selectors and
// vowel separator), nor control characters.

// The first one in `text`, as "U+202E"; nullopt if there is none.
std::optional<std::string> FirstInvisible(absl::string_view text);

std::string WithoutInvisible(absl::string_view text);

// Whether nobody reads anything in it: it is empty, or of blanks alone (ASCII's, ideographic,
// no-break and all others), control characters and what is invisible.
bool SaysNothing(absl::string_view text);

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_INVISIBLE_H_
