#ifndef LAOWU_SERVICES_CLI_AUDIT_FORM_H_
#define LAOWU_SERVICES_CLI_AUDIT_FORM_H_

// The form of an audit sample, as it comes back from people: CSV as a spreadsheet leaves it (UTF-8
// or GB18030) or .xlsx. Columns go by their titles, in any order; others are passed over.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace laowu::cli {

inline constexpr char kPseudonymTitle[] = "pseudonym";
inline constexpr char kCalledTitle[] = "called_on";
inline constexpr char kTruthTitle[] = "truly_organized";
inline constexpr char kRemarkTitle[] = "remark";

struct AuditFormRow {
  std::int64_t line_number = 0;  // of the file or sheet, from 1
  std::string pseudonym;
  std::string called_on;
  std::string truly_organized;
};

// Rows with a pseudonym. INVALID_ARGUMENT: a column is missing, or it is no table.
absl::StatusOr<std::vector<AuditFormRow>> ReadAuditForm(const std::string& path);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_AUDIT_FORM_H_
