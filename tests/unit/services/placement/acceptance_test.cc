// What an acceptance asks of the records as they stand then: days lie between it and the proposal.

#include <functional>
#include <string>

#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::HasSubstr;

class AcceptanceTest : public PlacementFixture {
 protected:
  // Proposes worker 1 for vacancy 2, lets `change` happen, and sees the acceptance refused and the
  // proposal as it was; then that it is taken once the records are as before.
  void ExpectRefused(const std::function<void()>& change, const std::string& reason,
                     const std::string& text) {
    const auto proposed = Propose(kWorker, kVacancy2);
    ASSERT_THAT(proposed, IsOk());
    change();
    const absl::Status refused = Accept(proposed->name()).status();
    EXPECT_THAT(refused, HasReason(reason));
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(text)));
    const auto stands = Get(proposed->name());
    ASSERT_THAT(stands, IsOk());
    EXPECT_EQ(stands->state(), v1::Placement::PROPOSED);
    EXPECT_EQ(stands->etag(), proposed->etag());
    EXPECT_EQ(TakenCount(kVacancy2), 1);
    EXPECT_EQ(StateOf(kWorker).live_placement(), "");
    workers_.Put(MakeWorker(kWorker));
    vacancies_.Put(MakeVacancy(kVacancy2, 3));
    v1::Employer free;
    free.set_name("employers/n-factory");
    vacancies_.Put(free);
    EXPECT_OK(Accept(proposed->name()));
    EXPECT_OK(End(proposed->name()));
  }
  void Withdraw() {
    v1::Worker worker = MakeWorker(kWorker);
    worker.mutable_legal_basis()->mutable_withdraw_time()->set_seconds(
        absl::ToUnixSeconds(role_.now()));
    workers_.Put(worker);
  }
};

TEST_F(AcceptanceTest, ConsentThatWasWithdrawnSinceTheProposalIsAsked) {
  ExpectRefused([this] { Withdraw(); }, "NO_LEGAL_BASIS", "授权");
}

TEST_F(AcceptanceTest, WhoIsNoLongerShownDoesNotAccept) {
  ExpectRefused(
      [this] {
        v1::Worker paused = MakeWorker(kWorker);
        paused.set_state(v1::Worker::PAUSED);
        workers_.Put(paused);
      },
      "WRONG_STATE", "PAUSED");
  ExpectRefused(
      [this] {
        v1::Worker merged = MakeWorker(kWorker);
        merged.set_merged_into(kWorker2);
        workers_.Put(merged);
      },
      "WRONG_STATE", kWorker2);
}

TEST_F(AcceptanceTest, AVacancyThatWasClosedOrIsOverTakesNobody) {
  ExpectRefused(
      [this] {
        v1::Vacancy closed = MakeVacancy(kVacancy2, 3);
        closed.set_state(v1::Vacancy::CLOSED);
        vacancies_.Put(closed);
      },
      "VACANCY_CLOSED", "CLOSED");
  ExpectRefused(
      [this] {
        v1::Vacancy over = MakeVacancy(kVacancy2, 3);
        *over.mutable_expire_date() = runtime::ToDate(Today() - 1);
        vacancies_.Put(over);
      },
      "VACANCY_CLOSED", "EXPIRED");
}

TEST_F(AcceptanceTest, AnEmployerThatWasBlockedTakesNobody) {
  ExpectRefused(
      [this] {
        v1::Employer blocked;
        blocked.set_name("employers/n-factory");
        *blocked.add_blocks()->mutable_start_date() = runtime::ToDate(Today());
        blocked.mutable_blocks(0)->set_reason("wages unpaid");
        vacancies_.Put(blocked);
      },
      "VACANCY_CLOSED", "wages unpaid");
}

// standards.md: what the post names since then closes it to juveniles by law.
TEST_F(AcceptanceTest, HazardsThatAreNamedSinceAreClosedToWhoIsUnderEighteen) {
  v1::Worker worker = MakeWorker(kWorker);
  *worker.mutable_birth_date() = runtime::ToDate(absl::CivilDay(2009, 3, 1));
  workers_.Put(worker);
  ExpectRefused(
      [this] {
        v1::Vacancy hazardous = MakeVacancy(kVacancy2, 3);
        hazardous.add_hazards(v1::HAZARD_DUST);
        vacancies_.Put(hazardous);
      },
      "WRONG_STATE", "不得推荐");
}

