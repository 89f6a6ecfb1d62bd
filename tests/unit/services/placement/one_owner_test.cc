// Whose a person's placements and outcomes are after a move, and after another county has
// registered the person (ratio.md rule 8): the county's of the record that stands, all of them and
// alone.

#include "absl/strings/str_cat.h"
#include "services/runtime/record_fields.h"
#include "tests/support/raced_store.h"
#include "tests/unit/services/placement/worker_feed_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kOtherDivision[] = "520204101";

// w2 is of kBureau's county until it moves, or until w1 of kOtherBureau's takes the person over.
class OneOwnerTest : public WorkerFeedFixture {
 protected:
  OneOwnerTest() { workers_.Put(Elsewhere(kWorker)); }

  static v1::Worker Elsewhere(const std::string& name) {
    v1::Worker worker = MakeWorker(name);
    worker.set_division_code(kOtherDivision);
    return worker;
  }
  // kWorker2 moves to the other county.
  void Move() {
    workers_.Put(Elsewhere(kWorker2));
    Apply(Elsewhere(kWorker2));
  }
  // kWorker2's person is registered as kWorker in the other county; `followed`: its feed told so.
  void TakeOver(bool followed = true) {
    v1::Worker standing = Elsewhere(kWorker);
    standing.add_merged_workers(kWorker2);
    workers_.Put(standing);
    workers_.Put(Merged(kWorker2, kWorker));
    if (!followed) return;
    Apply(standing);
    Apply(Merged(kWorker2, kWorker));
  }
  // The same on `day`; something else has changed of the record behind today.
  void TakeOver(absl::CivilDay day) {
    TakeOver();
    v1::Worker merged = Merged(kWorker2, kWorker);
    *merged.mutable_update_time() = runtime::ToTimestamp(role_.now());
    workers_.Put(merged);
    v1::WorkerFact fact;
    fact.set_name(absl::StrCat(kWorker2, "/facts/1"));
    fact.set_kind(v1::WorkerFact::MERGED);
    *fact.mutable_effective_date() = runtime::ToDate(day);
    fact.mutable_values()->set_worker(kWorker);
    fact.set_sequence(1);
    workers_.PutFact(kWorker2, fact);
  }

  std::vector<std::string> List(const std::string& by, const v1::ListPlacementsRequest& request) {
    const auto listed = Call(by, &Stub::ListPlacements, request);
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> names;
    if (!listed.ok()) return names;
    for (const auto& placement : listed->placements()) names.push_back(placement.name());
    return names;
  }
  std::vector<std::string> ListOfDivision(const std::string& by, const std::string& division) {
    v1::ListPlacementsRequest request;
    request.set_division_code(division);
    return List(by, request);
  }
  std::vector<std::string> ListOfWorker(const std::string& by, const std::string& worker) {
    v1::ListPlacementsRequest request;
    request.set_worker(worker);
    return List(by, request);
  }
  std::vector<std::string> OutcomesOf(const std::string& by, const std::string& worker) {
    v1::ListOutcomesRequest request;
    request.set_worker(worker);
    const auto listed = Call(by, &Stub::ListOutcomes, request);
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> names;
    if (!listed.ok()) return names;
    for (const auto& outcome : listed->outcomes()) names.push_back(outcome.name());
    return names;
  }
  absl::StatusOr<v1::Outcome> Read(const std::string& by, const std::string& name) {
    v1::GetOutcomeRequest request;
    request.set_name(name);
    return Call(by, &Stub::GetOutcome, request);
  }
  absl::StatusOr<v1::Placement> AcceptBy(const std::string& by, const std::string& name) {
    v1::AcceptPlacementRequest request;
    request.set_name(name);
    return Call(by, &Stub::AcceptPlacement, request);
  }
  static v1::Outcome Of(const std::string& worker, v1::Outcome::Type type, absl::CivilDay day) {
    v1::Outcome outcome = MakeOutcome(type, day);
    outcome.set_worker(worker);
    return outcome;
  }
  // Of kWorker2, by a channel that has to be proven, from before there were two records.
  v1::Outcome Claim(int days_ago) {
    v1::Outcome outcome = Of(kWorker2, v1::Outcome::ARRIVED, Today() - days_ago);
    outcome.set_channel(v1::CHANNEL_COOPERATION_STATION);
    const auto recorded = Record(outcome);
    EXPECT_THAT(recorded, IsOk());
    return recorded.value_or(v1::Outcome());
  }
};

