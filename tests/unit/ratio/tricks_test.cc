// The tricks of a county alone that wants to reach its target, one test each: what counts, and
// which signal tells of it, with its evidence, to whoever signs the figure.

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

// The window is of 1 April to 30 June, known at 31 July.
class Tricks : public ::testing::Test {
 protected:
  std::vector<Signal> Of(SignalKind kind) const { return story_.SignalsOf(kind); }
  // Went by himself, as the county had recorded.
  std::string Alone(const std::string& worker, absl::string_view date = "2026-05-10") {
    story_.Worker(worker);
    story_.By("clerk-a");
    return story_.Tell(worker, OutcomeType::kArrived, date, Channel::kSelf);
  }
  // By an organised channel, on the county's own word.
  std::string Claimed(const std::string& worker, absl::string_view date) {
    story_.By("clerk-b");
    const std::string name =
        story_.Tell(worker, OutcomeType::kArrived, date, Channel::kPublicService);
    story_.Attest(name, AttestationKind::kWorkerConfirmation);
    return name;
  }
  Standing Stands(const std::string& worker) const {
    return story_.On(worker, "2026-06-30", "2026-07-31");
  }
  // That one signal tells of that one pair.
  void ExpectPair(const std::string& outcome, const std::string& earlier, int day_count,
                  bool voided) const {
    const auto signals = Of(SignalKind::kWentAloneBefore);
    ASSERT_THAT(signals, SizeIs(1));
    ASSERT_THAT(signals[0].evidences, SizeIs(1));
    const SignalEvidence& evidence = signals[0].evidences[0];
    EXPECT_EQ(evidence.worker, "workers/w");
    EXPECT_EQ(evidence.outcome, outcome);
    EXPECT_EQ(evidence.earlier_outcome, earlier);
    EXPECT_EQ(evidence.day_count, day_count);
    EXPECT_EQ(evidence.recorded_by, "clerk-b");
    EXPECT_EQ(evidence.earlier_recorded_by, "clerk-a");
    EXPECT_EQ(evidence.earlier_voided, voided);
    EXPECT_THAT(signals[0].outcomes, ElementsAre(outcome));
  }

  Story story_;
};

