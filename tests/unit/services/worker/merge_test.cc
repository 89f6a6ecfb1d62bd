// The same person in two records: brought by two counties, merged and parted by hand (ratio.md rule
// 8). The newer registration stands for both, so that the county where the person is can place
// them.

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "merge_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

TEST_F(MergeTest, Rule8TheNewerRegistrationStandsForBoth) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  store_->operation_counts.clear();
  const auto result = ImportOne(kLiuzhi, LiuzhiRow(), kJune);
  EXPECT_THAT(store_->operation_counts, SizeIs(1));
  EXPECT_THAT(result, HasResult(v1::ImportResult::CREATED));
  // Who pulls somebody over is told so at once: from where, and since when.
  EXPECT_THAT(Reasons(result), ElementsAre("REGISTRATION_TAKEN_OVER"));
  EXPECT_THAT(result.warnings(0).related_names(), ElementsAre(first, "divisions/520281"));
  EXPECT_THAT(result.warnings(0).message(),
              AllOf(HasSubstr("盘州市 520281"), HasSubstr("2026-06-01")));
  const std::string second = result.name();
  // Liuzhi can place its person; Panzhou sees where its record went, and nothing of the other.
  EXPECT_EQ(Get(kLiuzhi, second)->merged_into(), "");
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
  EXPECT_THAT(KindsOf(first),
              UnorderedElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::MERGED));
  EXPECT_THAT(KindsOf(second), ElementsAre(v1::WorkerFact::PROFILE));
  EXPECT_THAT(Get(kPanzhou, second), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Get(kLiuzhi, first), StatusIs(absl::StatusCode::kPermissionDenied));
  const auto again = ImportOne(kPanzhou, Row(), kMay);
  EXPECT_THAT(again, HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_EQ(again.name(), first);
  EXPECT_THAT(Reasons(again), ElementsAre("SAME_PERSON_ELSEWHERE"));
  EXPECT_THAT(ImportOne(kLiuzhi, LiuzhiRow(), kJune), HasResult(v1::ImportResult::UNCHANGED));
  // Each keeps its own details.
  EXPECT_EQ(Get(kPanzhou, first, v1::WORKER_VIEW_FULL, "call")->personal_details().phone_number(),
            "13800001234");
}

TEST_F(MergeTest, Rule8AnOldRosterThatComesLateStandsBehind) {
  const std::string first = Create(kPanzhou, Row(), kJune);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kMay);
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), "");
  EXPECT_EQ(Get(kLiuzhi, second)->merged_into(), first);
}

// CreateWorker says the same as a row, also when its answer was lost and it is sent again.
TEST_F(MergeTest, CreateByANumberThatAnotherCountyHasSaysWhichOfTheTwoStands) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const auto create = [&](absl::CivilDay as_of) {
    v1::CreateWorkerRequest request;
    *request.mutable_worker() = LiuzhiRow();
    *request.mutable_as_of_date() = runtime::ToDate(as_of);
    request.set_request_id(kRequestId);
    return role_.Call(kLiuzhi, &Stub::CreateWorker, request);
  };
  for (int i = 0; i < 2; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker made, create(kJune));
    ASSERT_THAT(made.warnings(), SizeIs(1));
    EXPECT_EQ(made.warnings(0).reason(), "REGISTRATION_TAKEN_OVER");
    EXPECT_THAT(made.warnings(0).related_names(), ElementsAre(first, "divisions/520281"));
    // It is said to who did it, and is no part of the record.
    EXPECT_THAT(Get(kLiuzhi, made.name())->warnings(), SizeIs(0));
  }
  const auto behind = ImportOne(kZhongshanBureau, InCounty("520201011"), kMay);
  EXPECT_THAT(Reasons(behind), ElementsAre("SAME_PERSON_ELSEWHERE"));
  EXPECT_THAT(behind.warnings(0).related_names(), ::testing::Contains("divisions/520203"));
}

