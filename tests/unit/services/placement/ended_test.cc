// A placement that is ENDED, and what ended it is taken back: it goes on where it was, unless
// another binds the person by now; and its vacancy's openings are right in every case.

#include "services/placement/ended_placements.h"

#include <memory>
#include <vector>

#include "services/placement/outcome_plan.h"
#include "services/placement/own_call.h"
#include "services/placement/sweeper.h"
#include "tests/support/passing_store.h"
#include "tests/unit/services/placement/worker_feed_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class EndedTest : public WorkerFeedFixture {
 protected:
  struct Journey {
    std::string placement;
    v1::Outcome arrival;
  };
  // Accepted ten days ago, and there since nine.
  Journey Started(const std::string& worker = kWorker, const std::string& vacancy = kVacancy) {
    const auto placement = Accepted(worker, vacancy, 10);
    const auto arrival = Confirm(placement.name(), Today() - 9);
    EXPECT_THAT(arrival, IsOk());
    return {placement.name(), arrival.value_or(v1::Outcome())};
  }
  v1::Outcome Left(const std::string& placement) {
    v1::ReportLeftRequest request;
    request.set_name(placement);
    *request.mutable_leave_date() = runtime::ToDate(Today() - 1);
    const auto left = Call(kOffice, &Stub::ReportLeft, request);
    EXPECT_THAT(left, IsOk());
    return left.value_or(v1::Outcome());
  }
  v1::Placement Read(const std::string& name) {
    const auto placement = Get(name);
    EXPECT_THAT(placement, IsOk());
    return placement.value_or(v1::Placement());
  }
  std::string StateNameOf(const std::string& name) {
    return v1::Placement::State_Name(Read(name).state());
  }
  v1::Outcome Voided(const v1::Outcome& outcome) {
    const auto voided = Void(outcome);
    EXPECT_THAT(voided, IsOk());
    return voided.value_or(v1::Outcome());
  }
  static std::vector<std::string> Reasons(const v1::Outcome& outcome) {
    std::vector<std::string> reasons;
    for (const auto& warning : outcome.warnings()) reasons.push_back(warning.reason());
    return reasons;
  }
};

TEST_F(EndedTest, AReturnTakenBackLetsItGoOn) {
  const Journey journey = Started();
  const v1::Outcome left = Left(journey.placement);
  ASSERT_EQ(StateNameOf(journey.placement), "ENDED");
  EXPECT_THAT(Reasons(Voided(left)), IsEmpty());
  const v1::Placement placement = Read(journey.placement);
  EXPECT_EQ(placement.state(), v1::Placement::STARTED);
  EXPECT_FALSE(placement.has_end_date());
  EXPECT_EQ(runtime::ToCivilDay(placement.start_date()), Today() - 9);
  EXPECT_EQ(StateOf(kWorker).live_placement(), journey.placement) << "it binds again";
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
  EXPECT_EQ(TakenCount(kVacancy), 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other, Propose(kWorker, kVacancy2));
  EXPECT_THAT(Accept(other.name()), HasReason("WORKER_COMMITTED"));
  // And the office takes its own arrival back, as if nobody had told of a leaving.
  v1::RetractArrivalRequest request;
  request.set_name(journey.placement);
  EXPECT_THAT(Call(kOffice, &Stub::RetractArrival, request), IsOk());
  EXPECT_EQ(StateNameOf(journey.placement), "ACCEPTED");
}

// Whoever never came frees the opening, in whichever order the two are taken back.
TEST_F(EndedTest, OfWhoNeverCameTheOpeningIsFreeOnceTheEndIsTold) {
  for (const bool arrival_first : {false, true}) {
    SCOPED_TRACE(arrival_first);
    const std::string worker = arrival_first ? kWorker2 : kWorker;
    const Journey journey = Started(worker);
    const v1::Outcome left = Left(journey.placement);
    Voided(arrival_first ? journey.arrival : left);
    Voided(arrival_first ? left : journey.arrival);
    const v1::Placement placement = Read(journey.placement);
    EXPECT_EQ(placement.state(), v1::Placement::ACCEPTED);
    EXPECT_FALSE(placement.has_start_date());
    EXPECT_EQ(TakenCount(kVacancy), 1) << "a promise still";
    ASSERT_OK(End(journey.placement));
    EXPECT_EQ(TakenCount(kVacancy), 0);
  }
  EXPECT_OK(Propose("workers/w3", kVacancy));
}

