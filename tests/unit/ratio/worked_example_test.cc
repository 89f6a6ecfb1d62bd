// The worked example of ratio.md, W1 to W13: county X, t = 30 June 2026. Every figure there is
// asserted here, together with who makes it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WorkedExample : public ::testing::Test {
 protected:
  WorkedExample() {
    s.Company("company", "2020-01-01");
    for (int i = 1; i <= 12; ++i) s.Worker(absl::StrCat("w", i));
    s.Worker("w13", kTownX, "2010-09-01");
    s.Tell("w4", OutcomeType::kArrived, "2025-09-10", Channel::kSelf);

    s.KnownOn("2026-02-13");
    const std::string w1 =
        s.Tell("w1", OutcomeType::kArrived, "2026-02-12", Channel::kCooperationStation);
    s.Attest(w1, AttestationKind::kOrganizerRecord);
    s.Attest(w1, AttestationKind::kOfficeConfirmation);
    const std::string w7 =
        s.Tell("w7", OutcomeType::kArrived, "2026-02-12", Channel::kCooperationStation);
    s.Attest(w7, AttestationKind::kOrganizerRecord);
    s.Merged("w1", "w7");
    s.Tell("w2", OutcomeType::kArrived, "2026-02-20", Channel::kSelf);
    s.ArrivedOrganized("w3", "2026-02-21");
    s.Tell("w5", OutcomeType::kArrived, "2026-02-22", Channel::kSelf);
    s.ArrivedOrganized("w6", "2026-02-22");
    s.ArrivedOrganized("w8", "2026-02-23");
    s.Tell("w9", OutcomeType::kArrived, "2026-02-23", Channel::kUnknown);
    s.Tell("w11", OutcomeType::kArrived, "2026-02-24",
           {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)});
    s.ArrivedOrganized("w12", "2026-02-24");

    s.KnownOn("2026-05-11");
    const std::string w4 = s.Tell("w4", OutcomeType::kJobChanged, "2026-05-10",
                                  {.channel = Channel::kLabourCompany,
                                   .organizer = "organizers/company",
                                   .placement = "placements/p4"});
    s.Attest(w4, AttestationKind::kOrganizerRecord);
    s.KnownOn("2026-06-01");
    s.Moved("w6", "2026-06-01", kTownY);
    s.KnownOn("2026-06-11");
    s.Tell("w12", OutcomeType::kHomeVisit, "2026-06-10");
    s.KnownOn("2026-06-21");
    w3_returned = s.Tell("w3", OutcomeType::kReturned, "2026-06-20");
    s.KnownOn("2026-06-26");
    s.Died("w8", "2026-06-25");
    s.KnownOn("2026-06-29");
    s.Tell("w10", OutcomeType::kDispatched, "2026-06-28", Channel::kPublicService);
    s.Tell("w5", OutcomeType::kConfirmed, "2026-06-29", Channel::kPublicService);
  }

  void Resumes(absl::string_view day) {
    s.KnownOn("2026-07-06");
    s.Tell("w12", OutcomeType::kResumed, day);
  }
  void CorrectW3() {
    s.KnownOn("2026-08-01");
    s.Void("w3", w3_returned);
    s.Tell("w3", OutcomeType::kHomeVisit, "2026-06-20");
    s.Tell("w3", OutcomeType::kResumed, "2026-07-08");
  }

  // Numbers of those in D who stand so; kNotCounted: all of D.
  std::set<int> Who(const FigureQuery& query, Standing standing = Standing::kNotCounted) {
    std::set<int> who;
    for (const ExplainedPerson& person : s.book.Explain(query)) {
      if (standing != Standing::kNotCounted && person.standing != standing) continue;
      who.insert(std::stoi(person.worker.substr(std::string("workers/w").size())));
    }
    return who;
  }

  Story s;
  std::string w3_returned;
  const FigureQuery june = Story::Query("2026-06-30", "2026-06-30");
};

TEST_F(WorkedExample, BroadAtTheEndOfJune) {
  const Figures figures = s.book.FiguresOf(june);
  EXPECT_EQ(figures.outbound_person_count, 6);
  EXPECT_EQ(figures.organized_person_count, 3);
  EXPECT_EQ(figures.unknown_channel_person_count, 1);
  EXPECT_EQ(figures.unproven_person_count, 0);
  EXPECT_EQ(figures.ratio_permille, 500);
  EXPECT_EQ(figures.high_bound_permille, 666);
  EXPECT_EQ(figures.coverage_permille, 833);
  EXPECT_EQ(figures.proof_rate_permille, 1000);
  EXPECT_EQ(figures.status, RatioStatus::kProvisional);
  EXPECT_THAT(Who(june), ElementsAre(1, 2, 4, 5, 9, 12));
  EXPECT_THAT(Who(june, Standing::kOrganized), ElementsAre(1, 4, 12));
  EXPECT_THAT(Who(june, Standing::kUnknownChannel), ElementsAre(9));
}

TEST_F(WorkedExample, AsReportedTakesTheRelabellingAtItsWord) {
  const FigureQuery query = Story::Query("2026-06-30", "2026-06-30", Strictness::kAsReported);
  const Figures figures = s.book.FiguresOf(query);
  EXPECT_EQ(figures.outbound_person_count, 6);
  EXPECT_EQ(figures.ratio_permille, 666);
  EXPECT_EQ(figures.unproven_person_count, 0);
  EXPECT_THAT(Who(query, Standing::kOrganized), ElementsAre(1, 4, 5, 12));
}

