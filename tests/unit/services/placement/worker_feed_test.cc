// Deaths, mergers and erasures of the worker role reach worker states, placements and notes.

#include "services/placement/worker_feed.h"

#include "absl/strings/str_cat.h"
#include "services/placement/outcome_plan.h"
#include "services/placement/outcome_records.h"
#include "services/placement/placement_records.h"
#include "services/runtime/call_context.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"
#include "tests/unit/services/placement/worker_feed_fixture.h"

namespace laowu::placement {
namespace {

class WorkerFeedTest : public WorkerFeedFixture {
 protected:
  v1::Outcome Of(const std::string& worker, v1::Outcome::Type type, absl::CivilDay day) {
    v1::Outcome outcome = MakeOutcome(type, day);
    outcome.set_worker(worker);
    return outcome;
  }
};

TEST_F(WorkerFeedTest, OfTheDeadAllThatStandsOpenEnds) {
  const auto bound = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker, kVacancy2));
  Apply(Dead(kWorker));
  EXPECT_TRUE(StateOf(kWorker).dead());
  EXPECT_EQ(StateOf(kWorker).live_placement(), "");
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 0);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, Get(bound.name()));
  EXPECT_EQ(ended.state(), v1::Placement::ENDED);
  EXPECT_EQ(runtime::ToCivilDay(ended.end_date()), Today() - 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto expired, Get(proposed.name()));
  EXPECT_EQ(expired.state(), v1::Placement::EXPIRED);
  EXPECT_EQ(TakenCount(kVacancy), 0);
  EXPECT_EQ(TakenCount(kVacancy2), 0);
}

// An outcome recorded between a death and its arrival here asks the worker role, and knows of it.
TEST_F(WorkerFeedTest, AnOutcomeThatKnowsOfTheDeathFirstDoesNotHideItFromTheFeed) {
  const auto bound = Accepted(kWorker, kVacancy);
  workers_.Put(Dead(kWorker));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::DISPATCHED, Today() - 5)));
  Apply(Dead(kWorker));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, Get(bound.name()));
  EXPECT_EQ(ended.state(), v1::Placement::ENDED);
}

TEST_F(WorkerFeedTest, Rule3TheDeadAreNotAwayFromTheDayAfter) {
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 9)));
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
  Apply(Dead(kWorker));
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

TEST_F(WorkerFeedTest, ADeathTakenBackIsUndone) {
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 9)));
  Apply(Dead(kWorker));
  Apply(MakeWorker(kWorker));
  EXPECT_FALSE(StateOf(kWorker).dead());
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
}

