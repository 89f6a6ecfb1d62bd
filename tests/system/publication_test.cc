// A published figure on disk: what was acknowledged stands, and is worked out anew from the log.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/runtime/field_checks.h"
#include "tests/support/status_matchers.h"
#include "tests/system/small_world.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

// All pages of a pack as files in `folder`; the text of all of them.
std::string WritePack(TestProcess& process, const std::string& publication,
                      const std::string& folder) {
  std::string all;
  v1::ExportAuditPackRequest request;
  request.set_name(publication);
  do {
    const auto page = process.Call("admin", &v1::MonitoringService::Stub::ExportAuditPack, request);
    EXPECT_OK(page);
    if (!page.ok()) return all;
    for (const auto& part : page->parts()) {
      std::ofstream(absl::StrCat(folder, "/", part.path()), std::ios::app) << part.data();
      all += part.data();
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return all;
}

// The figure of the world's one worker, who has arrived, as a publication.
absl::StatusOr<v1::Publication> PublishArrival(TestProcess& process, const SmallWorld& world) {
  v1::RecordOutcomeRequest arrival;
  arrival.mutable_outcome()->set_type(v1::Outcome::ARRIVED);
  arrival.mutable_outcome()->set_worker(world.worker());
  arrival.mutable_outcome()->set_workplace_division_code("442000");
  arrival.mutable_outcome()->set_channel(v1::CHANNEL_SELF);
  *arrival.mutable_outcome()->mutable_effective_date() =
      runtime::ToDate(absl::CivilDay(2026, 6, 10));
  const auto recorded = process.Call("admin", &v1::PlacementService::Stub::RecordOutcome, arrival);
  EXPECT_OK(recorded);
  if (!recorded.ok()) return recorded.status();
  v1::CreatePublicationRequest create;
  create.set_outbound_ratio("divisions/520281/outboundRatios/2026-06-30");
  create.mutable_at_least()->set_placement_sequence(recorded->sequence());
  return process.Call("admin", &v1::MonitoringService::Stub::CreatePublication, create);
}

// To the last byte.
TEST(PublicationTest, IsReproducedAfterARestart) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  const SmallWorld world = SmallWorld::Make(process, "admin");
  const auto made = PublishArrival(process, world);
  ASSERT_OK(made);
  EXPECT_EQ(made->outbound_ratio().outbound_person_count(), 1);
  process.Stop();
  process.Start();
  ASSERT_OK(process.WaitUntilReady());
  v1::VerifyPublicationRequest verify;
  verify.set_name(made->name());
  const auto verified =
      process.Call("admin", &v1::MonitoringService::Stub::VerifyPublication, verify);
  ASSERT_OK(verified);
  EXPECT_TRUE(verified->reproduced());
  EXPECT_EQ(verified->publication().hash(), made->hash());
}

// By a program that others can read, from what they were given; and the bureau alone learns who is
// behind a pseudonym.
TEST(PublicationTest, IsRecomputedFromItsAuditPackAlone) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.AddPrincipal("admin", "administrator", "");
  process.AddPrincipal("other", "county-bureau", "520203");
  process.Start();
  const SmallWorld world = SmallWorld::Make(process, "admin");
  const auto made = PublishArrival(process, world);
  ASSERT_OK(made);
  ScratchDir pack;
  const std::string all = WritePack(process, made->name(), pack.path());
  EXPECT_THAT(all, ::testing::Not(::testing::HasSubstr(world.worker())));
  EXPECT_THAT(all, ::testing::HasSubstr("\nD 1\n"));
  v1::ExportAuditPackRequest elsewhere;
  elsewhere.set_name(made->name());
  EXPECT_EQ(process.Call("other", &v1::MonitoringService::Stub::ExportAuditPack, elsewhere)
                .status()
                .code(),
            absl::StatusCode::kNotFound);

  v1::RevealAuditPersonsRequest reveal;
  reveal.set_name(made->name());
  reveal.set_purpose("抽查");
  const std::string end = " NOT_ORGANIZED\n";
  reveal.add_pseudonyms(all.substr(all.find(end) - 32, 32));
  reveal.add_pseudonyms("ffffffffffffffffffffffffffffffff");
  const auto revealed =
      process.Call("admin", &v1::MonitoringService::Stub::RevealAuditPersons, reveal);
  ASSERT_OK(revealed);
  ASSERT_EQ(revealed->persons_size(), 1);
  EXPECT_EQ(revealed->persons(0).worker(), world.worker());

  if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "there is no python3";
  const std::string verify =
      absl::StrCat("python3 ", pack.path(), "/verify_ratio.py --quiet ", pack.path());
  EXPECT_EQ(std::system(verify.c_str()), 0);
}

}  // namespace
}  // namespace laowu::testing