// Nobody hears of a check, so that it must not tell where somebody lives; and who checks one number
// after another to learn who is in the register is seen in the audit.
TEST_F(MergeTest, ACheckSaysThatSomebodyWouldBePulledOverAndNotFromWhere) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto checked, Import(kLiuzhi, {LiuzhiRow()}, kJune, true));
  EXPECT_THAT(Reasons(checked.results(0)), ElementsAre("REGISTRATION_TAKEN_OVER"));
  EXPECT_FALSE(absl::StrContains(checked.DebugString(), "520281"));
  EXPECT_FALSE(absl::StrContains(checked.results(0).warnings(0).message(), "盘州"));
  EXPECT_EQ(Audits().back().principal(), kLiuzhi);
  EXPECT_THAT(Audits().back().resources(), ElementsAre(theirs));
  const size_t audited = Audits().size();
  ASSERT_OK(Import(kPanzhou, {Row()}, kJune, true));
  EXPECT_THAT(Audits(), SizeIs(audited));
}

// One wrong digit that is somebody's number must not keep another county's person behind: whoever
// pulled them over gives them back by the right number.
TEST_F(MergeTest, TheRightNumberGivesBackWhomTheWrongOnePulledOver) {
  const std::string theirs = Create(kPanzhou, Row(101), kMay);
  const std::string mine = Create(kLiuzhi, LiuzhiRow(101), kJune);
  ASSERT_EQ(Get(kPanzhou, theirs)->merged_into(), mine);
  v1::UpdateWorkerRequest request;
  request.mutable_worker()->set_name(mine);
  request.mutable_worker()->mutable_personal_details()->set_identity_number(
      IdentityNumber(absl::CivilDay(1990, 5, 1), 103));
  ASSERT_OK(role_.Call(kLiuzhi, &Stub::UpdateWorker, request));
  EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), "");
  EXPECT_THAT(KindsOf(theirs), UnorderedElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::MERGED,
                                                    v1::WorkerFact::UNMERGED));
  EXPECT_THAT(Audits().back().resources(), ElementsAre(mine, theirs));
  // Of the other way round the own record stands for itself again.
  const std::string late = Create(kLiuzhi, LiuzhiRow(101), absl::CivilDay(2026, 4, 1));
  ASSERT_EQ(Get(kLiuzhi, late)->merged_into(), theirs);
  request.mutable_worker()->set_name(late);
  request.mutable_worker()->mutable_personal_details()->set_identity_number(
      IdentityNumber(absl::CivilDay(1990, 5, 1), 105));
  ASSERT_OK(role_.Call(kLiuzhi, &Stub::UpdateWorker, request));
  EXPECT_EQ(Get(kLiuzhi, late)->merged_into(), "");
}

TEST_F(MergeTest, ARecordErasedAsMadeByMistakeGivesBackWhomItPulledOver) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  for (const bool by_mistake : {true, false}) {
    const std::string mine = Create(kLiuzhi, LiuzhiRow(), kJune);
    ASSERT_EQ(Get(kPanzhou, theirs)->merged_into(), mine);
    v1::DeleteWorkerRequest request;
    request.set_name(mine);
    request.set_purpose("typed wrongly");
    request.set_made_by_mistake(by_mistake);
    // Also by somebody else of that county.
    ASSERT_OK(role_.Call(kLiuzhiToo, &Stub::DeleteWorker, request));
    // Who is erased by right was that person all the same.
    EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), by_mistake ? "" : mine);
  }
}

// What somebody else has said about the two is theirs to take back; who corrects the number is
// told.
TEST_F(MergeTest, AMergerThatTheCityHasConfirmedOutlivesACorrectedNumber) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  v1::Worker row = LiuzhiRow();
  row.mutable_personal_details()->set_display_name("阿里木·买买提");
  const std::string mine = Create(kLiuzhi, row, kJune);
  ASSERT_OK(Merge(kCity, mine, theirs));
  v1::UpdateWorkerRequest request;
  request.mutable_worker()->set_name(mine);
  request.mutable_worker()->mutable_personal_details()->set_identity_number(
      IdentityNumber(absl::CivilDay(1990, 5, 1), 103));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker corrected,
                             role_.Call(kLiuzhi, &Stub::UpdateWorker, request));
  EXPECT_EQ(Get(kPanzhou, theirs)->merged_into(), mine);
  ASSERT_THAT(corrected.warnings(), SizeIs(1));
  EXPECT_EQ(corrected.warnings(0).reason(), "STILL_LINKED");
  EXPECT_THAT(corrected.warnings(0).related_names(), ElementsAre(theirs));
}

