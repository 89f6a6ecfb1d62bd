// Deaths of a person in two records: a death is the person's in every figure, while placements go
// by each record, so that the two must not disagree (ratio.md rule 8).

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "merge_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

using MergedDeathsTest = MergeTest;

// A death of a record that stands for nobody would leave the one that does, and its placements,
// alive.
TEST_F(MergedDeathsTest, ADeathIsRecordedOnTheRecordThatStands) {
  const std::string a = Create(kPanzhou, Row(101), kMay);
  const std::string b = Create(kPanzhou, Row(103), kMay);
  ASSERT_OK(Merge(kPanzhou, a, b));
  const auto behind = Record(kPanzhou, b, Fact(v1::WorkerFact::DIED, kJune));
  EXPECT_THAT(behind, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(a)));
  EXPECT_EQ(runtime::ReasonOf(behind.status()), "WRONG_STATE");
  EXPECT_FALSE(Get(kPanzhou, b)->has_death_date());
  EXPECT_OK(Record(kPanzhou, a, Fact(v1::WorkerFact::DIED, kJune)));
  EXPECT_OK(Unmerge(kPanzhou, b));
  EXPECT_OK(Record(kPanzhou, b, Fact(v1::WorkerFact::DIED, kJune)));
}

// Another county's word alone would have who works there dead in every figure.
TEST_F(MergedDeathsTest, ADeathBehindAnotherCountysLivingRecordIsThatCountysToRecord) {
  const std::string behind = Create(kPanzhou, Row(), kMay);
  const std::string standing = Create(kLiuzhi, LiuzhiRow(), kJune);
  const v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kJune);
  const auto refused = Record(kPanzhou, behind, died);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition,
                                AllOf(HasSubstr(standing), HasSubstr("520203"),
                                      HasSubstr("UnmergeWorkers"))));
  EXPECT_EQ(runtime::ReasonOf(refused.status()), "WRONG_STATE");
  EXPECT_FALSE(Get(kPanzhou, behind)->has_death_date());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto theirs, Record(kLiuzhi, standing, died));
  EXPECT_OK(Record(kPanzhou, behind, died)) << "both say the same";
  // Theirs is a slip: who takes it back is told what keeps the person dead.
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(theirs.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Record(kLiuzhi, standing, back));
  ASSERT_THAT(voided.warnings(), SizeIs(1));
  EXPECT_EQ(voided.warnings(0).reason(), "OTHER_DEATH_STANDS");
  EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(behind));
}

// Taken back and linked since, a death does not come back by the taking back being taken back.
TEST_F(MergedDeathsTest, ADeathDoesNotComeBackBehindAnotherCountysLivingRecord) {
  const std::string behind = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto died,
                             Record(kPanzhou, behind, Fact(v1::WorkerFact::DIED, kMay + 9)));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(died.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Record(kPanzhou, behind, back));
  const std::string standing = Create(kLiuzhi, LiuzhiRow(), kJune);
  back.mutable_values()->set_voided_fact(voided.name());
  EXPECT_THAT(Record(kPanzhou, behind, back),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(standing)));
  ASSERT_OK(Unmerge(kPanzhou, behind));
  EXPECT_OK(Record(kPanzhou, behind, back));
}

TEST_F(MergedDeathsTest, OneWhoIsDeadIsNotMergedWithOneWhoIsAlive) {
  const std::string living = Create(kPanzhou, Row(101), kMay);
  const std::string dead = Create(kPanzhou, Row(103), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto died,
                             Record(kPanzhou, dead, Fact(v1::WorkerFact::DIED, kJune)));
  const auto names_both = HasSubstr(absl::StrCat(dead, " is recorded as dead and ", living));
  EXPECT_THAT(Merge(kPanzhou, living, dead),
              StatusIs(absl::StatusCode::kFailedPrecondition, names_both));
  EXPECT_THAT(Merge(kPanzhou, dead, living),
              StatusIs(absl::StatusCode::kFailedPrecondition, names_both));
  EXPECT_EQ(Get(kPanzhou, dead)->merged_into(), "");
  ASSERT_OK(Record(kPanzhou, living, Fact(v1::WorkerFact::DIED, kJune)));
  EXPECT_OK(Merge(kPanzhou, living, dead));
}

