#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/cli/vacancy_name.h"
#include "services/cli/words.h"

namespace laowu::cli {
namespace {

using Stub = v1::VacancyService::Stub;

struct VacancyOptions {
  std::string name, office, display_name, text, division, credit_code, from, until, reason, expire,
      etag;
  bool accept_invalid_credit_code = false;
  Paging paging;
};

// "2026-07-01 … 2026-08-01": from its first day to the first day without it, if there is one.
std::string BlockText(const v1::Employer::Block& block) {
  return absl::StrCat(DateWords(block.start_date()), " … ",
                      block.has_end_date() ? DateWords(block.end_date()) : "");
}

int UpdateOffice(Client& client, const VacancyOptions& options) {
  v1::UpdateOfficeRequest request;
  auto* office = request.mutable_office();
  office->set_name(WithPrefix("offices/", options.name));
  office->set_display_name(options.display_name);
  office->set_division_code(options.division);
  office->set_etag(options.etag);
  return PrintName(client, client.Call(&Stub::UpdateOffice, request));
}

int ListEmployers(Client& client, const VacancyOptions& options) {
  v1::ListEmployersRequest request;
  request.set_text(options.text);
  const auto answer = CallPages(client, &Stub::ListEmployers, request, options.paging);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& employer : answer->employers()) {
    std::vector<std::string> blocks;
    for (const auto& block : employer.blocks()) blocks.push_back(BlockText(block));
    rows.push_back({employer.name(), employer.display_name(), employer.credit_code(),
                    employer.alias_of(), absl::StrJoin(blocks, "; ")});
  }
  std::fputs(Table({"name", "名称", "信用代码 credit code", "即 stands for", "停用 blocked"}, rows)
                 .c_str(),
             stdout);
  TellOfMore(options.paging, answer->employers_size(), answer->next_page_token());
  return kOk;
}

int UpdateEmployer(Client& client, const VacancyOptions& options) {
  v1::UpdateEmployerRequest request;
  auto* employer = request.mutable_employer();
  employer->set_name(WithPrefix("employers/", options.name));
  employer->set_display_name(options.display_name);
  employer->set_credit_code(options.credit_code);
  employer->set_etag(options.etag);
  request.set_accept_invalid_credit_code(options.accept_invalid_credit_code);
  return PrintName(client, client.Call(&Stub::UpdateEmployer, request));
}

int BlockEmployer(Client& client, const VacancyOptions& options) {
  v1::BlockEmployerRequest request;
  request.set_name(WithPrefix("employers/", options.name));
  bool good = true;
  *request.mutable_start_date() = DateOf(options.from, "--since", &good);
  if (!good) return kUsage;
  request.set_reason(options.reason);
  request.set_etag(options.etag);
  return PrintName(client, client.Call(&Stub::BlockEmployer, request));
}

int UnblockEmployer(Client& client, const VacancyOptions& options) {
  v1::UnblockEmployerRequest request;
  request.set_name(WithPrefix("employers/", options.name));
  bool good = true;
  *request.mutable_end_date() = DateOf(options.until, "--since", &good);
  if (!good) return kUsage;
  request.set_etag(options.etag);
  return PrintName(client, client.Call(&Stub::UnblockEmployer, request));
}

class Lines {
 public:
  // Only what is stated.
  void Add(const char* label, const std::string& value) {
    if (!value.empty()) rows_.push_back({label, value});
  }
  void AddCount(const char* label, int value, const char* unit = "") {
    if (value != 0) Add(label, absl::StrCat(value, unit));
  }
  void AddAnswer(const char* label, bool has, bool value) {
    if (has) Add(label, YesNoWords(value));
  }
  void AddDate(const char* label, bool has, const google::type::Date& date) {
    if (has) Add(label, DateWords(date));
  }
  const std::vector<std::vector<std::string>>& rows() const { return rows_; }

