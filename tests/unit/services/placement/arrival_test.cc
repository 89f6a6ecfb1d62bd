// ConfirmArrival: the office of the vacancy says that its worker is there.

#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ArrivalTest : public PlacementFixture {};

TEST_F(ArrivalTest, RecordsTheArrivalOfPlacementAndVacancyAndVouchesForIt) {
  ASSERT_OK(CreateOrganizer("station", v1::Organizer::COOPERATION_STATION));
  auto request = Proposal(kWorker, kVacancy);
  request.mutable_placement()->set_organizer("organizers/station");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Call(kBureau, &Stub::CreatePlacement, request));
  ASSERT_OK(Accept(placement.name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome, Confirm(placement.name(), Today() - 1));
  EXPECT_EQ(outcome.type(), v1::Outcome::ARRIVED);
  EXPECT_EQ(outcome.worker(), kWorker);
  EXPECT_EQ(outcome.placement(), placement.name());
  EXPECT_EQ(outcome.channel(), v1::CHANNEL_COOPERATION_STATION);
  EXPECT_EQ(outcome.organizer(), "organizers/station");
  EXPECT_EQ(outcome.workplace_division_code(), "442000");
  EXPECT_EQ(outcome.employer(), "employers/n-factory");
  EXPECT_EQ(outcome.occupation_code(), "6-18-02-04");
  EXPECT_EQ(outcome.wage_cny_per_month(), 6000);
  EXPECT_EQ(outcome.worker_division_code(), "520281101");
  EXPECT_EQ(outcome.recorded_by(), kOffice);
  EXPECT_EQ(outcome.evidence_grade(), v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
  ASSERT_EQ(outcome.attestations_size(), 1);
  EXPECT_EQ(outcome.attestations(0).kind(), v1::Attestation::OFFICE_CONFIRMATION);
  EXPECT_EQ(outcome.attestations(0).reference(), "list 12");
  EXPECT_EQ(outcome.attestations(0).record_time().SerializeAsString(),
            outcome.record_time().SerializeAsString())
      << "one batch";
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::STARTED);
  EXPECT_EQ(StateOf(kWorker).past_occupation_codes(0), "6-18-02-04");
}

TEST_F(ArrivalTest, ConfirmedTwiceItIsConfirmedOnce) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Confirm(placement.name(), Today() - 1));
  const auto sequence = owned_->store->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Confirm(placement.name(), Today() - 1));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

// Another day than the office confirmed before is not swallowed: it learns how to mend it.
TEST_F(ArrivalTest, AnotherDayThanConfirmedBeforeIsRefused) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Confirm(placement.name(), Today() - 1));
  EXPECT_THAT(Confirm(placement.name(), Today()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(first.name())));
}

// Neither is another wage; one that is not stated contradicts nothing.
TEST_F(ArrivalTest, AnotherWageThanConfirmedBeforeIsRefused) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Confirm(placement.name(), Today()));
  v1::ConfirmArrivalRequest request;
  request.set_name(placement.name());
  *request.mutable_arrive_date() = runtime::ToDate(Today());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto unstated, Call(kOffice, &Stub::ConfirmArrival, request));
  EXPECT_EQ(unstated.name(), first.name());
  request.set_wage_cny_per_month(5500);
  const auto refused = Call(kOffice, &Stub::ConfirmArrival, request);
  EXPECT_THAT(refused, HasReason("WRONG_STATE"));
  EXPECT_THAT(
      refused.status().message(),
      ::testing::AllOf(HasSubstr("月工资 6000 元；工资有误请先撤销"),
                       HasSubstr("with a wage of 6000 yuan a month"), HasSubstr("RetractArrival")));
}

TEST_F(ArrivalTest, AUsedRequestIdWithOtherContentIsRefused) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::ConfirmArrivalRequest request;
  request.set_name(placement.name());
  *request.mutable_arrive_date() = runtime::ToDate(Today() - 1);
  request.set_wage_cny_per_month(5000);
  request.set_request_id(kRequest1);
  ASSERT_OK(Call(kOffice, &Stub::ConfirmArrival, request));
  EXPECT_OK(Call(kOffice, &Stub::ConfirmArrival, request));
  request.set_wage_cny_per_month(6000);
  EXPECT_THAT(Call(kOffice, &Stub::ConfirmArrival, request), HasReason("ALREADY_EXISTS"));
}

