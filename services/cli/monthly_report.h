#ifndef LAOWU_SERVICES_CLI_MONTHLY_REPORT_H_
#define LAOWU_SERVICES_CLI_MONTHLY_REPORT_H_

// The monthly report of a city or county (月报表), from the API's figures, all of one known-at. Its
// day is the month's last, or today in the month that runs.

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "services/cli/client.h"
#include "services/cli/report_sheets.h"

namespace laowu::cli {

inline constexpr std::array<v1::RatioPolicy::Strictness, 3> kReportStrictnesses = {
    v1::RatioPolicy::AS_REPORTED, v1::RatioPolicy::BROAD, v1::RatioPolicy::STRICT};

struct MonthlyReport {
  // Asked for.
  std::string division;  // 520281; the code on `day`
  // The code by which it was asked for, where that is another one; and whether it means the same
  // area (reference/codes_of_days.h).
  std::string asked_as;
  bool is_same_area = true;
  absl::CivilMonth month;
  absl::CivilDay day;
  v1::RatioPolicy policy;  // strictness set
  bool english = false;

  // Answered. Figures and periods: the division first, then those directly below it, by code. Each
  // was asked for under the code of its own day and stands under that of `day`;
  // empty where the division was another one then.
  std::array<std::vector<v1::OutboundRatio>, kReportStrictnesses.size()> figures;
  std::vector<v1::OutboundRatio> before;       // on the last day of the month before
  std::vector<v1::OutboundPeriod> in_month;    // the month up to `day`
  std::vector<v1::OutboundPeriod> in_quarter;  // the quarter up to `day`
  std::vector<v1::OutboundPeriod> in_year;     // the calendar year up to `day`
  // R4 is told of a whole calendar year, or of this one up to the date of known-at, and of no other
  // stretch: that one, which may end after `day`.
  std::vector<v1::OutboundPeriod> in_known_year;
  struct Breakdown {
    v1::OutboundBreakdown by = v1::OUTBOUND_BREAKDOWN_UNSPECIFIED;
    std::vector<v1::OutboundRatio> parts;
  };
  std::vector<Breakdown> breakdowns;
  std::vector<v1::Publication> publications;  // of a day of the month

  const std::vector<v1::OutboundRatio>& main() const;  // of the policy's strictness
};

// Fills in what is answered. `report.figures` are asked first; their known-at is that of the rest.
// `known_at` unset: all that is known completely.
absl::Status FetchMonthlyReport(Client& client, const google::protobuf::Timestamp& known_at,
                                MonthlyReport& report);

// Whether the target says anything of the parts: of a channel that counts or does not, of men or of
// the young there is none to meet.
bool HasTarget(v1::OutboundBreakdown by);

// Pure.
std::vector<ReportSheet> MonthlySheets(const MonthlyReport& report);
// Month, known-at, policy, boundary, target, the carry where one was asked for, and the code of the
// day where another one was: what stands above each header.
std::vector<std::pair<std::string, std::string>> MonthlyContext(const MonthlyReport& report);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_MONTHLY_REPORT_H_
