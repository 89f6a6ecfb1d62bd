// What held on a day, as known at T.

#include "ratio/worker_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class History : public ::testing::Test {
 protected:
  WorkerHistory Of(absl::string_view known_on) {
    std::vector<FactRow> rows;
    for (const WorkerFact& fact : s.facts) rows.push_back(MakeFactRow(fact, texts));
    std::reverse(rows.begin(), rows.end());  // the order of arrival plays no part
    return WorkerHistory(rows, KnownAtOf(EndOfShanghaiDay(Day(known_on))));
  }
  std::string Division(absl::string_view day, absl::string_view known_on = "2027-01-01") {
    return std::string(texts.text(Of(known_on).On(DayNumberOf(Day(day))).division));
  }
  PersonOnDay On(absl::string_view day, absl::string_view known_on = "2027-01-01") {
    return Of(known_on).On(DayNumberOf(Day(day)));
  }
  Story s;
  TextTable texts;
};

TEST_F(History, NothingIsKnownBeforeTheProfileIsRecorded) {
  s.KnownOn("2026-03-01").Worker("a");
  EXPECT_FALSE(On("2026-03-01", "2026-02-28").known);
  EXPECT_TRUE(On("2026-03-01", "2026-03-01").known);
}

TEST_F(History, TheFirstProfileHoldsForEarlierDaysToo) {
  s.KnownOn("2026-03-01").Worker("a", kTownX, "1990-05-01", true, "2026-03-01");
  EXPECT_EQ(Division("2025-01-01"), kTownX);
  EXPECT_TRUE(On("2025-01-01").rural);
}

TEST_F(History, AChangeDatedBeforeTheProfileStillHolds) {
  s.Worker("a", kTownX, "1990-05-01", true, "2026-03-01");
  s.Moved("a", "2026-02-01", kTownY);
  EXPECT_EQ(Division("2026-01-31"), kTownX);
  EXPECT_EQ(Division("2026-03-02"), kTownY);
}

TEST_F(History, TheOldRegistrationHoldsBeforeTheDateAndTheNewFromIt) {
  s.Worker("a");
  s.Moved("a", "2026-06-01", kTownY);
  EXPECT_EQ(Division("2026-05-31"), kTownX);
  EXPECT_EQ(Division("2026-06-01"), kTownY);
}

TEST_F(History, OfTwoOfOneKindAndDateTheLaterRecordedWins) {
  s.Worker("a");
  s.Moved("a", "2026-06-01", kTownY);
  s.KnownOn("2026-07-01").Moved("a", "2026-06-01", kOtherTownX);
  EXPECT_EQ(Division("2026-06-15", "2026-06-30"), kTownY);
  EXPECT_EQ(Division("2026-06-15", "2026-07-01"), kOtherTownX);
}

TEST_F(History, AVoidedFactIsGoneForEveryLaterTAndNoEarlierOne) {
  s.Worker("a");
  const std::string moved = s.Moved("a", "2026-06-01", kTownY);
  s.KnownOn("2026-07-01").FactVoided("a", moved);
  EXPECT_EQ(Division("2026-06-15", "2026-06-30"), kTownY);
  EXPECT_EQ(Division("2026-06-15", "2026-07-01"), kTownX);
}

TEST_F(History, AVoidThatIsItselfVoidedTakesNothingBack) {
  s.Worker("a");
  const std::string moved = s.Moved("a", "2026-06-01", kTownY);
  const std::string voided = s.FactVoided("a", moved);
  s.FactVoided("a", voided);
  EXPECT_EQ(Division("2026-06-15"), kTownY);
}

TEST_F(History, ABirthDateCorrectedHoldsForAllDays) {
  s.Worker("a", kTownX, "2011-01-01");
  WorkerFact fact = s.KnownOn("2026-07-01").Fact("a", FactKind::kBirthDate, "2026-07-01");
  fact.birth_date = Day("2009-01-01");
  s.Put(fact);
  EXPECT_EQ(On("2026-01-01", "2026-06-30").birth_day, DayNumberOf(Day("2011-01-01")));
  EXPECT_EQ(On("2026-01-01", "2026-07-01").birth_day, DayNumberOf(Day("2009-01-01")));
}

TEST_F(History, RuralStatusChangesOnItsDate) {
  s.Worker("a");
  s.Rural("a", "2026-06-01", false);
  EXPECT_TRUE(On("2026-05-31").rural);
  EXPECT_FALSE(On("2026-06-01").rural);
}