TEST_F(WorkedExample, StrictAsksForTheDestination) {
  const FigureQuery query = Story::Query("2026-06-30", "2026-06-30", Strictness::kStrict);
  const Figures figures = s.book.FiguresOf(query);
  EXPECT_EQ(figures.ratio_permille, 166);
  EXPECT_EQ(figures.unproven_person_count, 2);
  EXPECT_EQ(figures.high_bound_permille, 666);
  EXPECT_EQ(figures.proof_rate_permille, 333);
  EXPECT_THAT(Who(query, Standing::kOrganized), ElementsAre(1));
  EXPECT_THAT(Who(query, Standing::kUnproven), ElementsAre(4, 12));
}

TEST_F(WorkedExample, TownshipBoundaryTakesW11In) {
  const FigureQuery query =
      Story::Query("2026-06-30", "2026-06-30", Strictness::kBroad, Boundary::kTownship);
  const Figures figures = s.book.FiguresOf(query);
  EXPECT_EQ(figures.outbound_person_count, 7);
  EXPECT_EQ(figures.ratio_permille, 428);
  EXPECT_THAT(Who(query), ElementsAre(1, 2, 4, 5, 9, 11, 12));
}

TEST_F(WorkedExample, FirstOfAugustCorrectsW3) {
  Resumes("2026-07-05");
  CorrectW3();
  const FigureQuery august = Story::Query("2026-06-30", "2026-08-01");
  const Figures figures = s.book.FiguresOf(august);
  EXPECT_EQ(figures.outbound_person_count, 7);
  EXPECT_EQ(figures.organized_person_count, 4);
  EXPECT_EQ(figures.ratio_permille, 571);
  EXPECT_THAT(Who(august, Standing::kOrganized), ElementsAre(1, 3, 4, 12));
}

TEST_F(WorkedExample, WhatBecameKnownLaterDoesNotChangeJune) {
  const Figures before = s.book.FiguresOf(june);
  Resumes("2026-07-05");
  CorrectW3();
  EXPECT_EQ(s.book.FiguresOf(june), before);
  const FigureQuery july = Story::Query("2026-06-30", "2026-07-31");
  EXPECT_EQ(s.book.FiguresOf(july).ratio_permille, 500);
}

TEST_F(WorkedExample, HadW12NotResumedTheLapsedVisitTakesItOut) {
  CorrectW3();
  const FigureQuery august = Story::Query("2026-06-30", "2026-08-01");
  const Figures figures = s.book.FiguresOf(august);
  EXPECT_EQ(figures.outbound_person_count, 6);
  EXPECT_EQ(figures.organized_person_count, 3);
  EXPECT_THAT(Who(august), ElementsAre(1, 2, 3, 4, 5, 9));
  EXPECT_EQ(s.Stands("w12", august).rule_number, 2);
}

TEST_F(WorkedExample, ResumedOneDayTooLateLapses) {
  s.KnownOn("2026-07-27");
  s.Tell("w12", OutcomeType::kResumed, "2026-07-26");
  EXPECT_EQ(s.On("w12", "2026-06-30", "2026-08-01"), Standing::kNotCounted);
}

TEST_F(WorkedExample, EachHasTheRuleThatDecided) {
  const auto rule = [&](absl::string_view worker) { return s.Stands(worker, june).rule_number; };
  EXPECT_EQ(rule("w1"), 8);
  EXPECT_EQ(rule("w2"), 0);
  EXPECT_EQ(rule("w3"), 3);
  EXPECT_EQ(rule("w4"), 4);
  EXPECT_EQ(rule("w5"), 5);
  EXPECT_EQ(rule("w6"), 9);
  EXPECT_EQ(rule("w8"), 3);
  EXPECT_EQ(rule("w9"), 0);
  EXPECT_EQ(rule("w10"), 1);
  EXPECT_EQ(rule("w11"), 11);
  EXPECT_EQ(rule("w12"), 2);
  EXPECT_THAT(s.Stands("w5", june).flags, ElementsAre(Flag::kRelabelWithoutPlacement));
  EXPECT_THAT(s.Stands("w2", june).flags, IsEmpty());
}

TEST_F(WorkedExample, W7IsW1) {
  const ExplainedPerson person = s.Stands("w7", june);
  EXPECT_EQ(person.worker, "workers/w1");
  EXPECT_THAT(person.other_names, ElementsAre("workers/w7"));
}

TEST_F(WorkedExample, W6CountsInY) {
  FigureQuery query = Story::Query("2026-06-30", "2026-06-30");
  query.division = "520203";
  EXPECT_EQ(s.book.FiguresOf(query).outbound_person_count, 1);
  query.division = "520200";
  EXPECT_EQ(s.book.FiguresOf(query).outbound_person_count, 7);
}

TEST_F(WorkedExample, W13IsRefused) {
  Outcome outcome;
  outcome.type = OutcomeType::kArrived;
  outcome.effective_date = Day("2026-06-20");
  outcome.workplace_division_code = std::string(kAway);
  const std::vector<Violation> violations = CheckOutcome(
      outcome, {.now = EndOfShanghaiDay(Day("2026-06-21")), .birth_date = Day("2010-09-01")});
  ASSERT_EQ(violations.size(), 1);
  EXPECT_EQ(violations[0].field, "effective_date");
  EXPECT_THAT(violations[0].message, ::testing::HasSubstr("under 16"));
}

}  // namespace
}  // namespace laowu::ratio
