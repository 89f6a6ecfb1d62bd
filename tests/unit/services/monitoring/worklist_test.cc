// What is to be done, over a server in this process: worklists of bureaus, and what is claimed in
// an organiser's name. Pages are of one moment.

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "publication_fixture.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Row = v1::WorklistRow;

class WorklistServiceTest : public PublicationFixture {
 protected:
  // Whom all pages of `request` name, one a page.
  std::vector<std::string> WorkersOf(v1::ListWorklistRequest request) {
    std::vector<std::string> workers;
    request.set_page_size(1);
    do {
      const auto page = role_.Call(kPanzhou, &Stub::ListWorklist, request);
      EXPECT_OK(page);
      if (!page.ok()) return workers;
      for (const auto& row : page->rows()) workers.push_back(row.worker());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return workers;
  }

  // Away, nobody knows how: three of a town who left lately, two of it who left long ago, and one
  // of another town who left lately.
  void SendUnknown() {
    std::vector<v1::WorkerFact> facts;
    std::vector<v1::Outcome> outcomes;
    const auto add = [&](const std::string& worker, const char* town, bool lately) {
      facts.push_back(Profile(worker, town, At(11, 5)));
      outcomes.push_back(Arrival(worker, v1::CHANNEL_UNKNOWN, At(11, 5)));
      if (!lately) return;
      *outcomes.back().mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, 20));
    };
    for (const char* worker : {"a", "b", "c"}) add(worker, kTown, true);
    for (const char* worker : {"d", "e"}) add(worker, kTown, false);
    add("f", "520281002", true);
    SendWorkers(facts, At(11, 30));
    SendOutcomes(outcomes, At(11, 30));
    WaitUntilComplete(At(11, 30));
  }
};

