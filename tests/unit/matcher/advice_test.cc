// The ladders of advice: which steps there are, from what, and which there never are. What each
// brings is held against brute force in tests/model/advice_model_test.cc.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "matcher/like_pay.h"
#include "matcher/vacancy_advice.h"
#include "matcher/worker_advice.h"
#include "rows.h"
#include "tests/support/status_matchers.h"

namespace laowu::matcher {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

using Kind = VacancyStepKind;

// The values of the steps of a kind, in order.
std::vector<int> ValuesOf(const VacancyRow& vacancy, Kind kind, const LikePay& pay = {}) {
  std::vector<int> values;
  for (const VacancyStep& step : StepsOf(vacancy, kTerms, pay)) {
    if (step.kind == kind) values.push_back(step.value);
  }
  return values;
}

TEST(VacancySteps, WagesRiseByHundredsAndToTheQuartilesAbove) {
  VacancyRow vacancy = FittingVacancy();
  EXPECT_THAT(ValuesOf(vacancy, Kind::kWage),
              ElementsAre(6'100, 6'200, 6'300, 6'400, 6'500, 6'600, 6'700, 6'800, 6'900, 7'000));
  LikePay pay;
  pay.lower_quartile = 5'500;
  pay.median = 6'050;
  pay.upper_quartile = 7'300;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kWage, pay), IsSupersetOf({6'050, 7'300}));
  EXPECT_THAT(ValuesOf(vacancy, Kind::kWage, pay), Not(Contains(5'500))) << "never lower pay";
  vacancy.max_wage_cny_per_month.reset();
  EXPECT_THAT(ValuesOf(vacancy, Kind::kWage, pay), ElementsAre(5'500, 6'050, 7'300));
  vacancy.max_wage_cny_per_month = kMaxWageCnyPerMonth;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kWage), IsEmpty());
}

TEST(VacancySteps, AgeLimitsOnlyWiden) {
  VacancyRow vacancy = FittingVacancy();
  EXPECT_THAT(ValuesOf(vacancy, Kind::kMaxAge), IsEmpty());
  vacancy.max_age_years = 45;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kMaxAge), ElementsAre(50, 55, 0));
  vacancy.min_age_years = 25;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kMinAge), ElementsAre(20));
}

// Nothing that is advised brings children or people of 16 and 17 in.
TEST(VacancySteps, NoStepGoesBelowEighteenOrTouchesHazards) {
  VacancyRow vacancy = FittingVacancy();
  vacancy.hazards = BitOf(3);
  vacancy.min_age_years = 20;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kMinAge), ElementsAre(18));
  for (const int least : {16, 17, 18}) {
    vacancy.min_age_years = least;
    EXPECT_THAT(ValuesOf(vacancy, Kind::kMinAge), IsEmpty()) << least;
  }
  for (const VacancyStep& step : StepsOf(vacancy, kTerms, {})) {
    const VacancyRow changed = WithStep(vacancy, step);
    EXPECT_EQ(changed.hazards, vacancy.hazards);
    EXPECT_EQ(changed.no_juvenile_hazards, vacancy.no_juvenile_hazards);
  }
}

TEST(VacancySteps, EducationGoesOneLowerAndAway) {
  VacancyRow vacancy = FittingVacancy();
  EXPECT_THAT(ValuesOf(vacancy, Kind::kEducation), IsEmpty());
  vacancy.min_education = EducationLevel::kSeniorMiddle;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kEducation), ElementsAre(3, 0));
  vacancy.min_education = EducationLevel::kPrimary;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kEducation), ElementsAre(0));
  vacancy.min_education = EducationLevel::kNone;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kEducation), IsEmpty());
}

