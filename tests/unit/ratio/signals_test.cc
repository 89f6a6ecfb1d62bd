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
  std::vector<Signal> Of(SignalKind kind) const { return story_.SignalsOf(kind); }
  std::vector<Signal> Of(SignalKind kind, absl::string_view division) const {
    FigureQuery query = Story::Query("2026-06-30", "2026-07-31");
    query.division = std::string(division);
    std::vector<Signal> signals = story_.book.Signals(query, Day("2026-04-01"));
    std::erase_if(signals, [kind](const Signal& signal) { return signal.kind != kind; });
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

// A pass over everybody is kept for who asks the same again, and for nobody else.
TEST_F(Signals, OneWindowIsNotAnsweredWithAnother) {
  for (int i = 0; i < 10; ++i) {
    story_.Worker(Worker(i));
    story_.Tell(Worker(i), OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
    story_.Tell(Worker(i), OutcomeType::kConfirmed, "2026-05-31", Channel::kPublicService);
  }
  const auto count = [&](absl::string_view first, absl::string_view division) {
    FigureQuery query = Story::Query("2026-06-30", "2026-07-31");
    query.division = std::string(division);
    const auto signals = story_.book.Signals(query, Day(first));
    return std::count_if(signals.begin(), signals.end(), [](const Signal& signal) {
      return signal.kind == SignalKind::kMonthEndConversions;
    });
  };
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(count("2026-04-01", "520281"), 1) << again;
    EXPECT_EQ(count("2026-06-01", "520281"), 0) << again;
    EXPECT_EQ(count("2026-04-01", "520203"), 0) << again;
  }
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

// Recorded as the old ledger's by that labour organiser, with the worker's word.
class Openings : public Signals {
 protected:
  std::string Open(const std::string& worker, absl::string_view recorded,
                   absl::string_view division, const std::string& placement = "") {
    story_.KnownOn(recorded);
    story_.Worker(worker, division);
    return OpenAgain(worker, placement);
  }
  std::string OpenAgain(const std::string& worker, const std::string& placement = "") {
    const std::string name = story_.Tell(
        worker, OutcomeType::kOpeningBalance, "2026-02-01",
        {.channel = Channel::kTraining, .organizer = "organizers/o", .placement = placement});
    story_.Attest(name, AttestationKind::kWorkerConfirmation);
    return name;
  }
};

// What the old ledger knew on the day of take-over is no arrival; what is said to be of it long
// after is as good as one that nobody placed.
TEST_F(Openings, Rule19RecordedLongAfterTakeOver) {
  Open("taken-over", "2026-03-02", kTownX);
  const std::string in_time = Open("in-time", "2026-05-01", kTownX);  // day 60
  for (const SignalKind kind : {SignalKind::kLateOpeningBalance, SignalKind::kNoPlacement}) {
    EXPECT_THAT(Of(kind), IsEmpty());
  }
  const std::string late = Open("late", "2026-05-02", kTownX);
  story_.Void("in-time", in_time);  // and recorded anew, it was taken over all the same
  OpenAgain("in-time");
  story_.Worker("alone");
  story_.Tell("alone", OutcomeType::kOpeningBalance, "2026-02-01", Channel::kSelf);
  const auto signals = Of(SignalKind::kLateOpeningBalance);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].division_code, kX);
  EXPECT_EQ(signals[0].organizer, "");
  EXPECT_EQ(signals[0].measured_count, 1);
  EXPECT_EQ(signals[0].compared_count, 3);
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/late"));
  EXPECT_THAT(signals[0].outcomes, ElementsAre(late));
  const auto without = Of(SignalKind::kNoPlacement);
  ASSERT_THAT(without, SizeIs(1));
  EXPECT_EQ(without[0].measured_count, 1);
  EXPECT_EQ(without[0].compared_count, 3);
  EXPECT_THAT(without[0].outcomes, ElementsAre(late));
  // Carried to a job found alone (rule 4), it is its organiser's still.
  story_.KnownOn("2026-05-21");
  story_.Tell("late", OutcomeType::kJobChanged, "2026-05-20", Channel::kSelf);
  const auto carried = Of(SignalKind::kNoPlacement);
  ASSERT_THAT(carried, SizeIs(1));
  EXPECT_EQ(carried[0].organizer, "organizers/o");
  EXPECT_THAT(carried[0].outcomes, ElementsAre(late));
}

