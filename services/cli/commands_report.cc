#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "reference/divisions.h"
#include "services/cli/commands.h"
#include "services/cli/monthly_report.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/ratio_command.h"
#include "services/cli/ratio_options.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::cli {
namespace {

const std::vector<std::string>& FigureHeaders() {
  static const auto* headers = new std::vector<std::string>{
      "外出 D",          "有组织 O",         "组织化率 R1",          "最高 high",
      "渠道不明 U",      "证据不足 C",       "覆盖率 coverage",      "证明率 proof",
      "状态 status",     "距目标 to target", "证明后还差 if proven", "自营 own acc.",
      "回乡将满 lapsing"};
  return *headers;
}

// Below 0: no number of arrivals would do.
std::string CountCell(int count) { return count < 0 ? "–" : absl::StrCat(count); }

std::vector<std::string> FigureCells(const v1::OutboundRatio& r) {
  return {absl::StrCat(r.outbound_person_count()),
          absl::StrCat(r.organized_person_count()),
          Percent(r.has_ratio_permille(), r.ratio_permille()),
          Percent(r.has_high_bound_permille(), r.high_bound_permille()),
          absl::StrCat(r.unknown_channel_person_count()),
          absl::StrCat(r.unproven_person_count()),
          Percent(r.has_coverage_permille(), r.coverage_permille()),
          Percent(r.has_proof_rate_permille(), r.proof_rate_permille()),
          StatusWords(r.status()),
          CountCell(r.missing_arrival_count()),
          CountCell(r.missing_arrival_if_proven_count()),
          absl::StrCat(r.self_employed_person_count()),
          absl::StrCat(r.lapsing_visit_person_count())};
}

void PrintFigures(const std::string& first, const std::vector<v1::OutboundRatio>& ratios,
                  const std::function<std::string(const v1::OutboundRatio&)>& label) {
  std::vector<std::string> header = {first};
  header.insert(header.end(), FigureHeaders().begin(), FigureHeaders().end());
  std::vector<std::vector<std::string>> rows;
  for (const auto& ratio : ratios) {
    std::vector<std::string> row = {label(ratio)};
    for (auto& cell : FigureCells(ratio)) row.push_back(std::move(cell));
    rows.push_back(std::move(row));
  }
  std::fputs(Table(header, rows).c_str(), stdout);
}

// The same figures with room for words.
constexpr const char* kFigureLines[] = {"外出 away D",
                                        "有组织 organised O",
                                        "组织化率 ratio R1",
                                        "最高可能 highest it may be",
                                        "渠道不明 way unknown U",
                                        "证据不足 unproven C",
                                        "覆盖率 ways known, coverage",
                                        "证明率 proven of claimed",
                                        "状态 status",
                                        "距目标还差 missing to target",
                                        "证明后还差 if all were proven",
                                        "自营 on own account",
                                        "回乡将满 visits about to lapse"};

// What a survey says of the division, where there is one, and how many of those are on record.
void AddBaselineLines(const std::vector<v1::OutboundRatio>& ratios,
                      std::vector<std::vector<std::string>>& rows) {
  const auto has = [](const v1::OutboundRatio& r) { return r.has_baseline(); };
  if (std::none_of(ratios.begin(), ratios.end(), has)) return;
  std::vector<std::string> persons = {"调查外出人数 away by the survey"};
  std::vector<std::string> coverage = {"登记覆盖率 of them on record"};
  for (const auto& r : ratios) {
    persons.push_back(has(r) ? absl::StrCat(r.baseline().outbound_person_count()) : "–");
    coverage.push_back(Percent(r.has_register_coverage_permille(), r.register_coverage_permille()));
  }
  rows.push_back(std::move(persons));
  rows.push_back(std::move(coverage));
}

// The day asked for, or today.
std::string DateOrToday(const RatioOptions& options) {
  return options.date.empty() ? runtime::DateText(runtime::DayOf(absl::Now())) : options.date;
}

}  // namespace

std::string DivisionText(const v1::OutboundRatio& ratio) {
  return absl::StrCat(ratio.division_code(), " ", ratio.division_display_name());
}

std::string DayText(const v1::OutboundRatio& ratio) {
  return ratio.name().substr(ratio.name().rfind('/') + 1);
}

std::string KnownAtWords(const v1::OutboundRatio& ratio) {
  return absl::StrCat("截至 known at ", KnownAtText(ratio.known_at()));
}

