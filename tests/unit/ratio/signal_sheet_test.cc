// Signals that are kept and brought up to date person by person are those of a book that was told
// all of it at once: after every kind of event, in whatever order, and at times before the last of
// them.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "ratio/reports.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

class SignalSheetTest : public ::testing::Test {
 protected:
  SignalSheetTest() { story_.KnownOn("2026-06-30").By("panzhou"); }

  static FigureQuery QueryAt(absl::Time known_at, absl::string_view division) {
    FigureQuery query = Story::Query("2026-06-30", "2026-06-30");
    query.known_at = known_at;
    query.division = std::string(division);
    return query;
  }
  std::vector<Signal> Anew(const FigureQuery& query, absl::CivilDay first) const {
    RatioBook book;
    for (const auto& fact : story_.facts) book.UpsertFact(fact);
    for (const auto& outcome : story_.outcomes) book.UpsertOutcome(outcome);
    for (const auto& attestation : story_.attestations) book.UpsertAttestation(attestation);
    for (const auto& fact : story_.organizer_facts) book.UpsertOrganizerFact(fact);
    return book.Signals(query, first);
  }
  void Arrive(const std::string& worker) {
    story_.Worker(worker);
    story_.ArrivedOrganized(worker, "2026-06-10");
  }
  // At a time when some of the newest entries were not known yet, and at the newest.
  void Compare(const std::string& after) {
    const absl::Time newest = story_.now();
    for (const absl::Time known_at : {newest - absl::Seconds(4), newest}) {
      for (const absl::string_view division :
           {kX, absl::string_view("520203"), absl::string_view("5202")}) {
        for (const absl::CivilDay first : {Day("2026-04-01"), Day("2026-06-29")}) {
          const FigureQuery query = QueryAt(known_at, division);
          EXPECT_EQ(story_.book.Signals(query, first), Anew(query, first))
              << after << ", " << division << " from " << first;
        }
      }
    }
  }

  Story story_;
};

TEST_F(SignalSheetTest, EveryKindOfEventIsThatOfABookToldAllAtOnce) {
  std::mt19937 random(2026);
  const auto below = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  const auto worker = [&] { return absl::StrCat("w", 100 + below(40)); };
  const auto day = [&] { return absl::StrCat("2026-0", 4 + below(3), "-", 10 + below(20)); };
  story_.Company("a", "2020-01-01");
  story_.Company("b", "2020-01-01", "2026-05-15");
  for (int i = 0; i < 40; ++i) {
    WorkerFact fact = story_.Fact(absl::StrCat("w", 100 + i), FactKind::kProfile, "2025-01-01");
    fact.division_code = std::string(i % 4 == 0 ? kTownY : kTownX);
    fact.rural = true;
    fact.birth_date = Day("1990-05-01");
    fact.recorded_by = "panzhou";
    fact.without_identity_number = i % 2 == 0;
    story_.Put(fact);
  }
  const std::vector<Channel> channels = {Channel::kSelf,          Channel::kPublicService,
                                         Channel::kLabourCompany, Channel::kTraining,
                                         Channel::kRelatives,     Channel::kUnknown};
  for (int i = 0; i < 300; ++i) {
    std::string what;
    const auto tell = [&](OutcomeType type) {
      const Channel channel = channels[static_cast<std::size_t>(below(6))];
      const std::string organizer = channel == Channel::kLabourCompany
                                        ? (below(2) == 0 ? "organizers/a" : "organizers/b")
                                        : "";
      what = story_.Tell(worker(), type, day(),
                         {.channel = channel,
                          .employer = below(3) == 0 ? "employers/e" : "",
                          .organizer = organizer,
                          .placement = below(4) == 0 ? absl::StrCat("placements/p", i) : ""});
    };
    switch (below(12)) {
      case 0:
      case 1:
      case 2:
        tell(OutcomeType::kArrived);
        break;
      case 3:
        tell(OutcomeType::kJobChanged);
        break;
      case 4:
        tell(OutcomeType::kReturned);
        break;
      case 5:
        tell(OutcomeType::kConfirmed);
        break;
      case 6:
      case 7:
        if (story_.outcomes.empty()) break;
        what = "attested";
        story_.Attest(
            story_
                .outcomes[static_cast<std::size_t>(below(static_cast<int>(story_.outcomes.size())))]
                .name,
            below(5) == 0 ? AttestationKind::kOfficeConfirmation
                          : AttestationKind::kWorkerConfirmation);
        break;
      case 8: {
        if (story_.outcomes.empty()) break;
        const Outcome voided = story_.outcomes[static_cast<std::size_t>(
            below(static_cast<int>(story_.outcomes.size())))];
        what = story_.Void(voided.worker.substr(8), voided.name, below(2) == 0 ? "imports/i" : "");
        break;
      }
      case 9:
        what = story_.Moved(worker(), day(), below(2) == 0 ? kTownX : kTownY);
        break;
      case 10:
        what = below(2) == 0 ? story_.Died(worker(), day()) : story_.Rural(worker(), day(), false);
        break;
      default:
        what = story_.Merged(worker(), worker(), below(3) == 0);
        break;
    }
    if (i % 6 == 0) Compare(what);
  }
  story_.Company("b", "2026-05-01");
  Compare("a licence");
}

