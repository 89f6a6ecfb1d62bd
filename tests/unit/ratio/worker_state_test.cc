// A worker's state for the placement role, and rule 15: what is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

absl::Time At(absl::string_view day) { return EndOfShanghaiDay(Day(day)) - absl::Hours(6); }

TEST(State, AtHome) {
  const WorkerState state = DeriveWorkerState({}, At("2026-03-01"));
  EXPECT_FALSE(state.away);
  EXPECT_EQ(state.next_lapse, Lapse::Kind::kNone);
}

TEST(State, AwaySinceTheSpellBeganAtTheNewestJob) {
  Story s;
  const std::string arrived = s.Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  const std::string changed = s.Tell("a", OutcomeType::kJobChanged, "2026-02-10",
                                     {.channel = Channel::kSelf,
                                      .workplace = "442000101",
                                      .employer = "employers/e",
                                      .placement = "placements/p"});
  const WorkerState state = DeriveWorkerState(s.outcomes, At("2026-03-01"));
  EXPECT_TRUE(state.away);
  EXPECT_EQ(state.away_since, Day("2026-01-10"));
  EXPECT_EQ(state.spell_outcome, arrived);
  EXPECT_EQ(state.job_outcome, changed);
  EXPECT_EQ(state.workplace_division_code, "442000101");
  EXPECT_EQ(state.employer, "employers/e");
  EXPECT_EQ(state.placement, "placements/p");
  EXPECT_FALSE(state.conflict);
}

TEST(State, BackHome) {
  Story s;
  s.Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  s.Tell("a", OutcomeType::kReturned, "2026-02-10");
  EXPECT_FALSE(DeriveWorkerState(s.outcomes, At("2026-03-01")).away);
}

TEST(State, AVisitLapsesByItself) {
  Story s;
  s.Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  WorkerState state = DeriveWorkerState(s.outcomes, At("2026-07-25"));
  EXPECT_TRUE(state.away);
  EXPECT_TRUE(state.on_visit);
  EXPECT_EQ(state.visit_since, Day("2026-06-10"));
  EXPECT_EQ(state.next_lapse, Lapse::Kind::kVisit);
  EXPECT_EQ(state.next_lapse_date, Day("2026-07-25"));
  state = DeriveWorkerState(s.outcomes, At("2026-07-26"));
  EXPECT_FALSE(state.away);
  EXPECT_EQ(state.next_lapse, Lapse::Kind::kNone);
}

TEST(State, LostContactLapses) {
  Story s;
  s.Tell("a", OutcomeType::kArrived, "2026-01-01", Channel::kSelf);
  s.Tell("a", OutcomeType::kLostContact, "2026-02-01");
  const WorkerState state = DeriveWorkerState(s.outcomes, At("2026-03-01"));
  EXPECT_EQ(state.next_lapse, Lapse::Kind::kLostContact);
  EXPECT_EQ(state.next_lapse_date, Day("2026-06-30"));
  EXPECT_FALSE(DeriveWorkerState(s.outcomes, At("2026-07-01")).away);
}

TEST(State, DispatchedThenNoShow) {
  Story s;
  const std::string dispatched =
      s.Tell("a", OutcomeType::kDispatched, "2026-03-01", Channel::kPublicService);
  WorkerState state = DeriveWorkerState(s.outcomes, At("2026-03-16"));
  EXPECT_FALSE(state.away);
  EXPECT_EQ(state.dispatch_outcome, dispatched);
  EXPECT_EQ(state.next_lapse, Lapse::Kind::kNoShow);
  EXPECT_EQ(state.next_lapse_date, Day("2026-03-16"));
  state = DeriveWorkerState(s.outcomes, At("2026-03-17"));
  EXPECT_EQ(state.dispatch_outcome, "");
  EXPECT_THAT(state.no_show_outcomes, ElementsAre(dispatched));
}

TEST(State, AnArrivalByAnotherPlacementDoesNotAnswerTheDispatch) {
  Story s;
  const std::string dispatched =
      s.Tell("a", OutcomeType::kDispatched, "2026-03-01",
             {.channel = Channel::kPublicService, .placement = "placements/p"});
  s.Tell("a", OutcomeType::kArrived, "2026-03-03",
         {.channel = Channel::kPublicService, .placement = "placements/q"});
  EXPECT_THAT(DeriveWorkerState(s.outcomes, At("2026-03-17")).no_show_outcomes,
              ElementsAre(dispatched));
}

