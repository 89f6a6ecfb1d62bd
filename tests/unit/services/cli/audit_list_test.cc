// Who looked at a person, and what for; who was erased: as an administrator asks it at the command
// line, of a server, of the processes of a split system, and of what a stopped server left.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/admin_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/cli.h"
#include "services/runtime/files.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kName[] = "李样例";
constexpr char kGetWorker[] = "laowu.v1.WorkerService/GetWorker";
constexpr char kPhone[] = "13800001234";

void AddPrincipals(testing::TestProcess& process) {
  process.AddPrincipal("admin", "administrator", "");
  process.AddPrincipal("panzhou", "county-bureau", "520281");
}

std::string CreateWorker(const testing::TestProcess& process) {
  v1::CreateWorkerRequest request;
  auto& worker = *request.mutable_worker();
  worker.mutable_personal_details()->set_display_name(kName);
  worker.mutable_personal_details()->set_phone_number(kPhone);
  worker.mutable_birth_date()->set_year(1990);
  worker.mutable_birth_date()->set_month(5);
  worker.mutable_birth_date()->set_day(1);
  worker.set_division_code("520281001");
  worker.set_source_reference("ref-1");
  const auto made = process.Call("panzhou", &v1::WorkerService::Stub::CreateWorker, request);
  EXPECT_OK(made);
  return made.ok() ? made->name() : "";
}

void LookAt(const testing::TestProcess& process, const std::string& worker,
            const std::string& purpose) {
  v1::GetWorkerRequest request;
  request.set_name(worker);
  request.set_view(v1::WORKER_VIEW_FULL);
  request.set_purpose(purpose);
  EXPECT_OK(process.Call("panzhou", &v1::WorkerService::Stub::GetWorker, request));
}

void Erase(const testing::TestProcess& process, const std::string& worker) {
  v1::DeleteWorkerRequest request;
  request.set_name(worker);
  request.set_purpose("本人要求");
  EXPECT_OK(process.Call("panzhou", &v1::WorkerService::Stub::DeleteWorker, request));
}

void CreateOffice(const testing::TestProcess& process) {
  v1::CreateOfficeRequest request;
  request.set_office_id("zhongshan");
  request.mutable_office()->set_display_name("中山站");
  request.mutable_office()->set_division_code("442000");
  EXPECT_OK(process.Call("admin", &v1::VacancyService::Stub::CreateOffice, request));
}

TEST(AuditList, TellsWhoLookedAtAPersonAndWhatFor) {
  testing::TestProcess process;
  AddPrincipals(process);
  process.Start();
  const std::string li = CreateWorker(process);
  LookAt(process, li, "电话推荐");
  CreateOffice(process);
  const Ran ran = RunAs(process, "admin", {"audit", "list", li});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("panzhou"), HasSubstr("CreateWorker"),
                             HasSubstr("GetWorker"), HasSubstr("电话推荐"), HasSubstr(li)));
  EXPECT_LT(ran.out.find("CreateWorker"), ran.out.find("GetWorker")) << "the oldest first";
  EXPECT_THAT(ran.out, Not(HasSubstr("CreateOffice")));
  const Ran all = RunAs(process, "admin", {"audit", "list", "--principal", "admin"});
  EXPECT_THAT(all.out, AllOf(HasSubstr("CreateOffice"), Not(HasSubstr("panzhou"))));
}

TEST(AuditList, ReadingItIsOnRecord) {
  testing::TestProcess process;
  AddPrincipals(process);
  process.Start();
  const std::string li = CreateWorker(process);
  EXPECT_THAT(RunAs(process, "admin", {"audit", "list", li}).out,
              Not(HasSubstr("ListAuditRecords")))
      << "it is not in its own answer";
  EXPECT_THAT(RunAs(process, "admin", {"audit", "list", li}).out,
              AllOf(HasSubstr("ListAuditRecords"), HasSubstr("admin")));
}

// Each page adds a record. Of pages of one record the list would else never end.
TEST(AuditList, PagesEndThoughEachIsOnRecord) {
  testing::TestProcess process;
  AddPrincipals(process);
  process.Start();
  const std::string li = CreateWorker(process);
  for (const char* const purpose : {"电话推荐", "电话回访"}) LookAt(process, li, purpose);
  v1::ListAuditRecordsRequest request;
  request.set_page_size(1);
  std::vector<std::string> methods;
  do {
    const auto page = process.Call("admin", &v1::AdminService::Stub::ListAuditRecords, request);
    ASSERT_OK(page);
    for (const auto& record : page->audit_records()) methods.push_back(record.method());
    request.set_page_token(page->next_page_token());
    ASSERT_LT(methods.size(), 20U);
  } while (!request.page_token().empty());
  EXPECT_THAT(methods, ElementsAre("laowu.v1.WorkerService/CreateWorker", kGetWorker, kGetWorker));
}