void PrintContext(const std::string& division, const std::string& days,
                  const v1::OutboundRatio& ratio, bool with_strictness,
                  const std::string& known_at) {
  const std::string known = known_at.empty() ? absl::StrCat("   ", KnownAtWords(ratio)) : known_at;
  std::printf("%s  %s%s\n%s   目标 target %d %%\n\n", division.c_str(), days.c_str(), known.c_str(),
              PolicyLine(ratio.policy(), with_strictness).c_str(), ratio.target_percent());
}

std::string PartText(const v1::OutboundPart& part) {
  const bool no_office = part.has_partner_office_count() && part.partner_office_count() == 0;
  return absl::StrCat(part.display_name(), part.key().empty() ? "" : "  ",
                      EnumText(part.key(), "CHANNEL_"), no_office ? "  无协作站 no office" : "");
}

void PrintFiguresDown(const std::vector<v1::OutboundRatio>& ratios,
                      const std::function<std::string(const v1::OutboundRatio&)>& label,
                      const std::vector<std::vector<std::string>>& more_lines) {
  std::vector<std::string> header = {"项目 figure"};
  std::vector<std::vector<std::string>> rows;
  for (const char* figure : kFigureLines) rows.push_back({figure});
  for (const auto& ratio : ratios) {
    header.push_back(label(ratio));
    const auto cells = FigureCells(ratio);
    for (size_t i = 0; i < cells.size(); ++i) rows[i].push_back(cells[i]);
  }
  rows.insert(rows.end(), more_lines.begin(), more_lines.end());
  AddBaselineLines(ratios, rows);
  std::fputs(Table(header, rows).c_str(), stdout);
  for (const auto& ratio : ratios) {
    if (!ratio.has_baseline()) continue;
    const auto& baseline = ratio.baseline();
    std::printf("调查 survey %s: %s\n",
                baseline.name().substr(baseline.name().rfind('/') + 1).c_str(),
                baseline.source().c_str());
    break;  // of all it is the same
  }
}

void PrintProvisional(const std::vector<v1::OutboundRatio>& ratios) {
  const v1::OutboundRatio* of = nullptr;
  for (const auto& ratio : ratios) {
    if (ratio.missing_channel_count() > (of == nullptr ? 0 : of->missing_channel_count())) {
      of = &ratio;
    }
  }
  if (of == nullptr) return;
  const auto boundary = of->policy().boundary();
  std::printf(
      "待定：渠道不明的%d人中再问清%d人，才能判定 provisional: of %d whose way is unknown, %d have "
      "to be found out\n  laowu worklist %s --kind unknown-channel%s\n",
      of->unknown_channel_person_count(), of->missing_channel_count(),
      of->unknown_channel_person_count(), of->missing_channel_count(), of->division_code().c_str(),
      boundary == v1::RatioPolicy::COUNTY
          ? ""
          : absl::StrCat(" --boundary ", EnumText(v1::RatioPolicy::Boundary_Name(boundary), ""))
                .c_str());
}

bool ReadCommon(const RatioOptions& options, v1::RatioPolicy& policy,
                std::optional<google::protobuf::Timestamp>& known_at) {
  bool good = true;
  if (!options.date.empty()) DateOf(options.date, "--date", &good);
  if (!good || !ReadPolicy(options.policy, policy)) return false;
  return options.known_at.empty() || ReadKnownAt(options.known_at, known_at.emplace());
}

std::string RatioName(const RatioOptions& options) {
  return absl::StrCat("divisions/", options.division, "/outboundRatios/", DateOrToday(options));
}