TEST(State, TwoJobsAndALocalOne) {
  Story s;
  s.Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  s.Tell("a", OutcomeType::kArrived, "2026-01-20", Channel::kApp);
  s.Tell("a", OutcomeType::kLocalJobStarted, "2026-01-25");
  const WorkerState state = DeriveWorkerState(s.outcomes, At("2026-03-01"));
  EXPECT_TRUE(state.conflict);
  EXPECT_TRUE(state.local_job);
  EXPECT_EQ(state.away_since, Day("2026-01-10"));
}

TEST(State, TheDeadAreNotAway) {
  Story s;
  s.Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  EXPECT_TRUE(DeriveWorkerState(s.outcomes, At("2026-02-01"), Day("2026-02-01")).away);
  EXPECT_FALSE(DeriveWorkerState(s.outcomes, At("2026-02-02"), Day("2026-02-01")).away);
}

TEST(State, WhatIsRecordedLaterIsNotKnownNow) {
  Story s;
  s.KnownOn("2026-04-01").Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  EXPECT_FALSE(DeriveWorkerState(s.outcomes, At("2026-03-31")).away);
}

class Rule15 : public ::testing::Test {
 protected:
  Rule15() { context.now = At("2026-06-30"); }
  Outcome Make(OutcomeType type, absl::string_view day) {
    Outcome outcome;
    outcome.name = "outcomes/new";
    outcome.type = type;
    outcome.worker = "workers/a";
    outcome.effective_date = Day(day);
    return outcome;
  }
  std::vector<std::string> Refused(const Outcome& outcome) {
    context.outcomes = s.outcomes;
    std::vector<std::string> fields;
    for (const Violation& violation : CheckOutcome(outcome, context)) {
      EXPECT_FALSE(violation.message.empty());
      fields.push_back(violation.field);
    }
    return fields;
  }
  Story s;
  OutcomeContext context;
};

TEST_F(Rule15, EffectiveInTheFuture) {
  EXPECT_THAT(Refused(Make(OutcomeType::kArrived, "2026-06-30")), IsEmpty());
  EXPECT_THAT(Refused(Make(OutcomeType::kArrived, "2026-07-01")), ElementsAre("effective_date"));
}

TEST_F(Rule15, TodayIsThatOfShanghai) {
  context.now = absl::FromCivil(absl::CivilSecond(2026, 6, 30, 16, 0, 0), absl::UTCTimeZone());
  EXPECT_THAT(Refused(Make(OutcomeType::kArrived, "2026-07-01")), IsEmpty());
}

TEST_F(Rule15, AMonthThatHasBegunIsNotTheFuture) {
  Outcome outcome = Make(OutcomeType::kArrived, "2026-06-01");
  outcome.precision = DatePrecision::kMonth;
  context.now = At("2026-06-15");
  EXPECT_THAT(Refused(outcome), IsEmpty());
  outcome.effective_date = Day("2026-07-01");
  EXPECT_THAT(Refused(outcome), ElementsAre("effective_date"));
}

TEST_F(Rule15, BeforeBirth) {
  context.birth_date = Day("1990-05-01");
  EXPECT_THAT(Refused(Make(OutcomeType::kReturned, "1990-04-30")), ElementsAre("effective_date"));
}

TEST_F(Rule15, UnderSixteen) {
  context.birth_date = Day("2010-06-20");
  EXPECT_THAT(Refused(Make(OutcomeType::kArrived, "2026-06-19")), ElementsAre("effective_date"));
  EXPECT_THAT(Refused(Make(OutcomeType::kArrived, "2026-06-20")), IsEmpty());
  // The way home stays open.
  EXPECT_THAT(Refused(Make(OutcomeType::kReturned, "2026-06-19")), IsEmpty());
}

// 1970 for 2026: the year of a child.
TEST_F(Rule15, NobodyComesHomeFromWorkBeforeFourteen) {
  context.birth_date = Day("1964-06-20");
  for (const auto type : {OutcomeType::kReturned, OutcomeType::kHomeVisit,
                          OutcomeType::kLostContact, OutcomeType::kLocalJobEnded}) {
    EXPECT_THAT(Refused(Make(type, "1978-06-19")), ElementsAre("effective_date"));
    EXPECT_THAT(Refused(Make(type, "1978-06-20")), IsEmpty());
  }
}