TEST_F(WorkerFeedTest, WhatIsKnownIsNotWrittenAgain) {
  Apply(MakeWorker(kWorker));
  Apply(Dead(kWorker2));
  const auto sequence = owned_->store->last_sequence();
  Apply(MakeWorker(kWorker));
  Apply(Dead(kWorker2));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

TEST_F(WorkerFeedTest, Rule8TheRecordThatStandsForBothShowsTheOutcomesOfBoth) {
  ASSERT_OK(Record(Of(kWorker2, v1::Outcome::ARRIVED, Today() - 9)));
  Apply(Merged(kWorker2, kWorker));
  EXPECT_EQ(StateOf(kWorker2).merged_into(), kWorker);
  EXPECT_EQ(runtime::ToCivilDay(StateOf(kWorker).away_since_date()), Today() - 9);
  // What becomes known on either name counts for the person.
  ASSERT_OK(Record(Of(kWorker2, v1::Outcome::HOME_VISIT, Today() - 3)));
  EXPECT_TRUE(StateOf(kWorker).has_next_lapse_date());
  ASSERT_OK(Record(Of(kWorker, v1::Outcome::RESUMED, Today() - 1)));
  EXPECT_FALSE(StateOf(kWorker).has_next_lapse_date());
  ASSERT_OK(Record(Of(kWorker, v1::Outcome::HOME_VISIT, Today())));
  EXPECT_THAT(Record(Of(kWorker2, v1::Outcome::RESUMED, Today())), IsOk()) << "rule 15 by all";
}

TEST_F(WorkerFeedTest, Rule8AMergerCanBeUndone) {
  ASSERT_OK(Record(Of(kWorker2, v1::Outcome::ARRIVED, Today() - 9)));
  Apply(Merged(kWorker2, kWorker));
  Apply(MakeWorker(kWorker2));
  EXPECT_EQ(StateOf(kWorker2).merged_into(), "");
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
  ASSERT_OK(Record(Of(kWorker2, v1::Outcome::RETURNED, Today())));
  EXPECT_FALSE(StateOf(kWorker2).has_away_since_date());
}

TEST_F(WorkerFeedTest, Rule8AChainAndEvenACircleOfMergersComeToAnEnd) {
  ASSERT_OK(Record(Of("workers/w3", v1::Outcome::ARRIVED, Today() - 9)));
  Apply(Merged("workers/w3", kWorker2));
  Apply(Merged(kWorker2, kWorker));
  EXPECT_TRUE(StateOf(kWorker2).has_away_since_date());
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
  ASSERT_OK(Record(Of("workers/w3", v1::Outcome::RETURNED, Today())));
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
  Apply(Merged(kWorker, "workers/w3"));
  EXPECT_OK(Record(Of("workers/w3", v1::Outcome::ARRIVED, Today())));
}

TEST_F(WorkerFeedTest, Rule8TheRecordThatStandsShowsWhatIsToldOfOneFarBehind) {
  ASSERT_OK(Record(Of("workers/w3", v1::Outcome::ARRIVED, Today() - 9)));
  std::string last = "workers/w3";
  for (int i = 0; i < runtime::limits::kMergeChainMost; ++i) {
    const std::string next = absl::StrCat("workers/c", i);
    Apply(Merged(last, next));
    last = next;
  }
  EXPECT_TRUE(StateOf(last).has_away_since_date());
  ASSERT_OK(Record(Of("workers/w3", v1::Outcome::RETURNED, Today())));
  EXPECT_FALSE(StateOf(last).has_away_since_date());
}

TEST_F(WorkerFeedTest, AMergedRecordKeepsItsLivePlacement) {
  const auto bound = Accepted(kWorker2, kVacancy);
  Apply(Merged(kWorker2, kWorker));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(bound.name()));
  EXPECT_EQ(read.state(), v1::Placement::ACCEPTED);
}

