#ifndef LAOWU_SERVICES_RUNTIME_REFERENCE_TEXT_H_
#define LAOWU_SERVICES_RUNTIME_REFERENCE_TEXT_H_

// Where something can be looked up, as people write it: the number of a letter, a call, a list.

#include "absl/strings/string_view.h"

namespace laowu::runtime {

class FieldChecks;

// Whether anything could be found by this reference: it holds two different letters, digits or
// characters beyond ASCII. Dashes alone cannot be looked up, nor "1", nor "0000". Whether it is
// true is for who looks it up: this keeps out only what nobody could. Pure.
bool CanBeLookedUp(absl::string_view text);

// Violates `path` where a purpose that was stated tells nobody what it was for, by the same rule:
// "." and "1". Whether one is stated at all, and its length, are the caller's to check.
void CheckPurposeSays(absl::string_view path, absl::string_view purpose, FieldChecks& checks);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_REFERENCE_TEXT_H_
