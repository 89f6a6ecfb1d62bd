#include "services/monitoring/webhook.h"

#include <google/protobuf/util/json_util.h>
#include <httplib.h>

#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"

namespace laowu::monitoring {
namespace {

constexpr time_t kConnectSeconds = 5;
constexpr time_t kAnswerSeconds = 10;

class HttpWebhook final : public Webhook {
 public:
  HttpWebhook(const std::string& origin, std::string path, const std::string& ca)
      : client_(origin), path_(std::move(path)) {
    client_.set_connection_timeout(kConnectSeconds);
    client_.set_read_timeout(kAnswerSeconds);
    client_.set_write_timeout(kAnswerSeconds);
    client_.set_follow_location(false);
    if (!ca.empty()) client_.set_ca_cert_path(ca.c_str());
  }

  absl::Status Tell(const v1::OutboundRatio& ratio, int64_t number) override {
    if (stopped_) return absl::UnavailableError("stopping");
    const auto answer = client_.Post(path_, CrossingJson(ratio, number), "application/json");
    if (!answer) {
      return absl::UnavailableError(
          absl::StrCat("the webhook was not reached: ", httplib::to_string(answer.error())));
    }
    if (answer->status >= 200 && answer->status < 300) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat("the webhook answered ", answer->status));
  }

  void Stop() override {
    stopped_ = true;
    client_.stop();
  }

 private:
  httplib::Client client_;
  const std::string path_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace

std::string CrossingJson(const v1::OutboundRatio& ratio, int64_t number) {
  std::string figure;
  // Cannot fail: the message has no Any.
  (void)google::protobuf::util::MessageToJsonString(ratio, &figure);
  const bool missed = ratio.status() == v1::OutboundRatio::MISSED;
  return absl::StrCat(R"({"event":"TARGET_CROSSED","id":")", ratio.division_code(), "-", number,
                      R"(","previousStatus":")", missed ? "MET" : "MISSED", R"(","outboundRatio":)",
                      figure, "}");
}

std::unique_ptr<Webhook> MakeWebhook(const runtime::ServeConfig& config) {
  const std::string& url = config.webhook_url;
  if (url.empty()) return nullptr;
  const std::size_t path = url.find('/', url.find("://") + 3);
  return std::make_unique<HttpWebhook>(
      url.substr(0, path), path == std::string::npos ? "/" : url.substr(path), config.webhook_ca);
}

}  // namespace laowu::monitoring
