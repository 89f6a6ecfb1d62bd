#ifndef LAOWU_SERVICES_RUNTIME_DIVISION_CODE_H_
#define LAOWU_SERVICES_RUNTIME_DIVISION_CODE_H_

// The two ways to write a province or a city: 52 or 520000, 5202 or 520200. Where a code names a
// division, not a prefix, it is written whole, at the door, so that one division has one name.
// Pure.

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace laowu::runtime {

// Six digits of two or four; all else as it is.
inline std::string WholeDivisionCode(absl::string_view code) {
  std::string whole(code);
  if (whole.size() == 2 || whole.size() == 4) whole.resize(6, '0');
  return whole;
}

// The other way: what the codes of all that lies within begin with.
inline absl::string_view DivisionPrefix(absl::string_view code) {
  while (code.size() == 6 || code.size() == 4) {
    if (!absl::EndsWith(code, "00")) break;
    code.remove_suffix(2);
  }
  return code;
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_DIVISION_CODE_H_
