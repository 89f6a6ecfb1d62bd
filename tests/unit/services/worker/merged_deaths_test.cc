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

class MergedDeathsTest : public MergeTest {
 protected:
  // Of a day in June.
  absl::StatusOr<v1::WorkerFact> TakeBack(const std::string& id, const std::string& worker,
                                          const v1::WorkerFact& fact) {
    v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
    back.mutable_values()->set_voided_fact(fact.name());
    return Record(id, worker, back);
  }
};

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
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ours, Record(kPanzhou, behind, died));
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, Row(), kMay)),
              UnorderedElementsAre("WORKER_DEAD", "SAME_PERSON_ELSEWHERE"))
      << "both say the same";
  // Theirs is a slip: who takes it back is told what keeps the person dead.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, TakeBack(kLiuzhi, standing, theirs));
  ASSERT_THAT(voided.warnings(), SizeIs(1));
  EXPECT_EQ(voided.warnings(0).reason(), "OTHER_DEATH_STANDS");
  EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(behind));
  // So is the other county, with its next rows, and this one with its own.
  const auto of_behind = ImportOne(kPanzhou, Row(), kMay);
  EXPECT_THAT(Reasons(of_behind),
              UnorderedElementsAre("WORKER_DEAD", "SAME_PERSON_ELSEWHERE", "DEATH_CONTRADICTED"));
  EXPECT_THAT(of_behind.DebugString(), HasSubstr("figures count the person as dead"));
  EXPECT_THAT(Reasons(ImportOne(kLiuzhi, LiuzhiRow(), kJune)), ElementsAre("DEATH_CONTRADICTED"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto mended, TakeBack(kPanzhou, behind, ours));
  EXPECT_THAT(mended.warnings(), SizeIs(0)) << "they are linked still";
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, Row(), kMay)), ElementsAre("SAME_PERSON_ELSEWHERE"));
  EXPECT_THAT(Reasons(ImportOne(kLiuzhi, LiuzhiRow(), kJune)), SizeIs(0));
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
  // Of two people one number is wrong; once it is replaced they can be parted.
  EXPECT_THAT(Unmerge(kPanzhou, behind), StatusIs(absl::StatusCode::kFailedPrecondition));
  v1::UpdateWorkerRequest request;
  request.mutable_worker()->set_name(behind);
  request.mutable_worker()->mutable_personal_details()->set_identity_number(
      IdentityNumber(absl::CivilDay(1990, 5, 1), 103));
  ASSERT_OK(role_.Call(kPanzhou, &Stub::UpdateWorker, request));
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
  // Taken back, the two are linked as if the record came now: the newer registration stands.
  for (int i = 0; i < 2; ++i) {  // also when the answer was lost
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, TakeBack(kPanzhou, dead, died));
    ASSERT_THAT(voided.warnings(), SizeIs(1));
    EXPECT_EQ(voided.warnings(0).reason(), "SAME_PERSON_ELSEWHERE");
    EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(alive, "divisions/520203"));
  }
  EXPECT_EQ(Get(kPanzhou, dead)->merged_into(), alive);
  EXPECT_THAT(KindsOf(dead),
              UnorderedElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::DIED,
                                   v1::WorkerFact::FACT_VOIDED, v1::WorkerFact::MERGED));
  EXPECT_THAT(Reasons(ImportOne(kLiuzhi, LiuzhiRow(), kJune)), SizeIs(0));
}

TEST_F(MergedDeathsTest, WhoIsTakenBackFromTheDeadAndStandsHasTheOtherRecordPutBehind) {
  const std::string dead = Create(kLiuzhi, LiuzhiRow(), kJune);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto died,
                             Record(kLiuzhi, dead, Fact(v1::WorkerFact::DIED, kJune + 2)));
  const std::string alive = Create(kPanzhou, Row(), kMay);
  ASSERT_EQ(Get(kPanzhou, alive)->merged_into(), "");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, TakeBack(kLiuzhi, dead, died));
  EXPECT_EQ(Get(kPanzhou, alive)->merged_into(), dead);
  EXPECT_EQ(Get(kLiuzhi, dead)->merged_into(), "");
  ASSERT_THAT(voided.warnings(), SizeIs(1));
  EXPECT_EQ(voided.warnings(0).reason(), "REGISTRATION_TAKEN_OVER");
  EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(alive, "divisions/520281"));
  EXPECT_THAT(Audits().back().resources(), ElementsAre(voided.name(), alive));
}

// Both are the person's in figures: linked, who lives would be dead by the record behind.
TEST_F(MergedDeathsTest, ADeathBehindTheRecordKeepsTheTwoApartAndIsTold) {
  const std::string dead = Create(kPanzhou, Row(), kMay);
  const std::string behind = Create(kPanzhou, Row(103), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto died,
                             Record(kPanzhou, dead, Fact(v1::WorkerFact::DIED, kMay + 9)));
  ASSERT_OK(Record(kPanzhou, behind, Fact(v1::WorkerFact::DIED, kMay + 9)));
  ASSERT_OK(Merge(kPanzhou, dead, behind));
  const std::string alive = Create(kLiuzhi, LiuzhiRow(), kJune);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, TakeBack(kPanzhou, dead, died));
  ASSERT_THAT(voided.warnings(), SizeIs(2));
  EXPECT_EQ(voided.warnings(0).reason(), "OTHER_DEATH_STANDS");
  EXPECT_EQ(voided.warnings(1).reason(), "NOT_LINKED");
  EXPECT_THAT(voided.warnings(1).related_names(), ElementsAre(alive, "divisions/520203"));
  EXPECT_EQ(Get(kPanzhou, dead)->merged_into(), "");
  EXPECT_EQ(Get(kLiuzhi, alive)->merged_into(), "");
}

TEST_F(MergedDeathsTest, WhoseNameDoesNotFitIsNotLinkedByADeathThatIsTakenBack) {
  const std::string ours = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto died,
                             Record(kPanzhou, ours, Fact(v1::WorkerFact::DIED, kMay + 9)));
  v1::Worker row = LiuzhiRow();
  row.mutable_personal_details()->set_display_name("阿里木·买买提");
  const auto result = ImportOne(kLiuzhi, row, kJune);
  EXPECT_THAT(Reasons(result), ElementsAre("NOT_LINKED"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, TakeBack(kPanzhou, ours, died));
  ASSERT_THAT(voided.warnings(), SizeIs(1));
  EXPECT_EQ(voided.warnings(0).reason(), "NOT_LINKED");
  EXPECT_THAT(voided.warnings(0).message(), HasSubstr("name that does not fit"));
  EXPECT_EQ(Get(kPanzhou, ours)->merged_into(), "");
  EXPECT_EQ(Get(kLiuzhi, result.name())->merged_into(), "");
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
