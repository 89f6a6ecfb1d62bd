// What the monthly report asks the server.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "reference/codes_of_days.h"
#include "services/cli/monthly_report.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using reference::CodeOn;
using Stub = v1::MonitoringService::Stub;

constexpr std::array<v1::OutboundBreakdown, 6> kBreakdowns = {
    v1::OUTBOUND_BREAKDOWN_TOWNSHIP, v1::OUTBOUND_BREAKDOWN_DESTINATION,
    v1::OUTBOUND_BREAKDOWN_CHANNEL,  v1::OUTBOUND_BREAKDOWN_POLICY_GROUP,
    v1::OUTBOUND_BREAKDOWN_SEX,      v1::OUTBOUND_BREAKDOWN_AGE_BAND};

std::string ParentOf(const std::string& division) { return absl::StrCat("divisions/", division); }

// What was asked of another day stands in the rows of the report's day: under their codes.
template <typename Row>
void NameAsOnTheDay(const MonthlyReport& report, std::vector<Row>& rows) {
  for (Row& row : rows) {
    if (auto code = CodeOn(row.division_code(), report.day)) row.set_division_code(*code);
  }
}

// The division's figure of a day and those of the divisions below it; all known-ats after the first
// are that of the first. None where the division was another one on that day.
absl::StatusOr<std::vector<v1::OutboundRatio>> Figures(Client& client, const MonthlyReport& report,
                                                       absl::CivilDay day,
                                                       const v1::RatioPolicy& policy,
                                                       google::protobuf::Timestamp& known_at) {
  const std::optional<std::string> division = CodeOn(report.division, day);
  if (!division.has_value() && day != report.day) return std::vector<v1::OutboundRatio>();
  const std::string parent = ParentOf(division.value_or(report.division));
  v1::GetOutboundRatioRequest own;
  own.set_name(absl::StrCat(parent, "/outboundRatios/", runtime::DateText(day)));
  *own.mutable_policy() = policy;
  if (known_at.seconds() != 0) *own.mutable_known_at() = known_at;
  LAOWU_ASSIGN_OR_RETURN(v1::OutboundRatio whole, client.Call(&Stub::GetOutboundRatio, own));
  known_at = whole.known_at();
  v1::ListOutboundRatiosRequest below;
  below.set_parent(parent);
  *below.mutable_end_date() = runtime::ToDate(day);
  *below.mutable_policy() = policy;
  *below.mutable_known_at() = known_at;
  below.set_children(true);
  LAOWU_ASSIGN_OR_RETURN(const auto children, client.Call(&Stub::ListOutboundRatios, below));
  std::vector<v1::OutboundRatio> figures = {std::move(whole)};
  figures.insert(figures.end(), children.outbound_ratios().begin(),
                 children.outbound_ratios().end());
  NameAsOnTheDay(report, figures);
  return figures;
}

absl::StatusOr<std::vector<v1::OutboundPeriod>> Periods(
    Client& client, const MonthlyReport& report, absl::CivilDay first, absl::CivilDay last,
    const google::protobuf::Timestamp& known_at) {
  const std::optional<std::string> division = CodeOn(report.division, last);
  if (!division.has_value() && last != report.day) return std::vector<v1::OutboundPeriod>();
  v1::ListOutboundPeriodsRequest request;
  request.set_parent(ParentOf(division.value_or(report.division)));
  *request.mutable_start_date() = runtime::ToDate(first);
  *request.mutable_end_date() = runtime::ToDate(last);
  *request.mutable_policy() = report.policy;
  *request.mutable_known_at() = known_at;
  std::vector<v1::OutboundPeriod> periods;
  for (const bool children : {false, true}) {
    request.set_children(children);
    LAOWU_ASSIGN_OR_RETURN(const auto answer, client.Call(&Stub::ListOutboundPeriods, request));
    periods.insert(periods.end(), answer.periods().begin(), answer.periods().end());
  }
  NameAsOnTheDay(report, periods);
  return periods;
}