TEST_F(OneOwnerTest, WhatIsOpenFollowsAMoveInTheListsAndWhatIsOverStays) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto over, Propose(kWorker2, kVacancy3));
  ASSERT_OK(Decline(over.name()));
  const auto bound = Accepted(kWorker2, kVacancy2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker2, kVacancy4));
  Move();
  EXPECT_THAT(ListOfDivision(kBureau, "520281"), ElementsAre(over.name()));
  EXPECT_THAT(ListOfDivision(kOtherBureau, "520204"),
              UnorderedElementsAre(bound.name(), proposed.name()));
  EXPECT_THAT(ListOfDivision(kCity, "5202"),
              UnorderedElementsAre(over.name(), bound.name(), proposed.name()))
      << "each once";
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(bound.name(), kBureau));
  EXPECT_EQ(read.worker_division_code(), kOtherDivision) << "the county that proposed reads it";
  EXPECT_EQ(read.recorded_by(), bound.recorded_by());
  EXPECT_THAT(End(bound.name(), kBureau), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Decline(proposed.name(), kBureau), HasReason("OUT_OF_SCOPE"));
  EXPECT_OK(Decline(proposed.name(), kOtherBureau));
  EXPECT_OK(End(bound.name(), kOtherBureau));
  // What has ended stays where it ended.
  workers_.Put(MakeWorker(kWorker2));
  Apply(MakeWorker(kWorker2));
  EXPECT_THAT(ListOfDivision(kOtherBureau, "520204"),
              UnorderedElementsAre(bound.name(), proposed.name()));
}

TEST_F(OneOwnerTest, AMoveThatChangesNothingOpenIsNotWritten) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker2, kVacancy3));
  Move();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto moved, Get(proposed.name()));
  const auto sequence = owned_->store->last_sequence();
  Apply(Elsewhere(kWorker2));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

// The proposal's own request, sent again late by the county that made it, is still its own.
TEST_F(OneOwnerTest, AProposalSentAgainAfterTheMoveIsAnswered) {
  v1::CreatePlacementRequest request = Proposal(kWorker2, kVacancy3);
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::CreatePlacement, request));
  Move();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::CreatePlacement, request));
  EXPECT_EQ(again.name(), first.name());
}

TEST_F(OneOwnerTest, AfterATakeoverTheNewCountySeesAndGivesUpWhatTheOldOneProposed) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto theirs, Propose(kWorker2, kVacancy));
  EXPECT_THAT(Get(theirs.name(), kOtherBureau), HasReason("OUT_OF_SCOPE"));
  TakeOver();
  EXPECT_THAT(ListOfWorker(kOtherBureau, kWorker), ElementsAre(theirs.name()));
  EXPECT_THAT(ListOfWorker(kOtherBureau, kWorker2), ElementsAre(theirs.name()));
  EXPECT_THAT(ListOfDivision(kOtherBureau, "520204"), ElementsAre(theirs.name()));
  EXPECT_THAT(ListOfDivision(kBureau, "520281"), IsEmpty());
  EXPECT_THAT(ListOfWorker(kBureau, kWorker2), ElementsAre(theirs.name())) << "its own record's";
  EXPECT_OK(Get(theirs.name(), kBureau));
  EXPECT_OK(Get(theirs.name(), kOtherBureau));
  EXPECT_THAT(AcceptBy(kBureau, theirs.name()), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Decline(theirs.name(), kBureau), HasReason("OUT_OF_SCOPE"));
  const auto refused = AcceptBy(kOtherBureau, theirs.name());
  EXPECT_THAT(refused, HasReason("WRONG_STATE"));
  EXPECT_THAT(refused.status().message(), AllOf(HasSubstr("请先撤下本推荐"), HasSubstr(kWorker)));
  ASSERT_OK(Decline(theirs.name(), kOtherBureau));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto own, Call(kOtherBureau, &Stub::CreatePlacement, Proposal(kWorker, kVacancy)));
  EXPECT_OK(AcceptBy(kOtherBureau, own.name()));
}

