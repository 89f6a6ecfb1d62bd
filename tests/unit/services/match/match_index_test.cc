// What three feeds bring together, in whatever order they come; what goes with time alone; what a
// feed that begins anew does not bring again; and when the index says that it has seen enough.

#include "services/match/match_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "match_messages.h"
#include "services/runtime/errors.h"
#include "services/runtime/match_rows.h"
#include "storage/store.h"
#include "tests/support/status_matchers.h"

namespace laowu::match {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr int kNotVisible = v1::GATE_WORKER_NOT_VISIBLE;
constexpr int kCommitted = v1::GATE_WORKER_COMMITTED;
constexpr int kClosed = v1::GATE_VACANCY_CLOSED;
constexpr int kBlocked = v1::GATE_EMPLOYER_BLOCKED;

int ProposalCount(const MatchIndex::View& view, const std::string& worker) {
  return view.workers().work(view.matcher().workers().Find(worker).value()).proposal_count;
}

TEST(MatchIndexOrder, AStateCountsWhetherItComesBeforeOrAfterTheProfile) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  fed.Put(WorkerNamed("early"));
  fed.Put(AwayState("early"));
  fed.Put(AwayState("late"));
  {
    const MatchIndex::View view(fed.index());
    EXPECT_EQ(view.workers().waiting_state_count(), 1);
  }
  fed.Put(WorkerNamed("late"));
  EXPECT_THAT(fed.FailedGates("early", "v"), ElementsAre(kCommitted));
  EXPECT_THAT(fed.FailedGates("late", "v"), ElementsAre(kCommitted));
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(view.workers().waiting_state_count(), 0);
  EXPECT_EQ(view.matcher().GetWorker("workers/late")->away_division_code, "442000");
}

TEST(MatchIndexOrder, OpeningsTakenCountWhetherTheyComeBeforeOrAfterTheVacancy) {
  FedIndex fed;
  fed.Put(WorkerNamed("w"));
  fed.Put(FillOf("full-early", 3));
  fed.Put(VacancyNamed("full-early"));
  fed.Put(VacancyNamed("full-late"));
  EXPECT_THAT(fed.Candidates("full-late"), ElementsAre("workers/w"));
  fed.Put(FillOf("full-late", 3));
  EXPECT_THAT(fed.FailedGates("w", "full-early"), ElementsAre(kClosed));
  EXPECT_THAT(fed.FailedGates("w", "full-late"), ElementsAre(kClosed));
  fed.Put(FillOf("full-late", 2));
  EXPECT_THAT(fed.Candidates("full-late"), ElementsAre("workers/w"));
}

// The row holds the profile and nothing is kept twice; a later state must not lose any of it.
TEST(MatchIndexOrder, AStateChangesNothingOfTheProfile) {
  FedIndex fed;
  const v1::Worker worker = WorkerNamed("w");
  fed.Put(worker);
  matcher::WorkerRow expected = runtime::WorkerRowFrom(worker, fed.now);
  expected.active = true;
  expected.legal_basis_in_force = matcher::LegalBasis::kConsent;
  v1::WorkerState state = AwayState("w");
  state.add_past_occupation_codes("6-18-02-04");
  fed.Put(state);
  fed.Put(StateOf("w"));
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(*view.matcher().GetWorker("workers/w"), expected);
}

TEST(MatchIndexOrder, AVacancyIsStoredAsItWasSent) {
  FedIndex fed;
  const v1::Vacancy vacancy = VacancyNamed("v");
  fed.Put(vacancy);
  fed.Put(FillOf("v", 1));
  matcher::VacancyRow expected = runtime::VacancyRowFrom(vacancy, fed.now);
  expected.openings_left_count = 2;
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(*view.matcher().GetVacancy(vacancy.name()), expected);
}

TEST(MatchIndexOrder, ANewProfileKeepsTheStateOfWork) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  fed.Put(WorkerNamed("w"));
  v1::WorkerState state = AwayState("w");
  state.set_proposal_count(2);
  fed.Put(state);
  v1::Worker changed = WorkerNamed("w");
  changed.set_min_wage_cny_per_month(4'000);
  fed.Put(changed);
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kCommitted));
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(ProposalCount(view, "workers/w"), 2);
}

