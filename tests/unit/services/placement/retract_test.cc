// RetractArrival: the office takes back an arrival that it confirmed by mistake, as long as nobody
// else has said anything of it or after it.

#include "laowu/internal/v1/stored.pb.h"
#include "services/placement/sweeper.h"
#include "services/placement/worker_feed.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using A = v1::Attestation;

constexpr char kColleague[] = "zhongshan-2";  // another token of the same office

class RetractTest : public PlacementFixture {
 protected:
  RetractTest() { role_.AddPrincipal(kColleague, "office", "offices/zhongshan"); }

  absl::StatusOr<v1::Outcome> Retract(const std::string& placement, const std::string& by = kOffice,
                                      const std::string& request_id = "") {
    v1::RetractArrivalRequest request;
    request.set_name(placement);
    request.set_reason("another of the same name");
    request.set_request_id(request_id);
    return Call(by, &Stub::RetractArrival, request);
  }
  // An accepted placement, and its arrival of yesterday as the office confirmed it.
  v1::Outcome Confirmed(const std::string& by = kOffice) {
    const auto arrival = Confirm(Accepted(kWorker, kVacancy, 3).name(), Today() - 1, by);
    EXPECT_THAT(arrival, IsOk());
    return arrival.value_or(v1::Outcome());
  }
  v1::Placement::State StateOfPlacement(const std::string& name) {
    const auto placement = Get(name);
    EXPECT_THAT(placement, IsOk());
    return placement.ok() ? placement->state() : v1::Placement::STATE_UNSPECIFIED;
  }
  std::vector<internal::v1::AuditRecord> AuditsOf(const std::string& method) {
    const auto records = owned_->store->Scan(storage::Table::kAudit, {}, 1000);
    EXPECT_THAT(records, IsOk());
    std::vector<internal::v1::AuditRecord> audits;
    for (const auto& record : *records) {
      internal::v1::AuditRecord audit;
      EXPECT_TRUE(audit.ParseFromString(record.value));
      if (audit.method() == "laowu.v1.PlacementService/" + method) audits.push_back(audit);
    }
    return audits;
  }
};

TEST_F(RetractTest, ThePlacementIsAcceptedAgainAndNobodyIsAway) {
  const auto arrival = Confirmed();
  ASSERT_TRUE(StateOf(kWorker).has_away_since_date());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Retract(arrival.placement()));
  EXPECT_EQ(voided.type(), v1::Outcome::VOIDED);
  EXPECT_EQ(voided.voids(), arrival.name());
  EXPECT_EQ(voided.worker(), kWorker);
  EXPECT_EQ(voided.recorded_by(), kOffice);
  EXPECT_EQ(voided.worker_division_code(), "520281101");
  EXPECT_EQ(runtime::ToCivilDay(voided.effective_date()), Today());
  EXPECT_EQ(voided.attestations_size(), 0) << "a revision by it is VOIDED, not CORRECTED";

  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Get(arrival.placement()));
  EXPECT_EQ(placement.state(), v1::Placement::ACCEPTED);
  EXPECT_FALSE(placement.has_start_date());
  EXPECT_EQ(TakenCount(kVacancy), 1) << "the opening is still the worker's";
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
  EXPECT_EQ(StateOf(kWorker).live_placement(), placement.name());
  EXPECT_EQ(StateOf(kWorker).past_occupation_codes_size(), 0);
}

TEST_F(RetractTest, ItCanBeConfirmedAnewWithTheRightDay) {
  const auto first = Confirmed();
  EXPECT_THAT(Confirm(first.placement(), Today()),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("请先撤销"), HasSubstr("RetractArrival"))));
  ASSERT_OK(Retract(first.placement()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Confirm(first.placement(), Today()));
  EXPECT_NE(second.name(), first.name());
  EXPECT_EQ(StateOfPlacement(first.placement()), v1::Placement::STARTED);
  EXPECT_EQ(runtime::ToCivilDay(StateOf(kWorker).away_since_date()), Today());
  EXPECT_THAT(Retract(first.placement()), IsOk()) << "and taken back anew";
}

// An answer OK with what was taken back would look as if the person were there.
TEST_F(RetractTest, TheRequestIdOfWhatWasTakenBackIsNotAnsweredAsASuccess) {
  const auto placement = Accepted(kWorker, kVacancy, 3);
  v1::ConfirmArrivalRequest confirm;
  confirm.set_name(placement.name());
  *confirm.mutable_arrive_date() = runtime::ToDate(Today() - 1);
  confirm.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kOffice, &Stub::ConfirmArrival, confirm));
  EXPECT_THAT(Call(kOffice, &Stub::ConfirmArrival, confirm), IsOk()) << "a retry meets itself";
  ASSERT_OK(Retract(placement.name()));
  const auto sequence = owned_->store->last_sequence();
  const auto refused = Call(kOffice, &Stub::ConfirmArrival, confirm);
  EXPECT_THAT(refused, HasReason("ALREADY_EXISTS"));
  EXPECT_THAT(refused.status().message(), AllOf(HasSubstr(first.name()), HasSubstr("已被撤销"),
                                                HasSubstr("new request_id, or none")));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::ACCEPTED);

  confirm.set_request_id(kRequest2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Call(kOffice, &Stub::ConfirmArrival, confirm));
  EXPECT_NE(second.name(), first.name());
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::STARTED);
}