// What the figures unite, the record that stands for the person lists, whole and in pages, what
// another county recorded of the same person included.
TEST_F(WorkerFeedTest, Rule8TheListOfTheRecordThatStandsHasTheOutcomesOfBoth) {
  v1::Worker foreign = MakeWorker("workers/w3");
  foreign.set_division_code("520204101");
  workers_.Put(foreign);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first,
                             Record(Of(kWorker2, v1::Outcome::ARRIVED, Today() - 90)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second,
                             Record(Of(kWorker, v1::Outcome::HOME_VISIT, Today() - 60)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto third,
                             Record(Of(kWorker2, v1::Outcome::CONFIRMED, Today() - 50)));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto theirs,
      Record(Of("workers/w3", v1::Outcome::ARRIVED, Today() - 70), kOtherBureau));
  const auto listed = [&](const std::string& worker, int page_size) {
    v1::ListOutcomesRequest request;
    request.set_worker(worker);
    request.set_page_size(page_size);
    std::vector<std::string> names;
    do {
      const auto page = Call(kBureau, &Stub::ListOutcomes, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      EXPECT_LE(page->outcomes_size(), page_size);
      for (const auto& outcome : page->outcomes()) names.push_back(outcome.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  };
  EXPECT_THAT(listed(kWorker, 50), ::testing::ElementsAre(second.name()));
  Apply(Merged(kWorker2, kWorker));
  v1::Worker merged = foreign;
  merged.set_merged_into(kWorker);
  Apply(merged);
  for (const int page_size : {1, 2, 3, 50}) {
    EXPECT_THAT(listed(kWorker, page_size),
                ::testing::ElementsAre(first.name(), theirs.name(), second.name(), third.name()))
        << page_size;
  }
  EXPECT_THAT(listed(kWorker2, 50), ::testing::ElementsAre(first.name(), third.name()));
  Apply(MakeWorker(kWorker2));
  EXPECT_THAT(listed(kWorker, 50), ::testing::ElementsAre(theirs.name(), second.name()));
}

// Asked for beside others it tells the same, each outcome under the record that it was told of.
TEST_F(WorkerFeedTest, Rule8OfManyTheRecordThatStandsHasTheOutcomesOfBothToo) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first,
                             Record(Of(kWorker2, v1::Outcome::ARRIVED, Today() - 90)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second,
                             Record(Of(kWorker, v1::Outcome::HOME_VISIT, Today() - 60)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other,
                             Record(Of("workers/w3", v1::Outcome::ARRIVED, Today() - 70)));
  Apply(Merged(kWorker2, kWorker));
  const auto listed = [&](const std::vector<std::string>& workers) {
    v1::ListOutcomesRequest request;
    for (const std::string& worker : workers) request.add_workers(worker);
    const auto answer = Call(kBureau, &Stub::ListOutcomes, request);
    EXPECT_THAT(answer, IsOk());
    std::vector<std::string> names;
    if (!answer.ok()) return names;
    for (const auto& outcome : answer->outcomes()) {
      names.push_back(absl::StrCat(outcome.worker(), " ", outcome.name()));
    }
    return names;
  };
  const std::string of_first = absl::StrCat(kWorker2, " ", first.name());
  const std::string of_second = absl::StrCat(kWorker, " ", second.name());
  const std::string of_other = absl::StrCat("workers/w3 ", other.name());
  EXPECT_THAT(listed({kWorker}), ::testing::ElementsAre(of_first, of_second));
  EXPECT_THAT(listed({"workers/w3", kWorker}),
              ::testing::ElementsAre(of_first, of_second, of_other));
  EXPECT_THAT(listed({kWorker2, kWorker}), ::testing::ElementsAre(of_first, of_second, of_first));
}

// Of the united person one placement is ACCEPTED or STARTED, whatever record it is of.
TEST_F(WorkerFeedTest, Rule8WhoIsBoundByOneRecordAcceptsNothingByAnother) {
  const auto bound = Accepted(kWorker2, kVacancy2);
  Apply(Merged(kWorker2, kWorker));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other, Propose(kWorker, kVacancy3));
  ASSERT_EQ(other.warnings_size(), 1);
  EXPECT_EQ(other.warnings(0).reason(), "WORKER_COMMITTED");
  EXPECT_THAT(other.warnings(0).related_names(), ::testing::ElementsAre(bound.name()));
  const absl::Status refused = Accept(other.name()).status();
  EXPECT_THAT(refused, HasReason("WORKER_COMMITTED"));
  EXPECT_THAT(refused,
              StatusIs(absl::StatusCode::kFailedPrecondition, ::testing::HasSubstr(bound.name())));
  // A journey that has ended binds nobody, by whichever record that is told.
  ASSERT_OK(Confirm(bound.name(), Today() - 3));
  EXPECT_THAT(Accept(other.name()), HasReason("WORKER_COMMITTED"));
  ASSERT_OK(Record(Of(kWorker, v1::Outcome::RETURNED, Today() - 1)));
  EXPECT_OK(Accept(other.name()));
}

TEST_F(WorkerFeedTest, Rule8OfTwoThatWereAcceptedBeforeTheMergerNoneBeginsBeforeOneHasEnded) {
  const auto first = Accepted(kWorker, kVacancy2);
  const auto second = Accepted(kWorker2, kVacancy3);
  Apply(Merged(kWorker2, kWorker));
  EXPECT_THAT(Confirm(first.name(), Today()), HasReason("WORKER_COMMITTED"));
  EXPECT_THAT(Confirm(second.name(), Today()),
              StatusIs(absl::StatusCode::kFailedPrecondition, ::testing::HasSubstr(first.name())));
  v1::Outcome arrived = Of(kWorker2, v1::Outcome::ARRIVED, Today());
  arrived.set_placement(second.name());
  const absl::Status refused = Record(arrived).status();
  EXPECT_THAT(refused, HasReason("WORKER_COMMITTED"));
  EXPECT_THAT(ViolatedFields(refused), ::testing::ElementsAre("outcome.placement"));
  v1::ImportOutcomesRequest rows;
  *rows.add_rows()->mutable_outcome() = arrived;
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported, Call(kBureau, &Stub::ImportOutcomes, rows));
  ASSERT_EQ(imported.results_size(), 1);
  EXPECT_EQ(imported.results(0).result(), v1::ImportResult::REJECTED);
  ASSERT_OK(End(first.name()));
  EXPECT_OK(Confirm(second.name(), Today()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto started, Get(second.name()));
  EXPECT_EQ(started.state(), v1::Placement::STARTED);
}

// Rows are judged by those before them in their message, of whichever record of the person.
TEST_F(WorkerFeedTest, Rule8OfTwoRowsThatBeginByTwoRecordsTheSecondIsRefused) {
  const auto theirs = Accepted(kWorker2, kVacancy2, 25);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived, Confirm(theirs.name(), Today() - 20));
  Apply(Merged(kWorker2, kWorker));
  // That journey is over, by what was told of the other record: so this one is bound anew.
  ASSERT_OK(Record(Of(kWorker, v1::Outcome::RETURNED, Today() - 10)));
  const auto own = Accepted(kWorker, kVacancy3);
  v1::ImportOutcomesRequest rows;
  v1::Outcome& first = *rows.add_rows()->mutable_outcome();
  first = Of(kWorker, v1::Outcome::ARRIVED, Today() - 1);
  first.set_placement(own.name());
  v1::Outcome& voided = *rows.add_rows()->mutable_outcome();
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_worker(kWorker2);
  voided.set_voids(arrived.name());
  v1::Outcome& second = *rows.add_rows()->mutable_outcome();
  second = Of(kWorker2, v1::Outcome::ARRIVED, Today() - 2);
  second.set_placement(theirs.name());
  // A dry run says the same, and writes nothing.
  v1::ImportOutcomesRequest dry = rows;
  dry.set_validate_only(true);
  const auto sequence = owned_->store->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto checked, Call(kBureau, &Stub::ImportOutcomes, dry));
  ASSERT_EQ(checked.results_size(), 3);
  EXPECT_EQ(checked.results(0).result(), v1::ImportResult::CREATED) << checked.DebugString();
  EXPECT_EQ(checked.results(1).result(), v1::ImportResult::CREATED) << checked.DebugString();
  EXPECT_THAT(runtime::FromRpcStatus(checked.results(2).status()), HasReason("WORKER_COMMITTED"));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported, Call(kBureau, &Stub::ImportOutcomes, rows));
  ASSERT_EQ(imported.results_size(), 3);
  EXPECT_EQ(imported.results(0).result(), v1::ImportResult::CREATED) << imported.DebugString();
  EXPECT_EQ(imported.results(1).result(), v1::ImportResult::CREATED) << imported.DebugString();
  EXPECT_EQ(imported.results(2).result(), v1::ImportResult::REJECTED);
  const absl::Status refused = runtime::FromRpcStatus(imported.results(2).status());
  EXPECT_THAT(refused, HasReason("WORKER_COMMITTED"));
  EXPECT_THAT(refused.message(), ::testing::HasSubstr(own.name()));
  EXPECT_THAT(ViolatedFields(refused), ::testing::ElementsAre("rows[2].outcome.placement"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto left, Get(theirs.name()));
  EXPECT_EQ(left.state(), v1::Placement::ACCEPTED);
}

