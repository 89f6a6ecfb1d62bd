// The job that a placement led to: it is held as any job in a figure is.

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

constexpr absl::string_view kPlacement = "placements/p";

class PlacedJobs : public ::testing::Test {
 protected:
  PlacedJobs() {
    s.Worker("a");
    s.Tell("a", OutcomeType::kArrived, "2026-03-01",
           Story::Detail{.channel = Channel::kPublicService, .placement = std::string(kPlacement)});
  }
  std::optional<PlacedJob> Job(absl::string_view known_on, absl::string_view worker = "a") const {
    return s.book.JobOfPlacement(Story::Name(worker), kPlacement, EndOfShanghaiDay(Day(known_on)));
  }
  bool Held(absl::string_view day, absl::string_view known_on) const {
    const auto job = Job(known_on);
    return job.has_value() && job->HeldOn(Day(day));
  }
  Story s;
};

TEST_F(PlacedJobs, AreHeldFromTheArrivalToTheDayBeforeTheReturn) {
  EXPECT_TRUE(Held("2026-03-01", "2026-12-31"));
  EXPECT_FALSE(Held("2026-02-28", "2026-12-31"));
  EXPECT_TRUE(Held("2026-12-31", "2026-12-31"));
  s.Tell("a", OutcomeType::kReturned, "2026-03-31");
  EXPECT_TRUE(Held("2026-03-30", "2026-12-31"));
  EXPECT_FALSE(Held("2026-03-31", "2026-12-31")) << "the 30th day";
}

TEST_F(PlacedJobs, EndWhereAVisitOrALostContactHasLapsed) {
  s.Tell("a", OutcomeType::kHomeVisit, "2026-04-10");
  EXPECT_TRUE(Held("2026-05-24", "2026-05-25"));
  EXPECT_FALSE(Held("2026-04-10", "2026-05-26")) << "rule 2: a return of the visit's first day";
  s.Tell("a", OutcomeType::kResumed, "2026-05-01");
  s.Tell("a", OutcomeType::kLostContact, "2026-06-01");
  EXPECT_TRUE(Held("2026-05-30", "2026-12-31"));
  EXPECT_FALSE(Held("2026-10-28", "2026-12-31")) << "rule 3: 180 days after the last word";
}

TEST_F(PlacedJobs, EndWithAnotherJobAndWithDeath) {
  s.Tell("a", OutcomeType::kJobChanged, "2026-05-01", Channel::kSelf);
  EXPECT_TRUE(Held("2026-04-30", "2026-12-31"));
  EXPECT_FALSE(Held("2026-05-01", "2026-12-31"));
  s.Died("a", "2026-04-02");
  EXPECT_TRUE(Held("2026-04-02", "2026-12-31"));
  EXPECT_FALSE(Held("2026-04-03", "2026-12-31"));
}

TEST_F(PlacedJobs, AreThePersonsWhicheverRecordIsAsked) {
  s.Worker("b");
  EXPECT_FALSE(Job("2026-12-31", "b").has_value());
  s.Merged("b", "a");
  s.Tell("b", OutcomeType::kReturned, "2026-04-01");
  ASSERT_TRUE(Job("2026-12-31", "b").has_value());
  EXPECT_EQ(Job("2026-12-31")->end, Day("2026-04-01"));
  EXPECT_FALSE(s.book.JobOfPlacement("workers/a", "placements/none", s.now()).has_value());
  EXPECT_FALSE(s.book.JobOfPlacement("workers/none", kPlacement, s.now()).has_value());
}

}  // namespace
}  // namespace laowu::ratio
