// The gates of the rule, one by one, with their edges and the two values that met.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "matcher/score.h"
#include "tests/unit/matcher/rows.h"

namespace laowu::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// (gate, "worker value | vacancy value") of each gate that fails.
std::vector<std::pair<Gate, std::string>> Failed(const WorkerRow& worker, const VacancyRow& vacancy,
                                                 const MatchTerms& terms = kTerms) {
  std::vector<std::pair<Gate, std::string>> failed;
  for (const FailedGate& gate : Gates(worker, vacancy, terms)) {
    failed.emplace_back(
        gate.gate, GateValueText(gate.worker_value) + " | " + GateValueText(gate.vacancy_value));
  }
  return failed;
}

class GatesTest : public ::testing::Test {
 protected:
  auto FailedNow() const { return Failed(worker_, vacancy_, terms_); }

  WorkerRow worker_ = FittingWorker();
  VacancyRow vacancy_ = FittingVacancy();
  MatchTerms terms_ = kTerms;
};

TEST_F(GatesTest, AFittingPairPassesAll) { EXPECT_THAT(FailedNow(), IsEmpty()); }

TEST_F(GatesTest, NothingStatedPassesButVisibilityAndState) {
  EXPECT_THAT(Failed(WorkerRow(), VacancyRow()),
              ElementsAre(Pair(Gate::kWorkerNotVisible, "NOT_ACTIVE,NO_LEGAL_BASIS | "),
                          Pair(Gate::kVacancyClosed, " | NOT_OPEN")));
}

TEST_F(GatesTest, NotVisibleIfPausedDeadOrWithoutLegalBasis) {
  worker_.active = false;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kWorkerNotVisible, "NOT_ACTIVE | ")));
  worker_ = FittingWorker();
  worker_.dead = true;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kWorkerNotVisible, "DEAD | ")));
  worker_ = FittingWorker();
  worker_.legal_basis_in_force = LegalBasis::kNone;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kWorkerNotVisible, "NO_LEGAL_BASIS | ")));
}

TEST_F(GatesTest, WhetherAStatutoryDutySufficesIsThePolicysToSay) {
  worker_.legal_basis_in_force = LegalBasis::kStatutoryDuty;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kWorkerNotVisible, "STATUTORY_DUTY_ONLY | ")));
  terms_.statutory_duty_suffices = true;
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, CommittedByALivePlacementOrAnOpenSpell) {
  worker_.has_live_placement = true;
  EXPECT_THAT(FailedNow(),
              ElementsAre(Pair(Gate::kWorkerCommitted, "LIVE_PLACEMENT | 2026-03-15")));
  worker_.currently_away = true;
  EXPECT_THAT(FailedNow(),
              ElementsAre(Pair(Gate::kWorkerCommitted, "LIVE_PLACEMENT,AWAY | 2026-03-15")));
  worker_.has_live_placement = false;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kWorkerCommitted, "AWAY | 2026-03-15")));
}

TEST_F(GatesTest, AwayButWantingAJobByTheStartDateIsNotCommitted) {
  worker_.currently_away = true;
  worker_.has_live_placement = true;
  worker_.job_wanted_from = *vacancy_.start_date;
  EXPECT_THAT(FailedNow(), IsEmpty());
  worker_.job_wanted_from = *vacancy_.start_date + 1;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kWorkerCommitted, "2026-03-16 | 2026-03-15")));
}

TEST_F(GatesTest, AJobWantedLaterDoesNotCommitWhoIsFree) {
  worker_.job_wanted_from = *vacancy_.start_date + 100;
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, AVacancyWithoutStartDateStartsThirtyDaysAfterTheDayAskedFor) {
  vacancy_.start_date.reset();
  worker_.available_date = kToday + 30;
  EXPECT_THAT(FailedNow(), IsEmpty());
  worker_.available_date = kToday + 31;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kNotAvailable, "2026-04-01 | 2026-03-31")));
  terms_.as_of_date = kToday + 1;
  EXPECT_THAT(FailedNow(), IsEmpty());
  worker_.available_date.reset();
  worker_.currently_away = true;
  worker_.job_wanted_from = kToday + 32;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kWorkerCommitted, "2026-04-02 | 2026-04-01")));
}

TEST_F(GatesTest, AvailableOnTheStartDateIsInTime) {
  worker_.available_date = *vacancy_.start_date;
  EXPECT_THAT(FailedNow(), IsEmpty());
  worker_.available_date = *vacancy_.start_date + 1;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kNotAvailable, "2026-03-16 | 2026-03-15")));
}