TEST_F(EndedTest, WhatWasEndedByHandStaysEndedAndFreesTheOpeningIfNobodyCame) {
  const Journey journey = Started();
  ASSERT_OK(End(journey.placement));
  ASSERT_EQ(TakenCount(kVacancy), 1);
  const v1::Outcome left = Left(journey.placement);
  Voided(left);
  EXPECT_EQ(StateNameOf(journey.placement), "ENDED") << "no outcome had ended it";
  const v1::Outcome voided = Voided(journey.arrival);
  EXPECT_THAT(Reasons(voided), IsEmpty());
  const v1::Placement placement = Read(journey.placement);
  EXPECT_EQ(placement.state(), v1::Placement::ENDED);
  EXPECT_FALSE(placement.has_start_date());
  EXPECT_EQ(TakenCount(kVacancy), 0);
  EXPECT_OK(Propose(kWorker2, kVacancy));
  EXPECT_OK(Propose("workers/w3", kVacancy2));
}

TEST_F(EndedTest, WhatWasEndedByHandStaysEndedWhateverIsTakenBackInTurn) {
  const Journey journey = Started();
  v1::EndPlacementRequest request;
  request.set_name(journey.placement);
  request.set_request_id("123e4567-e89b-12d3-a456-426614174000");
  ASSERT_OK(Call(kBureau, &Stub::EndPlacement, request));
  v1::Outcome last = journey.arrival;
  for (const int taken : {0, 1, 0}) {
    last = Voided(last);
    EXPECT_THAT(Reasons(last), IsEmpty()) << "the one opening is taken by one";
    const v1::Placement placement = Read(journey.placement);
    EXPECT_EQ(placement.state(), v1::Placement::ENDED);
    EXPECT_EQ(placement.has_start_date(), taken == 1);
    EXPECT_EQ(TakenCount(kVacancy), taken);
    EXPECT_EQ(StateOf(kWorker).live_placement(), "");
    EXPECT_OK(Call(kBureau, &Stub::EndPlacement, request)) << "the same request, sent again";
  }
}

TEST_F(EndedTest, WhoCameAfterAllTakesAnOpeningAndItIsSaidHowManyAreTaken) {
  const Journey journey = Started();
  v1::RetractArrivalRequest request;
  request.set_name(journey.placement);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto retracted, Call(kOffice, &Stub::RetractArrival, request));
  ASSERT_OK(End(journey.placement));
  ASSERT_EQ(TakenCount(kVacancy), 0);
  const auto other = Accepted(kWorker2, kVacancy);
  const v1::Outcome voided = Voided(retracted);
  ASSERT_THAT(Reasons(voided), ElementsAre("OPENING_TAKEN"));
  EXPECT_THAT(voided.warnings(0).message(), HasSubstr("现共占用 2 个"));
  EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(journey.placement, kVacancy));
  const v1::Placement placement = Read(journey.placement);
  EXPECT_EQ(placement.state(), v1::Placement::ENDED) << "by hand";
  EXPECT_EQ(runtime::ToCivilDay(placement.start_date()), Today() - 9);
  EXPECT_EQ(TakenCount(kVacancy), 2);
  EXPECT_EQ(StateNameOf(other.name()), "ACCEPTED");
}

TEST_F(EndedTest, WhoIsBoundByAnotherByNowStaysEndedAndIsToldSo) {
  const Journey journey = Started();
  const v1::Outcome left = Left(journey.placement);
  const auto next = Accepted(kWorker, kVacancy2);
  const v1::Outcome voided = Voided(left);
  ASSERT_THAT(Reasons(voided), ElementsAre("WORKER_COMMITTED"));
  EXPECT_THAT(voided.warnings(0).message(), HasSubstr("本应恢复为 STARTED"));
  EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(journey.placement, next.name()));
  EXPECT_EQ(StateNameOf(journey.placement), "ENDED");
  EXPECT_EQ(runtime::ToCivilDay(Read(journey.placement).end_date()), Today() - 1);
  EXPECT_EQ(StateOf(kWorker).live_placement(), next.name());
  EXPECT_EQ(TakenCount(kVacancy), 1);
  EXPECT_EQ(TakenCount(kVacancy2), 1);
  // The promise of then does not come to life again with something else much later.
  Voided(journey.arrival);
  EXPECT_EQ(TakenCount(kVacancy), 0) << "nobody came";
  ASSERT_OK(End(next.name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto visit, Record(MakeOutcome(v1::Outcome::RETURNED, Today())));
  Voided(visit);
  EXPECT_EQ(StateNameOf(journey.placement), "ENDED");
  EXPECT_EQ(TakenCount(kVacancy), 0);
}