// An arrival inside a spell that he began alone is "later placed": a call does not make it count.
TEST_F(Tricks, Rule4ASecondArrivalOnALaterDayNeedsAPlacementOrTheOrganisersRecord) {
  Alone("w");
  const std::string second = Claimed("w", "2026-05-11");
  EXPECT_EQ(Stands("w"), Standing::kUnproven);
  EXPECT_THAT(Of(SignalKind::kWentAloneBefore), IsEmpty()) << "nothing counts";
  story_.Attest(second, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(Stands("w"), Standing::kOrganized);
}

TEST_F(Tricks, Rule7ASecondArrivalOnTheSameDayIsAConflictAndASignal) {
  const std::string alone = Alone("w");
  const std::string claimed = Claimed("w", "2026-05-10");
  EXPECT_EQ(Stands("w"), Standing::kOrganized);
  EXPECT_THAT(story_.Stands("w", Story::Query("2026-06-30", "2026-07-31")).flags,
              ElementsAre(Flag::kConflict));
  ExpectPair(claimed, alone, 0, false);
}

TEST_F(Tricks, Rule7AnArrivalDatedBeforeTheOneThatWasRecordedFirstIsASignal) {
  const std::string alone = Alone("w");
  ExpectPair(Claimed("w", "2026-05-08"), alone, -2, false);
}

TEST_F(Tricks, Rule7HoweverFarItIsDatedBack) {
  const std::string alone = Alone("w");
  story_.KnownOn("2026-06-20");
  const std::string claimed = Claimed("w", "2026-03-10");
  EXPECT_EQ(Stands("w"), Standing::kOrganized);
  ExpectPair(claimed, alone, -61, false);
}

// Organised by an earlier job of the spell, which is itself the trick.
TEST_F(Tricks, Rule4WhatIsCarriedFromAnArrivalDatedBackIsASignal) {
  const std::string alone = Alone("w");
  const std::string claimed = Claimed("w", "2026-05-08");
  story_.Tell("w", OutcomeType::kJobChanged, "2026-05-11", Channel::kSelf);
  EXPECT_EQ(Stands("w"), Standing::kOrganized);
  ExpectPair(claimed, alone, -2, false);
}

// An honest second job of one's own, told after the organised one, is none.
TEST_F(Tricks, Rule7ASelfArrangedJobBesideAnOrganisedOneIsNoSignal) {
  story_.Worker("w");
  Claimed("w", "2026-05-08");
  story_.Tell("w", OutcomeType::kArrived, "2026-05-10", Channel::kSelf);
  EXPECT_THAT(Of(SignalKind::kWentAloneBefore), IsEmpty());
}

TEST_F(Tricks, Rule3AReturnAndANewArrivalTheNextDayIsASignal) {
  const std::string alone = Alone("w", "2026-01-10");
  story_.Tell("w", OutcomeType::kReturned, "2026-05-09");
  const std::string claimed = Claimed("w", "2026-05-10");
  EXPECT_EQ(Stands("w"), Standing::kOrganized);
  ExpectPair(claimed, alone, 1, false);
}

TEST_F(Tricks, Rule3WhoWasAtHomeForMoreThanThirtyDaysIsNoSignal) {
  Alone("w", "2026-01-10");
  story_.Tell("w", OutcomeType::kReturned, "2026-04-09");
  Claimed("w", "2026-05-10");
  EXPECT_THAT(Of(SignalKind::kWentAloneBefore), IsEmpty());
  Alone("at-the-line", "2026-01-10");
  story_.Tell("at-the-line", OutcomeType::kReturned, "2026-04-10");
  Claimed("at-the-line", "2026-05-10");
  EXPECT_THAT(Of(SignalKind::kWentAloneBefore), SizeIs(1));
}

TEST_F(Tricks, Rule14TakenBackAndRecordedAnewAsOrganisedIsASignal) {
  const std::string alone = Alone("w");
  story_.Void("w", alone);
  const std::string claimed = Claimed("w", "2026-05-10");
  EXPECT_EQ(Stands("w"), Standing::kOrganized);
  ExpectPair(claimed, alone, 0, true);
}

// The date is moved far away as well: that it was taken back just then tells.
TEST_F(Tricks, Rule14TakenBackAndRecordedAnewWithAnotherDateIsASignal) {
  const std::string alone = Alone("w", "2026-01-10");
  story_.KnownOn("2026-06-20");
  story_.Void("w", alone);
  ExpectPair(Claimed("w", "2026-05-10"), alone, 120, true);
}

TEST_F(Tricks, Rule14WhatWasTakenBackLongBeforeIsNoSignal) {
  const std::string alone = Alone("w", "2025-09-01");
  story_.Void("w", alone);
  story_.KnownOn("2026-05-10");
  Claimed("w", "2026-05-10");
  EXPECT_THAT(Of(SignalKind::kWentAloneBefore), IsEmpty());
}

// "Not ours" would be worth nothing if a new record with another call counted unseen.
TEST_F(Tricks, Rule14DeniedTakenBackAndRecordedAnewIsASignal) {
  story_.Worker("w");
  story_.By("clerk-a");
  const std::string denied =
      story_.Tell("w", OutcomeType::kArrived, "2026-05-10", Channel::kPublicService);
  story_.Attest(denied, AttestationKind::kWorkerConfirmation);
  story_.Attest(denied, AttestationKind::kOrganizerDenial);
  EXPECT_EQ(Stands("w"), Standing::kUnproven);
  story_.Void("w", denied);
  const std::string claimed = Claimed("w", "2026-05-10");
  EXPECT_EQ(Stands("w"), Standing::kOrganized);
  ExpectPair(claimed, denied, 0, true);
}

TEST_F(Tricks, Rule14OrganisedTakenBackUndeniedAndRecordedAnewIsNoSignal) {
  story_.Worker("w");
  const std::string slip = Claimed("w", "2026-05-10");
  story_.Void("w", slip);
  Claimed("w", "2026-05-11");
  EXPECT_THAT(Of(SignalKind::kWentAloneBefore), IsEmpty());
}

// Dated before the window, recorded in it: the trick of yesterday for the figure of today.
TEST_F(Tricks, ADateBeforeTheWindowHidesNothing) {
  const std::string alone = Alone("w", "2026-03-10");
  story_.KnownOn("2026-06-20");
  ExpectPair(Claimed("w", "2026-03-10"), alone, 0, false);
}

// Everybody who went alone, out of the figure by taking back their arrivals.
TEST_F(Tricks, WhoLeavesByAnArrivalTakenBackIsASignalOfWhoDidIt) {
  const std::string one = Alone("one", "2026-01-10");
  const std::string two = Alone("two", "2026-01-10");
  Alone("stays", "2026-01-10");
  const std::string home = Alone("home", "2026-01-10");
  story_.Tell("home", OutcomeType::kReturned, "2026-02-10");
  EXPECT_THAT(Of(SignalKind::kLeftByVoiding), IsEmpty());
  story_.KnownOn("2026-06-20").By("clerk-b");
  const std::string by = story_.Void("one", one);
  story_.Void("two", two, "imports/i");
  story_.Void("home", home);  // was at home all through the window
  const auto signals = Of(SignalKind::kLeftByVoiding);
  ASSERT_THAT(signals, SizeIs(2));
  EXPECT_EQ(signals[0].undone_import, "");
  EXPECT_EQ(signals[0].measured_count, 1);
  EXPECT_EQ(signals[0].compared_count, 2);
  EXPECT_THAT(signals[0].recorded_by, ElementsAre("clerk-b"));
  EXPECT_EQ(signals[1].undone_import, "imports/i");
  EXPECT_THAT(signals[1].workers, ElementsAre("workers/two"));
  ASSERT_THAT(signals[0].evidences, SizeIs(1));
  const SignalEvidence& evidence = signals[0].evidences[0];
  EXPECT_EQ(evidence.outcome, by);
  EXPECT_EQ(evidence.earlier_outcome, one);
  EXPECT_EQ(evidence.record_date, Day("2026-06-20"));
  EXPECT_EQ(evidence.recorded_by, "clerk-b");
  EXPECT_EQ(evidence.earlier_recorded_by, "clerk-a");
  EXPECT_EQ(evidence.day_count, 161);
}

// A mistake that was mended takes nobody out.
TEST_F(Tricks, TakenBackAndRecordedAnewOrAReturnTakenBackIsNoDeparture) {
  const std::string one = Alone("one", "2026-01-10");
  story_.KnownOn("2026-05-20");
  story_.Void("one", one);
  story_.Tell("one", OutcomeType::kArrived, "2026-01-12", Channel::kSelf);
  Alone("two", "2026-01-10");
  const std::string returned = story_.Tell("two", OutcomeType::kReturned, "2026-05-01");
  EXPECT_THAT(Of(SignalKind::kLeftUnattested), SizeIs(1));
  story_.Void("two", returned);
  EXPECT_THAT(Of(SignalKind::kLeftByVoiding), IsEmpty());
  EXPECT_THAT(Of(SignalKind::kLeftUnattested), IsEmpty());
  story_.Attest(story_.Tell("two", OutcomeType::kReturned, "2026-05-03"),
                AttestationKind::kWorkerConfirmation);
  EXPECT_THAT(Of(SignalKind::kLeftByVoiding), IsEmpty());
}

// What had been told of somebody cannot be taken back with the arrival.
TEST_F(Tricks, ASignalIsNotWashedAwayByTakingTheArrivalBack) {
  const std::string dead = Alone("dead", "2026-01-10");
  const std::string returned = Alone("returned", "2026-01-10");
  story_.KnownOn("2026-05-15");
  story_.Died("dead", "2026-02-01");
  story_.Tell("returned", OutcomeType::kReturned, "2026-05-01");
  EXPECT_THAT(Of(SignalKind::kLeftByFact), SizeIs(1));
  EXPECT_THAT(Of(SignalKind::kLeftUnattested), SizeIs(1));
  story_.KnownOn("2026-07-15");  // after the window, before T
  story_.Void("dead", dead);
  story_.Void("returned", returned);
  EXPECT_THAT(Of(SignalKind::kLeftByFact), IsEmpty());
  const auto signals = Of(SignalKind::kLeftByVoiding);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/dead", "workers/returned"));
}

// The taking back of a taking back is one as well.
TEST_F(Tricks, AReturnThatHoldsAgainIsTold) {
  Alone("w", "2026-01-10");
  const std::string voided =
      story_.Void("w", story_.Tell("w", OutcomeType::kReturned, "2026-02-01"));
  story_.KnownOn("2026-06-20");
  const std::string again = story_.Void("w", voided);
  const auto signals = Of(SignalKind::kLeftByVoiding);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].outcomes, ElementsAre(again));
}

