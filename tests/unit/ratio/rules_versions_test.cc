// What version 2 of the rules mended, and that by version 1 the same histories count as they were
// published. The golden figures of each version.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "ratio/publication.h"
#include "ratio/reports.h"
#include "ratio/spells.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kEnd = "2027-06-30";  // a T long after everything

const reference::Policy& PolicyOf(absl::string_view version) {
  return *reference::Policies::Get().Find(version);
}

class RulesVersions : public ::testing::Test {
 protected:
  RulesVersions() {
    s.Worker("a");
    s.Company("cp1", "2020-01-01", "", Channel::kCooperative);
  }
  void Arrived(absl::string_view day, Channel channel) {
    s.Tell("a", OutcomeType::kArrived, day, channel);
  }
  // With its organiser's own record.
  void ArrivedByCooperative(absl::string_view day) {
    s.Attest(s.Tell("a", OutcomeType::kArrived, day, cooperative_),
             AttestationKind::kOrganizerRecord);
  }
  void Confirmed(absl::string_view day, Channel channel) {
    s.Tell("a", OutcomeType::kConfirmed, day, channel);
  }
  void ConfirmedByCooperative(absl::string_view day) {
    s.Tell("a", OutcomeType::kConfirmed, day, cooperative_);
  }
  FigureQuery Ask(absl::string_view version, Strictness strictness,
                  absl::string_view day = "2026-12-31") const {
    FigureQuery query = Story::Query(day, kEnd, strictness);
    query.policy = &PolicyOf(version);
    return query;
  }
  Standing By(absl::string_view version, Strictness strictness,
              absl::string_view day = "2026-12-31") const {
    return s.Stands("a", Ask(version, strictness, day)).standing;
  }

  Story s;

 private:
  const Story::Detail cooperative_ = {.channel = Channel::kCooperative,
                                      .organizer = "organizers/cp1"};
};

TEST_F(RulesVersions, EveryPolicyNamesRulesThatThereAre) {
  for (const reference::Policy& policy : reference::Policies::Get().all()) {
    EXPECT_GE(policy.rules_version, 1) << policy.version;
    EXPECT_LE(policy.rules_version, kNewestRules) << policy.version;
  }
  EXPECT_EQ(reference::Policies::Get().Newest().rules_version, kNewestRules);
  EXPECT_EQ(PolicyOf("2026-1").rules_version, 1) << "figures were published by it";
}

// Said within 30 days of leaving, "again by the cooperative" is a proof (rule 6) and a word (rule
// 5): of the two the proof alone was heard.
TEST_F(RulesVersions, Rule5AsReportedTakesTheLastWordWithinThirtyDaysOfLeavingToo) {
  ArrivedByCooperative("2026-11-01");
  Confirmed("2026-11-10", Channel::kSelf);
  ConfirmedByCooperative("2026-11-12");
  EXPECT_EQ(By("2026-2", Strictness::kAsReported), Standing::kOrganized);
  EXPECT_EQ(By("2026-2", Strictness::kAsReported, "2026-11-11"), Standing::kNotOrganized);
  EXPECT_EQ(By("2026-1", Strictness::kAsReported), Standing::kNotOrganized) << "as published";
  for (const absl::string_view version : {"2026-1", "2026-2"}) {
    EXPECT_EQ(By(version, Strictness::kBroad), Standing::kOrganized);
    EXPECT_EQ(By(version, Strictness::kStrict), Standing::kNotOrganized);  // of no such channel
  }
}

TEST_F(RulesVersions, Rule5AsReportedTakesTheLastWordAfterThirtyDaysByEitherVersion) {
  ArrivedByCooperative("2026-11-01");
  Confirmed("2026-12-10", Channel::kSelf);
  ConfirmedByCooperative("2026-12-12");
  for (const absl::string_view version : {"2026-1", "2026-2"}) {
    EXPECT_EQ(By(version, Strictness::kAsReported), Standing::kOrganized);
    EXPECT_EQ(By(version, Strictness::kAsReported, "2026-12-11"), Standing::kNotOrganized);
  }
}

