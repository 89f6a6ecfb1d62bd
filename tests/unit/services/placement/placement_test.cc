// The promise: proposing, accepting, declining, ending, expiring, listing; openings and scopes.

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/placement/placement_rules.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::HasSubstr;
using P = v1::Placement;
constexpr auto kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

class PlacementTest : public PlacementFixture {};

TEST_F(PlacementTest, AProposalIsStampedStandsSevenDaysAndTakesAnOpening) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy2));
  EXPECT_EQ(placement.state(), v1::Placement::PROPOSED);
  EXPECT_EQ(placement.worker_division_code(), "520281101");
  EXPECT_EQ(placement.recorded_by(), kBureau);
  EXPECT_EQ(placement.expire_time().seconds() - placement.propose_time().seconds(), 7 * 86400);
  EXPECT_FALSE(placement.etag().empty());
  EXPECT_EQ(TakenCount(kVacancy2), 1);
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 1);
  EXPECT_EQ(StateOf(kWorker).live_placement(), "");
  EXPECT_EQ(AuditCount(), 1);
}

TEST_F(PlacementTest, EveryViolationIsToldAtOnce) {
  v1::CreatePlacementRequest request;
  request.mutable_placement()->set_organizer("x");
  request.set_request_id("not a uuid");
  const auto status = Call(kBureau, &Stub::CreatePlacement, request).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("5 of 5")));
}

TEST_F(PlacementTest, AnOfficerDecides) {
  auto request = Proposal(kWorker, kVacancy);
  request.mutable_placement()->set_decided_by(" ");
  EXPECT_THAT(Call(kBureau, &Stub::CreatePlacement, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("decided_by")));
}

TEST_F(PlacementTest, ARetryMeetsItsOwnRecordEvenWhenTheVacancyIsFullByIt) {
  auto request = Proposal(kWorker, kVacancy);
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::CreatePlacement, request));
  EXPECT_EQ(first.name(), absl::StrCat("placements/", kRequest1));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::CreatePlacement, request));
  EXPECT_EQ(again.etag(), first.etag());
  EXPECT_EQ(TakenCount(kVacancy), 1);
  request.mutable_placement()->set_vacancy(kVacancy2);
  EXPECT_THAT(Call(kBureau, &Stub::CreatePlacement, request), HasReason("ALREADY_EXISTS"));
}

TEST_F(PlacementTest, OneWorkerTakesOneOpeningOfAVacancy) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Propose(kWorker, kVacancy2));
  EXPECT_THAT(Propose(kWorker, kVacancy2),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr(first.name())));
  ASSERT_OK(Accept(first.name()));
  EXPECT_THAT(Propose(kWorker, kVacancy2), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(TakenCount(kVacancy2), 1);
}

TEST_F(PlacementTest, AVacancyThatStatesNoCountHasOneOpening) {
  vacancies_.Put(MakeVacancy(kVacancy, 0));
  ASSERT_OK(Propose(kWorker, kVacancy));
  const auto status = Propose(kWorker2, kVacancy).status();
  EXPECT_THAT(status, StatusIs(kFailedPrecondition));
  EXPECT_THAT(status, HasReason("VACANCY_FULL"));
  EXPECT_THAT(status.message(), ::testing::AllOf(HasSubstr("推荐待答复 1 人"),
                                                 HasSubstr("wait for a proposal to end"),
                                                 ::testing::Not(HasSubstr("opening_count"))));
}

TEST_F(PlacementTest, ThreeProposalsStandAtMost) {
  ASSERT_OK(Propose(kWorker, kVacancy));
  ASSERT_OK(Propose(kWorker, kVacancy2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto third, Propose(kWorker, kVacancy3));
  EXPECT_THAT(Propose(kWorker, kVacancy4), HasReason("TOO_MANY_PROPOSALS"));
  ASSERT_OK(Decline(third.name()));
  EXPECT_OK(Propose(kWorker, kVacancy4));
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 3);
}

