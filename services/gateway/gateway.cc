#include "services/gateway/gateway.h"

#include <httplib.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/gateway/closing.h"
#include "services/gateway/connect.h"
#include "services/gateway/file_routes.h"
#include "services/gateway/generic_call.h"
#include "services/gateway/pages.h"
#include "services/gateway/protos.h"
#include "services/gateway/screening.h"
#include "services/runtime/access.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/rpc.h"
#include "services/runtime/store_metrics.h"
#include "storage/status_macros.h"

namespace laowu::gateway {
namespace {

namespace limits = runtime::limits;

constexpr char kMethodPath[] = R"(/laowu\.v1\..*)";
constexpr char kJson[] = "application/json";
constexpr int kMonitoringThreads = 4;  // who watches is few

// Which role answers a service.
std::string RoleOfService(absl::string_view service) {
  absl::ConsumePrefix(&service, "laowu.v1.");
  absl::ConsumeSuffix(&service, "Service");
  return absl::AsciiStrToLower(service);
}

// INVALID_ARGUMENT where the caller's limit is none: who asks for half a second waits no minute.
absl::StatusOr<absl::Time> DeadlineOf(const httplib::Request& request) {
  constexpr char kHeader[] = "Connect-Timeout-Ms";
  const absl::Duration most = limits::kImportDeadline;
  if (!request.has_header(kHeader)) return absl::Now() + most;
  int64_t timeout_ms = 0;
  if (absl::SimpleAtoi(request.get_header_value(kHeader), &timeout_ms) && timeout_ms > 0) {
    return absl::Now() + std::min(most, absl::Milliseconds(timeout_ms));
  }
  runtime::FieldChecks checks;
  checks.Violate(kHeader, "须为正整数（毫秒） / must be a positive number of milliseconds");
  return checks.status();
}

void Answer(const absl::Status& status, httplib::Response& response) {
  response.status = HttpStatusOf(status.code());
  response.set_content(ErrorBody(status), kJson);
  KeepPrivate(response);
}

class Gateway final : public GatewayRole {
 public:
  // Without `is_whole` only who watches this process is answered.
  Gateway(const runtime::Environment& environment, bool is_whole)
      : environment_(environment), is_whole_(is_whole) {}
  ~Gateway() override { StopCalling(); }

  absl::string_view name() const override { return is_whole_ ? "gateway" : "http"; }
  std::vector<grpc::Service*> services() override { return {}; }
  int port() const override { return port_; }
  void UseCertificate(runtime::Certificate* certificate) override { certificate_ = certificate; }

  absl::Status Start() override {
    const runtime::ServeConfig& config = *environment_.config;
    if (certificate_ == nullptr) {
      server_ = std::make_unique<httplib::Server>();
    } else {
      server_ = std::make_unique<httplib::SSLServer>([this](SSL_CTX& context) {
        certificate_->UseIn(&context);
        return true;
      });
    }
    if (is_whole_ && !config.web.empty()) {
      LAOWU_ASSIGN_OR_RETURN(pages_, Pages::Load(config.web));
    }
    // Files; what is one message is held to less (kHttpBodyBytes) as it is read.
    server_->set_payload_max_length(static_cast<size_t>(kUploadBytes));
    server_->set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          ForgetRanges(request);
          return RefusedUnread(request, is_whole_, response)
                     ? httplib::Server::HandlerResponse::Handled
                     : httplib::Server::HandlerResponse::Unhandled;
        });
    server_->set_tcp_nodelay(true);
    // The library's own choice would let two processes share a port.
    socket_t listening = INVALID_SOCKET;
    server_->set_socket_options([&listening](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
      listening = socket;
    });
    server_->set_keep_alive_max_count(1'000'000);
    AddMonitoringRoutes();
    if (is_whole_) AddRoutes();
    AddErrorAnswers();
    LAOWU_RETURN_IF_ERROR(Bind(config.http));
    server_->set_socket_options([](socket_t) {});
    // The library lets five callers wait to be accepted: of a hundred browsers that come at once,
    // the others would be dropped, and come again after a second.
    listen(listening, limits::kHttpThreads);
    closing_.Govern(*server_, listening, is_whole_ ? limits::kHttpThreads : kMonitoringThreads);
    thread_ = std::thread([this] { server_->listen_after_bind(); });
    return absl::OkStatus();
  }

  void StopCalling() override {
    closing_.Begin();
    if (thread_.joinable()) thread_.join();
  }

 private:
  absl::Status Bind(const std::string& address) {
    const size_t colon = address.rfind(':');
    std::string host = address.substr(0, colon);
    if (absl::StartsWith(host, "[")) host = host.substr(1, host.size() - 2);
    int port = 0;
    if (!absl::SimpleAtoi(address.substr(colon + 1), &port)) port = 0;
    if (port == 0) {
      port_ = server_->bind_to_any_port(host);
    } else if (server_->bind_to_port(host, port)) {
      port_ = port;
    } else {
      port_ = -1;
    }
    if (port_ > 0) return absl::OkStatus();
    return absl::FailedPreconditionError(
        absl::StrCat("cannot listen on --http ", address,
                     ": the port is in use or not ours to take. Choose another with --http, or "
                     "stop what has it (ss -ltnp shows it). 端口已被占用或无权使用：请换一个端口，"
                     "或停掉占用它的程序。"));
  }