TEST_F(History, PolicyGroupsComeAndGo) {
  WorkerFact profile = s.Fact("a", FactKind::kProfile, "2025-01-01");
  profile.division_code = std::string(kTownX);
  profile.policy_groups = {PolicyGroup::kPovertyAlleviated};
  profile.sex = 2;
  s.Put(profile);
  WorkerFact added = s.Fact("a", FactKind::kPolicyGroupAdded, "2026-02-01");
  added.policy_groups = {PolicyGroup::kDisabled};
  s.Put(added);
  WorkerFact removed = s.Fact("a", FactKind::kPolicyGroupRemoved, "2026-03-01");
  removed.policy_groups = {PolicyGroup::kPovertyAlleviated};
  s.Put(removed);
  const int poor = PolicyGroupBit(PolicyGroup::kPovertyAlleviated);
  const int disabled = PolicyGroupBit(PolicyGroup::kDisabled);
  EXPECT_EQ(On("2026-01-31").policy_groups, poor);
  EXPECT_EQ(On("2026-02-01").policy_groups, poor | disabled);
  EXPECT_EQ(On("2026-03-01").policy_groups, disabled);
  EXPECT_EQ(On("2026-03-01").sex, 2);
}

TEST_F(History, MergedLinksUntilUndoneInEitherDirection) {
  s.Worker("a");
  s.Worker("b");
  s.Merged("a", "b");
  EXPECT_THAT(Of("2027-01-01").MergeLinks(), SizeIs(1));
  s.KnownOn("2026-03-01").Merged("b", "a", /*undone=*/true);
  EXPECT_THAT(Of("2026-02-28").MergeLinks(), SizeIs(1));
  EXPECT_THAT(Of("2026-03-01").MergeLinks(), IsEmpty());
  s.KnownOn("2026-04-01").Merged("a", "b");
  EXPECT_THAT(Of("2026-04-01").MergeLinks(), SizeIs(1));
}

TEST_F(History, AVoidedMergeLinksNobody) {
  s.Worker("a");
  s.FactVoided("a", s.Merged("a", "b"));
  EXPECT_THAT(Of("2027-01-01").MergeLinks(), IsEmpty());
}

TEST_F(History, DeathIsAsLastRecorded) {
  s.Worker("a");
  s.Died("a", "2026-06-05");
  s.KnownOn("2026-07-01").Died("a", "2026-06-10");
  EXPECT_EQ(On("2026-01-01", "2026-06-30").died_day, DayNumberOf(Day("2026-06-05")));
  EXPECT_EQ(On("2026-01-01", "2026-07-01").died_day, DayNumberOf(Day("2026-06-10")));
}

TEST(Age, SixteenOnTheBirthday) {
  const DayNumber born = DayNumberOf(Day("2010-06-30"));
  EXPECT_EQ(AgeOn(born, DayNumberOf(Day("2026-06-29"))), 15);
  EXPECT_EQ(AgeOn(born, DayNumberOf(Day("2026-06-30"))), 16);
  EXPECT_EQ(WorkingAgeDay(born), DayNumberOf(Day("2026-06-30")));
}

TEST(Age, BornOnTheTwentyNinthOfFebruary) {
  const DayNumber born = DayNumberOf(Day("2008-02-29"));
  EXPECT_EQ(AgeOn(born, DayNumberOf(Day("2025-02-28"))), 16);
  EXPECT_EQ(AgeOn(born, DayNumberOf(Day("2025-03-01"))), 17);
  EXPECT_EQ(WorkingAgeDay(born), DayNumberOf(Day("2024-02-29")));
}

// The quick answer is the exact one on every day near the birthday, leap years and 1900 included.
TEST(Age, OfWorkingAgeFromTheSixteenthBirthdayOn) {
  for (const int year : {1883, 1884, 1895, 1899, 1999, 2000, 2003, 2004}) {
    for (absl::CivilDay birth(year, 1, 1); birth.year() == year; birth += 29) {
      const DayNumber born = DayNumberOf(birth);
      for (DayNumber day = born + 5830; day < born + 5870; ++day) {
        ASSERT_EQ(OfWorkingAge(born, day), day >= WorkingAgeDay(born)) << birth << " " << day;
      }
      EXPECT_FALSE(OfWorkingAge(born, born));
      EXPECT_TRUE(OfWorkingAge(born, kFarDay));
    }
  }
}

TEST(Days, TheDateOfTIsThatOfShanghai) {
  const absl::Time evening =
      absl::FromCivil(absl::CivilSecond(2026, 6, 30, 15, 59, 59), absl::UTCTimeZone());
  EXPECT_EQ(ShanghaiDay(evening), Day("2026-06-30"));
  EXPECT_EQ(ShanghaiDay(evening + absl::Seconds(1)), Day("2026-07-01"));
  EXPECT_EQ(ShanghaiDay(EndOfShanghaiDay(Day("2026-06-30"))), Day("2026-06-30"));
  EXPECT_EQ(KnownAtOf(absl::InfiniteFuture()).day, DayNumberOf(absl::CivilDay(9999, 12, 31)));
}

TEST(Days, MonthsEndOnTheirLastDay) {
  EXPECT_EQ(LastDayOfMonth(Day("2026-02-10")), Day("2026-02-28"));
  EXPECT_EQ(LastDayOfMonth(Day("2024-02-01")), Day("2024-02-29"));
  EXPECT_EQ(LastDayOfMonth(Day("2026-12-31")), Day("2026-12-31"));
}

}  // namespace
}  // namespace laowu::ratio
