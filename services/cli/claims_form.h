#ifndef LAOWU_SERVICES_CLI_CLAIMS_FORM_H_
#define LAOWU_SERVICES_CLI_CLAIMS_FORM_H_

// What is claimed in an organiser's name as a form: a row a person, to be answered by 是 or 否, and
// back as attestations. Columns that a person reads are in Chinese; the reader takes English titles
// and answers, too.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/cli/form_file.h"
#include "services/cli/report_sheets.h"

namespace laowu::cli {

// One row a claim, in their order. `places`: whole names by code; of a code that is not there the
// code stands. Pure.
ReportSheet ClaimsSheet(const std::vector<v1::Claim>& claims,
                        const std::map<std::string, std::string>& places);

struct ClaimAnswer {
  std::int64_t line_number = 0;  // of the file or sheet, from 1
  std::string outcome;           // outcomes/{outcome}
  // 是: ORGANIZER_RECORD; 否: ORGANIZER_DENIAL, which is for good.
  v1::Attestation::Kind kind = v1::Attestation::KIND_UNSPECIFIED;
  std::string reference;  // of the row, else that of the whole file
};
struct ClaimAnswers {
  std::vector<ClaimAnswer> answers;
  int unanswered_count = 0;  // rows of an outcome without an answer
  // Rows that cannot be sent: an answer that is neither 是 nor 否, or one that names no outcome.
  FormProblems problems;
};

// `reference`: of rows that bear none. INVALID_ARGUMENT where a column is missing, or where
// outcomes are answered by 是 and by 否, each with its line and with all else that is wrong: of
// such a file nothing is sent, since a 否 that was meant otherwise is not taken back.
absl::StatusOr<ClaimAnswers> ReadClaimAnswers(const std::string& path,
                                              const std::string& reference);

// The request id of an answer by `caller` (Caller.id): the same for the same, so that a file that
// is sent again changes nothing.
std::string RequestIdOf(absl::string_view caller, const ClaimAnswer& answer);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_CLAIMS_FORM_H_
