#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/match_options.h"
#include "services/cli/names_cache.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/cli/vacancy_name.h"
#include "services/cli/words.h"
#include "services/runtime/limits.h"

namespace laowu::cli {
namespace {

constexpr int kSupplyMonthsMost = 12;  // GetSupplyRequest.month_count

struct AdviceOptions {
  std::string name, office, draft_vacancy, draft_worker, division, as_of;
  std::vector<std::string> groups, occupations;
  int top_count = 20;
  int month_count = 6;
  bool all = false;
};

std::string LimitWords(int years) {
  return years == 0 ? "不限 no limit" : absl::StrCat(years, " 岁 years");
}

std::string WageWords(const v1::VacancyStep& step) {
  constexpr const char* kQuartiles[] = {"", "（同类下四分位 lower quartile）",
                                        "（同类中位 median）", "（同类上四分位 upper quartile）"};
  const int quartile =
      step.wage_quartile() >= 0 && step.wage_quartile() <= 3 ? step.wage_quartile() : 0;
  return absl::StrCat("月薪到 wage to ", step.max_wage_cny_per_month(), kQuartiles[quartile]);
}

std::string StepWords(const v1::VacancyStep& step, NamesCache& names) {
  switch (step.kind()) {
    case v1::VacancyStep::WAGE:
      return WageWords(step);
    case v1::VacancyStep::MAX_AGE:
      return absl::StrCat("最大年龄 age up to ", LimitWords(step.max_age_years()));
    case v1::VacancyStep::MIN_AGE:
      return absl::StrCat("最小年龄 age from ", LimitWords(step.min_age_years()));
    case v1::VacancyStep::EDUCATION:
      return absl::StrCat("学历 education ", step.min_education() == 0
                                                 ? "不限 no minimum"
                                                 : EducationWords(step.min_education()));
    case v1::VacancyStep::EXPERIENCE:
      return absl::StrCat("经验 experience ", step.min_experience_months(), " 个月 months");
    case v1::VacancyStep::SKILL_PREFERRED:
      return absl::StrCat(names.Skill(step.skill_code()), " 改为优先 preferred, not required");
    case v1::VacancyStep::SKILL_DROPPED:
      return absl::StrCat(names.Skill(step.skill_code()), " 不再要求 not asked for");
    case v1::VacancyStep::SKILL_LEVEL:
      return absl::StrCat(names.Skill(step.skill_code()), " 降到 at ",
                          SkillLevelWords(step.skill_level()));
    case v1::VacancyStep::ACCOMMODATION:
      return "提供住宿 accommodation";
    case v1::VacancyStep::NO_NIGHT_SHIFT:
      return "不上夜班 no night shift";
    case v1::VacancyStep::START_DATE:
      return absl::StrCat("推迟到 start on ", DateWords(step.start_date()));
    default:
      return "–";
  }
}

std::string StepWords(const v1::WorkerStep& step, NamesCache& names) {
  switch (step.kind()) {
    case v1::WorkerStep::SKILL:
      return absl::StrCat("取得 certificate ", names.Skill(step.skill_code()), " ",
                          SkillLevelWords(step.skill_level()));
    case v1::WorkerStep::WIDER_PLACE:
      return absl::StrCat("地点放宽到 wider place ", names.Division(step.division_code()));
    case v1::WorkerStep::MORE_PLACE:
      return absl::StrCat("也去 goes also to ", names.Division(step.division_code()));
    case v1::WorkerStep::ANY_PLACE:
      return "地点不限 anywhere";
    case v1::WorkerStep::AVAILABLE_DATE:
      return absl::StrCat("到岗日期 available from ", DateWords(step.date()));
    case v1::WorkerStep::JOB_WANTED_FROM:
      return absl::StrCat("愿换工作 another job from ", DateWords(step.date()));
    case v1::WorkerStep::NO_ACCOMMODATION_NEEDED:
      return "不需住宿 no bed needed";
    case v1::WorkerStep::TAKES_NIGHT_SHIFT:
      return "可上夜班 takes nights";
    case v1::WorkerStep::WISH:
      return absl::StrCat("期望降到 wish of ", step.min_wage_cny_per_month());
    default:
      return "–";
  }
}

std::string Signed(int count) { return count == 0 ? "0" : absl::StrCat("+", count); }

bool ChangesSomething(const v1::StepEffect& effect) {
  return effect.gained_count() != 0 || effect.lost_count() != 0 || effect.rising_count() != 0;
}

const std::vector<std::string>& StepHeaders() {
  static const auto* headers = new std::vector<std::string>{
      "改动 change", "增加 more", "减少 fewer", "共 eligible then", "最佳者加分 of the best rise"};
  return *headers;
}

template <typename Step>
std::vector<std::string> StepRow(const Step& step, const v1::StepEffect& effect,
                                 NamesCache& names) {
  return {StepWords(step, names), Signed(effect.gained_count()), absl::StrCat(effect.lost_count()),
          absl::StrCat(effect.eligible_count()), absl::StrCat(effect.rising_count())};
}

// How things stand without any step.
template <typename Response>
void PrintNow(const Response& response) {
  for (const int gate : response.stopped_by()) {
    std::printf("注意 note: %s\n", GateWords(static_cast<v1::Gate>(gate)).c_str());
  }
  std::printf(
      "现在符合 eligible now: %d   最佳 best looked at: %d   规则 rule version %d   "
      "日期 as of %s\n",
      response.eligible_count(), response.top_count(), response.rule_version(),
      DateWords(response.as_of_date()).c_str());
}

void PrintTable(const char* title, const std::vector<std::string>& headers,
                const std::vector<std::vector<std::string>>& rows) {
  if (!rows.empty()) std::printf("\n%s\n%s", title, Table(headers, rows).c_str());
}

void PrintUnchanged(int count) {
  if (count > 0) {
    std::printf("\n另有 %d 项没有影响 others change nothing (--all shows them)\n", count);
  }
}

void PrintLikePay(const v1::LikePay& pay, NamesCache& names) {
  if (pay.vacancy_count() == 0) return;
  const std::string occupation =
      pay.occupation_code().empty()
          ? "任何工种 any occupation"
          : absl::StrCat(pay.occupation_code(), " ", names.Occupation(pay.occupation_code()));
  const std::string place =
      pay.division_code().empty() ? "各地 anywhere" : names.Division(pay.division_code());
  std::printf("\n同类岗位 like posts: %d   %s   %s%s\n", pay.vacancy_count(), occupation.c_str(),
              place.c_str(),
              pay.widened() ? "   已放宽范围 widened, the nearer ones are too few" : "");
  if (pay.median_cny_per_month() == 0) {
    std::printf("岗位太少，不作比较 too few to compare pay\n");
    return;
  }
  std::printf(
      "月薪 pay: 下四分位 lower quartile %d   中位 median %d   上四分位 upper quartile %d\n",
      pay.lower_quartile_cny_per_month(), pay.median_cny_per_month(),
      pay.upper_quartile_cny_per_month());
}

void PrintAdvice(Client& client, const v1::AdviseVacancyResponse& response, bool all) {
  NamesCache names(&client);
  PrintNow(response);
  if (response.count_unit() > 1) {
    std::printf("人数向下取整到 %d 的倍数 counts are rounded down to a multiple of %d\n",
                response.count_unit(), response.count_unit());
  }
  std::vector<std::vector<std::string>> rows, pairs;
  for (const auto& one : response.steps()) {
    if (all || ChangesSomething(one.effect())) {
      rows.push_back(StepRow(one.step(), one.effect(), names));
    }
  }
  PrintTable("单项改动 one change alone", StepHeaders(), rows);
  PrintUnchanged(response.steps_size() - static_cast<int>(rows.size()));
  for (const auto& pair : response.pairs()) {
    pairs.push_back({StepWords(pair.first(), names), Signed(pair.first_gained_count()),
                     StepWords(pair.second(), names), Signed(pair.second_gained_count()),
                     Signed(pair.effect().gained_count()),
                     absl::StrCat(pair.effect().eligible_count())});
  }
  PrintTable("两项一起 two together",
             {"改动 change", "单独 alone", "改动 change", "单独 alone", "一起 together",
              "共 eligible then"},
             pairs);
  PrintLikePay(response.like_pay(), names);
}

void PrintAdvice(Client& client, const v1::AdviseWorkerResponse& response, bool all) {
  NamesCache names(&client);
  PrintNow(response);
  std::vector<std::vector<std::string>> advised, shown;
  for (const auto& one : response.steps()) {
    if (!all && !ChangesSomething(one.effect())) continue;
    (one.step().recommended() ? advised : shown)
        .push_back(StepRow(one.step(), one.effect(), names));
  }
  PrintTable("可以建议 may be advised", StepHeaders(), advised);
  PrintTable("仅供了解，不建议 shown, never recommended", StepHeaders(), shown);
  PrintUnchanged(response.steps_size() - static_cast<int>(advised.size() + shown.size()));
}

// What both requests have; false if something is out of form, which is told.
template <typename Request>
bool FillCommon(const AdviceOptions& options, Request* request) {
  bool good = true;
  request->set_division_prefix(options.division);
  request->set_top_count(options.top_count);
  if (!options.as_of.empty()) {
    *request->mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  }
  return good;
}

int AdviseVacancy(Client& client, const AdviceOptions& options) {
  v1::AdviseVacancyRequest request;
  if (!FillCommon(options, &request)) return kUsage;
  if (!options.draft_vacancy.empty() &&
      !ReadDraft(options.draft_vacancy, request.mutable_draft())) {
    return kUsage;
  }
  if (!FillGroups(options.groups, &request)) return kUsage;
  const auto vacancy = VacancyName(client, options.name, options.office);
  if (!vacancy.ok()) return Fail(vacancy.status());
  request.set_name(*vacancy);
  const auto response = CallFresh(client, &v1::MatchService::Stub::AdviseVacancy, request);
  if (!response.ok()) return Fail(InTypedWords(response.status(), *vacancy, options.name));
  if (!PrintedAsJson(client, *response)) PrintAdvice(client, *response, options.all);
  return kOk;
}

int AdviseWorker(Client& client, const AdviceOptions& options) {
  v1::AdviseWorkerRequest request;
  if (!FillCommon(options, &request)) return kUsage;
  request.set_name(options.name);
  if (!options.draft_worker.empty() && !ReadDraft(options.draft_worker, request.mutable_draft())) {
    return kUsage;
  }
  const auto response = CallFresh(client, &v1::MatchService::Stub::AdviseWorker, request);
  if (!response.ok()) return Fail(response.status());
  if (!PrintedAsJson(client, *response)) PrintAdvice(client, *response, options.all);
  return kOk;
}

int Advise(Client& client, const AdviceOptions& options) {
  const int given_count =
      !options.name.empty() + !options.draft_vacancy.empty() + !options.draft_worker.empty();
  const bool is_worker =
      absl::StartsWith(options.name, "workers/") || !options.draft_worker.empty();
  // Without --office no name of another kind of record is taken for a number.
  const bool is_number = IsVacancyNumber(options.name) &&
                         (!options.office.empty() || !absl::StrContains(options.name, "/"));
  const bool is_vacancy = (is_number && !is_worker) || absl::StartsWith(options.name, "offices/") ||
                          !options.draft_vacancy.empty();
  if (given_count != 1 || is_worker == is_vacancy) {
    std::fprintf(
        stderr,
        "error 错误: give one of: a vacancy offices/…/vacancies/… or its office's number, a "
        "worker workers/…, --draft-vacancy FILE, --draft-worker FILE "
        "请给出岗位（名称或编号）、劳动者或草稿其中之一\n");
    return kUsage;
  }
  if (is_worker && !options.groups.empty()) {
    std::fprintf(stderr,
                 "error 错误: --group filters workers; here one worker is asked about "
                 "这里问的是一个人，--group 用来筛选众人\n");
    return kUsage;
  }
  return is_worker ? AdviseWorker(client, options) : AdviseVacancy(client, options);
}

std::string BandWords(const v1::SupplyCell& cell) {
  const int least = cell.wish_at_least_cny_per_month();
  const int below = cell.wish_below_cny_per_month();
  if (cell.several_wishes()) return "各档 several bands";
  if (least == 0 && below == 0) return "未说明 not stated";
  if (least == 0) return absl::StrCat("< ", below);
  return below == 0 ? absl::StrCat("≥ ", least) : absl::StrCat(least, "-", below - 1);
}

std::string OccupationWords(const v1::SupplyCell& cell, NamesCache& names) {
  if (cell.several_occupations()) return "多个工种 several occupations";
  if (cell.occupation_code().empty()) return "未说明 not stated";
  return absl::StrCat(cell.occupation_code(), " ", names.Occupation(cell.occupation_code()));
}

int Supply(Client& client, const AdviceOptions& options) {
  v1::GetSupplyRequest request;
  request.set_division_prefix(options.division);
  for (const auto& code : options.occupations) request.add_occupation_codes(code);
  request.set_month_count(options.month_count);
  const auto response = CallFresh(client, &v1::MatchService::Stub::GetSupply, request);
  if (!response.ok()) return Fail(response.status());
  if (PrintedAsJson(client, *response)) return kOk;
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& cell : response->cells()) {
    rows.push_back({names.Division(cell.division_code()), OccupationWords(cell, names),
                    DateWords(cell.month()).substr(0, 7), BandWords(cell),
                    absl::StrCat(cell.worker_count())});
  }
  std::fputs(Table({"县区 county", "意向工种 occupation", "月份 from month", "期望月薪 wish",
                    "人数 workers"},
                   rows)
                 .c_str(),
             stdout);
  std::printf("\n共 shown: %d   少于 %d 人的不显示 cells under %d are not shown\n",
              response->shown_worker_count(), response->least_worker_count(),
              response->least_worker_count());
  return kOk;
}

}  // namespace