// Another return takes its place: the placement ends when that says.
TEST_F(EndedTest, TheRightDayOfAReturnIsTheEnd) {
  const Journey journey = Started();
  const v1::Outcome left = Left(journey.placement);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today())));
  Voided(left);
  EXPECT_EQ(StateNameOf(journey.placement), "ENDED");
  EXPECT_EQ(runtime::ToCivilDay(Read(journey.placement).end_date()), Today());
}

TEST_F(EndedTest, Rule2WhoseVisitHasLapsedMeanwhileStaysEndedByThat) {
  const Journey journey = Started();
  const absl::CivilDay visit = Today() - 2;
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::HOME_VISIT, visit)));
  const v1::Outcome left = Left(journey.placement);
  PassDays(60);
  Voided(left);
  EXPECT_EQ(StateNameOf(journey.placement), "ENDED");
  EXPECT_EQ(runtime::ToCivilDay(Read(journey.placement).end_date()), visit);
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

TEST_F(EndedTest, ADeathTakenBackLetsGoOnWhatItEnded) {
  const Journey journey = Started();
  const auto promised = Accepted(kWorker2, kVacancy2);
  const Journey by_hand = Started("workers/w3", kVacancy3);
  ASSERT_OK(End(by_hand.placement));
  for (const char* worker : {kWorker, kWorker2, "workers/w3"}) Apply(Dead(worker));
  ASSERT_EQ(StateNameOf(journey.placement), "ENDED");
  ASSERT_EQ(StateNameOf(promised.name()), "ENDED");
  ASSERT_EQ(TakenCount(kVacancy2), 0);
  for (const char* worker : {kWorker, kWorker2, "workers/w3"}) Apply(MakeWorker(worker));
  EXPECT_EQ(StateNameOf(journey.placement), "STARTED");
  EXPECT_EQ(StateNameOf(promised.name()), "ACCEPTED");
  EXPECT_EQ(StateNameOf(by_hand.placement), "ENDED");
  EXPECT_EQ(TakenCount(kVacancy), 1);
  EXPECT_EQ(TakenCount(kVacancy2), 1);
  EXPECT_EQ(StateOf(kWorker).live_placement(), journey.placement);
  EXPECT_EQ(StateOf(kWorker2).live_placement(), promised.name());
}

TEST_F(EndedTest, AnotherDayOfDeathIsTheEnd) {
  const Journey journey = Started();
  Apply(Dead(kWorker));
  v1::Worker dead = MakeWorker(kWorker);
  *dead.mutable_death_date() = runtime::ToDate(Today() - 4);
  Apply(dead);
  EXPECT_EQ(StateNameOf(journey.placement), "ENDED");
  EXPECT_EQ(runtime::ToCivilDay(Read(journey.placement).end_date()), Today() - 4);
}

// Plans of several workers in one commit write one number of a vacancy.
TEST_F(EndedTest, RowsOfOneMessageThatFreeOpeningsOfOneVacancyAreCountedTogether) {
  const Journey first = Started(kWorker, kVacancy2);
  const Journey second = Started(kWorker2, kVacancy2);
  ASSERT_OK(End(first.placement));
  ASSERT_OK(End(second.placement));
  ASSERT_EQ(TakenCount(kVacancy2), 2);
  v1::ImportOutcomesRequest rows;
  for (const Journey& journey : {first, second}) {
    v1::Outcome& voided = *rows.add_rows()->mutable_outcome();
    voided.set_type(v1::Outcome::VOIDED);
    voided.set_worker(journey.arrival.worker());
    voided.set_voids(journey.arrival.name());
  }
  rows.set_validate_only(true);
  ASSERT_OK(Call(kBureau, &Stub::ImportOutcomes, rows));
  EXPECT_EQ(TakenCount(kVacancy2), 2);
  rows.set_validate_only(false);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported, Call(kBureau, &Stub::ImportOutcomes, rows));
  for (const auto& result : imported.results()) {
    EXPECT_EQ(result.result(), v1::ImportResult::CREATED) << imported.DebugString();
  }
  EXPECT_EQ(TakenCount(kVacancy2), 0);
}

