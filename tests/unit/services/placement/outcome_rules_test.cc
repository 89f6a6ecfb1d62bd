#include "services/placement/outcome_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/placement/attestation_rules.h"

namespace laowu::placement {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using O = v1::Outcome;

class History {
 public:
  O& Add(O::Type type, int day, const std::string& placement = "") {
    O& outcome = outcomes_.emplace_back();
    outcome.set_name(absl::StrCat("outcomes/", outcomes_.size()));
    outcome.set_sequence(static_cast<int64_t>(outcomes_.size()));
    outcome.set_type(type);
    outcome.set_placement(placement);
    *outcome.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, day));
    return outcome;
  }
  void Void(int index) { Add(O::VOIDED, 30).set_voids(absl::StrCat("outcomes/", index)); }
  // "start", "start-end" or "" by the numbers of the outcomes.
  std::string Course(const std::string& placement) const {
    const auto course = CourseOf(placement, outcomes_);
    if (course.start == nullptr) return "";
    return absl::StrCat(course.start->sequence(),
                        course.end == nullptr ? "" : absl::StrCat("-", course.end->sequence()));
  }
  std::vector<int64_t> Standing() const {
    std::vector<int64_t> out;
    for (const O* outcome : StandingOutcomes(outcomes_)) out.push_back(outcome->sequence());
    return out;
  }

 private:
  std::vector<O> outcomes_;
};

std::vector<std::string> Violations(const O& outcome) {
  runtime::FieldChecks checks;
  CheckOutcomeFields(Normalised(outcome, absl::CivilDay(2026, 6, 30)), "o", checks);
  std::vector<std::string> paths;
  for (const auto& violation : checks.violations()) paths.push_back(violation.field());
  return paths;
}

O Arrived() {
  O outcome;
  outcome.set_type(O::ARRIVED);
  outcome.set_worker("workers/w");
  outcome.set_workplace_division_code("442000");
  *outcome.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, 1));
  return outcome;
}

TEST(OutcomeRulesTest, FieldsOfAnOutcome) {
  EXPECT_THAT(Violations(Arrived()), IsEmpty());
  EXPECT_THAT(Violations(O()), ElementsAre("o.type", "o.worker", "o.effective_date"));
  O outcome = Arrived();
  outcome.clear_workplace_division_code();
  EXPECT_THAT(Violations(outcome), ElementsAre("o.workplace_division_code"));
  outcome.set_type(O::JOB_CHANGED);
  EXPECT_THAT(Violations(outcome), IsEmpty()) << "a change that names no place stays where it was";
  outcome = Arrived();
  outcome.set_date_precision(v1::DATE_PRECISION_BEFORE);
  EXPECT_THAT(Violations(outcome), ElementsAre("o.date_precision"));
  outcome.set_type(O::OPENING_BALANCE);
  EXPECT_THAT(Violations(outcome), IsEmpty());
  outcome = Arrived();
  outcome.set_voids("outcomes/1");
  outcome.set_undone_import("imports/i");
  EXPECT_THAT(Violations(outcome), ElementsAre("o.voids", "o.undone_import"));
  outcome = Arrived();
  outcome.set_occupation_code("9-99-99-99");
  outcome.set_wage_cny_per_month(-1);
  outcome.set_employer("n-factory");
  EXPECT_THAT(Violations(outcome),
              ElementsAre("o.employer", "o.occupation_code", "o.wage_cny_per_month"));
  outcome = Arrived();
  outcome.set_workplace_division_code("jp");
  EXPECT_THAT(Violations(outcome), ElementsAre("o.workplace_division_code"));
}

