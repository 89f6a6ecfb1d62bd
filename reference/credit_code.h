#ifndef LAOWU_REFERENCE_CREDIT_CODE_H_
#define LAOWU_REFERENCE_CREDIT_CODE_H_

// The unified social credit code of employers and organisers (GB 32100): 17 characters and a check
// character over an alphabet of 31 (digits and capitals without I, O, S, V, Z). Character 1 names
// the registering department, 2 the kind of body, 3–8 the division, 9–17 the body, 18 is the check.
//
// Real codes exist that fail the check: the caller refuses them by default and may accept one with
// a recorded override; nobody mends one. Pure functions.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::reference {

// Form and check character are right. Capitals only: NormaliseCreditCode() first.
bool IsCreditCode(absl::string_view code);

// 18 characters of the alphabet with digits at 3–8, whatever the check character says: what an
// override may accept.
bool HasCreditCodeForm(absl::string_view code);

// ASCII letters turned to capitals; nothing else is changed. Not a check.
std::string NormaliseCreditCode(absl::string_view text);

// The 18th character for the first 17; nullopt if they are not 17 characters of the alphabet.
std::optional<char> CreditCheckCharacter(absl::string_view first_17);

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_CREDIT_CODE_H_
