#include "services/cli/candidates_batch.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/match_options.h"
#include "services/cli/names_cache.h"
#include "services/cli/table_print.h"
#include "services/cli/vacancy_name.h"
#include "services/cli/words.h"
#include "services/runtime/files.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

// Of a vacancy that nobody fits: so many gates are told, and a command that tells all.
constexpr size_t kGatesTold = 3;

struct NamedVacancy {
  int line = 0;       // of the file, from 1
  std::string typed;  // name or number
  std::string name;
};

// The lines of a file, or of standard input for "-", without blanks around; not those that are
// empty or begin with #. `name` is yet to be found.
absl::StatusOr<std::vector<NamedVacancy>> LinesIn(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    LAOWU_RETURN_IF_ERROR(runtime::CheckReadable(path));
    file.open(path);
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::vector<NamedVacancy> lines;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const absl::string_view typed = absl::StripAsciiWhitespace(line);
    if (!typed.empty() && typed.front() != '#') lines.push_back({number, std::string(typed), ""});
  }
  return lines;
}

// The vacancies that the file names. Whose numbers they are is found once, where there are any.
// INVALID_ARGUMENT where it names none.
absl::StatusOr<std::vector<NamedVacancy>> VacanciesIn(Client& client,
                                                      const CandidatesBatch& batch) {
  LAOWU_ASSIGN_OR_RETURN(std::vector<NamedVacancy> vacancies, LinesIn(batch.file));
  if (vacancies.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--batch ", batch.file,
                     ": 一个岗位也没有，请每行写一个 / names no vacancy; "
                     "write one a line"));
  }
  std::string office;
  if (std::any_of(vacancies.begin(), vacancies.end(),
                  [](const NamedVacancy& one) { return IsVacancyNumber(one.typed); })) {
    LAOWU_ASSIGN_OR_RETURN(office, OfficeOfNumbers(client, batch.office));
  }
  for (NamedVacancy& vacancy : vacancies) {
    LAOWU_ASSIGN_OR_RETURN(vacancy.name, VacancyNameIn(office, vacancy.typed));
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
      AppendScore(candidate.score(), row);
      row.push_back(names.Division(candidate.division_code().substr(0, 9)));
      row.push_back(names.Skills(candidate.missing_skill_codes()));
      row.push_back(candidate.currently_away() ? names.Division(candidate.workplace_division_code())
                                               : "");
      row.push_back(absl::StrCat(candidate.proposal_count()));
      rows.push_back(std::move(row));
    }
  }
}

// Tells which vacancies could not be answered, and why; how many. `asked`: one a request.
int ReportFailed(absl::Span<const NamedVacancy> asked,
                 const v1::BatchFindCandidatesResponse& response) {
  int failed_count = 0;
  for (int i = 0; i < response.results_size(); ++i) {
    if (!response.results(i).has_status()) continue;
    ++failed_count;
    const NamedVacancy& one = asked[static_cast<size_t>(i)];
    std::fprintf(
        stderr, "error 错误: 第 %d 行 line %d: %s: %s\n", one.line, one.line,
        AsTyped(one.name, one.typed).c_str(),
        absl::StrReplaceAll(response.results(i).status().message(), {{one.name, one.typed}})
            .c_str());
  }
  return failed_count;
}

// What keeps most people from a vacancy that nobody fits, by what would bring most: "   缺必备技能
// required skill 812（仅此一项 only this 40）". Empty without counts.
std::string TurnedAwayBy(const v1::FindCandidatesResponse& response) {
  if (response.excluded().empty()) return "";
  std::vector<v1::GateCount> counts;
  for (const auto& count : response.excluded()) {
    if (count.failing_count() > 0) counts.push_back(count);
  }
  if (counts.empty()) return "   这里还没有登记的人 nobody is on record there";
  std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return std::pair(a.only_this_gate_count(), a.failing_count()) >
           std::pair(b.only_this_gate_count(), b.failing_count());
  });
  if (counts.size() > kGatesTold) counts.resize(kGatesTold);
  return absl::StrCat(
      "   ", absl::StrJoin(counts, "、", [](std::string* out, const v1::GateCount& count) {
        absl::StrAppend(out, GateWords(count.gate()), " ", count.failing_count(),
                        "（仅此一项 only this ", count.only_this_gate_count(), "）");
      }));
}