TEST_F(MergeTest, Rule8OnTheSameDayTheOneThatCameLastStandsForBoth) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kMay);
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
}

// What counts is when the person was registered where they are, not when the record was made.
TEST_F(MergeTest, Rule8AMoveWithinTheOldCountyIsANewerRegistration) {
  const std::string first = Create(kPanzhou, Row(), absl::CivilDay(2026, 1, 1));
  ASSERT_OK(Record(kPanzhou, first, Moved(kJune, "520281002")));
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kMay);
  EXPECT_EQ(Get(kLiuzhi, second)->merged_into(), first);
}

TEST_F(MergeTest, TheCityBureauTakesTheRecordOfTheRowsCounty) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kJune);
  EXPECT_EQ(ImportOne(kCity, LiuzhiRow(), kJune).name(), second);
  EXPECT_EQ(ImportOne(kCity, Row(), kMay).name(), first);
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(2));
  EXPECT_THAT(Records(Table::kIdentities), SizeIs(1));
}

TEST_F(MergeTest, AThirdCountyStandsForAll) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kJune);
  const std::string third = Create(kZhongshanBureau, InCounty("520201011"), kJune);
  // One after the other: who reads the first comes to the last.
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
  EXPECT_EQ(Get(kLiuzhi, second)->merged_into(), third);
  EXPECT_EQ(Get(kZhongshanBureau, third)->merged_into(), "");
}

// Who changed another county's record stands in the audit log under that record's name.
TEST_F(MergeTest, TheAuditRecordNamesTheOtherCountysRecordToo) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kJune);
  EXPECT_THAT(Audits().back().resources(), ElementsAre(second, first));
  EXPECT_EQ(Audits().back().principal(), kLiuzhi);
}

TEST_F(MergeTest, TwoWhoCanHardlyBeOneAreMergedOnlyIfThatIsMeant) {
  const auto without_number = [](int year, v1::Sex sex, const char* reference) {
    v1::Worker row = Row();
    row.mutable_personal_details()->clear_identity_number();
    *row.mutable_birth_date() = runtime::ToDate(absl::CivilDay(year, 5, 1));
    row.set_sex(sex);
    row.set_source_reference(reference);
    return row;
  };
  const std::string a = Create(kPanzhou, without_number(1990, v1::SEX_MALE, "a"), kMay);
  const std::string years_apart = Create(kPanzhou, without_number(1962, v1::SEX_MALE, "b"), kMay);
  const std::string other_sex = Create(kPanzhou, without_number(1990, v1::SEX_FEMALE, "c"), kMay);
  const std::string a_year_mistaken =
      Create(kPanzhou, without_number(1991, v1::SEX_UNSPECIFIED, "d"), kMay);
  const std::string numbered = Create(kPanzhou, Row(101), kMay);
  const std::string other_number = Create(kPanzhou, Row(103), kMay);
  EXPECT_THAT(Merge(kPanzhou, a, years_apart, "", false),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("more than a year apart")));
  EXPECT_THAT(Merge(kPanzhou, a, other_sex, "", false),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("sexes")));
  EXPECT_THAT(Merge(kPanzhou, numbered, other_number, "", false),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("identity numbers")));
  // By way of a fact it is no easier.
  v1::WorkerFact merged = Fact(v1::WorkerFact::MERGED, kMay);
  merged.mutable_values()->set_worker(a);
  EXPECT_THAT(Record(kPanzhou, years_apart, merged),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("accept_differences")));
  EXPECT_OK(Merge(kPanzhou, a, a_year_mistaken, "", false));
  EXPECT_OK(Merge(kPanzhou, a, numbered, "", false));
  EXPECT_OK(Merge(kPanzhou, a, years_apart, "", true));
}

