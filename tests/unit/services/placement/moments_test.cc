// Two at once, in the order that hurts: what one call has read is changed by another before it goes
// on reading. It is planned anew, or was read in an order in which that is seen.

#include <string>
#include <vector>

#include "services/placement/outcome_records.h"
#include "services/runtime/record_fields.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using A = v1::Attestation;
using storage::Table;

class MomentsTest : public PlacementFixture {
 protected:
  std::vector<v1::Outcome> Outcomes() {
    const auto outcomes = LoadOutcomesOfWorker(*owned_->store, kWorker);
    EXPECT_THAT(outcomes, IsOk());
    return outcomes.value_or(std::vector<v1::Outcome>());
  }
};

// The bureau ends the placement: nobody arrives by it any more.
TEST_F(MomentsTest, AnArrivalIsNotConfirmedOfWhatIsEndedMeanwhile) {
  const auto placement = Accepted(kWorker, kVacancy);
  store_->BeforeNextGet(Table::kLivePlacementByWorker, [&] { EXPECT_OK(End(placement.name())); });
  EXPECT_THAT(Confirm(placement.name(), Today()), HasReason("WRONG_STATE"));
  EXPECT_TRUE(Outcomes().empty());
  EXPECT_EQ(TakenCount(kVacancy), 0);
}

// As of an arrival, which others vouch for or deny:
// ALeavingThatOthersHaveASayInIsTheBureausToJudge.
TEST_F(MomentsTest, ALeavingIsNotTakenBackThatAnotherVouchesForMeanwhile) {
  const auto placement = Accepted(kWorker, kVacancy, 3);
  ASSERT_OK(Confirm(placement.name(), Today() - 2));
  v1::ReportLeftRequest leave;
  leave.set_name(placement.name());
  *leave.mutable_leave_date() = runtime::ToDate(Today());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto left, Call(kOffice, &Stub::ReportLeft, leave));
  v1::RetractArrivalRequest retract;
  retract.set_name(left.name());
  retract.set_reason("another of the same name");
  store_->BeforeNextGet(Table::kLivePlacementByWorker, [&] {
    EXPECT_OK(Attest(kBureau, left.name(), A::WORKER_CONFIRMATION, "call 12"));
  });
  EXPECT_THAT(Call(kOffice, &Stub::RetractArrival, retract), HasReason("WRONG_STATE"));
  EXPECT_EQ(Get(placement.name())->state(), v1::Placement::ENDED);
}

TEST_F(MomentsTest, NoRecordIsGivenOfWhatTheOrganizerDeniesMeanwhile) {
  ASSERT_OK(CreateOrganizer("labour"));
  v1::Outcome arrival = MakeOutcome(v1::Outcome::ARRIVED, Today() - 1);
  arrival.set_channel(v1::CHANNEL_LABOUR_COMPANY);
  arrival.set_organizer("organizers/labour");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto claim, Record(arrival));
  store_->BeforeNextGet(Table::kLivePlacementByWorker, [&] {
    EXPECT_OK(Attest(kOrganizerUser, claim.name(), A::ORGANIZER_DENIAL, "letter 3"));
  });
  EXPECT_THAT(ViolatedFields(Attest(kBureau, claim.name(), A::ORGANIZER_RECORD).status()),
              ::testing::ElementsAre("attestation.kind"));
}

// The same words by the same caller, without a request id: once.
TEST_F(MomentsTest, WhatIsAttestedTwiceAtOnceIsKeptOnce) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrival,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 1)));
  const auto attest = [&] {
    return Attest(kBureau, arrival.name(), A::WORKER_CONFIRMATION, "call 12");
  };
  store_->BeforeNextGet(Table::kLivePlacementByWorker, [&] { EXPECT_OK(attest()); });
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto attested, attest());
  EXPECT_EQ(attested.attestations_size(), 1);
}

}  // namespace
}  // namespace laowu::placement
