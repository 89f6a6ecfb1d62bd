#include "services/placement/placement_rules.h"

#include <gtest/gtest.h>

#include <vector>

namespace laowu::placement {
namespace {

using P = v1::Placement;

const absl::Time kNow = absl::FromUnixSeconds(1'782'800'000);

v1::Worker Visible() {
  v1::Worker worker;
  worker.set_name("workers/w");
  worker.set_state(v1::Worker::ACTIVE);
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  return worker;
}

std::string ReasonNotVisible(const v1::Worker& worker, bool duty_suffices = true) {
  reference::Policy policy{};
  policy.statutory_duty_suffices = duty_suffices;
  const auto refusal = WhyNotVisible(worker, kNow, policy);
  return refusal.has_value() ? std::string(refusal->reason.name) : "";
}

TEST(PlacementRulesTest, TheWholeTableOfMoves) {
  const std::vector<P::State> states = {P::PROPOSED, P::ACCEPTED, P::DECLINED,
                                        P::STARTED,  P::ENDED,    P::EXPIRED};
  const auto may = [](P::State from, P::State to) {
    if (to == P::ACCEPTED || to == P::DECLINED) return from == P::PROPOSED;
    if (to == P::ENDED) return from == P::ACCEPTED || from == P::STARTED;
    return false;  // STARTED comes from an outcome, EXPIRED from time
  };
  for (const P::State from : states) {
    for (const P::State to : states) {
      EXPECT_EQ(!WhyNotMove("placements/p", from, to).has_value(), may(from, to))
          << P::State_Name(from) << " to " << P::State_Name(to);
    }
  }
}

TEST(PlacementRulesTest, WhatFreesAnOpening) {
  P placement;
  for (const P::State state : {P::PROPOSED, P::ACCEPTED, P::STARTED}) {
    placement.set_state(state);
    EXPECT_TRUE(HoldsOpening(placement)) << P::State_Name(state);
  }
  for (const P::State state : {P::DECLINED, P::EXPIRED, P::ENDED}) {
    placement.set_state(state);
    EXPECT_FALSE(HoldsOpening(placement)) << P::State_Name(state);
  }
  placement.mutable_start_date()->set_year(2026);
  EXPECT_TRUE(HoldsOpening(placement)) << "ended, and somebody came by it";
}

TEST(PlacementRulesTest, AProposalExpiresAtItsInstantAndNothingElseDoes) {
  P placement = NewPlacement(P(), "520281101", kNow);
  EXPECT_EQ(StateAt(placement, kNow + kProposalTime - absl::Microseconds(1)), P::PROPOSED);
  EXPECT_EQ(StateAt(placement, kNow + kProposalTime), P::EXPIRED);
  placement.set_state(P::ACCEPTED);
  EXPECT_EQ(StateAt(placement, kNow + absl::Hours(10'000)), P::ACCEPTED);
}

TEST(PlacementRulesTest, OutputFieldsOfACallerAreNotStored) {
  P sent;
  sent.set_state(P::STARTED);
  sent.set_worker_division_code("999999");
  sent.set_name("placements/mine");
  sent.mutable_accept_time()->set_seconds(1);
  const P stored = NewPlacement(sent, "520281101", kNow);
  EXPECT_EQ(stored.state(), P::PROPOSED);
  EXPECT_EQ(stored.worker_division_code(), "520281101");
  EXPECT_EQ(stored.name(), "");
  EXPECT_FALSE(WasAccepted(stored));
}

TEST(PlacementRulesTest, ALegalBasisMustBeInForce) {
  v1::Worker worker = Visible();
  EXPECT_EQ(ReasonNotVisible(worker), "");
  worker.mutable_legal_basis()->mutable_effective_time()->set_seconds(absl::ToUnixSeconds(kNow) +
                                                                      1);
  EXPECT_EQ(ReasonNotVisible(worker), "NO_LEGAL_BASIS");
  worker.mutable_legal_basis()->mutable_effective_time()->set_seconds(absl::ToUnixSeconds(kNow));
  EXPECT_EQ(ReasonNotVisible(worker), "");
  worker.mutable_legal_basis()->mutable_withdraw_time()->set_seconds(absl::ToUnixSeconds(kNow));
  EXPECT_EQ(ReasonNotVisible(worker), "NO_LEGAL_BASIS");
  worker.mutable_legal_basis()->mutable_withdraw_time()->set_seconds(absl::ToUnixSeconds(kNow) + 1);
  EXPECT_EQ(ReasonNotVisible(worker), "");
}

TEST(PlacementRulesTest, AStatutoryDutyNeedsItsReferenceAndAPolicyThatTakesIt) {
  v1::Worker worker = Visible();
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::STATUTORY_DUTY);
  EXPECT_EQ(ReasonNotVisible(worker), "NO_LEGAL_BASIS");
  worker.mutable_legal_basis()->set_reference("decree 5");
  EXPECT_EQ(ReasonNotVisible(worker), "");
  EXPECT_EQ(ReasonNotVisible(worker, false), "NO_LEGAL_BASIS");
}

TEST(PlacementRulesTest, TheDeadThePausedAndTheMergedAreNotVisible) {
  v1::Worker worker = Visible();
  worker.set_state(v1::Worker::PAUSED);
  EXPECT_EQ(ReasonNotVisible(worker), "WRONG_STATE");
  worker = Visible();
  worker.mutable_death_date()->set_year(2026);
  EXPECT_EQ(ReasonNotVisible(worker), "WRONG_STATE");
  worker = Visible();
  worker.set_merged_into("workers/other");
  EXPECT_EQ(ReasonNotVisible(worker), "WRONG_STATE");
}

TEST(PlacementRulesTest, TheOfficeOfAVacancyIsInItsName) {
  EXPECT_EQ(OfficeOfVacancy("offices/zhongshan/vacancies/a-1"), "offices/zhongshan");
  EXPECT_EQ(OfficeOfVacancy("offices/zhongshan"), "");
}

}  // namespace
}  // namespace laowu::placement