TEST_F(Rule15, AfterDeath) {
  context.died = Day("2026-06-25");
  EXPECT_THAT(Refused(Make(OutcomeType::kConfirmed, "2026-06-25")), IsEmpty());
  EXPECT_THAT(Refused(Make(OutcomeType::kConfirmed, "2026-06-26")), ElementsAre("effective_date"));
}

TEST_F(Rule15, ResumedWithoutAVisit) {
  s.Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  EXPECT_THAT(Refused(Make(OutcomeType::kResumed, "2026-06-20")), ElementsAre("type"));
  s.Tell("a", OutcomeType::kHomeVisit, "2026-06-10");
  EXPECT_THAT(Refused(Make(OutcomeType::kResumed, "2026-06-20")), IsEmpty());
  EXPECT_THAT(Refused(Make(OutcomeType::kResumed, "2026-06-10")), IsEmpty());
  EXPECT_THAT(Refused(Make(OutcomeType::kResumed, "2026-06-09")), ElementsAre("type"));
}

TEST_F(Rule15, ResumedInTimeMayBeRecordedLate) {
  s.Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  s.Tell("a", OutcomeType::kHomeVisit, "2026-03-01");
  context.now = At("2026-06-30");
  EXPECT_THAT(Refused(Make(OutcomeType::kResumed, "2026-04-15")), IsEmpty());
  EXPECT_THAT(Refused(Make(OutcomeType::kResumed, "2026-04-16")), ElementsAre("type"));
}