TEST_F(Tricks, AReturnDatedBackBeforeTheWindowIsToldByWhenItWasRecorded) {
  for (const char* worker : {"w", "vouched", "known", "twice"}) Alone(worker, "2026-01-10");
  story_.Tell("known", OutcomeType::kReturned, "2026-02-01");
  story_.KnownOn("2026-06-20").By("clerk-b");
  const std::string returned = story_.Tell("w", OutcomeType::kReturned, "2026-02-01");
  story_.Attest(story_.Tell("vouched", OutcomeType::kReturned, "2026-02-01"),
                AttestationKind::kVillageStatement);
  const std::string first = story_.Tell("twice", OutcomeType::kReturned, "2026-02-01");
  story_.Tell("twice", OutcomeType::kReturned, "2026-02-02");
  const auto signals = Of(SignalKind::kLeftUnattested);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/twice", "workers/w"));
  EXPECT_THAT(signals[0].outcomes, ElementsAre(first, returned));
  ASSERT_THAT(signals[0].evidences, SizeIs(2));
  EXPECT_EQ(signals[0].evidences[1].day_count, 139);
  EXPECT_EQ(signals[0].evidences[1].recorded_by, "clerk-b");
  EXPECT_EQ(signals[0].compared_count, 3) << "with who is vouched for";
}