// What page tokens bear: another process that follows the same stores goes on with them.
TEST(MatchIndexStores, AreToldByTheFeedsAndAlikeInEveryProcess) {
  const auto stores_of = [](FedIndex& fed) {
    return std::string(MatchIndex::View(fed.index()).stores());
  };
  FedIndex one;
  one.CatchUp();
  FedIndex other;
  other.Put(VacancyNamed("v"));
  other.CatchUp();
  EXPECT_EQ(stores_of(one), stores_of(other));
  EXPECT_THAT(stores_of(one), Not(IsEmpty()));
  other.store_id = "restored";
  other.Progress<v1::WatchWorkersResponse>();
  EXPECT_NE(stores_of(one), stores_of(other));
}

TEST(MatchIndexDelete, ADeletedWorkerIsGoneAndHisStateWaitsForHisReturn) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  fed.Put(WorkerNamed("w"));
  fed.Put(AwayState("w"));
  fed.Delete<v1::WatchWorkersResponse>("workers/w");
  EXPECT_THAT(fed.Candidates("v"), IsEmpty());
  fed.Put(WorkerNamed("w"));
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kCommitted));
  fed.Delete<v1::WatchPlacementsResponse>("workers/w");
  EXPECT_THAT(fed.Candidates("v"), ElementsAre("workers/w"));
}

TEST(MatchIndexDelete, AnErasedWorkerIsRemovedAtOnce) {
  FedIndex fed;
  fed.Put(WorkerNamed("w"));
  v1::Worker erased = WorkerNamed("w");
  *erased.mutable_erase_time() = runtime::ToTimestamp(fed.now);
  fed.Put(erased);
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(view.matcher().worker_count(), 0);
}

TEST(MatchIndexDelete, ADeletedVacancyIsGone) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  fed.Delete<v1::WatchVacanciesResponse>(VacancyNamed("v").name());
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(view.matcher().vacancy_count(), 0);
}

// A slot is used again; what stood in it must not cling to the next.
TEST(MatchIndexDelete, ANewRecordInAnOldSlotStartsClean) {
  FedIndex fed;
  fed.Put(WorkerNamed("old"));
  v1::WorkerState state = AwayState("old");
  state.set_proposal_count(3);
  fed.Put(state);
  v1::Vacancy old_vacancy = VacancyNamed("old");
  old_vacancy.set_duplicate_group("g");
  fed.Put(old_vacancy);
  fed.Put(FillOf("old", 3));
  fed.Delete<v1::WatchWorkersResponse>("workers/old");
  fed.Delete<v1::WatchVacanciesResponse>(old_vacancy.name());
  fed.Put(WorkerNamed("new"));
  fed.Put(VacancyNamed("new"));
  EXPECT_THAT(fed.Candidates("new"), ElementsAre("workers/new"));
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(ProposalCount(view, "workers/new"), 0);
  EXPECT_THAT(view.vacancies().group_by_slot(), ElementsAre(0));
}

// A record that stands behind another is nobody of their own: in no count, and back once parted.
TEST(MatchIndexVisibility, AMergedRecordIsNoRowAndIsOneAgainOnceParted) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  fed.Put(WorkerNamed("w"));
  fed.Put(AwayState("w"));
  v1::Worker merged = WorkerNamed("w");
  merged.set_merged_into("workers/other");
  fed.Put(merged);
  const auto into = [&]() -> std::string {
    const MatchIndex::View view(fed.index());
    const auto* const found = view.workers().FindMerged("workers/w");
    return found == nullptr ? "" : found->into;
  };
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(-1));
  EXPECT_EQ(into(), "workers/other");
  // A feed that begins anew and does not bring it drops it.
  fed.index().Reset(Feed::kWorker);
  fed.Progress<v1::WatchWorkersResponse>();
  EXPECT_EQ(into(), "");
  fed.Put(merged);
  fed.Put(WorkerNamed("w"));
  EXPECT_EQ(into(), "");
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kCommitted)) << "with the state of before";
}

TEST(MatchIndexVisibility, DeadAndPausedWorkersAreNotVisible) {
  v1::Worker paused = WorkerNamed("w");
  paused.set_state(v1::Worker::PAUSED);
  v1::Worker dead = WorkerNamed("w");
  *dead.mutable_death_date() = runtime::ToDate(kToday);
  for (const v1::Worker& worker : {paused, dead}) {
    FedIndex fed;
    fed.Put(VacancyNamed("v"));
    fed.Put(worker);
    EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kNotVisible)) << worker.DebugString();
  }
}

TEST(MatchIndexVisibility, WhatThePlacementRoleKnowsOfDeathAndMergerCountsToo) {
  v1::WorkerState dead = StateOf("w");
  dead.set_dead(true);
  v1::WorkerState merged = StateOf("w");
  merged.set_merged_into("workers/other");
  for (const v1::WorkerState& state : {dead, merged}) {
    FedIndex fed;
    fed.Put(VacancyNamed("v"));
    fed.Put(WorkerNamed("w"));
    fed.Put(state);
    EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kNotVisible)) << state.DebugString();
    fed.Put(StateOf("w"));
    EXPECT_THAT(fed.FailedGates("w", "v"), IsEmpty());
  }
}