TEST_F(PlacementTest, WhoIsNotVisibleIsNotProposed) {
  auto worker = MakeWorker(kWorker);
  worker.set_state(v1::Worker::PAUSED);
  workers_.Put(worker);
  EXPECT_THAT(Propose(kWorker, kVacancy), HasReason("WRONG_STATE"));
  worker = MakeWorker(kWorker);
  worker.clear_legal_basis();
  workers_.Put(worker);
  EXPECT_THAT(Propose(kWorker, kVacancy), HasReason("NO_LEGAL_BASIS"));
  worker = MakeWorker(kWorker);
  *worker.mutable_death_date() = runtime::ToDate(Today());
  workers_.Put(worker);
  EXPECT_THAT(Propose(kWorker, kVacancy), HasReason("WRONG_STATE"));
  EXPECT_THAT(Propose("workers/nobody", kVacancy), HasReason("OUT_OF_SCOPE"));
}

// matching.md, EMPLOYER_BLOCKED: what no match shows, no proposal may name.
TEST_F(PlacementTest, ABlockedEmployerTakesNobodyUnderAnyOfItsNames) {
  v1::Employer alias;
  alias.set_name("employers/n-factory");
  alias.set_alias_of("employers/91520281ma0000000x");
  vacancies_.Put(alias);
  v1::Employer employer;
  employer.set_name(alias.alias_of());
  *employer.add_blocks()->mutable_start_date() = runtime::ToDate(Today());
  employer.mutable_blocks(0)->set_reason("wages unpaid");
  vacancies_.Put(employer);
  EXPECT_THAT(Propose(kWorker, kVacancy),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("wages unpaid")));
  *employer.mutable_blocks(0)->mutable_end_date() = runtime::ToDate(Today());
  vacancies_.Put(employer);
  EXPECT_OK(Propose(kWorker, kVacancy)) << "the block is over";
}

TEST_F(PlacementTest, AClosedOrPastVacancyTakesNobody) {
  auto vacancy = MakeVacancy(kVacancy, 1);
  vacancy.set_state(v1::Vacancy::CLOSED);
  vacancies_.Put(vacancy);
  EXPECT_THAT(Propose(kWorker, kVacancy), HasReason("VACANCY_CLOSED"));
  vacancy = MakeVacancy(kVacancy, 1);
  *vacancy.mutable_expire_date() = runtime::ToDate(Today() - 1);
  vacancies_.Put(vacancy);
  EXPECT_THAT(Propose(kWorker, kVacancy), HasReason("VACANCY_CLOSED"));
  *vacancy.mutable_expire_date() = runtime::ToDate(Today());
  vacancies_.Put(vacancy);
  EXPECT_OK(Propose(kWorker, kVacancy));
}

TEST_F(PlacementTest, ANamedOrganizerMustExist) {
  auto request = Proposal(kWorker, kVacancy);
  request.mutable_placement()->set_organizer("organizers/station");
  EXPECT_THAT(Call(kBureau, &Stub::CreatePlacement, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("organizers/station")));
  ASSERT_OK(CreateOrganizer("station", v1::Organizer::COOPERATION_STATION));
  EXPECT_OK(Call(kBureau, &Stub::CreatePlacement, request));
}

TEST_F(PlacementTest, AcceptingBindsTheWorkerAndKeepsTheOpening) {
  const auto placement = Accepted(kWorker, kVacancy);
  EXPECT_EQ(placement.state(), v1::Placement::ACCEPTED);
  EXPECT_TRUE(placement.has_accept_time());
  EXPECT_EQ(TakenCount(kVacancy), 1);
  EXPECT_EQ(StateOf(kWorker).live_placement(), placement.name());
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 0);
}

TEST_F(PlacementTest, OneAcceptedPlacementAWorker) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other, Propose(kWorker, kVacancy2));
  const auto first = Accepted(kWorker, kVacancy);
  const auto status = Accept(other.name()).status();
  EXPECT_THAT(status, StatusIs(kFailedPrecondition, HasSubstr(first.name())));
  EXPECT_THAT(status, HasReason("WORKER_COMMITTED"));
  ASSERT_OK(End(first.name()));
  EXPECT_OK(Accept(other.name()));
}

TEST_F(PlacementTest, DecliningFreesTheOpening) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto declined, Decline(placement.name()));
  EXPECT_EQ(declined.state(), v1::Placement::DECLINED);
  EXPECT_EQ(declined.decline_reason(), v1::DECLINE_REASON_PAY);
  EXPECT_EQ(TakenCount(kVacancy), 0);
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 0);
  EXPECT_OK(Propose(kWorker2, kVacancy));
}

