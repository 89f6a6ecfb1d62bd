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
#include "services/runtime/data_folder.h"
#include "services/runtime/division_checks.h"
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

// Whether a signal to stop has come before it serves, which is logged. It stops at once then,
// whatever the delay: nobody was sent here yet.
bool ToldToStopEarly() {
  if (!Signalled(0)) return false;
  runtime::Log(runtime::LogLevel::kInfo, "stopping", {{"while", "starting"}});
  return true;
}

// Ready (true), or told to stop before that. However long it takes: a peer may be down. Who is
// waited for is told soon, and again each half minute.
bool WaitUntilReady(const Process& process) {
  absl::Time tell = absl::Now() + absl::Seconds(2);
  while (true) {
    if (process.WaitUntilReady(absl::Now() + absl::Milliseconds(100)).ok()) return true;
    if (ToldToStopEarly()) return false;
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
      std::fprintf(stderr, "error 错误: --peer %s is not ROLE=HOST:PORT 须为 角色=主机:端口\n",
                   text.c_str());
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
  std::fprintf(stderr,
               "error 错误: --shutdown-delay %s is not a time of 0s to 10m, such as 5s 须为 0s 到 "
               "10m 的时长\n",
               text.c_str());
  return false;
}

int Serve(const runtime::ServeConfig& config, absl::Duration shutdown_delay) {
  if (config.insecure) {
    std::fprintf(
        stderr,
        "WARNING 警告: --insecure: every program on this machine may do everything, without a "
        "token. For a demonstration only, never with data of real people. "
        "本机任何程序都可操作，不需令牌：仅供演示，不可用于真实数据。\n");
  }
  if (pipe(signal_pipe) != 0)
    return Fail(absl::InternalError("no pipe: too many open files? 打开的文件过多"));
  std::signal(SIGTERM, OnSignal);
  std::signal(SIGINT, OnSignal);
  auto process = Process::Start(
      config, [] { return absl::Now(); }, ToldToStopEarly);
  if (absl::IsCancelled(process.status()) && Signalled(0)) return kOk;
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
  serve->add_option("--data", config->data, "Folder of the stores 数据目录")->required();
  serve->add_option(
      "--keys", config->keys,
      "Folder of the keys [data folder's name + -keys] 密钥目录 [数据目录名加 -keys]");
  serve->add_option("--grpc", config->grpc, "Address for gRPC gRPC 监听地址")
      ->capture_default_str();
  CLI::Option* const http = serve
                                ->add_option("--http", config->http,
                                             "Address for HTTP; without the role gateway health "
                                             "and metrics alone, and only if given HTTP 监听地址")
                                ->capture_default_str();
  serve->add_flag(
      "--insecure", config->insecure,
      "Calls without a token are an administrator's; for demonstrations only 不需令牌，仅供演示");
  std::vector<std::string> names;
  for (const RoleRow& row : Roles()) names.emplace_back(row.name);
  serve
      ->add_option("--roles", config->roles,
                   "Only these roles, separated by commas [all] 只运行这些角色 [全部]")
      ->delimiter(',')
      ->check(CLI::IsMember(names));
  auto peers = std::make_shared<std::vector<std::string>>();
  serve->add_option("--peer", *peers,
                    "ROLE=HOST:PORT of a role that runs elsewhere 在别处运行的角色");
  serve->add_option(
      "--peer-token-file", config->peer_token_file,
      "File with the token of a principal of the role service, for peers 进程间的令牌文件");
  serve->add_option("--peer-ca", config->peer_ca,
                    "PEM file of who vouches for peers' certificates; without it no TLS to peers "
                    "对端证书签发者的 PEM 文件");
  serve->add_option(
      "--tls-cert", config->tls_cert,
      "PEM file of this server's certificate; read again when replaced 服务器证书 PEM 文件");
  serve->add_option("--tls-key", config->tls_key, "PEM file of its key 证书密钥 PEM 文件");
  serve->add_option("--backups", config->backups,
                    "Folder that laowu backup copies the stores to 备份目录");
  serve->add_option(
      "--webhook-url", config->webhook_url,
      "https:// address that is told when a county crosses its target 县区越过目标时通知的地址");
  serve->add_option(
      "--webhook-ca", config->webhook_ca,
      "PEM file of who vouches for it [whom this machine trusts] 该地址证书签发者的 PEM 文件");
  serve->add_option("--web", config->web,
                    "Folder of the built pages, shown at / (deploy/web) 网页目录");
  auto delay_text = std::make_shared<std::string>("0s");
  serve
      ->add_option(
          "--shutdown-delay", *delay_text,
          "How long to answer on, not ready, after a signal to stop: 5s 停止前继续应答多久")
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
  std::fprintf(stderr, "error 错误: give --data or --keys 请给出数据目录或密钥目录\n");
  *program.exit_code = kUsage;
  return false;
}

// Makes what is missing of a new system: the keys, and the data folder that is to be written with
// them. A further process of a split system has keys already, and a data folder of its own.
int Init(const runtime::ServeConfig& config) {
  const std::string folder = runtime::KeysFolder(config);
  const bool with_data = !config.data.empty() && config.data != runtime::kMemoryData;
  // What serve would refuse later, with its words.
  if (!config.data.empty()) {
    const absl::Status allowed = runtime::CheckConfig(config);
    if (!allowed.ok()) return Fail(allowed);
  }
  auto keys = runtime::Keys::Load(folder);
  const bool made_keys = absl::IsNotFound(keys.status());
  const bool new_data = with_data && !runtime::IsPrepared(config.data);
  if (made_keys && with_data && !new_data) return Fail(runtime::NoKeysFor(config.data, folder));
  if (made_keys || !new_data) {
    const absl::Status made = runtime::CreateKeys(folder, absl::Now());
    if (!made.ok()) return Fail(made);
    keys = runtime::Keys::Load(folder);
  }
  if (!keys.ok()) return Fail(keys.status());
  if (new_data) {
    const absl::Status prepared = runtime::PrepareData(*keys, config.data);
    if (!prepared.ok()) return Fail(prepared);
  }
  if (!made_keys) {
    std::printf("%s is prepared for the keys in %s 数据目录已就绪，使用原有密钥\n",
                config.data.c_str(), folder.c_str());
    return kOk;
  }
  std::printf(
      "Keys made in %s. Keep a copy in another safe place: without them the personal details in "
      "the data are lost.\n密钥已生成。请另存一份：丢失后个人信息无法恢复。\n",
      folder.c_str());
  return kOk;
}

void AddInit(const Program& program) {
  auto config = std::make_shared<runtime::ServeConfig>();
  CLI::App* init = program.app->add_subcommand(
      "init", "Make the keys of a new system, and its data folder 新建系统：生成密钥和数据目录");
  init->add_option("--data", config->data, "Folder of the stores 数据目录");
  init->add_option("--keys", config->keys,
                   "Folder of the keys [data folder's name + -keys] 密钥目录");
  init->callback([=] {
    if (KeysNamed(*config, program)) *program.exit_code = Init(*config);
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
  runtime::CheckDivisionFilter("division", scope, today, checks);
  if (!checks.ok()) return checks.status();
  if (!divisions.IsAccepted(code, today)) {
    checks.Violate(
        "division",
        absl::StrCat("区划代码 ", scope,
                     " 当前无效，请填县（520281）、市（520200 或 5202）或更低一级的代码 / ", scope,
                     " is no division in force: give a county's code "
                     "(520281), a city's (520200 or 5202), or one below"));
    return checks.status();
  }
  const auto children = divisions.Children(code, today);
  const bool has_counties = std::any_of(children.begin(), children.end(), [](const auto* child) {
    return child->level <= reference::DivisionLevel::kCounty;
  });
  if (role == "city-bureau" && scope.size() > 4) {
    checks.Violate(
        "division",
        absl::StrCat(
            scope,
            " 不是市：city-bureau 的范围是全市（520200 或 5202），县局请用 --role county-bureau / ",
            scope,
            " is not a city: a city-bureau's scope is its whole "
            "city (520200 or 5202); for a county use --role "
            "county-bureau"));
  } else if (role == "county-bureau" && has_counties) {
    checks.Violate(
        "division",
        absl::StrCat(
            scope,
            " 下面有县：county-bureau 的范围是本县（520281），市局请用 --role city-bureau / ",
            scope,
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
    app->add_option("--data", options->config.data, "Folder of the stores 数据目录");
    app->add_option("--keys", options->config.keys, "Folder of the keys 密钥目录");
  };
  CLI::App* create =
      token->add_subcommand("create", "Make a token; it is printed once 新建令牌，仅显示一次");
  add_folder(create);
  create->add_option("--id", options->id, "Who: a-z, 0-9 and - 令牌编号")->required();
  create
      ->add_option(
          "--role", options->role,
          "office, county-bureau, city-bureau, monitor, organizer, administrator, service 身份")
      ->required();
  create->add_option("--division", options->division,
                     "Scope of a bureau or monitor: 520281, 5202 管辖范围");
  create->add_option("--office", options->office, "The office of the role office 所属协作站");
  create->add_option("--organizer", options->organizer,
                     "The organiser of the role organizer 所属组织单位");
  create->add_option("--expires", options->expires,
                     "First day on which it no longer holds 失效首日");
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
  remove->add_option("--id,id", options->id, "Whose: laowu token list 令牌编号")->required();
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
