// Recording what happened: refusals, equal rows, what it does to placement and worker state.

#include "absl/strings/str_cat.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using O = v1::Outcome;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

class OutcomeTest : public PlacementFixture {
 protected:
  v1::Outcome Arrival(const std::string& placement, absl::CivilDay day) {
    v1::Outcome outcome = MakeOutcome(v1::Outcome::ARRIVED, day);
    outcome.set_placement(placement);
    outcome.set_channel(v1::CHANNEL_COOPERATION_STATION);
    return outcome;
  }
  v1::Placement::State StateOfPlacement(const std::string& name) {
    const auto placement = Get(name);
    EXPECT_THAT(placement, IsOk());
    return placement.ok() ? placement->state() : v1::Placement::STATE_UNSPECIFIED;
  }
  std::vector<v1::Outcome> List() {
    v1::ListOutcomesRequest request;
    request.set_worker(kWorker);
    const auto list = Call(kBureau, &Stub::ListOutcomes, request);
    EXPECT_THAT(list, IsOk());
    if (!list.ok()) return {};
    return {list->outcomes().begin(), list->outcomes().end()};
  }
};

TEST_F(OutcomeTest, AnOutcomeIsStampedAndReadBack) {
  v1::Outcome sent = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
  sent.set_channel(v1::CHANNEL_SELF);
  sent.set_occupation_code("6-18-02-04");
  sent.set_evidence_grade(v1::EVIDENCE_GRADE_PAYROLL_MATCH);  // nobody types a grade
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome, Record(sent));
  EXPECT_EQ(outcome.worker_division_code(), "520281101");
  EXPECT_EQ(outcome.recorded_by(), kBureau);
  EXPECT_GT(outcome.sequence(), 0);
  EXPECT_TRUE(outcome.has_record_time());
  EXPECT_EQ(outcome.evidence_grade(), v1::EVIDENCE_GRADE_UNSPECIFIED);
  EXPECT_EQ(AuditCount(), 1);
  v1::GetOutcomeRequest get;
  get.set_name(outcome.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Call(kBureau, &Stub::GetOutcome, get));
  EXPECT_EQ(read.SerializeAsString(), outcome.SerializeAsString());
}

TEST_F(OutcomeTest, ARowEqualInAllInputFieldsIsGivenBack) {
  const v1::Outcome sent = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(sent));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Record(sent));
  EXPECT_EQ(again.name(), first.name());
  v1::Outcome other = sent;
  other.set_wage_cny_per_month(5000);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Record(other));
  EXPECT_NE(second.name(), first.name());
  EXPECT_EQ(List().size(), 2u);
}

TEST_F(OutcomeTest, ARowEqualToOneTakenBackIsNew) {
  const v1::Outcome sent = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(sent));
  ASSERT_OK(Void(first));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Record(sent));
  EXPECT_NE(again.name(), first.name());
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
}

TEST_F(OutcomeTest, TheRequestIdBecomesTheId) {
  v1::RecordOutcomeRequest request;
  *request.mutable_outcome() = MakeOutcome(v1::Outcome::ARRIVED, Today());
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::RecordOutcome, request));
  EXPECT_EQ(first.name(), absl::StrCat("outcomes/", kRequest1));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::RecordOutcome, request));
  EXPECT_EQ(again.sequence(), first.sequence());
  request.mutable_outcome()->set_commutes(true);
  EXPECT_THAT(Call(kBureau, &Stub::RecordOutcome, request), HasReason("ALREADY_EXISTS"));
}

// An answer OK with what was taken back would look as if it stood.
TEST_F(OutcomeTest, TheRequestIdOfWhatWasTakenBackIsNotAnsweredAsASuccess) {
  v1::RecordOutcomeRequest request;
  *request.mutable_outcome() = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::RecordOutcome, request));
  ASSERT_OK(Void(first));
  const auto sequence = owned_->store->last_sequence();
  const auto refused = Call(kBureau, &Stub::RecordOutcome, request);
  EXPECT_THAT(refused, HasReason("ALREADY_EXISTS"));
  EXPECT_THAT(refused.status().message(), HasSubstr("已被撤销"));
  EXPECT_EQ(owned_->store->last_sequence(), sequence) << "nothing was written";

  request.set_request_id(kRequest2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Call(kBureau, &Stub::RecordOutcome, request));
  EXPECT_NE(second.name(), first.name());
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::RecordOutcome, request));
  EXPECT_EQ(again.name(), second.name()) << "an equal one stands";
}