// Of two people made one, one leaves the county's figures: who says so says where it can be read.
TEST_F(MergeTest, DifferencesAreAcceptedWithAReferenceThatStandsWithTheFact) {
  const std::string a = Create(kPanzhou, Row(101), kMay);
  const std::string b = Create(kPanzhou, Row(103), kMay);
  v1::MergeWorkersRequest request;
  request.set_name(a);
  request.set_merged_worker(b);
  request.set_purpose("same papers");
  request.set_accept_differences(true);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::MergeWorkers, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("reference")));
  request.set_reference("-");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::MergeWorkers, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("reference")));
  request.set_reference("公安证明第7号");
  EXPECT_OK(role_.Call(kPanzhou, &Stub::MergeWorkers, request));
  EXPECT_EQ(FactsOf(b).back().kind(), v1::WorkerFact::MERGED);
  EXPECT_EQ(FactsOf(b).back().reference(), "公安证明第7号");
}

// A retry that comes after somebody took the merger back must not look as if it held.
TEST_F(MergeTest, TheRequestIdOfAMergerThatWasTakenBackIsNoSuccess) {
  const std::string one = Create(kPanzhou, Row(), kMay);
  const std::string other = Create(kPanzhou, Row(103), kMay);
  ASSERT_OK(Merge(kPanzhou, one, other, kRequestId));
  EXPECT_OK(Merge(kPanzhou, one, other, kRequestId));
  ASSERT_OK(Unmerge(kPanzhou, other));
  EXPECT_THAT(Merge(kPanzhou, one, other, kRequestId),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("was taken back")));
  EXPECT_EQ(Get(kPanzhou, other)->merged_into(), "");
}

// One id is one merger: not of a third record besides, and not with another reference, of which
// nobody would hear that it was not kept.
TEST_F(MergeTest, TheRequestIdOfAMergerServesNoOther) {
  const std::string one = Create(kPanzhou, Row(101), kMay);
  const std::string two = Create(kPanzhou, Row(103), kMay);
  const std::string three = Create(kPanzhou, Row(105), kMay);
  v1::MergeWorkersRequest request;
  request.set_name(one);
  request.set_merged_worker(two);
  request.set_purpose("same papers");
  request.set_accept_differences(true);
  request.set_reference("公安证明第7号");
  request.set_request_id(kRequestId);
  ASSERT_OK(role_.Call(kPanzhou, &Stub::MergeWorkers, request));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, role_.Call(kPanzhou, &Stub::MergeWorkers, request));
  EXPECT_EQ(again.name(), one);
  request.set_reference("公安证明第8号");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::MergeWorkers, request),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("request_id")));
  request.set_reference("公安证明第7号");
  request.set_merged_worker(three);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::MergeWorkers, request),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("request_id")));
  EXPECT_EQ(Get(kPanzhou, three)->merged_into(), "");
  // Another request says that it is merged already, and what it refers to is not kept: that is
  // told.
  request.set_merged_worker(two);
  request.set_reference("公安证明第9号");
  request.clear_request_id();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto told, role_.Call(kPanzhou, &Stub::MergeWorkers, request));
  ASSERT_FALSE(told.warnings().empty());
  EXPECT_EQ(told.warnings(0).reason(), "REFERENCE_NOT_KEPT");
  EXPECT_EQ(told.warnings(0).field_path(), "reference");
  EXPECT_THAT(told.warnings(0).message(), HasSubstr("第7号"));
}

TEST_F(MergeTest, ABirthDateAgainstTheIdentityNumberIsRefused) {
  const std::string name = Create(kPanzhou, Row(101), kMay);
  v1::WorkerFact fact = Fact(v1::WorkerFact::BIRTH_DATE, kMay);
  *fact.mutable_values()->mutable_birth_date() = runtime::ToDate(absl::CivilDay(2012, 5, 1));
  EXPECT_THAT(Record(kPanzhou, name, fact),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("identity number")));
  EXPECT_THAT(FactsOf(name), SizeIs(1));
}