TEST_F(ArrivalTest, AnArrivalThatTheBureauRecordedIsOnlyVouchedFor) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Outcome arrival = MakeOutcome(v1::Outcome::ARRIVED, Today() - 2);
  arrival.set_placement(placement.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto recorded, Record(arrival));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto confirmed, Confirm(placement.name(), Today() - 1));
  EXPECT_EQ(confirmed.name(), recorded.name());
  EXPECT_EQ(confirmed.recorded_by(), kBureau);
  EXPECT_EQ(confirmed.attestations_size(), 1);
  EXPECT_EQ(confirmed.evidence_grade(), v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
}

// The bureau took it back; the office's first word, sent once more, is no second one.
TEST_F(ArrivalTest, ARequestIdThatTheBureausArrivalAnsweredMakesNoneAnew) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Outcome arrival = MakeOutcome(v1::Outcome::ARRIVED, Today() - 2);
  arrival.set_placement(placement.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto recorded, Record(arrival));
  v1::ConfirmArrivalRequest request;
  request.set_name(placement.name());
  *request.mutable_arrive_date() = runtime::ToDate(Today() - 1);
  request.set_reference("list 12");
  request.set_request_id(kRequest1);
  for (int i = 0; i < 2; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto told, Call(kOffice, &Stub::ConfirmArrival, request));
    EXPECT_EQ(told.name(), recorded.name());
  }
  ASSERT_OK(Void(recorded));
  EXPECT_THAT(Call(kOffice, &Stub::ConfirmArrival, request), HasReason("ALREADY_EXISTS"));
  request.set_request_id(kRequest2);
  EXPECT_OK(Call(kOffice, &Stub::ConfirmArrival, request));
}

// A retry is answered as the first try was; what else the id is sent with is not lost silently.
TEST_F(ArrivalTest, ARequestIdThatAnEqualRecordAnsweredServesNoOtherRequest) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Outcome arrival = MakeOutcome(v1::Outcome::ARRIVED, Today() - 2);
  arrival.set_placement(placement.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto recorded, Record(arrival));
  v1::ConfirmArrivalRequest request;
  request.set_name(placement.name());
  *request.mutable_arrive_date() = runtime::ToDate(Today() - 1);
  request.set_request_id(kRequest1);
  ASSERT_OK(Call(kOffice, &Stub::ConfirmArrival, request));
  v1::ConfirmArrivalRequest other = request;
  other.set_wage_cny_per_month(5000);
  EXPECT_THAT(Call(kOffice, &Stub::ConfirmArrival, other), HasReason("ALREADY_EXISTS"));
  other = request;
  *other.mutable_arrive_date() = runtime::ToDate(Today() - 2);
  EXPECT_THAT(Call(kOffice, &Stub::ConfirmArrival, other), HasReason("ALREADY_EXISTS"));
  v1::ReportLeftRequest left;
  left.set_name(placement.name());
  *left.mutable_leave_date() = runtime::ToDate(Today() - 1);
  left.set_request_id(kRequest1);
  EXPECT_THAT(Call(kOffice, &Stub::ReportLeft, left), HasReason("ALREADY_EXISTS"));
  request.set_reference("list 13");  // can be erased, and tells no two reports apart
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto told, Call(kOffice, &Stub::ConfirmArrival, request));
  EXPECT_EQ(told.name(), recorded.name());
}

TEST_F(ArrivalTest, AfterTheArrivalWasTakenBackItIsRecordedAnew) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Confirm(placement.name(), Today() - 1));
  ASSERT_OK(Void(first));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Confirm(placement.name(), Today()));
  EXPECT_NE(second.name(), first.name());
  EXPECT_EQ(second.attestations_size(), 1);
}

TEST_F(ArrivalTest, OnlyByAnAcceptedPlacement) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  EXPECT_THAT(Confirm(placement.name(), Today()),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       ::testing::AllOf(HasSubstr("该推荐现为 PROPOSED"),
                                        HasSubstr("请县局先登记本人已接受"),
                                        HasSubstr("The placement is PROPOSED"))));
  ASSERT_OK(Accept(placement.name()));
  ASSERT_OK(End(placement.name()));
  const auto ended = Confirm(placement.name(), Today());
  EXPECT_THAT(ended, HasReason("WRONG_STATE"));
  EXPECT_THAT(ended.status().message(),
              ::testing::AllOf(HasSubstr("该推荐现为 ENDED"), HasSubstr("请县局重新推荐")));
}

