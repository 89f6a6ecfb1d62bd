#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/monthly_report.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct RatioOptions {
  std::string division, date, policy, boundary, carry, known_at, from, series, by, worker, since;
  bool children = false;
  bool explain = false;
  int64_t at_least_placement = 0;
};

std::string StrictnessWords(v1::RatioPolicy::Strictness strictness) {
  switch (strictness) {
    case v1::RatioPolicy::AS_REPORTED:
      return "按填报 as reported";
    case v1::RatioPolicy::STRICT:
      return "从严 strict";
    default:
      return "一般 broad";
  }
}

const std::vector<std::string>& FigureHeaders() {
  static const auto* headers = new std::vector<std::string>{
      "外出 D",      "有组织 O",         "组织化率 R1",     "最高 high",
      "渠道不明 U",  "证据不足 C",       "覆盖率 coverage", "证明率 proof",
      "状态 status", "距目标 to target", "自营 own acc.",   "回乡将满 lapsing"};
  return *headers;
}

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
          r.missing_arrival_count() < 0 ? "–" : absl::StrCat(r.missing_arrival_count()),
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

// Of a few, side by side: a figure a line.
void PrintFiguresDown(const std::vector<v1::OutboundRatio>& ratios,
                      const std::function<std::string(const v1::OutboundRatio&)>& label) {
  std::vector<std::string> header = {"项目 figure"};
  std::vector<std::vector<std::string>> rows;
  for (const char* figure : kFigureLines) rows.push_back({figure});
  for (const auto& ratio : ratios) {
    header.push_back(label(ratio));
    const auto cells = FigureCells(ratio);
    for (size_t i = 0; i < cells.size(); ++i) rows[i].push_back(cells[i]);
  }
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

// Policy and times of a request from the flags; false after an error was printed.
template <typename Request>
bool FillCommon(const RatioOptions& options, Request& request) {
  bool good = true;
  if (!options.date.empty()) DateOf(options.date, "--date", &good);
  if (!good) return false;
  if (!options.policy.empty()) {
    const int value = ParseEnum(*v1::RatioPolicy::Strictness_descriptor(), "", options.policy);
    if (value < 0) {
      std::fprintf(stderr, "error 错误: --policy must be as-reported, broad or strict\n");
      return false;
    }
    request.mutable_policy()->set_strictness(static_cast<v1::RatioPolicy::Strictness>(value));
  }
  if (!options.boundary.empty()) {
    const int value = ParseEnum(*v1::RatioPolicy::Boundary_descriptor(), "", options.boundary);
    if (value < 0) {
      std::fprintf(stderr, "error 错误: --boundary must be county, township or province\n");
      return false;
    }
    request.mutable_policy()->set_boundary(static_cast<v1::RatioPolicy::Boundary>(value));
  }
  if (!options.carry.empty()) {
    const int value = ParseEnum(*v1::RatioPolicy::Carry_descriptor(), "", options.carry);
    if (value < 0) {
      std::fprintf(stderr, "error 错误: --carry must be spell or job\n");
      return false;
    }
    request.mutable_policy()->set_carry(static_cast<v1::RatioPolicy::Carry>(value));
  }
  if (!options.known_at.empty()) {
    absl::Time time;
    if (!absl::ParseTime(absl::RFC3339_full, options.known_at, &time, nullptr)) {
      std::fprintf(stderr,
                   "error 错误: \"%s\" is no moment: give day, time and zone, such as "
                   "2026-06-30T23:59:59+08:00 时刻须含日期、时间和时区\n",
                   options.known_at.c_str());
      return false;
    }
    *request.mutable_known_at() = runtime::ToTimestamp(time);
  } else {
    request.mutable_at_least()->set_placement_sequence(options.at_least_placement);
  }
  return true;
}

// Now's figures with everything recorded until now in them, and those of a known_at as they were.
template <typename Request, typename Response>
absl::StatusOr<Response> Ask(Client& client,
                             grpc::Status (v1::MonitoringService::Stub::*method)(
                                 grpc::ClientContext*, const Request&, Response*),
                             const Request& request) {
  return request.has_known_at() ? client.Call(method, request) : CallFresh(client, method, request);
}

std::string DateOrToday(const RatioOptions& options) {
  return options.date.empty() ? runtime::DateText(runtime::DayOf(absl::Now())) : options.date;
}

std::string RatioName(const RatioOptions& options) {
  return absl::StrCat("divisions/", options.division, "/outboundRatios/", DateOrToday(options));
}

// As --known-at and --since take it.
std::string KnownAtText(const v1::OutboundRatio& ratio) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*S%Ez", runtime::ToTime(ratio.known_at()),
                          runtime::Shanghai());
}

