#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/candidates_batch.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/match_options.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/cli/vacancy_name.h"
#include "services/cli/words.h"
#include "services/runtime/limits.h"

namespace laowu::cli {
namespace {

struct MatchOptions {
  std::string name, other, office, division, as_of, purpose, batch, draft;
  std::vector<std::string> groups;
  int count = 20;
  bool why_not = false;
  bool details = false;
};

template <typename Response>
void PrintExcluded(const Response& response) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& count : response.excluded()) {
    if (count.failing_count() == 0) continue;
    rows.push_back({GateWords(count.gate()), absl::StrCat(count.failing_count()),
                    absl::StrCat(count.only_this_gate_count())});
  }
  if (rows.empty()) return;
  std::printf(
      "\n%s",
      Table({"未入选原因 turned away by", "人次 failing", "仅此一项 only this"}, rows).c_str());
}

// Matches are one role's and names another's, which may run elsewhere; a command has one server.
absl::Status InDetailWords(const absl::Status& status, const Client& client) {
  if (runtime::ReasonOf(status) != runtime::reasons::kRoleElsewhere.name) return status;
  return runtime::Error(
      status.code(), runtime::reasons::kRoleElsewhere,
      absl::StrCat("--details 还要查人员，而 ", client.server,
                   " 处的进程不含 worker 角色：请用 --server 指定同时含 match 和 worker 的进程；"
                   "或不加 --details，再到含 worker 的进程用 laowu worker show 查看 / --details "
                   "asks for people, too, and the process at ",
                   client.server,
                   " has no role worker: name one that has both match and worker (--server), or "
                   "leave out --details and ask the process that has worker: laowu worker show "
                   "WORKER --details --purpose …"));
}

// Name and phone of the workers shown: a second call, with a purpose, on record.
absl::StatusOr<std::map<std::string, std::string>> DetailsOf(
    Client& client, const MatchOptions& options, const v1::FindCandidatesResponse& response) {
  std::map<std::string, std::string> out;
  v1::BatchGetWorkersRequest request;
  request.set_view(v1::WORKER_VIEW_FULL);
  request.set_purpose(options.purpose);
  for (int i = 0; i < response.candidates_size(); ++i) {
    request.add_names(response.candidates(i).worker());
    if (request.names_size() < runtime::limits::kBatchGet && i + 1 < response.candidates_size()) {
      continue;
    }
    const auto workers = client.Call(&v1::WorkerService::Stub::BatchGetWorkers, request);
    if (!workers.ok()) return InDetailWords(workers.status(), client);
    for (const auto& worker : workers->workers()) {
      out[worker.name()] = absl::StrCat(worker.personal_details().display_name(), " ",
                                        worker.personal_details().phone_number());
    }
    request.clear_names();
  }
  return out;
}

template <typename Response>
void PrintEligible(const Response& response) {
  std::printf("\n");
  if (response.has_eligible_count()) {
    std::printf("符合条件 eligible: %d   ", response.eligible_count());
  }
  std::printf("规则 rule version %d   日期 as of %s\n", response.rule_version(),
              DateWords(response.as_of_date()).c_str());
  PrintExcluded(response);
}

// Asks; where nothing fits, once more with the counts of what turned the pairs away, since an empty
// table says nothing.
template <typename Request, typename Response>
absl::StatusOr<Response> Find(Client& client,
                              grpc::Status (v1::MatchService::Stub::*method)(grpc::ClientContext*,
                                                                             const Request&,
                                                                             Response*),
                              Request request, bool (*none)(const Response&)) {
  auto response = CallFresh(client, method, request);
  if (!response.ok() || !none(*response) || request.count_excluded() || client.json) {
    return response;
  }
  request.set_count_excluded(true);
  return CallFresh(client, method, request);
}