// Sent late, it must not make anew what its answer was and was taken back since.
TEST_F(OutcomeTest, TheRequestIdThatAnEqualOutcomeAnsweredIsKept) {
  v1::RecordOutcomeRequest request;
  *request.mutable_outcome() = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(request.outcome()));
  request.set_request_id(kRequest1);
  for (int i = 0; i < 2; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto equal, Call(kBureau, &Stub::RecordOutcome, request));
    EXPECT_EQ(equal.name(), first.name());
  }
  ASSERT_OK(Void(first));
  const auto late = Call(kBureau, &Stub::RecordOutcome, request);
  EXPECT_THAT(late, HasReason("ALREADY_EXISTS"));
  EXPECT_THAT(late.status().message(), HasSubstr(first.name()));
  request.mutable_outcome()->set_commutes(true);
  EXPECT_THAT(Call(kBureau, &Stub::RecordOutcome, request), HasReason("ALREADY_EXISTS"))
      << "for something else";
  EXPECT_EQ(List().size(), 2u);
}

// Whether there is such an outcome in another county is not the caller's to know, neither by asking
// for it nor by sending its id.
TEST_F(OutcomeTest, OneOutsideOfTheScopeIsAnsweredLikeOneThatThereIsNot) {
  v1::RecordOutcomeRequest request;
  *request.mutable_outcome() = MakeOutcome(v1::Outcome::ARRIVED, Today());
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome, Call(kBureau, &Stub::RecordOutcome, request));
  for (const char* caller : {kOtherBureau, kOtherOffice}) {
    const auto answer = [&](const std::string& name) {
      v1::GetOutcomeRequest get;
      get.set_name(name);
      return Call(caller, &Stub::GetOutcome, get).status();
    };
    EXPECT_EQ(answer(outcome.name()), answer("outcomes/none")) << caller;
    EXPECT_THAT(answer("outcomes/none"), HasReason("OUT_OF_SCOPE")) << caller;
  }
  v1::GetOutcomeRequest get;
  get.set_name("outcomes/none");
  EXPECT_THAT(Call(kAdmin, &Stub::GetOutcome, get), StatusIs(absl::StatusCode::kNotFound));
  request.mutable_outcome()->set_commutes(true);
  EXPECT_THAT(Call(kBureau, &Stub::RecordOutcome, request).status().message(),
              ::testing::Not(HasSubstr("outcomes/")));
}

TEST_F(OutcomeTest, Rule0AReturnOrConfirmationWithoutASpellIsTakenAndCountsOnceTheArrivalIsKnown) {
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today() - 5)));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 1)));
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 20)));
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date()) << "home since yesterday";
}

TEST_F(OutcomeTest, Rule15TheFutureIsJudgedInShanghai) {
  // 23:30 on 30 June in Shanghai is still the afternoon of 30 June in UTC; half an hour later it is
  // 1 July there and 30 June in UTC.
  const absl::CivilDay tomorrow = Today() + 1;
  role_.set_now(runtime::StartOfDay(tomorrow) - absl::Minutes(30));
  const auto status = Record(MakeOutcome(v1::Outcome::ARRIVED, tomorrow)).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("future")));
  EXPECT_THAT(status, HasReason("OUTCOME_NOT_POSSIBLE"));
  role_.set_now(runtime::StartOfDay(tomorrow) + absl::Minutes(1));
  EXPECT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, tomorrow)));
}

