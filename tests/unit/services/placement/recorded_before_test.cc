// What older versions recorded, whose tables were others, sent again.

#include "absl/strings/str_cat.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::ElementsAre;
using RecordedBeforeTest = PlacementFixture;

// GD was a country to older versions, and 999999 may have been a division of other tables.
TEST_F(RecordedBeforeTest, WhatStandsIsGivenBackThoughTodaysTablesRefuseItsCodes) {
  int count = 0;
  for (const char* code : {"GD", "CN", "CHN", "999999"}) {
    v1::Outcome old = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
    old.set_workplace_division_code(code);
    EXPECT_THAT(Record(old), StatusIs(absl::StatusCode::kInvalidArgument))
        << code << ": none stands";
    const std::string name = absl::StrCat("outcomes/old-", ++count);
    PutRecorded(name, old);
    const auto sequence = owned_->store->last_sequence();
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Record(old));
    EXPECT_EQ(again.name(), name) << code;
    EXPECT_EQ(again.workplace_division_code(), code);
    EXPECT_EQ(owned_->store->last_sequence(), sequence) << "nothing was written";
    v1::Outcome other = old;
    other.set_wage_cny_per_month(5000);
    EXPECT_THAT(ViolatedFields(Record(other).status()),
                ElementsAre("outcome.workplace_division_code"))
        << code << ": another one is new";
    old.set_wage_cny_per_month(-1);
    EXPECT_THAT(ViolatedFields(Record(old).status()),
                ElementsAre("outcome.workplace_division_code", "outcome.wage_cny_per_month"))
        << "all at once";
  }
}

TEST_F(RecordedBeforeTest, TheRequestIdOfWhatTodaysTablesRefuseAnswersAsBefore) {
  v1::RecordOutcomeRequest request;
  *request.mutable_outcome() = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
  request.mutable_outcome()->set_workplace_division_code("GD");
  request.set_request_id(kRequest1);
  const std::string name = absl::StrCat("outcomes/", kRequest1);
  PutRecorded(name, request.outcome());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::RecordOutcome, request));
  EXPECT_EQ(again.name(), name);
  ASSERT_OK(Void(again));
  EXPECT_THAT(Call(kBureau, &Stub::RecordOutcome, request), HasReason("ALREADY_EXISTS"))
      << "taken back, it does not come anew";
}

// A file of years ago, imported again, says what stands; only what it adds must be of today's
// tables.
TEST_F(RecordedBeforeTest, ARowThatStandsIsUnchangedThoughTodaysTablesRefuseItsCode) {
  v1::ImportOutcomesRequest request;
  for (const char* worker : {kWorker, kWorker2}) {
    v1::Outcome& outcome = *request.add_rows()->mutable_outcome();
    outcome = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
    outcome.set_worker(worker);
    outcome.set_workplace_division_code("GD");
  }
  PutRecorded("outcomes/old", request.rows(0).outcome());
  const auto sequence = owned_->store->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Call(kBureau, &Stub::ImportOutcomes, request));
  ASSERT_EQ(response.results_size(), 2);
  EXPECT_EQ(response.results(0).result(), v1::ImportResult::UNCHANGED);
  EXPECT_EQ(response.results(0).name(), "outcomes/old");
  EXPECT_EQ(response.results(1).result(), v1::ImportResult::REJECTED);
  EXPECT_THAT(ViolatedFields(runtime::FromRpcStatus(response.results(1).status())),
              ElementsAre("rows[1].outcome.workplace_division_code"));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

}  // namespace
}  // namespace laowu::placement
