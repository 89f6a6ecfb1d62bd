// Samples of a publication: the form for the calls, what came back, and what it says of the ratio.
// The form is that of audit_sample.py in the audit pack; either program reads what the other wrote.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "services/cli/audit_form.h"
#include "services/cli/commands.h"
#include "services/cli/form_file.h"
#include "services/cli/report_sheets.h"
#include "services/cli/table_print.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using Stub = v1::MonitoringService::Stub;

struct Options {
  std::string publication, seed, out, sample, form;
  int32_t size = 0;
};

int Complain(absl::string_view what) {
  std::fprintf(stderr, "error 错误: %s\n", std::string(what).c_str());
  return kFailed;
}

// What a double is short of a whole number of permille by cuts none of them off.
constexpr double kSlack = 1e-6;
// Cut to one decimal as a publication is, and not rounded: 0.4638 is "46.3 %".
std::string Share(double share) {
  return absl::StrFormat("%.1f %%", std::floor(1000 * share + kSlack) / 10);
}
// What a ratio must reach: 0.7411 is "74.2 %".
std::string ShareAtLeast(double share) {
  return absl::StrFormat("%.1f %%", std::ceil(1000 * share - kSlack) / 10);
}

// The answers of a form, with the rows that they stand in; those that have none yet are passed
// over.
struct FormAnswers {
  AuditForm form;
  std::vector<AuditFormRow> rows;
  v1::RecordAuditAnswersRequest request;
};

// What is wrong with a pseudonym; empty: nothing. `drawn`: of the sample; `seen`: further up.
absl::string_view WrongPseudonym(const std::string& pseudonym, const std::set<std::string>& drawn,
                                 std::set<std::string>& seen) {
  if (pseudonym.empty()) return " is empty: whose answer is it? 已填答复，缺少化名";
  if (!drawn.contains(pseudonym)) return " is nobody's of this sample 不是这份样本中的人";
  if (!seen.insert(pseudonym).second) return " has an answer further up 前面已有此人的答复";
  return "";
}

// What is wrong with the day of a call; empty: nothing.
std::string WrongDay(std::optional<absl::CivilDay> day, absl::CivilDay drawn,
                     absl::CivilDay today) {
  if (!day.has_value()) return " must be a date: 2026-07-01, 2026年7月1日, 7月1日 须为日期";
  if (*day > today) return " lies in the future 在将来";
  if (*day >= drawn) return "";
  return absl::StrCat(" lies before the draw, ", runtime::DateText(drawn), " 早于抽样日");
}

// INVALID_ARGUMENT with all that is wrong, by line.
absl::StatusOr<FormAnswers> ReadAnswers(AuditForm form, const v1::AuditSample& sample) {
  FormAnswers read;
  read.form = std::move(form);
  std::set<std::string> drawn, seen;
  for (const auto& person : sample.persons()) drawn.insert(person.pseudonym());
  const absl::CivilDay draw_day = runtime::DayOf(runtime::ToTime(sample.create_time()));
  const absl::CivilDay today = runtime::DayOf(absl::Now());
  FormProblems problems;
  const auto note = [&](const AuditFormRow& row, const std::string& title, absl::string_view what) {
    if (!what.empty()) problems.Add(row.line_number, title, what);
  };
  for (const AuditFormRow& row : read.form.rows) {
    if (row.truly_organized.empty()) continue;
    note(row, read.form.pseudonym_title, WrongPseudonym(row.pseudonym, drawn, seen));
    v1::AuditAnswer& answer = *read.request.add_answers();
    answer.set_pseudonym(row.pseudonym);
    answer.set_truth(TruthOf(row.truly_organized));
    if (answer.truth() == v1::AuditAnswer::TRUTH_UNSPECIFIED) {
      note(row, read.form.truth_title,
           " must be yes, no, not_reached (also of who does not know) or empty "
           "须为是、否、未接通（说不清的也是）或空");
    }
    const auto day = CallDayOf(row.called_on, today);
    note(row, read.form.called_title, WrongDay(day, draw_day, today));
    if (day.has_value()) *answer.mutable_call_date() = runtime::ToDate(*day);
    read.rows.push_back(row);
  }
  if (!problems.empty()) return absl::InvalidArgumentError(problems.Text());
  return read;
}

// What the server says of an answer, told of the line that it stands in.
absl::Status InLinesOf(const FormAnswers& read, absl::Status status) {
  for (std::size_t i = 0; i < read.rows.size(); ++i) {
    const std::string answer = absl::StrCat("answers[", i, "].");
    const std::string pseudonym = PlaceIn(read.rows[i].line_number, read.form.pseudonym_title);
    const std::string called = PlaceIn(read.rows[i].line_number, read.form.called_title);
    const std::string truth = PlaceIn(read.rows[i].line_number, read.form.truth_title);
    status = InOptionWords(status, {{answer + "pseudonym", pseudonym},
                                    {answer + "call_date", called},
                                    {answer + "truth", truth}});
  }
  return status;
}