// The confirmation that says the channel again proves it all the same (rule 6).
TEST_F(RulesVersions, Rule6TheWordThatReturnsToTheChannelStillProvesIt) {
  Arrived("2026-11-01", Channel::kPublicService);
  Confirmed("2026-11-10", Channel::kSelf);
  s.Attest(s.Tell("a", OutcomeType::kConfirmed, "2026-11-12", Channel::kPublicService),
           AttestationKind::kOfficeConfirmation);
  for (const absl::string_view version : {"2026-1", "2026-2"}) {
    EXPECT_EQ(By(version, Strictness::kStrict, "2026-11-11"), Standing::kUnproven);
    EXPECT_EQ(By(version, Strictness::kStrict, "2026-11-12"), Standing::kOrganized);
  }
}

// Two records of one person tell of one arrival, which names no channel. What is attested of either
// does not vouch for the channel that a dispatch named, whichever of them was recorded first.
TEST_F(RulesVersions, Rule6TheSameArrivalToldAgainDoesNotVouchForAReplacedChannel) {
  s.Tell("a", OutcomeType::kDispatched, "2026-10-30", Channel::kPublicService);
  Arrived("2026-11-01", Channel::kUnknown);
  const std::string again = s.Tell("a", OutcomeType::kArrived, "2026-11-01", Channel::kUnknown);
  s.Attest(again, AttestationKind::kOfficeConfirmation);
  EXPECT_EQ(By("2026-2", Strictness::kBroad), Standing::kUnproven);
  EXPECT_EQ(By("2026-1", Strictness::kBroad), Standing::kOrganized) << "as published";
}

TEST_F(RulesVersions, Rule8TheSameArrivalToldAgainProvesTheChannelThatBothName) {
  Arrived("2026-11-01", Channel::kPublicService);
  const std::string again =
      s.Tell("a", OutcomeType::kArrived, "2026-11-01", Channel::kPublicService);
  s.Attest(again, AttestationKind::kOfficeConfirmation);
  for (const absl::string_view version : {"2026-1", "2026-2"}) {
    EXPECT_EQ(By(version, Strictness::kStrict), Standing::kOrganized);
  }
}

// Rule 6 counts from the start of the spell, which is work outside the boundary for somebody else.
class ProofWindow : public RulesVersions {
 protected:
  void Inside(absl::string_view day, Channel channel = Channel::kSelf) {
    s.Tell("a", OutcomeType::kArrived, day,
           {.channel = channel, .workplace = std::string(kOtherTownX)});
  }
  void ChangedTo(absl::string_view day, Channel channel) {
    s.Tell("a", OutcomeType::kJobChanged, day, channel);
  }
  void ConfirmedByStation(absl::string_view day = "2026-08-10") {
    s.Attest(s.Tell("a", OutcomeType::kConfirmed, day, Channel::kCooperationStation),
             AttestationKind::kWorkerConfirmation);
  }
  void DispatchedByStation(absl::string_view day) {
    s.Attest(s.Tell("a", OutcomeType::kDispatched, day, Channel::kCooperationStation),
             AttestationKind::kOrganizerRecord);
  }
  ExplainedPerson InSeptember(absl::string_view version, Boundary boundary = Boundary::kCounty) {
    FigureQuery query = Ask(version, Strictness::kBroad, "2026-09-01");
    query.boundary = boundary;
    return s.Stands("a", query);
  }
  Standing StandsInSeptember(absl::string_view version, Boundary boundary = Boundary::kCounty) {
    return InSeptember(version, boundary).standing;
  }
};