TEST_F(ArrivalTest, OnlyByTheOfficeOfTheVacancy) {
  const auto placement = Accepted(kWorker, kVacancy);
  EXPECT_THAT(Confirm(placement.name(), Today(), kOtherOffice), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Confirm(placement.name(), Today(), kBureau), HasReason("METHOD_NOT_ALLOWED"));
  EXPECT_OK(Confirm(placement.name(), Today(), kAdmin));
}

TEST_F(ArrivalTest, Rule15HoldsHereToo) {
  const auto placement = Accepted(kWorker, kVacancy);
  EXPECT_THAT(Confirm(placement.name(), Today() + 1), HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_THAT(Confirm(placement.name(), Today() + 1).status().message(),
              ::testing::AllOf(HasSubstr("arrive_date: 在将来"), HasSubstr("lies in the future")))
      << "in the words of the request";
  v1::ConfirmArrivalRequest undated;
  undated.set_name(placement.name());
  EXPECT_THAT(Call(kOffice, &Stub::ConfirmArrival, undated),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("arrive_date")));
}

// Somebody who went by themselves in spring is not made organised by a placement of today (ratio.md
// rule 4), neither by the office nor by the bureau.
TEST_F(ArrivalTest, NoArrivalLiesMoreThanAWeekBeforeItsProposal) {
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 120)));
  const auto placement = Accepted(kWorker, kVacancy);
  const auto refused = Confirm(placement.name(), Today() - 8);
  EXPECT_THAT(refused, HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_THAT(refused.status().message(), HasSubstr("arrive_date: 早于推荐日期"));
  EXPECT_THAT(refused.status().message(), HasSubstr("lies more than 7 days"));
  EXPECT_THAT(refused.status().message(), HasSubstr("2026-06-30"));
  v1::Outcome arrival = MakeOutcome(v1::Outcome::ARRIVED, Today() - 100);
  arrival.set_placement(placement.name());
  EXPECT_THAT(Record(arrival), HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_OK(Confirm(placement.name(), Today() - 7));
}

TEST_F(ArrivalTest, Rule18NobodyWhoWasErasedArrives) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Worker erased = MakeWorker(kWorker);
  erased.mutable_erase_time()->set_seconds(1);
  workers_.Put(erased);
  const auto refused = Confirm(placement.name(), Today());
  EXPECT_THAT(refused, HasReason("OUTCOME_NOT_POSSIBLE")) << "before the feed has told it";
  EXPECT_THAT(refused.status().message(), HasSubstr("erased"));
  EXPECT_THAT(Propose(kWorker, kVacancy2), HasReason("WRONG_STATE"));
}

// The office sent no outcome: what is wrong is named by the words of its own request.
TEST_F(ArrivalTest, ARefusalNamesTheFieldsOfThisRequest) {
  const auto placement = Accepted(kWorker, kVacancy);
  EXPECT_THAT(ViolatedFields(Confirm(placement.name(), Today() + 1).status()),
              ElementsAre("arrive_date"));
  v1::Worker erased = MakeWorker(kWorker);
  *erased.mutable_erase_time() = runtime::ToTimestamp(role_.now());
  workers_.Put(erased);
  EXPECT_THAT(ViolatedFields(Confirm(placement.name(), Today()).status()), ElementsAre("name"));
}

// A code of the vacancy that was not in force on that day is no fault of the request.
TEST_F(ArrivalTest, WhatTheVacancyLacksIsSaidOfTheVacancy) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Vacancy vacancy = MakeVacancy(kVacancy, 1);
  vacancy.clear_workplace_division_code();
  vacancies_.Put(vacancy);
  const auto status = Confirm(placement.name(), Today()).status();
  EXPECT_THAT(status, HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("vacancy")));
  EXPECT_THAT(ViolatedFields(status), ::testing::IsEmpty());
}

TEST_F(ArrivalTest, ADayInTheFutureIsToldWithWhatElseIsWrong) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::ConfirmArrivalRequest request;
  request.set_name(placement.name());
  *request.mutable_arrive_date() = runtime::ToDate(Today() + 1);
  request.set_wage_cny_per_month(-1);
  EXPECT_THAT(ViolatedFields(Call(kOffice, &Stub::ConfirmArrival, request).status()),
              ::testing::ElementsAre("wage_cny_per_month", "arrive_date"));
}

}  // namespace
}  // namespace laowu::placement