// What is changed of a record that stands for nobody shows nowhere.
TEST_F(MergeTest, AMergedRecordNamesTheOneThatStands) {
  const std::string a = Create(kPanzhou, Row(101), kMay);
  const std::string b = Create(kPanzhou, Row(103), kMay);
  const std::string c = Create(kPanzhou, Row(105), kMay);
  EXPECT_OK(Merge(kPanzhou, b, c));
  EXPECT_OK(Merge(kPanzhou, a, b));
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(c);
  update.mutable_worker()->set_min_wage_cny_per_month(6'000);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::UpdateWorker, update),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(a)));
  v1::PauseWorkerRequest pause;
  pause.set_name(c);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::PauseWorker, pause),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(a)));
  // Behind another county's record it is the county's own to keep.
  const std::string own = Create(kPanzhou, Row(201), kMay);
  Create(kLiuzhi, LiuzhiRow(201), kJune);
  update.mutable_worker()->set_name(own);
  EXPECT_OK(role_.Call(kPanzhou, &Stub::UpdateWorker, update));
}

TEST_F(MergeTest, NobodyIsMergedIntoTheEndOfALongChain) {
  const auto create = [&](int index) {
    v1::Worker row = Row(101 + 2 * index);
    row.mutable_personal_details()->set_phone_number(absl::StrCat(13900000000 + index));
    return Create(kPanzhou, row, kMay);
  };
  const std::string first = create(0);
  std::string last = first;
  for (int i = 1; i <= runtime::limits::kMergeChainMost + 2; ++i) {
    const std::string next = create(i);
    ASSERT_OK(Merge(kPanzhou, next, last));
    last = next;
  }
  v1::Worker another = Row();
  another.mutable_personal_details()->clear_identity_number();
  *another.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 5, 1));
  another.set_sex(v1::SEX_MALE);
  another.set_source_reference("another");
  v1::WorkerFact merged = Fact(v1::WorkerFact::MERGED, kMay);
  merged.mutable_values()->set_worker(first);
  EXPECT_THAT(Record(kPanzhou, Create(kPanzhou, another, kMay), merged),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("太多"), HasSubstr("more than 16 records"))));
}

// Two bureaus at once: the one that comes second finds the first one's record.
TEST_F(MergeTest, TwoCountiesAtOnceAreStillLinked) {
  bool raced = false;
  std::string second;
  store_->before_commit = [&](storage::Store& /*store*/) {
    if (raced) return;
    raced = true;
    second = Create(kLiuzhi, LiuzhiRow(), kJune);
  };
  const std::string first = Create(kPanzhou, Row(), kMay);
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
  EXPECT_EQ(Get(kLiuzhi, second)->merged_into(), "");
}

TEST_F(MergeTest, ByHandWithinTheScopeAndOnce) {
  const std::string a = Create(kPanzhou, Row(101), kMay);
  const std::string b = Create(kPanzhou, Row(103), kMay);
  const std::string c = Create(kPanzhou, Row(105), kMay);
  const std::string foreign = Create(kLiuzhi, LiuzhiRow(201), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker survivor, Merge(kPanzhou, a, b, kRequestId));
  EXPECT_EQ(survivor.name(), a);
  EXPECT_EQ(Get(kPanzhou, b)->merged_into(), a);
  EXPECT_EQ(Audits().back().purpose(), "same papers");
  const storage::Sequence before = store_->last_sequence();
  EXPECT_OK(Merge(kPanzhou, a, b, kRequestId));
  EXPECT_OK(Merge(kPanzhou, a, b));
  EXPECT_EQ(store_->last_sequence(), before);
  EXPECT_THAT(Merge(kPanzhou, c, b),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("UnmergeWorkers")));
  EXPECT_THAT(Merge(kPanzhou, b, c), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(a)));
  EXPECT_THAT(Merge(kPanzhou, b, a), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Merge(kPanzhou, a, a), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Merge(kPanzhou, a, foreign), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Merge(kPanzhou, foreign, a), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Merge(kPanzhou, "a", "b"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("2 of 2 violations")));
}

}  // namespace
}  // namespace laowu::worker
