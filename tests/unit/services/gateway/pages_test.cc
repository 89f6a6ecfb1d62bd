// The built pages as browsers get them: compressed where they take it, kept where the name bears a
// hash, never a page in place of a missing script, nothing outside the folder.

#include "services/gateway/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "absl/strings/string_view.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::gateway {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

class PagesTest : public ::testing::Test {
 protected:
  ~PagesTest() override {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  void Write(const std::string& path, absl::string_view content) {
    const std::filesystem::path file = std::filesystem::path(scratch_.path()) / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }

  void Serve() {
    Write("index.html", "<html>");
    Write("index.html.gz", "G");
    Write("assets/app-1a2b.js", "let x;");
    Write("assets/app-1a2b.js.br", "B");
    Write("assets/app-1a2b.js.gz", "G");
    auto pages = Pages::Load(scratch_.path());
    ASSERT_OK(pages);
    pages_ = *std::move(pages);
    pages_->AddFirstRoute(server_);
    pages_->AddLastRoute(server_);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }

  httplib::Result Get(const std::string& path, httplib::Headers headers) {
    headers.emplace("Host", "127.0.0.1");
    httplib::Client client("127.0.0.1", port_);
    client.set_decompress(false);
    return client.Get(path, headers);
  }

  testing::ScratchDir scratch_;
  std::unique_ptr<const Pages> pages_;
  httplib::Server server_;
  std::thread thread_;
  int port_ = 0;
};

TEST_F(PagesTest, AScriptComesInTheBestCodingThatTheBrowserTakes) {
  Serve();
  const struct {
    const char* accepted;
    const char* coding;
    const char* body;
  } kCases[] = {{"gzip, deflate, br", "br", "B"},
                {"gzip", "gzip", "G"},
                {"br;q=0, gzip", "gzip", "G"},
                {"identity", "", "let x;"}};
  for (const auto& c : kCases) {
    const auto answer = Get("/assets/app-1a2b.js", {{"Accept-Encoding", c.accepted}});
    ASSERT_TRUE(answer) << c.accepted;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, c.body) << c.accepted;
    EXPECT_EQ(answer->get_header_value("Content-Encoding"), c.coding) << c.accepted;
    EXPECT_EQ(answer->get_header_value("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(answer->get_header_value("Vary"), "Accept-Encoding");
  }
}

TEST_F(PagesTest, WhatBearsAHashIsKeptAndTheRestIsAskedForAgain) {
  Serve();
  const auto script = Get("/assets/app-1a2b.js", {});
  EXPECT_THAT(script->get_header_value("Cache-Control"), HasSubstr("immutable"));
  const auto page = Get("/", {{"Accept-Encoding", "identity"}});
  EXPECT_EQ(page->get_header_value("Cache-Control"), "no-cache");
  const auto again = Get(
      "/", {{"Accept-Encoding", "identity"}, {"If-None-Match", page->get_header_value("ETag")}});
  EXPECT_EQ(again->status, 304);
  EXPECT_EQ(again->body, "");
  // Compressed it is another representation: its tag is another.
  const auto compressed =
      Get("/", {{"Accept-Encoding", "gzip"}, {"If-None-Match", page->get_header_value("ETag")}});
  EXPECT_EQ(compressed->status, 200);
}

TEST_F(PagesTest, APathOfTheApplicationIsItsPageAndAMissingFileIsMissing) {
  Serve();
  const httplib::Headers browser = {{"Accept", "text/html,*/*"}, {"Accept-Encoding", "identity"}};
  EXPECT_EQ(Get("/vacancies/zhongshan/zs-1", browser)->body, "<html>");
  for (const char* path : {"/assets/gone.js", "/favicon.ico", "/laowu.v1.VacancyService/GetVacancy",
                           "/../secret.txt", "/%2e%2e/secret.txt", "/assets/none"}) {
    EXPECT_EQ(Get(path, browser)->status, 404) << path;
  }
  // A program that asks for no page gets none.
  EXPECT_EQ(Get("/vacancies", {{"Accept", "application/json"}})->status, 404);
}

TEST_F(PagesTest, ScriptsAndStylesComeFromThisServerAlone) {
  Serve();
  const std::string policy = Get("/", {})->get_header_value("Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'self'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, ::testing::Not(HasSubstr("script-src")));
}

TEST_F(PagesTest, AFolderWithoutPagesIsToldAtTheStart) {
  EXPECT_THAT(Pages::Load(scratch_.path()),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("deploy/web")));
  EXPECT_THAT(Pages::Load(scratch_.path() + "/none"), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laowu::gateway
