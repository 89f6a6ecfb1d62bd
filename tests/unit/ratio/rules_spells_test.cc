// Rules 0 to 6, 14, 16, 17, 19 and 20 of ratio.md: one person's outcomes, and where that person
// stands in a figure.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr Standing kIn = Standing::kNotOrganized;  // what a self-arranged worker in D is
constexpr Standing kOut = Standing::kNotCounted;
constexpr Standing kOrganized = Standing::kOrganized;
constexpr Standing kUnproven = Standing::kUnproven;
constexpr Standing kUnknown = Standing::kUnknownChannel;
constexpr absl::string_view kEnd = "2027-06-30";  // a T long after everything

class Spells : public ::testing::Test {
 protected:
  Spells() {
    s.Worker("a");
    s.Company("company", "2020-01-01");
  }
  void Arrived(absl::string_view day, Channel channel = Channel::kSelf) {
    s.Tell("a", OutcomeType::kArrived, day, channel);
  }
  Standing On(absl::string_view day, absl::string_view known_on = kEnd,
              Strictness strictness = Strictness::kBroad) {
    return s.On("a", day, known_on, strictness);
  }
  std::vector<Flag> Flags(absl::string_view day, absl::string_view known_on = kEnd) {
    return s.Stands("a", Story::Query(day, known_on)).flags;
  }
  Story::Detail ByCompany(absl::string_view placement = "") {
    return {.channel = Channel::kLabourCompany,
            .organizer = "organizers/company",
            .placement = std::string(placement)};
  }
  Story s;
};

TEST_F(Spells, Rule0ReturnBeforeItsArrivalIsKnownCountsOnceItIs) {
  s.KnownOn("2026-03-02").Tell("a", OutcomeType::kReturned, "2026-03-01");
  EXPECT_THAT(Flags("2026-03-05", "2026-03-05"), ElementsAre(Flag::kOrphan));
  s.KnownOn("2026-04-01");
  Arrived("2026-02-01");
  EXPECT_EQ(On("2026-02-28"), kIn);
  EXPECT_EQ(On("2026-03-01"), kOut);
  EXPECT_THAT(Flags("2026-03-05"), IsEmpty());
}

TEST_F(Spells, Rule0ConfirmationBeforeItsArrivalIsKnownIsAnOrphanUntilThen) {
  s.KnownOn("2026-03-02").Tell("a", OutcomeType::kConfirmed, "2026-02-10", Channel::kTraining);
  EXPECT_THAT(Flags("2026-03-05", "2026-03-05"), ElementsAre(Flag::kOrphan));
  EXPECT_EQ(On("2026-03-05", "2026-03-05"), kOut);
  s.KnownOn("2026-04-01");
  Arrived("2026-02-01", Channel::kUnknown);
  EXPECT_THAT(Flags("2026-03-05"), Not(Contains(Flag::kOrphan)));
  EXPECT_EQ(On("2026-03-05"), kUnproven);
}

TEST_F(Spells, Rule0RowsComeInAnyOrder) {
  s.Tell("a", OutcomeType::kReturned, "2026-04-01");
  s.Tell("a", OutcomeType::kResumed, "2026-03-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-02-10");
  Arrived("2026-01-01");
  EXPECT_EQ(On("2026-03-31"), kIn);
  EXPECT_EQ(On("2026-04-01"), kOut);
}

TEST_F(Spells, Rule1ASpellOpensOnArrivedNotOnDispatched) {
  s.Tell("a", OutcomeType::kDispatched, "2026-03-01", Channel::kPublicService);
  Arrived("2026-03-04");
  EXPECT_EQ(On("2026-03-03"), kOut);
  EXPECT_EQ(On("2026-03-04"), kIn);
}

TEST_F(Spells, Rule1NoShowAfterFifteenDaysJudgedOnTheDateOfT) {
  s.Tell("a", OutcomeType::kDispatched, "2026-03-01", Channel::kPublicService);
  EXPECT_THAT(Flags("2026-03-16", "2026-03-16"), IsEmpty());
  EXPECT_THAT(Flags("2026-03-17", "2026-03-17"), ElementsAre(Flag::kNoShow));
  EXPECT_EQ(On("2026-03-17", "2026-03-17"), kOut);
  EXPECT_EQ(s.Stands("a", Story::Query("2026-03-17", "2026-03-17")).rule_number, 1);
}