// The record is its county's to erase, and nobody can be sent on what is left of it.
TEST_F(OneOwnerTest, AnErasureOfTheRecordBehindEndsItsProposalAndTheNewCountyIsTold) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto theirs, Propose(kWorker2, kVacancy));
  TakeOver();
  v1::Worker erased = Merged(kWorker2, kWorker);
  *erased.mutable_erase_time() = runtime::ToTimestamp(role_.now());
  workers_.Put(erased);
  Apply(erased);
  const auto refused = Decline(theirs.name(), kOtherBureau);
  EXPECT_THAT(refused, HasReason("WRONG_STATE"));
  EXPECT_THAT(refused.status().message(), AllOf(HasSubstr("EXPIRED"), HasSubstr("was erased")));
  EXPECT_OK(Call(kOtherBureau, &Stub::CreatePlacement, Proposal(kWorker, kVacancy)));
}

TEST_F(OneOwnerTest, AfterATakeoverTheNewCountyEndsWhatBindsThePerson) {
  const auto theirs = Accepted(kWorker2, kVacancy2);
  TakeOver();
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto own, Call(kOtherBureau, &Stub::CreatePlacement, Proposal(kWorker, kVacancy3)));
  EXPECT_THAT(AcceptBy(kOtherBureau, own.name()), HasReason("WORKER_COMMITTED"));
  EXPECT_THAT(End(theirs.name(), kBureau), HasReason("OUT_OF_SCOPE"));
  ASSERT_OK(End(theirs.name(), kOtherBureau));
  EXPECT_OK(AcceptBy(kOtherBureau, own.name()));
}

// Its own words come first: whichever of the two the feed tells of first.
TEST_F(OneOwnerTest, ATakeoverThatIsToldInAnotherOrderStampsTheSame) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto theirs, Propose(kWorker2, kVacancy2));
  TakeOver(/*followed=*/false);
  Apply(Merged(kWorker2, kWorker));
  Apply(Elsewhere(kWorker));
  EXPECT_THAT(ListOfDivision(kOtherBureau, "520204"), ElementsAre(theirs.name()));
  // And parted again it is the old county's.
  workers_.Put(MakeWorker(kWorker2));
  Apply(MakeWorker(kWorker2));
  EXPECT_THAT(ListOfDivision(kBureau, "520281"), ElementsAre(theirs.name()));
  EXPECT_OK(Decline(theirs.name(), kBureau));
}

// Taken over by mistake, and taken back: what was over by then is in the list of who answers for
// it.
TEST_F(OneOwnerTest, WhatEndedDuringATakeoverThatIsTakenBackIsInTheOldCountysList) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto before, Propose(kWorker2, kVacancy4));
  ASSERT_OK(Decline(before.name()));
  const auto bound = Accepted(kWorker2, kVacancy2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker2, kVacancy3));
  TakeOver();
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto own, Call(kOtherBureau, &Stub::CreatePlacement, Proposal(kWorker, kVacancy)));
  ASSERT_OK(End(bound.name(), kOtherBureau));
  ASSERT_OK(Decline(proposed.name(), kOtherBureau));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, Get(bound.name()));
  EXPECT_THAT(ListOfDivision(kBureau, "520281"), ElementsAre(before.name()));
  // w1's number was another's: the records part.
  workers_.Put(Elsewhere(kWorker));
  workers_.Put(MakeWorker(kWorker2));
  Apply(MakeWorker(kWorker2));
  EXPECT_THAT(ListOfDivision(kBureau, "520281"),
              UnorderedElementsAre(before.name(), bound.name(), proposed.name()));
  EXPECT_THAT(ListOfDivision(kOtherBureau, "520204"), ElementsAre(own.name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(bound.name(), kBureau));
  EXPECT_EQ(read.worker_division_code(), before.worker_division_code());
  EXPECT_EQ(read.recorded_by(), ended.recorded_by()) << "who ended it";
  EXPECT_EQ(read.state(), v1::Placement::ENDED);
  const auto sequence = owned_->store->last_sequence();
  Apply(MakeWorker(kWorker2));
  EXPECT_EQ(owned_->store->last_sequence(), sequence) << "once";
}