TEST_F(GatesTest, UnderSixteenOnTheStartDateNeverPasses) {
  vacancy_.no_juvenile_hazards = true;
  worker_.birth_date = absl::CivilDay(2010, 3, 16);  // 16 the day after the start
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kUnderage, "15 | 16")));
  worker_.birth_date = absl::CivilDay(2010, 3, 15);  // 16 on the day
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, SixteenAndSeventeenNeedAStatedNoToHazards) {
  worker_.birth_date = absl::CivilDay(2008, 3, 16);  // 17
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kUnderage, "17 | HAZARDS_UNSAID")));
  vacancy_.no_juvenile_hazards = false;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kUnderage, "17 | HAZARDS_UNSAID")));
  vacancy_.no_juvenile_hazards = true;
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_.hazards = BitOf(3);  // says none and names one: the name counts
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kUnderage, "17 | HAZARDS_NAMED")));
  worker_.birth_date = absl::CivilDay(2008, 3, 15);  // 18 on the day
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, BornOn29FebruaryOneIsOlderOn1MarchOfAYearWithoutOne) {
  vacancy_.no_juvenile_hazards = true;
  worker_.birth_date = absl::CivilDay(2008, 2, 29);
  vacancy_.start_date = absl::CivilDay(2024, 2, 28);
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kUnderage, "15 | 16")));
  vacancy_.start_date = absl::CivilDay(2024, 2, 29);
  EXPECT_THAT(FailedNow(), IsEmpty());
  worker_.birth_date = absl::CivilDay(2012, 2, 29);
  vacancy_.start_date = absl::CivilDay(2030, 2, 28);
  vacancy_.min_age_years = 18;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kAgeLimit, "17 | 18-")));
  vacancy_.start_date = absl::CivilDay(2030, 3, 1);
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, AgeLimitsIncludeBothEndsOnTheStartDate) {
  vacancy_.min_age_years = 36;
  vacancy_.max_age_years = 36;  // the worker turns 36 on the start date
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_.start_date = absl::CivilDay(2026, 3, 14);
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kAgeLimit, "35 | 36-36")));
  vacancy_.start_date = absl::CivilDay(2027, 3, 14);
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_.start_date = absl::CivilDay(2027, 3, 15);
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kAgeLimit, "37 | 36-36")));
  vacancy_.min_age_years.reset();
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kAgeLimit, "37 | -36")));
}

TEST_F(GatesTest, NobodyIsTooOldWhereNoLimitIsStated) {
  worker_.birth_date = absl::CivilDay(1946, 1, 1);
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, AnUnknownBirthDatePassesTheGatesOfAge) {
  vacancy_.min_age_years = 18;
  vacancy_.max_age_years = 45;
  worker_.birth_date.reset();
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, BornAfterTheStartDateIsUnderage) {
  vacancy_.no_juvenile_hazards = true;
  worker_.birth_date = absl::CivilDay(2030, 1, 1);
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kUnderage, "0 | 16")));
}

TEST_F(GatesTest, EducationAtTheMinimumOrAboveOrUnstatedPasses) {
  vacancy_.min_education = EducationLevel::kJuniorMiddle;
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_.min_education = EducationLevel::kSeniorMiddle;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kEducation, "3 | 4")));
  worker_.education = EducationLevel::kUnspecified;
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, AWishUpToTheMaximumOrEitherUnstatedPasses) {
  worker_.min_wage_cny_per_month = 6'000;
  EXPECT_THAT(FailedNow(), IsEmpty());
  worker_.min_wage_cny_per_month = 6'001;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kWage, "6001 | 6000")));
  vacancy_.max_wage_cny_per_month.reset();
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_ = FittingVacancy();
  worker_.min_wage_cny_per_month.reset();
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, AnyPreferenceThatContainsTheWorkplacePasses) {
  worker_.preferred_division_codes = {"330000", "310000", "440300", "440000"};
  EXPECT_THAT(FailedNow(), IsEmpty());
  worker_.preferred_division_codes.pop_back();
  EXPECT_THAT(FailedNow(),
              ElementsAre(Pair(Gate::kDestination, "330000,310000,440300 | 442000101")));
  worker_.preferred_division_codes.clear();
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, AWorkplaceUnknownPassesDestination) {
  worker_.preferred_division_codes = {"330000"};
  vacancy_.workplace_division_code.clear();
  vacancy_.workplace_lineage_codes.clear();
  EXPECT_THAT(FailedNow(), IsEmpty());
}

// What contains a place on a day is the caller's lineage, not a prefix of its code: townships move.
TEST_F(GatesTest, ContainmentIsThatOfTheLineageGiven) {
  worker_.preferred_division_codes = {"520201"};
  vacancy_.workplace_division_code = "520221108";
  vacancy_.workplace_lineage_codes = {"520000", "520200", "520201", "520221108"};
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_.workplace_lineage_codes = {"520000", "520200", "520221", "520221108"};
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kDestination, "520201 | 520221108")));
}

TEST_F(GatesTest, EveryRequiredSkillMustBeHeldAtItsMinimum) {
  vacancy_.skill_requirements = {{"welding-arc", "welding", 3, true},
                                 {"forklift", "driving", 1, true},
                                 {"sewing", "garment", 5, false}};
  EXPECT_THAT(FailedNow(),
              ElementsAre(Pair(Gate::kRequiredSkill,
                               "welding-arc:2,forklift:0 | welding-arc:3,forklift:1")));
  worker_.skills = {{"welding-arc", "welding", 3, {}}, {"forklift", "driving", 2, {}}};
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, AnotherSkillOfTheGroupDoesNotMeetARequirement) {
  worker_.skills = {{"welding-gas", "welding", 5, 100}};
  EXPECT_THAT(FailedNow(),
              ElementsAre(Pair(Gate::kRequiredSkill, "welding-arc:0 | welding-arc:2")));
}