// A row that the matcher cannot hold says that what it held is no longer true: somebody who has
// withdrawn must not stay because of another field of the same message.
TEST(MatchIndexVisibility, AWorkerWhoseNewRowIsRefusedIsNotShownByTheOld) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  fed.Put(WorkerNamed("w"));
  v1::Worker bad = WorkerNamed("w");
  bad.set_min_wage_cny_per_month(1);
  fed.Put(bad);
  EXPECT_THAT(fed.Candidates("v"), IsEmpty());
}

TEST(MatchIndexDue, AConsentThatBeginsAndEndsDoesSoByTimeAlone) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  v1::Worker worker = WorkerNamed("w");
  *worker.mutable_legal_basis()->mutable_effective_time() =
      runtime::ToTimestamp(fed.now + absl::Hours(1));
  *worker.mutable_legal_basis()->mutable_withdraw_time() =
      runtime::ToTimestamp(fed.now + absl::Hours(2));
  fed.Put(worker);
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kNotVisible));
  fed.now += absl::Hours(1);
  fed.Progress<v1::WatchPlacementsResponse>();
  EXPECT_THAT(fed.FailedGates("w", "v"), IsEmpty());
  fed.now += absl::Hours(1);
  fed.Progress<v1::WatchPlacementsResponse>();
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kNotVisible));
}

TEST(MatchIndexDue, AVisitLapsesTheDayAfterItsLast) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  fed.Put(WorkerNamed("w"));
  v1::WorkerState state = AwayState("w");
  *state.mutable_next_lapse_date() = runtime::ToDate(kToday);
  fed.Put(state);
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kCommitted));
  fed.now = runtime::StartOfDay(kToday + 1) - absl::Microseconds(1);
  fed.Progress<v1::WatchWorkersResponse>();
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kCommitted));
  fed.now += absl::Microseconds(1);
  fed.Progress<v1::WatchWorkersResponse>();
  EXPECT_THAT(fed.FailedGates("w", "v"), IsEmpty());
}

TEST(MatchIndexDue, AWithdrawalTakenBackDoesNotHappen) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  v1::Worker worker = WorkerNamed("w");
  *worker.mutable_legal_basis()->mutable_withdraw_time() =
      runtime::ToTimestamp(fed.now + absl::Hours(1));
  fed.Put(worker);
  fed.Put(WorkerNamed("w"));
  fed.now += absl::Hours(2);
  fed.CatchUp();
  EXPECT_THAT(fed.Candidates("v"), ElementsAre("workers/w"));
}

TEST(MatchIndexReset, WhatDoesNotComeAgainIsDroppedWhenTheFeedHasCaughtUp) {
  FedIndex fed;
  fed.Put(VacancyNamed("v"));
  fed.Put(WorkerNamed("stays"));
  fed.Put(WorkerNamed("goes"));
  fed.index().Reset(Feed::kWorker);
  fed.Put(WorkerNamed("stays"), /*caught_up=*/false);
  // Until then the old answers.
  EXPECT_THAT(fed.Candidates("v"), UnorderedElementsAre("workers/stays", "workers/goes"));
  fed.Progress<v1::WatchWorkersResponse>();
  EXPECT_THAT(fed.Candidates("v"), ElementsAre("workers/stays"));
}

TEST(MatchIndexReset, StatesAndFillsThatDoNotComeAgainNoLongerHold) {
  FedIndex fed;
  fed.Put(WorkerNamed("stays-away"));
  fed.Put(WorkerNamed("back"));
  fed.Put(VacancyNamed("v"));
  fed.Put(VacancyNamed("full"));
  fed.Put(AwayState("stays-away"));
  fed.Put(AwayState("back"));
  fed.Put(AwayState("waiting"));
  fed.Put(FillOf("full", 3));
  fed.index().Reset(Feed::kPlacement);
  EXPECT_THAT(fed.FailedGates("back", "full"), ElementsAre(kCommitted, kClosed));
  fed.Put(AwayState("stays-away"));
  EXPECT_THAT(fed.Candidates("full"), ElementsAre("workers/back"));
  EXPECT_THAT(fed.FailedGates("stays-away", "v"), ElementsAre(kCommitted));
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(view.workers().waiting_state_count(), 0);
}

