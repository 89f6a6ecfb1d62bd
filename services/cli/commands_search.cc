#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"

namespace laowu::cli {
namespace {

struct SearchOptions {
  std::string text, employer, education, order, division, away, available_by, as_of, near;
  std::vector<std::string> offices, divisions, occupations, skills, states, statuses, groups;
  int min_wage = 0;
  int max_wage = 0;
  int within_km = 0;
  int max_wish = 0;
  int age = 0;
  int min_age = 0;
  int max_age = 0;
  int count = 20;
  bool unstated_wage = false;
  bool accommodation = false;
  bool meals = false;
  bool no_night = false;
  bool openings = false;
  bool collapse = false;
  bool visible = false;
  bool facets = false;
};

// What a value of a facet is called: the server's name for it, else the words for it.
std::string FacetWords(const std::string& field, const v1::FacetCount& count) {
  if (!count.display_name().empty()) return count.display_name();
  if (field == "work_status") {
    v1::WorkStatus status = v1::WORK_STATUS_UNSPECIFIED;
    v1::WorkStatus_Parse(count.value(), &status);
    return WorkStatusWords(status);
  }
  if (field == "policy_group") {
    v1::PolicyGroup group = v1::POLICY_GROUP_UNSPECIFIED;
    v1::PolicyGroup_Parse(count.value(), &group);
    return PolicyGroupWords(group);
  }
  return "";
}

template <typename Response>
void PrintTotals(const Response& response) {
  std::printf("\n共 found: %d\n", response.total_size());
  for (const v1::Facet& facet : response.facets()) {
    if (facet.counts().empty()) continue;
    std::vector<std::vector<std::string>> rows;
    for (const auto& count : facet.counts()) {
      rows.push_back(
          {count.value(), FacetWords(facet.field(), count), absl::StrCat(count.record_count())});
    }
    std::printf("\n%s", Table({facet.field(), "名称 name", "数量 count"}, rows).c_str());
  }
}

// "22.63,113.19": latitude and longitude.
bool FillNear(const std::string& text, google::type::LatLng* near) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits(',', 1));
  double latitude = 0;
  double longitude = 0;
  if (!absl::SimpleAtod(parts.first, &latitude) || !absl::SimpleAtod(parts.second, &longitude)) {
    std::fprintf(stderr, "error 错误: --near %s is not a point 不是经纬度: 22.63,113.19\n",
                 text.c_str());
    return false;
  }
  near->set_latitude(latitude);
  near->set_longitude(longitude);
  return true;
}

bool FillVacancies(const SearchOptions& options, v1::SearchVacanciesRequest* request) {
  bool good = true;
  request->set_text(options.text);
  for (const auto& office : options.offices) {
    request->add_offices(WithPrefix("offices/", office));
  }
  if (!options.employer.empty()) {
    request->set_employer(WithPrefix("employers/", options.employer));
  }
  for (const auto& code : options.divisions) request->add_division_prefixes(code);
  for (const auto& code : options.occupations) request->add_occupation_codes(code);
  for (const auto& code : options.skills) request->add_skill_codes(code);
  request->set_min_wage_cny_per_month(options.min_wage);
  request->set_max_wage_cny_per_month(options.max_wage);
  request->set_include_unstated_wage(options.unstated_wage);
  if (!options.near.empty()) good = FillNear(options.near, request->mutable_near()) && good;
  request->set_max_distance_km(options.within_km);
  request->set_accommodation_provided(options.accommodation);
  request->set_meals_provided(options.meals);
  request->set_no_night_shift(options.no_night);
  request->set_age_years(options.age);
  request->set_education(
      EnumOption<v1::EducationLevel>(options.education, "--education", "EDUCATION_LEVEL_", &good));
  for (const auto& state : options.states) {
    request->add_states(EnumOption<v1::Vacancy::State>(state, "--state", "", &good));
  }
  request->set_openings_left(options.openings);
  request->set_collapse_duplicates(options.collapse);
  request->set_order(
      EnumOption<v1::SearchVacanciesRequest::Order>(options.order, "--order", "", &good));
  request->set_page_size(options.count);
  request->set_facets(options.facets);
  return good;
}

