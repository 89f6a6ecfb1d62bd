// ReportLeft: the office of the vacancy says that its worker has gone, home or to another job.

#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::HasSubstr;

class LeftTest : public PlacementFixture {
 protected:
  v1::Placement Started() {
    const auto placement = Accepted(kWorker, kVacancy, 10);
    EXPECT_THAT(Confirm(placement.name(), Today() - 9), IsOk());
    return placement;
  }
  absl::StatusOr<v1::Outcome> Left(const std::string& placement, absl::CivilDay day,
                                   bool stayed_away = false, const std::string& by = kOffice) {
    v1::ReportLeftRequest request;
    request.set_name(placement);
    *request.mutable_leave_date() = runtime::ToDate(day);
    request.set_stayed_away(stayed_away);
    request.set_reference("list 3");
    return Call(by, &Stub::ReportLeft, request);
  }
  absl::StatusOr<v1::Outcome> Retract(const std::string& name, const std::string& by = kOffice,
                                      const std::string& request_id = "") {
    v1::RetractArrivalRequest request;
    request.set_name(name);
    request.set_reason("another of the same name");
    request.set_request_id(request_id);
    return Call(by, &Stub::RetractArrival, request);
  }
};

TEST_F(LeftTest, WhoWentHomeHasReturnedAndTheOfficeVouchesForIt) {
  const auto placement = Started();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome, Left(placement.name(), Today() - 1));
  EXPECT_EQ(outcome.type(), v1::Outcome::RETURNED);
  EXPECT_EQ(outcome.recorded_by(), kOffice);
  ASSERT_EQ(outcome.attestations_size(), 1);
  EXPECT_EQ(outcome.attestations(0).reference(), "list 3");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::ENDED);
  EXPECT_EQ(runtime::ToCivilDay(read.end_date()), Today() - 1);
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

TEST_F(LeftTest, Rule4WhoStayedAwayHasChangedJobsAlone) {
  const auto placement = Started();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome, Left(placement.name(), Today() - 1, true));
  EXPECT_EQ(outcome.type(), v1::Outcome::JOB_CHANGED);
  EXPECT_EQ(outcome.channel(), v1::CHANNEL_SELF);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::ENDED);
  EXPECT_EQ(runtime::ToCivilDay(StateOf(kWorker).away_since_date()), Today() - 9)
      << "rule 4: a change of job does not split a spell";
  EXPECT_EQ(StateOf(kWorker).workplace_division_code(), "442000");
}

TEST_F(LeftTest, ToldTwiceItIsRecordedOnceAndTheSameFromTheBureauIsVouchedFor) {
  const auto placement = Started();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto recorded,
                             Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 1)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Left(placement.name(), Today() - 1));
  EXPECT_EQ(first.name(), recorded.name());
  EXPECT_EQ(first.attestations_size(), 1);
  const auto sequence = owned_->store->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Left(placement.name(), Today() - 1));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

TEST_F(LeftTest, ARequestIdThatAnEqualLeavingAnsweredServesNoOtherRequest) {
  const auto placement = Started();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Left(placement.name(), Today() - 1));
  v1::ReportLeftRequest request;
  request.set_name(placement.name());
  *request.mutable_leave_date() = runtime::ToDate(Today() - 1);
  request.set_request_id(kRequest1);
  for (int i = 0; i < 2; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto told, Call(kOffice, &Stub::ReportLeft, request));
    EXPECT_EQ(told.name(), first.name());
  }
  request.set_stayed_away(true);
  EXPECT_THAT(Call(kOffice, &Stub::ReportLeft, request), HasReason("ALREADY_EXISTS"));
}

TEST_F(LeftTest, WhatContradictsTheRecordIsRefused) {
  const auto placement = Started();
  ASSERT_OK(Left(placement.name(), Today() - 1));
  EXPECT_THAT(Left(placement.name(), Today()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("RETURNED on 2026-06-29")));
  EXPECT_THAT(Left(placement.name(), Today() - 1, true), HasReason("WRONG_STATE"));
}

