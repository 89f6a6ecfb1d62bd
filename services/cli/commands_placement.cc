#include <cstdio>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/cli/claims_form.h"
#include "services/cli/commands.h"
#include "services/cli/names_cache.h"
#include "services/cli/table_print.h"
#include "services/cli/vacancy_name.h"
#include "services/cli/words.h"

namespace laowu::cli {
namespace {

struct PlacementOptions {
  std::string office, division;
  std::vector<std::string> states;
  std::vector<std::string> outcomes;
  bool stayed_away = false;
  std::string name, worker, vacancy, decided_by, channel, organizer, date, reason;
  std::string type, workplace, placement, voids, kind, reference, precision, form;
  int wage = 0;
  bool self_employed = false;
  bool commutes = false;
};

int PrintPlacement(const Client& client, const absl::StatusOr<v1::Placement>& placement) {
  if (!placement.ok()) return Fail(placement.status());
  if (PrintedAsJson(client, *placement)) return kOk;
  std::printf("%s  %s\n", placement->name().c_str(), PlacementWords(placement->state()).c_str());
  PrintWarnings(*placement);
  return kOk;
}

void PrintOne(const v1::Outcome& outcome) {
  std::printf("%s  %s  %s\n证据等级 evidence grade %d   sequence %lld\n", outcome.name().c_str(),
              OutcomeWords(outcome.type()).c_str(), OutcomeDateWords(outcome).c_str(),
              outcome.evidence_grade(), static_cast<long long>(outcome.sequence()));
  PrintWarnings(outcome);
}

int PrintOutcome(const Client& client, const absl::StatusOr<v1::Outcome>& outcome) {
  if (!outcome.ok()) return Fail(outcome.status());
  if (!PrintedAsJson(client, *outcome)) PrintOne(*outcome);
  return kOk;
}

int Propose(Client& client, const PlacementOptions& options) {
  const auto vacancy = VacancyName(client, options.vacancy, options.office);
  if (!vacancy.ok()) return Fail(vacancy.status());
  bool good = true;
  v1::CreatePlacementRequest request;
  auto* placement = request.mutable_placement();
  placement->set_worker(WithPrefix("workers/", options.worker));
  placement->set_vacancy(*vacancy);
  placement->set_decided_by(options.decided_by);
  placement->set_channel(EnumOption<v1::Channel>(options.channel, "--channel", "CHANNEL_", &good));
  if (!options.organizer.empty()) {
    placement->set_organizer(WithPrefix("organizers/", options.organizer));
  }
  if (!good) return kUsage;
  return PrintPlacement(client, client.Call(&v1::PlacementService::Stub::CreatePlacement, request));
}

int Decline(Client& client, const PlacementOptions& options) {
  bool good = true;
  v1::DeclinePlacementRequest request;
  request.set_name(WithPrefix("placements/", options.name));
  request.set_decline_reason(
      EnumOption<v1::DeclineReason>(options.reason, "--reason", "DECLINE_REASON_", &good));
  if (!good) return kUsage;
  return PrintPlacement(client,
                        client.Call(&v1::PlacementService::Stub::DeclinePlacement, request));
}

int ListPlacements(Client& client, const PlacementOptions& options) {
  const auto vacancy = VacancyName(client, options.vacancy, options.office);
  if (!vacancy.ok()) return Fail(vacancy.status());
  v1::ListPlacementsRequest request;
  if (!options.worker.empty()) request.set_worker(WithPrefix("workers/", options.worker));
  request.set_vacancy(*vacancy);
  // Beside a vacancy's number the office only says whose that is.
  const bool is_of_number = *vacancy != options.vacancy;
  if (!options.office.empty() && !is_of_number) {
    request.set_office(WithPrefix("offices/", options.office));
  }
  request.set_division_code(options.division);
  bool good = true;
  for (const std::string& state : options.states) {
    request.add_states(EnumOption<v1::Placement::State>(state, "--state", "", &good));
  }
  if (!good) return kUsage;
  const auto answer = client.CallAllPages(&v1::PlacementService::Stub::ListPlacements, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& placement : answer->placements()) {
    rows.push_back({placement.name(), PlacementWords(placement.state()), placement.worker(),
                    placement.masked_display_name(), placement.vacancy(),
                    placement.has_start_date() ? DateWords(placement.start_date()) : "",
                    placement.decided_by()});
  }
  std::fputs(Table({"name", "状态 state", "劳动者 worker", "姓名 name", "岗位 vacancy",
                    "到岗 started", "决定人 decided by"},
                   rows)
                 .c_str(),
             stdout);
  return kOk;
}

void AddPlace(const Program& program, const std::shared_ptr<PlacementOptions>& options) {
  CLI::App* place = program.app->add_subcommand("place", "Placements: the promise 推荐安置");
  place->require_subcommand(1);
  CLI::App* propose = place->add_subcommand("propose", "One worker for one vacancy 推荐");
  propose->add_option("--worker", options->worker, "workers/…")->required();
  propose
      ->add_option("--vacancy", options->vacancy,
                   "offices/zhongshan/vacancies/…, or the office's number 岗位名称或编号")
      ->required();
  AddOfficeOfNumber(propose, &options->office);
  propose->add_option("--decided-by", options->decided_by, "The officer who decided 决定的经办人")
      ->required();
  propose->add_option("--channel", options->channel,
                      EnumChoices(*v1::Channel_descriptor(), "CHANNEL_"));
  propose->add_option("--organizer", options->organizer, "organizers/… 组织单位");
  propose->callback([=] { *program.exit_code = Propose(*program.client, *options); });
  CLI::App* accept = place->add_subcommand("accept", "The worker accepts 接受");
  accept->add_option("name", options->name, "placements/…")->required();
  accept->callback([=] {
    v1::AcceptPlacementRequest request;
    request.set_name(WithPrefix("placements/", options->name));
    *program.exit_code =
        PrintPlacement(*program.client,
                       program.client->Call(&v1::PlacementService::Stub::AcceptPlacement, request));
  });
  CLI::App* decline = place->add_subcommand("decline", "The worker declines 拒绝");
  decline->add_option("name", options->name, "placements/…")->required();
  decline->add_option("--reason", options->reason,
                      EnumChoices(*v1::DeclineReason_descriptor(), "DECLINE_REASON_"));
  decline->callback([=] { *program.exit_code = Decline(*program.client, *options); });
  CLI::App* end = place->add_subcommand("end", "End it 结束");
  end->add_option("name", options->name, "placements/…")->required();
  end->add_option("--date", options->date, "Last day [today] 末日 [今天]");
  end->callback([=] {
    v1::EndPlacementRequest request;
    request.set_name(WithPrefix("placements/", options->name));
    bool good = true;
    if (!options->date.empty()) {
      *request.mutable_end_date() = DateOf(options->date, "--date", &good);
    }
    if (!good) {
      *program.exit_code = kUsage;
      return;
    }
    *program.exit_code = PrintPlacement(
        *program.client, program.client->Call(&v1::PlacementService::Stub::EndPlacement, request));
  });
  CLI::App* list =
      place->add_subcommand("list", "Of a worker, a vacancy, an office or a division 列出");
  list->add_option("worker,--worker", options->worker, "workers/…");
  list->add_option("--vacancy", options->vacancy,
                   "offices/zhongshan/vacancies/…, or the office's number 岗位名称或编号");
  list->add_option("--office", options->office,
                   "offices/…: of all its vacancies, or of the --vacancy given by its number "
                   "协作站的全部岗位，或其某一编号的岗位");
  list->add_option("--division", options->division,
                   "Registered there, once ended then: 520281 户籍地（已了结的按当时）");
  list->add_option("--state", options->states, EnumChoices(*v1::Placement::State_descriptor(), ""));
  list->callback([=] { *program.exit_code = ListPlacements(*program.client, *options); });
}

int Record(Client& client, const PlacementOptions& options) {
  bool good = true;
  v1::RecordOutcomeRequest request;
  auto* outcome = request.mutable_outcome();
  outcome->set_type(EnumOption<v1::Outcome::Type>(options.type, "--type", "", &good));
  outcome->set_worker(WithPrefix("workers/", options.worker));
  *outcome->mutable_effective_date() = DateOf(options.date, "--date", &good);
  outcome->set_date_precision(
      EnumOption<v1::DatePrecision>(options.precision, "--precision", "DATE_PRECISION_", &good));
  outcome->set_workplace_division_code(options.workplace);
  outcome->set_channel(EnumOption<v1::Channel>(options.channel, "--channel", "CHANNEL_", &good));
  if (!options.organizer.empty()) {
    outcome->set_organizer(WithPrefix("organizers/", options.organizer));
  }
  if (!options.placement.empty()) {
    outcome->set_placement(WithPrefix("placements/", options.placement));
  }
  if (!options.voids.empty()) outcome->set_voids(WithPrefix("outcomes/", options.voids));
  outcome->set_self_employed(options.self_employed);
  outcome->set_commutes(options.commutes);
  outcome->set_wage_cny_per_month(options.wage);
  if (!good) return kUsage;
  return PrintOutcome(client, client.Call(&v1::PlacementService::Stub::RecordOutcome, request));
}

// Whether a refusal is of that outcome, and the next may fare otherwise.
bool IsOfOneOutcome(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kPermissionDenied:
      return runtime::ReasonOf(status) != runtime::reasons::kMethodNotAllowed.name;
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAlreadyExists:
      return true;
    default:
      return false;
  }
}

// The rows of a form that cannot be sent, on standard error; how many they are.
int TellBadRows(const FormProblems& problems) {
  if (!problems.empty()) std::fprintf(stderr, "%s\n", problems.Text().c_str());
  return problems.count();
}

// A form of `laowu claims --out`, row by row; one that is wrong, or is refused, holds none of the
// others back. What is sent again changes nothing.
int AttestForm(Client& client, const PlacementOptions& options) {
  const auto read = ReadClaimAnswers(options.form, options.reference);
  if (!read.ok()) {
    std::fprintf(stderr, "error 错误: %s: %s\n", options.form.c_str(),
                 std::string(read.status().message()).c_str());
    return kFailed;
  }
  int refused = TellBadRows(read->problems);
  if (read->answers.empty()) {
    const char* const why =
        refused > 0 ? "no answer that can be sent 没有可办理的答复" : "no answer yet 尚无答复";
    std::fprintf(stderr, "error 错误: %s has %s\n", options.form.c_str(), why);
    return kFailed;
  }
  const auto caller = client.Call(&v1::ReferenceService::Stub::GetCaller, v1::GetCallerRequest());
  if (!caller.ok()) return Fail(caller.status());
  v1::ListOutcomesResponse attested;
  for (const ClaimAnswer& answer : read->answers) {
    const std::string place =
        absl::StrCat("第 ", answer.line_number, " 行 line ", answer.line_number);
    v1::AttestOutcomeRequest request;
    request.set_name(answer.outcome);
    request.mutable_attestation()->set_kind(answer.kind);
    request.mutable_attestation()->set_reference(answer.reference);
    request.set_request_id(RequestIdOf(caller->id(), answer));
    const auto outcome = client.Call(&v1::PlacementService::Stub::AttestOutcome, request);
    if (!outcome.ok()) {
      std::fprintf(stderr, "%s  %s: ", place.c_str(), answer.outcome.c_str());
      Fail(outcome.status());
      if (!IsOfOneOutcome(outcome.status())) {
        std::fprintf(stderr,
                     "从这一行起没有办理，可原样再交 from this line on nothing was done; hand the "
                     "same file in again\n");
        return kFailed;
      }
      ++refused;
      continue;
    }
    *attested.add_outcomes() = *outcome;
    if (client.json) continue;
    const bool is_denied = answer.kind == v1::Attestation::ORGANIZER_DENIAL;
    std::printf("%s  %s  %s  证据等级 evidence grade %d\n", place.c_str(), outcome->name().c_str(),
                is_denied ? "不是本单位组织 not ours" : "已佐证 vouched for",
                outcome->evidence_grade());
  }
  if (!PrintedAsJson(client, attested)) {
    std::printf("办理 done %d，被拒 refused %d，未填 unanswered %d\n", attested.outcomes_size(),
                refused, read->unanswered_count);
  }
  if (attested.outcomes().empty()) return kFailed;
  return refused == 0 ? kOk : kSomeRowsRejected;
}

// One after the other, so that one that is refused holds none of the others back.
int Attest(Client& client, const PlacementOptions& options) {
  if (!options.form.empty()) return AttestForm(client, options);
  bool good = true;
  v1::AttestOutcomeRequest request;
  request.mutable_attestation()->set_kind(
      EnumOption<v1::Attestation::Kind>(options.kind, "--kind", "", &good));
  request.mutable_attestation()->set_reference(options.reference);
  if (!good) return kUsage;
  const auto attest = [&](const std::string& name) {
    request.set_name(WithPrefix("outcomes/", name));
    return client.Call(&v1::PlacementService::Stub::AttestOutcome, request);
  };
  if (options.outcomes.size() == 1) return PrintOutcome(client, attest(options.outcomes.front()));
  v1::ListOutcomesResponse attested;
  for (const std::string& name : options.outcomes) {
    const absl::StatusOr<v1::Outcome> outcome = attest(name);
    if (!outcome.ok()) {
      std::fprintf(stderr, "%s: ", name.c_str());
      Fail(outcome.status());
      continue;
    }
    if (!client.json) PrintOne(*outcome);
    *attested.add_outcomes() = *outcome;
  }
  if (attested.outcomes().empty()) return kFailed;
  PrintedAsJson(client, attested);
  const auto asked = static_cast<int>(options.outcomes.size());
  return attested.outcomes_size() == asked ? kOk : kSomeRowsRejected;
}

int ConfirmArrival(Client& client, const PlacementOptions& options) {
  bool good = true;
  v1::ConfirmArrivalRequest request;
  request.set_name(WithPrefix("placements/", options.name));
  *request.mutable_arrive_date() = DateOf(options.date, "--date", &good);
  request.set_reference(options.reference);
  request.set_wage_cny_per_month(options.wage);
  if (!good) return kUsage;
  return PrintOutcome(client, client.Call(&v1::PlacementService::Stub::ConfirmArrival, request));
}

int RetractArrival(Client& client, const PlacementOptions& options) {
  v1::RetractArrivalRequest request;
  const bool of_leaving = absl::StartsWith(options.name, "outcomes/");
  request.set_name(of_leaving ? options.name : WithPrefix("placements/", options.name));
  request.set_reason(options.reason);
  return PrintOutcome(client, client.Call(&v1::PlacementService::Stub::RetractArrival, request));
}

int ReportLeft(Client& client, const PlacementOptions& options) {
  bool good = true;
  v1::ReportLeftRequest request;
  request.set_name(WithPrefix("placements/", options.name));
  *request.mutable_leave_date() = DateOf(options.date, "--date", &good);
  request.set_stayed_away(options.stayed_away);
  request.set_reference(options.reference);
  if (!good) return kUsage;
  return PrintOutcome(client, client.Call(&v1::PlacementService::Stub::ReportLeft, request));
}

int ListOutcomes(Client& client, const PlacementOptions& options) {
  v1::ListOutcomesRequest request;
  request.set_worker(WithPrefix("workers/", options.worker));
  const auto answer = client.CallAllPages(&v1::PlacementService::Stub::ListOutcomes, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  NamesCache names(&client);
  std::set<std::string> taken_back;
  for (const auto& outcome : answer->outcomes()) taken_back.insert(outcome.voids());
  std::vector<std::vector<std::string>> rows;
  for (const auto& outcome : answer->outcomes()) {
    const bool is_void = taken_back.count(outcome.name()) > 0;
    rows.push_back(
        {outcome.name(),
         absl::StrCat(OutcomeWords(outcome.type()), is_void ? " (已作废 taken back)" : ""),
         OutcomeDateWords(outcome), names.Division(outcome.workplace_division_code()),
         ChannelWords(outcome.channel()), GradeWords(outcome.evidence_grade()), outcome.voids()});
  }
  std::fputs(Table({"name", "类型 type", "日期 date", "地点 place", "渠道 channel", "证据 evidence",
                    "作废 voids"},
                   rows)
                 .c_str(),
             stdout);
  return kOk;
}

void AddAttest(const Program& program, CLI::App* outcome,
               const std::shared_ptr<PlacementOptions>& options) {
  CLI::App* attest = outcome->add_subcommand("attest", "Vouch for one, or for several 佐证");
  CLI::Option* const kind = attest->add_option(
      "--kind", options->kind, EnumChoices(*v1::Attestation::Kind_descriptor(), ""));
  attest->add_option("--reference", options->reference,
                     "Number of the list or call; its day and the phone's last digits; with --file "
                     "of rows that bear none 名单或通话编号；或日期加电话尾号；用 --file 时，"
                     "指没有凭据的行");
  CLI::App* const which = attest->add_option_group("which");
  which->add_option("names", options->outcomes, "outcomes/… [outcomes/… …]")->needs(kind);
  which
      ->add_option("--file", options->form,
                   "A form of claims --out, filled in: 是 organizer-record, 否 organizer-denial "
                   "填好的待佐证表：是即组织单位记录，否即说明不是")
      ->excludes(kind);
  which->require_option(1);
  attest->callback([=] { *program.exit_code = Attest(*program.client, *options); });
}

void AddOutcome(const Program& program, const std::shared_ptr<PlacementOptions>& options) {
  CLI::App* outcome = program.app->add_subcommand("outcome", "What happened 外出务工动态");
  outcome->require_subcommand(1);
  CLI::App* record = outcome->add_subcommand("record", "Record one 登记");
  record->add_option("--worker", options->worker, "workers/…")->required();
  record->add_option("--type", options->type, EnumChoices(*v1::Outcome::Type_descriptor(), ""))
      ->required();
  record->add_option("--date", options->date, "The day it happened: 2026-06-30 发生日期")
      ->required();
  record->add_option("--precision", options->precision,
                     "day, month, before 日期精度：当日、当月、此前");
  record->add_option("--workplace", options->workplace,
                     "Division of the workplace: 442000, 442000110 务工地代码");
  record->add_option("--channel", options->channel,
                     EnumChoices(*v1::Channel_descriptor(), "CHANNEL_"));
  record->add_option("--organizer", options->organizer, "organizers/… 组织单位");
  record->add_option("--placement", options->placement,
                     "The placement that it came of: placements/… 由哪次推荐而来");
  record->add_option("--voids", options->voids, "The outcome taken back 要作废的记录");
  record->add_option("--wage", options->wage, "Yuan a month 月薪（元）");
  record->add_flag("--self-employed", options->self_employed, "自主创业");
  record->add_flag("--commutes", options->commutes, "Home every night 每日往返");
  record->callback([=] { *program.exit_code = Record(*program.client, *options); });
  CLI::App* list = outcome->add_subcommand("list", "Of a worker 列出一人的记录");
  list->add_option("worker,--worker", options->worker, "workers/…")->required();
  list->callback([=] { *program.exit_code = ListOutcomes(*program.client, *options); });
  AddAttest(program, outcome, options);
  CLI::App* confirm = outcome->add_subcommand(
      "confirm-arrival", "An office: the worker of a placement is here 确认到岗");
  confirm->add_option("placement", options->name, "placements/…")->required();
  confirm->add_option("--date", options->date, "The day of arrival: 2026-06-30 到岗日期")
      ->required();
  confirm->add_option("--wage", options->wage, "Yuan a month 月薪（元）");
  confirm->add_option("--reference", options->reference,
                      "Number of the list or call 名单或通话编号");
  confirm->callback([=] { *program.exit_code = ConfirmArrival(*program.client, *options); });
  CLI::App* retract = outcome->add_subcommand(
      "retract-arrival",
      "An office: an arrival was confirmed, or a leaving reported, by mistake; take it back "
      "撤销确认错的到岗、报错的离岗");
  retract
      ->add_option("placement", options->name,
                   "placements/… of the arrival 到岗; outcomes/… of the leaving itself 离岗")
      ->required();
  retract->add_option("--reason", options->reason,
                      "What was wrong; stands in the audit record 错在哪里，记入审计");
  retract->callback([=] { *program.exit_code = RetractArrival(*program.client, *options); });
  CLI::App* left = outcome->add_subcommand(
      "report-left", "An office: the worker of a placement has left the job 报告离岗");
  left->add_option("placement", options->name, "placements/…")->required();
  left->add_option("--date", options->date,
                   "The first day no longer in the job: 2026-06-30 离岗首日")
      ->required();
  left->add_flag("--stayed-away", options->stayed_away,
                 "Not home, but in another job found alone 未返乡，自行换岗");
  left->add_option("--reference", options->reference, "Number of the list or call 名单或通话编号");
  left->callback([=] { *program.exit_code = ReportLeft(*program.client, *options); });
  AddOutcomeImport(program, outcome);
}

}  // namespace

void AddPlacementCommands(const Program& program) {
  auto options = std::make_shared<PlacementOptions>();
  AddPlace(program, options);
  AddOutcome(program, options);
}

}  // namespace laowu::cli