TEST_F(OutcomeTest, Rule15BirthUnderSixteenAndDeathComeFromTheWorkersOwner) {
  v1::Worker worker = MakeWorker(kWorker);
  *worker.mutable_birth_date() = runtime::ToDate(absl::CivilDay(2010, 7, 1));  // 15 today
  workers_.Put(worker);
  EXPECT_THAT(Record(MakeOutcome(v1::Outcome::ARRIVED, Today())),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("under 16")));
  PassDays(1);
  EXPECT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today())));
  *worker.mutable_death_date() = runtime::ToDate(Today());
  workers_.Put(worker);
  PassDays(2);
  EXPECT_THAT(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today())),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("died")));
  EXPECT_OK(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today() - 2)));
}

TEST_F(OutcomeTest, Rule15ResumedNeedsAVisit) {
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 30)));
  EXPECT_THAT(Record(MakeOutcome(v1::Outcome::RESUMED, Today() - 2)),
              HasReason("OUTCOME_NOT_POSSIBLE"));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::HOME_VISIT, Today() - 10)));
  EXPECT_OK(Record(MakeOutcome(v1::Outcome::RESUMED, Today() - 2)));
}

TEST_F(OutcomeTest, Rule15ThePlacementMustHaveBeenAccepted) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  EXPECT_THAT(Record(Arrival(placement.name(), Today())), HasReason("OUTCOME_NOT_POSSIBLE"));
  ASSERT_OK(Decline(placement.name()));
  EXPECT_THAT(Record(Arrival(placement.name(), Today())), HasReason("OUTCOME_NOT_POSSIBLE"));
}

TEST_F(OutcomeTest, WhatIsNamedMustExistAndBeThisWorkers) {
  EXPECT_THAT(Record(Arrival("placements/none", Today())),
              StatusIs(kInvalid, HasSubstr("outcome.placement")));
  const auto other = Accepted(kWorker2, kVacancy);
  EXPECT_THAT(Record(Arrival(other.name(), Today())), StatusIs(kInvalid, HasSubstr("another")));
  v1::Outcome outcome = MakeOutcome(v1::Outcome::ARRIVED, Today());
  outcome.set_organizer("organizers/none");
  EXPECT_THAT(Record(outcome), StatusIs(kInvalid, HasSubstr("outcome.organizer")));
  outcome = MakeOutcome(v1::Outcome::VOIDED, Today());
  outcome.set_voids("outcomes/none");
  EXPECT_THAT(Record(outcome), StatusIs(kInvalid, HasSubstr("outcome.voids")));
  v1::Outcome of_other = MakeOutcome(v1::Outcome::ARRIVED, Today());
  of_other.set_worker(kWorker2);
  LAOWU_ASSERT_OK_AND_ASSIGN(of_other, Record(of_other));
  outcome.set_voids(of_other.name());
  EXPECT_THAT(Record(outcome), StatusIs(kInvalid, HasSubstr("outcome.voids")));
}

TEST_F(OutcomeTest, AWorkplaceIsReadOnTheDateOfTheOutcome) {
  v1::Outcome outcome = MakeOutcome(v1::Outcome::ARRIVED, absl::CivilDay(2016, 5, 1));
  outcome.set_workplace_division_code("520222");  // 盘县 until 2017
  EXPECT_OK(Record(outcome));
  *outcome.mutable_effective_date() = runtime::ToDate(Today());
  EXPECT_THAT(Record(outcome), StatusIs(kInvalid, HasSubstr("520281")));
  outcome.set_workplace_division_code("999999");
  EXPECT_THAT(Record(outcome), StatusIs(kInvalid, HasSubstr("no division")));
  outcome.set_workplace_division_code("JPN");
  EXPECT_OK(Record(outcome));
}

TEST_F(OutcomeTest, AnArrivalStartsItsPlacement) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived, Record(Arrival(placement.name(), Today() - 1)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::STARTED);
  EXPECT_EQ(*runtime::ToCivilDay(read.start_date()), Today() - 1);
  EXPECT_EQ(TakenCount(kVacancy), 1);
  const auto state = StateOf(kWorker);
  EXPECT_EQ(state.live_placement(), placement.name());
  EXPECT_EQ(*runtime::ToCivilDay(state.away_since_date()), Today() - 1);
  EXPECT_EQ(state.workplace_division_code(), "442000");
  EXPECT_EQ(state.spell_outcome(), arrived.name());
}