// As the examples do it: the same arrival is known by what it says.
TEST_F(RetractTest, WithoutARequestIdTheSameDayIsConfirmedAnew) {
  const auto first = Confirmed();
  ASSERT_OK(Retract(first.placement()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Confirm(first.placement(), Today() - 1));
  EXPECT_NE(second.name(), first.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Confirm(first.placement(), Today() - 1));
  EXPECT_EQ(again.name(), second.name());
  EXPECT_EQ(StateOfPlacement(first.placement()), v1::Placement::STARTED);
}

TEST_F(RetractTest, WhoDidItAndWhyStandsInTheAuditRecord) {
  const auto arrival = Confirmed();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Retract(arrival.placement(), kOffice, kRequest1));
  const auto audits = AuditsOf("RetractArrival");
  ASSERT_EQ(audits.size(), 1U);
  EXPECT_EQ(audits[0].principal(), kOffice);
  EXPECT_EQ(audits[0].purpose(), "another of the same name");
  EXPECT_EQ(audits[0].request_id(), kRequest1);
  EXPECT_THAT(audits[0].resources(),
              ElementsAre(arrival.placement(), voided.name(), arrival.name(), kWorker));
}

TEST_F(RetractTest, ARetryMeetsItsOwnRecordAndASecondOneIsRefused) {
  const auto arrival = Confirmed();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Retract(arrival.placement(), kOffice, kRequest1));
  const auto sequence = owned_->store->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto retry, Retract(arrival.placement(), kOffice, kRequest1));
  EXPECT_EQ(retry.SerializeAsString(), voided.SerializeAsString());
  const auto second = Retract(arrival.placement());
  EXPECT_THAT(second, HasReason("WRONG_STATE"));
  EXPECT_THAT(second.status().message(),
              AllOf(HasSubstr("没有可以撤销的到岗"), HasSubstr("call the county bureau")));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

TEST_F(RetractTest, TheRequestIdOfARetractionThatWasTakenBackIsNotAnsweredAsASuccess) {
  const auto arrival = Confirmed();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Retract(arrival.placement(), kOffice, kRequest1));
  ASSERT_OK(Void(voided));
  ASSERT_TRUE(StateOf(kWorker).has_away_since_date());
  const auto sequence = owned_->store->last_sequence();
  EXPECT_THAT(Retract(arrival.placement(), kOffice, kRequest1), HasReason("ALREADY_EXISTS"));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

TEST_F(RetractTest, ARequestIdOfAnotherRequestIsRefused) {
  const auto arrival = Confirmed();
  const auto other = Accepted(kWorker2, kVacancy2);
  ASSERT_OK(Confirm(other.name(), Today()));
  ASSERT_OK(Retract(arrival.placement(), kOffice, kRequest1));
  EXPECT_THAT(Retract(other.name(), kOffice, kRequest1), HasReason("ALREADY_EXISTS"));
  EXPECT_EQ(StateOfPlacement(other.name()), v1::Placement::STARTED);
  v1::ConfirmArrivalRequest confirm;
  confirm.set_name(arrival.placement());
  *confirm.mutable_arrive_date() = runtime::ToDate(Today());
  confirm.set_request_id(kRequest1);
  EXPECT_THAT(Call(kOffice, &Stub::ConfirmArrival, confirm), HasReason("ALREADY_EXISTS"));
}

TEST_F(RetractTest, OnlyByTheOfficeOfTheVacancyByWhicheverOfItsTokens) {
  const auto arrival = Confirmed();
  EXPECT_THAT(Retract(arrival.placement(), kOtherOffice), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Retract(arrival.placement(), kBureau), HasReason("METHOD_NOT_ALLOWED"));
  EXPECT_EQ(StateOfPlacement(arrival.placement()), v1::Placement::STARTED);
  ASSERT_OK(Confirm(arrival.placement(), Today() - 1, kColleague));  // vouches for it, too
  EXPECT_THAT(Retract(arrival.placement(), kColleague), IsOk());
  ASSERT_OK(Confirm(arrival.placement(), Today()));
  EXPECT_THAT(Retract(arrival.placement(), kAdmin), IsOk());
}

TEST_F(RetractTest, OnlyAnArrivalThatAnOfficeConfirmedFirst) {
  const auto placement = Accepted(kWorker, kVacancy, 3);
  EXPECT_THAT(Retract(placement.name()), HasReason("WRONG_STATE")) << "nobody has arrived";
  v1::Outcome arrival = MakeOutcome(v1::Outcome::ARRIVED, Today() - 1);
  arrival.set_placement(placement.name());
  ASSERT_OK(Record(arrival));
  const auto unconfirmed = Retract(placement.name());
  EXPECT_THAT(unconfirmed, HasReason("WRONG_STATE"));
  EXPECT_THAT(unconfirmed.status().message(),
              AllOf(HasSubstr("请打电话给县局作废 / "), HasSubstr("call the county bureau")));
  ASSERT_OK(Confirm(placement.name(), Today() - 1));
  EXPECT_THAT(Retract(placement.name()), HasReason("WRONG_STATE")) << "the bureau recorded it";
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::STARTED);
}