// An employer that wants fewer by now gets no more than that, whoever was proposed before.
TEST_F(AcceptanceTest, OpeningsThatBecameFewerAreNotTakenTwice) {
  vacancies_.Put(MakeVacancy(kVacancy, 2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Propose(kWorker, kVacancy));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Propose(kWorker2, kVacancy));
  vacancies_.Put(MakeVacancy(kVacancy, 1));
  EXPECT_OK(Accept(first.name())) << "one opening is left, and nobody has accepted it";
  const auto full = Accept(second.name());
  EXPECT_THAT(full, HasReason("VACANCY_FULL"));
  EXPECT_THAT(full.status().message(), HasSubstr("现在的招聘人数为 1，接受的已有 1 人"));
  EXPECT_EQ(TakenCount(kVacancy), 2);
  vacancies_.Put(MakeVacancy(kVacancy, 2));
  EXPECT_OK(Accept(second.name()));
}

// Both look before either is written.
TEST_F(AcceptanceTest, OfTwoAtOnceOneGetsTheLastOpeningThatIsLeft) {
  vacancies_.Put(MakeVacancy(kVacancy, 2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Propose(kWorker, kVacancy));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Propose(kWorker2, kVacancy));
  vacancies_.Put(MakeVacancy(kVacancy, 1));
  vacancies_.BeforeNextEmployer([&] { EXPECT_OK(Accept(second.name())); });
  EXPECT_THAT(Accept(first.name()), HasReason("VACANCY_FULL"));
  EXPECT_EQ(Get(first.name())->state(), v1::Placement::PROPOSED);
  EXPECT_EQ(Get(second.name())->state(), v1::Placement::ACCEPTED);
}

// So it is where the other was told of a larger vacancy, of which nothing was short.
TEST_F(AcceptanceTest, OfTwoAtOnceOneGetsTheLastOpeningThoughTheOtherTookItForOneOfTwo) {
  vacancies_.Put(MakeVacancy(kVacancy, 2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Propose(kWorker, kVacancy));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Propose(kWorker2, kVacancy));
  vacancies_.Put(MakeVacancy(kVacancy, 1));
  vacancies_.BeforeNextEmployer([&] {
    vacancies_.Put(MakeVacancy(kVacancy, 2));
    EXPECT_OK(Accept(second.name()));
    vacancies_.Put(MakeVacancy(kVacancy, 1));
  });
  EXPECT_THAT(Accept(first.name()), HasReason("VACANCY_FULL"));
  EXPECT_EQ(Get(first.name())->state(), v1::Placement::PROPOSED);
}

// Who still took the vacancy for a larger one proposed meanwhile, and was accepted.
TEST_F(AcceptanceTest, AnOpeningTakenWhileAnotherIsAcceptedIsSeen) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Propose(kWorker, kVacancy));
  vacancies_.BeforeNextEmployer([&] {
    vacancies_.Put(MakeVacancy(kVacancy, 2));
    const auto second = Propose(kWorker2, kVacancy);
    ASSERT_THAT(second, IsOk());
    EXPECT_OK(Accept(second->name()));
    vacancies_.Put(MakeVacancy(kVacancy, 1));
  });
  EXPECT_THAT(Accept(first.name()), HasReason("VACANCY_FULL"));
}

// Said again, without a request id or with another, it is the same acceptance, whatever has become
// of the records since.
TEST_F(AcceptanceTest, WhatIsAcceptedIsAcceptedAgainWithoutAChange) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker, kVacancy2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Accept(proposed.name()));
  const int audited = AuditCount();
  PassDays(1);
  Withdraw();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Accept(proposed.name()));
  EXPECT_EQ(again.etag(), first.etag());
  EXPECT_EQ(again.accept_time().seconds(), first.accept_time().seconds());
  EXPECT_EQ(AuditCount(), audited);
  v1::AcceptPlacementRequest stale;
  stale.set_name(proposed.name());
  stale.set_etag(proposed.etag());
  EXPECT_THAT(Call(kBureau, &Stub::AcceptPlacement, stale), HasReason("ETAG_MISMATCH"));
}