// Linked, who works here would be dead in every figure, since a death is the person's.
TEST_F(MergedDeathsTest, OneWhoIsDeadElsewhereIsNotLinkedWithWhoComesAlive) {
  const std::string dead = Create(kPanzhou, Row(), kMay);
  ASSERT_OK(Record(kPanzhou, dead, Fact(v1::WorkerFact::DIED, kMay + 9)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto checked, Import(kLiuzhi, {LiuzhiRow()}, kJune, true));
  EXPECT_THAT(Reasons(checked.results(0)), ElementsAre("DEATH_CONTRADICTED"));
  EXPECT_FALSE(absl::StrContains(checked.DebugString(), "520281"));
  EXPECT_THAT(Audits().back().resources(), ElementsAre(dead));
  v1::CreateWorkerRequest request;
  *request.mutable_worker() = LiuzhiRow();
  *request.mutable_as_of_date() = runtime::ToDate(kJune);
  request.set_request_id(kRequestId);
  for (int i = 0; i < 2; ++i) {  // also when the answer was lost
    LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker alive,
                               role_.Call(kLiuzhi, &Stub::CreateWorker, request));
    ASSERT_THAT(alive.warnings(), SizeIs(1));
    EXPECT_EQ(alive.warnings(0).reason(), "DEATH_CONTRADICTED");
    EXPECT_THAT(alive.warnings(0).related_names(), ElementsAre(dead, "divisions/520281"));
    EXPECT_EQ(alive.merged_into(), "");
  }
  EXPECT_EQ(Get(kPanzhou, dead)->merged_into(), "");
  EXPECT_THAT(KindsOf(dead), UnorderedElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::DIED));
}

// Told once alone, the two would count as two for ever and nobody would know.
TEST_F(MergedDeathsTest, ThatOneOfTwoIsDeadIsToldWithEveryRowWhileItIsSo) {
  const std::string dead = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto died,
                             Record(kPanzhou, dead, Fact(v1::WorkerFact::DIED, kMay + 9)));
  const std::string alive = Create(kLiuzhi, LiuzhiRow(), kJune);
  const auto again = ImportOne(kLiuzhi, LiuzhiRow(), kJune);
  EXPECT_THAT(again, HasResult(v1::ImportResult::UNCHANGED));
  ASSERT_THAT(Reasons(again), ElementsAre("DEATH_CONTRADICTED"));
  EXPECT_THAT(again.warnings(0).related_names(), ElementsAre(dead, "divisions/520281"));
  const auto theirs = ImportOne(kPanzhou, Row(), kMay);
  EXPECT_THAT(Reasons(theirs), UnorderedElementsAre("WORKER_DEAD", "DEATH_CONTRADICTED"));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(died.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Record(kPanzhou, dead, back));
  ASSERT_THAT(voided.warnings(), SizeIs(1));
  EXPECT_EQ(voided.warnings(0).reason(), "NOT_LINKED");
  EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(alive, "divisions/520203"));
  EXPECT_OK(Merge(kCity, alive, dead));  // by who sees both
}

TEST_F(MergedDeathsTest, WhoseDeathWasTakenBackIsLinkedAsAnybody) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto died,
                             Record(kPanzhou, first, Fact(v1::WorkerFact::DIED, kMay + 9)));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(died.name());
  ASSERT_OK(Record(kPanzhou, first, back));
  const auto result = ImportOne(kLiuzhi, LiuzhiRow(), kJune);
  EXPECT_THAT(Reasons(result), ElementsAre("REGISTRATION_TAKEN_OVER"));
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), result.name());
}

}  // namespace
}  // namespace laowu::worker