// Names the vacancies that nobody fits, which have no row, and what turns people away from each;
// how many. Counted in a question of its own, since counting costs more than finding.
int TellOfThoseNobodyFits(Client& client, absl::Span<const NamedVacancy> asked,
                          const v1::BatchFindCandidatesRequest& request,
                          const v1::BatchFindCandidatesResponse& response) {
  v1::BatchFindCandidatesRequest again;
  std::vector<std::string> names;
  if (request.has_as_of_date()) *again.mutable_as_of_date() = request.as_of_date();
  for (int i = 0; i < response.results_size(); ++i) {
    const auto& result = response.results(i);
    if (result.has_status() || !result.response().candidates().empty()) continue;
    const NamedVacancy& one = asked[static_cast<size_t>(i)];
    names.push_back(AsTyped(one.name, one.typed));
    auto* part = again.add_requests();
    *part = request.requests(i);
    part->set_page_size(1);
    part->set_count_excluded(true);
  }
  if (again.requests().empty()) return 0;
  const auto counted = CallFresh(client, &v1::MatchService::Stub::BatchFindCandidates, again);
  for (int i = 0; i < again.requests_size(); ++i) {
    std::fprintf(stderr, "没有符合条件的人 nobody fits: %s%s\n",
                 names[static_cast<size_t>(i)].c_str(),
                 counted.ok() && i < counted->results_size()
                     ? TurnedAwayBy(counted->results(i).response()).c_str()
                     : "");
  }
  return again.requests_size();
}

void PrintBatchTable(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> header = {"岗位 vacancy", "名次 rank", "劳动者 worker"};
  header.insert(header.end(), ScoreHeaders().begin(), ScoreHeaders().end());
  for (const char* more : {"户籍 from", "欠缺 missing", "在外 away", "在推 proposals"}) {
    header.emplace_back(more);
  }
  std::fputs(Table(header, rows).c_str(), stdout);
}

}  // namespace

int PrintCandidatesOfAll(Client& client, const CandidatesBatch& batch) {
  const auto vacancies = VacanciesIn(client, batch);
  if (!vacancies.ok()) return Fail(vacancies.status());
  bool good = true;
  v1::BatchFindCandidatesRequest request;
  if (!batch.as_of.empty()) {
    *request.mutable_as_of_date() = DateOf(batch.as_of, "--as-of", &good);
  }
  v1::FindCandidatesRequest each;
  each.set_page_size(batch.count);
  each.set_division_prefix(batch.division);
  if (!FillGroups(batch.groups, &each) || !good) return kUsage;
  // As many together as the answer may hold.
  const int part_count_most =
      std::clamp(runtime::limits::kBatchFindCandidates / std::max(1, batch.count), 1,
                 runtime::limits::kBatchFind);
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  int failed_count = 0;
  int nobody_count = 0;
  for (size_t next = 0; next < vacancies->size();) {
    const size_t first = next;
    request.clear_requests();
    while (next < vacancies->size() && request.requests_size() < part_count_most) {
      auto* part = request.add_requests();
      *part = each;
      part->set_name((*vacancies)[next++].name);
    }
    const auto asked = absl::MakeConstSpan(*vacancies).subspan(first, next - first);
    const auto response = CallFresh(client, &v1::MatchService::Stub::BatchFindCandidates, request);
    if (!response.ok()) return Fail(response.status());
    failed_count += ReportFailed(asked, *response);
    if (PrintedAsJson(client, *response)) continue;
    AppendBatchRows(request, *response, names, rows);
    nobody_count += TellOfThoseNobodyFits(client, asked, request, *response);
  }
  if (!client.json) PrintBatchTable(rows);
  if (nobody_count > 0) {
    std::fprintf(stderr,
                 "各项人数 all counts:                       laowu candidates VACANCY --why-not\n"
                 "改一项会怎样 what one change would bring:  laowu advise VACANCY\n");
  }
  return failed_count == 0 ? kOk : kSomeRowsRejected;
}

}  // namespace laowu::cli
