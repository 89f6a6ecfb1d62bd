// Who waits for `at_least` is told why in vain before the deadline that tells nothing.

#include "services/runtime/at_least.h"

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace laowu::runtime {
namespace {

TEST(AtLeastTest, WaitingEndsEarlyEnoughForTheAnswerToArrive) {
  const absl::Time now = absl::FromUnixSeconds(1'750'000'000);
  const auto waits = [&](absl::Duration left) { return WaitEnd(now, now + left) - now; };
  EXPECT_EQ(waits(absl::Seconds(10)), absl::Milliseconds(9'500));
  EXPECT_EQ(waits(absl::Milliseconds(500)), absl::Milliseconds(450));
  EXPECT_EQ(waits(absl::Milliseconds(20)), absl::Milliseconds(10));
  EXPECT_EQ(waits(absl::ZeroDuration()), absl::ZeroDuration());
  EXPECT_EQ(waits(-absl::Seconds(1)), -absl::Seconds(1));
  EXPECT_EQ(WaitEnd(now, absl::InfiniteFuture()), absl::InfiniteFuture());
}

}  // namespace
}  // namespace laowu::runtime
