#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "reference/divisions.h"
#include "services/cli/commands.h"
#include "services/cli/table_print.h"
#include "services/process.h"
#include "services/roles.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/keys.h"
#include "services/runtime/log.h"
#include "services/runtime/principals.h"
#include "services/runtime/record_fields.h"

namespace laowu::cli {
namespace {

// A scope is the beginning that all codes in it share: a city's own code, 520200, means 5202.
std::string ScopeOf(std::string division_code) {
  if (division_code.size() != 6) return division_code;
  while (absl::EndsWith(division_code, "00")) division_code.resize(division_code.size() - 2);
  return division_code;
}

// The write end of a pipe that signals wake the main thread by.
int signal_pipe[2] = {-1, -1};

void OnSignal(int /*signal*/) {
  static volatile sig_atomic_t seen = 0;
  if (seen != 0) _exit(kFailed);  // a second signal: the stores survive that by construction
  seen = 1;
  const char byte = 0;
  if (write(signal_pipe[1], &byte, 1) < 0) _exit(kFailed);
}

// Whether a signal to stop has come; waits for it at most `timeout_ms`, -1: for ever.
bool Signalled(int timeout_ms) {
  pollfd waited = {signal_pipe[0], POLLIN, 0};
  int count = 0;
  do {
    count = poll(&waited, 1, timeout_ms);
  } while (count < 0 && errno == EINTR && timeout_ms < 0);
  return count > 0;
}

// Ready (true), or told to stop before that. However long it takes: a peer may be down. Who is
// waited for is told soon, and again each half minute.
bool WaitUntilReady(const Process& process) {
  absl::Time tell = absl::Now() + absl::Seconds(2);
  while (true) {
    if (process.WaitUntilReady(absl::Now() + absl::Milliseconds(100)).ok()) return true;
    if (Signalled(0)) return false;
    if (absl::Now() < tell) continue;
    tell = absl::Now() + absl::Seconds(30);
    runtime::Log(runtime::LogLevel::kWarning, "waiting until all roles are ready",
                 {{"not_ready", absl::StrJoin(process.NotReady(), ", ")},
                  {"peers_silent", absl::StrJoin(process.SilentPeers(), ", ")}});
  }
}

// "match=10.0.0.7:50051"; false, with an error, if one is not of that form.
bool TakePeers(const std::vector<std::string>& texts, runtime::ServeConfig& config) {
  for (const std::string& text : texts) {
    const size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == text.size()) {
      std::fprintf(stderr, "error 错误: --peer %s is not ROLE=HOST:PORT\n", text.c_str());
      return false;
    }
    config.peers[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return true;
}

// "  HTTP https://127.0.0.1:8080"; empty where nothing listens for HTTP.
std::string HttpText(const Process& process, const runtime::ServeConfig& config) {
  if (process.http_address().empty()) return "";
  return absl::StrCat("  HTTP ", config.tls_cert.empty() ? "http://" : "https://",
                      process.http_address());
}

// "5s", "1m30s"; false, with an error, if it is none, or longer than anybody waits for a service.
bool TakeDelay(const std::string& text, absl::Duration* delay) {
  constexpr absl::Duration kMost = absl::Minutes(10);
  if (absl::ParseDuration(text, delay) && *delay >= absl::ZeroDuration() && *delay <= kMost) {
    return true;
  }
  std::fprintf(stderr, "error 错误: --shutdown-delay %s is not a time of 0s to 10m, such as 5s\n",
               text.c_str());
  return false;
}

int Serve(const runtime::ServeConfig& config, absl::Duration shutdown_delay) {
  if (config.insecure) {
    std::fprintf(
        stderr,
        "WARNING 警告: --insecure: every program on this machine may do everything, without a "
        "token. For a demonstration only, never with data of real people.\n");
  }
  if (pipe(signal_pipe) != 0) return Fail(absl::InternalError("no pipe: too many open files?"));
  std::signal(SIGTERM, OnSignal);
  std::signal(SIGINT, OnSignal);
  auto process = Process::Start(config, [] { return absl::Now(); });
  if (!process.ok()) return Fail(process.status());
  if (!WaitUntilReady(**process)) return kOk;  // it stops in order as it goes out of scope
  std::printf("serving 已启动  gRPC %s%s\n", (*process)->grpc_address().c_str(),
              HttpText(**process, config).c_str());
  std::fflush(stdout);
  Signalled(-1);
  (*process)->LeaveService();
  runtime::Log(runtime::LogLevel::kInfo, "stopping",
               {{"after", absl::FormatDuration(shutdown_delay)}});
  // A second signal ends the process from within its handler, in this wait as later.
  if (shutdown_delay > absl::ZeroDuration()) absl::SleepFor(shutdown_delay);
  (*process)->Stop();
  return kOk;
}

void AddServe(const Program& program) {
  auto config = std::make_shared<runtime::ServeConfig>();
  CLI::App* serve = program.app->add_subcommand("serve", "Run the server 启动服务");
  serve->add_option("--data", config->data, "Folder of the stores")->required();
  serve->add_option("--keys", config->keys, "Folder of the keys [data folder's name + -keys]");
  serve->add_option("--grpc", config->grpc, "Address for gRPC")->capture_default_str();
  CLI::Option* const http =
      serve
          ->add_option("--http", config->http,
                       "Address for HTTP; without the role gateway health and metrics alone, and "
                       "only if given")
          ->capture_default_str();
  serve->add_flag("--insecure", config->insecure,
                  "Calls without a token are an administrator's; for demonstrations only");
  std::vector<std::string> names;
  for (const RoleRow& row : Roles()) names.emplace_back(row.name);
  serve->add_option("--roles", config->roles, "Only these roles, separated by commas [all]")
      ->delimiter(',')
      ->check(CLI::IsMember(names));
  auto peers = std::make_shared<std::vector<std::string>>();
  serve->add_option("--peer", *peers, "ROLE=HOST:PORT of a role that runs elsewhere");
  serve->add_option("--peer-token-file", config->peer_token_file,
                    "File with the token of a principal of the role service, for peers");
  serve->add_option("--peer-ca", config->peer_ca,
                    "PEM file of who vouches for peers' certificates; without it no TLS to peers");
  serve->add_option("--tls-cert", config->tls_cert,
                    "PEM file of this server's certificate; read again when replaced");
  serve->add_option("--tls-key", config->tls_key, "PEM file of its key");
  serve->add_option("--backups", config->backups, "Folder that laowu backup copies the stores to");
  serve->add_option("--webhook-url", config->webhook_url,
                    "https:// address that is told when a county crosses its target");
  serve->add_option("--webhook-ca", config->webhook_ca,
                    "PEM file of who vouches for it [whom this machine trusts]");
  serve->add_option("--web", config->web, "Folder of the built pages, shown at / (deploy/web)");
  auto delay_text = std::make_shared<std::string>("0s");
  serve
      ->add_option("--shutdown-delay", *delay_text,
                   "How long to answer on, not ready, after a signal to stop: 5s")
      ->capture_default_str();
  serve->callback([=] {
    absl::Duration delay;
    const bool taken = TakePeers(*peers, *config) && TakeDelay(*delay_text, &delay);
    // Else two processes on a machine would both want the address that is there by itself.
    if (http->count() == 0 && !config->roles.empty() &&
        !absl::c_linear_search(config->roles, "gateway")) {
      config->http.clear();
    }
    *program.exit_code = taken ? Serve(*config, delay) : kUsage;
  });
}

// False, with an error, if neither folder is given: the keys' would have no name.
bool KeysNamed(const runtime::ServeConfig& config, const Program& program) {
  if (!config.data.empty() || !config.keys.empty()) return true;
  std::fprintf(stderr, "error 错误: give --data or --keys\n");
  *program.exit_code = kUsage;
  return false;
}

void AddInit(const Program& program) {
  auto config = std::make_shared<runtime::ServeConfig>();
  CLI::App* init = program.app->add_subcommand("init", "Make the keys of a new system 生成密钥");
  init->add_option("--data", config->data, "Folder of the stores");
  init->add_option("--keys", config->keys, "Folder of the keys [data folder's name + -keys]");
  init->callback([=] {
    if (!KeysNamed(*config, program)) return;
    const std::string folder = runtime::KeysFolder(*config);
    const absl::Status made = runtime::CreateKeys(folder, absl::Now());
    if (!made.ok()) {
      *program.exit_code = Fail(made);
      return;
    }
    std::printf(
        "Keys made in %s. Keep a copy in another safe place: without them the personal details in "
        "the data are lost.\n密钥已生成。请另存一份：丢失后个人信息无法恢复。\n",
        folder.c_str());
  });
}

// That a bureau's or monitor's scope is a division in force, and of the role's level. A scope out
// of form is CreateToken's to refuse.
absl::Status CheckScope(const std::string& role, const std::string& scope) {
  const bool out_of_form = !std::all_of(scope.begin(), scope.end(), absl::ascii_isdigit) ||
                           (scope.size() != 2 && scope.size() != 4 && scope.size() < 6);
  if (out_of_form) return absl::OkStatus();
  std::string code = scope;
  if (code.size() < 6) code.resize(6, '0');
  const auto& divisions = reference::Divisions::Get();
  const absl::CivilDay today = runtime::DayOf(absl::Now());
  runtime::FieldChecks checks;
  if (!divisions.IsAccepted(code, today)) {
    checks.Violate("division", absl::StrCat(scope,
                                            " is no division in force: give a county's code "
                                            "(520281), a city's (520200 or 5202), or one below"));
    return checks.status();
  }
  const auto children = divisions.Children(code, today);
  const bool has_counties = std::any_of(children.begin(), children.end(), [](const auto* child) {
    return child->level <= reference::DivisionLevel::kCounty;
  });
  if (role == "city-bureau" && scope.size() > 4) {
    checks.Violate("division", absl::StrCat(scope,
                                            " is not a city: a city-bureau's scope is its whole "
                                            "city (520200 or 5202); for a county use --role "
                                            "county-bureau"));
  } else if (role == "county-bureau" && has_counties) {
    checks.Violate("division", absl::StrCat(scope,
                                            " has counties below it: a county-bureau's scope is "
                                            "its county (520281); for a city use --role "
                                            "city-bureau"));
  }
  return checks.status();
}

struct TokenOptions {
  runtime::ServeConfig config;
  std::string id, role, division, office, organizer, expires;
  std::string file() const { return runtime::PrincipalFilePath(runtime::KeysFolder(config)); }
};

int CreateToken(const TokenOptions& options) {
  const std::string folder = runtime::KeysFolder(options.config);
  if (const auto keys = runtime::Keys::Load(folder); !keys.ok()) return Fail(keys.status());
  internal::v1::PrincipalFile::Principal principal;
  principal.set_id(options.id);
  principal.set_role(options.role);
  principal.set_division_prefix(ScopeOf(options.division));
  const absl::Status scope = CheckScope(options.role, principal.division_prefix());
  if (!options.division.empty() && !scope.ok()) return Fail(scope);
  if (!options.office.empty()) principal.set_office(WithPrefix("offices/", options.office));
  if (!options.organizer.empty()) {
    principal.set_organizer(WithPrefix("organizers/", options.organizer));
  }
  if (!options.expires.empty()) {
    bool good = true;
    const auto date = DateOf(options.expires, "--expires", &good);
    if (!good) return kUsage;
    principal.mutable_expire_time()->set_seconds(absl::ToUnixSeconds(
        runtime::StartOfDay(absl::CivilDay(date.year(), date.month(), date.day()))));
  }
  const auto token = runtime::CreateToken(options.file(), principal, absl::Now());
  if (!token.ok()) return Fail(token.status());
  std::fprintf(stderr, "Token of %s; it is shown this once 令牌仅显示一次:\n", options.id.c_str());
  std::printf("%s\n", token->c_str());
  return kOk;
}

int ListTokens(const Client& client, const TokenOptions& options) {
  const auto file = runtime::ReadPrincipalFile(options.file());
  if (!file.ok()) return Fail(file.status());
  internal::v1::PrincipalFile shown = *file;
  for (auto& principal : *shown.mutable_principals()) principal.clear_token_digest();
  if (PrintedAsJson(client, shown)) return kOk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& p : shown.principals()) {
    const auto day = [](const google::protobuf::Timestamp& time) {
      return runtime::DateText(runtime::DayOf(runtime::ToTime(time)));
    };
    rows.push_back({p.id(), p.role(), absl::StrCat(p.division_prefix(), p.office(), p.organizer()),
                    day(p.create_time()), p.has_expire_time() ? day(p.expire_time()) : "–"});
  }
  std::fputs(Table({"id", "身份 role", "范围 scope", "创建 made", "到期 expires"}, rows).c_str(),
             stdout);
  return kOk;
}

void AddToken(const Program& program) {
  auto options = std::make_shared<TokenOptions>();
  CLI::App* token = program.app->add_subcommand("token", "Who may call 令牌管理");
  token->require_subcommand(1);
  const auto add_folder = [&](CLI::App* app) {
    app->add_option("--data", options->config.data, "Folder of the stores");
    app->add_option("--keys", options->config.keys, "Folder of the keys");
  };
  CLI::App* create =
      token->add_subcommand("create", "Make a token; it is printed once 新建令牌，仅显示一次");
  add_folder(create);
  create->add_option("--id", options->id, "Who: a-z, 0-9 and -")->required();
  create
      ->add_option("--role", options->role,
                   "office, county-bureau, city-bureau, monitor, organizer, administrator, service")
      ->required();
  create->add_option("--division", options->division, "Scope of a bureau or monitor: 520281, 5202");
  create->add_option("--office", options->office, "The office of the role office");
  create->add_option("--organizer", options->organizer, "The organiser of the role organizer");
  create->add_option("--expires", options->expires, "First day on which it no longer holds");
  create->callback([=] {
    if (KeysNamed(options->config, program)) *program.exit_code = CreateToken(*options);
  });
  CLI::App* list = token->add_subcommand("list", "Who has a token 列出");
  add_folder(list);
  list->callback([=] {
    if (KeysNamed(options->config, program))
      *program.exit_code = ListTokens(*program.client, *options);
  });
  CLI::App* remove = token->add_subcommand("remove", "Take a token back 收回");
  add_folder(remove);
  remove->add_option("id", options->id)->required();
  remove->callback([=] {
    if (!KeysNamed(options->config, program)) return;
    const absl::Status done = runtime::RemovePrincipal(options->file(), options->id);
    *program.exit_code = done.ok() ? kOk : Fail(done);
  });
}

}  // namespace

void AddServeCommands(const Program& program) {
  AddServe(program);
  AddInit(program);
  AddToken(program);
  program.app->add_subcommand("version", "Print the version 版本")->callback([=] {
    std::printf(program.client->json ? "{\"version\": \"%s\"}\n" : "laowu %s\n", LAOWU_VERSION);
  });
}

}  // namespace laowu::cli
