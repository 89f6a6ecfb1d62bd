#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "google/protobuf/struct.pb.h"
#include "services/cli/commands.h"
#include "services/cli/table_print.h"
#include "services/gateway/connect.h"
#include "services/gateway/generic_call.h"
#include "services/runtime/access.h"
#include "services/runtime/principal.h"

namespace laowu::cli {
namespace {

struct CallOptions {
  std::string method;
  std::string json;
  bool list = false;
};

// The roles of principals that may call it, but for other roles of the system.
std::string WhoMay(const runtime::MethodAccess& access) {
  using runtime::PrincipalRole;
  std::vector<absl::string_view> may;
  for (const PrincipalRole role :
       {PrincipalRole::kOffice, PrincipalRole::kCountyBureau, PrincipalRole::kCityBureau,
        PrincipalRole::kMonitor, PrincipalRole::kOrganizer, PrincipalRole::kAdministrator}) {
    if ((access.roles & runtime::RoleBit(role)) != 0) may.push_back(runtime::RoleText(role));
  }
  return absl::StrJoin(may, " ");
}

// As this program knows them; a server of another version may have others.
int ListMethods(const Client& client) {
  std::vector<std::vector<std::string>> rows;
  google::protobuf::ListValue names;
  for (const runtime::MethodAccess& access : runtime::AccessTable()) {
    // A stream is none of those that take one message and give one.
    if (!gateway::FindMethod(absl::StrCat("/", access.method)).ok()) continue;
    const std::string name(absl::StripPrefix(access.method, "laowu.v1."));
    names.add_values()->set_string_value(name);
    rows.push_back({name, WhoMay(access)});
  }
  if (PrintedAsJson(client, names)) return kOk;
  std::fputs(Table({"方法 method", "谁能调用 who may call"}, rows).c_str(), stdout);
  return kOk;
}

int CallMethod(Client& client, const CallOptions& options) {
  std::string path = options.method;
  if (absl::StartsWith(path, "/")) path.erase(0, 1);
  if (!absl::StartsWith(path, "laowu.v1.")) path = absl::StrCat("laowu.v1.", path);
  path = absl::StrCat("/", path);
  const auto method = gateway::FindMethod(path);
  if (!method.ok()) return Fail(method.status());
  std::string body = options.json;
  if (body == "-") {
    body.assign(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }
  const auto request = gateway::ToBinary(*(*method)->input_type(), gateway::BodyForm::kJson, body);
  if (!request.ok()) return Fail(request.status());
  const auto authorization = client.authorization();
  if (!authorization.ok()) return Fail(authorization.status());
  const auto answer = gateway::CallBytes(client.channel(), path, *request, *authorization,
                                         absl::Now() + absl::Seconds(60));
  if (!answer.ok()) return Fail(answer.status());
  const auto* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype((*method)->output_type());
  const std::unique_ptr<google::protobuf::Message> message(prototype->New());
  if (!message->ParseFromString(*answer)) {
    return Fail(
        absl::InternalError("the answer cannot be read: is the server of this version? "
                            "答复无法解读：请核对服务端版本"));
  }
  std::fputs(ToJson(*message).c_str(), stdout);
  return kOk;
}

int CallOrList(Client& client, const CallOptions& options) {
  if (options.method.empty() != options.list) {
    std::fprintf(stderr,
                 "error 错误: 请给出一个方法，或用 --list 列出 give either a method, such as "
                 "VacancyService/GetVacancy, or --list\n");
    return kUsage;
  }
  return options.list ? ListMethods(client) : CallMethod(client, options);
}

}  // namespace

void AddCallCommand(const Program& program) {
  auto options = std::make_shared<CallOptions>();
  CLI::App* call =
      program.app->add_subcommand("call", "Any unary method, JSON in and out 调用任意方法");
  call->add_option("method", options->method, "VacancyService/GetVacancy");
  call->add_option("json", options->json,
                   "The request; - reads it from standard input 请求内容；- 表示从标准输入读")
      ->default_str("{}");
  call->add_flag("--list", options->list, "The methods, and which tokens may call them 列出方法");
  call->callback([=] { *program.exit_code = CallOrList(*program.client, *options); });
}

}  // namespace laowu::cli
