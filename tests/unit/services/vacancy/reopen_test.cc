// Closing a vacancy and opening it again, as the same record.

#include <string>
#include <vector>

#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using ReopenTest = VacancyFixture;

TEST_F(ReopenTest, ClosingAndOpeningAgain) {
  const std::string name = Create(kZhongshan, Row());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto closed, Close(name));
  EXPECT_EQ(closed.state(), v1::Vacancy::CLOSED);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Close(name));
  EXPECT_EQ(again.etag(), closed.etag());
  EXPECT_THAT(Records(Table::kVacanciesByExpiry), IsEmpty());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto open, Reopen(name));
  EXPECT_EQ(open.state(), v1::Vacancy::OPEN);
  EXPECT_EQ(Records(Table::kVacanciesByExpiry).size(), 1u);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto still, Reopen(name));
  EXPECT_EQ(still.etag(), open.etag());
  EXPECT_EQ(ImportOne(kZhongshan, Row()).result(), v1::ImportResult::UNCHANGED);
}

// Whom it found before still takes its openings: OPEN alone would read as if it were shown to
// people.
TEST_F(ReopenTest, WhatIsOpenAgainSaysWhatHelpsWhereItIsFull) {
  const auto reasons = [](const v1::Vacancy& vacancy) {
    std::vector<std::string> out;
    for (const auto& warning : vacancy.warnings()) out.push_back(warning.reason());
    return out;
  };
  const std::string name = Create(kZhongshan, Row());
  ASSERT_OK(Close(name));
  v1::ReopenVacancyRequest request;
  request.set_name(name);
  request.set_request_id(kRequestId);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto open,
                             role_.Call(kZhongshan, &Stub::ReopenVacancy, request));
  ASSERT_THAT(reasons(open), ElementsAre("OPEN_AGAIN"));
  EXPECT_EQ(open.warnings(0).field_path(), "opening_count");
  EXPECT_THAT(open.warnings(0).message(), HasSubstr("opening_count is raised"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sent_again,
                             role_.Call(kZhongshan, &Stub::ReopenVacancy, request));
  EXPECT_THAT(reasons(sent_again), ElementsAre("OPEN_AGAIN"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto still, Reopen(name));
  EXPECT_THAT(reasons(still), IsEmpty());
  EXPECT_THAT(Get(name).warnings(), IsEmpty());

  MoveTo(absl::CivilDay(2026, 9, 1));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto expired, Reopen(name, absl::CivilDay(2026, 9, 30)));
  EXPECT_THAT(reasons(expired), ElementsAre("OPEN_AGAIN"));
  ASSERT_OK(Close(name));
  ASSERT_OK(Block(expired.employer(), absl::CivilDay(2026, 8, 1)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto blocked, Reopen(name));
  EXPECT_THAT(reasons(blocked), ElementsAre("EMPLOYER_BLOCKED", "OPEN_AGAIN"));
}

TEST_F(ReopenTest, AnExpiredVacancyNeedsANewLastDay) {
  const std::string name = Create(kZhongshan, Row());
  MoveTo(absl::CivilDay(2026, 9, 1));
  EXPECT_EQ(Get(name).state(), v1::Vacancy::EXPIRED);
  EXPECT_THAT(Reopen(name), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Reopen(name, absl::CivilDay(2026, 8, 31)),
              StatusIs(absl::StatusCode::kInvalidArgument));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto open, Reopen(name, absl::CivilDay(2026, 9, 1)));
  EXPECT_EQ(open.state(), v1::Vacancy::OPEN);
  EXPECT_OK(Reopen(name, absl::CivilDay(2026, 9, 1)));  // it is so already
  EXPECT_THAT(Reopen(name, absl::CivilDay(2026, 9, 2)),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace laowu::vacancy