// Nothing fits: who was turned away by what, and which command says more. `pair` are the words of
// `explain`, with … for what is to be chosen, empty for a draft, of which there is no pair; `asked`
// those of `advise`.
template <typename Response>
int PrintNone(const Response& response, const char* words, const char* nobody_there,
              const std::string& pair, const std::string& asked) {
  std::printf("%s\n", words);
  PrintEligible(response);
  const bool any_turned_away =
      std::any_of(response.excluded().begin(), response.excluded().end(),
                  [](const auto& gate) { return gate.failing_count() > 0; });
  if (!any_turned_away) {
    std::printf("\n%s\n", nobody_there);
    return kOk;
  }
  std::printf("\n");
  if (!pair.empty()) {
    std::printf("看一对差在哪 what one of them fails:        laowu explain %s\n", pair.c_str());
  }
  std::printf("改一项会怎样 what one change would bring:  laowu advise %s\n", asked.c_str());
  return kOk;
}

// What both questions have; false if something is out of form, which is told.
template <typename Request>
bool FillFind(const MatchOptions& options, Request* request) {
  request->set_page_size(options.count);
  request->set_division_prefix(options.division);
  request->set_count_excluded(options.why_not);
  if (!options.draft.empty() && !ReadDraft(options.draft, request->mutable_draft())) return false;
  bool good = true;
  if (!options.as_of.empty()) {
    *request->mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  }
  return good;
}

int PrintCandidates(Client& client, const MatchOptions& options,
                    const v1::FindCandidatesResponse& response) {
  NamesCache names(&client);
  absl::StatusOr<std::map<std::string, std::string>> details = std::map<std::string, std::string>();
  if (options.details) details = DetailsOf(client, options, response);
  if (!details.ok()) return Fail(details.status());
  std::vector<std::string> header = {"名次 rank", "劳动者 worker"};
  if (options.details) header.push_back("姓名 电话 name, phone");
  header.insert(header.end(), ScoreHeaders().begin(), ScoreHeaders().end());
  for (const char* more : {"户籍 from", "具备 matched", "欠缺 missing", "在外 away",
                           "在推 proposals", "岗位未说明 unsaid"}) {
    header.emplace_back(more);
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& candidate : response.candidates()) {
    std::vector<std::string> row = {absl::StrCat(candidate.rank()), candidate.worker()};
    if (options.details) {
      const auto it = details->find(candidate.worker());
      row.push_back(it == details->end() ? "" : it->second);
    }
    AppendScore(candidate.score(), row);
    row.push_back(names.Division(candidate.division_code().substr(0, 9)));
    row.push_back(names.Skills(candidate.matched_skill_codes()));
    row.push_back(names.Skills(candidate.missing_skill_codes()));
    row.push_back(candidate.currently_away() ? names.Division(candidate.workplace_division_code())
                                             : "");
    row.push_back(absl::StrCat(candidate.proposal_count()));
    row.push_back(FieldsWords(candidate.unsaid_conditions()));
    rows.push_back(std::move(row));
  }
  std::fputs(Table(header, rows).c_str(), stdout);
  PrintEligible(response);
  return kOk;
}

int Candidates(Client& client, const MatchOptions& options) {
  v1::FindCandidatesRequest request;
  if (!FillFind(options, &request) || !FillGroups(options.groups, &request)) return kUsage;
  const auto vacancy = VacancyName(client, options.name, options.office);
  if (!vacancy.ok()) return Fail(vacancy.status());
  request.set_name(*vacancy);
  const auto response = Find<v1::FindCandidatesRequest, v1::FindCandidatesResponse>(
      client, &v1::MatchService::Stub::FindCandidates, request,
      [](const auto& found) { return found.candidates().empty(); });
  if (!response.ok()) return Fail(InTypedWords(response.status(), *vacancy, options.name));
  if (PrintedAsJson(client, *response)) return kOk;
  if (!response->candidates().empty()) return PrintCandidates(client, options, *response);
  const bool is_draft = !options.draft.empty();
  return PrintNone(*response, "没有符合条件的人 nobody fits this vacancy",
                   "这里还没有登记的人 nobody is on record there: laowu import workers FILE",
                   is_draft ? "" : absl::StrCat("workers/… ", *vacancy),
                   is_draft ? absl::StrCat("--draft-vacancy ", options.draft) : *vacancy);
}

