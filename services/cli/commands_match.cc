#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/cli/vacancy_name.h"
#include "services/cli/words.h"
#include "services/runtime/files.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct MatchOptions {
  std::string name, other, office, division, as_of, purpose, batch;
  int count = 20;
  bool why_not = false;
  bool details = false;
};

const std::vector<std::string>& PartHeaders() {
  static const auto* headers =
      new std::vector<std::string>{"总分 score", "技能 skill", "工种 occ.",  "地点 place",
                                   "工资 wage",  "经验 exp.",  "政策 policy"};
  return *headers;
}

void AppendParts(const v1::Score& score, std::vector<std::string>& row) {
  for (const int micros : {score.total_micros(), score.skill_micros(), score.occupation_micros(),
                           score.location_micros(), score.wage_micros(), score.experience_micros(),
                           score.policy_micros()}) {
    row.push_back(Points(micros));
  }
}

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
// `explain`, with … for what is to be chosen.
template <typename Response>
int PrintNone(const Response& response, const char* words, const char* nobody_there,
              const std::string& pair, const std::string& name) {
  std::printf("%s\n", words);
  PrintEligible(response);
  const bool any_turned_away =
      std::any_of(response.excluded().begin(), response.excluded().end(),
                  [](const auto& gate) { return gate.failing_count() > 0; });
  if (!any_turned_away) {
    std::printf("\n%s\n", nobody_there);
    return kOk;
  }
  std::printf(
      "\n看一对差在哪 what one of them fails:        laowu explain %s\n"
      "改一项会怎样 what one change would bring:  laowu advise %s\n",
      pair.c_str(), name.c_str());
  return kOk;
}