absl::Status FetchBreakdowns(Client& client, const google::protobuf::Timestamp& known_at,
                             MonthlyReport& report) {
  v1::ListOutboundRatiosRequest request;
  request.set_parent(ParentOf(report.division));
  *request.mutable_end_date() = runtime::ToDate(report.day);
  *request.mutable_policy() = report.policy;
  *request.mutable_known_at() = known_at;
  for (const v1::OutboundBreakdown by : kBreakdowns) {
    request.set_breakdown(by);
    LAOWU_ASSIGN_OR_RETURN(const auto answer, client.Call(&Stub::ListOutboundRatios, request));
    report.breakdowns.push_back(
        {by, {answer.outbound_ratios().begin(), answer.outbound_ratios().end()}});
  }
  return absl::OkStatus();
}

// A figure is published under the code of its day: in the month of a change there are two.
absl::Status FetchPublications(Client& client, MonthlyReport& report) {
  std::set<std::string> codes = {report.division};
  if (auto code = CodeOn(report.division, absl::CivilDay(report.month))) codes.insert(*code);
  const absl::CivilDay today = runtime::DayOf(absl::Now());
  for (const std::string& code : codes) {
    v1::ListPublicationsRequest request;
    request.set_parent(ParentOf(code));
    const auto all = client.CallAllPages(&Stub::ListPublications, request);
    // Of a code that has ended the server says so, where nothing was published under it.
    const bool has_ended = CodeOn(code, today) != code;
    if (has_ended && absl::IsInvalidArgument(all.status())) continue;
    LAOWU_RETURN_IF_ERROR(all.status());
    for (const v1::Publication& publication : all->publications()) {
      const auto day = runtime::ToCivilDay(publication.outbound_ratio().date());
      if (day.has_value() && absl::CivilMonth(*day) == report.month) {
        report.publications.push_back(publication);
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

const std::vector<v1::OutboundRatio>& MonthlyReport::main() const {
  const auto found =
      std::find(kReportStrictnesses.begin(), kReportStrictnesses.end(), policy.strictness());
  return figures[static_cast<std::size_t>(found - kReportStrictnesses.begin())];
}

absl::Status FetchMonthlyReport(Client& client, const google::protobuf::Timestamp& known_at,
                                MonthlyReport& report) {
  google::protobuf::Timestamp known = known_at;
  for (std::size_t i = 0; i < kReportStrictnesses.size(); ++i) {
    v1::RatioPolicy policy = report.policy;
    policy.set_strictness(kReportStrictnesses[i]);
    LAOWU_ASSIGN_OR_RETURN(report.figures[i], Figures(client, report, report.day, policy, known));
  }
  const absl::CivilDay first(report.month);
  LAOWU_ASSIGN_OR_RETURN(report.before, Figures(client, report, first - 1, report.policy, known));
  LAOWU_ASSIGN_OR_RETURN(report.in_month, Periods(client, report, first, report.day, known));
  const absl::CivilDay quarter(report.month.year(), (report.month.month() - 1) / 3 * 3 + 1, 1);
  LAOWU_ASSIGN_OR_RETURN(report.in_quarter, Periods(client, report, quarter, report.day, known));
  const absl::CivilDay new_year(report.month.year(), 1, 1);
  LAOWU_ASSIGN_OR_RETURN(report.in_year, Periods(client, report, new_year, report.day, known));
  const absl::CivilDay known_day = runtime::DayOf(runtime::ToTime(known));
  const absl::CivilDay year_end =
      std::min(absl::CivilDay(report.month.year(), 12, 31), std::max(known_day, report.day));
  report.in_known_year = report.in_year;
  if (year_end != report.day) {
    LAOWU_ASSIGN_OR_RETURN(report.in_known_year,
                           Periods(client, report, new_year, year_end, known));
  }
  LAOWU_RETURN_IF_ERROR(FetchBreakdowns(client, known, report));
  return FetchPublications(client, report);
}

}  // namespace laowu::cli
