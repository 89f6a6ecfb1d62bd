// Signals that someone should look (ratio.md), one test each: told at the line, not below it, with
// the evidence.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ratio/reports.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Signals : public ::testing::Test {
 protected:
  std::vector<Signal> Of(SignalKind kind) const {
    std::vector<Signal> signals =
        story_.book.Signals(Story::Query("2026-06-30", "2026-07-31"), Day("2026-04-01"));
    std::erase_if(signals, [&](const Signal& signal) { return signal.kind != kind; });
    return signals;
  }
  static std::string Worker(int i) { return absl::StrCat("w", 100 + i); }
  // Arrived on the day by that organiser, with its record.
  std::string Arrive(const std::string& worker, const std::string& organizer,
                     absl::string_view date, const std::string& employer = "") {
    story_.Worker(worker);
    const std::string name =
        story_.Tell(worker, OutcomeType::kArrived, date,
                    {.channel = Channel::kTraining, .employer = employer, .organizer = organizer});
    story_.Attest(name, AttestationKind::kOrganizerRecord);
    return name;
  }

  Story story_;
};

TEST_F(Signals, MonthEndConversionsBunchedInTheLastThreeDays) {
  for (int i = 0; i < 12; ++i) {
    story_.Worker(Worker(i));
    story_.Tell(Worker(i), OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  }
  const auto relabel = [&](int i, absl::string_view date) {
    story_.Tell(Worker(i), OutcomeType::kConfirmed, date, Channel::kPublicService);
  };
  for (int i = 0; i < 9; ++i) relabel(i, "2026-05-29");
  relabel(10, "2026-05-28");  // the fourth last
  EXPECT_THAT(Of(SignalKind::kMonthEndConversions), IsEmpty());
  relabel(9, "2026-05-31");
  const auto signals = Of(SignalKind::kMonthEndConversions);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].date, Day("2026-05-31"));
  EXPECT_EQ(signals[0].measured_count, 10);
  EXPECT_EQ(signals[0].compared_count, 11);
  EXPECT_THAT(signals[0].workers, SizeIs(10));
  EXPECT_EQ(signals[0].workers[0], "workers/w100");
}

TEST_F(Signals, AnOrganizerFarAboveTheOthersOnADay) {
  for (int i = 0; i < 3; ++i) {
    Arrive(Worker(i), absl::StrCat("organizers/o", i), "2026-05-05");
    Arrive(Worker(10 + i), absl::StrCat("organizers/o", i), "2026-05-06");
  }
  for (int i = 20; i < 39; ++i) Arrive(Worker(i), "organizers/big", "2026-05-05");
  EXPECT_THAT(Of(SignalKind::kOrganizerBurst), IsEmpty());
  Arrive(Worker(39), "organizers/big", "2026-05-05");
  const auto signals = Of(SignalKind::kOrganizerBurst);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].organizer, "organizers/big");
  EXPECT_EQ(signals[0].date, Day("2026-05-05"));
  EXPECT_EQ(signals[0].measured_count, 20);
  EXPECT_EQ(signals[0].compared_count, 1);
}

TEST_F(Signals, OrganisedWithoutPlacement) {
  const std::string without = Arrive("a", "organizers/o", "2026-05-05");
  story_.Worker("b");
  story_.Attest(story_.Tell("b", OutcomeType::kArrived, "2026-05-05",
                            {.channel = Channel::kTraining,
                             .organizer = "organizers/o",
                             .placement = "placements/p"}),
                AttestationKind::kOrganizerRecord);
  const auto signals = Of(SignalKind::kNoPlacement);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].organizer, "organizers/o");
  EXPECT_EQ(signals[0].measured_count, 1);
  EXPECT_EQ(signals[0].compared_count, 2);
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/a"));
  EXPECT_THAT(signals[0].outcomes, ElementsAre(without));
}

TEST_F(Signals, NoEmployerConfirmationInThirtyDays) {
  Arrive("late", "organizers/o", "2026-05-31");  // 30 days before 30 June
  Arrive("fresh", "organizers/o", "2026-06-01");
  story_.Attest(Arrive("confirmed", "organizers/o", "2026-05-01"),
                AttestationKind::kEmployerConfirmation);
  const auto signals = Of(SignalKind::kNoEmployerConfirmation);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/late"));
  EXPECT_EQ(signals[0].compared_count, 3);
}