TEST_F(PlacementTest, EndingBeforeTheStartFreesTheOpening) {
  const auto placement = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, End(placement.name()));
  EXPECT_EQ(ended.state(), v1::Placement::ENDED);
  EXPECT_EQ(*runtime::ToCivilDay(ended.end_date()), Today());
  EXPECT_EQ(TakenCount(kVacancy), 0);
  EXPECT_EQ(StateOf(kWorker).live_placement(), "");
}

TEST_F(PlacementTest, EndingAfterTheStartDoesNotFreeTheOpening) {
  const auto placement = Accepted(kWorker, kVacancy);
  ASSERT_OK(Confirm(placement.name(), Today()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, End(placement.name(), kOffice));
  EXPECT_EQ(ended.state(), v1::Placement::ENDED);
  EXPECT_EQ(TakenCount(kVacancy), 1);
  const auto full = Propose(kWorker2, kVacancy);
  EXPECT_THAT(full, HasReason("VACANCY_FULL"));
  EXPECT_THAT(full.status().message(),
              ::testing::AllOf(HasSubstr("到岗后已离开 1 人"), HasSubstr("raise opening_count"),
                               ::testing::Not(HasSubstr("wait for a proposal"))));
}

TEST_F(PlacementTest, AnEndLiesBetweenStartAndToday) {
  const auto placement = Accepted(kWorker, kVacancy);
  ASSERT_OK(Confirm(placement.name(), Today() - 5));
  v1::EndPlacementRequest request;
  request.set_name(placement.name());
  *request.mutable_end_date() = runtime::ToDate(Today() + 1);
  EXPECT_THAT(Call(kBureau, &Stub::EndPlacement, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_request_id("no uuid");
  EXPECT_THAT(ViolatedFields(Call(kBureau, &Stub::EndPlacement, request).status()),
              ::testing::ElementsAre("end_date", "request_id"))
      << "all at once";
  request.clear_request_id();
  *request.mutable_end_date() = runtime::ToDate(Today() - 6);
  EXPECT_THAT(Call(kBureau, &Stub::EndPlacement, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  *request.mutable_end_date() = runtime::ToDate(Today() - 2);
  EXPECT_OK(Call(kBureau, &Stub::EndPlacement, request));
}

// Nobody can have taken an acceptance back before it was given.
TEST_F(PlacementTest, AnEndDoesNotLieBeforeTheAcceptance) {
  const auto placement = Accepted(kWorker, kVacancy, 3);
  v1::EndPlacementRequest request;
  request.set_name(placement.name());
  *request.mutable_end_date() = runtime::ToDate(Today() - 4);
  const auto status = Call(kBureau, &Stub::EndPlacement, request).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               HasSubstr(runtime::DateText(Today() - 4))));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               HasSubstr(runtime::DateText(Today() - 3))));
  EXPECT_THAT(ViolatedFields(status), ::testing::ElementsAre("end_date"));
  *request.mutable_end_date() = runtime::ToDate(Today() - 3);
  EXPECT_OK(Call(kBureau, &Stub::EndPlacement, request));
}

TEST_F(PlacementTest, WhatIsOverDoesNotMoveAndTheErrorNamesTheState) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  EXPECT_THAT(End(placement.name()), StatusIs(kFailedPrecondition, HasSubstr("PROPOSED")));
  ASSERT_OK(Decline(placement.name()));
  const auto status = Accept(placement.name()).status();
  EXPECT_THAT(status, StatusIs(kFailedPrecondition, HasSubstr("DECLINED")));
  EXPECT_THAT(status, HasReason("WRONG_STATE"));
  EXPECT_THAT(End(placement.name()), StatusIs(kFailedPrecondition));
  EXPECT_EQ(TakenCount(kVacancy), 0);
}

TEST_F(PlacementTest, AStaleEtagStopsTheChange) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  v1::AcceptPlacementRequest accept;
  accept.set_name(placement.name());
  accept.set_etag("\"99\"");
  const auto status = Call(kBureau, &Stub::AcceptPlacement, accept).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(status, HasReason("ETAG_MISMATCH"));
  accept.set_etag(placement.etag());
  EXPECT_OK(Call(kBureau, &Stub::AcceptPlacement, accept));
}

