// `report`: the monthly report of a division, or of an office, as files.

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "reference/codes_of_days.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/monthly_report.h"
#include "services/cli/names_cache.h"
#include "services/cli/office_report.h"
#include "services/cli/ratio_options.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct Options {
  std::string month, division, office, known_at, out;
  PolicyOptions policy;
  bool english = false;
};

// What is asked of a division's figures; placements are counted as they stand.
bool IsOfFigures(const Options& options) {
  return !options.policy.policy.empty() || !options.policy.boundary.empty() ||
         !options.policy.carry.empty() || !options.known_at.empty();
}

// The month of "2026-10" and the last day of it that there was.
struct Month {
  absl::CivilMonth month;
  absl::CivilDay day;
};
std::optional<Month> MonthOf(const std::string& text) {
  const auto first = runtime::ParseDate(text + "-01");
  const absl::CivilDay today = runtime::DayOf(absl::Now());
  if (!first.has_value() || *first > today) return std::nullopt;
  const absl::CivilMonth month(*first);
  return Month{month, std::min(absl::CivilDay(month + 1) - 1, today)};
}

// 5202 is the city 520200.
std::string WholeCode(std::string division) {
  if (division.rfind("divisions/", 0) == 0) division.erase(0, 10);
  if (division.size() == 2 || division.size() == 4) division.resize(6, '0');
  return division;
}

std::string FileName(const Options& options, const std::string& of) {
  return options.out.empty() ? absl::StrCat("report-", of, "-", options.month, ".xlsx")
                             : options.out;
}

int Written(const absl::Status& status, const std::string& path) {
  if (!status.ok()) return Fail(status);
  std::printf("%s\n", path.c_str());
  return kOk;
}

int ReportDivision(Client& client, const Options& options, const Month& month) {
  MonthlyReport report;
  report.division = WholeCode(options.division);
  // Under whichever of its codes the division is asked for.
  const auto of_day = reference::FindCodeOfDay(report.division, month.day);
  if (of_day.has_value() && of_day->code != report.division) {
    report.asked_as = std::exchange(report.division, of_day->code);
    report.is_same_area = of_day->is_same_area;
  }
  report.month = month.month;
  report.day = month.day;
  report.english = options.english;
  report.policy.set_strictness(v1::RatioPolicy::BROAD);
  if (!ReadPolicy(options.policy, report.policy)) return kUsage;
  google::protobuf::Timestamp known_at;
  if (!options.known_at.empty() && !ReadKnownAt(options.known_at, known_at)) return kUsage;
  const absl::Status fetched = FetchMonthlyReport(client, known_at, report);
  if (!fetched.ok()) return Fail(fetched);
  const std::string path = FileName(options, report.division);
  return Written(WriteReport(path, MonthlySheets(report), MonthlyContext(report),
                             runtime::ToTime(report.main().front().known_at())),
                 path);
}

absl::StatusOr<std::map<std::string, v1::Vacancy>> VacanciesOf(
    Client& client, const std::map<std::string, OfficeCounts>& counts) {
  std::map<std::string, v1::Vacancy> vacancies;
  for (const auto& [name, unused] : counts) {
    v1::GetVacancyRequest request;
    request.set_name(name);
    const auto vacancy = client.Call(&v1::VacancyService::Stub::GetVacancy, request);
    if (absl::IsNotFound(vacancy.status())) continue;
    LAOWU_RETURN_IF_ERROR(vacancy.status());
    vacancies[name] = *vacancy;
  }
  return vacancies;
}

absl::StatusOr<std::vector<v1::OfficeStay>> StaysOf(Client& client, const std::string& office,
                                                    const Month& month) {
  v1::ListOfficeStaysRequest request;
  request.set_parent(office);
  *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(month.month));
  *request.mutable_end_date() = runtime::ToDate(month.day);
  LAOWU_ASSIGN_OR_RETURN(
      const auto answer,
      CallFresh(client, &v1::MonitoringService::Stub::ListOfficeStays, std::move(request)));
  return std::vector<v1::OfficeStay>(answer.office_stays().begin(), answer.office_stays().end());
}

