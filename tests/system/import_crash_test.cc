// Files of every kind on their way, with the server killed at random moments of each step and of
// the writing of receipts: the next server on the same data goes on, and nothing is lost or done
// twice.

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/system/server_binary.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using v1::Import;
using v1::ImportRow;
using Stub = v1::IntakeService::Stub;

constexpr int kRows = 4'000;
constexpr int kKills = 3;  // of each step

std::string Line(int i) {
  return absl::StrCat("t-", i, ",普工,中山市样例电器有限公司,中山市小榄镇,", 4000 + i % 997,
                      "元/月,3\n");
}
std::string Table(int begin, int end) {
  std::string content = "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n";
  for (int i = begin; i < end; ++i) absl::StrAppend(&content, Line(i));
  return content;
}

bool IsUnderWay(Import::State state) {
  return state == Import::READING || state == Import::RUNNING || state == Import::UNDOING;
}

class ImportCrashTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(RunLaowu({"init", "--data", data_, "--keys", keys_}).exit_code, 0);
    const auto made = RunLaowu({"token", "create", "--data", data_, "--keys", keys_, "--id",
                                "admin", "--role", "administrator"});
    ASSERT_EQ(made.exit_code, 0) << made.output;
    const size_t begin = made.output.find("laowu_");
    ASSERT_NE(begin, std::string::npos) << made.output;
    token_ = made.output.substr(begin, made.output.find_first_of(" \n", begin) - begin);
    StartServer();
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("站");
    office.mutable_office()->set_division_code("442000");
    ASSERT_OK(Call(&v1::VacancyService::Stub::CreateOffice, office));
  }
  void StartServer() {
    server_ = std::make_unique<ServerBinary>(std::vector<std::string>{
        "--data", data_, "--keys", keys_, "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"});
    ASSERT_TRUE(server_->WaitForOutput("serving")) << server_->output();
    ASSERT_TRUE(server_->WaitForOutput("http://")) << server_->output();
    channel_ = grpc::CreateChannel(server_->grpc_address(), grpc::InsecureChannelCredentials());
  }
  void Kill() {
    server_->Signal(SIGKILL);
    server_->Wait();
    StartServer();
  }
  void Authenticate(grpc::ClientContext* context) const {
    context->AddMetadata("authorization", absl::StrCat("Bearer ", token_));
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  }
  template <typename S, typename Request, typename Response>
  absl::StatusOr<Response> CallOn(const std::shared_ptr<grpc::Channel>& channel,
                                  grpc::Status (S::*method)(grpc::ClientContext*, const Request&,
                                                            Response*),
                                  const Request& request, bool wait_for_ready) const {
    grpc::ClientContext context;
    Authenticate(&context);
    context.set_wait_for_ready(wait_for_ready);
    S stub(channel);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return runtime::FromGrpc(status);
    return response;
  }
  template <typename S, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (S::*method)(grpc::ClientContext*, const Request&,
                                                          Response*),
                                const Request& request) const {
    return CallOn(channel_, method, request, true);
  }
  std::string Upload(const std::string& content) {
    grpc::ClientContext context;
    Authenticate(&context);
    Stub stub(channel_);
    auto stream = stub.UploadFile(&context);
    v1::UploadFileRequest request;
    v1::UploadFileResponse response;
    request.set_display_name("t.csv");
    request.set_content(content);
    request.set_last(true);
    stream->Write(request);
    stream->Read(&response);
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
    return response.file().name();
  }
  Import Get(const std::string& name) const {
    v1::GetImportRequest get;
    get.set_name(name);
    const auto import = Call(&Stub::GetImport, get);
    EXPECT_OK(import);
    return import.ok() ? *import : Import();
  }
  // Kills the server whenever the step has done some rows more, and lets the last one end it.
  Import KilledInTheMidst(const std::string& name, int row_count, int kills = kKills) {
    int kill_count = 0;
    std::uniform_int_distribution<int64_t> some(1, std::max(1, row_count / (2 * kKills)));
    int64_t next = some(random_);
    while (true) {
      const Import import = Get(name);
      if (!IsUnderWay(import.state())) {
        EXPECT_GT(kill_count, 0) << "the step was over before it could be disturbed";
        return import;
      }
      if (kill_count < kills && import.done_row_count() >= next) {
        next = import.done_row_count() + some(random_);
        Kill();
        ++kill_count;
      }
    }
  }
  Import Read(const std::string& content, Import::Spec spec, int row_count) {
    spec.set_file(Upload(content));
    v1::CreateImportRequest create;
    *create.mutable_spec() = std::move(spec);
    const auto created = Call(&Stub::CreateImport, create);
    EXPECT_OK(created);
    if (!created.ok()) return {};
    const Import read = KilledInTheMidst(created->name(), row_count);
    EXPECT_EQ(read.state(), Import::READY) << read.DebugString();
    return read;
  }
  Import Run(const Import& read) {
    v1::RunImportRequest run;
    run.set_name(read.name());
    run.set_confirmed_closed_count(read.counts().closed_count());
    EXPECT_OK(Call(&Stub::RunImport, run));
    const Import done = KilledInTheMidst(read.name(), static_cast<int>(read.row_count()));
    EXPECT_EQ(done.state(), Import::DONE) << done.DebugString();
    return done;
  }
  Import Undo(const Import& done) {
    v1::UndoImportRequest undo;
    undo.set_name(done.name());
    EXPECT_OK(Call(&Stub::UndoImport, undo));
    const Import undone = KilledInTheMidst(done.name(), static_cast<int>(done.row_count()));
    EXPECT_EQ(undone.state(), Import::UNDONE) << undone.DebugString();
    return undone;
  }
  Import::Spec VacancySpec() const {
    Import::Spec spec;
    spec.set_kind(Import::VACANCY);
    spec.set_parent("offices/zhongshan");
    return spec;
  }
  std::vector<ImportRow> Rows(const Import& import) const {
    v1::PreviewImportRequest preview;
    preview.set_name(import.name());
    preview.set_page_size(500);
    std::vector<ImportRow> rows;
    do {
      const auto page = Call(&Stub::PreviewImport, preview);
      EXPECT_OK(page);
      if (!page.ok()) break;
      rows.insert(rows.end(), page->rows().begin(), page->rows().end());
      preview.set_page_token(page->next_page_token());
    } while (!preview.page_token().empty());
    return rows;
  }
  int CountOpen() const {
    v1::ListVacanciesRequest list;
    list.set_parent("offices/zhongshan");
    list.set_page_size(500);
    int open = 0;
    do {
      const auto page = Call(&v1::VacancyService::Stub::ListVacancies, list);
      EXPECT_OK(page);
      for (const auto& vacancy : page->vacancies()) open += vacancy.state() == v1::Vacancy::OPEN;
      list.set_page_token(page->next_page_token());
    } while (!list.page_token().empty());
    return open;
  }
  // The whole receipt, once it is written.
  std::string Receipt(const Import& import, v1::DownloadReceiptRequest::Format format) const {
    v1::DownloadReceiptRequest request;
    request.set_name(import.name());
    request.set_format(format);
    std::string content;
    while (true) {
      request.set_offset_bytes(static_cast<int64_t>(content.size()));
      const auto piece = Call(&Stub::DownloadReceipt, request);
      if (absl::IsResourceExhausted(piece.status())) continue;
      EXPECT_OK(piece);
      if (!piece.ok() || piece->content().empty()) return content;
      content += piece->content();
    }
  }
  // Made-up people of one county, and what they did.
  std::string Generate(const std::vector<std::string>& arguments) {
    const std::string path = scratch_.file(absl::StrCat("made-", ++made_count_, ".csv"));
    std::vector<std::string> all = {"generate"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.insert(all.end(), {"--out", path, "--as-of", "2026-06-30"});
    const Finished made = RunLaowu(all);
    EXPECT_EQ(made.exit_code, 0) << made.output;
    made_path_ = path;
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937 random_{seed_};
  ::testing::ScopedTrace trace_{__FILE__, __LINE__, absl::StrCat("seed ", seed_)};
  ScratchDir scratch_;
  const std::string data_ = scratch_.file("data");
  const std::string keys_ = scratch_.file("keys");
  int made_count_ = 0;
  std::string made_path_;
  std::string token_;
  std::unique_ptr<ServerBinary> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(ImportCrashTest, AKilledServerGoesOnWhereItWasInEveryStep) {
  const Import read = Read(Table(0, kRows), VacancySpec(), kRows);
  EXPECT_EQ(read.counts().created_count(), kRows);
  const Import done = Run(read);
  // Also of the rows whose owner had written them when the process died.
  EXPECT_EQ(done.counts().created_count(), kRows) << done.DebugString();
  EXPECT_EQ(CountOpen(), kRows);
  const Import undone = Undo(done);
  EXPECT_EQ(undone.undone_count(), kRows) << undone.DebugString();
  EXPECT_EQ(CountOpen(), 0);
}

TEST_F(ImportCrashTest, AReceiptThatWasBeingWrittenIsWrittenAgainWhole) {
  const Import read = Read(Table(0, kRows), VacancySpec(), kRows);
  for (const auto format : {v1::DownloadReceiptRequest::CSV, v1::DownloadReceiptRequest::XLSX}) {
    v1::DownloadReceiptRequest request;
    request.set_name(read.name());
    request.set_format(format);
    for (int i = 0; i < kKills; ++i) {
      // Asked for, and the server killed at whatever the writing has come to.
      std::thread caller([this, request, channel = channel_] {
        CallOn(channel, &Stub::DownloadReceipt, request, false).IgnoreError();
      });
      for (int64_t look = std::uniform_int_distribution<int64_t>(0, 100)(random_); look > 0;
           --look) {
        Get(read.name());
      }
      Kill();
      caller.join();
    }
    const std::string receipt = Receipt(read, format);
    if (format == v1::DownloadReceiptRequest::XLSX) {
      EXPECT_EQ(receipt.substr(0, 2), "PK");
      EXPECT_NE(receipt.rfind("PK\x05\x06"), std::string::npos) << "cut short";
      continue;
    }
    EXPECT_EQ(std::count(receipt.begin(), receipt.end(), '\n'), kRows + 1);
    EXPECT_NE(receipt.find(absl::StrCat(",t-", kRows - 1, ",")), std::string::npos);
  }
  EXPECT_EQ(Get(read.name()).state(), Import::READY);
}

// What a snapshot closes is closed once, and opened again, whenever the server dies.
TEST_F(ImportCrashTest, ASnapshotClosesAndItsUndoOpensAgain) {
  Import::Spec spec = VacancySpec();
  spec.set_mode(Import::SNAPSHOT);
  spec.set_source_display_name("名录");
  Run(Read(Table(0, kRows), spec, kRows));
  const Import half = Read(Table(0, kRows / 2), spec, kRows / 2);
  EXPECT_EQ(half.counts().closed_count(), kRows / 2) << half.DebugString();
  const Import done = Run(half);
  EXPECT_EQ(done.counts().closed_count(), kRows / 2) << done.DebugString();
  EXPECT_EQ(CountOpen(), kRows / 2);
  const Import undone = Undo(done);
  EXPECT_EQ(undone.undone_count(), kRows / 2) << undone.DebugString();
  EXPECT_EQ(CountOpen(), kRows);
}

TEST_F(ImportCrashTest, PeopleAndWhatTheyDidComeOnceAndGoWhole) {
  const std::string people =
      Generate({"workers", "--division", "520281", "--count", "2000", "--seed", "3"});
  Import::Spec spec;
  spec.set_kind(Import::WORKER);
  spec.set_parent("divisions/520281");
  spec.mutable_as_of_date()->set_year(2026);
  spec.mutable_as_of_date()->set_month(6);
  spec.mutable_as_of_date()->set_day(30);
  const Import workers = Run(Read(people, spec, 2'000));
  const int64_t created = workers.counts().created_count();
  EXPECT_GT(created, 1'900) << workers.DebugString();
  std::set<std::string> names;
  for (const ImportRow& row : Rows(workers)) {
    if (row.change() == ImportRow::CREATE) names.insert(row.name());
  }
  EXPECT_EQ(static_cast<int64_t>(names.size()), created) << "each person once";

  const std::string told =
      Generate({"outcomes", "--workers", made_path_, "--count", "1500", "--seed", "4"});
  Import::Spec outcome_spec;
  outcome_spec.set_kind(Import::OUTCOME);
  outcome_spec.set_parent("divisions/520281");
  const Import outcomes = Run(Read(told, outcome_spec, 1'500));
  EXPECT_GT(outcomes.counts().created_count(), 1'000) << outcomes.DebugString();
  const Import voided = Undo(outcomes);
  EXPECT_EQ(voided.undone_count(), outcomes.counts().created_count()) << voided.DebugString();
  std::set<std::string> spoken_of;
  for (const ImportRow& row : Rows(voided)) {
    if (row.undo_result() != ImportRow::UNDONE) continue;
    spoken_of.insert(row.outcome().worker());
  }
  // Each that was told is VOIDED once.
  int64_t told_count = 0;
  int64_t voided_count = 0;
  for (const std::string& worker : spoken_of) {
    v1::ListOutcomesRequest list;
    list.add_workers(worker);
    const auto all = Call(&v1::PlacementService::Stub::ListOutcomes, list);
    ASSERT_OK(all);
    for (const auto& outcome : all->outcomes()) {
      ++(outcome.type() == v1::Outcome::VOIDED ? voided_count : told_count);
    }
  }
  EXPECT_EQ(voided_count, told_count);
  EXPECT_EQ(voided_count, outcomes.counts().created_count());

  // What was told of them is taken back: all are erased.
  const Import undone = Undo(workers);
  EXPECT_EQ(undone.undone_count(), created) << undone.DebugString();
  EXPECT_EQ(undone.kept_count(), 0);
  for (const ImportRow& row : Rows(undone)) {
    if (row.change() != ImportRow::CREATE) continue;
    EXPECT_EQ(row.undo_result(), ImportRow::UNDONE) << row.row_number() << row.undo_message();
  }
}

}  // namespace
}  // namespace laowu::testing
