// What passing of time does: proposals, dispatches, visits, lost contact. No outcome is invented.

#include "services/placement/sweeper.h"

#include "absl/strings/str_cat.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

class SweeperTest : public PlacementFixture {
 protected:
  SweeperTest() : sweeper_(owned_->store.get(), [this] { return role_.now(); }) {}
  Sweeper::Swept Sweep() {
    const auto swept = sweeper_.SweepOnce(role_.now());
    EXPECT_THAT(swept, IsOk());
    return swept.value_or(Sweeper::Swept());
  }
  // As it stands in the store, whoever reads it.
  v1::Placement::State StoredState(const std::string& name) {
    const auto placement = LoadPlacement(*owned_->store, name);
    EXPECT_THAT(placement, IsOk());
    return (*placement)->stored.placement().state();
  }
  v1::Placement Started(absl::CivilDay day) {
    const auto placement = Accepted(kWorker, kVacancy);
    EXPECT_THAT(Confirm(placement.name(), day), IsOk());
    return placement;
  }
  int OutcomeCount() {
    const auto records = owned_->store->Scan(storage::Table::kOutcomes, {}, 1000);
    EXPECT_THAT(records, IsOk());
    return static_cast<int>(records->size());
  }
  Sweeper sweeper_;
};

TEST_F(SweeperTest, AProposalPastItsDateExpiresAndItsOpeningIsFree) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto declined, Propose(kWorker2, kVacancy2));
  ASSERT_OK(Decline(declined.name()));
  role_.set_now(runtime::ToTime(placement.expire_time()) - absl::Microseconds(1));
  EXPECT_EQ(Sweep().proposal_count, 0);
  PassDays(1);
  EXPECT_EQ(Sweep().proposal_count, 1);
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::EXPIRED);
  EXPECT_EQ(StoredState(declined.name()), v1::Placement::DECLINED);
  EXPECT_EQ(TakenCount(kVacancy), 0);
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 0);
  EXPECT_EQ(Sweep().proposal_count, 0) << "once";
}

TEST_F(SweeperTest, AnAcceptedProposalDoesNotExpire) {
  const auto placement = Accepted(kWorker, kVacancy);
  PassDays(30);
  EXPECT_EQ(Sweep().proposal_count, 0);
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::ACCEPTED);
}

TEST_F(SweeperTest, Rule1DispatchedAndNotArrivedIn15DaysEndsThePlacementAndFreesTheOpening) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Outcome dispatched = MakeOutcome(v1::Outcome::DISPATCHED, Today());
  dispatched.set_placement(placement.name());
  ASSERT_OK(Record(dispatched));
  PassDays(15);
  EXPECT_EQ(Sweep().worker_count, 0) << "the last day";
  PassDays(1);
  const int outcomes = OutcomeCount();
  EXPECT_EQ(Sweep().worker_count, 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::ENDED);
  EXPECT_EQ(runtime::ToCivilDay(read.end_date()), Today());
  EXPECT_EQ(TakenCount(kVacancy), 0);
  EXPECT_EQ(StateOf(kWorker).live_placement(), "");
  EXPECT_EQ(OutcomeCount(), outcomes) << "no outcome is invented";
  EXPECT_EQ(Sweep().worker_count, 0);
}

TEST_F(SweeperTest, Rule1WhoArrivedIsNoNoShow) {
  const auto placement = Accepted(kWorker, kVacancy);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::DISPATCHED, Today())));
  ASSERT_OK(Confirm(placement.name(), Today()));
  PassDays(40);
  Sweep();
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::STARTED);
}

TEST_F(SweeperTest, Rule1ASecondDispatchIsStillExpected) {
  const auto placement = Accepted(kWorker, kVacancy);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::DISPATCHED, Today())));
  PassDays(10);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::DISPATCHED, Today())));
  PassDays(6);
  Sweep();
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::ACCEPTED);
  PassDays(10);
  Sweep();
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::ENDED);
}

TEST_F(SweeperTest, Rule2AVisitOf45DaysBringsTheWorkerHomeAndEndsThePlacement) {
  const auto placement = Started(Today() - 5);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::HOME_VISIT, Today())));
  const absl::CivilDay visit = Today();
  PassDays(45);
  EXPECT_EQ(Sweep().worker_count, 0);
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
  PassDays(1);
  EXPECT_EQ(Sweep().worker_count, 1);
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
  EXPECT_FALSE(StateOf(kWorker).has_next_lapse_date());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::ENDED);
  EXPECT_EQ(runtime::ToCivilDay(read.end_date()), visit) << "as if returned when it began";
  EXPECT_EQ(TakenCount(kVacancy), 1) << "the opening was used";
}

TEST_F(SweeperTest, Rule2WhoResumedGoesOn) {
  const auto placement = Started(Today() - 5);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::HOME_VISIT, Today())));
  PassDays(20);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RESUMED, Today())));
  PassDays(100);
  EXPECT_EQ(Sweep().worker_count, 0);
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::STARTED);
}

TEST_F(SweeperTest, Rule2ALateResumptionMovesTheStateBackButNotTheEndedPlacement) {
  const auto placement = Started(Today() - 5);
  const absl::CivilDay resumed = Today() + 20;
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::HOME_VISIT, Today())));
  PassDays(46);
  Sweep();
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RESUMED, resumed)));
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::ENDED);
}

TEST_F(SweeperTest, Rule3LostContactClosesAfter180Days) {
  const auto placement = Started(Today() - 5);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::LOST_CONTACT, Today())));
  PassDays(170);
  Sweep();
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::STARTED);
  PassDays(11);
  Sweep();
  EXPECT_EQ(StoredState(placement.name()), v1::Placement::ENDED);
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

TEST_F(SweeperTest, MoreThanOneReadOfThemIsSweptInOneGo) {
  for (int i = 0; i < 600; ++i) {
    const std::string worker = absl::StrCat("workers/s", i);
    workers_.Put(MakeWorker(worker));
    vacancies_.Put(MakeVacancy(kVacancy, 1000));
    ASSERT_OK(Propose(worker, kVacancy));
  }
  PassDays(8);
  EXPECT_EQ(Sweep().proposal_count, 600);
  EXPECT_EQ(TakenCount(kVacancy), 0);
}

TEST_F(SweeperTest, ItsThreadStopsAtOnce) {
  sweeper_.Start();
  sweeper_.Stop();
}

}  // namespace
}  // namespace laowu::placement