TEST_F(ProofWindow, Rule6RunsFromTheWayOutAndNotFromWorkInsideBefore) {
  Inside("2026-05-01");
  ChangedTo("2026-08-01", Channel::kUnknown);
  ConfirmedByStation();
  const ExplainedPerson mended = InSeptember("2026-2");
  EXPECT_EQ(mended.standing, Standing::kOrganized);
  EXPECT_EQ(mended.rule_number, 6);
  EXPECT_EQ(mended.spell_start, Day("2026-08-01"));
  EXPECT_THAT(mended.flags, IsEmpty());
  const ExplainedPerson published = InSeptember("2026-1");
  EXPECT_EQ(published.standing, Standing::kUnknownChannel);
  EXPECT_EQ(published.rule_number, 5);
  EXPECT_THAT(published.flags, ElementsAre(Flag::kRelabelWithoutPlacement));
  // By the finer boundary the person has been away since May.
  const ExplainedPerson finer = InSeptember("2026-2", Boundary::kTownship);
  EXPECT_EQ(finer.standing, Standing::kUnknownChannel);
  EXPECT_THAT(finer.flags, ElementsAre(Flag::kRelabelWithoutPlacement));
}

TEST_F(ProofWindow, Rule6RunsForThirtyDaysOfTheSpell) {
  Inside("2026-05-01");
  ChangedTo("2026-08-01", Channel::kUnknown);
  ConfirmedByStation("2026-08-31");
  EXPECT_EQ(StandsInSeptember("2026-2"), Standing::kOrganized);

  s.Worker("b");
  s.Tell("b", OutcomeType::kArrived, "2026-05-01",
         {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)});
  s.Tell("b", OutcomeType::kJobChanged, "2026-08-01", Channel::kUnknown);
  s.Attest(s.Tell("b", OutcomeType::kConfirmed, "2026-09-01", Channel::kCooperationStation),
           AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(s.Stands("b", Ask("2026-2", Strictness::kBroad)).standing, Standing::kUnknownChannel);
}

TEST_F(ProofWindow, Rule6RunsFromTheWayOutAndNotFromWorkOnOnesOwnAccount) {
  s.Tell("a", OutcomeType::kArrived, "2026-05-01",
         {.channel = Channel::kSelf, .self_employed = true});
  ChangedTo("2026-08-01", Channel::kCooperationStation);
  ConfirmedByStation();
  EXPECT_EQ(StandsInSeptember("2026-2"), Standing::kOrganized);
  EXPECT_EQ(InSeptember("2026-2").rule_number, 6);
  EXPECT_EQ(StandsInSeptember("2026-1"), Standing::kUnproven);
}

// A change of job within the spell opens no new window.
TEST_F(ProofWindow, Rule6DoesNotRunAnewFromALaterJob) {
  s.Tell("a", OutcomeType::kArrived, "2026-05-01", Channel::kUnknown);
  ChangedTo("2026-08-01", Channel::kUnknown);
  ConfirmedByStation();
  EXPECT_EQ(StandsInSeptember("2026-2"), Standing::kUnknownChannel);
}

// Rule 7: two jobs open, of which the one inside decides nothing.
TEST_F(ProofWindow, Rule7WorkInsideThatGoesOnLeavesTheWayOutASpell) {
  Inside("2026-05-01");
  s.Tell("a", OutcomeType::kArrived, "2026-08-01", Channel::kUnknown);
  ConfirmedByStation();
  const ExplainedPerson mended = InSeptember("2026-2");
  EXPECT_EQ(mended.standing, Standing::kOrganized);
  EXPECT_EQ(mended.rule_number, 7);
  EXPECT_THAT(mended.flags, ElementsAre(Flag::kConflict));
  EXPECT_EQ(StandsInSeptember("2026-1"), Standing::kUnknownChannel);
}

TEST_F(ProofWindow, Rule6ADispatchFromWorkInsideWaitsForTheSpell) {
  Inside("2026-05-01");
  DispatchedByStation("2026-07-20");
  s.Tell("a", OutcomeType::kArrived, "2026-08-01", Channel::kUnknown);
  const ExplainedPerson mended = InSeptember("2026-2");
  EXPECT_EQ(mended.standing, Standing::kOrganized);
  EXPECT_EQ(mended.rule_number, 7);
  EXPECT_THAT(mended.flags, ElementsAre(Flag::kConflict));
  EXPECT_EQ(StandsInSeptember("2026-1"), Standing::kUnknownChannel);
}