int Candidates(Client& client, const MatchOptions& options) {
  const auto vacancy = VacancyName(client, options.name, options.office);
  if (!vacancy.ok()) return Fail(vacancy.status());
  v1::FindCandidatesRequest request;
  request.set_name(*vacancy);
  request.set_page_size(options.count);
  request.set_division_prefix(options.division);
  request.set_count_excluded(options.why_not);
  bool good = true;
  if (!options.as_of.empty()) {
    *request.mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  }
  if (!good) return kUsage;
  const auto response = Find<v1::FindCandidatesRequest, v1::FindCandidatesResponse>(
      client, &v1::MatchService::Stub::FindCandidates, request,
      [](const auto& found) { return found.candidates().empty(); });
  if (!response.ok()) return Fail(response.status());
  if (PrintedAsJson(client, *response)) return kOk;
  if (response->candidates().empty()) {
    return PrintNone(*response, "没有符合条件的人 nobody fits this vacancy",
                     "这里还没有登记的人 nobody is on record there: laowu import workers FILE",
                     absl::StrCat("workers/… ", *vacancy), *vacancy);
  }
  NamesCache names(&client);
  absl::StatusOr<std::map<std::string, std::string>> details = std::map<std::string, std::string>();
  if (options.details) details = DetailsOf(client, options, *response);
  if (!details.ok()) return Fail(details.status());
  std::vector<std::string> header = {"名次 rank", "劳动者 worker"};
  if (options.details) header.push_back("姓名 电话 name, phone");
  header.insert(header.end(), PartHeaders().begin(), PartHeaders().end());
  for (const char* more : {"户籍 from", "具备 matched", "欠缺 missing", "在外 away",
                           "在推 proposals", "岗位未说明 unsaid"}) {
    header.emplace_back(more);
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& candidate : response->candidates()) {
    std::vector<std::string> row = {absl::StrCat(candidate.rank()), candidate.worker()};
    if (options.details) {
      const auto it = details->find(candidate.worker());
      row.push_back(it == details->end() ? "" : it->second);
    }
    AppendParts(candidate.score(), row);
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
  PrintEligible(*response);
  return kOk;
}

// The lines of a file, or of standard input for "-", without blanks around and without empty ones.
absl::StatusOr<std::vector<std::string>> NamesIn(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    LAOWU_RETURN_IF_ERROR(runtime::CheckReadable(path));
    file.open(path);
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::vector<std::string> names;
  for (std::string line; std::getline(in, line);) {
    const absl::string_view name = absl::StripAsciiWhitespace(line);
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

// The vacancies that a file names. Whose numbers they are is found once, where there are any.
absl::StatusOr<std::vector<std::string>> VacanciesIn(Client& client, const MatchOptions& options) {
  LAOWU_ASSIGN_OR_RETURN(std::vector<std::string> vacancies, NamesIn(options.batch));
  if (std::none_of(vacancies.begin(), vacancies.end(), IsVacancyNumber)) return vacancies;
  LAOWU_ASSIGN_OR_RETURN(const std::string office, OfficeOfNumbers(client, options.office));
  for (std::string& vacancy : vacancies) {
    LAOWU_ASSIGN_OR_RETURN(vacancy, VacancyNameIn(office, vacancy));
  }
  return vacancies;
}

void AppendBatchRows(const v1::BatchFindCandidatesRequest& request,
                     const v1::BatchFindCandidatesResponse& response, NamesCache& names,
                     std::vector<std::vector<std::string>>& rows) {
  for (int i = 0; i < response.results_size(); ++i) {
    for (const auto& candidate : response.results(i).response().candidates()) {
      std::vector<std::string> row = {request.requests(i).name(), absl::StrCat(candidate.rank()),
                                      candidate.worker()};
      AppendParts(candidate.score(), row);
      row.push_back(names.Division(candidate.division_code().substr(0, 9)));
      row.push_back(names.Skills(candidate.missing_skill_codes()));
      row.push_back(candidate.currently_away() ? names.Division(candidate.workplace_division_code())
                                               : "");
      row.push_back(absl::StrCat(candidate.proposal_count()));
      rows.push_back(std::move(row));
    }
  }
}

// Tells which vacancies could not be answered, and why; how many.
int ReportFailed(const v1::BatchFindCandidatesRequest& request,
                 const v1::BatchFindCandidatesResponse& response) {
  int failed_count = 0;
  for (int i = 0; i < response.results_size(); ++i) {
    if (!response.results(i).has_status()) continue;
    ++failed_count;
    std::fprintf(stderr, "error 错误: %s: %s\n", request.requests(i).name().c_str(),
                 response.results(i).status().message().c_str());
  }
  return failed_count;
}

// Names the vacancies that nobody fits: they have no row.
void TellOfUnanswered(const v1::BatchFindCandidatesRequest& request,
                      const v1::BatchFindCandidatesResponse& response) {
  for (int i = 0; i < response.results_size(); ++i) {
    if (response.results(i).has_status() || !response.results(i).response().candidates().empty()) {
      continue;
    }
    std::fprintf(stderr, "没有符合条件的人 nobody fits: %s\n", request.requests(i).name().c_str());
  }
}

// Candidates of all vacancies that a file names; of each hundred at one moment.
int BatchCandidates(Client& client, const MatchOptions& options) {
  const auto vacancies = VacanciesIn(client, options);
  if (!vacancies.ok()) return Fail(vacancies.status());
  bool good = true;
  v1::BatchFindCandidatesRequest request;
  if (!options.as_of.empty()) {
    *request.mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  }
  if (!good) return kUsage;
  // As many together as the answer may hold.
  const int part_count_most =
      std::clamp(runtime::limits::kBatchFindCandidates / std::max(1, options.count), 1,
                 runtime::limits::kBatchFind);
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  int failed_count = 0;
  for (size_t next = 0; next < vacancies->size();) {
    request.clear_requests();
    while (next < vacancies->size() && request.requests_size() < part_count_most) {
      auto* part = request.add_requests();
      part->set_name((*vacancies)[next++]);
      part->set_page_size(options.count);
      part->set_division_prefix(options.division);
    }
    const auto response = CallFresh(client, &v1::MatchService::Stub::BatchFindCandidates, request);
    if (!response.ok()) return Fail(response.status());
    failed_count += ReportFailed(request, *response);
    if (PrintedAsJson(client, *response)) continue;
    AppendBatchRows(request, *response, names, rows);
    TellOfUnanswered(request, *response);
  }
  if (!client.json) {
    std::vector<std::string> header = {"岗位 vacancy", "名次 rank", "劳动者 worker"};
    header.insert(header.end(), PartHeaders().begin(), PartHeaders().end());
    for (const char* more : {"户籍 from", "欠缺 missing", "在外 away", "在推 proposals"}) {
      header.emplace_back(more);
    }
    std::fputs(Table(header, rows).c_str(), stdout);
  }
  return failed_count == 0 ? kOk : kSomeRowsRejected;
}

int CandidatesOrBatch(Client& client, const MatchOptions& options) {
  if (options.name.empty() == options.batch.empty()) {
    std::fprintf(
        stderr,
        "error 错误: give either a vacancy or --batch FILE 请给出一个岗位，或 --batch 文件\n");
    return kUsage;
  }
  return options.batch.empty() ? Candidates(client, options) : BatchCandidates(client, options);
}

int Vacancies(Client& client, const MatchOptions& options) {
  v1::FindVacanciesRequest request;
  request.set_name(WithPrefix("workers/", options.name));
  request.set_page_size(options.count);
  request.set_division_prefix(options.division);
  request.set_count_excluded(options.why_not);
  bool good = true;
  if (!options.as_of.empty()) {
    *request.mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  }
  if (!good) return kUsage;
  const auto response = Find<v1::FindVacanciesRequest, v1::FindVacanciesResponse>(
      client, &v1::MatchService::Stub::FindVacancies, request,
      [](const auto& found) { return found.vacancies().empty(); });
  if (!response.ok()) return Fail(response.status());
  if (PrintedAsJson(client, *response)) return kOk;
  if (response->vacancies().empty()) {
    return PrintNone(*response, "没有适合的岗位 no vacancy fits this worker",
                     "那里还没有在招的岗位 no vacancy is open there",
                     absl::StrCat(request.name(), " offices/…/vacancies/…"), request.name());
  }
  NamesCache names(&client);
  std::vector<std::string> header = {"名次 rank",  "岗位 vacancy", "职位 title", "单位 employer",
                                     "地点 place", "月薪 wage",    "余额 left"};
  header.insert(header.end(), PartHeaders().begin(), PartHeaders().end());
  for (const char* more : {"具备 matched", "欠缺 missing", "岗位未说明 unsaid", "重复 same"}) {
    header.emplace_back(more);
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& match : response->vacancies()) {
    std::vector<std::string> row = {
        absl::StrCat(match.rank()),
        match.vacancy(),
        match.title(),
        match.employer_display_name(),
        names.Division(match.workplace_division_code()),
        WageText(match.min_wage_cny_per_month(), match.max_wage_cny_per_month()),
        absl::StrCat(match.openings_left_count())};
    AppendParts(match.score(), row);
    row.push_back(names.Skills(match.matched_skill_codes()));
    row.push_back(names.Skills(match.missing_skill_codes()));
    row.push_back(FieldsWords(match.unsaid_conditions()));
    row.push_back(match.duplicates().empty() ? "" : absl::StrCat("+", match.duplicates_size()));
    rows.push_back(std::move(row));
  }
  std::fputs(Table(header, rows).c_str(), stdout);
  PrintEligible(*response);
  return kOk;
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
  if (!response.ok()) return Fail(response.status());
  if (PrintedAsJson(client, *response)) return kOk;
  NamesCache names(&client);
  std::vector<std::string> row;
  AppendParts(response->score(), row);
  std::fputs(Table(PartHeaders(), {row}).c_str(), stdout);
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
      "File that names a vacancy a line, - for standard input 每行一个岗位的文件；- 表示标准输入");
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
  vacancies->add_option("worker", options->name, "workers/…")->required();
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