TEST_F(Spells, Rule1ArrivalOnTheFifteenthDayIsNoNoShow) {
  s.Tell("a", OutcomeType::kDispatched, "2026-03-01", Channel::kPublicService);
  Arrived("2026-03-16", Channel::kPublicService);
  EXPECT_THAT(Flags("2026-04-01"), IsEmpty());
}

TEST_F(Spells, Rule1ALateArrivalStillOpensASpell) {
  s.Tell("a", OutcomeType::kDispatched, "2026-03-01", Channel::kPublicService);
  Arrived("2026-03-17", Channel::kPublicService);
  EXPECT_THAT(Flags("2026-04-01"), ElementsAre(Flag::kNoShow));
  EXPECT_EQ(On("2026-04-01"), kUnproven);
}

TEST_F(Spells, Rule2HomeVisitKeepsTheSpellOpenForFortyFiveDays) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  EXPECT_EQ(On("2026-06-30", "2026-07-25"), kIn);
  EXPECT_EQ(On("2026-07-25", "2026-07-25"), kIn);
  // The lapse makes it a return dated at the visit's start, for every earlier day too.
  EXPECT_EQ(On("2026-06-30", "2026-07-26"), kOut);
  EXPECT_EQ(On("2026-06-10", "2026-07-26"), kOut);
  EXPECT_EQ(On("2026-06-09", "2026-07-26"), kIn);
}

TEST_F(Spells, Rule2ResumedOnTheLastDayKeepsIt) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  s.Tell("a", OutcomeType::kResumed, "2026-07-25");
  EXPECT_EQ(On("2026-06-30"), kIn);
}

TEST_F(Spells, Rule2ResumedADayLateDoesNot) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  s.Tell("a", OutcomeType::kResumed, "2026-07-26");
  EXPECT_EQ(On("2026-06-30"), kOut);
  EXPECT_EQ(On("2026-07-27"), kOut);
  EXPECT_THAT(Flags("2026-08-01"), ElementsAre(Flag::kOrphan));
}

TEST_F(Spells, Rule2AVisitToldAgainLastsNoLonger) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-07-20");
  EXPECT_EQ(On("2026-06-30", "2026-07-26"), kOut);
}

TEST_F(Spells, Rule2ANewVisitAfterResumingStartsAnew) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  s.Tell("a", OutcomeType::kResumed, "2026-06-20");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-07-20");
  EXPECT_EQ(On("2026-07-25", "2026-08-30"), kIn);
  EXPECT_EQ(On("2026-07-20", "2026-09-30"), kOut);
  EXPECT_EQ(On("2026-07-19", "2026-09-30"), kIn);
}

TEST_F(Spells, Rule2AConfirmationAloneDoesNotResolveAVisit) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  s.Tell("a", OutcomeType::kConfirmed, "2026-07-01");
  EXPECT_EQ(On("2026-06-30", "2026-08-01"), kOut);
}

TEST_F(Spells, Rule2AReturnDuringTheVisitClosesOnItsOwnDate) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  s.Tell("a", OutcomeType::kReturned, "2026-06-20");
  EXPECT_EQ(On("2026-06-19"), kIn);
  EXPECT_EQ(On("2026-06-20"), kOut);
}

TEST_F(Spells, Rule2ANewJobEndsTheVisit) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  s.Tell("a", OutcomeType::kJobChanged, "2026-07-01", Channel::kSelf);
  EXPECT_EQ(On("2026-06-30"), kIn);
}

TEST_F(Spells, Rule3ReturnedClosesOnItsDate) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kReturned, "2026-06-20");
  EXPECT_EQ(On("2026-06-19"), kIn);
  EXPECT_EQ(On("2026-06-20"), kOut);
}

TEST_F(Spells, Rule3DiedClosesTheDayAfter) {
  Arrived("2026-01-01");
  s.Died("a", "2026-06-25");
  EXPECT_EQ(On("2026-06-25"), kIn);
  EXPECT_EQ(On("2026-06-26"), kOut);
  EXPECT_EQ(s.Stands("a", Story::Query("2026-06-26", kEnd)).rule_number, 3);
}