TEST_F(Signals, RetentionFarUnderTheMedian) {
  int next = 0;
  const auto send = [&](const std::string& organizer, int spells, int lost) {
    for (int i = 0; i < spells; ++i) {
      const std::string worker = Worker(next++);
      Arrive(worker, organizer, "2026-05-05");
      if (i < lost) story_.Tell(worker, OutcomeType::kReturned, "2026-05-20");
    }
  };
  send("organizers/good", 10, 0);
  send("organizers/fair", 10, 2);  // 80 %: the median of three
  send("organizers/half", 10, 6);  // 40 %: half of it, not below
  send("organizers/small", 9, 9);  // too few to say
  EXPECT_THAT(Of(SignalKind::kLowRetention), IsEmpty());
  send("organizers/bad", 10, 7);
  send("organizers/other", 10, 1);
  const auto signals = Of(SignalKind::kLowRetention);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].organizer, "organizers/bad");
  EXPECT_EQ(signals[0].measured_count, 3);
  EXPECT_EQ(signals[0].compared_count, 10);
  EXPECT_THAT(signals[0].workers, SizeIs(7));
}

TEST_F(Signals, ClaimedForAnEmployerWhereTheyAlreadyWorked) {
  const auto before = [&](const std::string& worker, absl::string_view from,
                          absl::string_view until, const std::string& employer) {
    story_.Worker(worker);
    story_.Tell(worker, OutcomeType::kArrived, from,
                {.channel = Channel::kSelf, .employer = employer});
    story_.Tell(worker, OutcomeType::kReturned, until);
    const std::string name = story_.Tell(
        worker, OutcomeType::kArrived, "2026-06-10",
        {.channel = Channel::kTraining, .employer = "employers/e", .organizer = "organizers/o"});
    story_.Attest(name, AttestationKind::kOrganizerRecord);
  };
  before("same", "2025-10-01", "2025-12-10", "employers/e");  // ended 182 days before
  before("long-ago", "2025-10-01", "2025-12-09", "employers/e");
  before("other", "2026-01-01", "2026-05-01", "employers/f");
  const auto signals = Of(SignalKind::kSameEmployerBefore);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/same"));
  EXPECT_EQ(signals[0].compared_count, 3);
}

// A placement over a self-arranged job makes it organised from the new job on; whoever signs the
// figure sees of whom.
TEST_F(Signals, Rule4WhoHadGoneAloneAndCountsSinceAJobOfTheWindow) {
  const auto go = [&](const std::string& worker, Channel channel) {
    story_.Worker(worker);
    story_.Tell(worker, OutcomeType::kArrived, "2025-10-01", channel);
  };
  const auto place = [&](const std::string& worker, absl::string_view date) {
    const std::string name = story_.Tell(worker, OutcomeType::kArrived, date,
                                         {.channel = Channel::kTraining,
                                          .organizer = "organizers/o",
                                          .placement = absl::StrCat("placements/", worker)});
    story_.Attest(name, AttestationKind::kOrganizerRecord);
    return name;
  };
  go("alone", Channel::kSelf);
  const std::string placed = place("alone", "2026-05-10");
  go("long-ago", Channel::kSelf);
  place("long-ago", "2026-03-31");  // the window begins on 1 April
  go("organised", Channel::kTraining);
  place("organised", "2026-05-10");
  go("unknown", Channel::kUnknown);
  place("unknown", "2026-05-10");
  go("home-between", Channel::kSelf);
  story_.Tell("home-between", OutcomeType::kReturned, "2026-05-01");
  place("home-between", "2026-05-10");
  const auto signals = Of(SignalKind::kWentAloneBefore);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].organizer, "organizers/o");
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/alone"));
  EXPECT_THAT(signals[0].outcomes, ElementsAre(placed));
  EXPECT_EQ(signals[0].compared_count, 5);
}

}  // namespace
}  // namespace laowu::ratio