// Each county has a take-over of its own: whoever begins later is not held to the first.
TEST_F(Openings, Rule19TakeOverIsTheCountysOwn) {
  Open("x", "2026-02-01", kTownX);
  Open("y", "2026-05-20", kTownY);
  EXPECT_THAT(Of(SignalKind::kLateOpeningBalance), IsEmpty());
  const auto late = [&] { return Of(SignalKind::kLateOpeningBalance, "5202"); };
  EXPECT_THAT(late(), IsEmpty());
  Open("x-late", "2026-05-21", kTownX);
  ASSERT_THAT(late(), SizeIs(1));
  EXPECT_EQ(late()[0].division_code, kX);
  EXPECT_EQ(late()[0].compared_count, 2);
}

// A county takes over as one: whose first outcome it was is not asked of the township alone.
TEST_F(Openings, Rule19OfATownshipTheCountysTakeOverCounts) {
  Open("another-countys", "2026-02-01", kTownY);
  const std::string first = Open("first", "2026-02-02", kOtherTownX);
  const std::string late = Open("late", "2026-05-20", kTownX);
  for (const SignalKind kind : {SignalKind::kLateOpeningBalance, SignalKind::kNoPlacement}) {
    const auto signals = Of(kind, kTownX);
    ASSERT_THAT(signals, SizeIs(1));
    EXPECT_THAT(signals[0].outcomes, ElementsAre(late));
    EXPECT_EQ(signals[0].compared_count, 1);
  }
  EXPECT_EQ(Of(SignalKind::kLateOpeningBalance, kTownX)[0].division_code, kX);
  story_.Void("first", first);
  EXPECT_THAT(Of(SignalKind::kLateOpeningBalance, kTownX), IsEmpty()) << "looked at again";
}

// A trial that was taken back is no take-over; and what makes the day is looked at again when it
// changes.
TEST_F(Openings, Rule19WhatWasTakenBackIsNoTakeOver) {
  const std::string trial = Open("trial", "2026-01-05", kTownX);
  Open("first", "2026-05-01", kTownX);
  EXPECT_THAT(Of(SignalKind::kLateOpeningBalance), SizeIs(1));
  const std::string voided = story_.Void("trial", trial);
  EXPECT_THAT(Of(SignalKind::kLateOpeningBalance), IsEmpty());
  story_.Void("trial", voided);
  EXPECT_THAT(Of(SignalKind::kLateOpeningBalance), SizeIs(1));
}

TEST_F(Openings, Rule19ALateOneIsOfTheWindowInWhichItWasRecorded) {
  Open("taken-over", "2025-10-01", kTownX);
  Open("before", "2026-03-31", kTownX);  // the window begins on 1 April
  EXPECT_THAT(Of(SignalKind::kLateOpeningBalance), IsEmpty());
  EXPECT_THAT(Of(SignalKind::kNoPlacement), SizeIs(1)) << "whenever it was recorded";
}

// 20 of one day are a burst on the day they were recorded, whatever day they state.
TEST_F(Openings, Rule19ManyLateOnesAreABurst) {
  for (int i = 0; i < 25; ++i) Open(Worker(i), "2026-04-02", kTownX);
  for (int i = 0; i < 3; ++i) {
    story_.KnownOn("2026-05-01");
    Arrive(Worker(30 + i), absl::StrCat("organizers/p", i), "2026-05-01");
  }
  EXPECT_THAT(Of(SignalKind::kOrganizerBurst), IsEmpty()) << "taken over";
  for (int i = 0; i < 20; ++i) Open(Worker(50 + i), "2026-06-02", kTownX);
  const auto signals = Of(SignalKind::kOrganizerBurst);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].organizer, "organizers/o");
  EXPECT_EQ(signals[0].date, Day("2026-06-02"));
  EXPECT_EQ(signals[0].measured_count, 20);
  EXPECT_EQ(signals[0].compared_count, 1);
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
  story_.Tell("home-between", OutcomeType::kReturned, "2026-04-01");
  place("home-between", "2026-05-10");
  const auto signals = Of(SignalKind::kWentAloneBefore);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].organizer, "organizers/o");
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/alone"));
  EXPECT_THAT(signals[0].outcomes, ElementsAre(placed));
  EXPECT_EQ(signals[0].compared_count, 5);
}

