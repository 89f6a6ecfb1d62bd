// What auditors are given: a pack from which a publication can be recomputed without the service.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "services/cli/audit_form.h"
#include "services/cli/commands.h"
#include "services/cli/names_cache.h"
#include "services/cli/report_sheets.h"
#include "services/cli/worklist_file.h"
#include "services/runtime/digest.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using Stub = v1::MonitoringService::Stub;

struct Options {
  std::string publication, division, folder, purpose, form, list;
  std::vector<std::string> pseudonyms;
  bool no_sample = false;
};

constexpr char kSumsFile[] = "SHA256SUMS";

int Complain(const std::string& what) {
  std::fprintf(stderr, "error 错误: %s\n", what.c_str());
  return kFailed;
}

// A name that stays in the folder, whatever the server says.
bool IsPlainName(const std::string& path) {
  return !path.empty() && path[0] != '.' && !absl::StrContains(path, '/');
}

// Adds the parts of one page to their files; an empty text, or what went wrong.
std::string Append(const std::string& folder, const v1::ExportAuditPackResponse& page) {
  for (const auto& part : page.parts()) {
    if (!IsPlainName(part.path()))
      return absl::StrCat("the server names a file ", part.path(), " 服务端给出的文件名不可用");
    const std::string path = absl::StrCat(folder, "/", part.path());
    std::ofstream file(path, std::ios::binary | std::ios::app);
    file.write(part.data().data(), static_cast<std::streamsize>(part.data().size()));
    file.close();
    if (!file) return std::string(CannotWrite(path).message());
  }
  return "";
}

// With --division, a slip in the name does not hand out another county's pack.
int CheckDivision(Client& client, const Options& options, const std::string& name) {
  if (options.division.empty()) return kOk;
  v1::GetPublicationRequest request;
  request.set_name(name);
  const auto publication = client.Call(&Stub::GetPublication, request);
  if (!publication.ok()) return Fail(publication.status());
  const std::string& division = publication->outbound_ratio().division_code();
  if (division == options.division) return kOk;
  return Complain(
      absl::StrCat(name, " is of 属于 ", division, ", not of 不属于 ", options.division));
}

// A pack without a sample says nothing of whether its log is true: where none was drawn, the server
// draws its own, of its own size.
int DrawIfNone(Client& client, const std::string& publication) {
  v1::ListAuditSamplesRequest list;
  list.set_parent(publication);
  list.set_page_size(1);
  const auto drawn = client.Call(&Stub::ListAuditSamples, list);
  if (!drawn.ok()) return Fail(drawn.status());
  if (!drawn->samples().empty()) return kOk;
  v1::DrawAuditSampleRequest draw;
  draw.set_parent(publication);
  const auto sample = client.Call(&Stub::DrawAuditSample, draw);
  if (!sample.ok()) return Fail(sample.status());
  std::printf("已抽样 drawn: %s  %d 人 persons, 种子 seed: %s\n", sample->name().c_str(),
              sample->persons_size(), sample->seed().c_str());
  return kOk;
}