// One division on one day, in the strictness asked for, or in all three.
int ShowRatio(Client& client, const RatioOptions& options) {
  v1::GetOutboundRatioRequest request;
  request.set_name(RatioName(options));
  if (!FillCommon(options, request)) return kUsage;
  std::vector<v1::RatioPolicy::Strictness> wanted = {request.policy().strictness()};
  if (options.policy.empty()) {
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
  const auto& ratio = ratios.front();
  std::printf("%s %s  %s   截至 known at %s\n政策 policy %s   目标 target %d %%\n\n",
              ratio.division_code().c_str(), ratio.division_display_name().c_str(),
              DateOrToday(options).c_str(), KnownAtText(ratio).c_str(),
              ratio.policy().version().c_str(), ratio.target_percent());
  PrintFiguresDown(
      ratios, [](const v1::OutboundRatio& r) { return StrictnessWords(r.policy().strictness()); });
  return kOk;
}

// What was asked for, else the thirty days or twelve months up to the last day.
std::string FirstOfSeries(const RatioOptions& options) {
  const auto last = runtime::ParseDate(DateOrToday(options));
  if (!options.from.empty() || !last.has_value()) return options.from;
  return runtime::DateText(options.series == "day" ? *last - 29
                                                   : absl::CivilDay(absl::CivilMonth(*last) - 11));
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
  PrintFigures(
      options.children ? "地区 division" : "日期 date", ratios, [&](const v1::OutboundRatio& r) {
        return options.children ? absl::StrCat(r.division_code(), " ", r.division_display_name())
                                : r.name().substr(r.name().rfind('/') + 1);
      });
  return kOk;
}

constexpr char kBreakdownPrefix[] = "OUTBOUND_BREAKDOWN_";

// The parts of a figure, and below them their sum: the figure itself, but for policy groups.
int ShowBreakdown(Client& client, const RatioOptions& options) {
  v1::ListOutboundRatiosRequest request;
  request.set_parent(absl::StrCat("divisions/", options.division));
  if (!FillCommon(options, request)) return kUsage;
  const auto& breakdowns = *v1::OutboundBreakdown_descriptor();
  const int value = ParseEnum(breakdowns, kBreakdownPrefix, options.by);
  if (value < 0) {
    std::fprintf(stderr, "error 错误: --by must be one of %s\n",
                 EnumChoices(breakdowns, kBreakdownPrefix).c_str());
    return kUsage;
  }
  request.set_breakdown(static_cast<v1::OutboundBreakdown>(value));
  bool good = true;
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
  if (request.breakdown() == v1::OUTBOUND_BREAKDOWN_AGE_BAND) {
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
      return std::make_pair(a.part().key().empty(), a.part().key()) <
             std::make_pair(b.part().key().empty(), b.part().key());
    });
  }
  if (!HasTarget(request.breakdown())) {
    for (auto& part : parts) {
      part.clear_status();
      part.set_missing_arrival_count(-1);
    }
  }
  PrintFigures("分组 part", parts, [](const v1::OutboundRatio& r) {
    const bool no_office =
        r.part().has_partner_office_count() && r.part().partner_office_count() == 0;
    return absl::StrCat(r.part().display_name(), r.part().key().empty() ? "" : "  ",
                        EnumText(r.part().key(), "CHANNEL_"),
                        no_office ? "  无协作站 no office" : "");
  });
  return kOk;
}

