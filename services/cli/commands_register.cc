#include <cstdio>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/table_print.h"
#include "services/cli/vacancy_name.h"
#include "services/cli/words.h"

namespace laowu::cli {
namespace {

struct RegisterOptions {
  std::string id, name, division, kind, since, office, etag;
  std::vector<std::string> licences;
  Paging paging;
};

int CreateOffice(Client& client, const RegisterOptions& options) {
  v1::CreateOfficeRequest request;
  request.set_office_id(options.id);
  request.mutable_office()->set_display_name(options.name);
  request.mutable_office()->set_division_code(options.division);
  return PrintName(client, client.Call(&v1::VacancyService::Stub::CreateOffice, request));
}

int ListOffices(Client& client) {
  const auto answer =
      client.CallAllPages(&v1::VacancyService::Stub::ListOffices, v1::ListOfficesRequest());
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& office : answer->offices()) {
    rows.push_back({office.name(), office.display_name(), office.division_code()});
  }
  std::fputs(Table({"name", "名称", "地区 division"}, rows).c_str(), stdout);
  return kOk;
}

// NUMBER:FROM[:UNTIL]; an error is printed and false given if one is not that.
bool AddLicences(const std::vector<std::string>& texts, v1::Organizer* organizer) {
  bool good = true;
  for (const std::string& text : texts) {
    const std::vector<std::string> parts = absl::StrSplit(text, ':');
    if (parts.size() < 2) {
      std::fprintf(stderr, "error 错误: --licence is NUMBER:FROM[:UNTIL] 格式为 编号:起[:止]\n");
      return false;
    }
    auto* licence = organizer->add_licences();
    licence->set_number(parts[0]);
    *licence->mutable_start_date() = DateOf(parts[1], "--licence", &good);
    if (parts.size() > 2) *licence->mutable_end_date() = DateOf(parts[2], "--licence", &good);
  }
  return good;
}

int UpdateOrganizer(Client& client, const RegisterOptions& options) {
  v1::UpdateOrganizerRequest request;
  auto* organizer = request.mutable_organizer();
  organizer->set_name(WithPrefix("organizers/", options.id));
  organizer->set_display_name(options.name);
  organizer->set_division_code(options.division);
  bool good = true;
  organizer->set_kind(EnumOption<v1::Organizer::Kind>(options.kind, "--kind", "", &good));
  if (!options.since.empty()) {
    *organizer->mutable_register_date() = DateOf(options.since, "--since", &good);
  }
  good = AddLicences(options.licences, organizer) && good;
  if (!good) return kUsage;
  return PrintName(client, client.Call(&v1::PlacementService::Stub::UpdateOrganizer, request));
}

int CreateOrganizer(Client& client, const RegisterOptions& options) {
  v1::CreateOrganizerRequest request;
  request.set_organizer_id(options.id);
  auto* organizer = request.mutable_organizer();
  organizer->set_display_name(options.name);
  organizer->set_division_code(options.division);
  bool good = true;
  organizer->set_kind(EnumOption<v1::Organizer::Kind>(options.kind, "--kind", "", &good));
  if (!options.since.empty()) {
    *organizer->mutable_register_date() = DateOf(options.since, "--since", &good);
  }
  good = AddLicences(options.licences, organizer) && good;
  if (!good) return kUsage;
  return PrintName(client, client.Call(&v1::PlacementService::Stub::CreateOrganizer, request));
}

int ListOrganizers(Client& client) {
  const auto answer =
      client.CallAllPages(&v1::PlacementService::Stub::ListOrganizers, v1::ListOrganizersRequest());
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& organizer : answer->organizers()) {
    rows.push_back({organizer.name(), organizer.display_name(),
                    EnumText(v1::Organizer::Kind_Name(organizer.kind()), "")});
  }
  std::fputs(Table({"name", "名称", "类型 kind"}, rows).c_str(), stdout);
  return kOk;
}

int CloseVacancy(Client& client, const RegisterOptions& options) {
  const auto name = VacancyName(client, options.name, options.office);
  if (!name.ok()) return Fail(name.status());
  v1::CloseVacancyRequest request;
  request.set_name(*name);
  request.set_etag(options.etag);
  return PrintName(client, client.Call(&v1::VacancyService::Stub::CloseVacancy, request));
}