TEST_F(PlacementTest, ARetriedAcceptanceMeetsItself) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  v1::AcceptPlacementRequest accept;
  accept.set_name(placement.name());
  accept.set_etag(placement.etag());
  accept.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::AcceptPlacement, accept));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::AcceptPlacement, accept));
  EXPECT_EQ(again.etag(), first.etag());
  accept.clear_etag();
  accept.set_request_id(kRequest2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other, Call(kBureau, &Stub::AcceptPlacement, accept));
  EXPECT_EQ(other.etag(), first.etag()) << "it is accepted already";
}

TEST_F(PlacementTest, AUsedRequestIdWithOtherContentIsRefused) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  v1::DeclinePlacementRequest decline;
  decline.set_name(placement.name());
  decline.set_decline_reason(v1::DECLINE_REASON_PAY);
  decline.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::DeclinePlacement, decline));
  decline.set_decline_reason(v1::DECLINE_REASON_PLACE);
  EXPECT_THAT(Call(kBureau, &Stub::DeclinePlacement, decline), HasReason("ALREADY_EXISTS"));
  v1::EndPlacementRequest end;
  end.set_name(placement.name());
  end.set_request_id(kRequest1);
  EXPECT_THAT(Call(kBureau, &Stub::EndPlacement, end), HasReason("ALREADY_EXISTS"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto now, Get(placement.name()));
  EXPECT_EQ(now.etag(), first.etag());
}

// Whether there is such a placement in another county or for another office is not the caller's.
TEST_F(PlacementTest, OneOutsideOfTheScopeIsAnsweredLikeOneThatThereIsNot) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  for (const char* caller : {kOtherBureau, kOtherOffice}) {
    const auto answer = [&](const std::string& name) {
      v1::GetPlacementRequest get;
      get.set_name(name);
      return Call(caller, &Stub::GetPlacement, get).status();
    };
    EXPECT_EQ(answer(placement.name()), answer("placements/none")) << caller;
    EXPECT_THAT(answer("placements/none"), HasReason("OUT_OF_SCOPE")) << caller;
  }
  v1::AcceptPlacementRequest accept;
  accept.set_name(placement.name());
  const auto foreign = Call(kOtherBureau, &Stub::AcceptPlacement, accept).status();
  accept.set_name("placements/none");
  EXPECT_EQ(foreign, Call(kOtherBureau, &Stub::AcceptPlacement, accept).status());
}

TEST_F(PlacementTest, AfterSevenDaysAProposalReadsAsExpired) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  role_.set_now(role_.now() + kProposalTime - absl::Seconds(1));
  LAOWU_ASSERT_OK_AND_ASSIGN(auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::PROPOSED);
  role_.set_now(role_.now() + absl::Seconds(2));
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::EXPIRED);
}

TEST_F(PlacementTest, AcceptingTooLateIsRefusedAndFreesTheOpening) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  PassDays(8);
  EXPECT_THAT(Accept(placement.name()), StatusIs(kFailedPrecondition, HasSubstr("EXPIRED")));
  EXPECT_EQ(TakenCount(kVacancy), 0);
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 0);
}

TEST_F(PlacementTest, AnOverdueProposalDoesNotStandInAnotherWorkersWay) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  PassDays(8);
  ASSERT_OK(Propose(kWorker2, kVacancy));
  EXPECT_EQ(TakenCount(kVacancy), 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::EXPIRED);
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 0);
}

TEST_F(PlacementTest, OverdueProposalsDoNotCountAmongAWorkersThree) {
  ASSERT_OK(Propose(kWorker, kVacancy2));
  ASSERT_OK(Propose(kWorker, kVacancy3));
  ASSERT_OK(Propose(kWorker, kVacancy4));
  PassDays(8);
  ASSERT_OK(Propose(kWorker, kVacancy));
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 1);
  EXPECT_EQ(TakenCount(kVacancy2), 0);
  EXPECT_OK(Propose(kWorker, kVacancy2)) << "the same vacancy again, the first proposal being over";
}

