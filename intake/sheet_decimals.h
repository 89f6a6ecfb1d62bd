#ifndef LAOWU_INTAKE_SHEET_DECIMALS_H_
#define LAOWU_INTAKE_SHEET_DECIMALS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace laowu::intake {

// libxlsxwriter writes sixteen digits of a number, and no number of that many is 78.1: programs
// other than Excel show 78.09999999999999. These write fifteen, as Excel does.

// A sheet's XML with the fractions in its <v> elements cut to fifteen digits. Pure.
std::string TidyDecimals(absl::string_view xml);

// In all sheets of the .xlsx at `path`, which is closed. RESOURCE_EXHAUSTED if it cannot be written
// anew; then it is as it was.
absl::Status TidyDecimalsIn(const std::string& path);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SHEET_DECIMALS_H_
