#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/file_import.h"
#include "services/cli/import_preview.h"
#include "services/cli/import_undo.h"
#include "services/cli/import_words.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using Kind = v1::Import::Kind;

struct ImportOptions {
  std::string file, parent, as_of, sheet, source, consent, statutory_duty, attest, reference,
      receipt;
  std::vector<std::string> columns;  // "header=field"
  bool dry_run = false;
  bool snapshot = false;
  bool allow_erased = false;
  bool allow_older = false;
  int64_t close = 0;
};

// False if an option is not what it should be; told.
bool FillSpec(Kind kind, const ImportOptions& options, v1::Import::Spec& spec) {
  spec.set_kind(kind);
  if (!options.parent.empty()) {
    spec.set_parent(
        WithPrefix(kind == v1::Import::VACANCY ? "offices/" : "divisions/", options.parent));
  }
  if (options.snapshot) spec.set_mode(v1::Import::SNAPSHOT);
  spec.set_source_display_name(options.source);
  spec.set_sheet_display_name(options.sheet);
  spec.set_allow_erased(options.allow_erased);
  spec.set_allow_older(options.allow_older);
  spec.set_consent_reference(options.consent);
  spec.set_statutory_duty_reference(options.statutory_duty);
  spec.set_attestation_reference(options.reference);
  for (const std::string& column : options.columns) {
    const auto read = ReadColumnOption(column);
    if (!read.has_value()) return false;
    auto* added = spec.add_columns();
    added->set_header(read->first);
    added->set_field(read->second);
  }
  bool good = true;
  spec.set_attestation_kind(
      EnumOption<v1::Attestation::Kind>(options.attest, "--attest", "", &good));
  if (!options.as_of.empty()) *spec.mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  return good;
}

// The options by which this command says fields of the API.
absl::Status InOptions(const absl::Status& status, Kind kind) {
  const char* const parent = kind == v1::Import::VACANCY ? "--office" : "--division";
  return InOptionWords(status, {{"spec.columns", "--column"},
                                {"spec.parent", parent},
                                {"spec.as_of_date", "--as-of"},
                                {"spec.sheet_display_name", "--sheet"},
                                {"spec.source_display_name", "--source"},
                                {"spec.mode", "--snapshot"},
                                {"spec.consent_reference", "--consent"},
                                {"spec.statutory_duty_reference", "--statutory-duty"},
                                {"spec.attestation_kind", "--attest"},
                                {"spec.attestation_reference", "--reference"},
                                {"confirmed_closed_count", "--close"}});
}

// Of a command that failed on the way: what the server has of it is not lost, and goes on.
int FailImport(const absl::Status& status, Kind kind, const v1::Import& import) {
  const int code = Fail(InOptions(status, kind));
  const bool lost = absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
  if (lost && !import.name().empty()) {
    std::fprintf(
        stderr,
        "  服务器已收到文件，恢复后接着导入 the server has the file; once it is back, go on "
        "with: laowu import run %s\n",
        import.name().c_str());
  }
  return code;
}

int ImportFile(Client& client, Kind kind, const ImportOptions& options) {
  // Before anything is sent.
  const absl::Status receipt =
      options.receipt.empty() ? absl::OkStatus() : CheckReceiptPath(options.receipt);
  if (!receipt.ok()) return Usage(std::string(receipt.message()));
  FileImport file;
  file.path = options.file;
  file.dry_run = options.dry_run;
  file.confirmed_closed_count = options.close;
  if (!FillSpec(kind, options, file.spec)) return kUsage;
  const absl::Time begun = absl::Now();
  v1::Import import;
  const absl::Status status = Import(client, file, &import);
  int code = kFailed;
  if (import.row_count() > 0) {
    // Read and not run: asked for so, or refused.
    const bool only_read = import.state() == v1::Import::READY;
    if (only_read && !client.json) {
      std::printf("%s nothing was stored; what would be done 未保存，以下为将要做的\n",
                  options.dry_run ? "Dry run," : "Not run,");
    }
    code = PrintImport(client, import);
    std::fprintf(stderr, "%lld rows in %.1f s  导入 import %s\n",
                 static_cast<long long>(FileRowCount(import)),
                 absl::ToDoubleSeconds(absl::Now() - begun), import.name().c_str());
    if (!only_read) {
      std::fprintf(stderr, "撤销 to take it back: laowu import undo %s\n", import.name().c_str());
    }
  }
  if (!status.ok()) return FailImport(status, kind, import);
  if (import.row_count() == 0) code = PrintImport(client, import);
  if (import.row_count() == 0 && import.counts().closed_count() == 0) {
    std::fprintf(
        stderr,
        "error 错误: 文件中没有可导入的数据行，什么也没有做 the file has no row to import: "
        "nothing was done: %s\n",
        options.file.c_str());
    code = kFailed;
  }
  if (options.receipt.empty()) return code;
  const absl::Status written = DownloadReceipt(client, import.name(), options.receipt);
  return written.ok() ? code : Fail(written);
}