TEST_F(LeftTest, OnlyWhoBeganCanLeaveAndNotBefore) {
  const auto accepted = Accepted(kWorker2, kVacancy2);
  const auto early = Left(accepted.name(), Today());
  EXPECT_THAT(early, HasReason("WRONG_STATE"));
  EXPECT_THAT(
      early.status().message(),
      ::testing::AllOf(HasSubstr("该推荐现为 ACCEPTED，还没有到岗"), HasSubstr("请先确认到岗")));
  const auto placement = Started();
  EXPECT_THAT(Left(placement.name(), Today() - 10),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       ::testing::AllOf(HasSubstr("leave_date: 2026-06-20 早于到岗（2026-06-21）"),
                                        HasSubstr("2026-06-20 lies before the placement began "
                                                  "(2026-06-21)"))));
  const auto future = Left(placement.name(), Today() + 1).status();
  EXPECT_THAT(future, HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_THAT(ViolatedFields(future), ::testing::ElementsAre("leave_date"));
}

// Ending a placement by hand records nothing of the person: its answer says so, and the office can
// still tell that its worker has left.
TEST_F(LeftTest, WhoseJobWasEndedByHandCanStillBeToldToHaveLeft) {
  const auto placement = Started();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, End(placement.name()));
  ASSERT_EQ(ended.warnings_size(), 1);
  EXPECT_EQ(ended.warnings(0).reason(), "STILL_AWAY");
  EXPECT_EQ(ended.end_outcome(), "") << "nothing was told that ended it";
  EXPECT_THAT(ended.warnings(0).message(),
              ::testing::AllOf(HasSubstr("自 2026-06-21 起在这个岗位"), HasSubstr("ReportLeft")));
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto left, Left(placement.name(), Today()));
  EXPECT_EQ(left.type(), v1::Outcome::RETURNED);
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, End(placement.name()));
  EXPECT_EQ(again.warnings_size(), 0) << "nobody is away any more";
  EXPECT_EQ(again.end_outcome(), left.name()) << "what takes the leaving back";
  const auto second = Left(placement.name(), Today() - 1);
  EXPECT_THAT(second, HasReason("WRONG_STATE"));
  EXPECT_THAT(second.status().message(), HasSubstr("已有 2026-06-30 的 RETURNED，与所报不符"));
}

TEST_F(LeftTest, ALeavingToldAfterAnEndByHandIsTakenBackByTheNameThatThePlacementBears) {
  const auto placement = Started();
  v1::EndPlacementRequest end;
  end.set_name(placement.name());
  end.set_request_id(kRequest1);
  ASSERT_OK(Call(kBureau, &Stub::EndPlacement, end));
  // Told by the county already: the office's word names it, too.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto told, Record(MakeOutcome(v1::Outcome::RETURNED, Today())));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto left, Left(placement.name(), Today()));
  EXPECT_EQ(left.name(), told.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(auto read, Get(placement.name()));
  EXPECT_EQ(read.end_outcome(), told.name());
  EXPECT_OK(Call(kBureau, &Stub::EndPlacement, end)) << "its request is answered still";
  ASSERT_OK(Void(told));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto own, Left(placement.name(), Today()));
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Get(placement.name()));
  ASSERT_EQ(read.end_outcome(), own.name());
  ASSERT_OK(Retract(read.end_outcome()));
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::ENDED) << "by hand";
  EXPECT_EQ(read.end_outcome(), "");
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
}

TEST_F(LeftTest, WhoNeverCameIsNotAwayAfterTheEnd) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, End(placement.name()));
  EXPECT_EQ(ended.warnings_size(), 0);
  EXPECT_THAT(Left(placement.name(), Today()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("该推荐现为 ENDED")));
}