 private:
  std::vector<std::vector<std::string>> rows_;
};

void AddWhatAndWhere(const v1::Vacancy& vacancy, NamesCache& names, Lines& lines) {
  lines.Add("name", vacancy.name());
  lines.Add("状态 state", VacancyWords(vacancy.state()));
  lines.Add("职位 title", vacancy.title());
  lines.Add("单位 employer",
            absl::StrCat(vacancy.employer_display_name(), " ", vacancy.employer()));
  lines.Add("地点 place", absl::StrCat(vacancy.workplace_division_code(), " ",
                                       names.FullDivision(vacancy.workplace_division_code())));
  if (!vacancy.occupation_code().empty()) {
    lines.Add("工种 occupation", absl::StrCat(vacancy.occupation_code(), " ",
                                              names.Occupation(vacancy.occupation_code())));
  }
  lines.Add("月薪 wage",
            WageText(vacancy.min_wage_cny_per_month(), vacancy.max_wage_cny_per_month()));
  lines.Add("计薪 pay",
            absl::StrCat(PayKindWords(vacancy.pay_kind()),
                         vacancy.pay_kind() != 0 && vacancy.pay_basis() != 0 ? "，" : "",
                         PayBasisWords(vacancy.pay_basis())));
  lines.AddCount("薪数 months of pay", vacancy.pay_months());
  // "若干": the number of openings is not known, which is not none.
  lines.Add("人数 wanted",
            vacancy.opening_count() == 0 ? "不详 unknown" : absl::StrCat(vacancy.opening_count()));
}

// How many of the openings are taken, by those whom the caller may see: of an office's own all of
// them. The vacancy role knows no placements.
void AddTaken(Client& client, const v1::Vacancy& vacancy, Lines& lines) {
  v1::ListPlacementsRequest request;
  request.set_vacancy(vacancy.name());
  for (const auto state : {v1::Placement::PROPOSED, v1::Placement::ACCEPTED, v1::Placement::STARTED,
                           v1::Placement::ENDED}) {
    request.add_states(state);
  }
  const auto answer = client.CallAllPages(&v1::PlacementService::Stub::ListPlacements, request);
  // Not everybody may list them, and of a split system another process has them.
  if (!answer.ok()) return;
  int proposed_count = 0;
  int accepted_count = 0;
  for (const auto& placement : answer->placements()) {
    // Who came by one that has ended still has the opening.
    if (placement.state() == v1::Placement::ENDED && !placement.has_start_date()) continue;
    (placement.state() == v1::Placement::PROPOSED ? proposed_count : accepted_count) += 1;
  }
  if (proposed_count + accepted_count == 0) return;
  const int wanted_count = std::max(1, vacancy.opening_count());
  lines.Add(
      "已占（可见） taken, as seen",
      absl::StrCat(accepted_count, " 人已接受或到岗 accepted or came，", proposed_count,
                   " 人待答复 proposed",
                   accepted_count > wanted_count
                       ? "；接受的多于招聘人数，不再接受别人 more than are wanted: nobody else "
                         "is accepted"
                       : ""));
}

void AddWhatIsAsked(const v1::Vacancy& vacancy, NamesCache& names, Lines& lines) {
  std::vector<std::string> skills;
  for (const auto& skill : vacancy.skill_requirements()) {
    skills.push_back(absl::StrCat(names.Skill(skill.skill_code()), " ",
                                  SkillLevelWords(std::max(1, skill.min_level())),
                                  skill.required() ? "（必备 required）" : "（优先 preferred）"));
  }
  lines.Add("技能 skills", absl::StrJoin(skills, "、"));
  lines.AddCount("经验 experience", vacancy.min_experience_months(), " 个月 months");
  if (vacancy.min_education() != 0) {
    lines.Add("学历 education", EducationWords(vacancy.min_education()));
  }
  lines.AddCount("最小年龄 from age", vacancy.min_age_years());
  lines.AddCount("最大年龄 to age", vacancy.max_age_years());
}

void AddConditions(const v1::Vacancy& vacancy, Lines& lines) {
  lines.AddAnswer("住宿 accommodation", vacancy.has_accommodation_provided(),
                  vacancy.accommodation_provided());
  lines.AddAnswer("包吃 meals", vacancy.has_meals_provided(), vacancy.meals_provided());
  lines.AddAnswer("夜班 night shift", vacancy.has_night_shift(), vacancy.night_shift());
  lines.AddCount("每周工时 hours a week", vacancy.hours_per_week());
  lines.AddAnswer("社会保险 social insurance", vacancy.has_social_insurance(),
                  vacancy.social_insurance());
  std::vector<std::string> hazards;
  for (const int hazard : vacancy.hazards()) {
    hazards.push_back(HazardWords(static_cast<v1::Hazard>(hazard)));
  }
  lines.Add("危害 hazards", absl::StrJoin(hazards, "、"));
  lines.AddAnswer("无禁止未成年工的危害 no juvenile hazards", vacancy.has_no_juvenile_hazards(),
                  vacancy.no_juvenile_hazards());
  lines.AddDate("开始 starts", vacancy.has_start_date(), vacancy.start_date());
  lines.AddDate("截止 last day", vacancy.has_expire_date(), vacancy.expire_date());
}

void AddProvenance(const v1::Vacancy& vacancy, Lines& lines) {
  lines.Add("说明 description", vacancy.description());
  lines.Add("联系 office contact", vacancy.office_contact());
  lines.Add("编号 reference", vacancy.source_reference());
  for (const auto& field : vacancy.inferred_fields()) {
    lines.Add("由文字读出 read from text", InferredWords(field));
  }
  lines.Add("缺少 missing", FieldsWords(vacancy.incomplete_fields()));
  lines.Add("重复组 duplicates", vacancy.duplicate_group());
  lines.Add("更新 updated", vacancy.has_update_time() ? TimeWords(vacancy.update_time()) : "");
  lines.Add("录入 recorded by", vacancy.recorded_by());
  lines.Add("etag", vacancy.etag());
}

int ShowVacancy(Client& client, const VacancyOptions& options) {
  const auto name = VacancyName(client, options.name, options.office);
  if (!name.ok()) return Fail(name.status());
  v1::GetVacancyRequest request;
  request.set_name(*name);
  const auto vacancy = client.Call(&Stub::GetVacancy, request);
  if (!vacancy.ok()) return Fail(vacancy.status());
  if (PrintedAsJson(client, *vacancy)) return kOk;
  NamesCache names(&client);
  Lines lines;
  AddWhatAndWhere(*vacancy, names, lines);
  AddTaken(client, *vacancy, lines);
  AddWhatIsAsked(*vacancy, names, lines);
  AddConditions(*vacancy, lines);
  AddProvenance(*vacancy, lines);
  std::fputs(Table({"项目 field", "内容 value"}, lines.rows()).c_str(), stdout);
  return kOk;
}

int ReopenVacancy(Client& client, const VacancyOptions& options) {
  const auto name = VacancyName(client, options.name, options.office);
  if (!name.ok()) return Fail(name.status());
  v1::ReopenVacancyRequest request;
  request.set_name(*name);
  request.set_etag(options.etag);
  bool good = true;
  if (!options.expire.empty()) {
    *request.mutable_expire_date() = DateOf(options.expire, "--last-day", &good);
  }
  if (!good) return kUsage;
  const auto vacancy = client.Call(&Stub::ReopenVacancy, request);
  if (vacancy.ok() && !client.json) PrintWarnings(*vacancy);
  return PrintName(client, vacancy);
}

void AddEmployerCommands(const Program& program, const std::shared_ptr<VacancyOptions>& options) {
  CLI::App* employer = program.app->add_subcommand("employer", "Employers 用人单位");
  employer->require_subcommand(1);
  CLI::App* list =
      employer->add_subcommand("list", "Employers, all or by a part of the name 列出用人单位");
  list->add_option("text", options->text, "What the shown name holds 名称中含有的字 [all 全部]");
  AddPaging(list, &options->paging);
  list->callback([=] { *program.exit_code = ListEmployers(*program.client, *options); });
  const auto add = [&](const char* name, const char* help,
                       int (*run)(Client&, const VacancyOptions&)) {
    CLI::App* command = employer->add_subcommand(name, help);
    command->add_option("name", options->name, "employers/…")->required();
    command->add_option("--etag", options->etag,
                        "Only if it is still in this state 仅当记录未被他人更改");
    command->callback([=] { *program.exit_code = run(*program.client, *options); });
    return command;
  };
  CLI::App* update = add("update", "Its shown name, or its credit code 修改", UpdateEmployer);
  update->add_option("--name", options->display_name, "The shown name 显示的名称");
  update->add_option("--credit-code", options->credit_code,
                     "18 characters (GB 32100), once it is known 统一社会信用代码");
  update->add_flag("--accept-invalid-credit-code", options->accept_invalid_credit_code,
                   "Also with a check character that does not fit; it is put on record "
                   "校验位不符也接受，会留记录");
  CLI::App* block = add("block", "Show its vacancies to nobody 停用", BlockEmployer);
  block->add_option("--since", options->from, "First day: 2026-07-01 首日")->required();
  block->add_option("--reason", options->reason, "Why; it is put on record 原因，会留记录")
      ->required();
  CLI::App* unblock = add("unblock", "End the block 恢复", UnblockEmployer);
  unblock->add_option("--since", options->until, "First day without it: 2026-08-01 恢复首日")
      ->required();
}

}  // namespace

