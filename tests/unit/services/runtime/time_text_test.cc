// A moment is written by the clock of Beijing, and read again as the same moment.

#include "services/runtime/time_text.h"

#include <gtest/gtest.h>

#include "absl/time/time.h"
#include "services/runtime/clock.h"
#include "services/runtime/record_fields.h"

namespace laowu::runtime {
namespace {

TEST(TimeText, IsOfBeijingAndHasNoMoreDecimalsThanThereAre) {
  const absl::Time noon = StartOfDay(absl::CivilDay(2026, 6, 30)) + absl::Hours(12);
  EXPECT_EQ(TimeText(ToTimestamp(noon)), "2026-06-30T12:00:00+08:00");
  const absl::Time later = noon + absl::Milliseconds(250);
  EXPECT_EQ(TimeText(ToTimestamp(later)), "2026-06-30T12:00:00.25+08:00");
  absl::Time read;
  ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, TimeText(ToTimestamp(later)), &read, nullptr));
  EXPECT_EQ(read, later);
}

}  // namespace
}  // namespace laowu::runtime