int ExportPack(Client& client, const Options& options) {
  const std::string name = WithPrefix("publications/", options.publication);
  if (const int code = CheckDivision(client, options, name); code != kOk) return code;
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error || !std::filesystem::is_empty(options.folder, error)) {
    return Complain(absl::StrCat(options.folder, " is not an empty folder 须为空目录"));
  }
  if (!options.no_sample) {
    if (const int code = DrawIfNone(client, name); code != kOk) return code;
  }
  v1::ExportAuditPackRequest request;
  request.set_name(name);
  std::string sums;
  do {
    const auto page = client.Call(&Stub::ExportAuditPack, request);
    if (!page.ok()) return Fail(page.status());
    const std::string wrong = Append(options.folder, *page);
    if (!wrong.empty()) return Complain(wrong);
    for (const auto& part : page->parts()) {
      if (part.path() == kSumsFile) sums += part.data();
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  std::printf("%s\n核验 verify: python3 %s/verify_ratio.py %s\n", options.folder.c_str(),
              options.folder.c_str(), options.folder.c_str());
  std::printf(
      "%s 的 SHA-256: %s\n与另一机构（如市级）导出的比对 compare with what another office "
      "(the city) exports\n",
      kSumsFile, absl::BytesToHexString(runtime::Sha256(sums)).c_str());
  return kOk;
}

// By the channels that count in the publication's policy.
absl::StatusOr<std::string> QuestionOf(Client& client, const std::string& publication) {
  v1::GetPublicationRequest request;
  request.set_name(publication);
  LAOWU_ASSIGN_OR_RETURN(const auto found, client.Call(&Stub::GetPublication, request));
  return AuditQuestion(found.outbound_ratio().policy());
}

// Whom to call: names and phones, what to ask, and the columns that the answers go into, so that
// `audit-sample answer` takes it as it comes back. What was recorded is not in it: who calls is not
// to be led.
int WriteCallList(Client& client, const Options& options, const std::string& question,
                  const v1::RevealAuditPersonsResponse& revealed) {
  std::set<std::string> workers_named;
  for (const auto& person : revealed.persons()) workers_named.insert(person.worker());
  const auto workers = FetchWorkers(client, workers_named, options.purpose);
  if (!workers.ok()) return Fail(workers.status());
  NamesCache names(&client, NamesFor::kFile);
  ReportSheet sheet;
  sheet.table.name = "回访名单";
  sheet.table.columns = {TextColumn("姓名", 12),           TextColumn("手机号", 14),
                         TextColumn("乡镇", 14),           TextColumn("村", 16),
                         TextColumn("问什么", 60),         TextColumn(kCalledChinese, 12),
                         TextColumn(kTruthChinese, 16),    TextColumn(kRemarkChinese, 24),
                         TextColumn(kPseudonymChinese, 36)};
  for (const auto& person : revealed.persons()) {
    const auto found = workers->find(person.worker());
    const v1::Worker worker = found == workers->end() ? v1::Worker() : found->second;
    sheet.table.rows.push_back({worker.personal_details().display_name(),
                                worker.personal_details().phone_number(),
                                names.Division(TownshipOf(worker)), VillageOf(worker), question, "",
                                "", "", person.pseudonym()});
  }
  if (!names.status().ok()) return Fail(names.status());
  const absl::Status written = WriteReport(options.list, {sheet}, {});
  if (!written.ok()) return Complain(std::string(written.message()));
  std::printf("%s  %zu 人 persons\n", options.list.c_str(), sheet.table.rows.size());
  return kOk;
}

// One line a person: pseudonym, worker; with --out a list for the calls.
int Reveal(Client& client, const Options& options) {
  v1::RevealAuditPersonsRequest request;
  request.set_name(WithPrefix("publications/", options.publication));
  request.set_purpose(options.purpose);
  for (const std::string& pseudonym : options.pseudonyms) request.add_pseudonyms(pseudonym);
  if (!options.form.empty()) {
    const auto form = ReadAuditForm(options.form);
    if (!form.ok()) return Complain(absl::StrCat(options.form, ": ", form.status().message()));
    for (const AuditFormRow& row : form->rows) {
      if (!row.pseudonym.empty()) request.add_pseudonyms(row.pseudonym);
    }
  }
  // Nobody is revealed for a list that would not say what to ask.
  const bool writes_list = !options.list.empty() && !client.json;
  absl::StatusOr<std::string> question = std::string();
  if (writes_list) question = QuestionOf(client, request.name());
  if (!question.ok()) return Fail(question.status());
  const auto answer = client.Call(&Stub::RevealAuditPersons, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  if (writes_list) return WriteCallList(client, options, *question, *answer);
  for (const auto& person : answer->persons()) {
    std::printf("%s,%s\n", person.pseudonym().c_str(), person.worker().c_str());
  }
  return kOk;
}

}  // namespace

void AddAuditCommands(const Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const pack = program.app->add_subcommand(
      "audit-pack", "What recomputes a publication without this service 审计包");
  pack->add_option("publication,--publication", options->publication, "publications/…")->required();
  pack->add_option("--division", options->division,
                   "Must be the publication's: 520281 须与发布的地区一致");
  pack->add_option("--out", options->folder, "A new or empty folder 新目录或空目录")->required();
  pack->add_flag("--no-sample", options->no_sample,
                 "Where no sample was drawn, draw none [default: the server draws one of 323] "
                 "没有抽过样时也不抽 [默认由系统抽 323 人]");
  pack->callback([=] { *program.exit_code = ExportPack(*program.client, *options); });
  CLI::App* const reveal = program.app->add_subcommand(
      "audit-reveal", "Whom the pseudonyms of a pack stand for; audited 化名还原");
  reveal->add_option("--publication", options->publication, "publications/…")->required();
  reveal->add_option("--purpose", options->purpose, "Why, for the audit record 用途，会留记录")
      ->required();
  CLI::App* const whom = reveal->add_option_group("whom");
  whom->add_option("pseudonyms", options->pseudonyms, "As the pack has them 数据包中的代号");
  whom->add_option("--form", options->form,
                   "All of a form that audit-sample draw wrote 抽样表中的全部");
  whom->require_option(1, 2);
  reveal->add_option(
      "--out", options->list,
      "A list for the calls with names and phones, .xlsx or .csv; it takes the answers "
      "回访名单");
  reveal->callback([=] { *program.exit_code = Reveal(*program.client, *options); });
}

}  // namespace laowu::cli
