// The worked example of ratio.md, W1 to W13: county X, t = 30 June 2026. Every figure there is
// asserted here, together with who makes it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "ratio/publication.h"
#include "ratio/reports.h"
#include "tests/unit/ratio/worked_example.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WorkedExample : public ::testing::Test, protected WorkedStory {
 protected:
  // The outcome that decides where somebody in D stands at the end of June.
  std::string JobOf(absl::string_view worker) { return s.Stands(worker, june).outcomes.front(); }

  std::string TextOfJune(const reference::Policy& policy) {
    FigureQuery query = june;
    query.policy = &policy;
    PublishedFigure figure;
    figure.division = query.division;
    figure.day = query.day;
    figure.known_at = query.known_at;
    figure.policy_version = std::string(policy.version);
    figure.worker_sequence = 41;
    figure.placement_sequence = 97;
    return CanonicalText(figure, s.book.Standings(query));
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

// The canonical text that a publication's hash is of; names stand for pseudonyms here. Its bytes
// are described in ratio/README.md and never change. By each version of the policy: the golden
// figures of its rules.
TEST_F(WorkedExample, TheTextOfThePublicationOfJune) {
  for (const reference::Policy& policy : reference::Policies::Get().all()) {
    EXPECT_EQ(TextOfJune(policy), absl::StrCat("laowu publication 1\n"
                                               "division 520281\n"
                                               "day 2026-06-30\n"
                                               "known_at 2026-06-30T15:59:59.999999Z\n"
                                               "policy ",
                                               policy.version,
                                               "\n"
                                               "strictness BROAD\n"
                                               "boundary COUNTY\n"
                                               "carry SPELL\n"
                                               "worker_sequence 41\n"
                                               "placement_sequence 97\n"
                                               "D 6\n"
                                               "O 3\n"
                                               "U 1\n"
                                               "C 0\n"
                                               "workers/w1 ORGANIZED\n"
                                               "workers/w12 ORGANIZED\n"
                                               "workers/w2 NOT_ORGANIZED\n"
                                               "workers/w4 ORGANIZED\n"
                                               "workers/w5 NOT_ORGANIZED\n"
                                               "workers/w9 UNKNOWN_CHANNEL\n"));
  }
  // What becomes known later changes no byte of it.
  const std::string text = TextOfJune(reference::Policies::Get().Newest());
  Resumes("2026-07-05");
  CorrectW3();
  s.Void("w2", s.outcomes[0].name);
  EXPECT_EQ(TextOfJune(reference::Policies::Get().Newest()), text);
}

TEST_F(WorkedExample, TheRevisionOfAugustSaysOneMoreCorrected) {
  Resumes("2026-07-05");
  CorrectW3();
  EXPECT_THAT(s.book.Revisions(june, EndOfShanghaiDay(Day("2026-08-01")), nullptr),
              ElementsAre(RevisedPerson{"workers/w3",
                                        RevisionCause::kCorrected,
                                        Standing::kNotCounted,
                                        Standing::kOrganized,
                                        w3_corrections,
                                        {},
                                        {}}));
}

TEST_F(WorkedExample, HadW12NotResumedTheRevisionSaysThatItsVisitLapsed) {
  CorrectW3();
  EXPECT_THAT(s.book.Revisions(june, EndOfShanghaiDay(Day("2026-08-01")), nullptr),
              ElementsAre(RevisedPerson{"workers/w12",
                                        RevisionCause::kLapsed,
                                        Standing::kOrganized,
                                        Standing::kNotCounted,
                                        {w12_visit},
                                        {},
                                        {}},
                          RevisedPerson{"workers/w3",
                                        RevisionCause::kCorrected,
                                        Standing::kNotCounted,
                                        Standing::kOrganized,
                                        w3_corrections,
                                        {},
                                        {}}));
}

TEST_F(WorkedExample, RevisionsNameEachCause) {
  s.KnownOn("2026-07-10");
  const std::string late = s.ArrivedOrganized("w10", "2026-06-29");  // told late
  s.Void("w1", s.outcomes[1].name);                                  // taken back
  const std::string moved = s.Moved("w4", "2026-06-15", kTownY);     // had moved
  const std::string merged = s.Merged("w2", "w5");                   // were one
  const auto revised = s.book.Revisions(june, EndOfShanghaiDay(Day("2026-07-10")), nullptr);
  const auto of = [&](const std::string& worker) {
    for (const RevisedPerson& person : revised) {
      if (person.worker == worker) return person;
    }
    return RevisedPerson{};
  };
  EXPECT_EQ(of("workers/w10").cause, RevisionCause::kLate);
  EXPECT_THAT(of("workers/w10").outcomes, ElementsAre(late));
  EXPECT_EQ(of("workers/w4").cause, RevisionCause::kResidenceMoved);
  EXPECT_THAT(of("workers/w4").outcomes, IsEmpty());
  EXPECT_THAT(of("workers/w4").facts, ElementsAre(moved));
  EXPECT_EQ(of("workers/w5").cause, RevisionCause::kMerged);
  EXPECT_THAT(of("workers/w5").facts, ElementsAre(merged));
  EXPECT_EQ(of("workers/w9").cause, RevisionCause::kUnspecified);  // stands as it stood
}

// Vouched for since: the outcome is named, though it is an old one. By another policy: the one that
// decides.
TEST_F(WorkedExample, ARevisionNamesWhatWasVouchedForAndWhatDecidesByAnotherPolicy) {
  const FigureQuery strict = Story::Query("2026-06-30", "2026-06-30", Strictness::kStrict);
  s.KnownOn("2026-07-10");
  const std::string w4 = JobOf("w4");
  s.Attest(w4, AttestationKind::kOfficeConfirmation);
  const absl::Time july = EndOfShanghaiDay(Day("2026-07-10"));
  EXPECT_THAT(s.book.Revisions(strict, july, nullptr),
              ElementsAre(RevisedPerson{"workers/w4",
                                        RevisionCause::kLateEvidence,
                                        Standing::kUnproven,
                                        Standing::kOrganized,
                                        {w4},
                                        {},
                                        {s.attestations.back().name}}));
  reference::Policy policy = reference::Policies::Get().Newest();
  policy.min_evidence_broad = 5;
  const auto by_policy = s.book.Revisions(june, july, &policy);
  ASSERT_FALSE(by_policy.empty());
  for (const RevisedPerson& person : by_policy) {
    EXPECT_EQ(person.cause, RevisionCause::kPolicy);
    if (person.worker == "workers/w4") {
      EXPECT_THAT(person.outcomes, ElementsAre(w4));
    }
  }
}

// Evidence that came late is told apart from what was recorded late, and from what was taken back:
// where it alone makes the difference, whatever else was recorded.
TEST_F(WorkedExample, EvidenceThatCameLateIsACauseOfItsOwn) {
  const FigureQuery strict = Story::Query("2026-06-30", "2026-06-30", Strictness::kStrict);
  s.KnownOn("2026-07-10");
  const std::string w4 = JobOf("w4");
  const std::string call = s.Tell("w4", OutcomeType::kConfirmed, "2026-07-09");
  s.Attest(call, AttestationKind::kWorkerConfirmation);
  const std::string of_call = s.attestations.back().name;
  s.Attest(w4, AttestationKind::kOfficeConfirmation);
  const std::string of_job = s.attestations.back().name;
  const absl::Time july = EndOfShanghaiDay(Day("2026-07-10"));
  EXPECT_THAT(s.book.Revisions(strict, july, nullptr),
              ElementsAre(RevisedPerson{"workers/w4",
                                        RevisionCause::kLateEvidence,
                                        Standing::kUnproven,
                                        Standing::kOrganized,
                                        {w4, call},
                                        {},
                                        {of_call, of_job}}));
  // A denial, too.
  s.KnownOn("2026-07-20");
  s.Attest(w4, AttestationKind::kOrganizerDenial);
  const auto denied = s.book.Revisions(june, EndOfShanghaiDay(Day("2026-07-20")), nullptr);
  ASSERT_EQ(denied.size(), 1u);
  EXPECT_EQ(denied[0].cause, RevisionCause::kLateEvidence);
  EXPECT_EQ(denied[0].now, Standing::kUnproven);
}

// What was recorded since would make the difference without being vouched for.
TEST_F(WorkedExample, EvidenceThatIsNotNeededIsNoCause) {
  s.KnownOn("2026-07-10");
  s.Attest(JobOf("w4"), AttestationKind::kOfficeConfirmation);
  s.Tell("w4", OutcomeType::kReturned, "2026-06-20");
  const auto revised = s.book.Revisions(june, EndOfShanghaiDay(Day("2026-07-10")), nullptr);
  ASSERT_EQ(revised.size(), 1u);
  EXPECT_EQ(revised[0].worker, "workers/w4");
  EXPECT_EQ(revised[0].cause, RevisionCause::kLate);
}

// Another township of the same county explains nothing where the county's border is asked about;
// where the township's is, it does.
TEST_F(WorkedExample, AMoveThatChangesNothingIsNoCauseOfARevision) {
  s.KnownOn("2026-07-10");
  const std::string moved = s.Moved("w10", "2026-06-15", kOtherTownX);
  const std::string arrived = s.ArrivedOrganized("w10", "2026-06-29");
  const std::string vouched = s.attestations.back().name;
  const std::string moved_home = s.Moved("w11", "2026-06-15", kOtherTownX);  // where it works
  const absl::Time july = EndOfShanghaiDay(Day("2026-07-10"));
  EXPECT_THAT(s.book.Revisions(june, july, nullptr),
              ElementsAre(RevisedPerson{"workers/w10",
                                        RevisionCause::kLate,
                                        Standing::kNotCounted,
                                        Standing::kOrganized,
                                        {arrived},
                                        {moved},
                                        {vouched}}));
  FigureQuery township = june;
  township.boundary = Boundary::kTownship;
  EXPECT_THAT(s.book.Revisions(township, july, nullptr),
              ElementsAre(RevisedPerson{"workers/w10",
                                        RevisionCause::kLate,
                                        Standing::kNotCounted,
                                        Standing::kOrganized,
                                        {arrived},
                                        {moved},
                                        {vouched}},
                          RevisedPerson{"workers/w11",
                                        RevisionCause::kResidenceMoved,
                                        Standing::kNotOrganized,
                                        Standing::kNotCounted,
                                        {},
                                        {moved_home},
                                        {}}));
}

TEST_F(WorkedExample, PeriodsUpToJune) {
  const auto period = [&](absl::string_view first) {
    return s.book.Periods(june, {std::string(kX)}, {{Day(first), Day("2026-06-30")}})[0][0];
  };
  // In June six are away all the time, W3 until the 20th, W8 through the 25th.
  const PeriodFigures in_june = period("2026-06-01");
  EXPECT_EQ(in_june.outbound_person_day_count, 6 * 30 + 19 + 25);
  EXPECT_EQ(in_june.organized_person_day_count, 3 * 30 + 19 + 25);
  EXPECT_EQ(in_june.new_spell_count, 0);
  // Since February W1 (with W7), W2, W3, W5, W6, W8, W9 and W12 left, all of them for 90 days.
  const PeriodFigures spring = period("2026-02-01");
  EXPECT_EQ(spring.new_spell_count, 8);
  EXPECT_EQ(spring.organized_new_spell_count, 5);
  EXPECT_EQ(spring.retentions[1], (Retention{90, 8, 8, 5, 5}));
  EXPECT_EQ(spring.retentions[2], (Retention{180, 0, 0, 0, 0}));
}

}  // namespace
}  // namespace laowu::ratio
