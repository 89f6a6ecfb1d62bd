#ifndef LAOWU_SERVICES_RUNTIME_FOLDED_TEXT_H_
#define LAOWU_SERVICES_RUNTIME_FOLDED_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::runtime {

// A title or name in the form that ids are made of and searches compare: NFKC as far as full-width
// forms, blanks removed, lower case. Frozen: another form would make every vacancy anew.
std::string FoldedText(absl::string_view text);

// The words of a search, each folded: what stands between blanks, narrow or wide. No empty ones.
std::vector<std::string> FoldedWords(absl::string_view text);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_FOLDED_TEXT_H_