TEST_F(Spells, Rule3LostContactCloses180DaysAfterTheLastConfirmation) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kConfirmed, "2026-02-01");
  s.Tell("a", OutcomeType::kLostContact, "2026-04-01");
  // 1 February + 180 days = 31 July.
  EXPECT_EQ(On("2026-07-31", "2026-07-31"), kIn);
  EXPECT_EQ(On("2026-07-30", "2026-08-01"), kIn);
  EXPECT_EQ(On("2026-07-31", "2026-08-01"), kOut);
}

TEST_F(Spells, Rule3WithoutLostContactSilenceClosesNothing) {
  Arrived("2026-01-01");
  EXPECT_EQ(On("2027-06-01"), kIn);
}

TEST_F(Spells, Rule3FoundAgainOnTheLastDay) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kLostContact, "2026-02-01");
  s.Tell("a", OutcomeType::kConfirmed, "2026-06-30");  // 1 January + 180
  EXPECT_EQ(On("2027-06-01"), kIn);
}

TEST_F(Spells, Rule3FoundAgainADayLateIsAnOrphan) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kLostContact, "2026-02-01");
  s.Tell("a", OutcomeType::kConfirmed, "2026-07-01");
  EXPECT_EQ(On("2026-07-01"), kOut);
  EXPECT_EQ(On("2026-06-29"), kIn);
  EXPECT_THAT(Flags("2026-08-01"), ElementsAre(Flag::kOrphan));
}

TEST_F(Spells, Rule3ContactReportedLostLateClosesInThePast) {
  Arrived("2026-01-01");
  s.KnownOn("2026-10-01").Tell("a", OutcomeType::kLostContact, "2026-09-30");
  EXPECT_EQ(On("2026-08-01", "2026-09-30"), kIn);
  EXPECT_EQ(On("2026-08-01", "2026-10-01"), kOut);
}

TEST_F(Spells, Rule4PlacedLaterIsOrganizedFromTheNewJobNotBefore) {
  Arrived("2026-01-01");
  const std::string change =
      s.Tell("a", OutcomeType::kJobChanged, "2026-05-10", ByCompany("placements/p"));
  s.Attest(change, AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(On("2026-05-09"), kIn);
  EXPECT_EQ(On("2026-05-10"), kOrganized);
  const ExplainedPerson person = s.Stands("a", Story::Query("2026-05-10", kEnd));
  EXPECT_EQ(person.rule_number, 4);
  EXPECT_EQ(person.spell_start, Day("2026-01-01"));  // not split
  EXPECT_EQ(person.outcomes[0], change);
}

TEST_F(Spells, Rule4WithoutPlacementTheOrganizersOwnRecordIsAsked) {
  Arrived("2026-01-01");
  const std::string change = s.Tell("a", OutcomeType::kJobChanged, "2026-05-10", ByCompany());
  s.Attest(change, AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(On("2026-05-10"), kUnproven);
  s.Attest(change, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(On("2026-05-10"), kOrganized);
}

TEST_F(Spells, Rule4WithAPlacementButNoEvidenceItIsOnlyClaimed) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kJobChanged, "2026-05-10", ByCompany("placements/p"));
  EXPECT_EQ(On("2026-05-10"), kUnproven);
  EXPECT_EQ(On("2026-05-10", kEnd, Strictness::kAsReported), kOrganized);
}

TEST_F(Spells, Rule4CarrySpellKeepsWhoChangedJobAlone) {
  s.ArrivedOrganized("a", "2026-01-01");
  s.Tell("a", OutcomeType::kJobChanged, "2026-05-10", Channel::kSelf);
  FigureQuery query = Story::Query("2026-05-10", kEnd);
  query.carry = reference::Carry::kSpell;
  EXPECT_EQ(s.Stands("a", query).standing, kOrganized);
  EXPECT_EQ(s.Stands("a", query).rule_number, 4);
  query.carry = reference::Carry::kJob;
  EXPECT_EQ(s.Stands("a", query).standing, kIn);
}

TEST_F(Spells, Rule4CarryEndsWithTheSpell) {
  s.ArrivedOrganized("a", "2026-01-01");
  s.Tell("a", OutcomeType::kReturned, "2026-04-01");
  Arrived("2026-04-01");
  EXPECT_EQ(On("2026-03-31"), kOrganized);
  EXPECT_EQ(On("2026-04-01"), kIn);
}

TEST_F(Spells, Rule4CarryDoesNotOutliveWorkInsideTheBoundary) {
  const std::string first =
      s.Tell("a", OutcomeType::kArrived, "2026-01-01",
             {.channel = Channel::kPublicService, .workplace = std::string(kOtherTownX)});
  s.Attest(first, AttestationKind::kOrganizerRecord);
  s.Tell("a", OutcomeType::kJobChanged, "2026-02-01", Channel::kSelf);
  EXPECT_EQ(On("2026-01-15"), kOut);
  EXPECT_EQ(On("2026-02-01"), kIn);  // the spell outside the county began alone
  EXPECT_EQ(s.Stands("a", Story::Query("2026-02-01", kEnd, Strictness::kBroad, Boundary::kTownship))
                .standing,
            kOrganized);
}

TEST_F(Spells, Rule4ArrivedWithAPlacementWhileAwayReadsAsAChangeOfJob) {
  Arrived("2026-01-01");
  const std::string arrived =
      s.Tell("a", OutcomeType::kArrived, "2026-05-10", ByCompany("placements/p"));
  s.Attest(arrived, AttestationKind::kOrganizerRecord);
  const ExplainedPerson person = s.Stands("a", Story::Query("2026-05-10", kEnd));
  EXPECT_EQ(person.standing, kOrganized);
  EXPECT_EQ(person.spell_start, Day("2026-01-01"));
  EXPECT_THAT(person.flags, IsEmpty());  // one job, not two
}

TEST_F(Spells, Rule4AChangeThatNamesNoWorkplaceLeavesIt) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kJobChanged, "2026-05-10", {.channel = Channel::kSelf, .workplace = ""});
  EXPECT_EQ(s.Stands("a", Story::Query("2026-05-10", kEnd)).workplace_division_code, kAway);
}

