#ifndef LAOWU_SERVICES_RUNTIME_EMPLOYER_NAME_H_
#define LAOWU_SERVICES_RUNTIME_EMPLOYER_NAME_H_

// Under which name an employer is kept: for the vacancy role, which gives the names, and the match
// role, which finds the employer of a draft by them. Pure.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::runtime {

// employers/{id}: by credit code in lower case, else n- and a digest of the folded name. Frozen.
std::string EmployerName(absl::string_view credit_code, absl::string_view display_name);

// employers/n-…: known by its name alone.
bool IsNamedByDigest(absl::string_view employer_name);

// The GB 32100 code in the name, in capitals; empty where IsNamedByDigest.
std::string CreditCodeOf(absl::string_view employer_name);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_EMPLOYER_NAME_H_
