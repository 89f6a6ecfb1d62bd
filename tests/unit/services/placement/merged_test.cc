// Rule 8: a merger moves no placement; but whoever asks about the person is answered by all of
// their records.

#include "tests/unit/services/placement/worker_feed_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class MergedTest : public WorkerFeedFixture {
 protected:
  // kWorker2 into kWorker, for the worker role and for this one.
  void Merge() {
    workers_.Put(Merged(kWorker2, kWorker));
    Apply(Merged(kWorker2, kWorker));
  }
  v1::ListPlacementsResponse List(const std::string& worker, const std::string& by = kBureau,
                                  int page_size = 0, const std::string& token = "") {
    v1::ListPlacementsRequest request;
    request.set_worker(worker);
    request.set_page_size(page_size);
    request.set_page_token(token);
    const auto listed = Call(by, &Stub::ListPlacements, request);
    EXPECT_THAT(listed, IsOk());
    return listed.value_or(v1::ListPlacementsResponse());
  }
  static std::vector<std::string> Names(const v1::ListPlacementsResponse& listed) {
    std::vector<std::string> names;
    for (const auto& placement : listed.placements()) names.push_back(placement.name());
    return names;
  }
};

TEST_F(MergedTest, TheListOfTheRecordThatStandsHasThePlacementsOfBoth) {
  const auto own = Accepted(kWorker, kVacancy2);
  const auto theirs = Accepted(kWorker2, kVacancy3);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker2, kVacancy4));
  EXPECT_THAT(Names(List(kWorker)), ElementsAre(own.name()));
  Merge();
  EXPECT_THAT(Names(List(kWorker)),
              UnorderedElementsAre(own.name(), theirs.name(), proposed.name()));
  EXPECT_THAT(Names(List(kWorker2)), UnorderedElementsAre(theirs.name(), proposed.name()));
  EXPECT_THAT(Names(List(kWorker, kOffice)),
              UnorderedElementsAre(own.name(), theirs.name(), proposed.name()));
  EXPECT_THAT(Names(List(kWorker, kOtherOffice)), IsEmpty());
  std::vector<std::string> paged;
  std::string token;
  do {
    const auto page = List(kWorker, kBureau, 1, token);
    ASSERT_EQ(page.placements_size(), 1);
    paged.push_back(page.placements(0).name());
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_EQ(paged, Names(List(kWorker)));
  const auto all = List(kWorker);
  for (const auto& placement : all.placements()) {
    const bool warned = placement.warnings_size() > 0;
    EXPECT_EQ(warned, placement.name() == proposed.name()) << placement.DebugString();
    if (warned) {
      EXPECT_EQ(placement.warnings(0).reason(), "RECORD_MERGED");
    }
  }
}

// The pages of one record and of all of a person's go on in one order.
TEST_F(MergedTest, PagesGoOnWhenAnotherRecordIsMergedInBetween) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto one, Propose(kWorker, kVacancy2));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto two, Propose(kWorker, kVacancy3));
  const auto first = List(kWorker, kBureau, 1);
  ASSERT_THAT(Names(first), ElementsAre(one.name()));
  Merge();
  EXPECT_THAT(Names(List(kWorker, kBureau, 1, first.next_page_token())), ElementsAre(two.name()));
}

// By what is told of either record the person has come home: nobody counts as away.
TEST_F(MergedTest, WhoReturnedByTheOtherRecordIsNotSaidToBeAway) {
  const auto theirs = Accepted(kWorker2, kVacancy2, 10);
  ASSERT_OK(Confirm(theirs.name(), Today() - 9));
  Merge();
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 1)));
  v1::ReportLeftRequest left;
  left.set_name(theirs.name());
  *left.mutable_leave_date() = runtime::ToDate(Today());
  const auto refused = Call(kOffice, &Stub::ReportLeft, left);
  EXPECT_THAT(refused, HasReason("WRONG_STATE"));
  EXPECT_THAT(refused.status().message(), HasSubstr("请县局结束该推荐"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, End(theirs.name()));
  EXPECT_EQ(ended.state(), v1::Placement::ENDED);
  EXPECT_EQ(ended.warnings_size(), 0) << ended.DebugString();
}

TEST_F(MergedTest, WhoIsThereStillIsSaidToBe) {
  const auto theirs = Accepted(kWorker2, kVacancy2, 10);
  ASSERT_OK(Confirm(theirs.name(), Today() - 9));
  Merge();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, End(theirs.name()));
  ASSERT_EQ(ended.warnings_size(), 1);
  EXPECT_EQ(ended.warnings(0).reason(), "STILL_AWAY");
}

// The other record's proposal holds the one opening: it is named, and giving it up makes room.
TEST_F(MergedTest, AProposalOfAMergedRecordIsDeclinedBeforeTheOtherIsProposed) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto theirs, Propose(kWorker2, kVacancy));
  Merge();
  const auto accepted = Accept(theirs.name());
  EXPECT_THAT(accepted, HasReason("WRONG_STATE"));
  EXPECT_THAT(accepted.status().message(), AllOf(HasSubstr("请先撤下本推荐"), HasSubstr(kWorker)));
  const auto refused = Propose(kWorker, kVacancy);
  EXPECT_THAT(refused, HasReason("ALREADY_EXISTS"));
  EXPECT_THAT(refused.status().message(),
              AllOf(HasSubstr(theirs.name()), HasSubstr("decline"), HasSubstr("请先撤下")));
  ASSERT_OK(Decline(theirs.name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto own, Propose(kWorker, kVacancy));
  EXPECT_OK(Accept(own.name()));
  EXPECT_EQ(TakenCount(kVacancy), 1);
}

TEST_F(MergedTest, ThreeProposalsAreThoseOfThePerson) {
  ASSERT_OK(Propose(kWorker2, kVacancy2));
  ASSERT_OK(Propose(kWorker2, kVacancy3));
  ASSERT_OK(Propose(kWorker, kVacancy4));
  Merge();
  EXPECT_THAT(Propose(kWorker, kVacancy), HasReason("TOO_MANY_PROPOSALS"));
  PassDays(8);
  EXPECT_OK(Propose(kWorker, kVacancy)) << "those whose time is over are none";
}

TEST_F(MergedTest, AJobThatIsOverByTheOtherRecordIsNoTwin) {
  const auto theirs = Accepted(kWorker2, kVacancy2, 10);
  ASSERT_OK(Confirm(theirs.name(), Today() - 9));
  Merge();
  EXPECT_THAT(Propose(kWorker, kVacancy2), HasReason("ALREADY_EXISTS"));
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::RETURNED, Today() - 1)));
  EXPECT_OK(Propose(kWorker, kVacancy2));
}

TEST_F(MergedTest, AnOfficeIsToldToHaveTheCountyEndOneOfTwo) {
  const auto own = Accepted(kWorker, kVacancy2);
  const auto theirs = Accepted(kWorker2, kVacancy3);
  Merge();
  const auto refused = Confirm(own.name(), Today());
  EXPECT_THAT(refused, HasReason("WORKER_COMMITTED"));
  EXPECT_THAT(refused.status().message(),
              AllOf(HasSubstr(theirs.name()), HasSubstr("请县局先结束其中一个"),
                    HasSubstr("have the county bureau end one of the two")));
}

}  // namespace
}  // namespace laowu::placement