TEST_F(ProofWindow, Rule6AJobInsideUsesUpNoDispatchWhetherItIsHeldOrComesBetween) {
  Inside("2026-07-01", Channel::kUnknown);  // whose channel the dispatch would tell
  DispatchedByStation("2026-07-20");
  ChangedTo("2026-08-01", Channel::kUnknown);
  EXPECT_EQ(StandsInSeptember("2026-2"), Standing::kOrganized);
  EXPECT_EQ(StandsInSeptember("2026-1"), Standing::kUnknownChannel);

  s.Worker("b");
  s.Attest(s.Tell("b", OutcomeType::kDispatched, "2026-07-01", Channel::kCooperationStation),
           AttestationKind::kOrganizerRecord);
  s.Tell("b", OutcomeType::kArrived, "2026-07-05",
         {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)});
  s.Tell("b", OutcomeType::kReturned, "2026-07-20");
  s.Tell("b", OutcomeType::kArrived, "2026-08-01", Channel::kUnknown);
  FigureQuery query = Ask("2026-2", Strictness::kBroad, "2026-09-01");
  EXPECT_EQ(s.Stands("b", query).standing, Standing::kOrganized);
  query.boundary = Boundary::kTownship;  // the spell of July has used it
  EXPECT_EQ(s.Stands("b", query).standing, Standing::kUnknownChannel);
}

// Told while a spell lasts, it serves that one if it can, and else the next; never two.
TEST_F(ProofWindow, Rule6ADispatchServesOneSpellAlone) {
  for (const auto& [worker, first_job] :
       {std::pair("served", Channel::kUnknown), std::pair("waits", Channel::kSelf)}) {
    s.Worker(worker);
    s.Tell(worker, OutcomeType::kArrived, "2026-07-01", first_job);
    s.Attest(s.Tell(worker, OutcomeType::kDispatched, "2026-07-10", Channel::kCooperationStation),
             AttestationKind::kOrganizerRecord);
    s.Tell(worker, OutcomeType::kReturned, "2026-07-20");
    s.Tell(worker, OutcomeType::kArrived, "2026-08-01", Channel::kUnknown);
  }
  for (const absl::string_view version : {"2026-1", "2026-2"}) {
    const FigureQuery query = Ask(version, Strictness::kBroad, "2026-09-01");
    EXPECT_EQ(s.Stands("served", query).standing, Standing::kUnknownChannel) << version;
    EXPECT_EQ(s.Stands("waits", query).standing, Standing::kOrganized) << version;
  }
}

// Each person is in one part, by the channel that the mended window has.
TEST_F(ProofWindow, TheChannelsAddUpToTheFigure) {
  Inside("2026-05-01");
  ChangedTo("2026-08-01", Channel::kUnknown);
  ConfirmedByStation();
  const FigureQuery query = Ask("2026-2", Strictness::kBroad, "2026-09-01");
  const std::vector<FigurePart> parts = s.book.Parts(query, Breakdown::kChannel);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].number, static_cast<int>(Channel::kCooperationStation));
  EXPECT_EQ(parts[0].figures.outbound_person_count, 1);
  EXPECT_EQ(parts[0].figures.organized_person_count, 1);
  EXPECT_EQ(s.book.FiguresOf(query).organized_person_count, 1);
}

// Of each day what a fresh look has: the series and R2 change on the day of the proof.
TEST_F(ProofWindow, ASeriesChangesOnTheDayOfTheProof) {
  Inside("2026-05-01");
  ChangedTo("2026-08-01", Channel::kUnknown);
  ConfirmedByStation();
  const FigureQuery query = Ask("2026-2", Strictness::kBroad, "2026-08-31");
  const PeriodFigures august =
      s.book.Periods(query, {std::string(kX)}, {{Day("2026-08-01"), Day("2026-08-31")}})[0][0];
  EXPECT_EQ(august.outbound_person_day_count, 31);
  EXPECT_EQ(august.organized_person_day_count, 22);  // from the 10th on
}