TEST_F(AcceptanceTest, DecliningAndEndingAgainChangeNothingUnlessTheySayOtherwise) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker, kVacancy2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto declined, Decline(proposed.name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Decline(proposed.name()));
  EXPECT_EQ(again.etag(), declined.etag());
  v1::DeclinePlacementRequest otherwise;
  otherwise.set_name(proposed.name());
  otherwise.set_decline_reason(v1::DECLINE_REASON_PLACE);
  const auto refused = Call(kBureau, &Stub::DeclinePlacement, otherwise);
  EXPECT_THAT(refused, HasReason("WRONG_STATE"));
  EXPECT_THAT(refused.status().message(),
              ::testing::AllOf(HasSubstr("原因与本次所填不同"), HasSubstr("with another reason")));

  otherwise.clear_decline_reason();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto unsaid, Call(kBureau, &Stub::DeclinePlacement, otherwise));
  EXPECT_EQ(unsaid.etag(), declined.etag()) << "no reason says nothing else";

  const auto accepted = Accepted(kWorker, kVacancy2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, End(accepted.name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended_again, End(accepted.name()));
  EXPECT_EQ(ended_again.etag(), ended.etag());
  v1::EndPlacementRequest earlier;
  earlier.set_name(accepted.name());
  *earlier.mutable_end_date() = runtime::ToDate(Today() - 1);
  EXPECT_THAT(Call(kBureau, &Stub::EndPlacement, earlier), HasReason("WRONG_STATE"));
}

TEST_F(AcceptanceTest, AReasonThatIsLearntLaterIsAddedToADeclineOnce) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker, kVacancy2));
  v1::DeclinePlacementRequest decline;
  decline.set_name(proposed.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto declined, Call(kBureau, &Stub::DeclinePlacement, decline));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::DeclinePlacement, decline));
  EXPECT_EQ(again.etag(), declined.etag());
  const int taken = TakenCount(kVacancy2);
  decline.set_decline_reason(v1::DECLINE_REASON_PAY);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto explained, Call(kBureau, &Stub::DeclinePlacement, decline));
  EXPECT_EQ(explained.decline_reason(), v1::DECLINE_REASON_PAY);
  EXPECT_EQ(explained.state(), v1::Placement::DECLINED);
  EXPECT_EQ(TakenCount(kVacancy2), taken) << "its opening was free already";
  decline.set_decline_reason(v1::DECLINE_REASON_PLACE);
  EXPECT_THAT(Call(kBureau, &Stub::DeclinePlacement, decline), HasReason("WRONG_STATE"));
}

// Who has moved is the new county's: it goes on with what stands, and the old one can only see it.
TEST_F(AcceptanceTest, AfterAMoveTheNewCountyDecidesAndTheOldOneReads) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker, kVacancy2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other, Propose(kWorker, kVacancy3));
  EXPECT_THAT(Get(proposed.name(), kOtherBureau), HasReason("OUT_OF_SCOPE"));
  v1::Worker moved = MakeWorker(kWorker);
  moved.set_division_code("520204101");
  workers_.Put(moved);

  EXPECT_OK(Get(proposed.name(), kOtherBureau)) << "before the feed has told of the move";
  v1::ListPlacementsRequest list;
  list.set_worker(kWorker);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto listed, Call(kOtherBureau, &Stub::ListPlacements, list));
  EXPECT_EQ(listed.placements_size(), 2);

  EXPECT_THAT(Accept(proposed.name()), HasReason("OUT_OF_SCOPE")) << "the old one";
  EXPECT_OK(Get(other.name(), kBureau));
  EXPECT_THAT(Decline(other.name(), kBureau), HasReason("OUT_OF_SCOPE"));
  EXPECT_OK(Decline(other.name(), kOtherBureau));
  v1::AcceptPlacementRequest accept;
  accept.set_name(proposed.name());
  EXPECT_OK(Call(kOtherBureau, &Stub::AcceptPlacement, accept));
  EXPECT_THAT(End(proposed.name(), kBureau), HasReason("OUT_OF_SCOPE"));
  EXPECT_OK(End(proposed.name(), kOtherBureau));
}

}  // namespace
}  // namespace laowu::placement