// Letters are overseas at every boundary (ratio.md rule 12): GD for Guangdong would be away.
TEST(OutcomeRulesTest, Rule12OnlyTheCodeOfACountryIsAPlaceAbroad) {
  for (const char* code : {"JPN", "JP", "SG", "HKG", "GRD", "YEM"}) {
    O outcome = Arrived();
    outcome.set_workplace_division_code(code);
    EXPECT_THAT(Violations(outcome), IsEmpty()) << code;
  }
  for (const char* code : {"GD", "SZ", "CN", "CHN", "USD", "ZZZ", "jpn", "J", "NOWHERE"}) {
    for (const auto type : {O::ARRIVED, O::JOB_CHANGED, O::CONFIRMED}) {
      O outcome = Arrived();
      outcome.set_type(type);
      outcome.set_workplace_division_code(code);
      EXPECT_THAT(Violations(outcome), ElementsAre("o.workplace_division_code")) << code;
    }
  }
  O outcome = Arrived();
  outcome.set_workplace_division_code("GD");
  runtime::FieldChecks checks;
  CheckOutcomeFields(Normalised(outcome, absl::CivilDay(2026, 6, 30)), "o", checks);
  ASSERT_EQ(checks.violations().size(), 1);
  EXPECT_THAT(checks.violations()[0].description(), ::testing::HasSubstr("GRD"));
  EXPECT_THAT(checks.violations()[0].description(), ::testing::HasSubstr("广东"));
}

// The same least and most as vacancies and wishes have: 60 is a day's pay, not a month's.
TEST(OutcomeRulesTest, AWageIsOneOfAMonthOrNotStated) {
  for (const int wage : {0, 100, 6'000, 200'000}) {
    O outcome = Arrived();
    outcome.set_wage_cny_per_month(wage);
    EXPECT_THAT(Violations(outcome), IsEmpty()) << wage;
  }
  for (const int wage : {-1, 1, 60, 99, 200'001}) {
    O outcome = Arrived();
    outcome.set_wage_cny_per_month(wage);
    EXPECT_THAT(Violations(outcome), ElementsAre("o.wage_cny_per_month")) << wage;
  }
}

TEST(OutcomeRulesTest, Rule20AMonthIsJudgedOnItsLastDay) {
  O outcome = Arrived();
  outcome.set_date_precision(v1::DATE_PRECISION_MONTH);
  *outcome.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 2, 1));
  EXPECT_EQ(CountingDayOf(outcome), absl::CivilDay(2026, 2, 28));
}

TEST(OutcomeRulesTest, AVoidedWithoutADateIsOfToday) {
  O outcome;
  outcome.set_type(O::VOIDED);
  outcome.set_worker("workers/w");
  EXPECT_THAT(Violations(outcome), ElementsAre("o.voids"));
  outcome.set_voids("outcomes/1");
  EXPECT_THAT(Violations(outcome), IsEmpty());
  outcome.set_undone_import("a file");
  EXPECT_THAT(Violations(outcome), ElementsAre("o.undone_import"));
  outcome.set_undone_import("imports/i");
  EXPECT_THAT(Violations(outcome), IsEmpty());
}

TEST(OutcomeRulesTest, AnUnsetPrecisionIsADay) {
  O day = Arrived();
  day.set_date_precision(v1::DATE_PRECISION_DAY);
  EXPECT_TRUE(SameOutcome(Normalised(Arrived(), {}), day));
  day.set_date_precision(v1::DATE_PRECISION_MONTH);
  EXPECT_FALSE(SameOutcome(Normalised(Arrived(), {}), day));
}

TEST(OutcomeRulesTest, Rule14VoidedOutcomesDoNotStandAndVoidingMayBeVoided) {
  History history;
  history.Add(O::ARRIVED, 5);
  history.Add(O::RETURNED, 9);
  history.Void(1);
  EXPECT_THAT(history.Standing(), ElementsAre(2, 3));
  history.Void(3);
  EXPECT_THAT(history.Standing(), ElementsAre(1, 2, 4));
}

TEST(OutcomeRulesTest, Rule16SameDayStandsAsRecorded) {
  History history;
  history.Add(O::RETURNED, 5);
  history.Add(O::ARRIVED, 5);
  history.Add(O::ARRIVED, 1);
  EXPECT_THAT(history.Standing(), ElementsAre(3, 1, 2));
}

