// ImportWorkers: rows that are held back since they would put something worse in place of what is
// known: an older day's word, or another person's.

#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);

class HeldRowsTest : public WorkerFixture {};

// An old roster that comes late writes over nothing newer, and says so; asked to count all the
// same, it says what held then, and what changed since stays.
TEST_F(HeldRowsTest, AnOlderRosterIsStaleUnlessAskedForAndUndoesNoLaterMove) {
  const std::string name = Create(kPanzhou, Row(), absl::CivilDay(2026, 1, 1));
  v1::Worker moved = Row();
  moved.set_division_code("520281002");
  ImportOne(kPanzhou, moved, kJune);
  v1::Worker old = Row();
  old.set_education(v1::EDUCATION_LEVEL_COLLEGE);
  const auto stale = ImportOne(kPanzhou, old, kMay);
  EXPECT_THAT(stale, HasResult(v1::ImportResult::STALE));
  EXPECT_EQ(stale.name(), name);
  ASSERT_THAT(stale.warnings(), SizeIs(1));
  EXPECT_EQ(stale.warnings(0).reason(), "NEWER_ON_RECORD");
  EXPECT_THAT(stale.warnings(0).message(), HasSubstr("2026-06-01"));
  EXPECT_EQ(Get(kPanzhou, name)->education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  v1::ImportWorkersRequest request;
  *request.add_rows()->mutable_worker() = old;
  *request.mutable_as_of_date() = runtime::ToDate(kMay);
  request.set_allow_older(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto forced,
                             role_.Call(kPanzhou, &Stub::ImportWorkers, request));
  EXPECT_THAT(forced.results(0), HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(Get(kPanzhou, name)->division_code(), "520281002");
  EXPECT_EQ(Get(kPanzhou, name)->education(), v1::EDUCATION_LEVEL_COLLEGE);
  EXPECT_THAT(KindsOf(name), SizeIs(2));
}

// What somebody has changed by hand is of the day when it was changed.
TEST_F(HeldRowsTest, ARowOfADayBeforeAChangeByHandIsStale) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(name);
  update.mutable_worker()->set_min_wage_cny_per_month(6'000);
  ASSERT_OK(role_.Call(kPanzhou, &Stub::UpdateWorker, update));
  v1::Worker row = Row();
  row.set_education(v1::EDUCATION_LEVEL_COLLEGE);
  EXPECT_THAT(ImportOne(kPanzhou, row, kJune), HasResult(v1::ImportResult::STALE));
  EXPECT_EQ(Get(kPanzhou, name)->min_wage_cny_per_month(), 6'000);
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED)) << "of today";
}

// A number typed wrong, or a column that has slipped, must not turn one person into another: the
// worker whose number it is would be offered, and called, under somebody else's name.
TEST_F(HeldRowsTest, AKnownNumberUnderAnotherNameIsHeldBackWhereNothingElseAgrees) {
  const std::string name = Create(kPanzhou, Row());
  v1::Worker row = Row();
  row.mutable_personal_details()->set_display_name("王样");
  row.mutable_personal_details()->set_phone_number("13900000000");
  const auto refused = ImportOne(kPanzhou, row);
  EXPECT_THAT(refused, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(refused.status().message(), HasSubstr("personal_details.display_name"));
  EXPECT_THAT(refused.status().message(), Not(HasSubstr("阿依古丽")));
  row.mutable_personal_details()->clear_phone_number();
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::REJECTED)) << "none is stated";
  row.mutable_personal_details()->set_phone_number(Row().personal_details().phone_number());
  const auto renamed = ImportOne(kPanzhou, row);
  EXPECT_THAT(renamed, HasResult(v1::ImportResult::UPDATED)) << "with the phone on record";
  EXPECT_EQ(renamed.warnings(0).reason(), "NAME_CHANGED");
}

}  // namespace
}  // namespace laowu::worker
