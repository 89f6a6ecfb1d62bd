// A door that closes loses nobody: who was let in is answered once, told that the connection ends
// with it, and nobody else is let in. Each waits at the point where the library would drop it.

#include "services/gateway/closing.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "services/runtime/limits.h"
#include "tests/support/authority.h"
#include "tests/support/gate.h"

namespace laowu::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kFast[] = "GET /fast HTTP/1.1\r\nHost: x\r\n\r\n";
// More than the system takes of an answer that nobody reads.
constexpr char kLong[] = "GET /long HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr char kHeld[] = "GET /held HTTP/1.1\r\nHost: x\r\n\r\n";

// A caller that does one step at a time.
class Caller {
 public:
  explicit Caller(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_let_in_ =
        connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  }
  ~Caller() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
    close(socket_);
  }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  bool is_let_in() const { return is_let_in_; }
  bool ShakeHands() {
    context_ = SSL_CTX_new(TLS_client_method());
    ssl_ = SSL_new(context_);
    return SSL_set_fd(ssl_, socket_) == 1 && SSL_connect(ssl_) == 1;
  }
  void Send(const std::string& text) {
    const int size = static_cast<int>(text.size());
    EXPECT_EQ(ssl_ != nullptr ? SSL_write(ssl_, text.data(), size)
                              : static_cast<int>(write(socket_, text.data(), text.size())),
              size);
  }
  // What has come; empty at the end of the connection.
  std::string ReceivePart() {
    const int size = static_cast<int>(part_.size());
    const int got = ssl_ != nullptr ? SSL_read(ssl_, part_.data(), size)
                                    : static_cast<int>(read(socket_, part_.data(), part_.size()));
    return std::string(part_.data(), static_cast<size_t>(std::max(got, 0)));
  }
  // Up to the end of the body, or of the connection.
  std::string Receive() {
    std::string text = ReceivePart();
    while (!absl::EndsWith(text, "done")) {
      const std::string part = ReceivePart();
      if (part.empty()) break;
      text += part;
    }
    return text;
  }

 private:
  std::array<char, 1 << 16> part_;
  const int socket_;
  bool is_let_in_ = false;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
};

class ClosingTest : public ::testing::Test {
 protected:
  ~ClosingTest() override {
    closing_.Begin();
    held_.Open();
    if (listener_.joinable()) listener_.join();
  }

  void Serve(std::unique_ptr<httplib::Server> server, int thread_count) {
    server_ = std::move(server);
    socket_t listening = INVALID_SOCKET;
    server_->set_socket_options([&](socket_t socket) { listening = socket; });
    server_->Get("/fast", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("done", "text/plain");
    });
    server_->Get("/long", [](const httplib::Request&, httplib::Response& response) {
      std::string body(64 << 20, 'x');
      body.append("done");
      response.set_content(body, "text/plain");
    });
    server_->Get("/held", [this](const httplib::Request&, httplib::Response& response) {
      reached_.Open();
      held_.Wait();
      response.set_content("done", "text/plain");
    });
    port_ = server_->bind_to_any_port("127.0.0.1");
    ASSERT_GT(port_, 0);
    server_->set_socket_options([](socket_t) {});
    listen(listening, 64);  // the library lets five wait, and a sixth tries again after a second
    closing_.Govern(*server_, listening, thread_count);
    listener_ = std::thread([this] { server_->listen_after_bind(); });
  }

  void BeginAndWaitUntilClosed() {
    closing_.Begin();
    const absl::Time deadline = absl::Now() + absl::Seconds(20);
    while (Caller(port_).is_let_in()) ASSERT_LT(absl::Now(), deadline);
  }

  Closing closing_;
  std::unique_ptr<httplib::Server> server_;
  int port_ = 0;
  std::thread listener_;
  testing::Gate reached_, held_;
};

TEST_F(ClosingTest, WhoWaitsForAThreadIsAnswered) {
  Serve(std::make_unique<httplib::Server>(), /*thread_count=*/1);
  auto first = std::make_unique<Caller>(port_);
  first->Send(kHeld);
  reached_.Wait();
  Caller second(port_);
  second.Send(kFast);
  BeginAndWaitUntilClosed();
  held_.Open();
  const auto is_a_last_answer =
      AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Connection: close\r\n"),
            Not(HasSubstr("Keep-Alive:")), HasSubstr("\r\n\r\ndone"));
  EXPECT_THAT(first->Receive(), is_a_last_answer);
  first.reset();
  EXPECT_THAT(second.Receive(), is_a_last_answer);
}

TEST_F(ClosingTest, WhoIsInTheTlsHandshakeIsAnswered) {
  testing::ScratchDir scratch;
  const std::string cert = scratch.file("cert.pem"), key = scratch.file("key.pem");
  testing::Authority(scratch, "ours").Issue("server", cert, key);
  Serve(std::make_unique<httplib::SSLServer>(cert.c_str(), key.c_str()), /*thread_count=*/4);
  Caller caller(port_);
  BeginAndWaitUntilClosed();
  ASSERT_TRUE(caller.ShakeHands());
  caller.Send(kFast);
  EXPECT_THAT(caller.Receive(),
              AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Connection: close\r\n")));
}

TEST_F(ClosingTest, ARequestOnAKeptConnectionIsAnsweredAndItsLast) {
  Serve(std::make_unique<httplib::Server>(), /*thread_count=*/4);
  Caller kept(port_);
  kept.Send(kFast);
  ASSERT_THAT(kept.Receive(), AllOf(HasSubstr("Keep-Alive:"), Not(HasSubstr("Connection:"))));
  BeginAndWaitUntilClosed();
  kept.Send(kFast);
  EXPECT_THAT(kept.Receive(),
              AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Connection: close\r\n")));
}

// It was told that it is kept, and it is in the right to ask once more.
TEST_F(ClosingTest, WhoIsBeingAnsweredMayAskOnceMore) {
  Serve(std::make_unique<httplib::Server>(), /*thread_count=*/4);
  Caller kept(port_);
  kept.Send(kFast);
  ASSERT_THAT(kept.Receive(), HasSubstr("Keep-Alive:"));
  kept.Send(kLong);
  ASSERT_THAT(kept.ReceivePart(), HasSubstr("Keep-Alive:"));
  BeginAndWaitUntilClosed();
  const absl::Time slow = absl::Now() + absl::Milliseconds(300);
  while (absl::Now() < slow) ASSERT_FALSE(Caller(port_).is_let_in());
  // Before the end is read, since the door waits for it no longer than a browser takes.
  kept.Send(kFast);
  std::string answers = kept.Receive();
  if (!absl::StrContains(answers, "doneHTTP")) answers += kept.Receive();  // they came in two
  const std::string second = answers.substr(answers.rfind("doneHTTP") + 4);
  EXPECT_THAT(second, AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Connection: close\r\n")));
}

// Browsers open connections ahead and say nothing on them.
TEST_F(ClosingTest, WhoSaysNothingDoesNotHoldIt) {
  Serve(std::make_unique<httplib::Server>(), /*thread_count=*/4);
  Caller silent(port_);
  const absl::Time begun = absl::Now();
  BeginAndWaitUntilClosed();
  listener_.join();
  EXPECT_LT(absl::Now() - begun, runtime::limits::kServerDrain);
}

}  // namespace
}  // namespace laowu::gateway