TEST_F(WorkerFeedTest, Rule8ARowThatEndsOrReopensAJourneyIsSeenByTheNextOfItsMessage) {
  const auto own = Accepted(kWorker, kVacancy3);
  const auto theirs = Accepted(kWorker2, kVacancy2, 25);
  ASSERT_OK(Confirm(theirs.name(), Today() - 20));
  Apply(Merged(kWorker2, kWorker));
  v1::Outcome arrived = Of(kWorker, v1::Outcome::ARRIVED, Today() - 1);
  arrived.set_placement(own.name());
  const v1::Outcome returned = Of(kWorker, v1::Outcome::RETURNED, Today() - 10);
  const auto results = [&](const std::vector<v1::Outcome>& outcomes) {
    v1::ImportOutcomesRequest rows;
    rows.set_validate_only(true);
    for (const v1::Outcome& outcome : outcomes) *rows.add_rows()->mutable_outcome() = outcome;
    const auto imported = Call(kBureau, &Stub::ImportOutcomes, rows);
    EXPECT_THAT(imported, IsOk());
    std::vector<v1::ImportResult::Result> all;
    if (!imported.ok()) return all;
    for (const auto& result : imported->results()) all.push_back(result.result());
    return all;
  };
  using R = v1::ImportResult;
  EXPECT_THAT(results({arrived}), ::testing::ElementsAre(R::REJECTED));
  EXPECT_THAT(results({returned, arrived}), ::testing::ElementsAre(R::CREATED, R::CREATED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto recorded, Record(returned));
  EXPECT_THAT(results({arrived}), ::testing::ElementsAre(R::CREATED));
  v1::Outcome voided;
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_worker(kWorker);
  voided.set_voids(recorded.name());
  EXPECT_THAT(results({voided, arrived}), ::testing::ElementsAre(R::CREATED, R::REJECTED));
}

// An outcome is judged by all records of the person: none of them may change meanwhile.
TEST_F(WorkerFeedTest, Rule8AnOutcomeIsPlannedAnewWhereAnotherRecordChanges) {
  ASSERT_OK(Record(Of(kWorker2, v1::Outcome::ARRIVED, Today() - 9)));
  Apply(Merged(kWorker2, kWorker));
  storage::Store& store = *owned_->store;
  runtime::CallContext call;
  call.now = role_.now();
  const auto plan = [&](const std::string& name) -> absl::StatusOr<storage::Batch> {
    storage::Batch batch;
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan planned, OutcomePlan::Load(&store, call, kWorker));
    planned.Use(MakeWorker(kWorker));
    v1::Outcome visit = Of(kWorker, v1::Outcome::HOME_VISIT, Today() - 1);
    visit.set_worker_division_code("520281101");
    LAOWU_RETURN_IF_ERROR(planned.Add({name, visit, "", "outcome"}, batch));
    LAOWU_RETURN_IF_ERROR(planned.Finish("", batch));
    return batch;
  };
  LAOWU_ASSERT_OK_AND_ASSIGN(const storage::Batch late, plan("outcomes/late"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const OpenWork other, LoadOpenWork(store, kWorker2));
  storage::Batch change;
  TouchOpenWork(other, change);
  ASSERT_OK(store.Commit(change, absl::InfiniteFuture()));
  EXPECT_THAT(store.Commit(late, absl::InfiniteFuture()), StatusIs(absl::StatusCode::kAborted));
  LAOWU_ASSERT_OK_AND_ASSIGN(const storage::Batch anew, plan("outcomes/anew"));
  EXPECT_OK(store.Commit(anew, absl::InfiniteFuture()));
}

TEST_F(WorkerFeedTest, Rule18ErasureTakesTheTextsAndLeavesOutcomesAndGrades) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 9)));
  ASSERT_OK(Attest(kBureau, outcome.name(), v1::Attestation::WORKER_CONFIRMATION, "call 13"));
  v1::Worker erased = MakeWorker(kWorker);
  erased.mutable_erase_time()->set_seconds(1);
  Apply(erased);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto notes, owned_->store->Scan(storage::Table::kNotes, {}, 10));
  EXPECT_TRUE(notes.empty());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, LoadOutcome(*owned_->store, outcome.name()));
  EXPECT_EQ(read->attestations(0).reference(), "");
  EXPECT_EQ(read->evidence_grade(), v1::EVIDENCE_GRADE_WORKER_CONFIRMATION);
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date()) << "figures stay";
  ASSERT_OK(Attest(kBureau, outcome.name(), v1::Attestation::VILLAGE_STATEMENT, "list 9"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto later, LoadOutcome(*owned_->store, outcome.name()));
  EXPECT_EQ(later->attestations_size(), 2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto none, owned_->store->Scan(storage::Table::kNotes, {}, 10));
  EXPECT_TRUE(none.empty()) << "nor are texts kept from then on";
}

