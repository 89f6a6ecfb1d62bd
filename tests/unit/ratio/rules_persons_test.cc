// Rules 7 to 13 and 18 of ratio.md: which person, registered where, working where.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Standing kIn = Standing::kNotOrganized;
constexpr Standing kOut = Standing::kNotCounted;
constexpr Standing kOrganized = Standing::kOrganized;
constexpr absl::string_view kEnd = "2027-06-30";

class Persons : public ::testing::Test {
 protected:
  Persons() { s.Worker("a"); }
  ExplainedPerson Stands(absl::string_view day, Boundary boundary = Boundary::kCounty,
                         absl::string_view division = kX) {
    return s.Stands("a", Story::Query(day, kEnd, Strictness::kBroad, boundary, division));
  }
  int CountIn(absl::string_view division, absl::string_view day) {
    return s.book
        .FiguresOf(Story::Query(day, kEnd, Strictness::kBroad, Boundary::kCounty, division))
        .outbound_person_count;
  }
  void Arrived(Channel channel, AttestationKind kind, absl::string_view employer) {
    const std::string name =
        s.Tell("a", OutcomeType::kArrived, "2026-02-01",
               {.channel = channel, .employer = absl::StrCat("employers/", employer)});
    if (kind != AttestationKind::kUnspecified) s.Attest(name, kind);
  }
  Standing At(absl::string_view workplace, Boundary boundary) {
    Story story;
    story.Worker("a");
    story.Tell("a", OutcomeType::kArrived, "2026-02-01",
               {.channel = Channel::kSelf, .workplace = std::string(workplace)});
    return story.Stands("a", Story::Query("2026-03-01", kEnd, Strictness::kBroad, boundary))
        .standing;
  }
  Story s;
};

TEST_F(Persons, Rule7TheBetterEvidencedJobDecides) {
  Arrived(Channel::kPublicService, AttestationKind::kWorkerConfirmation, "e1");
  Arrived(Channel::kSelf, AttestationKind::kOrganizerRecord, "e2");
  EXPECT_EQ(Stands("2026-03-01").standing, kOrganized);
  EXPECT_EQ(Stands("2026-03-01").rule_number, 7);
  EXPECT_THAT(Stands("2026-03-01").flags, ElementsAre(Flag::kConflict));
}

TEST_F(Persons, Rule7TheBetterEvidencedJobDecidesAgainstToo) {
  Arrived(Channel::kPublicService, AttestationKind::kOrganizerRecord, "e1");
  Arrived(Channel::kSelf, AttestationKind::kWorkerConfirmation, "e2");
  EXPECT_EQ(Stands("2026-03-01").standing, kIn);
}

TEST_F(Persons, Rule7ATieIsNotOrganized) {
  Arrived(Channel::kPublicService, AttestationKind::kOrganizerRecord, "e1");
  Arrived(Channel::kSelf, AttestationKind::kOrganizerRecord, "e2");
  EXPECT_EQ(Stands("2026-03-01").standing, kIn);
  EXPECT_EQ(CountIn(kX, "2026-03-01"), 1);  // one person
}

TEST_F(Persons, Rule7ATieInWhichBothAreOrganizedHasNothingToDecide) {
  Arrived(Channel::kPublicService, AttestationKind::kOrganizerRecord, "e1");
  Arrived(Channel::kTraining, AttestationKind::kOrganizerRecord, "e2");
  EXPECT_EQ(Stands("2026-03-01").standing, kOrganized);
  EXPECT_THAT(Stands("2026-03-01").flags, ElementsAre(Flag::kConflict));
}

