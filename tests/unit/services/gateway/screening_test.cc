// A body that nobody reads stays out of memory: without a token anyone could else fill the process
// with one that never ends, or that unpacks to a thousand times its size.

#include "services/gateway/screening.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <string>
#include <thread>

#include "absl/strings/str_cat.h"

namespace laowu::gateway {
namespace {

using ::testing::HasSubstr;

// A door with one route that reads a body of at most ten bytes.
class ScreeningTest : public ::testing::Test {
 protected:
  ScreeningTest() {
    server_.set_pre_routing_handler(
        [](const httplib::Request& request, httplib::Response& response) {
          ForgetRanges(request);
          return RefusedUnread(request, /*reads_bodies=*/true, response)
                     ? httplib::Server::HandlerResponse::Handled
                     : httplib::Server::HandlerResponse::Unhandled;
        });
    server_.Post(
        "/laowu.v1.X/Y", [this](const httplib::Request& request, httplib::Response& response,
                                const httplib::ContentReader& reader) {
          body_.clear();
          const BodyRead read = ReadBody(request, reader, 10, &body_);
          response.set_content(absl::StrCat("read ", static_cast<int>(read)), "text/plain");
          if (read == BodyRead::kCut) HangUp(response);
        });
    server_.Get("/long", [](const httplib::Request&, httplib::Response& response) {
      response.set_content(std::string(100'000, 'A'), "text/plain");
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
  }
  ~ScreeningTest() override {
    server_.stop();
    thread_.join();
  }

  httplib::Client Caller() const {
    httplib::Client client("127.0.0.1", port_);
    client.set_keep_alive(true);
    return client;
  }

  // Sends chunks of a megabyte until nobody takes them. How many were taken.
  int SendWithoutEnd(const std::string& path, int most) const {
    int sent = 0;
    const std::string piece(1 << 20, 'A');
    auto client = Caller();
    client.Post(
        path,
        [&](size_t, httplib::DataSink& sink) {
          if (++sent > most) sink.done();
          return sent > most || sink.write(piece.data(), piece.size());
        },
        "application/json");
    return sent;
  }

  httplib::Server server_;
  std::string body_;
  int port_ = 0;
  std::thread thread_;
};

TEST_F(ScreeningTest, ABodyWithoutEndToNobodyIsNotRead) {
  for (const char* path : {"/nothing", "/healthz", "/laowu.v1.X\n/Y"}) {
    EXPECT_LT(SendWithoutEnd(path, 64), 64) << path;
  }
}

TEST_F(ScreeningTest, ABodyWithoutEndToARouteIsReadOnlySoFar) {
  EXPECT_LT(SendWithoutEnd("/laowu.v1.X/Y", 128), 128);
  EXPECT_LE(body_.size(), 10u);
}

// What is refused is said in words, and the connection ends with it: what follows is no request.
TEST_F(ScreeningTest, ARefusalIsSaidAndEndsTheConnection) {
  struct Case {
    const char* path;
    httplib::Headers headers;
    size_t bytes;
    int status;
    const char* says;
  } const cases[] = {
      {"/nothing", {}, 100'000, 413, "takes no body"},
      {"/laowu.v1.X/Y", {{"Content-Encoding", "gzip"}}, 5, 415, "Content-Encoding"},
      {"/laowu.v1.X/Y", {{"Content-Encoding", "br"}}, 5, 415, "Content-Encoding"},
      {"/nothing", {{"Content-Encoding", "gzip"}}, 5, 415, "Content-Encoding"},
      // Passed on, such a token would end the process.
      {"/laowu.v1.X/Y", {{"Authorization", "Bearer 令牌"}}, 5, 401, "copy it again"},
      {"/laowu.v1.X/Y", {{"Authorization", "Bearer a\tb"}}, 5, 401, "copy it again"},
  };
  for (const Case& c : cases) {
    const auto answer =
        Caller().Post(c.path, c.headers, std::string(c.bytes, 'A'), "application/json");
    ASSERT_TRUE(answer) << c.path;
    EXPECT_EQ(answer->status, c.status) << c.path;
    EXPECT_EQ(answer->get_header_value("Connection"), "close") << c.path;
    EXPECT_EQ(answer->get_header_value_count("Content-Type"), 1u) << c.path;
    EXPECT_THAT(answer->body, HasSubstr(c.says)) << c.path;
  }
}

// Two headers of which a proxy may have read the other, and lengths that are none.
TEST(Screening, WhereARequestEndsIsSaidOnce) {
  const httplib::Headers cases[] = {
      {{"Content-Length", "2"}, {"Content-Length", "4"}},
      {{"Content-Length", "2"}, {"Transfer-Encoding", "chunked"}},
      {{"Transfer-Encoding", "gzip, chunked"}},
      {{"Content-Length", "-1"}},
      {{"Content-Length", "2x"}},
      {{"Content-Length", ""}},
      {{"Content-Length", "18446744073709551615"}},
      {{"Content-Length", "2"}, {"Authorization", "Bearer a"}, {"Authorization", "Bearer b"}},
  };
  for (const httplib::Headers& headers : cases) {
    httplib::Request request;
    request.method = "POST";
    request.path = "/laowu.v1.X/Y";
    request.headers = headers;
    httplib::Response response;
    EXPECT_TRUE(RefusedUnread(request, /*reads_bodies=*/true, response)) << headers.begin()->second;
    EXPECT_EQ(response.status, 400) << headers.begin()->second;
    EXPECT_EQ(response.get_header_value("Connection"), "close");
  }
}

// Each of a thousand parts that overlap would be the whole once more.
TEST_F(ScreeningTest, PartsOfAnAnswerAreNotMultiplied) {
  std::string ranges = "bytes=0-";
  for (int i = 0; i < 1'000; ++i) ranges += ",0-";
  const auto answer = Caller().Get("/long", {{"Range", ranges}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body.size(), 100'000u);
}

// An honest caller is answered as ever, and keeps the connection.
TEST_F(ScreeningTest, WhatIsShortOrReadGoesThrough) {
  auto client = Caller();
  EXPECT_EQ(client.Post("/laowu.v1.X/Y", "{}", "application/json")->body, "read 0");
  EXPECT_EQ(body_, "{}");
  EXPECT_EQ(client.Post("/laowu.v1.X/Y", std::string(11, 'A'), "application/json")->body, "read 1");
  const httplib::Headers plain = {{"Content-Encoding", "identity"}};
  EXPECT_EQ(client.Post("/laowu.v1.X/Y", plain, "{}", "application/json")->body, "read 0");
  EXPECT_EQ(client.Post("/nothing", "{}", "application/json")->status, 404);
  EXPECT_EQ(client.Put("/nothing", "{}", "application/json")->status, 404);
  EXPECT_EQ(client.Get("/nothing")->status, 404);
  EXPECT_EQ(client.Delete("/nothing")->status, 404);
}

}  // namespace
}  // namespace laowu::gateway
