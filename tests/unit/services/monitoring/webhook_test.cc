// The webhook over TLS: told to whom the operator's authority vouches for, and to nobody else.

#include "services/monitoring/webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/support/authority.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::Authority;
using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

class WebhookTlsTest : public ::testing::Test {
 protected:
  WebhookTlsTest() : ours_(scratch_, "ours"), others_(scratch_, "others") {
    const std::string cert = scratch_.file("cert.pem");
    const std::string key = scratch_.file("key.pem");
    ours_.Issue("receiver", cert, key);
    server_ = std::make_unique<httplib::SSLServer>(cert.c_str(), key.c_str());
    server_->Post("/hook", [this](const httplib::Request& request, httplib::Response& response) {
      body_ = request.body;
      response.status = status_;
    });
    port_ = server_->bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_->listen_after_bind(); });
    while (!server_->is_running()) std::this_thread::yield();
  }
  ~WebhookTlsTest() override {
    server_->stop();
    thread_.join();
  }
  absl::Status TellTrusting(const Authority& authority) const {
    runtime::ServeConfig config;
    config.webhook_url = absl::StrCat("https://127.0.0.1:", port_, "/hook");
    config.webhook_ca = authority.ca();
    v1::OutboundRatio ratio;
    ratio.set_division_code("520281");
    ratio.set_status(v1::OutboundRatio::MISSED);
    return MakeWebhook(config)->Tell(ratio, 3);
  }

  testing::ScratchDir scratch_;
  Authority ours_;
  Authority others_;
  std::unique_ptr<httplib::SSLServer> server_;
  int port_ = 0;
  std::thread thread_;
  std::string body_;  // written before the answer that the caller waits for
  int status_ = 200;
};

TEST_F(WebhookTlsTest, TellsWhomItsAuthorityVouchesFor) {
  EXPECT_OK(TellTrusting(ours_));
  EXPECT_THAT(body_, HasSubstr("\"id\":\"520281-3\""));
}

TEST_F(WebhookTlsTest, TellsNothingToAnotherOne) {
  EXPECT_THAT(TellTrusting(others_), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(body_, "");
}

TEST_F(WebhookTlsTest, WhatIsNotTakenIsNotTold) {
  status_ = 503;
  EXPECT_THAT(TellTrusting(ours_), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace laowu::monitoring
