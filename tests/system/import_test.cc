// A file's whole journey: sent by HTTP, looked at, run, its receipt fetched, undone; in one process
// and split. With the server killed in the midst: import_crash_test.cc.

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/util/json_util.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::HasSubstr;
using v1::Import;
using Stub = v1::IntakeService::Stub;

constexpr char kHeader[] = "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n";

std::string Table(int row_count) {
  std::string content = kHeader;
  for (int i = 0; i < row_count; ++i) {
    absl::StrAppend(&content, "t-", i, ",普工,中山市样例电器有限公司,中山市小榄镇,", 4000 + i % 997,
                    "元/月,3\n");
  }
  return content;
}

bool IsUnderWay(Import::State state) {
  return state == Import::READING || state == Import::RUNNING || state == Import::UNDOING;
}

class ImportJourneyTest : public ::testing::TestWithParam<Topology> {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.Start();
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("站");
    office.mutable_office()->set_division_code("442000");
    ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, office));
  }
  httplib::Headers Token(const std::string& who) const {
    return {{"Authorization", "Bearer " + process_.token(who)}};
  }
  Import Wait(const std::string& name) {
    v1::GetImportRequest get;
    get.set_name(name);
    while (true) {
      const auto import = process_.Call("office", &Stub::GetImport, get);
      EXPECT_OK(import);
      if (!import.ok()) return {};
      if (!IsUnderWay(import->state())) return *import;
    }
  }

  TestProcess process_{runtime::kMemoryData, GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Topologies, ImportJourneyTest,
                         ::testing::Values(Topology::kOneProcess, Topology::kSplit), TopologyName);

TEST_P(ImportJourneyTest, AFileIsSentByHttpRunAndUndone) {
  httplib::Client http("http://" + process_.process().http_address());
  const auto sent = http.Post("/files?name=%E5%B2%97%E4%BD%8D.csv", Token("office"),
                              absl::StrCat(Table(3), "bad,,,,,\n"), "text/csv");
  ASSERT_NE(sent, nullptr);
  ASSERT_EQ(sent->status, 200) << sent->body;
  v1::File file;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(sent->body, &file).ok()) << sent->body;
  EXPECT_EQ(file.display_name(), "岗位.csv");

  v1::CreateImportRequest create;
  create.mutable_spec()->set_kind(Import::VACANCY);
  create.mutable_spec()->set_file(file.name());  // the parent: the caller's own
  const auto created = process_.Call("office", &Stub::CreateImport, create);
  ASSERT_OK(created);
  Import import = Wait(created->name());
  EXPECT_EQ(import.state(), Import::READY) << import.DebugString();
  EXPECT_EQ(import.counts().created_count(), 3);
  EXPECT_EQ(import.counts().rejected_count(), 1);

  v1::RunImportRequest run;
  run.set_name(import.name());
  ASSERT_OK(process_.Call("office", &Stub::RunImport, run));
  import = Wait(import.name());
  EXPECT_EQ(import.state(), Import::DONE) << import.DebugString();

  for (const char* const form : {"csv", "xlsx"}) {
    const auto receipt =
        http.Get(absl::StrCat("/", import.name(), "/receipt.", form), Token("office"));
    ASSERT_NE(receipt, nullptr);
    EXPECT_EQ(receipt->status, 200) << receipt->body;
    EXPECT_THAT(receipt->body, HasSubstr(absl::string_view(form) == "csv" ? "新建 created" : "PK"));
  }
  const auto refused = http.Get(absl::StrCat("/", import.name(), "/receipt.csv"));
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->status, 401);

  v1::UndoImportRequest undo;
  undo.set_name(import.name());
  ASSERT_OK(process_.Call("office", &Stub::UndoImport, undo));
  import = Wait(import.name());
  EXPECT_EQ(import.state(), Import::UNDONE) << import.DebugString();
  EXPECT_EQ(import.undone_count(), 3);
}

// The two lie more than one message apart, and one of them was silently gone.
TEST_P(ImportJourneyTest, RowsOfALongFileAreHeldAgainstEachOther) {
  httplib::Client http("http://" + process_.process().http_address());
  const std::string post = ",理货员,样例超市丙,中山市小榄镇,";
  const std::string content = absl::StrCat(Table(600), post, "6500元/月,8\n");
  const std::string table =
      absl::StrCat(kHeader, post, "5000元/月,3\n", content.substr(std::string(kHeader).size()));
  for (const bool is_first : {true, false}) {
    const auto sent = http.Post("/files?name=a.csv", Token("office"), table, "text/csv");
    ASSERT_NE(sent, nullptr);
    v1::File file;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(sent->body, &file).ok()) << sent->body;
    v1::CreateImportRequest create;
    create.mutable_spec()->set_kind(Import::VACANCY);
    create.mutable_spec()->set_file(file.name());
    const auto created = process_.Call("office", &Stub::CreateImport, create);
    ASSERT_OK(created);
    const Import read = Wait(created->name());
    v1::RunImportRequest run;
    run.set_name(read.name());
    ASSERT_OK(process_.Call("office", &Stub::RunImport, run));
    const Import done = Wait(read.name());
    for (const Import& import : {read, done}) {
      EXPECT_EQ(import.counts().created_count(), is_first ? 602 : 0) << import.DebugString();
      EXPECT_EQ(import.counts().unchanged_count(), is_first ? 0 : 602) << import.DebugString();
    }
  }
}

