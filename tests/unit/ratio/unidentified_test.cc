// NEW_WITHOUT_IDENTITY_NUMBER: people whom a county made known without an identity number and who
// count as organised soon after, by its word alone. Told beyond what is usual there, and of nobody
// else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ratio/reports.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Unidentified : public ::testing::Test {
 protected:
  std::vector<Signal> Told() const {
    return story_.SignalsOf(SignalKind::kNewWithoutIdentityNumber);
  }

  // Made known on the day by the county, without a number unless `numbered`.
  std::string Register(const std::string& worker, absl::string_view day, bool numbered = false,
                       absl::string_view division = kTownX) {
    story_.KnownOn(day);
    WorkerFact fact = story_.Fact(worker, FactKind::kProfile, "2025-01-01");
    fact.division_code = std::string(division);
    fact.rural = true;
    fact.birth_date = Day("1990-05-01");
    fact.recorded_by = "panzhou";
    fact.without_identity_number = !numbered;
    return story_.Put(fact);
  }
  // As a county does by itself: the arrival, and the worker's word by a recorded call.
  std::string Place(const std::string& worker, absl::string_view day,
                    AttestationKind kind = AttestationKind::kWorkerConfirmation) {
    const std::string name =
        story_.Tell(worker, OutcomeType::kArrived, day, Channel::kPublicService);
    story_.Attest(name, kind);
    return name;
  }
  void MakeUp(int count, absl::string_view registered, absl::string_view arrived,
              const std::string& prefix = "made", absl::string_view division = kTownX) {
    for (int i = 0; i < count; ++i) {
      const std::string worker = absl::StrCat(prefix, 100 + i);
      Register(worker, registered, false, division);
      Place(worker, arrived);
    }
  }

  Story story_;
};

TEST_F(Unidentified, TenMadeUpPeopleAreToldAtOnce) {
  MakeUp(9, "2026-06-20", "2026-06-20");
  EXPECT_THAT(Told(), IsEmpty());
  const std::string fact = Register("a", "2026-06-25");
  const std::string outcome = Place("a", "2026-06-26");
  const auto signals = Told();
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].division_code, kX);
  EXPECT_EQ(signals[0].measured_count, 10);
  EXPECT_EQ(signals[0].compared_count, 0);
  ASSERT_THAT(signals[0].workers, SizeIs(10));
  EXPECT_EQ(signals[0].workers[0], "workers/a");
  EXPECT_EQ(signals[0].facts[0], fact);
  EXPECT_EQ(signals[0].outcomes[0], outcome);
  EXPECT_THAT(signals[0].recorded_by, ElementsAre("panzhou"));
}

// An arrival that is written down as of months before the registration is the easiest to make up.
TEST_F(Unidentified, AnArrivalDatedBeforeTheRegistrationIsOneToo) {
  MakeUp(10, "2026-06-20", "2026-01-05");
  EXPECT_THAT(Told(), SizeIs(1));
}

// Nor is anybody washed off the list by coming home before the window ends.
TEST_F(Unidentified, WhoIsBackAlreadyStillCounts) {
  MakeUp(10, "2026-05-01", "2026-05-02");
  for (int i = 0; i < 10; ++i) {
    story_.Tell(absl::StrCat("made", 100 + i), OutcomeType::kReturned, "2026-05-20");
  }
  EXPECT_THAT(Told(), SizeIs(1));
}

TEST_F(Unidentified, WhoIsKnownByANumberOrConfirmedByAnotherIsNone) {
  MakeUp(9, "2026-06-20", "2026-06-20");
  Register("numbered", "2026-06-20", /*numbered=*/true);
  Place("numbered", "2026-06-20");
  Register("confirmed", "2026-06-20");
  Place("confirmed", "2026-06-20", AttestationKind::kOfficeConfirmation);
  Register("later", "2026-05-20");
  Place("later", "2026-06-20");  // 31 days on: NO_EMPLOYER_CONFIRMATION looks after it
  Register("alone", "2026-06-20");
  story_.Tell("alone", OutcomeType::kArrived, "2026-06-20", Channel::kSelf);
  EXPECT_THAT(Told(), IsEmpty());
  // Another record of the same person bears a number.
  MakeUp(1, "2026-06-20", "2026-06-20", "twice");
  EXPECT_THAT(Told(), SizeIs(1));
  Register("other", "2026-06-21", /*numbered=*/true);
  story_.Merged("twice100", "other");
  EXPECT_THAT(Told(), IsEmpty());
}

// Of the 91 days of the window, 4 · 91 / 365 in as many days are usual: more than twice as many
// are told.
TEST_F(Unidentified, WhatIsUsualThereIsNotTold) {
  MakeUp(20, "2025-10-10", "2025-10-11", "before");  // 20 · 91 / 365 = 4 in as many days
  MakeUp(9, "2026-06-20", "2026-06-20");
  MakeUp(1, "2026-06-21", "2026-06-21", "more");
  const auto signals = Told();
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].measured_count, 10);
  EXPECT_EQ(signals[0].compared_count, 4);
  MakeUp(1, "2025-10-12", "2025-10-12", "one");  // 21 · 2 · 91 = 3,822 > 10 · 365
  EXPECT_THAT(Told(), IsEmpty());
}

// One county's many do not hide behind another's few, nor are they counted together.
TEST_F(Unidentified, EachCountyIsHeldAgainstItself) {
  MakeUp(6, "2026-06-20", "2026-06-20", "x");
  MakeUp(11, "2026-06-20", "2026-06-20", "y", kTownY);
  EXPECT_THAT(Told(), IsEmpty());  // of X
  FigureQuery city = Story::Query("2026-06-30", "2026-07-31");
  city.division = "5202";
  auto signals = story_.book.Signals(city, Day("2026-04-01"));
  std::erase_if(signals, [](const Signal& signal) {
    return signal.kind != SignalKind::kNewWithoutIdentityNumber;
  });
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].division_code, "520203");
  EXPECT_EQ(signals[0].measured_count, 11);
}

}  // namespace
}  // namespace laowu::ratio
