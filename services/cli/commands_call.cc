#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/cli/commands.h"
#include "services/gateway/connect.h"
#include "services/gateway/generic_call.h"

namespace laowu::cli {
namespace {

struct CallOptions {
  std::string method;
  std::string json;
};

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
    return Fail(absl::InternalError("the answer cannot be read: is the server of this version?"));
  }
  std::fputs(ToJson(*message).c_str(), stdout);
  return kOk;
}

}  // namespace

void AddCallCommand(const Program& program) {
  auto options = std::make_shared<CallOptions>();
  CLI::App* call =
      program.app->add_subcommand("call", "Any unary method, JSON in and out 调用任意方法");
  call->add_option("method", options->method, "VacancyService/GetVacancy")->required();
  call->add_option("json", options->json,
                   "The request; - reads it from standard input 请求内容；- 表示从标准输入读")
      ->default_str("{}");
  call->callback([=] { *program.exit_code = CallMethod(*program.client, *options); });
}

}  // namespace laowu::cli
