// One process of a split system is put back to yesterday while the others stay: each store is good,
// and together they speak of people and vacancies that are not there. Who runs it is told, by the
// metric, by the log and by laowu verify, until the stores fit again.

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "laowu/v1/admin_service.grpc.pb.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/runtime/backups.h"
#include "tests/support/status_matchers.h"
#include "tests/system/small_world.h"
#include "tests/system/test_process.h"

// Last: its macros, of netdb.h, are words of ours.
#include <httplib.h>

namespace laowu::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class RestoredRoleTest : public ::testing::Test {
 protected:
  RestoredRoleTest() : process_(scratch_.file("data"), Topology::kSplit) {
    process_.config().backups = scratch_.file("backups");
    process_.AddPrincipal("admin", "administrator", "");
  }

  std::string DataOf(const std::string& role) const { return scratch_.file("data") + "/" + role; }
  std::string BackupsOf(const std::string& role) const {
    return scratch_.file("backups") + "/" + role;
  }

  // In the order of docs/operators.md: who names others before them.
  void BackUpAll() {
    for (const char* role : {"placement", "worker", "vacancy"}) {
      grpc::ClientContext context;
      context.AddMetadata(runtime::kAuthorization, "Bearer " + process_.token("admin"));
      context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(60)));
      v1::Backup backup;
      const auto stub = v1::AdminService::NewStub(process_.channel(role));
      ASSERT_OK(runtime::FromGrpc(stub->CreateBackup(&context, v1::CreateBackupRequest(), &backup)))
          << role;
    }
  }
  // As an operator does it, while the others serve on.
  void Restore(const std::string& role) {
    process_.StopRole(role);
    std::filesystem::remove_all(DataOf(role));
    std::string told;
    ASSERT_OK(runtime::RestoreBackup(BackupsOf(role), 0, DataOf(role),
                                     [&](const std::string& line) { told = line; }));
    EXPECT_THAT(told, HasSubstr(absl::StrCat("has ", role, " and not the others of")));
    process_.StartRole(role);
    ASSERT_OK(process_.WaitUntilReady());
  }

  // Waits until the process with the placements shows so many of the owner's records missing.
  void ExpectMissing(const std::string& owner, int count) {
    const std::string line = absl::StrCat("laowu_missing_records{owner=\"", owner,
                                          "\",role=\"placement\"} ", count, "\n");
    std::string shown;
    const absl::Time deadline = absl::Now() + absl::Seconds(30);
    while (absl::Now() < deadline) {
      httplib::Client client("http://" + process_.process("placement").http_address());
      const auto answer = client.Get("/metrics");
      ASSERT_TRUE(answer);
      shown = answer->body;
      if (shown.find(line) != std::string::npos) return;
    }
    ADD_FAILURE() << "not shown: " << line << shown;
  }

  // Somebody who is away; `outcome` of a worker that SmallWorld made.
  void RecordArrival(const std::string& worker) {
    v1::RecordOutcomeRequest request;
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
        "outcome { type: ARRIVED effective_date { year: 2026 month: 6 day: 10 } "
        "workplace_division_code: '442000' channel: CHANNEL_SELF }",
        &request));
    request.mutable_outcome()->set_worker(worker);
    ASSERT_OK(process_.Call("admin", &v1::PlacementService::Stub::RecordOutcome, request));
  }
  // Waits until the figure of now says so: it follows the feeds.
  void ExpectPersonsAway(int count) {
    v1::GetOutboundRatioRequest request;
    request.set_name("divisions/520281/outboundRatios/2026-07-01");
    absl::StatusOr<v1::OutboundRatio> ratio;
    const absl::Time deadline = absl::Now() + absl::Seconds(30);
    do {
      ratio = process_.Call("admin", &v1::MonitoringService::Stub::GetOutboundRatio, request);
      if (ratio.ok() && ratio->outbound_person_count() == count) return;
    } while (absl::Now() < deadline);
    ADD_FAILURE() << "not so many away: " << count << "; " << ratio.status() << " "
                  << (ratio.ok() ? ratio->DebugString() : "");
  }

  static absl::Status Verify(const std::vector<std::string>& folders) {
    return runtime::VerifyFolders(folders, [](const std::string&) {});
  }

  ScratchDir scratch_;
  TestProcess process_;
};

TEST_F(RestoredRoleTest, WhatOthersHoldOfLostWorkersIsToldUntilTheyFitAgain) {
  process_.Start();
  BackUpAll();
  const SmallWorld world = SmallWorld::Make(process_, "admin");
  RecordArrival(world.worker());
  ExpectPersonsAway(1);
  ExpectMissing("worker", 0);

  ::testing::internal::CaptureStderr();
  Restore("worker");
  ExpectMissing("worker", 1);  // the placement role, still running, was told STORE_RESTORED
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              AllOf(HasSubstr("name records that are not there"),
                    HasSubstr("\"outcome_count\":\"2\""), HasSubstr("\"placement_count\":\"1\"")));
  ExpectPersonsAway(0);  // what no figure shows by itself
  process_.StopRole("placement");
  process_.StartRole("placement");
  ExpectMissing("worker", 1);
  ExpectMissing("vacancy", 0);

  // The stores of the stopped system: each is good, together they are not of one moment.
  process_.Stop();
  EXPECT_OK(Verify({DataOf("placement")}));
  EXPECT_OK(Verify({DataOf("worker")}));
  EXPECT_THAT(Verify({DataOf("placement"), DataOf("worker"), DataOf("vacancy")}),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr("placement names 1 workers that worker does not have"),
                             HasSubstr("not of one moment"))));

  process_.Start();
  Restore("placement");  // to the moment of the workers
  ExpectMissing("worker", 0);
}

TEST_F(RestoredRoleTest, WhatOthersHoldOfLostVacanciesIsToldToo) {
  process_.Start();
  BackUpAll();
  SmallWorld::Make(process_, "admin");
  ExpectMissing("vacancy", 0);
  Restore("vacancy");
  ExpectMissing("vacancy", 1);
  ExpectMissing("worker", 0);
  process_.Stop();
  EXPECT_THAT(Verify({DataOf("vacancy"), DataOf("placement")}),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("placement names 1 vacancies that vacancy does not have")));
}

// A backup that was taken after: the store is another than before, and everything named is there.
TEST_F(RestoredRoleTest, ARestoredStoreThatHasAllRaisesNoAlarm) {
  process_.Start();
  SmallWorld::Make(process_, "admin");
  BackUpAll();
  EXPECT_OK(Verify({BackupsOf("placement"), BackupsOf("worker"), BackupsOf("vacancy")}));
  Restore("worker");
  Restore("vacancy");
  ExpectMissing("worker", 0);
  ExpectMissing("vacancy", 0);
}

}  // namespace
}  // namespace laowu::testing