int SearchVacancies(Client& client, const SearchOptions& options) {
  v1::SearchVacanciesRequest request;
  if (!FillVacancies(options, &request)) return kUsage;
  const auto response = client.Call(&v1::MatchService::Stub::SearchVacancies, request);
  if (!response.ok()) return Fail(response.status());
  if (PrintedAsJson(client, *response)) return kOk;
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& vacancy : response->vacancies()) {
    rows.push_back(
        {vacancy.name(), VacancyWords(vacancy.state()), vacancy.title(),
         vacancy.employer_display_name(),
         absl::StrCat(
             names.Division(vacancy.workplace_division_code()),
             vacancy.has_distance_km() ? absl::StrCat(" ", vacancy.distance_km(), " km") : ""),
         WageText(vacancy.min_wage_cny_per_month(), vacancy.max_wage_cny_per_month()),
         vacancy.has_openings_left_count() ? absl::StrCat(vacancy.openings_left_count()) : "–",
         DateWords(vacancy.expire_date()),
         vacancy.collapsed_vacancy_count() == 0
             ? ""
             : absl::StrCat("+", vacancy.collapsed_vacancy_count()),
         vacancy.employer_blocked() ? "受限 blocked" : ""});
  }
  std::fputs(Table({"岗位 vacancy", "状态 state", "职位 title", "单位 employer", "地点 place",
                    "月薪 wage", "余额 left", "截止 until", "重复 same", "单位受限 blocked"},
                   rows)
                 .c_str(),
             stdout);
  PrintTotals(*response);
  return kOk;
}

bool FillWorkers(const SearchOptions& options, v1::SearchWorkersRequest* request) {
  bool good = true;
  request->set_division_prefix(options.division);
  for (const auto& group : options.groups) {
    request->add_policy_groups(
        EnumOption<v1::PolicyGroup>(group, "--group", "POLICY_GROUP_", &good));
  }
  for (const auto& code : options.occupations) request->add_occupation_codes(code);
  for (const auto& code : options.skills) request->add_skill_codes(code);
  request->set_max_wish_cny_per_month(options.max_wish);
  request->set_min_age_years(options.min_age);
  request->set_max_age_years(options.max_age);
  request->set_min_education(
      EnumOption<v1::EducationLevel>(options.education, "--education", "EDUCATION_LEVEL_", &good));
  for (const auto& status : options.statuses) {
    request->add_work_statuses(
        EnumOption<v1::WorkStatus>(status, "--status", "WORK_STATUS_", &good));
  }
  request->set_away_division_prefix(options.away);
  if (!options.available_by.empty()) {
    *request->mutable_available_by_date() = DateOf(options.available_by, "--available-by", &good);
  }
  request->set_visible_only(options.visible);
  if (!options.as_of.empty()) {
    *request->mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  }
  request->set_order(
      EnumOption<v1::SearchWorkersRequest::Order>(options.order, "--order", "", &good));
  request->set_page_size(options.count);
  request->set_facets(options.facets);
  return good;
}

int SearchWorkers(Client& client, const SearchOptions& options) {
  v1::SearchWorkersRequest request;
  if (!FillWorkers(options, &request)) return kUsage;
  const auto response = client.Call(&v1::MatchService::Stub::SearchWorkers, request);
  if (!response.ok()) return Fail(response.status());
  if (PrintedAsJson(client, *response)) return kOk;
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& worker : response->workers()) {
    std::vector<std::string> groups;
    for (const int group : worker.policy_groups()) {
      groups.push_back(PolicyGroupWords(static_cast<v1::PolicyGroup>(group)));
    }
    rows.push_back(
        {worker.name(), names.Division(worker.division_code().substr(0, 9)),
         WorkStatusWords(worker.work_status()), names.Division(worker.workplace_division_code()),
         DateWords(worker.away_since_date()), names.Occupations(worker.desired_occupation_codes()),
         names.Skills(worker.skill_codes()),
         WageText(worker.min_wage_cny_per_month(), worker.min_wage_cny_per_month()),
         worker.age_years() == 0 ? "–" : absl::StrCat(worker.age_years()),
         absl::StrCat(worker.proposal_count()), absl::StrJoin(groups, "、"),
         worker.visible() ? "" : "否 no"});
  }
  std::fputs(Table({"劳动者 worker", "户籍 from", "状态 status", "在何处 away in", "外出日 since",
                    "意向 wants", "技能 skills", "期望 wish", "年龄 age", "在推 proposals",
                    "群体 groups", "可匹配 visible"},
                   rows)
                 .c_str(),
             stdout);
  PrintTotals(*response);
  return kOk;
}