// Whose imports the caller's token is for; an error for whom it is for all.
absl::StatusOr<std::string> OwnParent(Client& client) {
  LAOWU_ASSIGN_OR_RETURN(
      const v1::Caller caller,
      client.Call(&v1::ReferenceService::Stub::GetCaller, v1::GetCallerRequest()));
  if (!caller.office().empty()) return caller.office();
  if (!caller.division_prefix().empty()) {
    std::string code = caller.division_prefix();
    if (code.size() < 6) code.resize(6, '0');
    return absl::StrCat("divisions/", code);
  }
  return absl::InvalidArgumentError(
      "whose imports? This token is not of one office or bureau: give --office ID or --division "
      "CODE 请用 --office 或 --division 指明");
}

absl::StatusOr<std::string> ParentOf(Client& client, const std::string& office,
                                     const std::string& division) {
  if (!office.empty()) return WithPrefix("offices/", office);
  if (!division.empty()) return WithPrefix("divisions/", division);
  return OwnParent(client);
}

int ListImports(Client& client, const std::string& office, const std::string& division) {
  const auto parent = ParentOf(client, office, division);
  if (!parent.ok()) return Fail(parent.status());
  v1::ListImportsRequest request;
  request.set_parent(*parent);
  request.set_page_size(50);
  const auto answer = client.Call(&v1::IntakeService::Stub::ListImports, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  if (answer->imports_size() == 0) {
    std::printf("还没有导入过 no imports yet\n");
    return kOk;
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& import : answer->imports()) {
    const auto& counts = import.counts();
    rows.push_back({import.name(), TimeWords(import.create_time()),
                    ImportKindWords(import.spec().kind()), ImportStateWords(import),
                    absl::StrCat(FileRowCount(import)), absl::StrCat(counts.created_count()),
                    absl::StrCat(counts.updated_count()), absl::StrCat(counts.closed_count()),
                    absl::StrCat(counts.rejected_count()), import.file_display_name()});
  }
  std::fputs(Table({"导入 import", "上传 sent", "类别 kind", "状态 state", "行数 rows",
                    "新建 created", "更新 updated", "关闭 closed", "退回 rejected", "文件 file"},
                   rows)
                 .c_str(),
             stdout);
  return kOk;
}

void PrintPairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
  for (const auto& [name, value] : pairs) std::printf("%s: %s\n", name.c_str(), value.c_str());
}

int ShowImport(Client& client, const std::string& name) {
  v1::GetImportRequest request;
  request.set_name(WithPrefix("imports/", name));
  const auto import = client.Call(&v1::IntakeService::Stub::GetImport, request);
  if (!import.ok()) return Fail(import.status());
  if (PrintedAsJson(client, *import)) return kOk;
  PrintPairs(ImportLines(*import));
  std::printf("\n");
  if (const std::string columns = ColumnTable(*import); !columns.empty()) {
    std::printf("%s\n", columns.c_str());
  }
  const int code = PrintImport(client, *import);
  const auto next = NextCommands(*import);
  if (!next.empty()) std::printf("\n");
  PrintPairs(next);
  return code;
}