void AddAdviceCommands(const Program& program) {
  auto options = std::make_shared<AdviceOptions>();
  CLI::App* advise = program.app->add_subcommand(
      "advise", "What one change would bring to a vacancy or a worker 改一项会怎样");
  advise->add_option("name", options->name,
                     "offices/zhongshan/vacancies/… or the office's number, or workers/… "
                     "岗位名称或编号，或劳动者");
  AddOfficeOfNumber(advise, &options->office);
  AddDraftVacancy(advise, &options->draft_vacancy);
  AddDraftWorker(advise, &options->draft_worker);
  advise->add_option("--division", options->division,
                     "Only workers, or workplaces, there: 520281, 4420 只看该地的人或岗位");
  AddGroups(advise, &options->groups);
  advise->add_option("--top", options->top_count, "Of so many best: whose score rises 取前多少名")
      ->check(CLI::Range(1, runtime::limits::kPageSizeMost))
      ->capture_default_str();
  advise->add_option("--as-of", options->as_of,
                     "The day the question is asked for [today] 按哪一天计 [今天]");
  advise->add_flag("--all", options->all, "Show also what changes nothing 也列出没有影响的");
  advise->callback([=] { *program.exit_code = Advise(*program.client, *options); });

  CLI::App* supply = program.app->add_subcommand(
      "supply", "How many workers the counties have, nobody by name 各县可用劳动力");
  supply->add_option("--division", options->division,
                     "Only counties there: 5202, 520281 只看该地的县区");
  supply->add_option("--occupation", options->occupations,
                     "Major or middle classes: 6, 6-18 职业大类或中类");
  supply
      ->add_option("--months", options->month_count,
                   "This month and those that follow, to 12 从本月起几个月，至多 12")
      ->check(CLI::Range(1, kSupplyMonthsMost))
      ->capture_default_str();
  supply->callback([=] { *program.exit_code = Supply(*program.client, *options); });
}

}  // namespace laowu::cli