// Who is in another job by now has left this one by that.
TEST_F(LeftTest, ALeavingOfAnEndedJobDoesNotEndTheNextOne) {
  const auto placement = Started();
  ASSERT_OK(End(placement.name()));
  const auto next = Accepted(kWorker, kVacancy2);
  ASSERT_OK(Confirm(next.name(), Today()));
  EXPECT_THAT(Left(placement.name(), Today()), HasReason("WRONG_STATE"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(next.name()));
  EXPECT_EQ(read.state(), v1::Placement::STARTED);
}

// As its own arrival: named by itself, since the placement's name is the arrival's.
TEST_F(LeftTest, AnOfficeTakesBackALeavingThatItReportedByMistake) {
  const auto placement = Started();
  for (const bool stayed_away : {false, true}) {
    SCOPED_TRACE(stayed_away);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto left, Left(placement.name(), Today() - 1, stayed_away));
    EXPECT_THAT(Retract(placement.name()), HasReason("WRONG_STATE")) << "of no arrival";
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto gone, Get(placement.name()));
    EXPECT_EQ(gone.end_outcome(), left.name()) << "so that it is found later on, too";
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Retract(gone.end_outcome()));
    EXPECT_EQ(voided.type(), v1::Outcome::VOIDED);
    EXPECT_EQ(voided.voids(), left.name());
    EXPECT_EQ(voided.attestations_size(), 0);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
    EXPECT_EQ(read.state(), v1::Placement::STARTED);
    EXPECT_EQ(read.end_outcome(), "");
    EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
    const auto again = Retract(left.name());
    EXPECT_THAT(again, HasReason("WRONG_STATE"));
    EXPECT_THAT(again.status().message(), HasSubstr("已被撤销"));
  }
  EXPECT_THAT(Retract(placement.name()), IsOk()) << "and then the arrival";
}

TEST_F(LeftTest, ARetractionOfALeavingMeetsItself) {
  const auto placement = Started();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto left, Left(placement.name(), Today() - 1));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Retract(left.name(), kOffice, kRequest1));
  const auto sequence = owned_->store->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto retry, Retract(left.name(), kOffice, kRequest1));
  EXPECT_EQ(retry.SerializeAsString(), voided.SerializeAsString());
  EXPECT_THAT(Retract("outcomes/other", kOffice, kRequest1), HasReason("OUT_OF_SCOPE"));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
  ASSERT_OK(Void(voided));
  EXPECT_THAT(Retract(left.name(), kOffice, kRequest1), HasReason("ALREADY_EXISTS"));
}

TEST_F(LeftTest, ALeavingThatOthersHaveASayInIsTheBureausToJudge) {
  const auto placement = Started();
  LAOWU_ASSERT_OK_AND_ASSIGN(auto left, Left(placement.name(), Today() - 1));
  EXPECT_THAT(Retract(left.name(), kOtherOffice), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Retract("outcomes/none"), HasReason("OUT_OF_SCOPE"));
  const auto next = Accepted(kWorker, kVacancy2);
  const auto bound = Retract(left.name());
  EXPECT_THAT(bound, HasReason("WRONG_STATE"));
  EXPECT_THAT(bound.status().message(), HasSubstr("又接受了别的推荐"));
  ASSERT_OK(End(next.name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto later, Record(MakeOutcome(v1::Outcome::ARRIVED, Today())));
  EXPECT_THAT(Retract(left.name()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("离岗之后此人又有登记")));
  ASSERT_OK(Void(later));
  ASSERT_OK(Attest(kBureau, left.name(), v1::Attestation::WORKER_CONFIRMATION));
  EXPECT_THAT(Retract(left.name()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("还有别人佐证过")));
  ASSERT_OK(Void(left));
  LAOWU_ASSERT_OK_AND_ASSIGN(left, Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 2)));
  ASSERT_OK(Left(placement.name(), Today() - 2));
  EXPECT_THAT(Retract(left.name()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("不是协作站报告时登记的")));
}

TEST_F(LeftTest, OnlyTheOfficeOfTheVacancy) {
  const auto placement = Started();
  EXPECT_THAT(Left(placement.name(), Today(), false, kOtherOffice), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Left(placement.name(), Today(), false, kBureau), HasReason("METHOD_NOT_ALLOWED"));
}

}  // namespace
}  // namespace laowu::placement