int RunAgain(Client& client, const std::string& name, int64_t close) {
  v1::RunImportRequest request;
  request.set_name(WithPrefix("imports/", name));
  request.set_confirmed_closed_count(close);
  const auto run = client.Call(&v1::IntakeService::Stub::RunImport, request);
  if (!run.ok()) return Fail(run.status());
  const auto done = WaitForImport(client, request.name());
  if (!done.ok()) return Fail(done.status());
  const int code = PrintImport(client, *done);
  // One that was stopped while it was read was read anew.
  if (done->state() == v1::Import::READY) {
    std::fprintf(stderr,
                 "已读完，还没有导入 read, and not run yet. 导入 to run it: laowu import run %s\n",
                 done->name().c_str());
  }
  return code;
}

int Cancel(Client& client, const std::string& name) {
  v1::CancelImportRequest request;
  request.set_name(WithPrefix("imports/", name));
  return PrintName(client, client.Call(&v1::IntakeService::Stub::CancelImport, request));
}

CLI::Option* AddCommon(CLI::App* app, ImportOptions& options) {
  app->add_option("file", options.file,
                  "The file: .xlsx, .xls, CSV, TSV, HTML, also .gz 要导入的文件")
      ->required();
  app->add_option("--sheet", options.sheet,
                  "The sheet to read, if there are several 有多张表时读哪一张");
  app->add_option("--column", options.columns,
                  "Read a column otherwise than by its header: 待遇=wage_text")
      ->allow_extra_args(false);
  app->add_option("--receipt", options.receipt,
                  "Write every row's result to this file, .xlsx or .csv 把每行结果写成回执");
  app->add_flag("--dry-run", options.dry_run, "Read and report, store nothing 试读，不保存");
  return app->add_option(
      "--as-of", options.as_of,
      "The day that the file speaks of: from which changes of registration "
      "count, and of 仍在外 and 失联 without a date; of a survey it must be "
      "given, of others [today]: 2026-06-30 文件所述日期，摸底表必填，其他 [今天]");
}

// The option of the file's day.
CLI::Option* AddFileImport(const Program& program, CLI::App* app, Kind kind,
                           const std::shared_ptr<ImportOptions>& options) {
  app->callback([=] { *program.exit_code = ImportFile(*program.client, kind, *options); });
  return AddCommon(app, *options);
}

void AddVacancies(const Program& program, CLI::App* import) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* app = import->add_subcommand("vacancies", "Vacancies of an office 岗位");
  AddFileImport(program, app, v1::Import::VACANCY, options);
  app->add_option("--office", options->parent,
                  "The office that sends them: zhongshan 发来岗位的协作站")
      ->required();
  auto* source = app->add_option("--source", options->source,
                                 "Whence the office has the file: company-list 岗位来源");
  app->add_flag("--snapshot", options->snapshot,
                "The file is all that its source has: close what it no longer names "
                "文件是该来源的全部岗位，未列的关闭")
      ->needs(source);
  app->add_option("--close", options->close,
                  "With --snapshot: confirms that so many are closed 确认关闭多少个");
}

void AddWorkers(const Program& program, CLI::App* import) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* app = import->add_subcommand("workers", "Workers of a county 劳动者");
  AddFileImport(program, app, v1::Import::WORKER, options);
  app->add_option("--division", options->parent,
                  "Whose people they are [the caller's]: 520281 哪个县区的人员 [令牌所属]");
  auto* consent = app->add_option(
      "--consent", options->consent,
      "Reference of the consent forms, for rows that state none 授权书编号，用于未写明的行");
  app->add_option(
         "--statutory-duty", options->statutory_duty,
         "Number of the document, for rows that state no basis 法定职责文号，用于未写明的行")
      ->excludes(consent);
  app->add_flag("--allow-erased", options->allow_erased,
                "Register also persons who were erased here; their rows are refused otherwise "
                "也登记曾被删除的人");
  app->add_flag("--allow-older", options->allow_older,
                "Write also over what is on record from a later day than --as-of; such rows are "
                "left out as stale otherwise 也覆盖日期更晚的记录");
}