TEST_F(GatesTest, ConditionsFailOnlyOnAStatedNo) {
  worker_.accommodation_required = true;
  worker_.refuses_night_shift = true;
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_.accommodation_provided = false;
  EXPECT_THAT(FailedNow(),
              ElementsAre(Pair(Gate::kConditions, "ACCOMMODATION_REQUIRED | NO_ACCOMMODATION")));
  vacancy_.night_shift = true;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kConditions,
                                            "ACCOMMODATION_REQUIRED,REFUSES_NIGHT_SHIFT | "
                                            "NO_ACCOMMODATION,NIGHT_SHIFT")));
  vacancy_.accommodation_provided = true;
  vacancy_.night_shift = false;
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, ConditionsThatNobodyNeedsDoNotMatter) {
  vacancy_.accommodation_provided = false;
  vacancy_.night_shift = true;
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, UnsaidConditionsAreShownToWhoNeedsThem) {
  PairDetails details = Details(worker_, vacancy_);
  EXPECT_FALSE(details.accommodation_unsaid);
  EXPECT_FALSE(details.night_shift_unsaid);
  worker_.accommodation_required = worker_.refuses_night_shift = true;
  details = Details(worker_, vacancy_);
  EXPECT_TRUE(details.accommodation_unsaid);
  EXPECT_TRUE(details.night_shift_unsaid);
  vacancy_.accommodation_provided = vacancy_.night_shift = true;
  details = Details(worker_, vacancy_);
  EXPECT_FALSE(details.accommodation_unsaid);
  EXPECT_FALSE(details.night_shift_unsaid);
}

TEST_F(GatesTest, ClosedIfNotOpenExpiredOrFull) {
  vacancy_.state = VacancyState::kClosed;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kVacancyClosed, " | NOT_OPEN")));
  vacancy_ = FittingVacancy();
  vacancy_.expire_date = kToday;  // the last day
  EXPECT_THAT(FailedNow(), IsEmpty());
  terms_.as_of_date = kToday + 1;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kVacancyClosed, " | EXPIRED")));
  vacancy_.state = VacancyState::kExpired;
  vacancy_.openings_left_count = 0;
  EXPECT_THAT(FailedNow(),
              ElementsAre(Pair(Gate::kVacancyClosed, " | NOT_OPEN,EXPIRED,NO_OPENING_LEFT")));
}

TEST_F(GatesTest, ClosedWithNoOpeningLeftOrOverfull) {
  for (const int left : {0, -1}) {
    vacancy_.openings_left_count = left;
    EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kVacancyClosed, " | NO_OPENING_LEFT")));
  }
  vacancy_.openings_left_count = 1;
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_.openings_left_count.reset();
  EXPECT_THAT(FailedNow(), IsEmpty());
}

TEST_F(GatesTest, ABlockOfTheEmployerHoldsFromItsFirstDayUntilBeforeItsEnd) {
  vacancy_.employer_blocks = {{kToday - 100, kToday - 90}, {kToday, kToday + 2}};
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kEmployerBlocked, " | 2026-03-01")));
  terms_.as_of_date = kToday + 1;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kEmployerBlocked, " | 2026-03-01")));
  terms_.as_of_date = kToday + 2;
  EXPECT_THAT(FailedNow(), IsEmpty());
  terms_.as_of_date = kToday - 1;
  EXPECT_THAT(FailedNow(), IsEmpty());
  vacancy_.employer_blocks = {{kToday, {}}};
  terms_.as_of_date = kToday + 1'000;
  EXPECT_THAT(FailedNow(), ElementsAre(Pair(Gate::kEmployerBlocked, " | 2026-03-01")));
}

TEST_F(GatesTest, AllThatFailAreNamedInTheOrderOfTheRule) {
  worker_.active = false;
  worker_.currently_away = true;
  worker_.available_date = *vacancy_.start_date + 1;
  worker_.birth_date = absl::CivilDay(2015, 1, 1);
  vacancy_.min_age_years = 18;
  vacancy_.min_education = EducationLevel::kCollege;
  worker_.min_wage_cny_per_month = 9'000;
  worker_.preferred_division_codes = {"330000"};
  worker_.skills.clear();
  worker_.accommodation_required = true;
  vacancy_.accommodation_provided = false;
  vacancy_.state = VacancyState::kClosed;
  vacancy_.employer_blocks = {{kToday, {}}};
  const std::vector<FailedGate> failed = Gates(worker_, vacancy_, terms_);
  ASSERT_EQ(failed.size(), static_cast<std::size_t>(kGateCount));
  for (std::size_t i = 0; i < failed.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(failed[i].gate), i + 1);
  }
}

}  // namespace
}  // namespace laowu::matcher