// By which commit it was ended is known still.
TEST_F(OneOwnerTest, WhatAReturnEndedDuringATakeoverGoesOnOnceBothAreTakenBack) {
  const auto returned_one = Accepted(kWorker2, kVacancy2, 10);
  ASSERT_OK(Confirm(returned_one.name(), Today() - 9));
  TakeOver();
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto returned, Record(Of(kWorker2, v1::Outcome::RETURNED, Today() - 1), kOtherBureau));
  ASSERT_EQ(Get(returned_one.name())->state(), v1::Placement::ENDED);
  workers_.Put(Elsewhere(kWorker));
  workers_.Put(MakeWorker(kWorker2));
  Apply(MakeWorker(kWorker2));
  EXPECT_THAT(ListOfDivision(kBureau, "520281"), ElementsAre(returned_one.name()));
  ASSERT_OK(Void(returned));
  EXPECT_EQ(Get(returned_one.name())->state(), v1::Placement::STARTED);
}

TEST_F(OneOwnerTest, WhatWasEndedByHandDuringATakeoverStaysEndedOnceItIsTakenBack) {
  const auto by_hand = Accepted(kWorker2, kVacancy2, 10);
  ASSERT_OK(Confirm(by_hand.name(), Today() - 9));
  TakeOver();
  ASSERT_OK(End(by_hand.name(), kOtherBureau));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto returned,
                             Record(Of(kWorker2, v1::Outcome::RETURNED, Today()), kOtherBureau));
  workers_.Put(Elsewhere(kWorker));
  workers_.Put(MakeWorker(kWorker2));
  Apply(MakeWorker(kWorker2));
  ASSERT_OK(Void(returned));
  EXPECT_EQ(Get(by_hand.name())->state(), v1::Placement::ENDED);
  EXPECT_THAT(ListOfDivision(kBureau, "520281"), ElementsAre(by_hand.name()));
}

// It is ended between the look at what is over and the look at what is open.
TEST_F(OneOwnerTest, WhatEndsWhileATakeoverIsTakenBackIsNotLeftInTheOtherList) {
  const auto bound = Accepted(kWorker2, kVacancy2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto over, Propose(kWorker2, kVacancy3));
  TakeOver();
  ASSERT_OK(Decline(over.name(), kOtherBureau));
  workers_.Put(Elsewhere(kWorker));
  workers_.Put(MakeWorker(kWorker2));
  testing::RacedStore raced(
      std::shared_ptr<storage::Store>(std::shared_ptr<void>(), owned_->store.get()));
  raced.before_commit = [&](storage::Store&) {
    raced.before_commit = nullptr;
    ASSERT_OK(End(bound.name(), kAdmin));
  };
  WorkerFeed feed(role_.environment(), &raced, &held_names_);
  EXPECT_THAT(feed.Apply(MakeWorker(kWorker2), role_.now()), StatusIs(absl::StatusCode::kAborted));
  EXPECT_OK(feed.Apply(MakeWorker(kWorker2), role_.now()));
  EXPECT_THAT(ListOfDivision(kBureau, "520281"), UnorderedElementsAre(bound.name(), over.name()));
}