void AddSurvey(const Program& program, CLI::App* import) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* app = import->add_subcommand(
      "survey", "A village's sheet of who is where: 在外, 在家, 就近就业 村级摸底");
  AddFileImport(program, app, v1::Import::SURVEY, options)->required();
  app->add_option("--division", options->parent,
                  "Whose people they are [the caller's]: 520281 哪个县区的人员 [令牌所属]");
  app->add_option("--reference", options->reference,
                  "Number of the survey [its day]; its sheets bear the same one 摸底编号 [其日期]");
}

void AddOutcomes(const Program& program, CLI::App* app) {
  auto options = std::make_shared<ImportOptions>();
  AddFileImport(program, app, v1::Import::OUTCOME, options);
  app->add_option("--division", options->parent,
                  "Whose people they are [the caller's]: 520281 哪个县区的人员 [令牌所属]");
  app->add_option("--attest", options->attest,
                  absl::StrCat("Vouch for every row by: ",
                               EnumChoices(*v1::Attestation::Kind_descriptor(), "")));
  app->add_option(
      "--reference", options->reference,
      "Number of the list or round of calls; required with --attest 名单或电话回访编号");
}

// What is done with an import that is there.
void AddOfImport(const Program& program, CLI::App* import) {
  auto name = std::make_shared<std::string>();
  auto path = std::make_shared<std::string>();
  auto close = std::make_shared<int64_t>(0);
  const auto add = [&](const char* word, const char* what, auto action) {
    CLI::App* app = import->add_subcommand(word, what);
    app->add_option("import", *name, "imports/…")->required();
    app->callback([=] { *program.exit_code = action(*program.client, *name); });
    return app;
  };
  add("show", "What became of it 查看", ShowImport);
  add("undo", "Take back what it wrote, but for what has changed since 撤销", UndoImport);
  add("cancel", "Stop it after the rows at hand 取消", Cancel);
  add("run", "Run one that was read, or go on with one that stopped 运行",
      [close](Client& client, const std::string& which) { return RunAgain(client, which, *close); })
      ->add_option("--close", *close,
                   "Of a snapshot: confirms that so many are closed 确认关闭多少个");
  add("receipt", "Every row's result, as .xlsx or .csv 回执",
      [path](Client& client, const std::string& which) {
        const absl::Status known = CheckReceiptPath(*path);
        if (!known.ok()) return Usage(std::string(known.message()));
        const absl::Status status = DownloadReceipt(client, WithPrefix("imports/", which), *path);
        return status.ok() ? kOk : Fail(status);
      })
      ->add_option("file", *path, "Where to write it 写到哪个文件")
      ->required();
}

}  // namespace

void AddOutcomeImport(const Program& program, CLI::App* outcome) {
  AddOutcomes(program, outcome->add_subcommand("import", "Send a file of outcomes 导入务工动态"));
}

void AddImportCommands(const Program& program) {
  CLI::App* import = program.app->add_subcommand(
      "import", "Send a file; sending it again changes nothing, and it can be undone 导入");
  import->require_subcommand(1);
  AddVacancies(program, import);
  AddWorkers(program, import);
  AddOutcomes(program, import->add_subcommand("outcomes", "Outcomes of a county 务工动态"));
  AddSurvey(program, import);
  AddImportPreview(program, import);
  AddOfImport(program, import);
  auto office = std::make_shared<std::string>();
  auto division = std::make_shared<std::string>();
  CLI::App* list = import->add_subcommand("list", "Imports, the newest first 列表");
  auto* of_office = list->add_option("--office", *office,
                                     "Of this office [the token's own] 哪个协作站 [令牌所属]");
  list->add_option("--division", *division, "Of this county [the token's own] 哪个县区 [令牌所属]")
      ->excludes(of_office);
  list->callback([=] { *program.exit_code = ListImports(*program.client, *office, *division); });
}

}  // namespace laowu::cli