PeriodFigures May(const Story& story, absl::string_view version) {
  FigureQuery query = Story::Query("2026-05-31", kEnd);
  query.policy = &PolicyOf(version);
  return story.book.Periods(query, {std::string(kX)},
                            {{Day("2026-05-01"), Day("2026-05-31")}})[0][0];
}

// R3: what OPENING_BALANCE began is not new, whatever job was taken on the same day.
TEST_F(RulesVersions, Rule19WhatTheOldLedgerBeganIsNoNewSpellWithAChangeOfJobOnThatDay) {
  s.Tell("a", OutcomeType::kOpeningBalance, "2026-05-05", Channel::kSelf);
  s.Attest(s.Tell("a", OutcomeType::kJobChanged, "2026-05-05",
                  {.channel = Channel::kCooperative, .organizer = "organizers/cp1"}),
           AttestationKind::kOrganizerRecord);
  const PeriodFigures may = May(s, "2026-2");
  EXPECT_EQ(may.new_spell_count, 0);
  EXPECT_EQ(may.organized_new_spell_count, 0);
  for (const Retention& retention : may.retentions) EXPECT_EQ(retention.spell_count, 0);
  EXPECT_EQ(May(s, "2026-1").organized_new_spell_count, 1) << "as published";
}

// Of two of one day what stands first began it (rule 16).
TEST_F(RulesVersions, Rule16AnArrivalBeforeTheOpeningBalanceOfThatDayIsANewSpell) {
  Arrived("2026-05-05", Channel::kSelf);
  s.Tell("a", OutcomeType::kOpeningBalance, "2026-05-05", Channel::kRelatives);
  EXPECT_EQ(May(s, "2026-2").new_spell_count, 1);
}

// What the old ledger knew was inside the county: the way out of it is new.
TEST_F(RulesVersions, Rule19AJobInsideTheBoundaryDoesNotBeginTheSpell) {
  s.Tell("a", OutcomeType::kOpeningBalance, "2026-05-05",
         {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)});
  s.Tell("a", OutcomeType::kJobChanged, "2026-05-05", Channel::kSelf);
  EXPECT_EQ(May(s, "2026-2").new_spell_count, 1);
}

// A publication of version 1 is reproduced to the last byte, and by version 2 it is a revision.
TEST_F(RulesVersions, WhatVersion1PublishedIsReproducedAndByVersion2ARevision) {
  ArrivedByCooperative("2026-11-01");
  Confirmed("2026-11-10", Channel::kSelf);
  ConfirmedByCooperative("2026-11-12");
  const FigureQuery query = Ask("2026-1", Strictness::kAsReported);
  PublishedFigure figure;
  figure.division = query.division;
  figure.day = query.day;
  figure.known_at = query.known_at;
  figure.policy_version = "2026-1";
  figure.strictness = query.strictness;
  EXPECT_EQ(CanonicalText(figure, s.book.Standings(query)),
            "laowu publication 1\n"
            "division 520281\n"
            "day 2026-12-31\n"
            "known_at 2027-06-30T15:59:59.999999Z\n"
            "policy 2026-1\n"
            "strictness AS_REPORTED\n"
            "boundary COUNTY\n"
            "carry SPELL\n"
            "worker_sequence 0\n"
            "placement_sequence 0\n"
            "D 1\n"
            "O 0\n"
            "U 0\n"
            "C 0\n"
            "workers/a NOT_ORGANIZED\n");
  const auto revised = s.book.Revisions(query, query.known_at, &PolicyOf("2026-2"));
  ASSERT_EQ(revised.size(), 1U);
  EXPECT_EQ(revised[0].cause, RevisionCause::kPolicy);
  EXPECT_EQ(revised[0].now, Standing::kOrganized);
}

}  // namespace
}  // namespace laowu::ratio