// On one's own account is a memo item: who is taken back and put there has left the figure.
TEST_F(Tricks, Rule13TakenBackAndRecordedAnewOnOwnAccountIsASignal) {
  const std::string alone = Alone("w", "2026-01-10");
  story_.KnownOn("2026-06-20");
  story_.Void("w", alone);
  story_.Tell("w", OutcomeType::kArrived, "2026-01-10",
              {.channel = Channel::kSelf, .self_employed = true});
  const auto signals = Of(SignalKind::kLeftByVoiding);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].evidences[0].earlier_outcome, alone);
}

// Contact said to be lost, and nobody had been asked for half a year: out at once, and back then.
TEST_F(Tricks, Rule3LostContactDatedBackIsASignalUnlessSomebodyVouches) {
  for (const char* worker : {"w", "vouched"}) Alone(worker, "2025-09-10");
  EXPECT_EQ(Stands("w"), Standing::kNotOrganized);
  story_.KnownOn("2026-06-20").By("clerk-b");
  const std::string lost = story_.Tell("w", OutcomeType::kLostContact, "2025-12-22");
  story_.Attest(story_.Tell("vouched", OutcomeType::kLostContact, "2025-12-22"),
                AttestationKind::kVillageStatement);
  EXPECT_EQ(Stands("w"), Standing::kNotCounted);
  const auto signals = Of(SignalKind::kLeftUnattested);
  ASSERT_THAT(signals, SizeIs(1));
  ASSERT_THAT(signals[0].evidences, SizeIs(1));
  EXPECT_EQ(signals[0].evidences[0].outcome, lost);
  EXPECT_EQ(signals[0].evidences[0].day_count, 180);
}

// Who is away, made one with somebody who is not: together they do not count.
TEST_F(Tricks, Rule8MergedWithWhoCameHomeLeavesByAFact) {
  Alone("w", "2026-01-10");
  Alone("home", "2025-09-10");
  story_.Attest(story_.Tell("home", OutcomeType::kReturned, "2026-03-01"),
                AttestationKind::kWorkerConfirmation);
  story_.KnownOn("2026-06-20");
  const std::string merged = story_.Merged("w", "home");
  EXPECT_EQ(Stands("w"), Standing::kNotCounted);
  const auto signals = Of(SignalKind::kLeftByFact);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].facts, ElementsAre(merged));
}

}  // namespace
}  // namespace laowu::ratio