TEST_F(RetractTest, NotWhatOthersVouchForOrDeny) {
  ASSERT_OK(CreateOrganizer("labour", v1::Organizer::COOPERATION_STATION));
  auto proposal = Proposal(kWorker, kVacancy);
  proposal.mutable_placement()->set_organizer("organizers/labour");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Call(kBureau, &Stub::CreatePlacement, proposal));
  ASSERT_OK(Accept(placement.name()));
  const std::pair<const char*, A::Kind> words[] = {{kBureau, A::WORKER_CONFIRMATION},
                                                   {kOrganizerUser, A::ORGANIZER_RECORD},
                                                   {kOrganizerUser, A::ORGANIZER_DENIAL}};
  for (const auto& [by, kind] : words) {
    SCOPED_TRACE(A::Kind_Name(kind));
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrival, Confirm(placement.name(), Today()));
    ASSERT_OK(Attest(by, arrival.name(), kind));
    const auto refused = Retract(placement.name());
    EXPECT_THAT(refused, HasReason("WRONG_STATE"));
    EXPECT_THAT(refused.status().message(),
                AllOf(HasSubstr("还有别人佐证过或否认过"), HasSubstr("Others have vouched")));
    EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::STARTED);
    ASSERT_OK(Void(arrival));  // the bureau can
  }
}

TEST_F(RetractTest, NotWhatSomethingLaterBuildsOn) {
  const auto arrival = Confirmed();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto visit,
                             Record(MakeOutcome(v1::Outcome::HOME_VISIT, Today())));
  const auto refused = Retract(arrival.placement());
  EXPECT_THAT(refused, HasReason("WRONG_STATE"));
  EXPECT_THAT(refused.status().message(),
              AllOf(HasSubstr("到岗之后此人又有登记"), HasSubstr("Something later is recorded")));
  EXPECT_EQ(StateOfPlacement(arrival.placement()), v1::Placement::STARTED);
  ASSERT_OK(Void(visit));
  EXPECT_THAT(Retract(arrival.placement()), IsOk()) << "what was taken back builds on nothing";
}

TEST_F(RetractTest, Rule8NorWhatStandsInAnotherRecordOfThePerson) {
  const auto arrival = Confirmed();
  v1::Worker merged = MakeWorker(kWorker2);
  merged.set_merged_into(kWorker);
  HeldNames held_names(role_.environment(), owned_->store.get());
  WorkerFeed feed(role_.environment(), owned_->store.get(), &held_names);
  ASSERT_OK(feed.Apply(merged, role_.now()));
  v1::Outcome visit = MakeOutcome(v1::Outcome::HOME_VISIT, Today());
  visit.set_worker(kWorker2);
  ASSERT_OK(Record(visit));
  EXPECT_THAT(Retract(arrival.placement()), HasReason("WRONG_STATE"));
}

// What came before the arrival does not rest on it; and who was dispatched long ago keeps the
// placement, so that the right day can be confirmed.
TEST_F(RetractTest, Rule1ADispatchBeforeItStandsInNobodysWay) {
  const auto placement = Accepted(kWorker, kVacancy);
  v1::Outcome dispatched = MakeOutcome(v1::Outcome::DISPATCHED, Today() - 1);
  dispatched.set_placement(placement.name());
  ASSERT_OK(Record(dispatched));
  ASSERT_OK(Confirm(placement.name(), Today()));
  PassDays(20);
  ASSERT_OK(Retract(placement.name()));
  Sweeper sweeper(owned_->store.get(), [this] { return role_.now(); });
  ASSERT_OK(sweeper.SweepOnce(role_.now()));
  EXPECT_EQ(StateOfPlacement(placement.name()), v1::Placement::ACCEPTED);
  EXPECT_THAT(Confirm(placement.name(), Today() - 18), IsOk());
}

TEST_F(RetractTest, WhoHasLeftHasBeenThere) {
  const auto arrival = Confirmed();
  v1::ReportLeftRequest left;
  left.set_name(arrival.placement());
  *left.mutable_leave_date() = runtime::ToDate(Today());
  ASSERT_OK(Call(kOffice, &Stub::ReportLeft, left));
  EXPECT_THAT(Retract(arrival.placement()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("ENDED")));
}

TEST_F(RetractTest, BadFieldsAreNamed) {
  v1::RetractArrivalRequest request;
  request.set_name("workers/w1");
  request.set_reason(std::string(129, 'x'));
  request.set_request_id("1");
  EXPECT_THAT(ViolatedFields(Call(kOffice, &Stub::RetractArrival, request).status()),
              ElementsAre("name", "reason", "request_id"));
}

}  // namespace
}  // namespace laowu::placement