TEST_F(Spells, Rule5BareRelabellingCountsForNothingAndIsFlagged) {
  Arrived("2026-01-01");
  const std::string relabel =
      s.Tell("a", OutcomeType::kConfirmed, "2026-06-29", Channel::kPublicService);
  s.Attest(relabel, AttestationKind::kPayrollMatch);
  EXPECT_EQ(On("2026-06-30"), kIn);
  EXPECT_EQ(On("2026-06-30", kEnd, Strictness::kStrict), kIn);
  EXPECT_THAT(Flags("2026-06-30"), ElementsAre(Flag::kRelabelWithoutPlacement));
  EXPECT_EQ(On("2026-06-30", kEnd, Strictness::kAsReported), kOrganized);
  EXPECT_EQ(On("2026-06-28", kEnd, Strictness::kAsReported), kIn);
}

// Who counts is not explained as one that does not.
TEST_F(Spells, Rule5OfWhoIsOrganisedTheChannelBeforeStands) {
  const auto said = [&](Strictness strictness) {
    return s.Stands("a", Story::Query("2026-06-30", kEnd, strictness));
  };
  s.ArrivedOrganized("a", "2026-01-01");
  s.Tell("a", OutcomeType::kConfirmed, "2026-06-29", Channel::kSelf);
  const ExplainedPerson organized = said(Strictness::kBroad);
  EXPECT_EQ(organized.standing, Standing::kOrganized);
  EXPECT_EQ(organized.rule_number, 5);
  EXPECT_THAT(organized.reason, HasSubstr("the channel before stands"));
  EXPECT_THAT(organized.reason, HasSubstr("按原渠道看"));
  EXPECT_EQ(said(Strictness::kStrict).standing, Standing::kUnproven);
  EXPECT_EQ(said(Strictness::kStrict).reason, organized.reason);
}

TEST_F(Spells, Rule5RelabelledBackIsTakenAtItsWordToo) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kConfirmed, "2026-06-29", Channel::kPublicService);
  s.Tell("a", OutcomeType::kConfirmed, "2026-07-02", Channel::kSelf);
  EXPECT_EQ(On("2026-07-02", kEnd, Strictness::kAsReported), kIn);
}