// Both counties see whom they lost and gained, by whose word; the third county sees nothing.
TEST_F(Signals, Rule9RegistrationsThatMovedToldToBothCounties) {
  const auto move = [&](const std::string& worker, absl::string_view date, absl::string_view to) {
    WorkerFact fact = story_.Fact(worker, FactKind::kResidenceMoved, date);
    fact.division_code = std::string(to);
    fact.recorded_by = "bureau-x";
    return story_.Put(fact);
  };
  story_.Worker("away");
  story_.Tell("away", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  const std::string fact = move("away", "2026-05-01", kTownY);
  story_.Worker("home");
  move("home", "2026-05-02", kTownY);
  story_.Worker("within");
  move("within", "2026-05-03", kOtherTownX);  // no county lost anybody
  story_.Worker("before");
  move("before", "2026-03-31", kTownY);  // effective and recorded before the window
  story_.Worker("taken-back");
  story_.FactVoided("taken-back", move("taken-back", "2026-05-04", kTownY));
  for (const absl::string_view division : {kX, absl::string_view("520203")}) {
    const auto signals = Of(SignalKind::kRegistrationMoved, division);
    ASSERT_THAT(signals, SizeIs(1)) << division;
    EXPECT_EQ(signals[0].from_division_code, kX);
    EXPECT_EQ(signals[0].to_division_code, "520203");
    EXPECT_EQ(signals[0].measured_count, 2);
    EXPECT_EQ(signals[0].compared_count, 1);
    EXPECT_THAT(signals[0].workers, ElementsAre("workers/away", "workers/home"));
    EXPECT_EQ(signals[0].facts[0], fact);
    EXPECT_THAT(signals[0].recorded_by, ElementsAre("bureau-x"));
  }
  EXPECT_THAT(Of(SignalKind::kRegistrationMoved, "520201"), IsEmpty());
  EXPECT_THAT(Of(SignalKind::kRegistrationMoved, "5202"), SizeIs(1));
}

// A move told today of a year ago changes the figures of all that year: it is seen today.
TEST_F(Signals, Rule9ALateMoveIsToldWhenItIsRecorded) {
  story_.Worker("late");
  story_.KnownOn("2026-06-15");
  story_.Moved("late", "2025-06-01", kTownY);
  EXPECT_THAT(Of(SignalKind::kRegistrationMoved, kX), SizeIs(1));
}

// Another county's record of the same person takes the person over: the old county is told, with
// its own record.
TEST_F(Signals, Rule8ARecordOfAnotherCountyIsAMoveUntilTheyAreParted) {
  story_.Worker("old");
  story_.KnownOn("2026-05-20");
  story_.Worker("new", kTownY, "1990-05-01", true, "2026-05-20");
  WorkerFact merged = story_.Fact("old", FactKind::kMerged, "2026-05-20");
  merged.merged_worker = "workers/new";
  merged.recorded_by = "bureau-y";
  const std::string fact = story_.Put(merged);
  const auto signals = Of(SignalKind::kRegistrationMoved, kX);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].to_division_code, "520203");
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/old"));
  EXPECT_THAT(signals[0].facts, ElementsAre(fact));
  EXPECT_THAT(signals[0].recorded_by, ElementsAre("bureau-y"));
  story_.Merged("old", "new", /*undone=*/true);
  EXPECT_THAT(Of(SignalKind::kRegistrationMoved, kX), IsEmpty());
}

// One side's fact alone takes somebody out of D who had not come home; whoever looks at the figure
// sees who, by which fact, and how many left it in all.
TEST_F(Signals, WhoIsAwayAndLeftTheFigureByAFact) {
  const auto go = [&](const std::string& worker, absl::string_view date = "2026-01-10") {
    story_.Worker(worker);
    story_.Tell(worker, OutcomeType::kArrived, date, Channel::kSelf);
  };
  EXPECT_THAT(Of(SignalKind::kLeftByFact), IsEmpty());
  for (const char* worker : {"came-home", "dead", "urban", "young", "stays", "back", "gone-then"}) {
    go(worker);
  }
  story_.Worker("at-home");
  story_.Tell("came-home", OutcomeType::kReturned, "2026-05-01");
  story_.Tell("gone-then", OutcomeType::kReturned, "2026-04-20");
  story_.KnownOn("2026-05-15");
  const auto recorded = [&](WorkerFact fact) {
    fact.recorded_by = "bureau-x";
    return story_.Put(fact);
  };
  const std::string dead = recorded(story_.Fact("dead", FactKind::kDied, "2026-05-01"));
  const std::string urban = recorded(story_.Fact("urban", FactKind::kRuralStatus, "2025-12-01"));
  WorkerFact birth = story_.Fact("young", FactKind::kBirthDate, "2025-01-01");
  birth.birth_date = Day("2012-05-01");
  const std::string young = recorded(birth);
  story_.Died("at-home", "2026-05-02");
  story_.FactVoided("back", story_.Died("back", "2026-05-03"));
  story_.Died("gone-then", "2026-05-04");  // after coming home
  const auto signals = Of(SignalKind::kLeftByFact);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].workers, ElementsAre("workers/dead", "workers/urban", "workers/young"));
  EXPECT_THAT(signals[0].facts, ElementsAre(dead, urban, young));
  EXPECT_THAT(signals[0].recorded_by, ElementsAre("bureau-x"));
  EXPECT_EQ(signals[0].measured_count, 3);
  EXPECT_EQ(signals[0].compared_count, 5) << "with those who came home";
}