TEST_F(OutcomeTest, AReturnEndsAStartedPlacement) {
  const auto placement = Accepted(kWorker, kVacancy, 9);
  ASSERT_OK(Record(Arrival(placement.name(), Today() - 9)));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 2)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::ENDED);
  EXPECT_EQ(*runtime::ToCivilDay(read.end_date()), Today() - 2);
  EXPECT_EQ(TakenCount(kVacancy), 1) << "ended after the start: the opening stays taken";
  EXPECT_EQ(StateOf(kWorker).live_placement(), "");
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

TEST_F(OutcomeTest, AChangeOfJobEndsAStartedPlacement) {
  const auto placement = Accepted(kWorker, kVacancy, 9);
  ASSERT_OK(Record(Arrival(placement.name(), Today() - 9)));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::JOB_CHANGED, Today() - 2)));
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::ENDED);
  EXPECT_EQ(*runtime::ToCivilDay(StateOf(kWorker).away_since_date()), Today() - 9)
      << "the spell goes on";
}

TEST_F(OutcomeTest, AReturnFromBeforeTheStartEndsNothing) {
  const auto placement = Accepted(kWorker, kVacancy, 9);
  ASSERT_OK(Record(Arrival(placement.name(), Today() - 9)));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 20)));
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::STARTED);
}

TEST_F(OutcomeTest, RowsMayComeInAnyOrder) {
  const auto placement = Accepted(kWorker, kVacancy, 9);
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 2)));
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::ACCEPTED);
  ASSERT_OK(Record(Arrival(placement.name(), Today() - 9)));
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::ENDED);
  EXPECT_EQ(TakenCount(kVacancy), 1);
}

TEST_F(OutcomeTest, AnArrivalWithAPlacementWhileAwayIsAChangeOfJob) {
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 100)));
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Outcome arrival = Arrival(placement.name(), Today() - 1);
  arrival.set_workplace_division_code("441900");
  ASSERT_OK(Record(arrival));
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::STARTED);
  const auto state = StateOf(kWorker);
  EXPECT_EQ(*runtime::ToCivilDay(state.away_since_date()), Today() - 100) << "one spell, two jobs";
  EXPECT_EQ(state.workplace_division_code(), "441900");
}

TEST_F(OutcomeTest, AnArrivalWithoutAPlacementIsASecondJobAndEndsNothing) {
  const auto placement = Accepted(kWorker, kVacancy, 9);
  ASSERT_OK(Record(Arrival(placement.name(), Today() - 9)));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 2)));
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::STARTED);
}

TEST_F(OutcomeTest, AVoidedArrivalSetsItsPlacementBack) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived, Record(Arrival(placement.name(), Today() - 1)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Void(arrived));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::ACCEPTED);
  EXPECT_FALSE(read.has_start_date());
  EXPECT_EQ(TakenCount(kVacancy), 1);
  EXPECT_EQ(StateOf(kWorker).live_placement(), placement.name());
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
  ASSERT_OK(Void(voided));
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::STARTED)
      << "the voiding itself taken back";
}

TEST_F(OutcomeTest, OfTwoArrivalsByOnePlacementOneMayBeVoided) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(Arrival(placement.name(), Today() - 5)));
  ASSERT_OK(Record(Arrival(placement.name(), Today() - 3)));
  ASSERT_OK(Void(first));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::STARTED);
  EXPECT_EQ(*runtime::ToCivilDay(read.start_date()), Today() - 3);
}

TEST_F(OutcomeTest, ListedInOrderOfEffectiveDateWithinScope) {
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 1)));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 9)));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today() - 5)));
  std::vector<v1::Outcome::Type> types;
  for (const auto& outcome : List()) types.push_back(outcome.type());
  EXPECT_THAT(types,
              ElementsAre(v1::Outcome::ARRIVED, v1::Outcome::CONFIRMED, v1::Outcome::RETURNED));
  v1::ListOutcomesRequest request;
  request.set_worker(kWorker);
  EXPECT_THAT(Call(kOtherBureau, &Stub::ListOutcomes, request), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today()), kOtherBureau),
              HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today()), kOffice),
              HasReason("METHOD_NOT_ALLOWED"));
}