TEST_F(WorkerFeedTest, Rule18OfTheErasedAllThatStandsOpenEnds) {
  const auto bound = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker, kVacancy2));
  v1::Worker erased = MakeWorker(kWorker);
  erased.mutable_erase_time()->set_seconds(1);
  Apply(erased);
  EXPECT_EQ(StateOf(kWorker).live_placement(), "");
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 0);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, Get(bound.name()));
  EXPECT_EQ(ended.state(), v1::Placement::ENDED);
  EXPECT_EQ(runtime::ToCivilDay(ended.end_date()), Today());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto expired, Get(proposed.name()));
  EXPECT_EQ(expired.state(), v1::Placement::EXPIRED);
  EXPECT_EQ(TakenCount(kVacancy), 0);
  EXPECT_EQ(TakenCount(kVacancy2), 0);
  EXPECT_THAT(Propose(kWorker, kVacancy2), HasReason("WRONG_STATE"))
      << "also by who read the worker's record before";
}

TEST_F(WorkerFeedTest, Rule18WhatStandsOfTheErasedCanEndAndBeTakenBack) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 9)));
  v1::Worker erased = MakeWorker(kWorker);
  erased.mutable_erase_time()->set_seconds(1);
  workers_.Put(erased);
  Apply(erased);
  EXPECT_THAT(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today())),
              HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today())));
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
  EXPECT_OK(Void(outcome));
}

}  // namespace
}  // namespace laowu::placement