int CandidatesOrBatch(Client& client, const MatchOptions& options) {
  const int given_count = !options.name.empty() + !options.batch.empty() + !options.draft.empty();
  if (given_count != 1) {
    std::fprintf(stderr,
                 "error 错误: give one of: a vacancy, --batch FILE, --draft-vacancy FILE "
                 "请给出一个岗位，或 --batch 文件，或 --draft-vacancy 草稿\n");
    return kUsage;
  }
  if (options.batch.empty()) return Candidates(client, options);
  return PrintCandidatesOfAll(client, {options.batch, options.office, options.division,
                                       options.as_of, options.groups, options.count});
}

int PrintVacancies(Client& client, const v1::FindVacanciesResponse& response) {
  NamesCache names(&client);
  std::vector<std::string> header = {"名次 rank",  "岗位 vacancy", "职位 title", "单位 employer",
                                     "地点 place", "月薪 wage",    "余额 left"};
  header.insert(header.end(), ScoreHeaders().begin(), ScoreHeaders().end());
  for (const char* more : {"具备 matched", "欠缺 missing", "岗位未说明 unsaid", "重复 same"}) {
    header.emplace_back(more);
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& match : response.vacancies()) {
    std::vector<std::string> row = {
        absl::StrCat(match.rank()),
        match.vacancy(),
        match.title(),
        match.employer_display_name(),
        names.Division(match.workplace_division_code()),
        WageText(match.min_wage_cny_per_month(), match.max_wage_cny_per_month()),
        absl::StrCat(match.openings_left_count())};
    AppendScore(match.score(), row);
    row.push_back(names.Skills(match.matched_skill_codes()));
    row.push_back(names.Skills(match.missing_skill_codes()));
    row.push_back(FieldsWords(match.unsaid_conditions()));
    row.push_back(match.duplicates().empty() ? "" : absl::StrCat("+", match.duplicates_size()));
    rows.push_back(std::move(row));
  }
  std::fputs(Table(header, rows).c_str(), stdout);
  PrintEligible(response);
  return kOk;
}

int Vacancies(Client& client, const MatchOptions& options) {
  const bool is_draft = !options.draft.empty();
  if (options.name.empty() != is_draft) {
    std::fprintf(stderr,
                 "error 错误: give either a worker or --draft-worker FILE "
                 "请给出一名劳动者，或 --draft-worker 草稿\n");
    return kUsage;
  }
  v1::FindVacanciesRequest request;
  if (!FillFind(options, &request)) return kUsage;
  if (!is_draft) request.set_name(WithPrefix("workers/", options.name));
  const auto response = Find<v1::FindVacanciesRequest, v1::FindVacanciesResponse>(
      client, &v1::MatchService::Stub::FindVacancies, request,
      [](const auto& found) { return found.vacancies().empty(); });
  if (!response.ok()) return Fail(response.status());
  if (PrintedAsJson(client, *response)) return kOk;
  if (!response->vacancies().empty()) return PrintVacancies(client, *response);
  return PrintNone(*response, "没有适合的岗位 no vacancy fits this worker",
                   "那里还没有在招的岗位 no vacancy is open there",
                   is_draft ? "" : absl::StrCat(request.name(), " offices/…/vacancies/…"),
                   is_draft ? absl::StrCat("--draft-worker ", options.draft) : request.name());
}

