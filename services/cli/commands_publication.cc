// `publication`: figures that are frozen and signed, worked out anew, and what has become known
// since.

#include <algorithm>
#include <cstdint>
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
#include "services/cli/paging.h"
#include "services/cli/ratio_command.h"
#include "services/cli/ratio_options.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {
namespace {

using Stub = v1::MonitoringService::Stub;

struct Options {
  std::string division, date, known_at, name, comment;
  PolicyOptions policy;
  int32_t persons = 0;
  int64_t at_least_placement = 0;
};

void AddAtLeast(CLI::App* command, Options& options) {
  command->add_option("--at-least-placement", options.at_least_placement,
                      "Wait until this sequence of the placement role is in the figure "
                      "等到该序号计入");
}

std::string DivisionName(const std::string& division) { return WithPrefix("divisions/", division); }

// "–": nobody has signed.
std::string SignersCell(const v1::Publication& publication) {
  return publication.signatures().empty() ? "–" : SignersText(publication);
}

void PrintPublications(const std::vector<v1::Publication>& publications) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& publication : publications) {
    const auto& r = publication.outbound_ratio();
    rows.push_back({publication.name(), PublicationWords(publication.state()), DivisionText(r),
                    DateWords(r.date()), StrictnessWords(r.policy().strictness()),
                    BoundaryWords(r.policy().boundary()), CarryWords(r.policy().carry()),
                    absl::StrCat(r.outbound_person_count()),
                    absl::StrCat(r.organized_person_count()),
                    Percent(r.has_ratio_permille(), r.ratio_permille()), StatusWords(r.status()),
                    KnownAtText(r.known_at()), SignersCell(publication), publication.hash()});
  }
  std::fputs(Table({"发布 publication", "状态 state", "地区 division", "日期 day", "口径 policy",
                    "外出边界 boundary", "渠道沿用 carry", "外出 D", "有组织 O", "组织化率 R1",
                    "达标 status", "截至 known at", "签署 signed by", "校验 hash"},
                   rows)
                 .c_str(),
             stdout);
}

int PrintOne(const Client& client, const absl::StatusOr<v1::Publication>& publication) {
  if (!publication.ok()) return Fail(publication.status());
  if (!PrintedAsJson(client, *publication)) PrintPublications({*publication});
  return kOk;
}

int Create(Client& client, const Options& options) {
  v1::CreatePublicationRequest request;
  const std::string day =
      options.date.empty() ? runtime::DateText(runtime::DayOf(absl::Now())) : options.date;
  request.set_outbound_ratio(absl::StrCat(DivisionName(options.division), "/outboundRatios/", day));
  request.set_comment(options.comment);
  if (!ReadPolicy(options.policy, *request.mutable_policy())) return kUsage;
  if (!options.known_at.empty() && !ReadKnownAt(options.known_at, *request.mutable_known_at())) {
    return kUsage;
  }
  if (request.has_known_at()) {
    return PrintOne(client, client.Call(&Stub::CreatePublication, request));
  }
  request.mutable_at_least()->set_placement_sequence(options.at_least_placement);
  return PrintOne(client, CallFresh(client, &Stub::CreatePublication, request));
}

int Advance(Client& client, const Options& options, v1::Publication::State state) {
  v1::AdvancePublicationRequest request;
  request.set_name(WithPrefix("publications/", options.name));
  request.set_state(state);
  request.set_comment(options.comment);
  return PrintOne(client, client.Call(&Stub::AdvancePublication, request));
}

// What a survey says of the day of the figure, and how many of those are on record: it stands
// beside what was frozen, may be changed, and is in no hash. Nothing where there is none.
void PrintSurveyBeside(Client& client, const v1::OutboundRatio& frozen) {
  v1::GetOutboundRatioRequest request;
  request.set_name(frozen.name());
  *request.mutable_policy() = frozen.policy();
  *request.mutable_known_at() = frozen.known_at();
  const auto ratio = client.Call(&Stub::GetOutboundRatio, request);
  if (!ratio.ok() || !ratio->has_baseline()) return;
  const v1::Baseline& survey = ratio->baseline();
  std::printf(
      "\n另附，今天所填，不在校验之内 beside it, as entered by now, not part of the hash:\n"
      "调查外出人数 away by the survey: %d（%s %s）\n登记覆盖率 of them on record: %s\n",
      survey.outbound_person_count(), survey.name().substr(survey.name().rfind('/') + 1).c_str(),
      survey.source().c_str(),
      Percent(ratio->has_register_coverage_permille(), ratio->register_coverage_permille())
          .c_str());
}