TEST_F(WorklistServiceTest, WorklistsPageAndSayTheNextStepToBureausAlone) {
  v1::ListWorklistRequest request;
  request.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, role_.Call(kPanzhou, &Stub::ListWorklist, request));
  ASSERT_THAT(list.rows(), SizeIs(1));
  EXPECT_EQ(list.rows(0).worker(), "workers/claimed");
  EXPECT_EQ(list.rows(0).kind(), v1::WORKLIST_KIND_UNPROVEN);
  EXPECT_EQ(list.rows(0).next_step(), v1::WorklistRow::GET_WORKER_CONFIRMATION);
  EXPECT_THAT(list.rows(0).next_step_text(), HasSubstr("本人确认"));
  EXPECT_EQ(list.outbound_ratio().unproven_person_count(), 1);
  request.mutable_policy()->set_strictness(v1::RatioPolicy::STRICT);
  TellMore();
  request.set_page_size(1);
  std::vector<std::string> workers;
  do {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto page, role_.Call(kPanzhou, &Stub::ListWorklist, request));
    EXPECT_THAT(page.counts(), SizeIs(2));
    for (const auto& row : page.rows()) workers.push_back(row.worker());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(workers, ElementsAre("workers/claimed", "workers/late"));
  request.set_page_size(50);
  request.set_kind(v1::WORKLIST_KIND_UNKNOWN_CHANNEL);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto unknown,
                             role_.Call(kPanzhou, &Stub::ListWorklist, request));
  ASSERT_THAT(unknown.rows(), SizeIs(1));
  EXPECT_EQ(unknown.rows(0).worker(), "workers/late");
  EXPECT_THAT(role_.Call(kMonitor, &Stub::ListWorklist, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::ListWorklist, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(WorklistServiceTest, ClaimsAreTheOrganisersOwnAndPageAsOfOneMoment) {
  role_.AddPrincipal("station", "organizer", "organizers/station");
  role_.AddPrincipal("stranger", "organizer", "organizers/stranger");
  SendOrganizer("organizers/station", "站", At(11, 15));
  std::vector<v1::Outcome> outcomes;
  std::vector<v1::WorkerFact> facts;
  for (const char* worker : {"c1", "c2"}) {
    facts.push_back(Profile(worker, kTown, At(11, 20)));
    outcomes.push_back(Arrival(worker, v1::CHANNEL_PUBLIC_SERVICE, At(11, 20)));
    outcomes.back().set_organizer("organizers/station");
  }
  SendWorkers(facts, At(11, 30));
  SendOutcomes(outcomes, At(11, 30));
  WaitUntilComplete(At(11, 30));

  v1::ListClaimsRequest request;
  request.set_parent("organizers/station");
  request.set_page_size(1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, role_.Call("station", &Stub::ListClaims, request));
  ASSERT_THAT(first.claims(), SizeIs(1));
  EXPECT_EQ(first.claims(0).worker(), "workers/c1");
  EXPECT_EQ(first.claims(0).outcome(), "outcomes/arrival-c1");
  EXPECT_EQ(first.claims(0).division_code(), kTown);
  EXPECT_EQ(first.claims(0).masked_display_name(), "王**");
  EXPECT_EQ(first.person_count(), 2);
  // Another one comes between the pages, and is not on them.
  SendWorkers({Profile("c0", kTown, At(11, 40))}, At(11, 50));
  outcomes = {Arrival("c0", v1::CHANNEL_PUBLIC_SERVICE, At(11, 40))};
  outcomes[0].set_organizer("organizers/station");
  SendOutcomes(outcomes, At(11, 50));
  WaitUntilComplete(At(11, 50));
  request.set_page_token(first.next_page_token());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, role_.Call("station", &Stub::ListClaims, request));
  ASSERT_THAT(second.claims(), SizeIs(1));
  EXPECT_EQ(second.claims(0).worker(), "workers/c2");
  EXPECT_EQ(second.claims(0).masked_display_name(), "王**");
  EXPECT_EQ(second.next_page_token(), "");
  EXPECT_EQ(second.person_count(), 2);

  // A name is a help: what is claimed is told by number where the worker role is down.
  workers_.FailBatches();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto nameless,
                             role_.Call("station", &Stub::ListClaims, request));
  ASSERT_THAT(nameless.claims(), SizeIs(1));
  EXPECT_EQ(nameless.claims(0).worker(), "workers/c2");
  EXPECT_EQ(nameless.claims(0).masked_display_name(), "");

  request.clear_page_token();
  EXPECT_THAT(role_.Call("stranger", &Stub::ListClaims, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(role_.Call(kCity, &Stub::ListClaims, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(role_.Call(kOffice, &Stub::ListClaims, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  request.clear_page_token();
  request.set_parent("organizers/stranger");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto none, role_.Call("stranger", &Stub::ListClaims, request));
  EXPECT_THAT(none.claims(), IsEmpty());
  EXPECT_EQ(none.person_count(), 0);
}

// Who was erased counts on (ratio.md rule 18), and nobody can call them: the row says what is left.
TEST_F(WorklistServiceTest, ErasedPersonsHaveTheStepThatIsTakenOfThem) {
  SendUnknown();
  workers_.Erase("workers/b");
  workers_.Erase("workers/c", "workers/c-anew");
  v1::ListWorklistRequest request;
  request.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, role_.Call(kPanzhou, &Stub::ListWorklist, request));
  int erased_count = 0;
  for (const auto& row : list.rows()) {
    EXPECT_NE(row.worker(), "workers/c");  // registered anew: by that record
    const bool erased = row.worker() == "workers/b";
    erased_count += erased ? 1 : 0;
    EXPECT_EQ(row.next_step() == Row::NEXT_STEP_UNSPECIFIED, erased) << row.worker();
    EXPECT_EQ(absl::StrContains(row.next_step_text(), "登记返乡或失联"), erased) << row.worker();
  }
  EXPECT_EQ(erased_count, 1);
  request.add_next_steps(Row::ASK_CHANNEL);
  EXPECT_THAT(WorkersOf(request), ElementsAre("workers/a", "workers/c-anew", "workers/f"));
  workers_.FailBatches();
  EXPECT_THAT(WorkersOf(request), ElementsAre("workers/a", "workers/b", "workers/c", "workers/f"));
}

// The book names a person by the oldest record; of one that another county took over, that county
// has the record that stands, and can open no other.
TEST_F(WorklistServiceTest, WhoWasTakenOverIsNamedByTheRecordThatStands) {
  SendUnknown();
  workers_.Merge("workers/a", "workers/a-here", "520281002");
  workers_.Merge("workers/b", "workers/b-there", "520203001");
  workers_.Merge("workers/c", "workers/c-between", "520281002");
  workers_.Merge("workers/c-between", "workers/c-here", "520281002");
  v1::ListWorklistRequest request;
  request.set_parent("divisions/520281");
  request.add_next_steps(Row::ASK_CHANNEL);
  EXPECT_THAT(WorkersOf(request),
              ElementsAre("workers/a-here", "workers/b", "workers/c-here", "workers/f"));
  workers_.FailBatches();
  EXPECT_THAT(WorkersOf(request), ElementsAre("workers/a", "workers/b", "workers/c", "workers/f"));
}

TEST_F(WorklistServiceTest, AnExplanationNamesTheRecordThatStandsAndItsOldCountyIsToldWhereNot) {
  v1::WorkerFact there = Profile("there", "520203001", At(11, 10));
  *there.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 5, 4));
  v1::WorkerFact merged = Profile("self", kTown, At(11, 12));
  merged.set_name("workers/self/facts/merged");
  merged.set_kind(v1::WorkerFact::MERGED);
  merged.mutable_values()->Clear();
  merged.mutable_values()->set_worker("workers/there");
  SendWorkers({there, merged}, At(11, 30));
  SendOutcomes({}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  workers_.Merge("workers/self", "workers/there", "520203001");
  v1::ExplainOutboundRatioRequest request;
  request.set_name("divisions/520203/outboundRatios/2026-06-30");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto taken,
                             role_.Call(kLiuzhi, &Stub::ExplainOutboundRatio, request));
  ASSERT_THAT(taken.persons(), SizeIs(1));
  EXPECT_EQ(taken.persons(0).worker(), "workers/there");
  EXPECT_THAT(taken.persons(0).other_workers(), ElementsAre("workers/self"));

  request.set_name("divisions/520281/outboundRatios/2026-06-30");
  request.set_worker("workers/self");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto told,
                             role_.Call(kPanzhou, &Stub::ExplainOutboundRatio, request));
  ASSERT_THAT(told.persons(), SizeIs(1));
  EXPECT_EQ(told.persons(0).worker(), "workers/self");
  EXPECT_EQ(told.persons(0).standing(), v1::ExplainedPerson::NOT_COUNTED);
  EXPECT_EQ(told.persons(0).rule_number(), 9);
  EXPECT_THAT(told.persons(0).reason(), HasSubstr("自 2026-05-04 起"));
  EXPECT_THAT(told.DebugString(), Not(HasSubstr("there\"")));
  EXPECT_THAT(told.DebugString(), Not(HasSubstr("520203")));
  // A record that never was registered there is nobody.
  request.set_worker("workers/there");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ExplainOutboundRatio, request),
              StatusIs(absl::StatusCode::kNotFound));
}