TEST(VacancySteps, SkillsBecomeEasierOneByOne) {
  VacancyRow vacancy = FittingVacancy();
  vacancy.skill_requirements = {{"welding-arc", "welding", 2, true}, {"forklift", "", 1, false}};
  std::vector<std::pair<Kind, std::string>> steps;
  for (const VacancyStep& step : StepsOf(vacancy, kTerms, {})) {
    if (!step.skill_code.empty()) steps.emplace_back(step.kind, step.skill_code);
  }
  EXPECT_THAT(steps, ElementsAre(std::pair(Kind::kSkillPreferred, "welding-arc"),
                                 std::pair(Kind::kSkillLevel, "welding-arc"),
                                 std::pair(Kind::kSkillDropped, "welding-arc"),
                                 std::pair(Kind::kSkillDropped, "forklift")));
  const VacancyRow dropped =
      WithStep(vacancy, {.kind = Kind::kSkillDropped, .skill_code = "forklift"});
  EXPECT_EQ(dropped.skill_requirements.size(), 1u);
}

TEST(VacancySteps, ConditionsExperienceAndStart) {
  VacancyRow vacancy = FittingVacancy();
  vacancy.accommodation_provided = true;
  vacancy.night_shift = false;
  vacancy.min_experience_months = 24;
  EXPECT_THAT(ValuesOf(vacancy, Kind::kAccommodation), IsEmpty());
  EXPECT_THAT(ValuesOf(vacancy, Kind::kNoNightShift), IsEmpty());
  EXPECT_THAT(ValuesOf(vacancy, Kind::kExperience), ElementsAre(12));
  vacancy.accommodation_provided = false;
  vacancy.night_shift = true;
  EXPECT_EQ(ValuesOf(vacancy, Kind::kAccommodation).size(), 1u);
  EXPECT_EQ(ValuesOf(vacancy, Kind::kNoNightShift).size(), 1u);
  std::vector<absl::CivilDay> starts;
  for (const VacancyStep& step : StepsOf(vacancy, kTerms, {})) {
    if (step.kind == Kind::kStartDate) starts.push_back(*step.start_date);
  }
  EXPECT_THAT(starts, ElementsAre(*vacancy.start_date + 14, *vacancy.start_date + 30,
                                  *vacancy.start_date + 60));
}

class LikePayTest : public ::testing::Test {
 protected:
  // `count` open posts that pay 5,000, 5,100, …
  void Put(const char* place, const char* city, const char* occupation, int count) {
    for (int i = 0; i < count; ++i) {
      VacancyRow row = FittingVacancy();
      row.name = absl::StrCat("offices/o/vacancies/", next_++);
      row.workplace_division_code = place;
      row.workplace_lineage_codes = {"440000", city, place};
      row.occupation_code = occupation;
      row.max_wage_cny_per_month = 5'000 + 100 * i;
      ASSERT_OK(matcher_.UpsertVacancy(row));
    }
  }
  LikePay Find(const RowGroups* groups = nullptr) {
    auto pay = FindLikePay(matcher_, vacancy_, kTerms, groups, nullptr);
    EXPECT_OK(pay);
    return pay.value_or(LikePay());
  }

  Matcher matcher_;
  VacancyRow vacancy_ = FittingVacancy();
  int next_ = 0;
};

