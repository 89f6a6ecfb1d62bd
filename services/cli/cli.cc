#include "services/cli/cli.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "services/cli/commands.h"
#include "services/cli/usage_errors.h"
#include "services/cli/words.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {

int Usage(const std::string& why) {
  std::fprintf(stderr, "error 错误: %s\n", why.c_str());
  return kUsage;
}

bool PrintedAsJson(const Client& client, const google::protobuf::Message& message) {
  if (client.json) std::fputs(ToJson(message).c_str(), stdout);
  return client.json;
}

google::type::Date DateOf(const std::string& text, const char* flag, bool* good) {
  const auto day = runtime::ParseDate(text);
  if (day.has_value()) return runtime::ToDate(*day);
  absl::CivilDay far;
  const bool is_far = absl::ParseCivilTime(text, &far) && text.size() == 10;
  std::fprintf(stderr,
               is_far ? "error 错误: %s %s lies too far off: days from 1900 to 2200 are taken "
                        "日期超出范围\n"
                      : "error 错误: %s %s is not a date such as 2026-06-30 不是有效日期\n",
               flag, text.c_str());
  *good = false;
  return {};
}

int EnumNumber(const google::protobuf::EnumDescriptor& type, const std::string& text,
               const char* flag, absl::string_view prefix, bool* good) {
  if (text.empty()) return 0;
  const int value = ParseEnum(type, prefix, text);
  if (value >= 0) return value;
  std::string choices = EnumChoices(type, prefix);
  const auto last = choices.rfind(", ");
  if (last != std::string::npos) choices.replace(last, 2, " or ");
  std::fprintf(stderr, "error 错误: %s must be one of 须为其中之一: %s\n", flag, choices.c_str());
  *good = false;
  return 0;
}

std::string WithPrefix(const std::string& prefix, const std::string& id) {
  return id.rfind(prefix, 0) == 0 ? id : absl::StrCat(prefix, id);
}

namespace {

void AddCommands(const Program& program) {
  AddServeCommands(program);
  AddAdminCommands(program);
  AddImportCommands(program);
  AddIntakeCommands(program);
  AddGenerateCommand(program);
  AddRegisterCommands(program);
  AddVacancyCommands(program);
  AddWorkerCommands(program);
  AddFactCommands(program);
  AddHouseholdCommands(program);
  AddMatchCommands(program);
  AddAdviceCommands(program);
  AddLookupCommands(program);
  AddSearchCommands(program);
  AddPlacementCommands(program);
  AddReportCommands(program);
  AddRatioWorkCommands(program);
  AddClaimsCommand(program);
  AddMonthlyReportCommand(program);
  AddAuditCommands(program);
  AddAuditSampleCommand(program);
  AddAuditListCommand(program);
  AddCallCommand(program);
}

struct Example {
  const char* command;
  const char* text;
};

// How a command is mostly given, shown below its help; of the program itself, how one begins.
constexpr Example kExamples[] = {
    {"",
     "laowu init --data ~/laowu && laowu serve --data ~/laowu\n"
     "  laowu import vacancies 岗位.xlsx --office zhongshan --dry-run\n"
     "  laowu COMMAND --help"},
    {"init", "laowu init --data ~/laowu"},
    {"token create",
     "laowu token create --data ~/laowu --id panzhou --role county-bureau --division 520281"},
    {"serve", "laowu serve --data ~/laowu --backups /backup/laowu"},
    {"generate", "laowu generate workers --count 200 --division 520281 --out 花名册.csv"},
    {"import vacancies", "laowu import vacancies 岗位.xlsx --office zhongshan --receipt 回执.xlsx"},
    {"import workers",
     "laowu import workers 花名册.xlsx --consent 2026-授权-01 --as-of 2026-06-30"},
    {"import outcomes",
     "laowu import outcomes 务工动态.csv --attest village-statement --reference 2026年6月各村名单"},
    {"import preview", "laowu import preview imports/… --change reject --purpose 核对退回的行"},
    {"import survey", "laowu import survey 小坝村摸底.xlsx --as-of 2026-06-30 --dry-run"},
    {"candidates",
     "laowu candidates offices/zhongshan/vacancies/zs-1 --count 10 --details --purpose 电话推荐\n"
     "  laowu candidates --draft-vacancy 草稿.json --group monitored --why-not\n"
     "  laowu candidates --batch 岗位编号.txt --office zhongshan --count 5"},
    {"vacancies",
     "laowu vacancies workers/… --division 4420 --why-not\n"
     "  laowu vacancies --draft-worker 草稿.json"},
    {"explain", "laowu explain workers/… offices/zhongshan/vacancies/zs-1"},
    {"advise",
     "laowu advise offices/zhongshan/vacancies/zs-1\n"
     "  laowu advise ZS-5-00000001 --office zhongshan\n"
     "  laowu vacancy show offices/zhongshan/vacancies/zs-1 --json > 草稿.json\n"
     "  laowu advise --draft-vacancy 草稿.json"},
    {"worker find", "echo 王小样 | laowu worker find --name --division 520281 --purpose 电话回访"},
    {"place propose",
     "laowu place propose --worker workers/… --vacancy offices/zhongshan/vacancies/zs-1 \\\n"
     "    --decided-by 经办人七 --channel cooperation-station --organizer organizers/station"},
    {"outcome confirm-arrival",
     "laowu outcome confirm-arrival placements/… --date 2026-06-30 --wage 5600"},
    {"claims", "laowu claims --out 待佐证.xlsx"},
    {"outcome attest",
     "laowu outcome attest outcomes/… --kind organizer-record --reference 名单-2026-11\n"
     "  laowu outcome attest --file 待佐证.xlsx --reference 名单-2026-11"},
    {"outcome retract-arrival", "laowu outcome retract-arrival placements/… --reason 日期写错"},
    {"ratio",
     "laowu ratio 520281 --date 2026-06-30\n"
     "  laowu ratio 520281 --explain --standing unproven --policy strict\n"
     "  laowu ratio 520281 --explain --since 2026-06-30T23:59:59+08:00"},
    {"worklist", "laowu worklist 520281 --out 电话清单.xlsx --purpose 电话回访"},
    {"audit list",
     "laowu audit list workers/…\n"
     "  laowu audit list --action DeleteWorker --from 2026-06-30 --out 已删除.csv"},
    {"report", "laowu report --month 2026-06 --division 520281 --out 月报.xlsx"},
    {"call", "laowu call ReferenceService/GetDivision '{\"name\": \"divisions/442000\"}'"},
};

// After all commands are there: a new one takes over its parent's.
void AddExamples(CLI::App* program) {
  for (const Example& example : kExamples) {
    CLI::App* app = program;
    for (const auto word : absl::StrSplit(example.command, ' ', absl::SkipEmpty())) {
      app = app->get_subcommand(std::string(word));
    }
    app->footer(absl::StrCat("\n例 Example:\n  ", example.text));
  }
}

// What was printed must have arrived: behind a redirection to a full disk a script would take the
// half for the whole. A reader that has enough (`| head`) is no failure of ours to speak of.
int AfterOutput(int exit_code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  if (errno != EPIPE) {
    std::fprintf(stderr, "error 错误: 无法写出输出 cannot write to standard output: %s\n",
                 std::strerror(errno));
  }
  return exit_code == kOk ? kFailed : exit_code;
}

}  // namespace