// As a browser sends it; and what is wrong is said, with the connection still of use.
TEST_P(ImportJourneyTest, AFormWithOneFileIsTakenAndOneWithTwoIsNot) {
  httplib::Client http("http://" + process_.process().http_address());
  http.set_keep_alive(true);
  const httplib::MultipartFormDataItems two = {{"file", "a,b\n1,2\n", "a.csv", "text/csv"},
                                               {"file", "a,b\n", "b.csv", "text/csv"}};
  const auto refused = http.Post("/files", Token("office"), two);
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->status, 400) << refused->body;
  const auto taken = http.Post("/files", Token("office"), {two.front()});
  ASSERT_NE(taken, nullptr);
  EXPECT_EQ(taken->status, 200) << taken->body;
  EXPECT_THAT(taken->body, HasSubstr("a.csv"));
  const auto nobody = http.Post("/files?name=a.csv", "a,b\n", "text/csv");
  ASSERT_NE(nobody, nullptr);
  EXPECT_EQ(nobody->status, 401);
  const auto unnamed = http.Post("/files", Token("office"), "a,b\n", "text/csv");
  ASSERT_NE(unnamed, nullptr);
  EXPECT_EQ(unnamed->status, 400);
  EXPECT_THAT(unnamed->body, HasSubstr("display_name"));
  const auto gbk = http.Post("/files?name=%D6%D0.csv", Token("office"), "a,b\n", "text/csv");
  ASSERT_NE(gbk, nullptr);
  EXPECT_EQ(gbk->status, 400);
  EXPECT_THAT(gbk->body, HasSubstr("UTF-8"));
  const httplib::Headers no_token = {{"Authorization", "Bearer 令牌"}};
  const auto garbled = http.Post("/files?name=a.csv", no_token, "a,b\n", "text/csv");
  ASSERT_NE(garbled, nullptr);
  EXPECT_EQ(garbled->status, 401);
  EXPECT_EQ(http.Get("/imports/x/receipt.csv", no_token)->status, 401);
}

// As whoever types the file's name into the address.
TEST_P(ImportJourneyTest, ABlankInTheAddressIsToldInABody) {
  httplib::Client http("http://" + process_.process().http_address());
  http.set_url_encode(false);
  const auto refused = http.Get("/files?name=岗位 表.xlsx");
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->status, 400);
  EXPECT_THAT(refused->body, HasSubstr("%20"));
}

// What the server answers to these bytes; clients of HTTP do not send them.
std::string AnswerTo(const std::string& http_address, const std::string& bytes) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port =
      htons(static_cast<uint16_t>(std::stoi(http_address.substr(http_address.rfind(':') + 1))));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
      send(connection, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size())) {
    std::array<char, 4096> piece = {};
    ssize_t count = 0;
    while ((count = recv(connection, piece.data(), piece.size(), 0)) > 0) {
      answer.append(piece.data(), static_cast<size_t>(count));
    }
  }
  close(connection);
  return answer;
}

// Who may not send a file learns so however large it is, and who may, that it is too large, of
// which not a byte was sent yet.
TEST_P(ImportJourneyTest, AFileThatIsNotTakenIsRefusedBeforeItIsSent) {
  const auto answer_to = [&](const std::string& token, absl::string_view length) {
    return AnswerTo(process_.process().http_address(),
                    absl::StrCat("POST /files?name=a.csv HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                                 "Content-Type: text/csv\r\nContent-Length: ", length,
                                 "\r\nAuthorization: Bearer ", token, "\r\n\r\n"));
  };
  const std::string unknown = answer_to("laowu_unknown", "300000000");
  EXPECT_THAT(unknown, ::testing::StartsWith("HTTP/1.1 401")) << unknown;
  EXPECT_THAT(unknown, HasSubstr("UNAUTHENTICATED"));
  const std::string too_long = answer_to(process_.token("office"), "300000000");
  EXPECT_THAT(too_long, ::testing::StartsWith("HTTP/1.1 413")) << too_long;
  EXPECT_THAT(too_long, HasSubstr("200 MB"));
  EXPECT_THAT(too_long, HasSubstr("文件超过"));
}

// What is missing is said, and not that it is too long.
TEST_P(ImportJourneyTest, ARequestWithoutABodyIsToldSo) {
  for (const char* path : {"/laowu.v1.VacancyService/ListOffices", "/files?name=a.csv"}) {
    const std::string answer = AnswerTo(
        process_.process().http_address(),
        absl::StrCat("POST ", path, " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n",
                     "Content-Type: application/json\r\nAuthorization: Bearer ",
                     process_.token("office"), "\r\n\r\n"));
    EXPECT_THAT(answer, ::testing::StartsWith("HTTP/1.1 411")) << path;
    EXPECT_THAT(answer, HasSubstr("no body")) << path;
  }
}

}  // namespace
}  // namespace laowu::testing