// What an operator writes down before a restore, and repeats after it.
TEST(AuditList, TellsWhoWasErasedAndNothingElseOfThem) {
  testing::TestProcess process;
  AddPrincipals(process);
  process.Start();
  const std::string li = CreateWorker(process);
  LookAt(process, li, "电话推荐");
  Erase(process, li);
  const Ran erased = RunAs(process, "admin",
                           {"audit", "list", "--action", "DeleteWorker", "--from", "2020-01-01"});
  EXPECT_THAT(erased.out, AllOf(HasSubstr(li), HasSubstr("DeleteWorker"), HasSubstr("本人要求"),
                                Not(HasSubstr("GetWorker"))));
  const Ran all = RunAs(process, "admin", {"audit", "list", "--json"});
  EXPECT_THAT(all.out, AllOf(HasSubstr(li), Not(HasSubstr(kName)), Not(HasSubstr(kPhone)),
                             Not(HasSubstr("ref-1"))));
  const Ran later = RunAs(process, "admin",
                          {"audit", "list", "--action", "DeleteWorker", "--from", "2100-01-01"});
  EXPECT_EQ(later.exit_code, 0);
  EXPECT_THAT(later.err, HasSubstr("没有这样的记录"));
}

TEST(AuditList, IsForAdministratorsAlone) {
  testing::TestProcess process;
  AddPrincipals(process);
  process.Start();
  EXPECT_THAT(process.Call("panzhou", &v1::AdminService::Stub::ListAuditRecords,
                           v1::ListAuditRecordsRequest()),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST(AuditList, WhatIsWrongIsToldByTheOption) {
  testing::TestProcess process;
  AddPrincipals(process);
  process.Start();
  EXPECT_THAT(RunAs(process, "admin", {"audit", "list", "--action", "EraseWorker"}).err,
              AllOf(HasSubstr("--action"), HasSubstr("laowu call --list")));
  EXPECT_THAT(RunAs(process, "admin", {"audit", "list", kName}).err, HasSubstr("--resource"));
  const Ran never = RunAs(process, "admin", {"audit", "list", "--from", "yesterday"});
  EXPECT_EQ(never.exit_code, 2);
  EXPECT_THAT(never.err, HasSubstr("--from"));
}

// Each process tells what its own stores hold, one without a store nothing, and the program puts
// together those that it is sent to.
TEST(AuditList, OfASplitSystemIsPutTogether) {
  testing::TestProcess process(runtime::kMemoryData, testing::Topology::kSplit);
  AddPrincipals(process);
  process.Start();
  CreateOffice(process);
  CreateWorker(process);
  const Ran worker = RunAs(process, "admin", {"audit", "list"}, "", "worker");
  EXPECT_THAT(worker.out, AllOf(HasSubstr("CreateWorker"), Not(HasSubstr("CreateOffice"))));
  const Ran gateway = RunAs(process, "admin", {"audit", "list"});
  EXPECT_EQ(gateway.exit_code, 1);
  EXPECT_THAT(gateway.err, HasSubstr("no stores"));
  const Ran both =
      RunAs(process, "admin",
            {"audit", "list", "--also", process.process("vacancy").grpc_address()}, "", "worker");
  EXPECT_EQ(both.exit_code, 0) << both.err;
  EXPECT_LT(both.out.find("CreateOffice"), both.out.find("CreateWorker")) << both.out;
}

// After a loss what is left of the old data tells whom to erase again.
TEST(AuditList, IsReadFromTheFolderOfAStoppedServer) {
  testing::ScratchDir scratch;
  testing::TestProcess process(scratch.file("data"));
  AddPrincipals(process);
  process.Start();
  const std::string li = CreateWorker(process);
  Erase(process, li);
  const std::string file = scratch.file("erased.csv");
  EXPECT_NE(RunAs(process, "admin", {"audit", "list", "--data", scratch.file("data")}).exit_code, 0)
      << "the server has it open";
  const std::vector<std::string> line = {"audit",    "list",         "--data", scratch.file("data"),
                                         "--action", "DeleteWorker", "--out",  file};
  process.Stop();
  ::testing::internal::CaptureStdout();
  std::vector<const char*> argv = {"laowu"};
  for (const std::string& word : line) argv.push_back(word.c_str());
  const int exit_code = cli::Run(static_cast<int>(argv.size()), argv.data());
  const std::string out = ::testing::internal::GetCapturedStdout();
  EXPECT_EQ(exit_code, 0);
  EXPECT_THAT(out, HasSubstr(absl::StrCat(file, "  1 条 records")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string csv, runtime::ReadFile(file));
  EXPECT_THAT(csv, AllOf(HasSubstr("对象"), HasSubstr(li), HasSubstr("本人要求")));
}

}  // namespace
}  // namespace laowu::cli