int Run(int argc, const char* const* argv) {
  // gRPC's own log repeats, in the words of its source, what is told in plain ones.
  setenv("GRPC_VERBOSITY", "NONE", 0);
  CLI::App app{
      "laowu 劳务: labour-market matching.\n"
      "The options below may stand anywhere, after the command too.\n"
      "Exit codes 退出码: 0 done 完成, 1 failed 失败, 2 wrong usage 用法有误, 3 some rows rejected "
      "部分行被退回.",
      "laowu"};
  app.require_subcommand(1);
  app.fallthrough();
  // Before the commands are added: they take over their program's formatter.
  app.get_formatter()->label("Usage", "用法 Usage");
  app.get_formatter()->label("Positionals", "参数 Positionals");
  app.get_formatter()->label("REQUIRED", "必填 REQUIRED");
  app.set_version_flag("--version", "laowu " LAOWU_VERSION, "Print the version 版本");
  Client client;
  int exit_code = kOk;
  app.add_option("--server", client.server, "Address of the server 服务地址")
      ->envname("LAOWU_SERVER")
      ->capture_default_str();
  app.add_option("--token", client.token, "Token of the caller 令牌")->envname("LAOWU_TOKEN");
  app.add_option("--token-file", client.token_file,
                 "File that holds the token; goes before LAOWU_TOKEN 令牌文件");
  app.add_option("--tls-ca", client.tls_ca,
                 "PEM file of who vouches for the server's certificate; with it, TLS is spoken "
                 "服务器证书签发者的 PEM 文件，给出即用 TLS")
      ->envname("LAOWU_TLS_CA");
  app.add_flag("--json", client.json, "Print the server's answer as JSON 输出 JSON");
  app.set_config("--config", "",
                 "Settings from a file: server = …, and a part [serve] for serve 配置文件");
  app.allow_config_extras(CLI::config_extras_mode::error);
  const Program program{&app, &client, &exit_code};
  AddCommands(program);
  AddExamples(&app);
  RefuseEmptyValues(&app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    return TellUsage(app, error);
  }
  return AfterOutput(exit_code);
}

}  // namespace laowu::cli
