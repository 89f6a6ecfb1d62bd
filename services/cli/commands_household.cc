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
#include "services/cli/table_print.h"

namespace laowu::cli {
namespace {

using Stub = v1::WorkerService::Stub;

struct HouseholdOptions {
  std::string name, division;
  Paging paging;
};

void PrintHouseholds(Client& client,
                     const google::protobuf::RepeatedPtrField<v1::Household>& households) {
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& household : households) {
    rows.push_back({household.name(), names.Division(household.division_code().substr(0, 9)),
                    absl::StrCat(household.members_size()),
                    absl::StrJoin(household.members(), " ")});
  }
  std::fputs(Table({"name", "地区 division", "人数 members", "劳动者 workers"}, rows).c_str(),
             stdout);
}

int ShowHousehold(Client& client, const HouseholdOptions& options) {
  v1::GetHouseholdRequest request;
  request.set_name(WithPrefix("households/", options.name));
  const auto household = client.Call(&Stub::GetHousehold, request);
  if (!household.ok()) return Fail(household.status());
  if (PrintedAsJson(client, *household)) return kOk;
  google::protobuf::RepeatedPtrField<v1::Household> one;
  *one.Add() = *household;
  PrintHouseholds(client, one);
  return kOk;
}

int ListHouseholds(Client& client, const HouseholdOptions& options) {
  v1::ListHouseholdsRequest request;
  request.set_division_code(options.division);
  const auto answer = CallPages(client, &Stub::ListHouseholds, request, options.paging);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  PrintHouseholds(client, answer->households());
  TellOfMore(options.paging, answer->households_size(), answer->next_page_token());
  return kOk;
}

}  // namespace

void AddHouseholdCommands(const Program& program) {
  const auto options = std::make_shared<HouseholdOptions>();
  CLI::App* household = program.app->add_subcommand("household", "Households 户");
  household->require_subcommand(1);
  CLI::App* show = household->add_subcommand("show", "One household 查看一户");
  show->add_option("name", options->name, "households/…")->required();
  show->callback([=] { *program.exit_code = ShowHousehold(*program.client, *options); });
  CLI::App* list = household->add_subcommand("list", "Of a division 列出一地的户");
  list->add_option("--division", options->division, "Registered there: 520281 户籍地")->required();
  AddPaging(list, &options->paging);
  list->callback([=] { *program.exit_code = ListHouseholds(*program.client, *options); });
}

}  // namespace laowu::cli