TEST(MatchIndexReset, VacanciesAndBlocksThatDoNotComeAgainAreDropped) {
  FedIndex fed;
  fed.Put(WorkerNamed("w"));
  fed.Put(BlockedEmployer("employers/n-lamp"));
  fed.Put(VacancyNamed("stays"));
  fed.Put(VacancyNamed("goes"));
  fed.index().Reset(Feed::kVacancy);
  fed.Put(VacancyNamed("stays"));
  EXPECT_THAT(fed.Candidates("stays"), ElementsAre("workers/w"));
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(view.matcher().vacancy_count(), 1);
}

TEST(MatchIndexEmployer, ABlockCountsWhetherItComesBeforeOrAfterTheVacancy) {
  FedIndex fed;
  fed.Put(WorkerNamed("w"));
  fed.Put(VacancyNamed("before"));
  fed.Put(BlockedEmployer("employers/n-lamp"));
  fed.Put(VacancyNamed("after"));
  EXPECT_THAT(fed.FailedGates("w", "before"), ElementsAre(kBlocked));
  EXPECT_THAT(fed.FailedGates("w", "after"), ElementsAre(kBlocked));
  fed.Put(EmployerNamed("employers/n-lamp"));
  EXPECT_THAT(fed.FailedGates("w", "before"), IsEmpty());
}

TEST(MatchIndexEmployer, ABlockOfOneNameHoldsForAllNamesOfTheEmployer) {
  constexpr char kCode[] = "employers/91442000ma4xyzab1c";
  // The block stands at: the credit code, the name itself, another alias.
  for (const char* blocked : {kCode, "employers/n-lamp", "employers/n-lights"}) {
    FedIndex fed;
    fed.Put(WorkerNamed("w"));
    fed.Put(VacancyNamed("v"));
    const std::string of = blocked == std::string(kCode) ? "" : kCode;
    fed.Put(BlockedEmployer(blocked, of));
    if (blocked != std::string("employers/n-lamp")) {
      EXPECT_THAT(fed.FailedGates("w", "v"), IsEmpty()) << blocked;
      fed.Put(EmployerNamed("employers/n-lamp", kCode));
    }
    EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kBlocked)) << blocked;
    fed.Put(EmployerNamed("employers/n-lamp"));
    EXPECT_THAT(fed.FailedGates("w", "v"), IsEmpty()) << "no longer the same: " << blocked;
  }
}

TEST(MatchIndexEmployer, ACircleOfAliasesEnds) {
  FedIndex fed;
  fed.Put(WorkerNamed("w"));
  fed.Put(VacancyNamed("v"));
  fed.Put(BlockedEmployer("employers/n-lamp", "employers/n-lights"));
  fed.Put(EmployerNamed("employers/n-lights", "employers/n-lamp"));
  EXPECT_THAT(fed.FailedGates("w", "v"), ElementsAre(kBlocked));
}

TEST(MatchIndexFreshness, IsReadyWhenEveryFeedHasCaughtUpOnce) {
  FedIndex fed;
  EXPECT_FALSE(fed.index().ready());
  EXPECT_EQ(runtime::ReasonOf(fed.index().WaitFor({}, absl::Now(), "")), "MATCHER_NOT_READY");
  fed.Progress<v1::WatchVacanciesResponse>();
  fed.Progress<v1::WatchWorkersResponse>();
  fed.Put(AwayState("w"), /*caught_up=*/false);
  EXPECT_FALSE(fed.index().ready());
  fed.Progress<v1::WatchPlacementsResponse>();
  EXPECT_TRUE(fed.index().ready());
  EXPECT_OK(fed.index().WaitFor({}, absl::Now(), ""));
  fed.index().Reset(Feed::kWorker);
  EXPECT_TRUE(fed.index().ready());
}

TEST(MatchIndexFreshness, SaysWhatItHasSeenAndWaitsForMore) {
  FedIndex fed;
  fed.CatchUp();
  v1::Freshness at_least = fed.index().freshness();
  EXPECT_EQ(at_least.vacancy_sequence(), 1);
  EXPECT_EQ(at_least.worker_sequence(), 2);
  EXPECT_EQ(at_least.placement_sequence(), 3);
  EXPECT_OK(fed.index().WaitFor(at_least, absl::Now(), ""));
  at_least.set_worker_sequence(4);
  const absl::Status late = fed.index().WaitFor(at_least, absl::Now() + absl::Milliseconds(20), "");
  EXPECT_TRUE(absl::IsDeadlineExceeded(late));
  EXPECT_EQ(runtime::ReasonOf(late), "NOT_FRESH_ENOUGH");
  std::thread feed([&] { fed.Put(WorkerNamed("w")); });
  EXPECT_OK(fed.index().WaitFor(at_least, absl::Now() + absl::Seconds(60), ""));
  feed.join();
  // A feed that begins anew has seen nothing.
  fed.index().Reset(Feed::kWorker);
  EXPECT_EQ(fed.index().freshness().worker_sequence(), 0);
  EXPECT_FALSE(fed.index().freshness().has_read_time());
}