TEST_F(Spells, Rule5WithANewPlacementItIsAChangeOfJob) {
  Arrived("2026-01-01");
  const std::string confirmed =
      s.Tell("a", OutcomeType::kConfirmed, "2026-06-01", ByCompany("placements/p"));
  s.Attest(confirmed, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(On("2026-06-01"), kOrganized);
  EXPECT_THAT(Flags("2026-06-01"), IsEmpty());
}

TEST_F(Spells, Rule6ConfirmedWithinThirtyDaysReplacesUnknown) {
  Arrived("2026-01-01", Channel::kUnknown);
  const std::string confirmed =
      s.Tell("a", OutcomeType::kConfirmed, "2026-01-31", Channel::kPublicService);
  s.Attest(confirmed, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(On("2026-01-30"), kUnknown);  // effective from its own day
  EXPECT_EQ(On("2026-01-31"), kOrganized);
  EXPECT_EQ(s.Stands("a", Story::Query("2026-02-01", kEnd)).rule_number, 6);
}

TEST_F(Spells, Rule6AfterThirtyDaysItIsABareRelabelling) {
  Arrived("2026-01-01", Channel::kUnknown);
  const std::string confirmed =
      s.Tell("a", OutcomeType::kConfirmed, "2026-02-01", Channel::kPublicService);
  s.Attest(confirmed, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(On("2026-02-02"), kUnknown);
  EXPECT_THAT(Flags("2026-02-02"), ElementsAre(Flag::kRelabelWithoutPlacement));
}

TEST_F(Spells, Rule6DispatchedWithinSixtyDaysBeforeProvesTheSameChannel) {
  const std::string dispatched =
      s.Tell("a", OutcomeType::kDispatched, "2026-01-01", Channel::kPublicService);
  s.Attest(dispatched, AttestationKind::kOrganizerRecord);
  Arrived("2026-03-02", Channel::kPublicService);  // sixty days later
  EXPECT_EQ(On("2026-03-02"), kOrganized);
}

TEST_F(Spells, Rule6DispatchedSixtyOneDaysBeforeProvesNothing) {
  const std::string dispatched =
      s.Tell("a", OutcomeType::kDispatched, "2026-01-01", Channel::kPublicService);
  s.Attest(dispatched, AttestationKind::kOrganizerRecord);
  Arrived("2026-03-03", Channel::kPublicService);
  EXPECT_EQ(On("2026-03-03"), kUnproven);
}

TEST_F(Spells, Rule6NoMoreThanThat) {
  const std::string dispatched =
      s.Tell("a", OutcomeType::kDispatched, "2026-01-01", Channel::kPublicService);
  s.Attest(dispatched, AttestationKind::kOrganizerRecord);
  Arrived("2026-01-05", Channel::kSelf);  // another channel than the dispatch
  EXPECT_EQ(On("2026-01-05"), kIn);
  EXPECT_EQ(On("2026-01-05", kEnd, Strictness::kAsReported), kIn);
}

TEST_F(Spells, Rule6AnEarlierSpellsDispatchDoesNotServeTheNext) {
  const std::string dispatched =
      s.Tell("a", OutcomeType::kDispatched, "2026-01-01", Channel::kPublicService);
  s.Attest(dispatched, AttestationKind::kOrganizerRecord);
  Arrived("2026-01-05", Channel::kPublicService);
  s.Tell("a", OutcomeType::kReturned, "2026-01-20");
  Arrived("2026-02-10", Channel::kUnknown);
  EXPECT_EQ(On("2026-02-10"), kUnknown);
}

TEST_F(Spells, Rule6EvidenceOfTheArrivalDoesNotVouchForAReplacedChannel) {
  const std::string arrived = s.Tell("a", OutcomeType::kArrived, "2026-01-01", Channel::kUnknown);
  s.Attest(arrived, AttestationKind::kPayrollMatch);
  s.Tell("a", OutcomeType::kConfirmed, "2026-01-10", Channel::kPublicService);
  EXPECT_EQ(On("2026-01-10"), kUnproven);
}

TEST_F(Spells, Rule6AnotherOrganizerProvesNothing) {
  s.Company("other", "2020-01-01");
  s.Tell("a", OutcomeType::kArrived, "2026-01-01", ByCompany());
  const std::string confirmed =
      s.Tell("a", OutcomeType::kConfirmed, "2026-01-10",
             {.channel = Channel::kLabourCompany, .organizer = "organizers/other"});
  s.Attest(confirmed, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(On("2026-01-10"), kUnproven);
}

TEST_F(Spells, Rule14VoidedTakesBackFromTheStartForEveryLaterT) {
  s.KnownOn("2026-02-01");
  const std::string arrived = s.Tell("a", OutcomeType::kArrived, "2026-01-01", Channel::kSelf);
  s.KnownOn("2026-05-01").Void("a", arrived);
  EXPECT_EQ(On("2026-03-01", "2026-04-30"), kIn);
  EXPECT_EQ(On("2026-03-01", "2026-05-01"), kOut);
  EXPECT_EQ(On("2026-01-01", "2026-05-01"), kOut);
}

TEST_F(Spells, Rule14AVoidedVoidTakesNothingBack) {
  const std::string arrived = s.Tell("a", OutcomeType::kArrived, "2026-01-01", Channel::kSelf);
  const std::string voided = s.Void("a", arrived);
  EXPECT_EQ(On("2026-03-01"), kOut);
  s.Void("a", voided);
  EXPECT_EQ(On("2026-03-01"), kIn);
}

TEST_F(Spells, Rule14AVoidedReturnReopensTheSpell) {
  Arrived("2026-01-01");
  const std::string returned = s.Tell("a", OutcomeType::kReturned, "2026-02-01");
  s.Void("a", returned);
  EXPECT_EQ(On("2026-03-01"), kIn);
}

TEST_F(Spells, Rule16SameDayOppositeMeaningByRecordOrder) {
  Arrived("2026-01-01");
  s.Tell("a", OutcomeType::kReturned, "2026-03-01");
  Arrived("2026-03-01");
  EXPECT_EQ(On("2026-03-01"), kIn);

  s.Worker("b");
  s.Tell("b", OutcomeType::kArrived, "2026-03-01", Channel::kSelf);
  s.Tell("b", OutcomeType::kReturned, "2026-03-01");
  EXPECT_EQ(s.On("b", "2026-03-01", kEnd), kOut);
}

TEST_F(Spells, Rule17SentAgainNothingChanges) {
  for (int i = 0; i < 553; ++i) {
    s.Worker(absl::StrCat("m", i));
    s.ArrivedOrganized(absl::StrCat("m", i), "2026-02-01");
  }
  const Figures once = s.book.FiguresOf(Story::Query("2026-03-01", kEnd));
  const std::int64_t outcome_count = s.book.outcome_count();
  for (const WorkerFact& fact : s.facts) s.book.UpsertFact(fact);
  for (const Outcome& outcome : s.outcomes) s.book.UpsertOutcome(outcome);
  for (const Attestation& attestation : s.attestations) s.book.UpsertAttestation(attestation);
  EXPECT_EQ(s.book.FiguresOf(Story::Query("2026-03-01", kEnd)), once);
  EXPECT_EQ(once.organized_person_count, 553);
  EXPECT_EQ(s.book.outcome_count(), outcome_count);
}

TEST_F(Spells, Rule19OpeningBalanceOpensASpell) {
  const std::string opening =
      s.Tell("a", OutcomeType::kOpeningBalance, "2026-01-01",
             {.channel = Channel::kPublicService, .precision = DatePrecision::kBefore});
  EXPECT_EQ(On("2025-12-31"), kOut);
  EXPECT_EQ(On("2026-01-01"), kUnproven);
  EXPECT_EQ(On("2026-01-01", kEnd, Strictness::kAsReported), kOrganized);
  s.Attest(opening, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(On("2026-01-01"), kOrganized);
  EXPECT_EQ(s.Stands("a", Story::Query("2026-01-01", kEnd)).rule_number, 19);
}

TEST_F(Spells, Rule20AMonthCountsFromItsLastDay) {
  s.Tell("a", OutcomeType::kOpeningBalance, "2026-02-01",
         {.channel = Channel::kSelf, .precision = DatePrecision::kMonth});
  EXPECT_EQ(On("2026-02-27"), kOut);
  EXPECT_EQ(On("2026-02-28"), kIn);
  s.Tell("a", OutcomeType::kReturned, "2026-05-10", {.precision = DatePrecision::kMonth});
  EXPECT_EQ(On("2026-05-30"), kIn);
  EXPECT_EQ(On("2026-05-31"), kOut);
}

}  // namespace
}  // namespace laowu::ratio