int WriteForm(const v1::AuditSample& sample, const std::string& path) {
  ReportSheet sheet;
  sheet.table.name = "calls";
  for (const char* title : {kPseudonymTitle, "township", "channel", "organizer",
                            "recorded_organized", kCalledTitle, kTruthTitle, kRemarkTitle}) {
    sheet.table.columns.push_back(TextColumn(title));
  }
  constexpr absl::string_view kPrefix = "CHANNEL_";
  for (const auto& person : sample.persons()) {
    sheet.table.rows.push_back({person.pseudonym(), person.division_code(),
                                v1::Channel_Name(person.channel()).substr(kPrefix.size()),
                                person.organizer(), person.recorded_organized() ? "yes" : "no"});
  }
  const absl::Status status = WriteReport(path, {sheet}, {});
  if (!status.ok()) return Complain(status.message());
  std::printf("%s\n%d persons: %s\n种子 seed: %s\n", sample.name().c_str(), sample.persons_size(),
              path.c_str(), sample.seed().c_str());
  return kOk;
}

// A share, or plainly why there is none.
void PrintGroup(const char* share, const char* nobody_is, const char* none_reached, bool has_people,
                int truly, int asked) {
  if (!has_people) {
    std::printf("%s\n", nobody_is);
  } else if (asked == 0) {
    std::printf("%s\n", none_reached);
  } else {
    std::printf("%s = %d/%d = %s\n", share, truly, asked,
                Share(static_cast<double>(truly) / asked).c_str());
  }
}

// A reason why 70 % is not certified.
std::string LackWords(int lack, const v1::AuditResult& result) {
  switch (lack) {
    case v1::AuditResult::GROUP_NOT_REACHED:
      return "too few answers, no corrected ratio 回访不足，没有校正值";
    case v1::AuditResult::REACHED_TOO_FEW:
      return absl::StrCat("fewer than half of the drawn were reached 未达到回访比例: ",
                          result.reached_person_count(), " / ", result.drawn_person_count());
    case v1::AuditResult::RATIO_BELOW_NEEDED:
      return "the corrected ratio is lower 校正值未达到";
    case v1::AuditResult::INTERVAL_BELOW_TARGET:
      return "the interval begins below 70 % 区间下限不到 70 %";
    default:  // of a newer server
      return absl::StrCat("another reason 其他原因: ", lack);
  }
}

// Whether 70 % is certified, and each reason why it is not, as the server says it.
void PrintVerdict(const v1::AuditResult& result) {
  std::printf("70 %% at n = %d asks for %s, an interval from 70 %% on and half of the drawn: %s\n",
              result.reached_person_count(), ShareAtLeast(result.needed_ratio()).c_str(),
              result.certified() ? "certified 可认定" : "not certified 不能认定");
  for (const int lack : result.not_certified_for()) {
    std::printf("  %s\n", LackWords(lack, result).c_str());
  }
}

// As audit_sample.py says it.
void PrintResult(const v1::AuditSample& sample) {
  const v1::AuditResult& result = sample.result();
  std::printf("%s\n", sample.name().c_str());
  std::printf("drawn 抽取 %d, reached 联系上 %d, recorded ratio 发布值 %s\n",
              result.drawn_person_count(), result.reached_person_count(),
              Share(result.recorded_ratio()).c_str());
  if (result.drawn_person_count() == 0) {
    std::printf("nobody was drawn 没有抽到人\n");
    return;
  }
  PrintGroup("a", "a: nobody is recorded organised 发布中没有记为有组织的人",
             "a: none of those recorded organised was reached 记为有组织的一个也没有联系上",
             result.recorded_ratio() > 0, result.confirmed_organized_person_count(),
             result.recorded_organized_person_count());
  PrintGroup("b", "b: everybody is recorded organised 发布中的人都记为有组织",
             "b: none of those recorded otherwise was reached 没有记为有组织的一个也没有联系上",
             result.recorded_ratio() < 1, result.missed_organized_person_count(),
             result.recorded_other_person_count());
  if (!result.has_corrected_ratio()) {
    std::printf("%s\n", LackWords(v1::AuditResult::GROUP_NOT_REACHED, result).c_str());
    return;
  }
  std::printf("corrected ratio 校正值 %s, 95 %% interval 区间 %s to %s\n",
              Share(result.corrected_ratio()).c_str(), Share(result.low_ratio()).c_str(),
              Share(result.high_ratio()).c_str());
  PrintVerdict(result);
}