TEST(OutcomeRulesTest, TheCourseOfAPlacement) {
  History history;
  EXPECT_EQ(history.Course("p"), "");
  history.Add(O::DISPATCHED, 1, "p");
  EXPECT_EQ(history.Course("p"), "") << "sent off is not there yet";
  history.Add(O::ARRIVED, 3, "p");
  EXPECT_EQ(history.Course("p"), "2");
  history.Add(O::HOME_VISIT, 10);
  history.Add(O::RETURNED, 2);
  history.Add(O::ARRIVED, 11);
  EXPECT_EQ(history.Course("p"), "2") << "a visit, an older return, a second job end nothing";
  history.Add(O::RETURNED, 20);
  EXPECT_EQ(history.Course("p"), "2-6");
  history.Add(O::JOB_CHANGED, 15);
  EXPECT_EQ(history.Course("p"), "2-7") << "the first that ends it";
}

TEST(OutcomeRulesTest, AnotherPlacementsArrivalEndsTheFirst) {
  History history;
  history.Add(O::ARRIVED, 3, "p");
  history.Add(O::ARRIVED, 4, "p");
  history.Add(O::JOB_CHANGED, 5, "p");
  EXPECT_EQ(history.Course("p"), "1");
  history.Add(O::ARRIVED, 9, "q");
  EXPECT_EQ(history.Course("p"), "1-4");
  EXPECT_EQ(history.Course("q"), "4");
}

TEST(OutcomeRulesTest, FollowMovesThePlacementWhereItsCourseHasGot) {
  History history;
  const O arrived = history.Add(O::ARRIVED, 3, "p");
  const O returned = history.Add(O::RETURNED, 9);
  v1::Placement placement;
  placement.set_state(v1::Placement::ACCEPTED);
  EXPECT_FALSE(Follow({}, placement));
  EXPECT_TRUE(Follow({&arrived, nullptr}, placement));
  EXPECT_EQ(placement.state(), v1::Placement::STARTED);
  EXPECT_EQ(placement.start_date().day(), 3);
  EXPECT_FALSE(Follow({&arrived, nullptr}, placement));
  v1::Placement ended = placement;
  EXPECT_TRUE(Follow({&arrived, &returned}, ended));
  EXPECT_EQ(ended.state(), v1::Placement::ENDED);
  EXPECT_EQ(ended.end_date().day(), 9);
  EXPECT_EQ(ended.end_outcome(), returned.name());
  v1::Placement stays = ended;
  FollowBeginning({&arrived, &returned}, stays);
  EXPECT_EQ(stays.end_outcome(), returned.name());
  FollowBeginning({&arrived, nullptr}, stays);
  EXPECT_EQ(stays.end_outcome(), "") << "it stays ended, and not by what was taken back";
  EXPECT_TRUE(Follow({&arrived, nullptr}, ended));
  EXPECT_EQ(ended.end_outcome(), "");
  EXPECT_TRUE(Follow({}, placement));
  EXPECT_EQ(placement.state(), v1::Placement::ACCEPTED);
  EXPECT_FALSE(placement.has_start_date());
}

TEST(OutcomeRulesTest, GradesFollowFromRoleAndKind) {
  using runtime::PrincipalRole;
  using A = v1::Attestation;
  EXPECT_EQ(GradeFor(PrincipalRole::kCountyBureau, A::VILLAGE_STATEMENT),
            v1::EVIDENCE_GRADE_VILLAGE_STATEMENT);
  EXPECT_EQ(GradeFor(PrincipalRole::kOrganizer, A::ORGANIZER_RECORD),
            v1::EVIDENCE_GRADE_ORGANIZER_RECORD);
  EXPECT_EQ(GradeFor(PrincipalRole::kOffice, A::OFFICE_CONFIRMATION),
            v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
  EXPECT_EQ(GradeFor(PrincipalRole::kCityBureau, A::PAYROLL_MATCH),
            v1::EVIDENCE_GRADE_PAYROLL_MATCH);
  EXPECT_EQ(GradeFor(PrincipalRole::kCountyBureau, A::PAYROLL_MATCH), std::nullopt);
  EXPECT_EQ(GradeFor(PrincipalRole::kMonitor, A::VILLAGE_STATEMENT), std::nullopt);
}

}  // namespace
}  // namespace laowu::placement
