// The feed of all that this role keeps.

#include <algorithm>

#include "services/placement/attestation_rules.h"
#include "services/placement/worker_feed.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::Contains;
using ::testing::UnorderedElementsAre;

class WatchTest : public PlacementFixture {
 protected:
  struct Watched {
    std::vector<v1::PlacementChange> changes;
    v1::WatchProgress progress;
  };
  // Reads until everything has been sent.
  Watched Watch(const std::vector<std::string>& kinds, const v1::WatchProgress& after = {}) {
    grpc::ClientContext context;
    role_.Authenticate(kAdmin, &context);
    v1::WatchPlacementsRequest request;
    request.mutable_kinds()->Add(kinds.begin(), kinds.end());
    request.set_store_id(after.store_id());
    request.set_after_sequence(after.resume_sequence());
    v1::PlacementService::Stub stub(role_.channel());
    auto stream = stub.WatchPlacements(&context, request);
    Watched watched;
    v1::WatchPlacementsResponse response;
    while (stream->Read(&response)) {
      watched.changes.insert(watched.changes.end(), response.changes().begin(),
                             response.changes().end());
      watched.progress = response.progress();
      if (watched.progress.caught_up()) break;
    }
    EXPECT_TRUE(watched.progress.caught_up());
    context.TryCancel();
    (void)stream->Finish();
    return watched;
  }
  static std::vector<std::string> Names(const Watched& watched) {
    std::vector<std::string> names;
    for (const auto& change : watched.changes) names.push_back(change.name());
    return names;
  }
};

TEST_F(WatchTest, TheStateHoldsAllKindsAndAnOutcomeTravelsWithItsAttestations) {
  ASSERT_OK(CreateOrganizer("labour"));
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(auto outcome, Confirm(placement.name(), Today()));
  EXPECT_EQ(outcome.attestations(0).reference(), "list 12");
  EraseTexts(*outcome.mutable_attestations(0));  // which do not travel
  const auto watched = Watch({});
  EXPECT_THAT(Names(watched), UnorderedElementsAre("organizers/labour", placement.name(),
                                                   outcome.name(), kWorker, kVacancy));
  for (const auto& change : watched.changes) {
    EXPECT_EQ(change.type(), v1::CHANGE_TYPE_UPSERTED);
    if (change.has_outcome()) {
      EXPECT_EQ(change.outcome().SerializeAsString(), outcome.SerializeAsString());
      EXPECT_EQ(change.sequence(), outcome.sequence());
    }
    if (change.has_worker_state()) {
      EXPECT_EQ(change.worker_state().live_placement(), placement.name());
    }
    if (change.has_vacancy_fill()) {
      EXPECT_EQ(change.vacancy_fill().taken_count(), 1);
    }
  }
}

TEST_F(WatchTest, AnAttestationSendsItsOutcomeAgain) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, Today())));
  const auto before = Watch({"outcome"});
  ASSERT_OK(Attest(kBureau, outcome.name(), v1::Attestation::WORKER_CONFIRMATION));
  const auto after = Watch({"outcome"}, before.progress);
  ASSERT_EQ(after.changes.size(), 1u);
  const v1::Outcome& sent = after.changes[0].outcome();
  EXPECT_EQ(sent.name(), outcome.name());
  EXPECT_EQ(sent.sequence(), outcome.sequence());
  ASSERT_EQ(sent.attestations_size(), 1);
  EXPECT_EQ(sent.attestations(0).sequence(), after.changes[0].sequence());
  EXPECT_TRUE(sent.attestations(0).has_record_time());
}

TEST_F(WatchTest, NoFollowerIsToldWhereAnAttestationCanBeLookedUp) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, Today())));
  const auto before = Watch({"outcome"});
  v1::AttestOutcomeRequest request;
  request.set_name(outcome.name());
  request.mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
  request.mutable_attestation()->set_reference("李某 13900000058 电话");
  request.mutable_attestation()->set_file_digest(std::string(64, 'a'));
  ASSERT_OK(Call(kBureau, &Stub::AttestOutcome, request));
  for (const auto& watched : {Watch({"outcome"}, before.progress), Watch({"outcome"})}) {
    ASSERT_EQ(watched.changes.size(), 1u);
    const auto& sent = watched.changes[0].outcome();
    ASSERT_EQ(sent.attestations_size(), 1);
    EXPECT_EQ(sent.attestations(0).reference(), "");
    EXPECT_EQ(sent.attestations(0).file_digest(), "");
    EXPECT_EQ(sent.evidence_grade(), v1::EVIDENCE_GRADE_WORKER_CONFIRMATION);
  }
}

// Who kept a copy from when the texts still travelled is sent the outcome without them.
TEST_F(WatchTest, Rule18AnErasureSendsTheOutcomesWhoseTextsItTook) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 9)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto bare,
                             Record(MakeOutcome(v1::Outcome::HOME_VISIT, Today() - 1)));
  ASSERT_OK(Attest(kBureau, outcome.name(), v1::Attestation::WORKER_CONFIRMATION, "call 13"));
  ASSERT_OK(Attest(kBureau, outcome.name(), v1::Attestation::VILLAGE_STATEMENT, "list 9"));
  const auto before = Watch({"outcome"});
  v1::Worker erased = MakeWorker(kWorker);
  erased.mutable_erase_time()->set_seconds(1);
  HeldNames held_names(role_.environment(), owned_->store.get());
  WorkerFeed feed(role_.environment(), owned_->store.get(), &held_names);
  ASSERT_OK(feed.Apply(erased, role_.now()));
  const auto after = Watch({"outcome"}, before.progress);
  EXPECT_THAT(Names(after), UnorderedElementsAre(outcome.name())) << "once, and not the bare one";
  ASSERT_EQ(after.changes.size(), 1u);
  EXPECT_EQ(after.changes[0].outcome().attestations_size(), 2);
  EXPECT_THAT(Names(Watch({"outcome"})), UnorderedElementsAre(outcome.name(), bare.name()))
      << "nor does the first state have it twice";
}

TEST_F(WatchTest, KindsAreChosen) {
  ASSERT_OK(Propose(kWorker, kVacancy));
  EXPECT_THAT(Names(Watch({"vacancy_fill"})), UnorderedElementsAre(kVacancy));
  EXPECT_THAT(Names(Watch({"worker_state"})), UnorderedElementsAre(kWorker));
}

TEST_F(WatchTest, AChangeThatFreesAnOpeningArrives) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  const auto before = Watch({});
  ASSERT_OK(Decline(placement.name()));
  const auto after = Watch({}, before.progress);
  EXPECT_THAT(Names(after), UnorderedElementsAre(placement.name(), kVacancy, kWorker));
  for (const auto& change : after.changes) {
    if (change.has_vacancy_fill()) {
      EXPECT_EQ(change.vacancy_fill().taken_count(), 0);
    }
  }
}

TEST_F(WatchTest, AnOutcomeThatChangesNothingForTheMatcherSendsNoWorkerState) {
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 9)));
  const auto before = Watch({"worker_state"});
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today() - 1)));
  EXPECT_TRUE(Watch({"worker_state"}, before.progress).changes.empty());
}

TEST_F(WatchTest, ForOperatorsAlone) {
  grpc::ClientContext context;
  role_.Authenticate(kBureau, &context);
  v1::PlacementService::Stub stub(role_.channel());
  auto stream = stub.WatchPlacements(&context, v1::WatchPlacementsRequest());
  v1::WatchPlacementsResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace laowu::placement