TEST_F(PlacementTest, ScopesOfBureausAndOffices) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  EXPECT_OK(Get(placement.name(), kBureau));
  EXPECT_OK(Get(placement.name(), kCity));
  EXPECT_OK(Get(placement.name(), kOffice));
  EXPECT_THAT(Get(placement.name(), kOtherBureau), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Get(placement.name(), kOtherOffice), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Get(placement.name(), kMonitorUser), HasReason("METHOD_NOT_ALLOWED"));
  EXPECT_THAT(Call(kOtherBureau, &Stub::CreatePlacement, Proposal(kWorker2, kVacancy2)),
              HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Decline(placement.name(), kOtherOffice), HasReason("OUT_OF_SCOPE"));
  EXPECT_OK(Decline(placement.name(), kOffice));
  EXPECT_THAT(Get("placements/none"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(PlacementTest, ListsByWorkerAndByVacancyWithinTheCallersScope) {
  auto foreign = MakeWorker(kWorker2);
  foreign.set_division_code("520204101");
  workers_.Put(foreign);
  ASSERT_OK(Propose(kWorker, kVacancy2));
  ASSERT_OK(Propose(kWorker, kVacancy3));
  ASSERT_OK(Call(kOtherBureau, &Stub::CreatePlacement, Proposal(kWorker2, kVacancy2)));
  v1::ListPlacementsRequest request;
  request.set_worker(kWorker);
  LAOWU_ASSERT_OK_AND_ASSIGN(auto list, Call(kBureau, &Stub::ListPlacements, request));
  EXPECT_EQ(list.placements_size(), 2);
  EXPECT_THAT(Call(kOtherBureau, &Stub::ListPlacements, request), HasReason("OUT_OF_SCOPE"));
  LAOWU_ASSERT_OK_AND_ASSIGN(list, Call(kOtherOffice, &Stub::ListPlacements, request));
  EXPECT_EQ(list.placements_size(), 0);
  request.set_vacancy(kVacancy3);
  LAOWU_ASSERT_OK_AND_ASSIGN(list, Call(kBureau, &Stub::ListPlacements, request));
  ASSERT_EQ(list.placements_size(), 1);
  EXPECT_EQ(list.placements(0).vacancy(), kVacancy3);
  request.clear_worker();
  request.set_vacancy(kVacancy2);
  LAOWU_ASSERT_OK_AND_ASSIGN(list, Call(kOffice, &Stub::ListPlacements, request));
  EXPECT_EQ(list.placements_size(), 2);
  LAOWU_ASSERT_OK_AND_ASSIGN(list, Call(kBureau, &Stub::ListPlacements, request));
  ASSERT_EQ(list.placements_size(), 1);
  EXPECT_EQ(list.placements(0).worker(), kWorker);
  EXPECT_THAT(Call(kOtherOffice, &Stub::ListPlacements, request), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Call(kBureau, &Stub::ListPlacements, v1::ListPlacementsRequest()),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

// Who stands at the gate is found in the office's list by the first character of the name; an
// office is told of nobody who has not accepted, and nobody else is told by this list.
TEST_F(PlacementTest, AnOfficesListBearsMaskedNamesOfWhoHasAccepted) {
  for (const char* name : {kWorker, kWorker2, "workers/w3"}) {
    v1::Worker worker = MakeWorker(name);
    worker.mutable_personal_details()->set_display_name(std::string(name) == kWorker ? "彭**"
                                                                                     : "王**");
    workers_.Put(worker);
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto accepted, Propose(kWorker, kVacancy2));
  ASSERT_OK(Accept(accepted.name()));
  ASSERT_OK(Propose(kWorker2, kVacancy2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto gone, Propose("workers/w3", kVacancy2));
  ASSERT_OK(Accept(gone.name()));
  workers_.Remove("workers/w3");  // one process restored without the others
  const auto names = [this](const std::string& caller) {
    v1::ListPlacementsRequest request;
    request.set_vacancy(kVacancy2);
    const auto list = Call(caller, &Stub::ListPlacements, request);
    EXPECT_OK(list);
    std::map<std::string, std::string> found;
    for (const auto& placement : list->placements()) {
      found[placement.worker()] = placement.masked_display_name();
    }
    return found;
  };
  const std::map<std::string, std::string> told = {
      {kWorker, "彭**"}, {kWorker2, ""}, {"workers/w3", ""}};
  const std::map<std::string, std::string> untold = {
      {kWorker, ""}, {kWorker2, ""}, {"workers/w3", ""}};
  EXPECT_EQ(names(kOffice), told);
  EXPECT_EQ(names(kBureau), untold);
  EXPECT_EQ(names(kAdmin), untold);
  // Nothing of it is kept.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto alone, Get(accepted.name(), kOffice));
  EXPECT_EQ(alone.masked_display_name(), "");
  // A name is a help: who is coming is told by number where the worker role does not answer.
  workers_.FailBatches();
  EXPECT_EQ(names(kOffice), untold);
}

TEST_F(PlacementTest, ListsByOfficeByDivisionAndByStateWithinTheCallersScope) {
  v1::Worker other = MakeWorker(kWorker2);
  other.set_division_code("520204101");
  workers_.Put(other);
  vacancies_.Put(MakeVacancy("offices/dongguan/vacancies/x", 3));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Propose(kWorker, kVacancy2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Propose(kWorker, "offices/dongguan/vacancies/x"));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto third, Call(kOtherBureau, &Stub::CreatePlacement, Proposal(kWorker2, kVacancy2)));
  ASSERT_OK(Accept(second.name()));
  struct Case {
    const char* by;
    const char* office;
    const char* division;
    std::vector<P::State> states;
    std::vector<std::string> names;
  };
  const Case kCases[] = {
      {kOffice, "offices/zhongshan", "", {}, {first.name(), third.name()}},
      {kOtherOffice, "offices/dongguan", "", {}, {second.name()}},
      // A bureau sees its own people's alone.
      {kBureau, "offices/zhongshan", "", {}, {first.name()}},
      {kCity, "", "5202", {}, {first.name(), second.name(), third.name()}},
      {kBureau, "", "520281", {}, {first.name(), second.name()}},
      {kBureau, "", "520281", {P::ACCEPTED}, {second.name()}},
      {kBureau, "offices/zhongshan", "520281", {P::ACCEPTED}, {}},
      // An office sees those on its own vacancies, whoever they are.
      {kOffice, "", "520281", {}, {first.name()}},
      {kAdmin, "offices/zhongshan", "520204", {}, {third.name()}},
  };
  for (const Case& c : kCases) {
    v1::ListPlacementsRequest request;
    request.set_office(c.office);
    request.set_division_code(c.division);
    for (const auto state : c.states) request.add_states(state);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, Call(c.by, &Stub::ListPlacements, request));
    std::vector<std::string> names;
    for (const auto& placement : list.placements()) names.push_back(placement.name());
    EXPECT_THAT(names, ::testing::UnorderedElementsAreArray(c.names))
        << c.by << " " << c.office << " " << c.division;
  }
  v1::ListPlacementsRequest request;
  EXPECT_THAT(Call(kAdmin, &Stub::ListPlacements, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("one of")));
  request.set_office("offices/zhongshan");
  EXPECT_THAT(Call(kOtherOffice, &Stub::ListPlacements, request), HasReason("OUT_OF_SCOPE"));
  request.clear_office();
  request.set_division_code("520204");
  EXPECT_THAT(Call(kBureau, &Stub::ListPlacements, request), HasReason("OUT_OF_SCOPE"));
}

TEST_F(PlacementTest, PagesHoldEachPlacementOnce) {
  for (int i = 1; i <= 3; ++i) ASSERT_OK(Propose(absl::StrCat("workers/w", i), kVacancy2));
  v1::ListPlacementsRequest request;
  request.set_vacancy(kVacancy2);
  request.set_page_size(2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kOffice, &Stub::ListPlacements, request));
  ASSERT_EQ(first.placements_size(), 2);
  request.set_page_token(first.next_page_token());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto last, Call(kOffice, &Stub::ListPlacements, request));
  ASSERT_EQ(last.placements_size(), 1);
  EXPECT_LT(first.placements(1).name(), last.placements(0).name());
  EXPECT_EQ(last.next_page_token(), "");
}

}  // namespace
}  // namespace laowu::placement