  void AddMonitoringRoutes() {
    server_->Get("/healthz", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("ok\n", "text/plain");
    });
    server_->Get("/readyz", [this](const httplib::Request&, httplib::Response& response) {
      const auto not_ready = environment_.not_ready();
      response.status = not_ready.empty() ? 200 : 503;
      response.set_content(not_ready.empty()
                               ? "ready\n"
                               : absl::StrCat("not ready: ", absl::StrJoin(not_ready, ", "), "\n"),
                           "text/plain");
    });
    server_->Get("/metrics", [this](const httplib::Request& request, httplib::Response& response) {
      const absl::Status may = MayReadMetrics(request);
      if (!may.ok()) return Answer(may, response);
      runtime::RefreshStoreMetrics(environment_);
      response.set_content(environment_.metrics->Text(), "text/plain; version=0.0.4");
    });
  }

  void AddRoutes() {
    AddProtosRoute(*server_);
    if (pages_ != nullptr) pages_->AddFirstRoute(*server_);
    server_->Get("/", [](const httplib::Request&, httplib::Response& response) {
      response.set_content(
          "laowu 劳务\n\nPOST /laowu.v1.<Service>/<Method>  application/json or application/proto "
          "(Connect protocol)\nPOST /files?name=NAME  an import's file\nGET  "
          "/imports/<import>/receipt.xlsx, "
          "receipt.csv\nGET  /protos.zip  the API's protos\nGET  /healthz /readyz "
          "/metrics\n",
          "text/plain; charset=utf-8");
    });
    AddFileRoutes(*server_, *environment_.channels,
                  [this](const httplib::Request& request, absl::string_view method) {
                    return MayCall(request, method);
                  });
    server_->Post(kMethodPath, [this](const httplib::Request& request, httplib::Response& response,
                                      const httplib::ContentReader& reader) {
      if (!HasBody(request)) {
        response.status = 411;  // the error handler says it
        return;
      }
      std::string body;
      // Who may not call is told so first: to read what he sends costs.
      const absl::Status may = MayCall(request);
      const BodyRead read = ReadBody(request, reader, may.ok() ? limits::kHttpBodyBytes : 0, &body);
      if (!may.ok()) {
        Answer(may, response);
      } else if (read == BodyRead::kWhole) {
        Call(request, body, response);
      } else {
        Answer(runtime::MessageTooLong(), response);
      }
      if (read == BodyRead::kCut) HangUp(response);
    });
    SayPost(kMethodPath,
            "Methods are called with POST: curl -d '{}' -H 'Content-Type: application/json' … "
            "请用 POST 调用接口。");
    SayPost("/files",
            "Files are sent with POST: curl --data-binary @名单.csv '…/files?name=名单.csv' "
            "文件请用 POST 上传。");
    if (pages_ != nullptr) pages_->AddLastRoute(*server_);
  }

  // Answers every other verb.
  void SayPost(const char* path, const char* message) {
    const auto say = [message](const httplib::Request&, httplib::Response& response) {
      response.set_header("Allow", "POST");
      Answer(
          runtime::Error(absl::StatusCode::kUnimplemented, runtime::reasons::kWrongDoor, message),
          response);
      response.status = 405;
    };
    server_->Get(path, say);
    server_->Put(path, say);
    server_->Patch(path, say);
    server_->Delete(path, say);
    server_->Options(path, say);
  }

  void AddErrorAnswers() {
    server_->set_error_handler([](const httplib::Request& request, httplib::Response& response) {
      if (response.has_header("Content-Type")) return;  // it says something already
      if (response.status == 404) {
        response.set_content(ErrorBody(runtime::NotFound("page", Shown(request.path))), kJson);
        KeepPrivate(response);
      } else if (response.status == 400) {
        // The library gives up at a first line of four words: a blank in the address.
        response.set_content(
            ErrorBody(runtime::Error(
                absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                "The request's first line or a header cannot be read: an address has no blanks, "
                "write %20 for each (/files?name=岗位%20表.xlsx). "
                "请求的首行读不出：网址里的空格写作 %20。")),
            kJson);
        KeepPrivate(response);
      } else if (response.status == 411) {
        response.set_content(
            ErrorBody(runtime::Error(
                absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                "The request has no body and no Content-Length: send the message as JSON, {} if it "
                "says nothing (curl -d '{}'), and a file as the body of POST /files. "
                "缺少请求体：没有参数也请发送 {}。")),
            kJson);
      } else if (response.status == 413) {
        response.set_content(ErrorBody(FileTooLong()), kJson);
      }
    });
    // A handler that throws must not take the process along, nor tell its texts.
    server_->set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
          Answer(absl::InternalError("the HTTP door failed"), response);
        });
  }

  absl::StatusOr<runtime::Principal> Caller(const httplib::Request& request) const {
    return environment_.principals->AuthenticateHeader(request.get_header_value("Authorization"));
  }

  // Which methods are called how often, and fail, is told on this machine to whoever asks; beyond
  // it to those who see figures.
  absl::Status MayReadMetrics(const httplib::Request& request) const {
    if (runtime::IsLoopback(environment_.config->http)) return absl::OkStatus();
    LAOWU_ASSIGN_OR_RETURN(const runtime::Principal principal, Caller(request));
    if (principal.role == runtime::PrincipalRole::kMonitor ||
        principal.role == runtime::PrincipalRole::kAdministrator) {
      return absl::OkStatus();
    }
    return runtime::Error(absl::StatusCode::kPermissionDenied, runtime::reasons::kMethodNotAllowed,
                          "The metrics are for a monitor or an administrator: use such a token. "
                          "运行指标只给监测或管理员账号，请换账号。",
                          {{"roles", "monitor, administrator"}});
  }

  // Without tokens a foreign page in a browser on this machine could call: its requests name
  // another host (DNS rebinding), or come as forms, which FormOf refuses.
  bool HostAllowed(const httplib::Request& request) const {
    if (!environment_.config->insecure) return true;
    const std::string host = request.get_header_value("Host");
    return host.empty() ||
           runtime::IsLoopback(absl::StrContains(host, ':') ? host : absl::StrCat(host, ":80"));
  }

  absl::Status CheckHost(const httplib::Request& request) const {
    if (HostAllowed(request)) return absl::OkStatus();
    return runtime::Error(absl::StatusCode::kPermissionDenied, runtime::reasons::kWrongDoor,
                          "Without tokens only this machine's own names are answered: ask "
                          "http://127.0.0.1, or give out tokens (laowu token create). "
                          "未设账号时只应答本机：请用 127.0.0.1 访问，或先建账号。");
  }

  // Whether the caller may call "laowu.v1.VacancyService/GetVacancy"; the role asks again. Every
  // process of a system has the same principals.
  absl::Status MayCall(const httplib::Request& request, absl::string_view method) const {
    LAOWU_RETURN_IF_ERROR(CheckHost(request));
    const runtime::MethodAccess* const access = runtime::FindAccess(method);
    if (access == nullptr) return absl::OkStatus();
    const auto principal = Caller(request);
    const absl::Status may =
        principal.ok() ? runtime::RequireRole(*access, *principal) : principal.status();
    if (!may.ok()) {
      environment_.metrics->CountCall(method, absl::StatusCodeToString(may.code()),
                                      absl::ZeroDuration());
    }
    return may;
  }
  // The same of the method that the path names, if there is one.
  absl::Status MayCall(const httplib::Request& request) const {
    LAOWU_RETURN_IF_ERROR(FindMethod(request.path).status());
    return MayCall(request, absl::string_view(request.path).substr(1));
  }

  void Call(const httplib::Request& request, const std::string& content,
            httplib::Response& response) {
    const auto form = FormOf(request.get_header_value("Content-Type"));
    if (!form.ok()) {
      Answer(form.status(), response);
      response.status = 415;
      return;
    }
    const auto method = FindMethod(request.path);
    if (!method.ok()) return Answer(method.status(), response);
    const auto deadline = DeadlineOf(request);
    if (!deadline.ok()) return Answer(deadline.status(), response);
    const auto body = ToBinary(*(*method)->input_type(), *form, content);
    if (!body.ok()) return Answer(body.status(), response);
    if (body->size() > static_cast<size_t>(limits::kMessageBytes)) {
      // Said here, since a role's own refusal of a long message reads like a full queue.
      return Answer(runtime::MessageTooLong(), response);
    }
    const std::string role = RoleOfService((*method)->service()->full_name());
    const auto answer = CallBytes(environment_.channels->To(role), request.path, *body,
                                  request.get_header_value("Authorization"), *deadline);
    if (!answer.ok()) return Answer(runtime::PassedOnStatus(role, answer.status()), response);
    KeepPrivate(response);
    if (OnlyReads((*method)->name())) {
      const std::string etag = ETagOf(*(*method)->output_type(), *answer);
      response.set_header("ETag", etag);
      if (request.get_header_value("If-None-Match") == etag) {
        response.status = 304;  // what the caller has says the same
        return;
      }
    }
    const auto out = FromBinary(*(*method)->output_type(), *form, *answer);
    if (!out.ok()) return Answer(out.status(), response);
    response.set_content(*out, std::string(ContentTypeOf(*form)));
  }

  const runtime::Environment& environment_;
  const bool is_whole_;
  // All outlive the server that uses them.
  runtime::Certificate* certificate_ = nullptr;
  std::unique_ptr<const Pages> pages_;
  Closing closing_;
  std::unique_ptr<httplib::Server> server_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<GatewayRole> MakeGatewayRole(const runtime::Environment& environment) {
  return std::make_unique<Gateway>(environment, /*is_whole=*/true);
}

std::unique_ptr<GatewayRole> MakeMonitoringDoor(const runtime::Environment& environment) {
  return std::make_unique<Gateway>(environment, /*is_whole=*/false);
}

}  // namespace laowu::gateway
