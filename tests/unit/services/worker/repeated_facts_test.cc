// The same fact said twice, and a request sent again after what it recorded was taken back.

#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);
constexpr char kRequestId[] = "123e4567-e89b-12d3-a456-426614174000";

class RepeatedFactsTest : public WorkerFixture {};

// Said twice and taken back once, a death must not stand.
TEST_F(RepeatedFactsTest, AFactThatStandsIsGivenBackAndNotRecordedTwice) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kJune);
  died.set_reference("死亡证明 12");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(kPanzhou, name, died));
  died.set_reference("死亡证明 12 号");  // the same death, looked up elsewhere
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Record(kPanzhou, name, died));
  EXPECT_EQ(again.name(), first.name());
  ASSERT_EQ(again.warnings_size(), 1) << "the second document is not kept";
  EXPECT_EQ(again.warnings(0).reason(), "REFERENCE_NOT_KEPT");
  EXPECT_THAT(again.warnings(0).message(), HasSubstr("凭据 死亡证明 12）"));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(first.name());
  ASSERT_OK(Record(kPanzhou, name, back));
  EXPECT_FALSE(Get(kPanzhou, name)->has_death_date());
  // What was taken back stands no more: it is recorded anew.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto anew, Record(kPanzhou, name, died));
  EXPECT_NE(anew.name(), first.name());
  EXPECT_TRUE(Get(kPanzhou, name)->has_death_date());
}

TEST_F(RepeatedFactsTest, AFactIsTakenBackOnceAndTheSecondWordIsAnsweredWithTheFirst) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto died,
                             Record(kPanzhou, name, Fact(v1::WorkerFact::DIED, kJune)));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(died.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(kPanzhou, name, back));
  for (int i = 0; i < 2; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Record(kPanzhou, name, back, kRequestId));
    EXPECT_EQ(again.name(), first.name());
  }
  // Taken back in its turn it stands no more, and what it took back may be taken back anew.
  v1::WorkerFact restored = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  restored.mutable_values()->set_voided_fact(first.name());
  ASSERT_OK(Record(kPanzhou, name, restored));
  EXPECT_THAT(Record(kPanzhou, name, back, kRequestId), StatusIs(absl::StatusCode::kAlreadyExists));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto anew, Record(kPanzhou, name, back));
  EXPECT_NE(anew.name(), first.name());
}

// The later recorded holds; neither hides that there are two.
TEST_F(RepeatedFactsTest, TwoDeathsAreToldOfEachOther) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first,
                             Record(kPanzhou, name, Fact(v1::WorkerFact::DIED, kJune)));
  EXPECT_EQ(first.warnings_size(), 0) << first.DebugString();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second,
                             Record(kPanzhou, name, Fact(v1::WorkerFact::DIED, kMay)));
  ASSERT_EQ(second.warnings_size(), 1);
  EXPECT_EQ(second.warnings(0).reason(), "OTHER_DEATH_STANDS");
  EXPECT_THAT(second.warnings(0).message(), HasSubstr("2026-06-01"));
  EXPECT_THAT(second.warnings(0).related_names(), ::testing::ElementsAre(first.name()));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(first.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Record(kPanzhou, name, back));
  ASSERT_EQ(voided.warnings_size(), 1);
  EXPECT_THAT(voided.warnings(0).related_names(), ::testing::ElementsAre(second.name()));
  back.mutable_values()->set_voided_fact(second.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto both, Record(kPanzhou, name, back));
  EXPECT_EQ(both.warnings_size(), 0);
  EXPECT_FALSE(Get(kPanzhou, name)->has_death_date());
}

TEST_F(RepeatedFactsTest, ATelephoneNumberInAReferenceIsTold) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kJune);
  died.set_reference("其子来电 13900000058");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto told, Record(kPanzhou, name, died));
  ASSERT_EQ(told.warnings_size(), 1);
  EXPECT_EQ(told.warnings(0).reason(), "PERSONAL_NUMBER");
  EXPECT_EQ(told.warnings(0).field_path(), "fact.reference");
}

TEST_F(RepeatedFactsTest, AFactThatWasContradictedOnItsDayIsRecordedAgain) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::WorkerFact added = Fact(v1::WorkerFact::POLICY_GROUP_ADDED, kJune);
  added.mutable_values()->add_policy_groups(v1::POLICY_GROUP_MONITORED);
  v1::WorkerFact removed = added;
  removed.set_kind(v1::WorkerFact::POLICY_GROUP_REMOVED);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(kPanzhou, name, added));
  ASSERT_OK(Record(kPanzhou, name, removed));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Record(kPanzhou, name, added));
  EXPECT_NE(again.name(), first.name());
}

TEST_F(RepeatedFactsTest, TheRequestIdOfAFactThatWasTakenBackIsNoSuccess) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kJune);
  died.set_reference("死亡证明 12");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(kPanzhou, name, died, kRequestId));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(first.name());
  ASSERT_OK(Record(kPanzhou, name, back));
  EXPECT_THAT(Record(kPanzhou, name, died, kRequestId),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("was taken back")));
}

// Its answer was another request's fact; sent late, it must not make anew what was taken back.
TEST_F(RepeatedFactsTest, TheRequestIdThatAnEqualFactAnsweredIsKept) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kJune);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(kPanzhou, name, died));
  for (int i = 0; i < 2; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto equal, Record(kPanzhou, name, died, kRequestId));
    EXPECT_EQ(equal.name(), first.name());
  }
  v1::WorkerFact other = Fact(v1::WorkerFact::DIED, kMay);
  EXPECT_THAT(Record(kPanzhou, name, other, kRequestId),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("for something else")));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(first.name());
  ASSERT_OK(Record(kPanzhou, name, back));
  EXPECT_THAT(Record(kPanzhou, name, died, kRequestId),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr(first.name())));
  EXPECT_FALSE(Get(kPanzhou, name)->has_death_date());
}

TEST_F(RepeatedFactsTest, TheRequestIdOfAMergerThatStoodIsKept) {
  const std::string stands = Create(kPanzhou, Row(), kMay);
  const std::string merged = Create(kPanzhou, Row(103), kMay);
  v1::MergeWorkersRequest merge;
  merge.set_name(stands);
  merge.set_merged_worker(merged);
  merge.set_purpose("same papers");
  merge.set_accept_differences(true);
  merge.set_reference("公安证明第1号");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::MergeWorkers, merge));
  merge.set_request_id(kRequestId);
  ASSERT_OK(role_.Call(kPanzhou, &Stub::MergeWorkers, merge));
  v1::UnmergeWorkersRequest part;
  part.set_name(merged);
  part.set_purpose("two people after all");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::UnmergeWorkers, part));
  role_.set_now(role_.now() + absl::Hours(24));
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::MergeWorkers, merge),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("was taken back")));
  EXPECT_EQ(Get(kPanzhou, merged)->merged_into(), "");
}

}  // namespace
}  // namespace laowu::worker
