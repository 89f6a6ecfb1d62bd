// What there is beside the ratio of a day: periods, worklists, signals, baselines.

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/ratio_command.h"
#include "services/cli/ratio_options.h"
#include "services/cli/signal_table.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "services/cli/worklist_file.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {
namespace {

using Stub = v1::MonitoringService::Stub;

struct Options {
  std::string division, known_at, from, to, step, by, kind, month, source;
  std::vector<std::string> next_steps;
  PolicyOptions policy;
  int32_t persons = 0;
  bool children = false;
  WorklistFileOptions file;
};

std::string DivisionName(const std::string& division) { return WithPrefix("divisions/", division); }

// Policy and known-at of a request; false after an error was printed.
template <typename Request>
bool ReadMoment(const Options& options, Request& request) {
  return ReadPolicy(options.policy, *request.mutable_policy()) &&
         (options.known_at.empty() || ReadKnownAt(options.known_at, *request.mutable_known_at()));
}

std::string Share(int part, int whole) { return Percent(whole > 0, Permille(part, whole)); }

std::vector<std::string> PeriodCells(const v1::OutboundPeriod& p) {
  std::vector<std::string> row = {
      absl::StrCat(DateWords(p.start_date()), " – ", DateWords(p.end_date())),
      Percent(p.has_person_day_ratio_permille(), p.person_day_ratio_permille()),
      Percent(p.has_new_spell_ratio_permille(), p.new_spell_ratio_permille()),
      absl::StrCat(p.new_spell_count())};
  for (const auto& retention : p.retentions()) {
    row.push_back(
        Share(retention.retained_organized_spell_count(), retention.organized_spell_count()));
  }
  row.push_back(Percent(p.has_long_absent_ratio_permille(), p.long_absent_ratio_permille()));
  // Days are judged of a division, not of its parts.
  row.push_back(p.has_part() ? "" : absl::StrCat(p.missed_day_count()));
  row.push_back(p.has_part() ? "" : absl::StrCat(p.provisional_day_count()));
  row.push_back(p.has_organized_median_wage_cny_per_month()
                    ? absl::StrCat(p.organized_median_wage_cny_per_month())
                    : "–");
  row.push_back(p.has_self_arranged_median_wage_cny_per_month()
                    ? absl::StrCat(p.self_arranged_median_wage_cny_per_month())
                    : "–");
  return row;
}

int ShowPeriods(Client& client, const Options& options) {
  v1::ListOutboundPeriodsRequest request;
  request.set_parent(DivisionName(options.division));
  request.set_children(options.children);
  bool good = ReadMoment(options, request);
  const std::string this_year =
      absl::StrCat(runtime::DayOf(absl::Now()).year(), "-01-01");  // without --from
  *request.mutable_start_date() =
      DateOf(options.from.empty() ? this_year : options.from, "--from", &good);
  if (!options.to.empty()) *request.mutable_end_date() = DateOf(options.to, "--to", &good);
  request.set_step(
      EnumOption<v1::ListOutboundPeriodsRequest::Step>(options.step, "--step", "", &good));
  request.set_breakdown(
      EnumOption<v1::OutboundBreakdown>(options.by, "--by", kBreakdownPrefix, &good));
  if (!good) return kUsage;
  if (request.breakdown() == v1::OUTBOUND_BREAKDOWN_CHILD_DIVISION) {
    request.clear_breakdown();
    request.set_children(true);
  }
  const auto answer = client.Call(&Stub::ListOutboundPeriods, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  std::printf("截至 known at %s\n%s\n\n", KnownAtText(answer->known_at()).c_str(),
              PolicyLine(answer->policy()).c_str());
  std::vector<v1::OutboundPeriod> periods(answer->periods().begin(), answer->periods().end());
  OrderParts(request.breakdown(), periods);
  std::vector<std::vector<std::string>> rows;
  for (const auto& p : periods) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(p.has_part() ? PartText(p.part())
                               : absl::StrCat(p.division_code(), " ", p.division_display_name()));
    for (std::string& cell : PeriodCells(p)) row.push_back(std::move(cell));
  }
  if (periods.empty()) {
    std::printf("无人外出 nobody is away\n");
    return kOk;
  }
  const bool by_part = periods.front().has_part();
  std::fputs(Table({by_part ? "分组 part" : "地区 division", "时段 period", "人日组织化率 R2",
                    "新外出组织化率 R3", "新外出 new", "稳岗30天 30 d", "90天 90 d", "180天 180 d",
                    "全年 R4", "未达标天 missed", "待定天 provisional", "有组织工资 pay",
                    "自发工资 pay own"},
                   rows)
                 .c_str(),
             stdout);
  return kOk;
}

// A day until which something can be done; of who was not heard of the day of the last word, which
// is no deadline.
std::string DueCell(const v1::WorklistRow& row) {
  const bool lies_behind = row.has_due_date() && row.kind() == v1::WORKLIST_KIND_NOT_CONFIRMED;
  return absl::StrCat(lies_behind ? "最近核实 last heard of " : "", DateWords(row.due_date()));
}

int ShowWorklist(Client& client, const Options& options) {
  v1::ListWorklistRequest request;
  request.set_parent(DivisionName(options.division));
  bool good = ReadPolicy(options.policy, *request.mutable_policy());
  request.set_kind(EnumOption<v1::WorklistKind>(options.kind, "--kind", "WORKLIST_KIND_", &good));
  for (const std::string& step : options.next_steps) {
    request.add_next_steps(EnumOption<v1::WorklistRow::NextStep>(step, "--step", "", &good));
  }
  if (!good) return kUsage;
  if (!options.file.path.empty()) return WriteWorklistFile(client, request, options.file);
  if (!options.file.township.empty() || !options.file.village.empty() ||
      !options.file.purpose.empty() || options.file.english) {
    std::fprintf(stderr,
                 "error 错误: --township, --village, --purpose and --english are for --out FILE "
                 "仅用于 --out\n");
    return kUsage;
  }
  request.set_page_size(options.persons);
  const auto answer = client.Call(&Stub::ListWorklist, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  const auto& ratio = answer->outbound_ratio();
  PrintContext(DivisionText(ratio), DayText(ratio), ratio);
  std::vector<std::vector<std::string>> counts;
  for (const auto& count : answer->counts()) {
    counts.push_back({WorklistKindWords(count.kind()), absl::StrCat(count.person_count())});
  }
  std::fputs(Table({"清单 list", "人数 persons"}, counts).c_str(), stdout);
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : answer->rows()) {
    rows.push_back({WorklistKindWords(row.kind()), row.worker(),
                    names.Division(row.division_code()), ChannelWords(row.channel()),
                    names.Organizer(row.organizer()), absl::StrCat(row.group_person_count()),
                    DueCell(row), row.next_step_text()});
  }
  std::printf("\n%s", Table({"清单 list", "劳动者 worker", "乡镇 township", "渠道 channel",
                             "组织单位 organiser", "同批 group", "期限 due", "下一步 next step"},
                            rows)
                          .c_str());
  return kOk;
}

int ShowSignals(Client& client, const Options& options) {
  v1::ListSignalsRequest request;
  request.set_parent(DivisionName(options.division));
  bool good = ReadMoment(options, request);
  if (!options.from.empty()) *request.mutable_start_date() = DateOf(options.from, "--from", &good);
  if (!options.to.empty()) *request.mutable_end_date() = DateOf(options.to, "--to", &good);
  if (!good) return kUsage;
  const auto answer = client.Call(&Stub::ListSignals, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  if (answer->phones_left_out()) {
    std::fprintf(
        stderr,
        "未查电话号码重复（只查截至今天的）shared telephone numbers were not looked at: they "
        "are, as of today, where --to and --known-at are left out\n");
  }
  std::printf("截至 known at %s\n\n", KnownAtText(answer->known_at()).c_str());
  if (answer->signals().empty()) {
    std::printf("没有需要查看的线索 no signals\n");
    return kOk;
  }
  std::fputs(SignalTable(*answer).c_str(), stdout);
  std::printf("线索供人查看，不是处罚依据。For a person to judge; never a penalty by itself.\n");
  return kOk;
}

// More on record as away than a survey found, by half: mostly the survey's number is of another
// unit. On the month's last day, or today; nothing where the server does not tell.
void WarnOfCoverage(Client& client, const Options& options) {
  constexpr int kPermilleMost = 1500;
  const auto first = runtime::ParseDate(options.month + "-01");
  if (!first.has_value()) return;
  const absl::CivilDay last =
      std::min(absl::CivilDay(absl::CivilMonth(*first) + 1) - 1, runtime::DayOf(absl::Now()));
  v1::GetOutboundRatioRequest request;
  request.set_name(
      absl::StrCat(DivisionName(options.division), "/outboundRatios/", runtime::DateText(last)));
  const auto ratio = CallFresh(client, &Stub::GetOutboundRatio, request);
  if (!ratio.ok() || ratio->register_coverage_permille() <= kPermilleMost) return;
  std::fprintf(
      stderr,
      "提醒 warning: %s 登记在外 %d 人，登记覆盖率为 %s，请核对人数的单位 %d are on record as "
      "away, which makes a register coverage of %s: is the number in another unit?\n",
      runtime::DateText(last).c_str(), ratio->outbound_person_count(),
      Percent(true, ratio->register_coverage_permille()).c_str(), ratio->outbound_person_count(),
      Percent(true, ratio->register_coverage_permille()).c_str());
}

int SetBaseline(Client& client, const Options& options) {
  v1::UpdateBaselineRequest request;
  request.mutable_baseline()->set_name(
      absl::StrCat(DivisionName(options.division), "/baselines/", options.month));
  request.mutable_baseline()->set_outbound_person_count(options.persons);
  request.mutable_baseline()->set_source(options.source);
  const int code = PrintName(client, client.Call(&Stub::UpdateBaseline, request));
  if (code == kOk) WarnOfCoverage(client, options);
  return code;
}

int ListBaselines(Client& client, const Options& options) {
  v1::ListBaselinesRequest request;
  request.set_parent(DivisionName(options.division));
  const auto answer = client.CallAllPages(&Stub::ListBaselines, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& baseline : answer->baselines()) {
    for (const auto& past : baseline.past_versions()) {
      rows.push_back({baseline.name(), absl::StrCat(past.outbound_person_count()), past.source(),
                      past.recorded_by(), "已修改 revised"});
    }
    rows.push_back({baseline.name(), absl::StrCat(baseline.outbound_person_count()),
                    baseline.source(), baseline.recorded_by(), ""});
  }
  std::fputs(Table({"基准 baseline", "外出 persons", "来源 source", "填报 by", "状态 state"}, rows)
                 .c_str(),
             stdout);
  return kOk;
}

// A command with the division as its argument.
CLI::App* OfDivision(CLI::App* parent, const char* name, const char* help, Options& options) {
  CLI::App* const command = parent->add_subcommand(name, help);
  command->add_option("division", options.division, "520281")->required();
  return command;
}

void AddWorklist(const Program& program, const std::shared_ptr<Options>& options) {
  CLI::App* const worklist = OfDivision(
      program.app, "worklist", "What moves the ratio, the shortest way first 工作清单", *options);
  worklist->add_option("--kind", options->kind,
                       EnumChoices(*v1::WorklistKind_descriptor(), "WORKLIST_KIND_"));
  worklist
      ->add_option("--step", options->next_steps,
                   absl::StrCat("Rows of this next step, or these: 只看这些下一步: ",
                                EnumChoices(*v1::WorklistRow::NextStep_descriptor(), "")))
      ->allow_extra_args(false);
  AddPolicyOptions(worklist, &options->policy);
  AddCount(worklist, &options->persons)->default_str("50");
  worklist->add_option("--out", options->file.path,
                       "All rows as a call list, FILE.xlsx or FILE.csv, to be filled in and "
                       "imported 写成电话清单，填好后可导入");
  worklist->add_option("--township", options->file.township,
                       "With --out: only of this township, its code or its name 只写这个乡镇");
  worklist->add_option("--village", options->file.village,
                       "With --out: only of this village, its code or its name 只写这个村");
  worklist->add_option("--purpose", options->file.purpose,
                       "With --out: with names and phones; what for, it is put on record "
                       "带姓名电话的用途，会留记录");
  worklist->add_flag("--english", options->file.english,
                     "With --out: what to ask, in English 说明用英文");
  worklist->callback([=] { *program.exit_code = ShowWorklist(*program.client, *options); });
}

}  // namespace

void AddRatioWorkCommands(const Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const periods = OfDivision(
      program.app, "periods", "R2, R3, R4 and pay of stretches of time 时段指标", *options);
  periods->add_option("--from", options->from, "First day [1 January] 首日 [1 月 1 日]");
  periods->add_option("--to", options->to, "Last day [today] 末日 [今天]");
  AddPolicyOptions(periods, &options->policy);
  AddKnownAtOption(periods, &options->known_at);
  CLI::Option* const step = periods
                                ->add_option("--step", options->step,
                                             "month, quarter, year [the whole] 按月、季、年 [整段]")
                                ->check(CLI::IsMember({"month", "quarter", "year"}));
  CLI::Option* const children =
      periods->add_flag("--children", options->children, "The divisions directly below 下一级各地")
          ->excludes(step);
  periods
      ->add_option("--by", options->by,
                   absl::StrCat("The parts of the whole, by 分组，同 ratio: ",
                                EnumChoices(*v1::OutboundBreakdown_descriptor(), kBreakdownPrefix)))
      ->excludes(step)
      ->excludes(children);
  periods->callback([=] { *program.exit_code = ShowPeriods(*program.client, *options); });

  AddWorklist(program, options);

  CLI::App* const signals =
      OfDivision(program.app, "signals", "What someone should look at 线索", *options);
  signals->add_option("--from", options->from, "First day [92 days] 首日 [前 92 天]");
  signals->add_option("--to", options->to, "Last day [today] 末日 [今天]");
  AddPolicyOptions(signals, &options->policy);
  AddKnownAtOption(signals, &options->known_at);
  signals->callback([=] { *program.exit_code = ShowSignals(*program.client, *options); });

  AddPublicationCommands(program);

  CLI::App* const baseline =
      program.app->add_subcommand("baseline", "What surveys say, beside the ratio 调查基准");
  baseline->require_subcommand(1);
  CLI::App* const set = OfDivision(baseline, "set", "Enter a survey's number 录入", *options);
  set->add_option("month", options->month, "2026-06")->required();
  set->add_option("persons", options->persons, "Persons away to work 外出务工人数")->required();
  set->add_option("--source", options->source, "Who says so 数据来源")->required();
  set->callback([=] { *program.exit_code = SetBaseline(*program.client, *options); });
  CLI::App* const list = OfDivision(baseline, "list", "By month 列表", *options);
  list->callback([=] { *program.exit_code = ListBaselines(*program.client, *options); });
}

}  // namespace laowu::cli
