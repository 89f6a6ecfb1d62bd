// Packing loses nothing, and packed dates and occupations compare as what they stand for.

#include "matcher/packed_rows.h"

#include <gtest/gtest.h>

#include <cstddef>

#include "matcher/packed_score.h"
#include "matcher/score.h"
#include "tests/unit/matcher/random_rows.h"
#include "tests/unit/matcher/rows.h"

namespace laowu::matcher {
namespace {

TEST(PackedRowsTest, UnpackGivesAnEqualRow) {
  Random random(3);
  Dictionaries dictionaries;
  WorkerRow used;
  for (int i = 0; i < 3'000; ++i) {
    const WorkerRow worker = RandomWorker("w", random);
    ASSERT_TRUE(Unpack(Pack(worker, dictionaries), "w", dictionaries) == worker) << i;
    UnpackTo(Pack(worker, dictionaries), "w", dictionaries, used);
    ASSERT_TRUE(used == worker) << i << ": something of the row before is left";
    const VacancyRow vacancy = RandomVacancy("v", random);
    ASSERT_TRUE(Unpack(Pack(vacancy, dictionaries), "v", dictionaries) == vacancy) << i;
  }
}

TEST(PackedRowsTest, RowsAtTheirLimitsComeBack) {
  Dictionaries dictionaries;
  WorkerRow worker = FittingWorker();
  worker.tie_hash = INT64_MAX;
  worker.job_wanted_from = absl::CivilDay(9999, 12, 31);
  worker.birth_date = absl::CivilDay(1900, 1, 1);
  worker.min_wage_cny_per_month = kMaxWageCnyPerMonth;
  worker.skills.assign(kMaxSkills, {"s", "g", kMaxSkillLevel, kMaxExperienceMonths});
  worker.policy_groups = BitOf(31);
  worker.home = PlanePoint{-20'000'000, 20'000'000};
  EXPECT_TRUE(Unpack(Pack(worker, dictionaries), worker.name, dictionaries) == worker);
  VacancyRow vacancy = FittingVacancy();
  vacancy.openings_left_count = -1'000'000'000;
  vacancy.min_age_years = vacancy.max_age_years = kMaxAgeYears;
  vacancy.employer_blocks.assign(kMaxEmployerBlocks, {kToday, kToday});
  vacancy.workplace_lineage_codes.assign(kMaxLineageCodes, "440000");
  EXPECT_TRUE(Unpack(Pack(vacancy, dictionaries), vacancy.name, dictionaries) == vacancy);
}

TEST(PackedRowsTest, ADraftGivesNoCodeANumber) {
  Dictionaries dictionaries;
  const PackedWorker worker = PackDraft(FittingWorker(), dictionaries);
  EXPECT_EQ(worker.skills[0].skill, kUnknownCode);
  EXPECT_EQ(worker.skills[0].group, kUnknownGroup);
  EXPECT_EQ(worker.preferred_divisions[0], kUnknownCode);
  EXPECT_EQ(worker.preferred_divisions[1], kNoCode);
  EXPECT_EQ(dictionaries.skills.end(), 1);
  EXPECT_EQ(dictionaries.divisions.end(), 1);
}

TEST(PackedDateTest, KeepsOrderAndComesBack) {
  const absl::CivilDay start(2023, 12, 20);
  for (int i = 0; i < 500; ++i) {
    EXPECT_EQ(UnpackDate(PackDate(start + i)), start + i);
    EXPECT_LT(PackDate(start + i), PackDate(start + i + 1));
  }
  EXPECT_EQ(PackDate(absl::CivilDay(2028, 2, 29)), 2028'02'29);
}

// Ages by packed dates need no calendar: against AgeInYears, for every day around four birthdays.
TEST(PackedDateTest, AgesAreThoseOfTheCalendar) {
  for (const absl::CivilDay birth : {absl::CivilDay(2008, 2, 28), absl::CivilDay(2008, 2, 29),
                                     absl::CivilDay(2008, 3, 1), absl::CivilDay(2007, 12, 31)}) {
    for (absl::CivilDay day(2023, 1, 1); day < absl::CivilDay(2029, 1, 1); ++day) {
      ASSERT_EQ((PackDate(day) - PackDate(birth)) / kOneYear, AgeInYears(birth, day)) << day;
    }
  }
}

TEST(PackedOccupationTest, ComesBackAtEveryDepth) {
  for (const char* code :
       {"6", "6-18", "6-18-02", "6-18-02-24", "8-00-00-00", "0-00", "9-99-99-99"}) {
    EXPECT_EQ(UnpackOccupation(PackOccupation(code)), code);
  }
  EXPECT_NE(PackOccupation("8-00"), PackOccupation("8-00-00"));
  EXPECT_NE(PackOccupation("0"), kNoOccupation);
}

// The rule over packed rows is the rule: any two rows, every gate and the total.
TEST(PackedScoreTest, EqualsTheSpecification) {
  Random random(11);
  Dictionaries dictionaries;
  int passing_count = 0;
  for (int i = 0; i < 50'000; ++i) {
    const WorkerRow worker = RandomWorker("w", random);
    const VacancyRow vacancy = RandomVacancy("v", random);
    const MatchTerms terms = {absl::CivilDay(2028, 2, 29) + (Below(20, random) - 10),
                              Below(2, random) == 0};
    GateBits expected = 0;
    for (const FailedGate& gate : Gates(worker, vacancy, terms)) expected |= BitOf(gate.gate);
    const PackedWorker packed_worker = Pack(worker, dictionaries);
    const PackedVacancy packed_vacancy = Pack(vacancy, dictionaries);
    ASSERT_EQ(PackedGates<true>(packed_worker, packed_vacancy, Pack(terms)), expected) << i;
    const GateBits one = PackedGates<false>(packed_worker, packed_vacancy, Pack(terms));
    ASSERT_EQ(one == 0, expected == 0);
    ASSERT_EQ(one & ~expected, 0u);
    ASSERT_EQ(PackedTotalMicros(packed_worker, packed_vacancy), Score(worker, vacancy).total_micros)
        << i;
    if (expected == 0) ++passing_count;
  }
  EXPECT_GT(passing_count, 5'000);  // the rows are such that many pass
}

}  // namespace
}  // namespace laowu::matcher