// Who has just recorded something asks for all that was recorded until now, without its sequence.
TEST(MatchIndexFreshness, WaitsUntilEveryFeedIsCompleteThroughATime) {
  FedIndex fed;
  fed.CatchUp();
  v1::Freshness at_least;
  *at_least.mutable_read_time() = runtime::ToTimestamp(fed.now);
  EXPECT_OK(fed.index().WaitFor(at_least, absl::Now(), ""));
  // Later than the matcher's own clock counts as that.
  *at_least.mutable_read_time() = runtime::ToTimestamp(fed.now + absl::Hours(1));
  EXPECT_OK(fed.index().WaitFor(at_least, absl::Now(), ""));
  fed.now += absl::Minutes(1);
  fed.Progress<v1::WatchVacanciesResponse>();
  fed.Progress<v1::WatchWorkersResponse>();
  const absl::Status late = fed.index().WaitFor(at_least, absl::Now() + absl::Milliseconds(20), "");
  EXPECT_EQ(runtime::ReasonOf(late), "NOT_FRESH_ENOUGH") << "the placements are a minute behind";
  // An answer is as old as the feed that is furthest behind, whatever the clock says.
  EXPECT_EQ(runtime::ToTime(fed.index().freshness().read_time()), fed.now - absl::Minutes(1));
  EXPECT_OK(fed.index().WaitFor(fed.index().freshness(), absl::Now(), ""));
  std::thread feed([&] { fed.Progress<v1::WatchPlacementsResponse>(); });
  EXPECT_OK(fed.index().WaitFor(at_least, absl::Now() + absl::Seconds(60), ""));
  feed.join();
}

// What was written before a store was restored may be lost: neither taken for seen nor waited for.
TEST(MatchIndexFreshness, SaysAtOnceThatAtLeastIsFromBeforeARestore) {
  FedIndex fed;
  fed.CatchUp();
  const v1::Freshness before = fed.index().freshness();
  v1::WatchWorkersResponse message;
  message.mutable_progress()->set_resume_sequence(storage::kRestoreLeap + 2);
  message.mutable_progress()->set_caught_up(true);
  *message.mutable_progress()->mutable_complete_through_time() = runtime::ToTimestamp(fed.now);
  fed.index().Reset(Feed::kWorker);
  fed.index().Apply(message);
  const absl::Status status = fed.index().WaitFor(before, absl::InfiniteFuture(), "");
  EXPECT_TRUE(absl::IsOutOfRange(status)) << status;
  EXPECT_EQ(runtime::ReasonOf(status), "STORE_RESTORED");
  EXPECT_THAT(status.message(), HasSubstr("at_least.worker_sequence"));
  EXPECT_OK(fed.index().WaitFor(fed.index().freshness(), absl::InfiniteFuture(), ""));
  v1::Freshness of_others = before;
  of_others.clear_worker_sequence();
  EXPECT_OK(fed.index().WaitFor(of_others, absl::InfiniteFuture(), ""));
  // The answer to a write that the matcher has not heard of since: from after a further restore.
  v1::Freshness later;
  later.set_worker_sequence(2 * storage::kRestoreLeap + 3);
  EXPECT_EQ(runtime::ReasonOf(fed.index().WaitFor(later, absl::Now(), "")), "NOT_FRESH_ENOUGH");
}

// More than one slice of changes in a message: all are applied, and the progress after them.
TEST(MatchIndexFreshness, AFullMessageIsAppliedWhole) {
  FedIndex fed;
  v1::WatchWorkersResponse message;
  for (int i = 0; i < 500; ++i) {
    auto* change = message.add_changes();
    change->set_type(v1::CHANGE_TYPE_UPSERTED);
    *change->mutable_worker() = WorkerNamed(absl::StrCat("w", i));
    change->set_name(change->worker().name());
  }
  message.mutable_progress()->set_resume_sequence(500);
  fed.index().Apply(message);
  const MatchIndex::View view(fed.index());
  EXPECT_EQ(view.matcher().worker_count(), 500);
  EXPECT_EQ(view.freshness().worker_sequence(), 500);
}

}  // namespace
}  // namespace laowu::match