// The record that stands moves: what is open of those behind it goes along.
TEST_F(OneOwnerTest, WhatIsOpenOfAMergedRecordFollowsTheRecordThatStands) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto theirs, Propose(kWorker2, kVacancy2));
  TakeOver();
  v1::Worker back = MakeWorker(kWorker);
  workers_.Put(back);
  Apply(back);
  EXPECT_THAT(ListOfDivision(kBureau, "520281"), ElementsAre(theirs.name()));
}

TEST_F(OneOwnerTest, TheCountyThatAnswersForTheFigureReadsProvesAndTakesBack) {
  const auto claim = Claim(40);
  EXPECT_THAT(Read(kOtherBureau, claim.name()), HasReason("OUT_OF_SCOPE"));
  TakeOver();
  EXPECT_OK(Read(kOtherBureau, claim.name()));
  EXPECT_OK(Read(kBureau, claim.name())) << "the county of its day";
  EXPECT_THAT(OutcomesOf(kOtherBureau, kWorker), ElementsAre(claim.name()));
  EXPECT_THAT(OutcomesOf(kOtherBureau, kWorker2), ElementsAre(claim.name()));
  EXPECT_THAT(OutcomesOf(kBureau, kWorker2), ElementsAre(claim.name()));
  v1::ListOutcomesRequest many;
  many.add_workers(kWorker);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto of_many, Call(kOtherBureau, &Stub::ListOutcomes, many));
  EXPECT_EQ(of_many.outcomes_size(), 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto proven,
      Attest(kOtherBureau, claim.name(), v1::Attestation::WORKER_CONFIRMATION, "call 12"));
  EXPECT_EQ(proven.attestations_size(), 1);
  v1::Outcome voided;
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_worker(kWorker2);
  voided.set_voids(claim.name());
  EXPECT_THAT(Record(voided, kBureau), HasReason("OUT_OF_SCOPE"));
  EXPECT_OK(Record(voided, kOtherBureau));
}

// What became known of the person under the new registration is the new county's alone, whichever
// record it names; what is of a day before the takeover stays the old one's, too.
TEST_F(OneOwnerTest, WhatIsToldOfTheOldRecordAfterATakeoverIsTheNewCountys) {
  const auto claim = Claim(40);
  TakeOver(Today() - 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto before, Record(Of(kWorker2, v1::Outcome::CONFIRMED, Today() - 2), kOtherBureau));
  EXPECT_EQ(before.worker_division_code(), "520281101");
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto since, Record(Of(kWorker2, v1::Outcome::CONFIRMED, Today() - 1), kOtherBureau));
  EXPECT_EQ(since.worker_division_code(), kOtherDivision);
  v1::ImportOutcomesRequest request;
  *request.add_rows()->mutable_outcome() = Of(kWorker2, v1::Outcome::CONFIRMED, Today());
  *request.add_rows()->mutable_outcome() = Of(kWorker2, v1::Outcome::CONFIRMED, Today() - 3);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto rows, Call(kOtherBureau, &Stub::ImportOutcomes, request));
  const std::string row_since = rows.results(0).name();
  const std::string row_before = rows.results(1).name();
  for (const std::string& name : {since.name(), row_since}) {
    EXPECT_THAT(Read(kBureau, name), HasReason("OUT_OF_SCOPE"));
    EXPECT_THAT(Attest(kBureau, name, v1::Attestation::WORKER_CONFIRMATION, "call 12"),
                HasReason("OUT_OF_SCOPE"));
    EXPECT_OK(Read(kOtherBureau, name));
  }
  EXPECT_THAT(OutcomesOf(kBureau, kWorker2),
              UnorderedElementsAre(claim.name(), before.name(), row_before));
  v1::ListOutcomesRequest many;
  many.add_workers(kWorker2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto of_many, Call(kBureau, &Stub::ListOutcomes, many));
  EXPECT_EQ(of_many.outcomes_size(), 3);
  EXPECT_THAT(
      OutcomesOf(kOtherBureau, kWorker2),
      UnorderedElementsAre(claim.name(), before.name(), row_before, since.name(), row_since));
}