int Draw(Client& client, const Options& options) {
  v1::DrawAuditSampleRequest request;
  request.set_parent(WithPrefix("publications/", options.publication));
  request.set_seed(options.seed);
  request.set_size(options.size);
  const auto sample = client.Call(&Stub::DrawAuditSample, request);
  if (!sample.ok()) return Fail(sample.status());
  if (PrintedAsJson(client, *sample)) return kOk;
  return WriteForm(*sample, options.out);
}

int Answer(Client& client, const Options& options) {
  const auto complain = [&](const absl::Status& status) {
    const bool many = absl::StrContains(status.message(), '\n');
    return Complain(absl::StrCat(options.form, many ? ":\n" : ": ", status.message()));
  };
  auto form = ReadAuditForm(options.form);
  if (!form.ok()) return complain(form.status());
  v1::GetAuditSampleRequest get;
  get.set_name(options.sample);
  const auto drawn = client.Call(&Stub::GetAuditSample, get);
  if (!drawn.ok()) return Fail(drawn.status());
  auto read = ReadAnswers(*std::move(form), *drawn);
  if (!read.ok()) return complain(read.status());
  if (read->rows.empty())
    return Complain(absl::StrCat(options.form, " has no answer yet 尚无答复"));
  read->request.set_name(options.sample);
  const auto sample = client.Call(&Stub::RecordAuditAnswers, read->request);
  if (!sample.ok()) return Fail(InLinesOf(*read, sample.status()));
  if (!PrintedAsJson(client, *sample)) PrintResult(*sample);
  return kOk;
}

int ShowResult(Client& client, const Options& options) {
  v1::GetAuditSampleRequest request;
  request.set_name(options.sample);
  const auto sample = client.Call(&Stub::GetAuditSample, request);
  if (!sample.ok()) return Fail(sample.status());
  if (!PrintedAsJson(client, *sample)) PrintResult(*sample);
  return kOk;
}

// Every draw, so that nobody draws until it pleases.
int List(Client& client, const Options& options) {
  v1::ListAuditSamplesRequest request;
  request.set_parent(WithPrefix("publications/", options.publication));
  const auto list = client.CallAllPages(&Stub::ListAuditSamples, request);
  if (!list.ok()) return Fail(list.status());
  if (PrintedAsJson(client, *list)) return kOk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& sample : list->samples()) {
    const v1::AuditResult& result = sample.result();
    rows.push_back({sample.name(), sample.seed(), sample.drawn_by(),
                    absl::StrCat(result.drawn_person_count()),
                    absl::StrCat(result.reached_person_count()),
                    result.has_corrected_ratio() ? Share(result.corrected_ratio()) : "–"});
  }
  std::fputs(Table({"样本 sample", "种子 seed", "抽样人 drawn by", "抽取 drawn", "联系上 reached",
                    "校正值 corrected"},
                   rows)
                 .c_str(),
             stdout);
  return kOk;
}

}  // namespace

void AddAuditSampleCommand(const Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const group = program.app->add_subcommand(
      "audit-sample", "Persons of a publication, called to see how far it is true 抽样回访");
  group->require_subcommand(1);
  CLI::App* const draw = group->add_subcommand("draw", "Draw, and write the form 抽样");
  draw->add_option("publication,--publication", options->publication, "publications/…")->required();
  draw->add_option("--seed", options->seed,
                   "Agreed before the draw; not by a county bureau [default: the server draws it] "
                   "抽样前约定的任意文字，县局不能自定 [默认由服务器抽取]");
  draw->add_option(
      "--size", options->size,
      "323: ± 5 points [default]; 897: ± 3 points 样本数：323 为 ±5 点 [默认]，897 为 ±3 点");
  draw->add_option("--out", options->out, "The form, FILE.csv or FILE.xlsx 抽样表文件")->required();
  draw->callback([=] { *program.exit_code = Draw(*program.client, *options); });
  CLI::App* const answer =
      group->add_subcommand("answer", "Hand in the form, filled; again to correct it 录入答复");
  answer->add_option("--sample", options->sample, "publications/…/auditSamples/…")->required();
  answer->add_option("form", options->form, "The form, CSV or .xlsx 抽样表文件")->required();
  answer->callback([=] { *program.exit_code = Answer(*program.client, *options); });
  CLI::App* const result = group->add_subcommand("result", "The corrected ratio 校正结果");
  result->add_option("sample,--sample", options->sample, "publications/…/auditSamples/…")
      ->required();
  result->callback([=] { *program.exit_code = ShowResult(*program.client, *options); });
  CLI::App* const list = group->add_subcommand("list", "All draws of a publication 全部样本");
  list->add_option("publication,--publication", options->publication, "publications/…")->required();
  list->callback([=] { *program.exit_code = List(*program.client, *options); });
}

}  // namespace laowu::cli