TEST_F(EndedTest, ARowThatTakesAReturnBackIsToldWhoBindsThePerson) {
  const Journey journey = Started();
  const v1::Outcome left = Left(journey.placement);
  const auto next = Accepted(kWorker, kVacancy2);
  v1::ImportOutcomesRequest rows;
  v1::Outcome& voided = *rows.add_rows()->mutable_outcome();
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_worker(kWorker);
  voided.set_voids(left.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported, Call(kBureau, &Stub::ImportOutcomes, rows));
  ASSERT_EQ(imported.results_size(), 1);
  ASSERT_EQ(imported.results(0).warnings_size(), 1) << imported.DebugString();
  EXPECT_EQ(imported.results(0).warnings(0).reason(), "WORKER_COMMITTED");
  EXPECT_THAT(imported.results(0).warnings(0).related_names(),
              ElementsAre(journey.placement, next.name()));
}

TEST_F(EndedTest, Rule8WhatAMergerEndedGoesOnOnceItIsUndone) {
  const Journey journey = Started();
  v1::Outcome returned = MakeOutcome(v1::Outcome::RETURNED, Today() - 2);
  returned.set_worker(kWorker2);
  ASSERT_OK(Record(returned));
  Apply(Merged(kWorker2, kWorker));
  ASSERT_EQ(StateNameOf(journey.placement), "ENDED");
  Apply(MakeWorker(kWorker2));
  EXPECT_EQ(StateNameOf(journey.placement), "STARTED");
  EXPECT_EQ(StateOf(kWorker).live_placement(), journey.placement);
  EXPECT_EQ(TakenCount(kVacancy), 1);
}

// A journey of one record that was over by what was told of the other binds again, beside what was
// accepted since.
TEST_F(EndedTest, Rule8TwoThatBindAtOnceByAVoidedAreTold) {
  const Journey theirs = Started(kWorker2, kVacancy2);
  Apply(Merged(kWorker2, kWorker));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto returned,
                             Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 1)));
  const auto own = Accepted(kWorker, kVacancy3);
  const v1::Outcome voided = Voided(returned);
  ASSERT_THAT(Reasons(voided), ElementsAre("WORKER_COMMITTED"));
  EXPECT_THAT(voided.warnings(0).message(), HasSubstr("两份档案各有一个推荐有效"));
  EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(own.name(), theirs.placement));
}

// A call list says nothing that would move what is over: the placements of all who stand on it are
// not read for it.
TEST_F(EndedTest, WhatIsOverIsReadWhereItMayMoveAlone) {
  class Reads final : public testing::PassingStore {
   public:
    using PassingStore::PassingStore;
    absl::StatusOr<std::vector<storage::Record>> Scan(storage::Table table,
                                                      const storage::KeyRange& range,
                                                      int limit) const override {
      if (table == storage::Table::kPlacementsByWorker) ++list_count;
      return PassingStore::Scan(table, range, limit);
    }
    mutable int list_count = 0;
  };
  const Journey journey = Started();
  const v1::Outcome left = Left(journey.placement);
  const Reads reads(std::shared_ptr<storage::Store>(std::shared_ptr<void>(), owned_->store.get()));
  const runtime::CallContext call = OwnCall("test", role_.now());
  const auto plan_one = [&](v1::Outcome outcome) {
    outcome.set_worker(kWorker);
    auto plan = OutcomePlan::Load(&reads, call, kWorker);
    ASSERT_THAT(plan, IsOk());
    storage::Batch batch;
    ASSERT_OK(plan->Add({"outcomes/o", outcome, "", "outcome"}, batch));
    ASSERT_OK(plan->Finish("", batch));
  };
  plan_one(MakeOutcome(v1::Outcome::CONFIRMED, Today() - 5));
  EXPECT_EQ(reads.list_count, 0);
  v1::Outcome voided = MakeOutcome(v1::Outcome::VOIDED, Today());
  voided.set_voids(left.name());
  plan_one(voided);
  EXPECT_EQ(reads.list_count, 1);
}

// The end is known by its commit alone: of a placement that was ended by hand on the same day as a
// return is dated, nothing is taken back by taking that return back.
TEST_F(EndedTest, ByWhichCommitItWasEnded) {
  const Journey journey = Started();
  Left(journey.placement);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, LoadEnded(*owned_->store, kWorker));
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].name, journey.placement);
  v1::Outcome outcome;
  *outcome.mutable_record_time() = runtime::ToTimestamp(ended[0].loaded.record_time);
  EXPECT_TRUE(EndedByWhatWasTold(ended[0].loaded, {outcome}));
  *outcome.mutable_record_time() =
      runtime::ToTimestamp(ended[0].loaded.record_time + absl::Microseconds(1));
  EXPECT_FALSE(EndedByWhatWasTold(ended[0].loaded, {outcome}));
  EXPECT_FALSE(EndedByWhatWasTold(ended[0].loaded, {}));
}

}  // namespace
}  // namespace laowu::placement
