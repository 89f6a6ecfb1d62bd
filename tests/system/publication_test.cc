// A published figure on disk: what was acknowledged stands, and is worked out anew from the log.

#include <gtest/gtest.h>

#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/runtime/field_checks.h"
#include "tests/support/status_matchers.h"
#include "tests/system/small_world.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

// To the last byte.
TEST(PublicationTest, IsReproducedAfterARestart) {
  ScratchDir scratch;
  TestProcess process(scratch.file("data"));
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  const SmallWorld world = SmallWorld::Make(process, "admin");
  v1::RecordOutcomeRequest arrival;
  arrival.mutable_outcome()->set_type(v1::Outcome::ARRIVED);
  arrival.mutable_outcome()->set_worker(world.worker());
  arrival.mutable_outcome()->set_workplace_division_code("442000");
  arrival.mutable_outcome()->set_channel(v1::CHANNEL_SELF);
  *arrival.mutable_outcome()->mutable_effective_date() =
      runtime::ToDate(absl::CivilDay(2026, 6, 10));
  const auto recorded = process.Call("admin", &v1::PlacementService::Stub::RecordOutcome, arrival);
  ASSERT_OK(recorded);
  v1::CreatePublicationRequest create;
  create.set_outbound_ratio("divisions/520281/outboundRatios/2026-06-30");
  create.mutable_at_least()->set_placement_sequence(recorded->sequence());
  const auto made = process.Call("admin", &v1::MonitoringService::Stub::CreatePublication, create);
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

}  // namespace
}  // namespace laowu::testing