// Rural no longer, long before they went: they were never in the figure, and nobody took them out.
TEST_F(Signals, WhoNeverCountedDidNotLeave) {
  story_.Worker("urban");
  story_.Rural("urban", "2026-04-10", false);
  story_.KnownOn("2026-05-20");
  story_.Tell("urban", OutcomeType::kArrived, "2026-05-20", Channel::kSelf);
  story_.Worker("never", kTownX, "1990-05-01", false);
  story_.Tell("never", OutcomeType::kArrived, "2026-05-20", Channel::kSelf);
  EXPECT_THAT(Of(SignalKind::kLeftByFact), IsEmpty());
}

// Taking a fact back does what the fact would: seen by the taking back.
TEST_F(Signals, AFactTakenBackThatTookSomebodyOutIsTheEvidence) {
  story_.Worker("again", kTownX, "1990-05-01", false);
  const std::string rural = story_.Rural("again", "2025-06-01", true);
  story_.Tell("again", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  EXPECT_THAT(Of(SignalKind::kLeftByFact), IsEmpty());
  story_.KnownOn("2026-05-20");
  const std::string voided = story_.FactVoided("again", rural);
  const auto signals = Of(SignalKind::kLeftByFact);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].facts, ElementsAre(voided));
}

// A return costs a county nothing to write down: it shows unless somebody vouches for it.
TEST_F(Signals, WhoLeftTheFigureByAnOutcomeThatNobodyVouchesFor) {
  const auto go = [&](const std::string& worker) {
    story_.Worker(worker);
    story_.Tell(worker, OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  };
  for (const char* worker :
       {"said-only", "called", "own-account", "visits", "lost", "stays", "moved"}) {
    go(worker);
  }
  EXPECT_THAT(Of(SignalKind::kLeftUnattested), IsEmpty());
  const std::string said = story_.Tell("said-only", OutcomeType::kReturned, "2026-05-01");
  story_.Attest(story_.Tell("called", OutcomeType::kReturned, "2026-05-02"),
                AttestationKind::kWorkerConfirmation);
  const std::string own = story_.Tell("own-account", OutcomeType::kJobChanged, "2026-05-03",
                                      {.channel = Channel::kSelf, .self_employed = true});
  const std::string visit = story_.Tell("visits", OutcomeType::kHomeVisit, "2026-04-10");
  story_.Tell("lost", OutcomeType::kLostContact, "2026-04-10");
  story_.Moved("moved", "2026-05-05", kTownY);
  const auto signals = Of(SignalKind::kLeftUnattested);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_THAT(signals[0].workers,
              ElementsAre("workers/own-account", "workers/said-only", "workers/visits"));
  EXPECT_THAT(signals[0].outcomes, ElementsAre(own, said, visit));
  EXPECT_EQ(signals[0].measured_count, 3);
  EXPECT_EQ(signals[0].compared_count, 5) << "with who was called and who moved; not who was lost";
}

// Two people who are away made one: D is one less, and who was not organised is gone.
TEST_F(Signals, Rule8TwoWhoAreAwayMergedWithinTheCounty) {
  story_.Worker("one");
  story_.Tell("one", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  story_.Worker("two", kOtherTownX);
  story_.Tell("two", OutcomeType::kArrived, "2026-02-10", Channel::kSelf);
  story_.Worker("home");
  story_.KnownOn("2026-05-20");
  story_.Merged("home", "one");
  EXPECT_THAT(Of(SignalKind::kLeftByFact), IsEmpty()) << "only one of them was away";
  const std::string merged = story_.Merged("two", "one");
  const auto signals = Of(SignalKind::kLeftByFact);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].measured_count, 1);
  EXPECT_THAT(signals[0].facts, ElementsAre(merged));
  EXPECT_THAT(Of(SignalKind::kLeftUnattested), IsEmpty());
}

}  // namespace
}  // namespace laowu::ratio