// All of one: what was frozen, and who moved it on, when and with which words.
int ShowPublication(Client& client, const Options& options) {
  v1::GetPublicationRequest request;
  request.set_name(WithPrefix("publications/", options.name));
  const auto publication = client.Call(&Stub::GetPublication, request);
  if (!publication.ok()) return Fail(publication.status());
  if (PrintedAsJson(client, *publication)) return kOk;
  const auto& r = publication->outbound_ratio();
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"发布 publication", publication->name()},
      {"状态 state", PublicationWords(publication->state())},
      {"地区 division", DivisionText(r)},
      {"日期 day", DateWords(r.date())},
      {"截至 known at", KnownAtText(r.known_at())},
      {"口径 policy", StrictnessWords(r.policy().strictness())},
      {"外出边界 boundary", BoundaryWords(r.policy().boundary())},
      {"渠道沿用 carry", CarryWords(r.policy().carry())},
      {"政策版本 policy version", r.policy().version()},
      {"读到 read through", absl::StrCat("人员 workers ", publication->worker_sequence(),
                                         "，动态 outcomes ", publication->placement_sequence())},
      {"校验 hash", publication->hash()}};
  for (const auto& [title, text] : lines) std::printf("%s: %s\n", title.c_str(), text.c_str());
  std::puts("");
  PrintFiguresDown({r}, [](const v1::OutboundRatio& ratio) {
    return StrictnessWords(ratio.policy().strictness());
  });
  PrintSurveyBeside(client, r);
  std::vector<std::vector<std::string>> rows;
  for (const auto& signature : publication->signatures()) {
    rows.push_back({PublicationWords(signature.state()), signature.signed_by(),
                    KnownAtText(signature.sign_time()),
                    signature.comment().empty() ? "–" : signature.comment()});
  }
  std::printf("\n%s",
              Table({"步骤 step", "签署 signed by", "时间 when", "说明 comment"}, rows).c_str());
  return kOk;
}

int Verify(Client& client, const Options& options) {
  v1::VerifyPublicationRequest request;
  request.set_name(WithPrefix("publications/", options.name));
  const auto answer = client.Call(&Stub::VerifyPublication, request);
  if (!answer.ok()) return Fail(answer.status());
  if (!PrintedAsJson(client, *answer)) {
    PrintPublications({answer->publication()});
    std::printf("\n当时 then  %s\n重算 now   %s\n%s\n", answer->publication().hash().c_str(),
                answer->recomputed_hash().c_str(),
                answer->reproduced() ? "一致 reproduced to the last byte" : "不一致 DIFFERS");
  }
  return answer->reproduced() ? kOk : kFailed;
}

int List(Client& client, const Options& options) {
  v1::ListPublicationsRequest request;
  request.set_parent(DivisionName(options.division));
  const auto answer = client.CallAllPages(&Stub::ListPublications, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  PrintPublications({answer->publications().begin(), answer->publications().end()});
  return kOk;
}

std::string CauseWords(v1::RevisionCause cause) {
  switch (cause) {
    case v1::REVISION_CAUSE_LATE:
      return "补报 late";
    case v1::REVISION_CAUSE_CORRECTED:
      return "更正 corrected";
    case v1::REVISION_CAUSE_VOIDED:
      return "撤销 voided";
    case v1::REVISION_CAUSE_MERGED:
      return "合并 merged";
    case v1::REVISION_CAUSE_RESIDENCE_MOVED:
      return "户籍迁移 residence moved";
    case v1::REVISION_CAUSE_POLICY:
      return "口径 policy";
    case v1::REVISION_CAUSE_LAPSED:
      return "到期 lapsed";
    case v1::REVISION_CAUSE_ORGANIZER:
      return "组织单位 organiser";
    case v1::REVISION_CAUSE_LATE_EVIDENCE:
      return "后补佐证 late evidence";
    default:
      return "–";
  }
}

// The command that names the outcome behind each change: "laowu ratio 520281 --date …".
std::string ExplainCommand(const v1::OutboundRatio& then, const v1::OutboundRatio& now) {
  const auto& policy = then.policy();
  const auto option = [](const char* name, const std::string& value) {
    return absl::StrCat(" ", name, " ", EnumText(value, ""));
  };
  return absl::StrCat("laowu ratio ", then.division_code(), " --date ", DateWords(then.date()),
                      option("--policy", v1::RatioPolicy::Strictness_Name(policy.strictness())),
                      option("--boundary", v1::RatioPolicy::Boundary_Name(policy.boundary())),
                      option("--carry", v1::RatioPolicy::Carry_Name(policy.carry())),
                      " --explain --since ", KnownAtText(then.known_at()), " --known-at ",
                      KnownAtText(now.known_at()));
}

// What the change rests on: of late evidence the attestations, else the outcomes, or where there
// are none the facts; the first few, all are in --json.
std::string EvidenceText(const v1::RevisedPerson& person) {
  constexpr int kShownMost = 3;
  const auto& of_others = person.outcomes().empty() ? person.facts() : person.outcomes();
  const auto& names =
      person.cause() == v1::REVISION_CAUSE_LATE_EVIDENCE ? person.attestations() : of_others;
  std::string text;
  for (int i = 0; i < std::min(names.size(), kShownMost); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : " ", names[i]);
  }
  if (names.size() > kShownMost) absl::StrAppend(&text, " +", names.size() - kShownMost);
  return text.empty() ? "–" : text;
}