// The visit is on record: to be told to record it first would send somebody in circles.
TEST_F(Rule15, Rule2ResumedAfterTheVisitLapsedSaysSoAndWhatToRecord) {
  const auto why = [&](absl::string_view day) {
    context.outcomes = s.outcomes;
    const auto violations = CheckOutcome(Make(OutcomeType::kResumed, day), context);
    return violations.size() == 1 ? violations[0].message : "";
  };
  s.Tell("a", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  EXPECT_THAT(why("2026-04-16"), HasSubstr("record the visit first"));
  s.Tell("a", OutcomeType::kHomeVisit, "2026-03-01");
  EXPECT_EQ(why("2026-04-15"), "") << "day 45";
  EXPECT_THAT(why("2026-04-16"), AllOf(HasSubstr("2026-03-01"), HasSubstr("2026-04-15"),
                                       HasSubstr("ARRIVED"), Not(HasSubstr("record the visit"))));
  EXPECT_THAT(why("2026-02-20"), AllOf(HasSubstr("2026-03-01"), HasSubstr("that day or later"),
                                       Not(HasSubstr("record the visit first"))))
      << "before the visit";
  s.Tell("a", OutcomeType::kArrived, "2026-05-01", Channel::kSelf);
  EXPECT_THAT(why("2026-05-02"), HasSubstr("record the visit first")) << "of another time away";
}

TEST_F(Rule15, APlacementThatIsNotAccepted) {
  Outcome outcome = Make(OutcomeType::kArrived, "2026-06-20");
  outcome.placement = "placements/p";
  EXPECT_THAT(Refused(outcome), ElementsAre("placement"));
  context.placement_accepted = true;
  EXPECT_THAT(Refused(outcome), IsEmpty());
}

// A promise is written down before the journey or within days of it. A placement made up later
// would turn a self-arranged job into an organised one (rule 4).
TEST_F(Rule15, APlacementThatWasProposedLongAfterTheDay) {
  Outcome outcome = Make(OutcomeType::kArrived, "2026-06-20");
  outcome.placement = "placements/p";
  context.placement_accepted = true;
  context.placement_proposed = Day("2026-06-27");
  EXPECT_THAT(Refused(outcome), IsEmpty());
  context.placement_proposed = Day("2026-06-28");
  EXPECT_THAT(Refused(outcome), ElementsAre("effective_date"));
  outcome.type = OutcomeType::kVoided;
  EXPECT_THAT(Refused(outcome), IsEmpty());
}

TEST_F(Rule15, Rule18OfTheErasedOnlyWhatEndsOrTakesBackIsTaken) {
  context.erased = true;
  for (const auto type : {OutcomeType::kReturned, OutcomeType::kLostContact,
                          OutcomeType::kLocalJobEnded, OutcomeType::kVoided}) {
    EXPECT_THAT(Refused(Make(type, "2026-06-20")), IsEmpty()) << static_cast<int>(type);
  }
  for (const auto type : {OutcomeType::kArrived, OutcomeType::kJobChanged, OutcomeType::kConfirmed,
                          OutcomeType::kDispatched, OutcomeType::kHomeVisit,
                          OutcomeType::kOpeningBalance, OutcomeType::kLocalJobStarted}) {
    EXPECT_THAT(Refused(Make(type, "2026-06-20")), ElementsAre("worker")) << static_cast<int>(type);
  }
}

TEST_F(Rule15, AllViolationsAtOnce) {
  context.birth_date = Day("2015-01-01");
  context.died = Day("2026-06-01");
  Outcome outcome = Make(OutcomeType::kResumed, "2026-07-10");
  outcome.placement = "placements/p";
  EXPECT_THAT(Refused(outcome), SizeIs(5));
}

TEST_F(Rule15, NothingElse) {
  // Orphans, second jobs and returns without a spell are taken as they come.
  context.birth_date = Day("1990-05-01");
  for (int type = 1; type <= 12; ++type) {
    if (type == static_cast<int>(OutcomeType::kResumed)) continue;
    EXPECT_THAT(Refused(Make(static_cast<OutcomeType>(type), "2026-06-20")), IsEmpty()) << type;
  }
}

TEST_F(Rule15, AVoidIsHeldToNothingButTheCalendar) {
  context.birth_date = Day("2015-01-01");
  context.died = Day("2026-06-01");
  EXPECT_THAT(Refused(Make(OutcomeType::kVoided, "2026-06-20")), IsEmpty());
  EXPECT_THAT(Refused(Make(OutcomeType::kVoided, "2026-07-20")), ElementsAre("effective_date"));
}

// Rule 0 refuses nothing that comes out of order; what an outcome finds is told all the same.
class Rule0 : public ::testing::Test {
 protected:
  Findings Of(const std::string& outcome) const {
    return FindingsOf(outcome, s.outcomes, At("2026-06-30"));
  }
  Story s;
};

TEST_F(Rule0, WhatComesAfterAVisitThatHasLapsedNamesTheVisit) {
  s.Tell("a", OutcomeType::kArrived, "2025-06-01", Channel::kSelf);
  const std::string visit = s.Tell("a", OutcomeType::kHomeVisit, "2025-11-20");
  const Findings after = Of(s.Tell("a", OutcomeType::kConfirmed, "2026-01-10"));
  EXPECT_TRUE(after.orphan);
  EXPECT_EQ(after.lapsed_visit_outcome, visit);
  EXPECT_EQ(after.lapsed_visit_date, Day("2025-11-20"));
  const Findings before = Of(s.Tell("a", OutcomeType::kConfirmed, "2025-03-01"));
  EXPECT_TRUE(before.orphan);
  EXPECT_EQ(before.lapsed_visit_outcome, "");
}

TEST_F(Rule0, Rule3WhatComesAfterALostContactThatHasLapsedNamesIt) {
  s.Tell("a", OutcomeType::kArrived, "2025-06-01", Channel::kSelf);
  const std::string lost = s.Tell("a", OutcomeType::kLostContact, "2025-07-01");
  const Findings after = Of(s.Tell("a", OutcomeType::kConfirmed, "2026-01-10"));
  EXPECT_TRUE(after.orphan);
  EXPECT_EQ(after.lost_contact_outcome, lost);
  EXPECT_EQ(after.lost_contact_date, Day("2025-07-01"));
  EXPECT_EQ(after.lost_contact_end_date, Day("2025-06-01") + kLostContactDays);
  EXPECT_EQ(after.lapsed_visit_outcome, "");
}

TEST_F(Rule0, ASecondBeginningNamesTheFirstOfTheTimeAway) {
  const std::string first = s.Tell("a", OutcomeType::kOpeningBalance, "2025-06-01", Channel::kSelf);
  s.Tell("a", OutcomeType::kJobChanged, "2025-08-01", Channel::kSelf);
  const Findings second = Of(s.Tell("a", OutcomeType::kArrived, "2025-09-01", Channel::kSelf));
  EXPECT_EQ(second.away_outcome, first);
  EXPECT_EQ(second.away_since, Day("2025-06-01"));
  EXPECT_EQ(Of(first).away_outcome, "");
  s.Tell("a", OutcomeType::kReturned, "2025-10-01");
  const Findings next = Of(s.Tell("a", OutcomeType::kArrived, "2025-11-01", Channel::kSelf));
  EXPECT_EQ(next.away_outcome, "");
}

TEST_F(Rule0, AReturnBeforeTheArrivalNamesTheNextOne) {
  s.Tell("a", OutcomeType::kArrived, "2024-01-10", Channel::kSelf);
  s.Tell("a", OutcomeType::kReturned, "2024-12-10");
  const std::string next = s.Tell("a", OutcomeType::kArrived, "2025-03-01", Channel::kSelf);
  s.Tell("a", OutcomeType::kArrived, "2025-09-01", Channel::kSelf);
  const Findings stray = Of(s.Tell("a", OutcomeType::kReturned, "2025-02-01"));
  EXPECT_TRUE(stray.orphan);
  EXPECT_EQ(stray.next_job_outcome, next);
  EXPECT_EQ(stray.next_job_date, Day("2025-03-01"));
  EXPECT_THAT(stray.orphaned_outcomes, IsEmpty());
  const Findings good = Of(s.Tell("a", OutcomeType::kReturned, "2026-02-01"));
  EXPECT_FALSE(good.orphan);
  EXPECT_EQ(good.next_job_outcome, "");
}

TEST_F(Rule0, AnEarlierReturnLeavesTheLaterOneWithNothing) {
  s.Tell("a", OutcomeType::kArrived, "2025-01-10", Channel::kSelf);
  const std::string later = s.Tell("a", OutcomeType::kReturned, "2025-12-10");
  const std::string stray = s.Tell("a", OutcomeType::kReturned, "2025-01-01");
  const Findings earlier = Of(s.Tell("a", OutcomeType::kReturned, "2025-06-10"));
  EXPECT_FALSE(earlier.orphan);
  EXPECT_THAT(earlier.orphaned_outcomes, ElementsAre(later)) << "and not " << stray;
}

// Rule 20 puts an arrival that is told by its month at the month's end, and rule 16 what was
// recorded first before it: the return of that month ends nothing, and the arrival says so.
TEST_F(Rule0, Rule16AReturnOfTheMonthRecordedBeforeItsArrivalIsNamed) {
  const Story::Detail month{.channel = Channel::kSelf, .precision = DatePrecision::kMonth};
  const std::string earlier = s.Tell("a", OutcomeType::kReturned, "2026-04-30");
  const std::string by_day = s.Tell("a", OutcomeType::kReturned, "2026-05-20");
  const std::string by_month = s.Tell("a", OutcomeType::kReturned, "2026-05-01", month);
  const std::string arrived = s.Tell("a", OutcomeType::kArrived, "2026-05-01", month);
  const Findings findings = Of(arrived);
  EXPECT_FALSE(findings.orphan);
  EXPECT_THAT(findings.passed_over_outcomes, ElementsAre(by_day, by_month)) << "not " << earlier;
  EXPECT_TRUE(DeriveWorkerState(s.outcomes, At("2026-06-30")).away);
  EXPECT_THAT(Of(by_day).passed_over_outcomes, IsEmpty()) << "it begins nothing";
  // Recorded after it, the return of that month ends it.
  const std::string again = s.Tell("a", OutcomeType::kReturned, "2026-05-01", month);
  EXPECT_FALSE(Of(again).orphan);
  EXPECT_FALSE(DeriveWorkerState(s.outcomes, At("2026-06-30")).away);
}

TEST_F(Rule0, Rule16OfADayThatIsKnownOnlyTheSameDayIsPassedOver) {
  s.Tell("a", OutcomeType::kReturned, "2026-05-19");
  const std::string same_day = s.Tell("a", OutcomeType::kReturned, "2026-05-20");
  const Findings findings =
      Of(s.Tell("a", OutcomeType::kArrived, "2026-05-20", {.channel = Channel::kSelf}));
  EXPECT_THAT(findings.passed_over_outcomes, ElementsAre(same_day));
  // A second job while away begins no time away.
  const Findings second =
      Of(s.Tell("a", OutcomeType::kArrived, "2026-05-01",
                {.channel = Channel::kSelf, .precision = DatePrecision::kMonth}));
  EXPECT_THAT(second.passed_over_outcomes, IsEmpty());
}

TEST_F(Rule0, ALocalJobIsAnsweredByLocalJobsAlone) {
  s.Tell("a", OutcomeType::kArrived, "2025-01-10", Channel::kSelf);
  const Findings findings = Of(s.Tell("a", OutcomeType::kLocalJobEnded, "2024-12-10"));
  EXPECT_TRUE(findings.orphan);
  EXPECT_EQ(findings.next_job_outcome, "");
}

}  // namespace
}  // namespace laowu::ratio