namespace {

// On how many days of the year, up to that of the figure, the target was missed, and on how many
// nobody could say; "–" where the server does not tell it in time.
std::string MissedDays(Client& client, const v1::OutboundRatio& ratio) {
  v1::ListOutboundPeriodsRequest request;
  request.set_parent(absl::StrCat("divisions/", ratio.division_code()));
  *request.mutable_start_date() = runtime::ToDate(absl::CivilDay(ratio.date().year(), 1, 1));
  *request.mutable_end_date() = ratio.date();
  *request.mutable_policy() = ratio.policy();
  *request.mutable_known_at() = ratio.known_at();
  const auto answer =
      client.Call(&v1::MonitoringService::Stub::ListOutboundPeriods, std::move(request));
  if (!answer.ok() || answer->periods_size() != 1) return "–";
  const int provisional = answer->periods(0).provisional_day_count();
  return absl::StrCat(answer->periods(0).missed_day_count(),
                      provisional > 0 ? absl::StrCat("，待定 provisional ", provisional) : "");
}

// One division on one day, in the strictness asked for, or in all three.
int ShowRatio(Client& client, const RatioOptions& options) {
  v1::GetOutboundRatioRequest request;
  request.set_name(RatioName(options));
  if (!FillCommon(options, request)) return kUsage;
  std::vector<v1::RatioPolicy::Strictness> wanted = {request.policy().strictness()};
  if (options.policy.policy.empty()) {
    wanted = {v1::RatioPolicy::AS_REPORTED, v1::RatioPolicy::BROAD, v1::RatioPolicy::STRICT};
  }
  std::vector<v1::OutboundRatio> ratios;
  for (const auto strictness : wanted) {
    request.mutable_policy()->set_strictness(strictness);
    const auto answer = Ask(client, &v1::MonitoringService::Stub::GetOutboundRatio, request);
    if (!answer.ok()) return Fail(answer.status());
    ratios.push_back(*answer);
    // All three of one moment.
    *request.mutable_known_at() = answer->known_at();
    request.clear_at_least();
  }
  v1::ListOutboundRatiosResponse all;
  for (const auto& each : ratios) *all.add_outbound_ratios() = each;
  if (PrintedAsJson(client, all)) return kOk;
  PrintContext(DivisionText(ratios.front()), DayText(ratios.front()), ratios.front(),
               /*with_strictness=*/false);
  // A year of a city takes a second to count: of the three, in the usual reading alone.
  std::vector<std::string> missed = {"当年未达标天 days missed"};
  for (const auto& ratio : ratios) {
    const bool told = ratios.size() == 1 || ratio.policy().strictness() == v1::RatioPolicy::BROAD;
    missed.push_back(told ? MissedDays(client, ratio) : "–");
  }
  PrintFiguresDown(
      ratios, [](const v1::OutboundRatio& r) { return StrictnessWords(r.policy().strictness()); },
      {missed});
  if (ratios.size() > 1) {
    std::printf(
        "当年未达标天只算一般口径，另两种用 --policy days missed are counted in the broad reading; "
        "--policy tells another's\n");
  }
  PrintProvisional(ratios);
  return kOk;
}

// What was asked for, else the thirty days or twelve months up to the last day, as far as the
// division's code goes back.
std::string FirstOfSeries(const RatioOptions& options) {
  const auto last = runtime::ParseDate(DateOrToday(options));
  if (!options.from.empty() || !last.has_value()) return options.from;
  const absl::CivilDay first =
      options.series == "day" ? *last - 29 : absl::CivilDay(absl::CivilMonth(*last) - 11);
  const auto* const division = reference::Divisions::Get().Find(options.division, *last);
  return runtime::DateText(division == nullptr ? first : std::max(first, division->valid_from));
}

int ShowSeries(Client& client, const RatioOptions& options) {
  v1::ListOutboundRatiosRequest request;
  request.set_parent(absl::StrCat("divisions/", options.division));
  if (!FillCommon(options, request)) return kUsage;
  bool good = true;
  if (!options.date.empty()) *request.mutable_end_date() = DateOf(options.date, "--date", &good);
  if (options.children) {
    request.set_children(true);
  } else {
    *request.mutable_start_date() = DateOf(FirstOfSeries(options), "--from", &good);
    request.set_step(options.series == "day" ? v1::ListOutboundRatiosRequest::DAY
                                             : v1::ListOutboundRatiosRequest::MONTH);
  }
  if (!good) return kUsage;
  const auto answer = Ask(client, &v1::MonitoringService::Stub::ListOutboundRatios, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  const std::vector<v1::OutboundRatio> ratios(answer->outbound_ratios().begin(),
                                              answer->outbound_ratios().end());
  if (ratios.empty()) {  // of a township: its villages have no figures
    std::printf("没有下一级地区 there are no divisions below\n");
    return kOk;
  }
  const auto& last = ratios.back();
  if (options.children) {
    NamesCache names(&client);
    PrintContext(absl::StrCat(options.division, " ", names.Division(options.division)),
                 DayText(last), last);
    PrintFigures("地区 division", ratios, DivisionText);
  } else {
    PrintContext(DivisionText(last), absl::StrCat(DayText(ratios.front()), " – ", DayText(last)),
                 last);
    PrintFigures("日期 date", ratios, DayText);
  }
  return kOk;
}

// The parts of a figure, and below them their sum: the figure itself, but for policy groups.
int ShowBreakdown(Client& client, const RatioOptions& options) {
  v1::ListOutboundRatiosRequest request;
  request.set_parent(absl::StrCat("divisions/", options.division));
  if (!FillCommon(options, request)) return kUsage;
  bool good = true;
  request.set_breakdown(
      EnumOption<v1::OutboundBreakdown>(options.by, "--by", kBreakdownPrefix, &good));
  if (!options.date.empty()) *request.mutable_end_date() = DateOf(options.date, "--date", &good);
  if (!good) return kUsage;
  const auto answer = Ask(client, &v1::MonitoringService::Stub::ListOutboundRatios, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  if (answer->outbound_ratios().empty()) {
    std::printf("无人外出 nobody is away\n");
    return kOk;
  }
  std::vector<v1::OutboundRatio> parts(answer->outbound_ratios().begin(),
                                       answer->outbound_ratios().end());
  OrderParts(request.breakdown(), parts);
  if (!HasTarget(request.breakdown())) {
    for (auto& part : parts) {
      part.clear_status();
      part.set_missing_arrival_count(-1);
      part.set_missing_arrival_if_proven_count(-1);
    }
  }
  PrintContext(DivisionText(parts.front()), DayText(parts.front()), parts.front());
  PrintFigures("分组 part", parts, [](const v1::OutboundRatio& r) { return PartText(r.part()); });
  return kOk;
}

int Ratio(Client& client, const RatioOptions& options) {
  if (options.explain && !options.since.empty()) return ShowMoves(client, options);
  if (options.explain) return ShowPersons(client, options);
  if (!options.by.empty()) return ShowBreakdown(client, options);
  if (options.children || !options.series.empty()) return ShowSeries(client, options);
  return ShowRatio(client, options);
}

void AddExplainOptions(CLI::App* ratio, RatioOptions& options) {
  CLI::Option* const explain =
      ratio->add_flag("--explain", options.explain,
                      "The persons behind the figure: rule, organiser, what is missing "
                      "数字背后的人：规则、组织单位、还缺什么");
  CLI::Option* const worker =
      ratio->add_option("--worker", options.worker, "With --explain: only this worker 只看这一人");
  CLI::Option* const since =
      ratio->add_option("--since", options.since,
                        "With --explain: what moved the figure since it was known at this time "
                        "此后变动了什么");
  ratio
      ->add_option("--standing", options.standing,
                   "With --explain: only organized, unproven, unknown-channel or not-organized "
                   "只看有组织、证据不足、渠道不明或自发的")
      ->needs(explain)
      ->excludes(worker)
      ->excludes(since);
  CLI::Option* const count =
      AddCount(ratio, &options.count)->default_str("50")->needs(explain)->excludes(since);
  ratio
      ->add_flag("--all", options.all,
                 "With --explain: everybody, as with --json 显示全部，--json 也是全部")
      ->needs(explain)
      ->excludes(count);
}

}  // namespace

void AddReportCommands(const Program& program) {
  auto options = std::make_shared<RatioOptions>();
  CLI::App* ratio =
      program.app->add_subcommand("ratio", "The organised outbound ratio 外出务工组织化程度");
  ratio->add_option("division", options->division, "520281")->required();
  ratio->add_option("--date", options->date, "The day [today] 日期 [今天]");
  AddPolicyOptions(ratio, &options->policy,
                   "all three; broad with --children, --series, --by or --explain",
                   "三种并列；各地、序列、分组、人员为一般");
  AddKnownAtOption(ratio, &options->known_at);
  CLI::Option* const children =
      ratio->add_flag("--children", options->children, "The divisions directly below 下一级各地");
  CLI::Option* const series =
      ratio->add_option("--series", options->series, "day, month 按日或按月的序列")
          ->check(CLI::IsMember({"day", "month"}));
  ratio->add_option("--from", options->from, "With --series: its first day 序列首日")
      ->needs(series);
  ratio
      ->add_option("--by", options->by,
                   absl::StrCat("The parts of the figure, by ",
                                EnumChoices(*v1::OutboundBreakdown_descriptor(), kBreakdownPrefix)))
      ->excludes(children)
      ->excludes(series);
  AddExplainOptions(ratio, *options);
  ratio->add_option(
      "--at-least-placement", options->at_least_placement,
      "Wait until this sequence of the placement role is in the figure 等到该序号计入");
  ratio->callback([=] { *program.exit_code = Ratio(*program.client, *options); });
}

}  // namespace laowu::cli