// Dispatched and not arrived, they count in no figure; no outcome that is taken of the erased would
// end the row.
TEST_F(WorklistServiceTest, ErasedPersonsWhoNeverArrivedAreOnNoList) {
  std::vector<v1::WorkerFact> facts;
  std::vector<v1::Outcome> outcomes;
  for (const char* worker : {"m", "n"}) {
    facts.push_back(Profile(worker, kTown, At(11, 5)));
    outcomes.push_back(Arrival(worker, v1::CHANNEL_PUBLIC_SERVICE, At(11, 5)));
    outcomes.back().set_type(v1::Outcome::DISPATCHED);
    *outcomes.back().mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, 20));
  }
  SendWorkers(facts, At(11, 30));
  SendOutcomes(outcomes, At(11, 30));
  WaitUntilComplete(At(11, 30));
  v1::ListWorklistRequest request;
  request.set_parent("divisions/520281");
  request.set_kind(v1::WORKLIST_KIND_NOT_ARRIVED);
  EXPECT_THAT(WorkersOf(request), ElementsAre("workers/m", "workers/n"));
  const auto count = [&]() -> int {
    const auto list = role_.Call(kPanzhou, &Stub::ListWorklist, request);
    EXPECT_OK(list);
    if (!list.ok()) return -1;
    for (const auto& one : list->counts()) {
      if (one.kind() == v1::WORKLIST_KIND_NOT_ARRIVED) return one.person_count();
    }
    return 0;
  };
  EXPECT_EQ(count(), 2);
  workers_.Erase("workers/m");
  EXPECT_THAT(WorkersOf(request), ElementsAre("workers/n"));
  EXPECT_EQ(count(), 1);
  workers_.Erase("workers/n");
  EXPECT_EQ(count(), 0);
}

TEST_F(WorklistServiceTest, RowsOfANextStepPageInTheirOrderAndAreCounted) {
  SendUnknown();
  v1::ListWorklistRequest request;
  request.set_parent("divisions/520281");
  EXPECT_THAT(WorkersOf(request), ElementsAre("workers/claimed", "workers/a", "workers/b",
                                              "workers/c", "workers/d", "workers/e", "workers/f"));
  request.add_next_steps(Row::ASK_CHANNEL);
  EXPECT_THAT(WorkersOf(request), ElementsAre("workers/a", "workers/b", "workers/c", "workers/f"));
  request.set_page_size(1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto asked, role_.Call(kPanzhou, &Stub::ListWorklist, request));
  ASSERT_THAT(asked.counts(), SizeIs(1));
  EXPECT_EQ(asked.counts(0).kind(), v1::WORKLIST_KIND_UNKNOWN_CHANNEL);
  EXPECT_EQ(asked.counts(0).person_count(), 4);

  // Beside a kind: counts are of the steps alone, so that the other kinds are told of.
  request.add_next_steps(Row::GET_WORKER_CONFIRMATION);
  request.set_kind(v1::WORKLIST_KIND_UNPROVEN);
  EXPECT_THAT(WorkersOf(request), ElementsAre("workers/claimed"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto both, role_.Call(kPanzhou, &Stub::ListWorklist, request));
  EXPECT_THAT(both.counts(), SizeIs(2));

  // A token goes on with the question that it was given for.
  v1::ListWorklistRequest other = request;
  other.set_page_token(asked.next_page_token());
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ListWorklist, other),
              StatusIs(absl::StatusCode::kInvalidArgument));
  for (const int step : {0, 99}) {
    request.clear_next_steps();
    request.add_next_steps(static_cast<Row::NextStep>(step));
    EXPECT_THAT(role_.Call(kPanzhou, &Stub::ListWorklist, request),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("next_steps[0]")))
        << step;
  }
}

}  // namespace
}  // namespace laowu::monitoring
