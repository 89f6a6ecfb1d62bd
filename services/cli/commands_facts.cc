// What became true of a worker, and when: the list of dated facts, and a move of registration.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"

namespace laowu::cli {
namespace {

using Stub = v1::WorkerService::Stub;

struct FactOptions {
  std::string name, division, since, fact, reference;
  Paging paging;
};

std::string KindWords(v1::WorkerFact::Kind kind) {
  switch (kind) {
    case v1::WorkerFact::PROFILE:
      return "登记 profile";
    case v1::WorkerFact::RESIDENCE_MOVED:
      return "户籍迁移 registration moved";
    case v1::WorkerFact::RURAL_STATUS:
      return "农村身份 rural status";
    case v1::WorkerFact::BIRTH_DATE:
      return "出生日期更正 birth date";
    case v1::WorkerFact::SEX:
      return "性别更正 sex";
    case v1::WorkerFact::POLICY_GROUP_ADDED:
      return "列入群体 group added";
    case v1::WorkerFact::POLICY_GROUP_REMOVED:
      return "退出群体 group removed";
    case v1::WorkerFact::MERGED:
      return "合并 merged";
    case v1::WorkerFact::UNMERGED:
      return "撤销合并 parted";
    case v1::WorkerFact::DIED:
      return "死亡 died";
    case v1::WorkerFact::FACT_VOIDED:
      return "撤回 taken back";
    default:
      return "–";
  }
}

std::string ValueWords(const v1::WorkerFact& fact, NamesCache& names) {
  const auto& values = fact.values();
  std::vector<std::string> words;
  if (!values.division_code().empty()) {
    words.push_back(absl::StrCat(values.division_code(), " ",
                                 names.FullDivision(values.division_code().substr(0, 9))));
  }
  if (values.has_rural()) words.push_back(absl::StrCat("农村 rural ", YesNoWords(values.rural())));
  if (values.has_birth_date()) words.push_back(DateWords(values.birth_date()));
  if (values.sex() != v1::SEX_UNSPECIFIED) words.push_back(SexWords(values.sex()));
  for (const int group : values.policy_groups()) {
    words.push_back(PolicyGroupWords(static_cast<v1::PolicyGroup>(group)));
  }
  for (const std::string* other : {&values.worker(), &values.voided_fact()}) {
    if (!other->empty()) words.push_back(*other);
  }
  return absl::StrJoin(words, "，");
}

int ListFacts(Client& client, const FactOptions& options) {
  v1::ListWorkerFactsRequest request;
  request.set_parent(WithPrefix("workers/", options.name));
  const auto answer = CallPages(client, &Stub::ListWorkerFacts, request, options.paging);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& fact : answer->facts()) {
    rows.push_back({DateWords(fact.effective_date()), KindWords(fact.kind()),
                    ValueWords(fact, names), fact.reference(), fact.recorded_by(),
                    TimeWords(fact.record_time()), fact.name()});
  }
  std::fputs(Table({"自 since", "事实 fact", "内容 what", "凭据 reference", "登记人 recorded by",
                    "登记时间 known since", "name"},
                   rows)
                 .c_str(),
             stdout);
  TellOfMore(options.paging, answer->facts_size(), answer->next_page_token());
  return kOk;
}

int Record(Client& client, const FactOptions& options, const v1::WorkerFact& fact) {
  v1::RecordWorkerFactRequest request;
  request.set_parent(WithPrefix("workers/", options.name));
  *request.mutable_fact() = fact;
  bool good = true;
  *request.mutable_fact()->mutable_effective_date() = DateOf(options.since, "--since", &good);
  if (!good) return kUsage;
  const auto recorded = client.Call(&Stub::RecordWorkerFact, request);
  const int exit_code = PrintName(client, recorded);
  if (recorded.ok() && !client.json) PrintWarnings(*recorded);
  return exit_code;
}

int RecordMove(Client& client, const FactOptions& options) {
  v1::WorkerFact fact;
  fact.set_kind(v1::WorkerFact::RESIDENCE_MOVED);
  fact.mutable_values()->set_division_code(options.division);
  fact.set_reference(options.reference);
  return Record(client, options, fact);
}

int TakeBack(Client& client, const FactOptions& options) {
  FactOptions voided = options;
  voided.name = options.fact.substr(0, options.fact.find("/facts/"));
  v1::WorkerFact fact;
  fact.set_kind(v1::WorkerFact::FACT_VOIDED);
  fact.mutable_values()->set_voided_fact(options.fact);
  return Record(client, voided, fact);
}

}  // namespace

void AddFactCommands(const Program& program) {
  const auto options = std::make_shared<FactOptions>();
  CLI::App* worker = program.app->get_subcommand("worker");
  CLI::App* facts = worker->add_subcommand("facts", "What became true of one, and since when 事实");
  facts->add_option("name", options->name, "workers/…")->required();
  AddPaging(facts, &options->paging);
  facts->callback([=] { *program.exit_code = ListFacts(*program.client, *options); });
  CLI::App* moved = worker->add_subcommand(
      "moved", "Registration moved, also to another county, which is told 户籍迁移");
  moved->add_option("name", options->name, "workers/…")->required();
  moved
      ->add_option("--division", options->division, "Township or village: 520203102 迁入的乡镇或村")
      ->required();
  moved->add_option("--since", options->since, "Day of the move: 2026-10-01 迁移日期")->required();
  moved
      ->add_option("--reference", options->reference,
                   "Number of the notice that says so 准迁证、户口迁移证编号")
      ->required();
  moved->callback([=] { *program.exit_code = RecordMove(*program.client, *options); });
  CLI::App* back = worker->add_subcommand("take-back", "A fact was wrong 撤回一条事实");
  back->add_option("fact", options->fact, "workers/…/facts/…")->required();
  back->add_option("--since", options->since, "The day it is told: 2026-10-02 告知日期")
      ->required();
  back->callback([=] { *program.exit_code = TakeBack(*program.client, *options); });
}

}  // namespace laowu::cli