// Whose workers alone `caller` sees of an office's: "520281 盘州市"; empty: everybody's.
std::string OnlyWorkersOf(Client& client, const v1::Caller& caller) {
  if (caller.division_prefix().empty()) return "";
  const std::string code = WholeCode(caller.division_prefix());
  NamesCache names(&client);
  const std::string name = names.Division(code);
  return name == code ? code : absl::StrCat(code, " ", name);
}

// A county sees its own workers' placements alone, so that its sums are not the office's: the title
// says so.
int ReportOffice(Client& client, const Options& options, const Month& month,
                 const v1::Caller& caller) {
  const std::string office = WithPrefix("offices/", options.office);
  v1::ListPlacementsRequest request;
  request.set_office(office);
  const auto placements = client.CallAllPages(&v1::PlacementService::Stub::ListPlacements, request);
  if (!placements.ok()) return Fail(placements.status());
  const auto stays = StaysOf(client, office, month);
  if (!stays.ok()) return Fail(stays.status());
  const auto counts =
      CountPlacements({placements->placements().begin(), placements->placements().end()}, *stays,
                      absl::CivilDay(month.month), month.day);
  const auto vacancies = VacanciesOf(client, counts);
  if (!vacancies.ok()) return Fail(vacancies.status());
  v1::GetOfficeRequest named;
  named.set_name(office);
  const auto of = client.Call(&v1::VacancyService::Stub::GetOffice, named);
  if (!of.ok()) return Fail(of.status());
  std::string title = absl::StrCat(
      of->display_name().empty() ? office.substr(8) : of->display_name(), " ", options.month,
      options.english ? " placements, monthly report through " : " 推荐安置月报表，统计至 ",
      runtime::DateText(month.day));
  std::vector<std::pair<std::string, std::string>> context = {
      {options.english ? "month" : "月份", options.month},
      {options.english ? "through" : "统计至", runtime::DateText(month.day)}};
  if (const std::string only = OnlyWorkersOf(client, caller); !only.empty()) {
    absl::StrAppend(&title, options.english ? "; only workers of " : "；只含本县（市）劳动者：",
                    only);
    context.emplace_back(options.english ? "only workers of" : "只含劳动者", only);
  }
  const std::string path = FileName(options, office.substr(8));
  return Written(
      WriteReport(path, OfficeSheets(title, counts, *vacancies, options.english), context), path);
}

int Report(Client& client, Options options) {
  const auto month = MonthOf(options.month);
  if (!month.has_value())
    return Usage("--month 须为月份，且不晚于本月 must be a month such as 2026-10, not a later one");
  v1::Caller caller;
  if (options.division.empty()) {
    const auto known = client.Call(&v1::ReferenceService::Stub::GetCaller, v1::GetCallerRequest());
    if (!known.ok()) return Fail(known.status());
    caller = *known;
    if (options.office.empty()) options.office = caller.office();
    if (options.office.empty()) return Usage("请给出其中之一 give --division or --office");
  }
  if (!options.office.empty() && IsOfFigures(options)) {
    return Usage(
        "--policy, --boundary, --carry and --known-at are for a division's report "
        "仅用于地区的报表");
  }
  return options.office.empty() ? ReportDivision(client, options, *month)
                                : ReportOffice(client, options, *month, caller);
}

}  // namespace

void AddMonthlyReportCommand(const Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const report =
      program.app->add_subcommand("report", "The monthly report as a file 月报表");
  report->add_option("--month", options->month, "2026-10")->required();
  CLI::Option* const division = report->add_option("--division", options->division,
                                                   "Of a city or county: 5202, 520281 市或县区");
  CLI::Option* const office = report->add_option(
      "--office", options->office,
      "Of an office [of an office's token: its own]: its vacancies and employers "
      "协作站 [协作站令牌：本站]：其岗位和企业");
  office->excludes(division);
  AddPolicyOptions(report, &options->policy);
  AddKnownAtOption(report, &options->known_at);
  for (const char* const of_division : {"--policy", "--boundary", "--carry", "--known-at"}) {
    report->get_option(of_division)->excludes(office);
  }
  report->add_option("--out", options->out,
                     "FILE.xlsx, or FILE.csv [report-…-MONTH.xlsx] 写入的文件");
  report->add_flag("--english", options->english, "Headings in English 英文表头");
  report->callback([=] { *program.exit_code = Report(*program.client, *options); });
}

}  // namespace laowu::cli