int ListVacancies(Client& client, const RegisterOptions& options) {
  v1::ListVacanciesRequest request;
  request.set_parent(WithPrefix("offices/", options.office));
  const auto answer =
      CallPages(client, &v1::VacancyService::Stub::ListVacancies, request, options.paging);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& vacancy : answer->vacancies()) {
    rows.push_back(
        {vacancy.name(), VacancyWords(vacancy.state()), vacancy.title(),
         vacancy.employer_display_name(), names.Division(vacancy.workplace_division_code()),
         WageText(vacancy.min_wage_cny_per_month(), vacancy.max_wage_cny_per_month()),
         vacancy.opening_count() == 0 ? "不详 unknown" : absl::StrCat(vacancy.opening_count())});
  }
  std::fputs(Table({"name", "状态 state", "职位 title", "单位 employer", "地点 place", "月薪 wage",
                    "人数 wanted"},
                   rows)
                 .c_str(),
             stdout);
  TellOfMore(options.paging, answer->vacancies_size(), answer->next_page_token());
  return kOk;
}

}  // namespace

void AddRegisterCommands(const Program& program) {
  auto options = std::make_shared<RegisterOptions>();
  CLI::App* office = program.app->add_subcommand("office", "Offices of partner cities 劳务协作站");
  office->require_subcommand(1);
  CLI::App* create = office->add_subcommand("create", "Make an office 新建协作站");
  create->add_option("id", options->id, "Its id, a-z, 0-9 and -: zhongshan 编号")->required();
  create->add_option("--name", options->name, "Its name 名称")->required();
  create->add_option("--division", options->division, "Its city: 442000 所在城市")->required();
  create->callback([=] { *program.exit_code = CreateOffice(*program.client, *options); });
  office->add_subcommand("list", "All offices 列出协作站")->callback([=] {
    *program.exit_code = ListOffices(*program.client);
  });

  CLI::App* organizer = program.app->add_subcommand("organizer", "Organisers 组织单位");
  organizer->require_subcommand(1);
  CLI::App* make = organizer->add_subcommand("create", "Register an organiser 登记组织单位");
  make->add_option("id", options->id, "Its id, a-z, 0-9 and -: station 编号")->required();
  make->add_option("--name", options->name, "Its name 名称")->required();
  make->add_option("--kind", options->kind, EnumChoices(*v1::Organizer::Kind_descriptor(), ""))
      ->required();
  make->add_option("--division", options->division, "Who registered it: 520281 登记机关所在地")
      ->required();
  make->add_option("--since", options->since, "Registered since 登记日期");
  make->add_option("--licence", options->licences, "NUMBER:FROM[:UNTIL] 许可证 编号:起[:止]");
  make->callback([=] { *program.exit_code = CreateOrganizer(*program.client, *options); });
  CLI::App* change =
      organizer->add_subcommand("update", "Add what is known of an organiser from now on 更新");
  change->add_option("id", options->id, "Its id: station 编号")->required();
  change->add_option("--name", options->name, "Another name 新名称");
  change->add_option("--kind", options->kind, EnumChoices(*v1::Organizer::Kind_descriptor(), ""));
  change->add_option("--division", options->division, "Who registered it: 520281 登记机关所在地");
  change->add_option("--since", options->since, "Registered since 登记日期");
  change->add_option(
      "--licence", options->licences,
      "NUMBER:FROM[:UNTIL]; a known NUMBER and FROM: it ends then instead 许可证 编号:起[:止]");
  change->callback([=] { *program.exit_code = UpdateOrganizer(*program.client, *options); });
  organizer->add_subcommand("list", "All organisers 列出组织单位")->callback([=] {
    *program.exit_code = ListOrganizers(*program.client);
  });

  CLI::App* vacancy = program.app->add_subcommand("vacancy", "Vacancies 岗位");
  vacancy->require_subcommand(1);
  CLI::App* list = vacancy->add_subcommand("list", "All of an office 列出一个协作站的岗位");
  list->add_option("--office", options->office, "The office: zhongshan 协作站")->required();
  AddPaging(list, &options->paging);
  list->callback([=] { *program.exit_code = ListVacancies(*program.client, *options); });
  CLI::App* close = vacancy->add_subcommand("close", "Close one 关闭岗位");
  close
      ->add_option("name", options->name,
                   "offices/zhongshan/vacancies/…, or the office's number 岗位名称或编号")
      ->required();
  AddOfficeOfNumber(close, &options->office);
  close->add_option("--etag", options->etag,
                    "Only if it is still in this state 仅当记录未被他人更改");
  close->callback([=] { *program.exit_code = CloseVacancy(*program.client, *options); });
}

}  // namespace laowu::cli
