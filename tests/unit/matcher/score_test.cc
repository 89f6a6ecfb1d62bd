// The six parts and the total, against figures worked out by hand.

#include "matcher/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "matcher/rule.h"
#include "tests/unit/matcher/random_rows.h"
#include "tests/unit/matcher/rows.h"

namespace laowu::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ScoreTest : public ::testing::Test {
 protected:
  WorkerRow worker_ = FittingWorker();
  VacancyRow vacancy_ = FittingVacancy();
};

TEST_F(ScoreTest, TheFittingPairByHand) {
  const PairScore score = Score(worker_, vacancy_);
  EXPECT_EQ(score.skill_micros, 300'000);
  EXPECT_EQ(score.occupation_micros, 200'000);
  EXPECT_EQ(score.location_micros, 184'000);
  EXPECT_EQ(score.wage_micros, 150'000);
  EXPECT_EQ(score.experience_micros, 20'000);
  EXPECT_EQ(score.policy_micros, 0);
  EXPECT_EQ(score.total_micros, kFittingTotalMicros);
}

// S: Σ w·c = 2·6,666 + 1·4,000 + 1·0 = 17,332, ÷ 4 = 4,333.
// O: past jobs alone, same small class: 7,000·9 ÷ 10 = 6,300.
// L: 2nd preference 8,500; d = 9,303: D = 20,000,000 ÷ 11,303 = 1,769; (510,000 + 70,760) ÷ 100 =
// 5,807. W: wish 4,321, 864 for full marks, 500 more: 5,000,000 ÷ 864 = 5,787. E: 37 months:
// 370,000 ÷ 120 = 3,083.  P: 6,000 + 4,000. total: 129,990 + 126,000 + 116,140 + 86,805 + 30,830 +
// 50,000 = 539,765.
TEST_F(ScoreTest, APairWithNothingRoundByHand) {
  worker_.skills = {{"welding-arc", "welding", 2, 37}, {"sewing-flat", "garment", 4, 90}};
  vacancy_.skill_requirements = {{"welding-arc", "welding", 3, true},
                                 {"sewing-overlock", "garment", 3, false},
                                 {"forklift", "driving", 1, false}};
  worker_.desired_occupation_codes.clear();
  worker_.past_occupation_codes = {"4-02-01-01", "6-18-02-01"};
  worker_.preferred_division_codes = {"330000", "440000", "442000"};
  worker_.home = PlanePoint{100'715, 28'620};
  vacancy_.workplace = PlanePoint{109'314, 25'069};
  worker_.min_wage_cny_per_month = 4'321;
  vacancy_.max_wage_cny_per_month = 4'821;
  worker_.policy_groups = BitOf(PolicyGroup::kPovertyAlleviated) | BitOf(PolicyGroup::kRelocated);
  EXPECT_EQ(SkillPart(worker_, vacancy_), 4'333);
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 6'300);
  EXPECT_EQ(LocationPart(worker_, vacancy_), 5'807);
  EXPECT_EQ(WagePart(worker_, vacancy_), 5'787);
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 3'083);
  EXPECT_EQ(PolicyPart(worker_), 10'000);
  EXPECT_EQ(Score(worker_, vacancy_).total_micros, 539'765);
}

TEST_F(ScoreTest, NoSkillEntriesGiveTheFullSkillPart) {
  vacancy_.skill_requirements.clear();
  EXPECT_EQ(SkillPart(worker_, vacancy_), 10'000);
  worker_.skills.clear();
  EXPECT_EQ(SkillPart(worker_, vacancy_), 10'000);
}

TEST_F(ScoreTest, ALevelAboveTheMinimumCountsAsTheMinimum) {
  worker_.skills[0].level = 5;
  EXPECT_EQ(SkillPart(worker_, vacancy_), 10'000);
}

TEST_F(ScoreTest, ALowerLevelCountsInProportionRoundedDown) {
  vacancy_.skill_requirements = {{"welding-arc", "welding", 3, false}};
  EXPECT_EQ(SkillPart(worker_, vacancy_), 6'666);
}

TEST_F(ScoreTest, ARelatedSkillIsWorthFourTenthsAtMost) {
  worker_.skills = {{"welding-gas", "welding", 1, {}}, {"welding-spot", "welding", 5, {}}};
  vacancy_.skill_requirements = {{"welding-arc", "welding", 3, false}};
  EXPECT_EQ(SkillPart(worker_, vacancy_), 4'000);
  worker_.skills.pop_back();
  EXPECT_EQ(SkillPart(worker_, vacancy_), 1'333);
}

// The very skill at 1 of 5 is worth 2,000, the best of the group at 4 of 5 is worth 3,200.
TEST_F(ScoreTest, TheBetterOfOwnSkillAndGroupCounts) {
  worker_.skills = {{"welding-arc", "welding", 1, {}}, {"welding-gas", "welding", 4, {}}};
  vacancy_.skill_requirements = {{"welding-arc", "welding", 5, false}};
  EXPECT_EQ(SkillPart(worker_, vacancy_), 3'200);
}

TEST_F(ScoreTest, SkillsWithoutAGroupAreAkinToNone) {
  worker_.skills = {{"odd", "", 5, {}}};
  vacancy_.skill_requirements = {{"other", "", 1, false}};
  EXPECT_EQ(SkillPart(worker_, vacancy_), 0);
}

TEST_F(ScoreTest, ARequiredSkillWeighsTwiceAPreferredOne) {
  vacancy_.skill_requirements = {{"welding-arc", "welding", 2, true},
                                 {"sewing", "garment", 2, false}};
  EXPECT_EQ(SkillPart(worker_, vacancy_), 6'666);
  vacancy_.skill_requirements[0].required = false;
  EXPECT_EQ(SkillPart(worker_, vacancy_), 5'000);
}

TEST_F(ScoreTest, SkillsMatchedAndMissing) {
  vacancy_.skill_requirements = {{"forklift", "driving", 1, false},
                                 {"welding-arc", "welding", 2, true},
                                 {"welding-gas", "welding", 1, false}};
  PairDetails details = Details(worker_, vacancy_);
  EXPECT_THAT(details.matched_skill_codes, ElementsAre("welding-arc"));
  EXPECT_THAT(details.missing_skill_codes, ElementsAre("forklift", "welding-gas"));
  vacancy_.skill_requirements[1].min_level = 3;
  details = Details(worker_, vacancy_);
  EXPECT_THAT(details.matched_skill_codes, IsEmpty());
  EXPECT_THAT(details.missing_skill_codes, ElementsAre("forklift", "welding-arc", "welding-gas"));
}

TEST_F(ScoreTest, OccupationsShareClassesFromTheTop) {
  const std::pair<const char*, int> cases[] = {
      {"6-18-02-24", 10'000}, {"6-18-02-01", 7'000}, {"6-18-01-24", 4'000}, {"6-29-02-24", 1'500},
      {"4-18-02-24", 0},      {"6-18-02", 7'000},    {"6-18", 4'000},       {"6", 1'500}};
  for (const auto& [code, expected] : cases) {
    worker_.desired_occupation_codes = {code};
    EXPECT_EQ(OccupationPart(worker_, vacancy_), expected) << code;
  }
  worker_.desired_occupation_codes = {"6-18-02"};
  vacancy_.occupation_code = "6-18-02";
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 10'000);
}

TEST_F(ScoreTest, TheBestOfTheDesiredOccupationsCounts) {
  worker_.desired_occupation_codes = {"4-01-01-01", "6-18-02-01", "6-29-01-01"};
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 7'000);
}

TEST_F(ScoreTest, PastOccupationsCountOnlyWhereNoneIsDesired) {
  worker_.past_occupation_codes = {"6-18-02-24"};
  worker_.desired_occupation_codes = {"4-01-01-01"};
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 0);
  worker_.desired_occupation_codes.clear();
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 9'000);
  worker_.past_occupation_codes = {"6-29-01-01"};
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 1'350);
}

TEST_F(ScoreTest, NoOccupationOfTheWorkerGives3000AndNoneOfTheVacancyTheMiddle) {
  worker_.desired_occupation_codes.clear();
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 3'000);
  vacancy_.occupation_code.clear();
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 5'000);
  worker_ = FittingWorker();
  EXPECT_EQ(OccupationPart(worker_, vacancy_), 5'000);
}

TEST_F(ScoreTest, LocationFallsWithThePlaceOfThePreference) {
  // D is 8,000: L = (60·R + 320,000) ÷ 100.
  worker_.preferred_division_codes = {"442000", "330000", "330100", "310000"};
  const int expected[] = {9'200, 8'300, 7'400, 6'500};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(LocationPart(worker_, vacancy_), expected[i]) << i;
    if (i < 3) {
      std::swap(worker_.preferred_division_codes[i], worker_.preferred_division_codes[i + 1]);
    }
  }
  worker_.preferred_division_codes = {"442000", "440000"};  // the first that contains it counts
  EXPECT_EQ(LocationPart(worker_, vacancy_), 9'200);
}

TEST_F(ScoreTest, AnyPlaceUnknownPlaceAndNoPreferredPlace) {
  worker_.preferred_division_codes.clear();
  EXPECT_EQ(LocationPart(worker_, vacancy_), 6'200);  // R 5,000
  worker_ = FittingWorker();
  vacancy_.workplace_lineage_codes.clear();
  EXPECT_EQ(LocationPart(worker_, vacancy_), 6'200);
  vacancy_ = FittingVacancy();
  worker_.preferred_division_codes = {"330000"};  // the gate fails: R 0
  EXPECT_EQ(LocationPart(worker_, vacancy_), 3'200);
}

TEST_F(ScoreTest, DistanceIsFullAtHomeHalfAt200KmAndMiddleIfUnknown) {
  worker_.home = vacancy_.workplace;
  EXPECT_EQ(LocationPart(worker_, vacancy_), 10'000);
  worker_.home->x_100m += 2'000;  // D 5,000
  EXPECT_EQ(LocationPart(worker_, vacancy_), 8'000);
  worker_.home.reset();
  EXPECT_EQ(LocationPart(worker_, vacancy_), 8'000);
  worker_ = FittingWorker();
  vacancy_.workplace.reset();
  EXPECT_EQ(LocationPart(worker_, vacancy_), 8'000);
}

TEST_F(ScoreTest, WageIsFullAtAFifthAboveTheWish) {
  const std::pair<int, int> cases[] = {{5'000, 0},       {5'001, 10},     {5'500, 5'000},
                                       {5'999, 9'990},   {6'000, 10'000}, {6'001, 10'000},
                                       {200'000, 10'000}};
  for (const auto& [max, expected] : cases) {
    vacancy_.max_wage_cny_per_month = max;
    EXPECT_EQ(WagePart(worker_, vacancy_), expected) << max;
  }
}

TEST_F(ScoreTest, NobodyRanksHigherForAskingLessThanFullMarksNeed) {
  for (const int wish : {100, 1'000, 4'999, 5'000}) {
    worker_.min_wage_cny_per_month = wish;
    EXPECT_EQ(WagePart(worker_, vacancy_), 10'000) << wish;
  }
}

TEST_F(ScoreTest, WageAtTheEndsOfItsRange) {
  worker_.min_wage_cny_per_month = 100;  // 20 for full marks
  vacancy_.max_wage_cny_per_month = 119;
  EXPECT_EQ(WagePart(worker_, vacancy_), 9'500);
  worker_.min_wage_cny_per_month = 200'000;
  vacancy_.max_wage_cny_per_month = 200'000;
  EXPECT_EQ(WagePart(worker_, vacancy_), 0);
  worker_.min_wage_cny_per_month = 166'000;  // 33,200 for full marks
  vacancy_.max_wage_cny_per_month = 199'199;
  EXPECT_EQ(WagePart(worker_, vacancy_), 9'999);
}

TEST_F(ScoreTest, WageUnknownOnEitherSideGivesTheMiddleAndBelowTheWishNothing) {
  vacancy_.max_wage_cny_per_month.reset();
  EXPECT_EQ(WagePart(worker_, vacancy_), 5'000);
  vacancy_ = FittingVacancy();
  worker_.min_wage_cny_per_month.reset();
  EXPECT_EQ(WagePart(worker_, vacancy_), 5'000);
  worker_.min_wage_cny_per_month = 7'000;
  EXPECT_EQ(WagePart(worker_, vacancy_), 0);
}

TEST_F(ScoreTest, ExperienceIsTheMostAmongTheSkillsThatTheVacancyNames) {
  worker_.skills = {{"welding-arc", "welding", 2, 12},
                    {"sewing", "garment", 1, 60},
                    {"forklift", "driving", 1, 110}};
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 1'000);
  vacancy_.skill_requirements.push_back({"sewing", "garment", 5, false});
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 5'000);
  vacancy_.skill_requirements.clear();  // among all
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 9'166);
}

TEST_F(ScoreTest, ExperienceIsFullAtTenYears) {
  const std::pair<int, int> cases[] = {{0, 0}, {1, 83}, {119, 9'916}, {120, 10'000}, {600, 10'000}};
  for (const auto& [months, expected] : cases) {
    worker_.skills[0].experience_months = months;
    EXPECT_EQ(ExperiencePart(worker_, vacancy_), expected) << months;
  }
}

TEST_F(ScoreTest, ExperienceIsFullAtWhatTheVacancyAsksFor) {
  worker_.skills = {{"welding-arc", "welding", 3, 12}};
  vacancy_.skill_requirements.clear();
  for (const auto& [asked, expected] : {std::pair(6, 10'000), {12, 10'000}, {24, 5'000}}) {
    vacancy_.min_experience_months = asked;
    EXPECT_EQ(ExperiencePart(worker_, vacancy_), expected) << asked;
  }
}

TEST_F(ScoreTest, ExperienceThatNobodyStatedGivesTheMiddle) {
  worker_.skills[0].experience_months.reset();
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 5'000);
  worker_.skills.push_back({"sewing", "garment", 1, 24});
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 5'000);
  vacancy_.skill_requirements.clear();  // now the stated one counts
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 2'000);
  worker_.skills.clear();
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 5'000);
}

TEST_F(ScoreTest, NoExperienceInASkillThatIsNamedAndNotHeld) {
  worker_.skills = {{"sewing", "garment", 5, 120}};
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 0);
  worker_.skills.clear();
  EXPECT_EQ(ExperiencePart(worker_, vacancy_), 0);
}

TEST_F(ScoreTest, PolicyCountsPovertyOrMonitoredOnceAndRelocationBeside) {
  const PolicyGroupBits poverty = BitOf(PolicyGroup::kPovertyAlleviated);
  const PolicyGroupBits monitored = BitOf(PolicyGroup::kMonitored);
  const PolicyGroupBits relocated = BitOf(PolicyGroup::kRelocated);
  const std::pair<PolicyGroupBits, int> cases[] = {
      {0, 0},
      {poverty, 6'000},
      {monitored, 6'000},
      {poverty | monitored, 6'000},
      {relocated, 4'000},
      {monitored | relocated, 10'000},
      {BitOf(4) | BitOf(5), 0},
  };
  for (const auto& [groups, expected] : cases) {
    worker_.policy_groups = groups;
    EXPECT_EQ(PolicyPart(worker_), expected) << groups;
  }
}

// Any rows: each part within its bounds, and the parts add up to the total.
TEST(ScorePropertyTest, PartsStayWithinBoundsAndAddUp) {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const WorkerRow worker = RandomWorker("w", random);
    const VacancyRow vacancy = RandomVacancy("v", random);
    const int parts[] = {SkillPart(worker, vacancy),      OccupationPart(worker, vacancy),
                         LocationPart(worker, vacancy),   WagePart(worker, vacancy),
                         ExperiencePart(worker, vacancy), PolicyPart(worker)};
    const int weights[] = {30, 20, 20, 15, 10, 5};
    int total = 0;
    for (int part = 0; part < 6; ++part) {
      ASSERT_GE(parts[part], 0);
      ASSERT_LE(parts[part], kFullPart);
      total += weights[part] * parts[part];
    }
    const PairScore score = Score(worker, vacancy);
    ASSERT_EQ(score.total_micros, total);
    ASSERT_EQ(score.skill_micros + score.occupation_micros + score.location_micros +
                  score.wage_micros + score.experience_micros + score.policy_micros,
              total);
  }
}

TEST(AgeInYearsTest, ChangesOnTheBirthday) {
  EXPECT_EQ(AgeInYears(absl::CivilDay(2000, 5, 17), absl::CivilDay(2026, 5, 16)), 25);
  EXPECT_EQ(AgeInYears(absl::CivilDay(2000, 5, 17), absl::CivilDay(2026, 5, 17)), 26);
  EXPECT_EQ(AgeInYears(absl::CivilDay(2000, 12, 31), absl::CivilDay(2026, 1, 1)), 25);
  EXPECT_EQ(AgeInYears(absl::CivilDay(2026, 1, 1), absl::CivilDay(2026, 1, 1)), 0);
  EXPECT_EQ(AgeInYears(absl::CivilDay(2026, 1, 2), absl::CivilDay(2026, 1, 1)), 0);
}

TEST(GateValueTextTest, IsFreeOfLanguage) {
  EXPECT_EQ(GateValueText({}), "");
  EXPECT_EQ(GateValueText(5'500), "5500");
  EXPECT_EQ(GateValueText(absl::CivilDay(2026, 3, 1)), "2026-03-01");
  EXPECT_EQ(GateValueText(AgeLimits{18, 45}), "18-45");
  EXPECT_EQ(GateValueText(AgeLimits{18, {}}), "18-");
  EXPECT_EQ(GateValueText(AgeLimits{{}, 45}), "-45");
  EXPECT_EQ(GateValueText(std::vector<std::string>{"442000", "440000"}), "442000,440000");
  EXPECT_EQ(GateValueText(std::vector<SkillLevel>{{"a", 0}, {"b", 2}}), "a:0,b:2");
}

}  // namespace
}  // namespace laowu::matcher
