#include "services/cli/cli.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/cli/commands.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {

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
  AddCallCommand(program);
}

}  // namespace

int Run(int argc, const char* const* argv) {
  // gRPC's own log repeats, in the words of its source, what is told in plain ones.
  setenv("GRPC_VERBOSITY", "NONE", 0);
  CLI::App app{
      "laowu 劳务: labour-market matching.\n"
      "The options below may stand anywhere, after the command too.\n"
      "Exit codes 退出码: 0 done 完成, 1 failed 失败, 2 wrong usage 用法有误, 3 some rows rejected "
      "部分行被退回."};
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", "laowu " LAOWU_VERSION, "Print the version");
  Client client;
  int exit_code = kOk;
  app.add_option("--server", client.server, "Address of the server")
      ->envname("LAOWU_SERVER")
      ->capture_default_str();
  app.add_option("--token", client.token, "Token of the caller")->envname("LAOWU_TOKEN");
  app.add_option("--token-file", client.token_file,
                 "File that holds the token; goes before LAOWU_TOKEN");
  app.add_option("--tls-ca", client.tls_ca,
                 "PEM file of who vouches for the server's certificate; with it, TLS is spoken")
      ->envname("LAOWU_TLS_CA");
  app.add_flag("--json", client.json, "Print the server's answer as JSON");
  app.set_config("--config", "", "Settings from a file: server = …, and a part [serve] for serve");
  const Program program{&app, &client, &exit_code};
  AddCommands(program);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::RequiredError& error) {
    // Of a word that is no command the library says only that one is required.
    if (argc > 1 && argv[1][0] != '-' && app.get_subcommands().empty()) {
      std::fprintf(stderr, "没有这个命令 there is no command %s; laowu --help names them\n",
                   argv[1]);
      return kUsage;
    }
    app.exit(error);
    return kUsage;
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return kUsage;
  }
  return exit_code;
}

}  // namespace laowu::cli
