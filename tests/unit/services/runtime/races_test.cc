// A lost race is planned anew, so often and no more; what the caller has to look at is not.

#include "services/runtime/races.h"

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"

namespace laowu::runtime {
namespace {

// As the store says it: no reason.
absl::Status Lost() { return absl::AbortedError("a record has another version"); }

TEST(RacesTest, ALostRaceIsPlannedAnewAndItsAnswerGivenBack) {
  int calls = 0;
  const absl::StatusOr<int> answer = PlanAnew([&]() -> absl::StatusOr<int> {
    if (++calls < 5) return Lost();
    return 7;
  });
  EXPECT_EQ(answer.value_or(0), 7);
  EXPECT_EQ(calls, 5);
}

TEST(RacesTest, TheCallerIsToldToTryAgainAfterAsManyAsAreAllowed) {
  int calls = 0;
  const absl::Status status = PlanAnew([&] {
    ++calls;
    return Lost();
  });
  EXPECT_EQ(calls, limits::kCommitAttempts);
  EXPECT_TRUE(absl::IsAborted(status));
  EXPECT_EQ(ReasonOf(status), "CONFLICT");
}

TEST(RacesTest, NothingIsTriedAgainOnceTheDeadlineIsNear) {
  int calls = 0;
  const absl::Status status = PlanAnew(absl::Now() + limits::kInnerCallMargin / 2, [&] {
    ++calls;
    return Lost();
  });
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(ReasonOf(status), "CONFLICT");
}

TEST(RacesTest, AStaleEtagIsTheCallersAndIsNotTriedAgain) {
  int calls = 0;
  const absl::Status status = PlanAnew([&] {
    ++calls;
    return CheckEtag("7", 8, "workers/a");
  });
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(ReasonOf(status), "ETAG_MISMATCH");
}

}  // namespace
}  // namespace laowu::runtime