TEST_F(LikePayTest, QuartilesAreThoseOfTheSmallClassInTheCity) {
  Put("442000105", "442000", "6-18-02-01", 12);
  Put("441900003", "441900", "6-18-02-01", 50);  // another city
  Put("442000105", "442000", "6-18-01-01", 50);  // another small class
  const LikePay pay = Find();
  EXPECT_EQ(pay.vacancy_count, 12);
  EXPECT_EQ(pay.occupation_code, "6-18-02");
  EXPECT_EQ(pay.division_code, "442000");
  EXPECT_FALSE(pay.widened);
  // The 3rd, 6th and 9th of twelve.
  EXPECT_EQ(pay.lower_quartile, 5'200);
  EXPECT_EQ(pay.median, 5'500);
  EXPECT_EQ(pay.upper_quartile, 5'800);
}

TEST_F(LikePayTest, TheCircleWidensUntilThereAreTenAndSaysSo) {
  Put("442000105", "442000", "6-18-02-01", 9);
  EXPECT_EQ(Find().vacancy_count, 9);
  EXPECT_EQ(Find().median, 0) << "too few";
  Put("441900003", "441900", "6-18-02-01", 1);
  const LikePay province = Find();
  EXPECT_EQ(province.division_code, "440000");
  EXPECT_EQ(province.vacancy_count, 10);
  EXPECT_TRUE(province.widened);
  matcher_ = Matcher();
  Put("442000105", "442000", "6-18-01-01", 10);
  EXPECT_EQ(Find().occupation_code, "6-18");
  EXPECT_EQ(Find().division_code, "442000");
}

TEST_F(LikePayTest, ClosedBlockedItselfAndWagelessPostsDoNotCount) {
  Put("442000105", "442000", "6-18-02-01", 10);
  VacancyRow closed = FittingVacancy();
  closed.name = "offices/o/vacancies/closed";
  closed.state = VacancyState::kClosed;
  VacancyRow blocked = FittingVacancy();
  blocked.name = "offices/o/vacancies/blocked";
  blocked.employer_blocks = {{kToday - 1, {}}};
  VacancyRow wageless = FittingVacancy();
  wageless.name = "offices/o/vacancies/wageless";
  wageless.max_wage_cny_per_month.reset();
  for (const VacancyRow& row : {closed, blocked, wageless, vacancy_}) {
    ASSERT_OK(matcher_.UpsertVacancy(row));
  }
  EXPECT_EQ(Find().vacancy_count, 10);
}

TEST_F(LikePayTest, AGroupCountsOnceAndTheOwnOneNot) {
  Put("442000105", "442000", "6-18-02-01", 13);
  ASSERT_OK(matcher_.UpsertVacancy(vacancy_));
  // Slots in order of putting: 0, 1 and 2 are one post, 3 and the vacancy itself another.
  std::vector<std::int32_t> group_by_slot(14, 0);
  group_by_slot[0] = group_by_slot[1] = group_by_slot[2] = 1;
  group_by_slot[3] = group_by_slot[13] = 2;
  const RowGroups groups = {group_by_slot, nullptr};
  EXPECT_EQ(Find(&groups).vacancy_count, 10);
}

// Slots follow the order in which a feed brings rows, which is another one after a restart.
TEST_F(LikePayTest, OfAGroupThePostWithTheLeastNameCountsWhicheverCameFirst) {
  VacancyRow low = FittingVacancy();
  low.name = "offices/o/vacancies/a";
  low.max_wage_cny_per_month = 4'000;
  VacancyRow high = FittingVacancy();
  high.name = "offices/o/vacancies/b";
  high.max_wage_cny_per_month = 9'000;
  std::vector<std::int32_t> group_by_slot(12, 0);
  group_by_slot[10] = group_by_slot[11] = 1;
  const RowGroups groups = {group_by_slot, nullptr};
  for (const bool low_first : {true, false}) {
    matcher_ = Matcher();
    next_ = 0;
    Put("442000105", "442000", "6-18-02-01", 10);
    ASSERT_OK(matcher_.UpsertVacancy(low_first ? low : high));
    ASSERT_OK(matcher_.UpsertVacancy(low_first ? high : low));
    const LikePay pay = Find(&groups);
    EXPECT_EQ(pay.vacancy_count, 11);
    // The 3rd, 6th and 9th of 4,000, 5,000, 5,100, …
    EXPECT_EQ(pay.lower_quartile, 5'100) << low_first;
    EXPECT_EQ(pay.median, 5'400) << low_first;
    EXPECT_EQ(pay.upper_quartile, 5'700) << low_first;
  }
}

TEST_F(LikePayTest, AVacancyThatStatesNothingIsComparedWithAll) {
  Put("442000105", "442000", "6-18-02-01", 10);
  Put("110101001", "110100", "4-01-02-01", 2);
  vacancy_.occupation_code.clear();
  vacancy_.workplace_lineage_codes.clear();
  const LikePay pay = Find();
  EXPECT_EQ(pay.vacancy_count, 12);
  EXPECT_TRUE(pay.widened);
}

class VacancyAdviceTest : public ::testing::Test {
 protected:
  VacancyAdviceTest() {
    vacancy_.max_age_years = 40;
    vacancy_.accommodation_provided = false;
    vacancy_.night_shift = true;
  }
  void Put(int count, const std::function<void(WorkerRow&)>& change) {
    for (int i = 0; i < count; ++i) {
      WorkerRow row = FittingWorker();
      row.name = absl::StrCat("workers/", next_++);
      change(row);
      ASSERT_OK(matcher_.UpsertWorker(row));
    }
  }
  VacancyAdvice AdviceIn(int count_unit) {
    AdviceQuery query;
    query.terms = kTerms;
    auto advice = Advise(matcher_, vacancy_, query, nullptr, count_unit);
    EXPECT_OK(advice);
    return advice.value_or(VacancyAdvice());
  }
  static std::vector<Kind> GainingKinds(const VacancyAdvice& advice) {
    std::vector<Kind> kinds;
    for (const auto& one : advice.steps) {
      if (one.effect.gained_count > 0) kinds.push_back(one.step.kind);
    }
    return kinds;
  }
  static std::vector<std::pair<Kind, Kind>> PairKinds(const VacancyAdvice& advice) {
    std::vector<std::pair<Kind, Kind>> kinds;
    for (const auto& pair : advice.pairs) kinds.emplace_back(pair.first.kind, pair.second.kind);
    return kinds;
  }

  Matcher matcher_;
  VacancyRow vacancy_ = FittingVacancy();
  int next_ = 0;
};

// Nine, eight and six are all five: neither the order nor a pair may say which of them is more.
TEST_F(VacancyAdviceTest, WhatIsShownAndInWhichOrderFollowsFromRoundedCountsAlone) {
  Put(7, [](WorkerRow&) {});
  Put(9, [](WorkerRow& row) { row.birth_date = absl::CivilDay(1984, 1, 1); });
  Put(8, [](WorkerRow& row) { row.refuses_night_shift = true; });
  Put(6, [](WorkerRow& row) { row.accommodation_required = true; });
  Put(3, [](WorkerRow& row) { row.accommodation_required = row.refuses_night_shift = true; });
  Put(1, [](WorkerRow& row) { row.available_date = kToday + 30; });
  const VacancyAdvice exact = AdviceIn(1);
  EXPECT_EQ(exact.eligible_count, 7);
  EXPECT_THAT(GainingKinds(exact),
              ElementsAre(Kind::kMaxAge, Kind::kMaxAge, Kind::kMaxAge, Kind::kNoNightShift,
                          Kind::kAccommodation, Kind::kStartDate, Kind::kStartDate));
  EXPECT_EQ(exact.pairs.size(), 6u);

  const VacancyAdvice told = AdviceIn(5);
  EXPECT_EQ(told.eligible_count, 5);
  EXPECT_EQ(told.top_count, 5);
  // The order of the ladder.
  EXPECT_THAT(GainingKinds(told), ElementsAre(Kind::kMaxAge, Kind::kMaxAge, Kind::kMaxAge,
                                              Kind::kAccommodation, Kind::kNoNightShift));
  for (const auto& [step, effect] : told.steps) {
    EXPECT_EQ(effect.gained_count % 5, 0);
    EXPECT_EQ(effect.eligible_count, told.eligible_count + effect.gained_count - effect.lost_count);
  }
  // Fifteen each, then ten. Accommodation and a later start bring seven, which is five alone too.
  EXPECT_THAT(PairKinds(told), ElementsAre(std::pair(Kind::kMaxAge, Kind::kAccommodation),
                                           std::pair(Kind::kMaxAge, Kind::kNoNightShift),
                                           std::pair(Kind::kAccommodation, Kind::kNoNightShift),
                                           std::pair(Kind::kMaxAge, Kind::kStartDate)));
  EXPECT_EQ(told.pairs[1].effect.gained_count, 15);
  EXPECT_EQ(told.pairs[1].effect.eligible_count, 20);
  EXPECT_EQ(told.pairs[3].second_gained_count, 0);
}

TEST_F(VacancyAdviceTest, AStepByWhichPeopleAreLostStandsLast) {
  Put(3, [](WorkerRow&) {});
  Put(6, [](WorkerRow& row) { row.birth_date = absl::CivilDay(1985, 3, 25); });  // 41 on 25 March
  for (const int unit : {1, 5}) {
    const VacancyAdvice advice = AdviceIn(unit);
    ASSERT_GT(advice.steps.size(), 3u);
    for (std::size_t i = advice.steps.size() - 3; i < advice.steps.size(); ++i) {
      EXPECT_EQ(advice.steps[i].step.kind, Kind::kStartDate);
      EXPECT_EQ(advice.steps[i].effect.lost_count, unit == 1 ? 6 : 5);
      EXPECT_EQ(advice.steps[i].effect.eligible_count, unit == 1 ? 3 : 0);
    }
  }
}

class WorkerAdviceTest : public ::testing::Test {
 protected:
  void Put(int count, const std::function<void(VacancyRow&)>& change) {
    for (int i = 0; i < count; ++i) {
      VacancyRow row = FittingVacancy();
      row.name = absl::StrCat("offices/o/vacancies/", next_++);
      change(row);
      ASSERT_OK(matcher_.UpsertVacancy(row));
    }
  }
  std::vector<WorkerAdvice::One> StepsOfKind(WorkerStepKind kind) {
    AdviceQuery query;
    query.terms = kTerms;
    auto advice = Advise(matcher_, worker_, query);
    EXPECT_OK(advice);
    std::vector<WorkerAdvice::One> found;
    for (const auto& one : advice->steps) {
      if (one.step.kind == kind) found.push_back(one);
    }
    return found;
  }

  Matcher matcher_;
  WorkerRow worker_ = FittingWorker();
  int next_ = 0;
};

TEST_F(WorkerAdviceTest, SkillsAreThoseThatOpenMostAtTheLevelThatIsEnough) {
  const auto asks = [](const char* skill, int level) {
    return [=](VacancyRow& row) { row.skill_requirements = {{skill, "", level, true}}; };
  };
  Put(3, asks("forklift", 1));
  Put(2, asks("forklift", 3));
  Put(4, asks("crane", 2));
  Put(1, asks("welding-arc", 4));  // held at 2
  Put(5, [](VacancyRow& row) {     // two are missing: no one certificate opens it
    row.skill_requirements = {{"forklift", "", 1, true}, {"crane", "", 1, true}};
  });
  const auto steps = StepsOfKind(WorkerStepKind::kSkill);
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_EQ(steps[0].step.code, "crane");
  EXPECT_EQ(steps[0].effect.gained_count, 4);
  EXPECT_EQ(steps[1].step.code, "forklift");
  EXPECT_EQ(steps[1].step.value, 1);
  EXPECT_EQ(steps[1].effect.gained_count, 3);
  EXPECT_EQ(steps[2].step.code, "welding-arc");
  EXPECT_EQ(steps[2].step.value, 4);
  EXPECT_TRUE(steps[0].step.is_recommended);
}

TEST_F(WorkerAdviceTest, PlacesGetWiderMoreAndAny) {
  Put(2, [](VacancyRow& row) { row.workplace_lineage_codes = {"440000", "441900"}; });
  Put(3, [](VacancyRow& row) { row.workplace_lineage_codes = {"330000", "330100"}; });
  const auto wider = StepsOfKind(WorkerStepKind::kWiderPlace);
  ASSERT_EQ(wider.size(), 1u);
  EXPECT_EQ(wider[0].step.code, "440000");
  EXPECT_EQ(wider[0].effect.gained_count, 2);
  const auto more = StepsOfKind(WorkerStepKind::kMorePlace);
  ASSERT_EQ(more.size(), 1u) << "Guangdong is the wider place of Zhongshan";
  EXPECT_EQ(more[0].step.code, "330000");
  EXPECT_EQ(more[0].effect.gained_count, 3);
  EXPECT_EQ(StepsOfKind(WorkerStepKind::kAnyPlace)[0].effect.gained_count, 5);
  worker_.preferred_division_codes.clear();
  EXPECT_THAT(StepsOfKind(WorkerStepKind::kAnyPlace), IsEmpty());
}

TEST_F(WorkerAdviceTest, PlacesWithinTheWiderOneBecomeIt) {
  worker_.preferred_division_codes = {"441302", "110000", "441303", "441300"};
  const WorkerRow changed =
      WithStep(worker_, {.kind = WorkerStepKind::kWiderPlace, .code = "441300"});
  EXPECT_THAT(changed.preferred_division_codes, ElementsAre("441300", "110000"));
}

TEST_F(WorkerAdviceTest, WhatIsGivenUpIsShownAndNeverRecommended) {
  worker_.accommodation_required = true;
  worker_.refuses_night_shift = true;
  worker_.currently_away = true;
  Put(2, [](VacancyRow& row) { row.max_wage_cny_per_month = 4'700; });
  AdviceQuery query;
  query.terms = kTerms;
  LAOWU_ASSERT_OK_AND_ASSIGN(const WorkerAdvice advice, Advise(matcher_, worker_, query));
  int shown_count = 0;
  for (const auto& one : advice.steps) {
    const WorkerStepKind kind = one.step.kind;
    if (kind == WorkerStepKind::kWish || kind == WorkerStepKind::kNoAccommodationNeeded ||
        kind == WorkerStepKind::kTakesNightShift || kind == WorkerStepKind::kJobWantedFrom) {
      ++shown_count;
      EXPECT_FALSE(one.step.is_recommended);
    }
  }
  EXPECT_EQ(shown_count, 6 + 3);
  EXPECT_TRUE(std::is_sorted(
      advice.steps.begin(), advice.steps.end(),
      [](const auto& a, const auto& b) { return a.step.is_recommended > b.step.is_recommended; }));
}

TEST_F(WorkerAdviceTest, AnEarlierDateIsRecommendedAndALaterOneIsNot) {
  worker_.available_date = kToday + 40;
  Put(1, [](VacancyRow& row) { row.start_date = kToday + 20; });
  Put(1, [](VacancyRow& row) { row.start_date = kToday + 50; });
  const auto steps = StepsOfKind(WorkerStepKind::kAvailableDate);
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_TRUE(steps[0].step.is_recommended && steps[1].step.is_recommended);
  EXPECT_EQ(steps[0].effect.gained_count, 1);
  EXPECT_FALSE(steps[2].step.is_recommended);
  EXPECT_EQ(steps[2].step.date, kToday + 70);
  EXPECT_EQ(steps[2].effect.lost_count, 1);
}

TEST_F(WorkerAdviceTest, AWrongRowOrQueryIsRefused) {
  AdviceQuery query;
  query.terms = kTerms;
  query.top_count = 0;
  EXPECT_THAT(Advise(matcher_, worker_, query), StatusIs(absl::StatusCode::kInvalidArgument));
  query.top_count = 5;
  worker_.min_wage_cny_per_month = 1;
  EXPECT_THAT(Advise(matcher_, worker_, query), StatusIs(absl::StatusCode::kInvalidArgument));
  ASSERT_OK(matcher_.UpsertWorker(FittingWorker()));
  query.keep_going = [] { return absl::DeadlineExceededError("over"); };
  EXPECT_THAT(Advise(matcher_, FittingVacancy(), query, nullptr),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

}  // namespace
}  // namespace laowu::matcher