int ExplainPair(Client& client, const MatchOptions& options) {
  const auto vacancy = VacancyName(client, options.other, options.office);
  if (!vacancy.ok()) return Fail(vacancy.status());
  v1::ExplainMatchRequest request;
  request.set_worker(WithPrefix("workers/", options.name));
  request.set_vacancy(*vacancy);
  bool good = true;
  if (!options.as_of.empty()) {
    *request.mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  }
  if (!good) return kUsage;
  const auto response = CallFresh(client, &v1::MatchService::Stub::ExplainMatch, request);
  if (!response.ok()) return Fail(InTypedWords(response.status(), *vacancy, options.other));
  if (PrintedAsJson(client, *response)) return kOk;
  NamesCache names(&client);
  std::vector<std::string> row;
  AppendScore(response->score(), row);
  std::fputs(Table(ScoreHeaders(), {row}).c_str(), stdout);
  std::printf("具备 matched: %s   欠缺 missing: %s\n",
              names.Skills(response->matched_skill_codes()).c_str(),
              names.Skills(response->missing_skill_codes()).c_str());
  if (!response->unsaid_conditions().empty()) {
    std::printf("岗位未说明 not said by the vacancy: %s\n",
                FieldsWords(response->unsaid_conditions()).c_str());
  }
  std::printf("规则 rule version %d   日期 as of %s\n", response->rule_version(),
              DateWords(response->as_of_date()).c_str());
  if (response->failed_gates().empty()) {
    std::printf("\n全部通过 passes every gate\n");
    return kOk;
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& gate : response->failed_gates()) {
    rows.push_back({GateWords(gate.gate()), GateValueWords(gate.gate(), gate.worker_value(), names),
                    GateValueWords(gate.gate(), gate.vacancy_value(), names)});
  }
  std::printf("\n%s", Table({"不符合 fails", "劳动者 worker", "岗位 vacancy"}, rows).c_str());
  return kOk;
}

void AddCommon(CLI::App* app, MatchOptions* options) {
  AddCount(app, &options->count)->capture_default_str();
  app->add_option("--division", options->division, "Only there: 520281, 4420 只看该地");
  app->add_option("--as-of", options->as_of,
                  "The day the question is asked for [today] 按哪一天计 [今天]");
  app->add_flag("--why-not", options->why_not,
                "Count who was turned away, by what 统计被什么条件挡住");
}

}  // namespace

void AddMatchCommands(const Program& program) {
  auto options = std::make_shared<MatchOptions>();
  CLI::App* candidates =
      program.app->add_subcommand("candidates", "Workers that fit a vacancy 为岗位找人");
  candidates->add_option("vacancy", options->name,
                         "offices/zhongshan/vacancies/…, or the office's number 岗位名称或编号");
  AddOfficeOfNumber(candidates, &options->office);
  auto* batch = candidates->add_option(
      "--batch", options->batch,
      "File that names a vacancy a line, - for standard input; blank lines and those that begin "
      "with # are passed over 每行一个岗位的文件，空行和 # 开头的行不算；- 表示标准输入");
  AddDraftVacancy(candidates, &options->draft);
  AddGroups(candidates, &options->groups);
  AddCommon(candidates, options.get());
  batch->excludes(candidates->get_option("--why-not"));
  auto* purpose =
      candidates->add_option("--purpose", options->purpose,
                             "What the names are needed for; it is put on record 用途，会留记录");
  candidates->add_flag("--details", options->details, "With names and phones 显示姓名和电话")
      ->needs(purpose)
      ->excludes(batch);
  candidates->callback([=] { *program.exit_code = CandidatesOrBatch(*program.client, *options); });

  CLI::App* vacancies =
      program.app->add_subcommand("vacancies", "Vacancies that fit a worker 为人找岗位");
  vacancies->add_option("worker", options->name, "workers/…");
  AddDraftWorker(vacancies, &options->draft);
  AddCommon(vacancies, options.get());
  vacancies->callback([=] { *program.exit_code = Vacancies(*program.client, *options); });

  CLI::App* explain =
      program.app->add_subcommand("explain", "One pair: score and what it fails 说明一对匹配");
  explain->add_option("worker", options->name, "workers/…")->required();
  explain
      ->add_option("vacancy", options->other,
                   "offices/zhongshan/vacancies/…, or the office's number 岗位名称或编号")
      ->required();
  AddOfficeOfNumber(explain, &options->office);
  explain->add_option("--as-of", options->as_of,
                      "The day the question is asked for [today] 按哪一天计 [今天]");
  explain->callback([=] { *program.exit_code = ExplainPair(*program.client, *options); });
}

}  // namespace laowu::cli