// ratio.md, "Channels and evidence": a labour company counts with a licence in force. Named under a
// channel that asks for none it would count without.
TEST_F(OutcomeTest, AnOrganizerIsNamedUnderItsOwnChannelAlone) {
  ASSERT_OK(CreateOrganizer("labour"));
  v1::Outcome arrival = MakeOutcome(v1::Outcome::ARRIVED, Today());
  arrival.set_organizer("organizers/labour");
  for (const v1::Channel channel :
       {v1::CHANNEL_PUBLIC_SERVICE, v1::CHANNEL_COOPERATION_STATION, v1::CHANNEL_COOPERATIVE,
        v1::CHANNEL_BROKER, v1::CHANNEL_TRAINING}) {
    arrival.set_channel(channel);
    const auto refused = Record(arrival).status();
    EXPECT_THAT(ViolatedFields(refused), ElementsAre("outcome.organizer"));
    EXPECT_THAT(refused, StatusIs(kInvalid, HasSubstr("LABOUR_COMPANY")));
  }
  arrival.set_channel(v1::CHANNEL_LABOUR_COMPANY);
  EXPECT_OK(Record(arrival));
  // What later says more of it is held to the same, and what counts for nothing is left alone.
  v1::Outcome confirmed = MakeOutcome(v1::Outcome::CONFIRMED, Today());
  confirmed.set_organizer("organizers/labour");
  confirmed.set_channel(v1::CHANNEL_TRAINING);
  EXPECT_THAT(Record(confirmed), StatusIs(kInvalid, HasSubstr("LABOUR_COMPANY")));
  for (const v1::Channel channel : {v1::CHANNEL_UNSPECIFIED, v1::CHANNEL_DIRECT_HIRE}) {
    confirmed.set_channel(channel);
    EXPECT_OK(Record(confirmed));
  }
}