// What both searches have.
void AddCommon(CLI::App* app, SearchOptions* options, const std::string& orders) {
  app->add_option("--occupation", options->occupations, "Classes: 6, 6-18, 6-18-02-04 职业分类");
  app->add_option("--skill", options->skills, "All of these: welding-arc 须具备的技能");
  app->add_option("--education", options->education,
                  "junior-middle and the like; what is asked, or held, at most or at least 学历");
  app->add_option("--order", options->order, orders);
  AddCount(app, &options->count)->capture_default_str();
  app->add_flag("--facets", options->facets,
                "Count what is found by place, occupation, … 分类计数");
}

}  // namespace

void AddSearchCommands(const Program& program) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* search =
      program.app->add_subcommand("search", "Vacancies or workers by filters 按条件查找");
  search->require_subcommand(1);
  search->fallthrough();

  CLI::App* vacancies = search->add_subcommand("vacancies", "Vacancies of all offices 查岗位");
  vacancies->add_option("--text", options->text,
                        "Words of title or employer, in any order 名称或企业中的词");
  vacancies->add_option("--office", options->offices,
                        "Only of these offices: zhongshan 只看这些协作站");
  vacancies->add_option("--employer", options->employer,
                        "Of this employer, under all its names 只看该企业");
  vacancies->add_option("--division", options->divisions,
                        "Workplaces there: 4420, 442000101 工作地点");
  vacancies->add_option("--min-wage", options->min_wage,
                        "Pays at least this, yuan a month 月薪不低于");
  vacancies->add_option("--max-wage", options->max_wage,
                        "Pay begins at this or less 月薪起点不高于");
  vacancies->add_flag("--unstated-wage", options->unstated_wage,
                      "With a wage asked for: also those that state none 也列出未写月薪的");
  vacancies->add_option("--near", options->near,
                        "Latitude,longitude: 22.63,113.19; a workplace that states no point of its "
                        "own counts as in the middle of its county, or of a city without counties "
                        "纬度,经度；未注明坐标的地点按所在县（无县的市按全市）中心计");
  vacancies->add_option("--within", options->within_km, "Kilometres from --near 距离（公里）");
  vacancies->add_option("--age", options->age, "Open to someone of this age 适合该年龄");
  vacancies->add_option("--state", options->states,
                        "open [default], closed, expired 状态：开放、关闭、过期");
  vacancies->add_flag("--accommodation", options->accommodation, "Says that it offers a bed 包住");
  vacancies->add_flag("--meals", options->meals, "Says that it offers meals 包吃");
  vacancies->add_flag("--no-night-shift", options->no_night,
                      "Says that there is no night shift 不上夜班");
  vacancies->add_flag("--openings-left", options->openings, "Still wants somebody 尚有空缺");
  vacancies->add_flag("--collapse", options->collapse,
                      "The same vacancy only once 重复岗位只列一次");
  AddCommon(vacancies, options.get(),
            EnumChoices(*v1::SearchVacanciesRequest::Order_descriptor(), ""));
  vacancies->callback([=] { *program.exit_code = SearchVacancies(*program.client, *options); });

  CLI::App* workers = search->add_subcommand("workers", "Workers of one's divisions 查劳动者");
  workers->add_option("--division", options->division, "Registered there: 520281 户籍地");
  workers->add_option("--group", options->groups, "In one of these: monitored, relocated, … 群体");
  workers->add_option("--max-wish", options->max_wish,
                      "Wants at most this, yuan a month 期望月薪不高于");
  workers->add_option("--min-age", options->min_age, "Years");
  workers->add_option("--max-age", options->max_age, "Years");
  workers->add_option("--status", options->statuses,
                      "at-home, proposed, placed, away 状态：在家、已推荐、已安置、在外");
  workers->add_option("--away-in", options->away, "Away there: 4420 在外务工地");
  workers->add_option("--available-by", options->available_by,
                      "Can start by this day 最迟可到岗日期");
  workers->add_flag("--visible", options->visible, "Only those that a match may show 只列可推荐的");
  workers->add_option("--as-of", options->as_of,
                      "The day the question is asked for [today] 按哪一天计 [今天]");
  AddCommon(workers, options.get(), EnumChoices(*v1::SearchWorkersRequest::Order_descriptor(), ""));
  workers->callback([=] { *program.exit_code = SearchWorkers(*program.client, *options); });
}

}  // namespace laowu::cli