TEST_F(OneOwnerTest, WhatAnOfficeConfirmsAfterATakeoverIsTheNewCountys) {
  const auto bound = Accepted(kWorker2, kVacancy2);
  TakeOver();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived, Confirm(bound.name(), Today()));
  EXPECT_THAT(Read(kBureau, arrived.name()), HasReason("OUT_OF_SCOPE"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Read(kOtherBureau, arrived.name()));
  EXPECT_EQ(read.worker_division_code(), kOtherDivision);
}

// ListOutcomes of the record that stands names it, so who takes it back is told by which record.
TEST_F(OneOwnerTest, TakingBackByTheWrongRecordNamesTheRightOne) {
  const auto claim = Claim(40);
  TakeOver();
  v1::Outcome voided;
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_worker(kWorker);
  voided.set_voids(claim.name());
  const auto refused = Record(voided, kOtherBureau);
  EXPECT_THAT(ViolatedFields(refused.status()), ElementsAre("outcome.voids"));
  EXPECT_THAT(refused.status().message(), HasSubstr(kWorker2));
  v1::ImportOutcomesRequest request;
  *request.add_rows()->mutable_outcome() = voided;
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto rows, Call(kOtherBureau, &Stub::ImportOutcomes, request));
  EXPECT_THAT(rows.results(0).status().message(), HasSubstr(kWorker2));
  voided.set_worker(kWorker2);
  EXPECT_OK(Record(voided, kOtherBureau));
}

// A row of a call list names the outcome, and perhaps the record as the old county had it.
TEST_F(OneOwnerTest, ARowThatNamesWhatTheOldRecordToldVouchesForIt) {
  const auto claim = Claim(60);
  TakeOver();
  for (const char* worker : {kWorker, kWorker2}) {
    v1::ImportOutcomesRequest request;
    auto& row = *request.add_rows();
    *row.mutable_outcome() = Of(worker, v1::Outcome::CONFIRMED, Today());
    row.set_named_outcome(claim.name());
    row.mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
    row.mutable_attestation()->set_reference(worker == std::string(kWorker) ? "call 1" : "call 2");
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto refused, Call(kBureau, &Stub::ImportOutcomes, request));
    EXPECT_EQ(refused.results(0).result(), v1::ImportResult::REJECTED) << worker;
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto taken,
                               Call(kOtherBureau, &Stub::ImportOutcomes, request));
    EXPECT_EQ(taken.results(0).result(), v1::ImportResult::CREATED) << taken.DebugString();
    EXPECT_EQ(taken.results(0).attested_outcome(), claim.name()) << taken.DebugString();
    EXPECT_EQ(taken.results(0).warnings_size(), 0) << taken.DebugString();
  }
}

// The owner has merged the two; its feed has not told so yet.
TEST_F(OneOwnerTest, AConfirmationRightAfterTheTakeoverFindsWhatTheOldRecordTold) {
  Claim(20);
  const auto reasons = [](const auto& warnings) {
    std::vector<std::string> found;
    for (const auto& warning : warnings) found.push_back(warning.reason());
    return found;
  };
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto before, Record(Of(kWorker, v1::Outcome::CONFIRMED, Today() - 2), kOtherBureau));
  EXPECT_THAT(reasons(before.warnings()), ElementsAre("NOT_AWAY_THEN"));
  TakeOver(/*followed=*/false);
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto after, Record(Of(kWorker, v1::Outcome::CONFIRMED, Today() - 1), kOtherBureau));
  EXPECT_THAT(reasons(after.warnings()), ::testing::Not(::testing::Contains("NOT_AWAY_THEN")));
  v1::ImportOutcomesRequest request;
  *request.add_rows()->mutable_outcome() = Of(kWorker, v1::Outcome::CONFIRMED, Today());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto row, Call(kOtherBureau, &Stub::ImportOutcomes, request));
  EXPECT_THAT(reasons(row.results(0).warnings()),
              ::testing::Not(::testing::Contains("NOT_AWAY_THEN")));
}

}  // namespace
}  // namespace laowu::placement