void PrintRevised(const v1::ListRevisionsResponse& answer) {
  std::vector<std::vector<std::string>> totals;
  for (const auto& total : answer.totals()) {
    totals.push_back({CauseWords(total.cause()), absl::StrCat(total.person_count()),
                      absl::StrCat(total.outbound_person_count()),
                      absl::StrCat(total.organized_person_count()),
                      absl::StrCat(total.unknown_channel_person_count()),
                      absl::StrCat(total.unproven_person_count())});
  }
  std::fputs(Table({"原因 cause", "人数 persons", "D", "O", "U", "C"}, totals).c_str(), stdout);
  if (answer.persons().empty()) return;  // a monitor
  std::vector<std::vector<std::string>> rows;
  for (const auto& person : answer.persons()) {
    rows.push_back({person.worker(), CauseWords(person.cause()),
                    StandingWords(person.standing_before()), StandingWords(person.standing_now()),
                    EvidenceText(person)});
  }
  std::printf("\n%s",
              Table({"劳动者 worker", "原因 cause", "原 was", "现 is", "依据 by"}, rows).c_str());
  std::printf(
      "\n由哪条动态认定 by which outcome each stood and stands: %s\n",
      ExplainCommand(answer.publication().outbound_ratio(), answer.outbound_ratio()).c_str());
}

int ShowRevisions(Client& client, const Options& options) {
  v1::ListRevisionsRequest request;
  request.set_parent(WithPrefix("publications/", options.name));
  request.set_page_size(options.persons);
  request.mutable_at_least()->set_placement_sequence(options.at_least_placement);
  const auto answer = CallFresh(client, &Stub::ListRevisions, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  PrintPublications({answer->publication()});
  const auto& now = answer->outbound_ratio();
  std::printf("\n现在 now: D %d  O %d  %s   截至 known at %s\n\n", now.outbound_person_count(),
              now.organized_person_count(),
              Percent(now.has_ratio_permille(), now.ratio_permille()).c_str(),
              KnownAtText(now.known_at()).c_str());
  if (answer->totals().empty()) {
    std::puts("此后没有变化 Nothing has changed since.");
    return kOk;
  }
  PrintRevised(*answer);
  return kOk;
}

void AddCreate(const Program& program, CLI::App* publication,
               const std::shared_ptr<Options>& options) {
  CLI::App* const create = publication->add_subcommand("create", "Freeze a figure 生成");
  create->add_option("division", options->division, "520281")->required();
  create->add_option("--date", options->date, "The day [today] 日期 [今天]");
  AddPolicyOptions(create, &options->policy);
  AddKnownAtOption(create, &options->known_at);
  AddAtLeast(create, *options);
  create->add_option("--comment", options->comment, "At most 128 characters 说明，至多 128 字");
  create->callback([=] { *program.exit_code = Create(*program.client, *options); });
}

}  // namespace

void AddPublicationCommands(const Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const publication =
      program.app->add_subcommand("publication", "Figures that are frozen and signed 发布与签署");
  publication->require_subcommand(1);
  AddCreate(program, publication, options);
  CLI::App* const list = publication->add_subcommand("list", "Those of a division 列表");
  list->add_option("division", options->division, "520281")->required();
  list->callback([=] { *program.exit_code = List(*program.client, *options); });
  const auto named = [&](const char* name, const char* help, auto run) {
    CLI::App* const command = publication->add_subcommand(name, help);
    command->add_option("name", options->name, "publications/…")->required();
    command->callback([=] { *program.exit_code = run(*program.client, *options); });
    return command;
  };
  named("show", "All of one: figure, policy, hash, who signed 详情", ShowPublication);
  const auto moving = [&](const char* name, const char* help, v1::Publication::State state) {
    named(name, help, [state](Client& client, const Options& o) {
      return Advance(client, o, state);
    })->add_option("--comment", options->comment, "At most 128 characters 说明，至多 128 字");
  };
  moving("submit", "Hand it in 上报", v1::Publication::SUBMITTED);
  moving("return", "Send it back, or take an accepted one back, with --comment 退回，已采纳的也可",
         v1::Publication::RETURNED);
  moving("accept", "Accept it 采纳", v1::Publication::ACCEPTED);
  named("verify", "Work it out anew and compare the hash 重算校验", Verify);
  CLI::App* const revisions = named("revisions", "What has become known since 修订", ShowRevisions);
  AddCount(revisions, &options->persons)->default_str("50");
  AddAtLeast(revisions, *options);
}

}  // namespace laowu::cli