// The pass over everybody is taken in slices; what is recorded between two of them is there, too.
TEST_F(SignalSheetTest, WhatIsRecordedWhileOthersAreLookedAtCounts) {
  for (int i = 0; i < 10; ++i) Arrive(absl::StrCat("w", i));
  const FigureQuery query = QueryAt(story_.now(), kX);
  const absl::CivilDay first = Day("2026-04-01");
  int slice_count = 0;
  while (!story_.book.PrepareSignals(query, first, 3)) {
    ++slice_count;
    Arrive(absl::StrCat("late", slice_count));  // not known at that time
    ASSERT_LT(slice_count, 100);
  }
  EXPECT_GE(slice_count, 3);
  EXPECT_EQ(story_.book.Signals(query, first), Anew(query, first));
  const FigureQuery later = QueryAt(story_.now(), kX);
  EXPECT_EQ(story_.book.Signals(later, first), Anew(later, first));
  EXPECT_NE(story_.book.Signals(later, first), story_.book.Signals(query, first));
}

// Of a time long past most is not known yet: the pass ends all the same, and goes on to later
// times.
TEST_F(SignalSheetTest, ATimeAtWhichMostIsNotKnownYetIsPreparedToo) {
  for (int i = 0; i < 10; ++i) Arrive(absl::StrCat("w", i));
  const FigureQuery query = QueryAt(story_.now(), kX);
  for (int i = 0; i < 1000; ++i) Arrive(absl::StrCat("late", i));
  const absl::CivilDay first = Day("2026-04-01");
  int slice_count = 1;
  while (!story_.book.PrepareSignals(query, first, 500)) ASSERT_LT(++slice_count, 10);
  EXPECT_EQ(story_.book.Signals(query, first), Anew(query, first));
  for (const absl::Duration ago : {absl::Minutes(20), absl::ZeroDuration()}) {
    const FigureQuery later = QueryAt(story_.now() - ago, kX);
    EXPECT_EQ(story_.book.Signals(later, first), Anew(later, first));
    EXPECT_NE(story_.book.Signals(later, first), Anew(query, first));
  }
}

// More are asked for at once than are kept: each comes to its answer in slices, one after another.
TEST_F(SignalSheetTest, ManyPreparedAtOnceAllGetDone) {
  for (int i = 0; i < 40; ++i) Arrive(absl::StrCat("w", i));
  const FigureQuery query = QueryAt(story_.now(), kX);
  std::vector<absl::CivilDay> windows;
  for (int i = 0; i < 12; ++i) windows.push_back(Day("2026-04-01") + i);
  for (int rounds = 0; !windows.empty(); ++rounds) {
    ASSERT_LT(rounds, 100);
    std::erase_if(windows, [&](absl::CivilDay first) {
      if (!story_.book.PrepareSignals(query, first, 5)) return false;
      EXPECT_EQ(story_.book.Signals(query, first), Anew(query, first));
      return true;
    });
  }
}

}  // namespace
}  // namespace laowu::ratio
