// What version 2 of the rules mended, and that by version 1 the same histories count as they were
// published. The golden figures of each version.

#include <gtest/gtest.h>

#include <string>

#include "ratio/publication.h"
#include "ratio/reports.h"
#include "ratio/spells.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

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