TEST_F(Persons, Rule7ASecondJobTakenLaterNeedsAPlacementOrTheOrganizersRecord) {
  Arrived(Channel::kSelf, AttestationKind::kUnspecified, "e1");
  const std::string second =
      s.Tell("a", OutcomeType::kArrived, "2026-03-01", Channel::kPublicService);
  s.Attest(second, AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(Stands("2026-03-02").standing, Standing::kUnproven);
  s.Attest(second, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(Stands("2026-03-02").standing, kOrganized);
}

TEST_F(Persons, Rule8MergedRecordsAreOnePersonAndTheMergeCanBeUndone) {
  s.Worker("b");
  s.ArrivedOrganized("a", "2026-02-01");
  s.ArrivedOrganized("b", "2026-02-05");
  EXPECT_EQ(CountIn(kX, "2026-03-01"), 2);
  s.KnownOn("2026-03-10").Merged("a", "b");
  EXPECT_EQ(CountIn(kX, "2026-03-01"), 1);
  const FigureQuery before = Story::Query("2026-03-01", "2026-03-09");
  EXPECT_EQ(s.book.FiguresOf(before).outbound_person_count, 2);
  s.KnownOn("2026-04-10").Merged("b", "a", /*undone=*/true);
  EXPECT_EQ(CountIn(kX, "2026-03-01"), 2);
  EXPECT_EQ(s.book.FiguresOf(Story::Query("2026-03-01", "2026-04-09")).outbound_person_count, 1);
}

TEST_F(Persons, Rule8SpellsAreUnited) {
  s.Worker("b");
  s.ArrivedOrganized("a", "2026-02-01");
  s.Merged("a", "b");
  s.Tell("b", OutcomeType::kReturned, "2026-04-01");
  EXPECT_EQ(Stands("2026-03-31").standing, kOrganized);
  EXPECT_EQ(Stands("2026-04-01").standing, kOut);
}

// The log behind a publication is that of its T: whoever is merged or parted later, it has the same
// bytes.
TEST_F(Persons, Rule8AnExtractIsTheSameWhoeverIsMergedLater) {
  const auto log = [&](absl::string_view known_on) {
    FigureQuery query = Story::Query("2026-06-30", known_on);
    const Pseudonym hidden = [](absl::string_view name) { return absl::StrCat("p-", name); };
    return s.book.Extract(query, "", std::size_t{1} << 20, hidden).lines;
  };
  for (const char* worker : {"b", "c", "d"}) s.Worker(worker);
  for (const char* worker : {"a", "b", "c", "d"}) {
    s.Tell(worker, OutcomeType::kArrived, "2026-02-01", Channel::kSelf);
  }
  s.KnownOn("2026-06-01");
  s.Merged("b", "c");
  const std::string before = log("2026-06-30");
  EXPECT_THAT(before, HasSubstr("p-workers/b,FACT,p-workers/c/facts/"));
  s.KnownOn("2026-07-10");
  s.Merged("a", "b");
  EXPECT_EQ(log("2026-06-30"), before);
  s.Merged("a", "b", /*undone=*/true);
  s.Merged("c", "d");
  EXPECT_EQ(log("2026-06-30"), before);
  EXPECT_NE(log("2026-07-31"), before);
  EXPECT_THAT(log("2026-07-31"), HasSubstr("p-workers/a,FACT,p-workers/d/facts/"));
}

TEST_F(Persons, Rule8ThreeRecordsMergedInAChain) {
  s.Worker("b");
  s.Worker("c");
  for (const char* worker : {"a", "b", "c"}) s.ArrivedOrganized(worker, "2026-02-01");
  s.Merged("a", "b");
  s.Merged("c", "b");
  EXPECT_EQ(CountIn(kX, "2026-03-01"), 1);
  EXPECT_THAT(Stands("2026-03-01").other_names, ElementsAre("workers/b", "workers/c"));
  EXPECT_EQ(Stands("2026-03-01").rule_number, 8);
  s.Merged("b", "c", /*undone=*/true);
  EXPECT_EQ(CountIn(kX, "2026-03-01"), 2);
}

TEST_F(Persons, Rule8OfTwoCountiesTheNewestRegistrationHolds) {
  s.Worker("b", kTownY, "1990-05-01", true, "2026-03-01");
  s.ArrivedOrganized("a", "2026-02-01");
  s.Merged("b", "a");
  EXPECT_EQ(CountIn(kX, "2026-02-15"), 1);
  EXPECT_EQ(CountIn("520203", "2026-02-15"), 0);
  EXPECT_EQ(CountIn(kX, "2026-03-01"), 0);
  EXPECT_EQ(CountIn("520203", "2026-03-01"), 1);
  EXPECT_EQ(CountIn("520200", "2026-03-01"), 1);  // a city counts distinct persons
}

TEST_F(Persons, Rule9TheOldCountyBeforeTheDateTheNewOneFromIt) {
  s.ArrivedOrganized("a", "2026-02-01");
  s.Moved("a", "2026-06-01", kTownY);
  EXPECT_EQ(CountIn(kX, "2026-05-31"), 1);
  EXPECT_EQ(CountIn(kX, "2026-06-01"), 0);
  EXPECT_EQ(CountIn("520203", "2026-05-31"), 0);
  EXPECT_EQ(CountIn("520203", "2026-06-01"), 1);
  EXPECT_EQ(Stands("2026-06-01").rule_number, 9);
}

TEST_F(Persons, Rule9MovedToTheDestinationIsOut) {
  s.ArrivedOrganized("a", "2026-02-01");
  s.Moved("a", "2026-06-01", kAway);
  EXPECT_EQ(CountIn("442000", "2026-06-01"), 0);
  const ExplainedPerson person = Stands("2026-06-01", Boundary::kCounty, "442000");
  EXPECT_EQ(person.standing, kOut);
  EXPECT_EQ(person.rule_number, 9);
}

TEST_F(Persons, Rule9NoLongerRuralIsOut) {
  s.ArrivedOrganized("a", "2026-02-01");
  s.Rural("a", "2026-06-01", false);
  EXPECT_EQ(Stands("2026-05-31").standing, kOrganized);
  EXPECT_EQ(Stands("2026-06-01").standing, kOut);
  EXPECT_EQ(Stands("2026-06-01").rule_number, 9);
}

TEST_F(Persons, Rule10TownshipsThatMovedCountWhereTheyThenWere) {
  s.Worker("m", "520221111", "1985-01-01", true, "2018-01-01");  // Muguo, then in Shuicheng
  s.Tell("m", OutcomeType::kArrived, "2018-03-01", Channel::kSelf);
  EXPECT_EQ(CountIn("520221", "2019-06-30"), 1);
  EXPECT_EQ(CountIn("520201", "2019-06-30"), 0);
  EXPECT_EQ(CountIn("520221", "2021-06-30"), 0);
  EXPECT_EQ(CountIn("520204", "2021-06-30"), 0);
  EXPECT_EQ(CountIn("520201", "2021-06-30"), 1);  // to Zhongshan district in 2020
  EXPECT_EQ(CountIn("520201104", "2021-06-30"), 1);
}

TEST_F(Persons, Rule10ACountyUnderItsNewCode) {
  s.Worker("p", "520222", "1985-01-01", true, "2016-01-01");  // Panxian, since 2017 Panzhou
  s.Tell("p", OutcomeType::kArrived, "2016-03-01", Channel::kSelf);
  EXPECT_EQ(CountIn("520222", "2016-06-30"), 1);
  EXPECT_EQ(CountIn("520281", "2018-06-30"), 1);
  EXPECT_EQ(CountIn("520222", "2018-06-30"), 0);
}

TEST_F(Persons, Rule10WorkInATownshipThatJoinedTheHomeCountyIsNoLongerOutside) {
  s.Worker("d", "520201101", "1985-01-01", true, "2018-01-01");  // Dahe in Zhongshan district
  s.Tell("d", OutcomeType::kArrived, "2018-03-01",
         {.channel = Channel::kSelf, .workplace = "520221111"});
  EXPECT_EQ(CountIn("520201", "2019-06-30"), 1);
  EXPECT_EQ(CountIn("520201", "2021-06-30"), 0);
}

TEST_F(Persons, Rule11InsideTheCountyIsOutsideOnlyForAFinerBoundary) {
  EXPECT_EQ(At(kOtherTownX, Boundary::kCounty), kOut);
  EXPECT_EQ(At(kOtherTownX, Boundary::kTownship), kIn);
  EXPECT_EQ(At(kTownX, Boundary::kTownship), kOut);
  EXPECT_EQ(At(kTownY, Boundary::kCounty), kIn);
  EXPECT_EQ(At(kTownY, Boundary::kProvince), kOut);
  EXPECT_EQ(At(kAway, Boundary::kProvince), kIn);
}

TEST_F(Persons, Rule11ACodeTooCoarseToTellIsNotOutside) {
  EXPECT_EQ(At("520200", Boundary::kCounty), kOut);    // the home city, county not told
  EXPECT_EQ(At("520000", Boundary::kCounty), kOut);    // the home province
  EXPECT_EQ(At("520281", Boundary::kTownship), kOut);  // the home county, township not told
  EXPECT_EQ(At("520100", Boundary::kCounty), kIn);     // another city
  EXPECT_EQ(At("440000", Boundary::kTownship), kIn);   // another province
}

TEST_F(Persons, Rule11LocalJobsCountForTheFinerBoundary) {
  s.Tell("a", OutcomeType::kLocalJobStarted, "2026-02-01",
         {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)});
  EXPECT_EQ(Stands("2026-03-01").standing, kOut);
  EXPECT_EQ(Stands("2026-03-01").rule_number, 11);
  EXPECT_EQ(Stands("2026-03-01", Boundary::kTownship).standing, kIn);
  s.Tell("a", OutcomeType::kLocalJobEnded, "2026-04-01");
  EXPECT_EQ(Stands("2026-04-01", Boundary::kTownship).standing, kOut);
}

TEST_F(Persons, Rule11CommutingOverTheLineIsOutsideAndFlagged) {
  s.Tell("a", OutcomeType::kArrived, "2026-02-01",
         {.channel = Channel::kSelf, .workplace = std::string(kTownY), .commutes = true});
  EXPECT_EQ(Stands("2026-03-01").standing, kIn);
  EXPECT_THAT(Stands("2026-03-01").flags, Contains(Flag::kCommutes));
  EXPECT_EQ(Stands("2026-03-01").rule_number, 11);
}

TEST_F(Persons, Rule12OverseasIsOutsideOfEverything) {
  EXPECT_EQ(At("SG", Boundary::kProvince), kIn);
  EXPECT_EQ(At("810000", Boundary::kProvince), kIn);  // Hong Kong
}

TEST_F(Persons, Rule12ThePlaceOfWorkDecidesNotTheEmployer) {
  s.Tell("a", OutcomeType::kArrived, "2026-02-01",
         {.channel = Channel::kSelf,
          .workplace = std::string(kOtherTownX),
          .employer = "employers/agency-in-zhongshan"});
  EXPECT_EQ(Stands("2026-03-01").standing, kOut);
}

TEST_F(Persons, Rule13SelfEmployedAwayIsAMemoItem) {
  s.Tell("a", OutcomeType::kArrived, "2026-02-01",
         {.channel = Channel::kSelf, .self_employed = true});
  const Figures figures = s.book.FiguresOf(Story::Query("2026-03-01", kEnd));
  EXPECT_EQ(figures.outbound_person_count, 0);
  EXPECT_EQ(figures.self_employed_person_count, 1);
  EXPECT_EQ(Stands("2026-03-01").rule_number, 13);
}

TEST_F(Persons, Rule15UnderSixteenOnTheDayIsNotInD) {
  s.Worker("young", kTownX, "2010-03-02");
  s.Tell("young", OutcomeType::kArrived, "2026-02-01", Channel::kSelf);
  EXPECT_EQ(s.On("young", "2026-03-01", kEnd), kOut);
  EXPECT_EQ(s.On("young", "2026-03-02", kEnd), kIn);
}

TEST_F(Persons, Rule18FactsUnderATombstoneKeepTheFigures) {
  // Erasing leaves facts without details: no birth date, no sex, only what figures need.
  s.Worker("erased", kTownX, "");
  s.ArrivedOrganized("erased", "2026-02-01");
  EXPECT_EQ(s.On("erased", "2026-03-01", kEnd), kOrganized);
}

TEST_F(Persons, AnOutcomeWithoutAProfileIsNotCounted) {
  s.Tell("ghost", OutcomeType::kArrived, "2026-02-01", Channel::kSelf);
  EXPECT_EQ(s.On("ghost", "2026-03-01", kEnd), kOut);
  EXPECT_EQ(CountIn("520000", "2026-03-01"), 0);
}

}  // namespace
}  // namespace laowu::ratio