// Every person behind the figure, all pages.
absl::StatusOr<std::vector<v1::ExplainedPerson>> Persons(Client& client,
                                                         v1::ExplainOutboundRatioRequest request,
                                                         v1::OutboundRatio* ratio) {
  std::vector<v1::ExplainedPerson> out;
  request.set_page_size(500);
  do {
    LAOWU_ASSIGN_OR_RETURN(
        const auto answer,
        Ask(client, &v1::MonitoringService::Stub::ExplainOutboundRatio, request));
    out.insert(out.end(), answer.persons().begin(), answer.persons().end());
    if (request.page_token().empty()) *ratio = answer.outbound_ratio();
    request.set_page_token(answer.next_page_token());
  } while (!request.page_token().empty());
  return out;
}

std::vector<std::string> PersonCells(const v1::ExplainedPerson& person) {
  std::string flags;
  for (const auto& flag : person.flags()) {
    absl::StrAppend(&flags, flags.empty() ? "" : " ", flag);
  }
  return {person.worker(),
          StandingWords(person.standing()),
          person.rule_number() == 0 ? "–" : absl::StrCat(person.rule_number()),
          ChannelWords(person.channel()),
          GradeWords(person.evidence_grade()),
          person.outcome(),
          person.reason(),
          flags};
}

const std::vector<std::string>& PersonHeaders() {
  static const auto* headers =
      new std::vector<std::string>{"劳动者 worker", "归类 standing", "规则 rule", "渠道 channel",
                                   "证据 grade",    "依据 outcome",  "理由 why",  "标记 flags"};
  return *headers;
}

int ShowPersons(Client& client, const RatioOptions& options) {
  v1::ExplainOutboundRatioRequest request;
  request.set_name(RatioName(options));
  if (!options.worker.empty()) request.set_worker(WithPrefix("workers/", options.worker));
  if (!FillCommon(options, request)) return kUsage;
  v1::OutboundRatio ratio;
  const auto persons = Persons(client, request, &ratio);
  if (!persons.ok()) return Fail(persons.status());
  v1::ExplainOutboundRatioResponse all;
  *all.mutable_outbound_ratio() = ratio;
  for (const auto& person : *persons) *all.add_persons() = person;
  if (PrintedAsJson(client, all)) return kOk;
  PrintFiguresDown({ratio}, [](const v1::OutboundRatio& r) { return r.division_display_name(); });
  std::vector<std::vector<std::string>> rows;
  for (const auto& person : *persons) rows.push_back(PersonCells(person));
  std::printf("\n%s", Table(PersonHeaders(), rows).c_str());
  return kOk;
}

// Why `worker` is not among the persons of `ratio`, the answer to `request`.
absl::StatusOr<v1::ExplainedPerson> NoLongerCounted(Client& client,
                                                    v1::ExplainOutboundRatioRequest request,
                                                    const v1::OutboundRatio& ratio,
                                                    const std::string& worker) {
  request.set_worker(worker);
  *request.mutable_known_at() = ratio.known_at();
  request.clear_at_least();
  v1::OutboundRatio ignored;
  LAOWU_ASSIGN_OR_RETURN(const auto persons, Persons(client, request, &ignored));
  if (!persons.empty()) return persons.front();
  v1::ExplainedPerson gone;
  gone.set_worker(worker);
  gone.set_standing(v1::ExplainedPerson::NOT_COUNTED);
  return gone;
}

