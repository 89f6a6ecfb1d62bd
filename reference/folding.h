#ifndef LAOWU_REFERENCE_FOLDING_H_
#define LAOWU_REFERENCE_FOLDING_H_

// The form in which titles and names are compared. The ids of vacancies without a reference and of
// employers without a code rest on it: frozen for ever. Pure functions.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::reference {

// NFKC by single code points (nfkc_table.inc: full-width forms, circled and Roman numbers, CJK
// compatibility; marks are not recombined) and ASCII to lower case. Blanks stay. Bytes that are no
// UTF-8 stay as they are.
std::string Fold(absl::string_view text);

// Fold without any white space and zero-width marks.
std::string FoldTight(absl::string_view text);

// The words of a search, each FoldTight: what stands between blanks, narrow or wide. No empty ones.
std::vector<std::string> FoldedWords(absl::string_view text);

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_FOLDING_H_