void AddVacancyCommands(const Program& program) {
  auto options = std::make_shared<VacancyOptions>();
  AddEmployerCommands(program, options);

  CLI::App* update = program.app->get_subcommand("office")->add_subcommand(
      "update", "Its name or city 修改协作站");
  update->add_option("id", options->name, "zhongshan")->required();
  update->add_option("--name", options->display_name, "Its name 名称");
  update->add_option("--division", options->division, "Its city: 442000 所在城市");
  update->add_option("--etag", options->etag,
                     "Only if it is still in this state 仅当记录未被他人更改");
  update->callback([=] { *program.exit_code = UpdateOffice(*program.client, *options); });

  CLI::App* vacancy = program.app->get_subcommand("vacancy");
  const auto add_name = [&](CLI::App* command) {
    command
        ->add_option("name", options->name,
                     "offices/zhongshan/vacancies/…, or the office's number 岗位名称或编号")
        ->required();
    AddOfficeOfNumber(command, &options->office);
  };
  CLI::App* show = vacancy->add_subcommand("show", "One, with all that it says 查看岗位");
  add_name(show);
  show->callback([=] { *program.exit_code = ShowVacancy(*program.client, *options); });
  CLI::App* reopen = vacancy->add_subcommand("reopen", "Open one again 重新开放岗位");
  add_name(reopen);
  reopen->add_option("--last-day", options->expire, "New last day: 2026-12-31 新的截止日期");
  reopen->add_option("--etag", options->etag,
                     "Only if it is still in this state 仅当记录未被他人更改");
  reopen->callback([=] { *program.exit_code = ReopenVacancy(*program.client, *options); });
}

}  // namespace laowu::cli