// What moved the figure since a time: who stands elsewhere now, and the outcome that decided.
int ShowMoves(Client& client, RatioOptions options) {
  v1::ExplainOutboundRatioRequest now;
  now.set_name(RatioName(options));
  if (!FillCommon(options, now)) return kUsage;
  options.known_at = options.since;
  v1::ExplainOutboundRatioRequest before = now;
  before.clear_at_least();
  if (!FillCommon(options, before)) return kUsage;
  v1::OutboundRatio ratio_now;
  v1::OutboundRatio ratio_before;
  const auto persons_now = Persons(client, now, &ratio_now);
  if (!persons_now.ok()) return Fail(persons_now.status());
  const auto persons_before = Persons(client, before, &ratio_before);
  if (!persons_before.ok()) return Fail(persons_before.status());
  std::map<std::string, v1::ExplainedPerson> known;
  for (const auto& person : *persons_before) known[person.worker()] = person;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> moved;  // the persons as they stand now, as JSON
  for (const auto& person : *persons_now) {
    const auto it = known.find(person.worker());
    const auto was = it == known.end() ? v1::ExplainedPerson::NOT_COUNTED : it->second.standing();
    if (was != person.standing()) {
      rows.push_back({person.worker(), StandingWords(was), StandingWords(person.standing()),
                      person.outcome(), person.reason()});
      moved.push_back(ToJson(person));
    }
    if (it != known.end()) known.erase(it);
  }
  for (const auto& [worker, person] : known) {
    const auto gone = NoLongerCounted(client, now, ratio_now, worker);
    if (!gone.ok()) return Fail(gone.status());
    rows.push_back({worker, StandingWords(person.standing()), StandingWords(gone->standing()),
                    gone->outcome(), gone->reason()});
    moved.push_back(ToJson(*gone));
  }
  if (client.json) {
    std::printf("{\"before\": %s, \"now\": %s, \"moved\": [%s]}\n", ToJson(ratio_before).c_str(),
                ToJson(ratio_now).c_str(), absl::StrJoin(moved, ", ").c_str());
    return kOk;
  }
  std::printf("原 was: 截至 known at %s\n现 is: 截至 known at %s\n\n",
              KnownAtText(ratio_before).c_str(), KnownAtText(ratio_now).c_str());
  bool first = true;
  PrintFiguresDown({ratio_before, ratio_now}, [&first](const v1::OutboundRatio&) {
    return std::exchange(first, false) ? "原 was" : "现 is";
  });
  if (rows.empty()) {
    std::printf("\n无人变动 nobody moved\n");
    return kOk;
  }
  std::printf(
      "\n%s",
      Table({"劳动者 worker", "原 was", "现 is", "依据 outcome", "理由 why"}, rows).c_str());
  return kOk;
}

int Ratio(Client& client, const RatioOptions& options) {
  if (options.explain && !options.since.empty()) return ShowMoves(client, options);
  if (options.explain) return ShowPersons(client, options);
  if (!options.by.empty()) return ShowBreakdown(client, options);
  if (options.children || !options.series.empty()) return ShowSeries(client, options);
  return ShowRatio(client, options);
}

}  // namespace

void AddReportCommands(const Program& program) {
  auto options = std::make_shared<RatioOptions>();
  CLI::App* ratio =
      program.app->add_subcommand("ratio", "The organised outbound ratio 外出务工组织化程度");
  ratio->add_option("division", options->division, "520281")->required();
  ratio->add_option("--date", options->date, "The day [today] 日期 [今天]");
  ratio->add_option("--policy", options->policy,
                    "as-reported, broad, strict [all three] 口径：按报告、宽口径、严口径 [全部]");
  ratio->add_option("--boundary", options->boundary,
                    "county, township, province [county] 出县、出乡镇、出省 [出县]");
  ratio->add_option("--carry", options->carry,
                    "spell, job [as the policy says] 渠道沿用：整段、每份工作");
  ratio->add_option("--known-at", options->known_at,
                    "As known at: 2026-06-30T23:59:59+08:00 按何时所知计");
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
  ratio->add_flag("--explain", options->explain,
                  "The persons behind the figure, with the rule 数字背后的人及依据");
  ratio->add_option("--worker", options->worker, "With --explain: only this worker 只看这一人");
  ratio->add_option(
      "--since", options->since,
      "With --explain: what moved the figure since it was known at this time 此后变动了什么");
  ratio->add_option(
      "--at-least-placement", options->at_least_placement,
      "Wait until this sequence of the placement role is in the figure 等到该序号计入");
  ratio->callback([=] { *program.exit_code = Ratio(*program.client, *options); });
}

}  // namespace laowu::cli