TEST_F(OutcomeTest, AnOutcomeIsReadByWhoHasToDoWithIt) {
  ASSERT_OK(CreateOrganizer("labour"));
  ASSERT_OK(CreateOrganizer("broker"));
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Outcome arrival = Arrival(placement.name(), Today());
  arrival.set_organizer("organizers/labour");
  arrival.set_channel(v1::CHANNEL_LABOUR_COMPANY);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome, Record(arrival));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto bare, Record(MakeOutcome(v1::Outcome::CONFIRMED, Today())));
  const auto get = [&](const std::string& by, const std::string& name) {
    v1::GetOutcomeRequest request;
    request.set_name(name);
    return Call(by, &Stub::GetOutcome, request);
  };
  EXPECT_OK(get(kBureau, outcome.name()));
  EXPECT_OK(get(kOffice, outcome.name()));
  EXPECT_OK(get(kOrganizerUser, outcome.name()));
  EXPECT_THAT(get(kOtherBureau, outcome.name()), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(get(kOtherOffice, outcome.name()), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(get(kOtherOrganizerUser, outcome.name()), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(get(kOffice, bare.name()), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(get(kOrganizerUser, bare.name()), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(get(kBureau, "outcomes/none"), HasReason("OUT_OF_SCOPE")) << "told as the foreign";
}

TEST_F(OutcomeTest, ARefusedOutcomeLeavesNothingBehind) {
  const auto sequence = owned_->store->last_sequence();
  EXPECT_THAT(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() + 1)),
              HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
  EXPECT_TRUE(List().empty());
}

// What is taken back already cannot be taken back again: the first VOIDED is given back. Otherwise
// taking that one back would leave the outcome taken back by the second.
TEST_F(OutcomeTest, Rule14AVoidOfWhatIsTakenBackIsGivenBack) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived, Record(MakeOutcome(O::ARRIVED, Today() - 9)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Void(arrived));
  const auto sequence = owned_->store->last_sequence();
  PassDays(1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Void(arrived));
  EXPECT_EQ(again.name(), voided.name());
  EXPECT_EQ(owned_->store->last_sequence(), sequence) << "nothing was written";
  ASSERT_OK(Void(voided));
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date()) << "the taking back taken back";
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto anew, Void(arrived));
  EXPECT_NE(anew.name(), voided.name());
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

TEST_F(OutcomeTest, ARefusalNamesTheFieldsAsTheyStandInTheRequest) {
  v1::Outcome outcome = MakeOutcome(O::ARRIVED, Today() + 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  outcome.set_placement(placement.name());
  const absl::Status status = Record(outcome).status();
  EXPECT_THAT(status, HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_THAT(ViolatedFields(status), ElementsAre("outcome.effective_date", "outcome.placement"));
}

// Two calls to mend one request are one too many.
TEST_F(OutcomeTest, Rule15TheFutureIsToldWithWhatElseIsWrong) {
  v1::Outcome outcome = MakeOutcome(v1::Outcome::ARRIVED, Today() + 1);
  outcome.clear_workplace_division_code();
  const auto fields = Record(outcome).status();
  EXPECT_THAT(fields, StatusIs(kInvalid));
  EXPECT_THAT(ViolatedFields(fields),
              ElementsAre("outcome.workplace_division_code", "outcome.effective_date"));
  outcome = MakeOutcome(v1::Outcome::ARRIVED, Today() + 1);
  outcome.set_organizer("organizers/nobody");
  const auto named = Record(outcome).status();
  EXPECT_THAT(named, StatusIs(kInvalid));
  EXPECT_THAT(ViolatedFields(named), ElementsAre("outcome.organizer", "outcome.effective_date"));
  outcome.clear_organizer();
  outcome.set_placement("placements/none");
  EXPECT_THAT(ViolatedFields(Record(outcome).status()),
              ElementsAre("outcome.placement", "outcome.effective_date"))
      << "that it was not accepted says nothing more";
}

TEST_F(OutcomeTest, ThoseOfSeveralWorkersComeInOneAnswerWithinScope) {
  v1::Outcome other = MakeOutcome(v1::Outcome::ARRIVED, Today() - 3);
  other.set_worker(kWorker2);
  ASSERT_OK(Record(other));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today() - 5)));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 9)));
  v1::ListOutcomesRequest request;
  for (const char* worker : {kWorker2, kWorker, kWorker2}) request.add_workers(worker);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, Call(kBureau, &Stub::ListOutcomes, request));
  ASSERT_EQ(list.outcomes_size(), 3) << "named twice is told once";
  EXPECT_EQ(list.outcomes(0).worker(), kWorker);
  EXPECT_EQ(list.outcomes(0).type(), v1::Outcome::ARRIVED) << "by date";
  EXPECT_EQ(list.outcomes(2).worker(), kWorker2);
  EXPECT_THAT(Call(kOtherBureau, &Stub::ListOutcomes, request), HasReason("OUT_OF_SCOPE"));
  request.add_workers("workers/nobody");
  EXPECT_FALSE(Call(kBureau, &Stub::ListOutcomes, request).ok());
  request.set_worker(kWorker);
  request.set_page_size(3);
  for (int i = 0; i < 100; ++i) request.add_workers(kWorker);
  EXPECT_THAT(ViolatedFields(Call(kBureau, &Stub::ListOutcomes, request).status()),
              ElementsAre("workers", "worker", "page_size"));
}

TEST_F(OutcomeTest, AnAbsentDateIsSaidToBeRequired) {
  v1::Outcome outcome = MakeOutcome(O::ARRIVED, Today());
  outcome.clear_effective_date();
  EXPECT_THAT(Record(outcome), StatusIs(kInvalid, HasSubstr("outcome.effective_date: 请填写")));
}

TEST_F(OutcomeTest, AnUnknownTypeIsNotCalledMissing) {
  v1::Outcome outcome = MakeOutcome(O::ARRIVED, Today());
  outcome.set_type(static_cast<O::Type>(99));
  EXPECT_THAT(Record(outcome), StatusIs(kInvalid, HasSubstr("unknown value 99")));
}

}  // namespace
}  // namespace laowu::placement
